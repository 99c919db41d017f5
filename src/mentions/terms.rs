//! Finds the words of a text that can be terms of the report: the words that say what a text is about.
//!
//! Text is [folded](super::folded::push) and cut into words by UAX #29. Addresses, handles, hashtags, words with digits or an apostrophe, stop
//! words of its language and the names in the brief are left out. What remains keeps its order, with a break in place of punctuation, an address or a
//! name: a two-word term is two remaining words without a break between them. Scripts without spaces between words have no terms.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::folded::{self, has_no_spaces, is_blank};
use super::hashed::{Map, mix};
use super::language::Language;
use super::near_copies::{hash_letters, is_pointer};
use crate::brief::{Brief, Keywords};

/// Most words that are kept of a mention: of a longer text, the first ones.
pub const MOST_WORDS: usize = 64;
/// Most words that are examined, so that a hostile text costs no more than an article.
const MOST_SEEN: usize = 4 * MOST_WORDS;
/// Bytes of the longest word: longer ones are not of a language.
const LONGEST: usize = 48;

/// The languages with a list of stop words. The place here is the bit of the language in [`STOPS`].
const LISTS: [(&str, &str); 6] = [
    ("en", include_str!("terms/stop_words/en.txt")),
    ("de", include_str!("terms/stop_words/de.txt")),
    ("nl", include_str!("terms/stop_words/nl.txt")),
    ("fr", include_str!("terms/stop_words/fr.txt")),
    ("es", include_str!("terms/stop_words/es.txt")),
    ("pt", include_str!("terms/stop_words/pt.txt")),
];

/// The languages of [`LISTS`].
static LISTED: LazyLock<[Option<Language>; 6]> =
    LazyLock::new(|| LISTS.map(|(tag, _)| Language::read(tag)));

/// A bit for each language of [`LISTS`].
type Languages = u8;

/// What is known of a word, by its hash. Nearly every word is looked up, so it is one lookup.
#[derive(Debug, Default, Clone, Copy)]
struct WordUse {
    /// The languages in which it is a stop word.
    stops: Languages,
    /// Whether a name begins with it.
    begins_name: bool,
}

/// The stop words of every language.
static STOPS: LazyLock<Map<WordUse>> = LazyLock::new(|| {
    let mut stops: Map<WordUse> = Map::default();
    for (place, (_, list)) in LISTS.iter().enumerate() {
        for word in list.lines().filter(|line| !line.starts_with('#')) {
            stops.entry(hash_word(&folded::fold(word))).or_default().stops |= 1 << place;
        }
    }
    stops
});

/// The words of a mention that can be terms: runs of words that follow one another, each run a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermWords(Box<str>);

impl TermWords {
    /// The words, run by run.
    pub fn runs(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        self.0.lines().map(|run| run.split(' ').filter(|word| !word.is_empty()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A hash of all words in their order.
    pub fn hash(&self) -> u64 {
        hash_letters(self.0.as_bytes())
    }
}

/// Runs of words, separated by line breaks.
impl From<&str> for TermWords {
    fn from(runs: &str) -> Self {
        Self(runs.into())
    }
}

/// A hash of a word, the same in every process.
pub fn hash_word(word: &str) -> u64 {
    hash_letters(word.as_bytes())
}

/// Stop words and the names of a brief. The names are not terms: nearly every mention has one.
#[derive(Debug)]
pub struct TermSearch {
    uses: Map<WordUse>,
    /// By the hash of their first word.
    names: Map<Vec<Name>>,
    /// Names of one word that are a prefix.
    prefixes: Vec<String>,
}

#[derive(Debug)]
struct Name {
    words: Vec<String>,
    /// Whether its last word is a prefix.
    is_prefix: bool,
}

/// A word of a text, or what parts two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Word(Word<'a>),
    Break,
}

/// A word of a text. Every mention is cut into them, so that what is asked of each word is found once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word<'a> {
    text: &'a str,
    hash: u64,
    /// Whether it is known to have only the letters a to z.
    is_ascii: bool,
}

impl<'a> Word<'a> {
    fn new(text: &'a str, is_ascii: bool) -> Self {
        Self { text, hash: hash_word(text), is_ascii }
    }

