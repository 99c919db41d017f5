//! What a report does not know: every figure that was not measured or that is based on an assumption.

use super::{SMALL_BASE, comparable};
use crate::brief::Brief;
use crate::insights::period::{days_between, each_day};
use crate::insights::{
    Change, ChannelFigures, DayFigures, Handling, MinutesFrom, ObservedDays, Report,
};
use crate::mentions::tone::Tone;
use crate::units::Date;

/// Accounts under which the mentions of a period are those of few people.
const FEWEST_ACCOUNTS: u64 = 10;

/// Mentions from which on one account among them is worth a sentence.
const FEWEST: u64 = 10;

/// Something that the exports or the brief leave open.
#[derive(Debug, Clone, PartialEq)]
pub enum Unknown<'a> {
    /// Days of the period without any export.
    Days {
        /// Not observed.
        missing: u32,
        /// Days of the period.
        of: u32,
        /// The observed ones.
        covered: Option<ObservedDays>,
        /// The missing ones, as runs from first to last.
        days: Vec<(Date, Date)>,
    },
    /// Days that no export covers in some channels.
    Gap {
        /// The channels; several only if they miss the same days.
        channels: Vec<&'a ChannelFigures>,
        /// Days missing, of those on which any channel was observed.
        missing: u32,
        /// These days.
        of: u32,
        /// The days that miss, as runs from first to last; days in a gap with a mention are not among them.
        days: Vec<(Date, Date)>,
    },
    /// What others say: nearly all mentions could be of one mind.
    FewAccounts {
        /// Accounts that wrote.
        accounts: u64,
        /// Their mentions.
        mentions: u64,
    },
    /// What others think: one account wrote at least half of the mentions.
    OneAccount {
        /// Its mentions.
        most: u64,
        /// Used mentions.
        of: u64,
    },
    /// What the history leaves open of months whose exports are gone.
    History {
        /// Their first days.
        months: &'a [Date],
        /// Whether it provides only a part of the period: then accounts and answers were not measured.
        is_pieced: bool,
        /// Whether conversations were measured all the same.
        has_conversations: bool,
    },
    /// Whether more or less is said than before: one of the periods has not every weekday.
    Change {
        /// The comparison.
        change: &'a Change,
        /// Observed days of this period.
        days: u32,
    },
    /// Which days stand out: too few weeks before the period were covered.
    Peaks,
    /// How typical so few mentions are.
    FewMentions(u64),
    /// The minutes of a conversation are the formula's own, not timed.
    Minutes {
        /// The formula's own.
        minutes: f64,
        /// Conversations that were timed, too few to replace them.
        timed: u64,
    },
    /// Which conversations need no answer.
    Need,
    /// No row states its thread: each mention counts as a conversation, an upper bound.
    Threads,
    /// No mention has a tone.
    NoLabels,
    /// Mentions without a tone.
    Unlabelled {
        /// Without a label.
        mentions: u64,
        /// Used mentions.
        of: u64,
    },
    /// Labels nobody has checked.
    Unchecked,
    /// Every mention is known only to the day.
    NoHours,
    /// Mentions known only to the day.
    Undated(u64),
    /// No row names its author.
    Authors,
    /// The brief states no staffed hours.
    Cover,
    /// Mentions whose channel is not known.
    Channel {
        /// In the channel `other`.
        mentions: u64,
        /// Used mentions.
        of: u64,
    },
    /// How fast and how well people are answered.
    Answers,
    /// How well the conversations were answered; how fast is known.
    Quality,
}

pub(super) fn unknown<'a>(report: &'a Report, brief: &Brief) -> Vec<Unknown<'a>> {
    let (mentions, is_said) = (report.mentions, report.mentions > 0);
    let few_accounts =
        few_accounts(report).map(|accounts| Unknown::FewAccounts { accounts, mentions });
    // Nothing else is worth as much to know of mentions that are the view of one account.
    let one_account = one_account(report).filter(|_| few_accounts.is_none());
    let first = [one_account, days(report)];
    let others = [
        few_accounts,
        history(report),
        change(report),
        (1..SMALL_BASE).contains(&mentions).then_some(Unknown::FewMentions(mentions)),
        labels(report).filter(|unknown| *unknown == Unknown::NoLabels),
        (is_said && !is_speed_known(report)).then_some(Unknown::Answers),
        minutes(report).filter(|_| is_said),
        labels(report).filter(|unknown| *unknown != Unknown::NoLabels),
        channel(report),
        (is_said && brief.is_default("staffing.response_share")).then_some(Unknown::Need),
        (is_said && !report.has_threads).then_some(Unknown::Threads),
        (mentions >= SMALL_BASE && report.peaks.is_none()).then_some(Unknown::Peaks),
        hours(report),
        (is_said && report.authors.is_none() && !report.is_pieced()).then_some(Unknown::Authors),
        report.staffing.open_hours_per_week.is_none().then_some(Unknown::Cover),
        (is_said && is_speed_known(report)).then_some(Unknown::Quality),
    ];
    let first = first.into_iter().flatten();
    first.chain(gaps(report)).chain(others.into_iter().flatten()).collect()
}

