//! Where the sheets of audits are: `private/audit/` has those with texts, `audit/` those with labels only.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::error::{Error, Problem, Result};
use crate::insights::Period;

/// The folder of the sheets that can be committed.
pub(super) const FOLDER: &str = "audit";
/// The folder of files that hold texts and names of people.
pub(super) const PRIVATE: &str = "private";
/// The folder of the sheets for labelling, within the project.
pub(super) const PRIVATE_SHEETS: &str = "private/audit";

/// The name of a sheet in its folder.
pub(super) fn file_name(period: &Period) -> String {
    format!("{}.csv", period.id)
}

/// The sheets in one of the folders: their periods, in the order of their names. A project need not have the folder.
///
/// # Errors
///
/// The folder cannot be listed, or CSV files in it are not named after a period: all of them.
pub(super) fn sheets(root: &Path, folder: &str) -> Result<Vec<Period>> {
    let path = root.join(folder);
    let fail = |source| Error::io(&path, "list the sheets of the audits")(source);
    let entries = match fs::read_dir(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(fail)?,
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(fail)?.file_name().to_string_lossy().into_owned());
    }
    names.sort_unstable();
    let (mut periods, mut problems) = (Vec::new(), Vec::new());
    for name in names.iter().filter(|name| !name.starts_with(['.', '~'])) {
        let Some(id) = name.strip_suffix(".csv") else { continue };
        let period = Period::parse(&id.replacen('_', "..", 1)).ok();
        if let Some(period) = period.filter(|period| period.id == id) {
            periods.push(period);
            continue;
        }
        let problem = Problem::of(format!("{folder}/{name}"), "no report has this name");
        let names = "`2026-05.csv`, `2026-W23.csv`, `2026-Q2.csv`, `2026.csv` or `2026-05-01_2026-05-31.csv`";
        let hint = "rename it after the period of its sheet, or move it away";
        problems.push(problem.expected(names).hint(hint));
    }
    if problems.is_empty() { Ok(periods) } else { Err(Error::Inputs(problems)) }
}
