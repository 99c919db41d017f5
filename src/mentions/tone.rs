//! Reads the sentiment label of a mention, and detects the scale of a column: what a number means depends on all values of its column.

mod rating;
mod words;

pub(super) use rating::is_written_rating;
use rating::number;
use words::word;

use super::flag::says;
use crate::brief::{ToneScale, ToneValue};
use crate::tally::{Key, Tally};

/// Positive, neutral, negative, or not labelled: four states, never three.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Tone {
    /// Labelled positive.
    Positive,
    /// Labelled neutral.
    Neutral,
    /// Labelled negative.
    Negative,
    /// No label: not the same as neutral.
    Unscored,
}

impl Key for Tone {
    type Counts = [u64; 4];

    fn index(self) -> usize {
        self as usize
    }

    fn at(index: usize) -> Self {
        Self::ALL[index]
    }
}

impl Tally<Tone> {
    /// Mentions with a label: the base of net sentiment.
    pub fn labelled(&self) -> u64 {
        self.total() - self[Tone::Unscored]
    }
}

impl Tone {
    /// All, in their order.
    pub const ALL: [Self; 4] = [Self::Positive, Self::Neutral, Self::Negative, Self::Unscored];

    /// The name in output files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Neutral => "neutral",
            Self::Negative => "negative",
            Self::Unscored => "unscored",
        }
    }
}

impl From<ToneValue> for Tone {
    fn from(value: ToneValue) -> Self {
        match value {
            ToneValue::Positive => Self::Positive,
            ToneValue::Neutral => Self::Neutral,
            ToneValue::Negative => Self::Negative,
            ToneValue::Unscored => Self::Unscored,
        }
    }
}

/// How tone is written in a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scale {
    /// As words.
    Words,
    /// 1 to 5, halves too: 1 and 2 negative, 3 neutral, 4 and 5 positive. {1, 3, 5} reads the same.
    Stars,
    /// {1, 3, 5} as negative, neutral, positive, with 0 for what was not relevant.
    Judged,
    /// Negative, zero, positive by sign: −5 to 5 or −1 to 1.
    Signed,
    /// By the bounds that the brief states.
    Bounds(ToneScale),
    /// Yes and no: whether the author recommends it.
    Recommended,
    /// 1 to 5 as stars, and 0 for none.
    StarsOrNone,
    /// `+`, `0` and `-`.
    Signs,
}

/// The kind of a [`Scale`]; its names are those in `provenance.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "they are those of `Scale`")]
pub enum ScaleKind {
    Words,
    Stars,
    Judged,
    Signed,
    Bounds,
    Recommended,
    StarsOrNone,
    Signs,
}

impl Scale {
    /// Its kind, without the bounds of the brief.
    pub fn kind(self) -> ScaleKind {
        match self {
            Self::Words => ScaleKind::Words,
            Self::Stars => ScaleKind::Stars,
            Self::Judged => ScaleKind::Judged,
            Self::Signed => ScaleKind::Signed,
            Self::Bounds(_) => ScaleKind::Bounds,
            Self::Recommended => ScaleKind::Recommended,
            Self::StarsOrNone => ScaleKind::StarsOrNone,
            Self::Signs => ScaleKind::Signs,
        }
    }

    /// Reads a cell. `None` for an unknown word: it counts as unscored, and a note reports it.
    pub fn read(self, text: &str) -> Option<Tone> {
        if self == Self::Signs {
            return sign(text).or(is_unrated(text).then_some(Tone::Unscored));
        }
        if is_unrated(text) {
            return Some(Tone::Unscored);
        }
        if self == Self::Words {
            return word(text);
        }
        if self == Self::Recommended {
            return Some(if says(text)? { Tone::Positive } else { Tone::Negative });
        }
        let value = number(text)?;
        if self == Self::Judged && value.abs() < 0.5 || self == Self::StarsOrNone && value < 0.5 {
            return Some(Tone::Unscored);
        }
        if self == Self::StarsOrNone && value > 5.0 {
            return None;
        }
        let middle = match self {
            Self::Signed => 0.0..=0.0,
            Self::Bounds(bounds) => bounds.negative_below..=bounds.positive_above,
            _ => 2.5..=3.5,
        };
        Some(if middle.contains(&value) {
            Tone::Neutral
        } else if value < *middle.start() {
            Tone::Negative
        } else {
            Tone::Positive
        })
    }
}

