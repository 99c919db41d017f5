//! How the client itself takes part: which share of its own posts answers somebody else, which names the client, and how many replies repeat a text, held
//! against the brief's rules (docs/method.md, Own posts).

use std::collections::BTreeMap;

use super::interval::wilson;
use super::{Counted, Period};
use crate::brief::Keywords;
use crate::rollup::answers::end_of;
use crate::rollup::own_posts::{OwnActivity, OwnCounts};

/// Posts from which on a share is held against a rule.
pub const FEWEST_POSTS: u64 = 30;

/// What the client wrote in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnPostFigures {
    /// In all channels.
    pub all: OwnShares,
    /// The channels in which it wrote, by id, each with its name.
    pub channels: BTreeMap<String, (String, OwnShares)>,
    /// Different texts that more than one reply has.
    pub repeated_texts: u64,
    /// Whether few enough posts name the client; `None`: not measured.
    pub about_us_verdict: Option<RuleVerdict>,
    /// Whether enough posts answer somebody else; `None`: not measured.
    pub replies_verdict: Option<RuleVerdict>,
}

/// What the client wrote in some channels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnShares {
    /// Own posts; `None`: no export holds one up to the end of the period.
    pub posts: Option<u64>,
    /// Those that pass on the post of somebody else; all figures below are of the others.
    pub reposts: Option<PartOf>,
    /// Posts that answer somebody else; `None`: no export shows what a post answers.
    pub replies: Option<PartOf>,
    /// Posts that name the client; `None`: the brief has no word for it.
    pub about_us: Option<PartOf>,
    /// Replies whose text another one has; `None`: no export holds the text of a reply.
    pub repeated: Option<PartOf>,
}

/// A number of posts, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartOf {
    /// How many.
    pub count: u64,
    /// Of so many.
    pub base: u64,
}

/// Whether a rule of the brief is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleVerdict {
    /// The whole range of the share is on the right side.
    Kept,
    /// The whole range is on the wrong side.
    NotKept,
    /// The range holds the value of the rule.
    Unclear,
    /// There are fewer than [`FEWEST_POSTS`] posts.
    TooFew,
}

impl RuleVerdict {
    /// The word of `summary.json` and the data files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::NotKept => "not_kept",
            Self::Unclear => "unclear",
            Self::TooFew => "too_few",
        }
    }
}

impl PartOf {
    /// The share; `None` without a base.
    pub fn share(self) -> Option<f64> {
        (self.base > 0).then(|| self.count as f64 / self.base as f64)
    }

    /// Its 95 % interval (Wilson); `None` without a base.
    pub fn interval(self) -> Option<(f64, f64)> {
        wilson(self.count, self.base)
    }

    fn at_most(self, limit: f64) -> RuleVerdict {
        self.held(|(low, high)| (high <= limit, low > limit))
    }

    fn at_least(self, limit: f64) -> RuleVerdict {
        self.held(|(low, high)| (low >= limit, high < limit))
    }

    /// `sides` says whether the range is wholly on the right side, and whether wholly on the wrong one.
    fn held(self, sides: impl Fn((f64, f64)) -> (bool, bool)) -> RuleVerdict {
        match self.interval().filter(|_| self.base >= FEWEST_POSTS).map(sides) {
            None => RuleVerdict::TooFew,
            Some((true, _)) => RuleVerdict::Kept,
            Some((_, true)) => RuleVerdict::NotKept,
            Some((false, false)) => RuleVerdict::Unclear,
        }
    }
}

impl OwnShares {
    fn of(counts: &OwnCounts, has_keywords: bool, activity: &OwnActivity) -> Self {
        let OwnCounts { posts, reposts, naming_us, linked, replies, worded, repeated } = *counts;
        let part = |count, base, is_measured: bool| is_measured.then_some(PartOf { count, base });
        let worded_by_us = posts - reposts;
        Self {
            posts: activity.has_posts.then_some(posts),
            reposts: part(reposts, posts, activity.has_posts),
            replies: part(replies, linked, linked > 0),
            about_us: part(naming_us, worded_by_us, activity.has_posts && has_keywords),
            repeated: part(repeated, worded, worded > 0),
        }
    }
}

