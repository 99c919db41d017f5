//! How far the client's team is with conversations, where an export states it, folded, with its file.

use crate::brief::Stage;
use crate::insights::stages::FEWEST_CONVERSATIONS;
use crate::insights::{PartOf, StageFigures};
use crate::pages::section::{Block, DataFile, Folded, Layout, SectionInput, Style, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, clauses, say};
use crate::rollup::StageCounts;

/// The columns of `handling.csv`.
const CSV: [&str; 7] = ["measure", "channel", "count", "base", "share", "low", "high"];

/// The figures with their definition; `None` where nothing was measured.
pub(super) fn block(input: &SectionInput<'_>) -> Option<Block> {
    let (words, report) = (input.words, input.report);
    let figures = report.stages.as_ref()?;
    let whole = rows(words, None, &figures.all, Some((figures, report.conversations)));
    let of_channels = figures.channels.iter();
    let of_channels = of_channels.flat_map(|(id, counts)| rows(words, Some(id), counts, None));
    let file = DataFile {
        name: "handling.csv",
        label: words.text("file-numbers"),
        table: Table::new(columns(words)).with(whole.clone()).with(of_channels).pick(&CSV),
    };
    let table = TableBlock {
        id: "handling",
        caption: say!(words, "handling-caption", when = words.during(&report.period)),
        table: Table::new(columns(words)).with(whole),
        layout: Layout::Stack,
        rows: vec!["handling"],
        files: vec![file],
    };
    let note = Block::paragraph(Style::Deck, words.text("handling-note"));
    Some(Block::Folded(Folded {
        is_printed: false,
        summary: say!(words, "handling-summary", clauses = headline(words, figures)),
        blocks: vec![Block::Table(table), note],
    }))
}

/// `34 of 120 conversations taken offline; 12 of 25 of these answered in public; 60 closed`.
fn headline(words: &Words, figures: &StageFigures) -> String {
    let of = |stage| words.count(figures.of(stage));
    let all = say!(words, "conversations", n = figures.all.conversations);
    let offline =
        say!(words, "handling-headline", offline = of(Stage::Offline), conversations = all);
    let closed = say!(words, "handling-headline-closed", closed = of(Stage::Closed));
    let answered = figures.answered_in_public.map(|part| {
        let (count, base) = (words.count(part.count), words.count(part.base));
        say!(words, "handling-headline-answered", count = count, base = base)
    });
    clauses(words, [Some(offline), answered, Some(closed)].into_iter().flatten().collect())
}

fn columns(words: &Words) -> Vec<Column> {
    vec![
        Column::new("measure", words.text("handling-measure"), Unit::Text),
        Column::data("channel", Unit::Text),
        Column::new("count", words.text("name-conversations"), Unit::Count),
        Column::new("base", words.text("own-base"), Unit::Count),
        Column::page("shown", words.text("name-share"), Unit::Share),
        Column::page("range", words.text("name-share-range"), Unit::Share),
        Column::data("share", Unit::Share),
        Column::data("low", Unit::Share),
        Column::data("high", Unit::Share),
    ]
}

/// The conversations that state a stage, then those of each stage. Of all channels together (`whole`) also of how many conversations, and how many of those taken
/// offline have an answer in public.
fn rows(
    words: &Words,
    channel: Option<&str>,
    counts: &StageCounts,
    whole: Option<(&StageFigures, Option<u64>)>,
) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let conversations = whole.and_then(|(_, conversations)| conversations);
    rows.push(row(words, ("stated", channel), Some(counts.conversations), conversations));
    for stage in Stage::ALL {
        let PartOf { count, base } = StageFigures::part(counts, stage);
        rows.push(row(words, (stage.id(), channel), Some(count), Some(base)));
        if let Some((figures, _)) = whole.filter(|_| stage == Stage::Offline && count > 0) {
            let (count, base) =
                figures.answered_in_public.map(|part| (part.count, part.base)).unzip();
            rows.push(row(words, ("followed_up", channel), count, base));
        }
    }
    rows
}

