//! How times and hashes are encoded in a part: an instant as seconds since 1970 and nanoseconds, a local time as its components, and a hash as bytes,
//! because a varint of a hash is longer and takes more time.

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

pub(in crate::mentions) mod hash {
    //! The bytes of a hash, little-endian.

    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
    pub(in crate::mentions) fn serialize<S: Serializer>(
        hash: &u64,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&hash.to_le_bytes())
    }

    pub(in crate::mentions) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<u64, D::Error> {
        let bytes = <&[u8]>::deserialize(from)?;
        Ok(u64::from_le_bytes(bytes.try_into().map_err(D::Error::custom)?))
    }
}

pub(in crate::mentions) mod hash_option {
    //! A [`super::hash`], if there is one.

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::hash;

    #[derive(Serialize, Deserialize)]
    struct Hash(#[serde(with = "hash")] u64);

    #[expect(clippy::ref_option, reason = "as serde calls it")]
    pub(in crate::mentions) fn serialize<S: Serializer>(
        hash: &Option<u64>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        hash.map(Hash).serialize(to)
    }

    pub(in crate::mentions) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<u64>, D::Error> {
        Ok(Option::deserialize(from)?.map(|Hash(hash)| hash))
    }
}

/// The bytes of hashes of one size, little-endian, one after the other.
macro_rules! hashes {
    ($module:ident, $hash:ty) => {
        pub(in crate::mentions) mod $module {
            use serde::de::Error;
            use serde::{Deserialize, Deserializer, Serializer};

            pub(in crate::mentions) fn serialize<S: Serializer>(
                hashes: &[$hash],
                to: S,
            ) -> Result<S::Ok, S::Error> {
                let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect();
                to.serialize_bytes(&bytes)
            }

            pub(in crate::mentions) fn deserialize<'de, D: Deserializer<'de>>(
                from: D,
            ) -> Result<Box<[$hash]>, D::Error> {
                let (hashes, rest) = <&[u8]>::deserialize(from)?.as_chunks();
                if !rest.is_empty() {
                    return Err(D::Error::custom("a hash is cut short"));
                }
                Ok(hashes.iter().map(|hash| <$hash>::from_le_bytes(*hash)).collect())
            }
        }
    };
}

hashes!(hashes, u32);
hashes!(long_hashes, u64);
