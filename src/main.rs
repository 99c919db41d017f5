//! Arguments → command → print the error → exit code. The only reader of arguments, environment and terminal.

mod cli;
mod terminal;

use std::io::ErrorKind;
use std::process::ExitCode;

use socialmap::error::Error;

/// What shells expect of a program that was interrupted.
const INTERRUPTED: i32 = 130;

fn main() -> ExitCode {
    let typed = cli::read();
    terminal::set_color(typed.color);
    // Without a handler an interrupted build leaves its half-written folder to the next one, which removes it.
    let _best_effort = ctrlc::set_handler(interrupted);
    let done = typed.command.run(&terminal::ui(typed.verbosity));
    match done {
        Err(e) if !is_read_enough(&e) => {
            terminal::print(&format!("error: {e}"));
            ExitCode::from(e.exit_code())
        }
        _ => ExitCode::SUCCESS,
    }
}

#[expect(clippy::exit, reason = "the main thread cannot be asked to return")]
fn interrupted() {
    if socialmap::site::abandon() {
        terminal::print("note: interrupted, but the new site was in place already");
    }
    std::process::exit(INTERRUPTED);
}

/// Whether whoever reads our stdout has closed it, as `head` does: not an error.
fn is_read_enough(error: &Error) -> bool {
    matches!(error, Error::Io { source, .. } if source.kind() == ErrorKind::BrokenPipe)
}
