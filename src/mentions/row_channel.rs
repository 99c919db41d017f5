//! Finds the channel of a row: by the brief's settings for the file and for its values, then by the table of channels, then by the channel of the
//! format or of the ids.

use super::channel::{ChannelFields, ChannelIx, Channels, source_words};
use super::survey::Plan;
use crate::exports::StringRecord;
use crate::exports::format::Field;

/// The channel of a row.
pub(super) fn find_channel(
    channels: &Channels,
    plan: &Plan,
    record: &StringRecord,
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
    channels.find(&ChannelFields { sources: &words, url, constant })
}
