//! Kinds of conversation: how many used mentions are of each, in all, by channel and by topic, and which rules found them (docs/method.md, Kinds).
//!
//! What no column and no rule classifies is unclassified. It is a class of its own in every share, so that the shares add up to 1.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::change::FEWEST_MENTIONS;
use super::clusters::trait_interval;
use super::interval::wilson;
use super::{ObservedDays, Period};
use crate::brief::{Brief, Kind};
use crate::mentions::channel::ChannelIx;
use crate::mentions::kinds::RuleIx;
use crate::rollup::{Rollup, Spread};
use crate::tally::{Key, Tally};

impl Key for Kind {
    type Counts = [u64; 7];

    fn index(self) -> usize {
        self as usize
    }

    fn at(index: usize) -> Self {
        Self::ALL[index]
    }
}

/// The kinds of the used mentions of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindsFigures {
    /// Used mentions by kind.
    pub all: Tally<Kind>,
    /// The same of each channel of the report, in its order.
    pub channels: Vec<Tally<Kind>>,
    /// The same of each topic of the brief, in its order, and of what has none. A mention counts for each of its topics. Empty: the brief declares none.
    pub topics: Vec<Tally<Kind>>,
    /// The rules that gave a kind, with their mentions, in their order.
    pub rules: Vec<(RuleIx, u64)>,
    /// Mentions whose kind the export states.
    pub stated: u64,
}

/// One kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KindFigures {
    /// Which.
    pub kind: Kind,
    /// Used mentions.
    pub mentions: u64,
    /// Of all used mentions, 0 to 1; 0 when there are none.
    pub share: f64,
    /// 95 % interval of the share (Wilson) by the effective number of mentions; `None` without a mention, or if the spread over accounts was
    /// not measured.
    pub interval: Option<(f64, f64)>,
}

/// The kinds; `None`: no day was observed, or the history provides a part of the period. `order` has the channels in the order of the report.
pub(super) fn kinds(
    (rollup, brief): (&Rollup, &Brief),
    period: &Period,
    order: &[ChannelIx],
    window: Option<&ObservedDays>,
) -> Option<KindsFigures> {
    let counts = rollup.contents_between(period.from, period.to)?;
    if counts.is_empty() {
        window?;
    }
    let mut figures = KindsFigures {
        all: Tally::default(),
        channels: vec![Tally::default(); order.len()],
        topics: match brief.topics.len() {
            0 => Vec::new(),
            declared => vec![Tally::default(); declared + 1],
        },
        rules: Vec::new(),
        stated: 0,
    };
    let mut rules = BTreeMap::new();
    for (key, count) in counts {
        figures.all.add(key.kind, count);
        if let Some(at) = order.iter().position(|channel| *channel == key.channel) {
            figures.channels[at].add(key.kind, count);
        }
        if let Some((none, declared)) = figures.topics.split_last_mut() {
            let of = key.topics.indices().map(usize::from);
            of.for_each(|topic| declared[topic].add(key.kind, count));
            if key.topics.is_empty() {
                none.add(key.kind, count);
            }
        }
        match key.rule {
            Some(rule) => *rules.entry(rule).or_insert(0) += count,
            None if key.kind != Kind::Unclassified => figures.stated += count,
            None => {}
        }
    }
    figures.rules = rules.into_iter().collect();
    Some(figures)
}

/// Each kind of these mentions, unclassified last; `spread` says how they are spread over accounts.
pub fn figures(counts: &Tally<Kind>, spread: Option<Spread>) -> impl Iterator<Item = KindFigures> {
    let all = counts.total();
    let figures = |(kind, mentions): (Kind, u64)| KindFigures {
        kind,
        mentions,
        share: mentions as f64 / all.max(1) as f64,
        interval: spread.and_then(|spread| trait_interval(mentions, (all, spread))),
    };
    counts.iter().map(figures).collect::<Vec<_>>().into_iter()
}

