//! Reads the time of a row, in the zone and the order of day and month that its export was found to have.

use std::borrow::Cow;

use super::{EARLIEST_YEAR, Reader};
use crate::exports::StringRecord;
use crate::exports::format::Field;
use crate::mentions::channel::ChannelIx;
use crate::mentions::rejection::RejectReason;
use crate::mentions::time::{Moment, Precision};
use crate::mentions::{midnight, zone};
use crate::units::{DateTime, Time, Timestamp};

impl Reader<'_> {
    pub(super) fn read_time(
        &mut self,
        record: &StringRecord,
        channel: ChannelIx,
    ) -> Result<ReadTime, RejectReason> {
        let (context, plan) = (self.context, self.plan);
        let value = plan
            .columns
            .text(record, Field::PublishedAt)
            .ok_or_else(|| RejectReason::NoTime { column: plan.time_column.clone() })?;
        let unreadable = || RejectReason::of_time(plan, &value);
        let stamp = plan.parse_time(&value).ok_or_else(unreadable)?;
        let zone = match stamp.moment {
            Moment::Wall(_, Some(text)) if plan.zone.is_by_value => {
                let unknown = || RejectReason::UnknownZone {
                    zone: text.to_owned(),
                    column: plan.time_column.clone(),
                };
                Cow::Owned(zone::of_value(text).ok_or_else(unknown)?)
            }
            _ => Cow::Borrowed(&plan.zone.zone),
        };
        // A date without a time is never shifted by a zone.
        let day = match stamp.moment {
            Moment::Day(day) => Some(day),
            moment if plan.midnights.are_days(channel) => {
                midnight::day(&value, moment, &mut self.local)
            }
            _ => None,
        };
        let day = day.map(|day| day.to_datetime(Time::midnight()));
        let (instant, is_at_clock_change) = match (stamp.moment, day) {
            (Moment::Instant(instant), None) => (instant, false),
            (Moment::Wall(wall, _), None) => zone::instant(&zone, wall).ok_or_else(unreadable)?,
            (_, day) => {
                let midnight = day.and_then(|day| zone::instant(&context.zone, day));
                (midnight.ok_or_else(unreadable)?.0, false)
            }
        };
        let local = day.unwrap_or_else(|| self.local.at(instant));
        if local.year() < EARLIEST_YEAR {
            let column = plan.time_column.clone();
            return Err(RejectReason::NoDate { value: value.into_owned(), column });
        }
        Ok(ReadTime {
            instant,
            local,
            precision: if day.is_some() { Precision::Day } else { stamp.precision },
            is_at_clock_change,
        })
    }
}

/// When a mention was published.
pub(super) struct ReadTime {
    pub(super) instant: Timestamp,
    pub(super) local: DateTime,
    pub(super) precision: Precision,
    pub(super) is_at_clock_change: bool,
}
