//! Whether a row passes on the post of another, and whether the client wrote it.

use super::Reader;
use crate::exports::StringRecord;
use crate::exports::format::Field;
use crate::mentions::flag::{is_own, is_repost_kind, is_yes};
use crate::mentions::identity::fold_handle;
use crate::mentions::object;

impl Reader<'_> {
    /// Whether a row passes on the post of another without words of its own.
    pub(super) fn is_repost(&mut self, record: &StringRecord, text: &str) -> bool {
        let (plan, columns) = (self.plan, &self.plan.columns);
        if columns.text(record, Field::RepostOf).is_some_and(|post| object::passes_on(&post)) {
            return true;
        }
        match columns.text(record, Field::IsRepost) {
            Some(value) => {
                let values = &plan.format.repost_values;
                let is_kind = values.is_empty() && plan.has_repost_kinds;
                self.reposts.get(&value, |value| {
                    if is_kind { is_repost_kind(value) } else { is_yes(value, values) }
                })
            }
            None if columns.has(Field::IsRepost) || columns.has(Field::RepostOf) => false,
            None => text.trim_start().starts_with("RT @"),
        }
    }

    /// Whether one of the client's accounts wrote a row: its format, a column or the handle says so.
    pub(super) fn is_own(&mut self, record: &StringRecord, handle: Option<&str>) -> bool {
        let (context, plan, columns) = (self.context, self.plan, &self.plan.columns);
        plan.format.is_own
            || columns.text(record, Field::IsOwn).is_some_and(|value| {
                self.owns.get(&value, |value| is_own(value, &plan.format.own_values))
            })
            || handle.is_some_and(|handle| context.own.contains(handle))
            // The brief may name an account as another of its columns does.
            || !context.own.is_empty()
                && columns.candidates(Field::Author).len() > 1
                && columns
                    .texts(record, Field::Author)
                    .any(|author| context.own.contains(&*fold_handle(&author)))
    }
}
