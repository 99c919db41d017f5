//! Properties of reading numbers and tones: a number is the same with other spacing, and a scale does not depend on the order of values.
//!
//! The input is a text, each line a value of one column. Used by the fuzz target `fuzz/fuzz_targets/numbers.rs` and by the replay of its
//! finds.

use socialmap::exports::StringRecord;
use socialmap::mentions::columns::cell;
use socialmap::mentions::numbers::{DecimalDetector, number};
use socialmap::mentions::tone::{Scale, ScaleDetector, Tone};

/// Panics if a property does not hold.
pub(crate) fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let record: StringRecord = text.lines().collect::<Vec<_>>().into();
    let values: Vec<_> = (0..record.len()).filter_map(|column| cell(&record, column)).collect();
    for value in &values {
        assert!(!value.is_empty());
        for decimal in [None, Some('.'), Some(',')] {
            is_counted(value, decimal);
        }
    }
    is_one_scale(&values);
}

fn is_counted(value: &str, decimal: Option<char>) {
    let found = number(value, decimal);
    assert_eq!(number(&format!("\u{a0}{value} "), decimal), found, "{value:?}");
    if let Some(found) = found {
        let is_spacing = |c: char| c.is_whitespace() || "'’".contains(c);
        let bare: String = value.split(is_spacing).collect();
        assert_eq!(number(&bare, decimal), Some(found), "{value:?} without its spacing");
        assert_eq!(number(&found.to_string(), decimal), Some(found), "{value:?}");
        assert!(!value.starts_with('-') && !value.contains('%'), "{value:?}: {found}");
    }
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        assert_eq!(found, value.parse().ok(), "{value:?}");
    }
}

fn is_one_scale(values: &[&str]) {
    let (mut forwards, mut backwards) = (ScaleDetector::default(), ScaleDetector::default());
    let (mut marks, mut skram) = (DecimalDetector::default(), DecimalDetector::default());
    for (first, last) in values.iter().zip(values.iter().rev()) {
        forwards.observe(first);
        backwards.observe(last);
        marks.observe(first);
        skram.observe(last);
    }
    assert_eq!(forwards.scale(), backwards.scale(), "{values:?}");
    assert_eq!(marks.is_settled(), skram.is_settled(), "{values:?}");
    for value in values {
        for scale in [Scale::Words, Scale::Stars, Scale::Judged, Scale::Signed] {
            let tone = scale.read(value);
            // What is not rated is so on every scale.
            if Scale::Words.read(value) == Some(Tone::Unscored) {
                assert_eq!(tone, Some(Tone::Unscored), "{value:?}");
            }
        }
    }
}
