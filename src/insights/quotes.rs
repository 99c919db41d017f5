//! The quotes of each topic, chosen by rule among the candidates of the period (docs/method.md, Quotes).
//!
//! A typical word is one that at least five accounts used in the candidates of the topic. Of complaint, of praise and of neither the excerpt whose
//! typical words most accounts used is taken, as far as there is one, each by another account and in other words. An excerpt that names another
//! account is none.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Counted, Period};
use crate::brief::Quoting;
use crate::mentions::folded;
use crate::mentions::language::Language;
use crate::mentions::terms::hash_word;
use crate::mentions::tone::Tone;
use crate::rollup::AccountNames;
use crate::rollup::quotes::Candidate;
use crate::rollup::terms::FEWEST_AUTHORS;

/// Quotes of a topic at most.
const MOST_QUOTES: usize = 3;

/// Words that are searched in an excerpt at once: of a longer name, two that follow one another are enough.
const NAME_WORDS: usize = 2;

/// The quotes of one topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicQuotes {
    /// Index into the topics of the brief.
    pub topic: usize,
    /// Its quotes, or why there is none.
    pub quotes: Result<Vec<QuoteFigures>, NoQuotes>,
}

/// Why a topic has no quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoQuotes {
    /// Part of the period comes from the history, which has no texts.
    History,
    /// Of no mention an excerpt may be shown.
    NoExcerpt,
    /// No word of them was used by enough accounts.
    NoTypicalWord,
}

/// A few words of one mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteFigures {
    /// The words: text of a stranger.
    pub text: String,
    /// Its language; `None`: not known.
    pub language: Option<Language>,
    /// Name of its channel.
    pub channel: String,
    /// Its tone.
    pub tone: Tone,
}

/// The quotes of each topic of the brief, in its order; `None`: the brief asks for none.
pub(super) fn quotes(
    (rollup, brief, channels): Counted<'_>,
    period: &Period,
) -> Option<Vec<TopicQuotes>> {
    if brief.quotes == Quoting::None {
        return None;
    }
    let places = (0..brief.topics.len()).map(|topic| u8::try_from(topic).unwrap_or(u8::MAX));
    let candidates: Vec<Vec<&Candidate>> =
        places.map(|place| rollup.quotes.between(period.from, period.to, place)).collect();
    let has_history = rollup.history.months(period.from, period.to).next().is_some();
    let of_topic = |(topic, candidates): (usize, Vec<&Candidate>)| {
        let quotes = match chosen(&candidates, &rollup.names) {
            Ok(chosen) => Ok(chosen.into_iter().map(|candidate| QuoteFigures {
                text: candidate.text.to_string(),
                language: candidate.language,
                channel: channels.get(candidate.channel).name.clone(),
                tone: candidate.tone,
            })),
            Err(_) if has_history => Err(NoQuotes::History),
            Err(none) => Err(none),
        };
        TopicQuotes { topic, quotes: quotes.map(Iterator::collect) }
    };
    Some(candidates.into_iter().enumerate().map(of_topic).collect())
}

/// Words of an excerpt that follow one another, which may be the name of an account.
struct Run {
    /// The words.
    name: String,
    /// The hash of a single word as the words of candidates are hashed.
    word: Option<u64>,
}

