//! The site's first page: every period, newest first, with its headline figures.

use askama::Template;

use super::format::{NOT_MEASURED, count, dates, maybe_points};
use super::front::measured;
use super::markup::{Markup, clean};
use super::strip::{Strip, strip};
use super::{SiteInput, words};
use crate::brief::prose;
use crate::insights::Report;

#[derive(Template)]
#[template(path = "index.html")]
struct Page {
    root: &'static str,
    title: String,
    strip: Strip,
    why: Markup,
    latest: Option<Latest>,
    periods: Vec<Period>,
}

struct Latest {
    id: String,
    name: String,
    sentence: String,
}

struct Period {
    id: String,
    name: String,
    mentions: String,
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
    let brief = input.brief;
    let page = Page {
        root: "",
        title: format!("Social map: {}", brief.client),
        strip: strip(input, vec![("Reports", count(input.reports.len() as u64))]),
        why: Markup::from(&prose::inline(&brief.why)),
        latest: input.reports.first().map(|report| Latest {
            id: report.period.id.clone(),
            name: dates::period(&report.period),
            sentence: words::answer(words::Words::english(), brief, report),
        }),
        periods: input.reports.iter().map(period).collect(),
    };
    clean(&page.render().expect("memory takes every page")).into_bytes()
}

fn period(report: &Report) -> Period {
    let takes = &report.staffing;
    let measured = |value| measured(report, value);
    Period {
        id: report.period.id.clone(),
        name: dates::period(&report.period),
        mentions: if report.is_measured() {
            count(report.mentions)
        } else {
            NOT_MEASURED.to_owned()
        },
        conversations_per_day: measured(takes.conversations_per_day),
        net: maybe_points(report.tone.net),
        hours_per_day: measured(takes.hours_per_day),
        fte: measured(takes.fte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn a_period_without_data_shows_no_zeros_for_rates() {
        let full = period(&fixture::report());
        assert_eq!(
            [full.conversations_per_day, full.hours_per_day, full.fte],
            ["39.0", "13.0", "3.8"]
        );
        let mut report = fixture::silent_report();
        assert_eq!(period(&report).hours_per_day, "0");
        report.window = None;
        let unseen = period(&report);
        assert_eq!([unseen.mentions, unseen.hours_per_day], ["not measured", "not measured"]);
    }
}
