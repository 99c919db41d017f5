//! What page one says: three to five findings, what is not known, and what may be said of the work.
//!
//! Input: a report. Output: typed statements with number, base and certainty, ranked by what a reader can act on. Every decision is taken
//! here (what is worth a sentence, what comes first, what is similar, what is too little to plan on); no text is made. Nothing is found
//! about what was not measured: that is an [`Unknown`].

mod peaks;
mod unknown;

use super::weeks::WEEK_DAYS;
use super::{
    AuditedTone, Change, ChangeVerdict, ChannelFigures, InTime, ObjectiveFigures, ObjectiveVerdict,
    OptionId, OutsideShare, Report, StanceGroup, ToneFigures, TonePeak, TopicFigures, TopicsBase,
    VolumePeak, WeekTone,
};
use crate::brief::{Brief, Metric};

pub use peaks::main_peak;
use peaks::peaks;
use unknown::unknown;
pub use unknown::{Unknown, few_accounts};

/// Mentions or labels under which a share is called a small base (docs/method.md, Small numbers), and no findings are given.
const SMALL_BASE: u64 = 30;

/// Findings at most.
const MOST_FINDINGS: usize = 5;

/// Findings under which those are added on which nobody has to act.
const FEW_FINDINGS: usize = 3;

/// Objectives at most.
const MOST_OBJECTIVES: usize = 4;

/// Share answered in time under which the promise counts as missed.
const PROMISE: f64 = 0.8;

/// Share of the conversations outside the staffed hours from which on it is worth a sentence.
const MANY_OUTSIDE: f64 = 0.5;

/// Hours of a week.
const WEEK_HOURS: f64 = 168.0;

/// Hours a week of work that belongs to no department from which on they are worth a sentence.
const WORTH_A_SENTENCE: f64 = 1.0;

/// What is written under the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings<'a> {
    /// What was found, in the order of the page.
    pub found: Vec<Finding<'a>>,
    /// What the exports or the brief leave open, most consequential first.
    pub unknown: Vec<Unknown<'a>>,
}

/// What it takes to answer; the numbers are those of [`Report::staffing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// No day was observed.
    NotObserved,
    /// Days were observed, but none in a channel to answer.
    NotCovered,
    /// Conversations were not measured: part of the period comes from the history.
    NotCounted,
    /// Nobody was found talking, on so many observed days.
    Silence {
        /// Whether these days are enough to plan on.
        is_enough: bool,
    },
    /// People talk, but only in channels to stay away from.
    NothingToAnswer,
    /// Hours, but not a week of observed days: no team is planned on them.
    TooFewDays,
    /// Hours, and the people that they take.
    Team,
}

/// One statement of page one.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding<'a> {
    /// Days on which far more was said than usual.
    Peak {
        /// The days.
        volume: &'a VolumePeak,
        /// Days among them, or beside them, in a tone far from the usual.
        tone: Option<&'a TonePeak>,
    },
    /// Days in a tone far from the usual.
    TonePeak(&'a TonePeak),
    /// How much, against what was before.
    Volume(&'a Change),
    /// Topics whose share of the mentions rose, or fell.
    Topics {
        /// Their figures; each is declared by the brief.
        topics: Vec<&'a TopicFigures>,
        /// Whether they rose.
        have_risen: bool,
        /// All used mentions.
        mentions: u64,
        /// The days before.
        before: TopicsBase,
    },
    /// An objective that is not met.
    Missed {
        /// Its figures.
        figures: &'a ObjectiveFigures,
        /// Index into the objectives of the brief.
        objective: usize,
        /// Name of its channel.
        channel: Option<&'a str>,
    },
    /// The whole range of the share answered in time lies under 80 %.
    Late {
        /// How many.
        in_time: &'a InTime,
        /// Names of the channels whose exports show answers.
        channels: Vec<String>,
    },
    /// More than half of the conversations begin when nobody is there.
    Outside {
        /// How many.
        share: OutsideShare,
        /// Hours of a week in which nobody is there.
        hours: f64,
    },
    /// Work on channels that the brief does not declare.
    NoOwner {
        /// The channels, most mentions first.
        channels: Vec<&'a ChannelFigures>,
        /// Hours a week.
        hours: f64,
        /// Conversations.
        conversations: u64,
    },
    /// Work that belongs to no department of the brief.
    NoDepartment {
        /// Hours a week.
        hours: f64,
        /// Conversations.
        conversations: u64,
    },
    /// In what tone.
    Tone {
        /// Of the period.
        tone: &'a ToneFigures,
        /// As people see it, if it was audited.
        audited: Option<&'a AuditedTone>,
        /// Against what was before, if that has a tone.
        before: Option<&'a Change>,
        /// A week of the period clearly below the whole.
        low: Option<LowWeek<'a>>,
    },
}

/// A week of the trend whose interval lies wholly below that of all its weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LowWeek<'a> {
    /// The week; it ends in the period.
    pub week: &'a WeekTone,
    /// All weeks of the trend together.
    pub all: ToneFigures,
    /// How many these are.
    pub weeks: usize,
}

