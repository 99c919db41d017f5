//! The temporary folder in which a new site is written, and its removal on Ctrl-C.
//!
//! Publishing is a sequence of steps (one file, the swap), each under one lock, so that [`abandon`] never interrupts a swap and nothing is
//! written after it. Outside the lock the folder at the staging path may be removed: it is an incomplete new site or, after
//! the swap, the former one. A second build on the same target is refused.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::{Error, Problem, Result};

/// The stage of this process.
pub(super) static STAGE: Stage = Stage::new();

/// Removes the half-written site of a [`publish`](super::publish()) under way and every [`Draft`](super::Draft); true if a new site is
/// in place already.
///
/// For the handler of Ctrl-C. It waits for a swap in progress and then blocks all publishing for good, so that nothing
/// is left when the process ends: **the caller must end the process**.
pub fn abandon() -> bool {
    STAGE.abandon()
}

/// The staging folders in use, the drafts of single files, and whether a folder was swapped in.
pub(super) struct Stage(Mutex<State>);

struct State {
    folders: BTreeSet<PathBuf>,
    files: BTreeSet<PathBuf>,
    swapped: bool,
}

impl Stage {
    pub(super) const fn new() -> Self {
        Self(Mutex::new(State { folders: BTreeSet::new(), files: BTreeSet::new(), swapped: false }))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Creates the staging folder, runs the work, and removes the folder at that path.
    pub(super) fn within(&self, folder: &Path, work: impl FnOnce() -> Result<()>) -> Result<()> {
        let staging = {
            let mut stage = self.lock();
            let staging = Staging::make(folder)?;
            stage.folders.insert(folder.to_path_buf());
            staging
        };
        let done = work();
        drop(staging);
        self.lock().folders.remove(folder);
        done
    }

    /// Runs one step; after [`Self::abandon`] it blocks until the process ends.
    pub(super) fn step<T>(&self, step: impl FnOnce() -> Result<T>) -> Result<T> {
        let _held = self.lock();
        step()
    }

    /// Runs the step that puts the new site in place.
    pub(super) fn last_step(&self, swap: impl FnOnce() -> Result<()>) -> Result<()> {
        let mut stage = self.lock();
        swap()?;
        stage.swapped = true;
        Ok(())
    }

    /// Creates a file that is removed if its build is abandoned.
    pub(super) fn begin_file<T>(
        &self,
        path: &Path,
        make: impl FnOnce() -> io::Result<T>,
    ) -> io::Result<T> {
        let mut stage = self.lock();
        let begun = make()?;
        stage.files.insert(path.to_path_buf());
        Ok(begun)
    }

    /// Runs the step that renames or removes the file.
    pub(super) fn end_file(
        &self,
        path: &Path,
        end: impl FnOnce() -> io::Result<()>,
    ) -> io::Result<()> {
        let mut stage = self.lock();
        stage.files.remove(path);
        end()
    }

    pub(super) fn abandon(&self) -> bool {
        let stage = self.lock();
        for file in &stage.files {
            let _best_effort = fs::remove_file(file);
        }
        for folder in &stage.folders {
            let _best_effort = remove(folder);
        }
        let swapped = stage.swapped;
        std::mem::forget(stage);
        swapped
    }
}

/// A staging folder that is locked by this process and removed on drop.
pub(super) struct Staging {
    path: PathBuf,
    _held: Option<File>,
}

impl Staging {
    /// Creates it, after removing that of a killed build.
    pub(super) fn make(path: &Path) -> Result<Self> {
        if path.symlink_metadata().is_ok() {
            let _free = hold(path)?;
            remove(path).map_err(Error::io(path, "remove the left-over of an earlier build"))?;
        }
        fs::create_dir(path).map_err(|error| cannot_create(path, error))?;
        Ok(Self { path: path.to_path_buf(), _held: hold(path)? })
    }
}

/// The error for a folder that cannot be created; a read-only one has the hint to choose another.
fn cannot_create(path: &Path, error: io::Error) -> Error {
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Problem::of(
            path.display().to_string(),
            format!("cannot create the folder: {error}"),
        )
        .hint("write elsewhere: `-o` for the site, `--rejected` for the list of rejected rows")
        .into(),
        _ => Error::io(path, "create the folder")(error),
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // The site is in place, or an error is on its way already; the next build removes what is left, or says why not.
        let _best_effort = remove(&self.path);
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Locks a folder until the process ends; `None` where the system has no locks on folders.
fn hold(path: &Path) -> Result<Option<File>> {
    let Ok(folder) = File::open(path) else {
        return Ok(None);
    };
    match folder.try_lock() {
        Err(TryLockError::WouldBlock) => {
            Err(Problem::of(path.display().to_string(), "another build is writing to this site")
                .hint("wait for it to end, or write elsewhere: `-o` for the site, `--rejected` for the list of rejected rows")
                .into())
        }
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(folder)),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    /// A stage that outlives the test, since its publisher blocks for ever.
    fn stage() -> &'static Stage {
        Box::leak(Box::new(Stage::new()))
    }

    #[test]
    fn what_is_half_written_goes_and_nothing_is_written_after_it() {
        let (stage, root) = (stage(), tempfile::tempdir().unwrap());
        let folder = root.path().join("fresh");
        let (tell, hear) = mpsc::channel();
        let file = folder.join("page");
        thread::spawn({
            let folder = folder.clone();
            move || {
                stage.within(&folder, || {
                    loop {
                        stage.step(|| {
                            fs::create_dir_all(&folder).map_err(Error::io(&folder, "create"))?;
                            fs::write(&file, "half").map_err(Error::io(&file, "write"))
                        })?;
                        tell.send(()).unwrap();
                    }
                })
            }
        });
        hear.recv().unwrap();
        assert!(!stage.abandon(), "nothing was swapped in");
        assert!(!folder.exists());
        while hear.try_recv().is_ok() {}
        thread::sleep(std::time::Duration::from_millis(20));
        assert!(hear.try_recv().is_err() && !folder.exists(), "the publisher waits");
    }

    #[test]
    fn abandon_waits_for_the_swap_and_says_that_it_was_done() {
        let (stage, root) = (stage(), tempfile::tempdir().unwrap());
        let [folder, site] = ["fresh", "site"].map(|name| root.path().join(name));
        let (tell, hear) = mpsc::channel();
        let publisher = thread::spawn({
            let site = site.clone();
            move || {
                stage.within(&folder, || {
                    stage.last_step(|| {
                        tell.send(()).unwrap();
                        thread::sleep(std::time::Duration::from_millis(20));
                        fs::rename(&folder, &site).map_err(Error::io(&site, "swap"))
                    })
                })
            }
        });
        hear.recv().unwrap();
        assert!(stage.abandon());
        assert!(site.exists());
        drop(publisher);
    }

    #[test]
    fn with_nothing_under_way_there_is_nothing_to_abandon() {
        assert!(!stage().abandon());
    }

    #[cfg(unix)]
    #[test]
    fn a_second_build_on_the_same_target_is_refused_and_the_first_goes_on() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join(".site.socialmap-new");
        let first = Staging::make(&folder).unwrap();
        let error = Staging::make(&folder).err().expect("held").to_string();
        assert!(error.contains("another build is writing to this site"), "{error}");
        assert!(folder.exists());
        drop(first);
        assert!(!folder.exists());
        fs::create_dir_all(folder.join("left/over")).unwrap();
        Staging::make(&folder).expect("nobody holds the left-over");
    }
}
