//! The objectives of the brief, each compared with its target: a scorecard, its table, and what prevents a figure.
//!
//! Every value has the unit of its metric; the scales of two objectives cannot be compared.

mod asked;
mod audited;

use crate::brief::{Brief, Direction, Metric};
use crate::charts::{self, Score, Scorecard};
use crate::insights::objectives::{Role, roles};
use crate::insights::{NotMeasurable, ObjectiveFigures, ObjectiveVerdict, Period, Report};
use crate::pages::drawing::Drawing;
use crate::pages::plan;
use crate::pages::section::{
    Block, DataFile, Figure, Items, Layout, List, Section, SectionInput, Style, TableBlock,
};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::objectives::{reason_word, value, verdict, verdict_word};
use crate::pages::words::{self, Words, say};

/// The columns of the page.
const PAGE: [&str; 7] =
    ["statement", "measure", "start_text", "now_text", "range_text", "goal_text", "verdict"];

/// The columns of `objectives.csv`.
const CSV: [&str; 14] = [
    "id",
    "metric",
    "channel",
    "baseline",
    "target",
    "direction",
    "now",
    "low",
    "high",
    "n",
    "verdict",
    "reason",
    "due",
    "owner",
];

/// The columns of `summary.json`: those of the file without `due` and `owner`.
pub(in crate::pages) const JSON: &[&str] = CSV.split_at(CSV.len() - 2).0;

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let (words, brief, report) = (input.words, input.brief, input.report);
    let headline = headline(words, &report.objectives);
    let mut blocks = vec![Block::Figure(Box::new(figure(input, &headline)))];
    blocks.extend(rows(words, report).map(|text| Block::paragraph(Style::Deck, text)));
    let by_people = audited::by_people(words, report).into_iter();
    blocks.extend(by_people.map(|text| Block::paragraph(Style::Plain, text)));
    let further = [
        Some(Block::List(List {
            title: Some(words.text("objectives-asked")),
            items: Items::Linked(asked::asked(words, brief, report)),
        })),
        Block::points(words.text("objectives-roles"), role_lines(words, brief, report)),
        plan::by_objectives(input),
        Some(input.notes()),
    ];
    blocks.extend(further.into_iter().flatten());
    Section {
        blocks,
        findings: input.findings(),
        ..input.section(words.text("objectives-question"), headline)
    }
}

/// `Of 5 objectives, 1 is on the way, 2 are not met and 2 are not measurable`.
pub(in crate::pages) fn headline(words: &Words, objectives: &[ObjectiveFigures]) -> String {
    if let [only] = objectives {
        let verdict = if has_no_goal(only) { "no_goal" } else { verdict_word(only.verdict) };
        return say!(words, "objectives-only", verdict = verdict);
    }
    if let [(_, of)] = by_verdict(objectives).collect::<Vec<_>>().as_slice() {
        let verdict = if has_no_goal(of[0]) { "no_goal" } else { verdict_word(of[0].verdict) };
        return say!(words, "objectives-all", n = objectives.len() as u64, verdict = verdict);
    }
    let counted: Vec<String> = by_verdict(objectives)
        .map(|(id, of)| words.say(id, &[("n", (of.len() as u64).into())]))
        .collect();
    let counts = words::list(words, &counted);
    say!(words, "objectives-headline", n = objectives.len() as u64, counts = counts)
}

/// The same for page one in a few words; `None` without an objective, or if all are missed and among the `listed` findings on objectives.
pub(in crate::pages) fn counted(words: &Words, report: &Report, listed: usize) -> Option<String> {
    let by_verdict: Vec<_> = by_verdict(&report.objectives).collect();
    match by_verdict.as_slice() {
        [] => return None,
        [(_, of)] if of[0].verdict == ObjectiveVerdict::NotMet && of.len() <= listed => {
            return None;
        }
        _ => {}
    }
    let counts = by_verdict.iter().map(|(_, of)| {
        let n = of.len() as u64;
        if has_no_goal(of[0]) {
            return say!(words, "objectives-count-no-goal", n = n);
        }
        say!(words, "objectives-count", n = n, verdict = verdict(words, of[0]))
    });
    let counts = counts.reduce(|start, next| say!(words, "list-next", start = start, next = next));
    Some(say!(words, "objectives-line", counts = counts?))
}

