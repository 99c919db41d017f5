//! The worked example of docs/method.md, Staffing, from the rows of an export to `summary.json`.

use std::fmt::Write;

use serde_json::Value;

use crate::support::{BRIEF, Project};

/// 28 days, 5 communities, 420 + 308 + 196 + 112 + 56 conversations.
fn export() -> String {
    let mut export = "id,created_at,source,text\n".to_owned();
    let mut id = 0;
    for (source, per_day) in
        [("x", 15), ("facebook", 11), ("reddit", 7), ("trustpilot", 4), ("youtube", 2)]
    {
        for day in 1..=28 {
            for hour in 0..per_day {
                id += 1;
                writeln!(export, "{id},2027-02-{day:02}T{hour:02}:00:00Z,{source},Tea").unwrap();
            }
        }
    }
    export
}

fn staffing(extra: &str) -> Value {
    let project = Project::empty();
    let channels =
        "channels: [{id: x}, {id: facebook}, {id: reddit}, {id: trustpilot}, {id: youtube}]";
    let brief = BRIEF.replace("channels: [{id: x}]", channels).replace("Europe/Amsterdam", "UTC");
    project.write("brief.yaml", format!("{brief}{extra}"));
    project.write("exports/all.csv", export());
    project.build(&[]);
    let summary: Value = serde_json::from_slice(&project.site()["2027-02/summary.json"]).unwrap();
    summary["staffing"].clone()
}

fn close(value: &Value, expected: f64) {
    let value = value.as_f64().unwrap();
    assert!((value - expected).abs() < 5e-4 * expected.abs().max(1.0), "{value}, not {expected}");
}

#[test]
fn the_worked_example_of_the_documentation() {
    let staffing =
        staffing("staffing: {internal: {hourly: 32, currency: EUR}, external: {hourly: 75}}\n");
    close(&staffing["conversations_per_day_per_community"], 7.8);
    assert_eq!(staffing["communities"], 5);
    close(&staffing["minutes"], 20.0);
    close(&staffing["hours_per_day"], 13.0);
    close(&staffing["hours_per_day_low"], 9.75);
    close(&staffing["hours_per_day_high"], 19.5);
    close(&staffing["hours_per_week"], 91.0);
    close(&staffing["fte_workload"], 3.8235);
    assert_eq!(staffing["fte_coverage"], Value::Null);
    close(&staffing["fte"], 3.8235);
    assert_eq!(staffing["headcount"], 4);
    close(&staffing["internal_cost_per_week"], 4894.12);
    close(&staffing["external_cost_per_week"], 6825.0);
    assert_eq!(staffing["currency"], "EUR");
}

#[test]
fn staffed_hours_may_need_more_people_than_the_work() {
    // One seat around the clock: 168 hours / (40 · 0.7) = 6.0 people, more than the 3.8 that the work takes.
    let brief = "staffing: {internal: {hourly: 32, currency: EUR}}\n";
    let project = Project::empty();
    let timing = "timezone: UTC, staffed: [{days: daily, from: \"00:00\", to: \"24:00\"}]";
    project.write(
        "brief.yaml",
        format!("{}{brief}", BRIEF.replace("timezone: Europe/Amsterdam", timing)),
    );
    project.write("exports/all.csv", export());
    project.build(&[]);
    let summary: Value = serde_json::from_slice(&project.site()["2027-02/summary.json"]).unwrap();
    close(&summary["staffing"]["fte_coverage"], 6.0);
    close(&summary["staffing"]["fte"], 6.0);
    assert_eq!(summary["staffing"]["headcount"], 6);
    close(&summary["staffing"]["internal_cost_per_week"], 6.0 * 40.0 * 32.0);
}

#[test]
fn a_silent_community_changes_the_mean_but_not_the_hours() {
    let project = Project::empty();
    let channels = "channels: [{id: x}, {id: facebook}, {id: reddit}, {id: trustpilot}, {id: youtube}, {id: tiktok}]";
    project.write(
        "brief.yaml",
        BRIEF.replace("channels: [{id: x}]", channels).replace("Europe/Amsterdam", "UTC"),
    );
    project.write("exports/all.csv", export());
    project.build(&[]);
    let summary: Value = serde_json::from_slice(&project.site()["2027-02/summary.json"]).unwrap();
    assert_eq!(summary["staffing"]["communities"], 6);
    close(&summary["staffing"]["conversations_per_day_per_community"], 6.5);
    close(&summary["staffing"]["hours_per_day"], 13.0);
}

/// The site of the example with other channels in the brief.
fn site(channels: &str, extra: &str) -> std::collections::BTreeMap<String, Vec<u8>> {
    let project = Project::empty();
    let brief = BRIEF
        .replace("channels: [{id: x}]", &format!("channels: {channels}"))
        .replace("Europe/Amsterdam", "UTC");
    project.write("brief.yaml", format!("{brief}{extra}"));
    project.write("exports/all.csv", export());
    project.build(&[]);
    project.site()
}

/// A rate and a promise.
const STAFFED: &str = "staffing: {internal: {hourly: 32}, response_target: 4h}\n";

#[test]
fn the_working_ends_with_the_cost_of_all_channels_though_few_conversations_are_problems() {
    let site = site("[{id: x}]", &format!("{STAFFED}kinds: {{problem: {{any: [kettle]}}}}\n"));
    let csv = String::from_utf8(site["2027-02/data/staffing.csv"].clone()).unwrap();
    assert!(csv.contains("91.0 × EUR 32.00,2912"), "{csv}");
}

#[test]
fn a_brief_that_answers_no_channel_promises_nothing() {
    let all = ["x", "facebook", "reddit", "trustpilot", "youtube"];
    let listen: Vec<String> =
        all.iter().map(|id| format!("{{id: {id}, stance: listen}}")).collect();
    let site = site(&format!("[{}]", listen.join(", ")), STAFFED);
    let page = String::from_utf8(site["2027-02/index.html"].clone()).unwrap();
    assert!(page.contains("The brief answers no channel, so there is no answering work"));
    assert!(!page.contains("promises no time") && !page.contains("of 0 channels"), "{page}");
    let options: Value = serde_json::from_slice(&site["2027-02/summary.json"]).unwrap();
    let ids: Vec<&str> = options["options"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["brief", "everything"]);
}

#[test]
fn what_the_brief_says_of_a_section_without_figures_stands_in_the_method() {
    let plan = "rules: {reply: [By name]}\nsuggestions: [{text: Longer hours}]\noutbound: [{type: Letter}]\n";
    let shown = |rows: usize| {
        let project = Project::empty();
        project.write("brief.yaml", format!("{BRIEF}{plan}"));
        let lines: Vec<String> = export().lines().take(rows + 1).map(str::to_owned).collect();
        project.write("exports/all.csv", lines.join("\n"));
        project.build(&[]);
        let page = String::from_utf8(project.site()["2027-02/index.html"].clone()).unwrap();
        ["By name", "Longer hours", "Letter"].map(|text| page.matches(text).count())
    };
    assert_eq!(shown(40), [1, 1, 1], "no answers, no competitors");
    assert_eq!(shown(12), [1, 1, 1], "only page one and the method");
}
