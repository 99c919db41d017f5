//! Objectives that count accounts over the months that a report knows: of one channel, or of all.

use super::count;
use super::goal::Measured;
use crate::insights::{ChannelFigures, Group, GroupCounts, NotMeasurable, PeopleFigures, Report};

/// Candidates for advocates.
pub(super) fn advocates(
    report: &Report,
    channel: Option<&ChannelFigures>,
) -> Result<Measured, NotMeasurable> {
    measured(report, channel, |people, counts| {
        Some((people.count(counts, Group::Advocate)?, counts.mentions))
    })
}

/// Accounts that wrote in two of the last three months or more.
pub(super) fn returning(
    report: &Report,
    channel: Option<&ChannelFigures>,
) -> Result<Measured, NotMeasurable> {
    measured(report, channel, |people, counts| {
        Some((people.returning(counts)?, counts.recent_mentions))
    })
}

/// `number` gives how many accounts, and the mentions that they are found by.
fn measured(
    report: &Report,
    channel: Option<&ChannelFigures>,
    number: impl Fn(&PeopleFigures, &GroupCounts) -> Option<(u64, u64)>,
) -> Result<Measured, NotMeasurable> {
    let people = report.people.as_ref().map_err(|_| NotMeasurable::People)?;
    let none = GroupCounts::default();
    let counts = channel.map_or(&people.all, |channel| {
        let found = people.channels.iter().find(|it| it.id == channel.id);
        found.map_or(&none, |found| &found.counts)
    });
    let (now, n) = number(people, counts).ok_or(NotMeasurable::People)?;
    Ok(Measured { n, ..count(report, now) })
}
