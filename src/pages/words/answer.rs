//! The lead sentence of page one: what changed, what answering takes as the brief decides it, and who waits longer than promised.
//!
//! Each clause falls away where it has nothing to say: a change needs a verdict, a wait needs replies in the exports, and without conversations
//! or with a few days the sentence says so instead of giving a number of people that no data support.

use crate::brief::Brief;
use crate::insights::findings::{self, Answer};
use crate::insights::{
    Binding, ChangeVerdict, OptionFigures, Report, Suspicion, TonePeak, VolumePeak,
};
use crate::pages::words::findings::topic_name;
use crate::pages::words::{self, Words, change, list, people, say, work_cases};

/// The lead sentence.
pub(in crate::pages) fn answer(
    words: &Words,
    brief: &Brief,
    report: &Report,
    suspicions: &[Suspicion],
) -> String {
    // Fewer mentions say nothing where a channel probably was not exported.
    let silence = silence(words, report, suspicions);
    sentence(words, brief, report, findings::answer(report), silence)
}

/// A channel without a row on many of the days compared, where fewer mentions were counted.
fn silence(words: &Words, report: &Report, suspicions: &[Suspicion]) -> Option<String> {
    let change = findings::comparable(report)?;
    let is_less = |verdict| matches!(verdict, ChangeVerdict::Fell | ChangeVerdict::ProbablyFell);
    change.verdict().filter(|verdict| is_less(*verdict))?;
    suspicions.iter().find_map(|suspicion| match suspicion {
        Suspicion::Silent { channel, from, to, usual }
            if *from <= change.now.to && change.now.from <= *to =>
        {
            Some(words::silence(words, channel, (*from, *to), *usual))
        }
        _ => None,
    })
}

/// Names the channels with mentions on days that no export should cover.
fn not_covered(words: &Words, report: &Report, when: &str) -> String {
    let contradicted = report.channels.iter().filter(|channel| channel.is_contradicted());
    let names: Vec<String> = contradicted.map(|channel| channel.name.clone()).collect();
    match names.as_slice() {
        [] => say!(words, "answer-not-covered", when = when),
        names => say!(words, "answer-contradicted", when = when, channels = list(words, names)),
    }
}

fn sentence(
    words: &Words,
    brief: &Brief,
    report: &Report,
    answer: Answer,
    silence: Option<String>,
) -> String {
    let (client, when) = (&brief.client, when(words, report));
    match answer {
        Answer::NotObserved => say!(words, "answer-not-observed", when = when, client = client),
        Answer::NotCovered => not_covered(words, report, &when),
        Answer::NotCounted => say!(words, "answer-not-counted", client = client, when = when),
        Answer::Silence { is_enough: true } => nobody(words, brief, report, &when),
        Answer::Silence { is_enough: false } => {
            say!(words, "answer-silence-few-days", client = client, days = few_days(words, report))
        }
        Answer::NothingToAnswer => say!(words, "answer-nothing", client = client, when = when),
        Answer::TooFewDays => say!(
            words,
            "answer-few-days",
            answering = answering(words, brief),
            work = work(words, report),
            days = few_days(words, report)
        ),
        Answer::Team => {
            let peak = findings::main_peak(report);
            let news = match peak {
                Some((peak, tone)) => Some(peaked(words, brief, peak, tone)),
                None => silence
                    .or_else(|| few_accounts(words, brief, report))
                    .or_else(|| changed(words, brief, report))
                    .or_else(|| unclear(words, brief, report)),
            };
            let takes = report.decided().map(|decided| {
                takes(words, brief, report, decided, peak.is_some(), news.is_some())
            });
            let waits = late(words, report);
            let topics = risen_topics(words, brief, report);
            let open = undecided(words, report);
            let all = news.into_iter().chain(topics).chain(takes).chain(open).chain(waits);
            all.collect::<Vec<_>>().join(" ")
        }
    }
}

/// Nobody was found talking; the posts on competitors show that something was exported.
fn nobody(words: &Words, brief: &Brief, report: &Report, when: &str) -> String {
    let client = &brief.client;
    match report.voice.as_ref().map_or(0, |voice| voice.tags) {
        0 => say!(words, "answer-silence", client = client, when = when),
        n => say!(words, "answer-silence-rivals", client = client, when = when, n = n),
    }
}

