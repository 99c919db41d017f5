//! Short excerpts of mentions by topic, if the brief asks for quotes; where a topic has none, why.

use crate::insights::{NoQuotes, QuoteFigures, Report, TopicQuotes, TopicsFigures};
use crate::mentions::language::Language;
use crate::mentions::tone::Tone;
use crate::pages::section::{Block, QuoteList, Quoted, SectionInput};
use crate::pages::words::{Words, list, reads_from_right, say};

/// The excerpts; `None`: the brief asks for none.
pub(super) fn block(input: &SectionInput<'_>) -> Option<Block> {
    let words = input.words;
    let all = input.report.quotes.as_ref()?;
    let name = |of: &TopicQuotes| input.brief.topics[of.topic].name.clone();
    let shown = all.iter().filter_map(|of| {
        let quotes = of.quotes.as_ref().ok()?;
        Some((name(of), quotes.iter().map(|quote| quoted(words, quote)).collect()))
    });
    let without = |reason| {
        let is_such =
            |of: &&TopicQuotes| of.quotes == Err(reason) && is_mentioned(input.report, of.topic);
        let names: Vec<String> = all.iter().filter(is_such).map(name).collect();
        let topics = list(words, &names);
        let id = match reason {
            NoQuotes::History => "quotes-none-history",
            NoQuotes::NoExcerpt => "quotes-none-excerpt",
            NoQuotes::NoTypicalWord => "quotes-none-typical",
        };
        (!names.is_empty()).then(|| words.say(id, &[("topics", topics.into())]))
    };
    let reasons = [NoQuotes::History, NoQuotes::NoExcerpt, NoQuotes::NoTypicalWord];
    let no_topics = all.is_empty().then(|| words.text("quotes-none-topics"));
    Some(Block::Quotes(QuoteList {
        title: words.text("quotes-title"),
        rule: words.text("quotes-rule"),
        topics: shown.collect(),
        missing: reasons.into_iter().filter_map(without).chain(no_topics).collect(),
    }))
}

/// Whether a topic has a mention, or may have one.
fn is_mentioned(report: &Report, topic: usize) -> bool {
    let mut declared = report.topics.iter().flat_map(TopicsFigures::declared);
    declared.find(|it| it.topic == Some(topic)).is_none_or(|it| it.mentions > 0)
}

fn quoted(words: &Words, quote: &QuoteFigures) -> Quoted {
    let language = quote.language.filter(|language| *language != Language::UNDETERMINED);
    let language = language.map_or_else(String::new, |language| language.to_string());
    let channel = &quote.channel;
    Quoted {
        text: quote.text.clone(),
        direction: if reads_from_right(&quote.text, &language) { "rtl" } else { "ltr" },
        language,
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
                    Block::Quotes(quotes) => (quotes.topics, quotes.missing),
                    _ => unreachable!(),
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
        let of = |quotes| Some(vec![TopicQuotes { topic: 0, quotes }]);
        report.quotes = of(Ok(vec![
            quote(Language::read("nl-BE"), Tone::Negative),
            quote(Some(Language::UNDETERMINED), Tone::Unscored),
        ]));
        let (topics, missing) = drawn(&report).unwrap();
        assert_eq!(missing, Vec::<String>::new());
        assert_eq!(topics[0].0, "Lids");
        let shown: Vec<_> =
            topics[0].1.iter().map(|it| (it.language.as_str(), it.source.as_str())).collect();
        assert_eq!(shown, [("nl-BE", "X, labelled negative"), ("", "X")]);
        report.quotes = of(Err(NoQuotes::NoTypicalWord));
        let (topics, missing) = drawn(&report).unwrap();
        assert!(topics.is_empty());
        assert_eq!(
            missing,
            [
                "No excerpt about Lids: no word occurs in what 5 accounts wrote about it and may be shown."
            ]
        );
    }
}
