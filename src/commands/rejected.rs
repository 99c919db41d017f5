//! `rejected.csv`: the rows that could not be read, with their reasons. They hold people's words, so they never enter the site.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::reading::Judged;
use crate::error::{Error, Result};
use crate::pages::tables::Writer;

/// Writes rejected rows as they come; the file is made for the first one and takes its place at the end.
pub(super) struct Rejected {
    path: PathBuf,
    writer: Option<Writer<File>>,
}

impl Rejected {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, writer: None }
    }

    fn unfinished(&self) -> PathBuf {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        self.path.with_file_name(name)
    }

    /// Writes a row if it was rejected.
    pub(super) fn see(&mut self, judged: &Judged<'_>) -> Result<()> {
        let Err(rejection) = judged.row else { return Ok(()) };
        let unfinished = self.unfinished();
        let fail = |source| Error::io(&unfinished, "write the rejected rows")(source);
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => {
                let mut writer = Writer::new(File::create(&unfinished).map_err(fail)?);
                writer.row(["file", "line", "reason", "cells"]).map_err(fail)?;
                none.insert(writer)
            }
        };
        let line = judged.line.to_string();
        let start = [judged.source.name(), &line, &rejection.reason];
        let cells = rejection.cells.iter().map(String::as_str);
        writer.row(start.into_iter().chain(cells)).map_err(fail)
    }

    /// Puts the list in place, or removes a stale one if nothing was rejected. Returns its path if there is one.
    pub(super) fn finish(&mut self) -> Result<Option<&Path>> {
        let unfinished = self.unfinished();
        let fail = |source| Error::io(&self.path, "write the rejected rows")(source);
        match self.writer.take() {
            Some(writer) => {
                writer.finish().map_err(fail)?;
                fs::rename(&unfinished, &self.path).map_err(fail)?;
                Ok(Some(&self.path))
            }
            None => match fs::remove_file(&self.path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(fail(error)),
                _ => Ok(None),
            },
        }
    }
}

/// A build that fails half-way leaves no half-written list.
impl Drop for Rejected {
    fn drop(&mut self) {
        if self.writer.take().is_some() {
            let _ = fs::remove_file(self.unfinished());
        }
    }
}
