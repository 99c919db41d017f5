//! `exclude` in the brief: rows by author, host, id or word leave every figure, with a reason and a count.

use crate::support::{BRIEF, Project};

const ROWS: &str = "\
id,created_at,author,text,sentiment,url
1,2028-05-01T08:15:00Z,ada,Good tea,positive,https://x.com/ada/status/1
2,2028-05-01T09:20:00Z,DealBot,Globex tea,negative,https://x.com/dealbot/status/2
3,2028-05-02T10:25:00Z,cyd,Tea here,neutral,https://www.deals.example/tea
4,2028-05-02T10:26:00Z,dan,Acme tea raffles,neutral,https://x.com/dan/status/4
5,2028-05-02T10:27:00Z,eva,Acme tea,neutral,https://x.com/eva/status/5
6,2028-05-02T10:28:00Z,dealbot,More tea,neutral,https://x.com/dealbot/status/6
";

fn project() -> Project {
    let project = Project::empty();
    let keywords =
        "keywords: {brand: {any: [tea]}, competitors: [{name: Globex, any: [Globex]}]}\n";
    let exclude = "exclude: {authors: ['@DEALBOT'], hosts: [deals.example], ids: ['5'], words: ['raffle*']}\n";
    project.write("brief.yaml", format!("{BRIEF}{keywords}{exclude}"));
    project.write("exports/tea.csv", ROWS);
    project
}

#[test]
fn excluded_rows_are_not_relevant_and_say_so() {
    let run = project().run(&["mentions", "--format", "ndjson"]);
    let outcomes = run.stdout.lines().map(|line| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        (row["outcome"].as_str().unwrap().to_owned(), row["reason"].clone())
    });
    let excluded = ("not_relevant".to_owned(), serde_json::Value::from("excluded"));
    let used = ("used".to_owned(), serde_json::Value::Null);
    let expected = [vec![used], vec![excluded; 5]].concat();
    assert_eq!(outcomes.collect::<Vec<_>>(), expected);
}

#[test]
fn excluded_rows_are_counted_by_list_and_count_for_no_brand() {
    let project = project();
    let run = project.build(&[]);
    for note in [
        "authors` of the brief: 2",
        "hosts` of the brief: 1",
        "ids` of the brief: 1",
        "words` of the brief: 1",
    ] {
        let note = format!("exports/tea.csv: excluded by `exclude.{note}");
        assert!(run.stderr.contains(&note), "{note}\n{}", run.stderr);
    }
    let site = project.site();
    let voice = String::from_utf8(site["2028-05/data/share_of_voice.csv"].clone()).unwrap();
    assert!(voice.contains("Globex,false,0"), "{voice}");
    let summary: serde_json::Value = serde_json::from_slice(&site["2028-05/summary.json"]).unwrap();
    assert_eq!((&summary["mentions"], &summary["rows"]["not_relevant"]), (&1.into(), &5.into()));
}
