//! Files on disk → rows of cells.
//!
//! [`discover`] finds the files, [`recognise`] says what each one is or refuses it by its true name, [`header`] finds the header
//! line and the delimiter, [`mod@format`] and [`formats`] know what the columns of each tool mean, [`records`] reads the rows: unpacked,
//! decoded, cut, and mended where they are damaged. Nothing here knows what a mention is.

mod cut;
mod decode;
pub mod discover;
pub mod format;
pub mod formats;
pub mod header;
mod kinds;
mod letters;
mod mend;
pub mod recognise;
pub mod records;
mod stacked;
mod unpack;
mod workbook;

use std::path::PathBuf;

/// The cells of one record, as bytes.
pub use csv::ByteRecord;

/// One file below `exports/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Path relative to the project, `/` between folders: its name in every message and output.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Size in bytes.
    pub bytes: u64,
}

/// What a file turned out to be: everything that reading its rows needs.
#[derive(Debug, Clone)]
pub struct Table {
    /// How its bytes are text.
    pub encoding: recognise::Encoding,
    /// Between the cells.
    pub delimiter: u8,
    /// Names of the columns, as written.
    pub columns: Vec<String>,
    /// Line of the header, from 1.
    pub header_line: u64,
    /// Records that stand before the first row, the header included.
    pub skip: usize,
    /// What the lines above the header state, as `From: Sat Jan 01 00:00:00 UTC 2028`.
    pub preamble: Vec<String>,
    /// Another table stands above the header.
    pub is_below_another: bool,
    /// Line in which another table begins below; none: its rows go to the end of the file.
    pub next_table: Option<u64>,
    /// What a reader of the report should know of its layout.
    pub notes: Vec<String>,
    /// The rows, where they were converted from a sheet of a workbook.
    pub converted: Option<workbook::Sheet>,
}

impl Table {
    /// Cells that a row has at least: those under trailing columns without a name may be missing, for nothing reads them.
    pub fn least_width(&self) -> usize {
        self.columns.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |last| last + 1)
    }

    /// The delimiter as reports name it: `,`, `;`, `|`, `tab`.
    pub fn delimiter_name(&self) -> String {
        match self.delimiter {
            b'\t' => "tab".to_owned(),
            other => char::from(other).to_string(),
        }
    }
}
