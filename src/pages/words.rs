//! Figures → sentences, by rule (method 5.3): the subject is the customer or the channel, one number a headline, the verb by the
//! verdict, no superlative, no cause.
//!
//! Every sentence has its words for none, one, many, a tie and for what was not measured. The numbers come from [`super::format`],
//! the decisions from [`mod@crate::insights::findings`].

mod answer;
mod findings;
mod headlines;
mod notes;
mod suspicions;
mod unknowns;
mod weeks;

pub(super) use answer::answer;
pub(super) use findings::{Finding, findings};
pub(super) use headlines::{named_points, place, takes, tone, when};
pub use notes::note_sentence;
pub use suspicions::{Doubt, doubt};
pub(super) use unknowns::unknowns;
pub(super) use weeks::week_mean;

use super::format::{self, between, with_unit};
use crate::brief::{Category, Groundswell, Metric, Stance};
use crate::insights::Change;

/// Joins names as a sentence does: `A`, `A and B`, `A, B and C`.
pub(super) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The verb of a verdict; `None` where there is none to give.
pub(super) fn verb(change: Change) -> Option<&'static str> {
    match change {
        Change::Rose => Some("rose"),
        Change::ProbablyRose => Some("probably rose"),
        Change::ProbablyFell => Some("probably fell"),
        Change::Fell => Some("fell"),
        Change::Unclear => None,
    }
}

/// Work in words, from hours a day: `13.0 hours a day`, `5 minutes a day`, and under three minutes a day `5 minutes a week`.
pub(super) fn work(hours_per_day: f64) -> String {
    let (number, unit, per) = work_unit(hours_per_day);
    let work = match number(hours_per_day).as_str() {
        "1.0" | "1" => with_unit("1", unit),
        number => with_unit(number, &format!("{unit}s")),
    };
    format!("{work} {per}")
}

/// The same with its low and high case, in the unit of the base: `13.0 hours a day (9.8 to 19.5)`.
pub(super) fn work_cases(low: f64, base: f64, high: f64) -> String {
    let (number, ..) = work_unit(base);
    format!("{} ({})", work(base), between(&number(low), &number(high)))
}

type WorkUnit = (fn(f64) -> String, &'static str, &'static str);

fn work_unit(hours_per_day: f64) -> WorkUnit {
    match hours_per_day {
        hours if hours >= 0.25 || hours <= 0.0 => (format::quantity, "hour", "a day"),
        hours if hours >= 0.05 => {
            (|hours| format::assumed((60.0 * hours).round()), "minute", "a day")
        }
        _ => (|hours| format::assumed((420.0 * hours).round()), "minute", "a week"),
    }
}

/// The unit of full-time equivalents.
const PEOPLE: &str = "full-time people";

/// Full-time equivalents in words: `3.8 full-time people`, `under 0.1 full-time people`.
pub(super) fn people(fte: f64) -> String {
    match fte {
        fte if fte > 0.0 && fte < 0.095 => format!("under {}", with_unit("0.1", PEOPLE)),
        fte => with_unit(&format::quantity(fte), PEOPLE),
    }
}

/// The kind of channel in words.
pub(super) fn category(category: Category) -> &'static str {
    match category {
        Category::Bookmark => "Bookmarks",
        Category::Crowdsourced => "Crowdsourced",
        Category::Blog => "Blogs",
        Category::Micromedia => "Micromedia",
        Category::SocialNetwork => "Social network",
        Category::ServiceCommunity => "Service community",
        Category::Video => "Video",
        Category::Image => "Images",
        Category::Document => "Documents",
        Category::Review => "Reviews",
        Category::News => "News",
        Category::Messaging => "Messaging",
        Category::Audio => "Audio",
        Category::Other => "Other",
    }
}

/// How to take part, in a word.
pub(super) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Listen => "Listen",
        Stance::Answer => "Answer",
        Stance::Join => "Join in",
        Stance::Host => "Host",
        Stance::Avoid => "Stay away",
    }
}

/// Kind of objective in a word.
pub(super) fn groundswell(kind: Groundswell) -> &'static str {
    match kind {
        Groundswell::Listen => "Listen",
        Groundswell::Talk => "Talk",
        Groundswell::Energize => "Energize",
        Groundswell::Support => "Support",
        Groundswell::Embrace => "Embrace",
    }
}

/// What an objective measures.
pub(super) fn metric(metric: Metric) -> &'static str {
    match metric {
        Metric::Mentions => "mentions",
        Metric::Conversations => "conversations",
        Metric::ShareOfVoice => "share of voice",
        Metric::NetSentiment => "net sentiment",
        Metric::PositiveShare => "positive share",
        Metric::NegativeShare => "negative share",
        Metric::ProblemShare => "share of problems",
        Metric::QuestionShare => "share of questions",
        Metric::Advocates => "advocates",
        Metric::ReturningAuthors => "returning authors",
        Metric::ResponseTimeMedian => "median response time",
        Metric::AnsweredInTime => "answered in time",
        Metric::Reach => "reach",
        Metric::Engagement => "engagement",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_told_by_the_day_or_by_the_week() {
        assert_eq!(
            [13.0, 1.0, 0.84, 0.25, 0.0, -0.0].map(work),
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
            [0.083_333, 0.05, 0.011, 0.0024].map(work),
            [
                "5\u{a0}minutes a day",
                "3\u{a0}minutes a day",
                "5\u{a0}minutes a week",
                "1\u{a0}minute a week"
            ]
        );
        assert_eq!(work_cases(0.15, 0.2, 0.3), "12\u{a0}minutes a day (9\u{a0}to\u{a0}18)");
        assert_eq!(work_cases(0.75, 1.0, 1.5), "1\u{a0}hour a day (0.75\u{a0}to\u{a0}1.5)");
        assert_eq!(
            [3.82, 0.41, 0.025, 0.0].map(people),
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
        assert_eq!(list(&names[..0]), "");
        assert_eq!(list(&names[..1]), "A");
        assert_eq!(list(&names[..2]), "A and B");
        assert_eq!(list(&names), "A, B and C");
    }
}
