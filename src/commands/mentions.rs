//! The command `mentions`: writes every data record of the exports, normalised, to stdout.
//!
//! The output is for the analyst: it includes rejected and duplicate rows, and the brief's privacy setting does not apply. The roots of chains of
//! replies and the reported months are known only after all rows, so the exports are read twice.

use std::path::{Path, PathBuf};

use super::project::OpenedProject;
use super::reported::Reported;
use super::row_sheet::{Sheet, count, fields, further_fields};
use super::ui::Ui;
use crate::error::{Error, Result};
use crate::exports::discover;
use crate::mentions::deduplicator::StatusReason;
use crate::mentions::fold::Source;
use crate::mentions::ledger::Outcome;
use crate::pages::{Words, reject_reason};

/// The arguments of `mentions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionsArgs {
    /// A folder that holds `brief.yaml`, or the path of a brief.
    pub project: PathBuf,
    /// The output format.
    pub format: MentionsFormat,
}

/// How the normalised mentions are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MentionsFormat {
    /// Comma-separated, no cell of which can start a spreadsheet formula.
    Csv,
    /// A JSON object a line, every text exact.
    Ndjson,
}

/// Writes the mentions to [`Ui::out`].
///
/// # Errors
///
/// The inputs are wrong, or something cannot be read or written; a closed stdout is a broken pipe.
pub fn run(args: &MentionsArgs, ui: &Ui) -> Result<()> {
    let project = OpenedProject::open_some(&args.project, ui, |root, exports| {
        discover::require_some(&exports, root)?;
        Ok(exports)
    })?;
    let reported = Reported::of(&[], &project.loaded.brief)?;
    let (rollup, _, threads) = count(&project, &reported, ui)?;
    let periods = reported.periods(&rollup);
    let mut sheet = Sheet::new(ui.out(), args.format);
    let known = (&project.loaded.brief, &project.context.channels);
    let fail = |source| Error::io(Path::new("stdout"), "write the mentions")(source);
    project.count(&reported, None, ui, |row| {
        let is_reported = |day| periods.iter().any(|period| period.contains(day));
        let (outcome, reason) = match row.outcome {
            Err(rejection) => {
                let reason = reject_reason(Words::english(), &rejection.reason);
                (Outcome::Rejected, Some(reason))
            }
            Ok((reading, decision)) => {
                let day = reading.mention.local.date();
                let outcome = Outcome::of(decision.status, is_reported(day));
                (outcome, words(decision.reason, &project.sources))
            }
        };
        let mut fields = fields(&row, known, &threads, &rollup.conversations);
        fields.extend([("outcome", outcome.word().into()), ("reason", reason.into())]);
        fields.extend(further_fields(&row));
        sheet.write(&fields).map_err(fail)
    })?;
    sheet.finish().map_err(fail)
}

/// The reason of a decision, where several are possible.
fn words(reason: StatusReason, sources: &[Source]) -> Option<String> {
    match reason {
        StatusReason::None => None,
        StatusReason::NearCopyOf((file, line)) => {
            Some(format!("near copy of {}:{line}", sources[file as usize].name()))
        }
        StatusReason::Competitor => Some("competitor".to_owned()),
        StatusReason::NoKeyword => Some("no keyword".to_owned()),
        StatusReason::Excluded => Some("excluded".to_owned()),
    }
}
