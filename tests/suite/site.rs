//! Publishing a site: what a build leaves on disk, and that a failing build leaves everything unchanged.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where it stopped")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use socialmap::error::Error;
use socialmap::site::{PROVENANCE, Site, check_target, publish};

/// Everything below a folder: files with their bytes, links as `-> target`, folders with a `/`.
type Tree = BTreeMap<String, Vec<u8>>;

fn tree(root: &Path) -> Tree {
    fn visit(root: &Path, at: &Path, tree: &mut Tree) {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            if path.is_symlink() {
                let to = fs::read_link(&path).unwrap();
                tree.insert(name, format!("-> {}", to.display()).into_bytes());
            } else if path.is_dir() {
                tree.insert(format!("{name}/"), Vec::new());
                visit(root, &path, tree);
            } else {
                tree.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut found = Tree::new();
    visit(root, root, &mut found);
    found
}

/// A site of these files with its `provenance.json`.
fn site(files: &[(&str, &str)]) -> Site {
    let mut site = Site::default();
    for (path, text) in files {
        site.files.insert((*path).into(), text.as_bytes().to_vec());
    }
    let listed: Vec<&String> = site.files.keys().collect();
    let provenance = serde_json::json!({"tool": "socialmap", "files": listed});
    site.files.insert(PROVENANCE.into(), provenance.to_string().into_bytes());
    site
}

/// The files on disk of a site and nothing else.
fn alone(site: &Site) -> Tree {
    let mut tree: Tree = site.files.clone();
    for path in site.files.keys() {
        for folder in Path::new(path).ancestors().skip(1).filter(|folder| *folder != Path::new(""))
        {
            tree.insert(format!("{}/", folder.display()), Vec::new());
        }
    }
    tree
}

fn may() -> Site {
    site(&[
        ("index.html", "<p>May</p>"),
        ("2026-05/summary.json", "{}"),
        ("2026-05/data/a.csv", "1"),
    ])
}

#[test]
fn the_same_site_twice_is_the_same_tree_and_nothing_beside_it() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("new/parent/site");
    publish(&may(), &dir).unwrap();
    let once = tree(root.path());
    assert_eq!(tree(&dir), alone(&may()));
    publish(&may(), &dir).unwrap();
    assert_eq!(tree(root.path()), once);
}

#[test]
fn files_missing_from_the_next_site_are_removed_with_their_folders() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("site");
    publish(&may(), &dir).unwrap();
    assert!(check_target(&dir).unwrap().periods.contains("2026-05"));
    let june = site(&[("index.html", "<p>June</p>"), ("2026-06/summary.json", "{}")]);
    publish(&june, &dir).unwrap();
    assert_eq!(tree(&dir), alone(&june));
}

#[cfg(unix)]
#[test]
fn files_that_no_build_wrote_survive_every_build() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("site");
    publish(&may(), &dir).unwrap();
    fs::write(dir.join("CNAME"), "map.example").unwrap();
    fs::create_dir_all(dir.join(".git/refs/heads")).unwrap();
    fs::write(dir.join(".git/HEAD"), "ref: refs/heads/pages").unwrap();
    fs::write(dir.join("2026-05/remarks.txt"), "mine").unwrap();
    std::os::unix::fs::symlink("CNAME", dir.join("domain")).unwrap();
    std::os::unix::fs::symlink("nowhere", dir.join("dangling")).unwrap();
    let june = site(&[("index.html", "<p>June</p>")]);
    publish(&june, &dir).unwrap();
    let mut expected = alone(&june);
    for (path, bytes) in [
        ("CNAME", "map.example"),
        (".git/", ""),
        (".git/HEAD", "ref: refs/heads/pages"),
        (".git/refs/", ""),
        (".git/refs/heads/", ""),
        ("2026-05/", ""),
        ("2026-05/remarks.txt", "mine"),
        ("domain", "-> CNAME"),
        ("dangling", "-> nowhere"),
    ] {
        expected.insert(path.into(), bytes.as_bytes().to_vec());
    }
    assert_eq!(tree(&dir), expected);
    publish(&june, &dir).unwrap();
    assert_eq!(tree(&dir), expected);
}

#[cfg(unix)]
#[test]
fn permissions_of_the_former_folder_and_of_carried_ones_stay() {
    use std::os::unix::fs::PermissionsExt;
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("site");
    publish(&may(), &dir).unwrap();
    fs::create_dir(dir.join("private")).unwrap();
    for (path, mode) in [("", 0o750), ("private", 0o700)] {
        fs::set_permissions(dir.join(path), fs::Permissions::from_mode(mode)).unwrap();
    }
    publish(&may(), &dir).unwrap();
    let mode = |path| fs::metadata(dir.join(path)).unwrap().permissions().mode() & 0o7777;
    assert_eq!((mode(""), mode("private")), (0o750, 0o700));
}

