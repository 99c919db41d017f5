//! The command `extract`: reads exports and writes their rows to a part. `merge` makes a site of several parts.

use std::fs;
use std::io::BufWriter;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::outputs;
use super::project::{OpenedProject, parallelism};
use super::ui::Ui;
use crate::error::{Error, Problem, Result};
use crate::exports::formats::Formats;
use crate::exports::{Export, discover};
use crate::mentions::fingerprint::Fingerprint;
use crate::mentions::fold::{ReadEvent, Source, fold};
use crate::mentions::part::Writer;
use crate::mentions::survey::{normalized, pattern};
use crate::pages::{Words, files, rows as count_rows};
use crate::site::Draft;

/// The arguments of `extract`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtractArgs {
    /// A folder that holds `brief.yaml`, or the path of a brief.
    pub project: PathBuf,
    /// The file of the part.
    pub output: PathBuf,
    /// Exports: patterns that begin at the project folder, or paths of files; empty: all.
    pub files: Vec<String>,
    /// Threads; `None`: one per processor.
    pub jobs: Option<NonZeroUsize>,
}

/// Writes the part.
///
/// # Errors
///
/// The inputs are wrong, or something cannot be read or written; a former part is unchanged then.
pub fn run(args: &ExtractArgs, ui: &Ui) -> Result<()> {
    let mut project = OpenedProject::open_some(&args.project, ui, |root, exports| {
        outputs::check_part(root, &args.output)?;
        discover::require_some(&exports, root)?;
        choose(root, exports, &args.files)
    })?;
    project.context.drop_details();
    let rows = write(&project, args, ui)?;
    let words = Words::english();
    let files = files(words, project.sources.len() as u64);
    ui.say(&format!("read    {} from {files}", count_rows(words, rows)));
    ui.say(&format!("wrote   {}", args.output.display()));
    Ok(())
}

/// Returns the number of rows.
fn write(project: &OpenedProject, args: &ExtractArgs, ui: &Ui) -> Result<u64> {
    let failed = |source| Error::io(&args.output, "write the part")(source);
    let brief = &project.loaded.brief;
    let fingerprint = Fingerprint::new(brief, &Formats::load(&project.loaded.root)?);
    let progress = ui.progress(project.sources.iter().map(Source::bytes).sum());
    let advanced = |bytes| progress.advance(bytes);
    let draft = Draft::begin(&args.output).map_err(failed)?;
    let mut writer = Writer::new(BufWriter::new(draft)).map_err(failed)?;
    let mut rows = 0;
    fold(
        &project.context,
        &project.sources,
        parallelism(args.jobs),
        &advanced,
        |_, step| match step {
            ReadEvent::Row(row) => {
                rows += 1;
                writer.row(row).map_err(failed)
            }
            ReadEvent::End(input) => {
                writer.export(&fingerprint.of(brief, &input.name), &input).map_err(failed)
            }
        },
    )?;
    let draft = writer.finish(&project.skipped).and_then(|to| Ok(to.into_inner()?));
    draft.and_then(Draft::finish).map_err(failed)?;
    Ok(rows)
}

/// The exports that any of the patterns or paths names, in their order.
fn choose(root: &Path, exports: Vec<Export>, files: &[String]) -> Result<Vec<Export>> {
    let mut problems = Vec::new();
    let mut chosen = vec![files.is_empty(); exports.len()];
    for file in files {
        let glob = pattern(file);
        let real = fs::canonicalize(file).ok();
        let is_named = |export: &Export| {
            glob.as_ref().is_some_and(|glob| glob.is_match(normalized(&export.name)))
                || (real.is_some() && fs::canonicalize(&export.path).ok() == real)
        };
        let mut is_any = false;
        for (export, chosen) in exports.iter().zip(&mut chosen) {
            let is_named = is_named(export);
            *chosen |= is_named;
            is_any |= is_named;
        }
        if !is_any {
            let what = "no export has this name";
            let hint = "a pattern begins at the project folder, as in `exports/2026-05*.csv`";
            problems.push(
                Problem::of(file, what).detail(format!("looked in {}", root.display())).hint(hint),
            );
        }
    }
    if !problems.is_empty() {
        return Err(Error::Inputs(problems));
    }
    let chosen = exports.into_iter().zip(chosen).filter(|(_, is_chosen)| *is_chosen);
    Ok(chosen.map(|(export, _)| export).collect())
}
