//! A brief for the unit tests of `insights`.

use std::collections::BTreeSet;

use crate::brief::{
    Brief, DeclaredChannel, Estimating, Exclude, Group, Length, Look, Minutes, Opportunity,
    OwnContent, PeriodRule, Privacy, Quoting, ResearchPlan, ShareRanges, Shift, Staffing, Stance,
    Timing, Topic,
};
use crate::insights::Handling;
use crate::rollup::sample::day;
use crate::units::{TimeZone, WEEK};

/// Declares these channels; the staffing figures are those of docs/method.md, Staffing, the zone is UTC, staffed Monday to Friday from 09:00
/// to 17:30.
pub(crate) fn brief(channels: &[&str]) -> Brief {
    Brief {
        covered_nowhere: Vec::new(),
        client: "Harbour Coffee".to_owned(),
        prepared_by: None,
        why: "Who talks about us?".to_owned(),
        language: "en".to_owned(),
        look: Look::default(),
        privacy: Privacy::default(),
        quotes: Quoting::None,
        tone_estimate: Estimating::None,
        audience: Vec::new(),
        objectives: Vec::new(),
        channels: channels.iter().map(|id| declared(id)).collect(),
        own_handles: Vec::new(),
        advocates: Vec::new(),
        timing: Timing {
            zone_name: "UTC".to_owned(),
            zone: TimeZone::UTC,
            period: PeriodRule::Every(Length::Month),
            staffed: vec![Shift {
                days: WEEK[..5].to_vec(),
                from: "09:00".parse().unwrap(),
                to: Some("17:30".parse().unwrap()),
            }],
            free_times: Vec::new(),
            lead_minutes: 10,
            events: Vec::new(),
            reviews: Vec::new(),
        },
        keywords: None,
        exclude: Exclude::default(),
        departments: Vec::new(),
        topics: Vec::new(),
        kinds: Vec::new(),
        staffing: Staffing {
            minutes: Minutes { low: 15.0, base: 20.0, high: 30.0 },
            response_share: 1.0,
            week_hours: 40.0,
            shrinkage: 0.30,
            occupancy: 0.85,
            min_people: 1,
            internal_hourly: Some(32.0),
            external_hourly: Some(75.0),
            currency: "EUR".to_owned(),
            response_target_minutes: None,
            ranges: ShareRanges::default(),
        },
        opportunity: Opportunity::default(),
        own_content: OwnContent { max_self_share: 0.5, min_reply_share: 0.5 },
        plan: ResearchPlan::default(),
        coverage_gaps: Vec::new(),
        coverage_silent: Vec::new(),
        exports: Vec::new(),
        defaults: BTreeSet::new(),
    }
}

/// The minutes of a brief, in a year in which nobody timed a conversation.
pub(crate) fn handling(brief: &Brief) -> Handling {
    Handling::stated(brief, (day("2025-06-01"), day("2026-05-31")))
}

/// A topic without words and owner.
pub(crate) fn topic(id: &str) -> Topic {
    Topic { id: id.into(), name: format!("The {id}"), words: Group::default(), owner: None }
}

fn declared(id: &str) -> DeclaredChannel {
    DeclaredChannel {
        id: id.to_owned(),
        name: None,
        category: None,
        match_source: vec![id.to_owned()],
        match_host: Vec::new(),
        minutes: None,
        stance: Some(Stance::Answer),
        department: None,
        culture: None,
        mode: None,
        fit: None,
        response_target_minutes: None,
        is_private: false,
        is_paid: false,
    }
}

/// How mentions come in simulated weeks without any change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// Independently, by the weekday.
    Independent,
    /// With a burst of 60 mentions over three days once a month.
    Bursts,
    /// Each with replies, half a one on average, on the same day and the next.
    Threads,
}

/// Draws with a fixed seed, so that a simulation gives the same on every run.
pub(crate) struct Draws(u64);

impl Draws {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 up to 1.
    pub(crate) fn next(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// A whole number from 0 up to this one.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.bits() % end as u64).unwrap()
    }

    /// 64 random bits (splitmix64).
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A count of independent events (Knuth).
    pub(crate) fn poisson(&mut self, mean: f64) -> u64 {
        let (bound, mut count, mut product) = (libm::exp(-mean), 0, self.next());
        while product > bound {
            product *= self.next();
            count += 1;
        }
        count
    }

    /// Mentions of so many days from a Monday on: 30 on weekdays and 20 at weekends, on average.
    pub(crate) fn days(&mut self, days: usize, arrival: Arrival) -> Vec<u64> {
        let mut counts = vec![0; days + 3];
        for day in 0..days {
            let mean = if day % 7 < 5 { 30.0 } else { 20.0 };
            match arrival {
                Arrival::Independent => counts[day] += self.poisson(mean),
                Arrival::Bursts => {
                    counts[day] += self.poisson(mean);
                    if self.next() < 1.0 / 30.0 {
                        for (later, more) in [30.0, 20.0, 10.0].into_iter().enumerate() {
                            counts[day + later] += self.poisson(more);
                        }
                    }
                }
                Arrival::Threads => {
                    for _ in 0..self.poisson(mean / 1.5) {
                        let replies = if self.next() < 0.1 { self.poisson(5.0) } else { 0 };
                        let today = replies / 2;
                        counts[day] += 1 + today;
                        counts[day + 1] += replies - today;
                    }
                }
            }
        }
        counts.truncate(days);
        counts
    }
}
