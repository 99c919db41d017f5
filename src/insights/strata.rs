//! The strata of an audit: the used mentions of a period by the label of the export, or the tone by the word list where it has none, and by channel,
//! and how many of each are drawn.
//!
//! The mentions that the word list estimates get rows in proportion, but so many that their estimate can be printed. Then each label gets rows in proportion to its mentions, five at least, and within it each channel in proportion; channels with less than two rows are
//! drawn as one stratum (docs/method.md, Tone audit).

use std::collections::BTreeMap;

use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;

/// Rows that a stratum needs, so that it shows how much it varies.
const FEWEST_ROWS: f64 = 2.0;
/// Rows of each label at least, where it has so many mentions.
const FEWEST_OF_LABEL: u64 = 5;

/// Rows with a label of people under which the estimate by the word list is not printed.
pub const FEWEST_ESTIMATED: u64 = 50;

/// What is known of the tone of a mention before people read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuditLabel {
    /// The label of its export.
    Export(Tone),
    /// It has none, and this is its tone by the word list.
    WordList(Tone),
    /// Nothing.
    None,
}

impl AuditLabel {
    /// Of the label of an export and the tone by the word list.
    pub fn of(label: Tone, estimate: Option<Tone>) -> Self {
        match (label, estimate) {
            (Tone::Unscored, Some(estimate)) => Self::WordList(estimate),
            (Tone::Unscored, None) => Self::None,
            (label, _) => Self::Export(label),
        }
    }

    /// The label or the estimate.
    pub fn tone(self) -> Option<Tone> {
        match self {
            Self::Export(tone) | Self::WordList(tone) => Some(tone),
            Self::None => None,
        }
    }

    /// Its name for messages.
    pub fn id(self) -> &'static str {
        match self {
            Self::Export(tone) => tone.word(),
            Self::WordList(Tone::Positive) => "estimated_positive",
            Self::WordList(Tone::Negative) => "estimated_negative",
            Self::WordList(_) => "estimated_neutral",
            Self::None => "unscored",
        }
    }

    /// Whether the word list gave it.
    pub fn is_estimate(self) -> bool {
        matches!(self, Self::WordList(_))
    }
}

/// Mentions by what is known of their tone, and by channel.
pub type Sizes = BTreeMap<(AuditLabel, ChannelIx), u64>;

/// A stratum that rows are drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// What is known of their tone.
    pub label: AuditLabel,
    /// Its channels.
    pub channels: Vec<ChannelIx>,
    /// Mentions.
    pub mentions: u64,
    /// Rows to draw, at most as many.
    pub rows: u64,
}

/// Decides how many of `rows` rows are drawn from each stratum.
pub fn allocate(sizes: &Sizes, rows: u64) -> Vec<Drawn> {
    let (estimated, others): (Sizes, Sizes) =
        sizes.iter().partition(|((label, _), _)| label.is_estimate());
    let [all_estimated, all_others] = [&estimated, &others].map(|sizes| sizes.values().sum());
    let in_proportion = apportion(&[all_estimated, all_others], rows, 0)[0];
    let of_estimated = in_proportion.max(FEWEST_ESTIMATED.min(rows / 2)).min(all_estimated);
    let mut strata = allocate_by_label(&others, rows - of_estimated);
    strata.extend(allocate_by_label(&estimated, of_estimated));
    strata
}

fn allocate_by_label(sizes: &Sizes, rows: u64) -> Vec<Drawn> {
    let mut labels = BTreeMap::<AuditLabel, Vec<Drawn>>::new();
    for (&(label, channel), &mentions) in sizes.iter().filter(|(_, mentions)| **mentions > 0) {
        let cell = Drawn { label, channels: vec![channel], mentions, rows: 0 };
        labels.entry(label).or_default().push(cell);
    }
    let of_label = |cells: &Vec<Drawn>| cells.iter().map(|cell| cell.mentions).sum();
    let by_label: Vec<u64> = labels.values().map(of_label).collect();
    let fewest = FEWEST_OF_LABEL.min(rows / (labels.len() as u64).max(1));
    let shares = apportion(&by_label, rows, fewest);
    let strata = labels.into_values().zip(by_label).zip(shares).flat_map(|((cells, of), rows)| {
        let expected = |cell: &Drawn| cell.mentions as f64 * rows as f64 / of as f64;
        let mut strata = join_small(
            cells,
            expected,
            |cell| cell.mentions,
            |cell, other| {
                cell.channels.extend(other.channels);
                cell.mentions += other.mentions;
            },
        );
        let sizes: Vec<u64> = strata.iter().map(|cell| cell.mentions).collect();
        for (stratum, rows) in strata.iter_mut().zip(apportion(&sizes, rows, 0)) {
            stratum.rows = rows;
        }
        strata
    });
    strata.collect()
}

/// Joins the cells of one label that have under two rows into one, and that one to the smallest of the others if it has too few itself.
pub(super) fn join_small<T>(
    cells: Vec<T>,
    rows: impl Fn(&T) -> f64,
    mentions: impl Fn(&T) -> u64,
    join: impl Fn(&mut T, T),
) -> Vec<T> {
    let is_small = |cell: &T| rows(cell) < FEWEST_ROWS;
    let (small, mut kept): (Vec<T>, Vec<T>) = cells.into_iter().partition(is_small);
    let others = small.into_iter().reduce(|mut others, cell| {
        join(&mut others, cell);
        others
    });
    let Some(others) = others else { return kept };
    match kept.iter_mut().min_by_key(|cell| mentions(cell)) {
        Some(smallest) if is_small(&others) => join(smallest, others),
        _ => kept.push(others),
    }
    kept
}

