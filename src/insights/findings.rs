//! What the first screen says, before any chart: typed findings with the numbers that each sentence needs, and what is not known.
//!
//! A report, and the one before it, come in; findings go out in the order of the page. No text is made here and no verdict on
//! change is passed: two months of mentions cannot carry one, so a comparison is a plain ratio of rates per observed day.

use super::interval::wilson;
use super::{Binding, Peak, Report, ToneFigures, WeekTone};
use crate::brief::Brief;
use crate::rollup::Tones;

/// Mentions or labels under which a share is called a small base (method 3.7).
const SMALL_BASE: u64 = 30;

/// One statement of the first screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// What it takes to answer.
    Answer {
        /// Hours a day: low, base and high case.
        hours_per_day: (f64, f64, f64),
        /// Full-time equivalents, the larger of workload and coverage.
        fte: f64,
        /// Whole people.
        headcount: u64,
        /// Which need decides.
        binding: Binding,
        /// Conversations of the communities in the period: the base.
        conversations: u64,
        /// Days over which they were counted.
        observed_days: u32,
    },
    /// Where most is said.
    TopChannel {
        /// The first of [`Report::channels`].
        top: ChannelShare,
        /// The second, if somebody wrote there.
        runner_up: Option<ChannelShare>,
        /// Whether the intervals of the two shares overlap: they must not be ranked.
        is_similar: bool,
        /// Used mentions: the base of both.
        of: u64,
    },
    /// When most is said.
    BusiestTime {
        /// The busiest cell of the map.
        peak: Peak,
        /// Its width in hours.
        band_hours: u8,
        /// Share of the mentions inside the staffed hours; `None` if the brief states none.
        in_staffed_hours: Option<f64>,
        /// Mentions known to the hour: the base.
        of: u64,
    },
    /// In what tone. Its base are the labelled mentions.
    Tone(ToneFigures),
    /// The week of the trend with the lowest tone, told only if its interval lies wholly below that of all weeks.
    LowestWeek {
        /// The week.
        week: WeekTone,
        /// All weeks of the trend together.
        all: ToneFigures,
    },
    /// Against the period before, which was observed on all its days.
    Comparison {
        /// Used mentions per observed day.
        mentions: Change,
        /// Conversations per observed day, all communities.
        conversations: Change,
        /// Id of the period before.
        previous: String,
    },
    /// What the report cannot tell.
    Unknown(Unknown),
}

/// A channel's part of the used mentions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChannelShare {
    /// Index into [`Report::channels`].
    pub channel: usize,
    /// Its used mentions.
    pub mentions: u64,
    /// Of all used mentions, 0 to 1.
    pub share: f64,
    /// 95 % interval of the share.
    pub interval: (f64, f64),
}

/// A rate now and before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// In this period.
    pub now: f64,
    /// In the period before.
    pub before: f64,
    /// now / before; `None` if it was zero.
    pub ratio: Option<f64>,
}

