//! From people to money, at the brief's rates.

use super::steps::{Step, whose};
use crate::brief::Brief;
use crate::insights::Report;
use crate::pages::words::{Words, say};

/// What an amount of money is for.
#[derive(Clone, Copy)]
enum Per {
    Week,
    Hour,
    Conversation,
}

impl Per {
    /// `EUR 4,894 a week`; of only the currency, the unit.
    fn of(self, words: &Words, money: &str) -> String {
        match self {
            Self::Week => say!(words, "cost-a-week", money = money),
            Self::Hour => say!(words, "cost-an-hour", money = money),
            Self::Conversation => say!(words, "cost-a-conversation", money = money),
        }
    }
}

pub(super) fn cost(words: &Words, brief: &Brief, report: &Report) -> Vec<Step> {
    let (staffing, asked) = (&report.staffing, &brief.staffing);
    let money = |amount: f64| words.money(amount, &asked.currency);
    let priced = |name: &str, formula: Option<String>, value: Option<f64>, per: Per| Step {
        name: words.text(name),
        formula: formula.unwrap_or_else(|| words.text("step-no-rate")),
        result: value.map_or_else(|| words.not_measured(), |amount| per.of(words, &money(amount))),
        value,
        range: None,
        unit: per.of(words, &asked.currency),
        assumptions: String::new(),
        weeks: None,
    };
    let internal = asked.internal_hourly.map(|rate| {
        say!(
            words,
            "step-own-formula",
            people = words.quantity(staffing.fte),
            week = words.assumed(asked.week_hours),
            rate = money(rate)
        )
    });
    let external = asked.external_hourly.map(|rate| {
        let hours = words.quantity(staffing.hours_per_week);
        say!(words, "step-outside-formula", hours = hours, rate = money(rate))
    });
    let divided = |divisor: f64| {
        staffing.internal_cost_per_week.map(|cost| {
            let divisor = words.quantity(divisor);
            say!(words, "step-ratio", dividend = money(cost), divisor = divisor)
        })
    };
    vec![
        priced("step-own", internal, staffing.internal_cost_per_week, Per::Week).assuming(whose(
            words,
            brief,
            &[("staffing.week_hours", "assumption-week")],
        )),
        priced("step-outside", external, staffing.external_cost_per_week, Per::Week),
        priced("step-even", divided(staffing.hours_per_week), staffing.break_even_rate, Per::Hour),
        priced(
            "step-each",
            divided(7.0 * staffing.conversations_per_day),
            staffing.internal_cost_per_conversation,
            Per::Conversation,
        ),
    ]
}
