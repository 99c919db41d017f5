//! The command `check`: reports how each export is read, the outcomes of its rows, and everything to fix. Writes no file.
//!
//! It does not stop at a problem: it reports those of the brief, then of the notes, of the sheets of audits and of every export, and describes what it could read. Rows are
//! counted only if brief and formats have no problems, because wrong ones would count them wrongly.

mod facts;
mod text;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::audit::AuditReader;
use super::counts::nothing_readable;
use super::project::{OpenedProject, find, spool, warn};
use super::reported::Reported;
use super::ui::Ui;
use super::warnings::{NOTHING_USED, errors, misplaced, nothing_used, refuse_doubts, warnings};
use crate::brief::Brief;
use crate::brief::notes::read_notes;
use crate::brief::read::{Examined, Loaded, examine, parse};
use crate::error::{Error, Problem, Result};
use crate::exports::discover::DiscoveredFiles;
use crate::exports::formats::Formats;
use crate::insights;
use crate::mentions::fold::Source;
use crate::mentions::ledger::Outcome;
use crate::mentions::reader::Context;
use crate::mentions::survey::survey;
use crate::pages::{Words, history_note, note_names, reject_reason};
use crate::rollup::count::CountedRow;
use crate::rollup::history::{self, Names};
use crate::units::Date;
use facts::{Facts, FileFacts, RejectedRow};

/// The arguments of `check`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckArgs {
    /// A folder that holds `brief.yaml`, or the path of a brief.
    pub project: PathBuf,
    /// Whether a rejected row or a doubt is a failure.
    pub strict: bool,
    /// Codes of doubts that do not fail under `strict`, and of errors that are allowed.
    pub allow: Vec<String>,
    /// Whether to write one JSON object instead of text.
    pub json: bool,
}

/// Rejected rows of a file that are listed; `build` writes all of them.
const LISTED: usize = 3;

/// Replaces a brief that cannot be read, so that the exports can still be described.
const NO_BRIEF: &str = "\
client: unknown
why: unknown
timing: {timezone: UTC}
audience: [{id: unknown, name: unknown}]
objectives: [{id: unknown, statement: unknown, metric: mentions}]
channels: [{id: unknown}]
";

/// Writes the facts to [`Ui::out`].
///
/// # Errors
///
/// [`Error::Reported`] if a build would stop at a problem, after all were written; [`Error::Strict`] if rows were rejected under
/// `strict`. Without a brief, or if something cannot be read, nothing is written.
pub fn run(args: &CheckArgs, ui: &Ui) -> Result<()> {
    let facts = look(args, ui)?;
    let output = if args.json { facts.json() } else { text::text(&facts) };
    let mut out = ui.out();
    out.write_all(output.as_bytes())
        .and_then(|()| out.flush())
        .map_err(Error::io(Path::new("stdout"), "write what was found"))?;
    match (&facts.rows, facts.problems.len()) {
        (Some(rows), 0) if args.strict && rows[Outcome::Rejected] > 0 => Err(Error::Strict {
            rejected: rows[Outcome::Rejected],
            read: rows.total(),
            hint: "the first of each file are listed above; `build` lists them all".to_owned(),
        }),
        (_, 0) if args.strict => refuse_doubts(&facts.warned, &args.allow),
        (_, 0) => Ok(()),
        (_, problems) => Err(Error::Reported(problems)),
    }
}

fn look(args: &CheckArgs, ui: &Ui) -> Result<Facts> {
    let Examined { brief, mut problems, root, file, bytes } = examine(&args.project)?;
    let is_brief_right = problems.is_empty();
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    collect(read_notes(&root, &note_names()), &mut problems)?;
    let audits = collect(AuditReader::open(&root, ui), &mut problems)?.unwrap_or_default();
    let found = collect(find(&root), &mut problems)?;
    let is_history_alone = found.as_ref().is_some_and(|found| found.exports.is_empty());
    let DiscoveredFiles { mut exports, skipped } = found.unwrap_or_default();
    spool(&mut exports, ui)?;
    let brief = brief.unwrap_or_else(stand_in);
    let own_formats = collect(Formats::load(&root), &mut problems)?;
    let are_rules_right = is_brief_right && own_formats.is_some();
    let formats = own_formats.unwrap_or_else(Formats::built_in);
    if is_brief_right {
        warn(&brief, &exports, ui);
    }
    let mut context = Context::new(&brief);
    context.drop_details();
    let (mut plans, mut files) = (Vec::new(), Vec::new());
    for export in &exports {
        let plan = survey(std::slice::from_ref(export), &brief, &context.channels, &formats);
        match collect(plan, &mut problems)?.and_then(|mut plans| plans.pop()) {
            Some(plan) => {
                files.push(FileFacts::of(&plan, is_brief_right));
                plans.push(plan);
            }
            None => files.push(FileFacts::in_part(export, &formats)),
        }
    }
    let mut facts = Facts::new(name, &brief, files, &skipped);
    if are_rules_right && (is_history_alone || !plans.is_empty()) {
        let loaded = Loaded { brief, root, file, bytes };
        let sources = plans.into_iter().map(|plan| Source::Export(Box::new(plan))).collect();
        let project = OpenedProject { loaded, sources, context, skipped, cache: None };
        let is_whole = problems.is_empty();
        problems.extend(count(&project, args, (audits, is_whole), &mut facts, ui)?);
    }
    facts.problems = problems.iter().map(Into::into).collect();
    facts.errors = errors(&problems);
    Ok(facts)
}

