//! Short excerpts of mentions by topic, if the brief asks for quotes.

use crate::insights::QuoteFigures;
use crate::mentions::language::Language;
use crate::mentions::tone::Tone;
use crate::pages::section::{Block, QuoteList, Quoted, SectionInput};
use crate::pages::words::{Words, say};

/// The excerpts; `None`: the brief asks for none, or no topic has any.
pub(super) fn block(input: &SectionInput<'_>) -> Option<Block> {
    let (words, topics) = (input.words, &input.brief.topics);
    let quotes = input.report.quotes.as_ref().filter(|quotes| !quotes.is_empty())?;
    let of_topic = |(topic, quotes): &(usize, Vec<QuoteFigures>)| {
        let of_topic = quotes.iter().map(|quote| quoted(words, quote));
        (topics[*topic].name.clone(), of_topic.collect())
    };
    Some(Block::Quotes(QuoteList {
        title: words.text("quotes-title"),
        rule: words.text("quotes-rule"),
        topics: quotes.iter().map(of_topic).collect(),
    }))
}

fn quoted(words: &Words, quote: &QuoteFigures) -> Quoted {
    let language = quote.language.filter(|language| *language != Language::UNDETERMINED);
    let channel = &quote.channel;
    Quoted {
        text: quote.text.clone(),
        language: language.map_or_else(String::new, |language| language.to_string()),
        source: match quote.tone {
            Tone::Positive => say!(words, "quote-positive", channel = channel),
            Tone::Neutral => say!(words, "quote-neutral", channel = channel),
            Tone::Negative => say!(words, "quote-negative", channel = channel),
            Tone::Unscored => say!(words, "quote-unscored", channel = channel),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Brief, Group, Topic};
    use crate::insights::Report;
    use crate::pages::fixture;

    #[test]
    fn a_quote_is_text_with_its_language_and_source() {
        let topic =
            Topic { id: "lids".into(), name: "Lids".into(), words: Group::default(), owner: None };
        let (brief, mut report) =
            (Brief { topics: vec![topic], ..fixture::brief() }, fixture::report());
        let drawn = |report: &Report| {
            fixture::with_input(&brief, report, |input| {
                block(input).map(|block| match block {
                    Block::Quotes(quotes) => quotes.topics,
                    _ => Vec::new(),
                })
            })
        };
        assert!(drawn(&report).is_none(), "not asked for");
        let quote = |language, tone| QuoteFigures {
            text: "<b>The</b> lid leaks".into(),
            language,
            channel: "X".into(),
            tone,
        };
        report.quotes = Some(vec![(
            0,
            vec![
                quote(Language::read("nl-BE"), Tone::Negative),
                quote(Some(Language::UNDETERMINED), Tone::Unscored),
            ],
        )]);
        let topics = drawn(&report).unwrap();
        assert_eq!(topics[0].0, "Lids");
        let shown: Vec<_> =
            topics[0].1.iter().map(|it| (it.language.as_str(), it.source.as_str())).collect();
        assert_eq!(shown, [("nl-BE", "X, labelled negative"), ("", "X")]);
    }
}
