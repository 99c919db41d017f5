//! From people to money, at the brief's rates.

use super::steps::{Step, whose};
use crate::brief::Brief;
use crate::insights::OptionFigures;
use crate::pages::words::{Words, say};

/// The cost of the people, of the hours that they work, and of the same hours bought outside.
pub(super) fn cost(words: &Words, brief: &Brief, everything: &OptionFigures) -> Vec<Step> {
    let asked = &brief.staffing;
    let money = |amount: f64| words.money(amount, &asked.currency);
    let a_week = |money: &str| say!(words, "cost-a-week", money = money);
    let priced = |name: &str, formula: Option<String>, value: Option<f64>| Step {
        name: words.text(name),
        formula: formula.unwrap_or_else(|| words.text("step-no-rate")),
        result: value.map_or_else(|| words.not_measured(), |amount| a_week(&money(amount))),
        value,
        range: None,
        unit: a_week(&asked.currency),
        assumptions: String::new(),
        weeks: None,
    };
    let people = everything.people;
    let team = people.zip(asked.internal_hourly).map(|(people, rate)| {
        say!(
            words,
            "step-own-formula",
            people = words.count(people.headcount),
            week = words.assumed(asked.week_hours),
            rate = money(rate)
        )
    });
    let hours = |rate| {
        let hours = words.quantity(everything.hours.base);
        say!(words, "step-outside-formula", hours = hours, rate = money(rate))
    };
    let steps = [
        people.map(|people| {
            priced("step-own", team, people.team_cost_per_week).assuming(whose(
                words,
                brief,
                &[("staffing.week_hours", "assumption-week")],
            ))
        }),
        Some(priced(
            "step-hours-cost",
            asked.internal_hourly.map(hours),
            everything.work_cost_per_week,
        )),
        Some(priced(
            "step-outside",
            asked.external_hourly.map(hours),
            everything.external_cost_per_week,
        )),
    ];
    steps.into_iter().flatten().collect()
}
