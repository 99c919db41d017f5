//! Chooses the column with the address of the mention among several columns of addresses, by the values in a [`Sample`]: a post also has the
//! address of what it shares and of its pictures.

use std::collections::BTreeSet;

use super::columns::Columns;
use super::sample::{Sample, fill_gaps};
use crate::exports::format::Field;

/// Keeps the first column whose addresses differ from row to row and are not those of pictures, and those that are filled where it is empty.
pub(super) fn settle_addresses(sample: &Sample, columns: &mut Columns) {
    let mut candidates: Vec<(Vec<usize>, Vec<Option<String>>)> = columns
        .candidates(Field::Url)
        .iter()
        .map(|places| (places.clone(), sample.values(Field::Url, places)))
        .collect();
    if candidates.len() < 2 || candidates.iter().all(|(_, values)| are_pictures(values)) {
        return;
    }
    candidates.retain(|(_, values)| !are_pictures(values));
    let own = candidates.iter().position(|(_, values)| are_different(values)).unwrap_or(0);
    let (read, of_rows) = candidates.remove(own);
    let others = candidates.into_iter().filter(|(_, values)| fill_gaps(values, &of_rows));
    columns.keep(Field::Url, std::iter::once(read).chain(others.map(|it| it.0)).collect());
}

/// Whether nearly all rows have an address of their own.
fn are_different(values: &[Option<String>]) -> bool {
    let different: BTreeSet<&String> = values.iter().flatten().collect();
    different.len() * 10 >= values.len() * 8
}

/// Whether most addresses are those of pictures or films.
fn are_pictures(values: &[Option<String>]) -> bool {
    const ENDS: [&str; 7] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp4", ".webm"];
    let is_picture = |address: &&String| {
        let path = address.split(['?', '#']).next().unwrap_or_default().to_lowercase();
        ENDS.iter().any(|end| path.ends_with(end))
    };
    let pictures = values.iter().flatten().filter(is_picture).count();
    pictures > 0 && pictures * 2 >= values.iter().flatten().count()
}
