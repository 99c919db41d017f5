//! Krippendorff's alpha: how far two people agree on labels (K. Krippendorff, *Computing Krippendorff's Alpha-Reliability*, 2011).

use std::collections::BTreeMap;

/// Krippendorff's alpha of pairs of labels, for labels without an order. `None` without a pair, or if all labels are one.
pub(super) fn alpha<T: Ord>(pairs: &[(T, T)]) -> Option<f64> {
    let mut counts: BTreeMap<&T, f64> = BTreeMap::new();
    for label in pairs.iter().flat_map(|(one, other)| [one, other]) {
        *counts.entry(label).or_default() += 1.0;
    }
    let (all, pairs_of) = (2.0 * pairs.len() as f64, |count: f64| count * (count - 1.0));
    let expected = 1.0 - counts.values().map(|&count| pairs_of(count)).sum::<f64>() / pairs_of(all);
    let observed =
        pairs.iter().filter(|(one, other)| one != other).count() as f64 / pairs.len() as f64;
    (counts.len() > 1).then(|| 1.0 - observed / expected)
}
