//! Normalises text for comparison (NFKC, full case folding, every run of spaces and hyphens one space), and finds word boundaries in such text.
//!
//! Boundaries are those of UAX #29, tested at single positions, so that a text is never segmented as a whole. Unlike UAX #29, punctuation
//! inside a word ends it: `acme` is a word of `ACME's` and of `acme.example`.

use std::borrow::Cow;
use std::sync::LazyLock;

use caseless::Caseless;
use memchr::memmem;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::exports::format::is_invisible;

static TWO_SPACES: LazyLock<memmem::Finder<'_>> = LazyLock::new(|| memmem::Finder::new(b"  "));

/// Bytes examined on either side of a boundary, so that the cost is bounded for hostile text.
const REACH: usize = 64;

/// Folds a text or a keyword.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::folded::fold;
/// assert_eq!(fold("STRASSE"), fold("straße"));
/// assert_eq!(fold("Data \n-loss"), "data loss");
/// ```
pub fn fold(text: &str) -> String {
    let (mut folded, mut spaced) = (String::with_capacity(text.len()), Vec::new());
    push(text, &mut folded);
    space(&folded, &mut spaced);
    String::from_utf8_lossy(&spaced).into_owned()
}

/// Appends a text in NFKC and case-folded, without marks that are not shown (of direction, soft hyphens), and with every space and hyphen beyond
/// ASCII replaced by its ASCII equivalent.
pub fn push(text: &str, folded: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let plain = plain_start(rest);
        // A character that is not plain may combine with the one before it.
        let joined = rest[..plain].chars().next_back().filter(|_| plain < rest.len());
        let (alone, tail) = rest.split_at(plain - joined.map_or(0, char::len_utf8));
        let start = folded.len();
        folded.push_str(alone);
        folded[start..].make_ascii_lowercase();
        let mut others = tail.char_indices().skip(usize::from(joined.is_some()));
        let end = others.find(|(_, c)| is_plain(*c)).map_or(tail.len(), |(at, _)| at);
        let shown = tail[..end].nfkc().filter(|c| is_separator(*c) || !is_invisible(*c));
        folded.extend(shown.default_case_fold().map(|c| match c {
            '\u{2010}'..='\u{2015}' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        }));
        rest = &tail[end..];
    }
}

/// Marks that are not shown and that separate or join letters, and the one that makes a sign an emoji: within a word they are part of its spelling.
fn is_separator(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{fe0f}')
}

/// The position of the first character that is not plain.
fn plain_start(text: &str) -> usize {
    let mut at = 0;
    loop {
        at += ascii_start(&text.as_bytes()[at..]);
        match text[at..].chars().next().filter(|c| is_plain(*c)) {
            Some(c) => at += c.len_utf8(),
            None => return at,
        }
    }
}

/// How many bytes at the start are ASCII. Most texts are, and whole blocks are examined at once.
fn ascii_start(text: &[u8]) -> usize {
    let blocks = text.chunks_exact(32).take_while(|block| block.is_ascii()).count() * 32;
    let rest = &text[blocks..];
    blocks + rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len())
}

/// ASCII, and common characters that neither step changes and that do not combine with the one before them: lower-case letters with accents,
/// Cyrillic, kana, ideographs, quotes, signs and emoji.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\u{7f}' | '\u{e0}'..='\u{f6}' | '\u{f8}'..='\u{ff}' | '\u{430}'..='\u{44f}'
        | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' | '\u{200d}' | '\u{2018}'..='\u{201f}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}'
        | '\u{1f300}'..='\u{1faff}')
}

/// Appends a folded text with every run of spaces and hyphens as one space: the form in which keywords are searched.
pub fn space(folded: &str, spaced: &mut Vec<u8>) {
    let start = spaced.len();
    spaced.extend_from_slice(folded.as_bytes());
    for byte in &mut spaced[start..] {
        #[expect(clippy::needless_bitwise_bool, reason = "without a branch many are done at once")]
        let is_blank = is_blank(*byte) | (*byte == b'-');
        *byte = if is_blank { b' ' } else { *byte };
    }
    // Most texts have none, and seeing that is faster than preparing a search.
    let pairs = spaced[start..].iter().zip(spaced[start..].iter().skip(1));
    let is_space = |byte: &u8| u8::from(*byte == b' ');
    if pairs.fold(0, |found, (one, next)| found | is_space(one) & is_space(next)) == 0 {
        return;
    }
    let (mut end, mut at) = (start, start);
    while let Some(run) = TWO_SPACES.find(&spaced[at..]) {
        spaced.copy_within(at..=at + run, end);
        end += run + 1;
        at += run + 1;
        at += spaced[at..].iter().take_while(|byte| **byte == b' ').count();
    }
    spaced.copy_within(at.., end);
    end += spaced.len() - at;
    spaced.truncate(end);
}

/// ASCII whitespace.
pub(super) const fn is_blank(byte: u8) -> bool {
    (byte == b' ') | (byte.wrapping_sub(b'\t') < 5)
}

/// The text in lower case; not copied if it already is.
pub(super) fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a word may begin or end at this position of a folded text. `#` and `@` are not part of a word, so `#acme` contains the word
/// `acme`; but directly after a letter they do not start a tag or handle: `mail@acme` has no handle.
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
        // `5.3` is one word, as in UAX #29.
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

/// Punctuation that UAX #29 allows inside a word.
fn joins(c: char) -> bool {
    matches!(c, '\'' | '.' | ':' | '\u{b7}' | '\u{2018}' | '\u{2019}' | '\u{2027}')
}

/// Han, kana, Thai, Lao, Khmer, Myanmar: scripts without spaces between words.
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
        for hidden in ["\u{2068}Acme\u{2069}", "Ac\u{ad}me", "\u{202a}acme\u{200f}", "\u{feff}ACME"]
        {
            assert_eq!(fold(hidden), "acme", "{hidden:?}");
        }
    }

    proptest::proptest! {
        /// The steps of the standards over the whole text, whatever the text is taken apart into.
        #[test]
        fn a_text_taken_apart_is_folded_as_a_whole(
            text in "[a-cA-C \\-\u{301}\u{308}\u{df}\u{e0}\u{e9}\u{ff}\u{430}\u{438}\u{304b}\u{3099}\u{30cf}\u{309a}\u{4e00}\u{130}\u{3a3}\u{3c2}\u{2019}\u{2014}\u{3000}\u{85}\u{b}\u{ac00}\u{1100}\u{1161}\u{11a8}\u{fb01}\u{2615}\u{fe0f}\u{200d}\u{1f469}\u{1f3fd}]{0,16}|\\PC{0,24}",
        ) {
            let mut whole = String::new();
            let shown = text.nfkc().filter(|c| is_separator(*c) || !is_invisible(*c));
            for c in shown.default_case_fold() {
                let is_blank = c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}');
                if !is_blank {
                    whole.push(c);
                } else if !whole.ends_with(' ') {
                    whole.push(' ');
                }
            }
            proptest::prop_assert_eq!(fold(&text), whole);
        }
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
