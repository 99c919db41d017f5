//! A fast path for the most frequent layout, `2028-05-07T03:05:09Z`. Its result is always that of [`super::layout`].
//!
//! Every mark has a fixed position, and only an offset may follow the seconds. Any other value is left to the general parser.

use super::clock::offset;
use super::{Moment, ParsedTime, Precision};
use crate::units::{Date, Time};

/// Reads `YYYY-MM-DD` and `HH:MM:SS` with a `T` or a space between, and an optional offset; `None` for any other value.
pub(super) fn read(value: &str) -> Option<ParsedTime<'_>> {
    let (written, rest) = value.as_bytes().split_first_chunk::<19>()?;
    let is_shaped = written[4] == b'-'
        && written[7] == b'-'
        && matches!(written[10], b'T' | b' ')
        && written[13] == b':'
        && written[16] == b':';
    if !is_shaped {
        return None;
    }
    let two = |at: usize| match [written[at], written[at + 1]] {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
            i8::try_from((tens - b'0') * 10 + (ones - b'0')).ok()
        }
        _ => None,
    };
    let year = i16::from(two(0)?) * 100 + i16::from(two(2)?);
    let date = Date::new(year, two(5)?, two(8)?).ok()?;
    // A leap second is the last one of its minute.
    let time = Time::new(two(11)?, two(14)?, two(17)?.min(59), 0).ok()?;
    let wall = date.to_datetime(time);
    let moment = match rest {
        [] => Moment::Wall(wall, None),
        [b'Z' | b'+' | b'-', ..] => Moment::Instant(offset(&value[19..])?.to_timestamp(wall).ok()?),
        _ => return None,
    };
    Some(ParsedTime { moment, precision: Precision::Second })
}

#[cfg(test)]
mod tests {
    use super::super::layout;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_layout_of_most_exports_is_seen() {
        for value in ["2028-05-07T03:05:09Z", "2028-05-07 03:05:60", "2028-05-07T03:05:09+02:00"] {
            assert_eq!(read(value), layout::read(value, None), "{value}");
            assert!(read(value).is_some(), "{value}");
        }
        for value in
            ["2028-05-07T03:05:09.5Z", "2028-02-30T03:05:09", "2028-05-07T24:05:09", "2028"]
        {
            assert_eq!(read(value), None, "{value}");
        }
    }

    proptest! {
        #[test]
        fn it_never_contradicts_the_reader_of_all_layouts(
            value in "[0-9]{4}-[0-3][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-6][0-9]:[0-6][0-9](|Z|[+-][0-9:]{0,6}|[a-zA-Z+:-]{0,4})",
        ) {
            if let Some(stamp) = read(&value) {
                prop_assert_eq!(Some(stamp), layout::read(&value, None));
            }
        }
    }
}
