//! Swaps two folders: in one step where the system can, else by renaming.
//!
//! Afterwards the new site is at the target and the former one at the path of the new one, or there is an error and both are where they were. Only a
//! crash between two renames leaves the target empty; `target` repairs that.

use std::fs;
use std::io;
use std::path::Path;

/// Puts `fresh` in the place of `dir`, and `dir`, if there is one, in the place of `fresh`.
pub(super) fn swap(fresh: &Path, dir: &Path, aside: &Path) -> io::Result<()> {
    if !dir.exists() {
        return fs::rename(fresh, dir);
    }
    // Whatever the reason of the failure, renaming either works or returns an error.
    exchange(fresh, dir).or_else(|_| rename_in_turn(fresh, dir, aside))
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn rename_in_turn(fresh: &Path, dir: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(dir, aside)?;
    if let Err(e) = fs::rename(fresh, dir) {
        fs::rename(aside, dir)?;
        return Err(e);
    }
    // The new site is in place, so nothing may fail from here on. The next build removes what is left.
    let _best_effort = fs::rename(aside, fresh);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Way = fn(&Path, &Path, &Path) -> io::Result<()>;

    fn folders() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for name in ["fresh", "site"] {
            fs::create_dir(root.path().join(name)).unwrap();
            fs::write(root.path().join(name).join("was"), name).unwrap();
        }
        root
    }

    #[test]
    fn both_ways_leave_each_folder_whole_in_the_place_of_the_other() {
        for way in [swap as Way, rename_in_turn] {
            let root = folders();
            let [fresh, site, aside] =
                ["fresh", "site", "aside"].map(|name| root.path().join(name));
            way(&fresh, &site, &aside).unwrap();
            assert_eq!(fs::read_to_string(site.join("was")).unwrap(), "fresh");
            assert_eq!(fs::read_to_string(fresh.join("was")).unwrap(), "site");
            assert!(!aside.exists());
        }
    }

    #[test]
    fn a_swap_that_fails_half_way_is_undone() {
        for way in [swap as Way, rename_in_turn] {
            let root = folders();
            let [site, aside] = ["site", "aside"].map(|name| root.path().join(name));
            assert!(way(&root.path().join("gone"), &site, &aside).is_err());
            assert_eq!(fs::read_to_string(site.join("was")).unwrap(), "site");
            assert!(!aside.exists());
        }
    }
}