/// Says what a report found, most urgent first: peaks, a change, a topic, objectives and promises that are missed, work without an owner. Hours
/// without staff, the tone, and that nothing changed, are said only where there is little else.
pub fn findings<'a>(report: &'a Report, brief: &Brief) -> Findings<'a> {
    let mut found = Vec::new();
    if report.window.is_some() && report.mentions >= SMALL_BASE {
        let (large, small) = peaks(report);
        let volume = comparable(report).filter(|change| change.mentions != (0, 0));
        let changed = volume.filter(|change| has_changed(change)).map(Finding::Volume);
        if main_peak(report).is_some() {
            found.extend(large.into_iter().chain(changed));
        } else {
            found.extend(changed.into_iter().chain(large));
        }
        let mut topics = topics(report).into_iter();
        found.extend(topics.next());
        found.extend(missed(report));
        // A missed objective on the answers says the same.
        let is_stated = |finding: &Finding| matches!(finding, Finding::Missed { figures, .. } if figures.metric == Metric::AnsweredInTime);
        if !found.iter().any(is_stated) {
            found.extend(late(report));
        }
        // Where departments answer by what is said, an undeclared channel leaves no work without an owner.
        let open =
            if report.departments.is_some() { no_department(report) } else { no_owner(report) };
        found.extend(open);
        found.extend(topics);
        found.extend(small);
        // It is so in nearly every month.
        if found.len() < FEW_FINDINGS {
            found.extend(outside(report));
        }
        if found.len() < FEW_FINDINGS {
            found.extend(tone(report));
            found.extend(volume.filter(|change| !has_changed(change)).map(Finding::Volume));
        }
        found.truncate(MOST_FINDINGS);
    }
    Findings { found, unknown: unknown(report, brief) }
}

/// Whether the volume has a verdict other than "unclear".
fn has_changed(change: &Change) -> bool {
    change.verdict().is_some_and(|verdict| verdict != ChangeVerdict::Unclear)
}

/// The topics that rose, then those that fell: where some rose, only those of which nothing is said any more, since the share of every other topic
/// falls when one rises.
fn topics(report: &Report) -> Vec<Finding<'_>> {
    let Some((topics, before)) = report.topics.as_ref().and_then(|it| Some((it, it.before?)))
    else {
        return Vec::new();
    };
    let (risen, mut fallen) = (topics.risen(), topics.fallen());
    if !risen.is_empty() {
        fallen.retain(|topic| topic.mentions == 0);
    }
    let mentions = topics.mentions;
    let finding = |(topics, have_risen)| Finding::Topics { topics, have_risen, mentions, before };
    let stated = [(risen, true), (fallen, false)].into_iter();
    stated.filter(|(topics, _)| !topics.is_empty()).map(finding).collect()
}

/// Work that no word, kind or channel of the brief gives to a department.
fn no_department(report: &Report) -> Option<Finding<'static>> {
    let nobody = report.departments.iter().flatten().find(|it| it.department.is_none())?;
    let (hours, conversations) = (nobody.hours_per_week, nobody.conversations);
    (hours >= WORTH_A_SENTENCE).then_some(Finding::NoDepartment { hours, conversations })
}

