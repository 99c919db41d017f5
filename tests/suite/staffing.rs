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
