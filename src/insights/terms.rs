//! Distinctive terms: the words that more accounts used on one side of a comparison than on the other (docs/method.md, Distinctive terms).
//!
//! An account on a channel counts once for each term and side, however often it wrote. A term is shown only if at least five
//! accounts used it, so that the report has no words of a single person. Terms only suggest what people write about: they name no cause.

mod compared;
mod log_odds;
mod unassigned;

use std::collections::{BTreeMap, BTreeSet};

use self::compared::Compared;
use super::change::{uncovered, weeks_before};
use super::period::{days_between, first_observed};
use super::volume::covered_days;
use super::{Counted, ObservedDays, Period};
use crate::mentions::channel::{ChannelIx, Channels};
use crate::mentions::tone::Tone;
use crate::rollup::Rollup;
use crate::rollup::terms::{TermKey, TermMention, contains};
use crate::units::{Date, ToSpan};

pub use self::log_odds::PRIOR;
pub use self::unassigned::WordFigures;

/// Standard errors between the two sides from which a term is distinctive.
pub const LEAST_Z: f64 = 3.0;
/// Terms of a list at most.
pub const MOST_TERMS: usize = 8;
/// Calendar months before, where the history replaces days of the weeks before.
pub const BASE_MONTHS: u32 = 3;
/// Days of the weeks before that must have been observed.
const FEWEST_DAYS: u32 = 28;

/// A term that more accounts used on one side of a comparison than on the other.
#[derive(Debug, Clone, PartialEq)]
pub struct TermFigures {
    /// One or two words, in lower case.
    pub term: String,
    /// Mentions of its side that contain it.
    pub mentions: u64,
    /// Accounts of its side that used it.
    pub authors: u64,
    /// Accounts of the other side that used it.
    pub other_authors: u64,
    /// Standard errors above the other side.
    pub z: f64,
    /// The hashes of its words.
    pub key: TermKey,
}

/// The distinctive terms of a period, most distinctive first in each list. `None`: not measured, as the history provides a part of the
/// days, or one side has no mention that names its account.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PeriodTerms {
    /// Against the weeks before; `None` also if under four of them were observed.
    pub recent: Option<RecentTerms>,
    /// Of the negative mentions against the positive ones.
    pub complaint: Option<Vec<TermFigures>>,
    /// Of the positive mentions against the negative ones.
    pub praise: Option<Vec<TermFigures>>,
    /// By the channel's id: of the channel against all others.
    pub channels: Option<BTreeMap<String, Vec<TermFigures>>>,
    /// The words that most accounts used in what belongs to no department; `None` also if the brief declares none.
    pub unassigned: Option<Vec<WordFigures>>,
    /// The part of the mentions that was examined, if a month has more than are kept.
    pub sample: Option<TermSample>,
}

/// The terms of a period against those of the weeks before.
#[derive(Debug, Clone, PartialEq)]
pub struct RecentTerms {
    /// The terms.
    pub terms: Vec<TermFigures>,
    /// The days that the period is compared with.
    pub base: ObservedDays,
    /// What these days are.
    pub length: BaseLength,
    /// Mentions of the period that contain any of the terms.
    pub mentions: u64,
    /// Mentions of the period that were compared; `None`: some come from the history, which has no texts.
    pub examined: Option<u64>,
    /// The channels that are compared: those for which the weeks before were covered.
    pub channels: BTreeSet<ChannelIx>,
}

/// What a period is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseLength {
    /// The 13 weeks before.
    Weeks,
    /// The three calendar months before and the days since, because the history, which knows only whole months, replaces some of them.
    Months,
}

/// A sample of the mentions that name their account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermSample {
    /// How often the sample was halved.
    pub halvings: u32,
    /// Mentions of the period in it.
    pub mentions: u64,
}

