//! Decisions made for a whole column, tested by the rows of `mentions` and the evidence in `provenance.json`.

use std::fmt::Write;

use crate::support::{BRIEF, Project};

fn project(rules: &str, export: &str) -> Project {
    let project = Project::empty();
    project.write("brief.yaml", format!("{BRIEF}{rules}"));
    project.write("exports/a.csv", export);
    project
}

/// These columns of `socialmap mentions`, one line for each row, separated by `|`.
fn rows(project: &Project, wanted: &[&str]) -> Vec<String> {
    let run = project.run(&["mentions"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let header = reader.headers().unwrap().clone();
    let places: Vec<usize> = wanted
        .iter()
        .map(|name| header.iter().position(|column| column == *name).unwrap())
        .collect();
    let cells = |record: csv::StringRecord| {
        places.iter().map(|&place| record[place].to_owned()).collect::<Vec<_>>().join("|")
    };
    reader.records().map(|record| cells(record.unwrap())).collect()
}

/// These keys of the first input in `provenance.json`, then the codes of its notes.
fn evidence(project: &Project, wanted: &[&str]) -> Vec<String> {
    project.build(&[]);
    let provenance: serde_json::Value =
        serde_json::from_slice(&project.site()["provenance.json"]).unwrap();
    let input = &provenance["inputs"][0];
    let shown =
        |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let notes = input["notes"].as_array().into_iter().flatten();
    wanted
        .iter()
        .map(|key| shown(&input[*key]))
        .chain(notes.map(|note| shown(&note["code"])))
        .collect()
}

#[test]
fn each_value_has_its_own_abbreviation() {
    let export = "id,date,text\n1,2028-03-25 10:00:00 CET,hi\n2,2028-03-26 10:00:00 CEST,hi\n\
                  3,2028-03-26 10:00:00 CEST,ho\n4,2028-03-26 11:00:00 QQT,hi\n";
    let project = project("", export);
    assert_eq!(
        rows(&project, &["published_at", "reason"]),
        [
            "2028-03-25T09:00:00Z|",
            "2028-03-26T08:00:00Z|",
            "2028-03-26T08:00:00Z|",
            "|unknown zone abbreviation `QQT` in `date` (set `timezone` under `exports`)",
        ]
    );
    assert_eq!(
        evidence(&project, &["timezone", "timezone_from"]),
        [
            "null",
            r#"{"code":"abbreviations","rows":[["CEST",2],["CET",1],["QQT",1]]}"#,
            "many_rejected"
        ]
    );
}

#[test]
fn the_brief_overrides_the_abbreviations() {
    let rules = "exports: [{files: exports/a.csv, timezone: Asia/Tokyo}]\n";
    let project = project(rules, "id,date,text\n1,2028-03-25 10:00:00 CET,hi\n");
    assert_eq!(rows(&project, &["published_at"]), ["2028-03-25T01:00:00Z"]);
}

#[test]
fn an_epoch_beside_a_naive_time_is_its_zone() {
    let rules = "exports: [{files: exports/a.csv, columns: {published_at: timestamp}}]\n";
    let mut export = "id,created,timestamp,text\n".to_owned();
    for minute in 10..16 {
        // 1642792067 is 2022-01-21T19:07:47Z; the writer's clock stood eight hours behind.
        let epoch = 1_642_791_600 + (minute - 10) * 60;
        let _ = writeln!(export, "{minute},{epoch}.0,2022-01-21 11:0{}:00,hi", minute - 10);
    }
    let project = project(rules, &export);
    assert_eq!(rows(&project, &["published_at"])[0], "2022-01-21T19:00:00Z");
    assert_eq!(
        evidence(&project, &["timezone", "timezone_from"]),
        ["UTC-08:00", r#"{"code":"epochs","column":"created","of":6,"rows":6}"#,]
    );
}

#[test]
fn ids_that_contradict_the_brief_only_warn() {
    let mut export = "id,date,text\n".to_owned();
    for (id, minute) in (570_306_133_677_760_513_u64..).step_by(251_658_240_000).zip(35..41) {
        let _ = writeln!(export, "{id},2015-02-24 11:{minute},hi");
    }
    let found = project("", &export);
    assert_eq!(
        evidence(&found, &["timezone", "timezone_from"]),
        ["UTC-08:00", r#"{"code":"ids","network":"X","of":6,"rows":6}"#, "network_proved",]
    );
    let overruled = project("exports: [{files: exports/a.csv, timezone: UTC}]\n", &export);
    assert_eq!(
        evidence(&overruled, &["timezone", "timezone_from"]),
        ["UTC", r#"{"code":"brief"}"#, "zone_contradicted", "network_proved"]
    );
}

#[test]
fn rounded_ids_do_not_identify_rows_but_still_prove_the_zone() {
    let mut export = "id,date,author,text\n".to_owned();
    for minute in 34..40 {
        let _ = writeln!(export, "5.70306E+17,2015-02-24 11:{minute},ada,hi {minute}");
    }
    let project = project("", &export);
    let outcomes = rows(&project, &["outcome"]);
    assert_eq!(outcomes, ["used"; 6]);
    assert_eq!(evidence(&project, &["timezone"]), ["UTC-08:00", "rounded_ids"]);
}

#[test]
fn an_open_date_below_the_sample_is_rejected_with_the_key_to_set() {
    let mut export = "id,date,text\n".to_owned();
    for row in 0..1100 {
        let _ = writeln!(export, "{row},2028-05-07 10:00:00,hi");
    }
    export += "a,03/04/2028 10:00,hi\n";
    let project = project("", &export);
    assert_eq!(
        rows(&project, &["published_at", "reason"]).pop().unwrap(),
        "|`03/04/2028 10:00` in `date` can be read day first or month first (set `date_order` under `exports`)"
    );
}

#[test]
fn rows_against_the_order_in_the_brief_are_rejected_and_counted() {
    let rules = "exports: [{files: exports/a.csv, date_order: dmy, timezone: UTC}]\n";
    let export = "id,date,text\n1,03/04/2028 10:00,hi\n2,04/25/2028 10:00,hi\n";
    let project = project(rules, export);
    assert_eq!(
        rows(&project, &["published_at", "reason"]),
        [
            "2028-04-03T10:00:00Z|",
            "|`04/25/2028 10:00` in `date` is not day first, as the brief has it"
        ]
    );
    assert_eq!(
        evidence(&project, &["date_order"]),
        ["dmy", "date_order_contradicted", "many_rejected"]
    );
}

#[test]
fn serials_are_times_only_where_all_values_are() {
    let rules = "exports: [{files: exports/a.csv, timezone: UTC}]\n";
    let all =
        project(rules, "id,date,text\n1,46874.5,hi\n2,46874.4832407407,ho\n3,46874,midnight\n");
    assert_eq!(
        rows(&all, &["published_at"]),
        ["2028-05-01T12:00:00Z", "2028-05-01T11:35:52Z", "2028-05-01T00:00:00Z"]
    );
    let some = project(rules, "id,date,text\n1,46874.5,hi\n2,2028-05-01 10:00,ho\n");
    assert_eq!(
        rows(&some, &["published_at", "reason"]),
        [
            "|`46874.5` in `date` is a spreadsheet's number among written dates: its day and month may be swapped",
            "2028-05-01T10:00:00Z|"
        ]
    );
}

#[test]
fn times_while_the_clock_was_changed_are_resolved_and_counted() {
    let rules = "exports: [{files: exports/a.csv, timezone: Europe/Amsterdam}]\n";
    let export =
        "id,date,text\n1,2028-03-26 02:30,hi\n2,2028-10-29 02:30,hi\n3,2028-10-29 04:30,hi\n";
    let project = project(rules, export);
    assert_eq!(
        rows(&project, &["published_at"]),
        ["2028-03-26T01:30:00Z", "2028-10-29T00:30:00Z", "2028-10-29T03:30:00Z"]
    );
    assert_eq!(evidence(&project, &[]), ["clock_changes"]);
}

#[test]
fn numbers_tones_and_words_are_read_by_their_columns() {
    let export = "id,date,author,text,score,reach\n\
                  1,2028-05-01T10:00:00Z,Q&amp;A,fish &amp;amp; chips,4.5,1.234\n\
                  2,2028-05-01T10:00:00Z,null,None,1,424.0\n\
                  3,2028-05-01T10:00:00Z,N/A,\"\"\"a\"\" or \"\"b\"\"\",3,N/A\n";
    let wanted = ["author", "text", "sentiment", "reach"];
    assert_eq!(
        rows(&project("", export), &wanted),
        ["Q&A|fish &amp; chips|positive|1", "|None|negative|424", "|\"a\" or \"b\"|neutral|"]
    );
    let votes = project(
        "",
        "id,date,text,score\n1,2028-05-01T10:00:00Z,hi,0\n2,2028-05-01T10:00:00Z,hi,1\n",
    );
    assert_eq!(rows(&votes, &["sentiment"]), ["unscored", "unscored"]);
    assert_eq!(evidence(&votes, &[]), ["votes_not_tone"]);
}

#[test]
fn an_empty_date_of_a_program_is_no_date() {
    let project = project(
        "",
        "id,date,text\n1,0001-01-01T00:00:00Z,hi\n2,1970-01-01T00:00:00Z,ho\n3,2028-05-01T10:00:00Z,ha\n",
    );
    let rows = rows(&project, &["outcome", "reason"]);
    assert_eq!(
        rows,
        [
            "rejected|`0001-01-01T00:00:00Z` in `date` is how programs write no date",
            "rejected|`1970-01-01T00:00:00Z` in `date` is how programs write no date",
            "used|",
        ]
    );
}

#[test]
fn a_row_may_end_before_its_trailing_empty_cells() {
    // All dates but the last are open: the short rows count as evidence too.
    let export = "id,date,text,,\n1,03/04/2028 10:00,hi\n2,04/04/2028 10:00,\"ho,\nhum\",\n3,05/04/2028 10:00,ha,,\n\
                  4,06/04/2028 10:00,he,note,\n5,28/04/2028 10:00\n6,28/04/2028 10:00,hu\n";
    let project = project("", export);
    assert_eq!(
        rows(&project, &["published_at", "text", "reason"]),
        [
            "2028-04-03T08:00:00Z|hi|",
            "2028-04-04T08:00:00Z|ho,\nhum|",
            "2028-04-05T08:00:00Z|ha|",
            "2028-04-06T08:00:00Z|he|",
            "2028-04-28T08:00:00Z||",
            "2028-04-28T08:00:00Z|hu|",
        ]
    );
}
