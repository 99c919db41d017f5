//! Rewrites text with unusual delimiters or quotes as RFC 4180 CSV: commas between the cells, double quotes around them.
//!
//! Only the few files that need it are read through this; all others are split unchanged. Line breaks keep their positions, so a line has the
//! same number in both. Works on bytes of UTF-8 and of the single-byte encodings that contain ASCII.

use std::io::{self, Read};

/// The mark between cells that the text has once it is rewritten.
pub(super) const DELIMITER: u8 = b',';
const QUOTE: u8 = b'"';
/// Delimiters of cells in which a backslash stands before a quote, as `Spark` and `MySQL` write them.
pub(super) const ESCAPED: [&str; 4] = [",", ";", "\t", "|"];
/// Bytes that are read at a time.
const CHUNK: usize = 64 * 1024;
/// A quoted cell that is longer was never closed.
const LONGEST: usize = 1 << 20;

/// What in a text is not as RFC 4180 has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rewrite {
    /// The marks of its cells, where they are others.
    pub(super) marks: Option<Marks>,
    /// The place of a quote in the header that is never closed, in bytes of the text.
    pub(super) stray_quote: Option<u64>,
}

/// The marks between and around cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) delimiter: &'static str,
    pub(super) quote: u8,
}

impl Marks {
    /// Whether only the quotes within cells are unusual: `\"` instead of `""`.
    pub(super) fn is_escaped(self) -> bool {
        self.quote == QUOTE && ESCAPED.contains(&self.delimiter)
    }

    /// As reports name them.
    pub(super) fn name(self) -> String {
        let delimiter = match self.delimiter {
            "," => "comma",
            ";" => "semicolon",
            " " => "blank",
            ", " => "comma and blank",
            "\t" => "tab",
            "\t\t" => "two tabs",
            "\u{1}" => "U+0001",
            "\u{1f}" => "U+001F",
            other => other,
        };
        match self.quote {
            QUOTE if self.is_escaped() => format!("{delimiter} and `\\\"` for a quote"),
            QUOTE => delimiter.to_owned(),
            other => format!("{delimiter} between cells in {}", char::from(other)),
        }
    }
}

/// Where in the text the reader is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum At {
    /// Before a cell.
    Start,
    Bare,
    Quoted,
}

/// Reads a text, rewritten.
pub(super) struct Rewritten<R> {
    text: R,
    marks: Marks,
    stray_quote: Option<u64>,
    /// Bytes of the text that are read and not yet rewritten, and the place of the first of them.
    pending: Vec<u8>,
    place: u64,
    is_done: bool,
    at: At,
    cell: Vec<u8>,
    out: Vec<u8>,
    given: usize,
}

/// Reads a text through the marks that it needs.
pub(super) fn rewritten<R: Read>(text: R, rewrite: Rewrite) -> Rewritten<R> {
    Rewritten {
        text,
        marks: rewrite.marks.unwrap_or(Marks { delimiter: "", quote: 0 }),
        stray_quote: rewrite.stray_quote,
        pending: Vec::new(),
        place: 0,
        is_done: false,
        at: At::Start,
        cell: Vec::new(),
        out: Vec::new(),
        given: 0,
    }
}

impl<R: Read> Rewritten<R> {
    fn fill(&mut self) -> io::Result<()> {
        let count = self.text.by_ref().take(CHUNK as u64).read_to_end(&mut self.pending)?;
        self.is_done = count == 0;
        self.drop_stray_quote();
        let used = if self.marks.delimiter.is_empty() {
            self.out.extend_from_slice(&self.pending);
            self.pending.len()
        } else {
            self.rewrite()
        };
        self.place += used as u64;
        self.pending.drain(..used);
        if self.is_done {
            self.end_cell();
        }
        Ok(())
    }

    fn drop_stray_quote(&mut self) {
        let index =
            self.stray_quote.and_then(|at| usize::try_from(at.checked_sub(self.place)?).ok());
        if let Some(index) = index.filter(|index| *index < self.pending.len()) {
            self.pending.remove(index);
            self.stray_quote = None;
        }
    }

