//! Maps the columns of an export to the fields of a mention, and reads their cells.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::entities;
use super::numbers::number;
use crate::exports::StringRecord;
use crate::exports::format::{
    Candidate, Field, Format, fold_name, fold_names, position, positions,
};
use crate::exports::formats::{FALLBACK, by_id};

/// The columns of one export by field: all candidates that exist, best first, each with the columns it joins.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// One entry per field, in the order of [`Field::ALL`].
    fields: [Vec<Vec<usize>>; Field::ALL.len()],
    /// Column of numbers → its decimal separator, where the values prove one.
    decimals: BTreeMap<usize, char>,
    /// The columns that name somebody, and are read for no other field than the author.
    names: Vec<usize>,
}

impl Columns {
    /// Finds the columns of a format by name; a column that the brief maps is the only one of its field.
    ///
    /// # Errors
    ///
    /// The names in `mapped` that no column has.
    pub fn find(
        format: &Format,
        columns: &[String],
        mapped: &[(Field, Vec<String>)],
    ) -> Result<Self, Vec<String>> {
        let mut fields: [Vec<Vec<usize>>; Field::ALL.len()] = Default::default();
        // Hundreds of names are looked for.
        let folded = fold_names(columns);
        for (field, candidates) in &format.columns {
            let place = |names: &[String]| {
                names
                    .iter()
                    .map(|name| positions(&folded, name).next())
                    .collect::<Option<Vec<usize>>>()
            };
            let present = candidates.iter().flat_map(|candidate| match candidate {
                // Of several columns with one name the values decide, where the names alone have found them.
                Candidate::One(name) if format.id == FALLBACK && !name.ends_with('*') => {
                    positions(&folded, name).map(|at| vec![at]).collect()
                }
                _ => place(candidate.names()).into_iter().collect::<Vec<_>>(),
            });
            fields[*field as usize] = present.collect();
        }
        let mut missing = Vec::new();
        for (field, names) in mapped {
            let places: Option<Vec<usize>> =
                names.iter().map(|name| position(columns, name)).collect();
            match places {
                // An empty list: no column is read as this field.
                Some(places) if places.is_empty() => fields[*field as usize].clear(),
                Some(places) => fields[*field as usize] = vec![places],
                None => missing
                    .extend(names.iter().filter(|name| position(columns, name).is_none()).cloned()),
            }
        }
        if !missing.is_empty() {
            return Err(missing);
        }
        let mut found = Self { fields, decimals: BTreeMap::new(), names: Vec::new() };
        found.names = found.named(format, &folded);
        Ok(found)
    }

