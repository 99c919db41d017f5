//! Joins the sheets of a workbook that have mentions to one table: the rows of each further sheet follow those of the first.
//!
//! A sheet is joined if one of the two headers has all known names of the other; columns are matched by name. Row `n` of a sheet that begins
//! below `m` rows is line `m + n` of the table. What is not read is named with the reason.

use std::collections::BTreeSet;
use std::io::{self, Read};

use csv::ByteRecord;

use super::cut::RecordReader;
use super::decode::decoded;
use super::format::{fold_name, fold_names};
use super::formats::Formats;
use super::recognise::Encoding;
use super::workbook::Sheet;
use super::{DOING, Export, ExportTable};
use crate::error::{Error, Result};
use crate::note::{Note, UnreadSheet};

/// A further sheet with its header.
pub(super) struct AdditionalSheet<'a> {
    pub(super) name: &'a str,
    pub(super) sheet: &'a Sheet,
    /// `None`: no line of it is a header of mentions.
    pub(super) table: Option<ExportTable>,
}

/// Puts the rows of further sheets below those of the first, which `table` describes.
///
/// # Errors
///
/// If a sheet cannot be unpacked.
pub(super) fn join(
    table: &mut ExportTable,
    first: &Sheet,
    further: Vec<AdditionalSheet<'_>>,
    export: &Export,
    formats: &Formats,
) -> Result<()> {
    let mut text = Vec::new();
    let mut lines = None;
    for AdditionalSheet { name, sheet, table: other } in further {
        let reason = match &other {
            None => Some(UnreadSheet::NoMentions),
            Some(other) => (table.next_table.is_some() || !is_alike(table, other, formats))
                .then_some(UnreadSheet::OtherColumns),
        };
        if let Some(reason) = reason {
            table.notes.push(Note::SheetNotRead { sheet: name.to_owned(), reason });
            continue;
        }
        let Some(other) = other else { continue };
        let failed = || Error::io(&export.path, DOING);
        let before = if let Some(lines) = lines {
            lines
        } else {
            first.text().read_to_end(&mut text).map_err(failed())?;
            count_lines(&text).map_err(failed())?
        };
        let places = places(table, &other);
        let after = append(&mut text, before, sheet, &other, &places).map_err(failed())?;
        table.notes.push(Note::SheetJoined { sheet: name.to_owned(), rows_before: before });
        lines = Some(after);
    }
    if lines.is_some() {
        let sheet = Sheet::written(|out| out.write_all(&text));
        table.converted = Some(sheet.map_err(Error::io(&export.path, DOING))?);
    }
    Ok(())
}

/// Whether one of two headers has all the names of the other that any format knows.
fn is_alike(a: &ExportTable, b: &ExportTable, formats: &Formats) -> bool {
    let known = |table: &ExportTable| -> BTreeSet<String> {
        let names = fold_names(&table.columns).into_iter();
        names.filter(|name| !name.is_empty() && formats.knows(name)).collect()
    };
    let (a, b) = (known(a), known(b));
    a.is_subset(&b) || b.is_subset(&a)
}

/// The position of each column of a further sheet in the table, which gains those that it does not have.
fn places(table: &mut ExportTable, other: &ExportTable) -> Vec<usize> {
    let mut taken = BTreeSet::new();
    let mut place = |name: &String| {
        let folded = fold_name(name);
        let is_it = |at: &usize| fold_name(&table.columns[*at]) == folded && !taken.contains(at);
        let found = (0..table.columns.len()).find(is_it);
        let at = found.unwrap_or_else(|| {
            table.columns.push(name.clone());
            table.columns.len() - 1
        });
        taken.insert(at);
        at
    };
    other.columns.iter().map(&mut place).collect()
}

fn count_lines(text: &[u8]) -> io::Result<u64> {
    let mut reader = RecordReader::new(decoded(text, Encoding::Workbook), b',');
    let mut record = ByteRecord::new();
    let mut last = 0;
    while let Some(line) = reader.read(&mut record)? {
        last = line;
    }
    Ok(last)
}

/// Writes the rows of a sheet below the lines `before` it, and returns how many lines there are then.
fn append(
    text: &mut Vec<u8>,
    before: u64,
    sheet: &Sheet,
    table: &ExportTable,
    places: &[usize],
) -> io::Result<u64> {
    let mut reader = RecordReader::new(decoded(sheet.text(), Encoding::Workbook), b',');
    let mut record = ByteRecord::new();
    for _ in 0..table.skip {
        reader.read(&mut record)?;
    }
    let width = places.iter().max().map_or(0, |last| last + 1);
    let mut written = before;
    // The lines after the last row of the sheet before are blank, and not counted.
    while text.ends_with(b"\n\n") {
        text.pop();
    }
    while let Some(line) = reader.read(&mut record)? {
        for _ in written..before + line - 1 {
            text.push(b'\n');
        }
        let mut cells = vec![&b""[..]; width.max(record.len())];
        for (cell, at) in record.iter().zip(places) {
            cells[*at] = cell;
        }
        // Cells behind the last name stay there, so that the row is rejected for them.
        for (at, cell) in record.iter().enumerate().skip(places.len()) {
            cells[at] = cell;
        }
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                text.push(b',');
            }
            if !cell.is_empty() || cells.len() == 1 {
                text.push(b'"');
                for byte in *cell {
                    if *byte == b'"' {
                        text.push(b'"');
                    }
                    text.push(*byte);
                }
                text.push(b'"');
            }
        }
        text.push(b'\n');
        written = before + line;
    }
    Ok(written)
}
