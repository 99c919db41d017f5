//! Decodes HTML entities in the text of posts, as browsers do.
//!
//! A text is decoded exactly once: `&amp;lt;` becomes `&lt;`. Control characters written as entities are removed. The result is text, not markup:
//! the pages escape everything they show.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// Decodes the entities of a text. A no-break space becomes a space. In a text with an address an entity without `;` that could be a
/// parameter (`?a=1&copy=2`) stays as it is.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::entities::decode;
/// assert_eq!(decode("fish &amp; chips&#33; &amp;lt; &cafe; AT&T"), "fish & chips! &lt; &cafe; AT&T");
/// ```
pub fn decode(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let joined = join_surrogates(text);
    let has_address = memmem::find(text.as_bytes(), b"://").is_some();
    let decoded =
        if has_address { htmlize::unescape_attribute(joined) } else { htmlize::unescape(joined) };
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if decoded.contains(|c| is_control(c) || c == '\u{a0}') {
        let kept = decoded.chars().filter(|c| !is_control(*c));
        return Cow::Owned(kept.map(|c| if c == '\u{a0}' { ' ' } else { c }).collect());
    }
    decoded
}

/// Joins two entities that are a UTF-16 surrogate pair, as `&#55357;&#56832;` for an emoji, to one character.
fn join_surrogates(text: &str) -> Cow<'_, str> {
    let mut joined = String::new();
    let mut rest = text;
    let mut searched = 0;
    while let Some(at) = rest[searched..].find("&#").map(|at| searched + at) {
        let pair = number(&rest[at..]).and_then(|(high, used)| {
            let (low, more) = number(&rest[at + used..])?;
            let units = [u16::try_from(high).ok()?, u16::try_from(low).ok()?];
            let is_pair = (0xD800..0xDC00).contains(&high) && (0xDC00..0xE000).contains(&low);
            let c = is_pair.then(|| char::decode_utf16(units).next()?.ok())??;
            Some((c, at + used + more))
        });
        match pair {
            Some((c, end)) => {
                joined.push_str(&rest[..at]);
                joined.push(c);
                (rest, searched) = (&rest[end..], 0);
            }
            None => searched = at + 2,
        }
    }
    if joined.is_empty() {
        return Cow::Borrowed(text);
    }
    joined.push_str(rest);
    Cow::Owned(joined)
}

/// The number of the entity that a text begins with, and how many bytes it takes.
fn number(text: &str) -> Option<(u32, usize)> {
    let inside = text.strip_prefix("&#")?;
    let end = inside.bytes().take(8).position(|byte| byte == b';')?;
    let digits = &inside[..end];
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => digits.parse(),
    };
    Some((number.ok()?, end + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded_once() {
        for (text, expected) in [
            ("Q&amp;A", "Q&A"),
            ("&lt;b&gt; &quot;tea&quot; &#39;n&#x27; &#128512;", "<b> \"tea\" 'n' 😀"),
            ("&amp;amp; &amp;#39;", "&amp; &#39;"),
            ("M&uuml;nchen&nbsp;&euro;5", "München €5"),
            ("a & b; c && d", "a & b; c && d"),
            ("&#0;|&#x1b;|&#1;|&#xD800;|&;", "\u{fffd}|||\u{fffd}|&;"),
            ("&#55357;&#56832; &#xD83D;&#xDE00; &#55357; x", "😀 😀 \u{fffd} x"),
            ("&unknown; &amp", "&unknown; &"),
            ("&copy 2028 &eacute;&Eacute;&scaron;&hearts;", "© 2028 éÉš♥"),
            (
                "see https://tea.example/?a=1&copy=2&amp;b=3",
                "see https://tea.example/?a=1&copy=2&b=3",
            ),
            ("&é; ü", "&é; ü"),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
        assert!(matches!(decode("tea"), Cow::Borrowed(_)));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic_or_grow_much(text in "[&#;x0-9amplt é]{0,30}|\\PC{0,30}") {
            assert!(decode(&text).len() <= 2 * text.len());
        }
    }
}
