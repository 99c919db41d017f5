//! The same article in another paper: near copies by the words that stand in them (method 3.8, step 4).
//!
//! Texts of at least 12 words are cut into shingles of five; two are near copies if at least 0.8 of their shingles are shared (Jaccard),
//! within 7 days, under different authors. Candidates are found by `MinHash` (20 bands of 5 rows), then compared by their shingles: exactly
//! up to 256 of them, by the 256 smallest hashes beyond. So an article costs at most 1.5 KiB, and only articles are kept.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use super::folded::characters;
use super::hashed::Map;
use super::relevance::Relevance;

/// Words under which a text is too short to be a copy of another.
pub const FEWEST_WORDS: usize = 12;
/// Seconds between two copies at most.
pub const WITHIN_SECONDS: u64 = 7 * 24 * 60 * 60;

const SHINGLE: usize = 5;
const BANDS: usize = 20;
const ROWS: usize = 5;
const MOST_SHINGLES: usize = 256;
/// Candidates looked at in a band: a form letter of one author may fill it.
const MOST_CANDIDATES: usize = 16;

/// One hash function for each row of each band: the mixed numbers from 1.
const SEEDS: [[u64; ROWS]; BANDS] = {
    let (mut seeds, mut at) = ([[0; ROWS]; BANDS], 0);
    while at < BANDS * ROWS {
        seeds[at / ROWS][at % ROWS] = mixed(at as u64 + 1);
        at += 1;
    }
    seeds
};

/// What a text is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    bands: [u64; BANDS],
    /// The smallest hashes of its shingles, ascending.
    shingles: Box<[u32]>,
}

/// The words of a text as hashes: folded, letters and digits alone, without addresses and handles.
pub fn words(text: &str) -> Vec<u64> {
    text.split_whitespace()
        .filter(|word| !is_pointer(word))
        .filter_map(|word| {
            let mut hasher = SipHasher13::new();
            let letters = characters(word).filter(|c| c.is_alphanumeric());
            let letters = letters.map(|c| hasher.write_u32(u32::from(c))).count();
            (letters > 0).then(|| hasher.finish())
        })
        .collect()
}

