//! Compares a [`Site`] with a folder on disk, file by file, for `verify`.
//!
//! Nothing is written. A file that no build wrote is not a difference; a file of the former build that this one would not write is.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::error::{Error, Result};
use crate::site::Site;
use crate::site::target::TargetDir;

/// Compares the site with the folder, byte for byte.
///
/// # Errors
///
/// [`Error::Differs`] with a line for each file that is missing, left over or other, in the order of their paths;
/// [`Error::Inputs`] if no build made the folder; [`Error::Io`] if something cannot be read.
///
/// # Examples
///
/// ```
/// use socialmap::site::{Site, compare};
/// let root = tempfile::tempdir()?;
/// let nowhere = root.path().join("site");
/// let differs = compare(&Site::default(), &nowhere).expect_err("nothing was built");
/// assert_eq!(differs.to_string(), format!("{}: no site there", nowhere.display()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compare(site: &Site, dir: &Path) -> Result<()> {
    let former = TargetDir::of(dir)?.inspect()?;
    if former.files.is_empty() {
        return Err(Error::Differs(vec![format!("{}: no site there", dir.display())]));
    }
    let paths =
        site.files.keys().chain(former.files.iter().filter(|path| !site.files.contains_key(*path)));
    let mut paths: Vec<&String> = paths.collect();
    paths.sort_unstable();
    let mut differences = Vec::new();
    for path in paths {
        let place = dir.join(path);
        let there = match fs::read(&place) {
            Ok(bytes) => Some(bytes),
            Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => None,
            Err(e) => return Err(Error::io(&place, "read the file")(e)),
        };
        if let Some(how) = difference(site.files.get(path), there.as_ref()) {
            differences.push(format!("{}: {how}", place.display()));
        }
    }
    if differences.is_empty() { Ok(()) } else { Err(Error::Differs(differences)) }
}

fn difference(made: Option<&Vec<u8>>, there: Option<&Vec<u8>>) -> Option<String> {
    match (made, there) {
        (Some(made), Some(there)) if made != there => {
            let same = made.iter().zip(there).take_while(|(one, other)| one == other);
            let line = same.filter(|(byte, _)| **byte == b'\n').count() + 1;
            Some(format!("differs from line {line} on"))
        }
        (Some(_), None) => Some("missing".into()),
        (None, Some(_)) => Some("left over: a build would not write it".into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Site {
        let mut site = Site::default();
        let listed: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
        let provenance = serde_json::json!({"tool": "socialmap", "files": listed}).to_string();
        for (path, text) in files.iter().chain([&("provenance.json", provenance.as_str())]) {
            site.files.insert((*path).into(), text.as_bytes().to_vec());
        }
        site
    }

    #[test]
    fn what_was_published_is_the_same_whatever_the_user_put_beside_it() {
        let root = tempfile::tempdir().unwrap();
        let dir = root.path().join("site");
        let may = site(&[("2026-05/index.html", "May\n")]);
        crate::site::publish(&may, &dir).unwrap();
        fs::write(dir.join("CNAME"), "map.example").unwrap();
        compare(&may, &dir).expect("the same");
    }

    #[test]
    fn every_difference_is_named_in_order_of_path() {
        let root = tempfile::tempdir().unwrap();
        let dir = root.path().join("site");
        crate::site::publish(
            &site(&[("a", "1\n2\n3\n"), ("b", ""), ("c/d", ""), ("e", "1\n")]),
            &dir,
        )
        .unwrap();
        fs::remove_file(dir.join("b")).unwrap();
        let mut other = site(&[("a", "1\n2\nthree\n"), ("b", ""), ("c/d", ""), ("e", "1\n2\n")]);
        other.files.remove("c/d");
        let Err(Error::Differs(lines)) = compare(&other, &dir) else { panic!("must differ") };
        let lines: Vec<&str> =
            lines.iter().map(|line| &line[dir.display().to_string().len() + 1..]).collect();
        assert_eq!(
            lines,
            [
                "a: differs from line 3 on",
                "b: missing",
                "c/d: left over: a build would not write it",
                "e: differs from line 2 on",
            ]
        );
    }
}
