//! Who the customers are, as the brief says: each group with its evidence. No verdict on them is given here.

use crate::brief::Segment;
use crate::pages::section::{Block, Items, List, Section, SectionInput, Style};
use crate::pages::words::{Words, clauses, list, say};

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let (words, brief) = (input.words, input.brief);
    let audience = brief.audience.iter().map(|segment| self::segment(words, segment));
    let audience = match brief.audience.as_slice() {
        [] => Block::paragraph(Style::Plain, words.text("brief-no-audience")),
        _ => Block::List(List {
            title: Some(words.text("brief-groups")),
            items: Items::Pairs(audience.collect()),
        }),
    };
    Section {
        has_main_figure: false,
        blocks: vec![audience, input.notes()],
        ..input.section(words.text("brief-question"), words.text("brief-title"))
    }
}

fn segment(words: &Words, segment: &Segment) -> (String, String) {
    let known = |values: &[String]| (!values.is_empty()).then(|| list(words, values));
    let parts = [
        segment.demographics.clone(),
        known(&segment.networks).map(|list| say!(words, "segment-networks", list = list)),
        known(&segment.devices).map(|list| say!(words, "segment-devices", list = list)),
        known(&segment.sources).map(|list| say!(words, "segment-sources", list = list)),
        known(&segment.contact_preference).map(|list| say!(words, "segment-contact", list = list)),
        Some(evidence(words, segment)),
    ];
    let parts = parts.into_iter().flatten().collect();
    (segment.name.clone(), say!(words, "clause-end", clauses = clauses(words, parts)))
}

/// `evidence: own research, Store survey, 3 May 2026, n = 1,240`.
fn evidence(words: &Words, segment: &Segment) -> String {
    let Some(evidence) = &segment.evidence else { return words.text("segment-no-evidence") };
    let source = &evidence.source;
    let start = if evidence.is_primary {
        say!(words, "segment-own-research", source = source)
    } else {
        say!(words, "segment-other-research", source = source)
    };
    let details = [evidence.date.map(|day| words.date(day)), evidence.n.map(|n| words.sample(n))];
    details
        .into_iter()
        .flatten()
        .fold(start, |start, next| say!(words, "list-next", start = start, next = next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Evidence;
    use crate::pages::fixture;

    #[test]
    fn a_segment_names_its_evidence_or_that_there_is_none() {
        let mut brief = fixture::brief();
        assert!(
            segment(Words::english(), &brief.audience[0])
                .1
                .ends_with("prefers direct message and phone; no evidence given.")
        );
        brief.audience[0].evidence = Some(Evidence {
            is_primary: true,
            source: "Store survey".into(),
            date: None,
            n: Some(1240),
        });
        assert!(
            segment(Words::english(), &brief.audience[0])
                .1
                .ends_with("evidence: own research, Store survey, n\u{a0}=\u{a0}1,240.")
        );
    }
}
