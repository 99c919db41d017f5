//! The sections of the report, one file each, and the one list of them.
//!
//! [`SECTIONS`] decides which sections exist and their order. Anchors, numbers, the list of contents, the names of the analyst's
//! notes, data files and charts follow from it.

pub(super) mod actions;
pub(super) mod changes;
mod method;
pub(super) mod objectives;
pub(super) mod people;
pub(super) mod response;
pub(super) mod staffing;
pub(super) mod topics;
pub(super) mod voice;
pub(super) mod when;

use super::channels::channels;
use super::map::{SocialMap, social_map};
use super::markup::Markup;
use super::section::{Section, SectionInput, StatedBy, without_missing};
use super::{SiteInput, front};
use crate::brief::Metric;
use crate::brief::notes::AnalystNote;
use crate::insights::findings::{Finding, Unknown};
use crate::insights::{self, Report};

/// A section: its id, which is the name of its file and of the analyst's notes on it, and the function that makes it.
type Entry = (&'static str, fn(&SectionInput<'_>) -> Section);

const SECTIONS: [Entry; 10] = [
    ("objectives", objectives::section),
    ("changes", changes::section),
    ("when", when::section),
    ("topics", topics::section),
    ("voice", voice::section),
    ("people", people::section),
    ("staffing", staffing::section),
    ("response", response::section),
    ("actions", actions::section),
    ("method", method::section),
];

/// Every finding, every unknown and the figure of every objective is stated by one section.
pub(super) const STATED_BY: StatedBy = StatedBy {
    finding: |finding| match finding {
        Finding::Missed { .. } => "objectives",
        Finding::Volume(_) | Finding::Tone { .. } | Finding::Peak { .. } | Finding::TonePeak(_) => {
            "changes"
        }
        Finding::Topics { .. } => "topics",
        Finding::Outside { .. } => "when",
        Finding::NoOwner { .. } | Finding::NoDepartment { .. } => "staffing",
        Finding::Late { .. } => "response",
    },
    unknown: |unknown| match unknown {
        Unknown::NoLabels
        | Unknown::Unlabelled { .. }
        | Unknown::Unchecked
        | Unknown::Change { .. }
        | Unknown::Peaks => "changes",
        Unknown::NoHours | Unknown::Undated(_) => "when",
        Unknown::Minutes { .. } | Unknown::Need | Unknown::Threads | Unknown::Cover => "staffing",
        Unknown::Answers | Unknown::Quality => "response",
        Unknown::Days { .. }
        | Unknown::History { .. }
        | Unknown::FewMentions(_)
        | Unknown::Authors
        | Unknown::FewAccounts { .. }
        | Unknown::OneAccount { .. }
        | Unknown::Gap { .. }
        | Unknown::Channel { .. } => "method",
    },
    metric: |metric| match metric {
        Metric::Mentions | Metric::NetSentiment | Metric::PositiveShare | Metric::NegativeShare => {
            "changes"
        }
        Metric::Conversations => "staffing",
        Metric::ShareOfVoice => "voice",
        Metric::ProblemShare | Metric::QuestionShare => "topics",
        Metric::Advocates | Metric::ReturningAuthors | Metric::Reach | Metric::Engagement => {
            "people"
        }
        Metric::ResponseTimeMedian | Metric::AnsweredInTime => "response",
    },
};

/// Names that notes of earlier versions have, with the place that they belong to today.
const FORMER_NAMES: [(&str, &str); 4] =
    [("tone", "changes"), ("where", "people"), ("languages", "people"), ("brief", "people")];

/// The figures of one report.
pub(super) struct Figures {
    /// The figure of page one.
    pub(super) map: SocialMap,
    /// The sections after it, in order.
    pub(super) sections: Vec<Section>,
}

/// The figures of one report.
pub(super) fn figures(site: &SiteInput<'_>, report: &Report) -> Figures {
    let channels = channels(site.words, site.brief, report);
    let findings = insights::findings(report, site.brief);
    let analyst = |id: &str| -> Vec<Markup> {
        notes(site, report, id).into_iter().map(|note| Markup::from(&note.whole)).collect()
    };
    let input = |id, number| SectionInput {
        id,
        number,
        words: site.words,
        brief: site.brief,
        brief_sha256: site.brief_sha256,
        ledger: site.ledger,
        suspicions: site.suspicions,
        analyst: &analyst,
        report,
        channels: &channels,
        findings: &findings,
        stated_by: STATED_BY,
    };
    let numbered = (1..).zip(SECTIONS);
    let sections: Vec<Section> =
        numbered.map(|(number, (id, section))| section(&input(id, number))).collect();
    let sections = without_missing(site.words, sections, front::is_short(report));
    Figures { map: social_map(&input(front::MAP, 0)), sections }
}

/// The analyst's notes on a section or on a part of page one, also those under a former name.
pub(super) fn notes<'a>(site: &SiteInput<'a>, report: &Report, id: &str) -> Vec<&'a AnalystNote> {
    let former = FORMER_NAMES.iter().filter(|(_, now)| *now == id).map(|(name, _)| *name);
    let names = [id].into_iter().chain(former);
    names.flat_map(|name| (site.notes)(&report.period.id, Some(name))).collect()
}

/// The ids of the sections, in their order.
pub fn section_ids() -> Vec<&'static str> {
    SECTIONS.iter().map(|(id, _)| *id).collect()
}

/// The names that a file of the analyst's notes can have: page one, its map and its decision, the sections in their order, then former
/// names of both.
pub fn note_names() -> Vec<&'static str> {
    let former = FORMER_NAMES.map(|(name, _)| name);
    let page_one = [front::ID, front::MAP, front::DECISION].into_iter();
    page_one.chain(SECTIONS.map(|(id, _)| id)).chain(former).collect()
}
