//! Accounts over months: who praises or complains again and again, who turned, who returns, how large their networks are, and how much the busiest
//! write (docs/method.md, People).
//!
//! Input: the counts. Output: numbers of accounts. An account belongs to one channel and is no person: nothing here joins accounts of several
//! channels. The history holds no accounts, so only months whose exports are at hand are looked at, and none after the report's last.

mod account;
mod concentration;
mod members;
mod networks;
mod transitions;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

pub(super) use self::account::{Account, accounts};
pub use self::account::{AccountState, Group};
pub use self::concentration::Concentration;
pub use self::members::{Member, members};
pub(super) use self::networks::with_followers;
pub use self::networks::{Band, NetworkFigures};
pub use self::transitions::{AnswerEffect, Complainers, Transitions};
use super::{Counted, ObservedDays, Period, period};
use crate::brief::{Advocate, Brief};
use crate::mentions::RowStatus;
use crate::mentions::channel::{ChannelIx, Channels};
use crate::mentions::identity::author_key;
use crate::rollup::Rollup;
use crate::tally::Tally;
use crate::units::{Date, ToSpan};

/// The accounts of the months up to a report's last.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleFigures {
    /// First and last day of these months.
    pub window: (Date, Date),
    /// The quarters that they hold, the last first: each is three months, counted back from the last.
    pub quarters: Vec<(Date, Date)>,
    /// Used mentions of these months that name no account.
    pub unnamed: u64,
    /// The channels that have an account, most accounts first.
    pub channels: Vec<ChannelPeople>,
    /// All of them.
    pub all: GroupCounts,
    /// The same rules on the days of the report alone; `None`: exports of some of them are gone.
    pub in_period: Option<GroupCounts>,
    /// What became of the accounts of the quarter before; `None` if there is no quarter before, or no account has a label.
    pub transitions: Option<Transitions>,
    /// The accounts of the report by their followers; `None`: no account states them, or exports of some days are gone.
    pub networks: Option<NetworkFigures>,
    /// How much the busiest accounts of the report write; `None` without an account, or if exports of some days are gone.
    pub concentration: Option<Concentration>,
    /// Whether each advocate that the brief lists wrote in the window, in its order.
    pub advocates_wrote: Vec<bool>,
}

/// Why accounts were not measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPeople {
    /// No day was observed.
    Days,
    /// The history replaces the exports of the last month.
    Exports,
    /// No mention names its author.
    Authors,
}

/// The accounts of one channel.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelPeople {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its accounts.
    pub counts: GroupCounts,
}

/// Numbers of accounts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GroupCounts {
    /// With a used mention.
    pub accounts: u64,
    /// Their mentions.
    pub mentions: u64,
    /// With a label.
    pub labelled: u64,
    /// With labels in two quarters or more.
    pub followed: u64,
    /// With a mention in the last quarter.
    pub recent: u64,
    /// Those of them with a mention in two of its months or more.
    pub returning: u64,
    /// The same two of the quarter before.
    pub recent_before: u64,
    /// Those of them with a mention in two of its months or more.
    pub returning_before: u64,
    /// Mentions of the last quarter.
    pub recent_mentions: u64,
    /// By group; an account can be in several.
    pub groups: Tally<Group>,
    /// Mentions by the accounts of each group.
    pub written: Tally<Group>,
}

impl GroupCounts {
    fn add(&mut self, account: &Account<'_>, quarters: &[(Date, Date)]) {
        self.accounts += 1;
        let tones = account.tones();
        self.mentions += tones.total();
        self.labelled += u64::from(tones.labelled() > 0);
        self.followed += u64::from(account.states(quarters).count() > 1);
        if let Some(recent) = quarters.first().and_then(|&(from, to)| account.within(from, to)) {
            self.recent += 1;
            self.returning += u64::from(recent.months() > 1);
            self.recent_mentions += recent.tones().total();
        }
        if let Some(before) = quarters.get(1).and_then(|&(from, to)| account.within(from, to)) {
            self.recent_before += 1;
            self.returning_before += u64::from(before.months() > 1);
        }
        for group in account.groups(quarters) {
            self.groups.add(group, 1);
            self.written.add(group, tones.total());
        }
    }

    /// Accounts of a group; `None`: they have no labels, so none was measured.
    pub fn of(&self, group: Group) -> Option<u64> {
        (self.labelled > 0 || self.accounts == 0).then(|| self.groups[group])
    }
}

