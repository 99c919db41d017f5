//! Repairs a damaged record if there is only one plausible repair; otherwise decides what to reject and where the next record begins.
//!
//! A record is damaged if its width differs from the header's, or if its quotes are inconsistent over several lines. A repair is accepted if it
//! is the only one with the header's width whose cells fit the columns, and if it does not include a line that is a valid row.

mod align;
mod piece;
mod quotes;

use super::kinds::Kinds;
use align::{Aligned, align};
use piece::{Piece, line, piece};

/// Lines that a mended record may run over.
const MOST_LINES: usize = 32;

/// What the records of a file should look like.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub(super) delimiter: u8,
    /// Cells of the header.
    pub(super) width: usize,
    /// Cells of the shortest rows that end before their last columns, where several do; else no fewer than [`Self::width`].
    pub(super) shortest: usize,
    pub(super) kinds: Kinds,
}

impl Shape {
    /// Learns from the first rows of a file, whatever their width: from those that are as wide as the header, else from those with empty
    /// cells behind it, else from those that end before it.
    pub(super) fn learnt(delimiter: u8, header: &[Vec<u8>], sample: &[Vec<Vec<u8>>]) -> Self {
        let width = header.len();
        let mut shape = Self { delimiter, width, shortest: width, kinds: Kinds::default() };
        let recut = sample.iter().map(|cells| shape.recut(cells));
        let recut: Vec<Vec<Vec<u8>>> = recut.collect::<Vec<_>>().into_iter().flatten().collect();
        let exact = sample.iter().filter(|cells| cells.len() == width && *cells != header);
        exact.chain(&recut).for_each(|cells| shape.learn(cells));
        if !shape.kinds.are_known() {
            let longer =
                sample.iter().filter(|cells| cells.len() > width && shape.has_width(cells));
            let longer: Vec<_> = longer.collect();
            for cells in longer {
                shape.learn(&cells[..width]);
            }
        }
        if !shape.kinds.are_known() {
            let mut widths: Vec<usize> =
                sample.iter().map(Vec::len).filter(|n| (2..width).contains(n)).collect();
            widths.sort_unstable();
            if let Some(&usual) = widths.get(widths.len() / 2) {
                let short = sample.iter().filter(|cells| cells.len() == usual);
                short.for_each(|cells| shape.learn(cells));
            }
        }
        let fits = |cells: &&Vec<Vec<u8>>| {
            (2..width).contains(&cells.len())
                && shape.kinds.fit_all(cells)
                && shape.kinds.has_proof(cells)
        };
        let short: Vec<_> = sample.iter().filter(fits).collect();
        if let (Some(shortest), true) =
            (short.iter().map(|cells| cells.len()).min(), short.len() > 1)
        {
            shape.shortest = shortest;
            // Their last cells are empty, which the whole rows may never show.
            for cells in short {
                shape.learn(cells);
            }
        }
        shape
    }

    fn learn(&mut self, cells: &[Vec<u8>]) {
        let missing = self.width.saturating_sub(cells.len());
        let empty = std::iter::repeat_n(&b""[..], missing);
        self.kinds.learn(cells.iter().map(Vec::as_slice).chain(empty));
    }

    /// Whether these cells have the header's width; empty ones behind it do not matter.
    fn has_width<C: AsRef<[u8]>>(&self, cells: &[C]) -> bool {
        cells.len() >= self.width && cells[self.width..].iter().all(|cell| cell.as_ref().is_empty())
    }

    /// The cells of a record that is one cell, or one cell and empty ones, because a spreadsheet took its line for a text.
    pub(super) fn recut<C: AsRef<[u8]>>(&self, cells: &[C]) -> Option<Vec<Vec<u8>>> {
        let (first, rest) = cells.split_first()?;
        let is_alone = rest.iter().all(|cell| cell.as_ref().is_empty());
        if !is_alone || self.width < 2 || !first.as_ref().contains(&self.delimiter) {
            return None;
        }
        let piece = piece(first.as_ref(), self.delimiter);
        let is_row = piece.has_valid_quotes
            && piece.content == first.as_ref().len()
            && self.has_width(&piece.cells)
            && self.kinds.fit_all(&piece.cells[..self.width]);
        is_row.then(|| piece.cells[..self.width].to_vec())
    }

    /// Whether a line is a row by itself.
    fn stands_alone(&self, line: &[u8]) -> bool {
        let piece = piece(line, self.delimiter);
        piece.has_valid_quotes
            && self.has_width(&piece.cells)
            && self.kinds.fit_all(&piece.cells[..self.width])
    }

    /// Whether a row begins in this line: a whole one, one without its last cells, or one whose last cell goes on in the next line.
    fn begins_here(&self, line: &[u8]) -> bool {
        let mut piece = piece(line, self.delimiter);
        if !piece.has_valid_quotes {
            piece.cells.pop();
        }
        let cells = &piece.cells[..piece.cells.len().min(self.width)];
        self.stands_alone(line)
            || cells.len() > 1 && self.kinds.fit_all(cells) && self.kinds.has_proof(cells)
            || piece.has_valid_quotes && self.recut(&piece.cells).is_some()
    }

    /// Whether no text of the last cell can go on in the next line: there are cells enough, or it is a time, a number or an address.
    fn ends_here(&self, cells: &[Vec<u8>]) -> bool {
        cells.len() >= self.width || self.kinds.proved(cells.len() - 1).is_some()
    }

