//! Finds the columns of a comment or a reply in a table whose rows repeat the post beside each of them.
//!
//! `comment_text`, `comment_author` and `comment_time` belong together: the time or the author of the post would be wrong for every comment. A
//! reply is the mention only where its post is repeated in several rows or not there, because a review has columns for the client's answer.

use std::collections::BTreeSet;

use super::columns::Columns;
use super::sample::Sample;
use crate::exports::ExportTable;
use crate::exports::format::{Candidate, Field, Format, fold_name, fold_names};

const FIELDS: [Field; 5] =
    [Field::Text, Field::PublishedAt, Field::Author, Field::Id, Field::Sentiment];
/// The fewest rows that show that a post is repeated.
const FEWEST: usize = 4;

/// Keeps only the columns of the comment for each field that has one. `is_given`: the brief names the column of the field.
pub(super) fn keep_comments(
    sample: &Sample,
    table: &ExportTable,
    format: &Format,
    columns: &mut Columns,
    is_given: &dyn Fn(Field) -> bool,
) {
    let folded = fold_names(&table.columns);
    for prefix in ["comment", "reply"] {
        let of = |field| column_of(&folded, prefix, format, field);
        let (Some(text), Some(time)) = (of(Field::Text), of(Field::PublishedAt)) else { continue };
        let is_filled = |column: usize| sample.cells(column).count() * 10 >= sample.rows.len() * 9;
        if !is_filled(text) || !is_filled(time) {
            continue;
        }
        let is_of_post = |columns: &Columns| {
            let read = columns.candidates(Field::Text).iter().find(|read| !read.contains(&text));
            read.is_none_or(|read| repeats(&sample.values(Field::Text, read)))
        };
        if prefix == "reply" && (of(Field::Author).is_none() || !is_of_post(columns)) {
            continue;
        }
        for field in FIELDS.into_iter().filter(|field| !is_given(*field)) {
            if let Some(column) = of(field) {
                columns.keep(field, vec![vec![column]]);
            }
        }
        return;
    }
}

/// The column whose name is the prefix and a name of the field, or for the text only the prefix.
fn column_of(folded: &[String], prefix: &str, format: &Format, field: Field) -> Option<usize> {
    let names = format.columns.get(&field).into_iter().flatten();
    let names = names.filter_map(|candidate| match candidate {
        Candidate::One(name) => Some(fold_name(name)),
        Candidate::Joined(_) => None,
    });
    let whole = (field == Field::Text).then(String::new);
    let mut wanted = names.chain(whole);
    wanted.find_map(|name| {
        folded.iter().position(|column| column.strip_prefix(prefix) == Some(name.as_str()))
    })
}

/// Whether the values are those of posts that are repeated in several rows.
fn repeats(values: &[Option<String>]) -> bool {
    let different: BTreeSet<&String> = values.iter().flatten().collect();
    let filled = values.iter().flatten().count();
    filled >= FEWEST && different.len() * 2 <= filled
}