impl PeopleFigures {
    /// Accounts of a group; `None`: not measured, as there are no labels or no two quarters.
    pub fn count(&self, counts: &GroupCounts, group: Group) -> Option<u64> {
        counts.of(group).filter(|_| !group.is_turned() || self.quarters.len() > 1)
    }

    /// Accounts that wrote in two of the last three months or more; `None`: exports of some of these months are gone, or there are none.
    pub fn returning(&self, counts: &GroupCounts) -> Option<u64> {
        (!self.quarters.is_empty()).then_some(counts.returning)
    }
}

/// The accounts of the months up to the last of a period.
pub(super) fn people(
    (rollup, brief, channels): Counted<'_>,
    period: &Period,
    observed: Option<&ObservedDays>,
) -> Result<PeopleFigures, NoPeople> {
    let window = window(rollup, period, observed)?;
    let quarters = quarters(window);
    let (mut all, mut by_channel) =
        (GroupCounts::default(), BTreeMap::<ChannelIx, GroupCounts>::new());
    let listed = listed(brief, channels);
    let mut wrote = BTreeSet::new();
    for account in accounts(rollup, window) {
        wrote.extend(listed.contains(&account.id()).then(|| account.id()));
        for counts in [&mut all, by_channel.entry(account.channel()).or_default()] {
            counts.add(&account, &quarters);
        }
    }
    let used = rollup.volume.between(window.0, window.1);
    let unnamed = used.map(|(.., counts)| counts.rows[RowStatus::Used]).sum::<u64>() - all.mentions;
    if all.accounts == 0 && unnamed > 0 {
        return Err(NoPeople::Authors);
    }
    let channel_of = |(index, counts)| {
        let channel = channels.get(index);
        ChannelPeople { id: channel.id.clone(), name: channel.name.clone(), counts }
    };
    let mut channels: Vec<ChannelPeople> = by_channel.into_iter().map(channel_of).collect();
    channels.sort_by_cached_key(|it| (Reverse(it.counts.accounts), it.id.clone()));
    let days = (period.from, period.to);
    let is_at_hand = rollup.history.months(days.0, days.1).next().is_none();
    Ok(PeopleFigures {
        window,
        unnamed,
        channels,
        all,
        in_period: is_at_hand.then(|| in_period(rollup, days)),
        transitions: transitions::transitions(rollup, &brief.timing.zone, &quarters),
        networks: is_at_hand
            .then(|| networks::networks(rollup, days, brief.opportunity.small_network))
            .flatten(),
        quarters,
        advocates_wrote: listed.iter().map(|id| wrote.contains(id)).collect(),
        concentration: is_at_hand.then(|| concentration::concentration(rollup, days)).flatten(),
    })
}

/// The accounts of the advocates that the brief lists, in its order: channel and hash of the handle.
pub fn listed(brief: &Brief, channels: &Channels) -> Vec<(ChannelIx, u64)> {
    let account = |it: &Advocate| (channels.declared(it.channel), author_key(&it.handle));
    brief.advocates.iter().map(account).collect()
}

/// The months up to the last of a period whose exports are at hand: after the last month that the history replaces, from the first with a
/// readable row.
fn window(
    rollup: &Rollup,
    period: &Period,
    observed: Option<&ObservedDays>,
) -> Result<(Date, Date), NoPeople> {
    let first = period::first_observed(rollup).filter(|first| *first <= period.to);
    let first = first.or(observed.map(|days| days.from)).filter(|_| observed.is_some());
    let first = first.ok_or(NoPeople::Days)?.first_of_month();
    let replaced = rollup.history.months(Date::MIN, period.to).last();
    let after = replaced.map_or(first, |month| month.saturating_add(1.month()));
    let from = first.max(after);
    if from > period.to { Err(NoPeople::Exports) } else { Ok((from, period.to)) }
}

/// The quarters of a window, the last first: each is three months, counted back from the last month.
fn quarters((first, last): (Date, Date)) -> Vec<(Date, Date)> {
    let mut quarters = Vec::new();
    let mut to = last;
    loop {
        let from = to.first_of_month().saturating_sub(2.months());
        if from < first.first_of_month() {
            return quarters;
        }
        quarters.push((from, to));
        let Ok(before) = from.yesterday() else { return quarters };
        to = before;
    }
}

fn in_period(rollup: &Rollup, days: (Date, Date)) -> GroupCounts {
    let mut counts = GroupCounts::default();
    accounts(rollup, days).for_each(|account| counts.add(&account, &[]));
    counts
}

#[cfg(test)]
mod tests;
