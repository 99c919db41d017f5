//! How fast the client answers: median, share in time, age of the oldest open conversation (docs/method.md, Response time), in wall-clock time.
//!
//! Open conversations are not missing data: they have waited at least so long. The median is Kaplan and Meier's, with the open ones
//! censored, and may not be reached. The share in time leaves out what arrived less than the target before the end of the period, answered
//! or not: only quick answers can be seen there. Everything is as of that end, so that later answers change no figure.

use std::collections::BTreeMap;

use super::Period;
use super::interval::wilson;
use crate::brief::Brief;
use crate::mentions::channel::{ChannelIx, Channels};
use crate::rollup::Rollup;
use crate::rollup::answers::{HOUR, WATCHED_HOURS, Wait, Waits};
use crate::rollup::history::Answered;

/// Smallest step of the curve that is kept, as a share: a period has up to one step for each conversation.
pub const STEP: f64 = 0.002;

/// Response times of one period.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerFigures {
    /// Each channel whose exports show answers, by id: the others are not measured.
    pub channels: Vec<ChannelAnswers>,
    /// All these channels together.
    pub all: WaitFigures,
}

impl AnswerFigures {
    /// The ids of the channels that are held against a target.
    pub fn channels_in_time(&self) -> impl Iterator<Item = &str> {
        let held = self.channels.iter().filter(|channel| channel.waits.in_time.is_some());
        held.map(|channel| channel.id.as_str())
    }
}

/// Response times in one channel.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelAnswers {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its conversations.
    pub waits: WaitFigures,
}

/// How long conversations waited for the client.
#[derive(Debug, Clone, PartialEq)]
pub struct WaitFigures {
    /// All of them.
    pub conversations: u64,
    /// Those answered after their first mention, up to the end of the period.
    pub answered: u64,
    /// Seconds until half are answered; `None`: the median is not reached.
    pub median_seconds: Option<u64>,
    /// Seconds until nine in ten are answered; `None`: not reached, or a month of the history that kept none.
    pub p90_seconds: Option<u64>,
    /// The brief's target; `None` if it states none, or another than a month of the history was counted for.
    pub in_time: Option<InTime>,
    /// Seconds from the arrival of the oldest open conversation to the end of the period, or to the last row of any export if that is earlier;
    /// `None` if none is open.
    pub oldest_open_seconds: Option<u64>,
    /// The share that still waits after so many seconds (Kaplan and Meier), in steps of at least [`STEP`]; ascending by time.
    pub curve: Vec<(u64, f64)>,
}

/// Answers held against the target.
#[derive(Debug, Clone, PartialEq)]
pub struct InTime {
    /// First answer within so many minutes; `None`: each channel has its own target.
    pub target_minutes: Option<u32>,
    /// Conversations that arrived more than the target before the end of the period or the last row.
    pub base: u64,
    /// Those answered within the target.
    pub count: u64,
    /// Their share; `None` without a base.
    pub share: Option<f64>,
    /// 95 % interval of the share (Wilson).
    pub interval: Option<(f64, f64)>,
}

impl WaitFigures {
    /// A month from a history file that holds finished figures. Another target than the one counted then was not measured.
    fn finished(kept: &Answered, target: Option<u32>) -> Self {
        let target = target.filter(|_| target == kept.target_minutes);
        Self {
            conversations: kept.conversations,
            answered: kept.answered,
            median_seconds: kept.median_seconds,
            p90_seconds: None,
            in_time: target.map(|target| InTime::of(Some(target), kept.in_time, kept.in_time_base)),
            oldest_open_seconds: kept.oldest_open_seconds,
            curve: Vec::new(),
        }
    }

    /// `in_time` holds them against a target.
    fn of(waits: &Waits, in_time: Option<InTime>) -> Self {
        let open = waits.iter().filter(|(wait, _)| wait.answered_after.is_none());
        let oldest_open_seconds = open.clone().map(|(wait, _)| wait.watched).max();
        let conversations = waits.total();
        let curve = survival(waits);
        Self {
            conversations,
            answered: conversations - open.map(|(_, conversations)| conversations).sum::<u64>(),
            median_seconds: until(&curve, 0.5),
            p90_seconds: until(&curve, 0.9),
            in_time,
            curve: thinned(curve),
            oldest_open_seconds,
        }
    }
}

impl InTime {
    fn of(target_minutes: Option<u32>, count: u64, base: u64) -> Self {
        Self {
            target_minutes,
            base,
            count,
            share: (base > 0).then(|| count as f64 / base as f64),
            interval: wilson(count, base),
        }
    }
}

