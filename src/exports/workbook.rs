//! A spreadsheet in memory → the text of one of its sheets, as CSV: a workbook goes through the same door as every other table.
//!
//! Dates become ISO text by the parts of the cell, so that no locale of a spreadsheet matters; a row of the sheet is a line of
//! the text as far as lines are counted. Hidden sheets are not read: nobody exported them on purpose.

use std::fmt::Write;
use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Range, Reader, SheetType, SheetVisible, Xlsx};

/// An opened `.xlsx`.
pub(super) struct Workbook(Xlsx<Cursor<Vec<u8>>>);

impl Workbook {
    /// Opens a workbook; `None` if the bytes are none.
    pub(super) fn open(bytes: Vec<u8>) -> Option<Self> {
        Xlsx::new(Cursor::new(bytes)).ok().map(Self)
    }

    /// The names of its visible sheets, in order.
    pub(super) fn sheets(&self) -> Vec<String> {
        let sheets = self.0.sheets_metadata().iter();
        sheets
            .filter(|sheet| {
                sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
            })
            .map(|sheet| sheet.name.clone())
            .collect()
    }

    /// A sheet as CSV with commas; an unreadable one is empty.
    pub(super) fn text(&mut self, sheet: &str) -> String {
        self.0.worksheet_range(sheet).map(|range| csv(&range)).unwrap_or_default()
    }
}

fn csv(range: &Range<Data>) -> String {
    let has_clock = columns_with_clock(range);
    // Rows above the first that holds anything keep their numbers.
    let above = range.start().map_or(0, |(row, _)| row as usize);
    let mut text = "\n".repeat(above);
    for row in range.rows() {
        if row.iter().any(|cell| *cell != Data::Empty) {
            for (column, cell) in row.iter().enumerate() {
                if column > 0 {
                    text.push(',');
                }
                push(&mut text, cell, has_clock[column]);
            }
        }
        text.push('\n');
    }
    text
}

/// Excel has no days, only midnights: a column whose dates are all midnight tells days.
fn columns_with_clock(range: &Range<Data>) -> Vec<bool> {
    let mut has_clock = vec![false; range.get_size().1];
    for row in range.rows() {
        for (flag, cell) in has_clock.iter_mut().zip(row) {
            *flag |= matches!(cell, Data::DateTime(date) if date.as_f64().fract() > 0.0);
        }
    }
    has_clock
}

fn push(text: &mut String, cell: &Data, has_clock: bool) {
    let written = match cell {
        Data::Empty => Ok(()),
        Data::Int(number) => write!(text, "{number}"),
        // Written out in full: an id has no exponent.
        Data::Float(number) => write!(text, "{number}"),
        Data::Bool(value) => write!(text, "{value}"),
        Data::Error(error) => write!(text, "{error}"),
        Data::DateTime(date) if date.is_datetime() => push_date(text, *date, has_clock),
        Data::DateTime(duration) => write!(text, "{}", duration.as_f64()),
        Data::String(value) | Data::DateTimeIso(value) | Data::DurationIso(value) => {
            write!(text, "\"{}\"", value.replace('"', "\"\""))
        }
    };
    debug_assert!(written.is_ok(), "text takes everything");
}

fn push_date(text: &mut String, date: ExcelDateTime, has_clock: bool) -> std::fmt::Result {
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    // Below 1 the serial number is a time of day: the other half of a date in a column of its own.
    if date.as_f64() >= 1.0 {
        write!(text, "{year:04}-{month:02}-{day:02}")?;
        if has_clock {
            text.push(' ');
        }
    }
    if has_clock || date.as_f64() < 1.0 {
        write!(text, "{hour:02}:{minute:02}:{second:02}")?;
        if milli > 0 {
            write!(text, ".{milli:03}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    fn date(value: f64) -> Data {
        Data::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false))
    }

    #[test]
    fn a_sheet_is_written_as_a_table_whose_rows_keep_their_numbers() {
        let mut range = Range::new((2, 0), (5, 4));
        for (at, cell) in [
            ((2, 0), Data::String("Date".into())),
            ((2, 1), Data::String("Day".into())),
            // 45943.541 is 2025-10-13 12:59:02.400 by the spreadsheet itself.
            ((3, 0), date(45943.541)),
            ((3, 1), date(45943.0)),
            ((3, 2), date(0.25)),
            ((3, 3), Data::Float(570_306_133_677_760_500.0)),
            ((3, 4), Data::String("he said \"no\",\r\ntwice".into())),
            ((5, 0), date(45944.0)),
            ((5, 1), Data::Error(CellErrorType::NA)),
            ((5, 2), Data::Bool(true)),
            ((5, 3), Data::Float(1.5)),
        ] {
            range.set_value(at, cell);
        }
        let wanted = "\n\n\"Date\",\"Day\",,,\n\
                      2025-10-13 12:59:02.400,2025-10-13,06:00:00,570306133677760500,\"he said \"\"no\"\",\r\ntwice\"\n\
                      \n\
                      2025-10-14 00:00:00,#N/A,true,1.5,\n";
        assert_eq!(csv(&range), wanted);
    }
}
