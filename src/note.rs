//! [`Note`]: the remarks about a project and its exports, as an enum with counts and names.
//!
//! A note does not stop a command; an error does ([`crate::error`]). Notes are stored in parts, in the cache and in `provenance.json`, so they
//! contain no cell of an export: only column names, line numbers, counts and zones. Their wording is in `pages::words`.

use serde::{Deserialize, Serialize};

/// A remark about an export, or about the brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the fields are named after what they hold; rows, lines from 1")]
pub enum Note {
    /// A row below the header describes the columns.
    DescriptionRow { line: u64 },
    /// The file has several tables; the one with mentions begins here.
    SeveralTables { line: u64 },
    /// Another table begins below the rows, which end there.
    AnotherTable { line: u64 },
    /// Sequences of bytes that are not text.
    BrokenBytes { places: u64 },
    /// The file ends within a character.
    CutCharacter,
    /// Text that was decoded wrongly before the file was written.
    GarbledText { places: u64 },
    /// Damaged rows that were restored.
    MendedRows { rows: u64 },
    /// The header had another number of names than its rows have cells, and was corrected.
    MendedHeader { line: u64 },
    /// The rows of a further sheet follow those of the first, after so many rows.
    SheetJoined { sheet: String, rows_before: u64 },
    /// A sheet of a workbook is not read.
    SheetNotRead { sheet: String, reason: UnreadSheet },
    /// Byte-order marks between the rows, where files were joined.
    ByteOrderMarks { places: u64 },
    /// Headers between the rows, where files were joined.
    RepeatedHeaders { rows: u64 },
    /// Several columns share a name, and the first is read.
    RepeatedColumn { column: String },
    /// Most dates that prove an order prove another one than the brief states.
    DateOrderContradicted { column: String, month_first: bool, rows: u64, of: u64, line: u64 },
    /// The rows prove another zone than the one that is stated.
    ZoneContradicted { zone: String, by: ZoneSource, evidence: ZoneSource, proved: String },
    /// No zone is stated anywhere: the brief's own is used.
    ZoneAssumed { column: String, zone: String },
    /// Most rows are duplicates of rows that have another text.
    DuplicatesDiffer { rows: u64, of: u64 },
    /// A column named like an id has one value for several mentions; it is read as the thread, or not at all.
    SharedIds { column: String, is_thread: bool },
    /// A column named like an id counts the rows.
    RowNumbers { column: String },
    /// A spreadsheet has rounded the ids of threads or of the posts that are answered.
    RoundedThreads { column: String, line: u64 },
    /// A spreadsheet has rounded the ids of authors.
    RoundedAuthors { column: String },
    /// The text that the names suggest repeats that of a few posts; another column is read.
    TextChosen { column: String, instead_of: String },
    /// Each thread has many mentions of many authors.
    CrowdedThreads { column: String, rows: u64, threads: u64 },
    /// An abbreviation has another meaning elsewhere, and the brief's zone fits none.
    AmbiguousZone { abbreviation: String, zone: String },
    /// A column of this place or product, not of the mention.
    PlaceColumn { column: String, place: String },
    /// A column of yes and no has words that are neither.
    UnknownFlags { column: String },
    /// The times are read, and something in the file says that they are not those of the mentions.
    DoubtfulTimes { column: String, reason: TimeDoubt },
    /// Of several columns that could be the time, this one was chosen.
    TimeChosen { column: String, instead_of: String },
    /// Times that are exactly midnight are days: in the whole file, or in this channel.
    MidnightsAreDays { column: String, channel: Option<String>, rows: u64 },
    /// The ids prove the network.
    NetworkProved { column: String, channel: String, rows: u64, of: u64 },
    /// No column of words is read, though this one seems to contain the text of the mentions.
    TextNotRead { column: String },
    /// A column beside the text that is not read, though it seems to contain the text of the mentions. `instead_of`: both are named like a text,
    /// and their values do not decide.
    MoreText {
        column: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instead_of: Option<String>,
    },
    /// No column of words is read.
    NoText { has_keywords: bool },
    /// No tone is read, though this column seems to contain it.
    ToneNotRead { column: String },
    /// The values of the tone column fit several scales.
    ToneUndecided { column: String },
    /// A spreadsheet has rounded the ids.
    RoundedIds { column: String, line: u64 },
    /// A column named like a tone holds whole numbers that may be votes.
    VotesNotTone { column: String },
    /// A column named like a tone holds numbers of no scale.
    NumbersNotTone { column: String },
    /// Articles that copy an earlier one by another author.
    NearCopies { rows: u64 },
    /// Texts that several accounts wrote word for word.
    CopiedTexts { texts: u64, line: u64, accounts: u64, fewest: u64 },
    /// The file has the same bytes as an earlier one.
    SameBytes { first: String },
    /// A column of authors that has the same value in every row, or another one in each.
    NoAuthor { column: String, is_constant: bool },
    /// More than one row in twenty cannot be read.
    ManyRejected { rows: u64, of: u64 },
    /// Tones that are not in the vocabulary.
    UnknownTones { rows: u64 },
    /// Kinds of conversation that are not known words.
    UnknownKinds { rows: u64 },
    /// Stages of handling that are not known words.
    UnknownStages { rows: u64 },
    /// A column named like a stage of handling holds other words.
    StatusNotRead { column: String },
    /// Departments that the brief does not name.
    UnknownDepartments { rows: u64 },
    /// Cells of minutes of work that are not minutes.
    UnreadableMinutes { rows: u64 },
    /// Cells of reach or engagement that are no counts.
    UnreadableNumbers { field: String, rows: u64 },
    /// The brief names sheets of a file that is no workbook.
    SheetsWithoutWorkbook,
    /// Rows that a list under `exclude` takes out.
    Excluded { list: String, rows: u64 },
    /// Local times that came twice or not at all, because the clock was changed.
    ClockChanges { rows: u64 },
    /// A pattern of `exports[].files` matches no file.
    UnusedPattern { pattern: String },
    /// Two channels of the brief claim the same source or host.
    ClaimedTwice { kind: String, word: String, first: String, second: String },
    /// A keyword is so short that it matches by chance.
    ShortKeyword { key: String, word: String },
}

