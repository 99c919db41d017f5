//! Every name of a column in `tests/vocabulary.yaml` is known for its field, however it is written.

use std::collections::BTreeMap;

use socialmap::exports::format::{Field, fold_name};
use socialmap::exports::formats::{FALLBACK, by_id};

/// The ways in which programs write one name.
fn spellings(name: &str) -> [String; 4] {
    let words: Vec<&str> = name.split(['_', ' ']).collect();
    [name.to_owned(), name.to_uppercase(), words.join("_"), words.join(" ")]
}

#[test]
fn names_of_columns_are_known_for_their_field() {
    let text = include_str!("../vocabulary.yaml");
    let names: BTreeMap<String, Vec<String>> = serde_yaml::from_str(text).unwrap();
    let generic = by_id(FALLBACK).unwrap();
    for (field, names) in &names {
        let wanted = field.strip_prefix("never_").unwrap_or(field);
        let wanted_field = Field::parse(wanted).unwrap();
        for name in names.iter().flat_map(|name| spellings(name)) {
            let finds = generic.finds(wanted_field, &[fold_name(&name)]);
            assert_eq!(finds, wanted == field, "{name} as {field}");
        }
    }
}
