//! What people say: the topics that the brief declares, the kinds of conversation by channel, and the words that stand out.

pub(in crate::pages) mod kinds;
mod terms;

use crate::brief::Brief;
use crate::charts;
use crate::insights::{ChangeVerdict, Report, TopicFigures, TopicsFigures};
use crate::pages::bars::{NamedCount, counted_bars};
use crate::pages::channels::{net, share_range};
use crate::pages::drawing::Drawing;
use crate::pages::section::{Block, DataFile, Figure, Layout, Section, SectionInput, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, say};
use crate::pages::words::{list, verdict_name};

/// The columns of `topics.csv`.
const CSV: [&str; 12] = [
    "id",
    "name",
    "mentions",
    "share",
    "share_low",
    "share_high",
    "share_was",
    "verdict",
    "net",
    "low",
    "high",
    "owner",
];

/// The columns of `summary.json`.
pub(in crate::pages) const JSON: [&str; 8] =
    ["id", "mentions", "share", "share_was", "verdict", "net", "low", "high"];

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let (words, report) = (input.words, input.report);
    let missing = match (&report.kinds, &report.topics) {
        (None, None) if !terms::are_measured(report) => Some(words.text("topics-not-measured")),
        _ => None,
    };
    let figure = figure(input);
    let topics = if report.topics.is_some() {
        Block::Figure(Box::new(figure))
    } else {
        Block::Table(figure.table)
    };
    let mut blocks = vec![topics];
    blocks.extend(kinds::blocks(input));
    blocks.extend(terms::blocks(input));
    blocks.push(input.notes());
    Section {
        has_main_figure: false,
        blocks,
        missing,
        findings: input.findings(),
        unknowns: input.unknowns(),
        ..input.section(words.text("topics-question"), headline(input))
    }
}

/// The topic whose share rose most, else the largest ones, else the largest kind.
fn headline(input: &SectionInput<'_>) -> String {
    let (words, report) = (input.words, input.report);
    let Some(topics) = report.topics.as_ref().filter(|topics| topics.mentions > 0) else {
        return kinds::headline(words, report);
    };
    let share = |ratio: Option<f64>| words.percent(ratio.unwrap_or_default(), topics.mentions);
    if let Some((rose, was)) = topics.risen().and_then(|rose| Some((rose, rose.share_was?))) {
        let (share, was) = (share(rose.share), share(Some(was)));
        return say!(words, "topics-rose", topic = name(input, rose), share = share, was = was);
    }
    let leading = topics.leading();
    let Some(first) = leading.first() else { return words.text("topics-no-mention") };
    let names: Vec<String> = leading.iter().map(|topic| name(input, topic)).collect();
    let (n, topics) = (names.len() as u64, list(words, &names));
    say!(words, "topics-most", topics = topics, n = n, share = share(first.share))
}

fn name(input: &SectionInput<'_>, topic: &TopicFigures) -> String {
    match topic.topic {
        Some(topic) => input.brief.topics[topic].name.clone(),
        None => input.words.text("topics-none"),
    }
}

fn figure(input: &SectionInput<'_>) -> Figure {
    let (words, report) = (input.words, input.report);
    let topics = report.topics.as_ref().map_or(&[][..], |topics| &topics.topics);
    let mentions = say!(words, "mentions", n = report.mentions);
    let subtitle = say!(words, "topics-deck", mentions = mentions, observed = input.observed());
    let rows: Vec<NamedCount> = topics
        .iter()
        .map(|topic| NamedCount {
            label: name(input, topic),
            count: Some(topic.mentions),
            is_muted: topic.topic.is_none(),
        })
        .collect();
    let drawing = if report.mentions == 0 {
        Err(words.text("page-nothing-to-draw"))
    } else {
        let bars = counted_bars(words, &rows, report.mentions, |words, n| {
            say!(words, "other-topics", n = n)
        });
        Ok(Drawing::new("topics", &headline(input), &subtitle, |frame, width| {
            charts::bars(frame, &bars, width)
        }))
    };
    let table = table(words, input.brief, report);
    Figure {
        id: "topics",
        title: None,
        subtitle,
        drawing,
        source: source(words, report.topics.as_ref()),
        table: TableBlock {
            id: "topics",
            caption: words.text("topics-caption"),
            layout: Layout::Scroll,
            files: vec![DataFile {
                name: "topics.csv",
                label: words.text("file-numbers"),
                table: table.pick(&CSV),
            }],
            table,
        },
    }
}

/// What the shares are compared with.
fn source(words: &Words, topics: Option<&TopicsFigures>) -> String {
    match topics.and_then(|topics| topics.before) {
        Some((from, to)) => say!(words, "topics-source", days = words.span(from, to)),
        None => words.text("topics-source-alone"),
    }
}

