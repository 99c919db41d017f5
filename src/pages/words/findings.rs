//! Findings → sentences: what, how much, compared with what, how sure.

use crate::brief::Brief;
use crate::insights::findings::{Busiest, Finding as Found, LowWeek, Place};
use crate::insights::{
    Binding, Change, ChannelFigures, NoRange, StaffedShare, StaffingFigures, ToneFigures,
};
use crate::mentions::tone::Tone;
use crate::pages::words::{Words, change, headlines, list, people, people_cases, say};

/// Mentions under which counts stand alone, without rates.
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
pub(in crate::pages) fn findings(
    words: &Words,
    brief: &Brief,
    found: &[Found<'_>],
) -> Vec<Finding> {
    found
        .iter()
        .map(|found| match found {
            Found::Place(found) => place(words, found),
            Found::Peak(found) => change::peak(words, found),
            Found::TonePeak(found) => change::tone_peak(words, found),
            Found::Volume(found) => change::volume(words, found),
            Found::Tone { tone: found, before, low } => tone(words, found, *before, low.as_ref()),
            Found::Busiest(found) => busiest(words, brief, found),
            Found::Team(staffing) => team(words, staffing),
        })
        .collect()
}

fn place(words: &Words, found: &Place<'_>) -> Finding {
    let total = found.of;
    let mentions = say!(words, "mentions", n = total);
    let counts = match (found.leaders.as_slice(), found.next) {
        // The headline has said it all.
        ([_], None) => None,
        ([first], Some(next)) => Some(say!(
            words,
            "place-follows",
            channel = &first.name,
            count = words.count(first.mentions),
            mentions = &mentions,
            next = &next.name,
            value = words.share(next.share, total).unwrap_or_else(|| words.count(next.mentions))
        )),
        (leaders, _) => {
            let counts: Vec<String> = leaders
                .iter()
                .take(3)
                .map(|leader| {
                    let count = words.count(leader.mentions);
                    say!(words, "place-each", channel = &leader.name, count = count)
                })
                .collect();
            Some(say!(words, "place-of", mentions = &mentions, channels = list(words, &counts)))
        }
    };
    let detail: Vec<String> = counts.into_iter().chain(silent(words, &found.silent)).collect();
    let (low, high) = found.interval;
    let sample = words.sample(total);
    let sure = match found.leaders.as_slice() {
        _ if total < FEWEST_FOR_RATES => say!(words, "place-sure-few", mentions = mentions),
        [_] => {
            let range = words.between(&words.percent(low, total), &words.percent(high, total));
            say!(words, "place-sure-range", range = range, sample = sample)
        }
        _ => say!(words, "place-sure-overlap", sample = sample),
    };
    Finding { what: headlines::lead(words, found), detail: detail.join(" "), sure }
}

/// Declared channels in which nothing was found.
fn silent(words: &Words, channels: &[&ChannelFigures]) -> Option<String> {
    let names: Vec<String> = channels.iter().map(|channel| channel.name.clone()).collect();
    match names.as_slice() {
        [] => None,
        [_] | [_, _] | [_, _, _] => {
            Some(say!(words, "place-silent", channels = list(words, &names)))
        }
        _ => Some(say!(words, "place-silent-many", n = names.len() as u64)),
    }
}

fn tone(
    words: &Words,
    found: &ToneFigures,
    before: Option<&Change>,
    low: Option<&LowWeek<'_>>,
) -> Finding {
    let labelled = found.counts.labelled();
    let counts = say!(
        words,
        "tone-counts",
        positive = words.count(found.counts[Tone::Positive]),
        neutral = words.count(found.counts[Tone::Neutral]),
        negative = words.count(found.counts[Tone::Negative])
    );
    let former = before.zip(before.and_then(|change| change.tone.before.net));
    let compared = match former {
        None => say!(words, "tone-alone", counts = counts),
        Some((change, net)) => {
            let (points, when) = (words.points(net), change::when(words, change));
            match change.tone.test.map(|test| change::verdict(test.verdict)) {
                None => say!(words, "tone-untested", counts = counts, points = points, when = when),
                Some(None) => {
                    say!(words, "tone-unclear", counts = counts, points = points, when = when)
                }
                Some(Some(verdict)) => say!(
                    words,
                    "tone-changed",
                    counts = counts,
                    verdict = verdict,
                    points = points,
                    when = when
                ),
            }
        }
    };
    let sure = if let Some((low, high)) = found.interval {
        let range = words.between(&words.points(low), &words.points(high));
        let range = say!(words, "points-range", range = range);
        say!(words, "tone-sure", range = range, sample = words.sample(labelled))
    } else {
        let labels = say!(words, "labels", n = labelled);
        match found.no_range() {
            Some(NoRange::FewAccounts) => say!(words, "tone-sure-few-accounts", labels = labels),
            Some(NoRange::NotMeasured) => say!(words, "tone-sure-no-range", labels = labels),
            Some(NoRange::FewLabels) | None => say!(words, "tone-sure-few", labels = labels),
        }
    };
    let detail = match low {
        Some(low) => low_week(words, low, &compared).unwrap_or(compared),
        None => compared,
    };
    Finding { what: headlines::tone(words, found), detail, sure }
}

/// The sentence, followed by the week that stands out.
fn low_week(words: &Words, low: &LowWeek<'_>, sentence: &str) -> Option<String> {
    Some(say!(
        words,
        "tone-low-week",
        sentence = sentence,
        week = words.span(low.week.from, low.week.to),
        points = words.points(low.week.tone.net?),
        all = words.points(low.all.net?),
        weeks = say!(words, "weeks", n = low.weeks as u64)
    ))
}

fn busiest(words: &Words, brief: &Brief, found: &Busiest) -> Finding {
    let mentions = say!(words, "mentions", n = found.peak.mentions);
    let count = match &found.next {
        None => say!(words, "when-count", mentions = mentions),
        Some(next) => {
            let slot = headlines::slot(words, next, found.band_hours);
            let times = words.quantity(next.index);
            say!(words, "when-count-next", mentions = mentions, slot = slot, times = times)
        }
    };
    let staffed = found
        .in_staffed_hours
        .and_then(|staffed| in_staffed_hours(words, &count, staffed, found.of));
    let mentions = say!(words, "mentions", n = found.of);
    Finding {
        what: headlines::busiest(words, found),
        detail: staffed.unwrap_or(count),
        sure: say!(words, "when-sure", mentions = mentions, zone = &brief.timing.zone_name),
    }
}

/// The sentence, followed by the share inside the staffed hours: without a decimal where parts of hours are counted in proportion;
/// nothing where a share would mislead.
fn in_staffed_hours(
    words: &Words,
    sentence: &str,
    StaffedShare { share, is_exact }: StaffedShare,
    of: u64,
) -> Option<String> {
    Some(if is_exact {
        say!(words, "when-staffed", sentence = sentence, share = words.share(share, of)?)
    } else {
        let share = words.share(share, of.min(99))?;
        say!(words, "when-staffed-about", sentence = sentence, share = share)
    })
}

fn team(words: &Words, staffing: &StaffingFigures) -> Finding {
    let (low, base, high) = staffing.fte_workload;
    let work = people(words, base);
    let (what, detail) = match (staffing.binding, staffing.fte_coverage) {
        (Binding::Coverage, Some(cover)) => (
            say!(words, "team-by-hours", people = people(words, cover)),
            say!(words, "team-by-hours-detail", people = work),
        ),
        (_, Some(cover)) => (
            say!(words, "team-by-work", people = work),
            say!(words, "team-by-work-detail", people = people(words, cover)),
        ),
        (_, None) => {
            (say!(words, "team-work-alone", people = work), words.text("team-work-alone-detail"))
        }
    };
    Finding { what, detail, sure: say!(words, "team-sure", range = people_cases(words, low, high)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::ChangeVerdict;
    use crate::insights::interval::wilson;
    use crate::insights::{Change, Report, findings as decided};
    use crate::pages::fixture;

    fn said(report: &Report) -> Vec<Finding> {
        let brief = fixture::brief();
        findings(Words::english(), &brief, &decided(report, &brief).found)
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
            channel.share_interval = wilson(*n, report.mentions);
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

    #[test]
    fn the_tone_is_compared_with_its_verdict_and_its_low_week() {
        let report = fixture::report();
        let mut change = fixture::change();
        let detail =
            |before: Option<&Change>| tone(Words::english(), &report.tone, before, None).detail;
        assert!(
            detail(Some(&change))
                .ends_with("686 negative; it fell from +4 in the 13 weeks before.")
        );
        change.tone.test.as_mut().unwrap().verdict = ChangeVerdict::Unclear;
        assert!(
            detail(Some(&change)).ends_with("; no clear change from +4 in the 13 weeks before.")
        );
        change.tone.test = None;
        assert!(
            detail(Some(&change))
                .ends_with("; +4 in the 13 weeks before, too few labels to compare.")
        );
        assert!(detail(None).ends_with("686 negative."));
        let low = LowWeek { week: &report.trend[12], all: report.tone, weeks: 13 };
        assert!(tone(Words::english(), &report.tone, None, Some(&low)).detail.ends_with(
            "686 negative. The week of 22 to 28 May 2026 stands out at −14, against −5 over 13 weeks."
        ));
    }

    #[test]
    fn hours_staffed_in_part_make_the_share_approximate() {
        let said = |share, is_exact, of| {
            in_staffed_hours(
                Words::english(),
                "12 fell there.",
                StaffedShare { share, is_exact },
                of,
            )
        };
        assert_eq!(
            said(0.3592, true, 2028).unwrap(),
            "12 fell there. 35.9% of all mentions fall inside the staffed hours."
        );
        assert_eq!(
            said(0.3592, false, 2028).unwrap(),
            "12 fell there. About 36% of all mentions fall inside the staffed hours; an hour staffed in part counts in proportion."
        );
        assert_eq!(said(0.3592, false, 9), None);
    }

    #[test]
    fn the_binding_need_is_named() {
        let mut staffing = fixture::report().staffing;
        assert_eq!(
            team(Words::english(), &staffing).what,
            "The work decides the team: 3.8\u{a0}full-time people"
        );
        assert_eq!(
            team(Words::english(), &staffing).sure,
            "Low case to high case of the work 2.9\u{a0}to\u{a0}5.7\u{a0}full-time people, by minutes a conversation; not a statistical range"
        );
        staffing.binding = Binding::Coverage;
        staffing.fte_coverage = Some(6.0);
        assert_eq!(
            team(Words::english(), &staffing).what,
            "Covering the staffed hours decides the team: 6.0\u{a0}full-time people"
        );
        staffing.binding = Binding::Workload;
        staffing.fte_coverage = None;
        assert_eq!(
            team(Words::english(), &staffing).detail,
            "The brief states no staffed hours to compare with."
        );
        staffing.fte_workload = (0.01, 0.02, 0.03);
        assert_eq!(
            team(Words::english(), &staffing).what,
            "The work takes under 0.1\u{a0}full-time people"
        );
        assert!(
            team(Words::english(), &staffing)
                .sure
                .starts_with("Low case to high case of the work under 0.1\u{a0}full-time people,")
        );
    }
}
