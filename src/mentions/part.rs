//! Writes and reads parts: files that hold the rows read from exports, before duplicates are found. `docs/parts.md` describes the format byte by byte.
//!
//! Everything after reading (duplicates, counts, notes) depends only on the rows in their order, so the parts of all exports give the same report as
//! the exports. A part holds hashes and counts. The only texts in it are the cells of rejected rows, values that are not a known tone,
//! channel or kind, the words that can be terms and, if the brief asks for quotes, excerpts. A running checksum covers the whole file: a truncated or damaged part is refused when it is opened, before a row of it is counted.

pub(super) mod wire;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crc32fast::Hasher;
use serde::{Deserialize, Serialize};

use super::fold::Row;
use super::ledger::Input;
use super::reader::{Context, EARLIEST_YEAR};
use super::tone::Tone;
use crate::error::{Error, Problem, Result};
use crate::note::SkipReason;
use crate::tally::Tally;

pub(super) use wire::{hash, hash_option, hashes, instant, long_hashes, wall};

/// Version of the format; a part of another version is refused.
pub const SCHEMA: u32 = 14;

/// The beginning of every part; the number of its schema and a line break follow.
const MARK: &str = "socialmap part ";
/// Rows per frame.
const BATCH: usize = 256;
/// Bytes of the read buffer.
const BUFFER: usize = 1 << 16;

/// A frame of rows; the frame of their export follows them.
const ROWS: u8 = b'R';
/// The frame of the export whose rows came before.
const EXPORT: u8 = b'E';
/// The last frame.
const END: u8 = b'Z';

#[derive(Serialize, Deserialize)]
struct ExportFrame<I> {
    fingerprint: String,
    input: I,
}

#[derive(Serialize, Deserialize)]
struct EndFrame {
    skipped: Vec<(String, SkipReason)>,
}

/// Writes a part, export by export.
pub struct Writer<W> {
    to: W,
    check: Hasher,
    /// The number of rows in the next frame, and their bytes.
    rows: (usize, Vec<u8>),
}

impl<W: Write> Writer<W> {
    /// Starts a part.
    ///
    /// # Errors
    ///
    /// Those of `to`.
    pub fn new(mut to: W) -> io::Result<Self> {
        writeln!(to, "{MARK}{SCHEMA}")?;
        Ok(Self { to, check: Hasher::new(), rows: (0, Vec::new()) })
    }

    /// Adds the next row of an export.
    ///
    /// # Errors
    ///
    /// Those of the stream.
    pub fn row(&mut self, row: &Row) -> io::Result<()> {
        let (count, bytes) = &mut self.rows;
        *bytes = postcard::to_extend(row, std::mem::take(bytes)).map_err(io::Error::other)?;
        *count += 1;
        if *count == BATCH { self.rows() } else { Ok(()) }
    }

    fn rows(&mut self) -> io::Result<()> {
        let (count, bytes) = &mut self.rows;
        if *count == 0 {
            return Ok(());
        }
        // The encoding of a sequence: its length, then its elements.
        let mut payload = postcard::to_allocvec(count).map_err(io::Error::other)?;
        payload.append(bytes);
        *count = 0;
        self.frame(ROWS, &payload)
    }

    /// Ends an export with its fingerprint and how it was read. Its outcomes are not written, because they depend on the other exports.
    ///
    /// # Errors
    ///
    /// Those of the stream.
    pub fn export(&mut self, fingerprint: &str, input: &Input) -> io::Result<()> {
        self.rows()?;
        let frame = ExportFrame { fingerprint: fingerprint.to_owned(), input };
        self.frame(EXPORT, &serde_json::to_vec(&frame)?)
    }

    /// Ends the part with the skipped files, each with the reason, and returns the stream.
    ///
    /// # Errors
    ///
    /// Those of the stream.
    pub fn finish(mut self, skipped: &[(String, SkipReason)]) -> io::Result<W> {
        self.frame(END, &serde_json::to_vec(&EndFrame { skipped: skipped.to_vec() })?)?;
        self.to.flush()?;
        Ok(self.to)
    }

