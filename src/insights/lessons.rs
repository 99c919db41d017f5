//! What others in the company should hear of a period: topics whose share moved, words that stand out, and ideas (docs/method.md, Lessons).
//!
//! Nothing is computed anew: the verdicts are those of the topics and terms, so that two sections cannot disagree.

use super::change::FEWEST_MENTIONS;
use super::kinds;
use super::{ChangeVerdict, KindFigures, Report, TermFigures, TopicFigures, TopicsFigures};
use crate::brief::Kind;

/// The lessons of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Lessons<'a> {
    /// The topics that rose or fell, at least probably; those that surely did first, then by the change of their share. `None`: the brief
    /// declares none, or none has a verdict.
    pub topics: Option<Vec<(&'a TopicFigures, ChangeVerdict)>>,
    /// The words that stand out, most distinctive first; `None`: not compared.
    pub terms: Option<&'a [TermFigures]>,
    /// Ideas and suggestions; `None`: kinds were not measured.
    pub ideas: Option<KindFigures>,
}

impl Lessons<'_> {
    /// How many lessons there are; ideas are one.
    pub fn count(&self) -> usize {
        let ideas = self.ideas.is_some_and(|ideas| ideas.mentions > 0);
        self.topics.as_ref().map_or(0, Vec::len)
            + self.terms.map_or(0, <[_]>::len)
            + usize::from(ideas)
    }
}

/// The lessons of a report; `None`: under 30 mentions, or nothing was compared and there are no ideas.
pub fn lessons(report: &Report) -> Option<Lessons<'_>> {
    if report.mentions < FEWEST_MENTIONS {
        return None;
    }
    let has_verdict = |topics: &&TopicsFigures| topics.declared().any(|it| it.verdict.is_some());
    let compared = report.topics.as_ref().filter(has_verdict);
    let topics = compared.map(|topics| {
        let mut moved: Vec<(&TopicFigures, ChangeVerdict)> = topics
            .declared()
            .filter_map(|topic| Some((topic, topic.verdict?)))
            .filter(|(_, verdict)| *verdict != ChangeVerdict::Unclear)
            .collect();
        let is_sure = |verdict| matches!(verdict, ChangeVerdict::Rose | ChangeVerdict::Fell);
        moved.sort_by(|(one, verdict), (other, others)| {
            is_sure(*others).cmp(&is_sure(*verdict)).then(other.by_change(one))
        });
        moved
    });
    let terms = report.terms.recent.as_ref().map(|recent| recent.terms.as_slice());
    let ideas = report.kinds.as_ref().and_then(|kinds| {
        kinds::figures(&kinds.all, report.tone.spread).find(|figures| figures.kind == Kind::Idea)
    });
    let lessons = Lessons { topics, terms, ideas };
    let is_compared = lessons.topics.is_some() || lessons.terms.is_some();
    (is_compared || lessons.count() > 0).then_some(lessons)
}