    /// Whether several rows end before their last columns, so that a row with a delimiter too many may have the header's width.
    pub(super) fn is_ragged(&self) -> bool {
        self.shortest < self.width
    }

    /// Whether a row of the header's width looks shifted.
    pub(super) fn may_be_shifted<C: AsRef<[u8]>>(&self, cells: &[C]) -> bool {
        self.is_ragged() && self.kinds.contradictions(cells) > 0
    }
}

/// What became of a damaged record.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Repaired {
    pub(super) cells: Vec<Vec<u8>>,
    /// Bytes of the text that it takes.
    pub(super) used: usize,
    /// What became of it.
    pub(super) outcome: Outcome,
}

/// How sure it is that the cells of a record are those that were meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Only empty cells at its end were not written, or are too many.
    Whole,
    /// It was damaged, and there is one way to read it.
    Repaired,
    /// The cells do not have the header's width, or are as the csv crate cuts them.
    Open,
}

/// Mends the record that the text begins with. `whole` is where it ends if it has an end as it is cut; `is_all` says that no more
/// text follows.
pub(super) fn mend(text: &[u8], whole: Option<usize>, is_all: bool, shape: &Shape) -> Repaired {
    let Some((first, next)) = line(text, 0, is_all) else {
        // A line without end: the reader passes over the rest of it.
        let cells = vec![text.to_vec()];
        return Repaired { cells, used: text.len(), outcome: Outcome::Open };
    };
    let cut = whole.map(|end| piece(&text[..end], shape.delimiter));
    let runs_on = whole.is_none_or(|end| end > next);
    let has_valid_quotes = cut.as_ref().is_some_and(|cut| cut.has_valid_quotes);
    let mended = |(cells, used)| Repaired { cells, used, outcome: Outcome::Repaired };
    let by_quotes = || {
        if has_valid_quotes && !runs_on { None } else { by_quotes(text, is_all, runs_on, shape) }
    };
    let lawful = cut.as_ref().filter(|cut| cut.has_valid_quotes).zip(whole);
    let by_cells = || {
        let (cut, end) = lawful?;
        let recut = || shape.recut(&cut.cells).map(|cells| (cells, end));
        let joined =
            || by_joining(text, cut, end, is_all, shape).filter(|_| shape.kinds.are_known());
        recut().or_else(joined)
    };
    if let Some(found) = by_quotes().or_else(by_cells) {
        return mended(found);
    }
    if let Some((cut, used)) = lawful
        && let Some(Aligned { cells, is_whole }) = align(cut, shape)
        && (shape.ends_here(&cut.cells) || is_followed_by_a_row(text, used, is_all, shape))
    {
        let outcome = if is_whole { Outcome::Whole } else { Outcome::Repaired };
        return Repaired { cells, used, outcome };
    }
    let one_line = &text[..first];
    let parted = || align::part(&piece(one_line, shape.delimiter).cells, shape);
    let by_marks = by_other_marks(one_line, shape);
    let by_marks = by_marks.or_else(|| parted().filter(|_| !has_valid_quotes).map(|it| it.cells));
    if let Some(cells) = by_marks {
        return mended((cells, next));
    }
    match (cut, whole) {
        (Some(cut), Some(end)) if !swallows_a_row(text, next, end, shape) => {
            // Cells of the header's width that do not fit their columns are shifted.
            let is_longer = cut.cells.len() > shape.width && shape.has_width(&cut.cells);
            let is_shifted = cut.has_valid_quotes
                && (is_longer || shape.is_ragged() && shape.kinds.contradictions(&cut.cells) > 1);
            let cells = if is_shifted { vec![text[..first].to_vec()] } else { cut.cells };
            Repaired { cells, used: end, outcome: Outcome::Open }
        }
        _ => {
            let cells = piece(&text[..first], shape.delimiter).cells;
            // What is not sure must not pass for a row.
            let cells = if shape.has_width(&cells) { vec![text[..first].to_vec()] } else { cells };
            Repaired { cells, used: next, outcome: Outcome::Open }
        }
    }
}

/// A row that has another mark between all its cells.
fn by_other_marks(line: &[u8], shape: &Shape) -> Option<Vec<Vec<u8>>> {
    let marks = b",;\t| ".iter().filter(|mark| **mark != shape.delimiter && line.contains(mark));
    let mut found = marks.filter_map(|mark| {
        let piece = piece(line, *mark);
        let is_row = piece.has_valid_quotes
            && piece.cells.len() == shape.width
            && shape.kinds.fit_all(&piece.cells)
            && shape.kinds.has_proof(&piece.cells);
        is_row.then_some(piece.cells)
    });
    found.next().filter(|_| found.next().is_none())
}

/// Whether the text goes on with a row, a blank line or nothing, so that the row before it is not continued there.
fn is_followed_by_a_row(text: &[u8], at: usize, is_all: bool, shape: &Shape) -> bool {
    match line(text, at, is_all) {
        Some((end, _)) => end == at || shape.begins_here(&text[at..end]),
        None => false,
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
                || shape.begins_here(line)
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
        if is_quoted || next.quoted[0] || !next.has_valid_quotes || is_start || start == line_end {
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

#[cfg(test)]
mod tests;
