//! `language` and `look`: how the report shows itself.
//!
//! The logo is the one file that a brief names. It is opened only when the project's folder is known, and it must be a picture that
//! a page can show, by its first bytes, not by its name.

use super::{Check, Field, section, shown, spot};
use crate::brief::raw::RawLook;
use crate::brief::{Look, grammar};

impl Check<'_> {
    pub(super) fn language(&mut self, field: Field<String>) -> String {
        self.noting(&field, "language");
        let known = |text: &str| (text == "en").then(|| text.to_owned());
        self.word(field, "language", known, "`en`, the only language so far").unwrap_or("en".into())
    }

    pub(super) fn look(&mut self, field: Field<RawLook>) -> Look {
        let raw = section(field);
        Look {
            logo: self.logo(raw.logo),
            accent: self.word(
                raw.accent,
                "look.accent",
                grammar::colour,
                "a colour in quotes, as in `\"#0b5cad\"`",
            ),
            confidentiality: self.text(raw.confidentiality, "look.confidentiality"),
        }
    }

    fn logo(&mut self, field: Field<String>) -> Option<String> {
        let spot = spot(&field)?;
        let logo = self.text(field, "look.logo")?;
        if let Some(root) = self.root {
            let problem = match std::fs::read(root.join(&logo)) {
                Err(error) => {
                    format!("`look.logo` names {}, which cannot be read: {error}", shown(&logo))
                }
                Ok(bytes) if !is_picture(&bytes) => {
                    format!(
                        "`look.logo` names {}, which is no picture of a known kind",
                        shown(&logo)
                    )
                }
                Ok(_) => return Some(logo),
            };
            self.push(spot, problem, "a PNG, JPEG or SVG file, its path relative to the brief");
        }
        Some(logo)
    }
}

fn is_picture(bytes: &[u8]) -> bool {
    let is_svg = || {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
        start.trim_start_matches('\u{feff}').trim_start().starts_with('<') && start.contains("<svg")
    };
    bytes.starts_with(b"\x89PNG\r\n\x1a\n") || bytes.starts_with(b"\xff\xd8\xff") || is_svg()
}

#[cfg(test)]
mod tests {
    use super::is_picture;
    use crate::brief::validate::tests::assert_refused;

    #[test]
    fn a_picture_is_known_by_its_first_bytes() {
        assert!(is_picture(b"\x89PNG\r\n\x1a\nrest") && is_picture(b"\xff\xd8\xff\xe0"));
        assert!(is_picture(b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg xmlns='x'/>"));
        assert!(!is_picture(b"GIF89a") && !is_picture(b"") && !is_picture(b"<html>"));
    }

    #[test]
    fn a_look_that_cannot_be_shown_is_refused() {
        assert_refused(&[
            ("language: nl", "`language` is `nl`"),
            ("look: {accent: blue}", "`look.accent` is `blue`"),
            ("look: {accent: #0b5cad\n}", "`look.accent` has no value"),
            ("look: {logo: ''}", "`look.logo` is empty"),
            ("look: [a]", "`look` is a list"),
            ("privacy: {authors: hidden}", "one of: `names`, `masked`, `pseudonyms`, `none`"),
        ]);
    }
}
