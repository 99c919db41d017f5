//! Parts of error messages: quoted values, lists of words, "did you mean", entries to paste into the brief.
//!
//! The results have no line breaks or control characters and are at most a line long. A word is suggested only if at most a third of its letters
//! differ.

use super::ExportRule;

/// Returns the candidate nearest to `word` in edits, ignoring case; the first of equals.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(edits, candidate)| *edits <= candidate.chars().count().div_ceil(3))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// Returns the hint for a mistyped word, if one of the candidates is near.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    // The time of an edit distance is the product of the lengths, and a pasted paragraph is not a typo.
    (word.len() <= 64).then(|| nearest(word, candidates))?.map(|it| format!("did you mean `{it}`?"))
}

/// Returns words as a message lists them: each in backticks, with commas.
pub(crate) fn quoted<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Returns the entry of `exports` that sets these keys for a file, ready to be pasted into the brief.
///
/// The name is quoted where YAML would read it otherwise, and signs of patterns in it are escaped: `- {files: exports/a.csv, timezone: …}`.
pub(crate) fn export_entry(file: &str, keys: &str) -> String {
    let pattern = globset::escape(file);
    let is_plain = pattern.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
    let files = if is_plain { pattern } else { format!("'{}'", pattern.replace('\'', "''")) };
    format!("- {{files: {files}, {keys}}}")
}

/// Returns the hint to set these keys for a file: in the entry of `exports` that matches it already, because only the first is used, else in a
/// new one. `or` is put behind the keys.
pub(crate) fn set_for_export(
    file: &str,
    entry: Option<&ExportRule>,
    (key, value): (&str, &str),
    or: &str,
) -> String {
    let Some(entry) = entry else {
        let entry = export_entry(file, &format!("{key}: {value}"));
        return format!("add `{entry}`{or} to the list `exports` in the brief");
    };
    let place = format!("the entry of `exports` in line {} of the brief", entry.line);
    match value.strip_prefix('{').and_then(|value| value.strip_suffix('}')) {
        Some(inner) if key == "columns" && !entry.columns.is_empty() => {
            format!("add `{inner}` to `columns` in {place}{or}")
        }
        _ => format!("add `{key}: {value}`{or} to {place}"),
    }
}

/// Returns a text in backticks, truncated to 40 characters.
pub(crate) fn shown(text: &str) -> String {
    let mut start: String = text.chars().take(41).collect();
    if start.chars().nth(40).is_some() {
        start.pop();
        start.push('…');
    }
    format!("`{}`", start.replace('\n', "⏎").replace(char::is_control, "\u{fffd}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_a_slip_of_the_finger_and_nothing_far_fetched() {
        let words = ["brand", "channels", "period"];
        assert_eq!(nearest("chanels", words), Some("channels"));
        assert_eq!(nearest("Channels", words), Some("channels"));
        assert_eq!(nearest("weather", words), None);
        assert_eq!(did_you_mean("perid", words).as_deref(), Some("did you mean `period`?"));
        assert_eq!(did_you_mean(&"x".repeat(10_000), words), None);
    }

    #[test]
    fn the_first_of_equally_near_words_wins() {
        assert_eq!(nearest("bat", ["cat", "hat"]), Some("cat"));
    }

    #[test]
    fn an_entry_of_exports_fits_the_file_that_it_names() {
        for file in ["exports/a.csv", "exports/May [1], it's #2 {x}*?.csv", "exports/Über uns.csv"]
        {
            let entry = export_entry(file, "timezone: UTC");
            let entries: Vec<std::collections::BTreeMap<String, String>> =
                serde_yaml::from_str(&entry).expect(&entry);
            let glob = globset::Glob::new(&entries[0]["files"]).expect(&entry).compile_matcher();
            assert!(glob.is_match(file), "{entry}");
        }
    }

    #[test]
    fn a_text_is_shown_in_a_line() {
        assert_eq!(shown("a\nb\u{1b}[31m"), "`a⏎b\u{fffd}[31m`");
        assert_eq!(shown(&"é".repeat(40)), format!("`{}`", "é".repeat(40)));
        assert_eq!(shown(&"é".repeat(41)), format!("`{}…`", "é".repeat(40)));
    }
}
