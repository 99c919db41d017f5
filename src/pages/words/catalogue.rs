//! The catalogue: every word of the report by its id, from `templates/words/en.ftl`, with the plural rules of its language.
//!
//! A message gets numbers, which choose a plural, and finished text. A number's name is `n` or starts with `n_`, and no text has such
//! a name: a string of digits would choose the wrong plural without an error. An id or a variable that is missing panics where
//! debug assertions are on; elsewhere the page shows the id in square brackets.
//!
//! Names from the brief and the exports enter a sentence as they are. Templates escape them. In the words of pages a name from right to
//! left gets marks, which `markup::finished` makes an element; the terminal shows names without marks.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::isolate::isolated;
use crate::pages::format::Marks;

const ENGLISH: &str = include_str!("../../../templates/words/en.ftl");

/// The words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    /// Of its numbers.
    pub(in crate::pages) marks: Marks,
    /// Whether names from right to left get marks.
    isolates: bool,
}

/// What a variable of a message is replaced by.
#[derive(Debug, Clone)]
pub(in crate::pages) enum Value<'a> {
    /// Chooses a plural; the message shows it by `NUMBER()`.
    Number(f64),
    /// Shown as it is.
    Text(Cow<'a, str>),
}

impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

/// A message with its variables: `say!(words, "mentions", n = 12)`.
macro_rules! say {
    ($words:expr, $id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $words.say(
            $id,
            &[$((stringify!($name), $crate::pages::words::Value::from($value))),*],
        )
    };
}
pub(in crate::pages) use say;

impl Words {
    /// The English words.
    ///
    /// # Panics
    ///
    /// Never: a test reads the embedded catalogue.
    pub fn english() -> &'static Self {
        static WORDS: LazyLock<Words> =
            LazyLock::new(|| Words::read("en", ENGLISH).expect("the embedded catalogue is whole"));
        &WORDS
    }

    /// The same for pages, where a name from right to left must not reorder the sentence around it.
    ///
    /// # Panics
    ///
    /// Never: a test reads the embedded catalogue.
    pub fn english_pages() -> &'static Self {
        static WORDS: LazyLock<Words> = LazyLock::new(|| {
            let words = Words::read("en", ENGLISH).expect("the embedded catalogue is whole");
            Words { isolates: true, ..words }
        });
        &WORDS
    }

    /// Reads a catalogue of this language.
    ///
    /// # Errors
    ///
    /// What is wrong with it: bad syntax, an id that occurs twice.
    pub(in crate::pages) fn read(language: &str, source: &str) -> Result<Self, String> {
        let language = language.parse().map_err(|error| format!("{language}: {error}"))?;
        let resource = FluentResource::try_new(source.to_owned())
            .map_err(|(_, errors)| format!("{errors:?}"))?;
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|errors| format!("{errors:?}"))?;
        let mut words = Self { bundle, marks: Marks::default(), isolates: false };
        words.marks = Marks {
            group: words.text("number-group"),
            decimal: words.text("number-decimal"),
            minus: words.text("number-minus"),
            plus: words.text("number-plus"),
        };
        let marks = words.marks.clone();
        let added = words.bundle.add_function("NUMBER", move |values, _| match values {
            [FluentValue::Number(number)] => marks.fixed(number.value, 0).into(),
            _ => FluentValue::Error,
        });
        added.map_err(|error| error.to_string())?;
        Ok(words)
    }

    /// A message without variables; `id.attribute` for one of its attributes.
    pub(in crate::pages) fn text(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// A message with these variables; `say!` is its short form.
    pub(in crate::pages) fn say(&self, id: &str, values: &[(&'static str, Value<'_>)]) -> String {
        let mut variables = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            let is_number = matches!(value, Value::Number(_));
            debug_assert_eq!(is_number, chooses_plural(name), "{id}: `{name}` is {value:?}");
            variables.set(
                *name,
                match value {
                    Value::Number(number) => FluentValue::from(*number),
                    Value::Text(text) if self.isolates => FluentValue::from(isolated(text)),
                    Value::Text(text) => FluentValue::from(text.as_ref()),
                },
            );
        }
        let (message, attribute) =
            id.split_once('.').map_or((id, None), |(message, name)| (message, Some(name)));
        let pattern = self.bundle.get_message(message).and_then(|message| match attribute {
            Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
            None => message.value(),
        });
        let mut errors = Vec::new();
        let text = pattern.map(|of| self.bundle.format_pattern(of, Some(&variables), &mut errors));
        debug_assert!(text.is_some() && errors.is_empty(), "message `{id}`: {errors:?}");
        match text {
            Some(text) if errors.is_empty() => text.into_owned(),
            _ => format!("[{id}]"),
        }
    }
}

/// Whether a variable of this name is a number.
fn chooses_plural(name: &str) -> bool {
    name == "n" || name.starts_with("n_")
}

#[cfg(test)]
pub(crate) mod pseudo;
#[cfg(test)]
mod tests;
