//! Properties of cutting records: sound files are cut as the csv crate cuts them, and damage does not affect the sound rows around it.
//!
//! The input is a byte that chooses delimiter, quoting and position of the damage, then the text. Used by the fuzz target
//! `fuzz/fuzz_targets/records.rs` and by the replay of its finds.

use std::fmt::Write;

use socialmap::exports::recognise::Encoding;
use socialmap::exports::records::Records;
use socialmap::exports::{EncodingFrom, Export, ExportTable, StringRecord};
use socialmap::note::Note;

/// Sound rows after the damage.
const BEHIND: usize = 4;

/// Panics if a property does not hold.
pub(crate) fn holds(bytes: &[u8]) {
    let [choice, text @ ..] = bytes else { return };
    let text = String::from_utf8_lossy(text);
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = b",\t;|"[usize::from(choice & 3)];
    is_cut_as_by_the_crate(text, delimiter);
    costs_no_other_row(text, delimiter, choice & 4 != 0, usize::from(choice >> 4 & 7));
}

/// Reading any text ends, and a sound text is cut as the csv crate cuts it.
fn is_cut_as_by_the_crate(text: &str, delimiter: u8) {
    let wanted = by_crate(text, delimiter);
    let Some(width) = wanted.first().map(StringRecord::len) else { return };
    let (found, notes) = read(text, delimiter, width);
    let is_sound = wanted.iter().all(|record| record.len() == width) && is_lawful(text, delimiter);
    if is_sound {
        let found: Vec<StringRecord> = found.into_iter().map(|(_, record)| record).collect();
        // Byte-order marks of joined files are ignored before a row.
        assert!(text.contains('\u{feff}') || found == wanted[1..], "{text:?}: {found:?}");
        assert!(
            !notes.iter().any(|note| matches!(note, Note::MendedRows { .. })),
            "{text:?}: {notes:?}"
        );
    }
}

/// The rows before and after a damaged text are read in order, with their cells in place.
fn costs_no_other_row(damage: &str, delimiter: u8, is_quoted: bool, before: usize) {
    let mark = char::from(delimiter);
    let words = |n: usize| {
        if is_quoted {
            format!("Tea{mark} no. {n}: \"good\" (isn't it?) #tea")
        } else {
            format!("text {n}")
        }
    };
    let row = |n: usize| [n.to_string(), "2028-05-01".to_owned(), words(n), "x".to_owned()];
    let mut text = ["id", "day", "text", "tone"].join(&mark.to_string()) + "\n";
    let mut add = |n: usize| {
        let [id, day, mut words, tone] = row(n);
        if is_quoted {
            words = format!("\"{}\"", words.replace('"', "\"\""));
        }
        writeln!(text, "{id}{mark}{day}{mark}{words}{mark}{tone}").unwrap();
        if n + 1 == before {
            text.push_str(damage);
            text.push('\n');
        }
    };
    (0..before + BEHIND).for_each(&mut add);
    let (found, _) = read(&text, delimiter, 4);
    let mut found = found.iter().map(|(_, record)| record);
    for n in 0..before + BEHIND {
        let wanted = StringRecord::from(row(n).to_vec());
        assert!(found.any(|record| *record == wanted), "row {n} of {text:?}");
    }
}

/// The records after the header with their lines, and the notes.
fn read(text: &str, delimiter: u8, width: usize) -> (Vec<(u64, StringRecord)>, Vec<Note>) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    let export = Export {
        name: "exports/a.csv".to_owned(),
        path: file.path().to_path_buf(),
        bytes: text.len() as u64,
        ..Export::default()
    };
    let table = ExportTable {
        encoding: Encoding::UTF_8,
        encoding_from: EncodingFrom::Ascii,
        delimiter,
        columns: vec![String::new(); width],
        header_line: 1,
        skip: 1,
        preamble: Vec::new(),
        is_below_another: false,
        next_table: None,
        converted: None,
        rewrite: None,
        notes: Vec::new(),
    };
    let mut records = Records::open(&export, &table).unwrap();
    let mut record = StringRecord::new();
    let mut found: Vec<(u64, StringRecord)> = Vec::new();
    while let Some(line) = records.read(&mut record).unwrap() {
        assert!(found.last().is_none_or(|(before, _)| *before <= line), "{text:?}");
        found.push((line, record.clone()));
        assert!(found.len() <= text.len(), "more records than bytes: {text:?}");
    }
    let last = found.last().map_or(1, |(line, _)| *line);
    assert!(last <= text.matches('\n').count() as u64 + 1, "{text:?}");
    (found, records.found().notes())
}

fn by_crate(text: &str, delimiter: u8) -> Vec<StringRecord> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(delimiter);
    reader.from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
}

/// Whether every cell that starts with a quote ends with one, followed by a delimiter or a line break.
fn is_lawful(text: &str, delimiter: u8) -> bool {
    let mut rest = text.as_bytes();
    let ends_cell = |byte: &u8| *byte == delimiter || b"\r\n".contains(byte);
    while !rest.is_empty() {
        if rest[0] == b'"' {
            rest = &rest[1..];
            loop {
                let Some(quote) = rest.iter().position(|byte| *byte == b'"') else { return false };
                rest = &rest[quote + 1..];
                match rest.first() {
                    Some(b'"') => rest = &rest[1..],
                    Some(byte) if !ends_cell(byte) => return false,
                    _ => break,
                }
            }
        } else {
            let end = rest.iter().position(ends_cell).unwrap_or(rest.len());
            rest = &rest[end..];
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    true
}
