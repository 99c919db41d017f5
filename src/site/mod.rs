//! Writes a set of files (relative path, bytes) to a folder atomically: all of them, or none.
//!
//! [`check_target`] refuses, before the exports are read, a folder that no build made; [`publish()`] writes a new folder beside the target and
//! swaps the two. The former site is not changed before the swap, so a full disk, a failing build or [`abandon`] (Ctrl-C) leaves
//! it as it was. Files in it that no build wrote (a `CNAME`, `.git`) are carried over.

mod carry;
mod compare;
mod draft;
mod publish;
mod stage;
mod swap;
mod target;

use std::collections::BTreeMap;

use crate::error::{Problem, Result};

pub use compare::compare;
pub use draft::Draft;
pub use publish::publish;
pub use stage::abandon;
pub use target::{FormerSite, check_target};

/// The file that identifies a folder as a site of socialmap.
pub const PROVENANCE: &str = "provenance.json";

/// The files of a site by relative path, `/` between folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// Path → bytes.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Refuses paths that could leave the folder, and a site without the file that identifies it.
    fn check(&self) -> Result<()> {
        if let Some(path) = self.files.keys().find(|path| !is_inside(path)) {
            return Err(Problem::of(path.as_str(), "not a path inside the site").into());
        }
        if !self.files.contains_key(PROVENANCE) {
            return Err(Problem::of(PROVENANCE, "missing from the site").into());
        }
        Ok(())
    }
}

/// Whether a path has only plain names: no root, drive, `.`, `..`, empty part, backslash or control character.
fn is_inside(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && !path.contains(|c: char| matches!(c, '\\' | ':') || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(paths: &[&str]) -> Site {
        Site { files: paths.iter().map(|path| ((*path).into(), Vec::new())).collect() }
    }

    #[test]
    fn plain_relative_paths_are_accepted() {
        for path in ["index.html", "2026-05/data/a b.csv", ".nojekyll", "..a/b..", "é.html"] {
            assert!(site(&[path, PROVENANCE]).check().is_ok(), "{path}");
        }
    }

    #[test]
    fn a_path_that_could_leave_the_folder_is_refused() {
        for path in
            ["", "/a", "..", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", "c:a", "a\0", "a\nb"]
        {
            let error = site(&[path, PROVENANCE]).check().expect_err(path);
            assert_eq!(error.to_string(), format!("{path}: not a path inside the site"));
        }
    }

    #[test]
    fn a_site_without_provenance_is_refused_since_no_later_build_could_replace_it() {
        let error = site(&["index.html"]).check().expect_err("no provenance");
        assert_eq!(error.to_string(), "provenance.json: missing from the site");
    }
}
