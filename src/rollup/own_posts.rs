//! What the client itself wrote: its own posts, whom they answer, and which replies have the same text.
//!
//! A post is a reply if its row names the post that it answers, unless that is the client's own; or if it stands in a thread in which somebody else wrote
//! before. The rows of others may be read later, in another export, so this is decided only when a question is asked. Answers that exports state beside mentions
//! are replies too, but no posts: only their texts are kept. Texts are hashes, and none is written to the history.

use std::collections::{BTreeMap, BTreeSet};

use super::arrivals::{Seconds, ThreadKey};
use super::cells::{Cells, Map};
use super::conversations::{Conversations, Post};
use crate::mentions::channel::ChannelIx;
use crate::mentions::{Mention, Reply, RowStatus, Thread};
use crate::units::Date;

/// Own posts and stated answers by local day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnPosts {
    posts: Cells<(Date, OwnPost), u64>,
    /// By the day of the mention; of rows that repeat another, none.
    stated: Cells<(Date, StatedAnswer), u64>,
    /// Threads in which others wrote what is not used, with the first of it; the used mentions are in [`Conversations`].
    others: Cells<ThreadKey, Option<Moment>>,
}

/// A day, and the second if the time is known to the hour.
type Moment = (Date, Option<Seconds>);

/// One own post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct OwnPost {
    channel: ChannelIx,
    at: Option<Seconds>,
    thread: Thread,
    is_repost: bool,
    names_us: bool,
    text: Option<u64>,
}

/// An answer that a row states beside a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct StatedAnswer {
    channel: ChannelIx,
    text: u64,
    /// When it was given, if that is stated.
    at: Option<Seconds>,
}

/// What the client wrote in one channel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OwnCounts {
    /// Own posts.
    pub posts: u64,
    /// Those that pass on a post of somebody else without a word of its own.
    pub reposts: u64,
    /// Its other posts whose words name the client.
    pub naming_us: u64,
    /// Its other posts of a channel in which an export shows what they answer: all of them, or none.
    pub linked: u64,
    /// Those among them that answer somebody else.
    pub replies: u64,
    /// Replies with a word, and the answers that rows state beside mentions.
    pub worded: u64,
    /// Those among them whose text another has too, in any channel.
    pub repeated: u64,
}

impl OwnCounts {
    /// Adds those of another channel.
    pub fn merge(&mut self, other: &Self) {
        self.posts += other.posts;
        self.reposts += other.reposts;
        self.naming_us += other.naming_us;
        self.linked += other.linked;
        self.replies += other.replies;
        self.worded += other.worded;
        self.repeated += other.repeated;
    }
}

/// What the client wrote on some days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnActivity {
    /// By channel.
    pub channels: BTreeMap<ChannelIx, OwnCounts>,
    /// Different texts that more than one reply has.
    pub repeated_texts: u64,
    /// Whether an export had an own post up to the last day: else none is expected to have one.
    pub has_posts: bool,
    /// Whether an export stated the text of an answer up to then.
    pub has_texts: bool,
}

impl OwnPosts {
    /// Keeps a readable row, whose text by the client has this key.
    pub fn add(&mut self, mention: &Mention, status: RowStatus, text: Option<u64>) {
        let (day, channel) = (mention.local.date(), mention.channel);
        let at = mention.published_at.as_second();
        let timed = mention.precision.has_hour().then_some(at);
        if mention.is_own {
            if status != RowStatus::Duplicate {
                let post = OwnPost {
                    channel,
                    at: timed,
                    thread: mention.thread,
                    is_repost: mention.is_repost,
                    names_us: mention.brands.has_own(),
                    text,
                };
                *self.posts.at((day, post)) += 1;
            }
            return;
        }
        if let Some(text) = text.filter(|_| status != RowStatus::Duplicate) {
            let at = match mention.reply {
                Reply::At(at) => Some(at),
                Reply::NotStated | Reply::Open => None,
            };
            *self.stated.at((day, StatedAnswer { channel, text, at })) += 1;
        }
        if status != RowStatus::Used
            && let Some(key) = ThreadKey::of(mention).filter(|key| !key.is_post)
        {
            let first = self.others.at(key);
            *first = earliest(*first, Some((day, timed)));
        }
    }

