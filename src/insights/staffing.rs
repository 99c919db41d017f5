//! Brian Solis' staffing formula with every step of its working: conversations to hours, hours to people, people to money.
//!
//! The formula is conversations a day per community × communities × minutes / 60. Written as a sum over the communities, their
//! number cancels, so that a silent community changes nothing; the sum is what is computed, the product is what is shown.
//! Nothing is rounded here, and no low or high figure is an interval: they are cases, all channels at once.

use super::ChannelFigures;
use crate::brief::{Brief, Minutes, Shift};
use crate::units::{WEEK, join_spans};

/// Which need decides how many people it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// The hours of work.
    Workload,
    /// The hours in which somebody must be there.
    Coverage,
}

/// The staffing estimate with every step (docs/method.md, Staffing).
#[derive(Debug, Clone, PartialEq)]
pub struct StaffingFigures {
    /// Number of communities (declared, silent ones too, plus found; without avoided ones and those without an observed day).
    pub communities: u64,
    /// Mean over the communities of conversations per observed day; 0 without communities.
    pub conversations_per_day_per_community: f64,
    /// The product of the two: conversations a day in all.
    pub conversations_per_day: f64,
    /// Conversation-weighted mean of the channels' minutes; the base if there are none.
    pub minutes: f64,
    /// Solis' line as written: conversations a day × 20 (or the base that replaces it) / 60, before own minutes and response share.
    pub literal_hours_per_day: f64,
    /// Σ rate · minutes · `response_share` / 60.
    pub hours_per_day: f64,
    /// With every channel's low minutes.
    pub hours_per_day_low: f64,
    /// With every channel's high minutes.
    pub hours_per_day_high: f64,
    /// × 7.
    pub hours_per_week: f64,
    /// Productive hours a week of one full-time person: hours · (1 − shrinkage) · occupancy.
    pub productive_hours: f64,
    /// Full-time equivalents that the work takes (low, base, high).
    pub fte_workload: (f64, f64, f64),
    /// Hours a week in which somebody must be there; `None` if the brief states no hours.
    pub open_hours_per_week: Option<f64>,
    /// Full-time equivalents for one seat in these hours.
    pub fte_coverage: Option<f64>,
    /// The larger of the two.
    pub fte: f64,
    /// Which it is.
    pub binding: Binding,
    /// max(`min_people`, ceil(fte)).
    pub headcount: u64,
    /// fte · `week_hours` · internal rate.
    pub internal_cost_per_week: Option<f64>,
    /// `hours_per_week` · external rate.
    pub external_cost_per_week: Option<f64>,
}

impl StaffingFigures {
    /// The full-time people for so many people present in all staffed hours, where they are more than these; `None` also if the brief states
    /// no hours.
    pub fn more_than(&self, headcount: u64, present: u64) -> Option<f64> {
        let fte = present as f64 * self.fte_coverage?;
        (self::headcount(fte) > headcount).then_some(fte)
    }
}

/// What rounding of floats may add to a whole number of people: 3.000000000001 FTE are three.
const ROUNDING: f64 = 1e-9;

/// Hours a day for a rate of conversations a day: rate · minutes · `response_share` / 60.
pub(super) fn hours(rate: f64, minutes: f64, response_share: f64) -> f64 {
    rate * minutes * response_share / 60.0
}

