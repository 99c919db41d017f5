//! Two folders change places: in one step where the system can, else by renames.
//!
//! Whatever happens, each of the two is whole: the caller finds the new site at its place and the former one where the new one was
//! written, or an error and both where they were. Only a crash between two renames leaves the place empty; `target` mends that.

use std::fs;
use std::io;
use std::path::Path;

/// Puts `fresh` in the place of `dir`, and `dir`, if there is one, in the place of `fresh`.
pub(super) fn swap(fresh: &Path, dir: &Path, aside: &Path) -> io::Result<()> {
    if !dir.exists() {
        return fs::rename(fresh, dir);
    }
    // Whatever the reason that they cannot be exchanged: renaming either works or says what is wrong.
    exchange(fresh, dir).or_else(|_| take_turns(fresh, dir, aside))
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

fn take_turns(fresh: &Path, dir: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(dir, aside)?;
    if let Err(e) = fs::rename(fresh, dir) {
        fs::rename(aside, dir)?;
        return Err(e);
    }
    // The new site is in place: no error from here on. What stays aside is removed by the next build.
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
        for way in [swap as Way, take_turns] {
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
        for way in [swap as Way, take_turns] {
            let root = folders();
            let [site, aside] = ["site", "aside"].map(|name| root.path().join(name));
            assert!(way(&root.path().join("gone"), &site, &aside).is_err());
            assert_eq!(fs::read_to_string(site.join("was")).unwrap(), "site");
            assert!(!aside.exists());
        }
    }
}
