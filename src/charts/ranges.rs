//! Ranges with a low, base and high value on one axis from zero, as in "hours a day".
//!
//! The input is rows of three values with their texts; the output is a pale bar from low to high with a strong mark at the base. Each
//! text is beside its value. Where there is no room for that, all rows but the total have their three texts at
//! the right end. In narrow drawings the texts are above the bar. A value that is negative or not finite counts as zero.

use super::document::document;
use super::palette::Role;
use super::plane::{Plane, Side};
use super::svg::{Fill, Paint};
use super::text::{Face, thin};
use super::{Frame, Range, Ranges, Svg, Width};
use layout::{GAP, Layout, RowPlace, Texts, label_face, ordered, together, value_face};

mod layout;

/// Draws ranges.
///
/// # Examples
///
/// ```
/// use socialmap::charts::{Frame, Range, Ranges, Width, ranges};
/// let frame = Frame {
///     id: "hours".into(),
///     title: "It takes 13 hours a day".into(),
///     description: "Hours a day, low, base and high".into(),
/// };
/// let chart = Ranges {
///     rows: vec![Range {
///         label: "Reddit".into(),
///         low: 9.8,
///         base: 13.0,
///         high: 19.5,
///         texts: ("9.8".into(), "13.0".into(), "19.5".into()),
///         is_total: false,
///         tooltip: "Reddit: 13.0 hours a day (9.8 to 19.5)".into(),
///     }],
///     ticks: vec![(0.0, "0".into()), (10.0, "10".into()), (20.0, "20".into())],
///     unit: "hours a day".into(),
/// };
/// assert!(ranges(&frame, &chart, Width::Narrow).as_str().contains("9.8 · 13.0 · 19.5"));
/// ```
pub fn ranges(frame: &Frame, chart: &Ranges, width: Width) -> Svg {
    let layout = Layout::of(chart, width);
    document(frame, width, layout.height, |page| {
        let sheet = Plane::page(page);
        let scale = Plane::new(
            page,
            (0.0..layout.most, layout.across.clone()),
            (0.0..layout.height, 0.0..layout.height),
        );
        layout.draw_axis(&sheet, &scale, chart);
        for (row, place) in chart.rows.iter().zip(&layout.places) {
            draw_row(&sheet, &scale, row, place);
        }
    })
}

impl Layout {
    /// Draws lines at the ticks, their texts below them and the unit.
    fn draw_axis(&self, sheet: &Plane, scale: &Plane, chart: &Ranges) {
        let middle = self.axis + 12.0;
        let room = sheet.width();
        let ticks: Vec<_> = chart
            .ticks
            .iter()
            .filter(|(value, _)| (0.0..=self.most).contains(value))
            .map(|(value, text)| {
                let text = self.small.cut(text, room / 3.0);
                let (x, wide) = (scale.at((*value, 0.0)).0, self.small.width(&text));
                let from = (x - wide / 2.0).min(room - wide);
                (x, (from.max(if self.is_wide { from } else { 0.0 }), wide), text)
            })
            .collect();
        let spans: Vec<_> = ticks.iter().map(|(_, (from, wide), _)| (*from, from + wide)).collect();
        let step = thin(&spans, 8.0);
        for (x, (from, _), text) in ticks.iter().step_by(step) {
            self.draw_vertical(sheet, *x, Role::Grid);
            sheet.text((*from, middle), Side::Left, text, self.small, Role::Quiet);
        }
        let zero = self.across.start;
        self.draw_vertical(sheet, zero, Role::Axis);
        let first = spans.first().map_or(zero, |span| span.0);
        let (at, room) =
            if self.is_wide { ((0.0, middle), first - GAP) } else { ((0.0, middle + 14.0), room) };
        let unit = self.small.cut(&chart.unit, room);
        sheet.text(at, Side::Left, &unit, self.small, Role::Quiet);
    }

    /// Draws a vertical line through the bars; in narrow drawings it is interrupted at the labels between them.
    fn draw_vertical(&self, sheet: &Plane, x: f64, role: Role) {
        if self.is_wide {
            sheet.rule(&[(x, 0.0), (x, self.axis)], role, 1.0);
            return;
        }
        for place in &self.places {
            sheet.rule(&[(x, place.bar - 9.0), (x, place.bar + 9.0)], role, 1.0);
        }
    }
}

