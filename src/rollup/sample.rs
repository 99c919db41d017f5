//! Invented mentions for the unit tests of `rollup` and `insights`.

use crate::mentions::brands::Brands;
use crate::mentions::channel::ChannelIx;
use crate::mentions::content::Content;
use crate::mentions::handle_time::HandleTime;
use crate::mentions::terms::TermWords;
use crate::mentions::time::Precision;
use crate::mentions::tone::Tone;
use crate::mentions::{Mention, Reply, RowStatus, Thread};
use crate::rollup::{Rollup, Said};
use crate::units::{Date, DateTime, TimeZone};

impl Rollup {
    /// Counts a row of a generic export, decided only by its status.
    pub(crate) fn add(&mut self, mention: &Mention, status: RowStatus) {
        self.add_worded(mention, status, None);
    }

    /// The same of a row with the key of the text that the client wrote.
    pub(crate) fn add_worded(
        &mut self,
        mention: &Mention,
        status: RowStatus,
        own_text: Option<u64>,
    ) {
        let terms = &TermWords::default();
        let said = Said { mention, names: &[], terms, excerpt: None, opening: None, own_text };
        self.count("generic", said, status.into());
    }
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A second channel beside [`ChannelIx::FIRST`], in which [`mention`] writes.
pub(crate) fn other_channel() -> ChannelIx {
    ChannelIx::LAST
}

/// A neutral mention of the first channel at this local time, in UTC; without thread and author.
pub(crate) fn mention(local: &str) -> Mention {
    let local: DateTime = local.parse().unwrap();
    Mention {
        published_at: TimeZone::UTC.to_timestamp(local).unwrap(),
        local,
        precision: Precision::Minute,
        channel: ChannelIx::FIRST,
        thread: Thread::Itself,
        account: None,
        tone: Tone::Neutral,
        brands: Brands::OWN,
        language: None,
        content: Content::default(),
        country: None,
        reply: Reply::NotStated,
        handle_time: HandleTime::Untimed,
        stage: None,
        reach: None,
        engagement: None,
        followers: None,
        is_repost: false,
        is_own: false,
        is_competitors: false,
    }
}

/// A mention that states its post and its parent.
pub(crate) fn replying(local: &str, post: Option<u64>, parent: Option<u64>) -> Mention {
    Mention { thread: Thread::Reply { post, parent }, ..mention(local) }
}
