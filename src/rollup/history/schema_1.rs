//! The lines of a history file of schema 1, as earlier versions wrote them, and the records that they become.
//!
//! Counts were lists, in a fixed order, and response times finished figures, which are valid only for the target of that time.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::line::{Answered, Channel, Day, Filled, Record, Tags, named};
use crate::mentions::ledger::Outcome;
use crate::mentions::tone::Tone;
use crate::tally::Tally;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Day(DayLine),
    Channel(ChannelLine),
    Answers(Answered),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DayLine {
    date: String,
    hours: [u64; 24],
    undated: u64,
    /// Of the client, then of each competitor of the head.
    tags: Vec<u64>,
    threads: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChannelLine {
    date: String,
    id: String,
    /// Duplicate, own, repost, not relevant, used.
    rows: [u64; 5],
    /// Positive, neutral, negative, unscored.
    tones: [u64; 4],
    amplification: u64,
    conversations: u64,
    /// By format: rows, with tone, with author, with language.
    filled: BTreeMap<String, [u64; 4]>,
}

/// Reads a line; `competitors` are those of the head.
pub(super) fn record(line: &str, competitors: &[String]) -> Option<Record> {
    match serde_json::from_str(line).ok()? {
        Line::Day(day) => {
            let (&own, others) = day.tags.split_first()?;
            let competitors = (others.len() == competitors.len())
                .then(|| competitors.iter().cloned().zip(others.iter().copied()).collect())?;
            Some(Record::Day(Day {
                date: day.date,
                hours: day.hours,
                undated: day.undated,
                tags: Tags { own, competitors },
                threads: day.threads,
            }))
        }
        Line::Channel(cell) => Some(Record::Channel(Channel {
            date: cell.date,
            id: cell.id,
            rows: named(&Tally::of(cell.rows), |status| Outcome::Within(status).word()),
            tones: named(&Tally::of(cell.tones), Tone::word),
            estimates: BTreeMap::new(),
            amplification: cell.amplification,
            conversations: cell.conversations,
            starts: None,
            hours: None,
            tags: None,
            reach: None,
            engagement: None,
            filled: cell
                .filled
                .into_iter()
                .map(|(format, counts)| (format, filled(counts)))
                .collect(),
        })),
        Line::Answers(answered) => Some(Record::Finished(answered)),
    }
}

fn filled([rows, tone, author, language]: [u64; 4]) -> Filled {
    Filled { rows, tone, author, language }
}
