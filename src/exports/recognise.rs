//! Identifies a file by its first bytes: text in some encoding, or another type of file, which is refused with its name.
//!
//! The file name is not used. A file that is not a table is an error.

use std::fmt;

use super::detect::EncodingFrom;

/// Bytes that are looked at to recognise a file and to find its header.
pub const HEAD: usize = 64 * 1024;

/// How the bytes of a file are text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Text. Broken sequences become U+FFFD, a byte-order mark is not part of it.
    Text(&'static encoding_rs::Encoding),
    /// UTF-8 in most lines, and another encoding of single bytes in the others.
    Lines(&'static encoding_rs::Encoding),
    /// Code page 850 of DOS.
    CodePage850,
    /// No text at all but a workbook: its sheets, written out as CSV.
    Workbook,
}

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self::Text(encoding_rs::UTF_8);

    /// Looks a name up, as in `windows-1251`, `cp1251`, `latin1`, `shift_jis`, `macintosh`; `None` if it is not one that web browsers know.
    pub fn named(name: &str) -> Option<Self> {
        if ["cp850", "ibm850", "cp437", "ibm437"].contains(&name.to_lowercase().as_str()) {
            return Some(Self::CodePage850);
        }
        let charset = encoding_rs::Encoding::for_label(name.as_bytes());
        charset.filter(|charset| *charset != encoding_rs::REPLACEMENT).map(Self::Text)
    }

    /// The decoder.
    pub fn decoder(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Text(charset) => charset,
            // `unpack` decodes code page 850, and `decode` the other lines.
            Self::Lines(_) | Self::CodePage850 | Self::Workbook => encoding_rs::UTF_8,
        }
    }

    /// Whether the delimiters and line breaks of a text are single bytes with no other meaning, so that it can be cut before it is decoded.
    pub(super) fn is_narrow(self) -> bool {
        match self {
            Self::Text(charset) => charset == encoding_rs::UTF_8 || charset.is_single_byte(),
            Self::Lines(_) => true,
            Self::CodePage850 | Self::Workbook => false,
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(charset) => f.write_str(&charset.name().to_lowercase()),
            Self::Lines(charset) => write!(f, "utf-8 and {}", charset.name().to_lowercase()),
            Self::CodePage850 => f.write_str("cp850"),
            Self::Workbook => f.write_str("xlsx"),
        }
    }
}

/// Why a file is not a table of mentions: what it is, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// Its true name, with article.
    pub is: &'static str,
    /// What to do.
    pub hint: &'static str,
}

/// First bytes of what is not text, its name and what to do. Gzip and workbooks are unpacked earlier.
const BINARIES: [(&[u8], &str, &str); 12] = [
    (b"PK\x03\x04", "a zip archive, not an Excel workbook", "unpack it"),
    (b"PK\x05\x06", "an empty zip archive", "export it again, or remove it"),
    (
        b"\xD0\xCF\x11\xE0",
        "an old or a locked Excel workbook",
        "open it, and save it as .xlsx without a password, or as CSV UTF-8",
    ),
    (b"\x1F\x8B", "compressed by gzip twice", "unpack it once"),
    (b"%PDF", "a PDF document", "export the mentions as CSV"),
    (b"\x89PNG", "an image", "move it out of `exports/`"),
    (b"\xFF\xD8\xFF", "an image", "move it out of `exports/`"),
    (b"GIF8", "an image", "move it out of `exports/`"),
    (b"7z\xBC\xAF", "a 7z archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"PAR1", "a Parquet file", "export the mentions as CSV"),
    (b"SQLite format 3", "a database", "export the mentions as CSV"),
];

/// First words of what is text of another kind, in small letters.
const TEXTS: [(&[u8], &str, &str); 4] = [
    (
        b"<!doctype html",
        "an HTML page",
        "it was probably saved from a page that asked for a login; download the export itself",
    ),
    (
        b"<html",
        "an HTML page",
        "it was probably saved from a page that asked for a login; download the export itself",
    ),
    (b"<?xml", "an XML document", "export the mentions as CSV or as .xlsx"),
    (
        b"version https://git-lfs",
        "a Git LFS pointer, not the file",
        "run `git lfs pull`, or download the file itself",
    ),
];

/// Recognises a file by its first bytes, at most [`HEAD`] of them: the encoding and what settled it, or `None` where the whole text must
/// tell.
///
/// # Errors
///
/// Returns what the file really is if it is not text, or a text of another kind.
///
/// # Examples
///
/// ```
/// use socialmap::exports::recognise::recognise;
/// assert_eq!(recognise(b"id,text\n"), Ok(None));
/// let (encoding, from) = recognise(b"\xFF\xFEi\0d\0").unwrap().unwrap();
/// assert_eq!(format!("{encoding}, {from}"), "utf-16le, by its byte-order mark");
/// assert_eq!(recognise(b"%PDF-1.7").unwrap_err().is, "a PDF document");
/// ```
pub fn recognise(head: &[u8]) -> Result<Option<(Encoding, EncodingFrom)>, Refusal> {
    if head.is_empty() {
        return Err(Refusal { is: "empty", hint: "export it again, or remove it" });
    }
    let is_open_document = memchr::memmem::find(&head[..head.len().min(200)], b"opendocument");
    if head.starts_with(b"PK") && is_open_document.is_some() {
        let hint = "open it, and save it as .xlsx or as CSV UTF-8";
        return Err(Refusal { is: "an OpenDocument file", hint });
    }
    if let Some(&(_, is, hint)) = BINARIES.iter().find(|(start, ..)| head.starts_with(start)) {
        return Err(Refusal { is, hint });
    }
    if head.starts_with(b"\xFF\xFE\0\0") || head.starts_with(b"\0\0\xFE\xFF") {
        return Err(Refusal { is: "text in UTF-32", hint: "save it as UTF-8" });
    }
    if let Some((charset, _)) = encoding_rs::Encoding::for_bom(head) {
        if charset == encoding_rs::UTF_8 {
            refuse_other_text(head)?;
        }
        return Ok(Some((Encoding::Text(charset), EncodingFrom::ByteOrderMark)));
    }
    if let Some(charset) = utf16_without_mark(head) {
        return Ok(Some((Encoding::Text(charset), EncodingFrom::Zeros)));
    }
    refuse_other_text(head)?;
    Ok(None)
}

fn refuse_other_text(head: &[u8]) -> Result<(), Refusal> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let start: Vec<u8> = text.iter().take(60).map(u8::to_ascii_lowercase).collect();
    if start.is_empty() {
        return Err(Refusal { is: "empty but for blanks", hint: "export it again, or remove it" });
    }
    if let Some(&(_, is, hint)) = TEXTS.iter().find(|(words, ..)| start.starts_with(words)) {
        let has_table = text.windows(6).any(|tag| tag.eq_ignore_ascii_case(b"<table"));
        let hint = if has_table && is.contains("HTML") {
            "if it shows the mentions, open it in a spreadsheet and save it as CSV UTF-8"
        } else {
            hint
        };
        return Err(Refusal { is, hint });
    }
    let in_brackets = start.strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    if start.starts_with(b"{") || in_brackets.is_some_and(|inside| inside.starts_with(b"{")) {
        return Err(Refusal { is: "JSON", hint: "export the mentions as CSV" });
    }
    let is_control = |byte: &&u8| **byte < b' ' && !b"\t\n\r\0".contains(byte);
    if text.iter().filter(is_control).count() * 20 > text.len() {
        return Err(Refusal { is: "not text", hint: "export the mentions as CSV" });
    }
    Ok(())
}

