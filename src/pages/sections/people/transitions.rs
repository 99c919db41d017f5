//! What became of accounts from one quarter to the next, and of those that complained, by whether the client answered.

use super::accounts::during;
use crate::insights::{AccountState, AnswerEffect, Complainers, Period, Transitions};
use crate::pages::channels::share_range;
use crate::pages::section::{Block, DataFile, Layout, SectionInput, Style, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, say};
use crate::units::Date;

/// The columns of `summary.json`, of accounts by state and of those that complained.
pub(in crate::pages) const JSON: [&str; 3] = ["before", "now", "accounts"];
pub(in crate::pages) const COMPLAINERS_JSON: [&str; 7] =
    ["answered", "accounts", "again", "praise", "share", "share_low", "share_high"];

/// Both tables with the sentences that they need.
pub(super) fn blocks(input: &SectionInput<'_>) -> Vec<Block> {
    let words = input.words;
    let transitions =
        input.report.people.as_ref().ok().and_then(|people| people.transitions.as_ref());
    let note = transitions.map(|_| Block::paragraph(Style::Plain, words.text("transitions-note")));
    let mut blocks = vec![Block::Table(states(words, transitions))];
    blocks.extend(note);
    blocks.push(Block::Table(complainers(words, transitions)));
    blocks
        .extend(transitions.map(|found| Block::paragraph(Style::Plain, difference(words, found))));
    blocks
}

fn named(words: &Words, (from, to): (Date, Date)) -> String {
    words.period(&Period::span(from, to))
}

/// The stable word of a state.
fn id(state: AccountState) -> &'static str {
    match state {
        AccountState::Positive => "positive",
        AccountState::Mixed => "mixed",
        AccountState::Negative => "negative",
        AccountState::Silent => "silent",
    }
}

