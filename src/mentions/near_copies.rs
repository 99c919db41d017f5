//! Finds near copies of articles by the word sequences they share (docs/method.md, Near copies).
//!
//! Texts of at least 12 words are split into shingles of five words; two are near copies if at least 0.8 of their shingles are shared (Jaccard
//! similarity), within 7 days, by different authors. Texts of up to 256 shingles are compared exactly, longer ones by their 256 smallest hashes.
//! Candidates are found by prefix filtering (Chaudhuri, Ganti and Kaushik 2006): similar texts share one of the few smallest hashes of
//! each. Unlike with `MinHash`, none is missed among the 16 latest earlier articles with each of these hashes. An article takes at most 2 KiB; other posts are not kept.

use std::ops::Range;

use super::folded::is_blank;
use super::hashed::{Map32, low_bits, mix};
use super::part;
use super::relevance::Relevance;

/// The fewest words of a text that is compared.
pub const FEWEST_WORDS: usize = 12;
/// The longest time between two copies, in seconds.
pub const WITHIN_SECONDS: u64 = 7 * 24 * 60 * 60;

const SHINGLE: usize = 5;
const MOST_SHINGLES: usize = 256;
/// The most articles compared per shingle, because a form letter may repeat one shingle many times.
const MOST_CANDIDATES: usize = 16;

/// The smallest hashes of a text's shingles, ascending.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Sketch(#[serde(with = "part::hashes")] Box<[u32]>);

/// Appends a hash of each word of a [folded](super::folded::push) text: of only its letters and digits. Addresses and handles are skipped.
pub fn words(folded: &str, words: &mut Vec<u64>) {
    let mut rest = folded.as_bytes();
    while !rest.is_empty() {
        let blank = rest.iter().position(|byte| is_blank(*byte));
        let (word, behind) = rest.split_at(blank.unwrap_or(rest.len()));
        let signs = word.iter().fold(0, |signs, byte| signs | SIGNS[usize::from(*byte)]);
        if signs == LETTER {
            words.push(hash_letters(word));
        } else if signs & (LETTER | BEYOND) != 0 && !is_pointer(word) {
            words.extend(hash_of_letters(word, signs & BEYOND != 0));
        }
        rest = behind.get(1..).unwrap_or_default();
    }
}

const LETTER: u8 = 1;
const OTHER: u8 = 2;
/// A byte of a character beyond ASCII.
const BEYOND: u8 = 4;
/// What each byte of a folded text is.
const SIGNS: [u8; 256] = {
    let (mut signs, mut byte) = ([OTHER; 256], 0);
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let this = byte as u8;
        if this.is_ascii_alphanumeric() {
            signs[byte] = LETTER;
        } else if !this.is_ascii() {
            signs[byte] = BEYOND;
        }
        byte += 1;
    }
    signs
};

/// Addresses and handles.
pub(super) fn is_pointer(word: &[u8]) -> bool {
    word.starts_with(b"@")
        || word.starts_with(b"www.")
        || word.windows(3).any(|letters| letters == b"://")
}

fn hash_of_letters(word: &[u8], is_beyond_ascii: bool) -> Option<u64> {
    // Most have punctuation before or after them.
    let is_mark = |byte: &u8| SIGNS[usize::from(*byte)] == OTHER;
    let start = word.iter().position(|byte| !is_mark(byte)).unwrap_or(word.len());
    let end = word.iter().rposition(|byte| !is_mark(byte)).map_or(start, |last| last + 1);
    let word = &word[start..end];
    if word.iter().all(u8::is_ascii_alphanumeric) {
        return (!word.is_empty()).then(|| hash_letters(word));
    }
    let letters: Vec<u8> = if is_beyond_ascii {
        let letters = str::from_utf8(word).unwrap_or_default().chars();
        letters.filter(|c| c.is_alphanumeric()).collect::<String>().into_bytes()
    } else {
        word.iter().copied().filter(u8::is_ascii_alphanumeric).collect()
    };
    (!letters.is_empty()).then(|| hash_letters(&letters))
}

