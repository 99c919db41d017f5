//! Skips what is not a row: blank lines, and the byte-order marks and headers of concatenated files.

use std::io::{self, Read};
use std::ops::AddAssign;

use csv::ByteRecord;

use super::{RecordReader, SAMPLE, leading_breaks, line_feeds};

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
