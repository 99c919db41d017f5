//! A share that rises in steps over time, as in "answered within", with lines at the times that were promised.
//!
//! The input is times with the share reached by then, and goals with their texts; the output is a step line on axes from zero. The texts of the
//! goals are above the drawing, each on a line of its own. Values that are not finite, and times beyond the end of the axis, are not drawn.

use super::document::document;
use super::palette::Role;
use super::plane::{Plane, Side};
use super::text::{Face, thin};
use super::{Curve, Frame, Svg, Width};

const SMALL: Face = Face::regular(12.0);

/// Height of a line of text.
const LINE: f64 = 16.0;

/// Draws a curve.
///
/// # Examples
///
/// ```
/// use socialmap::charts::{Curve, Frame, Goal, Width, curve};
/// let frame = Frame {
///     id: "answered".into(),
///     title: "Half are answered within 3 hours".into(),
///     description: "Share answered by hours since the first mention".into(),
/// };
/// let chart = Curve {
///     steps: vec![(1.0, 0.2), (3.0, 0.5)],
///     end: 24.0,
///     times: vec![(0.0, "0".into()), (12.0, "12".into()), (24.0, "24".into())],
///     shares: vec![(0.0, "0%".into()), (1.0, "100%".into())],
///     goals: vec![Goal { at: 8.0, share: Some(0.8), text: "promised: 8 hours".into() }],
///     unit: "hours".into(),
/// };
/// assert!(curve(&frame, &chart, Width::Narrow).as_str().contains("promised"));
/// ```
pub fn curve(frame: &Frame, chart: &Curve, width: Width) -> Svg {
    let room = width.units();
    let end = if chart.end.is_finite() && chart.end > 0.0 { chart.end } else { 1.0 };
    let shares: Vec<(f64, String)> = chart
        .shares
        .iter()
        .filter(|(share, _)| (0.0..=1.0).contains(share))
        .map(|(share, text)| (*share, SMALL.cut(text, room / 4.0)))
        .collect();
    let left = SMALL.widest(shares.iter().map(|(_, text)| text.as_str())).ceil() + 8.0;
    let goals: Vec<_> = chart.goals.iter().filter(|it| (0.0..=end).contains(&it.at)).collect();
    let top = goals.len() as f64 * LINE + LINE / 2.0;
    let bottom = top + if width == Width::Wide { 170.0 } else { 150.0 };
    document(frame, width, bottom + 2.0 * LINE + 4.0, |page| {
        let sheet = Plane::page(page);
        let scale = Plane::new(page, (0.0..end, left..room - 8.0), (0.0..1.0, bottom..top));
        let mut labelled: Vec<f64> = Vec::new();
        for (share, text) in &shares {
            let y = scale.at((0.0, *share)).1;
            scale.rule(&[(0.0, *share), (end, *share)], Role::Grid, 1.0);
            if labelled.iter().all(|other| (other - y).abs() >= LINE) {
                sheet.text((left - 8.0, y), Side::Right, text, SMALL, Role::Quiet);
                labelled.push(y);
            }
        }
        draw_times(&sheet, &scale, chart, (room, bottom, end));
        for (line, goal) in goals.into_iter().enumerate() {
            let x = scale.at((goal.at, 0.0)).0;
            let y = LINE / 2.0 + line as f64 * LINE;
            sheet.rule(&[(x, y), (x, bottom)], Role::Axis, 1.0);
            let is_right = x < room / 2.0;
            let (side, at, free) =
                if is_right { (Side::Left, x + 5.0, room - x) } else { (Side::Right, x - 5.0, x) };
            sheet.text((at, y), side, &SMALL.cut(&goal.text, free - 5.0), SMALL, Role::Text);
            if let Some(share) = goal.share.filter(|share| (0.0..=1.0).contains(share)) {
                scale.dot((goal.at, share), 5.0, Role::Axis);
                scale.dot((goal.at, share), 3.2, Role::Paper);
            }
        }
        scale.series(&line(chart, end), Role::Mark, 2.0);
    })
}

/// The corners of the step line, from zero to the end of the axis.
fn line(chart: &Curve, end: f64) -> Vec<(f64, f64)> {
    let mut points = vec![(0.0, 0.0)];
    let mut reached = 0.0;
    let steps =
        chart.steps.iter().filter(|(at, share)| (0.0..=end).contains(at) && share.is_finite());
    for &(at, share) in steps {
        let at = at.max(points[points.len() - 1].0);
        points.push((at, reached));
        reached = share.clamp(reached, 1.0);
        points.push((at, reached));
    }
    points.push((end, reached));
    points
}

