//! Atomic writing of a single file: it is written under a temporary name and renamed when it is complete, so that an error, Ctrl-C or a killed build
//! never leaves a partial file.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Problem, Result};
use crate::site::stage::{STAGE, Stage};

/// A file that is being written; it is removed if it is dropped before [`Draft::finish`].
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    target: PathBuf,
    file: File,
    is_finished: bool,
}

impl Draft {
    /// The temporary path of a file: `NAME.new` beside it.
    pub fn place(target: &Path) -> PathBuf {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        target.with_file_name(name)
    }

    /// Removes the temporary file of a killed build.
    ///
    /// # Errors
    ///
    /// Another build is writing it, or it cannot be removed.
    pub fn clear(target: &Path) -> Result<()> {
        let path = Self::place(target);
        match File::open(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Ok(file) if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) => {
                Err(Problem::of(target.display().to_string(), "another build is writing it")
                    .hint("wait for it to end, or name another file with `--rejected`")
                    .into())
            }
            _ => fs::remove_file(&path)
                .map_err(Error::io(&path, "remove the left-over of an earlier build")),
        }
    }

    /// Starts writing a file.
    ///
    /// # Errors
    ///
    /// It cannot be made.
    pub fn begin(target: &Path) -> io::Result<Self> {
        Self::begin_on(&STAGE, target)
    }

    fn begin_on(stage: &Stage, target: &Path) -> io::Result<Self> {
        let path = Self::place(target);
        let file = stage.begin_file(&path, || File::create(&path))?;
        // Where the system has no locks, a second build is not detected.
        let _best_effort = file.try_lock();
        Ok(Self { path, target: target.to_path_buf(), file, is_finished: false })
    }

    /// Renames the file to its final path.
    ///
    /// # Errors
    ///
    /// The file cannot be renamed; the temporary file is removed.
    pub fn finish(self) -> io::Result<()> {
        self.finish_on(&STAGE)
    }

    fn finish_on(mut self, stage: &Stage) -> io::Result<()> {
        self.is_finished = true;
        stage.end_file(&self.path, || {
            fs::rename(&self.path, &self.target).inspect_err(|_| {
                let _best_effort = fs::remove_file(&self.path);
            })
        })
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.is_finished {
            let _best_effort = STAGE.end_file(&self.path, || fs::remove_file(&self.path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_takes_its_place_whole_or_not_at_all() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("list.csv");
        let mut draft = Draft::begin(&target).unwrap();
        draft.write_all(b"half").unwrap();
        drop(draft);
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
        let mut draft = Draft::begin(&target).unwrap();
        draft.write_all(b"whole").unwrap();
        draft.finish().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"whole");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn the_left_over_of_a_killed_build_goes_and_a_draft_under_way_does_not() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("list.csv");
        Draft::clear(&target).unwrap();
        fs::write(Draft::place(&target), "half").unwrap();
        Draft::clear(&target).unwrap();
        assert!(!Draft::place(&target).exists());
        let _under_way = Draft::begin(&target).unwrap();
        let error = Draft::clear(&target).unwrap_err().to_string();
        assert!(error.ends_with(
            "list.csv: another build is writing it\nhint: wait for it to end, or name another file with `--rejected`"
        ));
        assert!(Draft::place(&target).exists());
    }

    #[test]
    fn an_abandoned_draft_is_gone() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("list.csv");
        // A stage that outlives the test: nothing is written on it any more.
        let stage: &'static Stage = Box::leak(Box::new(Stage::new()));
        let draft = Draft::begin_on(stage, &target).unwrap();
        assert!(!stage.abandon());
        assert!(!Draft::place(&target).exists());
        std::mem::forget(draft);
    }
}
