//! Words that every room shares: the calendar, and nothing that needs a decision.
//!
//! The only door to the calendar crate's types, so that the rooms agree on what a day is.

pub use jiff::Timestamp;
pub use jiff::ToSpan;
pub use jiff::civil::{Date, DateTime, Time, Weekday};
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
