//! The error type of the crate. A [`Problem`] says where something is wrong, what was found, what was expected and what to do.
//!
//! A stage collects all its problems before it stops. Nothing is printed here.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Most problems that are written out; further ones are counted.
pub const MOST_PROBLEMS: usize = 20;

/// Result with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// Why a command stopped. `Display` gives the whole message after `error: `, with all problems.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The brief or the exports are wrong.
    #[error("{}", Listed(.0))]
    Inputs(Vec<Problem>),
    /// A file or folder could not be read or written.
    #[error("{}: cannot {doing}: {source}", path.display())]
    Io {
        /// What could not be read or written.
        path: PathBuf,
        /// Verb and object: `read the brief`.
        doing: &'static str,
        /// The error of the operating system.
        source: io::Error,
    },
    /// `--strict`, and rows were rejected.
    #[error("rejected rows: {rejected} of {read}, and `--strict` allows none\nhint: {hint}")]
    Strict {
        /// Rows rejected.
        rejected: u64,
        /// Rows read.
        read: u64,
        /// Where the reasons are listed.
        hint: String,
    },
    /// `--strict`, and there are doubts.
    #[error("{}", Listed(.0))]
    Doubts(Vec<Problem>),
    /// `check` found this many problems, and has listed them.
    #[error("{}", stops(*.0))]
    Reported(usize),
    /// `verify` found a difference.
    #[error("{}", .0.join("\n"))]
    Differs(Vec<String>),
}

impl Error {
    /// Adds a path to an I/O error.
    pub fn io(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io { path, doing, source }
    }

    /// Returns the exit code of the process: 1 for wrong inputs and I/O errors, 3 for `--strict` and for a difference.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Inputs(_) | Self::Io { .. } | Self::Reported(_) => 1,
            Self::Strict { .. } | Self::Doubts(_) | Self::Differs(_) => 3,
        }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Inputs(vec![problem])
    }
}

/// One thing that is wrong with the inputs, worded for the person who can fix it.
///
/// # Examples
///
/// ```
/// use socialmap::error::Problem;
/// let problem = Problem::at("brief.yaml", 14, 3, "unknown key `chanels`")
///     .expected("one of: `brand`, `channels`")
///     .hint("did you mean `channels`?");
/// assert_eq!(
///     problem.to_string(),
///     "brief.yaml:14:3: unknown key `chanels`\n  expected one of: `brand`, `channels`\nhint: did you mean `channels`?"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// File name as the user knows it (relative to the project, `/` between folders).
    pub file: String,
    /// Line and column from 1, if known. Column 0: only the line is known.
    pub at: Option<(u64, u64)>,
    /// What is wrong: lower case, literals in backticks, no final period.
    pub what: String,
    /// Further lines (`found …`, `expected …`, evidence), each indented by two spaces.
    pub details: Vec<String>,
    /// What to do next.
    pub hint: Option<String>,
}

impl Problem {
    /// Creates a problem of a whole file.
    pub fn of(file: impl Into<String>, what: impl Into<String>) -> Self {
        Self { file: file.into(), at: None, what: what.into(), details: Vec::new(), hint: None }
    }

    /// Creates a problem at a line and column, both from 1.
    pub fn at(file: impl Into<String>, line: u64, column: u64, what: impl Into<String>) -> Self {
        Self { at: Some((line, column)), ..Self::of(file, what) }
    }

    /// Adds the line `found …`.
    #[must_use]
    pub fn found(self, found: impl fmt::Display) -> Self {
        self.detail(format!("found {found}"))
    }

    /// Adds the line `expected …`.
    #[must_use]
    pub fn expected(self, expected: impl fmt::Display) -> Self {
        self.detail(format!("expected {expected}"))
    }

    /// Adds a further line.
    #[must_use]
    pub fn detail(mut self, line: impl Into<String>) -> Self {
        self.details.push(line.into());
        self
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        match self.at {
            Some((line, 0)) => write!(f, ":{line}")?,
            Some((line, column)) => write!(f, ":{line}:{column}")?,
            None => {}
        }
        write!(f, ": {}", self.what)?;
        for detail in &self.details {
            write!(f, "\n  {detail}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}

fn stops(problems: usize) -> String {
    match problems {
        1 => "1 problem stops a build".to_owned(),
        many => format!("{many} problems stop a build"),
    }
}

struct Listed<'a>(&'a [Problem]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().take(MOST_PROBLEMS).enumerate() {
            let lead = if i == 0 { "" } else { "\n\nerror: " };
            write!(f, "{lead}{problem}")?;
        }
        match self.0.len().saturating_sub(MOST_PROBLEMS) {
            0 => Ok(()),
            more => write!(f, "\n\nerror: and {more} more"),
        }
    }
}
