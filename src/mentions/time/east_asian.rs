//! Parser for Chinese, Japanese and Korean dates: `2026年2月6日 15:03`, `2026년 2월 6일 오후 3:03`, `2026年2月6日に日本でレビュー済み`.
//!
//! Year, month and day are numbers with a sign behind each. A time of day may follow; other words may follow it, but no further number.

use super::clock::{EAST_ASIAN_HALVES, clock, in_half};
use super::layout::digits;
use super::{Moment, ParsedTime, Precision};
use crate::units::{Date, Time};

const YEAR: [char; 3] = ['年', '년', '.'];
const MONTH: [char; 3] = ['月', '월', '.'];
const DAY: [char; 4] = ['日', '일', '号', '.'];
const HOUR: [char; 4] = ['时', '時', '点', '시'];
const MINUTE: [char; 2] = ['分', '분'];
const SECOND: [char; 2] = ['秒', '초'];

/// Reads a value; `None` if it is no such date.
pub(super) fn read(value: &str) -> Option<ParsedTime<'_>> {
    if value.is_ascii() {
        return None;
    }
    let (year, rest) = number(value, &YEAR).filter(|(year, _)| *year > 1000)?;
    let (month, rest) = number(rest, &MONTH)?;
    let (day, rest) = number(rest, &DAY)?;
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let Some(at) = rest.find(|c: char| c.is_ascii_digit()) else {
        return Some(ParsedTime { moment: Moment::Day(date), precision: Precision::Day });
    };
    let (before, rest) = rest.split_at(at);
    let half = EAST_ASIAN_HALVES.iter().find(|(word, _)| before.contains(word));
    let (time, precision, rest) = signed(rest).or_else(|| clock(rest, true))?;
    if rest.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let time = half.and_then(|(_, later)| in_half(time, *later)).unwrap_or(time);
    Some(ParsedTime { moment: Moment::Wall(date.to_datetime(time), None), precision })
}

/// `15时03分09秒`.
fn signed(text: &str) -> Option<(Time, Precision, &str)> {
    let part = |number: i16| i8::try_from(number).ok();
    let (hour, rest) = number(text, &HOUR)?;
    let Some((minute, rest)) = number(rest, &MINUTE) else {
        return Some((Time::new(part(hour)?, 0, 0, 0).ok()?, Precision::Hour, rest));
    };
    let (second, precision, rest) = match number(rest, &SECOND) {
        Some((second, rest)) => (second, Precision::Second, rest),
        None => (0, Precision::Minute, rest),
    };
    let time = Time::new(part(hour)?, part(minute)?, part(second)?.min(59), 0).ok()?;
    Some((time, precision, rest))
}

/// The number that the text begins with and that one of these signs follows.
fn number<'t>(text: &'t str, signs: &[char]) -> Option<(i16, &'t str)> {
    let (number, rest) = digits(text.trim_start())?;
    let rest = rest.trim_start().strip_prefix(signs)?;
    Some((number.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn signs_stand_behind_the_numbers() {
        for (value, expected) in [
            ("2028年2月6日", "2028-02-06"),
            ("2028年02月06日 15:03", "2028-02-06T15:03:00"),
            ("2028年2月6日(日) 15時03分09秒", "2028-02-06T15:03:09"),
            ("2028年2月6日 下午3:03", "2028-02-06T15:03:00"),
            ("2028년 2월 6일 오후 12:03", "2028-02-06T12:03:00"),
            ("2028. 2. 6. 오후 3:03", "2028-02-06T15:03:00"),
            ("2028/02/06(月) 15:03:09", "2028-02-06T15:03:09"),
            ("2028년 2월 6일 오전 12:03", "2028-02-06T00:03:00"),
        ] {
            let found = match parse(value, None).unwrap().moment {
                Moment::Wall(wall, _) => wall.to_string(),
                Moment::Day(day) => day.to_string(),
                Moment::Instant(instant) => instant.to_string(),
            };
            assert_eq!(found, expected, "{value}");
        }
        for value in ["2028年", "2028年13月6日", "2028年2月6日 7 8", "年月日"] {
            assert_eq!(read(value), None, "{value}");
        }
    }
}
