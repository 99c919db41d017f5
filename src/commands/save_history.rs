//! Writes the counts of each month to `history/`, so that it can be reported after its exports are deleted.

use std::fs;
use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
use std::io::{self, Write};
use std::path::Path;

use super::ui::Ui;
use crate::error::{Error, Result};
use crate::rollup::history::{FOLDER, HistoryFile};
use crate::site::Draft;

/// Writes the months that have changed. If the project is read-only, a note says what is lost, and the build goes on. Returns whether no file had
/// to be written.
///
/// # Errors
///
/// A file cannot be written; the former one is unchanged.
pub(super) fn save(root: &Path, months: &[HistoryFile], ui: &Ui) -> Result<bool> {
    let mut is_untouched = true;
    for month in months {
        let path = root.join(&month.file);
        if fs::read(&path).is_ok_and(|bytes| bytes == month.text.as_bytes()) {
            continue;
        }
        is_untouched = false;
        match write(root, month) {
            Ok(()) => ui.detail(&format!("{}: written", month.file)),
            Err(error) if matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem) => {
                let what = "so months are lost with their exports";
                ui.note(&format!("{} cannot be written, {what}: {error}", month.file));
                return Ok(false);
            }
            Err(error) => return Err(Error::io(&path, "write the history")(error)),
        }
        if let Some(aside) = &month.aside {
            ui.note(&format!("{aside} keeps what could not be read"));
        }
    }
    Ok(is_untouched)
}

fn write(root: &Path, month: &HistoryFile) -> io::Result<()> {
    let path = root.join(&month.file);
    fs::create_dir_all(root.join(FOLDER))?;
    let mut draft = Draft::begin(&path)?;
    draft.write_all(month.text.as_bytes())?;
    if let Some(aside) = &month.aside {
        fs::copy(&path, root.join(aside))?;
    }
    draft.finish()
}
