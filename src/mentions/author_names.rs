//! Finds the name of an author in an excerpt of what that author wrote.
//!
//! Names and texts are compared in NFKC, case-folded and without accents and other marks, by their runs of letters: so `JaneDoe`, `jane.doe88` and
//! `Jane's` all have the word `jane`. In doubt a name is found: an excerpt that is not shown is no loss, a name that is shown is one.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::folded;
use crate::exports::format::is_invisible;

/// Letters of a word of a name that is not found by chance.
const FEWEST_LETTERS: usize = 3;
/// Letters of a word of a name from which on a word with any ending, as in `Ивана`, is the name; one with an `s` always is.
const FEWEST_WITH_ENDING: usize = 4;
/// Letters of an ending at most.
const MOST_ENDING: usize = 2;
/// Letters of a name from which on it is searched in the text without its blanks.
const FEWEST_JOINED: usize = 5;
/// Letters of a name in a script that joins other words to it.
const FEWEST_UNSPACED: usize = 2;

/// Whether an excerpt contains one of the names of its author.
pub(super) fn names_author<'n>(excerpt: &str, mut names: impl Iterator<Item = &'n str>) -> bool {
    let said = Words::of(excerpt);
    names.any(|name| said.name(&Words::of(name)))
}

/// The words of a text or a name, folded.
struct Words {
    /// Runs of letters, each followed by those of its parts that begin with a capital letter.
    all: Vec<String>,
    /// The smallest parts, in their order.
    parts: Vec<String>,
    /// All letters.
    joined: String,
}

impl Words {
    fn of(text: &str) -> Self {
        let letters = text.nfkd().filter(|c| !is_combining_mark(*c) && !is_invisible(*c));
        let letters: String = letters.collect();
        let (mut all, mut parts) = (Vec::new(), Vec::new());
        for run in letters.split(|c: char| !c.is_alphabetic()).filter(|run| !run.is_empty()) {
            let pieces = pieces(run);
            if pieces.len() > 1 {
                all.push(fold(run));
            }
            all.extend(pieces.iter().copied().map(fold));
            parts.extend(pieces.into_iter().map(fold));
        }
        let joined = parts.concat();
        Self { all, parts, joined }
    }

    /// Whether this text contains a name.
    fn name(&self, name: &Self) -> bool {
        let is_phrase = || {
            let are_short = name.parts.iter().all(|part| letters(part) < FEWEST_LETTERS);
            let has = |run: &[String]| run == name.parts;
            are_short && !name.parts.is_empty() && self.parts.windows(name.parts.len()).any(has)
        };
        name.all.iter().any(|word| self.has(word)) || self.has_joined(&name.joined) || is_phrase()
    }

    /// Whether this text contains a word of a name.
    fn has(&self, name: &str) -> bool {
        if name.contains(joins_words) {
            return letters(name) >= FEWEST_UNSPACED && self.joined.contains(name);
        }
        let most = if letters(name) < FEWEST_WITH_ENDING { 0 } else { MOST_ENDING };
        let is_ending = |ending: &str| ending == "s" || letters(ending) <= most;
        let is_said = |word: &String| word.strip_prefix(name).is_some_and(is_ending);
        letters(name) >= FEWEST_LETTERS && self.all.iter().any(is_said) || self.has_joined(name)
    }

    fn has_joined(&self, name: &str) -> bool {
        letters(name) >= FEWEST_JOINED && self.joined.contains(name)
    }
}

/// Cuts a run of letters before each capital letter that follows a small one.
fn pieces(run: &str) -> Vec<&str> {
    let pairs = run.char_indices().zip(run.char_indices().skip(1));
    let starts = pairs.filter(|((_, one), (_, next))| one.is_lowercase() && next.is_uppercase());
    let mut pieces = Vec::new();
    let mut from = 0;
    for (_, (at, _)) in starts {
        pieces.push(&run[from..at]);
        from = at;
    }
    pieces.push(&run[from..]);
    pieces
}

/// Folds letters as keywords are, and the i without a dot as the one with it.
fn fold(letters: &str) -> String {
    folded::fold(letters).replace('\u{131}', "i")
}

fn letters(word: &str) -> usize {
    word.chars().count()
}

