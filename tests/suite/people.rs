//! Accounts over months: what the report says of them, which rows they stand for, and that a later month changes no older page.

use serde_json::{Value, json};

use crate::support::{BRIEF, Project};

const HEADER: &str = "id,created_at,author,followers,text,sentiment,url,thread_id\n";

/// Ada praises on four Saturdays of May, Bob once, Cyd complains in February and is answered, and praises in May.
const ROWS: &str = "\
1,2028-02-20T08:15:00Z,cyd,90,Cold tea,negative,https://x.com/cyd/status/1,a
2,2028-02-20T09:15:00Z,acme,,We are sorry,,https://x.com/acme/status/2,a
3,2028-05-06T08:15:00Z,ada,700,Good tea,positive,https://x.com/ada/status/3,c
4,2028-05-13T08:15:00Z,@Ada,700,Great tea,positive,https://x.com/ada/status/4,d
5,2028-05-20T08:15:00Z,ada,700,Fine tea,positive,https://x.com/ada/status/5,e
6,2028-05-27T08:15:00Z,ada,700,Best tea,positive,https://x.com/ada/status/6,f
7,2028-05-27T09:15:00Z,bob,,My tea,positive,https://x.com/bob/status/7,g
8,2028-05-28T09:15:00Z,cyd,90,Warm tea again,positive,https://x.com/cyd/status/8,h
9,2028-07-31T09:15:00Z,bob,,Tea at last,neutral,https://x.com/bob/status/9,i
";

fn project() -> Project {
    let project = Project::empty();
    project.write("brief.yaml", format!("{BRIEF}own: {{handles: [acme]}}\n"));
    project.write("exports/tea.csv", format!("{HEADER}{ROWS}"));
    project
}

fn people(project: &Project, period: &str) -> Value {
    let site = project.site();
    let summary: Value =
        serde_json::from_slice(&site[format!("{period}/summary.json").as_str()]).unwrap();
    summary["people"].clone()
}

