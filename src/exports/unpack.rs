//! A file → the bytes of its text: gzip is unpacked, a workbook becomes the CSV of a sheet, everything else is itself.
//!
//! What a file is packed in is told by its first bytes, never by its name. What is no text at all is refused here by its true name.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use super::Export;
use super::letters::Letters;
use super::recognise::{self, Encoding, HEAD};
use super::workbook::Workbook;
use crate::error::{Error, Problem, Result};

const ZIP: &[u8] = b"PK\x03\x04";
const GZIP: &[u8] = b"\x1F\x8B";
const DOING: &str = "read the export";

/// The ways in which a file may be read, each with the first bytes of its text: one, or one a sheet of a workbook.
///
/// # Errors
///
/// If the file cannot be read, or is no text and no workbook.
pub(super) fn candidates(export: &Export) -> Result<Vec<(Encoding, Vec<u8>)>> {
    let failed = || Error::io(&export.path, DOING);
    let refused = |is: &str, hint: &str| {
        Error::from(Problem::of(&export.name, format!("this file is {is}")).hint(hint))
    };
    let mut file = BufReader::new(File::open(&export.path).map_err(failed())?);
    if file.fill_buf().map_err(failed())?.starts_with(ZIP) {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed())?;
        if let Some(mut workbook) = Workbook::open(bytes) {
            let sheets = workbook.sheets().into_iter().map(|sheet| workbook.text(&sheet));
            let heads = sheets.map(|mut text| {
                text.truncate(text.floor_char_boundary(HEAD));
                text.into_bytes()
            });
            let heads: Vec<_> =
                heads.enumerate().map(|(index, head)| (Encoding::Sheet(index), head)).collect();
            if heads.iter().all(|(_, head)| head.trim_ascii().is_empty()) {
                return Err(refused("an empty workbook", "export it again, or remove it"));
            }
            return Ok(heads);
        }
        let file = File::open(&export.path).map_err(failed())?;
        return Err(match recognise::recognise(&head(file).map_err(failed())?) {
            Err(refusal) => refused(refusal.is, refusal.hint),
            Ok(_) => refused("no text", "export the mentions as CSV"),
        });
    }
    let mut bytes = text(file, Encoding::Utf8).map_err(failed())?;
    let head = head(&mut bytes).map_err(failed())?;
    match recognise::recognise(&head) {
        Ok(Encoding::Utf8 | Encoding::Windows1252 | Encoding::MacRoman) => {
            let encoding = eight_bits(&head, bytes).map_err(failed())?;
            Ok(vec![(encoding, head)])
        }
        Ok(encoding) => Ok(vec![(encoding, head)]),
        Err(refusal) => Err(refused(refusal.is, refusal.hint)),
    }
}

/// Opens a file and unpacks it.
///
/// # Errors
///
/// If it cannot be read.
pub(super) fn open(export: &Export, encoding: Encoding) -> Result<Box<dyn Read>> {
    let file = File::open(&export.path).map_err(Error::io(&export.path, DOING))?;
    text(BufReader::new(file), encoding).map_err(Error::io(&export.path, DOING))
}

/// The bytes of the text in a file.
///
/// # Errors
///
/// If it cannot be read, or holds no such sheet any more.
pub(super) fn text<'a>(
    mut file: impl BufRead + 'a,
    encoding: Encoding,
) -> io::Result<Box<dyn Read + 'a>> {
    if let Encoding::Sheet(index) = encoding {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let sheet = Workbook::open(bytes)
            .and_then(|mut workbook| Some(workbook.text(workbook.sheets().get(index)?)))
            .ok_or_else(|| io::Error::other("the workbook has changed"))?;
        return Ok(Box::new(Cursor::new(sheet)));
    }
    let is_gzip = file.fill_buf()?.starts_with(GZIP);
    Ok(if is_gzip { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) })
}

/// Whether a file is packed, so that its bytes are not those of its text.
pub(super) fn is_packed(file: &mut impl BufRead) -> io::Result<bool> {
    let start = file.fill_buf()?;
    Ok(start.starts_with(GZIP) || start.starts_with(ZIP))
}

fn head(bytes: impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    bytes.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// One letter beyond ASCII late in a file decides as well as one in its head: what is all ASCII so far is read on.
fn eight_bits(head: &[u8], mut rest: impl Read) -> io::Result<Encoding> {
    let mut letters = Letters::default();
    letters.add(head);
    let mut chunk = Vec::with_capacity(HEAD);
    while !letters.is_settled() {
        chunk.clear();
        if rest.by_ref().take(HEAD as u64).read_to_end(&mut chunk)? == 0 {
            break;
        }
        letters.add(&chunk);
    }
    Ok(letters.encoding())
}
