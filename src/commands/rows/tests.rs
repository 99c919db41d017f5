//! The rows of every figure of the sample project and of the golden projects are as many as the number that the figure states.

use std::collections::BTreeSet;

use super::*;
use crate::brief::{Brief, Kind, Stage};
use crate::commands::assemble::assemble;
use crate::commands::reported::Reported;
use crate::insights::{BusyWindow, Group};
use crate::mentions::RowStatus;
use crate::pages::Words;
use crate::pages::provenance::Options;

/// The mentions of all peaks, or of the one that begins on a day.
fn of_peaks(report: &Report, figure: &str, part: &str) -> u64 {
    let is_meant = |from: Date| part.is_empty() || part == from.to_string();
    if figure == "peaks" {
        let peaks = report.peaks.iter().flatten().filter(|peak| is_meant(peak.from));
        return peaks.map(|peak| peak.mentions).sum();
    }
    let peaks = report.tone_peaks.iter().flatten().filter(|peak| is_meant(peak.from));
    let spans: Vec<(Date, Date)> = peaks.map(|peak| (peak.from, peak.to)).collect();
    let is_peak = |day| spans.iter().any(|(from, to)| *from <= day && day <= *to);
    let days = report.daily.iter().filter(|day| is_peak(day.date));
    days.map(|day| day.tones.labelled()).sum()
}

/// The mentions or conversations that a figure states as its base.
fn base(counts: &ProjectCounts, report: &Report, rows: &FigureRows) -> u64 {
    let (brief, id) = (&counts.brief, rows.id.as_str());
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
        "channel-changes" => {
            let change = report.change.as_ref().unwrap();
            let channel = change.channels.iter().find(|channel| channel.channel == part);
            let (now, before) = channel.map_or(change.mentions, |channel| channel.mentions);
            now + before
        }
        "patterns" => of_patterns(counts, report, rows.days(), part),
        "peaks" | "tone-peaks" => of_peaks(report, figure, part),
        "when" => of_hours(report, part),
        "began" | "windows" => of_starts(report, figure, part),
        "slots" => of_slots(report),
        "voice" | "voice-weeks" => of_voice(report, figure, part),
        "audiences" | "priorities" => on_channels(brief, report, figure, part),
        "kinds" => {
            let kind = Kind::ALL.into_iter().find(|kind| kind.id() == part).unwrap();
            report.kinds.as_ref().unwrap().all[kind]
        }
        "kind-rules" => {
            let rules = report.kinds.iter().flat_map(|kinds| &kinds.rules);
            let is_meant = |id: &str| part.is_empty() || part == id;
            rules.filter(|(rule, _)| is_meant(&rule.rule().unwrap().id)).map(|it| it.1).sum()
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
            let all = report.languages.iter().flatten();
            let named = |tag: Option<String>| tag.as_deref().unwrap_or("none") == part;
            let mut found = all.filter(|it| named(it.language.map(|tag| tag.to_string())));
            found.next().unwrap().mentions
        }
        "countries" => {
            let all = report.countries.iter().flatten();
            let named = |code: Option<String>| code.as_deref().unwrap_or("none") == part;
            let mut found = all.filter(|it| named(it.country.map(|code| code.to_string())));
            found.next().unwrap().mentions
        }
        "people" | "returning" | "transitions" | "complainers" | "followers" => {
            of_people(report, figure, part)
        }
        "terms" | "complaint" | "praise" | "channel-terms" => of_terms(report, figure, part),
        "reach" => report.sum(|channel| channel.reach).unwrap().rows,
        "engagement" => report.sum(|channel| channel.engagement).unwrap().rows,
        "minutes" => report.handling.timed.unwrap().conversations,
        "staffing" => {
            let all = report.channels.iter().filter(|channel| channel.is_community);
            all.map(|channel| channel.conversations.unwrap()).sum()
        }
        "options" => of_options(report, part),
        "cover" | "outside" | "infeasible" => of_cover(report, figure, part),
        "handling" => {
            let all = report.stages.as_ref().unwrap();
            let stage = Stage::ALL.into_iter().find(|stage| stage.id() == part);
            stage.map_or(all.all.conversations, |stage| all.of(stage))
        }
        "complaints" => {
            let found = report.complaints.unwrap();
            if part.is_empty() { found.complaints } else { found.unanswered }
        }
        "openings" => report.openings.as_ref().unwrap().openings.len() as u64,
        "own-posts" => report.own_posts.as_ref().unwrap().all.posts.unwrap_or_default(),
        "response" if part.is_empty() => answers().all.conversations,
        "in-time" if part.is_empty() => answers().all.in_time.as_ref().unwrap().base,
        "response" | "in-time" => {
            let mut all = answers().channels.iter();
            let waits = &all.find(|answers| answers.id == part).unwrap().waits;
            let in_time = waits.in_time.as_ref();
            if figure == "in-time" { in_time.unwrap().base } else { waits.conversations }
        }
        other => panic!("a figure without a base: {other}"),
    }
}

