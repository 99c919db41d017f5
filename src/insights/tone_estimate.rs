//! The tone of mentions whose export gives no label, estimated by a list of words, where the brief asks for it.
//!
//! It stands beside the labels and is in no other figure. It is shown only with an audit of its own rows; else it is said why it is not
//! (docs/method.md, Tone by word list).

use std::collections::BTreeMap;

use super::strata::FEWEST_ESTIMATED;
use super::{Agreement, AuditedTone, NoCorrection, Period, ToneAudit, ToneFigures};
use crate::brief::{Brief, Estimating};
use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;
use crate::rollup::Rollup;
use crate::tally::Tally;

/// The estimated tone of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct ToneEstimate {
    /// Mentions whose export gives no label; those without an estimate, which are not known to be English, are unscored.
    pub counts: Tally<Tone>,
    /// The same by channel: the place of each in the report, where it has such mentions.
    pub channels: Vec<(usize, Tally<Tone>)>,
    /// The tone as people see it, and how often they agree with the word list; or why nothing is shown.
    pub seen: Result<(AuditedTone, Agreement), NotShown>,
}

/// What people say of mentions whose tone the word list estimates.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct EstimateAudit {
    /// Those that people labelled.
    pub rows: u64,
    /// Their tone as people see it, and how often people agree with the word list. `None`: too few rows, in all or of a tone.
    pub seen: Option<(AuditedTone, Agreement)>,
}

/// Why an estimate that the brief asks for is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotShown {
    /// A month of the period is no longer in the exports, so no audit can be made.
    Gone,
    /// Every mention has a label of its export.
    AllLabelled,
    /// No mention without a label is known to be English.
    NoEnglish,
    /// Nobody has labelled a sample of the period.
    NoAudit,
    /// People passed over so many of the drawn mentions that the others are no sample.
    NoSample,
    /// People have labelled so few of the estimated mentions.
    FewRows(u64),
    /// They have labelled under two mentions of a tone that the word list gives.
    FewOfTone,
}

impl NotShown {
    /// The name in `summary.json`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::AllLabelled => "all_labelled",
            Self::NoEnglish => "no_english",
            Self::NoAudit => "no_audit",
            Self::NoSample => "no_sample",
            Self::FewRows(_) => "few_rows",
            Self::FewOfTone => "few_of_tone",
        }
    }
}

impl ToneEstimate {
    /// Mentions with an estimate.
    pub fn mentions(&self) -> u64 {
        self.counts.labelled()
    }

    /// Net sentiment by the word list, in points; `None` without an estimated mention.
    pub fn net(&self) -> Option<f64> {
        ToneFigures::of(self.counts, None).net
    }
}

/// The estimate of a period, if the brief asks for it. `order` has the channels in the order of the report.
pub(super) fn tone_estimate(
    (rollup, brief): (&Rollup, &Brief),
    period: &Period,
    order: &[ChannelIx],
    audit: Option<&ToneAudit>,
) -> Option<ToneEstimate> {
    let is_gone = rollup.history.months(period.from, period.to).next().is_some();
    let is_asked = brief.tone_estimate == Estimating::Wordlist;
    is_asked.then(|| of_period(rollup, period, order, audit, is_gone))
}

