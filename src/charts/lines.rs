//! Lines over weeks on one scale from zero, as in "share of voice by week", with each name at the end of its line.
//!
//! The input is a value per week for each line, `None` where nothing was measured. A line is interrupted there; a value between two gaps is a
//! dot. The first line is emphasised. Values that are not finite or lie outside the scale are gaps.

use super::document::document;
use super::palette::Role;
use super::plane::{Plane, Side};
use super::svg::{Fill, Paint};
use super::text::{Face, spread, thin};
use super::{Frame, Line, Lines, Svg, Width};

const SMALL: Face = Face::regular(12.0);
const STRONG: Face = Face::bold(12.0);

/// Height of a line of text.
const LINE: f64 = 16.0;

/// Draws lines.
///
/// # Examples
///
/// ```
/// use socialmap::charts::{Frame, Line, Lines, Width, lines};
/// let frame = Frame {
///     id: "voice".into(),
///     title: "Acme leads".into(),
///     description: "Share of voice by week".into(),
/// };
/// let line = |name: &str, last: f64| Line {
///     label: name.into(),
///     values: vec![Some(0.5), None, Some(last)],
/// };
/// let chart = Lines {
///     weeks: ["4 May", "11 May", "18 May"].map(|day| (day.to_owned(), day.to_owned())).into(),
///     lines: vec![line("Acme", 0.7), line("Globex", 0.3)],
///     ticks: vec![(0.0, "0%".into()), (1.0, "100%".into())],
/// };
/// assert!(lines(&frame, &chart, Width::Wide).as_str().contains(">Globex</text>"));
/// ```
pub fn lines(frame: &Frame, chart: &Lines, width: Width) -> Svg {
    let most = width.units();
    let ticks: Vec<&(f64, String)> =
        chart.ticks.iter().filter(|(value, _)| value.is_finite() && *value >= 0.0).collect();
    let highest = ticks.iter().map(|(value, _)| *value).fold(0.0, f64::max);
    let highest = if highest > 0.0 && highest < 1e9 { highest } else { 1.0 };
    let names: Vec<String> =
        chart.lines.iter().map(|line| STRONG.cut(&line.label, most / 3.0)).collect();
    let numbers: Vec<(f64, String)> = ticks
        .iter()
        .filter(|(value, _)| *value <= highest)
        .map(|(value, text)| (*value, SMALL.cut(text, most / 6.0)))
        .collect();
    let left = SMALL.widest(numbers.iter().map(|(_, text)| text.as_str())).ceil() + 8.0;
    let right = most - STRONG.widest(names.iter().map(String::as_str)).ceil() - 12.0;
    let plain: f64 = if width == Width::Wide { 170.0 } else { 150.0 };
    let bottom = LINE / 2.0 + plain.max(chart.lines.len() as f64 * LINE);
    let last = chart.weeks.len().saturating_sub(1).max(1) as f64;
    document(frame, width, bottom + LINE + 6.0, |page| {
        let sheet = Plane::page(page);
        let scale = Plane::new(page, (0.0..last, left..right), (0.0..highest, bottom..LINE / 2.0));
        let mut labelled: Vec<f64> = Vec::new();
        for (value, text) in &numbers {
            let y = scale.at((0.0, *value)).1;
            let role = if *value > 0.0 { Role::Grid } else { Role::Axis };
            scale.rule(&[(0.0, *value), (last, *value)], role, 1.0);
            if labelled.iter().all(|other| (other - y).abs() >= LINE) {
                sheet.text((left - 8.0, y), Side::Right, text, SMALL, Role::Quiet);
                labelled.push(y);
            }
        }
        // The emphasised line above the others.
        for (at, line) in chart.lines.iter().enumerate().rev() {
            draw_line(&scale, line, (at == 0, highest));
        }
        let mut ends: Vec<(f64, usize)> = chart
            .lines
            .iter()
            .enumerate()
            .map(|(at, line)| (scale.at((last, end(line, highest))).1, at))
            .collect();
        ends.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        let wanted: Vec<f64> = ends.iter().map(|(y, _)| *y).collect();
        for (y, (_, at)) in spread(&wanted, LINE, &(LINE / 2.0..bottom)).into_iter().zip(&ends) {
            let (face, role) = if *at == 0 { (STRONG, Role::Text) } else { (SMALL, Role::Quiet) };
            sheet.text((right + 8.0, y), Side::Left, &names[*at], face, role);
        }
        draw_dates(&sheet, &scale, chart, (right, bottom));
        for (week, (_, tooltip)) in chart.weeks.iter().enumerate() {
            if !tooltip.is_empty() {
                let edge = |half| scale.at((week as f64 + half, 0.0)).0.clamp(left, right);
                let corners = [(edge(-0.5), LINE / 2.0), (edge(0.5), bottom)];
                let open = Paint { fill: Fill::Open, outline: None, radius: 0.0 };
                sheet.mark(corners, open, tooltip);
            }
        }
    })
}

