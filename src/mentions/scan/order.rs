//! Decides from the values of a time column whether day or month comes first.
//!
//! The order is decided for the whole file and never guessed: one part above 12 proves the order of all rows, and two proofs that contradict
//! each other are an error that names both lines.

use std::collections::BTreeSet;

use crate::brief::wording::set_for_export;
use crate::brief::{DateOrder, ExportRule};
use crate::error::{Problem, Result};
use crate::exports::Export;
use crate::mentions::time;
use crate::note::{Note, OrderSource};

/// The fewest rows of each layout, or days, that show how a column is written.
const FEWEST: usize = 3;

/// Rows that could be either, beside which one row is no proof.
const HARDLY: usize = 100;

/// Rows that prove an order, and rows that could be either.
#[derive(Debug, Default)]
pub(in crate::mentions) struct Order {
    day_first: Proof,
    month_first: Proof,
    open: Proof,
    /// Dates that begin with the year, by whether the day or the month must be next.
    day_second: Proof,
    month_second: Proof,
    /// First and last numbers of dates of two-digit numbers.
    first_numbers: BTreeSet<u32>,
    last_numbers: BTreeSet<u32>,
    /// Rows that state the year first, of four digits, with the latest day of the month.
    whole: (usize, i8),
}

#[derive(Debug, Default)]
struct Proof {
    rows: usize,
    first: Option<(u64, String)>,
}

impl Proof {
    fn add(&mut self, line: u64, value: &str) {
        self.rows += 1;
        self.first.get_or_insert_with(|| (line, value.to_owned()));
    }
}

impl Order {
    /// Adds a value.
    pub(super) fn observe(&mut self, line: u64, value: &str) {
        if let Some((first, second)) = time::open_order(value) {
            let proof = match (first > 12, second > 12) {
                (true, false) => &mut self.day_first,
                (false, true) => &mut self.month_first,
                _ => &mut self.open,
            };
            proof.add(line, value);
        }
        match time::after_year(value) {
            Some((13.., ..=12)) => self.day_second.add(line, value),
            Some((..=12, 13..)) => self.month_second.add(line, value),
            _ => {}
        }
        if let Some((first, last)) = time::two_digit_ends(value) {
            self.first_numbers.insert(first);
            self.last_numbers.insert(last);
        }
    }

    /// Adds the day of the month of a date that needs no order.
    pub(super) fn observe_whole(&mut self, day: i8) {
        self.whole = (self.whole.0 + 1, self.whole.1.max(day));
    }

    /// Whether a spreadsheet of another language has exchanged day and month where it could: all days up to 12 are written year first, all later
    /// ones in the layout of the export.
    pub(in crate::mentions) fn is_exchanged(&self) -> bool {
        let proofs = [&self.day_first, &self.month_first].map(|proof| proof.rows);
        let (whole, latest) = self.whole;
        self.open.rows == 0 && proofs[0].max(proofs[1]) >= FEWEST && whole >= FEWEST && latest <= 12
    }

    /// Whether the years come first, of two digits: the first number hardly changes, the last runs through the month.
    fn is_year_first(&self) -> bool {
        let (first, last) = (&self.first_numbers, &self.last_numbers);
        let is_year = first.iter().all(|year| *year > 12)
            && first.last().zip(first.first()).is_some_and(|(last, first)| last - first <= 1);
        is_year && last.len() > FEWEST.max(first.len() * 2) && last.iter().all(|day| *day <= 31)
    }

    /// Whether one row alone proves the order of many, which may be a typing error.
    fn is_hardly_proved(&self) -> bool {
        self.day_first.rows + self.month_first.rows == 1 && self.open.rows > HARDLY
    }

    /// Whether a value needs an order.
    pub(super) fn is_asked(&self) -> bool {
        [&self.day_first, &self.month_first, &self.open].iter().any(|proof| proof.rows > 0)
    }

