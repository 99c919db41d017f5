//! Threads with a used mention: the unit of the staffing formula.
//!
//! A conversation is the export's own thread, else the root that the reply links lead to, else the mention itself. Links are kept
//! of every readable row, own ones included, and followed only when a question is asked, because a parent may be read after
//! its replies.

use std::collections::{BTreeMap, BTreeSet};

use crate::mentions::channel::ChannelIx;
use crate::mentions::{Mention, Thread};
use crate::units::Date;

/// A thread or post, as a hash within its channel.
pub type Node = u64;

/// Threads by channel and day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conversations {
    single: BTreeMap<(Date, ChannelIx), u64>,
    threads: BTreeSet<(ChannelIx, Node, Date)>,
    posts: BTreeSet<(ChannelIx, Node, Date)>,
    parents: BTreeMap<Node, Node>,
}

impl Conversations {
    /// Keeps the reply link of a readable row. Two rows that disagree keep the smaller parent, so that order does not matter.
    pub fn link(&mut self, mention: &Mention) {
        if let Thread::Reply {
            post: Some(post),
            parent: Some(parent),
        } = mention.thread
        {
            self.keep_link(post, parent);
        }
    }

    fn keep_link(&mut self, post: Node, parent: Node) {
        self.parents
            .entry(post)
            .and_modify(|known| *known = parent.min(*known))
            .or_insert(parent);
    }

    /// Counts one used mention.
    pub fn add(&mut self, mention: &Mention) {
        let (day, channel) = (mention.local.date(), mention.channel);
        match mention.thread {
            Thread::Known(thread) => {
                self.threads.insert((channel, thread, day));
            }
            Thread::Reply {
                post: Some(post), ..
            }
            | Thread::Reply {
                post: None,
                parent: Some(post),
            } => {
                self.posts.insert((channel, post, day));
            }
            Thread::Reply {
                post: None,
                parent: None,
            }
            | Thread::Itself => {
                *self.single.entry((day, channel)).or_default() += 1;
            }
        }
    }

    /// Adds another part's threads.
    pub fn merge(&mut self, other: &Self) {
        for (&key, count) in &other.single {
            *self.single.entry(key).or_default() += count;
        }
        self.threads.extend(&other.threads);
        self.posts.extend(&other.posts);
        for (&post, &parent) in &other.parents {
            self.keep_link(post, parent);
        }
    }

    /// Whether any row told its thread or what it replies to.
    pub fn has_threads(&self) -> bool {
        !self.threads.is_empty() || !self.parents.is_empty()
    }

    /// The post that a chain of replies starts from. A chain that bites its own tail has the smallest post as its root.
    pub fn root(&self, post: Node) -> Node {
        let mut at = post;
        let mut seen = BTreeSet::from([at]);
        while let Some(&parent) = self.parents.get(&at) {
            if !seen.insert(parent) {
                return self.smallest_in_cycle(parent);
            }
            at = parent;
        }
        at
    }

    fn smallest_in_cycle(&self, start: Node) -> Node {
        let mut smallest = start;
        let mut at = self.parents[&start];
        while at != start {
            smallest = smallest.min(at);
            at = self.parents[&at];
        }
        smallest
    }

    /// Conversations by the day of their first used mention in these days (both included) and by channel.
    pub fn between(&self, from: Date, to: Date) -> BTreeMap<(Date, ChannelIx), u64> {
        let mut counts: BTreeMap<_, u64> = self
            .single
            .range((from, ChannelIx::FIRST)..=(to, ChannelIx::LAST))
            .map(|(&key, &count)| (key, count))
            .collect();
        let within = |&&(_, _, day): &&(ChannelIx, Node, Date)| from <= day && day <= to;
        let mut first: BTreeMap<(ChannelIx, Node, bool), Date> = BTreeMap::new();
        let threads = self
            .threads
            .iter()
            .filter(within)
            .map(|&(c, node, day)| (c, node, true, day));
        let posts = self
            .posts
            .iter()
            .filter(within)
            .map(|&(c, node, day)| (c, self.root(node), false, day));
        for (channel, node, is_thread, day) in threads.chain(posts) {
            first
                .entry((channel, node, is_thread))
                .and_modify(|known| *known = day.min(*known))
                .or_insert(day);
        }
        for ((channel, _, _), day) in first {
            *counts.entry((day, channel)).or_default() += 1;
        }
        counts
    }
}
