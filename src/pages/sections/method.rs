//! Method: what went in, what became of every row, how each figure is defined.
//!
//! It is the one place of a report that names the program and its version.

mod files;
mod rules;

use self::files::{files, notes, rows, short};
use self::rules::{deciding, relevance};
use crate::brief::{Brief, Privacy};
use crate::insights::{Period, Report};
use crate::mentions::RowStatus;
use crate::mentions::tone::Tone;
use crate::pages::front::MOST_UNKNOWNS;
use crate::pages::section::{
    Block, Folded, Items, Layout, List, Section, SectionInput, Style, TableBlock,
};
use crate::pages::sections::topics::kinds;
use crate::pages::table::Table;
use crate::pages::words::{self, Words, clauses, doubt, list, say};
use crate::units::Date;

pub(super) use self::files::doubtful;

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let (words, report) = (input.words, input.report);
    let suspicions = input.suspicions.iter().filter(|doubtful| doubtful.concerns(&report.period));
    let list_of = |facts| Block::List(List { title: None, items: Items::Facts(facts) });
    let mut unknowns = input.unknowns();
    unknowns.extend(doubtful(words, input.ledger, input.suspicions, &report.period));
    let blocks = [
        Some(Block::List(List {
            title: Some(words.text("method-facts")),
            items: Items::Facts(facts(words, report)),
        })),
        Block::points(words.text("method-unknown"), further_unknowns(input)),
        Block::points(
            words.text("method-doubts"),
            suspicions.map(|suspicion| doubt(words, &suspicion.without_cells()).seen).collect(),
        ),
        Some(input.notes()),
        Some(Block::Folded(Folded {
            is_printed: true,
            summary: words.text("method-inputs"),
            blocks: [
                Some(Block::Table(table(
                    "ledger",
                    words.text("method-ledger"),
                    rows(words, input.ledger),
                ))),
                Some(Block::paragraph(Style::Deck, words.text("method-files-where"))),
                Block::points(words.text("method-notes"), notes(words, input.ledger)),
            ]
            .into_iter()
            .flatten()
            .collect(),
        })),
        Some(Block::Folded(Folded {
            is_printed: false,
            summary: words.text("method-files-fold"),
            blocks: vec![Block::Table(table(
                "files",
                words.text("method-files"),
                files(words, input.ledger),
            ))],
        })),
        Some(Block::Folded(Folded {
            is_printed: true,
            summary: words.text("method-definitions"),
            blocks: std::iter::once(list_of(definitions(
                words,
                input.brief,
                report,
                input.brief_sha256,
            )))
            .chain(deciding(words, input.brief))
            .collect(),
        })),
        input.report.kinds.as_ref().map(|_| kinds::rules(words, report)),
        Some(Block::Folded(Folded {
            is_printed: true,
            summary: words.text("method-words"),
            blocks: vec![list_of(glossary(words))],
        })),
    ];
    Section {
        has_main_figure: false,
        blocks: blocks.into_iter().flatten().collect(),
        unknowns,
        ..input.section(words.text("method-question"), headline(words, report))
    }
}

/// How many rows became mentions; periods of the history alone have no row.
fn headline(words: &Words, report: &Report) -> String {
    match report.rows.total() {
        0 => words.text("method-title"),
        n if report.rows[RowStatus::Used] == n => say!(words, "method-counted-all", n = n),
        n => say!(words, "method-counted", used = words.count(report.rows[RowStatus::Used]), n = n),
    }
}

fn table(id: &'static str, caption: String, table: Table) -> TableBlock {
    TableBlock { id, caption, table, layout: Layout::Scroll, rows: Vec::new(), files: Vec::new() }
}

/// Names with statements.
type Facts = Vec<(String, String)>;

/// What went in, and how sure the figures are: what every reader should know.
fn facts(words: &Words, report: &Report) -> Facts {
    let facts = [
        Some(("fact-days", observed_days(words, report))),
        history(words, report).map(|history| ("fact-history", history)),
        Some(("fact-rows", period_rows(words, report))),
        Some(("fact-conversations", conversations(words, report))),
        Some(("fact-labels", labels(words, report))),
        Some(("fact-ranges", words.text("fact-ranges-text"))),
    ];
    named(words, facts.into_iter().flatten())
}