fn of_patterns(counts: &ProjectCounts, report: &Report, weeks: &[(Date, Date)], part: &str) -> u64 {
    let mut patterns = report.stability.iter().flatten();
    if let Some(figures) = patterns.find(|figures| figures.pattern.id() == part) {
        return figures.mentions;
    }
    let used = |&(from, to): &(Date, Date)| {
        let cells = counts.rollup.volume.between(from, to);
        cells.map(|(_, _, cell)| cell.rows[RowStatus::Used]).sum::<u64>()
    };
    weeks.iter().map(used).sum()
}

/// Each hour of the clock that belongs to a posting time, in part or as a whole.
fn of_slots(report: &Report) -> u64 {
    let counts = report.activity.as_ref().unwrap().counts;
    let of = |day: i8, hour: i8| {
        let at = (i32::from(day) * 24 + i32::from(hour)) % 168;
        counts[usize::try_from(at / 24).unwrap()][usize::try_from(at % 24).unwrap()]
    };
    let slots = report.slots.iter().flat_map(|slot| {
        slot.days.iter().map(|day| {
            let (day, hour) = (day.to_monday_zero_offset(), slot.free_at.hour());
            let second = if slot.free_at.minute() > 0 { of(day, hour + 1) } else { 0 };
            of(day, hour) + second
        })
    });
    slots.sum()
}

fn of_voice(report: &Report, figure: &str, part: &str) -> u64 {
    let voice = report.voice.as_ref().unwrap();
    if figure == "voice-weeks" {
        return voice.week_tags.iter().flatten().sum();
    }
    let is_meant = |name: &str| part.is_empty() || part == name;
    voice.brands.iter().filter(|brand| is_meant(&brand.name)).map(|brand| brand.tags).sum()
}

/// The mentions, or labels, that accounts are counted by.
fn of_people(report: &Report, figure: &str, part: &str) -> u64 {
    let people = report.people.as_ref().unwrap();
    let transitions = || people.transitions.as_ref().unwrap();
    match figure {
        "people" if part.is_empty() => people.all.mentions,
        "people" => {
            people.all.written[Group::ALL.into_iter().find(|group| group.id() == part).unwrap()]
        }
        "returning" => people.all.recent_mentions,
        "transitions" => transitions().labels,
        "complainers" => transitions().answers.as_ref().unwrap().labels,
        _ => {
            let networks = people.networks.as_ref().unwrap();
            let end = |end: Option<u64>| end.map_or("more".to_owned(), |end| end.to_string());
            let bands = networks.bands.iter().filter(|it| part.is_empty() || end(it.up_to) == part);
            let unknown = if ["", "none"].contains(&part) { networks.unknown.1 } else { 0 };
            bands.map(|band| band.mentions).sum::<u64>() + unknown
        }
    }
}

fn of_terms(report: &Report, figure: &str, part: &str) -> u64 {
    let terms = &report.terms;
    let (list, term) = match figure {
        "terms" => {
            let recent = terms.recent.as_ref().unwrap();
            if part.is_empty() {
                return recent.mentions;
            }
            (&recent.terms, part)
        }
        "complaint" => (terms.complaint.as_ref().unwrap(), part),
        "praise" => (terms.praise.as_ref().unwrap(), part),
        _ => {
            let (channel, term) = part.split_once('/').unwrap();
            (&terms.channels.as_ref().unwrap()[channel], term)
        }
    };
    list.iter().find(|found| found.term == term).unwrap().mentions
}

/// Of all options the conversations of the formula.
fn of_options(report: &Report, part: &str) -> u64 {
    let id = if part.is_empty() { "everything" } else { part };
    report.options.iter().flatten().find(|option| option.id.id() == id).unwrap().conversations
}

