//! The text output of `check`: a block per file, the totals, then what to fix.
//!
//! The text quotes cells and names of exports, so control characters are shown as escapes.

use super::facts::{Facts, FileFacts};
use crate::commands::ui::harmless;
use crate::error::MOST_PROBLEMS;
use crate::exports::formats::FALLBACK;
use crate::mentions::ledger::Outcome;
use crate::pages::{self, Words, order_name};
use crate::tally::Tally;

/// Characters of a line, indent included.
const WIDTH: usize = 100;
/// Where the values begin.
const INDENT: usize = 12;
/// Columns that are named as not used; `--json` names all.
const MOST_UNUSED: usize = 12;

/// The whole text.
pub(super) fn text(facts: &Facts) -> String {
    let mut blocks: Vec<String> = facts.files.iter().map(file).collect();
    blocks.extend(totals(facts));
    blocks.extend(to_fix(facts));
    harmless(&blocks.join("\n"))
}

fn file(file: &FileFacts) -> String {
    let mut lines = vec![format!("{}  ({})", file.name, Words::english().bytes(file.bytes))];
    let mut say = |label: &str, items: &[String]| {
        if !items.is_empty() {
            lines.extend(wrapped(label, items));
        }
    };
    if let (Some(name), Some(id)) = (&file.format_name, &file.format) {
        say("format", &[format!("{name} (`{id}`)")]);
    }
    // Only names are assumed of the fallback, and those that were found are listed among the columns.
    if !file.believed.is_empty() && file.format.as_deref() != Some(FALLBACK) {
        say("believed", &[file.believed.join("; ")]);
    }
    if let (Some(encoding), Some(from), Some(delimiter), Some(line)) =
        (&file.encoding, &file.encoding_from, &file.delimiter, file.header_line)
    {
        say(
            "text",
            &[format!("{encoding} ({from})"), named(delimiter), format!("header in line {line}")],
        );
    }
    say("preamble", &file.preamble);
    say("columns", &used(file));
    say("not used", &unused(file));
    if let Some(from) = &file.timezone_from {
        let zone = file.timezone.as_ref();
        say("zone", &[zone.map_or_else(|| from.clone(), |zone| format!("{zone} ({from})"))]);
    }
    if let (Some(order), Some(from)) = (file.date_order, &file.date_order_from) {
        let order = order_name(Words::english(), order);
        say("dates", &[format!("{order} ({from})")]);
    }
    if file.is_understood {
        let scale = file.sentiment_scale.as_deref().unwrap_or("not measured");
        say("tone", &[scale.to_owned()]);
    }
    if let (Some(from), Some(to)) = (file.days.from, file.days.to) {
        say("days", &[Words::english().span(from, to)]);
    }
    if let Some(rows) = &file.rows {
        say("rows", &outcomes(rows));
        let mut rejected: Vec<String> =
            file.rejected.iter().map(|row| format!("line {}: {}", row.line, row.reason)).collect();
        match rows[Outcome::Rejected].saturating_sub(rejected.len() as u64) {
            0 => {}
            more => rejected.push(format!("and {} more", Words::english().count(more))),
        }
        say("rejected", &rejected);
        say("new tones", &ranked(&file.unknown_tones));
        say("new kinds", &ranked(&file.unknown_kinds));
        say("new statuses", &ranked(&file.unknown_stages));
        say("new departments", &ranked(&file.unknown_departments));
    } else {
        let why = if file.is_understood { "not counted" } else { "not counted, see below" };
        say("rows", &[why.to_owned()]);
    }
    lines.join("\n") + "\n"
}

/// The items after a label, with commas, broken before one that does not fit.
fn wrapped(label: &str, items: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = format!("  {label:<width$}", width = INDENT - 2);
    for (place, item) in items.iter().enumerate() {
        let comma = if place + 1 < items.len() { "," } else { "" };
        let is_first = line.chars().count() <= INDENT;
        if !is_first && line.chars().count() + item.chars().count() + 2 > WIDTH {
            lines.push(std::mem::replace(&mut line, " ".repeat(INDENT)));
        } else if !is_first {
            line.push(' ');
        }
        line.push_str(item);
        line.push_str(comma);
    }
    lines.push(line);
    lines
}

