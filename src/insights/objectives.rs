//! The objectives of the brief compared with what was measured (docs/method.md, Objectives).
//!
//! Input: the report of a period and the brief. Output: for each objective its metric now with a 95 % interval, the target of the period's last
//! day and an [`ObjectiveVerdict`]. Each metric is that of the objective's own channel. A metric that neither the exports nor the brief
//! state is not measurable, for the reason in [`NotMeasurable`]; it is never taken as 0.

mod accounts;
mod goal;

use self::goal::{Goal, Measured, step};
use super::sentiment::NoRange;
use super::weeks::WEEK_DAYS;
use super::{ChangeVerdict, ChannelFigures, Report, ToneFigures, WaitFigures};
use crate::brief::{Brief, Direction, Groundswell, Kind, Metric, Moved, Objective};
use crate::mentions::tone::Tone;
use crate::rollup::Sum;

/// Base of a share or a median under which no verdict is given.
const FEWEST: u64 = 30;

/// Whether an objective is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectiveVerdict {
    /// The whole range is at the target or past it.
    Met,
    /// The value is at the target or past it, and not the whole range.
    LikelyMet,
    /// The value is nearer to the target than to the baseline and its range reaches the target (without a range: before it is due); or the whole
    /// range is better than the baseline before it is due.
    OnTheWay,
    /// None of these.
    NotMet,
    /// The base is too small, too few days were observed, or a count is not complete.
    TooEarly,
    /// There is no figure, or no target to hold it against.
    NotMeasurable,
}

/// Why an objective is not measurable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotMeasurable {
    /// No day of the period was observed in these channels.
    Days,
    /// The exports hold no mention of it.
    Mentions,
    /// Most of it was written by a few accounts, so that it shows the view of few others.
    Accounts,
    /// All channels that name a brand are reviews of one brand.
    OneBrand,
    /// No mention has a tone: the column `sentiment`.
    Labels,
    /// No export shows the client's answers: own posts in threads, or the column `replied_at`.
    Replies,
    /// The brief states no response target.
    ResponseTarget,
    /// No conversation was old enough to be held against the target.
    Waits,
    /// Under half of the conversations are answered, so that their median is not reached.
    Median,
    /// The brief names no `keywords.competitors`.
    Competitors,
    /// Part of the period comes from the history, which has this metric only for whole months.
    History,
    /// No mention has a known kind of conversation.
    Kinds,
    /// The accounts of these months were not measured: no authors, no labels, or exports that are gone.
    People,
    /// No mention states a reach: the column `reach`.
    Reach,
    /// No mention states an engagement: the column `engagement`.
    Engagement,
    /// There is a figure, and the brief states no target.
    Target,
}

/// One objective in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectiveFigures {
    /// Its id; objectives are in the order of the brief.
    pub id: String,
    /// What is measured.
    pub metric: Metric,
    /// Index into the channels of the report; `None`: all channels.
    pub channel: Option<usize>,
    /// The figure at the start, in the unit of the metric: points, a share from 0 to 1, minutes, or a count.
    pub baseline: Option<f64>,
    /// Where it shall be on the last day of the period, in the same unit.
    pub target: Option<f64>,
    /// The latest change of the target up to that day.
    pub moved: Option<Moved>,
    /// In which direction the figure gets better.
    pub direction: Direction,
    /// The figure; `None`: not measured.
    pub now: Option<f64>,
    /// Its 95 % interval; `None` for a count, a median, or a tone that can carry none.
    pub interval: Option<(f64, f64)>,
    /// Mentions, labels, posts or conversations that the figure is based on.
    pub n: Option<u64>,
    /// Whether its date, if it has one, is after the last observed day.
    pub is_before_due: bool,
    /// Whether it is reached.
    pub verdict: ObjectiveVerdict,
    /// Why it is not measurable, if it is not.
    pub reason: Option<NotMeasurable>,
}

impl ObjectiveFigures {
    /// Whether the target is on the worse side of the start, so that it can be met by a figure that got worse.
    pub fn is_goal_behind_start(&self) -> bool {
        self.target.zip(self.baseline).is_some_and(|(target, start)| match self.direction {
            Direction::Up => target < start,
            Direction::Down => target > start,
        })
    }
}

/// What becomes of one of the five roles of Groundswell (Li and Bernoff 2008).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// An objective of this role has a figure.
    Measured,
    /// An objective has this role, and none of them has a figure.
    Addressed,
    /// No objective has this role.
    Missing,
}

