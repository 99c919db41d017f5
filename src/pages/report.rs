//! The page of one period: the answer, the map, four figures, what it takes, the method label.

use askama::Template;

use super::SiteInput;
use super::answers::{Answers, answers};
use super::asked::{Asked, asked};
use super::figures::Figure;
use super::format::{self, between, count, counted, dates, points, quantity, with_unit};
use super::map;
use super::markup::{Markup, clean};
use super::method::{Method, method};
use super::strip::{Strip, strip};
use super::table::Table;
use super::voice::{Voice, voice};
use super::words::{self, Finding};
use super::working::{self, LIMITS, Step};
use crate::brief::prose;
use crate::insights::{self, Report};

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    root: &'static str,
    title: String,
    strip: Strip,
    why: Markup,
    answer: Answer,
    map: Table,
    figures: &'a [Figure],
    voice: Voice,
    takes: Takes,
    answers: Answers,
    asked: Asked,
    method: Method,
    notes: Notes,
}

/// The first screen: everything a reader in a hurry needs.
struct Answer {
    sentence: String,
    findings: Vec<Finding>,
    numbers: Vec<KeyNumber>,
    unknowns: Vec<String>,
}

/// A key number with its base and period.
struct KeyNumber {
    name: &'static str,
    value: String,
    base: String,
    is_measured: bool,
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

/// The staffing estimate with its working.
struct Takes {
    line: String,
    steps: Vec<Step>,
    limits: &'static [&'static str],
}

/// The analyst's own words, by section.
struct Notes {
    head: Vec<Markup>,
    answer: Vec<Markup>,
    staffing: Vec<Markup>,
    method: Vec<Markup>,
    /// In order of the figures.
    figures: Vec<Vec<Markup>>,
}

/// The page's bytes.
///
/// # Panics
///
/// Never: the templates write to memory.
pub(super) fn page(input: &SiteInput<'_>, report: &Report, figures: &[Figure]) -> Vec<u8> {
    let brief = input.brief;
    let period = dates::period(&report.period);
    let said = insights::findings(report, brief);
    let page = Page {
        root: "../",
        title: format!("Social map: {}, {period}", brief.client),
        strip: strip(input, facts(report)),
        why: Markup::from(&prose::inline(&brief.why)),
        answer: Answer {
            sentence: words::answer(brief, report),
            findings: words::findings(brief, &said.found),
            numbers: numbers(report),
            unknowns: words::unknowns(&said.unknown),
        },
        map: map::table(report),
        figures,
        voice: voice(brief, report),
        answers: answers(report),
        takes: Takes {
            line: working::literal_line(brief, report),
            steps: working::steps(brief, report),
            limits: &LIMITS,
        },
        asked: asked(brief),
        method: method(brief, report, input.ledger, input.suspicions, input.brief_sha256),
        notes: notes(input, &report.period.id, figures),
    };
    clean(&page.render().expect("memory takes every page")).into_bytes()
}

fn facts(report: &Report) -> Vec<(&'static str, String)> {
    let data =
        report.window.map_or_else(|| "no day observed".to_owned(), |window| dates::long(window.to));
    vec![("Period", dates::period(&report.period)), ("Data up to", data)]
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
    let to_answer = working::measured(report, report.staffing.conversations_per_day);
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

fn notes(input: &SiteInput<'_>, period: &str, figures: &[Figure]) -> Notes {
    let of = |section| (input.notes)(period, section).into_iter().map(Markup::from).collect();
    Notes {
        head: of(None),
        answer: of(Some("answer")),
        staffing: of(Some("staffing")),
        method: of(Some("method")),
        figures: figures.iter().map(|figure| of(Some(figure.id))).collect(),
    }
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
