//! Detects the encoding of a text from all of its bytes.
//!
//! Text that is valid UTF-8 but for a few places is damaged UTF-8. Otherwise chardetng guesses from the
//! frequencies of letters. It does not know `MacRoman`, so the lines with letters beyond ASCII are read both ways: in the wrong encoding
//! a capital is inside a small word (`cafŽ`, `donÕt`) or a sign inside a word (`f‰lt`). Neither does it know code page 850. A text whose
//! lines are in two encodings is read line by line; one with two encodings in one line is refused.

use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding as Charset, ISO_8859_8, MACINTOSH, WINDOWS_1252, WINDOWS_1255};

use super::code_page_850;
use super::recognise::Encoding;

/// Bytes of the lines that are not valid UTF-8 which are shown to chardetng: it reads 6 to 12 MB a second, and more do not improve it.
const SAMPLE: usize = 256 * 1024;
/// Characters of UTF-8 that do not occur by accident in a text of another encoding.
const NO_ACCIDENT: u64 = 3;

/// What settled the encoding of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EncodingFrom {
    /// `exports[].encoding` in the brief.
    Brief,
    /// A byte-order mark.
    ByteOrderMark,
    /// Every second byte of its beginning is zero, as in UTF-16.
    Zeros,
    /// It has no letters beyond ASCII, which are the same in every encoding.
    Ascii,
    /// All of it, or all but a few places, is valid.
    Valid,
    /// The frequencies of its letters.
    Letters,
    /// Each line is valid, or has letters of one other encoding.
    Lines,
    /// It is a workbook, which states it.
    Workbook,
}

impl fmt::Display for EncodingFrom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Brief => "stated in the brief",
            Self::ByteOrderMark => "by its byte-order mark",
            Self::Zeros => "every second byte is zero",
            Self::Ascii => "plain ASCII",
            Self::Valid => "valid throughout, or nearly so",
            Self::Letters => "guessed from its letters",
            Self::Lines => "each line in one of them",
            Self::Workbook => "a workbook",
        })
    }
}

/// A text that is partly UTF-8 and partly in another encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mixed {
    /// Characters of UTF-8.
    pub(super) whole: u64,
    /// Sequences of bytes that are none.
    pub(super) broken: u64,
    /// What the detector takes these for.
    pub(super) other: &'static Charset,
}

/// Collects what the bytes of a text say.
#[derive(Debug, Default)]
pub(super) struct Detector {
    whole: u64,
    broken: u64,
    /// The start of a character whose end is still to come.
    open: Vec<u8>,
    /// Lines that are not valid UTF-8, and the line that has not ended yet.
    sample: Vec<u8>,
    line: Vec<u8>,
    is_full: bool,
}

impl Detector {
    /// Looks at the next bytes of a file.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        let joined;
        let bytes = if self.open.is_empty() {
            bytes
        } else {
            joined = [std::mem::take(&mut self.open).as_slice(), bytes].concat();
            &joined
        };
        let (bytes, open) = bytes.split_at(bytes.len() - open_end(bytes));
        self.open.extend_from_slice(open);
        // Most files are valid throughout, so this check must be fast.
        if Charset::utf8_valid_up_to(bytes) == bytes.len() {
            self.whole += characters(bytes);
            self.skip_whole_lines(bytes);
            return;
        }
        self.collect_lines(bytes);
        for chunk in bytes.utf8_chunks() {
            self.whole += characters(chunk.valid().as_bytes());
            match chunk.invalid().len() {
                0 => {}
                // An emoji without its last byte is the mark of UTF-8, if of a clumsy one.
                3 => self.whole += 1,
                _ => self.broken += 1,
            }
        }
    }

    /// Lines that begin and end in valid bytes are not a sample; only the ends of the first and the last line may belong to one.
    fn skip_whole_lines(&mut self, bytes: &[u8]) {
        let first = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
        let last = memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
        self.collect_lines(&bytes[..first]);
        self.collect_lines(&bytes[last.max(first)..]);
    }

    /// Keeps whole lines, so that no character of several bytes is cut.
    fn collect_lines(&mut self, bytes: &[u8]) {
        if self.is_full {
            return;
        }
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                self.end_line();
            }
            self.is_full = self.sample.len() + self.line.len() > SAMPLE;
            if self.is_full {
                self.line.truncate(SAMPLE);
                self.end_line();
                return;
            }
        }
    }

    fn end_line(&mut self) {
        if std::str::from_utf8(&self.line).is_err() {
            self.sample.append(&mut self.line);
        }
        self.line.clear();
    }

    /// The encoding and what settled it.
    ///
    /// # Errors
    ///
    /// If the text is in two encodings.
    pub(super) fn finish(mut self) -> Result<(Encoding, EncodingFrom), Mixed> {
        self.broken += u64::from(!self.open.is_empty() && self.whole == 0);
        match (self.whole, self.broken) {
            (0, 0) => return Ok((Encoding::UTF_8, EncodingFrom::Ascii)),
            (_, 0) => return Ok((Encoding::UTF_8, EncodingFrom::Valid)),
            _ => {}
        }
        if !self.is_full {
            self.line.append(&mut self.open);
        }
        self.end_line();
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&self.sample, !self.is_full);
        let guess = detector.guess(None, Utf8Detection::Deny);
        // Without a difference it is the guess, or the far more common of two encodings that give the same text.
        let plausible = |charset: &'static Charset| {
            plausibility(&charset.decode_without_bom_handling(&self.sample).0)
        };
        let mut best = (guess, plausible(guess));
        let is_same = || WINDOWS_1252.decode(&self.sample).0 == guess.decode(&self.sample).0;
        let western = plausible(WINDOWS_1252);
        if guess.is_single_byte() && (western > best.1 || western == best.1 && is_same()) {
            best = (WINDOWS_1252, western);
        }
        let (whole, broken, other) = (self.whole, self.broken, best.0);
        let has_letters = best.1 > i64::try_from(self.sample_broken()).unwrap_or(i64::MAX);
        if whole > 0 && other.is_single_byte() && has_letters && self.are_lines_apart() {
            return Ok((Encoding::Lines(other), EncodingFrom::Lines));
        }
        if broken <= whole {
            return Ok((Encoding::UTF_8, EncodingFrom::Valid));
        }
        if other.is_single_byte() && whole >= NO_ACCIDENT && whole * 4 >= broken {
            return Err(Mixed { whole, broken, other });
        }
        let [mac, dos] = [plausible(MACINTOSH), plausibility(&code_page_850::decode(&self.sample))];
        let encoding = if other.is_single_byte() && dos > best.1.max(mac) {
            Encoding::CodePage850
        } else {
            // Windows has all letters of the Hebrew standard, and signs besides.
            let other = if other == ISO_8859_8 { WINDOWS_1255 } else { other };
            Encoding::Text(if mac > best.1 { MACINTOSH } else { other })
        };
        Ok((encoding, EncodingFrom::Letters))
    }

    /// Sequences in the sample that are not UTF-8.
    fn sample_broken(&self) -> usize {
        self.sample.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count()
    }

    /// Whether few lines of the sample also have characters of UTF-8.
    fn are_lines_apart(&self) -> bool {
        let has_both = |line: &&[u8]| {
            let mut chunks = line.utf8_chunks();
            chunks.any(|chunk| characters(chunk.valid().as_bytes()) > 0)
        };
        let lines = self.sample.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        lines.clone().filter(has_both).count() * 20 <= lines.count()
    }
}