/// Hashes bytes that are never zero, eight at a time. Forced collisions are harmless: only whole texts are compared.
pub(super) fn hash_letters(letters: &[u8]) -> u64 {
    let (eights, rest) = letters.as_chunks::<8>();
    let hash = eights.iter().fold(0, |hash, eight| mix(hash ^ u64::from_be_bytes(*eight)));
    if rest.is_empty() {
        return hash;
    }
    mix(hash ^ rest.iter().fold(0, |eight, byte| eight << 8 | u64::from(*byte)))
}

/// The hashes of every run of `width` words, ascending, each once.
fn shingles(words: &[u64], width: usize) -> Vec<u32> {
    // The hashes of the words are mixed already, so a polynomial is enough to make their order matter, and it is fast.
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let add = |hash: u64, word: &u64| hash.wrapping_mul(BASE).wrapping_add(*word);
    let runs = words.windows(width).map(|run| low_bits(mix(run.iter().fold(0, add))));
    let mut shingles: Vec<u32> = runs.collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

impl Sketch {
    /// The sketch of a text's [`words`], at least [`FEWEST_WORDS`] of them.
    pub fn of(words: &[u64]) -> Self {
        let mut shingles = shingles(words, SHINGLE);
        shingles.truncate(MOST_SHINGLES);
        Self(shingles.into())
    }
}

/// The prefix of a sketch: two near copies always have a shingle in common in their prefixes. At most a fifth of the shingles are not shared, so
/// the smallest shared one is at most that far from the start; of a truncated sketch, a fifth of what is compared.
fn prefix(sketch: &[u32]) -> &[u32] {
    let count = sketch.len();
    let of = if 5 * count > 4 * MOST_SHINGLES { MOST_SHINGLES } else { count };
    &sketch[..count.min(of / 5 + 1)]
}

/// Whether at least 0.8 of the shingles of either are in both.
fn are_near(one: &[u32], other: &[u32]) -> bool {
    let (fewer, more) = (one.len().min(other.len()), one.len().max(other.len()));
    if more < MOST_SHINGLES && 5 * fewer < 4 * more {
        return false;
    }
    let (shared, of) = shared(one, other);
    5 * shared >= 4 * of
}

/// How many shingles are in both, of how many in either. If a sketch is truncated, only the smallest are compared.
fn shared(one: &[u32], other: &[u32]) -> (usize, usize) {
    let is_cut = one.len().max(other.len()) >= MOST_SHINGLES;
    let most = if is_cut { MOST_SHINGLES } else { usize::MAX };
    let (mut a, mut b, mut shared, mut of) = (0, 0, 0, 0);
    while of < most && (a < one.len() || b < other.len()) {
        let (left, right) = (one.get(a), other.get(b));
        let (takes_left, takes_right) = match (left, right) {
            (Some(left), Some(right)) => (left <= right, right <= left),
            (left, right) => (left.is_some(), right.is_some()),
        };
        a += usize::from(takes_left);
        b += usize::from(takes_right);
        shared += usize::from(takes_left && takes_right);
        of += 1;
    }
    (shared, of)
}

/// The location of a row: index of its file, line.
pub type RowLocation = (u32, u64);

/// A row to compare with the earlier articles.
#[derive(Debug)]
pub struct Article<'s> {
    /// Its location.
    pub place: RowLocation,
    /// When it was published, in seconds since 1970.
    pub at: i64,
    /// Who wrote it.
    pub author: u64,
    /// A row is only a copy of an article with the same relevance.
    pub relevance: Relevance,
    /// Its text.
    pub sketch: &'s Sketch,
}

