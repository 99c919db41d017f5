//! Dates, times and time zones, re-exported from jiff for all other modules.
//!
//! Types come from here and not from jiff, so that one module decides what a day is.

pub use jiff::Timestamp;
pub use jiff::ToSpan;
pub use jiff::civil::{Date, DateTime, ISOWeekDate, Time, Weekday};
pub use jiff::tz::TimeZone;

/// The seven weekdays, Monday first: the row order of every table and heat map.
pub const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The days of [`WEEK`] as briefs and the ids of figures write them.
pub const WEEK_IDS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Minutes from midnight to a time of day.
pub fn minute_of_day(time: Time) -> u32 {
    60 * u32::from(time.hour().unsigned_abs()) + u32::from(time.minute().unsigned_abs())
}

/// Joins spans that touch or overlap; returns them ascending. Each is from its first to before its second number.
///
/// # Examples
///
/// ```
/// use socialmap::units::join_spans;
/// assert_eq!(join_spans(vec![(5, 9), (1, 3), (3, 4), (6, 7)]), [(1, 4), (5, 9)]);
/// ```
pub fn join_spans<T: Ord + Copy>(mut spans: Vec<(T, T)>) -> Vec<(T, T)> {
    spans.sort_unstable();
    spans.dedup_by(|next, before| {
        let touches = next.0 <= before.1;
        if touches {
            before.1 = before.1.max(next.1);
        }
        touches
    });
    spans
}
