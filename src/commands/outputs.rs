//! Checks the paths that a command is to write, so that it never replaces or publishes a file of the user.
//!
//! A site inside `exports/` or `notes/` would be read by the next build; a list of rejected rows inside the site would publish
//! texts of people; a list with the path of another file would replace it, or remove it when no row is rejected.

use std::fs;
use std::path::{Path, PathBuf};

use super::{audit, private};
use crate::error::{Problem, Result};
use crate::exports::discover;
use crate::mentions::part::{Part, Unusable};
use crate::rollup::history;
use crate::site::Draft;
use crate::site::PROVENANCE;

/// Folders of a project that a build reads from.
const READ_FROM: [&str; 6] =
    [discover::FOLDER, "notes", "formats", history::FOLDER, audit::FOLDER, ".cache"];

/// The columns of a list of rejected rows.
const REJECTED: [&str; 4] = ["file", "line", "reason", "cells"];

/// Checks the folder of the site.
///
/// # Errors
///
/// It lies in a folder that the build reads, or in that of the private files.
pub(super) fn check_site(root: &Path, site: &Path) -> Result<()> {
    if resolved(site).starts_with(resolved(&root.join(private::FOLDER))) {
        let what = "this folder is for private files, and a site is for everybody";
        let problem = Problem::of(site.display().to_string(), what);
        return Err(problem.hint("choose another folder with `-o`").into());
    }
    read_from(root, site).map_or(Ok(()), |folder| {
        let what = format!("a site in `{folder}/` would be read as {folder} at the next build");
        let problem = Problem::of(site.display().to_string(), what);
        Err(problem.hint("choose another folder with `-o`").into())
    })
}

/// Checks the path of the list of rejected rows, before the exports are read.
///
/// # Errors
///
/// It is in the site or in a folder that the build reads, or the path or that of its draft is a file that no build wrote.
pub(super) fn check_list(root: &Path, site: &Path, list: &Path) -> Result<()> {
    let draft = Draft::place(list);
    let mut place = list;
    let why = if resolved(list).starts_with(resolved(site)) {
        "rejected rows hold people's words and never go into the site".to_owned()
    } else if let Some(folder) = read_from(root, list) {
        format!("rejected rows in `{folder}/` would be read as {folder} at the next build")
    } else if let Some(other) =
        [list, &draft].into_iter().find(|path| !is_free_or_ours(path, &REJECTED))
    {
        place = other;
        "not a list of rejected rows; left unchanged".to_owned()
    } else {
        return Ok(());
    };
    let problem = Problem::of(place.display().to_string(), why);
    Err(problem.hint("name another file with `--rejected`").into())
}

/// Checks the path of a part, before the exports are read.
///
/// # Errors
///
/// It lies in a folder that a build reads, or is a file that no `extract` wrote.
pub(super) fn check_part(root: &Path, part: &Path) -> Result<()> {
    let why = if let Some(folder) = read_from(root, part) {
        format!("a part in `{folder}/` would be read as {folder} at the next build")
    } else if is_free_or_part(part) {
        return Ok(());
    } else {
        "not a part; left unchanged".to_owned()
    };
    let problem = Problem::of(part.display().to_string(), why);
    Err(problem.hint("name another file with `-o`").into())
}

/// Checks the path of a sheet that holds texts of people, before the exports are read.
///
/// # Errors
///
/// It lies in the site or in a folder that a build reads.
pub(super) fn check_sheet(root: &Path, sheet: &Path) -> Result<()> {
    let is_site = |folder: &Path| folder.join(PROVENANCE).exists();
    let resolved_sheet = resolved(sheet);
    let mut folders = resolved_sheet.ancestors().skip(1);
    let why = if resolved_sheet.starts_with(resolved(&root.join("site"))) || folders.any(is_site) {
        "the sheet holds people's words and never goes into the site".to_owned()
    } else if let Some(folder) = read_from(root, sheet) {
        format!("the sheet holds people's words, and a build reads `{folder}/`")
    } else {
        return Ok(());
    };
    let problem = Problem::of(sheet.display().to_string(), why);
    Err(problem.hint("name another file with `--out`").into())
}

