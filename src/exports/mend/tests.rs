//! Each kind of damage that people's files show, with the record that was meant or the rejection that is due.

use super::*;

/// Ids, days, free text and a tone.
fn shape() -> Shape {
    let mut kinds = Kinds::default();
    for row in [
        ["1", "2028-05-01", "Good tea, \"really\" good!", "positive"],
        ["22", "2028-05-02", "So (so): it's #ok", ""],
        ["333", "2028-05-03", "a b", "negative"],
    ] {
        kinds.learn(row.iter().map(|cell| cell.as_bytes()));
    }
    Shape { delimiter: b',', width: 4, kinds }
}

/// The cells and the text that is left, `whole` as the cutter finds it.
fn mended(text: &str) -> (Vec<String>, &str, bool) {
    let shape = shape();
    let mut automaton =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::ByteRecord::new();
    automaton.read_byte_record(&mut record).unwrap();
    let end = usize::try_from(automaton.position().byte()).unwrap();
    let is_lawful = piece(&text.as_bytes()[..end], b',').is_lawful;
    let runs_on = text[..end].trim_end().contains(['\n', '\r']);
    let whole = (is_lawful || !runs_on).then_some(end);
    let mended = mend(text.as_bytes(), whole, true, &shape);
    let cells = mended.cells.into_iter().map(|cell| String::from_utf8(cell).unwrap()).collect();
    (cells, &text[mended.used..], mended.is_sure)
}

const NEXT: &str = "5,2028-05-05,fine,positive\n";

#[test]
fn damage_with_one_meaning_is_mended() {
    for (damaged, text) in [
        // Line breaks in a cell without quotes.
        ("4,2028-05-04,one\ntwo and,positive\n", "one\ntwo and"),
        ("4,2028-05-04,one\r\r\ntwo,positive\r\n", "one\r\r\ntwo"),
        ("4,2028-05-04,one\n\ntwo\nthree,positive\n", "one\n\ntwo\nthree"),
        // A quote that opens a cell and never closes.
        ("4,2028-05-04,\"so called tea,positive\n", "\"so called tea"),
        // Quotes in quotes.
        ("4,2028-05-04,\"he said \"no\", twice\",positive\n", "he said \"no\", twice"),
        (
            "4,2028-05-04,\"he said \"no\"\nand left, cold\",positive\n",
            "he said \"no\"\nand left, cold",
        ),
        // A delimiter too many.
        ("4,2028-05-04,warm, sweet, cheap,positive\n", "warm, sweet, cheap"),
        ("4,,2028-05-04,doubled,positive\n", "doubled"),
    ] {
        let whole = format!("{damaged}{NEXT}");
        let (cells, rest, is_sure) = mended(&whole);
        assert!(is_sure, "{damaged}: {cells:?}");
        assert_eq!(cells, ["4", "2028-05-04", text, "positive"], "{damaged}");
        assert_eq!(rest.trim_start(), NEXT, "{damaged}");
    }
}

#[test]
fn damage_without_a_sure_meaning_is_rejected_and_the_row_behind_it_stays() {
    for damaged in [
        // Too few cells, twice in a row as well: two starts of rows are not one row.
        "4,2028-05-04\n",
        "4,2028-05-04,cut\n6,2028-05-06\n",
        "4,2028-05-04,cut short",
        // Two columns can have taken the delimiter, or none.
        "4,2028-05-04,a, b,c d,positive,negative,x,y,z,1,2,3,4\n",
        // A stray quote in a line that is hopeless by itself.
        "4,2028-05-04,\"so called, they,positive,negative\n",
        "4,\"2028-05-04,\n",
    ] {
        let whole =
            if damaged.ends_with('\n') { format!("{damaged}{NEXT}") } else { damaged.into() };
        let (cells, rest, is_sure) = mended(&whole);
        assert!(!is_sure, "{damaged}: {cells:?}");
        assert!(!shape().has_width(&cells), "{damaged}: {cells:?}");
        let line = damaged.find('\n').map_or(damaged.len(), |end| end + 1);
        assert_eq!(rest, &whole[line..], "{damaged}");
    }
}

#[test]
fn a_lawful_record_of_another_width_goes_as_a_whole() {
    let text = format!("4,\"one\ntwo\"\n{NEXT}");
    let (cells, rest, is_sure) = mended(&text);
    assert_eq!((cells, rest, is_sure), (vec!["4".into(), "one\ntwo".into()], NEXT, false));
}

#[test]
fn two_rows_cut_short_are_not_one_row_where_every_column_is_free_text() {
    let mut kinds = Kinds::default();
    for _ in 0..3 {
        kinds.learn([&b"So (so): it's #ok, \"yes\"!"[..]; 3].into_iter());
    }
    let shape = Shape { delimiter: b',', width: 3, kinds };
    let text = b"a title,a text\nanother title,another text\n";
    let mended = mend(text, Some(15), true, &shape);
    let cells = vec![b"a title".to_vec(), b"a text".to_vec()];
    assert_eq!(mended, Mended { cells, used: 15, is_sure: false });
}
