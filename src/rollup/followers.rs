//! How many followers accounts have, as the exports state it, from which the sizes of networks are computed.
//!
//! Of each account one number a month is kept, the first that is stated, with its day: what a later row states changes no report that ends before it.

use super::Cells;
use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::mentions::hashed::UnpaddedMap;
use crate::units::Date;

/// Followers by month and channel. A handle is kept as a 64-bit hash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Followers {
    months: Cells<(Date, ChannelIx), UnpaddedMap<Stated>>,
}

/// The day of the month and the followers, in 32 bits: the least is the first that was stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stated(u32);

impl Stated {
    /// Bits of the followers. No account has as many as 27 bits hold, so numbers stop there.
    const BITS: u32 = 27;
    const MOST: u32 = (1 << Self::BITS) - 1;

    fn new(day: Date, followers: u32) -> Self {
        Self(u32::from(day.day().unsigned_abs()) << Self::BITS | followers.min(Self::MOST))
    }

    fn day(self) -> u32 {
        self.0 >> Self::BITS
    }

    fn followers(self) -> u64 {
        u64::from(self.0 & Self::MOST)
    }
}

impl Followers {
    /// Keeps what a used mention states of its account.
    pub fn add(&mut self, mention: &Mention) {
        if let (Some(account), Some(followers)) = (mention.account, mention.followers) {
            let day = mention.local.date();
            let stated = Stated::new(day, followers);
            let month = self.months.at((day.first_of_month(), mention.channel));
            let first = month.entry(account.into()).or_insert(stated);
            *first = stated.min(*first);
        }
    }

    /// Adds another part's numbers.
    pub fn merge(&mut self, other: &Self) {
        self.months.merge(&other.months, |ours, theirs| {
            for (account, stated) in theirs {
                let first = ours.entry(*account).or_insert(*stated);
                *first = (*stated).min(*first);
            }
        });
    }

    /// The followers of accounts of a channel as of the end of a day: the number of the latest month that states one.
    pub fn until(&self, channel: ChannelIx, last: Date) -> impl Fn(u64) -> Option<u64> {
        let months = self.months.range((Date::MIN, ChannelIx::FIRST)..=(last, ChannelIx::LAST));
        let months: Vec<_> = months.rev().filter(|((_, of), _)| *of == channel).collect();
        move |account| {
            months.iter().find_map(|((month, _), stated)| {
                let stated = stated.get(&account.into())?;
                let is_later = *month == last.first_of_month()
                    && stated.day() > u32::from(last.day().unsigned_abs());
                (!is_later).then(|| stated.followers())
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollup::sample::{day, mention, other_channel};

    fn stating(at: &str, account: u64, followers: u32) -> Mention {
        Mention { account: Some(account), followers: Some(followers), ..mention(at) }
    }

    #[test]
    fn a_later_row_changes_no_earlier_answer() {
        let mut followers = Followers::default();
        for mention in [
            stating("2026-06-09T10:00", 7, 900),
            stating("2026-05-20T10:00", 7, 300),
            stating("2026-05-02T10:00", 7, 200),
            stating("2026-05-02T10:00", 8, u32::MAX),
            Mention { channel: other_channel(), ..stating("2026-05-01T10:00", 7, 1) },
            Mention { followers: None, ..stating("2026-05-02T10:00", 9, 0) },
        ] {
            followers.add(&mention);
        }
        let of = |account, last| followers.until(ChannelIx::FIRST, day(last))(account);
        assert_eq!((of(7, "2026-05-01"), of(7, "2026-05-02")), (None, Some(200)));
        assert_eq!((of(7, "2026-06-08"), of(7, "2026-06-09")), (Some(200), Some(900)));
        assert_eq!((of(8, "2026-06-30"), of(9, "2026-06-30")), (Some(134_217_727), None));
    }
}
