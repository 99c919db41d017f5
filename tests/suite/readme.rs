//! The documentation is correct: its briefs are read, its lists are complete, its links lead to files and headings.
//!
//! Shell commands are not run here; `.ci/run` runs the two of the README.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use socialmap::brief::read::parse;
use socialmap::error::Error;

use crate::support::{Project, tree};

/// Posts and a repost in the format of a Brandwatch download, with the lines above its header.
const BRANDWATCH: &str = "\
Report:,Bulk Mentions Download
Brand:,Harbour Coffee
From:,Sun May 03 00:00:00 UTC 2026
To:,Wed May 06 00:00:00 UTC 2026
Label:,Acme

Date,Url,Page Type,Thread Entry Type,Sentiment,Author,Full Text,Resource Id
2026-05-03 07:15:00.0,http://twitter.com/ada/statuses/2050836504376246272,twitter,post,negative,ada,No cup for my order,r1
2026-05-04 15:40:00.0,http://twitter.com/bob/statuses/2051325979653046272,twitter,reply,positive,bob,They found my order,r2
2026-05-05 16:05:00.0,http://twitter.com/cyd/statuses/2051694658974646272,twitter,share,neutral,cyd,RT @ada No cup,r3
2026-05-05 16:30:00.0,http://twitter.com/harbourcoffee/statuses/2051700950430646272,twitter,reply,neutral,harbourcoffee,Sorry,r4
";

/// A brief with an unknown key in every section; the errors list all known keys.
const UNKNOWN_EVERYWHERE: &str = "\
z: 1
look: {z: 1}
privacy: {z: 1}
audience: [{z: 1, technographics: {z: 1}, evidence: {z: 1}}]
objectives: [{z: 1}]
channels: [{z: 1, match: {z: 1}, fit: {z: 1}}]
own: {z: 1}
timing: {z: 1, period: {z: 1}, staffed: [{z: 1}], free_times: [{z: 1}], events: [{z: 1}]}
keywords: {z: 1, brand: {z: 1}, competitors: [{z: 1}]}
departments: [{z: 1}]
topics: [{z: 1}]
kinds: {z: 1}
staffing: {z: 1, minutes: {z: 1}, internal: {z: 1}, external: {z: 1}}
coverage: {z: 1, gaps: [{z: 1}]}
wave: {z: 1}
rules: {z: 1, offline: {z: 1}}
tactics: [{z: 1}]
integration: {z: 1}
outbound: [{z: 1}]
benchmarks: [{z: 1}]
offline_feedback: [{z: 1}]
suggestions: [{z: 1}]
feedback: {z: 1, loops: [{z: 1}]}
own_content: {z: 1}
sentiment_goal: {z: 1}
routing: {z: 1}
advocates: {z: 1, list: [{z: 1}]}
assumptions: [{z: 1}]
exports: [{z: 1}]
";

/// All keys of a brief, from every section.
fn known_keys() -> BTreeSet<String> {
    let Err(Error::Inputs(problems)) = parse("brief.yaml", UNKNOWN_EVERYWHERE) else {
        panic!("unknown keys are refused");
    };
    let unknown = problems.iter().filter(|problem| problem.what.starts_with("unknown key"));
    let listed = unknown.flat_map(|problem| problem.details[0].split('`').skip(1).step_by(2));
    listed.map(str::to_owned).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// The first fenced block of a language, without the indentation of a surrounding list.
fn fenced(document: &str, language: &str) -> String {
    let fence = format!("```{language}");
    let mut lines = document.lines().skip_while(|line| line.trim_start() != fence);
    let open = lines.next().unwrap();
    let indent = open.len() - open.trim_start().len();
    let inside = lines.take_while(|line| line.trim() != "```");
    inside.flat_map(|line| [line.get(indent..).unwrap_or(""), "\n"]).collect()
}

/// The words of a text: letters, digits, `_`, and the `:` after a key.
fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').collect()
}

/// The documents for people who read the repository.
fn documents() -> Vec<String> {
    let mut names: Vec<String> =
        ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(String::from).into();
    for entry in std::fs::read_dir(root().join("docs")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if Path::new(&name).extension().is_some_and(|extension| extension == "md") {
            names.push(format!("docs/{name}"));
        }
    }
    names.sort();
    names
}

