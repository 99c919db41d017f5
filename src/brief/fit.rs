//! How a channel suits the client: `channels[].fit` and `channels[].mode` of the brief.

/// Whose place a channel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The client runs it.
    Host,
    /// Others run it, and the client is a guest.
    Visit,
}

/// How well a channel suits, each from 1 (not at all) to 5 (fully).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    /// How many of the audience use it.
    pub audience: u8,
    /// How well it goes with the brand.
    pub brand: u8,
    /// How well the client can take part, with its people and means.
    pub capability: u8,
}

impl Fit {
    /// The worst and the best rating.
    pub const RATINGS: std::ops::RangeInclusive<u8> = 1..=5;
}
