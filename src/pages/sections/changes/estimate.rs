//! The estimate of tone by a list of words: one sentence, and a table by channel that is shown only with an audit.

use super::audit::NO_DECIMALS;
use crate::insights::strata::FEWEST_ESTIMATED;
use crate::insights::{NotShown, Report, ToneEstimate, ToneFigures};
use crate::mentions::tone::Tone;
use crate::pages::section::{Block, DataFile, Layout, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, say};
use crate::tally::Tally;

/// The estimate beside what people see, or why it is not printed.
pub(super) fn sentence(words: &Words, estimate: &ToneEstimate) -> String {
    let mentions = words.count(estimate.mentions());
    match (estimate.seen, estimate.net()) {
        (Ok((tone, agreement)), Some(net)) => say!(
            words,
            "estimate-shown",
            points = words.points(net),
            mentions = mentions,
            net = words.points(tone.net.value),
            range = words.between(&words.points(tone.net.low), &words.points(tone.net.high)),
            rows = words.count(tone.rows),
            share = words.percent(agreement.share.value, NO_DECIMALS)
        ),
        (seen, _) => {
            let why = seen.err().unwrap_or(NotShown::NoAudit);
            let rows = if let NotShown::FewRows(rows) = why { rows } else { 0 };
            say!(
                words,
                "estimate-not-shown",
                why = why.id(),
                mentions = mentions,
                n = rows,
                n_needed = FEWEST_ESTIMATED
            )
        }
    }
}

/// The estimate by channel, with its file; `None` if it is not shown.
pub(super) fn block(words: &Words, report: &Report, estimate: &ToneEstimate) -> Option<Block> {
    estimate.seen.ok()?;
    let table = table(words, report, estimate);
    let file = DataFile {
        name: "tone_estimate.csv",
        label: words.text("estimate-file"),
        table: table.clone(),
    };
    Some(Block::Table(TableBlock {
        id: "tone-estimate",
        caption: words.text("estimate-caption"),
        table,
        layout: Layout::Scroll,
        rows: vec!["tone-estimate"],
        files: vec![file],
    }))
}

fn table(words: &Words, report: &Report, estimate: &ToneEstimate) -> Table {
    let columns = vec![
        Column::new("channel", words.text("name-channel"), Unit::Text),
        Column::new("without_label", words.text("estimate-without-label"), Unit::Count),
        Column::new("estimated", words.text("estimate-estimated"), Unit::Count),
        Column::new("estimated_positive", words.text("name-positive"), Unit::Count),
        Column::new("estimated_neutral", words.text("name-neutral"), Unit::Count),
        Column::new("estimated_negative", words.text("name-negative"), Unit::Count),
        Column::new("estimated_net_sentiment", words.text("estimate-name"), Unit::Points),
    ];
    let row = |channel: Cell, counts: &Tally<Tone>| {
        let tone = |tone| Cell::Count(counts[tone]);
        vec![
            channel,
            Cell::Count(counts.total()),
            Cell::Count(counts.labelled()),
            tone(Tone::Positive),
            tone(Tone::Neutral),
            tone(Tone::Negative),
            Cell::number(ToneFigures::of(*counts, None).net),
        ]
    };
    let each = estimate.channels.iter().map(|(place, counts)| {
        let channel = &report.channels[*place];
        row(Cell::word(&channel.id, channel.name.clone()), counts)
    });
    let all = row(Cell::word("all", words.text("estimate-all")), &estimate.counts);
    Table::new(columns).with(each.chain([all]).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn the_estimate_is_named_and_stands_beside_what_people_see() {
        let estimate = fixture::estimate();
        assert_eq!(
            sentence(Words::english(), &estimate),
            "Estimate by word list: net sentiment +20 for 600 English mentions without a label. As people see it, \u{2212}33 \
             (95% range \u{2212}48\u{a0}to\u{a0}\u{2212}18): they read 50 of them and agree with 58% of the estimates. \
             Beside it, only the audit’s figures for all mentions use the estimate, to draw and weight them."
        );
        let report = fixture::report();
        let table = table(Words::english(), &report, &estimate);
        let csv = String::from_utf8(table.csv()).unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(
            lines[0],
            "channel,without_label,estimated,estimated_positive,estimated_neutral,estimated_negative,estimated_net_sentiment"
        );
        assert_eq!(lines[lines.len() - 1], "all,640,600,240,240,120,20");
        assert!(block(Words::english(), &report, &estimate).is_some());
    }

    #[test]
    fn an_estimate_that_is_not_printed_has_its_reason() {
        let said = |why| {
            let estimate = ToneEstimate { seen: Err(why), ..fixture::estimate() };
            assert!(block(Words::english(), &fixture::report(), &estimate).is_none());
            let said = sentence(Words::english(), &estimate);
            said.strip_prefix("Estimate by word list: asked for, not printed: ").unwrap().to_owned()
        };
        assert_eq!(
            said(NotShown::FewRows(12)),
            "people have read 12 of 50 rows of the 600 mentions."
        );
        assert_eq!(said(NotShown::NoAudit), "nobody has read a sample of the 600 mentions.");
        assert_eq!(said(NotShown::AllLabelled), "every mention has a label.");
        assert_eq!(said(NotShown::NoEnglish), "no mention without a label is known to be English.");
        assert_eq!(said(NotShown::Gone), "the mentions are no longer in the exports.");
        assert_eq!(
            said(NotShown::NoSample),
            "people passed over so many of the drawn mentions that the others are no sample."
        );
        assert_eq!(
            said(NotShown::FewOfTone),
            "people have read under two rows of a tone that the word list gives."
        );
    }
}
