//! Which column tells which field of a mention, and what a cell of it says.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::exports::ByteRecord;
use crate::exports::format::{Candidate, Field, Format, position};

/// The columns of one export by field; every candidate that is there, best first, each with the columns it joins.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    fields: BTreeMap<Field, Vec<Vec<usize>>>,
}

impl Columns {
    /// Finds the columns of a format by name; what the brief maps stands alone for its field.
    ///
    /// # Errors
    ///
    /// The names in `mapped` that no column has.
    pub fn find(
        format: &Format,
        columns: &[String],
        mapped: &[(Field, Vec<String>)],
    ) -> Result<Self, Vec<String>> {
        let mut fields = BTreeMap::new();
        for (field, candidates) in &format.columns {
            let present: Vec<Vec<usize>> = candidates
                .iter()
                .filter_map(|candidate: &Candidate| {
                    candidate.names().iter().map(|name| position(columns, name)).collect()
                })
                .collect();
            if !present.is_empty() {
                fields.insert(*field, present);
            }
        }
        let mut missing = Vec::new();
        for (field, names) in mapped {
            let places: Option<Vec<usize>> =
                names.iter().map(|name| position(columns, name)).collect();
            match places {
                Some(places) => {
                    fields.insert(*field, vec![places]);
                }
                None => missing
                    .extend(names.iter().filter(|name| position(columns, name).is_none()).cloned()),
            }
        }
        if missing.is_empty() { Ok(Self { fields }) } else { Err(missing) }
    }

    /// Whether any column tells this field.
    pub fn has(&self, field: Field) -> bool {
        self.fields.contains_key(&field)
    }

    /// The candidates of a field, best first, each with the columns it joins.
    pub fn candidates(&self, field: Field) -> &[Vec<usize>] {
        self.fields.get(&field).map_or(&[], Vec::as_slice)
    }

    /// The fields that the column at this place can tell; none: nothing is read from it.
    pub fn told_by(&self, column: usize) -> Vec<Field> {
        let of = |candidates: &[Vec<usize>]| candidates.iter().flatten().any(|&at| at == column);
        self.fields.iter().filter(|(_, at)| of(at)).map(|(&field, _)| field).collect()
    }

    /// Keeps one candidate of a field, or none.
    pub fn settle(&mut self, field: Field, candidate: Option<usize>) {
        match (candidate, self.fields.get_mut(&field)) {
            (Some(index), Some(candidates)) => *candidates = vec![candidates[index].clone()],
            (None, _) => {
                self.fields.remove(&field);
            }
            (Some(_), None) => {}
        }
    }

    /// What the first candidate with a value says.
    pub fn text<'r>(&self, record: &'r ByteRecord, field: Field) -> Option<Cow<'r, str>> {
        self.candidates(field).iter().find_map(|columns| joined(record, columns))
    }

    /// Every candidate's value, best first.
    pub fn texts<'r>(&self, record: &'r ByteRecord, field: Field) -> Vec<Cow<'r, str>> {
        self.candidates(field).iter().filter_map(|columns| joined(record, columns)).collect()
    }

    /// The first candidate with a number; the columns of a joined candidate are added up.
    pub fn number(&self, record: &ByteRecord, field: Field) -> Option<u64> {
        self.candidates(field).iter().find_map(|columns| {
            let numbers = columns
                .iter()
                .filter_map(|&column| cell(record, column).and_then(|text| number(&text)));
            numbers.reduce(u64::saturating_add)
        })
    }
}

/// The values of these columns joined by blanks; `None` if all are missing.
pub fn joined<'r>(record: &'r ByteRecord, columns: &[usize]) -> Option<Cow<'r, str>> {
    let mut cells = columns.iter().filter_map(|&column| cell(record, column));
    let first = cells.next()?;
    Some(cells.fold(first, |joined, next| Cow::Owned(format!("{joined} {next}"))))
}

/// A cell without surrounding blanks and one pair of quotes (some tools guard ids with a second pair); `None` if it is empty or says
/// that it is.
pub fn cell(record: &ByteRecord, column: usize) -> Option<Cow<'_, str>> {
    let bytes = record.get(column)?.trim_ascii();
    let bytes = match bytes {
        [b'"', inner @ .., b'"'] => inner,
        _ => bytes,
    };
    (!bytes.is_empty() && bytes != b"#N/A").then(|| String::from_utf8_lossy(bytes))
}

/// A count in any of the ways exports write one: `270729`, `407.137` and `1,972,048` with a mark for thousands, `424.0`, `1.2k`.
/// `None` for anything else, negative numbers included.
pub fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    let (digits, factor) = match text.as_bytes().last()? {
        b'k' | b'K' => (&text[..text.len() - 1], 1e3),
        b'm' | b'M' => (&text[..text.len() - 1], 1e6),
        _ => (text, 1.0),
    };
    if !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
        return None;
    }
    let groups: Vec<&str> = digits.split(['.', ',']).collect();
    let in_thousands = groups.len() > 1
        && (1..=3).contains(&groups[0].len())
        && groups[1..].iter().all(|group| group.len() == 3);
    if groups.len() == 1 || (in_thousands && factor < 2.0) {
        let whole: u64 = groups.concat().parse().ok()?;
        return if factor < 2.0 { Some(whole) } else { rounded(whole as f64 * factor) };
    }
    // The last mark is the decimal one, those before it stand between thousands.
    let (whole, fraction) = digits.rsplit_once(['.', ','])?;
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    rounded(format!("{whole}.{fraction}").parse::<f64>().ok()? * factor)
}

fn rounded(value: f64) -> Option<u64> {
    // 2^53: beyond it a float no longer tells whole numbers apart.
    format!("{:.0}", value.round()).parse().ok().filter(|whole| *whole <= 1 << 53)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::format::by_id;

    #[test]
    fn numbers_in_every_dress_seen() {
        for (text, expected) in [
            ("270729", Some(270_729)),
            ("407.137", Some(407_137)),
            ("1,972,048", Some(1_972_048)),
            ("100,378.35", Some(100_378)),
            ("424.0", Some(424)),
            ("1,4", Some(1)),
            ("1.2k", Some(1200)),
            ("3m", Some(3_000_000)),
            ("0", Some(0)),
            ("-", None),
            ("N/A", None),
            ("", None),
            ("-3", None),
            (".", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn the_first_candidate_with_a_value_speaks() {
        let names = ["Title", "Opening Text", "Hit Sentence", "Date", "Time"].map(str::to_owned);
        let columns = Columns::find(by_id("meltwater").unwrap(), &names, &[]).unwrap();
        let record = ByteRecord::from(vec!["\"Head\"", "Opening", "#N/A", "2028-01-02", "14:35"]);
        assert_eq!(columns.text(&record, Field::Text).unwrap(), "Opening");
        assert_eq!(columns.text(&record, Field::Title).unwrap(), "Head");
        assert_eq!(columns.text(&record, Field::PublishedAt).unwrap(), "2028-01-02 14:35");
        assert!(columns.text(&record, Field::Author).is_none());
        assert_eq!(columns.told_by(4), [Field::PublishedAt]);
        assert_eq!(columns.told_by(5), []);
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
    }
}
