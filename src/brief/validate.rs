//! Validates the raw fields of a brief and makes a [`Brief`], with every value in range and every reference resolved.
//!
//! Validation does not stop at a problem: a default replaces the wrong value, and `read` returns the brief only if there was no problem. The names
//! of absent keys that took their default are kept for the report. A value that could not be read was reported before and is not reported
//! again as missing.

mod advocates;
mod audience;
mod channels;
mod exclude;
mod exports;
mod ids;
mod keywords;
mod look;
mod opportunity;
mod own_content;
mod plan;
mod staffing;
mod timing;
mod topics;

use std::collections::BTreeSet;
use std::path::Path;

use super::Brief;
use super::field::Field;
use super::places::Position;
use super::raw::{List, RawBrief, RawPlan};
use super::wording::{did_you_mean, shown};
use crate::error::{MOST_PROBLEMS, Problem};
use ids::Ids;

/// Validates the raw brief; with `root`, the project's folder, also the files that it names.
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

/// The state of a validation: the file, its problems and the defaults taken.
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
        let (privacy, quotes) = self.privacy(section(raw.privacy));
        let tone_estimate = self.or_default(section(raw.tone).estimate, "tone.estimate");
        let (departments, department_ids) = self.departments(raw.departments);
        let (channels, channel_ids) = self.channels(raw.channels, &department_ids);
        let (audience, audience_ids) = self.audience(raw.audience);
        let (objectives, objective_ids) = self.objectives(raw.objectives, &channel_ids);
        let own_handles = self.texts(section(raw.own).handles, "own.handles");
        let advocates = self.advocates(section(raw.advocates).list, &channel_ids);
        let timing = self.timing(raw.timing, &audience_ids);
        let keywords = self.keywords(raw.keywords);
        let exclude = self.exclude(raw.exclude);
        let topics = self.topics(raw.topics);
        let kinds = self.kinds(raw.kinds);
        let staffing = self.staffing(raw.staffing);
        let (coverage_gaps, coverage_silent) = self.coverage(raw.coverage, &channel_ids);
        let exports = self.exports(raw.exports, &channel_ids);
        let opportunity = self.opportunity(raw.opportunity);
        let own_content = self.own_content(raw.own_content);
        let plan = RawPlan {
            purpose: raw.purpose,
            budget_owner: raw.budget_owner,
            wave: raw.wave,
            phase: raw.phase,
            rules: raw.rules,
            tactics: raw.tactics,
            integration: raw.integration,
            outbound: raw.outbound,
            benchmarks: raw.benchmarks,
            offline_feedback: raw.offline_feedback,
            suggestions: raw.suggestions,
            feedback: raw.feedback,
            assumptions: raw.assumptions,
            sentiment_goal: raw.sentiment_goal,
            routing: raw.routing,
        };
        let declared = plan::Declared {
            objectives: &objective_ids,
            channels: &channel_ids,
            audience: &audience_ids,
        };
        let plan = self.plan(plan, &declared);
        let defaults = std::mem::take(&mut self.defaults);
        Brief {
            client,
            prepared_by,
            why,
            language,
            look,
            privacy,
            quotes,
            tone_estimate,
            audience,
            objectives,
            channels,
            own_handles,
            advocates,
            timing,
            keywords,
            exclude,
            departments,
            topics,
            kinds,
            staffing,
            opportunity,
            own_content,
            plan,
            coverage_gaps,
            covered_nowhere: Vec::new(),
            coverage_silent,
            exports,
            defaults,
        }
    }

    fn at(&self, (line, column): Position, what: impl Into<String>) -> Problem {
        Problem::at(self.file, line, column, what)
    }

    fn push(&mut self, position: Position, what: impl Into<String>, expected: &str) {
        let problem = self.at(position, what).expected(expected);
        self.problems.push(problem);
    }

    /// The hint for a mistyped word; none after many problems, because edit distances are slow.
    fn did_you_mean<'w>(
        &self,
        word: &str,
        known: impl IntoIterator<Item = &'w str>,
    ) -> Option<String> {
        if self.problems.len() < 10 * MOST_PROBLEMS { did_you_mean(word, known) } else { None }
    }

    /// Reports that a required key is absent from `owner`; `None`: from the brief itself.
    fn missing(&mut self, key: &str, owner: Option<Position>, expected: &str) {
        let what = format!("`{key}` is missing");
        let problem = match owner {
            Some(position) => self.at(position, what),
            None => Problem::of(self.file, what),
        };
        self.problems.push(problem.expected(expected));
    }

    /// A required text.
    fn required(
        &mut self,
        field: Field<String>,
        key: &str,
        owner: Option<Position>,
        is: &str,
    ) -> String {
        if matches!(field, Field::Absent) {
            self.missing(key, owner, is);
        }
        self.text(field, key).unwrap_or_default()
    }

    /// A text that is not empty, if it is given.
    fn text(&mut self, field: Field<String>, key: &str) -> Option<String> {
        let (text, position) = given(field)?;
        if text.trim().is_empty() {
            self.push(position, format!("`{key}` is empty"), "a text");
        }
        Some(text)
    }

    /// Texts that are not empty.
    fn texts(&mut self, list: List<String>, key: &str) -> Vec<String> {
        items(list)
            .into_iter()
            .filter_map(|(text, at)| self.text(Field::Given(text, at), key))
            .collect()
    }

    /// A value that `read` can parse.
    fn word<T>(
        &mut self,
        field: Field<String>,
        key: &str,
        read: impl Fn(&str) -> Option<T>,
        expected: &str,
    ) -> Option<T> {
        let (text, position) = given(field)?;
        let value = read(text.trim());
        if value.is_none() {
            self.push(position, format!("`{key}` is {}", shown(&text)), expected);
        }
        value
    }

    /// Like [`Self::word`], for a required key.
    fn required_word<T>(
        &mut self,
        field: Field<String>,
        key: &str,
        owner: Position,
        read: impl Fn(&str) -> Option<T>,
        expected: &str,
    ) -> Option<T> {
        if matches!(field, Field::Absent) {
            self.missing(key, Some(owner), expected);
        }
        self.word(field, key, read, expected)
    }

    /// A finite number that `fits`.
    fn number(
        &mut self,
        field: Field<f64>,
        key: &str,
        fits: impl Fn(f64) -> bool,
        expected: &str,
    ) -> Option<f64> {
        let (number, position) = given(field)?;
        if number.is_finite() && fits(number) {
            return Some(number);
        }
        self.push(position, format!("`{key}` is `{number}`"), expected);
        None
    }

    /// The value of a key that has a default; records the default if it is absent.
    fn or_default<T: Default>(&mut self, field: Field<T>, key: &'static str) -> T {
        self.note_default(&field, key);
        given(field).map(|(value, _)| value).unwrap_or_default()
    }

    /// Records an absent key that has a default.
    fn note_default<T>(&mut self, field: &Field<T>, key: &'static str) {
        if matches!(field, Field::Absent) {
            self.defaults.insert(key);
        }
    }
}

/// The value and its position, if it is given and could be read.
fn given<T>(field: Field<T>) -> Option<(T, Position)> {
    match field {
        Field::Given(value, position) => Some((value, position)),
        Field::Absent | Field::Wrong => None,
    }
}

/// The position of a field that is given.
fn position<T>(field: &Field<T>) -> Option<Position> {
    if let Field::Given(_, position) = field { Some(*position) } else { None }
}

/// The keys of a section. Those of an absent one are absent; of a wrong one too, but then there is no brief.
fn section<T: Default>(field: Field<T>) -> T {
    given(field).map(|(keys, _)| keys).unwrap_or_default()
}

/// The entries of a list that could be read, with their positions.
fn items<T>(list: List<T>) -> Vec<(T, Position)> {
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
