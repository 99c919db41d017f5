//! The committed `site/` equals what the binary builds from `sample-data/`, byte for byte.

use std::path::Path;

use crate::support::{Project, differences, tree};

#[test]
fn the_committed_site_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::empty();
    // Files of earlier builds are not committed.
    for (name, bytes) in tree(&root.join("sample-data")) {
        if !["history/", "site/"].iter().any(|made| name.starts_with(made)) {
            project.write(&name, bytes);
        }
    }
    project.build(&[]);
    let differing = differences(&tree(&root.join("site")), &project.site());
    assert_eq!(
        differing,
        Vec::<String>::new(),
        "run `cargo run --release -- build sample-data -o site`"
    );
}
