//! When people write: mentions per weekday and local hour over the time that really elapsed in that cell.
//!
//! Input: counts by local day and hour. Output: the map, its index (1 is average), the busy hours of the day, the parts of the week that stand out, and
//! the share of conversations that begin outside the staffed hours. The hours of a cell are measured in the brief's zone, clock changes included: on a
//! spring Sunday 02:00 may not exist, in autumn it lasts twice. Mentions known only to the day are never put into an hour.

use super::interval::wilson_of;
use super::windows::{BusyWindow, windows};
use super::{ObservedDays, cover, poisson, staffing};
use crate::brief::Timing;
use crate::rollup::Rollup;
use crate::rollup::activity::HourCount;
use crate::units::{Date, TimeZone, Timestamp};

/// When people write.
#[derive(Debug, Clone, PartialEq)]
pub struct ActivityFigures {
    /// Used mentions per weekday (Monday first) and local hour, known to the hour.
    pub counts: [[u64; 24]; 7],
    /// Elapsed hours of each cell inside the observed days; clock changes included.
    pub elapsed_hours: [[f64; 24]; 7],
    /// Rate of the cell over the mean rate; 1 is average; `None` where no hour elapsed.
    pub index: [[Option<f64>; 24]; 7],
    /// Used mentions known to the hour.
    pub mentions: u64,
    /// Used mentions known only to the day: not in the map.
    pub undated: u64,
    /// Columns of the map: 1 hour, or 3 when the median expected count of an hour cell is under 5 (docs/method.md, Time of day).
    pub band_hours: u8,
    /// The hours of the day, all days together, in which clearly more is written than on average: runs of neighbouring hours, from midnight on. One
    /// that ends after midnight comes last.
    pub busy_hours: Vec<BusyHours>,
    /// The parts of the week in which more conversations begin than their hours and days explain; `None`: the hours of conversations were not measured.
    pub windows: Option<Vec<BusyWindow>>,
    /// Conversations that begin outside the staffed hours; `None` if the brief states none, or no conversation is known to the hour.
    pub outside: Option<OutsideShare>,
    /// Conversations that began at a time known to the hour; `None`: not measured.
    pub conversations: Option<u64>,
}

impl ActivityFigures {
    /// Mentions in an average hour.
    pub fn mean(&self) -> f64 {
        self.mentions as f64 / self.elapsed_hours.iter().flatten().sum::<f64>()
    }
}

/// Conversations that begin when nobody is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OutsideShare {
    /// Their share of all, 0 to 1.
    pub share: f64,
    /// Its 95 % interval.
    pub interval: (f64, f64),
    /// All conversations whose first mention is known to the hour.
    pub conversations: u64,
    /// Whether it is counted to the minute; if not, an hour that is staffed in part counts by that part, because the history has the hour only.
    pub is_exact: bool,
}

/// Neighbouring hours of the day in which clearly more is written than on average.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BusyHours {
    /// First hour.
    pub hour: u8,
    /// How many hours; they may pass midnight.
    pub hours: u8,
    /// Used mentions in them.
    pub mentions: u64,
}

impl BusyHours {
    /// Whether an hour of the day is one of them.
    pub fn contains(&self, hour: u8) -> bool {
        (hour + 24 - self.hour) % 24 < self.hours
    }
}

/// Mentions under which a cell is not compared, counted or expected (docs/method.md, Time of day).
const FEWEST_MENTIONS: u64 = 5;

/// Mentions under which no hour of the day is called busy (docs/method.md, Small numbers).
const FEWEST_FOR_HOURS: u64 = 30;

/// Width of the columns, in hours, where single hours are too thin.
const BAND_HOURS: u8 = 3;

/// A figure for each weekday (Monday first) and local hour.
pub(super) type Map<T> = [[T; 24]; 7];

