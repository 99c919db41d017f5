//! Measures the rules on texts that people labelled who had not seen them: `tests/kinds/<language>.csv`.
//!
//! Precision: how many of the texts that the rules call a kind have it. Recall: how many texts of a kind the rules find. Coverage: how many texts
//! the rules call anything. docs/method.md has the table; it is printed by `cargo test --test suite kinds:: -- --nocapture`.

use socialmap::brief::Kind;
use socialmap::mentions::folded::fold;
use socialmap::mentions::kinds::find;
use socialmap::mentions::language::Language;
use socialmap::tally::{Key, Tally};

/// Precision and recall of each kind.
type KindFloors = [(u64, u64); 6];

/// Language, least coverage, and the least precision and recall of each kind, in the order of [`Kind::NAMED`], all in percent.
const FLOORS: [(&str, u64, KindFloors); 6] = [
    ("en", 62, [(62, 21), (78, 81), (93, 66), (83, 60), (57, 35), (83, 36)]),
    ("de", 71, [(59, 28), (70, 90), (83, 58), (63, 39), (59, 34), (76, 45)]),
    ("nl", 69, [(56, 30), (74, 76), (82, 50), (64, 58), (59, 28), (74, 54)]),
    ("fr", 65, [(69, 37), (71, 70), (76, 66), (75, 50), (59, 22), (63, 49)]),
    ("es", 67, [(56, 24), (75, 66), (76, 66), (62, 54), (52, 33), (65, 44)]),
    ("pt", 71, [(64, 27), (76, 88), (88, 54), (61, 66), (65, 38), (76, 44)]),
];

fn texts(language: &str) -> Vec<(String, Kind)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kinds");
    let mut reader = csv::Reader::from_path(folder.join(format!("{language}.csv"))).unwrap();
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| (row[0].to_owned(), Kind::named(row[1].trim()).unwrap())).collect()
}

fn percent(part: u64, of: u64) -> u64 {
    (part * 100).checked_div(of).unwrap_or_default()
}

#[test]
fn the_rules_are_as_good_as_the_method_says() {
    println!("language kind precision recall");
    for (language, covered, floors) in FLOORS {
        let texts = texts(language);
        assert!(texts.len() >= 200);
        let mut found = [Tally::<Kind>::default(); 7];
        for (text, kind) in &texts {
            let read = Language::read(language).unwrap();
            let said = find(read, fold(text).as_bytes()).map_or(Kind::Unclassified, |it| it.0);
            found[kind.index()].add(said, 1);
        }
        let unclassified: u64 = found.iter().map(|said| said[Kind::Unclassified]).sum();
        let coverage = 100 - percent(unclassified, texts.len() as u64);
        println!("{language} coverage {coverage}");
        assert!(coverage >= covered, "{language}: coverage {coverage}");
        for (kind, (precision, recall)) in Kind::NAMED.into_iter().zip(floors) {
            let right = found[kind.index()][kind];
            let said = found.iter().map(|said| said[kind]).sum();
            let measured = (percent(right, said), percent(right, found[kind.index()].total()));
            println!("{language} {} {} {}", kind.id(), measured.0, measured.1);
            assert!(
                measured.0 >= precision && measured.1 >= recall,
                "{language} {}: {measured:?}",
                kind.id()
            );
        }
    }
}

#[test]
fn no_rule_of_a_language_decides_a_text_in_another() {
    for (language, ..) in FLOORS {
        for (text, _) in texts(language) {
            let found = find(Language::read(language).unwrap(), fold(&text).as_bytes());
            let id = found.map(|(_, rule)| rule.rule().unwrap().id.as_str());
            assert!(id.is_none_or(|id| id.split_once('/').unwrap().0 == language), "{id:?}");
        }
    }
    assert!(find(Language::read("it").unwrap(), b"the lift does not work").is_none());
}
