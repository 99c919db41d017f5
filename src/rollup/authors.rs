//! Accounts of used mentions with the tones of what they wrote, per channel; accounts are not joined across channels.
//!
//! An account is not a person: one person has several personas, and the same handle in two networks may be two people. Neither a distinct
//! count nor the weight of a busy account can be merged, so the accounts themselves are kept, as hashes. Nearly all accounts write once a
//! day and channel: that is an entry in the set of its tone, and only further posts are counted.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Cells;
use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::mentions::hashed::{Map, Set};
use crate::mentions::tone::Tone;
use crate::tally::{Key, Tally};
use crate::units::Date;

/// Accounts by day and channel. A handle is kept as a 64-bit hash: no name is stored.
#[derive(Debug, Clone, Default)]
pub struct Authors {
    posts: Cells<(Date, ChannelIx), Posts>,
    /// The same by account, once asked for and until there is another.
    by_account: OnceLock<Vec<Posted>>,
}

impl PartialEq for Authors {
    fn eq(&self, other: &Self) -> bool {
        self.posts == other.posts
    }
}

impl Eq for Authors {}

/// Mentions by one account on one day in one tone, ordered by account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posted {
    /// Hash of the handle.
    pub account: u64,
    /// The channel of the account.
    pub channel: ChannelIx,
    /// The local day.
    pub day: Date,
    /// The tone.
    pub tone: Tone,
    /// How many, at most the largest number of 32 bits.
    pub mentions: u32,
}

const _: () = assert!(size_of::<Posted>() == 24);

/// Mentions by account, where the export names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Posts {
    /// By tone: who has at least one.
    once: [Set; Tone::ALL.len()],
    /// By tone: those beyond the first.
    more: [Map<u64>; Tone::ALL.len()],
}

impl Posts {
    /// Counts mentions of an account in a tone.
    pub(super) fn add(&mut self, account: u64, tone: usize, count: u64) {
        let further = count - u64::from(self.once[tone].insert(account));
        if further > 0 {
            *self.more[tone].entry(account).or_default() += further;
        }
    }

    /// Adds those of another part.
    pub(super) fn merge(&mut self, other: &Self) {
        other.iter().for_each(|(account, tone, count)| self.add(account, tone, count));
    }

    /// Each account and tone with its mentions.
    fn iter(&self) -> impl Iterator<Item = (u64, usize, u64)> {
        self.once.iter().zip(&self.more).enumerate().flat_map(|(tone, (once, more))| {
            once.iter().map(move |account| {
                (*account, tone, 1 + more.get(account).copied().unwrap_or_default())
            })
        })
    }
}

/// How the mentions of some days are spread over the accounts of one channel: sums over the accounts, from which follows how much a tone or a
/// share is based on few of them (docs/method.md, Mentions and accounts). Mentions without an account are not in it.
///
/// Of an account, `n` are the mentions with a label, `p` the positive ones, `q` the negative ones, `all` those with and without a label.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the sums: `pq` is the sum of p · q")]
pub struct Spread {
    /// Accounts with a label.
    pub accounts: u64,
    pub n: u64,
    pub p: u64,
    pub q: u64,
    pub nn: u64,
    pub pp: u64,
    pub qq: u64,
    pub pq: u64,
    pub pn: u64,
    pub qn: u64,
    /// Accounts with a mention.
    pub all_accounts: u64,
    pub all: u64,
    /// Sum of all · all.
    pub all_squares: u64,
}

impl Spread {
    /// The names of the sums.
    pub const NAMES: [&str; 13] = [
        "accounts",
        "n",
        "p",
        "q",
        "nn",
        "pp",
        "qq",
        "pq",
        "pn",
        "qn",
        "all_accounts",
        "all",
        "all_squares",
    ];

    /// One account.
    pub fn of(tones: &Tally<Tone>) -> Self {
        let [p, n, q] = [tones[Tone::Positive], tones.labelled(), tones[Tone::Negative]];
        let (all, times) = (tones.total(), u64::saturating_mul);
        Self {
            accounts: u64::from(n > 0),
            n,
            p,
            q,
            nn: times(n, n),
            pp: times(p, p),
            qq: times(q, q),
            pq: times(p, q),
            pn: times(p, n),
            qn: times(q, n),
            all_accounts: u64::from(all > 0),
            all,
            all_squares: times(all, all),
        }
    }

    /// Adds the accounts of another channel, or those of other days as if they were others.
    pub fn merge(&mut self, other: &Self) {
        for (sum, more) in self.sums_mut().into_iter().zip(other.sums()) {
            *sum = sum.saturating_add(more);
        }
    }

