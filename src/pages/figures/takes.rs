//! What it takes: hours a day by channel, low, base and high case.

use super::{Figure, drawing, observed, ticks};
use crate::brief::Brief;
use crate::charts::{self, Range, Ranges};
use crate::insights::{ChannelFigures, Report};
use crate::pages::format::{self, assumed, between, maybe, quantity, range, with_unit};
use crate::pages::table::Table;
use crate::pages::words;
use crate::pages::working::measured;

/// Channels beyond these stand in the table alone; the total has them all.
const MOST_ROWS: usize = 9;

pub(super) fn figure(brief: &Brief, report: &Report) -> Figure {
    let headline = words::takes(&report.staffing, report.is_work_measured());
    let minutes = brief.staffing.minutes;
    let subtitle = format!(
        "Hours a day to answer, low to high case of {} a conversation; {}",
        with_unit(&between(&assumed(minutes.low), &assumed(minutes.high)), "minutes"),
        observed(brief, report)
    );
    let is_drawn = report.is_work_measured() && report.staffing.hours_per_day > 0.0;
    let drawn = is_drawn.then(|| {
        let ranges = ranges(brief, report);
        drawing("takes", &headline, &subtitle, |frame, width| charts::ranges(frame, &ranges, width))
    });
    Figure {
        id: "takes",
        number: 4,
        question: "What it takes",
        drawing: drawn,
        absent: "There is nothing to draw.",
        headline,
        subtitle,
        source: "Conversations a day × minutes × share answered ÷ 60, summed over the communities; after Brian Solis’ staffing \
                 formula. Low and high are cases, not a statistical range."
            .to_owned(),
        table: table(brief, report),
        csv: "channels.csv",
    }
}

/// (low, base, high) hours a day of a channel; `None` where the rate was not measured.
pub(in crate::pages) fn hours(brief: &Brief, channel: &ChannelFigures) -> Option<(f64, f64, f64)> {
    let (base, minutes) = (channel.hours_per_day?, brief.staffing.minutes);
    Some((base * minutes.low / minutes.base, base, base * minutes.high / minutes.base))
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

fn table(brief: &Brief, report: &Report) -> Table {
    let columns = [
        "Channel",
        "#Conversations a day",
        "#Minutes each",
        "Minutes from",
        "#Low case",
        "#Hours a day",
        "#High case",
    ];
    let rows = report.channels.iter().map(|channel| {
        let hours = hours(brief, channel);
        vec![
            channel.name.clone(),
            maybe(channel.conversations_per_day),
            format::minutes(channel.minutes),
            minutes_from(brief, channel).to_owned(),
            maybe(hours.map(|hours| hours.0)),
            maybe(hours.map(|hours| hours.1)),
            maybe(hours.map(|hours| hours.2)),
        ]
    });
    let mut table = Table::new("Hours a day by channel", &columns).with(rows);
    let takes = &report.staffing;
    table.total = vec![
        "All communities".to_owned(),
        measured(report, takes.conversations_per_day),
        format::minutes(takes.minutes),
        String::new(),
        measured(report, takes.hours_per_day_low),
        measured(report, takes.hours_per_day),
        measured(report, takes.hours_per_day_high),
    ];
    table
}

fn minutes_from(brief: &Brief, channel: &ChannelFigures) -> &'static str {
    match channel.is_community {
        false => "not a community",
        true if channel.has_own_minutes => "the brief, for this channel",
        true if brief.is_default("staffing.minutes.base") => "our default",
        true => "the brief",
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
        assert_eq!(table(&brief, &report).rows[5][3], "not a community");
        assert!(figure(&brief, &fixture::silent_report()).drawing.is_none());
    }
}
