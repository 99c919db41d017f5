//! Every row of every export, in the order of (path, line), read on all cores and handed to one consumer.
//!
//! Workers take the files, and large files piece by piece, in order, and send what they read in batches through a queue for each piece;
//! the consumer empties the queues in the same order. So any number of threads gives the same sequence. Memory is bounded by the pieces in
//! flight: a worker begins one only when the consumer has come close enough to it.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

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

/// One data record of an export.
#[derive(Debug)]
pub struct Row {
    /// Its first line in the file, from 1.
    pub line: u64,
    /// The mention, or why it is none.
    pub reading: std::result::Result<Reading, Rejection>,
}

/// A row that could not be read.
#[derive(Debug)]
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

/// What is known of a file once it has been read to its end.
#[derive(Debug, Default)]
pub struct Ending {
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// What was done to its text and rows, for its readers.
    pub notes: Vec<String>,
}

/// How the exports are read: nothing of it changes what comes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Threads that read, beside the one that consumes; one does both.
    pub jobs: usize,
    /// Bytes of a piece: [`PIECE`].
    pub piece: u64,
}

/// Reads all exports and hands every row, in order, to `each`, with the index of its plan. Returns what is known of each file at its end.
/// `advanced` hears how many more bytes have been read; it is called from all threads.
///
/// # Errors
///
/// The first error of reading, in order, or of `each`; nothing is handed on after it.
pub fn fold(
    context: &Context,
    plans: &[Plan],
    pace: Pace,
    advanced: &(dyn Fn(u64) + Sync),
    mut each: impl FnMut(usize, Row) -> Result<()>,
) -> Result<Vec<Ending>> {
    if pace.jobs < 2 {
        let whole = |(index, plan): (usize, &Plan)| {
            let sha256 = records::hash(&plan.export)?;
            let records = Records::open(&plan.export, &plan.table)?;
            let end = read(context, plan, records, advanced, |rows| {
                rows.into_iter().try_for_each(|row| each(index, row)).map(|()| true)
            })?;
            Ok(Ending { sha256, notes: end.found.notes() })
        };
        return plans.iter().enumerate().map(whole).collect();
    }
    let pieces = |plan: &Plan| Pieces::of(&plan.export, &plan.table, pace.piece);
    let pieces: Vec<Option<Pieces>> = plans.iter().map(pieces).collect::<Result<_>>()?;
    let (tasks, files): (Vec<_>, Vec<_>) =
        plans.iter().zip(&pieces).map(|(plan, pieces)| tasks(plan, pieces.as_ref())).unzip();
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
        let endings = consume(files, &permits, each);
        // Whoever waits for room learns that none will come.
        drop(permits);
        endings
    })
}

/// What a worker takes: a file to hash, or a piece of a file to read.
enum Task<'a> {
    Hash { plan: &'a Plan, to: SyncSender<Result<String>> },
    Read { plan: &'a Plan, pieces: Option<&'a Pieces>, piece: usize, to: SyncSender<Message> },
}

/// What the consumer awaits of a file.
struct Awaited {
    hash: Receiver<Result<String>>,
    pieces: Vec<Receiver<Message>>,
}

/// What is to be done for a file, in order, and what will come of it.
fn tasks<'a>(plan: &'a Plan, pieces: Option<&'a Pieces>) -> (Vec<Task<'a>>, Awaited) {
    let (to, hash) = sync_channel(1);
    let mut tasks = vec![Task::Hash { plan, to }];
    let mut awaited = Awaited { hash, pieces: Vec::new() };
    for piece in 0..pieces.map_or(1, Pieces::count) {
        let (to, queue) = sync_channel(BATCHES_IN_FLIGHT);
        tasks.push(Task::Read { plan, pieces, piece, to });
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
        Task::Hash { plan, to } => drop(to.send(records::hash(&plan.export))),
        Task::Read { plan, pieces, piece, to } => {
            let records = match pieces {
                Some(pieces) => Records::open_piece(&plan.export, &plan.table, pieces, piece),
                None => Records::open(&plan.export, &plan.table),
            };
            let end = records.and_then(|records| {
                read(context, plan, records, advanced, |rows| {
                    Ok(to.send(Message::Rows(rows)).is_ok())
                })
            });
            drop(to.send(Message::End(end)));
        }
    }
}

/// Reads rows and hands them on in batches, until nobody wants more.
fn read(
    context: &Context,
    plan: &Plan,
    mut records: Records,
    advanced: &(dyn Fn(u64) + Sync),
    mut hand_on: impl FnMut(Vec<Row>) -> Result<bool>,
) -> Result<End> {
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
    files: Vec<Awaited>,
    permits: &Sender<()>,
    mut each: impl FnMut(usize, Row) -> Result<()>,
) -> Result<Vec<Ending>> {
    let mut endings = Vec::with_capacity(files.len());
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
                    Message::Rows(rows) => rows
                        .into_iter()
                        .try_for_each(|row| each(index, Row { line: lines + row.line, ..row }))?,
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
        endings.push(Ending { sha256, notes: found.notes() });
    }
    Ok(endings)
}