/// Something that the exports or the brief leave open.
#[derive(Debug, Clone, PartialEq)]
pub enum Unknown {
    /// Days of the period without any export.
    Days {
        /// Observed days.
        observed: u32,
        /// Days of the period.
        of: u32,
    },
    /// No row tells its thread: each mention counts as a conversation, an upper bound.
    Threads,
    /// Mentions without a tone.
    Tone {
        /// Without a label.
        mentions: u64,
        /// Used mentions.
        of: u64,
    },
    /// Mentions known only to the day, which the map of hours leaves out.
    Hour {
        /// Known only to the day.
        mentions: u64,
        /// Used mentions.
        of: u64,
    },
    /// Mentions whose channel is not known.
    Channel {
        /// In the channel `other`.
        mentions: u64,
        /// Used mentions.
        of: u64,
    },
    /// Fewer than 30 used mentions.
    FewMentions(u64),
    /// Fewer than 30 mentions with a tone, though there are more mentions.
    FewLabels(u64),
    /// Keys of the staffing formula whose value is our default, not the client's.
    Assumptions(Vec<&'static str>),
}

/// Says what a report found, in the order of the page: the answer, where, when, tone, change, and what is not known.
///
/// `previous` is the report on [`Period::previous`](super::Period::previous); it is compared only if wholly observed.
pub fn findings(report: &Report, previous: Option<&Report>, brief: &Brief) -> Vec<Finding> {
    let known = [
        answer(report),
        top_channel(report),
        busiest_time(report),
        report.tone.net.map(|_| Finding::Tone(report.tone)),
        lowest_week(&report.trend),
        previous.and_then(|previous| comparison(report, previous)),
    ];
    let unknown = unknown(report, brief).into_iter().map(Finding::Unknown);
    known.into_iter().flatten().chain(unknown).collect()
}

fn answer(report: &Report) -> Option<Finding> {
    let staffing = &report.staffing;
    let communities = report.channels.iter().filter(|channel| channel.is_community);
    Some(Finding::Answer {
        hours_per_day: (
            staffing.hours_per_day_low,
            staffing.hours_per_day,
            staffing.hours_per_day_high,
        ),
        fte: staffing.fte,
        headcount: staffing.headcount,
        binding: staffing.binding,
        conversations: communities.map(|channel| channel.conversations).sum(),
        observed_days: report.window?.days,
    })
}

fn top_channel(report: &Report) -> Option<Finding> {
    let part = |channel: usize| {
        let figures = report.channels.get(channel).filter(|figures| figures.mentions > 0)?;
        let interval = wilson(figures.mentions, report.mentions)?;
        let (mentions, share) = (figures.mentions, figures.share);
        Some(ChannelShare { channel, mentions, share, interval })
    };
    let (top, runner_up) = (part(0)?, part(1));
    let is_similar = runner_up.is_some_and(|second| top.interval.0 <= second.interval.1);
    Some(Finding::TopChannel { top, runner_up, is_similar, of: report.mentions })
}

fn busiest_time(report: &Report) -> Option<Finding> {
    let activity = report.activity.as_ref()?;
    Some(Finding::BusiestTime {
        peak: *activity.peaks.first()?,
        band_hours: activity.band_hours,
        in_staffed_hours: activity.in_staffed_hours,
        of: activity.mentions,
    })
}

fn lowest_week(trend: &[WeekTone]) -> Option<Finding> {
    let mut all = Tones::default();
    for week in trend {
        all.merge(&week.tone.counts);
    }
    let all = ToneFigures::of(all);
    let (lowest_of_all, _) = all.interval?;
    let (week, _) = trend
        .iter()
        .filter_map(|week| Some((*week, week.tone.interval?)))
        .filter(|(_, (_, high))| *high < lowest_of_all)
        .min_by(|(a, _), (b, _)| a.tone.net.partial_cmp(&b.tone.net).expect("nets are finite"))?;
    Some(Finding::LowestWeek { week, all })
}

fn comparison(report: &Report, previous: &Report) -> Option<Finding> {
    let (now, before) = (report.window?, previous.window?);
    if before.days < previous.period.days() {
        return None;
    }
    let change =
        |now: f64, before: f64| Change { now, before, ratio: (before > 0.0).then(|| now / before) };
    let mentions = |report: &Report, days: u32| report.mentions as f64 / f64::from(days);
    Some(Finding::Comparison {
        mentions: change(mentions(report, now.days), mentions(previous, before.days)),
        conversations: change(
            report.staffing.conversations_per_day,
            previous.staffing.conversations_per_day,
        ),
        previous: previous.period.id.clone(),
    })
}

fn unknown(report: &Report, brief: &Brief) -> Vec<Unknown> {
    let of = report.mentions;
    let (observed, days) = (report.window.map_or(0, |window| window.days), report.period.days());
    let tones = report.tone.counts;
    let labels = tones.labelled();
    let undated = report.activity.as_ref().map_or(0, |activity| activity.undated);
    let nowhere = report.channels.iter().find(|c| c.id == "other" && !c.is_declared);
    let nowhere = nowhere.map_or(0, |channel| channel.mentions);
    // The currency is a label, not an assumption.
    let assumed = |key: &&&'static str| key.starts_with("staffing.") && !key.ends_with("currency");
    let assumptions: Vec<_> = brief.defaults.iter().filter(assumed).copied().collect();
    let all = [
        (observed < days).then_some(Unknown::Days { observed, of: days }),
        (of > 0 && !report.has_threads).then_some(Unknown::Threads),
        (tones.unscored > 0).then_some(Unknown::Tone { mentions: tones.unscored, of }),
        (undated > 0).then_some(Unknown::Hour { mentions: undated, of }),
        (nowhere > 0).then_some(Unknown::Channel { mentions: nowhere, of }),
        (of < SMALL_BASE).then_some(Unknown::FewMentions(of)),
        (of >= SMALL_BASE && (1..SMALL_BASE).contains(&labels))
            .then_some(Unknown::FewLabels(labels)),
        (!assumptions.is_empty()).then_some(Unknown::Assumptions(assumptions)),
    ];
    all.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Stance;
    use crate::insights::sample::brief;
    use crate::insights::{Period, report};
    use crate::mentions::channel::{ChannelIx, Channels};
    use crate::mentions::tone::Tone;
    use crate::mentions::{Mention, Standing, Thread};
    use crate::rollup::Rollup;
    use crate::rollup::sample::mention;
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
                rollup.add(&mention(&format!("{day}T00:00")), Standing::NotRelevant);
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
                self.rollup.add(&mention, Standing::Used);
            }
        }

        fn report(&self, period: &str) -> Report {
            let period = Period::parse(period).unwrap();
            report(&self.rollup, &self.brief, &self.channels, &period)
        }

        fn findings(&self, period: &str, previous: Option<&str>) -> Vec<Finding> {
            let previous = previous.map(|period| self.report(period));
            findings(&self.report(period), previous.as_ref(), &self.brief)
        }
    }

    fn top(findings: &[Finding]) -> (u64, bool) {
        findings
            .iter()
            .find_map(|finding| match finding {
                Finding::TopChannel { top, is_similar, .. } => Some((top.mentions, *is_similar)),
                _ => None,
            })
            .unwrap()
    }

    #[test]
    fn a_silent_month_has_an_answer_and_says_what_it_rests_on() {
        let month = Month::observed(["2026-05-01", "2026-05-31"]);
        let findings = month.findings("2026-05", None);
        let [
            Finding::Answer { hours_per_day, binding, headcount, observed_days, .. },
            ref rest @ ..,
        ] = findings[..]
        else {
            panic!("{findings:?}")
        };
        assert_eq!(hours_per_day, (0.0, 0.0, 0.0));
        // 42.5 open hours over 28: more than nothing.
        assert_eq!((binding, headcount, observed_days), (Binding::Coverage, 2, 31));
        assert_eq!(rest, [Finding::Unknown(Unknown::FewMentions(0))]);
    }

    #[test]
    fn the_answer_rests_on_the_communities_alone() {
        let mut month = Month::observed(["2026-05-01", "2026-05-31"]);
        month.write("youtube", 3, "2026-05-04T10:00", Tone::Neutral);
        month.write("reddit", 9, "2026-05-04T10:00", Tone::Neutral);
        month.brief.channels[0].stance = Stance::Avoid;
        month.channels = Channels::new(&month.brief);
        let findings = month.findings("2026-05", None);
        assert!(matches!(findings[0], Finding::Answer { conversations: 3, .. }), "{findings:?}");
    }

    #[test]
    fn a_month_without_exports_has_no_answer() {
        let month = Month::observed(["2026-05-01", "2026-05-31"]);
        let unseen = Finding::Unknown(Unknown::Days { observed: 0, of: 30 });
        assert_eq!(
            month.findings("2026-06", Some("2026-05")),
            [unseen, Finding::Unknown(Unknown::FewMentions(0))]
        );
    }

    #[test]
    fn channels_are_ranked_only_if_their_intervals_part() {
        // 30 of 100: 21.9 to 39.6 %; 70 of 100: 60.4 to 78.1 %. 45 and 55: 35.6 to 54.8 and 45.2 to 64.4 %.
        for (reddit, youtube, is_similar) in [(30, 70, false), (45, 55, true)] {
            let mut month = Month::observed(["2026-05-01", "2026-05-31"]);
            month.write("reddit", reddit, "2026-05-04T10:00", Tone::Neutral);
            month.write("youtube", youtube, "2026-05-04T10:00", Tone::Neutral);
            assert_eq!(top(&month.findings("2026-05", None)), (youtube, is_similar));
        }
        let mut month = Month::observed(["2026-05-01", "2026-05-31"]);
        month.write("youtube", 3, "2026-05-04T10:00", Tone::Neutral);
        assert_eq!(top(&month.findings("2026-05", None)), (3, false));
    }

    #[test]
    fn the_busiest_time_comes_with_its_share_in_staffed_hours() {
        let mut month = Month::observed(["2026-05-01", "2026-05-31"]);
        month.write("reddit", 6, "2026-05-05T21:30", Tone::Unscored);
        month.write("reddit", 2, "2026-05-04T10:00", Tone::Unscored);
        let findings = month.findings("2026-05", None);
        let found = findings.iter().find_map(|finding| match finding {
            Finding::BusiestTime { peak, in_staffed_hours, of, band_hours } => {
                Some((peak.weekday, peak.hour, *band_hours, *in_staffed_hours, *of))
            }
            _ => None,
        });
        assert_eq!(found, Some((Weekday::Tuesday, 21, 3, Some(0.25), 8)));
        assert!(!findings.iter().any(|finding| matches!(finding, Finding::Tone(_))));
    }

    #[test]
    fn the_lowest_week_is_told_if_it_is_clearly_below_the_whole() {
        let lowest = |negative| {
            let mut month = Month::observed(["2026-05-01", "2026-05-31"]);
            for day in ["2026-05-08", "2026-05-15", "2026-05-22", "2026-05-29"] {
                month.write("reddit", 40, &format!("{day}T10:00"), Tone::Positive);
            }
            month.write("reddit", negative, "2026-05-14T10:00", Tone::Negative);
            month.findings("2026-05", None).into_iter().find_map(|finding| match finding {
                Finding::LowestWeek { week, all } => {
                    Some((week.to.to_string(), all.counts.positive))
                }
                _ => None,
            })
        };
        // Blocks end on 31, 24, 17 and 10 May. 40 against 40 in one of four weeks: 0 ± 22 points against 60 ± 11.
        assert_eq!(lowest(40), Some(("2026-05-17".to_owned(), 160)));
        // 40 against 10: 60 ± 22 reaches up into 88 ± 7, though not to its middle.
        assert_eq!(lowest(10), None);
    }

    #[test]
    fn change_is_per_observed_day_and_needs_a_whole_month_before() {
        let mut month = Month::observed(["2026-04-01", "2026-05-10"]);
        month.write("reddit", 60, "2026-04-20T10:00", Tone::Neutral);
        month.write("reddit", 30, "2026-05-05T10:00", Tone::Neutral);
        let change = |now, before, ratio| Change { now, before, ratio };
        let expected = Finding::Comparison {
            mentions: change(3.0, 2.0, Some(1.5)),
            conversations: change(3.0, 2.0, Some(1.5)),
            previous: "2026-04".to_owned(),
        };
        assert!(month.findings("2026-05", Some("2026-04")).contains(&expected));
        let is_comparison = |finding: &Finding| matches!(finding, Finding::Comparison { .. });
        assert!(!month.findings("2026-05", None).iter().any(is_comparison));
        let mut late = Month::observed(["2026-04-02", "2026-05-31"]);
        late.write("reddit", 60, "2026-04-20T10:00", Tone::Neutral);
        assert!(!late.findings("2026-05", Some("2026-04")).iter().any(is_comparison));
        let silent = Month::observed(["2026-04-01", "2026-05-31"]);
        let zero = Finding::Comparison {
            mentions: change(0.0, 0.0, None),
            conversations: change(0.0, 0.0, None),
            previous: "2026-04".to_owned(),
        };
        assert!(silent.findings("2026-05", Some("2026-04")).contains(&zero));
    }

    #[test]
    fn everything_left_open_is_said() {
        let mut month = Month::observed(["2026-05-01", "2026-05-30"]);
        month.write("other", 20, "2026-05-04T10:00", Tone::Unscored);
        month.write("reddit", 12, "2026-05-04T10:00", Tone::Neutral);
        month.brief.defaults =
            ["language", "staffing.currency", "staffing.shrinkage"].into_iter().collect();
        let left_open = |month: &Month| -> Vec<Unknown> {
            let findings = month.findings("2026-05", None).into_iter();
            findings
                .filter_map(|finding| match finding {
                    Finding::Unknown(unknown) => Some(unknown),
                    _ => None,
                })
                .collect()
        };
        let expected = [
            Unknown::Days { observed: 30, of: 31 },
            Unknown::Threads,
            Unknown::Tone { mentions: 20, of: 32 },
            Unknown::Channel { mentions: 20, of: 32 },
            Unknown::FewLabels(12),
            Unknown::Assumptions(vec!["staffing.shrinkage"]),
        ];
        assert_eq!(left_open(&month), expected);
        let threaded = Mention { thread: Thread::Known(1), ..mention("2026-05-05T10:00") };
        month.rollup.add(&threaded, Standing::Own);
        assert!(!left_open(&month).contains(&Unknown::Threads));
    }
}
