//! Counts used mentions by day and stated country.
//!
//! A mention whose export states no country is counted too, under `None`, so that the counts add up to the used mentions.

use std::collections::BTreeMap;

use super::Cells;
use crate::mentions::Mention;
use crate::mentions::country::Country;
use crate::units::Date;

/// Used mentions by local day and country.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Countries {
    counts: Cells<(Date, Option<Country>), u64>,
}

impl Countries {
    /// Counts one used mention.
    pub fn add(&mut self, mention: &Mention) {
        *self.counts.at((mention.local.date(), mention.country)) += 1;
    }

    /// Adds another part's counts.
    pub fn merge(&mut self, other: &Self) {
        self.counts.merge(&other.counts, |all, more| *all += more);
    }

    /// Used mentions of these days, both included, by country; `None`: no country stated.
    pub fn between(&self, from: Date, to: Date) -> BTreeMap<Option<Country>, u64> {
        let mut counts: BTreeMap<Option<Country>, u64> = BTreeMap::new();
        for ((day, country), mentions) in self.counts.iter() {
            if (from..=to).contains(&day) {
                *counts.entry(country).or_default() += mentions;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollup::sample::{day, mention};

    #[test]
    fn mentions_are_counted_by_country_within_the_days() {
        let germany = Country::read("Germany");
        let mut countries = Countries::default();
        for (at, country) in [
            ("2026-05-01T10:00", germany),
            ("2026-05-31T10:00", germany),
            ("2026-06-01T10:00", germany),
            ("2026-05-02T10:00", None),
        ] {
            countries.add(&Mention { country, ..mention(at) });
        }
        let may = countries.between(day("2026-05-01"), day("2026-05-31"));
        assert_eq!(may, BTreeMap::from([(None, 1), (germany, 2)]));
    }
}
