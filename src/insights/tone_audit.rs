//! The tone audit: the tone that people see in a sample, extended to all mentions, and how far the labels of the exports agree with it.
//!
//! Prediction-powered inference in strata by channel and by label, or by the tone of the word list where an export gives none: each stratum's mean hand
//! label, weighted by its mentions. The label is constant within a stratum, so nothing is left to tune. docs/method.md, Tone audit, has the formulas, their check values and the simulated coverage.

mod agreement;
mod alpha;

use std::collections::BTreeMap;

use self::agreement::agreement;
use self::alpha::alpha;
use super::strata::{AuditLabel, FEWEST_ESTIMATED, Sizes, join_small};
use super::{EstimateAudit, Period, student};
use crate::brief::Kind;
use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;
use crate::rollup::Rollup;
use crate::rollup::audits::{Audit, AuditedMention};

/// Rows under which nothing is estimated.
pub const FEWEST_ROWS: u64 = 10;
/// The part of the drawn mentions, up to the last labelled one of each stratum, that people may pass over. Beyond it what they labelled is no sample.
const MOST_SKIPPED: f64 = 0.25;
/// What is added to the rows of a label for its variance, in equal parts to each class: a label that is always right in the sample is not always right.
const PRIOR: f64 = 1.0;
/// The tones that people see, with what they add to the net sentiment.
const TONES: [(Tone, f64); 3] =
    [(Tone::Positive, 1.0), (Tone::Neutral, 0.0), (Tone::Negative, -1.0)];

/// What an audit of a period shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ToneAudit {
    /// Rows of the sheet with a hand label.
    pub rows: u64,
    /// Drawn mentions without one: left blank in the sheet, or not in it.
    pub blank: u64,
    /// Why there is no corrected tone.
    pub missing: Option<NoCorrection>,
    /// The tone of the mentions with a label of the export; `None`: too few rows.
    pub labelled: Option<AuditedTone>,
    /// The tone of all mentions; `None`: too few rows, or all have a label of the export.
    pub all: Option<AuditedTone>,
    /// How often people agree with the labels of the export; `None`: too few rows.
    pub agreement: Option<Agreement>,
    /// The mentions whose tone the word list estimates.
    pub estimated: EstimateAudit,
    /// How far two people agree; `None`: no row has two hand labels, or all have one and the same.
    pub alpha: Option<Alpha>,
    /// The share of the mentions that are about the client; `None`: too few rows say so.
    pub relevant: Option<AuditedShare>,
    /// The share of the mentions with a kind whose kind people agree with; `None`: too few rows say so.
    pub kinds: Option<AuditedShare>,
}

/// Why no tone is estimated from an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCorrection {
    /// People labelled too few mentions.
    FewRows,
    /// They labelled too few of the mentions with this label.
    FewOfLabel {
        /// The label, or the estimate of the word list.
        label: AuditLabel,
        /// Rows that they labelled.
        rows: u64,
    },
    /// They passed over so many of the drawn mentions that the others are no sample.
    NoSample,
}

/// An estimate with its 95 % range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Lower end of the range.
    pub low: f64,
    /// Upper end of the range.
    pub high: f64,
}

/// The tone of some mentions as people see it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AuditedTone {
    /// The mentions.
    pub mentions: u64,
    /// Those that people labelled.
    pub rows: u64,
    /// Net sentiment in points.
    pub net: Estimate,
    /// Shares of positive, neutral and negative, from 0 to 1.
    pub shares: [Estimate; 3],
}

/// How often people agree with the labels of the exports, or with the word list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// The share of the mentions, from 0 to 1.
    pub share: Estimate,
    /// Cohen's kappa: the agreement beyond that by chance, up to 1; `None`: all agree by chance.
    pub kappa: Option<Estimate>,
}

/// Krippendorff's alpha of two people, for labels without an order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    /// Rows with two hand labels.
    pub rows: u64,
    /// 1: they agree on all; 0: as by chance.
    pub value: f64,
}

