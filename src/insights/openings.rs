//! Which mentions are worth an answer, ranked by points with their reasons (docs/method.md, Openings).
//!
//! Everything is as of the end of the observed days: later answers change nothing. Left out are answered conversations and channels that are private or
//! in which the client takes no part. That nobody answered counts only where the exports show answers.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{ChannelFigures, Counted, ObservedDays, Period, StanceGroup};
use crate::brief::{Brief, Kind};
use crate::mentions::channel::ChannelIx;
use crate::mentions::content::Topics;
use crate::rollup::answers::{AnswerState, end_of};
use crate::rollup::arrivals::Seconds;
use crate::rollup::history::Threads;
use crate::rollup::openings::Candidate;
use crate::units::{Date, Timestamp};

/// The most that are listed.
pub const MOST_LISTED: usize = 500;

/// The mentions of a period that are worth an answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OpeningFigures {
    /// The best, at most [`MOST_LISTED`], best first.
    pub openings: Vec<Opening>,
    /// All; of a conversation one.
    pub count: u64,
    /// Whether there may be more, because on a day a channel had more candidates than are kept.
    pub is_least: bool,
    /// The same by what is to be done, best first.
    pub groups: Vec<OpeningGroup>,
    /// Channels with candidates that are left out, as indices into the channels of the report.
    pub left_out: Vec<usize>,
}

/// A mention that is worth an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// The hash of its identity.
    pub key: u64,
    /// Index into the channels of the report.
    pub channel: usize,
    /// Its kind.
    pub kind: Kind,
    /// Its topics.
    pub topics: Topics,
    /// Index into the departments of the brief; `None`: nobody's.
    pub department: Option<usize>,
    /// The sum of the points of its reasons.
    pub points: i64,
    /// Its reasons, each with its points.
    pub reasons: Vec<(OpeningReason, i64)>,
    /// Days from its local day to the last observed one.
    pub age_days: u32,
    /// When the first answer is due, by the response target; `None`: the brief states none, or the time is known only to the day.
    pub reply_by: Option<Timestamp>,
    /// Whether that was before the end of the observed days; `None` if `reply_by` is, or if it is not known whether it was answered.
    pub is_overdue: Option<bool>,
}

/// Why a mention is worth an answer, or less so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OpeningReason {
    /// Its kind.
    Kind(Kind),
    /// Nobody of the client has answered.
    Unanswered,
    /// It is not known whether somebody answered.
    AnswerNotKnown,
    /// It names an account of the client.
    Addressed,
    /// Its tone label is negative.
    Negative,
    /// Its author has few followers.
    SmallNetwork,
    /// Full weeks since it was written.
    Weeks,
}

impl OpeningReason {
    /// The word of the data files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.id(),
            Self::Unanswered => "unanswered",
            Self::AnswerNotKnown => "answer_not_known",
            Self::Addressed => "addressed",
            Self::Negative => "negative",
            Self::SmallNetwork => "small_network",
            Self::Weeks => "weeks",
        }
    }
}

/// Openings that are handled alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningGroup {
    /// Their kind.
    pub kind: Kind,
    /// Index of the first topic of each into the topics of the brief; `None`: they have none.
    pub topic: Option<usize>,
    /// Index into the departments of the brief; `None`: nobody's.
    pub department: Option<usize>,
    /// How many.
    pub openings: u64,
    /// Those whose answer is overdue; `None`: not measured for any.
    pub overdue: Option<u64>,
    /// The channels, as indices into those of the report.
    pub channels: BTreeSet<usize>,
    /// The age of the oldest in days.
    pub oldest_days: u32,
    /// The points of the best.
    pub points: i64,
    /// How many have each reason.
    pub reasons: BTreeMap<OpeningReason, u64>,
    /// The first answer that is due after the end of the observed days.
    pub next_due: Option<Timestamp>,
}

