//! Response times by channel: how fast the client answers, where the exports show its answers. Elsewhere the section says what would.

pub(in crate::pages) mod complaints;
mod curve;
mod handling;
mod own;

use crate::insights::{AnswerFigures, InTime, Report, WaitFigures};
use crate::pages::plan;
use crate::pages::section::{Block, DataFile, Layout, Section, SectionInput, Style, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{self, Words, say};

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let (words, report) = (input.words, input.report);
    let sentence = match &report.answers {
        Some(answers) => sentence(words, report, answers),
        None => not_measured(words, report),
    };
    let title = match &report.answers {
        Some(answers) => headline(words, answers),
        None => say!(words, "response-title", when = words.during(&report.period)),
    };
    let own = own::block(input);
    let handling = handling::block(input);
    let is_missing = report.answers.is_none() && own.is_none() && handling.is_none();
    let missing = is_missing.then(|| sentence.clone());
    let table = by_channel(words, report);
    let file = table.pick(&CSV);
    let in_time = report.answers.as_ref().and_then(|answers| answers.all.in_time.as_ref());
    let complained =
        report.complaints.map(|_| ["complaints", "complaints/unanswered"]).into_iter().flatten();
    let table = TableBlock {
        id: "response",
        caption: words.text("response-caption"),
        table,
        layout: Layout::Stack,
        rows: ["response"]
            .into_iter()
            .chain(in_time.map(|_| "in-time"))
            .chain(complained)
            .collect(),
        files: vec![
            DataFile { name: "response.csv", label: words.text("file-numbers"), table: file },
            complaints::file(words, report),
        ],
    };
    let answered =
        report.answers.as_ref().and_then(|answers| curve::figure(input, answers, &title));
    let definition = report.answers.as_ref().map(|answers| definition(words, report, answers));
    let text = with_nine_in_ten(words, report, sentence);
    let text = [Some(text), complaints::sentence(words, report)];
    let text = text.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let blocks = [
        Some(Block::paragraph(Style::Plain, text)),
        definition.map(|text| Block::paragraph(Style::Deck, text)),
        answered.map(|figure| Block::Figure(Box::new(figure))),
        Some(Block::Table(table)),
        handling,
        own.or_else(|| own::not_measured(input)),
        plan::by_answers(input),
        Some(input.notes()),
    ];
    Section {
        blocks: blocks.into_iter().flatten().collect(),
        missing,
        findings: input.findings(),
        unknowns: input.unknowns(),
        has_main_figure: false,
        ..input.section(words.text("response-question"), title)
    }
}

fn not_measured(words: &Words, report: &Report) -> String {
    words.text(if report.is_pieced() { "response-history" } else { "response-no-export" })
}

fn sentence(words: &Words, report: &Report, answers: &AnswerFigures) -> String {
    let AnswerFigures { channels, all } = answers;
    let count = words.count(all.answered);
    let conversations = say!(words, "conversations", n = all.conversations);
    let names: Vec<String> = channels.iter().map(|channel| channel.name.clone()).collect();
    let channels = if names.is_empty() {
        words.text("response-channels-unknown")
    } else {
        words::list(words, &names)
    };
    let until = words.date(report.window.map_or(report.period.to, |window| window.to));
    say!(
        words,
        "response-sentence",
        count = count,
        conversations = conversations,
        channels = channels,
        until = until
    )
}

/// The sentence with the time until nine in ten are answered, or how far the answers come; alone where nobody was answered, or the history
/// keeps no times.
fn with_nine_in_ten(words: &Words, report: &Report, sentence: String) -> String {
    let Some(all) = report.answers.as_ref().map(|answers| &answers.all) else { return sentence };
    let Some(&(_, waits)) = all.curve.last() else { return sentence };
    if let Some(seconds) = all.p90_seconds {
        return say!(words, "response-nine", sentence = sentence, time = words.duration(seconds));
    }
    let share = words.percent(1.0 - waits, all.conversations);
    say!(words, "response-nine-not-reached", sentence = sentence, share = share)
}

