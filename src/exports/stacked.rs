//! Detects a row that describes the columns, and further tables in the same file.
//!
//! Such rows are excluded, and a note says so. The criteria exclude mentions: a description has no number, no link and no time; the header of
//! another table has no digit.

use std::io::Read;

use csv::ByteRecord;

use super::cut::RecordReader;
use super::decode::decoded;
use super::format::{Field, fold_name, fold_names};
use super::formats::Formats;
use super::header::{filled, texts};
use super::recognise::HEAD;
use super::{Export, ExportTable, records, unpack};
use crate::error::{Error, Result};
use crate::note::Note;

/// Passes over the second header row of Facebook Insights, sentences that say what the columns mean,
/// and a header that is repeated in another language.
pub(super) fn pass_over_descriptions<R: Read>(
    table: &mut ExportTable,
    reader: &mut RecordReader<R>,
    formats: &Formats,
) {
    let mut record = ByteRecord::new();
    for _ in 0..table.skip {
        let _ = reader.read(&mut record);
    }
    if let Ok(Some(line)) = reader.read(&mut record)
        && record.len() == table.columns.len()
        && (describes(&texts(&record)) || translates(&texts(&record), formats))
    {
        table.skip += 1;
        table.notes.push(Note::DescriptionRow { line });
    }
}

/// Every cell is filled and without a digit, and most are names of columns.
fn translates(cells: &[String], formats: &Formats) -> bool {
    let is_known = |cell: &&String| formats.knows(&fold_name(cell));
    let known = cells.iter().filter(is_known).count();
    let is_name = |cell: &String| {
        !cell.trim().is_empty() && cell.len() < 40 && !cell.contains(|c: char| c.is_ascii_digit())
    };
    known >= 2 && known * 2 > cells.len() && cells.iter().all(is_name)
}

/// The first two cells are empty, two others at least are filled, and every one of these is a phrase.
fn describes(cells: &[String]) -> bool {
    let is_phrase = |cell: &str| {
        let count = |is: fn(char) -> bool| cell.chars().filter(|c| is(*c)).count();
        cell.split_whitespace().count() >= 3
            && count(char::is_alphabetic) > 4 * count(char::is_numeric)
            && !cell.contains("://")
    };
    cells.iter().take(2).all(|cell| cell.trim().is_empty())
        && filled(cells).count() >= 2
        && filled(cells).all(is_phrase)
}

/// Ends the rows where another table begins. The whole file is only read for it where a table precedes this one too; else its
/// beginning is.
pub(super) fn end_of_rows(
    table: &mut ExportTable,
    export: &Export,
    head: &[u8],
    formats: &Formats,
) -> Result<()> {
    let read_error = || Error::io(&export.path, super::DOING);
    // A head is whole characters, up to three bytes less.
    let next = if table.is_below_another && head.len() + 3 >= HEAD {
        next_table(table, unpack::open(export, table)?, formats)
    } else {
        next_table(table, head, formats)
    };
    if table.is_below_another && is_below_mentions(table, head, formats) {
        let header = table.columns.join(",");
        return Err(records::joined_tables(&export.name, Some(table.header_line), &header).into());
    }
    if table.is_below_another {
        let line = table.header_line;
        table.notes.push(Note::SeveralTables { line });
    }
    match next.map_err(read_error())? {
        Some(Next { start, header: Some(header) }) if !table.is_below_another => {
            Err(records::joined_tables(&export.name, Some(start), &header).into())
        }
        Some(Next { start: line, .. }) => {
            table.next_table = Some(line);
            table.notes.push(Note::AnotherTable { line });
            Ok(())
        }
        None => Ok(()),
    }
}

/// Whether these cells are the header of a table of mentions.
fn has_mentions(cells: &[String], formats: &Formats) -> bool {
    let (format, folded) = (formats.recognise(cells), fold_names(cells));
    [Field::PublishedAt, Field::Text, Field::Author]
        .iter()
        .all(|field| format.finds(*field, &folded))
}

/// Whether the table above the header is one of mentions too.
fn is_below_mentions(table: &ExportTable, head: &[u8], formats: &Formats) -> bool {
    let mut reader = RecordReader::new(decoded(head, table.encoding), table.delimiter);
    let mut record = ByteRecord::new();
    // The line before the header is a row of that table.
    (2..table.skip).any(|_| {
        matches!(reader.read(&mut record), Ok(Some(_))) && has_mentions(&texts(&record), formats)
    })
}