/// Targets of `[text](target)` and `![text](target)` outside code.
fn links(document: &str) -> Vec<&str> {
    let mut is_code = false;
    let prose = document.split_inclusive('\n').filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    });
    prose
        .flat_map(|line| line.split("](").skip(1))
        .filter_map(|rest| rest.split_once(')').map(|(target, _)| target))
        .collect()
}

/// The fragment that Git hosts give a heading.
fn slug(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn the_brief_of_the_readme_has_ten_lines_and_makes_a_report() {
    let brief = fenced(&read("README.md"), "yaml");
    assert_eq!(brief.lines().count(), 10, "the README says ten");
    let project = Project::empty();
    project.write("brief.yaml", brief);
    project.write("exports/bulk-mentions.csv", BRANDWATCH);
    let run = project.build(&[]);
    assert!(
        run.stderr.starts_with("read    4 rows from 1 file: 2 used, 1 own, 1 repost\n"),
        "{}",
        run.stderr
    );
    let page = String::from_utf8(project.site()["2026-05/index.html"].clone()).unwrap();
    assert!(page.contains("Harbour Coffee") && page.contains("staffed hours"));
    let summary: serde_json::Value =
        serde_json::from_slice(&project.site()["2026-05/summary.json"]).unwrap();
    assert_eq!((&summary["mentions"], &summary["authors"]), (&2.into(), &2.into()));
    assert_eq!(project.run(&["verify"]).code, 0);
}

#[test]
fn the_readme_lists_every_file_of_a_report() {
    let project = Project::empty();
    project.write("brief.yaml", fenced(&read("README.md"), "yaml"));
    project.write("exports/bulk-mentions.csv", BRANDWATCH);
    project.build(&[]);
    let readme = read("README.md");
    for name in project.site().into_keys() {
        let name = match name.rsplit_once('.') {
            Some((path, "csv")) if path.contains("/data/") => "2026-05/data/*.csv",
            Some((path, "svg")) if path.contains("/charts/") => "2026-05/charts/*.svg",
            _ if name.starts_with("assets/") => "assets/",
            _ => &name,
        };
        assert!(readme.contains(&format!("\n  {name}")), "README.md does not list `{name}`");
    }
}

/// The worked staffing example in the README is that of the committed sample.
#[test]
fn the_worked_example_of_the_readme_is_that_of_the_sample() {
    let summary: serde_json::Value =
        serde_json::from_str(&read("site/2026-05/summary.json")).unwrap();
    let staffing = &summary["staffing"];
    let rounded = |key: &str| format!("{:.1}", staffing[key].as_f64().unwrap());
    let [communities, people] = ["communities", "headcount"].map(|key| &staffing[key]);
    let a_day = staffing["conversations_per_day_per_community"].as_f64().unwrap()
        * communities.as_f64().unwrap();
    let readme = read("README.md");
    for line in [
        format!(
            "{} conversations in {communities} communities over {} observed days",
            summary["conversations"], summary["period"]["observed_days"]
        ),
        format!("  {a_day:.1} conversations a day\n{a_day:.1} × 20 minutes ÷ 60"),
        format!("  {:.1} hours a day, the formula as written\n", a_day * 20.0 / 60.0),
        format!("(mean {})", rounded("minutes")),
        format!(
            "  {} hours a day; low case {}, high case {}\n{0} × 7",
            rounded("hours_per_day"),
            rounded("hours_per_day_low"),
            rounded("hours_per_day_high")
        ),
        format!("  {} hours a week\n", rounded("hours_per_week")),
        format!("  {} full-time people (FTE) for the work\n", rounded("fte_workload")),
        format!("  {} full-time people for one seat\n", rounded("fte_coverage")),
        format!("  {people} people\n"),
    ] {
        assert!(readme.contains(&line), "README.md has not `{line}`");
    }
}

#[test]
fn the_readme_lists_every_format() {
    let readme = read("README.md");
    for entry in std::fs::read_dir(root().join("src/exports/formats")).unwrap() {
        let yaml = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let id = yaml.lines().find_map(|line| line.strip_prefix("id: ")).unwrap();
        assert!(readme.contains(&format!("| `{id}` |")), "README.md does not list `{id}`");
    }
}

#[test]
fn the_example_of_the_brief_is_read_and_every_key_is_in_it() {
    let document = read("docs/brief.md");
    let example = fenced(&document, "yaml");
    let brief = parse("docs/brief.md", &example).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(brief.defaults, [].into(), "a key with a default is missing from the example");
    let tables = document.replace(&example, "");
    let (given, listed) = (words(&example), words(&tables));
    for known in known_keys() {
        assert!(given.contains(&*format!("{known}:")), "the example has no `{known}`");
        assert!(listed.contains(&*known), "no table has `{known}`");
    }
}

/// The names between backticks in the table row whose first cell is this; `week_1` to `week_13` are thirteen.
fn listed(document: &str, first: &str) -> Vec<String> {
    let start = format!("| `{first}` |");
    let row = document.lines().find(|line| line.starts_with(&start)).unwrap_or_default();
    let parts: Vec<&str> = row[start.len().min(row.len())..].split('`').collect();
    let mut names = Vec::<String>::new();
    for pair in parts.chunks_exact(2) {
        let [between, name] = pair else { continue };
        let numbered = names.last().zip(name.rsplit_once('_')).and_then(|(last, (stem, end))| {
            let start: u32 = last.strip_prefix(stem)?.strip_prefix('_')?.parse().ok()?;
            Some((stem, start, end.parse::<u32>().ok()?))
        });
        match numbered {
            Some((stem, start, end)) if between.ends_with(" to ") => {
                names.extend((start + 1..=end).map(|number| format!("{stem}_{number}")));
            }
            _ => names.push((*name).to_owned()),
        }
    }
    names
}

/// Every key of an object and of the objects in it.
fn keys(value: &serde_json::Value) -> BTreeSet<String> {
    match value {
        serde_json::Value::Object(fields) => {
            let inner = fields.values().flat_map(keys);
            fields.keys().cloned().chain(inner).collect()
        }
        serde_json::Value::Array(values) => values.iter().flat_map(keys).collect(),
        _ => BTreeSet::new(),
    }
}

#[test]
fn the_reference_lists_every_column_and_every_key_of_the_sample() {
    let reference = read("docs/reference.md");
    let folder = root().join("site/2026-05/data");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let table = std::fs::read_to_string(&path).unwrap();
        let header: Vec<&str> = table.lines().next().unwrap().split(',').collect();
        assert_eq!(listed(&reference, name), header, "docs/reference.md, {name}");
    }
    for name in ["site/2026-05/summary.json", "site/provenance.json"] {
        for key in keys(&serde_json::from_str(&read(name)).unwrap()) {
            let is_listed = reference.contains(&format!("`{key}`"));
            assert!(
                is_listed || reference.contains(&format!("`{key}[]`")),
                "docs/reference.md does not list `{key}` of {name}"
            );
        }
    }
}

