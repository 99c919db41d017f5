//! Each suspicion with a case that raises it and one that just does not.

use super::*;
use crate::brief::Gap;
use crate::insights::period::each_day;
use crate::insights::sample::brief;
use crate::mentions::ledger::{Input, Outcome};
use crate::mentions::tone::Tone;
use crate::mentions::{Mention, RowStatus};
use crate::note::ZoneSource;
use crate::rollup::sample::{day, mention};
use crate::tally::Tally;
use crate::units::ToSpan;

fn input(rows: u64) -> Input {
    Input {
        name: "exports/a.csv".into(),
        bytes: 1,
        sha256: String::new(),
        format: "generic".into(),
        encoding: "utf-8".into(),
        delimiter: ",".into(),
        header_line: 1,
        timezone: Some("UTC".into()),
        timezone_from: ZoneSource::Brief,
        date_order: None,
        date_order_from: None,
        sentiment_scale: None,
        rows: Tally::from([(Outcome::Within(RowStatus::Used), rows)]),
        unknown_tones: Vec::new(),
        unknown_kinds: Vec::new(),
        unknown_stages: Vec::new(),
        unknown_departments: Vec::new(),
        notes: Vec::new(),
    }
}

/// So many rows on each day from 1 May 2028, a Monday.
fn series(counts: &[u64]) -> BTreeMap<Date, u64> {
    let days = each_day(day("2028-05-01"), Date::MAX).zip(counts.iter().copied());
    days.filter(|(_, rows)| *rows > 0).collect()
}

fn gap(days: &BTreeMap<Date, u64>) -> Vec<(i8, i8, f64)> {
    let found = gaps(days).into_iter().map(|gap| match gap {
        Suspicion::Gap { from, to, usual } => (from.day(), to.day(), usual),
        other => panic!("{other:?}"),
    });
    found.collect()
}

#[test]
fn a_round_number_of_rows_is_a_cap() {
    for (rows, is_cap) in
        [(4_999, false), (5_000, true), (5_001, false), (10_000, true), (50_000, true), (0, false)]
    {
        let ledger = Ledger { inputs: vec![input(rows)], ..Ledger::default() };
        assert_eq!(capped(&ledger).len(), usize::from(is_cap), "{rows}");
    }
}

#[test]
fn one_empty_day_of_twelve_rows_is_a_gap_and_of_eleven_is_none() {
    let month = |rows| {
        let mut counts = [rows; 28];
        counts[16] = 0;
        series(&counts)
    };
    // e^-12 = 6.14e-06 at 12 a day.
    assert_eq!(gap(&month(12)), [(17, 17, 12.0)]);
    assert_eq!(gap(&month(11)), []);
    assert_eq!(gap(&BTreeMap::new()), []);
}

#[test]
fn quiet_places_need_a_longer_run() {
    let with = |empty: usize| series(&[[2; 14].as_slice(), &vec![0; empty], &[2; 14]].concat());
    assert_eq!(gap(&with(5)), []);
    assert_eq!(gap(&with(6)), [(15, 20, 12.0)]);
}

#[test]
fn closed_sundays_and_stray_dates_are_no_gaps() {
    let week = [50, 60, 50, 40, 50, 30, 0];
    assert_eq!(gap(&series(&week.repeat(4))), []);
    let mut strays = series(&[40; 20]);
    strays.insert(day("2019-02-03"), 1);
    strays.insert(day("2031-02-03"), 1);
    assert_eq!(gap(&strays), []);
    // The Monday after a closed Sunday is missing too: only that day is unusual.
    let mut counts = week.repeat(4);
    counts[14] = 0;
    assert_eq!(gap(&series(&counts)), [(14, 15, 50.0)]);
}

#[test]
fn days_at_the_end_of_the_calendar_do_no_harm() {
    let days: BTreeMap<Date, u64> = [(Date::MIN, 99), (Date::MAX, 99)].into();
    assert_eq!(gap(&days), []);
}

#[test]
fn a_gap_that_the_brief_declares_for_every_channel_is_known() {
    let mut brief = brief(&["reddit", "reviews"]);
    let suspicion = Suspicion::Gap { from: day("2028-05-03"), to: day("2028-05-05"), usual: 40.0 };
    let of = |channel, to| Gap { channel, from: day("2028-05-01"), to: day(to) };
    brief.coverage_gaps = vec![of(0, "2028-05-05"), of(1, "2028-05-04")];
    assert!(!is_declared(&brief, &suspicion));
    brief.coverage_gaps.push(of(1, "2028-05-09"));
    assert!(is_declared(&brief, &suspicion));
}

#[test]
fn a_channel_that_falls_silent_for_a_week_and_comes_back_is_in_doubt() {
    let mut brief = brief(&["reddit"]);
    let silences = |brief: &Brief, empty: i64| {
        let mut coverage = Coverage::default();
        let after = day("2028-05-15").saturating_add(empty.days());
        let days = each_day(day("2028-05-01"), day("2028-05-14"));
        for at in days.chain(each_day(after, after.saturating_add(13.days()))) {
            rows(&mut coverage, "brandwatch", &at.to_string(), 4, true);
        }
        silences(&coverage, brief, &channels())
    };
    let (from, to) = (day("2028-05-15"), day("2028-05-21"));
    let expected = Suspicion::Silent { channel: "Reddit".into(), from, to, usual: 28.0 };
    assert_eq!(silences(&brief, 7), std::slice::from_ref(&expected));
    assert_eq!(silences(&brief, 6), [], "shorter than a week");
    let runs = vec![(day("2028-05-10"), day("2028-05-25"))];
    let other = Suspicion::NotCovered { channel: "Reddit".into(), runs };
    assert!(is_within_another(&expected, &[other]), "it is said once");
    assert!(!is_within_another(&expected, &[]));
    brief.coverage_silent = vec![Gap { channel: 0, from: day("2028-05-15"), to }];
    assert_eq!(silences(&brief, 7), [], "the brief says so");
}

