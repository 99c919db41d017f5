//! Parses the command line with clap into plain values.
//!
//! It opens no file; the commands set defaults that depend on the project. Wrong usage ends the process with exit code 2, help and version
//! with 0. No other file uses clap.

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use socialmap::commands::build::{self, BuildArgs};
use socialmap::commands::check::CheckArgs;
use socialmap::commands::extract::ExtractArgs;
use socialmap::commands::mentions::{MentionsArgs, MentionsFormat};
use socialmap::commands::rows::RowsArgs;
use socialmap::commands::sample::SampleArgs;
use socialmap::commands::verify::VerifyArgs;
use socialmap::commands::{Command, Verbosity, allowed_code};

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  the inputs are wrong, or something could not be read or written; the site is unchanged
  2  wrong usage
  3  `--strict` and rows were rejected or there are doubts (the site is unchanged), or `verify` found a difference";

/// Global options are listed below those of the command.
const LAST: usize = 100;

/// The parsed command line.
pub(crate) struct Invocation {
    pub(crate) command: Command,
    pub(crate) verbosity: Verbosity,
    pub(crate) color: Color,
}

/// When messages are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Even into a file
    Always,
    /// Not at all
    Never,
}

/// Parses the arguments of the process, or ends it with help, version or an error.
pub(crate) fn read() -> Invocation {
    Cli::parse().into()
}

/// Turns the mention exports of any listening tool and a research brief into a static social map
///
/// The map is a folder of HTML pages: where customers talk, when, in what tone, and what it takes to answer them. Data goes
/// to stdout, everything else to stderr.
#[derive(Parser)]
#[command(version, after_long_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: CliCommand,
    /// Prints only errors
    #[arg(short, long, global = true, conflicts_with = "verbose", display_order = LAST)]
    quiet: bool,
    /// Prints every decision and its reason
    #[arg(short, long, global = true, display_order = LAST)]
    verbose: bool,
    /// When to colour messages
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        default_value = "auto",
        display_order = LAST
    )]
    color: Color,
}

