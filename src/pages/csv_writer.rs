//! The only CSV writer of the program: no cell that it writes can start a spreadsheet formula.
//!
//! A spreadsheet whose list separator is `;` or a tab splits the same file at other places, and reads quotes inside a line literally. So a cell is
//! guarded at its start and behind every `;`, tab and line break in it: where blanks, quotes and invisible characters are followed by `=`,
//! `+`, `-`, `@` or their full-width forms, an apostrophe goes in front. Plain numbers are left as they are.

use std::borrow::Cow;
use std::io;

use crate::exports::format::is_invisible;

/// Writes guarded CSV rows to a stream.
///
/// # Examples
///
/// ```
/// use socialmap::pages::csv_writer::Writer;
/// let mut writer = Writer::new(Vec::new());
/// writer.row(["name", "net"])?;
/// writer.row(["=1+1", "-12.5"])?;
/// assert_eq!(writer.finish()?, b"name,net\n'=1+1,-12.5\n");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Writer<W: io::Write>(csv::Writer<W>);

impl<W: io::Write> Writer<W> {
    /// A writer to this stream; it buffers.
    pub fn new(stream: W) -> Self {
        let mut builder = csv::WriterBuilder::new();
        Self(builder.flexible(true).from_writer(stream))
    }

    /// Writes one row.
    ///
    /// # Errors
    ///
    /// What the stream says.
    pub fn row<I>(&mut self, cells: I) -> io::Result<()>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        for cell in cells {
            self.0.write_field(guarded(cell.as_ref()).as_ref()).map_err(unwrapped)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(unwrapped)
    }

    /// Writes what is buffered and gives the stream back.
    ///
    /// # Errors
    ///
    /// What the stream says.
    pub fn finish(self) -> io::Result<W> {
        self.0.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// A whole table as bytes.
///
/// # Panics
///
/// Never: memory takes every byte.
pub fn csv(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    let written =
        writer.row(header).and_then(|()| rows.into_iter().try_for_each(|row| writer.row(row)));
    written.and_then(|()| writer.finish()).expect("memory takes every byte")
}

/// The stream's own error: a broken pipe must be known as one.
fn unwrapped(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Signs that start a formula, and their full-width forms.
const STARTS: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Where a reader with another separator starts a cell, or a line.
const SEPARATORS: [char; 8] = [';', '\t', '\n', '\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}'];

/// A cell that no spreadsheet evaluates.
fn guarded(cell: &str) -> Cow<'_, str> {
    let starts_blank = cell.starts_with(['\t', '\r']);
    if !starts_blank && !cell.contains(STARTS) || is_plain_number(cell) {
        return Cow::Borrowed(cell);
    }
    let mut guarded = String::with_capacity(cell.len() + 1);
    if starts_blank {
        guarded.push('\'');
    }
    for piece in cell.split_inclusive(SEPARATORS) {
        let visible = piece.trim_start_matches(|c| is_dropped(c) || c == '"');
        if visible.starts_with(STARTS) && !is_plain_number(piece.trim_end_matches(SEPARATORS)) {
            guarded.push('\'');
        }
        guarded.push_str(piece);
    }
    Cow::Owned(guarded)
}

/// Whether a reader may drop a character before it looks for a formula: blanks, controls, and what is not shown.
fn is_dropped(c: char) -> bool {
    let is_annotation = matches!(c, '\u{fff9}'..='\u{fffb}');
    c.is_whitespace() || c.is_control() || is_annotation || is_invisible(c)
}

/// A sign, digits, perhaps a fraction or an exponent; nothing a spreadsheet could compute.
fn is_plain_number(cell: &str) -> bool {
    cell.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
        && cell.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for cell in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            "  =1",
            "-",
            "+",
            "--1",
            "-inf",
            "+NaN",
        ] {
            assert_eq!(guarded(cell), format!("'{cell}"), "{cell}");
        }
        for (cell, expected) in [
            ("thanks;=1+1;", "thanks;'=1+1;"),
            ("a; \"=1", "a;' \"=1"),
            ("a\t@SUM(A1)", "a\t'@SUM(A1)"),
            ("one\n=1\r\n- two", "one\n'=1\r\n'- two"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("\u{200b}\u{202e}+1+1", "'\u{200b}\u{202e}+1+1"),
            ("\u{a0}\u{ff1d}1", "'\u{a0}\u{ff1d}1"),
            ("\u{ff20}SUM(1)", "'\u{ff20}SUM(1)"),
            ("a\u{2028}=1", "a\u{2028}'=1"),
            ("\"=1", "'\"=1"),
            ("a;-5;+x", "a;-5;'+x"),
            ("\tx", "'\tx"),
        ] {
            assert_eq!(guarded(cell), expected, "{cell:?}");
        }
        for cell in [
            "",
            "-12.5",
            "+3",
            "-1e-7",
            "text",
            "a=b",
            "2026-05-01",
            " x",
            "0",
            "'=1",
            "a - b; c = d",
        ] {
            assert_eq!(guarded(cell), cell);
        }
    }

    #[test]
    fn quotes_breaks_and_empty_cells_survive() {
        let bytes = csv(&["a", "b"], [vec!["x,\"y\"\nz".to_owned(), String::new()]].into_iter());
        assert_eq!(bytes, b"a,b\n\"x,\"\"y\"\"\nz\",\n");
        let alone = csv(&["a"], [vec![String::new()]].into_iter());
        assert_eq!(alone, b"a\n\"\"\n");
    }
}
