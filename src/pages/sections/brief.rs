//! What the brief asked for: objectives and audience in a few words. No verdict on them is given here.

use crate::brief::{Brief, Metric, Objective, Segment};
use crate::pages::section::{Block, Items, List, Section, SectionInput};
use crate::pages::words::{self, Words, clauses, list, say};

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let (words, brief) = (input.words, input.brief);
    let objectives =
        brief.objectives.iter().map(|objective| self::objective(words, brief, objective));
    let audience = brief.audience.iter().map(|segment| self::segment(words, segment));
    let pairs = |title: &str, pairs: Vec<(String, String)>| {
        Block::List(List { title: Some(words.text(title)), items: Items::Pairs(pairs) })
    };
    Section {
        blocks: vec![
            pairs("brief-objectives", objectives.collect()),
            pairs("brief-audience", audience.collect()),
            input.notes(),
        ],
        ..input.section(words.text("brief-question"), words.text("brief-title"))
    }
}

fn objective(words: &Words, brief: &Brief, objective: &Objective) -> (String, String) {
    let metric = words::metric(words, objective.metric);
    let mut measured = match objective.channel {
        Some(index) => {
            let channel = &brief.channels[index];
            let channel = channel.name.as_ref().unwrap_or(&channel.id);
            say!(words, "objective-measured-on", metric = metric, channel = channel)
        }
        None => say!(words, "objective-measured", metric = metric),
    };
    let value = |value: f64| match objective.metric {
        Metric::NetSentiment => words.named_points(value),
        _ => words.assumed(value),
    };
    if let Some(baseline) = objective.baseline {
        measured = say!(words, "objective-from", sentence = measured, value = value(baseline));
    }
    if let Some(target) = objective.target {
        measured = say!(words, "objective-to", sentence = measured, value = value(target));
    }
    if let Some(due) = objective.due {
        measured = say!(words, "objective-due", sentence = measured, date = words.date(due));
    }
    let details = [
        Some(measured),
        objective.groundswell.map(|kind| {
            let kind = words::groundswell(words, kind);
            say!(words, "objective-kind", kind = kind)
        }),
        objective
            .frequency
            .as_ref()
            .map(|frequency| say!(words, "objective-reviewed", frequency = frequency)),
        objective.owner.as_ref().map(|owner| say!(words, "objective-owner", owner = owner)),
    ];
    let details = details.into_iter().flatten().collect();
    (objective.statement.clone(), say!(words, "clause-end", clauses = clauses(words, details)))
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
    fn an_objective_reads_as_a_measure() {
        let brief = fixture::brief();
        assert_eq!(
            objective(Words::english(), &brief, &brief.objectives[0]).1,
            "Measured by net sentiment on Reddit from −5\u{a0}points to +10\u{a0}points by 31 December 2026; kind: support; reviewed monthly; \
             owner: Customer care."
        );
    }

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
