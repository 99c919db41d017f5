//! The command `sample`: draws mentions of a period for people to label, and strips the filled sheet to the columns that can be committed.
//!
//! The sheet is for the analyst and has texts and handles, but never the label of the export, which people must not know. A sheet in which somebody
//! has filled in a cell is never replaced.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use super::audit::{self, FOLDER, PRIVATE, PRIVATE_SHEETS};
use super::counts::ProjectCounts;
use super::outputs;
use super::project::OpenedProject;
use super::reported::Reported;
use super::rows::newest;
use super::ui::Ui;
use crate::brief::Privacy;
use crate::brief::read::{BRIEF, read};
use crate::error::{Error, Problem, Result};
use crate::exports::discover;
use crate::insights::Period;
use crate::insights::strata::allocate;
use crate::mentions::RowStatus;
use crate::mentions::audit_sheet::{AuditSheet, FILLED_IN};
use crate::mentions::channel::ChannelIx;
use crate::mentions::drawing::{DrawId, DrawIds};
use crate::mentions::tone::Tone;
use crate::pages::csv_writer::Writer;
use crate::pages::{Words, rows};
use crate::rollup::count::CountedRow;
use crate::site::Draft;

/// The arguments of `sample`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleArgs {
    /// A folder that holds `brief.yaml`, or the path of a brief.
    pub project: PathBuf,
    /// The period; `None`: the newest complete one, else the newest. With `labels`, `None`: those of all sheets.
    pub period: Option<String>,
    /// How many mentions to draw.
    pub rows: NonZeroU32,
    /// The file of the sheet; `None`: `private/audit/<period>.csv`.
    pub out: Option<PathBuf>,
    /// Whether to strip the filled sheets instead of drawing.
    pub labels: bool,
}

/// The columns of the sheet before those that people fill in.
const DRAWN: [&str; 5] = ["id", "published_at", "channel", "author", "text"];

/// Draws a sheet, or strips the filled ones.
///
/// # Errors
///
/// The inputs are wrong, the brief allows no private files, the period has no mention in the exports, a sheet has labels already, or something cannot
/// be read or written.
pub fn run(args: &SampleArgs, ui: &Ui) -> Result<()> {
    if args.labels { strip(args, ui) } else { draw(args, ui) }
}

fn draw(args: &SampleArgs, ui: &Ui) -> Result<()> {
    let project = OpenedProject::open_some(&args.project, ui, |root, exports| {
        discover::require_some(&exports, root)?;
        Ok(exports)
    })?;
    let root = &project.loaded.root;
    if project.loaded.brief.privacy == Privacy::None {
        let what = "`privacy.authors` is `none`, so no file with people's words is written";
        let hint = "set `privacy.authors: masked`, or label without this command";
        return Err(Problem::of(BRIEF, what).hint(hint).into());
    }
    let period = match asked(args)? {
        Some(period) => period,
        None => newest_period(&project, ui)?,
    };
    let path = match &args.out {
        Some(out) => {
            outputs::check_sheet(root, out)?;
            out.clone()
        }
        None => root.join(PRIVATE_SHEETS).join(audit::file_name(&period)),
    };
    check_unfilled(&path)?;
    let wanted = u64::from(args.rows.get());
    let cells = candidates(&project, &period, wanted, ui)?;
    let sizes = cells.iter().map(|(&cell, candidates)| (cell, candidates.mentions)).collect();
    let mut sheet = BTreeMap::new();
    for stratum in allocate(&sizes, wanted) {
        let of = |channel: &ChannelIx| cells.get(&(stratum.label, *channel));
        let mut rows: Vec<_> =
            stratum.channels.iter().filter_map(of).flat_map(|it| &it.smallest).collect();
        rows.sort_unstable_by_key(|(id, _)| **id);
        sheet.extend(rows.into_iter().take(usize::try_from(stratum.rows).unwrap_or(usize::MAX)));
    }
    if args.out.is_none() {
        ignore(root)?;
    }
    // In the order of their ids. Of a rare label more are drawn than is its part, so the first rows alone are no sample.
    let rows = sheet.iter().map(|(id, [at, channel, author, text])| {
        [id.to_string().as_str(), at, channel, author, text, "", "", "", ""].map(str::to_owned)
    });
    write(&path, DRAWN.iter().chain(&FILLED_IN), rows)?;
    let mentions: u64 = cells.values().map(|cell| cell.mentions).sum();
    ui.say(&format!("drew    {} of {mentions} mentions of {}", sheet.len(), period.id));
    ui.say(&format!("wrote   {}", path.display()));
    ui.say("next    fill in `label` in every row: positive, neutral or negative");
    Ok(())
}

/// The period that was asked for.
fn asked(args: &SampleArgs) -> Result<Option<Period>> {
    let asked = args.period.as_ref().map(|typed| Period::parse(typed)).transpose();
    Ok(asked.map_err(|what| Problem::of("--period", what))?)
}

/// The newest complete period of the project, else the newest.
fn newest_period(project: &OpenedProject, ui: &Ui) -> Result<Period> {
    let reported = Reported::of(&[], &project.loaded.brief)?;
    let counted = project.count(&reported, None, ui, |_| Ok(()))?;
    let counts = ProjectCounts::of(project, &reported, counted, ui, "`socialmap check` says why")?;
    let reports = counts.periods.iter().map(|period| counts.report(project, period));
    let report = newest(reports.filter(|report| report.history.is_empty()));
    let none = || Problem::of(project.loaded.root.display().to_string(), "no row is used");
    Ok(report.ok_or_else(none)?.period)
}

/// The used mentions of one label and channel.
#[derive(Default)]
struct Candidates {
    mentions: u64,
    /// Those with the smallest ids: as many as may be drawn.
    smallest: BTreeMap<DrawId, Row>,
}