/// The map of the observed days of a period, in which conversations began at these hours; `None` if no used mention is known to the hour.
pub(super) fn activity(
    rollup: &Rollup,
    window: &ObservedDays,
    timing: &Timing,
    starts: Option<&[HourCount]>,
) -> Option<ActivityFigures> {
    let (from, to) = (window.from, window.to);
    let mut counts = Map::<u64>::default();
    for (day, hour, _, count) in rollup.activity.between(from, to) {
        counts[row(day)][column(hour)] += count;
    }
    let mentions = counts.iter().flatten().sum();
    if mentions == 0 {
        return None;
    }
    let elapsed_hours = elapsed_hours(&timing.zone, from, to);
    let mean = mentions as f64 / elapsed_hours.iter().flatten().sum::<f64>();
    let mut index = Map::<Option<f64>>::default();
    for (row, (counts, hours)) in counts.iter().zip(&elapsed_hours).enumerate() {
        for (hour, (&count, &elapsed)) in counts.iter().zip(hours).enumerate() {
            index[row][hour] = (elapsed > 0.0).then(|| count as f64 / elapsed / mean);
        }
    }
    Some(ActivityFigures {
        busy_hours: busy_hours(&counts, &elapsed_hours, mean),
        windows: starts.map(|starts| windows(starts, &elapsed_hours)),
        outside: starts
            .and_then(|starts| outside(starts, timing))
            .map(|found| to_the_minute(found, rollup, (from, to), timing)),
        undated: rollup.activity.undated_between(from, to),
        band_hours: band_hours(&elapsed_hours, mean),
        counts,
        elapsed_hours,
        index,
        mentions,
        conversations: starts.map(|starts| starts.iter().map(|(.., count)| count).sum()),
    })
}

/// Hours that elapse in each cell from the first to the last day (both included) in a zone.
///
/// The walk goes from one full local hour to the next, or to a change of the clock where that comes first, so that shifts of
/// half an hour and days without a midnight need no case of their own.
///
/// # Examples
///
/// ```
/// use socialmap::insights::activity::elapsed_hours;
/// use socialmap::units::{Date, TimeZone};
/// let berlin = TimeZone::get("Europe/Berlin")?;
/// let march = elapsed_hours(&berlin, Date::new(2025, 3, 1)?, Date::new(2025, 3, 31)?);
/// assert_eq!(march.iter().flatten().sum::<f64>().to_string(), "743");
/// assert_eq!(march[6][2].to_string(), "4"); // five Sundays, one without 02:00
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn elapsed_hours(zone: &TimeZone, from: Date, to: Date) -> [[f64; 24]; 7] {
    let start = midnight(zone, from);
    let end = to.tomorrow().map_or(Timestamp::MAX, |day| midnight(zone, day)).as_second();
    let mut changes = zone.following(start).map(|change| change.timestamp().as_second()).peekable();
    let mut seconds = Map::<i64>::default();
    let mut at = start.as_second();
    while at < end {
        while changes.next_if(|&change| change <= at).is_some() {}
        let Ok(instant) = Timestamp::from_second(at) else {
            break;
        };
        let local = zone.to_datetime(instant);
        let into_hour = 60 * i64::from(local.minute()) + i64::from(local.second());
        let hour_ends = at + 3600 - into_hour;
        let next = changes.peek().map_or(hour_ends, |&change| change.min(hour_ends)).min(end);
        seconds[row(local.date())][column(local.hour())] += next - at;
        at = next;
    }
    seconds.map(|row| row.map(|seconds| seconds as f64 / 3600.0))
}

/// The first instant of a local day; the last of the calendar where there is none.
pub(super) fn midnight(zone: &TimeZone, day: Date) -> Timestamp {
    zone.to_ambiguous_timestamp(day.at(0, 0, 0, 0)).compatible().unwrap_or(Timestamp::MAX)
}

pub(super) fn row(day: Date) -> usize {
    usize::try_from(day.weekday().to_monday_zero_offset()).expect("0 to 6")
}

pub(super) fn column(hour: i8) -> usize {
    usize::try_from(hour).expect("0 to 23")
}

/// One hour, unless the median of the counts that even writing would give is too small for single hours.
fn band_hours(elapsed: &Map<f64>, mean: f64) -> u8 {
    let mut expected: Vec<f64> =
        elapsed.iter().flatten().filter(|&&hours| hours > 0.0).map(|hours| hours * mean).collect();
    expected.sort_by(f64::total_cmp);
    let (below, above) = (expected.len().saturating_sub(1) / 2, expected.len() / 2);
    match (expected.get(below), expected.get(above)) {
        (Some(&below), Some(&above)) if f64::midpoint(below, above) >= FEWEST_MENTIONS as f64 => 1,
        _ => BAND_HOURS,
    }
}

