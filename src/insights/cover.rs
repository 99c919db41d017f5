//! Whether the staffed hours can keep what is promised, how many people that takes at once, and what would make it keepable
//! (docs/method.md, Cover).
//!
//! Input: the instants at which conversations began, the staffed hours and the response targets of the brief. A conversation can be
//! answered in time if somebody is there at some moment from its beginning until its target has passed. People are computed by deadline
//! capacity on the hours of the week; for targets of up to an hour by Erlang C too. A figure that was not measured is `None`.

mod added;
mod deadline;
mod erlang;
mod figures;
mod presence;
mod starts;

use std::collections::{BTreeMap, BTreeSet};

use self::added::people_at_work;
use self::deadline::{Class, load};
use self::erlang::Traffic;
pub(super) use self::presence::StaffedSpans;
use self::starts::{HOURS, Starts};
use super::activity::{elapsed_hours, midnight};
use super::period::each_day;
use super::staffing::staffed_minutes;
use super::volume::is_missing;
use super::weeks::WEEK_DAYS;
use super::{ChannelFigures, ObservedDays, OptionFigures, OptionId, Period, options};
use crate::brief::{Brief, Timing};
use crate::mentions::channel::ChannelIx;
use crate::rollup::Rollup;
use crate::units::{Date, Timestamp};

pub use added::AddedShift;
pub use figures::{
    ChannelCover, ConversationShare, CoverFigures, DayCover, OptionCover, Promise, Quick,
};

/// Minutes up to which a target is met by people who wait for the next conversation, and not by an order of work.
pub const QUICK: u32 = 60;

/// Share of the conversations of a quick target that shall be answered within it, in the busiest staffed hour.
pub const SERVICE: f64 = 0.8;

/// Promises that are tried beside those of the brief, in minutes: 4, 8, 24, 48 and 72 hours.
const TRIED: [u32; 5] = [240, 480, 1440, 2880, 4320];

/// What the cover is computed from.
pub(super) struct CoverInput<'a> {
    pub(super) rollup: &'a Rollup,
    pub(super) brief: &'a Brief,
    pub(super) period: &'a Period,
    pub(super) window: &'a ObservedDays,
    /// The channels of the report with their places in the counts.
    pub(super) channels: &'a [ChannelFigures],
    pub(super) order: &'a [ChannelIx],
}

/// The cover of each option; `None` if the brief states no staffed hours, under seven observed days, or if it is not known when
/// conversations began.
pub(super) fn cover(counted: &CoverInput<'_>, options: &[OptionFigures]) -> Option<CoverFigures> {
    let (brief, window) = (counted.brief, counted.window);
    let timing = &brief.timing;
    let presence = StaffedSpans::of(timing, window.from, window.to)?;
    if window.days < WEEK_DAYS {
        return None;
    }
    let days = (counted.period.from, counted.period.to);
    let [mut starts, mut requests] = Starts::of(counted.rollup, days, &timing.zone, &presence)?;
    let elapsed = elapsed_hours(&timing.zone, window.from, window.to);
    let (channels, asking) = counted
        .channels
        .iter()
        .zip(counted.order)
        .map(|(figures, index)| {
            let mut elapsed = elapsed.as_flattened().to_vec();
            let gaps = each_day(window.from, window.to)
                .filter(|&day| is_missing(brief, figures.declared, day));
            for day in gaps {
                let gap = elapsed_hours(&timing.zone, day, day);
                elapsed.iter_mut().zip(gap.as_flattened()).for_each(|(all, gap)| *all -= gap);
            }
            let of = |starts: Option<Starts>| Channel {
                starts: starts.unwrap_or_default(),
                elapsed: elapsed.clone(),
                minutes: figures.minutes.minutes.base * brief.staffing.response_share,
                target: brief.response_target(figures.declared),
            };
            (of(starts.remove(index)), of(requests.remove(index)))
        })
        .unzip();
    let week = Week {
        brief,
        open: staffed_minutes(&timing.staffed)?
            .as_flattened()
            .iter()
            .map(|&minutes| f64::from(minutes) / 60.0)
            .collect(),
        longest_gap: presence.longest_gap(),
        channels,
        asking,
    };
    let mut clock_changes = timing.zone.following(midnight(&timing.zone, window.from));
    let end = window.to.tomorrow().map_or(Timestamp::MAX, |day| midnight(&timing.zone, day));
    Some(CoverFigures {
        longest_gap_minutes: week.longest_gap,
        has_clock_change: clock_changes.next().is_some_and(|it| it.timestamp() < end),
        options: options.iter().map(|option| week.option(option)).collect(),
    })
}

