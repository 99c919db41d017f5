//! The cache of a project (`.cache/`): the rows read from each export, so that the next build reads only the exports that have changed.
//!
//! Each export has a [part](crate::mentions::part). It is used if the hash of the export and everything else that reading depends on are unchanged: the
//! brief, the formats, the program. An export with the same size and times as when it was hashed is not hashed again, unless it changed
//! within the last clock tick of the file system. The site never depends on the cache: missing, damaged or old entries are read again. Files are
//! put in place by renaming, so that simultaneous builds cannot damage it.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::ui::Ui;
use crate::exports::Export;
use crate::exports::records::{self, sha256};
use crate::mentions::fold::{Row, Source};
use crate::mentions::ledger::Input;
use crate::mentions::part::{Part, PartSection, Unusable, Writer};
use crate::site::Draft;

const FOLDER: &str = ".cache";
/// The hashes of exports by size and times.
const HASHES: &str = "hashes.json";
/// The record of the last build.
const BUILT: &str = "built.json";
/// Keeps the folder out of repositories. Every build rewrites it, and its time is the current time of the file system's clock.
const IGNORE: &str = ".gitignore";
/// The coarsest clock of a file system (FAT).
const TICK: Duration = Duration::from_secs(2);

/// The contents of the folder, and the current state of the exports.
pub(super) struct Cache {
    folder: PathBuf,
    program: Option<Times>,
    /// Start of this build; `None`: the folder cannot be written.
    now: Option<SystemTime>,
    known: BTreeMap<String, Known>,
    /// By name of the export.
    found: BTreeMap<String, CachedExport>,
}

/// Size and times of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Times {
    bytes: u64,
    modified: SystemTime,
    /// When its metadata were changed, which also happens when the time of modification is set back.
    changed: Option<(i64, i64)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    times: Times,
    sha256: String,
}

struct CachedExport {
    /// `None`: it is a pipe, or its metadata cannot be read; reading it reports the error.
    times: Option<Times>,
    fingerprint: String,
}

impl Times {
    fn of(metadata: &Metadata) -> Option<Self> {
        Some(Self {
            bytes: metadata.len(),
            modified: metadata.modified().ok().filter(|at| *at >= SystemTime::UNIX_EPOCH)?,
            changed: changed(metadata),
        })
    }

    /// Whether a later change would change the times.
    fn are_settled(&self, now: SystemTime) -> bool {
        let changed = self.changed.map_or(self.modified, |(seconds, _)| {
            SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.max(0).unsigned_abs() + 1)
        });
        self.modified.max(changed) + TICK <= now
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn changed(metadata: &Metadata) -> Option<(i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.ctime(), metadata.ctime_nsec()))
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> Option<(i64, i64)> {
    None
}

impl Cache {
    /// Opens the folder of a project, or creates it.
    pub(super) fn open(root: &Path, ui: &Ui) -> Self {
        let folder = root.join(FOLDER);
        let now = fs::create_dir_all(&folder).and_then(|()| present(&folder.join(IGNORE)));
        if let Err(error) = &now {
            ui.note(&format!(
                "{}: cannot keep what is read for the next build: {error}",
                folder.display()
            ));
        }
        let path = folder.join(HASHES);
        let known = match fs::read(&path).map(|bytes| serde_json::from_slice(&bytes)) {
            Ok(Ok(known)) => known,
            Ok(Err(_)) => {
                ui.note(&format!("{FOLDER}/{HASHES}: damaged; the exports are hashed again"));
                BTreeMap::new()
            }
            Err(_) => BTreeMap::new(),
        };
        let program = std::env::current_exe().and_then(fs::metadata);
        Self {
            folder,
            program: program.ok().as_ref().and_then(Times::of),
            now: now.ok(),
            known,
            found: BTreeMap::new(),
        }
    }

