//! Reads the language that an export states for a mention, as a BCP 47 tag packed into one number.
//!
//! Exports write codes (`en`, `ENG`, `en_gb`, `zh-Hant-TW`) or English names (`German`, `Chinese (Simplified)`). An unknown value
//! becomes [`Language::UNDETERMINED`]; nothing is detected in the text here. Variants and extensions of a tag are dropped.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU64;
use std::sync::LazyLock;

use isolang::Language as Iso;
use serde::{Deserialize, Serialize};

/// Language, script and region of a BCP 47 tag; the same number in every process.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::language::Language;
/// let tag = |stated| Language::read(stated).map(|language| language.to_string());
/// assert_eq!(tag("EN_gb").as_deref(), Some("en-GB"));
/// assert_eq!(tag("German").as_deref(), Some("de"));
/// assert_eq!(tag("n/a").as_deref(), Some("und"));
/// assert_eq!(tag(" "), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(NonZeroU64);

/// Letters are 1 to 26 (`a` to `z`), digits 27 to 36; 0 ends a subtag.
const BITS: u32 = 6;
const LANGUAGE: usize = 3;
const SCRIPT: usize = 4;
const REGION: usize = 3;

/// Codes that are no longer used, and the 20 bibliographic codes of ISO 639-2, each with the code that replaces it.
const REPLACED: [(&str, &str); 26] = [
    ("iw", "he"),
    ("in", "id"),
    ("ji", "yi"),
    ("jw", "jv"),
    ("mo", "ro"),
    ("sh", "sr"),
    ("alb", "sq"),
    ("arm", "hy"),
    ("baq", "eu"),
    ("bur", "my"),
    ("chi", "zh"),
    ("cze", "cs"),
    ("dut", "nl"),
    ("fre", "fr"),
    ("geo", "ka"),
    ("ger", "de"),
    ("gre", "el"),
    ("ice", "is"),
    ("mac", "mk"),
    ("mao", "mi"),
    ("may", "ms"),
    ("per", "fa"),
    ("rum", "ro"),
    ("slo", "sk"),
    ("tib", "bo"),
    ("wel", "cy"),
];

/// Common names that differ from those of ISO 639-3.
const NAMES: [(&str, &str); 24] = [
    ("brazilian portuguese", "pt-BR"),
    ("castilian", "es"),
    ("farsi", "fa"),
    ("flemish", "nl-BE"),
    ("greek", "el"),
    ("haitian creole", "ht"),
    ("khmer", "km"),
    ("kyrgyz", "ky"),
    ("malay", "ms"),
    ("mandarin", "zh"),
    ("mandarin chinese", "zh"),
    ("nepali", "ne"),
    ("odia", "or"),
    ("pashto", "ps"),
    ("punjabi", "pa"),
    ("simplified chinese", "zh-Hans"),
    ("sinhalese", "si"),
    ("slovene", "sl"),
    ("swahili", "sw"),
    ("traditional chinese", "zh-Hant"),
    ("uyghur", "ug"),
    ("chinese (simplified)", "zh-Hans"),
    ("chinese (traditional)", "zh-Hant"),
    ("portuguese (brazil)", "pt-BR"),
];

/// The languages of ISO 639-3 by their English names in lower case; of several with one name, the first of the standard. `isolang` would
/// compare all of its names with each value.
static BY_NAME: LazyLock<BTreeMap<String, Iso>> = LazyLock::new(|| {
    let mut by_name = BTreeMap::new();
    for language in isolang::languages() {
        by_name.entry(language.to_name().to_ascii_lowercase()).or_insert(language);
    }
    by_name
});

impl Language {
    /// `und`: a value is stated that is not a known language.
    pub const UNDETERMINED: Self = Self(NonZeroU64::new(pack(*b"und", [0; 4], [0; 3])).unwrap());

    /// Reads a cell; `None` if it is empty.
    pub fn read(stated: &str) -> Option<Self> {
        let stated = stated.trim();
        (!stated.is_empty())
            .then(|| tag(stated).or_else(|| name(stated)).unwrap_or(Self::UNDETERMINED))
    }

    /// The language without script and region.
    #[must_use]
    pub fn without_region(self) -> Self {
        let letters = self.0.get() & ((1 << (BITS * 3)) - 1);
        NonZeroU64::new(letters).map_or(self, Self)
    }

    /// The English name of the language, without script and region; `None` if it is [`Self::UNDETERMINED`].
    pub fn english_name(self) -> Option<&'static str> {
        let [language, ..] = self.subtags();
        let iso = Iso::from_639_1(&language).or_else(|| Iso::from_639_3(&language))?;
        let name = (iso != Iso::Und).then(|| iso.to_name())?;
        Some(name.split(" (").next().unwrap_or(name))
    }

    /// Language, script, region; empty where the tag has none.
    fn subtags(self) -> [String; 3] {
        let mut packed = self.0.get();
        [LANGUAGE, SCRIPT, REGION].map(|length| {
            let mut subtag = String::new();
            for _ in 0..length {
                match u8::try_from(packed % (1 << BITS)).unwrap_or_default() {
                    0 => {}
                    letter @ 1..=26 => subtag.push(char::from(b'a' + letter - 1)),
                    digit => subtag.push(char::from(b'0' + digit - 27)),
                }
                packed >>= BITS;
            }
            subtag
        })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [language, mut script, region] = self.subtags();
        f.write_str(&language)?;
        if let Some(first) = script.get_mut(..1) {
            first.make_ascii_uppercase();
            write!(f, "-{script}")?;
        }
        if region.is_empty() { Ok(()) } else { write!(f, "-{}", region.to_ascii_uppercase()) }
    }
}

