//! Which zone a wall-clock time of an export is in, where the value does not carry its offset.
//!
//! Evidence, strongest first (contract section 5): the brief, the column's name, an abbreviation in the value, the ids of posts on X, the
//! preamble, the format's own zone, else the brief's zone with a warning.

use jiff::tz::Offset;

use super::time::{self, Moment};
use crate::exports::format::Format;
use crate::units::{DateTime, TimeZone};

/// A zone, its name for people, and what decided it.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The zone.
    pub zone: TimeZone,
    /// IANA name or offset.
    pub name: String,
    /// What decided it, in a few words.
    pub from: String,
    /// Nothing decided it: it is the brief's own zone, and the report says so.
    pub is_assumed: bool,
}

impl Decided {
    /// A zone of the embedded database.
    pub fn named(name: &str, from: impl Into<String>) -> Option<Self> {
        let zone = if name == "UTC" { TimeZone::UTC } else { TimeZone::get(name).ok()? };
        Some(Self { zone, name: name.to_owned(), from: from.into(), is_assumed: false })
    }

    /// A fixed offset.
    pub fn fixed(offset: Offset, from: impl Into<String>) -> Self {
        let name =
            if offset == Offset::UTC { "UTC".to_owned() } else { format!("UTC{}", signed(offset)) };
        Self { zone: TimeZone::fixed(offset), name, from: from.into(), is_assumed: false }
    }
}

fn signed(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// Everything that a file and the brief tell of the zone of its wall-clock times.
pub(super) struct Evidence<'a> {
    /// `exports[].timezone`.
    pub(super) brief: Option<(String, TimeZone)>,
    /// Names of the time columns.
    pub(super) columns: Vec<&'a str>,
    /// The first abbreviation behind a time.
    pub(super) abbreviation: Option<&'a str>,
    /// Wall-clock times of posts on X with the moments that their ids tell.
    pub(super) status_samples: &'a [(DateTime, i64)],
    pub(super) preamble: &'a [String],
    pub(super) format: &'a Format,
    /// `timing.timezone`.
    pub(super) fallback: (&'a str, &'a TimeZone),
}

impl Evidence<'_> {
    /// Climbs the ladder of contract section 5.
    ///
    /// # Errors
    ///
    /// The abbreviation behind the times if it is unknown and nothing stronger speaks.
    pub(super) fn decide(self) -> Result<Decided, String> {
        if let Some((name, zone)) = self.brief {
            return Ok(Decided { zone, name, from: "the brief".to_owned(), is_assumed: false });
        }
        if let Some(zone) = self.columns.iter().find_map(|column| from_header(column)) {
            return Ok(zone);
        }
        if let Some(text) = self.abbreviation {
            let offset = abbreviation(text).ok_or_else(|| text.to_owned())?;
            return Ok(Decided::fixed(offset, format!("`{text}` behind the time")));
        }
        let (name, zone) = self.fallback;
        let fallback = Decided {
            zone: zone.clone(),
            name: name.to_owned(),
            from: "the brief's `timing.timezone`, for want of anything better".to_owned(),
            is_assumed: true,
        };
        let preamble = from_preamble(self.preamble);
        let believed =
            if self.format.timezone_is_believed { " (believed, not verified)" } else { "" };
        let of_the_format = self.format.timezone.as_deref();
        let of_the_format = of_the_format
            .and_then(|name| Decided::named(name, format!("the format's own zone{believed}")));
        let expected: Vec<Decided> =
            preamble.iter().chain(&of_the_format).chain([&fallback]).cloned().collect();
        Ok(from_status_ids(self.status_samples, &expected)
            .or(preamble)
            .or(of_the_format)
            .unwrap_or(fallback))
    }
}

/// Zone abbreviations as export tools write them. Where one has several meanings (CST, IST, BST), it is the one of the tools'
/// largest markets; the brief can overrule it for a file.
const ABBREVIATIONS: [(&str, i32); 46] = [
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
    ("AKST", -540),
];

/// The offset that an abbreviation stands for.
pub fn abbreviation(text: &str) -> Option<Offset> {
    let (_, minutes) = ABBREVIATIONS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text))?;
    Offset::from_seconds(minutes * 60).ok()
}

/// The zone in a column's name: `Date (EST)`, `Date(ET)`, `Published Date (GMT-04:00) New York`.
pub fn from_header(column: &str) -> Option<Decided> {
    let (_, rest) = column.split_once('(')?;
    let (inside, _) = rest.split_once(')')?;
    let from = format!("the column's name `{column}`");
    if inside.eq_ignore_ascii_case("ET") || inside.eq_ignore_ascii_case("Eastern Standard Time") {
        return Decided::named("America/New_York", from);
    }
    let bare = inside.strip_prefix("GMT").or_else(|| inside.strip_prefix("UTC")).unwrap_or(inside);
    let offset = if bare.is_empty() {
        Some(Offset::UTC)
    } else {
        time::offset(bare).or_else(|| abbreviation(inside))
    };
    offset.map(|offset| Decided::fixed(offset, from))
}

