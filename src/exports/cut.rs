//! Splits text into records exactly as the csv crate does, with the state machine of that crate.
//!
//! Where a record does not have the header's width, or its quotes are inconsistent over several lines, [`super::mend`] decides what the record
//! is and where it ends, and reading continues there: a stray quote cannot swallow the rest of the file. Lines are counted as an
//! editor shows them. Memory is bounded by [`LONGEST`], whatever the file holds.

mod ahead;
mod between;
mod plain;
mod quotes;

use std::cmp::Ordering;
use std::collections::VecDeque;
use std::io::{self, Read};

use csv::ByteRecord;
use csv_core::ReadRecordResult;
use memchr::{memchr, memchr_iter};

use super::decode::{Decoded, Repairs};
use super::mend::{Outcome, Repaired, Shape, mend};
use super::recognise::Encoding;
pub(super) use between::Joined;
use quotes::Quotes;

/// A longer record is unterminated: a hundred times the longest post of any network.
const LONGEST: usize = 4 << 20;
/// Text after a damaged record that is examined to repair it.
const BEHIND: usize = 64 * 1024;
/// Text that is available where a record begins: most end within it.
const AHEAD: usize = 16 * 1024;
/// Text at the beginning of a file from which the shape of its columns is computed.
const SAMPLE: usize = 64 * 1024;

/// The records of a text.
pub(super) struct RecordReader<R> {
    text: Decoded<R>,
    state_machine: csv_core::Reader,
    /// The state machine has read nothing yet: it knows what a text may begin with.
    is_fresh: bool,
    delimiter: u8,
    /// What the records should look like, once the header is known.
    shape: Option<Shape>,
    /// Every record is a line, whatever line breaks its cells hold: the rows of a sheet.
    rows_are_lines: bool,
    window: Vec<u8>,
    /// Where in the window the next record starts; lines before it.
    start: usize,
    line: u64,
    /// The cells of the last cut, one behind the other, and where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    /// Buffer for a cell whose quotes must be removed.
    unquoted: Vec<u8>,
    mended: u64,
    /// What files that were joined left between the rows.
    joined: Joined,
    /// The header, which such a file repeats.
    header: Vec<Vec<u8>>,
    /// Its names in lower case.
    names: std::collections::BTreeSet<Vec<u8>>,
    /// One bit for each byte with which a name of the header begins.
    starts: [u128; 2],
    /// Bytes of the text that are no longer in the window.
    dropped: usize,
    /// Where in the text the chunks end whose end was passed but not yet reported, and what was repaired up to there.
    limits: VecDeque<(usize, Repairs)>,
}

/// A record as the state machine splits it: the cells are in the reader.
struct RecordBounds {
    /// Where in the window it ends.
    end: usize,
    width: usize,
    /// Its quotes follow the rules, if it has several lines.
    has_valid_quotes: bool,
    /// It has an end: that of its rules, or of the text.
    is_whole: bool,
}

impl<R: Read> RecordReader<R> {
    pub(super) fn new(text: Decoded<R>, delimiter: u8) -> Self {
        Self {
            rows_are_lines: matches!(text.encoding, Encoding::Workbook),
            text,
            state_machine: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            is_fresh: true,
            delimiter,
            shape: None,
            window: Vec::new(),
            start: 0,
            line: 0,
            cells: vec![0; 4096],
            ends: vec![0; 64],
            unquoted: Vec::new(),
            mended: 0,
            joined: Joined::default(),
            header: Vec::new(),
            names: std::collections::BTreeSet::new(),
            starts: [0; 2],
            dropped: 0,
            limits: VecDeque::new(),
        }
    }

    /// Continues where a record begins, as a reader that has read the file up to there would.
    pub(super) fn resume_at(text: Decoded<R>, shape: Shape, header: &[String]) -> Self {
        let mut reader = Self::new(text, shape.delimiter);
        reader.shape = Some(shape);
        reader.know_header(header);
        reader.reset();
        reader
    }

    /// What the records should look like; `None` until the header is known.
    pub(super) fn shape(&self) -> Option<&Shape> {
        self.shape.as_ref()
    }

    /// Reads the next record and returns its line, from 1; `None` at the end. A header that is repeated among the rows is none.
    pub(super) fn read(&mut self, record: &mut ByteRecord) -> io::Result<Option<u64>> {
        loop {
            let line = self.read_any(record)?;
            if line.is_none() || !self.repeats_header(record) {
                return Ok(line);
            }
            self.joined.headers += 1;
        }
    }

