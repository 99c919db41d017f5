//! Tests on real exports in the folder named by `SOCIALMAP_REAL_EXPORTS`. They contain people's words and are never part of the project, so
//! these tests are ignored by default; `.ci/run` runs them where the folder exists.

mod audit;

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::support::Project;

/// Folder of an export, and the totals in its README: rows read, rejected, distinct, then tones over all rows.
const TOTALS: [(&str, u64, u64, u64, [u64; 3]); 7] = [
    ("airline_tweets_us_min", 14_640, 0, 14_485, [2363, 3099, 9178]),
    ("brandwatch_election", 5000, 0, 5000, [1203, 3109, 688]),
    ("crowdtangle_brt", 10, 0, 10, [0, 0, 0]),
    ("hn_posts", 21_348, 0, 21_348, [0, 0, 0]),
    ("meltwater_utf16", 19, 0, 19, [17, 2, 0]),
    ("twcs_sample", 5000, 0, 5000, [0, 0, 0]),
    ("vaccine_tweets", 2446, 0, 2446, [0, 0, 0]),
];

/// File, zone, and the code of what decided it.
const ZONES: [(&str, Option<&str>, &str); 5] = [
    ("airline_tweets_us_min", Some("UTC-08:00"), "ids"),
    ("brandwatch_election", Some("UTC"), "ids"),
    ("crowdtangle_brt", Some("UTC-03:00"), "abbreviation"),
    ("twcs_sample", None, "offsets"),
    ("vaccine_tweets", Some("UTC"), "ids"),
];

fn exports() -> PathBuf {
    PathBuf::from(
        std::env::var_os("SOCIALMAP_REAL_EXPORTS")
            .expect("SOCIALMAP_REAL_EXPORTS names the folder"),
    )
}

fn project(name: &str, folders: &[&str]) -> Project {
    let brief =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/real").join(format!("{name}.yaml"));
    let project = Project::empty();
    project.write("brief.yaml", std::fs::read(brief).unwrap());
    for folder in folders {
        for entry in std::fs::read_dir(exports().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let file = path.file_name().unwrap().to_string_lossy();
            project.write(&format!("exports/{folder}/{file}"), std::fs::read(&path).unwrap());
        }
    }
    project
}

/// A column of `socialmap mentions`.
fn column(csv: &str, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let index = reader.headers().unwrap().iter().position(|header| header == name).unwrap();
    reader.records().map(|record| record.unwrap()[index].to_owned()).collect()
}

fn count(values: &[String], wanted: &str) -> u64 {
    values.iter().filter(|value| *value == wanted).count() as u64
}

#[test]
#[ignore = "needs real exports, see the head of this file"]
fn each_real_export_has_the_totals_that_its_readme_states() {
    for (name, read, rejected, distinct, tones) in TOTALS {
        let project = project(name, &[name]);
        project.build(&[]);
        let run = project.run(&["mentions"]);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        let outcomes = column(&run.stdout, "outcome");
        assert_eq!(outcomes.len() as u64, read, "{name}: rows");
        assert_eq!(count(&outcomes, "rejected"), rejected, "{name}: rejected");
        assert_eq!(read - rejected - count(&outcomes, "duplicate"), distinct, "{name}: distinct");
        let labels = column(&run.stdout, "sentiment");
        let found = ["positive", "neutral", "negative"].map(|label| count(&labels, label));
        assert_eq!(found, tones, "{name}: tone");
    }
}

#[test]
#[ignore = "needs real exports, see the head of this file"]
fn the_zone_of_each_real_export_is_found_with_its_evidence() {
    for (name, zone, from) in ZONES {
        let project = project(name, &[name]);
        project.build(&[]);
        let provenance: serde_json::Value =
            serde_json::from_slice(&project.site()["provenance.json"]).unwrap();
        let input = &provenance["inputs"][0];
        assert_eq!(input["timezone"].as_str(), zone, "{name}");
        assert_eq!(input["timezone_from"]["code"], from, "{name}");
    }
}

