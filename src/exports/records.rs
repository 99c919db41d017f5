//! A file → its records, in order, each with its line: unpacked, decoded, cut and mended where they are damaged.
//!
//! The bytes are hashed as they pass, so that a file is read once. A file whose size is not what it was when it was found is refused:
//! half an export is worse than none.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::rc::Rc;

use csv::ByteRecord;
use sha2::{Digest, Sha256};

use super::cut::Cutter;
use super::decode::decoded;
use super::{Export, Table, unpack};
use crate::error::{Error, Problem, Result};

/// The rows of one export.
pub struct Records {
    cutter: Cutter<Box<dyn Read>>,
    passed: Rc<RefCell<Passed>>,
    export: Export,
    /// Line of the next table, where there is one.
    until: Option<u64>,
}

/// The bytes of the file that were read so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Passed {
    hash: Sha256,
    bytes: u64,
}

impl Passed {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
    }
}

impl Records {
    /// Opens an export and passes over everything up to its header.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn open(export: &Export, table: &Table) -> Result<Self> {
        let failed = || Error::io(&export.path, "read the export");
        let passed = Rc::new(RefCell::new(Passed::default()));
        let bytes = if let Some(converted) = &table.converted {
            passed.borrow_mut().clone_from(&converted.passed);
            Box::new(converted.sheet.text())
        } else {
            let file = File::open(&export.path).map_err(failed())?;
            let hashing = BufReader::new(Hashing { file, passed: Rc::clone(&passed) });
            unpack::text(hashing).map_err(failed())?
        };
        let mut cutter = Cutter::new(decoded(bytes, table.encoding), table.delimiter);
        let mut above = ByteRecord::new();
        for _ in 0..table.skip {
            cutter.read(&mut above).map_err(failed())?;
        }
        cutter.expect_width(table.columns.len()).map_err(failed())?;
        Ok(Self { cutter, passed, export: export.clone(), until: table.next_table })
    }

    /// Reads the next record and returns its line, from 1; `None` at the end. A damaged record is mended where its meaning is sure;
    /// where it is not, it comes without the header's width.
    ///
    /// # Errors
    ///
    /// If the file cannot be read on, or is not as long as it was when it was found.
    pub fn read(&mut self, record: &mut ByteRecord) -> Result<Option<u64>> {
        let failed = || Error::io(&self.export.path, "read the export");
        let mut line = self.cutter.read(record).map_err(failed())?;
        if line >= self.until && self.until.is_some() {
            // What follows is another table; it is read for the hash alone.
            self.cutter.pass_over_rest().map_err(failed())?;
            line = None;
        }
        if line.is_none() && self.position() != self.export.bytes {
            return Err(Problem::of(&self.export.name, "it changed while it was read")
                .found(format!("{} bytes", self.position()))
                .expected(format!("{} bytes, as when the build began", self.export.bytes))
                .hint("wait until the export is complete, then build again")
                .into());
        }
        Ok(line)
    }

    /// Bytes of the file read so far, for progress.
    pub fn position(&self) -> u64 {
        self.passed.borrow().bytes
    }

    /// SHA-256 of the bytes read so far, hexadecimal: of the whole file once [`Records::read`] has returned `None`.
    pub fn sha256(&self) -> String {
        hex(&self.passed.borrow().hash.clone().finalize())
    }

    /// What was done to the records read so far that a reader of the report should know.
    pub fn notes(&self) -> Vec<String> {
        let repairs = self.cutter.text().repairs();
        let counted = |count: u64, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {many}")),
        };
        [
            counted(
                repairs.broken,
                "broken sequence of bytes was replaced by `\u{fffd}`",
                "broken sequences of bytes were replaced by `\u{fffd}`",
            ),
            repairs.is_cut.then(|| "the file ends within a character, which was dropped".to_owned()),
            counted(
                repairs.garbled,
                "place was garbled before the file was written (as `Ã©` for `é`) and is left as it is",
                "places were garbled before the file was written (as `Ã©` for `é`) and are left as they are",
            ),
            counted(
                self.cutter.mended(),
                "damaged row was mended: a line break, a quote or a delimiter stood in a text unmarked",
                "damaged rows were mended: a line break, a quote or a delimiter stood in a text unmarked",
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
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
    passed: Rc<RefCell<Passed>>,
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.passed.borrow_mut().add(&buffer[..count]);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::super::formats::Formats;
    use super::super::header;
    use super::*;

    #[test]
    fn a_file_that_changes_while_it_is_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "created_at,text\n2028-05-01,tea\n").unwrap();
        let export = Export { name: "exports/a.csv".into(), path, bytes: 31 };
        let table = header::survey(&export, &[], &Formats::built_in()).unwrap();
        let mut record = ByteRecord::new();
        let mut records = Records::open(&export, &table).unwrap();
        assert_eq!(records.read(&mut record).unwrap(), Some(2));
        assert_eq!(records.read(&mut record).unwrap(), None);

        let before = Export { bytes: 500, ..export };
        let mut records = Records::open(&before, &table).unwrap();
        assert_eq!(records.read(&mut record).unwrap(), Some(2));
        let words = "exports/a.csv: it changed while it was read\n  found 31 bytes\n  \
                     expected 500 bytes, as when the build began\n\
                     hint: wait until the export is complete, then build again";
        assert_eq!(records.read(&mut record).unwrap_err().to_string(), words);
    }
}
