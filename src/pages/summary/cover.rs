//! `cover`: whether the staffed hours can keep what the brief promises, as it decides; and every promise that was tried.

use serde::Serialize;

use super::finite;
use crate::insights::Report;
use crate::pages::table::Record;

/// The cover of the option that the brief decides.
#[derive(Serialize)]
pub(super) struct Cover<'a> {
    target_minutes: Option<u32>,
    seats: Option<f64>,
    present: Option<u64>,
    infeasible_share: Option<f64>,
    infeasible_low: Option<f64>,
    infeasible_high: Option<f64>,
    outside_share: Option<f64>,
    longest_gap_minutes: u32,
    promises: Vec<Record<'a>>,
}

/// The figures; `None` if they were not measured.
pub(super) fn cover<'a>(report: &Report, promises: Vec<Record<'a>>) -> Option<Cover<'a>> {
    let cover = report.cover.as_ref()?;
    let option = cover.options.first()?;
    let promise = option.promised.as_ref();
    let interval = promise.and_then(|promise| promise.beyond.interval());
    Some(Cover {
        target_minutes: promise.and_then(|promise| promise.target_minutes),
        seats: promise.map(|promise| finite(promise.seats)),
        present: promise.and_then(|promise| promise.present),
        infeasible_share: promise.and_then(|promise| promise.beyond.share()).map(finite),
        infeasible_low: interval.map(|range| finite(range.0)),
        infeasible_high: interval.map(|range| finite(range.1)),
        outside_share: option.outside.share().map(finite),
        longest_gap_minutes: cover.longest_gap_minutes,
        promises,
    })
}