#[cfg(unix)]
#[test]
fn a_link_to_the_site_stays_and_the_folder_behind_it_is_replaced() {
    let root = tempfile::tempdir().unwrap();
    let [behind, link] = ["www/behind", "site"].map(|name| root.path().join(name));
    publish(&may(), &behind).unwrap();
    std::os::unix::fs::symlink(&behind, &link).unwrap();
    let june = site(&[("index.html", "<p>June</p>")]);
    publish(&june, &link).unwrap();
    assert!(link.is_symlink());
    assert_eq!(tree(&behind), alone(&june));
}

/// Publishes, asserts that it fails and that everything below `root` is unchanged, and returns the error.
fn fails(root: &Path, site: &Site, dir: &Path) -> Error {
    let before = tree(root);
    let error = publish(site, dir).expect_err("must fail");
    assert_eq!(tree(root), before, "{error}");
    error
}

#[test]
fn a_foreign_folder_is_not_touched() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("thesis");
    fs::create_dir_all(dir.join("drafts")).unwrap();
    fs::write(dir.join("drafts/one.txt"), "all I have").unwrap();
    let error = fails(root.path(), &may(), &dir).to_string();
    assert!(
        error.contains("not a folder that socialmap made; left unchanged\n  found `drafts`"),
        "{error}"
    );
}

#[test]
fn a_file_in_the_way_that_no_build_wrote_stops_the_build() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("site");
    publish(&may(), &dir).unwrap();
    for (mine, theirs) in
        [("2026-06", "2026-06/index.html"), ("about.html", "about.html"), ("a/b", "a")]
    {
        let place = dir.join(mine);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, "mine").unwrap();
        let error = fails(root.path(), &site(&[(theirs, "ours")]), &dir).to_string();
        assert!(error.contains("not written by socialmap, but the new site"), "{mine}: {error}");
        fs::remove_file(&place).unwrap();
    }
}

#[test]
fn a_write_error_names_the_file_and_leaves_the_existing_site_unchanged() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("site");
    publish(&may(), &dir).unwrap();
    let long = "n".repeat(300);
    let june = site(&[("a/page.html", "June"), (long.as_str(), "")]);
    let error = fails(root.path(), &june, &dir).to_string();
    assert!(error.starts_with(&format!("{}: cannot write the file: ", dir.join(&long).display())));
    let june = site(&[("a", "a file"), ("a/page.html", "needs a folder")]);
    let error = fails(root.path(), &june, &dir).to_string();
    assert!(error.contains("page.html: cannot write the file: "), "{error}");
}

/// A full disk, simulated by a child process in which no file may exceed 8 KiB.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_existing_site_unchanged() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("site");
    publish(&may(), &dir).unwrap();
    let before = tree(root.path());
    let child = std::process::Command::new("sh")
        .args(["-c", r#"trap '' XFSZ; ulimit -f 16; exec "$0" --exact "$1" --ignored"#])
        .arg(std::env::current_exe().unwrap())
        .arg("site::publishes_too_much_for_its_disk")
        .env("SOCIALMAP_TEST_SITE", &dir)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success() && said.contains("1 passed"), "{said}");
    assert_eq!(tree(root.path()), before);
}

#[test]
#[ignore = "run by the test above, in a process whose files are limited"]
fn publishes_too_much_for_its_disk() {
    let dir = PathBuf::from(std::env::var_os("SOCIALMAP_TEST_SITE").unwrap());
    let june = site(&[("a.html", "fits"), ("big.html", &"June ".repeat(4000))]);
    let error = publish(&june, &dir).expect_err("20 kB do not fit").to_string();
    let place = dir.join("big.html").display().to_string();
    assert!(error.starts_with(&format!("{place}: cannot write the file: ")), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// After any sequence of sites and of files added by the user, the last site and the user's files remain.
    #[test]
    fn the_last_site_and_the_unlisted_files_remain(
        sites in prop::collection::vec(
            prop::collection::btree_map("[a-c]{1,2}/[d-f]", ".{0,8}", 0..6), 1..5),
        mine in prop::collection::btree_map("[a-c]{1,2}/mine[0-9]", ".{0,8}", 0..4),
    ) {
        let root = tempfile::tempdir().unwrap();
        let dir = root.path().join("site");
        let of = |files: &BTreeMap<String, String>| {
            site(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
        };
        publish(&of(&sites[0]), &dir).unwrap();
        for (path, text) in &mine {
            fs::create_dir_all(dir.join(path).parent().unwrap()).unwrap();
            fs::write(dir.join(path), text).unwrap();
        }
        for files in &sites {
            publish(&of(files), &dir).unwrap();
        }
        let mut expected = of(&sites[sites.len() - 1]);
        expected.files.extend(mine.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())));
        prop_assert_eq!(tree(&dir), alone(&expected));
        prop_assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }
}
