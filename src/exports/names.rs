//! Repairs a header whose number of names differs from the number of cells in all rows, or refuses the file.
//!
//! If all rows differ from the header, the header is wrong: it has a name too many or too few, because a delimiter was doubled, lost or changed. The
//! values show which columns hold times, numbers and addresses, and the repair must agree with the names of these columns. If no repair or
//! several do, the file is refused.

use std::collections::BTreeSet;

use csv::ByteRecord;

use super::cut::RecordReader;
use super::decode::decoded;
use super::format::{Candidate, Field, Format, fold_name};
use super::formats::Formats;
use super::kinds::{CellKind, Kinds};
use super::{Export, ExportTable};
use crate::error::{Problem, Result};
use crate::note::Note;

/// Rows that are compared with the header.
const SAMPLE: usize = 200;
/// Fewer rows prove nothing.
const FEWEST: usize = 3;

/// Mends the names of a table whose rows all have another number of cells.
///
/// # Errors
///
/// If no change of the header, or more than one, agrees with the rows.
pub(super) fn fit_to_rows(
    table: &mut ExportTable,
    export: &Export,
    head: &[u8],
    formats: &Formats,
    mapped: &[(Field, Vec<String>)],
) -> Result<()> {
    let known = Known { formats, mapped };
    let Some(rows) = Rows::of(table, head) else { return Ok(()) };
    let names = &table.columns;
    let mut fitting: Vec<Vec<String>> = Vec::new();
    let mut seen = BTreeSet::new();
    for stage in [split, without_empty, as_it_is, with_one_more] {
        for candidate in stage(names, rows.width, &rows, &known) {
            let places: Vec<(usize, String)> = candidate
                .iter()
                .enumerate()
                .map(|(at, name)| (at, fold_name(name)))
                .filter(|(_, name)| known.knows(name))
                .collect();
            if rows.agree(&candidate, &known) && seen.insert(places) {
                fitting.push(candidate);
            }
        }
        if !fitting.is_empty() {
            break;
        }
    }
    let rank = |names: &Vec<String>| (rows.texts(names, &known), known.count(names));
    let best = fitting.iter().map(rank).max();
    fitting.retain(|names| Some(rank(names)) == best);
    let only = if fitting.len() == 1 { fitting.pop() } else { None };
    let Some(mended) = only else {
        let what = format!(
            "the header has {} names, and the rows below it have {} cells",
            names.len(),
            rows.width
        );
        return Err(Problem::at(&export.name, table.header_line, 0, what)
            .expected("one name for each column")
            .hint("correct the header: a delimiter is missing, doubled or another one, or occurs in a name without quotes")
            .into());
    };
    if mended.len() != names.len() || mended.iter().ne(names) {
        table.notes.push(Note::MendedHeader { line: table.header_line });
        table.columns = mended;
    }
    Ok(())
}

/// The names that are known: those of all formats, and those that the brief gives for this file.
struct Known<'a> {
    formats: &'a Formats,
    mapped: &'a [(Field, Vec<String>)],
}

impl Known<'_> {
    fn knows(&self, folded: &str) -> bool {
        self.formats.knows(folded) || self.is_mapped(folded)
    }

    fn count(&self, names: &[String]) -> usize {
        names.iter().filter(|name| self.knows(&fold_name(name))).count()
    }

    fn is_mapped(&self, folded: &str) -> bool {
        let mut names = self.mapped.iter().flat_map(|(_, names)| names);
        names.any(|name| fold_name(name) == folded)
    }

    /// Whether a column of this name holds one of these fields; the brief's mapping of a field excludes all other names.
    fn is_of(&self, name: &str, format: &Format, fields: &[Field]) -> bool {
        let folded = fold_name(name);
        fields.iter().any(|field| {
            if let Some((_, names)) = self.mapped.iter().find(|(mapped, _)| mapped == field) {
                return names.iter().any(|name| fold_name(name) == folded);
            }
            let candidates = format.columns.get(field).into_iter().flatten();
            candidates.flat_map(Candidate::names).any(|known| fold_name(known) == folded)
        })
    }
}

/// The first rows of a file, where nearly all have another width than its header.
struct Rows {
    width: usize,
    kinds: Kinds,
    /// Cells behind the last name hold something.
    is_filled_behind: bool,
    /// The longest cell of each column, in bytes.
    longest: Vec<usize>,
}