/// Why the times of a column are in doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum TimeDoubt {
    /// They are after the year 2100, as in another calendar.
    FarAhead,
    /// Days up to 12 are written in one layout and later days in another: a spreadsheet has exchanged day and month of the first.
    Exchanged,
    /// They are within a day, and another column says how long ago each was.
    Collected {
        /// The other column.
        ago: String,
    },
    /// Each place has one.
    OfThePlace {
        /// The column of the place.
        place: String,
    },
    /// They look like times of collection, and another column that is not read has earlier ones.
    Elsewhere {
        /// The other column.
        other: String,
    },
    /// They have one time of day on every day, so they are days.
    OneClock,
    /// They are read in the standard time of a zone that has summer time for some of them.
    StandardTime {
        /// How they are read.
        zone: String,
        /// The zone with summer time.
        civil: String,
    },
    /// A column that is not read looks like a part of them: a zone, a time of day.
    PartNotRead {
        /// The column.
        part: String,
    },
}

/// Why a sheet of a workbook is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnreadSheet {
    /// No line of it is a header of mentions.
    NoMentions,
    /// It holds mentions, in other columns than the first sheet.
    OtherColumns,
    /// It is hidden.
    Hidden,
    /// It breaks off, or its cells are out of order.
    Broken,
    /// `exports[].sheets` names others.
    NotNamed,
}

