//! Counts tags by day and channel, with their tones and accounts: a post has one tag for each brand that its words name, and one for each topic.
//!
//! For brands, duplicates, reposts, the client's own posts and those of its competitors are not counted, wherever they occur. For topics only used
//! mentions are, and one without a topic has the tag [`NO_TOPIC`], so that what belongs to none is counted too.

use std::collections::BTreeMap;

use super::authors::{self, Posts};
use super::{Authors, Cells, Spread};
use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;
use crate::tally::{Key, Tally};
use crate::units::Date;

/// The place of mentions without a topic.
pub const NO_TOPIC: u8 = u8::MAX;

/// The day, the channel and the place. Of brands, 0 is the client and n the n-th competitor of the brief; of topics, the place in the brief.
type Cell = (Date, ChannelIx, u8);

/// Tags with their tones and accounts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tags {
    tags: Cells<Cell, Tally<Tone>>,
    posts: Cells<Cell, Posts>,
}

impl Tags {
    /// Counts the brands of one post.
    pub fn add_brands(&mut self, mention: &Mention) {
        if !mention.is_competitors {
            self.add(mention, mention.brands.indices());
        }
    }

    /// Counts the topics of one used mention.
    pub fn add_topics(&mut self, mention: &Mention) {
        let topics = mention.content.topics;
        let none = topics.is_empty().then_some(NO_TOPIC);
        self.add(mention, topics.indices().chain(none));
    }

    fn add(&mut self, mention: &Mention, places: impl Iterator<Item = u8>) {
        for place in places {
            let cell = (mention.local.date(), mention.channel, place);
            self.tags.at(cell).add(mention.tone, 1);
            if let Some(account) = mention.account {
                self.posts.at(cell).add(account, mention.tone.index(), 1);
            }
        }
    }

    /// Adds tags of the history; none where there are none.
    pub(super) fn keep(
        &mut self,
        (day, channel): (Date, ChannelIx),
        place: u8,
        tags: &Tally<Tone>,
    ) {
        if tags.total() > 0 {
            self.tags.at((day, channel, place)).merge(tags);
        }
    }

    /// Adds another part's tags.
    pub fn merge(&mut self, other: &Self) {
        self.tags.merge(&other.tags, Tally::merge);
        self.posts.merge(&other.posts, Posts::merge);
    }

    /// Tags of these days, both included, by channel and place; days that do not count and places without a tag are left out.
    pub fn between(
        &self,
        from: Date,
        to: Date,
        is_counted: impl Fn(Date) -> bool,
    ) -> BTreeMap<(ChannelIx, usize), Tally<Tone>> {
        let mut counts: BTreeMap<_, Tally<Tone>> = BTreeMap::new();
        let tags = self.tags.range(cells(from, to)).filter(|((day, ..), _)| is_counted(*day));
        for ((_, channel, place), tags) in tags {
            counts.entry((channel, usize::from(place))).or_default().merge(tags);
        }
        counts
    }

    /// How these tags are spread over accounts.
    pub fn spread(
        &self,
        from: Date,
        to: Date,
        is_counted: impl Fn(Date) -> bool,
    ) -> BTreeMap<(ChannelIx, usize), Spread> {
        let posts = self.posts.range(cells(from, to)).filter(|((day, ..), _)| is_counted(*day));
        authors::spread(
            posts.map(|((_, channel, place), posts)| ((channel, usize::from(place)), posts)),
        )
    }

    /// By place, the sum over accounts of their tags · all their used mentions on these days.
    pub fn products(
        &self,
        authors: &Authors,
        (from, to): (Date, Date),
        is_counted: impl Fn(Date) -> bool,
    ) -> BTreeMap<usize, u64> {
        let posts = self.posts.range(cells(from, to)).filter(|((day, ..), _)| is_counted(*day));
        let everyone = authors.range(from, to).filter(|((day, _), _)| is_counted(*day));
        authors::products(
            posts.map(|((_, channel, place), posts)| ((channel, usize::from(place)), posts)),
            everyone.map(|((_, channel), posts)| (channel, posts)),
        )
    }
}

fn cells(from: Date, to: Date) -> std::ops::RangeInclusive<Cell> {
    (from, ChannelIx::FIRST, 0)..=(to, ChannelIx::LAST, u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::brands::Brands;
    use crate::rollup::sample::{day, mention, other_channel};

    #[test]
    fn a_post_counts_once_for_each_brand_it_names_on_its_day_and_in_its_channel() {
        let mut voice = Tags::default();
        let naming = |at, brands| Mention { brands, account: Some(7), ..mention(at) };
        voice.add_brands(&naming("2026-05-01T10:00", Brands::OWN));
        voice.add_brands(&naming("2026-05-31T10:00", Brands::OWN.union(Brands::at(2))));
        voice.add_brands(&naming("2026-05-31T10:00", Brands::NONE));
        let there =
            Mention { channel: other_channel(), ..naming("2026-05-02T10:00", Brands::at(1)) };
        voice.add_brands(&there);
        voice.add_brands(&naming("2026-06-01T10:00", Brands::at(1)));
        voice.add_brands(&Mention {
            is_competitors: true,
            ..naming("2026-05-02T10:00", Brands::at(1))
        });
        let (from, to) = (day("2026-05-01"), day("2026-05-31"));
        let neutral = |count| Tally::from([(Tone::Neutral, count)]);
        let (here, there) = (ChannelIx::FIRST, other_channel());
        let expected = [((here, 0), neutral(2)), ((here, 2), neutral(1)), ((there, 1), neutral(1))];
        assert_eq!(voice.between(from, to, |_| true), BTreeMap::from(expected));
        let own = voice.spread(from, to, |_| true)[&(here, 0)];
        assert_eq!((own.accounts, own.n, own.nn), (1, 2, 4));
    }
}
