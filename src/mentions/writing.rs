//! A 32-bit digest of author, instant and text of a row, to detect two mentions with one id or address.
//!
//! Equal rows have equal digests. Different parts agree by chance once in about one to two thousand; such rows count as one mention.

use super::hashed::low_bits;
use super::identity::hash;

/// Some bits of the hashes of author, instant and text; 0 for a part that is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Writing(u32);

impl Writing {
    const INSTANT_BITS: u32 = 11;
    const TEXT_BITS: u32 = 10;

    pub(super) fn new(account: Option<u64>, instant: u64, text: &str) -> Self {
        let bits = |hash: u64, bits: u32| low_bits(hash) % ((1 << bits) - 1) + 1;
        let author =
            account.map_or(0, |account| bits(account, 32 - Self::INSTANT_BITS - Self::TEXT_BITS));
        let text = beginning_key(text).map_or(0, |text| bits(text, Self::TEXT_BITS));
        let instant = bits(instant, Self::INSTANT_BITS);
        Self(
            (author << (Self::INSTANT_BITS + Self::TEXT_BITS))
                | (instant << Self::TEXT_BITS)
                | text,
        )
    }

    fn parts(self) -> [u32; 3] {
        let Self(bits) = self;
        let instant = (bits >> Self::TEXT_BITS) & ((1 << Self::INSTANT_BITS) - 1);
        [
            bits >> (Self::INSTANT_BITS + Self::TEXT_BITS),
            instant,
            bits & ((1 << Self::TEXT_BITS) - 1),
        ]
    }

    /// Whether the rows are two mentions: both authors are known and differ, and every other part that both have differs, at least one of them.
    ///
    /// Without authors they may be one mention: two tools may round the time of an article differently and truncate its text.
    pub(super) fn is_another(self, other: Self) -> bool {
        let [author, instant, text] = self.parts();
        let [their_author, their_instant, their_text] = other.parts();
        let differs = |part: u32, theirs: u32| part > 0 && theirs > 0 && part != theirs;
        let may_differ = |part: u32, theirs: u32| part == 0 || theirs == 0 || part != theirs;
        differs(author, their_author)
            && (differs(instant, their_instant) || differs(text, their_text))
            && may_differ(instant, their_instant)
            && may_differ(text, their_text)
    }

    pub(super) fn has_another_text(self, other: Self) -> bool {
        let ([.., this], [.., that]) = (self.parts(), other.parts());
        this > 0 && that > 0 && this != that
    }
}

/// The key of the first letters of a text, without case, punctuation and spaces, because tools truncate texts. `None` if there is no letter.
fn beginning_key(text: &str) -> Option<u64> {
    const LETTERS: usize = 32;
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let mut letters = [0; LETTERS];
    let mut count = 0;
    for (letter, byte) in letters.iter_mut().zip(text.bytes().filter(is_letter)) {
        *letter = byte.to_ascii_lowercase();
        count += 1;
    }
    (count > 0).then(|| hash(&[&letters[..count]]))
}
