//! Decodes bytes of any encoding to UTF-8 text, chunk by chunk.
//!
//! Broken text is repaired and counted and never stops the reading: a malformed sequence becomes U+FFFD, half a character at the very end is
//! dropped. Text that was already decoded wrongly before it was exported (`Ã©` for `é`) is left as it is and counted, because
//! the original cannot be known.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::ops::AddAssign;

use encoding_rs::{Decoder, DecoderResult};
use memchr::memchr_iter;

use super::recognise::Encoding;

/// Bytes that are decoded at a time, whatever the file system hands out.
const CHUNK: usize = 64 * 1024;

/// Bytes of the longest character.
const LONGEST_CHARACTER: usize = 4;

/// What had to be done to the text so far.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Repairs {
    /// Malformed sequences that became U+FFFD.
    pub(super) broken: u64,
    /// The file ends within a character, which was dropped.
    pub(super) is_cut: bool,
    /// Places that were decoded wrongly before the file was written.
    pub(super) garbled: u64,
}

impl AddAssign for Repairs {
    fn add_assign(&mut self, other: Self) {
        self.broken += other.broken;
        self.is_cut |= other.is_cut;
        self.garbled += other.garbled;
    }
}

/// Text made of bytes.
pub(super) struct Decoded<R> {
    bytes: R,
    pub(super) encoding: Encoding,
    decoder: Decoder,
    raw: Vec<u8>,
    /// Bytes read so far, from the start of the file.
    position: u64,
    /// Where reading pauses: no text that is appended continues over one of these.
    boundaries: VecDeque<u64>,
    is_done: bool,
    repairs: Repairs,
}

/// Decodes bytes to UTF-8; a byte-order mark is dropped.
pub(super) fn decoded<R: Read>(bytes: R, encoding: Encoding) -> Decoded<R> {
    let decoder = encoding.decoder().new_decoder_with_bom_removal();
    Decoded {
        bytes,
        encoding,
        decoder,
        raw: Vec::with_capacity(CHUNK),
        position: 0,
        boundaries: VecDeque::new(),
        is_done: false,
        repairs: Repairs::default(),
    }
}

impl<R: Read> Decoded<R> {
    /// Says where in the file the bytes begin, and where reading is to pause.
    pub(super) fn pausing(mut self, start: u64, boundaries: &[u64]) -> Self {
        self.position = start;
        self.boundaries = boundaries.iter().copied().collect();
        self
    }

    /// Whether the text so far ends at a boundary; it says so once.
    pub(super) fn pauses(&mut self) -> bool {
        let is_there = self.boundaries.front() == Some(&self.position);
        if is_there {
            self.boundaries.pop_front();
        }
        is_there
    }

    /// Bytes of the file read so far, where nothing is packed in it.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// Appends further text; `false` once there is none left.
    pub(super) fn append(&mut self, text: &mut Vec<u8>) -> io::Result<bool> {
        if self.is_done {
            return Ok(false);
        }
        // The end of the text before may begin a malformed sequence.
        let passed = self.raw.len().saturating_sub(LONGEST_CHARACTER);
        self.raw.drain(..passed);
        let seen = self.raw.len();
        let room = self.boundaries.front().map_or(u64::MAX, |boundary| boundary - self.position);
        let count = self.bytes.by_ref().take(room.min(CHUNK as u64)).read_to_end(&mut self.raw)?;
        self.position += count as u64;
        self.is_done = count == 0;
        let before = text.len();
        let mut raw = &self.raw[seen..];
        loop {
            let start = text.len();
            let room = self.decoder.max_utf8_buffer_length_without_replacement(raw.len());
            text.resize(start + room.unwrap_or(CHUNK), 0);
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
                raw,
                &mut text[start..],
                self.is_done,
            );
            text.truncate(start + written);
            raw = &raw[read..];
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                // Only what the end of the file leaves open is malformed when there are no more bytes.
                DecoderResult::Malformed(..) if self.is_done => self.repairs.is_cut = true,
                DecoderResult::Malformed(length, behind) => {
                    let end = self.raw.len() - raw.len() - usize::from(behind);
                    let bytes = self.raw.get(end.saturating_sub(length.into())..end);
                    // One or two letters of the other encoding; three bytes are a cut emoji.
                    if let (Encoding::Lines(other), Some(bytes @ ([_] | [_, _]))) =
                        (self.encoding, bytes)
                    {
                        let (letters, _) = other.decode_without_bom_handling(bytes);
                        text.extend_from_slice(letters.as_bytes());
                    } else {
                        self.repairs.broken += 1;
                        text.extend_from_slice("\u{fffd}".as_bytes());
                    }
                }
            }
        }
        self.repairs.garbled += garbled(&text[before.saturating_sub(3)..]);
        Ok(!self.is_done)
    }

    /// What had to be done so far.
    pub(super) fn repairs(&self) -> Repairs {
        self.repairs
    }
}

