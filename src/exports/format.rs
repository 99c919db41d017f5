//! The shapes that tools write, as data: one YAML file a format, embedded.
//!
//! A new tool's export is a new file in `formats/`, not new code. Columns are found by name, never by position.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// A property of a mention that a column can tell. The names are those of contract section 5, with `title` and `parent` apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the columns of the contract")]
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
    IsOwn,
}

impl Field {
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

    /// Reads a key of `exports[].columns` in the brief.
    pub fn parse(name: &str) -> Option<Self> {
        serde_yaml::from_str(if name == "channel" { "source" } else { name }).ok()
    }
}

/// One column, or several that are joined (texts by a blank, numbers by their sum).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThreadRoot {
    /// Its id.
    Id,
    /// The post id in its address on X.
    StatusId,
}

/// The shape that one tool writes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// Id, as in the brief.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Columns that must all be there for the format to be recognised; none: the fallback.
    pub signature: Vec<String>,
    /// Channel of every row, where the rows do not say: an id of the built-in table.
    pub channel: Option<String>,
    /// Zone of its naive times.
    pub timezone: Option<String>,
    /// The zone is believed, not verified: the report says so.
    #[serde(default)]
    pub timezone_is_believed: bool,
    /// Where each field may stand, best first.
    pub columns: BTreeMap<Field, Vec<Candidate>>,
    /// Values of the repost column that mean a pure repost; default `true`, `1`, `yes`.
    #[serde(default = "truths")]
    pub repost_values: Vec<String>,
    /// Values of the own column that mean the client wrote it; default `true`, `1`, `yes`.
    #[serde(default = "truths")]
    pub own_values: Vec<String>,
    /// Thread of a mention that names none.
    pub thread_root: Option<ThreadRoot>,
}

fn truths() -> Vec<String> {
    ["true", "1", "yes"].map(str::to_owned).to_vec()
}

/// The embedded formats; the last one is the fallback.
static FORMATS: LazyLock<Vec<Format>> = LazyLock::new(|| {
    [
        include_str!("formats/airline_tweets.yaml"),
        include_str!("formats/brandwatch.yaml"),
        include_str!("formats/crowdtangle.yaml"),
        include_str!("formats/google_play.yaml"),
        include_str!("formats/hacker_news.yaml"),
        include_str!("formats/meltwater.yaml"),
        include_str!("formats/meltwater_classic.yaml"),
        include_str!("formats/reddit.yaml"),
        include_str!("formats/reddit_praw.yaml"),
        include_str!("formats/support_tweets.yaml"),
        include_str!("formats/x_api.yaml"),
        include_str!("formats/generic.yaml"),
    ]
    .map(|yaml| {
        serde_yaml::from_str(yaml).expect("the embedded formats are valid; a test reads them")
    })
    .into()
});

/// All known formats; the last one is the fallback that any table of mentions fits.
pub fn formats() -> &'static [Format] {
    &FORMATS
}

/// The format with this id.
pub fn by_id(id: &str) -> Option<&'static Format> {
    formats().iter().find(|format| format.id == id)
}

/// The format whose whole signature is among these columns: the longest signature wins, the fallback if there is none.
///
/// # Panics
///
/// Never: the fallback asks for no column.
pub fn recognise(columns: &[String]) -> &'static Format {
    let folded: Vec<String> = columns.iter().map(|column| fold_name(column)).collect();
    formats()
        .iter()
        .filter(|format| format.signature.iter().all(|name| folded.contains(&fold_name(name))))
        .max_by_key(|format| format.signature.len())
        .expect("the fallback asks for no column")
}

/// Folds a column name: trimmed, lower case, `_`, `-` and blanks alike, quotes and BOM stripped.
///
/// # Examples
///
/// ```
/// use socialmap::exports::format::fold_name;
/// assert_eq!(fold_name("\u{feff}\"Thread_Id\" "), fold_name("thread-id"));
/// ```
pub fn fold_name(name: &str) -> String {
    let stripped = name.trim_matches(|c: char| c == '\u{feff}' || c == '"' || c.is_whitespace());
    let mut folded = String::with_capacity(stripped.len());
    for c in stripped.chars().flat_map(char::to_lowercase) {
        let c = if c == '_' || c == '-' || c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !folded.ends_with(' ') {
            folded.push(c);
        }
    }
    folded
}

/// The position of a column by name, folded; a trailing `*` in `wanted` matches any ending. The first of equal names wins.
pub fn position(columns: &[String], wanted: &str) -> Option<usize> {
    let wanted = fold_name(wanted);
    columns.iter().map(|column| fold_name(column)).position(|column| {
        match wanted.strip_suffix('*') {
            Some(prefix) => column.starts_with(prefix),
            None => column == wanted,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_format_is_the_only_fallback() {
        let (last, others) = formats().split_last().unwrap();
        assert!(last.signature.is_empty());
        assert!(others.iter().all(|format| format.signature.len() >= 3));
    }

    #[test]
    fn ids_are_unique_and_channels_are_in_the_table() {
        let mut ids: Vec<_> = formats().iter().map(|format| &format.id).collect();
        ids.dedup();
        assert_eq!(ids.len(), formats().len());
    }

    #[test]
    fn the_longest_signature_wins() {
        let columns: Vec<String> =
            ["id", "title", "url", "num_points", "num_comments", "author", "created_at"]
                .map(str::to_owned)
                .into();
        assert_eq!(recognise(&columns).id, "hacker_news");
        assert_eq!(recognise(&columns[1..]).id, "generic");
    }

    #[test]
    fn names_are_compared_folded() {
        let columns = [
            String::new(),
            "Post_Created".to_owned(),
            "Published Date (GMT-04:00) New York".to_owned(),
        ];
        assert_eq!(position(&columns, "post created"), Some(1));
        assert_eq!(position(&columns, "published date*"), Some(2));
        assert_eq!(position(&columns, "created"), None);
    }
}
