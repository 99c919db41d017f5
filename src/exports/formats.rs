//! The known formats: the built-in ones (`formats/*.yaml`) and those of the project.
//!
//! [`Formats`] recognises the format of a header. A format of the project replaces the built-in one with its id, and is preferred to any built-in one
//! where both fit. The problems of all files are reported together.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use super::format::read::read;
use super::format::{Format, fold_name, fold_names};
use crate::brief::guard;
use crate::error::{Error, Problem, Result};

/// The folder of a project's own formats.
const FOLDER: &str = "formats";

/// Id of the format that any table of mentions fits.
pub const FALLBACK: &str = "generic";

macro_rules! built_in {
    ($($id:literal),* $(,)?) => {
        [$(($id, include_str!(concat!("formats/", $id, ".yaml")))),*]
    };
}

static BUILT_IN: LazyLock<Vec<Arc<Format>>> = LazyLock::new(|| {
    let files = built_in![
        "airline_tweets",
        "app_store",
        "brand24",
        "brand24_workbook",
        "brandwatch",
        "civicsignal",
        "crimson_hexagon",
        "crowdflower",
        "crowdtangle",
        "crowdtangle_instagram",
        "facebook_insights",
        "google_play",
        "hacker_news",
        "hootsuite_inbox",
        "infomart",
        "meltwater",
        "meltwater_classic",
        "netbase",
        "olist",
        "reddit",
        "reddit_praw",
        "social_feed_manager",
        "social_studio",
        "sprout_social",
        "support_tweets",
        "sysomos",
        "talkwalker",
        "twint",
        "union_metrics",
        "x_analytics",
        "x_api",
        "youtube_comments",
        "generic",
    ];
    let formats = files.map(|(id, yaml)| Arc::new(read(id, yaml).expect("a test reads them all")));
    formats.into()
});

/// The formats of a run.
#[derive(Debug)]
pub struct Formats {
    own: Vec<Arc<Format>>,
    known: BTreeSet<String>,
    /// Beginnings of known names that end in any way.
    prefixes: Vec<String>,
}

impl Formats {
    /// Only the built-in ones.
    pub fn built_in() -> Self {
        Self::with(Vec::new())
    }

    /// The built-in ones and those in the project's folder `formats/`.
    ///
    /// # Errors
    ///
    /// [`Error::Inputs`] with every problem of every file there, [`Error::Io`] for what cannot be read.
    pub fn load(project: &Path) -> Result<Self> {
        let folder = project.join(FOLDER);
        if !folder.is_dir() {
            return Ok(Self::built_in());
        }
        let entries = folder.read_dir().map_err(Error::io(&folder, "list the formats"))?;
        let mut paths = Vec::new();
        for entry in entries {
            let path = entry.map_err(Error::io(&folder, "list the formats"))?.path();
            if path.extension().is_some_and(|end| end == "yaml" || end == "yml") {
                paths.push(path);
            }
        }
        paths.sort();
        let (mut own, mut problems) = (Vec::<Arc<Format>>::new(), Vec::new());
        for path in paths {
            let name =
                format!("{FOLDER}/{}", path.file_name().unwrap_or_default().to_string_lossy());
            let bytes = match bytes(&path, &name)? {
                Ok(bytes) => bytes,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            match read(&name, &String::from_utf8_lossy(&bytes)) {
                Err(more) => problems.extend(more),
                Ok(format) => {
                    if let Some(first) = own.iter().find(|first| first.id == format.id) {
                        let what = format!("the format `{}` is described twice", format.id);
                        let first = first.file.as_deref().unwrap_or_default();
                        problems.push(Problem::of(&name, what).detail(format!("first in {first}")));
                    }
                    own.push(Arc::new(Format { file: Some(name), ..format }));
                }
            }
        }
        if problems.is_empty() { Ok(Self::with(own)) } else { Err(Error::Inputs(problems)) }
    }

    fn with(own: Vec<Arc<Format>>) -> Self {
        let names = own.iter().chain(BUILT_IN.iter()).flat_map(|format| format.names());
        let known: BTreeSet<String> = names.map(|name| fold_name(name)).collect();
        let prefixes = known.iter().filter_map(|name| name.strip_suffix('*'));
        Self { prefixes: prefixes.map(str::to_owned).collect(), own, known }
    }

    /// Every format: the project's own, then the built-in ones that they leave standing; the fallback comes last.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Format>> {
        let is_left = |format: &&Arc<Format>| self.own.iter().all(|own| own.id != format.id);
        let own = self.own.iter().filter(|format| format.id != FALLBACK);
        let fallback = self.own.iter().filter(|format| format.id == FALLBACK);
        own.chain(BUILT_IN.iter().filter(is_left)).chain(fallback)
    }

