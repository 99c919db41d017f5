//! The built-in rules by which the kind of a mention is found in its words, language by language.
//!
//! The rules are data: `kinds/<language>.yaml` has those of one language in their order, and the first that matches decides. They apply only to
//! texts in that language. What a rule found is kept with the mention, so that every decision can be looked up.

use std::sync::{LazyLock, OnceLock};

use serde::{Deserialize, Serialize};

use super::language::Language;
use super::matcher::{Conditions, Matcher};
use crate::brief::Kind;

/// Language, rules.
const FILES: [(&str, &str); 6] = [
    ("en", include_str!("kinds/en.yaml")),
    ("de", include_str!("kinds/de.yaml")),
    ("nl", include_str!("kinds/nl.yaml")),
    ("fr", include_str!("kinds/fr.yaml")),
    ("es", include_str!("kinds/es.yaml")),
    ("pt", include_str!("kinds/pt.yaml")),
];

/// Other words that columns of kinds use.
const STATED: [(Kind, &[&str]); 6] = [
    (Kind::Problem, &["problems", "complaint", "complaints", "issue", "issues", "bug", "bugs"]),
    (Kind::Question, &["questions", "enquiry", "inquiry", "query", "request for information"]),
    (Kind::Idea, &["ideas", "suggestion", "suggestions", "feature request", "wish"]),
    (Kind::Tip, &["tips", "advice", "recommendation", "recommendations"]),
    (Kind::Experience, &["experiences", "opinion", "review", "praise", "compliment"]),
    (Kind::Other, &["news", "advert", "advertisement", "job", "jobs", "spam"]),
];

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

/// The number of a rule: those of the brief first, a kind each, then the built-in ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleIx(u16);

/// What a report says about a rule.
#[derive(Debug)]
pub struct Rule {
    /// `en/broken`: language and id; `brief/problem`: the words of the brief for a kind.
    pub id: String,
    /// The kind that it gives.
    pub kind: Kind,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BuiltIn {
    id: String,
    kind: Kind,
    #[serde(default)]
    any: Vec<String>,
    #[serde(default)]
    opens: Vec<String>,
    #[serde(default)]
    all: Vec<String>,
    #[serde(default)]
    none: Vec<String>,
    #[serde(default)]
    asks: bool,
}

/// The rules of one language.
struct LanguageRules {
    language: Language,
    /// The number of its first rule.
    first: u16,
    rules: Vec<BuiltIn>,
    /// Compiled when the first text needs it.
    matcher: OnceLock<Matcher>,
}

struct Table {
    rules: Vec<Rule>,
    languages: Vec<LanguageRules>,
}

impl Table {
    fn read() -> Self {
        let of_brief = Kind::NAMED.map(|kind| Rule { id: format!("brief/{}", kind.id()), kind });
        let mut table = Self { rules: of_brief.into(), languages: Vec::new() };
        for (code, yaml) in FILES {
            let rules: Vec<BuiltIn> =
                serde_yaml::from_str(yaml).expect("the embedded rules are valid YAML");
            table.languages.push(LanguageRules {
                language: Language::read(code).expect("a code"),
                first: u16::try_from(table.rules.len()).expect("hundreds of rules"),
                matcher: OnceLock::new(),
                rules,
            });
            let rules = table.languages.last().into_iter().flat_map(|last| &last.rules);
            let rules: Vec<Rule> = rules
                .map(|rule| Rule { id: format!("{code}/{}", rule.id), kind: rule.kind })
                .collect();
            table.rules.extend(rules);
        }
        table
    }
}

impl RuleIx {
    /// The number of the brief's words for a kind.
    pub(super) fn of_brief(kind: Kind) -> Self {
        Self(kind as u16)
    }

    /// The rule; `None`: no rule of this version.
    pub fn rule(self) -> Option<&'static Rule> {
        TABLE.rules.get(usize::from(self.0))
    }
}

/// Every rule, in the order of its number.
pub fn rules() -> impl Iterator<Item = (RuleIx, &'static Rule)> {
    (0..).map(RuleIx).zip(&TABLE.rules)
}

