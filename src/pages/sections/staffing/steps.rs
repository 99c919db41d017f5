//! The working, step by step: Brian Solis’ line with its numbers in it, then every step from conversations to money.
//!
//! A step states its formula with the numbers, its result, and whether its assumptions are the brief's own or our defaults. The
//! same steps are `staffing.csv`.

use super::{cost, people, work};
use crate::brief::Brief;
use crate::insights::{MinutesFrom, OptionId, Report, WeekMean};
use crate::pages::format::NO_BREAK;
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{self, Words, say};

/// One step of the working.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    /// What it gives.
    pub(super) name: String,
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
pub(super) fn literal_line(words: &Words, report: &Report) -> String {
    let staffing = &report.staffing;
    if report.conversations.is_none() {
        return words.text("staffing-no-conversations");
    }
    if !report.is_work_measured() {
        return words.text("staffing-no-community");
    }
    let with_unit = |figure: String, unit| words.with_unit(&figure, &words.text(unit));
    let unit_of_minutes = match report.handling.from {
        MinutesFrom::Timed => "unit-timed-minutes",
        MinutesFrom::Default | MinutesFrom::Brief => "unit-minutes",
    };
    say!(
        words,
        "staffing-line",
        rate = words.quantity(staffing.conversations_per_day_per_community),
        n = staffing.communities,
        minutes = with_unit(words.minutes(report.handling.minutes.base), unit_of_minutes),
        hours = with_unit(words.quantity(staffing.literal_hours_per_day), "unit-hours")
    )
}

