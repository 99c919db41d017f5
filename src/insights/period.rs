//! The days a report is about.

use crate::units::Date;

/// A reported span of local days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// Folder name: `2026-05`, `2026-Q2`, `2026` or `2026-05-01_2026-05-31`.
    pub id: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Period {
    /// The calendar month of a day.
    pub fn month(day: Date) -> Self {
        Self {
            id: format!("{:04}-{:02}", day.year(), day.month()),
            from: day.first_of_month(),
            to: day.last_of_month(),
        }
    }

    /// Calendar days, both ends included.
    pub fn days(&self) -> u32 {
        days_between(self.from, self.to)
    }

    /// Whether a local day lies in the period.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Days from `from` to `to`, both included; 0 if `to` is earlier.
pub fn days_between(from: Date, to: Date) -> u32 {
    u32::try_from((to - from).get_days() + 1).unwrap_or(0)
}
