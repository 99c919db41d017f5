//! Converts the visible sheets of a workbook to compressed CSV, so that they are read like any other table.
//!
//! Dates become ISO text by the parts of the cell, so that no locale of a spreadsheet matters; a row of the sheet is a line of
//! the text as far as lines are counted. Hidden sheets are not read unless the brief names them. Cells are never held all at once, and a workbook that says far more than its size is refused before it fills the memory.

mod digits;

use std::collections::BTreeSet;
use std::io::{self, BufWriter, Cursor, IntoInnerError, Read, Write};
use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;

use digits::{Digits, INEXACT};

/// How many times its own size a workbook may unpack to, and its sheets as text. Real ones reach twenty.
const MOST_TIMES: u64 = 100;
/// Bytes that any workbook may unpack to, however small it is.
const FREE: u64 = 16_000_000;

/// Bytes of a list of strings in which its number of strings is looked for, which is in the first element.
const STRINGS_HEAD: u64 = 64 * 1024;

/// A sheet as CSV with commas, packed, so that many workbooks can be kept while their rows are read.
#[derive(Debug, Clone, Default)]
pub struct Sheet(Arc<[u8]>);

impl Sheet {
    fn of(packer: Packer) -> Self {
        let written = packer.into_inner().map_err(IntoInnerError::into_error);
        Self(written.and_then(GzEncoder::finish).expect("memory takes everything").into())
    }

    /// A sheet with the text that is written.
    pub(super) fn written(
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Self> {
        let mut packer = packer();
        write(&mut packer)?;
        Ok(Self::of(packer))
    }

    /// Its text.
    pub(super) fn text(&self) -> impl Read + use<> {
        GzDecoder::new(Cursor::new(Arc::clone(&self.0)))
    }
}

/// Why no sheet is read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// The bytes are not a workbook.
    NoWorkbook,
    /// It holds more than so many bytes.
    TooLarge(u64),
    /// It claims more strings than it has room for.
    ClaimsStrings(u64),
}

/// A sheet of a workbook, in the order of the workbook.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) content: Content,
}

/// What a sheet holds.
#[derive(Debug)]
pub(super) enum Content {
    Rows(Sheet),
    /// Nobody exported it on purpose.
    Hidden,
    /// It breaks off, or its cells are out of order.
    Broken,
}

/// The sheets of a workbook; hidden ones are read only if they are `asked` for by name.
pub(super) fn sheets(bytes: &[u8], asked: &[String]) -> Result<Vec<Named>, Unread> {
    let most = MOST_TIMES * bytes.len() as u64 + FREE;
    judge(bytes, most)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unread::NoWorkbook)?;
    let sheets =
        workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let is_visible = |sheet: &calamine::Sheet| sheet.visible == SheetVisible::Visible;
    let sheets: Vec<(String, bool)> =
        sheets.map(|sheet| (sheet.name.clone(), is_visible(sheet))).collect();
    let mut room = most;
    let mut digits = None;
    let mut read = |name: String, is_visible: bool| {
        let content = if is_visible || asked.contains(&name) {
            let long = || Digits::of(bytes);
            packed(&mut workbook, &name, (&mut digits, long), &mut room, most)?
                .map_or(Content::Broken, Content::Rows)
        } else {
            Content::Hidden
        };
        Ok(Named { name, content })
    };
    sheets.into_iter().map(|(name, is_visible)| read(name, is_visible)).collect()
}

/// Adds up what the parts of a workbook state to unpack to. A part that is larger than stated cannot be read: the crate ends it there.
/// The crate also takes memory for as many strings as the workbook states: no more may be stated than the part has bytes.
fn judge(bytes: &[u8], most: u64) -> Result<(), Unread> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::NoWorkbook)?;
    let is_of_a_workbook =
        |name: &str| name.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("xl/"));
    let names: Vec<String> = archive.file_names().flatten().map(Into::into).collect();
    if !names.iter().any(|name| is_of_a_workbook(name)) {
        return Err(Unread::NoWorkbook);
    }
    let sizes =
        (0..archive.len()).map(|part| archive.by_index_raw(part).map_or(0, |part| part.size()));
    let size = sizes.fold(0, u64::saturating_add);
    if size > most {
        return Err(Unread::TooLarge(most));
    }
    for name in names.iter().filter(|name| name.to_lowercase().ends_with("sharedstrings.xml")) {
        let Ok(part) = archive.by_name(name) else { continue };
        let size = part.size();
        let mut start = Vec::new();
        // If it cannot be unpacked, reading it reports the error.
        let _ = part.take(STRINGS_HEAD).read_to_end(&mut start);
        let stated = stated_strings(&start);
        if stated > size {
            return Err(Unread::ClaimsStrings(stated));
        }
    }
    Ok(())
}

