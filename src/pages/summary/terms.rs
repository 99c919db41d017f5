//! `terms`, `terms_by_tone` and `terms_by_channel`: the words that stand out.

use serde::Serialize;

use super::finite;
use crate::insights::change::BASE_WEEKS;
use crate::insights::terms::BASE_MONTHS;
use crate::insights::{BaseLength, PeriodTerms, TermFigures};

/// A term with the accounts that used it on its side and on the other.
#[derive(Serialize)]
pub(super) struct CountedTerm<'a> {
    term: &'a str,
    mentions: u64,
    authors: u64,
    other_authors: u64,
    z: f64,
}

/// A term of the period against the weeks before.
#[derive(Serialize)]
pub(super) struct RecentTerm<'a> {
    #[serde(flatten)]
    term: CountedTerm<'a>,
    against: Against,
}

/// What it is compared with, and how many of them.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Against {
    Weeks(u32),
    Months(u32),
}

/// The terms of complaint against praise, and of praise against complaint.
#[derive(Serialize)]
pub(super) struct ByTone<'a> {
    complaint: Vec<CountedTerm<'a>>,
    praise: Vec<CountedTerm<'a>>,
}

/// The terms of a channel against all others.
#[derive(Serialize)]
pub(super) struct OfChannel<'a> {
    channel: &'a str,
    terms: Vec<CountedTerm<'a>>,
}

pub(super) fn recent(terms: &PeriodTerms) -> Option<Vec<RecentTerm<'_>>> {
    let recent = terms.recent.as_ref()?;
    let against = || match recent.length {
        BaseLength::Weeks => Against::Weeks(BASE_WEEKS),
        BaseLength::Months => Against::Months(BASE_MONTHS),
    };
    let of = |figures| RecentTerm { term: term(figures), against: against() };
    Some(recent.terms.iter().map(of).collect())
}

pub(super) fn by_tone(terms: &PeriodTerms) -> Option<ByTone<'_>> {
    let (complaint, praise) = terms.complaint.as_deref().zip(terms.praise.as_deref())?;
    Some(ByTone { complaint: all(complaint), praise: all(praise) })
}

pub(super) fn by_channel(terms: &PeriodTerms) -> Option<Vec<OfChannel<'_>>> {
    let channels = terms.channels.as_ref()?.iter();
    Some(channels.map(|(channel, terms)| OfChannel { channel, terms: all(terms) }).collect())
}

fn all(terms: &[TermFigures]) -> Vec<CountedTerm<'_>> {
    terms.iter().map(term).collect()
}

fn term(figures: &TermFigures) -> CountedTerm<'_> {
    CountedTerm {
        term: &figures.term,
        mentions: figures.mentions,
        authors: figures.authors,
        other_authors: figures.other_authors,
        z: finite(figures.z),
    }
}
