//! How times are encoded in a part: an instant as seconds since 1970 and nanoseconds, a local time as its components.

pub(in crate::mentions) mod instant {
    //! Seconds since 1970, nanoseconds.

    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::units::Timestamp;

    pub(in crate::mentions) fn serialize<S: Serializer>(
        at: &Timestamp,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        (at.as_second(), at.subsec_nanosecond()).serialize(to)
    }

    pub(in crate::mentions) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Timestamp, D::Error> {
        let (second, nanosecond) = Deserialize::deserialize(from)?;
        Timestamp::new(second, nanosecond).map_err(D::Error::custom)
    }
}

pub(in crate::mentions) mod wall {
    //! Year, month, day, hour, minute, second, nanosecond.

    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::units::DateTime;

    pub(in crate::mentions) fn serialize<S: Serializer>(
        at: &DateTime,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let day = (at.year(), at.month(), at.day());
        (day, (at.hour(), at.minute(), at.second(), at.subsec_nanosecond())).serialize(to)
    }

    pub(in crate::mentions) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<DateTime, D::Error> {
        let ((year, month, day), (hour, minute, second, nanosecond)) =
            Deserialize::deserialize(from)?;
        DateTime::new(year, month, day, hour, minute, second, nanosecond).map_err(D::Error::custom)
    }
}
