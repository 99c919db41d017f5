//! The words of used mentions, from which follows how many accounts used a term on any days, in any channels and tones.
//!
//! Distinct accounts cannot be added up, so the mentions are kept, each with the hashes of its words; each word is spelled once. A month keeps
//! at most [`MOST_MENTIONS`]. Of a month with more, those stay whose key is among the smallest half, quarter, eighth and so on of all keys, the
//! largest such part that fits: a sample that depends only on the set of mentions, never on their order or on how they were split. Mentions
//! without an account are not in it, because nobody could say how many people wrote them.

mod count;
mod month;

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};

use super::arrivals::ThreadKey;
use super::cells::KeyHasher;
use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::mentions::hashed::Map;
use crate::mentions::terms::{TermWords, hash_word};
use crate::mentions::tone::Tone;
use crate::units::Date;

pub use count::{Counts, contains, count};
pub use month::{MonthTerms, TermCount, key_of};

/// Accounts that must have used a term before anything outside the project's own folders says so.
pub const FEWEST_AUTHORS: u64 = 5;

/// Most mentions of a month that are kept.
pub const MOST_MENTIONS: usize = 1 << 14;

/// Stands between two runs of words.
const BREAK: u64 = 0;

/// The kept mentions of every month, with the spelling of their words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    months: BTreeMap<Date, Month>,
    spellings: Map<Spelling>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Month {
    /// How often the sample was halved: the leading zero bits that a key must have.
    halvings: u32,
    /// By key.
    kept: Map<TermMention>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Spelling {
    word: Box<str>,
    /// How often the kept mentions use it.
    uses: u64,
}

/// A kept mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermMention {
    /// Its local day.
    pub day: Date,
    /// Its channel.
    pub channel: ChannelIx,
    /// Its tone.
    pub tone: Tone,
    /// Its account.
    pub account: u64,
    /// Whether it belongs to no department.
    pub is_nobodys: bool,
    /// Its thread, if the export states it.
    pub thread: Option<ThreadKey>,
    /// How many mentions are equal in channel, account, instant and words.
    pub times: u64,
    words: Box<[u64]>,
}

/// A term by the hashes of its words; the second is 0 for a term of one word.
pub type TermKey = (u64, u64);

impl TermMention {
    /// The hashes of its words, run by run: two words of a run that follow one another are a two-word term.
    pub fn runs(&self) -> impl Iterator<Item = &[u64]> {
        self.words.split(|word| *word == BREAK)
    }

    /// Its terms, each once.
    fn terms(&self) -> Vec<TermKey> {
        let mut terms = terms_in(&self.words);
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// Counts the same words of the same account at the same time again. Of two tones or threads the smaller is kept, and a department of one is
    /// that of both, whatever the order.
    fn repeat(&mut self, other: &Self) {
        self.times += other.times;
        self.tone = self.tone.min(other.tone);
        self.is_nobodys &= other.is_nobodys;
        self.thread = self.thread.min(other.thread);
    }
}

/// The terms of a mention, some of them several times.
pub fn terms_of(words: &TermWords) -> Vec<TermKey> {
    terms_in(&hashes(words))
}

fn terms_in(words: &[u64]) -> Vec<TermKey> {
    let mut terms = Vec::new();
    for run in words.split(|word| *word == BREAK) {
        terms.extend(run.iter().map(|word| (*word, 0)));
        terms.extend(run.windows(2).map(|pair| (pair[0], pair[1])));
    }
    terms
}

/// Whether a mention is in a sample that was halved so often.
pub fn is_sampled(mention: &Mention, words: &TermWords, halvings: u32) -> bool {
    mention.account.is_some_and(|account| {
        !words.is_empty() && key(mention, account, words).leading_zeros() >= halvings
    })
}

fn key(mention: &Mention, account: u64, words: &TermWords) -> u64 {
    let seconds = mention.published_at.as_second().cast_unsigned();
    let mut hasher = KeyHasher::default();
    (mention.channel, account, seconds, words.hash()).hash(&mut hasher);
    hasher.finish()
}

fn hashes(words: &TermWords) -> Vec<u64> {
    let mut hashes = Vec::new();
    for run in words.runs() {
        if !hashes.is_empty() {
            hashes.push(BREAK);
        }
        hashes.extend(run.map(hash_word));
    }
    hashes
}

impl Terms {
    /// Keeps the words of a used mention, if its account is known and it is in the sample.
    pub fn add(&mut self, mention: &Mention, words: &TermWords) {
        let Some(account) = mention.account.filter(|_| !words.is_empty()) else { return };
        let day = mention.local.date();
        let key = key(mention, account, words);
        let month = self.months.entry(day.first_of_month()).or_default();
        if key.leading_zeros() < month.halvings {
            return;
        }
        let kept = TermMention {
            day,
            channel: mention.channel,
            tone: mention.tone,
            account,
            is_nobodys: mention.content.department.is_none(),
            thread: ThreadKey::of(mention),
            times: 1,
            words: hashes(words).into(),
        };
        match month.kept.entry(key) {
            Entry::Occupied(mut entry) => entry.get_mut().repeat(&kept),
            Entry::Vacant(entry) => {
                entry.insert(kept);
                for word in words.runs().flatten() {
                    spell(&mut self.spellings, hash_word(word), word);
                }
            }
        }
        thin(month, month.halvings, &mut self.spellings);
    }

