//! The accounts of the report by their followers: small networks, in which a word of a peer counts most, and larger ones.

use crate::insights::{Band, NetworkFigures, Report};
use crate::pages::channels::share_range;
use crate::pages::section::{Block, DataFile, Layout, SectionInput, Style, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, say};

/// The columns of `summary.json`.
pub(in crate::pages) const JSON: [&str; 4] = ["up_to", "accounts", "mentions", "share"];

/// The table, with the share of small networks before it.
pub(super) fn blocks(input: &SectionInput<'_>) -> Vec<Block> {
    let words = input.words;
    let networks = networks(input.report);
    let sentence =
        networks.map(|networks| Block::paragraph(Style::Plain, sentence(words, networks)));
    let table = by_followers(words, networks);
    let table = TableBlock {
        id: "followers",
        caption: words.text("followers-caption"),
        table: table.clone(),
        layout: Layout::Scroll,
        rows: vec!["followers"],
        files: vec![DataFile { name: "followers.csv", label: words.text("file-numbers"), table }],
    };
    sentence.into_iter().chain([Block::Table(table)]).collect()
}

/// The figures, where they were measured.
pub(in crate::pages) fn networks(report: &Report) -> Option<&NetworkFigures> {
    report.people.as_ref().ok()?.networks.as_ref()
}

fn sentence(words: &Words, networks: &NetworkFigures) -> String {
    let small = networks.bands.first().copied().unwrap_or_default();
    let known = say!(words, "accounts", n = networks.known);
    let share = words.share(small.share, networks.known);
    say!(
        words,
        "followers-small",
        small = share.unwrap_or_else(|| words.count(small.accounts)),
        accounts = known,
        followers = words.count(small.up_to.unwrap_or_default())
    )
}

/// A band a row, the accounts of which nobody knows last.
pub(in crate::pages) fn by_followers(words: &Words, networks: Option<&NetworkFigures>) -> Table {
    let columns = vec![
        Column::page("band", words.text("name-followers"), Unit::Text),
        Column::data("over", Unit::Count),
        Column::data("up_to", Unit::Count),
        Column::new("accounts", words.text("name-accounts"), Unit::Count),
        Column::new("mentions", words.text("name-mentions"), Unit::Count),
        Column::new("share", words.text("followers-share"), Unit::Share),
        Column::page("share_range", words.text("name-share-range"), Unit::Share),
        Column::data("share_low", Unit::Share),
        Column::data("share_high", Unit::Share),
        Column::data("known", Unit::Text),
    ];
    let mut rows = Vec::new();
    let mut over = None;
    for band in networks.iter().flat_map(|networks| &networks.bands) {
        let (name, known) = (name(words, over, band), networks.map_or(0, |it| it.known));
        let interval = band.interval;
        rows.push(vec![
            Cell::text(name),
            Cell::count(over),
            Cell::count(band.up_to),
            Cell::Count(band.accounts),
            Cell::Count(band.mentions),
            Cell::Share { ratio: band.share, base: known },
            share_range(words, interval, known),
            Cell::number(interval.map(|range| range.0)),
            Cell::number(interval.map(|range| range.1)),
            Cell::Flag(true),
        ]);
        over = band.up_to;
    }
    let unknown = networks.map(|networks| networks.unknown).filter(|unknown| unknown.0 > 0);
    rows.extend(unknown.map(|(accounts, mentions)| {
        vec![
            Cell::text(words.text("language-not-stated")),
            Cell::NotMeasured,
            Cell::NotMeasured,
            Cell::Count(accounts),
            Cell::Count(mentions),
            Cell::missing(words.text("followers-no-share")),
            Cell::missing(words.text("followers-no-share")),
            Cell::NotMeasured,
            Cell::NotMeasured,
            Cell::Flag(false),
        ]
    }));
    Table::new(columns).with(rows)
}

fn name(words: &Words, over: Option<u64>, band: &Band) -> String {
    let count = |n: Option<u64>| n.map(|n| words.count(n));
    match (count(over.map(|over| over + 1)), count(band.up_to)) {
        (None, up_to) => {
            say!(words, "followers-small-band", followers = up_to.unwrap_or_default())
        }
        (Some(from), Some(to)) => words.between(&from, &to),
        (Some(_), None) => {
            say!(words, "followers-over", followers = count(over).unwrap_or_default())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn small_networks_come_first_and_unknown_ones_have_no_share() {
        let networks = fixture::people::accounts().networks.unwrap();
        let words = Words::english();
        let table = by_followers(words, Some(&networks));
        let csv = String::from_utf8(table.csv()).unwrap();
        let expected = "over,up_to,accounts,mentions,share,share_low,share_high,known\n\
                        ,500,24,40,0.6,0.45,0.74,true\n\
                        500,,16,20,0.4,0.26,0.55,true\n\
                        ,,3,4,,,,false\n";
        assert_eq!(csv, expected);
        let shown = table.shown(words).rows;
        let names: Vec<&str> = shown.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(names, ["Up to 500 (small network)", "Over 500", "Not stated"]);
        let sentence = sentence(words, &networks);
        assert!(
            sentence
                .starts_with("60% of the 40 accounts whose followers are known have at most 500."),
            "{sentence}"
        );
    }
}
