//! The site's first page: the newest complete period with its answer, six figures over all periods, and every report, newest first.
//!
//! What a report withholds or hedges, this page withholds too: no people on fewer than seven observed days, no score of a few labels.

use std::iter;

use askama::Template;

use super::SiteInput;
use super::front::measured;
use super::markup::{Markup, finished};
use super::strip::{Strip, strip};
use super::words::{self, Words, say};
use crate::brief::{Brief, prose};
use crate::charts::cells;
use crate::insights::findings::{Answer, answer};
use crate::insights::{self, Report};

/// Periods whose figures are drawn: three years of months.
const MOST_DRAWN: usize = 36;

/// Full-time people under which no number of people is shown.
const FEWEST_PEOPLE: f64 = 0.2;

/// Labels under which there is no score.
const FEWEST_LABELS: u64 = 10;

#[derive(Template)]
#[template(path = "index.html")]
struct Page<'a> {
    root: &'static str,
    title: String,
    strip: Strip,
    why: Markup,
    latest: Option<Latest>,
    trends: Option<Trends>,
    has_year_before: bool,
    periods: Vec<Period>,
    words: &'a Words,
}

struct Latest {
    id: String,
    title: String,
    sentence: String,
    link: String,
}

/// Six figures, period by period.
struct Trends {
    title: String,
    note: String,
    figures: Vec<Trend>,
}

struct Trend {
    name: String,
    value: String,
    drawing: Markup,
}

/// One row of the table.
struct Period {
    id: String,
    name: String,
    /// How many days were observed, where not all were.
    observed: Option<String>,
    mentions: String,
    per_day: String,
    year_before: String,
    conversations_per_day: String,
    net: String,
    hours_per_day: String,
    fte: String,
}

/// The page's bytes.
///
/// # Panics
///
/// Never: the template writes to memory.
pub(super) fn page(input: &SiteInput<'_>) -> Vec<u8> {
    let (words, brief) = (input.words, input.brief);
    let reports = say!(words, "page-reports", n = input.reports.len() as u64);
    let newest = input.reports.iter().find(|report| report.is_complete());
    let newest = newest.or(input.reports.first());
    let periods: Vec<Period> =
        input.reports.iter().map(|report| period(words, brief, report)).collect();
    let page = Page {
        root: "",
        title: say!(words, "page-title", client = &brief.client),
        strip: strip(input, reports),
        why: Markup::from(&prose::inline(&brief.why)),
        latest: newest.map(|report| {
            let period = words.period(&report.period);
            Latest {
                id: report.period.id.clone(),
                title: match observed(words, report) {
                    Some(days) => {
                        say!(words, "index-latest-part", period = &period, observed = days)
                    }
                    None => say!(words, "index-latest", period = &period),
                },
                sentence: words::answer(words, brief, report, input.suspicions),
                link: say!(words, "index-read", period = &period),
            }
        }),
        trends: newest.and_then(|newest| trends(words, brief, newest, input.reports)),
        has_year_before: input.reports.iter().any(|report| report.year_ago.is_some()),
        periods,
        words,
    };
    finished(&page.render().expect("memory takes every page")).into_bytes()
}

/// The figures of the newest period and of those before it, with a gap for each without a report; `None` without a second one.
fn trends(words: &Words, brief: &Brief, newest: &Report, reports: &[Report]) -> Option<Trends> {
    let of = |id: &str| reports.iter().find(|report| report.period.id == id);
    let back = iter::successors(Some(newest.period.clone()), insights::Period::previous);
    let mut shown: Vec<Option<&Report>> =
        back.take(MOST_DRAWN).map(|period| of(&period.id)).collect();
    let oldest = shown.iter().rposition(Option::is_some)?;
    shown.truncate(oldest + 1);
    shown.reverse();
    let first = shown.first().copied().flatten().filter(|_| shown.len() > 1)?;
    let row = period(words, brief, newest);
    let trend = |name: &str, value: String, figure: fn(&Brief, &Report) -> Option<f64>| {
        let figures: Vec<Option<f64>> =
            shown.iter().map(|report| figure(brief, (*report)?)).collect();
        let drawing = Markup::from(&cells::columns(&figures)?);
        Some(Trend { name: words.text(name), value, drawing })
    };
    let authors = newest.authors.map(|authors| words.count(authors));
    let figures = [
        trend("index-a-day", row.per_day, |_, report| report.mentions_per_day),
        trend("name-conversations-a-day", row.conversations_per_day, |_, report| {
            report.is_work_measured().then_some(report.staffing.conversations_per_day)
        }),
        trend("name-net-sentiment", row.net, |_, report| score(report)),
        trend("name-authors", authors.unwrap_or_else(|| words.not_measured()), |_, report| {
            report.authors.map(|authors| authors as f64)
        }),
        trend("name-hours", row.hours_per_day, |_, report| {
            report.is_work_measured().then_some(hours_per_day(report))
        }),
        trend("name-full-time-people", row.fte, people),
    ];
    let (from, to) = (words.period(&first.period), words.period(&newest.period));
    Some(Trends {
        title: words.text("index-trend"),
        note: say!(words, "index-trend-note", from = from, to = to),
        figures: figures.into_iter().flatten().collect(),
    })
}

