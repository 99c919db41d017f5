//! Reads all rows of all exports on all cores and passes them to one consumer in the order of (path, line). The rows of an export come from its
//! file, or from a [part](super::part) that was made of it.
//!
//! Workers take files, and chunks of large files, in order and send batches of rows through one queue per chunk; the consumer drains the queues
//! in the same order, so any number of threads gives the same sequence. Memory is bounded: a worker starts a chunk only after it gets a
//! permit, and the consumer issues permits as it advances.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::ledger::Input;
use super::part::PartSection;
use super::reader::{Context, Reader, Reading};
use super::rejection::RejectReason;
use super::survey::Plan;
use crate::error::Result;
use crate::exports::StringRecord;
use crate::exports::records::{self, Chunks, ReadRepairs, Records};
use crate::note::Note;

/// Bytes of a chunk of a large file.
pub const CHUNK_BYTES: u64 = 1 << 20;

const BATCH: usize = 256;
/// Enough for a chunk whose rows have a hundred bytes each.
const BATCHES_IN_FLIGHT: usize = 40;

/// Where the rows of an export come from.
#[derive(Debug)]
pub enum Source {
    /// Its file.
    Export(Box<Plan>),
    /// A part that was made of it.
    Part(Box<PartSection>),
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

    /// What was noted before its rows were read.
    pub fn notes(&self) -> &[Note] {
        match self {
            Self::Export(plan) => &plan.notes,
            Self::Part(section) => &section.input.notes,
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

/// What [`fold`] passes to its consumer.
#[derive(Debug)]
pub enum ReadEvent<'r> {
    /// The next row of an export.
    Row(&'r Row),
    /// The end of an export, with how it was read; its outcomes are not counted yet.
    End(Box<Input>),
}

/// One data record of an export.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct Row {
    /// Its first line in the file, from 1.
    pub line: u64,
    /// The mention, or why the row is not one.
    pub reading: std::result::Result<Reading, Rejection>,
}

/// A row that could not be read.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct Rejection {
    /// The reason.
    pub reason: RejectReason,
    /// Its cells, as in the file.
    pub cells: Vec<String>,
}

enum Message {
    Rows(Vec<Row>),
    End(Result<End>),
}

/// How the reading of a chunk ended.
struct End {
    /// Chunks that were read, this one included: if the next one does not start at a record, it is read too.
    chunks: usize,
    /// Lines in these chunks.
    lines: u64,
    found: ReadRepairs,
}

/// How many threads read, and in which chunks. The result does not depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parallelism {
    /// Threads that read, besides the consumer's; with 1 the consumer's thread reads too.
    pub jobs: usize,
    /// Bytes of a chunk, normally [`CHUNK_BYTES`].
    pub chunk: u64,
}

/// Reads all sources and calls `each` with every row, in order, and the index of its source; and with [`ReadEvent::End`] after the last row of a
/// source. `advanced` is called from all threads with the number of bytes just read.
///
/// # Errors
///
/// The first error of reading, in order, or of `each`; `each` is not called after it.
pub fn fold(
    context: &Context,
    sources: &[Source],
    parallelism: Parallelism,
    advanced: &(dyn Fn(u64) + Sync),
    mut each: impl FnMut(usize, ReadEvent<'_>) -> Result<()>,
) -> Result<()> {
    if parallelism.jobs < 2 {
        return sources.iter().enumerate().try_for_each(|(index, source)| {
            let hash = hash(source)?;
            let end = read(context, source, None, advanced, |rows| {
                rows.iter().try_for_each(|row| each(index, ReadEvent::Row(row))).map(|()| true)
            })?;
            each(index, understood(source, &hash, &end.found))
        });
    }
    let chunks = |source: &Source| match source {
        Source::Export(plan) => Chunks::of(&plan.export, &plan.table, parallelism.chunk),
        Source::Part(_) => Ok(None),
    };
    let chunks: Vec<Option<Chunks>> = sources.iter().map(chunks).collect::<Result<_>>()?;
    let (tasks, files): (Vec<_>, Vec<_>) =
        sources.iter().zip(&chunks).map(|(source, chunks)| tasks(source, chunks.as_ref())).unzip();
    let tasks = Mutex::new(tasks.into_iter().flatten());
    let (permits, permitted) = channel();
    for _ in 0..2 * parallelism.jobs {
        // Cannot fail: the receiver exists.
        let _ = permits.send(());
    }
    let permitted = Mutex::new(permitted);
    thread::scope(|scope| {
        for _ in 0..parallelism.jobs {
            scope.spawn(|| {
                while let Some(task) = next(&tasks, &permitted) {
                    work(context, task, advanced);
                }
            });
        }
        let consumed = consume(files, &permits, each);
        // Ends the workers that wait for a permit.
        drop(permits);
        consumed
    })
}

/// The hash of an export's file; a part already holds it.
fn hash(source: &Source) -> Result<String> {
    match source {
        Source::Export(plan) => records::hash(&plan.export),
        Source::Part(_) => Ok(String::new()),
    }
}

/// How an export was read, once it was read to its end.
fn understood(source: &Source, sha256: &str, found: &ReadRepairs) -> ReadEvent<'static> {
    ReadEvent::End(match source {
        Source::Export(plan) => {
            let mut input = Input::new(plan, sha256);
            input.notes.extend(found.notes());
            Box::new(input)
        }
        Source::Part(section) => Box::new(section.input.clone()),
    })
}

