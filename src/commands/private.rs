//! The folder `private/` of a project: lists and sheets that lead to people, for the analyst alone.
//!
//! `build --private` writes a folder for each reported period, `sample` the sheets of audits. The folder has a `.gitignore` that ignores
//! everything. Nothing of it is ever in the site, and no other command reads a list of it. A brief with `privacy.authors: none` allows none.

mod openings;
mod people;

use std::fs;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::assemble::Assembled;
use super::outputs;
use super::project::OpenedProject;
use super::reported::Reported;
use super::ui::Ui;
use crate::brief::read::BRIEF;
use crate::brief::{Brief, Privacy};
use crate::error::{Error, Problem, Result};
use crate::insights::Report;
use crate::pages::csv_writer::Writer;
use crate::site::Draft;
use openings::OpeningRows;
use people::Handles;

/// The folder, within the project.
pub(super) const FOLDER: &str = "private";

/// Refuses to write files with people's words and names if the brief allows none; `otherwise` says what to do instead of changing the brief.
///
/// # Errors
///
/// The brief allows none.
pub(super) fn require_allowed(brief: &Brief, otherwise: &str) -> Result<()> {
    if brief.privacy != Privacy::None {
        return Ok(());
    }
    let what = "`privacy.authors` is `none`, so no file with people's words is written";
    let hint = format!("set `privacy.authors: masked`, or {otherwise}");
    Err(Problem::of(BRIEF, what).hint(hint).into())
}

/// Keeps the folder out of repositories.
///
/// # Errors
///
/// The file that does so cannot be written.
pub(super) fn ignore(root: &Path) -> Result<()> {
    let folder = root.join(FOLDER);
    let path = folder.join(".gitignore");
    let fail = |source| Error::io(&path, "keep the private files out of a repository")(source);
    if path.exists() {
        return Ok(());
    }
    fs::create_dir_all(&folder).map_err(fail)?;
    let mut draft = Draft::begin(&path).map_err(fail)?;
    draft.write_all(b"*\n").and_then(|()| draft.finish()).map_err(fail)
}

/// A list of one period.
pub(super) struct PrivateList {
    /// Id of the period.
    period: String,
    /// Name of the file.
    name: &'static str,
    /// The first three columns distinguish it from files of others.
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl PrivateList {
    fn path(&self, root: &Path) -> PathBuf {
        root.join(FOLDER).join(&self.period).join(self.name)
    }

    /// Refuses a path in the site, and one that has a file which no build wrote.
    fn check(&self, root: &Path, site: &Path) -> Result<()> {
        let path = self.path(root);
        outputs::check_private(site, &path, &self.columns[..3])?;
        Draft::clear(&path)
    }

    fn write(&self, root: &Path) -> Result<()> {
        let path = self.path(root);
        write_csv(&path, self.columns.iter().copied(), self.rows.iter())
            .map_err(Error::io(&path, "write the private list"))
    }
}

/// Writes a CSV file at once, and the folder that it is in.
///
/// # Errors
///
/// One of them cannot be written.
pub(super) fn write_csv<'a, R: IntoIterator<Item: AsRef<str>>>(
    path: &Path,
    columns: impl Iterator<Item = &'a str>,
    mut rows: impl Iterator<Item = R>,
) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    let mut writer = Writer::new(Draft::begin(path)?);
    writer.row(columns)?;
    rows.try_for_each(|row| writer.row(row))?;
    writer.finish().and_then(Draft::finish)
}

/// The lists of all periods of a site that was made from this project, with the details of their rows: the exports are read once more. Periods
/// whose rows are no longer in the exports have none.
///
/// # Errors
///
/// An export cannot be read; or a list would be in the site or replace a file of somebody else.
pub(super) fn lists(
    project: &OpenedProject,
    made: &Assembled,
    site: &Path,
    jobs: Option<NonZeroUsize>,
    ui: &Ui,
) -> Result<Vec<PrivateList>> {
    let (brief, channels) = (&project.loaded.brief, &project.context.channels);
    let is_in_exports = |report: &&Report| report.history.is_empty();
    let of_exports = made.reports.iter().filter(is_in_exports);
    let mut openings: Vec<OpeningRows<'_>> = of_exports.filter_map(OpeningRows::of).collect();
    let reported = Reported::Given(made.periods.clone());
    let mut handles = Handles::default();
    let (rollup, _) = project.count(&reported, jobs, ui, |row| {
        handles.see(&row);
        for rows in &mut openings {
            rows.see(&row, brief, channels);
        }
        Ok(())
    })?;
    let people = made.reports.iter().filter(is_in_exports);
    let people = people.filter_map(|report| handles.list(report, &rollup, (brief, channels)));
    let lists: Vec<PrivateList> =
        openings.into_iter().map(OpeningRows::list).chain(people).collect();
    lists.iter().try_for_each(|list| list.check(&project.loaded.root, site))?;
    Ok(lists)
}

/// Writes the lists; each replaces the former one of its period.
///
/// # Errors
///
/// One cannot be written.
pub(super) fn write(root: &Path, lists: &[PrivateList], ui: &Ui) -> Result<()> {
    ignore(root)?;
    lists.iter().try_for_each(|list| list.write(root))?;
    ui.say(&format!("wrote   {} for you alone", root.join(FOLDER).display()));
    Ok(())
}
