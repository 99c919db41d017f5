//! Decides the time zone of an export's local times, where the values have no offset.
//!
//! Evidence, strongest first (docs/method.md, Local time): the brief, the column's name, an epoch in another column or the ids of posts (before one
//! abbreviation in all values), an abbreviation in the value, a column with one zone for all rows, the preamble, the format's own zone, else the
//! brief's zone with a warning. Evidence that contradicts the brief or the column's name is reported in a note and not used, but for a name such as `EST` where the rows prove the zone with its summer time. An abbreviation decides
//! for the rows without one only if at least half of the rows have it.

mod local;
mod row_evidence;
mod stated;

use std::collections::BTreeMap;

use jiff::tz::Offset;

pub(crate) use local::LocalClock;
pub use row_evidence::status_time;
pub(super) use row_evidence::{Instants, RowEvidence};
pub(super) use stated::from_column;
pub(super) use stated::of_value;
pub use stated::{abbreviation, from_header, from_preamble};

use crate::brief::DateOrder;
use crate::exports::format::Format;
use crate::note::{Note, ZoneSource};
use crate::units::{DateTime, TimeZone, Timestamp};

/// A zone, its display name, and what decided it.
#[derive(Debug, Clone)]
pub struct DecidedZone {
    /// The zone.
    pub zone: TimeZone,
    /// IANA name or offset. Not to be shown if the source is [`ZoneSource::Abbreviations`]: then it is the zone of values without one.
    pub name: String,
    /// What decided it.
    pub from: ZoneSource,
    /// There was no evidence: it is the brief's own zone, and the report says so.
    pub is_assumed: bool,
    /// An abbreviation after a time overrides the zone for that value.
    pub is_by_value: bool,
}

impl DecidedZone {
    fn new(zone: TimeZone, name: impl Into<String>, from: ZoneSource) -> Self {
        Self { zone, name: name.into(), from, is_assumed: false, is_by_value: false }
    }

    /// A zone of the embedded database.
    pub fn named(name: &str, from: ZoneSource) -> Option<Self> {
        let zone = if name == "UTC" { TimeZone::UTC } else { TimeZone::get(name).ok()? };
        Some(Self::new(zone, name, from))
    }

    /// A fixed offset.
    pub fn fixed(offset: Offset, from: ZoneSource) -> Self {
        let name =
            if offset == Offset::UTC { "UTC".to_owned() } else { format!("UTC{}", signed(offset)) };
        Self::new(TimeZone::fixed(offset), name, from)
    }

    /// The zone with summer time, where a column's name or the values state its standard time for all rows.
    pub(super) fn with_summer_time(&self) -> Option<(&'static str, TimeZone)> {
        let text = match &self.from {
            ZoneSource::ColumnName { column } => column,
            ZoneSource::Abbreviation { text } => text,
            _ => return None,
        };
        self.zone.to_fixed_offset().ok()?;
        let name = stated::with_summer_time(text)?;
        Some((name, TimeZone::get(name).ok()?))
    }

    /// Whether a column's name states the offset that this zone has for a part of the year: `Date (EST)` is also written all the year round.
    fn is_loosely(&self, zone: &Self) -> bool {
        let is_by_name = matches!(self.from, ZoneSource::ColumnName { .. });
        let offset = self.zone.to_fixed_offset().ok().filter(|offset| *offset != Offset::UTC);
        is_by_name
            && zone.zone.to_fixed_offset().is_err()
            && offset.is_some_and(|offset| stated::has_offset(&zone.zone, offset))
    }
}

