//! Whether patterns last: shares of channels, of topics, of tones and of the busiest hours in the first 13 of 39 weeks, against the weeks since
//! (docs/method.md, Do patterns last).
//!
//! Weeks are the units: a single storm of posts makes one week odd, not a pattern. Under eight weeks since, nothing is said of any pattern.

use super::change::{adjusted, has_gap, uncovered};
use super::period::each_day;
use super::sentiment::NoRange;
use super::weeks::SURE;
use super::{Counted, ObservedDays, ToneFigures, student};
use crate::brief::Brief;
use crate::mentions::RowStatus;
use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;
use crate::rollup::Rollup;
use crate::units::{Date, ToSpan};

/// Weeks in which a pattern is found.
pub const BASE_WEEKS: usize = 13;

/// Weeks looked at: those, and half a year since.
const MOST_WEEKS: i64 = 39;

/// Weeks since then without which nothing is said.
const FEWEST_WEEKS: usize = 8;

/// Under so many a pattern was not there; from so many on it is new.
const FEW: u64 = 5;
const MANY: u64 = 30;

/// Hours of a band.
const BAND: i8 = 3;

/// What a pattern is the share of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// One channel's mentions, of all.
    Channel {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
    /// Mentions of one topic of the brief, of all.
    Topic {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
    /// Mentions of this tone, of those with a label.
    Tone(Tone),
    /// Mentions in the three hours from this one on, of those known to the hour.
    Hours(i8),
}

impl Pattern {
    /// The word of `summary.json` and the data files: `channel:x`, `topic:app`, `tone:negative`, `hours:09-12`.
    pub fn id(&self) -> String {
        match self {
            Self::Channel { id, .. } => format!("channel:{id}"),
            Self::Topic { id, .. } => format!("topic:{id}"),
            Self::Tone(Tone::Positive) => "tone:positive".to_owned(),
            Self::Tone(_) => "tone:negative".to_owned(),
            Self::Hours(from) => format!("hours:{from:02}-{:02}", from + BAND),
        }
    }
}

/// What became of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasting {
    /// Fewer than eight weeks since.
    TooEarly,
    /// It was not there.
    New,
    /// Under half of what it was.
    Gone,
    /// Less than it was.
    Fading,
    /// More than it was.
    Growing,
    /// Within two thirds and one and a half of what it was.
    Held,
    /// None of these is sure.
    Unclear,
}

impl Lasting {
    /// The word of `summary.json` and the data files.
    pub fn id(self) -> &'static str {
        match self {
            Self::TooEarly => "too_early",
            Self::New => "new",
            Self::Gone => "gone",
            Self::Fading => "fading",
            Self::Growing => "growing",
            Self::Held => "held",
            Self::Unclear => "unclear",
        }
    }
}

/// A pattern then and now.
#[derive(Debug, Clone, PartialEq)]
pub struct PatternFigures {
    /// What it is the share of.
    pub pattern: Pattern,
    /// The share in the 13 weeks, 0 to 1.
    pub then: f64,
    /// The share in the weeks since, 0 to 1.
    pub now: f64,
    /// 95 % interval of now / then; `None` without a mention then.
    pub ratio: Option<(f64, f64)>,
    /// Weeks since.
    pub weeks: usize,
    /// Mentions of it in the 13 weeks and in the weeks since.
    pub mentions: u64,
    /// What became of it.
    pub verdict: Lasting,
}