    /// Every sum, in the order of [`NAMES`](Self::NAMES).
    pub fn sums(mut self) -> [u64; 13] {
        self.sums_mut().map(|sum| *sum)
    }

    /// These sums, in the order of [`NAMES`](Self::NAMES).
    pub fn from_sums(sums: [u64; 13]) -> Self {
        let mut spread = Self::default();
        spread.sums_mut().into_iter().zip(sums).for_each(|(sum, value)| *sum = value);
        spread
    }

    fn sums_mut(&mut self) -> [&mut u64; 13] {
        let Self { accounts, n, p, q, nn, pp, qq, pq, pn, qn, all_accounts, all, all_squares } =
            self;
        [accounts, n, p, q, nn, pp, qq, pq, pn, qn, all_accounts, all, all_squares]
    }
}

/// How mentions are spread over accounts, by the key that the posts are given with. An account is one over all posts of its key.
pub(super) fn spread<'a, K: Ord>(
    posts: impl Iterator<Item = (K, &'a Posts)>,
) -> BTreeMap<K, Spread> {
    let mut accounts: BTreeMap<K, Map<Tally<Tone>>> = BTreeMap::new();
    for (key, posts) in posts {
        let accounts = accounts.entry(key).or_default();
        for (account, tone, count) in posts.iter() {
            accounts.entry(account).or_default().add(Tone::at(tone), count);
        }
    }
    let spread = accounts.into_iter().map(|(key, accounts)| {
        let mut spread = Spread::default();
        for tones in accounts.values() {
            spread.merge(&Spread::of(tones));
        }
        (key, spread)
    });
    spread.collect()
}

