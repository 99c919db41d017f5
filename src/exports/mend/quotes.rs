//! Finds all ways to read a text with inconsistent quotes as one record; the result is used only if there is exactly one.
//!
//! A quote closes a cell only before a delimiter, or at the end of the text in the last column; any other is a character. A quote at
//! the start of a cell is a character too if nothing on the line could close it, or if the rest of the cell is exactly what its column holds.

use super::Shape;

/// Steps of the search after which a text counts as readable in several ways.
const MOST_STEPS: usize = 2000;
/// Bytes that cost a step: a search takes time by what it looks at, not by how often.
const STEP: usize = 4096;
/// Longer texts are not searched.
const LONGEST: usize = 64 * 1024;

/// The cells of the only reading with the header's width, each cell like those of its column; `None` if there is none or another.
pub(super) fn only_reading(text: &[u8], shape: &Shape) -> Option<Vec<Vec<u8>>> {
    if text.len() > LONGEST || !text.contains(&b'"') {
        return None;
    }
    let mut search = Search { text, shape, cells: Vec::new(), found: Vec::new(), steps: 0 };
    search.read(0);
    let is_only = search.found.len() == 1 && search.steps < MOST_STEPS;
    if is_only { search.found.pop() } else { None }
}

struct Search<'a> {
    text: &'a [u8],
    shape: &'a Shape,
    cells: Vec<Vec<u8>>,
    found: Vec<Vec<Vec<u8>>>,
    steps: usize,
}

impl Search<'_> {
    /// Reads on from the start of a cell.
    fn read(&mut self, start: usize) {
        let rest = &self.text[start..];
        self.pay_for(rest);
        let is_last = self.cells.len() + 1 == self.shape.width;
        let is_end = |place: usize| match rest.get(place) {
            None => is_last,
            Some(byte) => !is_last && *byte == self.shape.delimiter,
        };
        let quoted = rest.first() == Some(&b'"');
        let mut is_closable = false;
        if quoted {
            let line = rest.iter().position(|byte| b"\r\n".contains(byte)).unwrap_or(rest.len());
            for place in 1..rest.len() {
                if rest[place] == b'"' && is_end(place + 1) {
                    is_closable |= place < line;
                    if self.is_over() {
                        return;
                    }
                    self.pay_for(&rest[..place]);
                    let cell = undoubled(&rest[1..place]);
                    self.take(cell, start + place + 1);
                }
            }
        }
        let is_one_line = !self.text.iter().any(|byte| b"\r\n".contains(byte));
        let length =
            rest.iter().position(|byte| *byte == self.shape.delimiter).unwrap_or(rest.len());
        let cell = &rest[..length];
        let is_stray = || {
            let is_exact = self.shape.kinds.is_exact(self.cells.len(), &cell[1..]);
            is_exact == Some(true) && !cell.ends_with(b"\"")
        };
        if !quoted || (!is_closable && is_one_line) || is_stray() {
            // Text that ends in a quote is the rest of a quoted cell that was closed too early.
            let is_rest = !quoted && cell.ends_with(b"\"");
            if is_end(length) && !is_rest && !cell.iter().any(|byte| b"\r\n".contains(byte)) {
                self.take(cell.to_vec(), start + length);
            }
        }
    }

    /// Takes a cell that ends at `end`, and reads on behind the delimiter.
    fn take(&mut self, cell: Vec<u8>, end: usize) {
        self.steps += 1;
        if self.is_over() || !self.fits(&cell) {
            return;
        }
        self.cells.push(cell);
        if end == self.text.len() {
            self.found.push(self.cells.clone());
        } else {
            self.read(end + 1);
        }
        self.cells.pop();
    }

    /// Whether a cell may belong to the next column, with or without a stray quote at its beginning; the quote is kept, because it is in the file.
    fn fits(&self, cell: &[u8]) -> bool {
        let fit = |cell| self.shape.kinds.fit(self.cells.len(), cell);
        fit(cell) || cell.strip_prefix(b"\"").is_some_and(fit)
    }

    fn is_over(&self) -> bool {
        self.steps >= MOST_STEPS || self.found.len() > 1
    }

    fn pay_for(&mut self, bytes: &[u8]) {
        self.steps += bytes.len() / STEP;
    }
}

fn undoubled(cell: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(cell.len());
    let mut bytes = cell.iter().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            // Some programs write a backslash before a quote instead of another quote.
            b'\\' if bytes.next_if_eq(&&b'"').is_some() => plain.push(b'"'),
            b'"' => {
                bytes.next_if_eq(&&b'"');
                plain.push(b'"');
            }
            other => plain.push(*other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::kinds::Kinds;

    fn reading(text: &str, width: usize) -> Option<Vec<String>> {
        let shape = Shape { delimiter: b',', width, shortest: width, kinds: Kinds::default() };
        let cells = only_reading(text.as_bytes(), &shape)?;
        Some(cells.into_iter().map(|cell| String::from_utf8(cell).unwrap()).collect())
    }

    #[test]
    fn the_only_reading_is_found() {
        for (text, cells) in [
            ("1,\"so called,x", ["1", "\"so called", "x"]),
            ("1,\"he said \"no\", twice\",x", ["1", "he said \"no\", twice", "x"]),
            ("1,\"he said \"\"no\"\", \"yes\"\",x", ["1", "he said \"no\", \"yes\"", "x"]),
            ("1,\"he said \"no\"\nand left\",x", ["1", "he said \"no\"\nand left", "x"]),
            ("1,\"he said \\\"no\\\", twice\",x", ["1", "he said \"no\", twice", "x"]),
            ("1,\"a \"b\" c,\",\"d\"", ["1", "a \"b\" c,", "d"]),
        ] {
            assert_eq!(reading(text, 3).as_deref(), Some(&cells.map(str::to_owned)[..]), "{text}");
        }
    }

    #[test]
    fn no_reading_and_several_readings_are_none() {
        assert_eq!(reading("1,\"so called, they say,x", 3), None);
        assert_eq!(reading("1,\"a \"x\",\"b\",\"c\" y\",z", 4), None);
        assert_eq!(reading("1,\"a \"b\", c\", d\",x", 4), None);
        assert_eq!(reading(&"\"a\",".repeat(100), 50), None);
        // Every one of ten thousand quotes could close every cell: it took minutes before the search was given up.
        assert_eq!(reading(&format!("\"a{}", "\",\"b".repeat(10_000)), 20), None);
    }
}