/// The largest number that `uniqueCount` has in the beginning of a list of strings.
fn stated_strings(start: &[u8]) -> u64 {
    const KEY: &[u8] = b"uniqueCount";
    let numbers = memchr::memmem::find_iter(start, KEY).map(|at| {
        let rest = start[at + KEY.len()..].iter().skip_while(|byte| !byte.is_ascii_digit());
        rest.take_while(|byte| byte.is_ascii_digit()).fold(0_u64, |number, digit| {
            number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
        })
    });
    numbers.max().unwrap_or(0)
}

/// Position of a cell: its row and column, from 0.
type Place = (u32, u32);

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The text of a sheet; `None` if it cannot be read to its end.
fn packed(
    book: &mut Book<'_>,
    name: &str,
    (digits, read_digits): (&mut Option<Digits>, impl FnOnce() -> Digits),
    room: &mut u64,
    most: u64,
) -> Result<Option<Sheet>, Unread> {
    let mut layout = Layout::default();
    let is_read = each_cell(book, name, |place, cell| {
        layout.see(place, cell);
        Ok(())
    });
    // The XML is read once more only for sheets with such numbers.
    let digits = if layout.has_long_numbers {
        &*digits.get_or_insert_with(read_digits)
    } else {
        &Digits::default()
    };
    let mut text = Text::new(&layout, digits, packer(), *room);
    let is_written =
        is_read.and_then(|()| each_cell(book, name, |place, cell| text.cell(place, cell)));
    match is_written.and_then(|()| text.end()) {
        Ok((packer, left)) => {
            *room = left;
            Ok(Some(Sheet::of(packer)))
        }
        Err(error) if error.kind() == io::ErrorKind::StorageFull => Err(Unread::TooLarge(most)),
        Err(_) => Ok(None),
    }
}

type Packer = BufWriter<GzEncoder<Vec<u8>>>;

fn packer() -> Packer {
    BufWriter::new(GzEncoder::new(Vec::new(), Compression::fast()))
}

/// Shows the cells that hold something, row by row.
fn each_cell(
    book: &mut Book<'_>,
    name: &str,
    mut visit: impl FnMut(Place, &DataRef<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let mut cells = book.worksheet_cells_reader(name).map_err(io::Error::other)?;
    while let Some(cell) = cells.next_cell().map_err(io::Error::other)? {
        if *cell.get_value() != DataRef::Empty {
            visit(cell.get_position(), cell.get_value())?;
        }
    }
    Ok(())
}

/// What the whole of a sheet decides.
#[derive(Debug, Default)]
struct Layout {
    /// First and last column that hold anything.
    columns: Option<(u32, u32)>,
    /// Columns with times of day. Excel has no dates without a time, so a column whose times are all midnight holds dates.
    with_clock: BTreeSet<u32>,
    /// A number has more digits than a spreadsheet's number holds.
    has_long_numbers: bool,
}

impl Layout {
    fn see(&mut self, (_, column): Place, cell: &DataRef<'_>) {
        let (first, last) = self.columns.unwrap_or((column, column));
        self.columns = Some((first.min(column), last.max(column)));
        self.has_long_numbers |= matches!(cell, DataRef::Float(number) if *number >= INEXACT);
        if matches!(cell, DataRef::DateTime(date) if date.as_f64().fract() > 0.0) {
            self.with_clock.insert(column);
        }
    }
}

/// A sheet on its way to CSV.
struct Text<'a, W> {
    layout: &'a Layout,
    digits: &'a Digits,
    out: W,
    /// Bytes that may still be written.
    room: u64,
    /// Line that is written, from 0, and the last column in it, if it has begun.
    row: u32,
    last: Option<u32>,
}

impl<'a, W: Write> Text<'a, W> {
    fn new(layout: &'a Layout, digits: &'a Digits, out: W, room: u64) -> Self {
        Self { layout, digits, out, room, row: 0, last: None }
    }

    /// Writes a cell behind those before it.
    fn cell(&mut self, (row, column): Place, cell: &DataRef<'_>) -> io::Result<()> {
        let (first, _) = self.layout.columns.unwrap_or_default();
        if row > self.row {
            self.repeat(b'\n', row - self.row)?;
            (self.row, self.last) = (row, None);
        }
        let is_behind = row == self.row && self.last.is_none_or(|last| last < column);
        if !is_behind {
            return Err(io::Error::other("cells out of order"));
        }
        self.repeat(b',', column - self.last.unwrap_or(first))?;
        self.last = Some(column);
        let has_clock = self.layout.with_clock.contains(&column);
        match cell {
            DataRef::Empty => Ok(()),
            DataRef::Int(number) => write!(self, "{number}"),
            // Written out in full: an id has no exponent.
            DataRef::Float(number) => match self.digits.at((row, column), *number) {
                Some(whole) => write!(self, "{whole}"),
                None => write!(self, "{number}"),
            },
            DataRef::Bool(value) => write!(self, "{value}"),
            DataRef::Error(error) => write!(self, "{error}"),
            DataRef::DateTime(date) if date.is_datetime() => self.date(*date, has_clock),
            DataRef::DateTime(duration) => write!(self, "{}", duration.as_f64()),
            DataRef::SharedString(value) => self.quoted(value),
            DataRef::String(value) | DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => {
                self.quoted(value)
            }
        }
    }

