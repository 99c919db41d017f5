//! Method: what went in, what became of every row, how each figure is defined.
//!
//! It is the one place of a report that names the program and its version.

use crate::brief::{Brief, Privacy};
use crate::insights::findings::Unknown;
use crate::insights::{Period, Report};
use crate::mentions::RowStatus;
use crate::mentions::ledger::{Ledger, Outcome};
use crate::mentions::tone::Tone;
use crate::pages::format::{self, bytes, count, counted, dates};
use crate::pages::section::{
    Block, Folded, Items, Layout, List, Section, SectionInput, TableBlock,
};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, doubt, list, note_sentence};
use crate::tally::Tally;
use crate::units::Date;

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let report = input.report;
    let suspicions = input.suspicions.iter().filter(|doubtful| doubtful.concerns(&report.period));
    let list_of = |facts: Vec<(&str, String)>| {
        let facts = facts.into_iter().map(|(name, fact)| (name.to_owned(), fact)).collect();
        Block::List(List { title: None, items: Items::Facts(facts) })
    };
    let glossary = GLOSSARY.map(|(word, meaning)| (word, meaning.to_owned())).to_vec();
    let blocks = [
        Some(list_of(facts(input.brief, report, input.brief_sha256))),
        Some(Block::Table(table(
            "ledger",
            "What became of every row of every export, all reported periods together",
            rows(input.ledger),
        ))),
        Some(Block::Table(table(
            "files",
            "How every export was understood; hashes in full in provenance.json",
            files(input.ledger),
        ))),
        Block::points(
            "Doubts about the exports",
            suspicions.map(|suspicion| doubt(Words::english(), suspicion).seen).collect(),
        ),
        Block::points("Notes on the files", notes(input.ledger)),
        Some(input.notes()),
        Some(Block::Folded(Folded {
            summary: "Words".to_owned(),
            blocks: vec![list_of(glossary)],
        })),
    ];
    Section {
        blocks: blocks.into_iter().flatten().collect(),
        unknowns: input.unknowns(|unknown| {
            matches!(
                unknown,
                Unknown::Days { .. }
                    | Unknown::History { .. }
                    | Unknown::FewMentions(_)
                    | Unknown::Authors
            )
        }),
        ..input.section("Method", "How this was made")
    }
}

fn table(id: &'static str, caption: &str, table: Table) -> TableBlock {
    let (caption, files) = (caption.to_owned(), Vec::new());
    TableBlock { id, caption, table, layout: Layout::Scroll, files }
}

fn facts(brief: &Brief, report: &Report, brief_sha256: &str) -> Vec<(&'static str, String)> {
    let days = report.period.days();
    let observed = match report.window {
        Some(window) => format!(
            "{} of {}: {}, from the first to the last day with a row of any export",
            count(window.days.into()),
            counted(days.into(), "day"),
            dates::span(window.from, window.to)
        ),
        None => format!("0 of {}", counted(days.into(), "day")),
    };
    let rows = &report.rows;
    let period_rows = format!(
        "{} of this period = {} duplicate + {} own + {} repost + {} not relevant + {} used",
        counted(rows.total(), "row"),
        count(rows[RowStatus::Duplicate]),
        count(rows[RowStatus::Own]),
        count(rows[RowStatus::Repost]),
        count(rows[RowStatus::NotRelevant]),
        count(rows[RowStatus::Used])
    );
    let mut facts = vec![
        ("Period", dates::span(report.period.from, report.period.to)),
        ("Observed days", observed),
        ("Zone", format!("{}: every day and hour of this page is local time there", brief.timing.zone_name)),
        ("From rows to mentions", period_rows),
        ("From mentions to conversations", conversations(report)),
        ("Amplification", amplification(report)),
        ("Relevant", relevance(brief)),
        ("Tone", "Net sentiment = 100 × (positive − negative) ÷ (positive + neutral + negative), in points from −100 to 100. The \
                  labels are the exporting tools’ own. Mentions without a label are left out and counted. Others define it \
                  without the neutral ones; figures of two definitions do not compare.".to_owned()),
        ("Tone labels", format!(
            "{} with, {} without",
            count(report.tone.counts.labelled()),
            count(report.tone.counts[Tone::Unscored])
        )),
        ("Ranges", "95% ranges: Wilson for shares, the standard error for net sentiment. They hold the chance of sampling, not \
                    the errors of labels or of what the tools did not find.".to_owned()),
        ("Authors", "Accounts, counted within a channel; one person may have several.".to_owned()),
        ("People’s words", privacy(brief.privacy).to_owned()),
        ("Made with", format!("{} {}, brief {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"), short(brief_sha256))),
    ];
    if let Some(history) = history(report) {
        facts.insert(2, ("History", history));
    }
    facts
}

