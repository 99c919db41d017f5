//! What changed: mentions and net sentiment by week on one time axis, the exceptional days, and each channel compared with the weeks before.

mod audit;
mod estimate;
pub(in crate::pages) mod patterns;
mod timeline;

use std::cmp::Reverse;

use crate::brief::Event;
use crate::charts::{self, Trend};
use crate::insights::change::{Change, ChangeVerdict, ChannelChange};
use crate::insights::findings::{comparable, main_peak};
use crate::insights::{Report, TermFigures, WeekTone};
use crate::mentions::tone::Tone;
use crate::pages::changes::{changes, peaks};
use crate::pages::drawing::Drawing;
use crate::pages::plan;
use crate::pages::section::{
    Block, DataFile, Figure, Layout, Section, SectionInput, Style, TableBlock,
};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{self, Words, say, term_list};
use crate::tally::Tally;

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let (words, report) = (input.words, input.report);
    let headline = headline(words, report);
    let mut blocks = vec![Block::Figure(Box::new(figure(input)))];
    blocks.extend(audit::sentence(words, report).map(|text| Block::paragraph(Style::Plain, text)));
    let estimate = report.tone_estimate.as_ref();
    let estimate = estimate.map(|estimate| estimate::sentence(words, estimate));
    blocks.extend(estimate.map(|text| Block::paragraph(Style::Plain, text)));
    let by_labels = |text| {
        if report.are_labels_contradicted() {
            say!(words, "changes-by-labels", sentence = text)
        } else {
            text
        }
    };
    let tone_change = tone_change(words, report).map(by_labels);
    blocks.extend(tone_change.map(|text| Block::paragraph(Style::Plain, text)));
    blocks.extend(year_ago(words, report).map(|text| Block::paragraph(Style::Plain, text)));
    blocks.push(Block::Table(peak_table(words, report)));
    let channels = channel_table(words, report);
    let is_peak = report.peaks.iter().flatten().next().is_some();
    if is_peak && channels.table.has_rows() {
        let text = words.text("changes-peak-and-weeks");
        blocks.push(Block::paragraph(Style::Deck, text));
    }
    blocks.push(Block::Table(channels));
    let lasted = patterns::sentence(words, report).or_else(|| patterns::too_early(words, report));
    blocks.extend(lasted.map(|text| Block::paragraph(Style::Plain, text)));
    blocks.push(Block::Table(patterns::table(words, report)));
    blocks.extend(audit::block(words, report));
    blocks.extend(plan::by_changes(input));
    blocks.push(input.notes());
    Section {
        blocks,
        findings: input.findings(),
        unknowns: input.unknowns(),
        ..input.section(words.text("changes-question"), headline)
    }
}

/// What is said of the volume; where nothing clear is, of the most exceptional days; else of the tone.
fn headline(words: &Words, report: &Report) -> String {
    match report.corrected_tone() {
        Some(corrected) => headline_or(words, report, words::audited_tone(words, corrected)),
        None => chart_title(words, report),
    }
}

/// The headline of the chart, which draws the exports' labels in any case.
fn chart_title(words: &Words, report: &Report) -> String {
    headline_or(words, report, words::tone(words, &report.tone))
}

fn headline_or(words: &Words, report: &Report, tone: String) -> String {
    let change = comparable(report).filter(|change| change.mentions != (0, 0));
    let is_clear = change
        .is_some_and(|change| !matches!(change.verdict(), None | Some(ChangeVerdict::Unclear)));
    let highest = report.peaks.iter().flatten().max_by(|a, b| a.z.total_cmp(&b.z));
    match (change, highest) {
        _ if main_peak(report).is_some() => main_peak(report)
            .map(|(peak, tone)| words::peak(words, peak, tone).what)
            .unwrap_or_default(),
        (_, Some(peak)) if !is_clear => words::peak(words, peak, None).what,
        (Some(change), _) => words::volume(words, change).what,
        (None, _) => tone,
    }
}

