//! Staffing: hours a day to answer, by channel, and the working from conversations to people and money.

mod cost;
mod people;
mod steps;
mod work;

use crate::brief::Brief;
use crate::charts::{self, Range, Ranges};
use crate::insights::findings::{Finding, Unknown};
use crate::insights::{ChannelFigures, Report};
use crate::pages::channels::{self, hours};
use crate::pages::drawing::{Drawing, ticks};
use crate::pages::format::{assumed, between, quantity, range, with_unit};
use crate::pages::section::{
    Block, DataFile, Figure, Layout, Section, SectionInput, Style, TableBlock,
};
use crate::pages::words;

/// Further channels stand in the table alone; the total includes all of them.
const MOST_ROWS: usize = 9;

const COLUMNS: [&str; 7] = [
    "name",
    "conversations_per_day",
    "minutes",
    "minutes_from",
    "hours_per_day_low",
    "hours_per_day",
    "hours_per_day_high",
];

const FORMULA: &str = "Brian Solis’ staffing formula with this period’s numbers: the average of relevant conversations a day in a \
                       community, times the communities, times 20 minutes more or less to research, answer and watch each, divided by \
                       60.";

/// What the estimate leaves out.
const LIMITS: [&str; 5] = [
    "A planning figure from one period: a campaign, an outage or a season changes it.",
    "The low and the high case come from the minutes alone; they are no statistical range.",
    "No extra pay for nights and weekends, no further languages or skills, no time to wait for tools or approvals.",
    "Averages hide bursts: on a day with twice the conversations the work takes twice the hours.",
    "It says what answering takes, not what it brings; it is no commitment to hire.",
];

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let (brief, report) = (input.brief, input.report);
    let headline =
        words::takes(words::Words::english(), &report.staffing, report.is_work_measured());
    let limits = LIMITS.map(str::to_owned).to_vec();
    let blocks = [
        Some(Block::Figure(Box::new(figure(input, &headline)))),
        Some(Block::paragraph(Style::Formula, steps::literal_line(brief, report))),
        Some(Block::paragraph(Style::Deck, FORMULA)),
        Some(Block::Table(working(brief, report))),
        Some(input.notes()),
        Block::points("What this estimate leaves out", limits),
    ];
    Section {
        blocks: blocks.into_iter().flatten().collect(),
        findings: input.findings(|found| matches!(found, Finding::Team(_))),
        unknowns: input.unknowns(|unknown| {
            matches!(
                unknown,
                Unknown::Minutes(_) | Unknown::Need | Unknown::Threads | Unknown::Cover
            )
        }),
        ..input.section("What it takes", headline)
    }
}

fn figure(input: &SectionInput<'_>, headline: &str) -> Figure {
    let (brief, report) = (input.brief, input.report);
    let minutes = brief.staffing.minutes;
    let subtitle = format!(
        "Hours a day to answer, low to high case of {} a conversation; {}",
        with_unit(&between(&assumed(minutes.low), &assumed(minutes.high)), "minutes"),
        input.observed()
    );
    let drawing = if report.is_work_measured() && report.staffing.hours_per_day > 0.0 {
        let ranges = ranges(brief, report);
        Ok(Drawing::new("staffing", headline, &subtitle, |frame, width| {
            charts::ranges(frame, &ranges, width)
        }))
    } else {
        Err("There is nothing to draw.".to_owned())
    };
    Figure {
        id: "staffing",
        title: None,
        subtitle,
        drawing,
        source: "Conversations a day × minutes × share answered ÷ 60, summed over the communities; after Brian Solis’ staffing \
                 formula. Low and high are cases, not a statistical range."
            .to_owned(),
        table: TableBlock {
            id: "staffing",
            caption: "Hours a day by channel".to_owned(),
            table: input.channels.pick(&COLUMNS).name_total("All communities"),
            layout: Layout::Scroll,
            files: vec![channels::file(input.channels)],
        },
    }
}

/// The working, step by step.
fn working(brief: &Brief, report: &Report) -> TableBlock {
    let steps = steps::table(brief, report);
    TableBlock {
        id: "working",
        caption: "The working, step by step, and whose assumptions it uses. Each step is computed with the unrounded figures of the \
                  steps before"
            .to_owned(),
        table: steps.clone(),
        layout: Layout::Stack,
        files: vec![DataFile { name: "staffing.csv", label: "The working (CSV)", table: steps }],
    }
}

fn ranges(brief: &Brief, report: &Report) -> Ranges {
    let takes = &report.staffing;
    let mut worked: Vec<(&ChannelFigures, (f64, f64, f64))> = report
        .channels
        .iter()
        .filter_map(|channel| Some((channel, hours(brief, channel).filter(|hours| hours.1 > 0.0)?)))
        .collect();
    worked.sort_by(|(_, a), (_, b)| b.1.total_cmp(&a.1));
    worked.truncate(MOST_ROWS);
    if worked.len() == 1 {
        worked.clear(); // the total says the same
    }
    let mut rows: Vec<Range> = worked
        .into_iter()
        .map(|(channel, hours)| row(channel.name.clone(), hours, false))
        .collect();
    let total = (takes.hours_per_day_low, takes.hours_per_day, takes.hours_per_day_high);
    rows.push(row("All communities".to_owned(), total, true));
    Ranges {
        rows,
        ticks: ticks(0.0, takes.hours_per_day_high)
            .into_iter()
            .map(|tick| (tick, assumed(tick)))
            .collect(),
        unit: "hours a day".to_owned(),
    }
}

fn row(label: String, (low, base, high): (f64, f64, f64), is_total: bool) -> Range {
    Range {
        tooltip: format!(
            "{label}: {} a day ({})",
            with_unit(&quantity(base), "hours"),
            range(low, high)
        ),
        label,
        low,
        base,
        high,
        texts: (quantity(low), quantity(base), quantity(high)),
        is_total,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn the_rows_add_up_to_the_total() {
        let ranges = ranges(&fixture::brief(), &fixture::report());
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
        let rows = ranges(&fixture::brief(), &report).rows;
        assert!(rows.len() == 1 && rows[0].is_total);
    }

    #[test]
    fn a_silent_channel_has_no_range_but_a_row() {
        let (brief, report) = (fixture::brief(), fixture::report());
        assert_eq!(ranges(&brief, &report).rows.len(), 6);
        fixture::with_input(&brief, &report, |input| {
            let table = figure(input, "").table.table.shown();
            assert_eq!(table.rows[5][3], "not a community");
            assert_eq!(table.total[4..], ["9.8", "13.0", "19.5"]);
        });
        fixture::with_input(&brief, &fixture::silent_report(), |input| {
            assert!(figure(input, "").drawing.is_err());
        });
    }
}
