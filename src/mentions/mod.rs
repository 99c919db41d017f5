//! Turns rows of exports into [`Mention`]s, or the reasons why they are not, and decides the status of each.
//!
//! [`survey`] first takes the decisions that need a whole column (time zone, day/month order, tone scale). [`reader`] then reads each row on its
//! own. [`deduplicator`] compares it with earlier rows, and [`ledger`] counts the outcomes.

pub mod address;
mod address_columns;
pub mod audit_sheet;
mod author_names;
pub mod brands;
pub mod channel;
mod column_proof;
pub mod columns;
mod comment_columns;
pub mod content;
pub mod coordination;
pub mod country;
pub mod deduplicator;
mod detection;
pub mod drawing;
pub mod entities;
mod exclusion;
pub mod fingerprint;
mod flag;
pub mod fold;
pub mod folded;
pub mod handle_time;
pub mod hashed;
pub mod identity;
pub mod kinds;
pub mod language;
pub mod ledger;
mod masks;
mod matcher;
mod midnight;
pub mod name_keys;
pub mod near_copies;
mod network;
pub mod numbers;
mod object;
pub mod opening;
mod own_text;
pub mod part;
pub mod quotes;
pub mod reader;
pub mod rejection;
pub mod relevance;
mod reply;
mod rounded;
mod row_channel;
mod sample;
mod scan;
mod stage;
pub mod survey;
pub mod terms;
mod text_columns;
mod thread;
mod thread_columns;
pub mod time;
mod time_column;
mod time_doubts;
mod time_parts;
pub mod tone;
mod tone_column;
mod total;
mod unnamed_times;
pub mod unused_patterns;
pub mod word_list;
pub mod writing;
pub mod zone;

use crate::brief::Stage;
use crate::tally::Key;
use crate::units::{DateTime, Timestamp};
use brands::Brands;
use channel::ChannelIx;
use content::Content;
use country::Country;
use handle_time::HandleTime;
use language::Language;
use time::Precision;
use tone::Tone;

pub use reply::Reply;

/// One post, comment or review, without its text.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct Mention {
    /// When it was published, UTC.
    #[serde(with = "part::instant")]
    pub published_at: Timestamp,
    /// The same in the brief's zone.
    #[serde(with = "part::wall")]
    pub local: DateTime,
    /// How exactly the time is known.
    pub precision: Precision,
    /// Its channel.
    pub channel: ChannelIx,
    /// The conversation it belongs to.
    pub thread: Thread,
    /// Account that wrote it, as a hash by [`identity::author_key`].
    #[serde(with = "part::hash_option")]
    pub account: Option<u64>,
    /// The export's sentiment label.
    pub tone: Tone,
    /// Brands of the brief that its text or title names.
    pub brands: Brands,
    /// The language that the export states; `None`: not stated.
    pub language: Option<Language>,
    /// What its words say: language, kind, topics, department.
    pub content: Content,
    /// The country that the export states; `None`: not stated.
    pub country: Option<Country>,
    /// The client's answer, as far as the export states it.
    pub reply: Reply,
    /// How long the client's team worked on it.
    pub handle_time: HandleTime,
    /// How far the client's team is with it, as the export states; `None`: not stated, or no known word.
    pub stage: Option<Stage>,
    /// People who could have seen it, the tool's estimate; `None`: not stated.
    pub reach: Option<u64>,
    /// Likes, comments and the like; `None`: not stated.
    pub engagement: Option<u64>,
    /// Followers of its account, at most the largest number of 32 bits; `None`: not stated.
    pub followers: Option<u32>,
    /// A repost without text of its own.
    pub is_repost: bool,
    /// Written by the client.
    pub is_own: bool,
    /// Written by a competitor.
    pub is_competitors: bool,
}

impl Mention {
    /// The language: the one detected in the text, which is looked for only where the export states none, else the stated one.
    pub fn spoken(&self) -> Option<Language> {
        self.content.detected.or(self.language)
    }

    /// When the client answered, as stated in the row of the mention.
    pub fn replied_at(&self) -> Option<Timestamp> {
        match self.reply {
            Reply::At(seconds) => Timestamp::from_second(seconds).ok(),
            Reply::NotStated | Reply::Open => None,
        }
    }
}

/// Text and further fields of a mention, as written in the export; only `socialmap mentions` shows them.
#[derive(Debug, Clone, Default)]
pub struct RowDetails {
    /// The export's name for the channel.
    pub source: Option<String>,
    /// The tool's id of the row.
    pub id: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Thread or parent.
    pub thread: Option<String>,
    /// Account that wrote it.
    pub author: Option<String>,
    /// Text; empty if the export has none.
    pub text: String,
    /// Brand or query that the export matched.
    pub brand: Option<String>,
    /// People who could have seen it, the vendor's estimate.
    pub reach: Option<u64>,
    /// Actions.
    pub engagement: Option<u64>,
    /// Of the author.
    pub followers: Option<u64>,
}

/// The conversation of a mention, as the export states it. Hashes are unique within the channel.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Thread {
    /// The export names the thread.
    Known(#[serde(with = "part::hash")] u64),
    /// The export links replies to what they answer.
    Reply {
        /// This post.
        #[serde(with = "part::hash_option")]
        post: Option<u64>,
        /// The post it answers.
        #[serde(with = "part::hash_option")]
        parent: Option<u64>,
    },
    /// Not stated: the mention is its own conversation.
    Itself,
}

/// The status of a readable row, whatever the period: the first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowStatus {
    /// An earlier row is the same mention.
    Duplicate,
    /// Written by the client.
    Own,
    /// A repost without text of its own.
    Repost,
    /// No keyword of the brand or its products.
    NotRelevant,
    /// Counted in every figure.
    Used,
}

impl RowStatus {
    /// All, in their order.
    pub const ALL: [Self; 5] =
        [Self::Duplicate, Self::Own, Self::Repost, Self::NotRelevant, Self::Used];
}

impl Key for RowStatus {
    type Counts = [u64; 5];

    fn index(self) -> usize {
        self as usize
    }

    fn at(index: usize) -> Self {
        Self::ALL[index]
    }
}
