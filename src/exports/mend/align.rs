//! Aligns the cells of a row that has too many or too few, if the other rows prove exactly one way to do so.
//!
//! Causes are a delimiter in a text without quotes, a doubled or a missing delimiter, and spreadsheets that omit empty cells at the end of a row.
//! A missing delimiter left an empty cell out or made two cells one. All of these are tried; if two give different rows, the row is not repaired.

use super::Shape;
use super::piece::Piece;
use crate::exports::kinds::CellKind;

/// Cells beyond the header's that a row may have.
const MOST_SURPLUS: usize = 8;
/// Longer cells are not parted.
const LONGEST: usize = 1024;
/// Cells that may be missing from the middle and the end of a row together, beside those that short rows miss.
const MOST_MISSING: usize = 1;

/// The cells of a row in their columns.
#[derive(Debug)]
pub(super) struct Aligned {
    pub(super) cells: Vec<Vec<u8>>,
    /// Nothing was wrong with it but empty cells at its end, too many or too few.
    pub(super) is_whole: bool,
}

/// Puts the cells of a record into their columns; `None` if no reading fits, or several.
pub(super) fn align(cut: &Piece, shape: &Shape) -> Option<Aligned> {
    if !shape.kinds.are_known() {
        return None;
    }
    if cut.cells.len() >= shape.width { align_long(cut, shape) } else { align_short(cut, shape) }
}

/// Empty cells behind the last column, and delimiters too many before them.
fn align_long(cut: &Piece, shape: &Shape) -> Option<Aligned> {
    let count = cut.cells.len();
    if count - shape.width > MOST_SURPLUS {
        return None;
    }
    let trailing = cut.cells.iter().rev().take_while(|cell| cell.is_empty()).count();
    let as_it_stands = &cut.cells[..shape.width];
    let has_no_more = count - shape.width <= trailing;
    let mut readings = Readings::default();
    if has_no_more && shape.kinds.fit_all(as_it_stands) {
        if shape.kinds.rare_empties(as_it_stands) == 0 {
            return Some(Aligned { cells: as_it_stands.to_vec(), is_whole: true });
        }
        readings.add(as_it_stands.to_vec());
    }
    // A delimiter too many beside last cells that were not written.
    for missing in 1..=(shape.width + 1).saturating_sub(count.max(shape.shortest)) {
        let mut cells = cut.cells.clone();
        cells.resize(count + missing, Vec::new());
        let mut quoted = cut.quoted.clone();
        quoted.resize(count + missing, false);
        join(&cells, &quoted, cells.len() - shape.width, shape, &mut readings);
    }
    for dropped in 0..=trailing.min(count - shape.width) {
        let cells = &cut.cells[..count - dropped];
        let surplus = cells.len() - shape.width;
        if surplus > 0 {
            join(cells, &cut.quoted, surplus, shape, &mut readings);
        }
    }
    readings.only(shape)
}

/// Every way to join `surplus + 1` neighbouring cells.
fn join(
    cells: &[Vec<u8>],
    quoted: &[bool],
    surplus: usize,
    shape: &Shape,
    readings: &mut Readings,
) {
    let fits_before = fitting(cells.iter().enumerate(), shape);
    let from_behind = cells.iter().enumerate().rev();
    let fits_behind = fitting(
        from_behind.map(|(at, cell)| (at.saturating_sub(surplus), cell)).take(shape.width),
        shape,
    );
    for column in 0..shape.width {
        let behind = column + surplus + 1;
        if column > fits_before || cells.len() - behind > fits_behind {
            continue;
        }
        let parts = &cells[column..behind];
        // A doubled delimiter leaves an empty cell, which is not part of a text.
        let filled: Vec<&[u8]> =
            parts.iter().map(Vec::as_slice).filter(|cell| !cell.is_empty()).collect();
        let is_split_text = filled.len() == parts.len();
        let joined = match filled[..] {
            [] => Vec::new(),
            [only] => only.to_vec(),
            _ if is_split_text && !quoted[column..behind].contains(&true) => {
                parts.join(&shape.delimiter)
            }
            _ => continue,
        };
        if shape.kinds.fit(column, &joined) {
            readings.add([&cells[..column], &[joined], &cells[behind..]].concat());
        }
    }
}

/// Two cells that became one, because the delimiter between them was lost or is another mark.
pub(super) fn part(cells: &[Vec<u8>], shape: &Shape) -> Option<Aligned> {
    let mut readings = Readings::default();
    if shape.kinds.are_known() && cells.len() + 1 == shape.width {
        part_each(cells, shape, &mut readings);
    }
    readings.only(shape)
}