/// By tag, the sum over the accounts of every channel of their posts with the tag · all their posts.
pub(super) fn products<'a, K: Ord>(
    tagged: impl Iterator<Item = ((ChannelIx, K), &'a Posts)>,
    all: impl Iterator<Item = (ChannelIx, &'a Posts)>,
) -> BTreeMap<K, u64> {
    let mut accounts: BTreeMap<ChannelIx, Map<u64>> = BTreeMap::new();
    for (channel, posts) in all {
        let accounts = accounts.entry(channel).or_default();
        posts.iter().for_each(|(account, _, n)| *accounts.entry(account).or_default() += n);
    }
    let mut products = BTreeMap::new();
    for ((channel, tag), posts) in tagged {
        let of = |account: u64| accounts.get(&channel)?.get(&account).copied();
        let sum: u64 =
            posts.iter().map(|(account, _, n)| n * of(account).unwrap_or_default()).sum();
        *products.entry(tag).or_default() += sum;
    }
    products
}

impl Authors {
    /// Keeps who wrote a used mention, where the export says so.
    pub fn add(&mut self, mention: &Mention) {
        if let Some(account) = mention.account {
            self.by_account.take();
            let posts = self.posts.at((mention.local.date(), mention.channel));
            posts.add(account, mention.tone.index(), 1);
        }
    }

    /// Adds another part's accounts.
    pub fn merge(&mut self, other: &Self) {
        self.by_account.take();
        self.posts.merge(&other.posts, Posts::merge);
    }

    /// All accounts, each with all that it wrote, by day.
    pub fn by_account(&self) -> impl Iterator<Item = &[Posted]> {
        let posted = self.sorted();
        posted.chunk_by(|one, next| (one.account, one.channel) == (next.account, next.channel))
    }

    fn sorted(&self) -> &[Posted] {
        self.by_account.get_or_init(|| {
            let cells = self.posts.iter().flat_map(|((day, channel), posts)| {
                posts.iter().map(move |(account, tone, mentions)| Posted {
                    account,
                    channel,
                    day,
                    tone: Tone::at(tone),
                    mentions: u32::try_from(mentions).unwrap_or(u32::MAX),
                })
            });
            let mut posted: Vec<Posted> = cells.collect();
            posted.sort_unstable();
            posted
        })
    }

    /// Distinct (channel, handle) of these days, both included; `None` if no used mention names its author.
    pub fn between(&self, from: Date, to: Date) -> Option<u64> {
        let mut accounts: BTreeMap<ChannelIx, Set> = BTreeMap::new();
        for ((_, channel), posts) in self.range(from, to) {
            let seen = accounts.entry(channel).or_default();
            posts.once.iter().for_each(|of_tone| seen.extend(of_tone));
        }
        let count: u64 = accounts.values().map(|accounts| accounts.len() as u64).sum();
        (count > 0).then_some(count)
    }

    /// Mentions of these days, both included, by the account that wrote most of them.
    pub fn most(&self, from: Date, to: Date) -> u64 {
        let mut accounts: BTreeMap<(ChannelIx, u64), u64> = BTreeMap::new();
        for ((_, channel), posts) in self.range(from, to) {
            for (account, _, count) in posts.iter() {
                *accounts.entry((channel, account)).or_default() += count;
            }
        }
        accounts.into_values().max().unwrap_or_default()
    }

    /// How the mentions of these days, both included, are spread over the accounts of each channel; days that do not count are left out.
    pub fn spread(
        &self,
        from: Date,
        to: Date,
        is_counted: impl Fn(Date) -> bool,
    ) -> BTreeMap<ChannelIx, Spread> {
        let counted = self.range(from, to).filter(|((day, _), _)| is_counted(*day));
        spread(counted.map(|((_, channel), posts)| (channel, posts)))
    }

    pub(super) fn range(
        &self,
        from: Date,
        to: Date,
    ) -> impl Iterator<Item = ((Date, ChannelIx), &Posts)> {
        self.posts.range((from, ChannelIx::FIRST)..=(to, ChannelIx::LAST))
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
        assert_eq!(authors.most(day("2026-05-01"), day("2026-05-31")), 2, "Ada in one channel");
    }

    #[test]
    fn an_account_has_its_days_in_order_and_is_another_in_another_channel() {
        let mut authors = Authors::default();
        let by = |account, tone, at| Mention { account: Some(account), tone, ..mention(at) };
        let read = |authors: &Authors| {
            let all = authors.by_account();
            let days = all.map(|posts| {
                posts.iter().map(|it| (it.day.day(), it.tone, it.mentions)).collect::<Vec<_>>()
            });
            days.collect::<Vec<_>>()
        };
        authors.add(&by(2, Tone::Negative, "2026-05-09T10:00"));
        authors.add(&by(1, Tone::Neutral, "2026-05-09T10:00"));
        assert_eq!(read(&authors).len(), 2);
        authors.add(&by(2, Tone::Positive, "2026-05-02T10:00"));
        authors.add(&by(2, Tone::Positive, "2026-05-02T11:00"));
        authors.add(&Mention {
            channel: other_channel(),
            ..by(2, Tone::Unscored, "2026-05-03T10:00")
        });
        let expected = [
            vec![(9, Tone::Neutral, 1)],
            vec![(2, Tone::Positive, 2), (9, Tone::Negative, 1)],
            vec![(3, Tone::Unscored, 1)],
        ];
        assert_eq!(read(&authors), expected);
        let mut merged = Authors::default();
        assert_eq!(merged.by_account().count(), 0);
        merged.merge(&authors);
        assert_eq!((read(&merged), &merged), (read(&authors), &authors));
    }

    #[test]
    fn without_any_handle_nobody_was_measured() {
        let mut authors = Authors::default();
        authors.add(&mention("2026-05-02T10:00"));
        assert_eq!(authors.between(day("2026-05-01"), day("2026-05-31")), None);
    }

    #[test]
    fn an_account_is_one_over_all_days_of_a_channel_with_the_tones_of_all_its_posts() {
        let mut authors = Authors::default();
        let by = |author: &str, tone, at| Mention {
            account: Some(author_key(author)),
            tone,
            ..mention(at)
        };
        for at in ["2026-05-02T10:00", "2026-05-02T11:00", "2026-05-09T10:00"] {
            authors.add(&by("ada", Tone::Positive, at));
        }
        authors.add(&by("ada", Tone::Negative, "2026-05-09T10:00"));
        authors.add(&by("ada", Tone::Unscored, "2026-05-09T10:00"));
        authors.add(&by("eve", Tone::Neutral, "2026-05-09T10:00"));
        authors.add(&by("eve", Tone::Neutral, "2026-06-01T10:00"));
        authors.add(&mention("2026-05-02T10:00"));
        let may = authors.spread(day("2026-05-01"), day("2026-05-31"), |_| true);
        let expected = Spread {
            accounts: 2,
            n: 5,
            p: 3,
            q: 1,
            nn: 17,
            pp: 9,
            qq: 1,
            pq: 3,
            pn: 12,
            qn: 4,
            all_accounts: 2,
            all: 6,
            all_squares: 26,
        };
        assert_eq!(may, BTreeMap::from([(ChannelIx::FIRST, expected)]));
        let mut twice = authors.clone();
        twice.merge(&authors);
        let both = twice.spread(day("2026-05-01"), day("2026-05-31"), |_| true)[&ChannelIx::FIRST];
        assert_eq!((both.accounts, both.n, both.nn, both.pq), (2, 10, 68, 12));
    }
}
