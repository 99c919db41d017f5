//! The hours to add so that a promise can be kept for all: a sentence, a table of the days with their shifts, and each shift as a row of a file.

use std::collections::BTreeMap;

use crate::brief::Brief;
use crate::insights::{AddedShift, CoverFigures, OptionCover, Promise, Report};
use crate::pages::section::{DataFile, Layout, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{self, Words, say};
use crate::units::{Time, WEEK, Weekday};

/// Shifts of a day: first minute of the day, minutes.
type DayShifts = Vec<(u32, u32)>;

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// Times of day with a shift that the sentence names; more are in the table alone.
const MOST_NAMED: usize = 4;

/// The hours to add so that all can be answered in time; `None`: none is missing.
pub(super) fn sentence(
    words: &Words,
    brief: &Brief,
    cover: &CoverFigures,
    promise: &Promise,
) -> Option<String> {
    let Some(shifts) = &promise.added else { return Some(words.text("cover-add-all")) };
    if shifts.is_empty() {
        let late = promise.beyond.count.filter(|late| *late > 0)?;
        return Some(say!(words, "cover-clock", n = late));
    }
    let sentence = with_people(words, brief, promise, shifts);
    Some(if cover.has_clock_change {
        say!(words, "cover-add-week", sentence = sentence)
    } else {
        sentence
    })
}

/// The hours to add, with the people and the cost of all staffed hours then.
fn with_people(words: &Words, brief: &Brief, promise: &Promise, shifts: &[AddedShift]) -> String {
    let n = u64::from(hours(shifts));
    let text = match named(shifts) {
        Some(times) => {
            let each: Vec<String> =
                times.iter().map(|(times, days)| shift(words, *times, days)).collect();
            say!(words, "cover-add", n = n, shifts = words::list(words, &each))
        }
        None => say!(words, "cover-add-many", n = n),
    };
    let people = promise.present_with_added.zip(promise.people_with_added);
    let Some((present, people)) = people else {
        return say!(words, "cover-add-end", sentence = text);
    };
    let text = say!(words, "cover-add-people", sentence = text, n = present);
    let (fte, team) = (words.full_time(people.fte), say!(words, "people", n = people.headcount));
    match people.team_cost_per_week {
        Some(cost) => {
            let cost = words.money(cost, &brief.staffing.currency);
            say!(words, "cover-add-cost", sentence = text, fte = fte, team = team, cost = cost)
        }
        None => say!(words, "cover-add-team", sentence = text, fte = fte, team = team),
    }
}

/// Hours of some shifts, which are whole hours.
pub(super) fn hours(shifts: &[AddedShift]) -> u32 {
    shifts.iter().map(|shift| shift.length / 60).sum()
}

/// The days with the same shifts a row; without rows where the sentence names them.
pub(super) fn table(words: &Words, option: &OptionCover) -> TableBlock {
    let shifts = option.promised.as_ref().and_then(|promise| promise.added.as_deref());
    let shifts = shifts.filter(|shifts| named(shifts).is_none()).unwrap_or_default();
    let mut of_day: BTreeMap<usize, DayShifts> = BTreeMap::new();
    for shift in shifts {
        let (day, minute) = shift.start();
        of_day.entry(day).or_default().push((minute, shift.length));
    }
    let mut groups: Vec<(DayShifts, Vec<Weekday>)> = Vec::new();
    for (day, times) in of_day {
        match groups.iter_mut().find(|(other, _)| *other == times) {
            Some((_, days)) => days.push(WEEK[day]),
            None => groups.push((times, vec![WEEK[day]])),
        }
    }
    let rows = groups.into_iter().map(|(times, days)| {
        let of_day = times.iter().map(|(_, length)| length / 60).sum::<u32>();
        let spans: Vec<String> = times.iter().map(|times| span(words, *times)).collect();
        vec![
            Cell::text(words::days(words, &days)),
            Cell::text(words::list(words, &spans)),
            Cell::Count(of_day.into()),
        ]
    });
    TableBlock {
        id: "added",
        caption: words.text("cover-added-caption"),
        table: Table::new(vec![
            Column::page("days", words.text("name-days"), Unit::Text),
            Column::page("shifts", words.text("cover-added-shifts"), Unit::Text),
            Column::page("hours", words.text("cover-added-hours"), Unit::Count),
        ])
        .with(rows.collect::<Vec<_>>()),
        layout: Layout::Stack,
        rows: Vec::new(),
        files: Vec::new(),
    }
}

/// The file of the shifts of every promise that can be kept with some.
pub(super) fn file(words: &Words, report: &Report) -> DataFile {
    let columns = [
        ("option", Unit::Text),
        ("target_minutes", Unit::Count),
        ("weekday", Unit::Text),
        ("from", Unit::Text),
        ("to", Unit::Text),
        ("hours", Unit::Count),
    ];
    let of_promise = |id: &'static str, promise: &Promise| {
        let target = promise.target_minutes;
        let shifts = promise.added.iter().flatten().map(move |shift| {
            let (day, minute) = shift.start();
            let at = |minute: u32| Cell::text(time(minute).strftime("%H:%M").to_string());
            let until = |minute: u32| match minute % DAY {
                0 => Cell::text("24:00"),
                _ => at(minute),
            };
            vec![
                Cell::text(id),
                Cell::count(target.map(u64::from)),
                Cell::text(words.weekday(WEEK[day])),
                at(minute),
                until(minute + shift.length),
                Cell::Count(u64::from(shift.length / 60)),
            ]
        });
        shifts.collect::<Vec<_>>()
    };
    let rows = report.cover.iter().flat_map(|cover| &cover.options).flat_map(|option| {
        let own = option.promised.iter().filter(|promise| promise.target_minutes.is_none());
        own.chain(&option.tried).flat_map(|promise| of_promise(option.id.id(), promise))
    });
    DataFile {
        name: "added_hours.csv",
        label: words.text("cover-added-file"),
        table: Table::new(columns.map(|(key, unit)| Column::data(key, unit)).to_vec())
            .with(rows.collect::<Vec<_>>()),
    }
}

