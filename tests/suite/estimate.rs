//! The estimate of tone by a list of words: which mentions it is about, that it is shown only with an audit, and that it is in no other figure.

use serde_json::Value;

use crate::support::{BRIEF, Project, differences};

/// English, then German; one in four is praise to the word list, one in four complaint.
const TEXTS: [&str; 4] =
    ["The cake was good", "The cake was bad", "The cake came today", "Some cake with tea"];

/// A project whose channel x has so many mentions without a label, and reddit as many with one. One in ten of those on x is German.
fn project(mentions: u64) -> Project {
    let project = Project::empty();
    let brief = BRIEF.replace("[{id: x}]", "[{id: x}, {id: reddit}]");
    project.write("brief.yaml", format!("{brief}tone: {{estimate: wordlist}}\n"));
    let rows = |channel: &str, labels: [&str; 2]| -> String {
        let row = |n: u64| {
            let (day, text) = (1 + n % 28, TEXTS[(n % 4) as usize]);
            let language = if n.is_multiple_of(10) { "de" } else { "en" };
            let label = labels[usize::from(n.is_multiple_of(4))];
            format!(
                "{channel}{n},2028-05-{day:02}T10:00:00Z,a{n},{text} n{n},{channel},{language},{label}\n"
            )
        };
        (0..mentions).map(row).collect()
    };
    let header = "id,created_at,author,text,source,language,sentiment\n";
    project.write("exports/x.csv", format!("{header}{}", rows("x", ["", ""])));
    let labelled = rows("reddit", ["neutral", "positive"]);
    project.write("exports/reddit.csv", format!("{header}{labelled}"));
    project
}