/// The known kind that most of these mentions have, with its share of all of them. `None`: under 30 mentions, or the 95 % range of its share is not above that of
/// the next one.
pub fn main(counts: &Tally<Kind>) -> Option<(Kind, f64)> {
    let all = counts.total();
    let known = counts.iter().filter(|(kind, _)| *kind != Kind::Unclassified);
    let mut known: Vec<(Kind, u64)> = known.collect();
    known.sort_by_key(|(_, count)| Reverse(*count));
    let [(kind, most), (_, next), ..] = known[..] else { return None };
    let (leads, follows) = (wilson(most, all)?.0, wilson(next, all)?.1);
    (all >= FEWEST_MENTIONS && leads > follows).then(|| (kind, most as f64 / all as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::sample::{brief, topic};
    use crate::mentions::Mention;
    use crate::mentions::RowStatus;
    use crate::mentions::content::{Content, Topics};
    use crate::rollup::sample::{day, mention};

    #[test]
    fn kinds_add_up_in_all_and_by_channel() {
        let mut rollup = Rollup::default();
        let of = |kind| Content { kind, ..Content::default() };
        for kind in [Kind::Problem, Kind::Problem, Kind::Tip, Kind::Unclassified] {
            let mention = Mention { content: of(kind), ..mention("2026-05-02T10:00") };
            rollup.add(&mention, RowStatus::Used);
        }
        rollup.add(&mention("2026-05-02T10:00"), RowStatus::NotRelevant);
        let may = Period::month(day("2026-05-01"));
        let brief = brief(&[]);
        let found = kinds((&rollup, &brief), &may, &[ChannelIx::FIRST], None).unwrap();
        assert_eq!((found.all.total(), found.all[Kind::Problem], found.stated), (4, 2, 3));
        assert_eq!(found.channels, [found.all]);
        let shares: Vec<f64> =
            figures(&found.all, Some(Spread::default())).map(|kind| kind.share).collect();
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert_eq!(found.topics, []);
        assert_eq!(kinds((&Rollup::default(), &brief), &may, &[], None), None);
    }

    #[test]
    fn a_mention_counts_for_each_of_its_topics() {
        let (mut rollup, mut brief) = (Rollup::default(), brief(&[]));
        brief.topics = vec![topic("app"), topic("club")];
        let (app, club) = (Topics::default().with(0), Topics::default().with(1));
        for (kind, topics) in [
            (Kind::Question, app),
            (Kind::Question, app.with(1)),
            (Kind::Problem, club),
            (Kind::Question, Topics::default()),
        ] {
            let content = Content { kind, topics, ..Content::default() };
            rollup.add(&Mention { content, ..mention("2026-05-02T10:00") }, RowStatus::Used);
        }
        let may = Period::month(day("2026-05-01"));
        let found = kinds((&rollup, &brief), &may, &[], None).unwrap();
        let counts = found.topics.iter().map(|topic| (topic[Kind::Question], topic[Kind::Problem]));
        assert_eq!(counts.collect::<Vec<_>>(), [(2, 0), (1, 1), (1, 0)]);
        assert_eq!(found.all.total(), 4);
    }

    #[test]
    fn the_main_kind_is_clearly_above_the_next_one() {
        let of = |problems, tips, unclassified| {
            let kinds = [Kind::Problem, Kind::Tip, Kind::Unclassified];
            main(&Tally::from([0, 1, 2].map(|at| (kinds[at], [problems, tips, unclassified][at]))))
        };
        assert_eq!(of(20, 4, 16), Some((Kind::Problem, 0.5)));
        assert_eq!(of(4, 20, 16), Some((Kind::Tip, 0.5)));
        assert_eq!(of(20, 4, 5), None, "29 mentions");
        assert_eq!(of(2, 1, 97), None, "the ranges overlap: 0.6 to 7.0 and 0.2 to 5.4 %");
        assert_eq!(of(0, 0, 97), None);
    }

    #[test]
    fn an_account_counts_at_most_once_as_evidence() {
        let crowd = Spread { all: 100, all_squares: 100, ..Spread::default() };
        let one = Spread { all: 90, all_squares: 8100, ..Spread::default() };
        let counts = Tally::from([(Kind::Problem, 30), (Kind::Unclassified, 70)]);
        let width = |spread| {
            let (low, high) = figures(&counts, Some(spread)).next().unwrap().interval.unwrap();
            high - low
        };
        assert!((width(crowd) - (0.395_849 - 0.218_949)).abs() < 1e-5, "30 of 100");
        assert!(width(one) > 0.7);
    }
}
