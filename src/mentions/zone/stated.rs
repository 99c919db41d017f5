//! Reads time zones that an export states: an abbreviation after a time, a column's name, a column of zones, the lines above the header.
//!
//! An unknown name is ignored: a zone is never guessed from a city or a country.

use jiff::tz::Offset;

use super::DecidedZone;
use crate::exports::ExportTable;
use crate::exports::format::{Field, fold_name};
use crate::mentions::columns::Columns;
use crate::mentions::sample::Sample;
use crate::mentions::time::{self, Moment};
use crate::note::ZoneSource;
use crate::units::{Date, Time, TimeZone};

/// Zone abbreviations of export tools, in minutes from UTC. Ambiguous ones (CST, IST, BST) have the meaning in the tools'
/// largest markets; the brief can override it for a file.
const ABBREVIATIONS: [(&str, i32); 48] = [
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("WEST", 60),
    ("BST", 60),
    ("CET", 60),
    ("MEZ", 60),
    ("CEST", 120),
    ("MESZ", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("МСК", 180),
    ("TRT", 180),
    ("SAST", 120),
    ("EAT", 180),
    ("WAT", 60),
    ("GST", 240),
    ("PKT", 300),
    ("IST", 330),
    ("ICT", 420),
    ("WIB", 420),
    ("HKT", 480),
    ("SGT", 480),
    ("PHT", 480),
    ("AWST", 480),
    ("JST", 540),
    ("KST", 540),
    ("ACST", 570),
    ("ACDT", 630),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
    ("BRT", -180),
    ("ART", -180),
    ("CLT", -240),
    ("AST", -240),
    ("EST", -300),
    ("EDT", -240),
    ("CST", -360),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
    ("AKDT", -480),
    ("AKST", -540),
];

/// Standard times of zones with summer time, for which tools write one abbreviation all the year round.
const STANDARD: [(&str, &str); 8] = [
    ("EST", "America/New_York"),
    ("CST", "America/Chicago"),
    ("MST", "America/Denver"),
    ("PST", "America/Los_Angeles"),
    ("CET", "Europe/Berlin"),
    ("MEZ", "Europe/Berlin"),
    ("EET", "Europe/Helsinki"),
    ("AEST", "Australia/Sydney"),
];

/// Abbreviations that are also words, and so state a zone at the end of a column's name only in capitals.
const WORDS: [&str; 5] = ["ART", "EAT", "IST", "WAT", "WEST"];

/// Abbreviations that are used for other zones too: Arabia, Bangladesh, China and Cuba, Ireland and Israel, the Philippines.
const AMBIGUOUS: [&str; 5] = ["AST", "BST", "CST", "IST", "PST"];

/// Names that include both standard and daylight time, without `(US & Canada)` after them: `Date(ET)`.
const GENERIC: [(&str, &str); 13] = [
    ("ET", "America/New_York"),
    ("Eastern Standard Time", "America/New_York"),
    ("CT", "America/Chicago"),
    ("MT", "America/Denver"),
    ("PT", "America/Los_Angeles"),
    ("Eastern Time", "America/New_York"),
    ("Central Time", "America/Chicago"),
    ("Central Standard Time", "America/Chicago"),
    ("Mountain Time", "America/Denver"),
    ("Mountain Standard Time", "America/Denver"),
    ("Pacific Time", "America/Los_Angeles"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("Greenwich Mean Time", "Europe/London"),
];

/// Names of columns of zones and of lines that state one, folded.
const LABELS: [&str; 9] = [
    "timezone",
    "tz",
    "usertimezone",
    "accounttimezone",
    "reporttimezone",
    "zeitzone",
    "zonahoraria",
    "fusohorário",
    "fuseauhoraire",
];

/// The zone of an abbreviation or of an IANA name, and its name: an IANA name or an offset.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::zone::abbreviation;
/// assert_eq!(abbreviation("CEST").unwrap().name, "UTC+02:00");
/// assert_eq!(abbreviation("ET").unwrap().name, "America/New_York");
/// assert_eq!(abbreviation("Asia/Tokyo").unwrap().name, "Asia/Tokyo");
/// assert!(abbreviation("QQT").is_none());
/// ```
pub fn abbreviation(text: &str) -> Option<DecidedZone> {
    let from = ZoneSource::Abbreviation { text: text.to_owned() };
    if let Some((_, zone)) = GENERIC.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
        return DecidedZone::named(zone, from);
    }
    if text.contains('/') {
        return DecidedZone::named(text, from);
    }
    fixed(text).map(|offset| DecidedZone::fixed(offset, from))
}

/// The zone of an abbreviation without its name: a fast path, because it is called for every row.
pub(in crate::mentions) fn of_value(text: &str) -> Option<TimeZone> {
    fixed(text).map(TimeZone::fixed).or_else(|| abbreviation(text).map(|decided| decided.zone))
}

fn fixed(text: &str) -> Option<Offset> {
    let (_, minutes) = ABBREVIATIONS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text))?;
    Offset::from_seconds(minutes * 60).ok()
}

