//! Share of voice: tags of each brand ÷ tags of all brands in the brief (docs/method.md, Share of voice).
//!
//! A post that names two brands has two tags, so the shares are of tags and add up to 1. Only the named brands are compared, and only if
//! competitors are named in the exports; no money value is put on any of it. A review channel in which no competitor is named is about one brand only and is
//! left out of the base.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use super::clusters::share_interval;
use super::period::first_observed;
use super::{Counted, ObservedDays, Period, ToneFigures};
use crate::brief::Category;
use crate::mentions::channel::{ChannelIx, Channels};
use crate::mentions::tone::Tone;
use crate::rollup::{Rollup, Spread};
use crate::tally::Tally;
use crate::units::{Date, ToSpan};

/// A quarter of a year.
const WEEKS: usize = 13;

/// Shares of voice of one period.
#[derive(Debug, Clone, PartialEq)]
pub struct VoiceFigures {
    /// Tags of all named brands: the base.
    pub tags: u64,
    /// The client first, then the competitors in the brief's order, silent ones too.
    pub brands: Vec<BrandFigures>,
    /// Tags by channel, by id: of the client, of all brands.
    pub channels: Vec<(String, (u64, u64))>,
    /// Names of the review channels that are not in the base.
    pub left_out: Vec<String>,
    /// First and last day of the 13 seven-day blocks that end with the last observed day, oldest first.
    pub weeks: Vec<(Date, Date)>,
    /// Tags of all named brands in each of them; `None` before the first observed day.
    pub week_tags: Vec<Option<u64>>,
}

impl VoiceFigures {
    /// Whether all channels that name a brand are reviews of one brand, so that there is nothing to compare.
    pub fn is_of_one_brand(&self) -> bool {
        self.tags == 0 && !self.left_out.is_empty()
    }
}

/// One named brand.
#[derive(Debug, Clone, PartialEq)]
pub struct BrandFigures {
    /// Its name in the brief.
    pub name: String,
    /// Whether it is the client with its products.
    pub is_own: bool,
    /// Posts that name it.
    pub tags: u64,
    /// Of all tags; `None` if there are none.
    pub share: Option<f64>,
    /// 95 % interval of the share (Wilson), by the effective number of tags; an account counts apart for each brand that it names. `None`
    /// too if part of the period comes from the history, which does not hold the spread over accounts.
    pub interval: Option<(f64, f64)>,
    /// Tone of the posts that name it.
    pub tone: ToneFigures,
    /// Its share in each of the weeks; `None` before the first observed day, or in a week without a tag.
    pub weeks: Vec<Option<f64>>,
}

/// Tags by channel and the brand's place.
type Tags = BTreeMap<(ChannelIx, usize), Tally<Tone>>;

/// Shares of the period; `None` if the brief names no competitor, or one that the history of the period did not count.
pub(super) fn voice(
    (rollup, brief, channels): Counted<'_>,
    period: &Period,
    window: &ObservedDays,
) -> Option<VoiceFigures> {
    let keywords = brief.keywords.as_ref().filter(|keywords| !keywords.competitors.is_empty())?;
    let counted = rollup.voice_between(period.from, period.to)?;
    let left_out = one_brand_channels(&counted, channels);
    let spread = spread(rollup, period, &left_out);
    let weeks = weeks(window.to);
    let by_week: Vec<Option<BTreeMap<usize, u64>>> = weeks
        .iter()
        .map(|&(from, to)| {
            first_observed(rollup).filter(|first| *first <= from)?;
            Some(sums(&rollup.voice_between(from, to)?, &left_out))
        })
        .collect();
    let tags = sums(&counted, &left_out);
    let all: u64 = tags.values().sum();
    let competitors = keywords.competitors.iter().map(|(name, _)| name);
    let everywhere = spread.as_ref().map(|of| {
        of.values().fold(Spread::default(), |mut sum, spread| {
            sum.merge(spread);
            sum
        })
    });
    let names = iter::once(&brief.client).chain(competitors).enumerate();
    let brands = names.map(|(place, name)| {
        let own = tags.get(&place).copied().unwrap_or_default();
        let spread = spread.as_ref().map(|of| of.get(&place).copied().unwrap_or_default());
        BrandFigures {
            name: name.clone(),
            is_own: place == 0,
            tags: own,
            share: share(own, all),
            interval: spread
                .zip(everywhere)
                .and_then(|(spread, everywhere)| share_interval((own, spread), (all, everywhere))),
            tone: ToneFigures::of(tones(&counted, &left_out, place), spread),
            weeks: by_week
                .iter()
                .map(|week| {
                    let tags = week.as_ref()?;
                    share(tags.get(&place).copied().unwrap_or_default(), tags.values().sum())
                })
                .collect(),
        }
    });
    Some(VoiceFigures {
        tags: all,
        brands: brands.collect(),
        channels: by_channel(&counted, channels),
        left_out: left_out.iter().map(|&channel| channels.get(channel).name.clone()).collect(),
        week_tags: by_week.iter().map(|week| Some(week.as_ref()?.values().sum())).collect(),
        weeks,
    })
}

