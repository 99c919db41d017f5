//! The same words by many accounts in few days, outside news and blogs: kept and counted, but said, as possible coordination.
//!
//! Only the exact normalised text is asked for, by a hash; nothing is folded and no word is kept. Many is [`FEWEST_ACCOUNTS`]: a joke or a
//! petition may do the same, which is why the report says "possible".

use std::collections::BTreeMap;

use super::hashed::{Map, half};
use super::near_copies::{Place, WITHIN_SECONDS};

/// Accounts under which the same words are no news.
pub const FEWEST_ACCOUNTS: usize = 5;

/// Who wrote each text, and when.
#[derive(Debug, Default)]
pub struct Coordination {
    first: Map<First>,
    /// The further writers of a text that has more than one.
    more: BTreeMap<u64, Vec<Writer>>,
}

/// Seconds since 1970, half of the account's hash: enough to tell apart who wrote one text.
type Writer = (i64, u32);

/// The first row of a text, in 16 bytes: there is one for every post.
#[derive(Debug, Clone, Copy)]
struct First {
    file: u32,
    line: u32,
    /// Seconds since 1970: no row is dated before 1980, and one after 2106 is dated there.
    at: u32,
    account: u32,
}

impl First {
    fn writer(&self) -> Writer {
        (self.at.into(), self.account)
    }
}

/// A text that many accounts wrote within a week.
#[derive(Debug, PartialEq, Eq)]
pub struct Chorus {
    /// Its first row, in the order of reading.
    pub place: Place,
    /// Most accounts within any seven days.
    pub accounts: usize,
}

impl Coordination {
    /// Keeps who wrote a text. Order of reading: the first place is shown.
    pub fn see(&mut self, text: u64, (file, line): Place, at: i64, account: u64) {
        let account = half(account);
        if let Some(first) = self.first.get(&text) {
            if first.account != account {
                self.more.entry(text).or_default().push((at, account));
            }
        } else {
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            self.first.insert(text, First { file, line, at, account });
        }
    }

    /// The texts that at least [`FEWEST_ACCOUNTS`] wrote within seven days, in the order of reading.
    pub fn choruses(&self) -> Vec<Chorus> {
        let of_text = |(text, more): (&u64, &Vec<Writer>)| {
            let first = self.first[text];
            let place = (first.file, first.line.into());
            let accounts = most_accounts(more.iter().copied().chain([first.writer()]).collect());
            (accounts >= FEWEST_ACCOUNTS).then_some(Chorus { place, accounts })
        };
        let mut choruses: Vec<Chorus> = self.more.iter().filter_map(of_text).collect();
        choruses.sort_by_key(|chorus| chorus.place);
        choruses
    }
}

/// Most distinct accounts within any seven days.
fn most_accounts(mut writers: Vec<Writer>) -> usize {
    writers.sort_unstable();
    let mut inside: BTreeMap<u32, usize> = BTreeMap::new();
    let (mut oldest, mut most) = (0, 0);
    for &(at, account) in &writers {
        *inside.entry(account).or_default() += 1;
        while writers[oldest].0.abs_diff(at) > WITHIN_SECONDS {
            let gone = writers[oldest].1;
            let left = inside.get_mut(&gone).map_or(0, |rows| {
                *rows -= 1;
                *rows
            });
            if left == 0 {
                inside.remove(&gone);
            }
            oldest += 1;
        }
        most = most.max(inside.len());
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    #[test]
    fn five_accounts_within_a_week_are_a_chorus() {
        assert_eq!(most_accounts((0..5).map(|n| (i64::from(n) * DAY, n)).collect()), 5);
        assert_eq!(most_accounts((0..5).map(|n| (i64::from(n) * 2 * DAY, n)).collect()), 4);
        assert_eq!(most_accounts((0..9).map(|n| (n, 1)).collect()), 1);
        let mut seen = Coordination::default();
        for account in 0..5 {
            seen.see(7, (1, account + 2), 0, account);
            seen.see(7, (2, account + 2), DAY, account);
            seen.see(8, (0, account + 2), 0, account % 4);
        }
        assert_eq!(seen.choruses(), [Chorus { place: (1, 2), accounts: 5 }]);
    }
}
