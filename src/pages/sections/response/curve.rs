//! The share of the conversations that are answered by the time since their first mention, with the times that were promised.

use std::collections::BTreeSet;

use crate::brief::{Brief, Metric};
use crate::charts::{self, Curve, Goal};
use crate::insights::{AnswerFigures, WaitFigures};
use crate::pages::drawing::Drawing;
use crate::pages::section::{DataFile, Figure, Layout, SectionInput, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, say};

/// Times of the table, in minutes: 1, 4, 8, 24, 48, 72 hours and a week.
const TIMES: [u32; 7] = [60, 240, 480, 1440, 2880, 4320, 10_080];

/// Hours that the axis shows at least and at most.
const SHOWN: (u32, u32) = (72, 336);

/// The figure; `None` where nobody was answered, or the history holds finished figures.
/// `headline` is that of the section, as the figure has none of its own.
pub(super) fn figure(
    input: &SectionInput<'_>,
    answers: &AnswerFigures,
    headline: &str,
) -> Option<Figure> {
    let words = input.words;
    if answers.all.curve.is_empty() {
        return None;
    }
    let subtitle = words.text("answered-deck");
    let targets = targets(input.brief, answers);
    let curve = curve(words, input.brief, answers, &targets);
    let table = table(words, &answers.all, &targets);
    Some(Figure {
        id: "answered",
        drawing: Ok(Drawing::new("answered", headline, &subtitle, |frame, width| {
            charts::curve(frame, &curve, width)
        })),
        title: None,
        subtitle,
        source: if curve.goals.is_empty() {
            words.text("answered-source")
        } else {
            words.text("answered-source-promise")
        },
        table: TableBlock {
            id: "answered",
            caption: words.text("answered-caption"),
            table: table.clone(),
            layout: Layout::Scroll,
            rows: vec!["response"],
            files: vec![DataFile {
                name: "answered.csv",
                label: words.text("file-numbers"),
                table,
            }],
        },
    })
}

/// The targets of the channels where answers are seen, in minutes, each once.
fn targets(brief: &Brief, answers: &AnswerFigures) -> BTreeSet<u32> {
    let of = |id: &str| {
        let declared = brief.channels.iter().position(|channel| channel.id == id);
        brief.response_target(declared)
    };
    if answers.channels.is_empty() {
        brief.response_target(None).into_iter().collect()
    } else {
        answers.channels.iter().filter_map(|channel| of(&channel.id)).collect()
    }
}

fn curve(words: &Words, brief: &Brief, answers: &AnswerFigures, targets: &BTreeSet<u32>) -> Curve {
    let longest = targets.iter().map(|minutes| minutes / 60 + 24).max().unwrap_or(0);
    let end = longest.clamp(SHOWN.0, SHOWN.1);
    let steps = if end > 168 { 48 } else { 24 };
    let objective = brief.objectives.iter().find(|objective| {
        objective.metric == Metric::AnsweredInTime && objective.channel.is_none()
    });
    // The line of all channels has no value at a time that was promised for one of them.
    let goal = targets.first().filter(|_| targets.len() == 1).map(|minutes| Goal {
        at: f64::from(*minutes) / 60.0,
        share: objective.and_then(|it| it.target),
        text: say!(words, "answered-promised", time = words.within(Some(*minutes))),
    });
    Curve {
        steps: answers
            .all
            .curve
            .iter()
            .map(|(after, waits)| (*after as f64 / 3600.0, 1.0 - waits))
            .collect(),
        end: f64::from(end),
        times: (0..=end)
            .step_by(steps)
            .map(|hour| (f64::from(hour), words.count(hour.into())))
            .collect(),
        shares: [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| (share, words.percent(share, 1))).into(),
        goals: goal.into_iter().collect(),
        unit: words.text("answered-unit"),
    }
}

/// A time a row.
fn table(words: &Words, all: &WaitFigures, targets: &BTreeSet<u32>) -> Table {
    let columns = vec![
        Column::page("time", words.text("answered-within"), Unit::Text),
        Column::data("minutes", Unit::Count),
        Column::new("answered_share", words.text("answered-share"), Unit::Share),
    ];
    let times: BTreeSet<u32> = TIMES.into_iter().chain(targets.iter().copied()).collect();
    let rows = times.into_iter().map(|minutes| {
        let by_then = all.curve.iter().take_while(|(after, _)| *after <= 60 * u64::from(minutes));
        let ratio = by_then.last().map_or(0.0, |(_, waits)| 1.0 - waits);
        vec![
            Cell::text(words.within(Some(minutes))),
            Cell::Count(minutes.into()),
            Cell::Share { ratio, base: all.conversations },
        ]
    });
    Table::new(columns).with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn the_curve_has_its_median_and_its_promise() {
        let (mut brief, report) = (fixture::brief(), fixture::report());
        let mut answers = report.answers.clone().unwrap();
        fixture::with_input(&brief, &report, |input| {
            let figure = figure(input, &answers, "").unwrap();
            let drawing = figure.drawing.unwrap();
            assert!(drawing.file.contains("promised: 4\u{a0}hours"), "{}", drawing.file);
            let csv = String::from_utf8(figure.table.table.csv()).unwrap();
            assert!(csv.contains("\n240,0.62\n") && csv.contains("\n60,0.1999"), "{csv}");
        });
        let reddit = brief.channels.iter().position(|channel| channel.id == "reddit").unwrap();
        brief.channels[reddit].response_target_minutes = Some(480);
        let goals = |answers: &AnswerFigures| {
            let targets = targets(&brief, answers);
            let drawn = curve(Words::english(), &brief, answers, &targets);
            drawn.goals.into_iter().map(|goal| goal.text).collect::<Vec<_>>()
        };
        assert!(goals(&answers).is_empty(), "X and Reddit have each its own time");
        answers.channels.clear();
        assert_eq!(goals(&answers), ["promised: 4\u{a0}hours"]);
        answers.all.curve.clear();
        fixture::with_input(&brief, &report, |input| {
            assert!(figure(input, &answers, "").is_none());
        });
    }
}
