//! What the first screen says, before any chart: the answer, three to five findings, and what is not known.
//!
//! A report comes in; typed statements with number, base and certainty go out in the order of the page. Every decision is taken
//! here (what is told, what leads, what is similar, what is too little to plan on); no text is made. Nothing is found about what
//! was not measured: that is an [`Unknown`].

use super::interval::counts_are_similar;
use super::weeks::WEEK_DAYS;
use super::{
    ActivityFigures, Change, ChannelFigures, Peak, Report, StaffedShare, StaffingFigures,
    ToneFigures, TonePeak, VolumePeak, WeekTone, Window,
};
use crate::brief::{Brief, Stance};
use crate::mentions::tone::Tone;
use crate::units::Date;

/// Mentions or labels under which a share is called a small base (docs/method.md, Small numbers).
const SMALL_BASE: u64 = 30;

/// What stands under the answer.
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
    /// Conversations were not measured: the history tells a part of the period.
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
    /// Hours and a team.
    Team {
        /// Whether the brief's least number of people is more than the need.
        is_least: bool,
    },
}

/// One statement of the first screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding<'a> {
    /// Where people talk.
    Place(Place<'a>),
    /// Days on which far more was said than usual.
    Peak(&'a VolumePeak),
    /// Days in a tone far from the usual.
    TonePeak(&'a TonePeak),
    /// How much, against what was before.
    Volume(&'a Change),
    /// In what tone.
    Tone {
        /// Of the period.
        tone: &'a ToneFigures,
        /// Against what was before, if that has a tone.
        before: Option<&'a Change>,
        /// A week of the period clearly below the whole.
        low: Option<LowWeek<'a>>,
    },
    /// When people write.
    Busiest(Busiest),
    /// How many people, and which need decides.
    Team(&'a StaffingFigures),
}

/// Where most is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Place<'a> {
    /// Channels in the lead: the first, and those whose interval overlaps with its own; they must not be ranked.
    pub leaders: Vec<&'a ChannelFigures>,
    /// The next one with a mention.
    pub next: Option<&'a ChannelFigures>,
    /// Declared channels without a mention, those to stay away from and those without an observed day not counted.
    pub silent: Vec<&'a ChannelFigures>,
    /// 95 % interval of the first one's share.
    pub interval: (f64, f64),
    /// Used mentions: the base.
    pub of: u64,
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

/// When most is said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Busiest {
    /// The busiest cell of the map.
    pub peak: Peak,
    /// The next one.
    pub next: Option<Peak>,
    /// Whether another peak is within chance of it: it must not be called the first.
    pub is_shared: bool,
    /// Width of the cells in hours.
    pub band_hours: u8,
    /// Mentions inside the staffed hours; `None` if the brief states none.
    pub in_staffed_hours: Option<StaffedShare>,
    /// Mentions known to the hour: the base.
    pub of: u64,
}

/// Something that the exports or the brief leave open.
#[derive(Debug, Clone, PartialEq)]
pub enum Unknown<'a> {
    /// Days of the period without any export.
    Days {
        /// Not observed.
        missing: u32,
        /// Days of the period.
        of: u32,
        /// The observed ones.
        covered: Option<Window>,
    },
    /// Days that the brief names as not covered in a channel.
    Gap {
        /// The channel.
        channel: &'a ChannelFigures,
        /// Days missing, of the observed ones.
        missing: u32,
        /// Observed days.
        of: u32,
    },
    /// What the history leaves open of months whose exports are gone.
    History {
        /// Their first days.
        months: &'a [Date],
        /// Whether it tells a part of the period alone: then accounts and answers were not measured.
        is_pieced: bool,
        /// Whether conversations were measured all the same.
        has_conversations: bool,
    },
    /// Whether more or less is said than before: one of the periods has not every weekday.
    Change {
        /// The comparison.
        change: &'a Change,
        /// Observed days of this period.
        days: u32,
    },
    /// How typical so few mentions are.
    FewMentions(u64),
    /// The minutes of a conversation are the formula's own, not timed.
    Minutes(f64),
    /// Which conversations need no answer.
    Need,
    /// No row tells its thread: each mention counts as a conversation, an upper bound.
    Threads,
    /// No mention has a tone.
    NoLabels,
    /// Mentions without a tone.
    Unlabelled {
        /// Without a label.
        mentions: u64,
        /// Used mentions.
        of: u64,
    },
    /// Labels nobody has checked.
    Unchecked,
    /// Every mention is known only to the day.
    NoHours,
    /// Mentions known only to the day.
    Undated(u64),
    /// No row names its author.
    Authors,
    /// The brief states no staffed hours.
    Cover,
    /// Mentions whose channel is not known.
    Channel {
        /// In the channel `other`.
        mentions: u64,
        /// Used mentions.
        of: u64,
    },
    /// How fast and how well people are answered.
    Answers,
    /// How well the conversations were answered; how fast is known.
    Quality,
}

/// Says what a report found, in the order of the page.
pub fn findings<'a>(report: &'a Report, brief: &Brief) -> Findings<'a> {
    let found = match report.window {
        None => Vec::new(),
        Some(_) => peaks(report)
            .chain(
                [
                    place(report)
                        .filter(|place| {
                            place.next.is_some()
                                || !place.silent.is_empty()
                                || place.leaders.len() > 1
                        })
                        .map(Finding::Place),
                    comparable(report)
                        .filter(|change| change.mentions != (0, 0))
                        .map(Finding::Volume),
                    tone(report),
                    report.activity.as_ref().and_then(busiest).map(Finding::Busiest),
                    matches!(answer(report, brief), Answer::Team { .. })
                        .then_some(Finding::Team(&report.staffing)),
                ]
                .into_iter()
                .flatten(),
            )
            .collect(),
    };
    Findings { found, unknown: unknown(report, brief) }
}

