//! What must hold for every page of the site, whatever the figures and however hostile the text.

use std::collections::BTreeMap;

use super::fixture;
use super::{Logo, Options, SiteInput, Words, site};
use crate::brief::Brief;
use crate::brief::notes::AnalystNote;
use crate::brief::prose;
use crate::insights::{Report, Suspicion};
use crate::mentions::ledger::Ledger;
use crate::note::Note;
use crate::rollup::Audits;

const HOSTILE: &str = "<script>alert(1)</script>\" onload='x' javascript:alert(1) \u{202e}evil\0\u{7} &amp; ]]> 日本 \u{2069}\u{2068}قهوة";

fn made(brief: &Brief, reports: &[Report], ledger: &Ledger) -> BTreeMap<String, Vec<u8>> {
    let whole = prose::markdown("Worth a call with the *store* team.", 4);
    let opening = prose::opening("Worth a call with the *store* team.", 4, 20);
    let note = AnalystNote { whole, opening };
    let notes = |_: &str, section: Option<&str>| {
        if section == Some("answer") { vec![&note] } else { Vec::new() }
    };
    let logo = Logo { name: "logo.svg", bytes: b"<svg xmlns='http://www.w3.org/2000/svg'/>" };
    site(&SiteInput {
        words: Words::english_pages(),
        brief,
        brief_sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        options: &Options::default(),
        notes: &notes,
        jobs: 2,
        reports,
        ledger,
        history: &[],
        audits: &Audits::default(),
        suspicions: &[Suspicion::OtherChannel {
            rows: 12,
            of: 200,
            raw: ledger.unknown_channels.clone(),
        }],
        logo: Some(logo),
    })
}

fn ordinary() -> BTreeMap<String, Vec<u8>> {
    let reports = vec![fixture::report(), fixture::former_report()];
    made(&fixture::brief(), &reports, &fixture::ledger())
}

fn hostile() -> BTreeMap<String, Vec<u8>> {
    let (mut brief, mut report, mut ledger) =
        (fixture::brief(), fixture::report(), fixture::ledger());
    let long = format!("{HOSTILE}{}", "w".repeat(300));
    brief.client.clone_from(&long);
    brief.prepared_by = Some(HOSTILE.into());
    brief.why = HOSTILE.into();
    brief.look.confidentiality = Some(HOSTILE.into());
    brief.look.accent = Some("#fff;}body{background:url(//evil.example)}".into());
    brief.objectives[0].statement = HOSTILE.into();
    brief.audience[0].name = HOSTILE.into();
    brief.timing.events[0].label = HOSTILE.into();
    report.channels[0].name = long;
    ledger.inputs[0].name = HOSTILE.into();
    ledger.inputs[0].notes = vec![Note::RepeatedColumn { column: HOSTILE.into() }];
    ledger.unknown_channels[0].0 = HOSTILE.into();
    made(&brief, &[report], &ledger)
}

fn pages(files: &BTreeMap<String, Vec<u8>>) -> Vec<(&str, &str)> {
    let pages = files.iter().filter(|(path, _)| path.ends_with("index.html"));
    pages.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap())).collect()
}

fn parsed(page: &str) -> roxmltree::Document<'_> {
    let options =
        roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    roxmltree::Document::parse_with_options(page, options).unwrap()
}

