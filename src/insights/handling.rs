//! The minutes that a conversation takes: those of the brief, else Brian Solis' 20.

use crate::brief::{Brief, Minutes};

/// Whose minutes they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MinutesFrom {
    /// The formula's author: the brief states none.
    Default,
    /// The brief.
    Brief,
}

/// The minutes of a conversation in channels that have none of their own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Handling {
    /// Low, base and high.
    pub minutes: Minutes,
    /// Whose they are.
    pub from: MinutesFrom,
    /// Whether somebody stated or measured the low and the high ones.
    pub has_range: bool,
}

impl Handling {
    /// Those of the brief.
    pub(super) fn of(brief: &Brief) -> Self {
        let is_default = |key| brief.is_default(key);
        Self {
            minutes: brief.staffing.minutes,
            from: if is_default("staffing.minutes.base") {
                MinutesFrom::Default
            } else {
                MinutesFrom::Brief
            },
            has_range: !is_default("staffing.minutes.low") && !is_default("staffing.minutes.high"),
        }
    }
}
