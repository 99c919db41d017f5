//! Reads a table in every way in which programs and people damage CSV files, and measures which records come out as they were meant.
//!
//! The damage is of the kinds of Pollock, a public benchmark of polluted files (Vitagliano et al., VLDB 2023); the rows are invented. Recall is the share
//! of the true records that are read exactly, precision the share of the records read that are true; each is the mean over the files.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use socialmap::exports::format::Field;
use socialmap::exports::formats::Formats;
use socialmap::exports::records::Records;
use socialmap::exports::{Export, Stated, StringRecord, header};

const ROWS: usize = 84;
const WIDTH: usize = 9;
const NAMES: [&str; WIDTH] =
    ["DAY", "HOUR", "Amount", "ITEMNO", "Cost", "ItemGroup", "Words", "Link", "Remarks"];

type Record = Vec<String>;

/// The true rows: days, hours, numbers, words, texts with delimiters, quotes and line breaks, addresses, and remarks that are mostly empty.
fn rows() -> Vec<Record> {
    let nouns = ["kettle", "teapot", "tin", "cup", "strainer", "gift box", "caddy"];
    let groups = ["Home", "Garden", "Kitchen"];
    (0..ROWS)
        .map(|n| {
            let noun = nouns[n % nouns.len()];
            let words = match n % 6 {
                0 => format!("The {noun} is fine, the lid is not"),
                1 => format!("A \"new\" {noun}, they say"),
                3 if n % 12 == 3 => format!("{noun} arrived late\nand cold"),
                _ => format!("This {noun} drips after {n} days!"),
            };
            let remark = if n % 5 == 0 {
                format!("seen by {}", ["ann", "bo"][n % 2])
            } else {
                String::new()
            };
            vec![
                format!("{:02}/{:02}/2028", n % 28 + 1, n / 28 + 4),
                format!("{:02}:{:02}:00", 8 + n % 12, n % 60),
                (n % 7 + 1).to_string(),
                format!("{}{:04}", ["AB", "C", "XY"][n % 3], n * 37 % 9000 + 100),
                format!("{}.{:02}", n % 40 + 1, n * 5 % 100),
                groups[n % 3].to_owned(),
                words,
                format!("https://shop.example/{}/{n}", noun.replace(' ', "-")),
                remark,
            ]
        })
        .collect()
}

/// How a table is written.
#[derive(Clone, Copy)]
struct Style<'a> {
    delimiter: &'a str,
    quote: char,
    /// Before a quote in a quoted cell.
    escape: &'a str,
    end: &'a str,
    quotes_all: bool,
}

const PLAIN: Style<'_> =
    Style { delimiter: ",", quote: '"', escape: "\"", end: "\n", quotes_all: false };

impl Style<'_> {
    fn cell(&self, text: &str) -> String {
        let needs = |mark: &str| text.contains(mark);
        let quote = self.quote.to_string();
        if !(self.quotes_all || needs(self.delimiter) || needs(&quote) || needs("\n")) {
            return text.to_owned();
        }
        format!("{quote}{}{quote}", text.replace(&quote, &format!("{}{quote}", self.escape)))
    }

    fn line(&self, cells: &[String]) -> String {
        let cells: Vec<String> = cells.iter().map(|cell| self.cell(cell)).collect();
        cells.join(self.delimiter) + self.end
    }

    fn table(&self, header: &[String], rows: &[Record]) -> String {
        let lines = rows.iter().map(|row| self.line(row));
        std::iter::once(self.line(header)).chain(lines).collect()
    }
}

/// A polluted file.
struct Polluted {
    name: String,
    bytes: Vec<u8>,
    truth: Vec<Record>,
}

fn names() -> Record {
    NAMES.map(str::to_owned).to_vec()
}

