//! Decides which rows are the same mention, and which names are the same account.
//!
//! Identity is the first available of: a trusted id within the channel; the address of a post; channel, author, instant and
//! text, all present. Rows of one file whose trusted ids differ are never joined by their address, and an address with several authors or
//! instants in one file belongs to a page that posts link to, not to a post. Only 64-bit hashes are kept: at most 48 bytes per mention.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::hash::Hasher;

use memchr::memchr2;
use siphasher::sip::SipHasher13;

use super::address::{address_key, is_status_id, status_key};
use super::folded::lower;
use super::hashed::{UnpaddedMap, low_bits, mix};
use super::part;
use super::time::Precision;
use super::writing::Writing;
use crate::exports::format::is_invisible;
use crate::units::Timestamp;

/// Hashes parts that belong together into 64 bits, the same on every machine and in every version.
///
/// The parts are length-prefixed, so `("ab", "c")` and `("a", "bc")` differ. Among 30 million keys the chance that any two
/// collide is 1 in 40 000.
pub fn key(parts: &[&str]) -> u64 {
    hash(parts)
}

/// The same for parts that are not text.
pub fn hash<P: AsRef<[u8]>>(parts: &[P]) -> u64 {
    /// Most calls fit: one write takes half the time of several.
    const ROOM: usize = 256;
    let mut room = [0; ROOM];
    let mut end = 0;
    for part in parts.iter().map(AsRef::as_ref) {
        let start = end + size_of::<u64>();
        let Some(place) = room.get_mut(end..start + part.len()) else { return hash_long(parts) };
        let (length, bytes) = place.split_at_mut(size_of::<u64>());
        length.copy_from_slice(&(part.len() as u64).to_le_bytes());
        bytes.copy_from_slice(part);
        end = start + part.len();
    }
    SipHasher13::new().hash(&room[..end])
}

fn hash_long<P: AsRef<[u8]>>(parts: &[P]) -> u64 {
    let mut hasher = SipHasher13::new();
    for part in parts.iter().map(AsRef::as_ref) {
        hasher.write(&(part.len() as u64).to_le_bytes());
        hasher.write(part);
    }
    hasher.finish()
}

/// The identity of an account within its channel: handle without `@`, folded.
pub fn author_key(author: &str) -> u64 {
    handle_key(&fold_handle(author))
}

/// The same for a handle that is folded already.
pub(super) fn handle_key(folded: &str) -> u64 {
    key(&[folded])
}

/// Folds a handle: trimmed, also of marks of the direction of writing, without a leading `@`, lower case.
pub fn fold_handle(handle: &str) -> Cow<'_, str> {
    let handle = handle.trim();
    // Phones write marks of direction around names.
    let has_marks = !handle.as_bytes().first().is_some_and(u8::is_ascii)
        || !handle.as_bytes().last().is_some_and(u8::is_ascii);
    let handle = if has_marks { handle.trim_matches(is_blank_or_invisible) } else { handle };
    lower(handle.trim_start_matches('@'))
}

fn is_blank_or_invisible(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// The keys by which two rows are recognised as the same mention.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Keys {
    /// Channel and trusted id.
    #[serde(with = "part::hash_option")]
    pub id: Option<u64>,
    /// Canonical address of a post.
    #[serde(with = "part::hash_option")]
    pub url: Option<u64>,
    /// Channel, author, instant and text, all present: used where neither id nor address decides.
    #[serde(with = "part::hash_option")]
    pub words: Option<u64>,
    /// Author, where known, and instant: equal in all rows of one post.
    #[serde(with = "part::hash")]
    pub written: u64,
    /// Author, instant and text, to see whether two rows under one id or address are two mentions.
    pub writing: Writing,
}

impl Keys {
    /// One hash of them: that of the id, else of all that distinguishes the mention.
    pub fn hash(&self) -> u64 {
        let address = mix(self.url.unwrap_or_default());
        let words = mix(address ^ self.words.unwrap_or_default());
        self.id.unwrap_or_else(|| mix(words ^ self.written ^ u64::from(self.writing.bits())))
    }

