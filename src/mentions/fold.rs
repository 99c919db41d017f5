//! Every row of every export, in the order of (path, line), read on all cores and handed to one consumer.
//!
//! Workers take the files in order and send what they read in batches through a short queue of their file; the consumer empties the queues
//! in the same order. So any number of threads gives the same sequence, and memory is bounded by the batches in flight.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::reader::{Context, Reader, Reading};
use super::survey::Plan;
use crate::error::Result;
use crate::exports::ByteRecord;
use crate::exports::records::Records;

const BATCH: usize = 256;
const BATCHES_IN_FLIGHT: usize = 4;

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
    End(Result<Ending>),
}

/// What is known of a file once it has been read to its end.
#[derive(Debug, Default)]
pub struct Ending {
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// What was done to its text and rows, for its readers.
    pub notes: Vec<String>,
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
    jobs: usize,
    advanced: &(dyn Fn(u64) + Sync),
    mut each: impl FnMut(usize, Row) -> Result<()>,
) -> Result<Vec<Ending>> {
    let next = AtomicUsize::new(0);
    let (senders, queues): (Vec<_>, Vec<Receiver<Message>>) = plans
        .iter()
        .map(|_| sync_channel(BATCHES_IN_FLIGHT))
        .map(|(sender, queue)| (Mutex::new(Some(sender)), queue))
        .unzip();
    let senders: &[Mutex<Option<SyncSender<Message>>>] = &senders;
    thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, plans.len().max(1)) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(plan) = plans.get(index) else { return };
                    let taken = senders[index].lock().map(|mut sender| sender.take());
                    let Ok(Some(queue)) = taken else { return };
                    let end = send_rows(context, plan, &queue, advanced);
                    // The consumer is gone after an error of its own: nobody is left to tell.
                    if queue.send(Message::End(end)).is_err() {
                        return;
                    }
                }
            });
        }
        let mut endings = Vec::with_capacity(plans.len());
        for (index, queue) in queues.into_iter().enumerate() {
            for message in queue {
                match message {
                    Message::Rows(rows) => rows.into_iter().try_for_each(|row| each(index, row))?,
                    Message::End(ending) => endings.push(ending?),
                }
            }
        }
        Ok(endings)
    })
}

fn send_rows(
    context: &Context,
    plan: &Plan,
    queue: &SyncSender<Message>,
    advanced: &(dyn Fn(u64) + Sync),
) -> Result<Ending> {
    let mut records = Records::open(&plan.export, &plan.table)?;
    let mut reader = Reader::new(context, plan);
    let mut record = ByteRecord::new();
    let mut rows = Vec::with_capacity(BATCH);
    let mut told = 0;
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
        if rows.len() == BATCH || line.is_none() {
            advanced(records.position() - told);
            told = records.position();
            if queue.send(Message::Rows(std::mem::take(&mut rows))).is_err() {
                return Ok(Ending::default());
            }
        }
        if line.is_none() {
            return Ok(Ending { sha256: records.sha256(), notes: records.notes() });
        }
    }
}
