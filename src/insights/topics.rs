//! The topics that the brief declares: mentions, share, tone, and whether the share changed (docs/method.md, Topics).
//!
//! A mention may have several topics, so the shares do not add up; what has none is a row of its own. The share of a period is compared with that of the
//! weeks before, as its tone is: a topic that grows with everything else did not rise, and one that only exceptional days of these weeks had made
//! seem small did not either.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;
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

/// Topics of one verdict that are stated at most; the table has all.
const MOST_STATED: usize = 3;

/// The topics of one period.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicsFigures {
    /// Used mentions of the period: the base of the shares.
    pub mentions: u64,
    /// The days before that the shares are compared with; `None`: nothing to compare with.
    pub before: Option<TopicsBase>,
    /// In the order of the brief, then what has no topic.
    pub topics: Vec<TopicFigures>,
}

/// The days before a period that the shares of its topics are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicsBase {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Exceptional days among them, which are left out.
    pub exceptional: u64,
}

impl TopicsFigures {
    /// The declared topics that rose and are stated: the one whose share rose most and those with the largest share of complaint, so that good news
    /// never takes the place of bad news. They are in the order of their share of complaint.
    pub fn risen(&self) -> Vec<&TopicFigures> {
        let mut risen = self.changed(ChangeVerdict::Rose);
        risen.sort_by(|one, other| TopicFigures::by_complaint(other, one));
        // Of equal rises the one with more complaint, which is the last of the reversed order.
        let most = risen.iter().rev().max_by(|one, other| one.by_change(other)).copied();
        let mut stated: Vec<&TopicFigures> = risen.iter().take(MOST_STATED).copied().collect();
        if let Some(most) = most.filter(|most| !stated.contains(most)) {
            stated.truncate(MOST_STATED - 1);
            stated.push(most);
        }
        without_ties(&stated, &risen, TopicFigures::by_complaint)
    }

    /// The declared topics that fell and are stated, the largest fall first.
    pub fn fallen(&self) -> Vec<&TopicFigures> {
        let mut fallen = self.changed(ChangeVerdict::Fell);
        fallen.sort_by(|one, other| other.by_change(one));
        let stated: Vec<&TopicFigures> = fallen.iter().take(MOST_STATED).copied().collect();
        without_ties(&stated, &fallen, TopicFigures::by_change)
    }

    /// The topics that the brief declares.
    pub fn declared(&self) -> impl Iterator<Item = &TopicFigures> {
        self.topics.iter().filter(|topic| topic.topic.is_some())
    }

    /// The declared topic with most mentions, if its range lies above those of all others and many accounts wrote about it.
    pub fn leading(&self) -> Option<&TopicFigures> {
        let mut declared: Vec<_> = self.declared().collect();
        declared.sort_by_key(|topic| Reverse(topic.mentions));
        let (first, others) = declared.split_first()?;
        let (low, _) = first.interval?;
        let is_above = |other: &&TopicFigures| other.interval.is_some_and(|(_, high)| high < low);
        let is_enough = self.mentions >= FEWEST_MENTIONS && !first.is_of_few;
        (is_enough && others.iter().all(is_above)).then_some(first)
    }

    fn changed(&self, verdict: ChangeVerdict) -> Vec<&TopicFigures> {
        self.declared().filter(|topic| topic.verdict == Some(verdict)).collect()
    }
}

/// Those stated, without the ones that equal a topic that is not: of equals all are named, or none.
fn without_ties<'a>(
    stated: &[&'a TopicFigures],
    all: &[&'a TopicFigures],
    order: fn(&TopicFigures, &TopicFigures) -> Ordering,
) -> Vec<&'a TopicFigures> {
    let left_out = || all.iter().filter(|topic| !stated.contains(topic));
    let is_alone = |topic: &&&TopicFigures| left_out().all(|it| order(it, topic).is_ne());
    stated.iter().filter(is_alone).copied().collect()
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
    /// The share before, on days that were not exceptional; `None`: not measured.
    pub share_was: Option<f64>,
    /// Whether the share changed, adjusted for the number of topics, with and without the exceptional days before; `None`: no verdict.
    pub verdict: Option<ChangeVerdict>,
    /// Tone of its mentions.
    pub tone: ToneFigures,
    /// Whether its mentions are worth those of fewer than five accounts.
    pub is_of_few: bool,
}

