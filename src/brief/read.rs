//! Reads and validates the brief of a project.
//!
//! The path is that of a folder with `brief.yaml`, or of a brief. The result is the [`Brief`] with its bytes, or all of its problems, sorted by
//! position; only broken YAML is reported by itself. `guard` refuses files that are not UTF-8, are over 1 MiB, or would take a parser minutes.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::places::{Refusal, places};
use super::raw::RawBrief;
use super::{Brief, fill, guard, validate};
use crate::error::{Error, Problem, Result};

/// The name of the brief in a project's folder.
pub const BRIEF: &str = "brief.yaml";

/// A brief and where it comes from.
#[derive(Debug)]
pub struct Loaded {
    /// The brief.
    pub brief: Brief,
    /// The project's folder.
    pub root: PathBuf,
    /// The brief's own file.
    pub file: PathBuf,
    /// Its bytes, for the hash in the provenance.
    pub bytes: Vec<u8>,
}

/// Reads the brief of a project: of the folder that holds `brief.yaml`, or at its own path.
///
/// # Errors
///
/// [`Error::Inputs`] with every problem of the brief, the logo that it names included; [`Error::Io`] if it cannot be read.
pub fn read(project: &Path) -> Result<Loaded> {
    let Examined { brief, problems, root, file, bytes } = examine(project)?;
    match brief.filter(|_| problems.is_empty()) {
        Some(brief) => Ok(Loaded { brief, root, file, bytes }),
        None => Err(Error::Inputs(problems)),
    }
}

/// A brief as far as it can be read, with its problems.
#[derive(Debug)]
pub struct Examined {
    /// The brief, with a default for each value that is wrong; `None` if nothing could be read.
    pub brief: Option<Brief>,
    /// Its problems, by position.
    pub problems: Vec<Problem>,
    /// The project's folder.
    pub root: PathBuf,
    /// The brief's own file.
    pub file: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads the brief of a project as [`read`] does, but returns a wrong one together with its problems, for `check`, which goes on to the exports. A
/// brief with problems must not be used for counting.
///
/// # Errors
///
/// If there is no brief, or it cannot be read from the disk.
pub fn examine(project: &Path) -> Result<Examined> {
    let file = if project.is_dir() { project.join(BRIEF) } else { project.to_path_buf() };
    if !file.is_file() {
        let place = project.display().to_string();
        if project.join("brief.yml").is_file() {
            let problem = Problem::of(place, format!("no `{BRIEF}` here")).found("`brief.yml`");
            return Err(problem.hint(format!("name it `{BRIEF}`")).into());
        }
        let problem = if project.is_dir() {
            Problem::of(place, format!("no `{BRIEF}` here"))
        } else {
            Problem::of(place, "no such folder or file")
        };
        let hint =
            "name the folder of a project, or its brief; the README shows how a brief begins";
        return Err(problem.hint(hint).into());
    }
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if ["csv", "tsv", "xlsx", "gz"].contains(&ending.to_lowercase().as_str()) {
        return Err(Problem::of(file.display().to_string(), "it is an export and not a brief")
            .hint(
                "put it into a folder `exports` beside a `brief.yaml`, and name the folder of both",
            )
            .into());
    }
    let root = file.parent().filter(|root| !root.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let size = file.metadata().map_err(Error::io(&file, "read the brief"))?.len();
    let unread = |problem| (None, vec![problem]);
    let (bytes, (brief, problems)) = if let Err(problem) = guard::size(&name, size) {
        (Vec::new(), unread(problem))
    } else {
        let bytes = std::fs::read(&file).map_err(Error::io(&file, "read the brief"))?;
        let interpreted = guard::utf8(&name, &bytes)
            .map_or_else(unread, |text| interpret(&name, text, Some(root)));
        (bytes, interpreted)
    };
    Ok(Examined { brief, problems, root: root.to_path_buf(), file, bytes })
}

/// Reads a brief from its text. `name` is the name of the file in messages. Opens no file, so a logo is not checked.
///
/// # Errors
///
/// [`Error::Inputs`] with every problem of the brief.
///
/// # Examples
///
/// ```
/// let brief = socialmap::brief::read::parse("brief.yaml", "
/// client: Harbour Coffee
/// why: Find out where coffee drinkers talk about us.
/// timing: {timezone: Europe/Amsterdam}
/// audience: [{id: commuters, name: Weekday commuters}]
/// objectives: [{id: tone, statement: The app stops souring the brand., metric: net_sentiment}]
/// channels: [{id: reddit}]
/// ")?;
/// assert_eq!(brief.staffing.shrinkage, 0.30);
/// assert!(brief.is_default("staffing.shrinkage"));
///
/// let error = socialmap::brief::read::parse("brief.yaml", "chanels: []\n").unwrap_err().to_string();
/// assert!(error.contains("brief.yaml:1:1: unknown key `chanels`") && error.contains("did you mean `channels`?"));
/// # Ok::<(), socialmap::error::Error>(())
/// ```
pub fn parse(name: &str, text: &str) -> Result<Brief> {
    let (brief, problems) = interpret(name, text, None);
    brief.filter(|_| problems.is_empty()).ok_or(Error::Inputs(problems))
}

fn interpret(name: &str, text: &str, root: Option<&Path>) -> (Option<Brief>, Vec<Problem>) {
    match keys::<RawBrief>(name, text) {
        Err(problems) => (None, problems),
        Ok((raw, mut problems)) => {
            let brief = raw.map(|raw| validate::validate(name, root, raw, &mut problems));
            // The sort is stable: problems of one position keep their order.
            problems.sort_by_key(|problem| problem.at);
            (brief, problems)
        }
    }
}

/// The fields as written, with the problems of reading them.
type ReadFields<T> = (Option<T>, Vec<Problem>);

/// Reads a YAML file (the brief, or a description of a format) into a struct of fields, every key with its position.
///
/// # Errors
///
/// What ends the reading: broken syntax, or constructs that such a file may not use.
pub(crate) fn keys<T: DeserializeOwned>(
    name: &str,
    text: &str,
) -> std::result::Result<ReadFields<T>, Vec<Problem>> {
    let one = |problem| vec![problem];
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    guard::size(name, text.len() as u64).map_err(one)?;
    guard::brackets(name, text).map_err(one)?;
    let place = places(name, text).map_err(|refusal| match refusal {
        Refusal::Syntax(problem) => vec![guard::prefer_yaml_reader(problem, text)],
        Refusal::Uses(problems) => problems,
    })?;
    let value =
        serde_yaml::from_str(text).map_err(|error| one(guard::syntax(name, text, &error)))?;
    let mut problems = Vec::new();
    let raw = fill::fill(name, &value, &place, &mut problems);
    Ok((raw, problems))
}

#[cfg(test)]
mod tests;
