//! A weekly line with its interval, and the bases in a separate panel below, as in "net sentiment by week".
//!
//! The input is points in order of time, with `None` for gaps. The line is interrupted at gaps; a point between two gaps is a dot. The
//! bases share the dates of the line, not its scale. The axis is widened to hold all values. A point that is
//! not finite is a gap.

use std::ops::Range;

use super::document::document;
use super::palette::Role;
use super::plane::{Plane, Side};
use super::svg::{Fill, Paint};
use super::text::{spread, thin};
use super::{Frame, Level, Svg, Trend, TrendPoint, Width};
use layout::{Layout, measured};

mod layout;

/// Draws a trend.
///
/// # Examples
///
/// ```
/// use socialmap::charts::{Frame, Level, Trend, TrendPoint, Width, trend};
/// let frame = Frame {
///     id: "tone".into(),
///     title: "Tone recovered".into(),
///     description: "Net sentiment by week".into(),
/// };
/// let week = |label: &str, value| TrendPoint {
///     label: label.into(),
///     value,
///     is_now: false,
///     base: 40,
///     base_text: "40".into(),
///     tooltip: label.into(),
/// };
/// let chart = Trend {
///     points: vec![week("4 May", Some((-5.0, 4.0, 13.0))), week("11 May", None)],
///     range: (-20.0, 20.0),
///     ticks: vec![(-20.0, "−20".into()), (0.0, "0".into()), (20.0, "20".into())],
///     zero: Some(0.0),
///     end_label: "+4".into(),
///     levels: vec![Level { weeks: (-0.5, 1.5), value: 4.0, text: "+4 now".into() }],
///     base_label: "Mentions by week".into(),
///     base_ticks: vec![(0.0, "0".into()), (20.0, "20".into())],
///     base_levels: Vec::new(),
///     events: vec![(0.5, "Price change".into())],
/// };
/// assert!(trend(&frame, &chart, Width::Wide).as_str().contains(">Price change</text>"));
/// ```
pub fn trend(frame: &Frame, chart: &Trend, width: Width) -> Svg {
    let layout = Layout::of(chart, width);
    let weeks = -0.5..chart.points.len() as f64 - 0.5;
    let (lines, bases) = (layout.lines.clone(), layout.bases.clone());
    let tallest = chart.points.iter().map(|point| point.base).max().unwrap_or(0) as f64;
    let most = finite(&chart.base_levels).map(|level| level.value).fold(tallest, f64::max);
    document(frame, width, layout.height, |page| {
        let sheet = Plane::page(page);
        let values = Plane::new(
            page,
            (weeks.clone(), layout.across.clone()),
            (layout.values.clone(), lines.end..lines.start),
        );
        let counts = Plane::new(
            page,
            (weeks.clone(), layout.across.clone()),
            (0.0..most, bases.end..bases.start),
        );
        layout.draw_axis(&sheet, &values, &chart.ticks, &layout.values);
        layout.draw_axis(&sheet, &counts, &chart.base_ticks, &(0.0..most));
        layout.events.draw(&sheet, &lines, layout.foot);
        layout.events.draw_lines(&sheet, &bases);
        let runs = runs(&chart.points);
        draw_intervals(&values, &runs);
        // Above the band, so that readers can see whether the interval contains zero.
        if let Some(zero) = chart.zero.filter(|zero| layout.values.contains(zero)) {
            values.rule(&[(weeks.start, zero), (weeks.end, zero)], Role::Axis, 1.0);
        }
        let end = draw_line(&values, &runs);
        // The levels have their texts where that of the end would be.
        if let Some(point) = end.filter(|_| chart.levels.is_empty()) {
            layout.draw_end(&sheet, values.at(point));
        }
        layout.draw_bases(&sheet, &counts, chart, tallest);
        let (above, below) = ((&values, &weeks, &layout.values), (&counts, &weeks, &(0.0..most)));
        layout.draw_levels(&sheet, above, &chart.levels, 0, &lines);
        layout.draw_levels(&sheet, below, &chart.base_levels, 1, &bases);
        layout.draw_dates(&sheet, &values, &chart.points);
        for (week, point) in chart.points.iter().enumerate() {
            let edge = |half| values.at((week as f64 + half, 0.0)).0;
            let corners = [(edge(-0.5), lines.start), (edge(0.5), bases.end)];
            if !point.tooltip.is_empty() {
                let open = Paint { fill: Fill::Open, outline: None, radius: 0.0 };
                sheet.mark(corners, open, &point.tooltip);
            }
        }
    })
}

