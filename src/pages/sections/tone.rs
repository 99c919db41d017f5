//! Tone: net sentiment week by week, never a month's arrow alone.

use crate::brief::Brief;
use crate::charts::{self, Trend, TrendPoint};
use crate::insights::findings::{Finding, Unknown};
use crate::insights::{Report, WeekTone, period::days_between};
use crate::mentions::tone::Tone;
use crate::pages::drawing::{Drawing, ticks};
use crate::pages::section::{Block, DataFile, Figure, Layout, Section, SectionInput, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{self, Words, say};
use crate::tally::Tally;

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let words = input.words;
    let headline = words::tone(words, &input.report.tone);
    Section {
        blocks: vec![Block::Figure(Box::new(figure(input, &headline))), input.notes()],
        findings: input.findings(|found| {
            matches!(found, Finding::Tone { .. } | Finding::Peak(_) | Finding::TonePeak(_))
        }),
        unknowns: input.unknowns(|unknown| {
            matches!(unknown, Unknown::NoLabels | Unknown::Unlabelled { .. } | Unknown::Unchecked)
        }),
        ..input.section(words.text("tone-question"), headline)
    }
}

fn figure(input: &SectionInput<'_>, headline: &str) -> Figure {
    let (words, brief, report) = (input.words, input.brief, input.report);
    let span = match (report.trend.first(), report.trend.last()) {
        (Some(first), Some(last)) => words.span(first.from, last.to),
        _ => words.period(&report.period),
    };
    let subtitle = say!(
        words,
        "tone-deck",
        mentions = say!(words, "labelled-mentions", n = report.tone.counts.labelled()),
        period = words.period(&report.period),
        span = span,
        zone = &brief.timing.zone_name
    );
    let drawing = trend(words, brief, &report.trend)
        .map(|trend| {
            Drawing::new("tone", headline, &subtitle, |frame, width| {
                charts::trend(frame, &trend, width)
            })
        })
        .ok_or_else(|| words.text("tone-no-line"));
    let weeks = by_week(words, &report.trend);
    let data = |name, label, table| DataFile { name, label: words.text(label), table };
    Figure {
        id: "tone",
        title: None,
        subtitle,
        drawing,
        source: words.text("tone-source"),
        table: TableBlock {
            id: "tone",
            caption: words.text("tone-caption"),
            table: weeks.clone(),
            layout: Layout::Scroll,
            files: vec![
                data("sentiment_weekly.csv", "file-numbers", weeks),
                data("sentiment_daily.csv", "tone-daily", by_day(report)),
            ],
        },
    }
}

/// The line, if at least two weeks have an interval.
fn trend(words: &Words, brief: &Brief, weeks: &[WeekTone]) -> Option<Trend> {
    let points_of: Vec<TrendPoint> = weeks.iter().map(|week| point(words, week)).collect();
    let measured: Vec<(f64, f64, f64)> = points_of.iter().filter_map(|point| point.value).collect();
    let (_, last, _) = measured.last().filter(|_| measured.len() > 1)?;
    let low = measured.iter().map(|value| value.0).fold(0.0, f64::min);
    let high = measured.iter().map(|value| value.2).fold(0.0, f64::max);
    let ticks = ticks(low, high);
    Some(Trend {
        range: (*ticks.first()?, *ticks.last()?),
        ticks: ticks.iter().map(|&tick| (tick, words.points(tick))).collect(),
        zero: Some(0.0),
        end_label: words.points(*last),
        base_label: words.text("tone-base"),
        events: events(words, brief, weeks),
        points: points_of,
    })
}

fn point(words: &Words, week: &WeekTone) -> TrendPoint {
    let value = week
        .tone
        .net
        .zip(week.tone.interval)
        .map(|(net, (low, high))| (low.min(net), net, high.max(net)));
    let labelled = week.tone.counts.labelled();
    TrendPoint {
        label: words.tick(week.from),
        value,
        base: labelled,
        base_text: words.count(labelled),
        tooltip: say!(
            words,
            "tone-week",
            week = words.span(week.from, week.to),
            value = net(words, week),
            mentions = say!(words, "labelled-mentions", n = labelled)
        ),
    }
}

fn net(words: &Words, week: &WeekTone) -> String {
    match week.tone.interval {
        Some((low, high)) => {
            let range = words.between(&words.points(low), &words.points(high));
            say!(words, "with-range", value = words.maybe_points(week.tone.net), range = range)
        }
        None if week.tone.net.is_some() => words::no_range(words, &week.tone),
        None => words.not_measured(),
    }
}

