//! Benchmarks of the steps of reading a row, each on one thread: `cargo bench --bench parts`.
//!
//! All use the same 20 000 generated rows, so their times can be added and compared; `whole_rows` is all steps together.

use std::fs::File;
use std::path::PathBuf;
use std::sync::LazyLock;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use socialmap::brief::{Brief, read::parse};
use socialmap::exports::{Export, StringRecord, formats::Formats, records::Records};
use socialmap::mentions::deduplicator::Deduplicator;
use socialmap::mentions::folded;
use socialmap::mentions::identity::{Keys, author_key};
use socialmap::mentions::near_copies::{self, Sketch};
use socialmap::mentions::reader::{Context, Reader, Reading};
use socialmap::mentions::relevance::Search;
use socialmap::mentions::survey::{Plan, survey};
use socialmap::mentions::time;
use socialmap::mentions::time::Precision;
use socialmap::rollup::Rollup;
use socialmap::units::Timestamp;

#[path = "big-project/generate.rs"]
#[expect(dead_code, unused_imports, reason = "its tests have no harness here")]
mod generate;

const ROWS: u64 = 20_000;
/// Column numbers of the generated exports.
const ID: usize = 0;
const URL: usize = 1;
const TIME: usize = 2;
const SOURCE: usize = 3;
const AUTHOR: usize = 4;
const TEXT: usize = 7;

/// An export: the bytes of the file, what the survey decided, and its records.
struct Fixture {
    path: PathBuf,
    bytes: u64,
    brief: Brief,
    context: Context,
    plan: Plan,
    records: Vec<StringRecord>,
    _folder: tempfile::TempDir,
}

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for an export");
    let path = folder.path().join("2023-01.csv");
    let mut file = File::create(&path).expect("a new file");
    generate::Rows::new(ROWS, false).write_month(0, &mut file).expect("room for 6 MB");
    let bytes = file.metadata().expect("the file is there").len();
    let brief = parse("brief.yaml", include_str!("big-project/brief.yaml")).expect("a brief");
    let mut context = Context::new(&brief);
    context.drop_details();
    let export = Export {
        name: "exports/2023-01.csv".to_owned(),
        path: path.clone(),
        bytes,
        ..Export::default()
    };
    let plans = survey(&[export], &brief, &context.channels, &Formats::built_in());
    let plan = plans.expect("a table of mentions").remove(0);
    let records = csv::Reader::from_path(&path).expect("a table").into_records();
    let records = records.map(|record| record.expect("a sound record")).collect();
    Fixture { path, bytes, brief, context, plan, records, _folder: folder }
});

fn main() {
    divan::Divan::default().sample_count(20).config_with_args().main();
}

fn cell(record: &StringRecord, column: usize) -> &str {
    &record[column]
}

/// Runs `each` on every record of the export.
fn on_rows<T>(bencher: Bencher<'_, '_>, mut each: impl FnMut(&StringRecord) -> T) {
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        for record in &FIXTURE.records {
            black_box(each(record));
        }
    });
}

/// Runs `each` on the folded text of every record.
fn on_folded<T>(bencher: Bencher<'_, '_>, mut each: impl FnMut(&str) -> T) {
    let fold = |record: &StringRecord| {
        let mut folded = String::new();
        folded::push(cell(record, TEXT), &mut folded);
        folded
    };
    let texts: Vec<String> = FIXTURE.records.iter().map(fold).collect();
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        for text in &texts {
            black_box(each(text));
        }
    });
}

/// Records cut by the csv crate, without decoding or mending: the lower bound.
#[divan::bench]
fn cut_by_the_csv_crate(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::new(FIXTURE.bytes)).bench(|| {
        let mut reader = csv::Reader::from_path(&FIXTURE.path).expect("a table");
        let mut record = StringRecord::new();
        while reader.read_record(&mut record).expect("a sound record") {
            black_box(&record);
        }
    });
}

/// Records decoded and cut by this program.
#[divan::bench]
fn cut_into_records(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::new(FIXTURE.bytes)).bench(|| {
        let plan = &FIXTURE.plan;
        let mut records = Records::open(&plan.export, &plan.table).expect("the export is there");
        let mut record = StringRecord::new();
        while records.read(&mut record).expect("nobody changes it").is_some() {
            black_box(&record);
        }
    });
}

#[divan::bench]
fn times(bencher: Bencher<'_, '_>) {
    on_rows(bencher, |record| time::parse(cell(record, TIME), None).is_some());
}

#[divan::bench]
fn keys(bencher: Bencher<'_, '_>) {
    let instant = Timestamp::UNIX_EPOCH;
    on_rows(bencher, |record| {
        let [source, id, url, text] = [SOURCE, ID, URL, TEXT].map(|column| cell(record, column));
        let account = Some(author_key(cell(record, AUTHOR)));
        Keys::of(source, Some(id), Some(url), account, (instant, Precision::Second), text)
    });
}

/// Folding of every text, for keywords and for comparison.
#[divan::bench]
fn folding(bencher: Bencher<'_, '_>) {
    let mut folded = String::new();
    on_rows(bencher, |record| {
        folded.clear();
        folded::push(cell(record, TEXT), &mut folded);
        folded.len()
    });
}

#[divan::bench]
fn keywords(bencher: Bencher<'_, '_>) {
    let search = Search::new(FIXTURE.brief.keywords.as_ref());
    let mut spaced = Vec::new();
    on_folded(bencher, |text| {
        spaced.clear();
        folded::space(text, &mut spaced);
        search.brands_in(&spaced)
    });
}

/// Words of every text; the reader needs only those of posts by others.
#[divan::bench]
fn words(bencher: Bencher<'_, '_>) {
    let mut words = Vec::new();
    on_folded(bencher, |text| {
        words.clear();
        near_copies::words(text, &mut words);
        words.len()
    });
}

/// Words and sketch of every text; the reader makes sketches only in news and blogs.
#[divan::bench]
fn near_copy_sketches(bencher: Bencher<'_, '_>) {
    let mut words = Vec::new();
    on_folded(bencher, |text| {
        words.clear();
        near_copies::words(text, &mut words);
        Sketch::of(&words)
    });
}

/// From record to mention: all steps of reading.
#[divan::bench]
fn whole_rows(bencher: Bencher<'_, '_>) {
    let mut reader = Reader::new(&FIXTURE.context, &FIXTURE.plan);
    on_rows(bencher, |record| reader.read(record).is_ok());
}

/// From mention to counts: duplicates, near copies, outcomes, all rollups.
#[divan::bench]
fn deduplicated_and_counted(bencher: Bencher<'_, '_>) {
    let mut reader = Reader::new(&FIXTURE.context, &FIXTURE.plan);
    let read = |record| reader.read(record).expect("a readable row");
    let readings: Vec<Reading> = FIXTURE.records.iter().map(read).collect();
    bencher.counter(ItemsCount::new(ROWS)).bench(|| {
        let (mut deduplicator, mut rollup) = (Deduplicator::default(), Rollup::default());
        for (line, reading) in (2..).zip(&readings) {
            let decision = deduplicator.decide((0, line), reading);
            rollup.count("generic", reading.into(), decision);
        }
        rollup
    });
}
