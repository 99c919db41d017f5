//! Finds the header line and the delimiter of an export.
//!
//! Every record of the first 64 KiB is tried as the header, with every delimiter. Of those with columns for a time and for a text or tone, the one
//! with the most names that any format knows is the header. Lines above it are skipped, and their statements kept; `stacked` skips a row of
//! descriptions below it, and ends the rows where another table starts.

use std::collections::BTreeSet;

use csv::ByteRecord;

use super::cut::RecordReader;
use super::decode::decoded;
use super::detect::EncodingFrom;
use super::dialect::{self, Reading};
use super::format::{Field, fold_name, fold_names};
use super::formats::Formats;
use super::kinds;
use super::recognise::Encoding;
use super::sheets::{self, AdditionalSheet};
use super::unpack::{Candidate, Candidates, candidates};
use super::{Export, ExportTable, Stated, names, stacked};
use crate::error::{Problem, Result};
use crate::note::Note;

const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Records that show whether a line without known names is a header.
const FEW: usize = 100;
/// Records that may precede a header.
const DEEPEST: usize = 40;

/// Columns that the brief names for a file.
type Mapped = [(Field, Vec<String>)];

/// Finds encoding, delimiter, header and preamble of an export. Columns that the brief names count as known.
///
/// # Errors
///
/// If it cannot be read, is not a table, has one column, or has no line in its first 41 that could be a header of mentions.
pub fn survey(export: &Export, stated: &Stated, formats: &Formats) -> Result<ExportTable> {
    let Candidates { mut all, notes } = candidates(export, stated)?;
    let mut tables: Vec<Option<ExportTable>> = all
        .iter_mut()
        .map(|candidate| find_or_rewrite(candidate, &stated.columns, formats))
        .collect();
    let look = |at: usize| Look::at(&all[at], &stated.columns, formats);
    let has_mention_columns = |at: &usize| {
        tables[*at].as_ref().is_some_and(|table| look(*at).has_mention_columns(&table.columns))
    };
    let sheets_of_mentions: Vec<usize> = (0..all.len()).filter(has_mention_columns).collect();
    let first = sheets_of_mentions.first().copied();
    let first = first.or_else(|| tables.iter().position(Option::is_some)).unwrap_or_default();
    let table = tables[first].take().or_else(|| look(first).unknown_header());
    let Some(mut table) = table else { return Err(look(first).why_not(export).into()) };
    let Candidate { encoding, head, sheet, .. } = &all[first];
    table.notes.extend(notes);
    table.converted = sheet.as_ref().map(|(_, sheet)| sheet.clone());
    if *encoding != Encoding::Workbook {
        names::fit_to_rows(&mut table, export, head, formats, &stated.columns)?;
    }
    let mut reader = RecordReader::new(decoded(&head[..], *encoding), table.delimiter);
    stacked::pass_over_descriptions(&mut table, &mut reader, formats);
    stacked::end_of_rows(&mut table, export, head, formats)?;
    if let Some((_, sheet)) = sheet {
        let others = all.iter().zip(tables).enumerate().filter(|(at, _)| *at != first);
        let further = others.filter_map(|(at, (candidate, table))| {
            let (name, sheet) = candidate.sheet.as_ref()?;
            let table = table.filter(|_| sheets_of_mentions.contains(&at));
            Some(AdditionalSheet { name, sheet, table })
        });
        sheets::join(&mut table, sheet, further.collect(), export, formats)?;
    }
    Ok(table)
}

/// The best header of a file, whose head is rewritten where its text needs it.
fn find_or_rewrite(
    candidate: &mut Candidate,
    mapped: &Mapped,
    formats: &Formats,
) -> Option<ExportTable> {
    let look = Look::at(candidate, mapped, formats);
    let as_it_stands = look.best(0..=DEEPEST);
    let find = |head: &[u8]| Look { head, ..look }.best(0..=DEEPEST);
    let better = dialect::rewriting(look.head, look.encoding, as_it_stands.as_ref(), find);
    let Some(Reading { rewrite, mut table, head }) = better else {
        return as_it_stands.map(|(_, table)| table);
    };
    if rewrite.stray_quote.is_some() {
        table.notes.push(Note::MendedHeader { line: table.header_line });
    }
    table.rewrite = Some(rewrite);
    candidate.head = head;
    Some(table)
}

