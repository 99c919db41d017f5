//! A file → its records, in order, each with its line, decoded and cut by the csv crate.
//!
//! The bytes are hashed as they pass, so that a file is read once.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::rc::Rc;

use csv::ByteRecord;
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};
use sha2::{Digest, Sha256};

use super::recognise::{Encoding, HEAD};
use super::{Export, Table};
use crate::error::{Error, Result};

/// The first bytes of an export, at most [`HEAD`].
///
/// # Errors
///
/// If the file cannot be read.
pub fn head(export: &Export) -> Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(&export.path)
        .and_then(|file| file.take(HEAD as u64).read_to_end(&mut head))
        .map_err(Error::io(&export.path, "read the export"))?;
    Ok(head)
}

/// Decodes bytes to UTF-8; broken sequences become U+FFFD, a byte-order mark is dropped.
pub(super) fn decoded<R: Read>(bytes: R, encoding: Encoding) -> DecodeReaderBytes<R, Vec<u8>> {
    DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding.decoder()))
        .utf8_passthru(true)
        .strip_bom(true)
        .build(bytes)
}

/// The csv crate's reader, with the line of each record; judging the width of a record is left to the caller.
pub(super) struct Cutter<R> {
    reader: csv::Reader<Counting<R>>,
    lines: Rc<RefCell<Lines>>,
}

impl<R: Read> Cutter<R> {
    pub(super) fn new(text: R, delimiter: u8) -> Self {
        let lines = Rc::new(RefCell::new(Lines::default()));
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(1 << 16)
            .from_reader(Counting { text, lines: Rc::clone(&lines) });
        Self { reader, lines }
    }

    /// Reads the next record and returns its line, from 1; `None` at the end.
    pub(super) fn read(&mut self, record: &mut ByteRecord) -> io::Result<Option<u64>> {
        let more = self.reader.read_byte_record(record)?;
        let byte = record.position().map_or(0, csv::Position::byte);
        Ok(more.then(|| self.lines.borrow_mut().line_at(byte)))
    }
}

/// The rows of one export.
pub struct Records {
    cutter: Cutter<DecodeReaderBytes<Hashing, Vec<u8>>>,
    hash: Rc<RefCell<Sha256>>,
    export: Export,
    /// Rows up to the next table, where there is one.
    left: Option<u64>,
}

impl Records {
    /// Opens an export and passes over everything up to its header.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn open(export: &Export, table: &Table) -> Result<Self> {
        let file = File::open(&export.path).map_err(Error::io(&export.path, "read the export"))?;
        let hash = Rc::new(RefCell::new(Sha256::new()));
        let hashing = Hashing { file, hash: Rc::clone(&hash) };
        let cutter = Cutter::new(decoded(hashing, table.encoding), table.delimiter);
        let mut records = Self { cutter, hash, export: export.clone(), left: None };
        let mut passed = ByteRecord::new();
        for _ in 0..table.skip {
            records.read(&mut passed)?;
        }
        records.left = table.rows;
        Ok(records)
    }

    /// Reads the next record and returns its line, from 1; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the file cannot be read on.
    pub fn read(&mut self, record: &mut ByteRecord) -> Result<Option<u64>> {
        let mut read =
            || self.cutter.read(record).map_err(Error::io(&self.export.path, "read the export"));
        match &mut self.left {
            // What follows is another table; it is read for the hash alone.
            Some(0) => {
                while read()?.is_some() {}
                Ok(None)
            }
            Some(left) => {
                *left -= 1;
                read()
            }
            None => read(),
        }
    }

    /// Bytes of text passed so far, for progress.
    pub fn position(&self) -> u64 {
        self.cutter.reader.position().byte()
    }

    /// SHA-256 of the bytes read so far, hexadecimal: of the whole file once [`Records::read`] has returned `None`.
    pub fn sha256(&self) -> String {
        hex(&self.hash.borrow().clone().finalize())
    }
}

/// SHA-256 of some bytes, hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

struct Hashing {
    file: File,
    hash: Rc<RefCell<Sha256>>,
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.hash.borrow_mut().update(&buffer[..count]);
        Ok(count)
    }
}

/// Counts lines on the way to the csv crate, whose own count stands still at blank lines and lags behind in CRLF files.
struct Counting<R> {
    text: R,
    lines: Rc<RefCell<Lines>>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.text.read(buffer)?;
        self.lines.borrow_mut().pass(&buffer[..count]);
        Ok(count)
    }
}

/// Where the lines end that are read but not yet asked for.
#[derive(Default)]
struct Lines {
    /// For each line the byte behind its last character that is no line end (0: the line is blank), oldest first.
    ends: VecDeque<u64>,
    /// Lines that are gone from `ends`.
    gone: u64,
    passed: u64,
    is_inside_line: bool,
}

impl Lines {
    fn pass(&mut self, text: &[u8]) {
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            if !self.is_inside_line {
                self.ends.push_back(0);
            }
            let characters = without_line_end(line);
            if characters > 0
                && let Some(end) = self.ends.back_mut()
            {
                *end = self.passed + characters as u64;
            }
            self.passed += line.len() as u64;
            self.is_inside_line = !line.ends_with(b"\n");
        }
    }

    /// The line, from 1, of the first character at or behind this byte that is no line end. Earlier lines are forgotten.
    fn line_at(&mut self, byte: u64) -> u64 {
        while self.ends.front().is_some_and(|end| *end <= byte) {
            self.ends.pop_front();
            self.gone += 1;
        }
        self.gone + 1
    }
}

/// Bytes up to and with the last one that is neither CR nor LF.
fn without_line_end(line: &[u8]) -> usize {
    line.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n')).map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<u64> {
        // One byte at a time: the hardest way to be read.
        let mut cutter = Cutter::new(io::BufReader::with_capacity(1, text.as_bytes()), b',');
        let mut record = ByteRecord::new();
        std::iter::from_fn(|| cutter.read(&mut record).unwrap()).collect()
    }

    #[test]
    fn a_record_has_the_line_that_an_editor_shows() {
        assert_eq!(lines("a\nb\n\"c\nd\"\ne"), [1, 2, 3, 5]);
        assert_eq!(lines("a\r\nb\r\n\"c\r\nd\"\r\ne\r\n"), [1, 2, 3, 5]);
        assert_eq!(lines("\n\na\n\r\n\nb"), [3, 6]);
        assert_eq!(lines("a\rb\nc"), [1, 1, 2]);
    }
}
