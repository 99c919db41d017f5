//! Student's t: how far a mean of few values may lie from the truth.
//!
//! Input: degrees of freedom and a confidence. Output: bounds in standard errors. The incomplete beta function is our own
//! continued fraction over `libm`, so that every machine gives the same digits; no table, no approximation by the normal.

/// Terms of the continued fraction at most; it needs a few dozen for any degrees of freedom met here.
const MOST_TERMS: u32 = 500;
/// Steps towards a bound at most; it needs about ten.
const MOST_STEPS: u32 = 100;
/// The difference of probabilities at which a bound is found: what the continued fraction is exact to.
const PRECISE: f64 = 1e-14;

/// Returns the number of standard errors that a value stays within, to either side, with this confidence.
///
/// # Shape and units
///
/// `confidence` from 0 to 1 (0.95), `freedom` above 0, not necessarily whole (Welch).
pub(super) fn bound(confidence: f64, freedom: f64) -> f64 {
    let beyond = 1.0 - confidence;
    let (mut low, mut high) = (0.0, 1.0);
    let excess = |t| two_sided(t, freedom) - beyond;
    let (mut at_low, mut at_high) = (excess(low), excess(high));
    while at_high > 0.0 {
        (low, at_low) = (high, at_high);
        high *= 2.0;
        at_high = excess(high);
    }
    // A report of many periods needs thousands of bounds: false position, with the end that stays halved (the Illinois rule), takes a fifth
    // of the steps of halving the interval.
    let mut was_above = None;
    for _ in 0..MOST_STEPS {
        let middle = high - at_high * (high - low) / (at_high - at_low);
        let at_middle = excess(middle);
        if at_middle.abs() < PRECISE {
            return middle;
        }
        let is_above = at_middle > 0.0;
        let is_again = was_above.replace(is_above) == Some(is_above);
        if is_above {
            (low, at_low) = (middle, at_middle);
            at_high *= if is_again { 0.5 } else { 1.0 };
        } else {
            (high, at_high) = (middle, at_middle);
            at_low *= if is_again { 0.5 } else { 1.0 };
        }
    }
    high
}

/// Returns the probability that a t of so many degrees of freedom lies beyond `t` to either side.
pub(super) fn two_sided(t: f64, freedom: f64) -> f64 {
    incomplete_beta(freedom / 2.0, 0.5, freedom / (freedom + t * t))
}

/// The regularised incomplete beta function `I_x(a, b)`.
///
/// # Source
///
/// DLMF 8.17.22: the continued fraction, evaluated by the method of Lentz; 8.17.4 for the side on which it is slow.
fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(b, a, 1.0 - x);
    }
    let scale = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b);
    let front = libm::exp(scale + a * libm::log(x) + b * libm::log(1.0 - x)) / a;
    front / fraction(a, b, x)
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    // Lentz divides by what may come out as zero.
    let kept = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let (mut value, mut above, mut below) = (1.0, 1.0, 0.0);
    for term in 1..=MOST_TERMS {
        let step = coefficient(term, a, b) * x;
        below = 1.0 / kept(1.0 + step * below);
        above = kept(1.0 + step / above);
        value *= above * below;
        if (above * below - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

fn coefficient(term: u32, a: f64, b: f64) -> f64 {
    let half = f64::from(term / 2);
    let at = a + 2.0 * half;
    if term.is_multiple_of(2) {
        half * (b - half) / ((at - 1.0) * at)
    } else {
        -(a + half) * (a + b + half) / (at * (at + 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bounds_are_those_of_the_tables() {
        for (confidence, freedom, bounded) in [
            (0.95, 1.0, "12.706205"),
            (0.95, 3.0, "3.182446"),
            (0.95, 27.0, "2.051831"),
            (0.80, 3.0, "1.637744"),
            (0.95, 1e6, "1.959966"),
        ] {
            assert_eq!(format!("{:.6}", bound(confidence, freedom)), bounded);
        }
    }

    #[test]
    fn probabilities_have_closed_forms_for_one_and_two_degrees() {
        // 1: 1 - 2/π·atan(t), at 1 a half. 2: 1 - t/√(2 + t²), at 1: 1 - 1/√3.
        assert!((two_sided(1.0, 1.0) - 0.5).abs() < 1e-12);
        assert!((two_sided(1.0, 2.0) - (1.0 - 1.0 / 3.0_f64.sqrt())).abs() < 1e-12);
        assert!((two_sided(0.0, 5.0) - 1.0).abs() < 1e-12);
        assert_eq!(format!("{:.6}", two_sided(2.165_906, 4.588_789)), "0.087472");
    }

    proptest! {
        #[test]
        fn a_bound_leaves_what_it_should(confidence in 0.01..0.999_f64, freedom in 1.0..500.0_f64) {
            let left = two_sided(bound(confidence, freedom), freedom);
            prop_assert!((left - (1.0 - confidence)).abs() < 1e-9, "{left}");
        }
    }
}
