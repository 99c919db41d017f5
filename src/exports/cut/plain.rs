//! A fast path for cells without quotes or in quotes that enclose the whole cell, which are nearly all.

use memchr::{memchr, memchr3};

/// The first cell of a text and how many bytes it takes, quotes included; `None` if its end is not in the text. `room` is for the cell
/// if it is not as it stands.
pub(super) fn cell<'t>(
    text: &'t [u8],
    delimiter: u8,
    room: &'t mut Vec<u8>,
) -> Option<(&'t [u8], usize)> {
    let [b'"', quoted @ ..] = text else {
        let length = memchr3(delimiter, b'\r', b'\n', text)?;
        return Some((&text[..length], length));
    };
    let mut end = memchr(b'"', quoted)?;
    if quoted.get(end + 1) != Some(&b'"') {
        return Some((&quoted[..end], end + 2));
    }
    room.clear();
    let mut start = 0;
    while quoted.get(end + 1) == Some(&b'"') {
        room.extend_from_slice(&quoted[start..=end]);
        start = end + 2;
        end = start + memchr(b'"', &quoted[start..])?;
    }
    room.extend_from_slice(&quoted[start..end]);
    Some((room, end + 2))
}
