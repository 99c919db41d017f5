//! Reads a small CSV file that people fill in with a spreadsheet: comma, semicolon or tab between the cells, UTF-8 or UTF-16.
//!
//! The first record names the columns. Other letters than ASCII may be lost where the spreadsheet saved the file in another encoding, so the columns
//! that are read must not need them.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::recognise::{Encoding, recognise};
use super::records::sha256;
use crate::error::{Error, Problem, Result};

/// Most bytes of such a file; one of a thousand long texts has a tenth of it.
const LARGEST: u64 = 32 << 20;

/// The rows of a file that people fill in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditedTable {
    /// The names of the columns, trimmed, in lower case.
    pub columns: Vec<String>,
    /// Line in the file, from 1, and cells, trimmed, as many as there are columns. A row without a filled cell is left out.
    pub rows: Vec<(u64, Vec<String>)>,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

impl EditedTable {
    /// Reads the file; `name` is its name in messages.
    ///
    /// # Errors
    ///
    /// It cannot be read, is too large or is no text.
    pub fn read(path: &Path, name: &str) -> Result<Self> {
        let fail = |source| Error::io(path, "read the sheet")(source);
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
            .map_err(fail)?;
        if bytes.len() as u64 > LARGEST {
            let what = format!("this sheet has more than {LARGEST} bytes");
            return Err(Problem::of(name, what)
                .hint("remove the rows that are not filled in")
                .into());
        }
        Ok(Self::of(&bytes).map_err(|is| {
            Problem::of(name, format!("this is {is}, not a CSV file"))
                .hint("open it in a spreadsheet, and save it as CSV UTF-8")
        })?)
    }

    /// The same from the bytes of the file; the error says what they are if they are no text.
    fn of(bytes: &[u8]) -> std::result::Result<Self, &'static str> {
        let encoding = recognise(bytes).map_err(|refusal| refusal.is)?;
        let encoding = encoding.map_or(Encoding::UTF_8, |(encoding, _)| encoding);
        let (text, ..) = encoding.decoder().decode(bytes);
        let first = text.lines().next().unwrap_or_default();
        // A name of a column has none of them.
        let delimiter =
            [',', ';', '\t'].into_iter().max_by_key(|mark| first.matches(*mark).count());
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter.and_then(|mark| u8::try_from(mark).ok()).unwrap_or(b','))
            .flexible(true)
            .trim(csv::Trim::All)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut records = reader.records().filter_map(std::result::Result::ok);
        let header = records.next().unwrap_or_default();
        let columns: Vec<String> = header.iter().map(str::to_lowercase).collect();
        let rows = records.filter(|record| record.iter().any(|cell| !cell.is_empty()));
        let rows = rows.map(|record| {
            let line = record.position().map_or(0, csv::Position::line);
            let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
            cells.resize(columns.len(), String::new());
            (line, cells)
        });
        Ok(Self { rows: rows.collect(), columns, sha256: sha256(bytes) })
    }

    /// The place of a column, by its name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
        let table = EditedTable::of(bytes).unwrap();
        assert_eq!(table.columns, ["id", "text", "label"]);
        table.rows
    }

    #[test]
    fn what_spreadsheets_save_is_read() {
        let expected = vec![
            (2, ["1", "two\nlines", "Positive"].map(str::to_owned).to_vec()),
            (5, ["2", "", ""].map(str::to_owned).to_vec()),
        ];
        let text = "ID,Text,label\n1,\"two\nlines\", Positive \n,,\n2\n";
        assert_eq!(rows(text.as_bytes()), expected);
        assert_eq!(rows(format!("\u{feff}{}", text.replace(',', ";")).as_bytes()), expected);
        let wide = format!("\u{feff}{}", text.replace(',', "\t"));
        let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(rows(&wide), expected);
        // A letter of another encoding is in no column that is read.
        assert_eq!(rows(b"id;text;label\n1;caf\xe9;neutral\n")[0].1[2], "neutral");
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(EditedTable::of(b"PK\x03\x04"), Err("a zip archive, not an Excel workbook"));
        assert_eq!(EditedTable::of(b""), Err("empty"));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, b"%PDF").unwrap();
        let error = EditedTable::read(&path, "audit/a.csv").unwrap_err();
        assert_eq!(
            error.to_string(),
            "audit/a.csv: this is a PDF document, not a CSV file\nhint: open it in a spreadsheet, and save it as CSV UTF-8"
        );
    }
}
