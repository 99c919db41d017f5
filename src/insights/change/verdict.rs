//! Whether two measurements differ: verdicts, the test on full weeks, and that on net sentiments.
//!
//! Input: totals of weeks or tones with their intervals. Output: a ratio or a difference with its 95 % interval and a verdict. Counts never vary
//! less than independent mentions would: weeks that are equal by chance do not make a result certain.

use crate::insights::weeks::{SURE, Sample, WeekMean};
use crate::insights::{ToneFigures, interval, student};

/// Confidence from which on a change is likely.
pub(in crate::insights) const LIKELY: f64 = 0.80;

/// Change of the ratio, up or down, from which on a certain one is called a rise or a fall.
const MIN_CLEAR_CHANGE: f64 = 0.10;

/// Mentions under which a side carries no verdict.
pub const FEWEST_MENTIONS: u64 = 30;

/// Weeks of the base that must be covered in every channel.
pub const FEWEST_BASE_WEEKS: usize = 8;

/// What may be said of two measurements of the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeVerdict {
    /// Higher: 95 % excludes no change, and a volume by a tenth at least.
    Rose,
    /// Higher at 80 %.
    ProbablyRose,
    /// Either way.
    Unclear,
    /// Lower at 80 %.
    ProbablyFell,
    /// Lower: 95 % excludes no change, and a volume by a tenth at least.
    Fell,
}

impl ChangeVerdict {
    /// The word of `summary.json` and the data files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Rose => "rose",
            Self::ProbablyRose => "probably_rose",
            Self::Unclear => "unclear",
            Self::ProbablyFell => "probably_fell",
            Self::Fell => "fell",
        }
    }

    /// Whether another verdict on the same thing has the same direction; an unclear one agrees with any.
    pub(in crate::insights) fn agrees(self, other: Self) -> bool {
        let direction = |verdict| match verdict {
            Self::Rose | Self::ProbablyRose => 1,
            Self::Unclear => 0,
            Self::ProbablyFell | Self::Fell => -1,
        };
        self == Self::Unclear || direction(self) == direction(other)
    }

    /// From a difference above or below 0, and whether it excludes no change with 80 % and clearly.
    pub(in crate::insights) fn of(difference: f64, is_likely: bool, is_clear: bool) -> Self {
        match (is_likely, is_clear, difference > 0.0) {
            (false, ..) => Self::Unclear,
            (_, true, true) => Self::Rose,
            (_, true, false) => Self::Fell,
            (_, false, true) => Self::ProbablyRose,
            (_, false, false) => Self::ProbablyFell,
        }
    }
}

/// The test on the logarithms of the totals of full weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekTest {
    /// Typical week now / typical week before (geometric means).
    pub ratio: f64,
    /// 95 % interval of the ratio.
    pub interval: (f64, f64),
    /// Probability of a difference as large or larger without any change.
    pub p: f64,
    /// The verdict.
    pub verdict: ChangeVerdict,
}

/// Two net sentiments compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ToneTest {
    /// Now less before, in points.
    pub difference: f64,
    /// 95 % interval of the difference, in points.
    pub interval: (f64, f64),
    /// The verdict.
    pub verdict: ChangeVerdict,
}

impl WeekTest {
    /// `direction` has the sign of the change in the rates that are printed with the verdict.
    pub(super) fn of(now: &[u64], before: &[u64], direction: f64) -> Option<Self> {
        let is_small = |totals: &[u64]| totals.iter().sum::<u64>() < FEWEST_MENTIONS;
        if is_small(now) || is_small(before) {
            return None;
        }
        let welch = Welch::of(now, before)?;
        let half = student::bound(SURE, welch.freedom) * welch.error;
        let [ratio, low, high] = [0.0, -half, half].map(|step| libm::exp(welch.difference + step));
        let test =
            Self { ratio, interval: (low, high), p: welch.p(), verdict: ChangeVerdict::Unclear };
        let agrees = welch.difference * direction > 0.0;
        Some(if agrees { test.judged(test.p) } else { test })
    }

