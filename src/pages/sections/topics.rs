//! What people say: the topics that the brief declares with excerpts of mentions, the kinds of conversation by channel, and the words that stand out.

pub(in crate::pages) mod kinds;
mod quotes;
mod terms;

use std::cmp::Reverse;

use crate::brief::Brief;
use crate::charts::{self, Share, ShareTone, Shares};
use crate::insights::{ChangeVerdict, Report, TopicFigures, TopicsFigures};
use crate::pages::bars::count_and_share;
use crate::pages::channels::{net, share_range};
use crate::pages::drawing::Drawing;
use crate::pages::section::{Block, DataFile, Figure, Layout, Section, SectionInput, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{self, Words, list, say, topic_days, topic_name, verdict_name};

/// Topics of the brief in the chart; the table has all of them.
const MOST_ROWS: usize = 12;

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
    blocks.extend(quotes::block(input));
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

/// The topics whose share rose, else those whose share fell, else the one that leads; without topics the largest kind.
fn headline(input: &SectionInput<'_>) -> String {
    let (words, report) = (input.words, input.report);
    let Some(topics) = report.topics.as_ref().filter(|topics| topics.mentions > 0) else {
        return kinds::headline(words, report);
    };
    let share = |ratio: Option<f64>| words.percent(ratio.unwrap_or_default(), topics.mentions);
    let name = |topic: &TopicFigures| topic_name(words, input.brief, topic);
    let risen = topics.risen();
    let id = if risen.is_empty() { "topic-less" } else { "topic-more" };
    let changed = if risen.is_empty() { topics.fallen() } else { risen };
    match changed.as_slice() {
        [] => {}
        [one] => {
            let (share, was) = (share(one.share), share(one.share_was));
            return say!(words, "topics-changed", topic = name(one), share = share, was = was);
        }
        several => {
            let names: Vec<String> = several.iter().map(|topic| name(topic)).collect();
            return words.say(id, &[("topics", list(words, &names).into())]);
        }
    }
    let mut declared = topics.declared();
    match (declared.next(), declared.next(), topics.leading()) {
        _ if topics.declared().all(|topic| topic.mentions == 0) => words.text("topics-no-mention"),
        (Some(only), None, _) => {
            say!(words, "topics-only", topic = name(only), share = share(only.share))
        }
        (_, _, Some(first)) => {
            say!(words, "topics-most", topic = name(first), share = share(first.share))
        }
        _ => words.text("topics-no-lead"),
    }
}

fn figure(input: &SectionInput<'_>) -> Figure {
    let (words, report) = (input.words, input.report);
    let mentions = say!(words, "mentions", n = report.mentions);
    let subtitle = say!(words, "topics-deck", mentions = mentions, observed = input.observed());
    let drawing = if report.mentions == 0 {
        Err(words.text("page-nothing-to-draw"))
    } else {
        let chart = chart(input);
        Ok(Drawing::new("topics", &headline(input), &subtitle, |frame, width| {
            charts::shares(frame, &chart, width)
        }))
    };
    let table = table(words, input.brief, report);
    Figure {
        id: "topics",
        title: None,
        subtitle,
        drawing,
        // On paper there is no table, which has the owners too.
        source: [Some(source(words, report.topics.as_ref())), owners(words, input.brief)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
        table: TableBlock {
            id: "topics",
            caption: words.text("topics-caption"),
            layout: Layout::Scroll,
            rows: vec!["topics"],
            files: vec![DataFile {
                name: "topics.csv",
                label: words.text("file-numbers"),
                table: table.pick(&CSV),
            }],
            table,
        },
    }
}

/// The topics of the brief that were mentioned most, in its order, and what has none.
fn chart(input: &SectionInput<'_>) -> Shares {
    let (words, report) = (input.words, input.report);
    let topics = report.topics.as_ref().map_or(&[][..], |topics| &topics.topics);
    let (mut declared, none): (Vec<_>, Vec<_>) =
        topics.iter().partition(|topic| topic.topic.is_some());
    declared.sort_by_key(|topic| Reverse(topic.mentions));
    declared.truncate(MOST_ROWS);
    declared.sort_by_key(|topic| topic.topic);
    let rows: Vec<Share> =
        declared.into_iter().chain(none).map(|topic| row(input, topic)).collect();
    let legend = [
        say!(words, "topics-legend-before", before = before(words, report.topics.as_ref())),
        tone_legend(words, &rows),
    ];
    Shares { rows, legend }
}

/// The name of the dots with the ends of their axis, which has the lowest and the highest range and 0.
fn tone_legend(words: &Words, rows: &[Share]) -> String {
    let tones = || rows.iter().filter_map(|row| row.tone.as_ref());
    let low = tones().map(|tone| tone.low).fold(0.0, f64::min);
    let high = tones().map(|tone| tone.high).fold(0.0, f64::max);
    if low < high {
        let range = words.between(&words.points(low), &words.points(high));
        say!(words, "topics-legend-scale", range = range)
    } else {
        words.text("topics-legend-tone")
    }
}

/// Who answers for which topic, in the order of the brief; `None` if no topic has an owner.
fn owners(words: &Words, brief: &Brief) -> Option<String> {
    let mut topics: Vec<(Option<&String>, Vec<String>)> = Vec::new();
    for topic in &brief.topics {
        let owner = topic.owner.as_ref();
        match topics.iter_mut().find(|(of, _)| *of == owner) {
            Some((_, names)) => names.push(topic.name.clone()),
            None => topics.push((owner, vec![topic.name.clone()])),
        }
    }
    let is_owned = topics.iter().any(|(owner, _)| owner.is_some());
    let each = topics.into_iter().map(|(owner, names)| {
        let owner = owner.map_or_else(|| words.text("topics-no-owner"), Clone::clone);
        say!(words, "topics-owner", owner = owner, topics = list(words, &names))
    });
    let owners = list(words, &each.collect::<Vec<_>>());
    is_owned.then(|| say!(words, "topics-owners", owners = owners))
}

fn row(input: &SectionInput<'_>, topic: &TopicFigures) -> Share {
    let (words, all) = (input.words, input.report.mentions);
    let name = topic_name(words, input.brief, topic);
    let said = say!(words, "mentions", n = topic.mentions);
    let tone = &topic.tone;
    let dot = tone.net.zip(tone.interval);
    Share {
        value: topic.share.unwrap_or_default(),
        was: topic.share_was,
        value_label: count_and_share(words, topic.mentions, all),
        verdict: match topic.verdict {
            Some(verdict) => verdict_name(words, verdict),
            None => words.text("topics-no-verdict"),
        },
        tone: dot.map(|(net, (low, high))| ShareTone { low, net, high }),
        tone_label: dot.map_or_else(String::new, |(net, _)| words.points(net)),
        tone_note: match dot {
            Some(_) => words.sample(tone.counts.labelled()),
            None => words::no_dot(words, tone),
        },
        is_muted: topic.topic.is_none(),
        tooltip: say!(words, "bar-tooltip", name = &name, value = said),
        label: name,
    }
}

/// The days that the shares are compared with.
fn before(words: &Words, topics: Option<&TopicsFigures>) -> String {
    match topics.and_then(|topics| topics.before) {
        Some(before) => words.span(before.from, before.to),
        None => words.not_measured(),
    }
}

/// What the shares are of and compared with, and how many topics are not drawn.
fn source(words: &Words, topics: Option<&TopicsFigures>) -> String {
    let source = match topics.and_then(|topics| topics.before) {
        Some(before) => say!(words, "topics-source", days = topic_days(words, &before)),
        None => words.text("topics-source-alone"),
    };
    // The last row has what is in no topic.
    let declared = topics.map_or(0, |topics| topics.topics.len() - 1);
    match declared.saturating_sub(MOST_ROWS) {
        0 => source,
        more => [source, say!(words, "topics-drawn", n = more as u64)].join(" "),
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
    use crate::brief::Topic;
    use crate::insights::ToneFigures;
    use crate::insights::sample::topic;
    use crate::mentions::tone::Tone;
    use crate::pages::fixture;
    use crate::rollup::Spread;
    use crate::tally::Tally;

    fn brief() -> Brief {
        let owned = Topic { owner: Some("Jo".to_owned()), ..topic("club") };
        Brief { topics: vec![owned, topic("app")], ..fixture::brief() }
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
            is_of_few: false,
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
    fn the_headline_is_what_changed_else_the_topic_that_clearly_leads() {
        let said = |report: &Report| fixture::with_input(&brief(), report, headline);
        assert_eq!(
            said(&report(Some(ChangeVerdict::Rose))),
            "The club: 25.0% of the mentions, 5.0% before"
        );
        assert_eq!(said(&fixture::report()), "What people say");
        let with = |change: &dyn Fn(&mut Vec<TopicFigures>)| {
            let mut report = report(None);
            change(&mut report.topics.as_mut().unwrap().topics);
            said(&report)
        };
        let above = |topics: &mut Vec<TopicFigures>| topics[1].interval = Some((0.41, 0.5));
        assert_eq!(with(&above), "The app leads the topics: 40.0% of the mentions");
        let no_lead = "No topic of the brief clearly leads";
        assert_eq!(with(&|_| ()), no_lead, "the ranges overlap");
        let of_few = |topics: &mut Vec<TopicFigures>| {
            above(topics);
            topics[1].is_of_few = true;
        };
        assert_eq!(with(&of_few), no_lead, "few accounts wrote it");
        let one = |topics: &mut Vec<TopicFigures>| topics.truncate(1);
        assert_eq!(with(&one), "The club: 25.0% of the mentions");
        let none =
            |topics: &mut Vec<TopicFigures>| topics.iter_mut().for_each(|it| it.mentions = 0);
        assert_eq!(with(&none), "No mention is about a topic of the brief");
        let fell = |topics: &mut Vec<TopicFigures>| {
            none(topics);
            topics[0].share = Some(0.0);
            topics[0].share_was = Some(0.478);
            topics[0].verdict = Some(ChangeVerdict::Fell);
        };
        assert_eq!(with(&fell), "The club: 0% of the mentions, 47.8% before");
        let both = |topics: &mut Vec<TopicFigures>| {
            topics[..2].iter_mut().for_each(|it| it.verdict = Some(ChangeVerdict::Rose));
        };
        assert_eq!(with(&both), "A larger share was about: The app and The club");
    }

    #[test]
    fn the_chart_has_share_and_former_share_verdict_and_tone_of_each_topic() {
        let mut report = report(Some(ChangeVerdict::Rose));
        let drawn = fixture::with_input(&brief(), &report, chart);
        let row = &drawn.rows[0];
        let texts = [&row.label, &row.value_label, &row.verdict, &row.tone_label, &row.tone_note];
        assert_eq!(texts, ["The club", "507 · 25.0%", "rose", "+100", "n\u{a0}=\u{a0}507"]);
        assert_eq!((row.was, row.tone.is_some()), (Some(0.05), true));
        assert!(drawn.rows[2].is_muted && drawn.rows[2].label == "No topic");
        assert_eq!(drawn.rows[1].verdict, "no verdict");
        let topics = report.topics.as_mut().unwrap();
        topics.topics[0].tone = ToneFigures::of(Tally::from([(Tone::Unscored, 507)]), None);
        let row = &fixture::with_input(&brief(), &report, chart).rows[0];
        assert_eq!([&row.tone_label, &row.tone_note], ["", "no tone label"]);
        assert!(row.tone.is_none());
    }

    #[test]
    fn of_many_topics_the_most_mentioned_are_drawn() {
        let mut report = report(None);
        let topics = report.topics.as_mut().unwrap();
        let none = topics.topics.pop().unwrap();
        let more = topics.topics[1].clone();
        topics.topics.extend(vec![TopicFigures { mentions: 900, ..more }; 12]);
        topics.topics.push(none);
        let drawn = fixture::with_input(&brief(), &report, chart);
        assert_eq!(drawn.rows.len(), MOST_ROWS + 1);
        assert!(drawn.rows.iter().all(|row| row.label != "The club"));
        let source = source(Words::english(), report.topics.as_ref());
        assert!(source.ends_with(" 2 more topics are in the table."));
    }

    #[test]
    fn owners_are_on_paper_and_the_axis_of_tone_has_its_ends() {
        let words = Words::english();
        assert_eq!(owners(words, &brief()).unwrap(), "Owners: Jo (The club) and nobody (The app).");
        let mut none = brief();
        none.topics[0].owner = None;
        assert_eq!(owners(words, &none), None);
        let drawn = fixture::with_input(&brief(), &report(None), chart);
        let legend = "net sentiment, 95% range; axis 0\u{a0}to\u{a0}+100, line: 0";
        assert_eq!(drawn.legend[1], legend);
        assert_eq!(tone_legend(words, &[]), "net sentiment with its 95% range; line: 0");
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
