//! A sample of the rows of an export, by which its columns are checked before all rows are read: the first rows, and a few from other
//! positions of a large file.
//!
//! The sample is bounded in rows and bytes, so the checks cost the same for every large file.

use super::columns::{Columns, cell, joined};
use super::time_column::is_time;
use crate::error::Result;
use crate::exports::format::Field;
use crate::exports::records::{Chunks, Records};
use crate::exports::{Export, ExportTable, StringRecord};

/// Most rows from the start of the file.
const FIRST: usize = 2000;
/// Most bytes of all rows together.
const BYTES: usize = 4 << 20;
/// Other positions of a large file that are sampled, and rows from each.
const PLACES: u64 = 16;
const ROWS_OF_A_PLACE: usize = 100;
/// Of files with fewer bytes than this per position only the start is sampled.
const SMALLEST_PIECE: u64 = 1 << 20;

/// Rows that are at least as wide as the header requires.
#[derive(Debug, Default)]
pub(super) struct Sample {
    pub(super) rows: Vec<StringRecord>,
    bytes: usize,
}

impl Sample {
    /// Reads the rows.
    ///
    /// # Errors
    ///
    /// If the export cannot be read.
    pub(super) fn read(export: &Export, table: &ExportTable) -> Result<Self> {
        let mut sample = Self::default();
        sample.add(Records::open(export, table)?, FIRST, BYTES / 2, table)?;
        let size = (export.bytes / PLACES).max(SMALLEST_PIECE);
        if let Some(chunks) = Chunks::of(export, table, size)? {
            for chunk in 1..chunks.count() {
                let records = Records::open_chunk(export, table, &chunks, chunk)?;
                sample.add(records, ROWS_OF_A_PLACE, BYTES, table)?;
            }
        }
        Ok(sample)
    }

    fn add(
        &mut self,
        mut records: Records,
        rows: usize,
        bytes: usize,
        table: &ExportTable,
    ) -> Result<()> {
        let mut record = StringRecord::new();
        for _ in 0..rows {
            if self.bytes > bytes || records.read(&mut record)?.is_none() {
                break;
            }
            if record.len() >= table.least_width() {
                self.bytes += record.as_slice().len();
                // A clone would also copy the unused capacity, which is that of the longest record so far.
                let mut row = StringRecord::with_capacity(record.as_slice().len(), record.len());
                row.extend(&record);
                self.rows.push(row);
            }
        }
        Ok(())
    }

    /// Drops the rows without a time, as lines of totals: they are not mentions, and say nothing about the columns.
    pub(super) fn keep_dated(&mut self, columns: &Columns) {
        let is_dated = |row: &StringRecord| {
            columns.text(row, Field::PublishedAt).is_some_and(|value| is_time(&value))
        };
        if self.rows.iter().any(is_dated) {
            self.rows.retain(is_dated);
        }
    }

    /// The values of these columns, joined, row by row.
    pub(super) fn values(&self, field: Field, columns: &[usize]) -> Vec<Option<String>> {
        let value = |row| joined(row, field, columns).map(std::borrow::Cow::into_owned);
        self.rows.iter().map(value).collect()
    }

    /// The values of a field by all its columns, row by row.
    pub(super) fn field(&self, columns: &Columns, field: Field) -> Vec<Option<String>> {
        let value = |row| columns.text(row, field).map(std::borrow::Cow::into_owned);
        self.rows.iter().map(value).collect()
    }

    /// The filled cells of a column.
    pub(super) fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| cell(row, column))
    }
}

/// Whether nearly all of these values are in rows where the other column is empty.
pub(super) fn fill_gaps(values: &[Option<String>], of: &[Option<String>]) -> bool {
    let both = values.iter().zip(of).filter(|(a, b)| a.is_some() && b.is_some());
    both.count() * 10 <= values.iter().flatten().count()
}
