//! The sentences of suspicions: what was seen, and what to do about it. `check` prints both; the report, whose reader has no exports, the first.

use crate::brief::wording::quoted;
use crate::insights::suspicions::{Property, Suspicion};
use crate::insights::tone_audit::{FEWEST_ROWS, NoCorrection};
use crate::pages::words::{Words, list, say};
use crate::units::Date;

/// A suspicion in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What was seen, a whole sentence.
    pub seen: String,
    /// What to do, with the key of the brief where there is one; in the style of a hint.
    pub remedy: String,
}

/// Why no tone is estimated from an audit with so many labelled rows.
pub(in crate::pages) fn no_correction(words: &Words, rows: u64, why: NoCorrection) -> String {
    let mentions = say!(words, "mentions", n = rows);
    match why {
        NoCorrection::FewRows => {
            let fewest = words.count(FEWEST_ROWS);
            say!(words, "changes-audit-few", mentions = mentions, fewest = fewest)
        }
        NoCorrection::FewOfLabel { label, rows } => say!(
            words,
            "changes-audit-few-of-label",
            mentions = mentions,
            n = rows,
            label = label.id()
        ),
        NoCorrection::NoSample => say!(words, "changes-audit-no-sample", mentions = mentions),
    }
}

/// Puts a suspicion into words.
#[expect(clippy::too_many_lines, reason = "one sentence after the other")]
pub fn doubt(words: &Words, suspicion: &Suspicion) -> Doubt {
    let (seen, remedy) = match suspicion {
        Suspicion::Capped { file, rows } => (
            say!(words, "doubt-capped", file = file, rows = say!(words, "rows", n = *rows)),
            words.text("doubt-capped-remedy"),
        ),
        Suspicion::Gap { from, to, usual } => (
            say!(
                words,
                "doubt-gap",
                span = words.span(*from, *to),
                usual = words.assumed(usual.round())
            ),
            words.text("doubt-gap-remedy"),
        ),
        Suspicion::ToolChanged { channel, before, until, after, since } => (
            say!(
                words,
                "doubt-tool",
                channel = channel,
                before = before,
                until = words.date(*until),
                after = after,
                since = words.date(*since)
            ),
            words.text("doubt-tool-remedy"),
        ),
        Suspicion::ColumnStopped { property, channel, format, last, until, rows } => (
            say!(
                words,
                "doubt-column",
                format = format,
                channel = channel,
                field = field(*property),
                last = words.date(*last),
                rows = say!(words, "rows", n = *rows),
                until = words.date(*until)
            ),
            say!(words, "doubt-column-remedy", key = key(*property)),
        ),
        Suspicion::OtherChannel { rows, of, raw } => other_channel(words, *rows, *of, raw),
        Suspicion::HalfUnused { file, used, rows } => (
            say!(
                words,
                "doubt-half-unused",
                file = file,
                used = words.count(*used),
                rows = say!(words, "rows", n = *rows)
            ),
            words.text("doubt-half-unused-remedy"),
        ),
        Suspicion::OwnUnmatched => (words.text("doubt-own"), words.text("doubt-own-remedy")),
        Suspicion::CompetitorsUnmatched(names) => (
            say!(words, "doubt-competitors", names = list(words, names)),
            words.text("doubt-competitors-remedy"),
        ),
        Suspicion::FixedZone { key, zone } => (
            say!(words, "doubt-fixed-zone", key = *key, zone = zone),
            words.text("doubt-fixed-zone-remedy"),
        ),
        Suspicion::FewReviews(reviews) => {
            (say!(words, "doubt-few-reviews", n = *reviews), words.text("doubt-few-reviews-remedy"))
        }
        Suspicion::EngagedUnheard => {
            (words.text("doubt-unheard"), words.text("doubt-unheard-remedy"))
        }
        Suspicion::Unserved(objectives) => (
            say!(words, "doubt-unserved", ids = quoted(objectives.iter().map(String::as_str))),
            words.text("doubt-unserved-remedy"),
        ),
        Suspicion::AdvocatesUnmatched(handles) => (
            say!(words, "doubt-advocates", handles = quoted(handles.iter().map(String::as_str))),
            words.text("doubt-advocates-remedy"),
        ),
        Suspicion::AuditUnused { period, file, rows, why } => (
            say!(words, "doubt-audit", file = file, sentence = no_correction(words, *rows, *why)),
            say!(words, "doubt-audit-remedy", period = &period.id),
        ),
        Suspicion::NothingEstimated(0) => {
            (words.text("doubt-all-labelled"), words.text("doubt-all-labelled-remedy"))
        }
        Suspicion::NothingEstimated(mentions) => (
            say!(words, "doubt-nothing-estimated", n = *mentions),
            words.text("doubt-nothing-estimated-remedy"),
        ),
        Suspicion::EstimateUnaudited => {
            (words.text("doubt-estimate-unaudited"), words.text("doubt-estimate-unaudited-remedy"))
        }
        Suspicion::UnusedKeys(keys) => (
            say!(words, "doubt-unused-keys", keys = quoted(keys.iter().copied())),
            words.text("doubt-unused-keys-remedy"),
        ),
        Suspicion::NotCovered { channel, runs } => (
            say!(words, "doubt-not-covered", channel = channel, spans = spans(words, runs)),
            words.text("doubt-not-covered-remedy"),
        ),
        Suspicion::Silent { channel, from, to, usual } => {
            (silence(words, channel, (*from, *to), *usual), words.text("doubt-silence-remedy"))
        }
        Suspicion::RowsInGap { channel, rows, from, to } => (
            say!(
                words,
                "doubt-rows-in-gap",
                rows = say!(words, "rows", n = *rows),
                channel = channel,
                span = words.span(*from, *to)
            ),
            words.text("doubt-rows-in-gap-remedy"),
        ),
        Suspicion::RowsInSilence { channel, rows, from, to } => (
            say!(
                words,
                "doubt-rows-in-silence",
                rows = say!(words, "rows", n = *rows),
                channel = channel,
                span = words.span(*from, *to)
            ),
            words.text("doubt-rows-in-silence-remedy"),
        ),
        Suspicion::StrayDates { rows, from, to } => (
            say!(
                words,
                "doubt-stray",
                rows = say!(words, "rows", n = *rows),
                span = words.span(*from, *to)
            ),
            words.text("doubt-stray-remedy"),
        ),
        Suspicion::EmptyPeriod { from, to } => (
            say!(words, "doubt-empty-period", span = words.span(*from, *to)),
            words.text("doubt-empty-period-remedy"),
        ),
        Suspicion::Misplaced { file } => {
            (say!(words, "doubt-misplaced", file = file), words.text("doubt-misplaced-remedy"))
        }
        Suspicion::NotMeasured(property) => (
            say!(words, "doubt-not-measured", field = field(*property)),
            say!(words, "doubt-not-measured-remedy", key = key(*property)),
        ),
    };
    Doubt { seen, remedy }
}