/// Objectives that are not met, in the order of the brief.
fn missed(report: &Report) -> impl Iterator<Item = Finding<'_>> {
    let figures = report.objectives.iter().enumerate();
    figures
        .filter(|(_, figures)| figures.verdict == ObjectiveVerdict::NotMet)
        .map(|(objective, figures)| {
            let channel = figures.channel.and_then(|index| report.channels.get(index));
            let channel = channel.map(|channel| channel.name.as_str());
            Finding::Missed { figures, objective, channel }
        })
        .take(MOST_OBJECTIVES)
}

/// The answers, where clearly fewer than promised come in time.
pub fn late(report: &Report) -> Option<Finding<'_>> {
    let answers = report.answers.as_ref()?;
    let in_time = answers.all.in_time.as_ref().filter(|in_time| in_time.base >= SMALL_BASE)?;
    let (_, high) = in_time.interval?;
    (high < PROMISE).then(|| Finding::Late {
        in_time,
        channels: answers.channels.iter().map(|channel| channel.name.clone()).collect(),
    })
}

/// The conversations that begin outside the staffed hours, where they are clearly more than half.
/// It is not a finding where the brief answers no channel, or where a few accounts wrote everything.
fn outside(report: &Report) -> Option<Finding<'static>> {
    let share = report.activity.as_ref()?.outside?;
    let decided = report.decided()?;
    let is_enough = share.conversations >= SMALL_BASE && share.interval.0 > MANY_OUTSIDE;
    let is_asked = decided.hours.base > 0.0 && few_accounts(report).is_none();
    let hours = WEEK_HOURS - report.staffing.open_hours_per_week?;
    (is_enough && is_asked).then_some(Finding::Outside { share, hours })
}

/// Work on channels that nobody has decided about, where it is so much that leaving it out is an option.
fn no_owner(report: &Report) -> Option<Finding<'_>> {
    report.option(OptionId::Declared)?;
    let group = report.stance_groups.iter().find(|group| group.group == StanceGroup::Open)?;
    let channels = group.channels.iter().map(|&index| &report.channels[index]);
    let channels = channels.filter(|channel| !channel.is_unknown());
    let channels: Vec<_> = channels.filter(|channel| channel.conversations > Some(0)).collect();
    let conversations = channels.iter().filter_map(|channel| channel.conversations).sum();
    let hours = report.open_hours()?;
    (!channels.is_empty()).then_some(Finding::NoOwner { channels, hours, conversations })
}

/// Says what may be answered to the question what it takes.
pub fn answer(report: &Report) -> Answer {
    let (takes, is_enough) = (&report.staffing, report.observed_days >= WEEK_DAYS);
    match () {
        () if report.window.is_none() => Answer::NotObserved,
        () if report.conversations.is_none() => Answer::NotCounted,
        () if !report.is_work_measured() => Answer::NotCovered,
        () if report.mentions == 0 => Answer::Silence { is_enough },
        () if takes.conversations_per_day <= 0.0 => Answer::NothingToAnswer,
        () if !is_enough => Answer::TooFewDays,
        () => Answer::Team,
    }
}

/// The comparison, if every weekday was observed on both sides.
pub fn comparable(report: &Report) -> Option<&Change> {
    report.change.as_ref().filter(|change| change.days.0.min(change.days.1) >= WEEK_DAYS)
}

fn tone(report: &Report) -> Option<Finding<'_>> {
    report.tone.net?;
    let are_compared = !report.are_labels_contradicted();
    let before = comparable(report).filter(|change| change.tone.before.net.is_some());
    Some(Finding::Tone {
        tone: &report.tone,
        audited: report.corrected_tone(),
        before: before.filter(|_| are_compared),
        low: low_week(report).filter(|_| are_compared),
    })
}