/// The patterns of the weeks up to the end of a period; `None` if there is no week after the first 13.
pub(super) fn stability(
    (rollup, brief, channels): Counted<'_>,
    window: &ObservedDays,
    first: Date,
) -> Option<Vec<PatternFigures>> {
    let weeks = weeks(brief, window.to, first);
    let since = weeks.len().checked_sub(BASE_WEEKS).filter(|&since| since > 0)?;
    let mut tests = Vec::new();
    let mut test = |pattern, counts: Vec<(u64, u64)>| {
        let (then, now) = counts.split_at(BASE_WEEKS);
        tests.extend(Test::of(pattern, then, now));
    };
    let used: Vec<u64> = weeks.iter().map(|&week| of_channels(rollup, week, |_| true)).collect();
    let used = || used.iter().copied();
    for (channel, figures) in channels.iter() {
        let pattern = Pattern::Channel { id: figures.id.clone(), name: figures.name.clone() };
        let own = weeks.iter().map(|&week| of_channels(rollup, week, |place| place == channel));
        test(pattern, own.zip(used()).collect());
    }
    // `None`: the history provides some of these weeks, and has no topics.
    let of_topics: Option<Vec<_>> =
        weeks.iter().map(|&(from, to)| rollup.topics_between(from, to, |_| true)).collect();
    let topics = brief.topics.iter().enumerate().filter(|_| of_topics.is_some());
    for (place, topic) in topics {
        let pattern = Pattern::Topic { id: topic.id.clone(), name: topic.name.clone() };
        let own = of_topics.iter().flatten().map(|topics| {
            let of_topic = topics.iter().filter(|((_, of), _)| *of == place);
            of_topic.map(|(_, tones)| tones.total()).sum()
        });
        test(pattern, own.zip(used()).collect());
    }
    let days = weeks.first().zip(weeks.last());
    let is_of_few = days.is_some_and(|(first, last)| {
        ToneFigures::between(rollup, first.0, last.1).no_range() == Some(NoRange::FewAccounts)
    });
    for tone in [Tone::Positive, Tone::Negative].into_iter().filter(|_| !is_of_few) {
        let counts = weeks.iter().map(|&week| of_tone(rollup, week, tone));
        test(Pattern::Tone(tone), counts.collect());
    }
    if let Some(hour) = busiest(rollup, &weeks[..BASE_WEEKS]) {
        let counts = weeks.iter().map(|&week| of_hours(rollup, week, hour));
        test(Pattern::Hours(hour), counts.collect());
    }
    let p = adjusted(&tests.iter().map(|test| test.p).collect::<Vec<_>>());
    Some(tests.into_iter().zip(p).map(|(test, p)| test.judged(p, since)).collect())
}

/// The full weeks up to a day, oldest first, without those in which a channel was not covered.
pub(super) fn weeks(brief: &Brief, last: Date, first: Date) -> Vec<(Date, Date)> {
    let weeks = (0..MOST_WEEKS).filter_map(|back| {
        let to = last.checked_sub((7 * back).days()).ok()?;
        Some((to.checked_sub(6.days()).ok()?, to))
    });
    let weeks: Vec<_> = weeks.take_while(|&(from, _)| first <= from).collect();
    let Some(&(from, _)) = weeks.last() else { return Vec::new() };
    let uncovered = uncovered(brief, &ObservedDays { from, to: last, days: 0 });
    let is_whole = |&&(from, to): &&(Date, Date)| {
        !each_day(from, to).any(|day| has_gap(brief, &uncovered, day))
    };
    weeks.iter().rev().filter(is_whole).copied().collect()
}

/// Used mentions of a week in some channels.
fn of_channels(
    rollup: &Rollup,
    (from, to): (Date, Date),
    is_counted: impl Fn(ChannelIx) -> bool,
) -> u64 {
    let cells = rollup.volume.between(from, to).filter(|(_, channel, _)| is_counted(*channel));
    cells.map(|(_, _, counts)| counts.rows[RowStatus::Used]).sum()
}

fn of_tone(rollup: &Rollup, (from, to): (Date, Date), tone: Tone) -> (u64, u64) {
    let cells = rollup.volume.between(from, to);
    cells.fold((0, 0), |(own, all), (_, _, counts)| {
        (own + counts.tones[tone], all + counts.tones.labelled())
    })
}

fn of_hours(rollup: &Rollup, (from, to): (Date, Date), start: i8) -> (u64, u64) {
    rollup.activity.between(from, to).fold((0, 0), |(own, all), (_, hour, _, count)| {
        let is_own = hour / BAND * BAND == start;
        (own + if is_own { count } else { 0 }, all + count)
    })
}

