//! The audit of the tone: which mentions `sample` draws, what it writes and never replaces.

use crate::support::{BRIEF, Project};

/// A project with so many mentions in May and in June: one in five positive, one in five negative; one in four on Reddit.
fn project(mentions: u64) -> Project {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF.replace("[{id: x}]", "[{id: x}, {id: reddit}]"));
    project.write("exports/may.csv", export("05", 0, mentions));
    project.write("exports/june.csv", export("06", 0, mentions));
    project
}

fn export(month: &str, from: u64, to: u64) -> String {
    let rows = (from..to).map(|n| {
        let label = ["positive", "negative", "neutral", "neutral", "neutral"][(n % 5) as usize];
        let (day, minute) = (1 + n % 28, n % 60);
        let address = match n % 4 {
            0 => format!("https://www.reddit.com/r/tea/comments/{month}{n}"),
            _ => format!("https://x.com/a{n}/status/{month}{n}"),
        };
        format!("{month}{n},2028-{month}-{day:02}T10:{minute:02}:00Z,a{n},Tea no {n},{label},{address}\n")
    });
    format!("id,created_at,author,text,sentiment,url\n{}", rows.collect::<String>())
}

/// The sheet of May.
fn sheet(project: &Project) -> String {
    std::fs::read_to_string(project.path("private/audit/2028-05.csv")).unwrap()
}

