//! The site's first page: every period, newest first, with its headline figures.

use askama::Template;

use super::SiteInput;
use super::front::measured;
use super::markup::{Markup, clean};
use super::strip::{Strip, strip};
use super::words::{self, Words, say};
use crate::brief::prose;
use crate::insights::Report;

#[derive(Template)]
#[template(path = "index.html")]
struct Page<'a> {
    root: &'static str,
    title: String,
    strip: Strip,
    why: Markup,
    latest: Option<Latest>,
    periods: Vec<Period>,
    words: &'a Words,
}

struct Latest {
    id: String,
    title: String,
    sentence: String,
    link: String,
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
    let (words, brief) = (input.words, input.brief);
    let reports = say!(words, "page-reports", n = input.reports.len() as u64);
    let page = Page {
        root: "",
        title: say!(words, "page-title", client = &brief.client),
        strip: strip(input, reports),
        why: Markup::from(&prose::inline(&brief.why)),
        latest: input.reports.first().map(|report| {
            let period = words.period(&report.period);
            Latest {
                id: report.period.id.clone(),
                title: say!(words, "index-latest", period = &period),
                sentence: words::answer(words, brief, report),
                link: say!(words, "index-read", period = &period),
            }
        }),
        periods: input.reports.iter().map(|report| period(words, report)).collect(),
        words,
    };
    clean(&page.render().expect("memory takes every page")).into_bytes()
}

fn period(words: &Words, report: &Report) -> Period {
    let staffing = &report.staffing;
    let measured = |value| measured(words, report, value);
    let mentions = report.is_measured().then(|| words.count(report.mentions));
    Period {
        id: report.period.id.clone(),
        name: words.period(&report.period),
        mentions: mentions.unwrap_or_else(|| words.not_measured()),
        conversations_per_day: measured(staffing.conversations_per_day),
        net: words.maybe_points(report.tone.net),
        hours_per_day: measured(staffing.hours_per_day),
        fte: measured(staffing.fte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn a_period_without_data_shows_no_zeros_for_rates() {
        let full = period(Words::english(), &fixture::report());
        assert_eq!(
            [full.conversations_per_day, full.hours_per_day, full.fte],
            ["39.0", "13.0", "3.8"]
        );
        let mut report = fixture::silent_report();
        assert_eq!(period(Words::english(), &report).hours_per_day, "0");
        report.window = None;
        let unseen = period(Words::english(), &report);
        assert_eq!([unseen.mentions, unseen.hours_per_day], ["not measured", "not measured"]);
    }
}
