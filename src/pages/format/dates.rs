//! Formats days, hours and periods: ISO dates in data, spelled ones in prose.

use crate::insights::Period;
use crate::pages::words::{Words, say};
use crate::units::{Date, Time, WEEK, Weekday};

impl Words {
    /// `Tuesday`.
    pub fn weekday(&self, day: Weekday) -> String {
        self.text(weekday_id(day))
    }

    /// `Tue`: where seven have to fit a margin.
    pub fn weekday_short(&self, day: Weekday) -> String {
        self.short(weekday_id(day))
    }

    /// `12 May 2026`.
    pub fn date(&self, day: Date) -> String {
        say!(
            self,
            "date",
            day = day.day().to_string(),
            month = self.month(day),
            year = day.year().to_string()
        )
    }

    /// `Tuesday 12 May 2026`.
    pub fn date_with_weekday(&self, day: Date) -> String {
        say!(
            self,
            "date-with-weekday",
            weekday = self.weekday(day.weekday()),
            date = self.date(day)
        )
    }

    /// `12 May`: where the year is given next to it.
    pub fn date_without_year(&self, day: Date) -> String {
        say!(self, "date-without-year", day = day.day().to_string(), month = self.month(day))
    }

    /// `12 Sep 2026`: where there is little room.
    pub fn short_date(&self, day: Date) -> String {
        let (year, month) = (day.year().to_string(), self.short(month_id(day)));
        say!(self, "date", day = day.day().to_string(), month = month, year = year)
    }

    /// `12 Sep`: labels of an axis.
    pub fn tick(&self, day: Date) -> String {
        let month = self.short(month_id(day));
        say!(self, "date-without-year", day = day.day().to_string(), month = month)
    }

    /// Two days as a range, without repeating what they share: `1 to 31 May 2026`.
    pub fn span(&self, from: Date, to: Date) -> String {
        let start = match () {
            () if from == to => return self.date(from),
            () if (from.year(), from.month()) == (to.year(), to.month()) => from.day().to_string(),
            () if from.year() == to.year() => self.date_without_year(from),
            () => self.date(from),
        };
        say!(self, "span", from = start, to = self.date(to))
    }

    /// A period's name: `May 2026`, `April to June 2026`, `2026`, `1 to 20 May 2026`.
    pub fn period(&self, period: &Period) -> String {
        let Period { from, to, .. } = *period;
        let year = from.year().to_string();
        match Months::of(period) {
            Months::Year => year,
            Months::One => say!(self, "period-month", month = self.month(from), year = year),
            Months::Several => {
                let (from, to) = (self.month(from), self.month(to));
                say!(self, "period-months", from = from, to = to, year = year)
            }
            Months::Parts => self.span(from, to),
        }
    }

    /// A period in a few letters: `May`, `2026`, `Q2`, `W23`; `None` of one without a name.
    pub fn short_period(&self, period: &Period) -> Option<String> {
        match Months::of(period) {
            Months::One => Some(self.short(month_id(period.from))),
            Months::Year => Some(period.from.year().to_string()),
            Months::Several | Months::Parts => {
                let (_, part) = period.id.split_once('-')?;
                part.starts_with(['Q', 'W']).then(|| part.to_owned())
            }
        }
    }

    /// A period as the end of a sentence: `in May 2026`, `from 1 to 20 May 2026`.
    pub fn during(&self, period: &Period) -> String {
        let name = self.period(period);
        match Months::of(period) {
            Months::Year | Months::One => say!(self, "during-period", period = name),
            Months::Parts if period.from == period.to => say!(self, "during-day", day = name),
            Months::Parts | Months::Several => say!(self, "during-span", span = name),
        }
    }

    /// `09:00`.
    pub fn hour(&self, hour: u8) -> String {
        say!(self, "time", hour = format!("{hour:02}"), minute = "00")
    }

    /// `09:30`.
    pub fn time(&self, time: Time) -> String {
        let (hour, minute) = (format!("{:02}", time.hour()), format!("{:02}", time.minute()));
        say!(self, "time", hour = hour, minute = minute)
    }

    /// A band of a day, kept on one line: `09:00 to 10:00`.
    pub fn band(&self, from: u8, hours: u8) -> String {
        self.between(&self.hour(from), &self.hour(from + hours))
    }