/// First of the three hours with most mentions; `None` without a mention known to the hour.
fn busiest(rollup: &Rollup, weeks: &[(Date, Date)]) -> Option<i8> {
    let mentions =
        |start: &i8| weeks.iter().map(|&week| of_hours(rollup, week, *start).0).sum::<u64>();
    let starts = (0..24).step_by(3).rev();
    starts.max_by_key(mentions).filter(|start| mentions(start) > 0)
}

/// A share in the weeks of two spans.
struct Test {
    pattern: Pattern,
    counts: (u64, u64),
    shares: (f64, f64),
    ratio: Option<(f64, f64)>,
    p: f64,
}

impl Test {
    /// `None` if there is too little of it in both.
    fn of(pattern: Pattern, then: &[(u64, u64)], now: &[(u64, u64)]) -> Option<Self> {
        let (a, b) = (PatternShare::of(then)?, PatternShare::of(now)?);
        // All of it then and now: it cannot be anything else.
        let is_whole = a.count as f64 >= a.of && b.count as f64 >= b.of;
        if is_whole || (a.count < FEW && b.count < MANY) {
            return None;
        }
        let shares = (a.value, b.value);
        let mut test = Self { pattern, counts: (a.count, b.count), shares, ratio: None, p: 1.0 };
        if a.count > 0 {
            // Half a mention where there is none, whose logarithm does not exist.
            let share = b.value.max(0.5 / b.of);
            let log = libm::log(share / a.value);
            let error =
                libm::hypot(a.error / a.value, (b.error / share).max(1.0 / (share * b.of).sqrt()));
            let freedom = (then.len() + now.len()) as f64 - 2.0;
            let half = student::bound(SURE, freedom) * error;
            test.ratio = Some((libm::exp(log - half), libm::exp(log + half)));
            test.p = student::two_sided(log / error, freedom);
        }
        Some(test)
    }

    /// By the first rule that fits; `p` is adjusted for the number of patterns.
    fn judged(self, p: f64, weeks: usize) -> PatternFigures {
        let is_sure = p < 1.0 - SURE;
        let verdict = match self.ratio {
            _ if weeks < FEWEST_WEEKS => Lasting::TooEarly,
            _ if self.counts.0 < FEW && self.counts.1 >= MANY => Lasting::New,
            Some((_, high)) if high < 0.5 && is_sure => Lasting::Gone,
            Some((_, high)) if high < 1.0 && is_sure => Lasting::Fading,
            Some((low, _)) if low > 1.0 && is_sure => Lasting::Growing,
            Some((low, high)) if low > 0.67 && high < 1.5 => Lasting::Held,
            _ => Lasting::Unclear,
        };
        let (then, now) = self.shares;
        PatternFigures {
            pattern: self.pattern,
            then,
            now,
            ratio: self.ratio,
            weeks,
            mentions: self.counts.0 + self.counts.1,
            verdict,
        }
    }
}

/// A share of some weeks with its standard error, from how the weeks differ.
struct PatternShare {
    count: u64,
    of: f64,
    value: f64,
    error: f64,
}

