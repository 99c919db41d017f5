//! Where: mentions by channel.

use crate::brief::Stance;
use crate::charts::{self, Bars};
use crate::insights::Report;
use crate::insights::findings::{Finding, Unknown};
use crate::pages::bars::{Counted, counted_bars};
use crate::pages::channels;
use crate::pages::drawing::Drawing;
use crate::pages::section::{Block, DataFile, Figure, Layout, Section, SectionInput, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{self, Words, say};

const COLUMNS: [&str; 6] =
    ["name", "mentions", "share", "share_range", "conversations", "conversations_per_day"];

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let words = input.words;
    let headline = words::place(words, input.report);
    Section {
        blocks: vec![Block::Figure(Box::new(figure(input, &headline))), input.notes()],
        findings: input.findings(|found| matches!(found, Finding::Place(_))),
        unknowns: input
            .unknowns(|unknown| matches!(unknown, Unknown::Gap { .. } | Unknown::Channel { .. })),
        ..input.section(words.text("where-question"), headline)
    }
}

fn figure(input: &SectionInput<'_>, headline: &str) -> Figure {
    let (words, report) = (input.words, input.report);
    let mentions = say!(words, "mentions", n = report.mentions);
    let subtitle = say!(words, "where-deck", mentions = mentions, observed = input.observed());
    let drawing = match (report.mentions, report.channels.len()) {
        (0, _) => Err(words.text("page-nothing-to-draw")),
        (_, 0 | 1) => Err(words.text("where-one-channel")),
        _ => {
            let bars = bars(words, report);
            Ok(Drawing::new("where", headline, &subtitle, |frame, width| {
                charts::bars(frame, &bars, width)
            }))
        }
    };
    let data = |name, label, table| DataFile { name, label: words.text(label), table };
    Figure {
        id: "where",
        title: None,
        subtitle,
        drawing,
        source: words.text("where-source"),
        table: TableBlock {
            id: "where",
            caption: words.text("where-caption"),
            table: input.channels.pick(&COLUMNS),
            layout: Layout::Scroll,
            files: vec![
                channels::file(words, input.channels),
                data("volume_daily.csv", "where-daily", volume_daily(report)),
            ],
        },
    }
}

fn bars(words: &Words, report: &Report) -> Bars {
    let rows: Vec<Counted> = report
        .channels
        .iter()
        .map(|channel| Counted {
            label: channel.name.clone(),
            count: channel.is_measured().then_some(channel.mentions),
            is_muted: channel.mentions == 0 || channel.stance == Some(Stance::Avoid),
        })
        .collect();
    counted_bars(words, &rows, report.mentions, |words, n| say!(words, "other-channels", n = n))
}

/// Used mentions of every day of the window and every channel.
fn volume_daily(report: &Report) -> Table {
    let columns = vec![
        Column::data("date", Unit::Text),
        Column::data("channel", Unit::Text),
        Column::data("mentions", Unit::Count),
    ];
    let rows = report.daily.iter().flat_map(|day| {
        report.channels.iter().zip(&day.mentions).map(|(channel, mentions)| {
            vec![Cell::Date(day.date), Cell::text(&channel.id), Cell::count(*mentions)]
        })
    });
    Table::new(columns).with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    fn figure_of(report: &Report) -> Figure {
        fixture::with_input(&fixture::brief(), report, |input| {
            figure(input, &words::place(Words::english(), report))
        })
    }

    #[test]
    fn a_channel_that_was_not_covered_has_no_zero() {
        let mut report = fixture::report();
        report.channels[5].observed_days = 0;
        let rows = figure_of(&report).table.table.shown(Words::english()).rows;
        assert_eq!(rows[5][1..5], ["not measured"; 4].map(str::to_owned)[..]);
        report.daily[0].mentions[5] = None;
        let csv = String::from_utf8(volume_daily(&report).csv()).unwrap();
        assert_eq!(csv.lines().count(), 1 + 28 * 6);
        assert_eq!(csv.lines().nth(6), Some("2026-05-01,forum,"));
    }

    #[test]
    fn one_channel_is_a_sentence_not_a_lonely_bar() {
        let mut report = fixture::report();
        report.channels.truncate(1);
        let reason = figure_of(&report).drawing.err();
        assert!(reason.is_some_and(|reason| reason.starts_with("There is one channel")));
    }

    #[test]
    fn silence_is_a_sentence_not_a_chart() {
        let report = fixture::silent_report();
        let figure = figure_of(&report);
        assert_eq!(figure.drawing.err().as_deref(), Some("There is nothing to draw."));
        assert_eq!(words::place(Words::english(), &report), "No channel had a mention");
        assert_eq!(figure.table.table.shown(Words::english()).rows.len(), 6);
    }
}
