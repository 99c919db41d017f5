//! `change`, `year_ago`, `stability`, `peaks` and `tone_peaks`: comparisons of the period with what was usual before.

use serde::Serialize;

use super::finite;
use crate::insights::change::{BASE_WEEKS, Base, Change};
use crate::insights::{self, PatternFigures, TermFigures, VolumePeak};
use crate::pages::format::dates;

/// The change of volume; a ratio without a test is `null`.
#[derive(Serialize)]
pub(super) struct ChangeFigures {
    base: ChangeBase,
    ratio: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    p: Option<f64>,
    verdict: Option<&'static str>,
}

/// What the period is compared with: a number of weeks, or the period before by its id.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum ChangeBase {
    Weeks(u32),
    Period(String),
}

/// A pattern and what became of it.
#[derive(Serialize)]
pub(super) struct Lasting {
    pattern: String,
    then: f64,
    now: f64,
    weeks: usize,
    verdict: &'static str,
}

/// The thread with most mentions of a peak, of those that state one.
#[derive(Serialize)]
struct Thread {
    mentions: u64,
    of: u64,
}

/// Days on which far more was said than usual.
#[derive(Serialize)]
pub(super) struct Peak<'a> {
    from: String,
    to: String,
    mentions: u64,
    usual: f64,
    z: f64,
    event: Option<&'a str>,
    terms: Option<Vec<&'a str>>,
    channel: Option<&'a str>,
    authors: Option<u64>,
    thread: Option<Thread>,
}

/// Days in a tone far from the usual.
#[derive(Serialize)]
pub(super) struct TonePeak<'a> {
    from: String,
    to: String,
    net: Option<f64>,
    usual: f64,
    z: f64,
    event: Option<&'a str>,
    terms: Option<Vec<&'a str>>,
}

/// The terms that stand out on the days of a peak.
fn terms(terms: Option<&[TermFigures]>) -> Option<Vec<&str>> {
    terms.map(|terms| terms.iter().map(|term| term.term.as_str()).collect())
}

pub(super) fn change(change: &Change) -> ChangeFigures {
    let test = change.test;
    ChangeFigures {
        base: match &change.base {
            Base::Weeks => ChangeBase::Weeks(BASE_WEEKS),
            Base::Period(period) => ChangeBase::Period(period.id.clone()),
        },
        ratio: test.map(|test| finite(test.ratio)),
        low: test.map(|test| finite(test.interval.0)),
        high: test.map(|test| finite(test.interval.1)),
        p: test.map(|test| finite(test.p)),
        verdict: test.map(|test| test.verdict.id()),
    }
}

pub(super) fn lasting(figures: &PatternFigures) -> Lasting {
    Lasting {
        pattern: figures.pattern.id(),
        then: finite(figures.then),
        now: finite(figures.now),
        weeks: figures.weeks,
        verdict: figures.verdict.id(),
    }
}

pub(super) fn peak(peak: &VolumePeak) -> Peak<'_> {
    Peak {
        from: dates::iso(peak.from),
        to: dates::iso(peak.to),
        mentions: peak.mentions,
        usual: finite(peak.usual),
        z: finite(peak.z),
        event: peak.event.as_ref().map(|event| event.label.as_str()),
        terms: terms(peak.terms.as_deref()),
        channel: peak.channel.as_ref().map(|channel| channel.id.as_str()),
        authors: peak.authors,
        thread: peak.thread.map(|it| Thread { mentions: it.mentions, of: it.of }),
    }
}

pub(super) fn tone_peak(peak: &insights::TonePeak) -> TonePeak<'_> {
    TonePeak {
        from: dates::iso(peak.from),
        to: dates::iso(peak.to),
        net: peak.tone.net.map(finite),
        usual: finite(peak.usual),
        z: finite(peak.z),
        event: peak.event.as_ref().map(|event| event.label.as_str()),
        terms: terms(peak.terms.as_deref()),
    }
}
