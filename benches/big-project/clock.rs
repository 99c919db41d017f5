//! Times of the generated rows of a month, in order: more by day than at night, fewer at weekends.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

/// Relative volume of each hour of a day.
const HOURS: [u64; 24] =
    [3, 2, 1, 1, 1, 2, 4, 7, 9, 9, 8, 8, 9, 9, 8, 8, 9, 10, 11, 12, 12, 10, 7, 5];
/// Relative volume of each day of a week, Monday first.
const DAYS: [u64; 7] = [10, 10, 10, 10, 9, 7, 8];

/// The hours of a month in the zone of the brief.
#[derive(Debug)]
pub(crate) struct Clock {
    hours: Vec<Hour>,
    weight: u64,
}

#[derive(Debug)]
struct Hour {
    /// Sum of the weights of the hours before it, and its own weight.
    before: u64,
    weight: u64,
    /// Seconds since 1970.
    start: u64,
    /// For example `2023-01-31T23:`.
    text: String,
    /// For example `+01:00`.
    offset: String,
}

/// An instant in the notation of exports.
#[derive(Debug)]
pub(crate) struct Moment<'a> {
    hour: &'a Hour,
    millisecond: u64,
}

/// The first day of a month, counted from January 2023.
pub(crate) fn month(number: u64) -> Date {
    let months = i64::try_from(number).expect("a few years of months");
    date(2023, 1, 1) + months.months()
}

impl Clock {
    /// The clock of a month.
    pub(crate) fn of(number: u64) -> Self {
        let zone = TimeZone::get("Europe/Amsterdam").expect("the zone is in the database");
        let midnight = |day: Date| day.to_zoned(zone.clone()).expect("a day has a midnight");
        let end = midnight(month(number + 1));
        let (mut hours, mut weight) = (Vec::new(), 0);
        let mut at = midnight(month(number));
        while at < end {
            let day = usize::try_from(at.weekday().to_monday_zero_offset()).expect("0 to 6");
            let own = DAYS[day] * HOURS[usize::try_from(at.hour()).expect("0 to 23")];
            hours.push(Hour {
                before: weight,
                weight: own,
                start: at.timestamp().as_second().try_into().expect("after 1970"),
                text: at.strftime("%Y-%m-%dT%H:").to_string(),
                offset: at.strftime("%:z").to_string(),
            });
            weight += own;
            at += 1.hours();
        }
        Self { hours, weight }
    }

    /// Time of the row with this number, of `rows` in the month.
    pub(crate) fn at(&self, place: u64, rows: u64) -> Moment<'_> {
        // In thousandths of an hour's weight, for the minutes within it.
        let wide = u128::from(place) * u128::from(self.weight) * 1000 / u128::from(rows);
        let passed = u64::try_from(wide).expect("at most the weight of a month");
        let next = self.hours.partition_point(|hour| hour.before * 1000 <= passed);
        let hour = &self.hours[next - 1];
        let millisecond = (passed - hour.before * 1000) * 3600 / hour.weight;
        Moment { hour, millisecond }
    }
}

impl Moment<'_> {
    /// Milliseconds since 1970.
    pub(crate) fn unix(&self) -> u64 {
        self.hour.start * 1000 + self.millisecond
    }

    /// For example `2023-01-31T23:59:59+01:00`.
    pub(crate) fn push(&self, out: &mut String) {
        let second = self.millisecond / 1000;
        out.push_str(&self.hour.text);
        push_two(second / 60, out);
        out.push(':');
        push_two(second % 60, out);
        out.push_str(&self.hour.offset);
    }

    /// For example `2023-01-31`.
    pub(crate) fn day(&self) -> &str {
        &self.hour.text[..10]
    }
}

fn push_two(number: u64, out: &mut String) {
    if number < 10 {
        out.push('0');
    }
    out.push_str(&number.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_filled_from_its_first_hour_to_its_last() {
        let clock = Clock::of(2); // March 2023, with the change to summer time
        assert_eq!(clock.hours.len(), 31 * 24 - 1);
        let shown = |place| {
            let mut text = String::new();
            clock.at(place, 1_000_000).push(&mut text);
            text
        };
        assert_eq!(shown(0), "2023-03-01T00:00:00+01:00");
        // Its weight is 165 · (4 · 64 + 10 + 10 + 9) less 8 for the hour that the change took: 47017, of which the last hour, a Friday's, has 45.
        // 999 999 of a million rows are 47016.952 of it, 44.952 into that hour: 3596.16 seconds.
        assert_eq!(shown(999_999), "2023-03-31T23:59:56+02:00");
    }
}