/// The terms of a period.
pub(super) fn terms(counted: Counted<'_>, period: &Period) -> PeriodTerms {
    let (rollup, brief, channels) = counted;
    let days = (period.from, period.to);
    let base = base(counted, period);
    let recent = base.and_then(|base| recent(counted, days, base));
    if rollup.history.months(days.0, days.1).next().is_some() {
        return PeriodTerms { recent, ..PeriodTerms::default() };
    }
    let first = base.map_or(period.from, |base| base.0.from);
    let halvings = rollup.terms.halvings(first, period.to);
    let mentions: Vec<&TermMention> = rollup.terms.between(days, halvings).collect();
    let by_tone = mentions.iter().filter_map(|mention| match mention.tone {
        Tone::Negative => Some((0, *mention)),
        Tone::Positive => Some((1, *mention)),
        Tone::Neutral | Tone::Unscored => None,
    });
    let tones = Compared::of(by_tone.collect(), Vec::new(), 2);
    let tone = |side| tones.as_ref().map(|tones| tones.listed(rollup, side));
    let sampled = mentions.iter().map(|mention| mention.times).sum();
    PeriodTerms {
        recent,
        complaint: tone(0),
        praise: tone(1),
        channels: by_channel(rollup, channels, &mentions),
        unassigned: (!brief.departments.is_empty())
            .then(|| unassigned::unassigned(rollup, &mentions))
            .flatten(),
        sample: (halvings > 0).then_some(TermSample { halvings, mentions: sampled }),
    }
}

/// The terms of a run of days against the days of a base, in the channels for which the base was covered; `None`: not measured.
pub(super) fn terms_of_days(
    counted: Counted<'_>,
    days: (Date, Date),
    base: &ObservedDays,
) -> Option<Vec<TermFigures>> {
    let (base, _) = with_whole_months(counted.0, *base, days.0)?;
    Some(against(counted, days, &base)?.listed(counted.0, 0))
}

/// The days with which a period is compared, if enough of them were observed.
fn base((rollup, brief, _): Counted<'_>, period: &Period) -> Option<(ObservedDays, BaseLength)> {
    let (window, length) = with_whole_months(rollup, weeks_before(period.from)?, period.from)?;
    let window = ObservedDays { from: window.from.max(first_observed(rollup)?), ..window };
    let declared: Vec<Option<usize>> = (0..brief.channels.len()).map(Some).collect();
    let days = covered_days(brief, &declared, &window);
    (days >= FEWEST_DAYS).then_some((ObservedDays { days, ..window }, length))
}

/// A base, or the three calendar months before the month of a day and the days since, if the history replaces some of its days.
fn with_whole_months(
    rollup: &Rollup,
    base: ObservedDays,
    day: Date,
) -> Option<(ObservedDays, BaseLength)> {
    if rollup.history.months(base.from, base.to).next().is_none() {
        return Some((base, BaseLength::Weeks));
    }
    let from = day.first_of_month().checked_sub(i64::from(BASE_MONTHS).months()).ok()?;
    let base = ObservedDays { from, days: days_between(from, base.to), ..base };
    Some((base, BaseLength::Months))
}

/// The terms of a period against those of its base.
fn recent(
    counted: Counted<'_>,
    days: (Date, Date),
    (base, length): (ObservedDays, BaseLength),
) -> Option<RecentTerms> {
    let compared = against(counted, days, &base)?;
    let terms = compared.listed(counted.0, 0);
    let keys: Vec<TermKey> = terms.iter().map(|term| term.key).collect();
    let has_any = |mention: &&TermMention| keys.iter().any(|key| contains(mention, *key));
    let mentions = compared.mentions(0).filter(has_any).map(|mention| mention.times).sum();
    let has_texts = counted.0.history.months(days.0, days.1).next().is_none();
    let examined = has_texts.then(|| compared.mentions(0).map(|mention| mention.times).sum());
    let channels = covered(counted, &base);
    Some(RecentTerms { terms, base, length, mentions, examined, channels })
}

