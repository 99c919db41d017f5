//! Cuts out of a line of text what leads to somebody: addresses, handles, numbers; and leaves out characters that are not shown.
//!
//! A word is examined in NFKC and without any invisible character, so that look-alikes of `@`, of a dot and of digits are what they look like. A word
//! that goes becomes "…"; punctuation that ends a sentence stays behind it, so that two sentences do not become one.

use unicode_normalization::UnicodeNormalization;

use crate::exports::format::is_invisible;

/// Stands for what is cut out.
const CUT: &str = "\u{2026}";
/// Letters of a word in capitals that belongs to the numbers on both sides of it, as in an account of a bank.
const MOST_CAPITALS: usize = 4;
/// Ideographs for digits in a row that are a number.
const FEWEST_IDEOGRAPHS: usize = 3;
/// How `@` and dots are spelled to hide an address.
const SPELLED: [&str; 8] = ["(at)", "[at]", "{at}", "(dot)", "[dot]", "{dot}", "(.)", "[.]"];

/// A word of a text.
struct Word {
    /// As it may be shown.
    shown: String,
    /// As it is examined.
    bare: String,
    is_cut: bool,
}

/// A text on one line, without addresses, handles, numbers and characters that are not shown.
pub(super) fn masked(text: &str) -> String {
    let words = text.split_whitespace().map(Word::of).filter(|word| !word.bare.is_empty());
    let mut words: Vec<Word> = words.collect();
    cut_neighbours(&mut words);
    let mut kept = String::new();
    // Two words next to each other that go are one mask.
    let mut is_mask = false;
    for Word { shown, is_cut, .. } in &words {
        let is_same_mask = *is_cut && is_mask;
        if !kept.is_empty() && !is_same_mask {
            kept.push(' ');
        }
        if *is_cut {
            let closing = closing(shown);
            kept.push_str(if is_same_mask { "" } else { CUT });
            kept.push_str(&closing);
            is_mask = closing.is_empty();
        } else {
            kept.push_str(shown);
            is_mask = false;
        }
    }
    kept
}

/// Cuts the words that belong to a sign between blanks: `@ ada`, `a (at) b`, `a .example`, and capitals between two numbers.
fn cut_neighbours(words: &mut [Word]) {
    let mut more = Vec::new();
    for (at, Word { bare, .. }) in words.iter().enumerate() {
        let (before, after) = (at.saturating_sub(1), at + 1);
        if SPELLED.iter().any(|sign| bare.eq_ignore_ascii_case(sign)) {
            more.extend([before, after]);
        } else if bare.contains('@') && !bare.contains(char::is_alphanumeric) {
            more.push(after);
        } else if bare.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
            more.extend([before, at]);
        }
    }
    for at in more {
        if let Some(word) = words.get_mut(at) {
            word.is_cut = true;
        }
    }
    for at in 1..words.len().saturating_sub(1) {
        let bare = &words[at].bare;
        let is_code = bare.len() <= MOST_CAPITALS && bare.bytes().all(|c| c.is_ascii_uppercase());
        words[at].is_cut |= is_code && words[at - 1].is_cut && words[at + 1].is_cut;
    }
}

impl Word {
    fn of(word: &str) -> Self {
        let mut shown = String::with_capacity(word.len());
        for c in word.chars() {
            if is_shown(c, shown.chars().next_back()) {
                shown.push(c);
            }
        }
        let bare: String = shown.nfkc().filter(|c| !is_invisible(*c)).collect();
        // A numeral may be written with what is a letter in its plain form, as the Roman ones.
        let is_cut = must_go(&bare) || shown.contains(char::is_numeric);
        Self { shown, bare, is_cut }
    }
}

/// The punctuation at the end of a word that ends a sentence or a part of it.
fn closing(word: &str) -> String {
    let tail = &word[word.trim_end_matches(|c: char| !c.is_alphanumeric()).len()..];
    let ends = |c: &char| {
        matches!(
            c,
            '.' | '!'
                | '?'
                | ','
                | ';'
                | '\u{3002}'
                | '\u{ff01}'
                | '\u{ff1f}'
                | '\u{61f}'
                | '\u{6d4}'
                | '\u{964}'
        )
    };
    tail.chars().filter(ends).collect()
}

