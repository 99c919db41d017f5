//! The thread that holds most mentions of a peak.
//!
//! Counted are the mentions that are kept for their words: those that name their account and have words, of a large month a sample.

use std::collections::BTreeMap;

use crate::rollup::Rollup;
use crate::rollup::arrivals::ThreadKey;
use crate::units::Date;

/// The largest thread of a peak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeakThread {
    /// Its mentions.
    pub mentions: u64,
    /// All examined mentions of these days that state their thread.
    pub of: u64,
}

impl PeakThread {
    /// Whether it holds a fifth of them or more.
    pub fn is_large(&self) -> bool {
        self.mentions > 1 && 5 * self.mentions >= self.of
    }
}

/// The largest thread on these days, both included; `None`: no examined mention states one.
pub(super) fn largest(rollup: &Rollup, (from, to): (Date, Date)) -> Option<PeakThread> {
    let mut roots = BTreeMap::new();
    let mut counts: BTreeMap<ThreadKey, u64> = BTreeMap::new();
    for mention in rollup.terms.between((from, to), rollup.terms.halvings(from, to)) {
        if let Some(thread) = mention.thread {
            let root = rollup.conversations.root_of(thread, &mut roots);
            *counts.entry(root).or_default() += mention.times;
        }
    }
    Some(PeakThread { mentions: *counts.values().max()?, of: counts.values().sum() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::terms::TermWords;
    use crate::mentions::{Mention, Thread};
    use crate::rollup::sample::{day, mention, replying};

    #[test]
    fn replies_of_replies_are_of_one_thread() {
        let mut rollup = Rollup::default();
        let days = (day("2026-05-02"), day("2026-05-02"));
        let mut add = |account, mention: Mention| {
            let of = Mention { account: Some(account), ..mention };
            rollup.conversations.link(&of);
            rollup.terms.add(&of, &TermWords::from("lid"));
        };
        add(1, mention("2026-05-02T10:00"));
        add(2, replying("2026-05-02T10:00", Some(1), None));
        add(3, replying("2026-05-02T11:00", Some(2), Some(1)));
        add(4, replying("2026-05-02T12:00", Some(3), Some(2)));
        add(5, Mention { thread: Thread::Known(1), ..mention("2026-05-02T12:00") });
        add(6, replying("2026-05-03T12:00", Some(4), Some(2)));
        let found = largest(&rollup, days).unwrap();
        assert_eq!((found.mentions, found.of), (3, 4));
        assert!(found.is_large() && !PeakThread { mentions: 1, of: 1 }.is_large());
        assert_eq!(largest(&Rollup::default(), days), None);
    }
}
