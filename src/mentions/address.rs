//! Reduces the address of a post to a form that is equal for the copies of two tools, and finds the ids of posts on X in addresses.

use std::hash::Hasher;
use std::sync::LazyLock;

use memchr::{memchr, memchr2, memmem};
use siphasher::sip::SipHasher13;

use super::channel::{host, without_scheme};

/// The post id in an address on X.
pub fn status_id(url: &str) -> Option<&str> {
    status_id_at(&host(url)?, url)
}

fn status_id_at<'u>(host: &str, url: &'u str) -> Option<&'u str> {
    static STATUS: LazyLock<memmem::Finder<'_>> = LazyLock::new(|| memmem::Finder::new("/status"));
    if !matches!(host, "twitter.com" | "x.com" | "mobile.twitter.com" | "m.twitter.com") {
        return None;
    }
    let rest = STATUS.find_iter(url.as_bytes()).find_map(|at| {
        let rest = &url[at + STATUS.needle().len()..];
        rest.strip_prefix("es").unwrap_or(rest).strip_prefix('/')
    });
    let id = rest?.split(['/', '?', '#']).next()?;
    (!id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())).then_some(id)
}

/// The canonical form of an address, equal for the copies of two tools; `None` if it cannot be that of a post (a home page).
///
/// Scheme, `www.`, `m.`, `amp.` and `mobile.` hosts, default ports, fragments, a last slash and the marks of campaigns (`utm_…`, `fbclid`, `gclid`)
/// are dropped; a post on X is identified only by its id.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::address::canonical;
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

/// The key of a [`canonical`] address, computed without allocating the address.
pub(super) fn address_key(url: &str) -> Option<u64> {
    let mut hasher = SipHasher13::new();
    hasher.write(b"url");
    canonical_parts(url, |part| hasher.write(part.as_bytes()))?;
    Some(hasher.finish())
}

/// Whether an id may be that of a post on X: those since 2010 have 15 digits at least.
pub(super) fn is_status_id(id: &str) -> bool {
    (15..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// The [`address_key`] of a post on X.
pub(super) fn status_key(id: &str) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write(b"urlx.com/status/");
    hasher.write(id.as_bytes());
    hasher.finish()
}

/// Calls `each` with the consecutive parts of the [`canonical`] address; returns `None`, without a call, if there is none.
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
    let (authority, path_and_query) =
        rest.split_at(memchr2(b'/', b'?', rest.as_bytes()).unwrap_or(rest.len()));
    let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
    let path = path.trim_end_matches('/');
    if host == "youtu.be" && !path.is_empty() {
        each("youtube.com/watch?v=");
        each(path.trim_start_matches('/'));
        return Some(());
    }
    if path.is_empty() {
        return None;
    }
    let mut host = &*host;
    for prefix in ["m.", "amp.", "mobile.", "old.", "new.", "np."] {
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
    let is_of_post = |pair: &&str| !pair.is_empty() && !is_campaign(pair) && identifies(host, pair);
    let kept = query.split('&').filter(is_of_post);
    for (pair, mark) in kept.zip(std::iter::once("?").chain(std::iter::repeat("&"))) {
        each(mark);
        each(pair);
    }
    Some(())
}

/// Whether a part of a query belongs to the address of a post: on these hosts all others state how it was shared.
fn identifies(host: &str, pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair);
    match host {
        "instagram.com" | "tiktok.com" | "reddit.com" | "threads.net" | "bsky.app" => false,
        "youtube.com" => matches!(name, "v" | "lc"),
        "facebook.com" => {
            matches!(name, "id" | "v" | "fbid" | "story_fbid" | "comment_id" | "reply_comment_id")
        }
        _ => true,
    }
}

fn is_campaign(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair);
    name.starts_with("utm_") || matches!(name, "fbclid" | "gclid")
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for (one, other) in [
            ("https://youtu.be/abc?si=x", "https://www.youtube.com/watch?v=abc&feature=share"),
            ("https://instagram.com/p/X?igsh=y", "https://www.instagram.com/p/X/"),
            (
                "https://old.reddit.com/r/tea/1/?utm_source=share",
                "https://reddit.com/r/tea/1?ref=x",
            ),
            ("https://m.facebook.com/a/posts/1?ref=share", "https://www.facebook.com/a/posts/1"),
        ] {
            assert_eq!(canonical(one), canonical(other), "{one}");
        }
        assert_ne!(
            canonical("https://facebook.com/permalink.php?story_fbid=1&id=2"),
            canonical("https://facebook.com/permalink.php?story_fbid=3&id=2")
        );
        assert_eq!(canonical("javascript:alert(1)"), None);
        assert_eq!(canonical("https://a.example?page=1"), None);
    }
}
