//! The quotes of each topic, chosen by rule among the candidates of the period (docs/method.md, Quotes).
//!
//! A typical word is one that at least five accounts used in the candidates of the topic. The excerpt whose typical words most accounts used comes first:
//! one of complaint, one of praise, one of neither, as far as there are any, each by another account and in other words.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Counted, Period};
use crate::brief::Quoting;
use crate::mentions::language::Language;
use crate::mentions::tone::Tone;
use crate::rollup::quotes::Candidate;
use crate::rollup::terms::FEWEST_AUTHORS;

/// Quotes of a topic at most.
const MOST_QUOTES: usize = 3;

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

/// The quotes by index into the topics of the brief, those with any; `None`: the brief asks for none.
pub(super) fn quotes(
    (rollup, brief, channels): Counted<'_>,
    period: &Period,
) -> Option<Vec<(usize, Vec<QuoteFigures>)>> {
    if brief.quotes == Quoting::None {
        return None;
    }
    let of_topic = |topic: usize| {
        let place = u8::try_from(topic).ok()?;
        let chosen = chosen(&rollup.quotes.between(period.from, period.to, place));
        let figures = chosen.into_iter().map(|candidate| QuoteFigures {
            text: candidate.text.to_string(),
            language: candidate.language,
            channel: channels.get(candidate.channel).name.clone(),
            tone: candidate.tone,
        });
        Some((topic, figures.collect::<Vec<_>>())).filter(|(_, quotes)| !quotes.is_empty())
    };
    Some((0..brief.topics.len()).filter_map(of_topic).collect())
}

/// Chooses among the candidates of a topic.
fn chosen<'a>(candidates: &[&'a Candidate]) -> Vec<&'a Candidate> {
    let mut accounts: BTreeMap<u64, BTreeSet<_>> = BTreeMap::new();
    for candidate in candidates {
        for word in &candidate.words {
            accounts.entry(*word).or_default().insert((candidate.channel, candidate.account));
        }
    }
    let typical = |word: &u64| accounts[word].len() as u64;
    let score = |candidate: &Candidate| -> u64 {
        candidate.words.iter().map(typical).filter(|count| *count >= FEWEST_AUTHORS).sum()
    };
    let mut ranked: Vec<_> =
        candidates.iter().map(|it| (Reverse(score(it)), *it)).filter(|it| it.0.0 > 0).collect();
    ranked.sort_unstable();
    let mut chosen: Vec<&Candidate> = Vec::new();
    let is_new = |chosen: &[&Candidate], candidate: &Candidate| {
        chosen.iter().all(|it| it.account != candidate.account && !are_alike(it, candidate))
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
    chosen
}

/// Whether two excerpts have more than three quarters of the words of one of them in common.
fn are_alike(one: &Candidate, other: &Candidate) -> bool {
    let common = one.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
    4 * common > 3 * one.words.len().min(other.words.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Brief, Group, Topic};
    use crate::insights::sample;
    use crate::mentions::Mention;
    use crate::mentions::channel::Channels;
    use crate::mentions::content::Topics;
    use crate::mentions::quotes::Excerpt;
    use crate::mentions::terms::TermWords;
    use crate::rollup::Rollup;
    use crate::rollup::sample::{day, mention};

    /// The quotes of May of texts by account, tone, and the words that can be terms.
    fn found(texts: &[(u64, Tone, &str)], asked: Quoting) -> Option<Vec<Vec<String>>> {
        let topic = |id: &str| Topic {
            id: id.into(),
            name: id.into(),
            words: Group::default(),
            owner: None,
        };
        let topics = vec![topic("app"), topic("lids")];
        let brief = Brief { topics, quotes: asked, ..sample::brief(&["x"]) };
        let mut rollup = Rollup::default();
        for (account, tone, words) in texts {
            let of = mention("2026-05-02T10:00");
            let of = Mention { account: Some(*account), tone: *tone, ..of };
            let excerpt = Excerpt {
                text: format!("so the {words}").into(),
                topics: Topics::default().with(1),
                words: TermWords::from(*words),
            };
            rollup.quotes.add(&of, &excerpt);
        }
        let (channels, may) = (Channels::new(&brief), Period::month(day("2026-05-01")));
        let quotes = quotes((&rollup, &brief, &channels), &may)?;
        let texts = |of: &[QuoteFigures]| of.iter().map(|it| it.text.clone()).collect();
        assert!(quotes.iter().all(|(topic, _)| *topic == 1));
        Some(quotes.iter().map(|(_, of)| texts(of)).collect())
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
        let [found] = found(&texts, Quoting::Short).unwrap().try_into().unwrap();
        assert_eq!(
            found,
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
        assert_eq!(found(&one, Quoting::Short), Some(Vec::new()));
        let mut texts: Vec<_> = (1..6).map(|n| (n, Tone::Negative, "lid")).collect();
        texts.extend([(9, Tone::Negative, "lid leaks"), (9, Tone::Positive, "lid rust")]);
        let [chosen] = found(&texts, Quoting::Short).unwrap().try_into().unwrap();
        let of_one = chosen.iter().filter(|text| text.len() > "so the lid".len());
        assert!(of_one.count() <= 1, "{chosen:?}");
        assert_eq!(found(&texts[..4], Quoting::Short), Some(Vec::new()), "four accounts");
        assert_eq!(found(&texts, Quoting::None), None, "not asked for");
    }
}
