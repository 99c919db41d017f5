//! The topics that the brief declares: mentions, share, tone, and whether the share changed (docs/method.md, Topics).
//!
//! A mention may have several topics, so the shares do not add up; what has none is a row of its own. The share of a period is compared with that of the
//! weeks before, as far as the change of the volume is: a topic that grows with everything else did not rise.

use std::f64::consts::SQRT_2;

use super::change::{FEWEST_MENTIONS, LIKELY, adjusted};
use super::clusters::{effective_accounts, effective_share_size};
use super::interval::wilson_of;
use super::weeks::SURE;
use super::{ChangeVerdict, Report, ToneFigures};
use crate::brief::Brief;
use crate::mentions::RowStatus;
use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;
use crate::rollup::tags::NO_TOPIC;
use crate::rollup::{Rollup, Spread};
use crate::tally::Tally;
use crate::units::Date;

/// Mentions of a topic, now and before together, under which its share has no verdict.
const FEWEST: u64 = 10;

/// Effective accounts of a topic, on the side that has more, under which its share has no verdict: a few accounts do not show what
/// people in general write.
const FEWEST_ACCOUNTS: f64 = 5.0;

/// The topics of one period.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicsFigures {
    /// Used mentions of the period: the base of the shares.
    pub mentions: u64,
    /// First and last day before that the shares are compared with; `None`: nothing to compare with.
    pub before: Option<(Date, Date)>,
    /// In the order of the brief, then what has no topic.
    pub topics: Vec<TopicFigures>,
}

impl TopicsFigures {
    /// The declared topic whose share rose most, by the difference; `None`: none rose.
    pub fn risen(&self) -> Option<&TopicFigures> {
        self.changed(ChangeVerdict::Rose)
    }

    /// The declared topic whose share fell most.
    pub fn fallen(&self) -> Option<&TopicFigures> {
        self.changed(ChangeVerdict::Fell)
    }

    /// The declared topics with the most mentions, if any has one.
    pub fn leading(&self) -> Vec<&TopicFigures> {
        let declared = self.topics.iter().filter(|topic| topic.topic.is_some());
        let most = declared.clone().map(|topic| topic.mentions).max().unwrap_or_default();
        declared.filter(|topic| most > 0 && topic.mentions == most).collect()
    }

    fn changed(&self, verdict: ChangeVerdict) -> Option<&TopicFigures> {
        let change = |topic: &TopicFigures| {
            (topic.share.unwrap_or_default() - topic.share_was.unwrap_or_default()).abs()
        };
        let declared = self.topics.iter().filter(|topic| topic.topic.is_some());
        let changed = declared.filter(|topic| topic.verdict == Some(verdict));
        changed.max_by(|one, other| change(one).total_cmp(&change(other)))
    }
}

/// One topic.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicFigures {
    /// Index into the topics of the brief; `None`: no topic.
    pub topic: Option<usize>,
    /// Used mentions.
    pub mentions: u64,
    /// Of all used mentions, 0 to 1; `None` without a mention.
    pub share: Option<f64>,
    /// 95 % interval of the share, by the effective number of mentions.
    pub interval: Option<(f64, f64)>,
    /// The share before; `None`: not measured.
    pub share_was: Option<f64>,
    /// Whether the share changed, adjusted for the number of topics; `None`: no verdict.
    pub verdict: Option<ChangeVerdict>,
    /// Tone of its mentions.
    pub tone: ToneFigures,
}

/// The mentions of each topic on some days, with their spread over accounts.
struct Side {
    all: (u64, Spread),
    topics: Vec<TopicCount>,
}

/// The mentions of one topic.
struct TopicCount {
    tones: Tally<Tone>,
    spread: Spread,
    /// Sum over accounts of their mentions of the topic · all their mentions.
    products: u64,
}

