//! What mentions say, from the export to the report: language, kind, topics and department.

use serde_json::Value;

use crate::support::{BRIEF, Project};

const ROWS: &str = "\
id,created_at,author,text,language,kind,department,url
1,2028-05-01T08:15:00Z,ada,The kettle of this shop does not work,en,,,https://x.com/ada/status/1
2,2028-05-01T09:20:00Z,bob,Does anyone know when the club meets?,en,,,https://x.com/bob/status/2
3,2028-05-02T10:25:00Z,cyd,Der Wasserkocher in diesem Laden funktioniert nicht,,,,https://x.com/cyd/status/3
4,2028-05-02T11:25:00Z,dan,The kettle of this shop does not work,sv,,,https://x.com/dan/status/4
5,2028-05-03T11:25:00Z,eve,The kettle of this shop does not work,en,Praise,Shops,https://x.com/eve/status/5
6,2028-05-03T12:25:00Z,fay,Club night with scones,en,,,https://x.com/fay/status/6
";

const ADDED: &str = "\
departments:
  - {id: care, kinds: [problem, question], owner: Jo}
  - {id: shops, any: [scones]}
topics: [{id: club, any: [club], none: [night club]}, {id: kettles, any: [kettle*, wasserkocher]}]
kinds: {idea: {any: [club night]}}
";

fn project() -> Project {
    let project = Project::empty();
    project.write("brief.yaml", format!("{BRIEF}{ADDED}"));
    project.write("exports/tea.csv", ROWS);
    project
}

