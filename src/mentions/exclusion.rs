//! Applies `exclude` of the brief: the accounts, hosts, ids and words whose rows are left out of every figure.

use std::collections::BTreeSet;

use super::channel::{host, within};
use super::identity::fold_handle;
use super::relevance::{ExcludedBy, Search};
use crate::brief::{Exclude, Group, Keywords};

/// The exclusions of a brief, prepared for comparison with rows.
#[derive(Debug)]
pub(super) struct Exclusions {
    /// Folded handles.
    authors: BTreeSet<String>,
    hosts: Vec<String>,
    ids: BTreeSet<String>,
    /// `None`: no words are excluded.
    words: Option<Search>,
}

impl Exclusions {
    pub(super) fn new(exclude: &Exclude) -> Self {
        let words = Group { any: exclude.words.clone(), ..Group::default() };
        let keywords = Keywords { brand: words, ..Keywords::default() };
        Self {
            authors: exclude.authors.iter().map(|it| fold_handle(it).into_owned()).collect(),
            hosts: exclude.hosts.clone(),
            ids: exclude.ids.iter().cloned().collect(),
            words: (!exclude.words.is_empty()).then(|| Search::new(Some(&keywords))),
        }
    }

    /// The first list that excludes a row of this folded handle, id and address, and of this text and title, folded and spaced.
    pub(super) fn find(
        &self,
        [handle, id, url]: [Option<&str>; 3],
        text: &[u8],
    ) -> Option<ExcludedBy> {
        let is_author = || handle.is_some_and(|handle| self.authors.contains(handle));
        let is_host = || {
            let host = url.filter(|_| !self.hosts.is_empty()).and_then(host);
            host.is_some_and(|host| self.hosts.iter().any(|domain| within(&host, domain)))
        };
        let is_id = || id.is_some_and(|id| self.ids.contains(id.trim()));
        let is_word = || self.words.as_ref().is_some_and(|words| words.brands_in(text).has_own());
        match () {
            () if is_author() => Some(ExcludedBy::Author),
            () if is_host() => Some(ExcludedBy::Host),
            () if is_id() => Some(ExcludedBy::Id),
            () if is_word() => Some(ExcludedBy::Word),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_excluded_by_the_first_list_that_has_it() {
        let list = |text: &str| vec![text.to_owned()];
        let exclusions = Exclusions::new(&Exclude {
            authors: list("@CouponBot"),
            hosts: list("spam.example"),
            ids: list("17"),
            words: list("give*"),
        });
        let found = |handle, id, url| exclusions.find([handle, id, url], b"a quiet cup");
        assert_eq!(found(Some("couponbot"), Some("17"), None), Some(ExcludedBy::Author));
        assert_eq!(found(Some("couponbots"), None, None), None);
        let address = Some("https://www.news.spam.example/a");
        assert_eq!(found(None, Some("17"), address), Some(ExcludedBy::Host));
        assert_eq!(found(None, Some(" 17 "), None), Some(ExcludedBy::Id));
        assert_eq!(found(None, Some("170"), Some("https://notspam.example/a")), None);
        assert_eq!(exclusions.find([None; 3], b"a giveaway"), Some(ExcludedBy::Word));
        let nothing = Exclusions::new(&Exclude::default());
        assert_eq!(nothing.find([Some("a"), Some("17"), address], b"a giveaway"), None);
    }
}
