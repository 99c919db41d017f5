//! Reads the words by which tools say yes and no in a column, in the languages of their interfaces and of spreadsheets, and those for a repost.

use super::columns::Columns;
use super::sample::Sample;
use crate::exports::ExportTable;
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
const REPOSTS: [&str; 11] = [
    "rt",
    "retweet",
    "retweeted",
    "repost",
    "reposted",
    "reblog",
    "reblogged",
    "re-tweet",
    "re-post",
    "share",
    "shared",
];

/// Words for what the client wrote, and for what others wrote, in a column of directions or of kinds of authors.
const OWN: [&str; 12] = [
    "outbound", "outgoing", "out", "sent", "agent", "admin", "staff", "operator", "brand",
    "company", "support", "business",
];
const THEIRS: [&str; 11] = [
    "inbound", "incoming", "in", "received", "user", "customer", "client", "contact", "end-user",
    "visitor", "consumer",
];

/// What a cell of a column of directions says: whether the client wrote the row. The first word decides: `Sent Reply`.
fn direction(value: &str) -> Option<bool> {
    let word = value.split_whitespace().next()?;
    match (is_among(word, &OWN), is_among(word, &THEIRS)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// Endings of the names of such columns, folded.
const DIRECTIONS: [&str; 4] = ["direction", "authortype", "messagetype", "sendertype"];

/// Whether the client wrote a row, by the cell that says so.
pub(super) fn is_own(value: &str, values: &[String]) -> bool {
    values.is_empty() && direction(value) == Some(true) || is_yes(value, values)
}

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

/// Whether the cell of a column of kinds names a repost, also behind the network: `twitter_retweet`.
pub(super) fn is_repost_kind(value: &str) -> bool {
    is_among(value, &REPOSTS)
        || value.rsplit(['_', ' ']).next().is_some_and(|it| is_among(it, &REPOSTS))
}

/// Whether a cell says yes: by one of a format's own `values`, where it has some.
pub(super) fn is_yes(value: &str, values: &[String]) -> bool {
    if values.is_empty() {
        return says(value) == Some(true);
    }
    values.iter().any(|wanted| value.trim().eq_ignore_ascii_case(wanted))
}

/// Whether a column of this name holds kinds of posts, of which only those for a repost count.
pub(super) fn is_of_kinds(column: &str) -> bool {
    fold_name(column).ends_with("type")
}

/// Drops columns of kinds that name no repost, and notes the other columns of yes and no with words that are neither.
pub(super) fn settle_flags(
    sample: &Sample,
    table: &ExportTable,
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
            let is_direction =
                || sample.values(field, places).iter().flatten().all(|it| direction(it).is_some());
            if field == Field::IsOwn && is_direction() {
                return true;
            }
            let folded = fold_name(column);
            if field == Field::IsOwn && DIRECTIONS.iter().any(|name| folded.ends_with(name)) {
                return false;
            }
            if is_of_kinds(column) {
                return cells.any(|cell| is_repost_kind(cell));
            }
            if cells.any(|cell| says(cell).is_none()) {
                notes.push(Note::UnknownFlags { column: column.to_owned() });
            }
            true
        });
        let is_flag = |places: &Vec<usize>| !is_of_kinds(&table.columns[places[0]]);
        if columns.candidates(field).iter().any(is_flag) {
            columns.retain(field, is_flag);
        }
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
    fn directions_say_who_wrote() {
        for own in ["outbound", "Sent Reply", "admin", "true"] {
            assert!(is_own(own, &[]), "{own}");
        }
        for theirs in ["Inbound", "Received Mention", "user", "false", "other"] {
            assert!(!is_own(theirs, &[]), "{theirs}");
        }
    }

    #[test]
    fn the_words_of_a_format_are_the_only_ones() {
        assert!(is_repost_kind("twitter_retweet") && is_repost_kind("Share"));
        assert!(!is_repost_kind("x") && !is_repost_kind("quote") && !is_repost_kind("shareholder"));
        let values = ["share".to_owned()];
        assert!(is_yes(" Share ", &values) && !is_yes("true", &values));
        assert!(is_yes("true", &[]) && !is_yes("falsch", &[]));
    }
}
