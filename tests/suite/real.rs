//! Real exports, where they are at hand: the folder that `SOCIALMAP_REAL_EXPORTS` names. They are people's words and never part of the
//! project, so these tests are ignored unless asked for: `.ci/run` asks where the folder exists.

use std::path::{Path, PathBuf};

use crate::support::Project;

/// Folder of the export, and the totals that its README states: rows read, rejected, distinct, then tone over all rows.
const TOTALS: [(&str, u64, u64, u64, [u64; 3]); 7] = [
    ("airline_tweets_us_min", 14_640, 0, 14_485, [2363, 3099, 9178]),
    ("brandwatch_election", 5000, 0, 5000, [1203, 3109, 688]),
    ("crowdtangle_brt", 10, 0, 10, [0, 0, 0]),
    ("hn_posts", 21_348, 0, 21_348, [0, 0, 0]),
    ("meltwater_utf16", 19, 0, 19, [17, 2, 0]),
    ("twcs_sample", 5000, 0, 5000, [0, 0, 0]),
    ("vaccine_tweets", 2446, 0, 2446, [0, 0, 0]),
];

/// File, zone and what decided it begins with.
const ZONES: [(&str, &str, &str); 5] = [
    ("airline_tweets_us_min", "UTC-08:00", "the ids of posts on X"),
    ("brandwatch_election", "UTC", "the ids of posts on X"),
    ("crowdtangle_brt", "UTC-03:00", "`BRT` behind the time"),
    ("twcs_sample", "in the value", "every time carries its own offset"),
    ("vaccine_tweets", "UTC", "the ids of posts on X"),
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
        assert_eq!(input["timezone"], zone, "{name}");
        assert!(
            input["timezone_from"].as_str().unwrap().starts_with(from),
            "{name}: {}",
            input["timezone_from"]
        );
    }
}

#[test]
#[ignore = "needs real exports, see the head of this file"]
fn one_brief_takes_all_of_them_together() {
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
    assert_eq!((count(&outcomes, "own"), count(&outcomes, "used")), (2222, 2778));
    let summary: serde_json::Value =
        serde_json::from_slice(&project.site()["2017-10/summary.json"]).unwrap();
    assert!(summary["conversations"].as_u64() < summary["mentions"].as_u64());
}