/// The channels for which a base was covered on any day; one that the brief does not declare, if it has a mention there.
fn covered((rollup, brief, channels): Counted<'_>, base: &ObservedDays) -> BTreeSet<ChannelIx> {
    let uncovered = uncovered(brief, base);
    let heard: BTreeSet<ChannelIx> =
        rollup.volume.between(base.from, base.to).map(|(_, channel, _)| channel).collect();
    let all = channels.iter().filter(|(index, channel)| match channel.declared {
        Some(declared) => !uncovered.contains(&declared),
        None => heard.contains(index),
    });
    all.map(|(channel, _)| channel).collect()
}

/// Some days and a base, in the channels for which the base was covered. `None`: a part of a month of the history is on a side, a file of it
/// states no terms, or a side is empty.
fn against<'a>(
    counted: Counted<'a>,
    days: (Date, Date),
    base: &ObservedDays,
) -> Option<Compared<'a>> {
    let rollup = counted.0;
    let sides = [days, (base.from, base.to)];
    let mut kept = Vec::new();
    for (side, (from, to)) in sides.into_iter().enumerate() {
        let is_whole = |month: Date| from.first_of_month() <= month && month.last_of_month() <= to;
        if !rollup.history.months(from, to).all(is_whole) {
            return None;
        }
        kept.extend(rollup.kept_terms(from, to)?.into_iter().map(|terms| (side, terms)));
    }
    let halvings = rollup.terms.halvings(base.from.min(days.0), base.to.max(days.1));
    let covered = covered(counted, base);
    let of = |side: usize| {
        let mentions = rollup.terms.between(sides[side], halvings);
        mentions.map(move |mention| (side, mention))
    };
    let mentions = of(0).chain(of(1)).filter(|(_, mention)| covered.contains(&mention.channel));
    Compared::of(mentions.collect(), kept, 2)
}

