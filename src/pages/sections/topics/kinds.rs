//! Kinds of conversation by channel and by topic, what questions are about, and how often each rule decided.

use crate::brief::{Brief, Kind};
use crate::insights::kinds::{figures, main};
use crate::insights::{KindsFigures, Report};
use crate::pages::channels::share_range;
use crate::pages::section::{Block, DataFile, Folded, Layout, SectionInput, Style, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, list, say};
use crate::tally::Tally;

/// Mentions of a channel under which its kinds are numbers: so few allow no shares.
const SMALL_BASE: u64 = 30;

/// The columns of `kinds.csv` and of `summary.json`.
pub(in crate::pages) const JSON: [&str; 5] = ["id", "mentions", "share", "low", "high"];

/// The kinds, and those of each channel.
pub(super) fn blocks(input: &SectionInput<'_>) -> Vec<Block> {
    let (words, report) = (input.words, input.report);
    let table = by_kind(words, report);
    let file = table.pick(&JSON);
    let kinds = TableBlock {
        id: "kinds",
        caption: words.text("kinds-caption"),
        table,
        layout: Layout::Scroll,
        rows: vec!["kinds"],
        files: vec![DataFile { name: "kinds.csv", label: words.text("file-numbers"), table: file }],
    };
    let mut blocks = Vec::new();
    if let Some(figures) = &report.kinds {
        let unclassified = figures.all[Kind::Unclassified];
        let sentence = say!(
            words,
            "kinds-deck",
            unclassified = words.percent(
                unclassified as f64 / figures.all.total().max(1) as f64,
                figures.all.total()
            )
        );
        let stated = (figures.stated > 0).then(|| {
            let mentions = say!(words, "mentions", n = figures.stated);
            say!(words, "kinds-stated", mentions = mentions)
        });
        let sentence = [sentence].into_iter().chain(stated).collect::<Vec<_>>().join(" ");
        blocks.push(Block::paragraph(Style::Deck, sentence));
        let about = most_about(words, input.brief, figures);
        blocks.extend(about.map(|text| Block::paragraph(Style::Plain, text)));
        blocks.push(Block::Table(by_channel(words, report, figures)));
        if !figures.topics.is_empty() {
            blocks.push(Block::Folded(Folded {
                is_printed: false,
                summary: words.text("kinds-topics"),
                blocks: vec![Block::Table(by_topic(words, input.brief, figures))],
            }));
        }
    }
    blocks.push(Block::Table(kinds));
    blocks
}

/// The rules that decided, for the section on the method.
pub(in crate::pages) fn rules(words: &Words, report: &Report) -> Block {
    let table = by_rule(words, report);
    let block = TableBlock {
        id: "kind-rules",
        caption: words.text("kinds-rules-caption"),
        layout: Layout::Scroll,
        rows: vec!["kind-rules"],
        files: vec![DataFile {
            name: "kind_rules.csv",
            label: words.text("file-numbers"),
            table: table.clone(),
        }],
        table,
    };
    Block::Folded(Folded {
        is_printed: false,
        summary: words.text("kinds-rules"),
        blocks: vec![Block::Table(block)],
    })
}

/// The kind that leads, with what is not classified.
pub(super) fn headline(words: &Words, report: &Report) -> String {
    let Some(kinds) = report.kinds.as_ref().filter(|kinds| kinds.all.total() > 0) else {
        return words.text("topics-title");
    };
    match main(&kinds.all) {
        Some((kind, share)) => {
            let share = words.percent(share, kinds.all.total());
            say!(words, "kinds-most", kind = name(words, kind), share = share)
        }
        None => words.text("kinds-no-lead"),
    }
}

/// The name of a kind, in the plural.
pub(in crate::pages) fn name(words: &Words, kind: Kind) -> String {
    words.text(match kind {
        Kind::Problem => "kind-problem",
        Kind::Question => "kind-question",
        Kind::Idea => "kind-idea",
        Kind::Tip => "kind-tip",
        Kind::Experience => "kind-experience",
        Kind::Other => "kind-other",
        Kind::Unclassified => "kind-unclassified",
    })
}