/// The offsets of a zone in January and July, in minutes.
fn offsets(zone: &TimeZone) -> [i32; 2] {
    [1, 7].map(|month| {
        let day = Date::constant(2026, month, 15).to_datetime(Time::midnight());
        zone.to_ambiguous_timestamp(day)
            .compatible()
            .map_or(0, |at| zone.to_offset(at).seconds() / 60)
    })
}

/// The zone with summer time of the first word that is the name of its standard time.
pub(super) fn with_summer_time(text: &str) -> Option<&'static str> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    let of_word = |word: &str| STANDARD.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
    words.filter_map(of_word).map(|(_, zone)| *zone).next()
}

/// Whether a zone has an offset in January or July.
pub(super) fn has_offset(zone: &TimeZone, offset: Offset) -> bool {
    offsets(zone).contains(&(offset.seconds() / 60))
}

/// Whether the usual meaning of an abbreviation is an offset of this zone.
pub(super) fn is_usual(text: &str, zone: &TimeZone) -> bool {
    fixed(text).is_some_and(|usual| has_offset(zone, usual))
}

/// Whether an abbreviation has several meanings, of which the usual one is not likely where this zone is: its offset is another, and not both are in
/// America.
pub(super) fn is_ambiguous(text: &str, zone: &TimeZone) -> bool {
    let has_others = AMBIGUOUS.iter().any(|name| name.eq_ignore_ascii_case(text));
    let is_american = |minutes: i32| minutes < -180;
    let are_american = fixed(text).is_some_and(|usual| is_american(usual.seconds() / 60))
        && offsets(zone).into_iter().any(is_american);
    has_others && !are_american && !is_usual(text, zone)
}

/// The zone in a column that names the same one in nearly all rows, as `Eastern Time (US & Canada)` in `timezone`.
pub(in crate::mentions) fn from_column(
    sample: &Sample,
    table: &ExportTable,
    columns: &Columns,
) -> Option<DecidedZone> {
    let is_label = |column: &usize| LABELS.contains(&fold_name(&table.columns[*column]).as_str());
    let free = (0..table.columns.len()).filter(|column| columns.fields_of(*column).is_empty());
    free.filter(is_label).find_map(|column| {
        let cells = sample.values(Field::Source, &[column]);
        let first = cells.iter().flatten().next()?;
        let alike = cells.iter().flatten().filter(|cell| *cell == first).count();
        let is_one = alike == cells.iter().flatten().count() && alike * 20 >= cells.len() * 19;
        let from = ZoneSource::Column { column: table.columns[column].trim().to_owned() };
        is_one.then(|| written(first, from))?
    })
}

/// Reads a zone in any common notation: `UTC`, `GMT-04:00`, `+0200`, `EST`, `ET`, `Europe/Amsterdam`, `(UTC-05:00) Eastern Time (US & Canada)`.
fn written(text: &str, from: ZoneSource) -> Option<DecidedZone> {
    let text = text.trim();
    if let Some((offset, name)) = text.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        return written(name, from.clone()).or_else(|| written(offset, from));
    }
    let text = text.split_once(" (").map_or(text, |(name, _)| name);
    let stated = time::offset(text)
        .map(|offset| DecidedZone::fixed(offset, from.clone()))
        .or_else(|| abbreviation(text))?;
    Some(DecidedZone { from, ..stated })
}

