//! How many accounts used each term of a month: what the history keeps of its words.
//!
//! Only terms that at least [`FEWEST_AUTHORS`] accounts used are in it, and of them the most used ones. Of every other term it is known that fewer
//! accounts used it than [`MonthTerms::below`].

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{FEWEST_AUTHORS, TermKey, TermMention, Terms, count};
use crate::mentions::terms::hash_word;
use crate::rollup::cells::Map;
use crate::rollup::names::AccountNames;
use crate::units::Date;

/// Most terms of a month that are listed.
const MOST_TERMS: usize = 1000;

/// The most used terms of a month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonthTerms {
    /// By spelling.
    pub terms: BTreeMap<String, TermCount>,
    /// Fewer accounts than this used any other term.
    pub below: u64,
    /// The sum of accounts over all terms that at least [`FEWEST_AUTHORS`] used.
    pub accounts: u64,
}

/// How often a term was used in a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TermCount {
    /// Accounts, each once.
    pub accounts: u64,
    /// Mentions.
    pub mentions: u64,
}

/// The key of a term by its spelling.
pub fn key_of(term: &str) -> TermKey {
    match term.split_once(' ') {
        Some((one, two)) => (hash_word(one), hash_word(two)),
        None => (hash_word(term), 0),
    }
}

impl Terms {
    /// The terms of the month of a first day; `None` if no mention of it names its account.
    pub fn of_month(&self, month: Date, names: &AccountNames) -> Option<MonthTerms> {
        let days = (month, month.last_of_month());
        let halvings = self.halvings(days.0, days.1);
        let mut sides: Vec<(usize, &TermMention)> =
            self.between(days, halvings).map(|mention| (0, mention)).collect();
        if sides.is_empty() {
            return None;
        }
        let counts = count(&mut sides, 1);
        let mut most: Vec<u64> = counts.terms().map(|(_, accounts)| accounts[0]).collect();
        most.sort_unstable_by_key(|accounts| Reverse(*accounts));
        let below = most.get(MOST_TERMS).map_or(FEWEST_AUTHORS, |next| next + 1);
        let listed = counts.terms().filter(|(_, accounts)| accounts[0] >= below);
        let mut listed: Map<TermKey, TermCount> = listed
            .map(|(term, accounts)| (term, TermCount { accounts: accounts[0], mentions: 0 }))
            .collect();
        for (_, mention) in sides {
            for term in mention.terms() {
                if let Some(count) = listed.get_mut(&term) {
                    count.mentions += mention.times;
                }
            }
        }
        let spelled = listed.iter().map(|(key, of)| (*key, (self.spelled(*key), of.accounts)));
        let unnamed = names.unnamed(spelled.collect());
        let terms = unnamed.into_iter().map(|(key, term)| (term, listed[&key])).collect();
        Some(MonthTerms { terms, below, accounts: counts.totals()[0] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::Mention;
    use crate::mentions::terms::TermWords;
    use crate::rollup::sample::{day, mention};

    fn written(words: impl Fn(u64) -> String, accounts: u64) -> Option<MonthTerms> {
        let mut terms = Terms::default();
        for account in 0..accounts {
            let of = Mention { account: Some(account), ..mention("2026-05-02T10:00") };
            terms.add(&of, &TermWords::from(words(account).as_str()));
            terms.add(&of, &TermWords::from("red kettle red"));
        }
        terms.of_month(day("2026-05-01"), &AccountNames::default())
    }

    #[test]
    fn terms_of_five_accounts_are_kept_with_accounts_and_mentions() {
        let rare = |account: u64| if account < 4 { "lid tin" } else { "kettle" }.to_owned();
        let of_month = written(rare, 9).unwrap();
        let counts = |term: &str| of_month.terms.get(term).map(|it| (it.accounts, it.mentions));
        assert_eq!(of_month.terms.len(), 4, "{:?}", of_month.terms.keys());
        assert_eq!((counts("red"), counts("kettle")), (Some((9, 9)), Some((9, 14))));
        assert_eq!((counts("red kettle"), counts("kettle red")), (Some((9, 9)), Some((9, 9))));
        assert_eq!((of_month.below, of_month.accounts), (FEWEST_AUTHORS, 36));
        assert_eq!(written(rare, 0), None);
        assert_eq!(key_of("red kettle"), (hash_word("red"), hash_word("kettle")));
    }

    #[test]
    fn of_many_terms_the_most_used_are_kept() {
        // The n-th of 1,100 words is used by 5 accounts and one more for each of the last 50.
        let word = |n: u64| {
            [n / 26 / 26, n / 26 % 26, n % 26]
                .map(|at| char::from(b'a' + u8::try_from(at).unwrap()))
        };
        let mut terms = Terms::default();
        for n in 0..1100 {
            for account in 0..5 + (n + 50_u64).saturating_sub(1099) {
                let of = Mention { account: Some(account), ..mention("2026-05-02T10:00") };
                let word: String = word(n).iter().collect();
                terms.add(&of, &TermWords::from(format!("w{word}").as_str()));
            }
        }
        let of_month = terms.of_month(day("2026-05-01"), &AccountNames::default()).unwrap();
        assert_eq!((of_month.terms.len(), of_month.below), (50, 6));
    }
}