/// Which months are told by their files. They were counted by the brief of their day: their rows are gone and cannot be counted again.
fn history(report: &Report) -> Option<String> {
    let of = |months: &[Date], what: &str| {
        let names: Vec<String> =
            months.iter().map(|&month| dates::period(&Period::month(month))).collect();
        (!months.is_empty()).then(|| format!("{what}: {}", list(Words::english(), &names)))
    };
    let told = [
        of(&report.history, "in this period"),
        of(&report.history_before, "before it, for the comparison and the trend"),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    (!told.is_empty()).then(|| {
        format!(
            "Told from the project’s history, as no export holds a row of them any more, {}. Counted by the brief as it was then.",
            told.join("; ")
        )
    })
}

fn conversations(report: &Report) -> String {
    let mentions = counted(report.mentions, "mention");
    let Some(conversations) = report.conversations else {
        return format!(
            "{mentions}; conversations: {}, a month of the history tells them as a whole alone",
            format::NOT_MEASURED
        );
    };
    let numbers = format!("{mentions} in {}", counted(conversations, "conversation"));
    if report.has_threads {
        format!(
            "{numbers}: a thread counts once, on the day of its first used mention of the period"
        )
    } else {
        format!("{numbers}: the exports tell no threads, so every mention is its own conversation")
    }
}

fn amplification(report: &Report) -> String {
    let (mut reposts, mut by_channel) = (0, Vec::new());
    for channel in report.channels.iter().filter(|channel| channel.amplification > 0) {
        reposts += channel.amplification;
        by_channel.push(format!("{} {}", channel.name, count(channel.amplification)));
    }
    match reposts {
        0 => "No repost names the client.".to_owned(),
        _ => format!(
            "{} that name the client, in no other figure: {}",
            counted(reposts, "repost"),
            by_channel.join(", ")
        ),
    }
}

fn relevance(brief: &Brief) -> String {
    let Some(keywords) = &brief.keywords else {
        return "The brief names no keywords: every row is relevant.".to_owned();
    };
    let groups = [("the client", &keywords.brand), ("its products", &keywords.products)];
    let said = groups.iter().filter_map(|(of, group)| {
        let parts = [("one of", &group.any), ("all of", &group.all), ("none of", &group.none)];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(how, words)| format!("{how} “{}”", words.join("”, “")))
            .collect();
        (!parts.is_empty()).then(|| format!("{of}: {}", parts.join(" and ")))
    });
    format!("A row about {}.", said.collect::<Vec<_>>().join("; or about "))
}

fn privacy(privacy: Privacy) -> &'static str {
    match privacy {
        Privacy::Names => "Authors are shown as in the exports.",
        Privacy::Masked => "No author is named and no post is linked.",
        Privacy::Pseudonyms => "Authors have invented names; no post is linked.",
        Privacy::None => "Nobody is quoted.",
    }
}

fn rows(ledger: &Ledger) -> Table {
    let counts = [
        ("read", "Read"),
        ("rejected", "Rejected"),
        ("outside_period", "Outside the periods"),
        ("duplicate", "Duplicate"),
        ("own", "Own"),
        ("repost", "Repost"),
        ("not_relevant", "Not relevant"),
        ("used", "Used"),
    ];
    let counts = counts.map(|(key, heading)| Column::page(key, heading, Unit::Count));
    let file = Column::page("file", "File", Unit::Text);
    let inputs = ledger.inputs.iter().map(|input| outcomes(&input.name, &input.rows));
    Table::new([file].into_iter().chain(counts).collect())
        .with(inputs)
        .with_total(outcomes("All files", &ledger.total()))
}

fn outcomes(name: &str, rows: &Tally<Outcome>) -> Vec<Cell> {
    let counts = [rows.total()].into_iter().chain(rows.iter().map(|(_, rows)| rows));
    [Cell::text(name)].into_iter().chain(counts.map(Cell::Count)).collect()
}

fn files(ledger: &Ledger) -> Table {
    let columns = [
        ("file", "File"),
        ("format", "Format"),
        ("timezone", "Zone of its times, and what decided it"),
        ("date_order", "Day and month"),
        ("sentiment_scale", "Tone"),
        ("bytes", "Size and SHA-256"),
    ];
    let rows = ledger.inputs.iter().map(|input| {
        let order = match (&input.date_order, &input.date_order_from) {
            (Some(order), Some(from)) => format!("{order}, by {from}"),
            (Some(order), None) => order.clone(),
            (None, _) => "not in question".to_owned(),
        };
        vec![
            Cell::text(&input.name),
            Cell::text(format!("{}, {}", input.format, input.encoding)),
            Cell::text(format!("{}: {}", input.timezone, input.timezone_from)),
            Cell::text(order),
            input.sentiment_scale.as_ref().map_or(Cell::NotMeasured, Cell::text),
            Cell::text(format!("{}, {}", bytes(input.bytes), short(&input.sha256))),
        ]
    });
    let columns = columns.map(|(key, heading)| Column::page(key, heading, Unit::Text));
    Table::new(columns.to_vec()).with(rows)
}

