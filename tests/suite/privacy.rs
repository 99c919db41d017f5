//! The site and the history hold nothing that a person wrote or is called: no five words of a text in their order, and no author.
//!
//! The exports are those of `sample-data/`. What the brief, the analyst's notes and the words of the report themselves say is left out of the search.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

use crate::support::{BRIEF, Project, tree};

/// Words in their order, in lower case and without marks.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Elements within a sentence; all others end it.
const INLINE: [&str; 9] = ["a", "b", "bdi", "code", "em", "i", "span", "strong", "tspan"];

/// The text of a page without its tags, with a `_` between two elements that are not of one sentence.
fn without_tags(page: &str) -> String {
    let mut text = String::new();
    for part in page.split('<') {
        let Some((tag, rest)) = part.split_once('>') else {
            text.push_str(part);
            continue;
        };
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_alphanumeric()).next();
        let is_inline = name.is_some_and(|name| INLINE.contains(&name));
        text.push_str(if is_inline { " " } else { " _ " });
        text.push_str(rest);
    }
    text
}

/// Every run of `length` words.
fn runs(words: &[String], length: usize) -> BTreeSet<String> {
    words.windows(length).map(|run| run.join(" ")).collect()
}

/// The texts that people wrote, and their names, without what the client says.
struct Said {
    sequences: BTreeSet<String>,
    /// By the number of words.
    authors: BTreeMap<usize, BTreeSet<String>>,
}

impl Said {
    fn of(project: &Project) -> Self {
        let mut own = include_str!("../../templates/words/en.ftl").to_owned();
        // A tactic names its objective: `for: STATEMENT`.
        own.push_str("for: The Cold Brew Club\n");
        for (name, bytes) in project.files() {
            if name == "brief.yaml" || name.starts_with("notes/") {
                let text = String::from_utf8_lossy(&bytes);
                // The advocates that the brief lists are people: the report must not name them either.
                let (before, list) = text.split_once("\nadvocates:").unwrap_or((&text, ""));
                own.push_str(before);
                own.push('\n');
                own.push_str(list.split_once("\n\n").map_or("", |(_, after)| after));
                own.push('\n');
            }
        }
        let own = words(&own);
        let mut said = Self { sequences: BTreeSet::new(), authors: BTreeMap::new() };
        let listed = project.run(&["mentions", "--format", "ndjson", "-q"]).stdout;
        for line in listed.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            let text = words(row["text"].as_str().unwrap_or_default());
            said.sequences.extend(text.windows(5).map(|run| run.join(" ")));
            let author = words(row["author"].as_str().unwrap_or_default());
            if !author.is_empty() {
                said.authors.entry(author.len()).or_default().insert(author.join(" "));
            }
        }
        let own_sequences = runs(&own, 5);
        said.sequences.retain(|sequence| !own_sequences.contains(sequence));
        for (&length, authors) in &mut said.authors {
            let own = runs(&own, length);
            authors.retain(|author| !own.contains(author));
        }
        said
    }

    /// What of it a file holds.
    fn found_in(&self, text: &str) -> Vec<String> {
        let words = words(text);
        let sequences = runs(&words, 5);
        let mut found: Vec<String> = sequences.intersection(&self.sequences).cloned().collect();
        for (&length, authors) in &self.authors {
            found.extend(runs(&words, length).intersection(authors).cloned());
        }
        found
    }
}

#[test]
fn no_file_holds_five_words_of_a_text_or_an_author() {
    let project = Project::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    for (name, bytes) in tree(&root) {
        if !["history/", "site/"].iter().any(|made| name.starts_with(made)) {
            project.write(&name, bytes);
        }
    }
    let said = Said::of(&project);
    let several = said.authors.keys().any(|length| *length > 1);
    assert!(said.sequences.len() > 10_000 && several, "texts, and names with spaces");
    let text = said.sequences.first().unwrap().to_uppercase();
    let (first, rest) = text.split_once(' ').unwrap();
    let page = without_tags(&format!("<p>{first} <b>{rest}</b></p>"));
    assert_eq!(said.found_in(&page).len(), 1, "the search finds what is there");
    for (mode, quotes) in [("masked", "none"), ("none", "none"), ("masked", "short")] {
        let brief = std::fs::read_to_string(root.join("brief.yaml")).unwrap();
        let privacy = format!("authors: {mode}\n  quotes: {quotes}");
        project.write("brief.yaml", brief.replace("authors: masked", &privacy));
        project.build(&["-q"]);
        let files = project.files();
        let made = files
            .iter()
            .filter(|(name, _)| name.starts_with("site/") || name.starts_with("history/"));
        for (name, bytes) in made {
            let mut found = said.found_in(&without_tags(&String::from_utf8_lossy(bytes)));
            // A page has words of texts if the brief asks for quotes, but no author.
            if quotes == "short" && name.ends_with("index.html") {
                found.retain(|found| !said.sequences.contains(found));
            }
            assert_eq!(found, Vec::<String>::new(), "{mode}, {quotes}: {name}");
        }
        let terms = String::from_utf8_lossy(&files["site/2026-04/data/terms.csv"]).into_owned();
        assert!(
            terms.contains("period,,order failed,"),
            "words of many accounts are there: {terms}"
        );
    }
}

/// A handle is no word of the report, however the account or those who call it write it, whether its own rows count or not.
#[test]
fn no_term_is_the_name_of_an_account() {
    let project = Project::empty();
    let list = "advocates: {list: [{handle: Wilma, channel: x}]}\nkeywords: {brand: {any: [tea]}}\n\
        departments: [{id: care, name: Care, any: [refund]}]\n";
    project.write("brief.yaml", format!("{BRIEF}{list}"));
    let mut export =
        "id,created_at,author,full name,text,language,sentiment,source,url\n".to_owned();
    let mut row = |n: usize, author: &str, name: &str, text: &str| {
        let day = n % 28 + 1;
        writeln!(export, "{n},2028-05-{day:02}T08:15:00Z,{author},{name},{text},en,neutral,x,")
            .unwrap();
    };
    let accounts = [
        ("Strau\u{df}", "", "strauss"),
        ("\u{ff22}obsmith", "", "bobsmith"),
        ("u/hagrid", "", "hagrid"),
        ("tinker.", "", "tinker"),
        ("Zo\u{eb}", "", "zoe"),
        ("Ada Byron", "", "byron"),
        ("m88", "Maria Anna Visser", "visser"),
    ];
    for (n, (author, name, _)) in accounts.iter().enumerate() {
        row(n, author, name, "no word of the client");
    }
    let says = "tea pot by strauss and bobsmith and hagrid and tinker and zoe and wilma; ada byron; anna visser; copper lid";
    (10..40).for_each(|n| row(n, &format!("person{n}"), "", says));
    // A month is kept once it is over.
    export.push_str("99,2028-06-02T08:15:00Z,person99,,tea,en,neutral,x,\n");
    project.write("exports/a.csv", export);
    project.build(&["--period", "2028-05", "-q"]);
    let files = project.files();
    let terms =
        String::from_utf8_lossy(&files["site/2028-05/data/department_words.csv"]).into_owned();
    let kept = String::from_utf8_lossy(&files["history/2028-05.jsonl"]).into_owned();
    assert!(terms.contains("copper") && kept.contains("copper lid"), "{terms}{kept}");
    for (_, _, word) in accounts.into_iter().chain([("", "", "wilma")]) {
        assert!(!terms.contains(word) && !kept.contains(word), "{word}: {terms}{kept}");
    }
}