/// The share in time and the median, as far as they are known.
fn headline(words: &Words, answers: &AnswerFigures) -> String {
    let all = &answers.all;
    let in_time = all.in_time.as_ref().and_then(|in_time| {
        // In whole percent, as page one has it.
        let share = words.share(in_time.share?, in_time.base.min(99))?;
        let time = words.within(in_time.target_minutes);
        Some(say!(words, "response-in-time", share = share, time = time))
    });
    let (half, half_only) = match all.median_seconds {
        Some(seconds) => {
            let time = words.duration(seconds);
            let only = say!(words, "response-half-only", time = &time);
            (say!(words, "response-half", time = time), only)
        }
        None => (words.text("response-under-half"), words.text("response-under-half-only")),
    };
    match in_time {
        Some(in_time) => say!(words, "clause-next", start = in_time, next = half),
        None => half_only,
    }
}

/// What counts as in time, or why that was not measured.
fn definition(words: &Words, report: &Report, answers: &AnswerFigures) -> String {
    match &answers.all.in_time {
        Some(in_time) => {
            say!(words, "response-definition", time = words.within(in_time.target_minutes))
        }
        None if !report.history.is_empty() => words.text("response-no-target-history"),
        None => words.text("response-no-target"),
    }
}

/// The columns of `response.csv`.
const CSV: [&str; 12] = [
    "channel",
    "conversations",
    "answered",
    "median_minutes",
    "p90_minutes",
    "target_minutes",
    "in_time",
    "in_time_base",
    "in_time_share",
    "in_time_low",
    "in_time_high",
    "oldest_open_minutes",
];

/// The columns of a channel in `summary.json`.
pub(in crate::pages) const JSON: [&str; 12] = {
    let mut columns = CSV;
    columns[0] = "id";
    columns
};

/// A channel a row, none where nothing was measured; the total is all channels together.
pub(in crate::pages) fn by_channel(words: &Words, report: &Report) -> Table {
    let heading = |key, id: &str| Column::page(key, words.text(id), Unit::Text);
    let columns = vec![
        heading("name", "name-channel"),
        Column::data("channel", Unit::Text),
        Column::data("id", Unit::Text),
        Column::new("conversations", words.text("name-conversations"), Unit::Count),
        Column::new("answered", words.text("name-answered"), Unit::Count),
        heading("median", "response-median"),
        heading("share", "name-in-time"),
        heading("range", "name-range"),
        heading("oldest", "response-oldest"),
        Column::data("median_minutes", Unit::Minutes),
        Column::data("p90_minutes", Unit::Minutes),
        Column::data("target_minutes", Unit::Count),
        Column::data("in_time", Unit::Count),
        Column::data("in_time_base", Unit::Count),
        Column::data("in_time_share", Unit::Share),
        Column::data("in_time_low", Unit::Share),
        Column::data("in_time_high", Unit::Share),
        Column::data("oldest_open_minutes", Unit::Minutes),
    ];
    let table = Table::new(columns);
    let Some(answers) = &report.answers else { return table };
    let rows = answers
        .channels
        .iter()
        .map(|channel| row(words, &channel.name, &channel.id, &channel.waits));
    let all = words.text("name-all-channels");
    table.with(rows).with_total(row(words, &all, "", &answers.all))
}

fn row(words: &Words, name: &str, id: &str, waits: &WaitFigures) -> Vec<Cell> {
    let duration = |seconds: Option<u64>, missing: &str| {
        let missing = || Cell::missing(words.text(missing));
        seconds.map_or_else(missing, |seconds| Cell::text(words.duration(seconds)))
    };
    let minutes = |seconds: Option<u64>| Cell::number(seconds.map(|it| it as f64 / 60.0));
    let in_time = waits.in_time.as_ref();
    let interval = in_time.and_then(|found| found.interval);
    vec![
        Cell::text(name),
        Cell::text(id),
        Cell::text(id),
        Cell::Count(waits.conversations),
        Cell::Count(waits.answered),
        duration(waits.median_seconds, "response-not-reached"),
        in_time.map_or(Cell::NotMeasured, |found| share_of(words, found)),
        match in_time.zip(interval).filter(|(found, _)| found.base >= 10) {
            Some((found, (low, high))) => {
                let ends = [low, high].map(|end| words.percent(end, found.base));
                Cell::text(words.between(&ends[0], &ends[1]))
            }
            None => Cell::text(""),
        },
        duration(waits.oldest_open_seconds, "response-none-open"),
        minutes(waits.median_seconds),
        minutes(waits.p90_seconds),
        Cell::count(in_time.and_then(|found| found.target_minutes).map(u64::from)),
        Cell::count(in_time.map(|found| found.count)),
        Cell::count(in_time.map(|found| found.base)),
        Cell::number(in_time.and_then(|found| found.share)),
        Cell::number(interval.map(|range| range.0)),
        Cell::number(interval.map(|range| range.1)),
        minutes(waits.oldest_open_seconds),
    ]
}

