//! Which rows are the same mention, and which accounts the same account.
//!
//! Identity is the first available of: a trusted id within the channel; an address that names a post; channel, author, instant and
//! text, all present. Rows of one file whose trusted ids differ are never joined by their address, and an address under which one
//! file has several authors or instants names a page that posts link to, no post. What is kept are 64-bit hashes: at most 48 bytes a mention.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::hash::Hasher;
use std::num::NonZeroU32;

use memchr::{memchr, memmem};
use siphasher::sip::SipHasher13;

use super::brands::Brands;
use super::channel::{host, without_scheme};
use super::folded::lower;
use super::hashed::{Map, Set, half, mixed};
use crate::units::Timestamp;

/// Hashes parts that belong together into 64 bits, the same on every machine and in every version.
///
/// The parts are length-prefixed, so `("ab", "c")` and `("a", "bc")` differ. Among 30 million keys the chance that any two
/// collide is 1 in 40 000.
pub fn key(parts: &[&str]) -> u64 {
    hash(parts)
}

/// The same of parts that are no text.
pub fn hash<P: AsRef<[u8]>>(parts: &[P]) -> u64 {
    let mut hasher = SipHasher13::new();
    for part in parts {
        let part = part.as_ref();
        hasher.write_u64(part.len() as u64);
        hasher.write(part);
    }
    hasher.finish()
}

/// The identity of an account within its channel: handle without `@`, folded.
pub fn author_key(author: &str) -> u64 {
    handle_key(&fold_handle(author))
}

/// The same of a handle that is folded already.
pub(super) fn handle_key(folded: &str) -> u64 {
    key(&[folded])
}

/// Folds a handle: trimmed, without a leading `@`, lower case.
pub fn fold_handle(handle: &str) -> Cow<'_, str> {
    lower(handle.trim().trim_start_matches('@'))
}

/// What a row can be recognised by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Keys {
    /// Channel and trusted id.
    pub id: Option<u64>,
    /// Canonical address of a post.
    pub url: Option<u64>,
    /// Channel, author, instant and text, all present: asked where neither id nor address tells.
    pub words: Option<u64>,
    /// Author, where known, and instant: what all rows of one post share.
    pub written: u64,
}

impl Keys {
    /// The keys of a mention in the channel of this id: its trusted id, its address, its author's [`author_key`], when it was written, and
    /// its text.
    pub fn of(
        channel: &str,
        id: Option<&str>,
        url: Option<&str>,
        account: Option<u64>,
        instant: Timestamp,
        text: &str,
    ) -> Self {
        let id = id.filter(|id| !is_rounded(id)).map(|id| key(&["id", channel, id]));
        let url = url.and_then(address_key);
        let instant = mixed(instant.as_second().cast_unsigned());
        let written = mixed(account.unwrap_or_default() ^ instant);
        let words = match (account, text.is_empty(), id) {
            (Some(_), false, None) => {
                let written = written.to_le_bytes();
                Some(hash(&[b"words", channel.as_bytes(), &written, text.as_bytes()]))
            }
            _ => None,
        };
        Self { id, url, words, written }
    }

    /// The first available.
    fn first(&self) -> Option<u64> {
        self.id.or(self.url).or(self.words)
    }
}

/// A spreadsheet that wrote `5.70306E+17` has thrown the id away.
pub fn is_rounded(id: &str) -> bool {
    let Some((mantissa, exponent)) = memchr(b'+', id.as_bytes()).map(|at| id.split_at(at)) else {
        return false;
    };
    let mantissa = mantissa.strip_suffix(['E', 'e']);
    mantissa.is_some_and(|mantissa| mantissa.parse::<f64>().is_ok())
        && exponent[1..].parse::<u32>().is_ok()
}

/// The mentions seen so far, in the order of reading.
#[derive(Debug, Default)]
pub struct Seen {
    ids: Set,
    urls: Map<Address>,
    words: Set,
    /// The brands of a mention whose tool names its query: another row of it may name one more.
    brands: Map<Brands>,
}

/// An address with what its first row tells, in 16 bytes: of the keys that rows under one address are told apart by, half is enough.
#[derive(Debug)]
struct Address {
    file: u32,
    id: Option<NonZeroU32>,
    written: u32,
    /// One file has two posts under it: it tells no post from another.
    is_page: bool,
}

/// What is said of a row by those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    New,
    Repeat,
    Nothing,
}

impl Address {
    fn new(file: u32, keys: &Keys) -> Self {
        let id = keys.id.map(|id| NonZeroU32::new(half(id)).unwrap_or(NonZeroU32::MAX));
        Self { file, id, written: half(keys.written), is_page: false }
    }

