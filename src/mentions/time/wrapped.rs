//! Parser for times in the wrappings of programs and in digits of other scripts: `/Date(1642792067000)/`, `Timestamp('2028-12-19 14:35:00')`,
//! `{"$date": "…"}`, an apostrophe before the value, Arabic and full-width digits.

use super::{Moment, ParsedTime, parse};
use crate::brief::DateOrder;

/// Beginnings of wrapped values.
const STARTS: [&str; 8] =
    ["/Date(", "Timestamp(", "ISODate(", "datetime(", "{\"$date\"", "{'$date'", "'", "\""];
/// The zeros of other scripts: Arabic, Persian, Devanagari, Bengali, Thai, full-width.
const ZEROS: [u32; 6] = [0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10];

/// Reads a value; `None` if it is not wrapped and all its digits are those of ASCII.
pub(super) fn read(value: &str, order: Option<DateOrder>) -> Option<ParsedTime<'_>> {
    if let Some(start) = STARTS.iter().find(|start| value.starts_with(*start)) {
        let inner = value[start.len()..].trim_matches(|c: char| "\"':(){}[]/ ".contains(c));
        // An offset after milliseconds since 1970 says where they were counted, and changes nothing.
        let epoch =
            inner.get(..13).filter(|_| matches!(inner.as_bytes().get(13), Some(b'+' | b'-')));
        return parse(epoch.unwrap_or(inner), order);
    }
    if value.is_ascii() {
        return None;
    }
    let ascii: String = value.chars().map(digit).collect();
    // The zone of the result would be a part of the copy.
    let stamp = (ascii != value).then(|| parse(&ascii, order))??;
    let moment: Moment<'static> = match stamp.moment {
        Moment::Instant(instant) => Moment::Instant(instant),
        Moment::Day(day) => Moment::Day(day),
        Moment::Wall(wall, None) => Moment::Wall(wall, None),
        Moment::Wall(_, Some(_)) => return None,
    };
    Some(ParsedTime { moment, precision: stamp.precision })
}

/// A digit of another script as one of ASCII; any other character unchanged.
fn digit(c: char) -> char {
    let value = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(*zero).filter(|it| *it < 10));
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}
