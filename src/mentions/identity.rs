//! Which rows are the same mention, and which accounts the same account.
//!
//! Identity is the first available of: a trusted id within the channel; an address that names a post; channel, author, instant and
//! text, all present. Rows of one file whose trusted ids differ are never joined by their address. What is kept of a mention
//! are 64-bit hashes: at most 32 bytes for each distinct one.

use std::collections::hash_map::Entry;
use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use super::Mention;
use super::channel::host;

#[expect(clippy::disallowed_types, reason = "asked for membership alone, never iterated")]
type Map<K, V> = std::collections::HashMap<K, V>;
#[expect(clippy::disallowed_types, reason = "asked for membership alone, never iterated")]
type Set<K> = std::collections::HashSet<K>;

/// Hashes parts that belong together into 64 bits, the same on every machine and in every version.
///
/// The parts are length-prefixed, so `("ab", "c")` and `("a", "bc")` differ. Among 30 million keys the chance that any two
/// collide is 1 in 40 000.
pub fn key(parts: &[&str]) -> u64 {
    let mut hasher = SipHasher13::new();
    for part in parts {
        hasher.write_u64(part.len() as u64);
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}

/// The identity of an account within its channel: handle without `@`, folded.
pub fn author_key(author: &str) -> u64 {
    key(&[&fold_handle(author)])
}

/// Folds a handle: trimmed, without a leading `@`, lower case.
pub fn fold_handle(handle: &str) -> String {
    handle.trim().trim_start_matches('@').to_lowercase()
}

/// What a row can be recognised by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Keys {
    /// Channel and trusted id.
    pub id: Option<u64>,
    /// Canonical address of a post.
    pub url: Option<u64>,
    /// Channel, author, instant and text; only where the row has neither id nor address.
    pub words: Option<u64>,
}

impl Keys {
    /// The keys of a mention. `channel` is its channel's id; `has_trusted_ids` as its export's plan says.
    pub fn of(mention: &Mention, channel: &str, has_trusted_ids: bool) -> Self {
        let trusted = mention.id.as_deref().filter(|id| has_trusted_ids && !is_rounded(id));
        let id = trusted.map(|id| key(&["id", channel, id]));
        let url = mention.url.as_deref().and_then(canonical).map(|url| key(&["url", &url]));
        let words = match (&mention.author, mention.text.is_empty()) {
            (Some(author), false) if id.is_none() && url.is_none() => {
                let instant = mention.published_at.to_string();
                Some(key(&["words", channel, &fold_handle(author), &instant, &mention.text]))
            }
            _ => None,
        };
        Self { id, url, words }
    }
}

/// A spreadsheet that wrote `5.70306E+17` has thrown the id away.
pub fn is_rounded(id: &str) -> bool {
    id.contains("E+") && id.starts_with(|c: char| c.is_ascii_digit())
}

/// The mentions seen so far, in the order of reading.
#[derive(Debug, Default)]
pub struct Seen {
    ids: Set<u64>,
    /// Address → the file of its first row and that row's id.
    urls: Map<u64, (u32, Option<u64>)>,
    words: Set<u64>,
}

impl Seen {
    /// Remembers a row of a file and says whether it repeats an earlier one.
    pub fn is_repeat(&mut self, file: u32, keys: &Keys) -> bool {
        let mut repeats = keys.id.is_some_and(|id| !self.ids.insert(id));
        if let Some(url) = keys.url {
            match self.urls.entry(url) {
                Entry::Vacant(entry) => {
                    entry.insert((file, keys.id));
                }
                Entry::Occupied(entry) => {
                    let (first_file, first_id) = *entry.get();
                    let are_told_apart = first_file == file
                        && matches!((first_id, keys.id), (Some(first), Some(this)) if first != this);
                    repeats |= !are_told_apart;
                }
            }
        }
        repeats | keys.words.is_some_and(|words| !self.words.insert(words))
    }
}

/// The post id in an address on X.
pub fn status_id(url: &str) -> Option<&str> {
    let host = host(url)?;
    if !matches!(host.as_str(), "twitter.com" | "x.com" | "mobile.twitter.com" | "m.twitter.com") {
        return None;
    }
    let (_, rest) = url.split_once("/statuses/").or_else(|| url.split_once("/status/"))?;
    let id = rest.split(['/', '?', '#']).next()?;
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
    let url = url.trim();
    if let Some(id) = status_id(url) {
        return Some(format!("x.com/status/{id}"));
    }
    let mut host = host(url)?;
    for prefix in ["m.", "amp.", "mobile."] {
        if let Some(rest) = host.strip_prefix(prefix).filter(|rest| rest.contains('.')) {
            host = rest.to_owned();
        }
    }
    let (_, rest) = url.split_once("://")?;
    let rest = rest.split('#').next()?;
    let path_and_query = rest.find(['/', '?']).map_or("", |at| &rest[at..]);
    let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
    let path = path.trim_end_matches('/');
    let kept: Vec<&str> =
        query.split('&').filter(|pair| !pair.is_empty() && !is_campaign(pair)).collect();
    if path.is_empty() {
        return None;
    }
    let mark = if kept.is_empty() { "" } else { "?" };
    Some(format!("{host}{path}{mark}{}", kept.join("&")))
}

fn is_campaign(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair);
    name.starts_with("utm_") || matches!(name, "fbclid" | "gclid")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(id: Option<u64>, url: Option<u64>) -> Keys {
        Keys { id, url, words: None }
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
        assert!(!seen.is_repeat(0, &keys(Some(2), Some(10))));
        assert!(seen.is_repeat(1, &keys(Some(3), Some(10))));
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
    fn addresses_of_the_same_post_are_equal() {
        assert_eq!(
            canonical("https://www.a.example/b/"),
            canonical("http://A.example/b?utm_medium=x&fbclid=1")
        );
        assert_ne!(
            canonical("https://a.example/watch?v=1"),
            canonical("https://a.example/watch?v=2")
        );
        assert_eq!(canonical("javascript:alert(1)"), None);
        assert_eq!(canonical("https://a.example?page=1"), None);
    }

    #[test]
    fn ids_that_a_spreadsheet_rounded_are_not_trusted() {
        assert!(is_rounded("5.70306E+17"));
        assert!(!is_rounded("570306133677760513"));
        assert!(!is_rounded("t1_E+x"));
    }

    #[test]
    fn handles_fold() {
        assert_eq!(author_key("@HarbourCoffee"), author_key(" harbourcoffee "));
        assert_ne!(author_key("a"), author_key("b"));
    }
}
