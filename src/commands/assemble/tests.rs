//! The site of the sample project in the pseudo-locale: every word on a page comes from the catalogue, the brief, the notes or the exports.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;
use crate::exports::formats::Formats;
use crate::mentions::country::Country;
use crate::mentions::kinds::rules;
use crate::mentions::language::Language;
use crate::pages::pseudo_locale;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Words that are names in every language.
const NAMES: [&str; 8] = ["socialmap", "CSV", "SVG", "YAML", "BCP", "FTE", "SHA", "UTC"];

/// A text with every run of whitespace as one space.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Adds the texts of a YAML value.
fn add_yaml(value: &serde_yaml::Value, texts: &mut BTreeSet<String>) {
    match value {
        serde_yaml::Value::String(text) => add_prose(text, texts),
        serde_yaml::Value::Sequence(list) => list.iter().for_each(|item| add_yaml(item, texts)),
        serde_yaml::Value::Mapping(map) => map.values().for_each(|item| add_yaml(item, texts)),
        _ => {}
    }
}

/// Adds a text, and the parts between its Markdown marks.
fn add_prose(text: &str, texts: &mut BTreeSet<String>) {
    texts.insert(spaced(text));
    let is_marker = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ' ');
    let blocks = text.split("\n\n").flat_map(|block| {
        let mut items = vec![String::new()];
        for line in block.lines() {
            if line.starts_with("- ") || line.starts_with(|c: char| c.is_ascii_digit()) {
                items.push(String::new());
            }
            if let Some(item) = items.last_mut() {
                *item += line.trim_start_matches(is_marker);
                item.push('\n');
            }
        }
        items
    });
    for paragraph in blocks {
        let parts = paragraph.split(['*', '`', '#', '[', ']', '(', ')', '>', '|']);
        texts.extend(parts.map(spaced));
    }
}

/// Everything that the project itself says, the longest first.
fn own_texts(project: &OpenedProject, made: &Assembled) -> Vec<String> {
    let root = &project.loaded.root;
    let mut texts = BTreeSet::new();
    add_yaml(&serde_yaml::from_slice(&project.loaded.bytes).unwrap(), &mut texts);
    let notes = walkdir::WalkDir::new(root.join("notes")).into_iter().map(|entry| entry.unwrap());
    for note in notes.filter(|entry| entry.file_type().is_file()) {
        add_prose(&std::fs::read_to_string(note.path()).unwrap(), &mut texts);
    }
    texts.extend(project.context.channels.iter().map(|(_, channel)| channel.name.clone()));
    texts.extend(Formats::built_in().iter().flat_map(|it| [it.id.clone(), it.name.clone()]));
    texts.extend(made.ledger.unknown_channels.iter().map(|(raw, _)| raw.clone()));
    for input in &made.ledger.inputs {
        texts.extend([&input.name, &input.encoding, &input.delimiter].map(Clone::clone));
    }
    // Languages have names from ISO 639-3.
    let languages = ["de", "en", "es", "fr", "ja", "nl", "pt"].map(Language::read);
    for language in languages.into_iter().flatten() {
        texts.extend(
            [Some(language.to_string()), language.english_name().map(str::to_owned)]
                .into_iter()
                .flatten(),
        );
    }
    texts.extend(rules().map(|(_, rule)| rule.id.clone()));
    // Countries have names from ISO 3166.
    let countries = ["NL", "GB", "IE", "BE", "DE", "FR", "ES", "PT", "JP"].map(Country::read);
    texts.extend(countries.into_iter().flatten().filter_map(Country::english_name));
    texts.extend(NAMES.map(str::to_owned));
    texts.extend(terms(made));
    // A finding ends the statement of an objective itself.
    let objectives = &project.loaded.brief.objectives;
    texts.extend(objectives.iter().map(|it| it.statement.trim_end_matches('.').to_owned()));
    let mut texts: Vec<String> = texts.into_iter().filter(|text| text.len() > 1).collect();
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts
}

