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
    // Of the first rows each has a label to be kept when more are drawn.
    let filled = sheet(&project).replacen(",,,,", ",Neutral,,no,", 1);
    let first = filled.lines().nth(1).unwrap()[..16].to_owned();
    project.write("private/audit/2028-05.csv", &filled);
    let run = project.run(&["sample", "--period", "2028-05", "--n", "20"]);
    assert!(run.stderr.contains("\nkept    what is filled in in 1 row\n"), "{}", run.stderr);
    let again = sheet(&project);
    let line = again.lines().find(|line| line.starts_with(&first)).unwrap();
    assert!(line.ends_with(",neutral,,no,") && again.lines().count() == 21, "{line}");
    let last = again.lines().last().unwrap().replacen(",,,,", ",neutral,,,", 1);
    let filled = again.replacen(again.lines().last().unwrap(), &last, 1);
    project.write("private/audit/2028-05.csv", &filled);
    let run = project.run(&["sample", "--period", "2028-05", "--n", "5", "-q"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (
            1,
            "error: [ROOT]/private/audit/2028-05.csv: somebody has filled in 1 row that would not be drawn now; left unchanged\n\
             hint: build with it, draw more rows with `--n`, or write the new sheet elsewhere with `--out FILE`\n"
        )
    );
    assert_eq!(sheet(&project), filled);
    let noted = filled.replacen("kind\n", "kind,remark\n", 1);
    project.write("private/audit/2028-05.csv", &noted);
    let run = project.run(&["sample", "--period", "2028-05", "--n", "20", "-q"]);
    assert!(run.stderr.contains("this file is no sheet as `sample` writes it"), "{}", run.stderr);
    assert_eq!(sheet(&project), noted);
    project.write("published/provenance.json", "{}");
    for (out, error) in [
        (
            "brief.yaml",
            "this file is no sheet as `sample` writes it; left unchanged\nhint: move it away, or name another file with `--out`",
        ),
        (
            "audit/a.csv",
            "the sheet holds people's words, and a build reads `audit/`\nhint: name another file with `--out`",
        ),
        (
            "published/a.csv",
            "the sheet holds people's words and never goes into the site\nhint: name another file with `--out`",
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
    // What was committed and is gone from the private sheet is not lost.
    let committed = format!("id,label\n{},positive\n{},neutral\n", ids[0], ids[1]);
    project.write("audit/2028-05.csv", &committed);
    let run = project.run(&["sample", "--labels", "-q"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (
            1,
            "error: audit/2028-05.csv: 1 of its 2 rows have no label in private/audit/2028-05.csv; left unchanged\n\
             hint: move audit/2028-05.csv away to replace it\n"
        )
    );
    assert_eq!(std::fs::read_to_string(project.path("audit/2028-05.csv")).unwrap(), committed);
    sample(&project, &["--n", "10"]);
    let kept = |n: usize| self::sheet(&project).lines().nth(n).unwrap().to_owned();
    assert!(kept(1).ends_with(",positive,neutral,yes,tip") && kept(2).ends_with(",neutral,,,"));
    assert_eq!(project.run(&["sample", "--labels", "-q"]).code, 0);
    project.write("private/audit/may.csv", "id,label\n");
    project.write("private/audit/notes.txt", "Ask Ada.");
    assert_eq!(
        project.run(&["sample", "--labels", "-q"]).stderr,
        "error: private/audit/may.csv: no report has this name\n  \
         expected `2026-05.csv`, `2026-W23.csv`, `2026-Q2.csv`, `2026.csv` or `2026-05-01_2026-05-31.csv`\n\
         hint: rename it after the period of its sheet, or move it away\n"
    );
}

/// Fills in the sheet of May: people agree with the label of 17 in 20 mentions, and see complaint in the others.
fn fill_in(project: &Project) {
    let sheet = sheet(project);
    let filled = sheet.lines().map(|line| {
        let Some((before, text)) = line.rsplit_once(",Tea no ") else { return format!("{line}\n") };
        let n: u64 = text[..text.find(',').unwrap()].parse().unwrap();
        let label = ["positive", "negative", "neutral", "neutral", "neutral"][(n % 5) as usize];
        let label = if n % 20 < 4 { "negative" } else { label };
        let second = if n.is_multiple_of(2) { label } else { "" };
        let relevant = if n.is_multiple_of(10) { "no" } else { "yes" };
        format!("{before},Tea no {n},{label},{second},{relevant},\n")
    });
    let filled: String = filled.collect();
    project.write("private/audit/2028-05.csv", filled);
}

fn summary(project: &Project) -> serde_json::Value {
    serde_json::from_slice(&project.site()["2028-05/summary.json"]).unwrap()
}

#[test]
fn a_filled_sheet_corrects_the_tone_of_its_period() {
    let project = project(400);
    project.build(&[]);
    assert!(summary(&project)["tone_audit"].is_null());
    sample(&project, &[]);
    project.build(&[]);
    assert!(summary(&project)["tone_audit"].is_null(), "nothing is filled in yet");
    fill_in(&project);
    project.build(&[]);
    let found = &summary(&project)["tone_audit"];
    let number = |key: &str| found[key].as_f64().unwrap();
    assert_eq!((&found["n"], &found["mentions"]), (&100.into(), &400.into()));
    // Of 400 mentions 80 are praise by their labels, 20 of these complaint to people; of 240 neutral ones 40.
    let truth = 100.0 * (60.0 - (80.0 + 20.0 + 40.0)) / 400.0;
    assert!(number("low") <= truth && truth <= number("high"), "{found}");
    assert!(number("agreement_low") <= 0.85 && number("agreement_high") >= 0.85, "{found}");
    assert!(number("kappa") > 0.5 && number("alpha") > 0.99, "{found}");
    assert!(found["relevant"]["share"].as_f64().unwrap() > 0.8 && found["kinds"].is_null());
    let site = project.site();
    let page = String::from_utf8(site["2028-05/index.html"].clone()).unwrap();
    assert!(page.contains("Net sentiment as people see it: −"), "{page}");
    assert!(!page.contains("nobody has checked"));
    assert!(site.contains_key("2028-05/data/tone_audit.csv"));
    assert!(!site.contains_key("2028-06/data/tone_audit.csv"));
    let provenance: serde_json::Value = serde_json::from_slice(&site["provenance.json"]).unwrap();
    assert_eq!(provenance["audits"][0]["name"], "private/audit/2028-05.csv");
    assert_eq!(provenance["audits"][0]["rows"], 100);
    assert_eq!(project.run(&["verify", "-q"]).code, 0);
    // What can be committed gives the same report.
    assert_eq!(project.run(&["sample", "--labels", "-q"]).code, 0);
    std::fs::remove_dir_all(project.path("private")).unwrap();
    assert_eq!(project.run(&["verify", "-q"]).code, 3, "it names the other sheet");
    project.build(&[]);
    let again = project.site();
    for name in ["2028-05/index.html", "2028-05/summary.json", "2028-05/data/tone_audit.csv"] {
        assert!(again[name] == site[name], "{name}");
    }
}

#[test]
fn parts_give_the_audit_of_the_exports() {
    let project = project(100);
    sample(&project, &["--n", "40"]);
    fill_in(&project);
    project.build(&[]);
    let site = project.site();
    for month in ["may", "june"] {
        let part = project.path(&format!("{month}.part")).display().to_string();
        let file = format!("exports/{month}.csv");
        assert_eq!(project.run(&["extract", &file, "-q", "-o", &part]).code, 0);
    }
    let parts = ["june.part", "may.part"].map(|part| project.path(part).display().to_string());
    let run = project.run(&["merge", &parts[0], &parts[1], "-q"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(crate::support::differences(&project.site(), &site), [""; 0]);
}

#[test]
fn a_sheet_that_does_not_fit_the_exports_stops_the_build() {
    let project = project(100);
    sample(&project, &["--n", "20"]);
    fill_in(&project);
    let may = sheet(&project);
    let [id, other] = [1, 2].map(|line| &may.lines().nth(line).unwrap()[..16]);
    project.write(
        "private/audit/2028-06.csv",
        format!("id,label\n{id},neutral\nabcdef0123456789,\n{other},neutral\n"),
    );
    project
        .write("audit/2028-05.csv", format!("id,label\n{id},neutral\nabcdef0123456789,positive\n"));
    let note = "note: private/audit/2028-05.csv has other labels than audit/2028-05.csv, which is used; \
                `socialmap sample --labels` copies them\n";
    let run = project.run(&["build", "-q"]);
    let why = "an export is missing, the sheet is of another period, or the ids of the channels in the brief have changed\n\
               hint: put back what has changed, or remove these rows";
    let errors = format!(
        "error: audit/2028-05.csv:3: no mention of 2028-05 has this id\n  {why}\n\n\
         error: private/audit/2028-06.csv:2: no mention of 2028-06 has the ids of 2 rows\n  {why}\n"
    );
    assert_eq!((run.code, run.stderr.as_str()), (1, errors.as_str()));
    let run = project.run(&["build"]);
    assert!(run.stderr.contains(note), "{}", run.stderr);
    let run = project.run(&["check", "-q"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("no mention of 2028-05 has this id"));
    project.write("audit/2028-05.csv", "id,label\nx,good\n");
    let run = project.run(&["build", "-q"]);
    assert!(run.stderr.starts_with("error: audit/2028-05.csv:2: `id` is `x`\n"), "{}", run.stderr);
}

#[test]
fn a_month_whose_exports_are_gone_is_not_audited() {
    let project = project(100);
    sample(&project, &["--n", "40"]);
    fill_in(&project);
    project.build(&[]);
    assert_eq!(summary(&project)["tone_audit"]["n"], 40);
    std::fs::remove_file(project.path("exports/may.csv")).unwrap();
    let run = project.build(&[]);
    let note = "note: the mentions of private/audit/2028-05.csv are no longer in the exports, \
                so the tone of its period cannot be audited\n";
    assert!(run.stderr.contains(note), "{}", run.stderr);
    assert!(summary(&project)["tone_audit"].is_null());
    let run = project.run(&["sample", "--period", "2028-05", "--out", "new.csv", "-q"]);
    assert!(run.stderr.contains("no mention of 2028-05 is in the exports"), "{}", run.stderr);
}

#[test]
fn labels_on_other_mentions_than_the_drawn_ones_are_no_sample() {
    let project = project(400);
    sample(&project, &[]);
    fill_in(&project);
    // The first half of the sheet is a sample, and the second half is none.
    let whole = sheet(&project);
    let lines: Vec<&str> = whole.lines().collect();
    let half = |rows: &[&str]| format!("{}\n{}\n", lines[0], rows.join("\n"));
    project.write("private/audit/2028-05.csv", half(&lines[1..=50]));
    project.build(&[]);
    let found = &summary(&project)["tone_audit"];
    assert_eq!((&found["n"], found["corrected"].is_f64()), (&50.into(), true));
    project.write("private/audit/2028-05.csv", half(&lines[51..]));
    let run = project.build(&[]);
    let doubt = "private/audit/2028-05.csv: People have labelled 50 mentions, but passed over so many that were drawn before these \
                 that they are no sample of the period. [audit_unused]\n\
                 hint: `socialmap sample --period 2028-05 --n N`, with N at least the rows of the sheet, draws again and keeps what is filled in; label the rows that are empty\n";
    assert!(run.stderr.contains(doubt), "{}", run.stderr);
    assert!(summary(&project)["tone_audit"]["corrected"].is_null());
    let page = String::from_utf8(project.site()["2028-05/index.html"].clone()).unwrap();
    assert!(
        page.contains("they are no sample of the period") && !page.contains("as people see it")
    );
    // The hint works: what is filled in is kept, and the rows that are empty come first.
    sample(&project, &[]);
    let again = sheet(&project);
    assert_eq!(again.lines().filter(|line| line.ends_with(",,,,")).count(), 50);
    assert_eq!(
        again.lines().skip(1).map(|line| &line[..16]).collect::<Vec<_>>(),
        lines[1..].iter().map(|line| &line[..16]).collect::<Vec<_>>()
    );
}

#[test]
fn what_is_not_read_beside_the_sheets_is_said() {
    let project = project(40);
    sample(&project, &["--n", "20"]);
    fill_in(&project);
    std::fs::rename(
        project.path("private/audit/2028-05.csv"),
        project.path("private/audit/2028-05.CSV"),
    )
    .unwrap();
    project.write("audit/2028-Q2.csv", "id,label\nabcdef0123456789,neutral\n");
    project.write("audit/2029-01.csv", "id,label\nabcdef0123456789,neutral\n");
    let run = project.build(&[]);
    for note in [
        "note: private/audit/2028-05.CSV is not read: a sheet is a file like 2026-05.csv in private/audit/\n",
        "note: audit/2028-Q2.csv is not used: no report is of its period\n",
        "note: audit/2029-01.csv is not used: no export has a mention of its period\n",
    ] {
        assert!(run.stderr.contains(note), "{}", run.stderr);
    }
}