/// The articles seen so far, in reading order, without the copies.
///
/// The articles of a shingle are a linked list in a separate vector, so that walking it does not touch the articles themselves.
#[derive(Debug, Default)]
pub struct NearCopies {
    articles: Vec<KeptArticle>,
    /// Their sketches, concatenated.
    shingles: Vec<u32>,
    /// One for each shingle of each prefix, in reading order.
    links: Vec<Link>,
    /// Shingle of a prefix → its latest link.
    latest: Map32<u32>,
}

#[derive(Debug)]
struct KeptArticle {
    place: RowLocation,
    at: i64,
    author: u64,
    relevance: Relevance,
    sketch: Range<usize>,
}

#[derive(Debug)]
struct Link {
    article: u32,
    /// The previous link of the same shingle; its own index if it is the first.
    previous: u32,
}

impl NearCopies {
    /// Returns the location of the article that this one copies; if there is none, adds this one.
    pub fn original(&mut self, article: &Article<'_>) -> Option<RowLocation> {
        let Article { place, at, author, relevance, sketch } = *article;
        let prefix = prefix(&sketch.0);
        let mut candidates: Vec<u32> =
            prefix.iter().flat_map(|shingle| self.with(*shingle)).collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut candidates = candidates.into_iter().map(|at| &self.articles[at as usize]);
        if let Some(original) = candidates.find(|earlier| self.is_copied(earlier, article)) {
            return Some(original.place);
        }
        let index = u32::try_from(self.articles.len()).ok()?;
        let first = u32::try_from(self.links.len()).ok()?;
        for (shingle, link) in prefix.iter().zip(first..) {
            let previous = self.latest.insert(*shingle, link).unwrap_or(link);
            self.links.push(Link { article: index, previous });
        }
        let start = self.shingles.len();
        self.shingles.extend_from_slice(&sketch.0);
        let sketch = start..self.shingles.len();
        self.articles.push(KeptArticle { place, at, author, relevance, sketch });
        None
    }

    /// The latest articles with this shingle in their prefix.
    fn with(&self, shingle: u32) -> impl Iterator<Item = u32> {
        let before = |at: &u32| {
            let previous = self.links[*at as usize].previous;
            (previous != *at).then_some(previous)
        };
        let links = std::iter::successors(self.latest.get(&shingle).copied(), before);
        links.take(MOST_CANDIDATES).map(|at| self.links[at as usize].article)
    }

