//! Validates `own_content`: what the client's own posts are held against.

use super::{Check, Field, section};
use crate::brief::OwnContent;
use crate::brief::raw::RawOwnContent;

/// The majority is about something else, and answers others.
const HALF: f64 = 0.5;

impl Check<'_> {
    pub(super) fn own_content(&mut self, field: Field<RawOwnContent>) -> OwnContent {
        let raw = section(field);
        let is_share = |share: f64| (0.0..=1.0).contains(&share);
        OwnContent {
            max_self_share: self.share(
                raw.max_self_share,
                "own_content.max_self_share",
                HALF,
                "the largest share of own posts that may name the client, as a fraction",
                is_share,
            ),
            min_reply_share: self.share(
                raw.min_reply_share,
                "own_content.min_reply_share",
                HALF,
                "the smallest share of own posts that should answer somebody else, as a fraction",
                is_share,
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::validate::tests::assert_refused;

    #[test]
    fn shares_are_fractions() {
        assert_refused(&[
            ("own_content: {max_self_share: 50}", "`own_content.max_self_share` is `50`"),
            ("own_content: {min_reply_share: -0.1}", "`own_content.min_reply_share` is `-0.1`"),
            ("own_content: {max: 0.5}", "unknown key `max` under `own_content`"),
        ]);
    }
}