/// The objectives by verdict, with the message that counts them; those without a goal apart.
fn by_verdict(
    objectives: &[ObjectiveFigures],
) -> impl Iterator<Item = (&'static str, Vec<&ObjectiveFigures>)> {
    let verdicts = [
        (ObjectiveVerdict::Met, false, "objectives-met"),
        (ObjectiveVerdict::LikelyMet, false, "objectives-likely-met"),
        (ObjectiveVerdict::OnTheWay, false, "objectives-on-the-way"),
        (ObjectiveVerdict::NotMet, false, "objectives-not-met"),
        (ObjectiveVerdict::TooEarly, false, "objectives-too-early"),
        (ObjectiveVerdict::NotMeasurable, true, "objectives-no-goal"),
        (ObjectiveVerdict::NotMeasurable, false, "objectives-not-measurable"),
    ];
    verdicts.into_iter().filter_map(move |(verdict, is_goalless, id)| {
        let is_here =
            |it: &&ObjectiveFigures| it.verdict == verdict && has_no_goal(it) == is_goalless;
        let of: Vec<_> = objectives.iter().filter(is_here).collect();
        (!of.is_empty()).then_some((id, of))
    })
}

/// Whether there is a figure and nothing to hold it against.
fn has_no_goal(objective: &ObjectiveFigures) -> bool {
    objective.reason == Some(NotMeasurable::Target)
}

fn figure(input: &SectionInput<'_>, headline: &str) -> Figure {
    let (words, brief, report) = (input.words, input.brief, input.report);
    let subtitle = say!(words, "objectives-deck", period = words.period(&report.period));
    let rows: Vec<Score> =
        report.objectives.iter().filter_map(|it| score(words, report, it)).collect();
    let drawing = if rows.is_empty() {
        Err(words.text("page-nothing-to-draw"))
    } else {
        let legend = ["objectives-legend-start", "objectives-legend-goal", "objectives-legend-now"]
            .map(|id| words.text(id));
        let chart = Scorecard { rows, legend };
        Ok(Drawing::new("objectives", headline, &subtitle, |frame, width| {
            charts::scorecard(frame, &chart, width)
        }))
    };
    let table = table(words, brief, report);
    Figure {
        id: "objectives",
        title: None,
        subtitle,
        drawing,
        source: words.text("objectives-source"),
        table: TableBlock {
            id: "objectives",
            caption: words.text("objectives-caption"),
            table: table.pick(&PAGE),
            layout: Layout::Stack,
            rows: Vec::new(),
            files: vec![DataFile {
                name: "objectives.csv",
                label: words.text("file-numbers"),
                table: table.pick(&CSV),
            }],
        },
    }
}

/// The id of each objective that has rows: they count different things, so there are no rows of all.
fn rows(words: &Words, report: &Report) -> Option<String> {
    let measured = report.objectives.iter().filter(|objective| objective.n.is_some());
    let ids: Vec<String> =
        measured.map(|objective| format!("`objectives/{}`", objective.id)).collect();
    (!ids.is_empty()).then(|| say!(words, "objectives-rows", ids = ids.join(" ")))
}

/// A row of the chart; `None` without a figure.
fn score(words: &Words, report: &Report, objective: &ObjectiveFigures) -> Option<Score> {
    let now = objective.now?;
    let shown = |at: f64| value(words, objective, at);
    let mut numbers = match objective.interval {
        Some((low, high)) => {
            let range = words.between(&shown(low), &shown(high));
            say!(words, "with-range", value = shown(now), range = range)
        }
        None => shown(now),
    };
    if let Some(target) = objective.target {
        numbers = say!(words, "objectives-with-goal", numbers = numbers, goal = shown(target));
    }
    let label = measure(words, report, objective);
    let verdict = verdict(words, objective);
    Some(Score {
        tooltip: say!(
            words,
            "objectives-row",
            name = &label,
            numbers = &numbers,
            verdict = &verdict
        ),
        label,
        now,
        range: objective.interval,
        start: objective.baseline,
        goal: objective.target,
        verdict,
        numbers,
    })
}

