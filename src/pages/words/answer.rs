//! The one sentence that answers the brief: what it takes to answer what people said.

use crate::brief::Brief;
use crate::insights::{Binding, Report};
use crate::pages::format::{self, counted, dates, quantity};

/// The page's first sentence. Without an observed day or without conversations it says so instead of giving a number of people
/// that nothing stands on.
pub(in crate::pages) fn answer(brief: &Brief, report: &Report) -> String {
    let (client, when) = (&brief.client, dates::during(&report.period));
    let takes = &report.staffing;
    if report.window.is_none() {
        return format!(
            "No export covers a day {when}: what people said about {client} was not measured."
        );
    }
    let payroll = match takes.headcount {
        1 => "1 person on the payroll".to_owned(),
        people => format!("{} on the payroll", format::count(people)),
    };
    if report.conversations == 0 {
        let why = if report.mentions == 0 {
            "Nobody was found talking"
        } else {
            "No conversation was found"
        };
        return format!("{why} about {client} {when}; listening still takes {payroll}.");
    }
    let share = if brief.staffing.response_share < 1.0 {
        format!("{} of ", format::percent(brief.staffing.response_share, 1))
    } else {
        String::new()
    };
    let hours = format!(
        "Answering {share}what people said about {client} {when} takes {} a day ({})",
        hours(takes.hours_per_day),
        format::range(takes.hours_per_day_low, takes.hours_per_day_high),
    );
    match takes.binding {
        Binding::Workload => {
            format!(
                "{hours}: {} full-time people, {payroll}.",
                quantity(takes.fte)
            )
        }
        Binding::Coverage => format!(
            "{hours}. Being there in the hours promised takes more: {} full-time people, {payroll}.",
            quantity(takes.fte)
        ),
    }
}

/// `13.0 hours`, and `1 hour` only where it is exactly one.
fn hours(value: f64) -> String {
    match quantity(value) {
        text if text == "1.0" => counted(1, "hour"),
        text => format!("{text} hours"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn the_worked_example_reads_as_in_the_method() {
        let (brief, report) = (fixture::brief(), fixture::report());
        assert_eq!(
            answer(&brief, &report),
            "Answering what people said about Harbour Coffee in May 2026 takes 13.0 hours a day (9.8 to 19.5): \
             3.8 full-time people, 4 on the payroll."
        );
    }

    #[test]
    fn coverage_is_named_where_it_binds() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        report.staffing.binding = Binding::Coverage;
        report.staffing.fte = 6.0;
        report.staffing.headcount = 6;
        assert!(answer(&brief, &report).ends_with(
            "Being there in the hours promised takes more: 6.0 full-time people, 6 on the payroll."
        ));
    }

    #[test]
    fn nothing_said_and_nothing_measured_are_two_sentences() {
        let (brief, silent) = (fixture::brief(), fixture::silent_report());
        assert_eq!(
            answer(&brief, &silent),
            "Nobody was found talking about Harbour Coffee in April 2026; listening still takes 1 person on the payroll."
        );
        let mut absent = silent;
        absent.window = None;
        assert_eq!(
            answer(&brief, &absent),
            "No export covers a day in April 2026: what people said about Harbour Coffee was not measured."
        );
    }

    #[test]
    fn one_hour_is_singular() {
        assert_eq!(
            [hours(1.0), hours(0.0), hours(-0.0), hours(13.0)],
            ["1 hour", "0 hours", "0 hours", "13.0 hours"]
        );
    }
}
