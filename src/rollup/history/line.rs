//! The lines of a month's file, and the words in them for what the counts hold as numbers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::brief::Brief;
use crate::mentions::channel::Channels;

/// The layout of the files that this version writes and reads.
pub(super) const SCHEMA: u64 = 1;

/// The words for what the counts hold as numbers.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// Zone and competitors.
    pub brief: &'a Brief,
    /// The table that the rollup was counted with.
    pub channels: &'a Channels,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) schema: u64,
    pub(super) month: String,
    pub(super) timezone: String,
    pub(super) rows: u64,
    pub(super) authors: Option<u64>,
    pub(super) competitors: Vec<String>,
    pub(super) answering: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Line {
    Day(Day),
    Channel(Channel),
    Answered(u64, u64),
    Open(u64),
    /// Of all lines above.
    Sha256(String),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Day {
    pub(super) date: String,
    pub(super) hours: [u64; 24],
    pub(super) undated: u64,
    pub(super) tags: Vec<u64>,
    pub(super) threads: bool,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Channel {
    pub(super) date: String,
    pub(super) id: String,
    /// Duplicate, own, repost, not relevant, used.
    pub(super) rows: [u64; 5],
    /// Positive, neutral, negative, unscored.
    pub(super) tones: [u64; 4],
    pub(super) amplification: u64,
    pub(super) conversations: u64,
    /// By format: rows, with tone, with author, with language.
    pub(super) filled: BTreeMap<String, [u64; 4]>,
}

/// A line.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("numbers and text are JSON") + "\n"
}

/// The competitors of a brief, in its order.
pub(super) fn competitors(brief: &Brief) -> impl Iterator<Item = &str> {
    brief.keywords.iter().flat_map(|keywords| &keywords.competitors).map(|(name, _)| name.as_str())
}
