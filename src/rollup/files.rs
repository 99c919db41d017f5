//! The days and channels of each export, which distinguish a day without mentions from a day that was not exported.

use std::collections::{BTreeMap, BTreeSet};

use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::units::Date;

/// What the readable rows of one export span.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileSpan {
    /// First and last local day; `None`: no row.
    pub days: Option<(Date, Date)>,
    /// Channels with a row.
    pub channels: BTreeSet<ChannelIx>,
    /// Channel of the last row: most rows have that of the row before.
    latest: Option<ChannelIx>,
}

impl FileSpan {
    /// Adds a readable row.
    pub fn add(&mut self, mention: &Mention) {
        let day = mention.local.date();
        let (first, last) = self.days.unwrap_or((day, day));
        self.days = Some((first.min(day), last.max(day)));
        if self.latest != Some(mention.channel) {
            self.latest = Some(mention.channel);
            self.channels.insert(mention.channel);
        }
    }

    fn merge(&mut self, other: &Self) {
        self.days = match (self.days, other.days) {
            (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
            (one, other) => one.or(other),
        };
        self.channels.extend(&other.channels);
        self.latest = None;
    }
}

/// The span of each export, by its format and name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<(String, String), FileSpan>);

impl Files {
    /// Adds an export of this format (its id).
    pub fn add(&mut self, format: &str, name: &str, span: FileSpan) {
        let span = FileSpan { latest: None, ..span };
        self.0.entry((format.to_owned(), name.to_owned())).or_default().merge(&span);
    }

    /// Adds another part's exports.
    pub fn merge(&mut self, other: &Self) {
        for (file, span) in &other.0 {
            self.0.entry(file.clone()).or_default().merge(span);
        }
    }

    /// (Format, span) of each export.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &FileSpan)> {
        self.0.iter().map(|((format, _), span)| (format.as_str(), span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollup::sample::{day, mention, other_channel};

    #[test]
    fn an_export_spans_the_days_of_its_rows_and_holds_their_channels() {
        let mut span = FileSpan::default();
        span.add(&mention("2026-05-09T10:00"));
        span.add(&Mention { channel: other_channel(), ..mention("2026-05-02T10:00") });
        let mut files = Files::default();
        files.add("generic", "a.csv", span.clone());
        let mut more = Files::default();
        more.add("generic", "a.csv", FileSpan::default());
        more.merge(&files);
        assert_eq!(more, files);
        let (format, span) = files.iter().next().unwrap();
        assert_eq!((format, span.channels.len()), ("generic", 2));
        assert_eq!(span.days, Some((day("2026-05-02"), day("2026-05-09"))));
    }
}