/// Draws a range with its label and its texts.
fn draw_row(sheet: &Plane, scale: &Plane, row: &Range, place: &RowPlace) {
    let label = label_face(row);
    let room = sheet.width();
    if let Some(y) = place.rule {
        sheet.rule(&[(0.0, y), (room, y)], Role::Grid, 1.0);
    }
    for (i, text) in place.label.iter().enumerate() {
        let y = place.label_top + label.size * (0.6 + 1.2 * i as f64);
        sheet.text((0.0, y), Side::Left, text, label, Role::Text);
    }
    let [low, base, high] = ordered(row).map(|value| scale.at((value, 0.0)).0);
    let (fill, line, mark) = if row.is_total {
        (Role::Firm, Role::Mark, Role::Text)
    } else {
        (Role::Pale, Role::Edge, Role::Mark)
    };
    let bar = Paint { fill: Fill::Solid(fill), outline: Some((line, 0.8)), radius: 2.0 };
    let corners = [(low, place.bar - 6.0), (high.max(low + 2.0), place.bar + 6.0)];
    sheet.mark(corners, bar, &row.tooltip);
    let tick = [(base - 2.0, place.bar - 9.0), (base + 2.0, place.bar + 9.0)];
    sheet.mark(tick, Paint::solid(mark), &row.tooltip);
    let (value, (low_text, base_text, high_text)) = (value_face(row), &row.texts);
    match place.texts {
        Texts::Apart => {
            let quiet = Face::regular(value.size);
            let (at, side) = ((low - GAP, place.bar), Side::Right);
            sheet.text(at, side, low_text, quiet, Role::Quiet);
            let (at, side) = ((high + GAP, place.bar), Side::Left);
            sheet.text(at, side, high_text, quiet, Role::Quiet);
            let at = (base, place.bar - 18.0);
            sheet.text(at, Side::Middle, base_text, value, Role::Text);
        }
        Texts::After => {
            let from = high.max(base + 2.0) + GAP;
            let text = value.cut(&together(row), room - from);
            sheet.text((from, place.bar), Side::Left, &text, value, Role::Text);
        }
        Texts::Above => {
            let text = value.cut(&together(row), room * 0.55);
            let at = (room, place.label_top + label.size * 0.6);
            sheet.text(at, Side::Right, &text, value, Role::Text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::inspect::{self, Drawing};

    fn row(label: &str, low: f64, base: f64, high: f64) -> Range {
        Range {
            label: label.into(),
            low,
            base,
            high,
            texts: (format!("{low:.1}"), format!("{base:.1}"), format!("{high:.1}")),
            is_total: false,
            tooltip: label.into(),
        }
    }

    fn chart(rows: Vec<Range>) -> Ranges {
        let ticks = [0.0, 10.0, 20.0].map(|v| (v, format!("{v}"))).into();
        Ranges { rows, ticks, unit: "hours a day".into() }
    }

    fn drawn(chart: &Ranges, width: Width) -> Drawing {
        inspect::checked(|frame| ranges(frame, chart, width))
    }

    #[test]
    fn a_range_lies_where_its_values_lie() {
        for width in [Width::Wide, Width::Narrow] {
            let drawing = drawn(&chart(vec![row("Reddit", 5.0, 10.0, 20.0)]), width);
            let (bar, base) = (drawing.rects("s-edge")[0], drawing.rects("f-mark")[0]);
            // 5 to 20 hours: the axis begins a third of the bar to its left
            let zero = bar.x - bar.width / 3.0;
            let axis = &drawing.paths.iter().find(|(class, _)| class == "s-axis").unwrap().1;
            let start: f64 = axis[1..].split(' ').next().unwrap().parse().unwrap();
            assert!((zero - start).abs() < 1.0, "{zero} {axis}");
            let middle = base.x + base.width / 2.0;
            assert!((middle - (bar.x + bar.width / 3.0)).abs() < 1.0);
        }
    }

    #[test]
    fn texts_stand_apart_where_there_is_room_and_together_where_not() {
        let apart = drawn(&chart(vec![row("Reddit", 5.0, 10.0, 20.0)]), Width::Wide);
        assert!(apart.text("5.0").right < apart.text("10.0").left);
        let near = vec![row("Reddit", 9.8, 13.0, 19.5), row("Blogs", 0.1, 0.2, 0.3)];
        let near = drawn(&chart(near), Width::Wide);
        assert!(near.text("9.8 · 13.0 · 19.5").left > near.text("0.1 · 0.2 · 0.3").right);
        drawn(&chart(vec![row("Reddit", 9.8, 13.0, 19.5)]), Width::Narrow)
            .text("9.8 · 13.0 · 19.5");
    }

    #[test]
    fn the_total_stands_out() {
        let total = Range { is_total: true, ..row("All channels", 9.8, 13.0, 19.5) };
        let drawing = drawn(&chart(vec![row("Reddit", 0.4, 0.5, 0.8), total]), Width::Wide);
        assert_eq!(drawing.rects("f-firm s-mark").len(), 1);
        drawing.text("13.0");
        drawing.text("0.4 · 0.5 · 0.8");
    }

    #[test]
    fn any_input_gives_a_chart() {
        for width in [Width::Wide, Width::Narrow] {
            for odd in [f64::NAN, f64::INFINITY, -4.0, 0.0, 1e12, f64::MAX] {
                let mut odd_chart =
                    chart(vec![row("Odd", odd, odd, odd), row("One", 1.0, 2.0, 3.0)]);
                odd_chart.rows[0].texts = ("?".into(), "?".into(), "?".into());
                drawn(&odd_chart, width);
                odd_chart.ticks.push((odd, "odd".into()));
                drawn(&odd_chart, width);
            }
            drawn(&chart((0..40).map(|i| row("A row", f64::from(i), 40.0, 1.0)).collect()), width);
            drawn(&chart(Vec::new()), width);
            drawn(&Ranges { ticks: Vec::new(), ..chart(vec![row("", 0.0, 0.0, 0.0)]) }, width);
            for text in inspect::HOSTILE {
                let texts = (text.to_owned(), text.to_owned(), text.to_owned());
                let total = Range { is_total: true, texts, ..row(text, 4.0, 9.0, 11.0) };
                let mut hostile = chart(vec![row(text, 1.0, 2.0, 3.0), total]);
                hostile.unit = text.into();
                hostile.ticks[1].1 = text.into();
                drawn(&hostile, width);
            }
        }
    }
}
