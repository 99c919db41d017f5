//! Property of reading a brief: any text is a valid brief, or it is refused with problems at places that exist.
//!
//! The input is a text. Used by the fuzz target `fuzz/fuzz_targets/brief.rs` and by the replay of its finds.

use socialmap::brief::read::parse;
use socialmap::error::Error;

/// Panics if the property does not hold.
pub(crate) fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let said = |text: &str| parse("b.yaml", text).map(|_| ()).map_err(|error| error.to_string());
    match parse("b.yaml", &text) {
        Ok(brief) => assert!(!brief.client.trim().is_empty()),
        Err(Error::Inputs(problems)) => {
            assert!(!problems.is_empty(), "refused without a word: {text:?}");
            let lines = text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).count() as u64;
            for problem in problems {
                let line = problem.at.map_or(1, |(line, _)| line);
                assert!((1..=lines + 1).contains(&line), "{problem} in {text:?}");
            }
        }
        Err(other) => panic!("{other} in {text:?}"),
    }
    let is_harmless = |text: &str| text.chars().all(|c| c == '\n' || !c.is_control());
    if let Err(error) = said(&text) {
        assert!(is_harmless(&error), "{error:?}");
    }
    if !text.starts_with('\u{feff}') {
        assert_eq!(said(&format!("\u{feff}{text}")), said(&text), "a byte-order mark matters");
    }
}
