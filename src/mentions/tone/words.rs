//! The words that tools write for tones, in the languages of their interfaces. A word that is not listed has no tone.

use super::Tone;

/// Words of degree, which do not change the tone.
const DEGREES: [&str; 19] = [
    "basic",
    "very",
    "extremely",
    "strongly",
    "mostly",
    "somewhat",
    "slightly",
    "sehr",
    "eher",
    "très",
    "plutôt",
    "muy",
    "algo",
    "muito",
    "pouco",
    "molto",
    "zeer",
    "heel",
    "overwegend",
];
/// Endings of `positi` and `negati` in the languages of the tools: positive(s), positif(s), positivo(s), positief, …
const ENDINGS: [&str; 13] =
    ["v", "ve", "ves", "vo", "vos", "va", "vas", "vi", "f", "fs", "ef", "eve", "ver"];
const NEUTRAL_ENDINGS: [&str; 13] =
    ["al", "als", "ale", "ales", "ali", "aal", "e", "es", "o", "os", "a", "as", "i"];

/// Endings of Russian and Ukrainian.
const CYRILLIC_ENDINGS: [&str; 9] = ["ый", "ая", "ое", "ые", "о", "ой", "ий", "а", "і"];
const SLAVIC_ENDINGS: [&str; 6] = ["y", "a", "e", "í", "á", "é"];
const GREEK_ENDINGS: [&str; 5] = ["ό", "ή", "ός", "ο", "ος"];

/// The tone of a word that tools write, singular or plural, in the languages of their interfaces.
pub(super) fn word(text: &str) -> Option<Tone> {
    let folded = text.trim().to_lowercase().replace('é', "e");
    let bare = folded.split_once(' ').filter(|(first, _)| DEGREES.contains(first));
    let folded = bare.map_or(folded.as_str(), |(_, rest)| rest.trim());
    let ends = |stem, endings: &[&str]| {
        folded.strip_prefix(stem).is_some_and(|ending| endings.contains(&ending))
    };
    match folded {
        "pos"
        | "favorable"
        | "favourable"
        | "recommended"
        | "позитив"
        | "正面"
        | "积极"
        | "ポジティブ"
        | "肯定"
        | "긍정"
        | "olumlu"
        | "pozitív"
        | "myönteinen"
        | "positiivinen"
        | "חיובי"
        | "إيجابي"
        | "مثبت"
        | "सकारात्मक"
        | "บวก"
        | "เชิงบวก"
        | "tích cực" => Some(Tone::Positive),
        "neg"
        | "unfavorable"
        | "unfavourable"
        | "not recommended"
        | "негатив"
        | "负面"
        | "消极"
        | "ネガティブ"
        | "否定"
        | "부정"
        | "olumsuz"
        | "negatív"
        | "kielteinen"
        | "negatiivinen"
        | "שלילי"
        | "سلبي"
        | "منفی"
        | "नकारात्मक"
        | "ลบ"
        | "เชิงลบ"
        | "tiêu cực" => Some(Tone::Negative),
        "neut"
        | "neu"
        | "mixed"
        | "gemischt"
        | "mixte"
        | "mixto"
        | "misto"
        | "gemengd"
        | "ambivalent"
        | "中性"
        | "中立"
        | "ニュートラル"
        | "중립"
        | "nötr"
        | "netral"
        | "semleges"
        | "neutraali"
        | "ניטרלי"
        | "محايد"
        | "خنثی"
        | "तटस्थ"
        | "กลาง"
        | "เป็นกลาง"
        | "trung tính" => Some(Tone::Neutral),
        _ if ends("позитивн", &CYRILLIC_ENDINGS) => Some(Tone::Positive),
        _ if ends("негативн", &CYRILLIC_ENDINGS) => Some(Tone::Negative),
        _ if ends("нейтральн", &CYRILLIC_ENDINGS) => Some(Tone::Neutral),
        _ if ends("pozytywn", &SLAVIC_ENDINGS) || ends("pozitivn", &SLAVIC_ENDINGS) => {
            Some(Tone::Positive)
        }
        _ if ends("negatywn", &SLAVIC_ENDINGS) || ends("negativn", &SLAVIC_ENDINGS) => {
            Some(Tone::Negative)
        }
        _ if ends("neutraln", &SLAVIC_ENDINGS) || ends("neutráln", &SLAVIC_ENDINGS) => {
            Some(Tone::Neutral)
        }
        _ if ends("θετικ", &GREEK_ENDINGS) => Some(Tone::Positive),
        _ if ends("αρνητικ", &GREEK_ENDINGS) => Some(Tone::Negative),
        _ if ends("ουδέτερ", &GREEK_ENDINGS) => Some(Tone::Neutral),
        _ if ends("positi", &ENDINGS) => Some(Tone::Positive),
        _ if ends("negati", &ENDINGS) => Some(Tone::Negative),
        _ if ends("neutr", &NEUTRAL_ENDINGS) => Some(Tone::Neutral),
        _ => None,
    }
}
