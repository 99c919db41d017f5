//! A 32-bit digest of author, instant and text of a row, to detect two mentions with one id or address.
//!
//! Equal rows have equal digests. Different parts agree by chance once in about one to two thousand; such rows count as one mention.

use super::hashed::{low_bits, mix};

/// Some bits of the hashes of author, instant and text; 0 for a part that is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Writing(u32);

impl Writing {
    const INSTANT_BITS: u32 = 11;
    const TEXT_BITS: u32 = 10;

    pub(super) fn new(account: Option<u64>, instant: Option<u64>, text: &str) -> Self {
        let bits = |hash: u64, bits: u32| low_bits(hash) % ((1 << bits) - 1) + 1;
        let author =
            account.map_or(0, |account| bits(account, 32 - Self::INSTANT_BITS - Self::TEXT_BITS));
        let text = beginning_key(text).map_or(0, |text| bits(text, Self::TEXT_BITS));
        let instant = instant.map_or(0, |instant| bits(instant, Self::INSTANT_BITS));
        Self(
            (author << (Self::INSTANT_BITS + Self::TEXT_BITS))
                | (instant << Self::TEXT_BITS)
                | text,
        )
    }

    /// All bits.
    pub(super) fn bits(self) -> u32 {
        self.0
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

    /// The bits of the text; 0 if there is none.
    pub(super) fn text(self) -> u32 {
        self.parts()[2]
    }

    /// Whether author or instant differ; a part that only one of the two knows differs.
    pub(super) fn has_another_author_or_instant(self, other: Self) -> bool {
        self.parts()[..2] != other.parts()[..2]
    }

    pub(super) fn has_another_text(self, other: Self) -> bool {
        let ([.., this], [.., that]) = (self.parts(), other.parts());
        this > 0 && that > 0 && this != that
    }
}

/// The key of the first letters of a text, without case, punctuation and spaces, because tools truncate texts. `None` if there is no letter.
fn beginning_key(text: &str) -> Option<u64> {
    let mut letters = [0; LETTERS];
    let mut count = 0;
    for byte in text.bytes() {
        // Without a branch on the byte: what is not a letter is overwritten by the next letter.
        letters[count] = LOWER[usize::from(byte)];
        count += usize::from(letters[count] > 0);
        if count == LETTERS {
            break;
        }
    }
    let (eights, _) = letters.as_chunks::<8>();
    let key = eights.iter().fold(0, |key, eight| mix(key ^ u64::from_le_bytes(*eight)));
    (count > 0).then_some(key)
}

const LETTERS: usize = 32;

/// For each byte: a letter or digit in lower case; a byte of a character beyond ASCII unchanged; else zero.
const LOWER: [u8; 256] = {
    let (mut lower, mut byte) = ([0; 256], 0);
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let this = byte as u8;
        if this.is_ascii_alphanumeric() || !this.is_ascii() {
            lower[byte] = this.to_ascii_lowercase();
        }
        byte += 1;
    }
    lower
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_text_depends_on_its_first_letters_alone() {
        let keys = ["It drips!", "it  DRIPS", "\u{201c}It\u{201d} drips"].map(beginning_key);
        assert_eq!(keys[0], keys[1]);
        assert_ne!(keys[0], keys[2], "punctuation beyond ASCII counts as letters");
        let long = "It drips on the table and on the floor, every day";
        let cut = &long[..44];
        assert_eq!(beginning_key(long), beginning_key(cut));
        assert_ne!(beginning_key(long), beginning_key(&long[..30]));
        assert_ne!(beginning_key("12 \u{20ac}"), beginning_key("12 \u{a3}"));
        for nothing in ["", " ", "?!"] {
            assert_eq!(beginning_key(nothing), None, "{nothing}");
        }
    }
}
