//! Counts used mentions by day, channel, kind, the rule that gave the kind, topics and department.
//!
//! Every used mention is in one cell, also one without a kind or a department, so that the counts add up to the used mentions.

use std::collections::BTreeMap;

use super::Cells;
use crate::brief::Kind;
use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::mentions::content::Topics;
use crate::mentions::kinds::RuleIx;
use crate::units::Date;

/// What mentions of one cell have in common, beside their day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentKey {
    /// The channel.
    pub channel: ChannelIx,
    /// The kind.
    pub kind: Kind,
    /// The rule that gave the kind; `None`: the export states it, or it is not known.
    pub rule: Option<RuleIx>,
    /// The topics.
    pub topics: Topics,
    /// Index into the departments of the brief; `None`: nobody's.
    pub department: Option<u8>,
}

/// Used mentions by day and content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    counts: Cells<(Date, ContentKey), u64>,
}

impl Contents {
    /// Counts one used mention.
    pub fn add(&mut self, mention: &Mention) {
        let content = mention.content;
        let key = ContentKey {
            channel: mention.channel,
            kind: content.kind,
            rule: content.rule,
            topics: content.topics,
            department: content.department,
        };
        *self.counts.at((mention.local.date(), key)) += 1;
    }

    /// Adds another part's counts.
    pub fn merge(&mut self, other: &Self) {
        self.counts.merge(&other.counts, |to, from| *to += from);
    }

    /// Used mentions of these days, both included, by content.
    pub fn between(&self, from: Date, to: Date) -> BTreeMap<ContentKey, u64> {
        let mut counts: BTreeMap<ContentKey, u64> = BTreeMap::new();
        for ((day, key), count) in self.counts.iter() {
            if (from..=to).contains(&day) {
                *counts.entry(key).or_default() += count;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::content::Content;
    use crate::rollup::sample::{day, mention};

    #[test]
    fn mentions_are_counted_by_kind_and_department_within_the_days() {
        let mut contents = Contents::default();
        let problem = Content { kind: Kind::Problem, department: Some(1), ..Content::default() };
        for at in ["2026-05-01T10:00", "2026-05-31T10:00", "2026-06-01T10:00"] {
            contents.add(&Mention { content: problem, ..mention(at) });
        }
        contents.add(&mention("2026-05-02T10:00"));
        let may = contents.between(day("2026-05-01"), day("2026-05-31"));
        let found: Vec<_> =
            may.iter().map(|(key, count)| (key.kind, key.department, *count)).collect();
        assert_eq!(found, [(Kind::Problem, Some(1), 2), (Kind::Unclassified, None, 1)]);
    }
}
