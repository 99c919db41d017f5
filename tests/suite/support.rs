//! Creates projects in temporary folders and runs the real binary on them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The shortest valid brief.
pub(crate) const BRIEF: &str = "\
client: Acme Tea
why: Where do tea drinkers talk about us?
timing: {timezone: Europe/Amsterdam}
audience: [{id: drinkers, name: Tea drinkers}]
objectives: [{id: tone, statement: Less anger., metric: net_sentiment}]
channels: [{id: x}]
";

/// Three mentions of May 2028.
pub(crate) const EXPORT: &str = "\
id,created_at,author,text,sentiment,url
1,2028-05-01T08:15:00Z,ada,Good tea,positive,https://x.com/ada/status/1
2,2028-05-01T09:20:00Z,bob,Cold tea,negative,https://x.com/bob/status/2
3,2028-05-02T10:25:00Z,cyd,Tea,neutral,https://x.com/cyd/status/3
";

/// A project folder that is removed when the test ends.
pub(crate) struct Project(TempDir);

/// The result of a run.
pub(crate) struct Run {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error, with the project's path as `[ROOT]`.
    pub(crate) stderr: String,
}

impl Project {
    /// Creates an empty folder.
    pub(crate) fn empty() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// Creates the shortest brief with one export of three rows.
    pub(crate) fn small() -> Self {
        let project = Self::empty();
        project.write("brief.yaml", BRIEF);
        project.write("exports/tea.csv", EXPORT);
        project
    }

    /// Returns a path inside the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, with its folders.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// Runs a command with the folder as its project.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_in(args, &[])
    }

    /// The same with environment variables.
    pub(crate) fn run_in(&self, args: &[&str], environment: &[(&str, &str)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_socialmap"));
        command.args(&args[..1]).arg(self.0.path()).args(&args[1..]);
        let output =
            command.env("NO_COLOR", "1").envs(environment.iter().copied()).output().unwrap();
        let root = self.0.path().display().to_string();
        Run {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap().replace(&root, "[ROOT]"),
        }
    }

    /// Builds, and asserts that it succeeds.
    pub(crate) fn build(&self, args: &[&str]) -> Run {
        let args: Vec<&str> = std::iter::once("build").chain(args.iter().copied()).collect();
        let run = self.run(&args);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run
    }

    /// All files of the project, outputs included.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        tree(self.0.path())
    }

    /// The files of the site.
    pub(crate) fn site(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path("site"))
    }
}

/// Reads every file below a folder; paths are relative, with `/`.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Returns the names of the files that differ between two trees or exist in one of them only.
pub(crate) fn differences(
    a: &BTreeMap<String, Vec<u8>>,
    b: &BTreeMap<String, Vec<u8>>,
) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    names.into_iter().filter(|name| a.get(*name) != b.get(*name)).cloned().collect()
}
