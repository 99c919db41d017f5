//! A serde deserializer that fills the structs of `raw` from YAML values and collects all problems, where serde would stop at the first.
//!
//! Every key is read into a `Field`. A problem is reported with its position, and the field becomes `Wrong`, so that one pass finds all of them.
//! Refused are unknown keys, keys without a value and values of the wrong type. `validate` checks what the values mean.

use std::cell::RefCell;
use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, Expected, IntoDeserializer, SeqAccess, Unexpected, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};
use serde_yaml::Value;

use super::places::YamlNode;
use super::wording::{did_you_mean, quoted, shown};
use crate::error::Problem;

/// Reads the whole brief and adds its problems to `problems`; `None` if it is not a map.
pub(super) fn fill<'de, T: Deserialize<'de>>(
    file: &str,
    value: &Value,
    place: &YamlNode,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let reported = RefCell::new(std::mem::take(problems));
    let node = Node { file, problems: &reported, path: String::new(), value, place };
    let filled = T::deserialize(node.clone()).map_err(|fault| node.report(fault)).ok();
    *problems = reported.into_inner();
    filled
}

/// A value of the brief with its position and dotted path.
#[derive(Clone)]
struct Node<'a> {
    file: &'a str,
    problems: &'a RefCell<Vec<Problem>>,
    path: String,
    value: &'a Value,
    place: &'a YamlNode,
}

/// Why a value cannot be read.
#[derive(Debug)]
enum Fault {
    /// The problem has been reported.
    Reported,
    /// What serde's visitor expected.
    Expected(String),
    /// Any other error of serde's visitor.
    Other(String),
}

fn wants<T>(what: &str) -> Result<T, Fault> {
    Err(Fault::Expected(what.into()))
}

impl<'a> Node<'a> {
    fn inside(&self, value: &'a Value, place: &'a YamlNode) -> Self {
        let path = match (&*self.path, &*place.key) {
            ("", key) => key.to_owned(),
            (list, "") => format!("{list}[]"),
            (map, key) => format!("{map}.{key}"),
        };
        Node { path, value, place, ..*self }
    }

    fn push(&self, problem: Problem) -> Fault {
        self.problems.borrow_mut().push(problem);
        Fault::Reported
    }

    fn at(&self, what: String) -> Problem {
        Problem::at(self.file, self.place.position.0, self.place.position.1, what)
    }

    fn report(&self, fault: Fault) -> Fault {
        match fault {
            Fault::Reported => Fault::Reported,
            Fault::Expected(what) => self.push(self.at(self.found()).expected(what)),
            Fault::Other(what) => {
                self.push(self.at(format!("`{}` cannot be read", self.path)).detail(what))
            }
        }
    }

    /// Describes the value that was found.
    fn found(&self) -> String {
        let name =
            if self.path.is_empty() { "the brief".into() } else { format!("`{}`", self.path) };
        match self.value {
            Value::Sequence(_) => format!("{name} is a list"),
            Value::Mapping(_) => format!("{name} is a map"),
            _ => format!("{name} is {}", shown(self.text())),
        }
    }

    /// The text of a scalar; numbers and booleans as written, so that a name may be `2026`.
    fn text(&self) -> &'a str {
        match self.value {
            Value::String(text) => text,
            _ => &self.place.text,
        }
    }

    fn is_scalar(&self) -> bool {
        matches!(self.value, Value::String(_) | Value::Number(_) | Value::Bool(_))
    }

    /// The entries of a map with known keys; unknown keys are reported.
    fn entries(&self, known: Option<&[&'static str]>) -> Result<Vec<(&'a str, Node<'a>)>, Fault> {
        let Value::Mapping(map) = self.value else {
            return wants("a map: lines of `key: value`");
        };
        let entries = map.values().zip(&self.place.children);
        let nodes = entries.map(|(value, place)| (&*place.key, self.inside(value, place)));
        let (right, wrong) =
            nodes.partition::<Vec<_>, _>(|(key, _)| known.is_none_or(|known| known.contains(key)));
        for (key, node) in wrong {
            let known = || known.unwrap_or_default().iter().copied();
            let under = if self.path.is_empty() {
                String::new()
            } else {
                format!(" under `{}`", self.path)
            };
            let problem = node.at(format!("unknown key {}{under}", shown(key)));
            let hint = did_you_mean(key, known());
            node.push(Problem { hint, ..problem.expected(format!("one of: {}", quoted(known()))) });
        }
        Ok(right)
    }
}

impl<'de> Deserializer<'de> for Node<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Sequence(_) => self.deserialize_seq(visitor),
            Value::Mapping(_) => self.deserialize_map(visitor),
            _ => visitor.visit_str(self.text()),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.is_scalar() { visitor.visit_str(self.text()) } else { wants("a text") }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.value
            .as_f64()
            .map_or_else(|| wants("a number, without quotes"), |number| visitor.visit_f64(number))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let value = self.value.as_bool();
        value
            .map_or_else(|| wants("`true` or `false`, without quotes"), |it| visitor.visit_bool(it))
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let number = self.value.as_u64();
        number.map_or_else(
            || wants("a whole number, 0 or more, without quotes"),
            |it| visitor.visit_u64(it),
        )
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let Value::Sequence(list) = self.value else {
            return wants("a list: `[a, b]`, or lines that begin with `- `");
        };
        let items = list.iter().zip(&self.place.children);
        visitor
            .visit_seq(SeqDeserializer::new(items.map(|(value, place)| self.inside(value, place))))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_map(MapDeserializer::new(self.entries(None)?.into_iter()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_map(MapDeserializer::new(self.entries(Some(fields))?.into_iter()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if self.is_scalar() && words.contains(&self.text()) {
            return visitor.visit_enum(self.text().into_deserializer());
        }
        let hint = did_you_mean(self.text(), words.iter().copied());
        let expected = format!("one of: {}", quoted(words.iter().copied()));
        Err(self.push(Problem { hint, ..self.at(self.found()).expected(expected) }))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_seq(Parts { node: self, next: 0 })
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u128 f32 char bytes byte_buf option unit unit_struct newtype_struct tuple identifier
        ignored_any
    }
}

impl IntoDeserializer<'_, Fault> for Node<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Line, column and value of a node, as a `Field` takes them.
struct Parts<'a> {
    node: Node<'a>,
    next: u8,
}

impl<'de> SeqAccess<'de> for Parts<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        self.next += 1;
        let node = &self.node;
        match self.next {
            1 => seed.deserialize(node.place.position.0.into_deserializer()),
            2 => seed.deserialize(node.place.position.1.into_deserializer()),
            _ if node.value.is_null() => {
                Err(node.push(node.at(format!("`{}` has no value", node.path)).hint(
                    "write one, or leave the key out; a text that begins with `#` needs quotes",
                )))
            }
            _ => seed.deserialize(node.clone()).map_err(|fault| node.report(fault)),
        }
        .map(Some)
    }
}

impl std::error::Error for Fault {}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reported => Ok(()),
            Self::Expected(what) | Self::Other(what) => f.write_str(what),
        }
    }
}

impl serde::de::Error for Fault {
    fn custom<T: fmt::Display>(what: T) -> Self {
        Self::Other(what.to_string())
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        Self::Other(format!(
            "unknown key {}, expected one of: {}",
            shown(key),
            quoted(known.iter().copied())
        ))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::Expected(expected.to_string())
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::Expected(expected.to_string())
    }
}
