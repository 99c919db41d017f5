//! The set of brands of the brief that a post names: the client and its competitors, one bit each.
//!
//! A post that names two brands is tagged with both and counts once among the posts that name any (docs/method.md, Share of voice).

use crate::brief::Brief;

/// A set of named brands: index 0 is the client with its products, index n the n-th competitor of the brief.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Brands(u64);

impl Brands {
    /// The largest number of competitors in a brief.
    pub const MOST_COMPETITORS: usize = 63;
    /// No brand.
    pub const NONE: Self = Self(0);
    /// Only the client.
    pub const OWN: Self = Self(1);

    /// The set of the one brand at an index.
    ///
    /// # Panics
    ///
    /// If the index is beyond [`Self::MOST_COMPETITORS`]; a valid brief has no such index.
    pub fn at(index: usize) -> Self {
        assert!(index <= Self::MOST_COMPETITORS, "a brief names at most 63 competitors");
        Self(1 << index)
    }

    /// All brands that a brief names.
    pub fn of(brief: &Brief) -> Self {
        let competitors = brief.keywords.iter().flat_map(|keywords| &keywords.competitors);
        (1..).zip(competitors).fold(Self::OWN, |all, (index, _)| all.union(Self::at(index)))
    }

    /// The brands that are in either set.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The brands of this set that are not in the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the client is among them.
    pub fn has_own(self) -> bool {
        self.0 & 1 == 1
    }

    /// Whether the set has no brand.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The indices, ascending.
    ///
    /// # Examples
    ///
    /// ```
    /// use socialmap::mentions::brands::Brands;
    /// let both = Brands::OWN.union(Brands::at(2));
    /// assert_eq!(both.indices().collect::<Vec<_>>(), [0, 2]);
    /// assert_eq!(both.without(Brands::OWN), Brands::at(2));
    /// ```
    pub fn indices(self) -> impl Iterator<Item = u8> {
        // This runs for every row, and most rows name at most two brands.
        let above_the_lowest = |left: &u64| Some(left & (left - 1)).filter(|left| *left != 0);
        let first = Some(self.0).filter(|all| *all != 0);
        std::iter::successors(first, above_the_lowest).map(lowest)
    }
}

/// The index of the lowest bit that is set; at least one is.
fn lowest(bits: u64) -> u8 {
    u8::try_from(bits.trailing_zeros()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_reach_from_the_client_to_the_last_competitor() {
        let ends = Brands::OWN.union(Brands::at(63));
        assert_eq!(ends.indices().collect::<Vec<_>>(), [0, 63]);
        assert_eq!(Brands::NONE.indices().count(), 0);
        assert!(Brands::at(3).union(Brands::OWN).has_own() && !Brands::at(1).has_own());
    }
}
