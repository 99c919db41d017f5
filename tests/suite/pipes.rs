//! An export from a named pipe is read like a file with the same bytes, and no copy of it remains.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::{JoinHandle, spawn};

use crate::encodings::gzip;
use crate::support::{EXPORT, Project, differences, tree};

/// Makes a pipe.
pub(crate) fn make_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Replaces an export with a pipe.
fn pipe(project: &Project) -> PathBuf {
    let path = project.path("exports/tea.csv");
    std::fs::remove_file(&path).unwrap();
    make_pipe(&path);
    path
}

/// Writes to a pipe once it is read.
fn feed(pipe: &Path, bytes: &[u8]) -> JoinHandle<()> {
    let (pipe, bytes) = (pipe.to_path_buf(), bytes.to_vec());
    spawn(move || std::fs::write(pipe, bytes).unwrap())
}

#[test]
fn a_pipe_gives_the_same_site_as_a_file() {
    // The last one is large enough to be read in several chunks.
    let row = format!("2028-05-03T10:00:00Z,{}\n", "tea ".repeat(20));
    let long = format!("date,text\n{}", row.repeat(60_000));
    for bytes in [EXPORT.as_bytes().to_vec(), gzip(EXPORT.as_bytes()), long.into_bytes()] {
        let project = Project::small();
        project.write("exports/tea.csv", &bytes);
        project.build(&["--jobs", "2"]);
        let (expected, checked) = (project.site(), project.run(&["check"]).stdout);

        let path = pipe(&project);
        let temporary = Project::empty();
        let folder = temporary.path("");
        let environment = [("TMPDIR", folder.to_str().unwrap())];
        let note = "note: exports/tea.csv is a pipe: waiting until all is written to it\n";
        for args in [&["build", "--jobs", "2"][..], &["build", "--jobs", "1"], &["verify"]] {
            let feeding = feed(&path, &bytes);
            let run = project.run_in(args, &environment);
            feeding.join().unwrap();
            assert_eq!(run.code, 0, "{}", run.stderr);
            assert!(run.stderr.starts_with(note), "{}", run.stderr);
            assert_eq!(differences(&project.site(), &expected), [""; 0]);
        }
        let feeding = feed(&path, &bytes);
        assert_eq!(project.run_in(&["check"], &environment).stdout, checked);
        feeding.join().unwrap();
        assert!(tree(&folder).is_empty());
    }
}

#[test]
fn a_pipe_is_never_cached() {
    let project = Project::small();
    let path = pipe(&project);
    let mut sites = Vec::new();
    for bytes in [EXPORT.to_owned(), EXPORT.replace("2028-05", "2028-06")] {
        let feeding = feed(&path, bytes.as_bytes());
        project.build(&["--force"]);
        feeding.join().unwrap();
        sites.push(project.site());
    }
    assert!(sites[0].keys().any(|name| name.starts_with("2028-05")));
    assert!(sites[1].keys().any(|name| name.starts_with("2028-06")));
}

#[test]
fn one_writer_may_serve_several_pipes_in_any_order() {
    let project = Project::small();
    let (first, second) = (project.path("exports/coffee.csv"), pipe(&project));
    make_pipe(&first);
    let feeding = spawn(move || {
        std::fs::write(second, EXPORT).unwrap();
        std::fs::write(first, EXPORT.replace("/status/", "/status/7")).unwrap();
    });
    let run = project.build(&[]);
    feeding.join().unwrap();
    assert!(run.stderr.contains("read    6 rows from 2 files: "), "{}", run.stderr);
}

#[test]
fn without_a_place_for_the_copy_a_pipe_is_not_read() {
    let project = Project::small();
    project.build(&[]);
    let before = project.site();
    pipe(&project);
    let run = project.run_in(&["build"], &[("TMPDIR", "/nowhere")]);
    let words = "note: exports/tea.csv is a pipe: waiting until all is written to it\n\
                 error: [ROOT]/exports/tea.csv: cannot read the pipe into a temporary file: No such file or directory";
    assert!(run.stderr.starts_with(words), "{}", run.stderr);
    assert_eq!(run.code, 1);
    assert_eq!(project.site(), before);
}