/// Returns the value, or adds its problems and returns `None`; any other error is returned.
fn collect<T>(found: Result<T>, problems: &mut Vec<Problem>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Error::Inputs(more)) => {
            problems.extend(more);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

fn stand_in() -> Brief {
    parse("brief.yaml", NO_BRIEF).expect("the stand-in is right: a test reads it")
}

/// What is collected of a file while its rows are read.
#[derive(Default)]
struct FileRows {
    days: Option<(Date, Date)>,
    rejected: Vec<RejectedRow>,
}

impl FileRows {
    fn add(&mut self, CountedRow { row, outcome, .. }: CountedRow<'_>) {
        match outcome {
            Ok((reading, _)) => {
                let day = reading.mention.local.date();
                let (from, to) = self.days.unwrap_or((day, day));
                self.days = Some((from.min(day), to.max(day)));
            }
            Err(rejection) if self.rejected.len() < LISTED => {
                let reason = reject_reason(Words::english(), &rejection.reason);
                self.rejected.push(RejectedRow { line: row.line, reason });
            }
            Err(_) => {}
        }
    }
}

/// Reads every row and adds the counts to the facts. Returns the problem that no row can be read or used, and those of the history and of the audits,
/// which can be checked only against all exports (`is_whole`).
fn count(
    project: &OpenedProject,
    args: &CheckArgs,
    (mut audits, is_whole): (AuditReader, bool),
    facts: &mut Facts,
    ui: &Ui,
) -> Result<Vec<Problem>> {
    let brief = &project.loaded.brief;
    let reported = Reported::of(&[], brief)?;
    let mut seen: BTreeMap<String, FileRows> = BTreeMap::new();
    let channels = &project.context.channels;
    let (mut rollup, ledger) = project.count(&reported, None, ui, |row| {
        audits.see(&row, channels);
        let name = row.source.name();
        match seen.get_mut(name) {
            Some(seen) => seen.add(row),
            None => seen.entry(name.to_owned()).or_default().add(row),
        }
        Ok(())
    })?;
    for input in &ledger.inputs {
        let FileRows { days, rejected } = seen.remove(&input.name).unwrap_or_default();
        facts.counted(input, days, rejected);
    }
    let total = ledger.total();
    facts.rows = Some(total);
    facts.days = rollup.volume.span().into();
    let mut problems = Vec::new();
    if is_whole {
        let reconciled =
            history::reconcile(&project.loaded.root, &mut rollup, Names { brief, channels });
        let reconciled = collect(reconciled, &mut problems)?.unwrap_or_default();
        let note = |note| history_note(Words::english(), note);
        facts.history = reconciled.notes.iter().map(note).collect();
        let periods = reported.periods(&rollup);
        collect(audits.finish(&mut rollup, &periods, ui), &mut problems)?;
    }
    let mut suspicions = insights::suspicions(&rollup, &ledger, brief, channels);
    if let Reported::Given(asked) = &reported {
        suspicions.extend(insights::doubts::empty_periods(&rollup, asked));
    }
    suspicions.extend(misplaced(&project.loaded.root)?);
    facts.warned = warnings(&ledger, &suspicions);
    if !args.allow.iter().any(|code| code == NOTHING_USED) {
        problems.extend(nothing_used(brief, &rollup, &ledger));
    }
    facts.suspicions = suspicions.iter().map(Into::into).collect();
    if total.total() == total[Outcome::Rejected] {
        let why = "the reason is given with the first rows, under `rejected`";
        problems.extend(nothing_readable(&ledger, why));
    }
    Ok(problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stand_in_for_a_brief_is_right() {
        assert_eq!(stand_in().client, "unknown");
    }
}
