//! Counts used mentions by day and language, how many of them have a tone label, and in how many texts the language was detected.
//!
//! A mention whose export states no language and whose text shows none is counted too, under `None`, so that the counts add up to the used mentions.

use std::collections::BTreeMap;

use super::Cells;
use crate::mentions::Mention;
use crate::mentions::language::Language;
use crate::mentions::tone::Tone;
use crate::units::Date;

/// Used mentions by local day and language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Languages {
    counts: Cells<(Date, Option<Language>), LanguageCounts>,
}

/// Used mentions in one language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LanguageCounts {
    /// All of them.
    pub mentions: u64,
    /// Those with a tone label.
    pub labelled: u64,
    /// Those whose export states no language: it was detected in the text.
    pub detected: u64,
}

impl LanguageCounts {
    fn merge(&mut self, other: &Self) {
        self.mentions += other.mentions;
        self.labelled += other.labelled;
        self.detected += other.detected;
    }
}

impl Languages {
    /// Counts one used mention.
    pub fn add(&mut self, mention: &Mention) {
        let labelled = u64::from(mention.tone != Tone::Unscored);
        let found = mention.content.detected;
        let spoken = self.counts.at((mention.local.date(), mention.spoken()));
        spoken.merge(&LanguageCounts { mentions: 1, labelled, detected: found.is_some().into() });
    }

    /// Adds another part's counts.
    pub fn merge(&mut self, other: &Self) {
        self.counts.merge(&other.counts, LanguageCounts::merge);
    }

    /// Used mentions of these days, both included, by language; `None`: not known.
    pub fn between(&self, from: Date, to: Date) -> BTreeMap<Option<Language>, LanguageCounts> {
        let mut counts: BTreeMap<Option<Language>, LanguageCounts> = BTreeMap::new();
        for ((day, language), spoken) in self.counts.iter() {
            if (from..=to).contains(&day) {
                counts.entry(language).or_default().merge(spoken);
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
    fn mentions_are_counted_by_language_and_tone_within_the_days() {
        let german = Language::read("de");
        let mut languages = Languages::default();
        let in_german = |at, tone| Mention { language: german, tone, ..mention(at) };
        languages.add(&in_german("2026-05-01T10:00", Tone::Negative));
        languages.add(&in_german("2026-05-31T10:00", Tone::Unscored));
        languages.add(&in_german("2026-06-01T10:00", Tone::Positive));
        languages.add(&mention("2026-05-02T10:00"));
        let may = languages.between(day("2026-05-01"), day("2026-05-31"));
        let expected = [
            (None, LanguageCounts { mentions: 1, labelled: 1, detected: 0 }),
            (german, LanguageCounts { mentions: 2, labelled: 1, detected: 0 }),
        ];
        assert_eq!(may, BTreeMap::from(expected));
    }
}
