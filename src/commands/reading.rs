//! What `build`, `mentions` and `verify` share: a project opened, and its rows read through once.

use std::num::NonZeroUsize;
use std::path::Path;
use std::thread::available_parallelism;

use super::Ui;
use crate::brief::read::{Loaded, read};
use crate::brief::{Brief, PeriodRule};
use crate::error::{Problem, Result};
use crate::exports::formats::Formats;
use crate::exports::{Export, discover};
use crate::insights::{self, Period};
use crate::mentions::Standing;
use crate::mentions::fold::{PIECE, Pace, Rejection, fold};
use crate::mentions::idle::idle;
use crate::mentions::ledger::{Ledger, Recorder};
use crate::mentions::reader::{Context, Reading};
use crate::mentions::relevance;
use crate::mentions::standing::{Judge, Reason};
use crate::mentions::survey::{Plan, survey};
use crate::pages::is_readable;
use crate::rollup::Rollup;

/// Tells what a right brief says that is hardly meant.
pub(super) fn warn(brief: &Brief, exports: &[Export], ui: &Ui) {
    let short = brief.keywords.iter().flat_map(relevance::short_words);
    let pale = brief.look.accent.iter().filter(|accent| !is_readable(accent)).map(|accent| {
        format!("`look.accent`: text in `{accent}` is too pale to be read on white, so the report keeps its own blue; a contrast of 4.5 to 1 is enough")
    });
    for warning in short.chain(idle(brief, exports)).chain(pale) {
        ui.note(&warning);
    }
}

/// A project with its brief checked and every export understood; no row is read yet.
pub(super) struct Project {
    pub(super) loaded: Loaded,
    pub(super) plans: Vec<Plan>,
    pub(super) context: Context,
    pub(super) skipped: Vec<(String, String)>,
}

/// Which days are reported.
#[derive(Debug, Clone)]
pub(super) enum Reported {
    /// Every month with a used mention.
    Months,
    /// These periods.
    Given(Vec<Period>),
}

impl Reported {
    /// What the command line asks for, else what the brief asks for.
    pub(super) fn of(typed: &[String], brief: &Brief) -> Result<Self> {
        if typed.is_empty() {
            return Ok(match brief.timing.period {
                PeriodRule::Monthly => Self::Months,
                PeriodRule::Span { from, to } => Self::Given(vec![Period::span(from, to)]),
            });
        }
        let mut periods = Vec::new();
        let mut problems = Vec::new();
        for text in typed {
            match Period::parse(text) {
                Ok(period) => periods.push(period),
                Err(message) => problems.push(Problem::of("--period", message)),
            }
        }
        if !problems.is_empty() {
            return Err(crate::error::Error::Inputs(problems));
        }
        periods.sort();
        periods.dedup();
        Ok(Self::Given(periods))
    }

    /// The periods, once every row is counted.
    pub(super) fn periods(&self, rollup: &Rollup) -> Vec<Period> {
        match self {
            Self::Months => insights::months(rollup),
            Self::Given(periods) => periods.clone(),
        }
    }
}

/// One row with what became of it.
pub(super) struct Judged<'a> {
    pub(super) plan: &'a Plan,
    pub(super) line: u64,
    /// Why it stands so, where that alone does not say.
    pub(super) reason: &'a str,
    pub(super) row: std::result::Result<(&'a Reading, Standing), &'a Rejection>,
}

impl Project {
    /// Reads the brief, finds the exports and takes the decisions that reading their rows needs.
    pub(super) fn open(path: &Path, ui: &Ui) -> Result<Self> {
        let loaded = read(path)?;
        let found = discover::find(&loaded.root)?;
        let context = Context::new(&loaded.brief);
        warn(&loaded.brief, &found.exports, ui);
        let formats = Formats::load(&loaded.root)?;
        let plans = survey(&found.exports, &loaded.brief, &context.channels, &formats)?;
        for plan in &plans {
            ui.detail(&describe(plan));
        }
        let skipped =
            found.skipped.into_iter().map(|(name, reason)| (name, reason.to_owned())).collect();
        Ok(Self { loaded, plans, context, skipped })
    }

    /// Reads every row in the order of (path, line), counts it, and shows it to `each`.
    pub(super) fn read_through(
        &self,
        reported: &Reported,
        jobs: Option<NonZeroUsize>,
        ui: &Ui,
        mut each: impl FnMut(&Judged<'_>) -> Result<()>,
    ) -> Result<(Rollup, Ledger)> {
        let jobs = jobs.or_else(|| available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let progress = ui.progress(self.plans.iter().map(|plan| plan.export.bytes).sum());
        let mut rollup = Rollup::default();
        let mut recorder = Recorder::new(self.plans.len());
        let mut judge = Judge::default();
        let advanced = |bytes| progress.advance(bytes);
        let speed = Pace { jobs, piece: PIECE };
        let endings = fold(&self.context, &self.plans, speed, &advanced, |file, row| {
            let plan = &self.plans[file];
            let (row_result, reason) = match &row.reading {
                Err(rejection) => {
                    recorder.reject(file);
                    (Err(rejection), rejection.reason.clone())
                }
                Ok(reading) => {
                    let place = (u32::try_from(file).unwrap_or(u32::MAX), row.line);
                    let judgement = judge.judge(place, reading);
                    let (standing, reason) = (judgement.standing, self.say(judgement.reason));
                    rollup.add(&reading.mention, standing);
                    let day = reading.mention.local.date();
                    recorder.count(file, day, standing);
                    rollup.voice.add(day, judgement.further_brands);
                    rollup.coverage.add(&plan.format.id, &reading.mention);
                    if let Some(unknown) = &reading.unknown {
                        recorder.unknown(file, unknown);
                    }
                    if reading.is_at_clock_change {
                        recorder.clock_change(file);
                    }
                    (Ok((reading, standing)), reason)
                }
            };
            each(&Judged { plan, line: row.line, reason: &reason, row: row_result })
        })?;
        for (file, note) in judge.notes() {
            recorder.note(file as usize, note);
        }
        let periods = reported.periods(&rollup);
        let is_reported = |day| periods.iter().any(|period| period.contains(day));
        let ledger = recorder.close(&self.plans, &endings, self.skipped.clone(), is_reported);
        Ok((rollup, ledger))
    }

    fn say(&self, reason: Reason) -> String {
        match reason {
            Reason::None => String::new(),
            Reason::NearCopyOf((file, line)) => {
                format!("near copy of {}:{line}", self.plans[file as usize].export.name)
            }
            Reason::Competitor => "competitor".to_owned(),
            Reason::NoKeyword => "no keyword".to_owned(),
        }
    }
}

fn describe(plan: &Plan) -> String {
    let zone = if plan.is_zoned {
        "offset in the value".to_owned()
    } else {
        format!("{} ({})", plan.zone.name, plan.zone.from)
    };
    let order = plan
        .order
        .as_ref()
        .map_or(String::new(), |(order, from)| format!(", {order:?} ({from})").to_lowercase());
    format!(
        "{}: {}, {}, header in line {}, time in `{}`, zone {zone}{order}",
        plan.export.name,
        plan.format.name,
        plan.table.encoding,
        plan.table.header_line,
        plan.time_column
    )
}
