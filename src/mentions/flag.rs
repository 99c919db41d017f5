//! Reads the words by which tools say yes and no in a column, in the languages of their interfaces and of spreadsheets, and those for a repost.

use super::columns::Columns;
use super::sample::Sample;
use crate::exports::Table;
use crate::exports::format::{Field, Format, fold_name};
use crate::note::Note;

/// `t`, `TRUE`, `1`; German, French, Spanish, Portuguese, Italian, Dutch, Polish and Russian; a mark.
const YES: [&str; 25] = [
    "true",
    "t",
    "yes",
    "y",
    "1",
    "on",
    "wahr",
    "ja",
    "j",
    "vrai",
    "oui",
    "verdadero",
    "sí",
    "si",
    "verdadeiro",
    "sim",
    "vero",
    "waar",
    "prawda",
    "tak",
    "истина",
    "да",
    "x",
    "✓",
    "✔",
];
const NO: [&str; 19] = [
    "false", "f", "no", "n", "0", "off", "falsch", "nein", "faux", "non", "falso", "não", "nao",
    "onwaar", "nee", "fałsz", "nie", "ложь", "нет",
];
/// Words for a repost. In a column of kinds, as `type`, only they decide.
const REPOSTS: [&str; 9] = [
    "rt",
    "retweet",
    "retweeted",
    "repost",
    "reposted",
    "reblog",
    "reblogged",
    "re-tweet",
    "re-post",
];

fn is_among(value: &str, words: &[&str]) -> bool {
    let value = value.trim().to_lowercase();
    // Data frames write 1.0 where another cell of the column is empty, and spreadsheets 1,0.
    let value = value.strip_suffix(".0").or(value.strip_suffix(",0")).unwrap_or(&value);
    words.contains(&value)
}

/// What a cell says: `None` if it is neither yes nor no.
pub(super) fn says(value: &str) -> Option<bool> {
    let is_repost = is_among(value, &REPOSTS) || value.trim_start().starts_with("RT ");
    match (is_repost || is_among(value, &YES), is_among(value, &NO)) {
        (true, _) => Some(true),
        (false, true) => Some(false),
        (false, false) => None,
    }
}

/// Whether a cell says yes: by one of a format's own `values`, where it has some.
pub(super) fn is_yes(value: &str, values: &[String]) -> bool {
    if values.is_empty() {
        return says(value) == Some(true);
    }
    values.iter().any(|wanted| value.trim().eq_ignore_ascii_case(wanted))
}

/// Drops columns of kinds that name no repost, and notes the other columns of yes and no with words that are neither.
pub(super) fn settle_flags(
    sample: &Sample,
    table: &Table,
    columns: &mut Columns,
    format: &Format,
    notes: &mut Vec<Note>,
) {
    for (field, values) in
        [(Field::IsRepost, &format.repost_values), (Field::IsOwn, &format.own_values)]
    {
        if !values.is_empty() {
            continue;
        }
        columns.retain(field, |places| {
            let column = table.columns[places[0]].trim();
            let cells = sample.values(field, places);
            let mut cells = cells.iter().flatten();
            if fold_name(column).ends_with("type") {
                return cells.any(|cell| is_among(cell, &REPOSTS));
            }
            if cells.any(|cell| says(cell).is_none()) {
                notes.push(Note::UnknownFlags { column: column.to_owned() });
            }
            true
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_have_words_in_many_languages() {
        for yes in ["1.0", "1,0", "T", "Y", "WAHR", "Vrai", "VERDADERO", "Sí", "sim", "x", "RT"] {
            assert_eq!(says(yes), Some(true), "{yes}");
        }
        for no in ["0.0", "f", "N", "FALSCH", "faux", "FALSO", "não", "nein", "0"] {
            assert_eq!(says(no), Some(false), "{no}");
        }
        assert_eq!(says("RT @ada: tea"), Some(true));
        for unknown in ["2", "perhaps", "original", "10"] {
            assert_eq!(says(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn the_words_of_a_format_are_the_only_ones() {
        let values = ["share".to_owned()];
        assert!(is_yes(" Share ", &values) && !is_yes("true", &values));
        assert!(is_yes("true", &[]) && !is_yes("falsch", &[]));
    }
}