    fn read_any(&mut self, record: &mut ByteRecord) -> io::Result<Option<u64>> {
        self.drop_passed();
        self.pass_blanks(None)?;
        if self.window.len() - self.start < AHEAD {
            self.append()?;
        }
        if let Some(end) = self.plain(record) {
            return Ok(Some(self.pass(end)));
        }
        let Some(cut) = self.cut()? else {
            self.start = self.window.len();
            return Ok(None);
        };
        record.clear();
        let end = if self.is_good(&cut) {
            record.extend(cells(&self.cells, &self.ends[..cut.width]));
            if let Some(shape) = &self.shape {
                (cut.width..shape.width).for_each(|_| record.push_field(b""));
            }
            cut.end
        } else {
            self.mend(record, &cut, self.start)?
        };
        Ok(Some(self.pass(end)))
    }

    /// The chunks that end before the next record, or within the last: their number, and what was repaired up to the
    /// next record if it begins a chunk. Each is reported once.
    pub(super) fn chunks_ended(&mut self) -> (usize, Option<Repairs>) {
        let mut left = 0;
        while let Some(&(limit, repairs)) = self.limits.front() {
            let rest = limit.saturating_sub(self.dropped + self.start);
            let between = &self.window[self.start..self.start + rest];
            if !between.iter().all(|byte| matches!(byte, b'\r' | b'\n')) {
                break;
            }
            let is_exact = self.dropped + self.start <= limit;
            self.limits.pop_front();
            left += 1;
            if is_exact {
                if !self.rows_are_lines {
                    self.line += line_feeds(between);
                }
                self.start += rest;
                return (left, Some(repairs));
            }
        }
        (left, None)
    }

