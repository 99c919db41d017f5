//! Proves the time zone of a column by instants in the same rows: the id of a post on X, an epoch in another column.
//!
//! Kept are a histogram of the differences to the quarter of an hour, and how many rows each expected zone explains. The order of day and month may
//! not be known yet, so both readings are counted.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::tz::Offset;

use super::DecidedZone;
use crate::brief::DateOrder;
use crate::note::ZoneSource;
use crate::units::{DateTime, TimeZone};

/// Half a quarter of an hour, in milliseconds: the largest error of a time to the minute and a rounded id.
const TOLERANCE: i64 = 450_000;
/// The fewest rows that prove a zone.
const FEWEST: usize = 5;

/// Zones with summer time that tools use, which rows on both sides of a change of the clock prove.
const COMMON: [&str; 7] = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Europe/London",
    "Europe/Berlin",
    "Australia/Sydney",
];
static COMMON_ZONES: LazyLock<Vec<TimeZone>> =
    LazyLock::new(|| COMMON.iter().filter_map(|name| TimeZone::get(name).ok()).collect());

/// One kind of evidence over the rows seen so far.
#[derive(Debug, Clone)]
pub(in crate::mentions) struct RowEvidence {
    instants: Instants,
    /// Read day first, and read month first.
    readings: [Differences; 2],
}

