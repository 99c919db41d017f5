//! The sentences of findings: what, how much, compared with what, how sure.

use crate::brief::{Brief, Objective};
use crate::insights::findings::{Finding as Found, LowWeek};
use crate::insights::{
    AuditedTone, Change, ChannelFigures, Estimate, InTime, NoRange, ObjectiveFigures, OutsideShare,
    ToneFigures, TopicFigures, TopicsBase,
};
use crate::mentions::tone::Tone;
use crate::pages::words::{
    Words, change, channel_name, clauses, headlines, list, metric, objectives, say, shifts,
};

/// Channels without an owner that are named at most.
const MOST_CHANNELS: usize = 3;

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
            Found::Peak { volume, tone } => change::peak(words, volume, *tone),
            Found::TonePeak(found) => change::tone_peak(words, found),
            Found::Volume(found) => change::volume(words, found),
            Found::Topics { topics, have_risen, mentions, before } => {
                self::topics(words, brief, (topics, *have_risen), *mentions, before)
            }
            Found::Missed { figures, objective, channel } => {
                missed(words, &brief.objectives[*objective], figures, *channel)
            }
            Found::Late { in_time, channels } => late(words, in_time, channels),
            Found::Outside { share, hours } => outside(words, brief, share, *hours),
            Found::NoOwner { channels, hours, conversations } => {
                no_owner(words, channels, *hours, *conversations)
            }
            Found::NoDepartment { hours, conversations } => Finding {
                what: words.text("no-department-what"),
                detail: say!(words, "no-department-detail", hours = words.quantity(*hours)),
                sure: say!(words, "conversations", n = *conversations),
            },
            Found::Tone { tone: found, audited, before, low } => {
                let by_labels = tone(words, found, *before, low.as_ref());
                match audited.zip(found.net) {
                    Some((seen, net)) => audited_tone(words, (seen, found), net, &by_labels),
                    None => by_labels,
                }
            }
        })
        .collect()
}

/// Topics whose share changed: what, each with its share now and before, and their ranges in the same order.
fn topics(
    words: &Words,
    brief: &Brief,
    (topics, have_risen): (&[&TopicFigures], bool),
    mentions: u64,
    before: &TopicsBase,
) -> Finding {
    let percent = |share: Option<f64>| words.percent(share.unwrap_or_default(), mentions);
    let names: Vec<String> = topics.iter().map(|topic| topic_name(words, brief, topic)).collect();
    let id = if have_risen { "topic-more" } else { "topic-less" };
    let what = words.say(id, &[("topics", list(words, &names).into())]);
    let days = topic_days(words, before);
    let detail = if let [topic] = topics {
        let (share, was) = (percent(topic.share), percent(topic.share_was));
        say!(words, "topic-detail", share = share, was = was, days = days)
    } else {
        let each = topics.iter().zip(&names).map(|(topic, name)| {
            let (share, was) = (percent(topic.share), percent(topic.share_was));
            say!(words, "topic-each", topic = name, share = share, was = was)
        });
        let each = list(words, &each.collect::<Vec<_>>());
        say!(words, "topics-detail", topics = each, days = days)
    };
    let range = |topic: &&TopicFigures| {
        let (low, high) = topic.interval.unzip();
        words.between(&percent(low), &percent(high))
    };
    let sure = if let [topic] = topics {
        let base = say!(words, "mentions", n = topic.mentions);
        say!(words, "topic-sure", range = range(topic), mentions = base)
    } else {
        let ranges = list(words, &topics.iter().map(range).collect::<Vec<_>>());
        say!(words, "topics-sure", ranges = ranges)
    };
    Finding { what, detail, sure }
}

/// The days that the shares of topics are compared with.
pub(in crate::pages) fn topic_days(words: &Words, before: &TopicsBase) -> String {
    let days = words.span(before.from, before.to);
    match before.exceptional {
        0 => days,
        n => say!(words, "topic-days", days = days, n = n),
    }
}

/// The name of a topic of the brief, or of what has none.
pub(in crate::pages) fn topic_name(words: &Words, brief: &Brief, topic: &TopicFigures) -> String {
    match topic.topic {
        Some(topic) => brief.topics[topic].name.clone(),
        None => words.text("topics-none"),
    }
}

