//! Three to five findings: what, how much, compared with what, how sure.

use crate::brief::Brief;
use crate::insights::{Binding, Report, StaffingFigures};
use crate::pages::certainty::{self, Change, WEEKS_TO_COMPARE};
use crate::pages::format::{self, count, counted, dates, points, quantity};
use crate::pages::words::{headlines, verb};

/// A statement with its certainty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pages) struct Finding {
    /// What was found, as the figure's headline says it.
    pub(in crate::pages) what: String,
    /// How much, compared with what.
    pub(in crate::pages) detail: String,
    /// How sure: base, interval or the reason why there is none.
    pub(in crate::pages) sure: String,
}

/// The findings of a report, bad news included; none about a subject that was not measured (that stands under "What we do not know").
pub(in crate::pages) fn findings(
    brief: &Brief,
    report: &Report,
    before: Option<&Report>,
) -> Vec<Finding> {
    if report.window.is_none() {
        return Vec::new();
    }
    let all = [
        place(report),
        volume(report, before),
        tone(report, before),
        when(brief, report),
        people(&report.staffing, report.conversations),
    ];
    all.into_iter().flatten().collect()
}

fn place(report: &Report) -> Option<Finding> {
    let [first, second, ..] = report.channels.as_slice() else {
        return None;
    };
    if second.mentions == 0 {
        return None;
    }
    let total = report.mentions;
    let against = match (format::share(first.share, total), format::share(second.share, total)) {
        (Some(_), Some(share)) => format!(
            "{} has {} of {}; {} follows with {share}.",
            first.name,
            count(first.mentions),
            counted(total, "mention"),
            second.name
        ),
        _ => format!(
            "{} has {}, {} has {}.",
            first.name,
            counted(first.mentions, "mention"),
            second.name,
            count(second.mentions)
        ),
    };
    let sure = match certainty::wilson(first.mentions, total) {
        Some((low, high)) if total >= 10 => format!(
            "95% range of the share {} to {}, {}",
            format::percent(low, total),
            format::percent(high, total),
            format::sample(total)
        ),
        _ => format!("Only {}: counts, no shares", counted(total, "mention")),
    };
    Some(Finding { what: headlines::place(report), detail: against, sure })
}

fn volume(report: &Report, before: Option<&Report>) -> Option<Finding> {
    let (window, before) = (report.window?, before?);
    let former_days = before.window?.days;
    let rate = report.mentions as f64 / f64::from(window.days);
    let former = before.mentions as f64 / f64::from(former_days);
    let change = certainty::week_change(&weeks(report), &weeks(before));
    let what = match (verb(change), change) {
        (Some(verb), _) => format!("Mentions a day {verb} to {}", quantity(rate)),
        (None, Change::TooFew) => format!("Mentions ran at {} a day", quantity(rate)),
        (None, _) => "No clear change in volume".to_owned(),
    };
    let sure = match change {
        Change::TooFew => {
            format!("Under {WEEKS_TO_COMPARE} complete weeks on one side: no verdict")
        }
        Change::Unclear => {
            "The weeks of the two periods overlap, or their means differ by under a tenth"
                .to_owned()
        }
        _ => {
            "Every complete week lies beyond every week of the period before; by chance once in 35"
                .to_owned()
        }
    };
    let detail = format!(
        "{} mentions a day, against {} {}, per observed day.",
        quantity(rate),
        quantity(former),
        dates::during(&before.period)
    );
    Some(Finding { what, detail, sure })
}

/// Mentions of the complete seven-day weeks, counted back from the last observed day.
fn weeks(report: &Report) -> Vec<u64> {
    let days: Vec<u64> = report.daily.iter().map(|day| day.mentions.iter().sum()).collect();
    days.rchunks_exact(7).map(|week| week.iter().sum()).collect()
}

fn tone(report: &Report, before: Option<&Report>) -> Option<Finding> {
    let tone = &report.tone;
    tone.net?;
    let labelled = tone.counts.labelled();
    let mut detail = format!(
        "{} positive, {} neutral, {} negative",
        count(tone.counts.positive),
        count(tone.counts.neutral),
        count(tone.counts.negative)
    );
    if let Some(before) = before
        && let Some(former) = before.tone.net
    {
        let former = format!("{} {}", points(former), dates::during(&before.period));
        let change = certainty::tone_change(tone, &before.tone);
        let compared = match (verb(change), change) {
            (Some(verb), _) => format!("; it {verb} from {former}"),
            (None, Change::TooFew) => format!("; {former}, too few labels to compare"),
            (None, _) => format!("; {former}, no clear change"),
        };
        detail.push_str(&compared);
    }
    detail.push('.');
    let sure = match tone.interval {
        Some((low, high)) => {
            format!(
                "95% range {} to {} points, {} with a tone label",
                points(low),
                points(high),
                format::sample(labelled)
            )
        }
        None => format!("{}: no range under 10", counted(labelled, "label")),
    };
    Some(Finding { what: headlines::tone(tone), detail, sure })
}

