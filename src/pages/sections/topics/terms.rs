//! The words that stand out: of the period against the weeks before, of complaint against praise, of a channel against the others.

use crate::insights::change::BASE_WEEKS;
use crate::insights::terms::{BASE_MONTHS, PRIOR};
use crate::insights::{BaseLength, PeriodTerms, RecentTerms, Report, TermFigures};
use crate::pages::section::{Block, DataFile, Layout, SectionInput, Style, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, say, term_list};
use crate::rollup::terms::{FEWEST_AUTHORS, MOST_MENTIONS};

/// Whether any words were compared.
pub(super) fn are_measured(report: &Report) -> bool {
    let terms = &report.terms;
    terms.recent.is_some() || terms.complaint.is_some() || terms.channels.is_some()
}

/// The blocks of the section; without any comparison only those with files.
pub(super) fn blocks(input: &SectionInput<'_>) -> Vec<Block> {
    let (words, report) = (input.words, input.report);
    let mut sentences = Vec::new();
    if are_measured(report) {
        sentences.push((Style::Deck, deck(words, &report.terms)));
        sentences.extend(nothing_recent(words, report).map(|text| (Style::Plain, text)));
    }
    let mut blocks: Vec<Block> =
        sentences.into_iter().map(|(style, text)| Block::paragraph(style, text)).collect();
    blocks.push(Block::Table(recent(words, report)));
    if are_measured(report) {
        blocks.push(Block::paragraph(Style::Plain, by_tone(words, &report.terms)));
    }
    blocks.push(Block::Table(by_channel(words, report)));
    blocks
}

/// What makes a word stand out, and which mentions were examined.
fn deck(words: &Words, terms: &PeriodTerms) -> String {
    let rule = say!(
        words,
        "terms-deck",
        accounts = words.count(FEWEST_AUTHORS),
        prior = words.assumed(PRIOR)
    );
    let sample = terms.sample.map(|sample| {
        let mentions = say!(words, "mentions", n = sample.mentions);
        let most = words.count(MOST_MENTIONS as u64);
        let parts = words.count(1 << sample.halvings.min(u64::BITS - 1));
        say!(words, "terms-sample", mentions = mentions, parts = parts, most = most)
    });
    [rule].into_iter().chain(sample).collect::<Vec<_>>().join(" ")
}

/// What the period is compared with: `the 13 weeks before`.
fn base(words: &Words, terms: &PeriodTerms) -> String {
    let n = u64::from(BASE_WEEKS);
    match &terms.recent {
        Some(RecentTerms { length: BaseLength::Months, .. }) => {
            say!(words, "terms-months", n = u64::from(BASE_MONTHS))
        }
        Some(RecentTerms { base, .. }) if base.days < BASE_WEEKS * 7 => {
            say!(words, "terms-days", n_days = u64::from(base.days), n = n)
        }
        _ => say!(words, "terms-weeks", n = n),
    }
}

/// Why there is no table of the words of the period.
fn nothing_recent(words: &Words, report: &Report) -> Option<String> {
    let terms = &report.terms;
    match &terms.recent {
        None if report.change.is_none() => Some(words.text("terms-recent-alone")),
        None => Some(words.text("terms-recent-not-measured")),
        Some(recent) if recent.terms.is_empty() => {
            Some(say!(words, "terms-recent-none", base = base(words, terms)))
        }
        Some(_) => None,
    }
}

fn recent(words: &Words, report: &Report) -> TableBlock {
    let columns = vec![
        Column::page("term", words.text("terms-term"), Unit::Text),
        Column::page("authors", words.text("terms-authors"), Unit::Count),
        Column::page("other_authors", words.text("terms-authors-before"), Unit::Count),
        Column::page("mentions", words.text("name-mentions"), Unit::Count),
    ];
    let terms = report.terms.recent.iter().flat_map(|recent| &recent.terms);
    let rows = terms.map(|term| {
        vec![
            Cell::text(&term.term),
            Cell::Count(term.authors),
            Cell::Count(term.other_authors),
            Cell::Count(term.mentions),
        ]
    });
    TableBlock {
        id: "terms",
        caption: say!(words, "terms-caption", base = base(words, &report.terms)),
        table: Table::new(columns).with(rows.collect::<Vec<_>>()),
        layout: Layout::Scroll,
        rows: vec!["terms"],
        files: vec![DataFile {
            name: "terms.csv",
            label: words.text("terms-file"),
            table: file(&report.terms),
        }],
    }
}

/// The words of complaint and those of praise, which side has none, or that the tones were not compared.
fn by_tone(words: &Words, terms: &PeriodTerms) -> String {
    let Some((complaint, praise)) = terms.complaint.as_ref().zip(terms.praise.as_ref()) else {
        return words.text("terms-tone-not-measured");
    };
    let said = match (complaint.is_empty(), praise.is_empty()) {
        (true, true) => return words.text("terms-tone-none"),
        (true, false) => words.text("terms-complaint-none"),
        (false, _) => say!(words, "terms-complaint", terms = term_list(complaint)),
    };
    let praise = if praise.is_empty() {
        words.text("terms-praise-none")
    } else {
        say!(words, "terms-praise", terms = term_list(praise))
    };
    [said, praise].join(" ")
}

