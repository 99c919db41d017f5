//! Estimates the tone of an English text by a list of words with ratings and a few rules: VADER.
//!
//! A port of the program vaderSentiment 3.3.2 (MIT, licence in `word_list/LICENSE`): C. J. Hutto and E. Gilbert, VADER: A Parsimonious Rule-based
//! Model for Sentiment Analysis of Social Media Text, ICWSM 2014. It keeps that program's oddities, so that its scores are equal to four decimals.
//! docs/method.md, Tone by word list, has check values and measured limits.

mod modifiers;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use modifiers::{NEGATION, is_negation, modifier, phrase, phrase_modifier};

use super::tone::Tone;

/// What a word in capitals adds, where not all words are in capitals.
const CAPITALS: f64 = 0.733;
/// From this score on a text is positive, and from its negative down it is negative.
const LEAST: f64 = 0.05;

/// The mean ratings by word or emoticon, in lower case.
static RATINGS: LazyLock<BTreeMap<&str, f64>> = LazyLock::new(|| {
    let ratings = lines(include_str!("word_list/lexicon.tsv"));
    ratings.map(|(word, rating)| (word, rating.parse().expect("a number"))).collect()
});

/// The words that take the place of an emoji.
static EMOJI: LazyLock<BTreeMap<char, &str>> = LazyLock::new(|| {
    let emoji = lines(include_str!("word_list/emoji.tsv"));
    emoji.filter_map(|(emoji, words)| Some((emoji.chars().next()?, words))).collect()
});

/// The two columns of a data file, without the comment in its first line.
fn lines(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().skip(1).filter_map(|line| line.split_once('\t'))
}

/// The tone of an English text: positive from a [score](compound) of 0.05, negative up to −0.05, else neutral.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::tone::Tone;
/// use socialmap::mentions::word_list::tone;
///
/// assert_eq!(tone("The book was good."), Tone::Positive);
/// // It sees words, not what happened.
/// assert_eq!(tone("The app crashes every time I open it."), Tone::Neutral);
/// ```
pub fn tone(text: &str) -> Tone {
    match compound(text) {
        score if score >= LEAST => Tone::Positive,
        score if score <= -LEAST => Tone::Negative,
        _ => Tone::Neutral,
    }
}

/// The score of an English text from −1 to 1, with four decimals; 0 if no word of it is in the list.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::word_list::compound;
///
/// let scores = ["Today SUX!", "VADER is not smart, handsome, nor funny."].map(compound);
/// assert_eq!(scores, [-0.5461, -0.7424]);
/// ```
pub fn compound(text: &str) -> f64 {
    let text = described(text);
    let tokens = || text.split(is_space).filter(|token| !token.is_empty());
    let words: Vec<Word> = tokens().map(Word::of).collect();
    let capitals = words.iter().filter(|word| word.is_upper).count();
    let has_emphasis = 0 < capitals && capitals < words.len();
    let mut values: Vec<f64> = (0..words.len()).map(|at| value(&words, at, has_emphasis)).collect();
    weigh_contrast(&words, &mut values);
    let mut sum = values.iter().fold(0.0, |sum, value| sum + value);
    if sum != 0.0 {
        sum += emphasis(&text).copysign(sum);
    }
    let score = sum / (sum * sum + 15.0).sqrt();
    (score * 1e4).round() / 1e4
}

/// A word or emoticon of a text.
struct Word {
    /// In lower case.
    text: String,
    /// Its rating in the list.
    rating: Option<f64>,
    is_upper: bool,
}

impl Word {
    /// A token without the punctuation around it, unless it is an emoticon or too short to tell.
    fn of(token: &str) -> Self {
        let bare = token.trim_matches(|c: char| c.is_ascii_punctuation());
        let written = if bare.chars().count() <= 2 { token } else { bare };
        let text = written.to_lowercase();
        Self { rating: RATINGS.get(text.as_str()).copied(), text, is_upper: is_upper(written) }
    }
}

/// Whether a word has capitals and no other cased letters.
fn is_upper(word: &str) -> bool {
    let is_title = |c: char| !c.is_uppercase() && c.to_lowercase().ne([c]);
    let has_others = word.chars().any(|c| c.is_lowercase() || is_title(c));
    !has_others && word.chars().any(char::is_uppercase)
}

/// White space as the original separates words by it: also four control characters.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// The text with words in place of emoji.
fn described(text: &str) -> String {
    let mut described = String::with_capacity(text.len());
    let mut is_after_space = true;
    for c in text.chars() {
        if let Some(words) = EMOJI.get(&c) {
            if !is_after_space {
                described.push(' ');
            }
            described += words;
            is_after_space = false;
        } else {
            described.push(c);
            is_after_space = c == ' ';
        }
    }
    described
}

