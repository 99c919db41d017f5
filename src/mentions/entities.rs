//! HTML entities in people's words → the characters they stand for.
//!
//! Decoded once and never again: `&amp;lt;` is the text `&lt;`. What is no entity of the table stays as it is; what would be a control
//! character too. Nothing here makes markup: the pages escape every text they show.

use std::borrow::Cow;

use memchr::memchr;

/// What people's texts hold: the five of XML, the blanks, marks and letters of the tools' languages.
const NAMED: [(&str, char); 41] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("hellip", '…'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("bull", '•'),
    ("middot", '·'),
    ("euro", '€'),
    ("pound", '£'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("times", '×'),
    ("frac12", '½'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("euml", 'ë'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("atilde", 'ã'),
];

/// Longest entity between `&` and `;`.
const LONGEST: usize = 8;

/// Decodes the entities of a text, once.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::entities::decode;
/// assert_eq!(decode("fish &amp; chips&#33; &amp;lt; &cafe; AT&T"), "fish & chips! &lt; &cafe; AT&T");
/// ```
pub fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    let (plain, mut rest) = text.split_at(first);
    decoded.push_str(plain);
    while let Some(after) = rest.strip_prefix('&') {
        let end = after.bytes().take(LONGEST + 1).position(|byte| byte == b';');
        let entity = end.and_then(|end| Some((character(&after[..end])?, &after[end + 1..])));
        let (shown, behind) = entity.unwrap_or(('&', after));
        decoded.push(shown);
        let (plain, next) = behind.split_at(behind.find('&').unwrap_or(behind.len()));
        decoded.push_str(plain);
        rest = next;
    }
    Cow::Owned(decoded)
}

fn character(entity: &str) -> Option<char> {
    let Some(number) = entity.strip_prefix('#') else {
        return NAMED.iter().find(|(name, _)| *name == entity).map(|(_, c)| *c);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| !c.is_control() || *c == '\n')
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
            ("&#0; &#x1b; &#xD800; &#99999999; &;", "&#0; &#x1b; &#xD800; &#99999999; &;"),
            ("&unknown; &amp", "&unknown; &amp"),
            ("&é; ü", "&é; ü"),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
        assert!(matches!(decode("tea"), Cow::Borrowed(_)));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic_or_grow(text in "[&#;x0-9amplt é]{0,30}|\\PC{0,30}") {
            assert!(decode(&text).len() <= text.len());
        }
    }
}
