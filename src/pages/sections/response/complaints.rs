//! Complaints without an answer: a sentence, and a row of a file.

use crate::insights::{ComplaintFigures, Report};
use crate::pages::section::DataFile;
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, say};

/// The columns of `complaints.csv`.
const COLUMNS: [(&str, Unit); 6] = [
    ("complaints", Unit::Count),
    ("unanswered", Unit::Count),
    ("not_known", Unit::Count),
    ("unanswered_share", Unit::Share),
    ("unanswered_low", Unit::Share),
    ("unanswered_high", Unit::Share),
];

/// How many complaints had no answer; `None`: not measured.
pub(super) fn sentence(words: &Words, report: &Report) -> Option<String> {
    let found = report.complaints?;
    let complaints = say!(words, "complaints", n = found.known());
    let share = found.share().and_then(|share| words.share(share, found.known()));
    let sentence = match share.zip(found.interval()) {
        Some((share, (low, high))) => {
            let ends = [low, high].map(|end| words.percent(end, found.known()));
            say!(
                words,
                "complaints-share",
                complaints = complaints,
                n = found.unanswered,
                share = share,
                range = words.between(&ends[0], &ends[1])
            )
        }
        None => say!(words, "complaints-count", complaints = complaints, n = found.unanswered),
    };
    Some(match found.not_known {
        0 => say!(words, "complaints-end", sentence = sentence),
        n => say!(words, "complaints-not-known", sentence = sentence, n = n),
    })
}

/// One row; none where it was not measured.
pub(in crate::pages) fn table(report: &Report) -> Table {
    let row = |found: ComplaintFigures| {
        let interval = found.interval();
        vec![
            Cell::Count(found.complaints),
            Cell::Count(found.unanswered),
            Cell::Count(found.not_known),
            Cell::number(found.share()),
            Cell::number(interval.map(|range| range.0)),
            Cell::number(interval.map(|range| range.1)),
        ]
    };
    Table::new(COLUMNS.map(|(key, unit)| Column::data(key, unit)).to_vec())
        .with(report.complaints.map(row))
}

pub(super) fn file(words: &Words, report: &Report) -> DataFile {
    DataFile { name: "complaints.csv", label: words.text("complaints-file"), table: table(report) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn complaints_without_an_answer_are_said_with_their_base() {
        let mut report = fixture::report();
        assert_eq!(
            sentence(Words::english(), &report).unwrap(),
            "62 of 140 complaints there had no answer by then (44.3%, 36.3%\u{a0}to\u{a0}52.6%); of 3 more it is not known."
        );
        report.complaints = Some(ComplaintFigures { complaints: 7, unanswered: 1, not_known: 0 });
        assert_eq!(
            sentence(Words::english(), &report).unwrap(),
            "1 of 7 complaints there had no answer by then."
        );
        assert!(table(&report).has_rows());
        report.complaints = None;
        assert_eq!(sentence(Words::english(), &report), None);
        assert!(!table(&report).has_rows());
    }
}
