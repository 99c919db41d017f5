//! Which of the encodings of eight bits a text is in: UTF-8, Windows-1252 or `MacRoman`, told by the letters they give.
//!
//! UTF-8 is told by its own grammar. The other two accept every byte; what tells them apart is what stands beside the letters: a
//! capital inside a small word (`cafŽ`, `donÕt`) or a sign inside a word (`f‰lt`) is not written by people. Without a difference it is
//! Windows-1252, by far the more common.

use super::recognise::Encoding;

/// Characters beyond ASCII after which a text is settled.
const ENOUGH: u64 = 500;

/// What the bytes seen so far say.
#[derive(Debug, Default)]
pub(super) struct Letters {
    whole: u64,
    broken: u64,
    windows: i64,
    mac: i64,
    /// The start of a character whose end is still to come.
    open: Vec<u8>,
}

impl Letters {
    /// Looks at the next bytes of a file.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        if self.open.is_empty() && bytes.is_ascii() {
            return;
        }
        let mut bytes = [std::mem::take(&mut self.open).as_slice(), bytes].concat();
        self.open = bytes.split_off(bytes.len() - open_end(&bytes));
        for chunk in bytes.utf8_chunks() {
            self.whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count() as u64;
            match chunk.invalid().len() {
                0 => {}
                // An emoji that was cut in its last byte: the mark of UTF-8, if of a clumsy one.
                3 => self.whole += 1,
                _ => self.broken += 1,
            }
        }
        if self.broken > 0 {
            self.windows += plausibility(&bytes, encoding_rs::WINDOWS_1252);
            self.mac += plausibility(&bytes, encoding_rs::MACINTOSH);
        }
    }

    /// Whether more bytes would hardly change the answer.
    pub(super) fn is_settled(&self) -> bool {
        self.whole + self.broken >= ENOUGH
    }

    /// The encoding: UTF-8 unless more characters are broken than whole.
    pub(super) fn encoding(&self) -> Encoding {
        if self.broken <= self.whole {
            Encoding::Utf8
        } else if self.mac > self.windows {
            Encoding::MacRoman
        } else {
            Encoding::Windows1252
        }
    }
}

/// Bytes at the end that begin a character of UTF-8 and do not finish it.
fn open_end(bytes: &[u8]) -> usize {
    let longest = bytes.len().min(3);
    let starts = (1..=longest).find(|back| bytes[bytes.len() - back] >= 0xC0);
    starts
        .filter(|back| match bytes[bytes.len() - back] {
            0xC0..=0xDF => *back < 2,
            0xE0..=0xEF => *back < 3,
            _ => true,
        })
        .unwrap_or(0)
}

fn plausibility(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> i64 {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    let mut sum = 0;
    while let Some(c) = rest.next() {
        if !c.is_ascii() {
            sum += weight(before, c, rest.peek().copied().unwrap_or(' '));
        }
        before = c;
    }
    sum
}

/// How likely a person wrote `c` between its neighbours: 3 typical, 0 neutral, −3 hardly ever.
fn weight(before: char, c: char, after: char) -> i64 {
    let opens = |c: char| c.is_whitespace() || "\"'(,;\t".contains(c);
    match c {
        // The apostrophe is by far the commonest of all, and stands between letters.
        '\u{2019}' if before.is_alphabetic() => 3,
        '\u{2018}' | '\u{201c}' | '\u{201e}' | '«' | '¿' | '¡'
            if opens(before) && !opens(after) =>
        {
            3
        }
        '\u{2019}' | '\u{201d}' | '»' | '…' if !opens(before) && !after.is_alphabetic() => 3,
        '–' | '—' => i64::from(before.is_whitespace() == after.is_whitespace()),
        '€' | '£' | '°' => {
            i64::from(before.is_numeric() || after.is_numeric() || after.is_whitespace()) * 2
        }
        '®' | '™' | '©' | '•' | '·' | '\u{a0}' => 0,
        'ß' if before.is_lowercase() => 2,
        c if c.is_alphabetic() && c.is_lowercase() => {
            // `ﬁ`, `ı` and `ƒ` are MacRoman's alone and next to never typed.
            if "ﬁﬂıƒªº".contains(c) {
                -3
            } else {
                2 * i64::from(before.is_alphabetic() || after.is_alphabetic())
            }
        }
        c if c.is_alphabetic() => {
            if before.is_lowercase() {
                -3
            } else {
                i64::from(after.is_alphabetic())
            }
        }
        _ if before.is_alphabetic() && after.is_alphabetic() => -3,
        _ => -1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> Encoding {
        let mut letters = Letters::default();
        letters.add(bytes);
        letters.encoding()
    }

    const SENTENCES: [&str; 9] = [
        "le café est très froid, ça suffit",
        "Die Tür fällt zu, schöne Grüße",
        "mañana será mejor",
        "non è così, perché no",
        "I don\u{2019}t like it",
        "she said \u{201c}no\u{201d} twice",
        "für 5 € mehr",
        "ação não é opção",
        "Été à Zürich",
    ];

    #[test]
    fn western_letters_tell_their_encoding() {
        for sentence in SENTENCES {
            let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(sentence);
            assert_eq!(told(&windows), Encoding::Windows1252, "{sentence}");
            assert_eq!(told(sentence.as_bytes()), Encoding::Utf8, "{sentence}");
            assert_eq!(told(&mac(sentence)), Encoding::MacRoman, "{sentence}");
        }
    }

    /// The encoder that the decoder's crate leaves out.
    fn mac(text: &str) -> Vec<u8> {
        let table: Vec<u8> = (0..=255).collect();
        let (letters, _) = encoding_rs::MACINTOSH.decode_without_bom_handling(&table);
        let letters: Vec<char> = letters.chars().collect();
        text.chars()
            .map(|c| u8::try_from(letters.iter().position(|l| *l == c).unwrap()).unwrap())
            .collect()
    }

    #[test]
    fn one_letter_is_enough_and_where_a_piece_ends_does_not_matter() {
        assert_eq!(told(b"caf\xE9 noir"), Encoding::Windows1252);
        // `£` is the same byte in both.
        assert_eq!(told(b"for \xA35"), Encoding::Windows1252);
        assert_eq!(told(b"only ASCII"), Encoding::Utf8);
        assert_eq!(told(b"one cut emoji \xF0\x9F\x98 here"), Encoding::Utf8);
        let text = "ä€😀 ok".as_bytes();
        for cut in 0..=text.len() {
            let mut letters = Letters::default();
            letters.add(&text[..cut]);
            letters.add(&text[cut..]);
            assert_eq!((letters.whole, letters.broken), (3, 0), "{cut}");
        }
    }
}