/// A share that people checked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AuditedShare {
    /// The rows that they checked.
    pub rows: u64,
    /// The share, from 0 to 1.
    pub share: Estimate,
}

impl ToneAudit {
    /// The tone that the page leads with: of the mentions with a label of the export, else of all.
    pub fn corrected(&self) -> Option<&AuditedTone> {
        self.labelled.as_ref().or(self.all.as_ref())
    }
}

/// What an audit of a period shows.
pub(super) fn tone_audit(rollup: &Rollup, period: &Period, audit: &Audit) -> ToneAudit {
    let mut sizes = Sizes::new();
    for (_, channel, counts) in rollup.volume.between(period.from, period.to) {
        let labels = counts.tones.iter().filter(|(tone, _)| *tone != Tone::Unscored);
        let labels = labels.map(|(tone, mentions)| (AuditLabel::Export(tone), mentions));
        let estimates = counts.estimates.iter();
        let estimates = estimates.map(|(tone, mentions)| (AuditLabel::WordList(tone), mentions));
        let all = labels.chain(estimates).chain([(AuditLabel::None, counts.without_tone())]);
        for (label, mentions) in all.filter(|(_, mentions)| *mentions > 0) {
            *sizes.entry((label, channel)).or_default() += mentions;
        }
    }
    let audited: Vec<AuditedMention> = audit.mentions.values().copied().collect();
    let skipped = audit.skipped as f64 / (audit.skipped + audited.len() as u64).max(1) as f64;
    let found = if skipped <= MOST_SKIPPED {
        estimates(&sizes, &audited)
    } else {
        let rows = audited.iter().filter(|it| it.said.label.is_some()).count() as u64;
        ToneAudit { rows, missing: Some(NoCorrection::NoSample), ..ToneAudit::default() }
    };
    ToneAudit { blank: audit.skipped + audited.len() as u64 - found.rows, ..found }
}

/// What hand labels of some of these mentions show. The labelled ones were drawn from the others as `socialmap sample` does.
pub fn estimates(sizes: &Sizes, audited: &[AuditedMention]) -> ToneAudit {
    let classes = |class: fn(&AuditedMention) -> Option<usize>| -> Vec<(Cell, usize)> {
        let cell = |it: &AuditedMention| (AuditLabel::of(it.tone, it.estimate), it.channel);
        let row = |it: &AuditedMention| Some((cell(it), class(it)?));
        audited.iter().filter_map(row).collect()
    };
    let tones = classes(|it| TONES.iter().position(|(tone, _)| Some(*tone) == it.said.label));
    let of = |is: fn(AuditLabel) -> bool| -> Sizes {
        let cells = sizes.iter().filter(|((label, _), _)| is(*label));
        cells.map(|(cell, mentions)| (*cell, *mentions)).collect()
    };
    let with_label = of(|label| matches!(label, AuditLabel::Export(_)));
    let (labelled, all) = (strata(&with_label, &tones), strata(sizes, &tones));
    let reason = if with_label.is_empty() { &all } else { &labelled };
    let missing = reason.as_ref().err().copied().filter(|_| all.is_err());
    let labelled = labelled.ok();
    let all = all.ok().filter(|_| with_label.len() < sizes.len());
    let estimated = strata(&of(AuditLabel::is_estimate), &tones).ok();
    let estimated = estimated.filter(|strata| rows(strata) >= FEWEST_ESTIMATED);
    let relevant = classes(|it| it.said.relevant.map(|is| usize::from(!is)));
    let kinds = classes(|it| match (it.said.kind?, it.kind) {
        (_, Kind::Unclassified) => Some(NO_KIND),
        (said, kind) => Some(usize::from(said != kind)),
    });
    let pairs: Vec<_> =
        audited.iter().filter_map(|it| it.said.label.zip(it.said.label_2)).collect();
    ToneAudit {
        rows: tones.len() as u64,
        blank: 0,
        missing,
        labelled: labelled.as_deref().map(tone),
        all: all.as_deref().map(tone),
        agreement: labelled.as_deref().map(agreement),
        estimated: EstimateAudit {
            rows: tones.iter().filter(|((label, _), _)| label.is_estimate()).count() as u64,
            seen: estimated.as_deref().map(|strata| (tone(strata), agreement(strata))),
        },
        alpha: alpha(&pairs).map(|value| Alpha { rows: pairs.len() as u64, value }),
        relevant: strata(sizes, &relevant).as_deref().ok().map(|strata| AuditedShare {
            rows: rows(strata),
            share: estimate(strata, 2, |_, class| f64::from(u8::from(class == 0))).within(0.0),
        }),
        kinds: strata(sizes, &kinds).as_deref().ok().and_then(kind_share),
    }
}

