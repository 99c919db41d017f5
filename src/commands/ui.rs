//! How a command reports progress, messages and data.
//!
//! Nothing here reads the terminal or prints: the binary, a test or another program decides what becomes of each message.

use std::fmt::Write as _;
use std::io::Write;

use crate::exports::format::is_direction_mark;

/// Which messages are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Only errors.
    Quiet,
    /// What was written, and notes.
    #[default]
    Normal,
    /// Every decision too.
    Verbose,
}

/// How a command reports progress, messages and data.
///
/// # Examples
///
/// ```
/// use std::sync::{Arc, Mutex};
/// use socialmap::commands::{Ui, Verbosity};
/// let printed = Arc::new(Mutex::new(Vec::new()));
/// let lines = Arc::clone(&printed);
/// let ui = Ui { print: Box::new(move |text| lines.lock().unwrap().push(text.to_owned())), ..Ui::default() };
/// ui.note("exports/a.csv: 2 of 9 rows not used");
/// ui.detail("printed only if verbose");
/// assert_eq!(*printed.lock().unwrap(), ["note: exports/a.csv: 2 of 9 rows not used"]);
/// ```
pub struct Ui {
    /// Which messages are printed.
    pub verbosity: Verbosity,
    /// Prints a line of messages, or several, to stderr.
    pub print: Box<dyn Fn(&str) + Send + Sync>,
    /// Shows a progress bar of so many bytes.
    pub bar: Box<dyn Fn(u64) -> Progress + Send + Sync>,
    /// Opens stdout, where data goes.
    pub stdout: Box<dyn Fn() -> Box<dyn Write> + Send + Sync>,
}

/// Discards all messages and data: for tests, and for programs that only want the result.
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
    /// Prints what was done, unless quiet.
    pub fn say(&self, text: &str) {
        if self.verbosity > Verbosity::Quiet {
            (self.print)(text);
        }
    }

    /// Prints what the user should know but need not correct, as `note: …`, unless quiet.
    pub fn note(&self, text: &str) {
        self.say(&format!("note: {text}"));
    }

    /// Prints a decision and its reason, if verbose.
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

    /// Reports that so many more bytes are done.
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

/// Makes text that quotes an export safe for a terminal: control characters, and marks that change the direction of the text around
/// them, are shown as escapes and never sent.
///
/// # Examples
///
/// ```
/// assert_eq!(socialmap::commands::harmless("`\u{1b}[2J`\n\té"), "`\\u{1b}[2J`\n\té");
/// assert_eq!(socialmap::commands::harmless("a\u{202e}vsc.b"), "a\\u{202e}vsc.b");
/// ```
pub fn harmless(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if is_direction_mark(c) || c.is_control() && !matches!(c, '\n' | '\t') {
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
    fn quiet_prints_nothing_and_verbose_everything() {
        for (verbosity, expected) in [
            (Verbosity::Quiet, vec![]),
            (Verbosity::Normal, vec!["done", "note: odd"]),
            (Verbosity::Verbose, vec!["done", "note: odd", "since"]),
        ] {
            let printed = Arc::new(Mutex::new(Vec::new()));
            let lines = Arc::clone(&printed);
            let print = Box::new(move |text: &str| lines.lock().unwrap().push(text.to_owned()));
            let ui = Ui { verbosity, print, ..Ui::default() };
            ui.say("done");
            ui.note("odd");
            ui.detail("since");
            assert_eq!(*printed.lock().unwrap(), expected);
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
