//! The mean over full weeks in words: what stands beside the conversations a day of the formula.

use crate::insights::WeekMean;
use crate::pages::format::{between, count, counted, quantity, range};

/// `mean of 4 full weeks: 40.4 a day, 95% range 34.2 to 46.5`; with too few weeks for a range, the span of single days.
pub(in crate::pages) fn week_mean(mean: &WeekMean) -> String {
    let text = match (mean.per_day, mean.interval, mean.days) {
        (Some(per_day), Some((low, high)), _) => {
            let weeks = counted(mean.weeks as u64, "full week");
            let sure = if mean.weeks < WeekMean::ENOUGH { "indicative " } else { "" };
            format!(
                "mean of {weeks}: {} a day, {sure}95% range {}",
                quantity(per_day),
                range(low, high)
            )
        }
        (_, _, Some((_, 0))) => "none on any day".to_owned(),
        (_, _, Some((low, high))) => {
            let days = between(&count(low), &count(high));
            format!("single days had {days}; a range needs two full weeks")
        }
        (_, _, None) => "no day covered in every channel".to_owned(),
    };
    text + &left_out(mean.left_out)
}

/// What is said behind a number of weeks if others were left out.
pub(super) fn left_out(weeks: usize) -> String {
    match weeks {
        0 => String::new(),
        weeks => format!("; {} with missing days left out", counted(weeks as u64, "week")),
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
            assert_eq!(week_mean(&mean), text);
        }
    }
}
