//! Fields as spelled → a [`Brief`] whose every value is in range and whose every reference resolves.
//!
//! In: the raw brief with the place of each value. Out: the brief and every problem found. Nothing stops at a problem: a stand-in value
//! lets the reading go on, and `read` gives the brief out only if there was none. A key that is absent takes its default, whose name is
//! kept so that the report can say so. A value that could not even be read has been told of before and is not missed here again.

mod audience;
mod channels;
mod exclude;
mod exports;
mod ids;
mod keywords;
mod look;
mod staffing;
mod timing;

use std::collections::BTreeSet;
use std::path::Path;

use super::Brief;
use super::field::Field;
use super::places::Spot;
use super::raw::{List, RawBrief};
use super::wording::{did_you_mean, shown};
use crate::error::{MOST_PROBLEMS, Problem};
use ids::Ids;

/// Judges the raw brief. With `root`, the project's folder, also the files that it names.
pub(super) fn validate(
    file: &str,
    root: Option<&Path>,
    raw: RawBrief,
    problems: &mut Vec<Problem>,
) -> Brief {
    let mut check =
        Check { file, root, problems: std::mem::take(problems), defaults: BTreeSet::new() };
    let brief = check.brief(raw);
    *problems = check.problems;
    brief
}

/// The judge: where it reads, and what it has found.
struct Check<'a> {
    file: &'a str,
    root: Option<&'a Path>,
    problems: Vec<Problem>,
    defaults: BTreeSet<&'static str>,
}

impl Check<'_> {
    fn brief(&mut self, raw: RawBrief) -> Brief {
        let client = self.required(raw.client, "client", None, "who the report is for");
        let prepared_by = self.text(raw.prepared_by, "prepared_by");
        let why = self.required(raw.why, "why", None, "the question that the report answers");
        let language = self.language(raw.language);
        let look = self.look(raw.look);
        let privacy = self.or_default(section(raw.privacy).authors, "privacy.authors");
        let (departments, department_ids) = self.departments(raw.departments);
        let (channels, channel_ids) = self.channels(raw.channels, &department_ids);
        let (audience, audience_ids) = self.audience(raw.audience);
        let objectives = self.objectives(raw.objectives, &channel_ids);
        let own_handles = self.texts(section(raw.own).handles, "own.handles");
        let timing = self.timing(raw.timing, &audience_ids);
        let keywords = self.keywords(raw.keywords);
        let exclude = self.exclude(raw.exclude);
        let staffing = self.staffing(raw.staffing);
        let (coverage_gaps, coverage_silent) = self.coverage(raw.coverage, &channel_ids);
        let exports = self.exports(raw.exports, &channel_ids);
        let defaults = std::mem::take(&mut self.defaults);
        Brief {
            client,
            prepared_by,
            why,
            language,
            look,
            privacy,
            audience,
            objectives,
            channels,
            own_handles,
            timing,
            keywords,
            exclude,
            departments,
            staffing,
            coverage_gaps,
            coverage_silent,
            exports,
            defaults,
        }
    }

    fn at(&self, (line, column): Spot, what: impl Into<String>) -> Problem {
        Problem::at(self.file, line, column, what)
    }

    fn push(&mut self, spot: Spot, what: impl Into<String>, expected: &str) {
        let problem = self.at(spot, what).expected(expected);
        self.problems.push(problem);
    }

    /// The hint for a mistyped word. Edit distances take their time: a brief that is wrong in hundreds of places has other troubles.
    fn did_you_mean<'w>(
        &self,
        word: &str,
        known: impl IntoIterator<Item = &'w str>,
    ) -> Option<String> {
        if self.problems.len() < 10 * MOST_PROBLEMS { did_you_mean(word, known) } else { None }
    }

    /// Tells that a required key is absent from `owner`; `None`: from the brief itself.
    fn missing(&mut self, key: &str, owner: Option<Spot>, expected: &str) {
        let what = format!("`{key}` is missing");
        let problem = match owner {
            Some(spot) => self.at(spot, what),
            None => Problem::of(self.file, what),
        };
        self.problems.push(problem.expected(expected));
    }

    /// A required text.
    fn required(
        &mut self,
        field: Field<String>,
        key: &str,
        owner: Option<Spot>,
        is: &str,
    ) -> String {
        if matches!(field, Field::Absent) {
            self.missing(key, owner, is);
        }
        self.text(field, key).unwrap_or_default()
    }

    /// A text that, if it is given, says something.
    fn text(&mut self, field: Field<String>, key: &str) -> Option<String> {
        let (text, spot) = given(field)?;
        if text.trim().is_empty() {
            self.push(spot, format!("`{key}` is empty"), "a text");
        }
        Some(text)
    }

    /// Texts that each say something.
    fn texts(&mut self, list: List<String>, key: &str) -> Vec<String> {
        items(list)
            .into_iter()
            .filter_map(|(text, at)| self.text(Field::Given(text, at), key))
            .collect()
    }

    /// A value in a grammar of ours.
    fn word<T>(
        &mut self,
        field: Field<String>,
        key: &str,
        read: impl Fn(&str) -> Option<T>,
        expected: &str,
    ) -> Option<T> {
        let (text, spot) = given(field)?;
        let value = read(text.trim());
        if value.is_none() {
            self.push(spot, format!("`{key}` is {}", shown(&text)), expected);
        }
        value
    }

    /// Like [`Self::word`], and the key must be there.
    fn required_word<T>(
        &mut self,
        field: Field<String>,
        key: &str,
        owner: Spot,
        read: impl Fn(&str) -> Option<T>,
        expected: &str,
    ) -> Option<T> {
        if matches!(field, Field::Absent) {
            self.missing(key, Some(owner), expected);
        }
        self.word(field, key, read, expected)
    }

    /// A number that `fits`; NaN and the infinities fit nowhere.
    fn number(
        &mut self,
        field: Field<f64>,
        key: &str,
        fits: impl Fn(f64) -> bool,
        expected: &str,
    ) -> Option<f64> {
        let (number, spot) = given(field)?;
        if number.is_finite() && fits(number) {
            return Some(number);
        }
        self.push(spot, format!("`{key}` is `{number}`"), expected);
        None
    }

    /// The value of a key that has a default; takes note if it is absent.
    fn or_default<T: Default>(&mut self, field: Field<T>, key: &'static str) -> T {
        self.noting(&field, key);
        given(field).map(|(value, _)| value).unwrap_or_default()
    }

    /// Takes note of an absent key that has a default.
    fn noting<T>(&mut self, field: &Field<T>, key: &'static str) {
        if matches!(field, Field::Absent) {
            self.defaults.insert(key);
        }
    }
}