/// What is known of the tone, and the channel.
type Cell = (AuditLabel, ChannelIx);

/// Mentions of one label, of one or more channels, with what people say of some of them.
struct Stratum {
    label: AuditLabel,
    mentions: u64,
    /// Rows by what people say.
    classes: [u64; 3],
}

impl Stratum {
    fn rows(&self) -> u64 {
        self.classes.iter().sum()
    }
}

fn rows(strata: &[Stratum]) -> u64 {
    strata.iter().map(Stratum::rows).sum()
}

fn mentions(strata: &[Stratum]) -> u64 {
    strata.iter().map(|stratum| stratum.mentions).sum()
}

/// The strata with their rows: cells with under two are joined within their label. The error says of what there are too few rows.
fn strata(sizes: &Sizes, rows: &[(Cell, usize)]) -> Result<Vec<Stratum>, NoCorrection> {
    let mut cells: BTreeMap<Cell, Stratum> = BTreeMap::new();
    for (&(label, channel), &mentions) in sizes {
        cells.insert((label, channel), Stratum { label, mentions, classes: [0; 3] });
    }
    let mut found = 0;
    for (cell, class) in rows {
        if let Some(stratum) = cells.get_mut(cell) {
            stratum.classes[*class] += 1;
            found += 1;
        }
    }
    let mut labels: BTreeMap<AuditLabel, Vec<Stratum>> = BTreeMap::new();
    for stratum in cells.into_values() {
        labels.entry(stratum.label).or_default().push(stratum);
    }
    let join = |strata: Vec<Stratum>| {
        let rows = |stratum: &Stratum| stratum.rows() as f64;
        join_small(
            strata,
            rows,
            |stratum| stratum.mentions,
            |stratum, other| {
                stratum.mentions += other.mentions;
                for (count, more) in stratum.classes.iter_mut().zip(other.classes) {
                    *count += more;
                }
            },
        )
    };
    let strata: Vec<Stratum> = labels.into_values().flat_map(join).collect();
    // One row of several mentions does not show how much they differ.
    let is_short = |stratum: &&Stratum| stratum.rows() < 2.min(stratum.mentions);
    match strata.iter().find(is_short) {
        _ if found < FEWEST_ROWS => Err(NoCorrection::FewRows),
        Some(short) => Err(NoCorrection::FewOfLabel { label: short.label, rows: short.rows() }),
        None => Ok(strata),
    }
}

/// Estimates the mean over all mentions of a value of what people say, given by label and class; so many classes are possible.
fn estimate(
    strata: &[Stratum],
    classes: usize,
    value: impl Fn(AuditLabel, usize) -> f64,
) -> Estimate {
    let mean = Mean::of(strata, (classes, PRIOR), value);
    let half = mean.half_width();
    Estimate { value: mean.value, low: mean.value - half, high: mean.value + half }
}

/// A stratified mean with its variance.
#[derive(Debug, Clone, Copy)]
struct Mean {
    value: f64,
    variance: f64,
    /// Degrees of freedom of the variance (Satterthwaite); not a number without variance.
    freedom: f64,
}