/// The beginning of a file, and the column names to look for.
#[derive(Clone, Copy)]
struct Look<'a> {
    head: &'a [u8],
    encoding: Encoding,
    encoding_from: EncodingFrom,
    mapped: &'a Mapped,
    formats: &'a Formats,
}

impl<'a> Look<'a> {
    fn at(candidate: &'a Candidate, mapped: &'a Mapped, formats: &'a Formats) -> Self {
        let Candidate { encoding, encoding_from, head, .. } = candidate;
        Self { head, encoding: *encoding, encoding_from: *encoding_from, mapped, formats }
    }

    /// The best header with a number of records above it in this range.
    fn find(&self, depths: std::ops::RangeInclusive<usize>) -> Option<ExportTable> {
        self.best(depths).map(|(_, table)| table)
    }

    /// The same with the number of its names that are known.
    fn best(&self, depths: std::ops::RangeInclusive<usize>) -> Option<(usize, ExportTable)> {
        let mut best: Option<((bool, usize), ExportTable)> = None;
        for delimiter in self.delimiters() {
            let mut above = Vec::new();
            let mut reader = RecordReader::new(decoded(self.head, self.encoding), delimiter);
            let mut record = ByteRecord::new();
            while above.len() <= *depths.end()
                && let Ok(Some(header_line)) = reader.read(&mut record)
            {
                let cells = recut(texts(&record), delimiter);
                let known = self.known_names(&cells);
                if known >= 2 && depths.contains(&above.len()) {
                    let rank = (self.has_mention_columns(&cells), known);
                    if best.as_ref().is_none_or(|(most, _)| rank > *most) {
                        let table = self.table(delimiter, header_line, cells.clone(), &above);
                        best = Some((rank, table));
                    }
                }
                above.push(cells);
            }
        }
        best.map(|((_, known), table)| (known, table))
    }

    fn known_names(&self, cells: &[String]) -> usize {
        let mapped: BTreeSet<String> =
            self.mapped.iter().flat_map(|(_, names)| names).map(|name| fold_name(name)).collect();
        let names: BTreeSet<String> = fold_names(cells).into_iter().collect();
        let is_known = |name: &&String| {
            !name.is_empty() && (self.formats.knows(name) || mapped.contains(*name))
        };
        names.iter().filter(is_known).count()
    }

    /// Whether a header has columns for a time and for a text, title or tone.
    fn has_mention_columns(&self, cells: &[String]) -> bool {
        let format = self.formats.recognise(cells);
        let folded = fold_names(cells);
        let has = |field| {
            format.finds(field, &folded) || self.mapped.iter().any(|(mapped, _)| *mapped == field)
        };
        has(Field::PublishedAt)
            && [Field::Text, Field::Title, Field::Sentiment].into_iter().any(has)
    }

    /// The first line as the header, though none of its names is known: no cell of it is a value, and nearly all records are as wide. Which of its
    /// columns are meant is for the brief to say.
    fn unknown_header(&self) -> Option<ExportTable> {
        let is_deeper = self.find(DEEPEST + 1..=usize::MAX).is_some();
        let delimiters = self.delimiters().into_iter().filter(|_| !is_deeper);
        let tables = delimiters.filter_map(|delimiter| {
            let mut reader = RecordReader::new(decoded(self.head, self.encoding), delimiter);
            let mut record = ByteRecord::new();
            let header_line = reader.read(&mut record).ok()??;
            let columns = texts(&record);
            let are_names = columns.len() > 1
                && record
                    .iter()
                    .all(|cell| !cell.trim_ascii().is_empty() && !kinds::is_value(cell));
            let (mut rows, mut fitting) = (0, 0);
            while rows < FEW && matches!(reader.read(&mut record), Ok(Some(_))) {
                rows += 1;
                fitting += usize::from(record.len() == columns.len());
            }
            (are_names && fitting > 1 && fitting * 10 >= rows * 9)
                .then(|| self.table(delimiter, header_line, columns, &[]))
        });
        tables.max_by_key(|table| table.columns.len())
    }