#[test]
fn the_reference_lists_every_note() {
    let reference = read("docs/reference.md");
    let source = read("src/note.rs");
    let codes = source.lines().filter_map(|line| {
        let (variant, code) = line.trim().split_once(" => \"")?;
        variant.starts_with("Self::").then(|| code.trim_end_matches("\","))
    });
    let missing: Vec<&str> =
        codes.filter(|code| !reference.contains(&format!("| `{code}` |"))).collect();
    assert!(missing.is_empty(), "docs/reference.md, Notes: {missing:?} missing");
}

/// The words between backticks in the sentence of a document that starts with this text.
fn quoted_after<'a>(document: &'a str, start: &str) -> Vec<&'a str> {
    let rest = document.split_once(start).map_or("", |(_, rest)| rest);
    let sentence = rest.split('.').next().unwrap_or_default();
    sentence.split('`').skip(1).step_by(2).collect()
}

#[test]
fn the_readme_lists_the_names_of_notes() {
    let readme = read("README.md");
    let listed = quoted_after(&readme, "The sections are ");
    assert_eq!(listed, socialmap::pages::note_names()[..listed.len()]);
    let former = &socialmap::pages::note_names()[listed.len()..];
    assert_eq!(former, ["tone", "where", "languages", "brief"], "every other name is a former one");
}

#[test]
fn the_reference_lists_every_doubt() {
    let reference = read("docs/reference.md");
    let doubts = reference.split("\n## Doubts\n").nth(1).unwrap();
    let doubts = doubts.split("\n## ").next().unwrap();
    let error = socialmap::commands::allowed_code("").unwrap_err();
    let (_, codes) = error.split_once("expected one of: ").unwrap();
    assert!(codes.contains(", "), "{codes}");
    for code in codes.split(", ") {
        assert!(doubts.contains(&format!("`{code}`")), "docs/reference.md, Doubts: no `{code}`");
    }
}

