//! The command `build`: reads the brief and the exports, and writes the site.

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::assemble::{Assembled, assemble};
use super::last_build::{self, Target};
use super::outputs;
use super::private;
use super::project::OpenedProject;
use super::rejected::Rejected;
use super::save_history::save;
use super::ui::Ui;
use super::warnings::{NOTHING_USED, Warning, errors, refuse_doubts};
use crate::error::{Error, Problem, Result};
use crate::insights::Period;
use crate::mentions::ledger::{Ledger, Outcome};
use crate::pages::provenance::Options;
use crate::pages::{
    Words, files, history_note, note_sentence, outcomes, reports as count_reports,
    rows as count_rows, skip_reason,
};
use crate::site::{self, FormerSite};
use crate::tally::Tally;

/// The arguments of `build`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one for each flag of the command line")]
pub struct BuildArgs {
    /// A folder that holds `brief.yaml`, or the path of a brief.
    pub project: PathBuf,
    /// Parts of the exports, made by `extract`; empty: the exports themselves.
    pub parts: Vec<PathBuf>,
    /// The folder of the site; `None`: `site` inside the project folder.
    pub output: Option<PathBuf>,
    /// Periods as typed: `2026-05`, `2026-Q2`, `2026`, `2026-05-01..2026-05-31`; empty: those of the brief.
    pub periods: Vec<String>,
    /// Whether a rejected row or a doubt fails the build.
    pub strict: bool,
    /// Codes of doubts that do not fail under `strict`, and of errors that are allowed.
    pub allow: Vec<String>,
    /// Whether to write one JSON object to stdout: what was read, written and warned of.
    pub json: bool,
    /// Whether to drop periods of the former site that are not reported now.
    pub force: bool,
    /// The file for rejected rows; `None`: `rejected.csv` beside the brief.
    pub rejected: Option<PathBuf>,
    /// Whether to write the lists that lead to people into `private/`.
    pub private: bool,
    /// Threads; `None`: one per processor.
    pub jobs: Option<NonZeroUsize>,
}

/// Checks a period as typed and returns it unchanged, as the site's provenance records it.
///
/// # Errors
///
/// A message for the command line.
pub fn period(typed: &str) -> std::result::Result<String, String> {
    Period::parse(typed).map(|_| typed.to_owned())
}

/// Writes the site.
///
/// # Errors
///
/// The inputs are wrong, something cannot be read or written, or rows were rejected under `strict`; the former site is
/// untouched then.
///
/// # Panics
///
/// Never: text and numbers are JSON.
pub fn run(args: &BuildArgs, ui: &Ui) -> Result<()> {
    let built = build(args, ui);
    if args.json {
        let json =
            serde_json::to_string_pretty(&Outcomes::of(&built)).expect("text and numbers are JSON");
        let mut out = ui.out();
        writeln!(out, "{json}")
            .and_then(|()| out.flush())
            .map_err(Error::io(Path::new("stdout"), "write what was done"))?;
    }
    built.map(drop)
}

/// The result of a build for `--json`. The keys are those of `check --json` where both have them.
#[derive(serde::Serialize)]
struct Outcomes<'a> {
    schema: u32,
    /// `null` if the build failed.
    read: Option<Read<'a>>,
    written: Option<Written<'a>>,
    warned: &'a [Warning],
    errors: Vec<Warning>,
}

#[derive(serde::Serialize)]
struct Read<'a> {
    files: Vec<&'a str>,
    rows: Tally<Outcome>,
}

#[derive(serde::Serialize)]
struct Written<'a> {
    folder: String,
    reports: u64,
    rejected: Option<&'a Path>,
}

/// A successful build.
struct Build {
    ledger: Ledger,
    warnings: Vec<Warning>,
    reports: u64,
    folder: PathBuf,
    list: PathBuf,
}

impl<'a> Outcomes<'a> {
    fn of(built: &'a Result<Build>) -> Self {
        match built {
            Ok(Build { ledger, warnings, reports, folder, list }) => {
                let files = ledger.inputs.iter().map(|input| input.name.as_str()).collect();
                let rows = ledger.total();
                let rejected = (rows[Outcome::Rejected] > 0).then_some(list.as_path());
                let folder = folder.display().to_string();
                let written = Written { folder, reports: *reports, rejected };
                let read = Some(Read { files, rows });
                Self {
                    schema: 1,
                    read,
                    written: Some(written),
                    warned: warnings,
                    errors: Vec::new(),
                }
            }
            Err(error) => {
                let errors = match error {
                    Error::Inputs(problems) | Error::Doubts(problems) => errors(problems),
                    other => errors(&[Problem::of("socialmap", other.to_string())]),
                };
                Self { schema: 1, read: None, written: None, warned: &[], errors }
            }
        }
    }
}

