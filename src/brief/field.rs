//! [`Field`]: the value of a key with its line and column, absent, or unreadable.
//!
//! A `Field` deserializes from the tuple struct [`FIELD`] (line, column, value), which the deserializer in `fill` provides. A value that cannot be
//! read becomes [`Field::Wrong`] instead of an error, so that reading goes on with the next key.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

use super::places::Position;

/// The name of the tuple struct that asks the deserializer for line, column and value.
pub(super) const FIELD: &str = "a field and its place";

/// The value of a key or list item.
#[derive(Debug, Default)]
pub(crate) enum Field<T> {
    /// The key is absent.
    #[default]
    Absent,
    /// The value cannot be read; the problem has been reported.
    Wrong,
    /// The value, and the position of its key or, in a list, of the value.
    Given(T, Position),
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
        // The error is dropped because the deserializer has reported it.
        Ok(match parts.next_element() {
            Ok(Some(value)) => Field::Given(value, (line, column)),
            _ => Field::Wrong,
        })
    }
}
