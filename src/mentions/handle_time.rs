//! How long the client's team worked on a mention, as stated in the mention's row: minutes that somebody timed.
//!
//! Minutes are a number above 0 up to [`LONGEST`], with a point or a comma before decimals. Any other value, such as seconds of a help desk or a time of day,
//! is [`HandleTime::Unreadable`] and is counted by the ledger. An empty cell says that nobody timed the mention.

use super::columns::Columns;
use crate::exports::StringRecord;
use crate::exports::format::Field;

/// The longest time of a mention, in minutes: a working day. Longer ones are most likely seconds.
pub const LONGEST: f64 = 480.0;

/// How long somebody worked on a mention.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum HandleTime {
    /// Not timed.
    #[default]
    Untimed,
    /// The cell is not a number of minutes.
    Unreadable,
    /// Timed, in seconds: whole numbers add up alike in any order.
    Seconds(u32),
}

impl HandleTime {
    /// Whole seconds; `None` if it was not timed.
    pub fn seconds(self) -> Option<u32> {
        match self {
            Self::Seconds(seconds) => Some(seconds),
            Self::Untimed | Self::Unreadable => None,
        }
    }
}

/// Reads the time that a row states.
pub(super) fn read(columns: &Columns, record: &StringRecord) -> HandleTime {
    let Some(stated) = columns.text(record, Field::HandleMinutes) else {
        return HandleTime::Untimed;
    };
    seconds(&stated).map_or(HandleTime::Unreadable, HandleTime::Seconds)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "minutes are above 0 and at most a day"
)]
fn seconds(stated: &str) -> Option<u32> {
    let stated = stated.trim().replace(',', ".");
    let is_number = |c: char| c.is_ascii_digit() || c == '.';
    let minutes: f64 = stated.chars().all(is_number).then(|| stated.parse().ok())??;
    let seconds = (60.0 * minutes).round();
    (seconds > 0.0 && minutes <= LONGEST).then_some(seconds as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_read_with_decimals_and_kept_as_seconds() {
        for (stated, expected) in
            [("12", 720), ("12.5", 750), (" 7,33 ", 440), ("0.1", 6), ("480", 28_800)]
        {
            assert_eq!(seconds(stated), Some(expected), "{stated}");
        }
        for stated in
            ["0", "-3", "480.1", "1e2", "0:12", "12 min", "1.200,5", "inf", "NaN", ".", "0.001"]
        {
            assert_eq!(seconds(stated), None, "{stated}");
        }
    }
}