/// Draws the axis of time with as many ticks as fit, and its unit below.
fn draw_times(sheet: &Plane, scale: &Plane, chart: &Curve, (room, bottom, end): (f64, f64, f64)) {
    scale.rule(&[(0.0, 0.0), (end, 0.0)], Role::Axis, 1.0);
    let ticks: Vec<(f64, f64, String)> = chart
        .times
        .iter()
        .filter(|(at, _)| (0.0..=end).contains(at))
        .map(|(at, text)| {
            let text = SMALL.cut(text, room / 3.0);
            let wide = SMALL.width(&text);
            let from = scale.at((*at, 0.0)).0 - wide / 2.0;
            (from.clamp(0.0, room - wide), wide, text)
        })
        .collect();
    let spans: Vec<_> = ticks.iter().map(|(from, wide, _)| (*from, from + wide)).collect();
    for (from, _, text) in ticks.iter().step_by(thin(&spans, 8.0)) {
        sheet.text((*from, bottom + 11.0), Side::Left, text, SMALL, Role::Quiet);
    }
    let unit = SMALL.cut(&chart.unit, room - 16.0);
    sheet.text((room - 8.0, bottom + 11.0 + LINE), Side::Right, &unit, SMALL, Role::Quiet);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Goal;
    use crate::charts::inspect::{self, Drawing};

    fn chart(steps: &[(f64, f64)], goals: &[f64]) -> Curve {
        let goal = |&at: &f64| Goal { at, share: Some(0.8), text: format!("promised: {at} hours") };
        Curve {
            steps: steps.to_vec(),
            end: 24.0,
            times: [0.0, 6.0, 12.0, 18.0, 24.0].map(|at| (at, format!("{at}"))).into(),
            shares: [0.0, 0.5, 1.0].map(|at| (at, format!("{}%", 100.0 * at))).into(),
            goals: goals.iter().map(goal).collect(),
            unit: "hours after the first mention".into(),
        }
    }

    fn drawn(chart: &Curve, width: Width) -> Drawing {
        inspect::checked(|frame| curve(frame, chart, width))
    }

    #[test]
    fn the_line_rises_where_somebody_is_answered() {
        let points = line(&chart(&[(6.0, 0.25), (12.0, 0.75), (30.0, 1.0)], &[]), 24.0);
        let corners =
            [(0.0, 0.0), (6.0, 0.0), (6.0, 0.25), (12.0, 0.25), (12.0, 0.75), (24.0, 0.75)];
        assert_eq!(points, corners);
        assert_eq!(line(&chart(&[], &[]), 24.0), [(0.0, 0.0), (24.0, 0.0)]);
    }

    #[test]
    fn each_promise_has_a_line_and_its_text() {
        for width in [Width::Wide, Width::Narrow] {
            let drawing = drawn(&chart(&[(1.0, 0.4)], &[4.0, 24.0, 48.0]), width);
            drawing.text("promised: 4 hours");
            drawing.text("promised: 24 hours");
            assert!(drawing.texts.iter().all(|text| !text.text.contains("48")));
            assert_eq!(drawing.circles.len(), 4, "a ring is two circles");
        }
    }

    #[test]
    fn any_input_gives_a_chart() {
        for width in [Width::Wide, Width::Narrow] {
            for odd in [f64::NAN, f64::INFINITY, -4.0, 0.0, 1e12, f64::MAX] {
                let mut odd_chart = chart(&[(odd, 0.3), (2.0, odd)], &[odd]);
                drawn(&odd_chart, width);
                odd_chart.times.push((odd, "odd".into()));
                odd_chart.shares.push((odd, "odd".into()));
                odd_chart.end = odd;
                drawn(&odd_chart, width);
            }
            for text in inspect::HOSTILE {
                let mut hostile = chart(&[(1.0, 0.5)], &[1.0, 8.0, 23.0]);
                hostile.goals.iter_mut().for_each(|goal| goal.text = text.into());
                hostile.times[1].1 = text.into();
                hostile.shares[1].1 = text.into();
                hostile.unit = text.into();
                drawn(&hostile, width);
            }
        }
    }
}
