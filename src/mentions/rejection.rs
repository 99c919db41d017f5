//! [`RejectReason`]: why a row of an export is not a mention. The wording is in `pages::words`.

use serde::{Deserialize, Serialize};

use super::survey::Plan;
use super::time;
use crate::brief::DateOrder;
use crate::note::OrderSource;

/// Characters of a value that are kept.
const LONGEST: usize = 40;

/// Why a row could not be read. `column` is the name of the time column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields are named after what they hold")]
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
}

impl RejectReason {
    /// The reason for a time that no layout fits.
    pub(super) fn of_time(plan: &Plan, value: &str) -> Self {
        let column = plan.time_column.clone();
        let shown = value.chars().take(LONGEST).collect();
        let is_other_order = |order: DateOrder, (first, second): (u32, u32)| match order {
            DateOrder::Dmy => first <= 12 && second > 12,
            DateOrder::Mdy => first > 12 && second <= 12,
            DateOrder::Ymd => false,
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
            _ => Self::Unreadable { value: shown, column },
        }
    }
}
