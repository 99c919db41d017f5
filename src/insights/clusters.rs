//! How many independent mentions some mentions of a few accounts are worth (docs/method.md, Mentions and accounts).
//!
//! Input: sums over accounts. Output: an effective size. One account with 90 of 100 mentions is not 100 opinions: the variance of the mean
//! over accounts is compared with that of as many independent mentions, and an account counts at most once as evidence.

use super::interval::wilson_of;
use crate::rollup::Spread;

/// Effective labels under which a tone has no interval and no verdict. Slightly below 10, because rounding may take one from ten lone mentions.
pub(super) const FEWEST_LABELS: f64 = 10.0 - 1e-9;

/// Sums over clusters. A cluster is an account in a channel, or a mention without a known author.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clusters {
    /// How many there are.
    pub(super) count: f64,
    /// Mentions.
    pub(super) size: f64,
    /// Sum of size · size.
    pub(super) size_squares: f64,
    /// Sum of the values: of the mentions with a trait, or of the positive mentions less the negative ones.
    pub(super) sum: f64,
    /// Sum of value · value.
    pub(super) squares: f64,
    /// Sum of value · size.
    pub(super) products: f64,
}

impl Clusters {
    /// The effective size, at most the number of mentions; `variance` is that of one mention.
    ///
    /// # Source
    ///
    /// Design effect of a ratio over clusters (Kish 1965), held against the variance of a simple random sample; at most Kish's effective size
    /// (sum of sizes)² / sum of squared sizes, which is used by itself where the ratio is undefined: one cluster, or no variance.
    pub(super) fn effective_size(&self, variance: f64) -> f64 {
        let Self { count, size, size_squares, sum, squares, products } = *self;
        let of_accounts = size * size / size_squares;
        let simple = variance / (size - 1.0);
        if count <= 1.0 || size <= 1.0 || simple <= 1e-15 {
            return of_accounts.min(size);
        }
        let mean = sum / size;
        let deviation = (squares - 2.0 * mean * products + mean * mean * size_squares).max(0.0);
        let clustered = count / (count - 1.0) * deviation / (size * size);
        let design_effect = (clustered / simple).max(1.0);
        (size / design_effect).min(of_accounts)
    }
}

/// 95 % interval of the share that a part has in all mentions, each with the spread over its accounts; `None` if there are none. An account is
/// in only one part, so all its mentions are in it or none is.
pub(super) fn share_interval(
    (part, spread): (u64, Spread),
    (all, everywhere): (u64, Spread),
) -> Option<(f64, f64)> {
    let share = (all > 0).then(|| part as f64 / all as f64)?;
    let size = effective_share_size((part, spread), spread.all_squares, (all, everywhere));
    Some(wilson_of(share, size))
}

/// How many independent mentions the share of a part is based on, at most all of them. `products` is the sum over accounts of their mentions in
/// the part · all their mentions.
pub(super) fn effective_share_size(
    (part, spread): (u64, Spread),
    products: u64,
    (all, everywhere): (u64, Spread),
) -> f64 {
    let lone = |mentions: u64, spread: Spread| mentions.saturating_sub(spread.all) as f64;
    let share = part as f64 / all.max(1) as f64;
    let clusters = Clusters {
        count: everywhere.all_accounts as f64 + lone(all, everywhere),
        size: all as f64,
        size_squares: everywhere.all_squares as f64 + lone(all, everywhere),
        sum: part as f64,
        squares: spread.all_squares as f64 + lone(part, spread),
        products: products as f64 + lone(part, spread),
    };
    clusters.effective_size(share * (1.0 - share))
}

/// 95 % interval of a share of mentions whose accounts are known only for all of them: as if each account had written in one way throughout.
/// `None` without a mention.
pub(super) fn trait_interval(part: u64, (all, everywhere): (u64, Spread)) -> Option<(f64, f64)> {
    let share = (all > 0).then(|| part as f64 / all as f64)?;
    Some(wilson_of(share, effective_accounts(all, everywhere)))
}

/// How many accounts that write equally often these mentions are worth, each without a known account being of its own; 0 without a mention.
pub(super) fn effective_accounts(all: u64, spread: Spread) -> f64 {
    let squares = spread.all_squares + all.saturating_sub(spread.all);
    if squares == 0 { 0.0 } else { all as f64 * all as f64 / squares as f64 }
}

