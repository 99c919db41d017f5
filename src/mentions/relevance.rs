//! Which keyword groups of the brief a text matches, all of them in one pass.
//!
//! Text and keywords are folded alike: NFKC, lower case, every run of blanks and hyphens one blank. A keyword is a whole word unless it ends
//! in `*` or is written in a script without spaces; `#tag` and `@handle` are whole tags and handles.

use aho_corasick::AhoCorasick;
use unicode_normalization::UnicodeNormalization;

use crate::brief::{Group, Keywords};

/// What the keywords say of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relevance {
    /// Brand or product, or the brief asks for neither.
    Relevant,
    /// A competitor alone.
    Competitor,
    /// Nothing of it.
    Unrelated,
}

/// The brief's keywords, ready to search with.
#[derive(Debug)]
pub struct Search {
    /// `None`: nothing to search for.
    automaton: Option<AhoCorasick>,
    /// One a pattern of the automaton.
    rules: Vec<Rule>,
    groups: Vec<Need>,
    /// Groups from here on are competitors'.
    first_competitor: usize,
    everything_is_relevant: bool,
}

#[derive(Debug)]
struct Rule {
    group: usize,
    part: Part,
    starts_at_boundary: bool,
    ends_at_boundary: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Any,
    /// Which of the words that must all be there.
    All(usize),
    None,
}

#[derive(Debug, Default)]
struct Need {
    any: bool,
    all: usize,
}

impl Search {
    /// Prepares the keywords of a brief; without any for brand or products every mention is relevant.
    ///
    /// # Panics
    ///
    /// Never for a brief of at most 1 MiB.
    pub fn new(keywords: Option<&Keywords>) -> Self {
        let empty = Keywords::default();
        let keywords = keywords.unwrap_or(&empty);
        let competitors = keywords.competitors.iter().map(|(_, group)| group);
        let groups: Vec<&Group> =
            [&keywords.brand, &keywords.products].into_iter().chain(competitors).collect();
        let mut search = Self {
            automaton: None,
            rules: Vec::new(),
            groups: groups
                .iter()
                .map(|group| Need { any: !group.any.is_empty(), all: group.all.len() })
                .collect(),
            first_competitor: 2,
            everything_is_relevant: groups[..2]
                .iter()
                .all(|group| group.any.is_empty() && group.all.is_empty()),
        };
        let mut patterns = Vec::new();
        for (index, group) in groups.iter().enumerate() {
            let any = group.any.iter().map(|word| (word, Part::Any));
            let all = group.all.iter().enumerate().map(|(which, word)| (word, Part::All(which)));
            let none = group.none.iter().map(|word| (word, Part::None));
            for (word, part) in any.chain(all).chain(none) {
                let folded = fold(word);
                let (pattern, is_prefix) = match folded.strip_suffix('*') {
                    Some(prefix) => (prefix.to_owned(), true),
                    None => (folded, false),
                };
                search.rules.push(Rule {
                    group: index,
                    part,
                    starts_at_boundary: !pattern.starts_with(has_no_spaces),
                    ends_at_boundary: !is_prefix && !pattern.ends_with(has_no_spaces),
                });
                patterns.push(pattern);
            }
        }
        if !patterns.is_empty() {
            search.automaton = Some(AhoCorasick::new(patterns).expect("a brief is at most 1 MiB"));
        }
        search
    }

    /// Judges a mention by its title and text.
    pub fn judge(&self, title: Option<&str>, text: &str) -> Relevance {
        let Some(automaton) = &self.automaton else {
            return Relevance::Relevant;
        };
        let mut haystack = fold(text);
        if let Some(title) = title {
            haystack.push('\n');
            haystack.push_str(&fold(title));
        }
        let mut found = vec![Found::default(); self.groups.len()];
        for hit in automaton.find_overlapping_iter(&haystack) {
            let rule = &self.rules[hit.pattern().as_usize()];
            if (rule.starts_at_boundary && !is_boundary(&haystack, hit.start()))
                || (rule.ends_at_boundary && !is_boundary(&haystack, hit.end()))
            {
                continue;
            }
            let found = &mut found[rule.group];
            match rule.part {
                Part::Any => found.any = true,
                Part::All(which) if !found.all.contains(&which) => found.all.push(which),
                Part::All(_) => {}
                Part::None => found.none = true,
            }
        }
        let matches = |index: &usize| found[*index].satisfies(&self.groups[*index]);
        if self.everything_is_relevant || (0..self.first_competitor).any(|index| matches(&index)) {
            Relevance::Relevant
        } else if (self.first_competitor..self.groups.len()).any(|index| matches(&index)) {
            Relevance::Competitor
        } else {
            Relevance::Unrelated
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Found {
    any: bool,
    all: Vec<usize>,
    none: bool,
}

impl Found {
    fn satisfies(&self, need: &Need) -> bool {
        let asks = need.any || need.all > 0;
        asks && !self.none && (self.any || !need.any) && self.all.len() == need.all
    }
}

/// Folds text and keywords alike.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(char::to_lowercase) {
        let c =
            if c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}') { ' ' } else { c };
        if c != ' ' || !folded.ends_with(' ') {
            folded.push(c);
        }
    }
    folded
}