/// Distributes rows over strata in proportion to their sizes, by largest remainders; each gets `fewest` or all that it has.
fn apportion(sizes: &[u64], rows: u64, fewest: u64) -> Vec<u64> {
    let mut given: Vec<Option<u64>> = vec![None; sizes.len()];
    loop {
        let open = || (0..sizes.len()).filter(|&at| given[at].is_none());
        let mentions: u64 = open().map(|at| sizes[at]).sum();
        let left = rows.saturating_sub(given.iter().flatten().sum()).min(mentions);
        // The whole part of what is due, and the rest.
        let due = |at: usize| {
            let product = u128::from(left) * u128::from(sizes[at]);
            let of = u128::from(mentions).max(1);
            (u64::try_from(product / of).unwrap_or(left), product % of)
        };
        let short = open().find(|&at| due(at).0 < fewest.min(sizes[at]));
        if let Some(at) = short {
            given[at] = Some(fewest.min(sizes[at]));
            continue;
        }
        let mut order: Vec<usize> = open().collect();
        let whole: u64 = order.iter().map(|&at| due(at).0).sum();
        order.sort_by_key(|&at| (std::cmp::Reverse(due(at).1), at));
        let more: Vec<usize> =
            order.into_iter().take(usize::try_from(left - whole).unwrap_or(0)).collect();
        let rows_of =
            |at: usize| given[at].unwrap_or_else(|| due(at).0 + u64::from(more.contains(&at)));
        return (0..sizes.len()).map(rows_of).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollup::sample::other_channel;

    const X: ChannelIx = ChannelIx::FIRST;

    #[test]
    fn rows_are_in_proportion_and_each_label_has_a_few() {
        assert_eq!(apportion(&[400, 350, 250], 100, 5), [40, 35, 25]);
        assert_eq!(apportion(&[970, 20, 10], 100, 5), [90, 5, 5]);
        assert_eq!(apportion(&[997, 3, 0], 50, 5), [47, 3, 0], "it has only three");
        assert_eq!(apportion(&[1, 1, 1], 2, 0), [1, 1, 0]);
        assert_eq!(apportion(&[3, 2], 100, 5), [3, 2], "all of them");
        assert_eq!(apportion(&[], 100, 5), [0; 0]);
    }

    #[test]
    fn a_channel_with_few_rows_is_drawn_with_others() {
        let y = other_channel();
        let (positive, negative) =
            (AuditLabel::Export(Tone::Positive), AuditLabel::Export(Tone::Negative));
        let sizes = Sizes::from([
            ((positive, X), 500),
            ((positive, y), 5),
            ((negative, X), 300),
            ((negative, y), 195),
            ((AuditLabel::None, y), 0),
        ]);
        let strata = allocate(&sizes, 100);
        let drawn: Vec<_> =
            strata.iter().map(|it| (it.label, it.channels.len(), it.mentions, it.rows)).collect();
        assert_eq!(drawn, [(positive, 2, 505, 51), (negative, 1, 300, 30), (negative, 1, 195, 19)]);
        assert!(allocate(&BTreeMap::new(), 100).is_empty());
    }

    #[test]
    fn the_estimate_has_so_many_rows_that_it_can_be_printed() {
        let drawn = |estimated: u64, others: u64, rows: u64| {
            let sizes = Sizes::from([
                ((AuditLabel::WordList(Tone::Positive), X), estimated / 2),
                ((AuditLabel::WordList(Tone::Negative), X), estimated - estimated / 2),
                ((AuditLabel::Export(Tone::Neutral), X), others),
                ((AuditLabel::None, X), others),
            ]);
            let strata = allocate(&sizes, rows);
            let sum = |is_estimate: bool| {
                let of = strata.iter().filter(|it| it.label.is_estimate() == is_estimate);
                of.map(|it| it.rows).sum::<u64>()
            };
            (sum(true), sum(false))
        };
        assert_eq!(drawn(1000, 4500, 100), (50, 50));
        assert_eq!(drawn(8000, 1000, 100), (80, 20), "in proportion");
        assert_eq!(drawn(1000, 4500, 60), (30, 30), "half of few rows");
        assert_eq!(drawn(20, 4500, 100), (20, 80), "all of them");
        assert_eq!(drawn(0, 4500, 100), (0, 100));
        assert_eq!(drawn(30, 10, 100), (30, 20));
    }

    proptest::proptest! {
        #[test]
        fn exactly_the_rows_that_were_asked_for_are_drawn(
            sizes in proptest::collection::vec(0..2000_u64, 1..8), rows in 0..500_u64
        ) {
            let fewest = FEWEST_OF_LABEL.min(rows / sizes.len() as u64);
            let drawn = apportion(&sizes, rows, fewest);
            proptest::prop_assert_eq!(drawn.iter().sum::<u64>(), rows.min(sizes.iter().sum()));
            proptest::prop_assert!(drawn.iter().zip(&sizes).all(|(rows, size)| rows <= size));
        }
    }
}