/// The shifts by their first minute of the day and their minutes, each with its days; `None`: too many to name.
fn named(shifts: &[AddedShift]) -> Option<BTreeMap<(u32, u32), Vec<Weekday>>> {
    let mut days: BTreeMap<(u32, u32), Vec<Weekday>> = BTreeMap::new();
    for shift in shifts {
        let (day, minute) = shift.start();
        days.entry((minute, shift.length)).or_default().push(WEEK[day]);
    }
    (days.len() <= MOST_NAMED).then_some(days)
}

/// `Sat and Sun 14:00 to 17:00`: first minute of the day, minutes, days.
fn shift(words: &Words, times: (u32, u32), days: &[Weekday]) -> String {
    say!(words, "shift", days = words::days(words, days), hours = span(words, times))
}

/// `14:00 to 17:00`.
fn span(words: &Words, (minute, length): (u32, u32)) -> String {
    let until = match (minute + length) % DAY {
        0 => words.hour(24),
        _ => words.time(time(minute + length)),
    };
    words.between(&words.time(time(minute)), &until)
}

/// The time of day of a minute, of this day or the next.
fn time(minute: u32) -> Time {
    let part = |part: u32| i8::try_from(part).unwrap_or_default();
    Time::new(part(minute / 60 % 24), part(minute % 60), 0, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    /// The first promise of the fixture with one-hour shifts at these hours of the week.
    fn promised(hours: &[u32]) -> OptionCover {
        let mut option = fixture::report().cover.unwrap().options.remove(0);
        let shift = |hour: &u32| AddedShift { minute: 60 * hour, length: 60 };
        option.promised.as_mut().unwrap().added = Some(hours.iter().map(shift).collect());
        option
    }

    #[test]
    fn many_shifts_are_a_table_of_the_days_that_have_the_same() {
        let words = Words::english();
        let weekdays = (0..5).flat_map(|day| [18, 20, 22].map(|hour| 24 * day + hour));
        let weekend = [5 * 24 + 9, 6 * 24 + 9, 6 * 24 + 23];
        let option = promised(&weekdays.chain(weekend).collect::<Vec<_>>());
        let brief = fixture::brief();
        let cover = fixture::report().cover.unwrap();
        let said = |cover: &CoverFigures| {
            sentence(words, &brief, cover, option.promised.as_ref().unwrap()).unwrap()
        };
        let changing = said(&CoverFigures { has_clock_change: true, ..cover.clone() });
        assert!(changing.ends_with(" Counted for a week without a clock change."), "{changing}");
        let said = said(&cover);
        assert_eq!(
            said,
            "18 more hours a week would make it possible at any moment, in the shifts of the table below, with 4 people present: 9.9 full-time people \
             for all staffed hours then, so 10 people."
        );
        let rows = table(words, &option).table.shown(words).rows;
        let to = "\u{a0}to\u{a0}";
        let weekday = format!("18:00{to}19:00, 20:00{to}21:00 and 22:00{to}23:00");
        assert_eq!(rows[0], ["Mon–Fri".to_owned(), weekday, "3".to_owned()]);
        assert_eq!(rows[1], ["Sat".to_owned(), format!("09:00{to}10:00"), "1".to_owned()]);
        assert_eq!(rows[2][1], format!("09:00{to}10:00 and 23:00{to}24:00"));
        let few = promised(&[5 * 24 + 9, 6 * 24 + 9]);
        assert!(!table(words, &few).table.has_rows(), "the sentence names them");
    }

    #[test]
    fn each_shift_of_each_promise_is_a_row_of_the_file() {
        let csv = file(Words::english(), &fixture::report()).table.csv();
        let csv = String::from_utf8(csv).unwrap();
        assert!(csv.contains("\nbrief,1440,Saturday,16:30,17:30,1\n"), "{csv}");
    }
}