/// A topic a row, then what has none; without rows if the topics were not measured.
pub(in crate::pages) fn table(words: &Words, brief: &Brief, report: &Report) -> Table {
    let columns = vec![
        Column::data("id", Unit::Text),
        Column::new("name", words.text("name-topic"), Unit::Text),
        Column::new("mentions", words.text("name-mentions"), Unit::Count),
        Column::new("share", words.text("name-share"), Unit::Share),
        Column::page("share_range", words.text("name-share-range"), Unit::Share),
        Column::data("share_low", Unit::Share),
        Column::data("share_high", Unit::Share),
        Column::new("share_was", words.text("name-before"), Unit::Share),
        Column::new("verdict", words.text("name-verdict"), Unit::Text),
        Column::page("tone", words.text("name-net-sentiment-sample"), Unit::Points),
        Column::page("tone_range", words.text("name-range"), Unit::Points),
        Column::data("net", Unit::Points),
        Column::data("low", Unit::Points),
        Column::data("high", Unit::Points),
        Column::new("owner", words.text("name-owner"), Unit::Text),
    ];
    let all = report.mentions;
    let rows = report.topics.iter().flat_map(|topics| &topics.topics).map(|topic| {
        let declared = topic.topic.map(|topic| &brief.topics[topic]);
        let share = |ratio: Option<f64>| {
            ratio.map_or(Cell::NotMeasured, |ratio| Cell::Share { ratio, base: all })
        };
        let tone = topic.tone.interval;
        let words_of =
            |verdict| Cell::word(ChangeVerdict::id(verdict), verdict_name(words, verdict));
        vec![
            Cell::text(declared.map_or("none", |topic| &topic.id)),
            Cell::text(declared.map_or_else(|| words.text("topics-none"), |it| it.name.clone())),
            Cell::Count(topic.mentions),
            share(topic.share),
            share_range(words, topic.interval, all),
            Cell::number(topic.interval.map(|range| range.0)),
            Cell::number(topic.interval.map(|range| range.1)),
            share(topic.share_was),
            topic.verdict.map_or_else(|| Cell::missing(words.text("topics-no-verdict")), words_of),
            net(words, &topic.tone),
            tone.map_or(Cell::NotMeasured, |(low, high)| Cell::Range { low, high, base: all }),
            Cell::number(topic.tone.net),
            Cell::number(tone.map(|range| range.0)),
            Cell::number(tone.map(|range| range.1)),
            declared
                .and_then(|topic| topic.owner.as_ref())
                .map_or_else(|| Cell::missing(words.text("topics-no-owner")), Cell::text),
        ]
    });
    Table::new(columns).with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Group, Topic};
    use crate::insights::ToneFigures;
    use crate::mentions::tone::Tone;
    use crate::pages::fixture;
    use crate::rollup::Spread;
    use crate::tally::Tally;

    fn brief() -> Brief {
        let topic = |id: &str, owner: Option<&str>| Topic {
            id: id.into(),
            name: format!("The {id}"),
            words: Group::default(),
            owner: owner.map(str::to_owned),
        };
        Brief { topics: vec![topic("club", Some("Jo")), topic("app", None)], ..fixture::brief() }
    }

    fn report(verdict: Option<ChangeVerdict>) -> Report {
        let topic = |topic, mentions: u64, share_was, verdict| TopicFigures {
            topic,
            mentions,
            share: Some(mentions as f64 / 2028.0),
            interval: Some((0.2, 0.4)),
            share_was,
            verdict,
            tone: ToneFigures::of(
                Tally::from([(Tone::Positive, mentions)]),
                Some(Spread::default()),
            ),
        };
        let mut report = fixture::report();
        report.topics = Some(TopicsFigures {
            mentions: 2028,
            before: None,
            topics: vec![
                topic(Some(0), 507, verdict.map(|_| 0.05), verdict),
                topic(Some(1), 811, None, None),
                topic(None, 900, None, None),
            ],
        });
        report
    }

    #[test]
    fn the_headline_is_the_topic_that_rose_else_the_largest() {
        let said = |report: &Report| fixture::with_input(&brief(), report, headline);
        assert_eq!(
            said(&report(Some(ChangeVerdict::Rose))),
            "The club: 25.0% of the mentions, 5.0% before"
        );
        assert_eq!(said(&report(None)), "The app leads the topics: 40.0% of the mentions");
        assert_eq!(said(&fixture::report()), "What people say");
        let mut equal = report(None);
        equal.topics.as_mut().unwrap().topics[0].mentions = 811;
        let lead = "The club and The app lead the topics: 25.0% of the mentions each";
        assert_eq!(said(&equal), lead);
        for topic in &mut equal.topics.as_mut().unwrap().topics {
            topic.mentions = 0;
        }
        assert_eq!(said(&equal), "No mention is about a topic of the brief");
    }

    #[test]
    fn each_topic_has_a_row_and_so_has_what_has_none() {
        let table = table(Words::english(), &brief(), &report(Some(ChangeVerdict::Rose)));
        let csv = String::from_utf8(table.pick(&CSV).csv()).unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert!(lines[1].starts_with("club,The club,507,0.25,0.2,0.4,0.05,rose,100,"), "{csv}");
        assert!(lines[1].ends_with(",100,Jo") && lines[2].ends_with(",100,"), "{csv}");
        assert!(lines[3].starts_with("none,No topic,900,"), "{}", lines[3]);
        let shown = table.shown(Words::english());
        assert_eq!(shown.rows[1].last().unwrap(), "nobody");
    }
}