/// Where the instants of the rows come from.
#[derive(Debug, Clone)]
pub(in crate::mentions) enum Instants {
    /// The epochs in this column.
    Epochs(String),
    /// The ids of posts on this network.
    Ids(&'static str),
}

impl Instants {
    fn source(&self, rows: u64, of: u64) -> ZoneSource {
        match self {
            Self::Epochs(column) => ZoneSource::Epochs { column: column.clone(), rows, of },
            Self::Ids(network) => ZoneSource::Ids { network: (*network).to_owned(), rows, of },
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Differences {
    rows: usize,
    /// Local time minus UTC, in quarters of an hour → rows.
    quarters: BTreeMap<i64, usize>,
    /// Rows that each expected zone explains, then each of the [`COMMON`] ones.
    explained: Vec<usize>,
}

impl RowEvidence {
    /// Evidence of no rows yet.
    pub(in crate::mentions) fn new(instants: Instants) -> Self {
        Self { instants, readings: [Differences::default(), Differences::default()] }
    }

    /// Rows seen.
    pub(in crate::mentions) fn rows(&self) -> usize {
        self.readings.iter().map(|differences| differences.rows).max().unwrap_or(0)
    }

    /// Adds a row: its local time read day first and month first, and its instant in milliseconds since 1970.
    pub(in crate::mentions) fn observe(
        &mut self,
        walls: [Option<DateTime>; 2],
        made: i64,
        expected: &[DecidedZone],
    ) {
        for (differences, wall) in self.readings.iter_mut().zip(walls) {
            if let Some(wall) = wall {
                differences.observe(wall, made, expected);
            }
        }
    }

    /// The zone that is proved: the first of the `expected` ones that explains nine rows in ten, else a constant offset that does; or the
    /// [`COMMON`] one that explains more rows than either.
    /// `order` is how day and month are read, where the layout leaves it open.
    pub(in crate::mentions) fn verdict(
        &self,
        order: Option<DateOrder>,
        expected: &[DecidedZone],
    ) -> Option<DecidedZone> {
        let differences = &self.readings[usize::from(order == Some(DateOrder::Mdy))];
        // A few posts are scheduled or edited.
        let agreed = |rows: usize| rows >= FEWEST && rows * 10 >= differences.rows * 9;
        let evidence = |rows: usize| self.instants.source(rows as u64, differences.rows as u64);
        // Rows on both sides of a change of the clock tell a zone from the offset of most of them.
        let mut common: Option<(usize, &str)> = None;
        for (&rows, name) in differences.explained.iter().skip(expected.len()).zip(COMMON) {
            if agreed(rows) && common.is_none_or(|(most, _)| rows > most) {
                common = Some((rows, name));
            }
        }
        let common_beyond = |rows: usize| {
            let (most, name) = common.filter(|(most, _)| *most > rows)?;
            DecidedZone::named(name, evidence(most))
        };
        for (zone, &rows) in expected.iter().zip(&differences.explained) {
            if agreed(rows) {
                let as_expected =
                    || DecidedZone { from: evidence(rows), is_assumed: false, ..zone.clone() };
                return Some(common_beyond(rows).unwrap_or_else(as_expected));
            }
        }
        let (&quarters, &rows) = differences.quarters.iter().max_by_key(|(_, rows)| **rows)?;
        let offset = Offset::from_seconds(i32::try_from(quarters * 900).ok()?).ok()?;
        let constant = || agreed(rows).then(|| DecidedZone::fixed(offset, evidence(rows)));
        common_beyond(rows).or_else(constant)
    }
}

impl Differences {
    fn observe(&mut self, wall: DateTime, made: i64, expected: &[DecidedZone]) {
        self.rows += 1;
        self.explained.resize(expected.len() + COMMON.len(), 0);
        let zones = expected.iter().map(|zone| &zone.zone).chain(COMMON_ZONES.iter());
        for (zone, rows) in zones.zip(&mut self.explained) {
            let there = zone.to_timestamp(wall);
            let fits = |there: i64| (there - made).abs() < TOLERANCE;
            *rows += usize::from(there.is_ok_and(|there| fits(there.as_millisecond())));
        }
        if let Ok(as_utc) = Offset::UTC.to_timestamp(wall) {
            let quarters = (as_utc.as_millisecond() - made + TOLERANCE).div_euclid(2 * TOLERANCE);
            // No zone is further than 14 hours from UTC.
            if quarters.abs() <= 56 {
                *self.quarters.entry(quarters).or_default() += 1;
            }
        }
    }
}

/// The time at which a post on X was created, from its id, in milliseconds since 1970.
///
/// Ids since November 2010 are Snowflakes: the bits above the lowest 22 count milliseconds from 2010-11-04T01:42:54.657Z. What a spreadsheet
/// left of an id (`570306133677760000`, `5.70306E+17`) is used as long as it is exact to four minutes.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::zone::status_time;
/// assert_eq!(status_time("570306133677760513"), Some(1_424_806_552_701)); // 2015-02-24T19:35:52Z
/// assert_eq!(status_time("5.70306E+17").map(|made| (made - 1_424_806_552_701).abs() < 240_000), Some(true));
/// assert_eq!(status_time("540000000000000000"), None);
/// ```
pub fn status_time(id: &str) -> Option<i64> {
    let (digits, lost) = if let Some((mantissa, exponent)) = id.split_once(['E', 'e']) {
        let (whole, fraction) = mantissa.split_once(['.', ','])?;
        let exponent: usize = exponent.strip_prefix('+')?.parse().ok()?;
        (format!("{whole}{fraction}"), exponent.checked_sub(fraction.len())?)
    } else {
        let kept = id.trim_end_matches('0');
        (kept.to_owned(), id.len() - kept.len())
    };
    // Beyond 12 lost digits the moment is off by more than four minutes.
    if lost > 12 || !(15..=19).contains(&(digits.len() + lost)) {
        return None;
    }
    let id = digits.parse::<u64>().ok()?.checked_mul(10_u64.pow(u32::try_from(lost).ok()?))?;
    i64::try_from(id >> 22).ok().map(|milliseconds| milliseconds + 1_288_834_974_657)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Timestamp;

    /// Posts at noon UTC, in January and July by turns.
    fn noons() -> Vec<i64> {
        let noon = |i| if i % 2 == 0 { "2027-01-10T12:00:00Z" } else { "2027-07-10T12:00:00Z" };
        (0..10).map(|i| noon(i).parse::<Timestamp>().unwrap().as_millisecond()).collect()
    }

    fn verdict(
        zone: &TimeZone,
        rows: usize,
        expected: &[DecidedZone],
    ) -> Option<(String, ZoneSource)> {
        let mut witness = RowEvidence::new(Instants::Ids("X"));
        for &made in &noons()[..rows] {
            let wall = zone.to_datetime(Timestamp::from_millisecond(made).unwrap());
            witness.observe([Some(wall), None], made, expected);
        }
        witness.verdict(None, expected).map(|zone| (zone.name, zone.from))
    }

    #[test]
    fn a_constant_offset_or_a_zone_with_summer_time_is_proved() {
        let amsterdam = DecidedZone::named("Europe/Amsterdam", ZoneSource::Default).unwrap();
        let expected = std::slice::from_ref(&amsterdam);
        let said = |name: &str| {
            Some((name.to_owned(), ZoneSource::Ids { network: "X".into(), rows: 10, of: 10 }))
        };
        assert_eq!(verdict(&amsterdam.zone, 10, expected), said("Europe/Amsterdam"));
        let berlin = verdict(&amsterdam.zone, 10, &[]).map(|(name, _)| name);
        assert_eq!(berlin.as_deref(), Some("Europe/Berlin"), "neither +1 nor +2 is constant");
        let tehran = TimeZone::get("America/Santiago").unwrap();
        assert_eq!(verdict(&tehran, 10, &[]), None, "no common zone");
        let behind = TimeZone::fixed(Offset::from_seconds(-8 * 3600).unwrap());
        assert_eq!(verdict(&behind, 10, expected), said("UTC-08:00"));
        assert_eq!(verdict(&behind, 4, expected), None, "four rows prove nothing");
    }

    #[test]
    fn nine_rows_in_ten_must_agree() {
        for (wrong, proved) in [(1, true), (2, false)] {
            let mut witness = RowEvidence::new(Instants::Ids("X"));
            for (i, made) in noons().into_iter().enumerate() {
                let shift = if i < wrong { 3_600_000 } else { 0 };
                let wall =
                    Offset::UTC.to_datetime(Timestamp::from_millisecond(made + shift).unwrap());
                witness.observe([None, Some(wall)], made, &[]);
            }
            assert_eq!(witness.verdict(Some(DateOrder::Mdy), &[]).is_some(), proved);
            assert!(witness.verdict(Some(DateOrder::Dmy), &[]).is_none());
        }
    }

    #[test]
    fn an_id_that_lost_too_many_digits_is_silent() {
        let whole = status_time("570306133677760513").unwrap();
        assert!((status_time("570306133677760000").unwrap() - whole).abs() <= 1);
        assert!((status_time("570306000000000000").unwrap() - whole).abs() < 240_000);
        for id in
            ["570300000000000000", "5.7E+17", "5.7E+99999999999", "540E+15", "12", "abc", "E+", ""]
        {
            assert_eq!(status_time(id), None, "{id}");
        }
    }
}
