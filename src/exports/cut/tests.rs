//! The reader against the csv crate, and damage in the middle of a file.

use proptest::prelude::*;

use super::super::decode::decoded;
use super::super::recognise::Encoding;
use super::*;

fn reader(text: &[u8]) -> RecordReader<&[u8]> {
    RecordReader::new(decoded(text, Encoding::UTF_8), b',')
}

fn lines(text: &str) -> Vec<u64> {
    let mut reader = reader(text.as_bytes());
    let mut record = ByteRecord::new();
    std::iter::from_fn(|| reader.read(&mut record).unwrap()).collect()
}

fn by_crate(text: &[u8]) -> Vec<ByteRecord> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    reader.byte_records().map(Result::unwrap).collect()
}

/// The records after the header, and how many were mended.
fn by_us(text: &[u8]) -> (Vec<(u64, ByteRecord)>, u64) {
    let mut reader = reader(text);
    let mut record = ByteRecord::new();
    let mut records = Vec::new();
    if reader.read(&mut record).unwrap().is_some() {
        let header: Vec<String> =
            record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        reader.expect(&header).unwrap();
        while let Some(line) = reader.read(&mut record).unwrap() {
            records.push((line, record.clone()));
        }
    }
    (records, reader.mended())
}

fn texts(text: &str) -> Vec<(u64, Vec<String>)> {
    let (records, _) = by_us(text.as_bytes());
    let cells = |record: ByteRecord| {
        record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
    };
    records.into_iter().map(|(line, record)| (line, cells(record))).collect()
}

#[test]
fn a_record_has_the_line_that_an_editor_shows() {
    assert_eq!(lines("a\nb\n\"c\nd\"\ne"), [1, 2, 3, 5]);
    assert_eq!(lines("a\r\nb\r\n\"c\r\nd\"\r\ne\r\n"), [1, 2, 3, 5]);
    assert_eq!(lines("\n\na\n\r\n\nb"), [3, 6]);
    assert_eq!(lines("a\rb\nc"), [1, 1, 2]);
    let mut rows =
        RecordReader::new(decoded(&b"\n\na\n\"b\nc\"\n\nd\n"[..], Encoding::Workbook), b',');
    let mut record = ByteRecord::new();
    let rows: Vec<u64> = std::iter::from_fn(|| rows.read(&mut record).unwrap()).collect();
    assert_eq!(rows, [3, 4, 6]);
}

/// Whether the csv crate's records all have the header's width and none takes in a line break: then nothing may differ.
fn all_are_plain(records: &[ByteRecord]) -> bool {
    records.windows(2).all(|pair| pair[0].len() == pair[1].len())
        && !records
            .iter()
            .any(|record| record.as_slice().contains(&b'\n') || record.as_slice().contains(&b'\r'))
}

/// The records behind the header that do not repeat it.
fn rows_of(records: &[ByteRecord]) -> Vec<ByteRecord> {
    let Some((header, rows)) = records.split_first() else { return Vec::new() };
    let is_row = |row: &&ByteRecord| *row != header || row.as_slice().is_empty();
    rows.iter().filter(is_row).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Hostile bytes: whatever the crate cuts to one width is cut so here.
    #[test]
    fn hostile_text_of_one_width_is_cut_as_by_the_crate(text in "[a\", \r\n\u{e9}]{0,40}") {
        let wanted = by_crate(text.as_bytes());
        let (found, mended) = by_us(text.as_bytes());
        let mut quotes = Quotes::default();
        quotes.pass(text.as_bytes(), b',');
        let has_valid_quotes = !matches!(quotes, Quotes::Broken | Quotes::Open);
        if has_valid_quotes && all_are_plain(&wanted) {
            let found: Vec<_> = found.into_iter().map(|(_, record)| record).collect();
            prop_assert_eq!(found, rows_of(&wanted));
            prop_assert_eq!(mended, 0);
        }
    }

    /// Tables as they are written by rule, line breaks and quotes in their cells.
    #[test]
    fn lawful_tables_are_cut_as_by_the_crate(
        rows in prop::collection::vec(prop::collection::vec("[a1\", \r\n]{0,8}", 3), 1..12),
        is_quoted in any::<bool>(),
        is_crlf in any::<bool>(),
    ) {
        let style = if is_quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let end = if is_crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().quote_style(style).terminator(end).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = writer.into_inner().unwrap();
        let wanted = by_crate(&text);
        let (found, mended) = by_us(&text);
        let found: Vec<_> = found.into_iter().map(|(_, record)| record).collect();
        prop_assert_eq!(found, rows_of(&wanted));
        prop_assert_eq!(mended, 0);
    }

    /// Whatever is done to a row, the rows around it are there, in order and unshifted.
    #[test]
    fn a_damaged_row_costs_no_other(damage in "[a4\", ]{0,12}\n?[a4\", ]{0,12}", at in 0_usize..20) {
        let row = |n: usize| format!("{n},2028-05-01,\"text, {n}\",x\n");
        let rows = (0..20).map(|n| if n == at { format!("{damage}\n") } else { row(n) });
        let text = format!("id,day,text,tone\n{}", rows.collect::<String>());
        let found = texts(&text);
        let mut found = found.iter().map(|(_, cells)| cells);
        for n in (0..20).filter(|n| *n != at) {
            let wanted = [n.to_string(), "2028-05-01".into(), format!("text, {n}"), "x".into()];
            prop_assert!(found.any(|cells| *cells == wanted), "row {} of {:?}", n, text);
        }
    }
}