    /// With the verdict that this p gives.
    fn judged(self, p: f64) -> Self {
        let is_clear = p < 1.0 - SURE && (self.ratio - 1.0).abs() >= MIN_CLEAR_CHANGE;
        let verdict = ChangeVerdict::of(self.ratio - 1.0, p < 1.0 - LIKELY, is_clear);
        Self { p, verdict, ..self }
    }

    /// Adjusts the tests of one table for their number, so that of its clear verdicts one in twenty is expected to be wrong.
    pub(super) fn adjust(tests: &mut [&mut Self]) {
        let p = adjusted(&tests.iter().map(|test| test.p).collect::<Vec<_>>());
        for (test, p) in tests.iter_mut().zip(p) {
            // One that the rates contradict stays unclear.
            let is_open = test.verdict == ChangeVerdict::Unclear;
            **test = if is_open { Self { p, ..**test } } else { test.judged(p) };
        }
    }
}

/// The adjusted p values of Benjamini and Hochberg (1995).
pub(in crate::insights) fn adjusted(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[b].total_cmp(&p[a]));
    let mut adjusted = vec![1.0; p.len()];
    let mut least: f64 = 1.0;
    for (above, &place) in order.iter().enumerate() {
        least = least.min(p[place] * p.len() as f64 / (p.len() - above) as f64);
        adjusted[place] = least;
    }
    adjusted
}

/// A comparison of two means, here of logarithms.
struct Welch {
    difference: f64,
    error: f64,
    freedom: f64,
}

impl Welch {
    /// By Welch; where there are under four weeks now, their spread is taken from the weeks before. `None` if a side has a zero or too few
    /// values: under four before, or under eight before a short side.
    fn of(now: &[u64], before: &[u64]) -> Option<Self> {
        let is_short = now.len() < WeekMean::ENOUGH;
        let fewest = if is_short { FEWEST_BASE_WEEKS } else { WeekMean::ENOUGH };
        if now.is_empty() || before.len() < fewest {
            return None;
        }
        let (logs, former) = (logs(now)?, logs(before)?);
        let spread = former.squared_error()?;
        let own = if is_short {
            spread * before.len() as f64 / now.len() as f64
        } else {
            logs.squared_error()?
        };
        let freedom = match own + spread {
            _ if is_short => former.freedom(),
            both if both > 0.0 => {
                both * both / (own * own / logs.freedom() + spread * spread / former.freedom())
            }
            _ => logs.freedom() + former.freedom(),
        };
        let error = (own + spread).max(chance(now) + chance(before)).sqrt();
        Some(Self { difference: logs.mean - former.mean, error, freedom })
    }

    fn p(&self) -> f64 {
        student::two_sided(self.difference / self.error, self.freedom)
    }
}

fn logs(totals: &[u64]) -> Option<Sample> {
    let log = |&total: &u64| (total > 0).then(|| libm::log(total as f64));
    Sample::of(&totals.iter().map(log).collect::<Option<Vec<f64>>>()?)
}

/// The squared error of a mean logarithm if mentions came independently, each with the same chance: 1 over their number.
fn chance(totals: &[u64]) -> f64 {
    1.0 / totals.iter().sum::<u64>() as f64
}

