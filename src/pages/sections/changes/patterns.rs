//! The table of patterns: which shares last, which grow or fade.

use crate::insights::{Lasting, Pattern, PatternFigures, Report};
use crate::mentions::tone::Tone;
use crate::pages::section::{DataFile, Layout, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, clauses, list, say};

/// Patterns of a page at most; the file has all.
const MOST_SHOWN: usize = 12;

/// The verdicts other than `held`, in the order of the sentence.
const OTHERS: [Lasting; 6] = [
    Lasting::Growing,
    Lasting::Fading,
    Lasting::New,
    Lasting::Gone,
    Lasting::Unclear,
    Lasting::TooEarly,
];

/// Shares of one verdict that the sentence names; more are counted.
const MOST_NAMED: usize = 3;

/// How many of the shares held, and what became of the others; `None` without a table.
pub(super) fn sentence(words: &Words, report: &Report) -> Option<String> {
    let figures = report.stability.as_deref().filter(|figures| !is_too_early(figures))?;
    let of = |verdict| figures.iter().filter(move |figures| figures.verdict == verdict);
    let lasted = say!(
        words,
        "changes-lasted",
        n = figures.len() as u64,
        n_held = of(Lasting::Held).count() as u64,
        weeks = say!(words, "weeks", n = figures.first()?.weeks as u64)
    );
    let others = OTHERS.into_iter().filter_map(|verdict| {
        let names: Vec<String> = of(verdict).map(|it| short_name(words, &it.pattern)).collect();
        let names = match names.len() {
            0 => return None,
            1..=MOST_NAMED => list(words, &names),
            n => say!(words, "changes-lasted-count", n = n as u64),
        };
        let verdict = say!(words, "changes-lasting", verdict = verdict.id());
        Some(say!(words, "changes-lasted-others", verdict = verdict, names = names))
    });
    let clauses = clauses(words, [lasted].into_iter().chain(others).collect());
    Some(say!(words, "clause-end", clauses = clauses))
}

/// The table of the page with its file.
pub(super) fn table(words: &Words, report: &Report) -> TableBlock {
    let columns = vec![
        Column::page("pattern", words.text("changes-pattern"), Unit::Text),
        Column::page("then", words.text("changes-then"), Unit::Share),
        Column::page("now", words.text("changes-since"), Unit::Share),
        Column::page("verdict", words.text("changes-verdict"), Unit::Text),
    ];
    let figures = report.stability.as_deref().unwrap_or_default();
    // A table of nothing but "too early" says less than its sentence.
    let is_shown = !is_too_early(figures);
    let mut shown: Vec<&PatternFigures> = figures.iter().filter(|_| is_shown).collect();
    shown.sort_by(|a, b| b.now.max(b.then).total_cmp(&a.now.max(a.then)));
    let rows = shown.into_iter().take(MOST_SHOWN).map(|figures| {
        let share = |value: f64| Cell::text(words.percent(value, u64::MAX));
        vec![
            Cell::text(name(words, &figures.pattern)),
            share(figures.then),
            share(figures.now),
            Cell::text(say!(words, "changes-lasting", verdict = figures.verdict.id())),
        ]
    });
    let weeks = figures.first().map_or(0, |figures| figures.weeks);
    let caption = say!(
        words,
        "changes-patterns-caption",
        weeks = say!(words, "weeks", n = weeks as u64),
        day = words.date(report.window.map_or(report.period.to, |window| window.to))
    );
    TableBlock {
        id: "patterns",
        caption,
        table: Table::new(columns).with(rows.collect::<Vec<_>>()),
        layout: Layout::Scroll,
        rows: vec!["patterns"],
        files: vec![DataFile {
            name: "stability.csv",
            label: words.text("changes-patterns-file"),
            table: file(figures),
        }],
    }
}

/// How long ago the patterns were found, where that is too short for any verdict.
pub(super) fn too_early(words: &Words, report: &Report) -> Option<String> {
    let figures = report.stability.as_deref().filter(|figures| is_too_early(figures))?;
    let weeks = say!(words, "weeks", n = figures.first()?.weeks as u64);
    Some(say!(words, "changes-too-early", weeks = weeks))
}

