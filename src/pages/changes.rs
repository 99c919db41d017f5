//! `data/changes.csv` and `data/peaks.csv`: the period compared with what was before it, and the days that are exceptional.
//!
//! The page says the same in words, as findings. A cell is empty where there is no such figure or too little for a verdict; a file without a row
//! means that nothing was compared, or that no day is exceptional.

use super::table::{Cell, Column, Table, Unit};
use crate::brief::Event;
use crate::insights::change::{Base, Change, ChangeVerdict, WeekTest};
use crate::insights::findings::comparable;
use crate::insights::{Report, TermFigures};
use crate::units::Date;

/// The table of `changes.csv`: mentions a day, net sentiment, and mentions a day of each channel.
pub(super) fn changes(report: &Report) -> Table {
    use Unit::{Count, Quantity, Text};
    let columns = [
        ("measure", Text),
        ("channel", Text),
        ("now", Quantity),
        ("before", Quantity),
        ("ratio", Quantity),
        ("difference", Quantity),
        ("low", Quantity),
        ("high", Quantity),
        ("p", Quantity),
        ("verdict", Text),
        ("base", Text),
        ("weeks_now", Count),
        ("weeks_before", Count),
        ("from", Text),
        ("to", Text),
        ("before_from", Text),
        ("before_to", Text),
    ];
    let rows = comparable(report).into_iter().flat_map(|change| {
        let channels = change.channels.iter().map(|channel| {
            mentions(change, Cell::text(&channel.channel), channel.per_day, channel.test)
        });
        let all = mentions(change, Cell::NotMeasured, change.per_day, change.test);
        [all, tone(report, change)].into_iter().chain(channels).collect::<Vec<_>>()
    });
    Table::new(columns.map(|(key, unit)| Column::data(key, unit)).to_vec()).with(rows)
}

fn mentions(
    change: &Change,
    channel: Cell,
    (now, before): (f64, f64),
    test: Option<WeekTest>,
) -> Vec<Cell> {
    let figures = [
        Cell::text("mentions_per_day"),
        channel,
        Cell::Number(now),
        Cell::Number(before),
        Cell::number(test.map(|test| test.ratio)),
        Cell::NotMeasured,
        Cell::number(test.map(|test| test.interval.0)),
        Cell::number(test.map(|test| test.interval.1)),
        Cell::number(test.map(|test| test.p)),
        verdict(test.map(|test| test.verdict)),
        base(change),
        Cell::Count(change.weeks.0 as u64),
        Cell::Count(change.weeks.1 as u64),
    ];
    let (now, before) = (change.now, change.before);
    figures.into_iter().chain([now.from, now.to, before.from, before.to].map(Cell::Date)).collect()
}

fn tone(report: &Report, change: &Change) -> Vec<Cell> {
    let (tone, none) = (&change.tone, || Cell::NotMeasured);
    let (test, days) = (tone.test, report.window.unwrap_or(change.now));
    let figures = [
        Cell::text("net_sentiment"),
        none(),
        Cell::number(tone.now.net),
        Cell::number(tone.before.net),
        none(),
        Cell::number(test.map(|test| test.difference)),
        Cell::number(test.map(|test| test.interval.0)),
        Cell::number(test.map(|test| test.interval.1)),
        none(),
        verdict(test.map(|test| test.verdict)),
        base(change),
        none(),
        none(),
    ];
    let dates = [days.from, days.to, tone.days.0, tone.days.1];
    figures.into_iter().chain(dates.map(Cell::Date)).collect()
}

fn verdict(verdict: Option<ChangeVerdict>) -> Cell {
    verdict.map_or(Cell::NotMeasured, |verdict| Cell::text(verdict.id()))
}

fn base(change: &Change) -> Cell {
    match &change.base {
        Base::Weeks => Cell::text("weeks"),
        Base::Period(period) => Cell::text(&period.id),
    }
}

