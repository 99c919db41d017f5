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
use crate::rollup::Conversations;
use crate::rollup::arrivals::ThreadKey;
use crate::rollup::conversations::{Node, Post};
use crate::units::{Date, Timestamp};

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
        if figure.counts_conversations {
            firsts.add(&reading.mention, fields, conversations);
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
        let problem = Problem::of("FIGURE", format!("the report has no figure `{id}` with rows"))
            .expected(quoted(ids.clone()));
        Problem { hint: did_you_mean(id, ids), ..problem }.into()
    })
}

/// The first row of each conversation: by day, then by time.
#[derive(Default)]
struct Firsts {
    roots: BTreeMap<Post, Node>,
    threads: BTreeMap<ThreadKey, First>,
    single: Vec<First>,
    seen: usize,
}

struct First {
    written: (Date, Timestamp),
    /// Its place among the rows of all exports.
    place: usize,
    fields: Vec<Field>,
}

impl Firsts {
    fn add(&mut self, mention: &Mention, fields: Vec<Field>, conversations: &Conversations) {
        self.seen += 1;
        let written = (mention.local.date(), mention.published_at);
        let first = First { written, place: self.seen, fields };
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
        all.into_iter().map(|first| first.fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Brief, Kind};
    use std::collections::BTreeSet;

    /// The number of mentions or conversations that a figure states as its base.
    fn base(report: &Report, brief: &Brief, id: &str) -> u64 {
        let (figure, part) = id.split_once('/').unwrap_or((id, ""));
        let channel = || report.channels.iter().find(|channel| channel.id == part).unwrap();
        let answers = || report.answers.as_ref().unwrap();
        match figure {
            "map" | "languages" | "countries" | "kinds" | "topics" | "departments"
                if part.is_empty() =>
            {
                report.mentions
            }
            "map" => channel().mentions,
            "tone" => report.tone.counts.labelled(),
            "objectives" => {
                report.objectives.iter().find(|objective| objective.id == part).unwrap().n.unwrap()
            }
            "changes" => report.trend.iter().map(|week| week.tone.counts.total()).sum(),
            "peaks" => report.peaks.iter().flatten().map(|peak| peak.mentions).sum(),
            "when" => report.activity.as_ref().unwrap().mentions,
            "voice" if part.is_empty() => {
                report.voice.as_ref().unwrap().brands.iter().map(|brand| brand.tags).sum()
            }
            "audiences" | "priorities" => on_channels(report, figure, part),
            "voice" => {
                let brands = &report.voice.as_ref().unwrap().brands;
                brands.iter().find(|brand| brand.name == part).unwrap().tags
            }
            "kinds" => {
                report.kinds.as_ref().unwrap().all
                    [Kind::ALL.into_iter().find(|kind| kind.id() == part).unwrap()]
            }
            "topics" => {
                let all = &report.topics.as_ref().unwrap().topics;
                let place = brief.topics.iter().position(|topic| topic.id == part);
                all.iter().find(|topic| topic.topic == place).unwrap().mentions
            }
            "departments" => {
                let all = report.departments.as_ref().unwrap();
                let place = brief.departments.iter().position(|it| it.id == part);
                all.iter().find(|it| it.department == place).unwrap().mentions
            }
            "languages" => {
                let tag = |it: &crate::insights::LanguageFigures| {
                    it.language.map_or("none".to_owned(), |language| language.to_string())
                };
                let all = report.languages.as_ref().unwrap();
                all.iter().find(|figures| tag(figures) == part).unwrap().mentions
            }
            "terms" => {
                let recent = report.terms.recent.as_ref().unwrap();
                let term = recent.terms.iter().find(|term| term.term == part);
                term.map_or(recent.mentions, |term| term.mentions)
            }
            "countries" => {
                let code = |it: &crate::insights::CountryFigures| {
                    it.country.map_or("none".to_owned(), |country| country.to_string())
                };
                let all = report.countries.as_ref().unwrap();
                all.iter().find(|figures| code(figures) == part).unwrap().mentions
            }
            "reach" => report.sum(|channel| channel.reach).unwrap().rows,
            "engagement" => report.sum(|channel| channel.engagement).unwrap().rows,
            "minutes" => report.handling.timed.unwrap().conversations,
            "staffing" => {
                let all = report.channels.iter().filter(|channel| channel.is_community);
                all.map(|channel| channel.conversations.unwrap()).sum()
            }
            "response" if part.is_empty() => answers().all.conversations,
            "response" => {
                let all = &answers().channels;
                all.iter().find(|answers| answers.id == part).unwrap().waits.conversations
            }
            other => panic!("a figure without a base: {other}"),
        }
    }

    /// The mentions on the channels that an audience names, or all do, or that the brief rates.
    fn on_channels(report: &Report, figure: &str, audience: &str) -> u64 {
        let places = &report.places;
        let heard = |id: usize| places.audiences[id].heard();
        let channels: BTreeSet<usize> = match (figure, audience) {
            ("priorities", _) => places.priorities.iter().map(|rated| rated.channel).collect(),
            (_, "") => (0..places.audiences.len()).flat_map(heard).collect(),
            (_, id) => {
                let ids = ["commuters", "weekenders", "enthusiasts"];
                heard(ids.iter().position(|it| *it == id).unwrap()).collect()
            }
        };
        channels.into_iter().map(|channel| report.channels[channel].mentions).sum()
    }

    /// Every figure of every period of a project, with its base and the number of its rows.
    fn figures(folder: &Path) -> Vec<(String, u64, u64)> {
        let ui = Ui::default();
        let project = OpenedProject::open_some(folder, &ui, |_, exports| Ok(exports)).unwrap();
        let reported = Reported::of(&[], &project.loaded.brief).unwrap();
        let (rollup, ledger, _) = count(&project, &reported, &ui).unwrap();
        let counts = ProjectCounts::of(&project, &reported, (rollup, ledger), &ui, WHY).unwrap();
        let reports: Vec<Report> =
            counts.periods.iter().map(|period| counts.report(&project, period)).collect();
        let mut all: Vec<(String, u64, FigureRows, u64, Firsts)> = Vec::new();
        for report in &reports {
            for figure in super::figures(&project, &counts, report) {
                let id = format!("{} {}", report.period.id, figure.id);
                all.push((
                    id,
                    base(report, &project.loaded.brief, &figure.id),
                    figure,
                    0,
                    Firsts::default(),
                ));
            }
        }
        project
            .count(&reported, None, &ui, |row| {
                let Ok((reading, decision)) = row.outcome else { return Ok(()) };
                for (_, _, figure, rows, firsts) in &mut all {
                    let times = figure.times(reading, decision.status);
                    if times > 0 {
                        *rows += times as u64;
                        if figure.counts_conversations {
                            let conversations = &counts.rollup.conversations;
                            firsts.add(&reading.mention, Vec::new(), conversations);
                        }
                    }
                }
                Ok(())
            })
            .unwrap();
        let rows = |figure: &FigureRows, rows, firsts: Firsts| {
            if figure.counts_conversations { firsts.into_rows().count() as u64 } else { rows }
        };
        all.into_iter()
            .map(|(id, base, figure, count, firsts)| (id, base, rows(&figure, count, firsts)))
            .collect()
    }

    #[test]
    fn the_rows_of_every_figure_of_the_sample_are_as_many_as_its_base() {
        let all = figures(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data"));
        let wrong: Vec<_> = all.iter().filter(|(_, base, rows)| base != rows).collect();
        assert!(wrong.is_empty(), "(figure, base, rows): {wrong:?}");
        let families: BTreeMap<&str, u64> =
            all.iter().map(|(id, base, _)| (id.rsplit(' ').next().unwrap(), *base)).collect();
        for id in ["map/x", "changes", "when", "staffing", "response", "objectives/answers"] {
            assert!(families.get(id).is_some_and(|base| *base > 0), "{id} has rows");
        }
    }
}
