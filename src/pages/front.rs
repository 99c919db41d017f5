//! Page one: the answer in a sentence, key numbers, and what the sections found or could not find.

use super::SiteInput;
use super::format::{self, between, count, counted, maybe, points, quantity, with_unit};
use super::markup::Markup;
use super::section::Section;
use super::words::{self, Finding};
use crate::insights::Report;

/// The name of the analyst's notes on page one.
pub(super) const ID: &str = "answer";

/// Everything that a reader in a hurry needs.
pub(super) struct Front<'a> {
    pub(super) sentence: String,
    pub(super) numbers: Vec<KeyNumber>,
    /// Notes without a section.
    pub(super) head_notes: Vec<Markup>,
    /// Most important first, each with the section that it is from.
    pub(super) findings: Vec<(&'a Finding, &'a Section)>,
    pub(super) notes: Vec<Markup>,
    pub(super) unknowns: Vec<&'a str>,
}

/// A key number with its base and period.
pub(super) struct KeyNumber {
    pub(super) name: &'static str,
    pub(super) value: String,
    pub(super) base: String,
    pub(super) is_measured: bool,
}

impl KeyNumber {
    fn new(name: &'static str, value: Option<String>, base: String) -> Self {
        let is_measured = value.is_some();
        Self {
            name,
            value: value.unwrap_or_else(|| format::NOT_MEASURED.to_owned()),
            base,
            is_measured,
        }
    }
}

/// Page one of a report, with what its sections say.
pub(super) fn front<'a>(
    input: &SiteInput<'_>,
    report: &Report,
    sections: &'a [Section],
) -> Front<'a> {
    let notes =
        |section| (input.notes)(&report.period.id, section).into_iter().map(Markup::from).collect();
    let findings = sections
        .iter()
        .flat_map(|section| section.findings.iter().map(move |quote| (quote, section)));
    let unknowns = sections.iter().flat_map(|section| &section.unknowns);
    Front {
        sentence: words::answer(words::Words::english(), input.brief, report),
        numbers: numbers(report),
        head_notes: notes(None),
        findings: ranked(findings, |(quote, _)| quote.rank)
            .map(|(quote, section)| (&quote.statement, section))
            .collect(),
        notes: notes(Some(ID)),
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

fn numbers(report: &Report) -> Vec<KeyNumber> {
    let tone = &report.tone;
    let active = report.channels.iter().filter(|channel| channel.mentions > 0).count() as u64;
    let days = report.window.map_or(0, |window| window.days);
    let labelled = tone.counts.labelled();
    let tone_base = match tone.interval {
        Some((low, high)) => {
            let range = with_unit(&between(&points(low), &points(high)), "points");
            format!("{range}, {}", format::sample(labelled))
        }
        None if labelled == 0 => "no mention has a tone label".to_owned(),
        None => format!("{}, no range under 10", format::sample(labelled)),
    };
    let volume = match report.mentions_per_day {
        Some(rate) => {
            let has_gaps = report.channels.iter().any(|channel| channel.observed_days < days);
            let gaps = if has_gaps { " less the days missing on a channel" } else { "" };
            format!("{} a day, {}{gaps}", quantity(rate), counted(days.into(), "observed day"))
        }
        None => "no day observed".to_owned(),
    };
    let to_answer = measured(report, report.staffing.conversations_per_day);
    let seen = |n: u64| report.is_measured().then(|| count(n));
    vec![
        KeyNumber::new("Mentions", seen(report.mentions), volume),
        KeyNumber::new(
            "Conversations",
            report.conversations.and_then(seen),
            format!("{to_answer} a day"),
        ),
        KeyNumber::new(
            "Authors",
            report.authors.and_then(seen),
            "counted as accounts, by channel".to_owned(),
        ),
        KeyNumber::new(
            "Channels",
            seen(active),
            format!("with mentions, of {} listed", count(report.channels.len() as u64)),
        ),
        KeyNumber::new("Net sentiment", tone.net.map(points), tone_base),
    ]
}

/// A figure of the estimate in words; without an observed day the estimate is zero throughout and means nothing.
pub(super) fn measured(report: &Report, value: f64) -> String {
    maybe(report.is_work_measured().then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn each_key_number_has_its_base() {
        let numbers = numbers(&fixture::report());
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
            numbers(report).into_iter().map(|number| number.value).collect::<Vec<_>>()
        };
        assert_eq!(values(&report), ["0", "0", "0", "0", "not measured"]);
        (report.window, report.mentions_per_day) = (None, None);
        assert_eq!(values(&report), ["not measured"; 5]);
    }
}
