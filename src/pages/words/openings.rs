//! Words for openings: why a mention ranks, and what to do.

use super::{Words, clauses, say};
use crate::brief::Kind;
use crate::insights::{Opening, OpeningReason};

/// What to do about a mention of this kind.
pub fn opening_action(words: &Words, kind: Kind) -> String {
    words.text(match kind {
        Kind::Problem => "opening-do-problem",
        Kind::Question => "opening-do-question",
        Kind::Idea => "opening-do-idea",
        Kind::Tip => "opening-do-tip",
        Kind::Experience => "opening-do-experience",
        Kind::Other | Kind::Unclassified => "opening-do-other",
    })
}

/// A reason in a few words.
pub(in crate::pages) fn opening_reason(words: &Words, reason: OpeningReason) -> String {
    words.text(match reason {
        OpeningReason::Kind(Kind::Problem) => "opening-problem",
        OpeningReason::Kind(Kind::Question) => "opening-question",
        OpeningReason::Kind(Kind::Idea) => "opening-idea",
        OpeningReason::Kind(Kind::Tip) => "opening-tip",
        OpeningReason::Kind(Kind::Experience) => "opening-experience",
        OpeningReason::Kind(Kind::Other | Kind::Unclassified) => "opening-no-kind",
        OpeningReason::Unanswered => "opening-unanswered",
        OpeningReason::AnswerNotKnown => "opening-answer-not-known",
        OpeningReason::Addressed => "opening-addressed",
        OpeningReason::Negative => "opening-negative",
        OpeningReason::SmallNetwork => "opening-small-network",
        OpeningReason::Weeks => "opening-weeks",
    })
}

/// The reasons of a mention with their points: `problem +3; unanswered +2`.
pub fn opening_reasons(words: &Words, opening: &Opening) -> String {
    let reasons = opening.reasons.iter().map(|(reason, points)| {
        let name = opening_reason(words, *reason);
        if *points == 0 {
            return name;
        }
        say!(words, "opening-reason", reason = name, points = words.points(*points as f64))
    });
    clauses(words, reasons.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::content::Topics;

    #[test]
    fn every_reason_has_its_points_but_those_that_give_none() {
        let opening = Opening {
            key: 1,
            channel: 0,
            kind: Kind::Problem,
            topics: Topics::default(),
            department: None,
            points: 4,
            reasons: vec![
                (OpeningReason::Kind(Kind::Problem), 3),
                (OpeningReason::AnswerNotKnown, 0),
                (OpeningReason::Addressed, 2),
                (OpeningReason::Weeks, -1),
            ],
            age_days: 9,
            reply_by: None,
            is_overdue: None,
        };
        assert_eq!(
            opening_reasons(Words::english(), &opening),
            "problem +3; not known whether answered; names us +2; full weeks of age −1"
        );
    }
}
