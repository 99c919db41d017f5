//! The tables of section when: times to post, and the parts of the week that stand out.

use crate::brief::Brief;
use crate::insights::{BusyWindow, Report, SlotFigures, SlotVerdict};
use crate::pages::format::dates::days_key;
use crate::pages::section::{DataFile, Layout, SectionInput, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{self, Words, say};
use crate::units::Time;

/// The columns of a time to post in `summary.json`.
pub(in crate::pages) const SLOTS_JSON: [&str; 8] =
    ["audience", "days", "free_at", "post_at", "index", "low", "high", "verdict"];

/// The times to post; no table on the page if the brief has no free times.
pub(super) fn slots(input: &SectionInput<'_>) -> TableBlock {
    let (words, timing) = (input.words, &input.brief.timing);
    let table = slot_table(words, input.brief, input.report);
    let lead = words.duration(60 * u64::from(timing.lead_minutes));
    TableBlock {
        id: "slots",
        caption: say!(words, "slots-caption", lead = lead),
        table: table.clone(),
        layout: Layout::Stack,
        rows: vec!["slots"],
        files: vec![DataFile { name: "slots.csv", label: words.text("slots-file"), table }],
    }
}

/// A time to post a row, in the order of the brief.
pub(in crate::pages) fn slot_table(words: &Words, brief: &Brief, report: &Report) -> Table {
    let columns = vec![
        Column::new("audience", words.text("name-audience"), Unit::Text),
        Column::page("post", words.text("name-post"), Unit::Text),
        Column::data("days", Unit::Text),
        Column::data("free_at", Unit::Text),
        Column::data("post_days", Unit::Text),
        Column::data("post_at", Unit::Text),
        Column::data("mentions", Unit::Quantity),
        Column::page("hour_after", words.text("name-hour-after"), Unit::Text),
        Column::data("index", Unit::Quantity),
        Column::data("low", Unit::Quantity),
        Column::data("high", Unit::Quantity),
        Column::new("verdict", words.text("name-evidence"), Unit::Text),
    ];
    let rows = report.slots.iter().map(|slot| {
        let audience = &brief.audience[slot.audience];
        let evidence = slot.evidence;
        let interval = evidence.map(|evidence| evidence.interval);
        vec![
            Cell::word(&audience.id, &audience.name),
            Cell::text(post(words, slot)),
            Cell::text(days_key(&slot.days)),
            Cell::text(clock(slot.free_at)),
            Cell::text(days_key(&slot.post_days)),
            Cell::text(clock(slot.post_at)),
            Cell::number(evidence.map(|evidence| evidence.mentions)),
            hour_after(words, slot),
            Cell::number(evidence.map(|evidence| evidence.index)),
            Cell::number(interval.map(|range| range.0)),
            Cell::number(interval.map(|range| range.1)),
            verdict(words, slot.verdict()),
        ]
    });
    Table::new(columns).with(rows.collect::<Vec<_>>())
}

/// `Mon–Fri 16:50, free at 17:00`.
fn post(words: &Words, slot: &SlotFigures) -> String {
    let (days, time) = (words::days(words, &slot.post_days), words.time(slot.post_at));
    let free = words.time(slot.free_at);
    if slot.post_days == slot.days {
        say!(words, "slot-post", days = days, time = time, free = free)
    } else {
        let free_days = words::days(words, &slot.days);
        say!(
            words,
            "slot-post-before",
            days = days,
            time = time,
            free_days = free_days,
            free = free
        )
    }
}

/// `16:50`, whatever the language.
fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// `1.9 (1.4 to 2.5)`.
fn hour_after(words: &Words, slot: &SlotFigures) -> Cell {
    let Some(evidence) = slot.evidence else { return Cell::NotMeasured };
    let (low, high) = evidence.interval;
    let range = words.between(&words.quantity(low), &words.quantity(high));
    let value = words.quantity(evidence.index);
    Cell::text(say!(words, "with-range", value = value, range = range))
}

fn verdict(words: &Words, verdict: SlotVerdict) -> Cell {
    let (data, shown) = match verdict {
        SlotVerdict::Supported => ("supported", "slot-supported"),
        SlotVerdict::NotSupported => ("not_supported", "slot-not-supported"),
        SlotVerdict::Untested => ("untested", "slot-untested"),
    };
    Cell::word(data, words.text(shown))
}

/// The days on which the clock skips a time to post, a sentence each, and before them what the evidence means.
pub(super) fn skipped(input: &SectionInput<'_>) -> impl Iterator<Item = String> {
    let (words, slots) = (input.words, &input.report.slots);
    let source = (!slots.is_empty()).then(|| words.text("slots-source"));
    let days = slots.iter().flat_map(move |slot| {
        slot.skipped.iter().map(move |&(day, instead)| {
            let (day, time) = (words.date(day), words.time(slot.post_at));
            let instead = words.time(instead);
            say!(words, "slots-skipped", day = day, time = time, instead = instead)
        })
    });
    source.into_iter().chain(days)
}

/// The columns of a part of the week in `summary.json`.
pub(in crate::pages) const WINDOWS_JSON: [&str; 8] =
    ["days", "from_time", "to_time", "conversations", "expected", "index", "low", "high"];

/// A part of the week that stands out a row.
pub(in crate::pages) fn windows(report: &Report) -> Table {
    let columns = [
        ("days", Unit::Text),
        ("from_time", Unit::Text),
        ("to_time", Unit::Text),
        ("conversations", Unit::Count),
        ("expected", Unit::Quantity),
        ("index", Unit::Quantity),
        ("low", Unit::Quantity),
        ("high", Unit::Quantity),
    ];
    let found = report.activity.iter().flat_map(|activity| activity.windows.iter().flatten());
    let rows = found.map(|window| {
        let hour = |hour: u8| Cell::text(format!("{hour:02}:00"));
        let (low, high) = window.interval;
        vec![
            Cell::text(days_key(window.days())),
            hour(window.hour),
            hour(window.hour + BusyWindow::HOURS),
            Cell::Count(window.conversations),
            Cell::Number(window.expected),
            Cell::Number(window.index),
            Cell::Number(low),
            Cell::Number(high),
        ]
    });
    Table::new(columns.map(|(key, unit)| Column::data(key, unit)).to_vec())
        .with(rows.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;
    use crate::units::WEEK;

    fn csv(report: &Report) -> Vec<String> {
        let table = slot_table(Words::english(), &fixture::brief(), report);
        String::from_utf8(table.csv()).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_slot_has_its_evidence_in_words_and_numbers() {
        let mut report = fixture::report();
        let lines = csv(&report);
        assert_eq!(
            lines[0],
            "audience,days,free_at,post_days,post_at,mentions,index,low,high,verdict"
        );
        assert_eq!(lines[1], "commuters,mon-fri,17:00,mon-fri,16:50,52,1.91,1.42,2.5,supported");
        let shown =
            slot_table(Words::english(), &fixture::brief(), &report).shown(Words::english());
        assert_eq!(
            shown.rows[0],
            [
                "Weekday commuters",
                "Mon–Fri 16:50, free at 17:00",
                "1.9 (1.4\u{a0}to\u{a0}2.5)",
                "supported"
            ]
        );
        report.slots[0].post_days = [&WEEK[..4], &WEEK[6..]].concat();
        let shown =
            slot_table(Words::english(), &fixture::brief(), &report).shown(Words::english());
        assert_eq!(shown.rows[0][1], "Mon, Tue, Wed, Thu and Sun 16:50, free Mon–Fri at 17:00");
        report.slots[0].post_days = WEEK[..5].to_vec();
        report.slots[0].evidence = None;
        assert_eq!(csv(&report)[1], "commuters,mon-fri,17:00,mon-fri,16:50,,,,,untested");
        report.slots.clear();
        assert_eq!(csv(&report).len(), 1);
    }

    #[test]
    fn a_time_that_the_clock_skips_is_shown_with_its_day() {
        let mut report = fixture::report();
        report.slots[0].skipped = vec![(fixture::day(2026, 3, 29), "01:50".parse().unwrap())];
        let sentences: Vec<_> =
            fixture::with_input(&fixture::brief(), &report, |input| skipped(input).collect());
        assert!(sentences[0].starts_with("Supported: "));
        assert_eq!(sentences[1], "On 29 March 2026 the clock skips 16:50: post at 01:50.");
        report.slots.clear();
        let none = |input: &SectionInput<'_>| skipped(input).count();
        assert_eq!(fixture::with_input(&fixture::brief(), &report, none), 0);
    }

    #[test]
    fn a_window_has_its_numbers() {
        let mut report = fixture::report();
        report.activity.as_mut().unwrap().windows = Some(vec![fixture::window()]);
        let csv = String::from_utf8(windows(&report).csv()).unwrap();
        assert_eq!(csv.lines().nth(1), Some("sat-sun,09:00,12:00,87,57.5,2.4,1.9,3"));
    }
}
