//! A rectangle of the drawing with its own coordinate system, and the few shapes that the charts consist of.
//!
//! plotters maps the coordinates and draws the shapes. This wrapper takes `f64`, returns no results (writing to a string cannot
//! fail) and adds a rectangle with a tooltip. All numbers must be finite: plotters would draw others at the edge or loop on an
//! infinite axis, so the charts drop them first.

use std::convert::Infallible;
use std::ops::Range;

use plotters::coord::types::RangedCoordf64;
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Text};
use plotters::prelude::{Cartesian2d, DrawingArea, FontDesc, FontFamily, FontStyle};
use plotters::series::LineSeries;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingErrorKind};

use super::palette::Role;
use super::svg::{Page, Paint, Sheet, tenths};
use super::text::Face;

/// Returns a length that can be drawn: 0 if the value is negative or not finite.
pub(super) fn length(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}

/// Which side of a text is aligned to its point.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    Left,
    Middle,
    Right,
}

/// A rectangle of the sheet with coordinates.
pub(super) struct Plane<'a>(DrawingArea<Sheet<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>);

impl<'a> Plane<'a> {
    /// A plane on which `x` runs over the units `across` of the drawing, and `y` over `down` (first value to first unit).
    /// An empty range of values is widened: plotters would divide by it.
    pub(super) fn new(
        page: &Page<'a>,
        (x, across): (Range<f64>, Range<f64>),
        (y, down): (Range<f64>, Range<f64>),
    ) -> Self {
        let wide = |r: Range<f64>| {
            if r.end > r.start { r } else { r.start..r.start + 1.0 }
        };
        let pixels = |r: Range<f64>| tenths(r.start)..tenths(r.end);
        Self(page.apply_coord_spec(Cartesian2d::new(
            wide(x),
            wide(y),
            (pixels(across), pixels(down)),
        )))
    }

    /// The whole drawing in its own units, `y` downwards.
    pub(super) fn page(page: &Page<'a>) -> Self {
        let (width, height) = page.dim_in_pixel();
        let (width, height) = (f64::from(width) / 10.0, f64::from(height) / 10.0);
        Self::new(page, (0.0..width, 0.0..width), (0.0..height, 0.0..height))
    }

    /// Width of the whole drawing in its units.
    pub(super) fn width(&self) -> f64 {
        f64::from(self.0.dim_in_pixel().0) / 10.0
    }

    /// Where a point lies, in units of the drawing.
    pub(super) fn at(&self, point: (f64, f64)) -> (f64, f64) {
        let (x, y) = self.0.map_coordinate(&point);
        (f64::from(x) / 10.0, f64::from(y) / 10.0)
    }

    /// An open line through two or more points.
    pub(super) fn rule(&self, points: &[(f64, f64)], role: Role, width: f64) {
        self.draw(&PathElement::new(points.to_vec(), stroke(role, width)));
    }

    /// A line around a rectangle between two corners. It lets the pointer through to what it surrounds.
    pub(super) fn frame(&self, [(x0, y0), (x1, y1)]: [(f64, f64); 2], role: Role, width: f64) {
        self.rule(&[(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)], role, width);
    }

    /// A line of data.
    pub(super) fn series(&self, points: &[(f64, f64)], role: Role, width: f64) {
        for part in LineSeries::new(points.iter().copied(), stroke(role, width)) {
            self.draw(&part);
        }
    }

    /// A filled outline.
    pub(super) fn area(&self, points: Vec<(f64, f64)>, role: Role) {
        self.draw(&Polygon::new(points, role.carrier()));
    }

    /// A filled circle; the radius is in units of the drawing.
    pub(super) fn dot(&self, at: (f64, f64), radius: f64, role: Role) {
        self.draw(&Circle::new(at, tenths(radius), ShapeStyle::from(role.carrier()).filled()));
    }

    /// A rectangle between two corners, with a tooltip unless that is empty.
    pub(super) fn mark(&self, corners: [(f64, f64); 2], paint: Paint, tooltip: &str) {
        self.draw(&Mark { corners, paint, tooltip });
    }

    /// A text on one line, centred on its point from top to bottom.
    pub(super) fn text(&self, at: (f64, f64), side: Side, text: &str, face: Face, role: Role) {
        let side = match side {
            Side::Left => HPos::Left,
            Side::Middle => HPos::Center,
            Side::Right => HPos::Right,
        };
        let weight = if face.is_bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::SansSerif, face.size * 10.0, weight);
        let carrier = role.carrier();
        let style = TextStyle::from(font).color(&carrier).pos(Pos::new(side, VPos::Center));
        self.draw(&Text::new(text.to_owned(), at, style));
    }

    fn draw<E>(&self, element: &E)
    where
        E: Drawable<Sheet<'a>>,
        for<'b> &'b E: PointCollection<'b, (f64, f64)>,
    {
        self.0.draw(element).expect("a backend that writes into a string cannot fail");
    }
}

fn stroke(role: Role, width: f64) -> ShapeStyle {
    ShapeStyle::from(role.carrier()).stroke_width(tenths(width).unsigned_abs())
}

/// A rectangle with a tooltip, which plotters does not have.
struct Mark<'t> {
    corners: [(f64, f64); 2],
    paint: Paint,
    tooltip: &'t str,
}

impl<'m> PointCollection<'m, (f64, f64)> for &'m Mark<'_> {
    type Point = &'m (f64, f64);
    type IntoIter = &'m [(f64, f64); 2];

    fn point_iter(self) -> Self::IntoIter {
        &self.corners
    }
}

impl Drawable<Sheet<'_>> for Mark<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut corners: I,
        sheet: &mut Sheet<'_>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        if let (Some(from), Some(to)) = (corners.next(), corners.next()) {
            sheet.rectangle([from, to], self.paint, self.tooltip);
        }
        Ok(())
    }
}