/// The five roles, in the order of the book, with what the objectives of the brief make of them.
pub fn roles(brief: &Brief, figures: &[ObjectiveFigures]) -> [(Groundswell, Role); 5] {
    use Groundswell::{Embrace, Energize, Listen, Support, Talk};
    [Listen, Talk, Energize, Support, Embrace].map(|role| {
        let of_role = brief.objectives.iter().zip(figures);
        let states = of_role.filter(|(it, _)| it.groundswell == Some(role)).map(|(_, figures)| {
            if figures.now.is_some() { Role::Measured } else { Role::Addressed }
        });
        let state = states.min_by_key(|state| *state == Role::Addressed).unwrap_or(Role::Missing);
        (role, state)
    })
}

/// Every objective of the brief, in its order.
pub(super) fn objectives(report: &Report, brief: &Brief) -> Vec<ObjectiveFigures> {
    brief.objectives.iter().map(|objective| figures(report, brief, objective)).collect()
}

fn figures(report: &Report, brief: &Brief, objective: &Objective) -> ObjectiveFigures {
    let last = report.period.to;
    let observed = report.window.map_or(last, |window| window.to);
    let is_before_due = objective.due.is_none_or(|due| observed < due);
    let channel = objective.channel.and_then(|declared| {
        report.channels.iter().position(|channel| channel.declared == Some(declared))
    });
    let measured = measure(report, brief, objective.metric, channel);
    let target = objective.target_on(last);
    let (verdict, reason) = match (&measured, target) {
        (Err(reason), _) => (ObjectiveVerdict::NotMeasurable, Some(*reason)),
        (Ok(_), None) => (ObjectiveVerdict::NotMeasurable, Some(NotMeasurable::Target)),
        (Ok(measured), Some(target)) => {
            let goal = Goal {
                target,
                baseline: objective.baseline,
                direction: objective.direction(),
                is_before_due,
                is_receding: is_receding(report, objective),
                step: step(objective.metric),
            };
            (goal.verdict(measured), None)
        }
    };
    let measured = measured.ok();
    ObjectiveFigures {
        id: objective.id.clone(),
        metric: objective.metric,
        channel,
        baseline: objective.baseline,
        target,
        moved: objective.moved(last),
        direction: objective.direction(),
        now: measured.as_ref().map(|it| it.now),
        interval: measured.as_ref().and_then(|it| it.interval),
        n: measured.as_ref().map(|it| it.n),
        is_before_due,
        verdict,
        reason,
    }
}

/// Whether the net sentiment of all channels became worse than in the weeks before: then it is not on the way to a target above.
fn is_receding(report: &Report, objective: &Objective) -> bool {
    let test = report.change.as_ref().and_then(|change| change.tone.test);
    objective.metric == Metric::NetSentiment
        && objective.channel.is_none()
        && test.is_some_and(|test| {
            matches!(test.verdict, ChangeVerdict::Fell | ChangeVerdict::ProbablyFell)
        })
}

fn measure(
    report: &Report,
    brief: &Brief,
    metric: Metric,
    channel: Option<usize>,
) -> Result<Measured, NotMeasurable> {
    let place = channel.map(|index| &report.channels[index]);
    let tone = place.map_or(&report.tone, |channel| &channel.tone);
    let is_measured = place.map_or(report.is_measured(), ChannelFigures::is_measured);
    if !is_measured {
        return Err(NotMeasurable::Days);
    }
    let measured = measured(report, brief, metric, place, tone)?;
    // A few days of a longer period do not support a verdict on it.
    let observed = place.map_or(report.observed_days, |channel| channel.observed_days);
    let is_enough = measured.is_enough && observed >= report.period.days().min(WEEK_DAYS);
    Ok(Measured { is_enough, ..measured })
}

