//! The mean over full weeks in words, shown beside the conversations a day of the formula.

use crate::insights::WeekMean;
use crate::pages::words::{Words, say};

/// `mean of 4 full weeks: 40.4 a day, 95% range 34.2 to 46.5`; with too few weeks for a range, the span of single days.
pub(in crate::pages) fn week_mean(words: &Words, mean: &WeekMean) -> String {
    let text = match (mean.per_day, mean.interval, mean.days) {
        (Some(per_day), Some((low, high)), _) => {
            let weeks = say!(words, "full-weeks", n = mean.weeks as u64);
            let (rate, range) = (words.quantity(per_day), words.range(low, high));
            if mean.weeks < WeekMean::ENOUGH {
                say!(words, "week-mean-indicative", weeks = weeks, rate = rate, range = range)
            } else {
                say!(words, "week-mean", weeks = weeks, rate = rate, range = range)
            }
        }
        (_, _, Some((_, 0))) => words.text("week-mean-none"),
        (_, _, Some((low, high))) => {
            let days = words.between(&words.count(low), &words.count(high));
            say!(words, "week-mean-days", range = days)
        }
        (_, _, None) => words.text("week-mean-no-day"),
    };
    left_out(words, text, mean.left_out)
}

/// A 95% range of so many full weeks: of few, it is called indicative.
pub(in crate::pages) fn weeks_range(
    words: &Words,
    (low, high): (f64, f64),
    weeks: usize,
) -> String {
    let range = words.range(low, high);
    if weeks < WeekMean::ENOUGH { say!(words, "indicative-range", range = range) } else { range }
}

/// A sentence about weeks, with the number of those that were left out.
pub(super) fn left_out(words: &Words, sentence: String, weeks: usize) -> String {
    match weeks {
        0 => sentence,
        weeks => {
            let weeks = say!(words, "weeks", n = weeks as u64);
            say!(words, "weeks-left-out", sentence = sentence, weeks = weeks)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(weeks: usize, left_out: usize, interval: Option<(f64, f64)>) -> WeekMean {
        let per_day = (weeks > 0).then_some(40.357_143);
        WeekMean { weeks, left_out, per_day, interval, days: Some((21, 60)) }
    }

    #[test]
    fn the_mean_is_named_with_its_weeks_and_range() {
        let range = Some((34.1665, 46.5478));
        for (mean, text) in [
            (
                mean(4, 0, range),
                "mean of 4 full weeks: 40.4 a day, 95% range 34.2\u{a0}to\u{a0}46.5",
            ),
            (
                mean(3, 1, range),
                "mean of 3 full weeks: 40.4 a day, indicative 95% range 34.2\u{a0}to\u{a0}46.5; 1 week with missing days left out",
            ),
            (mean(1, 0, None), "single days had 21\u{a0}to\u{a0}60; a range needs two full weeks"),
            (WeekMean { days: Some((0, 0)), ..mean(0, 0, None) }, "none on any day"),
            (
                WeekMean { days: None, ..mean(0, 2, None) },
                "no day covered in every channel; 2 weeks with missing days left out",
            ),
        ] {
            assert_eq!(week_mean(Words::english(), &mean), text);
        }
    }
}