fn figure(input: &SectionInput<'_>) -> Figure {
    let (words, brief, report) = (input.words, input.brief, input.report);
    let span = match (report.trend.first(), report.trend.last()) {
        (Some(first), Some(last)) => words.span(first.from, last.to),
        _ => words.period(&report.period),
    };
    let subtitle = say!(
        words,
        "changes-deck",
        mentions = say!(words, "labelled-mentions", n = report.tone.counts.labelled()),
        period = words.period(&report.period),
        span = span,
        zone = &brief.timing.zone_name
    );
    let trend = timeline::timeline(words, brief, report);
    let source = [Some(source(words, report, trend.as_ref())), plan::tone_goal(words, brief)];
    let source = source.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let drawing = trend
        .map(|trend| {
            let title = chart_title(words, report);
            Drawing::new("changes", &title, &subtitle, |frame, width| {
                charts::trend(frame, &trend, width)
            })
        })
        .ok_or_else(|| words.text("changes-no-weeks"));
    let weeks = by_week(words, &report.trend);
    let data = |name, label, table| DataFile { name, label: words.text(label), table };
    Figure {
        id: "changes",
        title: None,
        subtitle,
        drawing,
        source,
        table: TableBlock {
            id: "changes",
            caption: words.text("changes-caption"),
            table: weeks.clone(),
            layout: Layout::Scroll,
            rows: vec!["changes", "tone"],
            files: vec![
                data("sentiment_weekly.csv", "file-numbers", weeks),
                data("sentiment_daily.csv", "changes-daily", by_day(report)),
            ],
        },
    }
}

/// How to read the chart; what it leaves out is said only where it does.
fn source(words: &Words, report: &Report, trend: Option<&Trend>) -> String {
    let mut source = words.text("changes-source");
    let Some(trend) = trend else { return source };
    if report.corrected_tone().is_some() {
        source = say!(words, "changes-source-labels", sentence = source);
    }
    if !trend.ticks.is_empty() && (trend.range.0 > -100.0 || trend.range.1 < 100.0) {
        source = say!(words, "changes-source-cut", sentence = source);
    }
    let events = trend.events.len();
    if events > charts::MOST_EVENTS {
        source = say!(
            words,
            "changes-source-events",
            sentence = source,
            n = events as u64,
            n_drawn = charts::MOST_EVENTS as u64
        );
    }
    source
}

/// The tone against that of the weeks before, with its verdict and the range of the change; `None` without a test.
fn tone_change(words: &Words, report: &Report) -> Option<String> {
    let change = comparable(report)?;
    let (test, now, before) = (change.tone.test?, change.tone.now.net?, change.tone.before.net?);
    if change.calm.is_some_and(|calm| calm.is_tone_only_then) {
        let (now, before) = (words.points(now), words.points(before));
        let when = words::compared_with(words, change);
        return Some(say!(words, "changes-tone-calm", now = now, before = before, when = when));
    }
    let (low, high) = test.interval;
    Some(say!(
        words,
        "changes-tone",
        now = words.points(now),
        before = words.points(before),
        when = words::compared_with(words, change),
        verdict = words::change_word(test.verdict).unwrap_or("unclear"),
        range = words.between(&words.points(low), &words.points(high))
    ))
}

/// What became of mentions and tone since the same period of the year before; `None` without one.
fn year_ago(words: &Words, report: &Report) -> Option<String> {
    let change = report.year_ago.as_ref()?;
    let (when, (now, before)) = (words::compared_with(words, change), change.per_day);
    let verdict = match change.test {
        Some(test) => words::verdict_name(words, test.verdict),
        None => words::no_verdict(words, change.mentions, change.weeks),
    };
    let volume = say!(
        words,
        "changes-year-ago",
        now = words.quantity(now),
        before = words.quantity(before),
        when = when,
        verdict = verdict
    );
    let tone = change.tone.test.zip(change.tone.now.net).zip(change.tone.before.net);
    let tone = tone.map(|((test, now), before)| {
        say!(
            words,
            "changes-year-ago-tone",
            now = words.points(now),
            before = words.points(before),
            verdict = words::verdict_name(words, test.verdict)
        )
    });
    // People who read a sample of this period have read none of that of the year before.
    let tone = tone.filter(|_| !report.are_labels_contradicted());
    Some([volume].into_iter().chain(tone).collect::<Vec<_>>().join(" "))
}

