//! What a section is made from, and what each of them takes from it: its notes, findings and unknowns.

use super::{Block, Quote, Section};
use crate::brief::{Brief, Metric};
use crate::insights::findings::{Finding, Findings, Unknown};
use crate::insights::{Report, Suspicion};
use crate::mentions::ledger::Ledger;
use crate::pages::markup::Markup;
use crate::pages::table::Table;
use crate::pages::words::{self, Words, say};

/// Which section states a finding and an unknown, by its id.
#[derive(Clone, Copy)]
pub(in crate::pages) struct StatedBy {
    pub(in crate::pages) finding: fn(&Finding<'_>) -> &'static str,
    pub(in crate::pages) unknown: fn(&Unknown<'_>) -> &'static str,
    /// The figure of an objective.
    pub(in crate::pages) metric: fn(Metric) -> &'static str,
}

/// Everything that a section is made from.
#[derive(Clone, Copy)]
pub(in crate::pages) struct SectionInput<'a> {
    /// The registered id: anchor, name of the notes, name of the first chart.
    pub(in crate::pages) id: &'static str,
    /// The place in the report, from 1.
    pub(in crate::pages) number: usize,
    /// The words of the report's language.
    pub(in crate::pages) words: &'a Words,
    /// What the client asked for.
    pub(in crate::pages) brief: &'a Brief,
    /// SHA-256 of the brief's bytes, hexadecimal.
    pub(in crate::pages) brief_sha256: &'a str,
    /// What became of every row, all periods together.
    pub(in crate::pages) ledger: &'a Ledger,
    /// Doubts about the exports, all periods together.
    pub(in crate::pages) suspicions: &'a [Suspicion],
    /// Id of a section → the analyst's notes on it.
    pub(in crate::pages) analyst: &'a dyn Fn(&str) -> Vec<Markup>,
    /// The figures of the period.
    pub(in crate::pages) report: &'a Report,
    /// The channels, a row each; sections show some of its columns.
    pub(in crate::pages) channels: &'a Table,
    /// What the figures say and what they cannot say, most important first.
    pub(in crate::pages) findings: &'a Findings<'a>,
    /// Who states which of them.
    pub(in crate::pages) stated_by: StatedBy,
}

impl SectionInput<'_> {
    /// A section without blocks.
    pub(in crate::pages) fn section(&self, question: String, headline: String) -> Section {
        Section {
            id: self.id,
            number: self.number,
            question,
            headline,
            has_main_figure: true,
            blocks: Vec::new(),
            missing: None,
            findings: Vec::new(),
            unknowns: Vec::new(),
        }
    }

    /// The place for the analyst's notes on this section.
    pub(in crate::pages) fn notes(&self) -> Block {
        Block::Notes((self.analyst)(self.id))
    }

    /// The findings that this section states, in words.
    pub(in crate::pages) fn findings(&self) -> Vec<Quote<words::Finding>> {
        let all = self.findings.found.iter().enumerate();
        all.filter(|(_, found)| (self.stated_by.finding)(found) == self.id)
            .flat_map(|(rank, found)| {
                let words = words::findings(self.words, self.brief, std::slice::from_ref(found));
                words.into_iter().map(move |statement| Quote { rank, statement })
            })
            .collect()
    }

    /// The unknowns that this section states, in words.
    pub(in crate::pages) fn unknowns(&self) -> Vec<Quote<String>> {
        let all = self.findings.unknown.iter().enumerate();
        all.filter(|(_, unknown)| (self.stated_by.unknown)(unknown) == self.id)
            .flat_map(|(rank, unknown)| {
                let words = words::unknowns(self.words, std::slice::from_ref(unknown));
                words.into_iter().map(move |statement| Quote { rank, statement })
            })
            .collect()
    }

    /// `1 to 28 May 2026, Europe/Amsterdam time`: what was observed, in which zone.
    pub(in crate::pages) fn observed(&self) -> String {
        let (words, zone) = (self.words, &self.brief.timing.zone_name);
        if let Some(window) = self.report.window {
            let span = words.span(window.from, window.to);
            let days = if self.report.observed_days < window.days {
                let count = say!(words, "observed-days", n = u64::from(self.report.observed_days));
                say!(words, "observed-part", count = count, span = span)
            } else {
                span
            };
            say!(words, "observed", days = days, zone = zone)
        } else {
            let period = words.period(&self.report.period);
            say!(words, "observed-no-day", period = period, zone = zone)
        }
    }
}
