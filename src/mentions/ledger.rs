//! Counts the outcome of every row, per file and in total: the rows read are the sum of the seven outcomes.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::RowStatus;
use super::handle_time::HandleTime;
use super::reader::{Reading, Unknown};
use super::rejection::RejectReason;
use super::survey::Plan;
use super::tone::{Scale, ScaleKind};
use crate::brief::DateOrder;
use crate::note::{Note, OrderSource, SkipReason, ZoneSource};
use crate::tally::{Key, Tally};
use crate::units::Date;

/// The report notes a file of which more than one row in this many is rejected.
const MANY_REJECTED: u64 = 20;

/// What became of a row, in the order of docs/method.md, Outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Could not be read.
    Rejected,
    /// Dated in no reported period.
    OutsidePeriod,
    /// Readable and dated in a reported period.
    Within(RowStatus),
}

impl Outcome {
    /// The outcome of a readable row.
    pub fn of(status: RowStatus, is_reported: bool) -> Self {
        if is_reported { Self::Within(status) } else { Self::OutsidePeriod }
    }

    /// The name in output files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rejected => "rejected",
            Self::OutsidePeriod => "outside_period",
            Self::Within(RowStatus::Duplicate) => "duplicate",
            Self::Within(RowStatus::Own) => "own",
            Self::Within(RowStatus::Repost) => "repost",
            Self::Within(RowStatus::NotRelevant) => "not_relevant",
            Self::Within(RowStatus::Used) => "used",
        }
    }
}

impl Outcome {
    /// All, in their order.
    pub const ALL: [Self; 7] = [
        Self::Rejected,
        Self::OutsidePeriod,
        Self::Within(RowStatus::Duplicate),
        Self::Within(RowStatus::Own),
        Self::Within(RowStatus::Repost),
        Self::Within(RowStatus::NotRelevant),
        Self::Within(RowStatus::Used),
    ];
}

impl Key for Outcome {
    type Counts = [u64; 7];

    fn index(self) -> usize {
        match self {
            Self::Rejected => 0,
            Self::OutsidePeriod => 1,
            Self::Within(status) => 2 + status.index(),
        }
    }

    fn at(index: usize) -> Self {
        Self::ALL[index]
    }
}

/// `read` and every outcome by its word.
impl Serialize for Tally<Outcome> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let outcomes = self.iter().map(|(outcome, rows)| (outcome.word(), rows));
        serializer.collect_map([("read", self.total())].into_iter().chain(outcomes))
    }
}

impl<'de> Deserialize<'de> for Tally<Outcome> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rows = BTreeMap::<String, u64>::deserialize(deserializer)?;
        let rows_of = |outcome: Outcome| {
            let missing = || D::Error::missing_field(outcome.word());
            rows.get(outcome.word()).copied().ok_or_else(missing)
        };
        let mut tally = Self::default();
        for outcome in Outcome::ALL {
            tally.add(outcome, rows_of(outcome)?);
        }
        Ok(tally)
    }
}

/// How one export was read, and the outcomes of its rows: the keys of `inputs` in `provenance.json`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Input {
    /// Path relative to the project, `/` between folders.
    pub name: String,
    /// Size of the file.
    pub bytes: u64,
    /// Hash of the file, hexadecimal.
    pub sha256: String,
    /// Id of the format.
    pub format: String,
    /// `utf-8`, `utf-16le`, …
    pub encoding: String,
    /// `,`, `;`, `tab`, …
    pub delimiter: String,
    /// Line of the header, from 1.
    pub header_line: u64,
    /// Zone of naive times; `None`: each time states its own.
    pub timezone: Option<String>,
    /// What decided the zone.
    pub timezone_from: ZoneSource,
    /// `dmy` or `mdy` where the layout leaves it open.
    pub date_order: Option<DateOrder>,
    /// What decided the order.
    pub date_order_from: Option<OrderSource>,
    /// How tone is written in it.
    pub sentiment_scale: Option<ScaleKind>,
    /// The outcomes of its rows.
    pub rows: Tally<Outcome>,
    /// Tones that are not in the vocabulary, with their rows, most first; only for the analyst.
    #[serde(skip)]
    pub unknown_tones: Vec<(String, u64)>,
    /// Kinds of conversation that are not known words, with their rows, most first; only for the analyst.
    #[serde(skip)]
    pub unknown_kinds: Vec<(String, u64)>,
    /// Stages of handling that are not known words, with their rows, most first; only for the analyst.
    #[serde(skip)]
    pub unknown_stages: Vec<(String, u64)>,
    /// Departments that the brief does not name, with their rows, most first; only for the analyst.
    #[serde(skip)]
    pub unknown_departments: Vec<(String, u64)>,
    /// Remarks for the reader of the report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

