//! The history: what the file of a month contains, what is reported from it once its exports are gone, and what stops a build.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::support::{BRIEF, Project, differences, tree};

const HEADER: &str = "id,created_at,author,text,sentiment,url,conversation_id,source\n";

/// A brief with a competitor, own accounts, a target and two channels.
fn brief() -> String {
    BRIEF.replace("[{id: x}]", "[{id: x}, {id: reddit}]").replace("Europe/Amsterdam", "UTC")
        + "own: {handles: [acme]}\nstaffing: {response_target: 4h}\n\
           keywords: {brand: {any: [Acme]}, competitors: [{name: Globex, any: [Globex]}]}\n"
}

/// Rows of a month of 2028: threads of three with an own answer in every other one, a repeat, a repost and a row about the competitor.
fn rows(month: u32, days: u32) -> String {
    let row = |n: u32| {
        let (thread, id, date) = (n / 3, 1000 * month + n, (n % days) + 1);
        let at = format!("2028-{month:02}-{date:02}T{:02}:{:02}:07Z", (7 * n) % 24, n % 60);
        let text = ["Acme is good", "Acme and Globex", "Globex", "RT @ada Acme"][n as usize % 4];
        let tone = ["positive", "neutral", "negative", ""][n as usize % 4];
        let rest = format!("t{month}{thread},{}", ["x", "reddit"][thread as usize % 2]);
        let url = "https://acme.example";
        let asked = format!("{id},{at},a{},{text},{tone},{url}/{id},{rest}\n", n % 11);
        let (id, at) = (id + 500, format!("2028-{month:02}-{date:02}T23:50:09Z"));
        let own = format!("{id},{at},acme,We are sorry,,{url}/{id},{rest}\n");
        if n.is_multiple_of(6) { asked + &own } else { asked }
    };
    let rows: String = (0..4 * days).map(row).collect();
    let again = rows.lines().next().unwrap();
    format!("{HEADER}{rows}{again}\n")
}

/// A project with April, May and June 2028, one file each.
fn project() -> Project {
    let project = Project::empty();
    project.write("brief.yaml", brief());
    for (month, days) in [(4, 30), (5, 31), (6, 30)] {
        project.write(&format!("exports/{month}.csv"), rows(month, days));
    }
    project
}

fn remove(project: &Project, name: &str) {
    fs::remove_file(project.path(name)).unwrap();
}

fn read(project: &Project, name: &str) -> String {
    fs::read_to_string(project.path(name)).unwrap()
}

fn json(site: &BTreeMap<String, Vec<u8>>, name: &str) -> Value {
    serde_json::from_slice(&site[name]).unwrap()
}

/// The `data/*.csv` of a site.
fn tables(project: &Project) -> BTreeMap<String, Vec<u8>> {
    project.site().into_iter().filter(|(name, _)| name.contains("/data/")).collect()
}

const MAY: &str = "history/2028-05.jsonl";

