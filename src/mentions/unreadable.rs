//! Why a time cannot be read, with the key of the brief that would help.

use super::survey::Plan;
use super::time;
use crate::brief::DateOrder;

/// Why a time cannot be read, with the key that would help.
pub(super) fn unreadable(plan: &Plan, value: &str) -> String {
    let shown: String = value.chars().take(40).collect();
    let column = &plan.time_column;
    match (time::open_order(value), &plan.order) {
        (Some(_), None) => format!(
            "`{shown}` in `{column}` can be read day first or month first (set `date_order` under `exports`)"
        ),
        (Some((first, second)), Some((DateOrder::Dmy, from))) if first <= 12 && second > 12 => {
            format!("`{shown}` in `{column}` is not day first, as {from} has it")
        }
        (Some((first, second)), Some((DateOrder::Mdy, from))) if first > 12 && second <= 12 => {
            format!("`{shown}` in `{column}` is not month first, as {from} has it")
        }
        _ if !plan.is_serial && time::serial(value).is_some() => format!(
            "`{shown}` in `{column}` is a spreadsheet's number among written dates: its day and month may be swapped"
        ),
        _ => format!("unreadable time `{shown}` in `{column}`"),
    }
}

/// The reason for an abbreviation that stands for no zone.
pub(super) fn unknown_zone(plan: &Plan, text: &str) -> String {
    let column = &plan.time_column;
    format!("unknown zone abbreviation `{text}` in `{column}` (set `timezone` under `exports`)")
}
