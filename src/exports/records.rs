//! Reads the records of a file in order, each with its line number: unpacks, decodes, splits and repairs the file.
//!
//! A large file is read in [`Chunks`], each by its own reader. The middle of a file does not show where a record begins, so the start of each
//! chunk is a guess, and each reader reports whether it ended exactly where the next one began; if not, it reads the next chunk too, and
//! what was read from the wrong start is discarded. A file that was changed since it was found is refused, because part of an export would
//! give wrong counts.

use std::io::{self, BufReader, Read};
use std::ops::AddAssign;

use csv::{ByteRecord, StringRecord};
use sha2::{Digest, Sha256};

use super::cut::{Joined, RecordReader};
use super::decode::{Repairs, decoded};
use super::mend::Shape;
use super::recognise::Encoding;
use super::{DOING, Export, ExportTable, unpack};
use crate::error::{Error, Problem, Result};
use crate::note::Note;

/// Text behind a guessed start that is looked at for whole rows.
const LOOK: usize = 64 * 1024;
/// Rows behind a guessed start that must be as wide as the header.
const GOOD_ROWS: usize = 3;

/// The rows of one export, or of a chunk of it.
pub struct Records {
    reader: RecordReader<Box<dyn Read>>,
    export: Export,
    /// Line of the next table, where there is one.
    until: Option<u64>,
    /// Chunks that are read through, of those that this reader has begun or may go on to.
    left: usize,
    /// What was repaired in them, if the last one ended where the next begins.
    ended: Option<Repairs>,
    /// Lines are counted from the start of the file.
    is_from_start: bool,
}

/// What had to be done to the text and the rows of an export or a chunk of it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct ReadRepairs {
    repairs: Repairs,
    mended: u64,
    joined: Joined,
}

/// Where an export may be read from, beside its start.
#[derive(Debug)]
pub struct Chunks {
    starts: Vec<u64>,
    shape: Shape,
}

impl Chunks {
    /// Chunks of about so many bytes, the last up to twice as long; `None` where the file is small, packed, rewritten, of wide
    /// characters, a workbook or several tables, and is read in one.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn of(export: &Export, table: &ExportTable, size: u64) -> Result<Option<Self>> {
        let is_in_one = table.next_table.is_some() || table.rewrite.is_some();
        if export.bytes < 2 * size || !table.encoding.is_narrow() || is_in_one {
            return Ok(None);
        }
        let failed = || Error::io(&export.path, DOING);
        if unpack::is_packed(&mut BufReader::new(export.open(0)?)).map_err(failed())? {
            return Ok(None);
        }
        let Some(shape) = Records::open(export, table)?.reader.shape().cloned() else {
            return Ok(None);
        };
        let mut starts = Vec::new();
        let mut at = size;
        while at + size <= export.bytes {
            let mut text = Vec::with_capacity(LOOK);
            export.open(at)?.take(LOOK as u64).read_to_end(&mut text).map_err(failed())?;
            let start = likely_start(&text, table.encoding, &shape).map_err(failed())?;
            if let Some(start) = start.map(|start| at + start)
                && starts.last() < Some(&start)
                && start < export.bytes
            {
                starts.push(start);
            }
            at += size;
        }
        Ok(Some(Self { starts, shape }))
    }

    /// How many there are, at least one.
    pub fn count(&self) -> usize {
        self.starts.len() + 1
    }
}

/// Where in a text that begins anywhere a row most likely begins: behind a line break, before rows as wide as the header.
fn likely_start(text: &[u8], encoding: Encoding, shape: &Shape) -> io::Result<Option<u64>> {
    let mut breaks = text.iter().zip(1..).filter(|(byte, _)| **byte == b'\n').map(|(_, at)| at);
    let is_likely = |start: &usize| {
        let mut reader =
            RecordReader::resume_at(decoded(&text[*start..], encoding), shape.clone(), &[]);
        reader.splits_cleanly(GOOD_ROWS)
    };
    // The end of the text may be inside a row.
    let found = breaks.find_map(|start| match is_likely(&start) {
        Ok(false) => None,
        found => Some(found.map(|_| start as u64)),
    });
    found.transpose()
}

