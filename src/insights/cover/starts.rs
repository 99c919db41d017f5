//! When conversations began, by channel: how many in each hour of the week, and how long they waited for the next staffed moment.

use std::collections::BTreeMap;

use super::presence::StaffedSpans;
use crate::mentions::channel::ChannelIx;
use crate::rollup::Rollup;
use crate::rollup::arrivals::Seconds;
use crate::rollup::history::Begun;
use crate::units::{Date, TimeZone, Timestamp};

/// Hours of a week.
pub(super) const HOURS: usize = 168;

/// The conversations of one channel.
#[derive(Debug, Clone)]
pub(super) struct Starts {
    /// By hour of the week, from Monday 00:00 on.
    pub(super) hours: [u64; HOURS],
    /// By hour of the week and by the seconds until somebody is there: at least and at most, which differ only where the history has the
    /// hour alone.
    waits: BTreeMap<(usize, u64, u64), u64>,
}

impl Default for Starts {
    fn default() -> Self {
        Self { hours: [0; HOURS], waits: BTreeMap::new() }
    }
}

impl Starts {
    /// The conversations of these days in each channel: all, and those that began with a problem or a question. `None`: not measured.
    pub(super) fn of(
        rollup: &Rollup,
        days: (Date, Date),
        zone: &TimeZone,
        presence: &StaffedSpans,
    ) -> Option<[BTreeMap<ChannelIx, Self>; 2]> {
        let [mut all, mut requests] = [const { BTreeMap::<ChannelIx, Self>::new() }; 2];
        rollup.begun_between(days, zone, |begun| {
            all.entry(begun.channel).or_default().add(begun, zone, presence);
            if begun.is_request {
                requests.entry(begun.channel).or_default().add(begun, zone, presence);
            }
        })?;
        Some([all, requests])
    }

    fn add(&mut self, begun: Begun, zone: &TimeZone, presence: &StaffedSpans) {
        let (first, last) = begun.between;
        let Some(hour) = hour_of_week(first, zone) else { return };
        let minutes = (first..=last).step_by(60);
        let waits = minutes.map(|at| presence.wait(at).unwrap_or(u64::MAX));
        let (shortest, longest) =
            waits.fold((u64::MAX, 0), |(low, high), wait| (low.min(wait), high.max(wait)));
        self.hours[hour] += begun.conversations;
        *self.waits.entry((hour, shortest, longest)).or_default() += begun.conversations;
    }

    /// All of them.
    pub(super) fn total(&self) -> u64 {
        self.hours.iter().sum()
    }

    /// How many of those that began in these hours of the week found nobody within so many minutes; `None`: their exact times are not known, and
    /// would decide.
    pub(super) fn beyond(&self, minutes: u32, is_asked: impl Fn(usize) -> bool) -> Option<u64> {
        let target = 60 * u64::from(minutes);
        let asked = self.waits.iter().filter(|((hour, ..), _)| is_asked(*hour));
        asked
            .map(|(&(_, least, most), &count)| match (least > target, most > target) {
                (true, _) => Some(count),
                (false, false) => Some(0),
                (false, true) => None,
            })
            .sum()
    }
}

/// The hour of the week of a moment, from Monday 00:00 local time on.
fn hour_of_week(at: Seconds, zone: &TimeZone) -> Option<usize> {
    let local = zone.to_datetime(Timestamp::from_second(at).ok()?);
    let day = usize::try_from(local.date().weekday().to_monday_zero_offset()).ok()?;
    Some(24 * day + usize::try_from(local.hour()).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Timing;
    use crate::insights::sample::brief;
    use crate::rollup::sample::{day, mention};

    /// Staffed on weekdays from 09:00 to 17:30, in UTC.
    fn office() -> (Timing, StaffedSpans) {
        let timing = brief(&["x"]).timing;
        let presence = StaffedSpans::of(&timing, day("2026-05-01"), day("2026-05-31")).unwrap();
        (timing, presence)
    }

    fn starts(between: &[(&str, &str)]) -> Starts {
        let (timing, presence) = office();
        let mut starts = Starts::default();
        let second = |at: &str| mention(at).published_at.as_second();
        for (first, last) in between {
            let between = (second(first), second(last));
            let begun =
                Begun { channel: ChannelIx::FIRST, between, conversations: 2, is_request: false };
            starts.add(begun, &timing.zone, &presence);
        }
        starts
    }

    #[test]
    fn those_who_find_nobody_in_time_are_counted_from_their_minute() {
        // Friday 8 May: 17:29 is staffed, 17:30 waits 63.5 hours.
        let minutes =
            ["2026-05-08T17:29", "2026-05-08T17:30", "2026-05-10T09:00", "2026-05-10T08:59"];
        let starts = starts(&minutes.map(|at| (at, at)));
        assert_eq!((starts.total(), starts.hours[4 * 24 + 17]), (8, 4));
        let beyond = |minutes| starts.beyond(minutes, |_| true);
        assert_eq!(beyond(0), Some(6));
        assert_eq!(beyond(1440), Some(4), "of Sunday, 09:00 is in time");
        assert_eq!(beyond(63 * 60 + 29), Some(2));
        assert_eq!(beyond(63 * 60 + 30), Some(0));
        assert_eq!(starts.beyond(1440, |hour| hour / 24 == 6), Some(2));
    }

    #[test]
    fn an_hour_of_the_history_counts_where_its_minutes_do_not_matter() {
        let starts = starts(&[("2026-05-08T17:00", "2026-05-08T17:59")]);
        assert_eq!(starts.beyond(1440, |_| true), None, "before 17:30 somebody is there");
        assert_eq!(starts.beyond(64 * 60, |_| true), Some(0));
        let starts = self::starts(&[("2026-05-08T18:00", "2026-05-08T18:59")]);
        assert_eq!(starts.beyond(1440, |_| true), Some(2));
    }
}
