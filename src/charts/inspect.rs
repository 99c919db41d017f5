//! For tests: parses a finished SVG into texts with their boxes, rectangles, circles and paths.
//!
//! [`checked`] asserts what must hold for every chart: two runs give the same bytes, the XML is well-formed, the chart has a name and unique
//! ids, there is no inline style, and no text lies outside the drawing or overlaps another (by the width table).

use roxmltree::{Document, Node};

use super::text::Face;
use super::{Frame, Svg};

/// Texts that are difficult to draw: long, empty, with markup, in other scripts.
pub(super) const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script>",
    "\" onload=\"x' & co",
    "متجر القهوة \u{202e}olleh",
    "☕🔥👩‍👩‍👧 emoji",
    "with a \u{0} null and \u{b} more\n\tlines",
    "",
    "   ",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen and then some more words that go on",
    "word word word word word word word word word word word word word word word word word word word word word word word \
     word word word word word word word word word word word word word word word word word word word word word word word \
     word word word word word word word word word word word word word word",
];

/// A box in units of the drawing.
#[derive(Debug, Clone)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    class: String,
}

/// A text and the box that the width table gives it.
#[derive(Debug, Clone)]
pub(super) struct TextBox {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    top: f64,
    bottom: f64,
    pub(super) size: f64,
}

/// A parsed chart.
pub(super) struct Drawing {
    pub(super) texts: Vec<TextBox>,
    rects: Vec<Rect>,
    /// `fill` of each rectangle.
    pub(super) fills: Vec<String>,
    /// Centres.
    pub(super) circles: Vec<(f64, f64)>,
    /// Class and `d` of each path.
    pub(super) paths: Vec<(String, String)>,
    titles: Vec<String>,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Drawing {
    /// Rectangles whose class ends in this, in order of drawing.
    pub(super) fn rects(&self, class: &str) -> Vec<&Rect> {
        self.rects.iter().filter(|rect| rect.class.ends_with(class)).collect()
    }

    /// Tooltips, in order of drawing.
    pub(super) fn titles(&self) -> Vec<&str> {
        self.titles.iter().map(String::as_str).collect()
    }

    /// Returns the box of this text.
    pub(super) fn text(&self, text: &str) -> &TextBox {
        self.texts.iter().find(|t| t.text == text).unwrap_or_else(|| panic!("no text {text:?}"))
    }
}

/// Draws a chart twice and asserts what must hold for every chart.
pub(super) fn checked(draw: impl Fn(&Frame) -> Svg) -> Drawing {
    let frame = Frame {
        id: "chart".into(),
        title: "What was <found>".into(),
        description: "Measure & base".into(),
    };
    let svg = draw(&frame);
    assert_eq!(svg, draw(&frame), "not the same bytes twice");
    let xml = Document::parse(svg.as_str()).expect("well-formed");
    let root = xml.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let group = root.children().rfind(Node::is_element).expect("a drawing");
    assert_eq!(group.attribute("aria-hidden"), Some("true"));
    for node in xml.descendants() {
        assert!(node.attribute("style").is_none() && !node.has_tag_name("script"));
        assert!(node.attributes().all(|a| !a.name().starts_with("on")));
        if let Some(id) = node.attribute("id") {
            assert!(id.starts_with("chart-"), "{id}");
        }
        for a in node.attributes() {
            assert!(!a.value().contains("NaN") && !a.value().contains("inf"), "{a:?}");
        }
    }
    let drawing = parsed(root);
    let Drawing { texts, width, height, .. } = &drawing;
    for (i, a) in texts.iter().enumerate() {
        assert!(a.size >= 12.0, "{a:?}");
        assert!(a.left >= -0.6 && a.right <= width + 0.6, "outside {width}: {a:?}");
        assert!(a.top >= -0.6 && a.bottom <= height + 0.6, "outside {height}: {a:?}");
        for b in &texts[i + 1..] {
            let apart = a.right <= b.left + 0.2
                || b.right <= a.left + 0.2
                || a.bottom <= b.top + 0.2
                || b.bottom <= a.top + 0.2;
            assert!(apart, "{a:?}\nover {b:?}");
        }
    }
    for rect in &drawing.rects {
        assert!(rect.x >= -0.1 && rect.x + rect.width <= width + 0.1, "{rect:?}");
        assert!(rect.y >= -0.1 && rect.y + rect.height <= height + 0.1, "{rect:?}");
    }
    drawing
}

/// An attribute of the group around a rectangle: rectangles of one paint share it.
fn painted(rect: Node, name: &str) -> String {
    rect.parent().and_then(|group| group.attribute(name)).unwrap_or_default().to_owned()
}

fn parsed(root: Node) -> Drawing {
    let number = |node: Node, name| node.attribute(name).and_then(|v| v.parse::<f64>().ok());
    let view: Vec<f64> =
        root.attribute("viewBox").unwrap().split(' ').map(|v| v.parse().unwrap()).collect();
    let group = root.children().rfind(Node::is_element).unwrap();
    let marks = || group.descendants();
    let named = |name: &'static str| marks().filter(move |n| n.has_tag_name(name));
    let texts = named("text").map(|node| {
        let size = number(node, "font-size").unwrap();
        let face = Face { size, is_bold: node.attribute("font-weight").is_some() };
        let text = node.text().unwrap_or_default().to_owned();
        let (x, y, wide) =
            (number(node, "x").unwrap(), number(node, "y").unwrap(), face.width(text.trim()));
        let left = x - match node.attribute("text-anchor") {
            Some("middle") => wide / 2.0,
            Some("end") => wide,
            _ => 0.0,
        };
        // Capitals and descenders of the usual faces
        TextBox {
            text,
            left,
            right: left + wide,
            top: y - size * 0.76,
            bottom: y + size * 0.22,
            size,
        }
    });
    let rects = named("rect").map(|node| Rect {
        x: number(node, "x").unwrap(),
        y: number(node, "y").unwrap(),
        width: number(node, "width").unwrap(),
        height: number(node, "height").unwrap(),
        class: painted(node, "class"),
    });
    Drawing {
        texts: texts.filter(|text| !text.text.trim().is_empty()).collect(),
        rects: rects.collect(),
        fills: named("rect").map(|n| painted(n, "fill")).collect(),
        circles: named("circle")
            .map(|n| (number(n, "cx").unwrap(), number(n, "cy").unwrap()))
            .collect(),
        paths: named("path")
            .map(|n| {
                let attribute = |name| n.attribute(name).unwrap_or_default().to_owned();
                (attribute("class"), attribute("d"))
            })
            .collect(),
        titles: named("title").map(|n| n.text().unwrap_or_default().to_owned()).collect(),
        width: view[2],
        height: view[3],
    }
}