#[test]
fn candidates_who_turned_and_who_was_answered_are_counted() {
    let project = project();
    project.build(&[]);
    let may = people(&project, "2028-05");
    let of = |keys: &[&str]| keys.iter().map(|key| may[key].clone()).collect::<Vec<_>>();
    assert_eq!(
        of(&["window", "authors", "advocates", "detractors", "turned_to_praise", "followed"]),
        [json!("2028-02..2028-05"), json!(3), json!(1), json!(0), Value::Null, json!(0)],
        "one quarter"
    );
    assert_eq!(of(&["returning", "returning_of"]), [json!(0), json!(3)]);
    let july = people(&project, "2028-07");
    assert_eq!((&july["turned_to_praise"], &july["followed"]), (&json!(1), &json!(1)));
    assert_eq!(july["transitions"]["before"], json!("2028-02..2028-04"));
    let complainers = &july["transitions"]["complainers"];
    assert_eq!(complainers[0]["answered"], json!("yes"));
    assert_eq!((&complainers[0]["accounts"], &complainers[0]["praise"]), (&json!(1), &json!(1)));
    assert_eq!(complainers[1]["accounts"], json!(0));
    let ids = |figure, period| {
        let run = project.run(&["rows", figure, "--period", period, "-q"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{figure}");
        let rows = run.stdout.lines().skip(1).map(|row| row.split(',').nth(8).unwrap().to_owned());
        rows.collect::<Vec<_>>()
    };
    assert_eq!(ids("people/advocates", "2028-05"), ["3", "4", "5", "6"]);
    assert_eq!(ids("people/turned_to_praise", "2028-07"), ["1", "8"]);
    assert_eq!(ids("complainers", "2028-07"), ["1", "8"]);
    assert_eq!(ids("followers/5000", "2028-05"), ["3", "4", "5", "6"]);
    assert_eq!(ids("followers/none", "2028-05"), ["7"]);
}

#[test]
fn a_later_month_changes_no_older_page() {
    let project = project();
    project.build(&[]);
    let before = project.site();
    let summaries = json!({
        "2028-05": people(&project, "2028-05"),
        "2028-07": people(&project, "2028-07"),
    });
    let later = "\
        20,2028-08-05T08:15:00Z,ada,9,Bad tea,negative,https://x.com/ada/status/20,m\n\
        21,2028-08-12T08:15:00Z,cyd,9000,Bad tea too,negative,https://x.com/cyd/status/21,n\n\
        22,2028-08-31T08:15:00Z,dan,1,Any tea,positive,https://x.com/dan/status/22,o\n";
    project.write("exports/august.csv", format!("{HEADER}{later}"));
    project.build(&[]);
    let after = project.site();
    for period in ["2028-05", "2028-07"] {
        for file in ["people.csv", "transitions.csv", "complainers.csv", "followers.csv"] {
            let path = format!("{period}/data/{file}");
            assert_eq!(before[path.as_str()], after[path.as_str()], "{path}");
        }
        assert_eq!(people(&project, period), summaries[period]);
    }
    assert_eq!(people(&project, "2028-08")["followed"], json!(3));
}

#[test]
fn months_of_the_history_have_no_accounts() {
    let project = project();
    project.build(&["--period", "2028-05", "--period", "2028-07"]);
    project.write("exports/tea.csv", format!("{HEADER}{}", ROWS.lines().last().unwrap()));
    project.build(&["--period", "2028-05", "--period", "2028-07"]);
    assert_eq!(people(&project, "2028-05"), Value::Null);
    let july = people(&project, "2028-07");
    assert_eq!((&july["window"], &july["authors"]), (&json!("2028-06..2028-07"), &json!(1)));
}

#[test]
fn handles_are_only_in_the_private_list() {
    let project = project();
    let more = "30,2028-05-05T08:15:00Z,=SUM(A1),1,Tea,positive,https://x.com/s/status/30,p\n";
    let weeks = ["05", "12", "19", "26"].map(|day| more.replace("-05T", &format!("-{day}T")));
    let weeks: Vec<String> =
        (30..).zip(weeks).map(|(id, row)| row.replace("30", &id.to_string())).collect();
    project.write("exports/more.csv", format!("{HEADER}{}", weeks.concat()));
    let brief = std::fs::read_to_string(project.path("brief.yaml")).unwrap();
    let listed = "advocates: {list: [{handle: '@Ada', channel: x, since: 2028-05-01, status: confirmed}, {handle: zoe, channel: x}, \
                  {handle: bob, channel: x, since: 2028-07-01}]}";
    project.write("brief.yaml", format!("{brief}{listed}\n"));
    let check = project.run(&["check"]);
    let unmatched = "No used mention is by `zoe`, whom the brief lists as advocates.";
    assert!(check.stdout.contains(unmatched), "{}", check.stdout);
    project.build(&["--private", "--period", "2028-05", "--period", "2028-07"]);
    let list = |period: &str| {
        let path = project.path(&format!("private/{period}/people.csv"));
        std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let may = list("2028-05");
    assert!(
        may[0]
            .starts_with("channel,handle,groups,status,since,positive,neutral,negative,unscored,")
    );
    let ada = "x,ada,advocates,confirmed,2028-05-01,4,0,0,0,4,0,0.5101,0.0000,1,2028-05-06,2028-05-27,700";
    assert!(may.contains(&ada.to_owned()), "{may:?}");
    assert!(may.iter().any(|row| row.starts_with("x,'=SUM(A1),advocates,,,4,")), "{may:?}");
    assert_eq!(may.last().map(String::as_str), Some("x,zoe,,candidate,,0,0,0,0,0,0,,,0,,,"));
    assert_eq!(may.len(), 4, "bob is listed since July: {may:?}");
    let cyd = "x,cyd,turned_to_praise,,,1,0,1,0,1,1,0.0945,0.0945,2,2028-02-20,2028-05-28,90";
    assert!(list("2028-07").contains(&cyd.to_owned()), "{:?}", list("2028-07"));
    for (path, bytes) in project.site() {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        let names = ["ada,", ">ada<", "\"ada\"", "@ada", "zoe", "=sum", "status/3"];
        assert!(!names.iter().any(|name| text.contains(name)), "{path}");
    }
}