/// The conversations of these days that began while nobody was there; `None`: the brief states no staffed hours, or it was not measured.
pub(super) fn outside(
    rollup: &Rollup,
    days: (Date, Date),
    timing: &Timing,
) -> Option<ConversationShare> {
    let presence = StaffedSpans::of(timing, days.0, days.1)?;
    let [channels, _] = Starts::of(rollup, days, &timing.zone, &presence)?;
    Some(ConversationShare {
        count: channels.values().map(|starts| starts.beyond(0, |_| true)).sum(),
        of: channels.values().map(Starts::total).sum(),
    })
}

/// One channel over the week.
struct Channel {
    starts: Starts,
    /// Observed hours of each hour of the week.
    elapsed: Vec<f64>,
    /// Minutes of work that a conversation takes, those that are not answered included.
    minutes: f64,
    /// Minutes within which it shall be answered.
    target: Option<u32>,
}

impl Channel {
    /// Conversations that begin in each hour of the week, on average.
    fn rates(&self) -> impl Iterator<Item = f64> + '_ {
        let cells = self.starts.hours.iter().zip(&self.elapsed);
        cells.map(|(&count, &elapsed)| if elapsed > 0.0 { count as f64 / elapsed } else { 0.0 })
    }

    /// Hours of work that arrive in each hour of the week.
    fn work(&self) -> Vec<f64> {
        self.rates().map(|rate| rate * self.minutes / 60.0).collect()
    }
}

/// The usual week of a period.
struct Week<'a> {
    brief: &'a Brief,
    /// Staffed part of each hour.
    open: Vec<f64>,
    longest_gap: u32,
    channels: Vec<Channel>,
    /// The same with only those conversations that began with a problem or a question.
    asking: Vec<Channel>,
}

