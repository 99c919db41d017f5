//! The wall clock of a zone, which remembers how far its offset holds: rows come close together, and a zone changes twice a year.
//!
//! Exactly what the calendar crate gives, without asking it for each row.

use jiff::tz::Offset;

use crate::units::{DateTime, TimeZone, Timestamp, ToSpan};

/// A zone with the span of time in which the last instant fell.
#[derive(Debug)]
pub(in crate::mentions) struct Local<'z> {
    zone: &'z TimeZone,
    /// The offset holds from here …
    from: Timestamp,
    /// … until before here; to the end of the calendar if there is no other.
    until: Option<Timestamp>,
    offset: Offset,
}

impl<'z> Local<'z> {
    pub(in crate::mentions) fn new(zone: &'z TimeZone) -> Self {
        // A span without any instant in it.
        let (from, until) = (Timestamp::UNIX_EPOCH, Some(Timestamp::UNIX_EPOCH));
        Self { zone, from, until, offset: Offset::UTC }
    }

    /// What the clock shows at an instant.
    pub(in crate::mentions) fn at(&mut self, instant: Timestamp) -> DateTime {
        if instant < self.from || self.until.is_some_and(|until| until <= instant) {
            self.offset = self.zone.to_offset(instant);
            self.until = self.zone.following(instant).next().map(|change| change.timestamp());
            // A change at this very instant is one before it.
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
        let mut local = Local::new(&zone);
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
            let mut local = Local::new(&zone);
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
