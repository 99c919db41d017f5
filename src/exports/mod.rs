//! Reads export files into rows of cells.
//!
//! [`discover`] finds the files, [`recognise`] identifies their type, [`header`] finds the header line and the delimiter, [`mod@format`] and
//! [`formats`] describe the columns of each tool, [`records`] reads the rows: unpacked, decoded, split into cells, and repaired where they are
//! damaged.

mod code_page_850;
mod cut;
mod decode;
mod detect;
mod dialect;
pub mod discover;
pub mod edited;
pub mod format;
pub mod formats;
pub mod header;
mod kinds;
mod mend;
mod names;
pub mod recognise;
pub mod records;
mod rewrite;
mod sheets;
mod spool;
mod stacked;
mod unpack;
mod workbook;

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::time::SystemTime;

use crate::error::{Error, Problem, Result};
use crate::note::Note;
use spool::Spool;

/// The cells of one record, as bytes.
pub use csv::StringRecord;
pub use detect::EncodingFrom;

const DOING: &str = "read the export";

/// One file below `exports/`.
#[derive(Debug, Clone, Default)]
pub struct Export {
    /// Path relative to the project, `/` between folders: its name in every message and output.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Size in bytes; of a pipe once it is [spooled](Self::spool).
    pub bytes: u64,
    /// When it was changed last, where that is known.
    pub modified: Option<SystemTime>,
    /// How it gives its bytes.
    pub source: ExportSource,
}

/// How an export gives its bytes.
#[derive(Debug, Clone, Default)]
pub enum ExportSource {
    /// As a file, as often as asked.
    #[default]
    Always,
    /// As a pipe, once.
    Once,
    /// They came out of the pipe and are kept.
    Spooled(Spool),
}

impl Export {
    /// Reads a pipe to its end, so that it can be read like a file from then on; waits for whoever writes it.
    ///
    /// # Errors
    ///
    /// The pipe cannot be read, or the folder for temporary files has no room for it.
    pub fn spool(&mut self) -> Result<()> {
        let doing = "read the pipe into a temporary file";
        let (spool, bytes) = Spool::of(&self.path).map_err(Error::io(&self.path, doing))?;
        (self.source, self.bytes) = (ExportSource::Spooled(spool), bytes);
        Ok(())
    }

    /// What the file system says of it; `None`: nothing about its bytes, which came out of a pipe.
    ///
    /// # Errors
    ///
    /// If it cannot be looked at.
    pub fn metadata(&self) -> Result<Option<Metadata>> {
        match self.source {
            ExportSource::Spooled(_) => Ok(None),
            ExportSource::Always | ExportSource::Once => {
                fs::metadata(&self.path).map(Some).map_err(|error| self.unread(error))
            }
        }
    }

    /// Its bytes from this place on.
    fn open(&self, from: u64) -> Result<Box<dyn Read>> {
        if let ExportSource::Spooled(spool) = &self.source {
            return Ok(Box::new(spool.from(from)));
        }
        let file = File::open(&self.path).and_then(|mut file| {
            file.seek(SeekFrom::Start(from))?;
            Ok(file)
        });
        Ok(Box::new(file.map_err(|error| self.unread(error))?))
    }

    /// Why it cannot be read; it was there when it was found.
    fn unread(&self, error: io::Error) -> Error {
        if error.kind() == ErrorKind::NotFound {
            return Problem::of(&self.name, "it vanished while it was read")
                .hint("put it back, or build again without it")
                .into();
        }
        Error::io(&self.path, DOING)(error)
    }
}

/// What the brief states about an export whose layout cannot be detected.
#[derive(Debug, Clone, Default)]
pub struct Stated {
    /// The columns of a field, by name.
    pub columns: Vec<(format::Field, Vec<String>)>,
    /// How its bytes are text.
    pub encoding: Option<recognise::Encoding>,
    /// Names of the sheets of a workbook that are read; none: every sheet with mentions.
    pub sheets: Vec<String>,
}

/// What a file turned out to be: everything that reading its rows needs.
#[derive(Debug, Clone)]
pub struct ExportTable {
    /// How its bytes are text.
    pub encoding: recognise::Encoding,
    /// What settled the encoding.
    pub encoding_from: EncodingFrom,
    /// Between the cells.
    pub delimiter: u8,
    /// Names of the columns, as written.
    pub columns: Vec<String>,
    /// Line of the header, from 1.
    pub header_line: u64,
    /// Records before the first row, the header included.
    pub skip: usize,
    /// What the lines above the header state, as `From: Sat Jan 01 00:00:00 UTC 2028`.
    pub preamble: Vec<String>,
    /// Another table precedes the header.
    pub is_below_another: bool,
    /// Line in which another table begins below; none: its rows go to the end of the file.
    pub next_table: Option<u64>,
    /// What a reader of the report should know of its layout.
    pub notes: Vec<Note>,
    /// How its text is rewritten before it is cut, where its marks are others.
    pub rewrite: Option<rewrite::Rewrite>,
    /// The rows, where they were converted from a sheet of a workbook.
    pub converted: Option<workbook::Sheet>,
}

impl ExportTable {
    /// The name of a field that is read from these columns, joined by ` + `.
    pub fn name_of(&self, columns: &[usize]) -> String {
        let names: Vec<&str> = columns.iter().map(|&column| self.columns[column].trim()).collect();
        names.join(" + ")
    }

    /// Cells that a row has at least: those under trailing columns without a name may be missing, for nothing reads them.
    pub fn least_width(&self) -> usize {
        self.columns.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |last| last + 1)
    }

    /// The delimiter as reports name it: `,`, `;`, `|`, `tab`.
    pub fn delimiter_name(&self) -> String {
        if let Some(marks) = self.rewrite.and_then(|rewrite| rewrite.marks) {
            return marks.name();
        }
        match self.delimiter {
            b'\t' => "tab".to_owned(),
            other => char::from(other).to_string(),
        }
    }
}