    /// The keys of a mention in the channel of this id: its trusted id, its address, its author's [`author_key`], when it was written, how
    /// exactly that is known, and its text. Midnight is known to the minute at best.
    pub fn of(
        channel: &str,
        id: Option<&str>,
        url: Option<&str>,
        account: Option<u64>,
        (instant, precision): (Timestamp, Precision),
        text: &str,
    ) -> Self {
        let id = id.filter(|id| !is_rounded(id));
        // Another tool may state the address of the post instead of its id.
        let of_id = || id.filter(|id| channel == "x" && is_status_id(id)).map(status_key);
        let url = url.and_then(address_key).or_else(of_id);
        let id = id.map(|id| key(&["id", channel, id]));
        let instant = mix(instant.as_second().cast_unsigned());
        let written = mix(account.unwrap_or_default() ^ instant);
        let is_to_the_second = precision == Precision::Second;
        let words = match (account, text.is_empty() && !is_to_the_second, id) {
            (Some(_), false, None) => {
                let written = written.to_le_bytes();
                Some(hash(&[b"words", channel.as_bytes(), &written, text.as_bytes()]))
            }
            _ => None,
        };
        // Different mentions may have one day.
        let writing = Writing::new(account, precision.has_hour().then_some(instant), text);
        Self { id, url, words, written, writing }
    }
}

/// What platforms and tools write for an author who is not named, as [`fold_handle`] folds it.
const NOBODIES: [&str; 16] = [
    "[deleted]",
    "[removed]",
    "(deleted)",
    "deleted",
    "deleted user",
    "deleted_user",
    "deleted account",
    "anonymous",
    "anonymous user",
    "anonym",
    "a google user",
    "google user",
    "amazon customer",
    "kindle customer",
    "unknown",
    "unknown user",
];

/// The folded handle of an author; `None` if it is not a name, because many people share it.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::identity::named_handle;
/// assert_eq!(named_handle("@Ada").as_deref(), Some("ada"));
/// for nobody in ["[deleted]", "A Google user", "1,79E+18"] {
///     assert_eq!(named_handle(nobody), None);
/// }
/// ```
pub fn named_handle(author: &str) -> Option<Cow<'_, str>> {
    let handle = fold_handle(author);
    let is_short = author.len() <= 24;
    let is_nobody = is_short && (NOBODIES.contains(&&*handle) || is_rounded(author.trim()));
    (!is_nobody).then_some(handle)
}

/// What programs write where a post has no id.
const FILLERS: [&str; 15] = [
    "-1", "unknown", "false", "true", "#error!", "#value!", "[]", "{}", "[null]", "null", "none",
    "nan", "nat", "n/a", "root",
];

/// An id without what data frames and spreadsheets add to it: `.0` after digits, an apostrophe before. `None` for a filler that means "no id".
///
/// # Examples
///
/// ```
/// use socialmap::mentions::identity::bare_id;
/// assert_eq!(bare_id("'100200300.0"), Some("100200300"));
/// assert_eq!(bare_id("v1.0"), Some("v1.0"));
/// assert_eq!(bare_id("0.0"), None);
/// ```
pub fn bare_id(id: &str) -> Option<&str> {
    let id = id.trim();
    let id = id.strip_prefix('\'').unwrap_or(id);
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let id = id
        .strip_suffix(".0")
        .filter(|whole| are_digits(whole.trim_start_matches('-')))
        .unwrap_or(id);
    let is_filler = id.is_empty()
        || id.bytes().all(|byte| byte == b'0')
        || (id.len() <= 15
            && FILLERS
                .iter()
                .chain(&["[object object]"])
                .any(|filler| id.eq_ignore_ascii_case(filler)));
    (!is_filler).then_some(id)
}

