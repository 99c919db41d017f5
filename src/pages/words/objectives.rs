//! Words for the objectives: values in the unit of their metric, verdicts, and what would bring a figure that is missing.

use crate::brief::Metric;
use crate::insights::{ObjectiveFigures, Reason, Verdict};
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
        Verdict::NotMeasurable if objective.reason == Some(Reason::Target) => "verdict-no-goal",
        Verdict::Met => "verdict-met",
        Verdict::LikelyMet => "verdict-likely-met",
        Verdict::OnTheWay => "verdict-on-the-way",
        Verdict::NotMet => "verdict-not-met",
        Verdict::TooEarly => "verdict-too-early",
        Verdict::NotMeasurable => "verdict-not-measurable",
    })
}

/// The stable word for a verdict.
pub(in crate::pages) fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::LikelyMet => "likely_met",
        Verdict::OnTheWay => "on_the_way",
        Verdict::NotMet => "not_met",
        Verdict::TooEarly => "too_early",
        Verdict::NotMeasurable => "not_measurable",
    }
}

/// Why there is no figure, and what would bring it.
pub(in crate::pages) fn reason(words: &Words, reason: Reason) -> String {
    words.text(match reason {
        Reason::Days => "reason-days",
        Reason::Mentions => "reason-mentions",
        Reason::Accounts => "reason-accounts",
        Reason::OneBrand => "reason-one-brand",
        Reason::Labels => "reason-labels",
        Reason::Replies => "reason-replies",
        Reason::ResponseTarget => "reason-response-target",
        Reason::Waits => "reason-waits",
        Reason::Median => "reason-median",
        Reason::Competitors => "reason-competitors",
        Reason::History => "reason-history",
        Reason::Kinds => "reason-kinds",
        Reason::People => "reason-people",
        Reason::Reach => "reason-reach",
        Reason::Engagement => "reason-engagement",
        Reason::Target => "reason-target",
    })
}

/// The stable word for a reason.
pub(in crate::pages) fn reason_word(reason: Reason) -> &'static str {
    match reason {
        Reason::Days => "no_day",
        Reason::Mentions => "no_mention",
        Reason::Accounts => "few_accounts",
        Reason::OneBrand => "one_brand",
        Reason::Labels => "no_sentiment",
        Reason::Replies => "no_replies",
        Reason::ResponseTarget => "no_response_target",
        Reason::Waits => "none_old_enough",
        Reason::Median => "median_not_reached",
        Reason::Competitors => "no_competitor",
        Reason::History => "history",
        Reason::Kinds => "needs_kinds",
        Reason::People => "needs_people",
        Reason::Reach => "no_reach",
        Reason::Engagement => "no_engagement",
        Reason::Target => "no_target",
    }
}
