//! The sentences of figures, by rule: the subject is the customer or the channel, one number per headline, the verb by the verdict, no
//! superlative, no cause.
//!
//! Every sentence has its words for none, one, many, a tie and for what was not measured; they are in the [`catalogue`]. The
//! numbers come from [`super::format`], the decisions from [`mod@crate::insights::findings`].

mod answer;
mod catalogue;
mod change;
mod findings;
mod headlines;
mod hours;
pub(super) mod isolate;
pub(super) mod languages;
mod notes;
pub(super) mod objectives;
mod openings;
mod reading;
mod shifts;
mod suspicions;
mod unknowns;
mod weeks;

pub(super) use answer::answer;
pub use catalogue::Words;
#[cfg(test)]
pub(crate) use catalogue::pseudo::words as pseudo_locale;
pub(super) use catalogue::{Value, say};
pub(super) use change::{
    no_verdict, peak, ratio_range, verdict as change_word, verdict_name, volume,
    when as compared_with,
};
pub(super) use findings::{Finding, findings, topic_days, topic_name};
pub(super) use headlines::{audited_tone, takes, tone};
pub(super) use hours::when;
pub(super) use isolate::reads_from_right;
pub use notes::note_sentence;
pub(super) use openings::opening_reason;
pub use openings::{opening_action, opening_reasons};
pub use reading::{
    files, history_note, order_name, order_source, outcomes, reject_reason, reports, rows,
    scale_name, skip_reason, zone_name, zone_source,
};
pub(super) use shifts::{days, shifts};
pub use suspicions::{Doubt, doubt};
pub(super) use suspicions::{no_correction, silence};
pub(super) use unknowns::unknowns;
pub(super) use weeks::{week_mean, weeks_range};

use crate::brief::{Category, Groundswell, Metric, Stance};
use crate::insights::{ChannelFigures, NoRange, TermFigures, ToneFigures};

/// The terms of a list, separated by commas.
pub(super) fn term_list(terms: &[TermFigures]) -> String {
    terms.iter().map(|term| term.term.as_str()).collect::<Vec<_>>().join(", ")
}

/// Joins names as a sentence does: `A`, `A and B`, `A, B and C`.
pub(super) fn list(words: &Words, names: &[String]) -> String {
    let [rest @ .., last] = names else { return String::new() };
    let start = rest
        .iter()
        .cloned()
        .reduce(|start, next| say!(words, "list-next", start = start, next = next));
    match start {
        Some(start) => say!(words, "list-last", start = start, last = last),
        None => last.clone(),
    }
}

/// Joins parts of a sentence: `A; B; C`.
pub(super) fn clauses(words: &Words, parts: Vec<String>) -> String {
    let joined = parts
        .into_iter()
        .reduce(|start, next| say!(words, "clause-next", start = start, next = next));
    joined.unwrap_or_default()
}

/// Work in words, from hours a day: `13.0 hours a day`, `5 minutes a day`, and under three minutes a day `5 minutes a week`.
pub(super) fn work(words: &Words, hours_per_day: f64) -> String {
    let unit = WorkUnit::of(hours_per_day);
    let (n, figure) = match unit.figure(words, hours_per_day) {
        figure if figure == "1" || figure == words.quantity(1.0) => (1.0, "1".to_owned()),
        figure => (unit.amount(hours_per_day), figure),
    };
    match unit {
        WorkUnit::HoursADay => say!(words, "work-hours-a-day", n = n, figure = figure),
        WorkUnit::MinutesADay => say!(words, "work-minutes-a-day", n = n, figure = figure),
        WorkUnit::MinutesAWeek => say!(words, "work-minutes-a-week", n = n, figure = figure),
    }
}

/// The same with its low and high case, in the unit of the base: `13.0 hours a day (9.8 to 19.5)`.
pub(super) fn work_cases(words: &Words, low: f64, base: f64, high: f64) -> String {
    let unit = WorkUnit::of(base);
    let range = words.between(&unit.figure(words, low), &unit.figure(words, high));
    say!(words, "with-range", value = work(words, base), range = range)
}

/// The unit in which an amount of work is not a fraction of nothing.
#[derive(Clone, Copy)]
enum WorkUnit {
    HoursADay,
    MinutesADay,
    MinutesAWeek,
}

impl WorkUnit {
    fn of(hours_per_day: f64) -> Self {
        match hours_per_day {
            hours if hours >= 0.25 || hours <= 0.0 => Self::HoursADay,
            hours if hours >= 0.05 => Self::MinutesADay,
            _ => Self::MinutesAWeek,
        }
    }

    fn amount(self, hours_per_day: f64) -> f64 {
        match self {
            Self::HoursADay => hours_per_day,
            Self::MinutesADay => (60.0 * hours_per_day).round(),
            Self::MinutesAWeek => (420.0 * hours_per_day).round(),
        }
    }

    fn figure(self, words: &Words, hours_per_day: f64) -> String {
        let amount = self.amount(hours_per_day);
        match self {
            Self::HoursADay => words.quantity(amount),
            Self::MinutesADay | Self::MinutesAWeek => words.assumed(amount),
        }
    }
}

/// Full-time equivalents in words: `3.8 full-time people`, `under 0.1 full-time people`.
pub(super) fn people(words: &Words, fte: f64) -> String {
    match fte {
        fte if is_tiny(fte) => say!(words, "full-time-people-under", figure = words.assumed(0.1)),
        fte => say!(words, "full-time-people", figure = words.full_time(fte)),
    }
}

fn is_tiny(fte: f64) -> bool {
    fte > 0.0 && fte < 0.095
}