/// The peaks of volume and of tone.
fn peak_table(words: &Words, report: &Report) -> TableBlock {
    let columns = vec![
        Column::page("days", words.text("name-days"), Unit::Text),
        Column::page("what", words.text("name-what"), Unit::Text),
        Column::page("now", words.text("name-now"), Unit::Quantity),
        Column::page("usual", words.text("name-usual"), Unit::Quantity),
        Column::page("channel", words.text("name-grew-most"), Unit::Text),
        Column::page("event", words.text("name-nearest-event"), Unit::Text),
        Column::page("terms", words.text("terms-words"), Unit::Text),
    ];
    let terms = |terms: Option<&[TermFigures]>| Cell::text(term_list(terms.unwrap_or_default()));
    let event = |event: Option<&Event>| match event {
        Some(event) => {
            let (label, day) = (&event.label, words.tick(event.date));
            Cell::text(say!(words, "changes-event", event = label, day = day))
        }
        None => Cell::text(words.text("changes-no-event")),
    };
    let volume = report.peaks.iter().flatten().map(|peak| {
        let channel = peak.channel.as_ref().map_or_else(
            || Cell::missing(String::new()),
            |channel| {
                let count = words.count(channel.mentions);
                Cell::text(say!(words, "changes-channel", channel = &channel.name, count = count))
            },
        );
        vec![
            Cell::text(words.span(peak.from, peak.to)),
            Cell::text(words.text("name-mentions")),
            Cell::text(words.count(peak.mentions)),
            Cell::text(words.assumed(peak.usual.round())),
            channel,
            event(peak.event.as_ref()),
            terms(peak.terms.as_deref()),
        ]
    });
    let tone = report.tone_peaks.iter().flatten().map(|peak| {
        vec![
            Cell::text(words.span(peak.from, peak.to)),
            Cell::text(words.text("name-net-sentiment")),
            peak.tone.net.map_or(Cell::NotMeasured, |net| {
                let sample = words.sample(peak.tone.counts.labelled());
                Cell::text(say!(words, "with-sample", value = words.points(net), sample = sample))
            }),
            Cell::text(words.points(peak.usual)),
            Cell::missing(String::new()),
            event(peak.event.as_ref()),
            terms(peak.terms.as_deref()),
        ]
    });
    let rows = volume.chain(tone).collect::<Vec<_>>();
    let file = DataFile {
        name: "peaks.csv",
        label: words.text("changes-peaks-file"),
        table: peaks(report),
    };
    TableBlock {
        id: "peaks",
        caption: words.text("changes-peaks-caption"),
        table: Table::new(columns).with(rows),
        layout: Layout::Scroll,
        rows: [
            report.peaks.as_ref().map(|_| "peaks"),
            report.tone_peaks.as_ref().map(|_| "tone-peaks"),
        ]
        .into_iter()
        .flatten()
        .collect(),
        files: vec![file],
    }
}

/// Each channel against the weeks before, those with a clear verdict first.
fn channel_table(words: &Words, report: &Report) -> TableBlock {
    let columns = vec![
        Column::page("channel", words.text("name-channel"), Unit::Text),
        Column::page("now", words.text("changes-a-day-now"), Unit::Quantity),
        Column::page("before", words.text("changes-a-day-before"), Unit::Quantity),
        Column::page("range", words.text("changes-range"), Unit::Text),
        Column::page("verdict", words.text("changes-verdict"), Unit::Text),
    ];
    let change = comparable(report).filter(|change| change.channels.len() > 1);
    let rows = change.into_iter().flat_map(|change| channel_rows(words, report, change));
    let caption = match change {
        Some(change) => {
            say!(words, "changes-channels-caption", when = words::compared_with(words, change))
        }
        None => String::new(),
    };
    TableBlock {
        id: "channel-changes",
        caption,
        table: Table::new(columns).with(rows.collect::<Vec<_>>()),
        layout: Layout::Scroll,
        rows: vec!["channel-changes"],
        files: vec![DataFile {
            name: "changes.csv",
            label: words.text("changes-file"),
            table: changes(report),
        }],
    }
}

