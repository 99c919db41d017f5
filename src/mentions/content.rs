//! What the words of a mention say: its language, kind, topics and department, and if the brief asks for it, an estimate of its tone.
//!
//! Input: the text of a row with what its export states. Output: [`Content`], which holds numbers only. A column of the export is believed first; then
//! the words of the brief decide, then the built-in rules of the language ([`super::kinds`]).

use super::detection::LanguageDetector;
use super::folded;
use super::kinds::{self, RuleIx};
use super::language::Language;
use super::matcher::{Conditions, Matcher};
use super::tone::Tone;
use super::word_list;
use crate::brief::{Brief, Estimating, Kind};

/// What a mention says, as far as it is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Content {
    /// The language in which its text was found to be written; `None` if the export states one, or if it is not sure.
    pub detected: Option<Language>,
    /// Its kind.
    pub kind: Kind,
    /// The rule that decided the kind; `None`: the export states it, or it is not known.
    pub rule: Option<RuleIx>,
    /// Its topics.
    pub topics: Topics,
    /// Index into [`Brief::departments`]; `None`: nobody's.
    pub department: Option<u8>,
    /// Its tone by the word list, never [`Tone::Unscored`]; `None`: its export labels it, its text is not known to be English, or the brief asks
    /// for no estimate.
    pub tone_estimate: Option<Tone>,
}

/// A set of topics of the brief, a bit each, in the order of the brief.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct Topics(u64);

impl Topics {
    /// Whether it has the topic at this index of [`Brief::topics`].
    pub fn has(self, topic: usize) -> bool {
        topic < 64 && self.0 >> topic & 1 == 1
    }

    /// The set with one more topic.
    #[must_use]
    pub fn with(self, topic: u8) -> Self {
        Self(self.0 | 1 << topic)
    }

    /// Whether it has no topic.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The topics of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Their indices, ascending.
    pub fn indices(self) -> impl Iterator<Item = u8> {
        (0..64).filter(move |&topic| self.has(topic.into()))
    }
}

/// What decides the work on a mention, in one byte: its department, and whether it asks for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(u8);

impl Label {
    /// The lowest.
    pub const FIRST: Self = Self(0);
    /// The highest.
    pub const LAST: Self = Self(u8::MAX);
    /// The bit of a problem or a question.
    const REQUEST: u8 = 1 << 7;

    /// Index into the departments of the brief; `None`: nobody's.
    pub fn department(self) -> Option<usize> {
        usize::from(self.0 & !Self::REQUEST).checked_sub(1)
    }

    /// Whether the mention is a problem or a question.
    pub fn is_request(self) -> bool {
        self.0 & Self::REQUEST != 0
    }
}

impl Content {
    /// What decides the work on the mention.
    pub fn label(&self) -> Label {
        let department = self.department.map_or(0, |department| department + 1);
        let is_request = matches!(self.kind, Kind::Problem | Kind::Question);
        Label(department | if is_request { Label::REQUEST } else { 0 })
    }
}

/// What is known of a row when its content is decided.
pub(super) struct RowContent<'a> {
    /// Its text as written.
    pub(super) text: &'a str,
    /// Text and title, folded and spaced.
    pub(super) folded: &'a [u8],
    /// The language that the export states.
    pub(super) language: Option<Language>,
    /// The label of the export.
    pub(super) tone: Tone,
    /// The kind that the export states, if it is a known word.
    pub(super) kind: Option<Kind>,
    /// The department that the export states.
    pub(super) department: Option<&'a str>,
    /// Index of its channel into [`Brief::channels`].
    pub(super) channel: Option<usize>,
}

/// Decides what the mentions of a project say.
#[derive(Debug)]
pub(super) struct Classifier {
    languages: LanguageDetector,
    /// The language of the texts whose tone is estimated; `None`: the brief asks for no estimate.
    estimated: Option<Language>,
    /// The words of topics, then of departments, then of kinds.
    words: Matcher,
    topics: u32,
    departments: Vec<Department>,
    /// The kinds that the brief has words for, in their order.
    kinds: Vec<Kind>,
    /// The department of each channel of the brief.
    channels: Vec<Option<u8>>,
}

#[derive(Debug)]
struct Department {
    /// Its id and its name, in lower case.
    names: [String; 2],
    kinds: Vec<Kind>,
}