    /// The columns whose name is that of a name of an author, in this format or in any table.
    fn named(&self, format: &Format, folded: &[String]) -> Vec<usize> {
        let any = by_id(FALLBACK).expect("the fallback is built in");
        let of = |format: &Format| {
            let candidates = format.columns.get(&Field::Author).into_iter().flatten();
            candidates.flat_map(Candidate::names).cloned().collect::<Vec<_>>()
        };
        let is_name = |name: &String| fold_name(name).contains("name");
        let all = of(format).into_iter().chain(of(any).into_iter().filter(is_name));
        let columns = all.flat_map(|name| positions(folded, &name).collect::<Vec<_>>());
        let is_free = |column: &usize| {
            self.fields_of(*column).into_iter().all(|field| field == Field::Author)
        };
        columns.filter(is_free).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Every name of an author in a row.
    pub fn author_names<'r>(&self, record: &'r StringRecord) -> impl Iterator<Item = Cow<'r, str>> {
        let named = self.names.iter().filter_map(move |column| cell(record, *column));
        let named = named.filter(|name| !is_missing(Field::Author, name)).map(entities::decode);
        self.texts(record, Field::Author).chain(named)
    }

    /// Whether the field has a column.
    pub fn has(&self, field: Field) -> bool {
        !self.candidates(field).is_empty()
    }

    /// The candidates of a field, best first, each with the columns it joins.
    pub fn candidates(&self, field: Field) -> &[Vec<usize>] {
        &self.fields[field as usize]
    }

    /// The fields that are read from the column at this index.
    pub fn fields_of(&self, column: usize) -> Vec<Field> {
        let of = |candidates: &[Vec<usize>]| candidates.iter().flatten().any(|&at| at == column);
        Field::ALL.into_iter().filter(|field| of(self.candidates(*field))).collect()
    }

    /// Keeps only one candidate of a field, or none.
    pub fn settle(&mut self, field: Field, candidate: Option<usize>) {
        let candidates = &mut self.fields[field as usize];
        *candidates =
            candidate.and_then(|index| candidates.get(index).cloned()).into_iter().collect();
    }

    /// Keeps these candidates of a field.
    pub fn keep(&mut self, field: Field, candidates: Vec<Vec<usize>>) {
        self.fields[field as usize] = candidates;
    }

    /// Keeps the candidates of a field that fit.
    pub fn retain(&mut self, field: Field, mut fits: impl FnMut(&Vec<usize>) -> bool) {
        self.fields[field as usize].retain(|candidate| fits(candidate));
    }

    /// Sets the decimal separators of columns of numbers.
    pub fn settle_decimals(&mut self, decimals: BTreeMap<usize, char>) {
        self.decimals = decimals;
    }

    /// The value of the first candidate that has one.
    pub fn text<'r>(&self, record: &'r StringRecord, field: Field) -> Option<Cow<'r, str>> {
        self.candidates(field).iter().find_map(|columns| joined(record, field, columns))
    }

    /// The same with HTML entities decoded, for text that people wrote.
    pub fn words<'r>(&self, record: &'r StringRecord, field: Field) -> Option<Cow<'r, str>> {
        self.text(record, field).map(|text| match text {
            Cow::Borrowed(text) => entities::decode(text),
            Cow::Owned(text) => Cow::Owned(entities::decode(&text).into_owned()),
        })
    }

    /// Every candidate's value, best first.
    pub fn texts<'r>(
        &self,
        record: &'r StringRecord,
        field: Field,
    ) -> impl Iterator<Item = Cow<'r, str>> {
        self.candidates(field).iter().filter_map(move |columns| joined(record, field, columns))
    }

    /// The first candidate with a number; the columns of a joined candidate are added up.
    pub fn number(&self, record: &StringRecord, field: Field) -> Option<u64> {
        self.candidates(field).iter().find_map(|columns| {
            let numbers = columns.iter().filter_map(|&column| {
                number(cell(record, column)?, self.decimals.get(&column).copied())
            });
            numbers.reduce(u64::saturating_add)
        })
    }
}

/// The values of these columns joined by spaces; `None` if all are missing.
pub fn joined<'r>(
    record: &'r StringRecord,
    field: Field,
    columns: &[usize],
) -> Option<Cow<'r, str>> {
    let is_of_words = matches!(field, Field::Text | Field::Title);
    let said = |column: &usize| {
        let cell =
            cell(record, *column).map(|text| if is_of_words { text } else { unquoted(text) });
        cell.filter(|text| !is_missing(field, text))
    };
    // A fast path: most candidates are one column.
    if let [column] = columns {
        return said(column).map(Cow::Borrowed);
    }
    let mut cells = columns.iter().filter_map(said);
    let first = cells.next()?;
    Some(cells.fold(Cow::Borrowed(first), |joined, next| Cow::Owned(format!("{joined} {next}"))))
}

/// A cell without surrounding whitespace and without the quotes that tools put around ids (`"…"`, `="…"`); `None` if it is empty or `#N/A`.
pub fn cell(record: &StringRecord, column: usize) -> Option<&str> {
    let text = record.get(column)?.trim_ascii();
    let guarded = text.strip_prefix('=').filter(|rest| rest.starts_with('"')).unwrap_or(text);
    let inner = guarded.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    // Quotes inside belong to the text: `"No," she said, "never"`.
    let text = inner.filter(|inner| !inner.contains('"')).map_or(text, str::trim_ascii);
    (!text.is_empty() && text != "#N/A").then_some(text)
}

/// Removes a quote without a partner, which is not part of a time, an id or a number.
fn unquoted(text: &str) -> &str {
    if text.starts_with('"') || text.ends_with('"') { text.trim_matches('"') } else { text }
}

/// Whether a cell holds what tools write for "no value". In text such a word may be meant, so there only spreadsheet errors count.
fn is_missing(field: Field, text: &str) -> bool {
    // A minus may be a tone.
    if field == Field::Sentiment && text == "-" {
        return false;
    }
    if matches!(field, Field::Text | Field::Title) {
        return matches!(text, "#NAME?" | "#VALUE!" | "#REF!");
    }
    // The first letter rules out most cells.
    text.len() <= 13
        && matches!(
            text.as_bytes(),
            [b'-' | b'n' | b'N' | b'u' | b'U' | b'<' | b'(' | b'\\' | b'#' | b'.' | b'?' | b'm' | b'M' | 0xE2, ..]
        )
        // The country with this code, and the word of a language, are no missing values.
        && !(matches!(field, Field::Country | Field::Language) && text.eq_ignore_ascii_case("na"))
        && MISSING.iter().any(|missing| text.eq_ignore_ascii_case(missing))
}

