//! How far each assumption moves the people that the work takes: by its stated range, one at a time (docs/method.md, Assumptions).
//!
//! The option that the brief decides comes in, with the ranges that the brief or the counts state; full-time equivalents at both ends of each
//! go out, widest first. A range that nobody stated gives no bar: none is invented.

use super::OptionFigures;
use crate::brief::{Brief, Minutes, ShareRange};

/// Something that the estimate assumes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assumption {
    /// Minutes a conversation.
    Minutes,
    /// That the period is a usual one: the range is that of the mean of its full weeks.
    Week,
    /// Share of the conversations that are answered.
    ResponseShare,
    /// Share of paid time that is not available.
    Shrinkage,
    /// Handling time over handling and waiting time.
    Occupancy,
}

/// What one assumption does to the people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Swing {
    /// Which.
    pub assumption: Assumption,
    /// Its lowest and highest value: minutes, hours a week, or a share.
    pub values: (f64, f64),
    /// Full-time equivalents of the work at the end that takes fewer, and at the one that takes more.
    pub fte: (f64, f64),
}

/// The assumptions by what they do.
#[derive(Debug, Clone, PartialEq)]
pub struct Tornado {
    /// Full-time equivalents of the work with everything as assumed.
    pub fte: f64,
    /// Those with a stated range, widest first.
    pub swings: Vec<Swing>,
}

/// The tornado of an option; `None` where it has no people, or no assumption has a range.
pub(super) fn tornado(
    option: &OptionFigures,
    brief: &Brief,
    minutes: Option<Minutes>,
) -> Option<Tornado> {
    option.people?;
    let assumed = &brief.staffing;
    let hours = option.hours.base;
    let people = |hours: f64, shrinkage: f64, occupancy: f64| {
        hours / (assumed.week_hours * (1.0 - shrinkage) * occupancy)
    };
    let by_hours = |hours: f64| people(hours, assumed.shrinkage, assumed.occupancy);
    let swing = |assumption, low: f64, high: f64, fte: &dyn Fn(f64) -> f64| {
        let ends = (fte(low), fte(high));
        let fte = (ends.0.min(ends.1), ends.0.max(ends.1));
        Swing { assumption, values: (low, high), fte }
    };
    let share = |assumption, range: Option<ShareRange>, fte: &dyn Fn(f64) -> f64| {
        range.map(|range| swing(assumption, range.low, range.high, fte))
    };
    let ranges = &assumed.ranges;
    let swings = [
        minutes.map(|minutes| {
            let fte = |value: f64| by_hours(hours * value / minutes.base);
            // The ends of all channels together: those with own minutes have their own ends.
            let end = |end: f64| minutes.base * end / hours;
            swing(Assumption::Minutes, end(option.hours.low), end(option.hours.high), &fte)
        }),
        option.weeks.as_ref().and_then(|weeks| {
            let (low, high) = weeks.interval?;
            Some(swing(Assumption::Week, low, high, &by_hours))
        }),
        share(Assumption::ResponseShare, ranges.response_share, &|share| {
            by_hours(hours * share / assumed.response_share)
        }),
        share(Assumption::Shrinkage, ranges.shrinkage, &|shrinkage| {
            people(hours, shrinkage, assumed.occupancy)
        }),
        share(Assumption::Occupancy, ranges.occupancy, &|occupancy| {
            people(hours, assumed.shrinkage, occupancy)
        }),
    ];
    let swings = swings.into_iter().flatten();
    // A range of one value moves nothing.
    let mut swings: Vec<Swing> = swings.filter(|swing| swing.values.0 < swing.values.1).collect();
    swings.sort_by(|a, b| (b.fte.1 - b.fte.0).total_cmp(&(a.fte.1 - a.fte.0)));
    (!swings.is_empty()).then(|| Tornado { fte: by_hours(hours), swings })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::ShareRanges;
    use crate::insights::weeks::WeekHours;
    use crate::insights::{Binding, Hours, OptionId, People};

    /// The worked example: 91 hours a week.
    fn option() -> OptionFigures {
        OptionFigures {
            id: OptionId::Brief,
            channels: vec![0],
            conversations: 1092,
            hours: Hours { low: 68.25, base: 91.0, high: 136.5 },
            weeks: Some(WeekHours {
                weeks: 4,
                left_out: 0,
                mean: 91.0,
                interval: Some((84.0, 98.0)),
            }),
            people: Some(People {
                fte: 91.0 / 23.8,
                binding: Binding::Workload,
                headcount: 4,
                team_cost_per_week: None,
            }),
            work_cost_per_week: None,
            external_cost_per_week: None,
        }
    }

    fn near((low, high): (f64, f64), expected: (f64, f64)) {
        assert!(
            (low - expected.0).abs() < 1e-4 && (high - expected.1).abs() < 1e-4,
            "{low} {high}"
        );
    }

    #[test]
    fn each_stated_range_moves_the_people_alone() {
        let mut brief = crate::insights::sample::brief(&["x"]);
        let range = |low, high| Some(ShareRange { low, high });
        brief.staffing.ranges = ShareRanges {
            response_share: range(0.5, 1.0),
            shrinkage: range(0.25, 0.35),
            occupancy: range(0.75, 0.9),
        };
        let minutes = Minutes { low: 15.0, base: 20.0, high: 30.0 };
        let found = tornado(&option(), &brief, Some(minutes)).unwrap();
        near((found.fte, 0.0), (3.8235, 0.0));
        let order: Vec<Assumption> = found.swings.iter().map(|swing| swing.assumption).collect();
        assert_eq!(
            order,
            [
                Assumption::Minutes,
                Assumption::ResponseShare,
                Assumption::Occupancy,
                Assumption::Week,
                Assumption::Shrinkage,
            ]
        );
        near(found.swings[0].fte, (2.8676, 5.7353));
        near(found.swings[1].fte, (1.9118, 3.8235));
        near(found.swings[2].fte, (3.6111, 4.3333));
        near(found.swings[3].fte, (3.5294, 4.1176));
        near(found.swings[4].fte, (3.5686, 4.1176));
    }

    #[test]
    fn what_nobody_stated_has_no_bar() {
        let brief = crate::insights::sample::brief(&["x"]);
        let found = tornado(&option(), &brief, None).unwrap();
        let [week] = found.swings[..] else { panic!("the weeks alone: {:?}", found.swings) };
        assert_eq!((week.assumption, week.values), (Assumption::Week, (84.0, 98.0)));
        let without_weeks = OptionFigures { weeks: None, ..option() };
        assert_eq!(tornado(&without_weeks, &brief, None), None);
        let few = OptionFigures { people: None, ..option() };
        assert_eq!(tornado(&few, &brief, None), None, "no people");
    }
}
