//! The program's one CSV writer: every file and stream of ours goes through it, so that no cell starts a spreadsheet's formula.
//!
//! A cell that starts (also after blanks) with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe in front,
//! unless it is a plain number. The header is ours and needs no guard, but gets it too.

use std::borrow::Cow;
use std::io;

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

/// A cell that no spreadsheet runs.
fn guarded(cell: &str) -> Cow<'_, str> {
    let starts_formula = cell.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r']);
    if starts_formula && !is_plain_number(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
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
            "\t=1",
            "\r=1",
            "  =1",
            "-",
            "+",
            "--1",
            "-inf",
            "+NaN",
        ] {
            assert_eq!(guarded(cell), format!("'{cell}"), "{cell}");
        }
        for cell in ["", "-12.5", "+3", "-1e-7", "text", "a=b", "2026-05-01", " x", "0", "'=1"] {
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