impl ToneTest {
    /// The interval of the difference from those of the two values (Zou and Donner 2008), so that what widens these widens it. `None` if one has no
    /// interval.
    pub(super) fn of(now: &ToneFigures, before: &ToneFigures) -> Option<Self> {
        let (net, (low, high)) = (now.net?, now.interval?);
        let (former, (former_low, former_high)) = (before.net?, before.interval?);
        let difference = net - former;
        let down = libm::hypot(net - low, former_high - former);
        let up = libm::hypot(high - net, former - former_low);
        let error = if difference > 0.0 { down } else { up };
        // The bounds of 80 % lie this much nearer than those of 95 %.
        let likely = error * interval::Z80 / interval::Z95;
        let verdict =
            ChangeVerdict::of(difference, difference.abs() > likely, difference.abs() > error);
        Some(Self { difference, interval: (difference - down, difference + up), verdict })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::sample::{Arrival, Draws};
    use crate::rollup::Spread;
    use crate::tally::Tally;

    /// The weeks of docs/method.md, Change.
    const BEFORE: [u64; 4] = [278, 274, 321, 257];
    const NOW: [u64; 4] = [310, 298, 335, 322];

    #[test]
    fn welch_gives_the_documented_values() {
        let welch = Welch::of(&NOW, &BEFORE).unwrap();
        // 4.5887899 degrees of freedom.
        let found = [welch.difference / welch.error, welch.freedom, welch.p()];
        assert_eq!(found.map(|value| format!("{value:.5}")), ["2.16591", "4.58879", "0.08747"]);
        let test = WeekTest::of(&NOW, &BEFORE, 1.0).unwrap();
        let found =
            [test.ratio, test.interval.0, test.interval.1].map(|value| format!("{value:.6}"));
        assert_eq!(found, ["1.122177", "0.975010", "1.291557"]);
        assert_eq!(test.verdict, ChangeVerdict::ProbablyRose);
    }

    fn verdict(now: &[u64], before: &[u64]) -> Option<ChangeVerdict> {
        let mean = |totals: &[u64]| totals.iter().sum::<u64>() as f64 / totals.len() as f64;
        WeekTest::of(now, before, mean(now) - mean(before)).map(|test| test.verdict)
    }

    #[test]
    fn verdicts_need_certainty_size_and_rates_that_agree() {
        assert_eq!(verdict(&[61, 62, 63, 64], &[30, 31, 32, 33]), Some(ChangeVerdict::Rose));
        assert_eq!(verdict(&[30, 31, 32, 33], &[61, 62, 63, 64]), Some(ChangeVerdict::Fell));
        assert_eq!(verdict(&BEFORE, &NOW), Some(ChangeVerdict::ProbablyFell));
        assert_eq!(verdict(&[20, 90, 25, 80], &[30, 70, 40, 50]), Some(ChangeVerdict::Unclear));
        // Certain, but only by 5 %.
        assert_eq!(
            verdict(&[21_050, 21_051, 21_049, 21_050], &[20_000, 20_001, 19_999, 20_000]),
            Some(ChangeVerdict::ProbablyRose)
        );
        // The weeks rose, the rates beside them fell.
        let torn = WeekTest::of(&[61, 62, 63, 64], &[30, 31, 32, 33], -1.0).unwrap();
        assert_eq!(torn.verdict, ChangeVerdict::Unclear);
        assert_eq!(verdict(&[20; 4], &[20; 4]), Some(ChangeVerdict::Unclear));
    }

    #[test]
    fn equal_weeks_of_few_mentions_are_no_certainty() {
        // 40 against 48: 1.2 with a standard error of sqrt(1/40 + 1/48), p 0.40.
        let test = WeekTest::of(&[12; 4], &[10; 4], 1.0).unwrap();
        assert_eq!((test.verdict, test.p > 0.3), (ChangeVerdict::Unclear, true));
        // 80 against 40 mentions.
        assert_eq!(verdict(&[20; 4], &[10; 4]), Some(ChangeVerdict::Rose));
    }

    #[test]
    fn few_mentions_few_weeks_or_a_silent_one_carry_no_verdict() {
        assert_eq!(verdict(&[7, 7, 7, 8], &BEFORE), None);
        assert_eq!(verdict(&NOW, &[8, 7, 7, 7]), None);
        assert_eq!(verdict(&NOW[..3], &BEFORE), None);
        assert_eq!(verdict(&NOW, &BEFORE[..3]), None);
        assert_eq!(verdict(&NOW, &[278, 0, 321, 257]), None);
        assert_eq!(verdict(&[], &[278; 13]), None);
    }

    #[test]
    fn a_single_week_is_judged_by_the_spread_of_the_weeks_before() {
        let before = [90, 110, 100, 95, 105, 100, 90, 110];
        let welch = Welch::of(&[150], &before).unwrap();
        // s = 0.0798 in logarithms, so that s · sqrt(1 + 1/8) is 0.0847; independent mentions would vary by sqrt(1/150 + 1/800).
        assert_eq!((welch.freedom, format!("{:.4}", welch.error)), (7.0, "0.0890".to_owned()));
        assert_eq!(verdict(&[150], &before), Some(ChangeVerdict::Rose));
        assert_eq!(verdict(&[110], &before), Some(ChangeVerdict::Unclear));
    }

    #[test]
    fn many_verdicts_in_one_table_are_adjusted() {
        let adjusted_p = adjusted(&[0.009, 0.60, 0.005, 0.20, 0.05]);
        let found: Vec<String> = adjusted_p.iter().map(|p| format!("{p:.4}")).collect();
        assert_eq!(found, ["0.0225", "0.6000", "0.0225", "0.2500", "0.0833"]);
        assert_eq!(adjusted(&[]), Vec::<f64>::new());
    }

    fn tone(positive: u64, neutral: u64, negative: u64) -> ToneFigures {
        ToneFigures::of(Tally::of([positive, neutral, negative, 0]), Some(Spread::default()))
    }

    #[test]
    fn a_difference_of_tone_needs_both_intervals() {
        let base = tone(80, 100, 20);
        let verdict = |now, before| ToneTest::of(&now, &before).map(|test| test.verdict);
        assert_eq!(verdict(base, base), Some(ChangeVerdict::Unclear));
        assert_eq!(verdict(tone(98, 100, 2), base), Some(ChangeVerdict::Rose));
        assert_eq!(verdict(base, tone(98, 100, 2)), Some(ChangeVerdict::Fell));
        assert_eq!(verdict(base, tone(90, 100, 10)), Some(ChangeVerdict::ProbablyFell));
        assert_eq!(verdict(tone(90, 100, 10), base), Some(ChangeVerdict::ProbablyRose));
        assert_eq!(verdict(tone(3, 3, 3), base), None);
        let test = ToneTest::of(&tone(98, 100, 2), &base).unwrap();
        assert!(test.interval.0 > 0.0 && test.interval.1 > test.difference);
    }

    /// Months of four weeks called (rose or fell, probably so) against 13 weeks before, without any change.
    fn false_verdicts(arrival: Arrival) -> (f64, f64) {
        const MONTHS: u32 = 2000;
        let mut draws = Draws::seeded(2026);
        let (mut clear, mut probable) = (0, 0);
        for _ in 0..MONTHS {
            let days = draws.days(17 * 7, arrival);
            let weeks: Vec<u64> = days.chunks(7).map(|week| week.iter().sum()).collect();
            match verdict(&weeks[13..], &weeks[..13]) {
                Some(ChangeVerdict::Rose | ChangeVerdict::Fell) => clear += 1,
                Some(ChangeVerdict::ProbablyRose | ChangeVerdict::ProbablyFell) => probable += 1,
                _ => (),
            }
        }
        (f64::from(clear) / f64::from(MONTHS), f64::from(probable) / f64::from(MONTHS))
    }

    #[test]
    #[ignore = "a simulation of some seconds: cargo test -- --ignored false_verdicts"]
    fn false_verdicts_are_rare() {
        let rates = [Arrival::Independent, Arrival::Bursts, Arrival::Threads].map(false_verdicts);
        assert!(rates[0].0 <= 0.06, "{rates:?}");
        let found = rates.map(|(clear, probable)| format!("{clear:.3} {probable:.3}"));
        assert_eq!(found, ["0.009 0.102", "0.059 0.188", "0.058 0.132"]);
    }
}
