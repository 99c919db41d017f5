//! Page one: the answer in a sentence, key numbers, and what the sections found or could not find.

use super::SiteInput;
use super::map::SocialMap;
use super::markup::Markup;
use super::section::Section;
use super::sections::Figures;
use super::words::{self, Finding, Words, say};
use crate::insights::Report;

/// The name of the analyst's notes on page one.
pub(super) const ID: &str = "answer";
/// The name of the analyst's notes on the map.
pub(super) const MAP: &str = "map";

/// Everything that a reader in a hurry needs.
pub(super) struct Front<'a> {
    pub(super) sentence: String,
    pub(super) numbers: Vec<KeyNumber>,
    /// Notes without a section.
    pub(super) head_notes: Vec<Markup>,
    /// Most important first, each with the section that it is from.
    pub(super) findings: Vec<(&'a Finding, &'a Section)>,
    pub(super) notes: Vec<Markup>,
    pub(super) map: &'a SocialMap,
    pub(super) map_notes: Vec<Markup>,
    pub(super) unknowns: Vec<&'a str>,
}

/// A key number with its base and period.
pub(super) struct KeyNumber {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) base: String,
}

impl KeyNumber {
    fn new(words: &Words, name: String, value: Option<String>, base: String) -> Self {
        Self { name, value: value.unwrap_or_else(|| words.not_measured()), base }
    }
}

/// Page one of a report, with what its sections say.
pub(super) fn front<'a>(input: &SiteInput<'_>, report: &Report, figures: &'a Figures) -> Front<'a> {
    let sections = &figures.sections;
    let notes =
        |section| (input.notes)(&report.period.id, section).into_iter().map(Markup::from).collect();
    let findings = sections
        .iter()
        .flat_map(|section| section.findings.iter().map(move |quote| (quote, section)));
    let unknowns = sections.iter().flat_map(|section| &section.unknowns);
    Front {
        sentence: words::answer(input.words, input.brief, report),
        numbers: numbers(input.words, report),
        head_notes: notes(None),
        findings: ranked(findings, |(quote, _)| quote.rank)
            .map(|(quote, section)| (&quote.statement, section))
            .collect(),
        notes: notes(Some(ID)),
        map: &figures.map,
        map_notes: notes(Some(MAP)),
        unknowns: ranked(unknowns, |quote| quote.rank)
            .map(|quote| quote.statement.as_str())
            .collect(),
    }
}

fn ranked<T>(
    quotes: impl Iterator<Item = T>,
    rank: impl Fn(&T) -> usize,
) -> impl Iterator<Item = T> {
    let mut quotes: Vec<T> = quotes.collect();
    quotes.sort_by_key(rank);
    quotes.into_iter()
}

fn numbers(words: &Words, report: &Report) -> Vec<KeyNumber> {
    let tone = &report.tone;
    let active = report.channels.iter().filter(|channel| channel.mentions > 0).count() as u64;
    let labelled = tone.counts.labelled();
    let sample = words.sample(labelled);
    let tone_base = match tone.interval {
        Some((low, high)) => {
            let range = words.between(&words.points(low), &words.points(high));
            let range = say!(words, "points-range", range = range);
            say!(words, "front-tone", range = range, sample = sample)
        }
        None if labelled == 0 => words.text("front-tone-none"),
        None => {
            let why = words::no_range(words, tone);
            say!(words, "front-tone-no-range", sample = sample, why = why)
        }
    };
    let to_answer = measured(words, report, report.staffing.conversations_per_day);
    let seen = |n: u64| report.is_measured().then(|| words.count(n));
    let number = |name, value, base| KeyNumber::new(words, words.text(name), value, base);
    vec![
        number("name-mentions", seen(report.mentions), volume(words, report)),
        number(
            "name-conversations",
            report.conversations.and_then(seen),
            say!(words, "front-rate", rate = to_answer),
        ),
        number("name-authors", report.authors.and_then(seen), words.text("front-authors")),
        number(
            "name-channels",
            seen(active),
            say!(words, "front-channels", n = report.channels.len() as u64),
        ),
        number("name-net-sentiment", tone.net.map(|net| words.points(net)), tone_base),
    ]
}

fn volume(words: &Words, report: &Report) -> String {
    let Some(rate) = report.mentions_per_day else { return words.text("page-no-day") };
    let days = report.window.map_or(0, |window| window.days);
    let has_gaps = report.channels.iter().any(|channel| channel.observed_days < days);
    let (rate, days) = (words.quantity(rate), say!(words, "observed-days", n = u64::from(days)));
    if has_gaps {
        say!(words, "front-volume-gaps", rate = rate, days = days)
    } else {
        say!(words, "front-volume", rate = rate, days = days)
    }
}

/// A figure of the estimate in words; without an observed day the estimate is zero throughout and means nothing.
pub(super) fn measured(words: &Words, report: &Report, value: f64) -> String {
    words.maybe(report.is_work_measured().then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn each_key_number_has_its_base() {
        let numbers = numbers(Words::english(), &fixture::report());
        let of = |name: &str| {
            numbers
                .iter()
                .find(|number| number.name == name)
                .map(|n| (n.value.as_str(), n.base.as_str()))
        };
        assert_eq!(of("Mentions"), Some(("2,028", "72.4 a day, 28 observed days")));
        assert_eq!(of("Conversations"), Some(("1,092", "39.0 a day")));
        assert_eq!(of("Channels"), Some(("5", "with mentions, of 6 listed")));
        assert_eq!(
            of("Net sentiment"),
            Some(("−5", "−9\u{a0}to\u{a0}−2\u{a0}points, n\u{a0}=\u{a0}1,976"))
        );
    }

    #[test]
    fn silence_is_zero_and_what_was_not_observed_is_not_measured() {
        let mut report = fixture::silent_report();
        let values = |report: &Report| {
            numbers(Words::english(), report)
                .into_iter()
                .map(|number| number.value)
                .collect::<Vec<_>>()
        };
        assert_eq!(values(&report), ["0", "0", "0", "0", "not measured"]);
        (report.window, report.mentions_per_day) = (None, None);
        assert_eq!(values(&report), ["not measured"; 5]);
    }
}