fn low_week(report: &Report) -> Option<LowWeek<'_>> {
    let all = report.trend_tone?;
    let (bound, _) = all.interval?;
    let is_low = |week: &&WeekTone| week.tone.interval.is_some_and(|(_, high)| high < bound);
    let is_recent = |week: &WeekTone| report.period.from <= week.to;
    let low = || report.trend.iter().filter(is_low);
    let week = low()
        .min_by(|a, b| a.tone.net.partial_cmp(&b.tone.net).expect("nets are finite"))
        .filter(|week| is_recent(week))?;
    // Of several low weeks none stands out.
    let is_alone = low().filter(|week| is_recent(week)).count() == 1;
    is_alone.then_some(LowWeek { week, all, weeks: report.trend.len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Direction, Gap, Metric, Stance};
    use crate::insights::sample::brief;
    use crate::insights::{
        AnswerFigures, ChangeVerdict, Period, TopicsFigures, WaitFigures, report,
    };
    use crate::mentions::channel::{ChannelIx, Channels};
    use crate::mentions::tone::Tone;
    use crate::mentions::{Mention, RowStatus, Thread};
    use crate::rollup::Rollup;
    use crate::rollup::sample::{day, mention};
    use crate::tally::Tally;

    /// A month with one declared channel (`reddit`), with what is counted in it.
    struct Month {
        brief: Brief,
        channels: Channels,
        rollup: Rollup,
    }

    impl Month {
        /// Observed from the first to the last of these days by rows that no figure counts.
        fn observed(days: [&str; 2]) -> Self {
            let brief = brief(&["reddit"]);
            let mut rollup = Rollup::default();
            for day in days {
                rollup.add(&mention(&format!("{day}T00:00")), RowStatus::NotRelevant);
            }
            Self { channels: Channels::new(&brief), brief, rollup }
        }

        fn channel(&self, id: &str) -> ChannelIx {
            self.channels.iter().find(|(_, channel)| channel.id == id).unwrap().0
        }

        fn write(&mut self, channel: &str, count: u64, at: &str, tone: Tone) {
            let channel = self.channel(channel);
            for _ in 0..count {
                let mention = Mention { channel, tone, ..mention(at) };
                self.rollup.add(&mention, RowStatus::Used);
            }
        }

        fn report(&self, period: &str) -> Report {
            let period = Period::parse(period).unwrap();
            report(&self.rollup, &self.brief, &self.channels, &period)
        }

        fn answer(&self, period: &str) -> Answer {
            answer(&self.report(period))
        }
    }

    const MAY: [&str; 2] = ["2026-05-01", "2026-05-31"];
    const TEN: &str = "2026-05-04T10:00";

    #[test]
    fn the_answer_tells_silence_too_few_days_and_a_team_apart() {
        let mut month = Month::observed(MAY);
        assert_eq!(month.answer("2026-05"), Answer::Silence { is_enough: true });
        assert_eq!(month.answer("2026-05-01..2026-05-06"), Answer::Silence { is_enough: false });
        assert_eq!(month.answer("2026-06"), Answer::NotObserved);
        month.write("reddit", 3, TEN, Tone::Neutral);
        assert_eq!(month.answer("2026-05"), Answer::Team);
        assert_eq!(month.answer("2026-05-01..2026-05-06"), Answer::TooFewDays);
        assert_eq!(month.answer("2026-05-01..2026-05-07"), Answer::Team);
        month.brief.channels[0].stance = Some(Stance::Avoid);
        month.channels = Channels::new(&month.brief);
        assert_eq!(month.answer("2026-05"), Answer::NothingToAnswer);
    }

    #[test]
    fn a_channel_without_an_observed_day_is_not_called_silent() {
        let mut month = Month::observed(MAY);
        let (from, to) = (day(MAY[0]), day(MAY[1]));
        month.brief.coverage_gaps = vec![Gap { channel: 0, from, to }];
        month.write("youtube", 3, TEN, Tone::Neutral);
        assert_eq!(month.answer("2026-05"), Answer::Team);
        assert_eq!(
            Month { rollup: Month::observed(MAY).rollup, ..month }.answer("2026-05"),
            Answer::NotObserved
        );
    }

    #[test]
    fn nothing_is_found_about_what_was_not_measured() {
        let report = Month::observed(MAY).report("2026-06");
        assert_eq!(findings(&report, &brief(&["reddit"])).found, []);
        let silent = Month::observed(MAY).report("2026-05");
        assert_eq!(findings(&silent, &brief(&["reddit"])).found, []);
    }

    #[test]
    fn the_low_week_is_stated_if_it_is_clearly_below_the_whole_and_in_the_period() {
        let low = |negative, period: &str| {
            let mut month = Month::observed(["2026-05-01", "2026-06-30"]);
            for day in ["2026-05-08", "2026-05-15", "2026-05-22", "2026-05-29"] {
                month.write("reddit", 40, &format!("{day}T10:00"), Tone::Positive);
            }
            month.write("reddit", negative, "2026-05-14T10:00", Tone::Negative);
            month.write("reddit", 40, "2026-06-14T10:00", Tone::Positive);
            let report = month.report(period);
            low_week(&report)
                .map(|low| (low.week.to.to_string(), low.all.counts[Tone::Positive], low.weeks))
        };
        // Blocks end on 31, 24, 17 and 10 May. 40 against 40 in one of four weeks: 0 ± 22 points against 60 ± 11.
        assert_eq!(low(40, "2026-05"), Some(("2026-05-17".to_owned(), 160, 4)));
        // 40 against 8: 64 ± 21 reaches up into 89 ± 7, though not to its middle.
        assert_eq!(low(8, "2026-05"), None);
        let mut two = Month::observed(["2026-04-01", "2026-05-31"]);
        for day in ["2026-04-09", "2026-04-16", "2026-04-23"] {
            two.write("reddit", 80, &format!("{day}T10:00"), Tone::Positive);
        }
        two.write("reddit", 40, "2026-05-14T10:00", Tone::Negative);
        assert!(low_week(&two.report("2026-05")).is_some());
        two.write("reddit", 40, "2026-05-21T10:00", Tone::Negative);
        assert_eq!(low_week(&two.report("2026-05")), None, "of two none stands out");
        assert_eq!(low(40, "2026-06"), None);
    }

    #[test]
    fn change_is_stated_if_both_periods_have_every_weekday() {
        let mut month = Month::observed(["2026-04-01", "2026-05-10"]);
        month.write("reddit", 60, "2026-04-20T10:00", Tone::Neutral);
        month.write("reddit", 30, "2026-05-05T10:00", Tone::Neutral);
        let report = month.report("2026-05");
        let said = findings(&report, &month.brief);
        let volume = said.found.iter().find_map(|finding| match finding {
            Finding::Volume(change) => Some((change.per_day, change.weeks, change.test)),
            _ => None,
        });
        assert_eq!(volume, Some(((3.0, 2.0), (1, 4), None)));
        let tone = said.found.iter().find_map(|finding| match finding {
            Finding::Tone { before, .. } => before.and_then(|change| change.tone.test),
            _ => None,
        });
        assert_eq!(tone.map(|test| test.verdict), Some(ChangeVerdict::Unclear));
        // Six days before are not enough to compare with, and that is said.
        let mut late = Month::observed(["2026-04-25", "2026-05-31"]);
        late.write("reddit", 60, "2026-05-20T10:00", Tone::Neutral);
        let report = late.report("2026-05");
        let said = findings(&report, &late.brief);
        assert!(!said.found.iter().any(|finding| matches!(finding, Finding::Volume(_))));
        assert!(
            said.unknown.iter().any(|unknown| matches!(unknown, Unknown::Change { days: 31, .. }))
        );
    }

    #[test]
    fn everything_left_open_is_said() {
        let mut month = Month::observed(["2026-05-01", "2026-05-30"]);
        month.write("other", 20, TEN, Tone::Unscored);
        month.write("reddit", 12, TEN, Tone::Neutral);
        month.brief.defaults =
            ["language", "staffing.minutes.base", "staffing.response_share"].into_iter().collect();
        let (from, last, to) = (day("2026-05-30"), day("2026-05-31"), day("2026-06-02"));
        month.brief.coverage_gaps = vec![Gap { channel: 0, from, to }];
        month.brief.timing.staffed.clear();
        let report = month.report("2026-05");
        let reddit = &report.channels[1];
        let expected = [
            Unknown::Days { missing: 1, of: 31, covered: report.window, days: vec![(last, last)] },
            Unknown::Gap { channels: vec![reddit], missing: 1, of: 30, days: vec![(from, from)] },
            Unknown::Answers,
            Unknown::Minutes { minutes: 20.0, timed: 0 },
            Unknown::Unlabelled { mentions: 20, of: 32 },
            Unknown::Channel { mentions: 20, of: 32 },
            Unknown::Need,
            Unknown::Threads,
            Unknown::Peaks,
            Unknown::Authors,
            Unknown::Cover,
        ];
        assert_eq!(findings(&report, &month.brief).unknown, expected);
        let threaded = Mention { thread: Thread::Known(1), ..mention("2026-05-05T10:00") };
        month.rollup.add(&threaded, RowStatus::Own);
        assert!(
            !findings(&month.report("2026-05"), &month.brief).unknown.contains(&Unknown::Threads)
        );
    }

    #[test]
    fn silence_is_not_reported_as_missing_columns() {
        let report = Month::observed(MAY).report("2026-05");
        let said = findings(&report, &brief(&["reddit"])).unknown;
        assert_eq!(said, [], "nobody waits for an answer");
        let mut one = Month::observed(MAY);
        one.write("reddit", 1, TEN, Tone::Neutral);
        let report = one.report("2026-05");
        let said = findings(&report, &one.brief).unknown;
        let expected = [
            Unknown::FewMentions(1),
            Unknown::Answers,
            Unknown::Unchecked,
            Unknown::Threads,
            Unknown::Authors,
        ];
        assert_eq!(said, expected);
    }

    /// An ordinary month: 40 mentions of one channel in the open hours of a Monday.
    fn ordinary() -> Month {
        let mut month = Month::observed(MAY);
        month.write("reddit", 40, TEN, Tone::Neutral);
        month
    }

    fn missed() -> ObjectiveFigures {
        ObjectiveFigures {
            id: "tone".to_owned(),
            metric: Metric::NetSentiment,
            channel: None,
            baseline: None,
            target: Some(10.0),
            moved: None,
            direction: Direction::Up,
            now: Some(2.0),
            interval: Some((0.0, 4.0)),
            n: Some(90),
            is_before_due: true,
            verdict: ObjectiveVerdict::NotMet,
            reason: None,
        }
    }

    #[test]
    fn beside_topics_that_rose_only_those_that_ended_have_fallen() {
        let topic = |at, mentions, verdict| TopicFigures {
            topic: Some(at),
            mentions,
            share: Some(mentions as f64 / 100.0),
            interval: None,
            share_was: Some(0.2),
            verdict: Some(verdict),
            tone: ToneFigures::of(Tally::default(), None),
            is_of_few: false,
        };
        let (from, to) = (day(MAY[0]), day(MAY[1]));
        let stated = |topics: Vec<TopicFigures>| {
            let before = Some(TopicsBase { from, to, exceptional: 0 });
            let topics = Some(TopicsFigures { mentions: 100, before, topics });
            let report = Report { topics, ..ordinary().report("2026-05") };
            let of = |finding: &Finding| match finding {
                Finding::Topics { topics, have_risen, .. } => {
                    let places: Vec<_> = topics.iter().filter_map(|topic| topic.topic).collect();
                    (*have_risen, places)
                }
                other => panic!("{other:?}"),
            };
            super::topics(&report).iter().map(of).collect::<Vec<_>>()
        };
        let less = topic(1, 5, ChangeVerdict::Fell);
        let ended = topic(2, 0, ChangeVerdict::Fell);
        let more = topic(0, 60, ChangeVerdict::Rose);
        let all = vec![more, less.clone(), ended.clone()];
        assert_eq!(stated(all), [(true, vec![0]), (false, vec![2])]);
        assert_eq!(stated(vec![less, ended]), [(false, vec![2, 1])]);
    }

    fn kinds(report: &Report, brief: &Brief) -> Vec<&'static str> {
        let kind = |finding: &Finding| match finding {
            Finding::Peak { tone: None, .. } => "peak",
            Finding::Peak { tone: Some(_), .. } => "peak with tone",
            Finding::TonePeak(_) => "tone peak",
            Finding::Volume(_) => "volume",
            Finding::Topics { .. } => "topics",
            Finding::Missed { .. } => "missed",
            Finding::Late { .. } => "late",
            Finding::Outside { .. } => "outside",
            Finding::NoOwner { .. } => "no owner",
            Finding::NoDepartment { .. } => "no department",
            Finding::Tone { .. } => "tone",
        };
        findings(report, brief).found.iter().map(kind).collect()
    }

    #[test]
    fn findings_are_ordered_by_what_can_be_acted_on_and_are_five_at_most() {
        let month = ordinary();
        let mut report = month.report("2026-05");
        assert_eq!(kinds(&report, &month.brief), ["tone"]);
        let mut night = ordinary();
        night.write("reddit", 80, "2026-05-09T23:00", Tone::Neutral);
        night.write("youtube", 60, "2026-05-10T23:00", Tone::Neutral);
        let night_report = night.report("2026-05");
        assert_eq!(kinds(&night_report, &night.brief), ["no owner", "outside", "tone"]);
        let peak = |z| VolumePeak {
            from: day(MAY[0]),
            to: day(MAY[1]),
            mentions: 90,
            usual: 9.0,
            z,
            event: None,
            channel: None,
            authors: None,
            most_by_one: None,
            thread: None,
            terms: None,
        };
        report = night_report;
        report.peaks = Some(vec![peak(4.0), VolumePeak { mentions: 95, ..peak(3.6) }, peak(5.0)]);
        report.objectives = vec![missed(), missed(), missed()];
        assert_eq!(kinds(&report, &night.brief), ["peak", "peak", "missed", "missed", "missed"]);
        let first = findings(&report, &night.brief).found.swap_remove(0);
        assert!(
            matches!(first, Finding::Peak { volume, .. } if volume.mentions > 90),
            "the largest comes first"
        );
        let tone = |from, to| TonePeak {
            from: day(from),
            to: day(to),
            tone: report.tone,
            usual: 9.0,
            z: -4.0,
            event: None,
            terms: None,
        };
        let mut both = report.clone();
        both.tone_peaks = Some(vec![tone("2026-05-30", "2026-06-02")]);
        let few = ["peak with tone", "peak with tone", "missed", "missed", "missed"];
        assert_eq!(kinds(&both, &night.brief), few, "one cause, one finding");
        both.tone_peaks = Some(vec![tone("2026-06-01", "2026-06-02")]);
        let many = ["peak", "peak", "tone peak", "missed", "missed"];
        assert_eq!(kinds(&both, &night.brief), many);
        report.peaks = Some(vec![VolumePeak { mentions: 10, ..peak(9.0) }]);
        report.objectives.truncate(2);
        assert_eq!(
            kinds(&report, &night.brief),
            ["missed", "missed", "no owner", "peak"],
            "a small peak comes last"
        );
    }

    #[test]
    fn a_promise_is_missed_if_the_whole_range_is_below_it() {
        let mut report = ordinary().report("2026-05");
        let answers = |count, base, interval| AnswerFigures {
            channels: Vec::new(),
            all: WaitFigures {
                conversations: base,
                answered: count,
                median_seconds: None,
                p90_seconds: None,
                in_time: Some(InTime {
                    target_minutes: Some(60),
                    base,
                    count,
                    share: Some(count as f64 / base as f64),
                    interval,
                }),
                oldest_open_seconds: None,
                curve: Vec::new(),
            },
        };
        report.answers = Some(answers(60, 100, Some((0.50, 0.69))));
        assert!(late(&report).is_some());
        assert!(kinds(&report, &ordinary().brief).contains(&"late"));
        report.objectives = vec![ObjectiveFigures { metric: Metric::AnsweredInTime, ..missed() }];
        assert_eq!(kinds(&report, &ordinary().brief), ["missed", "tone"], "it is said once");
        report.answers = Some(answers(75, 100, Some((0.66, 0.82))));
        assert!(late(&report).is_none());
        report.answers = Some(answers(3, 20, Some((0.05, 0.36))));
        assert!(late(&report).is_none(), "too few");
    }
}
