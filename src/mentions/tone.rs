//! Tone of a mention, as labelled by the export. What a number means is decided by the set of values in its column, never by one.

use std::collections::BTreeSet;

/// Positive, neutral, negative, or not labelled: four states, never three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

impl Tone {
    /// The word of the interface.
    pub fn word(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Neutral => "neutral",
            Self::Negative => "negative",
            Self::Unscored => "unscored",
        }
    }
}

/// How a column writes tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Words of the vocabulary.
    Words,
    /// 1 to 5: 1 and 2 negative, 3 neutral, 4 and 5 positive. {1, 3, 5} alone reads the same.
    Stars,
    /// Negative, zero, positive by sign: −5 to 5 or −1 to 1.
    Signed,
}

impl Scale {
    /// For the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Stars => "1 to 5",
            Self::Signed => "sign",
        }
    }

    /// Reads a cell. A word that is not in the vocabulary is `None`: unscored, and worth a warning.
    pub fn read(self, text: &str) -> Option<Tone> {
        if is_unrated(text) {
            return Some(Tone::Unscored);
        }
        match self {
            Self::Words => word(text),
            Self::Stars => match number(text)? {
                stars if stars < 2.5 => Some(Tone::Negative),
                stars if stars > 3.5 => Some(Tone::Positive),
                _ => Some(Tone::Neutral),
            },
            Self::Signed => match number(text)? {
                value if value < 0.0 => Some(Tone::Negative),
                value if value > 0.0 => Some(Tone::Positive),
                _ => Some(Tone::Neutral),
            },
        }
    }
}

/// Watches the values of a column until its scale is certain.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing seen, none excludes another")]
pub struct Watch {
    has_words: bool,
    has_zero_or_less: bool,
    has_fraction: bool,
    has_large: bool,
    /// Whole numbers from 1 to 5.
    stars: BTreeSet<u8>,
}

impl Watch {
    /// Looks at a cell.
    pub fn see(&mut self, text: &str) {
        if is_unrated(text) && text != "0" {
            return;
        }
        match number(text) {
            None => self.has_words = true,
            Some(value) if value <= 0.0 => {
                self.has_zero_or_less = true;
                self.has_large |= value < -5.0;
            }
            Some(value) if value > 5.0 => self.has_large = true,
            Some(value) => {
                match [1.0, 2.0, 3.0, 4.0, 5.0].iter().position(|star| (value - star).abs() < 1e-9)
                {
                    Some(index) => {
                        self.stars.insert(u8::try_from(index).unwrap_or(0) + 1);
                    }
                    None => self.has_fraction = true,
                }
            }
        }
    }

    /// Whether later values cannot change the answer.
    pub fn is_settled(&self) -> bool {
        self.has_words || self.has_large
    }

    /// The scale; `None` if the column is no tone at all (numbers beyond ±5: points, votes) or has no value.
    pub fn scale(&self) -> Option<Scale> {
        if self.has_words {
            Some(Scale::Words)
        } else if self.has_large {
            None
        } else if self.has_zero_or_less
            || (self.has_fraction && self.stars.iter().all(|star| *star == 1))
        {
            Some(Scale::Signed)
        } else if !self.stars.is_empty() {
            Some(Scale::Stars)
        } else {
            None
        }
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim()
        .replace(',', ".")
        .replace('\u{2212}', "-")
        .parse()
        .ok()
        .filter(|value: &f64| value.is_finite())
}

fn is_unrated(text: &str) -> bool {
    let folded = text.trim().to_lowercase();
    matches!(
        folded.as_str(),
        "" | "-"
            | "n/a"
            | "#n/a"
            | "na"
            | "none"
            | "null"
            | "nan"
            | "unknown"
            | "not rated"
            | "not_rated"
            | "unrated"
            | "not_relevant"
            | "unscored"
    )
}

/// The vocabulary: the words that tools write, singular and plural, in the languages of their interfaces.
fn word(text: &str) -> Option<Tone> {
    let folded = text.trim().to_lowercase();
    let folded = folded.strip_prefix("basic ").unwrap_or(&folded);
    match folded {
        "positive" | "positives" | "pos" | "positiv" | "positief" | "positivo" | "positiva"
        | "positif" | "very positive" => Some(Tone::Positive),
        "neutral" | "neutrals" | "neut" | "neu" | "neutraal" | "neutro" | "neutra" | "neutre"
        | "mixed" => Some(Tone::Neutral),
        "negative" | "negatives" | "neg" | "negativ" | "negatief" | "negativo" | "negativa"
        | "négatif" | "very negative" => Some(Tone::Negative),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(values: &[&str]) -> Option<Scale> {
        let mut watch = Watch::default();
        for value in values {
            watch.see(value);
        }
        watch.scale()
    }

    #[test]
    fn the_set_of_values_decides_the_scale() {
        assert_eq!(scale(&["negative", "", "positive"]), Some(Scale::Words));
        assert_eq!(scale(&["5", "1", "3"]), Some(Scale::Stars));
        assert_eq!(scale(&["1", "0", "-1"]), Some(Scale::Signed));
        assert_eq!(scale(&["1", "1", "0"]), Some(Scale::Signed));
        assert_eq!(scale(&["0.4", "0.93"]), Some(Scale::Signed));
        assert_eq!(scale(&["-5", "5", "2"]), Some(Scale::Signed));
        assert_eq!(scale(&["5", "212", "1"]), None);
        assert_eq!(scale(&["", "N/A"]), None);
    }

    #[test]
    fn numbers_read_by_their_scale() {
        let stars: Vec<_> =
            ["1", "2", "3", "4", "5"].map(|star| Scale::Stars.read(star).unwrap().word()).into();
        assert_eq!(stars, ["negative", "negative", "neutral", "positive", "positive"]);
        assert_eq!(Scale::Signed.read("1"), Some(Tone::Positive));
        assert_eq!(Scale::Signed.read("0"), Some(Tone::Neutral));
        assert_eq!(Scale::Signed.read("-0.2"), Some(Tone::Negative));
    }

    #[test]
    fn words_are_folded_and_unknown_ones_are_told() {
        assert_eq!(Scale::Words.read(" Positives "), Some(Tone::Positive));
        assert_eq!(Scale::Words.read("Basic Negative"), Some(Tone::Negative));
        assert_eq!(Scale::Words.read("#N/A"), Some(Tone::Unscored));
        assert_eq!(Scale::Words.read("furious"), None);
    }
}