/// Of the option that the brief decides, of another, of a weekday, of a time that is tried or of a channel.
fn of_cover(report: &Report, figure: &str, part: &str) -> u64 {
    let options = &report.cover.as_ref().unwrap().options;
    let (id, within) = part.split_once('/').unwrap_or((part, ""));
    if let Some(day) = WEEKDAYS.iter().position(|day| *day == part) {
        let day = &options[0].days[day];
        return match figure {
            "cover" => day.outside.of,
            "outside" => day.outside.count.unwrap(),
            _ => day.beyond.unwrap().count.unwrap(),
        };
    }
    let option = options.iter().find(|option| id.is_empty() || option.id.id() == id).unwrap();
    let beyond = match (figure, within) {
        ("cover", _) => return option.conversations,
        ("outside", _) => option.outside,
        (_, "") => option.promised.as_ref().unwrap().beyond,
        _ => {
            let tried = option.tried.iter();
            let is_meant = |minutes: u32| minutes.to_string() == within;
            let mut tried = tried.filter(|it| it.target_minutes.is_some_and(is_meant));
            let channel = |place: usize| report.channels[place].id == within;
            let own = option.channels.iter().find(|it| channel(it.channel)).map(|it| it.beyond);
            tried.next().map(|it| it.beyond).or(own).unwrap()
        }
    };
    beyond.count.unwrap()
}

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Of all hours, a weekday (`mon`), an hour of the day (`09`) or of the week (`mon-09`).
fn of_hours(report: &Report, part: &str) -> u64 {
    let (day, hour) = part
        .split_once('-')
        .unwrap_or_else(|| if WEEKDAYS.contains(&part) { (part, "") } else { ("", part) });
    let counts = report.activity.as_ref().unwrap().counts.iter().zip(WEEKDAYS);
    let of_days = counts.filter(|(_, name)| day.is_empty() || day == *name);
    let cells = of_days.flat_map(|(counts, _)| counts.iter().enumerate());
    let is_meant = |place: usize| hour.is_empty() || format!("{place:02}") == hour;
    cells.filter(|(place, _)| is_meant(*place)).map(|(_, count)| count).sum()
}

/// Of all conversations known to the hour, of those outside the staffed hours, of the parts of the week that stand out, or of one of these.
fn of_starts(report: &Report, figure: &str, part: &str) -> u64 {
    let activity = report.activity.as_ref().unwrap();
    let outside = activity.outside;
    if figure == "windows" {
        let all = activity.windows.iter().flatten();
        let id = |window: &BusyWindow| {
            let days = if window.is_weekend { "sat-sun" } else { "mon-fri" };
            format!("{days}-{:02}", window.hour)
        };
        return all.filter(|it| part.is_empty() || id(it) == part).map(|it| it.conversations).sum();
    }
    if let Some(outside) = outside {
        assert_eq!(Some(outside.conversations), activity.conversations);
    }
    if part == "outside" {
        let outside = outside.unwrap();
        let count = outside.share * outside.conversations as f64;
        return format!("{count:.0}").parse().unwrap();
    }
    activity.conversations.unwrap()
}

/// The mentions on the channels that an audience names, or all do, or that the brief rates.
fn on_channels(brief: &Brief, report: &Report, figure: &str, audience: &str) -> u64 {
    let places = &report.places;
    let heard = |place: usize| places.audiences[place].heard();
    let channels: BTreeSet<usize> = match (figure, audience) {
        ("priorities", _) => places.priorities.iter().map(|rated| rated.channel).collect(),
        (_, "") => (0..places.audiences.len()).flat_map(heard).collect(),
        (_, id) => heard(brief.audience.iter().position(|it| it.id == id).unwrap()).collect(),
    };
    channels.into_iter().map(|channel| report.channels[channel].mentions).sum()
}

/// A figure of a period, what it states, and how many rows it has.
struct Counted {
    period: String,
    figure: FigureRows,
    /// `None`: some of its rows are no longer in the exports.
    base: Option<u64>,
    rows: u64,
    firsts: Firsts,
}

