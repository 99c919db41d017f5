//! The lines of a history file as serde structs, and the names of keys in them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::brief::Brief;
use crate::mentions::channel::Channels;
use crate::rollup::Spread;
use crate::tally::{Key, Tally};

/// The layout of the files that this version writes; it reads schema 1 too.
pub(super) const SCHEMA: u64 = 2;

/// The words for what the counts hold as numbers.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// Zone and competitors.
    pub brief: &'a Brief,
    /// The table that the rollup was counted with.
    pub channels: &'a Channels,
}

/// The first line. Keys that this version does not know are ignored, here and below: a later version may add some.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) schema: u64,
    pub(super) month: String,
    pub(super) timezone: String,
    pub(super) rows: u64,
    pub(super) authors: Option<u64>,
    pub(super) competitors: Vec<String>,
    pub(super) answering: Vec<String>,
    /// `words`: tags are counted by the words of posts, by channel; `None`: an earlier version counted them by the queries of tools too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tags_by: Option<String>,
    /// Conversations known to the hour; `None`: an earlier version did not count their hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) starts: Option<u64>,
    /// By channel, the sums of its spread over accounts by their names; `None`: an earlier version wrote the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) spread: Option<BTreeMap<String, BTreeMap<String, u64>>>,
    /// What is known of terms; `None`: no mention names its account, or an earlier version wrote the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) terms: Option<TermHead>,
    /// The timed conversations by channel. Absent: none, or an earlier version wrote the file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) handle_times: BTreeMap<String, HandleLine>,
}

/// What is known of the terms that are not listed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct TermHead {
    /// Fewer accounts than this used each of them.
    pub(super) below: u64,
    /// The sum of accounts over all terms, listed or not, that at least five accounts used.
    pub(super) accounts: u64,
}

/// Timed conversations.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct HandleLine {
    pub(super) conversations: u64,
    pub(super) seconds: u64,
    pub(super) squares: u64,
}

/// A line after the head.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Line {
    Day(Day),
    Channel(Channel),
    Wait(WaitLine),
    Term(TermLine),
    /// Of all lines above.
    Sha256(String),
}

/// The content of a line, whatever its schema.
pub(super) enum Record {
    Day(Day),
    Channel(Channel),
    Wait(WaitLine),
    Term(TermLine),
    /// Only in schema 1.
    Finished(Answered),
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Day {
    pub(super) date: String,
    pub(super) hours: [u64; 24],
    pub(super) undated: u64,
    pub(super) tags: Tags,
    pub(super) threads: bool,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Tags {
    pub(super) own: u64,
    pub(super) competitors: BTreeMap<String, u64>,
}

/// A sum and the rows that state a value.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SumLine {
    pub(super) sum: u64,
    pub(super) rows: u64,
}

/// Tags of a channel by tone.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct ChannelTags {
    pub(super) own: BTreeMap<String, u64>,
    pub(super) competitors: BTreeMap<String, BTreeMap<String, u64>>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Channel {
    pub(super) date: String,
    pub(super) id: String,
    pub(super) rows: BTreeMap<String, u64>,
    pub(super) tones: BTreeMap<String, u64>,
    /// Unscored mentions by the tone that the word list estimates. Absent: none is estimated.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) estimates: BTreeMap<String, u64>,
    pub(super) amplification: u64,
    /// Sums with their rows; `None`: no row states a value, or an earlier version wrote the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reach: Option<SumLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) engagement: Option<SumLine>,
    pub(super) conversations: u64,
    /// Those known to the hour, by the hour of their first mention. Absent: none is, or the file was written before they were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) starts: Option<Box<[u64; 24]>>,
    /// Used mentions by hour. Absent: none is known to the hour, or the file was written before channels had hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) hours: Option<Box<[u64; 24]>>,
    /// Tags by brand and tone; `None`: none, or an earlier version wrote the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tags: Option<ChannelTags>,
    /// By format.
    pub(super) filled: BTreeMap<String, Filled>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Filled {
    pub(super) rows: u64,
    pub(super) tone: u64,
    pub(super) author: u64,
    pub(super) language: u64,
}

/// A bar of the histogram of response times.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WaitLine {
    /// `None`: an earlier version wrote the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) channel: Option<String>,
    /// Minutes until the client's first post, rounded up; none: open.
    pub(super) answered_minutes: Option<u64>,
    /// Hours from the arrival to the end of the month or the last row of any export, rounded up.
    pub(super) watched_hours: u64,
    pub(super) conversations: u64,
}

/// A term that many accounts used.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct TermLine {
    pub(super) words: String,
    pub(super) accounts: u64,
    pub(super) mentions: u64,
}

/// How this version counts tags.
pub(super) const BY_WORDS: &str = "words";

/// The sums of a spread by their names.
pub(super) fn sums(spread: &Spread) -> BTreeMap<String, u64> {
    Spread::NAMES.iter().map(|name| (*name).to_owned()).zip(spread.sums()).collect()
}

/// The spread of named sums; `None` if one is missing or larger than any month gives.
pub(super) fn spread(sums: &BTreeMap<String, u64>) -> Option<Spread> {
    const MOST: u64 = 1 << 58;
    let values = Spread::NAMES.iter().map(|name| sums.get(*name).copied());
    let values: Vec<u64> = values.collect::<Option<_>>()?;
    let is_sound = values.iter().all(|sum| *sum <= MOST);
    values.try_into().ok().filter(|_| is_sound).map(Spread::from_sums)
}

/// Counts by the words of their keys; those of 0 are left out.
pub(super) fn named<K: Key>(
    tally: &Tally<K>,
    word: impl Fn(K) -> &'static str,
) -> BTreeMap<String, u64> {
    let counts = tally.iter().filter(|(_, count)| *count > 0);
    counts.map(|(key, count)| (word(key).to_owned(), count)).collect()
}

/// The tally of named counts, if every word is one of a key.
pub(super) fn tally<K: Key>(
    counts: &BTreeMap<String, u64>,
    keys: &[K],
    word: impl Fn(K) -> &'static str,
) -> Option<Tally<K>> {
    let mut tally = Tally::default();
    for (name, &count) in counts {
        tally.add(keys.iter().copied().find(|key| word(*key) == name)?, count);
    }
    Some(tally)
}

/// How the client answered in a month: the finished figures of schema 1.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
