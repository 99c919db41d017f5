//! Detects delimiters and quote characters that the record reader does not support, and how to [rewrite](super::rewrite) the text for it.
//!
//! Such marks are only assumed where the rows show them: split at these marks the rows have the header's width and otherwise they do not,
//! or all their cells still contain the marks. An unclosed quote is looked for in the header only; in a row, `mend` repairs it.

use std::io::Read;

use csv::ByteRecord;

use super::ExportTable;
use super::cut::RecordReader;
use super::decode::decoded;
use super::recognise::Encoding;
use super::rewrite::{DELIMITER, ESCAPED, Marks, Rewrite, rewritten};

/// Marks between cells beside those that the reader knows.
const DELIMITERS: [&str; 12] =
    [", ", " ", "\t\t", "||", ";;", "::", "~|~", "|~|", "^", "~", "\u{1}", "\u{1f}"];
/// Delimiters of cells that are quoted with apostrophes.
const BETWEEN_APOSTROPHES: [&str; 4] = [",", ";", "\t", "|"];
/// Rows that are looked at.
const ROWS: usize = 200;
/// Lines in which a stray quote of the header is looked for.
const LINES: usize = 5;

/// A way to read the beginning of a file, and how well its rows fit.
pub(super) struct Reading {
    pub(super) rewrite: Rewrite,
    pub(super) table: ExportTable,
    /// The beginning of the text, rewritten.
    pub(super) head: Vec<u8>,
}

/// Looks for a better way to read the head of a text than `as_it_stands`. `find` finds the best header of a head with the number of its known names.
pub(super) fn rewriting(
    head: &[u8],
    encoding: Encoding,
    as_it_stands: Option<&(usize, ExportTable)>,
    find: impl Fn(&[u8]) -> Option<(usize, ExportTable)>,
) -> Option<Reading> {
    if !encoding.is_narrow() {
        return None;
    }
    let rows = as_it_stands.map(|(_, table)| Rows::of(table, head));
    let known = as_it_stands.map_or(0, |(known, _)| *known);
    let share = rows.as_ref().map_or(0.0, Rows::share);
    let is_whole = as_it_stands.is_some_and(|(_, table)| !runs_over_lines(table)) && share > 0.95;
    let mut best: Option<(f64, Reading)> = None;
    for rewrite in candidates(head) {
        let shows = rows.as_ref().zip(rewrite.marks).is_some_and(|(rows, marks)| rows.show(marks));
        let is_escaped = rewrite.marks.is_some_and(Marks::is_escaped);
        if is_whole && !shows && !(is_escaped && share < 1.0) {
            continue;
        }
        let whole = head;
        let head = rewritten_head(head, rewrite);
        let Some((its_known, table)) = find(&head) else { continue };
        if rewrite.marks.is_some_and(|marks| !stands_between_names(marks, &table, whole)) {
            continue;
        }
        let its_rows = Rows::of(&table, &head);
        let its_share = its_rows.share();
        let is_header_mended = rewrite.stray_quote.is_some() && its_known > known;
        let is_mended = is_escaped && its_share > share;
        let is_better = shows || its_share > share + 0.2 || is_header_mended || is_mended;
        // Prose has blanks everywhere, and its lines are of any width.
        let is_table = rewrite.stray_quote.is_some() || its_share >= 0.8 && its_rows.count > 0;
        if is_better
            && is_table
            && its_known >= known.min(2)
            && best.as_ref().is_none_or(|(most, _)| its_share > *most)
        {
            best = Some((its_share, Reading { rewrite, table, head }));
        }
    }
    best.map(|(_, reading)| reading)
}

/// Whether the line of the header has these marks between all names.
fn stands_between_names(marks: Marks, table: &ExportTable, head: &[u8]) -> bool {
    let line = usize::try_from(table.header_line).unwrap_or(usize::MAX) - 1;
    let line = head.split(|byte| *byte == b'\n').nth(line).unwrap_or_default();
    let count = memchr::memmem::find_iter(line, marks.delimiter.as_bytes()).count();
    table.delimiter == DELIMITER && count + 1 >= table.columns.len()
}

