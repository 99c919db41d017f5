//! The page of one period: page one, then the sections in order.

use askama::Template;

use super::SiteInput;
use super::front::{Front, front, is_short, shown};
use super::markup::{Markup, finished};
use super::section::Section;
use super::sections::Figures;
use super::strip::{Strip, strip};
use super::words::{Words, say};
use crate::brief::prose;
use crate::insights::Report;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    root: &'static str,
    title: String,
    strip: Strip,
    /// The question that the report answers.
    why: Markup,
    front: Front<'a>,
    /// Those that this report shows.
    sections: Vec<&'a Section>,
    is_short: bool,
    words: &'a Words,
}

/// The page's bytes.
///
/// # Panics
///
/// Never: the templates write to memory.
pub(super) fn page(input: &SiteInput<'_>, report: &Report, figures: &Figures) -> Vec<u8> {
    let (words, brief) = (input.words, input.brief);
    let period = words.period(&report.period);
    let page = Page {
        root: "../",
        title: say!(words, "page-title-period", client = &brief.client, period = period),
        strip: strip(input, observed(words, report)),
        why: Markup::from(&prose::inline(&brief.why)),
        front: front(input, report, figures),
        sections: shown(report, figures),
        is_short: is_short(report),
        words,
    };
    finished(&page.render().expect("memory takes every page")).into_bytes()
}

/// `data to Tuesday 30 June 2026`.
fn observed(words: &Words, report: &Report) -> String {
    match report.window {
        Some(window) => say!(words, "page-data", day = words.date_with_weekday(window.to)),
        None => words.text("page-no-day"),
    }
}