/// That all mentions are by a few accounts: then nothing else says what people think.
fn few_accounts(words: &Words, brief: &Brief, report: &Report) -> Option<String> {
    let accounts = findings::few_accounts(report)?;
    Some(say!(
        words,
        "lead-few-accounts",
        mentions = say!(words, "mentions", n = report.mentions),
        client = &brief.client,
        when = when(words, report),
        n = accounts
    ))
}

/// A crisis comes first: days on which far more was said than usual, and whether the tone was worse on them.
fn peaked(words: &Words, brief: &Brief, peak: &VolumePeak, tone: Option<&TonePeak>) -> String {
    let is_worse = tone.is_some_and(|tone| tone.z < 0.0);
    let span = words.span(peak.from, peak.to);
    let (client, mentions) = (&brief.client, words.count(peak.mentions));
    let usual = words.assumed(peak.usual.round());
    let most = peak.most_by_one.filter(|most| 2 * most >= peak.mentions);
    if let Some(most) = most {
        let most = words.count(most);
        say!(
            words,
            "lead-peak-one",
            span = span,
            client = client,
            mentions = mentions,
            usual = usual,
            most = most
        )
    } else if is_worse {
        say!(
            words,
            "lead-peak-worse",
            span = span,
            client = client,
            mentions = mentions,
            usual = usual
        )
    } else {
        say!(words, "lead-peak", span = span, client = client, mentions = mentions, usual = usual)
    }
}

/// What people said more about than before, only by verdict. The shares are of the whole period, which is named: a peak is only a part of it.
fn risen_topics(words: &Words, brief: &Brief, report: &Report) -> Option<String> {
    let (topics, change) = report.topics.as_ref().zip(report.change.as_ref())?;
    let percent = |share: Option<f64>| words.percent(share.unwrap_or_default(), topics.mentions);
    let (period, before) = (words.period(&report.period), change::when(words, change));
    let each = topics.risen().into_iter().map(|topic| {
        let name = topic_name(words, brief, topic);
        (name, percent(topic.share), percent(topic.share_was))
    });
    Some(match each.collect::<Vec<_>>().as_slice() {
        [] => return None,
        [(name, share, was)] => say!(
            words,
            "lead-topic",
            topic = name,
            share = share,
            was = was,
            period = period,
            before = before
        ),
        several => {
            let names: Vec<String> = several.iter().map(|(name, ..)| name.clone()).collect();
            let each = list(words, &names);
            say!(words, "lead-topics", topics = each, period = period, before = before)
        }
    })
}

/// What changed, only by verdict.
fn changed(words: &Words, brief: &Brief, report: &Report) -> Option<String> {
    let change = findings::comparable(report)?;
    let volume = change.verdict().filter(|_| !change.is_small()).and_then(change::verdict);
    let test = change.tone.test.filter(|_| !report.are_labels_contradicted());
    let tone = test.and_then(|test| match test.verdict {
        ChangeVerdict::Rose => Some("better"),
        ChangeVerdict::Fell => Some("worse"),
        ChangeVerdict::ProbablyRose => Some("probably-better"),
        ChangeVerdict::ProbablyFell => Some("probably-worse"),
        ChangeVerdict::Unclear => None,
    });
    let (client, when) = (&brief.client, when(words, report));
    let before = change::when(words, change);
    Some(match (volume, tone) {
        (None, None) => return None,
        (Some(verdict), None) => say!(
            words,
            "lead-volume",
            verdict = verdict,
            client = client,
            when = when,
            before = before
        ),
        (Some(verdict), Some(tone)) => say!(
            words,
            "lead-volume-tone",
            verdict = verdict,
            tone = tone,
            client = client,
            when = when,
            before = before
        ),
        (None, Some(tone)) => {
            say!(words, "lead-tone", tone = tone, client = client, when = when, before = before)
        }
    })
}

/// That a comparison found no clear change.
fn unclear(words: &Words, brief: &Brief, report: &Report) -> Option<String> {
    let change = findings::comparable(report).filter(|change| !change.is_small())?;
    change.verdict().filter(|verdict| *verdict == ChangeVerdict::Unclear)?;
    let test = change.tone.test.filter(|_| !report.are_labels_contradicted());
    let is_tone_unclear = test.is_some_and(|test| test.verdict == ChangeVerdict::Unclear);
    let id = if is_tone_unclear { "lead-unclear-both" } else { "lead-unclear" };
    let when = when(words, report);
    Some(words.say(id, &[("client", (&brief.client).into()), ("when", when.into())]))
}

