//! Finds which groups of words a text matches, all groups in one pass over the text.
//!
//! Texts and words are [folded](super::folded) alike. A word is a whole word unless it ends in `*` or is written in a script without
//! spaces; `#tag` and `@handle` are whole tags and handles. The result is one bit a group.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use super::folded::{fold, has_no_spaces, is_boundary};
use super::hashed::{Map, mix};
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
    search: Search,
    /// For each pattern of the search: its own rules, and those of the patterns that are a prefix of it.
    rules: Vec<Vec<PatternRule>>,
    /// Number of groups.
    groups: usize,
    /// The groups of which a word under `any` or `opens` must occur, a bit each.
    need_any: u128,
    /// The groups that need a question mark.
    ask: u128,
    /// The groups with words under `all`, and the indices of these words among those of all groups.
    need_all: Vec<(usize, Range<usize>)>,
}

/// Finds the longest pattern at each position.
#[derive(Debug, Default)]
enum Search {
    /// There is no word to search for.
    #[default]
    Nothing,
    /// At any byte; few patterns are found with vector instructions.
    Anywhere(AhoCorasick),
    /// Only where a word may begin: with more patterns than [`FEW`](Self::FEW), looking at each word is faster than looking at each byte.
    AtWords(Box<Beginnings>),
}

/// Patterns by their first bytes. Most words of a text begin as none of them, which filters that fit into the fastest cache tell.
#[derive(Debug)]
struct Beginnings {
    /// The first four bytes, or all of shorter patterns.
    four: Filter<1024>,
    /// The first eight bytes, or all of shorter patterns.
    eight: Filter<2048>,
    /// By the first eight bytes, or all, the patterns with them, longest first.
    patterns: Map<Vec<(Box<[u8]>, usize)>>,
}

/// A bit for each hash of the first bytes of a pattern; `WORDS` is a power of two.
#[derive(Debug)]
struct Filter<const WORDS: usize> {
    /// How many bytes are compared; the most first.
    lengths: Vec<usize>,
    bits: Box<[u64; WORDS]>,
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

/// The matches so far, one bit per group; `all` has a place for each word under `all`.
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
        matcher.search = Search::new(&rules);
        matcher.rules = with_prefixes(&rules);
        matcher
    }

    fn push(&mut self, group: &Conditions<'_>, rules: &mut BTreeMap<String, Vec<PatternRule>>) {
        assert!(self.groups < Self::MOST_GROUPS, "a group is a bit of 128");
        let any = group.any.iter().map(|word| (word, Clause::Any));
        let opens = group.opens.iter().map(|word| (word, Clause::Opens));
        let first = self.words_of_all();
        let all = group.all.iter().zip(first..).map(|(word, place)| (word, Clause::All(place)));
        let none = group.none.iter().map(|word| (word, Clause::None));
        for (word, part) in any.chain(opens).chain(all).chain(none) {
            let (pattern, is_prefix) = pattern(word);
            if pattern.is_empty() {
                continue;
            }
            let rule = PatternRule {
                length: pattern.len(),
                group: self.groups,
                part,
                starts_at_boundary: !pattern.starts_with(has_no_spaces),
                ends_at_boundary: !is_prefix && !pattern.ends_with(has_no_spaces),
            };
            rules.entry(pattern).or_default().push(rule);
        }
        let bit = 1 << self.groups;
        self.groups += 1;
        if !group.all.is_empty() {
            self.need_all.push((self.groups - 1, first..first + group.all.len()));
        }
        // A group without any condition never matches.
        let has_other = !group.all.is_empty() || group.asks;
        if !group.any.is_empty() || !group.opens.is_empty() || !has_other {
            self.need_any |= bit;
        }
        if group.asks {
            self.ask |= bit;
        }
    }

    /// Number of words under `all`, over all groups so far.
    fn words_of_all(&self) -> usize {
        self.need_all.last().map_or(0, |(_, words)| words.end)
    }

    /// Whether there is no group.
    pub(super) fn is_empty(&self) -> bool {
        self.groups == 0
    }

    /// The groups that a text matches, [folded](super::folded::push) and [spaced](super::folded::space): the first group is the lowest bit.
    pub(super) fn matching(&self, text: &[u8]) -> u128 {
        let mut hit = self.search.longest(text, 0);
        // Without a word only a group that asks for none can match.
        if hit.is_none() && self.ask == 0 {
            return 0;
        }
        // A folded text is valid UTF-8.
        let Ok(haystack) = str::from_utf8(text) else { return 0 };
        let mut found = Matches { any: 0, none: 0, all: vec![false; self.words_of_all()] };
        while let Some((start, pattern)) = hit {
            let starts = is_boundary(haystack, start);
            for rule in &self.rules[pattern] {
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
            hit = self.search.longest(text, start + 1);
        }
        let mut met = (found.any | !self.need_any) & !found.none & self.all_groups();
        if met & self.ask != 0 && !has_question(haystack) {
            met &= !self.ask;
        }
        for (group, words) in &self.need_all {
            if !found.all[words.clone()].iter().all(|found| *found) {
                met &= !(1 << group);
            }
        }
        met
    }

    fn all_groups(&self) -> u128 {
        1_u128
            .checked_shl(u32::try_from(self.groups).unwrap_or(u32::MAX))
            .map_or(u128::MAX, |it| it - 1)
    }
}

impl Search {
    /// Most patterns that are searched at any byte.
    const FEW: usize = 64;

