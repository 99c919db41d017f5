//! Errors of the inputs: the exact message, exit code 1, and no site written.

use crate::support::{BRIEF, Project, tree};

/// Builds, and asserts that it fails with this message and exit code 1, without a site.
fn refused(project: &Project, words: &str) {
    let run = project.run(&["build"]);
    assert_eq!((run.stderr.trim_end(), run.code), (words.trim_end(), 1));
    assert_eq!(run.stdout, "");
    assert!(!project.path("site").exists());
}

fn with_export(text: &str) -> Project {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    project.write("exports/a.csv", text);
    project
}

#[test]
fn no_exports() {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    let words = "error: exports/: the project has no such folder\n  looked in [ROOT]\n\
                 hint: put the CSV exports of your listening tools into it, as downloaded";
    refused(&project, words);
    std::fs::create_dir(project.path("exports")).unwrap();
    let words = "error: exports/: there are no exports in it\n  looked in [ROOT]/exports\n\
                 hint: put the CSV exports of your listening tools into it, as downloaded";
    refused(&project, words);
    project.write("tea.csv", "");
    project.write("export/cups.csv", "");
    let words = "error: exports/: there are no exports in it\n  looked in [ROOT]/exports\n  \
                 found `export/cups.csv`, `tea.csv` outside it\n\
                 hint: move the exports into `exports/`";
    refused(&project, words);
}

#[test]
fn no_brief() {
    let words = "error: [ROOT]: no `brief.yaml` here\n\
                 hint: name the folder of a project, or its brief; the README shows how a brief begins";
    refused(&Project::empty(), words);
    let project = Project::empty();
    project.write("brief.yml", BRIEF);
    let words =
        "error: [ROOT]: no `brief.yaml` here\n  found `brief.yml`\nhint: name it `brief.yaml`";
    refused(&project, words);
}

#[test]
fn an_empty_file() {
    refused(
        &with_export(""),
        "error: exports/a.csv: this file is empty\nhint: export it again, or remove it",
    );
}

#[test]
fn files_that_are_no_tables_are_named() {
    for (bytes, is, hint) in [
        (
            "<!DOCTYPE html><html>",
            "an HTML page",
            "it was probably saved from a page that asked for a login; download the export itself",
        ),
        (
            "version https://git-lfs.github.com/spec/v1\n",
            "a Git LFS pointer, not the file",
            "run `git lfs pull`, or download the file itself",
        ),
        ("PK\u{3}\u{4}", "a zip archive, not an Excel workbook", "unpack it"),
        ("%PDF-1.7\n", "a PDF document", "export the mentions as CSV"),
        ("\u{1}\u{2}\u{3}\u{4}", "not text", "export the mentions as CSV"),
        ("\u{feff} \n\n", "empty but for blanks", "export it again, or remove it"),
        ("{\"id\": 1}", "JSON", "export the mentions as CSV"),
    ] {
        refused(
            &with_export(bytes),
            &format!("error: exports/a.csv: this file is {is}\nhint: {hint}"),
        );
    }
}

#[test]
fn a_missing_required_column() {
    let words = "error: exports/a.csv:1: a required column is missing\n  \
                 missing: `published_at` (when it was written: every figure needs it)\n  \
                 found:   `id`, `author`, `text`\n\
                 hint: export again with these columns, and with a header line above the rows";
    refused(&with_export("id,author,text\n1,ada,hi\n"), words);
    let words = "error: exports/a.csv:1: two required columns are missing\n  \
                 missing: `published_at` (when it was written: every figure needs it), \
                 `text`, `title` or `sentiment` (what was said, or how)\n  \
                 found:   `id`, `author`, `url`\n\
                 hint: export again with these columns, and with a header line above the rows";
    refused(&with_export("id,author,url\n1,ada,http://a.example/b\n"), words);
}

#[test]
fn no_header_at_all() {
    let words = "error: exports/a.csv: no line of it looks like the header of a table of mentions\n  \
                 found first line `lorem;ipsum`\n  \
                 expected a column for the time (`Date`, `created_at`) and one for the text or the tone\n\
                 hint: put a line with the names of its columns above its rows, as in `date,author,text`";
    refused(&with_export("lorem;ipsum\n1;2\n"), words);
}