fn named(delimiter: &str) -> String {
    match delimiter {
        "," => "comma".to_owned(),
        ";" => "semicolon".to_owned(),
        "|" => "bar".to_owned(),
        other => other.to_owned(),
    }
}

fn used(file: &FileFacts) -> Vec<String> {
    let used = file.columns.iter().filter(|column| !column.used_for.is_empty());
    used.map(|column| {
        let fields = column.used_for.iter().map(|field| field.word());
        format!("{} → {}", column.name, fields.collect::<Vec<_>>().join(" + "))
    })
    .collect()
}

fn unused(file: &FileFacts) -> Vec<String> {
    let unused = file.columns.iter().filter(|column| column.used_for.is_empty());
    let mut names: Vec<String> = unused
        .map(|column| if column.name.is_empty() { "(unnamed)" } else { &column.name }.to_owned())
        .collect();
    let more = names.len().saturating_sub(MOST_UNUSED);
    if more > 0 {
        names.truncate(MOST_UNUSED);
        names.push(format!("and {} more", Words::english().count(more as u64)));
    }
    names
}

/// Rows read, then their outcomes; an outcome without rows is left out.
fn outcomes(rows: &Tally<Outcome>) -> Vec<String> {
    let words = Words::english();
    let mut items = vec![format!("{} read", words.count(rows.total()))];
    items.extend(pages::outcomes(words, rows));
    items
}

/// Words with their rows, the most frequent first.
fn ranked(words: &[(String, u64)]) -> Vec<String> {
    let count = |rows| Words::english().count(rows);
    let named = words.iter().take(MOST_UNUSED);
    let mut items: Vec<String> =
        named.map(|(word, rows)| format!("`{word}` ({})", count(*rows))).collect();
    let more = words.len().saturating_sub(MOST_UNUSED);
    if more > 0 {
        items.push(format!("and {} more", count(more as u64)));
    }
    items
}

fn totals(facts: &Facts) -> Option<String> {
    let rows = facts.rows.as_ref()?;
    let counted_files = facts.files.iter().filter(|file| file.rows.is_some()).count() as u64;
    let mut lines = vec![format!("In all, {}", pages::files(Words::english(), counted_files))];
    if let (Some(from), Some(to)) = (facts.days.from, facts.days.to) {
        lines.extend(wrapped(
            "days",
            &[format!("{} in {}", Words::english().span(from, to), facts.timezone)],
        ));
    }
    lines.extend(wrapped("rows", &outcomes(rows)));
    Some(lines.join("\n") + "\n")
}

fn to_fix(facts: &Facts) -> Vec<String> {
    let problems = facts.problems.iter().map(|problem| format!("error: {}", problem.printed));
    let suspicions = facts.suspicions.iter();
    let suspicions = suspicions.map(|found| format!("{}\nhint: {}", found.seen, found.hint));
    let notes = facts
        .files
        .iter()
        .flat_map(|file| file.notes.iter().map(move |note| format!("{}: {note}", file.name)));
    let skipped = facts.skipped.iter();
    let skipped = skipped.map(|file| format!("{} is skipped: {}", file.name, file.reason));
    let history = facts.history.iter().cloned();
    let sections: Vec<String> = [
        section("To fix", problems.collect(), "\n\n"),
        section("Worth a look", suspicions.collect(), "\n\n"),
        section("Notes", notes.chain(skipped).chain(history).collect(), "\n"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if sections.is_empty() { vec!["Nothing to fix.\n".to_owned()] } else { sections }
}

fn section(title: &str, mut items: Vec<String>, between: &str) -> Option<String> {
    let more = items.len().saturating_sub(MOST_PROBLEMS);
    if more > 0 {
        items.truncate(MOST_PROBLEMS);
        items.push(format!("and {} more", Words::english().count(more as u64)));
    }
    (!items.is_empty()).then(|| format!("{title}\n\n{}\n", items.join(between)))
}
