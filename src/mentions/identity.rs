//! Stable hashes and who is who.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

/// Hashes parts that belong together into 64 bits, the same on every machine and in every version.
///
/// The parts are length-prefixed, so `("ab", "c")` and `("a", "bc")` differ. Among 30 million keys the chance that any two
/// collide is 1 in 40 000.
pub fn key(parts: &[&str]) -> u64 {
    let mut hasher = SipHasher13::new();
    for part in parts {
        hasher.write_u64(part.len() as u64);
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}

/// The identity of an account within its channel: handle without `@`, folded.
pub fn author_key(author: &str) -> u64 {
    key(&[&fold_handle(author)])
}

/// Folds a handle: trimmed, without a leading `@`, lower case.
pub fn fold_handle(handle: &str) -> String {
    handle.trim().trim_start_matches('@').to_lowercase()
}