/// The levels that can be drawn.
fn finite(levels: &[Level]) -> impl Iterator<Item = &Level> {
    let is_finite = |value: &f64| value.is_finite() && value.abs() <= layout::FARTHEST;
    levels
        .iter()
        .filter(move |level| [level.weeks.0, level.weeks.1, level.value].iter().all(is_finite))
}

/// Consecutive measured weeks: index, then low, value and high.
type Run = Vec<(f64, [f64; 3])>;

/// Splits the points at the gaps.
fn runs(points: &[TrendPoint]) -> Vec<Run> {
    let weeks = points.iter().enumerate();
    let weeks: Vec<_> =
        weeks.map(|(week, point)| measured(point).map(|values| (week as f64, values))).collect();
    weeks
        .split(Option::is_none)
        .filter(|run| !run.is_empty())
        .map(|run| run.iter().flatten().copied().collect())
        .collect()
}

/// One of the three values of a run, as points.
fn along(run: &Run, which: usize) -> Vec<(f64, f64)> {
    run.iter().map(|(week, values)| (*week, values[which])).collect()
}

/// Draws the intervals: a band, or a vertical line at a single point.
fn draw_intervals(values: &Plane, runs: &[Run]) {
    for run in runs {
        let (low, high) = (along(run, 0), along(run, 2));
        if run.len() == 1 {
            values.rule(&[low[0], high[0]], Role::Edge, 2.0);
            continue;
        }
        values.area(high.iter().chain(low.iter().rev()).copied().collect(), Role::Pale);
        values.rule(&low, Role::Edge, 0.6);
        values.rule(&high, Role::Edge, 0.6);
    }
}

/// Draws the line, a dot for a single point, and a ringed dot at the last point, which is returned.
fn draw_line(values: &Plane, runs: &[Run]) -> Option<(f64, f64)> {
    for run in runs {
        match along(run, 1)[..] {
            [point] => values.dot(point, 3.5, Role::Mark),
            ref line => values.series(line, Role::Mark, 2.4),
        }
    }
    let last = runs.last().and_then(|run| along(run, 1).last().copied());
    if let Some(point) = last {
        values.dot(point, 6.0, Role::Paper);
        values.dot(point, 4.5, Role::Mark);
    }
    last
}

impl Layout {
    /// Draws the lines at the ticks of a panel and their texts.
    fn draw_axis(
        &self,
        sheet: &Plane,
        values: &Plane,
        ticks: &[(f64, String)],
        range: &Range<f64>,
    ) {
        let mut ticks: Vec<_> = ticks
            .iter()
            .filter(|(value, _)| (range.start..=range.end).contains(value))
            .map(|(value, text)| (values.at((0.0, *value)).1, text))
            .collect();
        ticks.sort_by(|a, b| a.0.total_cmp(&b.0));
        let half = self.small.size / 2.0 + 1.0;
        let spans: Vec<_> = ticks.iter().map(|(y, _)| (y - half, y + half)).collect();
        for (y, text) in ticks.iter().step_by(thin(&spans, 0.0)) {
            sheet.rule(&[(self.across.start, *y), (self.across.end, *y)], Role::Grid, 1.0);
            let text = self.small.cut(text, self.across.start - 8.0);
            let at = (self.across.start - 8.0, *y);
            sheet.text(at, Side::Right, &text, self.small, Role::Quiet);
        }
    }

