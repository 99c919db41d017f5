//! What went in: how each file was read, what became of its rows, and what was noted or doubted.

use crate::insights::{Period, Suspicion};
use crate::mentions::ledger::{Ledger, Outcome};
use crate::note::Note;
use crate::pages::section::Quote;
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{
    Words, doubt, note_sentence, order_name, order_source, say, scale_name, skip_reason, zone_name,
    zone_source,
};
use crate::tally::Tally;

/// What became of the rows of each file.
pub(super) fn rows(words: &Words, ledger: &Ledger) -> Table {
    let counts = [
        ("read", "ledger-read"),
        ("rejected", "ledger-rejected"),
        ("outside_period", "ledger-outside"),
        ("duplicate", "ledger-duplicate"),
        ("own", "ledger-own"),
        ("repost", "ledger-repost"),
        ("not_relevant", "ledger-not-relevant"),
        ("used", "ledger-used"),
    ];
    let counts = counts.map(|(key, heading)| Column::page(key, words.text(heading), Unit::Count));
    let file = Column::page("file", words.text("ledger-file"), Unit::Text);
    let inputs = ledger.inputs.iter().map(|input| outcomes(&input.name, &input.rows));
    Table::new([file].into_iter().chain(counts).collect())
        .with(inputs)
        .with_total(outcomes(&words.text("name-all-files"), &ledger.total()))
}

fn outcomes(name: &str, rows: &Tally<Outcome>) -> Vec<Cell> {
    let counts = [rows.total()].into_iter().chain(rows.iter().map(|(_, rows)| rows));
    [Cell::text(name)].into_iter().chain(counts.map(Cell::Count)).collect()
}

/// What page one says of the exports: that the client's own posts may be among the mentions, that a file may be cut, and of which files more than one row
/// in twenty cannot be read.
pub(in crate::pages::sections) fn doubtful(
    words: &Words,
    ledger: &Ledger,
    suspicions: &[Suspicion],
    period: &Period,
) -> Vec<Quote<String>> {
    let is_listed = |it: &&Suspicion| match it {
        Suspicion::Capped { .. } | Suspicion::OwnUnmatched => true,
        Suspicion::Silent { .. } => it.concerns(period),
        _ => false,
    };
    let suspicions = suspicions.iter().filter(is_listed);
    let seen = suspicions.map(|it| Quote { rank: 0, statement: doubt(words, it).seen });
    seen.chain(unreadable(words, ledger)).collect()
}

fn unreadable(words: &Words, ledger: &Ledger) -> Vec<Quote<String>> {
    let inputs = ledger.inputs.iter();
    let many = inputs.flat_map(|input| input.notes.iter().map(move |note| (&input.name, note)));
    many.filter_map(|(file, note)| {
        let Note::ManyRejected { rows, of } = note else { return None };
        let of = say!(words, "rows", n = *of);
        let count = words.count(*rows);
        let statement = say!(words, "unknown-unreadable", file = file, count = count, rows = of);
        Some(Quote { rank: 0, statement })
    })
    .collect()
}

/// How each file was read.
pub(super) fn files(words: &Words, ledger: &Ledger) -> Table {
    let columns = [
        ("file", "ledger-file"),
        ("format", "file-format"),
        ("timezone", "file-zone"),
        ("date_order", "file-order"),
        ("sentiment_scale", "file-tone"),
        ("bytes", "file-size"),
    ];
    let join = |start: &str, next: &str| say!(words, "list-next", start = start, next = next);
    let rows = ledger.inputs.iter().map(|input| {
        let order = match (input.date_order, &input.date_order_from) {
            (Some(order), Some(from)) => {
                let (order, from) = (order_name(words, order), order_source(words, from));
                say!(words, "file-order-by", order = order, source = from)
            }
            (Some(order), None) => order_name(words, order),
            (None, _) => words.text("file-order-clear"),
        };
        let zone = zone_name(words, input);
        let from = zone_source(words, &input.timezone_from);
        vec![
            Cell::text(&input.name),
            Cell::text(join(&input.format, &input.encoding)),
            Cell::text(say!(words, "file-decided", value = zone, source = from)),
            Cell::text(order),
            input
                .sentiment_scale
                .map_or(Cell::NotMeasured, |scale| Cell::text(scale_name(words, scale))),
            Cell::text(join(&words.bytes(input.bytes), &short(&input.sha256))),
        ]
    });
    let columns = columns.map(|(key, heading)| Column::page(key, words.text(heading), Unit::Text));
    Table::new(columns.to_vec()).with(rows)
}

/// What was noted of the files, and which were not read.
pub(super) fn notes(words: &Words, ledger: &Ledger) -> Vec<String> {
    let own = ledger.inputs.iter().flat_map(|input| {
        input.notes.iter().map(move |note| {
            let note = note_sentence(words, note);
            say!(words, "file-note", file = &input.name, note = note)
        })
    });
    let skipped = ledger.skipped.iter().map(|(name, why)| {
        say!(words, "file-skipped", file = name, reason = skip_reason(words, *why))
    });
    own.chain(skipped).collect()
}

/// The first twelve digits of a hash: enough to compare by eye.
pub(super) fn short(hash: &str) -> String {
    match hash.char_indices().nth(12) {
        Some((end, _)) => format!("{}…", &hash[..end]),
        None => hash.to_owned(),
    }
}
