//! A fast path for cells without quotes or in quotes that enclose the whole cell, which are nearly all.

use memchr::{memchr, memchr3};

/// The first cell of a text and how many bytes it takes, quotes included; `None` if its end is not in the text. `unquoted` is the buffer for a
/// cell whose quotes must be removed.
pub(super) fn cell<'t>(
    text: &'t [u8],
    delimiter: u8,
    unquoted: &'t mut Vec<u8>,
) -> Option<(&'t [u8], usize)> {
    let [b'"', quoted @ ..] = text else {
        let length = memchr3(delimiter, b'\r', b'\n', text)?;
        return Some((&text[..length], length));
    };
    let mut end = memchr(b'"', quoted)?;
    if quoted.get(end + 1) != Some(&b'"') {
        return Some((&quoted[..end], end + 2));
    }
    unquoted.clear();
    let mut start = 0;
    while quoted.get(end + 1) == Some(&b'"') {
        unquoted.extend_from_slice(&quoted[start..=end]);
        start = end + 2;
        end = start + memchr(b'"', &quoted[start..])?;
    }
    unquoted.extend_from_slice(&quoted[start..end]);
    Some((unquoted, end + 2))
}
