//! A [`Note`] → its sentence, the same on the page, in `check` and in the messages of `build`.

use crate::note::{Note, UnreadSheet};
use crate::pages::format::{count, counted};

/// The sentence of a note, without the name of its file and without a final period.
#[expect(clippy::too_many_lines, reason = "one arm for each note")]
pub fn note_sentence(note: &Note) -> String {
    match note {
        Note::DescriptionRow { line } => {
            format!("line {line} describes the columns and is not a row: skipped")
        }
        Note::SeveralTables { line } => {
            format!(
                "the file holds several tables; the one with mentions is read, from line {line}"
            )
        }
        Note::AnotherTable { line } => {
            format!("another table begins in line {line}: nothing below it is read")
        }
        Note::BrokenBytes { places } => {
            let were = was(*places);
            format!(
                "{} of bytes {were} replaced by `\u{fffd}`",
                counted(*places, "broken sequence")
            )
        }
        Note::CutCharacter => "the file ends within a character, which was dropped".to_owned(),
        Note::GarbledText { places } => format!(
            "{} {} garbled before the file was written (as `Ã©` for `é`), left unchanged",
            counted(*places, "place"),
            was(*places)
        ),
        Note::MendedRows { rows } => format!(
            "{} {} repaired: a line break, a quote or a delimiter stood in a text unmarked",
            counted(*rows, "damaged row"),
            was(*rows)
        ),
        Note::MendedHeader { line } => format!(
            "the header in line {line} had a delimiter too many or too few and was repaired: its rows prove which names belong to which columns"
        ),
        Note::SheetJoined { sheet, rows_before } => format!(
            "the sheet `{sheet}` is read too; its row 1 is line {} here",
            count(rows_before + 1)
        ),
        Note::SheetNotRead { sheet, reason } => {
            let reason = match reason {
                UnreadSheet::NoMentions => "no line of it is a header of mentions",
                UnreadSheet::OtherColumns => {
                    "it holds mentions in other columns than the sheet before it (save it as a file of its own)"
                }
                UnreadSheet::Hidden => "it is hidden (name it under `exports[].sheets` to read it)",
                UnreadSheet::Broken => "it is damaged (open the workbook and save it again)",
                UnreadSheet::NotNamed => "`exports[].sheets` names others",
            };
            format!("the sheet `{sheet}` is not read: {reason}")
        }
        Note::ByteOrderMarks { places } => format!(
            "{} between the rows, where files were joined, {} ignored",
            counted(*places, "byte-order mark"),
            was(*places)
        ),
        Note::RepeatedHeaders { rows } => format!(
            "{} between the rows, where files were joined, {} ignored",
            counted(*rows, "repeated header"),
            was(*rows)
        ),
        Note::RepeatedColumn { column } => {
            format!("several columns are named `{column}`: the first of them is read")
        }
        Note::DateOrderContradicted { column, month_first, rows, of, line } => {
            let order = if *month_first { "month" } else { "day" };
            format!(
                "of the dates in `{column}` that prove an order, {} of {} are {order} first, as in line {line}, against `date_order` in the brief",
                count(*rows),
                count(*of)
            )
        }
        Note::ZoneContradicted { zone, by, evidence, proved } => {
            format!("times are read as {zone}, by {by}, though {evidence} say {proved}")
        }
        Note::ZoneAssumed { column, zone } => format!(
            "no zone is stated for `{column}`; read as {zone}, the brief's own (set `timezone` under `exports` if that is wrong)"
        ),
        Note::RoundedIds { column, line } => format!(
            "a spreadsheet has rounded the ids in `{column}`, as in line {line}, so they do not tell rows apart (export again, and do not open the file in a spreadsheet)"
        ),
        Note::VotesNotTone { column } => format!(
            "`{column}` is not read as tone: its numbers are whole and not all 1 to 5, so they may be votes"
        ),
        Note::NumbersNotTone { column } => format!(
            "`{column}` is not read as tone: its numbers are none of 1 to 5, −5 to 5 and −1 to 1"
        ),
        Note::NearCopies { rows: 1 } => {
            "1 row is a near copy of an earlier article by another author: duplicate".to_owned()
        }
        Note::NearCopies { rows } => format!(
            "{} rows are near copies of an earlier article by another author: duplicate",
            count(*rows)
        ),
        Note::CopiedTexts { texts, line, accounts, fewest } => format!(
            "possible coordination: {} {} written word for word by {fewest} or more accounts within 7 days, as in line {line} by {}; all are counted",
            counted(*texts, "text"),
            was(*texts),
            count(*accounts)
        ),
        Note::SameBytes { first } => {
            format!("the same bytes as {first}: its rows are duplicates")
        }
        Note::ManyRejected { rows, of } => format!(
            "{} of {} cannot be read (`check` gives the reasons)",
            count(*rows),
            counted(*of, "row")
        ),
        Note::UnknownTones { rows } => format!(
            "{} {} a tone that is not in the vocabulary, counted as unscored",
            counted(*rows, "row"),
            if *rows == 1 { "has" } else { "have" }
        ),
        Note::Excluded { list, rows } => {
            format!("excluded by `exclude.{list}` of the brief: {}", counted(*rows, "row"))
        }
        Note::ClockChanges { rows } => format!(
            "rows dated while the clock was changed: {}; of an hour that came twice the first is taken, out of a skipped one the time is moved forward",
            count(*rows)
        ),
        Note::UnusedPattern { pattern } => format!(
            "`exports[].files`: `{pattern}` matches no file; a pattern begins at the project folder, as in `exports/shop/*.csv`"
        ),
        Note::ClaimedTwice { kind, word, first, second } => format!(
            "`channels[].match.{kind}`: `{word}` stands under `{first}` and `{second}`; `{first}` takes its mentions"
        ),
        Note::ShortKeyword { key, word } => format!(
            "{key}: `{word}` is so short that it matches by chance; name what must stand beside it under `all`"
        ),
    }
}

fn was(count: u64) -> &'static str {
    if count == 1 { "was" } else { "were" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many_have_their_words() {
        for (rows, sentence) in [
            (1, "1 row has a tone that is not in the vocabulary, counted as unscored"),
            (1500, "1,500 rows have a tone that is not in the vocabulary, counted as unscored"),
        ] {
            assert_eq!(note_sentence(&Note::UnknownTones { rows }), sentence);
        }
        assert!(
            note_sentence(&Note::MendedRows { rows: 1 }).starts_with("1 damaged row was repaired")
        );
        assert!(
            note_sentence(&Note::MendedRows { rows: 2 })
                .starts_with("2 damaged rows were repaired")
        );
    }
}