    /// The format with this id.
    pub fn by_id(&self, id: &str) -> Option<&Arc<Format>> {
        self.iter().find(|format| format.id == id)
    }

    /// The format of a header: of the project's own that fit the one with the longest signature, else of the built-in ones, else the
    /// fallback.
    ///
    /// # Panics
    ///
    /// Never: the fallback asks for no column.
    pub fn recognise(&self, columns: &[String]) -> &Arc<Format> {
        let folded = fold_names(columns);
        let fitting = self.iter().filter_map(|format| Some((format, format.fits(&folded)?)));
        // A fallback of the project is still only the fallback.
        let rank = |(format, columns): &(&Arc<Format>, usize)| {
            (format.file.is_some() && format.id != FALLBACK, *columns)
        };
        let best = fitting.max_by_key(rank);
        best.expect("the fallback asks for no column").0
    }

    /// Whether any format knows a column of this name, folded.
    pub fn knows(&self, folded: &str) -> bool {
        self.known.contains(folded) || self.prefixes.iter().any(|prefix| folded.starts_with(prefix))
    }
}

/// The bytes of a description, unless it is not a file (a pipe would never end) or larger than any description.
fn bytes(path: &Path, name: &str) -> Result<std::result::Result<Vec<u8>, Problem>> {
    let fail = || Error::io(path, "read the format");
    let metadata = path.metadata().map_err(fail())?;
    if !metadata.is_file() {
        return Ok(Err(Problem::of(name, "not a regular file")));
    }
    match guard::size(name, metadata.len()) {
        Ok(()) => std::fs::read(path).map(Ok).map_err(fail()),
        Err(problem) => Ok(Err(problem)),
    }
}

/// The built-in format with this id.
pub fn by_id(id: &str) -> Option<&'static Arc<Format>> {
    BUILT_IN.iter().find(|format| format.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns<const N: usize>(names: [&str; N]) -> Vec<String> {
        names.map(str::to_owned).into()
    }

    #[test]
    fn the_last_format_is_the_only_fallback_and_each_says_where_it_was_seen() {
        let formats = Formats::built_in();
        let all: Vec<_> = formats.iter().collect();
        let (last, others) = all.split_last().unwrap();
        assert_eq!((last.id.as_str(), last.fits(&[])), (FALLBACK, Some(0)));
        for format in others {
            assert!(format.signatures.iter().all(|columns| columns.len() >= 3), "{}", format.id);
            assert!(!format.sources.is_empty() || !format.believed.is_empty(), "{}", format.id);
        }
        let ids: BTreeSet<_> = all.iter().map(|format| &format.id).collect();
        assert_eq!(ids.len(), all.len());
    }

    #[test]
    fn the_longest_signature_wins() {
        let formats = Formats::built_in();
        let header =
            columns(["id", "title", "url", "num_points", "num_comments", "author", "created_at"]);
        assert_eq!(formats.recognise(&header).id, "hacker_news");
        assert_eq!(formats.recognise(&header[1..]).id, "generic");
    }

    #[test]
    fn the_projects_own_beat_the_built_in_ones() {
        let project = tempfile::tempdir().unwrap();
        assert!(Formats::load(project.path()).unwrap().own.is_empty());
        let folder = project.path().join(FOLDER);
        std::fs::create_dir(&folder).unwrap();
        let describe = |file: &str, id: &str, signature: &str| {
            let text = format!(
                "id: {id}\nname: N\nsignature: {signature}\ncolumns: {{text: [Woorden]}}\n"
            );
            std::fs::write(folder.join(file), text).unwrap();
        };
        describe("a.yaml", "shop", "[id, title]");
        describe("b.yml", "reddit", "[Datum, Woorden]");
        std::fs::write(folder.join("read.me"), "not a format").unwrap();
        let formats = Formats::load(project.path()).unwrap();
        let header =
            columns(["id", "title", "url", "num_points", "num_comments", "author", "created_at"]);
        assert_eq!(formats.recognise(&header).id, "shop", "although its signature is shorter");
        assert_eq!(formats.by_id("reddit").unwrap().file.as_deref(), Some("formats/b.yml"));
        assert!(formats.knows("woorden") && !Formats::built_in().knows("woorden"));
        describe("c.yaml", "shop", "[a, b]");
        let error = Formats::load(project.path()).unwrap_err().to_string();
        assert_eq!(
            error,
            "formats/c.yaml: the format `shop` is described twice\n  first in formats/a.yaml"
        );
    }
}
