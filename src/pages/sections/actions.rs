//! What to do: the mentions that are worth an answer, grouped by what is to be done, with reasons, owner and date, and what others in the company
//! should hear. Nothing here leads to a person.

pub(in crate::pages) mod lessons;

use crate::brief::Brief;
use crate::insights::{self, OpeningFigures, OpeningGroup, Report};
use crate::pages::plan;
use crate::pages::section::{Block, DataFile, Layout, Section, SectionInput, Style, TableBlock};
use crate::pages::sections::topics::kinds;
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, clauses, list, opening_action, opening_reason, say};

/// The most groups on the page; all are in `summary.json`.
const MOST_GROUPS: usize = 3;

/// The most channels that are named.
const MOST_NAMES: usize = 3;

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let (words, brief, report) = (input.words, input.brief, input.report);
    let is_missing = report.openings.is_none() && insights::lessons(report).is_none();
    let missing = is_missing.then(|| words.text("actions-not-measured"));
    let table = TableBlock {
        id: "openings",
        caption: words.text("actions-caption"),
        table: groups(words, brief, report, MOST_GROUPS),
        layout: Layout::Stack,
        rows: vec!["openings"],
        files: vec![DataFile {
            name: "openings.csv",
            label: words.text("file-numbers"),
            table: each(brief, report),
        }],
    };
    let deck = match &report.openings {
        Some(found) => deck(words, brief, report, found),
        None => words.text("actions-not-measured"),
    };
    let mut blocks = vec![Block::paragraph(Style::Deck, deck), Block::Table(table)];
    blocks.extend(lessons::blocks(input));
    blocks.extend(plan::by_actions(input));
    blocks.push(input.notes());
    let headline = match &report.openings {
        Some(found) => headline(words, found),
        None => words.text("actions-title"),
    };
    Section {
        blocks,
        missing,
        has_main_figure: false,
        ..input.section(words.text("actions-question"), headline)
    }
}

/// How many there are, and how many are overdue.
fn headline(words: &Words, found: &OpeningFigures) -> String {
    if found.count == 0 && !found.is_least {
        return words.text("actions-none");
    }
    let count = if found.is_least {
        say!(words, "actions-count-least", n = found.count)
    } else {
        say!(words, "actions-count", n = found.count)
    };
    let overdue: Option<u64> =
        found.groups.iter().filter_map(|group| group.overdue).reduce(|a, b| a + b);
    match overdue.filter(|overdue| *overdue > 0) {
        Some(overdue) => {
            let overdue = say!(words, "actions-overdue", n = overdue);
            say!(words, "clause-next", start = count, next = overdue)
        }
        None => count,
    }
}

