//! The social map of page one: a row a channel with its volume, its last 13 weeks, its tone, its hours, how the client takes part, and the work.
//!
//! The channels are in the groups of [`StanceGroup`] with their sums; at most [`MOST_ROWS`] of them have a row, the others are summed
//! in a sentence. Rows of exports whose channel is not known are one row, last. Drawings hold no text; every number is printed next to them.

mod rows;

use askama::Template;

use super::channels;
use super::section::{DataFile, SectionInput};
use super::table::{Cell, Column, Table, Unit};
use super::words::{self, Words, say};
use crate::brief::Brief;
use crate::insights::{ChannelFigures, Report, StanceGroup};
use rows::{Row, Rows};

/// Channels with a row of their own.
const MOST_ROWS: usize = 12;

/// Share of the hours from which on the headline names the channels that the client does not answer.
const MIN_HEADLINE_SHARE: f64 = 0.1;

/// The figure.
#[derive(Template)]
#[template(path = "map.html")]
pub(super) struct SocialMap {
    title: String,
    deck: String,
    /// Of the columns.
    headings: Vec<(&'static str, String)>,
    groups: Vec<Group>,
    /// The channels without a row, summed.
    more: Option<String>,
    total: Option<Row>,
    /// Unit of the hours, shown beside them where the column has no heading.
    work_unit: String,
    /// How to read the columns, with the name by which a phone opens it.
    key: Vec<String>,
    key_name: String,
    pub(super) files: Vec<DataFile>,
    /// The words before the id by which `socialmap rows` lists its mentions.
    rows: String,
}

impl askama::filters::HtmlSafe for SocialMap {}

/// The heading of the column of dots.
const TONE: &str = "name-net-sentiment";

/// Class and heading of each column.
const HEADINGS: [(&str, &str); 8] = [
    ("name", "name-channel"),
    ("vol", "map-head-mentions"),
    ("week", "map-head-weeks"),
    ("tone", TONE),
    ("when", "map-head-hours"),
    ("most", "map-head-most"),
    ("how", "map-head-stance"),
    ("work", "map-head-work"),
];

/// The name of a column; that of the dots has the ends of their axis.
fn heading(words: &Words, rows: &Rows<'_>, key: &str) -> String {
    match rows.tone_scale() {
        Some((low, high)) if key == TONE => {
            say!(words, "map-head-tone-axis", low = words.points(low), high = words.points(high))
        }
        _ => words.text(key),
    }
}

struct Group {
    /// Name and sum; `None` where there is one channel.
    head: Option<(String, String)>,
    rows: Vec<Row>,
}

/// The map of a report.
pub(super) fn social_map(input: &SectionInput<'_>) -> SocialMap {
    let (words, brief, report) = (input.words, input.brief, input.report);
    let rows = Rows::new(words, brief, report);
    let is_alone = report.channels.len() == 1;
    let shown = shown(report);
    let mut groups = Vec::new();
    for kind in
        [Some(StanceGroup::TakePart), Some(StanceGroup::Listen), Some(StanceGroup::Open), None]
    {
        let mut members: Vec<&ChannelFigures> =
            shown.iter().copied().filter(|channel| channel.group() == kind).collect();
        members.sort_by_key(|channel| channel.is_unknown());
        if !members.is_empty() {
            let head = (!is_alone).then(|| (name(words, kind), sum(words, report, kind)));
            groups.push(Group { head, rows: members.iter().map(|it| rows.channel(it)).collect() });
        }
    }
    SocialMap {
        title: title(words, report),
        deck: deck(input),
        headings: HEADINGS.map(|(class, key)| (class, heading(words, &rows, key))).to_vec(),
        groups,
        more: more(words, report, &shown),
        total: (!is_alone && report.is_measured()).then(|| rows.total()),
        work_unit: words.text("map-work-unit"),
        key: key(words, brief, report, &rows),
        key_name: words.text("map-key"),
        rows: words.text("figure-rows"),
        files: vec![
            DataFile { label: words.text("map-file"), ..channels::file(words, input.channels) },
            DataFile {
                name: "volume_daily.csv",
                label: words.text("map-daily"),
                table: volume_daily(report),
            },
        ],
    }
}

/// The channels that have a row: those with most mentions, and the one that is not stated.
fn shown(report: &Report) -> Vec<&ChannelFigures> {
    let mut left = MOST_ROWS;
    let mut has_row = |channel: &&ChannelFigures| {
        if channel.is_unknown() {
            return true;
        }
        let fits = left > 0;
        left = left.saturating_sub(1);
        fits
    };
    report.channels.iter().filter(|channel| has_row(channel)).collect()
}

/// `28 more channels: 312 mentions, 9.1 hours a week`.
fn more(words: &Words, report: &Report, shown: &[&ChannelFigures]) -> Option<String> {
    let hidden: Vec<&ChannelFigures> = report
        .channels
        .iter()
        .filter(|channel| shown.iter().all(|other| !std::ptr::eq(*other, *channel)))
        .collect();
    let mentions = hidden.iter().map(|channel| channel.mentions).sum::<u64>();
    let hours: f64 = hidden.iter().filter_map(|channel| channel.hours_per_day).sum();
    (!hidden.is_empty()).then(|| {
        say!(
            words,
            "map-more",
            n = hidden.len() as u64,
            mentions = say!(words, "mentions", n = mentions),
            hours = words.quantity(7.0 * hours)
        )
    })
}

fn name(words: &Words, group: Option<StanceGroup>) -> String {
    words.text(match group {
        Some(StanceGroup::TakePart) => "map-take-part",
        Some(StanceGroup::Listen) => "map-listen",
        Some(StanceGroup::Open) => "map-open",
        None => "map-avoid",
    })
}

/// The hours of a group, and whether they are among those that the brief decides.
fn sum(words: &Words, report: &Report, group: Option<StanceGroup>) -> String {
    let Some(group) = group else { return words.text("map-avoid-hours") };
    let figures = report.stance_groups.iter().find(|figures| figures.group == group);
    let hours = figures.and_then(|figures| figures.hours).filter(|_| report.is_work_measured());
    let Some(hours) = hours else { return words.text("map-hours-not-measured") };
    let hours = words.quantity(hours.base);
    match group {
        StanceGroup::TakePart | StanceGroup::Open => say!(words, "map-hours", hours = hours),
        StanceGroup::Listen => say!(words, "map-listen-hours", hours = hours),
    }
}

/// What the map says that no other figure does: how much of the work lies outside what the brief answers.
fn title(words: &Words, report: &Report) -> String {
    if let [only] = report.channels.as_slice() {
        return say!(words, "map-title-one", channel = &only.name);
    }
    // A channel that is not known is no place that the brief could name.
    let unknown = report.channels.iter().filter(|channel| channel.is_unknown());
    let unknown: f64 = unknown.filter_map(|channel| channel.hours_per_day).map(|it| 7.0 * it).sum();
    let hours = |group| {
        let figures = report.stance_groups.iter().find(|figures| figures.group == group);
        let hours = figures.and_then(|figures| figures.hours).map_or(0.0, |hours| hours.base);
        if group == StanceGroup::Open { (hours - unknown).max(0.0) } else { hours }
    };
    let all: f64 = StanceGroup::ALL.into_iter().map(hours).sum();
    let part = |group| {
        let share = hours(group) / all;
        (report.is_work_measured() && all > 0.0 && share >= MIN_HEADLINE_SHARE)
            .then(|| words.percent(share, 99))
    };
    match (part(StanceGroup::Open), part(StanceGroup::Listen)) {
        (Some(share), _) => say!(words, "map-title-open", share = share),
        (_, Some(share)) => say!(words, "map-title-listen", share = share),
        _ => words.text("map-title"),
    }
}

fn deck(input: &SectionInput<'_>) -> String {
    let (words, report) = (input.words, input.report);
    let mentions = say!(words, "mentions", n = report.mentions);
    let observed = input.observed();
    match report.conversations {
        Some(n) => {
            let conversations = say!(words, "conversations", n = n);
            say!(
                words,
                "map-deck",
                mentions = mentions,
                conversations = conversations,
                observed = observed
            )
        }
        None => say!(words, "map-deck-mentions", mentions = mentions, observed = observed),
    }
}

fn key(words: &Words, brief: &Brief, report: &Report, rows: &Rows<'_>) -> Vec<String> {
    let has_weeks = report.recent.weeks.iter().flatten().count() > 0;
    let has_tone = rows.tone_scale().is_some();
    let has_hours = report.channels.iter().any(|channel| channel.recent.by_hour.is_some());
    [
        has_weeks.then(|| words.text("map-key-weeks")),
        has_tone.then(|| match report.corrected_tone() {
            Some(_) => say!(words, "map-key-tone-labels", sentence = words.text("map-key-tone")),
            None => words.text("map-key-tone"),
        }),
        (has_hours && brief.timing.staffed.is_empty()).then(|| words.text("map-key-hours")),
        (has_hours && !brief.timing.staffed.is_empty()).then(|| {
            say!(words, "map-key-staffed", shifts = words::shifts(words, &brief.timing.staffed))
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Used mentions of every day of the window and every channel.
fn volume_daily(report: &Report) -> Table {
    let columns = vec![
        Column::data("date", Unit::Text),
        Column::data("channel", Unit::Text),
        Column::data("mentions", Unit::Count),
    ];
    let rows = report.daily.iter().flat_map(|day| {
        report.channels.iter().zip(&day.mentions).map(|(channel, mentions)| {
            vec![Cell::Date(day.date), Cell::text(&channel.id), Cell::count(*mentions)]
        })
    });
    Table::new(columns).with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Stance;
    use crate::pages::fixture;
    use crate::tally::Tally;

    fn map(brief: &Brief, report: &Report) -> SocialMap {
        fixture::with_input(brief, report, social_map)
    }

    fn names(map: &SocialMap) -> Vec<&str> {
        map.groups.iter().flat_map(|group| &group.rows).map(|row| row.name.as_str()).collect()
    }

    #[test]
    fn channels_stand_in_groups_with_their_sums() {
        let map = map(&fixture::brief(), &fixture::report());
        let heads: Vec<_> = map.groups.iter().filter_map(|group| group.head.as_ref()).collect();
        let head = |name: &str, hours: &str| (name.to_owned(), hours.to_owned());
        assert_eq!(
            heads,
            [
                &head("Answer and join in", "86.3 hours a week"),
                &head("Not in the brief yet", "4.7 hours a week"),
                &head("Stay away", "not counted as work"),
            ]
        );
        assert_eq!(
            names(&map),
            ["X", "Facebook", "Reddit", "Reviews", "YouTube", "Home Barista Forum"]
        );
        let total = map.total.unwrap();
        assert_eq!(
            [&total.count, &total.share, &total.net, &total.work_hours, &total.work_note],
            ["2,028", "6 channels", "−5", "91.0", ""]
        );
        assert_eq!(
            (map.more, map.title.as_str()),
            (None, "The social map: where people talk, and what answering takes")
        );
    }

    #[test]
    fn forty_channels_are_twelve_rows_and_a_sum_and_what_is_unknown_is_last() {
        let mut report = fixture::report();
        let channel = report.channels[4].clone();
        report.channels = (0..41_u64)
            .map(|n| ChannelFigures {
                name: format!("Forum {n}"),
                mentions: 100 - n,
                ..channel.clone()
            })
            .collect();
        report.channels[3].id = crate::insights::UNKNOWN_CHANNEL.to_owned();
        let map = map(&fixture::brief(), &report);
        let names = names(&map);
        assert_eq!((names.len(), names[3], names[12]), (13, "Forum 4", "Channel not stated"));
        // 28 channels of 87 to 60 mentions; 56 conversations in 28 days of 20 minutes are 4.67 hours a week.
        let expected = "28 more channels: 2,058 mentions, 131 hours a week";
        assert_eq!(map.more.as_deref(), Some(expected));
    }

    #[test]
    fn one_channel_has_no_group_and_no_total() {
        let mut report = fixture::report();
        report.channels.truncate(1);
        report.stance_groups.clear();
        let map = map(&fixture::brief(), &report);
        assert!(map.groups[0].head.is_none() && map.total.is_none());
        assert_eq!(map.title, "The social map: people talk only on X");
    }

    #[test]
    fn the_headline_names_the_work_outside_of_what_is_answered() {
        let mut report = fixture::report();
        report.stance_groups[0].group = StanceGroup::Listen;
        assert!(
            title(Words::english(), &report)
                .ends_with("95% of the hours are on channels that the brief only listens to")
        );
        report.stance_groups.truncate(1);
        report.stance_groups[0].group = StanceGroup::Open;
        assert!(
            title(Words::english(), &report)
                .ends_with("100% of the hours are on channels that the brief does not name")
        );
    }

    #[test]
    fn a_channel_without_labels_or_hours_has_words_instead_of_a_drawing() {
        let mut report = fixture::report();
        let channel = &mut report.channels[0];
        (channel.tone, channel.recent.by_hour) = (fixture::tone(Tally::of([0, 0, 0, 780])), None);
        channel.stance = Some(Stance::Listen);
        let shown = map(&fixture::brief(), &report);
        let row =
            shown.groups.iter().flat_map(|group| &group.rows).find(|row| row.name == "X").unwrap();
        assert!(row.tone.is_none() && row.hours.is_none());
        assert_eq!(
            [&row.net, &row.net_note, &row.hours_note],
            ["–", "no tone label", "hour not known"]
        );
        let has_note = |shown: &SocialMap, note: &str| {
            shown.groups.iter().flat_map(|group| &group.rows).any(|row| row.net_note == note)
        };
        report.channels[0].tone = fixture::tone(Tally::of([4, 2, 2, 0]));
        let shown = map(&fixture::brief(), &report);
        assert!(has_note(&shown, "no range: 8 labels"));
        report.channels[0].tone = fixture::tone(Tally::of([10, 2, 2, 0]));
        let shown = map(&fixture::brief(), &report);
        assert!(has_note(&shown, "was +7; n\u{a0}=\u{a0}14"));
    }

    #[test]
    fn a_day_of_a_channel_that_was_not_covered_has_no_zero() {
        let mut report = fixture::report();
        report.daily[0].mentions[5] = None;
        let csv = String::from_utf8(volume_daily(&report).csv()).unwrap();
        assert_eq!(csv.lines().count(), 1 + 28 * 6);
        assert_eq!(csv.lines().nth(6), Some("2026-05-01,forum,"));
    }
}