fn measured(
    report: &Report,
    brief: &Brief,
    metric: Metric,
    place: Option<&ChannelFigures>,
    tone: &ToneFigures,
) -> Result<Measured, NotMeasurable> {
    match metric {
        Metric::Mentions => Ok(count(report, place.map_or(report.mentions, |it| it.mentions))),
        Metric::Conversations => place
            .map_or(report.conversations, |it| it.conversations)
            .map(|conversations| count(report, conversations))
            .ok_or(NotMeasurable::History),
        Metric::NetSentiment => net(tone),
        Metric::PositiveShare => tone_share(tone, Tone::Positive),
        Metric::NegativeShare => tone_share(tone, Tone::Negative),
        Metric::ShareOfVoice => voice(report, brief, place),
        Metric::AnsweredInTime => in_time(waits(report, place)?, place, brief),
        Metric::ResponseTimeMedian => median(waits(report, place)?),
        Metric::ProblemShare => kind_share(report, place, tone, Kind::Problem),
        Metric::QuestionShare => kind_share(report, place, tone, Kind::Question),
        Metric::Advocates => accounts::advocates(report, place),
        Metric::ReturningAuthors => accounts::returning(report, place),
        Metric::Reach => sum(report, place, |channel| channel.reach).ok_or(NotMeasurable::Reach),
        Metric::Engagement => {
            sum(report, place, |channel| channel.engagement).ok_or(NotMeasurable::Engagement)
        }
    }
}

/// A count is complete when every day of the period was observed.
fn count(report: &Report, count: u64) -> Measured {
    let is_enough = report.is_complete();
    Measured { now: count as f64, interval: None, n: count, is_enough, is_growing: !is_enough }
}

/// A sum of the mentions that state a value, complete when every day of the period was observed.
fn sum(
    report: &Report,
    channel: Option<&ChannelFigures>,
    of: impl Fn(&ChannelFigures) -> Option<Sum>,
) -> Option<Measured> {
    let sum = channel.map_or_else(|| report.sum(&of), &of)?;
    Some(Measured { n: sum.rows, ..count(report, sum.sum) })
}

fn net(tone: &ToneFigures) -> Result<Measured, NotMeasurable> {
    let now = tone.net.ok_or_else(|| no_label(tone))?;
    let (interval, n) = (tone.interval, tone.counts.labelled());
    Ok(Measured { now, interval, n, is_enough: is_tone_enough(tone)?, is_growing: false })
}

fn tone_share(tone: &ToneFigures, of: Tone) -> Result<Measured, NotMeasurable> {
    match tone.counts.labelled() {
        0 => Err(no_label(tone)),
        n => {
            let (now, interval) = tone.share(of).ok_or(NotMeasurable::Labels)?;
            let is_enough = is_tone_enough(tone)? && n >= FEWEST;
            Ok(Measured { now, interval, n, is_enough, is_growing: false })
        }
    }
}

/// The share of a kind in the mentions of a channel, or of all; the spread of their tone over accounts is that of the mentions.
fn kind_share(
    report: &Report,
    place: Option<&ChannelFigures>,
    tone: &ToneFigures,
    kind: Kind,
) -> Result<Measured, NotMeasurable> {
    let kinds = report.kinds.as_ref().ok_or(NotMeasurable::History)?;
    let counts = place.and_then(|place| report.kinds_of(place)).unwrap_or(&kinds.all);
    if counts.total() == counts[Kind::Unclassified] {
        return Err(if counts.total() == 0 {
            NotMeasurable::Mentions
        } else {
            NotMeasurable::Kinds
        });
    }
    let share = super::kinds::figures(counts, tone.spread).find(|figures| figures.kind == kind);
    let share = share.ok_or(NotMeasurable::Kinds)?;
    let n = counts.total();
    Ok(Measured {
        now: share.share,
        interval: share.interval,
        n,
        is_enough: n >= FEWEST && share.interval.is_some(),
        is_growing: false,
    })
}

/// Whether a tone carries a verdict: 30 mentions, and a range. It is not a question of time where it has none because a few accounts wrote
/// most of it.
fn is_tone_enough(tone: &ToneFigures) -> Result<bool, NotMeasurable> {
    match tone.no_range() {
        Some(NoRange::FewAccounts) => Err(NotMeasurable::Accounts),
        Some(_) => Ok(false),
        None => Ok(tone.counts.total() >= FEWEST),
    }
}

fn no_label(tone: &ToneFigures) -> NotMeasurable {
    if tone.counts.total() == 0 { NotMeasurable::Mentions } else { NotMeasurable::Labels }
}

