//! Unpacks a file to the bytes of its text: gzip is decompressed, a workbook becomes the CSV of its sheets.
//!
//! The compression is recognised by the first bytes, not by the file name. A file that is not text is refused with the name of its type.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use super::code_page_850;
use super::detect::{Detector, EncodingFrom, Mixed};
use super::recognise::{self, Encoding, HEAD};
use super::rewrite::rewritten;
use super::workbook::{self, Content, Named, Sheet, Unread};
use super::{DOING, Export, ExportTable, Stated};
use crate::error::{Error, Problem, Result};
use crate::note::{Note, UnreadSheet};

const ZIP: &[u8] = b"PK\x03\x04";
const GZIP: &[u8] = b"\x1F\x8B";
/// Blank bytes at the beginning of a text that are passed over.
const MOST_BLANKS: usize = 16 << 20;

/// A way in which a file may be read.
pub(super) struct Candidate {
    pub(super) encoding: Encoding,
    pub(super) encoding_from: EncodingFrom,
    /// The first bytes of its text.
    pub(super) head: Vec<u8>,
    /// The sheet of a workbook, with its name.
    pub(super) sheet: Option<(String, Sheet)>,
}

/// The ways in which a file may be read, and which sheets of a workbook are none.
#[derive(Default)]
pub(super) struct Candidates {
    pub(super) all: Vec<Candidate>,
    pub(super) notes: Vec<Note>,
}

/// The ways in which a file may be read: one, or one a sheet of a workbook. A workbook is read and converted here, and never again.
///
/// # Errors
///
/// If the file cannot be read, is neither text nor a workbook, or is a workbook that unpacks to far more than its size.
pub(super) fn candidates(export: &Export, stated: &Stated) -> Result<Candidates> {
    let failed = || Error::io(&export.path, DOING);
    let refused = |is: &str, hint: &str| {
        Error::from(Problem::of(&export.name, format!("this file is {is}")).hint(hint))
    };
    let mut file = BufReader::new(export.open(0)?);
    if file.fill_buf().map_err(failed())?.starts_with(ZIP) {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed())?;
        let sheets = match workbook::sheets(&bytes, &stated.sheets) {
            Ok(sheets) => sheets,
            Err(Unread::TooLarge(most)) => return Err(too_large(export, most)),
            Err(Unread::ClaimsStrings(count)) => return Err(claims_strings(export, count)),
            Err(Unread::NoWorkbook) => {
                bytes.truncate(HEAD);
                return Err(match recognise::recognise(&bytes) {
                    Err(refusal) => refused(refusal.is, refusal.hint),
                    Ok(_) => refused("not text", "export the mentions as CSV"),
                });
            }
        };
        require_sheets(export, stated, &sheets)?;
        let mut candidates = Candidates::default();
        for Named { name, content } in sheets {
            let is_named = stated.sheets.is_empty() || stated.sheets.contains(&name);
            let (sheet, reason) = match content {
                Content::Rows(sheet) if is_named => (sheet, None),
                Content::Rows(sheet) => (sheet, Some(UnreadSheet::NotNamed)),
                Content::Hidden => (Sheet::default(), Some(UnreadSheet::Hidden)),
                Content::Broken => (Sheet::default(), Some(UnreadSheet::Broken)),
            };
            if let Some(reason) = reason {
                candidates.notes.push(Note::SheetNotRead { sheet: name, reason });
                continue;
            }
            let head = whole_characters(head(sheet.text()).map_err(failed())?);
            candidates.all.push(Candidate {
                encoding: Encoding::Workbook,
                encoding_from: EncodingFrom::Workbook,
                head,
                sheet: Some((name, sheet)),
            });
        }
        let is_blank = |candidate: &Candidate| candidate.head.trim_ascii().is_empty();
        if candidates.all.iter().all(is_blank) {
            return Err(refused("an empty workbook", "export it again, or remove it"));
        }
        return Ok(candidates);
    }
    let mut bytes = text(file).map_err(failed())?;
    let head = head(&mut bytes).map_err(failed())?;
    let known = recognise::recognise(&head).map_err(|refusal| refused(refusal.is, refusal.hint))?;
    let (encoding, encoding_from) = match (stated.encoding, known) {
        (Some(encoding), _) => (encoding, EncodingFrom::Brief),
        (None, Some(known)) => known,
        (None, None) => {
            let detector = detector(&head, bytes).map_err(failed())?;
            detector.finish().map_err(|mixed| in_two_encodings(export, mixed))?
        }
    };
    let head = match encoding {
        Encoding::CodePage850 => code_page_850::decode(&head).into_bytes(),
        _ => head,
    };
    let candidate = Candidate { encoding, encoding_from, head, sheet: None };
    let notes = if stated.sheets.is_empty() { vec![] } else { vec![Note::SheetsWithoutWorkbook] };
    Ok(Candidates { all: vec![candidate], notes })
}

