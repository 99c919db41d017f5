//! When to post: some minutes before an audience is free, and whether people write about the topic then (docs/method.md, Posting times).
//!
//! The free times and the lead of the brief come in, with the map of the hours; the time to post goes out on the local wall clock, with the evidence of the
//! hour after the free time. Mentions show when people write, a proxy for when they read; without mentions known to the hour there is no evidence.

use super::activity::ActivityFigures;
use super::period::each_day;
use super::{ObservedDays, poisson};
use crate::brief::{FreeTime, Timing};
use crate::units::{Date, Time, TimeZone, ToSpan, WEEK, Weekday, minute_of_day};

const MINUTES_OF_DAY: i64 = 24 * 60;

/// Whether people write about the topic in the hour after a free time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotVerdict {
    /// More than in the average hour: the whole interval is above 1.
    Supported,
    /// Less than in the average hour: the whole interval is below 1.
    NotSupported,
    /// The interval holds 1, or nothing was measured.
    Untested,
}

/// A time to post.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotFigures {
    /// Index into the brief's audience.
    pub audience: usize,
    /// On which days the audience is free.
    pub days: Vec<Weekday>,
    /// From when.
    pub free_at: Time,
    /// On which days to post: the days before, if the lead reaches over midnight.
    pub post_days: Vec<Weekday>,
    /// When to post, on the wall clock.
    pub post_at: Time,
    /// The hour after the free time; `None`: no mention is known to the hour, or none of these days was observed.
    pub evidence: Option<SlotEvidence>,
    /// Days of the window on which the clock skips the time to post, with the last time before that to post at.
    pub skipped: Vec<(Date, Time)>,
}

/// Mentions in the hour after a free time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlotEvidence {
    /// Used mentions; an hour that belongs to it in part counts by that part.
    pub mentions: f64,
    /// Their rate over the mean rate of all hours.
    pub index: f64,
    /// 95 % interval of the index.
    pub interval: (f64, f64),
}

impl SlotFigures {
    /// What the evidence says.
    pub fn verdict(&self) -> SlotVerdict {
        match self.evidence.map(|evidence| evidence.interval) {
            Some((low, _)) if low > 1.0 => SlotVerdict::Supported,
            Some((_, high)) if high < 1.0 => SlotVerdict::NotSupported,
            _ => SlotVerdict::Untested,
        }
    }
}

/// The times to post, in the order of the brief's free times.
pub(super) fn slots(
    timing: &Timing,
    activity: Option<&ActivityFigures>,
    window: Option<&ObservedDays>,
) -> Vec<SlotFigures> {
    let slot = |free: &FreeTime| {
        let post = minute(free.at) - i64::from(timing.lead_minutes);
        let (days_before, post) =
            (-post.div_euclid(MINUTES_OF_DAY), post.rem_euclid(MINUTES_OF_DAY));
        let post_at = time(post);
        let post_days: Vec<Weekday> =
            WEEK.into_iter().filter(|day| free.days.contains(&later(*day, days_before))).collect();
        SlotFigures {
            audience: free.audience,
            days: free.days.clone(),
            free_at: free.at,
            evidence: activity.and_then(|activity| evidence(activity, free)),
            skipped: window
                .map(|window| skipped(&timing.zone, window, &post_days, post_at))
                .unwrap_or_default(),
            post_days,
            post_at,
        }
    };
    timing.free_times.iter().map(slot).collect()
}

fn minute(time: Time) -> i64 {
    i64::from(minute_of_day(time))
}

fn time(minute: i64) -> Time {
    Time::midnight() + minute.minutes()
}

/// The weekday so many days later.
fn later(day: Weekday, days: i64) -> Weekday {
    day.wrapping_add(days)
}

/// The hours of the clock after a free time, by weekday (Monday first) and hour, each with the part of it that belongs to the 60 minutes from the
/// free time on.
fn parts(free: &FreeTime) -> impl Iterator<Item = ((usize, usize), f64)> {
    let (hour, into) = (minute(free.at) / 60, minute(free.at) % 60);
    let parts = [(hour, 60 - into), (hour + 1, into)].into_iter().filter(|(_, part)| *part > 0);
    free.days.iter().flat_map(move |day| {
        parts.clone().map(|(hour, minutes)| {
            let day = later(*day, hour / 24).to_monday_zero_offset();
            let place = (usize::try_from(day), usize::try_from(hour % 24));
            let place = (place.0.expect("0 to 6"), place.1.expect("0 to 23"));
            (place, minutes as f64 / 60.0)
        })
    })
}

/// The same hours without their parts.
pub(super) fn hours(free: &FreeTime) -> impl Iterator<Item = (usize, usize)> {
    parts(free).map(|(place, _)| place)
}

/// The 60 minutes from the free time on, which lie in two hours of the clock unless they begin with one.
fn evidence(activity: &ActivityFigures, free: &FreeTime) -> Option<SlotEvidence> {
    let sum = |of: &dyn Fn(usize, usize) -> f64| -> f64 {
        parts(free).map(|((day, hour), part)| part * of(day, hour)).sum()
    };
    let mentions = sum(&|day, hour| activity.counts[day][hour] as f64);
    let usual = sum(&|day, hour| activity.elapsed_hours[day][hour]) * activity.mean();
    let (low, high) = poisson::interval(mentions);
    (usual > 0.0).then(|| SlotEvidence {
        mentions,
        index: mentions / usual,
        interval: (low / usual, high / usual),
    })
}

