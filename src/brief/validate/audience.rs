//! Validates `audience` and `objectives`.

use super::{Check, Ids, List, given, items, position, section};
use crate::brief::raw::{EvidenceKind, RawEvidence, RawObjective, RawSegment, RawTarget};
use crate::brief::{Evidence, Metric, Objective, Segment, Target, grammar};

use super::{Field, Position};

/// What a day must look like.
pub(super) const DAY: &str = "a day that exists, as in `2026-05-31`";

/// What a figure of an objective must look like.
const NUMBER: &str = "a number, in the unit of the metric";

impl Check<'_> {
    pub(super) fn audience(&mut self, list: List<RawSegment>) -> (Vec<Segment>, Ids) {
        let mut ids = self.ids(&list, "audience", Some("audience"));
        let segments = items(list).into_iter().enumerate().map(|(at, (raw, position))| {
            let technographics = section(raw.technographics);
            Segment {
                id: self.id(&mut ids, raw.id, "audience[].id", position, at),
                name: self.required(
                    raw.name,
                    "audience[].name",
                    Some(position),
                    "a name for people",
                ),
                demographics: self.text(raw.demographics, "audience[].demographics"),
                networks: self.texts(technographics.networks, "audience[].technographics.networks"),
                devices: self.texts(technographics.devices, "audience[].technographics.devices"),
                sources: self.texts(raw.sources, "audience[].sources"),
                contact_preference: self
                    .texts(raw.contact_preference, "audience[].contact_preference"),
                evidence: given(raw.evidence).map(|(raw, position)| self.evidence(raw, position)),
            }
        });
        (segments.collect(), ids)
    }

    fn evidence(&mut self, raw: RawEvidence, position: Position) -> Evidence {
        if matches!(raw.kind, Field::Absent) {
            self.missing(
                "audience[].evidence.type",
                Some(position),
                "one of: `primary`, `secondary`",
            );
        }
        Evidence {
            is_primary: matches!(raw.kind, Field::Given(EvidenceKind::Primary, _)),
            source: self.required(
                raw.source,
                "audience[].evidence.source",
                Some(position),
                "who asked, as in `Store survey`",
            ),
            date: self.word(raw.date, "audience[].evidence.date", grammar::date, DAY),
            n: given(raw.n).map(|(n, _)| n),
        }
    }

    pub(super) fn objectives(
        &mut self,
        list: List<RawObjective>,
        channels: &Ids,
    ) -> (Vec<Objective>, Ids) {
        let mut ids = self.ids(&list, "objective", Some("objectives"));
        let objectives = items(list).into_iter().enumerate().map(|(at, (raw, position))| {
            if matches!(raw.metric, Field::Absent) {
                self.missing(
                    "objectives[].metric",
                    Some(position),
                    "what is measured, as in `net_sentiment`",
                );
            }
            Objective {
                id: self.id(&mut ids, raw.id, "objectives[].id", position, at),
                statement: self.required(
                    raw.statement,
                    "objectives[].statement",
                    Some(position),
                    "what shall be reached, in a sentence",
                ),
                groundswell: given(raw.groundswell).map(|(groundswell, _)| groundswell),
                metric: given(raw.metric).map_or(Metric::Mentions, |(metric, _)| metric),
                channel: self.reference(raw.channel, "objectives[].channel", channels),
                baseline: self.number(raw.baseline, "objectives[].baseline", |_| true, NUMBER),
                target: self.number(raw.target, "objectives[].target", |_| true, NUMBER),
                targets: self.targets(raw.targets),
                direction: given(raw.direction).map(|(direction, _)| direction),
                due: self.word(raw.due, "objectives[].due", grammar::date, DAY),
                frequency: self.text(raw.frequency, "objectives[].frequency"),
                tool: self.text(raw.tool, "objectives[].tool"),
                method_quant: self.text(raw.method_quant, "objectives[].method_quant"),
                method_qual: self.text(raw.method_qual, "objectives[].method_qual"),
                owner: self.text(raw.owner, "objectives[].owner"),
            }
        });
        (objectives.collect(), ids)
    }

    /// Targets by their first day.
    fn targets(&mut self, list: List<RawTarget>) -> Vec<Target> {
        let mut targets: Vec<Target> = Vec::new();
        for (raw, owner) in items(list) {
            let place = position(&raw.from).unwrap_or(owner);
            let from = self.required_word(
                raw.from,
                "objectives[].targets[].from",
                owner,
                grammar::date,
                DAY,
            );
            if matches!(raw.target, Field::Absent) {
                self.missing("objectives[].targets[].target", Some(owner), NUMBER);
            }
            let target = self.number(raw.target, "objectives[].targets[].target", |_| true, NUMBER);
            let (Some(from), Some(target)) = (from, target) else { continue };
            if let Some(last) = targets.last().filter(|last| last.from >= from) {
                let what = format!("`objectives[].targets[].from` is `{from}`");
                let expected = format!("a day after `{}`, that of the target before it", last.from);
                self.push(place, what, &expected);
                continue;
            }
            targets.push(Target { from, target });
        }
        targets
    }
}
