//! Counts used mentions by day, local hour and channel.
//!
//! Hours are those of the local wall clock; how long each hour lasted depends on the zone and is measured later. A mention that
//! is known only to the day is counted apart, because midnight would be an invention.

use super::Cells;
use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::units::Date;

/// A local day, an hour of it (0 to 23), a channel (`None`: the history does not state it), and how many began or were written then.
pub type HourCount = (Date, i8, Option<ChannelIx>, u64);

/// Used mentions by local day, hour and channel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Activity {
    /// No channel: a day of the history whose file holds the hours of all channels together.
    hours: Cells<(Date, i8, Option<ChannelIx>), u64>,
    undated: Cells<Date, u64>,
}

impl Activity {
    /// Counts one used mention. One known only to the day is counted apart, never in an hour.
    pub fn add(&mut self, mention: &Mention) {
        let day = mention.local.date();
        if mention.precision.has_hour() {
            *self.hours.at((day, mention.local.hour(), Some(mention.channel))) += 1;
        } else {
            *self.undated.at(day) += 1;
        }
    }

    /// Adds an hour of the history, of all channels together; none where nobody wrote.
    pub(super) fn keep(&mut self, day: Date, hour: i8, count: u64) {
        if count > 0 {
            *self.hours.at((day, hour, None)) += count;
        }
    }

    /// Says how many of the mentions of an hour of the history were written in a channel. `None`: that hour has fewer.
    pub(super) fn assign(
        &mut self,
        day: Date,
        hour: i8,
        channel: ChannelIx,
        count: u64,
    ) -> Option<()> {
        if count > 0 {
            let all = self.hours.at((day, hour, None));
            *all = all.checked_sub(count)?;
            *self.hours.at((day, hour, Some(channel))) += count;
        }
        Some(())
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

    /// (day, hour 0 to 23, channel, used mentions) of these days, both included, ascending. Hours without mentions are left out;
    /// where the history does not state the channels, the channel is `None`.
    pub fn between(&self, from: Date, to: Date) -> impl Iterator<Item = HourCount> {
        self.hours
            .range((from, 0, None)..=(to, 23, Some(ChannelIx::LAST)))
            .map(|((day, hour, channel), &count)| (day, hour, channel, count))
            .filter(|&(.., count)| count > 0)
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
    use crate::rollup::sample::{day, mention, other_channel};

    #[test]
    fn mentions_stand_in_their_hour_and_the_undated_apart() {
        let mut activity = Activity::default();
        for at in ["2026-05-02T10:00", "2026-05-02T10:59", "2026-05-03T00:00", "2026-06-01T00:00"] {
            activity.add(&mention(at));
        }
        activity.add(&Mention { precision: Precision::Day, ..mention("2026-05-03T00:00") });
        let (from, to) = (day("2026-05-02"), day("2026-05-03"));
        let hours: Vec<_> = activity.between(from, to).collect();
        let first = Some(ChannelIx::FIRST);
        assert_eq!(hours, [(from, 10, first, 2), (to, 0, first, 1)]);
        assert_eq!(activity.undated_between(from, to), 1);
        assert_eq!(activity.undated_between(from, from), 0);
    }

    #[test]
    fn an_hour_of_the_history_goes_to_its_channels_but_never_more_than_it_has() {
        let (mut activity, day) = (Activity::default(), day("2026-05-02"));
        activity.keep(day, 10, 3);
        assert_eq!(activity.assign(day, 10, ChannelIx::FIRST, 2), Some(()));
        let hours = |activity: &Activity| activity.between(day, day).collect::<Vec<_>>();
        let first = Some(ChannelIx::FIRST);
        assert_eq!(hours(&activity), [(day, 10, None, 1), (day, 10, first, 2)]);
        assert_eq!(activity.assign(day, 10, other_channel(), 2), None);
        assert_eq!(activity.assign(day, 10, other_channel(), 1), Some(()));
        assert_eq!(hours(&activity), [(day, 10, first, 2), (day, 10, Some(other_channel()), 1)]);
    }
}
