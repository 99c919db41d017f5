//! Reads a [`Format`] from YAML, for built-in formats and those of a project.
//!
//! All problems of a file are reported with their positions: unknown or missing keys, unknown fields, an unknown time zone. The channel is checked
//! later, by `survey`, which knows the channels of the brief.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Candidate, Field, Format, ThreadRoot};
use crate::brief::FIELDS;
use crate::brief::field::Field as Key;
use crate::brief::read::keys;
use crate::brief::wording::{did_you_mean, quoted, shown};
use crate::error::Problem;
use crate::units::TimeZone;

type Texts = Key<Vec<Key<String>>>;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Raw {
    id: Key<String>,
    name: Key<String>,
    sources: Texts,
    believed: Texts,
    signature: Texts,
    alternatives: Key<Vec<Texts>>,
    channel: Key<String>,
    timezone: Key<String>,
    timezone_is_believed: Key<YesOrNo>,
    columns: Key<BTreeMap<String, Key<Vec<Key<Candidate>>>>>,
    source_prefixes: Texts,
    repost_values: Texts,
    own_values: Texts,
    own: Key<Own>,
    thread_root: Key<ThreadRoot>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum YesOrNo {
    True,
    False,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Own {
    All,
}

/// Reads a format. `name` is what problems call the file; only the signature of the fallback may be empty.
pub(in crate::exports) fn read(name: &str, text: &str) -> Result<Format, Vec<Problem>> {
    // `keys` refuses what would wear out a YAML reader, so it comes first.
    let is_comment = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let is_empty = text.lines().all(is_comment);
    let (raw, problems) = if is_empty { (None, Vec::new()) } else { keys::<Raw>(name, text)? };
    let Some(raw) = raw else {
        let expected = "a map with at least `id`, `name`, `signature`, `columns`";
        return Err(vec![
            Problem::of(name, "this is not a description of a format").expected(expected),
        ]);
    };
    let mut check = Check { name, problems };
    let format = check.format(raw);
    if check.problems.is_empty() {
        return Ok(format);
    }
    check.problems.sort_by_key(|problem| problem.at);
    Err(check.problems)
}

struct Check<'a> {
    name: &'a str,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn format(&mut self, raw: Raw) -> Format {
        let id =
            self.required(raw.id, "id", "a word for the brief and the report, as in `own_tool`");
        let signature = match &raw.signature {
            Key::Absent => {
                self.missing(
                    "signature",
                    "columns that together no other tool writes, three at least",
                );
                Vec::new()
            }
            Key::Given(_, (line, column)) => {
                let (line, column) = (*line, *column);
                let signature = texts(raw.signature);
                if signature.is_empty() && id != super::super::formats::FALLBACK {
                    let problem = Problem::at(self.name, line, column, "`signature` is empty");
                    self.problems
                        .push(problem.expected("columns that together no other tool writes"));
                }
                signature
            }
            Key::Wrong => Vec::new(),
        };
        let alternatives = given(raw.alternatives).unwrap_or_default().into_iter().map(texts);
        Format {
            name: self.required(raw.name, "name", "the tool's name for people"),
            id,
            file: None,
            sources: texts(raw.sources),
            believed: texts(raw.believed),
            signatures: std::iter::once(signature).chain(alternatives).collect(),
            channel: given(raw.channel),
            timezone: self.zone(raw.timezone),
            timezone_is_believed: matches!(given(raw.timezone_is_believed), Some(YesOrNo::True)),
            columns: self.columns(raw.columns),
            source_prefixes: texts(raw.source_prefixes),
            repost_values: texts(raw.repost_values),
            own_values: texts(raw.own_values),
            is_own: given(raw.own).is_some_and(|Own::All| true),
            thread_root: given(raw.thread_root),
        }
    }

    fn columns(
        &mut self,
        raw: Key<BTreeMap<String, Key<Vec<Key<Candidate>>>>>,
    ) -> BTreeMap<Field, Vec<Candidate>> {
        if matches!(raw, Key::Absent) {
            self.missing("columns", "which column holds each field, as in `published_at: [Date]`");
        }
        let mut columns = BTreeMap::new();
        for (name, candidates) in given(raw).unwrap_or_default() {
            let Key::Given(candidates, (line, column)) = candidates else { continue };
            if let Some(field) = Field::parse(&name) {
                columns.insert(field, candidates.into_iter().filter_map(given).collect());
            } else {
                let what = format!("unknown field {} under `columns`", shown(&name));
                let problem = Problem::at(self.name, line, column, what);
                self.problems.push(Problem {
                    hint: did_you_mean(&name, FIELDS),
                    ..problem.expected(format!("one of: {}", quoted(FIELDS)))
                });
            }
        }
        columns
    }

    fn zone(&mut self, raw: Key<String>) -> Option<String> {
        let Key::Given(zone, (line, column)) = raw else { return None };
        if TimeZone::get(&zone).is_err() {
            let what = format!("`timezone` is {}, which is not a known time zone", shown(&zone));
            let expected = "a name of the IANA database, as in `Europe/Amsterdam` or `UTC`";
            self.problems.push(Problem::at(self.name, line, column, what).expected(expected));
        }
        Some(zone)
    }

    fn required(&mut self, raw: Key<String>, key: &str, expected: &str) -> String {
        if matches!(raw, Key::Absent) {
            self.missing(key, expected);
        }
        given(raw).unwrap_or_default()
    }

    fn missing(&mut self, key: &str, expected: &str) {
        let problem = Problem::of(self.name, format!("`{key}` is missing"));
        self.problems.push(problem.expected(expected));
    }
}

