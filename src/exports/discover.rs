//! Finds the exports of a project: all files below `exports/`, in the order of their relative paths.

use std::ffi::OsStr;
use std::fs::{self, FileType, Metadata};
use std::io;
use std::path::Path;

use walkdir::WalkDir;

use super::{Export, ExportSource};
use crate::error::{Error, Problem, Result};
use crate::note::SkipReason;

/// The folder of the exports within a project.
pub const FOLDER: &str = "exports";

const MEND_LINK: &str = "remove it, or put the file where it leads";

/// Endings of files that look like exports.
const TABLES: [&str; 6] = [".csv", ".csv.gz", ".tsv", ".tsv.gz", ".xlsx", ".xls"];

/// What lies below `exports/`.
#[derive(Debug, Default)]
pub struct DiscoveredFiles {
    /// Files to read, by relative path.
    pub exports: Vec<Export>,
    /// Skipped files, with the reason.
    pub skipped: Vec<(String, SkipReason)>,
}

/// Finds the exports of a project; without the folder there are none. The order is that of the names' bytes, not of the file system.
///
/// # Errors
///
/// For links that lead nowhere, and for what cannot be listed.
pub fn find(project: &Path) -> Result<DiscoveredFiles> {
    let folder = project.join(FOLDER);
    let mut found = DiscoveredFiles::default();
    if !folder.is_dir() {
        return Ok(found);
    }
    let mut astray = Vec::new();
    for entry in WalkDir::new(&folder).follow_links(true) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(&folder).to_path_buf();
                let name = relative_name(project, &path);
                match reason_to_skip(&name) {
                    Some(reason) => found.skipped.push((name, reason)),
                    None if error.loop_ancestor().is_some() => {
                        found.skipped.push((name, SkipReason::LinkLoop));
                    }
                    None if path.is_symlink() && !path.exists() => {
                        astray
                            .push(Problem::of(name, "this link points to nothing").hint(MEND_LINK));
                    }
                    None => return Err(Error::io(&path, "list the exports")(error.into())),
                }
                continue;
            }
        };
        if entry.file_type().is_dir() {
            continue;
        }
        let name = relative_name(project, entry.path());
        let kind = entry.file_type();
        let source = if is_pipe(kind) { ExportSource::Once } else { ExportSource::Always };
        match reason_to_skip(&name) {
            Some(reason) => found.skipped.push((name, reason)),
            None if kind.is_file() || is_pipe(kind) => {
                // If the metadata cannot be read, reading the file reports the error.
                let metadata = entry.metadata().ok();
                found.exports.push(Export {
                    bytes: metadata.as_ref().map_or(0, Metadata::len),
                    modified: metadata.and_then(|metadata| metadata.modified().ok()),
                    path: entry.into_path(),
                    name,
                    source,
                });
            }
            None => found.skipped.push((name, SkipReason::Special)),
        }
    }
    if !astray.is_empty() {
        astray.sort();
        return Err(Error::Inputs(astray));
    }
    found.exports.sort_by(|a, b| a.name.cmp(&b.name));
    found.skipped.sort();
    Ok(found)
}

/// Files of a project that look like inputs and are not read, by relative path: tables outside `exports/`, and `brief.yml`.
///
/// # Errors
///
/// The folder cannot be listed.
pub fn misplaced(project: &Path) -> io::Result<Vec<String>> {
    let is_table = |name: &str| {
        let name = name.to_lowercase();
        TABLES.iter().any(|ending| name.ends_with(ending)) && name != "rejected.csv"
    };
    let mut files = Vec::new();
    for folder in ["", "export/"] {
        let entries = match fs::read_dir(project.join(folder)) {
            Err(_) if !folder.is_empty() => continue,
            entries => entries?,
        };
        for entry in entries {
            let name = entry?.file_name();
            let name = name.to_string_lossy();
            if is_table(&name) || (folder.is_empty() && name == "brief.yml") {
                files.push(format!("{folder}{name}"));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Refuses a project without exports.
///
/// # Errors
///
/// There is no folder, or no file in it.
pub fn require_some(exports: &[Export], project: &Path) -> Result<()> {
    if !exports.is_empty() {
        return Ok(());
    }
    let folder = project.join(FOLDER);
    let (what, looked_in) = if folder.is_dir() {
        ("there are no exports in it", folder.as_path())
    } else {
        ("the project has no such folder", project)
    };
    let problem = Problem::of(format!("{FOLDER}/"), what)
        .detail(format!("looked in {}", looked_in.display()));
    let astray = misplaced(project).map_err(Error::io(project, "list the project"))?;
    let astray: Vec<String> = astray.iter().take(8).map(|name| format!("`{name}`")).collect();
    Err(if astray.is_empty() {
        problem.hint("put the CSV exports of your listening tools into it, as downloaded")
    } else {
        problem
            .found(format!("{} outside it", astray.join(", ")))
            .hint(format!("move the exports into `{FOLDER}/`"))
    }
    .into())
}

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&kind)
}

#[cfg(not(unix))]
fn is_pipe(_: FileType) -> bool {
    false
}

fn relative_name(project: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(project).unwrap_or(path);
    let parts: Vec<_> = relative.components().map(|part| readable(part.as_os_str())).collect();
    parts.join("/")
}

/// A file name as text; invalid bytes are written as `\xFF`, so that different files have different names.
fn readable(name: &OsStr) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(text, "\\x{byte:02X}");
        }
    }
    text
}