impl Classifier {
    pub(super) fn new(brief: &Brief) -> Self {
        let topics = brief.topics.iter().map(|topic| Conditions::from(&topic.words));
        // A department without words keeps its bit.
        let departments = brief
            .departments
            .iter()
            .map(|department| Conditions { any: &department.any, ..Conditions::default() });
        let kinds = brief.kinds.iter().map(|(_, group)| Conditions::from(group));
        let named = brief.departments.iter().map(|department| Department {
            names: [&department.id, &department.name].map(|name| name.to_lowercase()),
            kinds: department.kinds.clone(),
        });
        let place = |department: usize| u8::try_from(department).ok();
        Self {
            languages: LanguageDetector::new(brief),
            estimated: match brief.tone_estimate {
                Estimating::None => None,
                Estimating::Wordlist => Language::read("en"),
            },
            words: Matcher::new(topics.chain(departments).chain(kinds)),
            topics: u32::try_from(brief.topics.len()).unwrap_or_default(),
            departments: named.collect(),
            kinds: brief.kinds.iter().map(|(kind, _)| *kind).collect(),
            channels: brief.channels.iter().map(|it| it.department.and_then(place)).collect(),
        }
    }

    /// Whether the brief declares these topics and this department and asks for an estimate, if there is one, and the rule exists.
    pub(super) fn has(&self, content: &Content) -> bool {
        let is_declared = |department: u8| usize::from(department) < self.departments.len();
        self.has_topics(content.topics)
            && content.department.is_none_or(is_declared)
            && content.rule.is_none_or(|rule| rule.rule().is_some())
            && content
                .tone_estimate
                .is_none_or(|tone| self.estimated.is_some() && tone != Tone::Unscored)
    }

    /// Whether the brief has a department of this id or name, or none at all.
    pub(super) fn knows_department(&self, name: &str) -> bool {
        self.departments.is_empty() || self.named_department(name).is_some()
    }

    fn named_department(&self, name: &str) -> Option<usize> {
        let name = name.trim().to_lowercase();
        self.departments.iter().position(|department| department.names.contains(&name))
    }

    /// Whether the brief declares these topics.
    pub(super) fn has_topics(&self, topics: Topics) -> bool {
        topics.0.checked_shr(self.topics).unwrap_or_default() == 0
    }

    /// What a row says.
    pub(super) fn content(&self, row: &RowContent<'_>) -> Content {
        let matching = self.words.matching(row.folded);
        let detected = match row.language {
            Some(language) if language != Language::UNDETERMINED => None,
            _ => self.languages.language(row.text),
        };
        let spoken = detected.or(row.language);
        let is_estimated = row.tone == Tone::Unscored
            && self.estimated.is_some()
            && spoken.map(Language::without_region) == self.estimated;
        let after_topics = matching >> self.topics;
        let (kind, rule) = match row.kind {
            Some(kind) => (kind, None),
            None => self.kind(after_topics >> self.departments.len(), spoken, row),
        };
        Content {
            detected,
            kind,
            rule,
            topics: self.topics_in(matching),
            department: self.department(after_topics, kind, row),
            tone_estimate: is_estimated.then(|| word_list::tone(row.text)),
        }
    }

    /// The topics that a text fits by itself.
    pub(super) fn topics_of(&self, text: &str) -> Topics {
        self.topics_in(self.words.matching(folded::fold(text).as_bytes()))
    }

    fn topics_in(&self, matching: u128) -> Topics {
        let topics = matching & !(u128::MAX << self.topics);
        Topics(u64::try_from(topics).unwrap_or_default())
    }

    /// The kind by the words of the brief, whose bits these are, else by the rules of the language.
    fn kind(
        &self,
        bits: u128,
        language: Option<Language>,
        row: &RowContent<'_>,
    ) -> (Kind, Option<RuleIx>) {
        let of_brief = self.kinds.get(bits.trailing_zeros() as usize);
        let rule = match of_brief {
            Some(kind) => Some((*kind, RuleIx::of_brief(*kind))),
            None => language.and_then(|language| kinds::find(language, row.folded)),
        };
        rule.map_or((Kind::Unclassified, None), |(kind, rule)| (kind, Some(rule)))
    }

    /// The department that the export states, else the first of the brief with these words or this kind, else that of the channel.
    fn department(&self, bits: u128, kind: Kind, row: &RowContent<'_>) -> Option<u8> {
        let named = row.department.and_then(|name| self.named_department(name));
        let fits = |(at, it): (usize, &Department)| bits >> at & 1 == 1 || it.kinds.contains(&kind);
        let found = named.or_else(|| self.departments.iter().enumerate().position(fits));
        let found = found.and_then(|department| u8::try_from(department).ok());
        found.or_else(|| *self.channels.get(row.channel?)?)
    }
}
