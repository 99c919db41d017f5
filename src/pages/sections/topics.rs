//! What people say: kinds of conversation, and the topics that the brief declares.

use crate::pages::section::{Section, SectionInput};

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let words = input.words;
    let missing = Some(words.text("topics-no-topic"));
    let blocks = vec![input.notes()];
    let headline = words.text("topics-title");
    Section { blocks, missing, ..input.section(words.text("topics-question"), headline) }
}
