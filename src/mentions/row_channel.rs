//! The channel of a row of an export: by the brief's rule for the file and its values, then by the table of channels, with what the format or the ids
//! prove for all rows.

use super::channel::{ChannelIx, Channels, Clues, source_words};
use super::survey::Plan;
use crate::exports::ByteRecord;
use crate::exports::format::Field;

/// The channel of a row, by what the brief says of its value, then by the table of channels.
pub(super) fn find_channel(
    channels: &Channels,
    plan: &Plan,
    record: &ByteRecord,
    url: Option<&str>,
) -> ChannelIx {
    if let Some(channel) = plan.channel {
        return channel;
    }
    let sources: Vec<_> = plan.columns.texts(record, Field::Source).collect();
    if let Some(index) = sources.iter().find_map(|source| plan.values.channel(source)) {
        return channels.declared(index);
    }
    let words: Vec<&str> = sources
        .iter()
        .flat_map(|source| source_words(source, &plan.format.source_prefixes))
        .collect();
    let constant = plan.format.channel.as_deref().or(plan.proved_channel);
    channels.find(&Clues { sources: &words, url, constant })
}
