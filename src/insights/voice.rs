//! Share of voice: tags of each brand ÷ tags of all brands in the brief (docs/method.md, Share of voice).
//!
//! A post that names two brands has two tags, so the shares are of tags and add up to 1. Only the named brands are compared, and only if
//! a competitor is named; no money value is put on any of it.

use super::Period;
use super::interval::wilson;
use crate::brief::Brief;
use crate::rollup::Rollup;

/// Shares of voice of one period.
#[derive(Debug, Clone, PartialEq)]
pub struct VoiceFigures {
    /// Tags of all named brands: the base.
    pub tags: u64,
    /// The client first, then the competitors in the brief's order, silent ones too.
    pub brands: Vec<BrandFigures>,
}

/// One named brand.
#[derive(Debug, Clone, PartialEq)]
pub struct BrandFigures {
    /// Its name in the brief.
    pub name: String,
    /// Whether it is the client with its products.
    pub is_own: bool,
    /// Posts that name it.
    pub tags: u64,
    /// Of all tags; `None` if there are none.
    pub share: Option<f64>,
    /// 95 % interval of the share (Wilson).
    pub interval: Option<(f64, f64)>,
}

/// Shares of the period; `None` if the brief names no competitor, or one that the history of the period did not count.
pub(super) fn voice(rollup: &Rollup, brief: &Brief, period: &Period) -> Option<VoiceFigures> {
    let keywords = brief.keywords.as_ref().filter(|keywords| !keywords.competitors.is_empty())?;
    let counted = rollup.voice_between(period.from, period.to)?;
    let tags = counted.values().sum();
    let competitors = keywords.competitors.iter().map(|(name, _)| name);
    let names = std::iter::once(&brief.client).chain(competitors).enumerate();
    let brands = names.map(|(place, name)| {
        let own = counted.get(&place).copied().unwrap_or_default();
        BrandFigures {
            name: name.clone(),
            is_own: place == 0,
            tags: own,
            share: (tags > 0).then(|| own as f64 / tags as f64),
            interval: wilson(own, tags),
        }
    });
    Some(VoiceFigures { tags, brands: brands.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Group, Keywords};
    use crate::insights::sample::brief;
    use crate::mentions::brands::Brands;
    use crate::rollup::sample::day;

    fn named(competitors: &[&str]) -> Brief {
        let group = |name: &str| (name.to_owned(), Group::default());
        let competitors = competitors.iter().map(|name| group(name)).collect();
        Brief { keywords: Some(Keywords { competitors, ..Keywords::default() }), ..brief(&[]) }
    }

    #[test]
    fn the_shares_are_those_of_the_method() {
        let (mut rollup, may) = (Rollup::default(), Period::month(day("2026-05-01")));
        for n in 0..300 {
            // 100 posts name both: 120 of 400 tags are the client's.
            let brands = match n {
                0..100 => Brands::OWN.union(Brands::at(2)),
                100..120 => Brands::OWN,
                _ => Brands::at(2),
            };
            rollup.voice.add(may.from, brands);
        }
        let voice = voice(&rollup, &named(&["Globex", "Initech"]), &may).unwrap();
        let told: Vec<_> =
            voice.brands.iter().map(|b| (b.name.as_str(), b.tags, b.share)).collect();
        let expected = [
            ("Harbour Coffee", 120, Some(0.3)),
            ("Globex", 0, Some(0.0)),
            ("Initech", 280, Some(0.7)),
        ];
        assert_eq!((voice.tags, &told[..]), (400, &expected[..]));
        let (low, high) = voice.brands[0].interval.unwrap();
        // (0.3 + 0.0048 ± 0.0450) / 1.0096
        assert_eq!(format!("{low:.3} {high:.3}"), "0.257 0.347");
    }

    #[test]
    fn without_competitors_nothing_is_measured_and_silence_has_no_share() {
        let (rollup, may) = (Rollup::default(), Period::month(day("2026-05-01")));
        assert_eq!(voice(&rollup, &brief(&[]), &may), None);
        assert_eq!(voice(&rollup, &named(&[]), &may), None);
        let silent = voice(&rollup, &named(&["Globex"]), &may).unwrap();
        assert_eq!(
            (silent.tags, silent.brands[1].share, silent.brands[1].interval),
            (0, None, None)
        );
    }
}
