//! The key by which the client's own texts are compared, so that one can tell how many replies repeat a text (docs/method.md, Own posts).
//!
//! Input: the text of an own post, or of the answer that a row states beside a mention. Output: a hash of its words, as near copies are compared (letters
//! and digits, folded, without addresses and handles), without a greeting with its name at the start and a signature at the end. A name elsewhere stays: two
//! texts that differ only in it are two.

use super::identity::hash;
use super::near_copies::{is_pointer, words};
use super::{folded, object};

/// First words of a greeting, folded.
const GREETINGS: [&str; 21] = [
    "hi", "hello", "hey", "hiya", "dear", "hallo", "hoi", "beste", "liebe", "lieber", "bonjour",
    "salut", "cher", "chère", "hola", "estimado", "estimada", "olá", "oi", "ciao", "caro",
];

/// The most words after the greeting that can be a name.
const MOST_NAMES: usize = 3;

/// Marks before the name or the initials of the author: `^AB`, `- Ada`.
const SIGNATURE_MARKS: [char; 7] = ['^', '*', '~', '/', '-', '\u{2013}', '\u{2014}'];

/// The key of an own text; `None` if it has no word.
pub(super) fn key(text: &str) -> Option<u64> {
    // `{'id': 7, 'body': 'Sorry!', 'modified': '2028-05-01T10:00:00Z'}`
    let text =
        if text.starts_with('{') { object::field(text, "body").unwrap_or(text) } else { text };
    let all: Vec<&str> =
        text.split_whitespace().filter(|word| !is_pointer(word.as_bytes())).collect();
    let rest = without_signature(without_greeting(&all));
    let (mut folded, mut hashes) = (String::new(), Vec::new());
    folded::push(&rest.join(" "), &mut folded);
    words(&folded, &mut hashes);
    let hashes: Vec<[u8; 8]> = hashes.into_iter().map(u64::to_le_bytes).collect();
    (!hashes.is_empty()).then(|| hash(&hashes))
}

/// The words after a greeting and its name: the words with a capital letter up to the next comma or other end.
fn without_greeting<'a>(words: &'a [&'a str]) -> &'a [&'a str] {
    let Some((first, rest)) = words.split_first() else { return words };
    let greeting = first.trim_end_matches(|c: char| !c.is_alphanumeric());
    if !GREETINGS.contains(&folded::fold(greeting).as_str()) {
        return words;
    }
    if greeting.len() < first.len() {
        return rest;
    }
    let is_end = |word: &str| word.ends_with([',', '!', '.', ':', ';']);
    let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let end = rest.iter().take(MOST_NAMES).position(|word| is_end(word)).map(|end| end + 1);
    let most = end.unwrap_or(MOST_NAMES);
    &rest[rest.iter().take(most).take_while(|word| is_name(word)).count()..]
}

/// The words before a signature: a last word after one of its marks.
fn without_signature<'a>(words: &'a [&'a str]) -> &'a [&'a str] {
    let is_mark = |word: &str| word.starts_with(SIGNATURE_MARKS);
    // `9 - 17` ends with a number, not with a name.
    let is_name = |word: &str| !word.contains(char::is_numeric);
    match words {
        [rest @ .., mark, last] if mark.chars().count() == 1 && is_mark(mark) && is_name(last) => {
            rest
        }
        [rest @ .., last] if is_mark(last) && is_name(last) => rest,
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_at_the_end_is_no_signature() {
        let open = |from: &str| key(&format!("We are open from 9 {from}"));
        assert_ne!(open("- 17"), open("- 18"));
        assert_ne!(open("-17"), open("-18"));
        assert_eq!(open("-AB"), open("-CD"));
    }

    #[test]
    fn a_text_is_the_same_whoever_it_greets_and_whoever_signs() {
        let same = "@ada Hi Ada, sorry! Which order was it? ^TM";
        for other in [
            "@bob Hi Bob, sorry! Which order was it? ^KL",
            "Hello Bob Young, SORRY. Which order was it? - Kim",
            "Sorry - which order was it?",
            "Hi, sorry, which order was it? https://tea.example/help",
            "Liebe Frau Young, sorry, which order was it?",
            "Dear Bob sorry, which order was it",
            "{'id': 7, 'body': 'Hi Ada, sorry! Which order was it?', 'modified': '2028-05-01T10:00:00Z'}",
        ] {
            assert_eq!(key(same), key(other), "{other}");
        }
        for other in [
            "Sorry Ada! Which order was it?",
            "Sorry! Which order was it, Ada? ^TM",
            "Hi Ada, sorry! Which orders were it?",
            "Hi Ada, which order was it? Sorry!",
        ] {
            assert_ne!(key(same), key(other), "{other}");
        }
        assert_ne!(key("Hi yes, we are open"), key("Hi no, we are open"), "no names");
    }

    #[test]
    fn what_has_no_word_has_no_key() {
        for text in ["", "@ada", "Hi Ada!", "\u{2615} ^TM", "https://tea.example"] {
            assert_eq!(key(text), None, "{text}");
        }
        assert!(key("Thanks!").is_some());
    }
}
