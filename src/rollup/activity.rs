//! At which hour of which day people wrote.
//!
//! Hours are those of the local wall clock; how long each hour lasted is the zone's business and is asked later. A mention that
//! is known only to the day is counted apart: midnight would be an invention.

use super::Cells;
use crate::mentions::Mention;
use crate::units::Date;

/// Used mentions by local day and hour.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Activity {
    hours: Cells<(Date, i8), u64>,
    undated: Cells<Date, u64>,
}

impl Activity {
    /// Counts one used mention. One known only to the day is counted apart, never in an hour.
    pub fn add(&mut self, mention: &Mention) {
        let day = mention.local.date();
        if mention.precision.knows_the_hour() {
            *self.hours.at((day, mention.local.hour())) += 1;
        } else {
            *self.undated.at(day) += 1;
        }
    }

    /// Adds an hour of the history; none where nobody wrote.
    pub(super) fn keep(&mut self, day: Date, hour: i8, count: u64) {
        if count > 0 {
            *self.hours.at((day, hour)) += count;
        }
    }

    /// Adds mentions of the history that are known only to the day.
    pub(super) fn keep_undated(&mut self, day: Date, count: u64) {
        if count > 0 {
            *self.undated.at(day) += count;
        }
    }

    /// Adds another part's counts.
    pub fn merge(&mut self, other: &Self) {
        self.hours.merge(&other.hours, |to, from| *to += from);
        self.undated.merge(&other.undated, |to, from| *to += from);
    }

    /// (day, hour 0 to 23, used mentions) of these days, both included; hours without mentions are left out.
    pub fn between(&self, from: Date, to: Date) -> impl Iterator<Item = (Date, i8, u64)> {
        self.hours.range((from, 0)..=(to, 23)).map(|((day, hour), &count)| (day, hour, count))
    }

    /// Used mentions of these days that are known only to the day.
    pub fn undated_between(&self, from: Date, to: Date) -> u64 {
        self.undated.range(from..=to).map(|(_, count)| count).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::time::Precision;
    use crate::rollup::sample::{day, mention};

    #[test]
    fn mentions_stand_in_their_hour_and_the_undated_apart() {
        let mut activity = Activity::default();
        for at in ["2026-05-02T10:00", "2026-05-02T10:59", "2026-05-03T00:00", "2026-06-01T00:00"] {
            activity.add(&mention(at));
        }
        activity.add(&Mention { precision: Precision::Day, ..mention("2026-05-03T00:00") });
        let (from, to) = (day("2026-05-02"), day("2026-05-03"));
        let hours: Vec<_> = activity.between(from, to).collect();
        assert_eq!(hours, [(from, 10, 2), (to, 0, 1)]);
        assert_eq!(activity.undated_between(from, to), 1);
        assert_eq!(activity.undated_between(from, from), 0);
    }
}
