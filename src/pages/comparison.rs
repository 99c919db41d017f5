//! `data/comparison.csv`: the period against the one before it, a measure a row; none where nothing was compared.
//!
//! The page says the same in words, as findings. A cell is empty where there is no such figure or too little for a verdict.

use super::format::{cell, dates, maybe_cell};
use super::tables::csv;
use crate::insights::findings::comparable;
use crate::insights::{Change, Report};

/// The file's bytes.
pub(super) fn comparison(report: &Report) -> Vec<u8> {
    let rows = comparable(report).into_iter().flat_map(|found| {
        let (test, (now, before)) = (found.test, found.per_day);
        let interval = test.map(|test| test.interval);
        let span = [found.window.from, found.window.to].map(dates::iso);
        let mentions = [
            "mentions_per_day".to_owned(),
            cell(now),
            cell(before),
            maybe_cell(found.ratio),
            maybe_cell(test.map(|test| test.ratio)),
            maybe_cell(interval.map(|range| range.0)),
            maybe_cell(interval.map(|range| range.1)),
            found.weeks.0.to_string(),
            found.weeks.1.to_string(),
            test.map_or_else(String::new, |test| word(test.change).to_owned()),
        ];
        let (now, before) = (report.tone.net, found.tone.net);
        let verdict = found.tone_change.map_or_else(String::new, |change| word(change).to_owned());
        let none = String::new;
        let net = ["net_sentiment".to_owned(), maybe_cell(now), maybe_cell(before)]
            .into_iter()
            .chain([none(), none(), none(), none(), none(), none(), verdict]);
        let with_span = move |row: Vec<String>| row.into_iter().chain(span.clone()).collect();
        [mentions.to_vec(), net.collect()].map(with_span)
    });
    let header = [
        "measure",
        "now",
        "before",
        "ratio",
        "week_ratio",
        "week_ratio_low",
        "week_ratio_high",
        "weeks_now",
        "weeks_before",
        "change",
        "before_from",
        "before_to",
    ];
    csv(&header, rows)
}

fn word(change: Change) -> &'static str {
    match change {
        Change::Rose => "rose",
        Change::ProbablyRose => "probably_rose",
        Change::Unclear => "unclear",
        Change::ProbablyFell => "probably_fell",
        Change::Fell => "fell",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    fn lines(report: &Report) -> Vec<String> {
        String::from_utf8(comparison(report)).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn both_measures_stand_with_what_the_verdict_rests_on() {
        let mut report = fixture::report();
        report.mentions_per_day = Some(72.5);
        let found = report.comparison.as_mut().unwrap();
        found.per_day = (72.5, 65.25);
        assert_eq!(
            lines(&report)[1..],
            [
                "mentions_per_day,72.5,65.25,1.117,1.12,1.03,1.22,4,4,rose,2026-04-01,2026-04-30",
                // (580 − 686) of 1,976 and (640 − 560) of 1,920 labels.
                "net_sentiment,-5.364372469635628,4.166666666666667,,,,,,,fell,2026-04-01,2026-04-30",
            ]
        );
    }

    #[test]
    fn what_was_not_compared_has_no_row_and_what_was_not_tested_no_verdict() {
        let mut report = fixture::report();
        let found = report.comparison.as_mut().unwrap();
        (found.test, found.tone_change, found.ratio) = (None, None, None);
        let cells = lines(&report)
            .into_iter()
            .map(|line| line.split(',').skip(3).collect::<Vec<_>>().join(","));
        assert_eq!(
            cells.skip(1).collect::<Vec<_>>(),
            [",,,,4,4,,2026-04-01,2026-04-30", ",,,,,,,2026-04-01,2026-04-30"]
        );
        report.comparison.as_mut().unwrap().window.days = 6;
        assert_eq!(lines(&report).len(), 1, "not every weekday");
        report.comparison = None;
        assert_eq!(lines(&report).len(), 1);
    }
}