#[test]
fn a_header_that_stands_too_deep() {
    let words = "error: exports/a.csv:42: its header comes too late: 41 records above it\n  expected at most 40\n\
                 hint: delete the lines above the header";
    let rows = "id,date,text\n1,2028-01-01,hi\n";
    refused(&with_export(&format!("{}{rows}", "some,words,here\n".repeat(41))), words);
    with_export(&format!("{}{rows}", "some,words,here\n".repeat(40))).build(&[]);
}

#[test]
fn a_single_column() {
    let words = "error: exports/a.csv: it has only one column\n  found first line `Message`\n  \
                 expected columns for the time and for the text or the tone, with `,`, `;`, `|` or tabs between them\n\
                 hint: export it again as CSV, with all its columns";
    refused(&with_export("Message\nhello\n"), words);
}

#[test]
fn formats_of_the_project_that_are_wrong() {
    let project = Project::small();
    project.write(
        "formats/a.yaml",
        "id: a\nnam: A\nsignature: [x, y]\ntimezone: Mars\ncolumns: {txet: [x]}\n",
    );
    project.write("formats/b.yaml", "id: b\nname: B\nsignature: [x]\ncolumns: {\n");
    let run = project.run(&["build"]);
    let fields = "`published_at`, `channel`, `source`, `id`, `url`, `thread`, `parent`, `author`, `title`, `text`, `language`, `country`, \
                  `sentiment`, `brand`, `kind`, `department`, `reach`, `engagement`, `followers`, `is_repost`, `repost_of`, `is_own`, \
                  `replied_at`, `reply_text`, `handle_minutes`, `status`";
    let words = format!(
        "error: formats/a.yaml: `name` is missing\n  expected the tool's name for people\n\n\
         error: formats/a.yaml:2:1: unknown key `nam`\n  expected one of: `id`, `name`, `sources`, `believed`, `signature`, \
         `alternatives`, `channel`, `timezone`, `timezone_is_believed`, `columns`, `source_prefixes`, `repost_values`, \
         `own_values`, `own`, `thread_root`\nhint: did you mean `name`?\n\n\
         error: formats/a.yaml:4:1: `timezone` is `Mars`, which is not a known time zone\n  \
         expected a name of the IANA database, as in `Europe/Amsterdam` or `UTC`\n\n\
         error: formats/a.yaml:5:11: unknown field `txet` under `columns`\n  expected one of: {fields}\nhint: did you mean `text`?\n\n\
         error: formats/b.yaml:"
    );
    assert!(run.stderr.starts_with(&words), "{}", run.stderr);
    assert_eq!((run.code, project.path("site").exists()), (1, false));
}

#[test]
fn a_format_that_names_no_channel_or_is_none() {
    let project = Project::small();
    let format = "id: shop\nname: S\nsignature: [id, created_at, text]\nchannel: sohp\ncolumns: {published_at: [created_at], text: [text]}\n";
    project.write("formats/shop.yaml", format);
    let words = "error: formats/shop.yaml: `channel` is `sohp`, which neither the brief nor the built-in table knows\n  \
                 expected the id of a channel of the brief, or of a network, as in `reddit`";
    refused(&project, words);
    let project = Project::small();
    project.write(
        "brief.yaml",
        format!("{BRIEF}exports: [{{files: exports/tea.csv, format: shop}}]\n"),
    );
    let run = project.run(&["build"]);
    assert!(run.stderr.starts_with("error: exports/tea.csv: the brief gives it the format `shop`, which is not known\n  expected one of: `airline_tweets`"));
    assert!(
        run.stderr.ends_with(
            "`generic`\nhint: describe a tool of your own in the project, in `formats/*.yaml`\n"
        ),
        "{}",
        run.stderr
    );
}

