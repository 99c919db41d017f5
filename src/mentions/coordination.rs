//! Finds texts that many accounts posted within a few days, outside news and blogs. The rows are counted as usual, and a note reports
//! possible coordination.
//!
//! Texts are equal if their normalised forms are: folded, without addresses and handles, every run of spaces one space. Only a hash of the
//! form is kept. A joke or a petition may look the same, which is why the report says "possible".

use std::collections::BTreeMap;

use memchr::{memchr_iter, memchr3_iter};

use super::folded::{is_blank, space};
use super::hashed::low_bits;
use super::identity::hash;
use super::near_copies::{FEWEST_WORDS, RowLocation, WITHIN_SECONDS, is_pointer};

/// The smallest number of accounts that is reported.
pub const FEWEST_ACCOUNTS: usize = 5;

/// The hash by which a text is compared within its channel; `None` if it has fewer than [`FEWEST_WORDS`]. `spaced` is the
/// [folded](super::folded::push) text [spaced](space); `kept` and `buffer` are reused buffers.
pub fn text_key(
    channel: &str,
    folded: &str,
    spaced: &[u8],
    (kept, buffer): (&mut String, &mut Vec<u8>),
) -> Option<u64> {
    kept.clear();
    keep_words(folded, kept);
    let text = if kept.len() == folded.len() {
        spaced
    } else {
        buffer.clear();
        space(kept, buffer);
        buffer
    };
    let text = text.trim_ascii();
    let words = memchr_iter(b' ', text).count() + 1;
    (words >= FEWEST_WORDS).then(|| hash(&[channel.as_bytes(), text]))
}

/// Appends a text without the addresses and handles in it.
fn keep_words(folded: &str, kept: &mut String) {
    let bytes = folded.as_bytes();
    let mut from = 0;
    for mark in memchr3_iter(b'@', b'/', b'.', bytes) {
        let start = bytes[from.min(mark)..mark].iter().rposition(|byte| is_blank(*byte));
        let start = start.map_or(from, |blank| from + blank + 1);
        let end = bytes[mark..].iter().position(|byte| is_blank(*byte));
        let end = end.map_or(bytes.len(), |blank| mark + blank);
        if mark >= from && is_pointer(&bytes[start..end]) {
            kept.push_str(&folded[from..start]);
            from = end;
        }
    }
    kept.push_str(&folded[from..]);
}

/// The accounts that wrote each text, and when. They are sorted once, by [`Self::copied_texts`].
#[derive(Debug, Default)]
pub struct Coordination {
    posts: Vec<Post>,
}

/// Seconds since 1970 and the low half of the account's hash, which is enough to distinguish the authors of one text.
type Writer = (u32, u32);

/// A post, in 24 bytes, because one is kept for every compared text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Post {
    text: u64,
    file: u32,
    line: u32,
    /// Times after 2106 are stored as 2106.
    writer: Writer,
}

/// A text that many accounts posted within a week.
#[derive(Debug, PartialEq, Eq)]
pub struct CopiedText {
    /// Its first row, in reading order.
    pub place: RowLocation,
    /// Most accounts within any seven days.
    pub accounts: usize,
}

impl Coordination {
    /// Adds a post.
    pub fn observe(&mut self, text: u64, (file, line): RowLocation, at: i64, account: u64) {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.posts.push(Post { text, file, line, writer: (at, low_bits(account)) });
    }

    /// The texts that at least [`FEWEST_ACCOUNTS`] accounts wrote within seven days, in the order of their first rows.
    pub fn copied_texts(&mut self) -> Vec<CopiedText> {
        self.posts.sort_unstable();
        let texts = self.posts.chunk_by(|one, next| one.text == next.text);
        let of_text = |posts: &[Post]| {
            let place = (posts[0].file, posts[0].line.into());
            let accounts = most_accounts(posts.iter().map(|post| post.writer).collect());
            (accounts >= FEWEST_ACCOUNTS).then_some(CopiedText { place, accounts })
        };
        let many = texts.filter(|posts| posts.len() >= FEWEST_ACCOUNTS);
        let mut copied_texts: Vec<CopiedText> = many.filter_map(of_text).collect();
        copied_texts.sort_by_key(|copied_text| copied_text.place);
        copied_texts
    }
}

/// Most distinct accounts within any seven days.
fn most_accounts(mut writers: Vec<Writer>) -> usize {
    writers.sort_unstable();
    let mut inside: BTreeMap<u32, usize> = BTreeMap::new();
    let (mut oldest, mut most) = (0, 0);
    for &(at, account) in &writers {
        *inside.entry(account).or_default() += 1;
        while u64::from(writers[oldest].0.abs_diff(at)) > WITHIN_SECONDS {
            let gone = writers[oldest].1;
            let left = inside.get_mut(&gone).map_or(0, |rows| {
                *rows -= 1;
                *rows
            });
            if left == 0 {
                inside.remove(&gone);
            }
            oldest += 1;
        }
        most = most.max(inside.len());
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Option<u64> {
        let (mut folded, mut spaced) = (String::new(), Vec::new());
        crate::mentions::folded::push(text, &mut folded);
        space(&folded, &mut spaced);
        text_key("x", &folded, &spaced, (&mut String::new(), &mut Vec::new()))
    }

    #[test]
    fn a_text_is_the_same_whatever_its_case_blanks_addresses_and_handles() {
        let text = "One two three four five six seven eight nine ten eleven twelve";
        assert!(key(text).is_some());
        for same in [
            "@ada one two three\n\nfour five six SEVEN eight nine ten eleven twelve",
            "one two three https://t.example/a-b/c four five six seven eight nine ten eleven-twelve www.a.example",
            "http://t.example http://u.example one two three four five six seven eight nine ten @ada eleven twelve",
        ] {
            assert_eq!(key(same), key(text), "{same}");
        }
        assert_ne!(key(&format!("{text}.")), key(text));
        assert_ne!(key(&format!("{text} ada@a.example")), key(text));
        assert_eq!(key("one two three four five six seven eight nine ten eleven @twelve"), None);
    }

    const DAY: u32 = 86_400;

    #[test]
    fn five_accounts_within_a_week_are_a_chorus() {
        assert_eq!(most_accounts((0..5).map(|n| (n * DAY, n)).collect()), 5);
        assert_eq!(most_accounts((0..5).map(|n| (n * 2 * DAY, n)).collect()), 4);
        assert_eq!(most_accounts((0..9).map(|n| (n, 1)).collect()), 1);
        let mut seen = Coordination::default();
        for account in 0..5 {
            seen.observe(7, (1, account + 2), 0, account);
            seen.observe(7, (2, account + 2), DAY.into(), account);
            seen.observe(8, (0, account + 2), 0, account % 4);
        }
        assert_eq!(seen.copied_texts(), [CopiedText { place: (1, 2), accounts: 5 }]);
    }
}
