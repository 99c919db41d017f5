//! Hours a day to answer, by channel, from the low to the high minutes of a conversation.

use crate::brief::Minutes;
use crate::charts::{self, Range, Ranges};
use crate::insights::{ChannelFigures, Hours, Report};
use crate::pages::channels;
use crate::pages::drawing::{Drawing, ticks};
use crate::pages::section::{Figure, Layout, SectionInput, TableBlock};
use crate::pages::words::{Words, say};

/// Further channels are in the table only; the total includes all of them.
const MOST_ROWS: usize = 9;

const COLUMNS: [&str; 8] = [
    "name",
    "conversations_per_day",
    "weeks_range",
    "minutes",
    "minutes_from",
    "hours_per_day_low",
    "hours_per_day",
    "hours_per_day_high",
];

pub(super) fn figure(input: &SectionInput<'_>, headline: &str) -> Figure {
    let (words, report) = (input.words, input.report);
    let Minutes { low, high, .. } = report.handling.minutes;
    let minutes = words.between(&words.assumed(low), &words.assumed(high));
    let minutes = words.with_unit(&minutes, &words.text("unit-minutes"));
    let subtitle = say!(words, "staffing-deck", minutes = minutes, observed = input.observed());
    let drawing = if report.is_work_measured() && report.staffing.hours_per_day > 0.0 {
        let ranges = ranges(words, report);
        Ok(Drawing::new("staffing", headline, &subtitle, |frame, width| {
            charts::ranges(frame, &ranges, width)
        }))
    } else {
        Err(words.text("page-nothing-to-draw"))
    };
    Figure {
        id: "staffing",
        title: None,
        subtitle,
        drawing,
        source: words.text("staffing-source"),
        table: TableBlock {
            id: "staffing",
            caption: words.text("staffing-caption"),
            table: input.channels.pick(&COLUMNS).name_total(words.text("name-all-communities")),
            layout: Layout::Scroll,
            rows: vec!["staffing"],
            files: vec![channels::file(words, input.channels)],
        },
    }
}

fn ranges(words: &Words, report: &Report) -> Ranges {
    let takes = &report.staffing;
    let mut worked: Vec<(&ChannelFigures, Hours)> = report
        .channels
        .iter()
        .filter_map(|channel| Some((channel, channel.hours().filter(|hours| hours.base > 0.0)?)))
        .collect();
    worked.sort_by(|(_, a), (_, b)| b.base.total_cmp(&a.base));
    worked.truncate(MOST_ROWS);
    if worked.len() == 1 {
        worked.clear(); // the total says the same
    }
    let mut rows: Vec<Range> = worked
        .into_iter()
        .map(|(channel, hours)| row(words, channel.name.clone(), hours, false))
        .collect();
    let total = Hours {
        low: takes.hours_per_day_low,
        base: takes.hours_per_day,
        high: takes.hours_per_day_high,
    };
    rows.push(row(words, words.text("name-all-communities"), total, true));
    Ranges {
        rows,
        ticks: ticks(0.0, takes.hours_per_day_high)
            .into_iter()
            .map(|tick| (tick, words.assumed(tick)))
            .collect(),
        unit: words.text("unit-hours-a-day"),
    }
}

fn row(words: &Words, label: String, Hours { low, base, high }: Hours, is_total: bool) -> Range {
    let hours = words.with_unit(&words.quantity(base), &words.text("unit-hours"));
    let range = words.range(low, high);
    Range {
        tooltip: say!(words, "staffing-row", name = &label, hours = hours, range = range),
        label,
        low,
        base,
        high,
        texts: (words.quantity(low), words.quantity(base), words.quantity(high)),
        is_total,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn the_rows_add_up_to_the_total() {
        let ranges = ranges(Words::english(), &fixture::report());
        let (total, rows) = ranges.rows.split_last().unwrap();
        assert!(total.is_total && rows.iter().all(|row| !row.is_total));
        let sum = |pick: fn(&Range) -> f64| rows.iter().map(pick).sum::<f64>();
        assert!((sum(|row| row.low) - 9.75).abs() < 1e-9 && (total.low - 9.75).abs() < 1e-9);
        assert!((sum(|row| row.base) - 13.0).abs() < 1e-9);
        assert!((sum(|row| row.high) - 19.5).abs() < 1e-9);
        assert_eq!(total.tooltip, "All communities: 13.0\u{a0}hours a day (9.8\u{a0}to\u{a0}19.5)");
    }

    #[test]
    fn one_channel_is_not_drawn_twice() {
        let mut report = fixture::report();
        report.channels.truncate(1);
        let rows = ranges(Words::english(), &report).rows;
        assert!(rows.len() == 1 && rows[0].is_total);
    }

    #[test]
    fn a_silent_channel_has_no_range_but_a_row() {
        let (brief, report) = (fixture::brief(), fixture::report());
        assert_eq!(ranges(Words::english(), &report).rows.len(), 6);
        fixture::with_input(&brief, &report, |input| {
            let table = figure(input, "").table.table.shown(input.words);
            assert_eq!(table.rows[5][4], "not a community");
            assert_eq!(table.total[5..], ["9.8", "13.0", "19.5"]);
        });
        fixture::with_input(&brief, &fixture::silent_report(), |input| {
            assert!(figure(input, "").drawing.is_err());
        });
    }
}
