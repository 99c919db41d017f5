//! Share of voice: a sentence and a table of every brand that the brief names, the client first.
//!
//! Shares are of tags, and say so; under ten tags only the counts are given. Brands whose ranges overlap are not ranked.

use std::iter;

use crate::brief::Brief;
use crate::charts::{self, Line, Lines};
use crate::insights::{BrandFigures, Report, VoiceFigures};
use crate::pages::channels;
use crate::pages::drawing::Drawing;
use crate::pages::plan;
use crate::pages::section::{
    Block, DataFile, Figure, Layout, Section, SectionInput, Style, TableBlock,
};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{self, Words, say};
use crate::units::Date;

/// The most brands that are drawn; the table has all.
const MOST_LINES: usize = 5;

const CSV: [&str; 10] = [
    "brand",
    "own",
    "tags",
    "base",
    "share",
    "share_low",
    "share_high",
    "net_sentiment",
    "net_low",
    "net_high",
];

/// The columns of `summary.json`.
pub(in crate::pages) const JSON: [&str; 9] = [
    "name",
    "own",
    "tags",
    "share",
    "share_low",
    "share_high",
    "net_sentiment",
    "net_low",
    "net_high",
];

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let (words, brief, report) = (input.words, input.brief, input.report);
    let sentence = match &report.voice {
        Some(voice) => sentence(words, voice),
        None => not_measured(words, brief, report),
    };
    let is_missing = report.voice.as_ref().is_none_or(VoiceFigures::is_of_one_brand);
    let missing = is_missing.then(|| sentence.clone());
    let caption = say!(words, "voice-caption", period = words.period(&report.period));
    let table = brands(words, report);
    let file = table.pick(&CSV);
    let table = TableBlock {
        id: "voice",
        caption,
        table,
        layout: Layout::Scroll,
        rows: vec!["voice"],
        files: vec![DataFile {
            name: "share_of_voice.csv",
            label: words.text("file-numbers"),
            table: file,
        }],
    };
    let voice = report.voice.as_ref();
    let blocks = [
        voice.map(|voice| Block::paragraph(Style::Deck, base(words, brief, voice))),
        Some(Block::Table(table)),
        voice
            .filter(|voice| !voice.is_of_one_brand())
            .map(|voice| Block::Figure(Box::new(by_week(words, voice)))),
        plan::by_voices(input),
        Some(input.notes()),
    ];
    Section {
        has_main_figure: false,
        blocks: blocks.into_iter().flatten().collect(),
        missing,
        ..input.section(words.text("voice-question"), sentence.trim_end_matches('.').to_owned())
    }
}

/// What is counted, and which channels are not.
fn base(words: &Words, brief: &Brief, voice: &VoiceFigures) -> String {
    let handles = brief.keywords.as_ref().map_or(0, |it| it.competitor_handles.len());
    let base = words.text(if handles > 0 { "voice-base" } else { "voice-base-accounts" });
    if voice.left_out.is_empty() {
        return base;
    }
    let channels = words::list(words, &voice.left_out);
    let left_out =
        say!(words, "voice-left-out", n = voice.left_out.len() as u64, channels = channels);
    format!("{base} {left_out}")
}

/// The weekly shares as lines, and as a table with a week a row and a brand a column.
fn by_week(words: &Words, voice: &VoiceFigures) -> Figure {
    let brands = voice.brands.iter().map(|brand| Column::page("brand", &brand.name, Unit::Share));
    let columns = iter::once(Column::page("week", words.text("name-week"), Unit::Text));
    let rows = voice.weeks.iter().enumerate().map(|(at, &(from, to))| {
        let shares = voice.brands.iter().map(|brand| Cell::number(brand.weeks[at]));
        iter::once(Cell::text(words.span(from, to))).chain(shares).collect()
    });
    let tidy = [
        ("from", Unit::Text),
        ("to", Unit::Text),
        ("brand", Unit::Text),
        ("share", Unit::Share),
        ("base", Unit::Count),
    ];
    let each = voice.brands.iter().flat_map(|brand| {
        let weeks = voice.weeks.iter().zip(&voice.week_tags).zip(&brand.weeks);
        weeks.map(|((&(from, to), tags), share)| {
            let name = Cell::text(&brand.name);
            let dates = [Cell::Date(from), Cell::Date(to)];
            dates.into_iter().chain([name, Cell::number(*share), Cell::count(*tags)]).collect()
        })
    });
    let (title, subtitle) = (weekly_title(words, voice), words.text("voice-weeks"));
    let lines = lines(words, voice);
    let is_drawn = lines.lines.iter().any(|line| line.values.iter().any(Option::is_some));
    let drawing = if is_drawn {
        Ok(Drawing::new("voice-weeks", &title, &subtitle, |frame, width| {
            charts::lines(frame, &lines, width)
        }))
    } else {
        Err(words.text("page-nothing-to-draw"))
    };
    Figure {
        id: "voice-weeks",
        title: Some(title),
        subtitle: subtitle.clone(),
        drawing,
        source: say!(words, "voice-weeks-source", n = MOST_LINES as u64),
        table: TableBlock {
            id: "voice-weeks",
            caption: subtitle,
            table: Table::new(columns.chain(brands).collect()).with(rows),
            layout: Layout::Scroll,
            rows: vec!["voice-weeks"],
            files: vec![DataFile {
                name: "share_of_voice_weekly.csv",
                label: words.text("file-numbers"),
                table: Table::new(tidy.map(|(key, unit)| Column::data(key, unit)).to_vec())
                    .with(each),
            }],
        },
    }
}