/// Whether a word may start or end here: not between two characters of a word. `#` and `@` are no part of a word, so `#acme` holds the
/// word `acme`, but a keyword that itself starts with one is found only as a whole tag or handle.
fn is_boundary(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    match (before, after) {
        (Some(before), Some(after)) => {
            !(is_word(before) && (is_word(after) || matches!(after, '#' | '@')))
        }
        _ => true,
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Han, kana, Thai, Lao, Khmer, Myanmar: scripts in which a word has no blanks around it.
fn has_no_spaces(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn judge(any: &[&str], none: &[&str], text: &str) -> bool {
        let keywords = Keywords {
            brand: Group { any: words(any), none: words(none), ..Group::default() },
            ..Keywords::default()
        };
        Search::new(Some(&keywords)).judge(None, text) == Relevance::Relevant
    }

    /// The table of method 4.1.
    #[test]
    fn the_table_of_the_method() {
        for (keyword, text, expected) in [
            ("acme", "ACME's app", true),
            ("acme", "so #acme", true),
            ("acme", "@acme hi", true),
            ("acme", "acmeville", false),
            ("acme", "pacme", false),
            ("cafe", "caf\u{e9}", false),
            ("\u{7121}\u{5370}", "\u{7121}\u{5370}\u{826f}\u{54c1}\u{304c}\u{597d}\u{304d}", true),
            ("data loss", "data-loss", true),
            ("data loss", "Data \n loss!", true),
            ("@acme", "@acme_help", false),
            ("@acme", "mail@acme.example", false),
            ("@acme", "hi @acme.", true),
            ("#acme", "#ACME!", true),
            ("#acme", "#acmes", false),
            ("brew*", "brewing", true),
            ("\u{ff21}cme", "acme", true),
        ] {
            assert_eq!(judge(&[keyword], &[], text), expected, "{keyword} in {text}");
        }
    }

    #[test]
    fn a_word_that_may_not_occur_rules_the_group_out() {
        assert!(judge(&["harbour"], &["harbour tour"], "Harbour coffee"));
        assert!(!judge(&["harbour"], &["harbour tour"], "a Harbour tour with coffee from Harbour"));
    }

    #[test]
    fn all_words_must_be_there_where_asked() {
        let brand = Group { all: words(&["cold", "brew"]), ..Group::default() };
        let search = Search::new(Some(&Keywords { brand, ..Keywords::default() }));
        assert_eq!(search.judge(None, "brew it cold, brew it"), Relevance::Relevant);
        assert_eq!(search.judge(None, "brew brew"), Relevance::Unrelated);
        assert_eq!(search.judge(Some("cold"), "brew"), Relevance::Relevant);
    }

    #[test]
    fn competitors_alone_are_told_apart() {
        let group = |word| Group { any: words(&[word]), ..Group::default() };
        let keywords = Keywords {
            brand: group("acme"),
            products: Group::default(),
            competitors: vec![("Globex".to_owned(), group("globex"))],
        };
        let search = Search::new(Some(&keywords));
        assert_eq!(search.judge(None, "Globex"), Relevance::Competitor);
        assert_eq!(search.judge(None, "Globex or Acme"), Relevance::Relevant);
        assert_eq!(search.judge(None, "neither"), Relevance::Unrelated);
        assert_eq!(Search::new(None).judge(None, "neither"), Relevance::Relevant);
    }
}
