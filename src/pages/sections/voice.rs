//! Share of voice: a sentence and a table of every brand that the brief names, the client first.
//!
//! Shares are of tags, and say so; under ten tags the counts stand alone. Brands whose ranges overlap are not ranked.

use crate::brief::Brief;
use crate::insights::{BrandFigures, Report, VoiceFigures};
use crate::pages::format::{self, NOT_MEASURED, count, counted, dates, percent};
use crate::pages::section::{Block, DataFile, Layout, Section, SectionInput, Style, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};

const CSV: [&str; 7] = ["brand", "own", "tags", "base", "share", "share_low", "share_high"];

/// The columns of `summary.json`.
pub(in crate::pages) const JSON: [&str; 6] =
    ["name", "own", "tags", "share", "share_low", "share_high"];

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let (brief, report) = (input.brief, input.report);
    let sentence = match &report.voice {
        Some(voice) => sentence(voice),
        None => not_measured(brief, report),
    };
    let caption = format!(
        "Posts that name each brand, {}, all channels; a post that names two counts for both",
        dates::period(&report.period)
    );
    let table = brands(report);
    let file = table.pick(&CSV);
    let table = TableBlock {
        id: "voice",
        caption,
        table,
        layout: Layout::Scroll,
        files: vec![DataFile { name: "share_of_voice.csv", label: "Numbers (CSV)", table: file }],
    };
    Section {
        blocks: vec![Block::paragraph(Style::Deck, sentence), Block::Table(table), input.notes()],
        ..input.section("Share of voice", "Share of voice among the named brands")
    }
}

fn not_measured(brief: &Brief, report: &Report) -> String {
    if report.window.is_none() {
        return format!("Share of voice: {NOT_MEASURED}, no day was observed.");
    }
    if brief.keywords.iter().any(|keywords| !keywords.competitors.is_empty()) {
        return format!(
            "Share of voice: {NOT_MEASURED}, the history of these days did not count every competitor."
        );
    }
    let missing = if brief.keywords.is_some() { "competitor" } else { "keywords" };
    format!("Share of voice: {NOT_MEASURED}, the brief names no {missing}.")
}

fn sentence(voice: &VoiceFigures) -> String {
    let Some((own, others)) = voice.brands.split_first() else { return String::new() };
    let of = format!("{} of {} of the named brands", count(own.tags), counted(voice.tags, "tag"));
    let Some(share) = own.share.and_then(|share| format::share(share, voice.tags)) else {
        return format!("{} has {of}: too few for a share.", own.name);
    };
    let rival = others.iter().rev().max_by_key(|brand| brand.tags);
    let against = rival.map_or_else(String::new, |rival| {
        let verb = if overlap(own, rival) { "; not clearly apart from" } else { "; next is" };
        let share = rival.share.map_or_else(String::new, |share| percent(share, voice.tags));
        let verb = if rival.tags > own.tags && !overlap(own, rival) { "; first is" } else { verb };
        format!("{verb} {} with {share}", rival.name)
    });
    format!("{} has {share} of the voice, {of}{against}.", own.name)
}

fn overlap(one: &BrandFigures, other: &BrandFigures) -> bool {
    match (one.interval, other.interval) {
        (Some(one), Some(other)) => one.0 <= other.1 && other.0 <= one.1,
        _ => true,
    }
}

/// A brand a row, none where nothing was measured.
pub(in crate::pages) fn brands(report: &Report) -> Table {
    let columns = vec![
        Column::new("brand", "Brand", Unit::Text),
        Column::data("name", Unit::Text),
        Column::data("own", Unit::Text),
        Column::new("tags", "Tags", Unit::Count),
        Column::data("base", Unit::Count),
        Column::new("share", "Share", Unit::Share),
        Column::page("share_range", "95% range", Unit::Share),
        Column::data("share_low", Unit::Share),
        Column::data("share_high", Unit::Share),
    ];
    let none = || Cell::text("");
    let Some(voice) = &report.voice else { return Table::new(columns) };
    let rows = voice.brands.iter().map(|brand| {
        vec![
            Cell::text(&brand.name),
            Cell::text(&brand.name),
            Cell::Flag(brand.is_own),
            Cell::Count(brand.tags),
            Cell::Count(voice.tags),
            Cell::Share { ratio: brand.share.unwrap_or_default(), base: voice.tags },
            match brand.interval {
                Some((low, high)) if voice.tags >= 10 => {
                    Cell::Range { low, high, base: voice.tags }
                }
                _ => none(),
            },
            Cell::number(brand.interval.map(|range| range.0)),
            Cell::number(brand.interval.map(|range| range.1)),
        ]
    });
    let mut total = vec![none(); columns.len()];
    total[0] = Cell::text("All named brands");
    total[3] = Cell::Count(voice.tags);
    Table::new(columns).with(rows).with_total(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    fn csv(report: &Report) -> String {
        String::from_utf8(brands(report).pick(&CSV).csv()).unwrap()
    }

    #[test]
    fn the_shares_of_the_worked_example_stand_with_base_and_range() {
        let mut report = fixture::report();
        let voice = report.voice.clone().unwrap();
        assert_eq!(
            sentence(&voice),
            "Harbour Coffee has 30.0% of the voice, 120 of 400 tags of the named brands; first is Globex Coffee with 70.0%."
        );
        let row = &brands(&report).pick(&CSV).shown().rows[0];
        assert_eq!(row[..], ["Harbour Coffee", "120", "30.0%"]);
        let shown = brands(&report).shown();
        assert_eq!(shown.rows[0][3], "25.7%\u{a0}to\u{a0}34.7%");
        assert_eq!(shown.total, ["All named brands", "400", "", ""]);
        let expected =
            "brand,own,tags,base,share,share_low,share_high\nHarbour Coffee,true,120,400,0.3,0.2";
        assert!(csv(&report).starts_with(expected), "{}", csv(&report));
        let close = report.voice.as_mut().unwrap();
        close.brands[1].interval = Some((0.3, 0.7));
        let close = sentence(close);
        assert!(close.ends_with("; not clearly apart from Globex Coffee with 70.0%."), "{close}");
    }

    #[test]
    fn few_tags_and_what_was_not_measured_have_no_share() {
        let mut report = fixture::report();
        let few = report.voice.as_mut().unwrap();
        few.tags = 4;
        few.brands[0].tags = 1;
        assert!(sentence(few).ends_with("1 of 4 tags of the named brands: too few for a share."));
        assert_eq!(brands(&report).shown().rows[0][2..], ["too few", ""]);
        report.voice = None;
        assert_eq!(
            not_measured(&fixture::brief(), &report),
            "Share of voice: not measured, the brief names no keywords."
        );
        assert!(!brands(&report).has_rows());
        assert_eq!(csv(&report).lines().count(), 1);
    }
}