    /// Adds another part's mentions.
    pub fn merge(&mut self, other: &Self) {
        for (date, theirs) in &other.months {
            let month = self.months.entry(*date).or_default();
            thin(month, theirs.halvings, &mut self.spellings);
            for (key, mention) in &theirs.kept {
                if key.leading_zeros() < month.halvings {
                    continue;
                }
                match month.kept.entry(*key) {
                    Entry::Occupied(mut entry) => entry.get_mut().repeat(mention),
                    Entry::Vacant(entry) => {
                        entry.insert(mention.clone());
                        for hash in mention.words.iter().filter(|hash| **hash != BREAK) {
                            spell(&mut self.spellings, *hash, other.word(*hash));
                        }
                    }
                }
            }
            thin(month, month.halvings, &mut self.spellings);
        }
    }

    /// How often the sample of the months that some days touch was halved; days of several months are compared by the smallest sample.
    pub fn halvings(&self, from: Date, to: Date) -> u32 {
        let months = self.months.range(from.first_of_month()..=to);
        months.map(|(_, month)| month.halvings).max().unwrap_or_default()
    }

    /// The mentions of these days, both included, that are in a sample halved so often; in no order.
    pub fn between(
        &self,
        (from, to): (Date, Date),
        halvings: u32,
    ) -> impl Iterator<Item = &TermMention> {
        let months = self.months.range(from.first_of_month()..=to);
        let kept = months.flat_map(|(_, month)| &month.kept);
        kept.filter(move |(key, mention)| {
            key.leading_zeros() >= halvings && (from..=to).contains(&mention.day)
        })
        .map(|(_, mention)| mention)
    }

    /// How a word of the kept mentions is spelled, by its hash.
    pub fn word(&self, hash: u64) -> &str {
        self.spellings.get(&hash).map_or("", |spelling| &spelling.word)
    }

