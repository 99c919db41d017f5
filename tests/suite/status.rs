//! The column `status`: what is counted, what is said of its words, and columns of this name that hold something else.

use serde_json::{Value, json};

use crate::support::{BRIEF, Project};

/// Three threads of customers, two with an answer of the client, and a mention without a status; each of these words in one row.
fn project(words: [&str; 4]) -> Project {
    let project = Project::empty();
    project.write("brief.yaml", format!("{BRIEF}\nown: {{handles: [acme]}}\n"));
    let [one, two, three, four] = words;
    project.write(
        "exports/inbox.csv",
        format!(
            "id,created_at,source,author,thread_id,status,text\n\
             1,2028-05-02T08:00:00Z,x,ada,t1,{one},Where is my tea\n\
             2,2028-05-02T09:00:00Z,x,acme,t1,{one},Please send us a message\n\
             3,2028-05-02T10:00:00Z,x,ada,t1,{two},Sent\n\
             4,2028-05-03T08:00:00Z,x,bob,t2,{three},My tea is cold\n\
             5,2028-05-04T08:00:00Z,x,cyd,t3,{four},No milk\n\
             6,2028-05-05T08:00:00Z,x,dan,t4,,Nice tea\n\
             7,2028-05-05T09:00:00Z,x,acme,t4,,Thank you\n"
        ),
    );
    project
}

fn handling(project: &Project) -> Value {
    let summary: Value = serde_json::from_slice(&project.site()["2028-05/summary.json"]).unwrap();
    summary["handling"].clone()
}

#[test]
fn conversations_count_for_each_stage_that_their_rows_state() {
    let project = project(["Taken offline", "Closed", "offline", "In Bearbeitung"]);
    project.build(&[]);
    let expected = json!({
        "conversations": 3, "open": 1, "answered": 0, "offline": 2, "closed": 1, "hidden": 0,
        "followed_up": {"count": 1, "base": 2}
    });
    assert_eq!(handling(&project), expected);
    let csv = String::from_utf8(project.site()["2028-05/data/handling.csv"].clone()).unwrap();
    assert!(
        csv.starts_with(
            "measure,channel,count,base,share,low,high\nstated,,3,4,,,\nopen,,1,3,,,\nanswered,,0,3,,,\noffline,,2,3,,,\nfollowed_up,,1,2,,,\n"
        ),
        "{csv}"
    );
    for (figure, rows) in [("handling", 3), ("handling/offline", 2), ("handling/hidden", 0)] {
        let run = project.run(&["rows", figure]);
        assert_eq!(run.stdout.lines().count().saturating_sub(1), rows, "{figure}: {}", run.stdout);
    }
    let listed = project.run(&["mentions"]).stdout;
    assert!(listed.lines().next().unwrap().ends_with(",status"), "{listed}");
    assert!(listed.lines().nth(4).unwrap().ends_with(",offline"), "{listed}");
}

#[test]
fn a_column_of_something_else_is_not_read_and_the_hint_makes_it_read() {
    let project = project(["ok", "ok", "ok", "Closed"]);
    let run = project.run(&["build"]);
    let note = "`status` is not read as the stage of handling: more than one in ten of its values are not known words; if it is, say under `exports[].values.status` which of `open`, `answered`, `offline`, `closed`, `hidden` each value means [status_not_read]";
    assert!(run.stderr.contains(note), "{}", run.stderr);
    assert_eq!(handling(&project), Value::Null);
    let brief = String::from_utf8(project.files()["brief.yaml"].clone()).unwrap();
    let mapped = "exports: [{files: exports/*.csv, values: {status: {OK: answered}}}]\n";
    project.write("brief.yaml", format!("{brief}{mapped}"));
    let run = project.run(&["build"]);
    assert!(!run.stderr.contains("status_not_read"), "{}", run.stderr);
    let found = handling(&project);
    assert_eq!((&found["answered"], &found["closed"]), (&json!(2), &json!(1)));
}

#[test]
fn an_unknown_word_of_a_column_that_the_brief_names_is_said_with_its_rows() {
    let project = project(["Parked", "Parked", "offline", "Closed"]);
    let brief = String::from_utf8(project.files()["brief.yaml"].clone()).unwrap();
    let named = "exports: [{files: exports/*.csv, columns: {status: status}}]\n";
    project.write("brief.yaml", format!("{brief}{named}"));
    let run = project.run(&["build"]);
    let note = "3 rows state a `status` that is not a known word, and count as without one; say under `exports[].values.status` which of `open`, `answered`, `offline`, `closed`, `hidden` it means [unknown_stages]";
    assert!(run.stderr.contains(note), "{}", run.stderr);
    assert_eq!(handling(&project)["conversations"], json!(2));
    let checked = project.run(&["check"]);
    assert!(checked.stdout.contains("new statuses `Parked` (3)"), "{}", checked.stdout);
    let mapped = named.replace("columns: {status: status}", "values: {status: {parked: offline}}");
    project.write("brief.yaml", format!("{brief}{mapped}"));
    let run = project.run(&["build"]);
    assert!(!run.stderr.contains("unknown_stages"), "{}", run.stderr);
    assert_eq!(handling(&project)["offline"], json!(2));
}