/// Every figure of every period.
fn counted(project: &OpenedProject) -> Vec<Counted> {
    let ui = Ui::default();
    let reported = Reported::of(&[], &project.loaded.brief).unwrap();
    let (rollup, ledger, _) = count(project, &reported, &ui).unwrap();
    let counts = ProjectCounts::of(project, &reported, (rollup, ledger), &ui, WHY).unwrap();
    let mut all = Vec::new();
    for period in &counts.periods {
        let report = counts.report(project, period);
        let history = &counts.rollup.history;
        let is_gone = |figure: &FigureRows| {
            figure.days().iter().any(|&(from, to)| history.months(from, to).next().is_some())
        };
        for figure in super::figures(project, &counts, &report) {
            let base = (!is_gone(&figure)).then(|| base(&counts, &report, &figure));
            let (period, firsts) = (period.id.clone(), Firsts::default());
            all.push(Counted { period, figure, base, rows: 0, firsts });
        }
    }
    project
        .count(&reported, None, &ui, |row| {
            let Ok((reading, decision)) = row.outcome else { return Ok(()) };
            for Counted { figure, rows, firsts, .. } in &mut all {
                let times = figure.times(reading, decision.status);
                *rows += times as u64;
                if times > 0 && figure.counts_conversations() {
                    let conversations = &counts.rollup.conversations;
                    firsts.add(figure, &reading.mention, Vec::new(), conversations);
                }
            }
            Ok(())
        })
        .unwrap();
    for Counted { figure, rows, firsts, .. } in &mut all {
        if figure.counts_conversations() {
            *rows = std::mem::take(firsts).into_rows().count() as u64;
        }
    }
    all
}

/// The links to data of each figure of a page, with the ids that are printed beside them.
fn printed(page: &str) -> Vec<(String, Vec<String>)> {
    let parts = |text: &str, mark: &str, end: char| -> Vec<String> {
        let found = text.split(mark).skip(1);
        found.map(|rest| rest.split(end).next().unwrap().to_owned()).collect()
    };
    let paragraphs = ["<p class=\"files\">", "<p class=\"key\">"].map(|mark| parts_of(page, mark));
    let all = paragraphs.into_iter().flatten();
    all.map(|text| (parts(text, "href=\"data/", '"').join(" "), parts(text, "<code>", '<')))
        .filter(|(files, _)| !files.is_empty())
        .collect()
}

/// The paragraphs that begin with this mark.
fn parts_of<'a>(page: &'a str, mark: &'a str) -> Vec<&'a str> {
    page.split(mark).skip(1).map(|rest| rest.split("</p>").next().unwrap()).collect()
}

/// Figures whose rows are not as many as they state, and files of the pages without a figure that has rows.
fn faults(folder: &Path) -> (Vec<String>, BTreeSet<String>) {
    let ui = Ui::default();
    let project = OpenedProject::open_some(folder, &ui, |_, exports| Ok(exports)).unwrap();
    let all = counted(&project);
    let mut faults = Vec::new();
    for Counted { period, figure, base, rows, .. } in &all {
        if base.is_some_and(|base| base != *rows) {
            faults.push(format!("{period} {}: {rows} rows, {base:?} stated", figure.id));
        }
    }
    let mut ids = BTreeSet::new();
    let options = Options::default();
    let words = Words::english_pages();
    let made = assemble(&project, &options, words, None, &ui, WHY, |_| Ok(())).unwrap();
    for period in all.iter().map(|it| &it.period).collect::<BTreeSet<_>>() {
        let page = &made.site.files[&format!("{period}/index.html")];
        let of_period: BTreeSet<&str> = all
            .iter()
            .filter(|it| it.period == *period)
            .flat_map(|it| [Some(it.figure.id.as_str()), it.figure.id.split('/').next()])
            .flatten()
            .collect();
        for (files, printed) in printed(&String::from_utf8_lossy(page)) {
            // Objectives are listed also if none of them was measured.
            if printed.is_empty() && !files.contains("objectives.csv") {
                faults.push(format!("{period}: no id beside {files}"));
            }
            let unknown = printed.iter().filter(|id| !of_period.contains(id.as_str()));
            faults.extend(unknown.map(|id| format!("{period}: `{id}` beside {files}")));
            ids.extend(printed);
        }
    }
    (faults, ids)
}

#[test]
fn every_figure_has_an_id_and_as_many_rows_as_it_states() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let golden = std::fs::read_dir(root.join("tests/reports")).unwrap();
    let mut folders: Vec<PathBuf> = golden.map(|entry| entry.unwrap().path()).collect();
    folders.push(root.join("sample-data"));
    let mut ids = BTreeSet::new();
    for folder in &folders {
        let (faults, printed) = faults(folder);
        assert!(faults.is_empty(), "{}:\n{}", folder.display(), faults.join("\n"));
        ids.extend(printed);
    }
    for id in [
        "map",
        "tone",
        "when",
        "began",
        "slots",
        "patterns",
        "channel-changes",
        "voice-weeks",
        "cover",
        "outside",
        "infeasible",
        "complaints/unanswered",
        "began/outside",
        "windows",
        "options",
        "options/brief",
        "in-time",
        "kind-rules",
        "terms",
        "peaks",
    ] {
        assert!(ids.contains(id), "no page prints `{id}`");
    }
}
