//! `data/*.csv`: the numbers of every figure (contract section 7), and the program's one way to write CSV.
//!
//! UTF-8, comma, header row, ISO dates, `.` decimals, an empty cell for what was not measured. [`writer`] guards every cell against
//! being read as a spreadsheet's formula.

pub mod writer;

pub use writer::{Writer, csv};

use std::collections::BTreeMap;

use crate::brief::{Brief, Category};
use crate::insights::Report;
use crate::pages::comparison::comparison;
use crate::pages::figures::hours;
use crate::pages::format::{NO_BREAK, cell, dates, maybe_cell};
use crate::pages::voice::share_of_voice;
use crate::pages::working;
use crate::units::WEEK;

/// File name → bytes, all tables of one report.
pub(super) fn tables(brief: &Brief, report: &Report) -> BTreeMap<&'static str, Vec<u8>> {
    BTreeMap::from([
        ("channels.csv", channels(brief, report)),
        ("volume_daily.csv", volume_daily(report)),
        ("activity.csv", activity(report)),
        ("sentiment_daily.csv", sentiment_daily(report)),
        ("sentiment_weekly.csv", sentiment_weekly(report)),
        ("staffing.csv", staffing(brief, report)),
        ("share_of_voice.csv", share_of_voice(report)),
        ("comparison.csv", comparison(report)),
    ])
}

fn channels(brief: &Brief, report: &Report) -> Vec<u8> {
    let header = [
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
    ];
    let rows = report.channels.iter().map(|channel| {
        let (tones, hours) = (&channel.tone.counts, hours(brief, channel));
        let measured = |count| maybe_count(channel.is_measured().then_some(count));
        vec![
            channel.id.clone(),
            category(channel.category).to_owned(),
            measured(channel.mentions),
            maybe_count(channel.conversations.filter(|_| channel.is_measured())),
            maybe_cell((report.mentions > 0 && channel.is_measured()).then_some(channel.share)),
            maybe_cell(channel.conversations_per_day),
            measured(tones.positive),
            measured(tones.neutral),
            measured(tones.negative),
            measured(tones.unscored),
            cell(channel.minutes),
            maybe_cell(channel.hours_per_day),
            maybe_cell(hours.map(|hours| hours.0)),
            maybe_cell(hours.map(|hours| hours.2)),
            channel.name.clone(),
            channel.is_declared.to_string(),
            channel.observed_days.to_string(),
            channel.amplification.to_string(),
        ]
    });
    csv(&header, rows)
}

fn volume_daily(report: &Report) -> Vec<u8> {
    let rows = report.daily.iter().flat_map(|day| {
        let date = dates::iso(day.date);
        report.channels.iter().zip(&day.mentions).map(move |(channel, mentions)| {
            vec![date.clone(), channel.id.clone(), maybe_count(*mentions)]
        })
    });
    csv(&["date", "channel", "mentions"], rows)
}

fn activity(report: &Report) -> Vec<u8> {
    let cells = report.activity.iter().flat_map(|activity| {
        WEEK.into_iter().enumerate().flat_map(move |(day, weekday)| {
            (0..24).map(move |hour| {
                vec![
                    dates::weekday(weekday).to_owned(),
                    hour.to_string(),
                    activity.counts[day][hour].to_string(),
                    cell(activity.elapsed_hours[day][hour]),
                    maybe_cell(activity.index[day][hour]),
                ]
            })
        })
    });
    csv(&["weekday", "hour", "mentions", "elapsed_hours", "index"], cells)
}

fn sentiment_daily(report: &Report) -> Vec<u8> {
    let rows = report.daily.iter().map(|day| {
        let tones = &day.tones;
        let counts = [tones.positive, tones.neutral, tones.negative, tones.unscored];
        [dates::iso(day.date)].into_iter().chain(counts.map(|count| count.to_string())).collect()
    });
    csv(&["date", "positive", "neutral", "negative", "unscored"], rows)
}

fn sentiment_weekly(report: &Report) -> Vec<u8> {
    let rows = report.trend.iter().map(|week| {
        let (tone, tones) = (&week.tone, &week.tone.counts);
        let counts = [tones.positive, tones.neutral, tones.negative, tones.unscored];
        let interval =
            [tone.net, tone.interval.map(|range| range.0), tone.interval.map(|range| range.1)];
        [dates::iso(week.from), dates::iso(week.to)]
            .into_iter()
            .chain(counts.map(|count| count.to_string()))
            .chain(interval.map(maybe_cell))
            .collect()
    });
    csv(
        &[
            "from", "to", "positive", "neutral", "negative", "unscored", "net", "net_low",
            "net_high",
        ],
        rows,
    )
}

