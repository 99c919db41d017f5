//! A plotters backend that writes SVG with classes, tooltips and a precision of a tenth of a unit.
//!
//! The backend of plotters writes fixed sizes, literal colours and whole pixels, and passes control characters on. Here the sheet is ten
//! times as large as the drawing, and numbers are written with at most one decimal. A colour encodes a role
//! ([`Role::carrier`]). Text is escaped in one place. Successive rectangles with the same paint share a group.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use super::palette::Role;

/// The sheet as plotters sees it, in tenths of a unit.
pub(super) type Page<'a> = DrawingArea<Sheet<'a>, Shift>;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// What fills a rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fill {
    /// A colour.
    Solid(Role),
    /// Hatching: measured, but too few to compare.
    Hatch,
    /// Transparent; the tooltip is still shown on hover.
    Open,
}

/// How a rectangle is painted. Lengths in units of the drawing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub(super) fill: Fill,
    /// Colour and width of the line around it, which is drawn within the rectangle.
    pub(super) outline: Option<(Role, f64)>,
    /// Radius of the corners.
    pub(super) radius: f64,
}

impl Paint {
    /// A plain rectangle.
    pub(super) fn solid(role: Role) -> Self {
        Self { fill: Fill::Solid(role), outline: None, radius: 0.0 }
    }
}

/// The drawing so far.
pub(super) struct Sheet<'a> {
    pub(super) markup: &'a mut String,
    /// Prefix of the ids that the drawing refers to.
    pub(super) id: &'a str,
    /// In tenths of a unit.
    pub(super) size: (u32, u32),
    /// Whether tooltips are written.
    pub(super) has_tooltips: bool,
    /// Attributes of the group that is open; empty if none is.
    pub(super) group: String,
}

impl Sheet<'_> {
    /// Draws a rectangle between two corners, with a tooltip unless that is empty.
    pub(super) fn rectangle(&mut self, corners: [BackendCoord; 2], paint: Paint, tooltip: &str) {
        let [(x0, y0), (x1, y1)] = corners;
        let (left, top) = (x0.min(x1), y0.min(y1));
        let (width, height) = ((x1 - x0).abs(), (y1 - y0).abs());
        let inset = paint.outline.map_or(0, |(_, width)| tenths(width / 2.0));
        let tooltip = if self.has_tooltips { tooltip } else { "" };
        if matches!(paint, Paint { fill: Fill::Open, outline: None, .. }) && tooltip.is_empty() {
            return;
        }
        self.open_group(paint);
        let _ = write!(
            self.markup,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            Tenths(left + inset),
            Tenths(top + inset),
            Tenths((width - 2 * inset).max(0)),
            Tenths((height - 2 * inset).max(0))
        );
        if paint.radius > 0.0 {
            let _ = write!(self.markup, " rx=\"{}\"", Tenths(tenths(paint.radius)));
        }
        if tooltip.is_empty() {
            self.markup.push_str("/>\n");
        } else {
            self.markup.push_str("><title>");
            escape(tooltip, self.markup);
            self.markup.push_str("</title></rect>\n");
        }
    }

    /// Opens a group with this paint, unless it is open already.
    fn open_group(&mut self, paint: Paint) {
        let mut group = match paint.fill {
            Fill::Solid(role) => classes(Some(role), paint.outline.map(|(line, _)| line)),
            Fill::Hatch | Fill::Open => classes(None, paint.outline.map(|(line, _)| line)),
        };
        match paint.fill {
            Fill::Solid(_) => {}
            Fill::Hatch => {
                let _ = write!(group, " fill=\"url(#{}-hatch)\"", self.id);
            }
            Fill::Open => group.push_str(" fill=\"none\" pointer-events=\"all\""),
        }
        if let Some((_, width)) = paint.outline {
            let _ = write!(group, " stroke-width=\"{}\"", Tenths(tenths(width)));
        }
        if group != self.group {
            self.close_group();
            let _ = writeln!(self.markup, "<g{group}>");
            self.group = group;
        }
    }

    fn close_group(&mut self) {
        if !self.group.is_empty() {
            self.markup.push_str("</g>\n");
            self.group.clear();
        }
    }

    /// Starts an element outside any group.
    fn begin(&mut self, name: &str, fill: Option<Role>, line: Option<Role>) {
        self.close_group();
        let _ = write!(self.markup, "<{name}{}", classes(fill, line));
    }

    /// Writes the `d` of a path, in steps from point to point.
    fn steps(&mut self, path: impl IntoIterator<Item = BackendCoord>) {
        self.markup.push_str(" d=\"");
        let mut last: Option<BackendCoord> = None;
        for (x, y) in path {
            let _ = match last.map(|(x0, y0)| (x - x0, y - y0)) {
                None => write!(self.markup, "M{} {}", Tenths(x), Tenths(y)),
                Some((dx, 0)) => write!(self.markup, "h{}", Tenths(dx)),
                Some((0, dy)) => write!(self.markup, "v{}", Tenths(dy)),
                Some((dx, dy)) => write!(self.markup, "l{} {}", Tenths(dx), Tenths(dy)),
            };
            last = Some((x, y));
        }
    }
}

