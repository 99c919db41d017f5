//! How each audience prefers to be contacted, held against the channels on which people ask for something and get answers (docs/method.md,
//! Audiences and channels).

use crate::brief::{Brief, Kind, Segment};
use crate::insights::{ContactFigures, PlaceStatus, Report};
use crate::pages::section::{Block, DataFile, Layout, SectionInput, Style, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, list, say};
use crate::tally::Tally;

/// Channels that no audience prefers and the sentence names.
const MOST_OTHERS: usize = 2;

/// The columns of `contacts.csv` and `summary.json`.
pub(in crate::pages) const CSV: [&str; 8] =
    ["audience", "way", "rank", "channel", "requests", "share", "conversations", "answered"];

/// The columns of the page.
const PAGE: [&str; 5] = ["name", "shown_way", "shown_requests", "shown_share", "shown_answered"];

/// The table, and what is asked where no audience prefers it; the table has no rows if the brief states no preference.
pub(super) fn blocks(input: &SectionInput<'_>) -> Vec<Block> {
    let (words, report) = (input.words, input.report);
    let table = table(words, input.brief, report);
    let rows =
        [report.kinds.as_ref().map(|_| "kinds"), report.answers.as_ref().map(|_| "response")];
    let block = Block::Table(TableBlock {
        id: "contacts",
        caption: words.text("contacts-caption"),
        table: table.pick(&PAGE),
        layout: Layout::Stack,
        rows: rows.into_iter().flatten().collect(),
        files: vec![DataFile {
            name: "contacts.csv",
            label: words.text("contacts-file"),
            table: table.pick(&CSV),
        }],
    });
    let others = sentence(words, report).filter(|_| table.has_rows());
    let others = others.map(|text| Block::paragraph(Style::Deck, text));
    std::iter::once(block).chain(others).collect()
}

/// Problems and questions.
fn requests(kinds: &Tally<Kind>) -> u64 {
    kinds[Kind::Problem] + kinds[Kind::Question]
}

/// A way of contact of an audience a row, best first.
pub(in crate::pages) fn table(words: &Words, brief: &Brief, report: &Report) -> Table {
    let heading = |key, id: &str, unit| Column::page(key, words.text(id), unit);
    let columns = vec![
        heading("name", "name-audience", Unit::Text),
        heading("shown_way", "contacts-way", Unit::Text),
        heading("shown_requests", "contacts-requests", Unit::Count),
        heading("shown_share", "name-share", Unit::Share),
        heading("shown_answered", "contacts-answered", Unit::Text),
        Column::data("audience", Unit::Text),
        Column::data("way", Unit::Text),
        Column::data("rank", Unit::Count),
        Column::data("channel", Unit::Text),
        Column::data("requests", Unit::Count),
        Column::data("share", Unit::Share),
        Column::data("conversations", Unit::Count),
        Column::data("answered", Unit::Count),
    ];
    let audiences = brief.audience.iter().zip(&report.places.contacts);
    let rows = audiences.flat_map(|(segment, contacts)| {
        (1..).zip(contacts).map(|(rank, contact)| row(words, report, (segment, rank), contact))
    });
    Table::new(columns).with(rows.collect::<Vec<_>>())
}

fn row(
    words: &Words,
    report: &Report,
    (segment, rank): (&Segment, u64),
    contact: &ContactFigures,
) -> Vec<Cell> {
    let index = contact.presence.channel();
    let channel = index.map(|index| &report.channels[index]);
    let way = channel.map_or(&contact.named, |channel| &channel.name);
    let kinds = report.kinds.as_ref();
    let all = kinds.map_or(0, |kinds| requests(&kinds.all));
    let is_covered = !matches!(contact.presence, PlaceStatus::NotCovered(_));
    let asked = kinds.zip(index).filter(|_| is_covered);
    let asked = asked.map(|(kinds, index)| requests(&kinds.channels[index]));
    let share = || {
        let share =
            |asked: u64| Cell::Share { ratio: asked as f64 / (all as f64).max(1.0), base: all };
        asked.map_or(Cell::NotMeasured, share)
    };
    let answers = report.answers.as_ref();
    let waits = answers.zip(channel).and_then(|(answers, channel)| {
        answers.channels.iter().find(|it| it.id == channel.id).map(|it| &it.waits)
    });
    let of_answers = || match waits {
        Some(waits) => Cell::text(say!(
            words,
            "contacts-answered-of",
            answered = words.count(waits.answered),
            conversations = say!(words, "conversations", n = waits.conversations)
        )),
        None if answers.is_some() => Cell::missing(words.text("contacts-no-answers")),
        None => Cell::NotMeasured,
    };
    let [shown_requests, shown_share, shown_answered] = if channel.is_some() {
        [Cell::count(asked), share(), of_answers()]
    } else {
        let empty = || Cell::missing(words.text("map-none"));
        [Cell::missing(words.text("contacts-elsewhere")), empty(), empty()]
    };
    vec![
        Cell::text(&segment.name),
        Cell::text(way),
        shown_requests,
        shown_share,
        shown_answered,
        Cell::text(&segment.id),
        Cell::text(&contact.named),
        Cell::Count(rank),
        channel.map_or(Cell::NotMeasured, |channel| Cell::text(&channel.id)),
        Cell::count(asked),
        share(),
        Cell::count(waits.map(|waits| waits.conversations)),
        Cell::count(waits.map(|waits| waits.answered)),
    ]
}

