//! The page of one period: page one, then the sections in order.

use askama::Template;

use super::SiteInput;
use super::format::dates;
use super::front::{Front, front};
use super::markup::{Markup, clean};
use super::section::Section;
use super::strip::{Strip, strip};
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
}

/// The page's bytes.
///
/// # Panics
///
/// Never: the templates write to memory.
pub(super) fn page(input: &SiteInput<'_>, report: &Report, sections: &[Section]) -> Vec<u8> {
    let brief = input.brief;
    let page = Page {
        root: "../",
        title: format!("Social map: {}, {}", brief.client, dates::period(&report.period)),
        strip: strip(input, facts(report)),
        why: Markup::from(&prose::inline(&brief.why)),
        front: front(input, report, sections),
        sections,
    };
    clean(&page.render().expect("memory takes every page")).into_bytes()
}

fn facts(report: &Report) -> Vec<(&'static str, String)> {
    let data =
        report.window.map_or_else(|| "no day observed".to_owned(), |window| dates::long(window.to));
    vec![("Period", dates::period(&report.period)), ("Data up to", data)]
}