fn sample(project: &Project) -> String {
    let run = project.run(&["sample", "--period", "2028-05", "-q"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    sheet(project)
}

fn sheet(project: &Project) -> String {
    std::fs::read_to_string(project.path("private/audit/2028-05.csv")).unwrap()
}

/// Fills in the first rows of a channel, so many, and all of the others: people see complaint wherever the cake came or was bad.
fn fill_in(project: &Project, channel: &str, rows: usize) {
    let (mut left, sheet) = (rows, sheet(project));
    let filled = sheet.lines().map(|line| {
        // A German mention has no estimate.
        let is_here = line.contains(&format!(",{channel},")) && !line.ends_with("0,,,,");
        if is_here && left == 0 || !line.ends_with(",,,,") {
            return format!("{line}\n");
        }
        left -= usize::from(is_here);
        let label = match line {
            _ if line.contains("good") => "positive",
            _ if line.contains("tea") => "neutral",
            _ => "negative",
        };
        format!("{},{label},,,\n", line.strip_suffix(",,,,").unwrap())
    });
    let filled: String = filled.collect();
    project.write("private/audit/2028-05.csv", filled);
}

fn summary(project: &Project) -> Value {
    serde_json::from_slice(&project.site()["2028-05/summary.json"]).unwrap()
}

fn page(project: &Project) -> String {
    String::from_utf8(project.site()["2028-05/index.html"].clone()).unwrap()
}

#[test]
fn without_an_audit_the_estimate_is_not_shown() {
    let project = project(100);
    let run = project.run(&["check"]);
    let said = "The brief asks for an estimate of tone, and no reported period has an audit: the estimate is not shown.\n\
                hint: draw a sheet with `socialmap sample`, and fill in its column `label`\n";
    assert!(run.stdout.contains(said), "{}", run.stdout);
    assert_eq!(project.run(&["build", "--strict", "-q"]).code, 0, "it is no doubt");
    let found = &summary(&project)["tone_estimate"];
    assert_eq!((&found["without_label"], &found["mentions"]), (&100.into(), &90.into()));
    assert_eq!((&found["not_shown"], &found["word_list"]), (&"no_audit".into(), &Value::Null));
    let said = "Estimate by word list: asked for, not printed: nobody has read a sample of the 90 mentions.";
    assert!(page(&project).contains(said));
    assert!(!project.site().contains_key("2028-05/data/tone_estimate.csv"));
    sample(&project);
    fill_in(&project, "x", 12);
    project.build(&[]);
    let said = "asked for, not printed: people have read 12 of 50 rows of the 90 mentions.";
    assert!(page(&project).contains(said), "{}", page(&project));
    assert_eq!(summary(&project)["tone_estimate"]["not_shown"], "few_rows");
}

#[test]
fn with_an_audit_the_estimate_stands_beside_what_people_see_and_in_no_other_figure() {
    let project = project(200);
    let sheet = sample(&project);
    // Half of the rows are of the mentions with an estimate, and the sheet does not show it.
    assert_eq!(sheet.lines().filter(|line| line.contains(",x,")).count(), 55);
    assert!(!sheet.contains("positive") && sheet.lines().all(|line| !line.contains("wordlist")));
    fill_in(&project, "x", 100);
    project.build(&[]);
    let all = summary(&project);
    let found = &all["tone_estimate"];
    assert_eq!((&found["mentions"], &found["not_shown"]), (&180.into(), &Value::Null), "{found}");
    // Of 180, 40 are praise, and 50 are complaint by the word list; people see 90 complaints.
    assert_eq!(found["word_list"], 100.0 * (40.0 - 50.0) / 180.0);
    let truth = 100.0 * (40.0 - 90.0) / 180.0;
    assert!(
        found["low"].as_f64().unwrap() <= truth && truth <= found["high"].as_f64().unwrap(),
        "{found}"
    );
    assert!(found["n"].as_u64().unwrap() >= 50 && found["agreement"].as_f64().unwrap() < 0.9);
    // The labels are those of reddit alone.
    assert_eq!(
        (&all["sentiment"]["positive"], &all["sentiment"]["negative"]),
        (&50.into(), &0.into())
    );
    assert_eq!(all["sentiment"]["unscored"], 200);
    let site = project.site();
    let csv = String::from_utf8(site["2028-05/data/tone_estimate.csv"].clone()).unwrap();
    assert!(csv.ends_with("all,200,180,40,90,50,-5.555555555555555\n"), "{csv}");
    let audit = String::from_utf8(site["2028-05/data/tone_audit.csv"].clone()).unwrap();
    assert!(audit.contains("\nestimate_net_sentiment,180,,"), "{audit}");
    assert!(page(&project).contains("Estimate by word list: net sentiment "));
    let rows = project.run(&["rows", "tone-estimate", "--period", "2028-05", "-q"]);
    assert_eq!((rows.code, rows.stdout.lines().count()), (0, 181), "{}", rows.stderr);
    assert_eq!(project.run(&["verify", "-q"]).code, 0);
    // Parts give the same site.
    let part = project.path("all.part").display().to_string();
    assert_eq!(project.run(&["extract", "-q", "-o", &part]).code, 0);
    assert_eq!(project.run(&["merge", &part, "-q"]).code, 0);
    assert_eq!(differences(&project.site(), &site), [""; 0]);
    // Without the key nothing of it is left, and the ids are the same.
    let brief = std::fs::read_to_string(project.path("brief.yaml")).unwrap();
    project.write("brief.yaml", brief.replace("tone: {estimate: wordlist}\n", ""));
    project.build(&[]);
    assert!(summary(&project).get("tone_estimate").is_none());
    assert!(!page(&project).contains("word list"));
}

#[test]
fn an_estimate_that_nothing_needs_is_named() {
    let project = project(20);
    std::fs::remove_file(project.path("exports/x.csv")).unwrap();
    let run = project.run(&["check"]);
    let all = "every mention has a label of its export: nothing is estimated.\n\
               hint: leave `tone.estimate` out\n";
    assert!(run.stdout.contains(all), "{}", run.stdout);
    let export = std::fs::read_to_string(project.path("exports/reddit.csv")).unwrap();
    let export = export.replace(",en,", ",de,").replace(",positive", ",").replace(",neutral", ",");
    project.write("exports/reddit.csv", export);
    let run = project.run(&["check"]);
    let none =
        "none of the 20 mentions without a label is known to be English: nothing is estimated.\n";
    assert!(run.stdout.contains(none), "{}", run.stdout);
    project.build(&[]);
    assert_eq!(summary(&project)["tone_estimate"]["not_shown"], "no_english");
}