impl Input {
    /// How an export was read, with its hash; the outcomes are not counted yet.
    pub fn new(plan: &Plan, sha256: &str) -> Self {
        let (date_order, date_order_from) = plan.order.clone().unzip();
        let timezone_from =
            if plan.is_zoned { ZoneSource::Offsets } else { plan.zone.from.clone() };
        let is_in_value =
            matches!(timezone_from, ZoneSource::Offsets | ZoneSource::Abbreviations { .. });
        Self {
            name: plan.export.name.clone(),
            bytes: plan.export.bytes,
            sha256: sha256.to_owned(),
            format: plan.format.id.clone(),
            encoding: plan.table.encoding.to_string(),
            delimiter: plan.table.delimiter_name(),
            header_line: plan.table.header_line,
            timezone: (!is_in_value).then(|| plan.zone.name.clone()),
            timezone_from,
            date_order,
            date_order_from,
            sentiment_scale: plan.scale.map(Scale::kind),
            rows: Tally::default(),
            unknown_tones: Vec::new(),
            unknown_kinds: Vec::new(),
            unknown_stages: Vec::new(),
            unknown_departments: Vec::new(),
            notes: plan.notes.clone(),
        }
    }
}

/// Collects the outcomes of rows while they are read.
#[derive(Debug)]
pub struct Recorder {
    /// The exports that were read to their end.
    inputs: Vec<Input>,
    rejected: Vec<u64>,
    first_rejected: Vec<Option<(u64, RejectReason)>>,
    /// Readable rows of each file by local day, because the reported days may be known only after all rows are read.
    rows: Vec<BTreeMap<Date, Tally<RowStatus>>>,
    unknown_tones: Vec<WordCounts>,
    unknown_kinds: Vec<WordCounts>,
    unknown_stages: Vec<WordCounts>,
    unknown_departments: Vec<WordCounts>,
    clock_changes: Vec<u64>,
    unreadable_minutes: Vec<u64>,
    /// Of reach and of engagement.
    unreadable_numbers: Vec<[u64; 2]>,
    unknown_channels: WordCounts,
    notes: Vec<Vec<Note>>,
}

/// Words with their counts. Only [`Self::MOST`] of them are kept, because hostile input may have a new word in every row; `rows` counts all.
#[derive(Debug, Clone, Default)]
struct WordCounts {
    rows: u64,
    words: BTreeMap<String, u64>,
}

impl WordCounts {
    const MOST: usize = 1000;

    fn add(&mut self, word: &str) {
        let word: String = word.chars().take(60).collect();
        self.rows += 1;
        if let Some(count) = self.words.get_mut(&word) {
            *count += 1;
        } else if self.words.len() < Self::MOST {
            self.words.insert(word, 1);
        }
    }

    /// The most frequent first, then by name.
    fn ranked(&self) -> Vec<(String, u64)> {
        let mut ranked: Vec<_> =
            self.words.iter().map(|(word, count)| (word.clone(), *count)).collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        ranked
    }
}

impl Recorder {
    /// Starts with nothing counted.
    pub fn new(exports: usize) -> Self {
        Self {
            inputs: Vec::with_capacity(exports),
            rejected: vec![0; exports],
            first_rejected: vec![None; exports],
            rows: vec![BTreeMap::new(); exports],
            unknown_tones: vec![WordCounts::default(); exports],
            unknown_kinds: vec![WordCounts::default(); exports],
            unknown_stages: vec![WordCounts::default(); exports],
            unknown_departments: vec![WordCounts::default(); exports],
            clock_changes: vec![0; exports],
            unreadable_minutes: vec![0; exports],
            unreadable_numbers: vec![[0; 2]; exports],
            unknown_channels: WordCounts::default(),
            notes: vec![Vec::new(); exports],
        }
    }

    /// Adds a remark on a file.
    pub fn note(&mut self, file: usize, note: Note) {
        self.notes[file].push(note);
    }

    /// Counts a row of a file that cannot be read.
    pub fn reject(&mut self, file: usize, line: u64, reason: &RejectReason) {
        self.rejected[file] += 1;
        self.first_rejected[file].get_or_insert_with(|| (line, reason.clone()));
    }

    /// Counts a readable row of a file.
    pub fn count(&mut self, file: usize, reading: &Reading, status: RowStatus) {
        let day = reading.mention.local.date();
        self.rows[file].entry(day).or_default().add(status, 1);
        if let Some(unknown) = &reading.unknown {
            self.unknown(file, unknown);
        }
        self.clock_changes[file] += u64::from(reading.is_at_clock_change);
        let is_unreadable = reading.mention.handle_time == HandleTime::Unreadable;
        self.unreadable_minutes[file] += u64::from(is_unreadable);
    }

