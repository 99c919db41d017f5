//! Duplicates, near copies, reposts and rows of several queries, tested by `socialmap mentions` and by the report.

use crate::support::Project;

const BRIEF: &str = "\
client: Acme Tea
why: Where do tea drinkers talk about us?
timing: {timezone: UTC}
audience: [{id: drinkers, name: Tea drinkers}]
objectives: [{id: tone, statement: Less anger., metric: net_sentiment}]
channels: [{id: news, match: {source: [news]}}, {id: forum, match: {source: [forum]}}]
keywords: {brand: {any: [Acme]}, competitors: [{name: Globex, any: [Globex]}]}
staffing: {response_target: 4h}
";

const STORY: &str =
    "Acme opens a tea house by the old mill where the river bends and the ferry lands at noon";

fn project(rows: &[String]) -> Project {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    let header = "id,created_at,source,author,text,query,thread_id,is_retweet,own\n";
    project.write("exports/a.csv", format!("{header}{}\n", rows.join("\n")));
    project
}

fn outcomes_of(project: &Project) -> Vec<(String, String)> {
    let run = project.run(&["mentions", "--format", "ndjson"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let rows = run.stdout.lines().map(|line| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let word = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        (word("outcome"), word("reason"))
    });
    rows.collect()
}

fn summary(project: &Project) -> serde_json::Value {
    project.build(&[]);
    serde_json::from_slice(&project.site()["2028-05/summary.json"]).unwrap()
}

#[test]
fn a_repeated_article_is_a_duplicate_and_a_repeated_post_is_noted() {
    let mut rows = vec![
        format!("1,2028-05-01T08:00:00Z,news,The Mill,{STORY},,,,"),
        format!("2,2028-05-02T08:00:00Z,news,The Ferry,\"{STORY}. https://ferry.example/a-b\",,,,"),
        format!("3,2028-05-09T08:00:00Z,news,The Late,{STORY},,,,"),
        format!("4,2028-05-02T08:00:00Z,news,,{STORY},,,,"),
    ];
    rows.extend((5..10).map(|n| format!("{n},2028-05-02T08:00:00Z,forum,user{n},{STORY},,,,")));
    let project = project(&rows);
    let outcomes = outcomes_of(&project);
    assert_eq!(outcomes[1], ("duplicate".to_owned(), "near copy of exports/a.csv:2".to_owned()));
    assert!(
        outcomes.iter().enumerate().all(|(at, (outcome, _))| at == 1 || outcome == "used"),
        "{outcomes:?}"
    );
    let run = project.build(&[]);
    for note in [
        "note: exports/a.csv: 1 row is a near copy of an earlier article by another author: duplicate",
        "note: exports/a.csv: possible coordination: 1 text was written word for word by 5 or more accounts within 7 days, as in line 6 \
         by 5; all are counted",
    ] {
        assert!(run.stderr.contains(note), "{}", run.stderr);
    }
}

#[test]
fn one_row_of_several_queries_is_one_mention_of_the_brands_that_its_words_name() {
    let rows = [
        "1,2028-05-01T08:00:00Z,forum,ada,Acme is fine,Acme,,,",
        "1,2028-05-01T08:00:00Z,forum,ada,Acme is fine,Globex NL,,,",
        "1,2028-05-01T08:00:00Z,forum,ada,Acme is fine,Globex NL,,,",
        "2,2028-05-01T09:00:00Z,forum,bob,Globex or Acme,,,,",
        "3,2028-05-01T09:30:00Z,forum,cyd,Globex,,,,",
        "4,2028-05-01T10:00:00Z,forum,dan,RT @ada Acme is fine,,,true,",
    ];
    let project = project(&rows.map(str::to_owned));
    let outcomes: Vec<String> =
        outcomes_of(&project).into_iter().map(|(outcome, _)| outcome).collect();
    assert_eq!(outcomes, ["used", "duplicate", "duplicate", "used", "not_relevant", "repost"]);
    let voice = &summary(&project)["share_of_voice"];
    assert_eq!((&voice["tags"], &voice["brands"][0]["tags"]), (&4.into(), &2.into()));
    assert_eq!(voice["brands"][1]["name"], "Globex");
    let channels = String::from_utf8(project.site()["2028-05/data/channels.csv"].clone()).unwrap();
    let mut lines = channels.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let column = lines.next().unwrap().iter().position(|name| *name == "amplification").unwrap();
    assert_eq!(lines.next().unwrap()[column], "1", "{channels}");
}

#[test]
fn answers_are_measured_where_own_replies_stand_in_threads() {
    let rows = [
        "1,2028-05-01T08:00:00Z,forum,ada,Acme?,,t1,,",
        "2,2028-05-01T09:00:00Z,forum,acme,Here,,t1,,true",
        "3,2028-05-01T08:00:00Z,forum,bob,Acme?,,t2,,",
        "4,2028-05-01T18:00:00Z,forum,acme,Sorry,,t2,,true",
        "5,2028-05-01T15:00:00Z,forum,cyd,Acme?,,t3,,",
        "6,2028-05-01T08:00:00Z,news,The Mill,Acme,,t4,,",
    ];
    let response = summary(&project(&rows.map(str::to_owned)))["response"].clone();
    let expected = serde_json::json!({
        "conversations": 3, "answered": 2, "median_minutes": 600.0, "target_minutes": 240, "in_time": 1, "in_time_base": 2,
        "in_time_share": 0.5, "oldest_open_minutes": 180.0,
    });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&response[key], value, "{key}");
    }
    assert_eq!(
        summary(&project(&rows[..1].iter().map(|row| (*row).to_owned()).collect::<Vec<_>>()))["response"],
        serde_json::Value::Null
    );
}

#[test]
fn a_short_keyword_is_noted() {
    let project = project(&["1,2028-05-01T08:00:00Z,forum,ada,Acme,,,,".to_owned()]);
    project.write("brief.yaml", BRIEF.replace("[Acme]", "[Acme, tea]"));
    let words = "note: `keywords.brand`: `tea` is so short that it matches by chance; name a word that must occur with it under `all`";
    let run = project.build(&[]);
    assert!(run.stderr.contains(words), "{}", run.stderr);
}