fn said(project: &Project) -> Vec<[String; 6]> {
    let run = project.run(&["mentions", "--format", "ndjson", "-q"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let cell = |row: &Value, key: &str| match &row[key] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let keys = ["language", "language_detected", "kind", "rule", "topics", "department"];
    let rows = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    rows.map(|row: Value| keys.map(|key| cell(&row, key))).collect()
}

#[test]
fn every_mention_tells_its_kind_with_the_rule_its_topics_and_its_department() {
    let rows = said(&project());
    assert_eq!(rows[0], ["en", "false", "problem", "en/broken", "kettles", "care"]);
    assert_eq!(rows[1], ["en", "false", "question", "en/ask-people", "club", "care"]);
    assert_eq!(rows[2], ["de", "true", "problem", "de/broken", "kettles", "care"]);
    assert_eq!(rows[3], ["sv", "false", "null", "null", "kettles", "null"], "no rules for Swedish");
    assert_eq!(rows[4], ["en", "false", "experience", "null", "kettles", "shops"], "as stated");
    assert_eq!(rows[5], ["en", "false", "idea", "brief/idea", "club", "shops"]);
}

#[test]
fn the_report_counts_them_and_its_rows_are_theirs() {
    let project = project();
    assert_eq!(project.run(&["build", "--period", "2028-05", "-q"]).code, 0);
    let text = std::fs::read_to_string(project.path("site/2028-05/summary.json")).unwrap();
    let summary: Value = serde_json::from_str(&text).unwrap();
    let counts = |list: &str| -> Vec<(String, u64)> {
        let all = summary[list].as_array().unwrap().iter();
        let id = |it: &Value| it["id"].as_str().unwrap().to_owned();
        all.map(|it| (id(it), it["mentions"].as_u64().unwrap())).collect()
    };
    let named = |all: &[(&str, u64)]| -> Vec<(String, u64)> {
        all.iter().map(|(id, count)| ((*id).to_owned(), *count)).collect()
    };
    let kinds = [
        ("problem", 2),
        ("question", 1),
        ("idea", 1),
        ("tip", 0),
        ("experience", 1),
        ("other", 0),
        ("unclassified", 1),
    ];
    assert_eq!(counts("kinds"), named(&kinds));
    assert_eq!(counts("topics"), named(&[("club", 2), ("kettles", 4), ("none", 0)]));
    assert_eq!(counts("departments"), named(&[("care", 3), ("shops", 2), ("none", 1)]));
    let hours = summary["departments"].as_array().unwrap().iter();
    let hours: f64 = hours.map(|it| it["hours_per_week"].as_f64().unwrap()).sum();
    let options = summary["options"].as_array().unwrap();
    assert!((hours - options[0]["hours_per_week"].as_f64().unwrap()).abs() < 1e-9);
    let problems = options.iter().find(|option| option["id"] == "problems").unwrap();
    let part = problems["hours_per_week"].as_f64().unwrap() / hours;
    assert!((part - 0.5).abs() < 1e-9, "three of six conversations ask for an answer: {part}");
    for (figure, rows) in [("kinds/problem", 2), ("topics/kettles", 4), ("departments/none", 1)] {
        let run = project.run(&["rows", figure, "--period", "2028-05", "--format", "ndjson", "-q"]);
        assert_eq!((run.code, run.stdout.lines().count()), (0, rows), "{figure}");
    }
}

#[test]
fn words_that_are_no_kind_are_counted_and_the_text_decides() {
    let project = project();
    let rows =
        ROWS.replace(",Praise,Shops,", ",Rant,Shops,").replace("meets?,en,,", "meets?,en,Rant,");
    project.write("exports/tea.csv", rows.replace("scones,en,,", "scones,en, Mystery ,"));
    let rows = said(&project);
    assert_eq!(rows[4][2..4], ["problem", "en/broken"]);
    let run = project.run(&["check"]);
    assert!(run.stdout.contains("new kinds `Rant` (2), `Mystery` (1)"), "{}", run.stdout);
    assert_eq!(project.run(&["build", "--period", "2028-05", "-q"]).code, 0);
    let files = project.files();
    let page = String::from_utf8_lossy(&files["site/2028-05/index.html"]);
    assert!(page.contains("3 rows state a kind that is none of `problem`, `question`"));
    assert!(!page.contains("Rant"), "the count, not the words");
}

#[test]
fn departments_that_the_brief_does_not_name_are_counted() {
    let project = project();
    project.write("exports/tea.csv", ROWS.replace(",Shops,", ",Kiosks,"));
    let run = project.run(&["check"]);
    assert!(run.stdout.contains("new departments `Kiosks` (1)"), "{}", run.stdout);
    let note = "1 row states a department that the brief does not name under `departments`; words, kind or channel decide";
    assert!(run.stdout.contains(note), "{}", run.stdout);
    assert_eq!(project.run(&["build", "--period", "2028-05", "-q"]).code, 0);
    let page = project.files()["site/2028-05/index.html"].clone();
    let page = String::from_utf8_lossy(&page);
    assert!(page.contains(note) && !page.contains("Kiosks"), "the count, not the words");
}

#[test]
fn a_mention_is_written_as_the_figures_count_it() {
    let project = project();
    let row = |line: usize, stated: &str, other: &str| {
        let line = ROWS.lines().nth(line).unwrap();
        let changed = line.replace(stated, other);
        assert_ne!(line, changed, "{stated}");
        changed
    };
    let rows = [
        ROWS.lines().next().unwrap().to_owned(),
        row(1, ",en,,,", ",EN_gb,complaint.,,"),
        row(2, ",en,,,", ",xx,,Sales,"),
        row(3, ",,,,", ",German,Complaint,,"),
        row(4, ",sv,,,", ",chi,Rant,Nobody,"),
    ];
    project.write("exports/tea.csv", rows.join("\n"));
    let rows = said(&project);
    assert_eq!(rows[0][..4], ["en-GB", "false", "problem", "en/broken"]);
    assert_eq!(rows[1], ["en", "true", "question", "en/ask-people", "club", "care"]);
    assert_eq!(rows[2][..4], ["de", "false", "problem", "null"], "a synonym is the export's word");
    assert_eq!(rows[3], ["zh", "false", "null", "null", "kettles", "null"], "neither is known");
    for (figure, key, value) in
        [("languages/en-GB", "language", "en-GB"), ("departments/none", "department", "")]
    {
        let run = project.run(&["rows", figure, "--period", "2028-05", "--format", "ndjson", "-q"]);
        let row: Value = serde_json::from_str(run.stdout.trim()).unwrap();
        assert_eq!(row[key].as_str().unwrap_or_default(), value, "{figure}");
    }
}

#[test]
fn a_reach_that_is_no_count_and_keys_without_effect_are_remarked() {
    let project = Project::empty();
    let keys = "coverage: {silent: [{channel: x, from: 2028-05-01, to: 2028-05-02}]}\n\
        exports: [{files: exports/*.csv, sheets: [Mentions]}]\n";
    project.write("brief.yaml", format!("{BRIEF}{keys}"));
    let rows = "id,created_at,author,text,url,reach,engagement\n\
        1,2028-05-01T08:15:00Z,ada,Tea,https://x.com/ada/status/1,-5,3\n\
        2,2028-05-01T09:15:00Z,bob,Tea,https://x.com/bob/status/2,many,\n\
        3,2028-05-02T08:15:00Z,cyd,Tea,https://x.com/cyd/status/3,1.2E+03,few\n";
    project.write("exports/tea.csv", rows);
    let run = project.run(&["check"]);
    for said in [
        "2 rows have in `reach` a value that is no count (a whole number of at least 0) and counts as not stated",
        "1 row has in `engagement` a value that is no count",
        "`exports[].sheets` names sheets, but this file is no workbook: it is read as a whole",
        "The brief names 1 to 2 May 2028 as silent on X, but the exports have 3 rows of these days",
    ] {
        let text = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ") + &run.stderr;
        assert!(text.contains(said), "{said}: {text}");
    }
    let part = project.path("tea.part").display().to_string();
    let extracted = project.run(&["extract", "-o", &part, "-q"]);
    assert_eq!(extracted.code, 0, "{}", extracted.stderr);
    let merged = project.run(&["merge", &part, "--json"]);
    assert!(merged.stdout.contains("unreadable_numbers"), "{}", merged.stdout);
}