#[test]
fn ambiguous_order_of_day_and_month() {
    let words = "error: exports/a.csv: the dates in `date` can be read day first or month first\n  \
                 found no part above 12 in any row, as in line 2: `03/04/2028`\n\
                 hint: add `- {files: exports/a.csv, date_order: dmy}` (or `mdy`) to the list `exports` in the brief";
    refused(&with_export("id,date,text\n1,03/04/2028,hi\n2,04/05/2028,ho\n"), words);
    let words = "error: exports/a.csv: the dates in `date` are written both day first and month first\n  \
                 day first:   line 2: `13/04/2028`\n  \
                 month first: line 3: `04/25/2028`\n\
                 hint: add `- {files: exports/a.csv, date_order: dmy}` (or `mdy`) to the list `exports` in the brief";
    refused(&with_export("id,date,text\n1,13/04/2028,hi\n2,04/25/2028,ho\n"), words);
}

#[test]
fn an_unknown_zone_abbreviation() {
    let words = "error: exports/a.csv:2: unknown zone abbreviation `QQT` in `date`\n\
                 hint: add `- {files: exports/a.csv, timezone: …}` to the list `exports` in the brief";
    refused(&with_export("id,date,text\n1,2028-04-03 10:00 QQT,hi\n"), words);
}

#[test]
fn nothing_readable() {
    let words = "error: exports/a.csv: it has a header but no rows\n\
                 hint: export it again with a span that has mentions";
    refused(&with_export("id,date,text\n"), words);
    let project = with_export("id,date,text\n1,never,hi\n2,2028-01-01,too,many\n");
    let words = "error: exports/a.csv: none of its 2 rows can be read\n  line 2: unreadable time `never` in `date`\n\
                 hint: `rejected.csv` beside the brief says why";
    refused(&project, words);
    let list = std::fs::read_to_string(project.path("rejected.csv")).unwrap();
    assert_eq!(
        list,
        "file,line,reason,cells\nexports/a.csv,2,unreadable time `never` in `date`,1,never,hi\n\
         exports/a.csv,3,4 cells where the header has 3,2,2028-01-01,too,many\n"
    );
    let elsewhere = project.path("why.csv").display().to_string();
    let run = project.run(&["build", "--rejected", &elsewhere]);
    let words = "error: exports/a.csv: none of its 2 rows can be read\n  line 2: unreadable time `never` in `date`\n\
         hint: `[ROOT]/why.csv` says why\n";
    assert_eq!(run.stderr, words);
    assert!(project.path("why.csv").exists());
}

#[test]
fn verify_writes_no_list_and_points_to_check() {
    let project = Project::small();
    project.build(&[]);
    project.write("exports/tea.csv", "id,date,text\n1,never,hi\n");
    let run = project.run(&["verify"]);
    let words = "error: exports/tea.csv: its only row cannot be read\n  line 2: unreadable time `never` in `date`\n\
         hint: `socialmap check` says why\n";
    assert_eq!((run.stderr.as_str(), run.code), (words, 1));
    assert!(!project.path("rejected.csv").exists());
}

#[test]
fn the_unfinished_list_of_a_killed_build_is_removed_and_other_files_stay() {
    let project = Project::small();
    project.write("rejected.csv.new", "file,line,reason,cells\nexports/a.csv,2,");
    project.build(&[]);
    assert!(!project.path("rejected.csv.new").exists());
    project.write("rejected.csv.new", "all I have");
    let run = project.run(&["build"]);
    let words = "error: [ROOT]/rejected.csv.new: not a list of rejected rows; left unchanged\n\
                 hint: name another file with `--rejected`\n";
    assert_eq!((run.stderr.as_str(), run.code), (words, 1));
    assert_eq!(std::fs::read(project.path("rejected.csv.new")).unwrap(), b"all I have");
}