fn is_too_early(figures: &[PatternFigures]) -> bool {
    figures.iter().all(|figures| figures.verdict == Lasting::TooEarly)
}

fn file(figures: &[PatternFigures]) -> Table {
    let columns = [
        ("pattern", Unit::Text),
        ("then", Unit::Share),
        ("now", Unit::Share),
        ("ratio_low", Unit::Quantity),
        ("ratio_high", Unit::Quantity),
        ("weeks", Unit::Count),
        ("verdict", Unit::Text),
        ("mentions", Unit::Count),
    ];
    let rows = figures.iter().map(|figures| {
        vec![
            Cell::text(figures.pattern.id()),
            Cell::Number(figures.then),
            Cell::Number(figures.now),
            Cell::number(figures.ratio.map(|ratio| ratio.0)),
            Cell::number(figures.ratio.map(|ratio| ratio.1)),
            Cell::Count(figures.weeks as u64),
            Cell::text(figures.verdict.id()),
            Cell::Count(figures.mentions),
        ]
    });
    Table::new(columns.map(|(key, unit)| Column::data(key, unit)).to_vec())
        .with(rows.collect::<Vec<_>>())
}

/// The name without what it is a share of.
fn short_name(words: &Words, pattern: &Pattern) -> String {
    match pattern {
        Pattern::Channel { name, .. } | Pattern::Topic { name, .. } => name.clone(),
        Pattern::Tone(Tone::Positive) => words.text("name-positive"),
        Pattern::Tone(_) => words.text("name-negative"),
        Pattern::Hours(from) => words.band(from.unsigned_abs(), 3),
    }
}

fn name(words: &Words, pattern: &Pattern) -> String {
    match pattern {
        Pattern::Channel { name, .. } | Pattern::Topic { name, .. } => {
            say!(words, "changes-pattern-of-all", name = name)
        }
        Pattern::Tone(Tone::Positive) => {
            say!(words, "changes-pattern-tone", tone = "positive")
        }
        Pattern::Tone(_) => say!(words, "changes-pattern-tone", tone = "negative"),
        Pattern::Hours(from) => {
            let hours = words.band(from.unsigned_abs(), 3);
            say!(words, "changes-pattern-hours", hours = hours)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn patterns_are_named_with_what_became_of_them() {
        let mut report = fixture::report();
        assert!(!table(Words::english(), &report).table.has_rows());
        let figures = |pattern, then, now, verdict| PatternFigures {
            pattern,
            then,
            now,
            ratio: Some((0.5, 0.75)),
            weeks: 13,
            mentions: 40,
            verdict,
        };
        let channel = Pattern::Channel { id: "x".to_owned(), name: "X".to_owned() };
        report.stability = Some(vec![
            figures(Pattern::Hours(9), 0.1, 0.12, Lasting::Held),
            figures(channel, 0.4, 0.25, Lasting::Fading),
        ]);
        let block = table(Words::english(), &report);
        let rows = block.table.shown(Words::english()).rows;
        assert_eq!(
            rows[0],
            ["X, of all mentions", "40.0%", "25.0%", "share shrinks"].map(str::to_owned)
        );
        assert_eq!(rows[1][0], "09:00\u{a0}to\u{a0}12:00, of mentions known to the hour");
        assert_eq!(too_early(Words::english(), &report), None);
        assert_eq!(
            sentence(Words::english(), &report).unwrap(),
            "Of 2 shares compared between the first 13 weeks and the 13 weeks since, 1 held; share shrinks: X."
        );
        for figures in report.stability.iter_mut().flatten() {
            (figures.verdict, figures.weeks) = (Lasting::TooEarly, 4);
        }
        assert!(!table(Words::english(), &report).table.has_rows());
        assert_eq!(sentence(Words::english(), &report), None);
        assert_eq!(
            too_early(Words::english(), &report).as_deref(),
            Some(
                "Patterns were seen for 13 weeks; 4 weeks since are too few to say whether they last."
            )
        );
        let csv = String::from_utf8(block.files[0].table.csv()).unwrap();
        assert_eq!(csv.lines().nth(2), Some("channel:x,0.4,0.25,0.5,0.75,13,fading,40"));
    }
}
