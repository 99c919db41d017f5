//! Counts rows by day, channel and status, and used mentions by tone and, apart from that, by estimated tone.
//!
//! Every readable row is counted here by what became of it, so that totals reconcile and the observed days are those of all rows;
//! tone is kept only of the used ones.

use super::Cells;
use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;
use crate::mentions::{Mention, RowStatus};
use crate::tally::Tally;
use crate::units::Date;

/// Values that some rows state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// Their sum; it stops at the largest number.
    pub sum: u64,
    /// The rows that state one.
    pub rows: u64,
}

impl Sum {
    fn add(&mut self, value: Option<u64>) {
        if let Some(value) = value {
            self.merge(Self { sum: value, rows: 1 });
        }
    }

    /// Adds other values.
    pub fn merge(&mut self, other: Self) {
        self.sum = self.sum.saturating_add(other.sum);
        self.rows += other.rows;
    }

    /// The sum, if any row states a value.
    pub fn stated(self) -> Option<Self> {
        (self.rows > 0).then_some(self)
    }
}

/// One day of one channel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// All readable rows.
    pub rows: Tally<RowStatus>,
    /// The used ones by tone.
    pub tones: Tally<Tone>,
    /// Those without a label whose tone the word list estimates, by that tone; they are unscored in `tones`.
    pub estimates: Tally<Tone>,
    /// Reach of the used ones.
    pub reach: Sum,
    /// Engagement of the used ones.
    pub engagement: Sum,
    /// The reposts that name the client: how far its mentions were passed on.
    pub amplification: u64,
}

impl DayCounts {
    /// Used mentions without a label and without an estimate.
    pub fn without_tone(&self) -> u64 {
        self.tones[Tone::Unscored].saturating_sub(self.estimates.total())
    }

    /// Adds other counts.
    pub fn merge(&mut self, other: &Self) {
        self.amplification += other.amplification;
        self.reach.merge(other.reach);
        self.engagement.merge(other.engagement);
        self.rows.merge(&other.rows);
        self.tones.merge(&other.tones);
        self.estimates.merge(&other.estimates);
    }
}

/// Rows by local day and channel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Volume {
    cells: Cells<(Date, ChannelIx), DayCounts>,
}

impl Volume {
    /// Counts one readable row.
    pub fn add(&mut self, mention: &Mention, status: RowStatus) {
        let cell = self.cells.at((mention.local.date(), mention.channel));
        cell.rows.add(status, 1);
        if status == RowStatus::Used {
            cell.tones.add(mention.tone, 1);
            if let Some(tone) = mention.content.tone_estimate {
                cell.estimates.add(tone, 1);
            }
            cell.reach.add(mention.reach);
            cell.engagement.add(mention.engagement);
        }
        if status == RowStatus::Repost && mention.brands.has_own() {
            cell.amplification += 1;
        }
    }

    /// Adds a cell of the history.
    pub(super) fn keep(&mut self, day: Date, channel: ChannelIx, counts: &DayCounts) {
        self.cells.at((day, channel)).merge(counts);
    }

    /// Adds another part's counts.
    pub fn merge(&mut self, other: &Self) {
        self.cells.merge(&other.cells, DayCounts::merge);
    }

    /// The cells of these days (both included), in order of day, then channel.
    pub fn between(
        &self,
        from: Date,
        to: Date,
    ) -> impl Iterator<Item = (Date, ChannelIx, &DayCounts)> {
        self.cells
            .range((from, ChannelIx::FIRST)..=(to, ChannelIx::LAST))
            .map(|((day, channel), counts)| (day, channel, counts))
    }

    /// First and last local day with a readable row.
    pub fn span(&self) -> Option<(Date, Date)> {
        Some((self.cells.keys().first()?.0, self.cells.keys().last()?.0))
    }

    /// The distinct days with rows that count, in order.
    pub fn days(&self, is_counted: fn(&Tally<RowStatus>) -> bool) -> impl Iterator<Item = Date> {
        let mut last = None;
        let is_new = move |day: &Date| last.replace(*day) != Some(*day);
        let cells = self.cells.iter().filter(move |(_, counts)| is_counted(&counts.rows));
        cells.map(|((day, _), _)| day).filter(is_new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::content::Content;
    use crate::rollup::sample::{day, mention, other_channel};

    fn counted() -> Volume {
        let mut volume = Volume::default();
        let negative =
            Mention { tone: Tone::Negative, reach: Some(40), ..mention("2026-05-02T10:00") };
        volume.add(&negative, RowStatus::Used);
        volume.add(&negative, RowStatus::Duplicate);
        volume.add(
            &Mention {
                channel: other_channel(),
                tone: Tone::Unscored,
                content: Content { tone_estimate: Some(Tone::Positive), ..Content::default() },
                ..mention("2026-05-02T23:59")
            },
            RowStatus::Used,
        );
        volume.add(&mention("2026-06-01T00:00"), RowStatus::NotRelevant);
        volume
    }

    #[test]
    fn rows_are_counted_by_standing_and_tone_of_the_used_ones() {
        let volume = counted();
        let may: Vec<_> = volume.between(day("2026-05-01"), day("2026-05-31")).collect();
        assert_eq!(may.len(), 2);
        let first = DayCounts {
            rows: Tally::from([(RowStatus::Used, 1), (RowStatus::Duplicate, 1)]),
            amplification: 0,
            reach: Sum { sum: 40, rows: 1 },
            engagement: Sum::default(),
            tones: Tally::from([(Tone::Negative, 1)]),
            estimates: Tally::default(),
        };
        assert_eq!(may[0], (day("2026-05-02"), ChannelIx::FIRST, &first));
        assert_eq!((may[1].1, may[1].2.tones[Tone::Unscored]), (other_channel(), 1));
        assert_eq!((may[1].2.tones.total(), may[1].2.tones.labelled()), (1, 0));
        assert_eq!(may[1].2.estimates, Tally::from([(Tone::Positive, 1)]));
    }

    #[test]
    fn days_are_those_of_every_readable_row() {
        let volume = counted();
        assert_eq!(volume.span(), Some((day("2026-05-02"), day("2026-06-01"))));
        let days = |is_counted| volume.days(is_counted).collect::<Vec<_>>();
        assert_eq!(days(|_| true), [day("2026-05-02"), day("2026-06-01")]);
        assert_eq!(days(|rows| rows[RowStatus::Used] > 0), [day("2026-05-02")]);
        assert_eq!(Volume::default().span(), None);
    }
}
