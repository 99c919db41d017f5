//! Lists of statements in a section.

use crate::pages::markup::Markup;

/// A list with an optional title.
pub(in crate::pages) struct List {
    /// Its title.
    pub(in crate::pages) title: Option<String>,
    /// Its items.
    pub(in crate::pages) items: Items,
}

/// The items of a list.
pub(in crate::pages) enum Items {
    /// Single statements.
    Points(Vec<String>),
    /// Short names with statements, side by side.
    Facts(Vec<(String, String)>),
    /// Two statements of like length, side by side.
    Pairs(Vec<(String, String)>),
    /// The same, each with the section that shows more of it.
    Linked(Vec<Linked>),
    /// The same, where the second is prose of the brief.
    Prose(Vec<(String, Markup)>),
}

/// A name with a statement, and the section that shows more of it: its id and the words of the link.
pub(in crate::pages) struct Linked {
    pub(in crate::pages) name: String,
    pub(in crate::pages) statement: String,
    pub(in crate::pages) link: Option<(&'static str, String)>,
}

impl Items {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Points(items) => items.is_empty(),
            Self::Facts(items) | Self::Pairs(items) => items.is_empty(),
            Self::Prose(items) => items.is_empty(),
            Self::Linked(items) => items.is_empty(),
        }
    }
}
