//! Generates texts from the word lists of the sample project, drawn by Zipf's law, with keywords of the brief inserted.
//!
//! Texts are drawn word by word, so no two are alike by chance. No other word contains a keyword.

use std::collections::BTreeSet;

use super::rng::Rng;

/// Language code, share of the posts in percent, word list.
const LANGUAGES: [(&str, u64, &str); 5] = [
    ("en", 74, include_str!("../../examples/sample-data/words/en.txt")),
    ("nl", 12, include_str!("../../examples/sample-data/words/nl.txt")),
    ("de", 6, include_str!("../../examples/sample-data/words/de.txt")),
    ("es", 5, include_str!("../../examples/sample-data/words/es.txt")),
    ("ja", 3, include_str!("../../examples/sample-data/words/ja.txt")),
];
const BRAND: [&str; 5] =
    ["Harbour Coffee", "harbour coffee", "@harbourcoffee", "#HarbourCoffee", "HARBOUR COFFEE"];
const PRODUCT: [&str; 3] = ["Cold Brew Club", "cold brew club", "#coldbrewclub"];
const COMPETITOR: [&str; 3] = ["Globex", "globex", "@GlobexCoffee"];
const EMOJI: [&str; 8] = ["😀", "☕", "👍🏽", "😡", "❤️", "🙏", "👩‍💻", "🇳🇱"];
/// Parts of keywords; words that contain one are left out.
const TAKEN: [&str; 7] = ["harbour", "coffee", "cold", "brew", "club", "globex", "tour"];

/// The word lists.
#[derive(Debug)]
pub(crate) struct Texts {
    /// One list a language.
    words: Vec<Vec<&'static str>>,
    /// Words of the letters a to z, for names.
    plain: Vec<&'static str>,
}

impl Texts {
    /// Reads the embedded lists.
    pub(crate) fn new() -> Self {
        let words: Vec<Vec<_>> = LANGUAGES.iter().map(|(.., list)| words(list)).collect();
        let is_plain = |word: &&str| {
            word.bytes().all(|byte| byte.is_ascii_lowercase()) && (4..9).contains(&word.len())
        };
        let plain = words[0].iter().copied().filter(is_plain).collect();
        Self { words, plain }
    }

    /// Draws a language: its index and code.
    pub(crate) fn language(rng: &mut Rng) -> (usize, &'static str) {
        let place = rng.weighted(&LANGUAGES.map(|(_, share, _)| share));
        (place, LANGUAGES[place].0)
    }

    /// A word for names; the same number gives the same word.
    pub(crate) fn name(&self, number: u64) -> &'static str {
        self.plain[index(number % self.plain.len() as u64)]
    }

    /// A headline; some name the brand.
    pub(crate) fn title(&self, language: usize, rng: &mut Rng, out: &mut String) {
        if rng.chance(100) {
            out.push_str("Harbour Coffee, ");
        }
        for place in 0..rng.between(4, 9) {
            if place > 0 {
                out.push(' ');
            }
            out.push_str(self.word(language, rng));
        }
    }

    /// A post of 40 to 280 characters or so, quotes doubled.
    pub(crate) fn post(&self, language: usize, rng: &mut Rng, out: &mut String) {
        let width = if LANGUAGES[language].0 == "ja" { 12 } else { 4 };
        let words = (rng.between(40, 180) + rng.skewed(160)) / width;
        self.write(words, language, rng, out);
    }

    /// An article of 60 to 150 words, quotes doubled.
    pub(crate) fn article(&self, language: usize, rng: &mut Rng, out: &mut String) {
        self.write(rng.between(60, 150), language, rng, out);
    }

    fn write(&self, words: u64, language: usize, rng: &mut Rng, out: &mut String) {
        let named = named(rng);
        let place = rng.below(words);
        for word in 0..words {
            if word == place {
                for &name in &named {
                    out.push_str(name);
                    out.push(' ');
                }
            }
            let drawn = self.word(language, rng);
            match rng.below(120) {
                0 => {
                    out.push_str("\"\"");
                    out.push_str(drawn);
                    out.push_str("\"\"");
                }
                _ => out.push_str(drawn),
            }
            out.push_str(match rng.below(100) {
                _ if word + 1 == words => "",
                0 => ".\n\n",
                1 => "\n",
                2 => "! ",
                3..6 => ". ",
                6..13 => ", ",
                _ => " ",
            });
        }
        match rng.below(10) {
            0..2 => {
                out.push(' ');
                out.push_str(rng.pick(&EMOJI));
            }
            2 => {
                out.push_str(" https://t.co/");
                out.push_str(&rng.word(b"abcdefghijkmnpqrstuvwxyz23456789", 10));
            }
            3 => out.push_str("..."),
            _ => {}
        }
    }

    fn word(&self, language: usize, rng: &mut Rng) -> &'static str {
        let words = &self.words[language];
        words[index(zipf(words.len() as u64, rng))]
    }
}

/// Draws the keywords of a text: six of ten name the client.
fn named(rng: &mut Rng) -> Vec<&'static str> {
    match rng.below(100) {
        0..47 => vec![rng.pick(&BRAND)],
        47..57 => vec![rng.pick(&PRODUCT)],
        57..60 => vec![rng.pick(&BRAND), "and", rng.pick(&COMPETITOR)],
        60..70 => vec![rng.pick(&COMPETITOR)],
        70..73 => vec!["harbour tour with", rng.pick(&BRAND)],
        _ => Vec::new(),
    }
}

/// Draws an index below `end` by Zipf's law with exponent 1.
pub(crate) fn zipf(end: u64, rng: &mut Rng) -> u64 {
    loop {
        let octave = 1 << rng.below(u64::from(end.ilog2()) + 1);
        let place = octave + rng.below(octave) - 1;
        if place < end {
            return place;
        }
    }
}

fn words(list: &'static str) -> Vec<&'static str> {
    let templates = list.lines().filter(|line| !line.starts_with('['));
    let words = templates.flat_map(|line| line.split(|c: char| !c.is_alphabetic() && c != '\''));
    let is_free = |word: &&str| {
        let word = word.to_lowercase();
        !word.is_empty() && !TAKEN.iter().any(|taken| word.contains(taken))
    };
    let mut seen = BTreeSet::new();
    let mut words: Vec<_> = words.filter(is_free).filter(|word| seen.insert(*word)).collect();
    // The words that are said most often are short.
    words.sort_by_key(|word| word.len());
    words
}

fn index(number: u64) -> usize {
    usize::try_from(number).expect("a place in a list")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_draws_fall_on_the_first_root_of_the_ranks() {
        let mut rng = Rng::of("zipf");
        let early = (0..10_000).filter(|_| zipf(1 << 16, &mut rng) < 1 << 8).count();
        // 8 of 16 octaves.
        assert!((4_850..5_150).contains(&early), "{early}");
    }

    #[test]
    fn every_language_has_words() {
        let texts = Texts::new();
        assert!(texts.words.iter().all(|words| words.len() > 50));
        assert!(texts.plain.len() > 100);
    }
}