    fn month(&self, day: Date) -> String {
        self.text(month_id(day))
    }

    fn short(&self, id: &str) -> String {
        self.text(&format!("{id}.short"))
    }
}

/// `2026-05-12`.
pub fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// Which months a period holds.
enum Months {
    /// All of one year.
    Year,
    One,
    /// Whole ones of one year.
    Several,
    /// Not whole ones, or of two years.
    Parts,
}

impl Months {
    fn of(period: &Period) -> Self {
        let Period { from, to, .. } = period;
        match (from.month(), to.month()) {
            _ if from.day() != 1 || *to != to.last_of_month() || from.year() != to.year() => {
                Self::Parts
            }
            (1, 12) => Self::Year,
            (first, last) if first == last => Self::One,
            _ => Self::Several,
        }
    }
}

fn weekday_id(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "weekday-monday",
        Weekday::Tuesday => "weekday-tuesday",
        Weekday::Wednesday => "weekday-wednesday",
        Weekday::Thursday => "weekday-thursday",
        Weekday::Friday => "weekday-friday",
        Weekday::Saturday => "weekday-saturday",
        Weekday::Sunday => "weekday-sunday",
    }
}

fn month_id(day: Date) -> &'static str {
    match day.month() {
        1 => "month-january",
        2 => "month-february",
        3 => "month-march",
        4 => "month-april",
        5 => "month-may",
        6 => "month-june",
        7 => "month-july",
        8 => "month-august",
        9 => "month-september",
        10 => "month-october",
        11 => "month-november",
        _ => "month-december",
    }
}

/// The days of the week as the brief writes them: `mon-fri`, `mon,wed`.
pub(in crate::pages) fn days_key(days: &[Weekday]) -> String {
    let short = |day: &Weekday| weekday_key(*day)[..3].to_lowercase();
    let is_run = WEEK.windows(days.len().max(1)).any(|run| run == days);
    match days {
        [first, .., last] if is_run => format!("{}-{}", short(first), short(last)),
        _ => days.iter().map(short).collect::<Vec<_>>().join(","),
    }
}

/// `Tuesday`, in data: the same in every language.
pub(in crate::pages) fn weekday_key(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: i8, day: i8) -> Date {
        Date::new(year, month, day).unwrap()
    }

    fn named(from: Date, to: Date) -> Period {
        Period { id: String::new(), from, to }
    }

    #[test]
    fn days_are_spelled() {
        assert_eq!(Words::english().date_with_weekday(day(2026, 5, 12)), "Tuesday 12 May 2026");
        assert_eq!(iso(day(2026, 5, 2)), "2026-05-02");
    }

    #[test]
    fn ranges_repeat_nothing() {
        assert_eq!(Words::english().span(day(2026, 5, 1), day(2026, 5, 31)), "1 to 31 May 2026");
        assert_eq!(
            Words::english().span(day(2026, 4, 1), day(2026, 5, 31)),
            "1 April to 31 May 2026"
        );
        assert_eq!(
            Words::english().span(day(2025, 12, 1), day(2026, 1, 3)),
            "1 December 2025 to 3 January 2026"
        );
        assert_eq!(Words::english().span(day(2026, 5, 1), day(2026, 5, 1)), "1 May 2026");
    }

    #[test]
    fn whole_periods_have_names() {
        let cases = [
            (day(2026, 5, 1), day(2026, 5, 31), "in May 2026"),
            (day(2026, 4, 1), day(2026, 6, 30), "from April to June 2026"),
            (day(2026, 1, 1), day(2026, 12, 31), "in 2026"),
            (day(2026, 5, 1), day(2026, 5, 20), "from 1 to 20 May 2026"),
            (day(2026, 5, 3), day(2026, 5, 3), "on 3 May 2026"),
        ];
        for (from, to, text) in cases {
            assert_eq!(Words::english().during(&named(from, to)), text);
        }
    }

    #[test]
    fn the_last_band_of_a_day_ends_at_midnight() {
        assert_eq!(Words::english().band(21, 3), "21:00\u{a0}to\u{a0}24:00");
    }
}
