//! Who wrote used mentions: distinct accounts per channel, never joined across channels.

use std::collections::{BTreeMap, BTreeSet};

use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::mentions::identity::author_key;
use crate::units::Date;

/// Accounts by day and channel. A handle is kept as a 64-bit hash: no name is stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authors {
    seen: BTreeSet<(Date, ChannelIx, u64)>,
    unnamed: BTreeMap<Date, u64>,
}

impl Authors {
    /// Counts one used mention.
    pub fn add(&mut self, mention: &Mention) {
        let day = mention.local.date();
        match &mention.author {
            Some(author) => {
                self.seen.insert((day, mention.channel, author_key(author)));
            }
            None => *self.unnamed.entry(day).or_default() += 1,
        }
    }

    /// Adds another part's accounts.
    pub fn merge(&mut self, other: &Self) {
        self.seen.extend(&other.seen);
        for (&day, count) in &other.unnamed {
            *self.unnamed.entry(day).or_default() += count;
        }
    }

    /// Distinct (channel, handle) of these days, both included; `None` if no used mention names its author.
    pub fn between(&self, from: Date, to: Date) -> Option<u64> {
        let accounts: BTreeSet<_> = self
            .seen
            .range((from, ChannelIx::FIRST, 0)..=(to, ChannelIx::LAST, u64::MAX))
            .map(|&(_, channel, author)| (channel, author))
            .collect();
        (!accounts.is_empty()).then_some(accounts.len() as u64)
    }
}