/// The value and its place, if it is given and could be read.
fn given<T>(field: Field<T>) -> Option<(T, Spot)> {
    match field {
        Field::Given(value, spot) => Some((value, spot)),
        Field::Absent | Field::Wrong => None,
    }
}

/// The place of a field that is given.
fn spot<T>(field: &Field<T>) -> Option<Spot> {
    if let Field::Given(_, spot) = field { Some(*spot) } else { None }
}

/// The keys of a section. Those of an absent one are absent; of a wrong one too, but then there is no brief.
fn section<T: Default>(field: Field<T>) -> T {
    given(field).map(|(keys, _)| keys).unwrap_or_default()
}

/// The entries of a list that could be read, with their places.
fn items<T>(list: List<T>) -> Vec<(T, Spot)> {
    given(list).map(|(items, _)| items.into_iter().filter_map(given).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::brief::read::parse;

    const KEYS: [&str; 6] = [
        "client: Harbour Coffee",
        "why: Where do they talk?",
        "timing: {timezone: Europe/Amsterdam}",
        "audience: [{id: commuters, name: Weekday commuters}]",
        "objectives: [{id: tone, statement: Less anger., metric: net_sentiment}]",
        "channels: [{id: reddit}]",
    ];

    /// Each line, put before the rest of a right brief in place of the same key, must be the brief's one problem.
    pub(super) fn assert_refused(cases: &[(&str, &str)]) {
        for (line, says) in cases {
            let key = line.split_inclusive(':').next().unwrap_or_default();
            let rest = KEYS.iter().filter(|it| !it.starts_with(key)).map(|it| format!("{it}\n"));
            let text = format!("{line}\n{}", rest.collect::<String>());
            let message = parse("brief.yaml", &text).expect_err(line).to_string();
            assert!(message.contains(says), "{line}\n{message}");
            assert!(message.starts_with("brief.yaml:1:"), "{line}\n{message}");
            assert!(!message.contains("error: "), "more than one problem of {line}\n{message}");
        }
    }
}
