//! A random number generator with the same results on every machine: `SplitMix64`, seeded by a label.
//!
//! Each part of the sample draws from its own stream (`x 2026-03-30`), so a change to one channel does not change
//! the others. Only integers are used: floating-point functions may differ between machines.

/// A stream of numbers.
#[derive(Debug)]
pub(crate) struct Rng(u64);

impl Rng {
    /// The stream of this label (FNV-1a of its bytes).
    pub(crate) fn of(label: &str) -> Self {
        Self(label.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// 64 random bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        let wide = u128::from(self.bits()) * u128::from(end);
        u64::try_from(wide >> 64).expect("the upper half of a product is below `end`")
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }

    /// A number below `end`, small ones more often: for followers and likes.
    pub(crate) fn skewed(&mut self, end: u64) -> u64 {
        let once = self.below(end) + 1;
        let twice = self.below(once) + 1;
        self.below(twice)
    }

    /// True with this probability per thousand.
    pub(crate) fn chance(&mut self, permille: u64) -> bool {
        self.below(1000) < permille
    }

    /// One of these.
    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.below(from.len() as u64)).expect("an index fits")]
    }

    /// An index, drawn by weight; not all weights are 0.
    pub(crate) fn weighted(&mut self, weights: &[u64]) -> usize {
        let mut left = self.below(weights.iter().sum());
        weights
            .iter()
            .position(|&weight| {
                let here = left < weight;
                left = left.saturating_sub(weight);
                here
            })
            .expect("a number below the sum falls into one of the weights")
    }

    /// A word of these characters.
    pub(crate) fn word(&mut self, alphabet: &[u8], length: usize) -> String {
        (0..length).map(|_| char::from(self.pick(alphabet))).collect()
    }

    /// An identifier as the tools write them: `8-4-4-4-12` hexadecimal digits.
    pub(crate) fn uuid(&mut self) -> String {
        let (a, b) = (format!("{:016x}", self.bits()), format!("{:016x}", self.bits()));
        format!("{}-{}-4{}-9{}-{}", &a[..8], &a[8..12], &a[13..], &b[1..4], &b[4..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_splitmix64() {
        // Published first output for the state 0.
        assert_eq!(Rng(0).bits(), 0xe220_a839_7b1d_cdaf);
    }

    #[test]
    fn weights_of_zero_are_never_drawn() {
        let mut rng = Rng::of("weights");
        let drawn: Vec<usize> = (0..200).map(|_| rng.weighted(&[0, 3, 0, 1, 0])).collect();
        assert!(drawn.iter().all(|&place| place == 1 || place == 3));
        assert!(drawn.contains(&1) && drawn.contains(&3));
    }

    #[test]
    fn uuids_have_their_shape() {
        let groups: Vec<usize> = Rng::of("uuid").uuid().split('-').map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12]);
    }
}