/// The hours of the day whose 95 % interval lies above the mean, neighbours together.
fn busy_hours(counts: &Map<u64>, elapsed: &Map<f64>, mean: f64) -> Vec<BusyHours> {
    let mentions_at = |hour: usize| -> u64 { counts.iter().map(|day| day[hour]).sum() };
    let all: u64 = counts.iter().flatten().sum();
    if all < FEWEST_FOR_HOURS {
        return Vec::new();
    }
    let is_busy = |hour: usize| {
        let usual = mean * elapsed.iter().map(|day| day[hour]).sum::<f64>();
        poisson::interval(mentions_at(hour) as f64).0 > usual
    };
    let mut runs: Vec<BusyHours> = Vec::new();
    for hour in (0..24_u8).filter(|&hour| is_busy(hour.into())) {
        let mentions = mentions_at(hour.into());
        match runs.last_mut().filter(|run| run.hour + run.hours == hour) {
            Some(run) => (run.hours, run.mentions) = (run.hours + 1, run.mentions + mentions),
            None => runs.push(BusyHours { hour, hours: 1, mentions }),
        }
    }
    if let [BusyHours { hour: 0, hours, mentions }, .., last] = runs[..]
        && last.hour + last.hours == 24
    {
        let last = runs.last_mut().expect("it has two");
        (last.hours, last.mentions) = (last.hours + hours, last.mentions + mentions);
        runs.remove(0);
    }
    runs
}

/// The share of conversations that begin outside the staffed hours. An hour that is staffed in part counts by that part.
fn outside(starts: &[HourCount], timing: &Timing) -> Option<OutsideShare> {
    let staffed = staffing::staffed_minutes(&timing.staffed)?;
    let (mut all, mut minutes, mut is_exact) = (0, 0, true);
    for &(day, hour, _, count) in starts {
        let there = staffed[row(day)][column(hour)];
        all += count;
        minutes += count * u64::from(60 - there);
        is_exact &= matches!(there, 0 | 60);
    }
    let share = minutes as f64 / 60.0 / all as f64;
    (all > 0).then(|| OutsideShare {
        share,
        interval: wilson_of(share, all as f64),
        conversations: all,
        is_exact,
    })
}

