//! Finds which groups of words a text matches, all groups in one pass over the text.
//!
//! Texts and words are [folded](super::folded) alike. A word is a whole word unless it ends in `*` or is written in a script without
//! spaces; `#tag` and `@handle` are whole tags and handles. The result is one bit a group.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use super::folded::{fold, has_no_spaces, is_boundary};
use crate::brief::Group;

/// What a text must have to match a group.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Conditions<'a> {
    /// At least one of these and of `opens` occurs, unless both are empty.
    pub(super) any: &'a [String],
    /// The same, but a sentence begins with it.
    pub(super) opens: &'a [String],
    /// Each occurs.
    pub(super) all: &'a [String],
    /// None occurs.
    pub(super) none: &'a [String],
    /// It has a question mark at the end of a word.
    pub(super) asks: bool,
}

impl<'a> From<&'a Group> for Conditions<'a> {
    fn from(Group { any, all, none }: &'a Group) -> Self {
        Self { any, all, none, ..Self::default() }
    }
}

/// Groups of words, compiled for searching.
#[derive(Debug, Default)]
pub(super) struct Matcher {
    /// `None`: there is no word to search for.
    automaton: Option<AhoCorasick>,
    /// For each pattern of the automaton: its own rules, and those of the patterns that are a prefix of it.
    rules: Vec<Vec<PatternRule>>,
    groups: Vec<Required>,
    /// Number of words under `all`, over all groups.
    all: usize,
}

#[derive(Debug, Clone, Copy)]
struct PatternRule {
    /// Bytes of its pattern.
    length: usize,
    group: usize,
    part: Clause,
    starts_at_boundary: bool,
    ends_at_boundary: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Clause {
    Any,
    Opens,
    /// Index of the word among the words under `all` of all groups.
    All(usize),
    None,
}

#[derive(Debug)]
struct Required {
    any: bool,
    /// Indices of its words under `all`.
    all: Range<usize>,
    asks: bool,
}

/// The matches so far, one bit per group; `all` is empty unless a group uses `all`.
struct Matches {
    any: u128,
    none: u128,
    all: Vec<bool>,
}

impl Matcher {
    /// The largest number of groups.
    pub(super) const MOST_GROUPS: usize = 128;

    /// Prepares groups; their order is that of the bits.
    ///
    /// # Panics
    ///
    /// For more than [`MOST_GROUPS`](Self::MOST_GROUPS); never for the words of a brief, which is at most 1 MiB.
    pub(super) fn new<'a>(groups: impl IntoIterator<Item = Conditions<'a>>) -> Self {
        let (mut matcher, mut rules) = (Self::default(), BTreeMap::new());
        for group in groups {
            matcher.push(&group, &mut rules);
        }
        assert!(matcher.groups.len() <= Self::MOST_GROUPS, "a group is a bit of 128");
        if !rules.is_empty() {
            // Leftmost-longest search uses vector instructions for few patterns; overlapping search does not.
            let mut builder = AhoCorasick::builder();
            let automaton = builder.match_kind(MatchKind::LeftmostLongest).build(rules.keys());
            matcher.automaton = Some(automaton.expect("a brief is at most 1 MiB"));
            matcher.rules = with_prefixes(&rules);
        }
        matcher
    }

    fn push(&mut self, group: &Conditions<'_>, rules: &mut BTreeMap<String, Vec<PatternRule>>) {
        let any = group.any.iter().map(|word| (word, Clause::Any));
        let opens = group.opens.iter().map(|word| (word, Clause::Opens));
        let first = self.all;
        let all = group.all.iter().zip(first..).map(|(word, place)| (word, Clause::All(place)));
        let none = group.none.iter().map(|word| (word, Clause::None));
        for (word, part) in any.chain(opens).chain(all).chain(none) {
            let (pattern, is_prefix) = pattern(word);
            if pattern.is_empty() {
                continue;
            }
            let rule = PatternRule {
                length: pattern.len(),
                group: self.groups.len(),
                part,
                starts_at_boundary: !pattern.starts_with(has_no_spaces),
                ends_at_boundary: !is_prefix && !pattern.ends_with(has_no_spaces),
            };
            rules.entry(pattern).or_default().push(rule);
        }
        self.all += group.all.len();
        self.groups.push(Required {
            // A group without any condition never matches.
            any: !group.any.is_empty()
                || !group.opens.is_empty()
                || (group.all.is_empty() && !group.asks),
            all: first..self.all,
            asks: group.asks,
        });
    }

