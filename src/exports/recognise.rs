//! What a file is, by its first bytes: text in some encoding, or something that is refused by its true name.
//!
//! The name of a file is never asked. A wrong guess would show as nonsense in a client's report, so what is no table stops the build.

use std::fmt;

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
}

impl Encoding {
    /// The decoder.
    pub fn decoder(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
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
/// assert_eq!(recognise(b"PK\x03\x04").unwrap_err().is, "a zip archive or an Excel workbook");
/// ```
pub fn recognise(head: &[u8]) -> Result<Encoding, Refusal> {
    if head.is_empty() {
        return Err(Refusal { is: "empty", hint: "export it again, or remove it" });
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xD0\xCF\x11\xE0") {
        let hint = "save it as CSV UTF-8 from the spreadsheet, or unpack it";
        return Err(Refusal { is: "a zip archive or an Excel workbook", hint });
    }
    if head.starts_with(&[0x1F, 0x8B]) {
        return Err(Refusal { is: "compressed by gzip", hint: "unpack it" });
    }
    if head.starts_with(b"%PDF") {
        return Err(Refusal { is: "a PDF document", hint: "export the mentions as CSV" });
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
    Ok(eight_bits(head))
}

fn refuse_other_text(head: &[u8]) -> Result<(), Refusal> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let start: Vec<u8> = text.iter().take(60).map(u8::to_ascii_lowercase).collect();
    if start.is_empty() {
        return Err(Refusal { is: "empty but for blanks", hint: "export it again, or remove it" });
    }
    if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") {
        let hint =
            "it was probably saved from a page that asked for a login; download the export itself";
        return Err(Refusal { is: "an HTML page", hint });
    }
    if start.starts_with(b"version https://git-lfs") {
        let hint = "run `git lfs pull`, or download the file itself";
        return Err(Refusal { is: "a Git LFS pointer, not the file", hint });
    }
    if start.starts_with(b"{") || start.starts_with(b"[{") || start.starts_with(b"[\n") {
        return Err(Refusal { is: "JSON", hint: "export the mentions as CSV" });
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

/// UTF-8 unless more characters are broken than are whole: a few broken emoji do not make a file Western European.
fn eight_bits(head: &[u8]) -> Encoding {
    let (mut whole, mut broken) = (0, 0);
    for chunk in head.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if broken > whole + 1 { Encoding::Windows1252 } else { Encoding::Utf8 }
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
            (b"\x1F\x8B\x08", "compressed by gzip"),
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
        // Two halves of emoji in a file of whole ones.
        assert_eq!(recognise("\u{1f600}\u{1f600}\u{1f600}".as_bytes()), Ok(Encoding::Utf8));
        assert_eq!(recognise(b"ok \xF0\x9F\x98 ok"), Ok(Encoding::Utf8));
    }
}
