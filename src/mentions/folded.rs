//! Text as it is compared: NFKC, full case folding (STRASSE is straße), every run of blanks and hyphens one blank; and where in
//! such text a word may begin or end.
//!
//! Boundaries are those of UAX #29, asked for at single places, so that a text is never cut into words as a whole. Punctuation inside
//! a word ends it here, other than there: `acme` stands in `ACME's` and in `acme.example`.

use std::borrow::Cow;

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Bytes looked at on either side of a boundary: longer runs of marks are no word, and hostile text costs no more than other text.
const REACH: usize = 64;

/// Folds text and keywords alike.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::folded::fold;
/// assert_eq!(fold("STRASSE"), fold("straße"));
/// assert_eq!(fold("Data \n-loss"), "data loss");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let push = |c: char| {
        let is_blank = c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}');
        if !is_blank {
            folded.push(c);
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    };
    characters(text).for_each(push);
    folded
}

/// Lower case, without a copy of what already is.
pub(super) fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// The characters of a text, NFKC and case-folded.
pub fn characters(text: &str) -> impl Iterator<Item = char> {
    // Most text is ASCII, where both steps come to lower case.
    let (ascii, other) = if text.is_ascii() { (text, "") } else { ("", text) };
    let ascii = ascii.bytes().map(|byte| char::from(byte.to_ascii_lowercase()));
    ascii.chain(other.nfkc().default_case_fold())
}

/// Whether a word may begin or end at this place of a folded text. `#` and `@` are no part of a word, so `#acme` holds the word
/// `acme`; but they do not begin a tag or handle right behind a letter: `mail@acme` is none.
pub fn is_boundary(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text[..at].chars().next_back(), text[at..].chars().next())
    else {
        return true;
    };
    if matches!(after, '#' | '@') {
        return !is_word(before) || has_no_spaces(before);
    }
    let is_number = |c: char| c.is_numeric();
    if before.is_ascii() && after.is_ascii() && !is_number(before) && !is_number(after) {
        return !(is_word(before) && is_word(after));
    }
    if joins(before) || joins(after) {
        // `5.3` is one word to UAX #29, and to us.
        return !(is_number(before) || is_number(after)) || breaks(text, at);
    }
    breaks(text, at)
}

fn breaks(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(REACH));
    let to = text.ceil_char_boundary((at + REACH).min(text.len()));
    text[from..to].split_word_bound_indices().any(|(start, _)| from + start == at)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Punctuation that UAX #29 lets stand inside a word.
fn joins(c: char) -> bool {
    matches!(c, '\'' | '.' | ':' | '\u{b7}' | '\u{2018}' | '\u{2019}' | '\u{2027}')
}

/// Han, kana, Thai, Lao, Khmer, Myanmar: scripts in which a word has no blanks around it.
pub fn has_no_spaces(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_full_and_the_same_in_ascii_and_elsewhere() {
        for (one, other) in [
            ("STRASSE", "stra\u{df}e"),
            ("\u{ff21}cme", "acme"),
            ("\u{fb01}ne", "FINE"),
            (
                "\u{3a3}\u{399}\u{3a3}\u{3a5}\u{3a6}\u{39f}\u{3a3}",
                "\u{3c3}\u{3b9}\u{3c3}\u{3c5}\u{3c6}\u{3bf}\u{3c2}",
            ),
            ("cafe\u{301}", "CAF\u{c9}"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        assert_ne!(fold("cafe"), fold("caf\u{e9}"), "accents are kept");
        assert_eq!(fold("A\u{a0}\u{2014} b"), "a b");
    }

    fn places(text: &str) -> Vec<usize> {
        (0..=text.len()).filter(|&at| text.is_char_boundary(at) && is_boundary(text, at)).collect()
    }

    #[test]
    fn words_end_where_uax_29_says_and_at_punctuation() {
        assert_eq!(places("acme's"), [0, 4, 5, 6]);
        assert_eq!(places("a_b 5.3"), [0, 3, 4, 7]);
        assert_eq!(places("x@y"), [0, 2, 3]);
        // A mark belongs to the letter before it; an ideograph is a word; kana ends a Latin word.
        assert_eq!(places("a\u{308}b"), [0, 4]);
        assert_eq!(places("\u{7121}\u{5370}"), [0, 3, 6]);
        assert_eq!(places("acme\u{304c}"), [0, 4, 7]);
        assert_eq!(places("\u{434}\u{43e}\u{43c}"), [0, 6]);
    }

    #[test]
    fn a_boundary_is_found_in_the_midst_of_a_long_run() {
        let run = "\u{e9}".repeat(10_000);
        assert!(!is_boundary(&run, 10_000));
        assert!(is_boundary(&format!("{run} {run}"), 20_000));
    }
}