/// Opens the text of an export.
///
/// # Errors
///
/// If it cannot be read.
pub(super) fn open(export: &Export, table: &ExportTable) -> Result<Box<dyn Read>> {
    if let Some(sheet) = &table.converted {
        return Ok(Box::new(sheet.text()));
    }
    let text = text(BufReader::new(export.open(0)?)).map_err(Error::io(&export.path, DOING))?;
    let text = match table.encoding {
        Encoding::CodePage850 => Box::new(code_page_850::Utf8::new(text)),
        _ => text,
    };
    Ok(match table.rewrite {
        Some(rewrite) => Box::new(rewritten(text, rewrite)),
        None => text,
    })
}

/// The bytes of the text in a file that is not a workbook.
///
/// # Errors
///
/// If it cannot be read.
pub(super) fn text<'a>(mut file: impl BufRead + 'a) -> io::Result<Box<dyn Read + 'a>> {
    let is_gzip = file.fill_buf()?.starts_with(GZIP);
    Ok(if is_gzip { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) })
}

/// Whether a file is packed, so that its bytes are not those of its text.
pub(super) fn is_packed(file: &mut impl BufRead) -> io::Result<bool> {
    let start = file.fill_buf()?;
    Ok(start.starts_with(GZIP) || start.starts_with(ZIP))
}

/// Refuses a name under `exports[].sheets` that no sheet has.
fn require_sheets(export: &Export, stated: &Stated, sheets: &[Named]) -> Result<()> {
    let is_missing = |asked: &&String| sheets.iter().all(|sheet| sheet.name != **asked);
    let Some(missing) = stated.sheets.iter().find(is_missing) else { return Ok(()) };
    let names: Vec<String> = sheets.iter().map(|sheet| format!("`{}`", sheet.name)).collect();
    Err(Problem::of(&export.name, format!("no sheet `{missing}`, which the brief names"))
        .found(names.join(", "))
        .hint("write the names under `exports[].sheets` exactly as in the workbook")
        .into())
}

fn claims_strings(export: &Export, count: u64) -> Error {
    Problem::of(&export.name, "this workbook is damaged")
        .found(format!("it states {count} strings, more than its list of strings has bytes"))
        .hint("open it, and save it as .xlsx again, or as CSV UTF-8")
        .into()
}

fn too_large(export: &Export, most: u64) -> Error {
    Problem::of(&export.name, "this workbook unpacks to far more than it should")
        .found(format!("more than {} MB", most / 1_000_000))
        .expected("at most 100 times its own size, and 16 MB for small ones")
        .hint("save the sheet with the mentions as CSV UTF-8, and put that in its place")
        .into()
}

/// Without the beginning of a character at the end.
fn whole_characters(mut text: Vec<u8>) -> Vec<u8> {
    if let Err(broken) = std::str::from_utf8(&text) {
        text.truncate(broken.valid_up_to());
    }
    text
}

/// The first bytes of a text; more of them while they are blank lines, any number of which may precede a header.
fn head(mut bytes: impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    while head.trim_ascii_start().is_empty() && head.len() < MOST_BLANKS {
        if bytes.by_ref().take(HEAD as u64).read_to_end(&mut head)? == 0 {
            break;
        }
    }
    Ok(head)
}

/// Reads a text to its end: one letter beyond ASCII late in a file decides as well as one in its head.
fn detector(head: &[u8], mut rest: impl Read) -> io::Result<Detector> {
    let mut detector = Detector::default();
    detector.add(head);
    let mut chunk = Vec::with_capacity(HEAD);
    while {
        chunk.clear();
        rest.by_ref().take(HEAD as u64).read_to_end(&mut chunk)? > 0
    } {
        detector.add(&chunk);
    }
    Ok(detector)
}

fn in_two_encodings(export: &Export, mixed: Mixed) -> Error {
    let other = Encoding::Text(mixed.other);
    Problem::of(&export.name, "it contains two encodings")
        .found(format!("{} UTF-8 characters and {} byte sequences that are not UTF-8, possibly {other}", mixed.whole, mixed.broken))
        .expected("one encoding from start to end")
        .hint(format!("export it again, or name the one to read it in, as in `exports: [{{files: {}, encoding: {other}}}]`", export.name))
        .into()
}
