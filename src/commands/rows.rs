//! The command `rows`: writes the mentions that one figure of a report counts to stdout, with all their fields.
//!
//! The rows are as many as the number that the figure is based on. Of a conversation, the first row is written. The output is for the analyst:
//! the brief's privacy setting does not apply. What a figure counts is known only after all rows, so the exports are read twice.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use super::counts::ProjectCounts;
use super::mentions::MentionsFormat;
use super::project::OpenedProject;
use super::reported::Reported;
use super::row_sheet::{Field, Sheet, count, fields, further_fields};
use super::ui::Ui;
use crate::brief::wording::{did_you_mean, quoted};
use crate::error::{Error, Problem, Result};
use crate::exports::discover;
use crate::insights::figure_rows::{FigureRows, figure_rows};
use crate::insights::{Period, Report};
use crate::mentions::Mention;
use crate::mentions::content::Label;
use crate::rollup::Conversations;
use crate::rollup::arrivals::{Seconds, ThreadKey};
use crate::rollup::conversations::{Node, Post};
use crate::units::Date;

/// The arguments of `rows`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsArgs {
    /// A folder that holds `brief.yaml`, or the path of a brief.
    pub project: PathBuf,
    /// The id that is printed with the figure.
    pub figure: String,
    /// The period; `None`: the newest complete one, else the newest.
    pub period: Option<String>,
    /// The output format.
    pub format: MentionsFormat,
}

/// Where the reasons are if no row can be read.
const WHY: &str = "`socialmap check` says why";

/// Writes the rows of a figure to [`Ui::out`].
///
/// # Errors
///
/// The inputs are wrong, the report has no such figure, its rows are no longer in the exports, or something cannot be read or written; a
/// closed stdout is a broken pipe.
pub fn run(args: &RowsArgs, ui: &Ui) -> Result<()> {
    let project = OpenedProject::open_some(&args.project, ui, |root, exports| {
        discover::require_some(&exports, root)?;
        Ok(exports)
    })?;
    let asked: Vec<String> = args.period.iter().cloned().collect();
    let reported = Reported::of(&asked, &project.loaded.brief)?;
    let (rollup, ledger, threads) = count(&project, &reported, ui)?;
    let counts = ProjectCounts::of(&project, &reported, (rollup, ledger), ui, WHY)?;
    let report = newest(counts.periods.iter().map(|period| counts.report(&project, period)))
        .ok_or_else(|| Problem::of(args.project.display().to_string(), "no row is used"))?;
    if !report.history.is_empty() {
        return Err(gone(&report.period));
    }
    let read = counts.rollup.volume.span();
    if let Some((first, last)) = read.filter(|_| report.rows.total() == 0) {
        let what = format!("no row is of {}", report.period.id);
        let days = format!("the exports have rows from {first} to {last}");
        return Err(Problem::of("--period", what)
            .detail(days)
            .hint("choose another period")
            .into());
    }
    let figure = find(&args.figure, figures(&project, &counts, &report))?;
    let history = &counts.rollup.history;
    if let Some(month) =
        figure.days().iter().find_map(|&(from, to)| history.months(from, to).next())
    {
        return Err(gone(&Period::month(month)));
    }
    let (channels, conversations) = (&project.context.channels, &counts.rollup.conversations);
    let mut firsts = Firsts::default();
    let mut sheet = Sheet::new(ui.out(), args.format);
    let fail = |source| Error::io(Path::new("stdout"), "write the rows")(source);
    project.count(&reported, None, ui, |row| {
        let Ok((reading, decision)) = row.outcome else { return Ok(()) };
        let times = figure.times(reading, decision.status);
        if times == 0 {
            return Ok(());
        }
        let mut fields = fields(&row, (&project.loaded.brief, channels), &threads, conversations);
        fields.extend(further_fields(&row));
        if figure.counts_conversations() {
            firsts.add(&figure, &reading.mention, fields, conversations);
            Ok(())
        } else {
            (0..times).try_for_each(|_| sheet.write(&fields)).map_err(fail)
        }
    })?;
    firsts.into_rows().try_for_each(|fields| sheet.write(&fields)).map_err(fail)?;
    sheet.finish().map_err(fail)
}

