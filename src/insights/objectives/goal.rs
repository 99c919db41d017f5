//! The verdict of a figure against its target (docs/method.md, Objectives).

use super::{FEWEST, ObjectiveVerdict};
use crate::brief::{Direction, Metric};
use crate::insights::interval::wilson;

/// A figure with what it is based on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measured {
    pub(super) now: f64,
    pub(super) interval: Option<(f64, f64)>,
    pub(super) n: u64,
    /// Whether the base carries a verdict.
    pub(super) is_enough: bool,
    /// Whether it may still become larger, as a count of which days are missing.
    pub(super) is_growing: bool,
}

impl Measured {
    pub(super) fn share(count: u64, of: u64) -> Self {
        let now = count as f64 / of as f64;
        let is_enough = of >= FEWEST;
        Self { now, interval: wilson(count, of), n: of, is_enough, is_growing: false }
    }
}

/// What an objective asks for.
pub(super) struct Goal {
    pub(super) target: f64,
    pub(super) baseline: Option<f64>,
    pub(super) direction: Direction,
    pub(super) is_before_due: bool,
    pub(super) is_receding: bool,
    /// The least difference that the page shows.
    pub(super) step: f64,
}

impl Goal {
    /// A figure without an interval is its own range. Values are compared as they are shown, so that a verdict never contradicts the numbers
    /// beside it.
    pub(super) fn verdict(&self, measured: &Measured) -> ObjectiveVerdict {
        let shown = |value: f64| (value / self.step).round() * self.step;
        let now = shown(measured.now);
        let (low, high) = measured.interval.map_or((now, now), |(a, b)| (shown(a), shown(b)));
        let (worst, best) = match self.direction {
            Direction::Up => (low, high),
            Direction::Down => (high, low),
        };
        let is_better = |value: f64, than: f64| match self.direction {
            Direction::Up => value > than,
            Direction::Down => value < than,
        };
        let target = shown(self.target);
        let reaches = |value: f64| !is_better(target, value);
        let is_improved = self.baseline.is_some_and(|baseline| is_better(worst, baseline));
        // Half of the way: the value is nearer to the target than to the start, so that it supports the one rather than the other.
        let is_half_way = self.baseline.is_some_and(|start| {
            is_better(now, start) && (now - target).abs() <= (now - start).abs()
        });
        let is_in_reach = reaches(best) || (measured.interval.is_none() && self.is_before_due);
        let is_nearing = (is_half_way && is_in_reach)
            || (is_improved && measured.interval.is_some() && self.is_before_due);
        match () {
            // A count that may only grow is decided once it is past the target.
            () if measured.is_growing && self.direction == Direction::Up && reaches(now) => {
                ObjectiveVerdict::Met
            }
            () if measured.is_growing && self.direction == Direction::Down && !reaches(now) => {
                ObjectiveVerdict::NotMet
            }
            () if !measured.is_enough => ObjectiveVerdict::TooEarly,
            () if reaches(worst) => ObjectiveVerdict::Met,
            () if reaches(now) => ObjectiveVerdict::LikelyMet,
            () if is_nearing && !self.is_receding => ObjectiveVerdict::OnTheWay,
            () => ObjectiveVerdict::NotMet,
        }
    }
}

/// The least difference that the page shows of a metric.
pub(super) fn step(metric: Metric) -> f64 {
    match metric {
        Metric::NetSentiment => 1.0,
        Metric::ShareOfVoice
        | Metric::PositiveShare
        | Metric::NegativeShare
        | Metric::ProblemShare
        | Metric::QuestionShare
        | Metric::AnsweredInTime => 0.001,
        _ => 1e-9,
    }
}
