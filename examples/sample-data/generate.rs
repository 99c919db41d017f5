//! Generates the exports of the sample project: relative path → bytes, the same on every machine.
//!
//! `threads` generates all posts once; then each tool writes its part in its own format. No clock, file or environment variable
//! is read. A test includes this file by its path and compares the result with the committed files.

use std::collections::BTreeMap;

mod brandwatch;
mod care;
mod composer;
mod crowdtangle;
mod meltwater;
mod people;
mod phrases;
mod play_store;
mod posts;
mod reddit;
mod rng;
mod roots;
mod story;
mod threads;
mod words;

/// All exports by their path below the project, `exports/…`.
pub(crate) fn generate() -> BTreeMap<String, Vec<u8>> {
    let posts = threads::posts();
    let mut files = BTreeMap::new();
    files.extend(brandwatch::files(&posts));
    files.extend(meltwater::files(&posts));
    files.extend(crowdtangle::files(&posts));
    files.extend(play_store::files(&posts));
    files.extend(reddit::files(&posts));
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn committed_files_are_current() {
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
        for (name, bytes) in generate() {
            let committed = std::fs::read(project.join(&name)).unwrap();
            assert!(committed == bytes, "{name} is stale: cargo run --example sample-data");
        }
    }
}
