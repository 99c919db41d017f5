//! One account over some days: its tones, the weeks and months in which it wrote, its state in each quarter, and the groups that it belongs to.

use std::collections::BTreeSet;

use crate::insights::interval::wilson;
use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;
use crate::rollup::Rollup;
use crate::rollup::authors::Posted;
use crate::tally::{Key, Tally};
use crate::units::{Date, ToSpan};

/// Different weeks in which an advocate praises, or a detractor complains.
const FEWEST_WEEKS: usize = 3;

/// What an account does over months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Praises in three weeks or more, and in more than half of its labels by the lower end of their 95 % range: a candidate, for a person to
    /// confirm.
    Advocate,
    /// Complains so.
    Detractor,
    /// Its latest quarter with a label has more praise than complaint, and an earlier one more complaint than praise.
    TurnedToPraise,
    /// The reverse.
    TurnedToComplaint,
}

impl Group {
    /// All, in their order.
    pub const ALL: [Self; 4] =
        [Self::Advocate, Self::Detractor, Self::TurnedToPraise, Self::TurnedToComplaint];

    /// Its word in ids and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Advocate => "advocates",
            Self::Detractor => "detractors",
            Self::TurnedToPraise => "turned_to_praise",
            Self::TurnedToComplaint => "turned_to_complaint",
        }
    }

    /// Whether it compares quarters.
    pub fn is_turned(self) -> bool {
        matches!(self, Self::TurnedToPraise | Self::TurnedToComplaint)
    }
}

impl Key for Group {
    type Counts = [u64; 4];

    fn index(self) -> usize {
        self as usize
    }

    fn at(index: usize) -> Self {
        Self::ALL[index]
    }
}

/// The state of an account in a quarter, by its labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccountState {
    /// More positive than negative ones.
    Positive,
    /// As many, or only neutral ones.
    Mixed,
    /// More negative than positive ones.
    Negative,
    /// None.
    Silent,
}

impl AccountState {
    /// All, in their order.
    pub const ALL: [Self; 4] = [Self::Positive, Self::Mixed, Self::Negative, Self::Silent];

    fn of(tones: &Tally<Tone>) -> Self {
        if tones.labelled() == 0 {
            return Self::Silent;
        }
        match tones[Tone::Positive].cmp(&tones[Tone::Negative]) {
            std::cmp::Ordering::Greater => Self::Positive,
            std::cmp::Ordering::Equal => Self::Mixed,
            std::cmp::Ordering::Less => Self::Negative,
        }
    }
}

/// What an account wrote on some days; at least one mention.
#[derive(Debug, Clone, Copy)]
pub(in crate::insights) struct Account<'a> {
    posts: &'a [Posted],
}

/// The accounts that wrote on these days, both included.
pub(in crate::insights) fn accounts(
    rollup: &Rollup,
    (from, to): (Date, Date),
) -> impl Iterator<Item = Account<'_>> {
    rollup.authors.by_account().filter_map(move |posts| Account { posts }.within(from, to))
}

impl<'a> Account<'a> {
    /// The channel and the hash of the handle.
    pub(in crate::insights) fn id(&self) -> (ChannelIx, u64) {
        (self.posts[0].channel, self.posts[0].account)
    }

    pub(in crate::insights) fn channel(&self) -> ChannelIx {
        self.posts[0].channel
    }

    /// The same on some of its days; `None` without a mention.
    pub(super) fn within(&self, from: Date, to: Date) -> Option<Self> {
        let first = self.posts.partition_point(|posted| posted.day < from);
        let end = self.posts.partition_point(|posted| posted.day <= to);
        let posts = &self.posts[first..end.max(first)];
        (!posts.is_empty()).then_some(Self { posts })
    }

    /// Mentions by tone.
    pub(super) fn tones(&self) -> Tally<Tone> {
        let mut tones = Tally::default();
        self.posts.iter().for_each(|posted| tones.add(posted.tone, posted.mentions.into()));
        tones
    }

    /// The days of the first and the last mention.
    pub(super) fn days(&self) -> (Date, Date) {
        (self.posts[0].day, self.posts[self.posts.len() - 1].day)
    }

    /// Calendar months with a mention.
    pub(super) fn months(&self) -> usize {
        let months = self.posts.iter().map(|posted| posted.day.first_of_month());
        months.collect::<BTreeSet<_>>().len()
    }

    /// Calendar weeks from Monday to Sunday with a mention in a tone.
    pub(super) fn weeks(&self, tone: Tone) -> usize {
        let monday =
            |day: Date| day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
        let in_tone = self.posts.iter().filter(|posted| posted.tone == tone);
        in_tone.map(|posted| monday(posted.day)).collect::<BTreeSet<_>>().len()
    }

    /// The state on some days.
    pub(in crate::insights) fn state(&self, (from, to): (Date, Date)) -> AccountState {
        AccountState::of(&self.within(from, to).map(|within| within.tones()).unwrap_or_default())
    }

    /// Its states in the quarters with a label, in their order.
    pub(super) fn states(
        &self,
        quarters: &'a [(Date, Date)],
    ) -> impl Iterator<Item = AccountState> {
        let states = quarters.iter().map(|quarter| self.state(*quarter));
        states.filter(|state| *state != AccountState::Silent)
    }

    /// The groups that it belongs to; the last quarter stands first.
    pub(super) fn groups(&self, quarters: &'a [(Date, Date)]) -> impl Iterator<Item = Group> {
        let tones = self.tones();
        let is_mostly = |tone: Tone| {
            let range = wilson(tones[tone], tones.labelled());
            range.is_some_and(|(low, _)| low > 0.5) && self.weeks(tone) >= FEWEST_WEEKS
        };
        let mut states = self.states(quarters);
        let latest = states.next();
        let before: Vec<AccountState> = states.collect();
        let turned =
            |from: AccountState, to: AccountState| latest == Some(to) && before.contains(&from);
        let (positive, negative) = (AccountState::Positive, AccountState::Negative);
        let belongs = [
            is_mostly(Tone::Positive),
            is_mostly(Tone::Negative),
            turned(negative, positive),
            turned(positive, negative),
        ];
        Group::ALL.into_iter().zip(belongs).filter(|(_, belongs)| *belongs).map(|(group, _)| group)
    }
}
