//! How much the busiest accounts write.

use std::cmp::Reverse;

use super::accounts;
use crate::insights::clusters::effective_accounts;
use crate::rollup::{Rollup, Spread};
use crate::units::Date;

/// Accounts that are called the busiest.
const BUSIEST: usize = 10;

/// Mentions of known accounts by how many of them the busiest wrote.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concentration {
    /// Accounts.
    pub accounts: u64,
    /// Their mentions.
    pub mentions: u64,
    /// Those by the busiest account.
    pub by_one: u64,
    /// Those by the ten busiest.
    pub by_ten: u64,
    /// How many accounts that write equally often they are worth: (Σ n)² ÷ Σ n².
    pub effective: f64,
}

pub(super) fn concentration(rollup: &Rollup, days: (Date, Date)) -> Option<Concentration> {
    let mut counts: Vec<u64> =
        accounts(rollup, days).map(|account| account.tones().total()).collect();
    counts.sort_unstable_by_key(|count| Reverse(*count));
    let spread = Spread {
        all: counts.iter().sum(),
        all_squares: counts.iter().fold(0, |sum, n| n.saturating_mul(*n).saturating_add(sum)),
        ..Spread::default()
    };
    Some(Concentration {
        accounts: counts.len() as u64,
        mentions: spread.all,
        by_one: *counts.first()?,
        by_ten: counts.iter().take(BUSIEST).sum(),
        effective: effective_accounts(spread.all, spread),
    })
}