fn row(
    words: &Words,
    (id, channel): (&str, Option<&str>),
    count: Option<u64>,
    base: Option<u64>,
) -> Vec<Cell> {
    let part = count.zip(base).map(|(count, base)| PartOf { count, base });
    let part = part.filter(|part| part.base >= FEWEST_CONVERSATIONS);
    let share = part.and_then(PartOf::share);
    let interval = part.and_then(PartOf::interval);
    let blank = || Cell::missing(String::new());
    vec![
        Cell::word(id, say!(words, "handling-name", measure = id)),
        Cell::text(channel.unwrap_or_default()),
        Cell::count(count),
        base.map_or_else(blank, Cell::Count),
        match (share, part) {
            (Some(ratio), Some(part)) => Cell::Share { ratio, base: part.base },
            _ => blank(),
        },
        match (interval, part) {
            (Some((low, high)), Some(part)) => Cell::Range { low, high, base: part.base },
            _ => blank(),
        },
        Cell::number(share),
        Cell::number(interval.map(|range| range.0)),
        Cell::number(interval.map(|range| range.1)),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::pages::fixture;

    fn figures() -> StageFigures {
        let all = StageCounts { conversations: 120, stages: [20, 6, 34, 60, 0] };
        StageFigures {
            all,
            channels: BTreeMap::from([("x".to_owned(), all)]),
            answered_in_public: Some(PartOf { count: 12, base: 25 }),
        }
    }

    fn shown(figures: &StageFigures, conversations: Option<u64>) -> Vec<Vec<String>> {
        let words = Words::english();
        let rows = rows(words, None, &figures.all, Some((figures, conversations)));
        Table::new(columns(words)).with(rows).shown(words).rows
    }

    #[test]
    fn each_stage_has_its_base_and_under_thirty_no_share() {
        let words = Words::english();
        assert_eq!(
            headline(words, &figures()),
            "34 of 120 conversations taken offline; 12 of 25 of these answered in public; 60 closed"
        );
        let rows = shown(&figures(), Some(1092));
        assert_eq!(rows[0][..4], ["State a status", "120", "1,092", "11.0%"]);
        assert_eq!(rows[3], ["Taken offline", "34", "120", "28.3%", "21.0%\u{a0}to\u{a0}37.0%"]);
        assert_eq!(rows[4], ["Of these, answered in public too", "12", "25", "", ""]);
        assert_eq!(rows[6][..4], ["Hidden", "0", "120", "0%"]);
    }

    #[test]
    fn what_no_export_shows_is_not_measured_and_not_zero() {
        let mut figures = figures();
        figures.answered_in_public = None;
        assert_eq!(shown(&figures, None)[0][..3], ["State a status", "120", ""]);
        assert_eq!(
            shown(&figures, None)[4][..3],
            ["Of these, answered in public too", "not measured", ""]
        );
        figures.all.stages[Stage::Offline as usize] = 0;
        assert_eq!(shown(&figures, None).len(), 6, "of none there is no follow-up");
        let (brief, report) = (fixture::brief(), fixture::report());
        fixture::with_input(&brief, &report, |input| assert!(block(input).is_none()));
    }

    #[test]
    fn the_file_has_each_channel_too() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        report.stages = Some(figures());
        fixture::with_input(&brief, &report, |input| {
            let Some(Block::Folded(folded)) = block(input) else { panic!("folded") };
            let Block::Table(table) = &folded.blocks[0] else { panic!("a table") };
            let csv = String::from_utf8(table.files[0].table.csv()).unwrap();
            let lines: Vec<&str> = csv.lines().collect();
            assert_eq!(lines.len(), 14);
            assert_eq!(lines[5], "followed_up,,12,25,,,");
            assert!(lines[11].starts_with("offline,x,34,120,0.28333"), "{csv}");
        });
    }
}
