//! The committed `site/` is what the binary makes of `sample-data/`, byte for byte.

use std::path::Path;

use crate::support::{Project, differences, tree};

#[test]
fn the_committed_site_is_what_the_binary_makes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::empty();
    // What earlier builds left there is not committed.
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