fn notes(ledger: &Ledger) -> Vec<String> {
    let inputs = ledger.inputs.iter();
    let own = inputs.flat_map(|input| {
        input.notes.iter().map(move |note| format!("{}: {}", input.name, note_sentence(note)))
    });
    let skipped = ledger.skipped.iter().map(|(name, why)| format!("{name}: passed over, {why}"));
    let raw = ledger.unknown_channels.iter().map(|(raw, rows)| {
        format!("Channel “{raw}” is not known: {} under Other", counted(*rows, "row"))
    });
    own.chain(skipped).chain(raw).collect()
}

/// The first twelve digits of a hash: enough to compare by eye.
fn short(hash: &str) -> String {
    match hash.char_indices().nth(12) {
        Some((end, _)) => format!("{}…", &hash[..end]),
        None => hash.to_owned(),
    }
}

const GLOSSARY: [(&str, &str); 10] = [
    ("Mention", "One post, comment or review about the client."),
    ("Conversation", "A thread: a post with its replies. The unit of the staffing formula."),
    ("Channel", "Where it was said. The formula calls those that count a community."),
    ("Net sentiment", "Praise less complaint, in points from −100 to 100."),
    (
        "Observed day",
        "A day that the exports cover. A day without mentions counts; a day without an export does not.",
    ),
    ("Shrinkage", "Paid time not available for the work: leave, training, meetings."),
    (
        "Occupancy",
        "Time spent handling conversations over time spent handling and waiting for them.",
    ),
    ("Full-time people", "Hours needed over the productive hours of one full-time person (FTE)."),
    ("Stance", "How the client takes part in a channel: listen, answer, join in, host, stay away."),
    ("95% range", "Where the figure would lie in 95 of 100 samples of this size."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Group, Keywords};
    use crate::pages::fixture;

    #[test]
    fn the_rows_of_the_page_reconcile() {
        let ledger = fixture::ledger();
        assert_eq!(ledger.total().total(), 2500 + 219);
        let table = rows(&ledger);
        assert_eq!(
            table.shown().total,
            ["All files", "2,719", "6", "113", "31", "44", "112", "385", "2,028"]
        );
        let facts = facts(&fixture::brief(), &fixture::report(), "0123456789abcdef");
        let period = &facts.iter().find(|fact| fact.0 == "From rows to mentions").unwrap().1;
        assert_eq!(
            period,
            "2,600 rows of this period = 31 duplicate + 44 own + 112 repost + 385 not relevant + 2,028 used"
        );
        let passed_on = &facts.iter().find(|fact| fact.0 == "Amplification").unwrap().1;
        assert_eq!(passed_on, "112 reposts that name the client, in no other figure: X 112");
        assert!(facts.last().unwrap().1.ends_with("brief 0123456789ab…"));
    }

    #[test]
    fn months_that_their_files_tell_are_named() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        let told = |report: &Report| {
            let facts = facts(&brief, report, "");
            facts.into_iter().find(|fact| fact.0 == "History").map(|fact| fact.1)
        };
        assert_eq!(told(&report), None);
        report.history_before = [3, 4].map(|month| fixture::day(2026, month, 1)).to_vec();
        let words = "Told from the project’s history, as no export holds a row of them any more, before it, for the comparison and \
                     the trend: March 2026 and April 2026. Counted by the brief as it was then.";
        assert_eq!(told(&report).as_deref(), Some(words));
    }

    #[test]
    fn nothing_about_a_file_is_kept_silent() {
        let notes = notes(&fixture::ledger());
        assert_eq!(notes.len(), 4);
        assert_eq!(notes[1], "exports/~$lock.csv: passed over, a lock file");
        assert_eq!(notes[3], "Channel “misc” is not known: 2 rows under Other");
    }

    #[test]
    fn the_query_is_printed() {
        let mut brief = fixture::brief();
        assert!(relevance(&brief).contains("no keywords"));
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let brand = Group {
            any: words(&["Harbour Coffee", "#harbourcoffee"]),
            none: words(&["harbour tour"]),
            ..Group::default()
        };
        let products = Group { any: words(&["Cold Brew Club"]), ..Group::default() };
        brief.keywords = Some(Keywords { brand, products, ..Keywords::default() });
        assert_eq!(
            relevance(&brief),
            "A row about the client: one of “Harbour Coffee”, “#harbourcoffee” and none of “harbour tour”; or about its products: one \
             of “Cold Brew Club”."
        );
    }
}