    fn quoted(&mut self, value: &str) -> io::Result<()> {
        write!(self, "\"{}\"", value.replace('"', "\"\""))
    }

    fn date(&mut self, date: ExcelDateTime, has_clock: bool) -> io::Result<()> {
        let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
        // Below 1 the serial number is a time of day: the other half of a date in a column of its own.
        if date.as_f64() >= 1.0 {
            write!(self, "{year:04}-{month:02}-{day:02}")?;
            if has_clock {
                write!(self, " ")?;
            }
        }
        if has_clock || date.as_f64() < 1.0 {
            write!(self, "{hour:02}:{minute:02}:{second:02}")?;
            if milli > 0 {
                write!(self, ".{milli:03}")?;
            }
        }
        Ok(())
    }

    fn repeat(&mut self, byte: u8, times: u32) -> io::Result<()> {
        io::copy(&mut io::repeat(byte).take(times.into()), self).map(|_| ())
    }

    /// Ends the last row; what was written, and the room that is left.
    fn end(mut self) -> io::Result<(W, u64)> {
        self.repeat(b'\n', 1)?;
        Ok((self.out, self.room))
    }
}

impl<W: Write> Write for Text<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.room.checked_sub(bytes.len() as u64);
        self.room = room.ok_or(io::ErrorKind::StorageFull)?;
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    fn date(value: f64) -> DataRef<'static> {
        DataRef::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false))
    }

    fn csv(cells: &[(Place, DataRef<'_>)], room: u64) -> io::Result<String> {
        let mut layout = Layout::default();
        for (place, cell) in cells {
            layout.see(*place, cell);
        }
        let digits = Digits::default();
        let mut text = Text::new(&layout, &digits, Vec::new(), room);
        for (place, cell) in cells {
            text.cell(*place, cell)?;
        }
        text.end().map(|(bytes, _)| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn a_sheet_is_written_as_a_table_whose_rows_keep_their_numbers() {
        let cells = [
            ((2, 1), DataRef::SharedString("Date")),
            ((2, 2), DataRef::String("Day".into())),
            // 45943.541 is 2025-10-13 12:59:02.400 by the spreadsheet itself.
            ((3, 1), date(45943.541)),
            ((3, 2), date(45943.0)),
            ((3, 3), date(0.25)),
            ((3, 4), DataRef::Float(570_306_133_677_760_500.0)),
            ((3, 5), DataRef::String("he said \"no\",\r\ntwice".into())),
            ((5, 1), date(45944.0)),
            ((5, 2), DataRef::Error(CellErrorType::NA)),
            ((5, 3), DataRef::Bool(true)),
            ((5, 4), DataRef::Float(1.5)),
            ((6, 3), DataRef::Int(7)),
        ];
        let wanted = "\n\n\"Date\",\"Day\"\n\
                      2025-10-13 12:59:02.400,2025-10-13,06:00:00,570306133677760500,\"he said \"\"no\"\",\r\ntwice\"\n\
                      \n\
                      2025-10-14 00:00:00,#N/A,true,1.5\n\
                      ,,7\n";
        assert_eq!(csv(&cells, wanted.len() as u64).unwrap(), wanted);
        let short = csv(&cells, wanted.len() as u64 - 1).unwrap_err();
        assert_eq!(short.kind(), io::ErrorKind::StorageFull);
    }

    #[test]
    fn the_stated_number_of_strings_is_found() {
        for (text, wanted) in [
            ("<sst count=\"9\" uniqueCount=\"4294967295\"><si>", 4_294_967_295),
            ("<sst uniqueCount = '7' count='9'>", 7),
            ("<sst uniqueCount=\"99999999999999999999999\">", u64::MAX),
            ("<sst>", 0),
        ] {
            assert_eq!(stated_strings(text.as_bytes()), wanted, "{text}");
        }
    }

    #[test]
    fn cells_out_of_order_are_no_table() {
        let cell = |place| (place, DataRef::Int(1));
        for cells in [[cell((1, 1)), cell((0, 1))], [cell((1, 1)), cell((1, 0))]] {
            assert_eq!(csv(&cells, 99).unwrap_err().kind(), io::ErrorKind::Other);
        }
        assert!(csv(&[cell((1, 1)), cell((1, 1))], 99).is_err(), "twice in one place");
    }

    #[test]
    fn cells_far_apart_are_refused_and_not_filled_up() {
        let cell = |place| (place, DataRef::Int(1));
        let far = csv(&[cell((0, 0)), cell((u32::MAX - 9, u32::MAX - 9))], 1_000_000);
        assert_eq!(far.unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