/// The values of a line that can be drawn.
fn drawn(line: &Line, highest: f64) -> impl Iterator<Item = Option<f64>> {
    line.values.iter().map(move |value| value.filter(|value| (0.0..=highest).contains(value)))
}

/// The last value of a line; 0 without any.
fn end(line: &Line, highest: f64) -> f64 {
    drawn(line, highest).flatten().last().unwrap_or_default()
}

fn draw_line(scale: &Plane, line: &Line, (is_first, highest): (bool, f64)) {
    let (role, width) = if is_first { (Role::Mark, 2.5) } else { (Role::Base, 1.5) };
    let points: Vec<Option<(f64, f64)>> =
        (0_u32..).zip(drawn(line, highest)).map(|(at, value)| Some((at.into(), value?))).collect();
    for run in points.split(Option::is_none) {
        let run: Vec<(f64, f64)> = run.iter().flatten().copied().collect();
        match run.as_slice() {
            [] => {}
            [alone] => scale.dot(*alone, 2.5, role),
            run => scale.series(run, role, width),
        }
    }
}

/// Draws the first days of as many weeks as fit.
fn draw_dates(sheet: &Plane, scale: &Plane, chart: &Lines, (right, bottom): (f64, f64)) {
    let dates: Vec<(f64, f64, String)> = (0_u32..)
        .zip(&chart.weeks)
        .map(|(at, (day, _))| {
            let day = SMALL.cut(day, right / 3.0);
            let wide = SMALL.width(&day);
            let from = scale.at((at.into(), 0.0)).0 - wide / 2.0;
            (from.clamp(0.0, (right - wide).max(0.0)), wide, day)
        })
        .collect();
    let spans: Vec<_> = dates.iter().map(|(from, wide, _)| (*from, from + wide)).collect();
    for (from, _, day) in dates.iter().step_by(thin(&spans, 8.0)) {
        sheet.text((*from, bottom + 12.0), Side::Left, day, SMALL, Role::Quiet);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::inspect::{self, Drawing};

    fn chart(lines: &[(&str, &[Option<f64>])]) -> Lines {
        let weeks = lines.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
        let line = |(label, values): &(&str, &[Option<f64>])| Line {
            label: (*label).to_owned(),
            values: values.to_vec(),
        };
        Lines {
            weeks: (1..=weeks).map(|day| (format!("{day} May"), format!("week {day}"))).collect(),
            lines: lines.iter().map(line).collect(),
            ticks: [0.0, 0.5, 1.0].map(|at| (at, format!("{}%", 100.0 * at))).into(),
        }
    }

    fn drawing(chart: &Lines, width: Width) -> Drawing {
        inspect::checked(|frame| lines(frame, chart, width))
    }

    #[test]
    fn a_gap_interrupts_a_line_and_a_value_between_two_gaps_is_a_dot() {
        let values = [Some(0.2), Some(0.4), None, Some(0.6), None, Some(0.3), Some(0.1)];
        let drawing = drawing(&chart(&[("Acme", &values)]), Width::Wide);
        let runs = drawing.paths.iter().filter(|(class, _)| class.ends_with("mark")).count();
        assert_eq!((runs, drawing.circles.len()), (2, 1), "{:?}", drawing.paths);
    }

    #[test]
    fn names_that_end_at_one_height_do_not_overlap() {
        let same: &[Option<f64>] = &[Some(0.5), Some(0.5)];
        let names = ["Acme", "Globex", "Initech", "Umbrella", "Hooli"].map(|name| (name, same));
        for width in [Width::Wide, Width::Narrow] {
            let drawing = drawing(&chart(&names), width);
            for (name, _) in names {
                drawing.text(name);
            }
        }
    }

    #[test]
    fn any_input_gives_a_chart() {
        for width in [Width::Wide, Width::Narrow] {
            drawing(&chart(&[]), width);
            drawing(&chart(&[("Acme", &[])]), width);
            for odd in [f64::NAN, f64::INFINITY, -4.0, 1e12, f64::MAX] {
                let mut odd_chart = chart(&[("Acme", &[Some(odd), Some(0.5)])]);
                drawing(&odd_chart, width);
                odd_chart.ticks.push((odd, "odd".into()));
                drawing(&odd_chart, width);
            }
            for text in inspect::HOSTILE {
                let mut hostile = chart(&[(text, &[Some(0.1); 13]), (text, &[Some(0.2); 13])]);
                hostile.weeks[0] = (text.into(), text.into());
                hostile.ticks[1].1 = text.into();
                drawing(&hostile, width);
            }
        }
    }
}