/// Definitions, and the settings of the brief.
fn definitions(words: &Words, brief: &Brief, report: &Report, brief_sha256: &str) -> Facts {
    let period = &report.period;
    let made = say!(
        words,
        "fact-made-text",
        program = env!("CARGO_PKG_NAME"),
        version = env!("CARGO_PKG_VERSION"),
        hash = short(brief_sha256)
    );
    let zone = say!(words, "fact-zone-text", zone = &brief.timing.zone_name);
    let facts = [
        ("fact-period", words.span(period.from, period.to)),
        ("fact-zone", zone),
        ("fact-amplification", amplification(words, report)),
        ("fact-relevant", relevance(words, brief)),
        ("fact-tone", words.text("fact-tone-text")),
        ("fact-authors", words.text("fact-authors-text")),
        ("fact-privacy", privacy(words, brief, report)),
        ("fact-made", made),
    ];
    named(words, facts.into_iter())
}

fn named(words: &Words, facts: impl Iterator<Item = (&'static str, String)>) -> Facts {
    facts.map(|(name, fact)| (words.text(name), fact)).collect()
}

/// The unknowns for which page one has no room, in its order.
fn further_unknowns(input: &SectionInput<'_>) -> Vec<String> {
    let mut all = words::unknowns(input.words, &input.findings.unknown);
    let doubtful = doubtful(input.words, input.ledger, input.suspicions, &input.report.period);
    let at = all.len().min(1);
    all.splice(at..at, doubtful.into_iter().map(|quote| quote.statement));
    all.into_iter().skip(MOST_UNKNOWNS).collect()
}

fn observed_days(words: &Words, report: &Report) -> String {
    let days = say!(words, "days", n = u64::from(report.period.days()));
    match report.window {
        Some(window) => {
            let count = words.count(report.observed_days.into());
            let span = words.span(window.from, window.to);
            if report.observed_days < window.days {
                say!(words, "fact-days-observed-part", count = count, days = days, span = span)
            } else {
                say!(words, "fact-days-observed", count = count, days = days, span = span)
            }
        }
        None => say!(words, "fact-days-none", days = days),
    }
}

/// What became of the rows, without what became of none.
fn period_rows(words: &Words, report: &Report) -> String {
    let rows = &report.rows;
    let (total, used) = (rows.total(), rows[RowStatus::Used]);
    if total == 0 {
        return words.text("fact-rows-none");
    }
    let rows_text = say!(words, "rows", n = total);
    if used == total {
        return say!(words, "fact-rows-all", rows = rows_text);
    }
    let parts = [
        (RowStatus::Duplicate, "fact-rows-duplicate"),
        (RowStatus::Own, "fact-rows-own"),
        (RowStatus::Repost, "fact-rows-repost"),
        (RowStatus::NotRelevant, "fact-rows-not-relevant"),
        (RowStatus::Used, "fact-rows-used"),
    ];
    let counted = parts.into_iter().filter(|(status, _)| rows[*status] > 0);
    let parts = counted
        .map(|(status, id)| words.say(id, &[("count", words.count(rows[status]).into())]))
        .reduce(|start, next| say!(words, "fact-rows-next", start = start, next = next));
    say!(words, "fact-rows-text", rows = rows_text, parts = parts.unwrap_or_default())
}

fn labels(words: &Words, report: &Report) -> String {
    let counts = &report.tone.counts;
    say!(
        words,
        "fact-labels-text",
        labelled = words.count(counts.labelled()),
        unlabelled = words.count(counts[Tone::Unscored])
    )
}

/// Which months come from their history files. They were counted by the brief of their day: their rows are gone and cannot be
/// counted again.
fn history(words: &Words, report: &Report) -> Option<String> {
    let of = |months: &[Date]| {
        let names: Vec<String> =
            months.iter().map(|&month| words.period(&Period::month(month))).collect();
        (!months.is_empty()).then(|| list(words, &names))
    };
    let within =
        of(&report.history).map(|months| say!(words, "fact-history-period", months = months));
    let before = of(&report.history_before)
        .map(|months| say!(words, "fact-history-before", months = months));
    let months: Vec<String> = within.into_iter().chain(before).collect();
    (!months.is_empty())
        .then(|| say!(words, "fact-history-months", months = clauses(words, months)))
}

fn conversations(words: &Words, report: &Report) -> String {
    let mentions = say!(words, "mentions", n = report.mentions);
    let Some(conversations) = report.conversations else {
        return say!(words, "fact-conversations-missing", mentions = mentions);
    };
    let conversations = say!(words, "conversations", n = conversations);
    if report.has_threads {
        say!(
            words,
            "fact-conversations-threads",
            mentions = mentions,
            conversations = conversations
        )
    } else {
        say!(words, "fact-conversations-single", mentions = mentions, conversations = conversations)
    }
}

fn amplification(words: &Words, report: &Report) -> String {
    let reposted = report.channels.iter().filter(|channel| channel.amplification > 0);
    let reposts = reposted.clone().map(|channel| channel.amplification).sum::<u64>();
    let channels = reposted
        .map(|channel| {
            let count = words.count(channel.amplification);
            say!(words, "fact-amplification-channel", channel = &channel.name, count = count)
        })
        .reduce(|start, next| say!(words, "list-next", start = start, next = next));
    match channels {
        None => words.text("fact-amplification-none"),
        Some(channels) => {
            let reposts = say!(words, "reposts", n = reposts);
            say!(words, "fact-amplification-text", reposts = reposts, channels = channels)
        }
    }
}

fn privacy(words: &Words, brief: &Brief, report: &Report) -> String {
    let authors = words.text(match brief.privacy {
        Privacy::Names => "fact-privacy-names",
        Privacy::Masked => "fact-privacy-masked",
        Privacy::Pseudonyms => "fact-privacy-pseudonyms",
        Privacy::None => "fact-privacy-none",
    });
    let has_quotes = report.quotes.iter().flatten().any(|topic| topic.quotes.is_ok());
    if has_quotes { [authors, words.text("fact-privacy-quotes")].join(" ") } else { authors }
}

fn glossary(words: &Words) -> Facts {
    let entries = [
        "glossary-mention",
        "glossary-conversation",
        "glossary-channel",
        "glossary-net-sentiment",
        "glossary-observed-day",
        "glossary-shrinkage",
        "glossary-occupancy",
        "glossary-full-time-people",
        "glossary-stance",
        "glossary-range",
        "glossary-change",
        "glossary-probably",
        "glossary-unclear",
        "glossary-peak",
        "glossary-stability",
        "glossary-on-the-way",
        "glossary-n",
    ];
    entries.map(|id| (words.text(id), words.text(&format!("{id}.meaning")))).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn the_rows_of_the_page_reconcile() {
        let ledger = fixture::ledger();
        assert_eq!(ledger.total().total(), 2500 + 219);
        let table = rows(Words::english(), &ledger);
        assert_eq!(
            table.shown(Words::english()).total,
            ["All files", "2,719", "6", "113", "31", "44", "112", "385", "2,028"]
        );
        let facts = facts(Words::english(), &fixture::report());
        let period = &facts.iter().find(|fact| fact.0 == "From rows to mentions").unwrap().1;
        assert_eq!(
            period,
            "2,600 rows of this period = 31 duplicate + 44 own + 112 repost + 385 not relevant + 2,028 used"
        );
        let definitions = definitions(
            Words::english(),
            &fixture::brief(),
            &fixture::report(),
            "0123456789abcdef",
        );
        let passed_on = &definitions.iter().find(|fact| fact.0 == "Amplification").unwrap().1;
        assert_eq!(passed_on, "112 reposts that name the client, in no other figure: X 112");
        assert!(definitions.last().unwrap().1.ends_with("brief 0123456789ab…"));
    }

    #[test]
    fn months_that_their_files_tell_are_named() {
        let mut report = fixture::report();
        let found = |report: &Report| {
            let facts = facts(Words::english(), report);
            facts.into_iter().find(|fact| fact.0 == "History").map(|fact| fact.1)
        };
        assert_eq!(found(&report), None);
        report.history_before = [3, 4].map(|month| fixture::day(2026, month, 1)).to_vec();
        let text = "From the project’s history, because no export holds a row of these months any more: before it, for the comparison \
                     and the trend, March 2026 and April 2026. Counted by the brief as it was then.";
        assert_eq!(found(&report).as_deref(), Some(text));
    }

    #[test]
    fn nothing_about_a_file_is_kept_silent() {
        let notes = notes(Words::english(), &fixture::ledger());
        assert_eq!(notes.len(), 2);
        assert_eq!(notes[1], "exports/~$lock.csv is skipped: a lock file of an office program");
    }
}
