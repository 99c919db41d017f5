//! The counts that reports are made from: those of the exports, with the months that only the history has and the days that no export covers.

use std::num::NonZeroUsize;

use super::audit::AuditReader;
use super::project::OpenedProject;
use super::reported::Reported;
use super::ui::Ui;
use crate::brief::{Brief, Length};
use crate::error::{Error, Problem, Result};
use crate::insights::unobserved::{unobserved, with_unobserved};
use crate::insights::{self, Period, Report};
use crate::mentions::RowStatus;
use crate::mentions::ledger::{Ledger, Outcome};
use crate::pages::{Words, history_note, reject_reason};
use crate::rollup::Rollup;
use crate::rollup::count::CountedRow;
use crate::rollup::history::{self, Names, Reconciled};

/// What all reports of a project are made from.
pub(super) struct ProjectCounts {
    pub(super) rollup: Rollup,
    pub(super) ledger: Ledger,
    pub(super) reconciled: Reconciled,
    /// The reported periods, newest first.
    pub(super) periods: Vec<Period>,
    /// The brief, with the days that no export covers.
    pub(super) brief: Brief,
}

impl ProjectCounts {
    /// Counts the exports and looks the mentions of the project's audits up. `each` is called with every row; `why` is the hint for exports without a
    /// readable row.
    pub(super) fn audited(
        project: &OpenedProject,
        reported: &Reported,
        jobs: Option<NonZeroUsize>,
        ui: &Ui,
        why: &str,
        mut each: impl FnMut(CountedRow<'_>) -> Result<()>,
    ) -> Result<Self> {
        let mut audits = AuditReader::open(&project.loaded.root, ui)?;
        let counted = project.count(reported, jobs, ui, |row| {
            audits.see(&row, &project.context.channels);
            each(row)
        })?;
        let mut counts = Self::of(project, reported, counted, ui, why)?;
        audits.finish(&mut counts.rollup, &counts.periods, ui)?;
        Ok(counts)
    }

    /// Completes the counts of the exports. `why` is the hint for exports without a readable row.
    pub(super) fn of(
        project: &OpenedProject,
        reported: &Reported,
        (mut rollup, ledger): (Rollup, Ledger),
        ui: &Ui,
        why: &str,
    ) -> Result<Self> {
        for advocate in &project.loaded.brief.advocates {
            rollup.names.add_name(&advocate.handle);
        }
        let (reconciled, periods) = with_history(project, reported, &mut rollup, ui)?;
        // A project without exports is reported from its history.
        let total = ledger.total();
        if !ledger.inputs.is_empty() && total.total() == total[Outcome::Rejected] {
            return Err(Error::Inputs(nothing_readable(&ledger, why)));
        }
        let (brief, channels) = (&project.loaded.brief, &project.context.channels);
        let unobserved = unobserved(&rollup, brief, channels);
        let brief = with_unobserved(brief, &unobserved, &rollup, channels);
        Ok(Self { rollup, ledger, reconciled, periods, brief })
    }

    /// The figures of a period.
    pub(super) fn report(&self, project: &OpenedProject, period: &Period) -> Report {
        insights::report(&self.rollup, &self.brief, &project.context.channels, period)
    }
}

/// Adds the months that no export holds to the counts, and returns the reported periods, newest first.
fn with_history(
    project: &OpenedProject,
    reported: &Reported,
    rollup: &mut Rollup,
    ui: &Ui,
) -> Result<(Reconciled, Vec<Period>)> {
    let mut periods = reported.periods(rollup);
    let names = Names { brief: &project.loaded.brief, channels: &project.context.channels };
    let reconciled = history::reconcile(&project.loaded.root, rollup, names)?;
    for note in &reconciled.notes {
        ui.note(&history_note(Words::english(), note));
    }
    match reported {
        Reported::Every(Length::Month) => {
            let with_mentions =
                reconciled.history_months.iter().filter(|month| month.rows[RowStatus::Used] > 0);
            periods.extend(with_mentions.map(|month| Period::month(month.month)));
        }
        // With the days of the months that are taken from the history.
        Reported::Every(_) => periods = reported.periods(rollup),
        Reported::Given(_) => (),
    }
    periods.sort_by(|a, b| (b.to, b.from, &b.id).cmp(&(a.to, a.from, &a.id)));
    Ok((reconciled, periods))
}

/// The problems for exports of which no row can be read; `why` says where the reasons are.
pub(super) fn nothing_readable(ledger: &Ledger, why: &str) -> Vec<Problem> {
    let files = ledger.inputs.iter().map(|input| {
        let what = match input.rows.total() {
            0 => "it has a header but no rows".to_owned(),
            1 => "its only row cannot be read".to_owned(),
            rows => format!("none of its {rows} rows can be read"),
        };
        Problem::of(&input.name, what).hint(why)
    });
    let mut problems: Vec<Problem> = files.collect();
    for (index, problem) in problems.iter_mut().enumerate() {
        if ledger.inputs[index].rows.total() == 0 {
            problem.hint = Some("export it again with a span that has mentions".to_owned());
        } else if let Some(Some((line, reason))) = ledger.first_rejected.get(index) {
            let reason = reject_reason(Words::english(), reason);
            problem.details.push(format!("line {line}: {reason}"));
        }
    }
    problems
}
