//! The parts of the week that stand out: weekdays or weekends by bands of three hours (docs/method.md, Time of day).
//!
//! First mentions of conversations by local day and hour come in. The largest of so many counts is large by chance, and replies come in clusters; so a part
//! is named only if its conversations exceed what its hours and its days give by themselves, and still do without its largest day.

use std::collections::BTreeMap;

use super::activity::{Map, column, row};
use super::poisson;
use crate::rollup::activity::HourCount;
use crate::units::{Date, WEEK, Weekday};

/// The chance below which a count is no chance, shared by all parts (Bonferroni).
const CHANCE: f64 = 0.05 / (PARTS * BANDS) as f64;

/// Conversations under which no part is named.
const FEWEST: u64 = 30;

/// Weekdays and weekends.
const PARTS: usize = 2;

/// Bands of a day.
const BANDS: usize = 24 / BusyWindow::HOURS as usize;

/// Counts by part of the week and band.
type Grid = [[u64; BANDS]; PARTS];

/// A part of the week in which more conversations begin than its hours and its days explain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BusyWindow {
    /// Saturday and Sunday; otherwise Monday to Friday.
    pub is_weekend: bool,
    /// First hour of the band.
    pub hour: u8,
    /// Conversations that begin in it.
    pub conversations: u64,
    /// What its hours and its days give.
    pub expected: f64,
    /// Conversations per elapsed hour over the mean of all hours.
    pub index: f64,
    /// 95 % interval of the index.
    pub interval: (f64, f64),
}

impl BusyWindow {
    /// Hours of a window.
    pub const HOURS: u8 = 3;

    /// Its days.
    pub fn days(&self) -> &'static [Weekday] {
        if self.is_weekend { &WEEK[5..] } else { &WEEK[..5] }
    }
}

/// The parts that stand out, in the order of the week.
pub(super) fn windows(starts: &[HourCount], elapsed: &Map<f64>) -> Vec<BusyWindow> {
    let mut by_day = BTreeMap::<Date, [u64; BANDS]>::new();
    for &(day, hour, _, count) in starts {
        by_day.entry(day).or_default()[column(hour) / usize::from(BusyWindow::HOURS)] += count;
    }
    let mut grid = Grid::default();
    for (&day, bands) in &by_day {
        add(&mut grid[part(day)], bands);
    }
    let all: u64 = grid.iter().flatten().sum();
    if all < FEWEST {
        return Vec::new();
    }
    let mean = all as f64 / elapsed.iter().flatten().sum::<f64>();
    let places = (0..PARTS).flat_map(|part| (0..BANDS).map(move |band| (part, band)));
    let named = places.filter(|&(part, band)| {
        stands_out(&grid, (part, band))
            && stands_out(&without_largest(&grid, &by_day, (part, band)), (part, band))
    });
    named.map(|place| window(&grid, place, elapsed, mean)).collect()
}

fn window(grid: &Grid, (part, band): (usize, usize), elapsed: &Map<f64>, mean: f64) -> BusyWindow {
    let conversations = grid[part][band];
    let hour = band * usize::from(BusyWindow::HOURS);
    let days = if part == 0 { &elapsed[..5] } else { &elapsed[5..] };
    let hours = days.iter().flat_map(|day| &day[hour..hour + usize::from(BusyWindow::HOURS)]);
    let usual = hours.sum::<f64>() * mean;
    let (low, high) = poisson::interval(conversations as f64);
    BusyWindow {
        is_weekend: part == 1,
        hour: u8::try_from(hour).expect("an hour of the day"),
        conversations,
        expected: expected(grid, (part, band)),
        index: conversations as f64 / usual,
        interval: (low / usual, high / usual),
    }
}

fn stands_out(grid: &Grid, (part, band): (usize, usize)) -> bool {
    let (count, expected) = (grid[part][band] as f64, expected(grid, (part, band)));
    count > expected && poisson::at_least(count, expected) < CHANCE
}

/// What the share of its days and the share of its hours give; 0 without a conversation.
fn expected(grid: &Grid, (part, band): (usize, usize)) -> f64 {
    let of_days: u64 = grid[part].iter().sum();
    let of_hours: u64 = grid.iter().map(|bands| bands[band]).sum();
    let all: u64 = grid.iter().flatten().sum();
    of_days as f64 * of_hours as f64 / (all as f64).max(1.0)
}

