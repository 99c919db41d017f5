//! The committed `site/` is what the binary makes of `sample-data/`, byte for byte.

use std::path::Path;
use std::process::Command;

use crate::support::{differences, tree};

#[test]
fn the_committed_site_is_what_the_binary_makes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let made = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_socialmap"))
        .arg("build")
        .arg(root.join("sample-data"))
        .arg("-o")
        .arg(made.path().join("site"))
        .arg("--rejected")
        .arg(made.path().join("rejected.csv"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let differing = differences(&tree(&root.join("site")), &tree(&made.path().join("site")));
    assert_eq!(
        differing,
        Vec::<String>::new(),
        "run `cargo run --release -- build sample-data -o site`"
    );
}