/// What it takes to answer these channels; `minutes` are those of channels that have none of their own. A community without an observed day was not measured: it is neither a community of
/// the mean nor a zero.
///
/// # Shape and units
///
/// Conversations and hours a day or a week as the names say; money in the brief's currency a week; FTE not rounded.
///
/// # Source
///
/// Brian Solis' formula (2008): 20 minutes cover research, answer and watching one conversation. FTE: worked hours divided by
/// `(1 - shrinkage) · occupancy`, dividing because that is what still covers the hours once both are taken off again.
pub fn staffing(channels: &[ChannelFigures], brief: &Brief, minutes: Minutes) -> StaffingFigures {
    let assumed = &brief.staffing;
    let communities: Vec<(&ChannelFigures, f64)> = channels
        .iter()
        .filter(|channel| channel.is_community)
        .filter_map(|channel| Some((channel, channel.conversations_per_day?)))
        .collect();

    let per_day: f64 = communities.iter().map(|(_, rate)| rate).sum();
    let per_community =
        if communities.is_empty() { 0.0 } else { per_day / communities.len() as f64 };
    let hours_with = |minutes: fn(&Minutes) -> f64| -> f64 {
        let of = |(channel, rate): &(&ChannelFigures, f64)| {
            hours(*rate, minutes(&channel.minutes.minutes), assumed.response_share)
        };
        communities.iter().map(of).sum()
    };
    let hours_per_day = hours_with(|minutes| minutes.base);
    let (hours_low, hours_high) =
        (hours_with(|minutes| minutes.low), hours_with(|minutes| minutes.high));
    let hours_per_week = 7.0 * hours_per_day;

    let team = Team::of(hours_per_week, brief);
    let people = |hours_per_day: f64| 7.0 * hours_per_day / team.productive_hours;
    let fte_workload = (people(hours_low), team.fte_workload, people(hours_high));
    let fte = team.fte;

    let internal_cost_per_week =
        assumed.internal_hourly.map(|hourly| fte * assumed.week_hours * hourly);
    StaffingFigures {
        communities: communities.len() as u64,
        conversations_per_day_per_community: per_community,
        conversations_per_day: per_day,
        minutes: mean_minutes(&communities).unwrap_or(minutes.base),
        literal_hours_per_day: hours(per_day, minutes.base, 1.0),
        hours_per_day,
        hours_per_day_low: hours_low,
        hours_per_day_high: hours_high,
        hours_per_week,
        productive_hours: team.productive_hours,
        fte_workload,
        open_hours_per_week: team.open_hours_per_week,
        fte_coverage: team.fte_coverage,
        fte,
        binding: team.binding,
        headcount: team.headcount,
        internal_cost_per_week,
        external_cost_per_week: assumed.external_hourly.map(|hourly| hours_per_week * hourly),
    }
}

/// The people for some hours of work a week.
pub(super) struct Team {
    /// Productive hours a week of one full-time person: hours · (1 − shrinkage) · occupancy.
    pub(super) productive_hours: f64,
    /// Full-time equivalents that the work takes.
    pub(super) fte_workload: f64,
    /// Staffed hours a week; `None` if the brief states none.
    pub(super) open_hours_per_week: Option<f64>,
    /// Full-time equivalents for one seat in these hours.
    pub(super) fte_coverage: Option<f64>,
    /// The larger of the two.
    pub(super) fte: f64,
    /// Which it is.
    pub(super) binding: Binding,
    /// max(`min_people`, ceil(fte)).
    pub(super) headcount: u64,
}

impl Team {
    pub(super) fn of(hours_per_week: f64, brief: &Brief) -> Self {
        let assumed = &brief.staffing;
        let present_hours = assumed.week_hours * (1.0 - assumed.shrinkage);
        let productive_hours = present_hours * assumed.occupancy;
        let fte_workload = hours_per_week / productive_hours;
        let open_hours_per_week = staffed_minutes(&brief.timing.staffed)
            .map(|minutes| f64::from(minutes.iter().flatten().sum::<u32>()) / 60.0);
        let fte_coverage = open_hours_per_week.map(|hours| hours / present_hours);
        let (fte, binding) = match fte_coverage {
            Some(coverage) if coverage > fte_workload => (coverage, Binding::Coverage),
            _ => (fte_workload, Binding::Workload),
        };
        Self {
            productive_hours,
            fte_workload,
            open_hours_per_week,
            fte_coverage,
            fte,
            binding,
            headcount: headcount(fte).max(u64::from(assumed.min_people)),
        }
    }
}

/// Mean of the channels' minutes, weighted by conversations; `None` without any.
fn mean_minutes(communities: &[(&ChannelFigures, f64)]) -> Option<f64> {
    let each =
        || communities.iter().filter_map(|(channel, _)| Some((channel.conversations?, channel)));
    let conversations: u64 = each().map(|(n, _)| n).sum();
    let minutes: f64 = each().map(|(n, channel)| n as f64 * channel.minutes.minutes.base).sum();
    (conversations > 0).then(|| minutes / conversations as f64)
}

