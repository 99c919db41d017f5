//! Findings → sentences: what, how much, compared with what, how sure.

use crate::brief::Brief;
use crate::insights::findings::{Busiest, Finding as Found, LowWeek, Place};
use crate::insights::{
    Binding, ChannelFigures, Comparison, StaffedShare, StaffingFigures, ToneFigures, WeekMean,
    WeekTest,
};
use crate::pages::format::{self, between, count, counted, dates, points, quantity, with_unit};
use crate::pages::words::weeks::left_out;
use crate::pages::words::{PEOPLE, headlines, list, people, verb};

/// Mentions under which counts stand alone, without rates (method 3.7).
pub(super) const FEWEST_FOR_RATES: u64 = 10;

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

/// The findings of a report in words.
pub(in crate::pages) fn findings(brief: &Brief, found: &[Found<'_>]) -> Vec<Finding> {
    found
        .iter()
        .map(|found| match found {
            Found::Place(found) => place(found),
            Found::Volume(found) => volume(found),
            Found::Tone { tone: found, before, low } => tone(found, *before, low.as_ref()),
            Found::Busiest(found) => busiest(brief, found),
            Found::Team(staffing) => team(staffing),
        })
        .collect()
}

fn place(found: &Place<'_>) -> Finding {
    let total = found.of;
    let held =
        |channel: &ChannelFigures| format!("{} has {}", channel.name, count(channel.mentions));
    let counts = match (found.leaders.as_slice(), found.next) {
        // The headline has said it all.
        ([_], None) => None,
        ([first], Some(next)) => Some(format!(
            "{} of {}; {} follows with {}.",
            held(first),
            counted(total, "mention"),
            next.name,
            format::share(next.share, total).unwrap_or_else(|| count(next.mentions))
        )),
        (leaders, _) => {
            let counts: Vec<String> = leaders.iter().take(3).map(|leader| held(leader)).collect();
            Some(format!("Of {}, {}.", counted(total, "mention"), list(&counts)))
        }
    };
    let detail: Vec<String> = counts.into_iter().chain(silent(&found.silent)).collect();
    let (low, high) = found.interval;
    let sure = match found.leaders.as_slice() {
        _ if total < FEWEST_FOR_RATES => {
            format!("Only {}: counts, no shares", counted(total, "mention"))
        }
        [_] => format!(
            "95% range of the share {}, {}",
            between(&format::percent(low, total), &format::percent(high, total)),
            format::sample(total)
        ),
        _ => format!(
            "The 95% ranges of their shares overlap, so they are not ranked, {}",
            format::sample(total)
        ),
    };
    Finding { what: headlines::lead(found), detail: detail.join(" "), sure }
}

/// Declared channels in which nothing was found.
fn silent(channels: &[&ChannelFigures]) -> Option<String> {
    let names: Vec<String> = channels.iter().map(|channel| channel.name.clone()).collect();
    match names.as_slice() {
        [] => None,
        [_] | [_, _] | [_, _, _] => {
            Some(format!("Nothing was found on {}, which the brief declares.", list(&names)))
        }
        _ => Some(format!(
            "Nothing was found on {} channels that the brief declares.",
            count(names.len() as u64)
        )),
    }
}

fn volume(found: &Comparison) -> Finding {
    let ((now, before), (mentions, former)) = (found.per_day, found.mentions);
    let when = dates::during(&found.previous);
    if mentions.max(former) < FEWEST_FOR_RATES {
        let what = format!("{} in this period", sentence_count(mentions));
        let detail = format!("{} {when}.", sentence_count(former));
        return Finding { what, detail, sure: "Too few for rates or a verdict".to_owned() };
    }
    let rate = quantity(now);
    let what = match found.test.and_then(|test| verb(test.change)) {
        Some(verb) => format!("Mentions {verb} to {rate} a day"),
        None if found.test.is_some() => format!("No clear change in mentions, at {rate} a day"),
        None => format!("Mentions ran at {rate} a day"),
    };
    let detail = if former < FEWEST_FOR_RATES {
        format!("{} {when}.", sentence_count(former))
    } else {
        let evenly = found.ratio.map_or_else(String::new, |ratio| {
            format!("; with every weekday weighing the same, {}", times(ratio))
        });
        format!("Against {} a day {when}, per observed day{evenly}.", quantity(before))
    };
    Finding { what, detail, sure: certainty(found) }
}

/// `3 mentions`, `No mention`.
fn sentence_count(mentions: u64) -> String {
    if mentions == 0 { "No mention".to_owned() } else { counted(mentions, "mention") }
}

/// A ratio in words: `31% more`, `5% fewer`, `as many`, `2.4 times as many`.
fn times(ratio: f64) -> String {
    let percent = format::assumed((100.0 * (ratio - 1.0)).abs().round());
    match ratio {
        _ if percent == "0" => "as many".to_owned(),
        ratio if ratio >= 2.0 => format!("{} times as many", quantity(ratio)),
        ratio if ratio > 1.0 => format!("{percent}% more"),
        _ => format!("{percent}% fewer"),
    }
}

/// What the verdict stands on, or why there is none.
fn certainty(found: &Comparison) -> String {
    let (now, before) = found.weeks;
    let Some(WeekTest { ratio, interval: (low, high), change }) = found.test else {
        let is_short = now.min(before) < WeekMean::ENOUGH;
        let why = if is_short {
            "and it takes 4 on each side"
        } else {
            "at least one of them without a mention"
        };
        let left_out = if is_short { left_out(found.left_out) } else { String::new() };
        let weeks = counted(now as u64, "full week");
        return format!("No verdict: {weeks} against {}, {why}{left_out}", count(before as u64));
    };
    let weeks = format!("{} full weeks against {}", count(now as u64), count(before as u64));
    let signed = |ratio: f64| format!("{}%", points(100.0 * (ratio - 1.0)));
    let range = format!("{} for a typical week, 95% range", between(&signed(low), &signed(high)));
    let (is_certain, up) = (low > 1.0 || high < 1.0, found.per_day.0 > found.per_day.1);
    match verb(change) {
        Some(_) => format!("By {weeks}: {range}"),
        None if is_certain && up != (ratio > 1.0) => format!(
            "Not clear: the {weeks} and the days outside of them point in opposite ways ({range})"
        ),
        None => {
            format!("Not clear: single weeks vary more than that. {weeks} leave {range}")
        }
    }
}

fn tone(found: &ToneFigures, before: Option<&Comparison>, low: Option<&LowWeek<'_>>) -> Finding {
    let labelled = found.counts.labelled();
    let compared = before.zip(before.and_then(|before| before.tone.net)).map(|(before, former)| {
        let former = format!("{} {}", points(former), dates::during(&before.previous));
        match (before.tone_change.and_then(verb), before.tone_change) {
            (Some(verb), _) => format!("; it {verb} from {former}"),
            (None, None) => format!("; {former}, too few labels to compare"),
            (None, _) => format!("; no clear change from {former}"),
        }
    });
    let low = low.and_then(|LowWeek { week, all, weeks }| {
        Some(format!(
            " The week of {} stands out at {}, against {} over {}.",
            dates::span(week.from, week.to),
            points(week.tone.net?),
            points(all.net?),
            counted(*weeks as u64, "week")
        ))
    });
    let detail = format!(
        "{} positive, {} neutral, {} negative{}.{}",
        count(found.counts.positive),
        count(found.counts.neutral),
        count(found.counts.negative),
        compared.unwrap_or_default(),
        low.unwrap_or_default()
    );
    let sure = match found.interval {
        Some((low, high)) => format!(
            "95% range {}, {} with a tone label",
            with_unit(&between(&points(low), &points(high)), "points"),
            format::sample(labelled)
        ),
        None => format!("{}: no range under 10", counted(labelled, "label")),
    };
    Finding { what: headlines::tone(found), detail, sure }
}

fn busiest(brief: &Brief, found: &Busiest) -> Finding {
    let next = found.next.map_or_else(String::new, |next| {
        let slot = headlines::slot(&next, found.band_hours);
        format!("; {slot} follows with {} times", quantity(next.index))
    });
    let staffed = found.in_staffed_hours.and_then(|staffed| in_staffed_hours(staffed, found.of));
    Finding {
        what: headlines::busiest(found),
        detail: format!(
            "{} fell there{next}.{}",
            counted(found.peak.mentions, "mention"),
            staffed.unwrap_or_default()
        ),
        sure: format!(
            "{} known to the hour, {} time; a proxy for when people are online",
            counted(found.of, "mention"),
            brief.timing.zone_name
        ),
    }
}

/// Without a decimal where parts of hours are counted by their part; nothing where a share would mislead.
fn in_staffed_hours(StaffedShare { share, is_exact }: StaffedShare, of: u64) -> Option<String> {
    Some(if is_exact {
        format!(" {} of all mentions fall inside the staffed hours.", format::share(share, of)?)
    } else {
        let share = format::share(share, of.min(99))?;
        format!(
            " About {share} of all mentions fall inside the staffed hours; an hour staffed in part counts by that part."
        )
    })
}

fn team(staffing: &StaffingFigures) -> Finding {
    let (low, base, high) = staffing.fte_workload;
    let (what, detail) = match (staffing.binding, staffing.fte_coverage) {
        (Binding::Coverage, Some(cover)) => (
            format!("Being there decides the team: {}", people(cover)),
            format!("The work alone takes {}.", people(base)),
        ),
        (_, Some(cover)) => (
            format!("The work decides the team: {}", people(base)),
            format!("One seat in the staffed hours takes {}.", people(cover)),
        ),
        (_, None) => (
            format!("The work takes {}", people(base)),
            "The brief states no staffed hours to compare with.".to_owned(),
        ),
    };
    let sure = format!(
        "Low case to high case of the work {}, by minutes a conversation; not a statistical range",
        cases(low, high)
    );
    Finding { what, detail, sure }
}

/// `2.9 to 5.7 full-time people`.
fn cases(low: f64, high: f64) -> String {
    let high = people(high);
    match people(low) {
        low if low == high => high,
        low => {
            let unit = with_unit("", PEOPLE);
            between(low.trim_end_matches(&unit), &high)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::{Change, Report, findings as decided};
    use crate::pages::fixture;

    fn said(report: &Report) -> Vec<Finding> {
        let brief = fixture::brief();
        findings(&brief, &decided(report, &brief).found)
    }

    #[test]
    fn a_full_report_has_five_findings_with_their_certainty() {
        let found = said(&fixture::report());
        assert_eq!(found.len(), 5);
        assert_eq!(found[0].what, "X holds 38.5% of all mentions");
        assert_eq!(found[0].detail, "X has 780 of 2,028 mentions; Facebook follows with 28.2%.");
        assert_eq!(
            found[0].sure,
            "95% range of the share 36.4%\u{a0}to\u{a0}40.6%, n\u{a0}=\u{a0}2,028"
        );
        assert!(found.iter().all(|finding| !finding.sure.is_empty()));
        assert_eq!(said(&fixture::silent_report()), []);
    }

    fn with_mentions(mentions: &[u64]) -> Report {
        let mut report = fixture::report();
        report.mentions = mentions.iter().sum();
        for (channel, n) in report.channels.iter_mut().zip(mentions.iter().chain(&[0; 6])) {
            (channel.mentions, channel.share) = (*n, *n as f64 / report.mentions as f64);
        }
        report
    }

    #[test]
    fn place_has_words_for_few_many_a_tie_and_silence() {
        let place = |mentions: &[u64]| {
            let finding = said(&with_mentions(mentions)).swap_remove(0);
            (finding.detail, finding.sure)
        };
        let (detail, sure) = place(&[6, 1, 1, 1]);
        assert_eq!(
            detail,
            "Of 9 mentions, X has 6, Facebook has 1 and Reddit has 1. Nothing was found on YouTube, which the brief declares."
        );
        assert_eq!(sure, "Only 9 mentions: counts, no shares");
        let (detail, sure) = place(&[105, 95, 20, 15, 5]);
        assert_eq!(detail, "Of 240 mentions, X has 105 and Facebook has 95.");
        assert_eq!(
            sure,
            "The 95% ranges of their shares overlap, so they are not ranked, n\u{a0}=\u{a0}240"
        );
        let (detail, _) = place(&[40]);
        assert_eq!(detail, "Nothing was found on 4 channels that the brief declares.");
        let (detail, _) = place(&[40, 0, 1, 1]);
        assert_eq!(
            detail,
            "X has 40 of 42 mentions; Reddit follows with 2%. Nothing was found on Facebook and YouTube, which the brief declares."
        );
    }

    fn compared(change: impl FnOnce(&mut Comparison)) -> (String, String, String) {
        let mut comparison = fixture::comparison();
        change(&mut comparison);
        let Finding { what, detail, sure } = volume(&comparison);
        (what, detail, sure)
    }

    #[test]
    fn volume_follows_the_verdict() {
        let (what, detail, sure) = compared(|_| ());
        assert_eq!(what, "Mentions rose to 72.4 a day");
        assert_eq!(
            detail,
            "Against 65.3 a day in April 2026, per observed day; with every weekday weighing the same, 12% more."
        );
        assert_eq!(
            sure,
            "By 4 full weeks against 4: +3%\u{a0}to\u{a0}+22% for a typical week, 95% range"
        );
        let test = |change, interval| Some(WeekTest { ratio: 1.12, interval, change });
        let (what, _, sure) = compared(|c| c.test = test(Change::ProbablyRose, (0.975, 1.292)));
        assert_eq!(what, "Mentions probably rose to 72.4 a day");
        assert_eq!(
            sure,
            "By 4 full weeks against 4: −3%\u{a0}to\u{a0}+29% for a typical week, 95% range"
        );
        let (what, _, sure) = compared(|c| c.test = test(Change::Unclear, (0.5, 3.0)));
        assert_eq!(what, "No clear change in mentions, at 72.4 a day");
        assert_eq!(
            sure,
            "Not clear: single weeks vary more than that. 4 full weeks against 4 leave −50%\u{a0}to\u{a0}+200% for a typical week, 95% range"
        );
        let (_, _, sure) = compared(|c| {
            c.test = test(Change::Unclear, (1.1, 1.2));
            c.per_day.1 = 80.0;
        });
        assert!(sure.starts_with("Not clear: the 4 full weeks against 4 and the days outside of them point in opposite ways"));
    }

    #[test]
    fn volume_without_a_verdict_says_why() {
        let (what, _, sure) = compared(|c| (c.test, c.weeks) = (None, (3, 4)));
        assert_eq!(what, "Mentions ran at 72.4 a day");
        assert_eq!(sure, "No verdict: 3 full weeks against 4, and it takes 4 on each side");
        let (_, _, sure) = compared(|c| (c.test, c.weeks, c.left_out) = (None, (1, 0), 2));
        assert_eq!(
            sure,
            "No verdict: 1 full week against 0, and it takes 4 on each side; 2 weeks with missing days left out"
        );
        let (_, detail, sure) = compared(|c| {
            (c.test, c.ratio, c.mentions, c.per_day) = (None, None, (2028, 0), (72.4, 0.0));
        });
        assert_eq!(detail, "No mention in April 2026.");
        assert_eq!(
            sure,
            "No verdict: 4 full weeks against 4, at least one of them without a mention"
        );
        let (what, detail, sure) = compared(|c| c.mentions = (3, 1));
        assert_eq!(
            (what.as_str(), detail.as_str()),
            ("3 mentions in this period", "1 mention in April 2026.")
        );
        assert_eq!(sure, "Too few for rates or a verdict");
        assert_eq!(compared(|c| c.mentions = (0, 1)).0, "No mention in this period");
    }

    #[test]
    fn ratios_have_words() {
        assert_eq!(
            [1.0, 1.002, 1.31, 0.76, 2.04, 0.0].map(times),
            ["as many", "as many", "31% more", "24% fewer", "2.0 times as many", "100% fewer"]
        );
    }

    #[test]
    fn the_tone_is_compared_with_its_verdict_and_its_low_week() {
        let report = fixture::report();
        let mut before = fixture::comparison();
        let detail = |before: Option<&Comparison>| tone(&report.tone, before, None).detail;
        assert!(detail(Some(&before)).ends_with("686 negative; it fell from +4 in April 2026."));
        before.tone_change = Some(Change::Unclear);
        assert!(detail(Some(&before)).ends_with("; no clear change from +4 in April 2026."));
        before.tone_change = None;
        assert!(detail(Some(&before)).ends_with("; +4 in April 2026, too few labels to compare."));
        assert!(detail(None).ends_with("686 negative."));
        let low = LowWeek { week: &report.trend[12], all: report.tone, weeks: 13 };
        assert!(tone(&report.tone, None, Some(&low)).detail.ends_with(
            "686 negative. The week of 22 to 28 May 2026 stands out at −14, against −5 over 13 weeks."
        ));
    }

    #[test]
    fn hours_staffed_in_part_make_the_share_approximate() {
        let said = |share, is_exact, of| in_staffed_hours(StaffedShare { share, is_exact }, of);
        assert_eq!(
            said(0.3592, true, 2028).unwrap(),
            " 35.9% of all mentions fall inside the staffed hours."
        );
        assert_eq!(
            said(0.3592, false, 2028).unwrap(),
            " About 36% of all mentions fall inside the staffed hours; an hour staffed in part counts by that part."
        );
        assert_eq!(said(0.3592, false, 9), None);
    }

    #[test]
    fn the_binding_need_is_named() {
        let mut staffing = fixture::report().staffing;
        assert_eq!(team(&staffing).what, "The work decides the team: 3.8\u{a0}full-time people");
        assert_eq!(
            team(&staffing).sure,
            "Low case to high case of the work 2.9\u{a0}to\u{a0}5.7\u{a0}full-time people, by minutes a conversation; not a statistical range"
        );
        staffing.binding = Binding::Coverage;
        staffing.fte_coverage = Some(6.0);
        assert_eq!(team(&staffing).what, "Being there decides the team: 6.0\u{a0}full-time people");
        staffing.binding = Binding::Workload;
        staffing.fte_coverage = None;
        assert_eq!(team(&staffing).detail, "The brief states no staffed hours to compare with.");
        staffing.fte_workload = (0.01, 0.02, 0.03);
        assert_eq!(team(&staffing).what, "The work takes under 0.1\u{a0}full-time people");
        assert!(
            team(&staffing)
                .sure
                .starts_with("Low case to high case of the work under 0.1\u{a0}full-time people,")
        );
    }
}
