//! Writes the SVG element around a drawing: size, title, description and the hatching pattern.
//!
//! It sets no width or height in pixels; the page does. Every id starts with the id of the frame, followed by `-n` in narrow drawings,
//! because a page contains each chart in both widths.

use std::fmt::Write as _;

use plotters::drawing::IntoDrawingArea;

use super::palette::Role;
use super::svg::{Page, Sheet, Tenths, escape, tenths};
use super::{Frame, Svg, Width};

/// The system's own font; the page's style sheet replaces it with that of the page.
const FONT: &str = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif";

/// Writes a finished SVG of this height; `draw` draws on the whole sheet.
///
/// Screen readers get title and description; the drawing itself is hidden from them, because they would read every tooltip as an image.
pub(super) fn document(
    frame: &Frame,
    width: Width,
    height: f64,
    draw: impl FnOnce(&Page<'_>),
) -> Svg {
    let mut id = String::new();
    escape(&frame.id, &mut id);
    let class = match width {
        Width::Wide => "wide",
        Width::Narrow => {
            id.push_str("-n");
            "narrow"
        }
    };
    let size = (tenths(width.units()), tenths(height));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart {class}\" viewBox=\"0 0 {} {}\" role=\"img\" \
         aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\" font-family=\"{FONT}\" direction=\"ltr\">\n\
         <title id=\"{id}-title\">",
        Tenths(size.0),
        Tenths(size.1)
    );
    escape(&frame.title, &mut svg);
    let _ = write!(svg, "</title>\n<desc id=\"{id}-desc\">");
    escape(&frame.description, &mut svg);
    svg.push_str("</desc>\n");
    let mut markup = String::new();
    let size = (size.0.unsigned_abs(), size.1.unsigned_abs());
    let has_tooltips = width == Width::Wide;
    let sheet = Sheet { markup: &mut markup, id: &id, size, has_tooltips, group: String::new() };
    let page = sheet.into_drawing_area();
    draw(&page);
    page.present().expect("a backend that writes into a string cannot fail");
    drop(page);
    if markup.contains("-hatch)") {
        let (name, light) = (Role::Base.name(), Role::Base.light());
        let _ = writeln!(
            svg,
            "<defs><pattern id=\"{id}-hatch\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><path class=\"s-{name}\" d=\"M0 0v4\" stroke=\"{light}\" stroke-width=\"0.8\"/></pattern></defs>"
        );
    }
    let _ = write!(svg, "<g aria-hidden=\"true\" stroke-linejoin=\"round\">\n{markup}</g>\n</svg>");
    Svg(svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_named_and_prefixed() {
        let frame =
            Frame { id: "where".into(), title: "A <title>".into(), description: "B & C".into() };
        let svg = document(&frame, Width::Narrow, 20.0, |_| {});
        let text = svg.standalone();
        let xml = roxmltree::Document::parse(&text).unwrap();
        let root = xml.root_element();
        assert_eq!(root.attribute("viewBox"), Some("0 0 320 20"));
        assert_eq!(root.attribute("class"), Some("chart narrow"));
        assert_eq!(root.attribute("aria-labelledby"), Some("where-n-title"));
        let named = |id| xml.descendants().find(|n| n.attribute("id") == Some(id)).unwrap().text();
        assert_eq!(named("where-n-title"), Some("A <title>"));
        assert_eq!(named("where-n-desc"), Some("B & C"));
    }
}
