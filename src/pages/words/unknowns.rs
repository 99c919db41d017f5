//! What we do not know: every figure that was not measured or that stands on an assumption, said on the first page.

use crate::insights::Period;
use crate::insights::findings::Unknown;
use crate::pages::format::{self, assumed, count, counted, dates};
use crate::pages::words::list;
use crate::units::Date;

/// One sentence an unknown.
pub(in crate::pages) fn unknowns(unknown: &[Unknown<'_>]) -> Vec<String> {
    unknown.iter().map(sentence).collect()
}

fn sentence(unknown: &Unknown<'_>) -> String {
    match unknown {
        Unknown::Days { missing, of, covered } => {
            let covered = match covered {
                Some(window) => format!("the exports cover {}", dates::span(window.from, window.to)),
                None => "no export covers any".to_owned(),
            };
            let of = counted(u64::from(*of), "day");
            format!("What was said on {} of the period’s {of}: {covered}.", count((*missing).into()))
        }
        Unknown::Gap { channel, missing, of } => format!(
            "What was said on {} on {} of {}: the brief names them as not covered.",
            channel.name,
            count((*missing).into()),
            counted(u64::from(*of), "observed day")
        ),
        Unknown::History { months, is_pieced: false, .. } => format!(
            "Which rows these counts stand on: no export holds one of {} any more, and the history stands in for them.",
            list_of(months)
        ),
        Unknown::History { months, has_conversations, .. } => {
            let first = if *has_conversations { "How" } else { "How many conversations there were, how" };
            format!(
                "{first} many people spoke, and how fast they were answered: the history stands in for the exports of {}, and tells \
                 this of whole months alone.",
                list_of(months)
            )
        }
        Unknown::Change { before, days } => format!(
            "Whether more or less is said than {}: {} now and {} then are too few to compare.",
            dates::during(&before.previous),
            counted(u64::from(*days), "observed day"),
            count(before.window.days.into())
        ),
        Unknown::FewMentions(mentions) => {
            format!("How typical this is: it stands on {}.", counted(*mentions, "mention"))
        }
        Unknown::Minutes(minutes) => format!(
            "How long a conversation really takes here: {} minutes is Brian Solis’ figure. Timing 30 conversations replaces it.",
            assumed(*minutes)
        ),
        Unknown::Need => {
            "Which conversations need no answer: all are counted as needing one, as the formula does.".to_owned()
        }
        Unknown::Threads => {
            "Which mentions belong together: the exports tell no threads, so each mention counts as a conversation and the \
             hours are an upper bound."
                .to_owned()
        }
        Unknown::NoLabels => "In what tone people speak: the exports carry no labels.".to_owned(),
        Unknown::Unlabelled { mentions, of } => format!(
            "The tone of {} without a label{}; the other labels are the tools’ own and were not checked by hand.",
            counted(*mentions, "mention"),
            part(*mentions, *of)
        ),
        Unknown::Unchecked => {
            "Whether the tone labels are right: they are the exporting tools’ own and were not checked by hand.".to_owned()
        }
        Unknown::NoHours => "At which hour people write: the exports tell the day alone.".to_owned(),
        Unknown::Undated(mentions) => {
            format!("The hour of {} known only to the day.", counted(*mentions, "mention"))
        }
        Unknown::Authors => "How many people speak: the exports name no authors.".to_owned(),
        Unknown::Cover => {
            "How many people it takes to be there: the brief states no staffed hours.".to_owned()
        }
        Unknown::Channel { mentions, of } => format!(
            "Where {} stood{}: the exports name no channel that is known. The method below lists their words.",
            counted(*mentions, "mention"),
            part(*mentions, *of)
        ),
        Unknown::Quality => "How well these conversations were answered: the exports do not tell.".to_owned(),
        Unknown::Answers => {
            "How fast and how well these conversations were answered: the exports do not tell.".to_owned()
        }
    }
}

/// `April 2026 and May 2026`.
fn list_of(months: &[Date]) -> String {
    list(&months.iter().map(|month| dates::period(&Period::month(*month))).collect::<Vec<_>>())
}

/// ` (19.7% of all)`; nothing where a share would mislead.
fn part(mentions: u64, of: u64) -> String {
    let share = format::share(mentions as f64 / of.max(1) as f64, of);
    share.map_or_else(String::new, |share| format!(" ({share} of all)"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn each_unknown_is_one_sentence() {
        let (report, silent) = (fixture::report(), fixture::silent_report());
        let comparison = fixture::comparison();
        let (april, may) = (fixture::day(2026, 4, 1), fixture::day(2026, 5, 1));
        for (unknown, text) in [
            (
                Unknown::Days { missing: 3, of: 31, covered: report.window },
                "What was said on 3 of the period’s 31 days: the exports cover 1 to 28 May 2026.",
            ),
            (
                Unknown::Days { missing: 1, of: 1, covered: None },
                "What was said on 1 of the period’s 1 day: no export covers any.",
            ),
            (
                Unknown::Gap { channel: &silent.channels[0], missing: 2, of: 28 },
                "What was said on X on 2 of 28 observed days: the brief names them as not covered.",
            ),
            (
                Unknown::Change { before: &comparison, days: 1 },
                "Whether more or less is said than in April 2026: 1 observed day now and 30 then are too few to compare.",
            ),
            (
                Unknown::History { months: &[april], is_pieced: false, has_conversations: true },
                "Which rows these counts stand on: no export holds one of April 2026 any more, and the history stands in for \
                 them.",
            ),
            (
                Unknown::History {
                    months: &[april, may],
                    is_pieced: true,
                    has_conversations: true,
                },
                "How many people spoke, and how fast they were answered: the history stands in for the exports of April 2026 \
                 and May 2026, and tells this of whole months alone.",
            ),
            (Unknown::FewMentions(12), "How typical this is: it stands on 12 mentions."),
            (
                Unknown::Unlabelled { mentions: 52, of: 2028 },
                "The tone of 52 mentions without a label (2.6% of all); the other labels are the tools’ own and were not \
                 checked by hand.",
            ),
            (Unknown::Undated(1), "The hour of 1 mention known only to the day."),
            (
                Unknown::Channel { mentions: 2, of: 8 },
                "Where 2 mentions stood: the exports name no channel that is known. The method below lists their words.",
            ),
        ] {
            assert_eq!(sentence(&unknown), text);
        }
    }
}
