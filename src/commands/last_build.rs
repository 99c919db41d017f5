//! Detects that nothing has changed since the last build, by a hash of all inputs and of all files that were written. The hash is kept in `.cache/`
//! with the messages of the build.
//!
//! Because the output is hashed too, a page that was edited or removed is made again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::assemble::Assembled;
use super::audit;
use super::project::OpenedProject;
use super::warnings::{Warning, misplaced};
use crate::exports::records::sha256;
use crate::mentions::ledger::Ledger;
use crate::note::HistoryNote;
use crate::pages::provenance::Options;

/// The record of a build.
#[derive(Serialize, Deserialize)]
pub(super) struct LastBuild {
    state: String,
    /// Notes about the history.
    pub(super) notes: Vec<HistoryNote>,
    /// Notes and doubts.
    pub(super) warnings: Vec<Warning>,
    /// The outcomes of the rows.
    pub(super) ledger: Ledger,
    /// How many reports it wrote.
    pub(super) reports: u64,
}

/// Options and outputs of a build.
pub(super) struct Target<'a> {
    pub(super) options: &'a Options,
    pub(super) output: &'a Path,
    pub(super) list: &'a Path,
}

/// The last build, if a new one would give the same output. `files` are those of the site.
pub(super) fn unchanged<'f>(
    project: &OpenedProject,
    target: &Target<'_>,
    files: impl Iterator<Item = &'f String>,
) -> Option<LastBuild> {
    let hashes = project.known_hashes()?;
    let built = project.cache.as_ref()?.last_build::<LastBuild>()?;
    let state = state(project, target, &hashes, files).ok()?;
    (built.state == state).then_some(built)
}

/// Writes the record of a build. If it cannot be written, the next build makes everything again.
pub(super) fn keep(project: &OpenedProject, target: &Target<'_>, made: &Assembled, reports: u64) {
    let Some(cache) = &project.cache else { return };
    let hashes: Vec<&str> = made.ledger.inputs.iter().map(|input| input.sha256.as_str()).collect();
    if let Ok(state) = state(project, target, &hashes, made.site.files.keys()) {
        let (notes, ledger, warnings) =
            (made.notes.clone(), made.ledger.clone(), made.warnings.clone());
        cache.keep_build(&LastBuild { state, notes, warnings, ledger, reports });
    }
}

/// The hash of everything that a build reads and writes.
fn state<'f>(
    project: &OpenedProject,
    target: &Target<'_>,
    hashes: &[&str],
    files: impl Iterator<Item = &'f String>,
) -> io::Result<String> {
    let root = &project.loaded.root;
    let logo = project.loaded.brief.look.logo.as_ref().map(|logo| root.join(logo));
    let mut read = vec![(target.list.to_path_buf(), hash(target.list)?)];
    for folder in ["notes", "history", audit::FOLDER, audit::PRIVATE_SHEETS] {
        add_folder(&root.join(folder), &mut read)?;
    }
    for path in logo.into_iter().chain(files.map(|file| target.output.join(file))) {
        let hash = hash(&path)?;
        read.push((path, hash));
    }
    let exports: Vec<_> = project
        .sources
        .iter()
        .zip(hashes)
        .map(|(source, hash)| (source.name(), hash, project.fingerprint(source.name())))
        .collect();
    let brief = sha256(&project.loaded.bytes);
    let misplaced = format!("{:?}", misplaced(root).ok());
    let state = (target.options, brief, exports, &project.skipped, misplaced, read);
    Ok(sha256(&serde_json::to_vec(&state)?))
}

/// The hash of a file; `None` if it does not exist.
fn hash(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(sha256(&bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn add_folder(folder: &Path, read: &mut Vec<(PathBuf, Option<String>)>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            add_folder(&path, read)?;
        } else if path.is_file() {
            let hash = hash(&path)?;
            read.push((path, hash));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_folder_are_listed_with_their_hashes_in_the_order_of_their_paths() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("b")).unwrap();
        for (name, text) in [("c.md", "c"), ("b/deep.md", "d"), ("a.md", "a")] {
            fs::write(root.join(name), text).unwrap();
        }
        let mut read = Vec::new();
        add_folder(root, &mut read).unwrap();
        let expected = [("a.md", "a"), ("b/deep.md", "d"), ("c.md", "c")]
            .map(|(name, text)| (root.join(name), Some(sha256(text.as_bytes()))));
        assert_eq!(read, expected);
    }

    #[test]
    fn a_missing_file_and_a_missing_folder_differ_from_empty_ones() {
        let folder = tempfile::tempdir().unwrap();
        let (missing, empty) = (folder.path().join("missing"), folder.path().join("empty"));
        fs::write(&empty, "").unwrap();
        assert_eq!(hash(&missing).unwrap(), None);
        assert_eq!(hash(&empty).unwrap(), Some(sha256(b"")));
        let mut read = Vec::new();
        add_folder(&missing, &mut read).unwrap();
        assert_eq!(read, []);
    }
}
