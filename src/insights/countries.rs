//! In which countries people wrote, as the exports state it: counts and shares of the used mentions.

use std::cmp::Reverse;

use super::interval::wilson;
use super::{ObservedDays, Period};
use crate::mentions::country::Country;
use crate::rollup::Rollup;

/// The used mentions of one country.
#[derive(Debug, Clone, PartialEq)]
pub struct CountryFigures {
    /// Which; `None`: those whose export states no country.
    pub country: Option<Country>,
    /// Used mentions.
    pub mentions: u64,
    /// Of all used mentions, 0 to 1.
    pub share: f64,
    /// 95 % interval of the share (Wilson).
    pub interval: Option<(f64, f64)>,
}

/// The countries of the period, most mentions first, then by code; those not identified and not stated last. `None`: no mention states a
/// country, no day was observed, or the history provides a part of the period.
pub(super) fn countries(
    rollup: &Rollup,
    period: &Period,
    window: Option<&ObservedDays>,
) -> Option<Vec<CountryFigures>> {
    let counts = rollup.countries_between(period.from, period.to)?;
    let all: u64 = counts.values().sum();
    let is_stated = counts.keys().any(Option::is_some);
    if !is_stated && (all > 0 || window.is_none()) {
        return None;
    }
    let figures = counts.into_iter().map(|(country, mentions)| CountryFigures {
        country,
        mentions,
        share: mentions as f64 / all as f64,
        interval: wilson(mentions, all),
    });
    let mut figures: Vec<CountryFigures> = figures.collect();
    figures.sort_by_key(|figure| {
        let is_unknown = figure.country.is_none_or(|it| it == Country::UNDETERMINED);
        (is_unknown, figure.country.is_none(), Reverse(figure.mentions), figure.country)
    });
    Some(figures)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::Mention;
    use crate::rollup::sample::{day, mention};

    fn of(stated: &[(&str, u64)]) -> Option<Vec<CountryFigures>> {
        let mut rollup = Rollup::default();
        for &(country, mentions) in stated {
            for _ in 0..mentions {
                let country = Country::read(country);
                rollup.countries.add(&Mention { country, ..mention("2026-05-02T10:00") });
            }
        }
        let may = Period::month(day("2026-05-01"));
        let window = ObservedDays { from: may.from, to: may.to, days: 31 };
        countries(&rollup, &may, Some(&window))
    }

    #[test]
    fn countries_stand_by_mentions_and_what_is_unknown_stands_last() {
        let found = of(&[("", 5), ("Atlantis", 9), ("NL", 2), ("France", 2), ("DE", 2)]).unwrap();
        let counts: Vec<_> =
            found.iter().map(|it| (it.country.map(|it| it.to_string()), it.mentions)).collect();
        let code = |code: &str| Some(code.to_owned());
        assert_eq!(
            counts,
            [(code("DE"), 2), (code("FR"), 2), (code("NL"), 2), (code("ZZ"), 9), (None, 5)]
        );
        // 9 of 20: Wilson 0.258 to 0.658.
        let (low, high) = found[3].interval.unwrap();
        assert_eq!(format!("{:.2} {low:.3} {high:.3}", found[3].share), "0.45 0.258 0.658");
    }

    #[test]
    fn silence_is_an_empty_list_and_no_column_is_not_measured() {
        assert_eq!(of(&[]), Some(Vec::new()));
        assert_eq!(of(&[("", 3)]), None);
        let may = Period::month(day("2026-05-01"));
        assert_eq!(countries(&Rollup::default(), &may, None), None, "no day observed");
    }
}
