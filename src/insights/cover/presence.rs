//! When somebody is there to answer: the staffed hours of the brief, as moments of real time and as minutes of a week.
//!
//! Input: shifts by the wall clock. The wait of a conversation is the time from its beginning to the next moment at which somebody is there, computed
//! from instants (seconds since 1970), so that clock changes and shifts over midnight need no special case.

use std::iter;

use crate::brief::{Shift, Timing};
use crate::insights::period::each_day;
use crate::rollup::arrivals::Seconds;
use crate::units::{Date, Time, ToSpan, WEEK, Weekday, join_spans};

/// Minutes of a day and of a week.
const DAY: u32 = 24 * 60;
const WEEK_MINUTES: u32 = 7 * DAY;

/// Staffed spans of real time, ascending and apart from each other; each ends before its second number.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::insights) struct StaffedSpans(Vec<(Seconds, Seconds)>);

impl StaffedSpans {
    /// The staffed spans of these days, and of a week before and two weeks after them, in which those who wait are answered. `None`: the
    /// brief states no staffed hours.
    pub(in crate::insights) fn of(timing: &Timing, from: Date, to: Date) -> Option<Self> {
        if timing.staffed.is_empty() {
            return None;
        }
        let (from, to) = (from.saturating_sub(8.days()), to.saturating_add(16.days()));
        let spans = each_day(from, to)
            .flat_map(|day| {
                let of_day =
                    timing.staffed.iter().filter(move |it| it.days.contains(&day.weekday()));
                of_day.filter_map(move |shift| span(timing, day, shift))
            })
            .collect();
        Some(Self(join_spans(spans)))
    }

    /// Seconds from a moment to the next staffed one; 0 if it is staffed itself. `None` beyond the days that are known.
    pub(super) fn wait(&self, at: Seconds) -> Option<u64> {
        let next = self.0.partition_point(|span| span.1 <= at);
        self.0.get(next).map(|span| u64::try_from(span.0 - at).unwrap_or(0))
    }

    /// Whether nobody is there within so many minutes of the minute of a moment.
    pub(in crate::insights) fn is_late(&self, at: Seconds, target: u32) -> bool {
        self.wait(at - at.rem_euclid(60)).is_none_or(|wait| wait > 60 * u64::from(target))
    }

    /// The longest time, in minutes, between two staffed spans.
    pub(super) fn longest_gap(&self) -> u32 {
        let gaps = self.0.windows(2).map(|pair| pair[1].0 - pair[0].1);
        gaps.max().and_then(|gap| u32::try_from(gap / 60).ok()).unwrap_or(0)
    }
}

/// A shift of one day in real time. The hour that comes twice belongs to the shift both times, the one that never comes not at all.
fn span(timing: &Timing, day: Date, shift: &Shift) -> Option<(Seconds, Seconds)> {
    let instant = |day: Date, time: Time| timing.zone.to_ambiguous_timestamp(day.to_datetime(time));
    let from = instant(day, shift.from).compatible().ok()?;
    let to = match shift.to {
        Some(time) => instant(day, time).later(),
        None => instant(day.tomorrow().ok()?, Time::midnight()).compatible(),
    };
    let (from, to) = (from.as_second(), to.ok()?.as_second());
    (from < to).then_some((from, to))
}

/// The runs of hours of a week, first and last, each of which must hold an added hour so that nobody waits longer than so many minutes for a staffed
/// moment. The last hour may lie in the next week; a run begins with a gap or with an hour in it.
pub(super) fn waits(shifts: &[Shift], target: u32) -> Vec<(usize, usize)> {
    let of_gap = |(from, to): (u32, u32)| {
        let hours = (from / 60 + 1..).map(|hour| 60 * hour);
        let begins = iter::once(from).chain(hours).take_while(move |begin| begin + target < to);
        begins.map(move |begin| ((begin / 60) as usize, ((begin + target) / 60) as usize))
    };
    gaps(shifts).into_iter().flat_map(of_gap).collect()
}

