//! Rows kept in `.cache/` or in a part give the same site as reading the exports again.

mod cache;
mod format;

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::{BRIEF, EXPORT, Project, differences, tree};

/// The sample project without its site, with one more file that is skipped: many formats, overlaps, articles, threads, rejected rows.
fn sample() -> Project {
    let project = Project::empty();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    for (name, bytes) in tree(&sample) {
        let made = ["site/", ".cache/", "rejected.csv"];
        if !made.iter().any(|made| name.starts_with(made)) {
            project.write(&name, bytes);
        }
    }
    project.write("exports/.hidden", "");
    project.write("exports/later/broken.csv", format!("{EXPORT}4,soon,eve,Tea,neutral,\n"));
    project
}

/// A project with the same brief, notes and logo but no exports.
fn without_exports(project: &Project) -> Project {
    let other = Project::empty();
    for (name, bytes) in tree(&project.path("")) {
        let is_left = ["exports/", "site/", ".cache/", "rejected.csv"];
        if !is_left.iter().any(|left| name.starts_with(left)) && !name.contains(".part") {
            other.write(&name, bytes);
        }
    }
    other
}

/// Returns the site and the list of rejected rows.
fn outputs(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let mut files = project.site();
    files.insert("rejected.csv".into(), std::fs::read(project.path("rejected.csv")).unwrap());
    files
}

fn extract(project: &Project, part: &str, files: &[&str]) -> String {
    let part = project.path(part).display().to_string();
    let args: Vec<&str> =
        ["extract"].into_iter().chain(files.iter().copied()).chain(["-o", &part]).collect();
    let run = project.run(&args);
    assert_eq!(run.code, 0, "{}", run.stderr);
    part
}

#[test]
fn any_split_into_parts_in_any_order_gives_the_site_of_one_run() {
    let project = sample();
    project.build(&[]);
    let whole = outputs(&project);
    let names: Vec<String> = tree(&project.path("exports"))
        .into_keys()
        .filter(|name| !name.starts_with('.'))
        .map(|name| format!("exports/{name}"))
        .collect();
    assert!(names.len() > 8, "{names:?}");
    let each: Vec<String> = names
        .iter()
        .enumerate()
        .map(|(n, name)| extract(&project, &format!("{n}.part"), &[name]))
        .collect();
    let all = extract(&project, "all.part", &[]);
    let nested = extract(&project, "nested.part", &["exports/*/*"]);
    let (odd, even): (Vec<_>, Vec<_>) = (0..names.len()).partition(|n| n % 2 == 1);
    let some = |name: &str, chosen: &[usize]| {
        let chosen: Vec<&str> = chosen.iter().map(|n| names[*n].as_str()).collect();
        extract(&project, name, &chosen)
    };
    let (odd, even) = (some("odd.part", &odd), some("even.part", &even));
    let elsewhere = without_exports(&project);
    let backwards: Vec<String> = each.iter().rev().cloned().collect();
    for parts in [
        each,
        backwards,
        vec![all.clone()],
        vec![odd.clone(), even.clone()],
        vec![even, odd, nested.clone()],
        vec![nested, all.clone(), all],
    ] {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let args: Vec<&str> = ["merge"].into_iter().chain(parts).collect();
        let run = elsewhere.run(&args);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(differences(&outputs(&elsewhere), &whole), Vec::<String>::new(), "{args:?}");
    }
}

