//! The sentence of a [`Note`], the same on the page, in `check` and in the messages of `build`.

use crate::brief::wording::quoted;
use crate::brief::{Kind, Stage};
use crate::note::{Note, TimeDoubt, UnreadSheet};
use crate::pages::words::{Words, say, zone_source};

/// The sentence of a note, without the name of its file and without a final period.
#[expect(clippy::too_many_lines, reason = "one arm for each note")]
pub fn note_sentence(words: &Words, note: &Note) -> String {
    match note {
        Note::DescriptionRow { line } => {
            say!(words, "note-description-row", line = line.to_string())
        }
        Note::SeveralTables { line } => say!(words, "note-several-tables", line = line.to_string()),
        Note::AnotherTable { line } => say!(words, "note-another-table", line = line.to_string()),
        Note::BrokenBytes { places } => say!(words, "note-broken-bytes", n = *places),
        Note::CutCharacter => words.text("note-cut-character"),
        Note::GarbledText { places } => say!(words, "note-garbled-text", n = *places),
        Note::MendedRows { rows } => say!(words, "note-mended-rows", n = *rows),
        Note::MendedHeader { line } => say!(words, "note-mended-header", line = line.to_string()),
        Note::SheetJoined { sheet, rows_before } => {
            let line = words.count(rows_before + 1);
            say!(words, "note-sheet-joined", sheet = sheet, line = line)
        }
        Note::SheetNotRead { sheet, reason } => {
            let reason = words.text(match reason {
                UnreadSheet::NoMentions => "sheet-no-mentions",
                UnreadSheet::OtherColumns => "sheet-other-columns",
                UnreadSheet::Hidden => "sheet-hidden",
                UnreadSheet::Broken => "sheet-broken",
                UnreadSheet::NotNamed => "sheet-not-named",
            });
            say!(words, "note-sheet-not-read", sheet = sheet, reason = reason)
        }
        Note::ByteOrderMarks { places } => say!(words, "note-byte-order-marks", n = *places),
        Note::RepeatedHeaders { rows } => say!(words, "note-repeated-headers", n = *rows),
        Note::ManyRejected { rows, of } => {
            let (count, rows) = (words.count(*rows), say!(words, "rows", n = *of));
            say!(words, "note-many-rejected", count = count, rows = rows)
        }
        Note::RepeatedColumn { column } => say!(words, "note-repeated-column", column = column),
        Note::DateOrderContradicted { column, month_first, rows, of, line } => say!(
            words,
            "note-date-order",
            column = column,
            rows = words.count(*rows),
            of = words.count(*of),
            order = if *month_first { "month" } else { "day" },
            line = line.to_string()
        ),
        Note::ZoneContradicted { zone, by, evidence, proved } => say!(
            words,
            "note-zone-contradicted",
            zone = zone,
            by = zone_source(words, by),
            evidence = zone_source(words, evidence),
            proved = proved
        ),
        Note::ZoneAssumed { column, zone } => {
            say!(words, "note-zone-assumed", column = column, zone = zone)
        }
        Note::DuplicatesDiffer { rows, of } => {
            let (count, rows) = (words.count(*rows), say!(words, "rows", n = *of));
            say!(words, "note-duplicates-differ", count = count, rows = rows)
        }
        Note::SharedIds { column, is_thread } => {
            let use_made = if *is_thread { "thread" } else { "none" };
            say!(words, "note-shared-ids", column = column, use = use_made)
        }
        Note::RowNumbers { column } => say!(words, "note-row-numbers", column = column),
        Note::RoundedThreads { column, line } => {
            say!(words, "note-rounded-threads", column = column, line = line.to_string())
        }
        Note::PlaceColumn { column, place } => {
            say!(words, "note-place-column", column = column, place = place)
        }
        Note::UnknownFlags { column } => say!(words, "note-unknown-flags", column = column),
        Note::DoubtfulTimes { column, reason } => match reason {
            TimeDoubt::FarAhead => say!(words, "note-times-far-ahead", column = column),
            TimeDoubt::Exchanged => say!(words, "note-times-exchanged", column = column),
            TimeDoubt::Collected { ago } => {
                say!(words, "note-times-collected", column = column, other = ago)
            }
            TimeDoubt::OfThePlace { place } => {
                say!(words, "note-times-of-place", column = column, other = place)
            }
            TimeDoubt::OneClock => say!(words, "note-times-one-clock", column = column),
            TimeDoubt::StandardTime { zone, civil } => {
                say!(words, "note-times-standard", column = column, zone = zone, other = civil)
            }
            TimeDoubt::Elsewhere { other } => {
                say!(words, "note-times-elsewhere", column = column, other = other)
            }
            TimeDoubt::PartNotRead { part } => {
                say!(words, "note-times-part", column = column, other = part)
            }
        },
        Note::TimeChosen { column, instead_of } => {
            say!(words, "note-time-chosen", column = column, other = instead_of)
        }
        Note::MidnightsAreDays { column, channel: None, rows } => {
            say!(words, "note-midnights", column = column, n = *rows)
        }
        Note::MidnightsAreDays { column, channel: Some(channel), rows } => {
            say!(words, "note-midnights-of-channel", column = column, channel = channel, n = *rows)
        }
        Note::NetworkProved { column, channel, rows, of } => {
            let (count, rows) = (words.count(*rows), say!(words, "rows", n = *of));
            say!(
                words,
                "note-network",
                column = column,
                channel = channel,
                count = count,
                rows = rows
            )
        }
        Note::TextNotRead { column } => say!(words, "note-text-not-read", column = column),
        Note::NoText { has_keywords } => {
            words.text(if *has_keywords { "note-no-text-for-keywords" } else { "note-no-text" })
        }
        Note::ToneNotRead { column } => say!(words, "note-tone-not-read", column = column),
        Note::ToneUndecided { column } => say!(words, "note-tone-undecided", column = column),
        Note::RoundedIds { column, line } => {
            say!(words, "note-rounded-ids", column = column, line = line.to_string())
        }
        Note::NoAuthor { column, is_constant } => {
            let why = if *is_constant { "constant" } else { "number" };
            say!(words, "note-no-author", column = column, why = why)
        }
        Note::RoundedAuthors { column } => {
            say!(words, "note-rounded-authors", column = column)
        }
        Note::TextChosen { column, instead_of } => {
            say!(words, "note-text-chosen", column = column, other = instead_of)
        }
        Note::CrowdedThreads { column, rows, threads } => {
            let (rows, threads) = (say!(words, "rows", n = *rows), words.count(*threads));
            say!(words, "note-crowded-threads", column = column, rows = rows, threads = threads)
        }
        Note::AmbiguousZone { abbreviation, zone } => {
            say!(words, "note-ambiguous-zone", text = abbreviation, zone = zone)
        }
        Note::MoreText { column, instead_of: None } => {
            say!(words, "note-more-text", column = column)
        }
        Note::MoreText { column, instead_of: Some(other) } => {
            say!(words, "note-text-undecided", column = column, other = other)
        }
        Note::VotesNotTone { column } => say!(words, "note-votes-not-tone", column = column),
        Note::NumbersNotTone { column } => say!(words, "note-numbers-not-tone", column = column),
        Note::NearCopies { rows } => say!(words, "note-near-copies", n = *rows),
        Note::CopiedTexts { texts, line, accounts, fewest } => say!(
            words,
            "note-copied-texts",
            n = *texts,
            fewest = fewest.to_string(),
            line = line.to_string(),
            accounts = words.count(*accounts)
        ),
        Note::SameBytes { first } => say!(words, "note-same-bytes", first = first),
        Note::UnknownTones { rows } => say!(words, "note-unknown-tones", n = *rows),
        Note::UnknownKinds { rows } => {
            let kinds = quoted(Kind::NAMED.map(Kind::id));
            say!(words, "note-unknown-kinds", n = *rows, kinds = kinds)
        }
        Note::UnknownStages { rows } => {
            let stages = quoted(Stage::ALL.map(Stage::id));
            say!(words, "note-unknown-stages", n = *rows, stages = stages)
        }
        Note::StatusNotRead { column } => {
            let stages = quoted(Stage::ALL.map(Stage::id));
            say!(words, "note-status-not-read", column = column, stages = stages)
        }
        Note::UnknownDepartments { rows } => say!(words, "note-unknown-departments", n = *rows),
        Note::UnreadableMinutes { rows } => {
            say!(words, "note-unreadable-minutes", n = *rows)
        }
        Note::UnreadableNumbers { field, rows } => {
            say!(words, "note-unreadable-numbers", n = *rows, field = field)
        }
        Note::SheetsWithoutWorkbook => words.text("note-sheets-without-workbook"),
        Note::Excluded { list, rows } => {
            say!(words, "note-excluded", list = list, rows = say!(words, "rows", n = *rows))
        }
        Note::ClockChanges { rows } => {
            say!(words, "note-clock-changes", rows = words.count(*rows))
        }
        Note::UnusedPattern { pattern } => say!(words, "note-unused-pattern", pattern = pattern),
        Note::ClaimedTwice { kind, word, first, second } => say!(
            words,
            "note-claimed-twice",
            kind = kind,
            word = word,
            first = first,
            second = second
        ),
        Note::ShortKeyword { key, word } => {
            say!(words, "note-short-keyword", key = key, word = word)
        }
    }
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
            assert_eq!(note_sentence(Words::english(), &Note::UnknownTones { rows }), sentence);
        }
        assert_eq!(
            note_sentence(Words::english(), &Note::UnknownKinds { rows: 2 }),
            "2 rows state a kind that is none of `problem`, `question`, `idea`, `tip`, `experience`, `other`; their text decides"
        );
        assert!(
            note_sentence(Words::english(), &Note::MendedRows { rows: 1 })
                .starts_with("1 damaged row was repaired")
        );
        assert!(
            note_sentence(Words::english(), &Note::MendedRows { rows: 2 })
                .starts_with("2 damaged rows were repaired")
        );
    }
}
