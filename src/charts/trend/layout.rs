//! Computes the positions of the parts of a trend chart, and the range of its axis.
//!
//! The texts decide: the widest tick gives the left end, the label of the last point the right end, the names of events the top, and
//! their key the height.

use std::ops::Range;

use crate::charts::events::Events;
use crate::charts::text::Face;
use crate::charts::{Trend, TrendPoint, Width};

/// Larger values are not drawn: differences between them could overflow.
pub(super) const FARTHEST: f64 = 1e15;

/// Height of the panel of bases: two texts of two lines fit beside it.
const BASE_HEIGHT: f64 = 84.0;

/// All positions, in units of the drawing.
pub(super) struct Layout {
    pub(super) small: Face,
    pub(super) end: Face,
    pub(super) end_lines: Vec<String>,
    /// Texts of the levels of both panels, in lines.
    pub(super) levels: [Vec<Vec<String>>; 2],
    /// Range of values.
    pub(super) values: Range<f64>,
    /// Left and right end of both panels.
    pub(super) across: Range<f64>,
    /// Top and bottom of the panel of the line, and of the bases.
    pub(super) lines: Range<f64>,
    pub(super) bases: Range<f64>,
    pub(super) events: Events,
    /// Index of the week with the largest base, and left end of its text, which is above its bar.
    pub(super) tallest: Option<(usize, f64)>,
    /// Top of the key of events.
    pub(super) foot: f64,
    pub(super) height: f64,
}

impl Layout {
    /// Computes the layout.
    pub(super) fn of(chart: &Trend, width: Width) -> Self {
        let (small, end, room, line_height) = match width {
            Width::Wide => (Face::regular(12.0), Face::bold(12.0), 120.0, 190.0),
            Width::Narrow => (Face::regular(12.0), Face::bold(12.0), 72.0, 170.0),
        };
        let end_lines = end.wrap(&chart.end_label, room, 3);
        let levels = [&chart.levels, &chart.base_levels].map(|levels| {
            levels.iter().map(|level| end.wrap(&level.text, room, 2)).collect::<Vec<_>>()
        });
        let beside = levels.iter().flatten().flatten().chain(&end_lines);
        let end_wide = end.widest(beside.map(String::as_str));
        let ticks = chart.ticks.iter().chain(&chart.base_ticks).map(|(_, text)| text.as_str());
        let left = small.widest(ticks).min(width.units() * 0.2).ceil() + 8.0;
        // The last point lies half a week before the right end; its label follows it.
        let half = 0.5 / chart.points.len().max(1) as f64;
        let last = width.units() - end_wide - 12.0;
        let has_levels = levels.iter().any(|texts| !texts.is_empty());
        let right = if has_levels {
            width.units() - end_wide - 10.0
        } else {
            ((last - left * half) / (1.0 - half)).min(width.units())
        };
        let right = right.max(left + 1.0);
        let across = left..right;
        let place = |week: f64| {
            let share = (week + 0.5) / chart.points.len().max(1) as f64;
            left + share.clamp(0.0, 1.0) * (right - left)
        };
        let events: Vec<_> = chart
            .events
            .iter()
            .filter(|(week, _)| week.is_finite())
            .map(|(week, name)| (place(*week), name.as_str()))
            .collect();
        let events = Events::of(&events, &across, width);
        let top = events.head() + 8.0;
        // Without a measured week there is no line, and no panel for it.
        let has_line = chart.points.iter().any(|point| measured(point).is_some());
        let lines = top..top + if has_line { line_height } else { 1.0 };
        let end_of_bases = if has_levels { right } else { width.units() };
        // Only the first of equal bases is labelled.
        let tallest = (0..chart.points.len())
            .rev()
            .max_by_key(|week| chart.points[*week].base)
            .filter(|week| chart.points[*week].base > 0);
        let tallest = tallest.map(|week| {
            let wide = small.width(&chart.points[week].base_text);
            (week, (place(week as f64) - wide / 2.0).min(end_of_bases - wide).max(left))
        });
        let tallest = tallest.filter(|(week, from)| {
            from + small.width(&chart.points[*week].base_text) <= end_of_bases
        });
        let is_beside =
            tallest.is_some_and(|(_, from)| from < left + small.width(&chart.base_label) + 12.0);
        let top = lines.end + if is_beside { 46.0 } else { 31.0 };
        let bases = top..top + BASE_HEIGHT;
        let foot = bases.end + 26.0;
        let height = (foot + events.foot()).ceil();
        let values = values(chart);
        Self {
            small,
            end,
            end_lines,
            levels,
            values,
            across,
            lines,
            bases,
            events,
            tallest,
            foot,
            height,
        }
    }
}

/// Returns the range of the axis: the one asked for, widened to hold all values.
fn values(chart: &Trend) -> Range<f64> {
    let drawn = || chart.points.iter().filter_map(measured);
    let levels = || chart.levels.iter().map(|level| level.value).filter(|value| value.is_finite());
    let levels = || levels().map(|value| value.clamp(-FARTHEST, FARTHEST));
    let least = drawn().map(|[low, ..]| low).chain(levels()).fold(f64::INFINITY, f64::min);
    let most = drawn().map(|[.., high]| high).chain(levels()).fold(f64::NEG_INFINITY, f64::max);
    let (low, high) = chart.range;
    let is_asked = low.is_finite() && high.is_finite() && low < high;
    match (is_asked, least <= most) {
        (true, true) => low.max(-FARTHEST).min(least)..high.min(FARTHEST).max(most),
        (true, false) => low.max(-FARTHEST)..high.min(FARTHEST),
        (false, true) if least < most => least..most,
        (false, true) => least - 1.0..most + 1.0,
        (false, false) => 0.0..1.0,
    }
}

/// Low, value, high of a point, in order and drawable; `None` for a gap.
pub(super) fn measured(point: &TrendPoint) -> Option<[f64; 3]> {
    let (low, value, high) = point.value?;
    let [low, value, high] = [low, value, high].map(|v| v.clamp(-FARTHEST, FARTHEST));
    let is_number = low.is_finite() && value.is_finite() && high.is_finite();
    is_number.then(|| [low.min(value), value, high.max(value)])
}
