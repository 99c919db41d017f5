//! Finds the files of months in the folder `history/` of a project.

use std::fs;
use std::path::{Path, PathBuf};

use super::{name_of, read};
use crate::error::{Error, Problem, Result};
use crate::units::Date;

/// The folder within a project.
pub const FOLDER: &str = "history";

const ENDING: &str = ".jsonl";

/// A file of the folder.
pub(super) struct File {
    /// First day of its month.
    pub(super) month: Date,
    /// Its name, relative to the project.
    pub(super) name: String,
    path: PathBuf,
}

/// The name of a month's file, relative to the project.
pub(super) fn name(month: Date) -> String {
    format!("{FOLDER}/{}{ENDING}", name_of(month))
}

/// Whether a project keeps the history of any month.
///
/// # Errors
///
/// The folder cannot be listed.
pub fn is_kept(root: &Path) -> Result<bool> {
    Ok(!files(root)?.0.is_empty())
}

/// The months of a project, oldest first, and the names of the files that are none. Hidden files are not looked at.
pub(super) fn files(root: &Path) -> Result<(Vec<File>, Vec<String>)> {
    let folder = root.join(FOLDER);
    if !folder.exists() {
        return Ok(Default::default());
    }
    let fail = || Error::io(&folder, "list the history");
    let (mut files, mut others) = (Vec::new(), Vec::new());
    for entry in folder.read_dir().map_err(fail())? {
        let path = entry.map_err(fail())?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match month(&name) {
            Some(month) => files.push(File { month, name: self::name(month), path }),
            None if name.starts_with('.') => {}
            None => others.push(format!("{FOLDER}/{name}")),
        }
    }
    files.sort_by_key(|file| file.month);
    others.sort();
    Ok((files, others))
}

/// The first day of the month that a file is named after.
fn month(name: &str) -> Option<Date> {
    let stem = name.strip_suffix(ENDING)?;
    let month: Date = format!("{stem}-01").parse().ok()?;
    (name_of(month) == stem).then_some(month)
}

impl File {
    /// Its text, or why it is none.
    pub(super) fn read(&self) -> Result<std::result::Result<String, Problem>> {
        let fail = || Error::io(&self.path, "read the history");
        let bytes = fs::metadata(&self.path).map_err(fail())?.len();
        if bytes > read::LARGEST {
            let what =
                format!("it has {bytes} bytes, and no month's history has over {}", read::LARGEST);
            return Ok(Err(Problem::of(&self.name, what)));
        }
        let bytes = fs::read(&self.path).map_err(fail())?;
        let not_text = |_| Problem::of(&self.name, "it is not UTF-8, as a build writes it");
        Ok(String::from_utf8(bytes).map_err(not_text))
    }
}
