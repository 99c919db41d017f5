//! An export that changes while a build reads it stops the build: otherwise rows would be counted that the hash of the file does not cover.
//!
//! The tests change a file while the build, which has already listed the exports, waits for the writer of a pipe among them.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::pipes::make_pipe;
use crate::support::{EXPORT, Project, tree};

/// Changes `exports/tea.csv` during a build and returns its message; everything else must be unchanged.
fn changed(change: impl Fn(&Path)) -> String {
    let project = Project::small();
    project.build(&[]);
    project.write("notes/tone.md", "So that there is something to make.\n");
    let left = || {
        let mut files = tree(&project.path(""));
        files.retain(|name, _| !name.starts_with(".cache") && name != "exports/tea.csv");
        files
    };
    let before = left();
    let (tea, last) = (project.path("exports/tea.csv"), project.path("exports/z.csv"));
    make_pipe(&last);
    let build = Command::new(env!("CARGO_BIN_EXE_socialmap"))
        .arg("build")
        .arg("-q")
        .arg(project.path(""))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = OpenOptions::new().write(true).open(&last).unwrap();
    change(&tea);
    pipe.write_all(EXPORT.as_bytes()).unwrap();
    drop(pipe);
    let output = build.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    fs::remove_file(&last).unwrap();
    assert_eq!(left(), before);
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_file_that_grows_or_shrinks_stops_the_build() {
    let words = |bytes: usize| {
        format!(
            "error: exports/tea.csv: it changed while it was read\n  found {bytes} bytes\n  \
             expected {} bytes, as when the build began\n\
             hint: wait until the export is complete, then build again\n",
            EXPORT.len()
        )
    };
    let row = "4,2028-05-03T08:15:00Z,eve,Tea,neutral,https://x.com/eve/status/4\n";
    let append = |path: &Path| {
        OpenOptions::new().append(true).open(path).unwrap().write_all(row.as_bytes()).unwrap();
    };
    assert_eq!(changed(append), words(EXPORT.len() + row.len()));
    let shorter = EXPORT.trim_end().rsplit_once('\n').unwrap().0;
    assert_eq!(changed(|path| fs::write(path, shorter).unwrap()), words(shorter.len()));
}

#[test]
fn other_bytes_of_the_same_length_stop_the_build() {
    let other = EXPORT.replace("positive", "negative");
    let words = "error: exports/tea.csv: it changed while it was read\n  \
                 found as many bytes as when the build began, but written since\n\
                 hint: wait until the export is complete, then build again\n";
    assert_eq!(changed(|path| fs::write(path, &other).unwrap()), words);
    let replace = |path: &Path| {
        fs::write(path.with_extension("new"), &other).unwrap();
        fs::rename(path.with_extension("new"), path).unwrap();
    };
    assert_eq!(changed(replace), words);
}

#[test]
fn a_file_that_vanishes_stops_the_build() {
    let words = "error: exports/tea.csv: it vanished while it was read\n\
                 hint: put it back, or build again without it\n";
    assert_eq!(changed(|path| fs::remove_file(path).unwrap()), words);
}
