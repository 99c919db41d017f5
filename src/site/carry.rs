//! Carries files that no build wrote (a `CNAME`, `.git`) over from the former site to the new one, before the swap.
//!
//! They are hard-linked, or copied where the system has no hard links, and never moved: before the swap the former folder is complete, after it the
//! new one is, so a crash cannot lose a file. A file whose path the new site needs itself is an error.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::Path;

use crate::error::{Error, Problem, Result};
use crate::site::stage::Stage;

/// Carries everything over that is in `from` but not in `listed`, the relative paths that the former build wrote.
pub(super) fn carry_over(
    stage: &Stage,
    from: &Path,
    to: &Path,
    listed: &BTreeSet<String>,
) -> Result<()> {
    let ours = listed.iter().flat_map(|file| Path::new(file).ancestors().skip(1)).collect();
    Carrier { stage, from, to, listed, ours }.folder(Path::new(""))
}

struct Carrier<'a> {
    stage: &'a Stage,
    from: &'a Path,
    to: &'a Path,
    listed: &'a BTreeSet<String>,
    /// Folders that the former build made.
    ours: BTreeSet<&'a Path>,
}

impl Carrier<'_> {
    fn folder(&self, at: &Path) -> Result<()> {
        let folder = self.from.join(at);
        for entry in fs::read_dir(&folder).map_err(Error::io(&folder, "list the folder"))? {
            let entry = entry.map_err(Error::io(&folder, "list the folder"))?;
            self.entry(&entry, &at.join(entry.file_name()))?;
        }
        Ok(())
    }

    fn entry(&self, entry: &DirEntry, path: &Path) -> Result<()> {
        let kind = entry.file_type().map_err(Error::io(&entry.path(), "look at the file"))?;
        if kind.is_dir() && self.ours.contains(path) {
            return self.folder(path);
        }
        if kind.is_dir() {
            // Empty ones too: `.git` is not a repository without its `refs`.
            self.stage.step(|| self.make_folder(path))?;
            self.folder(path)?;
            // Afterwards, because a read-only folder could not be filled.
            return copy_permissions(&entry.path(), &self.to.join(path));
        }
        let listed = path.to_str().is_some_and(|path| self.listed.contains(&slashed(path)));
        if listed { Ok(()) } else { self.stage.step(|| self.file(entry, kind, path)) }
    }

    fn file(&self, entry: &DirEntry, kind: FileType, path: &Path) -> Result<()> {
        let new = self.to.join(path);
        if let Some(parent) = path.parent() {
            self.make_folder(parent)?;
        }
        if new.symlink_metadata().is_ok() {
            return Err(self.conflict(path));
        }
        fs::hard_link(entry.path(), &new)
            .or_else(|no_link| copy(&entry.path(), kind, &new, no_link))
            .map_err(Error::io(&entry.path(), "carry the file over to the new site"))
    }

    fn make_folder(&self, path: &Path) -> Result<()> {
        let new = self.to.join(path);
        if new.symlink_metadata().is_ok_and(|there| !there.is_dir()) {
            return Err(self.conflict(path));
        }
        fs::create_dir_all(&new).map_err(Error::io(&new, "create the folder"))
    }

    fn conflict(&self, path: &Path) -> Error {
        let place = self.from.join(path).display().to_string();
        Problem::of(place, "not written by socialmap, but the new site has a file of its own there")
            .hint("move it away, or delete it")
            .into()
    }
}

/// Gives `to` the permissions of `from`.
pub(super) fn copy_permissions(from: &Path, to: &Path) -> Result<()> {
    fs::metadata(from)
        .and_then(|former| fs::set_permissions(to, former.permissions()))
        .map_err(Error::io(to, "set the permissions"))
}

/// For file systems without hard links. A pipe or a socket cannot be copied; the error of the link is returned.
fn copy(from: &Path, kind: FileType, to: &Path, no_link: io::Error) -> io::Result<()> {
    if kind.is_symlink() {
        link_again(from, to)
    } else if kind.is_file() {
        fs::copy(from, to).map(drop)
    } else {
        Err(no_link)
    }
}

#[cfg(unix)]
fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn link_again(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// `provenance.json` lists paths with `/` on every system.
fn slashed(path: &str) -> String {
    path.replace(std::path::MAIN_SEPARATOR, "/")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Where there are no hard links each kind has its own way; the suite shows the usual one.
    #[test]
    fn without_hard_links_files_are_copied_links_made_again_and_the_rest_refused() {
        let root = tempfile::tempdir().unwrap();
        let [file, link, socket] = ["CNAME", "domain", "socket"].map(|name| root.path().join(name));
        fs::write(&file, "map.example").unwrap();
        std::os::unix::fs::symlink("CNAME", &link).unwrap();
        let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let carried = |from: &Path| {
            let to = from.with_extension("new");
            let kind = from.symlink_metadata().unwrap().file_type();
            copy(from, kind, &to, io::ErrorKind::Unsupported.into()).map(|()| to)
        };
        assert_eq!(fs::read(carried(&file).unwrap()).unwrap(), b"map.example");
        assert_eq!(fs::read_link(carried(&link).unwrap()).unwrap(), Path::new("CNAME"));
        assert_eq!(carried(&socket).unwrap_err().kind(), io::ErrorKind::Unsupported);
    }
}
