//! Writes messages and progress to stderr, and data to stdout.
//!
//! anstream removes colour depending on the terminal, `NO_COLOR` and `--color`. Messages quote cells of exports, so control characters
//! are shown as escapes and never sent to the terminal.

use std::io::{self, BufWriter, Write};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle, WeakProgressBar};
use socialmap::commands::{Progress, Ui, Verbosity, harmless};

use crate::cli::Color;

/// A progress bar appears after this time.
const BAR_DELAY: Duration = Duration::from_secs(1);

/// Labels at the start of a line and their styles: bold red, bold, cyan.
const LABELS: [(&str, &str); 3] =
    [("error:", "\x1b[1;31m"), ("note:", "\x1b[1m"), ("hint:", "\x1b[36m")];

/// The current progress bar, which is hidden while a message is printed.
static BAR: Mutex<Option<WeakProgressBar>> = Mutex::new(None);

/// Returns the functions by which commands use the terminal.
pub(crate) fn ui(verbosity: Verbosity) -> Ui {
    Ui {
        verbosity,
        print: Box::new(print),
        bar: Box::new(bar),
        stdout: Box::new(|| Box::new(BufWriter::new(io::stdout().lock()))),
    }
}

/// Sets whether messages are coloured, for the whole process.
pub(crate) fn set_color(color: Color) {
    match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// Prints messages to stderr.
pub(crate) fn print(text: &str) {
    let text = painted(&harmless(text));
    let bar = BAR
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .as_ref()
        .and_then(WeakProgressBar::upgrade);
    // A failure to write to stderr cannot be reported anywhere.
    let write = || drop(writeln!(anstream::stderr(), "{text}"));
    bar.map_or_else(write, |bar| bar.suspend(write));
}

fn bar(total: u64) -> Progress {
    let style =
        ProgressStyle::with_template("reading {bar:30} {bytes} of {total_bytes}, {eta} left")
            .expect("the template is constant");
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden())
        .with_style(style)
        .with_finish(ProgressFinish::AndClear);
    *BAR.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar.downgrade());
    let (began, shown) = (Instant::now(), OnceLock::new());
    Progress::new(move |bytes| {
        if began.elapsed() >= BAR_DELAY {
            // Draws only if stderr is a terminal.
            shown.get_or_init(|| bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        bar.inc(bytes);
    })
}

fn painted(text: &str) -> String {
    let paint = |line: &str| {
        LABELS
            .iter()
            .find_map(|(label, style)| {
                Some(format!("{style}{label}\x1b[0m{}", line.strip_prefix(label)?))
            })
            .unwrap_or_else(|| line.to_owned())
    };
    text.split('\n').map(paint).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_word_of_a_line_is_painted() {
        assert_eq!(
            painted("error: a.csv: no error: here\n  found note: x\nhint: look"),
            "\x1b[1;31merror:\x1b[0m a.csv: no error: here\n  found note: x\n\x1b[36mhint:\x1b[0m look"
        );
    }

    #[test]
    fn a_quoted_cell_cannot_steer_the_terminal() {
        assert_eq!(
            harmless("found `\x1b]0;title\x07\u{9b}2J\rfake`\n\té"),
            "found `\\u{1b}]0;title\\u{7}\\u{9b}2J\\rfake`\n\té"
        );
    }
}