/// The client's share in the first and the last week that have one.
fn weekly_title(words: &Words, voice: &VoiceFigures) -> String {
    let own = voice.brands.first();
    let mut shares = own.into_iter().flat_map(|own| own.weeks.iter().copied().flatten());
    match (own, shares.next(), shares.next_back()) {
        (Some(own), Some(first), Some(last)) => say!(
            words,
            "voice-weeks-title",
            brand = &own.name,
            first = words.percent(first, voice.tags),
            last = words.percent(last, voice.tags)
        ),
        _ => words.text("voice-weeks"),
    }
}

/// The client and the competitors with most tags.
fn lines(words: &Words, voice: &VoiceFigures) -> Lines {
    let (own, mut others): (Vec<&BrandFigures>, Vec<&BrandFigures>) =
        voice.brands.iter().partition(|brand| brand.is_own);
    others.sort_by_key(|brand| std::cmp::Reverse(brand.tags));
    let week = |&(from, to): &(Date, Date)| (words.tick(from), words.span(from, to));
    let ticks = [0.0, 0.25, 0.5, 0.75, 1.0];
    Lines {
        weeks: voice.weeks.iter().map(week).collect(),
        lines: own
            .into_iter()
            .chain(others)
            .take(MOST_LINES)
            .map(|brand| Line { label: brand.name.clone(), values: brand.weeks.clone() })
            .collect(),
        ticks: ticks.map(|tick| (tick, words.percent(tick, 1))).into(),
    }
}

fn not_measured(words: &Words, brief: &Brief, report: &Report) -> String {
    words.text(match &brief.keywords {
        _ if report.window.is_none() => "voice-no-day",
        None => "voice-no-keywords",
        Some(keywords) if keywords.competitors.is_empty() => "voice-no-competitor",
        Some(_) => "voice-history",
    })
}

fn sentence(words: &Words, voice: &VoiceFigures) -> String {
    let Some((own, others)) = voice.brands.split_first() else { return String::new() };
    let (brand, count) = (&own.name, words.count(own.tags));
    if voice.is_of_one_brand() {
        let n = voice.channels.iter().map(|(_, (_, posts))| posts).sum::<u64>();
        let posts = say!(words, "posts-naming-a-brand", n = n);
        return say!(words, "voice-one-brand", posts = posts);
    }
    let posts = say!(words, "namings-of-a-brand", n = voice.tags);
    let Some(share) = own.share.and_then(|share| words.share(share, voice.tags)) else {
        return say!(words, "voice-few", brand = brand, count = count, posts = posts);
    };
    let Some(rival) = others.iter().rev().max_by_key(|brand| brand.tags) else {
        return say!(
            words,
            "voice-alone",
            brand = brand,
            share = share,
            count = count,
            posts = posts
        );
    };
    let id = match () {
        () if overlap(own, rival) => "voice-overlap",
        () if rival.tags > own.tags => "voice-first",
        () => "voice-next",
    };
    let rival_share = words.percent(rival.share.unwrap_or_default(), voice.tags);
    words.say(
        id,
        &[
            ("brand", brand.into()),
            ("share", share.into()),
            ("count", count.into()),
            ("posts", posts.into()),
            ("rival", (&rival.name).into()),
            ("rival_share", rival_share.into()),
        ],
    )
}

fn overlap(one: &BrandFigures, other: &BrandFigures) -> bool {
    match (one.interval, other.interval) {
        (Some(one), Some(other)) => one.0 <= other.1 && other.0 <= one.1,
        _ => true,
    }
}

