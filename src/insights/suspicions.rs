//! What the counts of the exports make one doubt: an export that was cut, days that are missing, a tool that was changed, a column
//! that stopped, channels that nothing knows, a property that no export states.
//!
//! A suspicion is not an error: it changes no figure, and a person decides. So the threshold of each is strict: what was
//! seen would have a chance under e^-12 if nothing were wrong (docs/method.md, Suspicions). Words are made in `pages`.

mod codes;
mod missing_days;

use std::collections::BTreeMap;

use super::Period;
use super::tone_audit::NoCorrection;
use crate::brief::Brief;
use crate::mentions::channel::{ChannelIx, Channels};
use crate::mentions::ledger::Ledger;
use crate::rollup::coverage::Days;
use crate::rollup::{Coverage, Filled, Rollup};
use crate::units::Date;

pub use codes::CODES;
use missing_days::{gaps, is_declared, is_within_another, silences};

/// Row counts at which tools are known to cut an export.
const CAPS: [u64; 4] = [5_000, 10_000, 20_000, 50_000];

/// Expected events of which none came: e^-12 is the chance of that.
const EXPECTED: f64 = 12.0;

/// With fewer rows nothing is said of a tool or a column.
const ENOUGH: u64 = 20;

/// Raw channel values that are named.
const NAMED: usize = 3;

/// Something about the exports that a person should look at.
#[derive(Debug, Clone, PartialEq)]
pub enum Suspicion {
    /// A file has exactly as many rows as a tool gives at most.
    Capped {
        /// Name of the file.
        file: String,
        /// Its rows.
        rows: u64,
    },
    /// No export has a row of these days.
    Gap {
        /// First day without a row.
        from: Date,
        /// Last day without a row.
        to: Date,
        /// Rows that such days usually have, all together.
        usual: f64,
    },
    /// The rows of a channel come from one tool, then from another.
    ToolChanged {
        /// Name of the channel.
        channel: String,
        /// Id of the former format.
        before: String,
        /// Its last day.
        until: Date,
        /// Id of the later format.
        after: String,
        /// Its first day.
        since: Date,
    },
    /// A column was filled, then no more.
    ColumnStopped {
        /// What the column holds.
        property: Property,
        /// Name of the channel.
        channel: String,
        /// Id of the format.
        format: String,
        /// Last day on which it was filled.
        last: Date,
        /// Last day with a row.
        until: Date,
        /// Rows since.
        rows: u64,
    },
    /// More than a twentieth of the rows fell to the channel `other`.
    OtherChannel {
        /// These rows.
        rows: u64,
        /// All readable rows.
        of: u64,
        /// The exports' own words for their channels with their rows, most first, at most three; an empty word replaces one that is not repeated.
        raw: Vec<(String, u64)>,
    },
    /// No row of any export has this.
    NotMeasured(Property),
    /// Under half of the rows of a file are used.
    HalfUnused {
        /// Name of the file.
        file: String,
        /// Rows that are used.
        used: u64,
        /// All rows that are dated in a reported period or rejected.
        rows: u64,
    },
    /// No row is by one of the client's own accounts.
    OwnUnmatched,
    /// No row names any of these competitors.
    CompetitorsUnmatched(Vec<String>),
    /// A zone without summer time, which few people mean.
    FixedZone {
        /// Key of the brief.
        key: &'static str,
        /// The zone.
        zone: String,
    },
    /// The first year of the work has fewer reviews than it should have.
    FewReviews(u64),
    /// The client takes part, and the brief names no wave of listening before.
    EngagedUnheard,
    /// Objectives that no tactic of the brief serves, by their ids.
    Unserved(Vec<String>),
    /// Handles of advocates of the brief by whom no export has a used mention. Never published.
    AdvocatesUnmatched(Vec<String>),
    /// The brief asks for an estimate of tone, and there is no English mention without a label; this many have none.
    NothingEstimated(u64),
    /// The brief asks for an estimate of tone, and no reported period has an audit, without which it is not shown.
    EstimateUnaudited,
    /// Keys of the brief that are read and not used.
    UnusedKeys(Vec<&'static str>),
    /// Days of a channel that no export covers.
    NotCovered {
        /// Name of the channel.
        channel: String,
        /// First and last day of each run of days, in their order.
        runs: Vec<(Date, Date)>,
    },
    /// A channel has no row for a week or longer, though its exports cover these days, and had many before and after.
    Silent {
        /// Name of the channel.
        channel: String,
        /// First day without a row.
        from: Date,
        /// Last day without a row.
        to: Date,
        /// Rows that such days usually have, all together.
        usual: f64,
    },
    /// Rows of a channel on days that the brief names as not covered in it.
    RowsInGap {
        /// Name of the channel.
        channel: String,
        /// These rows.
        rows: u64,
        /// First day of the gap.
        from: Date,
        /// Last day of the gap.
        to: Date,
    },
    /// Rows of a channel on days that the brief names as silent in it.
    RowsInSilence {
        /// Name of the channel.
        channel: String,
        /// These rows.
        rows: u64,
        /// First of these days.
        from: Date,
        /// Last of these days.
        to: Date,
    },
    /// A few rows lie far from all others.
    StrayDates {
        /// These rows.
        rows: u64,
        /// First stray day.
        from: Date,
        /// Last stray day.
        to: Date,
    },
    /// A period that was asked for has no row.
    EmptyPeriod {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// People labelled mentions, and no tone is estimated from them.
    AuditUnused {
        /// The period.
        period: Period,
        /// The sheet.
        file: String,
        /// Rows with a label.
        rows: u64,
        /// Why not.
        why: NoCorrection,
    },
    /// A file of the project that looks like an input and is not read.
    Misplaced {
        /// Its name.
        file: String,
    },
}

/// A property of a mention that exports may leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Property {
    /// A tone label.
    Tone,
    /// Who wrote it.
    Author,
    /// In which language.
    Language,
}

impl Property {
    fn of(self, filled: &Filled) -> u64 {
        match self {
            Self::Tone => filled.tone,
            Self::Author => filled.author,
            Self::Language => filled.language,
        }
    }
}

impl Suspicion {
    /// The same without cells of an export, for what is published.
    #[must_use]
    pub fn without_cells(&self) -> Self {
        match self {
            Self::OtherChannel { rows, of, raw } if !raw.is_empty() => {
                Self::OtherChannel { rows: *rows, of: *of, raw: vec![(String::new(), 0)] }
            }
            other => other.clone(),
        }
    }

