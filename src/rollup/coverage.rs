//! Counts rows by format, channel and day, and how many of them have a tone, an author and a language.
//!
//! All readable rows are counted, used or not, because the counts show what the exports contain. Their size grows with the number of days, not of
//! rows.

use std::collections::BTreeMap;

use super::Cells;
use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;
use crate::units::Date;

/// Readable rows, and those of them that fill a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filled {
    /// All of them.
    pub rows: u64,
    /// With a tone label.
    pub tone: u64,
    /// With an author.
    pub author: u64,
    /// With a language.
    pub language: u64,
}

impl Filled {
    /// Adds other counts.
    pub fn merge(&mut self, other: &Self) {
        self.rows += other.rows;
        self.tone += other.tone;
        self.author += other.author;
        self.language += other.language;
    }
}

/// Days in order, with what the rows of each fill.
pub type Days = BTreeMap<Date, Filled>;

/// Readable rows by format, channel and day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    formats: BTreeMap<String, Cells<(ChannelIx, Date), Filled>>,
}

impl Coverage {
    /// Counts one readable row of an export of this format (its id).
    pub fn add(&mut self, format: &str, mention: &Mention) {
        if !self.formats.contains_key(format) {
            self.formats.insert(format.to_owned(), Cells::default());
        }
        let Some(cells) = self.formats.get_mut(format) else { return };
        cells.at((mention.channel, mention.local.date())).merge(&Filled {
            rows: 1,
            tone: u64::from(mention.tone != Tone::Unscored),
            author: u64::from(mention.account.is_some()),
            language: u64::from(mention.language.is_some()),
        });
    }

    /// Adds a cell of the history.
    pub(super) fn keep(&mut self, format: &str, channel: ChannelIx, day: Date, filled: &Filled) {
        self.formats.entry(format.to_owned()).or_default().at((channel, day)).merge(filled);
    }

    /// Adds another part's counts.
    pub fn merge(&mut self, other: &Self) {
        for (format, cells) in &other.formats {
            self.formats.entry(format.clone()).or_default().merge(cells, Filled::merge);
        }
    }

    /// (Format, channel, days), in order of the format's id, then the channel.
    pub fn iter(&self) -> impl Iterator<Item = (&str, ChannelIx, Days)> {
        self.formats.iter().flat_map(|(format, cells)| {
            let channels = cells.keys().chunk_by(|one, other| one.0 == other.0);
            channels.map(move |keys| {
                let days = keys[0]..=keys[keys.len() - 1];
                let days = cells.range(days).map(|((_, day), filled)| (day, *filled));
                (format.as_str(), keys[0].0, days.collect())
            })
        })
    }

    /// Readable rows of each day, all formats and channels together.
    pub fn days(&self) -> BTreeMap<Date, u64> {
        let mut all = BTreeMap::new();
        for ((_, day), filled) in self.formats.values().flat_map(Cells::iter) {
            *all.entry(day).or_default() += filled.rows;
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::language::Language;
    use crate::rollup::sample::{day, mention, other_channel};

    #[test]
    fn rows_are_counted_with_what_they_fill() {
        let mut coverage = Coverage::default();
        let bare = Mention { tone: Tone::Unscored, ..mention("2026-05-02T10:00") };
        let full = Mention {
            account: Some(1),
            language: Language::read("de"),
            ..mention("2026-05-02T23:59")
        };
        coverage.add("reddit", &bare);
        coverage.add("reddit", &full);
        coverage.add("generic", &Mention { channel: other_channel(), ..full });
        let rows: Vec<_> =
            coverage.iter().map(|(format, channel, days)| (format, channel, days.len())).collect();
        assert_eq!(rows, [("generic", other_channel(), 1), ("reddit", ChannelIx::FIRST, 1)]);
        let days = coverage.iter().nth(1).unwrap().2;
        let filled = Filled { rows: 2, tone: 1, author: 1, language: 1 };
        assert_eq!(days[&day("2026-05-02")], filled);
        assert_eq!(coverage.days(), BTreeMap::from([(day("2026-05-02"), 3)]));
    }
}
