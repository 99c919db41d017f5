//! Skips what is not a row: blank lines, and the byte-order marks and headers of concatenated files.

use std::io::{self, Read};
use std::ops::AddAssign;

use csv::ByteRecord;

use super::super::kinds;
use super::{RecordReader, SAMPLE, leading_breaks, line_feeds};

/// Longest name of a column, in bytes.
const LONGEST_NAME: usize = 60;
/// A byte-order mark in UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// What is left between rows where files were joined; it is skipped.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(in crate::exports) struct Joined {
    /// Byte-order marks.
    pub(in crate::exports) marks: u64,
    /// Headers.
    pub(in crate::exports) headers: u64,
}

impl AddAssign for Joined {
    fn add_assign(&mut self, other: Self) {
        self.marks += other.marks;
        self.headers += other.headers;
    }
}

impl<R: Read> RecordReader<R> {
    /// What was left out between the rows so far.
    pub(in crate::exports) fn joined(&self) -> Joined {
        self.joined
    }

    /// Sets the header.
    pub(super) fn know_header(&mut self, header: &[String]) {
        self.header = header.iter().map(|name| name.clone().into_bytes()).collect();
        let folded = header.iter().map(|name| name.as_bytes().trim_ascii().to_ascii_lowercase());
        self.names = folded.collect();
        self.starts = [0; 2];
        for byte in self.header.iter().filter_map(|name| name.trim_ascii().first()) {
            for byte in [byte.to_ascii_lowercase(), byte.to_ascii_uppercase()] {
                self.starts[usize::from(byte >> 7)] |= 1 << (byte & 127);
            }
        }
    }

    /// Whether a record is the header of a file that was joined here and has other columns, or the same in another order: most of its cells are
    /// names of columns, and none is a value. The cells of a row are not.
    pub(in crate::exports) fn is_other_header(&self, record: &ByteRecord) -> bool {
        // A fast path for nearly all rows.
        let may_be_name = |cell: &[u8]| {
            let first = cell.trim_ascii().first();
            first.is_some_and(|byte| self.starts[usize::from(byte >> 7)] >> (byte & 127) & 1 == 1)
        };
        if !record.iter().take(2).any(may_be_name) {
            return false;
        }
        let is_name = |cell: &&[u8]| self.names.contains(&cell.to_ascii_lowercase());
        let cells: Vec<&[u8]> =
            record.iter().map(<[u8]>::trim_ascii).filter(|cell| !cell.is_empty()).collect();
        let names: std::collections::BTreeSet<&[u8]> =
            cells.iter().copied().filter(is_name).collect();
        names.len() >= 2
            && names.len() * 2 > cells.len()
            && cells.iter().all(|cell| cell.len() <= LONGEST_NAME && !kinds::is_value(cell))
    }

    pub(super) fn repeats_header(&self, record: &ByteRecord) -> bool {
        record.iter().eq(&self.header) && !record.as_slice().is_empty()
    }

    /// Passes over blank lines and the byte-order mark of a file that was joined here; time grows only with their number. Where the window
    /// is `kept` from a place on, no further than a sample.
    pub(super) fn pass_blanks(&mut self, kept: Option<usize>) -> io::Result<()> {
        loop {
            let text = &self.window[self.start..];
            // Most records follow without a blank line.
            if text.first().is_some_and(|byte| !matches!(byte, b'\r' | b'\n') && *byte != MARK[0]) {
                return Ok(());
            }
            let breaks = leading_breaks(text);
            self.line += line_feeds(&text[..breaks]);
            let is_mark = text[breaks..].starts_with(MARK);
            self.joined.marks += u64::from(is_mark);
            self.start += breaks + if is_mark { MARK.len() } else { 0 };
            // A mark may be cut by the end of what is at hand.
            let is_enough = self.window.len() - self.start >= MARK.len();
            match kept {
                None => self.drop_passed(),
                Some(first) if self.start - first >= SAMPLE => return Ok(()),
                Some(_) => {}
            }
            if !is_mark && (is_enough || !self.append()?) {
                return Ok(());
            }
        }
    }
}
