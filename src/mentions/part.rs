//! A part: what was read of exports, before it is known which of their rows are the same mention ↔ a file. `docs/parts.md` describes it byte by
//! byte.
//!
//! Everything after reading (identity, counts, notes) follows from the rows in their order, so whoever has the parts of all exports has what
//! one run over the exports has. A part holds hashes and counts, and no words of people but the cells of rejected rows and the words that stand for no
//! known tone or channel. A checksum runs through it from its start to its end: what is cut short or damaged is found when it is opened,
//! before a row of it is counted.

pub(super) mod wire;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crc32fast::Hasher;
use serde::{Deserialize, Serialize};

use super::fold::Row;
use super::ledger::Input;
use super::reader::{Context, EARLIEST_YEAR};
use crate::error::{Error, Problem, Result};
use crate::tally::Tally;

pub(super) use wire::{instant, wall};

/// Version of what stands below; a part of another one is refused.
pub const SCHEMA: u32 = 2;

/// How every part begins, whatever its schema, which follows with a line break.
const MARK: &str = "socialmap part ";
/// Rows that are written and read at once.
const BATCH: usize = 256;
/// Bytes that are asked of the disk at once.
const BUFFER: usize = 1 << 16;

/// Rows of the export that is told next.
const ROWS: u8 = b'R';
/// The export whose rows stand before.
const EXPORT: u8 = b'E';
/// The end.
const END: u8 = b'Z';

#[derive(Serialize, Deserialize)]
struct ToldExport<I> {
    fingerprint: String,
    input: I,
}

#[derive(Serialize, Deserialize)]
struct ToldEnd {
    skipped: Vec<(String, String)>,
}

/// Writes a part, export by export.
pub struct Writer<W> {
    to: W,
    check: Hasher,
    /// Rows of the next frame: how many there are, and what is written of them.
    rows: (usize, Vec<u8>),
}

impl<W: Write> Writer<W> {
    /// Begins a part.
    ///
    /// # Errors
    ///
    /// What `to` says.
    pub fn new(mut to: W) -> io::Result<Self> {
        writeln!(to, "{MARK}{SCHEMA}")?;
        Ok(Self { to, check: Hasher::new(), rows: (0, Vec::new()) })
    }

    /// Adds the next row of an export.
    ///
    /// # Errors
    ///
    /// What the stream says.
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
        // As a sequence is written: its length, then one behind the other.
        let mut payload = postcard::to_allocvec(count).map_err(io::Error::other)?;
        payload.append(bytes);
        *count = 0;
        self.frame(ROWS, &payload)
    }

    /// Ends an export: by what it was read, and how it was understood. Its outcomes are not told: they are known beside the other exports alone.
    ///
    /// # Errors
    ///
    /// What the stream says.
    pub fn export(&mut self, fingerprint: &str, input: &Input) -> io::Result<()> {
        self.rows()?;
        let told = ToldExport { fingerprint: fingerprint.to_owned(), input };
        self.frame(EXPORT, &serde_json::to_vec(&told)?)
    }

    /// Ends the part with the files that were passed over, each with the reason, and hands the stream back.
    ///
    /// # Errors
    ///
    /// What the stream says.
    pub fn finish(mut self, skipped: &[(String, String)]) -> io::Result<W> {
        self.frame(END, &serde_json::to_vec(&ToldEnd { skipped: skipped.to_vec() })?)?;
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

/// Why a file is no part that can be used.
#[derive(Debug)]
pub enum Unusable {
    /// It cannot be read.
    Unread(io::Error),
    /// It is something else.
    Foreign,
    /// It is of this schema, which is not [`SCHEMA`].
    Schema(String),
    /// It is cut short, or a byte of it is wrong.
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
    /// What is wrong with the part at a path.
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

/// A part that was found whole.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its exports, in its order.
    pub sections: Vec<Section>,
    /// Files that were passed over, with the reason.
    pub skipped: Vec<(String, String)>,
}

/// What a part holds of one export.
#[derive(Debug, Clone)]
pub struct Section {
    /// By what it was read: [`super::fingerprint`].
    pub fingerprint: String,
    /// How the export was understood; its rows are not counted yet.
    pub input: Input,
    path: PathBuf,
    /// Where its rows begin, and the checksum up to there.
    at: u64,
    check: u32,
}

impl Part {
    /// Opens a part and reads it through once, to be sure of every byte.
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
                    let told = serde_json::from_slice(&frames.payload);
                    let ToldExport { fingerprint, input } = told.map_err(|_| Unusable::Damaged)?;
                    let input = Input { rows: Tally::default(), ..input };
                    sections.push(Section { fingerprint, input, path: path.into(), at, check });
                    (at, check) = (frames.at, frames.check.clone().finalize());
                }
                END if frames.from.read(&mut [0])? == 0 => {
                    let told = serde_json::from_slice(&frames.payload);
                    let ToldEnd { skipped } = told.map_err(|_| Unusable::Damaged)?;
                    return Ok(Self { sections, skipped });
                }
                _ => return Err(Unusable::Damaged),
            }
        }
    }
}

/// Passes over the first line and returns where it ends.
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

/// Reads frame by frame, and is sure of each.
struct Frames<R> {
    from: R,
    check: Hasher,
    payload: Vec<u8>,
    /// Bytes of the file before the next frame.
    at: u64,
}

impl<R: Read> Frames<R> {
    /// The kind of the next frame, whose payload is `self.payload` then.
    fn next(&mut self) -> std::result::Result<u8, Unusable> {
        let mut head = [0; 9];
        self.from.read_exact(&mut head)?;
        let [kind, a, b, c, d, check @ ..] = head;
        let length = u64::from(u32::from_le_bytes([a, b, c, d]));
        self.payload.clear();
        // What a wrong length asks for is taken only as far as there is something.
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

impl Section {
    /// Reads the rows again and hands them on in batches, in order, until nobody wants more.
    ///
    /// # Errors
    ///
    /// If the part is no longer what it was when it was opened, or was made to deceive; and those of `hand_on`.
    pub fn rows(
        &self,
        context: &Context,
        mut hand_on: impl FnMut(Vec<Row>) -> Result<bool>,
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
                    if !hand_on(rows.ok_or_else(|| unusable(Unusable::Damaged))?)? {
                        return Ok(());
                    }
                }
                EXPORT => return Ok(()),
                _ => return Err(unusable(Unusable::Damaged)),
            }
        }
    }
}

/// Whether channel and brands of the row are in the brief, and its day is one that rows are read of: a checksum keeps no forger out.
fn is_of(row: &Row, context: &Context) -> bool {
    row.reading.as_ref().map_or(true, |reading| {
        let mention = &reading.mention;
        let is_read = mention.local.year() >= EARLIEST_YEAR;
        is_read && context.channels.has(mention.channel) && context.has_brands(mention.brands)
    })
}
