//! The one sentence that answers the brief: what it takes to answer what people said.

use crate::brief::Brief;
use crate::insights::findings::{self, Answer};
use crate::insights::{Binding, Report};
use crate::pages::format::{self, counted, dates};
use crate::pages::words::{people, work_cases};

/// The page's first sentence. Without an observed day, without conversations or on a few days alone it says so instead of giving a
/// number of people that nothing stands on.
pub(in crate::pages) fn answer(brief: &Brief, report: &Report) -> String {
    sentence(brief, report, findings::answer(report, brief))
}

fn sentence(brief: &Brief, report: &Report, answer: Answer) -> String {
    let (client, when) = (&brief.client, dates::during(&report.period));
    let takes = &report.staffing;
    let payroll = match takes.headcount {
        1 => "1 person on the payroll".to_owned(),
        people => format!("{} on the payroll", format::count(people)),
    };
    match answer {
        Answer::NotObserved => format!(
            "No export covers a day {when}: what people said about {client} was not measured."
        ),
        Answer::NotCovered => format!(
            "No channel to answer was covered on a day {when}: what it takes was not measured."
        ),
        Answer::NotCounted => format!(
            "What it takes to answer what people said about {client} {when} was not measured: the history tells conversations of whole months alone."
        ),
        Answer::Silence { is_enough: true } => format!(
            "Nobody was found talking about {client} {when}; listening still takes {payroll}."
        ),
        Answer::Silence { is_enough: false } => {
            format!("Nobody was found talking about {client} {}.", few_days(report))
        }
        Answer::NothingToAnswer => format!(
            "All that people said about {client} {when} stands in channels that the brief stays away from: nothing to answer."
        ),
        Answer::TooFewDays => format!(
            "{} took {} {}: too few days to plan a team on.",
            answering(brief),
            hours(report),
            few_days(report)
        ),
        Answer::Team { is_least } => {
            let hours = format!("{} {when} takes {}", answering(brief), hours(report));
            let need = people(takes.fte);
            let team = if is_least {
                format!("{need}; the brief asks for at least {payroll}.")
            } else {
                format!("{need}, {payroll}.")
            };
            match takes.binding {
                Binding::Workload => format!("{hours}: {team}"),
                Binding::Coverage => {
                    format!("{hours}. Being there in the staffed hours takes more: {team}")
                }
            }
        }
    }
}

/// `Answering 60% of what people said about Harbour Coffee`.
fn answering(brief: &Brief) -> String {
    let share = match brief.staffing.response_share {
        share if share < 1.0 => format!("{} of ", format::percent(share, 1)),
        _ => String::new(),
    };
    format!("Answering {share}what people said about {}", brief.client)
}

fn hours(report: &Report) -> String {
    let takes = &report.staffing;
    work_cases(takes.hours_per_day_low, takes.hours_per_day, takes.hours_per_day_high)
}

/// `on the 2 observed days of November 2020`.
fn few_days(report: &Report) -> String {
    let days = report.window.map_or(0, |window| window.days);
    format!("on the {} of {}", counted(days.into(), "observed day"), dates::period(&report.period))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::Window;
    use crate::pages::fixture::{self, day};

    const TEAM: Answer = Answer::Team { is_least: false };

    #[test]
    fn the_worked_example_reads_as_in_the_method() {
        assert_eq!(
            answer(&fixture::brief(), &fixture::report()),
            "Answering what people said about Harbour Coffee in May 2026 takes 13.0\u{a0}hours a day (9.8\u{a0}to\u{a0}19.5): \
             3.8\u{a0}full-time people, 4 on the payroll."
        );
    }

    #[test]
    fn coverage_and_the_least_number_are_named_where_they_bind() {
        let (mut brief, mut report) = (fixture::brief(), fixture::report());
        brief.staffing.response_share = 0.6;
        report.staffing.binding = Binding::Coverage;
        (report.staffing.fte, report.staffing.headcount) = (6.0, 6);
        let said = sentence(&brief, &report, TEAM);
        assert!(said.starts_with(
            "Answering 60% of what people said about Harbour Coffee in May 2026 takes"
        ));
        assert!(said.ends_with(
            "Being there in the staffed hours takes more: 6.0\u{a0}full-time people, 6 on the payroll."
        ));
        report.staffing.headcount = 9;
        let said = sentence(&brief, &report, Answer::Team { is_least: true });
        assert!(
            said.ends_with(
                "6.0\u{a0}full-time people; the brief asks for at least 9 on the payroll."
            )
        );
    }

    #[test]
    fn nothing_said_nothing_to_answer_and_nothing_measured_are_sentences_of_their_own() {
        let (brief, mut silent) = (fixture::brief(), fixture::silent_report());
        let said = |report: &Report, kind| sentence(&brief, report, kind);
        assert_eq!(
            said(&silent, Answer::Silence { is_enough: true }),
            "Nobody was found talking about Harbour Coffee in April 2026; listening still takes 1 person on the payroll."
        );
        assert_eq!(
            said(&silent, Answer::NothingToAnswer),
            "All that people said about Harbour Coffee in April 2026 stands in channels that the brief stays away from: \
             nothing to answer."
        );
        assert_eq!(
            said(&silent, Answer::NotObserved),
            "No export covers a day in April 2026: what people said about Harbour Coffee was not measured."
        );
        assert_eq!(
            said(&silent, Answer::NotCovered),
            "No channel to answer was covered on a day in April 2026: what it takes was not measured."
        );
        assert_eq!(
            said(&silent, Answer::NotCounted),
            "What it takes to answer what people said about Harbour Coffee in April 2026 was not measured: the history tells \
             conversations of whole months alone."
        );
        silent.window = Some(Window { from: day(2026, 4, 30), to: day(2026, 4, 30), days: 1 });
        assert_eq!(
            said(&silent, Answer::Silence { is_enough: false }),
            "Nobody was found talking about Harbour Coffee on the 1 observed day of April 2026."
        );
    }

    #[test]
    fn a_few_days_plan_no_team() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        report.window = Some(Window { from: day(2026, 5, 1), to: day(2026, 5, 2), days: 2 });
        assert_eq!(
            sentence(&brief, &report, Answer::TooFewDays),
            "Answering what people said about Harbour Coffee took 13.0\u{a0}hours a day (9.8\u{a0}to\u{a0}19.5) \
             on the 2 observed days of May 2026: too few days to plan a team on."
        );
    }
}