/// What a word adds: its rating, changed by the three words before it.
fn value(words: &[Word], at: usize, has_emphasis: bool) -> f64 {
    let word = &words[at];
    let Some(rating) = word.rating else { return 0.0 };
    let next = words.get(at + 1);
    let before = |distance: usize| at.checked_sub(distance).map(|at| words[at].text.as_str());
    if word.text == "kind" && next.is_some_and(|next| next.text == "of") {
        return 0.0;
    }
    let is_no = |distance| before(distance) == Some("no");
    let mut value = rating;
    if is_no(1) || is_no(2) || is_no(3) && matches!(before(1), Some("or" | "nor")) {
        value *= NEGATION;
    } else if word.text == "no" && next.is_some_and(|next| next.rating.is_some()) {
        value = 0.0;
    }
    if word.is_upper && has_emphasis {
        value += if value > 0.0 { CAPITALS } else { -CAPITALS };
    }
    for (distance, part) in [(1, 1.0), (2, 0.95), (3, 0.9)] {
        let Some(other) = at.checked_sub(distance).map(|at| &words[at]) else { break };
        if other.rating.is_some() {
            continue;
        }
        value += part * step(other, value, has_emphasis);
        value *= negation([before(1), before(2), before(3)], distance);
        if distance == 3 {
            value = phrase(words, at).unwrap_or(value) + phrase_modifier(words, at);
        }
    }
    if before(1) == Some("least") && !matches!(before(2), Some("at" | "very")) {
        value *= NEGATION;
    }
    value
}

/// What a word before one of this value adds to it.
fn step(word: &Word, value: f64, has_emphasis: bool) -> f64 {
    let Some(step) = modifier(&word.text) else { return 0.0 };
    let step = if value < 0.0 { -step } else { step };
    match word.is_upper && has_emphasis {
        true if value > 0.0 => step + CAPITALS,
        true => step - CAPITALS,
        false => step,
    }
}

/// The factor of the word at a distance before a rated one, by the three words before that, nearest first.
fn negation([one, two, three]: [Option<&str>; 3], distance: usize) -> f64 {
    let is_so = |word| matches!(word, Some("so" | "this"));
    let is_doubt = |word| word == Some("doubt");
    let (word, is_stressed, is_sure) = match distance {
        1 => (one, false, false),
        2 => (two, two == Some("never") && is_so(one), two == Some("without") && is_doubt(one)),
        // The original groups the conditions so: `so` or `this` directly before the rated word is enough.
        _ => (
            three,
            three == Some("never") && is_so(two) || is_so(one),
            three == Some("without") && (is_doubt(two) || is_doubt(one)),
        ),
    };
    match word {
        _ if is_stressed => 1.25,
        Some(word) if !is_sure && is_negation(word) => NEGATION,
        _ => 1.0,
    }
}

/// Halves what stands before the first `but`, and raises what stands after it by half.
///
/// The original looks each value up in the list that it changes, so of equal values the first is changed, perhaps more than once.
fn weigh_contrast(words: &[Word], values: &mut [f64]) {
    let Some(but) = words.iter().position(|word| word.text == "but") else { return };
    let mut places: BTreeMap<u64, BTreeSet<usize>> = BTreeMap::new();
    for (at, value) in values.iter().enumerate().filter(|(_, value)| **value != 0.0) {
        places.entry(value.to_bits()).or_default().insert(at);
    }
    for at in 0..values.len() {
        let equal = places.get_mut(&values[at].to_bits());
        let Some((equal, first)) = equal.and_then(|all| Some((all.first().copied()?, all))) else {
            continue;
        };
        let factor = if equal < but { 0.5 } else { 1.5 };
        first.remove(&equal);
        values[equal] *= factor;
        places.entry(values[equal].to_bits()).or_default().insert(equal);
    }
}

/// What exclamation and question marks add to a text that is not neutral.
fn emphasis(text: &str) -> f64 {
    let count = |mark| u32::try_from(text.matches(mark).count()).unwrap_or(u32::MAX);
    let asked = match count('?') {
        0 | 1 => 0.0,
        few @ 2..=3 => 0.18 * f64::from(few),
        _ => 0.96,
    };
    0.292 * f64::from(count('!').min(4)) + asked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scores_are_those_of_the_original() {
        // Invented texts, each after what vaderSentiment 3.3.2 gives.
        let texts: Vec<_> = include_str!("word_list/reference.tsv").lines().collect();
        assert_eq!(texts.len(), 91);
        for line in texts {
            let (score, text) = line.split_once('\t').unwrap();
            assert_eq!(
                format!("{}", compound(text)),
                format!("{}", score.parse::<f64>().unwrap()),
                "{text}"
            );
        }
    }

    #[test]
    fn the_lists_are_whole() {
        assert_eq!((RATINGS.len(), EMOJI.len()), (7506, 1212));
        assert_eq!((RATINGS[":)"], RATINGS["catastrophe"]), (2.0, -3.4));
        assert_eq!(EMOJI[&'\u{1f498}'], "heart with arrow");
    }

    #[test]
    fn the_classes_begin_at_their_bounds() {
        let tones = ["The cake was good", "rain", "The cake was bad"].map(tone);
        assert_eq!(tones, [Tone::Positive, Tone::Neutral, Tone::Negative]);
        let weak = "a cake to die for, perfect";
        assert_eq!((compound(weak), tone(weak)), (0.0258, Tone::Neutral));
    }

    #[test]
    fn a_long_text_takes_no_long_time() {
        let text = format!("{0} but {0}", "good ".repeat(100_000));
        assert!((compound(&text) - 1.0).abs() < 1e-9);
        assert_eq!(tone(&"!".repeat(1_000_000)), Tone::Neutral);
    }

    proptest::proptest! {
        #[test]
        fn every_text_has_a_score(text in ".{0,80}") {
            proptest::prop_assert!((-1.0..=1.0).contains(&compound(&text)));
        }
    }
}