    /// The rows of an export, if reading it again would give the same.
    pub(super) fn find(
        &mut self,
        export: &Export,
        fingerprint: &str,
        ui: &Ui,
    ) -> Option<PartSection> {
        let times = export.metadata().ok().flatten().as_ref().and_then(Times::of);
        // During development several programs have the same version.
        let fingerprint = sha256(format!("{fingerprint} {:?}", self.program).as_bytes());
        let section = self.section(export, ui).filter(|section| {
            section.fingerprint == fingerprint && self.is_of(section, export, times.as_ref())
        });
        self.found.insert(export.name.clone(), CachedExport { times, fingerprint });
        if section.is_some() {
            ui.detail(&format!("{}: unchanged; its rows come out of `{FOLDER}/`", export.name));
        }
        section
    }

    /// The fingerprint by which an export is read.
    pub(super) fn fingerprint(&self, export: &str) -> Option<&str> {
        self.found.get(export).map(|found| found.fingerprint.as_str())
    }

    /// The record of the last build, unless there is none or it cannot be read.
    pub(super) fn last_build<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&fs::read(self.folder.join(BUILT)).ok()?).ok()
    }

    /// Writes the record of this build; without it the next one makes every page.
    pub(super) fn keep_build(&self, record: &impl Serialize) {
        if self.now.is_some() {
            let _best_effort = self.write(BUILT, record);
        }
    }

    fn write(&self, name: &str, what: &impl Serialize) -> io::Result<()> {
        let mut draft = Draft::begin(&self.temporary())?;
        draft.write_all(&serde_json::to_vec_pretty(what)?)?;
        self.finish(draft, name)
    }

    /// The temporary path of a file; the process id makes it unique among builds.
    fn temporary(&self) -> PathBuf {
        self.folder.join(std::process::id().to_string())
    }

    fn finish(&self, draft: Draft, name: &str) -> io::Result<()> {
        draft.finish()?;
        fs::rename(self.temporary(), self.folder.join(name))
    }

    fn section(&self, export: &Export, ui: &Ui) -> Option<PartSection> {
        let file = file_of(&export.name);
        let again = |what: &str| {
            ui.note(&format!("{FOLDER}/{file}: {what}; {} is read again", export.name));
            None
        };
        match Part::open(&self.folder.join(&file)) {
            Ok(mut part) => part.sections.pop().filter(|section| section.input.name == export.name),
            Err(Unusable::Unread(error))
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                None
            }
            Err(Unusable::Unread(error)) => again(&error.to_string()),
            Err(Unusable::Schema(_)) => again("of another schema"),
            Err(Unusable::Foreign | Unusable::Damaged) => again("damaged or cut short"),
        }
    }

    /// Whether the export still has the bytes that were read.
    fn is_of(&self, section: &PartSection, export: &Export, times: Option<&Times>) -> bool {
        let known = self.known.get(&export.name);
        let known = known.filter(|known| Some(&known.times) == times).map(|known| &known.sha256);
        section.input.bytes == export.bytes
            && match known {
                Some(sha256) => section.input.sha256 == *sha256,
                None => records::hash(export).is_ok_and(|sha256| section.input.sha256 == sha256),
            }
    }
}

/// The current time by the clock of the file system.
fn present(ignore: &Path) -> io::Result<SystemTime> {
    fs::write(ignore, "*\n")?;
    fs::metadata(ignore)?.modified()
}

fn file_of(export: &str) -> String {
    format!("{}.part", &sha256(export.as_bytes())[..16])
}

/// Writes the rows of a build to the cache.
pub(super) struct CacheWriter<'a> {
    cache: &'a Cache,
    ui: &'a Ui,
    /// The part that is being written.
    unfinished: Option<Writer<BufWriter<Draft>>>,
    hashes: BTreeMap<String, Known>,
    /// The first error; after it nothing more is written.
    trouble: Option<io::Error>,
}

impl<'a> CacheWriter<'a> {
    pub(super) fn new(cache: &'a Cache, ui: &'a Ui) -> Self {
        Self { cache, ui, unfinished: None, hashes: BTreeMap::new(), trouble: None }
    }

    /// Writes a row, unless it came from the cache.
    pub(super) fn row(&mut self, source: &Source, row: &Row) {
        if self.keeps(source) {
            let done = self.part().and_then(|part| part.row(row));
            self.check(done);
        }
    }