#[cfg(unix)]
#[test]
fn an_interrupted_build_leaves_no_partial_list() {
    let project = Project::small();
    let rows = "7,2028-05-03T10:00:00Z,hi\n".repeat(400_000);
    project.write("exports/big.csv", format!("id,date,text\n9,never,ho\n{rows}"));
    let before = tree(&project.path(""));
    let mut build = std::process::Command::new(env!("CARGO_BIN_EXE_socialmap"))
        .arg("build")
        .arg(project.path(""))
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    while !project.path("rejected.csv.new").exists() {
        assert!(build.try_wait().unwrap().is_none(), "the build was over too soon");
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let kill = std::process::Command::new("kill").arg("-INT").arg(build.id().to_string()).status();
    assert!(kill.unwrap().success());
    assert_eq!(build.wait().unwrap().code(), Some(130));
    let mut left = tree(&project.path(""));
    left.retain(|name, _| name != ".cache/.gitignore");
    assert_eq!(left, before);
}

#[test]
fn the_problems_of_all_files_are_listed_together() {
    let project = with_export("");
    project.write("exports/b.csv", "id,date,text\n1,03/04/2028,hi\n");
    let run = project.run(&["build"]);
    assert_eq!(run.stderr.matches("error: ").count(), 2, "{}", run.stderr);
}

#[test]
fn a_brief_with_three_mistakes() {
    let project = with_export("id,date,text\n1,2028-01-01,hi\n");
    let brief = BRIEF
        .replace("Europe/Amsterdam", "Europe/Amstredam")
        .replace("net_sentiment", "net_sentimnt");
    project.write("brief.yaml", format!("{brief}staffing: {{shrinkage: 30}}\n"));
    let words = "\
error: brief.yaml:3:10: `timing.timezone` is `Europe/Amstredam`, which is not a known time zone
  expected a name of the IANA database, as in `Europe/Amsterdam` or `UTC`
hint: did you mean `Europe/Amsterdam`?

error: brief.yaml:5:49: `objectives[].metric` is `net_sentimnt`
  expected one of: `mentions`, `conversations`, `share_of_voice`, `net_sentiment`, `positive_share`, `negative_share`, `problem_share`, \
`question_share`, `advocates`, `returning_authors`, `response_time_median`, `answered_in_time`, `reach`, `engagement`
hint: did you mean `net_sentiment`?

error: brief.yaml:7:12: `staffing.shrinkage` is `30`, outside 0 to 1
  shrinkage is the share of paid time not available for contacts, as a fraction below 1
hint: write `0.3` for 30 percent";
    refused(&project, words);
}

#[test]
fn every_wrong_feedback_loop_is_named() {
    let project = with_export("id,date,text\n1,2028-01-01,hi\n");
    let loops =
        "feedback:\n  loops:\n    - {owner: Ann, cadence: daily}\n    - {to: Sales, owner: ''}\n";
    project.write("brief.yaml", format!("{BRIEF}{loops}"));
    let words = "\
error: brief.yaml:9:7: `feedback.loops[].to` is missing
  expected who hears of it

error: brief.yaml:9:20: `feedback.loops[].cadence` is `daily`
  expected one of: `weekly`, `monthly`, `quarterly`

error: brief.yaml:10:7: `feedback.loops[].cadence` is missing
  expected one of: `weekly`, `monthly`, `quarterly`

error: brief.yaml:10:19: `feedback.loops[].owner` is empty
  expected a text";
    refused(&project, words);
}

#[test]
fn a_folder_that_no_build_created_is_left_alone() {
    let project = Project::small();
    project.write("site/thesis.txt", "all I have");
    let before = tree(&project.path("site"));
    let run = project.run(&["build"]);
    let words = "error: [ROOT]/site: not a folder that socialmap made; left unchanged\n  found `thesis.txt`\n  \
                 expected nothing, an empty folder, or a former site with its `provenance.json`\n\
                 hint: choose another folder with `-o`\n";
    assert_eq!((run.stderr.as_str(), run.code), (words, 1));
    assert_eq!(tree(&project.path("site")), before);
}

#[test]
fn outputs_never_replace_inputs_and_a_list_replaces_no_other_file() {
    let project = Project::small();
    project.write("plan.txt", "all I have");
    project.build(&[]);
    let before = tree(&project.path(""));
    let at = |name: &str| project.path(name).display().to_string();
    for (args, words) in [
        (
            ["-o", "exports/site"],
            "a site in `exports/` would be read as exports at the next build\n\
             hint: choose another folder with `-o`",
        ),
        (
            ["-o", "notes"],
            "a site in `notes/` would be read as notes at the next build\n\
             hint: choose another folder with `-o`",
        ),
        (
            ["-o", ""],
            "not a folder that socialmap made; left unchanged\n  \
             found `.cache`, `brief.yaml`, `exports` and 2 more\n  \
             expected nothing, an empty folder, or a former site with its `provenance.json`\n\
             hint: choose another folder with `-o`",
        ),
        (
            ["--rejected", "site/rejected.csv"],
            "rejected rows hold people's words and never go into the site\n\
             hint: name another file with `--rejected`",
        ),
        (
            ["--rejected", "exports/tea.csv"],
            "rejected rows in `exports/` would be read as exports at the next build\n\
             hint: name another file with `--rejected`",
        ),
        (
            ["--rejected", "brief.yaml"],
            "not a list of rejected rows; left unchanged\nhint: name another file with `--rejected`",
        ),
        (
            ["--rejected", "plan.txt"],
            "not a list of rejected rows; left unchanged\nhint: name another file with `--rejected`",
        ),
    ] {
        let [flag, name] = args;
        let run = project.run(&["build", flag, &at(name)]);
        let words = format!("error: [ROOT]/{name}: {words}\n");
        assert_eq!((run.stderr, run.code), (words, 1));
        assert_eq!(tree(&project.path("")), before, "{args:?}");
    }
}

#[test]
fn an_output_that_cannot_be_created() {
    let project = Project::small();
    project.write("file", "no folder");
    let below = project.path("file/site").display().to_string();
    let run = project.run(&["build", "-o", &below]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.starts_with("error: [ROOT]/file"), "{}", run.stderr);
}

#[test]
fn a_period_that_would_be_dropped_needs_force() {
    let project = Project::small();
    project.build(&[]);
    let before = project.site();
    let run = project.run(&["build", "--period", "2028-06"]);
    let words = "error: [ROOT]/site: this build would drop 2028-05 from the site\n  \
                 the exports or the periods asked for no longer hold them\n\
                 hint: `--force` drops them; `-o` writes the new site elsewhere\n";
    assert_eq!((run.stderr.as_str(), run.code), (words, 1));
    assert_eq!(project.site(), before);
    project.build(&["--period", "2028-06", "--force"]);
    assert!(project.site().keys().all(|name| !name.starts_with("2028-05/")));
}

#[test]
fn strict_allows_no_rejected_row_and_keeps_the_existing_site() {
    let project = Project::small();
    project.build(&["--strict"]);
    let before = project.site();
    project.write("exports/b.csv", "id,date,text\n8,2028-05-03T10:00:00Z,hi\n9,never,ho\n");
    let run = project.run(&["build", "--strict"]);
    let words = "error: rejected rows: 1 of 5, and `--strict` allows none\nhint: [ROOT]/rejected.csv says why\n";
    assert_eq!((run.stderr.as_str(), run.code), (words, 3));
    assert_eq!(project.site(), before);
    assert!(project.path("rejected.csv").exists());
    project.build(&[]);
    std::fs::remove_file(project.path("exports/b.csv")).unwrap();
    project.build(&[]);
    assert!(!project.path("rejected.csv").exists(), "a stale list is removed");
}

#[test]
fn a_wrong_period_is_wrong_usage() {
    let project = Project::small();
    let shapes = "`2026-05`, `2026-W23`, `2026-Q2`, `2026` or `2026-05-01..2026-05-31`";
    for (period, what) in [
        ("2028-13", "the month of `2028-13` is outside `01` to `12`".to_owned()),
        ("2028-06-01_2028-05-01", "`2028-06-01_2028-05-01` ends before it begins".to_owned()),
        (
            "2028-05_2028-06",
            "`2028-05` is not a day\n  expected a day of the calendar like `2026-05-01`".to_owned(),
        ),
        ("May", format!("`May` is not a period\n  expected {shapes}")),
    ] {
        let words = format!(
            "error: invalid value '{period}' for '--period <PERIOD>': {what}\n\n\
             For more information, try '--help'.\n"
        );
        for command in [&["build"][..], &["rows", "map"]] {
            let run = project.run(&[command, &["--period", period]].concat());
            assert_eq!((run.stderr.as_str(), run.code), (words.as_str(), 2));
        }
    }
}
