//! Finds the mentions that may be worth an answer: their points for what they say and for who wrote them, by the weights of the brief.
//!
//! Whether somebody answered, and the age, are known only once all rows are read. So a mention is kept here if it reaches the cut without an
//! answer and without age.

use std::collections::BTreeSet;

use memchr::memchr_iter;
use serde::{Deserialize, Serialize};

use super::tone::Tone;
use crate::brief::{Kind, Opportunity};

/// What is known of an opening from its row alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Opening {
    /// Points without those for the missing answer and for age.
    pub points: u32,
    /// Whether it names an account of the client with `@`.
    pub is_addressed: bool,
    /// Whether its author is known to have few followers.
    pub is_small_network: bool,
}

impl Opportunity {
    /// The points of a kind.
    pub fn of_kind(&self, kind: Kind) -> u32 {
        let weights = &self.weights;
        match kind {
            Kind::Problem => weights.problem,
            Kind::Question => weights.question,
            Kind::Idea => weights.idea,
            Kind::Tip => weights.tip,
            Kind::Experience => weights.experience,
            Kind::Other | Kind::Unclassified => 0,
        }
    }

    /// The opening that a mention is, if it can reach the cut. `is_addressed` and `followers` are asked only of those.
    pub(crate) fn opening(
        &self,
        (kind, tone): (Kind, Tone),
        is_addressed: impl FnOnce() -> bool,
        followers: impl FnOnce() -> Option<u64>,
    ) -> Option<Opening> {
        let weights = &self.weights;
        let negative = if tone == Tone::Negative { weights.negative } else { 0 };
        let said = self.of_kind(kind) + negative;
        if said + weights.unanswered + weights.addressed + weights.small_network < self.cut {
            return None;
        }
        let is_addressed = is_addressed();
        let is_small_network = followers().is_some_and(|followers| followers <= self.small_network);
        let addressed = if is_addressed { weights.addressed } else { 0 };
        let small = if is_small_network { weights.small_network } else { 0 };
        let points = said + addressed + small;
        let can_reach = points + weights.unanswered >= self.cut;
        can_reach.then_some(Opening { points, is_addressed, is_small_network })
    }
}

/// Whether a folded text names one of these folded handles with `@`. An address of mail names none.
pub(super) fn names_handle(text: &[u8], handles: &BTreeSet<String>) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || !byte.is_ascii();
    memchr_iter(b'@', text).any(|at| {
        let is_mail = text[..at].last().is_some_and(is_word);
        let rest = &text[at + 1..];
        let whole = rest.iter().take_while(|byte| is_word(byte) || **byte == b'.').count();
        let first = rest.iter().take_while(|byte| is_word(byte)).count();
        let is_known = |end: usize| {
            let name = std::str::from_utf8(&rest[..end]).unwrap_or_default();
            handles.contains(name.trim_end_matches('.'))
        };
        !is_mail && (is_known(whole) || is_known(first))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kind: Kind, tone: Tone, is_addressed: bool, followers: Option<u64>) -> Option<u32> {
        let rule = Opportunity::default();
        rule.opening((kind, tone), || is_addressed, || followers).map(|opening| opening.points)
    }

    #[test]
    fn a_mention_is_kept_if_it_reaches_the_cut_without_an_answer() {
        assert_eq!(found(Kind::Problem, Tone::Negative, true, Some(500)), Some(7));
        assert_eq!(found(Kind::Question, Tone::Neutral, false, None), Some(3));
        assert_eq!(found(Kind::Tip, Tone::Positive, false, Some(501)), None);
        assert_eq!(found(Kind::Tip, Tone::Positive, false, Some(12)), Some(3));
        assert_eq!(found(Kind::Experience, Tone::Positive, false, Some(12)), None);
        assert_eq!(found(Kind::Experience, Tone::Negative, false, Some(12)), Some(3));
        assert_eq!(found(Kind::Other, Tone::Negative, true, None), Some(3), "it speaks to us");
    }

    #[test]
    fn a_handle_is_named_with_its_sign_and_whole() {
        let handles = ["acme", "acme.tea", "acme_help"].map(str::to_owned).into();
        for text in ["hi @acme, please", "@acme.tea", "(@acme_help)", "@acme.", "@acme.org is"] {
            assert!(names_handle(text.as_bytes(), &handles), "{text}");
        }
        for text in ["acme", "ann@acme", "@acmeville", "@ acme", "@", ""] {
            assert!(!names_handle(text.as_bytes(), &handles), "{text}");
        }
    }
}
