//! Marks names that are written from right to left, so that they do not reorder the sentence around them.
//!
//! Without a mark, a number after an Arabic name is shown before it. The marks are those of the Unicode Bidirectional Algorithm (UAX #9);
//! pages show them as `bdi` elements.

use std::borrow::Cow;

/// FIRST STRONG ISOLATE: begins a name.
pub(in crate::pages) const START: char = '\u{2068}';

/// POP DIRECTIONAL ISOLATE: ends it.
pub(in crate::pages) const END: char = '\u{2069}';

/// A text for a place in a sentence, between marks if a letter of it outside of such marks runs from right to left. Marks of the text itself
/// stay only if they are balanced.
pub(super) fn isolated(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    if !is_balanced(text) {
        let text: String = text.chars().filter(|&c| c != START && c != END).collect();
        return Cow::Owned(isolated(&text).into_owned());
    }
    if turns(text) { Cow::Owned(format!("{START}{text}{END}")) } else { Cow::Borrowed(text) }
}

/// Whether a letter outside of the marks runs from right to left.
pub(in crate::pages) fn turns(text: &str) -> bool {
    let mut depth = 0_u32;
    text.chars().any(|c| {
        match c {
            START => depth += 1,
            END => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_right_to_left(c)
    })
}

/// Whether a text in this language, a BCP 47 tag, is read from right to left. A language decides only for its own letters; else the first
/// letter does.
pub(in crate::pages) fn reads_from_right(text: &str, language: &str) -> bool {
    const LANGUAGES: [&str; 9] = ["ar", "ckb", "dv", "fa", "he", "ps", "ug", "ur", "yi"];
    let language = language.split('-').next().unwrap_or_default();
    let is_first = || text.chars().find(|c| c.is_alphabetic()).is_some_and(is_right_to_left);
    LANGUAGES.contains(&language) && turns(text) || is_first()
}

fn is_balanced(text: &str) -> bool {
    let depth = text.chars().try_fold(0_u32, |depth, c| match c {
        START => Some(depth + 1),
        END => depth.checked_sub(1),
        _ => Some(depth),
    });
    depth == Some(0)
}

/// The blocks of Hebrew, Arabic and the other scripts of this direction (Unicode, `DerivedBidiClass.txt`: R and AL).
fn is_right_to_left(c: char) -> bool {
    matches!(
        c,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_from_right_to_left_are_marked_and_only_once() {
        for plain in ["X", "Café 日本", "", "12 %"] {
            assert_eq!(isolated(plain), plain);
        }
        let marked = isolated("قهوة 5").into_owned();
        assert_eq!(marked, "\u{2068}قهوة 5\u{2069}");
        let sentence = format!("{marked}: 131 mentions");
        assert_eq!(isolated(&sentence), sentence);
    }

    #[test]
    fn marks_in_the_data_do_not_reach_out_of_their_name() {
        assert_eq!(isolated("\u{2068}קפה"), "\u{2068}קפה\u{2069}");
        assert_eq!(isolated("a\u{2069}é"), "aé");
    }

    #[test]
    fn a_text_is_read_as_its_language_or_its_first_letter_is() {
        for (text, language, is_right) in [
            ("Acme \u{5d8}\u{5d5}\u{5d1}", "he", true),
            ("Acme \u{5d8}\u{5d5}\u{5d1}", "", false),
            ("\u{5d8}\u{5d5}\u{5d1} Acme", "", true),
            ("ya salam", "ar-Latn", false),
            ("so good", "en", false),
        ] {
            assert_eq!(reads_from_right(text, language), is_right, "{text} {language}");
        }
    }
}
