//! A cell → a moment, by the layout that the value itself shows.
//!
//! Only one thing is never read from a single value: whether 03/04 is the third of April or the fourth of March. That is decided
//! for a whole column by [`super::survey`] and handed in.

use jiff::tz::Offset;

use crate::brief::DateOrder;
use crate::units::{Date, DateTime, Time, Timestamp};

/// How exactly an export tells the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// To the second.
    Second,
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// The calendar day alone.
    Day,
}

impl Precision {
    /// Whether the mention may stand in an hour chart.
    pub fn knows_the_hour(self) -> bool {
        self != Self::Day
    }

    /// The word of the interface.
    pub fn word(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }
}

/// What a cell says of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment<'a> {
    /// An instant: an epoch, or a time with its offset.
    Instant(Timestamp),
    /// A wall-clock time whose zone stands elsewhere, perhaps as an abbreviation behind it.
    Wall(DateTime, Option<&'a str>),
    /// A calendar day.
    Day(Date),
}

/// A moment and how exactly it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp<'a> {
    /// When.
    pub moment: Moment<'a>,
    /// How exactly.
    pub precision: Precision,
}

/// Reads a cell. `None`: no layout fits, or the date is not in the calendar, or it needs a day/month order and none is given.
///
/// Layouts: epoch seconds (10 digits, also as float) and milliseconds (13); ISO 8601 with `T`, blank or ` @ ` between date and
/// time, any fraction, offset with or without colon; three numbers joined by `/`, `-` or `.` in the given order; named months
/// in any usual order (`06-Feb-2026 03:03PM`, `Tue Oct 31 22:10:47 +0000 2017`); 12-hour clocks; `11.35` for 11:35.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::time::{parse, Moment};
/// let Moment::Instant(instant) = parse("Tue Oct 31 22:10:47 +0000 2017", None).unwrap().moment else { panic!() };
/// assert_eq!(instant.to_string(), "2017-10-31T22:10:47Z");
/// assert!(parse("03/04/2026", None).is_none());
/// ```
pub fn parse(value: &str, order: Option<DateOrder>) -> Option<Stamp<'_>> {
    let value = value.trim();
    if let Some(instant) = epoch(value) {
        return Some(Stamp { moment: Moment::Instant(instant), precision: Precision::Second });
    }
    match numbers(value) {
        Some((parts, rest)) => {
            let date = calendar(parts, order)?;
            let rest = rest.trim_start_matches([' ', ',', 'T', '@']);
            if rest.is_empty() {
                return Some(Stamp { moment: Moment::Day(date), precision: Precision::Day });
            }
            let (time, precision, rest) = clock(rest)?;
            finish(date, time, precision, rest)
        }
        None => named(value),
    }
}

/// The first two numbers of a date whose order is open (`03/04/2026` → 3 and 4), `None` for any other layout.
pub fn open_order(value: &str) -> Option<(u32, u32)> {
    let value = value.trim();
    match epoch(value) {
        Some(_) => None,
        None => numbers(value)
            .filter(|((first, ..), _)| first.len() <= 2)
            .and_then(|((a, b, _), _)| Some((a.parse().ok()?, b.parse().ok()?))),
    }
}

