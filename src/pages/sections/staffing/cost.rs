//! From people to money, at the brief's rates.

use super::steps::{Step, step, whose};
use crate::brief::Brief;
use crate::insights::Report;
use crate::pages::format::{self, assumed, money, quantity};

pub(super) fn cost(brief: &Brief, report: &Report) -> Vec<Step> {
    let (takes, asked) = (&report.staffing, &brief.staffing);
    let currency = &asked.currency;
    let priced = |name, formula: Option<String>, value: Option<f64>, unit: &str| {
        let mut step =
            step(name, formula.unwrap_or_else(|| "the brief states no rate".to_owned()), value, "");
        step.unit = format!("{currency} {unit}");
        step.result = value.map_or(format::NOT_MEASURED.to_owned(), |amount| {
            format!("{} {unit}", money(amount, currency))
        });
        step
    };
    let internal = asked.internal_hourly.map(|rate| {
        format!(
            "{} × {} × {}",
            quantity(takes.fte),
            assumed(asked.week_hours),
            money(rate, currency)
        )
    });
    let external = asked
        .external_hourly
        .map(|rate| format!("{} × {}", quantity(takes.hours_per_week), money(rate, currency)));
    let per = |divisor: f64| {
        takes
            .internal_cost_per_week
            .map(|cost| format!("{} ÷ {}", money(cost, currency), quantity(divisor)))
    };
    vec![
        priced("Own staff", internal, takes.internal_cost_per_week, "a week")
            .assuming(whose(brief, &[("staffing.week_hours", "week")])),
        priced("Outside help", external, takes.external_cost_per_week, "a week"),
        priced(
            "Outside rate at which both cost the same",
            per(takes.hours_per_week),
            takes.break_even_rate,
            "an hour",
        ),
        priced(
            "Own staff, each conversation",
            per(7.0 * takes.conversations_per_day),
            takes.internal_cost_per_conversation,
            "a conversation",
        ),
    ]
}