impl Rows {
    fn of(table: &ExportTable, head: &[u8]) -> Option<Self> {
        let mut reader = RecordReader::new(decoded(head, table.encoding), table.delimiter);
        let mut record = ByteRecord::new();
        for _ in 0..table.skip {
            reader.read(&mut record).ok()?;
        }
        let mut rows: Vec<ByteRecord> = Vec::new();
        while rows.len() < SAMPLE && reader.read(&mut record).ok()?.is_some() {
            rows.push(record.clone());
        }
        // The head of a file ends anywhere.
        if rows.len() > FEWEST {
            rows.pop();
        }
        let mut widths: Vec<usize> = rows.iter().map(ByteRecord::len).collect();
        widths.sort_unstable();
        let width = *widths.get(widths.len() / 2)?;
        rows.retain(|row| row.len() == width);
        let is_usual = rows.len() * 5 >= widths.len() * 4 && rows.len() >= FEWEST;
        if !is_usual || width == table.columns.len() || width < 2 {
            return None;
        }
        let mut kinds = Kinds::default();
        for row in &rows {
            kinds.learn(row.iter());
        }
        let names = table.columns.len();
        let is_filled_behind =
            rows.iter().any(|row| row.iter().skip(names).any(|cell| !cell.is_empty()));
        let longest = |at| rows.iter().map(|row| row.get(at).map_or(0, <[u8]>::len)).max();
        let longest = (0..width).filter_map(longest).collect();
        Some(Self { width, kinds, is_filled_behind, longest })
    }

    /// Whether the numbers of a column may be times: an epoch, or the serial number of a day, has five digits or more.
    fn is_long(&self, column: usize) -> bool {
        self.longest[column] >= 5
    }

    /// Columns named like a text that hold what people write.
    fn texts(&self, names: &[String], known: &Known<'_>) -> usize {
        let format = known.formats.recognise(names);
        let is_text = |(column, name): &(usize, &String)| {
            known.is_of(name, format, &[Field::Text]) && self.kinds.is_free(*column)
        };
        names.iter().enumerate().filter(is_text).count()
    }

    /// Whether no column is proved to hold what its name excludes.
    fn agree(&self, names: &[String], known: &Known<'_>) -> bool {
        let format = known.formats.recognise(names);
        names.iter().enumerate().all(|(column, name)| {
            let found = self.kinds.proved(column);
            let is_of = |fields: &[Field]| known.is_of(name, format, fields);
            let is_number = found == Some(CellKind::Number);
            if is_of(&[Field::PublishedAt]) {
                let is_time = found == Some(CellKind::Time) || is_number && self.is_long(column);
                is_time || self.kinds.is_empty(column)
            } else if is_of(&[Field::Url]) {
                found == Some(CellKind::Address) || self.kinds.is_empty(column)
            } else if is_of(&[Field::Engagement, Field::Reach, Field::Followers]) {
                is_number || self.kinds.is_empty(column)
            } else {
                let are_words = is_of(&[Field::Text, Field::Title, Field::Sentiment]);
                !are_words || found.is_none() || is_number
            }
        })
    }
}

/// One name is two, with another mark between them or none.
fn split(names: &[String], width: usize, _: &Rows, known: &Known<'_>) -> Vec<Vec<String>> {
    if width != names.len() + 1 {
        return Vec::new();
    }
    let is_known = |name: &str| {
        let is_inside =
            name.starts_with(char::is_alphanumeric) && name.ends_with(char::is_alphanumeric);
        is_inside && known.knows(&fold_name(name))
    };
    // A name that the brief gives and the header lacks is part of another name.
    let is_missing = |name: &str| {
        let folded = fold_name(name);
        known.is_mapped(&folded) && names.iter().all(|name| fold_name(name) != folded)
    };
    let mut found = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let halves = name.char_indices().filter_map(|(place, c)| {
            let (before, after) = (&name[..place], &name[place + c.len_utf8()..]);
            let is_mark = ",;|\t".contains(c) && !before.is_empty() && !after.is_empty();
            // `created_at` is one name.
            let are_known = |after| is_known(before) && is_known(after);
            let is_other_mark = !c.is_alphanumeric() && !"_- ".contains(c);
            if is_mark || is_other_mark && are_known(after) {
                return Some((before, after));
            }
            let after = &name[place..];
            let is_found = !before.is_empty() && (is_missing(before) || is_missing(after));
            (is_found || are_known(after)).then_some((before, after))
        });
        for (before, after) in halves {
            let two = [before.to_owned(), after.to_owned()];
            found.push([&names[..at], &two, &names[at + 1..]].concat());
        }
    }
    found
}