/// Reads the values of a column until its scale is certain.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent observations")]
pub struct ScaleDetector {
    words: u64,
    numbers: u64,
    has_negative: bool,
    has_zero: bool,
    has_fraction: bool,
    /// Finer than halves: an average.
    has_fine_fraction: bool,
    has_more_than_three: bool,
    has_one: bool,
    has_more_than_one: bool,
    has_even: bool,
    /// Numbers that are not between -5 and 5.
    large: u64,
    /// Below -1.
    has_low: bool,
    /// One bit for each whole number from 0 to 5.
    whole: u8,
    /// Cells that are signs: `+`, `-`, `0`.
    signs: u64,
    has_plus: bool,
    filled: u64,
}

impl ScaleDetector {
    /// Adds a cell.
    pub fn observe(&mut self, text: &str) {
        self.filled += 1;
        self.signs += u64::from(sign(text).is_some());
        self.has_plus |= sign(text) == Some(Tone::Positive);
        if is_unrated(text) {
            return;
        }
        let Some(value) = number(text) else {
            self.words += 1;
            return;
        };
        let is = |other: f64| (value - other).abs() < 1e-9;
        self.numbers += 1;
        for whole in 0..=5_u8 {
            self.whole |= u8::from(is(f64::from(whole))) << whole;
        }
        self.large += u64::from(value.abs() > 5.0);
        self.has_low |= value < -1.0;
        self.has_negative |= value < 0.0;
        self.has_zero |= is(0.0);
        self.has_one |= is(1.0);
        self.has_more_than_one |= value > 1.0;
        self.has_fraction |= !is(value.round());
        self.has_fine_fraction |= !is((value * 2.0).round() / 2.0);
        self.has_more_than_three |= value > 3.0;
        self.has_even |= is(2.0) || is(4.0);
    }

    /// Whether the scale is known to be words. It could change only if most of the later values were numbers.
    pub fn is_settled(&self) -> bool {
        self.words > 0 && self.numbers == 0
    }

    /// Whether the numbers are 1 to 5 stars, with 0 or -1 for none: all of them occur, and few other values.
    pub fn are_stars_or_none(&self) -> bool {
        /// One number in this many may be a typing error.
        const ODD: u64 = 200;
        let has_all = self.whole & 0b11_1110 == 0b11_1110;
        has_all && !self.has_low && !self.has_fine_fraction && self.large * ODD <= self.numbers
    }

    /// Whether a number has a fraction, which a count of votes has not.
    pub fn has_fraction(&self) -> bool {
        self.has_fraction
    }

    /// Whether the numbers may be the classes 1 to 2 or 1 to 3 of a data set, whose meaning nothing states.
    pub fn may_be_classes(&self) -> bool {
        self.scale() == Some(Scale::Stars) && !self.has_more_than_three
    }

    /// Whether the column has values that are not a tone.
    pub fn is_no_tone(&self) -> bool {
        self.words + self.numbers > 0 && self.scale().is_none()
    }

    /// Whether the column has numbers that fit several scales: 0 to 1 may be a probability or only positive labels, 0 to 100 a percentage.
    pub fn is_undecided(&self) -> bool {
        self.numbers > self.words && self.scale().is_none()
    }

