//! Every row of every export, in the order of (path, line), read on all cores and handed to one consumer: out of the export, or out of a
//! [part](super::part) that was made of it.
//!
//! Workers take the files, and large files piece by piece, in order, and send what they read in batches through a queue for each piece;
//! the consumer empties the queues in the same order. So any number of threads gives the same sequence. Memory is bounded by the pieces in
//! flight: a worker begins one only when the consumer has come close enough to it.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::ledger::Input;
use super::part::Section;
use super::reader::{Context, Reader, Reading};
use super::survey::Plan;
use crate::error::Result;
use crate::exports::ByteRecord;
use crate::exports::records::{self, Found, Pieces, Records};

/// Bytes of a piece of a large file.
pub const PIECE: u64 = 2 << 20;

const BATCH: usize = 256;
/// A piece of rows with a hundred bytes each fits into its queue.
const BATCHES_IN_FLIGHT: usize = 80;

/// Where the rows of an export come from.
#[derive(Debug)]
pub enum Source {
    /// Its file.
    Export(Box<Plan>),
    /// A part.
    Part(Box<Section>),
}

impl Source {
    /// Name of the export.
    pub fn name(&self) -> &str {
        match self {
            Self::Export(plan) => &plan.export.name,
            Self::Part(section) => &section.input.name,
        }
    }

    /// Id of its format.
    pub fn format(&self) -> &str {
        match self {
            Self::Export(plan) => &plan.format.id,
            Self::Part(section) => &section.input.format,
        }
    }

    /// Size of the export.
    pub fn bytes(&self) -> u64 {
        match self {
            Self::Export(plan) => plan.export.bytes,
            Self::Part(section) => section.input.bytes,
        }
    }
}

/// What [`fold`] hands on.
#[derive(Debug)]
pub enum Step<'r> {
    /// The next row of an export.
    Row(&'r Row),
    /// Its end: how it was understood. Nothing is counted yet.
    End(Box<Input>),
}

/// One data record of an export.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct Row {
    /// Its first line in the file, from 1.
    pub line: u64,
    /// The mention, or why it is none.
    pub reading: std::result::Result<Reading, Rejection>,
}

/// A row that could not be read.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct Rejection {
    /// Why.
    pub reason: String,
    /// Its cells as they stand.
    pub cells: Vec<String>,
}

enum Message {
    Rows(Vec<Row>),
    End(Result<End>),
}

/// How the reading of a piece ended.
struct End {
    /// Pieces that were read, with the first: the next may have been begun at a wrong place.
    pieces: usize,
    /// Lines of them.
    lines: u64,
    found: Found,
}

/// How the exports are read: nothing of it changes what comes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Threads that read, beside the one that consumes; one does both.
    pub jobs: usize,
    /// Bytes of a piece: [`PIECE`].
    pub piece: u64,
}

/// Reads all exports and hands every row, in order, to `each`, with the index of its source, and after its last row how the export was
/// understood. `advanced` hears how many more bytes have been read; it is called from all threads.
///
/// # Errors
///
/// The first error of reading, in order, or of `each`; nothing is handed on after it.
pub fn fold(
    context: &Context,
    sources: &[Source],
    pace: Pace,
    advanced: &(dyn Fn(u64) + Sync),
    mut each: impl FnMut(usize, Step<'_>) -> Result<()>,
) -> Result<()> {
    if pace.jobs < 2 {
        return sources.iter().enumerate().try_for_each(|(index, source)| {
            let hash = hash(source)?;
            let end = read(context, source, None, advanced, |rows| {
                rows.iter().try_for_each(|row| each(index, Step::Row(row))).map(|()| true)
            })?;
            each(index, understood(source, &hash, &end.found))
        });
    }
    let pieces = |source: &Source| match source {
        Source::Export(plan) => Pieces::of(&plan.export, &plan.table, pace.piece),
        Source::Part(_) => Ok(None),
    };
    let pieces: Vec<Option<Pieces>> = sources.iter().map(pieces).collect::<Result<_>>()?;
    let (tasks, files): (Vec<_>, Vec<_>) =
        sources.iter().zip(&pieces).map(|(source, pieces)| tasks(source, pieces.as_ref())).unzip();
    let tasks = Mutex::new(tasks.into_iter().flatten());
    let (permits, permitted) = channel();
    for _ in 0..2 * pace.jobs {
        // The receiver is here.
        let _ = permits.send(());
    }
    let permitted = Mutex::new(permitted);
    thread::scope(|scope| {
        for _ in 0..pace.jobs {
            scope.spawn(|| {
                while let Some(task) = next(&tasks, &permitted) {
                    work(context, task, advanced);
                }
            });
        }
        let consumed = consume(files, &permits, each);
        // Whoever waits for room learns that none will come.
        drop(permits);
        consumed
    })
}

/// The hash of an export; that of a part is known.
fn hash(source: &Source) -> Result<String> {
    match source {
        Source::Export(plan) => records::hash(&plan.export),
        Source::Part(_) => Ok(String::new()),
    }
}

/// How an export was understood, once it has been read to its end.
fn understood(source: &Source, sha256: &str, found: &Found) -> Step<'static> {
    Step::End(match source {
        Source::Export(plan) => {
            let mut input = Input::new(plan, sha256);
            input.notes.extend(found.notes());
            Box::new(input)
        }
        Source::Part(section) => Box::new(section.input.clone()),
    })
}