    fn frame(&mut self, kind: u8, payload: &[u8]) -> io::Result<()> {
        let length = u32::try_from(payload.len()).map_err(io::Error::other)?;
        self.check.update(&[kind]);
        self.check.update(payload);
        self.to.write_all(&[kind])?;
        self.to.write_all(&length.to_le_bytes())?;
        self.to.write_all(&self.check.clone().finalize().to_le_bytes())?;
        self.to.write_all(payload)
    }
}

/// Why a part cannot be used.
#[derive(Debug)]
pub enum Unusable {
    /// It cannot be read.
    Unread(io::Error),
    /// It is not a part.
    Foreign,
    /// It has this schema, which is not [`SCHEMA`].
    Schema(String),
    /// It is truncated, or a byte of it is wrong.
    Damaged,
}

impl From<io::Error> for Unusable {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Damaged,
            _ => Self::Unread(error),
        }
    }
}

impl Unusable {
    /// The error for the part at a path.
    pub fn error(self, path: &Path) -> Error {
        let problem = |what: &str| Problem::of(path.display().to_string(), what);
        match self {
            Self::Unread(source) => Error::io(path, "read the part")(source),
            Self::Foreign => {
                problem("not a part").hint("`socialmap extract` makes parts of a project").into()
            }
            Self::Schema(schema) => problem("a part of another schema")
                .found(schema)
                .expected(SCHEMA)
                .hint("make it again with `socialmap extract` of this version")
                .into(),
            Self::Damaged => problem("this part is damaged or cut short")
                .hint("copy it again, or make it again with `socialmap extract`")
                .into(),
        }
    }
}

/// A part whose checksum was verified.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its exports, in its order.
    pub sections: Vec<PartSection>,
    /// Skipped files, with the reason.
    pub skipped: Vec<(String, SkipReason)>,
}

/// The rows of one export in a part.
#[derive(Debug, Clone)]
pub struct PartSection {
    /// The settings by which it was read: [`super::fingerprint`].
    pub fingerprint: String,
    /// How the export was read; its outcomes are not counted yet.
    pub input: Input,
    path: PathBuf,
    /// The offset of its first row, and the checksum up to there.
    at: u64,
    check: u32,
}

impl Part {
    /// Opens a part and reads it once to verify its checksum.
    ///
    /// # Errors
    ///
    /// Why it cannot be used.
    pub fn open(path: &Path) -> std::result::Result<Self, Unusable> {
        let mut file = BufReader::with_capacity(BUFFER, File::open(path)?);
        let at = head(&mut file)?;
        let mut frames = Frames { from: file, check: Hasher::new(), payload: Vec::new(), at };
        let mut sections = Vec::new();
        let (mut at, mut check) = (at, 0);
        loop {
            match frames.next()? {
                ROWS => {}
                EXPORT => {
                    let frame = serde_json::from_slice(&frames.payload);
                    let ExportFrame { fingerprint, input } =
                        frame.map_err(|_| Unusable::Damaged)?;
                    let input = Input { rows: Tally::default(), ..input };
                    sections.push(PartSection { fingerprint, input, path: path.into(), at, check });
                    (at, check) = (frames.at, frames.check.clone().finalize());
                }
                END if frames.from.read(&mut [0])? == 0 => {
                    let frame = serde_json::from_slice(&frames.payload);
                    let EndFrame { skipped } = frame.map_err(|_| Unusable::Damaged)?;
                    return Ok(Self { sections, skipped });
                }
                _ => return Err(Unusable::Damaged),
            }
        }
    }
}