/// The rule, what is left out, and how many groups are not shown.
fn deck(words: &Words, brief: &Brief, report: &Report, found: &OpeningFigures) -> String {
    let rule = say!(words, "actions-deck", cut = words.count(brief.opportunity.cut.into()));
    let names: Vec<String> =
        found.left_out.iter().map(|&channel| report.channels[channel].name.clone()).collect();
    let left_out = (!names.is_empty())
        .then(|| say!(words, "actions-left-out", channels = list(words, &names)));
    let more = found.groups.len().saturating_sub(MOST_GROUPS) as u64;
    let more = (more > 0).then(|| say!(words, "actions-more", n = more));
    [Some(rule), left_out, more].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The columns of a group in `summary.json`.
pub(in crate::pages) const JSON: [&str; 7] =
    ["kind", "topic", "department", "openings", "overdue", "oldest_days", "points"];

/// A group a row, the best first, at most so many: the best of each kind, then further ones.
pub(in crate::pages) fn groups(
    words: &Words,
    brief: &Brief,
    report: &Report,
    most: usize,
) -> Table {
    let page = |key, id: &str| Column::page(key, words.text(id), Unit::Text);
    let columns = vec![
        page("do", "actions-do"),
        page("because", "actions-because"),
        page("why", "actions-why"),
        page("owner", "name-owner"),
        page("by", "actions-by"),
        Column::data("kind", Unit::Text),
        Column::data("topic", Unit::Text),
        Column::data("department", Unit::Text),
        Column::data("openings", Unit::Count),
        Column::data("overdue", Unit::Count),
        Column::data("oldest_days", Unit::Count),
        Column::data("points", Unit::Count),
    ];
    let all: Vec<&OpeningGroup> = report.openings.iter().flat_map(|found| &found.groups).collect();
    let is_further = |place: usize| all[..place].iter().any(|it| it.kind == all[place].kind);
    let mut places: Vec<usize> = (0..all.len()).collect();
    places.sort_by_key(|&place| is_further(place));
    places.truncate(most);
    places.sort_unstable();
    let rows = places.into_iter().map(|place| {
        let group = all[place];
        let topic = group.topic.map(|topic| &brief.topics[topic]);
        let department = group.department.map(|department| &brief.departments[department]);
        let action = opening_action(words, group.kind);
        let action = match topic {
            Some(topic) => say!(words, "actions-on-topic", action = action, topic = &topic.name),
            None => action,
        };
        let owner = match department {
            Some(department) => {
                let parts = [Some(department.name.clone()), department.owner.clone()];
                Cell::text(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
            }
            None => Cell::missing(words.text("map-nobody-yet")),
        };
        let stated = |id: Option<&String>| id.map_or(Cell::NotMeasured, Cell::text);
        vec![
            Cell::text(action),
            Cell::text(because(words, report, group)),
            Cell::text(why(words, group)),
            owner,
            Cell::text(by(words, brief, group)),
            Cell::text(group.kind.id()),
            stated(topic.map(|topic| &topic.id)),
            stated(department.map(|department| &department.id)),
            Cell::Count(group.openings),
            Cell::count(group.overdue),
            Cell::Count(group.oldest_days.into()),
            Cell::Number(group.points as f64),
        ]
    });
    Table::new(columns).with(rows)
}

/// `9 questions on X and Reddit; the oldest is 12 days old`.
fn because(words: &Words, report: &Report, group: &OpeningGroup) -> String {
    let names: Vec<String> =
        group.channels.iter().map(|&channel| report.channels[channel].name.clone()).collect();
    let channels = if names.len() > MOST_NAMES {
        say!(words, "actions-channels", n = names.len() as u64)
    } else {
        list(words, &names)
    };
    let kind = kinds::name(words, group.kind);
    let count = words.count(group.openings);
    let found = say!(words, "actions-found", kind = kind, count = count, channels = channels);
    let age = match group.oldest_days {
        0 => words.text("actions-newest"),
        days => {
            let age = words.duration(u64::from(days) * 24 * 60 * 60);
            say!(words, "actions-oldest", age = age)
        }
    };
    clauses(words, vec![found, age])
}

/// The reasons, with their number where not all have them.
fn why(words: &Words, group: &OpeningGroup) -> String {
    let reasons = group.reasons.iter().map(|(reason, count)| {
        let name = opening_reason(words, *reason);
        if *count == group.openings {
            return name;
        }
        let (count, all) = (words.count(*count), words.count(group.openings));
        say!(words, "actions-reason-part", reason = name, count = count, all = all)
    });
    clauses(words, reasons.collect())
}

/// By when: at once where an answer is overdue, else the day of the next one.
fn by(words: &Words, brief: &Brief, group: &OpeningGroup) -> String {
    if let Some(overdue) = group.overdue.filter(|overdue| *overdue > 0) {
        let (overdue, all) = (words.count(overdue), words.count(group.openings));
        return say!(words, "actions-by-overdue", overdue = overdue, all = all);
    }
    match group.next_due {
        Some(due) => words.date_without_year(brief.timing.zone.to_datetime(due).date()),
        None => words.text("actions-by-none"),
    }
}

/// An opening a row, best first.
fn each(brief: &Brief, report: &Report) -> Table {
    let columns = vec![
        Column::data("rank", Unit::Count),
        Column::data("points", Unit::Count),
        Column::data("channel", Unit::Text),
        Column::data("kind", Unit::Text),
        Column::data("topics", Unit::Text),
        Column::data("reasons", Unit::Text),
        Column::data("age_days", Unit::Count),
        Column::data("department", Unit::Text),
        Column::data("reply_by", Unit::Text),
        Column::data("is_overdue", Unit::Text),
    ];
    let openings = report.openings.iter().flat_map(|found| &found.openings);
    let rows = (1..).zip(openings).map(|(rank, opening)| {
        let topics: Vec<&str> =
            opening.topics.indices().map(|at| brief.topics[usize::from(at)].id.as_str()).collect();
        let reasons: Vec<String> = opening
            .reasons
            .iter()
            .map(|(reason, points)| format!("{} {points}", reason.id()))
            .collect();
        let department = opening.department.map(|department| &brief.departments[department].id);
        let due = opening.reply_by.map(|due| brief.timing.zone.to_datetime(due).date());
        vec![
            Cell::Count(rank),
            Cell::Number(opening.points as f64),
            Cell::text(&report.channels[opening.channel].id),
            Cell::text(opening.kind.id()),
            Cell::text(topics.join(" ")),
            Cell::text(reasons.join("; ")),
            Cell::Count(opening.age_days.into()),
            department.map_or(Cell::NotMeasured, Cell::text),
            due.map_or(Cell::NotMeasured, Cell::Date),
            opening.is_overdue.map_or(Cell::NotMeasured, Cell::Flag),
        ]
    });
    Table::new(columns).with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Kind;
    use crate::insights::OpeningReason;
    use crate::pages::fixture;

    fn found() -> OpeningFigures {
        let group = OpeningGroup {
            kind: Kind::Question,
            topic: None,
            department: None,
            openings: 9,
            overdue: Some(2),
            channels: [0, 1].into(),
            oldest_days: 12,
            points: 7,
            reasons: [
                (OpeningReason::Kind(Kind::Question), 9),
                (OpeningReason::Unanswered, 9),
                (OpeningReason::Addressed, 4),
            ]
            .into(),
            next_due: None,
        };
        let rest = OpeningGroup { overdue: None, oldest_days: 0, ..group.clone() };
        OpeningFigures { count: 18, groups: vec![group, rest], ..OpeningFigures::default() }
    }

    #[test]
    fn a_group_says_what_why_who_and_when() {
        let mut report = fixture::report();
        report.openings = Some(found());
        let words = Words::english();
        let shown = groups(words, &fixture::brief(), &report, 9).shown(words);
        assert_eq!(
            shown.rows[0],
            [
                "Answer, or offer to find the information",
                "Questions: 9 on X and Facebook; the oldest is 12\u{a0}days old",
                "question; unanswered; names us (4 of 9)",
                "nobody yet",
                "at once; 2 of 9 overdue"
            ]
        );
        assert_eq!(shown.rows[1][1], "Questions: 9 on X and Facebook; written on the last day");
        assert_eq!(shown.rows[1][4], "no target");
        assert_eq!(groups(words, &fixture::brief(), &report, 1).shown(words).rows.len(), 1);
        let said = headline(words, report.openings.as_ref().unwrap());
        assert_eq!(said, "18 conversations are worth an answer; 2 answers are overdue");
    }

    #[test]
    fn the_best_of_each_kind_comes_before_further_groups() {
        let mut report = fixture::report();
        let mut found = found();
        let idea = OpeningGroup { kind: Kind::Idea, points: 5, ..found.groups[0].clone() };
        found.groups.push(idea);
        report.openings = Some(found);
        let words = Words::english();
        let kinds = |most| {
            let csv = groups(words, &fixture::brief(), &report, most).pick(&["kind"]).csv();
            String::from_utf8(csv).unwrap()
        };
        assert_eq!(kinds(2), "kind\nquestion\nidea\n");
        assert_eq!(kinds(3), "kind\nquestion\nquestion\nidea\n");
    }

    #[test]
    fn none_and_not_measured_are_two_answers() {
        let words = Words::english();
        assert_eq!(
            headline(words, &OpeningFigures::default()),
            "No conversation is worth an answer by the brief’s points"
        );
        let (brief, report) = (fixture::brief(), fixture::report());
        let missing = fixture::with_input(&brief, &report, |input| section(input).missing);
        assert!(missing.unwrap().starts_with("Openings: not measured"));
    }
}