/// A task of a worker: hash a file, or read a chunk of it.
enum Task<'a> {
    Hash { source: &'a Source, to: SyncSender<Result<String>> },
    Read { source: &'a Source, chunk: Option<(&'a Chunks, usize)>, to: SyncSender<Message> },
}

/// The queues from which the consumer receives the results for a file.
struct PendingFile<'a> {
    source: &'a Source,
    hash: Receiver<Result<String>>,
    chunks: Vec<Receiver<Message>>,
}

/// The tasks for a file, in order, and the queues of their results.
fn tasks<'a>(source: &'a Source, chunks: Option<&'a Chunks>) -> (Vec<Task<'a>>, PendingFile<'a>) {
    let (to, hash) = sync_channel(1);
    let mut tasks = vec![Task::Hash { source, to }];
    let mut pending = PendingFile { source, hash, chunks: Vec::new() };
    for chunk in 0..chunks.map_or(1, Chunks::count) {
        let (to, queue) = sync_channel(BATCHES_IN_FLIGHT);
        tasks.push(Task::Read { source, chunk: chunks.map(|chunks| (chunks, chunk)), to });
        pending.chunks.push(queue);
    }
    (tasks, pending)
}

/// The next task, once there is a permit for it; `None` if no task is left or the consumer has stopped.
fn next<'a>(
    tasks: &Mutex<impl Iterator<Item = Task<'a>>>,
    permitted: &Mutex<Receiver<()>>,
) -> Option<Task<'a>> {
    // The scope reports a thread that panicked.
    let mut tasks = tasks.lock().unwrap_or_else(PoisonError::into_inner);
    let task = tasks.next()?;
    if let Task::Read { .. } = task {
        permitted.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()?;
    }
    Some(task)
}

/// Runs a task. A failed send is ignored: the consumer has stopped after an error, or has the rows of the chunk already.
fn work(context: &Context, task: Task<'_>, advanced: &(dyn Fn(u64) + Sync)) {
    match task {
        Task::Hash { source, to } => drop(to.send(hash(source))),
        Task::Read { source, chunk, to } => {
            let end = read(context, source, chunk, advanced, |rows| {
                Ok(to.send(Message::Rows(rows)).is_ok())
            });
            drop(to.send(Message::End(end)));
        }
    }
}

/// Reads the rows of a source, or of a chunk of it, and passes them to `emit` in batches until it returns false.
fn read(
    context: &Context,
    source: &Source,
    chunk: Option<(&Chunks, usize)>,
    advanced: &(dyn Fn(u64) + Sync),
    mut emit: impl FnMut(Vec<Row>) -> Result<bool>,
) -> Result<End> {
    let plan = match source {
        Source::Export(plan) => plan,
        Source::Part(section) => {
            section.rows(context, emit)?;
            advanced(section.input.bytes);
            return Ok(End { chunks: 1, lines: 0, found: ReadRepairs::default() });
        }
    };
    let mut records = match chunk {
        Some((chunks, chunk)) => Records::open_chunk(&plan.export, &plan.table, chunks, chunk),
        None => Records::open(&plan.export, &plan.table),
    }?;
    let mut reader = Reader::new(context, plan);
    let mut record = StringRecord::new();
    let mut rows = Vec::with_capacity(BATCH);
    let mut reported = records.position();
    loop {
        let line = records.read(&mut record)?;
        if let Some(line) = line {
            let reading = reader.read(&record).map_err(|reason| Rejection {
                reason,
                cells: record.iter().map(str::to_owned).collect(),
            });
            rows.push(Row { line, reading });
        }
        let mut is_over = line.is_none();
        if is_over || rows.len() == BATCH {
            let position = records.position().min(plan.export.bytes);
            advanced(position.saturating_sub(reported));
            reported = position;
            is_over |= !emit(std::mem::replace(&mut rows, Vec::with_capacity(BATCH)))?;
        }
        if is_over {
            let (chunks, lines) = (records.chunks(), records.lines());
            return Ok(End { chunks, lines, found: records.found() });
        }
    }
}

fn consume(
    files: Vec<PendingFile<'_>>,
    permits: &Sender<()>,
    mut each: impl FnMut(usize, ReadEvent<'_>) -> Result<()>,
) -> Result<()> {
    for (index, file) in files.into_iter().enumerate() {
        let mut found = ReadRepairs::default();
        let (mut lines, mut read) = (0, 0);
        for (chunk, queue) in file.chunks.into_iter().enumerate() {
            let _ = permits.send(());
            if chunk < read {
                continue;
            }
            for message in queue {
                match message {
                    Message::Rows(mut rows) => rows.iter_mut().try_for_each(|row| {
                        row.line += lines;
                        each(index, ReadEvent::Row(row))
                    })?,
                    Message::End(end) => {
                        let end = end?;
                        read = chunk + end.chunks;
                        lines += end.lines;
                        found += end.found;
                    }
                }
            }
        }
        // Without an answer its thread has panicked, which the scope reports.
        let sha256 = file.hash.recv().unwrap_or_else(|_| Ok(String::new()))?;
        each(index, understood(file.source, &sha256, &found))?;
    }
    Ok(())
}