/// What decided the time zone of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ZoneSource {
    /// Every time has its own offset.
    Offsets,
    /// `exports[].timezone` of the brief.
    Brief,
    /// The name of the time column.
    ColumnName {
        /// The name.
        column: String,
    },
    /// The abbreviation after the times.
    Abbreviation {
        /// The abbreviation.
        text: String,
    },
    /// Several abbreviations, each for its own value.
    Abbreviations {
        /// Each abbreviation with its rows, the most frequent first.
        rows: Vec<(String, u64)>,
    },
    /// The times in the ids of posts.
    Ids {
        /// Name of the network.
        network: String,
        /// Rows that agree.
        rows: u64,
        /// Rows that have both.
        of: u64,
    },
    /// The epochs in another column.
    Epochs {
        /// The column.
        column: String,
        /// Rows that agree.
        rows: u64,
        /// Rows that have both.
        of: u64,
    },
    /// Another column, which names one zone for all rows.
    Column {
        /// The column.
        column: String,
    },
    /// The zone that the lines above the header name.
    Preamble,
    /// The times in the lines above the header.
    PreambleTimes,
    /// The zone of the format.
    Format {
        /// It is assumed, not verified.
        is_believed: bool,
    },
    /// Nothing: it is `timing.timezone` of the brief.
    Default,
}

/// What decided whether day or month comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum OrderSource {
    /// `exports[].date_order` of the brief.
    Brief,
    /// A row that allows only one order. Its time is not kept: `provenance.json` and the report repeat no cell.
    Row {
        /// Its line, from 1.
        line: u64,
    },
}

/// A remark about a month that is taken from the history of a project, or a file of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum HistoryNote {
    /// The name of the file is not a month.
    NotAMonth {
        /// Path relative to the project.
        file: String,
    },
    /// No export has a row of the month, so it is taken from its file.
    FromHistory {
        /// As in `2028-05`.
        month: String,
        /// Path relative to the project.
        file: String,
    },
    /// The file is of an earlier version, so its response times are for the target of that time only.
    OneTarget {
        /// As in `2028-05`.
        month: String,
        /// Path relative to the project.
        file: String,
    },
    /// The file cannot be read, and the exports have the month.
    NotNeeded {
        /// As in `2028-05`.
        month: String,
        /// The error.
        error: String,
    },
}

/// Why a file below `exports/` is skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Its name, or that of its folder, begins with a dot.
    Hidden,
    /// A lock file of an office program.
    LockFile,
    /// A file of the operating system.
    SystemFile,
    /// A link to a folder that contains it.
    LinkLoop,
    /// Neither a file nor a folder.
    Special,
}

