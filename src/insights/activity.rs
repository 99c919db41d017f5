//! When people write: mentions per weekday and local hour over the time that really elapsed in that cell.
//!
//! Input: counts by local day and hour. Output: the map, its index (1 is average), its busiest cells and the share inside the
//! staffed hours. The hours of a cell are measured in the brief's zone, clock changes included: on a spring Sunday
//! 02:00 may not exist, in autumn it lasts twice. Mentions known only to the day are never put into an hour.

use super::{Window, staffing};
use crate::brief::Timing;
use crate::rollup::Activity;
use crate::units::{Date, TimeZone, Timestamp, WEEK, Weekday};

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
    /// The busiest cells of the map (bands of `band_hours`) by index among those with at least 5 mentions, at most three.
    pub peaks: Vec<Peak>,
    /// Mentions inside the staffed hours; `None` if the brief states none.
    pub in_staffed_hours: Option<StaffedShare>,
}

/// How many of the mentions fall inside the staffed hours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StaffedShare {
    /// Their share of all, 0 to 1.
    pub share: f64,
    /// Whether no mention lies in an hour that is staffed in part. Mentions are kept by the hour, so such an hour counts by that part.
    pub is_exact: bool,
}

/// A busy cell of the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peak {
    /// Row.
    pub weekday: Weekday,
    /// First hour of the band.
    pub hour: u8,
    /// Mentions in it.
    pub mentions: u64,
    /// Its rate over the mean rate.
    pub index: f64,
}

/// Mentions under which a cell is not compared, counted or expected (docs/method.md, Time of day).
const FEWEST_MENTIONS: u64 = 5;

/// Width of the columns, in hours, where single hours are too thin.
const BAND_HOURS: u8 = 3;

/// A figure for each weekday (Monday first) and local hour.
type Map<T> = [[T; 24]; 7];

