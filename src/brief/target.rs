//! What an objective asks for on a given day, and in which direction the figure shall move.
//!
//! Input: an objective of a validated brief. Output: its direction and the target that applies on a day. Whether it is reached is
//! decided where the figure is computed.

use super::{Metric, Objective};
use crate::units::Date;

/// In which direction a figure gets better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// A target that applies from a day on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// First day.
    pub from: Date,
    /// Where the figure shall be, in the metric's unit.
    pub target: f64,
}

/// The latest change of a target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moved {
    /// The target until then.
    pub was: f64,
    /// The target since then.
    pub is: f64,
    /// First day of the new one.
    pub from: Date,
}

impl Metric {
    /// The direction of an objective that states none: less is better for shares of problems and of negative mentions and for
    /// the response time, more for all others.
    pub fn direction(self) -> Direction {
        match self {
            Self::ProblemShare | Self::NegativeShare | Self::ResponseTimeMedian => Direction::Down,
            _ => Direction::Up,
        }
    }
}

impl Objective {
    /// The direction that the brief states, else that of the metric.
    pub fn direction(&self) -> Direction {
        self.direction.unwrap_or_else(|| self.metric.direction())
    }

    /// The target that applies on a day: the last of `targets` that has begun, else `target`.
    pub fn target_on(&self, day: Date) -> Option<f64> {
        self.begun(day).last().map(|target| target.target).or(self.target)
    }

    /// The latest change of the target up to a day, if it had a target before.
    pub fn moved(&self, day: Date) -> Option<Moved> {
        let begun: Vec<&Target> = self.begun(day).collect();
        let (last, earlier) = begun.split_last()?;
        let was = earlier.last().map(|target| target.target).or(self.target)?;
        Some(Moved { was, is: last.target, from: last.from })
    }

    /// Targets ascend by their first day.
    fn begun(&self, day: Date) -> impl Iterator<Item = &Target> {
        self.targets.iter().filter(move |target| target.from <= day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::read::parse;

    fn objective(keys: &str) -> Objective {
        let text = format!(
            "client: Acme\nwhy: Where?\ntiming: {{timezone: UTC}}\naudience: [{{id: a, name: A}}]\nchannels: [{{id: x}}]\n\
             objectives: [{{id: tone, statement: Less anger., {keys}}}]\n"
        );
        parse("brief.yaml", &text).unwrap().objectives.remove(0)
    }

    #[test]
    fn the_target_of_a_day_is_the_last_that_has_begun() {
        let moving = objective(
            "metric: net_sentiment, target: 15, targets: [{from: 2026-07-01, target: 10}, {from: 2026-10-01, target: 12}]",
        );
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(
            (moving.target_on(day("2026-06-30")), moving.moved(day("2026-06-30"))),
            (Some(15.0), None)
        );
        assert_eq!(moving.target_on(day("2026-07-01")), Some(10.0));
        let moved = Moved { was: 15.0, is: 10.0, from: day("2026-07-01") };
        assert_eq!(moving.moved(day("2026-09-30")), Some(moved));
        let later = Moved { was: 10.0, is: 12.0, from: day("2026-10-01") };
        assert_eq!(moving.moved(day("2026-12-31")), Some(later));
        let first = objective("metric: net_sentiment, targets: [{from: 2026-07-01, target: 10}]");
        assert_eq!(
            (first.target_on(day("2026-06-30")), first.moved(day("2026-07-01"))),
            (None, None)
        );
    }

    #[test]
    fn less_is_better_where_the_metric_or_the_brief_says_so() {
        assert_eq!(objective("metric: negative_share").direction(), Direction::Down);
        assert_eq!(objective("metric: mentions").direction(), Direction::Up);
        assert_eq!(objective("metric: mentions, direction: down").direction(), Direction::Down);
    }
}