/// The name of a channel, or that it is not stated.
pub(super) fn channel_name(words: &Words, channel: &ChannelFigures) -> String {
    if channel.is_unknown() { words.text("map-not-stated") } else { channel.name.clone() }
}

/// The kind of channel in words.
pub(super) fn category(words: &Words, category: Category) -> String {
    words.text(match category {
        Category::Bookmark => "category-bookmark",
        Category::Crowdsourced => "category-crowdsourced",
        Category::Blog => "category-blog",
        Category::Micromedia => "category-micromedia",
        Category::SocialNetwork => "category-social-network",
        Category::ServiceCommunity => "category-service-community",
        Category::Video => "category-video",
        Category::Image => "category-image",
        Category::Document => "category-document",
        Category::Review => "category-review",
        Category::News => "category-news",
        Category::Messaging => "category-messaging",
        Category::Audio => "category-audio",
        Category::Other => "category-other",
    })
}

/// How to take part, in a word; `None`: not decided.
pub(super) fn stance(words: &Words, stance: Option<Stance>) -> String {
    words.text(match stance {
        Some(Stance::Listen) => "stance-listen",
        Some(Stance::Answer) => "stance-answer",
        Some(Stance::Join) => "stance-join",
        Some(Stance::Host) => "stance-host",
        Some(Stance::Avoid) => "stance-avoid",
        None => "stance-open",
    })
}

/// Why a tone has no range.
pub(super) fn no_range(words: &Words, tone: &ToneFigures) -> String {
    words.text(match tone.no_range() {
        Some(NoRange::FewAccounts) => "no-range-few-accounts",
        Some(NoRange::NotMeasured) => "no-range-not-measured",
        Some(NoRange::FewLabels) | None => "no-range-few-labels",
    })
}

/// Why a tone has no dot, in few words; empty without a mention.
pub(super) fn no_dot(words: &Words, tone: &ToneFigures) -> String {
    let labelled = tone.counts.labelled();
    match (tone.counts.total(), labelled) {
        (0, _) => String::new(),
        (_, 0) => words.text("map-no-label"),
        _ => match tone.no_range() {
            Some(NoRange::FewAccounts) => words.text("map-few-accounts"),
            Some(NoRange::NotMeasured) => words.text("map-range-not-measured"),
            Some(NoRange::FewLabels) | None => {
                say!(words, "map-no-range", labels = say!(words, "labels", n = labelled))
            }
        },
    }
}

/// Kind of objective in a word.
pub(super) fn groundswell(words: &Words, kind: Groundswell) -> String {
    words.text(match kind {
        Groundswell::Listen => "objective-listen",
        Groundswell::Talk => "objective-talk",
        Groundswell::Energize => "objective-energize",
        Groundswell::Support => "objective-support",
        Groundswell::Embrace => "objective-embrace",
    })
}

/// What an objective measures.
pub(super) fn metric(words: &Words, metric: Metric) -> String {
    words.text(match metric {
        Metric::Mentions => "metric-mentions",
        Metric::Conversations => "metric-conversations",
        Metric::ShareOfVoice => "metric-share-of-voice",
        Metric::NetSentiment => "metric-net-sentiment",
        Metric::PositiveShare => "metric-positive-share",
        Metric::NegativeShare => "metric-negative-share",
        Metric::ProblemShare => "metric-problem-share",
        Metric::QuestionShare => "metric-question-share",
        Metric::Advocates => "metric-advocates",
        Metric::ReturningAuthors => "metric-returning-authors",
        Metric::ResponseTimeMedian => "metric-response-time",
        Metric::AnsweredInTime => "metric-answered-in-time",
        Metric::Reach => "metric-reach",
        Metric::Engagement => "metric-engagement",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> &'static Words {
        Words::english()
    }

    #[test]
    fn work_is_stated_by_the_day_or_by_the_week() {
        assert_eq!(
            [13.0, 1.0, 0.84, 0.25, 0.0, -0.0].map(|hours| work(words(), hours)),
            [
                "13.0\u{a0}hours a day",
                "1\u{a0}hour a day",
                "0.84\u{a0}hours a day",
                "0.25\u{a0}hours a day",
                "0\u{a0}hours a day",
                "0\u{a0}hours a day"
            ]
        );
        assert_eq!(
            [0.083_333, 0.05, 0.011, 0.0024].map(|hours| work(words(), hours)),
            [
                "5\u{a0}minutes a day",
                "3\u{a0}minutes a day",
                "5\u{a0}minutes a week",
                "1\u{a0}minute a week"
            ]
        );
        assert_eq!(
            work_cases(words(), 0.15, 0.2, 0.3),
            "12\u{a0}minutes a day (9\u{a0}to\u{a0}18)"
        );
        assert_eq!(
            work_cases(words(), 0.75, 1.0, 1.5),
            "1\u{a0}hour a day (0.75\u{a0}to\u{a0}1.5)"
        );
        assert_eq!(
            [3.82, 0.41, 0.025, 0.0].map(|fte| people(words(), fte)),
            [
                "3.8\u{a0}full-time people",
                "0.41\u{a0}full-time people",
                "under 0.1\u{a0}full-time people",
                "0\u{a0}full-time people"
            ]
        );
    }

    #[test]
    fn lists_read_as_sentences() {
        let names: Vec<String> = ["A", "B", "C"].map(str::to_owned).to_vec();
        assert_eq!(list(words(), &names[..0]), "");
        assert_eq!(list(words(), &names[..1]), "A");
        assert_eq!(list(words(), &names[..2]), "A and B");
        assert_eq!(list(words(), &names), "A, B and C");
    }
}
