//! Potential reach and engagement by channel, as the tools state them. They are sums of estimates: nobody knows how many people they are.

use crate::insights::{ChannelFigures, Report};
use crate::pages::section::{DataFile, Layout, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::Words;
use crate::rollup::Sum;

/// The channels whose mentions state one of both; not on the page if none does.
pub(super) fn table(words: &Words, report: &Report) -> TableBlock {
    let table = by_channel(words, report);
    let reach = report.sum(|channel| channel.reach);
    let engagement = report.sum(|channel| channel.engagement);
    TableBlock {
        id: "reach",
        caption: words.text("reach-caption"),
        table: table.clone(),
        layout: Layout::Scroll,
        rows: [reach.map(|_| "reach"), engagement.map(|_| "engagement")]
            .into_iter()
            .flatten()
            .collect(),
        files: vec![DataFile { name: "reach.csv", label: words.text("file-numbers"), table }],
    }
}

fn by_channel(words: &Words, report: &Report) -> Table {
    let columns = vec![
        Column::new("channel", words.text("name-channel"), Unit::Text),
        Column::new("mentions", words.text("name-mentions"), Unit::Count),
        Column::new("reach", words.text("reach-sum"), Unit::Count),
        Column::new("reach_rows", words.text("reach-rows"), Unit::Count),
        Column::new("engagement", words.text("engagement-sum"), Unit::Count),
        Column::new("engagement_rows", words.text("engagement-rows"), Unit::Count),
    ];
    let is_stated =
        |channel: &&ChannelFigures| channel.reach.is_some() || channel.engagement.is_some();
    let stated = |sum: Option<Sum>| {
        [Cell::count(sum.map(|sum| sum.sum)), Cell::count(sum.map(|sum| sum.rows))]
    };
    let rows = report.channels.iter().filter(is_stated).map(|channel| {
        let mut row = vec![Cell::word(&channel.id, &channel.name), Cell::Count(channel.mentions)];
        row.extend(stated(channel.reach).into_iter().chain(stated(channel.engagement)));
        row
    });
    Table::new(columns).with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn channels_that_state_neither_are_left_out_and_what_is_not_stated_is_not_measured() {
        let mut report = fixture::report();
        let lines = |report: &Report| {
            let csv = String::from_utf8(by_channel(Words::english(), report).csv()).unwrap();
            csv.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(lines(&report), ["x,780,,,4120,780"]);
        report.channels[1].reach = Some(Sum { sum: 0, rows: 3 });
        assert_eq!(lines(&report)[1], "facebook,572,0,3,,");
        report.channels.iter_mut().for_each(|channel| {
            (channel.reach, channel.engagement) = (None, None);
        });
        assert!(!table(Words::english(), &report).table.has_rows());
    }
}
