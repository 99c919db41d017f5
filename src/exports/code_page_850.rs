//! Decodes code page 850 of DOS, in which spreadsheets save `CSV (MS-DOS)`: the decoder library does not know it. The letters of western
//! languages are the same in code page 437.

use std::io::{self, Read};
use std::sync::LazyLock;

/// Bytes that are decoded at a time.
const CHUNK: usize = 64 * 1024;

/// The characters of the bytes from 0x80 on.
static UPPER: LazyLock<Vec<char>> = LazyLock::new(|| {
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤\
     ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}"
        .chars()
        .collect()
});

/// Decodes a text.
pub(super) fn decode(bytes: &[u8]) -> String {
    let character = |byte: &u8| match byte.checked_sub(0x80) {
        Some(upper) => UPPER[usize::from(upper)],
        None => char::from(*byte),
    };
    bytes.iter().map(character).collect()
}

/// Decodes a text while it is read.
pub(super) struct Utf8<R> {
    text: R,
    decoded: Vec<u8>,
    /// Bytes of it that were passed on.
    passed: usize,
}

impl<R: Read> Utf8<R> {
    /// Starts at the beginning of a text.
    pub(super) fn new(text: R) -> Self {
        Self { text, decoded: Vec::new(), passed: 0 }
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.passed == self.decoded.len() {
            let mut raw = Vec::with_capacity(CHUNK);
            self.text.by_ref().take(CHUNK as u64).read_to_end(&mut raw)?;
            (self.decoded, self.passed) = (decode(&raw).into_bytes(), 0);
        }
        let mut rest = &self.decoded[self.passed..];
        let count = rest.read(buffer)?;
        self.passed += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_a_character() {
        assert_eq!(UPPER.len(), 128);
        assert_eq!(
            decode(b"gro\xE1e T\x81r, sch\x94n, \x87a, caf\x82"),
            "große Tür, schön, ça, café"
        );
        let mut text = String::new();
        Utf8::new(&b"\x84\x8E\xFF"[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text, "äÄ\u{a0}");
    }
}