fn epoch(value: &str) -> Option<Timestamp> {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    match whole.len() {
        10 => Timestamp::from_second(whole.parse().ok()?).ok(),
        13 => Timestamp::from_millisecond(whole.parse().ok()?).ok(),
        _ => None,
    }
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

fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn calendar((first, second, third): Parts<'_>, order: Option<DateOrder>) -> Option<Date> {
    let (year, month, day) = match (first.len(), third.len(), order) {
        (4, 1..=2, _) => (first, second, third),
        (1..=2, 2 | 4, Some(DateOrder::Dmy)) => (third, second, first),
        (1..=2, 2 | 4, Some(DateOrder::Mdy)) => (third, first, second),
        _ => return None,
    };
    Date::new(full_year(year)?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Two digits are of this century: listening tools are no older.
fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

/// `11:35`, `11.35`, `17:27:20.0`, `3:03 PM`, `3 PM`, `14`.
fn clock(text: &str) -> Option<(Time, Precision, &str)> {
    let (hour, mut rest) = digits(text)?;
    let mut hour: i8 = hour.parse().ok()?;
    let (mut minute, mut second, mut precision) = (0, 0, Precision::Hour);
    if let Some((found, after)) = rest.strip_prefix([':', '.']).and_then(digits) {
        (minute, rest, precision) = (found.parse().ok()?, after, Precision::Minute);
        if let Some((found, after)) = rest.strip_prefix([':', '.']).and_then(digits) {
            (second, rest, precision) = (found.parse().ok()?, after, Precision::Second);
            if let Some((_, after)) = rest.strip_prefix(['.', ',']).and_then(digits) {
                rest = after;
            }
        }
    }
    let trimmed = rest.trim_start();
    let half = trimmed.get(..2).map(str::to_ascii_lowercase);
    let ends = trimmed.get(2..).is_none_or(|after| !after.starts_with(char::is_alphabetic));
    match half.as_deref() {
        Some("am") if ends && (1..=12).contains(&hour) => hour %= 12,
        Some("pm") if ends && (1..=12).contains(&hour) => hour = hour % 12 + 12,
        _ => {
            // A bare number is an hour only if nothing follows it.
            if precision == Precision::Hour && !trimmed.is_empty() {
                return None;
            }
            return Some((Time::new(hour, minute, second, 0).ok()?, precision, rest));
        }
    }
    Some((Time::new(hour, minute, second, 0).ok()?, precision, &trimmed[2..]))
}

fn finish(date: Date, time: Time, precision: Precision, rest: &str) -> Option<Stamp<'_>> {
    let wall = date.to_datetime(time);
    let rest = rest.trim();
    let moment = match offset(rest) {
        Some(offset) => Moment::Instant(offset.to_timestamp(wall).ok()?),
        None if rest.is_empty() => Moment::Wall(wall, None),
        None if is_abbreviation(rest) => Moment::Wall(wall, Some(rest)),
        None => return None,
    };
    Some(Stamp { moment, precision })
}

/// Two to five letters that could name a zone; `PM` behind 13:00 is a mistake, not a zone.
fn is_abbreviation(text: &str) -> bool {
    (2..=5).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphabetic())
        && !text.eq_ignore_ascii_case("am")
        && !text.eq_ignore_ascii_case("pm")
}

/// `Z`, `UTC`, `GMT`, `+02`, `+0200`, `+02:00`.
pub(super) fn offset(text: &str) -> Option<Offset> {
    if matches!(text, "Z" | "z" | "UTC" | "GMT") {
        return Some(Offset::UTC);
    }
    let (sign, rest) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if rest.len() == 4 && rest.is_ascii() => rest.split_at(2),
        None => (rest, "0"),
    };
    let number =
        |text: &str| digits(text).filter(|(_, rest)| rest.is_empty())?.0.parse::<i32>().ok();
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A date with the name of its month, its parts in any order.
fn named(value: &str) -> Option<Stamp<'_>> {
    let (mut day, mut month, mut year, mut time, mut zone) = (None, None, None, None, "");
    let mut words = value.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let is_dated =
            |word: &str| word.contains('-') && word.contains(|c: char| c.is_ascii_alphabetic());
        if word.contains(':') && !word.starts_with(['+', '-']) {
            // The half of a 12-hour clock may stand apart.
            let half = words
                .next_if(|next| next.eq_ignore_ascii_case("am") || next.eq_ignore_ascii_case("pm"));
            let joined = format!("{word}{}", half.unwrap_or_default());
            let (found, precision, rest) = clock(&joined)?;
            if !rest.is_empty() {
                return None;
            }
            time = Some((found, precision));
        } else if is_dated(word) && !word.starts_with(['+', '-']) {
            for part in word.split('-') {
                date_word(part, &mut day, &mut month, &mut year)?;
            }
        } else if offset(word).is_some()
            || (month.is_some() && time.is_some() && word.bytes().all(|b| b.is_ascii_alphabetic()))
        {
            zone = word;
        } else {
            date_word(word, &mut day, &mut month, &mut year)?;
        }
    }
    let date = Date::new(year?, month?, day?).ok()?;
    match time {
        Some((time, precision)) => finish(date, time, precision, zone),
        None => Some(Stamp { moment: Moment::Day(date), precision: Precision::Day }),
    }
}