/// How much is asked on channels that an audience prefers, and where most of the rest is; `None` if kinds were not measured or nothing is asked.
fn sentence(words: &Words, report: &Report) -> Option<String> {
    let kinds = report.kinds.as_ref()?;
    let mut preferred: Vec<usize> =
        report.places.contacts.iter().flatten().filter_map(|it| it.presence.channel()).collect();
    preferred.sort_unstable();
    preferred.dedup();
    let all = requests(&kinds.all);
    if all == 0 {
        return None;
    }
    let count = preferred.iter().map(|&index| requests(&kinds.channels[index])).sum::<u64>();
    let share = words.share(count as f64 / all as f64, all);
    let count = words.count(count);
    let start = match share {
        Some(share) => {
            say!(words, "contacts-preferred-share", n = all, count = count, share = share)
        }
        None => say!(words, "contacts-preferred", n = all, count = count),
    };
    let mut others: Vec<(u64, usize)> = (0..report.channels.len())
        .filter(|index| !preferred.contains(index) && !report.channels[*index].is_unknown())
        .map(|index| (requests(&kinds.channels[index]), index))
        .filter(|(asked, _)| *asked > 0)
        .collect();
    others.sort_by_key(|(asked, index)| (std::cmp::Reverse(*asked), *index));
    let others = others.into_iter().take(MOST_OTHERS).map(|(asked, index)| {
        let (place, mentions) = (&report.channels[index].name, words.count(asked));
        say!(words, "place-heard", place = place, mentions = mentions)
    });
    let others: Vec<String> = others.collect();
    Some(if others.is_empty() {
        say!(words, "contacts-all", start = start)
    } else {
        say!(words, "contacts-others", start = start, others = list(words, &others))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::KindsFigures;
    use crate::pages::fixture;
    use crate::tally::Tally;

    /// X with 60 problems and 40 questions, Facebook with 20 problems, Reddit with 80 questions; the exports show answers on Reddit and X.
    fn report() -> Report {
        let mut report = fixture::report();
        let way = |named: &str, presence| ContactFigures { named: named.into(), presence };
        report.places.contacts = vec![vec![
            way("twitter", PlaceStatus::Heard(0)),
            way("facebook", PlaceStatus::Heard(1)),
            way("phone", PlaceStatus::NoChannel),
        ]];
        let mut channels = vec![Tally::<Kind>::default(); report.channels.len()];
        for (channel, kind, n) in [
            (0, Kind::Problem, 60),
            (0, Kind::Question, 40),
            (1, Kind::Problem, 20),
            (2, Kind::Question, 80),
            (2, Kind::Experience, 9),
        ] {
            channels[channel].add(kind, n);
        }
        let mut all = Tally::default();
        for channel in &channels {
            all.merge(channel);
        }
        report.kinds =
            Some(KindsFigures { all, channels, topics: Vec::new(), rules: Vec::new(), stated: 0 });
        report
    }

    #[test]
    fn each_preferred_way_stands_beside_what_is_asked_and_answered_there() {
        let report = report();
        let made = |report: &Report| table(Words::english(), &fixture::brief(), report);
        let words = Words::english();
        assert_eq!(
            made(&report).pick(&PAGE).shown(words).rows,
            [
                ["Weekday commuters", "X", "100", "50.0%", "600 of 896 conversations"],
                ["Weekday commuters", "Facebook", "20", "10.0%", "no answers in the exports"],
                ["Weekday commuters", "phone", "not in the exports", "–", "–"],
            ]
        );
        let csv = String::from_utf8(made(&report).pick(&CSV).csv()).unwrap();
        let lines: Vec<&str> = csv.lines().skip(1).collect();
        assert_eq!(
            lines,
            [
                "commuters,twitter,1,x,100,0.5,896,600",
                "commuters,facebook,2,facebook,20,0.1,,",
                "commuters,phone,3,,,,,"
            ]
        );
        assert_eq!(
            sentence(words, &report).unwrap(),
            "Of 200 problems and questions 120 (60.0%) are on channels that an audience prefers; of the others most are on Reddit 80."
        );
    }

    #[test]
    fn what_was_not_measured_is_not_a_zero() {
        let mut report = report();
        (report.kinds, report.answers) = (None, None);
        let made = |report: &Report| table(Words::english(), &fixture::brief(), report);
        let shown = made(&report).pick(&PAGE).shown(Words::english()).rows;
        assert_eq!(shown[0][2..], ["not measured"; 3]);
        assert_eq!(sentence(Words::english(), &report), None);
        report.places.contacts = vec![Vec::new()];
        assert!(!made(&report).has_rows());
    }
}
