//! The same mentions in other encodings, delimiters, archives and workbooks; and damage, which must not affect other rows.

use std::io::{Read, Write};

use crate::support::{BRIEF, EXPORT, Project};

fn project(name: &str, bytes: impl AsRef<[u8]>) -> Project {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    project.write(name, bytes);
    project
}

/// The mentions without the columns that name the file, and the notes of its only input.
fn read(project: &Project) -> (Vec<String>, serde_json::Value) {
    let run = project.run(&["mentions"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let rows =
        reader.records().map(|row| row.unwrap().iter().skip(1).collect::<Vec<_>>().join("|"));
    let rows = rows.collect();
    project.build(&[]);
    let provenance =
        serde_json::from_slice::<serde_json::Value>(&project.site()["provenance.json"]);
    (rows, provenance.unwrap()["inputs"][0].clone())
}

const ACCENTS: &str = "\
id,created_at,author,text,sentiment,url
1,2028-05-01T08:15:00Z,zoé,\"Thé glacé, déjà froid\",positive,https://x.com/zoe/status/1
2,2028-05-01T09:20:00Z,bob,Ça me plaît,negative,https://x.com/bob/status/2
";

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
}

fn one_byte(text: &str, letters: [(char, u8); 5]) -> Vec<u8> {
    let byte = |c: char| letters.iter().find(|(letter, _)| *letter == c).map(|(_, byte)| *byte);
    text.chars().map(|c| byte(c).unwrap_or_else(|| u8::try_from(c).unwrap())).collect()
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn every_encoding_delimiter_and_packing_gives_the_same_mentions() {
    let (wanted, _) = read(&project("exports/a.csv", ACCENTS));
    assert_eq!(wanted.len(), 2);
    assert!(wanted[0].contains("Thé glacé, déjà froid"), "{wanted:?}");
    let windows = [('é', 0xE9), ('à', 0xE0), ('Ç', 0xC7), ('î', 0xEE), ('\u{a0}', 0xA0)];
    let mac = [('é', 0x8E), ('à', 0x88), ('Ç', 0x82), ('î', 0x94), ('\u{a0}', 0xCA)];
    let semicolons = ACCENTS.replace(", ", "\u{1}").replace(',', ";").replace('\u{1}', ", ");
    let late = ACCENTS.replace("1,2028", &format!("1,{}2028", " ".repeat(70_000)));
    for (bytes, encoding) in [
        (format!("\u{feff}{ACCENTS}").into_bytes(), "utf-8"),
        (utf16(ACCENTS, u16::to_le_bytes), "utf-16le"),
        (utf16(ACCENTS, u16::to_be_bytes), "utf-16be"),
        (utf16(ACCENTS, u16::to_le_bytes)[2..].to_vec(), "utf-16le"),
        (one_byte(ACCENTS, windows), "windows-1252"),
        (one_byte(ACCENTS, mac), "macintosh"),
        // The first letter that tells stands behind the head of the file.
        (one_byte(&late, windows), "windows-1252"),
        (semicolons.clone().into_bytes(), "utf-8"),
        (format!("sep=;\n{semicolons}").into_bytes(), "utf-8"),
        (ACCENTS.replace('\n', "\r\n").into_bytes(), "utf-8"),
        (gzip(ACCENTS.as_bytes()), "utf-8"),
        (gzip(&utf16(ACCENTS, u16::to_le_bytes)), "utf-16le"),
    ] {
        let is_shifted = bytes.starts_with(b"sep=");
        let (mut rows, input) = read(&project("exports/a.csv", &bytes));
        if is_shifted {
            rows =
                rows.iter().map(|row| row.replacen('3', "2", 1).replacen("4|", "3|", 1)).collect();
        }
        let without_the_encoding = |rows: &[String]| -> Vec<String> {
            rows.iter().map(|row| row.split_once('|').unwrap().1.to_owned()).collect()
        };
        assert_eq!(without_the_encoding(&rows), without_the_encoding(&wanted), "{encoding}");
        assert_eq!(
            (&input["encoding"], &input["notes"]),
            (&encoding.into(), &serde_json::Value::Null)
        );
        assert_eq!(input["bytes"], bytes.len());
    }
}

/// The parts of a workbook with a cover sheet and a sheet of mentions.
fn parts() -> Vec<(&'static str, String)> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let text = |cell: &str| {
        format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{cell}</t></is></c>")
    };
    let row = |cells: &[String]| format!("<row>{}</row>", cells.concat());
    let header = ["id", "created_at", "author", "text", "sentiment"].map(text);
    // 46874.34375 is 2028-05-01 08:15 as a spreadsheet serial number.
    let first = [
        text("1"),
        "<c s=\"1\"><v>46874.34375</v></c>".into(),
        text("ada"),
        text("Good,_x000D_\ntea"),
        text("positive"),
    ];
    let second = [
        text("2"),
        "<c s=\"1\"><v>46874.5</v></c>".into(),
        text("bob"),
        text("\"Cold\" tea"),
        text("negative"),
    ];
    let sheet = |rows: String| {
        format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>")
    };
    let files = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                .to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{kind}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{kind}\"><sheets><sheet name=\"Cover\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"Mentions\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet2.xml\"/><Relationship Id=\"r3\" Type=\"{kind}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet(row(&["Report", "Tea"].map(text)))),
        ("xl/worksheets/sheet2.xml", sheet([row(&header), row(&first), row(&second)].concat())),
    ];
    files.into()
}

