//! Finds the rows of a file whose ids a spreadsheet has rounded among the rows of another file whose ids are whole.
//!
//! Nothing but author, minute and text is the same in both, and often the channel of the rounded rows is not known. This is done only where such
//! a file is among the exports, because it needs an entry for every row.

use std::collections::hash_map::Entry;

use super::channel::{ChannelIx, Channels};
use super::hashed::{Map, mix};
use super::reader::Reading;
use crate::units::Time;

/// The rows so far, by author, minute and text.
#[derive(Debug)]
pub(super) struct RoundedRows {
    rows: Map<Row>,
    /// The channel of rows that name none.
    unknown: Option<ChannelIx>,
}

#[derive(Debug)]
struct Row {
    has_id: bool,
    channel: ChannelIx,
}

impl RoundedRows {
    /// No rows yet.
    pub(super) fn new(channels: &Channels) -> Self {
        let other = channels.iter().find(|(_, channel)| channel.id == "other");
        Self { rows: Map::default(), unknown: other.map(|(at, _)| at) }
    }

    /// Adds a row; returns whether it repeats an earlier one, of which it has the whole id or lacks it.
    pub(super) fn repeats(&mut self, reading: &Reading) -> bool {
        let (mention, keys) = (&reading.mention, &reading.keys);
        let is_day = !mention.precision.has_hour() || mention.local.time() == Time::midnight();
        let text = keys.writing.text();
        let Some(account) = mention.account.filter(|_| text > 0 && !is_day) else { return false };
        // Spreadsheets cut the seconds off.
        let minute = mention.published_at.as_second().div_euclid(60).cast_unsigned();
        let row = Row { has_id: keys.id.is_some(), channel: mention.channel };
        match self.rows.entry(mix(account ^ mix(minute ^ (u64::from(text) << 40)))) {
            Entry::Vacant(place) => {
                place.insert(row);
                false
            }
            Entry::Occupied(first) => {
                let first = first.get();
                let is_unknown = |channel| Some(channel) == self.unknown;
                let is_same_channel = first.channel == row.channel
                    || is_unknown(first.channel)
                    || is_unknown(row.channel);
                first.has_id != row.has_id && is_same_channel
            }
        }
    }
}
