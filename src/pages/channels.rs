//! The channels of a report as one table, a row each: the social map, two figures, `channels.csv` and `summary.json` pick their columns from it.

use super::section::DataFile;
use super::table::{Cell, Column, Table, Unit};
use super::words::{self, Words, say};
use crate::brief::{Brief, Category, Stance};
use crate::insights::kinds::main as main_kind;
use crate::insights::{
    ChannelFigures, Hours, MinutesFrom, NoRange, Report, StanceFrom, ToneFigures, WeekMean,
};
use crate::mentions::tone::Tone;
use crate::rollup::Sum;

/// The columns of `channels.csv`, in order.
const CSV: [&str; 22] = [
    "channel",
    "category",
    "mentions",
    "conversations",
    "share",
    "conversations_per_day",
    "positive",
    "neutral",
    "negative",
    "unscored",
    "minutes",
    "hours_per_day",
    "hours_per_day_low",
    "hours_per_day_high",
    "name",
    "declared",
    "observed_days",
    "amplification",
    "net_sentiment",
    "mentions_per_day",
    "was_mentions_per_day",
    "was_net_sentiment",
];

/// Further columns of `channels.csv`: used mentions of the last 13 weeks, oldest first.
const WEEKS: [&str; 13] = [
    "week_1", "week_2", "week_3", "week_4", "week_5", "week_6", "week_7", "week_8", "week_9",
    "week_10", "week_11", "week_12", "week_13",
];

/// Further columns of `channels.csv`: used mentions of the period by local hour.
const HOURS: [&str; 24] = [
    "hour_0", "hour_1", "hour_2", "hour_3", "hour_4", "hour_5", "hour_6", "hour_7", "hour_8",
    "hour_9", "hour_10", "hour_11", "hour_12", "hour_13", "hour_14", "hour_15", "hour_16",
    "hour_17", "hour_18", "hour_19", "hour_20", "hour_21", "hour_22", "hour_23",
];

/// The last columns of `channels.csv`.
const LAST: [&str; 7] = [
    "stance",
    "stance_from",
    "main_kind",
    "main_kind_share",
    "minutes_from",
    "weeks_low",
    "weeks_high",
];

/// Further columns of `channels.csv` and `summary.json`: sums that the mentions state, and how many state them.
const STATED: [&str; 4] = ["reach", "reach_rows", "engagement", "engagement_rows"];

/// The last column of `channels.csv` and `summary.json`.
const PAID: [&str; 1] = ["paid"];

/// The columns of `summary.json`, in order.
pub(super) const JSON: [&str; 23] = [
    "id",
    "name",
    "category",
    "declared",
    "mentions",
    "conversations",
    "share",
    "conversations_per_day",
    "net_sentiment",
    "minutes",
    "hours_per_day",
    "department",
    "observed_days",
    "stance",
    "stance_from",
    "main_kind",
    "main_kind_share",
    "minutes_from",
    "reach",
    "reach_rows",
    "engagement",
    "engagement_rows",
    "paid",
];

/// Every column of every channel of the report: declared ones that are silent included, undeclared ones marked.
pub(super) fn channels(words: &Words, brief: &Brief, report: &Report) -> Table {
    Table::new(columns(words))
        .with(report.channels.iter().map(|channel| row(words, brief, report, channel)))
        .with_total(total(words, report))
}

/// `channels.csv`, of the table of [`channels`].
pub(super) fn file(words: &Words, channels: &Table) -> DataFile {
    let label = words.text("file-numbers");
    let columns = [CSV.as_slice(), &WEEKS, &HOURS, &LAST, &STATED, &PAID].concat();
    DataFile { name: "channels.csv", label, table: channels.pick(&columns) }
}

