//! What we do not know: every figure that was not measured or that stands on an assumption, said on the first page.

use crate::brief::Brief;
use crate::insights::Report;
use crate::mentions::ledger::Ledger;
use crate::pages::format::{self, assumed, count, counted, dates};

/// One sentence an unknown, most consequential first.
pub(in crate::pages) fn unknowns(brief: &Brief, report: &Report, ledger: &Ledger) -> Vec<String> {
    [
        uncovered_days(report),
        minutes(brief),
        response_share(brief),
        threads(report),
        tone(report),
        hours(report),
        authors(report),
        cover(report),
        unknown_channels(ledger),
        Some(answers(report)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn answers(report: &Report) -> String {
    let what = if report.answers.is_some() { "How well" } else { "How fast and how well" };
    format!("{what} these conversations were answered: the exports do not tell.")
}

fn uncovered_days(report: &Report) -> Option<String> {
    let (asked, seen) = (report.period.days(), report.window.map_or(0, |window| window.days));
    let missing = u64::from(asked.checked_sub(seen)?);
    let seen = match report.window {
        Some(window) => format!("the exports cover {}", dates::span(window.from, window.to)),
        None => "no export covers any".to_owned(),
    };
    (missing > 0).then(|| {
        format!(
            "What was said on {} of the period’s {}: {seen}.",
            count(missing),
            counted(u64::from(asked), "day")
        )
    })
}

fn minutes(brief: &Brief) -> Option<String> {
    brief.is_default("staffing.minutes.base").then(|| {
        format!(
            "How long a conversation really takes here: {} minutes is Brian Solis’ figure. Timing 30 conversations replaces it.",
            assumed(brief.staffing.minutes.base)
        )
    })
}

fn response_share(brief: &Brief) -> Option<String> {
    brief.is_default("staffing.response_share").then(|| {
        "Which conversations need no answer: all are counted as needing one, as the formula does.".to_owned()
    })
}

fn threads(report: &Report) -> Option<String> {
    (!report.has_threads && report.mentions > 0).then(|| {
        "Which mentions belong together: the exports tell no threads, so each mention counts as a conversation and the hours are an \
         upper bound."
            .to_owned()
    })
}

fn tone(report: &Report) -> Option<String> {
    let (unscored, labelled) = (report.tone.counts.unscored, report.tone.counts.labelled());
    match (labelled, unscored) {
        (0, 0) => None,
        (0, _) => Some("In what tone people speak: the exports carry no labels.".to_owned()),
        (_, 0) => Some("Whether the tone labels are right: they are the exporting tools’ own and were not checked by hand.".to_owned()),
        _ => Some(format!(
            "The tone of {} without a label; the other labels are the tools’ own and were not checked by hand.",
            counted(unscored, "mention")
        )),
    }
}

fn hours(report: &Report) -> Option<String> {
    match &report.activity {
        None if report.mentions > 0 => {
            Some("At which hour people write: the exports tell the day alone.".to_owned())
        }
        Some(activity) if activity.undated > 0 => Some(format!(
            "The hour of {} known only to the day.",
            counted(activity.undated, "mention")
        )),
        _ => None,
    }
}

fn authors(report: &Report) -> Option<String> {
    (report.authors.is_none() && report.mentions > 0)
        .then(|| "How many people speak: the exports name no authors.".to_owned())
}

fn cover(report: &Report) -> Option<String> {
    report.staffing.open_hours_per_week.is_none().then(|| {
        "How many people it takes to be there: the brief states no staffed hours.".to_owned()
    })
}

fn unknown_channels(ledger: &Ledger) -> Option<String> {
    let rows: u64 = ledger.unknown_channels.iter().map(|(_, rows)| rows).sum();
    let (raw, _) = ledger.unknown_channels.first()?;
    let total = ledger.total().read;
    let share = format::share(rows as f64 / total.max(1) as f64, total);
    Some(format!(
        "Where {} were said{}: their channel is not known, most often “{raw}”.",
        counted(rows, "row"),
        share.map_or_else(String::new, |share| format!(" ({share} of all rows)")),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn a_full_report_still_names_what_is_assumed() {
        let (brief, report) = (fixture::brief(), fixture::report());
        let said = unknowns(&brief, &report, &fixture::ledger()).join("\n");
        assert!(said.contains("20 minutes is Brian Solis’ figure"), "{said}");
        assert!(said.contains("on 3 of the period’s 31 days"), "{said}");
        assert!(said.contains("The tone of 52 mentions without a label"), "{said}");
        assert!(!said.contains("no threads") && !said.contains("no authors"), "{said}");
    }

    #[test]
    fn each_missing_figure_is_said_once() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        report.has_threads = false;
        report.authors = None;
        report.activity = None;
        report.staffing.open_hours_per_week = None;
        let said = unknowns(&brief, &report, &Ledger::default()).join("\n");
        for words in ["no threads", "the day alone", "no authors", "no staffed hours"] {
            assert_eq!(said.matches(words).count(), 1, "{words}");
        }
        assert!(!said.contains("channel is not known"));
    }

    #[test]
    fn silence_is_not_reported_as_missing_columns() {
        let said =
            unknowns(&fixture::brief(), &fixture::silent_report(), &Ledger::default()).join("\n");
        for words in ["no threads", "no authors", "the day alone", "no labels"] {
            assert!(!said.contains(words), "{words}");
        }
    }
}
