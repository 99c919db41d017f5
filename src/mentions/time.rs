//! Reads dates and times in the layouts that exports use.
//!
//! Two things cannot be read from a single value: whether 03/04 is the third of April or the fourth of March, and whether
//! 42059 is a date of a spreadsheet. [`super::survey`] decides both for a whole column, and the caller passes them in.

mod clock;
mod east_asian;
mod iso;
mod layout;
mod names;
mod programs;
mod wrapped;

pub(super) use clock::offset;
pub use layout::{after_year, open_order, read_behind_words, two_digit_ends};

use crate::brief::DateOrder;
use crate::units::{Date, DateTime, Time, Timestamp, ToSpan};

/// How exactly a time is stated.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Precision {
    /// To the second.
    Second,
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// Only the calendar day.
    Day,
}

impl Precision {
    /// Whether the hour is known.
    pub fn has_hour(self) -> bool {
        self != Self::Day
    }

    /// The name in output files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }
}

/// A time as a cell states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment<'a> {
    /// An instant: an epoch, or a time with its offset.
    Instant(Timestamp),
    /// A local time without an offset, with the zone abbreviation that follows it, if any.
    Wall(DateTime, Option<&'a str>),
    /// A calendar day.
    Day(Date),
}

/// A moment and its precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParsedTime<'a> {
    /// When.
    pub moment: Moment<'a>,
    /// How exactly.
    pub precision: Precision,
}

impl ParsedTime<'_> {
    /// The same for a value that is not kept; `None` if the name of a zone, which is a part of the value, follows the time.
    fn without_zone_name(self) -> Option<ParsedTime<'static>> {
        let moment = match self.moment {
            Moment::Instant(instant) => Moment::Instant(instant),
            Moment::Day(day) => Moment::Day(day),
            Moment::Wall(wall, None) => Moment::Wall(wall, None),
            Moment::Wall(_, Some(_)) => return None,
        };
        Some(ParsedTime { moment, precision: self.precision })
    }
}

/// Reads a cell. `None`: no layout fits, or the date is not in the calendar, or it needs a day/month order and none is given.
///
/// Layouts: epoch seconds (10 digits), milliseconds (13), microseconds (16) and nanoseconds (19), also as floats; ISO 8601 with `T`, blank or
/// ` @ ` between date and time, or without any marks; three numbers joined by `/`, `-` or `.` in the given order; months named in the languages
/// of the tools (`06-Feb-2026 03:03PM`, `mar. 24 févr. 2015 à 11h35`, `Tue Oct 31 22:10:47 +0000 2017`); `2026年2月6日`; 12-hour clocks; `11.35`
/// for 11:35; a weekday in any position; the layouts of programs (`01MAR2026:20:45:14`, `2026-03-01_20-45-14`, `2026-W09-7`). A value with an offset is an instant.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::time::{parse, Moment};
/// let Moment::Instant(instant) = parse("Tue Oct 31 22:10:47 +0000 2017", None).unwrap().moment else { panic!() };
/// assert_eq!(instant.to_string(), "2017-10-31T22:10:47Z");
/// assert!(parse("03/04/2026", None).is_none());
/// ```
pub fn parse(value: &str, order: Option<DateOrder>) -> Option<ParsedTime<'_>> {
    let value = value.trim();
    if order != Some(DateOrder::Ydm)
        && let Some(stamp) = iso::read(value)
    {
        return Some(stamp);
    }
    match epoch(value).or_else(|| fine_epoch(value)) {
        Some(instant) => {
            Some(ParsedTime { moment: Moment::Instant(instant), precision: Precision::Second })
        }
        None => layout::read(value, order)
            .or_else(|| east_asian::read(value))
            .or_else(|| wrapped::read(value, order))
            .or_else(|| programs::read(value)),
    }
}

/// Whether words stand before the date of a value that is read only so.
pub(super) fn is_behind_words(value: &str) -> bool {
    value.starts_with(char::is_alphabetic)
        && [None, Some(DateOrder::Dmy), Some(DateOrder::Mdy)]
            .into_iter()
            .all(|order| parse(value, order).is_none())
}

/// The instant that a value states as seconds (10 digits) or milliseconds (13) since 1970, also with marks between the thousands.
pub fn epoch(value: &str) -> Option<Timestamp> {
    let value = value.trim();
    let (whole, fraction) = value.split_once(['.', ',']).unwrap_or((value, "0"));
    if !are_digits(whole) || !are_digits(fraction) {
        return ungrouped(value).and_then(|digits| epoch(&digits));
    }
    match whole.len() {
        10 => Timestamp::from_second(whole.parse().ok()?).ok(),
        13 => Timestamp::from_millisecond(whole.parse().ok()?).ok(),
        _ => None,
    }
}