    /// Writes the text at the end of the line.
    fn draw_end(&self, sheet: &Plane, (x, y): (f64, f64)) {
        let line = self.end.size * 1.2;
        let tall = line * self.end_lines.len() as f64;
        let top = (y - tall / 2.0).min(self.lines.end - tall).max(self.lines.start);
        for (i, text) in self.end_lines.iter().enumerate() {
            let at = (x + 11.0, top + line * (i as f64 + 0.5));
            sheet.text(at, Side::Left, text, self.end, Role::Mark);
        }
    }

    /// Draws the levels of a panel, and their texts at the right, moved apart where they would touch.
    fn draw_levels(
        &self,
        sheet: &Plane,
        (plane, weeks, heights): (&Plane, &Range<f64>, &Range<f64>),
        levels: &[Level],
        panel: usize,
        down: &Range<f64>,
    ) {
        let last = levels.len().wrapping_sub(1);
        let mut texts = Vec::new();
        for (place, level) in levels.iter().enumerate() {
            if finite(std::slice::from_ref(level)).next().is_none() {
                continue;
            }
            let is_now = place == last;
            let (role, thick) = if is_now { (Role::Text, 2.4) } else { (Role::Quiet, 1.6) };
            let value = level.value.clamp(heights.start, heights.end);
            let at = |week: f64| plane.at((week.clamp(weeks.start, weeks.end), value));
            let (from, to) = (at(level.weeks.0), at(level.weeks.1));
            sheet.rule(&[from, to], role, thick);
            let y = from.1;
            let face = if is_now { self.end } else { self.small };
            texts.push((y, &self.levels[panel][place], face, role));
        }
        texts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let line = self.end.size * 1.2;
        let half = line * texts.iter().map(|text| text.1.len()).max().unwrap_or(0) as f64 / 2.0;
        let wanted: Vec<f64> = texts.iter().map(|text| text.0).collect();
        let free = down.start + half..(down.end - half).max(down.start + half);
        for (y, (_, lines, face, role)) in
            spread(&wanted, 2.0 * half + 3.0, &free).iter().zip(&texts)
        {
            let top = y - line * lines.len() as f64 / 2.0;
            for (i, text) in lines.iter().enumerate() {
                let at = (self.across.end + 8.0, top + line * (i as f64 + 0.5));
                sheet.text(at, Side::Left, text, *face, *role);
            }
        }
    }

    /// Draws the panel of bases with its name and the text of the largest.
    fn draw_bases(&self, sheet: &Plane, counts: &Plane, chart: &Trend, tallest: f64) {
        let Range { start: left, end: right } = self.across;
        let room = sheet.width() - left;
        let name = self.small.cut(&chart.base_label, room);
        sheet.text((left, self.lines.end + 21.0), Side::Left, &name, self.small, Role::Quiet);
        let half = ((right - left) / chart.points.len().max(1) as f64 * 0.31).min(18.0);
        for (week, point) in chart.points.iter().enumerate().filter(|(_, point)| point.base > 0) {
            let (x, top) = counts.at((week as f64, point.base as f64));
            let top = top.min(self.bases.end - 1.0);
            let corners = [(x - half, top), (x + half, self.bases.end)];
            let role = if point.is_now { Role::Mark } else { Role::Base };
            sheet.mark(corners, Paint::solid(role), "");
        }
        if let Some((week, from)) = self.tallest {
            let text = &chart.points[week].base_text;
            let at = (from, counts.at((0.0, tallest)).1 - 9.0);
            sheet.text(at, Side::Left, text, self.small, Role::Quiet);
        }
        sheet.rule(&[(left, self.bases.end), (right, self.bases.end)], Role::Axis, 1.0);
    }

