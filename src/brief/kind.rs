//! Kinds of conversation: what a writer wants or reports.
//!
//! The brief names them (`kinds`, `departments[].kinds`), exports may state them, and rules find them in texts.

/// The kind of a mention.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something does not work, is missing, late, wrong, too expensive or unfair for the writer.
    Problem,
    /// Asks for information, help or advice.
    Question,
    /// Proposes a change, or wishes for something that does not exist yet.
    Idea,
    /// Gives others practical knowledge or a recommendation.
    Tip,
    /// Tells what the writer lived through or thinks of it.
    Experience,
    /// News, adverts, jobs, links, jokes.
    Other,
    /// Not known: no column states it, and no rule or more than one language fits.
    #[default]
    Unclassified,
}

impl Kind {
    /// All, in the order of the report.
    pub const ALL: [Self; 7] = [
        Self::Problem,
        Self::Question,
        Self::Idea,
        Self::Tip,
        Self::Experience,
        Self::Other,
        Self::Unclassified,
    ];

    /// Those that the brief may name.
    pub const NAMED: [Self; 6] =
        [Self::Problem, Self::Question, Self::Idea, Self::Tip, Self::Experience, Self::Other];

    /// Its id in the brief and in data.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Question => "question",
            Self::Idea => "idea",
            Self::Tip => "tip",
            Self::Experience => "experience",
            Self::Other => "other",
            Self::Unclassified => "unclassified",
        }
    }

    /// The kind of an id that the brief may use.
    pub fn named(id: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|kind| kind.id() == id)
    }
}