/// Says what may be answered to the question what it takes.
pub fn answer(report: &Report, brief: &Brief) -> Answer {
    let Some(window) = report.window else {
        return Answer::NotObserved;
    };
    let (takes, is_enough) = (&report.staffing, window.days >= WEEK_DAYS);
    match () {
        () if report.conversations.is_none() => Answer::NotCounted,
        () if !report.is_work_measured() => Answer::NotCovered,
        () if report.mentions == 0 => Answer::Silence { is_enough },
        () if takes.conversations_per_day <= 0.0 => Answer::NothingToAnswer,
        () if !is_enough => Answer::TooFewDays,
        () => {
            let least = u64::from(brief.staffing.min_people);
            Answer::Team { is_least: takes.headcount == least && takes.fte <= least as f64 - 1.0 }
        }
    }
}

/// Where most is said; `None` without a mention.
pub fn place(report: &Report) -> Option<Place<'_>> {
    let of = report.mentions;
    let (active, silent): (Vec<_>, Vec<_>) =
        report.channels.iter().partition(|channel| channel.mentions > 0);
    let first = active.first()?;
    let is_silent = |channel: &&ChannelFigures| {
        channel.stance != Some(Stance::Avoid) && channel.observed_days > 0
    };
    let is_similar =
        |other: &&&ChannelFigures| !is_above(first.share_interval, other.share_interval);
    let leaders = active.iter().take_while(is_similar).count();
    Some(Place {
        leaders: active[..leaders].to_vec(),
        next: active.get(leaders).copied(),
        silent: silent.into_iter().filter(is_silent).collect(),
        interval: first.share_interval?,
        of,
    })
}

/// Whether an interval lies wholly above another: only then may the first be ranked above the other.
fn is_above(first: Option<(f64, f64)>, other: Option<(f64, f64)>) -> bool {
    first.zip(other).is_some_and(|((low, _), (_, high))| low > high)
}

/// When most is said; `None` if no cell has enough mentions.
pub fn busiest(activity: &ActivityFigures) -> Option<Busiest> {
    let (&peak, rest) = activity.peaks.split_first()?;
    Some(Busiest {
        peak,
        next: rest.first().copied(),
        is_shared: rest.iter().any(|other| counts_are_similar(peak.mentions, other.mentions)),
        band_hours: activity.band_hours,
        in_staffed_hours: activity.in_staffed_hours,
        of: activity.mentions,
    })
}

/// The comparison, if every weekday was observed on both sides.
pub fn comparable(report: &Report) -> Option<&Change> {
    report.change.as_ref().filter(|change| change.now.days.min(change.before.days) >= WEEK_DAYS)
}

/// The peaks, whatever the verdict on the whole period: a crisis of ten days is one also in a month without a change.
fn peaks(report: &Report) -> impl Iterator<Item = Finding<'_>> {
    let volume = report.peaks.iter().flatten().map(Finding::Peak);
    volume.chain(report.tone_peaks.iter().flatten().map(Finding::TonePeak))
}

fn tone(report: &Report) -> Option<Finding<'_>> {
    report.tone.net?;
    Some(Finding::Tone {
        tone: &report.tone,
        before: comparable(report).filter(|change| change.tone.before.net.is_some()),
        low: low_week(report),
    })
}

