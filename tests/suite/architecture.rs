//! The drawing of `src/lib.rs`, held: which module may use which, where each outside crate lives, and what a file may be.
//!
//! Reads the sources as text, without their comments and the tests at their foot, which may use anything. A finding names the file,
//! the line and the rule, so that whoever breaks one knows why it is there.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where it stopped")]

mod source;

use std::fs;
use std::path::{Path, PathBuf};

use source::Source;

/// Module → what it may use: what stands before it in the drawing. Charts and site know nothing of mentions.
const ARROWS: [(&str, &[&str]); 16] = [
    ("error", &[]),
    ("parallel", &[]),
    ("units", &[]),
    ("brief", &["error", "units"]),
    ("exports", &["error", "units", "brief"]),
    ("mentions", &["error", "units", "brief", "exports"]),
    ("rollup", &["error", "units", "brief", "exports", "mentions"]),
    ("insights", &["error", "units", "brief", "exports", "mentions", "rollup"]),
    ("charts", &["units"]),
    (
        "pages",
        &[
            "error", "parallel", "units", "brief", "exports", "mentions", "rollup", "insights",
            "charts",
        ],
    ),
    ("site", &["error"]),
    (
        "commands",
        &[
            "error", "parallel", "units", "brief", "exports", "mentions", "rollup", "insights",
            "charts", "pages", "site",
        ],
    ),
    ("lib", &[]),
    ("cli", &["commands"]),
    ("terminal", &["commands", "cli"]),
    ("main", &["error", "commands", "site", "cli", "terminal"]),
];

/// Outside crate → where its name may stand: a file, or all files whose path starts so.
const HOMES: [(&str, &[&str]); 21] = [
    ("clap", &["src/cli.rs"]),
    ("ctrlc", &["src/main.rs"]),
    ("anstream", &["src/terminal.rs"]),
    ("indicatif", &["src/terminal.rs"]),
    ("walkdir", &["src/exports/discover.rs"]),
    ("encoding_rs", &["src/exports/"]),
    ("csv_core", &["src/exports/cut.rs"]),
    ("flate2", &["src/exports/unpack.rs", "src/exports/workbook.rs"]),
    ("calamine", &["src/exports/workbook.rs"]),
    ("zip", &["src/exports/workbook.rs"]),
    // The brief, the embedded formats and the embedded table of networks.
    ("serde_yaml", &["src/brief/", "src/exports/", "src/mentions/channel.rs"]),
    ("saphyr_parser", &["src/brief/"]),
    ("pulldown_cmark", &["src/brief/prose.rs"]),
    // The rest takes the calendar from `units`, so that the rooms agree on what a day is.
    (
        "jiff",
        &[
            "src/units.rs",
            "src/brief/",
            "src/mentions/time",
            "src/mentions/zone",
            "src/insights/activity.rs",
        ],
    ),
    ("postcard", &["src/mentions/part.rs"]),
    ("crc32fast", &["src/mentions/part.rs"]),
    ("libm", &["src/insights/", "src/pages/style.rs"]),
    ("plotters", &["src/charts/"]),
    ("plotters_backend", &["src/charts/"]),
    ("askama", &["src/pages/"]),
    ("rustix", &["src/site/"]),
];

/// Where the csv crate reads. Beside it exactly one file of ours may write with it.
const CSV_READERS: &str = "src/exports/";

/// Code lines of a file, tests at its foot not counted.
const LONGEST: usize = 400;

/// Longer ones, and why.
const LONGER: [(&str, &str); 1] =
    [("src/brief/mod.rs", "one plain struct a section of the brief: a uniform table")];

/// Names that say nothing of what is inside.
const EMPTY_NAMES: [&str; 7] = ["utils", "util", "helpers", "helper", "common", "manager", "data"];

fn wrong_arrows(source: &Source) -> Vec<String> {
    let Some((module, allowed)) = ARROWS.iter().find(|(module, _)| *module == source.module())
    else {
        return vec![format!(
            "{}:1: a module that the drawing does not have; add it to ARROWS, in its place",
            source.path
        )];
    };
    let known = |name: &str| ARROWS.iter().any(|(module, _)| *module == name);
    source
        .used()
        .into_iter()
        .filter(|(_, name)| known(name) && name != module && !allowed.contains(&name.as_str()))
        .map(|(at, name)| {
            let rule =
                format!("`{module}` uses `{name}`, which does not stand before it in the drawing");
            source.finding(at, &format!("{rule}; it may use: {}", allowed.join(", ")))
        })
        .collect()
}

fn homeless_crates(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (name, homes) in HOMES {
        if homes.iter().any(|home| source.path.starts_with(home)) {
            continue;
        }
        for at in uses_of(source, name) {
            found.push(
                source.finding(at, &format!("`{name}` has its home in {}", homes.join(", "))),
            );
        }
    }
    found
}

fn uses_of(source: &Source, name: &str) -> Vec<usize> {
    let path = format!("{name}::");
    let mut at: Vec<usize> = source.starts_of(&path).collect();
    for word in [format!("use {name};"), format!("use {name} as ")] {
        at.extend(source.starts_of(&word));
    }
    at
}

fn bad_shape(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    if !source.has_header {
        found.push(format!(
            "{}:1: a file starts with `//!`: what comes in, goes out, what it refuses and why",
            source.path
        ));
    }
    let lines = source.code.lines().count();
    if lines > LONGEST && !LONGER.iter().any(|(path, _)| *path == source.path) {
        found.push(format!("{}:{lines}: over {LONGEST} lines without tests; split it, or give the reason in LONGER", source.path));
    }
    let mut names = source.path.split('/').map(|part| part.trim_end_matches(".rs"));
    if let Some(name) = names.find(|name| EMPTY_NAMES.contains(name)) {
        found.push(format!(
            "{}:1: `{name}` says nothing of what is inside; name the purpose",
            source.path
        ));
    }
    found
}