fn states(words: &Words, transitions: Option<&Transitions>) -> TableBlock {
    let state = |state| say!(words, "transitions-state", state = id(state));
    let mut columns = vec![Column::page("before", words.text("transitions-before"), Unit::Text)];
    columns.extend(AccountState::ALL.map(|it| Column::page(id(it), state(it), Unit::Count)));
    let rows = transitions.iter().flat_map(|found| {
        AccountState::ALL.into_iter().zip(&found.accounts).map(|(before, row)| {
            let counts = AccountState::ALL.into_iter().zip(row).map(|(now, count)| {
                match (before, now) {
                    // Accounts without a label in either quarter are not looked at.
                    (AccountState::Silent, AccountState::Silent) => Cell::missing("–"),
                    _ => Cell::Count(*count),
                }
            });
            [Cell::text(state(before))].into_iter().chain(counts).collect()
        })
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let caption = transitions.map(|found| {
        say!(
            words,
            "transitions-caption",
            before = named(words, found.before),
            now = named(words, found.now),
            accounts = say!(words, "accounts", n = found.in_both())
        )
    });
    TableBlock {
        id: "transitions",
        caption: caption.unwrap_or_default(),
        table: Table::new(columns).with(rows),
        layout: Layout::Scroll,
        rows: vec!["transitions"],
        files: vec![DataFile {
            name: "transitions.csv",
            label: words.text("file-numbers"),
            table: by_state(transitions),
        }],
    }
}

/// Two states a row, for the file and `summary.json`.
pub(in crate::pages) fn by_state(transitions: Option<&Transitions>) -> Table {
    let columns = [("before", Unit::Text), ("now", Unit::Text), ("accounts", Unit::Count)];
    let rows = transitions.iter().flat_map(|found| {
        let both = AccountState::ALL.into_iter().zip(&found.accounts);
        both.flat_map(|(before, row)| {
            AccountState::ALL
                .into_iter()
                .zip(row)
                .filter(move |(now, _)| before.min(*now) != AccountState::Silent)
                .map(move |(now, count)| {
                    vec![Cell::text(id(before)), Cell::text(id(now)), Cell::Count(*count)]
                })
        })
    });
    Table::new(columns.map(|(key, unit)| Column::data(key, unit)).to_vec())
        .with(rows.collect::<Vec<_>>())
}

fn complainers(words: &Words, transitions: Option<&Transitions>) -> TableBlock {
    let table = by_answer(words, transitions.and_then(|found| found.answers.as_ref()));
    let caption = transitions.map(|found| {
        say!(
            words,
            "complainers-caption",
            before = during(words, found.before),
            now = during(words, found.now)
        )
    });
    TableBlock {
        id: "complainers",
        caption: caption.unwrap_or_default(),
        table: table.clone(),
        layout: Layout::Scroll,
        rows: vec!["complainers"],
        files: vec![DataFile { name: "complainers.csv", label: words.text("file-numbers"), table }],
    }
}

/// Those that complained, by whether they were answered; none where no answer is seen.
pub(in crate::pages) fn by_answer(words: &Words, effect: Option<&AnswerEffect>) -> Table {
    let columns = vec![
        Column::new("answered", words.text("complainers-answered"), Unit::Text),
        Column::new("accounts", words.text("complainers-accounts"), Unit::Count),
        Column::new("again", words.text("complainers-again"), Unit::Count),
        Column::new("praise", words.text("complainers-praise"), Unit::Count),
        Column::new("share", words.text("complainers-share"), Unit::Share),
        Column::page("share_range", words.text("name-share-range"), Unit::Share),
        Column::data("share_low", Unit::Share),
        Column::data("share_high", Unit::Share),
    ];
    let row = |id: &str, side: &Complainers| {
        let (share, interval) = side.share().unzip();
        vec![
            Cell::word(id, say!(words, "complainers-side", side = id)),
            Cell::Count(side.accounts),
            Cell::Count(side.again),
            Cell::Count(side.praise),
            Cell::Share { ratio: share.unwrap_or_default(), base: side.again },
            share_range(words, interval, side.again),
            Cell::number(interval.map(|range| range.0)),
            Cell::number(interval.map(|range| range.1)),
        ]
    };
    let rows = effect.map(|effect| {
        let unknown = (effect.unknown.accounts > 0).then(|| row("unknown", &effect.unknown));
        let known = [row("yes", &effect.answered), row("no", &effect.unanswered)];
        known.into_iter().chain(unknown).collect::<Vec<_>>()
    });
    Table::new(columns).with(rows.unwrap_or_default())
}

fn difference(words: &Words, found: &Transitions) -> String {
    let Some(effect) = &found.answers else {
        return say!(words, "complainers-not-measured", day = words.date(found.before.1));
    };
    let Some((difference, (low, high))) = effect.difference else {
        return words.text("complainers-too-few");
    };
    let points = |share: f64| words.points(100.0 * share);
    let range = words.between(&points(low), &points(high));
    let is_small = effect.answered.again.min(effect.unanswered.again) < 30;
    say!(
        words,
        "complainers-difference",
        difference = points(difference),
        range = range,
        base = if is_small { "small" } else { "enough" }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn every_pair_of_states_but_silence_throughout_is_a_row() {
        let people = fixture::people::accounts();
        let csv = String::from_utf8(by_state(people.transitions.as_ref()).csv()).unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(
            lines[..4],
            [
                "before,now,accounts",
                "positive,positive,3",
                "positive,mixed,1",
                "positive,negative,2"
            ]
        );
        assert_eq!((lines.len(), lines[15]), (16, "silent,negative,3"));
    }

    #[test]
    fn the_difference_says_how_sure_it_is_and_where_it_was_not_measured() {
        let mut found = fixture::people::accounts().transitions.unwrap();
        let words = Words::english();
        let said = |found: &Transitions| difference(words, found);
        let end = "Nobody chose by chance whom to answer, so this shows no cause.";
        let small = "The share that praises now, answered less not answered: +20 percentage points (95% range −7\u{a0}to\u{a0}+44, small base).";
        assert_eq!(said(&found), format!("{small} {end}"));
        let csv = by_answer(words, found.answers.as_ref()).csv();
        let csv = String::from_utf8(csv).unwrap();
        assert!(csv.contains("\nyes,40,30,18,0.6,0.423"), "{csv}");
        if let Some(effect) = &mut found.answers {
            effect.unanswered.again = 30;
        }
        assert_eq!(said(&found), format!("{} {end}", small.replace(", small base", "")));
        if let Some(effect) = &mut found.answers {
            effect.difference = None;
        }
        assert!(said(&found).starts_with("Fewer than ten accounts of a side"));
        found.answers = None;
        assert!(
            said(&found).ends_with("no export shows an answer of the client up to 31 March 2026.")
        );
    }
}
