//! The used mentions of some days, as a comparison needs them: rates over observed days and totals of full weeks, together and by channel.

use std::collections::BTreeMap;

use crate::brief::Brief;
use crate::insights::ObservedDays;
use crate::insights::period::each_day;
use crate::insights::volume::{covered_days, is_missing};
use crate::insights::weeks::{Weeks, weeks, weeks_if};
use crate::mentions::RowStatus;
use crate::mentions::channel::{ChannelIx, Channels};
use crate::rollup::Rollup;
use crate::units::Date;

/// Part of a week's mentions that may be missing on days on which a channel was not covered, by the rate of that channel: a quiet channel that
/// is missing for two days hardly changes the total.
const MOST_MISSING: f64 = 0.05;

/// The used mentions of some days.
pub(in crate::insights) struct Side {
    /// Days that the exports cover in a channel.
    pub(super) days: u32,
    pub(super) mentions: u64,
    /// Used mentions per observed day, summed over the channels.
    pub(in crate::insights) per_day: f64,
    pub(super) weeks: Weeks,
    /// Each channel with a mention on an observed day.
    pub(super) channels: BTreeMap<ChannelIx, ChannelSide>,
    /// Declared channels without an observed day.
    pub(super) uncovered: Vec<usize>,
}

/// One channel of a side.
#[derive(Default)]
pub(super) struct ChannelSide {
    pub(super) mentions: u64,
    pub(super) per_day: f64,
    pub(super) weeks: Weeks,
}

impl Side {
    /// The mentions on these days in the channels with an observed day.
    pub(in crate::insights) fn of(
        rollup: &Rollup,
        brief: &Brief,
        channels: &Channels,
        window: &ObservedDays,
    ) -> Self {
        let uncovered = uncovered(brief, window);
        let is_covered = |declared: Option<usize>| declared.is_none_or(|d| !uncovered.contains(&d));
        let mut by_channel = BTreeMap::<ChannelIx, BTreeMap<Date, u64>>::new();
        let mut by_day = BTreeMap::<Date, u64>::new();
        for (day, channel, counts) in rollup.volume.between(window.from, window.to) {
            if counts.rows[RowStatus::Used] > 0 && is_covered(channels.get(channel).declared) {
                let days = by_channel.entry(channel).or_default();
                *days.entry(day).or_default() += counts.rows[RowStatus::Used];
                *by_day.entry(day).or_default() += counts.rows[RowStatus::Used];
            }
        }
        let sides: BTreeMap<_, _> = by_channel
            .iter()
            .map(|(&channel, days)| {
                let declared = channels.get(channel).declared;
                let mentions: u64 = days.values().sum();
                let per_day = mentions as f64 / f64::from(observed(brief, declared, window));
                let weeks = weeks(window, days, |day| is_missing(brief, declared, day));
                (channel, ChannelSide { mentions, per_day, weeks })
            })
            .collect();
        let missing = |day: Date| -> f64 {
            let missing = sides
                .iter()
                .filter(|(channel, _)| is_missing(brief, channels.get(**channel).declared, day));
            missing.map(|(_, side)| side.per_day).sum()
        };
        let is_whole = |(from, to), total| {
            let missing: f64 = each_day(from, to).map(missing).sum();
            missing <= MOST_MISSING * (total as f64 + missing)
        };
        let declared = (0..brief.channels.len()).map(Some);
        let written = by_channel.keys().map(|&channel| channels.get(channel).declared);
        let all: Vec<Option<usize>> = declared.chain(written).collect();
        Self {
            days: covered_days(brief, &all, window),
            mentions: by_day.values().sum(),
            per_day: sides.values().map(|side| side.per_day).sum(),
            weeks: weeks_if(window, &by_day, is_whole),
            channels: sides,
            uncovered,
        }
    }
}

/// Declared channels of which no day of a window is covered.
pub(in crate::insights) fn uncovered(brief: &Brief, window: &ObservedDays) -> Vec<usize> {
    let channels = 0..brief.channels.len();
    channels.filter(|&channel| observed(brief, Some(channel), window) == 0).collect()
}

/// Whether one of the other declared channels is not covered on a day.
pub(in crate::insights) fn has_gap(brief: &Brief, uncovered: &[usize], day: Date) -> bool {
    let mut covered = (0..brief.channels.len()).filter(|channel| !uncovered.contains(channel));
    covered.any(|channel| is_missing(brief, Some(channel), day))
}

fn observed(brief: &Brief, declared: Option<usize>, window: &ObservedDays) -> u32 {
    let days = each_day(window.from, window.to);
    days.filter(|&day| !is_missing(brief, declared, day)).map(|_| 1).sum()
}
