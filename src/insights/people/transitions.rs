//! What became of accounts from one quarter to the next, and whether those whose complaint was answered praise more often than the others.

use std::collections::BTreeMap;

use super::account::AccountState;
use super::accounts;
use crate::insights::interval::{difference_of_shares, wilson};
use crate::mentions::channel::ChannelIx;
use crate::rollup::Rollup;
use crate::rollup::answers::end_of;
use crate::units::{Date, TimeZone};

/// Accounts heard again of each side under which no difference is computed.
const FEWEST: u64 = 10;

/// The states of accounts in two quarters. All have a label in one of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Transitions {
    /// First and last day of the quarter before.
    pub before: (Date, Date),
    /// First and last day of the last quarter.
    pub now: (Date, Date),
    /// Accounts by their state before, then now, in the order of [`AccountState::ALL`].
    pub accounts: [[u64; 4]; 4],
    /// Their labels in both quarters.
    pub labels: u64,
    /// Those that complained before, by whether they were answered; `None`: no export shows answers.
    pub answers: Option<AnswerEffect>,
}

/// Accounts that complained in the quarter before, in channels where answers are seen.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct AnswerEffect {
    /// Those of whose complaints one was answered in that quarter.
    pub answered: Complainers,
    /// Those of whose complaints none was.
    pub unanswered: Complainers,
    /// Those of which it is not known.
    pub unknown: Complainers,
    /// The share that praises now, of the accounts heard again: that of the answered less that of the unanswered, with its 95 % interval; `None`
    /// under ten accounts on a side.
    pub difference: Option<(f64, (f64, f64))>,
    /// Labels of all of them in both quarters.
    pub labels: u64,
}

/// Accounts that complained in the quarter before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Complainers {
    /// All.
    pub accounts: u64,
    /// Those with a label in the last quarter.
    pub again: u64,
    /// Those that praise in it.
    pub praise: u64,
}

impl Complainers {
    /// The share of those heard again that praises, with its 95 % interval (Wilson); `None` if none was heard again.
    pub fn share(&self) -> Option<(f64, (f64, f64))> {
        Some((self.praise as f64 / self.again as f64, wilson(self.praise, self.again)?))
    }
}

impl Transitions {
    /// Accounts with a label in both quarters.
    pub fn in_both(&self) -> u64 {
        self.accounts[..3].iter().map(|row| row[..3].iter().sum::<u64>()).sum()
    }

    /// All accounts.
    pub fn total(&self) -> u64 {
        self.accounts.iter().flatten().sum()
    }
}

/// Accounts that complained, with their state in the last quarter and their labels in both.
type Complained = BTreeMap<(ChannelIx, u64), (AccountState, u64)>;

/// From the last two of these quarters; the last stands first.
pub(super) fn transitions(
    rollup: &Rollup,
    zone: &TimeZone,
    quarters: &[(Date, Date)],
) -> Option<Transitions> {
    let [now, before, ..] = *quarters else { return None };
    let mut counts = [[0; 4]; 4];
    let mut complained = Complained::new();
    let mut labels = 0;
    for account in accounts(rollup, (before.0, now.1)) {
        let of_account = account.tones().labelled();
        labels += of_account;
        let states = [account.state(before), account.state(now)];
        counts[states[0] as usize][states[1] as usize] += 1;
        if states[0] == AccountState::Negative {
            complained.insert(account.id(), (states[1], of_account));
        }
    }
    let silent = AccountState::Silent as usize;
    // Accounts whose mentions have no label have no state.
    counts[silent][silent] = 0;
    let answers = answer_effect(rollup, zone, before, &complained);
    let found = Transitions { before, now, accounts: counts, labels, answers };
    (found.total() > 0).then_some(found)
}

fn answer_effect(
    rollup: &Rollup,
    zone: &TimeZone,
    (from, to): (Date, Date),
    complained: &Complained,
) -> Option<AnswerEffect> {
    let (until, conversations) = (end_of(to, zone), &rollup.conversations);
    let channels = rollup.answers.channels(conversations, to, until);
    if channels.is_empty() {
        return None;
    }
    let answered =
        rollup.complaints.answered((&rollup.answers, &channels), conversations, (from, to), until);
    let mut effect = AnswerEffect::default();
    for (id, (state, labels)) in
        complained.iter().filter(|((channel, _), _)| channels.contains(channel))
    {
        let side = match answered.get(id) {
            Some(true) => &mut effect.answered,
            Some(false) => &mut effect.unanswered,
            None => &mut effect.unknown,
        };
        side.accounts += 1;
        side.again += u64::from(*state != AccountState::Silent);
        side.praise += u64::from(*state == AccountState::Positive);
        effect.labels += labels;
    }
    let AnswerEffect { answered: one, unanswered: other, .. } = effect;
    let is_enough = one.again.min(other.again) >= FEWEST;
    effect.difference = is_enough
        .then(|| difference_of_shares((one.praise, one.again), (other.praise, other.again)));
    Some(effect)
}
