//! The general parser of dates and times: date and time of day in any order, with the words that tools put around them.
//!
//! The value is read piece by piece from the left; each piece must be understood and may occur only once. A piece that is not understood
//! makes the whole value unreadable.

use super::clock::{clock, clock_behind_half, offset};
use super::{Moment, ParsedTime, Precision, names, wrapped};
use crate::brief::DateOrder;
use crate::units::{Date, Time, TimeZone};

/// Reads a value; `order` is that of its column, for dates like 03/04/2026.
pub(super) fn read(value: &str, order: Option<DateOrder>) -> Option<ParsedTime<'_>> {
    let mut found = DateParts::default();
    let mut rest = value.trim_start_matches(is_gap);
    while !rest.is_empty() {
        rest = found.take(rest, order)?.trim_start_matches(is_gap);
    }
    found.stamp()
}

/// Reads a date behind words without a digit, as sites write it (`Reviewed in Canada on February 6, 2026`).
pub fn read_behind_words(value: &str, order: Option<DateOrder>) -> Option<ParsedTime<'_>> {
    /// Bytes of the longest such value.
    const LONGEST: usize = 120;
    if value.len() > LONGEST {
        return None;
    }
    let mut rest = value;
    while let Some(end) = rest.find(char::is_whitespace) {
        if rest[..end].contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        rest = rest[end..].trim_start();
        if let Some(stamp) = read(rest, order) {
            return Some(stamp);
        }
    }
    None
}

/// The first two numbers of a date whose order is open (`03/04/2026` → 3 and 4), `None` for any other layout.
pub fn open_order(value: &str) -> Option<(u32, u32)> {
    let plain = wrapped::plain(value);
    let value = plain.as_deref().unwrap_or(value);
    let spaced = dotted(value);
    let value = spaced.as_deref().unwrap_or(value);
    let ((first, second, _), _) = value.split(is_gap).find_map(numbers)?;
    let are_short = first.len() <= 2 && second.len() <= 2;
    are_short.then(|| Some((first.parse().ok()?, second.parse().ok()?)))?
}

/// The numbers after the year of a date that begins with it (`2026-03-04` → 3 and 4), `None` for any other layout.
pub fn after_year(value: &str) -> Option<(u32, u32)> {
    let ((year, second, third), _) = value.split(is_gap).find_map(numbers)?;
    let are_short = year.len() == 4 && second.len() <= 2 && third.len() <= 2;
    are_short.then(|| Some((second.parse().ok()?, third.parse().ok()?)))?
}

/// The first and third number of a date of two-digit numbers (`26-03-04` → 26 and 4), `None` for any other layout.
pub fn two_digit_ends(value: &str) -> Option<(u32, u32)> {
    let ((first, _, third), _) = value.split(is_gap).find_map(numbers)?;
    let are_short = first.len() == 2 && third.len() <= 2;
    are_short.then(|| Some((first.parse().ok()?, third.parse().ok()?)))?
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || ",;·@()[]".contains(c)
}

/// The parts that have been read so far.
#[derive(Default)]
struct DateParts<'a> {
    date: Option<Date>,
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    /// `mar` occurred.
    may_be_march: bool,
    time: Option<(Time, Precision)>,
    zone: Option<&'a str>,
}

impl<'a> DateParts<'a> {
    fn has_date(&self) -> bool {
        let has_month = self.month.is_some() || self.may_be_march;
        self.date.is_some() || (self.year.is_some() && has_month && self.day.is_some())
    }

    /// Reads the first piece and returns the rest.
    fn take(&mut self, text: &'a str, order: Option<DateOrder>) -> Option<&'a str> {
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            if !self.has_date() {
                if let Some((parts, rest)) = numbers(text).or_else(|| spaced_numbers(text)) {
                    self.date = Some(calendar(parts, order)?);
                    return Some(after_date(rest));
                }
                if let Some(rest) = self.compact(text) {
                    return Some(rest);
                }
            }
            let time = clock(text, self.has_date())
                .or_else(|| self.date.and_then(|_| clock_of_number(text)));
            if let Some((time, precision, rest)) = time {
                // A date cell of a spreadsheet has a midnight of its own; the time is in the next column.
                let is_free = self.time.is_none_or(|(time, _)| time == Time::midnight());
                self.time = is_free.then_some((time, precision));
                return is_free.then_some(rest);
            }
        }
        if self.time.is_none()
            && let Some((time, precision, rest)) = clock_behind_half(text)
        {
            self.time = Some((time, precision));
            return Some(rest);
        }
        let (word, rest) = text.split_at(text.find(is_gap).unwrap_or(text.len()));
        if self.time.is_some() && self.zone.is_none() && offset(word).is_some() {
            self.zone = Some(word);
            // Text in brackets repeats the offset.
            return Some(&rest[..rest.find(['(', '[']).unwrap_or(rest.len())]);
        }
        self.word(word)?;
        Some(rest)
    }

