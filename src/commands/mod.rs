//! The commands of the binary, one file each. They connect the modules that do the work.
//!
//! A command takes plain arguments and a [`Ui`]. It reads no argument, environment variable or terminal and prints nothing itself: messages
//! go through the `Ui`, errors are returned. So a test, or another program, can call it.

mod assemble;
mod audit;
pub mod build;
mod cache;
pub mod check;
mod counts;
pub mod extract;
mod last_build;
mod library;
pub mod mentions;
mod outputs;
mod parts;
mod private;
mod project;
mod rejected;
mod reported;
mod row_sheet;
pub mod rows;
pub mod sample;
mod save_history;
mod ui;
pub mod verify;
mod warnings;

pub use library::Project;
pub use ui::{Progress, Ui, Verbosity, harmless};
pub use warnings::allowed_code;

use crate::error::Result;

/// A command with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Writes the site.
    Build(build::BuildArgs),
    /// Reports how each file was understood and what needs fixing.
    Check(check::CheckArgs),
    /// Writes the normalised mentions to stdout.
    Mentions(mentions::MentionsArgs),
    /// Writes the mentions that a figure counts to stdout.
    Rows(rows::RowsArgs),
    /// Writes the sheet of an audit.
    Sample(sample::SampleArgs),
    /// Reads exports and writes their rows into a part.
    Extract(extract::ExtractArgs),
    /// Compares the site with what its inputs give.
    Verify(verify::VerifyArgs),
}

impl Command {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// Those of the command; [`Error::exit_code`](crate::error::Error::exit_code) is the exit code of the process.
    pub fn run(&self, ui: &Ui) -> Result<()> {
        match self {
            Self::Build(args) => build::run(args, ui),
            Self::Check(args) => check::run(args, ui),
            Self::Mentions(args) => mentions::run(args, ui),
            Self::Rows(args) => rows::run(args, ui),
            Self::Sample(args) => sample::run(args, ui),
            Self::Extract(args) => extract::run(args, ui),
            Self::Verify(args) => verify::run(args, ui),
        }
    }
}