    fn tells(&mut self, file: u32, keys: &Keys) -> Told {
        let this = Self::new(file, keys);
        let are_told_apart = self.file == file
            && match (self.id, this.id) {
                (Some(first), Some(this)) => first != this,
                _ => self.written != this.written,
            };
        let is_page = self.is_page || are_told_apart;
        if self.file != file {
            // The rows of one file are told apart by its own first row.
            *self = this;
        }
        self.is_page = is_page;
        if is_page { Told::Nothing } else { Told::Repeat }
    }
}

impl Seen {
    /// Remembers a row of a file and says whether it repeats an earlier one.
    pub fn is_repeat(&mut self, file: u32, keys: &Keys) -> bool {
        let by_id = keys.id.is_some_and(|id| !self.ids.insert(id));
        let by_url = match keys.url.map(|url| self.urls.entry(url)) {
            None => Told::Nothing,
            Some(Entry::Occupied(mut known)) => known.get_mut().tells(file, keys),
            Some(Entry::Vacant(place)) => {
                place.insert(Address::new(file, keys));
                Told::New
            }
        };
        // Kept of every row without an id: whether its address names a post may show only later.
        let by_words = keys.words.is_some_and(|words| !self.words.insert(words));
        by_id || by_url == Told::Repeat || (by_words && by_url == Told::Nothing)
    }

    /// Remembers the brands of a mention by its keys and gives those that its earlier rows did not name.
    pub fn new_brands(&mut self, keys: &Keys, brands: Brands) -> Brands {
        let Some(key) = keys.first() else { return Brands::NONE };
        let known = self.brands.entry(key).or_insert(Brands::NONE);
        let new = brands.without(*known);
        *known = known.and(brands);
        new
    }

    /// Whether brands of this mention are remembered.
    pub fn knows_brands(&self, keys: &Keys) -> bool {
        keys.first().is_some_and(|key| self.brands.contains_key(&key))
    }
}

/// The post id in an address on X.
pub fn status_id(url: &str) -> Option<&str> {
    status_id_at(&host(url)?, url)
}

fn status_id_at<'u>(host: &str, url: &'u str) -> Option<&'u str> {
    if !matches!(host, "twitter.com" | "x.com" | "mobile.twitter.com" | "m.twitter.com") {
        return None;
    }
    let rest = memmem::find_iter(url.as_bytes(), b"/status").find_map(|at| {
        let rest = &url[at + "/status".len()..];
        rest.strip_prefix("es").unwrap_or(rest).strip_prefix('/')
    });
    let id = rest?.split(['/', '?', '#']).next()?;
    (!id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())).then_some(id)
}

/// An address in the one form in which two tools' copies are equal; `None` if it names no post (a home page).
///
/// Scheme, `www.`, `m.`, `amp.` and `mobile.` hosts, default ports, fragments, a last slash and the marks of campaigns (`utm_…`, `fbclid`, `gclid`)
/// are dropped; a post on X is known by its id alone.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::identity::canonical;
/// assert_eq!(
///     canonical("https://m.Stadsblad.example:443/nieuws/1/?utm_source=x&page=2#top").as_deref(),
///     Some("stadsblad.example/nieuws/1?page=2")
/// );
/// assert_eq!(canonical("http://twitter.com/a/statuses/12"), canonical("https://x.com/a/status/12?s=20"));
/// assert_eq!(canonical("https://stadsblad.example/"), None);
/// ```
pub fn canonical(url: &str) -> Option<String> {
    let mut canonical = String::with_capacity(url.len());
    canonical_parts(url, |part| canonical.push_str(part))?;
    Some(canonical)
}

/// The key of a [`canonical`] address, which is not written out for it.
fn address_key(url: &str) -> Option<u64> {
    let mut hasher = SipHasher13::new();
    hasher.write(b"url");
    canonical_parts(url, |part| hasher.write(part.as_bytes()))?;
    Some(hasher.finish())
}

/// Hands on the parts of the [`canonical`] address, one behind the other; `None`, and no part, if it names no post.
fn canonical_parts(url: &str, mut each: impl FnMut(&str)) -> Option<()> {
    let url = url.trim();
    let host = host(url)?;
    if let Some(id) = status_id_at(&host, url) {
        each("x.com/status/");
        each(id);
        return Some(());
    }
    let rest = without_scheme(url)?;
    let rest = &rest[..memchr(b'#', rest.as_bytes()).unwrap_or(rest.len())];
    let (authority, path_and_query) = rest
        .split_at(rest.bytes().position(|byte| matches!(byte, b'/' | b'?')).unwrap_or(rest.len()));
    let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
    let path = path.trim_end_matches('/');
    if path.is_empty() {
        return None;
    }
    let mut host = &*host;
    for prefix in ["m.", "amp.", "mobile."] {
        if let Some(rest) = host.strip_prefix(prefix).filter(|rest| rest.contains('.')) {
            host = rest;
        }
    }
    each(host);
    if let Some((_, port)) = authority.rsplit_once(':')
        && !matches!(port, "" | "80" | "443")
    {
        each(":");
        each(port);
    }
    each(path);
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !is_campaign(pair));
    for (pair, mark) in kept.zip(std::iter::once("?").chain(std::iter::repeat("&"))) {
        each(mark);
        each(pair);
    }
    Some(())
}