/// An empty name too many.
fn without_empty(names: &[String], width: usize, _: &Rows, _: &Known<'_>) -> Vec<Vec<String>> {
    if width + 1 != names.len() {
        return Vec::new();
    }
    let empty = (0..names.len()).filter(|at| names[*at].trim().is_empty());
    empty.map(|at| [&names[..at], &names[at + 1..]].concat()).collect()
}

/// Nothing is wrong: the rows end with empty cells, or before the last columns.
fn as_it_is(names: &[String], width: usize, rows: &Rows, _: &Known<'_>) -> Vec<Vec<String>> {
    let is_whole = width < names.len() || !rows.is_filled_behind;
    if is_whole { vec![names.to_vec()] } else { Vec::new() }
}

/// The rows have a column without a name, as their number in the first.
fn with_one_more(names: &[String], width: usize, _: &Rows, _: &Known<'_>) -> Vec<Vec<String>> {
    if width != names.len() + 1 {
        return Vec::new();
    }
    let insert = |at: usize| [&names[..at], &[String::new()], &names[at..]].concat();
    (0..=names.len()).map(insert).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Stated, header};
    use super::*;

    fn surveyed(header: &str) -> std::result::Result<ExportTable, String> {
        let row = |n| {
            format!(
                "q{n},2028-05-{n:02} 10:00,x,ada{n},tea no. {n} was cold,https://t.example/{n},{n},{n}.5,"
            )
        };
        let rows: Vec<String> = (1..20).map(row).collect();
        let text = format!("{header}\n{}\n", rows.join("\n"));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, &text).unwrap();
        let name = "exports/a.csv".to_owned();
        let export = Export { name, path, bytes: text.len() as u64, ..Export::default() };
        header::survey(&export, &Stated::default(), &Formats::built_in())
            .map_err(|error| error.to_string())
    }

    const NAMES: [&str; 9] =
        ["id", "published_at", "source", "author", "text", "url", "engagement", "price", "note"];

    #[test]
    fn one_delimiter_too_many_in_the_header_is_taken_out() {
        for at in 1..NAMES.len() {
            let mut names = NAMES.to_vec();
            names.insert(at, "");
            let table = surveyed(&names.join(",")).unwrap();
            assert_eq!(table.columns, NAMES, "{at}");
            assert_eq!(table.notes, [Note::MendedHeader { line: 1 }]);
        }
    }

    #[test]
    fn two_names_that_became_one_are_parted() {
        for mark in ["\t", ";", "", "."] {
            for at in 1..6 {
                let header = NAMES.join(",");
                let place = header.match_indices(',').nth(at).unwrap().0;
                let damaged = format!("{}{mark}{}", &header[..place], &header[place + 1..]);
                let table = surveyed(&damaged).unwrap_or_else(|error| panic!("{damaged}: {error}"));
                assert_eq!(table.columns, NAMES, "{damaged}");
            }
        }
    }

    #[test]
    fn row_numbers_without_a_name_are_a_column() {
        let table = surveyed(&NAMES[1..].join(",")).unwrap();
        assert_eq!(table.columns[0], "");
        assert_eq!(table.columns[1..], NAMES[1..]);
    }

    #[test]
    fn columns_that_no_row_has_are_empty_and_other_faults_are_refused() {
        let table = surveyed(&format!("{},more,and more", NAMES.join(","))).unwrap();
        assert_eq!((table.columns.len(), table.notes.len()), (11, 0));
        let refused = surveyed("id,published_at,author,text,url,engagement").unwrap_err();
        assert_eq!(
            refused,
            "exports/a.csv:1: the header has 6 names, and the rows below it have 9 cells\n  \
             expected one name for each column\n\
             hint: correct the header: a delimiter is missing, doubled or another one, or occurs in a name without quotes"
        );
    }
}
