//! Validates ids and the keys that refer to them.
//!
//! Every list declares its ids once; a reference becomes the index of the entry, so that nothing after the brief looks up a name.

use std::collections::BTreeMap;

use super::{Check, Field, List, Position, given};
use crate::brief::grammar;
use crate::brief::wording::{quoted, shown};
use crate::error::Problem;

/// The ids that a list declares, for references to it.
pub(super) struct Ids {
    /// What they are the ids of: `channel`.
    of: &'static str,
    index: BTreeMap<String, (usize, Position)>,
    /// An entry could not be read: a reference that resolves to nothing may mean that one.
    is_partial: bool,
}

impl Check<'_> {
    /// The id of the list's next entry; reports one that is missing, not an id, or taken.
    pub(super) fn id(
        &mut self,
        ids: &mut Ids,
        field: Field<String>,
        key: &str,
        owner: Position,
        at: usize,
    ) -> String {
        if matches!(field, Field::Absent) {
            self.missing(key, Some(owner), &format!("a short id for this {}", ids.of));
        }
        let Some((id, position)) = given(field) else {
            ids.is_partial = true;
            return String::new();
        };
        if !grammar::is_id(&id) {
            let expected = "lower-case letters, digits, `_` and `-`, a letter or digit first";
            self.push(position, format!("`{key}` is {}", shown(&id)), expected);
        }
        if let Some((_, first)) = ids.index.get(&id) {
            let what = format!("the {} {} is declared twice", ids.of, shown(&id));
            let problem = self.at(position, what).detail(format!("first in line {}", first.0));
            self.problems.push(problem);
        } else {
            ids.index.insert(id.clone(), (at, position));
        }
        id
    }

    /// The index of the entry that a key refers to.
    pub(super) fn reference(
        &mut self,
        field: Field<String>,
        key: &str,
        ids: &Ids,
    ) -> Option<usize> {
        let (id, position) = given(field)?;
        if let Some((at, _)) = ids.index.get(&id) {
            return Some(*at);
        }
        if !ids.is_partial {
            let known = || ids.index.keys().map(String::as_str);
            let expected = if ids.index.is_empty() {
                format!("the id of a declared {}, and none is declared", ids.of)
            } else {
                format!("a declared {}, one of: {}", ids.of, quoted(known()))
            };
            let problem =
                self.at(position, format!("`{key}` is {}", shown(&id))).expected(expected);
            self.problems.push(Problem { hint: self.did_you_mean(&id, known()), ..problem });
        }
        None
    }

    /// Like [`Self::reference`], for a required key.
    pub(super) fn required_reference(
        &mut self,
        field: Field<String>,
        key: &str,
        owner: Position,
        ids: &Ids,
    ) -> Option<usize> {
        if matches!(field, Field::Absent) {
            self.missing(key, Some(owner), &format!("the id of a declared {}", ids.of));
        }
        self.reference(field, key, ids)
    }

    /// The ids of a list to come. A required list must have an entry.
    pub(super) fn ids<T>(
        &mut self,
        list: &List<T>,
        of: &'static str,
        required: Option<&str>,
    ) -> Ids {
        let is_partial = match list {
            Field::Absent => false,
            Field::Wrong => true,
            Field::Given(items, _) => items.iter().any(|item| matches!(item, Field::Wrong)),
        };
        match (list, required) {
            (Field::Absent, Some(key)) => self.missing(key, None, &format!("at least one {of}")),
            (Field::Given(items, position), Some(key)) if items.is_empty() => {
                self.push(*position, format!("`{key}` is empty"), &format!("at least one {of}"));
            }
            _ => {}
        }
        Ids { of, index: BTreeMap::new(), is_partial }
    }
}