    /// The scale; `None` if the column is not a tone (numbers beyond ±5: points, votes), is ambiguous (0 to 5) or has no value. The more
    /// frequent of words and numbers decides.
    pub fn scale(&self) -> Option<Scale> {
        if self.has_plus && self.signs == self.filled {
            return Some(Scale::Signs);
        }
        if self.numbers <= self.words {
            return (self.words > 0).then_some(Scale::Words);
        }
        // Above 1 and never below -1: stars, with -1 for none.
        if self.large > 0 || self.has_more_than_one && self.has_negative && !self.has_low {
            return None;
        }
        match (self.has_negative, self.has_zero, self.has_more_than_one) {
            // Only a scale around 0 has values on both sides of it, or 0 and values below.
            (true, ..) => {
                (self.has_more_than_one || self.has_one || self.has_zero || self.has_fraction)
                    .then_some(Scale::Signed)
            }
            (false, true, true) => (!self.has_even && !self.has_fraction).then_some(Scale::Judged),
            // A review has whole or half stars; 4.3 is the average of a place.
            (false, false, true) => (!self.has_fine_fraction).then_some(Scale::Stars),
            // 0 to 1 and only 1: a probability, yes and no, one star, or a sign that is never negative.
            (false, _, false) => None,
        }
    }
}

/// A tone that is written as a sign.
fn sign(text: &str) -> Option<Tone> {
    match text.trim() {
        "+" | "++" => Some(Tone::Positive),
        "-" | "--" | "\u{2212}" | "\u{2013}" => Some(Tone::Negative),
        "0" | "+/-" | "±" | "=" => Some(Tone::Neutral),
        _ => None,
    }
}

