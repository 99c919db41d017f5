//! Response times: how fast the client answers, where the exports contain the client's own posts in threads.

use crate::insights::findings::Unknown;
use crate::insights::{AnswerFigures, InTime, Report};
use crate::pages::format::{self, NOT_MEASURED, between, count, counted, duration, percent};
use crate::pages::section::{Block, Layout, Section, SectionInput, Style, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words;

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let report = input.report;
    let sentence = match &report.answers {
        Some(answers) => sentence(answers),
        None => not_measured(report),
    };
    let table = TableBlock {
        id: "response",
        caption: "First own post in the thread after the first mention, by the clock on the wall: nights and weekends count"
            .to_owned(),
        table: figures(report),
        layout: Layout::Scroll,
        files: Vec::new(),
    };
    Section {
        blocks: vec![Block::paragraph(Style::Plain, sentence), Block::Table(table), input.notes()],
        unknowns: input.unknowns(|unknown| matches!(unknown, Unknown::Answers | Unknown::Quality)),
        ..input.section("Response times", "How fast we answer today")
    }
}

fn not_measured(report: &Report) -> String {
    let why = if report.is_pieced() {
        "the history tells answers of whole months alone"
    } else {
        "no export of these days holds own replies in threads"
    };
    format!("{}: {why}.", capital(NOT_MEASURED))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn sentence(answers: &AnswerFigures) -> String {
    let heard = format!(
        "{} of {} on {}, where the exports hold own replies, had one by the last row",
        count(answers.answered),
        counted(answers.conversations, "conversation"),
        words::list(words::Words::english(), &answers.channels)
    );
    let median = match answers.median_seconds {
        Some(seconds) => format!("half were answered within {}", duration(seconds)),
        None => "fewer than half were answered, so the median is not reached".to_owned(),
    };
    match answers.in_time.as_ref().and_then(in_time) {
        Some(in_time) => format!("{in_time}. {heard}; {median}."),
        None => format!("{heard}; {median}."),
    }
}

fn in_time(told: &InTime) -> Option<String> {
    let share = format::share(told.share?, told.base)?;
    let target = duration(60 * u64::from(told.target_minutes));
    Some(format!("{share} of conversations were answered within {target}, the target of the brief"))
}

/// A figure a row, none where nothing was measured.
fn figures(report: &Report) -> Table {
    let table = Table::new(vec![
        Column::page("figure", "Figure", Unit::Text),
        Column::page("value", "Value", Unit::Count),
        Column::page("base", "Base", Unit::Text),
    ]);
    let Some(answers) = &report.answers else { return table };
    let all = counted(answers.conversations, "conversation");
    let row = |figure: String, value: Cell, base: String| {
        vec![Cell::text(figure), value, Cell::text(base)]
    };
    let or_missing =
        |value: Option<String>, why: &str| value.map_or_else(|| Cell::missing(why), Cell::text);
    table.with([
        row(
            "Median time to the first answer".to_owned(),
            or_missing(answers.median_seconds.map(duration), "not reached"),
            format!("{all}, the open ones counted as still waiting (Kaplan and Meier)"),
        ),
        match &answers.in_time {
            Some(told) => row(
                format!("Answered within {}", duration(60 * u64::from(told.target_minutes))),
                or_missing(told.share.and_then(|share| format::share(share, told.base)), "too few"),
                base(told),
            ),
            None => row("Answered in time".to_owned(), Cell::NotMeasured, no_target(report)),
        },
        row(
            "Oldest open conversation".to_owned(),
            or_missing(answers.oldest_open_seconds.map(duration), "none is open"),
            format!(
                "{} open at the last row of the exports",
                count(answers.conversations - answers.answered)
            ),
        ),
    ])
}

fn no_target(report: &Report) -> String {
    let other = if report.history.is_empty() { "" } else { ", or another than the history knows" };
    format!("the brief states no `staffing.response_target`{other}")
}

fn base(told: &InTime) -> String {
    let range = told.interval.filter(|_| told.base >= 10).map(|(low, high)| {
        let range = between(&percent(low, told.base), &percent(high, told.base));
        format!(", 95% range {range}")
    });
    format!(
        "{} of {} that arrived more than {} before the last row{}",
        count(told.count),
        counted(told.base, "conversation"),
        duration(60 * u64::from(told.target_minutes)),
        range.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn what_was_found_stands_first_with_its_base() {
        let report = fixture::report();
        assert_eq!(
            sentence(report.answers.as_ref().unwrap()),
            "62.0% of conversations were answered within 4\u{a0}hours, the target of the brief. 700 of 1,092 conversations on X \
             and Reddit, where the exports hold own replies, had one by the last row; half were answered within 2.5\u{a0}hours."
        );
        let rows = figures(&report).shown().rows;
        assert_eq!(rows[0][..2], ["Median time to the first answer", "2.5\u{a0}hours"]);
        assert_eq!(
            rows[1][2],
            "620 of 1,000 conversations that arrived more than 4\u{a0}hours before the last row, 95% range 59.0%\u{a0}to\u{a0}64.9%"
        );
        assert_eq!(rows[2][1..], ["21\u{a0}days", "392 open at the last row of the exports"]);
    }

    #[test]
    fn not_reached_not_stated_and_not_measured_are_three_answers() {
        let mut report = fixture::report();
        let told = report.answers.as_mut().unwrap();
        (told.median_seconds, told.in_time) = (None, None);
        assert!(sentence(told).ends_with("the median is not reached."));
        let rows = figures(&report).shown().rows;
        assert_eq!([&rows[0][1], &rows[1][1]], ["not reached", "not measured"]);
        report.answers = None;
        assert_eq!(
            not_measured(&report),
            "Not measured: no export of these days holds own replies in threads."
        );
        assert!(!figures(&report).has_rows());
    }
}