/// A kind a row; without rows if they were not measured.
pub(in crate::pages) fn by_kind(words: &Words, report: &Report) -> Table {
    let columns = vec![
        Column::data("id", Unit::Text),
        Column::page("name", words.text("name-kind"), Unit::Text),
        Column::new("mentions", words.text("name-mentions"), Unit::Count),
        Column::new("share", words.text("name-share"), Unit::Share),
        Column::page("share_range", words.text("name-share-range"), Unit::Share),
        Column::data("low", Unit::Share),
        Column::data("high", Unit::Share),
    ];
    let counts = report.kinds.as_ref().map(|kinds| kinds.all);
    let rows = counts.iter().flat_map(|counts| figures(counts, report.tone.spread)).map(|figure| {
        vec![
            Cell::text(figure.kind.id()),
            Cell::text(name(words, figure.kind)),
            Cell::Count(figure.mentions),
            Cell::Share { ratio: figure.share, base: report.mentions },
            share_range(words, figure.interval, report.mentions),
            Cell::number(figure.interval.map(|range| range.0)),
            Cell::number(figure.interval.map(|range| range.1)),
        ]
    });
    Table::new(columns).with(rows)
}

/// What questions and problems are most often about, of the topics of the brief; `None`: too few, or none is about one.
fn most_about(words: &Words, brief: &Brief, kinds: &KindsFigures) -> Option<String> {
    let about = |kind: Kind| {
        let (none, declared) = kinds.topics.split_last()?;
        if kinds.all[kind] < SMALL_BASE {
            return None;
        }
        let most = declared.iter().map(|counts| counts[kind]).max().filter(|most| *most > 0)?;
        let leading = declared.iter().zip(&brief.topics).filter(|(counts, _)| counts[kind] == most);
        let names: Vec<String> = leading.map(|(_, topic)| topic.name.clone()).collect();
        Some(say!(
            words,
            "kinds-about",
            kind = kind.id(),
            topics = list(words, &names),
            n = most,
            all = words.count(kinds.all[kind]),
            none = words.count(none[kind])
        ))
    };
    let both: Vec<_> = [Kind::Question, Kind::Problem].into_iter().filter_map(about).collect();
    (!both.is_empty()).then(|| both.join(" "))
}

/// A row of kinds: their shares, or of few mentions their numbers.
fn row(words: &Words, label: String, counts: &Tally<Kind>) -> Vec<Cell> {
    let base = counts.total();
    let share = |(_, count)| match base {
        0..SMALL_BASE => Cell::text(words.count(count)),
        _ => Cell::Share { ratio: count as f64 / base as f64, base },
    };
    [Cell::text(label), Cell::Count(base)].into_iter().chain(counts.iter().map(share)).collect()
}

/// The columns of the page: what a row is of, its mentions, and a kind each.
fn columns(words: &Words, key: &'static str, heading: &str) -> Vec<Column> {
    let first = [
        Column::page(key, words.text(heading), Unit::Text),
        Column::page("mentions", words.text("name-mentions"), Unit::Count),
    ];
    let kinds = Kind::ALL.map(|kind| Column::page("kind", name(words, kind), Unit::Share));
    first.into_iter().chain(kinds).collect()
}

/// The table of a file: a kind of a channel or of a topic a row.
fn tidy<'a>(key: &'static str, rows: impl Iterator<Item = (&'a str, &'a Tally<Kind>)>) -> Table {
    let columns = vec![
        Column::data(key, Unit::Text),
        Column::data("kind", Unit::Text),
        Column::data("mentions", Unit::Count),
    ];
    Table::new(columns).with(rows.flat_map(|(id, counts)| {
        let cells = move |(kind, count): (Kind, u64)| {
            vec![Cell::text(id), Cell::text(kind.id()), Cell::Count(count)]
        };
        counts.iter().map(cells)
    }))
}

/// A channel a row, a kind a column.
fn by_channel(words: &Words, report: &Report, kinds: &KindsFigures) -> TableBlock {
    let measured = report.channels.iter().zip(&kinds.channels);
    let measured = measured.filter(|(_, counts)| counts.total() > 0);
    let rows = measured.clone().map(|(channel, counts)| row(words, channel.name.clone(), counts));
    TableBlock {
        id: "kinds-channels",
        caption: say!(words, "kinds-channels-caption", n = SMALL_BASE),
        table: Table::new(columns(words, "channel", "name-channel")).with(rows).with_total(row(
            words,
            words.text("name-all-channels"),
            &kinds.all,
        )),
        layout: Layout::Scroll,
        rows: vec!["kinds"],
        files: vec![DataFile {
            name: "kinds_by_channel.csv",
            label: words.text("file-numbers"),
            table: tidy("channel", measured.map(|(channel, counts)| (&*channel.id, counts))),
        }],
    }
}