    /// Adds another part's.
    pub fn merge(&mut self, other: &Self) {
        self.posts.merge(&other.posts, |count, more| *count += more);
        self.stated.merge(&other.stated, |count, more| *count += more);
        self.others.merge(&other.others, |first, other| *first = earliest(*first, *other));
    }

    /// What the client wrote on these days, both included. What happened later, after the moment at which the last day ends, changes nothing.
    pub fn between(
        &self,
        conversations: &Conversations,
        (from, to): (Date, Date),
        until: Seconds,
    ) -> OwnActivity {
        let posts_from = |from| (from, OwnPost::FIRST)..=(to, OwnPost::LAST);
        let linked = self.linked_channels(to);
        let is_reply = self.replies(conversations, from, to);
        let mut found = OwnActivity::default();
        let mut texts: BTreeMap<u64, u64> = BTreeMap::new();
        // By channel and text, of own posts and of stated answers.
        let mut worded: BTreeMap<(ChannelIx, u64), (u64, u64)> = BTreeMap::new();
        for ((day, post), &count) in self.posts.range(posts_from(from)) {
            let counts = found.channels.entry(post.channel).or_default();
            counts.posts += count;
            if post.is_repost {
                counts.reposts += count;
                continue;
            }
            counts.naming_us += if post.names_us { count } else { 0 };
            if linked.contains(&post.channel) {
                counts.linked += count;
                if is_reply.contains(&(day, post)) {
                    counts.replies += count;
                    if let Some(text) = post.text {
                        worded.entry((post.channel, text)).or_default().0 += count;
                    }
                }
            }
        }
        let is_given = |answer: &StatedAnswer| answer.at.is_none_or(|at| at <= until);
        let stated =
            || self.stated.iter().filter(|((day, answer), _)| *day <= to && is_given(answer));
        for ((_, answer), &count) in stated().filter(|((day, _), _)| from <= *day) {
            worded.entry((answer.channel, answer.text)).or_default().1 += count;
        }
        // The post and the row of the mention may both tell of one answer, so of equal texts in a channel the larger number counts.
        let worded = worded.into_iter().map(|(of, (posts, stated))| (of, posts.max(stated)));
        let worded: Vec<_> = worded.collect();
        for ((_, text), count) in &worded {
            *texts.entry(*text).or_default() += count;
        }
        texts.retain(|_, count| *count > 1);
        for ((channel, text), count) in worded {
            let counts = found.channels.entry(channel).or_default();
            counts.worded += count;
            counts.repeated += if texts.contains_key(&text) { count } else { 0 };
        }
        found.repeated_texts = texts.len() as u64;
        found.has_posts = self.posts.range(posts_from(Date::MIN)).next().is_some();
        found.has_texts = stated().next().is_some();
        found
    }

    /// The channels in which a row by the client states its thread or could state what it answers.
    fn linked_channels(&self, to: Date) -> BTreeSet<ChannelIx> {
        let posts = self.posts.range((Date::MIN, OwnPost::FIRST)..=(to, OwnPost::LAST));
        let linked = posts.filter(|((_, post), _)| post.thread != Thread::Itself);
        linked.map(|((_, post), _)| post.channel).collect()
    }

    /// The posts of these days that answer somebody else.
    fn replies(
        &self,
        conversations: &Conversations,
        from: Date,
        to: Date,
    ) -> BTreeSet<(Date, OwnPost)> {
        let posts = || self.posts.range((from, OwnPost::FIRST)..=(to, OwnPost::LAST));
        let posts = || posts().map(|(key, _)| key).filter(|(_, post)| !post.is_repost);
        let own = self.own_parents(posts(), to);
        let mut firsts: Map<ThreadKey, Option<Moment>> = posts()
            .filter_map(|(_, post)| post.named_thread())
            .map(|key| (key, self.others.get(key).copied().flatten()))
            .collect();
        if !firsts.is_empty() {
            for (day, arrival) in conversations.arrivals(Date::MIN, to) {
                if let Some(first) = firsts.get_mut(&arrival.thread_key()) {
                    *first = earliest(*first, Some((day, arrival.at(day))));
                }
            }
        }
        let is_reply = |(day, post): &(Date, OwnPost)| match (post.parent(), post.named_thread()) {
            (Some(parent), _) => !own.contains(&parent),
            (None, Some(key)) => firsts
                .get(&key)
                .copied()
                .flatten()
                .is_some_and(|first| is_before(first, (*day, post.at))),
            (None, None) => false,
        };
        posts().filter(is_reply).collect()
    }