/// The zone that a preamble's own times name (`From: Sat Jan 01 00:00:00 UTC 2028`).
pub fn from_preamble(preamble: &[String]) -> Option<Decided> {
    preamble.iter().find_map(|line| {
        let (label, value) = line.split_once(':')?;
        if !matches!(label.trim(), "From" | "To") {
            return None;
        }
        let from = "the times of the preamble";
        match time::parse(value, None)?.moment {
            Moment::Instant(_) if value.contains("UTC") || value.trim_end().ends_with('Z') => {
                Some(Decided::fixed(Offset::UTC, from))
            }
            Moment::Wall(_, Some(text)) => {
                abbreviation(text).map(|offset| Decided::fixed(offset, from))
            }
            _ => None,
        }
    })
}

/// The moment at which a post on X was made, from its id, in milliseconds since 1970.
///
/// Ids since November 2010 are Snowflakes: the bits above the lowest 22 count milliseconds from 2010-11-04T01:42:54.657Z. A rounded id
/// (many zeros at the end) is no evidence.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::zone::status_time;
/// assert_eq!(status_time("570306133677760513"), Some(1_424_806_552_701)); // 2015-02-24T19:35:52Z
/// assert_eq!(status_time("540000000000000000"), None);
/// ```
pub fn status_time(id: &str) -> Option<i64> {
    if !(15..=19).contains(&id.len()) || id.ends_with("0000000") {
        return None;
    }
    let id: u64 = id.parse().ok()?;
    i64::try_from(id >> 22).ok().map(|milliseconds| milliseconds + 1_288_834_974_657)
}

/// The zone that the ids of posts on X prove for the wall-clock times beside them: one of the `expected` zones if it explains all,
/// else a constant offset to the quarter of an hour.
pub fn from_status_ids(samples: &[(DateTime, i64)], expected: &[Decided]) -> Option<Decided> {
    let offsets: Vec<i64> =
        samples.iter().filter_map(|(wall, made)| quarters(*wall, *made)).collect();
    // A few posts are scheduled or edited; nine in ten must agree, and five at least.
    let agreed = |agreeing: usize| agreeing >= 5 && agreeing * 10 >= samples.len() * 9;
    let evidence =
        |agreeing: usize| format!("the ids of posts on X ({agreeing} of {} agree)", samples.len());
    for zone in expected {
        let agreeing = samples
            .iter()
            .filter(|(wall, made)| {
                let there = zone.zone.to_timestamp(*wall);
                there.is_ok_and(|there| (there.as_millisecond() - made).abs() < 450_000)
            })
            .count();
        if agreed(agreeing) {
            return Some(Decided { from: evidence(agreeing), is_assumed: false, ..zone.clone() });
        }
    }
    let first = *offsets.first()?;
    let agreeing = offsets.iter().filter(|offset| **offset == first).count();
    let seconds = i32::try_from(first * 900).ok()?;
    agreed(agreeing)
        .then(|| Offset::from_seconds(seconds).ok())
        .flatten()
        .map(|offset| Decided::fixed(offset, evidence(agreeing)))
}

/// Wall clock less UTC in quarters of an hour, within 7.5 minutes.
fn quarters(wall: DateTime, made: i64) -> Option<i64> {
    let as_utc = Offset::UTC.to_timestamp(wall).ok()?.as_millisecond();
    let difference = as_utc - made;
    Some((difference + 450_000).div_euclid(900_000)).filter(|quarters| quarters.abs() <= 56)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Timestamp;

    #[test]
    fn zones_in_the_names_of_columns() {
        for (column, name) in [
            ("Date (EST)", "UTC-05:00"),
            ("Date(ET)", "America/New_York"),
            ("Published Date (GMT-04:00) New York", "UTC-04:00"),
            ("Date (UTC)", "UTC"),
        ] {
            assert_eq!(from_header(column).unwrap().name, name, "{column}");
        }
        assert!(from_header("Total (weighted)").is_none());
        assert!(from_header("Date").is_none());
    }

    #[test]
    fn the_preamble_names_its_zone() {
        let lines = ["Report: x", "From: Sat Jan 01 00:00:00 UTC 2028"].map(str::to_owned);
        assert_eq!(from_preamble(&lines).unwrap().name, "UTC");
        assert!(from_preamble(&["Label: From".to_owned()]).is_none());
    }

    #[test]
    fn ids_prove_a_constant_offset_or_a_zone_with_summer_time() {
        // Posts at noon UTC in January and July, written in the wall clock of Amsterdam and eight hours behind UTC.
        let noons: Vec<i64> = (0..10)
            .map(|i| {
                if i % 2 == 0 { "2027-01-10T12:00:00Z" } else { "2027-07-10T12:00:00Z" }
                    .parse::<Timestamp>()
                    .unwrap()
                    .as_millisecond()
            })
            .collect();
        let wall = |zone: &TimeZone, made: i64| {
            zone.to_datetime(Timestamp::from_millisecond(made).unwrap())
        };
        let amsterdam = Decided::named("Europe/Amsterdam", "").unwrap();
        let samples: Vec<_> =
            noons.iter().map(|&made| (wall(&amsterdam.zone, made), made)).collect();
        assert_eq!(
            from_status_ids(&samples, std::slice::from_ref(&amsterdam)).unwrap().name,
            "Europe/Amsterdam"
        );
        assert!(from_status_ids(&samples, &[]).is_none());
        let behind = TimeZone::fixed(Offset::from_seconds(-8 * 3600).unwrap());
        let samples: Vec<_> = noons.iter().map(|&made| (wall(&behind, made), made)).collect();
        assert_eq!(from_status_ids(&samples, &[amsterdam]).unwrap().name, "UTC-08:00");
        assert!(from_status_ids(&samples[..4], &[]).is_none());
    }
}