#[cfg(test)]
mod tests {
    use crate::insights::ToneFigures;
    use crate::insights::interval::Z95;
    use crate::insights::sentiment::NoRange;
    use crate::mentions::tone::Tone;
    use crate::rollup::Spread;
    use crate::tally::Tally;
    use proptest::prelude::*;

    /// Accounts of so many (positive, neutral, negative) mentions, and mentions without a known author.
    fn tone(accounts: &[(u64, [u64; 3])], lone: [u64; 3]) -> ToneFigures {
        let (mut counts, mut spread) =
            (Tally::of([lone[0], lone[1], lone[2], 0]), Spread::default());
        for (times, [positive, neutral, negative]) in accounts {
            let account = Tally::of([*positive, *neutral, *negative, 0]);
            for _ in 0..*times {
                counts.merge(&account);
                spread.merge(&Spread::of(&account));
            }
        }
        ToneFigures::of(counts, Some(spread))
    }

    fn six(tone: &ToneFigures) -> String {
        let range = tone.interval.map(|(low, high)| format!("{low:.6} {high:.6}"));
        range.unwrap_or_else(|| "none".to_owned())
    }

    #[test]
    fn ranges_of_lone_mentions_are_the_documented_ones() {
        for (lone, range) in [
            ([10, 0, 0], "52.057956 100.000000"),
            ([80, 100, 20], "20.800786 38.605155"),
            ([0, 24, 0], "-10.660799 10.660799"),
            ([5, 0, 5], "-56.579287 56.579287"),
            ([1, 8, 1], "-32.666066 32.666066"),
            ([40, 35, 25], "-0.761460 30.173225"),
            ([3, 3, 3], "none"),
        ] {
            assert_eq!(six(&tone(&[], lone)), range, "{lone:?}");
        }
    }

    #[test]
    fn an_account_counts_at_most_once_as_evidence() {
        for (accounts, lone, size, range) in [
            (vec![(1, [90, 0, 0]), (10, [0, 0, 1])], [0; 3], "1.233046", "none"),
            (vec![(1, [90, 0, 0])], [5, 3, 2], "1.233046", "none"),
            (vec![(1, [25, 10, 5])], [0; 3], "1.000000", "none"),
            (vec![(30, [1, 0, 0])], [0; 3], "30.000000", "81.693147 100.000000"),
            (vec![(3, [10, 0, 0]), (10, [1, 0, 0])], [0; 3], "5.161290", "none"),
            (vec![(10, [3, 2, 1])], [0; 3], "10.000000", "-17.664292 73.219848"),
            (
                vec![(4, [5, 0, 0]), (4, [0, 5, 0]), (4, [0, 0, 5])],
                [0; 3],
                "11.186441",
                "-45.710040 45.710040",
            ),
            (
                vec![(1, [8, 2, 0]), (1, [0, 1, 7]), (1, [3, 3, 3]), (1, [1, 0, 0])],
                [10, 7, 5],
                "9.328358",
                "none",
            ),
        ] {
            let tone = tone(&accounts, lone);
            let found = tone.effective_net().unwrap();
            assert_eq!((format!("{found:.6}").as_str(), six(&tone).as_str()), (size, range));
            let few = (range == "none").then_some(NoRange::FewAccounts);
            assert_eq!(tone.no_range(), few);
        }
    }

    #[test]
    fn a_share_has_its_own_effective_size() {
        // 20 of 30 of one account, 1 of 2 of ten, none of twenty with one: 30 of 70 negative, design effect 3.261854, 5.104167 effective.
        let tone = tone(&[(1, [10, 0, 20]), (10, [1, 0, 1]), (20, [1, 0, 0])], [0; 3]);
        let (share, interval) = tone.share(Tone::Negative).unwrap();
        let (n, (low, high)) = (5.104_167, interval.unwrap());
        let scale = 1.0 + Z95 * Z95 / n;
        let centre = (share + Z95 * Z95 / (2.0 * n)) / scale;
        assert!((f64::midpoint(low, high) - centre).abs() < 1e-6, "{low} {high}");
        assert!(ToneFigures::of(tone.counts, None).share(Tone::Negative).unwrap().1.is_none());
    }

