//! Which promise the staffed hours can keep, what it takes, and what would make it keepable: sentences, a promise a row, a weekday a row.

mod added;

use crate::brief::Brief;
use crate::insights::cover::SERVICE;
use crate::insights::{
    ConversationShare, CoverFigures, DayCover, OptionCover, OptionId, Promise, Quick, Report,
};
use crate::pages::section::{Block, DataFile, Layout, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{self, Words, say};
use crate::units::WEEK;

/// What the section says about the cover; the reason where it was not measured.
pub(super) fn blocks(words: &Words, brief: &Brief, report: &Report) -> Vec<Block> {
    let promises = promises(words, report);
    let days = days(words, report);
    let first = report.cover.as_ref().and_then(|cover| cover.options.first());
    let sentences = match (&report.cover, first) {
        (Some(cover), Some(option)) => sentences(words, brief, report, cover, option),
        _ if brief.timing.staffed.is_empty() => vec![words.text("cover-no-hours")],
        _ => vec![words.text("cover-not-measured")],
    };
    let blocks = [
        Block::points(words.text("cover-title"), sentences),
        Some(Block::Table(TableBlock {
            id: "cover",
            caption: words.text("cover-caption"),
            table: promises.clone().only(first.map_or(0, shown_rows)),
            layout: Layout::Stack,
            rows: rows(first),
            files: vec![
                DataFile {
                    name: "cover.csv",
                    label: words.text("file-numbers"),
                    table: promises.pick(&CSV),
                },
                added::file(words, report),
            ],
        })),
        first.map(|option| Block::Table(added::table(words, option))),
        Some(Block::Table(TableBlock {
            id: "days",
            caption: words.text("cover-days-caption"),
            table: days.clone(),
            layout: Layout::Stack,
            rows: rows(first),
            files: vec![DataFile {
                name: "cover_days.csv",
                label: words.text("file-numbers"),
                table: days,
            }],
        })),
    ];
    blocks.into_iter().flatten().collect()
}

/// The conversations, those outside the staffed hours, and those for whom nobody is there in time.
fn rows(option: Option<&OptionCover>) -> Vec<&'static str> {
    let promised = option.and_then(|option| option.promised.as_ref());
    ["cover", "outside"].into_iter().chain(promised.map(|_| "infeasible")).collect()
}

/// The part of the headline: how many cannot be answered in time, where the brief promises a time and some cannot.
pub(super) fn beyond(words: &Words, report: &Report) -> Option<(String, String)> {
    let option = report.cover.as_ref()?.options.first()?;
    let promise = option.promised.as_ref()?;
    let share = promise.beyond.share().filter(|share| *share > 0.0)?;
    let share = words.share(share, promise.beyond.of)?;
    Some((share, words.within(promise.target_minutes)))
}