fn reason_to_skip(name: &str) -> Option<SkipReason> {
    let inside = name.strip_prefix(FOLDER).unwrap_or(name);
    let file = inside.rsplit('/').next().unwrap_or(inside);
    if inside.split('/').any(|part| part.starts_with('.')) {
        Some(SkipReason::Hidden)
    } else if file.starts_with("~$") {
        Some(SkipReason::LockFile)
    } else if file.eq_ignore_ascii_case("thumbs.db") || file.eq_ignore_ascii_case("desktop.ini") {
        Some(SkipReason::SystemFile)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_the_order_of_their_names_whatever_was_made_first() {
        let project = tempfile::tempdir().unwrap();
        for name in [
            "exports/b.csv",
            "exports/a/z.csv",
            "exports/a.csv",
            "exports/.hidden",
            "exports/~$b.csv",
        ] {
            let path = project.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let found = find(project.path()).unwrap();
        let names: Vec<_> = found.exports.iter().map(|export| export.name.as_str()).collect();
        assert_eq!(names, ["exports/a.csv", "exports/a/z.csv", "exports/b.csv"]);
        assert_eq!(found.skipped.len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_utf_8_are_distinguished() {
        use std::os::unix::ffi::OsStrExt;
        let name = |byte: u8| readable(OsStr::from_bytes(&[b'a', byte, b'.', b'b']));
        assert_eq!([name(0xFF), name(0xFE), name(b'c')], ["a\\xFF.b", "a\\xFE.b", "ac.b"]);
    }

    #[test]
    fn no_folder_and_no_files_are_two_different_sentences() {
        let project = tempfile::tempdir().unwrap();
        let refusal = || {
            let found = find(project.path()).unwrap();
            require_some(&found.exports, project.path()).unwrap_err().to_string()
        };
        let none = refusal();
        assert!(none.starts_with("exports/: the project has no such folder\n"), "{none}");
        std::fs::create_dir(project.path().join("exports")).unwrap();
        let empty = refusal();
        assert!(empty.starts_with("exports/: there are no exports in it\n"), "{empty}");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_but_not_in_circles_and_none_is_lost_unsaid() {
        use std::os::unix::fs::symlink;
        let project = tempfile::tempdir().unwrap();
        let folder = project.path().join(FOLDER);
        std::fs::create_dir_all(folder.join("may")).unwrap();
        std::fs::write(folder.join("a.csv"), "x").unwrap();
        symlink("../a.csv", folder.join("may/b.csv")).unwrap();
        symlink("..", folder.join("may/up")).unwrap();
        symlink("nobody@nowhere.1", folder.join(".#a.csv")).unwrap();
        let found = find(project.path()).unwrap();
        let names: Vec<_> = found.exports.iter().map(|export| export.name.as_str()).collect();
        assert_eq!(names, ["exports/a.csv", "exports/may/b.csv"]);
        let skipped = [
            ("exports/.#a.csv".to_owned(), SkipReason::Hidden),
            ("exports/may/up".to_owned(), SkipReason::LinkLoop),
        ];
        assert_eq!(found.skipped, skipped);
        symlink("gone.csv", folder.join("z.csv")).unwrap();
        symlink("gone.csv", folder.join("c.csv")).unwrap();
        let words = "exports/c.csv: this link points to nothing\n\
                     hint: remove it, or put the file where it leads\n\n\
                     error: exports/z.csv: this link points to nothing\n\
                     hint: remove it, or put the file where it leads";
        assert_eq!(find(project.path()).unwrap_err().to_string(), words);
    }
}