fn voice(
    report: &Report,
    brief: &Brief,
    channel: Option<&ChannelFigures>,
) -> Result<Measured, NotMeasurable> {
    let Some(voice) = &report.voice else {
        let competitors = brief.keywords.as_ref().map_or(0, |keywords| keywords.competitors.len());
        return Err(if competitors == 0 {
            NotMeasurable::Competitors
        } else {
            NotMeasurable::History
        });
    };
    let own = voice.brands.iter().find(|brand| brand.is_own);
    let (count, tags) = match channel {
        None => (own.map_or(0, |own| own.tags), voice.tags),
        Some(channel) => {
            let found = voice.channels.iter().find(|(id, _)| *id == channel.id);
            found.map_or((0, 0), |(_, tags)| *tags)
        }
    };
    match (tags, channel) {
        _ if voice.is_of_one_brand() => Err(NotMeasurable::OneBrand),
        (0, _) => Err(NotMeasurable::Mentions),
        // The range is that of the section on share of voice, which knows how many accounts wrote.
        (_, None) => {
            let interval = own.and_then(|own| own.interval);
            Ok(Measured { interval, ..Measured::share(count, tags) })
        }
        (_, Some(_)) => Ok(Measured::share(count, tags)),
    }
}

/// The answers of a channel, or of all channels that show any.
fn waits<'a>(
    report: &'a Report,
    channel: Option<&ChannelFigures>,
) -> Result<&'a WaitFigures, NotMeasurable> {
    let missing = if report.is_pieced() { NotMeasurable::History } else { NotMeasurable::Replies };
    let answers = report.answers.as_ref().ok_or(missing)?;
    let Some(channel) = channel else { return Ok(&answers.all) };
    let found = answers.channels.iter().find(|answers| answers.id == channel.id);
    found.map(|answers| &answers.waits).ok_or(missing)
}

fn in_time(
    waits: &WaitFigures,
    channel: Option<&ChannelFigures>,
    brief: &Brief,
) -> Result<Measured, NotMeasurable> {
    let own = channel.and_then(|channel| brief.response_target(channel.declared));
    let any = || (0..brief.channels.len()).find_map(|index| brief.response_target(Some(index)));
    let target = if channel.is_some() { own } else { any() };
    target.ok_or(NotMeasurable::ResponseTarget)?;
    let found = waits.in_time.as_ref().ok_or(NotMeasurable::History)?;
    if found.base == 0 {
        Err(NotMeasurable::Waits)
    } else {
        Ok(Measured::share(found.count, found.base))
    }
}

