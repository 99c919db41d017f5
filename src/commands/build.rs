//! `build`: the brief and the exports → the site.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use crate::commands::Ui;
use crate::error::{Problem, Result};

/// What `build` was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildArgs {
    /// A folder that holds `brief.yaml`, or the path of a brief.
    pub project: PathBuf,
    /// Where the site goes; none: `site` inside the project folder.
    pub output: Option<PathBuf>,
    /// Periods as typed: `2026-05`, `2026-Q2`, `2026`, `2026-05-01..2026-05-31`; empty: those of the brief.
    pub periods: Vec<String>,
    /// Whether a rejected row fails the build.
    pub strict: bool,
    /// Whether a period of the former site may be dropped.
    pub force: bool,
    /// Where rejected rows go; none: `rejected.csv` beside the brief.
    pub rejected: Option<PathBuf>,
    /// Threads; none: one a processor.
    pub jobs: Option<NonZeroUsize>,
}

/// Writes the site.
///
/// # Errors
///
/// The inputs are wrong, something cannot be read or written, or rows were rejected under `strict`; the former site is
/// untouched then.
pub fn run(args: &BuildArgs, ui: &Ui) -> Result<()> {
    ui.detail("not wired yet");
    Err(Problem::of(args.project.display().to_string(), "`build` is not wired yet").into())
}
