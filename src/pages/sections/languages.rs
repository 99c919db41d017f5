//! Languages: mentions by the language that the exports state.

use crate::charts;
use crate::insights::LanguageFigures;
use crate::pages::bars::{Counted, counted_bars};
use crate::pages::channels::share_range;
use crate::pages::drawing::Drawing;
use crate::pages::format::counted;
use crate::pages::section::{Block, DataFile, Figure, Layout, Section, SectionInput, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::Words;
use crate::pages::words::languages::{self as words, name};

/// The columns of `summary.json`.
pub(in crate::pages) const JSON: [&str; 3] = ["tag", "mentions", "labelled"];

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let headline = words::headline(Words::english(), input.report);
    Section {
        blocks: vec![Block::Figure(Box::new(figure(input, &headline))), input.notes()],
        ..input.section("Languages", headline)
    }
}

fn figure(input: &SectionInput<'_>, headline: &str) -> Figure {
    let languages = input.report.languages.as_deref().unwrap_or_default();
    let mentions = input.report.mentions;
    let subtitle = format!(
        "Mentions by the language that the exports state, with their share of all {}; {}",
        counted(mentions, "mention"),
        input.observed()
    );
    let drawing = match languages {
        [] if mentions > 0 => Err(Words::english().text("language-absent")),
        [] => Err("There is nothing to draw.".to_owned()),
        [_] => Err("There is one language, and nothing to compare it with.".to_owned()),
        _ => {
            let rows = languages.iter().map(|figure| Counted {
                label: name(Words::english(), figure.language),
                count: Some(figure.mentions),
                is_muted: figure.language.is_none(),
            });
            let bars = counted_bars(rows.collect(), mentions, "languages");
            Ok(Drawing::new("languages", headline, &subtitle, |frame, width| {
                charts::bars(frame, &bars, width)
            }))
        }
    };
    let table = by_language(input.report.languages.as_deref());
    Figure {
        id: "languages",
        title: None,
        subtitle,
        drawing,
        source: "Used mentions by the language that the export of each states, as a BCP 47 tag; the text itself is not examined. Ranges: \
                 Wilson, 95%."
            .to_owned(),
        table: TableBlock {
            id: "languages",
            caption: "Mentions by language, and those with a tone label".to_owned(),
            table: table.clone(),
            layout: Layout::Scroll,
            files: vec![DataFile { name: "languages.csv", label: "Numbers (CSV)", table }],
        },
    }
}

/// A language a row; none where nothing was measured.
pub(in crate::pages) fn by_language(languages: Option<&[LanguageFigures]>) -> Table {
    let columns = vec![
        Column::new("tag", "Language", Unit::Text),
        Column::new("mentions", "Mentions", Unit::Count),
        Column::new("labelled", "With a tone label", Unit::Count),
        Column::new("share", "Share", Unit::Share),
        Column::page("share_range", "95% range of the share", Unit::Share),
        Column::data("share_low", Unit::Share),
        Column::data("share_high", Unit::Share),
    ];
    let languages = languages.unwrap_or_default();
    let all = languages.iter().map(|language| language.mentions).sum();
    let rows = languages.iter().map(|figure| {
        let name = name(Words::english(), figure.language);
        let interval = figure.interval;
        vec![
            match figure.language {
                Some(language) => Cell::word(language.to_string(), format!("{name} ({language})")),
                None => Cell::missing(name),
            },
            Cell::Count(figure.mentions),
            Cell::Count(figure.labelled),
            Cell::Share { ratio: figure.share, base: all },
            share_range(figure.mentions, all),
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
        let table = by_language(report.languages.as_deref());
        let csv = String::from_utf8(table.csv()).unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines[0], "tag,mentions,labelled,share,share_low,share_high");
        assert!(lines[1].starts_with("en-GB,1521,1500,0.75,"), "{}", lines[1]);
        assert!(lines[3].starts_with(",101,90,"), "{}", lines[3]);
        let rows = table.shown().rows;
        let names: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(names, ["English (en-GB)", "Not identified (und)", "Not stated"]);
        assert_eq!(rows[0][3], "75.0%");
        let json = serde_json::to_string(&table.pick(&JSON).records()).unwrap();
        assert!(json.ends_with("{\"tag\":null,\"mentions\":101,\"labelled\":90}]"), "{json}");
    }

    #[test]
    fn what_was_not_measured_has_no_rows_and_no_chart() {
        let mut report = fixture::report();
        report.languages = None;
        fixture::with_input(&fixture::brief(), &report, |input| {
            let section = section(input);
            assert_eq!(section.headline, "The language was not measured");
            let files = section.files();
            assert_eq!(files.keys().collect::<Vec<_>>(), ["data/languages.csv"]);
        });
    }
}