/// That a channel has no row on days on which many are usual.
pub(in crate::pages) fn silence(
    words: &Words,
    channel: &str,
    (from, to): (Date, Date),
    usual: f64,
) -> String {
    let (span, usual) = (words.span(from, to), words.assumed(usual.round()));
    say!(words, "doubt-silence", channel = channel, span = span, usual = usual)
}

fn other_channel(words: &Words, rows: u64, of: u64, raw: &[(String, u64)]) -> (String, String) {
    let named: Vec<String> = raw
        .iter()
        .map(|(word, rows)| {
            say!(words, "doubt-other-word", word = word, count = words.count(*rows))
        })
        .collect();
    let named = match named.as_slice() {
        [] => words.text("doubt-other-no-word"),
        _ if raw[0].0.is_empty() => words.text("doubt-other-named-in-check"),
        named => say!(words, "doubt-other-words", words = list(words, named)),
    };
    let (count, all) = (words.count(rows), say!(words, "rows", n = of));
    let seen = match words.share(rows as f64 / of as f64, of) {
        Some(share) => say!(
            words,
            "doubt-other-channel-share",
            count = count,
            rows = all,
            share = share,
            named = named
        ),
        None => say!(words, "doubt-other-channel", count = count, rows = all, named = named),
    };
    let remedy = match raw.first() {
        Some((word, _)) => say!(words, "doubt-other-remedy", word = word),
        None => words.text("doubt-other-file-remedy"),
    };
    (seen, remedy)
}

