//! Arguments as typed → plain values. The only user of clap.
//!
//! Opens no file and decides nothing: defaults that depend on the project are left to the commands. Wrong usage ends the process
//! here with exit code 2, help and version with 0.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use socialmap::commands::build::{self, BuildArgs};
use socialmap::commands::check::CheckArgs;
use socialmap::commands::mentions::{MentionsArgs, MentionsFormat};
use socialmap::commands::verify::VerifyArgs;
use socialmap::commands::{Command, Verbosity};

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  the inputs are wrong, or something could not be read or written; the site is untouched
  2  wrong usage
  3  `--strict` and rows were rejected (the site is untouched), or `verify` found a difference";

/// Options of every command stand below its own in the help.
const LAST: usize = 100;

/// What was typed.
pub(crate) struct Typed {
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

/// Reads the arguments of the process, or ends it with help, version or what is wrong with them.
pub(crate) fn read() -> Typed {
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
    command: Typing,
    /// Says nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose", display_order = LAST)]
    quiet: bool,
    /// Says every decision and its reason
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
enum Typing {
    /// Reads the brief and the exports, writes the site
    ///
    /// Writes a folder of static pages: `index.html`, for each period a folder with its page, `summary.json`, `data/*.csv` and
    /// `charts/*.svg`, `assets/` and `provenance.json`. Rows that could not be read go to `rejected.csv` beside the brief.
    ///
    /// The site is made beside the folder and swapped in: a build that fails, or is interrupted, leaves the former site as
    /// it was. A folder that no build made is refused. Files in it that no build wrote (a CNAME, .git) are carried over.
    #[command(after_long_help = EXIT_CODES)]
    Build {
        #[command(flatten)]
        project: Project,
        #[command(flatten)]
        output: Output,
        /// A period to report: 2026-05, 2026-Q2, 2026 or 2026-05-01..2026-05-31; may be repeated
        ///
        /// Beats `timing.period` of the brief. Without either, every month that has mentions gets its report. The site
        /// holds exactly the periods asked for.
        #[arg(long = "period", value_name = "PERIOD", value_parser = build::period)]
        periods: Vec<String>,
        /// Fails if a row is rejected
        #[arg(long)]
        strict: bool,
        /// Drops periods of the former site that were not asked for
        #[arg(long)]
        force: bool,
        /// Where rejected rows go [default: rejected.csv beside the brief]
        #[arg(long, value_name = "FILE")]
        rejected: Option<PathBuf>,
        /// How many threads [default: one a processor]; the result is the same
        #[arg(long, value_name = "N")]
        jobs: Option<NonZeroUsize>,
    },
    /// Says how each file was understood and what is to fix
    ///
    /// Reads everything. Writes no file. Says of each export its format, encoding, header, columns, zone, day and month order and tone scale, each
    /// with what decided it, the days that it covers and what became of its rows; then all there is to fix, in the brief and in the
    /// exports, each with the key to set.
    ///
    /// `--json` writes the same as one object, `schema` 1: `brief`, `timezone`, `files` (each with `name`, `bytes`, `is_understood`, `format`,
    /// `format_name`, `encoding`, `delimiter`, `header_line`, `columns` with `name` and `used_for`, `timezone`, `timezone_from`, `date_order`,
    /// `date_order_from`, `sentiment_scale`, `from`, `to`, `rows` by outcome, the first `rejected` with `line` and `reason`, `notes`), `skipped`,
    /// `from`, `to`, `rows`, `problems` (`file`, `line`, `column`, `what`, `details`, `hint`) and `suspicions` (`kind`, `seen`, `hint`). What was
    /// not measured, not decided or needs no decision is `null`.
    #[command(after_long_help = EXIT_CODES)]
    Check {
        #[command(flatten)]
        project: Project,
        /// Fails if a row is rejected
        #[arg(long)]
        strict: bool,
        /// Writes one JSON object, for machines
        #[arg(long)]
        json: bool,
    },
    /// Writes the normalised mentions to stdout, one a row
    ///
    /// Every data record of every export is there once, with what became of it and why. It is the analyst's own view: the
    /// privacy of the brief does not apply. Writes no file.
    #[command(after_long_help = EXIT_CODES)]
    Mentions {
        #[command(flatten)]
        project: Project,
        /// How they are written
        #[arg(long, value_enum, default_value = "csv")]
        format: Format,
    },
    /// Rebuilds in memory and compares with the site on disk, byte for byte
    ///
    /// Uses the options that `provenance.json` records. Writes nothing; differences are listed, with exit code 3.
    #[command(after_long_help = EXIT_CODES)]
    Verify {
        #[command(flatten)]
        project: Project,
        #[command(flatten)]
        output: Output,
    },
}

#[derive(clap::Args)]
struct Project {
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

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Comma-separated, safe to open in a spreadsheet
    Csv,
    /// A JSON object a line, every text exact
    Ndjson,
}

impl From<Cli> for Typed {
    fn from(cli: Cli) -> Self {
        let verbosity = match (cli.quiet, cli.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, false) => Verbosity::Normal,
            (false, true) => Verbosity::Verbose,
        };
        Self { command: cli.command.into(), verbosity, color: cli.color }
    }
}

impl From<Typing> for Command {
    fn from(typing: Typing) -> Self {
        match typing {
            Typing::Build { project, output, periods, strict, force, rejected, jobs } => {
                Self::Build(BuildArgs {
                    project: project.project,
                    output: output.output,
                    periods,
                    strict,
                    force,
                    rejected,
                    jobs,
                })
            }
            Typing::Check { project, strict, json } => {
                Self::Check(CheckArgs { project: project.project, strict, json })
            }
            Typing::Mentions { project, format } => Self::Mentions(MentionsArgs {
                project: project.project,
                format: match format {
                    Format::Csv => MentionsFormat::Csv,
                    Format::Ndjson => MentionsFormat::Ndjson,
                },
            }),
            Typing::Verify { project, output } => {
                Self::Verify(VerifyArgs { project: project.project, output: output.output })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn typed(line: &str) -> Typed {
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
                output: None,
                periods: vec![],
                strict: false,
                force: false,
                rejected: None,
                jobs: None,
            })
        );
    }

    #[test]
    fn build_takes_every_flag_of_the_interface() {
        let typed = typed(
            "build acme -o www --period 2026-05 --period 2026-Q2 --strict --force --rejected lost.csv --jobs 3 -v \
             --color never",
        );
        assert_eq!((typed.verbosity, typed.color), (Verbosity::Verbose, Color::Never));
        assert_eq!(
            typed.command,
            Command::Build(BuildArgs {
                project: "acme".into(),
                output: Some("www".into()),
                periods: vec!["2026-05".into(), "2026-Q2".into()],
                strict: true,
                force: true,
                rejected: Some("lost.csv".into()),
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
                "check acme --strict --json",
                Command::Check(CheckArgs { project: project.clone(), strict: true, json: true }),
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