fn given<T>(key: Key<T>) -> Option<T> {
    if let Key::Given(value, _) = key { Some(value) } else { None }
}

fn texts(raw: Texts) -> Vec<String> {
    given(raw).unwrap_or_default().into_iter().filter_map(given).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusals(text: &str) -> Vec<String> {
        read("formats/a.yaml", text).expect_err(text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_format_says_what_it_says() {
        let text = "id: a\nname: A\nsignature: [One, Two]\nalternatives: [[Three]]\nown: all\n\
                    timezone_is_believed: true\ncolumns: {text: [One, [Two, Three]], channel: [Two]}\n";
        let format = read("a.yaml", text).unwrap();
        assert_eq!(format.signatures, [vec!["One", "Two"], vec!["Three"]]);
        assert!(format.is_own && format.timezone_is_believed);
        assert_eq!(format.columns[&Field::Text][1].names(), ["Two", "Three"]);
        assert_eq!(format.columns[&Field::Source][0].names(), ["Two"]);
        assert!(format.own_values.is_empty(), "the words of `flag`");
    }

    #[test]
    fn all_problems_of_a_file_come_together_with_their_places() {
        assert_eq!(
            refusals(
                "id: a\nnames: A\nsignature: []\ntimezone: Amsterdam\nown: some\ncolumns: {txt: [One], text: One}\n"
            ),
            [
                "formats/a.yaml: `name` is missing\n  expected the tool's name for people",
                "formats/a.yaml:2:1: unknown key `names`\n  expected one of: `id`, `name`, `sources`, `believed`, `signature`, \
                 `alternatives`, `channel`, `timezone`, `timezone_is_believed`, `columns`, `source_prefixes`, `repost_values`, \
                 `own_values`, `own`, `thread_root`\nhint: did you mean `name`?",
                "formats/a.yaml:3:1: `signature` is empty\n  expected columns that together no other tool writes",
                "formats/a.yaml:4:1: `timezone` is `Amsterdam`, which is not a known time zone\n  \
                 expected a name of the IANA database, as in `Europe/Amsterdam` or `UTC`",
                "formats/a.yaml:5:1: `own` is `some`\n  expected one of: `all`",
                "formats/a.yaml:6:11: unknown field `txt` under `columns`\n  expected one of: `published_at`, `channel`, `source`, \
                 `id`, `url`, `thread`, `parent`, `author`, `title`, `text`, `language`, `country`, `sentiment`, `brand`, `kind`, \
                 `department`, `reach`, `engagement`, `followers`, `is_repost`, `repost_of`, `is_own`, `replied_at`, `reply_text`, `handle_minutes`, `status`\nhint: did you mean `text`?",
                "formats/a.yaml:6:23: `columns.text` is `One`\n  expected a list: `[a, b]`, or lines that begin with `- `",
            ]
        );
    }

    #[test]
    fn what_is_no_map_describes_no_format() {
        for text in ["", "# nothing\n", "- a\n", "a format\n"] {
            assert!(
                refusals(text)[0]
                    .starts_with("formats/a.yaml: this is not a description of a format")
            );
        }
        assert!(refusals("id: [\n")[0].starts_with("formats/a.yaml:"));
    }
}
