//! How sure a share or a net sentiment is: 95 % intervals that need a square root and nothing else.
//!
//! Counts come in, bounds go out. No logarithm or power of the platform is used, so that every machine prints the same figure; no
//! interval is given where the base cannot carry one. Mentions are not independent (one author, one storm), so these are
//! the narrowest honest intervals, never too wide.

use crate::mentions::tone::Tone;
use crate::tally::Tally;

/// The 97.5 % point of the normal distribution: 95 % two-sided.
pub(super) const Z95: f64 = 1.959_963_984_540_054;

/// The 90 % point: 80 % two-sided.
pub(super) const Z80: f64 = 1.281_551_565_544_600_4;

/// Labels under which a net sentiment gets no interval.
const FEWEST_LABELS: u64 = 10;

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
    if of == 0 {
        return None;
    }
    let n = of as f64;
    let share = count as f64 / n;
    let scale = 1.0 + Z95 * Z95 / n;
    let centre = (share + Z95 * Z95 / (2.0 * n)) / scale;
    let half = Z95 * (share * (1.0 - share) / n + Z95 * Z95 / (4.0 * n * n)).sqrt() / scale;
    Some(((centre - half).max(0.0), (centre + half).min(1.0)))
}

/// Returns the interval of the net sentiment in points, clipped to ±100; `None` under 10 labels.
///
/// `SE = sqrt((P/M + N/M - NS²) / M)`, M = the labelled mentions, NS = (P - N) / M.
pub fn net_sentiment(tones: &Tally<Tone>) -> Option<(f64, f64)> {
    let (net, variance) = net_variance(tones)?;
    let half = Z95 * variance.sqrt();
    Some((100.0 * (net - half).max(-1.0), 100.0 * (net + half).min(1.0)))
}

/// Net sentiment and the square of its standard error, both as ratios; `None` under 10 labels.
pub(super) fn net_variance(tones: &Tally<Tone>) -> Option<(f64, f64)> {
    if tones.labelled() < FEWEST_LABELS {
        return None;
    }
    let base = tones.labelled() as f64;
    let (positive, negative) =
        (tones[Tone::Positive] as f64 / base, tones[Tone::Negative] as f64 / base);
    let net = positive - negative;
    // Rounding may leave a hair below zero where all labels agree.
    Some((net, (positive + negative - net * net).max(0.0) / base))
}

/// Whether the shares of `a` and `b` in `of` may not be ranked: their intervals overlap (docs/method.md, Mentions and shares).
pub(super) fn shares_are_similar(a: u64, b: u64, of: u64) -> bool {
    match (wilson(a, of), wilson(b, of)) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        _ => true,
    }
}

/// Whether two counts of like hours may not be ranked: their difference is within 95 % of chance.
pub(super) fn counts_are_similar(a: u64, b: u64) -> bool {
    a.abs_diff(b) as f64 <= Z95 * ((a + b) as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::tone::Tone;
    use crate::tally::Tally;
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
    }

    fn tones(positive: u64, neutral: u64, negative: u64) -> Tally<Tone> {
        Tally::of([positive, neutral, negative, 99])
    }

    #[test]
    fn net_sentiment_gives_the_documented_value() {
        // SE 0.045277: 30 ± 8.87 points.
        let (low, high) = net_sentiment(&tones(80, 100, 20)).unwrap();
        assert_eq!(format!("{low:.2} {high:.2}"), "21.13 38.87");
    }

    #[test]
    fn net_sentiment_needs_ten_labels_and_stays_within_a_hundred() {
        assert_eq!(net_sentiment(&tones(3, 3, 3)), None);
        assert!(net_sentiment(&tones(4, 3, 3)).is_some());
        assert_eq!(six(net_sentiment(&tones(10, 0, 0)).unwrap()), "100.000000 100.000000");
        // 9 of 10: variance 0.36 / 10, 80 ± 37.19 points, cut at 100.
        assert_eq!(six(net_sentiment(&tones(9, 0, 1)).unwrap()), "42.812298 100.000000");
        assert_eq!(six(net_sentiment(&tones(1, 0, 9)).unwrap()), "-100.000000 -42.812298");
    }

    #[test]
    fn what_overlaps_is_not_ranked() {
        // 30 of 100: 21.9 to 39.6 %; 70 of 100: 60.4 to 78.1 %. 45 and 55: 35.6 to 54.8 and 45.2 to 64.4 %.
        assert!(shares_are_similar(45, 55, 100) && !shares_are_similar(30, 70, 100));
        assert!(shares_are_similar(0, 0, 0));
        // 30 > 1.96 * sqrt(50) = 13.9.
        assert!(counts_are_similar(10, 12) && !counts_are_similar(10, 40));
    }

    proptest! {
        #[test]
        fn intervals_hold_their_estimate(a in 0..400_u64, b in 0..400_u64, c in 0..400_u64) {
            prop_assume!(a + b + c >= FEWEST_LABELS);
            let base = (a + b + c) as f64;
            let (low, high) = wilson(a, a + b + c).unwrap();
            prop_assert!(low <= a as f64 / base + 1e-12 && a as f64 / base <= high + 1e-12);
            let net = 100.0 * (a as f64 - c as f64) / base;
            let (low, high) = net_sentiment(&tones(a, b, c)).unwrap();
            prop_assert!(-100.0 <= low && low <= net + 1e-9 && net <= high + 1e-9 && high <= 100.0);
        }
    }
}
