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
