//! Counts that the files of the history do not hold: they are measured only where every day comes from the exports.

use std::collections::BTreeMap;

use crate::mentions::channel::ChannelIx;
use crate::mentions::content::Label;
use crate::mentions::country::Country;
use crate::mentions::language::Language;
use crate::mentions::tone::Tone;
use crate::rollup::contents::ContentKey;
use crate::rollup::{LanguageCounts, Rollup};
use crate::tally::Tally;
use crate::units::Date;

/// Days from and to are included; `None`: some of the days come from the history.
impl Rollup {
    /// Used mentions by language; `None`: some of these days come from the history, and its files state no languages.
    pub fn languages_between(
        &self,
        from: Date,
        to: Date,
    ) -> Option<BTreeMap<Option<Language>, LanguageCounts>> {
        let is_counted = self.history.touched(from, to).next().is_none();
        is_counted.then(|| self.languages.between(from, to))
    }

    /// Used mentions by kind, rule and department; `None`: some of these days come from the history, and its files state none.
    pub fn contents_between(&self, from: Date, to: Date) -> Option<BTreeMap<ContentKey, u64>> {
        let is_counted = self.history.touched(from, to).next().is_none();
        is_counted.then(|| self.contents.between(from, to))
    }

    /// Used mentions by channel and topic, on the days that count; `None` for the same reason.
    pub fn topics_between(
        &self,
        from: Date,
        to: Date,
        on: impl Fn(Date) -> bool,
    ) -> Option<BTreeMap<(ChannelIx, usize), Tally<Tone>>> {
        let is_counted = self.history.touched(from, to).next().is_none();
        is_counted.then(|| self.topics.between(from, to, on))
    }

    /// Conversations by channel and by what their first used mention says; `None` for the same reason.
    pub fn labelled_between(
        &self,
        from: Date,
        to: Date,
    ) -> Option<BTreeMap<(ChannelIx, Label), u64>> {
        let is_counted = self.history.touched(from, to).next().is_none();
        is_counted.then(|| self.conversations.labelled(from, to))
    }

    /// Used mentions by country; `None`: some of these days come from the history, and its files state no countries.
    pub fn countries_between(
        &self,
        from: Date,
        to: Date,
    ) -> Option<BTreeMap<Option<Country>, u64>> {
        let is_counted = self.history.touched(from, to).next().is_none();
        is_counted.then(|| self.countries.between(from, to))
    }
}
