//! Decides for each month whether it is counted from the exports or taken from its history file, and which files a build writes. Counts that cannot be
//! repeated are never lost: if the exports have fewer rows than a file has counted, that is an error.

use std::collections::BTreeMap;
use std::path::Path;

use super::folder::{self, File};
use super::line::Names;
use super::read::{self, HistoryReader};
use super::write;
use super::{Rollup, Threads, name_of};
use crate::error::{Error, Problem, Result};
use crate::exports::records::sha256;
use crate::mentions::RowStatus;
use crate::note::HistoryNote;
use crate::tally::Tally;
use crate::units::Date;

/// A month that is taken from its file, because no export has a row of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryMonth {
    /// Its first day.
    pub month: Date,
    /// Name of the file, relative to the project.
    pub file: String,
    /// Hash of the file, hexadecimal.
    pub sha256: String,
    /// The readable rows that were counted.
    pub rows: Tally<RowStatus>,
}

/// What the history gave.
#[derive(Debug, Default)]
pub struct Reconciled {
    /// The months that are taken from their files, oldest first; they are counted.
    pub history_months: Vec<HistoryMonth>,
    /// Remarks for the user.
    pub notes: Vec<HistoryNote>,
    /// Months whose file cannot be read, although the exports hold them: where it is kept when theirs takes its place.
    aside: BTreeMap<Date, String>,
}

/// The file of a month as it should be.
#[derive(Debug)]
pub struct HistoryFile {
    /// Its name, relative to the project.
    pub file: String,
    /// Its content.
    pub text: String,
    /// Where the one that it replaces is kept, because it cannot be read.
    pub aside: Option<String>,
}

/// Adds the months that no export holds to the counts of the exports.
///
/// # Errors
///
/// [`Error::Inputs`] with every file that has counted more rows of its month than the exports hold, and every one that is needed and cannot be
/// read; [`Error::Io`] for what cannot be read at all.
pub fn reconcile(root: &Path, rollup: &mut Rollup, names: Names<'_>) -> Result<Reconciled> {
    let (files, others) = folder::files(root)?;
    let mut reconciled = Reconciled::default();
    let mut problems = Vec::new();
    reconciled.notes.extend(others.into_iter().map(|file| HistoryNote::NotAMonth { file }));
    for file in &files {
        let text = file.read()?;
        let (from, to) = (file.month, file.month.last_of_month());
        let judged = if rollup.volume.between(from, to).next().is_none() {
            reconciled.remember(file, text, rollup, names)
        } else {
            reconciled.hold_against(file, text, write::rows(rollup, from), root)
        };
        problems.extend(judged.err());
    }
    if problems.is_empty() { Ok(reconciled) } else { Err(Error::Inputs(problems)) }
}

type Text = std::result::Result<String, Problem>;

impl Reconciled {
    /// Counts a month that no export holds.
    fn remember(
        &mut self,
        file: &File,
        text: Text,
        rollup: &mut Rollup,
        names: Names<'_>,
    ) -> std::result::Result<(), Problem> {
        let (month, name) = (name_of(file.month), &file.name);
        let needed = |problem: Problem| {
            problem
                .detail(format!(
                    "no export holds a row of {month}: this file is the only copy of its counts"
                ))
                .hint(format!(
                    "restore the file or the exports of {month}, or delete {name} to drop the month"
                ))
        };
        let text = text.map_err(needed)?;
        let reader = HistoryReader::open(name, file.month, &text).map_err(needed)?;
        let part = reader.part(names).map_err(needed)?;
        let mut rows = Tally::default();
        for (_, _, counts) in part.volume.between(file.month, file.month.last_of_month()) {
            rows.merge(&counts.rows);
        }
        rollup.merge(&part);
        self.history_months.push(HistoryMonth {
            month: file.month,
            file: name.clone(),
            sha256: sha256(text.as_bytes()),
            rows,
        });
        self.notes.push(HistoryNote::FromHistory { month: month.clone(), file: name.clone() });
        if reader.is_finished() && part.history.has_answers(file.month) {
            self.notes.push(HistoryNote::OneTarget { month: month.clone(), file: name.clone() });
        }
        Ok(())
    }

    /// Leaves a month to the exports, unless they hold fewer rows of it than its file has counted.
    fn hold_against(
        &mut self,
        file: &File,
        text: Text,
        now: u64,
        root: &Path,
    ) -> std::result::Result<(), Problem> {
        let (month, name) = (name_of(file.month), &file.name);
        let rows = text.iter().find_map(|text| read::stated_rows(text, file.month)).unwrap_or(0);
        let problem = text
            .and_then(|text| {
                HistoryReader::open(name, file.month, &text).and_then(|reader| reader.verify())
            })
            .err();
        if now < rows {
            let what = format!("the exports hold fewer rows of {month} than this file has counted");
            return Err(Problem::of(name, what)
                .found(format!("{now} without duplicates, of {rows}"))
                .hint(format!(
                    "put the missing exports back; or delete {name} to report the rows that are left"
                )));
        }
        if let Some(problem) = problem {
            let aside = format!("{name}.unreadable");
            if root.join(&aside).exists() {
                let what = "a file that could not be read is kept here from an earlier build";
                return Err(Problem::of(aside, what)
                    .detail(format!("{name} cannot be read either"))
                    .hint("check whether you need it, then delete it"));
            }
            let why = Problem { details: Vec::new(), hint: None, ..problem };
            self.notes.push(HistoryNote::NotNeeded { month, error: why.to_string() });
            self.aside.insert(file.month, aside);
        }
        Ok(())
    }
}

/// The months whose files a build writes, by their first days: those in the exports that are completely in one of these spans, once the rows reach
/// their last day.
pub fn months_to_write(rollup: &Rollup, reported: &[(Date, Date)]) -> Vec<Date> {
    let Some((_, last)) = rollup.volume.span() else { return Vec::new() };
    let mut months: Vec<Date> = rollup.volume.days(|_| true).map(Date::first_of_month).collect();
    months.dedup();
    months.retain(|month| {
        let to = month.last_of_month();
        let is_reported = reported.iter().any(|span| span.0 <= *month && to <= span.1);
        to <= last && is_reported && !rollup.history.months.contains_key(month)
    });
    months
}

impl Reconciled {
    /// The file of one of the [`months_to_write()`], with its threads.
    pub fn file(
        &self,
        rollup: &Rollup,
        names: Names<'_>,
        month: Date,
        threads: &Threads,
    ) -> HistoryFile {
        HistoryFile {
            file: folder::name(month),
            text: write::write(rollup, names, month, threads),
            aside: self.aside.get(&month).cloned(),
        }
    }
}
