//! The list of accounts with handles: the candidates and those who turned, which the report only counts.

use std::collections::BTreeMap;

use super::PrivateList;
use crate::brief::{Advocate, Brief};
use crate::insights::interval::wilson;
use crate::insights::people::{Member, listed, members};
use crate::insights::{Group, Report};
use crate::mentions::RowStatus;
use crate::mentions::channel::{ChannelIx, Channels};
use crate::mentions::tone::Tone;
use crate::rollup::Rollup;
use crate::rollup::count::CountedRow;

const COLUMNS: [&str; 17] = [
    "channel",
    "handle",
    "groups",
    "status",
    "since",
    "positive",
    "neutral",
    "negative",
    "unscored",
    "positive_weeks",
    "negative_weeks",
    "positive_share_low",
    "negative_share_low",
    "months",
    "first_day",
    "last_day",
    "followers",
];

/// The handle of every account that wrote a used mention, as its first row spells it.
#[derive(Default)]
pub(super) struct Handles(BTreeMap<(ChannelIx, u64), Box<str>>);

impl Handles {
    /// Keeps the handle of a row.
    pub(super) fn see(&mut self, row: &CountedRow<'_>) {
        let Ok((reading, decision)) = row.outcome else { return };
        let details = reading.words.as_deref();
        if decision.status == RowStatus::Used
            && let Some(account) = reading.mention.account
            && let Some(author) = details.and_then(|details| details.author.as_deref())
        {
            let id = (reading.mention.channel, account);
            self.0.entry(id).or_insert_with(|| author.into());
        }
    }

    /// The accounts of a report, by group; those of channels that the brief calls private are left out. `None`: they were not measured.
    pub(super) fn list(
        &self,
        report: &Report,
        rollup: &Rollup,
        (brief, channels): (&Brief, &Channels),
    ) -> Option<PrivateList> {
        let people = report.people.as_ref().ok()?;
        let listed = listed(brief, channels);
        let rows = members(rollup, people).into_iter().filter_map(|member| {
            let channel = channels.get(member.channel);
            let is_private = channel.declared.is_some_and(|at| brief.channels[at].is_private);
            let handle = self.0.get(&(member.channel, member.account))?;
            let place = listed.iter().position(|id| *id == (member.channel, member.account));
            let advocate = place.map(|at| &brief.advocates[at]);
            (!is_private).then(|| cells(&member, &channel.id, handle, advocate))
        });
        let (rows, period) = (rows.collect(), report.period.id.clone());
        Some(PrivateList { period, name: "people.csv", columns: &COLUMNS, rows })
    }
}

fn cells(member: &Member, channel: &str, handle: &str, advocate: Option<&Advocate>) -> Vec<String> {
    let labels = member.tones.labelled();
    let low = |tone: Tone| {
        let range = wilson(member.tones[tone], labels);
        range.map(|(low, _)| format!("{low:.4}")).unwrap_or_default()
    };
    let groups: Vec<&str> = member.groups.iter().map(|group| Group::id(*group)).collect();
    let mut cells = vec![channel.to_owned(), handle.to_owned(), groups.join(" ")];
    cells.push(advocate.map(|it| it.state.id().to_owned()).unwrap_or_default());
    let since = advocate.and_then(|it| it.since);
    cells.push(since.map(|since| since.to_string()).unwrap_or_default());
    cells.extend(member.tones.counts().iter().map(ToString::to_string));
    cells.extend([
        member.positive_weeks.to_string(),
        member.negative_weeks.to_string(),
        low(Tone::Positive),
        low(Tone::Negative),
        member.months.to_string(),
        member.days.0.to_string(),
        member.days.1.to_string(),
        member.followers.map(|n| n.to_string()).unwrap_or_default(),
    ]);
    cells
}
