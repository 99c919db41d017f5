//! From hours to people: the work, being there, and which of the two decides.

use super::steps::{Step, step, whose};
use crate::brief::Brief;
use crate::insights::{Binding, Report};
use crate::pages::format::{assumed, count, percent, quantity};

pub(super) fn people(brief: &Brief, report: &Report) -> Vec<Step> {
    let (takes, asked) = (&report.staffing, &brief.staffing);
    let (low, work, high) = takes.fte_workload;
    let shrunk = format!("{} × (1 − {})", assumed(asked.week_hours), percent(asked.shrinkage, 1));
    let cover = match takes.open_hours_per_week {
        Some(open) => format!("{} staffed hours a week ÷ ({shrunk})", assumed(open)),
        None => "the brief states no staffed hours".to_owned(),
    };
    let binding = match takes.binding {
        Binding::Workload => "the larger of the two: the work binds",
        Binding::Coverage => "the larger of the two: being there binds",
    };
    vec![
        step(
            "Productive hours of one full-time person",
            format!("{shrunk} shrinkage × {} occupancy", percent(asked.occupancy, 1)),
            Some(takes.productive_hours),
            "hours a week",
        )
        .assuming(whose(
            brief,
            &[
                ("staffing.week_hours", "week"),
                ("staffing.shrinkage", "shrinkage"),
                ("staffing.occupancy", "occupancy"),
            ],
        )),
        step(
            "Full-time people for the work",
            format!("{} ÷ {}", quantity(takes.hours_per_week), quantity(takes.productive_hours)),
            Some(work),
            "full-time people",
        )
        .between(low, high),
        step(
            "Full-time people to be there, one seat",
            cover,
            takes.fte_coverage,
            "full-time people",
        )
        .assuming(takes.open_hours_per_week.map_or("", |_| "hours: the brief").to_owned()),
        step("Full-time people needed", binding.to_owned(), Some(takes.fte), "full-time people"),
        Step {
            result: match takes.headcount {
                1 => "1 person".to_owned(),
                n => format!("{} people", count(n)),
            },
            ..step(
                "People on the payroll",
                format!(
                    "{} rounded up, at least {}",
                    quantity(takes.fte),
                    count(asked.min_people.into())
                ),
                Some(takes.headcount as f64),
                "people",
            )
            .assuming(whose(brief, &[("staffing.min_people", "least people")]))
        },
    ]
}
