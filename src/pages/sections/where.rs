//! Where: mentions by channel.

use crate::brief::Stance;
use crate::charts::{self, Bar, Bars};
use crate::insights::findings::{Finding, Unknown};
use crate::insights::{ChannelFigures, Report};
use crate::pages::channels;
use crate::pages::comparison::comparison;
use crate::pages::drawing::Drawing;
use crate::pages::format::{NOT_MEASURED, count, counted, percent};
use crate::pages::section::{Block, DataFile, Figure, Layout, Section, SectionInput, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words;

/// Further channels share one bar, "other channels"; the table lists them all.
const MOST_BARS: usize = 12;

const COLUMNS: [&str; 6] =
    ["name", "mentions", "share", "share_range", "conversations", "conversations_per_day"];

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let headline = words::place(words::Words::english(), input.report);
    Section {
        blocks: vec![Block::Figure(Box::new(figure(input, &headline))), input.notes()],
        findings: input.findings(|found| matches!(found, Finding::Place(_) | Finding::Volume(_))),
        unknowns: input.unknowns(|unknown| {
            matches!(
                unknown,
                Unknown::Gap { .. } | Unknown::Change { .. } | Unknown::Channel { .. }
            )
        }),
        ..input.section("Where", headline)
    }
}

fn figure(input: &SectionInput<'_>, headline: &str) -> Figure {
    let report = input.report;
    let subtitle = format!(
        "Mentions by channel, with their share of all {}; {}",
        counted(report.mentions, "mention"),
        input.observed()
    );
    let drawing = match (report.mentions, report.channels.len()) {
        (0, _) => Err("There is nothing to draw.".to_owned()),
        (_, 0 | 1) => Err("There is one channel, and nothing to compare it with.".to_owned()),
        _ => {
            let bars = bars(report);
            Ok(Drawing::new("where", headline, &subtitle, |frame, width| {
                charts::bars(frame, &bars, width)
            }))
        }
    };
    let data = |name, label, table| DataFile { name, label, table };
    Figure {
        id: "where",
        title: None,
        subtitle,
        drawing,
        source: "Used mentions of all exports after duplicates, own posts, reposts and what is not relevant were taken out. \
                 Ranges: Wilson, 95%."
            .to_owned(),
        table: TableBlock {
            id: "where",
            caption: "Mentions and conversations by channel".to_owned(),
            table: input.channels.pick(&COLUMNS),
            layout: Layout::Scroll,
            files: vec![
                channels::file(input.channels),
                data("volume_daily.csv", "Mentions by day (CSV)", volume_daily(report)),
                data("comparison.csv", "Against the period before (CSV)", comparison(report)),
            ],
        },
    }
}

fn bars(report: &Report) -> Bars {
    let (shown, rest) = match report.channels.len() {
        0..=MOST_BARS => (report.channels.as_slice(), [].as_slice()),
        _ => report.channels.split_at(MOST_BARS - 1),
    };
    let mut rows: Vec<Bar> = shown
        .iter()
        .map(|channel| {
            let bar =
                bar(channel.name.clone(), channel.mentions, report.mentions, is_aside(channel));
            if channel.is_measured() { bar } else { not_measured(bar) }
        })
        .collect();
    if !rest.is_empty() {
        let mentions = rest.iter().map(|channel| channel.mentions).sum();
        let name = format!("{} other channels", count(rest.len() as u64));
        rows.push(bar(name, mentions, report.mentions, true));
    }
    Bars { rows }
}

fn is_aside(channel: &ChannelFigures) -> bool {
    channel.mentions == 0 || channel.stance == Stance::Avoid
}

fn bar(label: String, mentions: u64, total: u64, is_muted: bool) -> Bar {
    let ratio = mentions as f64 / total.max(1) as f64;
    let value_label = match mentions {
        0 => "0".to_owned(),
        _ if total < 10 => count(mentions),
        _ => format!("{} · {}", count(mentions), percent(ratio, total)),
    };
    Bar {
        value: mentions as f64,
        tooltip: format!("{label}: {}", counted(mentions, "mention")),
        label,
        value_label,
        is_muted,
    }
}

fn not_measured(bar: Bar) -> Bar {
    let tooltip = format!("{}: {NOT_MEASURED}", bar.label);
    Bar { value_label: NOT_MEASURED.to_owned(), tooltip, ..bar }
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
            figure(input, &words::place(words::Words::english(), report))
        })
    }

    #[test]
    fn a_bar_carries_value_and_share() {
        let bar = bar("X".into(), 780, 2028, false);
        assert_eq!(bar.value_label, "780 · 38.5%");
        assert_eq!(bar.tooltip, "X: 780 mentions");
        assert_eq!(super::bar("X".into(), 1, 3, false).value_label, "1");
    }

    #[test]
    fn a_channel_that_was_not_covered_has_no_zero() {
        let mut report = fixture::report();
        report.channels[5].observed_days = 0;
        let rows = figure_of(&report).table.table.shown().rows;
        assert_eq!(rows[5][1..5], ["not measured"; 4].map(str::to_owned)[..]);
        let bar = not_measured(bar("Forum".into(), 0, 2028, true));
        assert_eq!(
            (bar.value_label.as_str(), bar.tooltip.as_str()),
            ("not measured", "Forum: not measured")
        );
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
        assert_eq!(words::place(words::Words::english(), &report), "No channel had a mention");
        assert_eq!(figure.table.table.shown().rows.len(), 6);
    }
}