fn date_word(
    word: &str,
    day: &mut Option<i8>,
    month: &mut Option<i8>,
    year: &mut Option<i16>,
) -> Option<()> {
    if let Some((number, rest)) = digits(word) {
        if !matches!(rest, "" | "st" | "nd" | "rd" | "th" | ".") {
            return None;
        }
        if number.len() <= 2 && day.is_none() {
            *day = Some(number.parse().ok()?);
        } else {
            *year = Some(full_year(number)?);
        }
        return Some(());
    }
    let start = word.get(..3)?.to_ascii_lowercase();
    if let Some(index) = MONTHS.iter().position(|name| *name == start) {
        *month = Some(i8::try_from(index).ok()? + 1);
        return Some(());
    }
    WEEKDAYS.contains(&start.as_str()).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str, order: Option<DateOrder>) -> String {
        match parse(value, order) {
            None => "none".to_owned(),
            Some(Stamp { moment: Moment::Instant(instant), precision }) => {
                format!("{instant} {}", precision.word())
            }
            Some(Stamp { moment: Moment::Wall(wall, zone), precision }) => {
                format!("{wall} {} {}", zone.unwrap_or("-"), precision.word())
            }
            Some(Stamp { moment: Moment::Day(day), .. }) => day.to_string(),
        }
    }

    #[test]
    fn layouts_seen_in_real_exports() {
        for (value, expected) in [
            ("2028-11-02 17:27:20.0", "2028-11-02T17:27:20 - second"),
            ("2028-11-01T21:34:47.629+0000", "2028-11-01T21:34:47Z second"),
            ("2028-12-19 14:35", "2028-12-19T14:35:00 - minute"),
            ("06-Feb-2028 03:03PM", "2028-02-06T15:03:00 - minute"),
            ("06-Feb-28 3:03 PM", "2028-02-06T15:03:00 - minute"),
            ("06-Feb-28", "2028-02-06"),
            ("2028-07-05 18:02:45 BRT", "2028-07-05T18:02:45 BRT second"),
            ("2028-09-30 18:42 +0000", "2028-09-30T18:42:00Z minute"),
            ("Tue Oct 31 22:10:47 +0000 2028", "2028-10-31T22:10:47Z second"),
            ("Sat Jan 01 00:00:00 UTC 2028", "2028-01-01T00:00:00Z second"),
            ("2028-02-24 11:35:52 -0800", "2028-02-24T19:35:52Z second"),
            ("1642792067.0", "2022-01-21T19:07:47Z second"),
            ("1642792067000", "2022-01-21T19:07:47Z second"),
            ("Feb 6, 2028", "2028-02-06"),
            ("2028-05-07T23:35:35", "2028-05-07T23:35:35 - second"),
            ("2028-05-07 @ 23:35", "2028-05-07T23:35:00 - minute"),
            ("12:00 AM", "none"),
            ("2028-02-30", "none"),
            ("n/a", "none"),
            ("", "none"),
            ("24", "none"),
        ] {
            assert_eq!(read(value, None), expected, "{value}");
        }
    }

    #[test]
    fn three_numbers_need_an_order() {
        assert_eq!(read("2/3/2028 11:35", None), "none");
        assert_eq!(read("2/3/2028 11:35", Some(DateOrder::Mdy)), "2028-02-03T11:35:00 - minute");
        assert_eq!(read("2/3/2028 11:35", Some(DateOrder::Dmy)), "2028-03-02T11:35:00 - minute");
        assert_eq!(read("24-02-2028 11.35", Some(DateOrder::Dmy)), "2028-02-24T11:35:00 - minute");
        assert_eq!(
            read("04/24/28 8:08:11 PM", Some(DateOrder::Mdy)),
            "2028-04-24T20:08:11 - second"
        );
        assert_eq!(read("24/02/2028", Some(DateOrder::Mdy)), "none");
        assert_eq!(open_order("24-02-2028 11.35"), Some((24, 2)));
        assert_eq!(open_order("2028-02-24"), None);
    }

    #[test]
    fn noon_and_midnight_on_a_twelve_hour_clock() {
        assert_eq!(read("2028-01-01 12:00 AM", None), "2028-01-01T00:00:00 - minute");
        assert_eq!(read("2028-01-01 12:00 PM", None), "2028-01-01T12:00:00 - minute");
        assert_eq!(read("2028-01-01 13:00 PM", None), "none");
    }

    #[test]
    fn offsets() {
        assert_eq!(offset("+05:30").map(Offset::seconds), Some(19_800));
        assert_eq!(offset("-08").map(Offset::seconds), Some(-28_800));
        assert_eq!(offset("+99:00"), None);
        assert_eq!(offset("BRT"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}") {
            let _ = parse(&text, Some(DateOrder::Dmy));
            let _ = open_order(&text);
        }

        #[test]
        fn text_like_a_date_does_not_either(text in "[0-9:/.,TZ @+a-dA-Fpm-]{0,24}") {
            let _ = parse(&text, Some(DateOrder::Mdy));
            let _ = open_order(&text);
        }
    }
}
