//! Counts brand tags by day: a post has one tag for each brand that it names.
//!
//! Duplicates, reposts and the client's own posts are not counted; posts of competitors are. All channels are counted together.

use std::collections::BTreeMap;

use super::Cells;
use crate::mentions::brands::Brands;
use crate::units::Date;

/// Tags by local day and by the brand's place: 0 is the client, n the n-th competitor of the brief.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voice {
    tags: Cells<(Date, u8), u64>,
}

impl Voice {
    /// Counts the tags of one post.
    pub fn add(&mut self, day: Date, brands: Brands) {
        for place in brands.indices() {
            *self.tags.at((day, place)) += 1;
        }
    }

    /// Adds tags of the history; none where there are none.
    pub(super) fn keep(&mut self, day: Date, place: u8, tags: u64) {
        if tags > 0 {
            *self.tags.at((day, place)) += tags;
        }
    }

    /// Adds another part's tags.
    pub fn merge(&mut self, other: &Self) {
        self.tags.merge(&other.tags, |to, from| *to += from);
    }

    /// Tags of these days, both included, by the brand's place; brands without one are left out.
    pub fn between(&self, from: Date, to: Date) -> BTreeMap<usize, u64> {
        let mut counts = BTreeMap::new();
        for ((_, place), count) in self.tags.range((from, 0)..=(to, u8::MAX)) {
            *counts.entry(usize::from(place)).or_default() += count;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollup::sample::day;

    #[test]
    fn a_post_counts_once_for_each_brand_it_names_and_on_its_day() {
        let mut voice = Voice::default();
        voice.add(day("2026-05-01"), Brands::OWN);
        voice.add(day("2026-05-31"), Brands::OWN.union(Brands::at(2)));
        voice.add(day("2026-05-31"), Brands::NONE);
        voice.add(day("2026-06-01"), Brands::at(1));
        let may = voice.between(day("2026-05-01"), day("2026-05-31"));
        assert_eq!(may, BTreeMap::from([(0, 2), (2, 1)]));
    }
}
