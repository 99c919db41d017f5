//! What the cells of each column are made of, learnt from the undamaged rows at the head of a file.
//!
//! It is the evidence by which a damaged row is put together again: an id is not a sentence, a date is not a name. Little is asked
//! of it and little is promised: a cell fits if it holds no sign that its column has not shown.

/// Rows that a column must have shown before anything is judged by it.
const ENOUGH: usize = 3;
/// A column with blanks, letters and so many different signs holds free text: any cell fits.
const FREE: u32 = 8;

/// The signs of every column.
#[derive(Debug, Clone, Default)]
pub(super) struct Kinds {
    seen: Vec<u128>,
    rows: usize,
}

impl Kinds {
    /// Learns from an undamaged row.
    pub(super) fn learn<'a>(&mut self, cells: impl Iterator<Item = &'a [u8]>) {
        for (column, cell) in cells.enumerate() {
            if column == self.seen.len() {
                self.seen.push(0);
            }
            self.seen[column] |= signs(cell);
        }
        self.rows += 1;
    }

    /// Whether enough rows were seen to judge others.
    pub(super) fn are_known(&self) -> bool {
        self.rows >= ENOUGH
    }

    /// Whether a cell may stand in a column. True where nothing is known.
    pub(super) fn fit(&self, column: usize, cell: &[u8]) -> bool {
        let Some(seen) = self.seen.get(column).filter(|_| self.are_known()) else { return true };
        is_free(*seen) || signs(cell) & !seen == 0
    }

    /// Whether all cells may stand in the columns from the first on.
    pub(super) fn fit_all<C: AsRef<[u8]>>(&self, cells: &[C]) -> bool {
        cells.iter().enumerate().all(|(column, cell)| self.fit(column, cell.as_ref()))
    }
}

fn is_free(seen: u128) -> bool {
    let has = |sign: u8| seen & (1 << sign) != 0;
    has(b' ') && has(b'a') && seen.count_ones() >= FREE
}

/// One bit a sign: all digits are one, all letters (those beyond ASCII too) are one, every other character is itself, nothing is 0.
fn signs(cell: &[u8]) -> u128 {
    let sign = |byte: &u8| match byte {
        b'0'..=b'9' => b'0',
        b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => b'a',
        other => *other,
    };
    match cell {
        [] => 1,
        cell => cell.iter().fold(0, |signs, byte| signs | 1 << sign(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_fits_if_its_column_has_shown_its_signs() {
        let mut kinds = Kinds::default();
        let rows = [
            ["1", "2028-05-01", "ada", "One, two, three: go on!"],
            ["22", "2028-05-02", "", "What? \"So\" it's (not) #1"],
            ["3", "2028-05-03", "Bob", "x"],
        ];
        for row in rows {
            assert!(kinds.fit(0, b"anything at first"));
            kinds.learn(row.iter().map(|cell| cell.as_bytes()));
        }
        for (column, cell, fits) in [
            (0, "4444", true),
            (0, "", false),
            (0, "4a", false),
            (1, "1999-12-31", true),
            (1, "1999-12-31 10", false),
            (2, "Zo\u{eb}", true),
            (2, "", true),
            (2, "Zo, e", false),
            (3, "free text takes 100 %", true),
            (9, "beyond the last column", true),
        ] {
            assert_eq!(kinds.fit(column, cell.as_bytes()), fits, "{column} {cell}");
        }
    }
}