/// The zone in a column's name: `Date (EST)`, `Date(ET)`, `Published Date (GMT-04:00) New York`, `created_utc`, `Post Time EST`, `Date - Eastern Time`.
pub fn from_header(column: &str) -> Option<DecidedZone> {
    let from = ZoneSource::ColumnName { column: column.to_owned() };
    if let Some((inside, _)) = column.split_once('(').and_then(|(_, rest)| rest.split_once(')')) {
        return written(inside, from);
    }
    if let Some((_, behind)) = column.split_once(" - ") {
        return written(behind, from);
    }
    let (_, last) = column.trim().rsplit_once(['_', '-', ' '])?;
    let is_word = |name: &&str| name.eq_ignore_ascii_case(last) && **name != *last;
    fixed(last)
        .filter(|_| !WORDS.iter().any(is_word))
        .map(|offset| DecidedZone::fixed(offset, from))
}

/// The zone in the lines above the header: by name (`Time zone: Europe/Amsterdam`), or in the times of the
/// export's window (`From: Sat Jan 01 00:00:00 UTC 2028`). A label may be on the line above its value.
pub fn from_preamble(preamble: &[String]) -> Option<DecidedZone> {
    let below = preamble.iter().skip(1).map(String::as_str).chain([""]);
    preamble.iter().zip(below).find_map(|(line, below)| {
        let (label, value) = line.split_once([':', ',', ';', '\t'])?;
        let value = Some(value.trim()).filter(|value| !value.is_empty()).unwrap_or(below.trim());
        match fold_name(label).as_str() {
            label if LABELS.contains(&label) => {
                written(value.trim_matches([',', ';', '"', '\t']), ZoneSource::Preamble)
            }
            "from" | "to" => of_window(value),
            _ => None,
        }
    })
}

fn of_window(value: &str) -> Option<DecidedZone> {
    let from = ZoneSource::PreambleTimes;
    match time::parse(value, None)?.moment {
        Moment::Instant(_) if value.contains("UTC") || value.ends_with('Z') => {
            Some(DecidedZone::fixed(Offset::UTC, from))
        }
        Moment::Wall(_, Some(text)) => written(text, from),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_in_the_names_of_columns() {
        for (column, name) in [
            ("Date (EST)", "UTC-05:00"),
            ("Date(ET)", "America/New_York"),
            ("time(Eastern Standard Time)", "America/New_York"),
            ("Published Date (GMT-04:00) New York", "UTC-04:00"),
            ("Date (UTC)", "UTC"),
            ("Date (Europe/Amsterdam)", "Europe/Amsterdam"),
            ("created_utc", "UTC"),
            ("created_at_est", "UTC-05:00"),
            ("Post Time PST", "UTC-08:00"),
            ("Datum IST", "UTC+05:30"),
            ("Дата (МСК)", "UTC+03:00"),
            ("Date - Eastern Time", "America/New_York"),
        ] {
            assert_eq!(from_header(column).unwrap().name, name, "{column}");
        }
        for column in [
            "Total (weighted)",
            "Date (local)",
            "Date",
            "utc",
            "Date ()",
            "Datum Ist",
            "Date - Post",
        ] {
            assert!(from_header(column).is_none(), "{column}");
        }
    }

    #[test]
    fn the_preamble_names_its_zone() {
        let zone = |lines: &[&str]| {
            let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            from_preamble(&lines).map(|zone| zone.name)
        };
        assert_eq!(
            zone(&["Report: x", "From: Sat Jan 01 00:00:00 UTC 2028"]).as_deref(),
            Some("UTC")
        );
        assert_eq!(zone(&["From:", "Sat Jan 01 00:00:00 CET 2028"]).as_deref(), Some("UTC+01:00"));
        assert_eq!(zone(&["Time Zone: Europe/Amsterdam"]).as_deref(), Some("Europe/Amsterdam"));
        for line in [
            "Time zone,(UTC-05:00) Eastern Time",
            "timezone: Eastern Time (US & Canada)",
            "Zeitzone;America/New_York;;",
        ] {
            assert_eq!(zone(&[line]).as_deref(), Some("America/New_York"), "{line}");
        }
        assert_eq!(zone(&["Time zone,(UTC+05:30) Chennai"]).as_deref(), Some("UTC+05:30"));
        assert_eq!(zone(&["Label: From"]), None);
        assert_eq!(zone(&["From: 2028-01-01"]), None);
    }
}