fn signed(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// The instant of a local time, and whether the clock was changed then: an ambiguous time is the earlier one, a skipped time is moved
/// forward. `None` at the ends of the calendar.
pub(super) fn instant(zone: &TimeZone, wall: DateTime) -> Option<(Timestamp, bool)> {
    let found = zone.to_ambiguous_timestamp(wall);
    let is_changed = found.is_ambiguous();
    found.compatible().ok().map(|instant| (instant, is_changed))
}

/// The evidence for the zone that is known before a row is read, strongest first.
#[derive(Debug)]
pub(super) struct ZoneEvidence {
    /// From the brief or the column's name, which nothing overrides.
    stated: Option<DecidedZone>,
    column: Option<DecidedZone>,
    preamble: Option<DecidedZone>,
    format: Option<DecidedZone>,
    fallback: DecidedZone,
}

impl ZoneEvidence {
    /// `rule` is `exports[].timezone`, `columns` the names of the time columns, `column` the zone in another column, `fallback` `timing.timezone`.
    pub(super) fn new<'a>(
        rule: Option<(String, TimeZone)>,
        mut columns: impl Iterator<Item = &'a str>,
        column: Option<DecidedZone>,
        preamble: &[String],
        format: &Format,
        fallback: (&str, &TimeZone),
    ) -> Self {
        let by_brief = rule.map(|(name, zone)| DecidedZone::new(zone, name, ZoneSource::Brief));
        let by_format = ZoneSource::Format { is_believed: format.timezone_is_believed };
        Self {
            stated: by_brief.or_else(|| columns.find_map(from_header)),
            column,
            preamble: from_preamble(preamble),
            format: format.timezone.as_deref().and_then(|name| DecidedZone::named(name, by_format)),
            fallback: DecidedZone {
                is_assumed: true,
                ..DecidedZone::new(fallback.1.clone(), fallback.0, ZoneSource::Default)
            },
        }
    }

    /// The zones that rows may prove, the likeliest first.
    pub(super) fn expected(&self) -> Vec<DecidedZone> {
        let before = [&self.stated, &self.column, &self.preamble, &self.format];
        before.into_iter().flatten().chain([&self.fallback]).cloned().collect()
    }

    /// Decides the zone. `abbreviations` are those after the times, with their rows, out of all `walls` without an offset; `has_late_hour`: one of
    /// these times is after 12:59. A contradiction is added to `notes`.
    ///
    /// # Errors
    ///
    /// The most frequent abbreviation, if none is known and there is no stronger evidence, or if it may be a half of the day.
    pub(super) fn decide(
        self,
        abbreviations: &BTreeMap<String, usize>,
        has_late_hour: bool,
        walls: usize,
        row_evidence: &[RowEvidence],
        order: Option<DateOrder>,
        notes: &mut Vec<Note>,
    ) -> Result<DecidedZone, String> {
        let expected = self.expected();
        let proved =
            row_evidence.iter().find_map(|row_evidence| row_evidence.verdict(order, &expected));
        if let Some(text) = half_of_day(abbreviations).filter(|_| !has_late_hour) {
            return Err(text.to_owned());
        }
        if let Some(stated) = self.stated {
            if let Some(proved) = proved.as_ref().filter(|proved| stated.is_loosely(proved)) {
                return Ok(proved.clone());
            }
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
        let own = self.fallback.clone();
        let is_proved = proved.is_some();
        let rest =
            proved.or(self.column).or(self.preamble).or(self.format).unwrap_or(self.fallback);
        // A zone in a few rows is that of these rows.
        let stated: usize = abbreviations.values().sum();
        if stated * 2 < walls {
            return Ok(DecidedZone { is_by_value: stated > 0, ..rest });
        }
        if let Some((text, _)) = abbreviations.iter().max_by_key(|(_, rows)| **rows)
            && abbreviations.keys().all(|text| has_abbreviation(&own.zone, text))
        {
            let from = ZoneSource::Abbreviation { text: text.clone() };
            return Ok(DecidedZone { from, is_assumed: false, ..own });
        }
        // As in the name of a column, `EST` is also written all the year round.
        if is_proved && abbreviations.len() == 1 {
            return Ok(rest);
        }
        let decided = by_abbreviations(abbreviations, rest)?;
        if let ZoneSource::Abbreviation { text } = &decided.from
            && stated::is_ambiguous(text, &own.zone)
        {
            let (abbreviation, zone) = (text.clone(), decided.name.clone());
            notes.push(Note::AmbiguousZone { abbreviation, zone });
        }
        Ok(decided)
    }
}

/// Whether a zone has an abbreviation in winter or in summer, by another meaning than the usual one: `CST` in China is not that of America.
fn has_abbreviation(zone: &TimeZone, text: &str) -> bool {
    !stated::is_usual(text, zone)
        && ["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z"].iter().any(|instant| {
            let instant: Result<Timestamp, _> = instant.parse();
            instant.is_ok_and(|instant| zone.to_offset_info(instant).abbreviation() == text)
        })
}

/// The most frequent of the letters after times, if they are not a zone and many times have them: they may mean a half of the day.
pub(super) fn half_of_day(abbreviations: &BTreeMap<String, usize>) -> Option<&str> {
    const FEWEST: usize = 10;
    let unknown = abbreviations.iter().filter(|(text, _)| abbreviation(text).is_none());
    let rows: usize = unknown.clone().map(|(_, rows)| rows).sum();
    let most = unknown.max_by_key(|(_, rows)| **rows).filter(|_| rows >= FEWEST);
    most.map(|(text, _)| text.as_str())
}

/// Decides by the abbreviations; `rest` is the zone of the values without one.
fn by_abbreviations(
    rows: &BTreeMap<String, usize>,
    rest: DecidedZone,
) -> Result<DecidedZone, String> {
    let mut ranked: Vec<(&String, usize)> = rows.iter().map(|(text, rows)| (text, *rows)).collect();
    ranked.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    let Some((most, _)) = ranked.first() else { return Ok(rest) };
    let mut known = ranked.iter().filter_map(|(text, _)| abbreviation(text));
    let Some(only) = known.next() else { return Err((*most).clone()) };
    let decided = if known.next().is_none() {
        only
    } else {
        let rows = ranked.iter().map(|(text, rows)| ((*text).clone(), *rows as u64)).collect();
        let from = ZoneSource::Abbreviations { rows };
        DecidedZone { is_assumed: false, from, ..rest }
    };
    Ok(DecidedZone { is_by_value: true, ..decided })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::formats::by_id;

    fn ladder(rule: Option<&str>, column: &str, preamble: &[&str], format: &str) -> ZoneEvidence {
        let rule = rule.map(|name| (name.to_owned(), TimeZone::get(name).unwrap()));
        let preamble: Vec<String> = preamble.iter().map(|line| (*line).to_owned()).collect();
        let fallback = ("Europe/Amsterdam", &TimeZone::get("Europe/Amsterdam").unwrap());
        let columns = [column].into_iter();
        ZoneEvidence::new(rule, columns, None, &preamble, by_id(format).unwrap(), fallback)
    }

    fn decide(
        ladder: ZoneEvidence,
        abbreviations: &[(&str, usize)],
        row_evidence: &[RowEvidence],
    ) -> (String, ZoneSource, Vec<Note>) {
        let rows = abbreviations.iter().map(|(text, rows)| ((*text).to_owned(), *rows)).collect();
        let mut notes = Vec::new();
        let walls = abbreviations.iter().map(|(_, rows)| rows).sum();
        let decided = ladder.decide(&rows, true, walls, row_evidence, None, &mut notes).unwrap();
        (decided.name, decided.from, notes)
    }

    /// Ten rows whose wall clock is UTC.
    fn utc() -> RowEvidence {
        let mut row_evidence = RowEvidence::new(Instants::Ids("X"));
        for minute in 0..10 {
            let wall: DateTime = format!("2028-05-01T10:0{minute}:00").parse().unwrap();
            let made = Offset::UTC.to_timestamp(wall).unwrap().as_millisecond();
            row_evidence.observe([Some(wall); 2], made, &[]);
        }
        row_evidence
    }

    #[test]
    fn every_rung_beats_those_below_it() {
        let preamble = ["From: Sat Jan 01 00:00:00 CET 2028"];
        let ids = [utc()];
        let est = [("EST", 3)];
        let full = |rule, column| ladder(rule, column, &preamble, "hacker_news");
        let plain = |preamble: &[&str], format| ladder(None, "Date", preamble, format);
        let by_ids = || ZoneSource::Ids { network: "X".into(), rows: 10, of: 10 };
        let by_column = ZoneSource::ColumnName { column: "Date (EDT)".into() };
        let by_text = ZoneSource::Abbreviation { text: "EST".into() };
        let by_format = ZoneSource::Format { is_believed: true };
        for ((found, source, _), name, from) in [
            (
                decide(full(Some("Asia/Tokyo"), "Date (EDT)"), &est, &ids),
                "Asia/Tokyo",
                ZoneSource::Brief,
            ),
            (decide(full(None, "Date (EDT)"), &est, &ids), "UTC-04:00", by_column),
            (decide(full(None, "Date"), &est, &ids), "UTC", by_ids()),
            (decide(full(None, "Date"), &est, &[]), "UTC-05:00", by_text),
            (decide(full(None, "Date"), &[], &[]), "UTC+01:00", ZoneSource::PreambleTimes),
            (decide(plain(&[], "hacker_news"), &[], &[]), "America/New_York", by_format),
            (decide(plain(&[], "generic"), &[], &[]), "Europe/Amsterdam", ZoneSource::Default),
        ] {
            assert_eq!((found.as_str(), source), (name, from));
        }
    }

    #[test]
    fn a_contradiction_of_the_brief_is_noted() {
        let ladder = ladder(Some("Asia/Tokyo"), "Date", &[], "generic");
        let (.., notes) = decide(ladder, &[], &[utc()]);
        assert_eq!(
            notes,
            [Note::ZoneContradicted {
                zone: "Asia/Tokyo".into(),
                by: ZoneSource::Brief,
                evidence: ZoneSource::Ids { network: "X".into(), rows: 10, of: 10 },
                proved: "UTC".into(),
            }]
        );
    }

    #[test]
    fn several_abbreviations_are_each_for_their_own_value() {
        let generic = || ladder(None, "Date", &[], "generic");
        let (_, source, _) = decide(generic(), &[("CEST", 14), ("CET", 268)], &[]);
        let rows = vec![("CET".to_owned(), 268), ("CEST".to_owned(), 14)];
        assert_eq!(source, ZoneSource::Abbreviations { rows });
        let (name, source, _) = decide(generic(), &[("CEST", 14), ("QQT", 1)], &[]);
        assert_eq!(name, "UTC+02:00");
        assert_eq!(source, ZoneSource::Abbreviation { text: "CEST".into() });
        let unknown = BTreeMap::from([("QQT".to_owned(), 9), ("ZZT".to_owned(), 1)]);
        assert_eq!(
            generic().decide(&unknown, true, 10, &[], None, &mut Vec::new()).unwrap_err(),
            "QQT"
        );
        let halves = BTreeMap::from([("QM".to_owned(), 9), ("ZM".to_owned(), 8)]);
        let stated = ladder(Some("Asia/Tokyo"), "Date", &[], "generic");
        let notes = &mut Vec::new();
        assert_eq!(stated.decide(&halves, false, 17, &[], None, notes).unwrap_err(), "QM");
        let one = BTreeMap::from([("PST".to_owned(), 1)]);
        let few = generic().decide(&one, true, 60, &[], None, &mut Vec::new()).unwrap();
        assert_eq!((few.name.as_str(), few.is_by_value), ("Europe/Amsterdam", true));
    }

    #[test]
    fn an_abbreviation_of_the_brief_s_zone_is_meant_so() {
        let shanghai = TimeZone::get("Asia/Shanghai").unwrap();
        let fallback = ("Asia/Shanghai", &shanghai);
        let generic = by_id("generic").unwrap();
        let ladder = ZoneEvidence::new(None, ["Date"].into_iter(), None, &[], generic, fallback);
        let (name, source, _) = decide(ladder, &[("CST", 60)], &[]);
        assert_eq!(name, "Asia/Shanghai");
        assert_eq!(source, ZoneSource::Abbreviation { text: "CST".into() });
    }

    #[test]
    fn an_abbreviation_of_several_meanings_is_a_doubt_far_from_all_of_them() {
        let doubts = |name: &str, text: &str| {
            let zone = TimeZone::get(name).unwrap();
            let generic = by_id("generic").unwrap();
            let columns = ["Date"].into_iter();
            let ladder = ZoneEvidence::new(None, columns, None, &[], generic, (name, &zone));
            let (zone, _, notes) = decide(ladder, &[(text, 60)], &[]);
            (zone, notes.len())
        };
        assert_eq!(doubts("Europe/Amsterdam", "CST"), ("UTC-06:00".into(), 1));
        assert_eq!(doubts("Asia/Riyadh", "AST"), ("UTC-04:00".into(), 1));
        assert_eq!(doubts("Asia/Manila", "PST"), ("Asia/Manila".into(), 0));
        assert_eq!(doubts("America/New_York", "CST"), ("UTC-06:00".into(), 0));
        assert_eq!(doubts("Europe/Amsterdam", "CET"), ("UTC+01:00".into(), 0));
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
