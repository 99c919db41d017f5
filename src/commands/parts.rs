//! Joins the parts of a project: their exports, each once, in the order of their names.
//!
//! Parts that do not fit together are refused, with all their problems: made with another brief or version, damaged, or with different bytes of one
//! export. The order of the parts does not matter.

use std::path::{Path, PathBuf};

use crate::error::{Error, Problem, Result};
use crate::mentions::part::{Part, PartSection};

/// Joins parts. `by` returns the fingerprint by which the export of a name must have been read.
pub(super) fn join(paths: &[PathBuf], by: impl Fn(&str) -> String) -> Result<Part> {
    let mut problems = Vec::new();
    let mut skipped = Vec::new();
    let mut sections: Vec<(PartSection, &Path)> = Vec::new();
    for path in paths {
        match Part::open(path).map_err(|why| why.error(path)) {
            Ok(part) => {
                skipped.extend(part.skipped);
                sections.extend(part.sections.into_iter().map(|section| (section, path.as_path())));
            }
            Err(Error::Inputs(more)) => problems.extend(more),
            Err(other) => return Err(other),
        }
    }
    sections.sort_by(|(a, _), (b, _)| a.input.name.cmp(&b.input.name));
    problems
        .extend(sections.iter().filter(|(section, _)| !is_by(section, &by)).map(read_otherwise));
    problems.extend(sections.windows(2).filter_map(|pair| differ(&pair[0], &pair[1])));
    if problems.is_empty() && sections.is_empty() {
        let what = "there are no exports in these parts";
        let part = paths.first().map(|path| path.display().to_string());
        problems.push(Problem::of(part.unwrap_or_default(), what));
    }
    if !problems.is_empty() {
        return Err(Error::Inputs(problems));
    }
    let mut sections: Vec<PartSection> = sections.into_iter().map(|(section, _)| section).collect();
    sections.dedup_by(|a, b| a.input.name == b.input.name);
    skipped.sort();
    skipped.dedup();
    Ok(Part { sections, skipped })
}

fn is_by(section: &PartSection, by: impl Fn(&str) -> String) -> bool {
    section.fingerprint == by(&section.input.name)
}

fn read_otherwise((section, path): &(PartSection, &Path)) -> Problem {
    let what = format!(
        "{} was read by another brief, other formats or another version",
        section.input.name
    );
    Problem::of(path.display().to_string(), what)
        .expected("the keywords, own handles, channels, zone and rules for exports of this brief, and the formats of this project")
        .hint("take this brief and `formats/` to the exports, and make the part again with this version")
}

/// The problem of two parts that have one export with different bytes.
fn differ(
    (one, path): &(PartSection, &Path),
    (other, other_path): &(PartSection, &Path),
) -> Option<Problem> {
    let is_same = one.input.name != other.input.name || one.input.sha256 == other.input.sha256;
    let described = |section: &PartSection, path: &Path| {
        format!(
            "{}: {} bytes, sha256 {}",
            path.display(),
            section.input.bytes,
            section.input.sha256
        )
    };
    (!is_same).then(|| {
        Problem::of(&one.input.name, "two parts hold it with different bytes")
            .detail(described(one, path))
            .detail(described(other, other_path))
            .hint("leave out the part that is out of date, or give the exports names of their own")
    })
}