/// The working as a table, a step a row.
pub(super) fn table(words: &Words, brief: &Brief, report: &Report) -> Table {
    let columns = vec![
        Column::new("step", words.text("step-name"), Unit::Text),
        Column::new("formula", words.text("step-formula"), Unit::Text),
        Column::page("result", words.text("step-result"), Unit::Text),
        Column::data("value", Unit::Quantity),
        Column::data("low", Unit::Quantity),
        Column::data("high", Unit::Quantity),
        Column::data("unit", Unit::Text),
        Column::new("assumptions", words.text("step-assumptions"), Unit::Text),
        Column::data("full_weeks", Unit::Count),
        Column::data("full_weeks_mean", Unit::Quantity),
        Column::data("full_weeks_low", Unit::Quantity),
        Column::data("full_weeks_high", Unit::Quantity),
    ];
    let rows = steps(words, brief, report).into_iter().map(|step| {
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
fn steps(words: &Words, brief: &Brief, report: &Report) -> Vec<Step> {
    let mut steps = work::work(words, brief, report);
    let everything = report.option(OptionId::Everything);
    if everything.is_none_or(|option| option.people.is_some()) {
        steps.extend(people::people(words, brief, report));
    }
    steps.extend(everything.into_iter().flat_map(|option| cost::cost(words, brief, option)));
    if !report.is_work_measured() {
        for step in &mut steps {
            (step.value, step.range, step.weeks) = (None, None, None);
            (step.formula, step.result) = (String::new(), words.not_measured());
        }
    }
    steps
}

/// A step whose result is its value with its unit.
pub(super) fn step(
    words: &Words,
    name: &str,
    formula: String,
    value: Option<f64>,
    unit: &str,
) -> Step {
    let unit = words.text(unit);
    let result = match value {
        Some(value) => words.with_unit(&words.quantity(value), &unit),
        None => words.not_measured(),
    };
    Step {
        name: words.text(name),
        formula,
        result,
        value,
        range: None,
        unit,
        assumptions: String::new(),
        weeks: None,
    }
}

impl Step {
    pub(super) fn between(mut self, words: &Words, low: f64, high: f64) -> Self {
        let range = words.range(low, high);
        self.result = say!(words, "with-range", value = self.result, range = range);
        self.range = Some((low, high));
        self
    }

    pub(super) fn reading(mut self, result: String) -> Self {
        self.result = result;
        self
    }

    /// The mean over full weeks, for comparison.
    pub(super) fn beside(mut self, words: &Words, weeks: Option<&WeekMean>) -> Self {
        if let Some(weeks) = weeks {
            let mean = words::week_mean(words, weeks);
            self.result = say!(words, "with-range", value = self.result, range = mean);
        }
        self.weeks = weeks.cloned();
        self
    }

    pub(super) fn assuming(mut self, assumptions: String) -> Self {
        self.assumptions = assumptions;
        self
    }
}

/// `minutes (default), week (from the brief)`: of each key of the brief, the message with its name.
pub(super) fn whose(words: &Words, brief: &Brief, keys: &[(&str, &str)]) -> String {
    let sources = keys.iter().map(|(key, name)| {
        let name = words.text(name);
        if brief.is_default(key) {
            say!(words, "assumption-default", name = name)
        } else {
            say!(words, "assumption-brief", name = name)
        }
    });
    sources
        .reduce(|start, next| say!(words, "list-next", start = start, next = next))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn the_literal_line_is_the_formula_with_numbers() {
        assert_eq!(
            literal_line(Words::english(), &fixture::report()),
            "7.8 conversations a day per community × 5 communities × 20\u{a0}minutes ÷ 60 = 13.0\u{a0}hours a day"
        );
        let mut one = fixture::report();
        one.staffing.communities = 1;
        assert!(literal_line(Words::english(), &one).contains("per community × 1 community × 20"));
    }

    #[test]
    fn each_step_of_the_worked_example_is_there() {
        let steps = steps(Words::english(), &fixture::brief(), &fixture::report());
        let find = |name: &str| steps.iter().find(|step| step.name == name).unwrap();
        assert_eq!(find("Hours a day").result, "13.0\u{a0}hours a day (9.8\u{a0}to\u{a0}19.5)");
        let productive = find("Productive hours of one full-time person");
        assert_eq!(productive.formula, "40 × (1 − 30%) shrinkage × 85% occupancy");
        assert_eq!(productive.result, "23.8\u{a0}hours a week");
        assert_eq!(
            productive.assumptions,
            "week (from the brief), shrinkage (default), occupancy (default)"
        );
        assert_eq!(
            find("Full-time people for the work").result,
            "3.8\u{a0}full-time people (2.9\u{a0}to\u{a0}5.7)"
        );
        assert_eq!(find("People").result, "4 people");
        assert_eq!(find("These people").formula, "4 × 40 × EUR\u{a0}32.00");
        assert_eq!(find("These people").result, "EUR\u{a0}5,120 a week");
        assert_eq!(find("The hours of work alone").result, "EUR\u{a0}2,912 a week");
        assert_eq!(find("The same hours bought outside").result, "EUR\u{a0}6,825 a week");
    }

    #[test]
    fn without_an_observed_day_no_step_has_a_number() {
        let mut report = fixture::report();
        report.window = None;
        assert!(literal_line(Words::english(), &report).starts_with("No community was observed"));
        assert!(steps(Words::english(), &fixture::brief(), &report).iter().all(|step| {
            step.value.is_none() && step.formula.is_empty() && step.result == "not measured"
        }));
    }

    #[test]
    fn without_people_no_step_counts_or_prices_them() {
        let mut report = fixture::report();
        report.options.as_mut().unwrap()[1].people = None;
        let steps = steps(Words::english(), &fixture::brief(), &report);
        let names: Vec<&str> = steps.iter().map(|step| step.name.as_str()).collect();
        assert!(!names.iter().any(|name| name.contains("eople")), "{names:?}");
        assert_eq!(names.last(), Some(&"The same hours bought outside"));
    }

    #[test]
    fn the_mean_of_the_full_weeks_stands_beside_its_step() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        let rows = |report: &Report| {
            let csv = String::from_utf8(table(Words::english(), &brief, report).csv()).unwrap();
            csv.lines().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(rows(&report).len(), 15);
        assert!(rows(&report)[2].ends_with(",,4,39,34.2,43.8"), "{}", rows(&report)[2]);
        assert!(rows(&report)[3].ends_with(",,,,"), "{}", rows(&report)[3]);
        report.window = None;
        assert!(rows(&report)[2].ends_with(",,,,"));
    }

    #[test]
    fn what_the_brief_does_not_state_is_not_measured() {
        let (mut brief, mut report) = (fixture::brief(), fixture::report());
        brief.staffing.internal_hourly = None;
        let everything = &mut report.options.as_mut().unwrap()[1];
        everything.people.as_mut().unwrap().team_cost_per_week = None;
        report.staffing.fte_coverage = None;
        report.staffing.open_hours_per_week = None;
        let steps = steps(Words::english(), &brief, &report);
        let own = steps.iter().find(|step| step.name == "These people").unwrap();
        assert_eq!(
            (own.formula.as_str(), own.result.as_str()),
            ("the brief states no rate", "not measured")
        );
        let cover =
            steps.iter().find(|step| step.name.starts_with("Full-time people to cover")).unwrap();
        assert_eq!((cover.value, cover.result.as_str()), (None, "not measured"));
    }
}
