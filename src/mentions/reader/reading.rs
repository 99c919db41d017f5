//! What is known of a row once it is read, before it is compared with other rows.

use crate::mentions::identity::Keys;
use crate::mentions::near_copies::Sketch;
use crate::mentions::opening::Opening;
use crate::mentions::part;
use crate::mentions::quotes::Excerpt;
use crate::mentions::relevance::Relevance;
use crate::mentions::terms::TermWords;
use crate::mentions::{Mention, RowDetails};

/// A row that was read: the mention, its identity and its relevance.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Reading {
    /// The mention.
    pub mention: Mention,
    /// The keys of its identity.
    pub keys: Keys,
    /// Its relevance, by its text only.
    pub relevance: Relevance,
    /// The key by which its text is compared with others.
    pub copy_key: CopyKey,
    /// The key of the text that the client wrote: that of an own post, else the answer that the row states beside a mention.
    #[serde(with = "part::hash_option")]
    pub own_text: Option<u64>,
    /// Its local time is ambiguous or skipped, because the clock was changed.
    pub is_at_clock_change: bool,
    /// Values that no vocabulary has; `None` for most rows.
    pub unknown: Option<Box<Unknown>>,
    /// The keys of the names of its account.
    #[serde(with = "part::long_hashes")]
    pub names: Box<[u64]>,
    /// The words that can be terms; none unless the row can be a used mention and names its account.
    pub terms: TermWords,
    /// What of it may be quoted; only if the brief asks for quotes.
    pub excerpt: Option<Box<Excerpt>>,
    /// The opening that it is, if it can be one.
    pub opening: Option<Opening>,
    /// Text and further fields, if they are kept.
    #[serde(skip)]
    pub words: Option<Box<RowDetails>>,
}

/// Values of a row that no vocabulary has, which the report lists, and cells that are no counts.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Unknown {
    /// Its tone.
    pub tone: Option<String>,
    /// Its channel.
    pub channel: Option<String>,
    /// The kind that the export states.
    pub kind: Option<String>,
    /// Its stage of handling.
    pub stage: Option<String>,
    /// The department that the export states, if the brief names others.
    pub department: Option<String>,
    /// Whether its reach is stated and no count.
    pub reach: bool,
    /// Whether its engagement is stated and no count.
    pub engagement: bool,
}

impl Unknown {
    /// Whether there is one.
    pub(super) fn is_any(&self) -> bool {
        let words = [&self.tone, &self.channel, &self.kind, &self.stage, &self.department];
        words.iter().any(|word| word.is_some()) || self.reach || self.engagement
    }
}

/// The key by which the text of a row is compared with others. Rows without an author are not compared.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum CopyKey {
    /// Under 12 words, or not compared.
    Short,
    /// In news and blogs: its shingles.
    Article(Box<Sketch>),
    /// Elsewhere: a hash of the whole text and its channel.
    Post(#[serde(with = "part::hash")] u64),
}
