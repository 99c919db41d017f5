//! Counts of independent events: the chance of at least so many, and the 95 % interval of the mean.
//!
//! A count need not be whole: mentions are kept by the hour, and an hour that belongs to a span in part counts by that part. Only basic arithmetic and
//! `libm` are used, so that every machine gives the same digits.

/// What each side of a 95 % interval leaves out.
const BEYOND: f64 = 0.025;

/// Returns the chance of at least so many events where `mean` are usual.
///
/// # Source
///
/// The regularised incomplete gamma function P(count, mean), by its series (DLMF 8.11.4); for whole counts it is the sum of the Poisson terms.
pub(super) fn at_least(count: f64, mean: f64) -> f64 {
    if count <= 0.0 {
        return 1.0;
    }
    if mean <= 0.0 {
        return 0.0;
    }
    let (mut sum, mut term, mut at) = (1.0, 1.0, count);
    while term > sum * f64::EPSILON {
        at += 1.0;
        term *= mean / at;
        sum += term;
    }
    let first = libm::exp(count * libm::log(mean) - mean - libm::lgamma(count + 1.0));
    (first * sum).min(1.0)
}

/// Returns the 95 % interval of the mean behind a count. That of 0 starts at 0.
///
/// # Source
///
/// Garwood 1936: the means with which a count at least as high, or at most as high, has a chance of 2.5 %.
pub(super) fn interval(count: f64) -> (f64, f64) {
    let low = if count > 0.0 { mean_with(count, BEYOND) } else { 0.0 };
    (low, mean_with(count + 1.0, 1.0 - BEYOND))
}

/// The mean with which at least so many events have this chance.
fn mean_with(count: f64, chance: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    while at_least(count, high) < chance {
        (low, high) = (high, 2.0 * high);
    }
    // Halving ends where no float lies between: the same one everywhere.
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return high;
        }
        if at_least(count, middle) < chance { low = middle } else { high = middle }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn intervals_are_the_published_ones() {
        for (count, bounds) in [
            (0.0, "0.0000 3.6889"),
            (1.0, "0.0253 5.5716"),
            (5.0, "1.6235 11.6683"),
            (10.0, "4.7954 18.3904"),
            (30.0, "20.2409 42.8269"),
        ] {
            let (low, high) = interval(count);
            assert_eq!(format!("{low:.4} {high:.4}"), bounds);
        }
    }

    #[test]
    fn the_chance_is_the_sum_of_the_terms() {
        // 1 - e^-2 (1 + 2 + 2)
        assert!((at_least(3.0, 2.0) - 0.323_323_583_8).abs() < 1e-9);
        assert_eq!((at_least(0.0, 2.0), at_least(3.0, 0.0)).0.to_string(), "1");
        assert_eq!(at_least(3.0, 0.0).to_string(), "0");
        // Far beyond the range of e^-mean.
        assert!((at_least(2000.0, 2000.0) - 0.502_973).abs() < 1e-5);
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_count_and_rises_with_it(count in 0.0..500.0_f64, more in 0.1..50.0_f64) {
            let (low, high) = interval(count);
            prop_assert!(low <= count && count < high);
            let (low_more, high_more) = interval(count + more);
            prop_assert!(low < low_more && high < high_more);
        }
    }
}