    /// Writes the dates that fit, at even steps, and the last one where there is room.
    fn draw_dates(&self, sheet: &Plane, values: &Plane, points: &[TrendPoint]) {
        let room = sheet.width();
        let dates: Vec<_> = points
            .iter()
            .enumerate()
            .map(|(week, point)| {
                let text = self.small.cut(&point.label, room / 2.0);
                let wide = self.small.width(&text);
                let x = values.at((week as f64, 0.0)).0;
                let from = (x - wide / 2.0).min(room - wide).max(0.0);
                ((from, from + wide), text)
            })
            .collect();
        let spans: Vec<_> = dates.iter().map(|(span, _)| *span).collect();
        let mut kept: Vec<_> = dates.iter().step_by(thin(&spans, 10.0)).collect();
        if let (Some(last), Some(end)) = (dates.last(), kept.last())
            && last.0.0 >= end.0.1 + 10.0
        {
            kept.push(last);
        }
        for ((from, _), text) in kept {
            let at = (*from, self.bases.end + 13.0);
            sheet.text(at, Side::Left, text, self.small, Role::Quiet);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::inspect::{self, Drawing};

    fn week(number: usize, value: Option<f64>) -> TrendPoint {
        TrendPoint {
            label: format!("{number} May"),
            value: value.map(|v| (v - 5.0, v, v + 5.0)),
            is_now: number > 5,
            base: 10 * (number as u64 + 1),
            base_text: format!("n = {}", 10 * (number + 1)),
            tooltip: format!("week {number}"),
        }
    }

    fn chart(values: &[Option<f64>]) -> Trend {
        Trend {
            points: values.iter().enumerate().map(|(i, value)| week(i, *value)).collect(),
            range: (-20.0, 20.0),
            ticks: [-20.0, 0.0, 20.0].map(|v| (v, format!("{v}"))).into(),
            zero: Some(0.0),
            end_label: "+7 points".into(),
            levels: Vec::new(),
            base_label: "Mentions with a tone".into(),
            base_ticks: Vec::new(),
            base_levels: Vec::new(),
            events: Vec::new(),
        }
    }

    fn drawn(chart: &Trend, width: Width) -> Drawing {
        inspect::checked(|frame| trend(frame, chart, width))
    }

    fn paths<'a>(drawing: &'a Drawing, class: &str) -> Vec<&'a str> {
        let paths = drawing.paths.iter().filter(|(found, _)| found == class);
        paths.map(|(_, d)| d.as_str()).collect()
    }

    #[test]
    fn a_gap_interrupts_the_line_and_a_single_point_is_a_dot() {
        let values = [Some(1.0), Some(2.0), None, Some(3.0), None, Some(4.0), Some(5.0), Some(6.0)];
        for width in [Width::Wide, Width::Narrow] {
            let drawing = drawn(&chart(&values), width);
            let lines = paths(&drawing, "s-mark");
            // Two points, then three: `M` and one or two steps
            assert_eq!(lines.iter().map(|d| d.matches('l').count()).collect::<Vec<_>>(), [1, 2]);
            assert_eq!(paths(&drawing, "f-pale").len(), 2);
            // The single point, and the ring and dot at the end
            assert_eq!(drawing.circles.len(), 3);
            assert_eq!(drawing.titles().len(), if width == Width::Wide { 8 } else { 0 });
        }
    }

    #[test]
    fn heights_follow_the_values() {
        // -20 to 20 over 190 units: 10 points are 47.5 units, upwards
        let drawing = drawn(&chart(&[Some(0.0), Some(10.0)]), Width::Wide);
        let line = paths(&drawing, "s-mark")[0];
        assert!(line.ends_with(" -47.5"), "{line}");
        let zero = paths(&drawing, "s-axis")[0];
        let start = |d: &str| d.split(['M', ' ', 'l', 'h']).nth(2).unwrap().to_owned();
        assert_eq!(start(zero), start(line));
    }

    #[test]
    fn bases_are_proportional_bars_from_their_own_zero() {
        let mut chart = chart(&[Some(0.0), Some(1.0)]);
        (chart.points[0].base, chart.points[1].base) = (25, 100);
        let drawing = drawn(&chart, Width::Wide);
        let bars = drawing.rects("f-base");
        assert!((bars[1].height - 84.0).abs() < 0.11 && (bars[0].height - 21.0).abs() < 0.11);
        assert!((bars[0].y + bars[0].height - bars[1].y - bars[1].height).abs() < 0.11);
    }