fn low_week(report: &Report) -> Option<LowWeek<'_>> {
    let all = report.trend_tone?;
    let (bound, _) = all.interval?;
    let week = report
        .trend
        .iter()
        .filter(|week| week.tone.interval.is_some_and(|(_, high)| high < bound))
        .min_by(|a, b| a.tone.net.partial_cmp(&b.tone.net).expect("nets are finite"))?;
    (report.period.from <= week.to).then_some(LowWeek { week, all, weeks: report.trend.len() })
}

fn unknown<'a>(report: &'a Report, brief: &Brief) -> Vec<Unknown<'a>> {
    let all = [
        days(report),
        history(report),
        change(report),
        (1..SMALL_BASE).contains(&report.mentions).then_some(Unknown::FewMentions(report.mentions)),
        brief
            .is_default("staffing.minutes.base")
            .then_some(Unknown::Minutes(brief.staffing.minutes.base)),
        brief.is_default("staffing.response_share").then_some(Unknown::Need),
        (report.mentions > 0 && !report.has_threads).then_some(Unknown::Threads),
        labels(report),
        hours(report),
        (report.mentions > 0 && report.authors.is_none() && !report.is_pieced())
            .then_some(Unknown::Authors),
        report.staffing.open_hours_per_week.is_none().then_some(Unknown::Cover),
        channel(report),
    ];
    let mut unknown: Vec<Unknown<'a>> = all.into_iter().flatten().collect();
    let at = usize::from(matches!(unknown.first(), Some(Unknown::Days { .. })));
    unknown.splice(at..at, gaps(report));
    let is_speed_told = report.answers.is_some() || report.is_pieced();
    unknown.push(if is_speed_told { Unknown::Quality } else { Unknown::Answers });
    unknown
}

fn days<'a>(report: &Report) -> Option<Unknown<'a>> {
    let of = report.period.days();
    let missing = of - report.window.map_or(0, |window| window.days);
    (missing > 0).then_some(Unknown::Days { missing, of, covered: report.window })
}

fn history(report: &Report) -> Option<Unknown<'_>> {
    let (months, is_pieced) = (report.history.as_slice(), report.is_pieced());
    let has_conversations = report.conversations.is_some();
    (!months.is_empty()).then_some(Unknown::History { months, is_pieced, has_conversations })
}

fn gaps(report: &Report) -> impl Iterator<Item = Unknown<'_>> {
    let of = report.window.map_or(0, |window| window.days);
    report.channels.iter().filter_map(move |channel| {
        let missing = of - channel.observed_days.min(of);
        (missing > 0).then_some(Unknown::Gap { channel, missing, of })
    })
}

fn change(report: &Report) -> Option<Unknown<'_>> {
    let (window, change) = (report.window?, report.change.as_ref()?);
    comparable(report).is_none().then_some(Unknown::Change { change, days: window.days })
}

fn labels<'a>(report: &Report) -> Option<Unknown<'a>> {
    let tones = &report.tone.counts;
    match (tones.labelled(), tones[Tone::Unscored]) {
        (0, 0) => None,
        (0, _) => Some(Unknown::NoLabels),
        (_, 0) => Some(Unknown::Unchecked),
        (_, mentions) => Some(Unknown::Unlabelled { mentions, of: report.mentions }),
    }
}

fn hours<'a>(report: &Report) -> Option<Unknown<'a>> {
    match &report.activity {
        None => (report.mentions > 0).then_some(Unknown::NoHours),
        Some(activity) => (activity.undated > 0).then_some(Unknown::Undated(activity.undated)),
    }
}