    /// Whether there is no group.
    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The groups that a text matches, [folded](super::folded::push) and [spaced](super::folded::space): the first group is the lowest bit.
    pub(super) fn matching(&self, text: &[u8]) -> u128 {
        let longest = |from: usize| {
            let automaton = self.automaton.as_ref()?;
            automaton.find(Input::new(text).range(from..))
        };
        let mut hit = longest(0);
        // Without a word only a group that asks for none can match.
        if hit.is_none() && !self.groups.iter().any(|group| group.asks) {
            return 0;
        }
        // A folded text is valid UTF-8.
        let Ok(haystack) = str::from_utf8(text) else { return 0 };
        let mut found = Matches { any: 0, none: 0, all: vec![false; self.all] };
        while let Some(this) = hit {
            let start = this.start();
            let starts = is_boundary(haystack, start);
            for rule in &self.rules[this.pattern().as_usize()] {
                if (rule.starts_at_boundary && !starts)
                    || (rule.ends_at_boundary && !is_boundary(haystack, start + rule.length))
                {
                    continue;
                }
                match rule.part {
                    Clause::Any => found.any |= 1 << rule.group,
                    Clause::Opens if opens_sentence(haystack, start) => {
                        found.any |= 1 << rule.group;
                    }
                    Clause::Opens => {}
                    Clause::All(place) => found.all[place] = true,
                    Clause::None => found.none |= 1 << rule.group,
                }
            }
            hit = longest(start + 1);
        }
        let asks = self.groups.iter().any(|group| group.asks) && has_question(haystack);
        let met = self.groups.iter().enumerate();
        let met = met.filter(|(at, required)| found.meets(*at, required, asks));
        met.fold(0, |bits, (at, _)| bits | 1 << at)
    }
}

impl Matches {
    fn meets(&self, at: usize, required: &Required, asks: bool) -> bool {
        let has_any = !required.any || self.any >> at & 1 == 1;
        let is_ruled_out = self.none >> at & 1 == 1;
        has_any
            && !is_ruled_out
            && (asks || !required.asks)
            && self.all[required.all.clone()].iter().all(|found| *found)
    }
}

/// For each pattern, in order, the rules of all patterns that are a prefix of it, itself included: where it matches they match too.
fn with_prefixes(rules: &BTreeMap<String, Vec<PatternRule>>) -> Vec<Vec<PatternRule>> {
    let lengths: BTreeSet<usize> = rules.keys().map(String::len).collect();
    let prefixes = |pattern: &str| {
        let starts = lengths.range(..=pattern.len()).filter_map(|&length| pattern.get(..length));
        starts.filter_map(|start| rules.get(start)).flatten().copied().collect()
    };
    rules.keys().map(|pattern| prefixes(pattern)).collect()
}

/// The pattern of a word, and whether it is a prefix.
pub(super) fn pattern(word: &str) -> (String, bool) {
    let folded = fold(word);
    let (pattern, is_prefix) = match folded.trim().strip_suffix('*') {
        Some(prefix) => (prefix, true),
        None => (folded.trim(), false),
    };
    (pattern.to_owned(), is_prefix)
}

/// Whether a sentence begins at this position of a folded text: nothing but a handle, a tag or an emoji is before it, or punctuation.
fn opens_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(' ');
    let Some(last) = before.chars().next_back() else { return true };
    if !last.is_alphanumeric() && !matches!(last, '\'' | '\u{2019}' | '_') {
        return true;
    }
    let word = before.rfind(' ').map_or(0, |space| space + 1);
    before[word..].starts_with(['@', '#']) && opens_sentence(text, word)
}

/// Whether a question mark ends a word; one inside an address does not.
fn has_question(text: &str) -> bool {
    text.match_indices('?').any(|(at, _)| {
        let next = text[at + 1..].chars().next();
        next.is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '=' | '&' | '/' | '%'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn matches(conditions: Conditions<'_>, text: &str) -> bool {
        Matcher::new([conditions]).matching(fold(text).as_bytes()) == 1
    }

    #[test]
    fn a_sentence_opens_after_punctuation_handles_and_tags() {
        let opens = words(&["how do"]);
        let opens = |text| matches(Conditions { opens: &opens, ..Conditions::default() }, text);
        for text in
            ["How do I?", "Hi! How do I", "@acme how do", "#a @b_c how do", "\u{2615} how do"]
        {
            assert!(opens(text), "{text}");
        }
        for text in ["I know how do", "acme how do", "me@acme how do", "so how does"] {
            assert!(!opens(text), "{text}");
        }
    }

    #[test]
    fn a_question_mark_in_an_address_asks_nothing() {
        let asks = |text| matches(Conditions { asks: true, ..Conditions::default() }, text);
        for text in ["open?", "Why?! Oh", "\u{bf}c\u{f3}mo\u{ff1f}", "(what?) see"] {
            assert!(asks(text), "{text}");
        }
        for text in ["https://a.example/b?c=d", "see a.example/?", "no"] {
            assert_eq!(asks(text), text.ends_with('?'), "{text}");
        }
    }

    #[test]
    fn every_condition_of_a_group_holds() {
        let (any, all, none) = (words(&["a", "b"]), words(&["c"]), words(&["d"]));
        let group =
            Conditions { any: &any, all: &all, none: &none, asks: true, ..Conditions::default() };
        for (text, expected) in
            [("a c?", true), ("c b?", true), ("a c", false), ("a?", false), ("a c d?", false)]
        {
            assert_eq!(matches(group, text), expected, "{text}");
        }
    }

    #[test]
    fn each_group_has_its_bit() {
        let (one, two) = (words(&["one"]), words(&["two", "one two"]));
        let group = |any| Conditions { any, ..Conditions::default() };
        let matcher = Matcher::new([group(&one), group(&two), group(&one)]);
        assert_eq!(matcher.matching(b"one"), 0b101);
        assert_eq!(matcher.matching(b"one two"), 0b111);
        assert_eq!(matcher.matching(b"none"), 0);
        assert_eq!(Matcher::new([]).matching(b"one"), 0);
    }
}
