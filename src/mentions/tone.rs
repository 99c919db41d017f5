//! Tone of a mention, as labelled by the export.

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
