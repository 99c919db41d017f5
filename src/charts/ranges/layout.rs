//! Computes the positions of the rows of a range chart and of their texts, and the length of the axis.
//!
//! Texts beside their values are tried first; the axis gets the width that the texts leave.

use std::ops::Range as Span;

use crate::charts::plane::length;
use crate::charts::text::Face;
use crate::charts::{Range, Ranges, Width};

/// Distance between a mark and its text.
pub(super) const GAP: f64 = 8.0;

/// Positions of the texts of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Texts {
    /// Low and high at the ends, base above its mark.
    Apart,
    /// All three after the high end.
    After,
    /// All three at the right, on the line of the label.
    Above,
}

/// Position of a row, in units of the drawing.
pub(super) struct RowPlace {
    pub(super) label: Vec<String>,
    pub(super) label_top: f64,
    /// Middle of the bar.
    pub(super) bar: f64,
    pub(super) texts: Texts,
    /// A line above the total.
    pub(super) rule: Option<f64>,
}

/// All positions, in units of the drawing.
pub(super) struct Layout {
    pub(super) is_wide: bool,
    pub(super) small: Face,
    /// Largest value of the axis, and its position.
    pub(super) most: f64,
    pub(super) across: Span<f64>,
    pub(super) places: Vec<RowPlace>,
    pub(super) axis: f64,
    pub(super) height: f64,
}

impl Layout {
    /// Computes the layout.
    pub(super) fn of(chart: &Ranges, width: Width) -> Self {
        let is_wide = width == Width::Wide;
        let small = Face::regular(12.0);
        let values = chart.rows.iter().map(|row| ordered(row)[2]);
        let most = values.chain(chart.ticks.iter().map(|(v, _)| length(*v))).fold(0.0, f64::max);
        let most = if most > 0.0 { most } else { 1.0 };
        let units = width.units();
        let label_room = |row: &Range| match width {
            Width::Wide => 200.0,
            Width::Narrow => units - value_face(row).width(&together(row)).min(units * 0.55) - 12.0,
        };
        let labels: Vec<_> = chart
            .rows
            .iter()
            .map(|row| label_face(row).wrap(&row.label, label_room(row), 2))
            .collect();
        let widest = chart
            .rows
            .iter()
            .zip(&labels)
            .map(|(row, lines)| label_face(row).widest(lines.iter().map(String::as_str)))
            .fold(small.width(&chart.unit).min(if is_wide { 200.0 } else { 0.0 }), f64::max);
        let left = if is_wide { widest.ceil() + 16.0 } else { 0.5 };
        let (texts, right) = match width {
            Width::Wide => Self::texts(&chart.rows, left, most, units),
            Width::Narrow => (vec![Texts::Above; chart.rows.len()], units - 0.5),
        };
        let mut top = 0.0;
        let mut places = Vec::new();
        for ((row, label), texts) in chart.rows.iter().zip(labels).zip(texts) {
            let tall = label_face(row).size * 1.2 * label.len() as f64;
            let rule = (row.is_total && !places.is_empty()).then_some(top + 4.0);
            top += if rule.is_some() { 10.0 } else { 0.0 };
            let (label_top, bar, next) = match texts {
                Texts::Apart => (top + 31.0 - tall / 2.0, top + 31.0, top + 46.0),
                Texts::After => {
                    let row = tall.max(16.0) + 14.0;
                    (top + (row - tall) / 2.0, top + row / 2.0, top + row)
                }
                Texts::Above => (top + 2.0, top + tall + 13.0, top + tall + 30.0),
            };
            places.push(RowPlace { label, label_top, bar, texts, rule });
            top = next;
        }
        let axis = top + 4.0;
        let has_line_of_unit = !is_wide && !chart.unit.trim().is_empty();
        let height = (axis + if has_line_of_unit { 36.0 } else { 22.0 }).ceil();
        Self { is_wide, small, most, across: left..right, places, axis, height }
    }

    /// Chooses the positions of the texts, and the right end of the axis.
    fn texts(rows: &[Range], left: f64, most: f64, units: f64) -> (Vec<Texts>, f64) {
        let choices: [fn(&Range) -> Texts; 3] = [
            |_| Texts::Apart,
            |row| {
                if row.is_total { Texts::Apart } else { Texts::After }
            },
            |_| Texts::After,
        ];
        let mut chosen = (Vec::new(), units);
        for choice in choices {
            let texts: Vec<_> = rows.iter().map(choice).collect();
            let room = |(row, texts): (&Range, &Texts)| {
                let wide = match texts {
                    Texts::Apart => value_face(row).width(&row.texts.2),
                    _ => value_face(row).width(&together(row)),
                };
                let share = ordered(row)[2] / most;
                (units - left - 2.0 * GAP - wide.min(units * 0.45)) / share.max(1e-9)
            };
            let right =
                left + rows.iter().zip(&texts).map(room).fold(units - left - 12.0, f64::min);
            let fits = |(row, texts): (&Range, &Texts)| {
                let [low, base, high] = ordered(row).map(|v| left + v / most * (right - left));
                let width = |text: &str| value_face(row).width(text);
                *texts != Texts::Apart
                    || (low - GAP - width(&row.texts.0) >= left + 2.0
                        && base - width(&row.texts.1) / 2.0 >= left
                        && base + width(&row.texts.1) / 2.0 <= units
                        && high + GAP + width(&row.texts.2) <= units)
            };
            let is_good = rows.iter().zip(&texts).all(fits);
            chosen = (texts, right);
            if is_good {
                break;
            }
        }
        chosen
    }
}

/// Low, base and high, in order and drawable.
pub(super) fn ordered(row: &Range) -> [f64; 3] {
    let low = length(row.low);
    let base = length(row.base).max(low);
    [low, base, length(row.high).max(base)]
}

/// The three texts of a row, joined.
pub(super) fn together(row: &Range) -> String {
    let (low, base, high) = &row.texts;
    let texts = [low, base, high].map(String::as_str);
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Face of a row's label.
pub(super) fn label_face(row: &Range) -> Face {
    if row.is_total { Face::bold(13.0) } else { Face::regular(13.0) }
}

/// Face of a row's values.
pub(super) fn value_face(row: &Range) -> Face {
    if row.is_total { Face::bold(13.0) } else { Face::regular(12.0) }
}