fn build(args: &BuildArgs, ui: &Ui) -> Result<Build> {
    let started = Instant::now();
    let project = match args.parts.as_slice() {
        // What the cache keeps has no words.
        [] if args.private => OpenedProject::open(&args.project, ui)?,
        [] => OpenedProject::open_kept(&args.project, ui)?,
        parts => OpenedProject::open_parts(&args.project, parts, ui)?,
    };
    let root = &project.loaded.root;
    let output = args.output.clone().unwrap_or_else(|| root.join("site"));
    outputs::check_site(root, &output)?;
    if args.private {
        private::require_allowed(&project.loaded.brief, "build without `--private`")?;
    }
    let former = site::check_target(&output)?;
    let list = args.rejected.clone().unwrap_or_else(|| root.join("rejected.csv"));
    outputs::check_list(root, &output, &list)?;
    let mut rejected = Rejected::new(list.clone())?;
    let options = Options { period: args.periods.clone() };
    let target = Target { options: &options, output: &output, list: &list };
    let unchanged = last_build::unchanged(&project, &target, former.files.iter());
    if let Some(built) =
        unchanged.filter(|built| !args.strict || built.ledger.total()[Outcome::Rejected] == 0)
    {
        project.keep_hashes(ui);
        if args.strict {
            refuse_doubts(&built.warnings, &args.allow)?;
        }
        built.notes.iter().for_each(|note| ui.note(&history_note(Words::english(), note)));
        report_rows(&built.ledger, &built.warnings, &list, ui);
        let last_build::LastBuild { ledger, warnings, reports: count, .. } = built;
        let reports = count_reports(Words::english(), count);
        ui.say(&format!("kept    {reports}: nothing has changed since they were written"));
        ui.say(&format!("open    {}", output.join("index.html").display()));
        return Ok(Build { ledger, warnings, reports: count, folder: output, list });
    }
    let why = match &args.rejected {
        None => "`rejected.csv` beside the brief says why".to_owned(),
        Some(list) => format!("`{}` says why", list.display()),
    };
    let made = assemble(&project, &options, Words::english_pages(), args.jobs, ui, &why, |row| {
        rejected.add(row)
    });
    // If no row can be read, the list has the reasons.
    if matches!(&made, Ok(_) | Err(Error::Inputs(_))) {
        rejected.finish()?;
    }
    let made = made?;
    let is_allowed = |code: &str| args.allow.iter().any(|allowed| allowed == code);
    let total = made.ledger.total();
    if args.strict && total[Outcome::Rejected] > 0 {
        let hint = format!("{} says why", list.display());
        return Err(Error::Strict {
            rejected: total[Outcome::Rejected],
            read: total.total(),
            hint,
        });
    }
    if let Some(problem) = made.nothing_used.clone().filter(|_| !is_allowed(NOTHING_USED)) {
        return Err(problem.into());
    }
    if args.strict {
        refuse_doubts(&made.warnings, &args.allow)?;
    }
    refuse_to_drop(&former, &made.periods, &output, args.force)?;
    let private = if args.private {
        private::lists(&project, &made, &output, args.jobs, ui)?
    } else {
        Vec::new()
    };
    let is_history_untouched = save(root, &made.history, ui)?;
    site::publish(&made.site, &output)?;
    if args.private {
        private::write(root, &private, ui)?;
    }
    let reports = made.periods.len() as u64;
    // The notes about the history depend on its former state.
    if made.notes.is_empty() || is_history_untouched {
        last_build::keep(&project, &target, &made, reports);
    }
    report_rows(&made.ledger, &made.warnings, &list, ui);
    let many = count_reports(Words::english(), reports);
    ui.say(&format!("wrote   {many} in {:.2} s", started.elapsed().as_secs_f64()));
    ui.say(&format!("open    {}", output.join("index.html").display()));
    let Assembled { ledger, warnings, .. } = made;
    Ok(Build { ledger, warnings, reports, folder: output, list })
}

fn refuse_to_drop(
    former: &FormerSite,
    periods: &[Period],
    output: &Path,
    force: bool,
) -> Result<()> {
    let dropped: Vec<&str> = former
        .periods
        .iter()
        .map(String::as_str)
        .filter(|id| !periods.iter().any(|period| period.id == *id))
        .collect();
    if force || dropped.is_empty() {
        return Ok(());
    }
    let what = format!("this build would drop {} from the site", dropped.join(", "));
    Err(Problem::of(output.display().to_string(), what)
        .detail("the exports or the periods asked for no longer hold them")
        .hint("`--force` drops them; `-o` writes the new site elsewhere")
        .into())
}

/// Prints the notes about the exports and the outcomes of their rows.
fn report_rows(ledger: &Ledger, warnings: &[Warning], list: &Path, ui: &Ui) {
    let words = Words::english();
    for (name, reason) in &ledger.skipped {
        ui.note(&format!("{name} is skipped: {}", skip_reason(words, *reason)));
    }
    for input in &ledger.inputs {
        for note in &input.notes {
            let sentence = note_sentence(words, note);
            ui.note(&format!("{}: {sentence} [{}]", input.name, note.code()));
        }
    }
    // The notes of files, which come first, are printed above.
    let notes = ledger.inputs.iter().map(|input| input.notes.len()).sum();
    for doubt in warnings.iter().skip(notes).filter(|warning| warning.is_doubt) {
        ui.note(&doubt.printed());
    }
    if ledger.inputs.is_empty() {
        return;
    }
    let rows = ledger.total();
    if rows[Outcome::Rejected] > 0 {
        let rejected = count_rows(words, rows[Outcome::Rejected]);
        ui.note(&format!("{rejected} could not be read; {} says why", list.display()));
    }
    let files = files(words, ledger.inputs.len() as u64);
    ui.say(&format!(
        "read    {} from {files}: {}",
        count_rows(words, rows.total()),
        outcomes(words, &rows).join(", ")
    ));
}
