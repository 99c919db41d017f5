//! The command `rows`: the mentions behind a figure, and what it says where there are none.

use crate::support::{BRIEF, Project};

const ROWS: &str = "\
id,created_at,author,text,sentiment,url,thread_id
1,2028-05-01T08:15:00Z,ada,Good tea,positive,https://x.com/ada/status/1,a
2,2028-05-01T09:20:00Z,bob,Cold tea,negative,https://x.com/bob/status/2,a
3,2028-05-02T10:25:00Z,cyd,Globex tea,,https://x.com/cyd/status/3,b
4,2028-06-03T10:25:00Z,dan,=tea,neutral,https://www.reddit.com/r/tea/comments/4,c
5,2028-06-03T11:25:00Z,eve,Rain,neutral,https://x.com/eve/status/5,d
";

fn project() -> Project {
    let project = Project::empty();
    let keywords =
        "keywords: {brand: {any: [tea]}, competitors: [{name: Globex, any: [Globex]}]}\n";
    project.write("brief.yaml", format!("{BRIEF}{keywords}"));
    project.write("exports/tea.csv", ROWS);
    project
}

/// The ids of the rows of a figure.
fn ids(project: &Project, args: &[&str]) -> Vec<String> {
    let run = project.run(&[&["rows"], args, &["--format", "ndjson"]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
    let id =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].to_string();
    run.stdout.lines().map(|line| id(line).replace('"', "")).collect()
}

#[test]
fn a_figure_lists_its_mentions_and_the_first_of_each_conversation() {
    let project = project();
    let may = |figure| ids(&project, &[figure, "--period", "2028-05", "-q"]);
    assert_eq!(may("map"), ["1", "2", "3"]);
    assert_eq!(may("map/x"), ["1", "2", "3"]);
    assert_eq!(may("tone"), ["1", "2"]);
    assert_eq!(may("objectives/tone"), ["1", "2"]);
    assert_eq!(may("voice/Globex"), ["3"]);
    assert_eq!(may("staffing"), ["1", "3"], "rows 1 and 2 are one conversation");
    assert_eq!(ids(&project, &["map", "-q"]).len(), 3, "May is the newest complete month");
    let csv = project.run(&["rows", "map", "--period", "2028-06", "-q"]).stdout;
    assert!(csv.contains(",'=tea,"), "a cell that could be a formula is quoted: {csv}");
}

#[test]
fn the_folder_of_a_report_is_a_value_of_period() {
    let project = project();
    let span = ids(&project, &["map", "--period", "2028-05-01_2028-06-30", "-q"]);
    assert_eq!(span, ["1", "2", "3", "4"]);
    assert_eq!(span, ids(&project, &["map", "--period", "2028-05-01..2028-06-30", "-q"]));
    project.build(&["--period", "2028-05-01_2028-06-30"]);
    assert!(project.site().contains_key("2028-05-01_2028-06-30/index.html"));
}

/// The ids that a page prints beside its figures.
fn printed(page: &str) -> Vec<&str> {
    let spans = page.split("<span class=\"rows\">").skip(1);
    let spans = spans.filter_map(|rest| rest.split("</span>").next());
    let codes = spans.flat_map(|span| span.split("<code>").skip(1));
    codes.filter_map(|code| code.split('<').next()).collect()
}

#[test]
fn every_id_on_the_page_has_rows() {
    let project = project();
    let further = |n| {
        format!("{n},2028-05-07T10:{n}:00Z,u{n},Tea {n},neutral,https://x.com/u/status/{n},{n}\n")
    };
    project
        .write("exports/tea.csv", format!("{ROWS}{}", (10..50).map(further).collect::<String>()));
    project.build(&[]);
    let page = String::from_utf8(project.site()["2028-05/index.html"].clone()).unwrap();
    let ids = printed(&page);
    assert!(ids.contains(&"map") && ids.contains(&"voice"), "{ids:?}");
    assert!(page.contains("Rows: `objectives/tone`"));
    for id in ids.into_iter().chain(["objectives/tone", "when/mon", "when/09", "when/sun-10"]) {
        let run = project.run(&["rows", id, "--period", "2028-05", "-q"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{id}");
    }
    let run = project.run(&["rows", "objectives", "--period", "2028-05", "-q"]);
    let expected =
        "error: FIGURE: each part of `objectives` has its own rows\n  expected `objectives/tone`\n";
    assert_eq!((run.code, run.stderr.as_str(), run.stdout.as_str()), (1, expected, ""));
}

#[test]
fn what_has_no_rows_is_an_error_that_lists_what_has() {
    let project = project();
    let run = project.run(&["rows", "maps/x", "--period", "2028-05", "-q"]);
    let expected = "error: FIGURE: the report has no figure `maps/x` with rows\n  expected `map`, `map/x`, `tone`, `objectives/tone`, `changes`, \
        `when`, `began`, `kinds`, `kinds/problem`, `kinds/question`, `kinds/idea`, `kinds/tip`, `kinds/experience`, `kinds/other`, \
        `kinds/unclassified`, `kind-rules`, `voice`, `voice-weeks`, `voice/Acme Tea`, `voice/Globex`, `people`, \
        `people/advocates`, `people/detractors`, `staffing`, `options`, `options/brief`, `options/everything`, \
        `openings`\nhint: did you mean `map/x`?\n";
    assert_eq!((run.code, run.stderr.as_str(), run.stdout.as_str()), (1, expected, ""));
    assert_eq!(project.run(&["build", "-q"]).code, 0);
    project.write("exports/tea.csv", ROWS.replace("2028-05-0", "2028-06-1"));
    let run = project.run(&["rows", "map", "--period", "2028-05", "-q"]);
    let expected = "error: --period: the rows of 2028-05 are no longer in the exports\n\
        hint: put the exports of that period back into the project, or choose another period\n";
    assert_eq!((run.code, run.stderr.as_str()), (1, expected));
}

#[test]
fn an_objective_on_answers_has_the_rows_that_are_held_against_the_target_of_their_channel() {
    let project = Project::empty();
    let brief = BRIEF.replace("[{id: x}]", "[{id: x, response_target: 2h}]");
    let wanted = "staffing: {response_target: 24h}\nown: {handles: [acme]}\n\
        objectives: [{id: quick, statement: Answer soon, metric: answered_in_time, target: 90}]\n";
    let others: Vec<&str> = brief.lines().filter(|line| !line.starts_with("objectives:")).collect();
    project.write("brief.yaml", others.join("\n") + "\n" + wanted);
    // The last row is of 31 May 22:00: a conversation of 12:00 that day is older than two hours, and younger than a day.
    let row = |id: u32, day: u32, hour: u32, author: &str, thread: u32| {
        format!(
            "{id},2028-05-{day:02}T{hour:02}:00:00Z,{author},Tea {id},neutral,https://x.com/{author}/status/{id},{thread}\n"
        )
    };
    let rows = [
        row(1, 1, 8, "ada", 1),
        row(2, 1, 9, "acme", 1),
        row(3, 31, 12, "bob", 2),
        row(4, 31, 21, "cyd", 3),
        row(5, 31, 22, "dan", 4),
    ];
    let header = ROWS.lines().next().unwrap();
    project.write("exports/tea.csv", format!("{header}\n{}", rows.concat()));
    let may = |figure| ids(&project, &[figure, "--period", "2028-05", "-q"]);
    assert_eq!(may("in-time"), ["1", "3"]);
    assert_eq!(may("objectives/quick"), ["1", "3"]);
}

#[test]
fn a_period_without_rows_is_an_error() {
    let project = project();
    let run = project.run(&["rows", "map", "--period", "2031-10", "-q"]);
    let expected = "error: --period: no row is of 2031-10\n  the exports have rows from 2028-05-01 to 2028-06-03\n\
        hint: choose another period\n";
    assert_eq!((run.code, run.stderr.as_str()), (1, expected));
}
