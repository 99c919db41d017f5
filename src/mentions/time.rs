//! A cell → a moment.

/// How exactly an export tells the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// To the second.
    Second,
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// The calendar day alone.
    Day,
}

impl Precision {
    /// Whether the mention may stand in an hour chart.
    pub fn knows_the_hour(self) -> bool {
        self != Self::Day
    }

    /// The word of the interface.
    pub fn word(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }
}