impl Side {
    /// `None`: the history provides some of these days.
    fn of(rollup: &Rollup, places: &[usize], (from, to): (Date, Date)) -> Option<Self> {
        let counts = rollup.topics_between(from, to)?;
        let spreads = rollup.topics.spread(from, to);
        let products = rollup.topics.products(&rollup.authors, from, to);
        let sum = |spreads: &mut dyn Iterator<Item = &Spread>| {
            spreads.fold(Spread::default(), |mut sum, spread| {
                sum.merge(spread);
                sum
            })
        };
        let is_of = |key: &(ChannelIx, usize), place| key.1 == place;
        let topics = places.iter().map(|&place| {
            let mut tones = Tally::default();
            counts
                .iter()
                .filter(|(key, _)| is_of(key, place))
                .for_each(|(_, more)| tones.merge(more));
            let spreads =
                &mut spreads.iter().filter(|(key, _)| is_of(key, place)).map(|(_, it)| it);
            let products = products.get(&place).copied().unwrap_or_default();
            TopicCount { tones, spread: sum(spreads), products }
        });
        let used =
            rollup.volume.between(from, to).map(|(_, _, counts)| counts.rows[RowStatus::Used]);
        let everyone = rollup.spread_between(from, to)?;
        Some(Self { all: (used.sum(), sum(&mut everyone.values())), topics: topics.collect() })
    }

    fn share(&self, topic: usize) -> Option<f64> {
        let mentions = self.topics[topic].tones.total();
        (self.all.0 > 0).then(|| mentions as f64 / self.all.0 as f64)
    }

    /// How many accounts of equal weight the mentions of a topic are worth.
    fn accounts(&self, topic: usize) -> f64 {
        let TopicCount { tones, spread, .. } = &self.topics[topic];
        effective_accounts(tones.total(), *spread)
    }

    /// How many independent mentions the share of a topic is based on.
    fn size(&self, topic: usize) -> f64 {
        let TopicCount { tones, spread, products } = &self.topics[topic];
        effective_share_size((tones.total(), *spread), *products, self.all)
    }
}

/// The topics; `None`: the brief declares none, no day was observed, or the history provides a part of the period.
pub(super) fn topics(rollup: &Rollup, brief: &Brief, report: &Report) -> Option<TopicsFigures> {
    if brief.topics.is_empty() || !report.is_measured() {
        return None;
    }
    let places: Vec<usize> = (0..brief.topics.len()).chain([usize::from(NO_TOPIC)]).collect();
    let now = Side::of(rollup, &places, (report.period.from, report.period.to))?;
    // The weeks that the change is based on may reach into the first days of the period.
    let days = report.change.as_ref().zip(report.period.from.yesterday().ok());
    let days = days.map(|(change, last)| (change.before.from, change.before.to.min(last)));
    let before = days.and_then(|days| Side::of(rollup, &places, days));
    let verdicts = before.as_ref().map(|before| verdicts(&now, before));
    let topics = now.topics.iter().enumerate().map(|(at, count)| TopicFigures {
        topic: (at < brief.topics.len()).then_some(at),
        mentions: count.tones.total(),
        share: now.share(at),
        interval: now.share(at).map(|share| wilson_of(share, now.size(at))),
        share_was: before.as_ref().and_then(|before| before.share(at)),
        verdict: verdicts.as_ref().and_then(|verdicts| verdicts[at]),
        tone: ToneFigures::of(count.tones, Some(count.spread)),
    });
    Some(TopicsFigures {
        mentions: now.all.0,
        before: days.filter(|_| before.is_some()),
        topics: topics.collect(),
    })
}

/// A verdict on each topic, and on what has none, by the difference of two shares; adjusted for their number (Benjamini and Hochberg 1995).
fn verdicts(now: &Side, before: &Side) -> Vec<Option<ChangeVerdict>> {
    let tests: Vec<Option<(f64, f64)>> =
        (0..now.topics.len()).map(|topic| test(now, before, topic)).collect();
    let p: Vec<f64> = tests.iter().flatten().map(|(_, p)| *p).collect();
    let mut adjusted = adjusted(&p).into_iter();
    let mut verdict = |(difference, _): (f64, f64)| {
        let p = adjusted.next()?;
        Some(ChangeVerdict::of(difference, p < 1.0 - LIKELY, p < 1.0 - SURE))
    };
    tests.into_iter().map(|test| test.and_then(&mut verdict)).collect()
}

