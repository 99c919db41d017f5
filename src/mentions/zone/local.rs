//! Converts instants to local time, with a cache of the current offset: consecutive rows are close in time, and most zones change twice a year.
//!
//! The result is exactly that of the calendar crate, at a fraction of the cost.

use jiff::tz::Offset;

use crate::units::{DateTime, TimeZone, Timestamp, ToSpan};

/// A zone and the span of time around the last instant in which its offset is constant.
#[derive(Debug)]
pub(crate) struct LocalClock<'z> {
    zone: &'z TimeZone,
    /// Start of the span.
    from: Timestamp,
    /// End of the span, exclusive; `None`: the end of the calendar.
    until: Option<Timestamp>,
    offset: Offset,
}

impl<'z> LocalClock<'z> {
    pub(crate) fn new(zone: &'z TimeZone) -> Self {
        // An empty span.
        let (from, until) = (Timestamp::UNIX_EPOCH, Some(Timestamp::UNIX_EPOCH));
        Self { zone, from, until, offset: Offset::UTC }
    }

    /// The local time of an instant.
    pub(crate) fn at(&mut self, instant: Timestamp) -> DateTime {
        if instant < self.from || self.until.is_some_and(|until| until <= instant) {
            self.offset = self.zone.to_offset(instant);
            self.until = self.zone.following(instant).next().map(|change| change.timestamp());
            // A change at exactly this instant counts as before it.
            let before = instant.checked_add(1.nanosecond()).unwrap_or(instant);
            let change = self.zone.preceding(before).next();
            self.from = change.map_or(Timestamp::MIN, |change| change.timestamp());
        }
        self.offset.to_datetime(instant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ZONES: [&str; 6] = [
        "Europe/Amsterdam",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "UTC",
    ];

    #[test]
    fn a_change_of_the_clock_is_met_to_the_second() {
        // In 2028 Amsterdam changes on 26 March and 29 October at 01:00 UTC.
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let mut local = LocalClock::new(&zone);
        for (instant, shown) in [
            ("2028-03-26T00:59:59Z", "2028-03-26T01:59:59"),
            ("2028-03-26T01:00:00Z", "2028-03-26T03:00:00"),
            ("2028-10-29T00:59:59Z", "2028-10-29T02:59:59"),
            ("2028-10-29T01:00:00Z", "2028-10-29T02:00:00"),
            ("2028-03-26T01:00:00Z", "2028-03-26T03:00:00"),
            ("2028-03-26T00:59:59Z", "2028-03-26T01:59:59"),
        ] {
            assert_eq!(local.at(instant.parse().unwrap()).to_string(), shown, "{instant}");
        }
    }

    proptest! {
        #[test]
        fn it_is_what_the_calendar_gives(
            zone in 0..ZONES.len(),
            // 1900 to 2100, in any order, some at the very changes of the clock.
            instants in prop::collection::vec((-2_208_988_800_i64..4_102_444_800, 0..3_i64), 1..20),
        ) {
            let zone = TimeZone::get(ZONES[zone]).unwrap();
            let mut local = LocalClock::new(&zone);
            for (second, near) in instants {
                let instant = Timestamp::from_second(second).unwrap();
                prop_assert_eq!(local.at(instant), zone.to_datetime(instant));
                if let Some(change) = zone.following(instant).next() {
                    let instant = change.timestamp().checked_add((near - 1).seconds()).unwrap();
                    prop_assert_eq!(local.at(instant), zone.to_datetime(instant));
                }
            }
        }
    }
}
