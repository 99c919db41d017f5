//! The command `sample`: draws mentions of a period for people to label, and strips the filled sheet to the columns that can be committed.
//!
//! The sheet is for the analyst and has texts and handles, but never the label of the export, which people must not know. What somebody has filled in
//! is never lost: a sheet that is drawn again keeps it, or is left unchanged.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use super::audit::{self, FOLDER, PRIVATE_SHEETS};
use super::counts::ProjectCounts;
use super::outputs;
use super::private;
use super::project::OpenedProject;
use super::reported::Reported;
use super::rows::newest;
use super::ui::Ui;
use crate::brief::read::read;
use crate::error::{Error, Problem, Result};
use crate::exports::discover;
use crate::exports::edited::EditedTable;
use crate::insights::Period;
use crate::insights::strata::{AuditLabel, allocate};
use crate::mentions::RowStatus;
use crate::mentions::audit_sheet::{AuditRow, AuditSheet, FILLED_IN};
use crate::mentions::channel::ChannelIx;
use crate::mentions::drawing::{DrawId, DrawIds};
use crate::pages::{self, Words};
use crate::rollup::count::CountedRow;

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
    private::require_allowed(&project.loaded.brief, "label without this command")?;
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
    let filled = FilledIn::read(root, &period, &path)?;
    let wanted = u64::from(args.rows.get());
    let cells = candidates(&project, &period, wanted, ui)?;
    let sizes = cells.iter().map(|(&cell, candidates)| (cell, candidates.mentions)).collect();
    let mut sheet = Vec::new();
    for stratum in allocate(&sizes, wanted) {
        let of = |channel: &ChannelIx| cells.get(&(stratum.label, *channel));
        let mut rows: Vec<_> =
            stratum.channels.iter().filter_map(of).flat_map(|it| &it.smallest).collect();
        rows.sort_unstable_by_key(|(rank, _)| **rank);
        let drawn = rows.len().min(usize::try_from(stratum.rows).unwrap_or(usize::MAX));
        let places = rows.into_iter().take(drawn).zip(0_u32..);
        sheet.extend(places.map(|((_, row), at)| ((f64::from(at) + 0.5) / drawn as f64, row)));
    }
    // The strata alternate in the order of their draw: the first rows alone are a sample too, and the place of a row does not show its label.
    sheet.sort_by(|(place, (id, _)), (other, (next, _))| place.total_cmp(other).then(id.cmp(next)));
    let rows: Vec<(DrawId, &Row)> = sheet.into_iter().map(|(_, (id, row))| (*id, row)).collect();
    filled.check_drawn(&rows, &path)?;
    if args.out.is_none() {
        private::ignore(root)?;
    }
    let kept = rows.iter().filter(|(id, _)| filled.cells.contains_key(id)).count();
    let lines = rows.iter().map(|(id, [at, channel, author, text])| {
        let said = filled.cells.get(id).unwrap_or(&[""; 4]);
        let drawn = [id.to_string().as_str(), at, channel, author, text].map(str::to_owned);
        drawn.into_iter().chain(said.iter().map(|cell| (*cell).to_owned())).collect::<Vec<_>>()
    });
    write(&path, &[&DRAWN, &FILLED_IN], lines)?;
    let mentions: u64 = cells.values().map(|cell| cell.mentions).sum();
    ui.say(&format!("drew    {} of {mentions} mentions of {}", rows.len(), period.id));
    if kept > 0 {
        let rows = pages::rows(Words::english(), kept as u64);
        ui.say(&format!("kept    what is filled in in {rows}"));
    }
    ui.say(&format!("wrote   {}", path.display()));
    if args.out.is_some() {
        ui.note("the sheet holds people's words: keep it out of repositories and sites");
    }
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

/// The used mentions of one label or estimate and of one channel.
#[derive(Default)]
struct Candidates {
    mentions: u64,
    /// Those with the smallest ranks: as many as may be drawn.
    smallest: BTreeMap<u64, (DrawId, Row)>,
}

/// Time, channel, author and text.
type Row = [String; 4];

