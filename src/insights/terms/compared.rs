//! The sides of a comparison: their mentions, the months of the history on them, and how many accounts of each used each term.
//!
//! An account of a month of the history counts apart from those of other days. A term that such a month does not list is taken to have been used
//! by as many accounts as its bound allows, so that no term seems more distinctive than it is.

use std::collections::{BTreeMap, BTreeSet};

use super::log_odds::{PRIOR, log_odds};
use super::{LEAST_Z, MOST_TERMS, TermFigures};
use crate::rollup::Rollup;
use crate::rollup::terms::{
    Counts, FEWEST_AUTHORS, MonthTerms, TermKey, TermMention, contains, count, key_of,
};

/// The sides of a comparison.
pub(super) struct Compared<'a> {
    sides: Vec<(usize, &'a TermMention)>,
    kept: Vec<(usize, &'a MonthTerms)>,
    counts: Counts,
    /// The accounts of all terms, by side.
    totals: Vec<u64>,
}

impl<'a> Compared<'a> {
    /// Counts the accounts of each side, from mentions and months with their sides; `None` if a side is empty.
    pub(super) fn of(
        mut sides: Vec<(usize, &'a TermMention)>,
        kept: Vec<(usize, &'a MonthTerms)>,
        count_of_sides: usize,
    ) -> Option<Self> {
        let of_kept = kept.iter().map(|(side, _)| *side);
        let filled: BTreeSet<usize> = sides.iter().map(|(side, _)| *side).chain(of_kept).collect();
        if filled.len() < count_of_sides {
            return None;
        }
        let mut counts = count(&mut sides, count_of_sides);
        let mut unlisted = vec![0; count_of_sides];
        for (side, month) in &kept {
            unlisted[*side] += month.accounts;
            for (term, used) in &month.terms {
                counts.add_counted(key_of(term), *side, used.accounts);
                unlisted[*side] = unlisted[*side].saturating_sub(used.accounts);
            }
        }
        add_bounds(&mut counts, &kept);
        let totals = counts.totals().into_iter().zip(unlisted).map(|(sum, rest)| sum + rest);
        Some(Self { totals: totals.collect(), sides, kept, counts })
    }

    /// The mentions of a side that come from the exports.
    pub(super) fn mentions(&self, side: usize) -> impl Iterator<Item = &'a TermMention> {
        self.sides.iter().filter(move |(of, _)| *of == side).map(|(_, mention)| *mention)
    }

    /// The distinctive terms of one side, most distinctive first.
    pub(super) fn listed(&self, rollup: &Rollup, side: usize) -> Vec<TermFigures> {
        let (n, all) = (self.totals[side], self.totals.iter().sum::<u64>());
        let kept = self.kept(side);
        let distinctive = self.counts.terms().filter_map(|(key, accounts)| {
            let authors = accounts[side];
            let other_authors = accounts.iter().sum::<u64>() - authors;
            let (_, z) = log_odds((authors, n), (other_authors, all - n), PRIOR)?;
            (z >= LEAST_Z && authors >= FEWEST_AUTHORS).then_some((key, authors, other_authors, z))
        });
        let distinctive: Vec<_> = distinctive.collect();
        let spelled = distinctive.iter().map(|(key, authors, ..)| {
            let of_history = kept.get(key).map(|(term, _)| (*term).to_owned());
            (*key, (of_history.unwrap_or_else(|| rollup.terms.spelled(*key)), *authors))
        });
        let mut spelled = rollup.names.unnamed(spelled.collect());
        let found = distinctive.into_iter().filter_map(|(key, authors, other_authors, z)| {
            let mentions = kept.get(&key).map_or(0, |(_, mentions)| *mentions);
            let term = spelled.remove(&key)?;
            Some(TermFigures { term, mentions, authors, other_authors, z, key })
        });
        let mut found: Vec<_> = found.collect();
        found.sort_by(|a, b| b.z.total_cmp(&a.z).then_with(|| a.term.cmp(&b.term)));
        let mut shown = without_parts(found);
        shown.truncate(MOST_TERMS);
        for mention in self.mentions(side) {
            for term in shown.iter_mut().filter(|term| contains(mention, term.key)) {
                term.mentions += mention.times;
            }
        }
        shown
    }

    /// The terms of the months of the history on a side, with their mentions.
    fn kept(&self, side: usize) -> BTreeMap<TermKey, (&'a str, u64)> {
        let mut kept: BTreeMap<TermKey, (&str, u64)> = BTreeMap::new();
        for (_, month) in self.kept.iter().filter(|(of, _)| *of == side) {
            for (term, used) in &month.terms {
                kept.entry(key_of(term)).or_insert((term, 0)).1 += used.mentions;
            }
        }
        kept
    }
}

/// Adds to each month of the other side the accounts that a term of the first side may have had there, if the month does not list it.
fn add_bounds(counts: &mut Counts, kept: &[(usize, &MonthTerms)]) {
    let candidates = counts.terms().filter(|(_, accounts)| accounts[0] >= FEWEST_AUTHORS);
    let candidates: Vec<TermKey> = candidates.map(|(term, _)| term).collect();
    for (side, month) in kept.iter().filter(|(side, _)| *side > 0) {
        let listed: BTreeSet<TermKey> = month.terms.keys().map(|term| key_of(term)).collect();
        for term in candidates.iter().filter(|term| !listed.contains(term)) {
            counts.add_counted(*term, *side, month.below.saturating_sub(1));
        }
    }
}

/// Leaves out a word that as many accounts used as a two-word term of the list that contains it: it says nothing more.
fn without_parts(found: Vec<TermFigures>) -> Vec<TermFigures> {
    let mut wholes: BTreeMap<u64, Vec<(u64, u64)>> = BTreeMap::new();
    for term in found.iter().filter(|term| term.key.1 != 0) {
        for word in [term.key.0, term.key.1] {
            wholes.entry(word).or_default().push((term.authors, term.other_authors));
        }
    }
    let is_part = |term: &TermFigures| {
        let accounts = (term.authors, term.other_authors);
        term.key.1 == 0 && wholes.get(&term.key.0).is_some_and(|all| all.contains(&accounts))
    };
    found.into_iter().filter(|term| !is_part(term)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollup::terms::TermCount;

    fn month(terms: &[(&str, u64)], below: u64, accounts: u64) -> MonthTerms {
        let count = |accounts| TermCount { accounts, mentions: 2 * accounts };
        let terms = terms.iter().map(|(term, n)| ((*term).to_owned(), count(*n)));
        MonthTerms { terms: terms.collect(), below, accounts }
    }

    #[test]
    fn months_of_the_history_are_compared_by_what_they_list_and_what_they_may_leave_out() {
        let now =
            month(&[("lid", 60), ("red lid", 60), ("red", 70), ("tea", 100), ("cup", 9)], 5, 400);
        let before = month(&[("tea", 100), ("red", 20)], 6, 400);
        let rollup = Rollup::default();
        let compared =
            Compared::of(Vec::new(), vec![(0, &now), (1, &before), (1, &before)], 2).unwrap();
        let listed = compared.listed(&rollup, 0);
        let said: Vec<_> = listed
            .iter()
            .map(|term| (term.term.as_str(), term.mentions, term.authors, term.other_authors))
            .collect();
        // `lid` may have had five accounts in each of the two months; `cup` is not distinctive then.
        assert_eq!(said, [("red lid", 120, 60, 10), ("red", 140, 70, 40)]);
        assert!(Compared::of(Vec::new(), vec![(0, &now)], 2).is_none());
    }
}