    #[test]
    fn values_outside_the_range_widen_it() {
        let drawing = drawn(&chart(&[Some(90.0), Some(-60.0)]), Width::Wide);
        assert!(drawing.circles.iter().all(|(_, y)| *y > 8.0 && *y < 198.0));
    }

    #[test]
    fn levels_lie_at_their_height_and_their_texts_do_not_touch() {
        let level = |weeks, value, text: &str| Level { weeks, value, text: text.into() };
        let mut chart = chart(&[Some(1.0); 8]);
        chart.levels = vec![level((-0.5, 3.5), 0.0, "0 before"), level((3.5, 7.5), 1.0, "+1 now")];
        chart.base_levels =
            vec![level((-0.5, 3.5), 25.0, "25 before"), level((3.5, 7.5), 65.0, "65 now")];
        for width in [Width::Wide, Width::Narrow] {
            let drawing = drawn(&chart, width);
            let texts: Vec<_> = drawing.texts.iter().map(|text| text.text.as_str()).collect();
            for text in ["0 before", "+1 now", "25 before", "65 now"] {
                assert!(texts.contains(&text), "{texts:?}");
            }
        }
        // The weeks of the period have the colour of the data.
        assert_eq!(drawn(&chart, Width::Wide).rects("f-mark").len(), 2);
    }

    #[test]
    fn dates_are_thinned_and_the_first_is_kept() {
        let many: Vec<_> = (0..53).map(|i| Some(f64::from(i) / 10.0)).collect();
        for width in [Width::Wide, Width::Narrow] {
            let drawing = drawn(&chart(&many), width);
            assert!(drawing.texts.iter().any(|t| t.text == "0 May"));
            assert!(drawing.texts.iter().filter(|t| t.text.ends_with(" May")).count() < 20);
        }
    }

    #[test]
    fn without_a_measured_week_the_columns_stand_alone() {
        let height = |values: &[Option<f64>]| drawn(&chart(values), Width::Wide).height;
        assert!((height(&[Some(1.0); 4]) - height(&[None; 4]) - 189.0).abs() < 1.0);
    }

    #[test]
    fn any_input_gives_a_chart() {
        for width in [Width::Wide, Width::Narrow] {
            for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e12, -1e300, f64::MAX] {
                let mut chart = chart(&[Some(odd), Some(1.0), Some(odd)]);
                drawn(&chart, width);
                chart.levels = vec![Level { weeks: (odd, 9.0), value: odd, text: "odd".into() }];
                chart.base_levels = chart.levels.clone();
                chart.levels.push(Level { weeks: (-3.0, 99.0), value: odd, text: "odd".into() });
                drawn(&chart, width);
                (chart.range, chart.zero) = ((odd, 3.0), Some(odd));
                chart.ticks.push((odd, "odd".into()));
                chart.events.push((odd, "odd".into()));
                drawn(&chart, width);
            }
            for points in [&[][..], &[None], &[Some(3.0)], &[None; 40]] {
                drawn(&chart(points), width);
            }
            for text in inspect::HOSTILE {
                let mut chart = chart(&[Some(1.0); 13]);
                for point in &mut chart.points {
                    (point.label, point.base_text) = (text.into(), text.into());
                }
                chart.points[4].base = u64::MAX;
                chart.end_label = text.into();
                let level = |value| Level { weeks: (0.0, 5.0), value, text: text.into() };
                (chart.levels, chart.base_levels) =
                    (vec![level(1.0), level(1.1)], vec![level(9.0), level(9.0)]);
                chart.base_label = text.into();
                chart.ticks[1].1 = text.into();
                chart.events = (0..5).map(|i| (f64::from(i) * 0.3 + 8.0, text.into())).collect();
                drawn(&chart, width);
            }
        }
    }
}