    fn is_copied(&self, earlier: &KeptArticle, article: &Article<'_>) -> bool {
        earlier.author != article.author
            && earlier.at.abs_diff(article.at) <= WITHIN_SECONDS
            && earlier.relevance == article.relevance
            && are_near(&self.shingles[earlier.sketch.clone()], &article.sketch.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<u64> {
        let mut folded = String::new();
        crate::mentions::folded::push(text, &mut folded);
        let mut words = Vec::new();
        super::words(&folded, &mut words);
        words
    }

    #[test]
    fn words_are_compared_by_letters_and_digits_without_addresses_and_handles() {
        for (one, other, is_same) in [
            ("STRASSE, tea!", "stra\u{df}e tea https://a.example/b", true),
            ("\u{2014} tea @ada a.b", "www.a.example Tea ab", true),
            ("data-loss \u{ff20}ada", "dataloss", true),
            ("a\u{b}b\u{a0}c", "a b c", true),
            ("a b", "ab", false),
            ("Tea\u{e9}", "teae", false),
            ("abcdefgh", "abcdefghi", false),
            ("abcdefgh1", "abcdefgh2", false),
            ("abcdefgh", "abcdefg h", false),
            ("a\u{e9}://b tea", "Tea", true),
        ] {
            assert_eq!(words(one) == words(other), is_same, "{one} {other}");
        }
        assert_eq!(words("one, two -- @three www.four five://six .").len(), 2);
    }

    fn short(text: &str, width: usize) -> Vec<u32> {
        shingles(&words(text), width)
    }

    #[test]
    fn shingles_of_three_give_the_similarity_of_the_method() {
        let one = short("the quick brown fox jumps", 3);
        let other = short("The quick brown, fox sleeps https://t.example/x-y @ada", 3);
        assert_eq!(shared(&one, &other), (2, 4));
        assert_eq!(shared(&one, &one), (3, 3));
        assert_eq!(shared(&one, &[]), (0, 3));
    }

    /// So many words, of which those from `changed` on are others.
    fn text(of: usize, changed: usize) -> String {
        let word = |at| if at < changed { format!("w{at} ") } else { format!("v{at} ") };
        (0..of).map(word).collect()
    }

    /// Position of the article that this one copies.
    fn original(
        copies: &mut NearCopies,
        (text, relevance): (&str, Relevance),
        line: u64,
        author: u64,
        days: i64,
    ) -> Option<RowLocation> {
        let sketch = &Sketch::of(&words(text));
        let at = days * 86_400;
        copies.original(&Article { place: (0, line), at, author, relevance, sketch })
    }

    fn relevant(text: &str) -> (&str, Relevance) {
        (text, Relevance::Relevant)
    }

    #[test]
    fn a_copy_has_four_fifths_of_the_shingles_another_author_and_a_week() {
        // 40 words are 36 shingles. The last 4 changed: 32 of 40 are shared, 0.8; the last 5: 31 of 41.
        for (changed, author, days, expected) in [
            (40, 2, 7, Some((0, 1))),
            (36, 2, 0, Some((0, 1))),
            (36, 2, -7, Some((0, 1))),
            (35, 2, 0, None),
            (40, 1, 0, None),
            (40, 2, 8, None),
            (0, 2, 0, None),
        ] {
            let mut copies = NearCopies::default();
            assert_eq!(original(&mut copies, relevant(&text(40, 40)), 1, 1, 0), None);
            let second = text(40, changed);
            let found = original(&mut copies, relevant(&second), 2, author, days);
            assert_eq!(found, expected, "{changed} {author} {days}");
        }
    }

    #[test]
    fn the_first_read_stands_for_all_and_only_for_its_kind() {
        let mut copies = NearCopies::default();
        let text = text(14, 14);
        assert_eq!(original(&mut copies, relevant(&text), 1, 1, 0), None);
        assert_eq!(original(&mut copies, relevant(&text), 2, 2, 1), Some((0, 1)));
        assert_eq!(original(&mut copies, relevant(&text), 3, 3, 2), Some((0, 1)));
        assert_eq!(original(&mut copies, (&text, Relevance::Competitor), 4, 4, 0), None);
    }

    #[test]
    fn long_texts_are_compared_by_their_smallest_hashes() {
        let one = Sketch::of(&words(&text(4000, 4000)));
        assert_eq!(one.0.len(), MOST_SHINGLES);
        let is_near = |changed| are_near(&one.0, &Sketch::of(&words(&text(4000, changed))).0);
        assert!(is_near(3900), "0.95 are shared");
        assert!(!is_near(2500), "0.45 are shared");
    }

    proptest::proptest! {
        /// What the prefix promises: whatever is near shares a shingle of both prefixes.
        #[test]
        fn near_copies_always_meet(
            both in proptest::collection::btree_set(0..5_000_u32, 1..400),
            one in proptest::collection::btree_set(0..5_000_u32, 0..60),
            other in proptest::collection::btree_set(0..5_000_u32, 0..60),
        ) {
            let sketch = |own: &std::collections::BTreeSet<u32>| {
                Sketch(both.union(own).copied().take(MOST_SHINGLES).collect())
            };
            let (one, other) = (sketch(&one), sketch(&other));
            let (shared, of) = shared(&one.0, &other.0);
            proptest::prop_assert_eq!(are_near(&one.0, &other.0), 5 * shared >= 4 * of);
            if are_near(&one.0, &other.0) {
                let prefix = prefix(&one.0);
                proptest::prop_assert!(prefix.iter().any(|s| super::prefix(&other.0).contains(s)));
            }
        }
    }
}
