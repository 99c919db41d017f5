//! A damaged record → the record that was meant, where that is sure; else what is to be rejected, and where the next one begins.
//!
//! Damage is a record whose width is not the header's, or whose quotes contradict themselves over several lines. A reading is sure if
//! it is the only one with the header's width whose cells are like those of the undamaged rows, and if it takes in no line that is a
//! row by itself. Cells are never shifted to make them fit. Pure: text in, cells out.

mod piece;
mod quotes;

use super::kinds::Kinds;
use piece::{Piece, line, piece};

/// Lines that a mended record may run over.
const MOST_LINES: usize = 32;
/// Cells beyond the header's that an unquoted delimiter may have made.
const MOST_SURPLUS: usize = 8;

/// What the records of a file should look like.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub(super) delimiter: u8,
    /// Cells of the header.
    pub(super) width: usize,
    pub(super) kinds: Kinds,
}

impl Shape {
    /// Whether these cells have the header's width; empty ones behind it do not matter.
    fn has_width<C: AsRef<[u8]>>(&self, cells: &[C]) -> bool {
        cells.len() >= self.width && cells[self.width..].iter().all(|cell| cell.as_ref().is_empty())
    }

    /// Whether a line is a row by itself.
    fn stands_alone(&self, line: &[u8]) -> bool {
        let piece = piece(line, self.delimiter);
        piece.is_lawful && self.has_width(&piece.cells) && self.kinds.fit_all(&piece.cells)
    }
}

/// What became of a damaged record.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mended {
    pub(super) cells: Vec<Vec<u8>>,
    /// Bytes of the text that it takes.
    pub(super) used: usize,
    /// It was mended: the cells are those that were meant. Else they do not have the header's width, or are as the csv crate cuts them.
    pub(super) is_sure: bool,
}

/// Mends the record that the text begins with. `whole` is where it ends if it has an end as it is cut; `is_all` says that no more
/// text follows.
pub(super) fn mend(text: &[u8], whole: Option<usize>, is_all: bool, shape: &Shape) -> Mended {
    let Some((first, next)) = line(text, 0, is_all) else {
        // A line without end: the cutter passes over the rest of it.
        let cells = vec![text.to_vec()];
        return Mended { cells, used: text.len(), is_sure: false };
    };
    let cut = whole.map(|end| piece(&text[..end], shape.delimiter));
    let runs_on = whole.is_none_or(|end| end > next);
    let is_lawful = cut.as_ref().is_some_and(|cut| cut.is_lawful);
    let sure = |(cells, used)| Mended { cells, used, is_sure: true };
    let by_quotes =
        || if is_lawful && !runs_on { None } else { by_quotes(text, is_all, runs_on, shape) };
    let by_cells = || {
        let cut = cut.as_ref().filter(|cut| cut.is_lawful && shape.kinds.are_known())?;
        let end = whole?;
        by_joining(text, cut, end, is_all, shape)
            .or_else(|| by_realigning(cut, shape).map(|cells| (cells, end)))
    };
    if let Some(mended) = by_quotes().or_else(by_cells) {
        return sure(mended);
    }
    match (cut, whole) {
        (Some(cut), Some(end)) if !swallows_a_row(text, next, end, shape) => {
            Mended { cells: cut.cells, used: end, is_sure: false }
        }
        _ => {
            let cells = piece(&text[..first], shape.delimiter).cells;
            // What is not sure must not pass for a row.
            let cells = if shape.has_width(&cells) { vec![text[..first].to_vec()] } else { cells };
            Mended { cells, used: next, is_sure: false }
        }
    }
}

fn swallows_a_row(text: &[u8], mut at: usize, end: usize, shape: &Shape) -> bool {
    while at < end
        && let Some((content, next)) = line(&text[..end], at, true)
    {
        if shape.stands_alone(&text[at..content]) {
            return true;
        }
        at = next;
    }
    false
}

