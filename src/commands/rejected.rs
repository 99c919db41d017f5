//! Writes `rejected.csv`: the rows that could not be read, with their reasons. They contain texts of people, so the list is never part of the site.

use std::fs;
use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::pages::csv_writer::Writer;
use crate::pages::{Words, reject_reason};
use crate::rollup::count::CountedRow;
use crate::site::Draft;

/// Writes rejected rows; the file is created for the first one and put in place at the end.
pub(super) struct Rejected {
    path: PathBuf,
    writer: Option<Writer<Draft>>,
}

impl Rejected {
    /// An empty list; removes the temporary file of a killed build.
    pub(super) fn new(path: PathBuf) -> Result<Self> {
        Draft::clear(&path)?;
        Ok(Self { path, writer: None })
    }

    /// Writes a row if it was rejected.
    pub(super) fn add(
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
        let reason = reject_reason(Words::english(), &rejection.reason);
        let start = [source.name(), &line, &reason];
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