impl Records {
    /// Opens an export and passes over everything up to its header.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn open(export: &Export, table: &ExportTable) -> Result<Self> {
        Self::open_pausing(export, table, &[])
    }

    /// Opens a chunk of an export, counted from 0.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn open_chunk(
        export: &Export,
        table: &ExportTable,
        chunks: &Chunks,
        chunk: usize,
    ) -> Result<Self> {
        let Some(before) = chunk.checked_sub(1) else {
            return Self::open_pausing(export, table, &chunks.starts);
        };
        let start = chunks.starts[before];
        let text = export.open(start)?;
        let text = decoded(text, table.encoding).pausing(start, &chunks.starts[chunk..]);
        let reader = RecordReader::resume_at(text, chunks.shape.clone(), &table.columns);
        Ok(Self { is_from_start: false, ..Self::new(reader, export, table) })
    }

    fn open_pausing(export: &Export, table: &ExportTable, starts: &[u64]) -> Result<Self> {
        let failed = || Error::io(&export.path, DOING);
        let bytes = unpack::open(export, table)?;
        let text = decoded(bytes, table.encoding).pausing(0, starts);
        let mut reader = RecordReader::new(text, table.delimiter);
        let mut above = ByteRecord::new();
        for _ in 0..table.skip {
            reader.read(&mut above).map_err(failed())?;
        }
        reader.expect(&table.columns).map_err(failed())?;
        Ok(Self::new(reader, export, table))
    }

    fn new(reader: RecordReader<Box<dyn Read>>, export: &Export, table: &ExportTable) -> Self {
        Self {
            reader,
            export: export.clone(),
            until: table.next_table,
            left: 0,
            ended: None,
            is_from_start: true,
        }
    }

    /// Reads the next record and returns its line, from 1 at the start of the chunk; `None` at the end. A damaged record is mended where
    /// its meaning is sure; where it is not, it comes without the header's width. A
    /// row of empty cells is passed over.
    ///
    /// # Errors
    ///
    /// If the file cannot be read on, or was changed since it was found.
    pub fn read(&mut self, record: &mut StringRecord) -> Result<Option<u64>> {
        let mut cells = std::mem::take(record).into_byte_record();
        let line = loop {
            let line = self.read_any(&mut cells)?;
            // Spreadsheets write `;;` for a row without a value: a blank line, not a mention.
            let is_blank = || cells.iter().all(|cell| cell.trim_ascii().is_empty());
            if let Some(line) = line
                && self.reader.is_other_header(&cells)
            {
                return Err(self.joined_here(line, &cells).into());
            }
            if line.is_none() || !is_blank() {
                break line;
            }
        };
        // Decoded text is valid UTF-8, except for a record that is cut off because it is too long.
        *record = StringRecord::from_byte_record_lossy(cells);
        Ok(line)
    }

    fn joined_here(&self, line: u64, header: &ByteRecord) -> Problem {
        let cells: Vec<_> = header.iter().map(String::from_utf8_lossy).collect();
        let line = self.is_from_start.then_some(line);
        joined_tables(&self.export.name, line, &cells.join(","))
    }

    fn read_any(&mut self, record: &mut ByteRecord) -> Result<Option<u64>> {
        let (left, ended) = self.reader.chunks_ended();
        self.left += left;
        if ended.is_some() {
            self.ended = ended;
            return Ok(None);
        }
        let failed = |error| Error::io(&self.export.path, DOING)(error);
        let line = self.reader.read(record).map_err(failed)?;
        let line = line.filter(|line| self.until.is_none_or(|until| *line < until));
        if line.is_none() {
            self.left += 1;
            require_unchanged(&self.export)?;
        }
        Ok(line)
    }

    /// Chunks read through so far, counted from the one it was opened at; the chunk that follows is to be read by another.
    pub fn chunks(&self) -> usize {
        self.left
    }

    /// Lines passed so far, counted from the start of the chunk.
    pub fn lines(&self) -> u64 {
        self.reader.line()
    }

    /// Bytes of the text read so far, counted from the start of the file; what is packed is longer unpacked.
    pub fn position(&self) -> u64 {
        self.reader.text().position()
    }

    /// What was done to the text and the records up to here.
    pub fn found(&self) -> ReadRepairs {
        let repairs = self.ended.unwrap_or_else(|| self.reader.text().repairs());
        ReadRepairs { repairs, mended: self.reader.mended(), joined: self.reader.joined() }
    }
}

impl AddAssign for ReadRepairs {
    fn add_assign(&mut self, other: Self) {
        self.repairs += other.repairs;
        self.mended += other.mended;
        self.joined += other.joined;
    }
}