/// A quote that opens a cell and should not, or that should have been doubled: the fewest lines that can be read in one way only.
fn by_quotes(
    text: &[u8],
    is_all: bool,
    runs_on: bool,
    shape: &Shape,
) -> Option<(Vec<Vec<u8>>, usize)> {
    let (first, next) = line(text, 0, is_all)?;
    let is_row_behind = || match line(text, next, is_all) {
        Some((end, _)) => {
            let line = &text[next..end];
            line.is_empty()
                || shape.stands_alone(line)
                || quotes::only_reading(line, shape).is_some()
        }
        None => false,
    };
    if let Some(cells) = quotes::only_reading(&text[..first], shape)
        && (!runs_on || is_row_behind())
    {
        return Some((cells, next));
    }
    let mut at = next;
    for _ in 1..MOST_LINES {
        let (content, next) = line(text, at, is_all)?;
        if at == content && next == content || shape.stands_alone(&text[at..content]) {
            return None;
        }
        if let Some(cells) = quotes::only_reading(&text[..content], shape) {
            return Some((cells, next));
        }
        at = next;
    }
    None
}

/// A line break in a cell without quotes: the pieces join to exactly the header's width, and no piece looks like the start of a row.
fn by_joining(
    text: &[u8],
    cut: &Piece,
    mut end: usize,
    is_all: bool,
    shape: &Shape,
) -> Option<(Vec<Vec<u8>>, usize)> {
    let mut cells = cut.cells.clone();
    let mut is_quoted = *cut.quoted.last()?;
    if cells.len() < 2 || cells.len() >= shape.width {
        return None;
    }
    let mut content = cut.content;
    for _ in 1..MOST_LINES {
        let start = end + text[end..].iter().take_while(|byte| b"\r\n".contains(byte)).count();
        let (_, line_end) = line(text, start, is_all)?;
        let next = piece(&text[start..line_end], shape.delimiter);
        let is_start = next.cells.len() >= shape.width || shape.kinds.fit_all(&next.cells);
        if is_quoted || next.quoted[0] || !next.is_lawful || is_start || start == line_end {
            return None;
        }
        let mut rest = next.cells.into_iter();
        if let (Some(last), Some(first)) = (cells.last_mut(), rest.next()) {
            last.extend_from_slice(&text[content..start]);
            last.extend(first);
        }
        cells.extend(rest);
        if cells.len() >= shape.width {
            let is_sure = cells.len() == shape.width && shape.kinds.fit_all(&cells);
            return is_sure.then_some((cells, line_end));
        }
        is_quoted = next.quoted.last().copied().unwrap_or(false);
        (content, end) = (start + next.content, line_end);
    }
    None
}

/// A delimiter too many: in a text without quotes, or doubled between two cells. Sure if one column only can have taken it.
fn by_realigning(cut: &Piece, shape: &Shape) -> Option<Vec<Vec<u8>>> {
    let surplus =
        cut.cells.len().checked_sub(shape.width).filter(|n| *n > 0 && *n <= MOST_SURPLUS)?;
    let mut readings: Vec<Vec<Vec<u8>>> = Vec::new();
    let mut consider = |cells: Vec<Vec<u8>>| {
        if shape.kinds.fit_all(&cells) && !readings.contains(&cells) {
            readings.push(cells);
        }
    };
    for column in 0..shape.width {
        let behind = column + surplus + 1;
        if !cut.quoted[column..behind].contains(&true) {
            let joined = cut.cells[column..behind].join(&shape.delimiter);
            let (before, after) = (&cut.cells[..column], &cut.cells[behind..]);
            consider([before, &[joined], after].concat());
        }
        if surplus == 1 && cut.cells[column].is_empty() && !cut.quoted[column] {
            consider([&cut.cells[..column], &cut.cells[column + 1..]].concat());
        }
    }
    if readings.len() == 1 { readings.pop() } else { None }
}

#[cfg(test)]
mod tests;