impl Note {
    /// The stable name of its kind, for scripts and for `--allow`.
    ///
    /// # Examples
    ///
    /// ```
    /// use socialmap::note::Note;
    /// assert_eq!(Note::MendedRows { rows: 2 }.code(), "mended_rows");
    /// ```
    pub fn code(&self) -> &'static str {
        match self {
            Self::DescriptionRow { .. } => "description_row",
            Self::SeveralTables { .. } => "several_tables",
            Self::AnotherTable { .. } => "another_table",
            Self::BrokenBytes { .. } => "broken_bytes",
            Self::CutCharacter => "cut_character",
            Self::GarbledText { .. } => "garbled_text",
            Self::MendedRows { .. } => "mended_rows",
            Self::MendedHeader { .. } => "mended_header",
            Self::SheetJoined { .. } => "sheet_joined",
            Self::SheetNotRead { .. } => "sheet_not_read",
            Self::ByteOrderMarks { .. } => "byte_order_marks",
            Self::RepeatedHeaders { .. } => "repeated_headers",
            Self::RepeatedColumn { .. } => "repeated_column",
            Self::DateOrderContradicted { .. } => "date_order_contradicted",
            Self::ZoneContradicted { .. } => "zone_contradicted",
            Self::ZoneAssumed { .. } => "zone_assumed",
            Self::DuplicatesDiffer { .. } => "duplicates_differ",
            Self::SharedIds { .. } => "shared_ids",
            Self::RowNumbers { .. } => "row_numbers",
            Self::RoundedThreads { .. } => "rounded_threads",
            Self::PlaceColumn { .. } => "place_column",
            Self::UnknownFlags { .. } => "unknown_flags",
            Self::DoubtfulTimes { .. } => "doubtful_times",
            Self::TimeChosen { .. } => "time_chosen",
            Self::MidnightsAreDays { .. } => "midnights_are_days",
            Self::NetworkProved { .. } => "network_proved",
            Self::TextNotRead { .. } => "text_not_read",
            Self::MoreText { .. } => "more_text",
            Self::RoundedAuthors { .. } => "rounded_authors",
            Self::NoAuthor { .. } => "no_author",
            Self::TextChosen { .. } => "text_chosen",
            Self::CrowdedThreads { .. } => "crowded_threads",
            Self::AmbiguousZone { .. } => "ambiguous_zone",
            Self::NoText { .. } => "no_text",
            Self::ToneNotRead { .. } => "tone_not_read",
            Self::ToneUndecided { .. } => "tone_undecided",
            Self::RoundedIds { .. } => "rounded_ids",
            Self::VotesNotTone { .. } => "votes_not_tone",
            Self::NumbersNotTone { .. } => "numbers_not_tone",
            Self::NearCopies { .. } => "near_copies",
            Self::CopiedTexts { .. } => "copied_texts",
            Self::SameBytes { .. } => "same_bytes",
            Self::ManyRejected { .. } => "many_rejected",
            Self::UnknownTones { .. } => "unknown_tones",
            Self::UnknownKinds { .. } => "unknown_kinds",
            Self::UnknownStages { .. } => "unknown_stages",
            Self::StatusNotRead { .. } => "status_not_read",
            Self::UnknownDepartments { .. } => "unknown_departments",
            Self::UnreadableMinutes { .. } => "unreadable_minutes",
            Self::UnreadableNumbers { .. } => "unreadable_numbers",
            Self::SheetsWithoutWorkbook => "sheets_without_workbook",
            Self::Excluded { .. } => "excluded",
            Self::ClockChanges { .. } => "clock_changes",
            Self::UnusedPattern { .. } => "unused_pattern",
            Self::ClaimedTwice { .. } => "claimed_twice",
            Self::ShortKeyword { .. } => "short_keyword",
        }
    }

    /// Whether the report may be wrong because of it: `--strict` fails on a doubt, unless `--allow` names its code.
    pub fn is_doubt(&self) -> bool {
        use UnreadSheet::{Broken, OtherColumns};
        match self {
            Self::SheetNotRead { reason, .. } => matches!(reason, OtherColumns | Broken),
            Self::NoText { has_keywords } => *has_keywords,
            Self::MoreText { instead_of, .. } => instead_of.is_some(),
            _ => DOUBTS.contains(&self.code()),
        }
    }
}

/// The codes of all notes that are doubts; three of them are so for some reasons only.
pub const DOUBTS: [&str; 19] = [
    "ambiguous_zone",
    "broken_bytes",
    "crowded_threads",
    "date_order_contradicted",
    "doubtful_times",
    "duplicates_differ",
    "many_rejected",
    "more_text",
    "no_text",
    "sheet_not_read",
    "text_chosen",
    "text_not_read",
    "time_chosen",
    "tone_not_read",
    "tone_undecided",
    "unknown_flags",
    "unreadable_minutes",
    "unreadable_numbers",
    "zone_contradicted",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_name_in_json() {
        for note in [
            Note::CutCharacter,
            Note::DescriptionRow { line: 2 },
            Note::ZoneAssumed { column: "Date".into(), zone: "UTC".into() },
            Note::ShortKeyword { key: "keywords.brand".into(), word: "app".into() },
        ] {
            let json = serde_json::to_value(&note).unwrap();
            assert_eq!(json["code"], note.code());
            assert_eq!(serde_json::from_value::<Note>(json).unwrap(), note);
        }
    }
}