#[test]
fn options_of_a_build_are_those_of_a_merge() {
    let project = sample();
    let part = extract(&project, "all.part", &[]);
    let run = project.run(&["merge", &part, "--strict"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert!(!project.path("site").exists());
    project.build(&["--period", "2026-Q2", "--jobs", "1"]);
    let whole = outputs(&project);
    let run = project.run(&["merge", &part, "--period", "2026-Q2", "--jobs", "5"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(differences(&outputs(&project), &whole), Vec::<String>::new());
    let run = project.run(&["verify"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

/// Asserts that merging fails with this message and leaves no site.
fn refused(project: &Project, parts: &[&str], words: &str) {
    let parts: Vec<String> =
        parts.iter().map(|part| project.path(part).display().to_string()).collect();
    let args: Vec<&str> = ["merge"].into_iter().chain(parts.iter().map(String::as_str)).collect();
    let run = project.run(&args);
    assert_eq!((run.stderr.trim_end(), run.code), (words, 1));
    assert!(!project.path("site").exists());
}

#[test]
fn unusable_parts_are_refused_with_a_reason() {
    let project = Project::small();
    extract(&project, "a.part", &[]);
    let bytes = std::fs::read(project.path("a.part")).unwrap();
    project.write("cut.part", &bytes[..bytes.len() - 1]);
    project.write("longer.part", [bytes.as_slice(), b"\n"].concat());
    project.write("older.part", "socialmap part 2\nRRR");
    project.write("foreign.part", EXPORT);
    refused(
        &project,
        &["cut.part", "longer.part", "older.part", "foreign.part", "a.part"],
        "error: [ROOT]/cut.part: this part is damaged or cut short\n\
         hint: copy it again, or make it again with `socialmap extract`\n\n\
         error: [ROOT]/longer.part: this part is damaged or cut short\n\
         hint: copy it again, or make it again with `socialmap extract`\n\n\
         error: [ROOT]/older.part: a part of another schema\n  found 2\n  expected 14\n\
         hint: make it again with `socialmap extract` of this version\n\n\
         error: [ROOT]/foreign.part: not a part\n\
         hint: `socialmap extract` makes parts of a project",
    );
    refused(
        &project,
        &["gone.part"],
        "error: [ROOT]/gone.part: cannot read the part: No such file or directory (os error 2)",
    );
}

#[test]
fn an_export_in_two_versions_is_refused_and_in_one_counts_once() {
    let project = Project::small();
    extract(&project, "a.part", &[]);
    project.write("exports/tea.csv", format!("{EXPORT}4,2028-05-03,eve,Tea,neutral,\n"));
    extract(&project, "b.part", &[]);
    let summary_of = |part: &str| {
        let text = std::fs::read(project.path(part)).unwrap();
        let text = String::from_utf8_lossy(&text).into_owned();
        let of = |key: &str| {
            let value = text.split(&format!("\"{key}\":")).nth(1).unwrap();
            value.split(',').next().unwrap().trim_matches('"').to_owned()
        };
        format!("[ROOT]/{part}: {} bytes, sha256 {}", of("bytes"), of("sha256"))
    };
    let words = format!(
        "error: exports/tea.csv: two parts hold it with different bytes\n  {}\n  {}\n\
         hint: leave out the part that is out of date, or give the exports names of their own",
        summary_of("a.part"),
        summary_of("b.part")
    );
    refused(&project, &["a.part", "b.part"], &words);
}

#[test]
fn a_part_of_another_brief_is_refused_unless_only_prose_differs() {
    let project = Project::small();
    extract(&project, "a.part", &[]);
    project.write("brief.yaml", BRIEF.replace("Amsterdam", "Lisbon"));
    refused(
        &project,
        &["a.part"],
        "error: [ROOT]/a.part: exports/tea.csv was read by another brief, other formats or another version\n  \
         expected the keywords, own handles, channels, zone and rules for exports of this brief, and the formats of this project\n\
         hint: take this brief and `formats/` to the exports, and make the part again with this version",
    );
    project.write("brief.yaml", BRIEF.replace("Acme Tea", "Tea & Sons"));
    let part = project.path("a.part").display().to_string();
    assert_eq!(project.run(&["merge", &part]).code, 0);
}

#[test]
fn an_empty_part_and_a_part_over_another_file_are_refused() {
    let project = Project::small();
    let refused = |args: &[&str], words: &str| {
        let run = project.run(args);
        assert_eq!((run.stderr.trim_end(), run.code), (words, 1));
    };
    let [part, brief, inside] = ["a.part", "brief.yaml", "exports/a.part"]
        .map(|name| project.path(name).display().to_string());
    refused(
        &["extract", "-o", &part, "exports/coffee.csv"],
        "error: exports/coffee.csv: no export has this name\n  looked in [ROOT]\n\
         hint: a pattern begins at the project folder, as in `exports/2026-05*.csv`",
    );
    refused(
        &["extract", "-o", &brief],
        "error: [ROOT]/brief.yaml: not a part; left unchanged\nhint: name another file with `-o`",
    );
    refused(
        &["extract", "-o", &inside],
        "error: [ROOT]/exports/a.part: a part in `exports/` would be read as exports at the next build\n\
         hint: name another file with `-o`",
    );
    assert_eq!(tree(&project.path("")).len(), 2, "nothing is left behind");
    let file = project.path("exports/tea.csv").display().to_string();
    let run = project.run(&["extract", &file, "-o", &part]);
    assert_eq!(run.stderr, "read    3 rows from 1 file\nwrote   [ROOT]/a.part\n");
}