impl Week<'_> {
    fn option(&self, option: &OptionFigures) -> OptionCover {
        let channels = match option.id {
            OptionId::Problems => &self.asking,
            OptionId::Brief | OptionId::Declared | OptionId::Everything => &self.channels,
        };
        let members: Vec<&Channel> =
            option.channels.iter().map(|&index| &channels[index]).collect();
        let promise = |target: &dyn Fn(&Channel) -> Option<u32>| {
            self.promise(&members, target, option.people.is_some())
        };
        let own: BTreeSet<u32> = members.iter().filter_map(|channel| channel.target).collect();
        let usual = TRIED.into_iter().chain([self.longest_gap]);
        let usual = usual.filter(|&minutes| minutes > 0 && !members.is_empty());
        let tried: BTreeSet<u32> = usual.chain(own.iter().copied()).collect();
        OptionCover {
            id: option.id,
            conversations: members.iter().map(|channel| channel.starts.total()).sum(),
            outside: beyond(&members, |_| Some(0), |_| true),
            promised: (!own.is_empty()).then(|| promise(&|channel| channel.target)),
            tried: tried.into_iter().map(|target| promise(&|_| Some(target))).collect(),
            channels: option
                .channels
                .iter()
                .filter_map(|&index| {
                    let target_minutes = channels[index].target?;
                    let members = [&channels[index]];
                    let beyond = beyond(&members, |channel| channel.target, |_| true);
                    Some(ChannelCover { channel: index, target_minutes, beyond })
                })
                .collect(),
            days: (0..7).map(|day| self.day(&members, day, !own.is_empty())).collect(),
        }
    }

    fn day(&self, members: &[&Channel], day: usize, is_promised: bool) -> DayCover {
        let of_day = |hour: usize| hour / 24 == day;
        let hours = 24 * day..24 * (day + 1);
        let sum =
            |each: &dyn Fn(&Channel) -> f64| members.iter().map(|channel| each(channel)).sum();
        let staffed: f64 = self.open[hours.clone()].iter().map(|part| 60.0 * part).sum();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole minutes of a day"
        )]
        let staffed_minutes = staffed.round() as u32;
        DayCover {
            staffed_minutes,
            conversations: sum(&|channel| channel.rates().skip(24 * day).take(24).sum()),
            hours: sum(&|channel| channel.work()[hours.clone()].iter().sum()),
            outside: beyond(members, |_| Some(0), of_day),
            beyond: is_promised.then(|| beyond(members, |channel| channel.target, of_day)),
        }
    }

    /// What it takes to keep a target in each of these channels; those without one may wait for a week.
    fn promise(
        &self,
        members: &[&Channel],
        target: &dyn Fn(&Channel) -> Option<u32>,
        has_people: bool,
    ) -> Promise {
        let mut by_target: BTreeMap<Option<u32>, Vec<f64>> = BTreeMap::new();
        for channel in members {
            let work = by_target.entry(target(channel)).or_insert_with(|| vec![0.0; HOURS]);
            work.iter_mut().zip(channel.work()).for_each(|(sum, work)| *sum += work);
        }
        let targets: Vec<u32> = by_target.keys().copied().flatten().collect();
        let is_one = by_target.len() == 1;
        let classes = by_target.into_iter().map(|(target, work)| Class {
            work,
            // A part of an hour is left out: that promises more, never less.
            due_after: target.map(|minutes| ((minutes / 60) as usize).clamp(1, HOURS)),
        });
        let classes: Vec<Class> = classes.collect();
        let seats = load(&classes, &self.open).present.unwrap_or_default();
        let quick = self.quick(members, target);
        let with_quick = |people: u64| people.max(quick.map_or(0, |it| u64::from(it.people)));
        let steady = self.steady(&classes);
        let added = match targets.first() {
            Some(&shortest) => self.added(&classes, shortest, steady),
            None => Some(Vec::new()),
        };
        // As the report would count it if the brief stated the added hours.
        let open_then = added.as_ref().filter(|added| !added.is_empty());
        let open_then = open_then.map(|added| with_added(&self.open, added));
        let load_then = open_then.as_ref().map(|open| load(&classes, open));
        let seats_with_added = load_then.map(|load| load.present.unwrap_or_default());
        let present_with_added =
            seats_with_added.filter(|_| has_people).map(|seats| with_quick(self.people(seats)));
        let people_with_added = present_with_added
            .zip(open_then)
            .map(|(present, open)| options::people_present(present, open.iter().sum(), self.brief));
        Promise {
            target_minutes: targets.first().copied().filter(|_| is_one),
            beyond: beyond(members, target, |_| true),
            seats,
            present: has_people.then(|| with_quick(self.people(seats))),
            quick,
            added,
            seats_with_added,
            present_with_added,
            people_with_added,
        }
    }

    /// Whole people for so many at work at once.
    fn people(&self, at_work: f64) -> u64 {
        let assumed = &self.brief.staffing;
        whole(at_work / assumed.occupancy).max(u64::from(assumed.min_people))
    }

    /// People who keep any promise of an hour or more, if enough hours are staffed: as many as the week's work takes in the staffed hours, or the work of the
    /// busiest hours if every hour is staffed. It does not depend on the promise, so that a longer one never takes more hours or people.
    fn steady(&self, classes: &[Class]) -> u64 {
        let soonest: Vec<Class> = classes
            .iter()
            .map(|class| Class { due_after: class.due_after.map(|_| 1), ..class.clone() })
            .collect();
        let always: Vec<f64> =
            self.open.iter().map(|part| if *part > 0.0 { *part } else { 1.0 }).collect();
        let work: f64 = classes.iter().flat_map(|class| &class.work).sum();
        let of_week = work / self.open.iter().sum::<f64>();
        self.people(of_week.max(people_at_work(&soonest, &always)))
    }

    /// The fewest hours to add for a target, so that so many people do the work in time; `None`: every hour of the week.
    fn added(&self, classes: &[Class], target: u32, people: u64) -> Option<Vec<AddedShift>> {
        let waits = presence::waits(&self.brief.timing.staffed, target);
        if waits.is_empty() {
            return Some(Vec::new());
        }
        if target < QUICK {
            return None;
        }
        let week = added::Week { classes, open: &self.open, waits: &waits };
        let hours = week.fewest(people as f64 * self.brief.staffing.occupancy)?;
        Some(added::shifts(&hours))
    }

    /// The channels with a quick target together, in the staffed hour of the day with most of their work; `None` without one, and if nobody writes to them in a
    /// staffed hour: people who are not there answer nobody within an hour.
    fn quick(
        &self,
        members: &[&Channel],
        target: &dyn Fn(&Channel) -> Option<u32>,
    ) -> Option<Quick> {
        let is_quick = |channel: &&&Channel| target(channel).is_some_and(|it| it <= QUICK);
        let quick: Vec<&&Channel> = members.iter().filter(is_quick).collect();
        let target_minutes = quick.iter().filter_map(|channel| target(channel)).min()?;
        // Conversations and hours of work of an hour of the day, on average over the days on which it is staffed.
        let of_hour = |hour: usize| {
            let staffed = || (0..7).map(|day| 24 * day + hour).filter(|&at| self.open[at] > 0.0);
            let days = staffed().count().max(1) as f64;
            let sum = |channel: &Channel| {
                let rates: Vec<f64> = channel.rates().collect();
                staffed().map(|at| rates[at]).sum::<f64>() / days
            };
            let rate: f64 = quick.iter().map(|channel| sum(channel)).sum();
            let work: f64 = quick.iter().map(|it| sum(it) * it.minutes / 60.0).sum();
            (rate, work)
        };
        let hours = (0..24_u8).map(|hour| (hour, of_hour(usize::from(hour))));
        let busiest = hours.max_by(|a, b| a.1.1.total_cmp(&b.1.1));
        let (hour, (rate, work)) = busiest.filter(|(_, (_, work))| *work > 0.0)?;
        let traffic = Traffic { erlangs: work, minutes: 60.0 * work / rate };
        let target = f64::from(target_minutes);
        let people = traffic.people(SERVICE, target, self.brief.staffing.occupancy);
        let within = traffic.within(people, target);
        Some(Quick { target_minutes, hour, erlangs: work, people, within })
    }
}