    fn new(rules: &BTreeMap<String, Vec<PatternRule>>) -> Self {
        const SMALL: &str = "a brief is at most 1 MiB";
        if rules.is_empty() {
            Self::Nothing
        } else if rules.len() > Self::FEW
            && rules.values().flatten().all(|it| it.starts_at_boundary)
        {
            Self::AtWords(Box::new(Beginnings::of(rules.keys())))
        } else {
            // Leftmost-longest search uses vector instructions for few patterns; overlapping search does not.
            let mut builder = AhoCorasick::builder();
            let automaton = builder.match_kind(MatchKind::LeftmostLongest).build(rules.keys());
            Self::Anywhere(automaton.expect(SMALL))
        }
    }

    /// The first position from one on at which a pattern begins, and the longest pattern there.
    fn longest(&self, text: &[u8], from: usize) -> Option<(usize, usize)> {
        match self {
            Self::Nothing => None,
            Self::Anywhere(automaton) => {
                let hit = automaton.find(Input::new(text).range(from..))?;
                Some((hit.start(), hit.pattern().as_usize()))
            }
            Self::AtWords(beginnings) => {
                // A letter or digit after another is in the middle of a word.
                let is_inside = |at: usize| {
                    at > 0 && [text[at - 1], text[at]].iter().all(u8::is_ascii_alphanumeric)
                };
                let mut starts = (from..text.len()).filter(|at| !is_inside(*at));
                starts.find_map(|at| Some((at, beginnings.longest(&text[at..])?)))
            }
        }
    }
}

impl Beginnings {
    fn of<'a>(patterns: impl Iterator<Item = &'a String>) -> Self {
        let (mut four, mut eight) = (Filter::default(), Filter::default());
        let mut all: Map<Vec<(Box<[u8]>, usize)>> = Map::default();
        for (index, pattern) in patterns.enumerate() {
            let pattern = pattern.as_bytes();
            let (first, length) = (first_bytes(pattern), pattern.len().min(8));
            four.add(first, length.min(4));
            eight.add(first, length);
            let alike = all.entry(mix(shortened(first, length))).or_default();
            alike.push((pattern.into(), index));
        }
        for patterns in all.values_mut() {
            patterns.sort_by_key(|(pattern, _)| Reverse(pattern.len()));
        }
        Self { four, eight, patterns: all }
    }

    /// The longest pattern with which a text begins.
    fn longest(&self, text: &[u8]) -> Option<usize> {
        let first = first_bytes(text);
        self.four.likely(first).next()?;
        let alike = self.eight.likely(first).filter_map(|head| self.patterns.get(&mix(head)));
        let begins = |(pattern, _): &&(Box<[u8]>, usize)| text.starts_with(pattern);
        alike.flatten().find(begins).map(|(_, index)| *index)
    }
}

impl<const WORDS: usize> Default for Filter<WORDS> {
    fn default() -> Self {
        Self { lengths: Vec::new(), bits: Box::new([0; WORDS]) }
    }
}

impl<const WORDS: usize> Filter<WORDS> {
    fn add(&mut self, first: u64, length: usize) {
        if !self.lengths.contains(&length) {
            self.lengths.push(length);
            self.lengths.sort_unstable_by_key(|length| Reverse(*length));
        }
        let (place, bit) = Self::place(shortened(first, length));
        self.bits[place] |= bit;
    }

    /// The first bytes, longest first, with which a pattern may begin.
    fn likely(&self, first: u64) -> impl Iterator<Item = u64> {
        let heads = self.lengths.iter().map(move |&length| shortened(first, length));
        heads.filter(|head| {
            let (place, bit) = Self::place(*head);
            self.bits[place] & bit != 0
        })
    }

    /// The index and the bit of first bytes.
    fn place(head: u64) -> (usize, u64) {
        let hash = head.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let place = usize::try_from(hash >> 32).unwrap_or_default() % WORDS;
        (place, 1 << (hash >> 58))
    }
}

/// The first eight bytes, the first of them highest, with zeros after a shorter text.
fn first_bytes(text: &[u8]) -> u64 {
    let eight = text.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; 8];
        eight[..text.len()].copy_from_slice(text);
        eight
    });
    u64::from_be_bytes(eight)
}

/// Only so many of the first eight bytes.
fn shortened(first: u64, length: usize) -> u64 {
    first & u64::MAX << (8 * (8 - length))
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

    proptest::proptest! {
        /// Few patterns are searched at any byte, many at the words: the same groups match.
        #[test]
        fn many_patterns_match_as_few_do(
            patterns in proptest::collection::vec("[ab1#@'.\u{e9}_-]{1,4}[*]?|[ab] [ab\u{e9}]|[a]{6,8}[ab]{0,3}[*]?", 1..6),
            text in "[ab1#@ '.\u{e9}_-]{0,24}|[a]{6,8}[ab]{0,3} [a]{6,8}[ab]{0,3}"
        ) {
            let filler: Vec<String> = (0..=Search::FEW).map(|place| format!("filler {place}")).collect();
            let group = |any| Conditions { any, ..Conditions::default() };
            let few = patterns.iter().map(|pattern| group(std::slice::from_ref(pattern)));
            let many = Matcher::new(few.clone().chain([group(&filler)]));
            proptest::prop_assert!(matches!(many.search, Search::AtWords(..)));
            let text = fold(&text);
            let few = Matcher::new(few);
            proptest::prop_assert!(!matches!(few.search, Search::AtWords(..)));
            proptest::prop_assert_eq!(few.matching(text.as_bytes()), many.matching(text.as_bytes()));
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
