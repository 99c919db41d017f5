//! Rows that lie far from all others: a slip in a year, not a month of its own.

use crate::rollup::Rollup;
use crate::units::{Date, ToSpan};

/// Days without a row that separate stray dates from the rest.
const FAR: i64 = 90;

/// Rows that may be stray, where a thousandth of all is less.
const MOST: u64 = 3;

/// The days of the rows, and those among them that lie far from the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    /// First and last day with a row, stray ones left out.
    pub core: (Date, Date),
    /// Stray rows.
    pub rows: u64,
    /// First and last stray day.
    pub stray: Option<(Date, Date)>,
}

/// Finds the stray dates; `None`: there is no row.
///
/// Rows are stray if more than 90 days without a row lie between them and the rest, if all of them together are at most 3 or a
/// thousandth of all rows, whichever is more, and if they are fewer than half of the rest.
pub fn dates(rollup: &Rollup) -> Option<Dates> {
    let (first, last) = rollup.volume.span()?;
    let whole = Dates { core: (first, last), rows: 0, stray: None };
    // Runs of days that no long gap cuts, with their rows.
    let mut runs: Vec<(Date, Date, u64)> = Vec::new();
    for (day, _, counts) in rollup.volume.between(first, last) {
        let rows = counts.rows.total();
        match runs.last_mut() {
            Some((_, end, all)) if day <= end.saturating_add(FAR.days()) => {
                *end = day;
                *all += rows;
            }
            _ => runs.push((day, day, rows)),
        }
    }
    let all: u64 = runs.iter().map(|(.., rows)| rows).sum();
    let &(from, to, most) = runs.iter().max_by_key(|(.., rows)| *rows)?;
    let rows = all - most;
    if rows == 0 || rows > MOST.max(all / 1000) || rows * 2 >= most {
        return Some(whole);
    }
    let stray = runs.iter().filter(|(start, ..)| *start != from);
    let stray = stray.fold(None, |span: Option<(Date, Date)>, &(start, end, _)| {
        Some(span.map_or((start, end), |(first, last)| (first.min(start), last.max(end))))
    });
    Some(Dates { core: (from, to), rows, stray })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::RowStatus;
    use crate::rollup::sample::{day, mention};

    fn dates_of(days: &[(&str, u32)]) -> Dates {
        let mut rollup = Rollup::default();
        for (day, rows) in days {
            for _ in 0..*rows {
                rollup.add(&mention(&format!("{day}T10:00")), RowStatus::Used);
            }
        }
        dates(&rollup).unwrap()
    }

    #[test]
    fn a_few_rows_far_from_the_rest_are_stray() {
        let found = dates_of(&[
            ("2026-05-01", 10),
            ("2026-05-20", 10),
            ("2062-05-03", 1),
            ("1999-01-01", 1),
        ]);
        assert_eq!(found.core, (day("2026-05-01"), day("2026-05-20")));
        assert_eq!((found.rows, found.stray), (2, Some((day("1999-01-01"), day("2062-05-03")))));
    }

    #[test]
    fn rows_that_are_near_many_or_as_many_as_the_rest_are_not_stray() {
        for days in [
            [("2026-05-01", 20), ("2026-07-30", 1)],
            [("2026-01-01", 20), ("2026-05-01", 4)],
            [("2026-01-01", 2), ("2027-01-01", 1)],
        ] {
            let found = dates_of(&days);
            assert_eq!((found.rows, found.stray), (0, None), "{days:?}");
        }
        let many = dates_of(&[("2026-01-01", 5000), ("2027-01-01", 5)]);
        assert_eq!(many.rows, 5, "a thousandth of all");
        assert_eq!(dates(&Rollup::default()), None);
    }
}
