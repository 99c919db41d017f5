//! Reading a file in chunks, on any number of threads, gives the rows of reading it from start to end: tested on the fixtures of every format and
//! on text in which the starts of rows are hard to find.

use std::path::Path;

use proptest::prelude::*;
use socialmap::brief::read::read;
use socialmap::exports::discover;
use socialmap::exports::formats::Formats;
use socialmap::mentions::fold::{Parallelism, ReadEvent, Source, fold};
use socialmap::mentions::reader::Context;
use socialmap::mentions::survey::survey;

use crate::support::{BRIEF, Project};

/// Recognises the exports of a project; `None` if they are refused.
fn understood(root: &Path) -> Option<(Context, Vec<Source>)> {
    let brief = read(root).unwrap().brief;
    let context = Context::new(&brief);
    let exports = discover::find(root).unwrap().exports;
    let plans = survey(&exports, &brief, &context.channels, &Formats::built_in()).ok()?;
    let sources = plans.into_iter().map(|plan| Source::Export(Box::new(plan))).collect();
    Some((context, sources))
}

/// Every row with its file, and the notes of each file.
fn rows(context: &Context, sources: &[Source], jobs: usize, chunk: u64) -> (Vec<String>, String) {
    let mut rows = Vec::new();
    let mut ends = Vec::new();
    let done = fold(context, sources, Parallelism { jobs, chunk }, &|_| (), |file, step| {
        match step {
            ReadEvent::Row(row) => rows.push(format!("{file} {row:?}")),
            ReadEvent::End(input) => ends.push(input),
        }
        Ok(())
    });
    (rows, format!("{:?} {ends:?}", done.map_err(|error| error.to_string())))
}

fn assert_same(context: &Context, sources: &[Source], jobs: usize, chunk: u64) {
    let (wanted, wanted_end) = rows(context, sources, 1, chunk);
    let (found, end) = rows(context, sources, jobs, chunk);
    for (found, wanted) in found.iter().zip(&wanted) {
        assert_eq!(found, wanted, "{jobs} jobs, chunks of {chunk}");
    }
    assert_eq!((found.len(), end), (wanted.len(), wanted_end), "{jobs} jobs, chunks of {chunk}");
}

#[test]
fn every_fixture_reads_the_same_in_pieces_of_any_size() {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    for entry in std::fs::read_dir(fixtures).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "csv") {
            let name = path.file_name().unwrap().to_str().unwrap();
            project.write(&format!("exports/{name}"), std::fs::read(&path).unwrap());
        }
    }
    let (context, sources) = understood(&project.path("")).unwrap();
    assert!(sources.len() > 30);
    for (jobs, chunk) in [(2, 64), (3, 100), (2, 1000), (16, 333), (2, 1 << 26)] {
        assert_same(&context, &sources, jobs, chunk);
    }
}

const HEADER: &str = "id,created_at,author,text,sentiment\n";

/// Sound rows mixed with stray quotes, line breaks in texts that look like rows, blank lines, invalid bytes, single carriage returns, and
/// rows that are too short or too long.
fn text() -> impl Strategy<Value = Vec<u8>> {
    let sound = (0..99_u8).prop_map(|n| {
        format!("p{n},2028-05-01T08:{:02}:00Z,@a{n},tea no. {n},positive\n", n % 60).into_bytes()
    });
    let others = prop::sample::select(vec![
        "q1,2028-05-02T09:00:00Z,@b,\"two\nlines, \"\"quoted\"\"\r\nand three\",negative\n",
        "q2,2028-05-02T09:00:00Z,@b,\"as if\np1,2028-05-01T08:00:00Z,@c,tea,positive\np2,2028-05-01T08:00:00Z,@d,tea,positive\n\",neutral\n",
        "q3,2028-05-02T09:00:00Z,@b,a 5\" screen,negative\r\n",
        "q4,2028-05-02T09:00:00Z,@b,\"lost quote,negative\n",
        "q5,2028-05-02T09:00:00Z,@b,one\ntwo,negative\n",
        "q6,2028-05-02T09:00:00Z,@b,a,b,c,negative\n",
        "q7,2028-05-02T09:00:00Z,@b,,too,many\n",
        "q8,short\n",
        "\n\r\n\n",
        "q9,2028-05-02T09:00:00Z,@b,caf\u{e9} \u{1f600} Ã©,neutral\r",
        "\"\n",
        ",,,,\n",
    ])
    .prop_map(|row| row.as_bytes().to_vec());
    let broken = Just(b"r1,2028-05-03T09:00:00Z,@b,bad \xff\xe2\x82 bytes,negative\n".to_vec());
    let row = prop_oneof![4 => sound, 3 => others, 1 => broken];
    prop::collection::vec(row, 0..60).prop_map(|rows| [HEADER.as_bytes(), &rows.concat()].concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn hostile_text_reads_the_same_in_pieces_of_any_size(
        text in text(),
        jobs in 2..17_usize,
        chunk in prop::sample::select(vec![64, 65, 100, 257, 1000, 4096]),
    ) {
        let project = Project::empty();
        project.write("brief.yaml", BRIEF);
        project.write("exports/a.csv", text);
        if let Some((context, sources)) = understood(&project.path("")) {
            assert_same(&context, &sources, jobs, chunk);
        }
    }
}