/// The openings of the period; `None`: no day was observed, or some come from the history, which does not hold openings. `threads` tell in which
/// channels answers are seen.
pub(super) fn openings(
    (rollup, brief, channels): Counted<'_>,
    (period, window): (&Period, Option<ObservedDays>),
    (order, figures): (&[ChannelIx], &[ChannelFigures]),
    threads: &Threads,
) -> Option<OpeningFigures> {
    let (from, to, window) = (period.from, period.to, window?);
    if rollup.history.months(from, to).next().is_some() {
        return None;
    }
    let until = end_of(window.to, &brief.timing.zone);
    let mut left_out = BTreeSet::new();
    let mut asked: Vec<(usize, Date, &Candidate)> = Vec::new();
    for (day, channel, candidate) in rollup.openings.between(from, to) {
        let Some(place) = order.iter().position(|other| *other == channel) else { continue };
        if is_open_to_us(brief, &figures[place]) {
            asked.push((place, day, candidate));
        } else {
            left_out.insert(place);
        }
    }
    let mentions = asked.iter().map(|&(place, day, it)| it.asked(day, order[place]));
    let states = rollup.answers.states(&rollup.conversations, (from, until), mentions);
    let waits = threads.waits.as_ref();
    let shows_answers = |place: usize| waits.is_some_and(|it| it.contains_key(&Some(order[place])));
    let mut ranked = Vec::new();
    for ((place, day, candidate), (conversation, state)) in asked.into_iter().zip(states) {
        let is_shown = candidate.has_hour && shows_answers(place);
        let state = if is_shown { state } else { AnswerState::NotKnown };
        if state == AnswerState::Answered {
            continue;
        }
        let age_days = u32::try_from((window.to - day).get_days()).unwrap_or_default();
        let target = brief.response_target(channels.get(order[place]).declared);
        let due = target.filter(|_| candidate.has_hour);
        let due: Option<Seconds> = due.map(|minutes| candidate.at() + 60 * Seconds::from(minutes));
        let reasons = reasons(brief, candidate, state, age_days);
        let opening = Opening {
            key: candidate.key,
            channel: place,
            kind: candidate.kind,
            topics: candidate.topics,
            department: candidate.department.map(usize::from),
            points: reasons.iter().map(|(_, points)| points).sum(),
            reasons,
            age_days,
            reply_by: due.and_then(|due| Timestamp::from_second(due).ok()),
            is_overdue: due.filter(|_| state == AnswerState::Open).map(|due| due < until),
        };
        if opening.points >= i64::from(brief.opportunity.cut) {
            ranked.push((Reverse(opening.points), Reverse(candidate.at()), conversation, opening));
        }
    }
    ranked.sort_by_key(|(points, at, _, opening)| (*points, *at, opening.key));
    let mut seen = BTreeSet::new();
    ranked.retain(|(_, _, conversation, _)| conversation.is_none_or(|it| seen.insert(it)));
    let mut openings: Vec<Opening> = ranked.into_iter().map(|(_, _, _, opening)| opening).collect();
    let (count, groups) = (openings.len() as u64, groups(&openings, until));
    openings.truncate(MOST_LISTED);
    let left_out = left_out.into_iter().collect();
    let is_least = rollup.openings.is_cut(from, to);
    Some(OpeningFigures { openings, count, is_least, groups, left_out })
}

/// Whether the client takes part in a channel, or the brief does not say, and others can read it.
fn is_open_to_us(brief: &Brief, figures: &ChannelFigures) -> bool {
    let is_private = figures.declared.is_some_and(|channel| brief.channels[channel].is_private);
    let takes_part = matches!(figures.group(), Some(StanceGroup::TakePart | StanceGroup::Open));
    takes_part && !is_private
}

/// The reasons of a mention that is not known to be answered.
fn reasons(
    brief: &Brief,
    candidate: &Candidate,
    state: AnswerState,
    age_days: u32,
) -> Vec<(OpeningReason, i64)> {
    let rule = &brief.opportunity;
    let weights = &rule.weights;
    let is_open = state == AnswerState::Open;
    let answer = if is_open { OpeningReason::Unanswered } else { OpeningReason::AnswerNotKnown };
    let opening = candidate.opening;
    let all = [
        (true, OpeningReason::Kind(candidate.kind), rule.of_kind(candidate.kind)),
        (true, answer, if is_open { weights.unanswered } else { 0 }),
        (opening.is_addressed, OpeningReason::Addressed, weights.addressed),
        (candidate.is_negative, OpeningReason::Negative, weights.negative),
        (opening.is_small_network, OpeningReason::SmallNetwork, weights.small_network),
    ];
    let given = all.into_iter().filter(|(is_given, ..)| *is_given);
    let mut reasons: Vec<_> =
        given.map(|(_, reason, points)| (reason, i64::from(points))).collect();
    let weeks = i64::from(age_days / 7);
    if weeks > 0 {
        reasons.push((OpeningReason::Weeks, -weeks * i64::from(weights.week)));
    }
    reasons
}

