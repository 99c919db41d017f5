//! Reads the country that an export states for a mention, as a code of ISO 3166-1 with two letters.
//!
//! Exports write codes of two or three letters (`nl`, `NLD`) or names (`Netherlands`, `The Netherlands`, `Nederland`). An unknown value becomes
//! [`Country::UNDETERMINED`]; the country is never guessed from the text, the language or the time zone.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use celes::LookupTable;
use serde::{Deserialize, Serialize};

use super::folded::fold;

/// The code of a country.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::country::Country;
/// let code = |stated| Country::read(stated).map(|country| country.to_string());
/// assert_eq!(code("nld").as_deref(), Some("NL"));
/// assert_eq!(code("United States").as_deref(), Some("US"));
/// assert_eq!(code("Atlantis").as_deref(), Some("ZZ"));
/// assert_eq!(code(" "), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Country([u8; 2]);

/// Common names and words: the first of each code is the name on the page, instead of the formal name of the standard.
const COMMON: [(&[u8; 2], &[&str]); 55] = [
    (b"AE", &["United Arab Emirates", "UAE", "Emirates"]),
    (b"AT", &["Austria", "Österreich", "Oostenrijk", "Autriche"]),
    (b"AX", &["Åland"]),
    (b"BE", &["Belgium", "België", "Belgique", "Belgien", "Bélgica", "Belgio"]),
    (b"BO", &["Bolivia"]),
    (b"BR", &["Brazil", "Brasil", "Brasilien", "Brésil", "Brasile"]),
    (b"CD", &["Congo (Kinshasa)", "DR Congo", "Democratic Republic of the Congo"]),
    (b"CG", &["Congo (Brazzaville)", "Republic of the Congo", "Congo"]),
    (b"CH", &["Switzerland", "Schweiz", "Suisse", "Svizzera", "Suiza", "Zwitserland"]),
    (b"CI", &["Côte d’Ivoire", "Ivory Coast"]),
    (b"CN", &["China", "People's Republic of China", "中国"]),
    (b"CV", &["Cape Verde", "Cabo Verde"]),
    (b"CW", &["Curaçao"]),
    (b"CZ", &["Czechia", "Czech Republic", "Česko", "Tschechien"]),
    (
        b"DE",
        &["Germany", "Deutschland", "Allemagne", "Alemania", "Duitsland", "Germania", "Alemanha"],
    ),
    (b"DK", &["Denmark", "Danmark", "Dänemark", "Denemarken"]),
    (b"DO", &["Dominican Republic"]),
    (b"ES", &["Spain", "España", "Spanien", "Espagne", "Spagna", "Spanje", "Espanha"]),
    (b"FI", &["Finland", "Suomi", "Finnland"]),
    (b"FM", &["Micronesia"]),
    (b"FR", &["France", "Frankreich", "Frankrijk", "Francia", "França"]),
    (
        b"GB",
        &[
            "United Kingdom",
            "UK",
            "Great Britain",
            "Britain",
            "Vereinigtes Königreich",
            "Großbritannien",
            "Royaume-Uni",
            "Reino Unido",
            "Regno Unito",
            "Verenigd Koninkrijk",
        ],
    ),
    (b"GR", &["Greece", "Griechenland", "Ελλάδα"]),
    (b"HU", &["Hungary", "Magyarország", "Ungarn"]),
    (b"IE", &["Ireland", "Irland", "Ierland", "Republic of Ireland"]),
    (b"IR", &["Iran", "Iran, Islamic Republic of"]),
    (b"IT", &["Italy", "Italia", "Italien", "Italie", "Italië"]),
    (b"JP", &["Japan", "日本", "Japón", "Japon"]),
    (b"KP", &["North Korea", "Korea, Democratic People's Republic of"]),
    (b"KR", &["South Korea", "Korea, Republic of", "Korea", "대한민국"]),
    (b"LA", &["Laos", "Lao People's Democratic Republic"]),
    (b"LU", &["Luxembourg", "Luxemburg"]),
    (b"MD", &["Moldova", "Moldova, Republic of"]),
    (b"MK", &["North Macedonia", "Macedonia"]),
    (b"MX", &["Mexico", "México", "Mexiko", "Mexique"]),
    (
        b"NL",
        &[
            "Netherlands",
            "Nederland",
            "Holland",
            "Niederlande",
            "Pays-Bas",
            "Países Bajos",
            "Paesi Bassi",
            "Países Baixos",
        ],
    ),
    (b"NO", &["Norway", "Norge", "Norwegen", "Noorwegen"]),
    (b"PL", &["Poland", "Polska", "Polen"]),
    (b"PS", &["Palestine", "Palestinian Territory", "Palestinian Territories"]),
    (b"PT", &["Portugal"]),
    (b"RE", &["Réunion"]),
    (b"RU", &["Russia", "Russian Federation", "Россия"]),
    (b"SE", &["Sweden", "Sverige", "Schweden", "Zweden", "Suède"]),
    (b"SY", &["Syria", "Syrian Arab Republic"]),
    (b"TR", &["Türkiye", "Turkey", "Türkei"]),
    (b"TW", &["Taiwan", "Taiwan, Province of China"]),
    (b"TZ", &["Tanzania", "Tanzania, United Republic of"]),
    (b"UA", &["Ukraine", "Україна"]),
    (
        b"US",
        &[
            "United States",
            "USA",
            "United States of America",
            "America",
            "U.S.",
            "Vereinigte Staaten",
            "États-Unis",
            "Estados Unidos",
            "Stati Uniti",
            "Verenigde Staten",
        ],
    ),
    (b"VA", &["Vatican City", "Holy See", "Vatican"]),
    (b"VC", &["Saint Vincent and the Grenadines"]),
    (b"VE", &["Venezuela"]),
    (b"VG", &["British Virgin Islands"]),
    (b"VI", &["U.S. Virgin Islands"]),
    (b"VN", &["Vietnam", "Viet Nam"]),
];

