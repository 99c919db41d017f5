//! What a file is, by its first bytes: text in some encoding, or something that is refused by its true name.
//!
//! The name of a file is never asked. A wrong guess would show as nonsense in a client's report, so what is no table stops the build.

use std::fmt;

use super::letters::Letters;

/// Bytes that are looked at to recognise a file and to find its header.
pub const HEAD: usize = 64 * 1024;

/// How the bytes of a file are text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark. Broken sequences become U+FFFD.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// The Western European code page of Windows.
    Windows1252,
    /// The Western European code page of the old Macintosh.
    MacRoman,
    /// No text at all but a workbook: the visible sheet of this index, written out as CSV.
    Sheet(usize),
}

impl Encoding {
    /// The decoder.
    pub fn decoder(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 | Self::Sheet(_) => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
            Self::MacRoman => encoding_rs::MACINTOSH,
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
            Self::MacRoman => "macintosh",
            Self::Sheet(_) => "xlsx",
        })
    }
}

/// Why a file is no table of mentions: what it is, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// Its true name, with article.
    pub is: &'static str,
    /// What to do.
    pub hint: &'static str,
}

/// First bytes of what is no text, its name and what to do. Gzip and workbooks are unpacked before anybody asks here.
const BINARIES: [(&[u8], &str, &str); 12] = [
    (b"PK\x03\x04", "a zip archive, and no Excel workbook", "unpack it"),
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

/// Recognises a file by its first bytes, at most [`HEAD`] of them.
///
/// # Errors
///
/// Returns what the file really is if it is no text, or a text of another kind.
///
/// # Examples
///
/// ```
/// use socialmap::exports::recognise::{recognise, Encoding};
/// assert_eq!(recognise(b"id,text\n"), Ok(Encoding::Utf8));
/// assert_eq!(recognise(b"\xFF\xFEi\0d\0"), Ok(Encoding::Utf16Le));
/// assert_eq!(recognise(b"%PDF-1.7").unwrap_err().is, "a PDF document");
/// ```
pub fn recognise(head: &[u8]) -> Result<Encoding, Refusal> {
    if head.is_empty() {
        return Err(Refusal { is: "empty", hint: "export it again, or remove it" });
    }
    if let Some(&(_, is, hint)) = BINARIES.iter().find(|(start, ..)| head.starts_with(start)) {
        return Err(Refusal { is, hint });
    }
    if head.starts_with(&[0xFF, 0xFE]) {
        return Ok(Encoding::Utf16Le);
    }
    if head.starts_with(&[0xFE, 0xFF]) {
        return Ok(Encoding::Utf16Be);
    }
    if let Some(encoding) = utf16_without_mark(head) {
        return Ok(encoding);
    }
    refuse_other_text(head)?;
    let mut letters = Letters::default();
    letters.add(head);
    Ok(letters.encoding())
}

fn refuse_other_text(head: &[u8]) -> Result<(), Refusal> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let start: Vec<u8> = text.iter().take(60).map(u8::to_ascii_lowercase).collect();
    if start.is_empty() {
        return Err(Refusal { is: "empty but for blanks", hint: "export it again, or remove it" });
    }
    if let Some(&(_, is, hint)) = TEXTS.iter().find(|(words, ..)| start.starts_with(words)) {
        return Err(Refusal { is, hint });
    }
    let in_brackets = start.strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    if start.starts_with(b"{") || in_brackets.is_some_and(|inside| inside.starts_with(b"{")) {
        return Err(Refusal { is: "JSON", hint: "export the mentions as CSV" });
    }
    let is_control = |byte: &&u8| **byte < b' ' && !b"\t\n\r\0".contains(byte);
    if text.iter().filter(is_control).count() * 20 > text.len() {
        return Err(Refusal { is: "no text", hint: "export the mentions as CSV" });
    }
    Ok(())
}

/// UTF-16 text of mostly Latin letters has a zero in every second byte.
fn utf16_without_mark(head: &[u8]) -> Option<Encoding> {
    let pairs = head.len().min(512) / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |offset: usize| (0..pairs).filter(|pair| head[pair * 2 + offset] == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 4 > pairs * 3 && even * 10 < pairs {
        Some(Encoding::Utf16Le)
    } else if even * 4 > pairs * 3 && odd * 10 < pairs {
        Some(Encoding::Utf16Be)
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
            (b"version https://git-lfs.github.com/spec/v1", "a Git LFS pointer, not the file"),
            (b"[{\"id\":1}]", "JSON"),
            (b"[\n  {\"id\": 1}]", "JSON"),
            (b"PK\x03\x04word/document.xml", "a zip archive, and no Excel workbook"),
            (b"\xD0\xCF\x11\xE0\xA1", "an old or a locked Excel workbook"),
            (b"\x89PNG\r\n", "an image"),
            (b"<?xml version=", "an XML document"),
            (b"\x01\x02\x03\x04\xFE\x05\x06", "no text"),
        ] {
            assert_eq!(recognise(head).unwrap_err().is, is);
        }
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(recognise(b"a\0b\0c\0d\0e\0"), Ok(Encoding::Utf16Le));
        assert_eq!(recognise(b"\0a\0b\0c\0d\0e"), Ok(Encoding::Utf16Be));
        assert_eq!(recognise("caf\u{e9},th\u{e9}".as_bytes()), Ok(Encoding::Utf8));
        assert_eq!(recognise(b"caf\xE9,th\xE9,na\xEFve"), Ok(Encoding::Windows1252));
        assert_eq!(recognise(b"caf\x8E,th\x8E,na\x95ve"), Ok(Encoding::MacRoman));
        // A cell of zeros is a table all the same.
        assert_eq!(recognise(b"id,text\n1,a\0\0b\n"), Ok(Encoding::Utf8));
        // Two halves of emoji in a file of whole ones.
        assert_eq!(recognise("\u{1f600}\u{1f600}\u{1f600}".as_bytes()), Ok(Encoding::Utf8));
        assert_eq!(recognise(b"ok \xF0\x9F\x98 ok"), Ok(Encoding::Utf8));
    }
}