/// A brand a row, none where nothing was measured.
pub(in crate::pages) fn brands(words: &Words, report: &Report) -> Table {
    let columns = vec![
        Column::new("brand", words.text("name-brand"), Unit::Text),
        Column::data("name", Unit::Text),
        Column::data("own", Unit::Text),
        Column::new("tags", words.text("name-posts"), Unit::Count),
        Column::data("base", Unit::Count),
        Column::new("share", words.text("name-share"), Unit::Share),
        Column::page("share_range", words.text("name-range"), Unit::Share),
        Column::data("share_low", Unit::Share),
        Column::data("share_high", Unit::Share),
        Column::new("net_sentiment", words.text("name-net-sentiment-sample"), Unit::Points),
        Column::page("net_range", words.text("name-net-range"), Unit::Points),
        Column::data("net_low", Unit::Points),
        Column::data("net_high", Unit::Points),
    ];
    let none = || Cell::text("");
    let Some(voice) = report.voice.as_ref().filter(|voice| !voice.is_of_one_brand()) else {
        return Table::new(columns);
    };
    let rows = voice.brands.iter().map(|brand| {
        vec![
            Cell::text(&brand.name),
            Cell::text(&brand.name),
            Cell::Flag(brand.is_own),
            Cell::Count(brand.tags),
            Cell::Count(voice.tags),
            brand.share.map_or(Cell::NotMeasured, |ratio| Cell::Share { ratio, base: voice.tags }),
            match brand.interval {
                Some((low, high)) if voice.tags >= 10 => {
                    Cell::Range { low, high, base: voice.tags }
                }
                _ => none(),
            },
            Cell::number(brand.interval.map(|range| range.0)),
            Cell::number(brand.interval.map(|range| range.1)),
            channels::net(words, &brand.tone),
            match brand.tone.interval {
                Some((low, high)) => Cell::Range { low, high, base: brand.tone.counts.labelled() },
                None => none(),
            },
            Cell::number(brand.tone.interval.map(|range| range.0)),
            Cell::number(brand.tone.interval.map(|range| range.1)),
        ]
    });
    let mut total = vec![none(); columns.len()];
    total[0] = Cell::text(words.text("name-all-brands"));
    total[3] = Cell::Count(voice.tags);
    Table::new(columns).with(rows).with_total(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    fn csv(report: &Report) -> String {
        String::from_utf8(brands(Words::english(), report).pick(&CSV).csv()).unwrap()
    }

    #[test]
    fn the_shares_of_the_worked_example_have_base_and_range() {
        let mut report = fixture::report();
        let voice = report.voice.clone().unwrap();
        assert_eq!(
            sentence(Words::english(), &voice),
            "Harbour Coffee’s share of voice is 30.0% (120 of 400 namings of a brand); Globex Coffee leads with 70.0%."
        );
        let row = &brands(Words::english(), &report).pick(&CSV).shown(Words::english()).rows[0];
        assert_eq!(row[..3], ["Harbour Coffee", "120", "30.0%"]);
        let shown = brands(Words::english(), &report).shown(Words::english());
        assert_eq!(shown.rows[0][3], "25.7%\u{a0}to\u{a0}34.7%");
        assert_eq!(shown.rows[0][4], "+17 (n\u{a0}=\u{a0}120)");
        assert_eq!(shown.total, ["All namings", "400", "", "", "", ""]);
        let expected = "brand,own,tags,base,share,share_low,share_high,net_sentiment,net_low,net_high\nHarbour Coffee,true,120,400,0.3,0.25";
        assert!(csv(&report).starts_with(expected), "{}", csv(&report));
        let close = report.voice.as_mut().unwrap();
        close.brands[1].interval = Some((0.3, 0.7));
        let close = sentence(Words::english(), close);
        assert!(
            close.ends_with("; the ranges of Harbour Coffee and Globex Coffee (70.0%) overlap."),
            "{close}"
        );
    }

    #[test]
    fn few_tags_and_what_was_not_measured_have_no_share() {
        let mut report = fixture::report();
        let few = report.voice.as_mut().unwrap();
        few.tags = 4;
        few.brands[0].tags = 1;
        assert!(
            sentence(Words::english(), few)
                .ends_with("1 of 4 namings of a brand: too few for a share.")
        );
        assert_eq!(
            brands(Words::english(), &report).shown(Words::english()).rows[0][2..],
            ["too few", "+17 (n\u{a0}=\u{a0}120)", "+2\u{a0}to\u{a0}+31"]
        );
        report.voice = None;
        assert_eq!(
            not_measured(Words::english(), &fixture::brief(), &report),
            "Share of voice: not measured, the brief names no keywords."
        );
        assert!(!brands(Words::english(), &report).has_rows());
        assert_eq!(csv(&report).lines().count(), 1);
    }
}
