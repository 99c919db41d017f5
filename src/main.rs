//! Parses the arguments, runs the command, prints its error and returns the exit code.
//!
//! Only the binary reads arguments, environment and terminal; the library gets plain values.

mod cli;
mod terminal;

use std::io::ErrorKind;
use std::process::ExitCode;

use socialmap::error::Error;

/// Exit code of a program that was interrupted, as shells expect it.
const INTERRUPTED: i32 = 130;

fn main() -> ExitCode {
    let invocation = cli::read();
    terminal::set_color(invocation.color);
    // If no handler can be set, an interrupted build leaves its half-written folder, and the next build removes it.
    let _best_effort = ctrlc::set_handler(interrupted);
    let done = invocation.command.run(&terminal::ui(invocation.verbosity));
    match done {
        Err(e) if !is_closed_stdout(&e) => {
            terminal::print(&format!("error: {e}"));
            ExitCode::from(e.exit_code())
        }
        _ => ExitCode::SUCCESS,
    }
}

#[expect(clippy::exit, reason = "a signal handler cannot make the main thread return")]
fn interrupted() {
    if socialmap::site::abandon() {
        terminal::print("note: interrupted, but the new site was in place already");
    }
    std::process::exit(INTERRUPTED);
}

/// Whether stdout was closed by its reader, as `head` does, which is not an error.
fn is_closed_stdout(error: &Error) -> bool {
    matches!(error, Error::Io { source, .. } if source.kind() == ErrorKind::BrokenPipe)
}
