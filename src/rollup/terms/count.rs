//! Counts the accounts that used each term, by side of a comparison.
//!
//! Only terms that at least five accounts used on all sides together are counted, and two-word terms only of such words: rarer ones cannot be
//! shown and would be most of the work. The totals are sums over these terms.

use super::{FEWEST_AUTHORS, TermKey, TermMention};
use crate::rollup::cells::Map;

/// The accounts of each side that used each term.
#[derive(Debug, Default)]
pub struct Counts {
    sides: usize,
    places: Map<TermKey, usize>,
    /// For each place, one number a side.
    accounts: Vec<u64>,
}

impl Counts {
    fn new(sides: usize) -> Self {
        Self { sides, ..Self::default() }
    }

    /// Counts an account on one side once for each term that it used, and empties the list.
    fn add(&mut self, used: &mut Vec<TermKey>, side: usize) {
        used.sort_unstable();
        used.dedup();
        for term in used.drain(..) {
            self.add_counted(term, side, 1);
        }
    }

    /// Adds accounts of one side that used a term, as the history counted them.
    pub fn add_counted(&mut self, term: TermKey, side: usize, accounts: u64) {
        let place = self.place(term);
        self.accounts[place * self.sides + side] += accounts;
    }

    fn place(&mut self, term: TermKey) -> usize {
        let next = self.places.len();
        let place = *self.places.entry(term).or_insert(next);
        if place == next {
            self.accounts.resize(self.accounts.len() + self.sides, 0);
        }
        place
    }

    fn accounts(&self, place: usize) -> &[u64] {
        &self.accounts[place * self.sides..][..self.sides]
    }

    fn is_frequent(&self, term: TermKey) -> bool {
        self.places.get(&term).is_some_and(|place| is_frequent(self.accounts(*place)))
    }

    /// Every frequent term with its accounts by side, in no order.
    pub fn terms(&self) -> impl Iterator<Item = (TermKey, &[u64])> {
        let all = self.places.iter().map(|(term, place)| (*term, self.accounts(*place)));
        all.filter(|(_, accounts)| is_frequent(accounts))
    }

    /// The sum over all frequent terms, by side.
    pub fn totals(&self) -> Vec<u64> {
        let mut totals = vec![0; self.sides];
        for (_, accounts) in self.terms() {
            totals.iter_mut().zip(accounts).for_each(|(total, count)| *total += count);
        }
        totals
    }
}

fn is_frequent(accounts: &[u64]) -> bool {
    accounts.iter().sum::<u64>() >= FEWEST_AUTHORS
}

/// Counts the terms of mentions, which are sorted for it by side and account.
pub fn count(mentions: &mut [(usize, &TermMention)], sides: usize) -> Counts {
    let account = |(side, of): &(usize, &TermMention)| (*side, of.channel, of.account);
    mentions.sort_unstable_by_key(account);
    let by_account = || mentions.chunk_by(|one, next| account(one) == account(next));
    let mut counts = Counts::new(sides);
    let mut used = Vec::new();
    for wrote in by_account() {
        used.extend(wrote.iter().flat_map(|(_, of)| of.runs()).flatten().map(|word| (*word, 0)));
        counts.add(&mut used, wrote[0].0);
    }
    for wrote in by_account() {
        let pairs = wrote.iter().flat_map(|(_, of)| of.runs()).flat_map(|run| run.windows(2));
        let pairs = pairs.map(|pair| (pair[0], pair[1]));
        used.extend(
            pairs.filter(|(one, two)| {
                counts.is_frequent((*one, 0)) && counts.is_frequent((*two, 0))
            }),
        );
        counts.add(&mut used, wrote[0].0);
    }
    counts
}

/// Whether a mention contains a term.
pub fn contains(mention: &TermMention, (one, two): TermKey) -> bool {
    mention.runs().any(|run| match two {
        0 => run.contains(&one),
        _ => run.windows(2).any(|pair| pair == [one, two]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::Mention;
    use crate::mentions::terms::{TermWords, hash_word};
    use crate::rollup::Terms;
    use crate::rollup::sample::{day, mention};

    #[test]
    fn an_account_counts_once_a_side_and_rare_terms_do_not_count() {
        let mut terms = Terms::default();
        for account in 0..6 {
            let of = Mention { account: Some(account), ..mention("2026-05-02T10:00") };
            terms.add(&of, &TermWords::from("red kettle red kettle"));
            let rare = if account < 4 { "kettle lid" } else { "red\nkettle" };
            terms.add(&of, &TermWords::from(rare));
            let later = Mention { account: Some(account), ..mention("2026-05-03T10:00") };
            terms.add(&later, &TermWords::from("kettle"));
        }
        let all: Vec<_> = terms.between((day("2026-05-01"), day("2026-05-31")), 0).collect();
        let side = |of: &TermMention| usize::from(of.day == day("2026-05-03"));
        let mut sides: Vec<_> = all.iter().map(|of| (side(of), *of)).collect();
        let counts = count(&mut sides, 2);
        let [red, kettle] = ["red", "kettle"].map(hash_word);
        let mut found: Vec<_> = counts.terms().map(|(term, of)| (term, of.to_vec())).collect();
        found.sort_unstable_by_key(|(term, _)| {
            [(red, 0), (kettle, 0), (red, kettle), (kettle, red)].iter().position(|it| it == term)
        });
        let expected = [
            ((red, 0), vec![6, 0]),
            ((kettle, 0), vec![6, 6]),
            ((red, kettle), vec![6, 0]),
            ((kettle, red), vec![6, 0]),
        ];
        assert_eq!(found, expected);
        assert_eq!(counts.totals(), [24, 6]);
        assert_eq!(all.iter().filter(|of| contains(of, (red, kettle))).count(), 6);
        assert_eq!(all.iter().filter(|of| contains(of, (kettle, 0))).count(), 18);
    }
}
