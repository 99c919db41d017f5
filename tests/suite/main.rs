//! The one integration binary: a module per promise, so that cargo links once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where it stopped")]

mod architecture;
#[cfg(unix)]
mod changing;
mod check;
mod cli;
mod decisions;
mod determinism;
mod dress;
mod errors;
mod exclude;
mod formats;
mod found;
mod history;
mod hostile;
mod identity;
mod merge_laws;
mod parts;
mod periods;
mod pieces;
#[cfg(unix)]
mod pipes;
mod readme;
mod real;
mod reports;
mod sample;
mod site;
mod staffing;
mod support;
