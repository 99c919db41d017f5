//! Validates `topics`, `kinds` and `departments`: the words by which mentions are sorted, and who answers for them.

use super::{Check, Field, Ids, List, Position, items, section};
use crate::brief::raw::{RawDepartment, RawKinds, RawTopic};
use crate::brief::wording::quoted;
use crate::brief::{Department, Group, Kind, Topic};

/// The topics of a mention are kept as bits of one number.
const MOST_TOPICS: usize = 60;
/// The id under which the mentions without a topic or department are listed.
const NONE: &str = "none";
/// The department of a conversation is kept beside its time in seven bits.
const MOST_DEPARTMENTS: usize = 60;

impl Check<'_> {
    pub(super) fn topics(&mut self, list: List<RawTopic>) -> Vec<Topic> {
        let mut ids = self.ids(&list, "topic", None);
        self.at_most(&list, "topics", MOST_TOPICS);
        let topics = items(list).into_iter().enumerate().map(|(at, (raw, position))| {
            let id = self.id(&mut ids, raw.id, "topics[].id", position, at);
            self.is_not_none(&id, "topics[].id", position);
            Topic {
                name: self.text(raw.name, "topics[].name").unwrap_or_else(|| id.clone()),
                id,
                words: self.words(raw.any, raw.all, raw.none, "topics[]", position),
                owner: self.text(raw.owner, "topics[].owner"),
            }
        });
        topics.collect()
    }

    pub(super) fn kinds(&mut self, field: Field<RawKinds>) -> Vec<(Kind, Group)> {
        let raw = section(field);
        let groups = [
            (Kind::Problem, raw.problem),
            (Kind::Question, raw.question),
            (Kind::Idea, raw.idea),
            (Kind::Tip, raw.tip),
            (Kind::Experience, raw.experience),
            (Kind::Other, raw.other),
        ];
        let given = groups.into_iter().filter(|(_, group)| matches!(group, Field::Given(..)));
        given
            .map(|(kind, group)| (kind, self.group(group, &format!("kinds.{}", kind.id()))))
            .collect()
    }

    pub(super) fn departments(&mut self, list: List<RawDepartment>) -> (Vec<Department>, Ids) {
        let mut ids = self.ids(&list, "department", None);
        self.at_most(&list, "departments", MOST_DEPARTMENTS);
        let departments = items(list).into_iter().enumerate().map(|(at, (raw, position))| {
            let id = self.id(&mut ids, raw.id, "departments[].id", position, at);
            self.is_not_none(&id, "departments[].id", position);
            Department {
                name: self.text(raw.name, "departments[].name").unwrap_or_else(|| id.clone()),
                id,
                owner: self.text(raw.owner, "departments[].owner"),
                any: self.texts(raw.any, "departments[].any"),
                kinds: self.named_kinds(raw.kinds, "departments[].kinds"),
            }
        });
        (departments.collect(), ids)
    }

    fn named_kinds(&mut self, list: List<String>, key: &str) -> Vec<Kind> {
        let expected = format!("a kind, one of: {}", quoted(Kind::NAMED.map(Kind::id).into_iter()));
        let kinds = items(list).into_iter();
        kinds
            .filter_map(|(kind, at)| self.word(Field::Given(kind, at), key, Kind::named, &expected))
            .collect()
    }

    /// `none` is the id of the row for mentions without a topic or department.
    fn is_not_none(&mut self, id: &str, key: &str, at: Position) {
        if id == NONE {
            let expected = "another id: `none` stands for the mentions that have none";
            self.push(at, format!("`{key}` is `{NONE}`"), expected);
        }
    }

    fn at_most<T>(&mut self, list: &List<T>, key: &str, most: usize) {
        if let Field::Given(items, position) = list
            && items.len() > most
        {
            let what = format!("`{key}` has {} entries", items.len());
            self.push(*position, what, &format!("at most {most}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::validate::tests::assert_refused;

    #[test]
    fn topics_without_words_and_unknown_kinds_are_refused() {
        assert_refused(&[
            ("topics: [{any: [club]}]", "`topics[].id` is missing"),
            ("topics: [{id: none, any: [club]}]", "`topics[].id` is `none`"),
            ("departments: [{id: none, any: [club]}]", "`departments[].id` is `none`"),
            ("topics: [{id: club}]", "`topics[]` matches nothing"),
            ("topics: [{id: a, any: [b]}, {id: a, any: [c]}]", "the topic `a` is declared twice"),
            ("kinds: {problem: {none: [b]}}", "`kinds.problem` matches nothing"),
            ("kinds: {trouble: {any: [b]}}", "unknown key `trouble`"),
            ("departments: [{id: care, kinds: [issue]}]", "`departments[].kinds` is `issue`"),
        ]);
        let many: Vec<String> = (0..61).map(|n| format!("{{id: t{n}, any: [w{n}]}}")).collect();
        assert_refused(&[(&format!("topics: [{}]", many.join(", ")), "`topics` has 61 entries")]);
    }
}