fn sample(project: &Project, args: &[&str]) {
    let run = project.run(&[&["sample", "--period", "2028-05", "-q"], args].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn a_sheet_has_the_rows_of_its_period_without_their_labels() {
    let project = project(400);
    let run = project.run(&["sample", "--period", "2028-05"]);
    assert_eq!(
        run.stderr,
        "drew    100 of 400 mentions of 2028-05\nwrote   [ROOT]/private/audit/2028-05.csv\n\
         next    fill in `label` in every row: positive, neutral or negative\n"
    );
    let sheet = sheet(&project);
    let lines: Vec<&str> = sheet.lines().collect();
    assert_eq!(lines[0], "id,published_at,channel,author,text,label,label_2,relevant,kind");
    assert_eq!(lines.len(), 101);
    assert!(lines[1..].iter().all(|line| line.contains(",2028-05-") && line.ends_with(",,,,")));
    assert!(!sheet.contains("positive") && !sheet.contains("status"));
    // In proportion: 20 of each tone but neutral, a quarter of each on Reddit.
    let of = |channel: &str, tone: u64| {
        let number = |line: &str| line.split(',').nth(4).unwrap()[7..].parse::<u64>().unwrap();
        let found = |line: &&&str| line.contains(channel) && number(line) % 5 == tone;
        lines[1..].iter().filter(found).count()
    };
    assert_eq!([of(",x,", 0), of(",reddit,", 0), of(",x,", 1), of(",reddit,", 1)], [15, 5, 15, 5]);
    assert_eq!(std::fs::read_to_string(project.path("private/.gitignore")).unwrap(), "*\n");
    // No month is complete, so it is the newest.
    assert_eq!(project.run(&["sample", "--n", "7", "-q"]).code, 0);
    let june = std::fs::read_to_string(project.path("private/audit/2028-06.csv")).unwrap();
    assert_eq!(june.lines().count(), 8);
}

#[test]
fn the_same_rows_are_drawn_from_other_files_in_any_order_and_beside_other_months() {
    let project = project(400);
    sample(&project, &[]);
    let first = sheet(&project);
    std::fs::remove_file(project.path("exports/may.csv")).unwrap();
    std::fs::remove_file(project.path("exports/june.csv")).unwrap();
    project.write("exports/z.csv", export("05", 0, 150));
    project.write("exports/a.csv", export("05", 100, 400));
    project.write("exports/july.csv", export("07", 0, 30));
    sample(&project, &[]);
    assert_eq!(sheet(&project), first);
    let other = project.path("other.csv");
    sample(&project, &["--out", other.to_str().unwrap()]);
    assert_eq!(std::fs::read_to_string(other).unwrap(), first);
}

#[test]
fn a_sheet_with_labels_and_other_files_are_never_replaced() {
    let project = project(40);
    sample(&project, &["--n", "20"]);
    sample(&project, &["--n", "10"]);
    assert_eq!(sheet(&project).lines().count(), 11, "nothing was filled in");
    let filled = sheet(&project).replacen(",,,,", ",,,no,", 1);
    project.write("private/audit/2028-05.csv", &filled);
    let run = project.run(&["sample", "--period", "2028-05", "-q"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (
            1,
            "error: [ROOT]/private/audit/2028-05.csv: somebody has filled in 1 row of this sheet; left unchanged\n\
             hint: build with it, move it away, or write the new one elsewhere with `--out FILE`\n"
        )
    );
    assert_eq!(sheet(&project), filled);
    for (out, error) in [
        (
            "brief.yaml",
            "this file is no empty sheet; left unchanged\nhint: move it away, or name another file with `--out`",
        ),
        (
            "audit/a.csv",
            "the sheet holds people's words, and a build reads `audit/`\nhint: name another file with `--out`",
        ),
        (
            "site/a.csv",
            "the sheet holds people's words and never goes into the site\nhint: name another file with `--out`",
        ),
    ] {
        let path = project.path(out);
        let run =
            project.run(&["sample", "--period", "2028-05", "-q", "--out", path.to_str().unwrap()]);
        assert_eq!((run.code, run.stderr), (1, format!("error: [ROOT]/{out}: {error}\n")));
    }
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    let project = project(40);
    let error = |args: &[&str]| {
        let run = project.run(&[&["sample", "-q"], args].concat());
        assert_eq!(run.code, 1);
        run.stderr
    };
    assert_eq!(
        error(&["--period", "2028-09"]),
        "error: --period: no mention of 2028-09 is in the exports\n\
         hint: choose another period, or put its exports into the project\n"
    );
    assert_eq!(
        error(&["--labels"]),
        "error: private/audit/: no sheet is filled in\n\
         hint: draw one with `socialmap sample`, and fill in its column `label`\n"
    );
    project.write("brief.yaml", format!("{BRIEF}privacy: {{authors: none}}\n"));
    assert_eq!(
        error(&[]),
        "error: brief.yaml: `privacy.authors` is `none`, so no file with people's words is written\n\
         hint: set `privacy.authors: masked`, or label without this command\n"
    );
    assert!(!project.path("private").exists());
}

#[test]
fn labels_are_stripped_to_what_can_be_committed() {
    let project = project(40);
    sample(&project, &["--n", "10"]);
    let sheet = sheet(&project);
    let ids: Vec<&str> = sheet.lines().skip(1).map(|line| &line[..16]).collect();
    let filled = sheet.replacen(",,,,", ",Positive,neutral,yes,tip", 1).replace(',', ";");
    project.write("private/audit/2028-05.csv", filled);
    project.write("private/audit/2028-W20.csv", "id,label\n");
    let run = project.run(&["sample", "--labels"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, "wrote   [ROOT]/audit/2028-05.csv\n"));
    assert_eq!(
        std::fs::read_to_string(project.path("audit/2028-05.csv")).unwrap(),
        format!("id,label,label_2,relevant,kind\n{},positive,neutral,yes,tip\n", ids[0])
    );
    assert!(!project.path("audit/2028-W20.csv").exists());
    project.write("private/audit/may.csv", "id,label\n");
    project.write("private/audit/notes.txt", "Ask Ada.");
    assert_eq!(
        project.run(&["sample", "--labels", "-q"]).stderr,
        "error: private/audit/may.csv: no report has this name\n  \
         expected `2026-05.csv`, `2026-W23.csv`, `2026-Q2.csv`, `2026.csv` or `2026-05-01_2026-05-31.csv`\n\
         hint: rename it after the period of its sheet, or move it away\n"
    );
}