/// The figures of a report that count mentions.
fn figures(project: &OpenedProject, counts: &ProjectCounts, report: &Report) -> Vec<FigureRows> {
    figure_rows(report, (&counts.rollup, &counts.brief, &project.context.channels))
}

/// The newest report of a complete period, else the newest; they are in that order.
pub(super) fn newest(reports: impl Iterator<Item = Report>) -> Option<Report> {
    let mut newest = None;
    for report in reports {
        if report.is_complete() {
            return Some(report);
        }
        newest.get_or_insert(report);
    }
    newest
}

fn gone(period: &Period) -> Error {
    Problem::of("--period", format!("the rows of {} are no longer in the exports", period.id))
        .hint("put the exports of that period back into the project, or choose another period")
        .into()
}

fn find(id: &str, figures: Vec<FigureRows>) -> Result<FigureRows> {
    let ids: Vec<String> = figures.iter().map(|figure| figure.id.clone()).collect();
    figures.into_iter().find(|figure| figure.id == id).ok_or_else(|| {
        let ids = ids.iter().map(String::as_str);
        let parts = || ids.clone().filter(|part| part.split_once('/').is_some_and(|it| it.0 == id));
        if parts().next().is_some() {
            let what = format!("each part of `{id}` has its own rows");
            return Problem::of("FIGURE", what).expected(quoted(parts())).into();
        }
        // Every weekday, hour and hour of the week would hide the others.
        let listed = ids.clone().filter(|part| !part.starts_with("when/"));
        let problem = Problem::of("FIGURE", format!("the report has no figure `{id}` with rows"))
            .expected(quoted(listed));
        Problem { hint: did_you_mean(id, ids), ..problem }.into()
    })
}

/// The day, the second (the largest number, if only the day is known) and what the mention says: the first mention of a conversation has the least.
type Written = (Date, Seconds, Label);

/// The first row of each conversation.
#[derive(Default)]
struct Firsts {
    roots: BTreeMap<Post, Node>,
    threads: BTreeMap<ThreadKey, First>,
    single: Vec<First>,
    seen: usize,
}

struct First {
    written: Written,
    /// Whether the figure counts the conversation that begins with it.
    is_counted: bool,
    /// Its place among the rows of all exports.
    place: usize,
    fields: Vec<Field>,
}

impl Firsts {
    fn add(
        &mut self,
        figure: &FigureRows,
        mention: &Mention,
        fields: Vec<Field>,
        conversations: &Conversations,
    ) {
        self.seen += 1;
        let at = Some(mention.published_at.as_second()).filter(|_| mention.precision.has_hour());
        let at = at.unwrap_or(Seconds::MAX);
        let written = (mention.local.date(), at, mention.content.label());
        let is_counted = figure.counts_begun(mention);
        let first = First { written, is_counted, place: self.seen, fields };
        let Some(post) = ThreadKey::of(mention) else {
            self.single.push(first);
            return;
        };
        match self.threads.entry(conversations.root_of(post, &mut self.roots)) {
            Entry::Vacant(entry) => {
                entry.insert(first);
            }
            Entry::Occupied(mut entry) if written < entry.get().written => {
                entry.insert(first);
            }
            Entry::Occupied(_) => {}
        }
    }

    /// In the order of the exports.
    fn into_rows(self) -> impl Iterator<Item = Vec<Field>> {
        let mut all: Vec<First> = self.threads.into_values().chain(self.single).collect();
        all.sort_unstable_by_key(|first| first.place);
        all.into_iter().filter(|first| first.is_counted).map(|first| first.fields)
    }
}

#[cfg(test)]
mod tests;