    /// Only letters, at least two, in a script with spaces.
    fn can_be_term(&self) -> bool {
        let is_odd = |c: char| {
            c.is_ascii() && !c.is_ascii_alphabetic()
                || c.is_numeric()
                || matches!(c, '\u{b7}' | '\u{2018}' | '\u{2019}' | '\u{2027}' | '\u{203f}')
                || has_no_spaces(c)
        };
        self.text.len() <= LONGEST
            && self.text.chars().nth(1).is_some()
            && (self.is_ascii || !self.text.contains(is_odd))
    }
}

impl TermSearch {
    /// Prepares the names of a brief: the client, its accounts, its competitors and the keywords of all of them.
    pub fn new(brief: &Brief) -> Self {
        let keywords = brief.keywords.as_ref();
        let competitors = keywords.map_or(&[][..], |keywords| &keywords.competitors);
        let groups = keywords.into_iter().flat_map(Keywords::groups);
        let mut search = Self::without_names();
        for name in std::iter::once(&brief.client)
            .chain(&brief.own_handles)
            .chain(competitors.iter().map(|(name, _)| name))
            .chain(groups.flat_map(|group| group.any.iter().chain(&group.all)))
        {
            search.add(name);
        }
        search
    }

    fn without_names() -> Self {
        Self { uses: STOPS.clone(), names: Map::default(), prefixes: Vec::new() }
    }

    fn add(&mut self, name: &str) {
        let folded = folded::fold(name);
        let name = folded.trim_start_matches(['#', '@']);
        let (name, is_prefix) = name.strip_suffix('*').map_or((name, false), |name| (name, true));
        let words: Vec<String> = tokens(name)
            .into_iter()
            .filter_map(|token| match token {
                Token::Word(word) => Some(word.text.to_owned()),
                Token::Break => None,
            })
            .collect();
        match words.as_slice() {
            [] => {}
            [word] if is_prefix => self.prefixes.push(word.clone()),
            [first, ..] => {
                let first = hash_word(first);
                self.uses.entry(first).or_default().begins_name = true;
                self.names.entry(first).or_default().push(Name { words, is_prefix });
            }
        }
    }

    /// The words of texts of one mention, each folded, that can be terms; `None` as language is one that is not known, in which the stop words of
    /// all languages are left out.
    pub fn find(&self, texts: &[&str], language: Option<Language>) -> TermWords {
        let stops = lists_of(language);
        let length = texts.iter().map(|text| text.len()).sum::<usize>();
        let mut found = String::with_capacity(length.min(MOST_WORDS * (LONGEST + 1)));
        let (mut count, mut is_parted) = (0, false);
        for text in texts {
            let tokens = tokens(text);
            let mut at = 0;
            while let Some(token) = tokens.get(at).filter(|_| count < MOST_WORDS) {
                let Token::Word(word) = *token else {
                    (at, is_parted) = (at + 1, true);
                    continue;
                };
                let known = self.uses.get(&word.hash).copied().unwrap_or_default();
                let named = self.name_at(&tokens[at..], word, known);
                if named > 0 {
                    (at, is_parted) = (at + named, true);
                    continue;
                }
                if known.stops & stops == 0 && word.can_be_term() {
                    if !found.is_empty() {
                        found.push(if is_parted { '\n' } else { ' ' });
                    }
                    found.push_str(word.text);
                    (count, is_parted) = (count + 1, false);
                }
                at += 1;
            }
            is_parted = true;
        }
        TermWords(found.into())
    }