impl ReadRepairs {
    /// What a reader of the report should know of it.
    pub fn notes(&self) -> Vec<Note> {
        let Repairs { broken, is_cut, garbled } = self.repairs;
        let Joined { marks, headers } = self.joined;
        let some = |count: u64, note: fn(u64) -> Note| (count > 0).then(|| note(count));
        [
            some(broken, |places| Note::BrokenBytes { places }),
            is_cut.then_some(Note::CutCharacter),
            some(garbled, |places| Note::GarbledText { places }),
            some(self.mended, |rows| Note::MendedRows { rows }),
            some(marks, |places| Note::ByteOrderMarks { places }),
            some(headers, |rows| Note::RepeatedHeaders { rows }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The problem of a file that goes on with other columns, or with the same in another order, below another header.
pub(super) fn joined_tables(export: &str, line: Option<u64>, header: &str) -> Problem {
    let what = "two tables with different columns are joined in it";
    let problem = match line {
        Some(line) => Problem::at(export, line, 0, what),
        None => Problem::of(export, what),
    };
    problem
        .found(format!("a second header among the rows: `{header}`"))
        .expected("one header, above all rows")
        .hint("move what begins with this header into a file of its own")
}

/// SHA-256 of an export's bytes, hexadecimal.
///
/// # Errors
///
/// If the file cannot be read, or was changed since it was found.
pub fn hash(export: &Export) -> Result<String> {
    let failed = || Error::io(&export.path, DOING);
    let mut file = export.open(0)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    let mut bytes = 0;
    loop {
        let count = file.read(&mut buffer).map_err(failed())?;
        if count == 0 {
            break;
        }
        hash.update(&buffer[..count]);
        bytes += count as u64;
    }
    require_size(export, bytes)?;
    require_unchanged(export)?;
    Ok(hex(&hash.finalize()))
}

fn require_size(export: &Export, bytes: u64) -> Result<()> {
    if bytes == export.bytes {
        return Ok(());
    }
    let expected = format!("{} bytes, as when the build began", export.bytes);
    Err(changed(export).found(format!("{bytes} bytes")).expected(expected).into())
}

/// Refuses what was written since it was found: its hash and its rows may be of different bytes.
fn require_unchanged(export: &Export) -> Result<()> {
    let Some(file) = export.metadata()? else { return Ok(()) };
    require_size(export, file.len())?;
    if export.modified.is_none_or(|modified| file.modified().ok() == Some(modified)) {
        return Ok(());
    }
    let found = "as many bytes as when the build began, but written since";
    Err(changed(export).found(found).into())
}

fn changed(export: &Export) -> Problem {
    Problem::of(&export.name, "it changed while it was read")
        .hint("wait until the export is complete, then build again")
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

#[cfg(test)]
mod tests {
    use super::super::formats::Formats;
    use super::super::{Stated, header};
    use super::*;

    #[test]
    fn a_file_that_changes_while_it_is_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "created_at,text\n2028-05-01,tea\n").unwrap();
        let export = Export { name: "exports/a.csv".into(), path, bytes: 31, ..Export::default() };
        let table = header::survey(&export, &Stated::default(), &Formats::built_in()).unwrap();
        let mut record = StringRecord::new();
        let mut records = Records::open(&export, &table).unwrap();
        assert_eq!(records.read(&mut record).unwrap(), Some(2));
        assert_eq!(records.read(&mut record).unwrap(), None);

        let before = Export { bytes: 500, ..export.clone() };
        let mut records = Records::open(&before, &table).unwrap();
        assert_eq!(records.read(&mut record).unwrap(), Some(2));
        let words = "exports/a.csv: it changed while it was read\n  found 31 bytes\n  \
                     expected 500 bytes, as when the build began\n\
                     hint: wait until the export is complete, then build again";
        assert_eq!(records.read(&mut record).unwrap_err().to_string(), words);
        assert_eq!(hash(&before).unwrap_err().to_string(), words);

        let modified = Some(std::time::SystemTime::UNIX_EPOCH);
        let mut records = Records::open(&Export { modified, ..export }, &table).unwrap();
        assert_eq!(records.read(&mut record).unwrap(), Some(2));
        let words = "exports/a.csv: it changed while it was read\n  \
                     found as many bytes as when the build began, but written since\n\
                     hint: wait until the export is complete, then build again";
        assert_eq!(records.read(&mut record).unwrap_err().to_string(), words);
    }
}