/// `in May 2026`; where not all days were observed, `on the 9 observed days of May 2026`.
fn when(words: &Words, report: &Report) -> String {
    match report.window {
        Some(_) if report.observed_days < report.period.days() => few_days(words, report),
        _ => words.during(&report.period),
    }
}

/// The work as the brief decides it. In the month of a peak it is in the past tense, without a number of people.
fn takes(
    words: &Words,
    brief: &Brief,
    report: &Report,
    decided: &OptionFigures,
    is_peak: bool,
    has_news: bool,
) -> String {
    let hours = decided.hours.base;
    if hours <= 0.0 {
        return words.text("lead-listens");
    }
    let answering = if is_peak {
        let when = when(words, report);
        match brief.staffing.response_share {
            share if share < 1.0 => {
                let share = words.percent(share, 1);
                say!(words, "lead-answering-part-of", share = share, when = when)
            }
            _ => say!(words, "lead-answering-all-of", when = when),
        }
    } else if has_news {
        match brief.staffing.response_share {
            share if share < 1.0 => {
                say!(words, "lead-answering-part", share = words.percent(share, 1))
            }
            _ => words.text("lead-answering"),
        }
    } else {
        let when = when(words, report);
        say!(words, "lead-answering-when", answering = answering(words, brief), when = when)
    };
    let figure = words.quantity(hours);
    let Some(people) = decided.people else {
        return if hours < 1.0 {
            say!(words, "lead-under-an-hour", answering = answering)
        } else {
            say!(words, "lead-one-person", answering = answering, hours = figure)
        };
    };
    let full_time = self::people(words, people.fte);
    match people.binding {
        _ if is_peak => say!(words, "lead-took", answering = answering, hours = figure),
        Binding::Workload => {
            say!(words, "lead-work", answering = answering, hours = figure, people = full_time)
        }
        Binding::Coverage => {
            say!(words, "lead-cover", answering = answering, hours = figure, people = full_time)
        }
    }
}

/// How much of the work nobody has decided about, where it is much of it.
fn undecided(words: &Words, report: &Report) -> Option<String> {
    Some(say!(words, "lead-open", hours = words.quantity(report.open_hours()?)))
}

/// Who waits longer than promised, where clearly more do than may.
fn late(words: &Words, report: &Report) -> Option<String> {
    let findings::Finding::Late { in_time, channels, .. } = findings::late(report)? else {
        return None;
    };
    let share = words.percent(1.0 - in_time.share?, in_time.base.min(99));
    let time = words.within(in_time.target_minutes);
    let channels = (1..=3).contains(&channels.len()).then(|| list(words, &channels));
    Some(match (channels, in_time.count) {
        (None, 0) => say!(words, "lead-late-none", time = time),
        (None, _) => say!(words, "lead-late", share = share, time = time),
        (Some(channels), 0) => {
            say!(words, "lead-late-none-on", channels = channels, time = time)
        }
        (Some(channels), _) => {
            say!(words, "lead-late-on", channels = channels, share = share, time = time)
        }
    })
}

/// `Answering 60% of what people said about Harbour Coffee`.
fn answering(words: &Words, brief: &Brief) -> String {
    let client = &brief.client;
    match brief.staffing.response_share {
        share if share < 1.0 => {
            say!(words, "answer-part", share = words.percent(share, 1), client = client)
        }
        _ => say!(words, "answer-all", client = client),
    }
}

fn work(words: &Words, report: &Report) -> String {
    let staffing = &report.staffing;
    let (low, high) = (staffing.hours_per_day_low, staffing.hours_per_day_high);
    work_cases(words, low, staffing.hours_per_day, high)
}

