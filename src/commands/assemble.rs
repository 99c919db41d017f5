//! Makes the site of a project in memory: `build` writes it, `verify` compares it.

use std::num::NonZeroUsize;

use super::counts::ProjectCounts;
use super::project::{OpenedProject, parallelism};
use super::reported::Reported;
use super::ui::Ui;
use super::warnings::{Warning, misplaced, nothing_used, warnings};
use crate::brief::logo;
use crate::brief::notes::read_notes;
use crate::brief::read::BRIEF;
use crate::error::{Problem, Result};
use crate::exports::records::sha256;
use crate::insights::{self, Period, Report};
use crate::mentions::ledger::Ledger;
use crate::note::HistoryNote;
use crate::pages::provenance::Options;
use crate::pages::{self, Logo, SiteInput, Words};
use crate::parallel;
use crate::rollup::count::CountedRow;
use crate::rollup::history::{self, HistoryFile, Names};
use crate::site::Site;

/// A site that is not written yet.
pub(super) struct Assembled {
    pub(super) site: Site,
    /// The figures of the periods, in their order.
    pub(super) reports: Vec<Report>,
    pub(super) ledger: Ledger,
    /// Newest first.
    pub(super) periods: Vec<Period>,
    /// Notes and doubts.
    pub(super) warnings: Vec<Warning>,
    /// Rows were read, and none of them is used.
    pub(super) nothing_used: Option<Problem>,
    /// Notes about the history.
    pub(super) notes: Vec<HistoryNote>,
    /// The contents of the history files for the months in the exports.
    pub(super) history: Vec<HistoryFile>,
}

/// Reads every row once and makes every page. `each` is called with every row; `why` is the hint for exports without a readable row.
pub(super) fn assemble(
    project: &OpenedProject,
    options: &Options,
    words: &Words,
    jobs: Option<NonZeroUsize>,
    ui: &Ui,
    why: &str,
    each: impl FnMut(CountedRow<'_>) -> Result<()>,
) -> Result<Assembled> {
    let brief = &project.loaded.brief;
    let notes = read_notes(&project.loaded.root, &pages::note_names())?;
    let logo_name = brief.look.logo.as_deref();
    let logo_bytes = logo_name.map(|name| logo::read(&project.loaded.root, name)).transpose();
    let logo_bytes = logo_bytes.map_err(|refusal| Problem::of(BRIEF, refusal.what))?;
    let reported = Reported::of(&options.period, brief)?;
    let ProjectCounts { rollup, ledger, reconciled, periods, brief: with_unobserved } =
        ProjectCounts::audited(project, &reported, jobs, ui, why, each)?;
    let channels = &project.context.channels;
    let mut suspicions = insights::suspicions(&rollup, &ledger, brief, channels);
    if let Reported::Given(asked) = &reported {
        suspicions.extend(insights::doubts::empty_periods(&rollup, asked));
    }
    suspicions.extend(misplaced(&project.loaded.root)?);
    let warnings = warnings(&ledger, &suspicions);
    let nothing_used = nothing_used(brief, &rollup, &ledger);
    let names = Names { brief, channels };
    let brief = &with_unobserved;
    let jobs = parallelism(jobs).jobs;
    let reported: Vec<_> = periods.iter().map(|period| (period.from, period.to)).collect();
    let months = history::months_to_write(&rollup, &reported);
    let months: Vec<Period> = months.into_iter().map(Period::month).collect();
    let further = months.iter().filter(|month| !periods.contains(month));
    let spans: Vec<&Period> = periods.iter().chain(further).collect();
    // The report and the history file of a month need the same threads, which take long to count.
    let made = parallel::map(jobs, &spans, |span| {
        let threads = rollup.threads_between(span.from, span.to, &brief.timing.zone);
        let report = || insights::report_of((&rollup, brief, channels), span, &threads);
        let file = || reconciled.file(&rollup, names, span.from, &threads);
        (periods.contains(span).then(report), months.contains(span).then(file))
    });
    let (reports, history): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    let reports: Vec<Report> = reports.into_iter().flatten().collect();
    let mut history: Vec<HistoryFile> = history.into_iter().flatten().collect();
    history.sort_by(|one, other| one.file.cmp(&other.file));
    let files = pages::site(&SiteInput {
        words,
        brief,
        brief_sha256: &sha256(&project.loaded.bytes),
        options,
        notes: &|period, section| notes.get(period, section),
        reports: &reports,
        jobs,
        ledger: &ledger,
        suspicions: &suspicions,
        history: &reconciled.history_months,
        audits: &rollup.audits,
        logo: logo_name.zip(logo_bytes.as_deref()).map(|(name, bytes)| Logo { name, bytes }),
    });
    Ok(Assembled {
        site: Site { files },
        reports,
        ledger,
        periods,
        warnings,
        nothing_used,
        notes: reconciled.notes,
        history,
    })
}

#[cfg(test)]
mod tests;
