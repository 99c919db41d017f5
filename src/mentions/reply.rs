//! When the client answered a mention, as stated in the mention's row.
//!
//! The time is read by the zone and the order of day and month of the times of publication. A day without a time, and a value that
//! cannot be read, are not an answer time.

use super::object;
use super::survey::Plan;
use super::time::{self, Moment};
use super::zone;
use crate::exports::StringRecord;
use crate::exports::format::Field;

/// The client's answer to a mention, as stated in its row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Reply {
    /// It has no column for it, or no readable time in it.
    #[default]
    NotStated,
    /// The column is empty: not answered when the export was made.
    Open,
    /// Answered, at these seconds since 1970.
    At(i64),
}

/// Reads the answer that a row states.
pub(super) fn read(plan: &Plan, record: &StringRecord) -> Reply {
    if !plan.columns.has(Field::RepliedAt) {
        return Reply::NotStated;
    }
    let Some(value) = plan.columns.text(record, Field::RepliedAt) else { return Reply::Open };
    // `{'id': 7, 'body': 'Sorry!', 'modified': '2028-05-01T10:00:00Z'}`
    let value =
        if value.starts_with('{') { object::field(&value, "modified") } else { Some(&*value) };
    let Some(value) = value else { return Reply::NotStated };
    let order = plan.order.as_ref().map(|(order, _)| *order);
    let serial = if plan.is_serial { time::serial(value) } else { None };
    let Some(stamp) = serial.or_else(|| time::parse(value, order)) else {
        return Reply::NotStated;
    };
    let instant = match stamp.moment {
        Moment::Instant(instant) => Some(instant),
        Moment::Wall(wall, Some(text)) if plan.zone.is_by_value => {
            zone::of_value(text).and_then(|zone| Some(zone::instant(&zone, wall)?.0))
        }
        Moment::Wall(wall, _) => zone::instant(&plan.zone.zone, wall).map(|it| it.0),
        Moment::Day(_) => None,
    };
    instant.map_or(Reply::NotStated, |instant| Reply::At(instant.as_second()))
}