fn share(tags: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| tags as f64 / of as f64)
}

/// Review channels in which no competitor is named.
fn one_brand_channels(tags: &Tags, channels: &Channels) -> BTreeSet<ChannelIx> {
    let is_review = |channel: &ChannelIx| channels.get(*channel).category == Category::Review;
    let names_competitor =
        |channel: ChannelIx| tags.keys().any(|(of, place)| *of == channel && *place > 0);
    let reviews = tags.keys().map(|(channel, _)| *channel).filter(is_review);
    reviews.filter(|channel| !names_competitor(*channel)).collect()
}

/// Tags by the brand's place.
fn sums(tags: &Tags, left_out: &BTreeSet<ChannelIx>) -> BTreeMap<usize, u64> {
    let mut sums = BTreeMap::new();
    for ((channel, place), tags) in tags {
        if !left_out.contains(channel) {
            *sums.entry(*place).or_default() += tags.total();
        }
    }
    sums
}

fn tones(tags: &Tags, left_out: &BTreeSet<ChannelIx>, brand: usize) -> Tally<Tone> {
    let mut tones = Tally::default();
    for ((channel, place), tags) in tags {
        if *place == brand && !left_out.contains(channel) {
            tones.merge(tags);
        }
    }
    tones
}

/// The spread over accounts by the brand's place; `None`: part of the period comes from the history, which does not hold this.
fn spread(
    rollup: &Rollup,
    period: &Period,
    left_out: &BTreeSet<ChannelIx>,
) -> Option<BTreeMap<usize, Spread>> {
    if rollup.history.months(period.from, period.to).next().is_some() {
        return None;
    }
    let mut brands: BTreeMap<usize, Spread> = BTreeMap::new();
    for ((channel, place), spread) in rollup.voice.spread(period.from, period.to, |_| true) {
        if !left_out.contains(&channel) {
            brands.entry(place).or_default().merge(&spread);
        }
    }
    Some(brands)
}

fn by_channel(tags: &Tags, channels: &Channels) -> Vec<(String, (u64, u64))> {
    let mut by_id: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for ((channel, place), tags) in tags {
        let (own, all) = by_id.entry(channels.get(*channel).id.clone()).or_default();
        *all += tags.total();
        if *place == 0 {
            *own += tags.total();
        }
    }
    by_id.into_iter().collect()
}

