//! Parser for the layouts of programs: `01MAR2026:20:45:14` (SAS and Stata), `01/Mar/2026:20:45:14 +0100` (logs of web servers),
//! `2026-03-01_20-45-14` (names of files) and the week dates of ISO 8601 (`2026-W09-7`).
//!
//! The first three are rewritten with blanks and colons for the general parser.

use jiff::civil::{ISOWeekDate, Weekday};

use super::layout::{self, digits};
use super::{Moment, ParsedTime, Precision};

/// Bytes of the longest such value.
const LONGEST: usize = 40;

/// Reads a value; `None` if it is written in none of these layouts.
pub(super) fn read(value: &str) -> Option<ParsedTime<'static>> {
    if !value.is_ascii() || value.len() > LONGEST {
        return None;
    }
    week_date(value).or_else(|| {
        let spaced =
            named_month(value).or_else(|| server_log(value)).or_else(|| file_name(value))?;
        layout::read(&spaced, None)?.without_zone_name()
    })
}

/// `2026-W09-7`.
fn week_date(value: &str) -> Option<ParsedTime<'static>> {
    let (year, rest) = value.split_once("-W")?;
    let (week, day) = rest.split_once('-')?;
    let day = Weekday::from_monday_one_offset(day.parse().ok()?).ok()?;
    let date = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, day).ok()?.date();
    Some(ParsedTime { moment: Moment::Day(date), precision: Precision::Day })
}

/// `01MAR2026:20:45:14` and `01mar2026 20:45:14` as `01 MAR 2026 20:45:14`.
fn named_month(value: &str) -> Option<String> {
    let (day, rest) = digits(value)?;
    let (month, rest) = rest.split_at(rest.find(|c: char| !c.is_ascii_alphabetic())?);
    let (year, rest) = digits(rest)?;
    let is_date = day.len() <= 2 && month.len() >= 3 && year.len() == 4;
    is_date.then(|| format!("{day} {month} {year} {}", rest.trim_start_matches([':', ' '])))
}

/// `01/Mar/2026:20:45:14 +0100` as `01/Mar/2026 20:45:14 +0100`.
fn server_log(value: &str) -> Option<String> {
    let (date, time) = value.split_once(':')?;
    let is_date = date.matches('/').count() == 2 && date.contains(|c: char| c.is_alphabetic());
    is_date.then(|| format!("{date} {time}"))
}

/// `2026-03-01_20-45-14` and `2026-03-01-20-45-14` as `2026-03-01 20:45:14`.
fn file_name(value: &str) -> Option<String> {
    let (date, time) = value.split_at_checked(10)?;
    let time = time.strip_prefix(['_', '-'])?;
    let is_clock =
        time.len() >= 5 && time.bytes().all(|b| b.is_ascii_digit() || b"-:".contains(&b));
    is_clock.then(|| format!("{date} {}", time.replace('-', ":")))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn layouts_of_programs() {
        for (value, expected) in [
            ("01MAR2028:20:45:14", "2028-03-01T20:45:14"),
            ("01mar2028 20:45", "2028-03-01T20:45:00"),
            ("01mar2028", "2028-03-01"),
            ("2028-03-01_20-45-14", "2028-03-01T20:45:14"),
            ("2028-03-01-20-45", "2028-03-01T20:45:00"),
            ("[01/Mar/2028:20:45:14 +0100]", "2028-03-01T19:45:14Z"),
            ("2028-W09-3", "2028-03-01"),
        ] {
            let found = match parse(value, None).unwrap().moment {
                Moment::Wall(wall, _) => wall.to_string(),
                Moment::Day(day) => day.to_string(),
                Moment::Instant(instant) => instant.to_string(),
            };
            assert_eq!(found, expected, "{value}");
        }
        for value in ["2028-W09", "2028-W54-1", "01MAR20", "2028-03-01_20-45-14-07", "5 minutes"] {
            assert_eq!(read(value), None, "{value}");
        }
    }
}