/// Every code and name, as [`key`] writes it.
static BY_KEY: LazyLock<BTreeMap<String, Country>> = LazyLock::new(|| {
    let mut by_key = BTreeMap::new();
    let code = |country: &celes::Country| country.alpha2.as_bytes().try_into().map(Country).ok();
    let countries = celes::Country::get_countries();
    // A later name is kept only if no earlier one is the same: a code comes first, then a common name, then a formal one, then an alias.
    let mut keep = |name: &str, country: Option<Country>| {
        if let Some(country) = country {
            by_key.entry(key(name)).or_insert(country);
        }
    };
    for country in &countries {
        keep(country.alpha2, code(country));
        keep(country.alpha3, code(country));
    }
    for (country, names) in COMMON {
        for name in names {
            keep(name, Some(Country(*country)));
        }
    }
    for country in &countries {
        keep(country.long_name, code(country));
    }
    for country in &countries {
        country.aliases.iter().for_each(|alias| keep(alias, code(country)));
    }
    by_key
});

impl Country {
    /// `ZZ`: a value is stated that is not a known country.
    pub const UNDETERMINED: Self = Self(*b"ZZ");

    /// Reads a cell; `None` if it is empty.
    pub fn read(stated: &str) -> Option<Self> {
        let stated = stated.trim();
        (!stated.is_empty())
            .then(|| BY_KEY.get(&key(stated)).copied().unwrap_or(Self::UNDETERMINED))
    }

    /// The English name; `None` if it is [`Self::UNDETERMINED`].
    pub fn english_name(self) -> Option<String> {
        if let Some((_, names)) = COMMON.iter().find(|(code, _)| **code == self.0) {
            return names.first().map(|name| (*name).to_owned());
        }
        let country = celes::Country::from_alpha2(self.to_string().to_lowercase()).ok()?;
        let name = country.long_name.strip_prefix("The ").unwrap_or(country.long_name);
        Some(name.replace(" Of ", " of ").replace(" And ", " and ").replace(" The ", " the "))
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&letter| write!(f, "{}", char::from(letter)))
    }
}

/// The letters of a name in lower case, without an English article before it.
fn key(name: &str) -> String {
    let folded = fold(name);
    let name = folded.strip_prefix("the ").unwrap_or(&folded);
    name.chars().filter(|c| c.is_alphabetic()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(stated: &str) -> Option<String> {
        Country::read(stated).map(|country| country.to_string())
    }

    #[test]
    fn every_code_and_formal_name_is_its_own_country() {
        for country in celes::Country::get_countries() {
            for stated in [country.alpha2, country.alpha3, country.long_name] {
                assert_eq!(code(stated).as_deref(), Some(country.alpha2), "{stated}");
            }
            let named = Country::read(country.alpha2).unwrap().english_name().unwrap();
            assert_eq!(code(&named).as_deref(), Some(country.alpha2), "{named}");
        }
        for (country, names) in COMMON {
            for name in names {
                assert_eq!(code(name).unwrap().as_bytes(), country, "{name}");
            }
        }
    }

    #[test]
    fn tools_write_codes_and_names_in_many_ways() {
        for (stated, expected) in [
            ("nl", "NL"),
            ("NLD", "NL"),
            ("The Netherlands", "NL"),
            ("UK", "GB"),
            ("England", "GB"),
            ("U.S.A.", "US"),
            ("united states of america", "US"),
            ("Côte d'Ivoire", "CI"),
            ("Samoa", "WS"),
            ("Georgia", "GE"),
            ("Viet Nam", "VN"),
            ("NA", "NA"),
            ("840", "ZZ"),
            ("Unknown", "ZZ"),
            ("US; CA", "ZZ"),
        ] {
            assert_eq!(code(stated).as_deref(), Some(expected), "{stated}");
        }
        assert_eq!(code("\u{a0} "), None);
    }

    #[test]
    fn a_name_on_the_page_is_the_common_one() {
        let name = |code| Country::read(code).unwrap().english_name();
        for (code, expected) in [
            ("US", "United States"),
            ("KR", "South Korea"),
            ("ZA", "South Africa"),
            ("GM", "Gambia"),
        ] {
            assert_eq!(name(code).as_deref(), Some(expected));
        }
        assert_eq!(Country::UNDETERMINED.english_name(), None);
    }
}