#[test]
#[ignore = "needs real exports, see the head of this file"]
fn one_brief_reads_all_of_them_together() {
    let folders = TOTALS.map(|(name, ..)| name);
    let project = project("everything", &folders);
    project.build(&[]);
    let provenance: serde_json::Value =
        serde_json::from_slice(&project.site()["provenance.json"]).unwrap();
    let read: u64 = provenance["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|input| input["rows"]["read"].as_u64().unwrap())
        .sum();
    assert_eq!(read, TOTALS.iter().map(|(_, read, ..)| read).sum::<u64>());
    let outcomes = column(&project.run(&["mentions"]).stdout, "outcome");
    assert_eq!(outcomes.len() as u64, read);
}

#[test]
#[ignore = "needs real exports, see the head of this file"]
fn replies_of_the_brands_are_own_and_threads_are_joined() {
    let project = project("twcs_sample", &["twcs_sample"]);
    project.build(&[]);
    let outcomes = column(&project.run(&["mentions"]).stdout, "outcome");
    // Two mentions and a reply of 2011 to 2016 lie far from all others: stray dates, in no report.
    assert_eq!((count(&outcomes, "own"), count(&outcomes, "used")), (2221, 2776));
    let summary: serde_json::Value =
        serde_json::from_slice(&project.site()["2017-10/summary.json"]).unwrap();
    assert!(summary["conversations"].as_u64() < summary["mentions"].as_u64());
}

/// The airline tweets are published in five formats; four are derived from the one at hand. The report must be the same for all.
#[test]
#[ignore = "needs real exports, see the head of this file"]
fn five_formats_of_one_data_set_give_the_same_mentions() {
    let name = "airline_tweets_us_min";
    let original = std::fs::read(exports().join(name).join("Tweets.csv")).unwrap();
    let read = |tweets: &[u8], zone_from: &serde_json::Value| {
        let project = project(name, &[]);
        project.write("exports/Tweets.csv", tweets);
        project.build(&[]);
        let provenance: serde_json::Value =
            serde_json::from_slice(&project.site()["provenance.json"]).unwrap();
        assert_eq!(&provenance["inputs"][0]["timezone_from"], zone_from);
        let csv = project.run(&["mentions"]).stdout;
        let minutes = column(&csv, "local_time").into_iter().map(|time| time[..16].to_owned());
        let mut mentions: Vec<_> = minutes.zip(column(&csv, "sentiment")).collect();
        mentions.sort();
        (mentions, count(&column(&csv, "outcome"), "duplicate"))
    };
    let by_ids = &json!({"code": "ids", "network": "X", "rows": 14_640, "of": 14_640});
    let (mentions, duplicates) = read(&original, by_ids);
    assert_eq!((mentions.len(), duplicates), (14_640, 155));
    let whole: fn(&str) -> String = str::to_owned;
    let fifteen_digits: fn(&str) -> String = |id| format!("{}000", &id[..15]);
    let six_digits: fn(&str) -> String = |id| format!("{}.{}E+17", &id[..1], &id[1..6]);
    let dotted: fn(&Minute) -> String =
        |m| format!("{:02}-{:02}-{} {:02}.{:02}", m.2, m.1, m.0, m.3, m.4);
    let day_first: fn(&Minute) -> String =
        |m| format!("{:02}-{:02}-{} {:02}:{:02}", m.2, m.1, m.0, m.3, m.4);
    // 42036 is 2015-02-01; all tweets are of that month.
    let serial: fn(&Minute) -> String =
        |m| format!("{:.10}", f64::from(42_035 + m.2) + f64::from(m.3 * 60 + m.4) / 1440.0);
    let offset: fn(&Minute) -> String =
        |m| format!("{}-{:02}-{:02} {:02}:{:02}:00 -0800", m.0, m.1, m.2, m.3, m.4);
    for (id, time, is_reordered, zone_from) in [
        (whole, dotted, false, by_ids),
        (fifteen_digits, day_first, false, by_ids),
        (six_digits, serial, true, by_ids),
        (whole, offset, false, &json!({"code": "offsets"})),
    ] {
        let shape = reshaped(&original, id, time, is_reordered);
        let (found, repeats) = read(&shape, zone_from);
        assert!(found == mentions, "{}", String::from_utf8_lossy(&shape[..300]));
        // Rounded ids tell no repeats, and this cut has neither addresses nor authors.
        assert_eq!(
            repeats,
            if id("570306133677760513") == whole("570306133677760513") { 155 } else { 0 }
        );
    }
}

/// Year, month, day, hour, minute.
type Minute = (i32, i32, i32, i32, i32);

fn reshaped(
    tweets: &[u8],
    id: fn(&str) -> String,
    time: fn(&Minute) -> String,
    is_reordered: bool,
) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(tweets);
    for (row, record) in reader.records().enumerate() {
        let mut cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        if row > 0 {
            let parts: Vec<i32> =
                cells[5].split(['/', ' ', ':']).map(|part| part.parse().unwrap()).collect();
            cells[0] = id(&cells[0]);
            cells[5] = time(&(parts[2], parts[0], parts[1], parts[3], parts[4]));
        }
        if is_reordered {
            cells.reverse();
        }
        writer.write_record(&cells).unwrap();
    }
    writer.into_inner().unwrap()
}