/// The conversations of channels with a target for which nobody is there in time, of those that began in these hours of the week.
fn beyond(
    members: &[&Channel],
    target: impl Fn(&Channel) -> Option<u32>,
    is_asked: impl Fn(usize) -> bool,
) -> ConversationShare {
    let held = || members.iter().filter_map(|channel| Some((channel, target(channel)?)));
    let asked = |channel: &Channel| -> u64 {
        (0..HOURS).filter(|&hour| is_asked(hour)).map(|hour| channel.starts.hours[hour]).sum()
    };
    ConversationShare {
        count: held().map(|(channel, target)| channel.starts.beyond(target, &is_asked)).sum(),
        of: held().map(|(channel, _)| asked(channel)).sum(),
    }
}

/// The staffed parts of the hours with the added ones; an hour is staffed once.
fn with_added(open: &[f64], added: &[AddedShift]) -> Vec<f64> {
    let mut open = open.to_vec();
    for minute in added.iter().flat_map(|shift| shift.minute..shift.minute + shift.length) {
        let cell = &mut open[(minute / 60) as usize % HOURS];
        *cell = (*cell + 1.0 / 60.0).min(1.0);
    }
    open
}

/// Whole people; what rounding of floats may add does not count.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of people is finite and not negative; one beyond 2^64 saturates"
)]
fn whole(people: f64) -> u64 {
    (people - 1e-9).ceil() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Kind, Shift, Stance};
    use crate::insights::sample::brief;
    use crate::insights::{Period, report};
    use crate::mentions::channel::Channels;
    use crate::mentions::{Mention, RowStatus};
    use crate::rollup::sample::{day, mention};
    use crate::units::WEEK;

    /// May 2026, staffed on weekdays from 09:00 to 17:30, with conversations of a channel (0 or 1) at these times.
    fn may(brief: &Brief, rows: &[(usize, &str)]) -> Option<CoverFigures> {
        let channels = Channels::new(brief);
        let mut rollup = Rollup::default();
        for at in ["2026-05-01T00:00", "2026-05-31T23:00"] {
            rollup.add(&mention(at), RowStatus::NotRelevant);
        }
        for &(channel, at) in rows {
            let row = Mention { channel: channels.declared(channel), ..mention(at) };
            rollup.add(&row, RowStatus::Used);
        }
        report(&rollup, brief, &channels, &Period::month(day("2026-05-01"))).cover
    }

    fn promised(target: u32) -> Brief {
        let mut brief = brief(&["x", "reddit"]);
        brief.staffing.response_target_minutes = Some(target);
        brief
    }

    fn near(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-6, "{value} is not {expected}");
    }

    #[test]
    fn one_conversation_on_a_friday_evening() {
        let cover = may(&promised(1440), &[(0, "2026-05-08T18:00")]).unwrap();
        assert_eq!(cover.longest_gap_minutes, 63 * 60 + 30);
        let found = &cover.options[0];
        let all = ConversationShare { count: Some(1), of: 1 };
        assert_eq!((found.conversations, found.outside), (1, all));
        let promise = found.promised.as_ref().unwrap();
        assert_eq!((promise.target_minutes, promise.beyond), (Some(1440), all));
        assert_eq!(promise.present, None, "four minutes a week are no people");
        let shifts = promise.added.as_ref().unwrap();
        let shifts: Vec<_> = shifts.iter().map(|shift| (shift.start(), shift.length)).collect();
        assert_eq!(shifts, [((5, 17 * 60), 60), ((6, 18 * 60), 60)]);
        // 20 minutes on one of five Fridays, over 42.5 staffed hours.
        near(promise.seats, 1.0 / 15.0 / 42.5);
        let tried: Vec<_> =
            found.tried.iter().map(|it| (it.target_minutes, it.beyond.count)).collect();
        assert_eq!(
            tried,
            [(240, 1), (480, 1), (1440, 1), (2880, 1), (3810, 0), (4320, 0)]
                .map(|(minutes, count)| (Some(minutes), Some(count)))
        );
        let friday = found.days[4];
        assert_eq!((friday.staffed_minutes, found.days[5].staffed_minutes), (510, 0));
        near(friday.conversations, 0.2);
        assert_eq!((friday.beyond, found.days[0].beyond.unwrap().of), (Some(all), 0));
    }

    #[test]
    fn channels_are_held_against_their_own_targets() {
        let mut brief = promised(1440);
        brief.channels[1].response_target_minutes = Some(48 * 60);
        let saturday = [(0, "2026-05-09T10:00"), (1, "2026-05-09T10:00"), (1, "2026-05-11T10:00")];
        let found = may(&brief, &saturday).unwrap().options.remove(0);
        let promise = found.promised.unwrap();
        assert_eq!(promise.target_minutes, None);
        assert_eq!(
            promise.beyond,
            ConversationShare { count: Some(1), of: 3 },
            "Reddit has until Monday 10:00"
        );
        let mut channels: Vec<_> =
            found.channels.iter().map(|it| (it.target_minutes, it.beyond)).collect();
        channels.sort_by_key(|channel| channel.0);
        assert_eq!(
            channels,
            [
                (1440, ConversationShare { count: Some(1), of: 1 }),
                (2880, ConversationShare { count: Some(0), of: 2 }),
            ]
        );
    }

    #[test]
    fn a_channel_to_listen_to_is_in_the_option_of_everything_alone() {
        let mut brief = promised(1440);
        brief.channels[1].stance = Some(Stance::Listen);
        let cover = may(&brief, &[(0, "2026-05-08T10:00"), (1, "2026-05-08T10:00")]).unwrap();
        let counts: Vec<_> = cover.options.iter().map(|option| option.conversations).collect();
        assert_eq!(counts, [1, 2]);
    }

    #[test]
    fn problems_and_questions_are_held_against_the_promise_by_themselves() {
        let mut asked = mention("2026-05-09T10:00");
        asked.content.kind = Kind::Problem;
        let brief = promised(1440);
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        for at in ["2026-05-01T00:00", "2026-05-31T23:00"] {
            rollup.add(&mention(at), RowStatus::NotRelevant);
        }
        let monday = Mention { published_at: mention("2026-05-11T10:00").published_at, ..asked };
        let monday = Mention { local: mention("2026-05-11T10:00").local, ..monday };
        for row in [asked, monday, mention("2026-05-09T10:00"), mention("2026-05-09T11:00")] {
            rollup.add(&Mention { channel: channels.declared(0), ..row }, RowStatus::Used);
        }
        let may = Period::month(day("2026-05-01"));
        let cover = report(&rollup, &brief, &channels, &may).cover.unwrap();
        let found: Vec<_> = cover
            .options
            .iter()
            .map(|option| (option.id, option.promised.as_ref().unwrap().beyond))
            .collect();
        let share = |count, of| ConversationShare { count: Some(count), of };
        assert_eq!(
            found,
            [
                (OptionId::Brief, share(3, 4)),
                (OptionId::Everything, share(3, 4)),
                (OptionId::Problems, share(1, 2)),
            ]
        );
        let [all, .., problems] = &cover.options[..] else { panic!("three options") };
        near(2.0 * problems.days[0].hours, 2.0 * all.days[0].hours);
        near(3.0 * problems.days[5].hours, all.days[5].hours);
    }

    #[test]
    fn as_many_hours_are_added_as_the_people_need() {
        // Work of 12 hours on two Saturdays at 08:00, and of 20 hours on two Mondays: 12.8 hours a week.
        let days = [
            ("2026-05-09T08:00", 36),
            ("2026-05-16T08:00", 36),
            ("2026-05-11T08:00", 60),
            ("2026-05-18T08:00", 60),
        ];
        let rows: Vec<(usize, &str)> =
            days.iter().flat_map(|&(at, count)| vec![(0, at); count]).collect();
        let found = may(&promised(1440), &rows).unwrap().options.remove(0);
        let promise = found.promised.unwrap();
        let shifts = promise.added.unwrap();
        let hours = shifts.iter().map(|shift| shift.length).sum::<u32>() / 60;
        // 10 hours of work of a usual Monday in two hours are five people at work, six at 85 %: for them an hour a day is enough.
        assert_eq!((hours, promise.present_with_added), (2, Some(6)), "{shifts:?}");
    }

    #[test]
    fn a_brief_with_the_added_hours_has_the_people_that_were_said() {
        let rows: Vec<String> = (4..=29)
            .flat_map(|day| [9, 14, 19, 23].map(|hour| format!("2026-05-{day:02}T{hour:02}:10")))
            .collect();
        let rows: Vec<(usize, &str)> =
            rows.iter().flat_map(|at| vec![(0, at.as_str()); 7]).collect();
        for target in [240, 480, 1440] {
            let mut brief = promised(target);
            let promise = may(&brief, &rows).unwrap().options.remove(0).promised.unwrap();
            let shifts = promise.added.unwrap();
            let added = shifts.iter().map(|shift| {
                let ((day, from), time) = (shift.start(), |minute: u32| {
                    format!("{:02}:{:02}", minute / 60, minute % 60).parse().unwrap()
                });
                let to = Some(from + shift.length).filter(|to| *to < 24 * 60).map(time);
                Shift { days: vec![WEEK[day]], from: time(from), to }
            });
            brief.timing.staffed.extend(added.collect::<Vec<_>>());
            let then = may(&brief, &rows).unwrap().options.remove(0).promised.unwrap();
            assert_eq!((then.beyond.count, then.added), (Some(0), Some(Vec::new())), "{target}");
            near(then.seats, promise.seats_with_added.unwrap());
            assert_eq!(then.present, promise.present_with_added, "{target}");
        }
    }

    #[test]
    fn a_longer_promise_takes_no_more_hours_and_no_more_people() {
        let rows: Vec<String> = (4..=29)
            .flat_map(|day| [9, 14, 19, 23].map(|hour| format!("2026-05-{day:02}T{hour:02}:10")))
            .collect();
        let rows: Vec<(usize, &str)> =
            rows.iter().flat_map(|at| vec![(0, at.as_str()); 7]).collect();
        let mut most = (f64::MAX, u64::MAX);
        for target in [60, 61, 119, 120, 121, 240, 480, 481, 1440, 3809, 3810] {
            let brief = promised(target);
            let promise = may(&brief, &rows).unwrap().options.remove(0).promised.unwrap();
            let added = promise.added.unwrap();
            let hours = f64::from(added.iter().map(|shift| shift.length).sum::<u32>()) / 60.0;
            let people = promise.present_with_added.unwrap_or_default();
            assert!(hours <= most.0 && people <= most.1, "{target}: {hours}, {people}: {most:?}");
            assert!(hours.fract() <= 0.0, "{hours}");
            let at_work = promise.seats_with_added.unwrap_or_default();
            assert!(at_work <= people as f64 * brief.staffing.occupancy + 1e-6);
            most = (hours, people);
        }
        assert!(most.0 <= 0.0 && most.1 == 0, "nothing is missing for the longest gap");
    }

    #[test]
    fn an_hour_is_quick_and_more_is_not() {
        // Each weekday at 12:00 so many conversations of 20 minutes as keep two people busy.
        let mut rows = Vec::new();
        let days: Vec<String> = (4..=29)
            .filter(|day| (day - 4) % 7 < 5)
            .map(|day| format!("2026-05-{day:02}T12:10"))
            .collect();
        for at in &days {
            rows.extend(std::iter::repeat_n((0, at.as_str()), 6));
        }
        let quick = |target| {
            let found = may(&promised(target), &rows).unwrap().options.remove(0);
            found.promised.unwrap()
        };
        let fifteen = quick(15);
        let erlang = fifteen.quick.unwrap();
        // Twenty of twenty-one weekdays: 1 May is a Friday, and without any.
        near(erlang.erlangs, 2.0 * (4.0 + 0.8) / 5.0);
        assert_eq!((erlang.hour, erlang.people, fifteen.present), (12, 3, Some(3)));
        assert!(erlang.within >= SERVICE);
        assert_eq!(fifteen.added, None, "every hour of the week");
        assert!(quick(60).quick.is_some() && quick(61).quick.is_none());
    }

    #[test]
    fn a_queue_is_computed_within_the_staffed_hours_alone() {
        let quick = |rows: &[(usize, &str)]| {
            may(&promised(15), rows).unwrap().options.remove(0).promised.unwrap().quick
        };
        let evening = vec![(0, "2026-05-04T20:10"); 60];
        assert_eq!(quick(&evening), None, "at 20:00 nobody is there");
        let noon = [evening, vec![(0, "2026-05-04T12:10"); 6]].concat();
        assert_eq!(quick(&noon).map(|quick| quick.hour), Some(12));
    }

    #[test]
    fn without_staffed_hours_or_a_whole_week_there_is_no_cover() {
        let mut nobody = promised(1440);
        nobody.timing.staffed.clear();
        assert_eq!(may(&nobody, &[(0, "2026-05-08T18:00")]), None);
        let brief = promised(1440);
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        for at in ["2026-05-01T00:00", "2026-05-06T23:00"] {
            rollup.add(&mention(at), RowStatus::Used);
        }
        let may = Period::month(day("2026-05-01"));
        assert_eq!(report(&rollup, &brief, &channels, &may).cover, None);
    }

    #[test]
    fn a_brief_without_targets_promises_nothing_but_tries_some() {
        let found = may(&brief(&["x", "reddit"]), &[(0, "2026-05-08T18:00")]).unwrap();
        let found = &found.options[0];
        assert_eq!((&found.promised, found.tried.len(), found.channels.len()), (&None, 6, 0));
        assert_eq!(found.days[4].beyond, None);
    }

    #[test]
    fn always_staffed_is_never_late() {
        let mut always = promised(30);
        let from = "00:00".parse().unwrap();
        always.timing.staffed = vec![Shift { days: WEEK.to_vec(), from, to: None }];
        let found = may(&always, &[(0, "2026-05-09T03:00")]).unwrap();
        let promise = found.options[0].promised.clone().unwrap();
        assert_eq!((found.longest_gap_minutes, promise.beyond.count), (0, Some(0)));
        assert_eq!(promise.added, Some(Vec::new()));
    }
}
