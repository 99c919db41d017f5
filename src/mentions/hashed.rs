//! Maps and sets whose keys are hashes already, so they are not hashed again.
//!
//! The keys must be well distributed, as those of [`super::identity::hash`] are. The iteration order depends only on the keys and the history of
//! the map, but must not reach an output all the same.

use std::hash::{BuildHasherDefault, Hash, Hasher};

/// A map by hash.
#[expect(clippy::disallowed_types, reason = "looked up by key; iterations sort or count")]
pub type Map<V> = std::collections::HashMap<u64, V, BuildHasherDefault<IdentityHasher>>;

/// A map by 32 bits of a hash, which need not be well distributed: they are mixed.
#[expect(clippy::disallowed_types, reason = "looked up by key")]
pub type Map32<V> = std::collections::HashMap<u32, V, BuildHasherDefault<IdentityHasher>>;

/// A map by hash for values that are aligned to four bytes. With keys of `u64` each entry would be padded to a multiple of eight.
#[expect(clippy::disallowed_types, reason = "looked up by key")]
pub type UnpaddedMap<V> =
    std::collections::HashMap<HashBytes, V, BuildHasherDefault<IdentityHasher>>;

/// A 64-bit hash without an alignment of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashBytes([u8; 8]);

impl From<u64> for HashBytes {
    fn from(hash: u64) -> Self {
        Self(hash.to_le_bytes())
    }
}

impl Hash for HashBytes {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(u64::from_le_bytes(self.0));
    }
}

/// A set of hashes.
#[expect(clippy::disallowed_types, reason = "looked up by key; iterations sort or count")]
pub type Set = std::collections::HashSet<u64, BuildHasherDefault<IdentityHasher>>;

/// The finaliser of `SplitMix64`: a bijection in which every input bit affects every output bit.
pub const fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// The lower 32 bits of a hash.
pub fn low_bits(hash: u64) -> u32 {
    let [a, b, c, d, ..] = hash.to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// Uses a key as its own hash.
#[derive(Debug, Default, Clone, Copy)]
pub struct IdentityHasher(u64);

impl Hasher for IdentityHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn write_u32(&mut self, half: u32) {
        self.0 = mix(half.into());
    }

    /// Required by the trait; no key of these maps uses it.
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
}
