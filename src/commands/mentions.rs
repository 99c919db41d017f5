//! `mentions`: the brief and the exports → every data record, normalised, on stdout.

use std::path::PathBuf;

use crate::commands::Ui;
use crate::error::{Problem, Result};

/// What `mentions` was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionsArgs {
    /// A folder that holds `brief.yaml`, or the path of a brief.
    pub project: PathBuf,
    /// How they are written.
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
/// The inputs are wrong, or something cannot be read or written; a reader that has seen enough is a broken pipe.
pub fn run(args: &MentionsArgs, ui: &Ui) -> Result<()> {
    ui.detail("not wired yet");
    Err(Problem::of(args.project.display().to_string(), "`mentions` is not wired yet").into())
}
