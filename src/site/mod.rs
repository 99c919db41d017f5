//! An ordered list of (relative path, bytes) → files on disk, all or nothing. Knows nothing of mentions.

use std::collections::BTreeMap;

/// The files of a site by relative path, `/` between folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// Path → bytes.
    pub files: BTreeMap<String, Vec<u8>>,
}
