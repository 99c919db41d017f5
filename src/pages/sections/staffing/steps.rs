//! What it takes, step by step: Brian Solis’ line with its numbers in it, then every step from conversations to money.
//!
//! A step states its formula with the numbers, its result, and whether its assumptions are the brief's own or our defaults. The
//! same steps are `staffing.csv`.

use super::{cost, people, work};
use crate::brief::Brief;
use crate::insights::{Report, WeekMean};
use crate::pages::format::{self, NO_BREAK, assumed, count, quantity, range, with_unit};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words;

/// One step of the working.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    /// What it gives.
    pub(super) name: &'static str,
    /// The formula with its numbers.
    pub(super) formula: String,
    /// The result in words.
    pub(super) result: String,
    /// The result as a number; `None` if it was not measured.
    pub(super) value: Option<f64>,
    /// Low and high case.
    pub(super) range: Option<(f64, f64)>,
    /// Unit of the value.
    pub(super) unit: String,
    /// Whose assumptions it uses; empty without any.
    pub(super) assumptions: String,
    /// The same by full weeks, beside it.
    pub(super) weeks: Option<WeekMean>,
}

/// The staffing formula with the numbers of this report.
pub(super) fn literal_line(brief: &Brief, report: &Report) -> String {
    let takes = &report.staffing;
    if report.conversations.is_none() {
        return "Conversations were not measured: the formula has no numbers".to_owned();
    }
    if !report.is_work_measured() {
        return "No community was observed: the formula has no numbers".to_owned();
    }
    let each = match takes.communities {
        1 => "in the 1 community".to_owned(),
        n => format!("in each of {} communities", count(n)),
    };
    format!(
        "{} conversations a day {each} × {} × {} ÷ 60 = {} a day",
        quantity(takes.conversations_per_day_per_community),
        count(takes.communities),
        with_unit(&assumed(brief.staffing.minutes.base), "minutes"),
        with_unit(&quantity(takes.literal_hours_per_day), "hours")
    )
}

/// The working as a table, a step a row.
pub(super) fn table(brief: &Brief, report: &Report) -> Table {
    let columns = vec![
        Column::new("step", "Step", Unit::Text),
        Column::new("formula", "Formula with its numbers", Unit::Text),
        Column::page("result", "Result", Unit::Text),
        Column::data("value", Unit::Quantity),
        Column::data("low", Unit::Quantity),
        Column::data("high", Unit::Quantity),
        Column::data("unit", Unit::Text),
        Column::new("assumptions", "Assumptions", Unit::Text),
        Column::data("full_weeks", Unit::Count),
        Column::data("full_weeks_mean", Unit::Quantity),
        Column::data("full_weeks_low", Unit::Quantity),
        Column::data("full_weeks_high", Unit::Quantity),
    ];
    let rows = steps(brief, report).into_iter().map(|step| {
        let weeks = step.weeks.as_ref();
        let interval = weeks.and_then(|mean| mean.interval);
        vec![
            Cell::text(step.name),
            // A cell of a file breaks no lines.
            Cell::word(step.formula.replace(NO_BREAK, " "), step.formula),
            Cell::text(step.result),
            Cell::number(step.value),
            Cell::number(step.range.map(|range| range.0)),
            Cell::number(step.range.map(|range| range.1)),
            Cell::text(step.unit),
            Cell::text(step.assumptions),
            Cell::count(weeks.map(|mean| mean.weeks as u64)),
            Cell::number(weeks.and_then(|mean| mean.per_day)),
            Cell::number(interval.map(|range| range.0)),
            Cell::number(interval.map(|range| range.1)),
        ]
    });
    Table::new(columns).with(rows)
}

/// All steps in order.
fn steps(brief: &Brief, report: &Report) -> Vec<Step> {
    let mut steps = work::work(brief, report);
    steps.extend(people::people(brief, report));
    steps.extend(cost::cost(brief, report));
    if !report.is_work_measured() {
        for step in &mut steps {
            (step.value, step.range, step.weeks) = (None, None, None);
            format::NOT_MEASURED.clone_into(&mut step.result);
        }
    }
    steps
}

pub(super) fn step(name: &'static str, formula: String, value: Option<f64>, unit: &str) -> Step {
    let result = match value {
        Some(value) => with_unit(&quantity(value), unit),
        None => format::NOT_MEASURED.to_owned(),
    };
    Step {
        name,
        formula,
        result,
        value,
        range: None,
        unit: unit.to_owned(),
        assumptions: String::new(),
        weeks: None,
    }
}