/// The runs of words of an excerpt, without punctuation around them and without a possessive.
fn runs(text: &str) -> impl Iterator<Item = Run> {
    let words: Vec<&str> = text.split(' ').collect();
    let lengths = (0..words.len()).flat_map(|at| (1..=NAME_WORDS).map(move |n| (at, n)));
    lengths.filter_map(move |(at, length)| {
        let run = words.get(at..at + length)?.join(" ");
        let name = run.trim_matches(|c: char| !c.is_alphanumeric());
        let name =
            ["'s", "\u{2019}s"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        let word = (length == 1).then(|| hash_word(&folded::fold(name)));
        Some(Run { name: name.to_owned(), word })
    })
}

/// Chooses among the candidates of a topic those that name none of these accounts.
fn chosen<'a>(
    candidates: &[&'a Candidate],
    names: &AccountNames,
) -> Result<Vec<&'a Candidate>, NoQuotes> {
    let mut accounts: BTreeMap<u64, BTreeSet<_>> = BTreeMap::new();
    for candidate in candidates {
        for word in &candidate.words {
            accounts.entry(*word).or_default().insert((candidate.channel, candidate.account));
        }
    }
    let typical = |word: &u64| accounts[word].len() as u64;
    // An account may be called as a word that everybody uses, or as a stop word.
    let is_rare = |candidate: &Candidate, word: u64| {
        candidate.words.binary_search(&word).is_ok() && typical(&word) < FEWEST_AUTHORS
    };
    let names_account = |candidate: &Candidate| {
        let is_name = |run: &Run| run.word.is_none_or(|word| is_rare(candidate, word));
        runs(&candidate.text).any(|run| is_name(&run) && names.has(&run.name))
    };
    let candidates: Vec<&'a Candidate> =
        candidates.iter().filter(|candidate| !names_account(candidate)).copied().collect();
    if candidates.is_empty() {
        return Err(NoQuotes::NoExcerpt);
    }
    let score = |candidate: &Candidate| -> u64 {
        candidate.words.iter().map(typical).filter(|count| *count >= FEWEST_AUTHORS).sum()
    };
    let mut ranked: Vec<(Reverse<u64>, &'a Candidate)> =
        candidates.iter().map(|it| (Reverse(score(it)), *it)).filter(|it| it.0.0 > 0).collect();
    ranked.sort_unstable();
    let mut chosen: Vec<&Candidate> = Vec::new();
    let is_new = |chosen: &[&Candidate], candidate: &Candidate| {
        let is_of =
            |it: &&Candidate| (it.channel, it.account) == (candidate.channel, candidate.account);
        !chosen.iter().any(|it| is_of(it) || are_alike(it, candidate))
    };
    let sides: [(&[Tone], usize); 4] = [
        (&[Tone::Negative], 1),
        (&[Tone::Positive], 1),
        (&[Tone::Neutral, Tone::Unscored], 1),
        (&Tone::ALL, MOST_QUOTES),
    ];
    for (side, more) in sides {
        let most = MOST_QUOTES.min(chosen.len() + more);
        for (_, candidate) in ranked.iter().filter(|(_, it)| side.contains(&it.tone)) {
            if chosen.len() < most && is_new(&chosen, candidate) {
                chosen.push(candidate);
            }
        }
    }
    if chosen.is_empty() { Err(NoQuotes::NoTypicalWord) } else { Ok(chosen) }
}

/// Whether two excerpts have more than three quarters of the words of the one with fewer in common.
fn are_alike(one: &Candidate, other: &Candidate) -> bool {
    let common = one.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
    4 * common > 3 * one.words.len().min(other.words.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Brief;
    use crate::insights::sample;
    use crate::mentions::Mention;
    use crate::mentions::channel::Channels;
    use crate::mentions::content::Topics;
    use crate::mentions::quotes::Excerpt;
    use crate::mentions::terms::TermWords;
    use crate::rollup::Rollup;
    use crate::rollup::quotes::QuoteCandidates;
    use crate::rollup::sample::{day, mention};

    /// Texts by account, tone, and the words that can be terms.
    fn written(texts: &[(u64, Tone, &str)]) -> QuoteCandidates {
        let mut quotes = QuoteCandidates::default();
        for (account, tone, words) in texts {
            let of = mention("2026-05-02T10:00");
            let of = Mention { account: Some(*account), tone: *tone, ..of };
            let excerpt = Excerpt {
                text: format!("so the {words}").into(),
                topics: Topics::default().with(1),
                words: TermWords::from(*words),
            };
            quotes.add(&of, &excerpt);
        }
        quotes
    }

    /// The quotes of May of texts by account, tone, and the words that can be terms.
    fn found(texts: &[(u64, Tone, &str)], asked: Quoting) -> Option<Result<Vec<String>, NoQuotes>> {
        let topics = ["app", "lids"].map(sample::topic).into();
        let brief = Brief { topics, quotes: asked, ..sample::brief(&["x"]) };
        let rollup = Rollup { quotes: written(texts), ..Rollup::default() };
        let (channels, may) = (Channels::new(&brief), Period::month(day("2026-05-01")));
        let quotes = quotes((&rollup, &brief, &channels), &may)?;
        let texts = |of: &[QuoteFigures]| of.iter().map(|it| it.text.clone()).collect();
        assert_eq!(quotes[0].quotes, Err(NoQuotes::NoExcerpt));
        Some(quotes[1].quotes.as_ref().map(|of| texts(of)).map_err(|none| *none))
    }

    #[test]
    fn one_of_each_tone_with_the_words_that_most_accounts_used() {
        use Tone::{Negative, Neutral, Positive, Unscored};
        let texts = [
            (1, Negative, "lid rust"),
            (2, Negative, "lid handle worn loose"),
            (3, Positive, "lid handle nice pot"),
            (4, Positive, "lid well"),
            (5, Unscored, "lid handle odd grey"),
            (6, Neutral, "lid plain"),
            (7, Negative, "handle broke"),
            (8, Positive, "handle good"),
        ];
        assert_eq!(
            found(&texts, Quoting::Short).unwrap().unwrap(),
            [
                "so the lid handle worn loose",
                "so the lid handle nice pot",
                "so the lid handle odd grey"
            ]
        );
    }

    #[test]
    fn one_account_is_quoted_once_and_words_of_few_accounts_are_not_typical() {
        let one: Vec<_> = (0..9).map(|_| (1, Tone::Negative, "lid leaks")).collect();
        let none = Some(Err(NoQuotes::NoTypicalWord));
        assert_eq!(found(&one, Quoting::Short), none);
        let mut texts: Vec<_> = (1..6).map(|n| (n, Tone::Negative, "lid")).collect();
        texts.extend([(9, Tone::Negative, "lid leaks"), (9, Tone::Positive, "lid rust")]);
        let chosen = found(&texts, Quoting::Short).unwrap().unwrap();
        let of_one = chosen.iter().filter(|text| text.len() > "so the lid".len());
        assert!(of_one.count() <= 1, "{chosen:?}");
        assert_eq!(found(&texts[..4], Quoting::Short), none, "four accounts");
        assert_eq!(found(&texts, Quoting::None), None, "not asked for");
        assert_eq!(found(&[], Quoting::Short), Some(Err(NoQuotes::NoExcerpt)));
    }

    #[test]
    fn an_excerpt_that_names_another_account_is_not_quoted() {
        let texts: Vec<_> = (1..9).map(|n| (n, Tone::Unscored, "lid leaks")).collect();
        let with = |name: &str, text: &'static str| {
            let mut texts = texts.clone();
            texts.push((9, Tone::Negative, text));
            let mut names = AccountNames::default();
            names.add_name(name);
            let kept = written(&texts);
            let kept = kept.between(day("2026-05-01"), day("2026-05-31"), 1);
            let chosen = chosen(&kept, &names).unwrap();
            chosen.iter().any(|it| it.tone == Tone::Negative)
        };
        assert!(with("Someone Else", "lid broke Piet Snoek agrees"));
        assert!(!with("piet snoek", "lid broke Piet Snoek agrees"));
        assert!(!with("Piet Snoek", "lid broke as Piet Snoek\u{2019}s did"));
        assert!(!with("@snoek", "lid broke says snoek"));
        assert!(!with("u/Sno\u{eb}k", "lid broke says snoek"), "however it is written");
        assert!(!with("Jan Piet Snoek", "lid broke as Piet Snoek did"), "of a longer name");
        assert!(with("leaks", "lid leaks a lot"), "a word of many accounts");
        assert!(with("the", "lid broke a lot"), "a stop word");
    }
}