fn of_period(
    rollup: &Rollup,
    period: &Period,
    order: &[ChannelIx],
    audit: Option<&ToneAudit>,
    is_gone: bool,
) -> ToneEstimate {
    let mut by_channel: BTreeMap<ChannelIx, Tally<Tone>> = BTreeMap::new();
    for (_, channel, counts) in rollup.volume.between(period.from, period.to) {
        let tally = by_channel.entry(channel).or_default();
        tally.merge(&counts.estimates);
        tally.add(Tone::Unscored, counts.without_tone());
    }
    let channels = order.iter().enumerate();
    let channels = channels.filter_map(|(place, channel)| Some((place, *by_channel.get(channel)?)));
    let channels: Vec<_> = channels.filter(|(_, counts)| counts.total() > 0).collect();
    let mut counts = Tally::default();
    for (_, more) in &channels {
        counts.merge(more);
    }
    let seen = match audit {
        _ if is_gone => Err(NotShown::Gone),
        _ if counts.total() == 0 => Err(NotShown::AllLabelled),
        _ if counts.labelled() == 0 => Err(NotShown::NoEnglish),
        None => Err(NotShown::NoAudit),
        Some(audit) if audit.missing == Some(NoCorrection::NoSample) => Err(NotShown::NoSample),
        Some(ToneAudit { estimated, .. }) => estimated.seen.ok_or(match estimated.rows {
            rows @ ..FEWEST_ESTIMATED => NotShown::FewRows(rows),
            _ => NotShown::FewOfTone,
        }),
    };
    ToneEstimate { counts, channels, seen }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::Estimate;
    use crate::mentions::content::Content;
    use crate::mentions::{Mention, RowStatus};
    use crate::rollup::sample::{mention, other_channel};

    fn rollup(estimates: &[Option<Tone>]) -> Rollup {
        let mut rollup = Rollup::default();
        rollup.add(&mention("2028-05-01T10:00"), RowStatus::Used);
        for tone_estimate in estimates {
            let content = Content { tone_estimate: *tone_estimate, ..Content::default() };
            let one = Mention { tone: Tone::Unscored, content, ..mention("2028-05-02T10:00") };
            rollup.add(&one, RowStatus::Used);
        }
        rollup
    }

    fn of(rollup: &Rollup, audit: Option<EstimateAudit>, is_gone: bool) -> ToneEstimate {
        let audit = audit.map(|estimated| ToneAudit { estimated, ..ToneAudit::default() });
        let order = [other_channel(), ChannelIx::FIRST];
        let period = Period::parse("2028-05").unwrap();
        of_period(rollup, &period, &order, audit.as_ref(), is_gone)
    }

    #[test]
    fn labels_are_not_in_the_estimate() {
        let share = Estimate { value: 0.6, low: 0.5, high: 0.7 };
        let tone = AuditedTone { mentions: 3, rows: 50, net: share, shares: [share; 3] };
        let seen = EstimateAudit { rows: 50, seen: Some((tone, Agreement { share, kappa: None })) };
        let rollup =
            rollup(&[Some(Tone::Negative), Some(Tone::Negative), Some(Tone::Positive), None]);
        let estimate = of(&rollup, Some(seen), false);
        assert_eq!(*estimate.counts.counts(), [1, 0, 2, 1]);
        assert_eq!((estimate.mentions(), estimate.net().map(f64::round)), (3, Some(-33.0)));
        assert_eq!(estimate.channels, [(1, estimate.counts)]);
        assert_eq!(estimate.seen.ok(), seen.seen);
    }

    #[test]
    fn what_is_not_shown_has_a_reason() {
        let english = rollup(&[Some(Tone::Neutral); 60]);
        let audit = |rows| Some(EstimateAudit { rows, seen: None });
        let why = |rollup: &Rollup, audit, is_gone| of(rollup, audit, is_gone).seen.unwrap_err();
        assert_eq!(why(&rollup(&[]), None, false), NotShown::AllLabelled);
        assert_eq!(why(&rollup(&[None]), audit(3), false), NotShown::NoEnglish);
        assert_eq!(why(&english, None, false), NotShown::NoAudit);
        assert_eq!(why(&english, audit(12), false), NotShown::FewRows(12));
        assert_eq!(why(&english, audit(50), false), NotShown::FewOfTone);
        assert_eq!(why(&english, audit(50), true), NotShown::Gone);
        let missing = Some(NoCorrection::NoSample);
        let passed_over = ToneAudit { missing, ..ToneAudit::default() };
        let period = Period::parse("2028-05").unwrap();
        let estimate = of_period(&english, &period, &[ChannelIx::FIRST], Some(&passed_over), false);
        assert_eq!(estimate.seen, Err(NotShown::NoSample));
        assert_eq!(of(&rollup(&[None]), None, false).net(), None);
    }
}