#[derive(Subcommand)]
enum CliCommand {
    /// Reads the brief and the exports, writes the site
    ///
    /// Writes a folder of static pages: `index.html`, for each period a folder with its page, `summary.json`, `data/*.csv` and
    /// `charts/*.svg`, `assets/` and `provenance.json`. Rows that could not be read go to `rejected.csv` beside the brief.
    ///
    /// The site is written to a temporary folder and then swapped in: a build that fails, or is interrupted, leaves the
    /// existing site unchanged. A folder that no build made is refused. Files in it that no build wrote (a CNAME, .git) are carried over.
    ///
    /// The rows of each export are kept in the project's `.cache/`, so that the next build reads only the exports that have changed. The folder may
    /// be deleted at any time; it only makes builds faster.
    #[command(after_long_help = EXIT_CODES)]
    Build {
        #[command(flatten)]
        project: ProjectArg,
        #[command(flatten)]
        site: Site,
        /// Writes lists with links and names into `private/` beside the brief, for you alone
        ///
        /// For each period, `private/PERIOD/openings.csv` has the mentions that are worth an answer, with links, and `people.csv` the accounts that
        /// praise, complain or have turned, with their names. The folder gets a `.gitignore`, nothing of it is in the site, and each list replaces
        /// the former one. Refused if the brief has `privacy.authors: none`.
        #[arg(long)]
        private: bool,
    },
    /// Reports how each file is read and what needs fixing
    ///
    /// Reads everything. Writes no file. Reports for each export its format, encoding, header, columns, zone, day and month order and tone scale, each
    /// with what decided it, the days that it covers and the outcomes of its rows; then everything to fix in the brief and in the exports, with the
    /// key to set.
    ///
    /// `--json` writes the same as one object, `schema` 1: `brief`, `timezone`, `files` (each with `name`, `bytes`, `is_understood`, `format`,
    /// `format_name`, `encoding`, `encoding_from`, `delimiter`, `header_line`, `columns` with `name` and `used_for`, `timezone`, `timezone_from`, `date_order`,
    /// `date_order_from`, `sentiment_scale`, `from`, `to`, `rows` by outcome, the first `rejected` with `line` and `reason`, `unknown_tones`, `unknown_kinds`, `unknown_stages` and `unknown_departments` with their rows, `notes`), `skipped`,
    /// `from`, `to`, `rows`, `problems` (`file`, `line`, `column`, `what`, `details`, `hint`), `suspicions` (`kind`, `seen`, `hint`), and `warned`
    /// and `errors` (`code`, `file`, `line`, `message`, `hint`, `is_doubt`), as `build --json` has them. What was
    /// not measured, not decided or needs no decision is `null`.
    #[command(after_long_help = EXIT_CODES)]
    Check {
        #[command(flatten)]
        project: ProjectArg,
        #[command(flatten)]
        strictness: Strictness,
        /// Writes one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Writes the normalised mentions to stdout, one per row
    ///
    /// Every data record of every export is written once, with its outcome and the reason. The output is for the analyst: the privacy setting of the
    /// brief does not apply. Writes no file.
    #[command(after_long_help = EXIT_CODES)]
    Mentions {
        #[command(flatten)]
        project: ProjectArg,
        /// Output format
        #[arg(long, value_enum, default_value = "csv")]
        format: Format,
    },
    /// Writes the mentions that a figure counts to stdout
    ///
    /// FIGURE is the id in small type below a figure of the report, as in `when`; a part of a figure has its name after a slash, as in `map/x`,
    /// `voice/Globex`, `languages/en`, `response/googleplay` or `objectives/tone`. `tone` is the net sentiment of page one. The rows are as many as
    /// the number of mentions that the figure is based on; where it counts conversations, the first row of each is written. The columns are those of
    /// `mentions`, without the outcome.
    ///
    /// The output is for the analyst: the privacy setting of the brief does not apply. Writes no file.
    #[command(after_long_help = EXIT_CODES, allow_missing_positional = true)]
    Rows {
        #[command(flatten)]
        project: ProjectArg,
        /// The id of the figure
        #[arg(value_name = "FIGURE")]
        figure: String,
        /// The period of the report: 2026-05, 2026-W23, 2026-Q2, 2026 or 2026-05-01..2026-05-31 [default: the newest complete one]
        #[arg(long, value_name = "PERIOD", value_parser = build::period)]
        period: Option<String>,
        /// Output format
        #[arg(long, value_enum, default_value = "csv")]
        format: Format,
    },
    /// Draws mentions for people to label, to check the tone of the report
    ///
    /// Writes `private/audit/PERIOD.csv`: mentions of the period by chance, without the label of the export. Fill in `label` (positive, neutral,
    /// negative) for every row and build again: the report then shows the tone that people see, with its range and how often the export's
    /// labels agree. Optional columns are `label_2` (a second person), `relevant` (yes, no) and `kind`. The same mentions are drawn
    /// whenever and wherever this runs; a sheet with labels is never replaced.
    ///
    /// The sheet holds people's words: `private/` gets a `.gitignore`. `--labels` writes `audit/PERIOD.csv`, which holds only ids and labels and
    /// can be committed. A build reads either, that in `audit/` first.
    #[command(after_long_help = EXIT_CODES)]
    Sample {
        #[command(flatten)]
        project: ProjectArg,
        /// The period of the report: 2026-05, 2026-W23, 2026-Q2, 2026 or 2026-05-01..2026-05-31 [default: the newest complete one; with `--labels`: all]
        #[arg(long, value_name = "PERIOD", value_parser = build::period)]
        period: Option<String>,
        /// How many mentions
        #[arg(long = "n", value_name = "N", default_value = "100")]
        rows: NonZeroU32,
        /// Writes the sheet to another file
        #[arg(long, value_name = "FILE", conflicts_with = "labels")]
        out: Option<PathBuf>,
        /// Writes the ids and labels of the filled sheets to `audit/`
        #[arg(long, conflicts_with = "rows")]
        labels: bool,
    },
    /// Reads exports into a part, from which `merge` makes a site
    ///
    /// Exports may be on several machines, each with the brief and `formats/` of the project. Every machine reads its own, and the site
    /// merged from all parts is, byte for byte, what `build` makes of all exports on one machine; mentions in several parts count
    /// once. The distribution of the exports over parts and the order of the parts do not matter.
    ///
    /// Writes one file. It contains hashes and counts; the only texts of people in it are the cells of rows that could not be read, which `merge` lists in
    /// `rejected.csv`, as `build` does.
    #[command(after_long_help = EXIT_CODES)]
    #[command(alias = "rollup")]
    Extract {
        #[command(flatten)]
        project: ProjectArg,
        /// The exports to read: patterns that begin at the project folder, as in 'exports/2026-05*.csv', or paths of files [default: all]
        #[arg(value_name = "FILES")]
        files: Vec<String>,
        /// The file of the part
        #[arg(short, long, value_name = "PART")]
        output: PathBuf,
        #[command(flatten)]
        jobs: Jobs,
    },
    /// Writes the site of a project whose exports were read into parts
    ///
    /// The project needs its brief, `notes/`, `formats/`, `history/` and logo, and no exports. The site is what `build` makes of the exports, byte for
    /// byte, so `verify` can prove it where the exports are. Refused are parts that were read with another brief, other formats or another version, and
    /// parts that have one export with different bytes.
    #[command(after_long_help = EXIT_CODES)]
    Merge {
        /// A folder that holds `brief.yaml`, or the path of a brief
        #[arg(value_name = "PROJECT")]
        project: PathBuf,
        /// Files that `extract` wrote, in any order
        #[arg(value_name = "PART", required = true)]
        parts: Vec<PathBuf>,
        #[command(flatten)]
        site: Site,
    },
    /// Rebuilds in memory and compares with the site on disk, byte for byte
    ///
    /// Uses the options that `provenance.json` records, and reads the exports anew, so it needs them, also for a site that was merged from parts. Writes
    /// nothing; differences are listed, with exit code 3.
    #[command(after_long_help = EXIT_CODES)]
    Verify {
        #[command(flatten)]
        project: ProjectArg,
        #[command(flatten)]
        output: Output,
    },
}

#[derive(clap::Args)]
struct ProjectArg {
    /// A folder that holds `brief.yaml`, or the path of a brief
    #[arg(value_name = "PROJECT", default_value = ".")]
    project: PathBuf,
}

#[derive(clap::Args)]
struct Output {
    /// The folder of the site [default: `site` inside the project folder]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// When a run fails.
#[derive(clap::Args)]
struct Strictness {
    /// Fails if a row is rejected or the report is in doubt
    #[arg(long)]
    strict: bool,
    /// Accepts a doubt, by the code in brackets after it; may be repeated
    #[arg(long, value_name = "CODE", value_parser = allowed_code)]
    allow: Vec<String>,
}

#[derive(clap::Args)]
struct Jobs {
    /// Number of threads [default: one per processor]; the result is the same
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

/// Options of commands that write a site.
#[derive(clap::Args)]
struct Site {
    #[command(flatten)]
    output: Output,
    /// A period to report: 2026-05, 2026-W23, 2026-Q2, 2026 or 2026-05-01..2026-05-31; may be repeated
    ///
    /// Overrides `timing.period` of the brief. Without either, every month that has mentions gets its report. The site
    /// holds exactly the periods asked for.
    #[arg(long = "period", value_name = "PERIOD", value_parser = build::period)]
    periods: Vec<String>,
    #[command(flatten)]
    strictness: Strictness,
    /// Writes one JSON object to stdout: what was read, written and warned of
    #[arg(long)]
    json: bool,
    /// Drops periods of the former site that were not asked for
    #[arg(long)]
    force: bool,
    /// File for rejected rows [default: rejected.csv beside the brief]
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,
    #[command(flatten)]
    jobs: Jobs,
}

impl Site {
    fn of(self, project: PathBuf, parts: Vec<PathBuf>) -> BuildArgs {
        BuildArgs {
            project,
            parts,
            output: self.output.output,
            periods: self.periods,
            strict: self.strictness.strict,
            allow: self.strictness.allow,
            json: self.json,
            force: self.force,
            rejected: self.rejected,
            private: false,
            jobs: self.jobs.jobs,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Comma-separated, safe to open in a spreadsheet
    Csv,
    /// One JSON object per line, every text exact
    Ndjson,
}

impl From<Format> for MentionsFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv,
            Format::Ndjson => Self::Ndjson,
        }
    }
}

impl From<Cli> for Invocation {
    fn from(cli: Cli) -> Self {
        let verbosity = match (cli.quiet, cli.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, false) => Verbosity::Normal,
            (false, true) => Verbosity::Verbose,
        };
        Self { command: cli.command.into(), verbosity, color: cli.color }
    }
}

impl From<CliCommand> for Command {
    fn from(command: CliCommand) -> Self {
        match command {
            CliCommand::Build { project, site, private } => {
                Self::Build(BuildArgs { private, ..site.of(project.project, Vec::new()) })
            }
            CliCommand::Merge { project, parts, site } => Self::Build(site.of(project, parts)),
            CliCommand::Extract { project, files, output, jobs } => Self::Extract(ExtractArgs {
                project: project.project,
                output,
                files,
                jobs: jobs.jobs,
            }),
            CliCommand::Check { project, strictness: Strictness { strict, allow }, json } => {
                Self::Check(CheckArgs { project: project.project, strict, allow, json })
            }
            CliCommand::Mentions { project, format } => {
                Self::Mentions(MentionsArgs { project: project.project, format: format.into() })
            }
            CliCommand::Rows { project, figure, period, format } => Self::Rows(RowsArgs {
                project: project.project,
                figure,
                period,
                format: format.into(),
            }),
            CliCommand::Sample { project, period, rows, out, labels } => {
                Self::Sample(SampleArgs { project: project.project, period, rows, out, labels })
            }
            CliCommand::Verify { project, output } => {
                Self::Verify(VerifyArgs { project: project.project, output: output.output })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn typed(line: &str) -> Invocation {
        let words = std::iter::once("socialmap").chain(line.split_whitespace());
        Cli::try_parse_from(words).unwrap_or_else(|e| panic!("{e}")).into()
    }

    #[test]
    fn the_table_of_arguments_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn build_has_its_defaults() {
        let typed = typed("build");
        assert_eq!((typed.verbosity, typed.color), (Verbosity::Normal, Color::Auto));
        assert_eq!(
            typed.command,
            Command::Build(BuildArgs {
                project: ".".into(),
                parts: vec![],
                output: None,
                periods: vec![],
                strict: false,
                allow: vec![],
                json: false,
                force: false,
                rejected: None,
                private: false,
                jobs: None,
            })
        );
    }

    #[test]
    fn build_takes_every_flag_of_the_interface() {
        let typed = typed(
            "build acme -o www --period 2026-05 --period 2026-Q2 --strict --allow half_unused --json --force --rejected lost.csv --private --jobs 3 -v \
             --color never",
        );
        assert_eq!((typed.verbosity, typed.color), (Verbosity::Verbose, Color::Never));
        assert_eq!(
            typed.command,
            Command::Build(BuildArgs {
                project: "acme".into(),
                parts: vec![],
                output: Some("www".into()),
                periods: vec!["2026-05".into(), "2026-Q2".into()],
                strict: true,
                allow: vec!["half_unused".into()],
                json: true,
                force: true,
                rejected: Some("lost.csv".into()),
                private: true,
                jobs: NonZeroUsize::new(3),
            })
        );
    }

    #[test]
    fn the_other_commands_take_theirs() {
        let project = PathBuf::from("acme");
        for (line, command) in [
            (
                "--color always mentions acme",
                Command::Mentions(MentionsArgs {
                    project: project.clone(),
                    format: MentionsFormat::Csv,
                }),
            ),
            (
                "mentions acme --format ndjson -q",
                Command::Mentions(MentionsArgs {
                    project: project.clone(),
                    format: MentionsFormat::Ndjson,
                }),
            ),
            (
                "check acme --strict --allow gap --json",
                Command::Check(CheckArgs {
                    project: project.clone(),
                    strict: true,
                    allow: vec!["gap".into()],
                    json: true,
                }),
            ),
            (
                "sample acme --period 2026-05 --n 60 --out sheet.csv",
                Command::Sample(SampleArgs {
                    project: project.clone(),
                    period: Some("2026-05".into()),
                    rows: NonZeroU32::new(60).unwrap(),
                    out: Some("sheet.csv".into()),
                    labels: false,
                }),
            ),
            (
                "sample acme --labels",
                Command::Sample(SampleArgs {
                    project: project.clone(),
                    period: None,
                    rows: NonZeroU32::new(100).unwrap(),
                    out: None,
                    labels: true,
                }),
            ),
            (
                "rollup acme -o may.part",
                Command::Extract(ExtractArgs {
                    project: project.clone(),
                    output: "may.part".into(),
                    files: vec![],
                    jobs: None,
                }),
            ),
            (
                "extract acme exports/may*.csv june.csv -o may.part --jobs 3",
                Command::Extract(ExtractArgs {
                    project: project.clone(),
                    output: "may.part".into(),
                    files: vec!["exports/may*.csv".into(), "june.csv".into()],
                    jobs: NonZeroUsize::new(3),
                }),
            ),
            (
                "merge acme june.part may.part -o www --period 2026-05",
                Command::Build(BuildArgs {
                    project: project.clone(),
                    parts: vec!["june.part".into(), "may.part".into()],
                    output: Some("www".into()),
                    periods: vec!["2026-05".into()],
                    strict: false,
                    allow: vec![],
                    json: false,
                    force: false,
                    rejected: None,
                    private: false,
                    jobs: None,
                }),
            ),
            (
                "verify acme -o www",
                Command::Verify(VerifyArgs { project, output: Some("www".into()) }),
            ),
        ] {
            assert_eq!(typed(line).command, command, "{line}");
        }
    }
}