fn when(brief: &Brief, report: &Report) -> Option<Finding> {
    let activity = report.activity.as_ref()?;
    let detail = match activity.peaks.as_slice() {
        [] => "No cell of the week reaches the 5 mentions that a rate needs.".to_owned(),
        [first, rest @ ..] => {
            let next = rest.first().map_or_else(String::new, |next| {
                let slot = headlines::slot(next, activity.band_hours);
                format!("; next, {slot} with {} times the average", quantity(next.index))
            });
            format!("{} in these hours{next}.", counted(first.mentions, "mention"))
        }
    };
    let staffed =
        activity.in_staffed_hours.and_then(|ratio| format::share(ratio, activity.mentions));
    let detail = match staffed {
        Some(share) => format!("{detail} {share} of mentions fall inside the staffed hours."),
        None => detail,
    };
    let sure = format!(
        "{} known to the hour, {} time; a proxy for when people are online",
        counted(activity.mentions, "mention"),
        brief.timing.zone_name
    );
    Some(Finding { what: headlines::when(Some(activity)), detail, sure })
}

fn people(staffing: &StaffingFigures, conversations: u64) -> Option<Finding> {
    if conversations == 0 {
        return None;
    }
    let (low, base, high) = staffing.fte_workload;
    let (what, detail) = match (staffing.binding, staffing.fte_coverage) {
        (Binding::Coverage, Some(cover)) => (
            format!("Being there decides the team: {} full-time people", quantity(cover)),
            format!("The work alone takes {} ({}).", quantity(base), format::range(low, high)),
        ),
        (_, Some(cover)) => (
            format!("The work decides the team: {} full-time people", quantity(base)),
            format!("One seat in the staffed hours takes {}.", quantity(cover)),
        ),
        (_, None) => (
            format!("The work takes {} full-time people", quantity(base)),
            "The brief states no staffed hours to compare with.".to_owned(),
        ),
    };
    let sure = format!(
        "Low case to high case {} full-time people, by minutes a conversation; not a statistical range",
        format::range(low, high)
    );
    Some(Finding { what, detail, sure })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn a_full_report_has_five_findings_with_their_certainty() {
        let (brief, report, before) =
            (fixture::brief(), fixture::report(), fixture::former_report());
        let found = findings(&brief, &report, Some(&before));
        assert_eq!(found.len(), 5);
        assert_eq!(found[0].what, "X holds 38.5% of all mentions");
        assert_eq!(found[0].detail, "X has 780 of 2,028 mentions; Facebook follows with 28.2%.");
        assert_eq!(found[0].sure, "95% range of the share 36.4% to 40.6%, n\u{a0}=\u{a0}2,028");
        assert!(found.iter().all(|finding| !finding.sure.is_empty()));
    }

    #[test]
    fn nothing_is_said_of_what_was_not_measured() {
        let (brief, mut report) = (fixture::brief(), fixture::silent_report());
        assert_eq!(findings(&brief, &report, None), Vec::new());
        report.window = None;
        assert_eq!(findings(&brief, &report, Some(&fixture::report())), Vec::new());
    }

    #[test]
    fn few_mentions_are_counted_not_shared() {
        let mut report = fixture::report();
        report.mentions = 9;
        for (channel, n) in report.channels.iter_mut().zip([6, 3, 0, 0, 0]) {
            channel.mentions = n;
            channel.share = n as f64 / 9.0;
        }
        let finding = place(&report).unwrap();
        assert_eq!(finding.detail, "X has 6 mentions, Facebook has 3.");
        assert_eq!(finding.sure, "Only 9 mentions: counts, no shares");
    }

    #[test]
    fn the_tone_is_compared_with_its_verdict() {
        let (report, before) = (fixture::report(), fixture::former_report());
        let detail = |before| tone(&report, before).unwrap().detail;
        assert!(detail(Some(&before)).ends_with("686 negative; it fell from +4 in April 2026."));
        assert!(detail(Some(&report)).ends_with("686 negative; −5 in May 2026, no clear change."));
        assert!(detail(None).ends_with("686 negative."));
        assert_eq!(tone(&fixture::silent_report(), None), None);
    }

    #[test]
    fn only_complete_weeks_are_compared() {
        let mut report = fixture::report();
        report.daily.truncate(15);
        assert_eq!(weeks(&report).len(), 2);
        let finding = volume(&report, Some(&fixture::former_report())).unwrap();
        assert_eq!(finding.what, "Mentions ran at 72.4 a day");
        assert_eq!(finding.sure, "Under 4 complete weeks on one side: no verdict");
    }

    #[test]
    fn the_binding_need_is_named() {
        let mut staffing = fixture::report().staffing;
        assert_eq!(people(&staffing, 0), None);
        assert_eq!(
            people(&staffing, 5).unwrap().what,
            "The work decides the team: 3.8 full-time people"
        );
        staffing.binding = Binding::Coverage;
        staffing.fte_coverage = Some(6.0);
        assert_eq!(
            people(&staffing, 5).unwrap().what,
            "Being there decides the team: 6.0 full-time people"
        );
        staffing.binding = Binding::Workload;
        staffing.fte_coverage = None;
        assert_eq!(
            people(&staffing, 5).unwrap().detail,
            "The brief states no staffed hours to compare with."
        );
    }
}
