//! Reads text and title of a row: the brands that they name, the key by which the text is compared, the words that can be terms, and what of the
//! text may be quoted.

use super::{Buffers, Context, CopyKey, Reader};
use crate::brief::Category;
use crate::mentions::brands::Brands;
use crate::mentions::channel::Channel;
use crate::mentions::content::Topics;
use crate::mentions::language::Language;
use crate::mentions::near_copies::{self, Sketch};
use crate::mentions::quotes::Excerpt;
use crate::mentions::terms::TermWords;
use crate::mentions::{coordination, folded, quotes};

impl Context {
    /// Whether the brief asks for quotes, this one is short, and its topics are declared.
    pub(in crate::mentions) fn has_excerpt(&self, excerpt: &Excerpt) -> bool {
        self.quotes.is_some() && excerpt.is_short() && self.classifier.has_topics(excerpt.topics)
    }
}

impl Reader<'_> {
    /// The brands that text and title name, and the key by which the text is compared.
    pub(super) fn read_words(
        &mut self,
        text: &str,
        title: Option<&str>,
        channel: &Channel,
        is_compared: bool,
    ) -> (Brands, CopyKey) {
        let Buffers { folded, text_end, spaced, kept, respaced, hashes } = &mut self.buffers;
        folded.clear();
        folded::push(text, folded);
        spaced.clear();
        folded::space(folded, spaced);
        let end = spaced.len();
        *text_end = folded.len();
        if let Some(title) = title {
            folded::push(title, folded);
            spaced.push(b'\n');
            folded::space(&folded[*text_end..], spaced);
        }
        let named = self.context.search.brands_in(spaced);
        let folded = &folded[..*text_end];
        let copy_key = if !is_compared {
            CopyKey::Short
        } else if matches!(channel.category, Category::News | Category::Blog) {
            hashes.clear();
            near_copies::words(folded, hashes);
            let is_long = hashes.len() >= near_copies::FEWEST_WORDS;
            if is_long { CopyKey::Article(Box::new(Sketch::of(hashes))) } else { CopyKey::Short }
        } else {
            let text =
                coordination::text_key(&channel.id, folded, &spaced[..end], (kept, respaced));
            text.map_or(CopyKey::Short, CopyKey::Post)
        };
        (named, copy_key)
    }

    /// The words of text and title that can be terms.
    pub(super) fn read_terms(&self, language: Option<Language>) -> TermWords {
        let (text, title) = self.buffers.folded.split_at(self.buffers.text_end);
        let texts = [text, title];
        // Without a text, the title is the text.
        self.context.terms.find(if text == title { &texts[..1] } else { &texts }, language)
    }

    /// What of the text of a mention with these topics may be quoted; `names` are those of its author.
    pub(super) fn read_excerpt(
        &self,
        text: &str,
        names: &[&str],
        topics: Topics,
        language: Option<Language>,
    ) -> Option<Excerpt> {
        if topics.is_empty() {
            return None;
        }
        let of_topics = |text: &str| self.context.classifier.topics_of(text).and(topics);
        let (text, topics) = quotes::excerpt(text, names.iter().copied(), of_topics)?;
        let mut folded = String::new();
        folded::push(&text, &mut folded);
        let words = self.context.terms.find(&[&folded], language);
        Some(Excerpt { text: text.into(), topics, words })
    }
}