/// The kind that a column of an export states; `None`: it is not a known word.
pub(super) fn stated(word: &str) -> Option<Kind> {
    let word = word.trim().to_lowercase();
    let other = || STATED.iter().find(|(_, words)| words.contains(&word.as_str()));
    Kind::named(&word).or_else(|| other().map(|(kind, _)| *kind))
}

/// The kind of a text in a language, [folded](super::folded::push) and [spaced](super::folded::space), with the rule that decides;
/// `None`: no rule of this language matches, or it has none.
pub fn find(language: Language, text: &[u8]) -> Option<(Kind, RuleIx)> {
    let spoken = language.without_region();
    let rules = TABLE.languages.iter().find(|rules| rules.language == spoken)?;
    let matching = rules.matcher.get_or_init(|| compiled(&rules.rules)).matching(text);
    let first = matching.trailing_zeros();
    let rule = rules.rules.get(first as usize)?;
    Some((rule.kind, RuleIx(rules.first + u16::try_from(first).ok()?)))
}

fn compiled(rules: &[BuiltIn]) -> Matcher {
    let spelt: Vec<[Vec<String>; 4]> = rules
        .iter()
        .map(|rule| [&rule.any, &rule.opens, &rule.all, &rule.none].map(|words| spellings(words)))
        .collect();
    Matcher::new(spelt.iter().zip(rules).map(|([any, opens, all, none], rule)| Conditions {
        any,
        opens,
        all,
        none,
        asks: rule.asks,
    }))
}

/// The words, and those with an apostrophe also with a typographic one, and without it where people leave it out: `don't`, `dont`.
fn spellings(words: &[String]) -> Vec<String> {
    let other = |word: &String| {
        let bare = word.contains("n't").then(|| word.replace('\'', ""));
        let typeset = word.contains('\'').then(|| word.replace('\'', "\u{2019}"));
        [Some(word.clone()), typeset, bare].into_iter().flatten()
    };
    words.iter().flat_map(other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::folded::fold;

    #[test]
    fn the_rules_have_words_and_their_own_ids() {
        let mut ids: Vec<&str> = rules().map(|(_, rule)| rule.id.as_str()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        for language in &TABLE.languages {
            assert!(language.rules.len() <= Matcher::MOST_GROUPS);
            for rule in &language.rules {
                let has_words = [&rule.any, &rule.opens].iter().any(|words| !words.is_empty());
                assert!(has_words || rule.asks || !rule.all.is_empty(), "{}", rule.id);
                // A word that must occur has one spelling.
                assert!(rule.all.iter().all(|word| !word.contains('\'')), "{}", rule.id);
                let clauses = [&rule.any, &rule.opens, &rule.all, &rule.none];
                let is_plain = |word: &String| word.to_lowercase() == *word && !word.contains('-');
                assert!(clauses.into_iter().flatten().all(is_plain), "{}", rule.id);
                assert_ne!(rule.kind, Kind::Unclassified, "{}", rule.id);
            }
        }
    }

    #[test]
    fn the_first_rule_of_the_language_decides() {
        let find = |code: &str, text: &str| {
            let found = find(Language::read(code).unwrap(), fold(text).as_bytes());
            found.map(|(kind, rule)| (kind, rule.rule().unwrap().id.split('/').next().unwrap()))
        };
        assert_eq!(find("en-GB", "The lift does not work"), Some((Kind::Problem, "en")));
        assert_eq!(find("de", "The lift does not work"), None);
        assert_eq!(find("sv", "The lift does not work"), None);
        assert_eq!(find("de-AT", "Der Aufzug funktioniert nicht"), Some((Kind::Problem, "de")));
    }

    #[test]
    fn columns_state_kinds_by_their_ids_or_common_words() {
        assert_eq!(stated(" Complaint "), Some(Kind::Problem));
        assert_eq!(stated("tip"), Some(Kind::Tip));
        assert_eq!(stated("unclassified"), None);
        assert_eq!(stated("tweet"), None);
    }
}
