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
    Answers(Answered),
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

/// How the client answered in a month: finished, because conversations of two months cannot be joined from their counts anyway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// Conversations in the channels where the client was seen to answer.
    pub conversations: u64,
    /// Those answered.
    pub answered: u64,
    /// Seconds until half were answered; `None`: the median was not reached.
    pub median_seconds: Option<u64>,
    /// Seconds from the arrival of the oldest open one to the last row of any export.
    pub oldest_open_seconds: Option<u64>,
    /// The target that the two below were counted for.
    pub target_minutes: Option<u32>,
    /// Conversations that arrived more than the target before that last row.
    pub in_time_base: u64,
    /// Those answered within the target.
    pub in_time: u64,
}

/// A line.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("numbers and text are JSON") + "\n"
}

/// The competitors of a brief, in its order.
pub(super) fn competitors(brief: &Brief) -> impl Iterator<Item = &str> {
    brief.keywords.iter().flat_map(|keywords| &keywords.competitors).map(|(name, _)| name.as_str())
}
