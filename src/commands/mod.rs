//! Thin wiring of the rooms, one file a command.
//!
//! A command takes plain arguments and a [`Ui`]. It reads no argument, environment variable or terminal and prints nothing by
//! itself: what it has to say goes through the `Ui`, what went wrong is returned. So a test, or another program, can call it.

pub mod build;
mod built;
mod cache;
pub mod check;
mod keeping;
mod making;
pub mod mentions;
mod outputs;
mod parts;
mod reading;
mod rejected;
pub mod rollup;
pub mod verify;

use std::fmt::Write as _;
use std::io::Write;

use crate::error::Result;

/// What to do, with its arguments: section 1 of the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Writes the site.
    Build(build::BuildArgs),
    /// Says how each file was understood and what is to fix.
    Check(check::CheckArgs),
    /// Writes the normalised mentions to stdout.
    Mentions(mentions::MentionsArgs),
    /// Writes what it reads of the exports into a part.
    Rollup(rollup::RollupArgs),
    /// Compares the site with what its inputs give.
    Verify(verify::VerifyArgs),
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    ///
    /// Those of the command; [`Error::exit_code`](crate::error::Error::exit_code) is the exit code of the process.
    pub fn run(&self, ui: &Ui) -> Result<()> {
        match self {
            Self::Build(args) => build::run(args, ui),
            Self::Check(args) => check::run(args, ui),
            Self::Mentions(args) => mentions::run(args, ui),
            Self::Rollup(args) => rollup::run(args, ui),
            Self::Verify(args) => verify::run(args, ui),
        }
    }
}

/// How much is said on the way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Errors alone.
    Quiet,
    /// What was written, and notes.
    #[default]
    Normal,
    /// Every decision too.
    Verbose,
}

/// The ears and hands of whoever runs a command.
///
/// # Examples
///
/// ```
/// use std::sync::{Arc, Mutex};
/// use socialmap::commands::{Ui, Verbosity};
/// let heard = Arc::new(Mutex::new(Vec::new()));
/// let ear = Arc::clone(&heard);
/// let ui = Ui { print: Box::new(move |text| ear.lock().unwrap().push(text.to_owned())), ..Ui::default() };
/// ui.note("exports/a.csv: 2 of 9 rows not used");
/// ui.detail("not said, unless verbose");
/// assert_eq!(*heard.lock().unwrap(), ["note: exports/a.csv: 2 of 9 rows not used"]);
/// ```
pub struct Ui {
    /// How much is said.
    pub verbosity: Verbosity,
    /// Prints a line of messages, or several, to stderr.
    pub print: Box<dyn Fn(&str) + Send + Sync>,
    /// Shows that some bytes of a total are being worked on.
    pub bar: Box<dyn Fn(u64) -> Progress + Send + Sync>,
    /// Opens stdout, where data goes.
    pub stdout: Box<dyn Fn() -> Box<dyn Write> + Send + Sync>,
}

/// Hears nothing and shows nothing: for tests, and for programs that only want the result.
impl Default for Ui {
    fn default() -> Self {
        Self {
            verbosity: Verbosity::default(),
            print: Box::new(|_| ()),
            bar: Box::new(|_| Progress::default()),
            stdout: Box::new(|| Box::new(std::io::sink())),
        }
    }
}

impl Ui {
    /// Says what was done, unless quiet.
    pub fn say(&self, text: &str) {
        if self.verbosity > Verbosity::Quiet {
            (self.print)(text);
        }
    }

    /// Says what the user should know but need not mend, as `note: …`, unless quiet.
    pub fn note(&self, text: &str) {
        self.say(&format!("note: {text}"));
    }

    /// Says a decision and its reason, if verbose.
    pub fn detail(&self, text: &str) {
        if self.verbosity == Verbosity::Verbose {
            (self.print)(text);
        }
    }

    /// Shows the progress through `total` bytes until it is dropped, unless quiet.
    pub fn progress(&self, total: u64) -> Progress {
        if self.verbosity == Verbosity::Quiet { Progress::default() } else { (self.bar)(total) }
    }

    /// Where data goes. The caller flushes it: an error on dropping would be lost.
    pub fn out(&self) -> Box<dyn Write> {
        (self.stdout)()
    }
}

/// Work under way; shown until dropped. Any thread may advance it.
pub struct Progress(Box<dyn Fn(u64) + Send + Sync>);

impl Progress {
    /// Calls `advance` with the number of bytes just done.
    pub fn new(advance: impl Fn(u64) + Send + Sync + 'static) -> Self {
        Self(Box::new(advance))
    }

    /// Tells that so many more bytes are done.
    pub fn advance(&self, bytes: u64) {
        (self.0)(bytes);
    }
}

/// Shows nothing.
impl Default for Progress {
    fn default() -> Self {
        Self::new(|_| ())
    }
}

/// A text for a terminal in which strangers are quoted: what could steer it is shown as an escape, never sent.
///
/// # Examples
///
/// ```
/// assert_eq!(socialmap::commands::harmless("`\u{1b}[2J`\n\té"), "`\\u{1b}[2J`\n\té");
/// ```
pub fn harmless(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if c.is_control() && !matches!(c, '\n' | '\t') {
            let _infallible = write!(out, "{}", c.escape_default());
        } else {
            out.push(c);
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[test]
    fn quiet_says_nothing_and_verbose_everything() {
        for (verbosity, expected) in [
            (Verbosity::Quiet, vec![]),
            (Verbosity::Normal, vec!["done", "note: odd"]),
            (Verbosity::Verbose, vec!["done", "note: odd", "since"]),
        ] {
            let heard = Arc::new(Mutex::new(Vec::new()));
            let ear = Arc::clone(&heard);
            let print = Box::new(move |text: &str| ear.lock().unwrap().push(text.to_owned()));
            let ui = Ui { verbosity, print, ..Ui::default() };
            ui.say("done");
            ui.note("odd");
            ui.detail("since");
            assert_eq!(*heard.lock().unwrap(), expected);
        }
    }

    #[test]
    fn progress_reaches_the_bar_from_any_thread_unless_quiet() {
        for (verbosity, expected) in [(Verbosity::Quiet, 0), (Verbosity::Normal, 5 + 7)] {
            let done = Arc::new(Mutex::new(0));
            let count = Arc::clone(&done);
            let bar = Box::new(move |_| {
                let count = Arc::clone(&count);
                Progress::new(move |bytes| *count.lock().unwrap() += bytes)
            });
            let ui = Ui { verbosity, bar, ..Ui::default() };
            let progress = ui.progress(12);
            std::thread::scope(|threads| {
                threads.spawn(|| progress.advance(5));
                threads.spawn(|| progress.advance(7));
            });
            assert_eq!(*done.lock().unwrap(), expected);
        }
    }
}