/// Returns fill and line as class attributes, with the light colours as fallback without a style sheet.
fn classes(fill: Option<Role>, line: Option<Role>) -> String {
    let names: Vec<_> = fill
        .iter()
        .map(|role| format!("f-{}", role.name()))
        .chain(line.iter().map(|role| format!("s-{}", role.name())))
        .collect();
    let mut attributes = String::new();
    if !names.is_empty() {
        let _ = write!(attributes, " class=\"{}\"", names.join(" "));
    }
    if let Some(role) = fill {
        let _ = write!(attributes, " fill=\"{}\"", role.light());
    }
    if let Some(role) = line {
        let _ = write!(attributes, " stroke=\"{}\"", role.light());
    }
    attributes
}

impl DrawingBackend for Sheet<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.close_group();
        Ok(())
    }

    /// Draws nothing: each shape in use has its own method.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.begin("path", None, Some(Role::carried(style.color().rgb)));
        self.steps(path);
        let width = f64::from(style.stroke_width()) / 10.0;
        let _ = writeln!(self.markup, "\" fill=\"none\" stroke-width=\"{width}\"/>");
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.begin("path", Some(Role::carried(style.color().rgb)), None);
        self.steps(path);
        self.markup.push_str("z\"/>\n");
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        _: bool,
    ) -> Drawn {
        self.begin("circle", Some(Role::carried(style.color().rgb)), None);
        let radius = f64::from(radius) / 10.0;
        let _ =
            writeln!(self.markup, " cx=\"{}\" cy=\"{}\" r=\"{radius}\"/>", Tenths(x), Tenths(y));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        let size = style.size() / 10.0;
        // Some SVG viewers do not support `dominant-baseline`, so the baseline is computed here.
        let drop = match style.anchor().v_pos {
            VPos::Top => 0.76,
            VPos::Center => 0.36,
            VPos::Bottom => 0.0,
        };
        self.begin("text", Some(Role::carried(style.color().rgb)), None);
        let _ = write!(
            self.markup,
            " x=\"{}\" y=\"{}\" font-size=\"{size}\"",
            Tenths(x),
            Tenths(y + tenths(size * drop))
        );
        if matches!(style.style(), FontStyle::Bold) {
            self.markup.push_str(" font-weight=\"600\"");
        }
        self.markup.push_str(match style.anchor().h_pos {
            HPos::Left => ">",
            HPos::Center => " text-anchor=\"middle\">",
            HPos::Right => " text-anchor=\"end\">",
        });
        escape(text, self.markup);
        self.markup.push_str("</text>\n");
        Ok(())
    }
}

/// Converts a length in units of the drawing to whole tenths. NaN becomes 0.
#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped first; a drawing is at most 10^8 tenths"
)]
pub(super) fn tenths(units: f64) -> i32 {
    (units * 10.0).round().clamp(-1e8, 1e8) as i32
}

/// Writes tenths as units, with one decimal at most.
pub(super) struct Tenths(pub(super) i32);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", f64::from(self.0) / 10.0)
    }
}

/// Appends a text, escaped for XML.
///
/// White space becomes a space. Other control characters are dropped, and so are marks that turn the direction; those that only keep the
/// direction of a name to itself (U+2068, U+2069) stay.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2067}' | '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let mut out = String::new();
        escape("<b a=\"1\">'&\u{0}\u{b}\u{202e}\t𝄞\u{ffff}", &mut out);
        assert_eq!(out, "&lt;b a=&quot;1&quot;&gt;&#39;&amp; 𝄞");
    }

    #[test]
    fn numbers_have_one_decimal_at_most() {
        let written = |units: f64| Tenths(tenths(units)).to_string();
        assert_eq!(written(12.0), "12");
        assert_eq!(written(-0.04), "0");
        assert_eq!(written(-1.25), "-1.3");
        assert_eq!(written(f64::NAN), "0");
        assert_eq!(written(f64::INFINITY), "10000000");
    }
}
