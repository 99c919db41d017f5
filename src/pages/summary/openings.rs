//! The openings of `summary.json`.

use serde::Serialize;

use crate::insights::OpeningFigures;
use crate::pages::table::Record;

/// The mentions that are worth an answer.
#[derive(Serialize)]
pub(super) struct Openings<'a> {
    count: u64,
    /// Whether there may be more.
    at_least: bool,
    groups: Vec<Record<'a>>,
}

pub(super) fn openings<'a>(found: &OpeningFigures, groups: Vec<Record<'a>>) -> Openings<'a> {
    Openings { count: found.count, at_least: found.is_least, groups }
}
