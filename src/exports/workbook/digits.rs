//! Reads the digits of long numbers from the XML of a workbook, because a spreadsheet's number holds only sixteen of them: programs write whole ids
//! into number cells.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor};

use super::Place;

/// From here on, not every whole number is a number of a spreadsheet.
pub(super) const INEXACT: f64 = 9_007_199_254_740_992.0;

/// The whole numbers of more digits than a spreadsheet's number holds, by their place in any sheet.
#[derive(Debug, Default)]
pub(super) struct Digits(BTreeMap<Place, Option<u64>>);

impl Digits {
    /// Those of all sheets of a workbook; none of a part that cannot be read.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut digits = Self::default();
        let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return digits };
        let names: Vec<String> = archive.file_names().flatten().map(Into::into).collect();
        for name in names.iter().filter(|name| name.to_lowercase().contains("worksheets/")) {
            if let Ok(sheet) = archive.by_name(name) {
                digits.add(BufReader::new(sheet));
            }
        }
        digits
    }

    fn add(&mut self, mut sheet: impl BufRead) {
        let mut piece = Vec::new();
        let mut place = None;
        loop {
            piece.clear();
            if !matches!(sheet.read_until(b'<', &mut piece), Ok(1..)) {
                return;
            }
            let piece = piece.strip_suffix(b"<").unwrap_or(&piece);
            if piece.starts_with(b"c ") {
                place = str::from_utf8(piece).ok().and_then(reference);
            } else if let (Some(value), Some(place)) = (piece.strip_prefix(b"v>"), place) {
                let number = str::from_utf8(value).ok().and_then(|text| text.parse::<u64>().ok());
                if let Some(number) = number.filter(|_| value.len() > 15) {
                    let known = self.0.entry(place).or_insert(Some(number));
                    // Two sheets have different numbers there.
                    *known = known.filter(|known| *known == number);
                }
            }
        }
    }

    /// The whole number at this place that a spreadsheet's number means.
    pub(super) fn at(&self, place: Place, number: f64) -> Option<u64> {
        #[expect(clippy::cast_precision_loss, reason = "the loss is what is compared")]
        let is_rounded_to = |whole: &u64| (*whole as f64).to_bits() == number.to_bits();
        self.0.get(&place).copied().flatten().filter(is_rounded_to)
    }
}

/// The place in the attribute `r` of a cell, as `B2`.
fn reference(cell: &str) -> Option<Place> {
    let (_, rest) = cell.split_once(" r=\"")?;
    let (place, _) = rest.split_once('"')?;
    let digits = place.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = place.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(letter)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_of_a_long_number_are_kept() {
        let mut digits = Digits::default();
        let sheet = r#"<row r="2"><c r="A2" s="1"><v>2028224403338782870</v></c><c r="AB2"><v>17</v></c></row>"#;
        digits.add(sheet.as_bytes());
        let shown = 2_028_224_403_338_782_870_u64;
        #[expect(clippy::cast_precision_loss, reason = "as a spreadsheet reads it")]
        let number = shown as f64;
        assert_eq!(digits.at((1, 0), number), Some(shown));
        assert_eq!(digits.at((1, 0), number * 2.0), None);
        assert_eq!(digits.at((1, 27), 17.0), None, "short numbers are exact");
        assert_eq!(reference("c s=\"1\" r=\"AB2\""), Some((1, 27)));
        // Another sheet has another number there that rounds to the same.
        digits.add(sheet.replace("2870", "2871").as_bytes());
        assert_eq!(digits.at((1, 0), number), None);
    }
}