/// `62.0% (620 of 1,000)`.
fn share_of(words: &Words, in_time: &InTime) -> Cell {
    let count = say!(words, "response-count", n = in_time.base, count = words.count(in_time.count));
    let share = in_time.share.and_then(|share| words.share(share, in_time.base));
    Cell::text(match share {
        Some(share) => say!(words, "with-range", value = share, range = count),
        None => count,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn what_was_found_stands_first_with_its_base() {
        let report = fixture::report();
        assert_eq!(
            sentence(Words::english(), &report, report.answers.as_ref().unwrap()),
            "700 of 1,092 conversations on Reddit and X, where the exports show the client’s answers, had one by 28 May 2026."
        );
        assert_eq!(
            headline(Words::english(), report.answers.as_ref().unwrap()),
            "62% were answered within 4\u{a0}hours; half within 2.5\u{a0}hours"
        );
        let shown = by_channel(Words::english(), &report).shown(Words::english());
        assert_eq!(
            shown.rows[0],
            [
                "Reddit",
                "196",
                "100",
                "2.5\u{a0}hours",
                "38.9% (70 of 180)",
                "32.1%\u{a0}to\u{a0}46.2%",
                "21\u{a0}days"
            ]
        );
        assert_eq!(shown.total[..3], ["All channels", "1,092", "700"]);
        let csv = by_channel(Words::english(), &report).pick(&CSV).csv();
        let csv = String::from_utf8(csv).unwrap();
        assert!(csv.contains("\nx,896,600,150,,240,550,820,0.67073"), "{csv}");
    }

    #[test]
    fn nine_in_ten_is_a_time_or_how_far_the_answers_come() {
        let mut report = fixture::report();
        let said = |report: &Report| with_nine_in_ten(Words::english(), report, "So many.".into());
        let answers = &mut report.answers.as_mut().unwrap().all;
        answers.curve = vec![(3600, 0.6), (7200, 0.325)];
        assert_eq!(
            said(&report),
            "So many. Nine in ten are not reached: the curve below ends at 67.5%."
        );
        let answers = &mut report.answers.as_mut().unwrap().all;
        answers.p90_seconds = Some(90_000);
        assert_eq!(said(&report), "So many. Nine in ten have one within 25\u{a0}hours.");
        let answers = &mut report.answers.as_mut().unwrap().all;
        answers.curve.clear();
        assert_eq!(said(&report), "So many.", "not measured");
    }

    #[test]
    fn not_reached_not_stated_and_not_measured_are_three_answers() {
        let mut report = fixture::report();
        let found = report.answers.as_mut().unwrap();
        (found.all.median_seconds, found.all.in_time) = (None, None);
        (found.channels[0].waits.median_seconds, found.channels[0].waits.in_time) = (None, None);
        let found = report.answers.as_ref().unwrap();
        let said = headline(Words::english(), found);
        assert_eq!(said, "Under half of the conversations were answered");
        let rows = by_channel(Words::english(), &report).shown(Words::english()).rows;
        assert_eq!(rows[0][3..6], ["under half answered", "not measured", ""]);
        assert!(definition(Words::english(), &report, found).contains("states no"));
        report.answers = None;
        assert!(
            not_measured(Words::english(), &report)
                .starts_with("Response times: not measured, no export")
        );
        assert!(!by_channel(Words::english(), &report).has_rows());
    }
}
