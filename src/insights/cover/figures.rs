//! The figures of cover as plain data: shares in time and people present, by option, channel and day. `None` means *not measured*.

use super::added::AddedShift;
use crate::insights::interval::wilson;
use crate::insights::{OptionId, People};

/// The cover of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverFigures {
    /// The longest time, in minutes, in which nobody is there: the shortest promise that the staffed hours can keep for all.
    pub longest_gap_minutes: u32,
    /// Whether the clock changes on one of the observed days: the hours to add are those of a week in which it does not.
    pub has_clock_change: bool,
    /// Each option of the decision, as the brief decides first.
    pub options: Vec<OptionCover>,
}

/// The cover of one option.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionCover {
    /// Which option.
    pub id: OptionId,
    /// Its conversations that are known to the hour; the others are in no figure here.
    pub conversations: u64,
    /// Those that began while nobody was there.
    pub outside: ConversationShare,
    /// What the brief promises, each channel by its own target; `None`: it promises nothing in these channels.
    pub promised: Option<Promise>,
    /// One time for all channels: some usual ones, the targets of the brief and the longest gap, ascending.
    pub tried: Vec<Promise>,
    /// The channels with a target, in the order of the report.
    pub channels: Vec<ChannelCover>,
    /// Monday to Sunday.
    pub days: Vec<DayCover>,
}

/// A part of some conversations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConversationShare {
    /// The part; `None`: the history has only the hour, and the minute would decide.
    pub count: Option<u64>,
    /// All of them.
    pub of: u64,
}

impl ConversationShare {
    /// 0 to 1; `None` without any.
    pub fn share(&self) -> Option<f64> {
        (self.of > 0).then(|| Some(self.count? as f64 / self.of as f64))?
    }

    /// 95 % interval of the share (Wilson).
    pub fn interval(&self) -> Option<(f64, f64)> {
        wilson(self.count?, self.of)
    }
}

/// What a promise takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// First answer within so many minutes; `None`: the channels have different targets, or some have none.
    pub target_minutes: Option<u32>,
    /// Conversations for which nobody is there in time.
    pub beyond: ConversationShare,
    /// People at work at once in the staffed hours, before occupancy, so that all else is answered in time.
    pub seats: f64,
    /// Whole people present at once: at least the brief's minimum; `None` where the work is too little for people.
    pub present: Option<u64>,
    /// What quick targets take by Erlang C; `None`: no target is quick, or nobody writes to their channels in a staffed hour.
    pub quick: Option<Quick>,
    /// Shifts to add to the week, in the fewest whole hours with which somebody is there in time at any moment of a week without a clock change, and one number of
    /// people for all promises can do the work; `None`: every hour of the week, as a target is under an hour.
    pub added: Option<Vec<AddedShift>>,
    /// The same as `seats` with the added shifts; `None` without one.
    pub seats_with_added: Option<f64>,
    /// The people for so many present in all staffed hours then; `None` as `present_with_added`.
    pub people_with_added: Option<People>,
    /// Whole people present with them; `None` without a shift, or where the work is too little for people.
    pub present_with_added: Option<u64>,
}

/// What a target of up to an hour takes in the busiest staffed hour of the day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quick {
    /// The shortest of the quick targets.
    pub target_minutes: u32,
    /// Hour of the day, 0 to 23.
    pub hour: u8,
    /// People who are busy in it on average (Erlangs).
    pub erlangs: f64,
    /// People, so that [`SERVICE`](super::SERVICE) of the conversations wait no longer.
    pub people: u32,
    /// Share that waits no longer with so many.
    pub within: f64,
}

/// A channel held against its own target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChannelCover {
    /// Index into the channels of the report.
    pub channel: usize,
    /// Its target.
    pub target_minutes: u32,
    /// Conversations for which nobody is there in time.
    pub beyond: ConversationShare,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayCover {
    /// Staffed minutes.
    pub staffed_minutes: u32,
    /// Conversations that begin on such a day, on average.
    pub conversations: f64,
    /// Hours of work that they take.
    pub hours: f64,
    /// Those that begin while nobody is there.
    pub outside: ConversationShare,
    /// Those for which nobody is there within the channel's target; `None`: the brief promises nothing in these channels.
    pub beyond: Option<ConversationShare>,
}
