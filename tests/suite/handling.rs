//! Minutes timed by the team: when they replace those of the brief, what the report says, and what becomes of cells that are no minutes.

use std::fmt::Write;

use serde_json::Value;

use crate::support::{BRIEF, Project};

/// A month of X with a mention a day, and so many timed conversations of 10 and of 20 minutes each on each of two channels.
fn project(each: usize) -> Project {
    let project = Project::empty();
    let channels = "channels: [{id: x}, {id: reddit, minutes: 40}]";
    project.write("brief.yaml", BRIEF.replace("channels: [{id: x}]", channels));
    let mut rows = "id,created_at,source,country,handle_minutes,text\n".to_owned();
    for day in 1..=31 {
        writeln!(rows, "{day},2028-05-{day:02}T08:00:00Z,x,,,Tea").unwrap();
    }
    for n in 0..each {
        for (minutes, source) in [("10", "x"), ("20,0", "reddit")] {
            writeln!(
                rows,
                "{source}{n},2028-05-02T09:{n:02}:00Z,{source},Nederland,\"{minutes}\",Tea"
            )
            .unwrap();
        }
    }
    project.write("exports/tea.csv", rows);
    project
}

fn summary(project: &Project) -> Value {
    serde_json::from_slice(&project.site()["2028-05/summary.json"]).unwrap()
}

fn page(project: &Project) -> String {
    String::from_utf8(project.site()["2028-05/index.html"].clone()).unwrap()
}

#[test]
fn thirty_timed_conversations_replace_the_minutes_and_fewer_do_not() {
    let few = project(14);
    few.build(&[]);
    let staffing = &summary(&few)["staffing"];
    assert_eq!(
        (&staffing["minutes_from"], &staffing["timed_conversations"]),
        (&"default".into(), &28.into())
    );
    let text = page(&few);
    assert!(text.contains(
        "The team timed 28 conversations (1 June 2027 to 31 May 2028), 15 minutes on average."
    ));
    assert!(text.contains("28 conversations were timed; 30 replace it."), "among the unknowns");

    let enough = project(15);
    enough.build(&[]);
    let found = summary(&enough);
    let staffing = &found["staffing"];
    assert_eq!(
        (&staffing["minutes_from"], &staffing["timed_conversations"]),
        (&"timed".into(), &30.into())
    );
    let near = |key: &str, expected: f64| {
        assert!(
            (staffing[key].as_f64().unwrap() - expected).abs() < 5e-5,
            "{key}: {}",
            staffing[key]
        );
    };
    near("minutes_low", 13.1011);
    near("minutes_high", 16.8989);
    // X has 46 conversations of 15 minutes, Reddit 15 of the brief's own 40.
    near("hours_per_day", (46.0 * 15.0 + 15.0 * 40.0) / 31.0 / 60.0);
    near("hours_per_day_low", (46.0 * 13.101_051 + 15.0 * 30.0) / 31.0 / 60.0);
    let from: Vec<&Value> =
        found["channels"].as_array().unwrap().iter().map(|it| &it["minutes_from"]).collect();
    assert_eq!(from, ["timed", "brief_channel"]);
    let text = page(&enough);
    assert!(
        text.contains("instead of 20.") && text.contains("15\u{a0}timed minutes ÷ 60"),
        "the sentence and the formula"
    );
    assert!(!text.contains("is Brian Solis’ figure"), "nothing is unknown about the minutes");
    let minutes = String::from_utf8(enough.site()["2028-05/data/minutes.csv"].clone()).unwrap();
    assert!(minutes.starts_with("channel,timed_conversations,mean,low,high,used\nx,15,10,,,15\nreddit,15,20,,,40\n,30,15,13.1"), "{minutes}");
}

#[test]
fn timed_conversations_are_kept_in_the_history_and_serve_the_months_after() {
    let project = project(15);
    project.build(&[]);
    project.write(
        "exports/tea.csv",
        "id,created_at,source,text\n1,2028-06-01T08:00:00Z,x,Tea\n2,2028-06-30T08:00:00Z,x,Tea\n",
    );
    project.build(&[]);
    for month in ["2028-05", "2028-06"] {
        let summary: Value =
            serde_json::from_slice(&project.site()[&format!("{month}/summary.json")]).unwrap();
        assert_eq!(summary["staffing"]["minutes_from"], "timed", "{month}");
        assert_eq!(
            summary["staffing"]["minutes"].as_f64().map(f64::round),
            Some(if month == "2028-05" { 21.0 } else { 15.0 })
        );
    }
}

#[test]
fn cells_that_are_no_minutes_are_a_doubt() {
    let project = project(1);
    let text = String::from_utf8(project.files()["exports/tea.csv"].clone()).unwrap();
    project.write("exports/tea.csv", text.replace("\"10\"", "\"900\""));
    let run = project.run(&["build", "--strict", "-q"]);
    assert_eq!(run.code, 3);
    assert!(
        run.stderr.contains(
            "1 row has a `handle_minutes` that is not a number of minutes above 0 and up to 480, and counts as not timed; write minutes, not seconds or hours"
        ),
        "{}",
        run.stderr
    );
    project.build(&["-q", "--allow", "unreadable_minutes"]);
}

#[test]
fn countries_are_read_from_names_and_not_measured_without_a_column() {
    let project = project(2);
    project.build(&[]);
    let summary = summary(&project);
    let countries: Value =
        serde_json::from_str(r#"[{"code":"NL","mentions":4},{"code":null,"mentions":31}]"#)
            .unwrap();
    assert_eq!(summary["countries"], countries);
    let small = Project::small();
    small.build(&[]);
    let summary: Value = serde_json::from_slice(&small.site()["2028-05/summary.json"]).unwrap();
    assert_eq!(summary["countries"], Value::Null);
}
