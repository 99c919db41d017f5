//! Which months get a report, and the outcome of the rows of other months.

use crate::support::{BRIEF, Project};

/// May has two mentions. June has a repost, the same row again and a row without the keyword; no row is a mention.
const EXPORT: &str = "\
id,created_at,author,text,url
1,2028-05-01T08:15:00Z,ada,Acme is good,https://x.com/ada/status/1
2,2028-05-02T09:20:00Z,bob,Acme is cold,https://x.com/bob/status/2
3,2028-06-01T10:25:00Z,cyd,RT @ada Acme is good,https://x.com/cyd/status/3
3,2028-06-01T10:25:00Z,cyd,RT @ada Acme is good,https://x.com/cyd/status/3
5,2028-06-03T10:25:00Z,eve,Globex is fine,https://x.com/eve/status/5
";

fn project(export: &str) -> Project {
    let project = Project::empty();
    project.write("brief.yaml", format!("{BRIEF}keywords: {{brand: {{any: [Acme]}}}}\n"));
    project.write("exports/a.csv", export);
    project
}

/// The folders of the reports, and the rows read, outside, duplicate, repost, not relevant and used.
fn built(project: &Project, args: &[&str]) -> (Vec<String>, [u64; 6]) {
    project.build(args);
    let site = project.site();
    let reports = site.keys().filter_map(|name| name.strip_suffix("/summary.json"));
    let provenance: serde_json::Value = serde_json::from_slice(&site["provenance.json"]).unwrap();
    let rows = &provenance["inputs"][0]["rows"];
    let outcomes = ["read", "outside_period", "duplicate", "repost", "not_relevant", "used"];
    (reports.map(str::to_owned).collect(), outcomes.map(|outcome| rows[outcome].as_u64().unwrap()))
}

fn outcomes(project: &Project) -> Vec<String> {
    let run = project.run(&["mentions", "--format", "ndjson"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let rows = run.stdout.lines().map(serde_json::from_str::<serde_json::Value>);
    rows.map(|row| row.unwrap()["outcome"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_month_without_a_mention_has_no_report_and_its_rows_lie_outside() {
    let project = project(EXPORT);
    assert_eq!(built(&project, &[]), (vec!["2028-05".to_owned()], [5, 3, 0, 0, 0, 2]));
    assert_eq!(project.run(&["verify"]).code, 0);
    let outside = "outside_period";
    assert_eq!(outcomes(&project), ["used", "used", outside, outside, outside]);
    let checked: serde_json::Value =
        serde_json::from_str(&project.run(&["check", "--json"]).stdout).unwrap();
    assert_eq!(checked["rows"]["outside_period"], 3);
}

#[test]
fn a_month_without_a_mention_is_reported_if_it_is_asked_for() {
    let project = project(EXPORT);
    assert_eq!(
        built(&project, &["--period", "2028-06"]),
        (vec!["2028-06".to_owned()], [5, 2, 1, 1, 1, 0])
    );
    assert_eq!(project.run(&["verify"]).code, 0);
}

#[test]
fn if_no_row_is_used_and_that_is_allowed_every_month_is_reported() {
    let irrelevant = EXPORT.replace("Acme", "Globex");
    let project = project(&irrelevant);
    let months = ["2028-05", "2028-06"].map(str::to_owned).to_vec();
    let allowed = built(&project, &["--allow", "nothing_used"]);
    assert_eq!(allowed, (months, [5, 0, 1, 1, 3, 0]));
    assert_eq!(
        outcomes(&project),
        ["not_relevant", "not_relevant", "repost", "duplicate", "not_relevant"]
    );
}

#[test]
fn weeks_quarters_and_years_follow_each_other_if_the_brief_says_so() {
    for (word, expected) in [
        ("weekly", "2028-W18"),
        ("quarterly", "2028-Q2"),
        ("yearly", "2028"),
        ("monthly", "2028-05"),
    ] {
        let project = project(EXPORT);
        let timing = format!("timing: {{timezone: Europe/Amsterdam, period: {word}}}");
        let brief = BRIEF.replace("timing: {timezone: Europe/Amsterdam}", &timing);
        project.write("brief.yaml", format!("{brief}keywords: {{brand: {{any: [Acme]}}}}\n"));
        assert_eq!(built(&project, &[]).0, [expected], "{word}");
    }
    let (reports, _) = built(&project(EXPORT), &["--period", "2028-W18"]);
    assert_eq!(reports, ["2028-W18"]);
}

#[test]
fn three_years_of_forty_channels_have_a_short_first_page() {
    let project = Project::empty();
    let channels: Vec<String> = (1..=40)
        .map(|n| format!("  - {{id: place{n}, name: Place {n}, match: {{source: [place{n}]}}}}\n"))
        .collect();
    let brief =
        BRIEF.replace("channels: [{id: x}]\n", &format!("channels:\n{}", channels.concat()));
    project.write("brief.yaml", brief);
    let row = |(month, place): (u32, u32)| {
        let (year, month, day) = (2026 + month / 12, month % 12 + 1, place % 28 + 1);
        let id = format!("{year}{month:02}{place:02}");
        let at = format!("{year}-{month:02}-{day:02}T10:00:00Z");
        format!("{id},{at},place{place},a{place},Tea {id},neutral\n")
    };
    let months = (0..36).flat_map(|month| (1..=40).map(move |place| (month, place)));
    let head = "id,created_at,source,author,text,sentiment\n".to_owned();
    let rows: String = [head].into_iter().chain(months.map(row)).collect();
    project.write("exports/a.csv", rows);
    project.build(&[]);
    let site = project.site();
    let index = String::from_utf8(site["index.html"].clone()).unwrap();
    assert!(index.len() < 60_000, "{} bytes", index.len());
    assert_eq!(index.matches("/index.html\">").count(), 36 + 1, "each report, and the newest one");
    // December ends before its last day: November is the newest complete month.
    assert!(index.contains("Latest: November 2028"), "{index}");
    assert!(index.contains("A day, a year before"));
    let report = String::from_utf8(site["2028-11/index.html"].clone()).unwrap();
    assert!(report.contains("Year on year: "));
}