/// Response times of the period from its [waits](crate::rollup::history::Threads); `None` where no export shows an answer up to its end, nobody wrote there, or the history provides a part
/// of the period.
pub fn answers(
    rollup: &Rollup,
    brief: &Brief,
    channels: &Channels,
    period: &Period,
    waits: Option<&BTreeMap<Option<ChannelIx>, Waits>>,
) -> Option<AnswerFigures> {
    if let Some(kept) = rollup.answered_in(period.from, period.to) {
        let all = WaitFigures::finished(kept, brief.staffing.response_target_minutes);
        return (all.conversations > 0).then(|| AnswerFigures { channels: Vec::new(), all });
    }
    let is_rounded = rollup.history.months(period.from, period.to).next().is_some();
    let by_channel = waits?;
    let target = |channel: Option<ChannelIx>| {
        brief.response_target(channel.and_then(|channel| channels.get(channel).declared))
    };
    let held = |channel, waits| Some(in_time(waits, target(channel)?, is_rounded));
    let mut measured: Vec<ChannelAnswers> = by_channel
        .iter()
        .filter(|(_, waits)| waits.total() > 0)
        .filter_map(|(channel, waits)| {
            let channel_ix = (*channel)?;
            let channel = channels.get(channel_ix);
            Some(ChannelAnswers {
                id: channel.id.clone(),
                name: channel.name.clone(),
                waits: WaitFigures::of(waits, held(Some(channel_ix), waits).flatten()),
            })
        })
        .collect();
    measured.sort_by(|a, b| a.id.cmp(&b.id));
    let all: Waits = by_channel.values().flat_map(Waits::iter).collect();
    let in_time = by_channel.iter().filter_map(|(channel, waits)| held(*channel, waits));
    let all =
        WaitFigures::of(&all, together(&in_time.collect::<Option<Vec<_>>>().unwrap_or_default()));
    (all.conversations > 0).then_some(AnswerFigures { channels: measured, all })
}

/// The answers of all channels, each held against its own target; `None` without any.
fn together(channels: &[InTime]) -> Option<InTime> {
    let sum = |of: fn(&InTime) -> u64| channels.iter().map(of).sum();
    let target = channels.first()?.target_minutes;
    let is_shared = channels.iter().all(|channel| channel.target_minutes == target);
    let (count, base) = (sum(|channel| channel.count), sum(|channel| channel.base));
    Some(InTime::of(target.filter(|_| is_shared), count, base))
}

/// `None` where rounded times do not show which conversations arrived more than the target before the end.
fn in_time(waits: &Waits, target_minutes: u32, is_rounded: bool) -> Option<InTime> {
    let target = 60 * u64::from(target_minutes);
    let hour = target.next_multiple_of(HOUR);
    let is_open_to_doubt = |(wait, _): (Wait, u64)| hour > target && wait.watched == hour;
    if is_rounded && (hour >= WATCHED_HOURS * HOUR || waits.iter().any(is_open_to_doubt)) {
        return None;
    }
    let (mut base, mut count) = (0, 0);
    for (wait, conversations) in waits.iter().filter(|(wait, _)| wait.watched > target) {
        base += conversations;
        if wait.answered_after.is_some_and(|after| after <= target) {
            count += conversations;
        }
    }
    Some(InTime::of(Some(target_minutes), count, base))
}

/// The steps that can be distinguished in a drawing: each is at least [`STEP`] below the one before, and the last is the last.
fn thinned(curve: Vec<(u64, f64)>) -> Vec<(u64, f64)> {
    let last = curve.last().copied();
    let mut before = 1.0;
    let mut kept: Vec<(u64, f64)> = curve
        .into_iter()
        .filter(|(_, share)| {
            let is_far = before - share >= STEP;
            before = if is_far { *share } else { before };
            is_far
        })
        .collect();
    kept.extend(last.filter(|last| kept.last() != Some(last)));
    kept
}

/// The first moment at which this share or more is answered.
fn until(curve: &[(u64, f64)], answered: f64) -> Option<u64> {
    curve.iter().find(|(_, waits)| *waits <= 1.0 - answered + 1e-12).map(|(after, _)| *after)
}