    /// Those of the posts which these answer that are the client's own.
    fn own_parents(
        &self,
        posts: impl Iterator<Item = (Date, OwnPost)>,
        to: Date,
    ) -> BTreeSet<Post> {
        let parents: BTreeSet<Post> = posts.filter_map(|(_, post)| post.parent()).collect();
        if parents.is_empty() {
            return parents;
        }
        let all = self.posts.range((Date::MIN, OwnPost::FIRST)..=(to, OwnPost::LAST));
        let all = all.filter_map(|((_, post), _)| match post.thread {
            Thread::Reply { post: Some(this), .. } => Some((post.channel, this)),
            _ => None,
        });
        all.filter(|post| parents.contains(post)).collect()
    }
}

impl OwnPost {
    const FIRST: Self = Self {
        channel: ChannelIx::FIRST,
        at: None,
        thread: Thread::Known(0),
        is_repost: false,
        names_us: false,
        text: None,
    };
    const LAST: Self = Self {
        channel: ChannelIx::LAST,
        at: Some(Seconds::MAX),
        thread: Thread::Itself,
        is_repost: true,
        names_us: true,
        text: Some(u64::MAX),
    };

    /// The post that it answers.
    fn parent(&self) -> Option<Post> {
        match self.thread {
            Thread::Reply { parent: Some(parent), .. } => Some((self.channel, parent)),
            _ => None,
        }
    }

    /// The thread that its row names.
    fn named_thread(&self) -> Option<ThreadKey> {
        match self.thread {
            Thread::Known(node) => Some(ThreadKey { node, channel: self.channel, is_post: false }),
            _ => None,
        }
    }
}

