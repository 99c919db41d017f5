//! How fast the client answers: median, share in time, age of the oldest open conversation (docs/method.md, Response time), in wall-clock time.
//!
//! Open conversations are no missing data: they have waited at least so long. The median is Kaplan and Meier's, with the open ones
//! censored, and may not be reached. The share in time leaves out what arrived less than the target before the last row, answered or
//! not: only quick answers can be seen there.

use super::Period;
use super::interval::wilson;
use crate::brief::Brief;
use crate::mentions::channel::Channels;
use crate::rollup::Rollup;
use crate::rollup::answers::Wait;
use crate::rollup::history::Answered;

/// Response times of one period.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerFigures {
    /// Names of the channels whose exports hold the client's posts in threads: the others are not measured.
    pub channels: Vec<String>,
    /// Conversations in these channels.
    pub conversations: u64,
    /// Those with a post of the client's after their first mention.
    pub answered: u64,
    /// Seconds until half are answered; `None`: the median is not reached.
    pub median_seconds: Option<u64>,
    /// The brief's target; `None` if it states none, or another than a month of the history was counted for.
    pub in_time: Option<InTime>,
    /// Seconds from the arrival of the oldest open conversation to the last row of any export; `None` if none is open.
    pub oldest_open_seconds: Option<u64>,
}

/// Answers held against the target.
#[derive(Debug, Clone, PartialEq)]
pub struct InTime {
    /// First answer within so many minutes.
    pub target_minutes: u32,
    /// Conversations that arrived more than the target before the last row.
    pub base: u64,
    /// Those answered within the target.
    pub count: u64,
    /// Their share; `None` without a base.
    pub share: Option<f64>,
    /// 95 % interval of the share (Wilson).
    pub interval: Option<(f64, f64)>,
}

impl AnswerFigures {
    /// What the history keeps of a month.
    pub fn kept(&self) -> Answered {
        let in_time = self.in_time.as_ref();
        Answered {
            conversations: self.conversations,
            answered: self.answered,
            median_seconds: self.median_seconds,
            oldest_open_seconds: self.oldest_open_seconds,
            target_minutes: in_time.map(|told| told.target_minutes),
            in_time_base: in_time.map_or(0, |told| told.base),
            in_time: in_time.map_or(0, |told| told.count),
        }
    }

    /// A month of the history. Another target than the one counted then was not measured.
    fn of(kept: &Answered, target: Option<u32>) -> Self {
        let target = target.filter(|_| target == kept.target_minutes);
        Self {
            channels: Vec::new(),
            conversations: kept.conversations,
            answered: kept.answered,
            median_seconds: kept.median_seconds,
            in_time: target.map(|target| InTime::of(target, kept.in_time, kept.in_time_base)),
            oldest_open_seconds: kept.oldest_open_seconds,
        }
    }
}

impl InTime {
    fn of(target_minutes: u32, count: u64, base: u64) -> Self {
        Self {
            target_minutes,
            base,
            count,
            share: (base > 0).then(|| count as f64 / base as f64),
            interval: wilson(count, base),
        }
    }
}

/// Response times of the period; `None` where no export holds an own post in a thread, nobody wrote there, or the
/// history tells a part of the period.
pub fn answers(
    rollup: &Rollup,
    brief: &Brief,
    channels: &Channels,
    period: &Period,
) -> Option<AnswerFigures> {
    let names =
        rollup.answers.channels().into_iter().map(|channel| channels.get(channel).name.clone());
    let target = brief.staffing.response_target_minutes;
    let figures = match rollup.answered_in(period.from, period.to) {
        Some(kept) => AnswerFigures::of(kept, target),
        None => figures(&rollup.waits_between(period.from, period.to)?, target),
    };
    (figures.conversations > 0).then(|| AnswerFigures { channels: names.collect(), ..figures })
}