/// The difference of the shares with the probability of one as large or larger by chance; `None`: too few mentions.
fn test(now: &Side, before: &Side, topic: usize) -> Option<(f64, f64)> {
    let mentions = now.topics[topic].tones.total() + before.topics[topic].tones.total();
    let accounts = now.accounts(topic).max(before.accounts(topic));
    let is_small = now.all.0.min(before.all.0) < FEWEST_MENTIONS || mentions < FEWEST;
    if is_small || accounts < FEWEST_ACCOUNTS {
        return None;
    }
    let (share, was) = (now.share(topic)?, before.share(topic)?);
    let (size, size_was) = (now.size(topic), before.size(topic));
    let both = (share * size + was * size_was) / (size + size_was);
    let error = (both * (1.0 - both) * (1.0 / size + 1.0 / size_was)).sqrt();
    let difference = share - was;
    let p = if error > 0.0 { libm::erfc((difference / error).abs() / SQRT_2) } else { 1.0 };
    Some((difference, p))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Group, Topic};
    use crate::insights::{Period, report, sample};
    use crate::mentions::Mention;
    use crate::mentions::channel::Channels;
    use crate::mentions::content::{Content, Topics};
    use crate::rollup::sample::{day, mention};
    use crate::units::ToSpan;

    /// Ten mentions a day from 1 February 2026 to the end of May; of those of May, `in_may` a day have the topic, before `earlier`.
    fn may(earlier: u64, in_may: u64, accounts: u64) -> TopicsFigures {
        let mut brief = sample::brief(&["x"]);
        let topic = |id: &str| Topic {
            id: id.into(),
            name: id.into(),
            words: Group::default(),
            owner: None,
        };
        brief.topics = vec![topic("club"), topic("app")];
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        let mut date = day("2026-02-01");
        while date <= day("2026-05-31") {
            for n in 0..10 {
                let most = if date < day("2026-05-01") { earlier } else { in_may };
                let topics = if n < most { Topics::default().with(0) } else { Topics::default() };
                let account = Some(u64::from(date.day().unsigned_abs()) * 100 + n);
                let account = account.map(|it| if n < most { it % accounts } else { it });
                let used = Mention {
                    channel: channels.declared(0),
                    account,
                    content: Content { topics, ..Content::default() },
                    ..mention(&format!("{date}T10:00"))
                };
                rollup.add(&used, RowStatus::Used);
            }
            date += 1.days();
        }
        let may = Period::month(day("2026-05-01"));
        report(&rollup, &brief, &channels, &may).topics.unwrap()
    }

    #[test]
    fn a_topic_that_is_new_rose_and_the_rest_fell() {
        let found = may(0, 3, 10_000);
        assert_eq!(found.mentions, 310);
        let [club, app, none] = &found.topics[..] else { panic!() };
        assert_eq!((club.mentions, club.share, club.share_was), (93, Some(0.3), Some(0.0)));
        assert_eq!(club.verdict, Some(ChangeVerdict::Rose));
        assert_eq!((app.mentions, app.verdict), (0, None));
        assert_eq!((none.topic, none.mentions), (None, 217));
        assert_eq!(none.verdict, Some(ChangeVerdict::Fell));
    }

    #[test]
    fn a_share_that_stays_is_no_change_and_one_account_makes_no_topic() {
        assert_eq!(may(3, 3, 10_000).topics[0].verdict, Some(ChangeVerdict::Unclear));
        assert_eq!(may(0, 3, 1).topics[0].verdict, None);
    }
}