/// The digits of a number with marks between its thousands (`1.840.788.000`), at least three marks: fewer may be a date.
fn ungrouped(value: &str) -> Option<String> {
    let mut groups = value.split(['.', ',', '\'', ' ', '\u{a0}', '\u{202f}']);
    let first = groups.next().filter(|first| first.len() <= 3 && are_digits(first))?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || !are_digits(group) {
            return None;
        }
        digits.push_str(group);
    }
    (digits.len() > 9).then_some(digits)
}

/// The instant that a value states as microseconds (16 digits) or nanoseconds (19) since 1970, between 1990 and 2100. Ids of posts may have as
/// many digits, so this is not used to recognise a column of times.
fn fine_epoch(value: &str) -> Option<Timestamp> {
    const PLAUSIBLE: std::ops::Range<i64> = 631_152_000..4_102_444_800;
    let digits = value.strip_suffix(".0").unwrap_or(value);
    if !are_digits(digits) {
        return None;
    }
    let microseconds: i64 = match digits.len() {
        16 => digits.parse().ok()?,
        19 => digits[..16].parse().ok()?,
        _ => return None,
    };
    PLAUSIBLE
        .contains(&(microseconds / 1_000_000))
        .then(|| Timestamp::from_microsecond(microseconds).ok())?
}

/// Reads a spreadsheet's serial number: days since 1899-12-30 from 20000 (1954) to 80000 (2119), the time as their fraction or, where two
/// columns were joined, as a second number below 1. A whole number is midnight; whether it means the day depends on its column.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::time::{serial, Moment};
/// let Moment::Wall(wall, None) = serial("42059.4832407407").unwrap().moment else { panic!() };
/// assert_eq!(wall.to_string(), "2015-02-24T11:35:52");
/// ```
pub fn serial(value: &str) -> Option<ParsedTime<'static>> {
    let mut numbers = value.split_whitespace().map(days_and_seconds);
    let (days, mut seconds) = numbers.next()??;
    if let Some(clock) = numbers.next() {
        let (0, more) = clock? else { return None };
        seconds += more;
    }
    if !(20_000..80_000).contains(&days) || numbers.next().is_some() {
        return None;
    }
    let day = Date::new(1899, 12, 30).ok()?.checked_add(days.days()).ok()?;
    let wall = day.to_datetime(Time::midnight()).checked_add(seconds.seconds()).ok()?;
    Some(ParsedTime { moment: Moment::Wall(wall, None), precision: Precision::Second })
}

