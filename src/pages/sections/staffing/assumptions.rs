//! How far each assumption moves the people that the brief's decision takes, by the ranges that somebody stated.

use crate::charts::{self, Range, Ranges};
use crate::insights::{Assumption, Swing, Tornado};
use crate::pages::drawing::{Drawing, ticks};
use crate::pages::section::{DataFile, Figure, Layout, SectionInput, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, say};

/// The figure; `None` where no assumption has a stated range or no people were estimated.
pub(super) fn figure(input: &SectionInput<'_>) -> Option<Figure> {
    let words = input.words;
    let tornado = input.report.tornado.as_ref()?;
    let widest = tornado.swings.first()?;
    let title = say!(
        words,
        "tornado-title",
        name = name(words, widest.assumption),
        range = words.range(widest.fte.0, widest.fte.1)
    );
    let subtitle = say!(words, "tornado-deck", people = words.quantity(tornado.fte));
    let ranges = ranges(words, tornado);
    let table = table(words, tornado);
    Some(Figure {
        id: "assumptions",
        drawing: Ok(Drawing::new("assumptions", &title, &subtitle, |frame, width| {
            charts::ranges(frame, &ranges, width)
        })),
        title: Some(title),
        subtitle,
        source: words.text("tornado-source"),
        table: TableBlock {
            id: "assumptions",
            caption: words.text("tornado-caption"),
            table: table.clone(),
            layout: Layout::Scroll,
            rows: vec!["options/brief"],
            files: vec![DataFile {
                name: "assumptions.csv",
                label: words.text("file-numbers"),
                table,
            }],
        },
    })
}

fn ranges(words: &Words, tornado: &Tornado) -> Ranges {
    let most = tornado.swings.iter().map(|swing| swing.fte.1).fold(tornado.fte, f64::max);
    let row = |swing: &Swing| {
        let label = say!(
            words,
            "tornado-label",
            name = name(words, swing.assumption),
            values = values(words, swing)
        );
        let (low, high) = swing.fte;
        Range {
            tooltip: say!(
                words,
                "tornado-row",
                name = &label,
                people = say!(words, "full-time-people", figure = words.range(low, high))
            ),
            label,
            low,
            base: tornado.fte,
            high,
            // The subtitle has the middle, which is the same in every row.
            texts: (words.quantity(low), String::new(), words.quantity(high)),
            is_total: false,
        }
    };
    Ranges {
        rows: tornado.swings.iter().map(row).collect(),
        ticks: ticks(0.0, most).into_iter().map(|tick| (tick, words.assumed(tick))).collect(),
        unit: words.text("unit-full-time-people"),
    }
}

/// An assumption a row, widest first.
fn table(words: &Words, tornado: &Tornado) -> Table {
    let columns = vec![
        Column::new("assumption", words.text("tornado-assumption"), Unit::Text),
        Column::page("values", words.text("tornado-values"), Unit::Text),
        Column::data("low", Unit::Quantity),
        Column::data("high", Unit::Quantity),
        Column::new("fte_low", words.text("tornado-fewer"), Unit::Quantity),
        Column::new("fte", words.text("tornado-assumed"), Unit::Quantity),
        Column::new("fte_high", words.text("tornado-more"), Unit::Quantity),
    ];
    let rows = tornado.swings.iter().map(|swing| {
        vec![
            Cell::word(id(swing.assumption), name(words, swing.assumption)),
            Cell::text(values(words, swing)),
            Cell::Number(swing.values.0),
            Cell::Number(swing.values.1),
            Cell::Number(swing.fte.0),
            Cell::Number(tornado.fte),
            Cell::Number(swing.fte.1),
        ]
    });
    Table::new(columns).with(rows)
}

/// The stable word, as the key of the brief.
fn id(assumption: Assumption) -> &'static str {
    match assumption {
        Assumption::Minutes => "minutes",
        Assumption::Week => "week",
        Assumption::ResponseShare => "response_share",
        Assumption::Shrinkage => "shrinkage",
        Assumption::Occupancy => "occupancy",
    }
}

fn name(words: &Words, assumption: Assumption) -> String {
    words.text(match assumption {
        Assumption::Minutes => "tornado-minutes",
        Assumption::Week => "tornado-week",
        Assumption::ResponseShare => "tornado-response-share",
        Assumption::Shrinkage => "tornado-shrinkage",
        Assumption::Occupancy => "tornado-occupancy",
    })
}

/// `15 to 30`, `25% to 36%`.
fn values(words: &Words, swing: &Swing) -> String {
    let (low, high) = swing.values;
    let [low, high] = [low, high].map(|value| match swing.assumption {
        Assumption::Minutes => words.minutes(value),
        Assumption::Week => words.quantity(value),
        Assumption::ResponseShare | Assumption::Shrinkage | Assumption::Occupancy => {
            words.percent(value, 1)
        }
    });
    words.between(&low, &high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn the_widest_range_is_the_headline_and_the_first_row() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        fixture::with_input(&brief, &report, |input| {
            let figure = figure(input).unwrap();
            assert_eq!(
                figure.title.as_deref(),
                Some("The people depend most on minutes a conversation: 2.9\u{a0}to\u{a0}5.7")
            );
            let shown = figure.table.table.shown(input.words);
            assert_eq!(shown.rows[0][1..], ["15\u{a0}to\u{a0}30", "2.9", "3.8", "5.7"]);
            let csv = String::from_utf8(figure.table.table.csv()).unwrap();
            assert!(csv.contains("\nweek,79.8,102.2,3.35"), "{csv}");
        });
        report.tornado = None;
        fixture::with_input(&brief, &report, |input| assert!(figure(input).is_none()));
    }
}
