//! Accounts for every row: read = the sum of the seven outcomes, per file and in total.

use crate::mentions::Standing;

/// What became of a row. The order of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Could not be read.
    Rejected,
    /// Dated in no reported period.
    OutsidePeriod,
    /// Readable and dated in a reported period.
    Within(Standing),
}

impl Outcome {
    /// The word of the interface.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rejected => "rejected",
            Self::OutsidePeriod => "outside_period",
            Self::Within(Standing::Duplicate) => "duplicate",
            Self::Within(Standing::Own) => "own",
            Self::Within(Standing::Repost) => "repost",
            Self::Within(Standing::NotRelevant) => "not_relevant",
            Self::Within(Standing::Used) => "used",
        }
    }
}

/// Rows by outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[allow(
    missing_docs,
    reason = "the names are the words of the contract, explained at `Outcome` and `Standing`"
)]
pub struct Outcomes {
    pub read: u64,
    pub rejected: u64,
    pub outside_period: u64,
    pub duplicate: u64,
    pub own: u64,
    pub repost: u64,
    pub not_relevant: u64,
    pub used: u64,
}

impl Outcomes {
    /// Counts one row.
    pub fn add(&mut self, outcome: Outcome) {
        self.read += 1;
        *match outcome {
            Outcome::Rejected => &mut self.rejected,
            Outcome::OutsidePeriod => &mut self.outside_period,
            Outcome::Within(Standing::Duplicate) => &mut self.duplicate,
            Outcome::Within(Standing::Own) => &mut self.own,
            Outcome::Within(Standing::Repost) => &mut self.repost,
            Outcome::Within(Standing::NotRelevant) => &mut self.not_relevant,
            Outcome::Within(Standing::Used) => &mut self.used,
        } += 1;
    }

    /// Adds other counts.
    pub fn merge(&mut self, other: &Self) {
        self.read += other.read;
        self.rejected += other.rejected;
        self.outside_period += other.outside_period;
        self.duplicate += other.duplicate;
        self.own += other.own;
        self.repost += other.repost;
        self.not_relevant += other.not_relevant;
        self.used += other.used;
    }

    /// Whether the rows read are the sum of the outcomes.
    pub fn reconcile(&self) -> bool {
        let parts = [
            self.rejected,
            self.outside_period,
            self.duplicate,
            self.own,
            self.repost,
            self.not_relevant,
            self.used,
        ];
        self.read == parts.iter().sum::<u64>()
    }
}

/// How one export was understood, and what became of its rows: the keys of `provenance.json` (contract section 8).
#[derive(Debug, Clone, serde::Serialize)]
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
    /// Zone of naive times, or `in the value`.
    pub timezone: String,
    /// What decided the zone.
    pub timezone_from: String,
    /// `dmy` or `mdy` where the layout leaves it open.
    pub date_order: Option<String>,
    /// What decided the order.
    pub date_order_from: Option<String>,
    /// How tone is written.
    pub sentiment_scale: Option<String>,
    /// What became of the rows.
    pub rows: Outcomes,
    /// What a reader of the report should know: repeated file, zone only assumed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// The inputs of a build, in order of their paths.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// One an export.
    pub inputs: Vec<Input>,
    /// Files below `exports/` that were passed over, with the reason.
    pub skipped: Vec<(String, String)>,
    /// Raw channel values that fell to `other`, with their rows, most first.
    pub unknown_channels: Vec<(String, u64)>,
}

impl Ledger {
    /// The sum over all inputs.
    pub fn total(&self) -> Outcomes {
        let mut total = Outcomes::default();
        for input in &self.inputs {
            total.merge(&input.rows);
        }
        total
    }
}