/// Whole days, and their fraction to the nearest second.
fn days_and_seconds(number: &str) -> Option<(i64, i64)> {
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    if !are_digits(whole) || !are_digits(fraction) {
        return None;
    }
    let fraction = &fraction[..fraction.len().min(12)];
    let unit = 10_i64.pow(u32::try_from(fraction.len()).ok()?);
    let seconds = (fraction.parse::<i64>().ok()? * 86_400 + unit / 2) / unit;
    Some((whole.parse().ok()?, seconds))
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str, order: Option<DateOrder>) -> String {
        shown(parse(value, order))
    }

    fn shown(stamp: Option<ParsedTime<'_>>) -> String {
        match stamp {
            None => "none".to_owned(),
            Some(ParsedTime { moment: Moment::Instant(instant), precision }) => {
                format!("{instant} {}", precision.word())
            }
            Some(ParsedTime { moment: Moment::Wall(wall, zone), precision }) => {
                format!("{wall} {} {}", zone.unwrap_or("-"), precision.word())
            }
            Some(ParsedTime { moment: Moment::Day(day), .. }) => day.to_string(),
        }
    }

    #[test]
    fn layouts_seen_in_real_exports() {
        for (value, expected) in [
            ("2028-11-02 17:27:20.0", "2028-11-02T17:27:20 - second"),
            ("2028-11-01T21:34:47.629+0000", "2028-11-01T21:34:47Z second"),
            ("2028-12-19 14:35", "2028-12-19T14:35:00 - minute"),
            ("2028-12-19 14", "2028-12-19T14:00:00 - hour"),
            ("2028-12-19 0.604861", "2028-12-19T14:31:00 - second"),
            ("2028-12-19 0,5", "2028-12-19T12:00:00 - second"),
            ("2028-12-19 911", "2028-12-19T09:11:00 - minute"),
            ("2028-12-19 1511", "2028-12-19T15:11:00 - minute"),
            ("2028-12-19 91500", "2028-12-19T09:15:00 - second"),
            ("2028-12-19 151500", "2028-12-19T15:15:00 - second"),
            ("2028-12-19 999", "none"),
            ("'1642792067", "2022-01-21T19:07:47Z second"),
            ("/Date(1642792067000)/", "2022-01-21T19:07:47Z second"),
            ("/Date(1642792067000+0100)/", "2022-01-21T19:07:47Z second"),
            ("Timestamp('2028-12-19 14:35:00')", "2028-12-19T14:35:00 - second"),
            ("{\"$date\": \"2028-12-19T14:35:00Z\"}", "2028-12-19T14:35:00Z second"),
            ("\u{662}\u{660}\u{662}\u{668}-\u{661}\u{662}-\u{661}\u{669}", "2028-12-19"),
            ("06-Feb-2028 03:03PM", "2028-02-06T15:03:00 - minute"),
            ("06-Feb-28 3:03 PM", "2028-02-06T15:03:00 - minute"),
            ("06-Feb-28", "2028-02-06"),
            ("06-Feb-98", "1998-02-06"),
            ("2028-05-07 08:45 CH", "2028-05-07T20:45:00 - minute"),
            ("2028-05-07 08:45 SA", "2028-05-07T08:45:00 - minute"),
            ("2028-05-07 08:45:10 em", "2028-05-07T20:45:10 - second"),
            ("2028-05-07 08:45 odp.", "2028-05-07T20:45:00 - minute"),
            ("2028-05-07 12:45 de.", "2028-05-07T00:45:00 - minute"),
            ("2028-05-07 8:45p", "2028-05-07T20:45:00 - minute"),
            ("2028-05-07 12:23a", "2028-05-07T00:23:00 - minute"),
            ("2028-05-07 14:45 a", "none"),
            ("2028-05-07 14:45 CH", "2028-05-07T14:45:00 CH minute"),
            ("2028-07-05 18:02:45 BRT", "2028-07-05T18:02:45 BRT second"),
            ("2028-09-30 18:42 +0000", "2028-09-30T18:42:00Z minute"),
            ("Tue Oct 31 22:10:47 +0000 2028", "2028-10-31T22:10:47Z second"),
            ("Sat Jan 01 00:00:00 UTC 2028", "2028-01-01T00:00:00Z second"),
            ("2028-02-24 11:35:52 -0800", "2028-02-24T19:35:52Z second"),
            ("1642792067.0", "2022-01-21T19:07:47Z second"),
            ("1642792067000", "2022-01-21T19:07:47Z second"),
            ("1642792067000000", "2022-01-21T19:07:47Z second"),
            ("1642792067000000000", "2022-01-21T19:07:47Z second"),
            ("1.642.792.067", "2022-01-21T19:07:47Z second"),
            ("1,642,792,067,000", "2022-01-21T19:07:47Z second"),
            ("1,64E+12", "none"),
            ("Feb 6, 2028", "2028-02-06"),
            ("Feb 6, '28", "2028-02-06"),
            ("2028-05-07 PM 08:45:14", "2028-05-07T20:45:14 - second"),
            ("2028/05/07 午後8:45", "2028-05-07T20:45:00 - minute"),
            ("2028-05-07 ÖS 12:05", "2028-05-07T12:05:00 - minute"),
            ("2028-05-07 08:45 م", "2028-05-07T20:45:00 - minute"),
            ("2028.05.07. 20:45", "2028-05-07T20:45:00 - minute"),
            ("2028.05.07.", "2028-05-07"),
            ("\u{200f}2028\u{200f}-05\u{200f}-07 20:45", "2028-05-07T20:45:00 - minute"),
            ("2028-05-07 20:45:14 Europe/Berlin", "2028-05-07T20:45:14 Europe/Berlin second"),
            ("2028-05-07 20:45:14 Tea/Kettle", "none"),
            ("2028-05-07T23:35:35", "2028-05-07T23:35:35 - second"),
            ("2028-05-07 @ 23:35", "2028-05-07T23:35:00 - minute"),
            ("May 7, 2028 @ 23:35:12.345", "2028-05-07T23:35:12 - second"),
            ("12:00 AM", "none"),
            ("2028-02-30", "none"),
            ("n/a", "none"),
            ("", "none"),
            ("24", "none"),
            ("42059.48", "none"),
        ] {
            assert_eq!(read(value, None), expected, "{value}");
        }
    }

    #[test]
    fn iso_8601_and_mail_headers_in_all_their_dresses() {
        for (value, expected) in [
            ("2028-5-7T3:05Z", "2028-05-07T03:05:00Z minute"),
            ("2028/05/07 03:05:09,123+02", "2028-05-07T01:05:09Z second"),
            ("20280507T030509Z", "2028-05-07T03:05:09Z second"),
            ("20280507030509", "2028-05-07T03:05:09 - second"),
            ("20280507", "2028-05-07"),
            ("2028-05-07T03:05:09+02:00[Europe/Amsterdam]", "2028-05-07T01:05:09Z second"),
            ("Sun, 07 May 2028 03:05:09 GMT", "2028-05-07T03:05:09Z second"),
            ("7 May 28 03:05 +0200 (CEST)", "2028-05-07T01:05:00Z minute"),
            ("Sun May 07 2028 03:05:09 GMT+0200 (Summer Time)", "2028-05-07T01:05:09Z second"),
            ("2028-05-07 03:05 (CEST)", "2028-05-07T03:05:00 CEST minute"),
            ("2028-05-07 00:00:00 03:05:09", "2028-05-07T03:05:09 - second"),
            ("2028-05-07 03:05 hello", "none"),
            ("2028-05-07 03:05:09 04:05", "none"),
        ] {
            assert_eq!(read(value, None), expected, "{value}");
        }
    }

    #[test]
    fn months_and_weekdays_in_the_languages_of_the_tools() {
        for (value, expected) in [
            ("3:03 PM · Feb 6, 2028", "2028-02-06T15:03:00 - minute"),
            ("February 6th, 2028 at 3:03\u{202f}p.m.", "2028-02-06T15:03:00 - minute"),
            ("So., 6. März 2028, 15:03 Uhr", "2028-03-06T15:03:00 - minute"),
            ("06. Dez. 2028 um 15:03:09", "2028-12-06T15:03:09 - second"),
            ("mar. 24 févr. 2028 à 11h35", "2028-02-24T11:35:00 - minute"),
            ("mar. 7 mars 2028", "2028-03-07"),
            ("24 août 2028", "2028-08-24"),
            ("3 juil. 2028", "2028-07-03"),
            ("3 jui 2028", "none"),
            ("6 de febrero de 2028 a las 3:03 p. m.", "2028-02-06T15:03:00 - minute"),
            ("mié 05 ene 2028 10:00", "2028-01-05T10:00:00 - minute"),
            ("segunda-feira, 7 de fevereiro de 2028 às 08:15", "2028-02-07T08:15:00 - minute"),
            ("07/set/2028 08:15", "2028-09-07T08:15:00 - minute"),
            ("lun 7 ago 2028 alle 08.15", "2028-08-07T08:15:00 - minute"),
            ("giovedì 1 giugno 2028", "2028-06-01"),
            ("ma 7 mrt 2028 om 08:15", "2028-03-07T08:15:00 - minute"),
            ("zaterdag 7 mei 2028", "2028-05-07"),
            ("3 марта 2028 г., 14:05", "2028-03-03T14:05:00 - minute"),
            ("3 Ağustos 2028 14:05", "2028-08-03T14:05:00 - minute"),
            ("5 Agustus 2028", "2028-08-05"),
            ("3 października 2028", "2028-10-03"),
            ("3 березня 2028, 14:05", "2028-03-03T14:05:00 - minute"),
            ("3 martie 2028 14:05", "2028-03-03T14:05:00 - minute"),
            ("3 d’abril 2028", "2028-04-03"),
            ("3 مارس 2028", "2028-03-03"),
            ("3 במרץ 2028", "2028-03-03"),
            ("3 มีนาคม 2028", "2028-03-03"),
            ("3 मई 2028", "2028-05-03"),
            ("3 maj 2028 kl. 14:05", "2028-05-03T14:05:00 - minute"),
            ("Smarch 13, 2028", "none"),
        ] {
            assert_eq!(read(value, None), expected, "{value}");
        }
    }

    #[test]
    fn words_may_stand_before_a_date() {
        for (value, expected) in [
            ("Reviewed in the United States on March 3, 2028", "2028-03-03"),
            ("Rezension aus Deutschland vom 3. März 2028", "2028-03-03"),
            ("Commenté en France le 3 mars 2028", "2028-03-03"),
            ("Reseñado en México el 3 de marzo de 2028", "2028-03-03"),
            ("Recensito in Italia il 3 marzo 2028", "2028-03-03"),
            ("Avaliado no Brasil em 3 de março de 2028", "2028-03-03"),
            ("Beoordeeld in Nederland op 3 maart 2028", "2028-03-03"),
            ("Recenserad i Sverige den 3 mars 2028", "2028-03-03"),
            ("Opinia z Polski dodana 3 marca 2028", "2028-03-03"),
            ("Date of experience: March 03, 2028", "2028-03-03"),
            ("Posted: 2028-03-03 14:05", "2028-03-03T14:05:00 - minute"),
            ("3 people reviewed it on March 3, 2028", "none"),
            ("Reviewed in the United States", "none"),
        ] {
            assert_eq!(shown(read_behind_words(value, None)), expected, "{value}");
        }
    }

    #[test]
    fn three_numbers_need_an_order() {
        assert_eq!(read("2/3/2028 11:35", None), "none");
        assert_eq!(read("2/3/2028 11:35", Some(DateOrder::Mdy)), "2028-02-03T11:35:00 - minute");
        assert_eq!(read("2/3/2028 11:35", Some(DateOrder::Dmy)), "2028-03-02T11:35:00 - minute");
        assert_eq!(read("24-02-2028 11.35", Some(DateOrder::Dmy)), "2028-02-24T11:35:00 - minute");
        assert_eq!(
            read("24.2.2028, 11.35 Uhr", Some(DateOrder::Dmy)),
            "2028-02-24T11:35:00 - minute"
        );
        assert_eq!(
            read("Thu 24/02/28 - 11:35", Some(DateOrder::Dmy)),
            "2028-02-24T11:35:00 - minute"
        );
        assert_eq!(read("11:35 24/02/2028", Some(DateOrder::Dmy)), "2028-02-24T11:35:00 - minute");
        assert_eq!(read("24. 2. 2028 11:35", Some(DateOrder::Dmy)), "2028-02-24T11:35:00 - minute");
        assert_eq!(read("2028. 02. 24. 11:35", None), "2028-02-24T11:35:00 - minute");
        assert_eq!(open_order("24. 2. 2028"), Some((24, 2)));
        assert_eq!(
            read("04/24/28 8:08:11 PM", Some(DateOrder::Mdy)),
            "2028-04-24T20:08:11 - second"
        );
        assert_eq!(read("24/02/2028", Some(DateOrder::Mdy)), "none");
        assert_eq!(read("2028-24-02", Some(DateOrder::Ydm)), "2028-02-24");
        assert_eq!(
            read("2028-03-02 11:35:00", Some(DateOrder::Ydm)),
            "2028-02-03T11:35:00 - second"
        );
        assert_eq!(open_order("24-02-2028 11.35"), Some((24, 2)));
        assert_eq!(open_order("Thu, 3/4/2028"), Some((3, 4)));
        assert_eq!(open_order("2028-02-24"), None);
    }

    #[test]
    fn noon_and_midnight_on_a_twelve_hour_clock() {
        assert_eq!(read("2028-01-01 12:00 AM", None), "2028-01-01T00:00:00 - minute");
        assert_eq!(read("2028-01-01 12:00 PM", None), "2028-01-01T12:00:00 - minute");
        assert_eq!(read("2028-01-01 3pm", None), "2028-01-01T15:00:00 - hour");
        assert_eq!(read("2028-01-01 13:00 PM", None), "none");
    }

    #[test]
    fn serials_of_a_spreadsheet() {
        // 42059 days after 1899-12-30 is 2015-02-24: 0.4832407407 of a day is 41 752 s.
        for (value, expected) in [
            ("42059.4832407407", "2015-02-24T11:35:52 - second"),
            ("42059,5", "2015-02-24T12:00:00 - second"),
            ("42059 0.5", "2015-02-24T12:00:00 - second"),
            ("42059.99999999", "2015-02-25T00:00:00 - second"),
            ("42059", "2015-02-24T00:00:00 - second"),
            ("42059.0", "2015-02-24T00:00:00 - second"),
            ("19999", "none"),
            ("80000", "none"),
            ("42059 3", "none"),
            ("42059 0.5 0.5", "none"),
            ("2015-02-24", "none"),
            ("", "none"),
        ] {
            assert_eq!(shown(serial(value)), expected, "{value}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}") {
            let _ = (parse(&text, Some(DateOrder::Dmy)), open_order(&text), serial(&text));
        }

        #[test]
        fn text_like_a_date_does_not_either(text in "[0-9:/.,TZ @+a-dA-Fpm-]{0,24}") {
            let _ = (parse(&text, Some(DateOrder::Mdy)), open_order(&text), serial(&text));
        }
    }
}
