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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::read::parse;

    const BRIEF: &str = "client: Acme Tea\nwhy: Who answers?\naudience: [{id: drinkers, name: Tea drinkers}]\n\
        objectives: [{id: tone, statement: Less anger., metric: net_sentiment}]\nchannels: [{id: x}]\n";

    fn given(typed: &[&str], timing: &str) -> Result<Vec<String>> {
        let brief =
            parse("brief.yaml", &format!("{BRIEF}timing: {{timezone: UTC{timing}}}\n")).unwrap();
        let typed: Vec<String> = typed.iter().map(ToString::to_string).collect();
        let reported = Reported::of(&typed, &brief)?;
        Ok(reported.periods(&Rollup::default()).into_iter().map(|period| period.id).collect())
    }

    #[test]
    fn typed_periods_are_sorted_and_each_is_reported_once() {
        let ids = given(&["2028-06", "2028-W20", "2028-06"], "").unwrap();
        assert_eq!(ids, ["2028-06", "2028-W20"]);
    }

    #[test]
    fn all_wrong_periods_are_said_at_once() {
        let error = given(&["2028-13", "2028-06", "may"], "").unwrap_err().to_string();
        assert!(error.contains("the month of `2028-13` is outside `01` to `12`"), "{error}");
        assert!(error.contains("`may` is not a period"), "{error}");
    }

    #[test]
    fn the_span_of_the_brief_is_reported_unless_a_period_is_typed() {
        let span = ", period: {from: 2028-05-01, to: 2028-06-30}";
        assert_eq!(given(&[], span).unwrap(), ["2028-05-01_2028-06-30"]);
        assert_eq!(given(&["2028"], span).unwrap(), ["2028"]);
        assert_eq!(
            given(&[], "").unwrap(),
            [""; 0],
            "nothing is counted, so no month has a mention"
        );
    }
}
