//! Writes a [`Site`] to its folder atomically.
//!
//! The order makes it safe: check the target, write everything to a folder beside it, carry over foreign files, swap the folders, and only then
//! remove the former site. An error before the swap removes the new folder and leaves the target unchanged; no step after the swap can fail.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use crate::error::{Error, Result};
use crate::site::Site;
use crate::site::carry::{carry_over, copy_permissions};
use crate::site::stage::{STAGE, Stage};
use crate::site::swap::swap;
use crate::site::target::TargetDir;

/// Writes the site, in the place of the former one if there is one.
///
/// Missing parent folders are created. The folder is checked again as in [`check_target`](super::check_target), because it may have
/// changed in the meantime.
///
/// # Errors
///
/// [`Error::Inputs`] if the target is not ours, another build is writing to it, or a file in it that no build wrote
/// is in the way; [`Error::Io`] with the path if something cannot be written. The target is untouched then.
///
/// # Examples
///
/// ```
/// use socialmap::site::{Site, publish};
/// let root = tempfile::tempdir()?;
/// let folder = root.path().join("site");
/// let provenance = br#"{"tool": "socialmap", "files": ["index.html"]}"#.to_vec();
/// let mut site = Site::default();
/// site.files.insert("index.html".into(), b"<!doctype html>".to_vec());
/// site.files.insert("provenance.json".into(), provenance);
/// publish(&site, &folder)?;
/// assert_eq!(std::fs::read(folder.join("index.html"))?, b"<!doctype html>");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn publish(site: &Site, dir: &Path) -> Result<()> {
    publish_on(&STAGE, site, dir)
}

fn publish_on(stage: &Stage, site: &Site, dir: &Path) -> Result<()> {
    site.check()?;
    let place = TargetDir::of(dir)?;
    let former = place.former()?;
    let fresh = place.staging();
    if let Some(parent) = fresh.parent() {
        fs::create_dir_all(parent).map_err(Error::io(parent, "create the folder"))?;
    }
    stage.within(&fresh, || {
        for (path, bytes) in &site.files {
            stage.step(|| {
                write(&fresh.join(path), bytes)
                    .map_err(Error::io(&dir.join(path), "write the file"))
            })?;
        }
        if place.dir.exists() {
            carry_over(stage, &place.dir, &fresh, &former.files)?;
            copy_permissions(&place.dir, &fresh)?;
        }
        stage.last_step(|| {
            swap(&fresh, &place.dir, &place.aside()).map_err(Error::io(dir, "swap in the new site"))
        })
    })
}

/// Never overwrites a file: on a file system that ignores case, two paths of a site could be one file.
fn write(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    file.parent().map_or(Ok(()), fs::create_dir_all)?;
    File::create_new(file)?.write_all(bytes)
}