fn by_channel(words: &Words, report: &Report) -> TableBlock {
    let columns = vec![
        Column::page("channel", words.text("name-channel"), Unit::Text),
        Column::page("terms", words.text("terms-words"), Unit::Text),
    ];
    let terms = |id: &str| report.terms.channels.as_ref().and_then(|channels| channels.get(id));
    let rows = report.channels.iter().filter_map(|channel| {
        let terms = terms(&channel.id).filter(|terms| !terms.is_empty())?;
        Some(vec![Cell::text(&channel.name), Cell::text(term_list(terms))])
    });
    TableBlock {
        id: "channel-terms",
        caption: words.text("terms-channels-caption"),
        table: Table::new(columns).with(rows.collect::<Vec<_>>()),
        layout: Layout::Scroll,
        rows: vec![],
        files: Vec::new(),
    }
}

/// The table of `terms.csv`.
fn file(terms: &PeriodTerms) -> Table {
    let columns = [
        ("side", Unit::Text),
        ("channel", Unit::Text),
        ("term", Unit::Text),
        ("mentions", Unit::Count),
        ("authors", Unit::Count),
        ("other_authors", Unit::Count),
        ("z", Unit::Quantity),
    ];
    let row = |side: &str, channel: Option<&String>, term: &TermFigures| {
        vec![
            Cell::text(side),
            channel.map_or(Cell::NotMeasured, Cell::text),
            Cell::text(&term.term),
            Cell::Count(term.mentions),
            Cell::Count(term.authors),
            Cell::Count(term.other_authors),
            Cell::Number(term.z),
        ]
    };
    let recent = terms.recent.iter().flat_map(|recent| &recent.terms);
    let mut rows: Vec<_> = recent.map(|term| row("period", None, term)).collect();
    for (side, terms) in [("complaint", &terms.complaint), ("praise", &terms.praise)] {
        rows.extend(terms.iter().flatten().map(|term| row(side, None, term)));
    }
    for (channel, terms) in terms.channels.iter().flatten() {
        rows.extend(terms.iter().map(|term| row("channel", Some(channel), term)));
    }
    Table::new(columns.map(|(key, unit)| Column::data(key, unit)).to_vec()).with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::TermSample;
    use crate::pages::fixture;

    fn paragraphs(report: &Report) -> Vec<String> {
        let text = |block: Block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text),
            _ => None,
        };
        fixture::with_input(&fixture::brief(), report, |input| {
            blocks(input).into_iter().filter_map(text).collect()
        })
    }

    #[test]
    fn words_stand_by_what_they_are_compared_with() {
        let mut report = fixture::report();
        report.terms = fixture::terms();
        let said = paragraphs(&report);
        assert_eq!(
            said,
            [
                "A word stands out if at least 5 accounts used it, and in proportion to all words clearly more than on the other side \
                 (log-odds, z of at least 3, prior of 500 words); an account counts once. Words suggest what people write about; they name no cause. They are printed as they are compared, in lower case.",
                "In complaint rather than praise: refund. No word stands out in praise."
            ]
        );
        let rows = recent(Words::english(), &report).table.shown(Words::english()).rows;
        assert_eq!(rows, [["order failed", "63", "15", "70"].map(str::to_owned)]);
        let rows = by_channel(Words::english(), &report).table.shown(Words::english()).rows;
        assert_eq!(rows, [["X", "order failed, refund"].map(str::to_owned)]);
        let csv = String::from_utf8(file(&report.terms).csv()).unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines[0], "side,channel,term,mentions,authors,other_authors,z");
        assert_eq!(
            lines[1..3],
            ["period,,order failed,70,63,15,7.37", "complaint,,refund,70,63,15,7.37"]
        );
        assert_eq!(lines[3], "channel,x,order failed,70,63,15,7.37");
    }

    #[test]
    fn nothing_found_and_nothing_measured_are_two_things() {
        let mut report = fixture::report();
        report.terms = fixture::terms();
        report.terms.recent.as_mut().unwrap().terms.clear();
        report.terms.complaint = Some(Vec::new());
        report.terms.recent.as_mut().unwrap().length = BaseLength::Months;
        report.terms.sample = Some(TermSample { halvings: 2, mentions: 9000 });
        let said = paragraphs(&report);
        assert!(said[0].ends_with(
            "Examined: one in 4 of the mentions that name their account, 9,000 mentions, because a month has more than 16,384."
        ), "{}", said[0]);
        assert_eq!(
            said[1..],
            [
                "No word stands out against the 3 months before.",
                "No word stands out in complaint or in praise."
            ]
        );
        report.terms.recent = None;
        report.change = Some(fixture::change());
        assert_eq!(
            paragraphs(&report)[1],
            "Words were not compared with those of the weeks before: too few of these weeks were covered, or no mention of one side names its account."
        );
        report.change = None;
        let alone = "Words were not compared with those of the weeks before: the exports do not cover them.";
        assert_eq!(paragraphs(&report)[1], alone);
        report.terms.praise = None;
        assert_eq!(
            paragraphs(&report)[2],
            "Words of complaint and of praise were not compared: no mention with a tone label names its account on one of the two sides."
        );
        report.terms = PeriodTerms::default();
        assert!(!are_measured(&report) && paragraphs(&report).is_empty());
    }
}