    /// Counts values that no vocabulary has.
    fn unknown(&mut self, file: usize, unknown: &Unknown) {
        if let Some(word) = &unknown.tone {
            self.unknown_tones[file].add(word);
        }
        if let Some(word) = &unknown.kind {
            self.unknown_kinds[file].add(word);
        }
        if let Some(word) = &unknown.stage {
            self.unknown_stages[file].add(word);
        }
        if let Some(word) = &unknown.department {
            self.unknown_departments[file].add(word);
        }
        if let Some(word) = &unknown.channel {
            self.unknown_channels.add(word);
        }
        let [reach, engagement] = &mut self.unreadable_numbers[file];
        *reach += u64::from(unknown.reach);
        *engagement += u64::from(unknown.engagement);
    }

    /// Adds an export whose rows have all been counted.
    pub fn end(&mut self, input: Input) {
        self.inputs.push(input);
    }

    /// Returns the outcomes of the rows of each export, given which days are reported.
    pub fn close(
        self,
        skipped: Vec<(String, SkipReason)>,
        is_reported: impl Fn(Date) -> bool,
    ) -> Ledger {
        let mut inputs: Vec<Input> = Vec::with_capacity(self.inputs.len());
        for (index, mut input) in self.inputs.into_iter().enumerate() {
            input.rows.add(Outcome::Rejected, self.rejected[index]);
            for (&day, rows) in &self.rows[index] {
                let is_reported = is_reported(day);
                for (status, rows) in rows.iter() {
                    input.rows.add(Outcome::of(status, is_reported), rows);
                }
            }
            if let Some(first) = inputs.iter().find(|earlier| earlier.sha256 == input.sha256) {
                input.notes.push(Note::SameBytes { first: first.name.clone() });
            }
            let (rejected, read) = (self.rejected[index], input.rows.total());
            if rejected * MANY_REJECTED > read {
                input.notes.push(Note::ManyRejected { rows: rejected, of: read });
            }
            if let rows @ 1.. = self.unknown_tones[index].rows {
                input.notes.push(Note::UnknownTones { rows });
                input.unknown_tones = self.unknown_tones[index].ranked();
            }
            if let rows @ 1.. = self.unknown_kinds[index].rows {
                input.notes.push(Note::UnknownKinds { rows });
                input.unknown_kinds = self.unknown_kinds[index].ranked();
            }
            if let rows @ 1.. = self.unknown_stages[index].rows {
                input.notes.push(Note::UnknownStages { rows });
                input.unknown_stages = self.unknown_stages[index].ranked();
            }
            if let rows @ 1.. = self.unknown_departments[index].rows {
                input.notes.push(Note::UnknownDepartments { rows });
                input.unknown_departments = self.unknown_departments[index].ranked();
            }
            if let rows @ 1.. = self.unreadable_minutes[index] {
                input.notes.push(Note::UnreadableMinutes { rows });
            }
            for (field, rows) in
                ["reach", "engagement"].into_iter().zip(self.unreadable_numbers[index])
            {
                if rows > 0 {
                    input.notes.push(Note::UnreadableNumbers { field: field.to_owned(), rows });
                }
            }
            input.notes.extend(self.notes[index].iter().cloned());
            if let rows @ 1.. = self.clock_changes[index] {
                input.notes.push(Note::ClockChanges { rows });
            }
            inputs.push(input);
        }
        if let [only] = inputs.as_mut_slice() {
            // Row numbers are ambiguous only between files.
            only.notes.retain(|note| !matches!(note, Note::RowNumbers { .. }));
        }
        Ledger {
            inputs,
            skipped,
            unknown_channels: self.unknown_channels.ranked(),
            first_rejected: self.first_rejected,
        }
    }
}

/// The inputs of a build, in order of their paths.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// One per export.
    pub inputs: Vec<Input>,
    /// Skipped files below `exports/`, with the reason.
    pub skipped: Vec<(String, SkipReason)>,
    /// Raw channel values that fell to `other`, with their rows, most first.
    pub unknown_channels: Vec<(String, u64)>,
    /// The line of the first rejected row of each input, and the reason; they hold cells, so no output repeats them but the messages.
    #[serde(skip)]
    pub first_rejected: Vec<Option<(u64, RejectReason)>>,
}

impl Ledger {
    /// The sum over all inputs.
    pub fn total(&self) -> Tally<Outcome> {
        let mut total = Tally::default();
        for input in &self.inputs {
            total.merge(&input.rows);
        }
        total
    }
}