/// A tag or code.
fn tag(stated: &str) -> Option<Language> {
    let mut subtags = stated.split(['-', '_', '.', '@']);
    let first = lower::<LANGUAGE>(subtags.next()?)?;
    let (mut script, mut region) = ([0; SCRIPT], [0; REGION]);
    for subtag in subtags {
        let is_digits = subtag.bytes().all(|byte| byte.is_ascii_digit());
        match subtag.len() {
            4 if script == [0; SCRIPT] && region == [0; REGION] && !is_digits => {
                script = lower(subtag)?;
            }
            2 if region == [0; REGION] && !is_digits => region = lower(subtag)?,
            3 if region == [0; REGION] && is_digits => region = lower(subtag)?,
            _ => break,
        }
    }
    Some(packed(known(first)?, script, region))
}

/// The shortest code of a known language.
fn known(code: [u8; LANGUAGE]) -> Option<[u8; LANGUAGE]> {
    let code = str::from_utf8(&code).ok()?.trim_end_matches('\0');
    let code = REPLACED.iter().find(|(old, _)| *old == code).map_or(code, |(_, new)| new);
    let iso = if code.len() == 2 { Iso::from_639_1(code) } else { Iso::from_639_3(code) }?;
    lower(iso.to_639_1().unwrap_or(iso.to_639_3()))
}

/// An English name of at least four letters: a shorter one is more likely a code or no language than one of the languages with such a name.
fn name(stated: &str) -> Option<Language> {
    let name = stated.to_lowercase();
    if name.chars().count() < 4 {
        return None;
    }
    if let Some((_, known)) = NAMES.iter().find(|(other, _)| *other == name) {
        return tag(known);
    }
    let iso = BY_NAME.get(&name).or_else(|| BY_NAME.get(name.split(" (").next()?))?;
    tag(iso.to_639_1().unwrap_or(iso.to_639_3()))
}

/// A subtag of ASCII letters and digits in lower case; `None` if it is another or longer.
fn lower<const LENGTH: usize>(subtag: &str) -> Option<[u8; LENGTH]> {
    let is_fine = subtag.len() > 1
        && subtag.len() <= LENGTH
        && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let mut letters = [0; LENGTH];
    is_fine.then(|| {
        letters[..subtag.len()].copy_from_slice(subtag.as_bytes());
        letters.make_ascii_lowercase();
        letters
    })
}

fn packed(language: [u8; LANGUAGE], script: [u8; SCRIPT], region: [u8; REGION]) -> Language {
    NonZeroU64::new(pack(language, script, region)).map_or(Language::UNDETERMINED, Language)
}

const fn pack(language: [u8; LANGUAGE], script: [u8; SCRIPT], region: [u8; REGION]) -> u64 {
    // The language is in the lowest bits, so that most tags are small numbers, which the parts store in few bytes.
    let mut all = 0;
    let mut at = REGION;
    while at > 0 {
        at -= 1;
        all = (all << BITS) | number(region[at]);
    }
    at = SCRIPT;
    while at > 0 {
        at -= 1;
        all = (all << BITS) | number(script[at]);
    }
    at = LANGUAGE;
    while at > 0 {
        at -= 1;
        all = (all << BITS) | number(language[at]);
    }
    all
}

const fn number(letter: u8) -> u64 {
    match letter {
        b'a'..=b'z' => (letter - b'a') as u64 + 1,
        b'0'..=b'9' => (letter - b'0') as u64 + 27,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(stated: &str) -> String {
        Language::read(stated).unwrap().to_string()
    }

    #[test]
    fn codes_become_canonical_tags() {
        for (stated, tag) in [
            ("en", "en"),
            (" EN ", "en"),
            ("eng", "en"),
            ("ger", "de"),
            ("iw", "he"),
            ("en-gb", "en-GB"),
            ("pt_BR.UTF-8", "pt-BR"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("de-CH-1996", "de-CH"),
            ("fil", "fil"),
            ("nds", "nds"),
        ] {
            assert_eq!(read(stated), tag, "{stated}");
        }
    }

    #[test]
    fn english_names_become_tags_and_back() {
        for (stated, tag, name) in [
            ("German", "de", "German"),
            ("ENGLISH", "en", "English"),
            ("english (united kingdom)", "en", "English"),
            ("Greek", "el", "Modern Greek"),
            ("Chinese (Simplified)", "zh-Hans", "Chinese"),
            ("Malay", "ms", "Malay"),
            ("Norwegian", "no", "Norwegian"),
            ("Norwegian Bokmål", "nb", "Norwegian Bokmål"),
        ] {
            let language = Language::read(stated).unwrap();
            assert_eq!(language.to_string(), tag, "{stated}");
            assert_eq!(language.english_name(), Some(name), "{stated}");
        }
    }

    #[test]
    fn nothing_stated_and_nothing_known_are_two_things() {
        assert_eq!(Language::read("  "), None);
        for stated in [
            "und",
            "unknown",
            "none",
            "other",
            "mixed",
            "n/a",
            "-",
            "qq",
            "e",
            "日本語",
            "x-klingon",
            "en\0",
        ] {
            assert_eq!(Language::read(stated), Some(Language::UNDETERMINED), "{stated}");
        }
        assert_eq!(read("???"), "und");
        assert_eq!(Language::UNDETERMINED.english_name(), None);
    }

    #[test]
    fn every_listed_code_and_name_is_known() {
        for (_, tag) in REPLACED.into_iter().chain(NAMES) {
            assert_eq!(read(tag), tag);
        }
    }
}
