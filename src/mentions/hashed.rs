//! Maps and sets of 64-bit hashes: a key that is a hash is not hashed again.
//!
//! For keys out of [`super::identity::hash`] and its like, whose bits are all as good as random. A million of them cost nine bytes each and a few
//! instructions to find. Their order depends on nothing but the keys and the history of the map; still nobody may let it reach an output.

use std::hash::{BuildHasherDefault, Hasher};

/// A map by hash.
#[expect(clippy::disallowed_types, reason = "asked for single keys; who iterates sorts or counts")]
pub type Map<V> = std::collections::HashMap<u64, V, BuildHasherDefault<Itself>>;

/// A map by half a hash of which nothing is known, as by the smallest of many.
#[expect(clippy::disallowed_types, reason = "asked for single keys")]
pub type HalfMap<V> = std::collections::HashMap<u32, V, BuildHasherDefault<Itself>>;

/// A set of hashes.
#[expect(clippy::disallowed_types, reason = "asked for single keys; who iterates sorts or counts")]
pub type Set = std::collections::HashSet<u64, BuildHasherDefault<Itself>>;

/// The finaliser of `SplitMix64`: every bit of the value reaches every bit of the result, which no other value has.
pub const fn mixed(value: u64) -> u64 {
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

/// Takes a key for its own hash.
#[derive(Debug, Default, Clone, Copy)]
pub struct Itself(u64);

impl Hasher for Itself {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn write_u32(&mut self, half: u32) {
        self.0 = mixed(half.into());
    }

    /// For keys that are neither; there are none.
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
}