/// `net sentiment on X`.
pub(in crate::pages) fn measure(
    words: &Words,
    report: &Report,
    objective: &ObjectiveFigures,
) -> String {
    let metric = words::metric(words, objective.metric);
    match objective.channel.map(|index| &report.channels[index].name) {
        Some(channel) => say!(words, "objectives-measure", metric = metric, channel = channel),
        None => metric,
    }
}

/// The same with its months, where these are others than those of the report.
fn measure_over(words: &Words, report: &Report, objective: &ObjectiveFigures) -> String {
    let measure = measure(words, report, objective);
    let months = report.people.as_ref().ok().and_then(|people| match objective.metric {
        Metric::Advocates => Some(people.window),
        Metric::ReturningAuthors => people.quarters.first().copied(),
        _ => None,
    });
    match months {
        Some((from, to)) => {
            let months = words.period(&Period::span(from, to));
            say!(words, "objectives-measure-over", measure = measure, months = months)
        }
        None => measure,
    }
}

/// An objective a row.
pub(in crate::pages) fn table(words: &Words, brief: &Brief, report: &Report) -> Table {
    let heading = |key, id: &str| Column::page(key, words.text(id), Unit::Text);
    let columns = vec![
        heading("statement", "name-objective"),
        heading("measure", "name-measure"),
        heading("start_text", "name-start"),
        heading("now_text", "name-now-figure"),
        heading("range_text", "name-range"),
        heading("goal_text", "name-goal"),
        Column::new("verdict", words.text("name-verdict"), Unit::Text),
        Column::data("id", Unit::Text),
        Column::data("metric", Unit::Text),
        Column::data("channel", Unit::Text),
        Column::data("baseline", Unit::Quantity),
        Column::data("target", Unit::Quantity),
        Column::data("direction", Unit::Text),
        Column::data("now", Unit::Quantity),
        Column::data("low", Unit::Quantity),
        Column::data("high", Unit::Quantity),
        Column::data("n", Unit::Count),
        Column::data("reason", Unit::Text),
        Column::data("due", Unit::Text),
        Column::data("owner", Unit::Text),
    ];
    let objectives = brief.objectives.iter().zip(&report.objectives);
    Table::new(columns).with(objectives.map(|(asked, figures)| {
        let shown = |at: Option<f64>| {
            at.map_or_else(|| Cell::text(""), |at| Cell::text(value(words, figures, at)))
        };
        let now = match (figures.now, figures.n) {
            (None, _) => Cell::NotMeasured,
            (Some(now), Some(n)) if is_sampled(figures.metric) => {
                let (value, sample) = (value(words, figures, now), words.sample(n));
                Cell::text(say!(words, "with-sample", value = value, sample = sample))
            }
            (now, _) => shown(now),
        };
        let range = figures.interval.map_or_else(
            || Cell::text(""),
            |(low, high)| {
                let ends = [low, high].map(|end| value(words, figures, end));
                Cell::text(words.between(&ends[0], &ends[1]))
            },
        );
        let optional = |text: Option<&String>| text.map_or(Cell::NotMeasured, Cell::text);
        let direction = match figures.direction {
            Direction::Up => "up",
            Direction::Down => "down",
        };
        vec![
            Cell::text(&asked.statement),
            Cell::text(measure_over(words, report, figures)),
            shown(figures.baseline),
            now,
            range,
            shown(figures.target),
            Cell::word(verdict_word(figures.verdict), verdict(words, figures)),
            Cell::text(&figures.id),
            Cell::text(metric_word(figures.metric)),
            optional(figures.channel.map(|index| &report.channels[index].id)),
            Cell::number(figures.baseline),
            Cell::number(figures.target),
            Cell::text(direction),
            Cell::number(figures.now),
            Cell::number(figures.interval.map(|range| range.0)),
            Cell::number(figures.interval.map(|range| range.1)),
            Cell::count(figures.n),
            figures.reason.map_or(Cell::NotMeasured, |reason| Cell::text(reason_word(reason))),
            asked.due.map_or(Cell::NotMeasured, Cell::Date),
            optional(asked.owner.as_ref()),
        ]
    }))
}