fn part_each(cells: &[Vec<u8>], shape: &Shape, readings: &mut Readings) {
    let fits_before = fitting(cells.iter().enumerate(), shape);
    let from_behind = cells.iter().enumerate().rev().map(|(at, cell)| (at + 1, cell));
    let fits_behind = fitting(from_behind, shape);
    for (column, cell) in cells.iter().enumerate() {
        let are_others_right = column <= fits_before && cells.len() - column - 1 <= fits_behind;
        if !are_others_right || cell.len() > LONGEST {
            continue;
        }
        // The beginning of an address is an address.
        let has_end = shape.kinds.proved(column) != Some(CellKind::Address);
        for place in 1..cell.len() {
            let (left, right) = cell.split_at(place);
            let is_other_mark = |byte: &u8| b";|\t".contains(byte);
            if left.last().is_some_and(is_other_mark) {
                continue;
            }
            let right = if is_other_mark(&right[0]) { &right[1..] } else { right };
            // Between two words a blank is more likely part of a text than a lost delimiter.
            let is_at_blank = left.ends_with(b" ") || right.starts_with(b" ");
            let is_proved = |at| shape.kinds.proved(at).is_some();
            if is_at_blank && !is_proved(column) && !is_proved(column + 1) {
                continue;
            }
            let is_exact = |at, part| shape.kinds.is_exact(at, part);
            let exact = [is_exact(column, left).filter(|_| has_end), is_exact(column + 1, right)];
            let is_sure = exact.contains(&Some(true)) && !exact.contains(&Some(false));
            let fits = |at, part| shape.kinds.fit(at, part);
            if is_sure
                && std::str::from_utf8(left).is_ok()
                && fits(column, left)
                && fits(column + 1, right)
            {
                let two = [left.to_vec(), right.to_vec()];
                readings.add([&cells[..column], &two, &cells[column + 1..]].concat());
            }
        }
    }
}

/// Cells that were not written: at the end of the row, or one in its middle.
fn align_short(cut: &Piece, shape: &Shape) -> Option<Aligned> {
    let count = cut.cells.len();
    let missing = shape.width - count;
    let may_miss = |column: usize| count >= shape.shortest || shape.kinds.fit(column, b"");
    let fits_before = fitting(cut.cells.iter().enumerate(), shape);
    let has_proof = count > 1 && shape.kinds.has_proof(&cut.cells);
    let is_short = has_proof && fits_before == count && (count..shape.width).all(may_miss);
    let padded = |cells: Vec<Vec<u8>>| {
        let mut cells = cells;
        cells.resize(shape.width, Vec::new());
        cells
    };
    let mut readings = Readings::default();
    if is_short {
        if count >= shape.shortest {
            return Some(Aligned { cells: padded(cut.cells.clone()), is_whole: true });
        }
        readings.add(padded(cut.cells.clone()));
    }
    if missing <= MOST_MISSING {
        for column in 0..count.min(fits_before + 1) {
            let mut cells = cut.cells.clone();
            cells.insert(column, Vec::new());
            if shape.kinds.fit_all(&cells) && shape.kinds.has_proof(&cut.cells[column..]) {
                readings.add(padded(cells));
            }
        }
        if !is_short {
            part_each(&cut.cells, shape, &mut readings);
        }
    }
    let is_whole = is_short;
    readings.only(shape).map(|aligned| Aligned { is_whole, ..aligned })
}

/// How many cells in sequence fit, each with the column that it would belong to.
fn fitting<'a>(cells: impl Iterator<Item = (usize, &'a Vec<u8>)>, shape: &Shape) -> usize {
    cells.take_while(|(column, cell)| shape.kinds.fit(*column, cell)).count()
}

/// The readings of a row so far, each once.
#[derive(Default)]
struct Readings(Vec<Vec<Vec<u8>>>);

impl Readings {
    fn add(&mut self, cells: Vec<Vec<u8>>) {
        if !self.0.contains(&cells) {
            self.0.push(cells);
        }
    }

    /// The only reading, or the only one with the fewest empty cells where the columns have none.
    fn only(mut self, shape: &Shape) -> Option<Aligned> {
        let rare = |cells: &Vec<Vec<u8>>| shape.kinds.rare_empties(cells);
        let fewest = self.0.iter().map(rare).min();
        self.0.retain(|cells| Some(rare(cells)) == fewest);
        let cells = if self.0.len() == 1 { self.0.pop() } else { None };
        cells.map(|cells| Aligned { cells, is_whole: false })
    }
}
