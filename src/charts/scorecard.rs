//! Objectives, one row each on its own scale: a ring where the figure started, a line at the goal, a dot with its range where it is now.
//!
//! The input is rows of values with their texts; the scales of two rows cannot be compared, so no axis is drawn and the numbers are written
//! at the right, in narrow drawings below the label. Values that are not finite are not drawn.

use super::document::document;
use super::palette::Role;
use super::plane::{Plane, Side};
use super::svg::{Fill, Paint};
use super::text::Face;
use super::{Frame, Score, Scorecard, Svg, Width};

const LABEL: Face = Face::regular(13.0);
const VERDICT: Face = Face::bold(13.0);
const SMALL: Face = Face::regular(12.0);

/// Height of a line of text.
const LINE: f64 = 16.0;

/// Part of the scale that is free beyond the outermost values.
const MARGIN: f64 = 0.08;

/// Draws a scorecard.
///
/// # Examples
///
/// ```
/// use socialmap::charts::{Frame, Score, Scorecard, Width, scorecard};
/// let frame = Frame {
///     id: "objectives".into(),
///     title: "One of two objectives is met".into(),
///     description: "Start, goal and present value of each objective".into(),
/// };
/// let chart = Scorecard {
///     rows: vec![Score {
///         label: "Net sentiment on X".into(),
///         now: 13.0,
///         range: Some((4.0, 22.0)),
///         start: Some(5.0),
///         goal: Some(15.0),
///         verdict: "on the way".into(),
///         numbers: "+13 (+4 to +22), goal +15".into(),
///         tooltip: "Net sentiment on X: +13".into(),
///     }],
///     legend: ["start".into(), "goal".into(), "now, with its 95% range".into()],
/// };
/// assert!(scorecard(&frame, &chart, Width::Narrow).as_str().contains("on the way"));
/// ```
pub fn scorecard(frame: &Frame, chart: &Scorecard, width: Width) -> Svg {
    let layout = Layout::of(chart, width);
    document(frame, width, layout.height, |page| {
        let sheet = Plane::page(page);
        for (row, place) in chart.rows.iter().zip(&layout.places) {
            place.draw(&sheet, row, &layout);
        }
        layout.draw_legend(&sheet, &chart.legend);
    })
}

/// Positions of all rows, in units of the drawing.
struct Layout {
    is_wide: bool,
    /// From and to of the scales.
    track: (f64, f64),
    places: Vec<Place>,
    legend: f64,
    height: f64,
}

/// Position of one row.
struct Place {
    label: Vec<String>,
    top: f64,
    /// Middle of the scale.
    middle: f64,
    bottom: f64,
}

impl Layout {
    fn of(chart: &Scorecard, width: Width) -> Self {
        let (is_wide, room) = (width == Width::Wide, width.units());
        let (label_room, track) =
            if is_wide { (196.0, (212.0, 432.0)) } else { (room, (8.0, room - 8.0)) };
        let mut top = 0.0;
        let mut places = Vec::new();
        for row in &chart.rows {
            let label = LABEL.wrap(&row.label, label_room, 2);
            let lines = label.len() as f64 * LINE;
            let (middle, height) = if is_wide {
                (top + 28.0, 56.0)
            } else {
                (top + lines + 2.0 * LINE + 18.0, lines + 2.0 * LINE + 36.0)
            };
            places.push(Place { label, top, middle, bottom: top + height });
            top += height;
        }
        let legend_lines = if is_wide { 1.0 } else { 3.0 };
        let height = top + 8.0 + legend_lines * LINE;
        Self { is_wide, track, places, legend: top + 8.0 + LINE / 2.0, height }
    }

    /// Draws the symbols with their names, side by side or below each other.
    fn draw_legend(&self, sheet: &Plane, names: &[String; 3]) {
        let (mut x, mut y) = (0.0, self.legend);
        for (symbol, name) in (0_u8..).zip(names) {
            let left = if self.is_wide { self.track.0 - 204.0 + x } else { 0.0 };
            let at = (left + 8.0, y);
            match symbol {
                0 => draw_start(sheet, at),
                1 => draw_goal(sheet, at, ""),
                _ => draw_now(sheet, at),
            }
            let rest = sheet.width() - left - 20.0;
            let room = if self.is_wide { rest.min(180.0) } else { rest };
            let name = SMALL.cut(name, room);
            sheet.text((left + 20.0, y), Side::Left, &name, SMALL, Role::Quiet);
            if self.is_wide {
                x += SMALL.width(&name) + 44.0;
            } else {
                y += LINE;
            }
        }
    }
}

impl Place {
    fn draw(&self, sheet: &Plane, row: &Score, layout: &Layout) {
        let room = sheet.width();
        let first = if layout.is_wide {
            self.middle - LINE * (self.label.len() as f64 - 1.0) / 2.0
        } else {
            self.top + LINE * 0.75
        };
        for (line, text) in self.label.iter().enumerate() {
            let y = first + LINE * line as f64;
            sheet.text((0.0, y), Side::Left, text, LABEL, Role::Text);
        }
        let (x, verdict, numbers) = if layout.is_wide {
            (layout.track.1 + 16.0, self.middle - LINE / 2.0, self.middle + LINE / 2.0)
        } else {
            let below = first + LINE * self.label.len() as f64;
            (0.0, below, below + LINE)
        };
        let text = VERDICT.cut(&row.verdict, room - x);
        sheet.text((x, verdict), Side::Left, &text, VERDICT, Role::Text);
        let text = SMALL.cut(&row.numbers, room - x);
        sheet.text((x, numbers), Side::Left, &text, SMALL, Role::Quiet);
        self.draw_scale(sheet, row, layout.track);
        sheet.rule(&[(0.0, self.bottom), (room, self.bottom)], Role::Grid, 1.0);
    }

