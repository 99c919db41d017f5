//! Gives the mentions of a period the ids by which an audit draws them: fixed hashes of what identifies a mention, and of the period.
//!
//! The ids do not depend on the names and the order of the exports, nor on other mentions, so the same rows are drawn at any time and on any
//! machine. Nothing of a platform can be read from an id.

use std::fmt;
use std::str::FromStr;

use super::hashed::{UnpaddedMap, mix};
use super::identity::{Keys, hash};

/// The id of a mention in the audit of a period, 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DrawId(u64);

impl DrawId {
    /// The first id from this hash on that no spreadsheet takes for a number, as it would `12345678901234e5`.
    fn from_hash(mut hash: u64) -> Self {
        let has_letter = |hash: u64| {
            let mut digits = (0..16).map(|place| hash >> (4 * place) & 0xf);
            digits.any(|digit| matches!(digit, 0xa..=0xd | 0xf))
        };
        while !has_letter(hash) {
            hash = mix(hash);
        }
        Self(hash)
    }

    /// Its rank in the draw: of each stratum those of the smallest ranks are drawn. A second hash, so that no id shows how rare the label of its
    /// mention is.
    pub fn rank(self) -> u64 {
        mix(self.0)
    }
}

impl fmt::Display for DrawId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// An id as [`Display`](fmt::Display) writes it, in letters of any case.
impl FromStr for DrawId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let are_digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let id = u64::from_str_radix(text, 16).ok().filter(|_| are_digits);
        id.map(Self).ok_or(())
    }
}

/// Gives ids to the mentions of one period, in the order of their exports.
#[derive(Debug)]
pub struct DrawIds {
    period: String,
    /// How many mentions nothing distinguishes so far, by their hash.
    seen: UnpaddedMap<u32>,
}

impl DrawIds {
    /// The ids of a period, by the name of its folder.
    pub fn new(period: &str) -> Self {
        Self { period: period.to_owned(), seen: UnpaddedMap::default() }
    }

    /// The id of the next mention of the channel of this id. Of mentions that nothing distinguishes each gets an id of its own, so call this
    /// once for every mention of the period that is no duplicate, whatever its status.
    pub fn next(&mut self, channel: &str, keys: &Keys) -> DrawId {
        let first = first_hash(&self.period, channel, keys);
        let seen = self.seen.entry(first.into()).or_default();
        let again = mix(u64::from(std::mem::replace(seen, *seen + 1)));
        DrawId::from_hash(if *seen == 1 { first } else { mix(first ^ again) })
    }
}

/// The hash of a mention in a period.
fn first_hash(period: &str, channel: &str, keys: &Keys) -> u64 {
    let part = |key: Option<u64>| key.unwrap_or_default().to_le_bytes();
    let (id, url, words, written) =
        (part(keys.id), part(keys.url), part(keys.words), keys.written.to_le_bytes());
    let writing = keys.writing.bits().to_le_bytes();
    let (period, channel) = (period.as_bytes(), channel.as_bytes());
    // An address may be that of a page with many posts.
    match keys.id {
        Some(_) => hash(&[b"id", period, channel, &id]),
        None => hash(&[b"written", period, channel, &url, &words, &written, &writing]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::time::Precision;
    use crate::units::Timestamp;

    fn keys(id: Option<&str>, text: &str) -> Keys {
        let at = (Timestamp::from_second(9).unwrap(), Precision::Second);
        Keys::of("x", id, None, None, at, text)
    }

    #[test]
    fn an_id_depends_on_the_mention_and_the_period_alone() {
        let (one, other) = (keys(Some("1"), "tea"), keys(Some("2"), "tea"));
        let (mut may, mut again) = (DrawIds::new("2028-05"), DrawIds::new("2028-05"));
        let ids = [may.next("x", &one), may.next("x", &other)];
        assert_eq!([again.next("x", &other), again.next("x", &one)], [ids[1], ids[0]]);
        assert_ne!(DrawIds::new("2028-06").next("x", &one), ids[0]);
        assert_ne!(DrawIds::new("2028-05").next("shop", &one), ids[0]);
        assert_eq!(keys(Some("1"), "Tea, edited").id, one.id);
        // Ids are committed, so no version may change them.
        assert_eq!(ids[0].to_string(), "7c5f5efc18e5556b");
        assert_eq!(ids[0].rank(), 1_358_943_605_707_096_735);
    }

    #[test]
    fn mentions_that_nothing_distinguishes_have_ids_of_their_own() {
        let (mut may, tea) = (DrawIds::new("2028-05"), keys(None, "tea"));
        let ids = [may.next("x", &tea), may.next("x", &tea), may.next("x", &tea)];
        assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2]);
        assert_ne!(may.next("x", &keys(None, "coffee")), ids[0]);
    }

    #[test]
    fn no_id_looks_like_a_number() {
        for number in [0, 0x1234_5678_9012_34e5, 0x1234_5678_9012_3456, 0xabcd] {
            let id = DrawId::from_hash(number).to_string();
            assert!(id.parse::<f64>().is_err(), "{id}");
        }
        assert_eq!(DrawId::from_hash(0xabcd), DrawId(0xabcd));
    }

    #[test]
    fn an_id_is_read_as_it_is_written() {
        let id = DrawId::from_hash(0x00ab_cdef_0123_4567);
        assert_eq!(id.to_string(), "00abcdef01234567");
        assert_eq!(["00abcdef01234567", "00ABCDEF01234567"].map(str::parse), [Ok(id), Ok(id)]);
        for other in ["", "abcdef01234567", "1.2E+15", "+0abcdef01234567"] {
            assert_eq!(other.parse::<DrawId>(), Err(()), "{other}");
        }
    }
}