/// Kaplan and Meier's share that still waits, after each moment at which one is answered. At the same moment the answered go first: the
/// open ones have waited at least as long.
fn survival(waits: &Waits) -> Vec<(u64, f64)> {
    let ends = waits.iter().map(|(wait, conversations)| match wait.answered_after {
        Some(after) => (after, conversations, 0),
        None => (wait.watched, 0, conversations),
    });
    // Moment, conversations answered then, open ones that were watched until then.
    let mut ends: Vec<(u64, u64, u64)> = ends.collect();
    ends.sort_unstable_by_key(|(moment, ..)| *moment);
    let (mut waiting, mut share) = (waits.total(), 1.0);
    let mut steps = Vec::new();
    for moment in ends.chunk_by(|one, other| one.0 == other.0) {
        let answered: u64 = moment.iter().map(|(_, answered, _)| answered).sum();
        if answered > 0 {
            share *= (waiting - answered) as f64 / waiting as f64;
            steps.push((moment[0].0, share));
        }
        waiting -= answered + moment.iter().map(|(.., open)| open).sum::<u64>();
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(hours: u64) -> Wait {
        Wait { answered_after: Some(hours * HOUR), watched: 100 * HOUR }
    }

    fn counted(waits: &[Wait]) -> Waits {
        waits.iter().map(|wait| (*wait, 1)).collect()
    }

    fn open(hours: u64) -> Wait {
        Wait { answered_after: None, watched: hours * HOUR }
    }

    #[test]
    fn the_median_of_the_method_is_not_reached() {
        let waits = counted(&[answered(1), answered(2), open(5), open(6), open(7)]);
        let steps: Vec<_> = survival(&waits)
            .iter()
            .map(|(after, share)| format!("S({}) {share:.1}", after / HOUR))
            .collect();
        assert_eq!(steps, ["S(1) 0.8", "S(2) 0.6"]);
        let figures = WaitFigures::of(&waits, in_time(&waits, 240, false));
        assert_eq!((figures.conversations, figures.answered), (5, 2));
        assert_eq!((figures.median_seconds, figures.oldest_open_seconds), (None, Some(7 * HOUR)));
    }

    #[test]
    fn the_median_is_reached_where_half_are_answered() {
        let median = |waits: &Waits| WaitFigures::of(waits, None).median_seconds;
        let p90 = |waits: &Waits| WaitFigures::of(waits, None).p90_seconds;
        assert_eq!(median(&counted(&[answered(1), answered(3), open(5), open(6)])), Some(3 * HOUR));
        // 5 wait at one hour, then the open one leaves: 4/5, then 4/5 · 1/3.
        let censored = counted(&[answered(1), open(1), answered(4), answered(4), answered(9)]);
        let shares: Vec<_> =
            survival(&censored).iter().map(|step| format!("{:.4}", step.1)).collect();
        assert_eq!(shares, ["0.8000", "0.2667", "0.0000"]);
        assert_eq!((median(&censored), p90(&censored)), (Some(4 * HOUR), Some(9 * HOUR)));
        assert_eq!(p90(&counted(&[answered(1), answered(3), open(5)])), None);
        assert_eq!(median(&counted(&[open(3)])), None);
    }

    #[test]
    fn the_young_are_left_out_answered_or_not() {
        let young = Wait { watched: 4 * HOUR, ..answered(1) };
        let waits = [young, open(4), open(5), answered(4), answered(5)];
        let found = in_time(&counted(&waits), 240, false).unwrap();
        assert_eq!((found.base, found.count), (3, 1));
        assert_eq!(in_time(&counted(&waits[..2]), 240, false).unwrap().share, None);
    }

    #[test]
    fn a_curve_keeps_the_steps_that_are_seen_and_its_last() {
        let curve: Vec<(u64, f64)> = (1..=1000).map(|n| (n, 1.0 - n as f64 / 1001.0)).collect();
        let kept = thinned(curve.clone());
        assert!(kept.len() < 500 && kept.last() == curve.last());
        assert_eq!(thinned(vec![(9, 0.999)]), [(9, 0.999)]);
        assert_eq!(thinned(Vec::new()), []);
    }

    #[test]
    fn channels_of_one_target_share_it_and_others_are_added_up_without_one() {
        let waits = counted(&[answered(1), answered(5), open(9)]);
        let held = |minutes| in_time(&waits, minutes, false).unwrap();
        let all = together(&[held(240), held(480)]).unwrap();
        assert_eq!((all.target_minutes, all.count, all.base), (None, 3, 6));
        let all = together(&[held(240), held(240)]).unwrap();
        assert_eq!((all.target_minutes, all.count), (Some(240), 2));
        assert_eq!(together(&[]), None);
    }

    #[test]
    fn rounded_waits_tell_a_share_only_where_it_is_exact() {
        let hour = HOUR;
        let exact = counted(&[
            Wait { answered_after: Some(hour / 2 + 7), watched: 5 * hour - 1 },
            Wait { answered_after: Some(3 * hour + 1), watched: 9 * hour },
            Wait { answered_after: Some(3 * hour), watched: 400 * hour },
            open(30),
        ]);
        let rounded = exact.rounded();
        let found = |waits, minutes, is_rounded| {
            let found: Option<InTime> = in_time(waits, minutes, is_rounded);
            found.map(|found| (found.count, found.base))
        };
        for minutes in [60, 180, 181, 240, 300, 10_080] {
            assert_eq!(found(&rounded, minutes, true), found(&exact, minutes, false), "{minutes}");
        }
        assert_eq!(found(&exact, 290, false), Some((3, 4)));
        assert_eq!(found(&rounded, 290, true), None, "one was watched for 4 to 5 hours");
        assert_eq!(found(&rounded, 10_081, true), None, "over a week");
        let median = |waits| WaitFigures::of(waits, None).median_seconds;
        assert_eq!((median(&exact), median(&rounded)), (Some(3 * hour), Some(3 * hour)));
    }
}
