//! Decides which periods a run reports: those of the command line, else those of the brief.

use crate::brief::{Brief, Length, PeriodRule};
use crate::error::{Error, Problem, Result};
use crate::insights::{self, Period};
use crate::rollup::Rollup;

/// Which days are reported.
#[derive(Debug, Clone)]
pub(super) enum Reported {
    /// Every period of this length with a used mention.
    Every(Length),
    /// These periods.
    Given(Vec<Period>),
}

impl Reported {
    /// The periods of the command line, else those of the brief.
    pub(super) fn of(typed: &[String], brief: &Brief) -> Result<Self> {
        if typed.is_empty() {
            return Ok(match brief.timing.period {
                PeriodRule::Every(length) => Self::Every(length),
                PeriodRule::Span { from, to } => Self::Given(vec![Period::span(from, to)]),
            });
        }
        let mut periods = Vec::new();
        let mut problems = Vec::new();
        for text in typed {
            match Period::parse(text) {
                Ok(period) => periods.push(period),
                Err(message) => problems.push(Problem::of("--period", message)),
            }
        }
        if !problems.is_empty() {
            return Err(Error::Inputs(problems));
        }
        periods.sort();
        periods.dedup();
        Ok(Self::Given(periods))
    }

    /// The periods, once every row is counted.
    pub(super) fn periods(&self, rollup: &Rollup) -> Vec<Period> {
        match self {
            Self::Every(length) => insights::periods(rollup, *length),
            Self::Given(periods) => periods.clone(),
        }
    }
}