    /// Whether the report of this period must say so: what has days of its own concerns the periods that they touch, all else every one.
    pub fn concerns(&self, period: &Period) -> bool {
        let touches = |from: Date, to: Date| from <= period.to && to >= period.from;
        match self {
            Self::Gap { from, to, .. }
            | Self::Silent { from, to, .. }
            | Self::RowsInGap { from, to, .. }
            | Self::RowsInSilence { from, to, .. } => touches(*from, *to),
            Self::NotCovered { runs, .. } => runs.iter().any(|&(from, to)| touches(from, to)),
            Self::ToolChanged { until, since, .. } => touches(*until, *since),
            Self::ColumnStopped { last, until, .. } => touches(*last, *until),
            Self::Capped { .. }
            | Self::OtherChannel { .. }
            | Self::NotMeasured(_)
            | Self::HalfUnused { .. }
            | Self::StrayDates { .. }
            | Self::OwnUnmatched
            | Self::CompetitorsUnmatched(_) => true,
            Self::AuditUnused { period: of, .. } => of == period,
            // These concern who builds the report, not who reads it.
            Self::FixedZone { .. }
            | Self::FewReviews(_)
            | Self::EngagedUnheard
            | Self::Unserved(_)
            | Self::AdvocatesUnmatched(_)
            | Self::NothingEstimated(_)
            | Self::EstimateUnaudited
            | Self::UnusedKeys(_)
            | Self::EmptyPeriod { .. }
            | Self::Misplaced { .. } => false,
        }
    }
}

/// Looks at all exports together: first what concerns files, then days, then columns and channels.
///
/// Brief and channels must be those that the rollup was counted with.
pub fn suspicions(
    rollup: &Rollup,
    ledger: &Ledger,
    brief: &Brief,
    channels: &Channels,
) -> Vec<Suspicion> {
    let coverage = &rollup.coverage;
    let mut found = capped(ledger);
    found.extend(gaps(&coverage.days()).into_iter().filter(|gap| !is_declared(brief, gap)));
    found.extend(changed_tools(coverage, channels));
    found.extend(stopped_columns(coverage, channels));
    found.extend(other_channel(coverage, ledger, channels));
    found.extend(not_measured(coverage));
    found.extend(super::doubts::of_files(ledger));
    found.extend(super::doubts::of_brief(brief, rollup, channels));
    found.extend(super::doubts::of_days(brief, rollup, channels));
    found.extend(super::doubts::of_audits(rollup));
    let mut silences = silences(coverage, brief, channels);
    silences.retain(|silence| !is_within_another(silence, &found));
    found.extend(silences);
    found
}

fn capped(ledger: &Ledger) -> Vec<Suspicion> {
    let inputs = ledger.inputs.iter().filter(|input| CAPS.contains(&input.rows.total()));
    inputs
        .map(|input| Suspicion::Capped { file: input.name.clone(), rows: input.rows.total() })
        .collect()
}

fn changed_tools(coverage: &Coverage, channels: &Channels) -> Vec<Suspicion> {
    let mut tools: BTreeMap<ChannelIx, Vec<(Date, Date, &str)>> = BTreeMap::new();
    for (format, channel, days) in coverage.iter() {
        let rows: u64 = days.values().map(|filled| filled.rows).sum();
        if let (Some((&first, _)), Some((&last, _)), true) =
            (days.first_key_value(), days.last_key_value(), rows >= ENOUGH)
        {
            tools.entry(channel).or_default().push((first, last, format));
        }
    }
    let mut found = Vec::new();
    for (channel, mut tools) in tools {
        tools.sort_unstable();
        for pair in tools.windows(2) {
            let ((_, until, before), (since, _, after)) = (pair[0], pair[1]);
            if until <= since {
                found.push(Suspicion::ToolChanged {
                    channel: channels.get(channel).name.clone(),
                    before: before.to_owned(),
                    until,
                    after: after.to_owned(),
                    since,
                });
            }
        }
    }
    found
}

fn stopped_columns(coverage: &Coverage, channels: &Channels) -> Vec<Suspicion> {
    let mut found = Vec::new();
    for (format, channel, days) in coverage.iter() {
        for property in [Property::Tone, Property::Author, Property::Language] {
            if let Some((last, until, rows)) = stopped(&days, property) {
                found.push(Suspicion::ColumnStopped {
                    property,
                    channel: channels.get(channel).name.clone(),
                    format: format.to_owned(),
                    last,
                    until,
                    rows,
                });
            }
        }
    }
    found
}

/// The last day on which the column was filled, the last day with a row, and the rows between them, if so many rows without it are unlikely to be chance.
fn stopped(days: &Days, property: Property) -> Option<(Date, Date, u64)> {
    let (&last, _) = days.iter().rev().find(|(_, filled)| property.of(filled) > 0)?;
    let (&until, _) = days.last_key_value()?;
    let (mut before, mut since) = (Filled::default(), 0);
    for (&day, filled) in days {
        if day <= last {
            before.merge(filled);
        } else {
            since += filled.rows;
        }
    }
    // Laplace's rule: a column that was always filled is not certain to be.
    let share = (property.of(&before) + 1) as f64 / (before.rows + 2) as f64;
    let is_rare = since as f64 * -libm::log(1.0 - share) >= EXPECTED;
    (since >= ENOUGH && is_rare).then_some((last, until, since))
}

fn other_channel(coverage: &Coverage, ledger: &Ledger, channels: &Channels) -> Option<Suspicion> {
    let (mut rows, mut of) = (0, 0);
    for (_, channel, days) in coverage.iter() {
        let here: u64 = days.values().map(|filled| filled.rows).sum();
        of += here;
        rows += if channels.get(channel).id == "other" { here } else { 0 };
    }
    let raw = ledger.unknown_channels.iter().take(NAMED).cloned().collect();
    (rows * 20 > of).then_some(Suspicion::OtherChannel { rows, of, raw })
}

fn not_measured(coverage: &Coverage) -> Vec<Suspicion> {
    let mut all = Filled::default();
    for filled in coverage.iter().flat_map(|(.., days)| days.into_values()) {
        all.merge(&filled);
    }
    let missing = [Property::Tone, Property::Language].into_iter();
    let missing = missing.filter(|property| all.rows > 0 && property.of(&all) == 0);
    missing.map(Suspicion::NotMeasured).collect()
}

#[cfg(test)]
mod tests;
