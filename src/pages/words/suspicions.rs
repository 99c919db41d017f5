//! A suspicion → what was seen, and the one thing to do about it. `check` prints both; the report, whose reader has no exports, the first.

use crate::insights::suspicions::{Suspicion, Told};
use crate::pages::format::dates::{date, span};
use crate::pages::format::{assumed, count, counted, share};
use crate::pages::words::list;

/// A suspicion in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What was seen, a whole sentence.
    pub seen: String,
    /// What to do, with the key of the brief where there is one; in the style of a hint.
    pub remedy: String,
}

/// Puts a suspicion into words.
pub fn doubt(suspicion: &Suspicion) -> Doubt {
    let (seen, remedy) = match suspicion {
        Suspicion::Capped { file, rows } => (
            format!("{file} has exactly {} rows: the export may be cut.", count(*rows)),
            "export it again in shorter spans, each under the tool's limit".to_owned(),
        ),
        Suspicion::Gap { from, to, usual } => (
            format!(
                "No row of any export is dated {}, where about {} are usual: days may be missing.",
                span(*from, *to),
                assumed(usual.round())
            ),
            "export these days too, or name them for each channel under `coverage.gaps`".to_owned(),
        ),
        Suspicion::ToolChanged { channel, before, until, after, since } => (
            format!(
                "{channel} comes from {before} up to {} and from {after} since {}: a step there may be the tools’ doing.",
                date(*until),
                date(*since)
            ),
            "mark the day under `timing.events`, and compare no figures across it".to_owned(),
        ),
        Suspicion::ColumnStopped { told, channel, format, last, until, rows } => (
            format!(
                "The {format} rows of {channel} tell {} up to {} and no more: {} until {} without.",
                noun(*told),
                date(*last),
                counted(*rows, "row"),
                date(*until)
            ),
            format!(
                "export these days again with that column, or name it under `exports[].columns.{}`",
                key(*told)
            ),
        ),
        Suspicion::OtherChannel { rows, of, raw } => other_channel(*rows, *of, raw),
        Suspicion::NotMeasured(told) => (
            format!(
                "{}: no row of any export tells it.",
                match told {
                    Told::Tone => "Tone was not measured",
                    Told::Author => "Who writes was not measured",
                    Told::Language => "Language was not measured",
                }
            ),
            format!("name its column, if there is one, under `exports[].columns.{}`", key(*told)),
        ),
    };
    Doubt { seen, remedy }
}

fn other_channel(rows: u64, of: u64, raw: &[(String, u64)]) -> (String, String) {
    let named: Vec<String> =
        raw.iter().map(|(word, rows)| format!("“{word}” ({})", count(*rows))).collect();
    let named = match named.as_slice() {
        [] => "their exports have no word for it".to_owned(),
        named => format!("most often {}", list(named)),
    };
    let share = share(rows as f64 / of as f64, of).map(|share| format!(" ({share})"));
    let seen = format!(
        "The channel of {} of {}{} is not known, {named}: they count under Other.",
        count(rows),
        counted(of, "row"),
        share.unwrap_or_default(),
    );
    let remedy = match raw.first() {
        Some((word, _)) => {
            format!("name the word under `channels[].match.source`, as in `[{word}]`")
        }
        None => "name the channel of these files under `exports[].channel`".to_owned(),
    };
    (seen, remedy)
}

fn noun(told: Told) -> &'static str {
    match told {
        Told::Tone => "the tone",
        Told::Author => "the author",
        Told::Language => "the language",
    }
}

fn key(told: Told) -> &'static str {
    match told {
        Told::Tone => "sentiment",
        Told::Author => "author",
        Told::Language => "language",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Date;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn every_suspicion_is_a_sentence_and_a_thing_to_do() {
        let told = [
            Suspicion::Capped { file: "exports/a.csv".into(), rows: 10_000 },
            Suspicion::Gap { from: day("2028-05-03"), to: day("2028-05-05"), usual: 36.4 },
            Suspicion::ToolChanged {
                channel: "Reddit".into(),
                before: "meltwater".into(),
                until: day("2028-03-31"),
                after: "brandwatch".into(),
                since: day("2028-04-01"),
            },
            Suspicion::ColumnStopped {
                told: Told::Author,
                channel: "Reddit".into(),
                format: "reddit".into(),
                last: day("2028-05-12"),
                until: day("2028-05-31"),
                rows: 340,
            },
            Suspicion::OtherChannel {
                rows: 12,
                of: 200,
                raw: vec![("forum".into(), 7), ("wiki".into(), 5)],
            },
            Suspicion::OtherChannel { rows: 1, of: 2, raw: vec![] },
            Suspicion::NotMeasured(Told::Tone),
            Suspicion::NotMeasured(Told::Language),
        ];
        let told = told.map(|suspicion| {
            let Doubt { seen, remedy } = doubt(&suspicion);
            format!("{seen} / {remedy}")
        });
        let expected = [
            "exports/a.csv has exactly 10,000 rows: the export may be cut. / export it again in shorter spans, each under the tool's limit",
            "No row of any export is dated 3 to 5 May 2028, where about 36 are usual: days may be missing. / export these days too, or \
             name them for each channel under `coverage.gaps`",
            "Reddit comes from meltwater up to 31 March 2028 and from brandwatch since 1 April 2028: a step there may be the tools’ doing. \
             / mark the day under `timing.events`, and compare no figures across it",
            "The reddit rows of Reddit tell the author up to 12 May 2028 and no more: 340 rows until 31 May 2028 without. / export these \
             days again with that column, or name it under `exports[].columns.author`",
            "The channel of 12 of 200 rows (6.0%) is not known, most often “forum” (7) and “wiki” (5): they count under Other. / name the \
             word under `channels[].match.source`, as in `[forum]`",
            "The channel of 1 of 2 rows is not known, their exports have no word for it: they count under Other. / name the channel of \
             these files under `exports[].channel`",
            "Tone was not measured: no row of any export tells it. / name its column, if there is one, under `exports[].columns.sentiment`",
            "Language was not measured: no row of any export tells it. / name its column, if there is one, under \
             `exports[].columns.language`",
        ];
        assert_eq!(told, expected);
    }
}