/// An objective that is not met.
fn missed(
    words: &Words,
    objective: &Objective,
    figures: &ObjectiveFigures,
    channel: Option<&str>,
) -> Finding {
    let metric = metric(words, objective.metric);
    let name = match channel {
        Some(channel) => say!(words, "objective-on", metric = metric, channel = channel),
        None => metric,
    };
    let value = |value: f64| objectives::value(words, figures, value);
    let (now, target) = (figures.now.map(value), figures.target.map(value));
    let (now, target) = (now.unwrap_or_default(), target.unwrap_or_default());
    let statement = objective.statement.trim_end_matches('.');
    let what = say!(words, "missed-what", statement = statement);
    let detail = match figures.baseline.map(value) {
        Some(baseline) => {
            say!(words, "missed-from", name = name, now = now, target = target, baseline = baseline)
        }
        None => say!(words, "missed-detail", name = name, now = now, target = target),
    };
    let sample = figures.n.map(|n| words.sample(n)).unwrap_or_default();
    let sure = match figures.interval {
        Some((low, high)) => {
            let range = words.between(&value(low), &value(high));
            say!(words, "missed-sure", range = range, sample = sample)
        }
        None => sample,
    };
    let due = objective.due.map(|due| say!(words, "objective-due", date = words.short_date(due)));
    let moved = figures.moved.map(|moved| {
        let (was, is) = (value(moved.was), value(moved.is));
        let date = words.date(moved.from);
        say!(words, "objectives-target-moved", was = was, is = is, date = date)
    });
    let behind = figures.is_goal_behind_start().then(|| words.text("objectives-behind"));
    let sure = [sure].into_iter().chain(due).chain(behind).chain(moved);
    let sure = clauses(words, sure.collect());
    Finding { what, detail, sure }
}

/// Answers that come later than promised.
fn late(words: &Words, in_time: &InTime, channels: &[String]) -> Finding {
    let share = in_time.share.unwrap_or_default();
    let within = words.within(in_time.target_minutes);
    let share = words.percent(share, in_time.base.min(99));
    let detail =
        say!(words, "late-detail", share = share, time = &within, channels = list(words, channels));
    let conversations = say!(words, "conversations", n = in_time.base);
    let sure = match in_time.interval {
        Some((low, high)) => {
            let n = in_time.base.min(99);
            let range = words.between(&words.percent(low, n), &words.percent(high, n));
            say!(words, "late-sure", range = range, conversations = conversations)
        }
        None => conversations,
    };
    Finding { what: words.text("late-what"), detail, sure }
}

/// Conversations that begin outside the staffed hours.
fn outside(words: &Words, brief: &Brief, found: &OutsideShare, hours: f64) -> Finding {
    let percent = |share| words.percent(share, found.conversations.min(99));
    let shifts = shifts(words, &brief.timing.staffed);
    let (share, part) = (percent(found.share), words.percent(hours / 168.0, 99));
    let detail = if found.is_exact {
        say!(words, "outside-detail", share = share, shifts = shifts, part = part)
    } else {
        say!(words, "outside-detail-about", share = share, shifts = shifts, part = part)
    };
    let (low, high) = found.interval;
    let range = words.between(&percent(low), &percent(high));
    let conversations = say!(words, "conversations", n = found.conversations);
    let sure = say!(words, "outside-sure", range = range, conversations = conversations);
    Finding { what: words.text("outside-what"), detail, sure }
}

