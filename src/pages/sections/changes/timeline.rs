//! The figure of the section: mentions by week as columns, net sentiment as a line, with the means that the sentences name and the brief's events.

use std::cmp::Reverse;

use crate::brief::Brief;
use crate::charts::{Level, Trend, TrendPoint};
use crate::insights::{Report, WeekTone, period::days_between};
use crate::pages::drawing::ticks;
use crate::pages::words::{self, Words, say};
use crate::units::{Date, ToSpan};

/// Days of a column, whose height is the mentions of the week and whose texts are mentions a day.
const WEEK: f64 = 7.0;

/// `None` under two weeks.
pub(super) fn timeline(words: &Words, brief: &Brief, report: &Report) -> Option<Trend> {
    let weeks = &report.trend;
    let first = weeks.first().filter(|_| weeks.len() > 1)?.from;
    let points: Vec<TrendPoint> = weeks.iter().map(|week| point(words, report, week)).collect();
    let measured = || points.iter().filter_map(|point| point.value);
    let low = measured().map(|value| value.0).fold(0.0, f64::min);
    let high = measured().map(|value| value.2).fold(0.0, f64::max);
    // Without a measured week, there is nothing to put an axis on.
    let axis = if measured().next().is_some() { ticks(low, high) } else { Vec::new() };
    let across = |days| across(first, weeks.len(), days);
    let has_tone = !axis.is_empty();
    Some(Trend {
        range: (*axis.first().unwrap_or(&0.0), *axis.last().unwrap_or(&1.0)),
        ticks: axis.iter().map(|&tick| (tick, words.points(tick))).collect(),
        zero: Some(0.0).filter(|_| !axis.is_empty()),
        end_label: String::new(),
        levels: if has_tone { tone_levels(words, report, &across) } else { Vec::new() },
        base_label: words.text("changes-base"),
        base_ticks: base_ticks(words, weeks),
        base_levels: volume_levels(words, report, &across),
        events: events(words, brief, weeks),
        points,
    })
}

/// Where days lie on the axis of weeks: a week's column is one wide, and its middle is its index.
fn across(first: Date, weeks: usize, (from, to): (Date, Date)) -> (f64, f64) {
    let place = |day: Date| {
        (f64::from((day - first).get_days()) / 7.0 - 0.5).clamp(-0.5, weeks as f64 - 0.5)
    };
    (place(from), place(to.saturating_add(1.day())))
}

fn tone_levels(
    words: &Words,
    report: &Report,
    across: &dyn Fn((Date, Date)) -> (f64, f64),
) -> Vec<Level> {
    let window = report.window.map(|window| (window.from, window.to));
    let before = report.change.as_ref().and_then(|change| {
        let value = change.tone.before.net?;
        let text = say!(words, "changes-level-before", value = words.points(value));
        Some(Level { weeks: across(change.tone.days), value, text })
    });
    let now = report.tone.net.zip(window).map(|(value, days)| {
        let text = say!(words, "changes-level-now", value = words.points(value));
        Level { weeks: across(days), value, text }
    });
    before.into_iter().chain(now).collect()
}

/// Means of a day, at the height of a week of such days.
fn volume_levels(
    words: &Words,
    report: &Report,
    across: &dyn Fn((Date, Date)) -> (f64, f64),
) -> Vec<Level> {
    let level =
        |days, per_day: f64, text| Level { weeks: across(days), value: WEEK * per_day, text };
    let before = |per_day| say!(words, "changes-level-before", value = words.quantity(per_day));
    let now = |per_day| say!(words, "changes-level-now-a-day", value = words.quantity(per_day));
    match (&report.change, report.window.zip(report.mentions_per_day)) {
        (Some(change), Some(_)) => {
            let (per_day, former) = change.per_day;
            let (days, former_days) = (change.now, change.before);
            vec![
                level((former_days.from, former_days.to), former, before(former)),
                level((days.from, days.to), per_day, now(per_day)),
            ]
        }
        // The mean of a few days is on another scale than the columns of whole weeks.
        (None, Some((window, per_day))) if f64::from(window.days) >= WEEK => {
            vec![level((window.from, window.to), per_day, now(per_day))]
        }
        _ => Vec::new(),
    }
}

/// Round numbers of mentions a day.
fn base_ticks(words: &Words, weeks: &[WeekTone]) -> Vec<(f64, String)> {
    let most = weeks.iter().map(|week| week.tone.counts.total()).max().unwrap_or_default();
    let ticks = ticks(0.0, most as f64 / WEEK).into_iter();
    ticks.map(|tick| (WEEK * tick, words.assumed(tick))).collect()
}

