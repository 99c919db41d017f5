//! The minutes that the client's team timed: whether they replace those of the brief or the formula, and those of each channel.

use crate::insights::handling::FEWEST_TIMED;
use crate::insights::{ChannelFigures, Handling, MinutesFrom, Report, TimedMinutes};
use crate::pages::section::{DataFile, Layout, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, say};

/// What was timed and what follows; `None` if nobody timed a conversation.
pub(super) fn sentence(words: &Words, report: &Report) -> Option<String> {
    let Handling { timed, days, stated, .. } = &report.handling;
    let timed = timed.as_ref()?;
    let conversations = say!(words, "conversations", n = timed.conversations);
    let mean = words.minutes(timed.mean);
    let days = words.span(days.0, days.1);
    let stated = words.minutes(stated.base);
    Some(match timed.interval {
        Some((low, high)) => say!(
            words,
            "minutes-are-timed",
            mean = mean,
            range = words.between(&words.minutes(low), &words.minutes(high)),
            conversations = conversations,
            days = days,
            stated = stated
        ),
        None => say!(
            words,
            "minutes-few-timed",
            mean = mean,
            conversations = conversations,
            days = days,
            stated = stated,
            fewest = words.count(FEWEST_TIMED)
        ),
    })
}

/// The timed conversations by channel; without rows if there are none.
pub(super) fn table(words: &Words, report: &Report) -> TableBlock {
    let table = by_channel(words, report);
    TableBlock {
        id: "minutes",
        caption: words.text("minutes-caption"),
        table: table.clone(),
        layout: Layout::Scroll,
        rows: vec!["minutes"],
        files: vec![DataFile { name: "minutes.csv", label: words.text("file-numbers"), table }],
    }
}

fn by_channel(words: &Words, report: &Report) -> Table {
    let columns = vec![
        Column::new("channel", words.text("name-channel"), Unit::Text),
        Column::new("timed_conversations", words.text("minutes-conversations"), Unit::Count),
        Column::new("mean", words.text("minutes-mean"), Unit::Minutes),
        Column::page("range", words.text("minutes-range"), Unit::Text),
        Column::data("low", Unit::Minutes),
        Column::data("high", Unit::Minutes),
        Column::new("used", words.text("minutes-used"), Unit::Minutes),
    ];
    let row_of = |channel: &ChannelFigures| {
        let used = channel.minutes.minutes.base;
        channel.timed.map(|timed| {
            row(words, (Cell::word(&channel.id, &channel.name), Cell::Number(used)), timed)
        })
    };
    let mut rows: Vec<_> = report.channels.iter().filter_map(row_of).collect();
    let used = Cell::Number(report.handling.minutes.base);
    let all = Cell::word("", words.text("name-all-channels"));
    // The mean of all channels is used where a channel has no minutes of its own.
    rows.extend(report.handling.timed.map(|timed| row(words, (all, used), timed)));
    Table::new(columns).with(rows)
}

fn row(words: &Words, (channel, used): (Cell, Cell), timed: TimedMinutes) -> Vec<Cell> {
    let range = match timed.interval {
        Some((low, high)) => Cell::text(words.between(&words.minutes(low), &words.minutes(high))),
        None => Cell::missing(words.text("cell-too-few")),
    };
    vec![
        channel,
        Cell::Count(timed.conversations),
        Cell::Number(timed.mean),
        range,
        Cell::number(timed.interval.map(|range| range.0)),
        Cell::number(timed.interval.map(|range| range.1)),
        used,
    ]
}

/// Whose minutes the formula as written uses, for the working.
pub(super) fn source(words: &Words, report: &Report) -> String {
    let name = words.text("assumption-minutes");
    match report.handling.from {
        MinutesFrom::Default => say!(words, "assumption-default", name = name),
        MinutesFrom::Brief => say!(words, "assumption-brief", name = name),
        MinutesFrom::Timed => say!(words, "assumption-timed", name = name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Minutes;
    use crate::insights::ChannelMinutes;
    use crate::pages::fixture;

    fn timed(conversations: u64, interval: Option<(f64, f64)>) -> TimedMinutes {
        TimedMinutes { conversations, mean: 14.25, interval }
    }

    #[test]
    fn enough_timed_conversations_are_said_and_too_few_too() {
        let mut report = fixture::report();
        let said = |report: &Report| sentence(Words::english(), report);
        assert_eq!(said(&report), None);
        report.handling.timed = Some(timed(45, Some((12.5, 16.0))));
        assert_eq!(
            said(&report).unwrap(),
            "Minutes are timed by the team: 14.3 a conversation on average (95%: 12.5\u{a0}to\u{a0}16; 45 conversations, 1 June 2025 to 31 May 2026), \
             instead of 20."
        );
        report.handling.timed = Some(timed(29, None));
        assert_eq!(
            said(&report).unwrap(),
            "The team timed 29 conversations (1 June 2025 to 31 May 2026), 14.3 minutes on average. From 30 on their mean replaces the 20 minutes used here."
        );
    }

    #[test]
    fn each_channel_has_its_timed_minutes_and_those_that_are_used() {
        let mut report = fixture::report();
        let lines = |report: &Report| {
            let csv = String::from_utf8(by_channel(Words::english(), report).csv()).unwrap();
            csv.lines().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(lines(&report).len(), 1);
        let minutes = Minutes { low: 12.5, base: 14.25, high: 16.0 };
        let x = &mut report.channels[0];
        x.minutes = ChannelMinutes { minutes, from: MinutesFrom::Timed, is_own: true };
        x.timed = Some(timed(45, Some((12.5, 16.0))));
        report.channels[1].timed = Some(timed(3, None));
        report.handling.timed = Some(timed(48, Some((12.5, 16.0))));
        assert_eq!(
            lines(&report)[1..],
            ["x,45,14.25,12.5,16,14.25", "facebook,3,14.25,,,20", ",48,14.25,12.5,16,20"]
        );
    }
}