fn is_unrated(text: &str) -> bool {
    let folded = text.trim().to_lowercase().replace('_', " ");
    matches!(
        folded.as_str(),
        "" | "-"
            | "--"
            | "n/a"
            | "#n/a"
            | "na"
            | "nan"
            | "none"
            | "null"
            | "unknown"
            | "undefined"
            | "not rated"
            | "unrated"
            | "unscored"
            | "unassigned"
            | "not assigned"
            | "not relevant"
            | "irrelevant"
            | "not applicable"
            | "unbekannt"
            | "nicht bewertet"
            | "non noté"
            | "inconnu"
            | "sin clasificar"
            | "desconocido"
            | "não classificado"
            | "desconhecido"
            | "sconosciuto"
            | "onbekend"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(values: &[&str]) -> Option<Scale> {
        let mut watch = ScaleDetector::default();
        for value in values {
            watch.observe(value);
        }
        watch.scale()
    }

    #[test]
    fn the_set_of_values_decides_the_scale() {
        assert_eq!(scale(&["negative", "", "positive"]), Some(Scale::Words));
        assert_eq!(scale(&["5", "1", "3"]), Some(Scale::Stars));
        assert_eq!(scale(&["1", "0", "-1"]), Some(Scale::Signed));
        assert_eq!(scale(&["1", "-1"]), Some(Scale::Signed));
        assert_eq!(scale(&["-0.4", "0.93"]), Some(Scale::Signed));
        for undecided in
            [vec!["1", "1", "0"], vec!["0.4", "0.93"], vec!["1", "1"], vec!["80%", "20%"]]
        {
            assert_eq!(scale(&undecided), None, "{undecided:?}");
        }
        assert_eq!(scale(&["-5", "5", "2"]), Some(Scale::Signed));
        assert_eq!(scale(&["-1", "5", "2"]), None);
        assert_eq!(scale(&["5", "212", "1"]), None);
        assert_eq!(scale(&["", "N/A"]), None);
        assert_eq!(scale(&["3", "not_relevant", "5", "1"]), Some(Scale::Stars));
        assert_eq!(scale(&["3", "0", "5", "1"]), Some(Scale::Judged));
        assert_eq!(
            scale(&["0", "2", "4", "5"]),
            None,
            "votes, stars or -5 to 5: nothing says which"
        );
        assert_eq!(scale(&["4.5", "3.5"]), Some(Scale::Stars));
        assert_eq!(scale(&["4/5", "★★★★★", "1 star"]), Some(Scale::Stars));
        assert_eq!(scale(&["4.0 out of 5 stars", "1,0 von 5 Sternen"]), Some(Scale::Stars));
        let written = ["4 of 5 bubbles", "Rated 1 out of 5 stars", "5つ星のうち3.0", "FIVE", "2★"];
        assert_eq!(scale(&written), Some(Scale::Stars));
        assert_eq!(scale(&["3 Sterne", "1 étoile", "5点"]), Some(Scale::Stars));
        assert!(is_written_rating("4/5") && !is_written_rating("4") && !is_written_rating("fine"));
        assert_eq!(scale(&["+", "0", "-"]), Some(Scale::Signs));
        assert_eq!(Scale::Signs.read("-"), Some(Tone::Negative));
        assert_eq!(scale(&["0", "-"]), None);
        assert_eq!(
            scale(&["5", "4", "Rating", "1"]),
            Some(Scale::Stars),
            "a header within the rows"
        );
    }

    #[test]
    fn numbers_read_by_their_scale() {
        let stars: Vec<_> =
            ["1", "2", "3", "4", "5"].map(|star| Scale::Stars.read(star).unwrap().word()).into();
        assert_eq!(stars, ["negative", "negative", "neutral", "positive", "positive"]);
        assert_eq!(Scale::Stars.read("2.5"), Some(Tone::Neutral));
        assert_eq!(Scale::Stars.read("★★☆☆☆"), Some(Tone::Negative));
        let judged: Vec<_> =
            ["0", "1", "3", "5"].map(|value| Scale::Judged.read(value).unwrap().word()).into();
        assert_eq!(judged, ["unscored", "negative", "neutral", "positive"]);
        assert_eq!(Scale::Signed.read("1"), Some(Tone::Positive));
        assert_eq!(Scale::Signed.read("0"), Some(Tone::Neutral));
        assert_eq!(Scale::Signed.read("-0.2"), Some(Tone::Negative));
    }

    #[test]
    fn words_are_folded_and_unknown_ones_are_counted() {
        assert_eq!(Scale::Words.read(" Positives "), Some(Tone::Positive));
        assert_eq!(Scale::Words.read("Basic Negative"), Some(Tone::Negative));
        assert_eq!(Scale::Words.read("#N/A"), Some(Tone::Unscored));
        assert_eq!(Scale::Words.read("furious"), None);
        assert_eq!(Scale::Words.read("positioning"), None);
        for (tone, words) in [
            (
                Tone::Positive,
                "POS positiv positif Positives positivo positivas positivi positief Позитивная 正面 \
                 pozytywny pozitivní θετικό Позитивна pozitív חיובי إيجابي مثبت सकारात्मक บวก 肯定",
            ),
            (
                Tone::Neutral,
                "NEUT neutral neutre neutres neutro neutrale neutraal mixed mixto Нейтральная 中立 \
                 neutralny ουδέτερο Нейтральна semleges neutraali ניטרלי محايد خنثی तटस्थ กลาง",
            ),
            (
                Tone::Negative,
                "NEG negativ négatif Négative negativos negatieve negativi Негативная ネガティブ \
                 negatywny αρνητικό Негативна negatív kielteinen שלילי سلبي منفی नकारात्मक ลบ 否定",
            ),
        ] {
            for word in words.split(' ') {
                assert_eq!(Scale::Words.read(word), Some(tone), "{word}");
            }
        }
        assert_eq!(Scale::Words.read("Tiêu cực"), Some(Tone::Negative));
        assert_eq!(Scale::Recommended.read("True"), Some(Tone::Positive));
        assert_eq!(Scale::Recommended.read("non"), Some(Tone::Negative));
        assert_eq!(Scale::Recommended.read(""), Some(Tone::Unscored));
        assert_eq!(Scale::Recommended.read("5"), None);
        assert_eq!(Scale::Words.read("Not Recommended"), Some(Tone::Negative));
        assert_eq!(Scale::Words.read("Sehr negativ"), Some(Tone::Negative));
        assert_eq!(Scale::Words.read("não classificado"), Some(Tone::Unscored));
    }
}