impl Mean {
    /// The mean of a value by label and class. The variance within a label is that of its rows in all channels, with `prior` rows added in equal
    /// parts to its `classes`, for the textbook's variance of a good tool is far too small.
    fn of(
        strata: &[Stratum],
        (classes, prior): (usize, f64),
        value: impl Fn(AuditLabel, usize) -> f64,
    ) -> Self {
        let all = mentions(strata) as f64;
        let mut by_label: BTreeMap<AuditLabel, Vec<&Stratum>> = BTreeMap::new();
        for stratum in strata {
            by_label.entry(stratum.label).or_default().push(stratum);
        }
        let (mut mean, mut variance, mut squares) = (0.0, 0.0, 0.0);
        for (label, strata) in by_label {
            let mut pooled = vec![prior / classes as f64; classes];
            let mut factor = 0.0;
            for stratum in strata {
                let (rows, size) = (stratum.rows() as f64, stratum.mentions as f64);
                let weight = size / all;
                for (class, &count) in stratum.classes[..classes].iter().enumerate() {
                    pooled[class] += count as f64;
                    mean += weight * value(label, class) * count as f64 / rows;
                }
                factor += weight * weight * (1.0 - rows / size).max(0.0) / rows;
            }
            let count: f64 = pooled.iter().sum();
            let moment = |power| {
                let terms = pooled.iter().enumerate();
                terms
                    .map(|(class, count)| count * libm::pow(value(label, class), power))
                    .sum::<f64>()
            };
            let spread = (moment(2.0) - moment(1.0) * moment(1.0) / count) / (count - 1.0);
            let part = factor * spread;
            if part > 0.0 {
                variance += part;
                squares += part * part / (count - prior - 1.0);
            }
        }
        Self { value: mean, variance, freedom: variance * variance / squares }
    }

    /// Half of the 95 % range.
    fn half_width(self) -> f64 {
        if self.variance > 0.0 {
            student::bound(0.95, self.freedom) * self.variance.sqrt()
        } else {
            0.0
        }
    }
}

impl Estimate {
    /// Whether a value is in the range.
    pub fn contains(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// The estimate and its range between this lower bound and 1, which rounding may pass.
    fn within(self, least: f64) -> Self {
        let [value, low, high] = [self.value, self.low, self.high].map(|it| it.clamp(least, 1.0));
        Self { value, low, high }
    }

    fn in_points(self) -> Self {
        Self { value: 100.0 * self.value, low: 100.0 * self.low, high: 100.0 * self.high }
    }
}

fn tone(strata: &[Stratum]) -> AuditedTone {
    let is = |wanted: usize| move |_, class| f64::from(u8::from(class == wanted));
    let net = estimate(strata, TONES.len(), |_, class| TONES[class].1);
    AuditedTone {
        mentions: mentions(strata),
        rows: rows(strata),
        net: net.within(-1.0).in_points(),
        shares: [0, 1, 2].map(|tone| estimate(strata, TONES.len(), is(tone)).within(0.0)),
    }
}

/// The class of rows whose kind the program does not know.
const NO_KIND: usize = 2;

/// The share with the right kind of the mentions with a kind: a ratio, with the variance of its linear part. `None` without a row with a kind.
fn kind_share(strata: &[Stratum]) -> Option<AuditedShare> {
    let classes = (TONES.len(), PRIOR);
    let right = Mean::of(strata, classes, |_, class| f64::from(u8::from(class == 0))).value;
    let known = Mean::of(strata, classes, |_, class| f64::from(u8::from(class < NO_KIND))).value;
    let rows: u64 =
        strata.iter().map(|stratum| stratum.classes[..NO_KIND].iter().sum::<u64>()).sum();
    if rows < FEWEST_ROWS {
        return None;
    }
    let value = right / known;
    let linear = estimate(strata, TONES.len(), |_, class| match class {
        0 => (1.0 - value) / known,
        NO_KIND => 0.0,
        _ => -value / known,
    });
    let half = linear.high - linear.value;
    let share = Estimate { value, low: value - half, high: value + half }.within(0.0);
    Some(AuditedShare { rows, share })
}

#[cfg(test)]
mod tests;