    fn word(&mut self, word: &'a str) -> Option<()> {
        if word == "-" || (names::is_joining(word) && self.may_be_joined_by(word)) {
            return Some(());
        }
        let is_free = self.time.is_some() && self.zone.is_none();
        if is_free && is_zone_name(word) {
            self.zone = Some(word);
            return Some(());
        }
        if word.contains(['-', '/', '.']) && word.contains(char::is_alphabetic) {
            let mut parts = word.split(['-', '/', '.']).filter(|part| !part.is_empty());
            return parts.try_for_each(|part| self.part(part));
        }
        if self.part(word).is_some() {
            return Some(());
        }
        self.zone = Some(word).filter(|word| is_free && is_abbreviation(word));
        self.zone.map(|_| ())
    }

    /// Whether a word may join date and time here. After a time, `a` or `de` may mean the morning.
    fn may_be_joined_by(&self, word: &str) -> bool {
        if self.time.is_none() {
            return true;
        }
        let is_between = !self.has_date() && !names::may_be_morning(word);
        is_between || self.day.is_some() && !self.has_date() || names::is_unit(word)
    }

    /// A day, a month, a year or a weekday.
    fn part(&mut self, part: &str) -> Option<()> {
        if let Some((year, "")) = part.strip_prefix(['\'', '\u{2019}']).and_then(digits) {
            let is_free = year.len() == 2 && self.year.is_none();
            self.year = is_free.then(|| full_year(year))?;
            return self.year.map(|_| ());
        }
        if let Some((number, rest)) = digits(part) {
            if self.date.is_some()
                || !matches!(rest, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º")
            {
                return None;
            }
            if number.len() <= 2 && self.day.is_none() {
                self.day = Some(number.parse().ok()?);
            } else if self.year.is_none() {
                self.year = Some(full_year(number)?);
            } else {
                return None;
            }
            return Some(());
        }
        if names::may_be_tuesday(part) && !self.may_be_march {
            self.may_be_march = true;
            return Some(());
        }
        if let (Some(month), None, None) = (names::month(part), self.month, self.date) {
            self.month = Some(month);
            return Some(());
        }
        names::is_weekday(part).then_some(())
    }

    /// `20260206`, `20260206T1503`, `20260206150309`.
    fn compact(&mut self, text: &'a str) -> Option<&'a str> {
        let (number, rest) = digits(text)?;
        let (day, time) = number.split_at_checked(8)?;
        let (time, rest) = match rest.strip_prefix(['T', 't']) {
            Some(after) if time.is_empty() => digits(after)?,
            _ => (time, rest),
        };
        let part = |text: &str| text.parse::<i8>().ok();
        let year: i16 = day[..4].parse().ok().filter(|year| (1990..2100).contains(year))?;
        let date = Date::new(year, part(&day[4..6])?, part(&day[6..])?).ok()?;
        let precision = match time.len() {
            0 => None,
            4 => Some((part("0")?, Precision::Minute)),
            6 => Some((part(&time[4..])?, Precision::Second)),
            _ => return None,
        };
        if let Some((second, precision)) = precision {
            let clock = Time::new(part(&time[..2])?, part(&time[2..4])?, second.min(59), 0).ok()?;
            self.time = Some((clock, precision));
        }
        self.date = Some(date);
        Some(rest)
    }

    fn stamp(self) -> Option<ParsedTime<'a>> {
        let date = if let Some(date) = self.date {
            date
        } else {
            let month = self.month.or(self.may_be_march.then_some(3));
            Date::new(self.year?, month?, self.day?).ok()?
        };
        let Some((time, precision)) = self.time else {
            return Some(ParsedTime { moment: Moment::Day(date), precision: Precision::Day });
        };
        let wall = date.to_datetime(time);
        let moment = match self.zone.and_then(offset) {
            Some(offset) => Moment::Instant(offset.to_timestamp(wall).ok()?),
            None => Moment::Wall(wall, self.zone),
        };
        Some(ParsedTime { moment, precision })
    }
}

/// Skips the `T` of ISO 8601, and the dot that some languages write after the last number of a date.
fn after_date(rest: &str) -> &str {
    let rest = match rest.strip_prefix('.') {
        Some(behind) if behind.is_empty() || behind.starts_with(' ') => behind,
        _ => rest,
    };
    match rest.strip_prefix(['T', 't']) {
        Some(time) if time.starts_with(|c: char| c.is_ascii_digit()) => time,
        _ => rest,
    }
}

/// Whether a word could be a zone abbreviation: two to five capitals, but not `AM` or `PM`.
fn is_abbreviation(text: &str) -> bool {
    (2..=5).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_uppercase())
        && !matches!(text, "AM" | "PM")
}

