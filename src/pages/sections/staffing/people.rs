//! From hours to people: the work, the staffed hours, and which of the two decides.

use super::steps::{Step, step, whose};
use crate::brief::Brief;
use crate::insights::{Binding, Report};
use crate::pages::plan;
use crate::pages::words::{Words, say};

pub(super) fn people(words: &Words, brief: &Brief, report: &Report) -> Vec<Step> {
    let (staffing, asked) = (&report.staffing, &brief.staffing);
    let (low, work, high) = staffing.fte_workload;
    let shrunk = say!(
        words,
        "step-shrunk",
        week = words.assumed(asked.week_hours),
        shrinkage = words.percent(asked.shrinkage, 1)
    );
    let (cover, hours) = match staffing.open_hours_per_week {
        Some(open) => {
            let hours = words.assumed(open);
            let hours_name = words.text("assumption-hours");
            (
                say!(words, "step-cover-formula", hours = hours, shrunk = &shrunk),
                say!(words, "assumption-brief", name = hours_name),
            )
        }
        None => (words.text("step-cover-none"), String::new()),
    };
    let binding = match staffing.binding {
        Binding::Workload => words.text("step-need-work"),
        Binding::Coverage => words.text("step-need-cover"),
    };
    let need = say!(
        words,
        "step-people-formula",
        people = words.full_time(staffing.fte),
        minimum = words.count(asked.min_people.into())
    );
    let need = match plan::routing(words, brief) {
        Some(who) => say!(words, "step-people-routing", formula = need, who = who),
        None => need,
    };
    vec![
        step(
            words,
            "step-productive",
            say!(
                words,
                "step-productive-formula",
                shrunk = &shrunk,
                occupancy = words.percent(asked.occupancy, 1)
            ),
            Some(staffing.productive_hours),
            "unit-hours-a-week",
        )
        .assuming(whose(
            words,
            brief,
            &[
                ("staffing.week_hours", "assumption-week"),
                ("staffing.shrinkage", "assumption-shrinkage"),
                ("staffing.occupancy", "assumption-occupancy"),
            ],
        )),
        step(
            words,
            "step-work",
            say!(
                words,
                "step-ratio",
                dividend = words.quantity(staffing.hours_per_week),
                divisor = words.quantity(staffing.productive_hours)
            ),
            Some(work),
            "unit-full-time-people",
        )
        .between(words, low, high),
        step(words, "step-cover", cover, staffing.fte_coverage, "unit-full-time-people")
            .assuming(hours),
        step(words, "step-need", binding, Some(staffing.fte), "unit-full-time-people"),
        step(words, "step-people", need, Some(staffing.headcount as f64), "unit-people")
            .reading(say!(words, "people", n = staffing.headcount))
            .assuming(whose(words, brief, &[("staffing.min_people", "assumption-minimum")])),
    ]
}