/// The earlier of two moments, if there is one; of one day, that which is known only to the day.
fn earliest(one: Option<Moment>, other: Option<Moment>) -> Option<Moment> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Whether a post of somebody else was there at the moment of an own one; by their days, if either is known only to the day.
fn is_before((day, at): Moment, (own_day, own_at): Moment) -> bool {
    match (at, own_at) {
        (Some(at), Some(own_at)) => at <= own_at,
        _ => day <= own_day,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::brands::Brands;
    use crate::rollup::Rollup;
    use crate::rollup::answers::end_of;
    use crate::rollup::sample::{day, mention, other_channel, replying};
    use crate::units::TimeZone;

    fn own(of: Mention) -> Mention {
        Mention { is_own: true, brands: Brands::NONE, ..of }
    }

    fn in_thread(at: &str, thread: u64) -> Mention {
        Mention { thread: Thread::Known(thread), ..mention(at) }
    }

    fn may(rows: &[(Mention, RowStatus, Option<u64>)]) -> OwnActivity {
        let mut rollup = Rollup::default();
        for (mention, status, text) in rows {
            rollup.add_worded(mention, *status, *text);
        }
        let (from, to) = (day("2026-05-01"), day("2026-05-31"));
        let until = end_of(to, &TimeZone::UTC);
        rollup.own_posts.between(&rollup.conversations, (from, to), until)
    }

    fn counts(rows: &[(Mention, RowStatus, Option<u64>)]) -> OwnCounts {
        may(rows).channels[&ChannelIx::FIRST]
    }

    #[test]
    fn a_reply_answers_somebody_else() {
        let row = |mention| (own(mention), RowStatus::Own, None);
        let rows = [
            // It answers a post that no export holds, and the client's own post before.
            row(replying("2026-05-02T10:00", Some(1), Some(9))),
            row(replying("2026-05-02T10:01", Some(2), Some(1))),
            row(replying("2026-05-02T10:02", Some(3), None)),
            // Somebody wrote in the thread before, after, at the same time, and only on that day.
            (in_thread("2026-05-03T10:00", 7), RowStatus::Used, None),
            row(in_thread("2026-05-03T11:00", 7)),
            row(in_thread("2026-05-03T11:00", 8)),
            (in_thread("2026-05-03T12:00", 8), RowStatus::NotRelevant, None),
            (in_thread("2026-05-03T11:00", 5), RowStatus::NotRelevant, None),
            row(in_thread("2026-05-03T11:00", 5)),
            row(Mention {
                precision: crate::mentions::time::Precision::Day,
                ..in_thread("2026-05-03T00:00", 8)
            }),
            // A thread of the month before goes on.
            (in_thread("2026-04-03T10:00", 6), RowStatus::Used, None),
            row(in_thread("2026-05-04T10:00", 6)),
            row(Mention { is_repost: true, ..in_thread("2026-05-04T10:00", 6) }),
        ];
        let found = counts(&rows);
        assert_eq!((found.posts, found.reposts, found.linked, found.replies), (9, 1, 8, 5));
        assert_eq!((found.worded, found.naming_us), (0, 0));
    }

    #[test]
    fn where_no_row_can_show_what_it_answers_no_post_has_a_link() {
        let naming = |at| Mention { brands: Brands::OWN, ..own(mention(at)) };
        let rows = [
            (naming("2026-05-02T10:00"), RowStatus::Own, Some(1)),
            (naming("2026-05-02T10:00"), RowStatus::Own, Some(1)),
            (own(mention("2026-05-03T10:00")), RowStatus::Own, None),
            (own(mention("2026-05-03T10:00")), RowStatus::Duplicate, None),
            (own(in_thread("2026-06-02T10:00", 7)), RowStatus::Own, None),
        ];
        let expected = OwnCounts { posts: 3, naming_us: 2, ..OwnCounts::default() };
        assert_eq!(counts(&rows), expected);
        let found = may(&rows);
        assert!(found.has_posts && !found.has_texts);
        assert_eq!(may(&rows[4..]), OwnActivity::default(), "a later month");
    }

    #[test]
    fn replies_that_repeat_a_text_are_counted_over_all_channels() {
        let reply = |at| own(replying(at, None, Some(9)));
        let review = |at, account| Mention {
            channel: other_channel(),
            account: Some(account),
            ..mention(at)
        };
        let rows = [
            (reply("2026-05-02T10:00"), RowStatus::Own, Some(1)),
            (reply("2026-05-03T10:00"), RowStatus::Own, Some(1)),
            (reply("2026-05-04T10:00"), RowStatus::Own, Some(2)),
            (reply("2026-05-05T10:00"), RowStatus::Own, Some(3)),
            (reply("2026-05-06T10:00"), RowStatus::Own, None),
            // No reply, and one of another month.
            (own(replying("2026-05-07T10:00", None, None)), RowStatus::Own, Some(3)),
            (reply("2026-04-02T10:00"), RowStatus::Own, Some(3)),
            // Two exports state one answer.
            (review("2026-05-02T10:00", 1), RowStatus::Used, Some(2)),
            (review("2026-05-02T10:00", 1), RowStatus::Duplicate, Some(2)),
            (review("2026-05-02T11:00", 2), RowStatus::NotRelevant, Some(4)),
        ];
        let found = may(&rows);
        let of = |channel| (found.channels[&channel].worded, found.channels[&channel].repeated);
        assert_eq!((of(ChannelIx::FIRST), of(other_channel())), ((4, 3), (2, 1)));
        assert_eq!((found.repeated_texts, found.has_texts), (2, true));
        assert_eq!(found.channels[&other_channel()].posts, 0);
    }

    #[test]
    fn an_answer_given_after_the_period_is_not_in_it() {
        let asked = |reply| Mention { reply, ..mention("2026-05-02T10:00") };
        let june = day("2026-06-01").to_zoned(TimeZone::UTC).unwrap().timestamp().as_second();
        let later = [(asked(Reply::At(june + 1)), RowStatus::Used, Some(1))];
        assert_eq!(may(&later), OwnActivity::default());
        let in_time = [(asked(Reply::At(june)), RowStatus::Used, Some(1))];
        assert_eq!(counts(&in_time).worded, 1);
        let undated = [(asked(Reply::NotStated), RowStatus::Used, Some(1))];
        assert_eq!(counts(&undated).worded, 1);
    }

    #[test]
    fn an_answer_told_by_its_own_row_and_by_the_mention_counts_once() {
        let reply = own(replying("2026-05-02T10:00", None, Some(9)));
        let asked = |text| (mention("2026-05-02T00:00"), RowStatus::Used, Some(text));
        let once = counts(&[(reply, RowStatus::Own, Some(1)), asked(1)]);
        assert_eq!((once.worded, once.repeated), (1, 0));
        // Two mentions of one day without an author, with one answer each.
        let alike = counts(&[asked(2), asked(2)]);
        assert_eq!((alike.worded, alike.repeated), (2, 2));
    }
}