/// What tools, data frames, databases and spreadsheets write for "no value".
const MISSING: [&str; 24] = [
    "-",
    "--",
    "\u{2013}",
    "\u{2014}",
    "n/a",
    "na",
    "null",
    "(null)",
    "none",
    "nan",
    "nat",
    "nil",
    "<na>",
    "<nil>",
    "<null>",
    "undefined",
    "missing",
    "not available",
    "(none)",
    "(not set)",
    "\\n",
    "#ref!",
    "...",
    "?",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_candidate_with_a_value_speaks() {
        let names = ["Title", "Opening Text", "Hit Sentence", "Date", "Time"].map(str::to_owned);
        let columns = Columns::find(by_id("meltwater").unwrap(), &names, &[]).unwrap();
        let record = StringRecord::from(vec!["\"Head\"", "Opening", "#N/A", "2028-01-02", "14:35"]);
        assert_eq!(columns.text(&record, Field::Text).unwrap(), "Opening");
        assert_eq!(columns.text(&record, Field::Title).unwrap(), "Head");
        assert_eq!(columns.text(&record, Field::PublishedAt).unwrap(), "2028-01-02 14:35");
        assert!(columns.text(&record, Field::Author).is_none());
        assert_eq!(columns.fields_of(4), [Field::PublishedAt]);
        assert_eq!(columns.fields_of(5), []);
    }

    #[test]
    fn every_name_of_an_author_is_known() {
        let names = ["Date", "Author", "Full Name", "Display Name", "Query Name", "Title"];
        let names = names.map(str::to_owned);
        let columns = Columns::find(by_id("brandwatch").unwrap(), &names, &[]).unwrap();
        let record = StringRecord::from(vec!["", "adab", "Ada &amp; B", "-", "kettles", "Tea"]);
        let found: Vec<_> = columns.author_names(&record).collect();
        assert_eq!(found, ["adab", "adab", "Ada & B"]);
        assert_eq!(columns.text(&record, Field::Author).unwrap(), "adab");
    }

    #[test]
    fn quotes_that_guard_a_cell_go_and_those_of_its_words_stay() {
        for (raw, expected) in [
            ("\"57-a\"", Some("57-a")),
            ("=\"570306133677760513\"", Some("570306133677760513")),
            ("\"No,\" she said, \"never\"", Some("\"No,\" she said, \"never\"")),
            ("=@cafe good", Some("=@cafe good")),
            ("\"\"", None),
            (" #N/A ", None),
        ] {
            assert_eq!(cell(&StringRecord::from(vec![raw]), 0), expected, "{raw}");
        }
    }

    #[test]
    fn nothing_has_many_names_but_not_in_words() {
        let names = ["date", "id", "author", "text"].map(str::to_owned);
        let columns = Columns::find(by_id("generic").unwrap(), &names, &[]).unwrap();
        let record = StringRecord::from(vec!["NaT", "null", "N/A", "None"]);
        for field in [Field::PublishedAt, Field::Id, Field::Author] {
            assert!(columns.text(&record, field).is_none(), "{field:?}");
        }
        assert_eq!(columns.text(&record, Field::Text).unwrap(), "None");
        let record = StringRecord::from(vec!["", "", "Q &amp; A", "#NAME?"]);
        assert_eq!(columns.words(&record, Field::Author).unwrap(), "Q & A");
        assert!(columns.text(&record, Field::Text).is_none());
    }

    #[test]
    fn what_the_brief_maps_stands_alone_or_is_missing() {
        let names = ["Datum", "Bericht"].map(str::to_owned);
        let generic = by_id("generic").unwrap();
        let mapped = [(Field::Text, vec!["bericht".to_owned()])];
        assert_eq!(
            Columns::find(generic, &names, &mapped).unwrap().candidates(Field::Text),
            [vec![1]]
        );
        let wrong = [(Field::Text, vec!["Berichten".to_owned()])];
        assert_eq!(Columns::find(generic, &names, &wrong).unwrap_err(), ["Berichten"]);
        let none = [(Field::Text, Vec::new())];
        assert!(!Columns::find(generic, &names, &none).unwrap().has(Field::Text));
        assert!(Columns::find(generic, &names, &[]).unwrap().has(Field::Text));
    }
}
