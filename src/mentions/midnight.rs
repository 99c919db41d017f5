//! Detects times that are exactly midnight because only the day was known, for a whole file or for some of its channels.
//!
//! A date that was written as a time must not be counted in the hour chart, nor be shifted to another day by a time zone. A few midnights
//! among many times of day are times.

use std::collections::{BTreeMap, BTreeSet};

use super::channel::ChannelIx;
use super::time::Moment;
use super::zone::LocalClock;
use crate::units::{Date, Time};

/// The smallest number of midnights that is not chance.
const FEWEST: usize = 10;
/// More than one row in this many at midnight is not chance.
const SHARE: usize = 20;

/// Which midnights are dates without a time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Midnights {
    /// None: all are times.
    #[default]
    Times,
    /// All of the file.
    Days,
    /// Those of these channels.
    DaysIn(BTreeSet<ChannelIx>),
}

impl Midnights {
    /// Whether the midnights of a channel are dates.
    pub(super) fn are_days(&self, channel: ChannelIx) -> bool {
        match self {
            Self::Times => false,
            Self::Days => true,
            Self::DaysIn(channels) => channels.contains(&channel),
        }
    }
}

/// Counts of midnights and of all times, by channel.
#[derive(Debug, Default)]
pub(super) struct MidnightCount(BTreeMap<ChannelIx, (usize, usize)>);

impl MidnightCount {
    pub(super) fn add(&mut self, channel: ChannelIx, is_midnight: bool) {
        let (midnights, all) = self.0.entry(channel).or_default();
        *midnights += usize::from(is_midnight);
        *all += 1;
    }

    /// Midnights in the rows seen.
    pub(super) fn midnights(&self, channel: Option<ChannelIx>) -> u64 {
        let counts =
            self.0.iter().filter(|(key, _)| channel.is_none_or(|channel| **key == channel));
        counts.map(|(_, (midnights, _))| *midnights as u64).sum()
    }

    pub(super) fn decide(&self) -> Midnights {
        let (midnights, all) =
            self.0.values().fold((0, 0), |(midnights, all), (m, a)| (midnights + m, all + a));
        // Allow a few other times.
        if midnights > 1 && midnights * SHARE >= all * (SHARE - 1) {
            return Midnights::Days;
        }
        let is_daily =
            |(midnights, all): (usize, usize)| midnights >= FEWEST && midnights * SHARE > all;
        let channels: BTreeSet<ChannelIx> = self
            .0
            .iter()
            .filter(|(_, counts)| is_daily(**counts))
            .map(|(channel, _)| *channel)
            .collect();
        if channels.is_empty() { Midnights::Times } else { Midnights::DaysIn(channels) }
    }
}

/// The date of a time that is exactly midnight by its own clock, in UTC for an epoch, or in the brief's zone.
pub(super) fn day(value: &str, moment: Moment<'_>, local: &mut LocalClock<'_>) -> Option<Date> {
    match moment {
        Moment::Day(day) => Some(day),
        Moment::Wall(wall, _) => (wall.time() == Time::midnight()).then(|| wall.date()),
        Moment::Instant(instant) => {
            const DAY: i64 = 86_400;
            let past = instant.as_second().rem_euclid(DAY);
            // A fast path for most times.
            if past % 900 != 0 || instant.subsec_nanosecond() != 0 {
                return None;
            }
            if past == 0 || shows_midnight(value) {
                // It is midnight in the value's own offset.
                let days = instant.as_second().div_euclid(DAY) + i64::from(past > DAY / 2);
                let epoch = Date::new(1970, 1, 1).ok()?;
                return epoch.checked_add(crate::units::ToSpan::days(days)).ok();
            }
            let there = local.at(instant);
            (there.time() == Time::midnight()).then(|| there.date())
        }
    }
}

/// Whether the value contains the time 00:00.
fn shows_midnight(value: &str) -> bool {
    let clock = value.find("00:00").filter(|at| value[..*at].ends_with(['T', ' ']));
    clock.is_some_and(|at| {
        let rest = value[at + "00:00".len()..].trim_start_matches(":00");
        !rest.starts_with(':')
            && !rest.trim_start_matches('.').starts_with(|c: char| ('1'..='9').contains(&c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::time;
    use crate::units::TimeZone;

    #[test]
    fn the_day_of_a_midnight() {
        let amsterdam = TimeZone::get("Europe/Amsterdam").unwrap();
        let mut local = LocalClock::new(&amsterdam);
        for (value, expected) in [
            ("2028-05-01T00:00:00Z", Some("2028-05-01")),
            ("2028-05-01T00:00:00.000Z", Some("2028-05-01")),
            ("2028-05-01 00:00:00+00:00", Some("2028-05-01")),
            ("2028-05-01T00:00:00+09:00", Some("2028-05-01")),
            ("2028-05-01T00:00:00-05:00", Some("2028-05-01")),
            ("1840752000", Some("2028-05-01")),
            ("1840752000000", Some("2028-05-01")),
            ("2028-04-30T22:00:00Z", Some("2028-05-01")),
            ("2028-05-01 00:00:00", Some("2028-05-01")),
            ("2028-05-01", Some("2028-05-01")),
            ("2028-05-01T10:00:00Z", None),
            ("2028-05-01T00:00:01Z", None),
            ("2028-05-01 00:15:00", None),
        ] {
            let moment = time::parse(value, None).unwrap().moment;
            let found = day(value, moment, &mut local).map(|day| day.to_string());
            assert_eq!(found.as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn midnights_are_days_where_chance_cannot_give_them() {
        let [x, reviews] = [ChannelIx::FIRST, ChannelIx::LAST];
        let decide = |counts: &[(ChannelIx, usize, usize)]| {
            let mut count = MidnightCount::default();
            for &(channel, midnights, times) in counts {
                (0..midnights).for_each(|_| count.add(channel, true));
                (0..times).for_each(|_| count.add(channel, false));
            }
            count.decide()
        };
        assert_eq!(decide(&[(x, 155, 0)]), Midnights::Days);
        assert_eq!(decide(&[(x, 155, 3)]), Midnights::Days);
        assert_eq!(decide(&[(x, 2, 300)]), Midnights::Times);
        assert_eq!(decide(&[(x, 1, 0)]), Midnights::Times);
        assert_eq!(decide(&[(x, 0, 150), (reviews, 150, 0)]), Midnights::DaysIn([reviews].into()));
    }
}
