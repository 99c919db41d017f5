//! Parser for times in the wrappings of programs and in digits of other scripts: `/Date(1642792067000)/`, `Timestamp('2028-12-19 14:35:00')`,
//! `{"$date": "…"}`, an apostrophe before the value, Arabic and full-width digits, marks of direction between the digits.

use super::{ParsedTime, parse};
use crate::brief::DateOrder;
use crate::exports::format::is_direction_mark;

/// Beginnings of wrapped values.
const STARTS: [&str; 8] =
    ["/Date(", "Timestamp(", "ISODate(", "datetime(", "{\"$date\"", "{'$date'", "'", "\""];
/// The zeros of other scripts: Arabic, Persian, Devanagari, Bengali, Thai, full-width.
const ZEROS: [u32; 6] = [0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10];

/// Reads a value; `None` if it is neither wrapped nor other than [`plain`].
pub(super) fn read(value: &str, order: Option<DateOrder>) -> Option<ParsedTime<'_>> {
    if let Some(start) = STARTS.iter().find(|start| value.starts_with(*start)) {
        let inner = value[start.len()..].trim_matches(|c: char| "\"':(){}[]/ ".contains(c));
        // An offset after milliseconds since 1970 says where they were counted, and changes nothing.
        let epoch =
            inner.get(..13).filter(|_| matches!(inner.as_bytes().get(13), Some(b'+' | b'-')));
        return parse(epoch.unwrap_or(inner), order);
    }
    parse(&plain(value)?, order)?.without_zone_name()
}

/// A value with its digits in ASCII and without the marks of direction, which are not shown; `None` if it is so already.
pub(super) fn plain(value: &str) -> Option<String> {
    if value.is_ascii() {
        return None;
    }
    let plain: String = value.chars().filter(|c| !is_direction_mark(*c)).map(digit).collect();
    (plain != value).then_some(plain)
}

/// A digit of another script as one of ASCII; any other character unchanged.
fn digit(c: char) -> char {
    let value = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(*zero).filter(|it| *it < 10));
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}
