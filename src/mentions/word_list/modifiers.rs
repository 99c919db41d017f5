//! The words and phrases that change the rating of a word after them, or in the middle of them.

use super::Word;

/// The factor of a negation.
pub(super) const NEGATION: f64 = -0.74;

/// What a word of degree adds to the rating of a word after it, or takes from it.
const STEP: f64 = 0.293;

const STRONGER: [&str; 60] = [
    "absolutely",
    "amazingly",
    "awfully",
    "completely",
    "considerable",
    "considerably",
    "decidedly",
    "deeply",
    "effing",
    "enormous",
    "enormously",
    "entirely",
    "especially",
    "exceptional",
    "exceptionally",
    "extreme",
    "extremely",
    "fabulously",
    "flippin",
    "flipping",
    "frackin",
    "fracking",
    "frickin",
    "fricking",
    "friggin",
    "frigging",
    "fuckin",
    "fucking",
    "fuggin",
    "fugging",
    "fully",
    "greatly",
    "hella",
    "highly",
    "hugely",
    "incredible",
    "incredibly",
    "intensely",
    "major",
    "majorly",
    "more",
    "most",
    "particularly",
    "purely",
    "quite",
    "really",
    "remarkably",
    "so",
    "substantially",
    "thoroughly",
    "total",
    "totally",
    "tremendous",
    "tremendously",
    "uber",
    "unbelievably",
    "unusually",
    "utter",
    "utterly",
    "very",
];

const WEAKER: [&str; 21] = [
    "almost",
    "barely",
    "hardly",
    "kind-of",
    "kinda",
    "kindof",
    "less",
    "little",
    "marginal",
    "marginally",
    "occasional",
    "occasionally",
    "partly",
    "scarce",
    "scarcely",
    "slight",
    "slightly",
    "somewhat",
    "sort-of",
    "sorta",
    "sortof",
];

const WEAKER_PHRASES: [&str; 3] = ["just enough", "kind of", "sort of"];

/// Without those that contain `n't`.
const NEGATIONS: [&str; 37] = [
    "aint", "arent", "cannot", "cant", "couldnt", "darent", "despite", "didnt", "doesnt", "dont",
    "hadnt", "hasnt", "havent", "isnt", "mightnt", "mustnt", "neednt", "neither", "never", "none",
    "nope", "nor", "not", "nothing", "nowhere", "oughtnt", "rarely", "seldom", "shant", "shouldnt",
    "uh-uh", "uhuh", "wasnt", "werent", "without", "wont", "wouldnt",
];

/// Phrases with a rating of their own.
const PHRASES: [(&str, f64); 8] = [
    ("the shit", 3.0),
    ("the bomb", 3.0),
    ("bad ass", 1.5),
    ("bus stop", 0.0),
    ("yeah right", -2.0),
    ("kiss of death", -1.5),
    ("to die for", 3.0),
    ("beating heart", 3.5),
];

/// What a word of degree adds to a positive rating after it; `None`: it is another word.
pub(super) fn modifier(word: &str) -> Option<f64> {
    let is_stronger = STRONGER.binary_search(&word).is_ok();
    let is_weaker = || WEAKER.binary_search(&word).is_ok();
    is_stronger.then_some(STEP).or_else(|| is_weaker().then_some(-STEP))
}

pub(super) fn is_negation(word: &str) -> bool {
    word.contains("n't") || NEGATIONS.binary_search(&word).is_ok()
}

/// The rating of the phrase that the word at this place is in or that comes before it; there are three words before it. The last of those that
/// begin with it decides, else the first of the others.
pub(super) fn phrase(words: &[Word], at: usize) -> Option<f64> {
    let rating = |from: usize, to: usize| {
        let words = words.get(from..to)?;
        PHRASES.iter().find(|(phrase, _)| is(words, phrase)).map(|(_, rating)| *rating)
    };
    let before = [(at - 1, at + 1), (at - 2, at + 1), (at - 2, at), (at - 3, at), (at - 3, at - 1)];
    let first = || before.into_iter().find_map(|(from, to)| rating(from, to));
    rating(at, at + 3).or_else(|| rating(at, at + 2)).or_else(first)
}

/// What the phrases of degree in the three words before this place add.
pub(super) fn phrase_modifier(words: &[Word], at: usize) -> f64 {
    let pairs = [&words[at - 3..at - 1], &words[at - 2..at]];
    let of_degree =
        pairs.iter().filter(|pair| WEAKER_PHRASES.iter().any(|phrase| is(pair, phrase)));
    -STEP * of_degree.count() as f64
}

fn is(words: &[Word], phrase: &str) -> bool {
    words.iter().map(|word| word.text.as_str()).eq(phrase.split(' '))
}
