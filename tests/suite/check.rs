//! The command `check`: exact text, exact JSON, exit codes, and that it writes nothing.

use serde_json::{Value, json};

use crate::support::{BRIEF, Project, Run, tree};

/// Dates with the day first, no zone, an unknown column, and a row without a readable time.
const SHOP: &str = "\
Datum;Date;Text;Author;Rating
a;03.05.2028 10:00;Warm tea;dee;4
b;13.05.2028 11:30;Tea leaves;eve;1
c;never;Tea?;fay;3
";

/// Three files in different formats: ISO times with a zone; day first with semicolons; UTF-16 with tabs.
fn three_formats() -> Project {
    let project = Project::small();
    project.write("exports/shop.csv", SHOP);
    let tabs = "id\tcreated_at\ttext\turl\n9\t2028-05-20\tIced tea\thttps://x.com/gil/status/9\n";
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(tabs.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    project.write("exports/tabs.txt", utf16);
    project.write("exports/.hidden", "x");
    project
}

/// Runs `check` and asserts that no file was created or changed.
fn check(project: &Project, args: &[&str]) -> Run {
    let before = tree(&project.path("."));
    let run = project.run(&[&["check"], args].concat());
    assert_eq!(tree(&project.path(".")), before, "check writes nothing");
    run
}

fn json_of(project: &Project) -> Value {
    serde_json::from_str(&check(project, &["--json"]).stdout).unwrap()
}

#[test]
fn three_formats_as_text() {
    let run = check(&three_formats(), &[]);
    let words = include_str!("check/three_formats.txt");
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.code), (words, "", 0));
}

#[test]
fn three_formats_as_json() {
    let run = check(&three_formats(), &["--json"]);
    let words = include_str!("check/three_formats.json");
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.code), (words, "", 0));
}

#[test]
fn strict_fails_on_a_rejected_row_after_printing_everything() {
    let run = check(&three_formats(), &["--strict"]);
    let words = "error: rejected rows: 1 of 7, and `--strict` allows none\n\
                 hint: the first of each file are listed above; `build` lists them all\n";
    assert_eq!((run.stderr.as_str(), run.code), (words, 3));
    assert!(run.stdout.contains("rejected  line 4: unreadable time `never` in `Date`\n"));
    assert_eq!(check(&Project::small(), &["--strict"]).code, 0);
}

#[test]
fn errors_of_brief_and_exports_are_listed_together_and_the_rest_is_described() {
    let project = three_formats();
    project.write("brief.yaml", BRIEF.replace("net_sentiment", "net_sentimnt"));
    project.write("exports/open.csv", "id,date,text\n1,03/04/2028,hi\n");
    project.write("exports/page.csv", "<!DOCTYPE html><html>");
    let run = check(&project, &[]);
    let words = include_str!("check/wrong.txt");
    assert_eq!((run.stdout.as_str(), run.code), (words, 1));
    assert_eq!(run.stderr, "error: 3 problems stop a build\n");
}

#[test]
fn exports_are_described_even_if_the_brief_cannot_be_read() {
    let project = three_formats();
    project.write("brief.yaml", "client: [Acme\n");
    let found = json_of(&project);
    assert_eq!(found["problems"][0]["file"], "brief.yaml", "{found:#}");
    assert_eq!(found["problems"].as_array().unwrap().len(), 1);
    assert_eq!((&found["rows"], &found["files"][0]["rows"]), (&Value::Null, &Value::Null));
    assert_eq!(found["files"][0]["date_order"], "dmy");
    assert_eq!(found["files"][0]["timezone"], Value::Null, "the brief's own is not known");
    assert_eq!(found["files"][2]["timezone"], "stated in each time");
}

#[test]
fn one_wrong_export_does_not_hide_the_counts_of_the_others() {
    let project = three_formats();
    project.write("exports/empty.csv", "");
    let found = json_of(&project);
    let rows: Vec<_> =
        found["files"].as_array().unwrap().iter().map(|file| &file["rows"]["read"]).collect();
    assert_eq!(rows, [&Value::Null, &json!(3), &json!(1), &json!(3)]);
    let problem = json!({
        "file": "exports/empty.csv", "line": null, "column": null, "what": "this file is empty",
        "details": [], "hint": "export it again, or remove it",
    });
    assert_eq!(found["problems"], json!([problem]));
    assert_eq!(check(&project, &[]).stderr, "error: 1 problem stops a build\n");
}

#[test]
fn no_exports_and_no_readable_row_are_problems() {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    let run = check(&project, &[]);
    let words = "To fix\n\nerror: exports/: the project has no such folder\n  looked in ";
    assert!(run.stdout.starts_with(words), "{}", run.stdout);
    assert_eq!(run.code, 1);
    project.write("exports/a.csv", "id,date,text\n1,never,hi\n2,ever,ho\n3,x,y\n4,z,y\n5,,y\n");
    let run = check(&project, &[]);
    let words = "  rows      5 read, 5 rejected\n  \
                 rejected  line 2: unreadable time `never` in `date`, line 3: unreadable time `ever` in `date`,\n            \
                 line 4: unreadable time `x` in `date`, and 2 more\n";
    assert!(run.stdout.contains(words), "{}", run.stdout);
    let words = "error: exports/a.csv: none of its 5 rows can be read\n  \
                 line 2: unreadable time `never` in `date`\n\
                 hint: the reason is given with the first rows, under `rejected`\n";
    assert!(run.stdout.contains(words), "{}", run.stdout);
    assert_eq!(run.code, 1);
}

