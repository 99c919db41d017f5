//! The names of all accounts that the exports and the brief name, as keys, so that neither a term nor a quote names one of them.

use std::collections::BTreeMap;

use super::terms::TermKey;
use crate::mentions::hashed::Set;
use crate::mentions::name_keys::{name_keys, words_key};

/// The keys of names; none is written to the history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountNames(Set);

impl AccountNames {
    /// Adds the keys of a row.
    pub fn add(&mut self, keys: &[u64]) {
        self.0.extend(keys);
    }

    /// Adds a name as the brief writes it.
    pub fn add_name(&mut self, name: &str) {
        self.add(&name_keys(name));
    }

    /// Adds another part's names.
    pub fn merge(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    /// Whether these words together are a name.
    pub fn has(&self, words: &str) -> bool {
        self.0.contains(&words_key(words))
    }

    /// The spelling of those terms, each with the accounts that used it, that lead to no account: neither a term nor a word of it is a name, and
    /// fewer than half of the accounts that used a word used it within a name of two words.
    pub fn unnamed(
        &self,
        mut terms: BTreeMap<TermKey, (String, u64)>,
    ) -> BTreeMap<TermKey, String> {
        let mut in_names: BTreeMap<u64, u64> = BTreeMap::new();
        terms.retain(|(one, two), (term, accounts)| {
            let is_name = self.has(term);
            if is_name && *two != 0 {
                for word in [one, two] {
                    let most = in_names.entry(*word).or_default();
                    *most = (*most).max(*accounts);
                }
            }
            !is_name && !term.split(' ').any(|word| self.has(word))
        });
        let is_of_name = |word: u64, accounts: u64| {
            in_names.get(&word).is_some_and(|within| 2 * within >= accounts)
        };
        let left = terms
            .into_iter()
            .filter(|((one, two), (_, accounts))| *two != 0 || !is_of_name(*one, *accounts));
        left.map(|(key, (term, _))| (key, term)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollup::terms::key_of;

    fn left(names: &[&str], terms: &[(&str, u64)]) -> Vec<String> {
        let mut of = AccountNames::default();
        for name in names {
            of.add_name(name);
        }
        let terms = terms.iter().map(|(term, n)| (key_of(term), ((*term).to_owned(), *n)));
        let mut left: Vec<String> = of.unnamed(terms.collect()).into_values().collect();
        left.sort_unstable();
        left
    }

    #[test]
    fn a_term_with_the_name_of_an_account_is_left_out() {
        let terms = [("thank", 9), ("bobsmith", 5), ("thank bobsmith", 5), ("lid", 6)];
        assert_eq!(left(&[], &terms).len(), 4);
        assert_eq!(left(&["@BobSmith"], &terms), ["lid", "thank"]);
    }

    #[test]
    fn a_word_that_is_mostly_said_within_a_name_is_left_out() {
        let terms = [("red", 30), ("kettle", 11), ("red kettle", 6), ("kettle lid", 5)];
        assert_eq!(left(&["Red Kettle"], &terms), ["kettle lid", "red"]);
        let terms = [("red", 30), ("kettle", 13), ("red kettle", 6)];
        assert_eq!(left(&["red_kettle"], &terms), ["kettle", "red"]);
    }
}