impl Step {
    pub(super) fn between(mut self, low: f64, high: f64) -> Self {
        self.result = format!("{} ({})", self.result, range(low, high));
        self.range = Some((low, high));
        self
    }

    pub(super) fn reading(mut self, result: String) -> Self {
        self.result = result;
        self
    }

    /// The mean over full weeks, for the reader to hold against this one.
    pub(super) fn beside(mut self, weeks: Option<&WeekMean>) -> Self {
        if let Some(weeks) = weeks {
            self.result =
                format!("{} ({})", self.result, words::week_mean(words::Words::english(), weeks));
        }
        self.weeks = weeks.cloned();
        self
    }

    pub(super) fn assuming(mut self, assumptions: String) -> Self {
        self.assumptions = assumptions;
        self
    }
}

/// `minutes: our default` or `week: the brief`.
pub(super) fn whose(brief: &Brief, keys: &[(&str, &str)]) -> String {
    let say = |&(key, name): &(&str, &str)| {
        let source = if brief.is_default(key) { "our default" } else { "the brief" };
        format!("{name}: {source}")
    };
    keys.iter().map(say).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn the_literal_line_is_the_formula_with_numbers() {
        assert_eq!(
            literal_line(&fixture::brief(), &fixture::report()),
            "7.8 conversations a day in each of 5 communities × 5 × 20\u{a0}minutes ÷ 60 = 13.0\u{a0}hours a day"
        );
        let mut one = fixture::report();
        one.staffing.communities = 1;
        assert!(literal_line(&fixture::brief(), &one).contains("in the 1 community × 1 ×"));
    }

    #[test]
    fn each_step_of_the_worked_example_is_there() {
        let steps = steps(&fixture::brief(), &fixture::report());
        let find = |name: &str| steps.iter().find(|step| step.name == name).unwrap();
        assert_eq!(find("Hours a day").result, "13.0\u{a0}hours a day (9.8\u{a0}to\u{a0}19.5)");
        let productive = find("Productive hours of one full-time person");
        assert_eq!(productive.formula, "40 × (1 − 30%) shrinkage × 85% occupancy");
        assert_eq!(productive.result, "23.8\u{a0}hours a week");
        assert_eq!(
            productive.assumptions,
            "week: the brief, shrinkage: our default, occupancy: our default"
        );
        assert_eq!(
            find("Full-time people for the work").result,
            "3.8\u{a0}full-time people (2.9\u{a0}to\u{a0}5.7)"
        );
        assert_eq!(find("People on the payroll").result, "4 people");
        assert_eq!(find("Own staff").result, "EUR\u{a0}4,894 a week");
        assert_eq!(find("Outside help").result, "EUR\u{a0}6,825 a week");
        assert_eq!(
            find("Outside rate at which both cost the same").result,
            "EUR\u{a0}53.78 an hour"
        );
        assert_eq!(find("Own staff, each conversation").formula, "EUR\u{a0}4,894 ÷ 273");
    }

    #[test]
    fn without_an_observed_day_no_step_has_a_number() {
        let mut report = fixture::report();
        report.window = None;
        assert!(literal_line(&fixture::brief(), &report).starts_with("No community was observed"));
        assert!(
            steps(&fixture::brief(), &report)
                .iter()
                .all(|step| step.value.is_none() && step.result == "not measured")
        );
    }

    #[test]
    fn the_mean_of_the_full_weeks_stands_beside_its_step() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        let rows = |report: &Report| {
            let csv = String::from_utf8(table(&brief, report).csv()).unwrap();
            csv.lines().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(rows(&report).len(), 16);
        assert!(rows(&report)[2].ends_with(",,4,39,34.2,43.8"), "{}", rows(&report)[2]);
        assert!(rows(&report)[3].ends_with(",,,,"), "{}", rows(&report)[3]);
        report.window = None;
        assert!(rows(&report)[2].ends_with(",,,,"));
    }

    #[test]
    fn what_the_brief_does_not_state_is_not_measured() {
        let (mut brief, mut report) = (fixture::brief(), fixture::report());
        brief.staffing.internal_hourly = None;
        report.staffing.internal_cost_per_week = None;
        report.staffing.fte_coverage = None;
        report.staffing.open_hours_per_week = None;
        let steps = steps(&brief, &report);
        let own = steps.iter().find(|step| step.name == "Own staff").unwrap();
        assert_eq!(
            (own.formula.as_str(), own.result.as_str()),
            ("the brief states no rate", "not measured")
        );
        let cover =
            steps.iter().find(|step| step.name.starts_with("Full-time people to be")).unwrap();
        assert_eq!((cover.value, cover.result.as_str()), (None, "not measured"));
    }
}
