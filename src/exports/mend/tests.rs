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
    Shape { delimiter: b',', width: 4, shortest: 4, kinds }
}

/// The cells and the text that is left, `whole` as the reader finds it.
fn mended(text: &str) -> (Vec<String>, &str, Outcome) {
    let shape = shape();
    let mut automaton =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::ByteRecord::new();
    automaton.read_byte_record(&mut record).unwrap();
    let end = usize::try_from(automaton.position().byte()).unwrap();
    let has_valid_quotes = piece(&text.as_bytes()[..end], b',').has_valid_quotes;
    let runs_on = text[..end].trim_end().contains(['\n', '\r']);
    let whole = (has_valid_quotes || !runs_on).then_some(end);
    let mended = mend(text.as_bytes(), whole, true, &shape);
    let cells = mended.cells.into_iter().map(|cell| String::from_utf8(cell).unwrap()).collect();
    (cells, &text[mended.used..], mended.outcome)
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
        let (cells, rest, outcome) = mended(&whole);
        assert_eq!(outcome, Outcome::Repaired, "{damaged}: {cells:?}");
        assert_eq!(cells, ["4", "2028-05-04", text, "positive"], "{damaged}");
        assert_eq!(rest.trim_start(), NEXT, "{damaged}");
    }
}

#[test]
fn damage_without_a_sure_meaning_is_rejected_and_the_row_behind_it_stays() {
    for damaged in [
        // Too few cells: no other row has no text.
        "4,2028-05-04\n",
        // What follows it is not a row, so the text may continue there.
        "4,2028-05-04,cut\nand more\n",
        // Two columns can have taken the delimiter, or none.
        "4,2028-05-04,a, b,c d,positive,negative,x,y,z,1,2,3,4\n",
        // A stray quote in a line that is hopeless by itself.
        "4,2028-05-04,\"so called, they,positive,negative\n",
        "4,\"2028-05-04,\n",
    ] {
        let whole =
            if damaged.ends_with('\n') { format!("{damaged}{NEXT}") } else { damaged.into() };
        let (cells, rest, outcome) = mended(&whole);
        assert_eq!(outcome, Outcome::Open, "{damaged}: {cells:?}");
        assert!(!shape().has_width(&cells), "{damaged}: {cells:?}");
        let line = damaged.find('\n').map_or(damaged.len(), |end| end + 1);
        assert_eq!(rest, &whole[line..], "{damaged}");
    }
}

#[test]
fn a_lawful_record_of_another_width_goes_as_a_whole() {
    let text = format!("4,\"one\ntwo\"\n{NEXT}");
    let (cells, rest, outcome) = mended(&text);
    assert_eq!((cells, rest, outcome), (vec!["4".into(), "one\ntwo".into()], NEXT, Outcome::Open));
}

#[test]
fn two_rows_cut_short_are_not_one_row_where_every_column_is_free_text() {
    let mut kinds = Kinds::default();
    for _ in 0..3 {
        kinds.learn([&b"So (so): it's #ok, \"yes\"!"[..]; 3].into_iter());
    }
    let shape = Shape { delimiter: b',', width: 3, shortest: 3, kinds };
    let text = b"a title,a text\nanother title,another text\n";
    let mended = mend(text, Some(15), true, &shape);
    let cells = vec![b"a title".to_vec(), b"a text".to_vec()];
    assert_eq!(mended, Repaired { cells, used: 15, outcome: Outcome::Open });
}

#[test]
fn empty_cells_at_the_end_of_a_row_stand_there_or_do_not() {
    for (row, text, rest) in [
        ("4,2028-05-04,a cup of tea\n", "a cup of tea", NEXT),
        ("4,2028-05-04,a cup of tea,,,\n", "a cup of tea", NEXT),
        // Two rows, not one with a line break in it.
        (
            "4,2028-05-04,cut\n6,2028-05-06,so\n",
            "cut",
            "6,2028-05-06,so\n5,2028-05-05,fine,positive\n",
        ),
    ] {
        let whole = format!("{row}{NEXT}");
        let (cells, left, outcome) = mended(&whole);
        assert_eq!((outcome, left), (Outcome::Whole, rest), "{row}: {cells:?}");
        assert_eq!(cells, ["4", "2028-05-04", text, ""]);
    }
}

#[test]
fn a_line_that_a_spreadsheet_took_for_one_text_is_cut_again() {
    for row in [
        "\"4,2028-05-04,\"\"he said \"\"\"\"no\"\"\"\", twice\"\",positive\"\n",
        "\"4,2028-05-04,\"\"he said \"\"\"\"no\"\"\"\", twice\"\",positive\",,,\n",
    ] {
        let whole = format!("{row}{NEXT}");
        let (cells, rest, outcome) = mended(&whole);
        assert_eq!((outcome, rest), (Outcome::Repaired, NEXT), "{row}");
        assert_eq!(cells, ["4", "2028-05-04", "he said \"no\", twice", "positive"]);
    }
}

/// Ids, days, authors, free text, addresses, numbers and an empty column.
fn wide() -> Shape {
    let mut sample = Vec::new();
    for n in 1..30 {
        let row = format!(
            "q{n},2028-05-{n:02} 10:00,ada{n},tea no. {n} was cold,https://t.example/{n},{n},"
        );
        sample.push(row.split(',').map(|cell| cell.as_bytes().to_vec()).collect::<Vec<_>>());
    }
    let header = ["id", "time", "author", "text", "url", "likes", "note"];
    let header: Vec<Vec<u8>> = header.iter().map(|name| name.as_bytes().to_vec()).collect();
    Shape::learnt(b',', &header, &sample)
}

#[test]
fn one_delimiter_too_many_or_too_few_never_shifts_a_cell() {
    let shape = wide();
    let row =
        ["q5", "2028-05-05 10:00", "ada5", "tea no. 5 was cold", "https://t.example/5", "5", ""];
    let cells = |text: &str| {
        let text = format!("{text}\n");
        let mended = mend(text.as_bytes(), Some(text.len()), true, &shape);
        let cells: Vec<String> =
            mended.cells.into_iter().map(|cell| String::from_utf8(cell).unwrap()).collect();
        (mended.outcome, cells)
    };
    for at in 0..=row.len() {
        let mut more = row.to_vec();
        more.insert(at, "");
        let (outcome, cells) = cells(&more.join(","));
        assert_ne!(outcome, Outcome::Open, "{at}");
        assert_eq!(cells, row, "{at}");
    }
    let (outcome, found) =
        cells("q5,2028-05-05 10:00,ada5,tea, no. 5, was cold,https://t.example/5,5,");
    assert_eq!((outcome, found[3].as_str()), (Outcome::Repaired, "tea, no. 5, was cold"));
    for at in 0..row.len() - 1 {
        let mut fewer: Vec<String> = row.map(str::to_owned).to_vec();
        let next = fewer.remove(at + 1);
        fewer[at].push_str(&next);
        let (outcome, cells) = cells(&fewer.join(","));
        let is_right = outcome != Outcome::Open && cells == row;
        assert!(is_right || cells.len() < row.len(), "{at}: {outcome:?} {cells:?}");
    }
}