/// The words of the exports that stand out.
fn terms(made: &Assembled) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for (path, bytes) in &made.site.files {
        // In `terms.csv` a term is the third value, in `peaks.csv` the last has several.
        let text = String::from_utf8_lossy(bytes);
        for line in text.lines().skip(1) {
            if path.ends_with("data/terms.csv") {
                terms.extend(line.split(',').nth(2).map(str::to_owned));
            } else if path.ends_with("data/peaks.csv") {
                let last = line.rsplit(',').next().unwrap_or_default();
                terms.extend(last.split("; ").map(str::to_owned));
            }
        }
    }
    terms
}

/// A text with each occurrence of another, as whole words, as a dot.
fn without(text: &str, other: &str) -> String {
    let (mut rest, mut kept) = (text, String::new());
    while let Some(at) = rest.find(other) {
        let (before, after) = (&rest[..at], &rest[at + other.len()..]);
        let is_whole =
            !before.ends_with(char::is_alphabetic) && !after.starts_with(char::is_alphabetic);
        kept.push_str(before);
        kept.push_str(if is_whole { "·" } else { other });
        rest = after;
    }
    kept + rest
}

/// The words of a text in the letters of English, without those of the project.
fn english(text: &str, own: &[String]) -> Vec<String> {
    let mut text = spaced(text);
    for own in own {
        text = without(&text, own);
    }
    // Text in backticks is a key, or quoted from an export.
    let text = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    // Hashes have digits.
    let words = text.split(|c: char| !c.is_alphanumeric());
    let is_english = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    words.filter(is_english).map(str::to_owned).collect()
}

/// The texts that a person sees or hears in a page or chart, with the element that has each.
fn shown(document: &roxmltree::Document<'_>) -> Vec<(String, String)> {
    let mut shown = Vec::new();
    for node in document.descendants() {
        let element = node.ancestors().find(roxmltree::Node::is_element);
        let is_code = element.is_some_and(|it| matches!(it.tag_name().name(), "code" | "style"));
        let name = element.map_or(String::new(), |it| {
            format!("<{} class={:?}>", it.tag_name().name(), it.attribute("class").unwrap_or(""))
        });
        if node.has_tag_name((SVG, "svg")) {
            // A label may be broken into lines, each a text of its own.
            let lines = node.descendants().filter(|it| it.has_tag_name((SVG, "text")));
            let lines: Vec<&str> = lines.filter_map(|it| it.first_child()?.text()).collect();
            shown.push(("<svg>".to_owned(), lines.join(" ")));
        }
        let is_label = element.is_some_and(|it| it.has_tag_name((SVG, "text")));
        if node.is_text() && !is_code && !is_label {
            shown.push((name, node.text().unwrap_or_default().to_owned()));
        } else if node.is_element() {
            let spoken = ["aria-label", "alt", "title"].into_iter();
            let spoken = spoken.filter_map(|attribute| node.attribute(attribute));
            shown.extend(spoken.map(|text| (name.clone(), text.to_owned())));
        }
    }
    shown
}

#[test]
fn every_word_of_the_sample_site_is_in_the_catalogue() {
    let ui = Ui::default();
    let mut project =
        OpenedProject::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data"), &ui)
            .unwrap();
    project.context.drop_details();
    let (options, words) = (Options::default(), pseudo_locale());
    let made = assemble(&project, &options, &words, None, &ui, "", |_| Ok(())).unwrap();
    let own = own_texts(&project, &made);
    // One example for each element and its words.
    let mut leaks = BTreeMap::new();
    for (path, bytes) in &made.site.files {
        let ending = path.rsplit('.').next();
        if !matches!(ending, Some("html" | "svg")) {
            continue;
        }
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let text = std::str::from_utf8(bytes).unwrap();
        let document = roxmltree::Document::parse_with_options(text, options).unwrap();
        for (element, text) in shown(&document) {
            let words = english(&text, &own);
            if !words.is_empty() {
                let example = format!("{path}: {:?}", spaced(&text));
                leaks.entry(format!("{element} {}", words.join(" "))).or_insert(example);
            }
        }
    }
    let leaks: Vec<String> =
        leaks.into_iter().map(|(leak, example)| format!("{leak}\n    {example}")).collect();
    assert!(
        leaks.is_empty(),
        "{} texts have English words that are not in templates/words/en.ftl:\n{}",
        leaks.len(),
        leaks.join("\n")
    );
}
