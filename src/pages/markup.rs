//! The only type that templates do not escape: a chart of this program or rendered Markdown.
//!
//! Templates never use `|safe`. Text cannot be converted to [`Markup`], so it is always escaped.

use std::fmt;

use askama::filters::HtmlSafe;

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

/// Drops what no page may hold, from a finished page: control characters (XML forbids them) and the marks that turn the
/// direction of the text around them. The one place where this is done.
pub(super) fn clean(page: &str) -> String {
    let is_fine = |&c: &char| match c {
        '\n' | '\t' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => false,
        _ => !c.is_control(),
    };
    page.chars().filter(is_fine).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_direction_marks_go() {
        assert_eq!(clean("a\0b\u{7}c\u{202e}d\u{2067}e\ré\n\t日"), "abcdeé\n\t日");
    }
}