/// Whether a word is a zone of the IANA database: `Europe/Berlin`.
fn is_zone_name(word: &str) -> bool {
    let may_be = word.starts_with(|c: char| c.is_ascii_uppercase()) && word.contains('/');
    may_be && TimeZone::get(word).is_ok()
}

type Parts<'a> = (&'a str, &'a str, &'a str);

/// Three numbers joined by the same mark, and what follows them.
fn numbers(value: &str) -> Option<(Parts<'_>, &str)> {
    let (first, rest) = digits(value)?;
    let mark = rest.chars().next().filter(|c| "/-.".contains(*c))?;
    let (second, rest) = digits(rest.strip_prefix(mark)?)?;
    let (third, rest) = digits(rest.strip_prefix(mark)?)?;
    Some(((first, second, third), rest))
}

/// Three numbers with a dot and a blank behind each: `24. 2. 2028`, `2028. 02. 24.`
fn spaced_numbers(value: &str) -> Option<(Parts<'_>, &str)> {
    let (first, rest) = digits(value)?;
    let (second, rest) = digits(rest.strip_prefix(". ")?)?;
    let (third, rest) = digits(rest.strip_prefix(". ")?)?;
    Some(((first, second, third), rest.strip_prefix('.').unwrap_or(rest)))
}

/// The same date without the blanks, where it has such.
fn dotted(value: &str) -> Option<String> {
    let ((first, second, third), rest) = spaced_numbers(value)?;
    Some(format!("{first}.{second}.{third}{rest}"))
}

/// A time of day as a number: the fraction of a day of a spreadsheet (`0.604861`), or hours, minutes and seconds without marks (`911`, `91500`).
fn clock_of_number(text: &str) -> Option<(Time, Precision, &str)> {
    const DAY: i64 = 86_400;
    let (whole, rest) = digits(text)?;
    let (seconds, precision, rest) = if let Some((fraction, rest)) =
        rest.strip_prefix(['.', ',']).filter(|_| whole == "0").and_then(digits)
    {
        let fraction = &fraction[..fraction.len().min(12)];
        let unit = 10_i64.pow(u32::try_from(fraction.len()).ok()?);
        ((fraction.parse::<i64>().ok()? * DAY + unit / 2) / unit, Precision::Second, rest)
    } else {
        let number: i64 = whole.parse().ok()?;
        let (hour, minute, second, precision) = match whole.len() {
            3 | 4 => (number / 100, number % 100, 0, Precision::Minute),
            5 | 6 => (number / 10_000, number / 100 % 100, number % 100, Precision::Second),
            _ => return None,
        };
        if minute > 59 || second > 59 {
            return None;
        }
        (hour * 3600 + minute * 60 + second, precision, rest)
    };
    let part = |number: i64| i8::try_from(number).ok();
    let (hour, minute) = (part(seconds / 3600)?, part(seconds / 60 % 60)?);
    let time = Time::new(hour, minute, part(seconds % 60)?, 0).ok()?;
    rest.is_empty().then_some((time, precision, rest))
}

pub(super) fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn calendar((first, second, third): Parts<'_>, order: Option<DateOrder>) -> Option<Date> {
    let (year, month, day) = match (first.len(), third.len(), order) {
        (4, 1..=2, Some(DateOrder::Ydm)) => (first, third, second),
        (4, 1..=2, _) | (2, 1..=2, Some(DateOrder::Ymd)) => (first, second, third),
        (1..=2, 2 | 4, Some(DateOrder::Dmy)) => (third, second, first),
        (1..=2, 2 | 4, Some(DateOrder::Mdy)) => (third, first, second),
        _ => return None,
    };
    Date::new(full_year(year)?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A year; of two digits, 70 to 99 are of the last century, as in POSIX.
fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
        4 => Some(year),
        _ => None,
    }
}