/// Whether the figure is based on a number of mentions other than itself.
fn is_sampled(metric: Metric) -> bool {
    !matches!(metric, Metric::Mentions | Metric::Conversations)
}

/// The five roles of Groundswell; none if no objective names its role.
fn role_lines(words: &Words, brief: &Brief, report: &Report) -> Vec<String> {
    if brief.objectives.iter().all(|objective| objective.groundswell.is_none()) {
        return Vec::new();
    }
    let roles = roles(brief, &report.objectives).map(|(role, state)| {
        let role = words::groundswell(words, role);
        match state {
            Role::Measured => say!(words, "objectives-role-measured", role = role),
            Role::Addressed => say!(words, "objectives-role-addressed", role = role),
            Role::Missing => say!(words, "objectives-role-missing", role = role),
        }
    });
    roles.to_vec()
}

/// The stable word for a metric, as the brief writes it.
fn metric_word(metric: Metric) -> &'static str {
    match metric {
        Metric::Mentions => "mentions",
        Metric::Conversations => "conversations",
        Metric::ShareOfVoice => "share_of_voice",
        Metric::NetSentiment => "net_sentiment",
        Metric::PositiveShare => "positive_share",
        Metric::NegativeShare => "negative_share",
        Metric::ProblemShare => "problem_share",
        Metric::QuestionShare => "question_share",
        Metric::Advocates => "advocates",
        Metric::ReturningAuthors => "returning_authors",
        Metric::ResponseTimeMedian => "response_time_median",
        Metric::AnsweredInTime => "answered_in_time",
        Metric::Reach => "reach",
        Metric::Engagement => "engagement",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn an_objective_is_a_row_with_its_verdict() {
        let report = fixture::report();
        let table = table(Words::english(), &fixture::brief(), &report);
        let shown = &table.pick(&PAGE).shown(Words::english()).rows[0];
        assert_eq!(
            shown[1..],
            [
                "net sentiment on Reddit",
                "−5",
                "−24 (n\u{a0}=\u{a0}356)",
                "−32\u{a0}to\u{a0}−16",
                "+10",
                "not met"
            ]
        );
        let csv = String::from_utf8(table.pick(&CSV).csv()).unwrap();
        let row = csv.lines().nth(1).unwrap();
        assert_eq!(
            row,
            "tone,net_sentiment,reddit,-5,10,up,-24.2,-31.9,-16.1,356,not_met,,2026-12-31,Customer care"
        );
        assert_eq!(headline(Words::english(), &report.objectives), "The objective is not met");
    }

    #[test]
    fn the_headline_counts_each_verdict() {
        let one = fixture::report().objectives.remove(0);
        let verdicts = [
            ObjectiveVerdict::Met,
            ObjectiveVerdict::NotMet,
            ObjectiveVerdict::NotMet,
            ObjectiveVerdict::NotMeasurable,
        ];
        let all = verdicts.map(|verdict| ObjectiveFigures { verdict, ..one.clone() });
        assert_eq!(
            headline(Words::english(), &all),
            "Of 4 objectives, 1 is met, 2 are not met and 1 is not measurable"
        );
        let mut report = fixture::report();
        assert_eq!(counted(Words::english(), &report, 1), None);
        let only = counted(Words::english(), &report, 0);
        assert_eq!(only.as_deref(), Some("Objectives: 1 not met"));
        report.objectives = all.to_vec();
        let several = counted(Words::english(), &report, 2);
        assert_eq!(several.as_deref(), Some("Objectives: 1 met, 2 not met, 1 not measurable"));
    }
}