#[test]
fn a_month_without_exports_is_reported_with_the_same_figures() {
    let project = project();
    project.build(&[]);
    let (before, figures) = (project.site(), tables(&project));
    assert_eq!(tree(&project.path("history")).len(), 3);
    remove(&project, "exports/5.csv");
    let run = project.build(&[]);
    assert!(
        run.stderr.contains(
            "note: 2028-05 is taken from history/2028-05.jsonl: no export has a row of it\n"
        ),
        "{}",
        run.stderr
    );
    let site = project.site();
    // A week that the history holds in part has no range of tone, times are rounded, the tone of brands has no range, and there are no kinds, no complaints with their
    // accounts, no own posts and no accounts.
    let differing = [
        "2028-05/data/complaints.csv",
        "2028-05/data/kind_rules.csv",
        "2028-05/data/kinds.csv",
        "2028-05/data/kinds_by_channel.csv",
        "2028-05/data/own_posts.csv",
        "2028-05/data/people.csv",
        "2028-05/data/response.csv",
        "2028-05/data/sentiment_weekly.csv",
        "2028-05/data/share_of_voice.csv",
        "2028-06/data/people.csv",
        "2028-06/data/sentiment_weekly.csv",
    ];
    assert_eq!(differences(&figures, &tables(&project)), differing);
    for month in ["2028-04", "2028-05", "2028-06"] {
        let name = format!("{month}/summary.json");
        let (mut was, mut is) = (json(&before, &name), json(&site, &name));
        let history = is.as_object_mut().unwrap().remove("history");
        // Accounts are followed only over months whose exports are at hand.
        for summary in [&mut was, &mut is] {
            let people = summary.as_object_mut().unwrap().remove("people");
            assert!(people.is_some());
        }
        assert_eq!(history, (month == "2028-05").then(|| serde_json::json!(["2028-05"])));
        if month == "2028-05" {
            // The history keeps answers to the minute and the time that a conversation is open to the hour, both rounded up.
            for (key, unit) in
                [("median_minutes", 1.0), ("p90_minutes", 1.0), ("oldest_open_minutes", 60.0)]
            {
                let response = was["response"].as_object_mut().unwrap();
                let rounded = |time: &mut Value| {
                    if let Some(minutes) = time.as_f64() {
                        *time = ((minutes / unit).ceil() * unit).into();
                    }
                };
                rounded(&mut response[key]);
                for channel in response["channels"].as_array_mut().unwrap() {
                    rounded(&mut channel[key]);
                }
            }
            // It does not hold the kinds of mentions, which of them are worth an answer, complaints, or the client's own posts.
            for key in ["complaints", "kinds", "openings", "own_posts"] {
                was[key] = Value::Null;
            }
            for channel in was["channels"].as_array_mut().unwrap() {
                (channel["main_kind"], channel["main_kind_share"]) = (Value::Null, Value::Null);
            }
            was["options"].as_array_mut().unwrap().retain(|option| option["id"] != "problems");
            // It holds the terms of all channels together.
            was["terms_by_channel"] = Value::Null;
            // It does not hold how the posts that name a brand are spread over accounts.
            for brand in was["share_of_voice"]["brands"].as_array_mut().unwrap() {
                for bound in ["net_low", "net_high", "share_low", "share_high"] {
                    brand[bound] = Value::Null;
                }
            }
        }
        assert_eq!(is, was, "{month}");
        assert!(
            was["response"]["answered"].as_u64() > Some(0) && was["authors"].as_u64() > Some(0)
        );
        assert!(was["conversations"].as_u64().unwrap() < was["mentions"].as_u64().unwrap());
    }
    let kept = read(&project, MAY);
    assert!(kept.contains(r#""terms":{"below":5,"accounts":21}"#), "{kept}");
    assert!(
        kept.contains("\n{\"term\":{\"words\":\"good\",\"accounts\":21,\"mentions\":31}}\n"),
        "{kept}"
    );
    // Comparison and trend of June use May, and every chart is the same but the band of tone in the weeks and the rounded waits.
    let charts = |site: &BTreeMap<String, Vec<u8>>| {
        let svg = site.clone().into_iter().filter(|(name, _)| name.contains("/charts/"));
        svg.collect::<BTreeMap<_, _>>()
    };
    let differing =
        ["2028-05/charts/answered.svg", "2028-05/charts/changes.svg", "2028-06/charts/changes.svg"];
    assert_eq!(differences(&charts(&before), &charts(&site)), differing);
    let may = String::from_utf8(site["2028-05/index.html"].clone()).unwrap();
    assert!(may.contains("no export holds a row of May 2028 any more, so the history replaces"));
    assert!(
        may.contains("any more: in this period May 2028. Counted by the brief as it was then.")
    );
    let june = String::from_utf8(site["2028-06/index.html"].clone()).unwrap();
    assert!(june.contains("any more: before it, for the comparison and the trend, May 2028."));
    let provenance = json(&site, "provenance.json");
    assert_eq!(provenance["inputs"].as_array().unwrap().len(), 2);
    assert_eq!(provenance["history"][0]["name"], MAY);
    assert_eq!(provenance["history"][0]["rows"]["duplicate"], 1);
    let run = project.run(&["verify"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn two_builds_write_the_same_bytes_and_the_second_touches_nothing() {
    let (first, second) = (project(), project());
    first.build(&["--jobs", "1"]);
    second.run_in(&["build", "--jobs", "4"], &[("TZ", "Asia/Tokyo")]);
    let history = tree(&first.path("history"));
    assert_eq!(differences(&history, &tree(&second.path("history"))), Vec::<String>::new());
    let written = || fs::metadata(first.path(MAY)).unwrap().modified().unwrap();
    let before = written();
    first.build(&[]);
    assert_eq!(written(), before);
    assert_eq!(differences(&history, &tree(&first.path("history"))), Vec::<String>::new());
    // A month reported by itself keeps its file too.
    remove(&first, "exports/5.csv");
    first.build(&[]);
    assert_eq!(differences(&history, &tree(&first.path("history"))), Vec::<String>::new());
}

#[test]
fn a_file_is_written_as_documented_and_holds_only_counts() {
    let project = Project::empty();
    project.write("brief.yaml", brief());
    let rows = [
        "1,2028-05-01T08:15:00Z,ada,Acme tea,positive,https://x.com/a/status/1,t1,x",
        "2,2028-05-01T09:15:00Z,bob,Acme and Globex,,https://x.com/b/status/2,t1,x",
        "3,2028-05-01T10:15:00Z,acme,Sorry,,https://x.com/c/status/3,t1,x",
        "4,2028-05-02,cyd,Acme,negative,https://reddit.com/r/a/comments/4,,reddit",
        "5,2028-06-01T00:15:00Z,eve,Acme,,https://x.com/d/status/5,t2,x",
    ];
    project.write("exports/a.csv", format!("{HEADER}{}\n", rows.join("\n")));
    project.build(&[]);
    let text = read(&project, MAY);
    let (lines, sum) = text.trim_end().rsplit_once('\n').unwrap();
    let expected = [
        r#"{"schema":2,"month":"2028-05","timezone":"UTC","rows":4,"authors":3,"competitors":["Globex"],"answering":["x"],"tags_by":"words","starts":1,"spread":{"reddit":{"accounts":1,"all":1,"all_accounts":1,"all_squares":1,"n":1,"nn":1,"p":0,"pn":0,"pp":0,"pq":0,"q":1,"qn":1,"qq":1},"x":{"accounts":1,"all":2,"all_accounts":2,"all_squares":2,"n":1,"nn":1,"p":1,"pn":1,"pp":1,"pq":0,"q":0,"qn":0,"qq":0}}}"#,
        r#"{"day":{"date":"2028-05-01","hours":[0,0,0,0,0,0,0,0,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0],"undated":0,"tags":{"own":2,"competitors":{"Globex":1}},"threads":true}}"#,
        r#"{"channel":{"date":"2028-05-01","id":"x","rows":{"own":1,"used":2},"tones":{"positive":1,"unscored":1},"amplification":0,"conversations":1,"starts":[0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],"hours":[0,0,0,0,0,0,0,0,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0],"tags":{"own":{"positive":1,"unscored":1},"competitors":{"Globex":{"unscored":1}}},"filled":{"generic":{"rows":3,"tone":1,"author":3,"language":0}}}}"#,
        r#"{"day":{"date":"2028-05-02","hours":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],"undated":1,"tags":{"own":1,"competitors":{"Globex":0}},"threads":false}}"#,
        r#"{"channel":{"date":"2028-05-02","id":"reddit","rows":{"used":1},"tones":{"negative":1},"amplification":0,"conversations":1,"tags":{"own":{"negative":1},"competitors":{}},"filled":{"generic":{"rows":1,"tone":1,"author":1,"language":0}}}}"#,
        r#"{"wait":{"channel":"x","answered_minutes":120,"watched_hours":169,"conversations":1}}"#,
    ];
    assert_eq!(lines.lines().collect::<Vec<_>>(), expected);
    assert!(sum.starts_with(r#"{"sha256":""#) && sum.len() == 77, "{sum}");
    assert!(!project.path("history/2028-06.jsonl").exists(), "June is not over");
}

#[test]
fn exports_with_fewer_rows_than_the_history_stop_the_build() {
    let project = project();
    project.build(&[]);
    let (site, history) = (project.site(), tree(&project.path("history")));
    let text = rows(5, 31);
    let fewer: Vec<&str> = text.lines().filter(|line| !line.starts_with("5007,")).collect();
    project.write("exports/5.csv", fewer.join("\n") + "\n");
    let words = "error: history/2028-05.jsonl: the exports hold fewer rows of 2028-05 than this file has counted\n  \
                 found 144 without duplicates, of 145\n\
                 hint: put the missing exports back; or delete history/2028-05.jsonl to report the rows that are left\n";
    for command in ["build", "verify"] {
        let run = project.run(&[command]);
        assert_eq!((run.stderr.as_str(), run.code), (words, 1), "{command}");
    }
    let run = project.run(&["check"]);
    assert!(run.code == 1 && run.stdout.contains(words.trim_end()), "{}", run.stdout);
    assert_eq!(differences(&site, &project.site()), Vec::<String>::new());
    assert_eq!(differences(&history, &tree(&project.path("history"))), Vec::<String>::new());
    remove(&project, MAY);
    project.build(&[]);
    assert_eq!(read(&project, MAY).lines().next().unwrap().split(',').nth(3), Some("\"rows\":144"));
    // A duplicate less loses nothing.
    project.write("exports/5.csv", fewer[..fewer.len() - 1].join("\n") + "\n");
    project.build(&[]);
}

type Change<'a> = &'a dyn Fn(&str) -> String;

/// Changes the history of May, removes its exports, and returns the message of the build.
fn changed(change: impl Fn(&str) -> String) -> String {
    let project = project();
    project.build(&[]);
    remove(&project, "exports/5.csv");
    project.write(MAY, change(&read(&project, MAY)));
    let (site, history) = (project.site(), tree(&project.path("history")));
    let run = project.run(&["build"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
    assert_eq!(differences(&site, &project.site()), Vec::<String>::new());
    assert_eq!(differences(&history, &tree(&project.path("history"))), Vec::<String>::new());
    run.stderr
}

/// The message for an unreadable file that is needed.
fn needed(what: &str) -> String {
    format!(
        "error: history/2028-05.jsonl{what}\n  no export holds a row of 2028-05: this file is the only copy of its counts\n\
         hint: restore the file or the exports of 2028-05, or delete history/2028-05.jsonl to drop the month\n"
    )
}

#[test]
fn a_file_that_is_needed_and_cannot_be_read_stops_the_build_and_stays() {
    let line = |n: usize, new: &'static str| {
        move |text: &str| {
            let lines = text.lines().zip(1..);
            lines.map(|(line, at)| if at == n { new } else { line }.to_owned() + "\n").collect()
        }
    };
    let cases: [(Change<'_>, &str); 12] = [
        (&|_| String::new(), ":1: not the head of a month's history"),
        (&|_| "\u{feff}<html>\u{1b}[2J".repeat(99), ":1: not the head of a month's history"),
        (
            &line(1, "{\"schema\":0}"),
            ":1: written by an older version: its schema is 0, here it is 2",
        ),
        (
            &|text| text.replace("\"schema\":2", "\"schema\":3,\"more\":[]"),
            ":1: written by a newer version: its schema is 3, here it is 2",
        ),
        (
            &|text| text.replace("\"2028-05\"", "\"2028-04\""),
            ":1: the history of 2028-04, by its head",
        ),
        (
            &|text| text.replace("UTC", "Asia/Tokyo"),
            ":1: its days are those of Asia/Tokyo, and the brief's of UTC",
        ),
        (&line(3, "{\"channel\":{\"date\":"), ":3: no record of a month's history"),
        (
            &|text| text.replacen("\"used\":", "\"useful\":", 1),
            ":3: no record of a month's history",
        ),
        (
            &|text| text.replacen("\"undated\":0", "\"undated\":18446744073709551615", 1),
            ":2: no record of a month's history",
        ),
        (
            &|text| text.replacen("\"id\":\"reddit\"", "\"id\":\"forum\"", 1),
            ":3: the brief declares no channel `forum`, and none is built in",
        ),
        (
            &|text| text.lines().take(5).map(|line| line.to_owned() + "\n").collect(),
            ": it was changed or cut short after a build wrote it",
        ),
        (
            &|text| text.replacen("\"undated\":0", "\"undated\":9", 1),
            ": it was changed or cut short after a build wrote it",
        ),
    ];
    for (change, what) in cases {
        assert_eq!(changed(change), needed(what));
    }
}

#[test]
fn line_ends_of_another_system_change_nothing() {
    let project = project();
    project.build(&[]);
    remove(&project, "exports/5.csv");
    let text = read(&project, MAY).replace('\n', "\r\n");
    project.write(MAY, &text);
    project.build(&[]);
    assert_eq!(read(&project, MAY), text);
}

#[test]
fn a_file_that_cannot_be_read_is_made_anew_from_the_exports_and_kept_aside() {
    let project = project();
    project.build(&[]);
    let right = read(&project, MAY);
    project.write(MAY, "{}\n");
    assert_eq!(project.run(&["verify"]).code, 0);
    assert_eq!(read(&project, MAY), "{}\n", "verify writes nothing");
    let said = project.build(&[]).stderr;
    let words = "note: history/2028-05.jsonl:1: not the head of a month's history; not used, as the exports have 2028-05\n\
                 note: history/2028-05.jsonl.unreadable holds what could not be read\n";
    assert!(said.contains(words), "{said}");
    assert_eq!(
        (read(&project, MAY), read(&project, "history/2028-05.jsonl.unreadable")),
        (right, "{}\n".to_owned())
    );
    project.write(MAY, "once more\n");
    let words = "error: history/2028-05.jsonl.unreadable: a file that could not be read is kept here from an earlier build\n  \
                 history/2028-05.jsonl cannot be read either\nhint: check whether you need it, then delete it\n";
    assert_eq!(project.run(&["build"]).stderr, words);
    // If the first line is readable and counts more rows than the exports have, the build stops.
    remove(&project, "history/2028-05.jsonl.unreadable");
    project.write(MAY, "{\"schema\":7,\"month\":\"2028-05\",\"rows\":146}\n");
    let said = project.run(&["build"]).stderr;
    assert!(
        said.contains("fewer rows of 2028-05")
            && said.contains("found 145 without duplicates, of 146"),
        "{said}"
    );
}

#[test]
fn only_whole_months_of_a_report_are_kept() {
    for (period, kept) in [
        ("2028-05", vec!["2028-05.jsonl"]),
        ("2028-Q2", vec!["2028-04.jsonl", "2028-05.jsonl", "2028-06.jsonl"]),
        ("2028-04-02..2028-05-31", vec!["2028-05.jsonl"]),
        ("2028-05-01..2028-05-30", vec![]),
    ] {
        let project = project();
        project.build(&["--period", period]);
        let folder = project.path("history");
        let names: Vec<String> =
            if folder.exists() { tree(&folder).into_keys().collect() } else { Vec::new() };
        assert_eq!(names, kept, "{period}");
    }
}

#[test]
fn a_quarter_with_months_from_the_history_says_what_was_not_measured() {
    let whole = project();
    whole.build(&["--period", "2028-Q2"]);
    let was = json(&whole.site(), "2028-Q2/summary.json");
    remove(&whole, "exports/4.csv");
    whole.build(&["--period", "2028-Q2"]);
    let site = whole.site();
    let is = json(&site, "2028-Q2/summary.json");
    for key in ["mentions", "rows", "activity", "period"] {
        assert_eq!(is[key], was[key], "{key}");
    }
    let shares = |summary: &Value| {
        let brands = summary["share_of_voice"]["brands"].as_array().unwrap().clone();
        brands.into_iter().map(|brand| brand["share"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(shares(&was), shares(&is));
    // The accounts of a month of the history count apart from those of other months, which makes the range narrower.
    for key in ["positive", "neutral", "negative", "unscored", "net"] {
        assert_eq!(is["sentiment"][key], was["sentiment"][key], "{key}");
    }
    let low = |summary: &Value| summary["sentiment"]["net_low"].as_f64().unwrap();
    assert!(low(&is) > low(&was));
    for path in [
        "/conversations",
        "/authors",
        "/response",
        "/staffing/hours_per_day",
        "/channels/0/conversations",
        "/channels/0/conversations_per_day",
        "/channels/0/hours_per_day",
    ] {
        assert!(
            is.pointer(path).unwrap().is_null() && !was.pointer(path).unwrap().is_null(),
            "{path}"
        );
    }
    assert_eq!(is["history"], serde_json::json!(["2028-04"]));
    let page = String::from_utf8(site["2028-Q2/index.html"].clone()).unwrap();
    for words in [
        "was not measured: the history holds conversations of whole months only.",
        "How many conversations there were, how many people spoke, and how fast they were answered: the history replaces \
         the exports of April 2028, and holds this for whole months only. In ranges, an account that wrote in two months \
         counts as two.",
        "Conversations were not measured: the formula has no numbers",
        "Response times: not measured, the history holds answers of whole months only.",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("the exports name no authors"));
    assert_eq!(whole.run(&["verify"]).code, 0);
}

#[test]
fn without_threads_conversations_of_months_add_up() {
    let project = project();
    for month in [4, 5, 6] {
        let bare = rows(month, 30).replace(",conversation_id", ",remark");
        project.write(&format!("exports/{month}.csv"), bare);
    }
    project.build(&["--period", "2028-Q2"]);
    let was = json(&project.site(), "2028-Q2/summary.json");
    remove(&project, "exports/4.csv");
    project.build(&["--period", "2028-Q2"]);
    let is = json(&project.site(), "2028-Q2/summary.json");
    assert_eq!((&is["conversations"], &is["staffing"]), (&was["conversations"], &was["staffing"]));
    assert_eq!(is["conversations"], is["mentions"]);
    assert!(is["authors"].is_null());
}

#[test]
fn brands_that_the_history_did_not_count_have_no_share() {
    let project = project();
    project.build(&[]);
    remove(&project, "exports/5.csv");
    let more = "competitors: [{name: Initech, any: [Initech]}, {name: Globex, any: [Globex]}]";
    let brief = brief().replace("competitors: [{name: Globex, any: [Globex]}]", more);
    project.write("brief.yaml", &brief);
    project.build(&[]);
    let site = project.site();
    assert!(json(&site, "2028-05/summary.json")["share_of_voice"].is_null());
    assert!(json(&site, "2028-06/summary.json")["share_of_voice"]["tags"].as_u64() > Some(0));
    let page = String::from_utf8(site["2028-05/index.html"].clone()).unwrap();
    assert!(page.contains("the history of these days did not count every competitor."));
    // A brand that the brief no longer names is left out of the base.
    let before = json(&site, "2028-06/summary.json")["share_of_voice"]["brands"][0]["tags"].clone();
    project.write(
        "brief.yaml",
        brief.replace(", {name: Globex, any: [Globex]}", "").replace("Initech", "Globex"),
    );
    project.build(&[]);
    let voice = &json(&project.site(), "2028-05/summary.json")["share_of_voice"];
    assert_eq!(voice["brands"].as_array().unwrap().len(), 2);
    assert!(before.as_u64() > Some(0));
}

#[test]
fn the_history_tells_the_share_in_time_of_any_target() {
    let project = project();
    let target = |target| project.write("brief.yaml", brief().replace("4h", target));
    let in_time = || {
        project.build(&[]);
        let response = &json(&project.site(), "2028-05/summary.json")["response"];
        ["in_time", "in_time_base", "in_time_share"].map(|key| response[key].clone())
    };
    target("20h");
    let was = in_time();
    target("4h");
    let other = in_time();
    assert!(was[0].as_u64() > other[0].as_u64());
    remove(&project, "exports/5.csv");
    assert_eq!(in_time(), other);
    target("20h");
    assert_eq!(in_time(), was);
}

/// A project as an earlier version left it: a month in a history file of schema 1, and what that version reported of it.
const SCHEMA_1: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/history/schema_1");

fn schema_1() -> (Project, Value) {
    let project = Project::empty();
    for (name, bytes) in tree(std::path::Path::new(SCHEMA_1)) {
        project.write(&name, bytes);
    }
    let expected = serde_json::from_slice(&fs::read(project.path("summary.json")).unwrap());
    remove(&project, "summary.json");
    (project, expected.unwrap())
}

/// Whether everything in `expected` is in `found`, which may have further keys.
fn holds(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => expected
            .iter()
            .all(|(key, value)| found.get(key).is_some_and(|found| holds(found, value))),
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| holds(a, b))
        }
        (found, expected) => found == expected,
    }
}

#[test]
fn a_file_of_schema_1_gives_the_report_that_it_gave_and_stays_as_it_is() {
    let (project, expected) = schema_1();
    let file = read(&project, MAY);
    let run = project.build(&[]);
    let note = "note: history/2028-05.jsonl was written by an earlier version: its response times of 2028-05 are for the target of that time only\n";
    assert!(run.stderr.contains(note), "{}", run.stderr);
    let found = json(&project.site(), "2028-05/summary.json");
    for (key, expected) in expected.as_object().unwrap() {
        if key == "share_of_voice" {
            // Tags were counted by the queries of tools too.
            assert!(found[key].is_null());
            continue;
        }
        if key == "staffing" {
            // So little work is stated in hours, not in people.
            assert_eq!(found[key]["hours_per_day"], expected["hours_per_day"]);
            continue;
        }
        if key == "sentiment" {
            // The file does not tell how the mentions are spread over accounts, so there is no range.
            assert_eq!(
                (&found[key]["net"], &found[key]["net_low"]),
                (&expected["net"], &Value::Null)
            );
            continue;
        }
        assert!(
            key == "schema" || holds(&found[key], expected),
            "{key}: {} {expected}",
            found[key]
        );
    }
    assert_eq!(read(&project, MAY), file);
    assert!(read(&project, "history/2028-06.jsonl").starts_with("{\"schema\":2,"));
}

#[test]
fn a_file_of_schema_1_tells_nothing_of_another_target() {
    let (project, expected) = schema_1();
    project.write("brief.yaml", read(&project, "brief.yaml").replace("4h", "8h"));
    project.build(&[]);
    let site = project.site();
    let response = &json(&site, "2028-05/summary.json")["response"];
    for key in ["conversations", "answered", "median_minutes", "oldest_open_minutes"] {
        assert_eq!(response[key], expected["response"][key], "{key}");
    }
    assert!(response["in_time"].is_null() && response["in_time_share"].is_null());
}

#[test]
fn other_files_in_the_folder_are_noted_and_left_alone() {
    let project = project();
    project.write("history/2028-13.jsonl", "x");
    project.write("history/.gitkeep", "");
    let said = project.build(&[]).stderr;
    let words =
        "note: history/2028-13.jsonl is skipped: its name is not a month, as in `2026-05.jsonl`\n";
    assert!(said.contains(words) && !said.contains(".gitkeep"), "{said}");
    assert_eq!(read(&project, "history/2028-13.jsonl"), "x");
}

#[cfg(unix)]
#[test]
fn a_history_that_cannot_be_written_for_another_reason_stops_before_the_site() {
    let project = project();
    project.write("history", "a file in the place of the folder");
    let run = project.run(&["build"]);
    assert!(
        run.stderr.starts_with("error: [ROOT]/history: cannot list the history: "),
        "{}",
        run.stderr
    );
    assert_eq!((run.code, project.path("site").exists()), (1, false));
}

#[test]
fn a_project_without_exports_needs_a_history() {
    let project = project();
    project.build(&[]);
    let figures = tables(&project);
    fs::remove_dir_all(project.path("exports")).unwrap();
    let run = project.build(&[]);
    let note = |month: u32| {
        format!(
            "note: 2028-0{month} is taken from history/2028-0{month}.jsonl: no export has a row of it\n"
        )
    };
    let notes: String = (4..7).map(note).collect();
    assert!(run.stderr.starts_with(&format!("{notes}wrote   3 reports in ")), "{}", run.stderr);
    let months = ["2028-04", "2028-05", "2028-06"];
    let differing = months.map(|month| {
        let kinds = ["complaints", "kind_rules", "kinds", "kinds_by_channel"];
        let names = ["own_posts", "people", "response", "sentiment_weekly", "share_of_voice"];
        kinds
            .iter()
            .chain(&names)
            .map(|name| format!("{month}/data/{name}.csv"))
            .collect::<Vec<_>>()
    });
    assert_eq!(differences(&tables(&project), &figures), differing.concat());
    assert_eq!(project.run(&["verify"]).code, 0);
    let check = project.run(&["check"]);
    assert_eq!((check.code, check.stderr.as_str()), (0, ""));
    assert!(
        check.stdout.contains("2028-05 is taken from history/2028-05.jsonl"),
        "{}",
        check.stdout
    );

    assert_eq!(project.run(&["mentions"]).code, 1);
    let may = read(&project, MAY);
    project.write(MAY, &may[..may.len() - 20]);
    for args in [["build"], ["check"]] {
        let run = project.run(&args);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert_eq!(run.code, 1, "{said}");
        assert!(said.contains(
            "no export holds a row of 2028-05: this file is the only copy of its counts"
        ));
    }
    project.write(MAY, may);

    let site = project.site();
    fs::remove_dir_all(project.path("history")).unwrap();
    for args in [["build"], ["check"]] {
        let run = project.run(&args);
        assert_eq!(run.code, 1);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.contains("exports/: the project has no such folder\n"), "{said}");
    }
    assert_eq!(project.site(), site);
}
