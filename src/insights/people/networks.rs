//! The accounts of a report by how many followers they have.

use std::collections::BTreeMap;

use super::{Account, accounts};
use crate::insights::interval::wilson;
use crate::rollup::Rollup;
use crate::units::Date;

/// Bands with an end. The first are the small networks of the brief, and each of the others ends at ten times as many followers.
const BANDS: usize = 3;

/// Accounts by followers.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkFigures {
    /// From the fewest followers on; the first are the small networks.
    pub bands: Vec<Band>,
    /// Accounts whose followers are known.
    pub known: u64,
    /// Accounts whose followers no export states, and their mentions.
    pub unknown: (u64, u64),
}

/// The accounts with so many followers.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Band {
    /// The most followers; `None`: all that have more than the band before.
    pub up_to: Option<u64>,
    /// Accounts.
    pub accounts: u64,
    /// Their mentions.
    pub mentions: u64,
    /// Of the accounts whose followers are known, 0 to 1.
    pub share: f64,
    /// 95 % interval of the share (Wilson).
    pub interval: Option<(f64, f64)>,
}

impl Band {
    /// Whether an account with so many followers does not belong to a later band.
    fn reaches(&self, followers: u64) -> bool {
        self.up_to.is_none_or(|end| followers <= end)
    }
}

impl NetworkFigures {
    /// The position of the band of an account with so many followers.
    pub(in crate::insights) fn band_of(&self, followers: u64) -> Option<usize> {
        self.bands.iter().position(|band| band.reaches(followers))
    }
}

/// The accounts of these days with their followers as of the last.
pub(in crate::insights) fn with_followers(
    rollup: &Rollup,
    days: (Date, Date),
) -> impl Iterator<Item = (Account<'_>, Option<u64>)> {
    let mut channels = BTreeMap::new();
    accounts(rollup, days).map(move |account| {
        let (channel, handle) = account.id();
        let known =
            channels.entry(channel).or_insert_with(|| rollup.followers.until(channel, days.1));
        (account, known(handle))
    })
}

pub(super) fn networks(rollup: &Rollup, days: (Date, Date), small: u64) -> Option<NetworkFigures> {
    let ends = std::iter::successors(Some(small.max(1)), |end| end.checked_mul(10));
    let ends = ends.take(BANDS).map(Some).chain([None]);
    let mut bands: Vec<Band> = ends.map(|up_to| Band { up_to, ..Band::default() }).collect();
    let mut unknown = (0, 0);
    let mut known = 0;
    for (account, followers) in with_followers(rollup, days) {
        let mentions = account.tones().total();
        let place = match followers {
            Some(followers) => {
                known += 1;
                let band = bands.iter_mut().find(|band| band.reaches(followers))?;
                (&mut band.accounts, &mut band.mentions)
            }
            None => (&mut unknown.0, &mut unknown.1),
        };
        *place.0 += 1;
        *place.1 += mentions;
    }
    for band in &mut bands {
        band.share = band.accounts as f64 / known as f64;
        band.interval = wilson(band.accounts, known);
    }
    (known > 0).then_some(NetworkFigures { bands, known, unknown })
}
