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
        let is_listed = |it: &Advocate| it.since.is_none_or(|since| since <= report.period.to);
        let advocates = listed(brief, channels).into_iter().zip(&brief.advocates);
        let advocates: Vec<_> = advocates.filter(|(_, it)| is_listed(it)).collect();
        let ids: Vec<_> = advocates.iter().map(|(id, _)| *id).collect();
        let members = members(rollup, people, &ids);
        let is_private = |channel: ChannelIx| {
            channels.get(channel).declared.is_some_and(|at| brief.channels[at].is_private)
        };
        let id = |channel: ChannelIx| channels.get(channel).id.as_str();
        let wrote = members.iter().filter_map(|member| {
            let account = (member.channel, member.account);
            let handle = self.0.get(&account)?;
            let advocate = advocates.iter().find(|(id, _)| *id == account).map(|(_, it)| *it);
            (!is_private(member.channel))
                .then(|| cells(member, id(member.channel), handle, advocate))
        });
        let is_silent = |account: (ChannelIx, u64)| {
            !members.iter().any(|it| (it.channel, it.account) == account)
        };
        let silent = advocates.iter().filter(|(account, _)| is_silent(*account));
        let silent = silent
            .filter(|(account, _)| !is_private(account.0))
            .map(|(account, advocate)| of_silent(id(account.0), advocate));
        let (rows, period) = (wrote.chain(silent).collect(), report.period.id.clone());
        Some(PrivateList { period, name: "people.csv", columns: &COLUMNS, rows })
    }
}

/// A listed account that wrote nothing over these months: its handle as the brief spells it, and no mention.
fn of_silent(channel: &str, advocate: &Advocate) -> Vec<String> {
    let count = |column: &str| match column {
        "positive" | "neutral" | "negative" | "unscored" | "positive_weeks" | "negative_weeks"
        | "months" => "0",
        _ => "",
    };
    let mut cells = vec![channel.to_owned(), advocate.handle.clone(), String::new()];
    cells.extend(listing(Some(advocate)));
    cells.extend(COLUMNS[cells.len()..].iter().map(|column| count(column).to_owned()));
    cells
}

/// State and day of an advocate of the brief.
fn listing(advocate: Option<&Advocate>) -> [String; 2] {
    let since = advocate.and_then(|it| it.since);
    [
        advocate.map(|it| it.state.id().to_owned()).unwrap_or_default(),
        since.map(|since| since.to_string()).unwrap_or_default(),
    ]
}

fn cells(member: &Member, channel: &str, handle: &str, advocate: Option<&Advocate>) -> Vec<String> {
    let labels = member.tones.labelled();
    let low = |tone: Tone| {
        let range = wilson(member.tones[tone], labels);
        range.map(|(low, _)| format!("{low:.4}")).unwrap_or_default()
    };
    let groups: Vec<&str> = member.groups.iter().map(|group| Group::id(*group)).collect();
    let mut cells = vec![channel.to_owned(), handle.to_owned(), groups.join(" ")];
    cells.extend(listing(advocate));
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