/// Where the next table begins.
struct Next {
    /// Its first line, a title above its header included.
    start: u64,
    /// Its header, where it has columns of mentions too.
    header: Option<String>,
}

/// The next table.
fn next_table<R: Read>(
    table: &ExportTable,
    bytes: R,
    formats: &Formats,
) -> std::io::Result<Option<Next>> {
    let mut reader = RecordReader::new(decoded(bytes, table.encoding), table.delimiter);
    let mut record = ByteRecord::new();
    for _ in 0..table.skip {
        reader.read(&mut record)?;
    }
    let ours = fold_names(&table.columns);
    let mut title = None;
    while let Some(line) = reader.read(&mut record)? {
        // Nearly every row has a digit in it, and is done with here.
        if record.as_slice().iter().any(u8::is_ascii_digit) {
            title = None;
        } else {
            let cells = texts(&record);
            let names: Vec<String> = filled(&cells).map(fold_name).collect();
            let own = names.iter().filter(|name| ours.contains(name)).count();
            // A header with most of these names is that of the same kind of rows.
            let is_header = names.iter().filter(|name| formats.knows(name)).count() >= 2
                && own * 2 <= names.len();
            if is_header {
                let start = title.unwrap_or(line);
                let header = has_mentions(&cells, formats).then(|| cells.join(","));
                return Ok(Some(Next { start, header }));
            }
            title = (names.len() == 1).then_some(line);
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::{Stated, header};

    fn surveyed(text: &str) -> ExportTable {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, text).unwrap();
        let export = Export {
            name: "exports/a.csv".into(),
            path,
            bytes: text.len() as u64,
            ..Export::default()
        };
        header::survey(&export, &Stated::default(), &Formats::built_in()).unwrap()
    }

    #[test]
    fn a_row_of_descriptions_is_no_row() {
        let header = "Post ID,Permalink,Post Message,Posted,Lifetime Reach,Lifetime Views\n";
        let described = format!(
            "{header},,,,How many people saw it,How often 30 seconds were watched\n1,2,3,4,5,6\n"
        );
        let table = surveyed(&described);
        assert_eq!(table.skip, 2);
        assert_eq!(table.notes, [Note::DescriptionRow { line: 2 }]);
        for row in [
            ",,a text of four words,2028-01-01,,\n",
            ",,a text of words,Tue Oct 31 22:10:47 +0000 2028,,\n",
            ",,a text of words,,,\n",
            "7,,a text here,,and so on,\n",
        ] {
            assert_eq!(surveyed(&format!("{header}{row}")).skip, 1, "{row}");
        }
    }

    #[test]
    fn the_rows_end_where_the_next_table_begins() {
        let tweets = "id,time,text\n1,2028-01-01 10:00,good tea\n,,id\n2,2028-01-02 10:00,text\n";
        let table = surveyed(tweets);
        assert_eq!((table.next_table, table.notes.len()), (None, 0));
        let table = surveyed(&format!("{tweets}\nContributors\nid,author,likes\n7,ada,2\n"));
        assert_eq!(table.next_table, Some(6));
        assert_eq!(table.notes, [Note::AnotherTable { line: 6 }]);
        let table = surveyed(&format!(
            "Summary\nReach,9\nid,author,likes\n7,ada,2\n{tweets}id,author,likes\n1,2,3\n"
        ));
        assert_eq!((table.header_line, table.next_table), (5, Some(9)));
        assert_eq!(table.notes, [Note::SeveralTables { line: 5 }, Note::AnotherTable { line: 9 }]);
        let twice = surveyed(&format!("{tweets}{tweets}"));
        assert_eq!(
            twice.next_table, None,
            "its own header again is a row that is rejected, not the end"
        );
    }

    #[test]
    fn a_table_beyond_the_beginning_of_a_long_file_is_found_too() {
        let row = "1,2028-01-01 10:00,good tea\n";
        let rows = row.repeat(2 * HEAD / row.len());
        let text = format!(
            "Contributors\nid,author,likes\n7,ada,2\nid,time,text\n{rows}id,author,likes\n1,2,3\n"
        );
        assert_eq!(surveyed(&text).next_table, Some((5 + 2 * HEAD / row.len()) as u64));
    }
}
