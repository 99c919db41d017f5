//! [`Format`]: how one tool writes its exports, as data: the columns by which it is recognised, and the field of each column.
//!
//! `read` reads a format from YAML, [`super::formats`] has all known ones. A new tool needs a new YAML file and no code.
//! Columns are found by name, not by position, because their order and number vary between versions and accounts.

pub(super) mod read;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A field of a mention that is read from a column. Except `title` and `parent`, the names are those of the columns of `socialmap mentions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the columns")]
pub enum Field {
    PublishedAt,
    Source,
    Id,
    Url,
    Thread,
    Parent,
    Author,
    Title,
    Text,
    Language,
    Country,
    Sentiment,
    Brand,
    Kind,
    Department,
    Reach,
    Engagement,
    Followers,
    IsRepost,
    RepostOf,
    IsOwn,
    RepliedAt,
    ReplyText,
    HandleMinutes,
    Status,
}

impl Field {
    /// Every field, in the order of their discriminants.
    pub const ALL: [Self; 25] = [
        Self::PublishedAt,
        Self::Source,
        Self::Id,
        Self::Url,
        Self::Thread,
        Self::Parent,
        Self::Author,
        Self::Title,
        Self::Text,
        Self::Language,
        Self::Country,
        Self::Sentiment,
        Self::Brand,
        Self::Kind,
        Self::Department,
        Self::Reach,
        Self::Engagement,
        Self::Followers,
        Self::IsRepost,
        Self::RepostOf,
        Self::IsOwn,
        Self::RepliedAt,
        Self::ReplyText,
        Self::HandleMinutes,
        Self::Status,
    ];

    /// Its key under `exports[].columns` in the brief.
    ///
    /// # Examples
    ///
    /// ```
    /// use socialmap::exports::format::Field;
    /// assert_eq!(Field::PublishedAt.word(), "published_at");
    /// assert_eq!(Field::parse("published_at"), Some(Field::PublishedAt));
    /// ```
    ///
    /// # Panics
    ///
    /// Never: every field serialises to its name.
    pub fn word(self) -> String {
        serde_yaml::to_string(&self).expect("a name is YAML").trim().to_owned()
    }

    /// Reads a key of `exports[].columns` in the brief, or of `columns` in a format; `channel` is another word for `source`.
    pub fn parse(name: &str) -> Option<Self> {
        serde_yaml::from_str(if name == "channel" { "source" } else { name }).ok()
    }
}

/// One column, or several that are joined (texts by a blank, numbers by their sum).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Candidate {
    /// One column; a trailing `*` matches any ending.
    One(String),
    /// All of these columns.
    Joined(Vec<String>),
}

impl Candidate {
    /// The names of its columns.
    pub fn names(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Joined(names) => names,
        }
    }
}

/// What the thread of a mention is when its thread column is empty, because the root does not name itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ThreadRoot {
    /// Its id.
    Id,
    /// The post id in its address on X.
    StatusId,
}

/// The format of one tool's exports. Its keys in YAML have the same names.
#[derive(Debug, Clone, Serialize)]
pub struct Format {
    /// Id, as in the brief.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The file of the project that describes it; none: it is built in.
    pub file: Option<String>,
    /// Where the format was observed: public names.
    pub sources: Vec<String>,
    /// What is only assumed of it, because no file was available.
    pub believed: Vec<String>,
    /// Sets of columns: the format is recognised by any set that is there whole. `signature` is the first, `alternatives` are the rest.
    /// Only the fallback has an empty one.
    pub signatures: Vec<Vec<String>>,
    /// Channel of every row, where the rows do not say: an id of the brief or the built-in table.
    pub channel: Option<String>,
    /// Zone of its naive times.
    pub timezone: Option<String>,
    /// The zone is assumed, not verified, and the report says so.
    pub timezone_is_believed: bool,
    /// The columns of each field, best first.
    pub columns: BTreeMap<Field, Vec<Candidate>>,
    /// Taken off the front of the words for a channel: `SOCIALMEDIA_` off `SOCIALMEDIA_TWITTER`.
    pub source_prefixes: Vec<String>,
    /// Values of the repost column that mean a pure repost; empty: the words for yes and for a repost in many languages.
    pub repost_values: Vec<String>,
    /// Values of the own column that mean the client wrote it; empty: the words for yes in many languages.
    pub own_values: Vec<String>,
    /// `own: all`: the tool exports the client's own posts and nothing else.
    pub is_own: bool,
    /// Thread of a mention that names none.
    pub thread_root: Option<ThreadRoot>,
}