/// Rows of one format on a day, with or without tone and author.
fn rows(coverage: &mut Coverage, format: &str, at: &str, count: u64, is_full: bool) {
    let account = is_full.then_some(1);
    let tone = if is_full { Tone::Positive } else { Tone::Unscored };
    let mention = Mention { account, tone, ..mention(&format!("{at}T10:00")) };
    for _ in 0..count {
        coverage.add(format, &mention);
    }
}

fn channels() -> Channels {
    Channels::new(&brief(&["reddit"]))
}

#[test]
fn a_tool_that_takes_over_is_reported_but_two_side_by_side_are_not() {
    let changes = |until: &str, since: &str, later: u64| {
        let mut coverage = Coverage::default();
        rows(&mut coverage, "meltwater", "2028-05-01", 19, true);
        rows(&mut coverage, "meltwater", until, 1, true);
        rows(&mut coverage, "brandwatch", since, later, true);
        changed_tools(&coverage, &channels())
    };
    let expected = Suspicion::ToolChanged {
        channel: "Reddit".into(),
        before: "meltwater".into(),
        until: day("2028-05-09"),
        after: "brandwatch".into(),
        since: day("2028-05-10"),
    };
    assert_eq!(changes("2028-05-09", "2028-05-10", 20), [expected]);
    assert_eq!(changes("2028-05-10", "2028-05-10", 20).len(), 1);
    assert_eq!(changes("2028-05-11", "2028-05-10", 20), []);
    assert_eq!(changes("2028-05-09", "2028-05-10", 19), []);
}

#[test]
fn a_column_stopped_if_its_silence_is_no_chance() {
    let silence = |full: u64, bare: u64, since: u64| {
        let mut coverage = Coverage::default();
        rows(&mut coverage, "reddit", "2028-05-01", full, true);
        rows(&mut coverage, "reddit", "2028-05-01", bare, false);
        rows(&mut coverage, "reddit", "2028-05-02", since, false);
        let days = coverage.iter().next().unwrap().2.clone();
        stopped(&days, Property::Author)
    };
    let expected = Some((day("2028-05-01"), day("2028-05-02"), 20));
    assert_eq!(silence(98, 0, 20), expected);
    assert_eq!(silence(98, 0, 19), None);
    // One row in ten: 0.9^n is under e^-12 from n = 114 on (12 / 0.10536 = 113.9).
    assert_eq!(silence(9, 89, 113), None);
    assert!(silence(9, 89, 114).is_some());
    assert_eq!(silence(0, 98, 500), None, "never filled: not measured, not stopped");
}

#[test]
fn other_is_reported_above_a_twentieth() {
    let channels = channels();
    let other = channels.iter().find(|(_, channel)| channel.id == "other").unwrap().0;
    let raw = ["forum", "blogg", "wiki", "misc"].map(|word| (word.to_owned(), 1));
    let ledger = Ledger { unknown_channels: raw.to_vec(), ..Ledger::default() };
    let raised = |unknown: u64| {
        let mut coverage = Coverage::default();
        rows(&mut coverage, "generic", "2028-05-01", 100 - unknown, true);
        for _ in 0..unknown {
            coverage.add("generic", &Mention { channel: other, ..mention("2028-05-01T10:00") });
        }
        other_channel(&coverage, &ledger, &channels)
    };
    assert_eq!(raised(5), None);
    let raw = raw[..3].to_vec();
    assert_eq!(raised(6), Some(Suspicion::OtherChannel { rows: 6, of: 100, raw }));
}

#[test]
fn what_no_row_tells_is_not_measured() {
    let mut coverage = Coverage::default();
    assert_eq!(not_measured(&coverage), []);
    rows(&mut coverage, "generic", "2028-05-01", 3, false);
    let both = [Property::Tone, Property::Language].map(Suspicion::NotMeasured);
    assert_eq!(not_measured(&coverage), both);
    rows(&mut coverage, "generic", "2028-05-01", 1, true);
    assert_eq!(not_measured(&coverage), both[1..]);
}

#[test]
fn a_report_hears_of_its_own_days() {
    let may = Period::month(day("2028-05-01"));
    let gap = |from, to| Suspicion::Gap { from: day(from), to: day(to), usual: 12.0 };
    assert!(gap("2028-04-28", "2028-05-01").concerns(&may));
    assert!(!gap("2028-06-01", "2028-06-02").concerns(&may));
    let changed = |until, since| Suspicion::ToolChanged {
        channel: String::new(),
        before: String::new(),
        until: day(until),
        after: String::new(),
        since: day(since),
    };
    assert!(changed("2028-04-30", "2028-05-01").concerns(&may));
    assert!(!changed("2028-06-01", "2028-06-02").concerns(&may));
    assert!(Suspicion::NotMeasured(Property::Tone).concerns(&may));
}
