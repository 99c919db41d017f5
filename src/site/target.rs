//! Checks the folder to which a site is to be written: it must be absent, empty or a former site; anything else is refused and not changed.
//!
//! It also names the temporary folders beside it, and repairs an interrupted swap by moving the former site back. A symbolic link is resolved
//! here: the folder it leads to is checked and swapped, and the link stays.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::error::{Error, Problem, Result};
use crate::site::PROVENANCE;
use crate::site::stage::Staging;

/// Most names of a foreign folder that are quoted.
const MOST_NAMES: usize = 3;

/// What the former build wrote; empty if there was none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormerSite {
    /// Relative paths of its files, `provenance.json` among them.
    pub files: BTreeSet<String>,
    /// Folders of its periods: `2026-05`, `2026-Q2`.
    pub periods: BTreeSet<String>,
}

/// Checks the folder that a site is to be written to, and repairs an interrupted swap.
///
/// Called before the exports are read, so that a wrong or read-only folder is reported at once. [`publish`](super::publish()) creates missing
/// parents.
///
/// # Errors
///
/// [`Error::Inputs`] if it is a file, a folder that no build made, or a link to one; [`Error::Io`] if nothing can be
/// written beside it.
///
/// # Examples
///
/// ```
/// let folder = tempfile::tempdir()?;
/// assert!(socialmap::site::check_target(&folder.path().join("site"))?.files.is_empty());
/// std::fs::write(folder.path().join("thesis.txt"), "all I have")?;
/// let refused = socialmap::site::check_target(folder.path()).expect_err("not ours");
/// assert!(refused.to_string().contains("not a folder that socialmap made"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check_target(dir: &Path) -> Result<FormerSite> {
    let place = TargetDir::of(dir)?;
    let former = place.former()?;
    // Where parents are missing, the nearest folder that exists is the one that must be writable.
    let beside = place.dir.ancestors().skip(1).find(|folder| folder.exists());
    let name = place.staging().file_name().map(PathBuf::from).unwrap_or_default();
    drop(Staging::make(&beside.unwrap_or(Path::new("")).join(name))?);
    Ok(former)
}

/// A target folder and the paths beside it.
pub(super) struct TargetDir {
    /// The folder itself, links resolved.
    pub(super) dir: PathBuf,
    /// As the user wrote it.
    pub(super) shown: PathBuf,
}

impl TargetDir {
    pub(super) fn of(dir: &Path) -> Result<Self> {
        let real = match fs::canonicalize(dir) {
            Err(e) if e.kind() == ErrorKind::NotFound && !dir.is_symlink() => {
                std::path::absolute(dir)
            }
            found_or_not => found_or_not,
        };
        let real = real.map_err(Error::io(dir, "find the folder for the site"))?;
        if real.file_name().is_none() {
            return Err(Problem::of(dir.display().to_string(), "cannot be replaced by a site")
                .hint("choose a folder of its own with `-o`")
                .into());
        }
        Ok(Self { dir: real, shown: dir.to_path_buf() })
    }

    /// The path where the new site is written. It is always the same, so that the next build finds a left-over.
    pub(super) fn staging(&self) -> PathBuf {
        self.beside("new")
    }

    /// The path of the former site during a swap, if the system cannot exchange two folders.
    pub(super) fn aside(&self) -> PathBuf {
        self.beside("old")
    }

    fn beside(&self, what: &str) -> PathBuf {
        let mut name = std::ffi::OsString::from(".");
        name.push(self.dir.file_name().unwrap_or_default());
        name.push(format!(".socialmap-{what}"));
        self.dir.with_file_name(name)
    }

    /// The former site, after repairing an interrupted swap.
    pub(super) fn former(&self) -> Result<FormerSite> {
        let aside = self.aside();
        if aside.is_dir() && self.is_absent_or_empty()? {
            let _only_if_empty = fs::remove_dir(&self.dir);
            fs::rename(&aside, &self.dir)
                .map_err(Error::io(&aside, "move back the former site"))?;
        }
        let former = self.inspect()?;
        if aside.is_dir() {
            fs::remove_dir_all(&aside).map_err(Error::io(&aside, "remove the former site"))?;
        }
        Ok(former)
    }

    /// The former site, without changing anything.
    pub(super) fn inspect(&self) -> Result<FormerSite> {
        if self.is_absent_or_empty()? {
            return Ok(FormerSite::default());
        }
        if !self.dir.is_dir() {
            return Err(self.refusal("a file"));
        }
        let provenance = fs::read(self.dir.join(PROVENANCE)).unwrap_or_default();
        match serde_json::from_slice(&provenance) {
            Ok(Provenance { tool, files }) if tool == "socialmap" => Ok(FormerSite::listing(files)),
            _ => Err(self.refusal(&quoted(&self.names()?))),
        }
    }

    fn is_absent_or_empty(&self) -> Result<bool> {
        Ok(!self.dir.exists() || (self.dir.is_dir() && self.names()?.is_empty()))
    }

    fn names(&self) -> Result<BTreeSet<String>> {
        let name = |entry: std::io::Result<fs::DirEntry>| {
            Ok(entry?.file_name().to_string_lossy().into_owned())
        };
        fs::read_dir(&self.dir)
            .and_then(|entries| entries.map(name).collect())
            .map_err(Error::io(&self.shown, "list the folder"))
    }