/// The days on which the clock jumps over the time to post, with the time as it would stand without the jump.
fn skipped(
    zone: &TimeZone,
    window: &ObservedDays,
    days: &[Weekday],
    at: Time,
) -> Vec<(Date, Time)> {
    let on = each_day(window.from, window.to).filter(|day| days.contains(&day.weekday()));
    on.filter_map(|day| {
        let time = zone.to_ambiguous_timestamp(day.to_datetime(at));
        let before = zone.to_datetime(time.earlier().ok()?);
        (before.time() != at && before < day.to_datetime(at)).then(|| (day, before.time()))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::sample::brief;
    use crate::rollup::sample::day;

    fn timing(zone: &str, free: &str, days: &[Weekday], lead_minutes: u32) -> Timing {
        let zone_name = zone.to_owned();
        let zone = TimeZone::get(zone).unwrap();
        let at = free.parse().unwrap();
        let free_times = vec![FreeTime { audience: 0, days: days.to_vec(), at }];
        Timing { zone_name, zone, free_times, lead_minutes, ..brief(&["reddit"]).timing }
    }

    fn slot(timing: &Timing, from: &str, to: &str) -> SlotFigures {
        let (from, to) = (day(from), day(to));
        let window =
            ObservedDays { from, to, days: crate::insights::period::days_between(from, to) };
        slots(timing, None, Some(&window)).remove(0)
    }

    #[test]
    fn a_slot_is_the_lead_before_the_free_time_on_the_clock() {
        let post = |free, lead| {
            let slot = slot(&timing("UTC", free, &WEEK[..5], lead), "2026-05-01", "2026-05-31");
            (slot.post_at.strftime("%H:%M").to_string(), slot.post_days)
        };
        assert_eq!(post("17:00", 10), ("16:50".to_owned(), WEEK[..5].to_vec()));
        let before = [&WEEK[..4], &WEEK[6..]].concat();
        assert_eq!(post("00:05", 10), ("23:55".to_owned(), before), "the day before");
        assert_eq!(post("00:05", 24 * 60 + 10).1, [&WEEK[..3], &WEEK[5..]].concat());
        assert_eq!(post("10:00", 0), ("10:00".to_owned(), WEEK[..5].to_vec()));
    }

    #[test]
    fn a_skipped_time_is_listed_with_the_last_one_before_it() {
        // On 29 March 2026 the clock jumps from 02:00 to 03:00.
        let berlin = timing("Europe/Berlin", "03:00", &WEEK, 10);
        let march = slot(&berlin, "2026-03-01", "2026-03-31");
        let at = |time: &str| time.parse::<Time>().unwrap();
        assert_eq!(march.post_at, at("02:50"));
        assert_eq!(march.skipped, [(day("2026-03-29"), at("01:50"))]);
        // The hour that comes twice in October is no gap.
        assert_eq!(slot(&berlin, "2026-10-01", "2026-10-31").skipped, []);
        let weekdays = timing("Europe/Berlin", "03:00", &WEEK[..5], 10);
        assert_eq!(slot(&weekdays, "2026-03-01", "2026-03-31").skipped, []);
    }

    #[test]
    fn the_evidence_is_the_hour_after_the_free_time() {
        let mut counts = [[1; 24]; 7];
        counts[0][17] = 9;
        counts[0][18] = 5;
        let mentions = 168 + 12;
        let activity = ActivityFigures {
            counts,
            elapsed_hours: [[4.0; 24]; 7],
            index: [[None; 24]; 7],
            mentions,
            conversations: None,
            undated: 0,
            band_hours: 1,
            busy_hours: Vec::new(),
            windows: None,
            outside: None,
        };
        let found = |free, days: &[Weekday]| {
            let timing = timing("UTC", free, days, 10);
            let slot = slots(&timing, Some(&activity), None).remove(0);
            (slot.evidence.unwrap(), slot.verdict())
        };
        let usual = 4.0 * 180.0 / 672.0;
        let (evidence, verdict) = found("17:00", &WEEK[..1]);
        assert!((evidence.index - 9.0 / usual).abs() < 1e-9);
        assert!((evidence.interval.0 - 4.1154 / usual).abs() < 1e-4, "the interval of 9");
        assert_eq!(verdict, SlotVerdict::Supported);
        // Half of 9 and half of 5 in half of each hour.
        assert_eq!(found("17:30", &WEEK[..1]).0.mentions.to_string(), "7");
        // Half of the hour before midnight on Sunday, half of the hour after it on Monday.
        assert_eq!(found("23:30", &WEEK[6..]).0.mentions.to_string(), "1");
        let (_, quiet) = found("03:00", &WEEK);
        assert_eq!(quiet, SlotVerdict::Untested, "7 where 7.5 are usual");
        let no_hour = slots(&timing("UTC", "17:00", &WEEK, 10), None, None).remove(0);
        assert_eq!((no_hour.evidence, no_hour.verdict()), (None, SlotVerdict::Untested));
    }

    #[test]
    fn a_quiet_hour_is_not_supported() {
        let slot = SlotFigures {
            evidence: Some(SlotEvidence { mentions: 1.0, index: 0.1, interval: (0.01, 0.6) }),
            ..slot(&timing("UTC", "17:00", &WEEK, 10), "2026-05-01", "2026-05-31")
        };
        assert_eq!(slot.verdict(), SlotVerdict::NotSupported);
    }
}
