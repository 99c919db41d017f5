//! Validates `exclude`: accounts, hosts, ids and words whose rows are never relevant.

use super::{Check, Field, section};
use crate::brief::Exclude;
use crate::brief::raw::RawExclude;

impl Check<'_> {
    pub(super) fn exclude(&mut self, field: Field<RawExclude>) -> Exclude {
        let raw = section(field);
        let ids = self.texts(raw.ids, "exclude.ids");
        Exclude {
            authors: self.texts(raw.authors, "exclude.authors"),
            hosts: self.hosts(raw.hosts, "exclude.hosts"),
            ids: ids.iter().map(|id| id.trim().to_owned()).collect(),
            words: self.texts(raw.words, "exclude.words"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::validate::tests::assert_refused;

    #[test]
    fn values_that_can_exclude_nothing_are_refused() {
        assert_refused(&[
            ("exclude: {authors: ['']}", "`exclude.authors` is empty"),
            ("exclude: {hosts: ['https://spam.example/a']}", "expected only a host"),
            ("exclude: {ids: 7}", "`exclude.ids` is `7`"),
            ("exclude: {words: [' ']}", "`exclude.words` is empty"),
            ("exclude: {author: [a]}", "did you mean `authors`?"),
        ]);
    }
}
