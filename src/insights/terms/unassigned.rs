//! The words of the mentions that belong to no department: a suggestion for the rules of the brief (docs/method.md, Departments).
//!
//! An account on a channel counts once for each word, and a word needs at least five accounts, as for all terms.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{MOST_TERMS, TermMention};
use crate::rollup::Rollup;
use crate::rollup::terms::{contains, count};

/// A word of the mentions that belong to nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordFigures {
    /// In lower case.
    pub word: String,
    /// Mentions that contain it.
    pub mentions: u64,
    /// Accounts that used it.
    pub authors: u64,
}

/// The words that most accounts used in what belongs to nobody, most used first; `None` without a mention that names its account.
pub(super) fn unassigned(rollup: &Rollup, mentions: &[&TermMention]) -> Option<Vec<WordFigures>> {
    if mentions.is_empty() {
        return None;
    }
    let nobodys = mentions.iter().filter(|mention| mention.is_nobodys);
    let mut nobodys: Vec<_> = nobodys.map(|mention| (0, *mention)).collect();
    let counts = count(&mut nobodys, 1);
    let accounts: BTreeMap<_, _> = counts.terms().map(|(key, of)| (key, of[0])).collect();
    let spelled = accounts.iter().map(|(key, n)| (*key, (rollup.terms.spelled(*key), *n)));
    let unnamed = rollup.names.unnamed(spelled.collect());
    let words = unnamed.into_iter().filter(|((_, second), _)| *second == 0);
    let mut words: Vec<_> = words.map(|(key, word)| (Reverse(accounts[&key]), word, key)).collect();
    words.sort_unstable();
    words.truncate(MOST_TERMS);
    let figures = words.into_iter().map(|(Reverse(authors), word, key)| {
        let containing = nobodys.iter().filter(|(_, mention)| contains(mention, key));
        WordFigures { word, mentions: containing.map(|(_, mention)| mention.times).sum(), authors }
    });
    Some(figures.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::Mention;
    use crate::mentions::content::Content;
    use crate::mentions::terms::TermWords;
    use crate::rollup::sample::{day, mention};

    #[test]
    fn words_of_what_has_a_department_or_of_few_accounts_suggest_nothing() {
        let mut rollup = Rollup::default();
        let mut add = |account, department, words: &str| {
            let content = Content { department, ..Content::default() };
            let of = Mention { account: Some(account), content, ..mention("2026-05-02T10:00") };
            rollup.terms.add(&of, &TermWords::from(words));
        };
        for account in 0..9 {
            add(account, Some(0), "kettle lid");
            add(account, None, if account < 4 { "scone" } else { "delivery box" });
            add(account, None, "delivery box late");
        }
        let days = (day("2026-05-01"), day("2026-05-31"));
        let found = |rollup: &Rollup| {
            let mentions: Vec<_> = rollup.terms.between(days, 0).collect();
            unassigned(rollup, &mentions)
        };
        let found_words = found(&rollup).unwrap();
        let shown: Vec<_> =
            found_words.iter().map(|it| (it.word.as_str(), it.authors, it.mentions)).collect();
        assert_eq!(shown, [("box", 9, 14), ("delivery", 9, 14), ("late", 9, 9)]);
        assert_eq!(found(&Rollup::default()), None);
    }
}