    /// A table whose rows begin below a header.
    fn table(
        &self,
        delimiter: u8,
        header_line: u64,
        columns: Vec<String>,
        above: &[Vec<String>],
    ) -> ExportTable {
        ExportTable {
            encoding: self.encoding,
            encoding_from: self.encoding_from,
            delimiter,
            header_line,
            skip: above.len() + 1,
            preamble: statements(above),
            is_below_another: above.iter().any(|cells| filled(cells).count() > 2),
            next_table: None,
            notes: Vec::new(),
            columns,
            rewrite: None,
            converted: None,
        }
    }

    fn why_not(&self, export: &Export) -> Problem {
        if let Some(table) = self.find(DEEPEST + 1..=usize::MAX) {
            let above = table.skip - 1;
            let what = format!("its header comes too late: {above} records above it");
            return Problem::at(&export.name, table.header_line, 0, what)
                .expected(format!("at most {DEEPEST}"))
                .hint("delete the lines above the header");
        }
        let first = format!("first line `{}`", self.first_line());
        if DELIMITERS.iter().all(|delimiter| self.has_one_column(*delimiter)) {
            return Problem::of(&export.name, "it has only one column")
                .found(first)
                .expected("columns for the time and for the text or the tone, with `,`, `;`, `|` or tabs between them")
                .hint("export it again as CSV, with all its columns");
        }
        Problem::of(&export.name, "no line of it looks like the header of a table of mentions")
            .found(first)
            .expected(
                "a column for the time (`Date`, `created_at`) and one for the text or the tone",
            )
            .hint(
                "put a line with the names of its columns above its rows, as in `date,author,text`",
            )
    }

    fn has_one_column(&self, delimiter: u8) -> bool {
        let mut reader = RecordReader::new(decoded(self.head, self.encoding), delimiter);
        let mut record = ByteRecord::new();
        let mut read = || reader.read(&mut record).ok().flatten().map(|_| record.len());
        std::iter::from_fn(&mut read).all(|width| width == 1)
    }

    /// The delimiters to try; `sep=;` in the first line, which spreadsheets write, states the only one.
    fn delimiters(&self) -> Vec<u8> {
        match self.first_line().strip_prefix("sep=").map(str::as_bytes) {
            Some(&[delimiter]) => vec![delimiter],
            // A tab is not shown, so the line ends before it.
            Some(b"") => vec![b'\t'],
            _ => DELIMITERS.to_vec(),
        }
    }

    /// The first line, for messages.
    fn first_line(&self) -> String {
        let (text, _) = self.encoding.decoder().decode_with_bom_removal(self.head);
        let line = text.lines().next().unwrap_or_default();
        line.trim_end().chars().filter(|c| !c.is_control()).take(60).collect()
    }
}

/// Splits a line again that a spreadsheet has put into one cell.
fn recut(cells: Vec<String>, delimiter: u8) -> Vec<String> {
    let is_whole_line = matches!(&cells[..], [first, rest @ ..]
        if first.contains(char::from(delimiter)) && rest.iter().all(String::is_empty));
    if !is_whole_line {
        return cells;
    }
    let mut reader = RecordReader::new(decoded(cells[0].as_bytes(), Encoding::UTF_8), delimiter);
    let mut record = ByteRecord::new();
    match reader.read(&mut record) {
        Ok(Some(_)) => texts(&record),
        _ => cells,
    }
}

/// The cells of a record as texts.
pub(super) fn texts(record: &ByteRecord) -> Vec<String> {
    record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
}

/// The cells that are not empty.
pub(super) fn filled(cells: &[String]) -> impl Iterator<Item = &str> {
    cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
}

/// Whether a label above a header says that a time zone follows, which spreadsheets put into a cell of its own.
fn is_of_zone(label: &str) -> bool {
    let label = fold_name(label);
    ["zone", "zonahor", "fuso", "fuseau"].iter().any(|word| label.contains(word))
}