    /// How many of these tokens, of which the first is this word, the longest name has that begins them; 0: none does.
    fn name_at(&self, tokens: &[Token<'_>], first: Word<'_>, known: WordUse) -> usize {
        let names = known.begins_name.then(|| self.names.get(&first.hash)).flatten();
        let names = names.into_iter().flatten().filter(|name| name.begins(tokens));
        let longest = names.map(|name| name.words.len()).max().unwrap_or_default();
        let is_prefixed =
            || self.prefixes.iter().any(|prefix| first.text.starts_with(prefix.as_str()));
        longest.max(usize::from(longest == 0 && is_prefixed()))
    }
}

impl Name {
    fn begins(&self, tokens: &[Token<'_>]) -> bool {
        let last = self.words.len() - 1;
        tokens.len() > last
            && self.words.iter().zip(tokens).enumerate().all(|(place, (word, token))| {
                let Token::Word(other) = token else { return false };
                word == other.text
                    || self.is_prefix && place == last && other.text.starts_with(word.as_str())
            })
    }
}

/// The lists of stop words of a language, as bits.
fn lists_of(language: Option<Language>) -> Languages {
    let Some(language) = language.filter(|it| *it != Language::UNDETERMINED) else {
        return Languages::MAX;
    };
    let place = LISTED.iter().position(|listed| *listed == Some(language.without_region()));
    place.map_or(0, |place| 1 << place)
}

/// The words of a folded text without endings and articles that an apostrophe joins to them, and the breaks between them.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(MOST_WORDS);
    let mut at = 0;
    while at < bytes.len() && tokens.len() < MOST_SEEN {
        let start = at;
        // One pass finds the end of a word, whether it is plain, and its hash.
        let (mut is_ascii, mut last_eight) = (true, 0);
        while let Some(byte) = bytes.get(at).filter(|byte| !is_blank(**byte)) {
            is_ascii &= byte.is_ascii_alphabetic();
            last_eight = last_eight << 8 | u64::from(*byte);
            at += 1;
        }
        let chunk = &text[start..at];
        if chunk.is_empty() {
            tokens.extend((bytes[at] == b'\n').then_some(Token::Break));
            at += 1;
        } else if is_ascii {
            let hash = if chunk.len() <= 8 { mix(last_eight) } else { hash_word(chunk) };
            tokens.push(Token::Word(Word { text: chunk, hash, is_ascii }));
        } else {
            push_chunk(chunk, &mut tokens);
        }
    }
    tokens.push(Token::Break);
    tokens
}

/// What stands between two blanks and has more than the letters a to z.
fn push_chunk<'a>(chunk: &'a str, tokens: &mut Vec<Token<'a>>) {
    let start = chunk.trim_start_matches(is_edge);
    let word = start.trim_end_matches(is_edge);
    if start.starts_with('#') || chunk.contains('@') || is_pointer(start.as_bytes()) {
        tokens.push(Token::Break);
    } else if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let is_parted = [start.len() < chunk.len(), word.len() < start.len()];
        tokens.extend(is_parted[0].then_some(Token::Break));
        tokens.extend((!word.is_empty()).then(|| Token::Word(Word::new(word, true))));
        tokens.extend(is_parted[1].then_some(Token::Break));
    } else {
        push_words(chunk, tokens);
    }
}

/// Punctuation that no word keeps at its edges.
fn is_edge(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '@' | '#' | '_')
}

fn push_words<'a>(chunk: &'a str, tokens: &mut Vec<Token<'a>>) {
    for segment in chunk.split_word_bounds() {
        if segment.contains(char::is_alphanumeric) {
            tokens.push(Token::Word(Word::new(bare(segment), false)));
        } else if segment != "-" {
            tokens.push(Token::Break);
        }
    }
}

