//! Which of the brands that the brief names a post is about: the client's own and its competitors', one bit each.
//!
//! A post that names two brands is tagged with both, so shares of voice are shares of tags (docs/method.md, Share of voice).

use crate::brief::Brief;

/// A set of named brands: place 0 is the client with its products, place n the n-th competitor of the brief.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Brands(u64);

impl Brands {
    /// As many competitors as a brief may name.
    pub const MOST_COMPETITORS: usize = 63;
    /// No brand.
    pub const NONE: Self = Self(0);
    /// The client alone.
    pub const OWN: Self = Self(1);

    /// The brand at a place alone.
    ///
    /// # Panics
    ///
    /// Beyond [`Self::MOST_COMPETITORS`], which a checked brief never reaches.
    pub fn at(place: usize) -> Self {
        assert!(place <= Self::MOST_COMPETITORS, "a brief names at most 63 competitors");
        Self(1 << place)
    }

    /// All that a brief names.
    pub fn of(brief: &Brief) -> Self {
        let competitors = brief.keywords.iter().flat_map(|keywords| &keywords.competitors);
        (1..).zip(competitors).fold(Self::OWN, |all, (place, _)| all.and(Self::at(place)))
    }

    /// The brands of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These brands less the others.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the client is among them.
    pub fn has_own(self) -> bool {
        self.0 & 1 == 1
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The brand, if it is the only one.
    #[must_use]
    pub fn only(self) -> Self {
        if self.0.is_power_of_two() { self } else { Self::NONE }
    }

    /// The places, ascending.
    ///
    /// # Examples
    ///
    /// ```
    /// use socialmap::mentions::brands::Brands;
    /// let both = Brands::OWN.and(Brands::at(2));
    /// assert_eq!(both.places().collect::<Vec<_>>(), [0, 2]);
    /// assert_eq!(both.without(Brands::OWN), Brands::at(2));
    /// ```
    pub fn places(self) -> impl Iterator<Item = u8> {
        // Most posts name one or two of them, and every row is asked.
        let above_the_lowest = |left: &u64| Some(left & (left - 1)).filter(|left| *left != 0);
        let first = Some(self.0).filter(|all| *all != 0);
        std::iter::successors(first, above_the_lowest).map(lowest)
    }
}

/// The place of the lowest bit, of which there is one.
fn lowest(bits: u64) -> u8 {
    u8::try_from(bits.trailing_zeros()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_only_brand_is_told_from_none_and_two() {
        assert_eq!(Brands::NONE.only(), Brands::NONE);
        assert_eq!(Brands::at(63).only(), Brands::at(63));
        assert_eq!(Brands::at(3).and(Brands::OWN).only(), Brands::NONE);
        let ends = Brands::OWN.and(Brands::at(63));
        assert_eq!(ends.places().collect::<Vec<_>>(), [0, 63]);
        assert_eq!(Brands::NONE.places().count(), 0);
        assert!(Brands::at(3).and(Brands::OWN).has_own() && !Brands::at(1).has_own());
    }
}