impl PatternShare {
    /// `None` without a base, or under two weeks.
    fn of(weeks: &[(u64, u64)]) -> Option<Self> {
        let (count, of) = weeks.iter().fold((0, 0), |(k, n), week| (k + week.0, n + week.1));
        if of == 0 || weeks.len() < 2 {
            return None;
        }
        let (n, blocks) = (of as f64, weeks.len() as f64);
        let share = count as f64 / n;
        let squares: f64 = weeks
            .iter()
            .map(|&(k, n)| k as f64 - share * n as f64)
            .map(|residual| residual * residual)
            .sum();
        let by_weeks = (blocks / (blocks - 1.0) * squares).sqrt() / n;
        // Never less than independent mentions vary.
        let error = by_weeks.max((share * (1.0 - share) / n).sqrt());
        Some(Self { count, of: n, value: share, error })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Gap;
    use crate::insights::sample::{brief, topic};
    use crate::mentions::Mention;
    use crate::mentions::channel::Channels;
    use crate::mentions::content::{Content, Topics};
    use crate::rollup::sample::{day, mention};

    #[test]
    fn a_share_has_the_documented_error() {
        // docs/method.md: 0.346821 with a standard error of 0.042260.
        let share = PatternShare::of(&[(12, 40), (18, 45), (9, 38), (21, 50)]).unwrap();
        let computed = [share.value, share.error].map(|value| format!("{value:.6}"));
        assert_eq!(computed, ["0.346821", "0.042260"]);
    }

    fn verdict(then: (u64, u64), now: (u64, u64), weeks: usize) -> Option<Lasting> {
        let (then, now) = (vec![then; 13], vec![now; weeks]);
        let test = Test::of(Pattern::Tone(Tone::Positive), &then, &now)?;
        let p = test.p;
        Some(test.judged(p, weeks).verdict)
    }

    #[test]
    fn the_first_rule_that_fits_decides() {
        for (then, now, weeks, expected) in [
            ((20, 40), (20, 40), 7, Lasting::TooEarly),
            ((0, 40), (5, 40), 13, Lasting::New),
            ((20, 40), (4, 40), 13, Lasting::Gone),
            ((20, 40), (15, 40), 13, Lasting::Fading),
            ((20, 40), (26, 40), 13, Lasting::Growing),
            ((20, 40), (21, 40), 13, Lasting::Held),
            ((1, 40), (1, 40), 13, Lasting::Unclear),
            ((5, 40), (0, 40), 13, Lasting::Gone),
        ] {
            assert_eq!(verdict(then, now, weeks), Some(expected), "{then:?} {now:?} {weeks}");
        }
        assert_eq!(verdict((0, 40), (1, 40), 13), None, "too little of it at any time");
        assert_eq!(verdict((40, 40), (20, 20), 13), None, "the only channel");
    }

    #[test]
    fn patterns_are_those_of_the_weeks_before_and_since() {
        let mut brief = brief(&["reddit", "reviews"]);
        brief.topics = vec![topic("app")];
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        for (week, date) in
            (0..).map(|at| at / 7).zip(each_day(day("2026-01-01"), day("2026-07-01")))
        {
            let (reddit, reviews) = if week < 13 { (8, 2) } else { (5, 5) };
            for (place, count) in [(0, reddit), (1, reviews)] {
                let channel = channels.declared(place);
                let used = Mention { channel, ..mention(&format!("{date}T10:00")) };
                for n in 0..count {
                    // Eight of ten in the first 13 weeks, then one of ten.
                    let is_of_topic = place == 0 && n < if week < 13 { 8 } else { 1 };
                    let topics = Topics::default();
                    let topics = if is_of_topic { topics.with(0) } else { topics };
                    let content = Content { topics, ..Content::default() };
                    rollup.add(&Mention { content, ..used }, RowStatus::Used);
                }
            }
        }
        let computed = |brief: &Brief, to: &str| {
            let window = ObservedDays { from: day("2026-06-01"), to: day(to), days: 30 };
            let all = stability((&rollup, brief, &channels), &window, day("2026-01-01"))?;
            Some(
                all.into_iter()
                    .map(|found| (found.pattern, found.weeks, found.verdict))
                    .collect::<Vec<_>>(),
            )
        };
        let channel =
            |id: &str, name: &str| Pattern::Channel { id: id.to_owned(), name: name.to_owned() };
        let all = computed(&brief, "2026-07-01").unwrap();
        assert!(all.contains(&(channel("reddit", "Reddit"), 13, Lasting::Fading)), "{all:?}");
        assert!(all.contains(&(channel("reviews", "Reviews"), 13, Lasting::Growing)), "{all:?}");
        let app = Pattern::Topic { id: "app".to_owned(), name: "The app".to_owned() };
        assert!(all.contains(&(app, 13, Lasting::Gone)), "{all:?}");
        let is_hours = |found: &(Pattern, usize, Lasting)| matches!(found.0, Pattern::Hours(_));
        assert!(!all.iter().any(is_hours), "all mentions are of one hour: {all:?}");
        assert_eq!(computed(&brief, "2026-04-01"), None, "13 weeks and none since");
        // A week with a gap is left out.
        brief.coverage_gaps =
            vec![Gap { channel: 1, from: day("2026-06-20"), to: day("2026-06-20") }];
        assert_eq!(computed(&brief, "2026-07-01").unwrap()[0].1, 12);
    }
}