fn staffing(brief: &Brief, report: &Report) -> Vec<u8> {
    let rows = working::steps(brief, report).into_iter().map(|step| {
        let weeks = step.weeks.as_ref();
        let interval = weeks.and_then(|mean| mean.interval);
        vec![
            step.name.to_owned(),
            // A cell breaks no lines.
            step.formula.replace(NO_BREAK, " "),
            maybe_cell(step.value),
            maybe_cell(step.range.map(|range| range.0)),
            maybe_cell(step.range.map(|range| range.1)),
            step.unit,
            step.assumptions,
            weeks.map_or_else(String::new, |mean| mean.weeks.to_string()),
            maybe_cell(weeks.and_then(|mean| mean.per_day)),
            maybe_cell(interval.map(|range| range.0)),
            maybe_cell(interval.map(|range| range.1)),
        ]
    });
    let header = [
        "step",
        "formula",
        "value",
        "low",
        "high",
        "unit",
        "assumptions",
        "full_weeks",
        "full_weeks_mean",
        "full_weeks_low",
        "full_weeks_high",
    ];
    csv(&header, rows)
}

/// A count of a CSV cell; empty if it was not measured.
fn maybe_count(count: Option<u64>) -> String {
    count.map_or_else(String::new, |count| count.to_string())
}

/// The contract's word for a category, as in the brief.
pub(super) fn category(category: Category) -> &'static str {
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

    fn lines(bytes: &[u8]) -> Vec<String> {
        std::str::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn every_table_has_the_header_of_the_contract() {
        let tables = tables(&fixture::brief(), &fixture::report());
        let starts = [
            (
                "channels.csv",
                "channel,category,mentions,conversations,share,conversations_per_day,positive,neutral,negative,unscored,minutes,hours_per_day",
                6,
            ),
            ("volume_daily.csv", "date,channel,mentions", 28 * 6),
            ("activity.csv", "weekday,hour,mentions,elapsed_hours,index", 168),
            ("sentiment_daily.csv", "date,positive,neutral,negative,unscored", 28),
            ("staffing.csv", "step,formula,value,low,high,unit,assumptions,full_weeks", 15),
            ("comparison.csv", "measure,now,before,ratio", 2),
        ];
        for (name, header, rows) in starts {
            let lines = lines(&tables[name]);
            assert!(lines[0].starts_with(header), "{name}: {}", lines[0]);
            assert_eq!(lines.len(), rows + 1, "{name}");
        }
    }

    #[test]
    fn a_channel_row_is_exact() {
        let bytes = channels(&fixture::brief(), &fixture::report());
        assert!(lines(&bytes)[1].starts_with(
            "x,micromedia,780,420,0.38461538461538464,15,210,280,270,20,20,5,3.75,7.5,X,true,28,112"
        ));
    }

    #[test]
    fn the_mean_of_the_full_weeks_stands_beside_its_step() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        let rows = lines(&staffing(&brief, &report));
        assert!(rows[2].ends_with(",,4,39,34.2,43.8"), "{}", rows[2]);
        assert!(rows[3].ends_with(",,,,"), "{}", rows[3]);
        report.window = None;
        assert!(lines(&staffing(&brief, &report))[2].ends_with(",,,,"));
    }

    #[test]
    fn what_was_not_measured_is_an_empty_cell() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        report.channels[0].conversations_per_day = None;
        report.channels[0].hours_per_day = None;
        assert!(
            lines(&channels(&brief, &report))[1]
                .contains(",0.38461538461538464,,210,280,270,20,20,,,,X,")
        );
        let week = lines(&sentiment_weekly(&report))[5].clone();
        assert_eq!(week, "2026-03-27,2026-04-02,0,0,0,90,,,");
        report.daily[0].mentions[5] = None;
        assert_eq!(lines(&volume_daily(&report))[6], "2026-05-01,forum,");
        report.channels[5].observed_days = 0;
        assert!(
            lines(&channels(&brief, &report))[6]
                .starts_with("forum,service_community,,,,0,,,,,20,")
        );
        report.activity = None;
        assert_eq!(lines(&activity(&report)).len(), 1);
    }
}
