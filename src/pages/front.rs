//! Page one: the lead sentence, the numbers, what was found, the decision, the social map, what is not known.
//!
//! A report on few mentions is only this page and the method.

mod decision;
mod numbers;

use super::SiteInput;
use super::map::SocialMap;
use super::markup::Markup;
use super::section::Section;
use super::sections::{self, Figures, objectives};
use super::words::{self, Finding, Words, say};
use crate::brief::notes::AnalystNote;
use crate::insights::Report;
use decision::{Decision, decision};
use numbers::{KeyNumber, numbers};

/// The name of the analyst's notes on page one.
pub(super) const ID: &str = "answer";
/// The name of the analyst's notes on the map.
pub(super) const MAP: &str = "map";
/// The name of the note that replaces the question of the decision and may recommend.
pub(super) const DECISION: &str = "decision";

/// Mentions under which the report is one page.
const FEWEST_FOR_SECTIONS: u64 = 30;

/// Unknowns on page one; the section on the method lists the others.
pub(super) const MOST_UNKNOWNS: usize = 4;

/// Sections that a one-page report keeps.
const METHOD: &str = "method";

/// The section that a line about the objectives leads to.
const OBJECTIVES: &str = "objectives";

/// A note of the analyst as page one shows it.
pub(super) struct FrontNote {
    pub(super) text: Markup,
    /// Whether it is only the beginning; the whole note follows page one.
    pub(super) is_opening: bool,
}

/// Everything that a reader in a hurry needs.
pub(super) struct Front<'a> {
    pub(super) sentence: String,
    pub(super) numbers: Vec<KeyNumber>,
    /// Notes without a section.
    pub(super) head_notes: Vec<FrontNote>,
    /// Most important first, each with the section that it is from.
    pub(super) findings: Vec<(&'a Finding, &'a Section)>,
    /// How many objectives are met, with the section that shows them, if the report has one.
    pub(super) goals: Option<(String, Option<&'a Section>)>,
    pub(super) decision: Option<Decision>,
    pub(super) notes: Vec<FrontNote>,
    pub(super) map: &'a SocialMap,
    pub(super) map_notes: Vec<FrontNote>,
    /// Those of which page one shows only the beginning.
    pub(super) whole_notes: Vec<Markup>,
    pub(super) unknowns: Vec<&'a str>,
    /// How many more there are, with the section that lists them.
    pub(super) more_unknowns: Option<(String, &'a Section)>,
}

/// Whether a report is one page: few mentions allow no more.
pub(super) fn is_short(report: &Report) -> bool {
    report.mentions < FEWEST_FOR_SECTIONS
}

/// The sections that follow page one.
pub(super) fn shown<'a>(report: &Report, figures: &'a Figures) -> Vec<&'a Section> {
    let is_shown = |section: &&Section| !is_short(report) || section.id == METHOD;
    figures.sections.iter().filter(is_shown).collect()
}

/// Page one of a report, with what its sections say.
pub(super) fn front<'a>(input: &SiteInput<'_>, report: &Report, figures: &'a Figures) -> Front<'a> {
    let (words, sections) = (input.words, &figures.sections);
    let head_notes = (input.notes)(&report.period.id, None);
    let [own_notes, map_notes, decision_notes] =
        [ID, MAP, DECISION].map(|id| sections::notes(input, report, id));
    // A report of one page has room for all of them.
    let is_whole = is_short(report);
    let all_notes = [&decision_notes, &head_notes, &own_notes, &map_notes];
    let whole_notes =
        all_notes.into_iter().flatten().filter(|note| !is_whole && note.opening.is_some());
    let whole_notes = whole_notes.map(|note| Markup::from(&note.whole)).collect();
    let notes = |notes: &[&AnalystNote]| -> Vec<FrontNote> {
        notes.iter().map(|note| front_note(note, is_whole)).collect()
    };
    let findings = sections
        .iter()
        .flat_map(|section| section.findings.iter().map(move |quote| (quote, section)));
    let unknowns = sections.iter().flat_map(|section| &section.unknowns);
    let mut unknowns: Vec<&str> =
        ranked(unknowns, |quote| quote.rank).map(|quote| quote.statement.as_str()).collect();
    let more = unknowns.len().saturating_sub(MOST_UNKNOWNS);
    unknowns.truncate(MOST_UNKNOWNS);
    let more_unknowns = sections.iter().find(|section| section.id == METHOD).filter(|_| more > 0);
    let findings: Vec<_> = ranked(findings, |(quote, _)| quote.rank)
        .map(|(quote, section)| (&quote.statement, section))
        .collect();
    let listed = findings.iter().filter(|(_, section)| section.id == OBJECTIVES).count();
    Front {
        sentence: words::answer(words, input.brief, report, input.suspicions),
        numbers: numbers(words, input.brief, input.reports, report),
        head_notes: notes(&head_notes),
        findings,
        goals: objectives::counted(words, report, listed).map(|line| {
            let section = sections.iter().find(|section| section.id == OBJECTIVES);
            (line, section.filter(|_| !is_short(report)))
        }),
        decision: decision(words, input.brief, report, notes(&decision_notes))
            .filter(|_| !is_short(report)),
        notes: notes(&own_notes),
        map: &figures.map,
        map_notes: notes(&map_notes),
        whole_notes,
        unknowns,
        more_unknowns: more_unknowns
            .map(|section| (say!(words, "front-more-unknowns", n = more as u64), section)),
    }
}

fn front_note(note: &AnalystNote, is_whole: bool) -> FrontNote {
    match &note.opening {
        Some(opening) if !is_whole => FrontNote { text: Markup::from(opening), is_opening: true },
        _ => FrontNote { text: Markup::from(&note.whole), is_opening: false },
    }
}

fn ranked<T>(
    quotes: impl Iterator<Item = T>,
    rank: impl Fn(&T) -> usize,
) -> impl Iterator<Item = T> {
    let mut quotes: Vec<T> = quotes.collect();
    quotes.sort_by_key(rank);
    quotes.into_iter()
}

/// A figure of the estimate in words; without an observed day the estimate is zero throughout and means nothing.
pub(super) fn measured(words: &Words, report: &Report, value: f64) -> String {
    words.maybe(report.is_work_measured().then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn a_report_on_few_mentions_is_one_page() {
        let mut report = fixture::report();
        assert!(!is_short(&report));
        report.mentions = 29;
        assert!(is_short(&report));
    }
}