    /// Lines before the next record.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    fn append(&mut self) -> io::Result<bool> {
        let has_more = self.text.append(&mut self.window)?;
        if self.text.pauses() {
            self.limits.push_back((self.dropped + self.window.len(), self.text.repairs()));
        }
        Ok(has_more)
    }

    /// Passes over the record that ends here and gives its line.
    fn pass(&mut self, end: usize) -> u64 {
        let passed = &self.window[self.start..end];
        let line = self.line + line_feeds(&passed[..leading_breaks(passed)]) + 1;
        self.line = if self.rows_are_lines { line } else { self.line + line_feeds(passed) };
        self.start = end;
        line
    }

    /// Cuts the record that begins at `start`, where it is as wide as the header and every quote of it either encloses a whole cell or is
    /// within one without. That is most records, and no state machine is needed to see where their cells end. `None`: the state machine must look.
    fn plain(&mut self, record: &mut ByteRecord) -> Option<usize> {
        let shape = self.shape.as_ref().filter(|shape| !self.is_fresh && !shape.is_ragged())?;
        let width = shape.width;
        let text = &self.window[self.start..];
        let mut at = 0;
        record.clear();
        loop {
            let (cell, length) = plain::cell(&text[at..], self.delimiter, &mut self.unquoted)?;
            record.push_field(cell);
            at += length;
            at += match text[at..] {
                [b'\n', ..] => 1,
                [b'\r', b'\n', ..] => 2,
                [byte, ..] if byte == self.delimiter && record.len() < width => {
                    at += 1;
                    continue;
                }
                _ => return None,
            };
            return (record.len() == width && at <= LONGEST).then_some(self.start + at);
        }
    }

    /// Damaged records that could be mended so far.
    pub(super) fn mended(&self) -> u64 {
        self.mended
    }

    /// The text that is cut.
    pub(super) fn text(&self) -> &Decoded<R> {
        &self.text
    }

    /// Whether a record is as it should be. The rows of a sheet are, whatever their width: nothing can have shifted their cells.
    fn is_good(&self, cut: &RecordBounds) -> bool {
        let Some(shape) = &self.shape else { return true };
        let has_only_empty_ones_more =
            || cut.width > shape.width && self.ends[cut.width - 1] == self.ends[shape.width - 1];
        let row = || cells(&self.cells, &self.ends[..shape.width]).collect::<Vec<_>>();
        self.rows_are_lines
            || cut.has_valid_quotes
                && match cut.width.cmp(&shape.width) {
                    Ordering::Less => false,
                    Ordering::Equal => !(shape.is_ragged() && shape.may_be_shifted(&row())),
                    Ordering::Greater => has_only_empty_ones_more() && shape.kinds.fit_all(&row()),
                }
    }

    /// Cuts the record that begins at `start`, as far as it makes sense: one that goes wrong on the way is left where it does.
    fn cut(&mut self) -> io::Result<Option<RecordBounds>> {
        let (mut at, mut written, mut width) = (self.start, 0, 0);
        let mut quotes = Quotes::default();
        let mut judged = at;
        self.is_fresh = false;
        loop {
            let end = self.piece_end(at)?;
            let is_end = end == at;
            loop {
                let (result, read, more, ends) = self.state_machine.read_record(
                    &self.window[at..end],
                    &mut self.cells[written..],
                    &mut self.ends[width..],
                );
                at += read;
                written += more;
                width += ends;
                match result {
                    ReadRecordResult::InputEmpty => break,
                    ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                    ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                    ReadRecordResult::End => return Ok(None),
                    ReadRecordResult::Record => {
                        if self.shape.is_some() {
                            quotes.pass(&self.window[judged..at], self.delimiter);
                        }
                        let has_valid_quotes =
                            !(quotes == Quotes::Broken || is_end && quotes == Quotes::Open);
                        return Ok(Some(RecordBounds {
                            end: at,
                            width,
                            has_valid_quotes,
                            is_whole: has_valid_quotes || is_end,
                        }));
                    }
                }
            }
            let Some(shape) = &self.shape else { continue };
            let is_long = at - self.start > LONGEST;
            if self.window[at - 1] != b'\n' && !is_long {
                continue;
            }
            quotes.pass(&self.window[judged..at], self.delimiter);
            judged = at;
            // A cell that goes on over a line break is not empty, so behind the last column it is one too many.
            if quotes == Quotes::Broken || width >= shape.width || is_long {
                self.reset();
                return Ok(Some(RecordBounds {
                    end: at,
                    width,
                    has_valid_quotes: false,
                    is_whole: false,
                }));
            }
        }
    }

    fn mend(
        &mut self,
        record: &mut ByteRecord,
        cut: &RecordBounds,
        from: usize,
    ) -> io::Result<usize> {
        while self.window.len() <= cut.end + BEHIND && self.append()? {}
        let until = self.window.len().min(cut.end + BEHIND);
        let Some(shape) = &self.shape else { return Ok(cut.end) };
        let whole = cut.is_whole.then_some(cut.end - from);
        let Repaired { cells, used, outcome } =
            mend(&self.window[from..until], whole, until == self.window.len(), shape);
        self.mended += u64::from(outcome == Outcome::Repaired);
        record.extend(&cells);
        self.reset();
        self.line_end(from + used)
    }

    /// Sets the state machine to the start of a record. It skips a byte-order mark before the first thing that it reads, so it
    /// reads a line end here: later in the text such a mark is part of a cell.
    fn reset(&mut self) {
        self.state_machine.reset();
        self.is_fresh = false;
        let _ = self.state_machine.read_record(b"\n", &mut self.cells, &mut self.ends);
    }

    /// `at` if a record may end there; else the end of the line that holds it, whose text is dropped.
    fn line_end(&mut self, at: usize) -> io::Result<usize> {
        if matches!(self.window[at - 1], b'\r' | b'\n') {
            return Ok(at);
        }
        loop {
            let end = self.piece_end(at)?;
            if end == at || self.window[end - 1] == b'\n' {
                return Ok(end);
            }
            self.window.drain(at..end);
            self.dropped += end - at;
        }
    }

    /// Where the line that holds `at` ends, its line feed included; earlier in a line without end, `at` itself at the end of the text.
    fn piece_end(&mut self, at: usize) -> io::Result<usize> {
        let mut searched = at;
        loop {
            // Never further than to there, however much text is at hand.
            let end = self.window.len().min(at + LONGEST + 1);
            let rest = &self.window[searched..end];
            searched += memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            let is_found = searched > at && self.window[searched - 1] == b'\n';
            if is_found || searched - at > LONGEST || !self.append()? {
                return Ok(searched);
            }
        }
    }

    /// Text that has been cut makes unquoted once it is most of the window.
    fn drop_passed(&mut self) {
        if self.start > SAMPLE && self.start * 2 > self.window.len() {
            self.window.drain(..self.start);
            self.dropped += self.start;
            self.start = 0;
        }
    }
}

fn cells<'a>(text: &'a [u8], ends: &'a [usize]) -> impl Iterator<Item = &'a [u8]> {
    let mut start = 0;
    ends.iter().map(move |&end| &text[std::mem::replace(&mut start, end)..end])
}

fn leading_breaks(text: &[u8]) -> usize {
    text.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

fn line_feeds(text: &[u8]) -> u64 {
    memchr_iter(b'\n', text).count() as u64
}

#[cfg(test)]
mod tests;