fn channel_rows(words: &Words, report: &Report, change: &Change) -> Vec<Vec<Cell>> {
    let mut channels: Vec<_> = change.channels.iter().collect();
    channels.sort_by_key(|channel| {
        let is_open = channel.test.is_none_or(|test| test.verdict == ChangeVerdict::Unclear);
        (is_open, Reverse(channel.mentions))
    });
    let name = |id: &str| {
        let named = report.channels.iter().find(|channel| channel.id == id);
        named.map_or(id, |channel| &channel.name).to_owned()
    };
    let row = |channel: &ChannelChange| {
        let (range, verdict) = match channel.test {
            Some(test) => {
                (words::ratio_range(words, test.interval), words::verdict_name(words, test.verdict))
            }
            None => (String::new(), words::no_verdict(words, channel.mentions, change.weeks)),
        };
        vec![
            Cell::text(name(&channel.channel)),
            Cell::Number(channel.per_day.0),
            Cell::Number(channel.per_day.1),
            Cell::text(range),
            Cell::text(verdict),
        ]
    };
    channels.into_iter().map(row).collect()
}

fn by_week(words: &Words, weeks: &[WeekTone]) -> Table {
    let columns = vec![
        Column::page("week", words.text("name-week"), Unit::Text),
        Column::data("from", Unit::Text),
        Column::data("to", Unit::Text),
        Column::new("mentions", words.text("name-mentions"), Unit::Count),
        Column::new("positive", words.text("name-positive"), Unit::Count),
        Column::new("neutral", words.text("name-neutral"), Unit::Count),
        Column::new("negative", words.text("name-negative"), Unit::Count),
        Column::new("unscored", words.text("name-no-label"), Unit::Count),
        Column::new("net", words.text("name-net-sentiment"), Unit::Points),
        Column::page("net_range", words.text("name-range"), Unit::Points),
        Column::data("net_low", Unit::Points),
        Column::data("net_high", Unit::Points),
    ];
    let rows = weeks.iter().map(|week| {
        let (tone, labelled) = (&week.tone, week.tone.counts.labelled());
        let range = match tone.interval {
            Some((low, high)) => Cell::Range { low, high, base: labelled },
            None if labelled > 0 => Cell::missing(words::no_range(words, tone)),
            None => Cell::NotMeasured,
        };
        let first = [
            Cell::text(words.span(week.from, week.to)),
            Cell::Date(week.from),
            Cell::Date(week.to),
            Cell::Count(tone.counts.total()),
        ];
        let last = [
            Cell::number(tone.net),
            range,
            Cell::number(tone.interval.map(|range| range.0)),
            Cell::number(tone.interval.map(|range| range.1)),
        ];
        first.into_iter().chain(tones(&tone.counts)).chain(last).collect()
    });
    Table::new(columns).with(rows)
}

fn by_day(report: &Report) -> Table {
    let keys = ["date", "positive", "neutral", "negative", "unscored"];
    let rows = report
        .daily
        .iter()
        .map(|day| [Cell::Date(day.date)].into_iter().chain(tones(&day.tones)).collect());
    Table::new(keys.map(|key| Column::data(key, Unit::Count)).to_vec()).with(rows)
}