fn candidates(
    project: &OpenedProject,
    period: &Period,
    wanted: u64,
    ui: &Ui,
) -> Result<BTreeMap<(AuditLabel, ChannelIx), Candidates>> {
    let channels = &project.context.channels;
    let mut ids = DrawIds::new(&period.id);
    let mut cells: BTreeMap<(AuditLabel, ChannelIx), Candidates> = BTreeMap::new();
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
        let label = AuditLabel::of(mention.tone, mention.content.tone_estimate);
        let cell = cells.entry((label, mention.channel)).or_default();
        cell.mentions += 1;
        let is_full = cell.smallest.len() as u64 >= wanted;
        if is_full && cell.smallest.last_key_value().is_some_and(|(last, _)| *last < id.rank()) {
            return Ok(());
        }
        let words = reading.words.as_deref();
        let author = words.and_then(|words| words.author.clone()).unwrap_or_default();
        let text = words.map(|words| words.text.clone()).unwrap_or_default();
        let row = [mention.published_at.to_string(), channel.clone(), author, text];
        cell.smallest.insert(id.rank(), (id, row));
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

/// What people filled in in the sheets of a period, by id.
struct FilledIn {
    /// In the sheet that is to be replaced, else in that which is committed, else in the private one.
    cells: BTreeMap<DrawId, [&'static str; 4]>,
    /// Those of the sheet that is to be replaced.
    replaced: BTreeSet<DrawId>,
}

impl FilledIn {
    /// Reads the sheets.
    ///
    /// # Errors
    ///
    /// A sheet cannot be read, or the file at `path`, which is to be replaced, is another than `sample` writes.
    fn read(root: &Path, period: &Period, path: &Path) -> Result<Self> {
        let mut cells = BTreeMap::new();
        for folder in [PRIVATE_SHEETS, FOLDER] {
            let name = format!("{folder}/{}", audit::file_name(period));
            if root.join(&name) != path && root.join(&name).exists() {
                cells.extend(audit::said(&audit::filled(root, &name)?.rows));
            }
        }
        let replaced = replaced(path)?;
        cells.extend(audit::said(&replaced));
        Ok(Self { cells, replaced: replaced.iter().map(|(_, row)| row.id).collect() })
    }

    /// Refuses to lose what is filled in in the sheet that is to be replaced.
    fn check_drawn(&self, drawn: &[(DrawId, &Row)], path: &Path) -> Result<()> {
        let drawn: BTreeSet<DrawId> = drawn.iter().map(|(id, _)| *id).collect();
        let lost = self.replaced.difference(&drawn).count() as u64;
        if lost == 0 {
            return Ok(());
        }
        let rows = pages::rows(Words::english(), lost);
        let what =
            format!("somebody has filled in {rows} that would not be drawn now; left unchanged");
        let hint = "build with it, draw more rows with `--n`, or write the new sheet elsewhere with `--out FILE`";
        Err(Problem::of(path.display().to_string(), what).hint(hint).into())
    }
}

/// The filled rows of the sheet that is to be replaced.
fn replaced(path: &Path) -> Result<Vec<(u64, AuditRow)>> {
    if fs::metadata(path).map_or(true, |file| file.is_file() && file.len() == 0) {
        return Ok(Vec::new());
    }
    let name = path.display().to_string();
    let table = EditedTable::read(path, &name);
    let is_known = |column: &String| {
        column.is_empty() || DRAWN.iter().chain(&FILLED_IN).any(|known| known == column)
    };
    match table.and_then(|table| Ok((AuditSheet::of(&table, &name).map_err(Error::Inputs)?, table)))
    {
        Ok((sheet, table)) if table.columns.iter().all(is_known) => {
            Ok(sheet.rows.into_iter().filter(|(_, row)| row.is_filled()).collect())
        }
        Err(error @ Error::Io { .. }) => Err(error),
        // A label that means nothing was filled in too.
        _ => {
            let what = "this file is no sheet as `sample` writes it; left unchanged";
            let hint = "move it away, or name another file with `--out`";
            Err(Problem::of(name, what).hint(hint).into())
        }
    }
}

/// Writes the ids and labels of the filled private sheets.
fn strip(args: &SampleArgs, ui: &Ui) -> Result<()> {
    let root = read(&args.project)?.root;
    let asked = asked(args)?;
    let (sheets, _) = audit::sheets(&root, PRIVATE_SHEETS)?;
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
    for (name, sheet) in &filled {
        problems.extend(lost(&root, name, sheet)?);
    }
    if !problems.is_empty() {
        return Err(Error::Inputs(problems));
    }
    for (name, sheet) in filled {
        let path = root.join(FOLDER).join(name);
        let rows = sheet.rows.iter().map(|(_, row)| {
            let id = [row.id.to_string()].into_iter();
            id.chain(row.cells().map(str::to_owned)).collect::<Vec<_>>()
        });
        write(&path, &[&["id"], &FILLED_IN], rows)?;
        ui.say(&format!("wrote   {}", path.display()));
    }
    Ok(())
}

/// The problem that a committed sheet has filled rows that the private sheet lacks.
fn lost(root: &Path, name: &str, private: &AuditSheet) -> Result<Option<Problem>> {
    let committed = format!("{FOLDER}/{name}");
    if !root.join(&committed).exists() {
        return Ok(None);
    }
    let kept = audit::said(&private.rows);
    let rows = audit::filled(root, &committed)?.rows;
    let missing = rows.iter().filter(|(_, row)| !kept.contains_key(&row.id)).count();
    Ok((missing > 0).then(|| {
        let of = pages::rows(Words::english(), rows.len() as u64);
        let what = format!(
            "{missing} of its {of} have no label in {PRIVATE_SHEETS}/{name}; left unchanged"
        );
        Problem::of(&committed, what).hint(format!("move {committed} away to replace it"))
    }))
}

/// Writes a sheet.
fn write<R: IntoIterator<Item = String>>(
    path: &Path,
    columns: &[&[&str]],
    rows: impl Iterator<Item = R>,
) -> Result<()> {
    let columns = columns.concat();
    let written = private::write_csv(path, columns.into_iter(), rows);
    written.map_err(Error::io(path, "write the sheet"))
}