    /// How a term of the kept mentions is spelled.
    pub fn spelled(&self, (one, two): TermKey) -> String {
        match two {
            0 => self.word(one).to_owned(),
            _ => format!("{} {}", self.word(one), self.word(two)),
        }
    }
}

/// Counts one use of a word. Of two words with one hash, which nothing but intent makes likely, the first by letters stands for both.
fn spell(spellings: &mut Map<Spelling>, hash: u64, word: &str) {
    let spelling = spellings.entry(hash).or_insert_with(|| Spelling { word: word.into(), uses: 0 });
    spelling.uses += 1;
    if word < &*spelling.word {
        spelling.word = word.into();
    }
}

/// Halves the sample of a month at least so often, and until it fits.
fn thin(month: &mut Month, halvings: u32, spellings: &mut Map<Spelling>) {
    while month.halvings < halvings || month.kept.len() > MOST_MENTIONS {
        month.halvings += 1;
        let is_left_out = |key: &u64, _: &mut TermMention| key.leading_zeros() < month.halvings;
        for (_, mention) in month.kept.extract_if(is_left_out) {
            for hash in mention.words {
                if let Entry::Occupied(mut entry) = spellings.entry(hash) {
                    entry.get_mut().uses -= 1;
                    if entry.get().uses == 0 {
                        entry.remove();
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollup::sample::{day, mention};

    fn by(account: u64, at: &str) -> Mention {
        Mention { account: Some(account), ..mention(at) }
    }

    fn kept(terms: &Terms) -> usize {
        terms.between((day("2026-05-01"), day("2026-05-31")), 0).count()
    }

    #[test]
    fn a_mention_keeps_its_runs_of_words_and_equal_ones_are_counted() {
        let mut terms = Terms::default();
        let words = TermWords::from("order failed\nrefund");
        terms.add(&by(1, "2026-05-02T10:00"), &words);
        terms.add(&by(1, "2026-05-02T10:00"), &words);
        terms.add(&mention("2026-05-02T10:00"), &words);
        terms.add(&by(2, "2026-05-02T10:00"), &TermWords::default());
        terms.add(&by(2, "2026-06-01T10:00"), &words);
        let may: Vec<_> = terms.between((day("2026-05-01"), day("2026-05-31")), 0).collect();
        assert_eq!((may.len(), may[0].times), (1, 2));
        let runs: Vec<Vec<&str>> =
            may[0].runs().map(|run| run.iter().map(|hash| terms.word(*hash)).collect()).collect();
        assert_eq!(runs, [vec!["order", "failed"], vec!["refund"]]);
        assert_eq!(terms_of(&words).len(), 4, "three words and one pair");
    }

    /// Invented mentions of one month, more than it keeps.
    fn many(from: u64, to: u64) -> Terms {
        let mut terms = Terms::default();
        for n in from..to {
            let words =
                TermWords::from(["kettle lid", "tin", "box"][usize::try_from(n % 3).unwrap()]);
            terms.add(&by(n, "2026-05-02T10:00"), &words);
        }
        terms
    }

    #[test]
    fn a_month_keeps_the_same_sample_however_its_mentions_are_split_and_ordered() {
        let all = 2 * MOST_MENTIONS as u64 + 4000;
        let whole = many(0, all);
        assert_eq!(whole.halvings(day("2026-05-31"), day("2026-06-30")), 2);
        // A quarter of the mentions, give or take four standard deviations.
        assert!(kept(&whole).abs_diff(MOST_MENTIONS / 2 + 1000) < 450, "{}", kept(&whole));
        let (one, two, three) = (many(0, 100), many(100, 20_000), many(20_000, all));
        for parts in [[&one, &two, &three], [&three, &one, &two], [&two, &three, &one]] {
            let mut merged = Terms::default();
            for part in parts {
                merged.merge(part);
            }
            assert!(merged == whole);
        }
        let mut few = one.clone();
        few.merge(&many(0, 50));
        assert_eq!((kept(&few), few.halvings(day("2026-05-01"), day("2026-05-31"))), (100, 0));
    }

    #[test]
    fn a_mention_alone_decides_whether_it_is_in_the_sample() {
        let terms = many(0, 2 * MOST_MENTIONS as u64 + 4000);
        let words = TermWords::from("kettle lid");
        let of_words = (0..900).step_by(3).map(|n| by(n, "2026-05-02T10:00"));
        let sampled = of_words.filter(|mention| is_sampled(mention, &words, 2)).count();
        let kept = terms.between((day("2026-05-02"), day("2026-05-02")), 2);
        assert_eq!(kept.filter(|it| it.account < 900 && it.account % 3 == 0).count(), sampled);
        assert!((30..120).contains(&sampled), "{sampled}");
    }
}
