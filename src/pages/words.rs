//! Figures → sentences, by rule (method 5.3): the subject is the customer or the channel, one number a headline, the verb by the
//! verdict, no superlative, no cause.
//!
//! Every sentence has its words for none, one, many, a tie and for what was not measured. The numbers come from [`super::format`],
//! the decisions from [`super::certainty`].

mod answer;
mod findings;
mod headlines;
mod suspicions;
mod unknowns;

pub(super) use answer::answer;
pub(super) use findings::{Finding, findings};
pub(super) use headlines::{named_points, place, takes, tone, when};
pub use suspicions::{Doubt, doubt};
pub(super) use unknowns::unknowns;

use super::certainty::Change;
use crate::brief::{Category, Groundswell, Metric, Stance};

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
        Change::Unclear | Change::TooFew => None,
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
    fn lists_read_as_sentences() {
        let names: Vec<String> = ["A", "B", "C"].map(str::to_owned).to_vec();
        assert_eq!(list(&names[..0]), "");
        assert_eq!(list(&names[..1]), "A");
        assert_eq!(list(&names[..2]), "A and B");
        assert_eq!(list(&names), "A, B and C");
    }
}