    /// The note for a brief whose order contradicts most of the rows that prove one.
    pub(in crate::mentions) fn contradiction(
        &self,
        brief: DateOrder,
        column: &str,
    ) -> Option<Note> {
        let (with, against, month_first) = match brief {
            DateOrder::Dmy => (&self.day_first, &self.month_first, true),
            DateOrder::Mdy => (&self.month_first, &self.day_first, false),
            DateOrder::Ymd | DateOrder::Ydm => return None,
        };
        let (line, _) = against.first.as_ref()?;
        (against.rows > with.rows).then(|| Note::DateOrderContradicted {
            column: column.to_owned(),
            month_first,
            rows: against.rows as u64,
            of: (against.rows + with.rows) as u64,
            line: *line,
        })
    }

    /// The order, with the line that proves it; `None` if no value needs one.
    ///
    /// # Errors
    ///
    /// If nothing proves it, or both are proved.
    pub(in crate::mentions) fn decide(
        &self,
        export: &Export,
        rule: Option<&ExportRule>,
        column: &str,
    ) -> Result<Option<(DateOrder, OrderSource)>> {
        let hint = |problem: Problem| {
            let key = ("date_order", "dmy");
            problem.hint(set_for_export(&export.name, rule, key, " (or `mdy`)"))
        };
        let said = |(line, value): &(u64, String)| format!("line {line}: `{value}`");
        let source = |(line, _): &(u64, String)| OrderSource::Row { line: *line };
        match (&self.day_first.first, &self.month_first.first, &self.open.first) {
            (Some(day), Some(month), _) => {
                let problem = Problem::of(
                    &export.name,
                    format!("the dates in `{column}` are written both day first and month first"),
                )
                .detail(format!("day first:   {}", said(day)))
                .detail(format!("month first: {}", said(month)));
                Err(hint(problem).into())
            }
            (Some(one), None, Some(open)) | (None, Some(one), Some(open))
                if self.is_hardly_proved() =>
            {
                let problem = Problem::of(
                    &export.name,
                    format!("the dates in `{column}` can be read day first or month first"),
                )
                .found(format!(
                    "only one row in more than {HARDLY} with a part above 12, {}",
                    said(one)
                ))
                .detail(format!("as against {}", said(open)));
                Err(hint(problem).into())
            }
            (Some(day), None, _) if self.is_year_first() => Ok(Some((DateOrder::Ymd, source(day)))),
            (Some(day), None, _) => Ok(Some((DateOrder::Dmy, source(day)))),
            (None, Some(month), _) => Ok(Some((DateOrder::Mdy, source(month)))),
            (None, None, Some(open)) => {
                let problem = Problem::of(
                    &export.name,
                    format!("the dates in `{column}` can be read day first or month first"),
                )
                .found(format!("no part above 12 in any row, as in {}", said(open)));
                Err(hint(problem).into())
            }
            (None, None, None) => {
                let day = self.day_second.first.as_ref().filter(|_| self.month_second.rows == 0);
                Ok(day.map(|day| (DateOrder::Ydm, source(day))))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_that_most_rows_contradict_is_noted() {
        let mut order = Order::default();
        for (line, value) in (2..).zip(["03/04/2028", "25/04/2028", "04/25/2028", "04/26/2028"]) {
            order.observe(line, value);
        }
        assert_eq!(
            order.contradiction(DateOrder::Dmy, "date").unwrap(),
            Note::DateOrderContradicted {
                column: "date".into(),
                month_first: true,
                rows: 2,
                of: 3,
                line: 4
            }
        );
        assert_eq!(order.contradiction(DateOrder::Mdy, "date"), None);
    }

    #[test]
    fn a_day_next_to_the_year_is_proved_unless_a_month_is() {
        let decided = |values: &[&str]| {
            let mut order = Order::default();
            (2..).zip(values).for_each(|(line, value)| order.observe(line, value));
            order.decide(&Export::default(), None, "date").unwrap().map(|(order, _)| order)
        };
        assert_eq!(decided(&["2028-02-03", "2028-13-03", "2028-03-12"]), Some(DateOrder::Ydm));
        assert_eq!(decided(&["2028-02-03", "2028-13-03", "2028-03-13"]), None);
        assert_eq!(decided(&["2028-02-03", "2028-03-04"]), None);
    }
}
