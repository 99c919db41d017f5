//! How much more a term is used on one side than on the other: log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008).
//!
//! The prior adds to each side as many imagined uses as the term has among [`PRIOR`] uses of both sides together, so that a rare term is not
//! distinctive by chance.

/// Imagined uses of all terms on each side.
pub const PRIOR: f64 = 500.0;

/// The log-odds ratio of a term between one side and the other, and its value in standard errors. Each side has the uses of the term and those of
/// all terms; `prior` are the imagined uses. `None` if nobody used the term, or no other.
pub(super) fn log_odds(one: (u64, u64), other: (u64, u64), prior: f64) -> Option<(f64, f64)> {
    let (used, all) = (one.0 + other.0, one.1 + other.1);
    if used == 0 || used >= all {
        return None;
    }
    let imagined = prior * used as f64 / all as f64;
    let (of_term, of_all) = (|uses: u64| uses as f64 + imagined, |uses: u64| uses as f64 + prior);
    let odds = |(uses, all)| libm::log(of_term(uses) / (of_all(all) - of_term(uses)));
    let ratio = odds(one) - odds(other);
    let variance = 1.0 / of_term(one.0) + 1.0 / of_term(other.0);
    Some((ratio, ratio / variance.sqrt()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_values() {
        for (one, other, prior, ratio, z) in [
            ((30, 1000), (10, 2000), 1500.0, 0.858_892, 3.719_112),
            ((30, 1000), (10, 2000), 3000.0, 0.567_220, 3.063_340),
            ((30, 1000), (10, 2000), PRIOR, 1.317_342, 4.459_224),
            ((2, 1000), (0, 2000), PRIOR, 2.458_159, 1.327_558),
        ] {
            let found = log_odds(one, other, prior).unwrap();
            assert!((found.0 - ratio).abs() < 1e-6 && (found.1 - z).abs() < 1e-6, "{found:?}");
        }
        let back = log_odds((10, 2000), (30, 1000), PRIOR).unwrap();
        assert!((back.1 + 4.459_224).abs() < 1e-6, "the other side has the opposite sign");
        assert_eq!(log_odds((0, 1000), (0, 2000), PRIOR), None);
        assert_eq!(log_odds((1, 1), (0, 0), PRIOR), None, "the only term of both sides");
    }
}