/// A topic a row, a kind a column; then what has none.
fn by_topic(words: &Words, brief: &Brief, kinds: &KindsFigures) -> TableBlock {
    let named = brief.topics.iter().map(|topic| (&*topic.id, topic.name.clone()));
    let topics = || named.clone().chain([("none", words.text("topics-none"))]).zip(&kinds.topics);
    TableBlock {
        id: "kinds-topics",
        caption: say!(words, "kinds-topics-caption", n = SMALL_BASE),
        table: Table::new(columns(words, "topic", "name-topic"))
            .with(topics().map(|((_, name), counts)| row(words, name, counts))),
        layout: Layout::Scroll,
        rows: vec!["kinds"],
        files: vec![DataFile {
            name: "kinds_by_topic.csv",
            label: words.text("file-numbers"),
            table: tidy("topic", topics().map(|((id, _), counts)| (id, counts))),
        }],
    }
}

/// A rule a row.
fn by_rule(words: &Words, report: &Report) -> Table {
    let columns = vec![
        Column::new("rule", words.text("name-rule"), Unit::Text),
        Column::new("kind", words.text("name-kind"), Unit::Text),
        Column::new("mentions", words.text("name-mentions"), Unit::Count),
    ];
    let hits = report.kinds.iter().flat_map(|kinds| &kinds.rules);
    let rows = hits.filter_map(|(rule, mentions)| {
        let rule = rule.rule()?;
        let kind = Cell::word(rule.kind.id(), name(words, rule.kind));
        Some(vec![Cell::text(&rule.id), kind, Cell::Count(*mentions)])
    });
    Table::new(columns).with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::sample::topic;
    use crate::pages::fixture;

    fn report() -> Report {
        let mut report = fixture::report();
        let all = Tally::from([(Kind::Problem, 600), (Kind::Tip, 28), (Kind::Unclassified, 1400)]);
        let rule = crate::mentions::kinds::rules().nth(7).unwrap().0;
        report.kinds = Some(KindsFigures {
            all,
            channels: report.channels.iter().map(|_| Tally::default()).collect(),
            topics: Vec::new(),
            rules: vec![(rule, 600)],
            stated: 28,
        });
        report.kinds.as_mut().unwrap().channels[0] = all;
        report
    }

    #[test]
    fn kinds_are_counted_in_all_by_channel_and_by_rule() {
        let (words, report) = (Words::english(), report());
        let csv = String::from_utf8(by_kind(words, &report).csv()).unwrap();
        assert!(csv.starts_with("id,mentions,share,low,high\nproblem,600,0.29"), "{csv}");
        assert!(csv.contains("\nquestion,0,0,"), "{csv}");
        assert_eq!(
            headline(words, &report),
            "The largest kind is Problems, with 29.6% of the mentions"
        );
        let rules = String::from_utf8(by_rule(words, &report).csv()).unwrap();
        assert!(rules.ends_with("other,600\n"), "{rules}");
        let table = by_channel(words, &report, report.kinds.as_ref().unwrap());
        let shown = table.table.shown(words);
        assert_eq!(shown.rows.len(), 1);
        assert_eq!(shown.rows[0][..3], ["X", "2,028", "29.6%"]);
    }

    #[test]
    fn what_questions_and_problems_are_about_is_said() {
        let (words, mut kinds, mut brief) =
            (Words::english(), report().kinds.unwrap(), fixture::brief());
        assert_eq!(most_about(words, &brief, &kinds), None, "no topic is declared");
        brief.topics = ["app", "club", "menu", "cup", "door"].map(topic).into();
        let problems = |n| Tally::from([(Kind::Problem, n)]);
        kinds.topics = [40, 300, 0, 300, 41, 19].map(problems).into();
        assert_eq!(
            most_about(words, &brief, &kinds).unwrap(),
            "Most frequent topic of problems: The club and The cup (300 of 600; 19 have none)."
        );
        kinds.all.add(Kind::Question, 29);
        kinds.topics[5].add(Kind::Question, 25);
        kinds.topics[0].add(Kind::Question, 4);
        assert!(!most_about(words, &brief, &kinds).unwrap().contains("questions"), "29 are few");
        kinds.all.add(Kind::Question, 1);
        assert_eq!(
            most_about(words, &brief, &kinds).unwrap(),
            "Most frequent topic of questions: The app (4 of 30; 25 have none). Most frequent topic of problems: The club and The cup \
             (300 of 600; 19 have none)."
        );
        let table = by_topic(words, &brief, &kinds);
        let csv = String::from_utf8(table.files[0].table.csv()).unwrap();
        assert!(csv.starts_with("topic,kind,mentions\napp,problem,40\napp,question,4\n"), "{csv}");
        assert_eq!(table.table.shown(words).rows[5][..3], ["No topic", "44", "43%"]);
    }
}