/// What the client wrote in the period; `None`: no export holds a post or the text of an answer by the client up to its end, no day was observed, or a part of
/// the period comes from the history, which keeps neither.
pub(super) fn own_posts(
    (rollup, brief, channels): Counted<'_>,
    period: &Period,
) -> Option<OwnPostFigures> {
    let (from, to) = (period.from, period.to);
    if rollup.history.months(from, to).next().is_some() {
        return None;
    }
    let until = end_of(to, &brief.timing.zone);
    let activity = rollup.own_posts.between(&rollup.conversations, (from, to), until);
    if !activity.has_posts && !activity.has_texts {
        return None;
    }
    let has_keywords = brief.keywords.as_ref().is_some_and(Keywords::has_own);
    let shares = |counts: &OwnCounts| OwnShares::of(counts, has_keywords, &activity);
    let mut all = OwnCounts::default();
    activity.channels.values().for_each(|counts| all.merge(counts));
    let all = shares(&all);
    let rules = &brief.own_content;
    let by_channel = activity.channels.iter().map(|(&channel, counts)| {
        let channel = channels.get(channel);
        (channel.id.clone(), (channel.name.clone(), shares(counts)))
    });
    Some(OwnPostFigures {
        all,
        channels: by_channel.collect(),
        repeated_texts: activity.repeated_texts,
        about_us_verdict: all.about_us.map(|part| part.at_most(rules.max_self_share)),
        replies_verdict: all.replies.map(|part| part.at_least(rules.min_reply_share)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Group;
    use crate::insights::sample::brief;
    use crate::mentions::brands::Brands;
    use crate::mentions::channel::Channels;
    use crate::mentions::{Mention, RowStatus};
    use crate::rollup::Rollup;
    use crate::rollup::sample::{day, mention, replying};

    #[test]
    fn a_rule_has_a_verdict_where_the_range_excludes_its_value() {
        let part = |count, base| PartOf { count, base };
        // Wilson: 24 of 30 is 0.627 to 0.905, 20 of 30 is 0.488 to 0.808, 6 of 30 is 0.095 to 0.373.
        for (part, least, most) in [
            (part(24, 30), RuleVerdict::Kept, RuleVerdict::NotKept),
            (part(20, 30), RuleVerdict::Unclear, RuleVerdict::Unclear),
            (part(6, 30), RuleVerdict::NotKept, RuleVerdict::Kept),
            (part(0, 29), RuleVerdict::TooFew, RuleVerdict::TooFew),
            (part(0, 0), RuleVerdict::TooFew, RuleVerdict::TooFew),
        ] {
            assert_eq!((part.at_least(0.5), part.at_most(0.5)), (least, most), "{part:?}");
        }
        assert_eq!(part(30, 30).at_most(1.0), RuleVerdict::Kept, "nothing can break it");
    }

    /// So many own posts of May, of which some answer others and some name the client; every second one has the text 7.
    fn may(posts: u8, replies: u8, naming: u8, has_keywords: bool) -> Option<OwnPostFigures> {
        let mut brief = brief(&["x"]);
        let any = || Group { any: vec!["tea".to_owned()], ..Group::default() };
        brief.keywords = has_keywords.then(|| Keywords {
            brand: any(),
            products: Group::default(),
            competitors: Vec::new(),
            competitor_handles: Vec::new(),
        });
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        for at in 0..posts {
            let parent = (at < replies).then_some(1000);
            let brands = if at < naming { Brands::OWN } else { Brands::NONE };
            let post = replying("2026-05-02T10:00", Some(u64::from(at)), parent);
            let post = Mention { is_own: true, channel: channels.declared(0), brands, ..post };
            let text = if at % 2 == 0 { 7 } else { 100 + u64::from(at) };
            rollup.add_worded(&post, RowStatus::Own, Some(text));
        }
        rollup.add(&mention("2026-05-03T10:00"), RowStatus::NotRelevant);
        let period = Period::month(day("2026-05-01"));
        own_posts((&rollup, &brief, &channels), &period)
    }

    #[test]
    fn shares_are_of_the_own_posts_and_repeated_texts_of_the_replies() {
        let found = may(40, 26, 8, true).unwrap();
        let part = |count, base| Some(PartOf { count, base });
        assert_eq!((found.all.posts, found.all.reposts), (Some(40), part(0, 40)));
        assert_eq!((found.all.replies, found.all.about_us), (part(26, 40), part(8, 40)));
        assert_eq!((found.all.repeated, found.repeated_texts), (part(13, 26), 1));
        // 26 of 40 is 0.495 to 0.779, 8 of 40 is 0.105 to 0.348.
        assert_eq!(found.replies_verdict, Some(RuleVerdict::Unclear));
        assert_eq!(found.about_us_verdict, Some(RuleVerdict::Kept));
        assert_eq!(found.channels["x"].1, found.all);
    }

    #[test]
    fn without_own_posts_or_keywords_nothing_is_measured() {
        assert_eq!(may(0, 0, 0, true), None);
        let found = may(3, 0, 3, false).unwrap();
        assert_eq!((found.all.about_us, found.about_us_verdict), (None, None));
        assert_eq!(found.all.repeated, None, "there is no reply");
        assert_eq!(found.all.replies, Some(PartOf { count: 0, base: 3 }), "and that is measured");
    }
}
