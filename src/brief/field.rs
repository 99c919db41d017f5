//! A key's value with its place, as serde fills it in.
//!
//! In: whatever a deserializer gives for the tuple struct [`FIELD`]: line, column, value; `fill` is the one that does. Out: a [`Field`]. A
//! value that cannot be read is no error here but [`Field::Wrong`]: that is what lets the reading of a brief go on to its next key.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

use super::places::Spot;

/// The name by which a [`Field`] asks the deserializer for its place.
pub(super) const FIELD: &str = "a field and its place";

/// The value of a key or list item.
#[derive(Debug, Default)]
pub(crate) enum Field<T> {
    /// The key is absent.
    #[default]
    Absent,
    /// The value cannot be read; the problem has been told.
    Wrong,
    /// The value, and the place of its key or, in a list, of itself.
    Given(T, Spot),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple_struct(FIELD, 3, InPlace(PhantomData))
    }
}

struct InPlace<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for InPlace<T> {
    type Value = Field<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(FIELD)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Self::Value, A::Error> {
        let line = parts.next_element()?.unwrap_or_default();
        let column = parts.next_element()?.unwrap_or_default();
        // The error is dropped here because the deserializer has written it down.
        Ok(match parts.next_element() {
            Ok(Some(value)) => Field::Given(value, (line, column)),
            _ => Field::Wrong,
        })
    }
}
