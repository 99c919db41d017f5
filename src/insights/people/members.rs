//! The accounts of the groups one by one, for the analyst's private list.

use super::{Account, Group, PeopleFigures, quarters, with_followers};
use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;
use crate::rollup::Rollup;
use crate::tally::Tally;
use crate::units::Date;

/// An account that belongs to a group, over the window of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its channel.
    pub channel: ChannelIx,
    /// The hash of its handle.
    pub account: u64,
    /// Its groups, in their order.
    pub groups: Vec<Group>,
    /// Its mentions by tone.
    pub tones: Tally<Tone>,
    /// Different weeks with a positive mention.
    pub positive_weeks: usize,
    /// Different weeks with a negative mention.
    pub negative_weeks: usize,
    /// Calendar months with a mention.
    pub months: usize,
    /// The days of its first and its last mention.
    pub days: (Date, Date),
    /// Its followers; `None`: not stated.
    pub followers: Option<u64>,
}

/// The accounts of all groups and those that are listed, by group, channel, most labels and hash; those of no group last.
pub fn members(
    rollup: &Rollup,
    people: &PeopleFigures,
    listed: &[(ChannelIx, u64)],
) -> Vec<Member> {
    let quarters = quarters(people.window);
    let member = |(account, followers): (Account<'_>, Option<u64>)| {
        let groups: Vec<Group> = account.groups(&quarters).collect();
        let (channel, hash) = account.id();
        let is_asked = !groups.is_empty() || listed.contains(&(channel, hash));
        is_asked.then(|| Member {
            channel,
            account: hash,
            groups,
            tones: account.tones(),
            positive_weeks: account.weeks(Tone::Positive),
            negative_weeks: account.weeks(Tone::Negative),
            months: account.months(),
            days: account.days(),
            followers,
        })
    };
    let mut members: Vec<Member> =
        with_followers(rollup, people.window).filter_map(member).collect();
    members.sort_by_key(|it| {
        let labels = std::cmp::Reverse(it.tones.labelled());
        (it.groups.is_empty(), it.groups.first().copied(), it.channel, labels, it.account)
    });
    members
}
