//! Horizontal bars from zero, as in "mentions by channel".
//!
//! The input is a list of rows in the order to be shown; the output has one bar for each row, with its value at the end instead of
//! an axis or a legend. Lengths are proportional and start at zero; a value of zero has a label and no bar. In narrow drawings
//! the label is above its bar. A value that is negative or not finite counts as zero.

use super::document::document;
use super::palette::Role;
use super::plane::{Plane, Side, length};
use super::svg::{Fill, Paint};
use super::text::Face;
use super::{Bar, Bars, Frame, Svg, Width};

/// Between the label and the bar, and between the bar and its value.
const GAP: f64 = 8.0;

/// Draws horizontal bars.
///
/// # Examples
///
/// ```
/// use socialmap::charts::{Bar, Bars, Frame, Width, bars};
/// let frame = Frame {
///     id: "channels".into(),
///     title: "Reddit holds most mentions".into(),
///     description: "Mentions by channel, May 2026, n = 48".into(),
/// };
/// let row = |label: &str, value: f64, value_label: &str| Bar {
///     label: label.into(),
///     value,
///     value_label: value_label.into(),
///     is_muted: false,
///     tooltip: String::new(),
/// };
/// let chart = Bars { rows: vec![row("Reddit", 36.0, "36"), row("Reviews", 12.0, "12")] };
/// let svg = bars(&frame, &chart, Width::Wide);
/// assert!(svg.as_str().starts_with("<svg ") && svg.as_str().contains(">Reviews</text>"));
/// ```
pub fn bars(frame: &Frame, chart: &Bars, width: Width) -> Svg {
    let layout = Layout::of(&chart.rows, width);
    document(frame, width, layout.height, |page| {
        let sheet = Plane::page(page);
        let longest = chart.rows.iter().map(|row| length(row.value)).fold(0.0, f64::max);
        let lengths = Plane::new(
            page,
            (0.0..longest, layout.left..layout.right),
            (0.0..layout.height, 0.0..layout.height),
        );
        for (row, place) in chart.rows.iter().zip(&layout.places) {
            let role = if row.is_muted { Role::Quiet } else { Role::Text };
            for (line, text) in place.label.iter().enumerate() {
                let y = place.label_top + layout.label.size * (0.6 + 1.2 * line as f64);
                sheet.text((0.0, y), Side::Left, text, layout.label, role);
            }
            let paint = if row.is_muted {
                let outline = Some((Role::Edge, 1.0));
                Paint { fill: Fill::Solid(Role::Pale), outline, radius: 0.0 }
            } else {
                Paint::solid(Role::Mark)
            };
            let (top, bottom) = (place.bar_top, place.bar_top + layout.thickness);
            let mut end = layout.left;
            if length(row.value) > 0.0 {
                // A value above zero stays visible: its bar is at least as thick as the baseline.
                end = lengths.at((row.value, top)).0.max(layout.left + 1.0);
                sheet.mark([(layout.left, top), (end, bottom)], paint, &row.tooltip);
            }
            let value = layout.value.cut(&row.value_label, layout.value_room);
            let middle = f64::midpoint(top, bottom);
            sheet.text((end + GAP, middle), Side::Left, &value, layout.value, role);
            let (from, to) = place.baseline;
            sheet.rule(&[(layout.left, from), (layout.left, to)], Role::Axis, 1.0);
        }
    })
}

struct Layout {
    label: Face,
    value: Face,
    value_room: f64,
    /// Where bars begin, and where the longest ends.
    left: f64,
    right: f64,
    thickness: f64,
    height: f64,
    places: Vec<RowPlace>,
}

struct RowPlace {
    label: Vec<String>,
    label_top: f64,
    bar_top: f64,
    baseline: (f64, f64),
}

impl Layout {
    fn of(rows: &[Bar], width: Width) -> Self {
        let is_wide = width == Width::Wide;
        let (label, value, thickness) = match width {
            Width::Wide => (Face::regular(13.0), Face::bold(13.0), 18.0),
            Width::Narrow => (Face::regular(13.0), Face::bold(12.0), 12.0),
        };
        let labels = rows.iter().map(|row| row.label.as_str());
        let (lines, widest) = label.column(labels, if is_wide { 220.0 } else { width.units() });
        let left = if is_wide { widest.ceil() + GAP + 4.0 } else { 0.5 };
        let values = value.widest(rows.iter().map(|row| row.value_label.as_str()));
        let value_room = values.min(width.units() * 0.4);
        let mut top = 0.0;
        let mut places = Vec::new();
        for label_lines in lines {
            let text = label.size * 1.2 * label_lines.len() as f64;
            let place = if is_wide {
                let row = text.max(thickness) + 10.0;
                RowPlace {
                    label_top: top + (row - text) / 2.0,
                    bar_top: top + (row - thickness) / 2.0,
                    baseline: (top, top + row),
                    label: label_lines,
                }
            } else {
                let bar_top = top + text + 5.0;
                RowPlace {
                    label_top: top,
                    bar_top,
                    baseline: (bar_top - 2.0, bar_top + thickness + 2.0),
                    label: label_lines,
                }
            };
            top = place.baseline.1 + if is_wide { 0.0 } else { 10.0 };
            places.push(place);
        }
        let right = width.units() - value_room.ceil() - GAP;
        let height = (top + 1.0).max(24.0).ceil();
        Self { label, value, value_room, left, right, thickness, height, places }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::inspect::{self, Drawing};

    fn bar(label: &str, value: f64) -> Bar {
        Bar {
            label: label.into(),
            value,
            value_label: format!("{value}"),
            is_muted: false,
            tooltip: format!("{label}: {value}"),
        }
    }

    fn drawn(rows: &[Bar], width: Width) -> Drawing {
        inspect::checked(|frame| bars(frame, &Bars { rows: rows.to_vec() }, width))
    }

    #[test]
    fn lengths_are_proportional_and_start_at_the_baseline() {
        for width in [Width::Wide, Width::Narrow] {
            let rows = vec![bar("Forum", 400.0), bar("Reviews", 100.0), bar("Blogs", 0.0)];
            let drawing = drawn(&rows, width);
            let rects = drawing.rects("f-mark");
            // A quarter of the value, a quarter of the length; zero has a label and no bar.
            assert_eq!(rects.len(), 2);
            assert!((rects[0].width / rects[1].width - 4.0).abs() < 0.01, "{rects:?}");
            assert!((rects[0].x - rects[1].x).abs() < 0.01);
            let titles = ["Forum: 400", "Reviews: 100"];
            assert_eq!(drawing.titles(), if width == Width::Wide { &titles[..] } else { &[] });
            assert!(drawing.texts.iter().any(|text| text.text == "0"));
        }
    }

    #[test]
    fn muted_bars_are_outlined() {
        let drawing = drawn(&[Bar { is_muted: true, ..bar("Other", 5.0) }], Width::Wide);
        assert_eq!(drawing.rects("f-pale s-edge").len(), 1);
    }

    #[test]
    fn any_input_gives_a_chart() {
        for width in [Width::Wide, Width::Narrow] {
            for value in [f64::NAN, f64::INFINITY, -3.0, 0.0, 1e12, 1e-12, f64::MAX] {
                drawn(&[bar("One", value)], width);
            }
            drawn(&inspect::HOSTILE.iter().map(|text| bar(text, 7.0)).collect::<Vec<_>>(), width);
            drawn(
                &(0..40).map(|i| bar("A channel of many", f64::from(i))).collect::<Vec<_>>(),
                width,
            );
            drawn(&[], width);
        }
    }
}