impl Format {
    /// How many columns the longest of its signatures has that is whole among these, which are folded; `None` if none is.
    pub fn fits(&self, folded: &[String]) -> Option<usize> {
        let is_whole = |names: &&Vec<String>| names.iter().all(|name| is_among(folded, name));
        self.signatures.iter().filter(is_whole).map(Vec::len).max()
    }

    /// Whether any candidate of a field is whole among these columns, which are folded.
    pub fn finds(&self, field: Field, folded: &[String]) -> bool {
        let is_whole =
            |candidate: &Candidate| candidate.names().iter().all(|name| is_among(folded, name));
        self.columns.get(&field).is_some_and(|candidates| candidates.iter().any(is_whole))
    }

    /// Every column name that it knows.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        let candidates = self.columns.values().flatten().flat_map(Candidate::names);
        candidates.chain(self.signatures.iter().flatten())
    }
}

/// Whether a character is not shown: the property `Default_Ignorable_Code_Point` of Unicode, which has the marks of the direction of writing, of a
/// possible line break and of the order of bytes, joiners, fillers and selectors of variants.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether a character is a mark of the direction of writing.
pub fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Folds a column name: lower case, without blanks, `_`, `-`, quotes and marks that are not shown, `/` as `.`; so `created_at`, `createdAt` and `Created At` are equal.
///
/// # Examples
///
/// ```
/// use socialmap::exports::format::fold_name;
/// assert_eq!(fold_name("\u{feff}\"Thread_Id\" "), fold_name("thread-id"));
/// ```
pub fn fold_name(name: &str) -> String {
    let letters = name.chars().flat_map(char::to_lowercase);
    let is_kept =
        |c: &char| !matches!(c, '_' | '-' | '"') && !c.is_whitespace() && !is_invisible(*c);
    let kept = letters.filter(is_kept);
    let folded: String = kept.map(|c| if c == '/' { '.' } else { c }).collect();
    let bare = WRAPPERS.iter().find_map(|wrapper| folded.strip_prefix(wrapper));
    bare.filter(|bare| !bare.is_empty()).map(str::to_owned).unwrap_or(folded)
}

/// What programs write before every name when they flatten records: `attributes.body`.
const WRAPPERS: [&str; 4] = ["attributes.", "fields.", "source.", "node."];

/// The names of columns, folded.
pub fn fold_names(columns: &[String]) -> Vec<String> {
    columns.iter().map(|column| fold_name(column)).collect()
}

/// The position of a column by name, folded; a trailing `*` in `wanted` matches any ending. The first of equal names wins.
pub fn position(columns: &[String], wanted: &str) -> Option<usize> {
    let wanted = fold_name(wanted);
    columns.iter().position(|column| is_named(&fold_name(column), &wanted))
}

/// The positions of all columns of this name, as [`position`] finds the first, among names that [`fold_names`] has folded.
pub fn positions(folded: &[String], wanted: &str) -> impl Iterator<Item = usize> {
    let wanted = fold_name(wanted);
    (0..).zip(folded).filter(move |(_, column)| is_named(column, &wanted)).map(|(at, _)| at)
}

/// Whether a column of this name is among these, which are folded. A header is asked for hundreds of names: it is folded once.
fn is_among(folded: &[String], wanted: &str) -> bool {
    let wanted = fold_name(wanted);
    folded.iter().any(|column| is_named(column, &wanted))
}

fn is_named(column: &str, wanted: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(prefix) => column.starts_with(prefix),
        None => column == wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_folded() {
        let columns = [
            String::new(),
            "Post_Created".to_owned(),
            "Published Date (GMT-04:00) New York".to_owned(),
        ];
        assert_eq!(position(&columns, "post created"), Some(1));
        assert_eq!(position(&columns, "postCreated"), Some(1));
        assert_eq!(position(&columns, "published date*"), Some(2));
        assert_eq!(position(&columns, "created"), None);
        assert_eq!(fold_name("\u{200b}au\u{ad}thor\u{200f}"), "author");
    }
}