    fn refusal(&self, found: &str) -> Error {
        Problem::of(
            self.shown.display().to_string(),
            "not a folder that socialmap made; left unchanged",
        )
        .found(found)
        .expected("nothing, an empty folder, or a former site with its `provenance.json`")
        .hint("choose another folder with `-o`")
        .into()
    }
}

/// The part of `provenance.json` that a later build relies on.
#[derive(serde::Deserialize)]
struct Provenance {
    tool: String,
    files: BTreeSet<String>,
}

impl FormerSite {
    fn listing(mut files: BTreeSet<String>) -> Self {
        files.insert(PROVENANCE.into());
        let period = |path: &String| path.strip_suffix("/summary.json").map(str::to_owned);
        Self { periods: files.iter().filter_map(period).collect(), files }
    }
}

fn quoted(names: &BTreeSet<String>) -> String {
    let first: Vec<String> =
        names.iter().take(MOST_NAMES).map(|name| format!("`{name}`")).collect();
    match names.len().saturating_sub(MOST_NAMES) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = r#"{"tool": "socialmap", "version": "0.1.0",
        "files": ["2026-05/summary.json", "2026-05/data/a.csv", "2026-Q2/summary.json", "index.html"]}"#;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_former_site_tells_its_files_and_periods() {
        let root = folder(&[("site/provenance.json", OURS)]);
        let former = check_target(&root.path().join("site")).unwrap();
        assert_eq!(former.files.len(), 5, "four listed and the list itself");
        assert_eq!(former.periods, BTreeSet::from(["2026-05".into(), "2026-Q2".into()]));
        assert_eq!(names(root.path()), ["site"], "the trial of writing beside it leaves nothing");
    }

    #[test]
    fn absent_and_empty_folders_have_no_former_site() {
        let root = folder(&[]);
        for path in ["", "new", "new/deep/site"] {
            assert_eq!(
                check_target(&root.path().join(path)).unwrap(),
                FormerSite::default(),
                "{path}"
            );
            assert!(names(root.path()).is_empty());
        }
    }

    #[test]
    fn what_no_build_made_is_refused_with_what_was_found_there() {
        let root = folder(&[
            ("file", ""),
            ("thesis/a.txt", ""),
            ("thesis/b.txt", ""),
            ("thesis/c.txt", ""),
            ("thesis/d.txt", ""),
            ("other/provenance.json", r#"{"tool": "loom", "files": []}"#),
            ("broken/provenance.json", r#"{"tool": "socialmap""#),
        ]);
        for (path, found) in [
            ("file", "a file"),
            ("thesis", "`a.txt`, `b.txt`, `c.txt` and 1 more"),
            ("other", "`provenance.json`"),
            ("broken", "`provenance.json`"),
        ] {
            let dir = root.path().join(path);
            let expected = format!(
                "{}: not a folder that socialmap made; left unchanged\n  found {found}\n  \
                 expected nothing, an empty folder, or a former site with its `provenance.json`\n\
                 hint: choose another folder with `-o`",
                dir.display()
            );
            assert_eq!(check_target(&dir).expect_err(path).to_string(), expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_judged_by_what_it_leads_to() {
        use std::os::unix::fs::symlink;
        let root = folder(&[("ours/provenance.json", OURS), ("thesis/a.txt", "")]);
        for (to, accepted) in [("ours", true), ("thesis", false), ("nowhere", false)] {
            let link = root.path().join(format!("to-{to}"));
            symlink(root.path().join(to), &link).unwrap();
            assert_eq!(check_target(&link).is_ok(), accepted, "{to}");
        }
    }

    #[test]
    fn a_place_that_cannot_be_written_beside_is_found_out_before_the_work() {
        let root = folder(&[("file", "")]);
        for path in ["file/site", "file/deep/site"] {
            let error = check_target(&root.path().join(path)).expect_err(path);
            assert!(matches!(error, Error::Io { .. }), "{error}");
        }
        for path in ["/", "new/.."] {
            let error = check_target(Path::new(path)).expect_err(path).to_string();
            assert!(error.starts_with(&format!("{path}: cannot be replaced by a site")), "{error}");
        }
    }

    #[test]
    fn a_swap_cut_short_between_two_renames_is_undone() {
        for empty_folder_in_its_place in [false, true] {
            let root = folder(&[
                (".site.socialmap-old/provenance.json", OURS),
                (".site.socialmap-old/CNAME", "map.example"),
                (".site.socialmap-new/index.html", "half"),
            ]);
            let site = root.path().join("site");
            if empty_folder_in_its_place {
                fs::create_dir(&site).unwrap();
            }
            assert_eq!(check_target(&site).unwrap().files.len(), 5);
            assert_eq!(names(root.path()), ["site"]);
            assert_eq!(names(&site), ["CNAME", "provenance.json"]);
        }
    }

    #[test]
    fn a_swap_cut_short_after_the_new_site_was_in_place_is_finished() {
        let root =
            folder(&[(".site.socialmap-old/index.html", "former"), ("site/provenance.json", OURS)]);
        check_target(&root.path().join("site")).unwrap();
        assert_eq!(names(root.path()), ["site"]);
    }

    #[test]
    fn nothing_beside_a_foreign_folder_is_removed_either() {
        let root = folder(&[
            ("site/a.txt", ""),
            (".site.socialmap-old/b", ""),
            (".site.socialmap-new/c", ""),
        ]);
        check_target(&root.path().join("site")).expect_err("foreign");
        assert_eq!(names(root.path()), [".site.socialmap-new", ".site.socialmap-old", "site"]);
    }
}
