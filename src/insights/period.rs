//! The days a report is about, how they are asked for, and which of them were observed.
//!
//! In come days and the words of `--period`; out go spans of local days with the name of their folder. A period never guesses:
//! a text that is not a month, quarter, year or span is refused with the reason.

use std::iter;
use std::str::FromStr;

use super::ObservedDays;
use super::stray_dates::dates;
use crate::brief::Length;
use crate::mentions::RowStatus;
use crate::rollup::Rollup;
use crate::tally::Tally;
use crate::units::{Date, ISOWeekDate, ToSpan, Weekday};

/// A reported span of local days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// Folder name: `2026-05`, `2026-W23`, `2026-Q2`, `2026` or `2026-05-01_2026-05-31`.
    pub id: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Period {
    /// The calendar month of a day.
    pub fn month(day: Date) -> Self {
        Self {
            id: format!("{:04}-{:02}", day.year(), day.month()),
            from: day.first_of_month(),
            to: day.last_of_month(),
        }
    }

    /// The quarter of the calendar year in which a day lies.
    fn quarter(day: Date) -> Self {
        let quarter = (day.month() - 1) / 3 + 1;
        let month = |month| Date::new(day.year(), month, 1).expect("January to December");
        Self {
            id: format!("{:04}-Q{quarter}", day.year()),
            from: month(3 * quarter - 2),
            to: month(3 * quarter).last_of_month(),
        }
    }

    /// The ISO week of a day, Monday to Sunday; its year is that of its Thursday.
    fn week(day: Date) -> Self {
        let week = day.iso_week_date();
        let from = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
        let from = from.unwrap_or(Date::MIN);
        Self {
            id: format!("{:04}-W{:02}", week.year(), week.week()),
            from,
            to: from.saturating_add(6.days()),
        }
    }

    /// The calendar year of a day.
    fn year(day: Date) -> Self {
        Self { id: format!("{:04}", day.year()), from: day.first_of_year(), to: day.last_of_year() }
    }

    /// Days from `from` to `to`, both included. It keeps the id of a span, also if the days are those of a month.
    pub fn span(from: Date, to: Date) -> Self {
        Self { id: format!("{from}_{to}"), from, to }
    }

    /// Reads a value of `--period`: also the id of every period, which names its folder.
    ///
    /// # Errors
    ///
    /// A message that says what is wrong with the text, for the command line to show.
    ///
    /// # Examples
    ///
    /// ```
    /// use socialmap::insights::Period;
    /// let quarter = Period::parse("2026-Q2")?;
    /// assert_eq!((quarter.from.to_string(), quarter.days()), ("2026-04-01".to_owned(), 91));
    /// assert_eq!(Period::parse("2026-05-01..2026-05-31")?.id, "2026-05-01_2026-05-31");
    /// assert_eq!(
    ///     Period::parse("2026-13").unwrap_err(),
    ///     "the month of `2026-13` is outside `01` to `12`"
    /// );
    /// # Ok::<(), String>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Some((from, to)) = text.split_once("..").or_else(|| text.split_once('_')) {
            let (from, to) = (parse_day(from)?, parse_day(to)?);
            if to < from {
                return Err(format!("`{text}` ends before it begins"));
            }
            return Ok(Self::span(from, to));
        }
        let shape = || {
            let shapes = "`2026-05`, `2026-W23`, `2026-Q2`, `2026` or `2026-05-01..2026-05-31`";
            format!("`{text}` is not a period\n  expected {shapes}")
        };
        let outside = |what, range| move |_| format!("the {what} of `{text}` is outside {range}");
        let (year, part) = text.split_once('-').map_or((text, None), |(y, part)| (y, Some(part)));
        let year = digits(year, 4).ok_or_else(shape)?;
        let first_of = |month: i8| Date::new(year, month, 1);
        let Some(part) = part else {
            return first_of(1).map(Self::year).map_err(|_| shape());
        };
        if let Some(quarter) = part.strip_prefix('Q') {
            let quarter: i8 = digits(quarter, 1).ok_or_else(shape)?;
            return first_of(3 * quarter - 2)
                .map(Self::quarter)
                .map_err(outside("quarter", "`Q1` to `Q4`"));
        }
        if let Some(week) = part.strip_prefix('W') {
            let week: i8 = digits(week, 2).ok_or_else(shape)?;
            return ISOWeekDate::new(year, week, Weekday::Monday)
                .map(|monday| Self::week(monday.date()))
                .map_err(outside("week", "the weeks of that year"));
        }
        let month = digits(part, 2).ok_or_else(shape)?;
        first_of(month).map(Self::month).map_err(outside("month", "`01` to `12`"))
    }

    /// The period of the same kind before this one: week, month, quarter, year, or as many days. `None` at the start of the calendar.
    ///
    /// # Examples
    ///
    /// ```
    /// use socialmap::insights::Period;
    /// assert_eq!(Period::parse("2026-03")?.previous().unwrap().id, "2026-02");
    /// let week = Period::parse("2026-05-08..2026-05-14")?;
    /// assert_eq!(week.previous().unwrap().id, "2026-05-01_2026-05-07");
    /// # Ok::<(), String>(())
    /// ```
    pub fn previous(&self) -> Option<Self> {
        let before = self.from.yesterday().ok()?;
        if let Some(kind) = self.kind() {
            return Some(kind(before));
        }
        let from = self.from.checked_sub(i64::from(self.days()).days()).ok()?;
        Some(Self::span(from, before))
    }

    /// The same period of the year before: the month or quarter of that name, or the week 52 weeks before. `None` for a year and for a span.
    /// # Examples
    /// ```
    /// use socialmap::insights::Period;
    /// assert_eq!(Period::parse("2026-02")?.year_before().unwrap().id, "2025-02");
    /// assert_eq!(Period::parse("2026-W23")?.year_before().unwrap().id, "2025-W23");
    /// assert_eq!(Period::parse("2026")?.year_before(), None);
    /// # Ok::<(), String>(())
    /// ```
    pub fn year_before(&self) -> Option<Self> {
        let kind = self.kind()?;
        let back = match self.days() {
            ..=7 => 52.weeks(),
            8..=100 => 1.year(),
            _ => return None,
        };
        self.from.checked_sub(back).ok().map(kind)
    }

    /// What makes the periods of its kind from their days; `None` for a span.
    fn kind(&self) -> Option<fn(Date) -> Self> {
        let kinds: [fn(Date) -> Self; 4] = [Self::week, Self::month, Self::quarter, Self::year];
        kinds.into_iter().find(|kind| kind(self.from).id == self.id)
    }

    /// Calendar days, both ends included.
    pub fn days(&self) -> u32 {
        days_between(self.from, self.to)
    }

    /// Whether a local day lies in the period.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// The days on which the exports may have been silent: those of the period from the first to the last local day with a readable row of any
    /// export. A period that holds nothing but stray dates has those from the first to the last of them.
    pub(super) fn window(&self, rollup: &Rollup) -> Option<ObservedDays> {
        self.window_without_stray(rollup).or_else(|| {
            let mut stray = rollup.volume.between(self.from, self.to).map(|(day, ..)| day);
            let from = stray.next()?;
            self.within(from, stray.last().unwrap_or(from))
        })
    }

    /// The same without stray dates: a few rows far from all others do not show that anything was exported around them, so nothing is compared
    /// with their days.
    pub(super) fn window_without_stray(&self, rollup: &Rollup) -> Option<ObservedDays> {
        let (first, last) = dates(rollup)?.core;
        self.within(first, last)
    }

    /// Its days between these two; `None` if there is none.
    fn within(&self, first: Date, last: Date) -> Option<ObservedDays> {
        let (from, to) = (self.from.max(first), self.to.min(last));
        (from <= to).then(|| ObservedDays { from, to, days: days_between(from, to) })
    }
}

