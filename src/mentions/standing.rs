//! What becomes of a readable row: the first reason that applies, in the order of contract section 5.
//!
//! The only place that remembers earlier rows, so rows must come in the order of (path, line).

use super::Standing;
use super::identity::Seen;
use super::reader::Reading;
use super::relevance::Relevance;

/// Judges rows one after the other.
#[derive(Debug, Default)]
pub struct Judge {
    seen: Seen,
}

impl Judge {
    /// Judges the next row of a file, and says why where the standing alone does not.
    pub fn judge(&mut self, file: u32, reading: &Reading) -> (Standing, &'static str) {
        if self.seen.is_repeat(file, &reading.keys) {
            (Standing::Duplicate, "")
        } else if reading.mention.is_own {
            (Standing::Own, "")
        } else if reading.mention.is_repost {
            (Standing::Repost, "")
        } else {
            match reading.relevance {
                Relevance::Relevant => (Standing::Used, ""),
                Relevance::Competitor => (Standing::NotRelevant, "competitor"),
                Relevance::Unrelated => (Standing::NotRelevant, "no keyword"),
            }
        }
    }
}