/// The letters and digits of the [`words`] of a text, a blank behind each word, and how many words there are. Two texts have the same letters
/// if they have the same words.
pub fn letters(text: &str) -> (Vec<u8>, usize) {
    let mut letters = Vec::with_capacity(text.len() + 1);
    let mut count = 0;
    for word in text.split_whitespace().filter(|word| !is_pointer(word)) {
        let start = letters.len();
        if word.is_ascii() {
            for byte in word.bytes().filter(u8::is_ascii_alphanumeric) {
                letters.push(byte.to_ascii_lowercase());
            }
        } else {
            for letter in characters(word).filter(|c| c.is_alphanumeric()) {
                letters.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        if letters.len() > start {
            letters.push(b' ');
            count += 1;
        }
    }
    (letters, count)
}

/// Addresses and handles are no words.
fn is_pointer(word: &str) -> bool {
    let is_address = || word.bytes().any(|byte| byte == b':') && word.contains("://");
    word.starts_with(['@', '＠']) || word.starts_with("www.") || is_address()
}

/// The hashes of every run of `width` words, ascending, each once.
fn shingles(words: &[u64], width: usize) -> Vec<u64> {
    let mut shingles: Vec<u64> = words
        .windows(width)
        .map(|run| {
            let mut hasher = SipHasher13::new();
            for word in run {
                hasher.write_u64(*word);
            }
            hasher.finish()
        })
        .collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

impl Sketch {
    /// The sketch of a text's [`words`], at least [`FEWEST_WORDS`] of them.
    pub fn of(words: &[u64]) -> Self {
        let shingles = shingles(words, SHINGLE);
        let mut bands = [0; BANDS];
        for ((band, place), seeds) in bands.iter_mut().zip(0..).zip(&SEEDS) {
            let mut hasher = SipHasher13::new();
            hasher.write_u64(place);
            for seed in seeds {
                let seeded = shingles.iter().map(|shingle| mixed(shingle ^ seed));
                hasher.write_u64(seeded.fold(u64::MAX, u64::min));
            }
            *band = hasher.finish();
        }
        let mut short: Vec<u32> = shingles.iter().map(|shingle| upper_half(*shingle)).collect();
        short.dedup();
        short.truncate(MOST_SHINGLES);
        Self { bands, shingles: short.into() }
    }

    /// Whether at least 0.8 of the shingles of both stand in both.
    fn is_near(&self, other: &Self) -> bool {
        let (shared, of) = shared(&self.shingles, &other.shingles);
        5 * shared >= 4 * of
    }
}

/// The upper half keeps the order of the whole.
fn upper_half(hash: u64) -> u32 {
    let [a, b, c, d, ..] = hash.to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// The finaliser of `SplitMix64`: one hash function for each seed that is mixed in before.
const fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// How many stand in both, of how many in either. Where one is cut short, of the smallest of either that both can hold.
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

/// Where a row stands: index of its file, line.
pub type Place = (u32, u64);

/// A row that may be a copy of an earlier one, or be copied.
#[derive(Debug)]
pub struct Article {
    /// Where it stands.
    pub place: Place,
    /// When it was published, in seconds since 1970.
    pub at: i64,
    /// Who wrote it.
    pub author: u64,
    /// A copy that names a brand is none of an article that does not.
    pub relevance: Relevance,
    /// Its text.
    pub sketch: Box<Sketch>,
}

/// The articles so far, in the order of reading, without the copies.
#[derive(Debug, Default)]
pub struct NearCopies {
    articles: Vec<(Article, [Option<u32>; BANDS])>,
    /// Band → the latest article in it, which knows the one before.
    latest: Map<u32>,
}

impl NearCopies {
    /// Where the article stands that this one copies; else remembers this one.
    pub fn original(&mut self, article: Article) -> Option<Place> {
        let mut candidates: Vec<u32> =
            (0..BANDS).flat_map(|band| self.in_band(band, article.sketch.bands[band])).collect();
        candidates.sort_unstable();
        candidates.dedup();
        let originals = candidates.into_iter().map(|at| &self.articles[at as usize].0);
        if let Some(original) = originals.into_iter().find(|earlier| earlier.is_copied_by(&article))
        {
            return Some(original.place);
        }
        let index = u32::try_from(self.articles.len()).ok()?;
        let previous = article.sketch.bands.map(|band| self.latest.insert(band, index));
        self.articles.push((article, previous));
        None
    }

    fn in_band(&self, band: usize, key: u64) -> impl Iterator<Item = u32> {
        let before = move |at: &u32| self.articles[*at as usize].1[band];
        std::iter::successors(self.latest.get(&key).copied(), before).take(MOST_CANDIDATES)
    }
}

impl Article {
    fn is_copied_by(&self, other: &Self) -> bool {
        self.author != other.author
            && self.at.abs_diff(other.at) <= WITHIN_SECONDS
            && self.relevance == other.relevance
            && self.sketch.is_near(&other.sketch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_the_same_words_have_the_same_letters() {
        let count = |text: &str| letters(text).1;
        for (one, other, is_same) in [
            ("STRASSE, tea!", "stra\u{df}e tea https://a.example/b", true),
            ("\u{2014} tea @ada a.b", "www.a.example Tea ab", true),
            ("a b", "ab", false),
            ("Tea\u{e9}", "teae", false),
        ] {
            assert_eq!(letters(one) == letters(other), is_same, "{one} {other}");
            assert_eq!(words(one) == words(other), is_same, "{one} {other}");
            assert_eq!(count(one), words(one).len(), "{one}");
        }
    }

    fn short(text: &str, width: usize) -> Vec<u32> {
        shingles(&words(text), width).into_iter().map(upper_half).collect()
    }

    #[test]
    fn shingles_of_three_give_the_similarity_of_the_method() {
        let one = short("the quick brown fox jumps", 3);
        let other = short("The quick brown, fox sleeps https://t.example/x-y @ada", 3);
        assert_eq!(shared(&one, &other), (2, 4));
        assert_eq!(shared(&one, &one), (3, 3));
        assert_eq!(shared(&one, &[]), (0, 3));
    }

    #[test]
    fn the_bands_find_what_the_method_says() {
        let found = |similarity: f64| {
            let misses = 1.0 - similarity.powi(i32::try_from(ROWS).unwrap());
            format!("{:.4}", 1.0 - misses.powi(i32::try_from(BANDS).unwrap()))
        };
        assert_eq!([0.5, 0.7, 0.8, 0.9].map(found), ["0.4701", "0.9748", "0.9996", "1.0000"]);
    }

    /// So many words, of which those from `changed` on are others.
    fn text(of: usize, changed: usize) -> String {
        let word = |at| if at < changed { format!("w{at} ") } else { format!("v{at} ") };
        (0..of).map(word).collect()
    }

    fn article(text: &str, line: u64, author: u64, days: i64) -> Article {
        let sketch = Box::new(Sketch::of(&words(text)));
        Article {
            place: (0, line),
            at: days * 86_400,
            author,
            relevance: Relevance::Relevant,
            sketch,
        }
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
            assert_eq!(copies.original(article(&text(40, 40), 1, 1, 0)), None);
            let second = article(&text(40, changed), 2, author, days);
            assert_eq!(copies.original(second), expected, "{changed} {author} {days}");
        }
    }

    #[test]
    fn the_first_read_stands_for_all_and_only_for_its_kind() {
        let mut copies = NearCopies::default();
        let text = text(14, 14);
        assert_eq!(copies.original(article(&text, 1, 1, 0)), None);
        assert_eq!(copies.original(article(&text, 2, 2, 1)), Some((0, 1)));
        assert_eq!(copies.original(article(&text, 3, 3, 2)), Some((0, 1)));
        let other = Article { relevance: Relevance::Competitor, ..article(&text, 4, 4, 0) };
        assert_eq!(copies.original(other), None);
    }

    #[test]
    fn long_texts_are_compared_by_their_smallest_hashes() {
        let one = Sketch::of(&words(&text(4000, 4000)));
        assert_eq!(one.shingles.len(), MOST_SHINGLES);
        assert!(one.is_near(&Sketch::of(&words(&text(4000, 3900)))), "0.95 are shared");
        assert!(!one.is_near(&Sketch::of(&words(&text(4000, 2500)))), "0.45 are shared");
    }
}