    /// Rewrites what is at hand and says how much of it that is: a mark of several bytes may still go on.
    fn rewrite(&mut self) -> usize {
        let Marks { delimiter, quote } = self.marks;
        let delimiter = delimiter.as_bytes();
        let pending = std::mem::take(&mut self.pending);
        let mut at = 0;
        while at < pending.len() && (self.is_done || pending.len() - at > delimiter.len() + 1) {
            let rest = &pending[at..];
            let is_break = matches!(rest[0], b'\r' | b'\n');
            at += match self.at {
                At::Start if rest[0] == quote => {
                    self.at = At::Quoted;
                    1
                }
                At::Start | At::Bare if rest.starts_with(delimiter) => {
                    self.end_cell();
                    self.out.push(DELIMITER);
                    delimiter.len()
                }
                At::Start | At::Bare if is_break => {
                    self.end_cell();
                    self.out.push(rest[0]);
                    1
                }
                At::Quoted if rest[0] == quote && rest.get(1) == Some(&quote) => {
                    self.cell.push(quote);
                    2
                }
                // A backslash at the end of a cell.
                At::Quoted if rest.starts_with(b"\\\\") && rest.get(2) == Some(&quote) => {
                    self.cell.push(b'\\');
                    2
                }
                At::Quoted if rest[0] == b'\\' && rest.get(1) == Some(&quote) => {
                    self.cell.push(quote);
                    2
                }
                At::Quoted if rest[0] == quote && closes(&rest[1..], delimiter) => {
                    self.end_cell();
                    self.at = At::Bare;
                    1
                }
                state => {
                    self.at = if state == At::Start { At::Bare } else { state };
                    self.cell.push(rest[0]);
                    if self.cell.len() > LONGEST {
                        self.end_cell();
                    }
                    1
                }
            };
        }
        self.pending = pending;
        at
    }

    /// Writes the cell, in quotes where it needs them.
    fn end_cell(&mut self) {
        let is_quoted = self.at == At::Quoted;
        let needs = |byte: &u8| matches!(*byte, DELIMITER | b'\r' | b'\n');
        let starts = self.cell.first() == Some(&QUOTE);
        if is_quoted || starts || self.cell.iter().any(needs) {
            self.out.push(QUOTE);
            for byte in &self.cell {
                if *byte == QUOTE {
                    self.out.push(QUOTE);
                }
                self.out.push(*byte);
            }
            self.out.push(QUOTE);
        } else {
            self.out.extend_from_slice(&self.cell);
        }
        self.cell.clear();
        self.at = At::Start;
    }
}

/// Whether a quote closes its cell before this text.
fn closes(behind: &[u8], delimiter: &[u8]) -> bool {
    behind.is_empty() || behind.starts_with(delimiter) || matches!(behind[0], b'\r' | b'\n')
}

impl<R: Read> Read for Rewritten<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.out.len() && !self.is_done {
            self.out.clear();
            self.given = 0;
            self.fill()?;
        }
        let count = buffer.len().min(self.out.len() - self.given);
        buffer[..count].copy_from_slice(&self.out[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten_text(text: &str, delimiter: &'static str, quote: u8) -> String {
        let marks = Some(Marks { delimiter, quote });
        let mut out = String::new();
        let mut reader = rewritten(text.as_bytes(), Rewrite { marks, stray_quote: None });
        reader.read_to_string(&mut out).unwrap();
        out
    }

    #[test]
    fn cells_are_the_same_between_other_marks() {
        for (text, delimiter, quote, wanted) in [
            ("a b\n\"c d\" e\n", " ", b'"', "a,b\n\"c d\",e\n"),
            ("a, b\n1,2, \"x, y\"\n", ", ", b'"', "a,b\n\"1,2\",\"x, y\"\n"),
            ("a||b\n1||\"2||3\"", "||", b'"', "a,b\n1,\"2||3\""),
            ("'a','b'\r\n'it''s','x,\ny'\r\n", ",", b'\'', "\"a\",\"b\"\r\n\"it's\",\"x,\ny\"\r\n"),
            ("'a','say \\'no\\''\n", ",", b'\'', "\"a\",\"say 'no'\"\n"),
            ("a,\"say \\\"no\\\", or\"\n", ",", b'"', "a,\"say \"\"no\"\", or\"\n"),
            ("\"C:\\\\\",b\n", ",", b'"', "\"C:\\\",b\n"),
            ("it's,5\" wide,\"so\"\n", ",", b'\'', "it's,5\" wide,\"\"\"so\"\"\"\n"),
            ("'',''\n,\n", ",", b'\'', "\"\",\"\"\n,\n"),
            ("'never closed\n", ",", b'\'', "\"never closed\n\""),
        ] {
            assert_eq!(rewritten_text(text, delimiter, quote), wanted, "{text}");
        }
    }

    #[test]
    fn a_mark_over_the_end_of_a_piece_is_one_mark() {
        for before in CHUNK - 4..CHUNK + 2 {
            let cell = "x".repeat(before);
            let text = format!("{cell}~|~y\n");
            assert_eq!(rewritten_text(&text, "~|~", b'"'), format!("{cell},y\n"), "{before}");
        }
    }

    #[test]
    fn one_stray_quote_is_left_out() {
        let mut out = String::new();
        let rewrite = Rewrite { marks: None, stray_quote: Some(2) };
        rewritten(&b"a,\"b\n1,\"2\"\n"[..], rewrite).read_to_string(&mut out).unwrap();
        assert_eq!(out, "a,b\n1,\"2\"\n");
    }
}
