//! Decides the status of a readable row: the first that applies of duplicate, own, repost, not relevant and used.
//!
//! Each row is compared with the earlier ones, so rows must come in the order of (path, line).

use std::collections::BTreeMap;

use super::RowStatus;
use super::channel::Channels;
use super::coordination::{Coordination, FEWEST_ACCOUNTS};
use super::identity::Seen;
use super::near_copies::{Article, NearCopies, RowLocation};
use super::reader::{CopyKey, Reading};
use super::relevance::{ExcludedBy, Relevance};
use super::rounded::RoundedRows;
use crate::note::Note;

/// Decides the status of rows, one after the other.
#[derive(Debug, Default)]
pub struct Deduplicator {
    seen: Seen,
    /// Present where a spreadsheet has rounded the ids of an export.
    rounded: Option<RoundedRows>,
    near_copies: NearCopies,
    coordination: Coordination,
    /// Rows by file.
    rows: BTreeMap<u32, Rows>,
    /// Near copies by file.
    copies: BTreeMap<u32, u64>,
    /// Rows that the brief excludes, by file and list.
    excluded: BTreeMap<(u32, ExcludedBy), u64>,
}

/// Rows of a file.
#[derive(Debug, Default)]
struct Rows {
    all: u64,
    /// Duplicates of rows that have another text.
    with_other_text: u64,
}

/// The status of a row, and the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// The status.
    pub status: RowStatus,
    /// The reason, where several are possible.
    pub reason: StatusReason,
}

/// A decision that needs no reason.
impl From<RowStatus> for Decision {
    fn from(status: RowStatus) -> Self {
        Self { status, reason: StatusReason::None }
    }
}

/// Why a row has its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusReason {
    /// The status has only one reason.
    None,
    /// The earlier article that it copies.
    NearCopyOf(RowLocation),
    /// It names only competitors.
    Competitor,
    /// It names no brand.
    NoKeyword,
    /// The brief excludes it.
    Excluded,
}

impl Deduplicator {
    /// Starts without a row. `has_rounded_ids`: a spreadsheet has rounded the ids of an export.
    pub fn new(channels: &Channels, has_rounded_ids: bool) -> Self {
        Self { rounded: has_rounded_ids.then(|| RoundedRows::new(channels)), ..Self::default() }
    }

    /// Decides the status of the next row, which is at this location.
    pub fn decide(&mut self, place: RowLocation, reading: &Reading) -> Decision {
        let (mention, keys) = (&reading.mention, &reading.keys);
        let because = |status, reason| Decision { status, reason };
        let rows = self.rows.entry(place.0).or_default();
        rows.all += 1;
        let is_rounded = self.rounded.as_mut().is_some_and(|rounded| rounded.repeats(reading));
        if let Some(repeat) = self.seen.repeats(place.0, keys) {
            rows.with_other_text += u64::from(repeat.has_other_text);
            return RowStatus::Duplicate.into();
        }
        if is_rounded {
            return RowStatus::Duplicate.into();
        }
        if mention.is_own {
            return RowStatus::Own.into();
        }
        if mention.is_repost {
            return RowStatus::Repost.into();
        }
        if let Some(original) = self.original(place, reading) {
            *self.copies.entry(place.0).or_default() += 1;
            return because(RowStatus::Duplicate, StatusReason::NearCopyOf(original));
        }
        match reading.relevance {
            Relevance::Relevant => RowStatus::Used.into(),
            Relevance::Competitor => because(RowStatus::NotRelevant, StatusReason::Competitor),
            Relevance::Unrelated => because(RowStatus::NotRelevant, StatusReason::NoKeyword),
            Relevance::Excluded(by) => {
                *self.excluded.entry((place.0, by)).or_default() += 1;
                because(RowStatus::NotRelevant, StatusReason::Excluded)
            }
        }
    }

    /// The location of the article that this row copies. A row outside news and blogs is only recorded for [`Coordination`].
    fn original(&mut self, place: RowLocation, reading: &Reading) -> Option<RowLocation> {
        let author = reading.mention.account?;
        let at = reading.mention.published_at.as_second();
        match &reading.copy_key {
            CopyKey::Short => None,
            CopyKey::Post(text) => {
                self.coordination.observe(*text, place, at, author);
                None
            }
            CopyKey::Article(sketch) => {
                let relevance = reading.relevance;
                self.near_copies.original(&Article { place, at, author, relevance, sketch })
            }
        }
    }

    /// What a reader of the report should know, with the index of the file it is about.
    pub fn notes(mut self) -> Vec<(u32, Note)> {
        let copies =
            self.copies.iter().map(|(file, rows)| (*file, Note::NearCopies { rows: *rows }));
        let copied_texts = self.coordination.copied_texts();
        let mut by_file: BTreeMap<u32, Vec<_>> = BTreeMap::new();
        for copied_text in &copied_texts {
            by_file.entry(copied_text.place.0).or_default().push(copied_text);
        }
        let coordinated = by_file.into_iter().filter_map(|(file, copied_texts)| {
            let largest = copied_texts.iter().max_by_key(|copied_text| {
                (copied_text.accounts, std::cmp::Reverse(copied_text.place))
            })?;
            let note = Note::CopiedTexts {
                texts: copied_texts.len() as u64,
                line: largest.place.1,
                accounts: largest.accounts as u64,
                fewest: FEWEST_ACCOUNTS as u64,
            };
            Some((file, note))
        });
        let excluded = self.excluded.iter().map(|((file, by), rows)| {
            let list = match by {
                ExcludedBy::Author => "authors",
                ExcludedBy::Host => "hosts",
                ExcludedBy::Id => "ids",
                ExcludedBy::Word => "words",
            };
            (*file, Note::Excluded { list: list.to_owned(), rows: *rows })
        });
        let doubtful = self.rows.iter().filter(|(_, rows)| rows.with_other_text * 2 > rows.all);
        let doubtful = doubtful.map(|(file, rows)| {
            (*file, Note::DuplicatesDiffer { rows: rows.with_other_text, of: rows.all })
        });
        copies.chain(coordinated).chain(excluded).chain(doubtful).collect()
    }
}
