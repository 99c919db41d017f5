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
            ui.note(&format!("{aside} holds what could not be read"));
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

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    fn month(text: &str, aside: Option<&str>) -> HistoryFile {
        let (file, aside) = (format!("{FOLDER}/2028-05.jsonl"), aside.map(str::to_owned));
        HistoryFile { file, text: text.to_owned(), aside }
    }

    #[test]
    fn a_month_is_written_once() {
        let folder = tempfile::tempdir().unwrap();
        let save = |text| save(folder.path(), &[month(text, None)], &Ui::default()).unwrap();
        assert!(!save("one\n"));
        assert!(save("one\n"), "the same text is not written again");
        assert!(!save("two\n"));
        let kept = fs::read_to_string(folder.path().join(FOLDER).join("2028-05.jsonl")).unwrap();
        assert_eq!(kept, "two\n");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_copied_before_it_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FOLDER).join("2028-05.jsonl");
        fs::create_dir(path.parent().unwrap()).unwrap();
        fs::write(&path, "damaged").unwrap();
        let printed = Arc::new(Mutex::new(String::new()));
        let lines = Arc::clone(&printed);
        let print = Box::new(move |text: &str| lines.lock().unwrap().push_str(text));
        let aside = format!("{FOLDER}/2028-05.jsonl.bak");
        let month = month("whole\n", Some(&aside));
        save(folder.path(), &[month], &Ui { print, ..Ui::default() }).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join(&aside)).unwrap(), "damaged");
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole\n");
        assert_eq!(
            *printed.lock().unwrap(),
            "note: history/2028-05.jsonl.bak holds what could not be read"
        );
    }
}
