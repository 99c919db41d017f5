//! Languages in words: names, and the headline of their section.

use crate::insights::languages::leads;
use crate::insights::{LanguageFigures, Report};
use crate::mentions::language::Language;
use crate::pages::words::{Words, say};

/// Mentions under which only counts are shown, without shares.
const FEWEST_FOR_RATES: u64 = 10;

/// The name of a language, for the page.
pub(in crate::pages) fn name(words: &Words, language: Option<Language>) -> String {
    match language {
        None => words.text("language-not-stated"),
        Some(language) => language
            .english_name()
            .map_or_else(|| words.text("language-not-identified"), str::to_owned),
    }
}

/// In which language most people wrote.
pub(in crate::pages) fn headline(words: &Words, report: &Report) -> String {
    let Some(languages) = &report.languages else {
        return words.text("language-not-measured");
    };
    let all = languages.iter().map(|language| language.mentions).sum();
    let is_known = |figure: &&LanguageFigures| {
        figure.language.is_some_and(|language| language.english_name().is_some())
    };
    let mut known = languages.iter().filter(is_known);
    let (Some(first), second) = (known.next(), known.next()) else {
        return words.text(if all == 0 { "language-none" } else { "language-unknown" });
    };
    let (language, mentions) = (name(words, first.language), say!(words, "mentions", n = all));
    match second {
        _ if first.mentions == all && all == 1 => {
            say!(words, "language-only-mention", language = language)
        }
        _ if first.mentions == all => {
            say!(words, "language-all", mentions = mentions, language = language)
        }
        Some(second) if all >= FEWEST_FOR_RATES && !leads(first, second, all) => {
            let second = name(words, second.language);
            say!(words, "language-two-leaders", first = language, second = second)
        }
        _ => {
            // Those that state none may be in any.
            let known = languages.iter().filter(is_known).map(|figure| figure.mentions);
            let known: u64 = known.sum();
            if let Some(share) = words.share(first.share, all) {
                let id = if known < all { "language-share-known" } else { "language-share" };
                words.say(id, &[("share", share.into()), ("language", language.into())])
            } else {
                let count = words.count(first.mentions);
                say!(
                    words,
                    "language-counts",
                    count = count,
                    mentions = mentions,
                    language = language
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn the_headline_has_words_for_none_one_many_a_tie_and_missing() {
        let said = |counts: Option<&[(&str, u64)]>| {
            let mut report = fixture::report();
            report.languages = counts.map(|counts| {
                let all: u64 = counts.iter().map(|(_, mentions)| mentions).sum();
                let figure = |&(stated, mentions): &(&str, u64)| LanguageFigures {
                    language: Language::read(stated),
                    mentions,
                    labelled: 0,
                    detected: 0,
                    share: mentions as f64 / all as f64,
                    interval: None,
                };
                counts.iter().map(figure).collect()
            });
            headline(Words::english(), &report)
        };
        for (counts, text) in [
            (&[][..], "No mention had a language"),
            (&[("und", 4)], "No language was identified"),
            (&[("en", 1)], "The only mention is in English"),
            (&[("en", 40)], "All 40 mentions are in English"),
            (&[("en", 90), ("de", 10)], "90.0% of all mentions are in English"),
            (&[("en", 5), ("de", 3)], "5 of 8 mentions are in English"),
            (&[("en", 52), ("de", 48)], "No clear lead between English and German"),
            (
                &[("en", 60), ("de", 20), ("", 40)],
                "50.0% of all mentions are known to be in English",
            ),
        ] {
            assert_eq!(said(Some(counts)), text);
        }
        assert_eq!(said(None), "The language was not measured");
    }
}
