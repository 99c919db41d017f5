//! `rejected.csv`: the rows that could not be read, with their reasons. They hold people's words, so they never enter the site.

use std::fs;
use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::pages::csv_writer::Writer;
use crate::rollup::count::CountedRow;
use crate::site::Draft;

/// Writes rejected rows as they come; the file is made for the first one and takes its place at the end.
pub(super) struct Rejected {
    path: PathBuf,
    writer: Option<Writer<Draft>>,
}

impl Rejected {
    /// A list without a row; what a killed build left of one is removed.
    pub(super) fn new(path: PathBuf) -> Result<Self> {
        Draft::clear(&path)?;
        Ok(Self { path, writer: None })
    }

    /// Writes a row if it was rejected.
    pub(super) fn see(
        &mut self,
        CountedRow { source, row, outcome }: CountedRow<'_>,
    ) -> Result<()> {
        let Err(rejection) = outcome else { return Ok(()) };
        let fail = |source| Error::io(&self.path, "write the rejected rows")(source);
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => {
                let mut writer = Writer::new(Draft::begin(&self.path).map_err(fail)?);
                writer.row(["file", "line", "reason", "cells"]).map_err(fail)?;
                none.insert(writer)
            }
        };
        let line = row.line.to_string();
        let start = [source.name(), &line, &rejection.reason];
        let cells = rejection.cells.iter().map(String::as_str);
        writer.row(start.into_iter().chain(cells)).map_err(fail)
    }

    /// Puts the list in place, or removes a stale one if nothing was rejected.
    pub(super) fn finish(&mut self) -> Result<()> {
        let done = match self.writer.take() {
            Some(writer) => writer.finish().and_then(Draft::finish),
            None => match fs::remove_file(&self.path) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
                done => done,
            },
        };
        done.map_err(Error::io(&self.path, "write the rejected rows"))
    }
}
