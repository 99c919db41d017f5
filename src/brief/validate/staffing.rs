//! Validates `staffing`: the assumptions of the staffing formula.
//!
//! Shares are fractions: `30` for 30 percent is a frequent mistake, so it has its own hint.

use super::{Check, Field, given, section, shown};
use crate::brief::raw::{RawMinutes, RawRange, RawRanges, RawStaffing};
use crate::brief::{Minutes, ShareRange, ShareRanges, Staffing, grammar};

/// What minutes for a conversation must be.
pub(super) const MINUTES: &str = "minutes above 0, at most 1440, a day";
/// What a response target must be.
pub(super) const DURATION: &str = "minutes, hours or days, as in `30m`, `4h`, `1d`";

impl Check<'_> {
    pub(super) fn staffing(&mut self, field: Field<RawStaffing>) -> Staffing {
        let raw = section(field);
        let (internal, external) = (section(raw.internal), section(raw.external));
        let money = |hourly| hourly > 0.0;
        let hour = "an amount above 0, for an hour";
        self.note_default(&raw.week_hours, "staffing.week_hours");
        self.note_default(&raw.min_people, "staffing.min_people");
        self.note_default(&internal.currency, "staffing.internal.currency");
        let response_share = self.share(
            raw.response_share,
            "staffing.response_share",
            1.0,
            "response share is the share of relevant conversations that are answered, above 0",
            is_answered,
        );
        let shrinkage = self.share(
            raw.shrinkage,
            "staffing.shrinkage",
            0.30,
            "shrinkage is the share of paid time not available for contacts, as a fraction below 1",
            is_shrinkage,
        );
        let occupancy = self.share(
            raw.occupancy,
            "staffing.occupancy",
            0.85,
            "occupancy is handling time over handling and waiting time, as a fraction above 0",
            is_answered,
        );
        Staffing {
            minutes: self.minutes(raw.minutes),
            response_share,
            week_hours: self
                .number(
                    raw.week_hours,
                    "staffing.week_hours",
                    |hours| hours > 0.0 && hours <= 168.0,
                    "paid hours a week, above 0, at most 168",
                )
                .unwrap_or(40.0),
            shrinkage,
            occupancy,
            min_people: given(raw.min_people).map_or(1, |(people, _)| people),
            internal_hourly: self.number(internal.hourly, "staffing.internal.hourly", money, hour),
            external_hourly: self.number(external.hourly, "staffing.external.hourly", money, hour),
            currency: self
                .word(
                    internal.currency,
                    "staffing.internal.currency",
                    grammar::currency,
                    "three capital letters, as in `EUR`",
                )
                .unwrap_or_else(|| "EUR".to_owned()),
            response_target_minutes: self.word(
                raw.response_target,
                "staffing.response_target",
                grammar::duration,
                DURATION,
            ),
            ranges: self.ranges(raw.ranges, [response_share, shrinkage, occupancy]),
        }
    }

    /// The ranges of the shares that are assumed: `assumed` are the response share, shrinkage and occupancy.
    fn ranges(
        &mut self,
        field: Field<RawRanges>,
        [response_share, shrinkage, occupancy]: [f64; 3],
    ) -> ShareRanges {
        let raw = section(field);
        let mut range = |field, key, assumed, fits: fn(f64) -> bool| {
            self.share_range(field, &format!("staffing.ranges.{key}"), assumed, fits)
        };
        ShareRanges {
            response_share: range(
                raw.response_share,
                "response_share",
                response_share,
                is_answered,
            ),
            shrinkage: range(raw.shrinkage, "shrinkage", shrinkage, is_shrinkage),
            occupancy: range(raw.occupancy, "occupancy", occupancy, is_answered),
        }
    }

    /// The lowest and the highest value of a share, which hold the assumed one between them.
    fn share_range(
        &mut self,
        field: Field<RawRange>,
        key: &str,
        assumed: f64,
        fits: impl Fn(f64) -> bool,
    ) -> Option<ShareRange> {
        let (raw, position) = given(field)?;
        let (has_low, has_high) =
            (!matches!(raw.low, Field::Absent), !matches!(raw.high, Field::Absent));
        for (has, end) in [(has_low, "low"), (has_high, "high")] {
            if !has {
                self.missing(&format!("{key}.{end}"), Some(position), "the two ends of the range");
            }
        }
        let share = "a share as a fraction, as in `0.25` for 25 percent";
        let low = self.number(raw.low, &format!("{key}.low"), &fits, share);
        let high = self.number(raw.high, &format!("{key}.high"), &fits, share);
        let (low, high) = (low?, high?);
        if !(low <= assumed && assumed <= high) {
            let problem = self
                .at(position, format!("`{key}` is low `{low}`, high `{high}`"))
                .expected(format!("a range that holds `{assumed}`, the share that is assumed"))
                .hint("state the share itself too: one that is left out is its default");
            self.problems.push(problem);
            return None;
        }
        Some(ShareRange { low, high })
    }

    /// A fraction, or its default.
    pub(super) fn share(
        &mut self,
        field: Field<f64>,
        key: &'static str,
        default: f64,
        meaning: &str,
        fits: impl Fn(f64) -> bool,
    ) -> f64 {
        self.note_default(&field, key);
        let Some((share, position)) = given(field) else {
            return default;
        };
        if share.is_finite() && fits(share) {
            return share;
        }
        let mut problem =
            self.at(position, format!("`{key}` is {}, outside 0 to 1", shown(&share.to_string())));
        if (0.0..=1.0).contains(&share) {
            problem.what = format!("`{key}` cannot be {}", shown(&share.to_string()));
        }
        problem = problem.detail(meaning);
        if (1.0..=100.0).contains(&share) && fits(share / 100.0) {
            problem = problem.hint(format!("write `{}` for {share} percent", share / 100.0));
        }
        self.problems.push(problem);
        default
    }

    fn minutes(&mut self, field: Field<RawMinutes>) -> Minutes {
        self.note_default(&field, "staffing.minutes");
        let default = Minutes { low: 15.0, base: 20.0, high: 30.0 };
        let Some((raw, position)) = given(field) else {
            return default;
        };
        self.note_default(&raw.low, "staffing.minutes.low");
        self.note_default(&raw.base, "staffing.minutes.base");
        self.note_default(&raw.high, "staffing.minutes.high");
        let is_wrong =
            [&raw.low, &raw.base, &raw.high].iter().any(|field| matches!(field, Field::Wrong));
        let before = self.problems.len();
        let fits = |minutes: f64| minutes > 0.0 && minutes <= 1440.0;
        let mut read =
            |field, key, default| self.number(field, key, fits, MINUTES).unwrap_or(default);
        let minutes = Minutes {
            low: read(raw.low, "staffing.minutes.low", default.low),
            base: read(raw.base, "staffing.minutes.base", default.base),
            high: read(raw.high, "staffing.minutes.high", default.high),
        };
        let Minutes { low, base, high } = minutes;
        let is_rising = low <= base && base <= high;
        if !is_rising && !is_wrong && self.problems.len() == before {
            let problem = self
                .at(
                    position,
                    format!("`staffing.minutes` is low `{low}`, base `{base}`, high `{high}`"),
                )
                .expected("low, base and high in rising order")
                .hint("one that is left out is 15, 20 or 30: state all three");
            self.problems.push(problem);
        }
        minutes
    }
}