fn point(words: &Words, report: &Report, week: &WeekTone) -> TrendPoint {
    let value = week
        .tone
        .net
        .zip(week.tone.interval)
        .map(|(net, (low, high))| (low.min(net), net, high.max(net)));
    let mentions = week.tone.counts.total();
    TrendPoint {
        label: words.tick(week.from),
        value,
        is_now: report.period.from <= week.to,
        base: mentions,
        base_text: words.quantity(mentions as f64 / WEEK),
        tooltip: say!(
            words,
            "changes-week",
            week = words.span(week.from, week.to),
            mentions = say!(words, "mentions", n = mentions),
            value = net(words, week)
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

/// The brief's events inside the weeks shown, latest first, as the chart names a few of them; a week's point marks its middle, so its fourth day is its index.
fn events(words: &Words, brief: &Brief, weeks: &[WeekTone]) -> Vec<(f64, String)> {
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else {
        return Vec::new();
    };
    let mut inside = brief.events();
    inside.retain(|event| first.from <= event.date && event.date <= last.to);
    inside.sort_by_key(|event| Reverse(event.date));
    inside
        .into_iter()
        .map(|event| {
            let day = f64::from(days_between(first.from, event.date));
            let place = ((day - 4.0) / 7.0).clamp(0.0, (weeks.len() - 1) as f64);
            let day = words.tick(event.date);
            (place, say!(words, "changes-event-drawn", day = day, event = &event.label))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::plan::Outbound;
    use crate::pages::fixture::{self, day};

    #[test]
    fn a_week_without_labels_is_a_gap_with_its_mentions() {
        let report = fixture::report();
        let trend = timeline(Words::english(), &fixture::brief(), &report).unwrap();
        assert_eq!(trend.points.len(), 13);
        assert_eq!((trend.points[4].value, trend.points[4].base), (None, 90));
        assert_eq!(trend.points[4].base_text, "12.9", "mentions a day");
        assert!(
            trend.base_ticks.iter().any(|(at, text)| (at - 140.0).abs() < 1e-9 && text == "20")
        );
        assert!(trend.points[4].tooltip.ends_with("90 mentions; net sentiment: not measured"));
        assert!(trend.range.0 < trend.range.1 && trend.range.0 <= 0.0 && trend.range.1 >= 0.0);
        for (low, value, high) in trend.points.iter().filter_map(|point| point.value) {
            assert!(trend.range.0 <= low && low <= value && value <= high && high <= trend.range.1);
        }
    }

    #[test]
    fn the_numbers_of_the_sentences_are_drawn() {
        let mut report = fixture::report();
        let trend = timeline(Words::english(), &fixture::brief(), &report).unwrap();
        for week in &mut report.trend {
            week.tone.interval = None;
        }
        let without = timeline(Words::english(), &fixture::brief(), &report).unwrap();
        assert!(without.levels.is_empty() && without.ticks.is_empty());
        let found =
            |levels: &[Level]| levels.iter().map(|level| level.text.clone()).collect::<Vec<_>>();
        assert_eq!(found(&trend.base_levels), ["65.3 before", "72.4 a day now"]);
        assert_eq!(found(&trend.levels), ["+4 before", "−5 now"]);
        // The last four of 13 weeks.
        let (from, to) = trend.base_levels[1].weeks;
        assert!((from - 8.5).abs() < 1e-9 && (to - 12.5).abs() < 1e-9);
        assert!((trend.base_levels[1].value - 7.0 * 2028.0 / 28.0).abs() < 1e-9);
    }

    #[test]
    fn an_event_stands_at_its_day() {
        let (mut brief, report) = (fixture::brief(), fixture::report());
        let sent = |date| Outbound { kind: "newsletter".to_owned(), tool: None, date };
        brief.plan.outbound = vec![sent(Some(day(2026, 5, 13))), sent(None)];
        // 12 May is day 75 from 27 February (day 1): (75 - 4) / 7 = 10.14.
        let events = events(Words::english(), &brief, &report.trend);
        assert_eq!(events.len(), 2);
        assert_eq!(events[0].1, "13 May: newsletter");
        assert!((events[1].0 - 71.0 / 7.0).abs() < 1e-9);
        assert_eq!(events[1].1, "12 May: Price change");
    }

    #[test]
    fn days_before_the_first_week_are_cut() {
        let days = (day(2026, 1, 1), day(2026, 3, 2));
        let (from, to) = across(day(2026, 2, 23), 4, days);
        assert!((from + 0.5).abs() < 1e-9 && (to - (8.0 / 7.0 - 0.5)).abs() < 1e-9);
    }
}
