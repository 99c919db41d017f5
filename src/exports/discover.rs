//! Which files are exports: everything below `exports/`, in order of their relative paths.

use std::path::Path;

use walkdir::WalkDir;

use super::Export;
use crate::error::{Error, Problem, Result};

/// The folder of the exports within a project.
pub const FOLDER: &str = "exports";

/// What lies below `exports/`.
#[derive(Debug, Default)]
pub struct Found {
    /// Files to read, by relative path.
    pub exports: Vec<Export>,
    /// Files that are passed over, with the reason.
    pub skipped: Vec<(String, &'static str)>,
}

/// Finds the exports of a project. The order is that of the names' bytes, not of the file system.
///
/// # Errors
///
/// Without the folder or without a file in it, and for what cannot be listed.
pub fn find(project: &Path) -> Result<Found> {
    let folder = project.join(FOLDER);
    if !folder.is_dir() {
        return Err(Problem::of(format!("{FOLDER}/"), "there is no such folder in the project")
            .detail(format!("looked in {}", project.display()))
            .hint("put the CSV exports of your listening tools into it, as downloaded")
            .into());
    }
    let mut found = Found::default();
    for entry in WalkDir::new(&folder).follow_links(true) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(&folder).to_path_buf();
            Error::io(&path, "list the exports")(error.into())
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let name = relative_name(project, entry.path());
        if !entry.file_type().is_file() {
            found.skipped.push((name, "neither a file nor a folder"));
            continue;
        }
        match reason_to_skip(&name) {
            Some(reason) => found.skipped.push((name, reason)),
            None => found.exports.push(Export {
                bytes: entry.metadata().map_or(0, |metadata| metadata.len()),
                path: entry.into_path(),
                name,
            }),
        }
    }
    found.exports.sort_by(|a, b| a.name.cmp(&b.name));
    found.skipped.sort();
    if found.exports.is_empty() {
        return Err(Problem::of(format!("{FOLDER}/"), "there are no exports in it")
            .detail(format!("looked in {}", folder.display()))
            .hint("put the CSV exports of your listening tools into it, as downloaded")
            .into());
    }
    Ok(found)
}

fn relative_name(project: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(project).unwrap_or(path);
    let parts: Vec<_> =
        relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn reason_to_skip(name: &str) -> Option<&'static str> {
    let inside = name.strip_prefix(FOLDER).unwrap_or(name);
    let file = inside.rsplit('/').next().unwrap_or(inside);
    if inside.split('/').any(|part| part.starts_with('.')) {
        Some("hidden")
    } else if file.starts_with("~$") {
        Some("a lock file of an office program")
    } else if file.eq_ignore_ascii_case("thumbs.db") || file.eq_ignore_ascii_case("desktop.ini") {
        Some("a file of the operating system")
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

    #[test]
    fn no_folder_and_no_files_are_two_different_sentences() {
        let project = tempfile::tempdir().unwrap();
        let none = find(project.path()).unwrap_err().to_string();
        assert!(none.starts_with("exports/: there is no such folder in the project\n"), "{none}");
        std::fs::create_dir(project.path().join("exports")).unwrap();
        let empty = find(project.path()).unwrap_err().to_string();
        assert!(empty.starts_with("exports/: there are no exports in it\n"), "{empty}");
    }
}
