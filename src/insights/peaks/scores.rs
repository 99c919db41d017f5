//! The distance of days from what is usual on their weekday, in standard deviations (docs/method.md, Peaks).

use crate::units::Date;

/// Values of each weekday without which all days share one median.
const FEWEST_OF_WEEKDAY: usize = 4;

/// The 75 % point of the normal distribution: a median deviation over it is a standard deviation.
const QUARTILE: f64 = 0.674_489_750_196_082;

/// A mean deviation times this is a standard deviation of the normal distribution: sqrt(π / 2).
const MEAN_DEVIATION: f64 = 1.253_314_137_315_500_3;

/// The distance in standard deviations of each day from the median of its weekday in the base.
///
/// Values that do not vary at all are taken to vary as independent ones would, by 1; others by `least` at least. Each day of the base is measured against the other weeks, as the days outside of it are: measured against itself too, it would seem nearer.
pub(super) fn scores(base: &[(Date, f64)], days: &[(Date, f64)], least: f64) -> Vec<f64> {
    let of_weekday = |row: usize| base.iter().filter(move |(day, _)| weekday(*day) == row);
    let has_weekdays = (0..7).all(|row| of_weekday(row).count() >= FEWEST_OF_WEEKDAY);
    let row = |day: Date| if has_weekdays { weekday(day) } else { 0 };
    let mut levels: [Vec<f64>; 7] = Default::default();
    for &(day, value) in base {
        levels[row(day)].push(value);
    }
    let residuals = base.iter().map(|&(day, value)| {
        let mut others = levels[row(day)].clone();
        if let Some(own) = others.iter().position(|other| other.total_cmp(&value).is_eq()) {
            others.swap_remove(own);
        }
        value - median(&mut others)
    });
    let mut residuals: Vec<f64> = residuals.collect();
    let centre = median(&mut residuals);
    let mut deviations: Vec<f64> =
        residuals.iter().map(|residual| (residual - centre).abs()).collect();
    let spread = match spread(&mut deviations) {
        none if none <= 0.0 => 1.0,
        spread => spread.max(least),
    };
    let levels = levels.map(|mut values| median(&mut values));
    days.iter().map(|&(day, value)| (value - levels[row(day)] - centre) / spread).collect()
}

/// The standard deviation that these absolute deviations suggest; where most are 0, by their mean.
fn spread(deviations: &mut [f64]) -> f64 {
    let (median, mean) =
        (median(deviations), deviations.iter().sum::<f64>() / deviations.len() as f64);
    if median > 0.0 { median / QUARTILE } else { mean * MEAN_DEVIATION }
}

/// The middle value, 0 without one; sorts them.
pub(super) fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    match (values.len() / 2, values.len() % 2) {
        (0, 0) => 0.0,
        (middle, 0) => f64::midpoint(values[middle - 1], values[middle]),
        (middle, _) => values[middle],
    }
}

/// Monday is 0.
pub(super) fn weekday(day: Date) -> usize {
    usize::try_from(day.weekday().to_monday_zero_offset()).expect("0 to 6")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::peaks::FAR;
    use crate::insights::period::each_day;
    use crate::rollup::sample::day;

    /// Values on the days from Monday 4 May 2026 on.
    fn on_days(values: &[f64]) -> Vec<(Date, f64)> {
        each_day(day("2026-05-04"), Date::MAX).zip(values.iter().copied()).collect()
    }

    #[test]
    fn the_spread_gives_the_published_scores() {
        // Iglewicz and Hoaglin's modified z of 40 among 8 9 10 10 11 12 13 40.
        let z = |mut values: Vec<f64>| {
            let last = *values.last().unwrap();
            let centre = median(&mut values.clone());
            for value in &mut values {
                *value = (*value - centre).abs();
            }
            (last - centre) / spread(&mut values)
        };
        let found = z([8.0, 9.0, 10.0, 10.0, 11.0, 12.0, 13.0, 40.0].to_vec());
        assert_eq!(format!("{found:.2}"), "13.26");
        let found = z([[10.0; 7].as_slice(), &[100.0]].concat());
        assert_eq!(format!("{found:.6}"), "6.383076");
    }

    #[test]
    fn a_day_stands_against_its_own_weekday() {
        // 10 on Mondays to Fridays and 4 at weekends, a little more every other week.
        let week = |week: usize| {
            let more = (week % 3) as f64 / 2.0;
            [10.0, 10.0, 10.0, 10.0, 10.0, 4.0, 4.0].map(|value| value + more)
        };
        let base: Vec<f64> = (0..9).flat_map(week).collect();
        let base = on_days(&base);
        let sunday = (day("2026-07-12"), 10.0);
        let monday = (day("2026-07-13"), 10.0);
        let z = scores(&base, &[sunday, monday], 0.0);
        assert!(z[0] > FAR && z[1].abs() < 1.0, "{z:?}");
        // Three weeks have no weekdays: all days share one median.
        let z = scores(&base[..21], &[sunday, monday], 0.0);
        assert!((z[0] - z[1]).abs() < 1e-9);
    }
}
