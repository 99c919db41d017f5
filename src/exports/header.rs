//! Where the header is, and what stands between the cells: found, never assumed.
//!
//! Every record of the first 64 KiB is tried as the header under every delimiter; the one that holds the most names known to any
//! format wins. What stands above it is the preamble.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use csv::ByteRecord;

use super::cut::Cutter;
use super::decode::decoded;
use super::format::{fold_name, formats};
use super::recognise::Encoding;
use super::unpack::candidates;
use super::{Export, Table};
use crate::error::{Problem, Result};

const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// A header further down than this is not looked for.
const DEEPEST: usize = 40;

static KNOWN: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let formats = formats().iter();
    let candidates = formats.flat_map(|format| format.columns.values().flatten());
    candidates
        .flat_map(|candidate| candidate.names().iter().map(|name| fold_name(name)))
        .chain(formats_signatures())
        .collect()
});

fn formats_signatures() -> impl Iterator<Item = String> {
    formats().iter().flat_map(|format| format.signature.iter().map(|name| fold_name(name)))
}

/// Says what an export is: encoding, delimiter, header, preamble.
///
/// # Errors
///
/// If it cannot be read, is no table, or has no line that could be a header of mentions. `mapped` are columns that the
/// brief names for this file: they count as known.
pub fn survey(export: &Export, mapped: &[String]) -> Result<Table> {
    let candidates = candidates(export)?;
    let mut tables = candidates.iter();
    tables.find_map(|(encoding, head)| find(head, *encoding, mapped)).ok_or_else(|| {
        let first = candidates.first().map_or(String::new(), |(encoding, head)| first_line(head, *encoding));
        Problem::of(&export.name, "no line of it looks like the header of a table of mentions")
            .found(format!("first line `{first}`"))
            .expected("a column for the time (`Date`, `created_at`) and one for the text or the tone")
            .hint("name the columns under `exports: [{files: …, columns: {published_at: …, text: …}}]` in the brief")
            .into()
    })
}

fn find(head: &[u8], encoding: Encoding, mapped: &[String]) -> Option<Table> {
    let mapped: Vec<String> = mapped.iter().map(|name| fold_name(name)).collect();
    let mut best: Option<(usize, Table)> = None;
    for delimiter in delimiters(head, encoding) {
        let mut cutter = Cutter::new(decoded(head, encoding), delimiter);
        let mut record = ByteRecord::new();
        let mut preamble = Vec::new();
        while preamble.len() < DEEPEST
            && let Ok(Some(header_line)) = cutter.read(&mut record)
        {
            let cells = texts(&record);
            let known = known_names(&cells, &mapped);
            if known >= 2 && best.as_ref().is_none_or(|(most, _)| known > *most) {
                let table = Table {
                    encoding,
                    delimiter,
                    header_line,
                    skip: preamble.len() + 1,
                    preamble: preamble.clone(),
                    columns: cells.clone(),
                };
                best = Some((known, table));
            }
            preamble.push(cells.join(" "));
        }
    }
    best.map(|(_, table)| table)
}

/// `sep=;` in the first line, a spreadsheet's own statement, settles the question.
fn delimiters(head: &[u8], encoding: Encoding) -> Vec<u8> {
    let line = first_line(head, encoding);
    match line.strip_prefix("sep=").map(str::as_bytes) {
        Some(&[delimiter]) => vec![delimiter],
        // A tab is no character to show, so the line ends before it.
        Some(b"") => vec![b'\t'],
        _ => DELIMITERS.to_vec(),
    }
}

fn texts(record: &ByteRecord) -> Vec<String> {
    record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
}

fn known_names(cells: &[String], mapped: &[String]) -> usize {
    let names: BTreeSet<String> =
        cells.iter().map(|cell| fold_name(cell)).filter(|name| !name.is_empty()).collect();
    names
        .iter()
        .filter(|name| KNOWN.contains(*name) || mapped.contains(name) || has_known_prefix(name))
        .count()
}

fn has_known_prefix(name: &str) -> bool {
    KNOWN.iter().filter_map(|known| known.strip_suffix('*')).any(|prefix| name.starts_with(prefix))
}

fn first_line(head: &[u8], encoding: Encoding) -> String {
    let (text, _) = encoding.decoder().decode_with_bom_removal(head);
    let line = text.lines().next().unwrap_or_default();
    line.trim_end().chars().filter(|c| !c.is_control()).take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Table {
        find(text.as_bytes(), Encoding::Utf8, &[]).unwrap()
    }

    #[test]
    fn a_preamble_is_passed_over_whatever_its_length() {
        let six = "\"Report:\",\"Bulk Mentions Download\"\n\"Brand:\",\"Date, Author\"\n\"From:\",\"Sat Jan 01 00:00:00 UTC 2028\"\n\
                   \"To:\",\"Sun Jan 02 00:00:00 UTC 2028\"\n\"Label:\",\"Q\"\n\n\"Query Id\",\"Date\",\"Url\",\"Author\"\n1,2,3,4\n";
        let table = found(six);
        assert_eq!((table.header_line, table.skip, table.columns.len()), (7, 6, 4));
        assert_eq!(table.preamble[2], "From: Sat Jan 01 00:00:00 UTC 2028");
        let lines = "Report:\nBulk Mentions Download\nDate,Url,Author\n";
        assert_eq!(found(lines).header_line, 3);
        assert_eq!(found("Date,Url,Author\n").header_line, 1);
    }

    #[test]
    fn the_delimiter_is_the_one_that_shows_the_most_known_names() {
        for (delimiter, text) in [
            (b',', "Date,Text,Author\n"),
            (b'\t', "Date\tText, or title\tAuthor\n"),
            (b';', "Date;Text;Url\n"),
            (b'|', "Date|Text|Url\n"),
        ] {
            assert_eq!(found(text).delimiter, delimiter);
        }
    }

    #[test]
    fn the_first_line_may_state_the_delimiter() {
        for (delimiter, text) in [
            (b';', "sep=;\r\nDate;Text;Author, Url\r\n"),
            (b'^', "sep=^\nDate^Text\n"),
            (b'\t', "sep=\t\nDate\tText\n"),
        ] {
            let table = found(text);
            assert_eq!((table.delimiter, table.header_line), (delimiter, 2));
        }
    }

    #[test]
    fn names_inside_a_row_do_not_make_it_a_header() {
        assert!(find(b"a,b,c\n1,2,3\n", Encoding::Utf8, &[]).is_none());
        assert!(
            find(b"Tijd,Woorden\n1,2\n", Encoding::Utf8, &["Tijd".into(), "Woorden".into()])
                .is_some()
        );
    }
}
