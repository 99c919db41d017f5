//! Makes the site of a project in memory: `build` writes it, `verify` compares it.

use std::num::NonZeroUsize;

use super::project::{Project, parallelism};
use super::reported::Reported;
use super::ui::Ui;
use super::warnings::{Warning, misplaced, nothing_used, warnings};
use crate::brief::Length;
use crate::brief::logo;
use crate::brief::notes::read_notes;
use crate::brief::read::BRIEF;
use crate::error::{Error, Problem, Result};
use crate::exports::records::sha256;
use crate::insights::unobserved::{unobserved, with_unobserved};
use crate::insights::{self, Period, Report};
use crate::mentions::RowStatus;
use crate::mentions::ledger::{Ledger, Outcome};
use crate::note::HistoryNote;
use crate::pages::provenance::Options;
use crate::pages::{self, Logo, SiteInput, Words, history_note, reject_reason};
use crate::parallel;
use crate::rollup::Rollup;
use crate::rollup::count::CountedRow;
use crate::rollup::history::{self, HistoryFile, Names, Reconciled};
use crate::site::Site;

/// A site that is not written yet.
pub(super) struct Assembled {
    pub(super) site: Site,
    pub(super) ledger: Ledger,
    /// Newest first.
    pub(super) periods: Vec<Period>,
    /// Notes and doubts.
    pub(super) warnings: Vec<Warning>,
    /// Rows were read, and none of them is used.
    pub(super) nothing_used: Option<Problem>,
    /// Notes about the history.
    pub(super) notes: Vec<HistoryNote>,
    /// The contents of the history files for the months in the exports.
    pub(super) history: Vec<HistoryFile>,
}

/// Reads every row once and makes every page. `each` is called with every row; `why` is the hint for exports without a readable row.
pub(super) fn assemble(
    project: &Project,
    options: &Options,
    words: &Words,
    jobs: Option<NonZeroUsize>,
    ui: &Ui,
    why: &str,
    each: impl FnMut(CountedRow<'_>) -> Result<()>,
) -> Result<Assembled> {
    let brief = &project.loaded.brief;
    let notes = read_notes(&project.loaded.root, &pages::note_names())?;
    let logo_name = brief.look.logo.as_deref();
    let logo_bytes = logo_name.map(|name| logo::read(&project.loaded.root, name)).transpose();
    let logo_bytes = logo_bytes.map_err(|refusal| Problem::of(BRIEF, refusal.what))?;
    let reported = Reported::of(&options.period, brief)?;
    let (mut rollup, ledger) = project.count(&reported, jobs, ui, each)?;
    let (reconciled, periods) = with_history(project, &reported, &mut rollup, ui)?;
    // A project without exports is reported from its history.
    if !ledger.inputs.is_empty() && ledger.total().total() == ledger.total()[Outcome::Rejected] {
        return Err(Error::Inputs(nothing_readable(&ledger, why)));
    }
    let channels = &project.context.channels;
    let mut suspicions = insights::suspicions(&rollup, &ledger, brief, channels);
    if let Reported::Given(asked) = &reported {
        suspicions.extend(insights::doubts::empty_periods(&rollup, asked));
    }
    suspicions.extend(misplaced(&project.loaded.root)?);
    let warnings = warnings(&ledger, &suspicions);
    let nothing_used = nothing_used(brief, &rollup, &ledger);
    let names = Names { brief, channels };
    let unobserved = unobserved(&rollup, brief, channels);
    let brief = &with_unobserved(brief, &unobserved, &rollup, channels);
    let jobs = parallelism(jobs).jobs;
    let reported: Vec<_> = periods.iter().map(|period| (period.from, period.to)).collect();
    let months = history::months_to_write(&rollup, &reported);
    let months: Vec<Period> = months.into_iter().map(Period::month).collect();
    let further = months.iter().filter(|month| !periods.contains(month));
    let spans: Vec<&Period> = periods.iter().chain(further).collect();
    // The report and the history file of a month need the same threads, which take long to count.
    let made = parallel::map(jobs, &spans, |span| {
        let threads = rollup.threads_between(span.from, span.to, &brief.timing.zone);
        let report = || insights::report_of((&rollup, brief, channels), span, &threads);
        let file = || reconciled.file(&rollup, names, span.from, &threads);
        (periods.contains(span).then(report), months.contains(span).then(file))
    });
    let (reports, history): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    let reports: Vec<Report> = reports.into_iter().flatten().collect();
    let mut history: Vec<HistoryFile> = history.into_iter().flatten().collect();
    history.sort_by(|one, other| one.file.cmp(&other.file));
    let files = pages::site(&SiteInput {
        words,
        brief,
        brief_sha256: &sha256(&project.loaded.bytes),
        options,
        notes: &|period, section| notes.get(period, section),
        reports: &reports,
        jobs,
        ledger: &ledger,
        suspicions: &suspicions,
        history: &reconciled.history_months,
        logo: logo_name.zip(logo_bytes.as_deref()).map(|(name, bytes)| Logo { name, bytes }),
    });
    Ok(Assembled {
        site: Site { files },
        ledger,
        periods,
        warnings,
        nothing_used,
        notes: reconciled.notes,
        history,
    })
}

/// Adds the months that no export holds to the counts, and returns the reported periods, newest first.
pub(super) fn with_history(
    project: &Project,
    reported: &Reported,
    rollup: &mut Rollup,
    ui: &Ui,
) -> Result<(Reconciled, Vec<Period>)> {
    let mut periods = reported.periods(rollup);
    let names = Names { brief: &project.loaded.brief, channels: &project.context.channels };
    let reconciled = history::reconcile(&project.loaded.root, rollup, names)?;
    for note in &reconciled.notes {
        ui.note(&history_note(Words::english(), note));
    }
    match reported {
        Reported::Every(Length::Month) => {
            let with_mentions =
                reconciled.history_months.iter().filter(|month| month.rows[RowStatus::Used] > 0);
            periods.extend(with_mentions.map(|month| Period::month(month.month)));
        }
        // With the days of the months that are taken from the history.
        Reported::Every(_) => periods = reported.periods(rollup),
        Reported::Given(_) => (),
    }
    periods.sort_by(|a, b| (b.to, b.from, &b.id).cmp(&(a.to, a.from, &a.id)));
    Ok((reconciled, periods))
}

/// The problems for exports of which no row can be read; `why` says where the reasons are.
pub(super) fn nothing_readable(ledger: &Ledger, why: &str) -> Vec<Problem> {
    let files = ledger.inputs.iter().map(|input| {
        let what = match input.rows.total() {
            0 => "it has a header but no rows".to_owned(),
            1 => "its only row cannot be read".to_owned(),
            rows => format!("none of its {rows} rows can be read"),
        };
        Problem::of(&input.name, what).hint(why)
    });
    let mut problems: Vec<Problem> = files.collect();
    for (index, problem) in problems.iter_mut().enumerate() {
        if ledger.inputs[index].rows.total() == 0 {
            problem.hint = Some("export it again with a span that has mentions".to_owned());
        } else if let Some(Some((line, reason))) = ledger.first_rejected.get(index) {
            let reason = reject_reason(Words::english(), reason);
            problem.details.push(format!("line {line}: {reason}"));
        }
    }
    problems
}

#[cfg(test)]
mod tests;
