//! [`RejectReason`]: why a row of an export is not a mention. The wording is in `pages::words`.

use serde::{Deserialize, Serialize};

use super::identity::is_rounded;
use super::survey::Plan;
use super::time;
use super::time_doubts::is_relative;
use crate::brief::DateOrder;
use crate::note::OrderSource;

/// Characters of a value that are kept.
const LONGEST: usize = 40;

/// Why a row could not be read. `column` is the name of the time column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are named after what they hold")]
pub enum RejectReason {
    /// It has another number of cells than the header.
    Width { cells: u64, header: u64 },
    /// It has no time.
    NoTime { column: String },
    /// No layout fits the time.
    Unreadable { value: String, column: String },
    /// Day or month may come first, and no row of the file has decided it.
    OrderOpen { value: String, column: String },
    /// Day and month are not in the order of the file. `row`: the line that proved the order; `None`: the brief states it.
    OtherOrder { value: String, column: String, order: DateOrder, row: Option<u64> },
    /// It is a spreadsheet's serial number, but other times of the column are written out.
    Serial { value: String, column: String },
    /// An abbreviation after the time is not a known zone.
    UnknownZone { zone: String, column: String },
    /// It is a date by which programs mean "no date".
    NoDate { value: String, column: String },
    /// It is a number that a spreadsheet has rounded: `1,77E+12`.
    Rounded { value: String, column: String },
    /// It is a date without its year.
    NoYear { value: String, column: String },
    /// It is a month without its day.
    NoDay { value: String, column: String },
    /// It says how long ago.
    Ago { value: String, column: String },
    /// It is a line below the table, as `Total`.
    Total { text: String },
}

impl RejectReason {
    /// The reason for a time that no layout fits.
    pub(super) fn of_time(plan: &Plan, value: &str) -> Self {
        let column = plan.time_column.clone();
        let shown = value.chars().take(LONGEST).collect();
        let is_other_order = |order: DateOrder, (first, second): (u32, u32)| match order {
            DateOrder::Dmy => first <= 12 && second > 12,
            DateOrder::Mdy => first > 12 && second <= 12,
            DateOrder::Ymd | DateOrder::Ydm => false,
        };
        match (time::open_order(value), &plan.order) {
            (Some(_), None) => Self::OrderOpen { value: shown, column },
            (Some(parts), Some((order, source))) if is_other_order(*order, parts) => {
                let row = match source {
                    OrderSource::Brief => None,
                    OrderSource::Row { line } => Some(*line),
                };
                Self::OtherOrder { value: shown, column, order: *order, row }
            }
            _ if !plan.is_serial && time::serial(value).is_some() => {
                Self::Serial { value: shown, column }
            }
            _ => Self::of_words(value, shown, column),
        }
    }

    /// The reason for a value that is written as none of the layouts.
    fn of_words(value: &str, shown: String, column: String) -> Self {
        let is_time = |whole: &str| time::parse(whole, None).is_some();
        if is_rounded(value) {
            Self::Rounded { value: shown, column }
        } else if is_relative(value) {
            Self::Ago { value: shown, column }
        } else if value.len() > LONGEST {
            Self::Unreadable { value: shown, column }
        } else if is_time(&format!("{value} 2028")) || is_time(&format!("2028 {value}")) {
            Self::NoYear { value: shown, column }
        } else if [format!("1 {value}"), format!("{value}-1"), format!("{value}01")]
            .iter()
            .any(|whole| is_time(whole))
        {
            Self::NoDay { value: shown, column }
        } else {
            Self::Unreadable { value: shown, column }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_of_a_time_is_named() {
        let reason = |value: &str| {
            let reason = RejectReason::of_words(value, value.to_owned(), "at".to_owned());
            format!("{reason:?}").split(' ').next().unwrap_or_default().to_owned()
        };
        for (value, expected) in [
            ("1,77E+12", "Rounded"),
            ("1.77253E+09", "Rounded"),
            ("Mar 3, 14:05", "NoYear"),
            ("3. März", "NoYear"),
            ("March 2028", "NoDay"),
            ("2028-03", "NoDay"),
            ("202803", "NoDay"),
            ("2028-W09", "NoDay"),
            ("3d", "Ago"),
            ("12w", "Ago"),
            ("2 weeks ago", "Ago"),
            ("vor 3 Tagen", "Ago"),
            ("soon", "Unreadable"),
            ("", "Unreadable"),
        ] {
            assert_eq!(reason(value), expected, "{value}");
        }
    }
}
