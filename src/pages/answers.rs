//! How fast the client answers today: a sentence and a small table beside what answering takes.
//!
//! Measured only where the exports hold the client's own posts in threads; elsewhere it says so, and gives no figure.

use super::format::{self, NOT_MEASURED, between, count, counted, duration, percent};
use super::table::Table;
use super::words;
use crate::insights::{AnswerFigures, InTime, Report};

/// The section's parts.
pub(super) struct Answers {
    /// What was found, or why nothing was measured.
    pub(super) sentence: String,
    /// `None` where nothing was measured.
    pub(super) table: Option<Table>,
}

/// The section of one report.
pub(super) fn answers(report: &Report) -> Answers {
    match &report.answers {
        Some(answers) => Answers {
            sentence: sentence(answers),
            table: Some(table(answers, !report.history.is_empty())),
        },
        None if report.is_pieced() => Answers {
            sentence: format!(
                "{}: the history tells answers of whole months alone.",
                capital(NOT_MEASURED)
            ),
            table: None,
        },
        None => Answers {
            sentence: format!(
                "{}: no export of these days holds own replies in threads.",
                capital(NOT_MEASURED)
            ),
            table: None,
        },
    }
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
        words::list(&answers.channels)
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

fn table(answers: &AnswerFigures, is_history: bool) -> Table {
    let caption = "First own post in the thread after the first mention, by the clock on the wall: nights and weekends count";
    let columns = ["Figure", "#Value", "Base"];
    let all = counted(answers.conversations, "conversation");
    let mut rows = vec![vec![
        "Median time to the first answer".to_owned(),
        answers.median_seconds.map_or_else(|| "not reached".to_owned(), duration),
        format!("{all}, the open ones counted as still waiting (Kaplan and Meier)"),
    ]];
    rows.push(match &answers.in_time {
        Some(told) => vec![
            format!("Answered within {}", duration(60 * u64::from(told.target_minutes))),
            told.share
                .and_then(|share| format::share(share, told.base))
                .unwrap_or_else(|| "too few".to_owned()),
            base(told),
        ],
        None => vec![
            "Answered in time".to_owned(),
            NOT_MEASURED.to_owned(),
            if is_history {
                "the brief states no `staffing.response_target`, or another than the history knows"
                    .to_owned()
            } else {
                "the brief states no `staffing.response_target`".to_owned()
            },
        ],
    });
    rows.push(vec![
        "Oldest open conversation".to_owned(),
        answers.oldest_open_seconds.map_or_else(|| "none is open".to_owned(), duration),
        format!(
            "{} open at the last row of the exports",
            count(answers.conversations - answers.answered)
        ),
    ]);
    Table::new(caption, &columns).with(rows)
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
        let answers = answers(&fixture::report());
        assert_eq!(
            answers.sentence,
            "62.0% of conversations were answered within 4\u{a0}hours, the target of the brief. 700 of 1,092 conversations on X \
             and Reddit, where the exports hold own replies, had one by the last row; half were answered within 2.5\u{a0}hours."
        );
        let table = answers.table.unwrap();
        assert_eq!(table.rows[0][..2], ["Median time to the first answer", "2.5\u{a0}hours"]);
        assert_eq!(
            table.rows[1][2],
            "620 of 1,000 conversations that arrived more than 4\u{a0}hours before the last row, 95% range 59.0%\u{a0}to\u{a0}64.9%"
        );
        assert_eq!(table.rows[2][1..], ["21\u{a0}days", "392 open at the last row of the exports"]);
    }

    #[test]
    fn not_reached_not_stated_and_not_measured_are_three_answers() {
        let mut report = fixture::report();
        let told = report.answers.as_mut().unwrap();
        (told.median_seconds, told.in_time) = (None, None);
        let some = answers(&report);
        assert!(some.sentence.ends_with("the median is not reached."), "{}", some.sentence);
        let rows = some.table.unwrap().rows;
        assert_eq!([&rows[0][1], &rows[1][1]], ["not reached", "not measured"]);
        report.answers = None;
        let none = answers(&report);
        assert_eq!(
            none.sentence,
            "Not measured: no export of these days holds own replies in threads."
        );
        assert!(none.table.is_none());
    }
}