fn sentences(
    words: &Words,
    brief: &Brief,
    report: &Report,
    cover: &CoverFigures,
    option: &OptionCover,
) -> Vec<String> {
    let gap = words.within(Some(cover.longest_gap_minutes));
    let shortest = if cover.longest_gap_minutes == 0 {
        words.text("cover-always")
    } else {
        say!(words, "cover-shortest", time = gap)
    };
    if report.option(option.id).is_some_and(|option| option.channels.is_empty()) {
        return vec![words.text("lead-listens")];
    }
    let Some(promise) = &option.promised else {
        return vec![words.text("cover-no-promise"), shortest];
    };
    let time = words.within(promise.target_minutes);
    let shifts = words::shifts(words, &brief.timing.staffed);
    let kept = match (promise.beyond.count, promise.beyond.of) {
        (_, 0) => say!(words, "cover-none-began", shifts = shifts),
        (None, _) => say!(words, "cover-hour-only", shifts = shifts),
        (Some(0), of) => say!(
            words,
            "cover-all-kept",
            time = &time,
            shifts = shifts,
            conversations = say!(words, "conversations", n = of)
        ),
        (Some(count), of) => say!(
            words,
            "cover-beyond",
            time = &time,
            shifts = shifts,
            share = percent(words, &promise.beyond),
            count = words.count(count),
            conversations = say!(words, "conversations", n = of)
        ),
    };
    let by_channel = (promise.target_minutes.is_none()).then(|| {
        let each: Vec<String> = option
            .channels
            .iter()
            .filter(|channel| channel.beyond.of > 0)
            .map(|channel| {
                let within = words.within(Some(channel.target_minutes));
                let share = percent(words, &channel.beyond);
                let name = &report.channels[channel.channel].name;
                say!(words, "cover-channel", name = name, time = within, share = share)
            })
            .collect();
        say!(words, "cover-by-channel", list = words::list(words, &each))
    });
    [
        Some(kept),
        by_channel,
        Some(shortest),
        added::sentence(words, brief, cover, promise),
        people(words, brief, promise),
        more_people(words, report, option, promise),
        promise.quick.map(|quick| self::quick(words, &quick)),
        others(words, cover),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the promise is and takes for the other options of the decision, where it is not the same as for the first.
fn others(words: &Words, cover: &CoverFigures) -> Option<String> {
    let figures = |option: &OptionCover| {
        option.promised.as_ref().map(|promise| (promise.beyond, promise.seats))
    };
    let first = cover.options.first().and_then(figures);
    let each: Vec<String> = cover
        .options
        .iter()
        .filter(|option| figures(option) != first)
        .filter_map(|option| {
            let promise = option.promised.as_ref().filter(|promise| promise.beyond.of > 0)?;
            let conversations = say!(words, "conversations", n = promise.beyond.of);
            Some(say!(
                words,
                "cover-other",
                option = super::options::name(words, option.id),
                share = percent(words, &promise.beyond),
                conversations = conversations,
                seats = words.quantity(promise.seats)
            ))
        })
        .collect();
    (!each.is_empty()).then(|| say!(words, "cover-others", list = words::list(words, &each)))
}

/// How many people must be present at once.
fn people(words: &Words, brief: &Brief, promise: &Promise) -> Option<String> {
    let present = promise.present?;
    let of_work = (promise.seats / brief.staffing.occupancy - 1e-9).ceil();
    let why = match promise.quick {
        _ if present as f64 <= of_work.max(1.0) => "work",
        Some(quick) if u64::from(quick.people) == present => "quick",
        _ => "minimum",
    };
    let part = if promise.beyond.count == Some(0) { "all" } else { "rest" };
    Some(say!(
        words,
        "cover-people",
        part = part,
        n = present,
        why = why,
        seats = words.quantity(promise.seats),
        occupancy = words.percent(brief.staffing.occupancy, 1),
        needed = words.full_time(promise.seats / brief.staffing.occupancy)
    ))
}

/// How many people that is in all, where it is more than the work takes.
fn more_people(
    words: &Words,
    report: &Report,
    option: &OptionCover,
    promise: &Promise,
) -> Option<String> {
    let headcount = report.option(option.id)?.people?.headcount;
    let present = promise.present?;
    let fte = report.staffing.more_than(headcount, present)?;
    Some(say!(
        words,
        "cover-more-people",
        n = present,
        hours = words.assumed(report.staffing.open_hours_per_week?),
        fte = words.full_time(fte),
        people = say!(words, "people", n = headcount)
    ))
}

/// What targets of up to an hour take.
fn quick(words: &Words, quick: &Quick) -> String {
    say!(
        words,
        "cover-quick",
        n = u64::from(quick.people),
        time = words.within(Some(quick.target_minutes)),
        hour = words.hour(quick.hour),
        busy = words.quantity(quick.erlangs),
        service = words.percent(SERVICE, 1)
    )
}

fn percent(words: &Words, share: &ConversationShare) -> String {
    share
        .share()
        .and_then(|ratio| words.share(ratio, share.of))
        .unwrap_or_else(|| words.not_measured())
}

/// The columns of `cover.csv`.
const CSV: [&str; 15] = [
    "option",
    "channel",
    "target_minutes",
    "promised",
    "conversations",
    "infeasible",
    "infeasible_share",
    "infeasible_low",
    "infeasible_high",
    "seats",
    "present",
    "added_hours_per_week",
    "seats_with_added",
    "present_with_added",
    "outside_share",
];

/// The same in `summary.json`.
pub(in crate::pages) const JSON: [&str; 15] = CSV;

/// The rows of the option that the page shows: what is promised, if each channel has its own time, then one time for all.
fn shown_rows(option: &OptionCover) -> usize {
    let own = option.promised.as_ref().filter(|promise| promise.target_minutes.is_none());
    option.tried.len() + usize::from(own.is_some())
}

/// A promise a row: of each option first those that the page shows, then its channels by their own targets.
pub(in crate::pages) fn promises(words: &Words, report: &Report) -> Table {
    let heading = |key, id: &str| Column::page(key, words.text(id), Unit::Text);
    let columns = vec![
        heading("time", "cover-promise"),
        Column::data("option", Unit::Text),
        Column::data("channel", Unit::Text),
        Column::data("target_minutes", Unit::Count),
        Column::data("promised", Unit::Text),
        Column::data("conversations", Unit::Count),
        Column::data("infeasible", Unit::Count),
        Column::new("infeasible_share", words.text("cover-not-kept"), Unit::Share),
        heading("range", "name-range"),
        Column::data("infeasible_low", Unit::Share),
        Column::data("infeasible_high", Unit::Share),
        Column::new("seats", words.text("cover-seats"), Unit::Quantity),
        Column::new("present", words.text("cover-present"), Unit::Count),
        Column::page("added", words.text("cover-added"), Unit::Count),
        Column::data("added_hours_per_week", Unit::Quantity),
        Column::data("seats_with_added", Unit::Quantity),
        Column::new("present_with_added", words.text("cover-present-then"), Unit::Count),
        Column::data("outside_share", Unit::Share),
    ];
    let mut rows = Vec::new();
    for option in report.cover.iter().flat_map(|cover| &cover.options) {
        let own = option.promised.iter().filter(|promise| promise.target_minutes.is_none());
        rows.extend(own.chain(&option.tried).map(|promise| row(words, option, promise)));
        rows.extend(option.channels.iter().map(|channel| {
            let id = report.channels[channel.channel].id.clone();
            let target = Some(channel.target_minutes);
            let base = (Cell::text(id), target, true);
            cells(words, option.id, base, &channel.beyond, None, None)
        }));
    }
    Table::new(columns).with(rows)
}

fn row(words: &Words, option: &OptionCover, promise: &Promise) -> Vec<Cell> {
    let of_brief = option.promised.as_ref().map(|promise| promise.target_minutes);
    let is_promised = of_brief == Some(promise.target_minutes);
    let base = (Cell::text(""), promise.target_minutes, is_promised);
    cells(words, option.id, base, &promise.beyond, Some(promise), Some(&option.outside))
}

fn cells(
    words: &Words,
    option: OptionId,
    (channel, target, is_promised): (Cell, Option<u32>, bool),
    beyond: &ConversationShare,
    promise: Option<&Promise>,
    outside: Option<&ConversationShare>,
) -> Vec<Cell> {
    let within = words.within(target);
    let interval = beyond.interval();
    let share = |share: &ConversationShare| match share.share() {
        Some(ratio) => Cell::Share { ratio, base: share.of },
        None => Cell::NotMeasured,
    };
    let range = interval.map(|(low, high)| {
        words.between(&words.percent(low, beyond.of), &words.percent(high, beyond.of))
    });
    let added = promise.and_then(|promise| promise.added.as_deref()).map(added::hours);
    let shown_added = match (promise, added) {
        (Some(_), None) => words.text("cover-all-hours"),
        (Some(promise), Some(0)) if promise.beyond.count > Some(0) => {
            words.text("cover-added-clock")
        }
        (_, hours) => words.count(hours.unwrap_or_default().into()),
    };
    vec![
        Cell::text(match (target, is_promised) {
            (Some(_), true) => say!(words, "cover-promised", time = within),
            _ => within,
        }),
        Cell::text(option.id()),
        channel,
        Cell::count(target.map(u64::from)),
        Cell::Flag(is_promised),
        Cell::Count(beyond.of),
        Cell::count(beyond.count),
        share(beyond),
        Cell::text(range.filter(|_| beyond.of >= 10).unwrap_or_default()),
        Cell::number(interval.map(|range| range.0)),
        Cell::number(interval.map(|range| range.1)),
        Cell::number(promise.map(|promise| promise.seats)),
        match promise.map(|promise| promise.present) {
            Some(None) => Cell::missing(words.text("map-none")),
            present => Cell::count(present.flatten()),
        },
        Cell::text(shown_added),
        Cell::number(added.map(f64::from)),
        Cell::number(promise.and_then(|promise| promise.seats_with_added)),
        match promise.map(|promise| promise.present_with_added) {
            Some(None) => Cell::missing(words.text("map-none")),
            present => Cell::count(present.flatten()),
        },
        outside.map_or(Cell::NotMeasured, share),
    ]
}

/// A weekday a row, of the option that the brief decides.
fn days(words: &Words, report: &Report) -> Table {
    let columns = vec![
        Column::new("weekday", words.text("cover-day"), Unit::Text),
        Column::new("staffed_hours", words.text("cover-staffed"), Unit::Quantity),
        Column::new("conversations", words.text("cover-a-day"), Unit::Quantity),
        Column::new("hours", words.text("cover-work"), Unit::Quantity),
        Column::new("outside_share", words.text("cover-outside"), Unit::Share),
        Column::new("infeasible_share", words.text("cover-not-kept"), Unit::Share),
    ];
    let option = report.cover.iter().find_map(|cover| cover.options.first());
    let days = option.map(|option| &option.days);
    let rows =
        WEEK.into_iter().zip(days.into_iter().flatten()).map(|(weekday, day): (_, &DayCover)| {
            let share = |share: &ConversationShare| match share.share() {
                Some(ratio) => Cell::Share { ratio, base: share.of },
                None => Cell::missing(words.text("map-none")),
            };
            let hours = f64::from(day.staffed_minutes) / 60.0;
            vec![
                Cell::text(words.weekday(weekday)),
                Cell::Number(hours),
                Cell::Number(day.conversations),
                Cell::Number(day.hours),
                share(&day.outside),
                day.beyond.as_ref().map_or_else(|| Cell::missing(words.text("map-none")), share),
            ]
        });
    Table::new(columns).with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    fn said(report: &Report) -> Vec<String> {
        let cover = report.cover.as_ref().unwrap();
        sentences(Words::english(), &fixture::brief(), report, cover, &cover.options[0])
    }

    #[test]
    fn a_promise_that_cannot_be_kept_is_said_with_what_would_keep_it() {
        let mut report = fixture::report();
        assert_eq!(
            said(&report),
            [
                "With staff Mon–Fri 09:00\u{a0}to\u{a0}17:30, no one is on duty within 4\u{a0}hours for 42.0% of 1,092 conversations (459).",
                "The shortest time that these hours can keep at any moment is 63.5\u{a0}hours.",
                "27 more hours a week would make it possible at any moment, in the shifts of the table below, with 4 people present: 9.9 full-time people for all staffed hours then, so 10 people.",
                "Answering the rest in time takes 2.6 people at work at once in every staffed hour: at 85% occupancy 3.1, so 4 people present.",
                "4 people present in all 42.5 staffed hours would be 6.1 full-time people: the options plan for the work and for one person present, and so with 4 people.",
            ]
        );
        let cover = report.cover.as_mut().unwrap();
        cover.options.truncate(1);
        let day = cover.options[0].tried[1].clone();
        cover.options[0].promised = Some(day);
        assert_eq!(
            said(&report)[2],
            "2 more hours a week would make it possible at any moment: Sat and Sun 16:30\u{a0}to\u{a0}17:30, with 3 people present: 4.8 full-time people \
             for all staffed hours then, so 5 people."
        );
        let cover = report.cover.as_mut().unwrap();
        let promise = cover.options[0].promised.as_mut().unwrap();
        (promise.beyond.count, promise.added, promise.present) = (Some(0), Some(Vec::new()), None);
        assert_eq!(said(&report).len(), 2);
        assert!(said(&report)[0].contains(
            "someone was on duty within 24\u{a0}hours of each of the 1,092 conversations"
        ));
        let cover = report.cover.as_mut().unwrap();
        cover.options[0].promised.as_mut().unwrap().beyond.count = Some(4);
        assert_eq!(
            said(&report)[2],
            "In a week without a clock change these hours are enough; at a clock change of this period they were not for 4 conversations."
        );
        let cover = report.cover.as_mut().unwrap();
        cover.options[0].promised = None;
        assert!(said(&report)[0].contains("promises no time"));
    }

    #[test]
    fn what_decides_the_people_present_is_said() {
        let mut report = fixture::report();
        let promise = |report: &mut Report, seats, present| {
            let cover = report.cover.as_mut().unwrap();
            let promise = cover.options[0].promised.as_mut().unwrap();
            (promise.seats, promise.present) = (seats, Some(present));
        };
        promise(&mut report, 0.867, 2);
        let two = "takes 0.87 people at work at once in every staffed hour: at 85% occupancy 1.02, so 2 people present.";
        assert!(said(&report).iter().any(|text| text.ends_with(two)), "{:?}", said(&report));
        promise(&mut report, 2.6, 4);
        let all = report.cover.as_mut().unwrap().options[1].promised.as_mut().unwrap();
        all.beyond = ConversationShare { count: Some(600), of: 1200 };
        let other = "The other options: answer everything (no one on duty in time for 50.0% of 1,200 conversations; \
                     2.6 people at work at once for the rest).";
        assert!(said(&report).iter().any(|text| text == other), "{:?}", said(&report));
        let ends = |report: &Report, expected: &str| {
            let said = said(report);
            assert!(said.iter().any(|text| text.ends_with(expected)), "{said:?}");
        };
        let promise = |report: &mut Report, present, quick| {
            let cover = report.cover.as_mut().unwrap();
            let promise = cover.options[0].promised.as_mut().unwrap();
            (promise.present, promise.quick) = (Some(present), quick);
        };
        promise(&mut report, 6, None);
        ends(&report, "occupancy 3.1; the brief’s minimum is 6 people present.");
        let quick = Quick { target_minutes: 30, hour: 12, erlangs: 4.0, people: 6, within: 0.9 };
        promise(&mut report, 6, Some(quick));
        ends(&report, "occupancy 3.1; the shortest time takes 6 people present.");
    }

    #[test]
    fn each_channel_may_have_its_own_time() {
        let mut report = fixture::report();
        let option = &mut report.cover.as_mut().unwrap().options[0];
        let promise = option.promised.as_mut().unwrap();
        (promise.target_minutes, promise.added) = (None, None);
        option.channels.truncate(2);
        promise.quick =
            Some(Quick { target_minutes: 30, hour: 12, erlangs: 0.4, people: 2, within: 0.97 });
        let said = said(&report);
        assert_eq!(
            said[1],
            "By channel: 41.3% on X (4\u{a0}hours) and 41.3% on Facebook (4\u{a0}hours)."
        );
        assert!(said[3].starts_with("Only staff at every hour"), "{said:?}");
        assert!(said[6].contains("around 12:00 0.40 people"), "{said:?}");
        let table = promises(Words::english(), &report);
        let option = &report.cover.as_ref().unwrap().options[0];
        assert_eq!(shown_rows(option), 4);
        let shown = table.clone().only(4).shown(Words::english());
        assert_eq!(shown.rows[0][0], "the time promised");
        assert_eq!(
            shown.rows[2],
            ["24\u{a0}hours", "16.0%", "14.0%\u{a0}to\u{a0}18.3%", "2.2", "3", "2", "3"]
        );
        let csv = String::from_utf8(table.pick(&CSV).csv()).unwrap();
        assert!(csv.contains("\nbrief,x,240,true,218,90,0.41284"), "{csv}");
    }

    #[test]
    fn without_staffed_hours_the_reason_is_given() {
        let (mut brief, mut report) = (fixture::brief(), fixture::report());
        report.cover = None;
        let reason = |brief: &Brief, report: &Report| {
            let blocks = blocks(Words::english(), brief, report);
            let Some(Block::List(list)) = blocks.into_iter().next() else { panic!("a list") };
            let crate::pages::section::Items::Points(points) = list.items else { panic!("points") };
            points.concat()
        };
        assert!(reason(&brief, &report).contains("observed"));
        brief.timing.staffed.clear();
        assert!(reason(&brief, &report).contains("`timing.staffed`"));
        assert!(!days(Words::english(), &report).has_rows());
    }

    #[test]
    fn a_day_without_a_conversation_has_no_share() {
        let mut report = fixture::report();
        let day = &mut report.cover.as_mut().unwrap().options[0].days[6];
        (day.outside, day.beyond) = (ConversationShare { count: Some(0), of: 0 }, None);
        let shown = days(Words::english(), &report).shown(Words::english());
        assert_eq!(shown.rows[0], ["Monday", "8.5", "39.0", "13.0", "38.5%", "28.8%"]);
        assert_eq!(shown.rows[6][4..], ["–", "–"]);
    }
}