/// The map of the observed days; `None` if no used mention is known to the hour.
pub(super) fn activity(
    activity: &Activity,
    window: &Window,
    timing: &Timing,
) -> Option<ActivityFigures> {
    let (from, to) = (window.from, window.to);
    let mut counts = Map::<u64>::default();
    for (day, hour, _, count) in activity.between(from, to) {
        counts[row(day)][column(hour)] += count;
    }
    let mentions = counts.iter().flatten().sum();
    if mentions == 0 {
        return None;
    }
    let elapsed_hours = elapsed_hours(&timing.zone, from, to);
    let mean = mentions as f64 / elapsed_hours.iter().flatten().sum::<f64>();
    let mut index = Map::<Option<f64>>::default();
    for cell in cells(&counts, &elapsed_hours, 1) {
        index[cell.row][usize::from(cell.hour)] = cell.index(mean);
    }
    let band_hours = band_hours(&elapsed_hours, mean);
    Some(ActivityFigures {
        in_staffed_hours: in_staffed_hours(&counts, timing, mentions),
        peaks: peaks(cells(&counts, &elapsed_hours, band_hours), mean),
        undated: activity.undated_between(from, to),
        counts,
        elapsed_hours,
        index,
        mentions,
        band_hours,
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
fn midnight(zone: &TimeZone, day: Date) -> Timestamp {
    zone.to_ambiguous_timestamp(day.at(0, 0, 0, 0)).compatible().unwrap_or(Timestamp::MAX)
}

fn row(day: Date) -> usize {
    usize::try_from(day.weekday().to_monday_zero_offset()).expect("0 to 6")
}

fn column(hour: i8) -> usize {
    usize::try_from(hour).expect("0 to 23")
}

/// A stretch of hours of one weekday.
struct Cell {
    row: usize,
    hour: u8,
    mentions: u64,
    elapsed: f64,
}

impl Cell {
    /// Its rate over the mean rate; `None` where no time elapsed.
    fn index(&self, mean: f64) -> Option<f64> {
        (self.elapsed > 0.0).then(|| self.mentions as f64 / self.elapsed / mean)
    }
}

fn cells(counts: &Map<u64>, elapsed: &Map<f64>, width: u8) -> Vec<Cell> {
    let starts = || (0..24_u8).step_by(usize::from(width));
    let cell = |row: usize, hour: u8| {
        let hours = usize::from(hour)..usize::from(hour + width);
        Cell {
            row,
            hour,
            mentions: counts[row][hours.clone()].iter().sum(),
            elapsed: elapsed[row][hours].iter().sum(),
        }
    };
    (0..7).flat_map(|row| starts().map(move |hour| (row, hour))).map(|(r, h)| cell(r, h)).collect()
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

/// The three busiest cells with enough mentions; ties go to more mentions, then to the earlier in the week.
fn peaks(cells: Vec<Cell>, mean: f64) -> Vec<Peak> {
    let mut peaks: Vec<Peak> = cells
        .into_iter()
        .filter(|cell| cell.mentions >= FEWEST_MENTIONS)
        .filter_map(|cell| {
            let index = cell.index(mean)?;
            Some(Peak { weekday: WEEK[cell.row], hour: cell.hour, mentions: cell.mentions, index })
        })
        .collect();
    peaks.sort_by(|a, b| b.index.total_cmp(&a.index).then(b.mentions.cmp(&a.mentions)));
    peaks.truncate(3);
    peaks
}

/// Share of the mentions inside the staffed hours. An hour that is staffed in part counts by that part, because mentions are
/// kept by the hour.
fn in_staffed_hours(counts: &Map<u64>, timing: &Timing, mentions: u64) -> Option<StaffedShare> {
    let staffed = staffing::staffed_minutes(&timing.staffed)?;
    let pairs = || counts.iter().flatten().zip(staffed.iter().flatten());
    let weighted: f64 = pairs().map(|(&count, &minutes)| count as f64 * f64::from(minutes)).sum();
    let is_exact = pairs().all(|(&count, minutes)| count == 0 || matches!(minutes, 0 | 60));
    Some(StaffedShare { share: weighted / 60.0 / mentions as f64, is_exact })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::sample::brief;
    use crate::mentions::Mention;
    use crate::mentions::time::Precision;
    use crate::rollup::sample::{day, mention};
    use crate::units::{ToSpan, Weekday};
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
        let mut rollup = Activity::default();
        for row in rows {
            rollup.add(row);
        }
        let (from, to) = (day(from), day(to));
        let window = Window { from, to, days: crate::insights::period::days_between(from, to) };
        activity(&rollup, &window, &brief(&["reddit"]).timing)
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
    fn thin_maps_are_banded_and_peaks_need_five_mentions() {
        let mut rows = vec![mention("2026-05-05T23:59"); 2];
        rows.extend(vec![mention("2026-05-05T21:00"); 3]);
        rows.extend(vec![mention("2026-05-04T10:00"); 4]);
        let map = figures(&rows, "2026-05-04", "2026-05-10").unwrap();
        assert_eq!(map.band_hours, 3);
        let [peak] = map.peaks[..] else { panic!("one peak, not {:?}", map.peaks) };
        assert_eq!((peak.weekday, peak.hour, peak.mentions), (Weekday::Tuesday, 21, 5));
        // 5 in 3 hours over 9 in 168 hours.
        assert!((peak.index - 5.0 / 3.0 / (9.0 / 168.0)).abs() < 1e-9);
    }

    #[test]
    fn thick_maps_keep_hours_and_the_three_busiest() {
        // 5 mentions in each hour of a Monday and 3 more at 9, 8, 7: the expectation is 5 and more.
        let mut rows = Vec::new();
        for hour in 0..24 {
            rows.extend(vec![mention(&format!("2026-05-04T{hour:02}:00")); 5]);
        }
        for hour in ["09", "08", "09", "07", "09", "08"] {
            rows.push(mention(&format!("2026-05-04T{hour}:30")));
        }
        let map = figures(&rows, "2026-05-04", "2026-05-04").unwrap();
        let peaks: Vec<_> = map.peaks.iter().map(|peak| (peak.hour, peak.mentions)).collect();
        assert_eq!((map.band_hours, peaks), (1, vec![(9, 8), (8, 7), (7, 6)]));
    }

    #[test]
    fn an_hour_staffed_in_part_counts_by_that_part() {
        // The sample brief is staffed Monday to Friday, 09:00 to 17:30: 1 + 1/2 of 4.
        let rows = ["2026-05-04T09:00", "2026-05-04T17:00", "2026-05-04T18:00", "2026-05-09T10:00"];
        let map = figures(&rows.map(mention), "2026-05-04", "2026-05-10").unwrap();
        assert_eq!(map.in_staffed_hours, Some(StaffedShare { share: 0.375, is_exact: false }));
        let map = figures(&[rows[0], rows[2]].map(mention), "2026-05-04", "2026-05-10").unwrap();
        assert_eq!(map.in_staffed_hours, Some(StaffedShare { share: 0.5, is_exact: true }));
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
