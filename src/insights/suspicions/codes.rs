//! The stable names of suspicions, and which of them are doubts.

use super::Suspicion;

/// The codes of all suspicions that are doubts.
pub const CODES: [&str; 18] = [
    "capped",
    "gap",
    "tool_changed",
    "column_stopped",
    "other_channel",
    "half_unused",
    "own_unmatched",
    "competitors_unmatched",
    "fixed_zone",
    "unused_keys",
    "not_covered",
    "silence",
    "rows_in_gap",
    "rows_in_silence",
    "stray_dates",
    "empty_period",
    "audit_unused",
    "misplaced_file",
];

impl Suspicion {
    /// The stable name of its kind, for scripts and for `--allow`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Capped { .. } => "capped",
            Self::Gap { .. } => "gap",
            Self::ToolChanged { .. } => "tool_changed",
            Self::ColumnStopped { .. } => "column_stopped",
            Self::OtherChannel { .. } => "other_channel",
            Self::NotMeasured(_) => "not_measured",
            Self::HalfUnused { .. } => "half_unused",
            Self::OwnUnmatched => "own_unmatched",
            Self::CompetitorsUnmatched(_) => "competitors_unmatched",
            Self::FixedZone { .. } => "fixed_zone",
            Self::FewReviews(_) => "few_reviews",
            Self::EngagedUnheard => "engaged_unheard",
            Self::Unserved(_) => "unserved_objectives",
            Self::AdvocatesUnmatched(_) => "advocates_unmatched",
            Self::NothingEstimated(_) => "nothing_estimated",
            Self::EstimateUnaudited => "estimate_unaudited",
            Self::UnusedKeys(_) => "unused_keys",
            Self::NotCovered { .. } => "not_covered",
            Self::Silent { .. } => "silence",
            Self::RowsInGap { .. } => "rows_in_gap",
            Self::RowsInSilence { .. } => "rows_in_silence",
            Self::StrayDates { .. } => "stray_dates",
            Self::EmptyPeriod { .. } => "empty_period",
            Self::AuditUnused { .. } => "audit_unused",
            Self::Misplaced { .. } => "misplaced_file",
        }
    }

    /// Whether the report may be wrong because of it: `--strict` fails on a doubt, unless `--allow` names its code.
    pub fn is_doubt(&self) -> bool {
        CODES.contains(&self.code())
    }

    /// The file that it is about.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Capped { file, .. }
            | Self::HalfUnused { file, .. }
            | Self::AuditUnused { file, .. }
            | Self::Misplaced { file } => Some(file),
            _ => None,
        }
    }
}
