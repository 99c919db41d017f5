//! Response times: how fast the client answers, where the exports contain the client's own posts in threads.

use crate::insights::findings::Unknown;
use crate::insights::{AnswerFigures, InTime, Report};
use crate::pages::section::{Block, Layout, Section, SectionInput, Style, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{self, Words, say};

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let (words, report) = (input.words, input.report);
    let sentence = match &report.answers {
        Some(answers) => sentence(words, answers),
        None => not_measured(words, report),
    };
    let table = TableBlock {
        id: "response",
        caption: words.text("response-caption"),
        table: figures(words, report),
        layout: Layout::Scroll,
        files: Vec::new(),
    };
    Section {
        blocks: vec![Block::paragraph(Style::Plain, sentence), Block::Table(table), input.notes()],
        unknowns: input.unknowns(|unknown| matches!(unknown, Unknown::Answers | Unknown::Quality)),
        ..input.section(words.text("response-question"), words.text("response-title"))
    }
}

fn not_measured(words: &Words, report: &Report) -> String {
    words.text(if report.is_pieced() { "response-history" } else { "response-no-export" })
}

fn sentence(words: &Words, answers: &AnswerFigures) -> String {
    let count = words.count(answers.answered);
    let conversations = say!(words, "conversations", n = answers.conversations);
    let channels = words::list(words, &answers.channels);
    let sentence = match answers.median_seconds {
        Some(seconds) => say!(
            words,
            "response-sentence",
            count = count,
            conversations = conversations,
            channels = channels,
            time = words.duration(seconds)
        ),
        None => say!(
            words,
            "response-sentence-no-median",
            count = count,
            conversations = conversations,
            channels = channels
        ),
    };
    let share = |in_time: &InTime| words.share(in_time.share?, in_time.base);
    match &answers.in_time {
        Some(in_time) if share(in_time).is_some() => say!(
            words,
            "response-in-time",
            share = share(in_time).unwrap_or_default(),
            time = target(words, in_time),
            sentence = sentence
        ),
        _ => sentence,
    }
}

fn target(words: &Words, in_time: &InTime) -> String {
    words.duration(60 * u64::from(in_time.target_minutes))
}

/// A figure a row, none where nothing was measured.
fn figures(words: &Words, report: &Report) -> Table {
    let table = Table::new(vec![
        Column::page("figure", words.text("name-figure"), Unit::Text),
        Column::page("value", words.text("name-value"), Unit::Count),
        Column::page("base", words.text("name-base"), Unit::Text),
    ]);
    let Some(answers) = &report.answers else { return table };
    let conversations = say!(words, "conversations", n = answers.conversations);
    let row = |figure: String, value: Cell, base: String| {
        vec![Cell::text(figure), value, Cell::text(base)]
    };
    let duration = |seconds: Option<u64>, missing: String| {
        seconds.map_or(Cell::missing(missing), |seconds| Cell::text(words.duration(seconds)))
    };
    let open = words.count(answers.conversations - answers.answered);
    table.with([
        row(
            words.text("response-median"),
            duration(answers.median_seconds, words.text("response-not-reached")),
            say!(words, "response-median-base", conversations = conversations),
        ),
        match &answers.in_time {
            Some(in_time) => row(
                say!(words, "response-within", time = target(words, in_time)),
                in_time
                    .share
                    .and_then(|share| words.share(share, in_time.base))
                    .map_or_else(|| Cell::missing(words.text("cell-too-few")), Cell::text),
                base(words, in_time),
            ),
            None => row(words.text("response-target"), Cell::NotMeasured, no_target(words, report)),
        },
        row(
            words.text("response-oldest"),
            duration(answers.oldest_open_seconds, words.text("response-none-open")),
            say!(words, "response-open", count = open),
        ),
    ])
}

fn no_target(words: &Words, report: &Report) -> String {
    let is_history = !report.history.is_empty();
    words.text(if is_history { "response-no-target-history" } else { "response-no-target" })
}

fn base(words: &Words, in_time: &InTime) -> String {
    let count = words.count(in_time.count);
    let conversations = say!(words, "conversations", n = in_time.base);
    let time = target(words, in_time);
    match in_time.interval.filter(|_| in_time.base >= 10) {
        Some((low, high)) => say!(
            words,
            "response-base-range",
            count = count,
            conversations = conversations,
            time = time,
            range = words
                .between(&words.percent(low, in_time.base), &words.percent(high, in_time.base))
        ),
        None => {
            say!(words, "response-base", count = count, conversations = conversations, time = time)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn what_was_found_stands_first_with_its_base() {
        let report = fixture::report();
        assert_eq!(
            sentence(Words::english(), report.answers.as_ref().unwrap()),
            "62.0% of conversations were answered within 4\u{a0}hours, the target of the brief. 700 of 1,092 conversations on X \
             and Reddit, where the exports contain own replies, had a reply by the last row; half were answered within 2.5\u{a0}hours."
        );
        let rows = figures(Words::english(), &report).shown(Words::english()).rows;
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
        assert!(sentence(Words::english(), told).ends_with("the median is not reached."));
        let rows = figures(Words::english(), &report).shown(Words::english()).rows;
        assert_eq!([&rows[0][1], &rows[1][1]], ["not reached", "not measured"]);
        report.answers = None;
        assert_eq!(
            not_measured(Words::english(), &report),
            "Not measured: no export of these days contains own replies in threads."
        );
        assert!(!figures(Words::english(), &report).has_rows());
    }
}