/// Seven-day blocks that end with this day, oldest first.
fn weeks(last: Date) -> Vec<(Date, Date)> {
    let ends = iter::successors(Some(last), |to| to.checked_sub(7.days()).ok());
    let blocks = ends.map_while(|to| to.checked_sub(6.days()).ok().map(|from| (from, to)));
    let mut weeks: Vec<(Date, Date)> = blocks.take(WEEKS).collect();
    weeks.reverse();
    weeks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Brief, Group, Keywords};
    use crate::insights::interval::wilson;
    use crate::insights::sample::brief;
    use crate::mentions::brands::Brands;
    use crate::mentions::{Mention, RowStatus};
    use crate::rollup::sample::{day, mention};

    fn named(competitors: &[&str]) -> Brief {
        let group = |name: &str| (name.to_owned(), Group::default());
        let competitors = competitors.iter().map(|name| group(name)).collect();
        Brief {
            keywords: Some(Keywords { competitors, ..Keywords::default() }),
            ..brief(&["x", "shop"])
        }
    }

    fn may(rollup: &Rollup, brief: &Brief) -> Option<VoiceFigures> {
        let may = Period::month(day("2026-05-01"));
        let window = ObservedDays { from: may.from, to: may.to, days: 31 };
        voice((rollup, brief, &Channels::new(brief)), &may, &window)
    }

    #[test]
    fn an_account_is_no_crowd() {
        let of = |accounts: u64, each: u64| Spread {
            all_accounts: accounts,
            all: accounts * each,
            all_squares: accounts * each * each,
            ..Spread::default()
        };
        let mut all = of(100, 1);
        all.merge(&of(10, 10));
        let width = |spread| {
            let (low, high) = share_interval((100, spread), (200, all)).unwrap();
            high - low
        };
        let (low, high) = wilson(100, 200).unwrap();
        assert!(width(of(10, 10)) > 1.5 * (high - low), "ten accounts of ten tags each");
        let lone = share_interval((100, of(100, 1)), (200, of(200, 1))).unwrap();
        assert!((lone.0 - low).abs() < 1e-9 && (lone.1 - high).abs() < 1e-9);
    }

    #[test]
    fn the_shares_are_those_of_the_method() {
        let (mut rollup, brief) = (Rollup::default(), named(&["Globex", "Initech"]));
        let channel = Channels::new(&brief).declared(0);
        for n in 0..300 {
            // 100 posts name both: 120 of 400 tags are the client's.
            let brands = match n {
                0..100 => Brands::OWN.union(Brands::at(2)),
                100..120 => Brands::OWN,
                _ => Brands::at(2),
            };
            let post = Mention { channel, brands, ..mention("2026-05-31T10:00") };
            rollup.add(&post, RowStatus::NotRelevant);
        }
        let voice = may(&rollup, &brief).unwrap();
        let found: Vec<_> =
            voice.brands.iter().map(|b| (b.name.as_str(), b.tags, b.share)).collect();
        let expected = [
            ("Harbour Coffee", 120, Some(0.3)),
            ("Globex", 0, Some(0.0)),
            ("Initech", 280, Some(0.7)),
        ];
        assert_eq!((voice.tags, &found[..]), (400, &expected[..]));
        let (low, high) = voice.brands[0].interval.unwrap();
        assert_eq!(format!("{low:.3} {high:.3}"), "0.257 0.347");
        assert_eq!(voice.brands[2].tone.net, Some(0.0));
        assert!(voice.brands[2].tone.interval.is_some());
        // The first row is of 31 May, so no earlier day was observed, and none of the last week but its end.
        assert_eq!(voice.brands[0].weeks, vec![None; 13]);
        rollup.add(&mention("2026-05-18T10:00"), RowStatus::Duplicate);
        let weeks = may(&rollup, &brief).unwrap().brands.swap_remove(0).weeks;
        assert_eq!(weeks[11..], [None, Some(0.3)]);
    }

    #[test]
    fn reviews_of_one_brand_are_not_in_the_base() {
        let mut brief = named(&["Globex"]);
        brief.channels[1].category = Some(Category::Review);
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        let mut write = |channel, brands| {
            let channel = channels.declared(channel);
            let post = Mention { channel, brands, ..mention("2026-05-02T10:00") };
            rollup.add(&post, RowStatus::Used);
        };
        (0..10).for_each(|_| write(0, Brands::OWN));
        (0..9).for_each(|_| write(0, Brands::at(1)));
        (0..8).for_each(|_| write(1, Brands::OWN));
        let few = may(&rollup, &brief).unwrap();
        assert_eq!((few.tags, few.brands[0].share), (19, Some(10.0 / 19.0)));
        let of_globex = Mention {
            brands: Brands::at(1),
            channel: channels.declared(0),
            ..mention("2026-05-02T10:00")
        };
        rollup.add(&of_globex, RowStatus::NotRelevant);
        let voice = may(&rollup, &brief).unwrap();
        assert_eq!((voice.tags, voice.brands[0].share), (20, Some(0.5)));
        assert_eq!(voice.left_out, ["shop"]);
        assert_eq!(voice.channels[0], ("shop".to_owned(), (8, 8)));
        let in_reviews = Mention { channel: channels.declared(1), ..of_globex };
        rollup.add(&in_reviews, RowStatus::NotRelevant);
        let both = may(&rollup, &brief).unwrap();
        assert_eq!((both.tags, both.left_out.len()), (29, 0));
    }

    #[test]
    fn without_competitors_nothing_is_measured_and_silence_has_no_share() {
        let rollup = Rollup::default();
        assert_eq!(may(&rollup, &brief(&[])), None);
        assert_eq!(may(&rollup, &named(&[])), None);
        let silent = may(&rollup, &named(&["Globex"])).unwrap();
        assert_eq!(
            (silent.tags, silent.brands[1].share, silent.brands[1].interval),
            (0, None, None)
        );
    }
}