/// Net sentiment, if there are labels enough for a score.
fn score(report: &Report) -> Option<f64> {
    report.tone.net.filter(|_| report.tone.counts.labelled() >= FEWEST_LABELS)
}

/// Full-time people, if days enough were observed to plan on.
fn people(_: &Brief, report: &Report) -> Option<f64> {
    let is_team = matches!(answer(report), Answer::Team);
    is_team.then_some(report.decided().and_then(|it| it.people).map_or(0.0, |it| it.fte))
}

fn hours_per_day(report: &Report) -> f64 {
    report.decided().map_or(report.staffing.hours_per_day, |decided| decided.hours.base / 7.0)
}

/// `9 of 30 days observed`, where not all were.
fn observed(words: &Words, report: &Report) -> Option<String> {
    report.window.filter(|_| !report.is_complete())?;
    let days = words.count(report.period.days().into());
    Some(say!(words, "index-observed", n = u64::from(report.observed_days), days = days))
}

fn period(words: &Words, brief: &Brief, report: &Report) -> Period {
    let staffing = &report.staffing;
    let measured = |value| measured(words, report, value);
    let mentions = report.is_measured().then(|| words.count(report.mentions));
    let year_before = report.year_ago.as_ref().map(|change| words.quantity(change.per_day.1));
    let fte = match people(brief, report) {
        Some(fte) if fte < FEWEST_PEOPLE => {
            say!(words, "index-under", value = words.assumed(FEWEST_PEOPLE))
        }
        Some(fte) => words.quantity(fte),
        None if answer(report) == Answer::TooFewDays => words.text("index-too-few-days"),
        None if report.decided().is_some_and(|option| option.hours.base <= 0.0) => words.count(0),
        None => measured(staffing.fte),
    };
    let net = match (score(report), report.tone.net) {
        (None, Some(_)) => words.text("cell-too-few"),
        (score, _) => words.maybe_points(score),
    };
    let net = match report.corrected_tone() {
        Some(seen) => {
            say!(words, "index-net-audited", people = words.points(seen.net.value), labels = net)
        }
        None => net,
    };
    Period {
        id: report.period.id.clone(),
        name: words.period(&report.period),
        observed: observed(words, report),
        mentions: mentions.unwrap_or_else(|| words.not_measured()),
        per_day: words.maybe(report.mentions_per_day),
        year_before: year_before.unwrap_or_default(),
        conversations_per_day: measured(staffing.conversations_per_day),
        net,
        hours_per_day: measured(hours_per_day(report)),
        fte,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::ObservedDays;
    use crate::pages::fixture;

    fn row(report: &Report) -> Period {
        period(Words::english(), &fixture::brief(), report)
    }

    #[test]
    fn a_period_without_data_shows_no_zeros_for_rates() {
        let full = row(&fixture::report());
        assert_eq!(
            [full.conversations_per_day, full.hours_per_day, full.fte],
            ["39.0", "13.0", "3.8"]
        );
        assert_eq!(full.observed.as_deref(), Some("28 of 31 days observed"));
        let mut report = fixture::silent_report();
        report.options = None;
        assert_eq!(row(&report).hours_per_day, "0");
        report.window = None;
        let unseen = row(&report);
        assert_eq!([unseen.mentions, unseen.hours_per_day], ["not measured", "not measured"]);
    }

    #[test]
    fn what_a_report_withholds_is_withheld_here() {
        let mut report = fixture::report();
        let from = fixture::day(2026, 5, 1);
        report.window = Some(ObservedDays { from, to: fixture::day(2026, 5, 6), days: 6 });
        report.observed_days = 6;
        assert_eq!(row(&report).fte, "too few days");
        report.tone.counts = crate::tally::Tally::of([0, 0, 9, 0]);
        assert_eq!(row(&report).net, "too few");
        let mut small = fixture::report();
        small.options.as_mut().unwrap()[0].people.as_mut().unwrap().fte = 0.098;
        assert_eq!(row(&small).fte, "under 0.2");
    }

    #[test]
    fn figures_are_drawn_over_the_periods_before_with_gaps() {
        let (brief, newest, mut oldest) =
            (fixture::brief(), fixture::report(), fixture::former_report());
        let drawn = |reports: &[Report]| {
            trends(Words::english(), &brief, &newest, reports)
                .map(|trends| (trends.figures.len(), trends.note))
        };
        assert_eq!(drawn(std::slice::from_ref(&newest)), None);
        oldest.period = insights::Period::month(fixture::day(2026, 2, 1));
        let reports = vec![newest.clone(), oldest];
        let (figures, note) = drawn(&reports).unwrap();
        assert_eq!(figures, 6);
        assert!(note.starts_with("February 2026 to May 2026, each on its own scale"), "{note}");
    }
}