/// Whether a spreadsheet has rounded the id: `5.70306E+17`, `5,70306E+17`, `5.70306e17`. Digits and an `e` without a mark may be a whole id.
pub fn is_rounded(id: &str) -> bool {
    // Most ids have no such letter.
    let Some(at) = memchr2(b'e', b'E', id.as_bytes()) else { return false };
    let (mantissa, exponent) = (&id[..at], &id[at + 1..]);
    let power = exponent.trim_start_matches(['+', ' ']);
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let is_marked = !fraction.is_empty() || power.len() < exponent.len();
    let is_number = are_digits(whole) && (fraction.is_empty() || are_digits(fraction));
    is_marked && is_number && power.len() <= 3 && are_digits(power)
}

/// The mentions seen so far, in reading order.
#[derive(Debug, Default)]
pub struct Seen {
    /// The first writing of each id.
    ids: UnpaddedMap<Writing>,
    urls: UnpaddedMap<Address>,
    /// The file of the first row with these words.
    words: UnpaddedMap<u32>,
}

/// What is kept of the first row of an address, in 12 bytes: half of each key is enough to distinguish the rows of one address.
#[derive(Debug)]
struct Address {
    /// Index of the file, or [`PAGE`].
    file: u32,
    mark: Mark,
    writing: Writing,
}

/// Two posts have this address, so it does not identify a post.
const PAGE: u32 = u32::MAX;

/// What distinguishes the rows of one file that have one address: 31 bits of the id or, without an id, of author and instant. The lowest bit
/// states which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark(u32);

impl Mark {
    fn of(keys: &Keys) -> Self {
        Self(match keys.id {
            Some(id) => low_bits(id) << 1 | 1,
            None => low_bits(keys.written) << 1,
        })
    }

    fn is_of_the_same_kind(self, other: Self) -> bool {
        self.0 & 1 == other.0 & 1
    }
}

/// The row is the same mention as an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// Its text differs from that of the first row.
    pub has_other_text: bool,
}

/// How a row compares with the earlier rows of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UrlMatch {
    New,
    /// The writing of the first row.
    Repeat(Writing),
    NoPost,
}

impl Address {
    fn new(file: u32, keys: &Keys) -> Self {
        Self { file, mark: Mark::of(keys), writing: keys.writing }
    }

    fn compare(&mut self, file: u32, keys: &Keys) -> UrlMatch {
        if self.file == PAGE {
            return UrlMatch::NoPost;
        }
        let (first, this) = (self.writing, Self::new(file, keys));
        let are_distinct = if self.file != file {
            // Another tool may write the author, the instant or the text differently, but not all of them.
            first.is_another(this.writing)
        } else if self.mark.is_of_the_same_kind(this.mark) {
            self.mark != this.mark
        } else {
            first.has_another_author_or_instant(this.writing)
        };
        if are_distinct {
            self.file = PAGE;
            return UrlMatch::NoPost;
        }
        if self.file != file {
            // The rows of one file are compared with the first row of that file.
            *self = this;
        }
        UrlMatch::Repeat(first)
    }
}