/// Whether a word is an address, a handle or a number, or contains one.
fn must_go(word: &str) -> bool {
    let lower = word.to_lowercase();
    let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '/');
    // A keycap of ten is no numeral by Unicode.
    word.contains(|c: char| c.is_numeric() || matches!(c, '@' | '\u{1f51f}'))
        || has_ideographic_number(word)
        || lower.contains("://")
        || SPELLED.iter().any(|sign| lower.contains(sign))
        || start.starts_with("www.")
        || start.trim_start_matches('/').starts_with("u/")
        || is_joined(word, '.', char::is_alphanumeric)
        || is_joined(word, '_', char::is_alphanumeric)
        || is_joined(word, ':', |c| c.is_ascii_alphanumeric())
        // Between other letters it ends a sentence.
        || is_joined(word, '\u{3002}', |c| c.is_ascii_alphanumeric())
}

/// Whether a sign stands between two such characters, as the dot in the name of a host.
fn is_joined(word: &str, sign: char, is_of_name: fn(char) -> bool) -> bool {
    let parts: Vec<&str> = word.split(sign).collect();
    parts.windows(2).any(|pair| pair[0].ends_with(is_of_name) && pair[1].starts_with(is_of_name))
}

/// Whether ideographs for digits form a number; one or two of them are words.
fn has_ideographic_number(word: &str) -> bool {
    const DIGITS: &str =
        "〇零一二三四五六七八九十百千万億兆壱壹弌弐貳贰弍参參叁弎肆伍陸陆柒漆捌玖拾佰仟萬亿";
    let mut run = 0;
    word.chars().any(|c| {
        run = if DIGITS.contains(c) { run + 1 } else { 0 };
        run >= FEWEST_IDEOGRAPHS
    })
}

/// Whether a character is shown behind another, or joins or varies what is.
fn is_shown(c: char, before: Option<char>) -> bool {
    match c {
        // Joiners, and the forms of emoji.
        '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' => before.is_some(),
        // The letters in a flag of a region.
        '\u{e0020}'..='\u{e007f}' => {
            before.is_some_and(|it| matches!(it, '\u{1f3f4}' | '\u{e0020}'..='\u{e007f}'))
        }
        '\u{2028}'
        | '\u{2029}'
        | '\u{2800}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{fff9}'..='\u{fffb}' => false,
        c => !c.is_control() && !is_invisible(c) && u32::from(c) & 0xfffe != 0xfffe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(masked(text), *expected, "{text}");
        }
    }

    #[test]
    fn addresses_handles_and_numbers_are_cut_out() {
        are(&[
            ("Hey @ada (@bob) there", "Hey … there"),
            ("see https://a.example/x or WWW.A.EXAMPLE or shop.example now", "see … or … or … now"),
            ("Write to ada@a.example now", "Write to … now"),
            ("order AB-1234 of 3 May", "order … of … May"),
            ("Ask u/ada or /u/bob now", "Ask … or … now"),
            ("costs \u{664}\u{662} or \u{bd} more", "costs … or … more"),
            ("Ask \u{ff20}ada or ada_b or skype:ada now", "Ask … or … or … now"),
            ("at a。com or ada﹫a。com now", "at … or … now"),
            ("see a\u{200c}.com and a.\u{200d}com and a\u{34f}.com now", "see … and … and … now"),
            ("ask @ ada now, or ada (at) a (dot) com now", "ask … now, or … now"),
            ("at a .com and a[.]com and ada(at)a(dot)com now", "at … and … and … now"),
            ("to NL91 ABNA 0417 today", "to … today"),
            ("number \u{1f51f} or 六一二三四 or 壱弐参 now", "number … or … or … now"),
            ("もう行きました。とても良い 一番", "もう行きました。とても良い 一番"),
        ]);
    }

    #[test]
    fn sentences_stay_apart() {
        are(&[
            ("The bill said 4. 3 people left", "The bill said …. … people left"),
            ("Who is @ada? @bob, I think", "Who is …? …, I think"),
            ("It was (4). \"Fine\"", "It was …. \"Fine\""),
        ]);
    }

    #[test]
    fn what_is_not_shown_or_turns_the_line_is_left_out() {
        are(&[
            (
                "My \u{202e}kettle\u{202c} le\u{200b}aks\u{0}\tbadly <b>now</b>",
                "My kettle leaks badly <b>now</b>",
            ),
            (
                "Den\u{115f}nis\u{180e}\u{3164} of\u{17b4} \u{1d173}us\u{2800}\u{fdd0}",
                "Dennis of us",
            ),
            (
                "flag \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} a\u{e0061}b",
                "flag \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} ab",
            ),
            (
                "love \u{2764}\u{fe0f} and \u{1f468}\u{200d}\u{1f469} \u{200d}",
                "love \u{2764}\u{fe0f} and \u{1f468}\u{200d}\u{1f469}",
            ),
        ]);
    }
}