/// The table of `peaks.csv`: runs of days on which far more was said than usual (`mentions`), or in a tone far from the usual (`net_sentiment`).
pub(super) fn peaks(report: &Report) -> Table {
    use Unit::{Count, Quantity, Text};
    let columns = [
        ("measure", Text),
        ("from", Text),
        ("to", Text),
        ("now", Quantity),
        ("usual", Quantity),
        ("z", Quantity),
        ("event", Text),
        ("event_date", Text),
        ("channel", Text),
        ("channel_now", Count),
        ("channel_usual", Quantity),
        ("authors", Count),
        ("thread", Count),
        ("thread_of", Count),
        ("terms", Text),
    ];
    let volume = report.peaks.iter().flatten().map(|peak| {
        let channel = peak.channel.as_ref();
        row(
            "mentions",
            (peak.from, peak.to),
            [Cell::Count(peak.mentions), Cell::Number(peak.usual), Cell::Number(peak.z)],
            peak.event.as_ref(),
            [
                channel.map_or(Cell::NotMeasured, |channel| Cell::text(&channel.id)),
                Cell::count(channel.map(|channel| channel.mentions)),
                Cell::number(channel.map(|channel| channel.usual)),
                Cell::count(peak.authors),
                Cell::count(peak.thread.map(|thread| thread.mentions)),
                Cell::count(peak.thread.map(|thread| thread.of)),
                terms(peak.terms.as_deref()),
            ],
        )
    });
    let tone = report.tone_peaks.iter().flatten().map(|peak| {
        row(
            "net_sentiment",
            (peak.from, peak.to),
            [Cell::number(peak.tone.net), Cell::Number(peak.usual), Cell::Number(peak.z)],
            peak.event.as_ref(),
            [
                Cell::NotMeasured,
                Cell::NotMeasured,
                Cell::NotMeasured,
                Cell::NotMeasured,
                Cell::NotMeasured,
                Cell::NotMeasured,
                terms(peak.terms.as_deref()),
            ],
        )
    });
    Table::new(columns.map(|(key, unit)| Column::data(key, unit)).to_vec())
        .with(volume.chain(tone).collect::<Vec<_>>())
}

/// Separated by semicolons; empty if none stands out as well as if none was measured, which `summary.json` distinguishes.
fn terms(terms: Option<&[TermFigures]>) -> Cell {
    let terms = terms.filter(|terms| !terms.is_empty());
    let names = |terms: &[TermFigures]| {
        terms.iter().map(|term| term.term.as_str()).collect::<Vec<_>>().join("; ")
    };
    terms.map_or(Cell::NotMeasured, |terms| Cell::text(names(terms)))
}

fn row(
    measure: &str,
    (from, to): (Date, Date),
    figures: [Cell; 3],
    event: Option<&Event>,
    last: [Cell; 7],
) -> Vec<Cell> {
    let event = match event {
        Some(event) => [Cell::text(&event.label), Cell::Date(event.date)],
        None => [Cell::NotMeasured, Cell::NotMeasured],
    };
    let first = [Cell::text(measure), Cell::Date(from), Cell::Date(to)];
    first.into_iter().chain(figures).chain(event).chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::peaks::PeakThread;
    use crate::insights::{TonePeak, VolumePeak};
    use crate::pages::fixture::{self, day};

    fn lines(table: &Table) -> Vec<String> {
        String::from_utf8(table.csv()).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn every_measure_stands_with_what_its_verdict_rests_on() {
        let lines = lines(&changes(&fixture::report()));
        assert_eq!(lines.len(), 4);
        assert!(lines[1].starts_with("mentions_per_day,,72.4"), "{}", lines[1]);
        assert!(lines[1].ends_with("rose,weeks,4,13,2026-05-01,2026-05-28,2026-01-30,2026-04-30"));
        assert!(lines[2].starts_with("net_sentiment,,-5.3"), "{}", lines[2]);
        assert!(lines[2].contains(",fell,weeks,,,"), "{}", lines[2]);
        assert!(lines[3].starts_with("mentions_per_day,x,36.2"), "{}", lines[3]);
    }

    #[test]
    fn what_was_not_compared_has_no_row() {
        let mut report = fixture::report();
        report.change = None;
        assert_eq!(lines(&changes(&report)).len(), 1);
        let mut short = fixture::report();
        short.change.as_mut().unwrap().days.1 = 6;
        assert_eq!(lines(&changes(&short)).len(), 1, "not every weekday");
    }

    #[test]
    fn peaks_have_a_row_each() {
        let mut report = fixture::report();
        let peak =
            VolumePeak { thread: Some(PeakThread { mentions: 90, of: 300 }), ..fixture::peak() };
        let (from, to) = (peak.from, peak.to);
        report.peaks = Some(vec![peak]);
        let event = Event { date: day(2026, 5, 11), label: "Price change".to_owned() };
        let tone = report.tone;
        report.tone_peaks = Some(vec![TonePeak {
            from,
            to,
            tone,
            usual: 12.0,
            z: -5.0,
            event: Some(event),
            terms: None,
        }]);
        let lines = lines(&peaks(&report));
        assert_eq!(lines[1], "mentions,2026-05-12,2026-05-14,312,84.5,7.9,,,,,,40,90,300,");
        assert!(lines[2].starts_with("net_sentiment,2026-05-12,2026-05-14,-5.3"));
        assert!(lines[2].ends_with(",12,-5,Price change,2026-05-11,,,,,,,"), "{}", lines[2]);
    }
}