#[test]
fn notes_of_the_analyst_are_checked_too() {
    let project = Project::small();
    project.write("notes/2028-05.md", [0xFF, 0xFE, 0xC0]);
    let run = check(&project, &[]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    assert!(run.stdout.contains("error: notes/2028-05.md"), "{}", run.stdout);
}

#[test]
fn quoted_cells_cannot_control_the_terminal() {
    let project = Project::small();
    project.write("exports/b.csv", "id,date,text\n1,\u{1b}[2Jnever,hi\n");
    let run = check(&project, &[]);
    assert!(run.stdout.contains(r"unreadable time `\u{1b}[2Jnever`"), "{}", run.stdout);
}

/// An export with this many rows on each day from 1 May 2028, a Monday, with every column filled.
fn series(counts: &[usize]) -> String {
    let days = (1..).zip(counts).flat_map(|(day, &count)| std::iter::repeat_n(day, count));
    let rows = days.zip(1..).map(|(day, id): (u8, u32)| {
        let at = format!("2028-05-{day:02}T10:00:00Z");
        format!("{id},{at},Tea,neutral,en,ada,https://x.com/a/status/{id}\n")
    });
    "id,created_at,text,sentiment,language,author,url\n".to_owned() + &rows.collect::<String>()
}

#[test]
fn suspicions_are_in_check_and_in_the_report_and_stop_nothing() {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    for (rows, last, seen) in [
        (
            12,
            12,
            "No row of any export is dated 17 May 2028, where about 12 are usual: days may be missing.",
        ),
        (180, 500, "exports/a.csv has exactly 5,000 rows: the export may be cut."),
    ] {
        let mut counts = [rows; 28];
        counts[27] = last;
        if rows == 12 {
            counts[16] = 0;
        } else {
            // 25 days of 180, 2 of none at the start of the month, the last of 500.
            counts[..2].fill(0);
        }
        project.write("exports/a.csv", series(&counts));
        let run = check(&project, &[]);
        assert!(run.stdout.contains(&format!("Worth a look\n\n{seen}\nhint: ")), "{}", run.stdout);
        assert_eq!((run.stderr.as_str(), run.code), ("", 0));
        project.build(&[]);
        let page = String::from_utf8(project.site()["2028-05/index.html"].clone()).unwrap();
        assert!(page.contains(&format!("<li>{seen}</li>")), "{seen}");
        // One row less a day, or one row more in all, and nothing is said.
        counts[..27].iter_mut().filter(|count| **count == 12).for_each(|count| *count = 11);
        counts[27] += 1;
        project.write("exports/a.csv", series(&counts));
        let run = check(&project, &[]);
        assert!(run.stdout.ends_with("\nNothing to fix.\n"), "{}", run.stdout);
        project.build(&[]);
        let page = String::from_utf8(project.site()["2028-05/index.html"].clone()).unwrap();
        assert!(!page.contains("Doubts about the exports"), "{seen}");
    }
}

#[test]
fn sources_of_a_format_and_the_preamble_are_listed() {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats/brandwatch.csv");
    project.write("exports/a.csv", std::fs::read(fixture).unwrap());
    let file = &json_of(&project)["files"][0];
    assert_eq!(
        file["believed"],
        json!([
            "a project set to another zone exports that zone (its preamble then names it)",
            "the order of the columns in the X generation"
        ])
    );
    assert_eq!(file["sources"].as_array().unwrap().len(), 3);
    assert_eq!(file["preamble"][1], "Brand: Acme Tea");
    let stdout = check(&project, &[]).stdout;
    let words = "\n  believed  a project set to another zone exports that zone (its preamble then names it); \
                 the order of the columns in the X generation\n";
    assert!(stdout.contains(words), "{stdout}");
    assert!(
        stdout.contains("\n  preamble  Report: Bulk Mentions Download, Brand: Acme Tea,"),
        "{stdout}"
    );
}

#[test]
fn every_command_reports_an_unreadable_accent() {
    let project = Project::small();
    project.write("brief.yaml", format!("{BRIEF}look: {{accent: \"#ffcc00\"}}\n"));
    let words = "note: `look.accent`: text in `#ffcc00` is too pale to be read on white, so the report keeps its own blue; \
                 a contrast of 4.5 to 1 is enough\n";
    assert_eq!(check(&project, &[]).stderr, words);
    assert!(project.build(&[]).stderr.starts_with(words));
    project.write("brief.yaml", format!("{BRIEF}look: {{accent: \"#7a3b12\"}}\n"));
    assert_eq!(check(&project, &[]).stderr, "");
}
