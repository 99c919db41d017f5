//! Validates `opportunity`: the points of each reason to answer, the cut, and the size of a small network.

use super::{Check, Field, given, section};
use crate::brief::opportunity::{Opportunity, Weights};
use crate::brief::raw::RawOpportunity;

/// More points for one reason would only repeat what their order says.
const MOST_POINTS: u32 = 100;

impl Check<'_> {
    pub(super) fn opportunity(&mut self, field: Field<RawOpportunity>) -> Opportunity {
        let (raw, usual) = (section(field), Opportunity::default());
        self.note_default(&raw.weights, "opportunity.weights");
        self.note_default(&raw.cut, "opportunity.cut");
        self.note_default(&raw.small_network, "opportunity.small_network");
        let (weights, default) = (section(raw.weights), usual.weights);
        let mut points = |field, key: &str, usual| {
            self.points(field, &format!("opportunity.weights.{key}"), 0, usual)
        };
        let weights = Weights {
            problem: points(weights.problem, "problem", default.problem),
            question: points(weights.question, "question", default.question),
            tip: points(weights.tip, "tip", default.tip),
            idea: points(weights.idea, "idea", default.idea),
            experience: points(weights.experience, "experience", default.experience),
            unanswered: points(weights.unanswered, "unanswered", default.unanswered),
            addressed: points(weights.addressed, "addressed", default.addressed),
            negative: points(weights.negative, "negative", default.negative),
            small_network: points(weights.small_network, "small_network", default.small_network),
            week: points(weights.week, "week", default.week),
        };
        let cut = self.points(raw.cut, "opportunity.cut", 1, usual.cut);
        let small_network = given(raw.small_network).map_or(usual.small_network, |(n, _)| n);
        Opportunity { weights, cut, small_network }
    }

    fn points(&mut self, field: Field<u32>, key: &str, fewest: u32, usual: u32) -> u32 {
        let Some((points, position)) = given(field) else { return usual };
        if !(fewest..=MOST_POINTS).contains(&points) {
            let expected = format!("a whole number of points, {fewest} to {MOST_POINTS}");
            self.push(position, format!("`{key}` is `{points}`"), &expected);
        }
        points
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::validate::tests::assert_refused;

    #[test]
    fn points_are_whole_numbers_in_their_range() {
        assert_refused(&[
            ("opportunity: {cut: 0}", "`opportunity.cut` is `0`"),
            ("opportunity: {cut: 101}", "a whole number of points, 1 to 100"),
            ("opportunity: {weights: {problem: 101}}", "`opportunity.weights.problem` is `101`"),
            ("opportunity: {weights: {problem: -1}}", "`opportunity.weights.problem` is `-1`"),
            (
                "opportunity: {weights: {reach: 1}}",
                "unknown key `reach` under `opportunity.weights`",
            ),
            ("opportunity: {small_network: few}", "`opportunity.small_network` is `few`"),
        ]);
    }
}
