//! Days, hours and periods → words. ISO dates belong into data, spelled ones into prose.

use super::between;
use crate::insights::Period;
use crate::units::{Date, Time, Weekday};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `Tuesday`.
pub fn weekday(day: Weekday) -> &'static str {
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

/// `12 May 2026`.
pub fn date(day: Date) -> String {
    format!("{} {}", short(day), day.year())
}

/// `Tuesday 12 May 2026`.
pub fn long(day: Date) -> String {
    format!("{} {}", weekday(day.weekday()), date(day))
}

/// `12 May`: where the year stands beside it.
pub fn short(day: Date) -> String {
    format!("{} {}", day.day(), month(day))
}

/// `12 May`, months cut to three letters: axis labels.
pub fn tick(day: Date) -> String {
    format!("{} {:.3}", day.day(), month(day))
}

/// `2026-05-12`.
pub fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// Two days as a range, without repeating what they share: `1 to 31 May 2026`.
pub fn span(from: Date, to: Date) -> String {
    match () {
        () if from == to => date(from),
        () if (from.year(), from.month()) == (to.year(), to.month()) => {
            format!("{} to {}", from.day(), date(to))
        }
        () if from.year() == to.year() => format!("{} to {}", short(from), date(to)),
        () => format!("{} to {}", date(from), date(to)),
    }
}

/// A period's name: `May 2026`, `April to June 2026`, `2026`, `1 to 20 May 2026`.
pub fn period(period: &Period) -> String {
    let Period { from, to, .. } = period;
    if from.day() != 1 || *to != to.last_of_month() || from.year() != to.year() {
        return span(*from, *to);
    }
    match (from.month(), to.month()) {
        (1, 12) => from.year().to_string(),
        (first, last) if first == last => format!("{} {}", month(*from), from.year()),
        _ => format!("{} to {} {}", month(*from), month(*to), from.year()),
    }
}

/// A period as the end of a sentence: `in May 2026`, `from 1 to 20 May 2026`.
pub fn during(of: &Period) -> String {
    let name = period(of);
    let preposition = match () {
        () if of.from == of.to => "on",
        () if name.contains(" to ") => "from",
        () => "in",
    };
    format!("{preposition} {name}")
}

/// `09:00`.
pub fn hour(hour: u8) -> String {
    format!("{hour:02}:00")
}

/// `09:30`.
pub fn time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A band of a day, kept on one line: `09:00 to 10:00`.
pub fn band(from: u8, hours: u8) -> String {
    between(&hour(from), &hour(from + hours))
}

fn month(day: Date) -> &'static str {
    MONTHS[usize::from(day.month().unsigned_abs() - 1) % 12]
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
        assert_eq!(long(day(2026, 5, 12)), "Tuesday 12 May 2026");
        assert_eq!(iso(day(2026, 5, 2)), "2026-05-02");
    }

    #[test]
    fn ranges_repeat_nothing() {
        assert_eq!(span(day(2026, 5, 1), day(2026, 5, 31)), "1 to 31 May 2026");
        assert_eq!(span(day(2026, 4, 1), day(2026, 5, 31)), "1 April to 31 May 2026");
        assert_eq!(span(day(2025, 12, 1), day(2026, 1, 3)), "1 December 2025 to 3 January 2026");
        assert_eq!(span(day(2026, 5, 1), day(2026, 5, 1)), "1 May 2026");
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
            assert_eq!(during(&named(from, to)), text);
        }
    }

    #[test]
    fn the_last_band_of_a_day_ends_at_midnight() {
        assert_eq!(band(21, 3), "21:00\u{a0}to\u{a0}24:00");
    }
}
