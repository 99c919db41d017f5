//! Which zone a wall-clock time of an export is in, where the value does not carry its offset.
//!
//! Evidence, strongest first (docs/method.md, Local time): the brief, the column's name, an abbreviation in the value, an epoch in another column,
//! the ids of posts on X, the preamble, the format's own zone, else the brief's zone with a warning. Evidence that contradicts the
//! brief or the column's name is told, not followed.

mod local;
mod stated;
mod witness;

use std::collections::BTreeMap;

use jiff::tz::Offset;

pub(super) use local::Local;
pub(super) use stated::of_value;
pub use stated::{abbreviation, from_header, from_preamble};
pub(super) use witness::Witness;
pub use witness::status_time;

use crate::brief::DateOrder;
use crate::exports::format::Format;
use crate::note::Note;
use crate::units::{DateTime, TimeZone, Timestamp};

/// A zone, its name for people, and what decided it.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The zone.
    pub zone: TimeZone,
    /// IANA name or offset; `in the value` where the abbreviations behind the times differ.
    pub name: String,
    /// What decided it, in a few words, with the rows that agree where rows were asked.
    pub from: String,
    /// Nothing decided it: it is the brief's own zone, and the report says so.
    pub is_assumed: bool,
    /// An abbreviation behind a time beats the zone, each for its own value.
    pub is_by_value: bool,
}

impl Decided {
    fn new(zone: TimeZone, name: impl Into<String>, from: impl Into<String>) -> Self {
        Self { zone, name: name.into(), from: from.into(), is_assumed: false, is_by_value: false }
    }

    /// A zone of the embedded database.
    pub fn named(name: &str, from: impl Into<String>) -> Option<Self> {
        let zone = if name == "UTC" { TimeZone::UTC } else { TimeZone::get(name).ok()? };
        Some(Self::new(zone, name, from))
    }

    /// A fixed offset.
    pub fn fixed(offset: Offset, from: impl Into<String>) -> Self {
        let name =
            if offset == Offset::UTC { "UTC".to_owned() } else { format!("UTC{}", signed(offset)) };
        Self::new(TimeZone::fixed(offset), name, from)
    }
}

fn signed(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// The instant of a wall-clock time, and whether the clock was changed just then: of an hour that came twice the first is taken, out of
/// a skipped one the time is moved forward. `None` at the ends of the calendar.
pub(super) fn instant(zone: &TimeZone, wall: DateTime) -> Option<(Timestamp, bool)> {
    let found = zone.to_ambiguous_timestamp(wall);
    let is_changed = found.is_ambiguous();
    found.compatible().ok().map(|instant| (instant, is_changed))
}

/// Everything that is known of the zone before a row is read, strongest first.
#[derive(Debug)]
pub(super) struct Ladder {
    /// By the brief or the column's name: nothing overrides it.
    stated: Option<Decided>,
    preamble: Option<Decided>,
    format: Option<Decided>,
    fallback: Decided,
}

impl Ladder {
    /// `rule` is `exports[].timezone`, `columns` the names of the time columns, `fallback` `timing.timezone`.
    pub(super) fn new<'a>(
        rule: Option<(String, TimeZone)>,
        mut columns: impl Iterator<Item = &'a str>,
        preamble: &[String],
        format: &Format,
        fallback: (&str, &TimeZone),
    ) -> Self {
        let by_brief = rule.map(|(name, zone)| Decided::new(zone, name, "the brief"));
        let believed = if format.timezone_is_believed { " (believed, not verified)" } else { "" };
        let from = "the brief's `timing.timezone`, for want of anything better";
        Self {
            stated: by_brief.or_else(|| columns.find_map(from_header)),
            preamble: from_preamble(preamble),
            format: format
                .timezone
                .as_deref()
                .and_then(|name| Decided::named(name, format!("the format's own zone{believed}"))),
            fallback: Decided {
                is_assumed: true,
                ..Decided::new(fallback.1.clone(), fallback.0, from)
            },
        }
    }

    /// The zones that rows may prove, the likeliest first.
    pub(super) fn expected(&self) -> Vec<Decided> {
        let before = [&self.stated, &self.preamble, &self.format];
        before.into_iter().flatten().chain([&self.fallback]).cloned().collect()
    }

    /// Decides, once the rows have been asked. `abbreviations` are those behind the times with their rows. A contradiction goes to `notes`.
    ///
    /// # Errors
    ///
    /// The most frequent abbreviation if none is known and nothing stronger speaks.
    pub(super) fn decide(
        self,
        abbreviations: &BTreeMap<String, usize>,
        witnesses: &[Witness],
        order: Option<DateOrder>,
        notes: &mut Vec<Note>,
    ) -> Result<Decided, String> {
        let expected = self.expected();
        let proved = witnesses.iter().find_map(|witness| witness.verdict(order, &expected));
        if let Some(stated) = self.stated {
            if let Some(other) = proved.filter(|proved| proved.name != stated.name) {
                notes.push(Note::ZoneContradicted {
                    zone: stated.name.clone(),
                    by: stated.from.clone(),
                    evidence: other.from,
                    proved: other.name,
                });
            }
            return Ok(stated);
        }
        let rest = proved.or(self.preamble).or(self.format).unwrap_or(self.fallback);
        by_abbreviations(abbreviations, rest)
    }
}