fn tones(tones: &Tally<Tone>) -> [Cell; 4] {
    [tones[Tone::Positive], tones[Tone::Neutral], tones[Tone::Negative], tones[Tone::Unscored]]
        .map(Cell::Count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::VolumePeak;
    use crate::insights::change::{Base, Calm};
    use crate::pages::fixture::{self, day};

    #[test]
    fn the_headline_is_that_of_the_volume_or_else_of_the_tone() {
        let mut report = fixture::report();
        assert_eq!(headline(Words::english(), &report), "Mentions rose to 72.4 a day");
        report.change = None;
        assert!(headline(Words::english(), &report).starts_with("Net sentiment is −5"));
        report.tone_audit = Some(fixture::audit());
        assert_eq!(
            headline(Words::english(), &report),
            "Net sentiment is −47\u{a0}points: more complaint than praise"
        );
        assert!(chart_title(Words::english(), &report).starts_with("Net sentiment is −5"));
    }

    #[test]
    fn a_month_with_one_a_year_before_says_what_became_of_it() {
        let mut report = fixture::report();
        assert_eq!(year_ago(Words::english(), &report), None);
        let before = crate::insights::Period::month(day(2025, 5, 1));
        report.year_ago = Some(Change { base: Base::Period(before), ..fixture::change() });
        assert_eq!(
            year_ago(Words::english(), &report).unwrap(),
            "Year on year: 72.4 mentions a day, 65.3 in May 2025 (rose). Net sentiment −5, then +4 (fell)."
        );
    }

    #[test]
    fn the_tone_has_its_verdict_in_words() {
        let mut report = fixture::report();
        assert_eq!(
            tone_change(Words::english(), &report).unwrap(),
            "Net sentiment fell from +4 in the 13 weeks before to −5 (95% range of the change −15\u{a0}to\u{a0}−4 points)."
        );
        report.change.as_mut().unwrap().calm = Some(Calm {
            exceptional: 9,
            per_day: 51.2,
            is_volume_only_then: false,
            is_tone_only_then: true,
        });
        let said = tone_change(Words::english(), &report).unwrap();
        assert!(said.ends_with(
            "no clear change, as only exceptional days of that base make the difference."
        ));
    }

    #[test]
    fn one_week_is_no_figure() {
        fixture::with_input(&fixture::brief(), &fixture::silent_report(), |input| {
            assert!(figure(input).drawing.is_err());
        });
    }

    #[test]
    fn the_files_have_a_row_a_week_and_a_row_a_day() {
        let report = fixture::report();
        let weeks = String::from_utf8(by_week(Words::english(), &report.trend).csv()).unwrap();
        assert_eq!(weeks.lines().nth(5), Some("2026-03-27,2026-04-02,90,0,0,0,90,,,"));
        assert_eq!(by_day(&report).shown(Words::english()).rows.len(), 28);
    }

    #[test]
    fn peaks_and_channels_are_tables_of_the_page() {
        let mut report = fixture::report();
        let terms = Some(vec![
            fixture::term("order failed"),
            fixture::term("refund"),
            fixture::term("card"),
        ]);
        report.peaks = Some(vec![VolumePeak { terms, ..fixture::peak() }]);
        let rows = peak_table(Words::english(), &report).table.shown(Words::english()).rows;
        assert_eq!(rows[0][..4], ["12 to 14 May 2026", "Mentions", "312", "85"].map(str::to_owned));
        assert_eq!(rows[0][4..], ["none: cause not known", "order failed, refund, card"]);
        // One channel is the whole: its verdict is in the headline.
        assert!(
            channel_table(Words::english(), &report).table.shown(Words::english()).rows.is_empty()
        );
        let change = report.change.as_mut().unwrap();
        change.channels.push(change.channels[0].clone());
        change.channels[1].channel = "reddit".to_owned();
        change.channels[1].test.as_mut().unwrap().verdict = ChangeVerdict::Fell;
        let rows = channel_table(Words::english(), &report).table.shown(Words::english()).rows;
        assert_eq!((rows[0][4].as_str(), rows[1][4].as_str()), ("fell", "no clear change"));
        assert_eq!(rows[1][3], "−10%\u{a0}to\u{a0}+34%");
    }
}