fn columns(words: &Words) -> Vec<Column> {
    use Unit::{Count, Minutes, Points, Quantity, Share, Text};
    let mut columns = vec![
        Column::data("channel", Text),
        Column::data("id", Text),
        Column::new("name", words.text("name-channel"), Text),
        Column::new("category", words.text("name-kind"), Text),
        Column::data("declared", Text),
        Column::data("paid", Text),
        Column::new("mentions", words.text("name-mentions"), Count),
        Column::new("share", words.text("name-share"), Share),
        Column::page("share_range", words.text("name-share-range"), Share),
        Column::new("conversations", words.text("name-conversations"), Count),
        Column::new("conversations_per_day", words.text("name-conversations-a-day"), Quantity),
        Column::page("weeks_range", words.text("staffing-full-weeks"), Text),
        Column::data("weeks_low", Quantity),
        Column::data("weeks_high", Quantity),
        Column::data("positive", Count),
        Column::data("neutral", Count),
        Column::data("negative", Count),
        Column::data("unscored", Count),
        Column::new("net_sentiment", words.text("name-net-sentiment-sample"), Points),
        Column::new("minutes", words.text("name-minutes"), Minutes),
        Column::new("minutes_from", words.text("name-minutes-source"), Text),
        Column::new("hours_per_day_low", words.text("name-low"), Quantity),
        Column::new("hours_per_day", words.text("name-hours"), Quantity),
        Column::new("hours_per_day_high", words.text("name-high"), Quantity),
        Column::new("stance", words.text("name-stance"), Text),
        Column::data("stance_from", Text),
        Column::data("department", Text),
        Column::data("observed_days", Count),
        Column::data("amplification", Count),
        Column::data("mentions_per_day", Quantity),
        Column::data("was_mentions_per_day", Quantity),
        Column::data("was_net_sentiment", Points),
        Column::data("main_kind", Text),
        Column::data("main_kind_share", Share),
    ];
    columns.extend(STATED.iter().map(|key| Column::data(key, Count)));
    columns.extend(WEEKS.iter().chain(&HOURS).map(|key| Column::data(key, Count)));
    columns
}

fn row(words: &Words, brief: &Brief, report: &Report, channel: &ChannelFigures) -> Vec<Cell> {
    let all = report.mentions;
    let is_measured = channel.is_measured();
    let counted = |count| Cell::Count(count).only_if(is_measured);
    let (tones, hours) = (&channel.tone.counts, channel.hours());
    let department = channel.declared.and_then(|index| brief.channels[index].department);
    let (recent, was) = (&channel.recent, channel.recent.was);
    let main = report.kinds_of(channel).and_then(main_kind);
    let weeks = channel.conversation_weeks.as_ref().and_then(|weeks| weeks.interval);
    let mut row = vec![
        Cell::text(&channel.id),
        Cell::text(&channel.id),
        Cell::text(&channel.name),
        Cell::word(category(channel.category), kind(words, channel)),
        Cell::Flag(channel.is_declared),
        channel.declared.map_or(Cell::NotMeasured, |at| Cell::Flag(brief.channels[at].is_paid)),
        counted(channel.mentions),
        Cell::Share { ratio: channel.share, base: all }.only_if(is_measured),
        share_range(words, channel.share_interval, all).only_if(is_measured),
        Cell::count(channel.conversations).only_if(is_measured),
        Cell::number(channel.conversations_per_day),
        weeks_range(words, channel.conversation_weeks.as_ref()),
        Cell::number(weeks.map(|range| range.0)),
        Cell::number(weeks.map(|range| range.1)),
        counted(tones[Tone::Positive]),
        counted(tones[Tone::Neutral]),
        counted(tones[Tone::Negative]),
        counted(tones[Tone::Unscored]),
        net(words, &channel.tone).only_if(is_measured),
        Cell::Number(channel.minutes.minutes.base),
        minutes_from(words, channel),
        Cell::number(hours.map(|Hours { low, .. }| low)),
        Cell::number(hours.map(|Hours { base, .. }| base)),
        Cell::number(hours.map(|Hours { high, .. }| high)),
        stance(words, channel),
        Cell::text(match channel.stance_from {
            StanceFrom::Brief => "brief",
            StanceFrom::Default => "default",
            StanceFrom::Open => "open",
        }),
        department.map_or(Cell::NotMeasured, |index| Cell::text(&brief.departments[index].id)),
        Cell::Count(channel.observed_days.into()),
        Cell::Count(channel.amplification),
        Cell::number(channel.mentions_per_day()),
        Cell::number(was.map(|was| was.mentions_per_day)),
        Cell::number(was.and_then(|was| was.tone.net)),
        main.map_or(Cell::NotMeasured, |(kind, _)| Cell::text(kind.id())),
        Cell::number(main.map(|(_, share)| share)),
    ];
    row.extend([stated(channel.reach), stated(channel.engagement)].into_iter().flatten());
    row.extend(recent.weeks.iter().map(|&count| Cell::count(count)));
    let hours = (0..HOURS.len()).map(|hour| recent.by_hour.map(|hours| hours[hour]));
    row.extend(hours.map(Cell::count));
    row
}