/// A line with one fault, and the cells that it is meant to have. A quote too many is a character of its cell.
fn faulty(cells: &[String], at: usize, kind: &str) -> (String, Record) {
    let mut truth = cells.to_vec();
    let mut line = String::new();
    for (column, text) in cells.iter().enumerate() {
        let mut cell = PLAIN.cell(text);
        let mut delimiter = if column + 1 == cells.len() { "" } else { PLAIN.delimiter };
        if column == at {
            match kind {
                "quote" => {
                    let is_quoted = cell.starts_with('"');
                    cell.insert(usize::from(is_quoted), '"');
                    truth[at].insert(0, '"');
                }
                "quote_behind" if !cell.ends_with('"') => {
                    cell.push('"');
                    truth[at].push('"');
                }
                "less" => delimiter = "",
                "more" if column + 1 == cells.len() => delimiter = ",",
                "more" => delimiter = ",,",
                "semicolon" => delimiter = ";",
                "tab" => delimiter = "\t",
                _ => {}
            }
        }
        line += &cell;
        line += delimiter;
    }
    (line + PLAIN.end, truth)
}

/// Every file that is written in another way throughout, or holds more or less than the table.
fn whole_files() -> Vec<Polluted> {
    let (header, rows) = (names(), rows());
    let mut files = Vec::new();
    let mut add = |name: &str, text: &str| {
        files.push(Polluted {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
            truth: rows.clone(),
        });
    };
    let table = |style: Style<'_>| style.table(&header, &rows);
    let plain = table(PLAIN);
    add("plain", &plain);
    for (name, delimiter) in [
        ("semicolon", ";"),
        ("tab", "\t"),
        ("bar", "|"),
        ("comma_blank", ", "),
        ("blank", " "),
        ("two_bars", "||"),
        ("tilde", "~|~"),
        ("semicolons", ";;"),
    ] {
        add(&format!("delimiter/{name}"), &table(Style { delimiter, ..PLAIN }));
        add(
            &format!("delimiter/{name}_all"),
            &table(Style { delimiter, quotes_all: true, ..PLAIN }),
        );
    }
    for quotes_all in [false, true] {
        add(
            &format!("quote/apostrophe_{quotes_all}"),
            &table(Style { quote: '\'', escape: "'", quotes_all, ..PLAIN }),
        );
        add(
            &format!("escape/backslash_{quotes_all}"),
            &table(Style { escape: "\\", quotes_all, ..PLAIN }),
        );
        add(
            &format!("escape/none_{quotes_all}"),
            &table(Style { escape: "", quotes_all, ..PLAIN }),
        );
    }
    for (name, end) in [("cr", "\r"), ("crlf", "\r\n")] {
        let style = Style { end, ..PLAIN };
        add(&format!("end/{name}"), &table(style));
    }
    let mixed: String = std::iter::once(&header)
        .chain(&rows)
        .enumerate()
        .map(|(at, row)| Style { end: ["\n", "\r\n", "\r"][at % 3], ..PLAIN }.line(row))
        .collect();
    add("end/mixed", &mixed);
    add("end/no_last", plain.trim_end());
    add("end/two_last", &format!("{plain}\n"));
    add("end/blank_lines_before", &format!("{}{plain}", "\n".repeat(70_000)));
    add("end/blank_lines_between", &plain.replace("\n05/", "\n\n05/"));
    add("header/wide", &{
        let mut wide = header.clone();
        wide.extend((0..3).map(|n| format!("extra{n}")));
        PLAIN.table(&wide, &rows)
    });
    add("header/trailing_delimiter", &plain.replacen("Remarks\n", "Remarks,\n", 1));
    add("preamble/title", &format!("Items of the shop\n\n{plain}"));
    add("preamble/statements", &format!("Report:,Items,,,,,,,\nFrom:,2028-04-01,,,,,,,\n{plain}"));
    add("preamble/wide_rows", &format!(",,,,,,,,\nItems,,,,,,,,\n{plain}"));
    add("tables/above", &format!("Shop,City\nNorth,Bree\nSouth,Loon\n\n{plain}"));
    add("tables/below", &format!("{plain}\nShop,City\nNorth,Bree\n"));
    add("footer/total", &format!("{plain}Total,,{ROWS},,,,,,\n"));
    let short: String =
        plain.lines().map(|line| line.trim_end_matches(',').to_owned() + "\n").collect();
    add("rows/short", &short);
    add("bom", &format!("\u{feff}{plain}"));
    let wide: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
    files.push(Polluted { name: "encoding/utf16".into(), bytes: wide, truth: rows.clone() });
    let mut twice = header.clone();
    twice.push("Words".to_owned());
    let truth: Vec<Record> =
        rows.iter().map(|row| [row.clone(), vec![row[6].clone()]].concat()).collect();
    files.push(Polluted {
        name: "header/duplicate".into(),
        bytes: PLAIN.table(&twice, &truth).into_bytes(),
        truth,
    });
    for kept in [0, 1, 2] {
        files.push(Polluted {
            name: format!("rows/{kept}"),
            bytes: PLAIN.table(&header, &rows[..kept]).into_bytes(),
            truth: rows[..kept].to_vec(),
        });
    }
    files
}