/// Counts `Â` or `Ã` before a sign of Latin-1, `â‚`/`â€` and `ðŸ`: UTF-8 that was once read as Western European. No language writes these.
fn garbled(text: &[u8]) -> u64 {
    let is_garbled = |at: &usize| {
        matches!(
            text[at + 1..],
            [0x82 | 0x83, 0xC2, _, ..] | [0xA2, 0xE2, 0x82, ..] | [0xB0, 0xC5, 0xB8, ..]
        )
    };
    memchr_iter(0xC3, text).filter(is_garbled).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], encoding: Encoding) -> (String, Repairs) {
        let mut decoded = decoded(bytes, encoding);
        let mut text = Vec::new();
        while decoded.append(&mut text).unwrap() {}
        (String::from_utf8(text).unwrap(), decoded.repairs())
    }

    #[test]
    fn each_encoding_gives_the_same_text() {
        let wanted = "né,à £5\n";
        let utf16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "\u{feff}".encode_utf16().chain(wanted.encode_utf16()).flat_map(unit).collect()
        };
        for (bytes, encoding) in [
            (wanted.as_bytes().to_vec(), Encoding::UTF_8),
            (format!("\u{feff}{wanted}").into_bytes(), Encoding::UTF_8),
            (utf16(u16::to_le_bytes), Encoding::Text(encoding_rs::UTF_16LE)),
            (utf16(u16::to_be_bytes), Encoding::Text(encoding_rs::UTF_16BE)),
            (b"n\xE9,\xE0 \xA35\n".to_vec(), Encoding::Text(encoding_rs::WINDOWS_1252)),
            (b"n\x8E,\x88 \xA35\n".to_vec(), Encoding::Text(encoding_rs::MACINTOSH)),
        ] {
            assert_eq!(text(&bytes, encoding), (wanted.to_owned(), Repairs::default()));
        }
    }

    #[test]
    fn broken_sequences_are_replaced_and_counted_wherever_a_piece_ends() {
        let (found, repairs) = text(b"a\xF0\x9F\x98 b\xFF c", Encoding::UTF_8);
        assert_eq!((found.as_str(), repairs.broken), ("a\u{fffd} b\u{fffd} c", 2));
        for before in CHUNK - 4..=CHUNK {
            let bytes = [&vec![b'x'; before][..], "é".as_bytes(), b"\xE2\x82 y"].concat();
            let (found, repairs) = text(&bytes, Encoding::UTF_8);
            assert!(found.ends_with("xé\u{fffd} y"), "{before}");
            assert_eq!(repairs, Repairs { broken: 1, ..Repairs::default() });
        }
    }

    #[test]
    fn half_a_character_at_the_end_is_dropped() {
        let cut = Repairs { is_cut: true, ..Repairs::default() };
        assert_eq!(
            text(b"a\0b\0\n", Encoding::Text(encoding_rs::UTF_16LE)),
            ("ab".to_owned(), cut)
        );
        assert_eq!(text(b"ab\xE2\x82", Encoding::UTF_8), ("ab".to_owned(), cut));
    }

    #[test]
    fn what_was_garbled_before_is_counted_and_left() {
        let words = "NestlÃ© itâ€™s ðŸ˜€ Â£5 SÃO Ângela âge 5 €";
        let (found, repairs) = text(words.as_bytes(), Encoding::UTF_8);
        assert_eq!((found.as_str(), repairs.garbled), (words, 4));
        assert_eq!(text("ÃÃÃ".as_bytes(), Encoding::UTF_8).1.garbled, 0);
    }
}