fn is_campaign(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair);
    name.starts_with("utm_") || matches!(name, "fbclid" | "gclid")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(id: Option<u64>, url: Option<u64>) -> Keys {
        Keys { id, url, ..Keys::default() }
    }

    #[test]
    fn an_id_or_an_address_seen_before_is_a_repeat() {
        let mut seen = Seen::default();
        assert!(!seen.is_repeat(0, &keys(Some(1), Some(10))));
        assert!(seen.is_repeat(0, &keys(Some(1), Some(11))), "same id");
        assert!(seen.is_repeat(1, &keys(Some(2), Some(10))), "same address in another file");
        assert!(!seen.is_repeat(1, &keys(Some(3), None)));
    }

    #[test]
    fn rows_of_one_file_with_different_ids_are_never_joined_by_their_address() {
        let mut seen = Seen::default();
        assert!(!seen.is_repeat(0, &keys(Some(1), Some(10))));
        assert!(seen.is_repeat(1, &keys(Some(3), Some(10))));
        assert!(!seen.is_repeat(1, &keys(Some(4), Some(10))));
        assert!(!seen.is_repeat(2, &keys(Some(5), Some(10))), "two posts stand under it: a page");
        assert!(seen.is_repeat(2, &keys(Some(1), Some(10))));
    }

    #[test]
    fn an_address_is_enough_where_there_are_no_ids() {
        let mut seen = Seen::default();
        assert!(!seen.is_repeat(0, &keys(None, Some(10))));
        assert!(seen.is_repeat(0, &keys(None, Some(10))));
        assert!(seen.is_repeat(0, &keys(Some(5), Some(10))));
    }

    #[test]
    fn the_last_resort_needs_all_its_parts() {
        let mut seen = Seen::default();
        let words = Keys { words: Some(1), ..Keys::default() };
        assert!(!seen.is_repeat(0, &words));
        assert!(seen.is_repeat(3, &words));
        assert!(!seen.is_repeat(3, &Keys::default()));
        assert!(
            !seen.is_repeat(3, &Keys::default()),
            "a row that nothing identifies is never a repeat"
        );
    }

    #[test]
    fn an_address_under_which_a_file_has_two_posts_names_a_page() {
        let at =
            |written, words| Keys { url: Some(10), words: Some(words), written, ..Keys::default() };
        let mut seen = Seen::default();
        assert!(!seen.is_repeat(0, &at(1, 1)));
        assert!(seen.is_repeat(0, &at(1, 2)), "one author, one instant: the same post");
        assert!(!seen.is_repeat(0, &at(2, 3)));
        assert!(seen.is_repeat(1, &at(1, 1)), "now the words tell");
        assert!(!seen.is_repeat(1, &at(4, 4)));
    }

    #[test]
    fn a_further_row_of_a_mention_brings_the_brands_it_lacked() {
        let (mut seen, keys) = (Seen::default(), keys(Some(1), None));
        assert!(!seen.knows_brands(&keys));
        assert_eq!(seen.new_brands(&keys, Brands::OWN), Brands::OWN);
        assert_eq!(seen.new_brands(&keys, Brands::OWN.and(Brands::at(1))), Brands::at(1));
        assert_eq!(seen.new_brands(&keys, Brands::at(1)), Brands::NONE);
        assert!(seen.knows_brands(&keys));
    }

    #[test]
    fn addresses_of_the_same_post_are_equal() {
        assert_eq!(
            canonical("https://www.a.example/b/"),
            canonical("http://A.example/b?utm_medium=x&fbclid=1")
        );
        assert_ne!(
            canonical("https://a.example/watch?v=1"),
            canonical("https://a.example/watch?v=2")
        );
        assert_eq!(canonical("https://a.example:443/b"), canonical("http://m.a.example:80/b#c"));
        assert_eq!(
            canonical("https://x.com/statusbot/status/12").as_deref(),
            Some("x.com/status/12")
        );
        assert_ne!(canonical("https://a.example:8080/b"), canonical("https://a.example/b"));
        assert_eq!(canonical("javascript:alert(1)"), None);
        assert_eq!(canonical("https://a.example?page=1"), None);
    }

    #[test]
    fn ids_that_a_spreadsheet_rounded_are_not_trusted() {
        assert!(is_rounded("5.70306E+17"));
        assert!(is_rounded("5.70306133677760513e+17"));
        assert!(!is_rounded("570306133677760513"));
        assert!(!is_rounded("2e+hash"));
        assert!(!is_rounded("t1_E+x"));
    }

    #[test]
    fn handles_fold() {
        assert_eq!(author_key("@HarbourCoffee"), author_key(" harbourcoffee "));
        assert_ne!(author_key("a"), author_key("b"));
    }
}