/// Work on channels that the brief does not name.
fn no_owner(
    words: &Words,
    channels: &[&ChannelFigures],
    hours: f64,
    conversations: u64,
) -> Finding {
    let names = channels.iter().take(MOST_CHANNELS).map(|channel| channel_name(words, channel));
    let others = channels.len().saturating_sub(MOST_CHANNELS) as u64;
    let others = (others > 0).then(|| say!(words, "no-owner-others", n = others));
    let names: Vec<String> = names.chain(others).collect();
    let conversations = say!(words, "conversations", n = conversations);
    let hours = words.quantity(hours);
    Finding {
        what: say!(words, "no-owner-what", n = channels.len() as u64),
        detail: say!(words, "no-owner-detail", channels = list(words, &names), hours = hours),
        sure: conversations,
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
                None => {
                    let reason = untested(found, &change.tone.before);
                    say!(
                        words,
                        "tone-untested",
                        counts = counts,
                        points = points,
                        when = when,
                        reason = reason
                    )
                }
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

/// The tone as people see it, followed by what the exports' labels say.
fn audited_tone(
    words: &Words,
    (tone, labels): (&AuditedTone, &ToneFigures),
    net: f64,
    by_labels: &Finding,
) -> Finding {
    let Estimate { low, high, .. } = tone.net;
    let range = words.between(&words.points(low), &words.points(high));
    let range = say!(words, "points-range", range = range);
    let (rows, mentions) = (words.count(tone.rows), words.count(tone.mentions));
    let (net, detail) = (words.points(net), &by_labels.detail);
    let sure = say!(words, "tone-sure-audited", range = range, rows = rows, mentions = mentions);
    Finding {
        what: headlines::audited_tone(words, tone),
        detail: say!(words, "tone-by-labels", points = net, sentence = detail),
        sure: match labels.no_range() {
            Some(NoRange::FewAccounts) => {
                say!(words, "tone-sure-audited-few-accounts", sentence = sure)
            }
            _ => sure,
        },
    }
}

/// Why two tones are not compared.
fn untested(now: &ToneFigures, before: &ToneFigures) -> &'static str {
    match now.no_range().or(before.no_range()) {
        Some(NoRange::FewAccounts) => "accounts",
        Some(NoRange::NotMeasured) => "not-measured",
        Some(NoRange::FewLabels) | None => "labels",
    }
}

/// The sentence, followed by the exceptional week.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::ChangeVerdict;
    use crate::insights::sample::topic;
    use crate::insights::{Change, Report, findings as decided};
    use crate::pages::fixture;
    use crate::tally::Tally;

    fn said(report: &Report) -> Vec<Finding> {
        let brief = fixture::brief();
        findings(Words::english(), &brief, &decided(report, &brief).found)
    }

    #[test]
    fn every_finding_has_its_certainty_and_silence_has_none() {
        let found = said(&fixture::report());
        assert!(!found.is_empty() && found.len() <= 5);
        assert!(found.iter().all(|finding| !finding.sure.is_empty() && !finding.detail.is_empty()));
        assert_eq!(said(&fixture::silent_report()), []);
    }

    #[test]
    fn the_tone_that_people_see_comes_before_that_of_the_labels() {
        let (report, audit) = (fixture::report(), fixture::audit());
        let found =
            Found::Tone { tone: &report.tone, audited: audit.corrected(), before: None, low: None };
        let tone = &findings(Words::english(), &fixture::brief(), &[found])[0];
        assert_eq!(tone.what, "Net sentiment is −47\u{a0}points: more complaint than praise");
        assert!(tone.detail.starts_with("By the exports’ labels −5: "), "{}", tone.detail);
        assert_eq!(
            tone.sure,
            "95% range −61\u{a0}to\u{a0}−34\u{a0}points, people read 100 of 1,643 mentions"
        );
        let of_few = ToneFigures { interval: None, ..report.tone };
        let found =
            Found::Tone { tone: &of_few, audited: audit.corrected(), before: None, low: None };
        let tone = &findings(Words::english(), &fixture::brief(), &[found])[0];
        assert!(tone.sure.ends_with("1,643 mentions; most of these are by few accounts"));
    }

    #[test]
    fn topics_stand_with_their_shares_now_and_before() {
        let brief = Brief { topics: vec![topic("app"), topic("lids")], ..fixture::brief() };
        let figures = |at, mentions: u64, was| TopicFigures {
            topic: Some(at),
            mentions,
            share: Some(mentions as f64 / 1000.0),
            interval: Some((0.2, 0.4)),
            share_was: Some(was),
            verdict: Some(ChangeVerdict::Rose),
            tone: ToneFigures::of(Tally::default(), None),
            is_of_few: false,
        };
        let (app, lids) = (figures(0, 251, 0.0), figures(1, 307, 0.05));
        let (from, to) = (fixture::day(2026, 2, 1), fixture::day(2026, 5, 2));
        let said = |of: &[&TopicFigures], exceptional| {
            let before = TopicsBase { from, to, exceptional };
            topics(Words::english(), &brief, (of, true), 1000, &before)
        };
        let one = said(&[&app], 14);
        assert_eq!(one.what, "A larger share was about: The app");
        assert_eq!(
            one.detail,
            "25.1% of the mentions; 0% from 1 February to 2 May 2026, without 14 exceptional days."
        );
        assert_eq!(one.sure, "95% range 20.0%\u{a0}to\u{a0}40.0% (251 mentions)");
        let both = said(&[&app, &lids], 0);
        assert_eq!(both.what, "A larger share was about: The app and The lids");
        assert_eq!(
            both.detail,
            "The app 25.1% (0%) and The lids 30.7% (5.0%) of the mentions; in brackets 1 February to 2 May 2026."
        );
    }

    #[test]
    fn a_missed_objective_stands_with_its_value_target_and_range() {
        let (brief, report) = (fixture::brief(), fixture::report());
        let (asked, figures) = (&brief.objectives[0], &report.objectives[0]);
        let found = missed(Words::english(), asked, figures, Some("Reddit"));
        assert!(found.what.starts_with("Not met: "));
        assert!(found.detail.starts_with("Target +10, now "), "{}", found.detail);
        let end = ", baseline −5: net sentiment on Reddit.";
        assert!(found.detail.ends_with(end), "{}", found.detail);
        assert!(found.sure.contains("n\u{a0}="), "{}", found.sure);
    }

    #[test]
    fn late_answers_hours_without_staff_and_work_without_an_owner_have_words() {
        let (brief, report) = (fixture::brief(), fixture::report());
        let waits = &report.answers.as_ref().unwrap().all;
        let names = ["X".to_owned(), "Reddit".to_owned()];
        let in_time = waits.in_time.as_ref().unwrap();
        let found = late(Words::english(), in_time, &names);
        assert_eq!(
            found.detail,
            "62% of conversations on X and Reddit had an answer within 4\u{a0}hours."
        );
        let outside = |is_exact| {
            let interval = (0.62, 0.675);
            let share = OutsideShare { share: 0.648, interval, conversations: 1185, is_exact };
            outside(Words::english(), &brief, &share, 125.5)
        };
        assert_eq!(
            outside(true).detail,
            "65% of conversations begin outside Mon–Fri 09:00\u{a0}to\u{a0}17:30, in 75% of the hours of a week."
        );
        assert!(outside(false).detail.starts_with("About 65% of conversations"));
        assert_eq!(
            outside(true).sure,
            "62%\u{a0}to\u{a0}68% of 1,185 conversations known to the hour"
        );
        let youtube = no_owner(Words::english(), &[&report.channels[4]], 4.67, 56);
        assert_eq!(youtube.what, "A channel that the brief does not name takes work");
        assert_eq!(
            youtube.detail,
            "Answering YouTube would take 4.7 hours a week; nobody has decided who does."
        );
        let many: Vec<&ChannelFigures> = report.channels.iter().collect();
        let many = no_owner(Words::english(), &many, 91.0, 1092);
        assert_eq!(many.what, "6 channels that the brief does not name take work");
        assert!(
            many.detail.starts_with("Answering X, Facebook, Reddit and 3 other channels would")
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
        (change.tone.before.interval, change.tone.before.net) = (None, Some(4.0));
        assert!(
            detail(Some(&change))
                .ends_with("; +4 in the 13 weeks before, too few accounts to compare.")
        );
        assert!(detail(None).ends_with("686 negative."));
        let low = LowWeek { week: &report.trend[12], all: report.tone, weeks: 13 };
        assert!(tone(Words::english(), &report.tone, None, Some(&low)).detail.ends_with(
            "686 negative. The week of 22 to 28 May 2026 stands out at −14, against −5 over 13 weeks."
        ));
    }
}
