//! Words for the objectives: values in the unit of their metric, verdicts, and what would bring a figure that is missing.

use crate::brief::Metric;
use crate::insights::{NotMeasurable, ObjectiveFigures, ObjectiveVerdict};
use crate::pages::words::Words;

/// A value of an objective, in the unit of its metric.
pub(in crate::pages) fn value(words: &Words, objective: &ObjectiveFigures, value: f64) -> String {
    match objective.metric {
        Metric::NetSentiment => words.points(value),
        Metric::ShareOfVoice
        | Metric::PositiveShare
        | Metric::NegativeShare
        | Metric::ProblemShare
        | Metric::QuestionShare
        | Metric::AnsweredInTime => {
            let is_whole = (100.0 * value - (100.0 * value).round()).abs() < 1e-9;
            let base = if is_whole { 99 } else { objective.n.unwrap_or(u64::MAX) };
            words.percent(value, base)
        }
        Metric::ResponseTimeMedian => words.duration(seconds(value)),
        Metric::Mentions
        | Metric::Conversations
        | Metric::Advocates
        | Metric::ReturningAuthors
        | Metric::Reach
        | Metric::Engagement => words.assumed(value),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a negative time counts as none, and one beyond 2^64 seconds saturates"
)]
fn seconds(minutes: f64) -> u64 {
    (60.0 * minutes).round() as u64
}

/// A verdict in a few words.
pub(in crate::pages) fn verdict(words: &Words, objective: &ObjectiveFigures) -> String {
    words.text(match objective.verdict {
        ObjectiveVerdict::NotMeasurable if objective.reason == Some(NotMeasurable::Target) => {
            "verdict-no-goal"
        }
        ObjectiveVerdict::Met => "verdict-met",
        ObjectiveVerdict::LikelyMet => "verdict-likely-met",
        ObjectiveVerdict::OnTheWay => "verdict-on-the-way",
        ObjectiveVerdict::NotMet => "verdict-not-met",
        ObjectiveVerdict::TooEarly => "verdict-too-early",
        ObjectiveVerdict::NotMeasurable => "verdict-not-measurable",
    })
}

/// The stable word for a verdict.
pub(in crate::pages) fn verdict_word(verdict: ObjectiveVerdict) -> &'static str {
    match verdict {
        ObjectiveVerdict::Met => "met",
        ObjectiveVerdict::LikelyMet => "likely_met",
        ObjectiveVerdict::OnTheWay => "on_the_way",
        ObjectiveVerdict::NotMet => "not_met",
        ObjectiveVerdict::TooEarly => "too_early",
        ObjectiveVerdict::NotMeasurable => "not_measurable",
    }
}

/// Why there is no figure, and what would bring it.
pub(in crate::pages) fn reason(words: &Words, reason: NotMeasurable) -> String {
    words.text(match reason {
        NotMeasurable::Days => "reason-days",
        NotMeasurable::Mentions => "reason-mentions",
        NotMeasurable::Accounts => "reason-accounts",
        NotMeasurable::OneBrand => "reason-one-brand",
        NotMeasurable::Labels => "reason-labels",
        NotMeasurable::Replies => "reason-replies",
        NotMeasurable::ResponseTarget => "reason-response-target",
        NotMeasurable::Waits => "reason-waits",
        NotMeasurable::Median => "reason-median",
        NotMeasurable::Competitors => "reason-competitors",
        NotMeasurable::History => "reason-history",
        NotMeasurable::Kinds => "reason-kinds",
        NotMeasurable::People => "reason-people",
        NotMeasurable::Reach => "reason-reach",
        NotMeasurable::Engagement => "reason-engagement",
        NotMeasurable::Target => "reason-target",
    })
}

/// The stable word for a reason.
pub(in crate::pages) fn reason_word(reason: NotMeasurable) -> &'static str {
    match reason {
        NotMeasurable::Days => "no_day",
        NotMeasurable::Mentions => "no_mention",
        NotMeasurable::Accounts => "few_accounts",
        NotMeasurable::OneBrand => "one_brand",
        NotMeasurable::Labels => "no_sentiment",
        NotMeasurable::Replies => "no_replies",
        NotMeasurable::ResponseTarget => "no_response_target",
        NotMeasurable::Waits => "none_old_enough",
        NotMeasurable::Median => "median_not_reached",
        NotMeasurable::Competitors => "no_competitor",
        NotMeasurable::History => "history",
        NotMeasurable::Kinds => "needs_kinds",
        NotMeasurable::People => "needs_people",
        NotMeasurable::Reach => "no_reach",
        NotMeasurable::Engagement => "no_engagement",
        NotMeasurable::Target => "no_target",
    }
}