/// What a worker takes: a file to hash, or a piece of a file to read.
enum Task<'a> {
    Hash { source: &'a Source, to: SyncSender<Result<String>> },
    Read { source: &'a Source, piece: Option<(&'a Pieces, usize)>, to: SyncSender<Message> },
}

/// What the consumer awaits of a file.
struct Awaited<'a> {
    source: &'a Source,
    hash: Receiver<Result<String>>,
    pieces: Vec<Receiver<Message>>,
}

/// What is to be done for a file, in order, and what will come of it.
fn tasks<'a>(source: &'a Source, pieces: Option<&'a Pieces>) -> (Vec<Task<'a>>, Awaited<'a>) {
    let (to, hash) = sync_channel(1);
    let mut tasks = vec![Task::Hash { source, to }];
    let mut awaited = Awaited { source, hash, pieces: Vec::new() };
    for piece in 0..pieces.map_or(1, Pieces::count) {
        let (to, queue) = sync_channel(BATCHES_IN_FLIGHT);
        tasks.push(Task::Read { source, piece: pieces.map(|pieces| (pieces, piece)), to });
        awaited.pieces.push(queue);
    }
    (tasks, awaited)
}

/// The next task, once there is room for what comes of it; `None`: there is none left, or nobody to hand it to.
fn next<'a>(
    tasks: &Mutex<impl Iterator<Item = Task<'a>>>,
    permitted: &Mutex<Receiver<()>>,
) -> Option<Task<'a>> {
    // A thread that panicked is told of by the scope.
    let mut tasks = tasks.lock().unwrap_or_else(PoisonError::into_inner);
    let task = tasks.next()?;
    if let Task::Read { .. } = task {
        permitted.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()?;
    }
    Some(task)
}

/// Whoever no longer listens needs no answer: the consumer after an error, or one that knows the piece already.
fn work(context: &Context, task: Task<'_>, advanced: &(dyn Fn(u64) + Sync)) {
    match task {
        Task::Hash { source, to } => drop(to.send(hash(source))),
        Task::Read { source, piece, to } => {
            let end = read(context, source, piece, advanced, |rows| {
                Ok(to.send(Message::Rows(rows)).is_ok())
            });
            drop(to.send(Message::End(end)));
        }
    }
}

/// Reads the rows of a source, or of a piece of it, and hands them on in batches, until nobody wants more.
fn read(
    context: &Context,
    source: &Source,
    piece: Option<(&Pieces, usize)>,
    advanced: &(dyn Fn(u64) + Sync),
    mut hand_on: impl FnMut(Vec<Row>) -> Result<bool>,
) -> Result<End> {
    let plan = match source {
        Source::Export(plan) => plan,
        Source::Part(section) => {
            section.rows(context, hand_on)?;
            advanced(section.input.bytes);
            return Ok(End { pieces: 1, lines: 0, found: Found::default() });
        }
    };
    let mut records = match piece {
        Some((pieces, piece)) => Records::open_piece(&plan.export, &plan.table, pieces, piece),
        None => Records::open(&plan.export, &plan.table),
    }?;
    let mut reader = Reader::new(context, plan);
    let mut record = ByteRecord::new();
    let mut rows = Vec::with_capacity(BATCH);
    let mut told = records.position();
    loop {
        let line = records.read(&mut record)?;
        if let Some(line) = line {
            let reading = reader.read(&record).map_err(|reason| Rejection {
                reason,
                cells: record
                    .iter()
                    .map(|cell| String::from_utf8_lossy(cell).into_owned())
                    .collect(),
            });
            rows.push(Row { line, reading });
        }
        let mut is_over = line.is_none();
        if is_over || rows.len() == BATCH {
            let position = records.position().min(plan.export.bytes);
            advanced(position.saturating_sub(told));
            told = position;
            is_over |= !hand_on(std::mem::replace(&mut rows, Vec::with_capacity(BATCH)))?;
        }
        if is_over {
            let (pieces, lines) = (records.pieces(), records.lines());
            return Ok(End { pieces, lines, found: records.found() });
        }
    }
}

fn consume(
    files: Vec<Awaited<'_>>,
    permits: &Sender<()>,
    mut each: impl FnMut(usize, Step<'_>) -> Result<()>,
) -> Result<()> {
    for (index, file) in files.into_iter().enumerate() {
        let mut found = Found::default();
        let (mut lines, mut read) = (0, 0);
        for (piece, queue) in file.pieces.into_iter().enumerate() {
            let _ = permits.send(());
            if piece < read {
                continue;
            }
            for message in queue {
                match message {
                    Message::Rows(mut rows) => rows.iter_mut().try_for_each(|row| {
                        row.line += lines;
                        each(index, Step::Row(row))
                    })?,
                    Message::End(end) => {
                        let end = end?;
                        read = piece + end.pieces;
                        lines += end.lines;
                        found += end.found;
                    }
                }
            }
        }
        // Without an answer its thread has panicked, which the scope tells of.
        let sha256 = file.hash.recv().unwrap_or_else(|_| Ok(String::new()))?;
        each(index, understood(file.source, &sha256, &found))?;
    }
    Ok(())
}