/// Reads the first line and returns its length.
fn head(from: &mut impl BufRead) -> std::result::Result<u64, Unusable> {
    const LONGEST: u64 = 32;
    let mut line = Vec::new();
    from.take(LONGEST).read_until(b'\n', &mut line)?;
    line.pop_if(|byte| *byte == b'\n');
    let line = String::from_utf8(line).map_err(|_| Unusable::Foreign)?;
    match line.strip_prefix(MARK) {
        Some(schema) if schema == SCHEMA.to_string() => Ok(line.len() as u64 + 1),
        Some(schema) => Err(Unusable::Schema(schema.to_owned())),
        None => Err(Unusable::Foreign),
    }
}

/// Reads frames and verifies the checksum of each.
struct Frames<R> {
    from: R,
    check: Hasher,
    payload: Vec<u8>,
    /// The offset of the next frame.
    at: u64,
}

impl<R: Read> Frames<R> {
    /// Reads the next frame into `self.payload` and returns its kind.
    fn next(&mut self) -> std::result::Result<u8, Unusable> {
        let mut head = [0; 9];
        self.from.read_exact(&mut head)?;
        let [kind, a, b, c, d, check @ ..] = head;
        let length = u64::from(u32::from_le_bytes([a, b, c, d]));
        self.payload.clear();
        // A wrong length cannot allocate more than the file holds.
        self.from.by_ref().take(length).read_to_end(&mut self.payload)?;
        self.check.update(&[kind]);
        self.check.update(&self.payload);
        self.at += head.len() as u64 + length;
        let is_right = self.check.clone().finalize() == u32::from_le_bytes(check);
        if is_right && self.payload.len() as u64 == length {
            Ok(kind)
        } else {
            Err(Unusable::Damaged)
        }
    }
}

impl PartSection {
    /// Reads the rows and passes them to `emit` in batches, in order, until it returns false.
    ///
    /// # Errors
    ///
    /// If the part changed since it was opened or was forged; and those of `emit`.
    pub fn rows(
        &self,
        context: &Context,
        mut emit: impl FnMut(Vec<Row>) -> Result<bool>,
    ) -> Result<()> {
        let unusable = |why: Unusable| {
            if let Unusable::Unread(source) = why {
                return Error::io(&self.path, "read the part")(source);
            }
            let what = "its rows cannot be read: it changed meanwhile, or no `extract` wrote it";
            Problem::of(self.path.display().to_string(), what).hint("make it again").into()
        };
        let file = File::open(&self.path)
            .and_then(|mut file| file.seek(SeekFrom::Start(self.at)).map(|_| file));
        let mut frames = Frames {
            from: BufReader::with_capacity(BUFFER, file.map_err(|error| unusable(error.into()))?),
            check: Hasher::new_with_initial(self.check),
            payload: Vec::new(),
            at: self.at,
        };
        loop {
            match frames.next().map_err(unusable)? {
                ROWS => {
                    let rows: Option<Vec<Row>> = postcard::from_bytes(&frames.payload).ok();
                    let rows = rows.filter(|rows| rows.iter().all(|row| is_of(row, context)));
                    if !emit(rows.ok_or_else(|| unusable(Unusable::Damaged))?)? {
                        return Ok(());
                    }
                }
                EXPORT => return Ok(()),
                _ => return Err(unusable(Unusable::Damaged)),
            }
        }
    }
}

/// Whether the row has a channel, brands, topics and a department of the brief, a rule of this version, a plausible date and no excerpt or estimate that the brief does not ask for. The checksum does not detect a forged part.
fn is_of(row: &Row, context: &Context) -> bool {
    row.reading.as_ref().map_or(true, |reading| {
        let mention = &reading.mention;
        let is_read = mention.local.year() >= EARLIEST_YEAR;
        let is_labelled = mention.tone != Tone::Unscored;
        is_read
            && !(is_labelled && mention.content.tone_estimate.is_some())
            && context.channels.has(mention.channel)
            && context.has_brands(mention.brands)
            && context.has_content(&mention.content)
            && reading.excerpt.as_ref().is_none_or(|excerpt| context.has_excerpt(excerpt))
    })
}