/// `rest` is the zone of values without an abbreviation, where those of the others differ.
fn by_abbreviations(rows: &BTreeMap<String, usize>, rest: Decided) -> Result<Decided, String> {
    let mut ranked: Vec<(&String, usize)> = rows.iter().map(|(text, rows)| (text, *rows)).collect();
    ranked.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    let Some((most, _)) = ranked.first() else { return Ok(rest) };
    let mut known = ranked.iter().filter_map(|(text, _)| abbreviation(text));
    let Some(only) = known.next() else { return Err((*most).clone()) };
    let decided = if known.next().is_none() {
        only
    } else {
        let each = ranked.iter().map(|(text, rows)| format!("`{text}` ({rows})"));
        let from = format!(
            "what stands behind each time, with its rows: {}",
            each.collect::<Vec<_>>().join(", ")
        );
        Decided { is_assumed: false, ..Decided::new(rest.zone, "in the value", from) }
    };
    Ok(Decided { is_by_value: true, ..decided })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::formats::by_id;

    fn ladder(rule: Option<&str>, column: &str, preamble: &[&str], format: &str) -> Ladder {
        let rule = rule.map(|name| (name.to_owned(), TimeZone::get(name).unwrap()));
        let preamble: Vec<String> = preamble.iter().map(|line| (*line).to_owned()).collect();
        let fallback = ("Europe/Amsterdam", &TimeZone::get("Europe/Amsterdam").unwrap());
        Ladder::new(rule, [column].into_iter(), &preamble, by_id(format).unwrap(), fallback)
    }

    fn decide(
        ladder: Ladder,
        abbreviations: &[(&str, usize)],
        witnesses: &[Witness],
    ) -> (Vec<String>, Vec<Note>) {
        let rows = abbreviations.iter().map(|(text, rows)| ((*text).to_owned(), *rows)).collect();
        let mut notes = Vec::new();
        let decided = ladder.decide(&rows, witnesses, None, &mut notes).unwrap();
        (vec![decided.name, decided.from], notes)
    }

    /// Ten rows whose wall clock is UTC.
    fn utc() -> Witness {
        let mut witness = Witness::new("the ids of posts on X");
        for minute in 0..10 {
            let wall: DateTime = format!("2028-05-01T10:0{minute}:00").parse().unwrap();
            let made = Offset::UTC.to_timestamp(wall).unwrap().as_millisecond();
            witness.see([Some(wall); 2], made, &[]);
        }
        witness
    }

    #[test]
    fn every_rung_beats_those_below_it() {
        let preamble = ["From: Sat Jan 01 00:00:00 CET 2028"];
        let ids = [utc()];
        let est = [("EST", 3)];
        let full = |rule, column| ladder(rule, column, &preamble, "hacker_news");
        let plain = |preamble: &[&str], format| ladder(None, "Date", preamble, format);
        for (decided, name, from) in [
            (decide(full(Some("Asia/Tokyo"), "Date (EDT)"), &est, &ids), "Asia/Tokyo", "the brief"),
            (
                decide(full(None, "Date (EDT)"), &est, &ids),
                "UTC-04:00",
                "the column's name `Date (EDT)`",
            ),
            (decide(full(None, "Date"), &est, &ids), "UTC-05:00", "`EST` behind the time"),
            (
                decide(full(None, "Date"), &[], &ids),
                "UTC",
                "the ids of posts on X (10 of 10 agree)",
            ),
            (decide(full(None, "Date"), &[], &[]), "UTC+01:00", "the times of the preamble"),
            (
                decide(plain(&[], "hacker_news"), &[], &[]),
                "America/New_York",
                "the format's own zone (believed, not verified)",
            ),
            (
                decide(plain(&[], "generic"), &[], &[]),
                "Europe/Amsterdam",
                "the brief's `timing.timezone`, for want of anything better",
            ),
        ] {
            assert_eq!(decided.0, [name, from]);
        }
    }

    #[test]
    fn what_contradicts_the_brief_is_told() {
        let ladder = ladder(Some("Asia/Tokyo"), "Date", &[], "generic");
        let said = decide(ladder, &[], &[utc()]);
        assert_eq!(
            said.1,
            [Note::ZoneContradicted {
                zone: "Asia/Tokyo".into(),
                by: "the brief".into(),
                evidence: "the ids of posts on X (10 of 10 agree)".into(),
                proved: "UTC".into(),
            }]
        );
    }

    #[test]
    fn several_abbreviations_stand_each_for_its_own_value() {
        let generic = || ladder(None, "Date", &[], "generic");
        let said = decide(generic(), &[("CEST", 14), ("CET", 268)], &[]);
        assert_eq!(
            said.0,
            [
                "in the value",
                "what stands behind each time, with its rows: `CET` (268), `CEST` (14)"
            ]
        );
        let said = decide(generic(), &[("CEST", 14), ("QQT", 1)], &[]);
        assert_eq!(said.0, ["UTC+02:00", "`CEST` behind the time"]);
        let unknown = BTreeMap::from([("QQT".to_owned(), 9), ("ZZT".to_owned(), 1)]);
        assert_eq!(generic().decide(&unknown, &[], None, &mut Vec::new()).unwrap_err(), "QQT");
    }

    #[test]
    fn of_two_hours_the_first_and_out_of_a_skipped_one_forward() {
        // 2028: Amsterdam skips 02:00 to 03:00 on 26 March and has it twice on 29 October.
        let amsterdam = TimeZone::get("Europe/Amsterdam").unwrap();
        let read = |wall: &str| {
            let (instant, is_changed) = instant(&amsterdam, wall.parse().unwrap()).unwrap();
            (instant.to_string(), is_changed)
        };
        assert_eq!(read("2028-03-26T02:30:00"), ("2028-03-26T01:30:00Z".to_owned(), true));
        assert_eq!(read("2028-10-29T02:30:00"), ("2028-10-29T00:30:00Z".to_owned(), true));
        assert_eq!(read("2028-10-29T03:30:00"), ("2028-10-29T02:30:00Z".to_owned(), false));
    }
}