/// `shop's` is `shop`, `l'appli` is `appli`.
fn bare(word: &str) -> &str {
    let Some((before, after)) = word.split_once(['\'', '\u{2019}']) else { return word };
    match (before, after) {
        (before, "s") => before,
        ("l" | "d" | "n" | "s" | "j" | "m" | "t" | "c" | "qu", after) => after,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::read::parse;

    const BRIEF: &str = r##"
client: Acme Tea
why: W
timing: {timezone: UTC}
audience: [{id: a, name: A}]
objectives: [{id: t, statement: S, metric: mentions}]
channels: [{id: x}]
own: {handles: ["@acmecare"]}
keywords:
  brand: {any: [Acme, "#acmetea", steep*]}
  products: {any: [Tea Club]}
  competitors: [{name: Globex, any: [Globex Teas]}]
"##;

    fn found_in(texts: &[&str], language: &str) -> Vec<String> {
        let search = TermSearch::new(&parse("brief.yaml", BRIEF).unwrap());
        let folded: Vec<String> = texts
            .iter()
            .map(|text| {
                let mut folded = String::new();
                folded::push(text, &mut folded);
                folded
            })
            .collect();
        let texts: Vec<&str> = folded.iter().map(String::as_str).collect();
        let words = search.find(&texts, Language::read(language));
        words.runs().map(|run| run.collect::<Vec<_>>().join(" ")).collect()
    }

    fn found(text: &str) -> Vec<String> {
        found_in(&[text], "en")
    }

    #[test]
    fn words_follow_one_another_over_stop_words_and_hyphens_but_not_over_punctuation() {
        assert_eq!(found("My ORDER has failed. Data-loss again"), ["order failed", "data loss"]);
        assert_eq!(
            found("kettle, cup/saucer (lid)\nspout"),
            ["kettle", "cup", "saucer", "lid", "spout"]
        );
        assert_eq!(
            found("The shop's door, l'appli, d\u{2019}accord"),
            ["shop door", "appli", "accord"]
        );
        assert_eq!(found("stra\u{df}e kaputt \u{1f600} gut"), ["strasse kaputt", "gut"]);
        assert_eq!(found("the app is down"), ["app down"]);
    }

    #[test]
    fn addresses_handles_tags_numbers_contractions_and_names_are_no_terms() {
        assert_eq!(
            found("@ada lid (@bob) lid2 #leaf \"#leaf\" https://a.example/kettle www.a.example"),
            ["lid"]
        );
        assert_eq!(found("ada@a.example a.example 12 3rd 5.3 can't x"), [""; 0]);
        assert_eq!(
            found("Acme leaf acme's cup globex teas lid Globex tin"),
            ["leaf", "cup", "lid", "tin"]
        );
        assert_eq!(
            found("tea club tin tea box acmecare pot acmetea lid"),
            ["tin tea box", "pot", "lid"]
        );
        assert_eq!(found("steeping jar steeped"), ["jar"]);
        assert_eq!(found("\u{7d05}\u{8336} tin \u{304a}\u{8336}"), ["tin"]);
    }

    #[test]
    fn stop_words_are_those_of_the_language_or_of_all_where_it_is_not_known() {
        assert_eq!(found("hat war die cup"), ["hat war die cup"]);
        assert_eq!(found_in(&["hat war die tasse"], "de-AT"), ["tasse"]);
        assert_eq!(found_in(&["hat war the cup"], ""), ["cup"]);
        assert_eq!(found_in(&["hat war the cup"], "und"), ["cup"]);
        assert_eq!(found_in(&["och det kopp"], "sv"), ["och det kopp"], "no list");
    }

    #[test]
    fn text_and_title_are_parted_and_long_ones_are_cut() {
        assert_eq!(found_in(&["red kettle", "blue cup"], "en"), ["red kettle", "blue cup"]);
        let long = "kettle lid ".repeat(500);
        assert_eq!(found(&long)[0].split(' ').count(), MOST_WORDS);
        assert_eq!(found(&"the ".repeat(9000)), [""; 0]);
        assert_eq!(found(&"\u{e9}".repeat(9000)), [""; 0]);
    }

    #[test]
    fn every_list_has_its_stop_words_and_no_service_words() {
        for (place, (tag, words)) in [
            ("en", "the monday january twelve today week thing please dont"),
            ("de", "nicht montag januar zw\u{f6}lf heute woche sache bitte"),
            ("nl", "het maandag januari twaalf vandaag week ding bedankt"),
            ("fr", "vous lundi janvier douze demain semaine chose merci"),
            ("es", "para lunes enero doce hoy semana cosa gracias"),
            ("pt", "uma ter\u{e7}a janeiro doze hoje semana coisa obrigado"),
        ]
        .into_iter()
        .enumerate()
        {
            assert_eq!(LISTS[place].0, tag);
            for word in words.split(' ') {
                let lists = STOPS.get(&hash_word(word)).copied().unwrap_or_default().stops;
                assert!(lists >> place & 1 == 1, "{tag} {word}");
            }
        }
        let words = "order help problem open closed down new good bad work system page refund \
            queue wait slow late gut schlecht schnell langsam bueno mal malo lento mieux bom ruim \
            mooi slecht kapot";
        for word in words.split_whitespace() {
            assert!(!STOPS.contains_key(&hash_word(word)), "{word}");
        }
    }

    proptest::proptest! {
        /// The fast path for plain words cuts as UAX #29 does.
        #[test]
        fn no_text_gives_a_word_that_uax_29_does_not(text in "[a-c '.,:_@#/0-2\u{e9}\u{2019}-]{0,24}|\\PC{0,24}") {
            let mut folded = String::new();
            folded::push(&text, &mut folded);
            // A mark behind a blank is of one segment with it.
            let words: Vec<&str> =
                folded.unicode_words().map(|word| bare(word.trim_start())).collect();
            for token in tokens(&folded) {
                if let Token::Word(word) = token {
                    proptest::prop_assert_eq!(word.hash, hash_word(word.text));
                }
            }
            for run in TermSearch::without_names().find(&[&folded], None).runs() {
                for word in run {
                    proptest::prop_assert!(words.contains(&word), "{word} of {folded}");
                }
            }
        }
    }
}