/// Every file with one damaged line, the header or a row.
fn files_with_a_damaged_line() -> Vec<Polluted> {
    let (header, rows) = (names(), rows());
    let mut files = Vec::new();
    let lines: Vec<String> =
        std::iter::once(&header).chain(&rows).map(|row| PLAIN.line(row)).collect();
    for kind in ["less", "more", "quote", "quote_behind", "semicolon", "tab"] {
        for at in 0..WIDTH {
            if at + 1 == WIDTH && ["less", "semicolon", "tab"].contains(&kind) {
                continue;
            }
            let mut lines = lines.clone();
            lines[0] = faulty(&header, at, kind).0;
            let bytes = lines.concat().into_bytes();
            files.push(Polluted {
                name: format!("header/{kind}_{at}"),
                bytes,
                truth: rows.clone(),
            });
            for row in (at % STEP..ROWS).step_by(STEP) {
                let (mut lines, mut truth) = (lines.clone(), rows.clone());
                lines[0] = PLAIN.line(&header);
                (lines[row + 1], truth[row]) = faulty(&rows[row], at, kind);
                let name = format!("row/{kind}_{row}_{at}");
                files.push(Polluted { name, bytes: lines.concat().into_bytes(), truth });
            }
        }
    }
    let bare = |line: &str| line.trim_end().trim_end_matches(',').to_owned() + "\n";
    for at in 0..WIDTH - 1 {
        // The last cell of this row is not written, nor those of others.
        for row in (1..ROWS).step_by(STEP).filter(|row| row % 5 > 0) {
            let mut lines: Vec<String> = lines.iter().map(|line| bare(line)).collect();
            lines[row + 1] = bare(&faulty(&rows[row], at, "more").0);
            let bytes = lines.concat().into_bytes();
            files.push(Polluted {
                name: format!("row/short_more_{row}_{at}"),
                bytes,
                truth: rows.clone(),
            });
        }
    }
    for row in (0..ROWS).step_by(STEP) {
        let mut lines = lines.clone();
        lines[row + 1] = Style { delimiter: " ", ..PLAIN }.line(&rows[row]);
        let name = format!("row/blanks_{row}");
        files.push(Polluted { name, bytes: lines.concat().into_bytes(), truth: rows.clone() });
    }
    files
}

/// Of the rows, one in so many is damaged in a file of its own.
const STEP: usize = 20;

/// All formats, read once.
static FORMATS: LazyLock<Formats> = LazyLock::new(Formats::built_in);

