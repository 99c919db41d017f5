//! Candidates for the quotes of a report: for each topic, month and tone, a bounded sample of the excerpts that may be quoted.
//!
//! Those with the smallest keys are kept. A key is a hash of account, channel, instant and words, so the sample depends only on the set of mentions,
//! never on their order or on how they were split. Without quotes in the brief no mention has an excerpt, and nothing is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::cells::KeyHasher;
use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::mentions::language::Language;
use crate::mentions::quotes::Excerpt;
use crate::mentions::terms::hash_word;
use crate::mentions::tone::Tone;
use crate::units::Date;

/// Candidates of a topic, month and tone.
pub const MOST_CANDIDATES: usize = 32;

/// The candidates of every topic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuoteCandidates {
    /// By month, index into the topics of the brief, and tone.
    kept: BTreeMap<(Date, u8, Tone), BTreeSet<Arc<Candidate>>>,
}

/// An excerpt that may be quoted. They are ordered by key, then by everything else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    key: u64,
    /// Local day of its mention.
    pub day: Date,
    /// Its channel.
    pub channel: ChannelIx,
    /// Its account.
    pub account: u64,
    /// Its tone.
    pub tone: Tone,
    /// Its language, stated or detected.
    pub language: Option<Language>,
    /// The words.
    pub text: Box<str>,
    /// The hashes of those that can be terms, ascending, each once.
    pub words: Box<[u64]>,
}

impl QuoteCandidates {
    /// Keeps the excerpt of a used mention that names its account, if it is in the sample.
    pub fn add(&mut self, mention: &Mention, excerpt: &Excerpt) {
        let Some(account) = mention.account else { return };
        let mut hasher = KeyHasher::default();
        let seconds = mention.published_at.as_second().cast_unsigned();
        (mention.channel, account, seconds, hash_word(&excerpt.text)).hash(&mut hasher);
        let mut words: Vec<u64> = excerpt.words.runs().flatten().map(hash_word).collect();
        words.sort_unstable();
        words.dedup();
        let day = mention.local.date();
        let candidate = Arc::new(Candidate {
            key: hasher.finish(),
            day,
            channel: mention.channel,
            account,
            tone: mention.tone,
            language: mention.spoken(),
            text: excerpt.text.clone(),
            words: words.into(),
        });
        for topic in excerpt.topics.indices() {
            let kept = self.kept.entry((day.first_of_month(), topic, mention.tone)).or_default();
            kept.insert(Arc::clone(&candidate));
            if kept.len() > MOST_CANDIDATES {
                kept.pop_last();
            }
        }
    }

    /// Adds another part's candidates.
    pub fn merge(&mut self, other: &Self) {
        for (place, theirs) in &other.kept {
            let kept = self.kept.entry(*place).or_default();
            kept.extend(theirs.iter().cloned());
            while kept.len() > MOST_CANDIDATES {
                kept.pop_last();
            }
        }
    }

    /// The candidates of a topic on these days, both included.
    pub fn between(&self, from: Date, to: Date, topic: u8) -> Vec<&Candidate> {
        let months = self.kept.range((from.first_of_month(), 0, Tone::ALL[0])..);
        let months = months.take_while(|((month, ..), _)| *month <= to);
        let of_topic = months.filter(|((_, of, _), _)| *of == topic).flat_map(|(_, kept)| kept);
        let candidates = of_topic.map(AsRef::as_ref);
        candidates.filter(|candidate| (from..=to).contains(&candidate.day)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::content::Topics;
    use crate::mentions::terms::TermWords;
    use crate::rollup::sample::{day, mention};

    fn written(accounts: impl Iterator<Item = u64>) -> QuoteCandidates {
        let mut quotes = QuoteCandidates::default();
        for account in accounts {
            let at = if account % 2 == 0 { "2026-05-02T10:00" } else { "2026-06-02T10:00" };
            let mention = crate::mentions::Mention { account: Some(account), ..mention(at) };
            let excerpt = Excerpt {
                text: format!("the lid of {account} leaks").into(),
                topics: Topics::default().with(1),
                words: TermWords::from("lid leaks lid"),
            };
            quotes.add(&mention, &excerpt);
        }
        quotes
    }

    #[test]
    fn the_same_candidates_are_kept_however_the_mentions_are_split_and_ordered() {
        let whole = written(0..200);
        let may = whole.between(day("2026-05-01"), day("2026-05-31"), 1);
        assert_eq!(may.len(), MOST_CANDIDATES);
        assert_eq!(may[0].words.len(), 2);
        assert!(whole.between(day("2026-05-01"), day("2026-05-31"), 0).is_empty());
        assert_eq!(whole.between(day("2026-05-03"), day("2026-06-30"), 1).len(), MOST_CANDIDATES);
        assert_eq!(written((0..200).rev()), whole);
        let parts = [written(0..3), written(3..120), written(90..200)];
        for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
            let mut merged = QuoteCandidates::default();
            for part in order {
                merged.merge(&parts[part]);
            }
            assert_eq!(merged, whole);
        }
    }

    #[test]
    fn a_mention_without_an_account_is_not_quoted() {
        let mut quotes = QuoteCandidates::default();
        let excerpt = Excerpt {
            text: "the lid leaks".into(),
            topics: Topics::default().with(1),
            words: TermWords::default(),
        };
        quotes.add(&mention("2026-05-02T10:00"), &excerpt);
        assert_eq!(quotes, QuoteCandidates::default());
    }
}
