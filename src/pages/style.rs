//! The style sheet: ours, the charts', and the client's accent colour where it can be read on white.
//!
//! The accent enters as `#rrggbb` only, so that no brief can write CSS.

use std::fmt::Write as _;

use super::markup::clean;
use crate::charts;

const DEFAULT_ACCENT: &str = "#0b5cad";
/// Characters of the line at the foot of a printed page; the rest would run into the number of the page.
const LONGEST: usize = 90;
/// WCAG 2.2, 1.4.3: text of normal size.
const LEAST_CONTRAST: f64 = 4.5;

/// The whole style sheet with this accent colour, or with the default where the accent is no `#rrggbb` or too pale; `foot` stands at
/// the foot of every printed page.
pub(super) fn sheet(accent: Option<&str>, foot: &str) -> String {
    let accent = accent.filter(|colour| is_readable(colour)).unwrap_or(DEFAULT_ACCENT);
    let own = include_str!("../../templates/style.css");
    let foot = string(foot);
    format!(
        ":root {{ --accent: {accent}; }}\n{own}\n@page {{ @bottom-left {{ content: {foot}; }} }}\n{}",
        charts::CSS
    )
}

/// A string of CSS: every character that is neither a letter nor a digit is written by its number, so that no text can end it.
fn string(text: &str) -> String {
    let mut string = String::from("\"");
    for character in clean(text).chars().filter(|character| !character.is_control()).take(LONGEST) {
        if character.is_alphanumeric() {
            string.push(character);
        } else {
            let _ = write!(string, "\\{:06x}", u32::from(character));
        }
    }
    string.push('"');
    string
}

/// Whether text of this colour (`#rrggbb`) can be read on white: a contrast of at least 4.5 to 1. An accent that cannot is
/// replaced by the default, and the commands say so.
///
/// # Examples
///
/// ```
/// use socialmap::pages::is_readable;
/// assert!(is_readable("#0b5cad"));
/// assert!(!is_readable("#ffcc00"));
/// assert!(!is_readable("gold"));
/// ```
pub fn is_readable(colour: &str) -> bool {
    luminance(colour).is_some_and(|luminance| 1.05 / (luminance + 0.05) >= LEAST_CONTRAST)
}

/// Relative luminance of `#rrggbb`, 0 to 1, by WCAG's formula.
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_published_palette() {
        for (colour, contrast) in
            [("#0b5cad", 6.67), ("#1a1a1a", 17.40), ("#767676", 4.54), ("#d55e00", 3.87)]
        {
            let ours = 1.05 / (luminance(colour).unwrap() + 0.05);
            assert!((ours - contrast).abs() < 0.005, "{colour}: {ours}");
        }
    }

    #[test]
    fn a_pale_or_broken_accent_falls_back() {
        assert!(sheet(Some("#7a3b12"), "").starts_with(":root { --accent: #7a3b12; }"));
        for accent in [Some("#ffcc00"), Some("red"), Some("#0b5cad; }"), Some("#é0b5c"), None] {
            assert!(sheet(accent, "").starts_with(":root { --accent: #0b5cad; }"), "{accent:?}");
        }
    }

    #[test]
    fn the_foot_of_a_printed_page_is_text_whatever_it_says() {
        assert_eq!(string("Café 1"), "\"Café\\0000201\"");
        let sheet = sheet(None, "\"; } } body { background: url(//evil.example)");
        assert!(!sheet.contains("url(") && !sheet.contains("} } body"));
    }
}
