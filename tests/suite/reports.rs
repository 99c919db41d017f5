//! Golden reports: `tests/reports/<case>/` is a project, its `expected/` the whole site and what the build said.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite reports` writes them anew; read the difference before committing it.

use std::path::{Path, PathBuf};

use crate::support::{Project, differences, tree};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports");
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// Build time is the one thing that differs between two runs.
fn redacted(said: &str) -> String {
    let lines = said.lines().map(|line| match line.split_once(" in ") {
        Some((start, _)) if start.starts_with("wrote") => format!("{start} in [TIME]\n"),
        _ => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn every_case_gives_its_golden_report() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    assert!(!cases().is_empty());
    for case in cases() {
        let project = Project::empty();
        for (name, bytes) in tree(&case) {
            if !name.starts_with("expected/") {
                project.write(&name, bytes);
            }
        }
        let run = project.build(&[]);
        let mut made = project.site();
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