/// Markup passes through `Html` and `Svg`, which know themselves to be safe; a filter would trust any text.
fn unescaped(path: &str, template: &str) -> Vec<String> {
    let is_unescaped = |line: &str| {
        let line: String = line.split_whitespace().collect();
        line.contains("|safe")
            || line.contains("autoescapefalse")
            || line.contains("|escape(\"none\")")
    };
    let numbered = template.lines().zip(1..).filter(|(line, _)| is_unescaped(line));
    numbered
        .map(|(_, line)| format!("{path}:{line}: no `|safe` in a template; use the newtypes"))
        .collect()
}

fn files(below: &str) -> Vec<(String, String)> {
    fn visit(at: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(at).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    visit(&root.join(below), &mut found);
    found.sort();
    let relative =
        |path: &Path| path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    found.iter().map(|path| (relative(path), fs::read_to_string(path).unwrap())).collect()
}

fn sources() -> Vec<Source> {
    let rust = files("src")
        .into_iter()
        .filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "rs"));
    let sources: Vec<Source> = rust.map(|(path, text)| Source::new(&path, &text)).collect();
    assert!(
        sources.len() > 20,
        "only {} files found: the rules would hold for nothing",
        sources.len()
    );
    sources
}

fn assert_none(found: impl Iterator<Item = String>) {
    let found: Vec<String> = found.collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn every_import_follows_the_drawing() {
    assert_none(sources().iter().flat_map(wrong_arrows));
}

#[test]
fn every_outside_crate_stays_in_its_home() {
    assert_none(sources().iter().flat_map(homeless_crates));
}

#[test]
fn csv_is_read_in_exports_and_written_by_one_file() {
    let sources = sources();
    let outside = sources.iter().filter(|source| !source.path.starts_with(CSV_READERS));
    let writers = outside
        .filter_map(|source| Some(source.finding(*uses_of(source, "csv").first()?, "uses csv")));
    let writers: Vec<String> = writers.collect();
    assert!(
        writers.len() <= 1,
        "\nat most one file outside {CSV_READERS} uses csv:\n{}\n",
        writers.join("\n")
    );
}

#[test]
fn every_file_has_a_header_a_telling_name_and_one_purpose() {
    assert_none(sources().iter().flat_map(bad_shape));
}

#[test]
fn no_template_trusts_a_text() {
    assert_none(files("templates").iter().flat_map(|(path, text)| unescaped(path, text)));
}

/// The rules find what they are for: each of these sources breaks one.
#[test]
fn each_rule_bites() {
    let source = |path, code: &str| Source::new(path, &format!("//! Header.\n{code}"));
    for (path, code, line, module) in [
        ("src/charts/bars.rs", "use crate::mentions::Mention;", 2, "mentions"),
        (
            "src/charts/bars.rs",
            "\nuse crate::{\n    units::{Date, Time},\n    brief::Brief,\n};",
            5,
            "brief",
        ),
        ("src/rollup/volume.rs", "fn f() -> u32 {\n    crate::insights::days()\n}", 3, "insights"),
        ("src/rollup/volume.rs", "use super::super::pages::Page;", 2, "pages"),
        ("src/site/mod.rs", "use super::units::Date;", 2, "units"),
        ("src/units.rs", "use super::error::Error;", 2, "error"),
        ("src/main.rs", "use socialmap::brief::Brief;", 2, "brief"),
    ] {
        let found = wrong_arrows(&source(path, code));
        assert_eq!(found.len(), 1, "{code}: {found:?}");
        assert!(
            found[0].starts_with(&format!("{path}:{line}: "))
                && found[0].contains(&format!("uses `{module}`")),
            "{found:?}"
        );
    }
    for (path, code) in [
        (
            "src/charts/bars.rs",
            "use crate::units::Date;\nuse super::axis::Axis;\nuse crate::charts::mentions;",
        ),
        (
            "src/charts/bars.rs",
            "// as in crate::mentions\nlet x = 1; // see crate::mentions\n/// [`crate::mentions`]",
        ),
        ("src/charts/bars.rs", "#[cfg(test)]\nmod tests {\n    use crate::mentions::Mention;\n}"),
    ] {
        assert_eq!(wrong_arrows(&source(path, code)), [""; 0], "{code}");
    }
    assert_eq!(wrong_arrows(&source("src/cellar/mod.rs", "")).len(), 1);

    for code in [
        "use plotters::prelude::*;",
        "fn f() { plotters::go() }",
        "use plotters as p;",
        "use plotters;",
    ] {
        let found = homeless_crates(&source("src/pages/page.rs", code));
        assert!(
            found.len() == 1
                && found[0].starts_with("src/pages/page.rs:2: `plotters` has its home"),
            "{found:?}"
        );
        assert_eq!(homeless_crates(&source("src/charts/bars.rs", code)), [""; 0]);
    }
    assert_eq!(
        homeless_crates(&source("src/pages/page.rs", "use crate::charts::plotters::Size;")),
        [""; 0]
    );

    assert_eq!(bad_shape(&source("src/charts/bars.rs", &"x\n".repeat(399))), [""; 0]);
    assert_eq!(bad_shape(&source("src/charts/bars.rs", &"x\n".repeat(400))).len(), 1);
    assert_eq!(bad_shape(&source("src/charts/utils.rs", "")).len(), 1);
    assert_eq!(bad_shape(&Source::new("src/charts/bars.rs", "use std::fmt;")).len(), 1);
    assert_eq!(unescaped("templates/page.html", "{{ a }}\n{{ a | safe }}\n{{ b|safe }}").len(), 2);
}