/// `on the 2 observed days of November 2020`.
fn few_days(words: &Words, report: &Report) -> String {
    let days = say!(words, "observed-days", n = u64::from(report.observed_days));
    let period = words.period(&report.period);
    say!(words, "answer-few-observed-days", days = days, period = period)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::sample::topic;
    use crate::insights::{ObservedDays, OptionId, ToneFigures, TopicFigures, TopicsFigures};
    use crate::pages::fixture::{self, day};
    use crate::tally::Tally;

    fn lead(change: impl FnOnce(&mut Brief, &mut Report)) -> String {
        let (mut brief, mut report) = (fixture::brief(), fixture::report());
        change(&mut brief, &mut report);
        sentence(Words::english(), &brief, &report, Answer::Team, None)
    }

    /// Without a change, a peak or late answers.
    fn quiet(report: &mut Report) {
        (report.change, report.peaks, report.tone_peaks, report.answers) = (None, None, None, None);
    }

    #[test]
    fn a_topic_stands_with_the_period_and_the_days_before() {
        let said = |of: &[(usize, u64)]| {
            lead(|brief, report| {
                brief.topics = vec![topic("app"), topic("lids")];
                report.change = Some(fixture::change());
                let figures = |&(at, mentions): &(usize, u64)| TopicFigures {
                    topic: Some(at),
                    mentions,
                    share: Some(mentions as f64 / 1000.0),
                    interval: None,
                    share_was: Some(0.028),
                    verdict: Some(ChangeVerdict::Rose),
                    tone: ToneFigures::of(Tally::default(), None),
                    is_of_few: false,
                };
                let topics = of.iter().map(figures).collect();
                report.topics = Some(TopicsFigures { mentions: 1000, before: None, topics });
            })
        };
        let one = "19.0% of the mentions of May 2026 are about The app, up from 2.8% in the 13 weeks before.";
        assert!(said(&[(0, 190)]).contains(one), "{}", said(&[(0, 190)]));
        let both = "More of the mentions of May 2026 than in the 13 weeks before are about The lids and The app.";
        assert!(said(&[(0, 190), (1, 300)]).contains(both), "{}", said(&[(0, 190), (1, 300)]));
    }

    #[test]
    fn fewer_mentions_are_no_news_where_a_channel_has_no_row() {
        let mut report = fixture::report();
        quiet(&mut report);
        report.change = Some(fixture::change());
        let (from, to) = (day(2026, 5, 4), day(2026, 5, 20));
        let silent = [Suspicion::Silent { channel: "X".to_owned(), from, to, usual: 170.0 }];
        let said = |report: &Report| answer(Words::english(), &fixture::brief(), report, &silent);
        assert!(said(&report).starts_with("More was said"), "{}", said(&report));
        let test = report.change.as_mut().unwrap().test.as_mut().unwrap();
        test.verdict = ChangeVerdict::Fell;
        let start = "X has no row from 4 to 20 May 2026, where about 170 are usual";
        assert!(said(&report).starts_with(start), "{}", said(&report));
    }

    #[test]
    fn work_on_channels_that_nobody_decided_about_is_stated() {
        let sentence = lead(|_, report| {
            quiet(report);
            let options = report.options.as_mut().unwrap();
            let mut declared = options[0].clone();
            (declared.id, declared.hours.base) = (OptionId::Declared, 60.5);
            options.insert(1, declared);
        });
        let end = " 30.5 of these hours are on channels that the brief does not name.";
        assert!(sentence.ends_with(end), "{sentence}");
    }

    #[test]
    fn without_news_the_lead_is_the_work_as_the_brief_decides() {
        assert_eq!(
            lead(|_, report| quiet(report)),
            "Answering what people said about Harbour Coffee on the 28 observed days of May 2026 takes 91.0 hours a week, 3.8\u{a0}full-time people."
        );
        let part = lead(|brief, report| {
            quiet(report);
            brief.staffing.response_share = 0.6;
            let people = report.options.as_mut().unwrap()[0].people.as_mut().unwrap();
            (people.fte, people.binding) = (6.0, Binding::Coverage);
        });
        assert_eq!(
            part,
            "Answering 60% of what people said about Harbour Coffee on the 28 observed days of May 2026 takes 91.0 hours a week; being there in all staffed hours \
             takes 6.0\u{a0}full-time people."
        );
    }

    #[test]
    fn little_work_needs_no_number_of_people() {
        let hours = |hours: f64| {
            lead(|_, report| {
                quiet(report);
                let option = &mut report.options.as_mut().unwrap()[0];
                (option.hours.base, option.people) = (hours, None);
            })
        };
        assert!(hours(3.0).ends_with("takes 3.0 hours a week; one named person is enough."));
        assert!(hours(0.4).ends_with("takes under an hour a week; one named person is enough."));
        assert_eq!(hours(0.0), "The brief answers no channel, so there is no answering work.");
    }

    #[test]
    fn a_change_is_stated_with_its_verdict_and_late_answers_with_their_share() {
        let computed = lead(|_, report| report.peaks = None);
        assert_eq!(
            computed,
            "More was said about Harbour Coffee on the 28 observed days of May 2026 than in the 13 weeks before, and in a worse tone. \
             Answering takes 91.0 hours a week, 3.8\u{a0}full-time people. On Reddit and X, 38% \
             had no answer within 4\u{a0}hours."
        );
        let unclear = lead(|_, report| {
            (report.peaks, report.answers) = (None, None);
            let change = report.change.as_mut().unwrap();
            change.test.as_mut().unwrap().verdict = ChangeVerdict::Unclear;
        });
        assert!(
            unclear.starts_with(
                "The tone about Harbour Coffee on the 28 observed days of May 2026 was worse than in the 13 weeks before."
            ),
            "{unclear}"
        );
    }

    #[test]
    fn a_tone_that_people_do_not_confirm_is_not_compared() {
        let audited = |net: f64| {
            lead(|_, report| {
                report.peaks = None;
                report.tone.net = Some(net);
                report.tone_audit = Some(fixture::audit());
            })
        };
        assert!(!audited(-5.0).contains("tone"), "people see -61 to -34: {}", audited(-5.0));
        assert!(audited(-50.0).contains("and in a worse tone"), "{}", audited(-50.0));
    }

    #[test]
    fn a_peak_comes_first_and_plans_no_team() {
        let computed = lead(|_, report| {
            quiet(report);
            report.peaks = Some(vec![VolumePeak {
                from: day(2026, 5, 3),
                to: day(2026, 5, 9),
                mentions: 412,
                usual: 99.6,
                z: 7.0,
                event: None,
                channel: None,
                authors: None,
                most_by_one: None,
                thread: None,
                terms: None,
            }]);
        });
        assert_eq!(
            computed,
            "3 to 9 May 2026: 412 mentions of Harbour Coffee, where 100 are usual. Answering what was said on the 28 observed days of May 2026 \
             would have taken 91.0 hours a week."
        );
    }

    #[test]
    fn nothing_said_nothing_to_answer_and_nothing_measured_are_sentences_of_their_own() {
        let (brief, mut silent) = (fixture::brief(), fixture::silent_report());
        let said = |report: &Report, kind| sentence(Words::english(), &brief, report, kind, None);
        assert_eq!(
            said(&silent, Answer::Silence { is_enough: true }),
            "Nobody was found talking about Harbour Coffee in April 2026."
        );
        assert_eq!(
            said(&silent, Answer::NothingToAnswer),
            "Everything that people said about Harbour Coffee in April 2026 is in channels that the brief stays away from: \
             nothing to answer."
        );
        assert_eq!(
            said(&silent, Answer::NotObserved),
            "No export covers a day in April 2026: what people said about Harbour Coffee was not measured."
        );
        assert_eq!(
            said(&silent, Answer::NotCovered),
            "No export covers a channel to answer in April 2026: the work was not measured."
        );
        assert_eq!(
            said(&silent, Answer::NotCounted),
            "The work of answering what people said about Harbour Coffee in April 2026 was not measured: the history holds \
             conversations of whole months only."
        );
        silent.window =
            Some(ObservedDays { from: day(2026, 4, 30), to: day(2026, 4, 30), days: 1 });
        silent.observed_days = 1;
        assert_eq!(
            said(&silent, Answer::Silence { is_enough: false }),
            "Nobody was found talking about Harbour Coffee on the 1 observed day of April 2026."
        );
    }

    #[test]
    fn a_few_days_plan_no_team() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        report.window = Some(ObservedDays { from: day(2026, 5, 1), to: day(2026, 5, 2), days: 2 });
        report.observed_days = 2;
        assert_eq!(
            sentence(Words::english(), &brief, &report, Answer::TooFewDays, None),
            "Answering what people said about Harbour Coffee would have taken 13.0\u{a0}hours a day (9.8\u{a0}to\u{a0}19.5) \
             on the 2 observed days of May 2026: too few days to plan a team."
        );
    }
}