#[test]
fn damage_in_the_middle_is_mended_or_rejected_at_its_line() {
    let header = "id,day,text,tone\n";
    let good = "1,2028-05-01,\"One, two: (three)\",good\n2,2028-05-02,four's #5!,bad\n3,2028-05-03,six,good\n";
    let damaged = "4,2028-05-04,line\nbreak,good\n5,2028-05-05,\"stray,good\n5,2028-05-05,row,bad\n6,2028-05-06\n7,2028-05-07,7 and, eight,bad\n\n";
    let last = "8,2028-05-08,nine,good\n9,2028-05-0";
    let found = texts(&format!("{header}{good}{damaged}{last}"));
    let found: Vec<(u64, Vec<&str>)> = found[3..]
        .iter()
        .map(|(line, cells)| (*line, cells.iter().map(String::as_str).collect()))
        .collect();
    let wanted = [
        (5, vec!["4", "2028-05-04", "line\nbreak", "good"]),
        (7, vec!["5", "2028-05-05", "\"stray", "good"]),
        (8, vec!["5", "2028-05-05", "row", "bad"]),
        (9, vec!["6", "2028-05-06"]),
        (10, vec!["7", "2028-05-07", "7 and, eight", "bad"]),
        (12, vec!["8", "2028-05-08", "nine", "good"]),
        (13, vec!["9", "2028-05-0"]),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn what_joined_files_leave_between_the_rows_is_passed_over() {
    let text = "\u{feff}a,b\n\u{feff}1,2\n\n\u{feff}\"a\",b\n\u{feff}\n\u{feff}\"4\",5\na,b\n6,\u{feff}7\n";
    let mut reader = reader(text.as_bytes());
    let mut record = ByteRecord::new();
    reader.read(&mut record).unwrap();
    reader.expect(&["a".to_owned(), "b".to_owned()]).unwrap();
    let mut rows = Vec::new();
    while let Some(line) = reader.read(&mut record).unwrap() {
        rows.push((line, String::from_utf8(record.as_slice().to_vec()).unwrap()));
    }
    let wanted = [(2, "12"), (6, "45"), (8, "6\u{feff}7")];
    assert_eq!(rows, wanted.map(|(line, cells)| (line, cells.to_owned())));
    assert_eq!(reader.joined(), Joined { marks: 4, headers: 2 });
}

#[test]
fn blank_lines_cost_their_own_length_alone() {
    for blank in ["\n", "\r\n", "\r"] {
        let text = format!("a,b\n{0}1,2\n{0}3,4\n{0}", blank.repeat(300_000));
        let found = texts(&text);
        assert_eq!(found.len(), 2, "{blank:?}");
        assert_eq!(found[1].1, ["3", "4"]);
    }
}

#[test]
fn trailing_delimiters_are_no_damage() {
    let found = texts("a,b\n1,2,\n3,4,,,\n5,6,x\n");
    let widths: Vec<usize> = found.iter().map(|(_, cells)| cells.len()).collect();
    assert_eq!(widths, [3, 5, 3]);
}

#[test]
fn a_runaway_quote_is_bounded_and_a_long_cell_passes() {
    let row = "1,2028-05-01,text,good\n";
    let long = format!("2,2028-05-01,\"{}\",good\n", "a line\n".repeat(400_000));
    let found = texts(&format!("id,day,text,tone\n{row}{long}{row}"));
    assert_eq!(found.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3, 400_004]);
    assert_eq!(found[1].1[2].len(), 2_800_000);

    // Five rows before it, a quote that nothing closes, and more behind it than a record may hold.
    let rows = row.repeat(300_000);
    let stray = "2,2028-05-01,\"stray and, more,good,bad,ugly\n";
    let (records, _) = by_us(format!("id,day,text,tone\n{row}{stray}{rows}").as_bytes());
    assert_eq!(records.len(), 300_002);
    assert_eq!(records.iter().filter(|(_, record)| record.len() != 4).count(), 1);

    // A line without end is one record that is rejected, whatever its length.
    let endless = "x".repeat(LONGEST * 3);
    let (records, _) = by_us(format!("id,day,text,tone\n{row}{endless}\n{row}").as_bytes());
    assert_eq!(records.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3, 4]);
}