/// The brief's events inside the weeks shown; a week's point stands for its middle, so its fourth day is its index.
fn events(words: &Words, brief: &Brief, weeks: &[WeekTone]) -> Vec<(f64, String)> {
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else {
        return Vec::new();
    };
    let inside = brief
        .timing
        .events
        .iter()
        .filter(|event| first.from <= event.date && event.date <= last.to);
    inside
        .map(|event| {
            let day = f64::from(days_between(first.from, event.date));
            let place = ((day - 4.0) / 7.0).clamp(0.0, (weeks.len() - 1) as f64);
            let day = words.tick(event.date);
            (place, say!(words, "tone-event", day = day, event = &event.label))
        })
        .collect()
}

fn by_week(words: &Words, weeks: &[WeekTone]) -> Table {
    let columns = vec![
        Column::page("week", words.text("name-week"), Unit::Text),
        Column::data("from", Unit::Text),
        Column::data("to", Unit::Text),
        Column::new("positive", words.text("name-positive"), Unit::Count),
        Column::new("neutral", words.text("name-neutral"), Unit::Count),
        Column::new("negative", words.text("name-negative"), Unit::Count),
        Column::new("unscored", words.text("name-no-label"), Unit::Count),
        Column::new("net", words.text("name-net-sentiment"), Unit::Points),
        Column::page("net_range", words.text("name-range"), Unit::Points),
        Column::data("net_low", Unit::Points),
        Column::data("net_high", Unit::Points),
    ];
    let rows = weeks.iter().map(|week| {
        let (tone, labelled) = (&week.tone, week.tone.counts.labelled());
        let range = match tone.interval {
            Some((low, high)) => Cell::Range { low, high, base: labelled },
            None if labelled > 0 => Cell::missing(words::no_range(words, tone)),
            None => Cell::NotMeasured,
        };
        let first = [
            Cell::text(words.span(week.from, week.to)),
            Cell::Date(week.from),
            Cell::Date(week.to),
        ];
        let last = [
            Cell::number(tone.net),
            range,
            Cell::number(tone.interval.map(|range| range.0)),
            Cell::number(tone.interval.map(|range| range.1)),
        ];
        first.into_iter().chain(tones(&tone.counts)).chain(last).collect()
    });
    Table::new(columns).with(rows)
}

fn by_day(report: &Report) -> Table {
    let keys = ["date", "positive", "neutral", "negative", "unscored"];
    let rows = report
        .daily
        .iter()
        .map(|day| [Cell::Date(day.date)].into_iter().chain(tones(&day.tones)).collect());
    Table::new(keys.map(|key| Column::data(key, Unit::Count)).to_vec()).with(rows)
}

fn tones(tones: &Tally<Tone>) -> [Cell; 4] {
    [tones[Tone::Positive], tones[Tone::Neutral], tones[Tone::Negative], tones[Tone::Unscored]]
        .map(Cell::Count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn a_week_without_labels_is_a_gap_with_its_base() {
        let report = fixture::report();
        let trend = trend(Words::english(), &fixture::brief(), &report.trend).unwrap();
        assert_eq!(trend.points.len(), 13);
        assert_eq!((trend.points[4].value, trend.points[4].base), (None, 0));
        assert!(trend.points[4].tooltip.ends_with("not measured, 0 labelled mentions"));
        assert!(trend.range.0 < trend.range.1 && trend.range.0 <= 0.0 && trend.range.1 >= 0.0);
        for (low, value, high) in trend.points.iter().filter_map(|point| point.value) {
            assert!(trend.range.0 <= low && low <= value && value <= high && high <= trend.range.1);
        }
    }

    #[test]
    fn an_event_stands_at_its_day() {
        let (brief, report) = (fixture::brief(), fixture::report());
        // 12 May is day 75 from 27 February (day 1): (75 - 4) / 7 = 10.14.
        let events = events(Words::english(), &brief, &report.trend);
        assert_eq!(events.len(), 1);
        assert!((events[0].0 - 71.0 / 7.0).abs() < 1e-9);
        assert_eq!(events[0].1, "12 May: Price change");
    }

    #[test]
    fn one_week_is_no_line() {
        let report = fixture::report();
        assert!(trend(Words::english(), &fixture::brief(), &report.trend[..1]).is_none());
        fixture::with_input(&fixture::brief(), &fixture::silent_report(), |input| {
            assert!(figure(input, "").drawing.is_err());
        });
    }

    #[test]
    fn the_files_have_a_row_a_week_and_a_row_a_day() {
        let report = fixture::report();
        let weeks = String::from_utf8(by_week(Words::english(), &report.trend).csv()).unwrap();
        assert_eq!(weeks.lines().nth(5), Some("2026-03-27,2026-04-02,0,0,0,90,,,"));
        assert_eq!(by_day(&report).shown(Words::english()).rows.len(), 28);
    }
}
