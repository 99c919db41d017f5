//! What we do not know: every figure that was not measured or that is based on an assumption, said on the first page.

use crate::insights::Period;
use crate::insights::findings::Unknown;
use crate::pages::words::{Words, change, list, say};
use crate::units::Date;

/// Runs of days that a sentence names.
const MOST_RUNS: usize = 3;

/// One sentence for each unknown.
pub(in crate::pages) fn unknowns(words: &Words, unknown: &[Unknown<'_>]) -> Vec<String> {
    unknown.iter().map(|unknown| sentence(words, unknown)).collect()
}

fn sentence(words: &Words, unknown: &Unknown<'_>) -> String {
    let mentions = |n: u64| say!(words, "mentions", n = n);
    match unknown {
        Unknown::Days { missing: count, of, covered, days: runs } => {
            let missing = words.count(u64::from(*count));
            let days = say!(words, "days", n = u64::from(*of));
            match covered {
                // Days within the span are missing too.
                Some(window) if window.days + count > *of => match spans(words, runs) {
                    Some(spans) => say!(
                        words,
                        "unknown-days-named",
                        spans = spans,
                        missing = missing,
                        days = days
                    ),
                    None => say!(words, "unknown-days-within", missing = missing, days = days),
                },
                Some(window) => {
                    let span = words.span(window.from, window.to);
                    say!(words, "unknown-days", missing = missing, days = days, span = span)
                }
                None => say!(words, "unknown-all-days", missing = missing, days = days),
            }
        }
        Unknown::Gap { channels, missing, of, days } => {
            let channels: Vec<String> =
                channels.iter().map(|channel| channel.name.clone()).collect();
            let channels = list(words, &channels);
            if let Some(spans) = spans(words, days) {
                say!(words, "unknown-gap-days", channels = channels, spans = spans)
            } else {
                let missing = words.count(u64::from(*missing));
                let days = say!(words, "days", n = u64::from(*of));
                say!(words, "unknown-gap", channels = channels, missing = missing, days = days)
            }
        }
        Unknown::FewAccounts { accounts, mentions: all } => {
            say!(words, "unknown-few-accounts", n = *accounts, mentions = mentions(*all))
        }
        Unknown::OneAccount { most, of } if most == of => {
            say!(words, "unknown-only-account", mentions = mentions(*of))
        }
        Unknown::OneAccount { most, of } => {
            say!(words, "unknown-one-account", most = words.count(*most), mentions = mentions(*of))
        }
        Unknown::History { months, is_pieced, has_conversations } => {
            let months = list_of(words, months);
            match (is_pieced, has_conversations) {
                (false, _) => say!(words, "unknown-history-rows", months = months),
                (true, true) => say!(words, "unknown-history-authors", months = months),
                (true, false) => say!(words, "unknown-history-conversations", months = months),
            }
        }
        Unknown::Change { change, days } => say!(
            words,
            "unknown-change",
            when = change::when(words, change),
            days = say!(words, "observed-days", n = u64::from(*days)),
            before = words.count(change.days.1.into())
        ),
        Unknown::Peaks => words.text("unknown-peaks"),
        Unknown::FewMentions(n) => say!(words, "unknown-few-mentions", mentions = mentions(*n)),
        Unknown::Minutes { minutes, timed: 0 } => {
            say!(words, "unknown-minutes", minutes = words.assumed(*minutes))
        }
        Unknown::Minutes { minutes, timed } => {
            say!(words, "unknown-minutes-few", minutes = words.assumed(*minutes), n = *timed)
        }
        Unknown::Need => words.text("unknown-need"),
        Unknown::Threads => words.text("unknown-threads"),
        Unknown::NoLabels => words.text("unknown-no-labels"),
        Unknown::Unlabelled { mentions: n, of } => match share(words, *n, *of) {
            Some(share) => {
                say!(words, "unknown-unlabelled-share", mentions = mentions(*n), share = share)
            }
            None => say!(words, "unknown-unlabelled", mentions = mentions(*n)),
        },
        Unknown::Unchecked => words.text("unknown-unchecked"),
        Unknown::NoHours => words.text("unknown-no-hours"),
        Unknown::Undated(n) => say!(words, "unknown-undated", mentions = mentions(*n)),
        Unknown::Authors => words.text("unknown-authors"),
        Unknown::Cover => words.text("unknown-cover"),
        Unknown::Channel { mentions: n, of } => match share(words, *n, *of) {
            Some(share) => {
                say!(words, "unknown-channel-share", mentions = mentions(*n), share = share)
            }
            None => say!(words, "unknown-channel", mentions = mentions(*n)),
        },
        Unknown::Quality => words.text("unknown-quality"),
        Unknown::Answers => words.text("unknown-answers"),
    }
}

/// The runs of days by name; `None` of more than a sentence can hold.
fn spans(words: &Words, runs: &[(Date, Date)]) -> Option<String> {
    let spans: Vec<String> = runs.iter().map(|&(from, to)| words.span(from, to)).collect();
    (1..=MOST_RUNS).contains(&spans.len()).then(|| list(words, &spans))
}

/// `April 2026 and May 2026`.
fn list_of(words: &Words, months: &[Date]) -> String {
    let months: Vec<String> =
        months.iter().map(|month| words.period(&Period::month(*month))).collect();
    list(words, &months)
}

/// `None` where a share would mislead.
fn share(words: &Words, mentions: u64, of: u64) -> Option<String> {
    words.share(mentions as f64 / of.max(1) as f64, of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn each_unknown_is_one_sentence() {
        let (report, silent) = (fixture::report(), fixture::silent_report());
        let change = fixture::change();
        let (april, may) = (fixture::day(2026, 4, 1), fixture::day(2026, 5, 1));
        for (unknown, text) in [
            (
                Unknown::Days { missing: 3, of: 31, covered: report.window, days: Vec::new() },
                "What was said on 3 of the period’s 31 days: the exports cover 1 to 28 May 2026.",
            ),
            (
                Unknown::Days { missing: 1, of: 1, covered: None, days: vec![(may, may)] },
                "What was said on 1 of the period’s 1 day: no export covers any.",
            ),
            (
                Unknown::Days {
                    missing: 5,
                    of: 31,
                    covered: report.window,
                    days: vec![(may, may)],
                },
                "What was said on 1 May 2026, 5 of the period’s 31 days: no export has a row of them.",
            ),
            (
                Unknown::Gap {
                    channels: vec![&silent.channels[0]],
                    missing: 2,
                    of: 28,
                    days: Vec::new(),
                },
                "What was said on X on 2 of 28 days: no export covers them.",
            ),
            (
                Unknown::Gap {
                    channels: vec![&silent.channels[0], &silent.channels[2]],
                    missing: 2,
                    of: 28,
                    days: vec![(april, april), (may, may)],
                },
                "What was said on X and Reddit on 1 April 2026 and 1 May 2026: no export covers these days.",
            ),
            (
                Unknown::FewAccounts { accounts: 1, mentions: 256 },
                "What other people say: all 256 mentions are by 1 account.",
            ),
            (
                Unknown::Change { change: &change, days: 1 },
                "Whether more or less is said than in the 13 weeks before: 1 observed day now and 91 then are too few to compare.",
            ),
            (
                Unknown::History { months: &[april], is_pieced: false, has_conversations: true },
                "Which rows these counts come from: no export holds a row of April 2026 any more, so the history replaces \
                 them.",
            ),
            (
                Unknown::History {
                    months: &[april, may],
                    is_pieced: true,
                    has_conversations: true,
                },
                "How many people spoke, and how fast they were answered: the history replaces the exports of April 2026 \
                 and May 2026, and holds this for whole months only. In ranges, an account that wrote in two months \
                 counts as two.",
            ),
            (
                Unknown::OneAccount { most: 40, of: 70 },
                "What others think: one account wrote 40 of 70 mentions.",
            ),
            (
                Unknown::OneAccount { most: 70, of: 70 },
                "What others think: one account wrote all 70 mentions.",
            ),
            (Unknown::FewMentions(12), "How typical this is: it is based on 12 mentions."),
            (
                Unknown::Unlabelled { mentions: 52, of: 2028 },
                "The tone of 52 mentions without a label (2.6% of all).",
            ),
            (Unknown::Undated(1), "The hour of 1 mention known only to the day."),
            (
                Unknown::Channel { mentions: 2, of: 8 },
                "Where 2 mentions were published: the exports name no channel that is known. The method below lists their words.",
            ),
        ] {
            assert_eq!(sentence(Words::english(), &unknown), text);
        }
    }
}