fn total(words: &Words, report: &Report) -> Vec<Cell> {
    let staffing = &report.staffing;
    let work = |figure| Cell::Number(figure).only_if(report.is_work_measured());
    let none = || Cell::text("");
    let tones = &report.tone.counts;
    let mut total = vec![
        none(),
        none(),
        Cell::text(words.text("name-all-channels")),
        none(),
        none(),
        none(),
        Cell::Count(report.mentions).only_if(report.is_measured()),
        Cell::Share { ratio: 1.0, base: report.mentions },
        none(),
        Cell::count(report.conversations).only_if(report.is_measured()),
        work(staffing.conversations_per_day),
        weeks_range(words, report.conversation_weeks.as_ref()),
        none(),
        none(),
        Cell::Count(tones[Tone::Positive]),
        Cell::Count(tones[Tone::Neutral]),
        Cell::Count(tones[Tone::Negative]),
        Cell::Count(tones[Tone::Unscored]),
        net(words, &report.tone),
        Cell::Number(staffing.minutes),
        none(),
        work(staffing.hours_per_day_low),
        work(staffing.hours_per_day),
        work(staffing.hours_per_day_high),
        none(),
    ];
    // Columns that only the data have.
    total.resize_with(columns(words).len(), none);
    total
}

/// The kind of channel, with what is special about this one.
fn kind(words: &Words, channel: &ChannelFigures) -> String {
    let kind = words::category(words, channel.category);
    match (channel.is_declared, channel.mentions) {
        (false, _) => say!(words, "channel-undeclared", kind = kind),
        (true, 0) if channel.is_measured() => say!(words, "channel-silent", kind = kind),
        (true, 0) => say!(words, "channel-not-covered", kind = kind),
        _ => kind,
    }
}

/// 95% range of the conversations a day by full weeks.
fn weeks_range(words: &Words, weeks: Option<&WeekMean>) -> Cell {
    let range =
        weeks.and_then(|weeks| Some(words::weeks_range(words, weeks.interval?, weeks.weeks)));
    range.map_or(Cell::NotMeasured, Cell::text)
}

/// 95% range of a share, if its base is large enough for one.
pub(super) fn share_range(words: &Words, interval: Option<(f64, f64)>, base: u64) -> Cell {
    match interval {
        Some((low, high)) if base >= 10 => Cell::Range { low, high, base },
        None if base >= 10 => Cell::NotMeasured,
        _ => Cell::missing(words.text("cell-too-few")),
    }
}

/// The net sentiment of some mentions.
pub(super) fn net(words: &Words, tone: &ToneFigures) -> Cell {
    match tone.net {
        None if tone.counts.total() == 0 => Cell::missing(words.text("cell-no-mentions")),
        None => Cell::NotMeasured,
        Some(points) => {
            let is_shown = matches!(tone.no_range(), None | Some(NoRange::NotMeasured));
            let no_score = (!is_shown).then(|| words::no_range(words, tone));
            Cell::Net { points, labelled: tone.counts.labelled(), no_score }
        }
    }
}

/// How to take part; no value in data where the brief does not declare the channel.
fn stance(words: &Words, channel: &ChannelFigures) -> Cell {
    let shown = words::stance(words, channel.stance);
    let data = match channel.stance {
        Some(Stance::Listen) => "listen",
        Some(Stance::Answer) => "answer",
        Some(Stance::Join) => "join",
        Some(Stance::Host) => "host",
        Some(Stance::Avoid) => "avoid",
        None => return Cell::missing(shown),
    };
    Cell::word(data, shown)
}

