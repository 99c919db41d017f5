//! The social map: every channel with its volume, tone, work and stance in one table.

use crate::pages::section::{Block, Layout, Section, SectionInput, TableBlock};
use crate::pages::words::say;

const COLUMNS: [&str; 9] = [
    "name",
    "category",
    "mentions",
    "share",
    "conversations_per_day",
    "net_sentiment",
    "minutes",
    "hours_per_day",
    "stance",
];

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let (words, report) = (input.words, input.report);
    let caption = say!(
        words,
        "map-caption",
        period = words.period(&report.period),
        mentions = say!(words, "mentions", n = report.mentions)
    );
    let table = TableBlock {
        id: "map",
        caption,
        table: input.channels.pick(&COLUMNS),
        layout: Layout::Scroll,
        files: Vec::new(),
    };
    Section {
        blocks: vec![Block::Table(table), input.notes()],
        ..input.section(words.text("map-question"), words.text("map-title"))
    }
}

#[cfg(test)]
mod tests {
    use crate::pages::fixture;

    #[test]
    fn the_total_of_the_worked_example_stands_under_the_channels() {
        fixture::with_input(&fixture::brief(), &fixture::report(), |input| {
            let table = input.channels.pick(&super::COLUMNS).shown(input.words);
            let total = "All channels||2,028|100%|39.0|−5 (n\u{a0}=\u{a0}1,976)|20|13.0|";
            assert_eq!(table.total.join("|"), total);
            assert_eq!(table.rows.len(), 6);
        });
    }
}
