//! The languages that people write in: mentions by the language that the exports state.

use crate::charts;
use crate::insights::LanguageFigures;
use crate::pages::bars::{NamedCount, counted_bars};
use crate::pages::channels::share_range;
use crate::pages::drawing::Drawing;
use crate::pages::section::{Block, DataFile, Figure, Layout, SectionInput, Style, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::languages::{headline, name};
use crate::pages::words::{Words, say};

/// The columns of `summary.json`.
pub(in crate::pages) const JSON: [&str; 4] = ["tag", "mentions", "labelled", "detected"];

/// The languages as a chart; a sentence where there is one language, and only their file where none was measured.
pub(super) fn blocks(input: &SectionInput<'_>) -> Vec<Block> {
    let words = input.words;
    let figure = figure(input);
    match input.report.languages.as_deref() {
        Some([_]) => {
            let sentence = say!(words, "clause-end", clauses = headline(words, input.report));
            let table = figure.table.table.only(0);
            let file = TableBlock { table, ..figure.table };
            vec![Block::paragraph(Style::Plain, sentence), Block::Table(file)]
        }
        Some(_) => vec![Block::Figure(Box::new(figure))],
        None => vec![Block::Table(figure.table)],
    }
}

fn figure(input: &SectionInput<'_>) -> Figure {
    let words = input.words;
    let headline = headline(words, input.report);
    let languages = input.report.languages.as_deref().unwrap_or_default();
    let all = input.report.mentions;
    let mentions = say!(words, "mentions", n = all);
    let subtitle = say!(words, "languages-deck", mentions = mentions, observed = input.observed());
    let drawing = match languages {
        [] if all > 0 => Err(words.text("language-absent")),
        [] => Err(words.text("page-nothing-to-draw")),
        _ => {
            let rows: Vec<NamedCount> = languages
                .iter()
                .map(|figure| NamedCount {
                    label: name(words, figure.language),
                    count: Some(figure.mentions),
                    is_muted: figure.language.is_none(),
                })
                .collect();
            let bars =
                counted_bars(words, &rows, all, |words, n| say!(words, "other-languages", n = n));
            Ok(Drawing::new("languages", &headline, &subtitle, |frame, width| {
                charts::bars(frame, &bars, width)
            }))
        }
    };
    let table = by_language(words, input.report.languages.as_deref());
    Figure {
        id: "languages",
        title: Some(headline),
        subtitle,
        drawing,
        source: words.text("languages-source"),
        table: TableBlock {
            id: "languages",
            caption: words.text("languages-caption"),
            table: table.clone(),
            layout: Layout::Scroll,
            rows: vec!["languages"],
            files: vec![DataFile {
                name: "languages.csv",
                label: words.text("file-numbers"),
                table,
            }],
        },
    }
}

/// A language a row; none where nothing was measured.
pub(in crate::pages) fn by_language(words: &Words, languages: Option<&[LanguageFigures]>) -> Table {
    let columns = vec![
        Column::new("tag", words.text("name-language"), Unit::Text),
        Column::new("mentions", words.text("name-mentions"), Unit::Count),
        Column::new("labelled", words.text("name-labelled"), Unit::Count),
        Column::new("detected", words.text("name-detected"), Unit::Count),
        Column::new("share", words.text("name-share"), Unit::Share),
        Column::page("share_range", words.text("name-share-range"), Unit::Share),
        Column::data("share_low", Unit::Share),
        Column::data("share_high", Unit::Share),
    ];
    let languages = languages.unwrap_or_default();
    let all = languages.iter().map(|language| language.mentions).sum();
    let rows = languages.iter().map(|figure| {
        let name = name(words, figure.language);
        let interval = figure.interval;
        vec![
            match figure.language {
                Some(language) => Cell::word(
                    language.to_string(),
                    say!(words, "language-with-tag", name = name, tag = language.to_string()),
                ),
                None => Cell::missing(name),
            },
            Cell::Count(figure.mentions),
            Cell::Count(figure.labelled),
            Cell::Count(figure.detected),
            Cell::Share { ratio: figure.share, base: all },
            share_range(words, figure.interval, all),
            Cell::number(interval.map(|range| range.0)),
            Cell::number(interval.map(|range| range.1)),
        ]
    });
    Table::new(columns).with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn a_language_has_a_tag_in_data_and_a_name_on_the_page() {
        let report = fixture::report();
        let table = by_language(Words::english(), report.languages.as_deref());
        let csv = String::from_utf8(table.csv()).unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines[0], "tag,mentions,labelled,detected,share,share_low,share_high");
        assert!(lines[1].starts_with("en-GB,1521,1500,0,0.75,"), "{}", lines[1]);
        assert!(lines[3].starts_with(",101,90,0,"), "{}", lines[3]);
        let rows = table.shown(Words::english()).rows;
        let names: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(names, ["English (en-GB)", "Not identified (und)", "Not stated"]);
        assert_eq!(rows[0][4], "75.0%");
        let json = serde_json::to_string(&table.pick(&JSON).records()).unwrap();
        assert!(
            json.ends_with("{\"tag\":null,\"mentions\":101,\"labelled\":90,\"detected\":0}]"),
            "{json}"
        );
    }

    #[test]
    fn what_was_not_measured_has_no_rows_and_no_chart() {
        let mut report = fixture::report();
        report.languages = None;
        fixture::with_input(&fixture::brief(), &report, |input| {
            let Some(Block::Table(table)) = blocks(input).pop() else { panic!("no chart") };
            assert!(!table.table.has_rows());
            assert_eq!(table.files[0].name, "languages.csv");
        });
    }
}
