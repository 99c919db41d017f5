//! Cuts a short excerpt out of a text that a report may quote, if the brief asks for quotes.
//!
//! An excerpt is whole sentences that fit a topic of the brief, under 140 characters, without addresses, handles and
//! numbers. A text that names its author, or of which too little would remain, gives none.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::author_names::names_author;
use super::content::Topics;
use super::masks::masked;
use super::terms::TermWords;
use crate::brief::{Brief, Quoting};

/// An excerpt is shorter than this.
const MOST_CHARS: usize = 140;
/// Words that must remain.
const FEWEST_WORDS: usize = 4;
/// Sentences, and characters, that are examined, so that a hostile text costs no more than an article.
const MOST_SENTENCES: usize = 64;
const MOST_READ: usize = 16_384;

/// An excerpt of a mention that a report may quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The words, on one line.
    pub text: Box<str>,
    /// The topics that it fits.
    pub topics: Topics,
    /// Those of its words that can be terms.
    pub words: TermWords,
}

impl Excerpt {
    /// Whether it has fewer characters than an excerpt may have.
    pub(super) fn is_short(&self) -> bool {
        is_short(&self.text)
    }
}

/// Which mentions may be quoted.
#[derive(Debug)]
pub(super) struct QuoteRule {
    /// Whether a channel of the brief is private, by its index.
    private: Vec<bool>,
}

impl QuoteRule {
    /// The rule of a brief; `None`: it asks for no quotes.
    pub(super) fn of(brief: &Brief) -> Option<Self> {
        let private = || brief.channels.iter().map(|it| it.is_private).collect();
        (brief.quotes == Quoting::Short).then(|| Self { private: private() })
    }

    /// Whether a channel, by its index into the brief's channels, may be quoted.
    pub(super) fn allows(&self, channel: Option<usize>) -> bool {
        channel.is_none_or(|channel| !self.private[channel])
    }
}

/// The first sentences of a text that fit a topic, and the sentences after them that fit in; with their topics, as `topics` finds them. `None`: there
/// are none that may be quoted. `names` are those of the author.
pub(super) fn excerpt<'n>(
    text: &str,
    names: impl Iterator<Item = &'n str>,
    topics: impl Fn(&str) -> Topics,
) -> Option<(String, Topics)> {
    let end = text.char_indices().nth(MOST_READ).map_or(text.len(), |(end, _)| end);
    // An address may have the sign that ends a sentence in it.
    let lines = text[..end].split('\n').map(masked);
    let sentences = |line: String| {
        let sentences = line.unicode_sentences().map(|sentence| sentence.trim().to_owned());
        sentences.collect::<Vec<_>>()
    };
    let mut sentences = lines.flat_map(sentences).take(MOST_SENTENCES);
    let mut found =
        sentences.find(|sentence| is_short(sentence) && !topics(sentence).is_empty())?;
    for next in sentences {
        let longer = format!("{found} {next}");
        if next.is_empty() || !is_short(&longer) {
            break;
        }
        found = longer;
    }
    let words = found.split(' ').filter(|word| word.contains(char::is_alphabetic));
    let is_enough = words.count() >= FEWEST_WORDS && !names_author(&found, names);
    let topics = topics(&found);
    (is_enough && !topics.is_empty()).then_some((found, topics))
}

fn is_short(text: &str) -> bool {
    text.chars().nth(MOST_CHARS - 1).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The topic is kettles.
    fn found_of(text: &str, author: &str) -> Option<String> {
        let topics = |text: &str| {
            let is_of_topic = text.to_lowercase().contains("kettle");
            if is_of_topic { Topics::default().with(3) } else { Topics::default() }
        };
        let (excerpt, topics) = excerpt(text, [author].into_iter(), topics)?;
        assert!(topics.has(3) && excerpt.chars().count() < MOST_CHARS, "{excerpt}");
        Some(excerpt)
    }

    fn found(text: &str) -> Option<String> {
        found_of(text, "ada_b")
    }

    fn is(text: &str, excerpt: &str) {
        assert_eq!(found(text).as_deref(), Some(excerpt), "{text}");
    }

    #[test]
    fn an_excerpt_begins_with_a_sentence_on_the_topic_and_ends_with_one() {
        is("Hello all. My kettle leaks again today. Sad!", "My kettle leaks again today. Sad!");
        let long = "Another thing about the weather that nobody asked for at all ".repeat(3);
        is(&format!("My kettle leaks again. {long}. Bye."), "My kettle leaks again.");
        assert_eq!(found(&format!("My kettle leaks {long}.")), None, "too long");
        assert_eq!(found("The lid of my tin is lost."), None, "another topic");
        assert_eq!(found("Kettle leaks again."), None, "three words");
        assert_eq!(found(""), None);
    }

    #[test]
    fn numerals_of_any_script_are_cut_out() {
        is("My kettle Ⅰ ኸ 𐕰 leaks again", "My kettle … ኸ 𐕰 leaks again");
        is("My kettle ኸ leaks again Ⅻ", "My kettle ኸ leaks again …");
    }

    #[test]
    fn a_text_that_names_its_author_is_not_quoted() {
        assert_eq!(found_of("It is Ada, my kettle leaks again", "Ada Byron"), None);
        assert!(found_of("It was me, my kettle leaks again", "Is me").is_some());
    }

    #[test]
    fn an_address_with_the_sign_that_ends_a_sentence_is_cut_out_whole() {
        is("Mail ada﹫a。com, my kettle leaks", "Mail …, my kettle leaks");
    }

    proptest::proptest! {
        #[test]
        fn no_text_gives_a_long_excerpt_or_a_digit(text in "(kettle|[a-z@.:/ 0-9]{1,9}|\\PC| |\n){0,60}") {
            if let Some(excerpt) = found(&text) {
                proptest::prop_assert!(!excerpt.contains(|c: char| c.is_numeric() || c == '@'));
            }
        }
    }
}
