//! The countries that people write from: mentions by the country that the exports state.

use crate::insights::{CountryFigures, Report};
use crate::mentions::country::Country;
use crate::pages::channels::share_range;
use crate::pages::section::{DataFile, Layout, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, say};

/// The columns of `summary.json`.
pub(in crate::pages) const JSON: [&str; 2] = ["code", "mentions"];

/// Countries on the page; the file has all.
const MOST_ROWS: usize = 10;

/// The countries with most mentions; not on the page where none was measured.
pub(super) fn table(words: &Words, report: &Report) -> TableBlock {
    let countries = report.countries.as_deref().unwrap_or_default();
    let shown = &countries[..countries.len().min(MOST_ROWS)];
    let further = (countries.len() - shown.len()) as u64;
    let caption = match further {
        0 => words.text("countries-caption"),
        _ => say!(words, "countries-caption-more", n = further),
    };
    let of = report.mentions;
    TableBlock {
        id: "countries",
        caption,
        table: rows(words, shown, of),
        layout: Layout::Scroll,
        rows: vec!["countries"],
        files: vec![DataFile {
            name: "countries.csv",
            label: words.text("file-numbers"),
            table: rows(words, countries, of),
        }],
    }
}

/// Every country, for `summary.json`.
pub(in crate::pages) fn by_country(words: &Words, report: &Report) -> Table {
    rows(words, report.countries.as_deref().unwrap_or_default(), report.mentions)
}

fn rows(words: &Words, countries: &[CountryFigures], all: u64) -> Table {
    let columns = vec![
        Column::new("code", words.text("name-country"), Unit::Text),
        Column::new("mentions", words.text("name-mentions"), Unit::Count),
        Column::new("share", words.text("name-share"), Unit::Share),
        Column::page("share_range", words.text("name-share-range"), Unit::Share),
        Column::data("share_low", Unit::Share),
        Column::data("share_high", Unit::Share),
    ];
    let rows = countries.iter().map(|figure| {
        let interval = figure.interval;
        vec![
            match figure.country {
                Some(country) => Cell::word(country.to_string(), name(words, country)),
                None => Cell::missing(words.text("language-not-stated")),
            },
            Cell::Count(figure.mentions),
            Cell::Share { ratio: figure.share, base: all },
            share_range(words, interval, all),
            Cell::number(interval.map(|range| range.0)),
            Cell::number(interval.map(|range| range.1)),
        ]
    });
    Table::new(columns).with(rows)
}

fn name(words: &Words, country: Country) -> String {
    country.english_name().unwrap_or_else(|| words.text("language-not-identified"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn a_country_has_a_code_in_data_and_a_name_on_the_page() {
        let report = fixture::report();
        let table = by_country(Words::english(), &report);
        let csv = String::from_utf8(table.csv()).unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines[0], "code,mentions,share,share_low,share_high");
        assert!(lines[1].starts_with("NL,1521,0.75,"), "{}", lines[1]);
        assert!(lines[3].starts_with(",101,"), "{}", lines[3]);
        let rows = table.shown(Words::english()).rows;
        let names: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(names, ["Netherlands", "Not identified", "Not stated"]);
        let json = serde_json::to_string(&table.pick(&JSON).records()).unwrap();
        assert!(json.ends_with("{\"code\":null,\"mentions\":101}]"), "{json}");
    }

    #[test]
    fn the_page_has_ten_countries_and_names_the_rest() {
        let mut report = fixture::report();
        let country = |mentions| CountryFigures {
            country: Country::read("FR"),
            mentions,
            share: 0.01,
            interval: None,
        };
        report.countries = Some((0..13).map(country).collect());
        let block = table(Words::english(), &report);
        assert_eq!(block.table.shown(Words::english()).rows.len(), 10);
        assert!(block.caption.contains("3 further countries"), "{}", block.caption);
        assert_eq!(block.files[0].table.shown(Words::english()).rows.len(), 13);
        report.countries = None;
        assert!(!table(Words::english(), &report).table.has_rows());
    }
}
