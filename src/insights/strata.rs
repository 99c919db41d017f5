//! The strata of an audit: the used mentions of a period by the label of the export and by channel, and how many of each are drawn.
//!
//! Each label gets rows in proportion to its mentions, five at least, and within it each channel in proportion; channels with less than two rows are
//! drawn as one stratum (docs/method.md, Tone audit).

use std::collections::BTreeMap;

use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;

/// Rows that a stratum needs, so that it shows how much it varies.
const FEWEST_ROWS: f64 = 2.0;
/// Rows of each label at least, where it has so many mentions.
const FEWEST_OF_LABEL: u64 = 5;

/// A stratum that rows are drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The label of the export.
    pub label: Tone,
    /// Its channels.
    pub channels: Vec<ChannelIx>,
    /// Mentions.
    pub mentions: u64,
    /// Rows to draw, at most as many.
    pub rows: u64,
}

/// Decides how many of `rows` rows are drawn from each stratum. `sizes` are the mentions by label and channel.
pub fn allocate(sizes: &BTreeMap<(Tone, ChannelIx), u64>, rows: u64) -> Vec<Drawn> {
    let mut labels = BTreeMap::<Tone, Vec<Drawn>>::new();
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
        let sizes = BTreeMap::from([
            ((Tone::Positive, X), 500),
            ((Tone::Positive, y), 5),
            ((Tone::Negative, X), 300),
            ((Tone::Negative, y), 195),
            ((Tone::Unscored, y), 0),
        ]);
        let strata = allocate(&sizes, 100);
        let drawn: Vec<_> =
            strata.iter().map(|it| (it.label, it.channels.len(), it.mentions, it.rows)).collect();
        assert_eq!(
            drawn,
            [
                (Tone::Positive, 2, 505, 51),
                (Tone::Negative, 1, 300, 30),
                (Tone::Negative, 1, 195, 19)
            ]
        );
        assert!(allocate(&BTreeMap::new(), 100).is_empty());
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