/// Checks the path of a private list with these first columns.
///
/// # Errors
///
/// It lies in the site, or the path or that of its draft is a file that no build wrote.
pub(super) fn check_private(site: &Path, list: &Path, columns: &[&str]) -> Result<()> {
    let draft = Draft::place(list);
    if resolved(list).starts_with(resolved(site)) {
        let what = "this list leads to people and never goes into the site";
        let problem = Problem::of(list.display().to_string(), what);
        return Err(problem.hint("choose another folder for the site with `-o`").into());
    }
    let foreign = [list, &draft].into_iter().find(|path| !is_free_or_ours(path, columns));
    foreign.map_or(Ok(()), |other| {
        let what = "not a list that a build wrote; left unchanged";
        let problem = Problem::of(other.display().to_string(), what);
        Err(problem.hint("move it away, or build without `--private`").into())
    })
}

fn is_free_or_part(path: &Path) -> bool {
    match fs::metadata(path) {
        Err(_) => true,
        Ok(metadata) => metadata.is_file() && !matches!(Part::open(path), Err(Unusable::Foreign)),
    }
}

fn read_from(root: &Path, path: &Path) -> Option<&'static str> {
    let path = resolved(path);
    READ_FROM.into_iter().find(|folder| path.starts_with(resolved(&root.join(folder))))
}

/// Whether the path does not exist, or is a list that a build wrote: it begins with the letters of these columns, which survive an edit in a
/// spreadsheet. A device is never accepted, because renaming would replace it.
fn is_free_or_ours(list: &Path, columns: &[&str]) -> bool {
    match fs::metadata(list) {
        Err(_) => true,
        Ok(metadata) if !metadata.is_file() => false,
        Ok(_) => fs::read(list).is_ok_and(|bytes| {
            let header = columns.concat();
            let header = header.bytes().filter(u8::is_ascii_alphabetic);
            let mut letters = bytes.iter().copied().filter(u8::is_ascii_alphabetic);
            bytes.is_empty() || header.into_iter().all(|letter| letters.next() == Some(letter))
        }),
    }
}

/// The path with the links of its existing part resolved.
fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    path.ancestors()
        .find_map(|there| Some(fs::canonicalize(there).ok()?.join(path.strip_prefix(there).ok()?)))
        .unwrap_or_else(|| path.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_ours_by_its_header_whatever_a_spreadsheet_made_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join("rejected.csv");
        assert!(is_free_or_ours(&list, &REJECTED));
        for (bytes, ours) in [
            ("file,line,reason,cells\nexports/a.csv,2,no time,x\n", true),
            ("\u{feff}file;line;reason;cells\r\n", true),
            ("", true),
            ("id,date,text\n", false),
            ("file,line\n", false),
        ] {
            fs::write(&list, bytes).unwrap();
            assert_eq!(is_free_or_ours(&list, &REJECTED), ours, "{bytes:?}");
        }
        assert!(!is_free_or_ours(folder.path(), &REJECTED), "a folder");
        #[cfg(unix)]
        assert!(!is_free_or_ours(Path::new("/dev/null"), &REJECTED), "a device");
    }

    #[test]
    fn a_path_is_checked_where_it_leads_to_though_its_end_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("exports/may")).unwrap();
        assert_eq!(read_from(root, &root.join("exports")), Some("exports"));
        assert_eq!(read_from(root, &root.join("exports/may/../new/site")), Some("exports"));
        assert_eq!(read_from(root, &root.join("exports/../site")), None);
        assert_eq!(read_from(root, &root.join("exports-site")), None);
        assert_eq!(read_from(root, &root.join("notes")), Some("notes"), "missing as yet");
    }
}
