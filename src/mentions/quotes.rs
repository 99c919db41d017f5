//! Cuts a short excerpt out of a text that a report may quote, if the brief asks for quotes.
//!
//! An excerpt is whole sentences that fit a topic of the brief, under 140 characters. Addresses, handles and everything with a digit
//! are cut out, and so are characters that control the direction or are not shown. A text that names its author, or of which too
//! little would remain, gives none.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::content::Topics;
use super::terms::TermWords;
use crate::brief::{Brief, Quoting};

/// An excerpt is shorter than this.
const MOST_CHARS: usize = 140;
/// Words that must remain.
const FEWEST_WORDS: usize = 4;
/// Sentences that are examined, so that a hostile text costs no more than an article.
const MOST_SENTENCES: usize = 64;
/// Stands for what is cut out.
const CUT: &str = "\u{2026}";

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
/// are none that may be quoted.
pub(super) fn excerpt(
    text: &str,
    author: &str,
    topics: impl Fn(&str) -> Topics,
) -> Option<(String, Topics)> {
    let mut sentences =
        text.split('\n').flat_map(str::unicode_sentences).take(MOST_SENTENCES).map(cut);
    let mut found =
        sentences.find(|sentence| is_short(sentence) && !topics(sentence).is_empty())?;
    for next in sentences {
        let longer = format!("{found} {next}");
        if next.is_empty() || !is_short(&longer) {
            break;
        }
        found = longer;
    }
    let words = || found.split(' ').filter(|word| word.contains(char::is_alphabetic));
    let names: Vec<String> =
        author.split_whitespace().map(bare).filter(|name| is_name(name)).collect();
    let names_author = words().any(|word| names.contains(&bare(word)));
    let is_enough = words().count() >= FEWEST_WORDS && !names_author;
    let topics = topics(&found);
    (is_enough && !topics.is_empty()).then_some((found, topics))
}

fn is_short(text: &str) -> bool {
    text.chars().nth(MOST_CHARS - 1).is_none()
}

/// A word in lower case without what is no letter or digit.
fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a word of an author's name is long enough not to be found by chance.
fn is_name(word: &str) -> bool {
    word.chars().nth(2).is_some()
}

/// A sentence on one line, without addresses, handles, numbers and characters that are not shown.
fn cut(sentence: &str) -> String {
    let mut kept = String::new();
    let mut was_cut = false;
    for chunk in sentence.split_whitespace() {
        let word: String = chunk.chars().filter(|c| is_shown(*c)).collect();
        let is_cut = must_go(&word);
        if word.is_empty() || is_cut && was_cut {
            continue;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(if is_cut { CUT } else { &word });
        was_cut = is_cut;
    }
    kept
}

/// Whether a word is an address, a handle or a number, or contains one.
fn must_go(word: &str) -> bool {
    let lower = word.to_lowercase();
    let is_at = |c: char| matches!(c, '@' | '\u{ff20}' | '\u{fe6b}');
    let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '/');
    word.contains(|c: char| c.is_numeric() || is_at(c))
        || lower.contains("://")
        || start.starts_with("www.")
        || start.trim_start_matches('/').starts_with("u/")
        || has_inner_dot(word)
}

/// Whether a dot is between two letters, as in the name of a host.
fn has_inner_dot(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['.', '\u{3002}', '\u{ff0e}']).collect();
    parts.windows(2).any(|pair| {
        pair[0].ends_with(char::is_alphanumeric) && pair[1].starts_with(char::is_alphanumeric)
    })
}

/// Whether a character is shown and does not change the direction of others.
fn is_shown(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
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
        let (excerpt, topics) = excerpt(text, author, topics)?;
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
    fn addresses_handles_and_numbers_are_cut_out() {
        is("Hey @ada (@bob) my kettle leaks badly", "Hey \u{2026} my kettle leaks badly");
        is(
            "My kettle leaks, see https://a.example/x or WWW.A.EXAMPLE or shop.example now",
            "My kettle leaks, see \u{2026} or \u{2026} or \u{2026} now",
        );
        is(
            "Write to ada@a.example about the kettle please",
            "Write to \u{2026} about the kettle please",
        );
        is(
            "My kettle order AB-1234 of 3 May is late",
            "My kettle order \u{2026} of \u{2026} May is late",
        );
        is(
            "Ask u/ada or /u/bob about the kettle please",
            "Ask \u{2026} or \u{2026} about the kettle please",
        );
        is(
            "My kettle costs \u{664}\u{662} or \u{bd} more here",
            "My kettle costs \u{2026} or \u{2026} more here",
        );
        is("Ask \u{ff20}ada about this kettle please", "Ask \u{2026} about this kettle please");
    }

    #[test]
    fn a_text_that_names_its_author_is_not_quoted() {
        assert_eq!(found_of("It is Ada, my kettle leaks again", "Ada Byron"), None);
        assert!(found_of("It is me, my kettle leaks again", "Is me").is_some(), "two letters");
    }

    #[test]
    fn what_is_not_shown_or_turns_the_line_is_left_out() {
        is(
            "My \u{202e}kettle\u{202c} le\u{200b}aks\u{0}\tbadly <b>today</b>",
            "My kettle leaks badly <b>today</b>",
        );
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
