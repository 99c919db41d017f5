//! The mentions of groups of accounts. These figures count accounts; their rows are what the accounts wrote.

use std::collections::{BTreeMap, BTreeSet};

use super::Maker;
use crate::insights::figure_rows::{FigureRows, Rule};
use crate::insights::people::{self, Account};
use crate::insights::{AccountState, Group, PeopleFigures};
use crate::rollup::answers::end_of;
use crate::units::Date;

impl Maker<'_> {
    /// The mentions of all accounts over months and of each group; then those by which accounts return, and change from quarter to quarter; then
    /// those of the accounts of the report, by their followers.
    pub(super) fn people(&self) -> Vec<FigureRows> {
        let Ok(people) = &self.report.people else { return Vec::new() };
        let mut all = vec![self.by("people", people.window, Rule::Used, |_| true)];
        let members = people::members(self.rollup, people, &[]);
        for group in Group::ALL {
            if people.count(&people.all, group).is_some() {
                let members = members.iter().filter(|member| member.groups.contains(&group));
                let ids: BTreeSet<_> = members.map(|it| (it.channel, it.account)).collect();
                let id = format!("people/{}", group.id());
                all.push(self.by(&id, people.window, Rule::Used, |it| ids.contains(&it.id())));
            }
        }
        let recent = people.quarters.first();
        all.extend(recent.map(|days| self.by("returning", *days, Rule::Used, |_| true)));
        all.extend(self.transitions(people));
        all.extend(self.followers(people));
        all
    }

    fn transitions(&self, people: &PeopleFigures) -> Vec<FigureRows> {
        let Some(found) = &people.transitions else { return Vec::new() };
        let days = (found.before.0, found.now.1);
        let transitions = self.by("transitions", days, Rule::Labelled, |_| true);
        let answering = found.answers.as_ref().map(|_| {
            let (to, zone) = (found.before.1, &self.brief.timing.zone);
            self.rollup.answers.channels(&self.rollup.conversations, to, end_of(to, zone))
        });
        let complainers = answering.map(|channels| {
            self.by("complainers", days, Rule::Labelled, |account| {
                channels.contains(&account.channel())
                    && account.state(found.before) == AccountState::Negative
            })
        });
        [transitions].into_iter().chain(complainers).collect()
    }

    fn followers(&self, people: &PeopleFigures) -> Vec<FigureRows> {
        let Some(networks) = &people.networks else { return Vec::new() };
        let days = (self.report.period.from, self.report.period.to);
        let known: BTreeMap<_, _> = people::with_followers(self.rollup, days)
            .map(|(account, followers)| {
                (account.id(), followers.and_then(|known| networks.band_of(known)))
            })
            .collect();
        let of_band = |id: &str, band: Option<usize>| {
            self.by(id, days, Rule::Used, |account| known.get(&account.id()) == Some(&band))
        };
        let bands = networks.bands.iter().enumerate().map(|(band, figures)| {
            let end = figures.up_to.map_or("more".to_owned(), |end| end.to_string());
            of_band(&format!("followers/{end}"), Some(band))
        });
        let all = self.by("followers", days, Rule::Used, |_| true);
        let unknown = of_band("followers/none", None);
        [all].into_iter().chain(bands).chain([unknown]).collect()
    }

    /// The mentions of some of the accounts of these days.
    pub(super) fn by(
        &self,
        id: &str,
        days: (Date, Date),
        rule: Rule,
        is_meant: impl Fn(&Account<'_>) -> bool,
    ) -> FigureRows {
        let accounts = people::accounts(self.rollup, days).filter(is_meant);
        let accounts: BTreeSet<_> = accounts.map(|account| account.id()).collect();
        FigureRows { days: vec![days], accounts: Some(accounts), ..self.of(id, rule) }
    }
}