/// Whether a share may be that of the conversations answered, or of the time present that is work.
fn is_answered(share: f64) -> bool {
    share > 0.0 && share <= 1.0
}

/// Whether a share may be that of the paid time not available.
fn is_shrinkage(share: f64) -> bool {
    (0.0..1.0).contains(&share)
}

#[cfg(test)]
mod tests {
    use crate::brief::validate::tests::assert_refused;

    #[test]
    fn every_assumption_is_held_to_its_range() {
        assert_refused(&[
            ("staffing: {shrinkage: 1.0}", "`staffing.shrinkage` cannot be `1`"),
            ("staffing: {shrinkage: -0.1}", "`staffing.shrinkage` is `-0.1`, outside 0 to 1"),
            ("staffing: {shrinkage: .nan}", "`staffing.shrinkage` is `NaN`"),
            ("staffing: {occupancy: 0}", "`staffing.occupancy` cannot be `0`"),
            ("staffing: {occupancy: 85}", "hint: write `0.85` for 85 percent"),
            ("staffing: {occupancy: 1.5}", "hint: write `0.015` for 1.5 percent"),
            ("staffing: {response_share: 0}", "`staffing.response_share` cannot be `0`"),
            ("staffing: {response_share: 1.01}", "`1.01`, outside 0 to 1"),
            ("staffing: {week_hours: 169}", "`staffing.week_hours` is `169`"),
            ("staffing: {week_hours: .inf}", "`staffing.week_hours` is `inf`"),
            ("staffing: {minutes: {low: 25}}", "low `25`, base `20`, high `30`"),
            ("staffing: {minutes: {high: 1441}}", "`staffing.minutes.high` is `1441`"),
            ("staffing: {minutes: {low: 0}}", "`staffing.minutes.low` is `0`"),
            ("staffing: {min_people: -1}", "expected a whole number, 0 or more"),
            ("staffing: {min_people: 5000000000}", "`staffing.min_people` is `5000000000`"),
            ("staffing: {internal: {hourly: 0}}", "`staffing.internal.hourly` is `0`"),
            ("staffing: {internal: {currency: euro}}", "`staffing.internal.currency` is `euro`"),
            ("staffing: {response_target: soon}", "`staffing.response_target` is `soon`"),
            (
                "staffing: {ranges: {shrinkage: {low: 0.32, high: 0.4}}}",
                "expected a range that holds `0.3`, the share that is assumed",
            ),
            (
                "staffing: {occupancy: 0.8, ranges: {occupancy: {low: 0.85, high: 0.7}}}",
                "`staffing.ranges.occupancy` is low `0.85`, high `0.7`",
            ),
            (
                "staffing: {ranges: {response_share: {low: 0.5}}}",
                "`staffing.ranges.response_share.high` is missing",
            ),
            (
                "staffing: {ranges: {shrinkage: {low: 25, high: 0.35}}}",
                "`staffing.ranges.shrinkage.low` is `25`",
            ),
        ]);
    }
}
