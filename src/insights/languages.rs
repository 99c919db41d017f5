//! In which languages people wrote, as the exports state it: counts and shares of the used mentions.
//!
//! Tone is labelled by tools that are better at some languages than at others, so the labelled mentions are counted by language too.

use std::cmp::Reverse;

use super::interval::{shares_are_similar, wilson};
use super::{ObservedDays, Period};
use crate::mentions::language::Language;
use crate::rollup::Rollup;

/// The used mentions of one language.
#[derive(Debug, Clone, PartialEq)]
pub struct LanguageFigures {
    /// Which; `None`: those whose export states no language.
    pub language: Option<Language>,
    /// Used mentions.
    pub mentions: u64,
    /// Those with a tone label.
    pub labelled: u64,
    /// Those whose export states no language: it was detected in the text.
    pub detected: u64,
    /// Of all used mentions, 0 to 1.
    pub share: f64,
    /// 95 % interval of the share (Wilson).
    pub interval: Option<(f64, f64)>,
}

/// The languages of the period, most mentions first, then by tag; those not identified and not stated last. `None`: no mention states a
/// language, no day was observed, or the history provides a part of the period.
pub(super) fn languages(
    rollup: &Rollup,
    period: &Period,
    window: Option<&ObservedDays>,
) -> Option<Vec<LanguageFigures>> {
    let counts = rollup.languages_between(period.from, period.to)?;
    let all: u64 = counts.values().map(|spoken| spoken.mentions).sum();
    let is_stated = counts.keys().any(Option::is_some);
    if !is_stated && (all > 0 || window.is_none()) {
        return None;
    }
    let figures = counts.into_iter().map(|(language, spoken)| LanguageFigures {
        language,
        mentions: spoken.mentions,
        labelled: spoken.labelled,
        detected: spoken.detected,
        share: spoken.mentions as f64 / all as f64,
        interval: wilson(spoken.mentions, all),
    });
    let mut figures: Vec<LanguageFigures> = figures.collect();
    figures.sort_by_cached_key(|figure| {
        let is_unknown = figure.language.is_none_or(|it| it == Language::UNDETERMINED);
        let tag = figure.language.map(|language| language.to_string());
        (is_unknown, figure.language.is_none(), Reverse(figure.mentions), tag)
    });
    Some(figures)
}

/// Whether one language has more of these `all` mentions than another beyond the chance of sampling.
pub fn leads(first: &LanguageFigures, second: &LanguageFigures, all: u64) -> bool {
    !shares_are_similar(first.mentions, second.mentions, all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::Mention;
    use crate::mentions::tone::Tone;
    use crate::rollup::sample::{day, mention};

    fn of(stated: &[(&str, u64)]) -> Option<Vec<LanguageFigures>> {
        let mut rollup = Rollup::default();
        for &(language, mentions) in stated {
            for n in 0..mentions {
                let tone = if n == 0 { Tone::Unscored } else { Tone::Positive };
                let language = Language::read(language);
                rollup.languages.add(&Mention { tone, language, ..mention("2026-05-02T10:00") });
            }
        }
        let may = Period::month(day("2026-05-01"));
        let window = ObservedDays { from: may.from, to: may.to, days: 31 };
        languages(&rollup, &may, Some(&window))
    }

    #[test]
    fn languages_stand_by_mentions_and_what_is_unknown_stands_last() {
        let found = of(&[("", 5), ("und", 9), ("nl", 2), ("en", 2), ("de-AT", 2)]).unwrap();
        let counts: Vec<_> = found
            .iter()
            .map(|it| (it.language.map(|it| it.to_string()), it.mentions, it.labelled))
            .collect();
        let tag = |tag: &str| Some(tag.to_owned());
        let expected = [
            (tag("de-AT"), 2, 1),
            (tag("en"), 2, 1),
            (tag("nl"), 2, 1),
            (tag("und"), 9, 8),
            (None, 5, 4),
        ];
        assert_eq!(counts, expected);
        // 9 of 20: Wilson 0.258 to 0.658.
        assert!((found[3].share - 0.45).abs() < 1e-12);
        let (low, high) = found[3].interval.unwrap();
        assert_eq!(format!("{low:.3} {high:.3}"), "0.258 0.658");
    }

    #[test]
    fn silence_is_an_empty_list_and_no_column_is_not_measured() {
        assert_eq!(of(&[]), Some(Vec::new()));
        assert_eq!(of(&[("", 3)]), None);
        let may = Period::month(day("2026-05-01"));
        assert_eq!(languages(&Rollup::default(), &may, None), None, "no day observed");
    }
}
