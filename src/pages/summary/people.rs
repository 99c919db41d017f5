//! `people`: accounts over months, as counts.

use serde::Serialize;

use super::finite;
use crate::brief::{AdvocateState, Brief};
use crate::insights::{Group, PeopleFigures, Period, Report};
use crate::pages::sections::people::{accounts, networks, transitions};
use crate::pages::table::{Record, Table};
use crate::pages::words::Words;
use crate::units::Date;

/// The tables whose records the summary borrows.
pub(super) struct Tables {
    channels: Table,
    transitions: Table,
    complainers: Table,
    followers: Table,
}

impl Tables {
    pub(super) fn of(words: &Words, people: Option<&PeopleFigures>) -> Self {
        let changes = people.and_then(|people| people.transitions.as_ref());
        let effect = changes.and_then(|changes| changes.answers.as_ref());
        let followers = people.and_then(|people| people.networks.as_ref());
        Self {
            channels: accounts::by_channel(words, people).pick(&accounts::JSON),
            transitions: transitions::by_state(changes).pick(&transitions::JSON),
            complainers: transitions::by_answer(words, effect).pick(&transitions::COMPLAINERS_JSON),
            followers: networks::by_followers(words, followers).pick(&networks::JSON),
        }
    }
}

#[derive(Serialize)]
pub(super) struct People<'a> {
    /// First and last month: `2026-04..2026-06`.
    window: String,
    authors: u64,
    advocates: Option<u64>,
    detractors: Option<u64>,
    turned_to_praise: Option<u64>,
    turned_to_complaint: Option<u64>,
    /// Accounts with labels in two quarters or more.
    followed: u64,
    /// The same rules on the days of the period alone.
    in_period: Option<Alone>,
    returning: Option<u64>,
    returning_of: Option<u64>,
    channels: Vec<Record<'a>>,
    transitions: Option<Transitions<'a>>,
    followers: Option<Vec<Record<'a>>>,
    concentration: Option<Concentration>,
    /// The accounts that the brief lists, by state; `None`: it lists none.
    advocates_listed: Option<Vec<Listed>>,
}

/// Accounts that the brief lists in one state, and how many of them wrote.
#[derive(Serialize)]
struct Listed {
    status: &'static str,
    accounts: u64,
    wrote: u64,
}

#[derive(Serialize)]
struct Alone {
    advocates: Option<u64>,
    detractors: Option<u64>,
}

#[derive(Serialize)]
struct Transitions<'a> {
    before: String,
    now: String,
    accounts: Vec<Record<'a>>,
    complainers: Option<Vec<Record<'a>>>,
    difference: Option<f64>,
    difference_low: Option<f64>,
    difference_high: Option<f64>,
}

#[derive(Serialize)]
struct Concentration {
    accounts: u64,
    mentions: u64,
    by_one: u64,
    by_ten: u64,
    effective_accounts: f64,
}

fn months((from, to): (Date, Date)) -> String {
    format!("{}..{}", Period::month(from).id, Period::month(to).id)
}

pub(super) fn people<'a>(
    (brief, report): (&Brief, &Report),
    people: &PeopleFigures,
    tables: &'a Tables,
) -> People<'a> {
    let count = |group| people.count(&people.all, group);
    People {
        window: months(people.window),
        authors: people.all.accounts,
        advocates: count(Group::Advocate),
        detractors: count(Group::Detractor),
        turned_to_praise: count(Group::TurnedToPraise),
        turned_to_complaint: count(Group::TurnedToComplaint),
        followed: people.all.followed,
        in_period: people.in_period.as_ref().map(|counts| Alone {
            advocates: counts.of(Group::Advocate),
            detractors: counts.of(Group::Detractor),
        }),
        returning: people.returning(&people.all),
        returning_of: people.returning(&people.all).map(|_| people.all.recent),
        channels: tables.channels.records(),
        transitions: people.transitions.as_ref().map(|changes| {
            let difference = changes.answers.and_then(|effect| effect.difference);
            Transitions {
                before: months(changes.before),
                now: months(changes.now),
                accounts: tables.transitions.records(),
                complainers: changes.answers.map(|_| tables.complainers.records()),
                difference: difference.map(|(value, _)| finite(value)),
                difference_low: difference.map(|(_, (low, _))| finite(low)),
                difference_high: difference.map(|(_, (_, high))| finite(high)),
            }
        }),
        followers: people.networks.as_ref().map(|_| tables.followers.records()),
        concentration: people.concentration.map(|found| Concentration {
            accounts: found.accounts,
            mentions: found.mentions,
            by_one: found.by_one,
            by_ten: found.by_ten,
            effective_accounts: finite(found.effective),
        }),
        advocates_listed: (!brief.advocates.is_empty()).then(|| {
            let states = accounts::listed_advocates(brief, report, people).into_iter();
            let listed = |(state, accounts, wrote): (AdvocateState, _, _)| Listed {
                status: state.id(),
                accounts,
                wrote,
            };
            states.map(listed).collect()
        }),
    }
}
