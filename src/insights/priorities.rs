//! Which channels to take part in first, by the ratings of the brief and by whether anybody was heard (docs/method.md, Audiences and channels).
//!
//! The ratings are the client's own. A channel where nobody of the audience is, or nobody was heard, is not forced.

use std::cmp::Reverse;

use super::ChannelFigures;
use crate::brief::{Brief, Fit, Mode};

/// A rating from which on a channel suits.
const SUITS: u8 = 3;

/// What follows from the ratings of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// It suits in every way.
    First,
    /// The client cannot do it well: others who can are asked.
    Partners,
    /// It does not go with the brand.
    Listen,
    /// The audience is not there, or nobody was heard: not forced.
    NotHere,
}

/// A rated channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriorityFigures {
    /// Index into the channels of the report.
    pub channel: usize,
    /// The ratings.
    pub fit: Fit,
    /// What follows.
    pub priority: Priority,
}

/// Mentions by whose place they were written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Places {
    /// On channels that the client runs.
    pub hosted: u64,
    /// On channels of others.
    pub visited: u64,
    /// On channels of which the brief does not say.
    pub unstated: u64,
}

/// The rated channels, most urgent first, then those that more of the audience use, then those with more conversations.
pub(super) fn priorities(brief: &Brief, figures: &[ChannelFigures]) -> Vec<PriorityFigures> {
    let rated = figures.iter().enumerate().filter_map(|(index, channel)| {
        let fit = brief.channels[channel.declared?].fit?;
        Some(PriorityFigures { channel: index, fit, priority: priority(fit, channel) })
    });
    let mut rated: Vec<_> = rated.collect();
    rated.sort_by_key(|rated| {
        (rated.priority, Reverse(rated.fit.audience), Reverse(figures[rated.channel].mentions))
    });
    rated
}

fn priority(fit: Fit, channel: &ChannelFigures) -> Priority {
    let is_silent = channel.mentions == 0 && channel.observed_days > 0;
    match fit {
        Fit { audience, .. } if audience < SUITS || is_silent => Priority::NotHere,
        Fit { brand, .. } if brand < SUITS => Priority::Listen,
        Fit { capability, .. } if capability < SUITS => Priority::Partners,
        Fit { .. } => Priority::First,
    }
}

/// Mentions by whose place they were written in; `None`: the brief states it of no channel.
pub(super) fn places(brief: &Brief, figures: &[ChannelFigures]) -> Option<Places> {
    brief.channels.iter().find_map(|channel| channel.mode)?;
    let mut places = Places::default();
    for channel in figures {
        let mode = channel.declared.and_then(|index| brief.channels[index].mode);
        *match mode {
            Some(Mode::Host) => &mut places.hosted,
            Some(Mode::Visit) => &mut places.visited,
            None => &mut places.unstated,
        } += channel.mentions;
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::{Period, Report, report, sample};
    use crate::mentions::channel::Channels;
    use crate::mentions::{Mention, RowStatus};
    use crate::rollup::Rollup;
    use crate::rollup::sample::{day, mention};

    /// May 2026: two mentions on X, one on Reddit, none in the forum, each channel observed.
    fn counted(change: impl FnOnce(&mut Brief)) -> (Brief, Report) {
        let mut brief = sample::brief(&["x", "reddit", "forum"]);
        change(&mut brief);
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        for (channel, at) in [(0, "2026-05-01"), (0, "2026-05-31"), (1, "2026-05-31")] {
            let channel = channels.declared(channel);
            let row = Mention { channel, ..mention(&format!("{at}T10:00")) };
            rollup.add(&row, RowStatus::Used);
        }
        let report = report(&rollup, &brief, &channels, &Period::month(day("2026-05-01")));
        (brief, report)
    }

    fn found(fits: [Option<[u8; 3]>; 3]) -> Vec<(String, Priority)> {
        let (brief, report) = counted(|brief| {
            for (channel, fit) in brief.channels.iter_mut().zip(fits) {
                channel.fit =
                    fit.map(|[audience, brand, capability]| Fit { audience, brand, capability });
            }
        });
        let rated = priorities(&brief, &report.channels).into_iter();
        rated.map(|it| (report.channels[it.channel].id.clone(), it.priority)).collect()
    }

    #[test]
    fn ratings_decide_and_a_silent_channel_is_not_forced() {
        let name = str::to_owned;
        assert_eq!(
            found([Some([3, 3, 2]), Some([5, 4, 4]), Some([5, 5, 5])]),
            [
                (name("reddit"), Priority::First),
                (name("x"), Priority::Partners),
                (name("forum"), Priority::NotHere),
            ]
        );
        assert_eq!(
            found([Some([2, 5, 5]), Some([5, 2, 1]), None]),
            [(name("reddit"), Priority::Listen), (name("x"), Priority::NotHere)]
        );
        // The same outcome: more of the audience first, then more mentions.
        let order = |fits| found(fits).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        assert_eq!(order([Some([4; 3]), Some([5; 3]), None]), ["reddit", "x"]);
        assert_eq!(order([Some([4; 3]), Some([4; 3]), None]), ["x", "reddit"]);
        assert_eq!(found([None; 3]), []);
    }

    #[test]
    fn mentions_are_split_by_whose_place_it_is_if_the_brief_says_so() {
        let (brief, report) = counted(|brief| brief.channels[1].mode = Some(Mode::Host));
        let all = places(&brief, &report.channels);
        assert_eq!(all, Some(Places { hosted: 1, visited: 0, unstated: 2 }));
        let (brief, report) = counted(|_| {});
        assert_eq!(places(&brief, &report.channels), None);
    }
}
