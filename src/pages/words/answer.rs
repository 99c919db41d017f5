//! The one sentence that answers the brief: how much work it is to answer what people said, and how many people that needs.

use crate::brief::Brief;
use crate::insights::findings::{self, Answer};
use crate::insights::{Binding, Report};
use crate::pages::words::{Words, list, people, say, work_cases};

/// The page's first sentence. Without an observed day, without conversations or with a few days only it says so instead of giving a
/// number of people that no data support.
pub(in crate::pages) fn answer(words: &Words, brief: &Brief, report: &Report) -> String {
    sentence(words, brief, report, findings::answer(report, brief))
}

/// Names the channels with mentions on days that no export should cover.
fn not_covered(words: &Words, report: &Report, when: &str) -> String {
    let contradicted = report.channels.iter().filter(|channel| channel.is_contradicted());
    let names: Vec<String> = contradicted.map(|channel| channel.name.clone()).collect();
    match names.as_slice() {
        [] => say!(words, "answer-not-covered", when = when),
        names => say!(words, "answer-contradicted", when = when, channels = list(words, names)),
    }
}

fn sentence(words: &Words, brief: &Brief, report: &Report, answer: Answer) -> String {
    let (client, when) = (&brief.client, words.during(&report.period));
    let staffing = &report.staffing;
    let team = say!(words, "people", n = staffing.headcount);
    match answer {
        Answer::NotObserved => say!(words, "answer-not-observed", when = when, client = client),
        Answer::NotCovered => not_covered(words, report, &when),
        Answer::NotCounted => say!(words, "answer-not-counted", client = client, when = when),
        Answer::Silence { is_enough: true } => {
            say!(words, "answer-silence", client = client, when = when, people = team)
        }
        Answer::Silence { is_enough: false } => {
            say!(words, "answer-silence-few-days", client = client, days = few_days(words, report))
        }
        Answer::NothingToAnswer => say!(words, "answer-nothing", client = client, when = when),
        Answer::TooFewDays => say!(
            words,
            "answer-few-days",
            answering = answering(words, brief),
            work = work(words, report),
            days = few_days(words, report)
        ),
        Answer::Team { is_least } => {
            let need = people(words, staffing.fte);
            let team = if is_least {
                say!(words, "answer-team-minimum", need = need, people = team)
            } else {
                say!(words, "answer-team", need = need, people = team)
            };
            let (answering, work) = (answering(words, brief), work(words, report));
            match staffing.binding {
                Binding::Workload => say!(
                    words,
                    "answer-workload",
                    answering = answering,
                    when = when,
                    work = work,
                    team = team
                ),
                Binding::Coverage => say!(
                    words,
                    "answer-coverage",
                    answering = answering,
                    when = when,
                    work = work,
                    team = team
                ),
            }
        }
    }
}

/// `Answering 60% of what people said about Harbour Coffee`.
fn answering(words: &Words, brief: &Brief) -> String {
    let client = &brief.client;
    match brief.staffing.response_share {
        share if share < 1.0 => {
            say!(words, "answer-part", share = words.percent(share, 1), client = client)
        }
        _ => say!(words, "answer-all", client = client),
    }
}

fn work(words: &Words, report: &Report) -> String {
    let staffing = &report.staffing;
    let (low, high) = (staffing.hours_per_day_low, staffing.hours_per_day_high);
    work_cases(words, low, staffing.hours_per_day, high)
}

/// `on the 2 observed days of November 2020`.
fn few_days(words: &Words, report: &Report) -> String {
    let days = report.window.map_or(0, |window| window.days);
    let (days, period) =
        (say!(words, "observed-days", n = u64::from(days)), words.period(&report.period));
    say!(words, "answer-few-observed-days", days = days, period = period)
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
            answer(Words::english(), &fixture::brief(), &fixture::report()),
            "Answering what people said about Harbour Coffee in May 2026 takes 13.0\u{a0}hours a day (9.8\u{a0}to\u{a0}19.5): \
             3.8\u{a0}full-time people, so a team of 4 people."
        );
    }

    #[test]
    fn coverage_and_the_least_number_are_named_where_they_bind() {
        let (mut brief, mut report) = (fixture::brief(), fixture::report());
        brief.staffing.response_share = 0.6;
        report.staffing.binding = Binding::Coverage;
        (report.staffing.fte, report.staffing.headcount) = (6.0, 6);
        let said = sentence(Words::english(), &brief, &report, TEAM);
        assert!(said.starts_with(
            "Answering 60% of what people said about Harbour Coffee in May 2026 takes"
        ));
        assert!(said.ends_with(
            "Covering the staffed hours takes more: 6.0\u{a0}full-time people, so a team of 6 people."
        ));
        report.staffing.headcount = 9;
        let said = sentence(Words::english(), &brief, &report, Answer::Team { is_least: true });
        assert!(said.ends_with("6.0\u{a0}full-time people; the brief asks for at least 9 people."));
    }

    #[test]
    fn nothing_said_nothing_to_answer_and_nothing_measured_are_sentences_of_their_own() {
        let (brief, mut silent) = (fixture::brief(), fixture::silent_report());
        let said = |report: &Report, kind| sentence(Words::english(), &brief, report, kind);
        assert_eq!(
            said(&silent, Answer::Silence { is_enough: true }),
            "Nobody was found talking about Harbour Coffee in April 2026; listening still takes 1 person."
        );
        assert_eq!(
            said(&silent, Answer::NothingToAnswer),
            "Everything that people said about Harbour Coffee in April 2026 is in channels that the brief stays away from: \
             nothing to answer."
        );
        assert_eq!(
            said(&silent, Answer::NotObserved),
            "No export covers a day in April 2026: what people said about Harbour Coffee was not measured."
        );
        assert_eq!(
            said(&silent, Answer::NotCovered),
            "No export covers a channel to answer in April 2026: the work was not measured."
        );
        assert_eq!(
            said(&silent, Answer::NotCounted),
            "The work of answering what people said about Harbour Coffee in April 2026 was not measured: the history holds \
             conversations of whole months only."
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
            sentence(Words::english(), &brief, &report, Answer::TooFewDays),
            "Answering what people said about Harbour Coffee took 13.0\u{a0}hours a day (9.8\u{a0}to\u{a0}19.5) \
             on the 2 observed days of May 2026: too few days to plan a team."
        );
    }
}