#[test]
fn the_reference_lists_every_option() {
    let reference = read("docs/reference.md");
    let project = Project::empty();
    for command in ["build", "check", "mentions", "rows", "sample", "extract", "merge", "verify"] {
        let help = project.run(&[command, "-h"]).stdout;
        let options = help.split("--").skip(1).map(|rest| {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
            &rest[..end]
        });
        let options: BTreeSet<&str> = options.filter(|name| !["", "help"].contains(name)).collect();
        assert!(options.len() > 2, "{help}");
        for option in options {
            let is_listed = [format!("`--{option}`"), format!("`--{option} ")];
            assert!(
                is_listed.iter().any(|text| reference.contains(text)),
                "docs/reference.md does not list `--{option}` of `{command}`"
            );
        }
    }
}

#[test]
fn the_readme_states_the_oldest_supported_rust() {
    let manifest = read("Cargo.toml");
    let oldest = manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap();
    assert!(read("README.md").contains(&format!("Rust {} or newer", oldest.trim_matches('"'))));
}

#[test]
fn every_relative_link_leads_to_a_file_and_a_heading() {
    let mut wrong = Vec::new();
    for name in documents() {
        let text = read(&name);
        let folder = root().join(&name).parent().unwrap().to_path_buf();
        for target in links(&text).into_iter().filter(|target| !target.contains("://")) {
            let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
            let file: PathBuf =
                if path.is_empty() { root().join(&name) } else { folder.join(path) };
            let is_page = file.extension().is_some_and(|extension| extension == "html");
            let has = |text: String| {
                if is_page {
                    text.contains(&format!("id=\"{fragment}\""))
                } else {
                    text.lines().any(|line| line.starts_with('#') && slug(line) == fragment)
                }
            };
            let leads = file.exists()
                && (fragment.is_empty() || has(std::fs::read_to_string(&file).unwrap()));
            if !leads {
                wrong.push(format!("{name}: {target}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_section_of_the_two_commands_holds_two() {
    let readme = read("README.md");
    let section = readme.split("\n## Two commands\n").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let commands: Vec<&str> = section.lines().filter(|line| line.starts_with("cargo ")).collect();
    assert_eq!(commands, ["cargo run --release -- build sample-data -o site", "cargo test"]);
}

/// The texts of a file that cite a section: `docs/method.md, Net sentiment` → the file and the heading.
fn citations(text: &str) -> Vec<(&str, String)> {
    let cited = text.match_indices("docs/").filter_map(|(at, _)| {
        let (file, rest) = text[at..].split_once(", ")?;
        let is_file = std::path::Path::new(file).extension().is_some_and(|end| end == "md")
            && !file.contains(char::is_whitespace);
        // A section starts with a capital and ends at punctuation or at the end of the line.
        let section = rest.split(['.', ',', ':', ';', ')', '`', '"', '\n']).next()?;
        let is_section = section.starts_with(char::is_uppercase);
        (is_file && is_section).then(|| (file, section.to_owned()))
    });
    cited.collect()
}

#[test]
fn what_comments_cite_is_a_section_of_the_documentation() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for folder in ["src", "tests/suite", "benches", "examples", "fuzz/fuzz_targets", "templates"] {
        for (name, bytes) in tree(&root().join(folder)) {
            let Ok(text) = String::from_utf8(bytes) else { continue };
            for (file, section) in citations(&text) {
                count += 1;
                let headings = read(file);
                let is_heading =
                    headings.lines().any(|line| line.trim_start_matches('#').trim() == section);
                if !is_heading {
                    wrong.push(format!("{folder}/{name}: `{file}` has no section `{section}`"));
                }
            }
            let outside = ["contract section", "interface contract", "section of the interface"];
            for word in outside.iter().filter(|word| text.contains(**word)) {
                if name != "readme.rs" {
                    wrong.push(format!("{folder}/{name}: `{word}` leads out of the repository"));
                }
            }
        }
    }
    assert!(count > 20, "only {count} citations found");
    assert_eq!(wrong, Vec::<String>::new());
}