fn by_channel(
    rollup: &Rollup,
    channels: &Channels,
    mentions: &[&TermMention],
) -> Option<BTreeMap<String, Vec<TermFigures>>> {
    let mut places: BTreeMap<ChannelIx, usize> = BTreeMap::new();
    let mut sides = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let next = places.len();
        sides.push((*places.entry(mention.channel).or_insert(next), *mention));
    }
    let compared = Compared::of(sides, Vec::new(), places.len()).filter(|_| places.len() > 1)?;
    let listed = |(channel, side): (&ChannelIx, &usize)| {
        (channels.get(*channel).id.clone(), compared.listed(rollup, *side))
    };
    Some(places.iter().map(listed).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Brief, Gap};
    use crate::insights::sample::brief;
    use crate::mentions::Mention;
    use crate::mentions::terms::TermWords;
    use crate::rollup::Said;
    use crate::rollup::sample::{day, mention, other_channel};
    use crate::units::ToSpan;

    /// Twenty accounts a week from January to May, each with some words; in May ten of them write of a lid.
    fn counted(spammed: u64) -> (Rollup, Brief, Channels) {
        let brief = brief(&["reddit"]);
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        let mut add = |account: u64, date: Date, tone, words: &str| {
            let of = Mention { account: Some(account), tone, ..mention(&format!("{date}T10:00")) };
            let of = Mention { channel: channels.declared(0), ..of };
            let used = crate::mentions::RowStatus::Used.into();
            let said = Said {
                mention: &of,
                names: &[],
                terms: &TermWords::from(words),
                excerpt: None,
                opening: None,
                own_text: None,
            };
            rollup.count("generic", said, used);
        };
        for week in 0..21_u8 {
            let date = day("2026-01-01") + i64::from(week * 7).days();
            for n in 0..20_u64 {
                let tone = if n % 2 == 0 { Tone::Negative } else { Tone::Positive };
                add(100 * u64::from(week) + n, date, tone, "good tea\nnice pot");
                if date >= day("2026-05-01") && n < 10 {
                    add(100 * u64::from(week) + n, date, tone, "lid fell\ngood tea");
                }
            }
        }
        for n in 0..spammed {
            let at = i8::try_from(n % 28).unwrap() + 1;
            add(7, Date::constant(2026, 5, at), Tone::Neutral, "buy followers");
        }
        (rollup, brief, channels)
    }

    fn of_may(counted: &(Rollup, Brief, Channels)) -> PeriodTerms {
        let (rollup, brief, channels) = counted;
        terms((rollup, brief, channels), &Period::month(day("2026-05-01")))
    }

    fn names(terms: &[TermFigures]) -> Vec<&str> {
        terms.iter().map(|term| term.term.as_str()).collect()
    }

    #[test]
    fn what_many_accounts_say_now_and_did_not_before_stands_out() {
        let recent = of_may(&counted(0)).recent.unwrap();
        assert_eq!(names(&recent.terms), ["lid fell"], "its words alone say nothing more");
        let lid = &recent.terms[0];
        assert_eq!((lid.mentions, lid.authors, lid.other_authors), (30, 30, 0));
        assert!(lid.z > LEAST_Z);
        assert_eq!((recent.mentions, recent.base.days), (30, 91));
    }

    #[test]
    fn the_weeks_before_need_28_days_that_the_exports_cover() {
        let (rollup, mut brief, channels) = counted(0);
        let mut recent = |from: &str| {
            brief.coverage_gaps = vec![Gap { channel: 0, from: day(from), to: day("2026-04-30") }];
            terms((&rollup, &brief, &channels), &Period::month(day("2026-05-01"))).recent
        };
        // The 13 weeks before May begin on 30 January.
        assert_eq!(recent("2026-02-27").unwrap().base.days, 28);
        assert_eq!(recent("2026-02-26"), None);
    }

    #[test]
    fn one_account_with_500_posts_makes_no_term() {
        let (quiet, loud) = (of_may(&counted(0)), of_may(&counted(500)));
        assert_eq!(names(&loud.recent.unwrap().terms), names(&quiet.recent.unwrap().terms));
    }

    #[test]
    fn tones_are_compared_with_each_other_and_one_channel_with_none() {
        let may = of_may(&counted(0));
        assert_eq!(may.complaint, Some(Vec::new()), "as many of both tones write of the lid");
        assert_eq!(may.channels, None);
        assert_eq!(may.sample, None);
    }

    #[test]
    fn a_channel_is_compared_with_the_others() {
        let (mut rollup, _, channels) = counted(0);
        for account in 0..40 {
            let of = Mention { account: Some(account), ..mention("2026-05-02T10:00") };
            let of = Mention { channel: channels.declared(0), ..of };
            rollup.terms.add(&of, &TermWords::from("good tea"));
            let there = Mention { channel: other_channel(), ..of };
            rollup
                .terms
                .add(&there, &TermWords::from(if account < 4 { "rare bowl" } else { "bowl" }));
        }
        let mentions: Vec<_> =
            rollup.terms.between((day("2026-05-01"), day("2026-05-31")), 0).collect();
        let sides = mentions
            .iter()
            .map(|mention| (usize::from(mention.channel == other_channel()), *mention))
            .collect();
        let compared = Compared::of(sides, Vec::new(), 2).unwrap();
        assert_eq!(names(&compared.listed(&rollup, 1)), ["bowl"], "four accounts are too few");
    }

    #[test]
    fn without_accounts_or_weeks_before_nothing_was_measured() {
        let (rollup, brief, channels) = counted(0);
        let january = terms((&rollup, &brief, &channels), &Period::month(day("2026-01-01")));
        assert_eq!(january.recent, None);
        assert!(january.complaint.is_some());
        let july = terms((&rollup, &brief, &channels), &Period::month(day("2026-07-01")));
        assert_eq!(july, PeriodTerms::default());
    }
}