fn rewritten_head(head: &[u8], rewrite: Rewrite) -> Vec<u8> {
    let mut text = Vec::with_capacity(head.len());
    let _ = rewritten(head, rewrite).read_to_end(&mut text);
    text
}

/// Quoted names over several lines are rare, and mostly one quote that is not closed.
fn runs_over_lines(table: &ExportTable) -> bool {
    table.columns.iter().any(|name| name.contains('\n'))
}

/// Every way for which the first lines have a sign.
fn candidates(head: &[u8]) -> Vec<Rewrite> {
    let lines: Vec<&[u8]> = head.split(|byte| *byte == b'\n').take(LINES).collect();
    let is_there =
        |mark: &str| lines.iter().any(|line| memchr::memmem::find(line, mark.as_bytes()).is_some());
    let marks =
        |delimiter, quote| Rewrite { marks: Some(Marks { delimiter, quote }), stray_quote: None };
    let mut all: Vec<Rewrite> = DELIMITERS
        .into_iter()
        .filter(|mark| is_there(mark))
        .map(|mark| marks(mark, b'"'))
        .collect();
    if is_there("'") {
        let quoted = |delimiter: &&str| {
            is_there(&format!("{delimiter}'")) || is_there(&format!("'{delimiter}"))
        };
        all.extend(BETWEEN_APOSTROPHES.into_iter().filter(quoted).map(|mark| marks(mark, b'\'')));
    }
    if memchr::memmem::find(head, b"\\\"").is_some() {
        let escaped = ESCAPED.into_iter().filter(|mark| is_there(mark));
        all.extend(escaped.map(|mark| marks(mark, b'"')));
    }
    let mut start = 0;
    for line in lines {
        let quotes: Vec<usize> = memchr::memchr_iter(b'"', line).collect();
        if quotes.len() % 2 == 1 && quotes.len() < 40 {
            all.extend(
                quotes
                    .into_iter()
                    .map(|at| Rewrite { marks: None, stray_quote: Some((start + at) as u64) }),
            );
        }
        start += line.len() + 1;
    }
    all
}

/// The first rows below a header.
struct Rows {
    records: Vec<ByteRecord>,
    width: usize,
    count: usize,
}

impl Rows {
    fn of(table: &ExportTable, head: &[u8]) -> Self {
        let mut reader = RecordReader::new(decoded(head, table.encoding), table.delimiter);
        let mut record = ByteRecord::new();
        let mut records = Vec::new();
        for _ in 0..table.skip {
            let _ = reader.read(&mut record);
        }
        while records.len() < ROWS && matches!(reader.read(&mut record), Ok(Some(_))) {
            records.push(record.clone());
        }
        // The head of a long file ends anywhere.
        if head.len() >= super::recognise::HEAD / 2 && records.len() > 1 {
            records.pop();
        }
        Self { count: records.len(), records, width: table.columns.len() }
    }

    /// The share of rows that are as wide as the header.
    fn share(&self) -> f64 {
        let fitting = self.records.iter().filter(|row| row.len() == self.width).count();
        if self.count == 0 { 0.0 } else { fitting as f64 / self.count as f64 }
    }

    /// Whether nearly all cells of the rows, unchanged, still contain these marks.
    fn show(&self, marks: Marks) -> bool {
        let all = |shows: &dyn Fn(&ByteRecord) -> bool| {
            let shown = self.records.iter().filter(|row| shows(row)).count();
            self.count > 0 && shown * 10 >= self.count * 9
        };
        let filled = |row: &ByteRecord| row.iter().filter(|cell| !cell.is_empty()).count();
        if marks.quote == b'\'' {
            let encloses = |cell: &[u8]| matches!(cell, [b'\'', .., b'\'']);
            let column = |at: usize| all(&|row| row.get(at).is_some_and(encloses));
            return (0..self.width).any(column);
        }
        match marks.delimiter {
            ", " => {
                self.width > 1 && all(&|row| row.iter().skip(1).all(|cell| cell.starts_with(b" ")))
            }
            "||" | ";;" | "\t\t" => {
                let is_doubled = |row: &ByteRecord| {
                    row.iter().skip(1).step_by(2).all(<[u8]>::is_empty) && filled(row) > 1
                };
                all(&is_doubled)
            }
            _ => false,
        }
    }
}