/// A zip archive that states the true lengths of its files.
fn zip(files: &[(&str, String)]) -> Vec<u8> {
    zip_stating(files, str::len)
}

/// A zip archive that states these lengths for its files, true or not.
fn zip_stating(files: &[(&str, String)], length: fn(&str) -> usize) -> Vec<u8> {
    let (mut body, mut list) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let mut crc = flate2::Crc::new();
        crc.update(text.as_bytes());
        let mut deflated = Vec::new();
        flate2::read::DeflateEncoder::new(text.as_bytes(), flate2::Compression::best())
            .read_to_end(&mut deflated)
            .unwrap();
        let [packed, length] =
            [deflated.len(), length(text)].map(|n| u32::try_from(n).unwrap().to_le_bytes());
        let name_length = u16::try_from(name.len()).unwrap().to_le_bytes();
        let at = u32::try_from(body.len()).unwrap().to_le_bytes();
        let same = [
            &[20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0][..],
            &crc.sum().to_le_bytes(),
            &packed,
            &length,
            &name_length,
            &[0, 0],
        ]
        .concat();
        body.extend([b"PK\x03\x04", &same[..], name.as_bytes(), &deflated].concat());
        list.extend([b"PK\x01\x02\x14\0", &same[..], &[0; 10], &at, name.as_bytes()].concat());
    }
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    let [length, start] = [list.len(), body.len()].map(|n| u32::try_from(n).unwrap().to_le_bytes());
    [body, list, [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &length, &start, &[0, 0]].concat()]
        .concat()
}

#[test]
fn a_workbook_is_read_by_its_first_sheet_with_a_header() {
    let (rows, input) = read(&project("exports/report.csv", zip(&parts())));
    assert_eq!(rows.len(), 2);
    assert!(rows[0].starts_with("2|2028-05-01T06:15:00Z|"), "{rows:?}");
    assert!(rows[0].contains("|Good,\r\ntea|") && rows[1].contains("|\"Cold\" tea|"), "{rows:?}");
    assert!(rows[1].starts_with("3|2028-05-01T10:00:00Z|"), "a row is a line: {rows:?}");
    assert_eq!((&input["encoding"], &input["header_line"]), (&"xlsx".into(), &1.into()));
    let project = project("exports/a.zip", zip(&[("letter.txt", "Dear all".into())]));
    let run = project.run(&["build"]);
    assert_eq!(
        run.stderr,
        "error: exports/a.zip: this file is a zip archive, not an Excel workbook\nhint: unpack it\n"
    );
}