/// Minutes.
fn median(waits: &WaitFigures) -> Result<Measured, NotMeasurable> {
    let seconds = waits.median_seconds.ok_or(NotMeasurable::Median)?;
    let (now, n) = (seconds as f64 / 60.0, waits.conversations);
    Ok(Measured { now, interval: None, n, is_enough: n >= FEWEST, is_growing: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollup::Spread;
    use crate::tally::Tally;

    fn goal(direction: Direction, baseline: Option<f64>, target: f64) -> Goal {
        Goal { target, baseline, direction, is_before_due: true, is_receding: false, step: 1e-3 }
    }

    fn ranged(now: f64, low: f64, high: f64) -> Measured {
        Measured { now, interval: Some((low, high)), n: 100, is_enough: true, is_growing: false }
    }

    #[test]
    fn the_range_decides_and_the_first_verdict_that_fits_stands() {
        let up = goal(Direction::Up, Some(5.0), 15.0);
        for (measured, verdict) in [
            (ranged(20.0, 15.0, 25.0), ObjectiveVerdict::Met),
            (ranged(16.0, 9.0, 23.0), ObjectiveVerdict::LikelyMet),
            (ranged(13.0, 4.0, 22.0), ObjectiveVerdict::OnTheWay),
            (ranged(9.0, 6.0, 12.0), ObjectiveVerdict::OnTheWay),
            (ranged(9.0, 4.0, 14.0), ObjectiveVerdict::NotMet),
            // Worse than the start, at it, and under half of the way: a wide range that reaches the target proves nothing.
            (ranged(3.0, -10.0, 16.0), ObjectiveVerdict::NotMet),
            (ranged(5.0, -8.0, 18.0), ObjectiveVerdict::NotMet),
            (ranged(9.9, 1.0, 19.0), ObjectiveVerdict::NotMet),
            (ranged(10.0, 1.0, 19.0), ObjectiveVerdict::OnTheWay),
            (Measured { is_enough: false, ..ranged(20.0, 15.0, 25.0) }, ObjectiveVerdict::TooEarly),
        ] {
            assert_eq!(up.verdict(&measured), verdict, "{measured:?}");
        }
        let receding = Goal { is_receding: true, ..goal(Direction::Up, Some(5.0), 15.0) };
        assert_eq!(receding.verdict(&ranged(13.0, 4.0, 22.0)), ObjectiveVerdict::NotMet);
        assert_eq!(receding.verdict(&ranged(16.0, 9.0, 23.0)), ObjectiveVerdict::LikelyMet);
        let unbased = goal(Direction::Up, None, 15.0);
        assert_eq!(
            unbased.verdict(&ranged(13.0, 4.0, 22.0)),
            ObjectiveVerdict::NotMet,
            "no start, no way"
        );
        let overdue = Goal { is_before_due: false, ..up };
        assert_eq!(overdue.verdict(&ranged(9.0, 6.0, 12.0)), ObjectiveVerdict::NotMet);
        assert_eq!(overdue.verdict(&ranged(13.0, 4.0, 22.0)), ObjectiveVerdict::OnTheWay);
    }

    #[test]
    fn less_is_better_where_the_figure_shall_go_down() {
        let down = goal(Direction::Down, Some(0.36), 0.25);
        for (measured, verdict) in [
            (ranged(0.2, 0.15, 0.25), ObjectiveVerdict::Met),
            (ranged(0.24, 0.18, 0.31), ObjectiveVerdict::LikelyMet),
            (ranged(0.3, 0.24, 0.36), ObjectiveVerdict::OnTheWay),
            (ranged(0.323, 0.233, 0.428), ObjectiveVerdict::NotMet),
            (ranged(0.33, 0.31, 0.35), ObjectiveVerdict::OnTheWay),
            (ranged(0.347, 0.27, 0.43), ObjectiveVerdict::NotMet),
        ] {
            assert_eq!(down.verdict(&measured), verdict, "{measured:?}");
        }
    }

    #[test]
    fn a_count_is_its_own_range() {
        let up = goal(Direction::Up, Some(100.0), 200.0);
        let counted =
            |now| Measured { now, interval: None, n: 0, is_enough: true, is_growing: false };
        assert_eq!(up.verdict(&counted(200.0)), ObjectiveVerdict::Met);
        assert_eq!(up.verdict(&counted(150.0)), ObjectiveVerdict::OnTheWay);
        assert_eq!(up.verdict(&counted(149.0)), ObjectiveVerdict::NotMet, "under half of the way");
        assert_eq!(up.verdict(&counted(100.0)), ObjectiveVerdict::NotMet);
        let part = |now| Measured { is_enough: false, is_growing: true, ..counted(now) };
        assert_eq!(up.verdict(&part(199.0)), ObjectiveVerdict::TooEarly);
        assert_eq!(up.verdict(&part(200.0)), ObjectiveVerdict::Met, "it can only grow");
        let down = goal(Direction::Down, None, 200.0);
        assert_eq!(down.verdict(&part(201.0)), ObjectiveVerdict::NotMet);
        assert_eq!(down.verdict(&part(200.0)), ObjectiveVerdict::TooEarly);
    }

    #[test]
    fn values_are_compared_as_they_are_shown() {
        // +14.96 is shown as +15.
        let points = Goal { step: 1.0, ..goal(Direction::Up, None, 15.0) };
        assert_eq!(points.verdict(&ranged(14.96, 9.0, 21.0)), ObjectiveVerdict::LikelyMet);
        assert_eq!(points.verdict(&ranged(18.0, 14.6, 21.0)), ObjectiveVerdict::Met);
    }

    #[test]
    fn a_tone_of_few_mentions_is_too_early_and_one_of_few_accounts_is_not_a_question_of_time() {
        let lone = |counts: [u64; 4]| ToneFigures::of(Tally::of(counts), Some(Spread::default()));
        assert_eq!(net(&lone([4, 4, 4, 0])).map(|it| it.is_enough), Ok(false), "12 mentions");
        assert_eq!(net(&lone([10, 10, 10, 0])).map(|it| it.is_enough), Ok(true));
        assert_eq!(net(&lone([3, 3, 3, 90])).map(|it| it.is_enough), Ok(false), "9 labels");
        let of_one = Tally::of([10, 10, 80, 0]);
        let tone = ToneFigures::of(of_one, Some(Spread::of(&of_one)));
        assert_eq!(net(&tone), Err(NotMeasurable::Accounts));
        assert_eq!(tone_share(&tone, Tone::Negative), Err(NotMeasurable::Accounts));
    }
}
