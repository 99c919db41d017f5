//! 95 % intervals of shares, and whether two of them may be ranked.
//!
//! Input: counts. Output: bounds. No logarithm or power of the platform is used, so that every machine prints the same figure. What is
//! counted is taken as independent: `clusters` says how many of the mentions of some accounts are.

/// The 97.5 % point of the normal distribution: 95 % two-sided.
pub(super) const Z95: f64 = 1.959_963_984_540_054;

/// The 90 % point: 80 % two-sided.
pub(super) const Z80: f64 = 1.281_551_565_544_600_4;

/// Returns the Wilson interval of the share `count / of`, both bounds from 0 to 1; `None` without a base.
///
/// # Examples
///
/// ```
/// let (low, high) = socialmap::insights::interval::wilson(30, 100).unwrap();
/// assert_eq!(format!("{low:.6} to {high:.6}"), "0.218949 to 0.395849");
/// assert_eq!(socialmap::insights::interval::wilson(0, 0), None);
/// ```
///
/// # Source
///
/// Wilson 1927; the checks are those of Newcombe 1998.
pub fn wilson(count: u64, of: u64) -> Option<(f64, f64)> {
    (of > 0).then(|| wilson_of(count as f64 / of as f64, of as f64))
}

/// Returns the Wilson interval of a share that is based on so many independent mentions, not necessarily a whole number. A share of 0 has
/// the lower bound 0, a share of 1 the upper bound 1, exactly.
pub(super) fn wilson_of(share: f64, n: f64) -> (f64, f64) {
    let scale = 1.0 + Z95 * Z95 / n;
    let centre = (share + Z95 * Z95 / (2.0 * n)) / scale;
    let half = Z95 * (share * (1.0 - share) / n + Z95 * Z95 / (4.0 * n * n)).sqrt() / scale;
    let low = if share <= 0.0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if share >= 1.0 { 1.0 } else { (centre + half).min(1.0) };
    (low, high)
}

/// The difference of the shares of two groups, the first less the second, each a count and its base, with its 95 % interval. No base is 0.
///
/// # Source
///
/// The hybrid score interval (method 10) of Newcombe 1998: the distances of both shares to the bounds of their Wilson intervals, as the sides of
/// a right triangle.
pub(super) fn difference_of_shares(
    (a, of_a): (u64, u64),
    (b, of_b): (u64, u64),
) -> (f64, (f64, f64)) {
    let share = |count: u64, of: u64| {
        let share = count as f64 / of as f64;
        (share, wilson_of(share, of as f64))
    };
    let ((one, (one_low, one_high)), (other, (other_low, other_high))) =
        (share(a, of_a), share(b, of_b));
    let length = |x: f64, y: f64| (x * x + y * y).sqrt();
    let difference = one - other;
    let low = difference - length(one - one_low, other_high - other);
    let high = difference + length(one_high - one, other - other_low);
    (difference, (low, high))
}

/// Whether the shares of `a` and `b` in `of` may not be ranked: their intervals overlap (docs/method.md, Mentions and shares).
pub(super) fn shares_are_similar(a: u64, b: u64, of: u64) -> bool {
    match (wilson(a, of), wilson(b, of)) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn six((low, high): (f64, f64)) -> String {
        format!("{low:.6} {high:.6}")
    }

    #[test]
    fn wilson_gives_the_published_values() {
        for (count, of, bounds) in [
            (81, 263, "0.255289 0.366210"),
            (15, 148, "0.062386 0.160487"),
            (0, 20, "0.000000 0.161125"),
            (1, 29, "0.006113 0.171755"),
            (30, 100, "0.218949 0.395849"),
            (50, 100, "0.403832 0.596168"),
        ] {
            assert_eq!(six(wilson(count, of).unwrap()), bounds);
        }
        assert_eq!(wilson(0, 0), None);
        // Rounding must not leave a rounding difference between the bound and the share.
        for n in 1..2000 {
            assert_eq!((wilson(0, n).unwrap().0, wilson(n, n).unwrap().1), (0.0, 1.0));
        }
    }

    #[test]
    fn differences_of_shares_have_the_published_intervals() {
        for (one, other, expected) in [
            ((56, 70), (48, 80), "0.200000 0.052431 0.333873"),
            ((42, 120), (18, 60), "0.050000 -0.098203 0.184491"),
            ((0, 10), (0, 10), "0.000000 -0.277533 0.277533"),
        ] {
            let (difference, (low, high)) = difference_of_shares(one, other);
            assert_eq!(format!("{difference:.6} {low:.6} {high:.6}"), expected);
        }
    }

    #[test]
    fn what_overlaps_is_not_ranked() {
        // 30 of 100: 21.9 to 39.6 %; 70 of 100: 60.4 to 78.1 %. 45 and 55: 35.6 to 54.8 and 45.2 to 64.4 %.
        assert!(shares_are_similar(45, 55, 100) && !shares_are_similar(30, 70, 100));
        assert!(shares_are_similar(0, 0, 0));
    }

    proptest! {
        #[test]
        fn intervals_hold_their_estimate(a in 0..400_u64, b in 0..400_u64, c in 0..400_u64) {
            prop_assume!(a + b + c > 0);
            let base = (a + b + c) as f64;
            let (low, high) = wilson(a, a + b + c).unwrap();
            prop_assert!(low <= a as f64 / base + 1e-12 && a as f64 / base <= high + 1e-12);
        }
    }
}
