//! Renders every file of the site, as bytes: answers become typed view models, and those become HTML, JSON and CSV. Nothing is written to disk here.
//!
//! The only place where a number becomes text ([`mod@format`]) and the only user of askama. A template receives finished words; it
//! decides nothing. Text of the brief and the exports is escaped by the templates; markup passes only as `markup::Markup`.

mod bars;
mod changes;
mod channels;
pub mod csv_writer;
mod drawing;
pub mod format;
mod front;
mod index;
mod map;
mod markup;
mod plan;
pub mod provenance;
mod report;
mod section;
mod sections;
mod strip;
mod style;
mod summary;
mod table;
mod words;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod page_tests;

use std::collections::BTreeMap;

use crate::brief::Brief;
use crate::brief::notes::AnalystNote;
use crate::insights::{Report, Suspicion};
use crate::mentions::ledger::Ledger;
use crate::parallel;
use crate::rollup::Audits;
use crate::rollup::history::HistoryMonth;
use provenance::Options;
use section::Section;

pub use sections::{note_names, section_ids};
pub use style::is_readable;
pub use words::{
    Doubt, Words, doubt, files, history_note, note_sentence, opening_action, opening_reasons,
    order_name, order_source, outcomes, reject_reason, reports, rows, scale_name, skip_reason,
    zone_name, zone_source,
};

#[cfg(test)]
pub(crate) use words::pseudo_locale;

/// Everything that the site is made from.
pub struct SiteInput<'a> {
    /// The words of the report's language.
    pub words: &'a Words,
    /// What the client asked for.
    pub brief: &'a Brief,
    /// SHA-256 of the brief's bytes, hexadecimal.
    pub brief_sha256: &'a str,
    /// The build's options, for `provenance.json`.
    pub options: &'a Options,
    /// (Period id, section) → the analyst's notes. No section: the head of the report; else one of [`note_names`].
    pub notes: &'a (dyn Fn(&str, Option<&str>) -> Vec<&'a AnalystNote> + Sync),
    /// Newest first.
    pub reports: &'a [Report],
    /// Threads to make them on.
    pub jobs: usize,
    /// What became of every row.
    pub ledger: &'a Ledger,
    /// The months that are taken from their history files.
    pub history: &'a [HistoryMonth],
    /// What people labelled.
    pub audits: &'a Audits,
    /// What the exports make one doubt, all periods together.
    pub suspicions: &'a [Suspicion],
    /// The client's or the agency's picture.
    pub logo: Option<Logo<'a>>,
}

/// The file of a logo.
#[derive(Debug, Clone, Copy)]
pub struct Logo<'a> {
    /// Its name; the extension gives the type (`svg`, `png`, `jpg`, `jpeg`).
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// Renders every file of the site: relative path → bytes.
pub fn site(input: &SiteInput<'_>) -> BTreeMap<String, Vec<u8>> {
    let accent = input.brief.look.accent.as_deref();
    let foot = words::say!(input.words, "page-title", client = &input.brief.client);
    let mut files = BTreeMap::from([
        (".nojekyll".to_owned(), Vec::new()),
        ("index.html".to_owned(), index::page(input)),
        ("assets/style.css".to_owned(), style::sheet(accent, &foot).into_bytes()),
    ]);
    if let Some(logo) = &input.logo
        && let Some(path) = strip::path(logo)
    {
        files.insert(path, logo.bytes.to_vec());
    }
    let reports = parallel::map(input.jobs, input.reports, |report| report_files(input, report));
    files.extend(reports.into_iter().flatten());
    let names: Vec<String> = files.keys().cloned().collect();
    let provenance = provenance::provenance(
        input.options,
        input.brief_sha256,
        names.iter().map(String::as_str),
        input.ledger,
        (input.history, input.audits),
    );
    files.insert(provenance::PATH.to_owned(), provenance);
    files
}

fn report_files(input: &SiteInput<'_>, report: &Report) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let folder = &report.period.id;
    let figures = sections::figures(input, report);
    for file in &figures.map.files {
        files.insert(format!("{folder}/data/{}", file.name), file.table.csv());
    }
    for (path, bytes) in figures.sections.iter().flat_map(Section::files) {
        files.insert(format!("{folder}/{path}"), bytes);
    }
    files.insert(format!("{folder}/index.html"), report::page(input, report, &figures));
    files.insert(
        format!("{folder}/summary.json"),
        summary::summary(input.words, input.brief, report),
    );
    files
}