/// Time, channel, author and text.
type Row = [String; 4];

fn candidates(
    project: &OpenedProject,
    period: &Period,
    wanted: u64,
    ui: &Ui,
) -> Result<BTreeMap<(Tone, ChannelIx), Candidates>> {
    let channels = &project.context.channels;
    let mut ids = DrawIds::new(&period.id);
    let mut cells: BTreeMap<(Tone, ChannelIx), Candidates> = BTreeMap::new();
    let reported = Reported::Given(vec![period.clone()]);
    project.count(&reported, None, ui, |row: CountedRow<'_>| {
        let Ok((reading, decision)) = row.outcome else { return Ok(()) };
        let mention = &reading.mention;
        if decision.status == RowStatus::Duplicate || !period.contains(mention.local.date()) {
            return Ok(());
        }
        let channel = &channels.get(mention.channel).id;
        let id = ids.next(channel, &reading.keys);
        if decision.status != RowStatus::Used {
            return Ok(());
        }
        let cell = cells.entry((mention.tone, mention.channel)).or_default();
        cell.mentions += 1;
        let is_full = cell.smallest.len() as u64 >= wanted;
        if is_full && cell.smallest.last_key_value().is_some_and(|(last, _)| *last < id) {
            return Ok(());
        }
        let words = reading.words.as_deref();
        let author = words.and_then(|words| words.author.clone()).unwrap_or_default();
        let text = words.map(|words| words.text.clone()).unwrap_or_default();
        cell.smallest.insert(id, [mention.published_at.to_string(), channel.clone(), author, text]);
        if is_full {
            cell.smallest.pop_last();
        }
        Ok(())
    })?;
    if cells.is_empty() {
        let what = format!("no mention of {} is in the exports", period.id);
        let hint = "choose another period, or put its exports into the project";
        return Err(Problem::of("--period", what).hint(hint).into());
    }
    Ok(cells)
}

/// Refuses to replace a sheet in which somebody has filled in a cell, and any other file.
fn check_unfilled(path: &Path) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let name = path.display().to_string();
    let filled = match AuditSheet::read(path, &name) {
        Ok(sheet) => sheet.rows.iter().filter(|(_, row)| row.is_filled()).count() as u64,
        Err(error @ Error::Io { .. }) => return Err(error),
        // A label that means nothing was filled in too.
        Err(_) => {
            let what = "this file is no empty sheet; left unchanged";
            let hint = "move it away, or name another file with `--out`";
            return Err(Problem::of(name, what).hint(hint).into());
        }
    };
    if filled == 0 {
        return Ok(());
    }
    let rows = rows(Words::english(), filled);
    let what = format!("somebody has filled in {rows} of this sheet; left unchanged");
    let hint = "build with it, move it away, or write the new one elsewhere with `--out FILE`";
    Err(Problem::of(name, what).hint(hint).into())
}

/// Keeps the folder of private files out of a repository.
fn ignore(root: &Path) -> Result<()> {
    let folder = root.join(PRIVATE);
    let path = folder.join(".gitignore");
    let fail = |source| Error::io(&path, "keep the private files out of a repository")(source);
    if path.exists() {
        return Ok(());
    }
    fs::create_dir_all(&folder).map_err(fail)?;
    let mut draft = Draft::begin(&path).map_err(fail)?;
    io::Write::write_all(&mut draft, b"*\n").and_then(|()| draft.finish()).map_err(fail)
}

/// Writes the ids and labels of the filled private sheets.
fn strip(args: &SampleArgs, ui: &Ui) -> Result<()> {
    let root = read(&args.project)?.root;
    let asked = asked(args)?;
    let sheets = audit::sheets(&root, PRIVATE_SHEETS)?;
    let (mut filled, mut problems) = (Vec::new(), Vec::new());
    for period in sheets.iter().filter(|period| asked.as_ref().is_none_or(|asked| asked == *period))
    {
        let name = audit::file_name(period);
        match audit::filled(&root, &format!("{PRIVATE_SHEETS}/{name}")) {
            Ok(sheet) if sheet.rows.is_empty() => {}
            Ok(sheet) => filled.push((name, sheet)),
            Err(Error::Inputs(more)) => problems.extend(more),
            Err(other) => return Err(other),
        }
    }
    if !problems.is_empty() {
        return Err(Error::Inputs(problems));
    }
    if filled.is_empty() {
        let what = "no sheet is filled in";
        let hint = "draw one with `socialmap sample`, and fill in its column `label`";
        return Err(Problem::of(format!("{PRIVATE_SHEETS}/"), what).hint(hint).into());
    }
    for (name, sheet) in filled {
        let path = root.join(FOLDER).join(name);
        let rows = sheet.rows.iter().map(|(_, row)| {
            let id = [row.id.to_string()].into_iter();
            id.chain(row.cells().map(str::to_owned)).collect::<Vec<_>>()
        });
        write(&path, ["id"].iter().chain(&FILLED_IN), rows)?;
        ui.say(&format!("wrote   {}", path.display()));
    }
    Ok(())
}

/// Writes a CSV file and the folder that it is in.
fn write<'a, R: IntoIterator<Item = String>>(
    path: &Path,
    columns: impl Iterator<Item = &'a &'static str>,
    rows: impl Iterator<Item = R>,
) -> Result<()> {
    let fail = |source| Error::io(path, "write the sheet")(source);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(fail)?;
    }
    let mut writer = Writer::new(Draft::begin(path).map_err(fail)?);
    let header = writer.row(columns);
    header.map_err(fail)?;
    for row in rows {
        writer.row(row).map_err(fail)?;
    }
    writer.finish().and_then(Draft::finish).map_err(fail)
}