    fn draw_scale(&self, sheet: &Plane, row: &Score, track: (f64, f64)) {
        let (low, high) = row.range.unwrap_or((row.now, row.now));
        let values = [Some(row.now), Some(low), Some(high), row.start, row.goal];
        let finite = || values.iter().flatten().filter(|value| value.is_finite());
        let (from, to) = finite()
            .fold((f64::MAX, f64::MIN), |(from, to), &value| (from.min(value), to.max(value)));
        let (reach, left) = ((to - from).abs(), track.0 + MARGIN * (track.1 - track.0));
        let right = track.1 - MARGIN * (track.1 - track.0);
        let at = |value: f64| {
            let part = if reach > 0.0 { value / reach - from / reach } else { 0.5 };
            left + part.clamp(0.0, 1.0) * (right - left)
        };
        let y = self.middle;
        sheet.rule(&[(track.0, y), (track.1, y)], Role::Grid, 1.0);
        if let Some(goal) = row.goal.filter(|goal| goal.is_finite()) {
            draw_goal(sheet, (at(goal), y), &row.tooltip);
        }
        if !row.now.is_finite() {
            return;
        }
        if low.is_finite() && high.is_finite() && high > low {
            let bar = Paint {
                fill: Fill::Solid(Role::Pale),
                outline: Some((Role::Edge, 0.8)),
                radius: 2.0,
            };
            let corners = [(at(low), y - 4.0), (at(high).max(at(low) + 2.0), y + 4.0)];
            sheet.mark(corners, bar, &row.tooltip);
        }
        if let Some(start) = row.start.filter(|start| start.is_finite()) {
            draw_start(sheet, (at(start), y));
        }
        draw_now(sheet, (at(row.now), y));
    }
}

fn draw_start(sheet: &Plane, at: (f64, f64)) {
    sheet.dot(at, 6.0, Role::Axis);
    sheet.dot(at, 4.0, Role::Paper);
}

fn draw_goal(sheet: &Plane, (x, y): (f64, f64), tooltip: &str) {
    let corners = [(x - 1.0, y - 11.0), (x + 1.0, y + 11.0)];
    sheet.mark(corners, Paint::solid(Role::Text), tooltip);
}

fn draw_now(sheet: &Plane, at: (f64, f64)) {
    sheet.dot(at, 6.0, Role::Paper);
    sheet.dot(at, 5.0, Role::Mark);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::inspect::{self, Drawing};

    fn score(now: f64, range: Option<(f64, f64)>) -> Score {
        Score {
            label: "Net sentiment on X".into(),
            now,
            range,
            start: Some(5.0),
            goal: Some(15.0),
            verdict: "on the way".into(),
            numbers: "+13 (+4 to +22), goal +15".into(),
            tooltip: "Net sentiment on X: +13".into(),
        }
    }

    fn drawn(rows: Vec<Score>, width: Width) -> Drawing {
        let legend = ["start".into(), "goal".into(), "now, with its 95% range".into()];
        let chart = Scorecard { rows, legend };
        inspect::checked(|frame| scorecard(frame, &chart, width))
    }

    #[test]
    fn start_goal_and_now_lie_on_one_scale() {
        for width in [Width::Wide, Width::Narrow] {
            let drawing = drawn(vec![score(13.0, Some((4.0, 22.0)))], width);
            let goal = drawing.rects("f-text")[0];
            let range = drawing.rects("s-edge")[0];
            // Start: two circles, now: two circles.
            let (start, now) = (drawing.circles[0].0, drawing.circles[2].0);
            let unit = range.width / 18.0;
            assert!((now - range.x - 9.0 * unit).abs() < 0.5, "{now} {range:?}");
            assert!((goal.x + 1.0 - range.x - 11.0 * unit).abs() < 0.5, "{goal:?}");
            assert!((start - range.x - unit).abs() < 0.5, "{start}");
        }
    }

    #[test]
    fn a_row_without_range_start_or_goal_is_a_dot() {
        let alone = Score { start: None, goal: None, ..score(7.0, None) };
        let drawing = drawn(vec![alone], Width::Wide);
        assert_eq!((drawing.rects("s-edge").len(), drawing.circles.len()), (0, 6));
        drawing.text("on the way");
    }

    #[test]
    fn any_input_gives_a_chart() {
        for width in [Width::Wide, Width::Narrow] {
            for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -4.0, 1e300, f64::MAX] {
                let row =
                    Score { start: Some(odd), goal: Some(odd), ..score(odd, Some((odd, odd))) };
                drawn(vec![row, score(odd, None), score(1.0, Some((odd, odd)))], width);
            }
            drawn(Vec::new(), width);
            drawn((0..40).map(|_| score(3.0, None)).collect(), width);
            for text in inspect::HOSTILE {
                let text = || text.to_owned();
                let row =
                    Score { label: text(), verdict: text(), numbers: text(), ..score(1.0, None) };
                let chart = Scorecard { rows: vec![row], legend: [text(), text(), text()] };
                inspect::checked(|frame| scorecard(frame, &chart, width));
            }
        }
    }
}
