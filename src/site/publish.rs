//! A [`Site`] → its folder on disk, all or nothing.
//!
//! The order is what makes it safe: judge the target, write everything beside it, carry over what is not ours, swap, and only then
//! remove the former site. An error at any step before the swap removes what was written beside and leaves the target alone;
//! there is none after it.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use crate::error::{Error, Result};
use crate::site::Site;
use crate::site::carry::{carry_over, copy_permissions};
use crate::site::stage::{STAGE, Stage};
use crate::site::swap::swap;
use crate::site::target::Place;

/// Writes the site, in the place of the former one if there is one.
///
/// Missing parent folders are created. The folder is judged again, as [`check_target`](super::check_target) does, since
/// minutes may lie between.
///
/// # Errors
///
/// [`Error::Inputs`] if the target is not ours, another build is writing to it, or a file in it that no build wrote
/// stands in the way; [`Error::Io`] with the path if something cannot be written. The target is untouched then.
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
    let place = Place::of(dir)?;
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

/// Never over another file: where a file system does not tell capitals apart, two paths of a site could be one file.
fn write(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    file.parent().map_or(Ok(()), fs::create_dir_all)?;
    File::create_new(file)?.write_all(bytes)
}
