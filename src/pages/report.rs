//! The page of one period: page one, then the sections in order.

use askama::Template;

use super::SiteInput;
use super::front::{Front, front};
use super::markup::{Markup, clean};
use super::section::Section;
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
    why: Markup,
    front: Front<'a>,
    sections: &'a [Section],
    words: &'a Words,
}

/// The page's bytes.
///
/// # Panics
///
/// Never: the templates write to memory.
pub(super) fn page(input: &SiteInput<'_>, report: &Report, sections: &[Section]) -> Vec<u8> {
    let (words, brief) = (input.words, input.brief);
    let period = words.period(&report.period);
    let page = Page {
        root: "../",
        title: say!(words, "page-title-period", client = &brief.client, period = period),
        strip: strip(input, facts(words, report)),
        why: Markup::from(&prose::inline(&brief.why)),
        front: front(input, report, sections),
        sections,
        words,
    };
    clean(&page.render().expect("memory takes every page")).into_bytes()
}

fn facts(words: &Words, report: &Report) -> Vec<(String, String)> {
    let data = match report.window {
        Some(window) => words.date_with_weekday(window.to),
        None => words.text("page-no-day"),
    };
    let period = words.period(&report.period);
    vec![(words.text("page-period"), period), (words.text("page-data"), data)]
}
