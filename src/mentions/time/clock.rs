//! Parsers for a time of day and for an offset from UTC inside a longer value.
//!
//! Each takes the text from its start and returns the rest. An impossible time (25:00, 13:00 PM) is `None`.

use jiff::tz::Offset;

use super::Precision;
use super::layout::digits;
use crate::units::Time;

/// `11:35`, `11.35`, `15h03`, `17:27:20.0`, `3:03 PM`, `3 p.m.`; a bare `14` only where it `may_be_bare` and nothing follows it.
pub(super) fn clock(text: &str, may_be_bare: bool) -> Option<(Time, Precision, &str)> {
    let (hour, mut rest) = digits(text)?;
    let mut hour: i8 = hour.parse().ok()?;
    let (mut minute, mut second, mut precision) = (0, 0, Precision::Hour);
    if let Some((found, after)) = rest.strip_prefix([':', '.', 'h']).and_then(digits) {
        (minute, rest, precision) = (found.parse().ok()?, after, Precision::Minute);
        if let Some((found, after)) = rest.strip_prefix([':', '.']).and_then(digits) {
            (second, rest, precision) = (found.parse::<i8>().ok()?, after, Precision::Second);
            if let Some((_, after)) = rest.strip_prefix(['.', ',']).and_then(digits) {
                rest = after;
            }
        }
    }
    let half = half_of_day(rest).or_else(|| {
        let is_whole = precision != Precision::Hour && may_be_bare && (0..=12).contains(&hour);
        is_whole.then(|| foreign_half_of_day(rest)).flatten()
    });
    if let Some((later, after)) = half {
        hour = Some(hour).filter(|hour| (0..=12).contains(hour))? % 12 + later;
        rest = after;
    } else if precision == Precision::Hour && !(may_be_bare && rest.trim().is_empty()) {
        return None;
    }
    // A leap second is the last one of its minute.
    Some((Time::new(hour, minute, second.min(59), 0).ok()?, precision, rest))
}

/// Words for the halves of the day that tools write after a time, with the hours to add: Vietnamese, Swedish, Afrikaans, Czech, Hungarian, Finnish,
/// Greek, Turkish, Arabic, Hindi. In capitals `SA` is not Saturday.
const HALVES: [(&str, i8); 22] = [
    ("SA", 0),
    ("CH", 12),
    ("fm", 0),
    ("em", 12),
    ("VM", 0),
    ("NM", 12),
    ("dop", 0),
    ("odp", 12),
    ("de", 0),
    ("du", 12),
    ("ap", 0),
    ("ip", 12),
    ("πμ", 0),
    ("μμ", 12),
    ("π.μ", 0),
    ("μ.μ", 12),
    ("ÖÖ", 0),
    ("ÖS", 12),
    ("ص", 0),
    ("م", 12),
    ("पूर्वाह्न", 0),
    ("अपराह्न", 12),
];

/// Words for the halves of the day before a time.
const HALVES_BEFORE: [(&str, i8); 4] = [("AM", 0), ("PM", 12), ("ÖÖ", 0), ("ÖS", 12)];

/// The same in Chinese, Japanese and Korean.
pub(super) const EAST_ASIAN_HALVES: [(&str, i8); 6] =
    [("上午", 0), ("午前", 0), ("오전", 0), ("下午", 12), ("午後", 12), ("오후", 12)];

/// Reads a time of twelve hours behind its half of the day: `PM 08:45`, `午後8:45`.
pub(super) fn clock_behind_half(text: &str) -> Option<(Time, Precision, &str)> {
    let mut halves = HALVES_BEFORE.iter().chain(&EAST_ASIAN_HALVES);
    let (half, later) = halves.find(|(half, _)| text.starts_with(half))?;
    let (time, precision, rest) = clock(text[half.len()..].trim_start(), false)?;
    Some((in_half(time, *later)?, precision, rest))
}

/// A time of twelve hours in the half of the day that adds these hours; `None`: its hour is above 12.
pub(super) fn in_half(time: Time, later: i8) -> Option<Time> {
    let hour = Some(time.hour()).filter(|hour| *hour <= 12)? % 12 + later;
    Time::new(hour, time.minute(), time.second(), 0).ok()
}

/// Reads such a word at the end of a value.
fn foreign_half_of_day(text: &str) -> Option<(i8, &str)> {
    let word = text.trim();
    let word = word.strip_suffix('.').unwrap_or(word);
    let (_, later) = HALVES.iter().find(|(half, _)| *half == word)?;
    Some((*later, ""))
}

/// Reads `AM`, `pm`, `a.m.`, `p. m.`, and `a` or `p` directly after the number, as hours to add.
fn half_of_day(text: &str) -> Option<(i8, &str)> {
    let is_joined = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let text = text.trim_start();
    let later = match text.bytes().next()?.to_ascii_lowercase() {
        b'a' => 0,
        b'p' => 12,
        _ => return None,
    };
    let rest = text[1..].strip_prefix('.').unwrap_or(&text[1..]).trim_start();
    let Some(rest) = rest.strip_prefix(['m', 'M']) else {
        let rest = &text[1..];
        return (is_joined && !rest.starts_with(char::is_alphanumeric)).then_some((later, rest));
    };
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    (!rest.starts_with(char::is_alphanumeric)).then_some((later, rest))
}

/// `Z`, `UTC`, `GMT`, `+02`, `+0200`, `+02:00`, `GMT+2`, `UTC-08:00`.
pub(in crate::mentions) fn offset(text: &str) -> Option<Offset> {
    let bare = match text.get(..3) {
        Some(name) if name.eq_ignore_ascii_case("UTC") || name.eq_ignore_ascii_case("GMT") => {
            &text[3..]
        }
        _ => text,
    };
    if text.eq_ignore_ascii_case("Z") || (bare.is_empty() && !text.is_empty()) {
        return Some(Offset::UTC);
    }
    let (sign, rest) = match bare.as_bytes().first()? {
        b'+' => (1, &bare[1..]),
        b'-' => (-1, &bare[1..]),
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
    if hours > 25 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets() {
        for (text, seconds) in [
            ("+05:30", Some(19_800)),
            ("-08", Some(-28_800)),
            ("-0800", Some(-28_800)),
            ("GMT+1", Some(3600)),
            ("utc-08:00", Some(-28_800)),
            ("z", Some(0)),
            ("GMT", Some(0)),
            ("+99:00", None),
            ("+99999999999", None),
            ("BRT", None),
            ("", None),
        ] {
            assert_eq!(offset(text).map(Offset::seconds), seconds, "{text}");
        }
    }

    #[test]
    fn a_bare_number_is_an_hour_only_at_the_end() {
        assert!(clock("14", true).is_some());
        assert!(clock("14", false).is_none());
        assert!(clock("14 Feb", true).is_none());
        assert_eq!(
            clock("3 p. m. ET", false).map(|(time, _, rest)| (time.hour(), rest)),
            Some((15, " ET"))
        );
        assert_eq!(clock("23:59:60", false).map(|(time, ..)| time.second()), Some(59));
    }
}
