//! Tone: net sentiment week by week, never a month's arrow alone.

use super::{Figure, drawing, ticks};
use crate::brief::Brief;
use crate::charts::{self, Trend, TrendPoint};
use crate::insights::{Report, WeekTone, period::days_between};
use crate::pages::format::{NOT_MEASURED, between, count, counted, dates, maybe_points, points};
use crate::pages::table::Table;
use crate::pages::words;

pub(super) fn figure(brief: &Brief, report: &Report) -> Figure {
    let headline = words::tone(&report.tone);
    let span = match (report.trend.first(), report.trend.last()) {
        (Some(first), Some(last)) => dates::span(first.from, last.to),
        _ => dates::period(&report.period),
    };
    let subtitle = format!(
        "Net sentiment in points (−100 to 100) with its 95% range, by seven-day weeks; {} labelled mentions in {}; {span}, {} time",
        count(report.tone.counts.labelled()),
        dates::period(&report.period),
        brief.timing.zone_name
    );
    let drawn = trend(brief, &report.trend).map(|trend| {
        drawing("tone", &headline, &subtitle, |frame, width| charts::trend(frame, &trend, width))
    });
    Figure {
        id: "tone",
        number: 3,
        question: "Tone",
        drawing: drawn,
        absent: "Fewer than two weeks have the 10 labels that a range needs: there is no line to draw.",
        headline,
        subtitle,
        source: "100 × (positive − negative) ÷ (positive + neutral + negative), by the exporting tools’ labels; mentions without a \
                 label are left out. A week with under 10 labels is a gap. The axis is cut to the data."
            .to_owned(),
        table: table(&report.trend),
        csv: "sentiment_weekly.csv",
    }
}

/// The line, if at least two weeks have an interval.
fn trend(brief: &Brief, weeks: &[WeekTone]) -> Option<Trend> {
    let points_of: Vec<TrendPoint> = weeks.iter().map(point).collect();
    let measured: Vec<(f64, f64, f64)> = points_of.iter().filter_map(|point| point.value).collect();
    let (_, last, _) = measured.last().filter(|_| measured.len() > 1)?;
    let low = measured.iter().map(|value| value.0).fold(0.0, f64::min);
    let high = measured.iter().map(|value| value.2).fold(0.0, f64::max);
    let ticks = ticks(low, high);
    Some(Trend {
        range: (*ticks.first()?, *ticks.last()?),
        ticks: ticks.iter().map(|&tick| (tick, points(tick))).collect(),
        zero: Some(0.0),
        end_label: points(*last),
        base_label: "Mentions with a tone label".to_owned(),
        events: events(brief, weeks),
        points: points_of,
    })
}

fn point(week: &WeekTone) -> TrendPoint {
    let value = week
        .tone
        .net
        .zip(week.tone.interval)
        .map(|(net, (low, high))| (low.min(net), net, high.max(net)));
    let labelled = week.tone.counts.labelled();
    TrendPoint {
        label: dates::tick(week.from),
        value,
        base: labelled,
        base_text: count(labelled),
        tooltip: format!(
            "{}: {}, {}",
            dates::span(week.from, week.to),
            net(week),
            counted(labelled, "labelled mention")
        ),
    }
}

fn net(week: &WeekTone) -> String {
    match week.tone.interval {
        Some((low, high)) => {
            format!("{} ({})", maybe_points(week.tone.net), between(&points(low), &points(high)))
        }
        None if week.tone.net.is_some() => "too few labels".to_owned(),
        None => NOT_MEASURED.to_owned(),
    }
}

/// The brief's events inside the weeks shown; a week's point stands for its middle, so its fourth day is its index.
fn events(brief: &Brief, weeks: &[WeekTone]) -> Vec<(f64, String)> {
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
            (place, format!("{}: {}", dates::tick(event.date), event.label))
        })
        .collect()
}

fn table(weeks: &[WeekTone]) -> Table {
    let columns =
        ["Week", "#Positive", "#Neutral", "#Negative", "#No label", "#Net sentiment", "#95% range"];
    let rows = weeks.iter().map(|week| {
        let tones = &week.tone.counts;
        let interval = week
            .tone
            .interval
            .map_or("too few".to_owned(), |(low, high)| between(&points(low), &points(high)));
        vec![
            dates::span(week.from, week.to),
            count(tones.positive),
            count(tones.neutral),
            count(tones.negative),
            count(tones.unscored),
            maybe_points(week.tone.net),
            interval,
        ]
    });
    Table::new("Tone by week, mentions and points", &columns).with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn a_week_without_labels_is_a_gap_with_its_base() {
        let report = fixture::report();
        let trend = trend(&fixture::brief(), &report.trend).unwrap();
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
        let events = events(&brief, &report.trend);
        assert_eq!(events.len(), 1);
        assert!((events[0].0 - 71.0 / 7.0).abs() < 1e-9);
        assert_eq!(events[0].1, "12 May: Price change");
    }

    #[test]
    fn one_week_is_no_line() {
        let report = fixture::report();
        assert!(trend(&fixture::brief(), &report.trend[..1]).is_none());
        assert!(figure(&fixture::brief(), &fixture::silent_report()).drawing.is_none());
    }
}
