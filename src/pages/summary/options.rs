//! `options`: hours, people and cost of each option of the decision.

use serde::Serialize;

use super::finite;
use crate::insights::{OptionFigures, Report};

/// An option of the decision.
#[derive(Serialize)]
pub(super) struct Choice<'a> {
    id: &'static str,
    channels: Vec<&'a str>,
    hours_per_week: f64,
    hours_per_week_low: f64,
    hours_per_week_high: f64,
    fte: Option<f64>,
    headcount: Option<u64>,
    work_cost_per_week: Option<f64>,
    team_cost_per_week: Option<f64>,
    external_cost_per_week: Option<f64>,
}

/// The figures of an option.
pub(super) fn choice<'a>(report: &'a Report, option: &OptionFigures) -> Choice<'a> {
    let people = option.people;
    Choice {
        id: option.id.id(),
        channels: option.channels.iter().map(|&at| report.channels[at].id.as_str()).collect(),
        hours_per_week: finite(option.hours.base),
        hours_per_week_low: finite(option.hours.low),
        hours_per_week_high: finite(option.hours.high),
        fte: people.map(|people| finite(people.fte)),
        headcount: people.map(|people| people.headcount),
        work_cost_per_week: option.work_cost_per_week.map(finite),
        team_cost_per_week: people.and_then(|people| people.team_cost_per_week).map(finite),
        external_cost_per_week: option.external_cost_per_week.map(finite),
    }
}