fn figures(waits: &[Wait], target: Option<u32>) -> AnswerFigures {
    let open = waits.iter().filter(|wait| wait.answered_after.is_none());
    AnswerFigures {
        channels: Vec::new(),
        conversations: waits.len() as u64,
        answered: (waits.len() - open.clone().count()) as u64,
        median_seconds: median(waits),
        in_time: target.map(|target| in_time(waits, target)),
        oldest_open_seconds: open.map(|wait| wait.watched).max(),
    }
}

fn in_time(waits: &[Wait], target_minutes: u32) -> InTime {
    let target = 60 * u64::from(target_minutes);
    let old: Vec<&Wait> = waits.iter().filter(|wait| wait.watched > target).collect();
    let is_quick = |wait: &&&Wait| wait.answered_after.is_some_and(|after| after <= target);
    let (base, count) = (old.len() as u64, old.iter().filter(is_quick).count() as u64);
    InTime::of(target_minutes, count, base)
}

/// The first moment at which the share that still waits is one half or less.
fn median(waits: &[Wait]) -> Option<u64> {
    survival(waits).into_iter().find(|(_, share)| *share <= 0.5 + 1e-12).map(|(after, _)| after)
}

/// Kaplan and Meier's share that still waits, after each moment at which one is answered. At the same moment the answered go first: the
/// open ones have waited at least as long.
fn survival(waits: &[Wait]) -> Vec<(u64, f64)> {
    let mut times: Vec<(u64, bool)> = waits
        .iter()
        .map(|wait| (wait.answered_after.unwrap_or(wait.watched), wait.answered_after.is_none()))
        .collect();
    times.sort_unstable();
    let mut share = 1.0;
    let mut steps: Vec<(u64, f64)> = Vec::new();
    for group in times.chunk_by(|a, b| a.0 == b.0) {
        let answered = group.iter().filter(|(_, is_open)| !is_open).count();
        if answered > 0 {
            let before = times.partition_point(|(after, _)| *after < group[0].0);
            let waiting = (times.len() - before) as f64;
            share *= (waiting - answered as f64) / waiting;
            steps.push((group[0].0, share));
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = 3600;

    fn answered(hours: u64) -> Wait {
        Wait { arrived: 0, answered_after: Some(hours * HOUR), watched: 100 * HOUR }
    }

    fn open(hours: u64) -> Wait {
        Wait { arrived: 0, answered_after: None, watched: hours * HOUR }
    }

    #[test]
    fn the_median_of_the_method_is_not_reached() {
        let waits = [answered(1), answered(2), open(5), open(6), open(7)];
        let steps: Vec<_> = survival(&waits)
            .iter()
            .map(|(after, share)| format!("S({}) {share:.1}", after / HOUR))
            .collect();
        assert_eq!(steps, ["S(1) 0.8", "S(2) 0.6"]);
        let figures = figures(&waits, Some(240));
        assert_eq!((figures.conversations, figures.answered), (5, 2));
        assert_eq!((figures.median_seconds, figures.oldest_open_seconds), (None, Some(7 * HOUR)));
    }

    #[test]
    fn the_median_is_reached_where_half_are_answered() {
        assert_eq!(median(&[answered(1), answered(3), open(5), open(6)]), Some(3 * HOUR));
        // 5 wait at one hour, then the open one leaves: 4/5, then 4/5 · 1/3.
        let censored = [answered(1), open(1), answered(4), answered(4), answered(9)];
        let shares: Vec<_> =
            survival(&censored).iter().map(|step| format!("{:.4}", step.1)).collect();
        assert_eq!(shares, ["0.8000", "0.2667", "0.0000"]);
        assert_eq!(median(&censored), Some(4 * HOUR));
        assert_eq!(median(&[open(3)]), None);
    }

    #[test]
    fn the_young_are_left_out_answered_or_not() {
        let young = Wait { watched: 4 * HOUR, ..answered(1) };
        let waits = [young, open(4), open(5), answered(4), answered(5)];
        let told = in_time(&waits, 240);
        assert_eq!((told.base, told.count), (3, 1));
        assert_eq!(in_time(&waits[..2], 240).share, None);
        assert_eq!(figures(&waits, None).in_time, None);
    }
}