/// The first local day with a readable row of any export, stray dates left out.
pub(super) fn first_observed(rollup: &Rollup) -> Option<Date> {
    Some(dates(rollup)?.core.0)
}

/// Every period of this length that has a used mention, oldest first. If none has, every one that has a readable row: then silence is what
/// there is to report.
pub fn periods(rollup: &Rollup, length: Length) -> Vec<Period> {
    let kind: fn(Date) -> Period = match length {
        Length::Week => Period::week,
        Length::Month => Period::month,
        Length::Quarter => Period::quarter,
        Length::Year => Period::year,
    };
    let periods_of = |is_counted: fn(&Tally<RowStatus>) -> bool| {
        let core = dates(rollup).map(|dates| dates.core);
        let is_core = move |day: &Date| core.is_some_and(|(from, to)| from <= *day && *day <= to);
        let days = rollup.volume.days(is_counted).filter(is_core);
        let mut periods: Vec<Period> = days.map(kind).collect();
        periods.dedup();
        periods
    };
    match periods_of(|rows| rows[RowStatus::Used] > 0) {
        none if none.is_empty() => periods_of(|_| true),
        some => some,
    }
}

/// Days from `from` to `to`, both included; 0 if `to` is earlier.
pub fn days_between(from: Date, to: Date) -> u32 {
    u32::try_from((to - from).get_days() + 1).unwrap_or(0)
}

/// Each day from `from` to `to`, both included.
pub(super) fn each_day(from: Date, to: Date) -> impl Iterator<Item = Date> {
    iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(move |&day| day <= to)
}

fn parse_day(text: &str) -> Result<Date, String> {
    let is_iso = |day: &Date| day.to_string() == text;
    let day = text.parse().ok().filter(is_iso);
    day.ok_or_else(|| {
        format!("`{text}` is not a day\n  expected a day of the calendar like `2026-05-01`")
    })
}