/// As the messages select it.
fn field(property: Property) -> &'static str {
    match property {
        Property::Tone => "tone",
        Property::Author => "author",
        Property::Language => "language",
    }
}

fn key(property: Property) -> &'static str {
    match property {
        Property::Tone => "sentiment",
        Property::Author => "author",
        Property::Language => "language",
    }
}

/// Runs of days as a list, the first few of them by name.
fn spans(words: &Words, runs: &[(Date, Date)]) -> String {
    const NAMED: usize = 5;
    let mut spans: Vec<String> =
        runs.iter().take(NAMED).map(|&(from, to)| words.span(from, to)).collect();
    if let more @ 1.. = runs.len().saturating_sub(NAMED) as u64 {
        spans.push(say!(words, "doubt-not-covered-more", n = more));
    }
    list(words, &spans)
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
        let suspicions = [
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
                property: Property::Author,
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
            Suspicion::NotMeasured(Property::Tone),
            Suspicion::NotMeasured(Property::Language),
            Suspicion::Silent {
                channel: "X".into(),
                from: day("2028-05-01"),
                to: day("2028-05-21"),
                usual: 170.2,
            },
            Suspicion::RowsInGap {
                channel: "X".into(),
                rows: 40,
                from: day("2028-05-01"),
                to: day("2028-05-31"),
            },
            Suspicion::RowsInSilence {
                channel: "X".into(),
                rows: 1,
                from: day("2028-05-01"),
                to: day("2028-05-31"),
            },
        ];
        let texts = suspicions.map(|suspicion| {
            let Doubt { seen, remedy } = doubt(Words::english(), &suspicion);
            format!("{seen} / {remedy}")
        });
        let expected = [
            "exports/a.csv has exactly 10,000 rows: the export may be cut. / export it again in shorter spans, each under the tool's limit",
            "No row of any export is dated 3 to 5 May 2028, where about 36 are usual: days may be missing. / export these days too, or \
             name them for each channel under `coverage.gaps`",
            "Reddit comes from meltwater up to 31 March 2028 and from brandwatch since 1 April 2028: a jump on that date may be caused by the change of tool. \
             / mark the day under `timing.events`, and compare no figures across it",
            "The reddit rows of Reddit have an author up to 12 May 2028 and none after: 340 rows until 31 May 2028 are without. / export these \
             days again with that column, or name it under `exports[].columns.author`",
            "The channel of 12 of 200 rows (6.0%) is not known, most often “forum” (7) and “wiki” (5): they count under Other. / name the \
             word under `channels[].match.source`, as in `[forum]`",
            "The channel of 1 of 2 rows is not known, their exports have no word for it: they count under Other. / name the channel of \
             these files under `exports[].channel`",
            "Tone was not measured: no row of any export has one. / if a column has it, check that it is filled and named under `exports[].columns.sentiment`",
            "Language was not measured: no row of any export has one. / if a column has it, check that it is filled and named under `exports[].columns.language`",
            "X has no row from 1 to 21 May 2028, where about 170 are usual, though its exports cover these days: rows may be missing. / export these days \
             again; if nobody wrote on them, name them under `coverage.silent`",
            "40 rows of X are dated 1 to 31 May 2028, which the brief names as a gap: these days count as not observed all the same. / take the days that the exports cover out of `coverage.gaps`",
            "The brief names 1 to 31 May 2028 as silent on X, but the exports have 1 row of these days: they count all the same. / take the days that have rows out of `coverage.silent`",
        ];
        assert_eq!(texts, expected);
    }
}