/// The records of a file, or why it is not read.
fn read(name: &str, bytes: &[u8]) -> Result<Vec<Record>, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, bytes).unwrap();
    let export =
        Export { name: name.to_owned(), path, bytes: bytes.len() as u64, ..Export::default() };
    let field = |field: Field, names: &[&str]| {
        (field, names.iter().map(|name| (*name).to_owned()).collect())
    };
    let stated = Stated {
        columns: vec![
            field(Field::PublishedAt, &["DAY", "HOUR"]),
            field(Field::Text, &["Words"]),
            field(Field::Url, &["Link"]),
        ],
        ..Stated::default()
    };
    let table = header::survey(&export, &stated, &FORMATS).map_err(|error| error.to_string())?;
    let mut records = Records::open(&export, &table).map_err(|error| error.to_string())?;
    let mut record = StringRecord::new();
    let mut read = Vec::new();
    while records.read(&mut record).map_err(|error| error.to_string())?.is_some() {
        // As the reader of mentions does, which rejects all else.
        let width = table.columns.len();
        let surplus = record.iter().skip(width).any(|cell| !cell.is_empty());
        let has_time = record.get(0).is_some_and(|day| day.contains(|c: char| c.is_ascii_digit()));
        if record.len() >= table.least_width() && !surplus && has_time {
            read.push(record.iter().map(str::to_owned).collect());
        }
    }
    Ok(read)
}

/// Records that are in both, without what columns without values add behind them.
fn shared(read: &[Record], truth: &[Record]) -> usize {
    let key = |record: &Record| {
        let end = record.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        record[..end].iter().map(|cell| cell.replace("\r\n", "\n")).collect::<Vec<_>>()
    };
    let mut left: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for record in truth {
        *left.entry(key(record)).or_default() += 1;
    }
    let is_there = |record: &&Record| {
        left.get_mut(&key(record)).is_some_and(|count| {
            let is_left = *count > 0;
            *count -= usize::from(is_left);
            is_left
        })
    };
    read.iter().filter(is_there).count()
}

/// Recall, precision and number of files of one kind, and the files that are not read exactly.
#[derive(Default)]
struct Score {
    recall: f64,
    precision: f64,
    files: f64,
    faults: Vec<String>,
}

impl Score {
    fn add(&mut self, file: &Polluted) {
        let (recall, precision, why) = match read(&file.name, &file.bytes) {
            Ok(read) => {
                let right = shared(&read, &file.truth) as f64;
                let of = |count: usize| if count == 0 { 1.0 } else { right / count as f64 };
                (of(file.truth.len()), of(read.len()), String::new())
            }
            Err(why) => (f64::from(u8::from(file.truth.is_empty())), 1.0, why),
        };
        // A file stands for all rows that could be damaged in the same way.
        let weight = if file.name.starts_with("row/") { STEP as f64 } else { 1.0 };
        self.recall += recall * weight;
        self.precision += precision * weight;
        self.files += weight;
        if recall < 1.0 || precision < 1.0 {
            self.faults.push(format!("{}: {recall:.3} {precision:.3} {why}", file.name));
        }
    }
}

#[test]
fn records_of_polluted_files_are_those_that_were_meant() {
    let mut by_kind: BTreeMap<String, Score> = BTreeMap::new();
    let mut all = Score::default();
    for file in whole_files().into_iter().chain(files_with_a_damaged_line()) {
        let kind = file.name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
        by_kind.entry(kind.to_owned()).or_default().add(&file);
        all.add(&file);
    }
    for (kind, Score { recall, precision, files, faults }) in &by_kind {
        println!("{kind}: recall {:.4}, precision {:.4}", recall / files, precision / files);
        for fault in faults {
            println!("    {fault}");
        }
    }
    let (recall, precision) = (all.recall / all.files, all.precision / all.files);
    println!("recall {recall:.4}, precision {precision:.4}");
    assert!(recall >= 0.999, "recall {recall}");
    assert!(precision >= 0.999, "precision {precision}");
    let is_row = |kind: &String| kind.starts_with("row/");
    let lost = by_kind.iter().filter(|(kind, score)| !is_row(kind) && !score.faults.is_empty());
    let lost: Vec<&String> = lost.flat_map(|(_, score)| &score.faults).collect();
    assert!(lost.is_empty(), "files without a damaged row that are not read exactly: {lost:?}");
}