/// The counts without the day that has the most conversations in this place; of equal days, the first.
fn without_largest(
    grid: &Grid,
    by_day: &BTreeMap<Date, [u64; BANDS]>,
    (part, band): (usize, usize),
) -> Grid {
    let days = by_day.iter().filter(|(day, _)| self::part(**day) == part).rev();
    let mut rest = *grid;
    if let Some((_, bands)) = days.max_by_key(|(_, bands)| bands[band]) {
        for (all, day) in rest[part].iter_mut().zip(bands) {
            *all -= day;
        }
    }
    rest
}

fn part(day: Date) -> usize {
    usize::from(row(day) >= 5)
}

fn add(to: &mut [u64; BANDS], bands: &[u64; BANDS]) {
    to.iter_mut().zip(bands).for_each(|(all, day)| *all += day);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::sample::Draws;
    use crate::rollup::sample::day;
    use crate::units::ToSpan;

    /// 28 days from Monday, 4 May 2026.
    fn month(count: impl Fn(usize, usize) -> u64) -> Vec<HourCount> {
        let start = day("2026-05-04");
        let days = (0..28_i8).map(|n| (usize::try_from(n).unwrap(), start + i64::from(n).days()));
        let hours = |(n, date)| (0..24_i8).map(move |hour| (n, date, hour));
        days.flat_map(hours)
            .map(|(n, date, hour)| (date, hour, None, count(n, column(hour))))
            .collect()
    }

    fn found(starts: &[HourCount]) -> Vec<BusyWindow> {
        windows(starts, &[[4.0; 24]; 7])
    }

    #[test]
    fn a_part_of_the_week_stands_out_beyond_its_hours_and_days() {
        // Each hour has one conversation, and weekends from 09:00 to 12:00 have four more: 8 days × 3 hours × 5 = 120.
        let starts = month(|n, hour| if n % 7 >= 5 && (9..12).contains(&hour) { 5 } else { 1 });
        let [window] = found(&starts)[..] else { panic!("one window") };
        assert_eq!((window.is_weekend, window.hour, window.conversations), (true, 9, 120));
        // Weekends have 8 × 24 + 96 = 288, these hours 20 × 3 + 120 = 180, all 28 × 24 + 96 = 768.
        assert!((window.expected - 288.0 * 180.0 / 768.0).abs() < 1e-9);
        // 120 in 24 hours against 768 in 672.
        assert!((window.index - 5.0 / (768.0 / 672.0)).abs() < 1e-9);
        assert!(window.interval.0 < window.index && window.index < window.interval.1);
        assert_eq!(window.days(), &WEEK[5..]);
    }

    #[test]
    fn busy_hours_of_all_days_and_busy_days_are_no_window() {
        assert_eq!(found(&month(|_, hour| if hour == 20 { 9 } else { 1 })), []);
        assert_eq!(found(&month(|n, _| if n % 7 >= 5 { 3 } else { 1 })), []);
    }

    #[test]
    fn one_day_alone_is_no_window() {
        // Sunday, 10 May has 60 more in one band: far beyond chance, and gone without that day.
        let starts = month(|n, hour| if n == 6 && (9..12).contains(&hour) { 21 } else { 1 });
        assert_eq!(found(&starts), []);
        let every_sunday =
            month(|n, hour| if n % 7 == 6 && (9..12).contains(&hour) { 6 } else { 1 });
        assert_eq!(found(&every_sunday).len(), 1);
    }

    #[test]
    fn few_conversations_name_nothing() {
        let starts = month(|n, hour| u64::from(n % 7 >= 5 && hour == 10) * 3);
        assert_eq!(starts.iter().map(|(.., count)| count).sum::<u64>(), 24);
        assert_eq!(found(&starts), []);
        assert_eq!(found(&[]), []);
    }

    #[test]
    fn months_without_a_window_name_none() {
        let mut draws = Draws::seeded(7);
        let mut named = 0;
        for _ in 0..200 {
            let counts: Vec<u64> = (0..28 * 24)
                .map(|at| {
                    let hour = if (8..22).contains(&(at % 24)) { 1.6 } else { 0.4 };
                    draws.poisson(hour * if at / 24 % 7 < 5 { 1.1 } else { 0.8 })
                })
                .collect();
            named += found(&month(|n, hour| counts[24 * n + hour])).len();
        }
        assert!(named <= 4, "{named} of 200 months");
    }
}
