//! `verify`: the brief, the exports and a site → whether a build would give this site again, byte for byte.

use std::path::PathBuf;

use crate::commands::Ui;
use crate::error::{Problem, Result};

/// What `verify` was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyArgs {
    /// A folder that holds `brief.yaml`, or the path of a brief.
    pub project: PathBuf,
    /// Where the site is; none: `site` inside the project folder.
    pub output: Option<PathBuf>,
}

/// Rebuilds in memory with the options that `provenance.json` records, and compares.
///
/// # Errors
///
/// The inputs are wrong, something cannot be read, or the site differs.
pub fn run(args: &VerifyArgs, ui: &Ui) -> Result<()> {
    ui.detail("not wired yet");
    Err(Problem::of(args.project.display().to_string(), "`verify` is not wired yet").into())
}
