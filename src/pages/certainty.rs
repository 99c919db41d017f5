//! How sure a statement is: the decisions behind the verbs of the findings. Counts in, verdicts out, no text.
//!
//! It refuses a verdict on too few counts ([`Change::TooFew`]) instead of guessing: method 3.3 and 3.7.

use crate::insights::ToneFigures;
use crate::rollup::Tones;

/// 97.5 % point of the normal distribution: 95 % two-sided.
const Z95: f64 = 1.959_963_984_540_054;
/// 90 % point: 80 % two-sided, the bar for "probably".
const Z80: f64 = 1.281_551_565_544_600_4;
/// Complete weeks that either side of a comparison needs: with four against four, all of one side above all of the other
/// happens by chance once in 35.
pub(super) const WEEKS_TO_COMPARE: usize = 4;

/// What may be said of two measurements of the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Higher beyond doubt.
    Rose,
    /// Higher at 80 %, not at 95 %.
    ProbablyRose,
    /// Either way.
    Unclear,
    /// Lower at 80 %, not at 95 %.
    ProbablyFell,
    /// Lower beyond doubt.
    Fell,
    /// Not enough to compare.
    TooFew,
}

/// Wilson's 95 % interval of a share of `k` in `n`, as ratios; `None` without a base (method 3.1).
pub(super) fn wilson(k: u64, n: u64) -> Option<(f64, f64)> {
    if n == 0 {
        return None;
    }
    let (share, base, square) = (k as f64 / n as f64, n as f64, Z95 * Z95);
    let divisor = 1.0 + square / base;
    let centre = (share + square / (2.0 * base)) / divisor;
    let half = Z95 * (share * (1.0 - share) / base + square / (4.0 * base * base)).sqrt() / divisor;
    Some(((centre - half).max(0.0), (centre + half).min(1.0)))
}

/// Whether the shares of `a` and `b` in `n` may not be ranked: their intervals overlap (method 3.7).
pub(super) fn shares_are_similar(a: u64, b: u64, n: u64) -> bool {
    match (wilson(a, n), wilson(b, n)) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        _ => true,
    }
}

/// Whether two counts of like hours may not be ranked: their difference is within 95 % of chance.
pub(super) fn counts_are_similar(a: u64, b: u64) -> bool {
    a.abs_diff(b) as f64 <= Z95 * ((a + b) as f64).sqrt()
}

/// Compares two net sentiments by their standard errors (method 3.2); under 10 labels there is no verdict.
pub(super) fn tone_change(now: &ToneFigures, before: &ToneFigures) -> Change {
    let (Some(net), Some(former)) = (now.net, before.net) else {
        return Change::TooFew;
    };
    if now.counts.labelled() < 10 || before.counts.labelled() < 10 {
        return Change::TooFew;
    }
    let variance = net_variance(&now.counts) + net_variance(&before.counts);
    let difference = (net - former) / 100.0;
    match () {
        () if difference > Z95 * variance.sqrt() => Change::Rose,
        () if difference < -Z95 * variance.sqrt() => Change::Fell,
        () if difference > Z80 * variance.sqrt() => Change::ProbablyRose,
        () if difference < -Z80 * variance.sqrt() => Change::ProbablyFell,
        () => Change::Unclear,
    }
}

fn net_variance(tones: &Tones) -> f64 {
    let base = tones.labelled() as f64;
    let (positive, negative) = (tones.positive as f64 / base, tones.negative as f64 / base);
    (positive + negative - (positive - negative).powi(2)) / base
}

/// Compares the counts of complete seven-day weeks without assuming a distribution: clear only if every week of one side lies
/// above every week of the other and the mean moved by a tenth. Counts of days are no independent draws, weeks nearly are.
pub(super) fn week_change(now: &[u64], before: &[u64]) -> Change {
    if now.len() < WEEKS_TO_COMPARE || before.len() < WEEKS_TO_COMPARE {
        return Change::TooFew;
    }
    let mean = |weeks: &[u64]| weeks.iter().sum::<u64>() as f64 / weeks.len() as f64;
    let (new, old) = (mean(now), mean(before));
    match () {
        () if now.iter().min() > before.iter().max() && new >= 1.1 * old => Change::Rose,
        () if now.iter().max() < before.iter().min() && new <= 0.9 * old => Change::Fell,
        () => Change::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(positive: u64, neutral: u64, negative: u64) -> ToneFigures {
        let counts = Tones {
            positive,
            neutral,
            negative,
            unscored: 0,
        };
        let net = 100.0 * (positive as f64 - negative as f64) / counts.labelled() as f64;
        ToneFigures {
            counts,
            net: Some(net),
            interval: None,
        }
    }

    #[test]
    fn wilson_gives_the_published_intervals() {
        for (k, n, low, high) in [(81, 263, 0.255_289, 0.366_210), (0, 20, 0.0, 0.161_125)] {
            let interval = wilson(k, n).unwrap();
            assert!((interval.0 - low).abs() < 1e-6 && (interval.1 - high).abs() < 1e-6);
        }
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn overlapping_shares_are_not_ranked() {
        assert!(shares_are_similar(30, 28, 100));
        assert!(!shares_are_similar(420, 308, 1092));
        assert!(shares_are_similar(0, 0, 0));
    }

    #[test]
    fn hours_differ_only_beyond_chance() {
        assert!(counts_are_similar(10, 12));
        assert!(!counts_are_similar(10, 40)); // 30 > 1.96 * sqrt(50) = 13.9
    }

    #[test]
    fn tone_needs_its_error_to_move() {
        // Standard error of 80/100/20 is 4.5277 points; the difference of two such is 6.403: 12.55 at 95 %, 8.21 at 80 %.
        let base = tone(80, 100, 20);
        assert_eq!(tone_change(&base, &base), Change::Unclear);
        assert_eq!(tone_change(&tone(94, 100, 6), &base), Change::Rose);
        assert_eq!(tone_change(&base, &tone(90, 100, 10)), Change::ProbablyFell);
        assert_eq!(tone_change(&tone(3, 3, 3), &base), Change::TooFew);
    }

    #[test]
    fn weeks_must_not_overlap() {
        assert_eq!(
            week_change(&[278, 274, 321, 257], &[310, 298, 335, 322]),
            Change::Unclear
        );
        assert_eq!(
            week_change(&[31, 32, 33, 34], &[20, 21, 22, 30]),
            Change::Rose
        );
        assert_eq!(week_change(&[9, 9, 9, 9], &[20, 21, 22, 30]), Change::Fell);
        assert_eq!(
            week_change(&[101, 101, 101, 101], &[100, 100, 100, 100]),
            Change::Unclear
        );
        assert_eq!(week_change(&[1, 2, 3], &[9, 9, 9, 9]), Change::TooFew);
    }
}