/// Whether the report says how fast people are answered, or why not.
fn is_speed_known(report: &Report) -> bool {
    report.answers.is_some() || report.is_pieced()
}

/// Accounts that wrote, if they are so few that the mentions show the view of few.
pub fn few_accounts(report: &Report) -> Option<u64> {
    let accounts = report.authors?;
    (report.mentions >= SMALL_BASE && accounts < FEWEST_ACCOUNTS).then_some(accounts)
}

fn days<'a>(report: &Report) -> Option<Unknown<'a>> {
    let of = report.period.days();
    let missing = of - report.observed_days;
    let is_observed = |day: Date| {
        report.daily.iter().any(|it| it.date == day && it.mentions.iter().any(Option::is_some))
    };
    let all = each_day(report.period.from, report.period.to);
    (missing > 0).then(|| Unknown::Days {
        missing,
        of,
        covered: report.window,
        days: runs(all.filter(|&day| !is_observed(day))),
    })
}

fn history(report: &Report) -> Option<Unknown<'_>> {
    let (months, is_pieced) = (report.history.as_slice(), report.is_pieced());
    let has_conversations = report.conversations.is_some();
    (!months.is_empty()).then_some(Unknown::History { months, is_pieced, has_conversations })
}

/// Days that no export covers, in one channel or in several alike.
fn gaps(report: &Report) -> Vec<Unknown<'_>> {
    let of = report.observed_days;
    let mut gaps: Vec<Unknown<'_>> = Vec::new();
    for (place, channel) in report.channels.iter().enumerate() {
        let missing = of - channel.observed_days.min(of);
        let days = uncovered(report, place);
        let is_same = |gap: &&mut Unknown<'_>| matches!(gap, Unknown::Gap { days: other, .. } if *other == days && !days.is_empty());
        match gaps.iter_mut().find(is_same) {
            _ if missing == 0 => {}
            Some(Unknown::Gap { channels, .. }) => channels.push(channel),
            _ => gaps.push(Unknown::Gap { channels: vec![channel], missing, of, days }),
        }
    }
    gaps
}

/// The runs of days on which a channel was not covered.
fn uncovered(report: &Report, place: usize) -> Vec<(Date, Date)> {
    let is_uncovered = |day: &&DayFigures| matches!(day.mentions.get(place), Some(None));
    runs(report.daily.iter().filter(is_uncovered).map(|day| day.date))
}

/// Joins days that follow each other.
fn runs(days: impl Iterator<Item = Date>) -> Vec<(Date, Date)> {
    let mut runs: Vec<(Date, Date)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, to)) if days_between(*to, day) == 2 => *to = day,
            _ => runs.push((day, day)),
        }
    }
    runs
}

fn one_account<'a>(report: &Report) -> Option<Unknown<'a>> {
    let (most, of) = (report.most_by_one?, report.mentions);
    (of >= FEWEST && 2 * most >= of).then_some(Unknown::OneAccount { most, of })
}

fn change(report: &Report) -> Option<Unknown<'_>> {
    let (days, change) = (report.observed_days, report.change.as_ref()?);
    comparable(report).is_none().then_some(Unknown::Change { change, days })
}

fn minutes<'a>(report: &Report) -> Option<Unknown<'a>> {
    let Handling { minutes, from, timed, .. } = &report.handling;
    let timed = timed.map_or(0, |timed| timed.conversations);
    (*from == MinutesFrom::Default).then_some(Unknown::Minutes { minutes: minutes.base, timed })
}

fn labels<'a>(report: &Report) -> Option<Unknown<'a>> {
    let tones = &report.tone.counts;
    let audited = report.tone_audit.as_ref();
    if audited.is_some_and(|audit| audit.all.is_some()) {
        return None;
    }
    let is_checked = audited.is_some_and(|audit| audit.labelled.is_some());
    match (tones.labelled(), tones[Tone::Unscored]) {
        (0, 0) => None,
        (0, _) => Some(Unknown::NoLabels),
        (_, 0) => (!is_checked).then_some(Unknown::Unchecked),
        (_, mentions) => Some(Unknown::Unlabelled { mentions, of: report.mentions }),
    }
}

fn hours<'a>(report: &Report) -> Option<Unknown<'a>> {
    match &report.activity {
        None => (report.mentions > 0).then_some(Unknown::NoHours),
        Some(activity) => (activity.undated > 0).then_some(Unknown::Undated(activity.undated)),
    }
}

fn channel<'a>(report: &Report) -> Option<Unknown<'a>> {
    let other = report.channels.iter().find(|channel| channel.is_unknown())?;
    let (mentions, of) = (other.mentions, report.mentions);
    (mentions > 0).then_some(Unknown::Channel { mentions, of })
}
