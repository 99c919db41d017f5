//! Validates `keywords`: the words that make a mention relevant.
//!
//! A group that could never match, or a set of groups by which no mention would be relevant, is refused, because the report would be empty.

use super::{Check, Field, List, Position, given, items};
use crate::brief::raw::{RawGroup, RawKeywords};
use crate::brief::{Group, Keywords};

/// A post's brands are kept as bits of one number, the client's own among them.
const MOST_COMPETITORS: usize = 63;

impl Check<'_> {
    pub(super) fn keywords(&mut self, field: Field<RawKeywords>) -> Option<Keywords> {
        self.note_default(&field, "keywords");
        let (raw, position) = given(field)?;
        if let (Field::Absent, Field::Absent) = (&raw.brand, &raw.products) {
            self.push(
                position,
                "`keywords` has no `brand` and no `products`",
                "one: else no mention is relevant",
            );
        }
        let mut handles = Vec::new();
        let competitors = items(raw.competitors).into_iter().map(|(raw, at)| {
            let key = "keywords.competitors[]";
            let name = format!("{key}.name");
            let name = self.required(raw.name, &name, Some(at), "the competitor's name");
            handles.extend(self.texts(raw.handles, "keywords.competitors[].handles"));
            (name, self.words(raw.any, raw.all, raw.none, key, at))
        });
        let competitors: Vec<_> = competitors.collect();
        if competitors.len() > MOST_COMPETITORS {
            let what = format!("`keywords.competitors` names {}", competitors.len());
            self.push(position, what, "at most 63: each is a column of every figure");
        }
        Some(Keywords {
            brand: self.group(raw.brand, "keywords.brand"),
            products: self.group(raw.products, "keywords.products"),
            competitors,
            competitor_handles: handles,
        })
    }

    pub(super) fn group(&mut self, field: Field<RawGroup>, key: &str) -> Group {
        given(field)
            .map(|(raw, at)| self.words(raw.any, raw.all, raw.none, key, at))
            .unwrap_or_default()
    }

    pub(super) fn words(
        &mut self,
        any: List<String>,
        all: List<String>,
        none: List<String>,
        key: &str,
        at: Position,
    ) -> Group {
        let is_wrong = [&any, &all].iter().any(|list| matches!(list, Field::Wrong));
        let group = Group {
            any: self.texts(any, &format!("{key}.any")),
            all: self.texts(all, &format!("{key}.all")),
            none: self.texts(none, &format!("{key}.none")),
        };
        if group.any.is_empty() && group.all.is_empty() && !is_wrong {
            self.push(at, format!("`{key}` matches nothing"), "words under `any` or `all`");
        }
        group
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::validate::tests::assert_refused;

    #[test]
    fn words_that_could_never_match_are_refused() {
        assert_refused(&[
            (
                "keywords: {brand: {any: [a]}, competitors: [{any: [b]}]}",
                "competitors[].name` is missing",
            ),
            ("keywords: {competitors: []}", "`keywords` has no `brand` and no `products`"),
            ("keywords: {brand: {none: [tour]}}", "`keywords.brand` matches nothing"),
            ("keywords: {brand: {any: ['']}}", "`keywords.brand.any` is empty"),
            ("keywords: {brand: {any: Harbour}}", "`keywords.brand.any` is `Harbour`"),
        ]);
    }
}