/// The openings by kind, first topic and department; those with the best opening first, then the larger.
fn groups(openings: &[Opening], until: Seconds) -> Vec<OpeningGroup> {
    let mut places = BTreeMap::new();
    let mut groups: Vec<OpeningGroup> = Vec::new();
    for opening in openings {
        let topic = opening.topics.indices().next().map(usize::from);
        let key = (opening.kind, topic, opening.department);
        let place = *places.entry(key).or_insert_with(|| {
            groups.push(OpeningGroup {
                kind: opening.kind,
                topic,
                department: opening.department,
                openings: 0,
                overdue: None,
                channels: BTreeSet::new(),
                oldest_days: 0,
                points: opening.points,
                reasons: BTreeMap::new(),
                next_due: None,
            });
            groups.len() - 1
        });
        let group = &mut groups[place];
        group.openings += 1;
        group.channels.insert(opening.channel);
        group.oldest_days = group.oldest_days.max(opening.age_days);
        if let Some(is_overdue) = opening.is_overdue {
            *group.overdue.get_or_insert(0) += u64::from(is_overdue);
        }
        for (reason, _) in &opening.reasons {
            *group.reasons.entry(*reason).or_default() += 1;
        }
        let next = opening.reply_by.filter(|due| due.as_second() >= until);
        group.next_due = [group.next_due, next].into_iter().flatten().min();
    }
    groups.sort_by_key(|group| (Reverse(group.points), Reverse(group.openings)));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Stance;
    use crate::insights::{Report, report, sample};
    use crate::mentions::channel::Channels;
    use crate::mentions::content::Content;
    use crate::mentions::terms::TermWords;
    use crate::mentions::tone::Tone;
    use crate::mentions::{Mention, RowStatus, Thread};
    use crate::rollup::sample::{day, mention};
    use crate::rollup::{Rollup, Said};

    /// Channel, day and hour, thread, kind, tone, whether it names the client, followers.
    type Row<'a> = (usize, &'a str, u64, Kind, Tone, bool, Option<u64>);

    const X: usize = 0;
    const FORUM: usize = 1;

    /// A brief with the channels X, a forum, a channel to listen to, a private one.
    fn brief() -> Brief {
        let mut brief = sample::brief(&["x", "forum", "news", "club"]);
        brief.channels[2].stance = Some(Stance::Listen);
        brief.channels[3].is_private = true;
        brief.staffing.response_target_minutes = Some(24 * 60);
        brief
    }

    fn add(rollup: &mut Rollup, channels: &Channels, key: u64, row: Row<'_>) {
        let (channel, at, thread, kind, tone, is_addressed, followers) = row;
        let mention = Mention {
            channel: channels.declared(channel),
            thread: Thread::Known(thread),
            content: Content { kind, ..Content::default() },
            tone,
            ..mention(at)
        };
        let rule = brief().opportunity;
        let opening = rule.opening((kind, tone), || is_addressed, || followers);
        let opening = opening.map(|opening| (opening, key));
        let terms = &TermWords::default();
        let said =
            Said { mention: &mention, names: &[], terms, excerpt: None, opening, own_text: None };
        rollup.count("generic", said, RowStatus::Used.into());
    }

    fn found(rows: &[Row<'_>]) -> Report {
        let brief = brief();
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        for (key, row) in (1..).zip(rows) {
            add(&mut rollup, &channels, key, *row);
        }
        // An answer on X, in a conversation that is none of the rows, so that its answers are seen; and the last row of the month.
        let asked = Mention {
            channel: channels.declared(X),
            thread: Thread::Known(99),
            ..mention("2026-05-01T08:00")
        };
        rollup.add(&asked, RowStatus::Used);
        rollup.add(&Mention { is_own: true, ..asked }, RowStatus::Own);
        let answer = Mention { thread: Thread::Known(7), ..asked };
        let answer = Mention { local: mention("2026-05-30T12:00").local, ..answer };
        let at = mention("2026-05-30T12:00").published_at;
        rollup.add(&Mention { published_at: at, ..answer }, RowStatus::Own);
        rollup.add(&mention("2026-05-31T23:00"), RowStatus::NotRelevant);
        report(&rollup, &brief, &channels, &Period::month(day("2026-05-01")))
    }

    /// Scored by hand from the definition; the points are in the comments.
    const ROWS: [Row<'static>; 10] = [
        // Problem 3, unanswered 2, to us 2, negative 1, small network 1.
        (X, "2026-05-31T10:00", 1, Kind::Problem, Tone::Negative, true, Some(12)),
        // Question 3, unanswered 2.
        (X, "2026-05-30T10:00", 2, Kind::Question, Tone::Neutral, false, None),
        // Question 3, unanswered 2, 7 days -1: under the cut.
        (X, "2026-05-24T10:00", 3, Kind::Question, Tone::Neutral, false, None),
        // Problem 3, unanswered 2, negative 1, 6 days 0.
        (X, "2026-05-25T10:00", 4, Kind::Problem, Tone::Negative, false, Some(501)),
        // Tip 2, unanswered 2, small network 1.
        (X, "2026-05-31T09:00", 5, Kind::Tip, Tone::Positive, false, Some(500)),
        // Idea 2, unanswered 2: under the cut.
        (X, "2026-05-31T09:00", 6, Kind::Idea, Tone::Positive, false, None),
        // A problem that was answered on 30 May.
        (X, "2026-05-30T10:00", 7, Kind::Problem, Tone::Negative, true, None),
        // Experience 1, unanswered 2, to us 2, negative 1, small network 1, 14 days -2.
        (X, "2026-05-17T10:00", 8, Kind::Experience, Tone::Negative, true, Some(0)),
        // Problem 3, to us 2; whether somebody answered in the forum is not known.
        (FORUM, "2026-05-31T08:00", 9, Kind::Problem, Tone::Neutral, true, None),
        // Problem 3, unanswered 2, to us 2, 21 days -3: under the cut.
        (X, "2026-05-10T10:00", 10, Kind::Problem, Tone::Neutral, true, None),
    ];

    #[test]
    fn ten_rows_have_the_points_and_the_order_of_the_hand() {
        let report = found(&ROWS);
        let openings = report.openings.as_ref().unwrap();
        let ranked: Vec<_> = openings.openings.iter().map(|it| (it.key, it.points)).collect();
        assert_eq!(ranked, [(1, 9), (4, 6), (5, 5), (9, 5), (2, 5), (8, 5)]);
        assert_eq!((openings.count, openings.is_least), (6, false));
        let first = &openings.openings[0];
        let reasons: Vec<_> = first.reasons.iter().map(|(_, points)| *points).collect();
        assert_eq!(reasons, [3, 2, 2, 1, 1]);
        assert_eq!((first.age_days, first.is_overdue), (0, Some(false)));
        assert_eq!(openings.openings[1].is_overdue, Some(true));
        let forum = &openings.openings[3];
        assert_eq!(report.channels[forum.channel].id, "forum");
        assert_eq!(forum.reasons[1], (OpeningReason::AnswerNotKnown, 0));
        assert_eq!((forum.is_overdue, forum.reply_by.is_some()), (None, true));
        assert_eq!(openings.openings[5].reasons.last(), Some(&(OpeningReason::Weeks, -2)));
    }

    #[test]
    fn listened_to_and_private_channels_are_left_out_and_named() {
        let problem = |channel, thread| {
            (channel, "2026-05-31T10:00", thread, Kind::Problem, Tone::Negative, true, None)
        };
        let report = found(&[problem(2, 20), problem(3, 21), problem(X, 22)]);
        let openings = report.openings.as_ref().unwrap();
        assert_eq!(openings.openings.iter().map(|it| it.key).collect::<Vec<_>>(), [3]);
        let mut names: Vec<_> =
            openings.left_out.iter().map(|&it| report.channels[it].id.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["club", "news"]);
    }

    #[test]
    fn a_conversation_is_listed_once_and_groups_add_up() {
        let on = |at, thread, kind| (X, at, thread, kind, Tone::Neutral, true, None);
        let rows = [
            on("2026-05-30T10:00", 1, Kind::Question),
            on("2026-05-31T10:00", 1, Kind::Question),
            on("2026-05-31T11:00", 2, Kind::Question),
            on("2026-05-31T12:00", 3, Kind::Problem),
        ];
        let report = found(&rows);
        let openings = report.openings.as_ref().unwrap();
        assert_eq!(openings.openings.iter().map(|it| it.key).collect::<Vec<_>>(), [4, 3, 2]);
        let groups: Vec<_> =
            openings.groups.iter().map(|it| (it.kind, it.openings, it.overdue)).collect();
        assert_eq!(groups, [(Kind::Question, 2, Some(0)), (Kind::Problem, 1, Some(0))]);
    }
}
