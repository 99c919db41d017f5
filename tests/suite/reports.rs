//! Golden reports: `tests/reports/<case>/` is a project; its `expected/` holds the site, the messages of the build (`stderr.txt`) and the
//! files that the build adds to the project (`project/`).
//!
//! A file that is missing, different or left over fails, in `expected/` as well as in the project.
//! `SNAPSHOTS=overwrite cargo test --test suite reports` rewrites them; read the difference before committing it.

use std::path::{Path, PathBuf};

use crate::support::{Project, differences, tree};

/// What the folder of a case may hold.
const OF_A_CASE: [&str; 6] = ["brief.yaml", "exports", "expected", "formats", "history", "notes"];

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports");
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// Replaces the duration of the build, the only thing that differs between two runs.
fn redacted(stderr: &str) -> String {
    let lines = stderr.lines().map(|line| match line.split_once(" in ") {
        Some((start, _)) if start.starts_with("wrote") => format!("{start} in [TIME]\n"),
        _ => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn every_case_gives_its_golden_report() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    assert!(cases().len() >= 10, "only {} cases", cases().len());
    for case in cases() {
        let project = Project::empty();
        let mut inputs = tree(&case);
        inputs.retain(|name, _| !name.starts_with("expected/"));
        for (name, bytes) in &inputs {
            project.write(name, bytes);
        }
        let run = project.build(&[]);
        let mut made = project.site();
        // The style sheet is that of every site; `sample.rs` compares it.
        made.remove("assets/style.css");
        for (name, bytes) in project.files() {
            let is_output = !name.starts_with("site/") && !name.starts_with(".cache/");
            if is_output && inputs.get(&name) != Some(&bytes) {
                made.insert(format!("project/{name}"), bytes);
            }
        }
        made.insert("stderr.txt".to_owned(), redacted(&run.stderr).into_bytes());
        let expected = case.join("expected");
        if overwrite {
            let _ = std::fs::remove_dir_all(&expected);
            for (name, bytes) in &made {
                let path = expected.join(name);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, bytes).unwrap();
            }
        }
        assert_eq!(
            differences(&tree(&expected), &made),
            Vec::<String>::new(),
            "{}",
            case.display()
        );
    }
}

#[test]
fn a_case_holds_inputs_and_what_is_expected_and_nothing_else() {
    for case in cases() {
        for entry in std::fs::read_dir(&case).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(
                OF_A_CASE.contains(&name.as_str()),
                "{}: `{name}` is left over; remove it",
                case.display()
            );
        }
        let expected = tree(&case.join("expected"));
        assert!(expected.contains_key("stderr.txt"), "{}: nothing is expected", case.display());
    }
}