/// The minutes of the week without anybody, from and to; the last one may end in the next week.
fn gaps(shifts: &[Shift]) -> Vec<(u32, u32)> {
    let of_day = |(weekday, start): (Weekday, u32)| {
        let shifts = shifts.iter().filter(move |shift| shift.days.contains(&weekday));
        shifts.map(Shift::minutes).map(move |(from, to)| (start + from, start + to))
    };
    let starts = (0..).step_by(DAY as usize);
    let spans = join_spans(WEEK.into_iter().zip(starts).flat_map(of_day).collect());
    let Some(&(first, _)) = spans.first() else { return vec![(0, WEEK_MINUTES)] };
    let next = spans.iter().skip(1).map(|span| span.0).chain([first + WEEK_MINUTES]);
    let gaps = spans.iter().zip(next).map(|(span, next)| (span.1, next));
    gaps.filter(|(from, to)| from < to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::sample::brief;
    use crate::rollup::sample::day;
    use crate::units::{DateTime, TimeZone};

    fn shift(days: &[usize], from: &str, to: Option<&str>) -> Shift {
        Shift {
            days: days.iter().map(|&day| WEEK[day]).collect(),
            from: from.parse().unwrap(),
            to: to.map(|to| to.parse().unwrap()),
        }
    }

    const WEEKDAYS: [usize; 5] = [0, 1, 2, 3, 4];

    fn timing(zone: &str, staffed: Vec<Shift>) -> Timing {
        let mut timing = brief(&["x"]).timing;
        (timing.zone, timing.staffed) = (TimeZone::get(zone).unwrap(), staffed);
        timing
    }

    /// In minutes.
    fn wait(timing: &Timing, at: &str) -> u64 {
        let local: DateTime = at.parse().unwrap();
        let presence = StaffedSpans::of(timing, local.date(), local.date()).unwrap();
        let at = timing.zone.to_ambiguous_timestamp(local).earlier().unwrap();
        presence.wait(at.as_second()).unwrap() / 60
    }

    #[test]
    fn the_last_staffed_minute_is_staffed_and_the_next_is_not() {
        let office = timing("UTC", vec![shift(&WEEKDAYS, "09:00", Some("17:30"))]);
        let waits =
            ["2026-05-04T09:00", "2026-05-04T17:29", "2026-05-04T17:30", "2026-05-08T17:30"];
        assert_eq!(waits.map(|at| wait(&office, at)), [0, 0, 15 * 60 + 30, 63 * 60 + 30]);
        let may = StaffedSpans::of(&office, day("2026-05-01"), day("2026-05-31")).unwrap();
        assert_eq!(may.longest_gap(), 63 * 60 + 30);
    }

    #[test]
    fn shifts_over_midnight_are_one() {
        let night =
            timing("UTC", vec![shift(&[4], "22:00", None), shift(&[5], "00:00", Some("02:00"))]);
        assert_eq!(["2026-05-08T23:59", "2026-05-09T01:59"].map(|at| wait(&night, at)), [0, 0]);
        assert_eq!(wait(&night, "2026-05-09T02:00"), (7 * 24 - 4) * 60);
        let presence = StaffedSpans::of(&night, day("2026-05-08"), day("2026-05-08")).unwrap();
        assert_eq!(presence.longest_gap(), (7 * 24 - 4) * 60);
        let always = timing("UTC", vec![shift(&[0, 1, 2, 3, 4, 5, 6], "00:00", None)]);
        let presence = StaffedSpans::of(&always, day("2026-05-08"), day("2026-05-08")).unwrap();
        assert_eq!((presence.longest_gap(), presence.0.len()), (0, 1));
    }

    #[test]
    fn clock_changes_shorten_and_lengthen_real_time() {
        let office = timing("Europe/Berlin", vec![shift(&WEEKDAYS, "09:00", Some("17:00"))]);
        // 29 March 2026 has 23 hours, 25 October 25.
        assert_eq!(wait(&office, "2026-03-27T17:00"), 63 * 60);
        assert_eq!(wait(&office, "2026-10-23T17:00"), 65 * 60);
        let october = StaffedSpans::of(&office, day("2026-10-01"), day("2026-10-31")).unwrap();
        assert_eq!(october.longest_gap(), 65 * 60);
        // The hour from 02:00 does not exist in March and comes twice in October.
        let night = timing("Europe/Berlin", vec![shift(&[6], "02:00", Some("03:00"))]);
        assert!(wait(&night, "2026-03-29T01:00") > 24 * 60);
        assert_eq!(wait(&night, "2026-10-25T02:59"), 0);
        let october = StaffedSpans::of(&night, day("2026-10-25"), day("2026-10-25")).unwrap();
        let sunday = october.0.iter().find(|span| span.1 - span.0 == 7200);
        assert!(sunday.is_some(), "{:?}", october.0);
    }

    #[test]
    fn nobody_is_there_without_staffed_hours() {
        let nobody = timing("UTC", Vec::new());
        assert_eq!(StaffedSpans::of(&nobody, day("2026-05-01"), day("2026-05-31")), None);
    }

    #[test]
    fn nobody_waits_who_has_somebody_in_time() {
        let office = [shift(&WEEKDAYS, "09:00", Some("17:30"))];
        // The weekend alone, from Friday 17:30: 24 hours later is Saturday 17:30, and from Sunday 09:00 on Monday is near enough.
        let weekend = waits(&office, 1440);
        assert_eq!(
            (weekend[0], weekend[1]),
            ((4 * 24 + 17, 5 * 24 + 17), (4 * 24 + 18, 5 * 24 + 18))
        );
        assert_eq!(weekend.last(), Some(&(6 * 24 + 8, 7 * 24 + 8)));
        assert_eq!(waits(&office, 63 * 60 + 30), []);
        assert_eq!(waits(&office, 63 * 60 + 29).len(), 1);
        // The hour before 09:00 waits for an hour at most.
        assert_eq!(waits(&office, 60)[0], (17, 18));
        assert!(!waits(&office, 60).contains(&(24 + 8, 24 + 9)));
        assert_eq!(waits(&[shift(&[0, 1, 2, 3, 4, 5, 6], "00:00", None)], 60), []);
    }
}
