//! The keys of the names of accounts, by which a term or a few words of a quote are recognised as the name of somebody.
//!
//! A name and words are compared by their letters and digits alone, in NFKC, case-folded and without accents: `u/Strauß`, `@strauss` and `Strauss.`
//! have one key, and so do `BobSmith` and `Bob Smith`. A single word of a name of several is no name of its own: it is as often a word of the language.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::folded;
use super::identity::fold_handle;
use super::near_copies::hash_letters;

/// Words of a longer name that are compared at once.
const WORDS: usize = 2;

/// The keys of a name: one if it has one or two words, else one of every two words that follow one another.
pub fn name_keys(name: &str) -> Vec<u64> {
    handle_keys(&fold_handle(name))
}

/// The same for a handle that is [folded](fold_handle) already.
pub(super) fn handle_keys(handle: &str) -> Vec<u64> {
    let handle = handle.trim_start_matches('/');
    let handle = handle.strip_prefix("u/").unwrap_or(handle);
    // What follows is the server of the account.
    let handle = handle.split_once('@').map_or(handle, |(account, _)| account);
    // Most handles are plain.
    let folded = if handle.is_ascii() { Cow::Borrowed(handle) } else { simplified(handle).into() };
    let (letters, count) = joined(&folded);
    match count {
        0 => Vec::new(),
        1..=WORDS => vec![hash_letters(letters.as_bytes())],
        _ => {
            let words: Vec<&str> = words(&folded).collect();
            words.windows(WORDS).map(|run| hash_letters(run.concat().as_bytes())).collect()
        }
    }
}

/// The letters and digits of a folded text without what is between them, and of how many words they are.
fn joined(folded: &str) -> (String, usize) {
    let mut letters = String::with_capacity(folded.len());
    let (mut words, mut is_inside) = (0, false);
    for c in folded.chars() {
        let is_letter = c.is_alphanumeric();
        if is_letter {
            words += usize::from(!is_inside);
            letters.push(c);
        }
        is_inside = is_letter;
    }
    (letters, words)
}

/// The key that a name of these words would have.
pub fn words_key(words: &str) -> u64 {
    hash_letters(joined(&simplified(words)).0.as_bytes())
}

/// Folded, without accents and other marks.
fn simplified(text: &str) -> String {
    let folded = folded::fold(text);
    if folded.is_ascii() {
        return folded;
    }
    folded.nfkd().filter(|c| !is_combining_mark(*c)).collect()
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_writing_a_name_has_one_key() {
        for (name, words) in [
            ("@BobSmith", "bobsmith"),
            ("BobSmith", "Bob Smith"),
            ("bob.smith", "bob smith"),
            ("bob_smith", "bob smith"),
            ("u/bobsmith", "bobsmith"),
            ("/u/bobsmith", "bobsmith"),
            ("bobsmith@masto.example", "bobsmith"),
            ("bobsmith.", "bobsmith"),
            ("Strau\u{df}", "strauss"),
            ("\u{ff22}\u{ff4f}\u{ff42}", "bob"),
            ("Zo\u{eb}", "zoe"),
            ("\u{200e}Ada\u{200f}", "ada"),
            ("Bob Smith", "bob smith"),
        ] {
            assert_eq!(name_keys(name), [words_key(words)], "{name}");
        }
    }

    #[test]
    fn a_word_of_a_name_of_several_is_no_name() {
        let keys = name_keys("Anna Maria Visser");
        assert_eq!(keys, ["anna maria", "maria visser"].map(words_key));
        assert!(!name_keys("Red Kettle").contains(&words_key("kettle")));
        assert_ne!(name_keys("ada88"), [words_key("ada")], "a digit is no ending");
        assert!(name_keys("...").is_empty());
    }
}
