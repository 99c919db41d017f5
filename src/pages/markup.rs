//! The only type that templates do not escape, and what is done to every finished page.
//!
//! Templates never use `|safe`. Text cannot be converted to [`Markup`], so it is always escaped.

use std::fmt;

use askama::filters::HtmlSafe;

use super::words::isolate::{END, START, turns};
use crate::brief::prose::Html;
use crate::charts::Svg;

/// Markup that is safe as it is.
#[derive(Debug, Clone)]
pub(super) struct Markup(String);

impl From<&Svg> for Markup {
    fn from(svg: &Svg) -> Self {
        Self(svg.as_str().to_owned())
    }
}

impl From<&Html> for Markup {
    fn from(html: &Html) -> Self {
        Self(html.as_str().to_owned())
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

/// A page without what no page may hold (see [`clean`]), each name from right to left in a `bdi` element. Drawings and the title of the page
/// have no such elements; there the marks stay.
pub(super) fn finished(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let (mut rest, mut is_text, mut end) = (page, true, "");
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        isolate(text, is_text, &mut out);
        let tag = &tag[..tag.find('>').map_or(tag.len(), |end| end + 1)];
        out.push_str(&clean(tag));
        // A drawing has titles of its own.
        if is_text && tag.starts_with("<svg") {
            end = "</svg>";
            is_text = false;
        } else if is_text && tag == "<title>" {
            end = "</title>";
            is_text = false;
        } else if tag == end {
            is_text = true;
        }
        rest = &rest[at + tag.len()..];
    }
    isolate(rest, is_text, &mut out);
    out
}

/// Appends the text between two tags.
fn isolate(text: &str, is_text: bool, out: &mut String) {
    if text.is_ascii() || !is_text {
        out.extend(text.chars().filter(|&c| is_fine(c) || c == START || c == END));
        return;
    }
    let body = text.trim();
    let start = text.len() - text.trim_start().len();
    let is_name = turns(body);
    let mut depth = 0_u32;
    out.push_str(&text[..start]);
    if is_name {
        out.push_str("<bdi>");
    }
    for c in body.chars() {
        match c {
            START => {
                depth += 1;
                out.push_str("<bdi>");
            }
            END if depth > 0 => {
                depth -= 1;
                out.push_str("</bdi>");
            }
            c if is_fine(c) => out.push(c),
            _ => {}
        }
    }
    (0..depth + u32::from(is_name)).for_each(|_| out.push_str("</bdi>"));
    out.push_str(&text[start + body.len()..]);
}

/// Drops what no page may hold: control characters (XML forbids them) and the marks that turn the direction of the text around them.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter(|&c| is_fine(c)).collect()
}

fn is_fine(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => false,
        _ => !c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_direction_marks_go() {
        let text = "a\0b\u{7}c\u{202e}d\u{2067}e\ré\n\t日";
        assert_eq!(clean(text), "abcdeé\n\t日");
        assert_eq!(finished(text), "abcdeé\n\t日");
    }

    #[test]
    fn names_from_right_to_left_are_elements_of_their_own() {
        for (page, expected) in [
            ("<p>\u{2068}קפה\u{2069}: 131</p>", "<p><bdi>קפה</bdi>: 131</p>"),
            (
                "<td title=\"\u{2068}קפה\u{2069}\"> קפה\n</td>",
                "<td title=\"קפה\"> <bdi>קפה</bdi>\n</td>",
            ),
            ("<p>é \u{2068}a\u{2069}\u{2069} \u{2068}b</p>", "<p>é <bdi>a</bdi> <bdi>b</bdi></p>"),
            ("<title>\u{2068}קפה\u{2069}</title>é", "<title>\u{2068}קפה\u{2069}</title>é"),
            (
                "<svg><title>קפה</title><text>\u{2068}קפה\u{2069}</text></svg>קפה",
                "<svg><title>קפה</title><text>\u{2068}קפה\u{2069}</text></svg><bdi>קפה</bdi>",
            ),
        ] {
            assert_eq!(finished(page), expected);
        }
    }
}