/// UTF-16 has a zero in every second byte of its delimiters, digits and Latin letters, and in no other byte.
fn utf16_without_mark(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let pairs = head.len().min(4096) / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |offset: usize| (0..pairs).filter(|pair| head[pair * 2 + offset] == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 8 > pairs && even * 100 < pairs {
        Some(encoding_rs::UTF_16LE)
    } else if even * 8 > pairs && odd * 100 < pairs {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_things_are_called_by_their_names() {
        for (head, is) in [
            (&b""[..], "empty"),
            (b"\xEF\xBB\xBF \n", "empty but for blanks"),
            (b"  <!DOCTYPE html>", "an HTML page"),
            (
                b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
                "an OpenDocument file",
            ),
            (b"version https://git-lfs.github.com/spec/v1", "a Git LFS pointer, not the file"),
            (b"[{\"id\":1}]", "JSON"),
            (b"[\n  {\"id\": 1}]", "JSON"),
            (b"PK\x03\x04word/document.xml", "a zip archive, not an Excel workbook"),
            (b"\xD0\xCF\x11\xE0\xA1", "an old or a locked Excel workbook"),
            (b"\x89PNG\r\n", "an image"),
            (b"<?xml version=", "an XML document"),
            (b"\x01\x02\x03\x04\xFE\x05\x06", "not text"),
        ] {
            assert_eq!(recognise(head).unwrap_err().is, is);
        }
    }

    #[test]
    fn a_mark_and_zeros_tell_the_encoding() {
        let computed =
            |bytes: &[u8]| recognise(bytes).unwrap().map(|(encoding, _)| encoding.to_string());
        assert_eq!(computed(b"a\0b\0c\0d\0e\0").as_deref(), Some("utf-16le"));
        assert_eq!(computed(b"\0a\0b\0c\0d\0e").as_deref(), Some("utf-16be"));
        let cyrillic: Vec<u8> =
            "Дата;Слова\n1;чайник сломан\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(computed(&cyrillic).as_deref(), Some("utf-16le"));
        assert_eq!(computed(b"\xEF\xBB\xBFid,text\n").as_deref(), Some("utf-8"));
        assert_eq!(computed("caf\u{e9},th\u{e9}".as_bytes()), None);
        // A cell of zeros is a table all the same.
        assert_eq!(computed(b"id,text\n1,a\0\0b\n"), None);
    }

    #[test]
    fn an_encoding_has_the_names_that_browsers_know() {
        for (name, wanted) in [
            ("cp1251", Some("windows-1251")),
            ("Windows-1250", Some("windows-1250")),
            ("latin1", Some("windows-1252")),
            ("sjis", Some("shift_jis")),
            ("mac", Some("macintosh")),
            ("utf8", Some("utf-8")),
            ("CP850", Some("cp850")),
            ("klingon", None),
            ("iso-2022-kr", None),
        ] {
            let found = Encoding::named(name).map(|encoding| encoding.to_string());
            assert_eq!(found.as_deref(), wanted, "{name}");
        }
    }
}
