//! The appearance of the cells of a heat map, and the scale strip below the map that explains it.
//!
//! [`Look`] paints both, so the strip cannot differ from the map. The strip takes one line where there is
//! room; else its texts are below its ends. A text that is still too long is cut.

use super::palette::Role;
use super::plane::{Plane, Side};
use super::svg::{Fill, Paint};
use super::text::Face;
use super::{HeatMap, Shade, Width};

/// Width of the line around a stretch of cells.
pub(super) const OUTLINE: f64 = 1.5;

/// Sizes that differ by width.
pub(super) struct Look {
    pub(super) label: Face,
    pub(super) inside: Face,
    /// Height of a row with its gap.
    pub(super) cell: f64,
    pub(super) gap: f64,
    /// Least distance of two column labels.
    pub(super) apart: f64,
    pub(super) radius: f64,
    /// Width of a swatch in the strip.
    pub(super) swatch: (f64, f64),
    /// Height of the columns above the grid, and length of the bars beside it.
    pub(super) margin: (f64, f64),
}

impl Look {
    /// The sizes for this width.
    pub(super) fn of(width: Width) -> Self {
        let inside = Face::regular(12.0);
        match width {
            Width::Wide => Self {
                label: Face::regular(12.0),
                inside,
                cell: 28.0,
                gap: 2.0,
                apart: 28.0,
                radius: 2.0,
                swatch: (26.0, 12.0),
                margin: (40.0, 84.0),
            },
            Width::Narrow => Self {
                label: Face::regular(12.0),
                inside,
                cell: 24.0,
                gap: 1.0,
                apart: 6.0,
                radius: 1.5,
                swatch: (20.0, 11.0),
                margin: (28.0, 26.0),
            },
        }
    }

    /// How a cell of this shade is painted, in the grid and in the strip.
    pub(super) fn paint(&self, shade: Shade) -> Paint {
        let (fill, outline) = match shade {
            Shade::Step(step) => {
                (Fill::Solid(Role::step(step)), Role::rim(step).map(|rim| (rim, 0.6)))
            }
            // No outline: hatched cells must not be more prominent than shaded ones.
            Shade::Hatched => (Fill::Hatch, None),
            Shade::Zero => (Fill::Open, None),
            Shade::Absent => (Fill::Open, Some((Role::Base, 0.5))),
        };
        Paint { fill, outline, radius: self.radius }
    }
}

/// The text in the key after the steps.
#[derive(Clone, Copy)]
enum Sample {
    Hatched,
    Outlined,
}

/// The scale strip: steps between two texts, or above them in a narrow drawing; then hatching and outline with their texts, beside or below.
pub(super) struct Strip {
    /// Left end and middle of each text.
    low: (f64, f64, String),
    high: (f64, f64, String),
    samples: Vec<(Sample, f64, f64, String)>,
    /// Left end and middle of the steps, and the width of one.
    steps: (f64, f64, f64),
    pub(super) bottom: f64,
}

impl Strip {
    /// Places the strip: `y` is the middle of its first line.
    pub(super) fn of(chart: &HeatMap, look: &Look, left: f64, room: f64, y: f64) -> Self {
        let (swatch, face) = (look.swatch.0, look.label);
        let width = |text: &str| face.width(text);
        let (low, high) = (&chart.scale.0, &chart.scale.1);
        let first = left + if low.is_empty() { 0.0 } else { width(low) + 8.0 };
        let last = first + 5.0 * (swatch + look.gap) + 6.0;
        let end = last + width(high);
        let (steps, low, high, mut end, mut y) = if end <= room {
            ((first, y, swatch), (left, y, low.clone()), (last, y, high.clone()), end + 24.0, y)
        } else {
            let each = (room - left - 16.0) / 2.0;
            let [low, high] = [low, high].map(|text| face.cut(text, each));
            let below = y + look.swatch.1 / 2.0 + 5.0 + face.size / 2.0;
            let right = room - width(&high);
            let wide = (room - left) / 5.0 - look.gap;
            ((left, y, wide), (left, below, low), (right, below, high), room, below)
        };
        let hatched = chart.hatched.iter().map(|text| (Sample::Hatched, text));
        let outlined = chart.outlined.iter().map(|text| (Sample::Outlined, text));
        let mut samples = Vec::new();
        for (sample, text) in hatched.chain(outlined) {
            let text = face.cut(text, room - left - swatch - 8.0);
            let wide = swatch + 8.0 + width(&text);
            if end + wide > room {
                (end, y) = (left, y + 22.0);
            }
            samples.push((sample, end, y, text));
            end += wide + 24.0;
        }
        Self { low, high, samples, steps, bottom: (y + 9.0).ceil() }
    }

    /// Draws it.
    pub(super) fn draw(&self, sheet: &Plane, look: &Look) {
        let swatch = |x: f64, y: f64, width: f64, shade| {
            let half = look.swatch.1 / 2.0;
            sheet.mark([(x, y - half), (x + width, y + half)], look.paint(shade), "");
        };
        for (x, y, text) in [&self.low, &self.high] {
            sheet.text((*x, *y), Side::Left, text, look.label, Role::Quiet);
        }
        let (mut x, y, width) = self.steps;
        for step in 0..5 {
            swatch(x, y, width, Shade::Step(step));
            x += width + look.gap;
        }
        for (sample, x, y, text) in &self.samples {
            let right = x + look.swatch.0;
            match sample {
                Sample::Hatched => swatch(*x, *y, look.swatch.0, Shade::Hatched),
                Sample::Outlined => {
                    let half = look.swatch.1 / 2.0;
                    sheet.frame([(*x, y - half), (right, y + half)], Role::Text, OUTLINE);
                }
            }
            sheet.text((right + 8.0, *y), Side::Left, text, look.label, Role::Quiet);
        }
    }
}