/// The share from the instants of the conversations, where they are known and an hour is staffed in part.
fn to_the_minute(
    found: OutsideShare,
    rollup: &Rollup,
    days: (Date, Date),
    timing: &Timing,
) -> OutsideShare {
    if found.is_exact {
        return found;
    }
    let counted = cover::outside(rollup, days, timing);
    let exact = counted.and_then(|outside| {
        let (share, interval) = (outside.share()?, outside.interval()?);
        Some(OutsideShare { share, interval, conversations: outside.of, is_exact: true })
    });
    exact.unwrap_or(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Shift;
    use crate::insights::interval::wilson;
    use crate::insights::sample::brief;
    use crate::mentions::time::Precision;
    use crate::mentions::{Mention, RowStatus, Thread};
    use crate::rollup::sample::{day, mention};
    use crate::units::{ToSpan, WEEK, Weekday};
    use proptest::prelude::*;

    fn month(zone: &str, day: &str) -> Map<f64> {
        let day: Date = day.parse().unwrap();
        let zone = TimeZone::get(zone).unwrap();
        elapsed_hours(&zone, day.first_of_month(), day.last_of_month())
    }

    #[test]
    fn elapsed_hours_know_clock_changes() {
        for (zone, day, total) in [
            ("Europe/Berlin", "2025-03-01", "743"),
            ("Europe/Berlin", "2025-10-01", "745"),
            ("America/New_York", "2025-03-01", "743"),
            ("America/New_York", "2025-11-01", "721"),
            ("Australia/Lord_Howe", "2025-04-01", "720.5"),
            ("Australia/Lord_Howe", "2025-10-01", "743.5"),
            ("Asia/Tokyo", "2025-03-01", "744"),
            // Midnight itself does not exist (spring) or comes twice (autumn).
            ("America/Havana", "2025-03-01", "743"),
            ("America/Havana", "2025-11-01", "721"),
        ] {
            let hours: f64 = month(zone, day).iter().flatten().sum();
            assert_eq!(hours.to_string(), total, "{zone} {day}");
        }
        let sunday_at_two = |zone, day| month(zone, day)[6][2].to_string();
        assert_eq!(sunday_at_two("Europe/Berlin", "2025-03-01"), "4");
        assert_eq!(sunday_at_two("Europe/Berlin", "2025-10-01"), "5");
        assert_eq!(sunday_at_two("Australia/Lord_Howe", "2025-10-01"), "3.5");
        // At one minute past Sunday's midnight the clock went back to Saturday, 23:01.
        let newfoundland = month("America/St_Johns", "2010-11-01");
        let minutes = |hours: f64| (60.0 * hours).round().to_string();
        assert_eq!(minutes(newfoundland[5][23]), (4 * 60 + 59).to_string());
        assert_eq!(minutes(newfoundland[6][0]), (4 * 60 + 1).to_string());
    }

    fn figures(rows: &[Mention], from: &str, to: &str) -> Option<ActivityFigures> {
        let mut rollup = Rollup::default();
        for row in rows {
            rollup.add(row, RowStatus::Used);
        }
        let (from, to) = (day(from), day(to));
        let window =
            ObservedDays { from, to, days: crate::insights::period::days_between(from, to) };
        let timing = brief(&["reddit"]).timing;
        let starts = rollup.starts_between(from, to, &timing.zone);
        activity(&rollup, &window, &timing, starts.as_deref())
    }

    #[test]
    fn without_a_known_hour_there_is_no_map() {
        let undated = Mention { precision: Precision::Day, ..mention("2026-05-04T00:00") };
        assert_eq!(figures(std::slice::from_ref(&undated), "2026-05-04", "2026-05-10"), None);
        let map = figures(&[undated, mention("2026-05-04T10:00")], "2026-05-04", "2026-05-10");
        let map = map.unwrap();
        assert_eq!((map.mentions, map.undated), (1, 1));
        assert_eq!((map.counts[0][0], map.counts[0][10]), (0, 1));
    }

    #[test]
    fn index_is_the_rate_over_the_mean_rate() {
        // Two days, 48 hours, 12 mentions: 0.25 an hour on average. Monday 10:00 has 6 in its one hour: 24 times as many.
        let mut rows = vec![mention("2026-05-04T10:30"); 6];
        rows.extend(vec![mention("2026-05-05T11:00"); 6]);
        let map = figures(&rows, "2026-05-04", "2026-05-05").unwrap();
        assert_eq!(map.index[0][10].unwrap().to_string(), "24");
        assert_eq!(map.index[0][11], Some(0.0));
        assert_eq!(map.index[2][11], None, "no Wednesday was observed");
    }

    #[test]
    fn thin_maps_are_banded_and_thick_ones_are_not() {
        let mut rows = vec![mention("2026-05-05T23:59"); 9];
        let bands =
            |rows: &[Mention]| figures(rows, "2026-05-04", "2026-05-04").unwrap().band_hours;
        rows.push(mention("2026-05-04T10:00"));
        assert_eq!(bands(&rows), 3);
        // 5 mentions in each of the 24 hours.
        let hours = (0..24).flat_map(|hour| vec![mention(&format!("2026-05-04T{hour:02}:00")); 5]);
        assert_eq!(bands(&hours.collect::<Vec<_>>()), 1);
    }

    #[test]
    fn the_busy_hours_of_the_day_are_runs_that_may_pass_midnight() {
        let busy = |hours: &[usize]| {
            let counts = std::array::from_fn(|hour| if hours.contains(&hour) { 20 } else { 2 });
            let elapsed = [[1.0; 24]; 7];
            let all = 7 * counts.iter().sum::<u64>();
            let runs = busy_hours(&[counts; 7], &elapsed, all as f64 / 168.0);
            runs.iter().map(|run| (run.hour, run.hours, run.mentions)).collect::<Vec<_>>()
        };
        assert_eq!(busy(&[7, 8, 17]), [(7, 2, 280), (17, 1, 140)]);
        assert_eq!(busy(&[23, 0, 1, 12]), [(12, 1, 140), (23, 3, 420)]);
        assert_eq!(busy(&[0, 1]), [(0, 2, 280)]);
        assert_eq!(busy(&[]), []);
    }

    #[test]
    fn conversations_outside_the_staffed_hours_have_an_interval() {
        // The sample brief is staffed Monday to Friday, 09:00 to 17:30.
        let rows = ["2026-05-04T09:00", "2026-05-04T17:00", "2026-05-04T18:00", "2026-05-09T10:00"];
        let outside = |rows: &[Mention]| figures(rows, "2026-05-04", "2026-05-10").unwrap().outside;
        let all = outside(&rows.map(mention)).unwrap();
        assert_eq!((all.share, all.conversations, all.is_exact), (0.5, 4, true));
        // Of an hour whose minutes are not known half is outside.
        let hour = [("2026-05-04".parse().unwrap(), 17, None, 1)];
        let by_hour = super::outside(&hour, &brief(&["reddit"]).timing).unwrap();
        assert_eq!((by_hour.share, by_hour.is_exact), (0.5, false));
        let two = outside(&[rows[0], rows[2]].map(mention)).unwrap();
        assert_eq!((two.share, two.conversations, two.is_exact), (0.5, 2, true));
        assert_eq!(Some(two.interval), wilson(1, 2));
        // The second mention of a thread begins nothing.
        let thread = |at| Mention { thread: Thread::Known(1), ..mention(at) };
        let thread = outside(&[thread(rows[0]), thread(rows[2])]).unwrap();
        assert_eq!((thread.share, thread.conversations), (0.0, 1));
    }

    #[test]
    fn a_shift_over_midnight_is_two_and_covers_both_days() {
        let mut timing = brief(&["reddit"]).timing;
        let shift = |days: &[Weekday], from: &str, to: Option<&str>| Shift {
            days: days.to_vec(),
            from: from.parse().unwrap(),
            to: to.map(|to| to.parse().unwrap()),
        };
        timing.staffed =
            vec![shift(&WEEK[4..5], "22:00", None), shift(&WEEK[5..6], "00:00", Some("06:00"))];
        let on = |day: &str, hour| (day.parse().unwrap(), hour, None, 1);
        // Friday at 23 and Saturday at 5 are staffed; Friday at 5 and Saturday at 23 are not.
        let starts =
            [on("2026-05-08", 23), on("2026-05-09", 5), on("2026-05-08", 5), on("2026-05-09", 23)];
        assert_eq!(outside(&starts, &timing).map(|outside| outside.share), Some(0.5));
        timing.staffed.clear();
        assert_eq!(outside(&starts, &timing), None);
    }

    proptest! {
        /// No clock changes in the brief's zone (UTC): the same weekdays and hours a week later.
        #[test]
        fn a_week_later_the_map_is_the_same(hours in prop::collection::vec(0..168_i64, 1..40)) {
            let rows = |from: &str| -> Vec<Mention> {
                let start = day(from).at(0, 0, 0, 0);
                hours.iter().map(|&h| mention(&(start + h.hours()).to_string())).collect()
            };
            let now = figures(&rows("2026-05-04"), "2026-05-04", "2026-05-10");
            let later = figures(&rows("2026-05-11"), "2026-05-11", "2026-05-17");
            prop_assert_eq!(now, later);
        }

        #[test]
        fn every_elapsed_hour_stands_in_one_cell(first in 0..700_i64, days in 0..40_i64) {
            let zone = TimeZone::get("Australia/Lord_Howe").unwrap();
            let from = day("2025-01-01") + first.days();
            let to = from + days.days();
            let hours: f64 = elapsed_hours(&zone, from, to).iter().flatten().sum();
            let seconds = midnight(&zone, to + 1.day()).as_second() - midnight(&zone, from).as_second();
            prop_assert!((hours - seconds as f64 / 3600.0).abs() < 1e-9);
        }
    }
}
