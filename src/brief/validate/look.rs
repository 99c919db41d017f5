//! Validates `language`, `look` and `privacy`: language and appearance of the report, and how it shows people.
//!
//! The logo is the only file that a brief names. It is read here if the project's folder is known, so that its problems come with all others.

use super::{Check, Field, position, section};
use crate::brief::raw::{RawLook, RawPrivacy};
use crate::brief::{Look, Privacy, Quoting, grammar, logo};
use crate::error::Problem;

/// Nobody is shown, and quotes are asked for.
const CONTRADICTION: (Privacy, Quoting) = (Privacy::None, Quoting::Short);

impl Check<'_> {
    pub(super) fn language(&mut self, field: Field<String>) -> String {
        self.note_default(&field, "language");
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

    pub(super) fn privacy(&mut self, raw: RawPrivacy) -> (Privacy, Quoting) {
        let authors = self.or_default(raw.authors, "privacy.authors");
        let position = position(&raw.quotes);
        let quotes = self.or_default(raw.quotes, "privacy.quotes");
        if let Some(position) = position.filter(|_| (authors, quotes) == CONTRADICTION) {
            let what = "`privacy.quotes` is `short`, and `privacy.authors` is `none`";
            self.push(position, what, "`quotes: none`, or another value of `authors`");
        }
        (authors, quotes)
    }

    fn logo(&mut self, field: Field<String>) -> Option<String> {
        let position = position(&field)?;
        let logo = self.text(field, "look.logo")?;
        if let Some(Err(refusal)) = self.root.map(|root| logo::read(root, &logo)) {
            let problem = self.at(position, refusal.what).expected(logo::EXPECTED);
            let hint = refusal.hint.map(str::to_owned);
            self.problems.push(Problem { hint, ..problem });
        }
        Some(logo)
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::validate::tests::assert_refused;

    #[test]
    fn a_look_that_cannot_be_shown_is_refused() {
        assert_refused(&[
            ("language: nl", "`language` is `nl`"),
            ("look: {accent: blue}", "`look.accent` is `blue`"),
            ("look: {accent: #0b5cad\n}", "`look.accent` has no value"),
            ("look: {logo: ''}", "`look.logo` is empty"),
            ("look: [a]", "`look` is a list"),
            ("privacy: {authors: hidden}", "one of: `names`, `masked`, `pseudonyms`, `none`"),
            ("privacy: {quotes: long}", "one of: `none`, `short`"),
            ("tone: {estimate: vader}", "one of: `none`, `wordlist`"),
            ("tone: wordlist", "`tone` is `wordlist`"),
            (
                "privacy: {authors: none, quotes: short}",
                "`privacy.quotes` is `short`, and `privacy.authors` is `none`",
            ),
        ]);
    }
}
