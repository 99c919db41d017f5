//! What the brief asked for: objectives and audience in a few words. No verdict on them is given here.

use crate::brief::{Brief, Metric, Objective, Segment};
use crate::pages::format::{assumed, dates, sample};
use crate::pages::section::{Block, Items, List, Section, SectionInput};
use crate::pages::words::{self, list};

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let brief = input.brief;
    let objectives = brief.objectives.iter().map(|objective| self::objective(brief, objective));
    let pairs = |title: &str, pairs: Vec<(String, String)>| {
        Block::List(List { title: Some(title.to_owned()), items: Items::Pairs(pairs) })
    };
    Section {
        blocks: vec![
            pairs("Objectives", objectives.collect()),
            pairs("Audience", brief.audience.iter().map(segment).collect()),
            input.notes(),
        ],
        ..input.section("The brief", "What the brief asked for")
    }
}

fn objective(brief: &Brief, objective: &Objective) -> (String, String) {
    let place = match objective.channel {
        Some(index) => {
            let channel = &brief.channels[index];
            format!(" on {}", channel.name.as_ref().unwrap_or(&channel.id))
        }
        None => String::new(),
    };
    let value = |value: f64| match objective.metric {
        Metric::NetSentiment => words::Words::english().named_points(value),
        _ => assumed(value),
    };
    let parts = [
        Some(format!(
            "Measured by {}{place}",
            words::metric(words::Words::english(), objective.metric)
        )),
        objective.baseline.map(|baseline| format!("from {}", value(baseline))),
        objective.target.map(|target| format!("to {}", value(target))),
        objective.due.map(|due| format!("by {}", dates::date(due))),
    ];
    let measured = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let rest = [
        objective
            .groundswell
            .map(|kind| format!("kind: {}", words::groundswell(words::Words::english(), kind))),
        objective.frequency.as_ref().map(|frequency| format!("looked at {frequency}")),
        objective.owner.as_ref().map(|owner| format!("owner: {owner}")),
    ];
    let details: Vec<String> = [Some(measured)].into_iter().chain(rest).flatten().collect();
    (objective.statement.clone(), format!("{}.", details.join("; ")))
}

fn segment(segment: &Segment) -> (String, String) {
    let evidence = match &segment.evidence {
        Some(evidence) => {
            let own = if evidence.is_primary { "own research" } else { "others’ research" };
            let n = evidence.n.map_or_else(String::new, |n| format!(", {}", sample(n)));
            let date =
                evidence.date.map_or_else(String::new, |day| format!(", {}", dates::date(day)));
            format!("evidence: {own}, {}{date}{n}", evidence.source)
        }
        None => "no evidence given".to_owned(),
    };
    let named = |name: &str, values: &[String]| {
        (!values.is_empty()).then(|| format!("{name} {}", list(words::Words::english(), values)))
    };
    let parts = [
        segment.demographics.clone(),
        named("on", &segment.networks),
        named("by", &segment.devices),
        named("reads", &segment.sources),
        named("prefers", &segment.contact_preference),
        Some(evidence),
    ];
    let text: Vec<String> = parts.into_iter().flatten().collect();
    (segment.name.clone(), format!("{}.", text.join("; ")))
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
            objective(&brief, &brief.objectives[0]).1,
            "Measured by net sentiment on Reddit from −5\u{a0}points to +10\u{a0}points by 31 December 2026; kind: support; looked at monthly; \
             owner: Customer care."
        );
    }

    #[test]
    fn a_segment_names_its_evidence_or_that_there_is_none() {
        let mut brief = fixture::brief();
        assert!(
            segment(&brief.audience[0])
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
            segment(&brief.audience[0])
                .1
                .ends_with("evidence: own research, Store survey, n\u{a0}=\u{a0}1,240.")
        );
    }
}
