//! `rollup`: the brief and some exports → a part, which `merge` joins with others to the site that one run over all exports gives.

use std::fs::{self, File};
use std::io::BufWriter;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use globset::Glob;

use super::Ui;
use super::outputs;
use super::reading::{Project, pace};
use crate::error::{Error, Problem, Result};
use crate::exports::Export;
use crate::exports::formats::Formats;
use crate::mentions::fingerprint::Fingerprint;
use crate::mentions::fold::{Source, Step, fold};
use crate::mentions::part::Writer;
use crate::pages::format::counted;

/// What `rollup` was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollupArgs {
    /// A folder that holds `brief.yaml`, or the path of a brief.
    pub project: PathBuf,
    /// Where the part goes.
    pub output: PathBuf,
    /// Exports: patterns that begin at the project folder, or paths of files; empty: all.
    pub files: Vec<String>,
    /// Threads; none: one a processor.
    pub jobs: Option<NonZeroUsize>,
}

/// Writes the part.
///
/// # Errors
///
/// The inputs are wrong, or something cannot be read or written; a former part is untouched then.
pub fn run(args: &RollupArgs, ui: &Ui) -> Result<()> {
    let mut project = Project::open_some(&args.project, ui, |root, exports| {
        outputs::judge_part(root, &args.output)?;
        choose(root, exports, &args.files)
    })?;
    project.context.forget_words();
    let unfinished = Unfinished::beside(&args.output);
    let rows = write(&project, args, &unfinished.0, ui)?;
    fs::rename(&unfinished.0, &args.output).map_err(Error::io(&args.output, "write the part"))?;
    let files = counted(project.sources.len() as u64, "file");
    ui.say(&format!("read    {} from {files}", counted(rows, "row")));
    ui.say(&format!("wrote   {}", args.output.display()));
    Ok(())
}

/// Returns the number of rows.
fn write(project: &Project, args: &RollupArgs, to: &Path, ui: &Ui) -> Result<u64> {
    let failed = |source| Error::io(&args.output, "write the part")(source);
    let brief = &project.loaded.brief;
    let fingerprint = Fingerprint::new(brief, &Formats::load(&project.loaded.root)?);
    let progress = ui.progress(project.sources.iter().map(Source::bytes).sum());
    let advanced = |bytes| progress.advance(bytes);
    let file = File::create(to).map_err(failed)?;
    let mut writer = Writer::new(BufWriter::new(file)).map_err(failed)?;
    let mut rows = 0;
    fold(&project.context, &project.sources, pace(args.jobs), &advanced, |_, step| match step {
        Step::Row(row) => {
            rows += 1;
            writer.row(row).map_err(failed)
        }
        Step::End(input) => {
            writer.export(&fingerprint.of(brief, &input.name), &input).map_err(failed)
        }
    })?;
    writer.finish(&project.skipped).map_err(failed)?;
    Ok(rows)
}

/// The exports that any of the patterns or paths names, in their order.
fn choose(root: &Path, exports: Vec<Export>, files: &[String]) -> Result<Vec<Export>> {
    let mut problems = Vec::new();
    let mut chosen = vec![files.is_empty(); exports.len()];
    for file in files {
        let glob = Glob::new(file).map(|glob| glob.compile_matcher()).ok();
        let real = fs::canonicalize(file).ok();
        let is_named = |export: &Export| {
            glob.as_ref().is_some_and(|glob| glob.is_match(&export.name))
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

/// A file that takes its place at the end, and goes if it does not come to that.
struct Unfinished(PathBuf);

impl Unfinished {
    fn beside(path: &Path) -> Self {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        Self(path.with_file_name(name))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _gone_once_it_has_its_place = fs::remove_file(&self.0);
    }
}