    /// Ends an export.
    pub(super) fn end(&mut self, source: &Source, input: &Input) {
        if self.keeps(source) {
            let done = self.put_in_place(input);
            self.check(done);
        }
        let found = self.cache.found.get(source.name());
        let times = found.and_then(|found| found.times.clone());
        if let (Some(times), Some(now)) = (times, self.cache.now)
            && times.are_settled(now)
        {
            let known = Known { times, sha256: input.sha256.clone() };
            self.hashes.insert(input.name.clone(), known);
        }
    }

    /// Writes the hashes, and removes files that belong to no export.
    pub(super) fn finish(mut self) {
        if self.cache.now.is_some() && self.trouble.is_none() {
            let done = if self.hashes == self.cache.known {
                Ok(())
            } else {
                self.cache.write(HASHES, &self.hashes)
            };
            self.check(done.and_then(|()| self.clear()));
        }
        if let Some(error) = &self.trouble {
            let folder = self.cache.folder.display();
            self.ui
                .note(&format!("{folder}: cannot keep what is read for the next build: {error}"));
        }
    }

    fn keeps(&self, source: &Source) -> bool {
        let is_export = matches!(source, Source::Export(_));
        is_export && self.cache.now.is_some() && self.trouble.is_none()
    }

    fn check(&mut self, done: io::Result<()>) {
        match done {
            // Another build has cleared or removed the folder.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => self.trouble = Some(error),
            Ok(()) => {}
        }
    }

    fn part(&mut self) -> io::Result<&mut Writer<BufWriter<Draft>>> {
        if self.unfinished.is_none() {
            let draft = Draft::begin(&self.cache.temporary())?;
            self.unfinished = Some(Writer::new(BufWriter::new(draft))?);
        }
        self.unfinished.as_mut().ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn put_in_place(&mut self, input: &Input) -> io::Result<()> {
        let Some(found) = self.cache.found.get(&input.name) else { return Ok(()) };
        self.part()?.export(&found.fingerprint, input)?;
        let Some(part) = self.unfinished.take() else { return Ok(()) };
        self.cache.finish(part.finish(&[])?.into_inner()?, &file_of(&input.name))
    }

    fn clear(&self) -> io::Result<()> {
        let mut keep: Vec<String> = self.cache.found.keys().map(|name| file_of(name)).collect();
        keep.extend([HASHES, BUILT, IGNORE].map(str::to_owned));
        for entry in fs::read_dir(&self.cache.folder)? {
            let entry = entry?;
            if !keep.iter().any(|name| entry.file_name() == name.as_str()) {
                let _of_another_build = fs::remove_file(entry.path());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Times of a file that was changed at a second, with its metadata or before them.
    fn times(modified: u64, changed: Option<i64>) -> Times {
        let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(modified);
        Times { bytes: 7, modified, changed: changed.map(|second| (second, 0)) }
    }

    #[test]
    fn times_are_trusted_once_the_clock_of_any_file_system_has_ticked_since() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(100);
        for (modified, changed, settled) in [
            (98, None, true),
            (99, None, false),
            (10, Some(97), true),
            // The time of modification was set back; the change itself is recent.
            (10, Some(98), false),
            (100, Some(5), false),
        ] {
            let times = times(modified, changed);
            assert_eq!(times.are_settled(now), settled, "{modified} {changed:?}");
        }
    }

    #[test]
    fn a_damaged_list_of_hashes_is_noted_and_read_as_empty() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(FOLDER)).unwrap();
        fs::write(folder.path().join(FOLDER).join(HASHES), "{").unwrap();
        let printed = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
        let lines = std::sync::Arc::clone(&printed);
        let print = Box::new(move |text: &str| lines.lock().unwrap().push_str(text));
        let cache = Cache::open(folder.path(), &Ui { print, ..Ui::default() });
        assert!(cache.known.is_empty());
        assert_eq!(
            *printed.lock().unwrap(),
            "note: .cache/hashes.json: damaged; the exports are hashed again"
        );
    }

    #[test]
    fn a_record_of_a_build_is_read_as_it_was_kept() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path(), &Ui::default());
        assert_eq!(cache.last_build::<Vec<u8>>(), None);
        cache.keep_build(&[1, 2]);
        assert_eq!(cache.last_build::<Vec<u8>>(), Some(vec![1, 2]));
        assert_eq!(cache.last_build::<String>(), None, "of another shape");
    }
}
