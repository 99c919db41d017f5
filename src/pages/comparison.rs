//! `data/comparison.csv`: the period against the one before it, a measure a row; none where nothing was compared.
//!
//! The page says the same in words, as findings. A cell is empty where there is no such figure or too little for a verdict.

use super::table::{Cell, Column, Table, Unit};
use crate::insights::findings::comparable;
use crate::insights::{Change, Report};

/// The table of the file.
pub(super) fn comparison(report: &Report) -> Table {
    use Unit::{Count, Quantity, Text};
    let columns = [
        ("measure", Text),
        ("now", Quantity),
        ("before", Quantity),
        ("ratio", Quantity),
        ("week_ratio", Quantity),
        ("week_ratio_low", Quantity),
        ("week_ratio_high", Quantity),
        ("weeks_now", Count),
        ("weeks_before", Count),
        ("change", Text),
        ("before_from", Text),
        ("before_to", Text),
    ];
    let rows = comparable(report).into_iter().flat_map(|found| {
        let (test, (now, before)) = (found.test, found.per_day);
        let interval = test.map(|test| test.interval);
        let days = [found.window.from, found.window.to].map(Cell::Date);
        let mentions = [
            Cell::text("mentions_per_day"),
            Cell::Number(now),
            Cell::Number(before),
            Cell::number(found.ratio),
            Cell::number(test.map(|test| test.ratio)),
            Cell::number(interval.map(|range| range.0)),
            Cell::number(interval.map(|range| range.1)),
            Cell::Count(found.weeks.0 as u64),
            Cell::Count(found.weeks.1 as u64),
            verdict(test.map(|test| test.change)),
        ];
        let none = Cell::NotMeasured;
        let net = [
            Cell::text("net_sentiment"),
            Cell::number(report.tone.net),
            Cell::number(found.tone.net),
            none.clone(),
            none.clone(),
            none.clone(),
            none.clone(),
            none.clone(),
            none,
            verdict(found.tone_change),
        ];
        [mentions, net].map(|row| row.into_iter().chain(days.clone()).collect())
    });
    Table::new(columns.map(|(key, unit)| Column::data(key, unit)).to_vec()).with(rows)
}

fn verdict(change: Option<Change>) -> Cell {
    change.map_or(Cell::NotMeasured, |change| {
        Cell::text(match change {
            Change::Rose => "rose",
            Change::ProbablyRose => "probably_rose",
            Change::Unclear => "unclear",
            Change::ProbablyFell => "probably_fell",
            Change::Fell => "fell",
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    fn lines(report: &Report) -> Vec<String> {
        String::from_utf8(comparison(report).csv()).unwrap().lines().map(str::to_owned).collect()
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