#[test]
fn a_workbook_that_unpacks_to_far_more_than_its_size_is_refused() {
    let refused = |bytes: Vec<u8>| {
        assert!(bytes.len() < 90_000, "{}", bytes.len());
        let most = (16_000_000 + 100 * bytes.len()) / 1_000_000;
        let run = project("exports/bomb.xlsx", bytes).run(&["build"]);
        assert_eq!(run.code, 1);
        assert_eq!(
            run.stderr,
            format!(
                "error: exports/bomb.xlsx: this workbook unpacks to far more than it should\n  found more than {most} MB\n  \
                 expected at most 100 times its own size, and 16 MB for small ones\n\
                 hint: save the sheet with the mentions as CSV UTF-8, and put that in its place\n"
            )
        );
    };
    let with_strings = |strings: String| {
        let strings = [("xl/sharedStrings.xml", strings)];
        parts().into_iter().chain(strings).collect::<Vec<_>>()
    };
    let bomb = with_strings(format!("<sst><si><t>{}</t></si></sst>", "tea ".repeat(7_500_000)));
    refused(zip(&bomb));
    // A part that states less than it holds is not read beyond that.
    let lie = zip_stating(&bomb, |text| text.len().min(10_000));
    let run = project("exports/lie.xlsx", lie).run(&["build"]);
    assert!(
        run.stderr.contains("this file is a zip archive, not an Excel workbook"),
        "{}",
        run.stderr
    );
    // Small parts, but each of many cells is the same long text.
    let strings = format!("<sst><si><t>{}</t></si></sst>", "tea ".repeat(5_000));
    let mut repeated = with_strings(strings);
    let cells = "<row><c t=\"s\"><v>0</v></c></row>".repeat(2_000);
    let sheet = &mut repeated.iter_mut().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap().1;
    *sheet = sheet.replace("</sheetData>", &format!("{cells}</sheetData>"));
    refused(zip(&repeated));
}

#[test]
fn repairs_are_noted() {
    let note = |bytes: &[u8]| read(&project("exports/a.csv", bytes)).1["notes"].clone();
    let emoji = [
        EXPORT.as_bytes(),
        b"4,2028-05-03T10:00:00Z,eve,\xF0\x9F\x98 a\xF0\x9F\x98 \xC3\xA9,neutral,\n",
    ]
    .concat();
    assert_eq!(note(&emoji), serde_json::json!([{"code": "broken_bytes", "places": 2}]));
    let mut half = utf16(EXPORT, u16::to_le_bytes);
    half.pop();
    assert_eq!(note(&half), serde_json::json!([{"code": "cut_character"}]));
    assert_eq!(
        note(format!("{EXPORT}4,2028-05-03T10:00:00Z,eve,CafÃ©,neutral,\n").as_bytes()),
        serde_json::json!([{"code": "garbled_text", "places": 1}])
    );
    // A line break in a text is certain only if other rows show what the column may contain.
    let rich = EXPORT.replace("Good tea", "\"Good, (hot) tea: it's #1!\"");
    let damaged = format!(
        "{rich}4,2028-05-03T10:00:00Z,eve,one\n(two) lines,neutral,https://x.com/eve/status/4\n"
    );
    let (rows, input) = read(&project("exports/a.csv", damaged));
    assert_eq!(rows.len(), 4);
    assert!(rows[3].contains("|one\n(two) lines|"), "{rows:?}");
    assert_eq!(input["notes"], serde_json::json!([{"code": "mended_rows", "rows": 1}]));
}

#[test]
fn a_truncated_archive_is_an_error_and_no_panic() {
    let whole = gzip(EXPORT.repeat(500).as_bytes());
    let run = project("exports/a.csv.gz", &whole[..whole.len() / 2]).run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("exports/a.csv.gz: cannot read the export: "), "{}", run.stderr);
}