fn minutes_from(words: &Words, channel: &ChannelFigures) -> Cell {
    if !channel.is_community {
        return Cell::missing(words.text("minutes-not-a-community"));
    }
    let (data, shown) = match (channel.minutes.from, channel.minutes.is_own) {
        (MinutesFrom::Default, _) => ("default", "minutes-default"),
        (MinutesFrom::Brief, false) => ("brief", "minutes-brief"),
        (MinutesFrom::Brief, true) => ("brief_channel", "minutes-own"),
        (MinutesFrom::Timed, false) => ("timed", "minutes-timed"),
        (MinutesFrom::Timed, true) => ("timed_channel", "minutes-timed-own"),
    };
    Cell::word(data, words.text(shown))
}

/// A sum that the mentions of a channel state, and how many state it; `None` is not measured.
fn stated(sum: Option<Sum>) -> [Cell; 2] {
    [Cell::count(sum.map(|sum| sum.sum)), Cell::count(sum.map(|sum| sum.rows))]
}

/// The stable word for a category, as the brief writes it.
fn category(category: Category) -> &'static str {
    match category {
        Category::Bookmark => "bookmark",
        Category::Crowdsourced => "crowdsourced",
        Category::Blog => "blog",
        Category::Micromedia => "micromedia",
        Category::SocialNetwork => "social_network",
        Category::ServiceCommunity => "service_community",
        Category::Video => "video",
        Category::Image => "image",
        Category::Document => "document",
        Category::Review => "review",
        Category::News => "news",
        Category::Messaging => "messaging",
        Category::Audio => "audio",
        Category::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;
    use crate::tally::Tally;

    const MAP: [&str; 5] = ["name", "category", "mentions", "share", "net_sentiment"];

    #[test]
    fn every_channel_has_a_row_and_its_mark() {
        let table = channels(Words::english(), &fixture::brief(), &fixture::report())
            .pick(&MAP)
            .shown(Words::english());
        assert_eq!(table.rows.len(), 6);
        assert_eq!(table.rows[0][..4], ["X", "Short posts", "780", "38.5%"]);
        assert_eq!(table.rows[4][1], "Video; not in the brief");
        assert_eq!(table.rows[5][..2], ["Home Barista Forum", "Service community; no mention"]);
        assert_eq!(table.rows[5][4], "no mentions");
        assert_eq!(table.total[..4], ["All channels", "", "2,028", "100%"]);
        let mut gap = fixture::report();
        gap.channels[5].observed_days = 0;
        let row = &channels(Words::english(), &fixture::brief(), &gap)
            .pick(&MAP)
            .shown(Words::english())
            .rows[5];
        assert_eq!(row[1], "Service community; not covered");
        assert_eq!([&row[2], &row[3], &row[4]], ["not measured"; 3]);
    }

    #[test]
    fn a_row_of_the_csv_is_exact() {
        let lines = |report: &Report| {
            let bytes = channels(Words::english(), &fixture::brief(), report).pick(&CSV).csv();
            String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
        };
        let mut report = fixture::report();
        assert!(lines(&report)[1].starts_with(
            "x,micromedia,780,420,0.38461538461538464,15,210,280,270,20,20,5,3.75,7.5,X,true,28,112"
        ));
        report.channels[0].conversations_per_day = None;
        report.channels[0].hours_per_day = None;
        report.channels[5].observed_days = 0;
        assert!(lines(&report)[1].contains(",0.38461538461538464,,210,280,270,20,20,,,,X,"));
        assert!(lines(&report)[6].starts_with("forum,service_community,,,,0,,,,,20,"));
    }

    #[test]
    fn a_small_base_gives_no_score() {
        let counts = Tally::of([4, 1, 2, 3]);
        let small = ToneFigures { counts, net: Some(28.6), interval: None, spread: None };
        let no_score = Some("too few labels".to_owned());
        assert_eq!(
            net(Words::english(), &small),
            Cell::Net { points: 28.6, labelled: 7, no_score }
        );
        let unlabelled = ToneFigures::of(Tally::from([(Tone::Unscored, 3)]), None);
        assert_eq!(net(Words::english(), &unlabelled), Cell::NotMeasured);
        assert_eq!(share_range(Words::english(), Some((0.1, 0.7)), 9), Cell::missing("too few"));
        assert_eq!(share_range(Words::english(), None, 12), Cell::NotMeasured);
    }
}