    proptest! {
        #[test]
        fn ranges_hold_their_value(
            accounts in prop::collection::vec((1..4_u64, prop::array::uniform3(0..60_u64)), 0..9),
            lone in prop::array::uniform3(0..200_u64),
        ) {
            let tone = tone(&accounts, lone);
            if let (Some(net), Some((low, high))) = (tone.net, tone.interval) {
                prop_assert!(-100.0 <= low && low <= net + 1e-9 && net <= high + 1e-9 && high <= 100.0);
                prop_assert!(low < high);
            }
            for share_of in [Tone::Positive, Tone::Negative] {
                if let Some((share, Some((low, high)))) = tone.share(share_of) {
                    prop_assert!(0.0 <= low && low <= share + 1e-12 && share <= high + 1e-12 && high <= 1.0);
                }
            }
            let size = tone.effective_net().unwrap_or(0.0);
            prop_assert!(size <= tone.counts.labelled() as f64 + 1e-9);
        }
    }

    /// A generator of uniform numbers in [0, 1) that is the same everywhere.
    struct Uniform(u64);

    impl Uniform {
        fn draw(&mut self) -> u64 {
            self.0 = crate::mentions::hashed::mix(self.0);
            self.0 >> 11
        }

        fn next(&mut self) -> f64 {
            self.draw() as f64 / (1_u64 << 53) as f64
        }

        /// Positive, neutral or negative with these chances of the first and the last.
        fn tone(&mut self, positive: f64, negative: f64) -> [u64; 3] {
            match self.next() {
                at if at < positive => [1, 0, 0],
                at if at < positive + negative => [0, 0, 1],
                _ => [0, 1, 0],
            }
        }
    }

    /// The part of simulated months whose range holds the true net sentiment, of those that have a range.
    fn coverage(
        draws: u32,
        (positive, negative): (f64, f64),
        mut month: impl FnMut(&mut Uniform) -> ToneFigures,
    ) -> (f64, u32) {
        let (mut random, mut held, mut ranged) = (Uniform(20_260_929), 0, 0);
        for _ in 0..draws {
            if let Some((low, high)) = month(&mut random).interval {
                let truth = 100.0 * (positive - negative);
                ranged += 1;
                held += u32::from(low <= truth && truth <= high);
            }
        }
        (f64::from(held) / f64::from(ranged.max(1)), ranged)
    }

    #[test]
    #[ignore = "a simulation of several seconds: cargo test --release -- --ignored coverage"]
    fn coverage_is_held_for_independent_and_for_clustered_mentions() {
        let mut found = Vec::new();
        for truth in [(0.5, 0.2), (0.1, 0.6), (0.33, 0.33), (0.9, 0.05)] {
            for n in [10, 20, 50, 100, 300] {
                let independent = coverage(4000, truth, |random| {
                    let mut lone = [0; 3];
                    for _ in 0..n {
                        let drawn = random.tone(truth.0, truth.1);
                        (0..3).for_each(|tone| lone[tone] += drawn[tone]);
                    }
                    tone(&[], lone)
                });
                found.push((format!("{truth:?} {n} independent"), independent));
            }
            // Each account of one tone, with one to eight, one to thirty, or equally many posts.
            for (accounts, most) in [(15, 8), (40, 8), (100, 30), (60, 1), (200, 8_u64)] {
                let clustered = coverage(4000, truth, |random| {
                    let posts = |random: &mut Uniform| 1 + random.draw() % most;
                    let all: Vec<(u64, [u64; 3])> = (0..accounts)
                        .map(|_| {
                            let count = posts(random);
                            (1, random.tone(truth.0, truth.1).map(|one| one * count))
                        })
                        .collect();
                    tone(&all, [0; 3])
                });
                found.push((format!("{truth:?} {accounts} accounts of 1 to {most}"), clustered));
            }
        }
        for (what, (coverage, ranged)) in &found {
            println!("{what}: {coverage:.3} of {ranged}");
        }
        for (what, (coverage, ranged)) in found {
            assert!(ranged < 100 || coverage >= 0.93, "{what}: {coverage:.3} of {ranged}");
        }
    }
}
