//! Reads lists of text templates in each language from `words/*.txt`, and expands them.
//!
//! A file has sections, `[topic tone]`, with one template on each line. In a template `{a|b}` stands for one of the alternatives,
//! which may be nested, and `{drink}` for a line of the section `drink` of the language or of `common.txt`. A slot without a
//! section panics.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::rng::Rng;
use super::story;

type Sections = BTreeMap<&'static str, Vec<&'static str>>;

/// All word lists.
#[derive(Debug)]
pub(crate) struct Lexicon {
    common: Sections,
    languages: BTreeMap<&'static str, Sections>,
}

/// Language, network and day of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voice<'a> {
    /// Language code.
    pub(crate) language: &'static str,
    /// How brands are written here: `x`, `instagram`, `plain`, `review`.
    pub(crate) register: &'static str,
    /// The account that is addressed.
    pub(crate) customer: &'a str,
    /// The day; some templates are valid only from a day on.
    pub(crate) date: Date,
}

/// What a text already contains: it uses one shop and one town, and repeats no sentence and no slot.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    told: Vec<&'static str>,
    said: Vec<&'static str>,
    places: BTreeMap<String, &'static str>,
}

impl Lexicon {
    /// Reads the embedded lists.
    pub(crate) fn new() -> Self {
        let languages = [
            ("en", include_str!("words/en.txt")),
            ("nl", include_str!("words/nl.txt")),
            ("de", include_str!("words/de.txt")),
            ("fr", include_str!("words/fr.txt")),
            ("es", include_str!("words/es.txt")),
            ("pt", include_str!("words/pt.txt")),
            ("ja", include_str!("words/ja.txt")),
        ];
        Self {
            common: sections(include_str!("words/common.txt")),
            languages: languages.into_iter().map(|(code, text)| (code, sections(text))).collect(),
        }
    }

    /// The lines of a section common to all languages.
    pub(crate) fn common(&self, section: &str) -> &[&'static str] {
        &self.common[section]
    }

    /// Whether a language has this section.
    pub(crate) fn has(&self, language: &str, section: &str) -> bool {
        self.languages[language].contains_key(section)
    }

    /// An expanded line of a section; `None` if the language has no such section, or the text already contains all its
    /// lines.
    pub(crate) fn say(
        &self,
        section: &str,
        voice: &Voice<'_>,
        memory: &mut Memory,
        rng: &mut Rng,
    ) -> Option<String> {
        // The club starts in late spring: until then nobody speaks of it.
        let lines: Vec<&'static str> = self.languages[voice.language]
            .get(section)?
            .iter()
            .copied()
            .filter(|line| voice.date >= story::CLUB_ANNOUNCED || !line.contains("Cold Brew Club"))
            .filter(|line| !memory.told.contains(line))
            .collect();
        if lines.is_empty() {
            return None;
        }
        let line = rng.pick(&lines);
        memory.told.push(line);
        Some(self.expand(line, voice, memory, rng))
    }

    fn expand(
        &self,
        template: &str,
        voice: &Voice<'_>,
        memory: &mut Memory,
        rng: &mut Rng,
    ) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            text.push_str(&rest[..open]);
            let (options, after) = options(&rest[open + 1..]);
            text.push_str(&match &options[..] {
                [slot] => self.fill(slot, voice, memory, rng),
                _ => self.expand(rng.pick(&options), voice, memory, rng),
            });
            rest = after;
        }
        text + rest
    }

    fn fill(&self, slot: &str, voice: &Voice<'_>, memory: &mut Memory, rng: &mut Rng) -> String {
        match slot {
            "customer" => return voice.customer.to_owned(),
            "store" | "city" if let Some(said) = memory.places.get(slot) => {
                return (*said).to_owned();
            }
            "version" => return story::app_version(voice.date).to_owned(),
            _ => {}
        }
        let by_register = format!("{slot} {}", voice.register);
        let lines = self.languages[voice.language]
            .get(slot)
            .or_else(|| self.common.get(slot))
            .or_else(|| self.common.get(by_register.as_str()))
            .unwrap_or_else(|| panic!("no words for `{slot}` in `{}`", voice.language));
        let mut line = rng.pick(lines);
        for _ in 0..4 {
            if !memory.said.contains(&line) {
                break;
            }
            line = rng.pick(lines);
        }
        memory.said.push(line);
        if slot == "store" || slot == "city" {
            memory.places.insert(slot.to_owned(), line);
        }
        line.to_owned()
    }
}

/// Splits the text after an opening brace into its alternatives and the rest after the closing brace.
fn options(text: &str) -> (Vec<&str>, &str) {
    let (mut depth, mut start, mut options) = (0, 0, Vec::new());
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => {
                options.push(&text[start..at]);
                return (options, &text[at + 1..]);
            }
            b'}' => depth -= 1,
            b'|' if depth == 0 => {
                options.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    panic!("a brace is not closed in `{text}`")
}

fn sections(text: &'static str) -> Sections {
    let mut sections = Sections::new();
    let mut name = "";
    for line in text.lines() {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(header) => name = header,
            None => sections.entry(name).or_default().push(line),
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_nest() {
        assert_eq!(options("a|{b|c} d|}rest"), (vec!["a", "{b|c} d", ""], "rest"));
    }

    #[test]
    fn every_template_of_every_language_expands() {
        let lexicon = Lexicon::new();
        let mut rng = Rng::of("every template");
        for (&language, sections) in &lexicon.languages {
            for register in ["x", "instagram", "plain", "review"] {
                let voice = Voice { language, register, customer: "mo", date: story::LAST };
                for line in sections.values().flatten() {
                    for _ in 0..20 {
                        let text = lexicon.expand(line, &voice, &mut Memory::default(), &mut rng);
                        assert!(!text.contains(['{', '}']), "{text}");
                    }
                }
            }
        }
    }
}