impl TopicFigures {
    /// Negative mentions ÷ those with a label, 0 to 1.
    fn complaint(&self) -> f64 {
        let counts = &self.tone.counts;
        counts[Tone::Negative] as f64 / counts.labelled().max(1) as f64
    }

    /// By share of complaint, then by the change of the share.
    fn by_complaint(&self, other: &Self) -> Ordering {
        self.complaint().total_cmp(&other.complaint()).then(self.by_change(other))
    }

    /// By the change of the share, up or down.
    pub(super) fn by_change(&self, other: &Self) -> Ordering {
        let change =
            |it: &Self| (it.share.unwrap_or_default() - it.share_was.unwrap_or_default()).abs();
        change(self).total_cmp(&change(other))
    }
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
    /// On some days, without those left out; `None`: the history provides some of them.
    fn of(
        rollup: &Rollup,
        places: &[usize],
        (from, to): (Date, Date),
        left_out: &BTreeSet<Date>,
    ) -> Option<Self> {
        let is_counted = |day: Date| !left_out.contains(&day);
        let counts = rollup.topics_between(from, to, is_counted)?;
        let spreads = rollup.topics.spread(from, to, is_counted);
        let products = rollup.topics.products(&rollup.authors, (from, to), is_counted);
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
        let rows = rollup.volume.between(from, to).filter(|(day, ..)| is_counted(*day));
        let used = rows.map(|(_, _, counts)| counts.rows[RowStatus::Used]);
        let everyone = rollup.spread_on(from, to, is_counted)?;
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
pub(super) fn topics((rollup, brief): (&Rollup, &Brief), report: &Report) -> Option<TopicsFigures> {
    if brief.topics.is_empty() || !report.is_measured() {
        return None;
    }
    let places: Vec<usize> = (0..brief.topics.len()).chain([usize::from(NO_TOPIC)]).collect();
    let side = |days, left_out: &BTreeSet<Date>| Side::of(rollup, &places, days, left_out);
    let now = side((report.period.from, report.period.to), &BTreeSet::new())?;
    // All of the days before, as the tone is compared with them, and the ordinary ones.
    let days = report.change.as_ref().map(|change| change.tone.days);
    let exceptional = report.change.as_ref().map(|change| change.exceptional.clone());
    let exceptional = exceptional.unwrap_or_default();
    let all = days.and_then(|days| side(days, &BTreeSet::new()));
    let before = days.and_then(|days| side(days, &exceptional));
    let verdicts = all.as_ref().zip(before.as_ref()).map(|(all, ordinary)| {
        let pairs = verdicts(&now, all).into_iter().zip(verdicts(&now, ordinary));
        pairs.map(|(verdict, ordinary)| confirmed(verdict, ordinary)).collect::<Vec<_>>()
    });
    let topics = now.topics.iter().enumerate().map(|(at, count)| TopicFigures {
        topic: (at < brief.topics.len()).then_some(at),
        mentions: count.tones.total(),
        share: now.share(at),
        interval: now.share(at).map(|share| wilson_of(share, now.size(at))),
        share_was: before.as_ref().and_then(|before| before.share(at)),
        verdict: verdicts.as_ref().and_then(|verdicts| verdicts[at]),
        tone: ToneFigures::of(count.tones, Some(count.spread)),
        is_of_few: now.accounts(at) < FEWEST_ACCOUNTS,
    });
    let base = |(from, to)| TopicsBase { from, to, exceptional: exceptional.len() as u64 };
    Some(TopicsFigures {
        mentions: now.all.0,
        before: days.filter(|_| before.is_some()).map(base),
        topics: topics.collect(),
    })
}

/// A verdict against all days before that the ordinary ones among them confirm; a change that only exceptional days make is not clear.
fn confirmed(
    verdict: Option<ChangeVerdict>,
    ordinary: Option<ChangeVerdict>,
) -> Option<ChangeVerdict> {
    let verdict = verdict?;
    let is_confirmed = ordinary.is_some_and(|ordinary| verdict.agrees(ordinary));
    Some(if is_confirmed { verdict } else { ChangeVerdict::Unclear })
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
    use crate::insights::{Period, report, sample};
    use crate::mentions::Mention;
    use crate::mentions::channel::Channels;
    use crate::mentions::content::{Content, Topics};
    use crate::rollup::sample::{day, mention};
    use crate::units::ToSpan;

    /// Ten mentions a day from 1 February 2026 to the end of May; of those of May, `in_may` a day have the topic, before `earlier`.
    fn may(earlier: u64, in_may: u64, accounts: u64) -> TopicsFigures {
        after_outage(earlier, in_may, accounts, 0)
    }

    /// The same, with so many more mentions of another matter on each of the last twelve days of April.
    fn after_outage(earlier: u64, in_may: u64, accounts: u64, outage: u64) -> TopicsFigures {
        let mut brief = sample::brief(&["x"]);
        brief.topics = ["club", "app"].map(sample::topic).into();
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        let mut date = day("2026-01-02");
        while date <= day("2026-05-31") {
            let is_outage = (day("2026-04-19")..=day("2026-04-30")).contains(&date);
            for n in 0..10 + if is_outage { outage } else { 0 } {
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
        assert!(may(0, 3, 1).topics[0].is_of_few && !may(0, 3, 10_000).topics[0].is_of_few);
    }

    #[test]
    fn a_topic_that_exceptional_days_had_made_small_did_not_rise() {
        let found = after_outage(3, 3, 10_000, 60);
        let [club, _, none] = &found.topics[..] else { panic!() };
        assert_eq!(found.before.map(|before| before.exceptional), Some(12));
        assert_eq!((club.share, club.share_was), (Some(0.3), Some(0.3)), "without these days");
        assert_eq!(
            [club.verdict, none.verdict],
            [Some(ChangeVerdict::Unclear); 2],
            "all days of the base give 16.7%, which would be a rise"
        );
        let risen = after_outage(1, 4, 10_000, 60);
        assert_eq!(
            risen.topics[0].verdict,
            Some(ChangeVerdict::Rose),
            "it is one without them too"
        );
    }

    /// A topic with a verdict, of 1,000 mentions, whose share changed by so many hundredths, and so many of whose 100 labels are complaint.
    fn changed(at: usize, verdict: ChangeVerdict, by: u64, complaint: u64) -> TopicFigures {
        let tones = Tally::from([(Tone::Negative, complaint), (Tone::Positive, 100 - complaint)]);
        let share = by as f64 / 100.0;
        let (share, share_was) = match verdict {
            ChangeVerdict::Rose => (share, 0.0),
            _ => (0.0, share),
        };
        TopicFigures {
            topic: Some(at),
            mentions: 10 * by,
            share: Some(share),
            interval: None,
            share_was: Some(share_was),
            verdict: Some(verdict),
            tone: ToneFigures::of(tones, None),
            is_of_few: false,
        }
    }

    fn places(topics: &[&TopicFigures]) -> Vec<usize> {
        topics.iter().filter_map(|topic| topic.topic).collect()
    }

    #[test]
    fn good_news_never_takes_the_place_of_bad_news_and_equals_are_named_together() {
        let stated = |verdict, of: &[(u64, u64)]| {
            let topics = of.iter().enumerate();
            let topics = topics.map(|(at, (by, complaint))| changed(at, verdict, *by, *complaint));
            let figures = TopicsFigures { mentions: 1000, before: None, topics: topics.collect() };
            let (risen, fallen) = (figures.risen(), figures.fallen());
            places(if verdict == ChangeVerdict::Rose { &risen } else { &fallen })
        };
        let rose = |of: &[(u64, u64)]| stated(ChangeVerdict::Rose, of);
        let fell = |of: &[(u64, u64)]| stated(ChangeVerdict::Fell, of);
        assert_eq!(rose(&[(31, 5), (25, 100)]), [1, 0], "complaint first");
        assert_eq!(rose(&[(31, 5), (4, 60), (3, 50), (2, 70)]), [3, 1, 0], "and the largest rise");
        assert_eq!(rose(&[(31, 90), (4, 60), (3, 50), (2, 70)]), [0, 3, 1]);
        assert_eq!(rose(&[(20, 50), (20, 50)]), [0, 1], "both of two equals");
        assert_eq!(rose(&[(20, 50); 5]), [0; 0], "none of five equals");
        assert_eq!(
            rose(&[(20, 50), (5, 40), (5, 40), (5, 40)]),
            [0],
            "nor of three for two places"
        );
        assert_eq!(fell(&[(4, 0), (31, 0), (9, 100), (7, 0)]), [1, 2, 3]);
        assert_eq!(fell(&[(4, 0); 4]), [0; 0]);
    }
}
