//! The command line: usage, help, streams, colour, exit codes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where it stopped")]

use std::process::{Command, Output};

const COMMANDS: [&str; 6] = ["build", "check", "mentions", "extract", "merge", "verify"];

fn socialmap(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_socialmap"));
    command.args(args).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").output().unwrap()
}

fn stdout(args: &[&str]) -> String {
    let output = socialmap(args);
    assert_eq!((output.status.code(), &*output.stderr), (Some(0), &b""[..]), "{args:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn wrong_usage_exits_2_and_prints_no_data() {
    for args in [
        &["build", "--peroid", "2026-05"][..],
        &["build", "--jobs", "0"],
        &["build", "-q", "-v"],
        &["mentions", "--format", "xml"],
        &["verify", "a", "b"],
        &["--color", "sometimes", "build"],
        &["biuld"],
        &[],
    ] {
        let output = socialmap(args);
        assert_eq!((output.status.code(), &*output.stdout), (Some(2), &b""[..]), "{args:?}");
        assert!(!output.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn a_mistyped_command_or_flag_gets_a_suggestion() {
    for (args, near) in
        [(&["biuld"][..], "'build'"), (&["build", "--peroid", "2026-05"], "'--period'")]
    {
        let said = String::from_utf8(socialmap(args).stderr).unwrap();
        assert!(said.contains(near), "{said}");
    }
}

#[test]
fn help_lists_every_command_and_each_help_lists_the_exit_codes() {
    let help = stdout(&["--help"]);
    for command in COMMANDS {
        assert!(
            help.lines().any(|line| line.trim_start().starts_with(&format!("{command} "))),
            "{help}"
        );
        let own = stdout(&[command, "--help"]);
        assert!(own.contains("Writes") && own.contains("Exit codes:"), "{own}");
        assert!(!stdout(&[command, "-h"]).contains("Exit codes:"));
    }
    assert!(help.contains("Exit codes:"));
}

#[test]
fn version_is_that_of_the_package() {
    assert_eq!(stdout(&["--version"]), format!("socialmap {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn an_error_goes_to_stderr_once_with_exit_code_1() {
    let nowhere = tempfile::tempdir().unwrap();
    let none = nowhere.path().join("none");
    let none = none.to_str().unwrap();
    for command in COMMANDS {
        let more: &[&str] = match command {
            "extract" => &["-o", none],
            "merge" => &[none],
            _ => &[],
        };
        let output = socialmap(&[&[command, none], more].concat());
        assert_eq!((output.status.code(), &*output.stdout), (Some(1), &b""[..]), "{command}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("error: ") && said.matches("error: ").count() == 1, "{said}");
    }
    assert_eq!(std::fs::read_dir(nowhere.path()).unwrap().count(), 0);
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let nowhere = tempfile::tempdir().unwrap();
    let project = nowhere.path().join("none");
    let project = project.to_str().unwrap();
    for (color, colored) in [("auto", false), ("never", false), ("always", true)] {
        let said =
            String::from_utf8(socialmap(&["build", project, "--color", color]).stderr).unwrap();
        assert_eq!(said.starts_with("\x1b[1;31merror:\x1b[0m "), colored, "{color}: {said}");
        assert_eq!(said.contains('\x1b'), colored, "{color}: {said}");
    }
}