/// Whether a letter is of a script that writes no spaces, or joins particles to a name: all but Latin, Greek, Cyrillic and their neighbours.
fn joins_words(c: char) -> bool {
    c >= '\u{590}'
        && !matches!(c, '\u{10a0}'..='\u{10ff}' | '\u{1c80}'..='\u{1fff}' | '\u{2c60}'..='\u{2d2f}' | '\u{a640}'..='\u{a7ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(author: &str, text: &str) -> bool {
        names_author(text, [author].into_iter())
    }

    #[test]
    fn a_name_is_found_in_every_form_of_writing() {
        for (author, text) in [
            ("Ada Byron", "so it is ADA again"),
            ("Karel", "karel's table, Karels tafel"),
            ("Odo", "Odo\u{2019}s table"),
            ("Odo", "odos table"),
            ("Ada Byron", "byron's table"),
            ("Laura", "by Laura/Mike"),
            ("Maria", "Maria&Co here"),
            ("Silke", "Silke:hello"),
            ("Rosa", "Rosa-Maria here"),
            ("Olivia K.", "Olivia-K here"),
            ("Marie-Claude Dupont", "from Marie Claude"),
            ("\u{418}\u{432}\u{430}\u{43d}", "\u{418}\u{432}\u{430}\u{43d}\u{430}"),
            ("ada_byron", "from Ada here"),
            ("ada.b", "from Ada here"),
            ("ada88", "from Ada here"),
            ("@ada_nl", "from Ada here"),
            ("u/ada_b", "from Ada here"),
            ("emil@masto.example", "from Emil here"),
            ("AdaByron", "from Ada here"),
            ("adabyron", "from Ada Byron here"),
            ("Tim_Cole", "Tim Cole"),
            ("mary.ann.lee", "Mary Ann Lee"),
            ("Byron,Ada", "from Ada"),
            ("Boris|Admin", "Boris here"),
            ("Ada", "by #AdaIsBack"),
            ("Strau\u{df}", "Herr Strauss aus Kiel"),
            ("Gro\u{df}", "hier ist GROSS"),
            (
                "\u{3a3}\u{3bf}\u{3c6}\u{3af}\u{3b1}\u{3c2}",
                "\u{3a3}\u{39f}\u{3a6}\u{38a}\u{391}\u{3a3} \u{3b5}\u{3b4}\u{3ce}",
            ),
            ("Zo\u{eb}", "Zoe\u{308} here"),
            ("Zoe", "Zo\u{eb} here"),
            ("\u{ff21}\u{ff44}\u{ff41}", "Ada here"),
            ("Ada", "\u{ff21}\u{ff44}\u{ff41} and \u{1d4d0}\u{1d4ed}\u{1d4ea}"),
            ("\u{1d4d0}\u{1d4ed}\u{1d4ea}", "Ada here"),
            ("\u{130}lker I\u{15f}\u{131}k", "ilker ISIK"),
            ("Ada", "A\u{115f}da and A\u{200b}da"),
            ("\u{738b}\u{5c0f}\u{660e}", "\u{6211}\u{662f}\u{738b}\u{5c0f}\u{660e}"),
            (
                "\u{5c71}\u{7530}\u{592a}\u{90ce}",
                "\u{5c71}\u{7530}\u{592a}\u{90ce}\u{3067}\u{3059}",
            ),
            ("\u{ae40}\u{bbfc}\u{c218}", "\u{ae40}\u{bbfc}\u{c218}\u{c785}\u{b2c8}\u{b2e4}"),
            ("\u{5d9}\u{5d5}\u{5e1}\u{5e3}", "\u{5e9}\u{5d9}\u{5d5}\u{5e1}\u{5e3}"),
            ("Li Wu", "so Li Wu here"),
            ("Bo Xu", "I am bo xu"),
            ("J. R. R.", "by J.R.R."),
        ] {
            assert!(finds(author, text), "{author}: {text}");
        }
    }

    #[test]
    fn other_words_are_no_name() {
        for (author, text) in [
            ("Li Wu", "the Li river and Wu dialect"),
            ("Ann", "an annual visit"),
            ("Ada Byron", "the lid of my kettle leaks"),
            ("", "the lid leaks"),
            ("1234", "the lid leaks"),
            ("\u{738b}", "\u{738b}\u{5bab}"),
        ] {
            assert!(!finds(author, text), "{author}: {text}");
        }
    }
}