fn channel<'a>(report: &Report) -> Option<Unknown<'a>> {
    let other = report.channels.iter().find(|c| c.id == "other" && !c.is_declared)?;
    let (mentions, of) = (other.mentions, report.mentions);
    (mentions > 0).then_some(Unknown::Channel { mentions, of })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Gap;
    use crate::insights::sample::brief;
    use crate::insights::{ChangeVerdict, Period, report};
    use crate::mentions::channel::{ChannelIx, Channels};
    use crate::mentions::tone::Tone;
    use crate::mentions::{Mention, RowStatus, Thread};
    use crate::rollup::Rollup;
    use crate::rollup::sample::{day, mention};
    use crate::units::Weekday;

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
            answer(&self.report(period), &self.brief)
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
        assert_eq!(month.answer("2026-05"), Answer::Team { is_least: false });
        assert_eq!(month.answer("2026-05-01..2026-05-06"), Answer::TooFewDays);
        assert_eq!(month.answer("2026-05-01..2026-05-07"), Answer::Team { is_least: false });
        // 42.5 open hours over 28: two people are needed; three are wanted.
        month.brief.staffing.min_people = 2;
        assert_eq!(month.answer("2026-05"), Answer::Team { is_least: false });
        month.brief.staffing.min_people = 3;
        assert_eq!(month.answer("2026-05"), Answer::Team { is_least: true });
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
        assert_eq!(place(&month.report("2026-05")).unwrap().silent, Vec::<&ChannelFigures>::new());
        assert_eq!(month.answer("2026-05"), Answer::Team { is_least: false });
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
    fn channels_are_ranked_only_if_their_intervals_part() {
        let lead = |reddit, youtube| {
            let mut month = Month::observed(MAY);
            month.write("reddit", reddit, TEN, Tone::Neutral);
            month.write("youtube", youtube, TEN, Tone::Neutral);
            let report = month.report("2026-05");
            let place = place(&report).unwrap();
            let ids =
                |all: &[&ChannelFigures]| all.iter().map(|c| c.id.clone()).collect::<Vec<_>>();
            (ids(&place.leaders), place.next.map(|c| c.id.clone()), ids(&place.silent))
        };
        // 30 of 100: 21.9 to 39.6 %; 70 of 100: 60.4 to 78.1 %. 45 and 55: 35.6 to 54.8 and 45.2 to 64.4 %.
        let named = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect::<Vec<_>>();
        assert_eq!(lead(30, 70), (named(&["youtube"]), Some("reddit".to_owned()), vec![]));
        assert_eq!(lead(45, 55), (named(&["youtube", "reddit"]), None, vec![]));
        assert_eq!(lead(0, 3), (named(&["youtube"]), None, named(&["reddit"])));
        assert_eq!(place(&Month::observed(MAY).report("2026-05")), None);
    }

    #[test]
    fn the_busiest_time_comes_with_its_share_in_staffed_hours() {
        let mut month = Month::observed(MAY);
        month.write("reddit", 6, "2026-05-05T21:30", Tone::Unscored);
        month.write("reddit", 2, TEN, Tone::Unscored);
        let busy = busiest(month.report("2026-05").activity.as_ref().unwrap()).unwrap();
        let told = (busy.peak.weekday, busy.peak.hour, busy.band_hours, busy.is_shared);
        assert_eq!(told, (Weekday::Tuesday, 21, 3, false));
        let staffed = busy.in_staffed_hours.map(|staffed| staffed.share);
        assert_eq!((busy.next, staffed, busy.of), (None, Some(0.25), 8));
        month.write("reddit", 3, TEN, Tone::Unscored);
        let busy = busiest(month.report("2026-05").activity.as_ref().unwrap()).unwrap();
        assert_eq!((busy.is_shared, busy.next.map(|next| next.hour)), (true, Some(9)));
    }

    #[test]
    fn the_low_week_is_told_if_it_is_clearly_below_the_whole_and_in_the_period() {
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
        assert_eq!(low(40, "2026-06"), None);
    }

    #[test]
    fn change_is_told_if_both_periods_have_every_weekday() {
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
        // Six days before are no comparison, and that is said.
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
        let (from, to) = (day("2026-05-30"), day("2026-06-02"));
        month.brief.coverage_gaps = vec![Gap { channel: 0, from, to }];
        month.brief.timing.staffed.clear();
        let report = month.report("2026-05");
        let reddit = &report.channels[1];
        let expected = [
            Unknown::Days { missing: 1, of: 31, covered: report.window },
            Unknown::Gap { channel: reddit, missing: 1, of: 30 },
            Unknown::Minutes(20.0),
            Unknown::Need,
            Unknown::Threads,
            Unknown::Unlabelled { mentions: 20, of: 32 },
            Unknown::Authors,
            Unknown::Cover,
            Unknown::Channel { mentions: 20, of: 32 },
            Unknown::Answers,
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
        assert_eq!(said, [Unknown::Answers]);
        let mut one = Month::observed(MAY);
        one.write("reddit", 1, TEN, Tone::Neutral);
        let report = one.report("2026-05");
        let said = findings(&report, &one.brief).unknown;
        let expected = [
            Unknown::FewMentions(1),
            Unknown::Threads,
            Unknown::Unchecked,
            Unknown::Authors,
            Unknown::Answers,
        ];
        assert_eq!(said, expected);
    }
}