/// Number of characters beyond ASCII in valid UTF-8, which is that of their first bytes. The count of a block fits a byte, so that the
/// compiler can use vector instructions.
fn characters(text: &[u8]) -> u64 {
    let is_first = |byte: &u8| u8::from(*byte >= 0xC0);
    text.chunks(128).map(|block| u64::from(block.iter().map(is_first).sum::<u8>())).sum()
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

/// How likely people wrote the text that the bytes give in an encoding: the sum over its letters beyond ASCII.
fn plausibility(text: &str) -> i64 {
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

/// How likely a person wrote `c` between its neighbours: 3 typical, 0 neutral, −3 very unlikely.
fn weight(before: char, c: char, after: char) -> i64 {
    let opens = |c: char| c.is_whitespace() || "\"'(,;\t".contains(c);
    match c {
        // The apostrophe is by far the most frequent of all, and occurs between letters.
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
            // `ﬁ` and `ƒ` occur only in MacRoman and are rarely typed.
            if "ﬁﬂƒªº".contains(c) {
                -3
            } else {
                2 * i64::from(before.is_alphabetic() || after.is_alphabetic())
            }
        }
        // Hebrew, Arabic, Thai: no letter has a case.
        c if c.is_alphabetic() && !c.is_uppercase() => {
            2 * i64::from(before.is_alphabetic() || after.is_alphabetic())
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
    use encoding_rs::{
        BIG5, EUC_KR, GBK, SHIFT_JIS, UTF_8, WINDOWS_1250, WINDOWS_1251, WINDOWS_1253, WINDOWS_1254,
    };

    use super::*;

    fn detected(bytes: &[u8]) -> Result<(Encoding, EncodingFrom), Mixed> {
        let mut detector = Detector::default();
        detector.add(bytes);
        detector.finish()
    }

    fn charset(bytes: &[u8]) -> &'static Charset {
        match detected(bytes).unwrap().0 {
            Encoding::Text(charset) => charset,
            other => panic!("{other}"),
        }
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
            let (windows, _, _) = WINDOWS_1252.encode(sentence);
            assert_eq!(charset(&windows), WINDOWS_1252, "{sentence}");
            assert_eq!(charset(sentence.as_bytes()), UTF_8, "{sentence}");
            assert_eq!(charset(&mac(sentence)), MACINTOSH, "{sentence}");
        }
    }

    #[test]
    fn letters_of_other_languages_tell_theirs() {
        for (wanted, texts) in [
            (
                WINDOWS_1250,
                [
                    "Ta herbata była pyszna, dziękuję wszystkim za pomoc\n",
                    "Čaj byl příliš studený, už sem nepůjdu\n",
                ],
            ),
            (
                WINDOWS_1251,
                ["Чайник снова сломался, верните деньги\n", "Дуже смачний чай, дякую всім\n"],
            ),
            (WINDOWS_1255, ["התה היה קר מאוד היום\n", "הקומקום נשבר שוב, תחזירו לי את הכסף\n"]),
            (WINDOWS_1253, ["Το τσάι ήταν κρύο και αργό\n", "Πολύ καλή εξυπηρέτηση, ευχαριστώ\n"]),
            (
                WINDOWS_1254,
                [
                    "Sipariş kargoda kayboldu, kimse yardım etmiyor\n",
                    "Hizmet güzeldi, teşekkür ederim arkadaşlar ışıl ışıl\n",
                ],
            ),
            (GBK, ["这家店的茶很好喝，服务也不错\n", "水壶坏了，请退款，谢谢\n"]),
            (BIG5, ["這家店的茶很好喝，服務也不錯\n", "水壺壞了，請退款，謝謝\n"]),
            (SHIFT_JIS, ["このお茶はとても美味しいです\n", "注文したポットが壊れていました\n"]),
            (EUC_KR, ["차가 너무 식어서 왔어요\n", "주전자가 고장났습니다 환불해 주세요\n"]),
        ] {
            for text in texts {
                let rows = format!("id,text,author\n1,{text}2,plain words,ada\n3,{text}");
                let (bytes, _, has_failed) = wanted.encode(&rows);
                assert!(!has_failed, "{text}");
                let wanted = Encoding::Text(wanted);
                assert_eq!(detected(&bytes), Ok((wanted, EncodingFrom::Letters)), "{text}");
            }
        }
    }

    /// The encoder that the decoder's crate leaves out.
    fn mac(text: &str) -> Vec<u8> {
        let table: Vec<u8> = (0..=255).collect();
        let (letters, _) = MACINTOSH.decode_without_bom_handling(&table);
        let letters: Vec<char> = letters.chars().collect();
        text.chars()
            .map(|c| u8::try_from(letters.iter().position(|l| *l == c).unwrap()).unwrap())
            .collect()
    }

    #[test]
    fn one_letter_is_enough_and_where_a_piece_ends_does_not_matter() {
        assert_eq!(charset(b"caf\xE9 noir"), WINDOWS_1252);
        // `£` is the same byte in both.
        assert_eq!(charset(b"for \xA35"), WINDOWS_1252);
        assert_eq!(detected(b"only ASCII"), Ok((Encoding::UTF_8, EncodingFrom::Ascii)));
        let cut = detected(b"one cut emoji \xF0\x9F\x98 here");
        assert_eq!(cut, Ok((Encoding::UTF_8, EncodingFrom::Valid)));
        let text = "ä€😀 ok".as_bytes();
        for cut in 0..=text.len() {
            let mut detector = Detector::default();
            detector.add(&text[..cut]);
            detector.add(&text[cut..]);
            assert_eq!((detector.whole, detector.broken), (3, 0), "{cut}");
        }
    }

    #[test]
    fn utf_8_with_damage_stays_utf_8_and_two_encodings_are_refused() {
        let damaged = ["né ".as_bytes(), b"caf\xE9 "].concat();
        assert_eq!(detected(&damaged), Ok((Encoding::UTF_8, EncodingFrom::Valid)));
        let mixed = "né né né caf".as_bytes();
        let mixed = [mixed, b"\xE9 caf\xE9 caf\xE9 caf\xE9 noir\n"].concat();
        assert!(matches!(detected(&mixed), Err(Mixed { whole: 3, broken: 4, .. })));
    }

    #[test]
    fn lines_of_two_files_are_distinguished() {
        let lines = Ok((Encoding::Lines(WINDOWS_1252), EncodingFrom::Lines));
        let few = ["né né né\n".repeat(9).as_bytes(), b"caf\xE9 noir\n"].concat();
        assert_eq!(detected(&few), lines);
        let many = ["né né né\n".as_bytes(), &b"caf\xE9 noir\n".repeat(4)].concat();
        assert_eq!(detected(&many), lines);
    }

    #[test]
    fn letters_of_dos_are_distinguished_from_those_of_windows() {
        let german: &[u8] = b"der gro\xE1e Kaffee, sch\x94ner Tag, m\x81de Gr\x81\xE1e\n";
        let french: &[u8] =
            b"chez eux c'\x82tait encore froid \x85 l'arriv\x82e, tr\x8As d\x82\x87u\n";
        for text in [german, french] {
            assert_eq!(detected(text), Ok((Encoding::CodePage850, EncodingFrom::Letters)));
        }
    }

    #[test]
    fn a_long_text_is_judged_by_its_lines_with_letters() {
        let (letters, _, _) = GBK.encode("1,水壶坏了，请退款\n");
        let mut detector = Detector::default();
        for _ in 0..20_000 {
            detector.add(b"2,plain words that say nothing of the encoding\n");
            detector.add(&letters[..3]);
            detector.add(&letters[3..]);
        }
        assert!(detector.is_full && detector.sample.len() < SAMPLE + letters.len());
        assert_eq!(detector.finish(), Ok((Encoding::Text(GBK), EncodingFrom::Letters)));
    }
}