impl Seen {
    /// Adds a row of a file; returns `Some` if it repeats an earlier one.
    pub fn repeats(&mut self, file: u32, keys: &Keys) -> Option<Repeat> {
        let by_id = match keys.id.map(|id| self.ids.entry(id.into())) {
            None => None,
            Some(Entry::Occupied(first)) => Some(*first.get()),
            Some(Entry::Vacant(place)) => {
                place.insert(keys.writing);
                None
            }
        };
        let by_id = by_id.filter(|first| !first.is_another(keys.writing));
        let by_url = match keys.url.map(|url| self.urls.entry(url.into())) {
            None => UrlMatch::NoPost,
            Some(Entry::Occupied(mut known)) => known.get_mut().compare(file, keys),
            Some(Entry::Vacant(place)) => {
                place.insert(Address::new(file, keys));
                UrlMatch::New
            }
        };
        // Kept for every row without an id, because a later row may show that its address is not that of a post.
        let (mut by_words, mut is_in_other_file) = (false, false);
        if let Some(words) = keys.words {
            match self.words.entry(words.into()) {
                Entry::Occupied(first) => {
                    (by_words, is_in_other_file) = (true, *first.get() != file);
                }
                Entry::Vacant(place) => {
                    place.insert(file);
                }
            }
        }
        let by_url = match by_url {
            UrlMatch::Repeat(first) => Some(first),
            UrlMatch::NoPost if by_words => Some(keys.writing),
            // Another tool may write another address of the same post.
            UrlMatch::New if is_in_other_file => Some(keys.writing),
            UrlMatch::New | UrlMatch::NoPost => None,
        };
        by_id
            .or(by_url)
            .map(|first| Repeat { has_other_text: first.has_another_text(keys.writing) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_repeat(seen: &mut Seen, file: u32, keys: &Keys) -> bool {
        seen.repeats(file, keys).is_some()
    }

    fn keys(id: Option<u64>, url: Option<u64>) -> Keys {
        Keys { id, url, ..Keys::default() }
    }

    #[test]
    fn parts_of_any_length_are_hashed_alike() {
        for length in [0, 7, 8, 100, 238, 239, 240, 241, 1000] {
            let text = "x".repeat(length);
            assert_eq!(hash(&["a", &text]), hash_long(&["a", &text]), "{length}");
            assert_ne!(hash(&["a", &text]), hash(&["", &text]), "{length}");
        }
        assert_ne!(key(&["ab", "c"]), key(&["a", "bc"]));
    }

    #[test]
    fn an_id_or_an_address_seen_before_is_a_repeat() {
        let mut seen = Seen::default();
        assert!(!is_repeat(&mut seen, 0, &keys(Some(1), Some(10))));
        assert!(is_repeat(&mut seen, 0, &keys(Some(1), Some(11))), "same id");
        assert!(is_repeat(&mut seen, 1, &keys(Some(2), Some(10))), "same address in another file");
        assert!(!is_repeat(&mut seen, 1, &keys(Some(3), None)));
    }

    #[test]
    fn rows_of_one_file_with_different_ids_are_never_joined_by_their_address() {
        let mut seen = Seen::default();
        assert!(!is_repeat(&mut seen, 0, &keys(Some(1), Some(10))));
        assert!(is_repeat(&mut seen, 1, &keys(Some(3), Some(10))));
        assert!(!is_repeat(&mut seen, 1, &keys(Some(4), Some(10))));
        assert!(
            !is_repeat(&mut seen, 2, &keys(Some(5), Some(10))),
            "two posts stand under it: a page"
        );
        assert!(is_repeat(&mut seen, 2, &keys(Some(1), Some(10))));
    }

    #[test]
    fn an_address_is_enough_where_there_are_no_ids() {
        let mut seen = Seen::default();
        assert!(!is_repeat(&mut seen, 0, &keys(None, Some(10))));
        assert!(is_repeat(&mut seen, 0, &keys(None, Some(10))));
        assert!(is_repeat(&mut seen, 0, &keys(Some(5), Some(10))));
    }

    #[test]
    fn rows_with_and_without_an_id_are_distinguished_by_author_and_instant() {
        let row = |id, author: &str, second: i64| {
            let instant = (Timestamp::from_second(second).unwrap(), Precision::Second);
            Keys::of("x", id, Some("https://a.example/7"), Some(author_key(author)), instant, "a")
        };
        let mut seen = Seen::default();
        assert!(!is_repeat(&mut seen, 0, &row(Some("1"), "ann", 1)));
        assert!(is_repeat(&mut seen, 0, &row(None, "ann", 1)));
        assert!(!is_repeat(&mut seen, 0, &row(None, "ann", 2)), "now it is a page");
        assert!(!is_repeat(&mut seen, 0, &row(Some("2"), "ann", 1)));
    }

    #[test]
    fn the_last_resort_needs_all_its_parts() {
        let mut seen = Seen::default();
        let words = Keys { words: Some(1), ..Keys::default() };
        assert!(!is_repeat(&mut seen, 0, &words));
        assert!(is_repeat(&mut seen, 3, &words));
        assert!(!is_repeat(&mut seen, 3, &Keys::default()));
        assert!(
            !is_repeat(&mut seen, 3, &Keys::default()),
            "a row that nothing identifies is never a repeat"
        );
    }

    #[test]
    fn an_address_under_which_a_file_has_two_posts_names_a_page() {
        let at =
            |written, words| Keys { url: Some(10), words: Some(words), written, ..Keys::default() };
        let mut seen = Seen::default();
        assert!(!is_repeat(&mut seen, 0, &at(1, 1)));
        assert!(is_repeat(&mut seen, 0, &at(1, 2)), "one author, one instant: the same post");
        assert!(!is_repeat(&mut seen, 0, &at(2, 3)));
        assert!(is_repeat(&mut seen, 1, &at(1, 1)), "now the words tell");
        assert!(!is_repeat(&mut seen, 1, &at(4, 4)));
    }

    #[test]
    fn ids_that_a_spreadsheet_rounded_are_not_trusted() {
        assert!(is_rounded("5.70306E+17"));
        assert!(is_rounded("5.70306133677760513e+17"));
        assert!(!is_rounded("570306133677760513"));
        for id in ["1,79E+18", "1.79E18", "1,79e18", "1.79E 18", "2E+18"] {
            assert!(is_rounded(id), "{id}");
        }
        for id in ["2e18", "7a9e12", "1.5", "e+1", "3e+1234"] {
            assert!(!is_rounded(id), "{id}");
        }
        assert!(!is_rounded("2e+hash"));
        assert!(!is_rounded("t1_E+x"));
    }

    #[test]
    fn a_post_on_x_has_its_address_by_its_id() {
        let instant = (Timestamp::from_second(9).unwrap(), Precision::Second);
        let id = "2028268724551136301";
        let url = format!("https://twitter.com/ada/status/{id}?s=20");
        let by_id = Keys::of("x", Some(id), None, None, instant, "tea");
        let by_url = Keys::of("x", Some("tool-7"), Some(&url), Some(1), instant, "tea");
        let mut seen = Seen::default();
        assert!(!is_repeat(&mut seen, 0, &by_id));
        assert!(is_repeat(&mut seen, 1, &by_url));
        assert_eq!(Keys::of("shop", Some(id), None, None, instant, "tea").url, None);
        assert_eq!(author_key("\u{200e}Ada\u{200f}"), author_key("@ada"));
    }

    #[test]
    fn rows_under_one_id_or_address_that_share_nothing_are_two_mentions() {
        let row = |author: &str, second: i64, text: &str, url: &str, id: Option<&str>| {
            let instant = (Timestamp::from_second(second).unwrap(), Precision::Second);
            Keys::of("x", id, Some(url), Some(author_key(author)), instant, text)
        };
        for id in [Some("7"), None] {
            let mut seen = Seen::default();
            let url = "https://a.example/shop";
            assert!(!is_repeat(&mut seen, 0, &row("ann", 1, "It drips", url, id)));
            assert!(!is_repeat(&mut seen, 1, &row("bob", 2, "Mine too", url, id)), "{id:?}");
            let again = seen.repeats(2, &row("ann", 1, "Edited", "https://b.example/7", id));
            assert_eq!(again.map(|repeat| repeat.has_other_text), id.map(|_| true));
        }
    }

    #[test]
    fn a_row_without_words_is_known_by_author_and_second() {
        let keys = |precision| {
            let instant = (Timestamp::from_second(9).unwrap(), precision);
            Keys::of("x", None, None, Some(1), instant, "")
        };
        let mut seen = Seen::default();
        assert!(!is_repeat(&mut seen, 0, &keys(Precision::Second)));
        assert!(is_repeat(&mut seen, 0, &keys(Precision::Second)));
        assert!(!is_repeat(&mut seen, 0, &keys(Precision::Minute)));
        assert!(!is_repeat(&mut seen, 0, &keys(Precision::Minute)));
    }

    #[test]
    fn handles_fold() {
        assert_eq!(author_key("@HarbourCoffee"), author_key(" harbourcoffee "));
        assert_ne!(author_key("a"), author_key("b"));
    }
}
