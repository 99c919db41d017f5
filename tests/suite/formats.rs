//! Every built-in format on a fixture: only this format recognises it, and the first row is read as a person would read it.
//!
//! The fixtures are `tests/formats/<format>[.<variant>].csv`; `expected.yaml` beside them holds the expected values.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;
use socialmap::exports::format::fold_names;
use socialmap::exports::formats::Formats;
use socialmap::exports::{Export, Stated, header};

use crate::support::{BRIEF, Project};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

fn fixtures() -> BTreeSet<String> {
    let names = std::fs::read_dir(folder()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| Path::new(name).extension().is_some_and(|end| end == "csv")).collect()
}

fn format_of(fixture: &str) -> &str {
    fixture.split('.').next().unwrap()
}

/// All rows of `socialmap mentions`, by file.
fn mentions(project: &Project) -> BTreeMap<String, Vec<Value>> {
    let run = project.run(&["mentions", "--format", "ndjson"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut files: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in run.stdout.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        files.entry(row["file"].as_str().unwrap().to_owned()).or_default().push(row);
    }
    files
}

#[test]
fn each_format_recognises_its_own_fixtures_and_no_others() {
    let formats = Formats::built_in();
    let fixtures = fixtures();
    for fixture in &fixtures {
        let export =
            Export { name: fixture.clone(), path: folder().join(fixture), ..Export::default() };
        let table = header::survey(&export, &Stated::default(), &formats).unwrap();
        let columns = fold_names(&table.columns);
        let fitting: Vec<&str> = formats
            .iter()
            .filter(|format| format.fits(&columns).is_some_and(|columns| columns > 0))
            .map(|format| format.id.as_str())
            .collect();
        let expected: &[&str] =
            if format_of(fixture) == "generic" { &[] } else { &[format_of(fixture)] };
        assert_eq!(fitting, expected, "{fixture}: {:?}", table.columns);
    }
    let of_fixtures: BTreeSet<&str> = fixtures.iter().map(|name| format_of(name)).collect();
    let of_formats: BTreeSet<&str> = formats.iter().map(|format| format.id.as_str()).collect();
    assert_eq!(of_fixtures, of_formats, "a format without a fixture, or the other way round");
}

#[test]
fn the_first_row_of_each_fixture_is_read_correctly() {
    let expected = std::fs::read_to_string(folder().join("expected.yaml")).unwrap();
    let expected: BTreeMap<String, Value> = serde_yaml::from_str(&expected).unwrap();
    let fixtures = fixtures();
    assert!(expected.keys().eq(&fixtures), "`expected.yaml` has other fixtures than the folder");
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    for fixture in &fixtures {
        let bytes = std::fs::read(folder().join(fixture)).unwrap();
        project.write(&format!("exports/{fixture}"), bytes);
    }
    let files = mentions(&project);
    let fields = ["published_at", "channel", "sentiment", "author", "text"];
    let mut wrong = Vec::new();
    for (fixture, wanted) in expected {
        let rows = &files[&format!("exports/{fixture}")];
        let said = Value::from(fields.map(|field| rows[0][field].clone()).to_vec());
        if said != wanted || rows[0]["format"] != format_of(&fixture) {
            wrong.push(format!("{fixture} ({}): {said}\n  expected {wanted}", rows[0]["format"]));
        }
        if rows.len() < 3 || rows.iter().any(|row| row["outcome"] == "rejected") {
            wrong.push(format!("{fixture}: not all of its rows can be read"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn exports_of_own_posts_give_own_rows() {
    let project = Project::small();
    // One period for all of them: a month with only own posts would have no report.
    let period = "Amsterdam, period: {from: 2000-01-01, to: 2039-12-31}";
    project.write("brief.yaml", BRIEF.replace("Amsterdam", period));
    for fixture in ["x_analytics.csv", "facebook_insights.csv", "sprout_social.csv"] {
        project
            .write(&format!("exports/{fixture}"), std::fs::read(folder().join(fixture)).unwrap());
    }
    for (file, rows) in mentions(&project) {
        let is_own = file != "exports/tea.csv";
        assert!(rows.iter().all(|row| (row["outcome"] == "own") == is_own), "{file}");
    }
}

#[test]
fn the_decisions_for_a_format_are_in_the_provenance() {
    let project = Project::small();
    for fixture in ["brandwatch.csv", "facebook_insights.csv", "union_metrics.csv"] {
        project
            .write(&format!("exports/{fixture}"), std::fs::read(folder().join(fixture)).unwrap());
    }
    project.build(&[]);
    let provenance: Value = serde_json::from_slice(&project.site()["provenance.json"]).unwrap();
    let input = |name: &str| {
        let inputs = provenance["inputs"].as_array().unwrap();
        inputs.iter().find(|input| input["name"] == format!("exports/{name}")).unwrap()
    };
    // The lines above a header are cells of an export, which no file of the site repeats.
    assert!(input("brandwatch.csv").get("preamble").is_none());
    let facebook = &input("facebook_insights.csv")["notes"];
    let description = serde_json::json!({"code": "description_row", "line": 2});
    assert!(facebook.as_array().unwrap().contains(&description), "{facebook}");
    let metrics = input("union_metrics.csv");
    assert_eq!((&metrics["header_line"], &metrics["rows"]["read"]), (&15.into(), &3.into()));
    let next = serde_json::json!({"code": "another_table", "line": 20});
    assert!(metrics["notes"].as_array().unwrap().contains(&next), "{metrics}");
}

#[test]
fn the_first_of_repeated_columns_is_read_and_noted() {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    let text = "created_at,text,author,Text,note,note\n2028-05-01T08:15:00Z,one,ada,two,,\n";
    project.write("exports/a.csv", text);
    assert_eq!(mentions(&project)["exports/a.csv"][0]["text"], "one");
    project.build(&[]);
    let provenance = String::from_utf8(project.site()["provenance.json"].clone()).unwrap();
    assert!(provenance.contains("repeated_column"));
    assert!(
        !provenance.contains("\"column\": \"note\""),
        "a column that is not read is no concern"
    );
}

#[test]
fn the_brief_overrides_everything_of_the_files_it_names() {
    let project = Project::empty();
    let rule = "exports: [{files: 'exports/shop/*.csv', format: generic, timezone: America/New_York, date_order: mdy, channel: shop,\n  \
                columns: {published_at: [Day, Clock], text: [Title, Remark], author: Who, sentiment: Stars}}]\n";
    project.write(
        "brief.yaml",
        format!("{BRIEF}{rule}").replace("[{id: x}]", "[{id: x}, {id: shop}]"),
    );
    // By itself this would be an App Store file, on the day and in the zone that nothing decides.
    let text = "date,review,rating,userName,title,Day,Clock,Who,Stars,Remark\n\
                2020-01-01,no,1,nobody,Good,03/04/2028,10:00,ada,5,very good\n\
                2020-01-01,no,1,nobody,Bad,05/06/2028,10:00,bob,1,very bad\n";
    project.write("exports/shop/a.csv", text);
    project.write("exports/b.csv", text);
    let files = mentions(&project);
    let row = &files["exports/shop/a.csv"][0];
    let said = ["format", "published_at", "channel", "author", "text", "sentiment"];
    assert_eq!(
        said.map(|field| row[field].as_str().unwrap_or_default()),
        ["generic", "2028-03-04T15:00:00Z", "shop", "ada", "Good very good", "positive"]
    );
    assert_eq!(files["exports/b.csv"][0]["format"], "app_store", "the other file keeps its own");
}

#[test]
fn a_project_can_describe_its_own_format() {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    project.write(
        "formats/shop.yaml",
        "id: shop\nname: The shop's own list\nsignature: [Wanneer, Wie, Zei]\nchannel: reviews\ntimezone: UTC\n\
         columns: {published_at: [Wanneer], author: [Wie], text: [Zei]}\n",
    );
    project.write("exports/a.csv", "Wanneer;Wie;Zei\n2028-05-01 10:00;ada;koude thee\n");
    let row = &mentions(&project)["exports/a.csv"][0];
    let said = ["format", "published_at", "channel", "author", "text"];
    assert_eq!(
        said.map(|field| row[field].as_str().unwrap_or_default()),
        ["shop", "2028-05-01T10:00:00Z", "reviews", "ada", "koude thee"]
    );
}