/// Whole people for so many FTE.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "hours are finite and not negative; a workload beyond 2^64 people saturates"
)]
pub(super) fn headcount(fte: f64) -> u64 {
    (fte - ROUNDING).ceil() as u64
}

/// Staffed minutes of each hour of the day, those of the weekday with most; `None` if no hours are stated.
pub fn staffed_hours(shifts: &[Shift]) -> Option<[u32; 24]> {
    let week = staffed_minutes(shifts)?;
    let most = |hour: usize| week.iter().map(|day| day[hour]).max().unwrap_or_default();
    Some(std::array::from_fn(most))
}

/// Staffed minutes of each hour of the week (Monday first), shifts that overlap counted once; `None` if no hours are stated.
pub(super) fn staffed_minutes(shifts: &[Shift]) -> Option<[[u32; 24]; 7]> {
    let mut staffed = [[0; 24]; 7];
    for (weekday, row) in WEEK.into_iter().zip(&mut staffed) {
        let of_day = shifts.iter().filter(|shift| shift.days.contains(&weekday));
        let spans = join_spans(of_day.map(Shift::minutes).collect());
        for (hour, minutes) in (0..).zip(row) {
            let (start, end) = (60 * hour, 60 * (hour + 1));
            let inside = |&(from, to): &(u32, u32)| to.min(end).saturating_sub(from.max(start));
            *minutes = spans.iter().map(inside).sum();
        }
    }
    (!shifts.is_empty()).then_some(staffed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::sample::{brief, handling};
    use crate::insights::volume::{ChannelCounts, figures};
    use crate::mentions::channel::Channels;
    use crate::mentions::tone::Tone;
    use crate::tally::Tally;
    use proptest::prelude::*;

    const DAYS: u32 = 28;
    /// Conversations in 28 days of the example in docs/method.md, Staffing: 15, 11, 7, 4, 2 a day.
    const EXAMPLE: [u64; 5] = [420, 308, 196, 112, 56];

    /// The staffing of declared channels with these conversations, all observed on so many days.
    fn staffed(
        brief: &Brief,
        conversations: &[u64],
        days: u32,
    ) -> (StaffingFigures, Vec<ChannelFigures>) {
        let table = Channels::new(brief);
        let handling = handling(brief);
        let channels: Vec<ChannelFigures> = conversations
            .iter()
            .enumerate()
            .map(|(index, &conversations)| {
                let tones = Tally::from([(Tone::Unscored, conversations)]);
                let channel = table.get(table.declared(index));
                figures(
                    channel,
                    (brief, &handling),
                    ChannelCounts {
                        tones,
                        conversations: Some(conversations),
                        ..ChannelCounts::default()
                    },
                    days,
                    conversations,
                )
            })
            .collect();
        (staffing(&channels, brief, handling.minutes), channels)
    }

    fn unstaffed() -> Brief {
        let mut brief = brief(&["x", "facebook", "reddit", "reviews", "youtube"]);
        brief.timing.staffed.clear();
        brief
    }

    fn assert_near(value: f64, expected: f64, tolerance: f64) {
        assert!((value - expected).abs() <= tolerance, "{value} is not {expected}");
    }

    #[test]
    fn worked_example_from_conversations_to_hours() {
        let (example, _) = staffed(&unstaffed(), &EXAMPLE, DAYS);
        assert_eq!(example.communities, 5);
        assert_near(example.conversations_per_day_per_community, 7.8, 1e-12);
        assert_near(example.conversations_per_day, 39.0, 1e-12);
        assert_near(example.minutes, 20.0, 1e-12);
        assert_near(example.hours_per_day, 13.0, 1e-12);
        assert_near(example.literal_hours_per_day, 13.0, 1e-12);
        assert_near(example.hours_per_day_low, 9.75, 1e-12);
        assert_near(example.hours_per_day_high, 19.5, 1e-12);
        assert_near(example.hours_per_week, 91.0, 1e-12);
    }

    #[test]
    fn worked_example_from_hours_to_people_and_money() {
        let (example, _) = staffed(&unstaffed(), &EXAMPLE, DAYS);
        assert_near(example.productive_hours, 23.8, 1e-12);
        assert_near(example.fte, 3.8235, 5e-5);
        assert_near(example.fte_workload.0, 9.75 * 7.0 / 23.8, 1e-12);
        assert_near(example.fte_workload.2, 19.5 * 7.0 / 23.8, 1e-12);
        assert_near(example.fte * 40.0, 152.941, 5e-4);
        assert_eq!((example.binding, example.headcount), (Binding::Workload, 4));
        assert_eq!((example.fte_coverage, example.open_hours_per_week), (None, None));
        assert_near(example.internal_cost_per_week.unwrap(), 4894.12, 5e-3);
        assert_near(example.external_cost_per_week.unwrap(), 6825.0, 1e-9);
    }

    #[test]
    fn own_minutes_weigh_by_conversations() {
        let mut brief = unstaffed();
        for (channel, minutes) in brief.channels.iter_mut().zip([12.0, 20.0, 25.0, 30.0, 15.0]) {
            channel.minutes = Some(minutes);
        }
        let (own, _) = staffed(&brief, &EXAMPLE, DAYS);
        assert_near(own.hours_per_day, 12.0833, 5e-5);
        assert_near(own.minutes, 18.5897, 5e-5);
        assert_near(own.literal_hours_per_day, 13.0, 1e-12);
        // 725 minutes at 15/20 and 30/20 of every channel's own.
        assert_near(own.hours_per_day_low, 725.0 * 0.75 / 60.0, 1e-12);
        assert_near(own.hours_per_day_high, 725.0 * 1.5 / 60.0, 1e-12);
        brief.staffing.response_share = 0.5;
        let (half, _) = staffed(&brief, &EXAMPLE, DAYS);
        assert_near(half.hours_per_day, 725.0 / 120.0, 1e-12);
        assert_near(half.literal_hours_per_day, 13.0, 1e-12);
    }

    fn shift(days: usize, from: &str, to: Option<&str>) -> Shift {
        let to = to.map(|to| to.parse().unwrap());
        Shift { days: WEEK[..days].to_vec(), from: from.parse().unwrap(), to }
    }

    #[test]
    fn one_seat_may_bind_instead_of_the_work() {
        for (shift, open, fte, headcount) in [
            (shift(7, "00:00", None), 168.0, "6.00", 6),
            (shift(7, "08:00", Some("20:00")), 84.0, "3.00", 3),
            (shift(5, "08:00", Some("18:00")), 50.0, "1.79", 2),
            (shift(5, "09:00", Some("17:00")), 40.0, "1.43", 2),
        ] {
            let mut brief = unstaffed();
            brief.timing.staffed = vec![shift];
            let (seat, _) = staffed(&brief, &[28], DAYS);
            assert_eq!(seat.open_hours_per_week, Some(open));
            assert_eq!(format!("{:.2}", seat.fte), fte);
            assert_eq!((seat.binding, seat.headcount), (Binding::Coverage, headcount));
            assert_eq!(seat.fte_coverage, Some(seat.fte));
            // The whole seat is paid, also while nobody writes.
            assert_near(seat.internal_cost_per_week.unwrap(), seat.fte * 1280.0, 1e-9);
        }
        let mut brief = unstaffed();
        brief.timing.staffed = vec![shift(5, "09:00", Some("17:00"))];
        assert_eq!(staffed(&brief, &EXAMPLE, DAYS).0.binding, Binding::Workload);
        // 15 conversations a day take 1.47 FTE, in the low case 1.10: the seat of 1.43 does not bind.
        assert_eq!(staffed(&brief, &EXAMPLE[..1], DAYS).0.binding, Binding::Workload);
        // 14 a day take 1.37 FTE, in the high case 2.06: the seat binds.
        assert_eq!(staffed(&brief, &[392], DAYS).0.binding, Binding::Coverage);
    }

    #[test]
    fn shifts_that_overlap_are_open_once() {
        let mut shifts = vec![
            shift(5, "09:00", Some("17:30")),
            shift(1, "16:30", Some("20:15")),
            shift(1, "09:00", Some("10:00")),
        ];
        let minutes = staffed_minutes(&shifts).unwrap();
        assert_eq!(
            (minutes[0][17], minutes[1][17], minutes[0][20], minutes[5][9]),
            (60, 30, 15, 0)
        );
        let hours = staffed_hours(&shifts).unwrap();
        assert_eq!((hours[8], hours[9], hours[17], hours[20]), (0, 60, 60, 15));
        // 5 × 8:30 and on Monday 17:30 to 20:15 on top.
        assert_eq!(minutes.iter().flatten().sum::<u32>(), 5 * 510 + 165);
        shifts.clear();
        assert_eq!(staffed_minutes(&shifts), None);
    }

    #[test]
    fn without_conversations_nothing_is_divided() {
        let (silent, _) = staffed(&unstaffed(), &[0, 0], DAYS);
        assert_eq!((silent.communities, silent.headcount), (2, 1));
        assert_near(silent.minutes, 20.0, 0.0);
        assert_eq!(
            (silent.internal_cost_per_week, silent.external_cost_per_week),
            (Some(0.0), Some(0.0))
        );
        let (nowhere, _) = staffed(&unstaffed(), &[], DAYS);
        assert_near(nowhere.conversations_per_day_per_community, 0.0, 0.0);
        let (unseen, _) = staffed(&unstaffed(), &[9, 9], 0);
        assert_eq!(unseen.communities, 0);
        assert_near(unseen.hours_per_day, 0.0, 0.0);
    }

    #[test]
    fn headcount_rounds_up_but_not_for_a_rounding_difference() {
        let computed = [0.0, 0.4, 1.0, 3.000_000_000_000_1, 3.000_1].map(headcount);
        assert_eq!(computed, [0, 1, 1, 3, 4]);
        let mut brief = unstaffed();
        brief.staffing.min_people = 3;
        assert_eq!(staffed(&brief, &[1], DAYS).0.headcount, 3);
    }

    #[test]
    fn averaging_over_active_communities_would_show() {
        // Trap: the mean over the one active community times all five would be 75 a day.
        let (one, _) = staffed(&unstaffed(), &[420, 0, 0, 0, 0], DAYS);
        assert_near(one.conversations_per_day_per_community, 3.0, 1e-12);
        assert_near(one.conversations_per_day, 15.0, 1e-12);
    }

    proptest! {
        #[test]
        fn a_silent_community_changes_no_hour(counts in prop::collection::vec(0..5000_u64, 1..5)) {
            let brief = unstaffed();
            let (before, _) = staffed(&brief, &counts, DAYS);
            let more: Vec<u64> = counts.iter().copied().chain([0]).collect();
            let (after, _) = staffed(&brief, &more, DAYS);
            assert_near(after.hours_per_day, before.hours_per_day, 0.0);
            prop_assert_eq!(after.communities, before.communities + 1);
        }

        #[test]
        fn twice_the_minutes_are_twice_the_hours(
            counts in prop::collection::vec(0..5000_u64, 1..5),
            minutes in 1.0..90.0_f64,
        ) {
            let mut brief = unstaffed();
            brief.channels[0].minutes = Some(minutes);
            let (once, _) = staffed(&brief, &counts, DAYS);
            brief.channels[0].minutes = Some(2.0 * minutes);
            brief.staffing.minutes.base *= 2.0;
            let (twice, _) = staffed(&brief, &counts, DAYS);
            assert_near(twice.hours_per_day, 2.0 * once.hours_per_day, 1e-9);
        }

        #[test]
        fn hours_of_the_channels_and_the_product_are_the_total(
            counts in prop::collection::vec(0..5000_u64, 0..6),
            days in 1..400_u32,
            minutes in 1.0..90.0_f64,
        ) {
            let mut brief = unstaffed();
            brief.channels[0].minutes = Some(minutes);
            brief.staffing.response_share = 0.7;
            let counts = &counts[..counts.len().min(5)];
            let (total, channels) = staffed(&brief, counts, days);
            let sum: f64 = channels.iter().filter_map(|channel| channel.hours_per_day).sum();
            assert_near(sum, total.hours_per_day, 1e-9);
            let product = total.conversations_per_day_per_community * total.communities as f64;
            assert_near(product, total.conversations_per_day, 1e-9);
            assert_near(hours(product, total.minutes, 0.7), total.hours_per_day, 1e-6);
            prop_assert!(total.hours_per_day_low <= total.hours_per_day);
            prop_assert!(total.hours_per_day <= total.hours_per_day_high);
        }
    }
}