/// Where a relative link of a page leads, as a path of the site.
fn resolve(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop().expect("a link stays inside the site")),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn the_site_holds_every_documented_file() {
    let files = ordinary();
    for path in [
        ".nojekyll",
        "index.html",
        "provenance.json",
        "assets/style.css",
        "assets/logo.svg",
        "2026-05/index.html",
        "2026-05/summary.json",
        "2026-05/data/channels.csv",
        "2026-05/data/volume_daily.csv",
        "2026-05/data/activity.csv",
        "2026-05/data/sentiment_daily.csv",
        "2026-05/data/staffing.csv",
        "2026-05/charts/when.svg",
        "2026-05/charts/changes.svg",
        "2026-05/charts/staffing.svg",
        "2026-04/index.html",
    ] {
        assert!(files.contains_key(path), "{path}");
    }
    let provenance: serde_json::Value = serde_json::from_slice(&files["provenance.json"]).unwrap();
    let listed: Vec<&str> =
        provenance["files"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    assert_eq!(listed, files.keys().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_long_note_begins_on_page_one_and_stands_whole_behind_it() {
    let files = ordinary();
    let page = std::str::from_utf8(&files["2026-05/index.html"]).unwrap();
    let place = |mark: &str| page.find(mark).unwrap();
    let answer = &page[place("id=\"answer\"")..place("id=\"map\"")];
    assert!(answer.contains("<p>Worth a call with…</p>"), "{answer}");
    assert!(answer.contains("href=\"#notes\""));
    let behind = &page[place("id=\"notes\"")..place("id=\"objectives\"")];
    assert!(behind.contains("Worth a call with the <em>store</em> team."), "{behind}");
    assert_eq!(page.matches("Worth a call").count(), 2);
}

#[test]
fn a_name_from_right_to_left_is_an_element_that_keeps_its_direction_to_itself() {
    let (mut brief, mut report) = (fixture::brief(), fixture::report());
    report.channels[0].name = "منتدى القهوة 5".into();
    report.answers.as_mut().unwrap().channels[0].name = "منتدى القهوة 5".into();
    brief.objectives[0].statement = "الناس يتحدثون عنا بخير".into();
    let files = made(&brief, &[report], &fixture::ledger());
    let page = std::str::from_utf8(&files["2026-05/index.html"]).unwrap();
    assert!(page.contains("<span class=\"name\"><bdi>منتدى القهوة 5</bdi></span>"), "in the map");
    assert!(page.contains(" <bdi>منتدى القهوة 5</bdi> and "), "in a sentence");
    assert!(page.contains("<strong>Not met: <bdi>الناس يتحدثون عنا بخير</bdi>.</strong>"));
    let chart = std::str::from_utf8(&files["2026-05/charts/staffing.svg"]).unwrap();
    assert!(!chart.contains("bdi") && chart.contains("منتدى القهوة 5"));
    let csv = std::str::from_utf8(&files["2026-05/data/channels.csv"]).unwrap();
    assert!(csv.contains(",منتدى القهوة 5,"), "data has no marks");
}

#[test]
fn mentions_of_one_account_are_said_to_be_so() {
    let mut report = fixture::report();
    report.most_by_one = Some(report.mentions / 2 + 1);
    let files = made(&fixture::brief(), &[report], &fixture::ledger());
    let page = std::str::from_utf8(&files["2026-05/index.html"]).unwrap();
    assert!(page.contains("What others think: one account wrote"), "as one of the unknowns");
}

#[test]
fn the_same_answers_give_the_same_bytes() {
    assert_eq!(ordinary(), ordinary());
}

#[test]
fn pages_parse_ids_are_unique_and_every_link_resolves() {
    for files in [ordinary(), hostile()] {
        for (path, page) in pages(&files) {
            let page = parsed(page);
            let elements: Vec<_> = page.descendants().filter(roxmltree::Node::is_element).collect();
            let mut ids: Vec<&str> =
                elements.iter().filter_map(|node| node.attribute("id")).collect();
            ids.sort_unstable();
            let all = ids.len();
            ids.dedup();
            assert_eq!(all, ids.len(), "{path}: an id twice");
            for name in ["aria-labelledby", "aria-describedby"] {
                for id in elements
                    .iter()
                    .filter_map(|node| node.attribute(name))
                    .flat_map(str::split_whitespace)
                {
                    assert!(ids.binary_search(&id).is_ok(), "{path}: {name} {id}");
                }
            }
            for link in elements
                .iter()
                .flat_map(|node| [node.attribute("href"), node.attribute("src")])
                .flatten()
            {
                match link.strip_prefix('#') {
                    Some(id) => assert!(ids.binary_search(&id).is_ok(), "{path}: {link}"),
                    None => assert!(files.contains_key(&resolve(path, link)), "{path}: {link}"),
                }
            }
        }
    }
}

#[test]
fn headings_are_not_skipped_and_tables_are_named() {
    for (path, page) in pages(&ordinary()) {
        let page = parsed(page);
        let mut last = 0;
        for node in page.descendants().filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok()) {
                assert!(level <= last + 1, "{path}: h{level} after h{last}");
                last = level;
            }
            if name == "table" {
                assert!(node.children().any(|child| child.has_tag_name("caption")), "{path}");
            }
            if name == "th" {
                assert!(node.attribute("scope").is_some(), "{path}");
                assert!(
                    node.descendants().any(|inner| inner.is_text()),
                    "{path}: a head without words"
                );
            }
        }
    }
}

#[test]
fn hostile_text_stays_text() {
    for (path, page) in pages(&hostile()) {
        assert!(page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"), "{path}");
        assert!(!page.contains(['\0', '\u{7}', '\u{202e}']), "{path}");
        let page = parsed(page);
        for node in page.descendants().filter(roxmltree::Node::is_element) {
            assert_ne!(node.tag_name().name(), "script", "{path}");
            for attribute in node.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                assert!(!name.starts_with("on") && name != "style", "{path}: {name}");
                let is_link = matches!(name, "href" | "src");
                assert!(
                    !(is_link && (value.contains(':') || value.starts_with("//"))),
                    "{path}: {value}"
                );
            }
        }
    }
    let style = String::from_utf8(hostile()["assets/style.css"].clone()).unwrap();
    assert!(
        !style.contains("evil.example")
            && !style.contains('\u{202e}')
            && !style.contains("url(")
            && !style.contains("@import")
    );
}

#[test]
fn no_page_prints_a_broken_number() {
    let silent = [fixture::silent_report()];
    for files in [
        ordinary(),
        made(&fixture::brief(), &silent, &Ledger::default()),
        made(&fixture::brief(), &[], &Ledger::default()),
    ] {
        for (path, page) in pages(&files) {
            for broken in ["NaN", ">inf<", "−0<", "-0<", "None", "Some(", " 1 mentions", " 1 days"]
            {
                assert!(!page.contains(broken), "{path}: {broken}");
            }
        }
    }
}

/// Writes the site where `SITE_OUT` says, to look at it: `SITE_OUT=/some/folder cargo test --lib write_to_look_at -- --ignored`.
#[test]
#[ignore = "writes files; for the eye"]
fn write_to_look_at() {
    let out = std::path::PathBuf::from(std::env::var("SITE_OUT").unwrap());
    let silent = made(&fixture::brief(), &[fixture::silent_report()], &Ledger::default());
    for (folder, files) in [("", ordinary()), ("hostile", hostile()), ("silent", silent)] {
        for (path, bytes) in files {
            let path = out.join(folder).join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
}