/// A number of exactly so many ASCII digits.
fn digits<T: FromStr>(text: &str, count: usize) -> Option<T> {
    let is_plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::RowStatus;
    use crate::rollup::sample::{day, mention};

    #[test]
    fn every_shape_is_read() {
        for (text, id, from, to) in [
            ("2024-02", "2024-02", "2024-02-01", "2024-02-29"),
            ("2026-W01", "2026-W01", "2025-12-29", "2026-01-04"),
            ("2026-W53", "2026-W53", "2026-12-28", "2027-01-03"),
            ("2026-W23", "2026-W23", "2026-06-01", "2026-06-07"),
            ("2026-Q1", "2026-Q1", "2026-01-01", "2026-03-31"),
            ("2026-Q4", "2026-Q4", "2026-10-01", "2026-12-31"),
            ("2026", "2026", "2026-01-01", "2026-12-31"),
            ("2026-05-01..2026-05-31", "2026-05-01_2026-05-31", "2026-05-01", "2026-05-31"),
            ("2026-05-05..2026-05-05", "2026-05-05_2026-05-05", "2026-05-05", "2026-05-05"),
            ("2026-05-01_2026-07-31", "2026-05-01_2026-07-31", "2026-05-01", "2026-07-31"),
        ] {
            let expected = Period { id: id.to_owned(), from: day(from), to: day(to) };
            assert_eq!(Period::parse(text), Ok(expected));
        }
    }

    #[test]
    fn every_other_text_is_refused_with_its_reason() {
        for (text, reason) in [
            ("2026-00", "the month of `2026-00` is outside `01` to `12`"),
            ("2025-W53", "the week of `2025-W53` is outside the weeks of that year"),
            ("2026-W00", "the week of `2026-W00` is outside the weeks of that year"),
            ("2026-Q5", "the quarter of `2026-Q5` is outside `Q1` to `Q4`"),
            ("2026-Q0", "the quarter of `2026-Q0` is outside `Q1` to `Q4`"),
            ("2026-05-02..2026-05-01", "`2026-05-02..2026-05-01` ends before it begins"),
            ("2026-05-02_2026-05-01", "`2026-05-02_2026-05-01` ends before it begins"),
            (
                "2026-05_2026-06",
                "`2026-05` is not a day\n  expected a day of the calendar like `2026-05-01`",
            ),
            (
                "2026-02-01..2026-02-30",
                "`2026-02-30` is not a day\n  expected a day of the calendar like `2026-05-01`",
            ),
        ] {
            assert_eq!(Period::parse(text), Err(reason.to_owned()));
        }
        for text in [
            "",
            "May",
            "26",
            "2026-",
            "2026-5",
            "2026-Q",
            "2026-q2",
            "2026-W",
            "2026-W3",
            "2026-05-01",
            "+202",
        ] {
            let error = Period::parse(text).unwrap_err();
            assert!(error.starts_with(&format!("`{text}` is not a period")), "{error}");
        }
    }

    #[test]
    fn the_previous_period_is_of_the_same_kind() {
        for (text, previous) in [
            ("2026-01", "2025-12"),
            ("2026-W01", "2025-W52"),
            ("2026-Q1", "2025-Q4"),
            ("2026", "2025"),
            // The days of a month asked for as a span: 31 days before, not April.
            ("2026-05-01..2026-05-31", "2026-03-31_2026-04-30"),
        ] {
            assert_eq!(Period::parse(text).unwrap().previous().unwrap().id, previous);
        }
    }

    #[test]
    fn months_and_windows_come_from_readable_rows() {
        let mut rollup = Rollup::default();
        let may = Period::month(day("2026-05-01"));
        assert_eq!((periods(&rollup, Length::Month), may.window(&rollup)), (vec![], None));
        rollup.add(&mention("2026-03-30T10:00"), RowStatus::Used);
        rollup.add(&mention("2026-03-31T10:00"), RowStatus::Duplicate);
        rollup.add(&mention("2026-05-20T10:00"), RowStatus::NotRelevant);
        let ids: Vec<String> =
            periods(&rollup, Length::Month).into_iter().map(|month| month.id).collect();
        assert_eq!(ids, ["2026-03"], "no used mention in May");
        // 1 to 20 May: zero days between the first and the last row of any export are observed.
        let window = ObservedDays { from: day("2026-05-01"), to: day("2026-05-20"), days: 20 };
        assert_eq!(may.window(&rollup), Some(window));
        assert_eq!(Period::month(day("2026-04-10")).window(&rollup).map(|w| w.days), Some(30));
        assert_eq!(Period::month(day("2026-06-10")).window(&rollup), None);
        // A stray row opens a window only for a period that is asked for, and only on its own day.
        for _ in 0..10 {
            rollup.add(&mention("2026-05-20T11:00"), RowStatus::Used);
        }
        rollup.add(&mention("2024-05-07T10:00"), RowStatus::Used);
        let stray = Period::month(day("2024-05-01"));
        let found = ObservedDays { from: day("2024-05-07"), to: day("2024-05-07"), days: 1 };
        assert_eq!(stray.window(&rollup), Some(found));
        assert_eq!(stray.window_without_stray(&rollup), None);
        assert_eq!(Period::month(day("2025-05-01")).window(&rollup), None, "between both");
        let mut silent = Rollup::default();
        silent.add(&mention("2026-05-20T10:00"), RowStatus::NotRelevant);
        assert_eq!(periods(&silent, Length::Month), [may]);
    }
}
