//! Distinct accounts of used mentions, per channel; accounts are not joined across channels.
//!
//! An account is not a person: one person has several personas, and the same handle in two networks may be two people. A
//! distinct count cannot be merged, so the accounts themselves are kept, as hashes.

use std::collections::BTreeMap;

use super::Cells;
use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::mentions::hashed::Set;
use crate::units::Date;

/// Accounts by day and channel. A handle is kept as a 64-bit hash: no name is stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authors {
    seen: Cells<(Date, ChannelIx), Set>,
}

impl Authors {
    /// Keeps who wrote a used mention, where the export says so.
    pub fn add(&mut self, mention: &Mention) {
        if let Some(account) = mention.account {
            self.seen.at((mention.local.date(), mention.channel)).insert(account);
        }
    }

    /// Adds another part's accounts.
    pub fn merge(&mut self, other: &Self) {
        self.seen.merge(&other.seen, |to, from| to.extend(from));
    }

    /// Distinct (channel, handle) of these days, both included; `None` if no used mention names its author.
    pub fn between(&self, from: Date, to: Date) -> Option<u64> {
        let mut accounts: BTreeMap<ChannelIx, Set> = BTreeMap::new();
        let days = (from, ChannelIx::FIRST)..=(to, ChannelIx::LAST);
        for ((_, channel), seen) in self.seen.range(days) {
            accounts.entry(channel).or_default().extend(seen);
        }
        let count: u64 = accounts.values().map(|accounts| accounts.len() as u64).sum();
        (count > 0).then_some(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::identity::author_key;
    use crate::rollup::sample::{day, mention, other_channel};

    #[test]
    fn accounts_are_distinct_by_folded_handle_and_channel() {
        let mut authors = Authors::default();
        let by = |author: &str, at| Mention { account: Some(author_key(author)), ..mention(at) };
        authors.add(&by("@Ada", "2026-05-02T10:00"));
        authors.add(&by("ada", "2026-05-09T10:00"));
        authors.add(&by("eve", "2026-05-09T10:00"));
        authors.add(&by("bob", "2026-05-09T10:00"));
        authors.add(&Mention { channel: other_channel(), ..by("ada", "2026-05-09T10:00") });
        authors.add(&by("cy", "2026-06-01T10:00"));
        authors.add(&mention("2026-05-02T10:00"));
        assert_eq!(authors.between(day("2026-05-01"), day("2026-05-31")), Some(4));
    }

    #[test]
    fn without_any_handle_nobody_was_measured() {
        let mut authors = Authors::default();
        authors.add(&mention("2026-05-02T10:00"));
        assert_eq!(authors.between(day("2026-05-01"), day("2026-05-31")), None);
    }
}