/// The statements in the records above a header: `Label: value`, on one line or on two, and a title in the first line. Rows of another table are not
/// kept, because they may contain names of people.
fn statements(above: &[Vec<String>]) -> Vec<String> {
    let mut said = Vec::new();
    let mut lines = above.iter().map(|cells| filled(cells).collect::<Vec<_>>()).peekable();
    let mut is_first = true;
    while let Some(line) = lines.next() {
        let statement = match *line {
            [label] if label.ends_with(':') => {
                let value =
                    lines.next_if(|next| matches!(**next, [value] if !value.ends_with(':')));
                Some(format!("{label} {}", value.map_or("", |value| value[0])))
            }
            [label, value] if label.ends_with(':') => Some(format!("{label} {value}")),
            [label, value] if is_of_zone(label) => Some(format!("{label}: {value}")),
            [alone] if alone.contains(": ") || is_first => Some(alone.to_owned()),
            _ => None,
        };
        said.extend(statement.map(|text| text.trim_end().chars().take(200).collect()));
        is_first = false;
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(text: &str, mapped: &Mapped) -> Option<ExportTable> {
        let formats = Formats::built_in();
        let head = text.as_bytes();
        let (encoding, encoding_from) = (Encoding::UTF_8, EncodingFrom::Ascii);
        Look { head, encoding, encoding_from, mapped, formats: &formats }.find(0..=DEEPEST)
    }

    fn found(text: &str) -> ExportTable {
        look(text, &[]).unwrap()
    }

    #[test]
    fn a_preamble_is_passed_over_whatever_its_length() {
        let six = "\"Report:\",\"Bulk Mentions Download\"\n\"Brand:\",\"Date, Author\"\n\"From:\",\"Sat Jan 01 00:00:00 UTC 2028\"\n\
                   \"To:\",\"Sun Jan 02 00:00:00 UTC 2028\"\n\"Label:\",\"Q\"\n\n\"Query Id\",\"Date\",\"Url\",\"Author\"\n1,2,3,4\n";
        let table = found(six);
        assert_eq!((table.header_line, table.skip, table.columns.len()), (7, 6, 4));
        assert_eq!(table.preamble[2], "From: Sat Jan 01 00:00:00 UTC 2028");
        assert_eq!(found(&six.replace('"', "").replace("Date, Author", "Tea")).header_line, 7);
        let lines = "Report:\nBulk Mentions Download\nFrom:\nTo:\nMonday\nDate,Url,Author\n";
        assert_eq!(found(lines).header_line, 6);
        assert_eq!(
            found(lines).preamble,
            ["Report: Bulk Mentions Download", "From:", "To: Monday"]
        );
        let table = found("Date,Url,Author\n");
        assert_eq!((table.header_line, table.preamble.len()), (1, 0));
    }

    #[test]
    fn junk_a_title_and_an_empty_first_row_are_passed_over() {
        let table = found("export of the week\t\nDate\tTime\tHit Sentence\n");
        assert_eq!((table.header_line, table.delimiter), (2, b'\t'));
        assert_eq!(table.preamble, ["export of the week"]);
        let table = found(",,,\n,ID,Date,Title\n");
        assert_eq!((table.header_line, table.preamble.len()), (2, 0));
    }

    #[test]
    fn rows_of_a_table_above_are_no_statements() {
        let table = found("Contributors\nid,author,likes\n1,ada,7\nnext: ada\nid,time,text\n");
        assert_eq!(table.preamble, ["Contributors", "next: ada"]);
        assert!(table.is_below_another);
    }

    #[test]
    fn a_header_that_tells_mentions_beats_a_longer_one_that_does_not() {
        assert_eq!(found("id,author,likes,retweets,url\n1,2,3,4,5\nid,time,text\n").header_line, 3);
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
        assert!(look("a,b,c\n1,2,3\n", &[]).is_none());
        let mapped =
            [(Field::PublishedAt, vec!["Tijd".into()]), (Field::Text, vec!["Woorden".into()])];
        assert!(look("Tijd,Woorden\n1,2\n", &mapped).is_some());
    }
}
