//! Splits a piece of text as the csv crate does, and also returns which cells were quoted, whether the quotes are valid, and where the content
//! ends. It is used only for damaged records.

/// A record, or a part of one.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub(super) cells: Vec<Vec<u8>>,
    pub(super) quoted: Vec<bool>,
    /// Every cell that begins with a quote ends with one, and nothing follows it.
    pub(super) has_valid_quotes: bool,
    /// Where the line break that ends it begins.
    pub(super) content: usize,
}

#[derive(PartialEq)]
enum At {
    Start,
    Bare,
    Open,
    Closing,
}

/// Cuts the first record of a text that does not begin with a line break.
pub(super) fn piece(text: &[u8], delimiter: u8) -> Piece {
    let mut piece = Piece { has_valid_quotes: true, content: text.len(), ..Piece::default() };
    let mut cell = Vec::new();
    let mut at = At::Start;
    let mut is_quoted = false;
    for (place, &byte) in text.iter().enumerate() {
        at = match (at, byte) {
            (At::Start, b'"') => {
                is_quoted = true;
                At::Open
            }
            (At::Open, b'"') => At::Closing,
            (At::Open, _) | (At::Closing, b'"') => {
                cell.push(byte);
                At::Open
            }
            (_, b'\r' | b'\n') => {
                piece.content = place;
                at = At::Bare;
                break;
            }
            (_, byte) if byte == delimiter => {
                piece.cells.push(std::mem::take(&mut cell));
                piece.quoted.push(std::mem::take(&mut is_quoted));
                At::Start
            }
            (before, _) => {
                piece.has_valid_quotes &= before != At::Closing;
                cell.push(byte);
                At::Bare
            }
        };
    }
    piece.has_valid_quotes &= at != At::Open;
    piece.cells.push(cell);
    piece.quoted.push(is_quoted);
    piece
}

/// The line that begins at `from`: where its content ends and where the next begins. `None` if its end is not in the text.
pub(super) fn line(text: &[u8], from: usize, is_all: bool) -> Option<(usize, usize)> {
    let found = text[from..].iter().position(|byte| matches!(byte, b'\r' | b'\n'));
    match found.map(|length| from + length) {
        None => is_all.then_some((text.len(), text.len())),
        Some(end) if text[end..].starts_with(b"\r\n") => Some((end, end + 2)),
        Some(end) => Some((end, end + 1)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_piece_is_cut_as_the_csv_crate_cuts_it(text in "[a\", \r\n]{1,12}") {
            prop_assume!(!text.starts_with(['\r', '\n']));
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let record = reader.byte_records().next().unwrap().unwrap();
            let piece = piece(text.as_bytes(), b',');
            prop_assert_eq!(record.iter().collect::<Vec<_>>(), piece.cells);
        }
    }

    #[test]
    fn lines_end_as_records_do() {
        let text = b"a\rb\r\nc\nd";
        assert_eq!(line(text, 0, false), Some((1, 2)));
        assert_eq!(line(text, 2, false), Some((3, 5)));
        assert_eq!(line(text, 5, false), Some((6, 7)));
        assert_eq!(line(text, 7, false), None);
        assert_eq!(line(text, 7, true), Some((8, 8)));
    }

    #[test]
    fn lawful_quotes_close_before_a_delimiter_or_the_end() {
        for (text, has_valid_quotes) in [
            ("a,\"b\"\"c\",d", true),
            ("5\" screen,b", true),
            ("\"a\"b,c", false),
            ("a,\"b", false),
            ("a,\"b\"\n", true),
        ] {
            assert_eq!(piece(text.as_bytes(), b',').has_valid_quotes, has_valid_quotes, "{text}");
        }
    }
}
