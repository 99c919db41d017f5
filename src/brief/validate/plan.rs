//! Validates the plan: purpose, phase, rules, tactics, figures of others, suggestions and assumptions.

use super::audience::DAY;
use super::{Check, Field, Ids, List, Position, given, items, section};
use crate::brief::grammar;
use crate::brief::plan::{
    Assumption, Benchmark, FeedbackLoop, FormerWave, OfflineFeedback, Outbound, ResearchPlan,
    Routing, SentimentGoal, Suggestion, Tactic, Wave,
};
use crate::brief::raw::{
    RawBenchmark, RawFeedbackLoop, RawPlan, RawRouting, RawSentimentGoal, RawWave,
};
use crate::units::Date;

/// The ids that tactics refer to.
pub(super) struct Declared<'a> {
    pub(super) objectives: &'a Ids,
    pub(super) channels: &'a Ids,
    pub(super) audience: &'a Ids,
}

impl Check<'_> {
    pub(super) fn plan(&mut self, raw: RawPlan, declared: &Declared<'_>) -> ResearchPlan {
        let rules = section(raw.rules);
        self.note_default(&rules.engage, "rules.engage");
        let offline = section(rules.offline);
        let website = section(raw.integration).website_objectives;
        ResearchPlan {
            purpose: self.texts(raw.purpose, "purpose"),
            budget_owner: self.text(raw.budget_owner, "budget_owner"),
            wave: given(raw.wave).and_then(|(wave, at)| self.wave(wave, at)),
            phase: given(raw.phase).map(|(phase, _)| phase),
            engage: self.texts(rules.engage, "rules.engage"),
            reply: self.texts(rules.reply, "rules.reply"),
            offline_when: self.texts(offline.when, "rules.offline.when"),
            offline_contact: self.text(offline.contact, "rules.offline.contact"),
            website_objectives: self.texts(website, "integration.website_objectives"),
            tactics: self.each(raw.tactics, |check, raw, at| Tactic {
                text: check.required(raw.text, "tactics[].text", Some(at), "what is done"),
                objective: check.reference(
                    raw.objective,
                    "tactics[].objective",
                    declared.objectives,
                ),
                channel: check.reference(raw.channel, "tactics[].channel", declared.channels),
                audience: check.reference(raw.audience, "tactics[].audience", declared.audience),
            }),
            outbound: self.each(raw.outbound, |check, raw, at| Outbound {
                kind: check.required(raw.kind, "outbound[].type", Some(at), "as in `newsletter`"),
                tool: check.text(raw.tool, "outbound[].tool"),
                date: check.day(raw.date, "outbound[].date"),
            }),
            benchmarks: items(raw.benchmarks)
                .into_iter()
                .filter_map(|(raw, at)| self.benchmark(raw, at))
                .collect(),
            offline_feedback: self.each(raw.offline_feedback, |check, raw, at| OfflineFeedback {
                source: check.required(
                    raw.source,
                    "offline_feedback[].source",
                    Some(at),
                    "where it was heard",
                ),
                note: check.required(
                    raw.note,
                    "offline_feedback[].note",
                    Some(at),
                    "what was heard",
                ),
                n: given(raw.n).map(|(n, _)| n),
                date: check.day(raw.date, "offline_feedback[].date"),
            }),
            suggestions: self.each(raw.suggestions, |check, raw, at| Suggestion {
                text: check.required(
                    raw.text,
                    "suggestions[].text",
                    Some(at),
                    "what was suggested",
                ),
                from: check.text(raw.from, "suggestions[].from"),
                decision: check.text(raw.decision, "suggestions[].decision"),
                why: check.text(raw.why, "suggestions[].why"),
                date: check.day(raw.date, "suggestions[].date"),
            }),
            loops: items(section(raw.feedback).loops)
                .into_iter()
                .filter_map(|(raw, at)| self.feedback_loop(raw, at))
                .collect(),
            assumptions: self.each(raw.assumptions, |check, raw, at| Assumption {
                text: check.required(raw.text, "assumptions[].text", Some(at), "what is assumed"),
                test: check.text(raw.test, "assumptions[].test"),
                state: given(raw.status).map(|(state, _)| state).unwrap_or_default(),
                result: check.text(raw.result, "assumptions[].result"),
            }),
            sentiment_goal: given(raw.sentiment_goal)
                .and_then(|(goal, at)| self.sentiment_goal(goal, at)),
            routing: given(raw.routing).map(|(routing, at)| self.routing(routing, at)),
        }
    }

    fn each<R, T>(
        &mut self,
        list: List<R>,
        mut read: impl FnMut(&mut Self, R, Position) -> T,
    ) -> Vec<T> {
        items(list).into_iter().map(|(raw, at)| read(self, raw, at)).collect()
    }

    fn day(&mut self, field: Field<String>, key: &str) -> Option<Date> {
        self.word(field, key, grammar::date, DAY)
    }

    fn wave(&mut self, raw: RawWave, at: Position) -> Option<Wave> {
        let expected = "the number of the wave, from 1";
        if matches!(raw.n, Field::Absent) {
            self.missing("wave.n", Some(at), expected);
        }
        let started = self.day(raw.started, "wave.started");
        let previous = given(raw.previous).map(|(former, at)| {
            let expected = "what the wave before found, in words";
            let found = self.required(former.found, "wave.previous.found", Some(at), expected);
            let started = self.day(former.started, "wave.previous.started");
            FormerWave { found, started }
        });
        let (n, at) = given(raw.n)?;
        if n == 0 {
            self.push(at, "`wave.n` is `0`", expected);
        }
        Some(Wave { n, started, previous })
    }

    fn feedback_loop(&mut self, raw: RawFeedbackLoop, at: Position) -> Option<FeedbackLoop> {
        let to = self.required(raw.to, "feedback.loops[].to", Some(at), "who hears of it");
        let owner = self.text(raw.owner, "feedback.loops[].owner");
        if matches!(raw.cadence, Field::Absent) {
            let expected = "one of: `weekly`, `monthly`, `quarterly`";
            self.missing("feedback.loops[].cadence", Some(at), expected);
        }
        Some(FeedbackLoop { to, owner, cadence: given(raw.cadence)?.0 })
    }

    fn sentiment_goal(&mut self, raw: RawSentimentGoal, at: Position) -> Option<SentimentGoal> {
        let expected = "a whole number of months from 12 to 120: a reputation takes a year or more";
        if matches!(raw.horizon_months, Field::Absent) {
            self.missing("sentiment_goal.horizon_months", Some(at), expected);
        }
        let policy = self.text(raw.policy, "sentiment_goal.policy");
        let (horizon_months, at) = given(raw.horizon_months)?;
        if !(12..=120).contains(&horizon_months) {
            self.push(
                at,
                format!("`sentiment_goal.horizon_months` is `{horizon_months}`"),
                expected,
            );
        }
        Some(SentimentGoal { horizon_months, policy })
    }

    fn routing(&mut self, raw: RawRouting, at: Position) -> Routing {
        let expected = "who reads along and passes conversations on";
        Routing {
            owner: self.required(raw.owner, "routing.owner", Some(at), expected),
            backup: self.text(raw.backup, "routing.backup"),
        }
    }

    fn benchmark(&mut self, raw: RawBenchmark, at: Position) -> Option<Benchmark> {
        let text = self.required(raw.text, "benchmarks[].text", Some(at), "the figure in words");
        let source = self.required(raw.source, "benchmarks[].source", Some(at), "who measured it");
        let population = self.text(raw.population, "benchmarks[].population");
        let date = self.required_word(raw.date, "benchmarks[].date", at, grammar::date, DAY)?;
        Some(Benchmark { text, n: given(raw.n).map(|(n, _)| n), population, source, date })
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::validate::tests::assert_refused;

    #[test]
    fn the_plan_is_held_to_its_keys() {
        assert_refused(&[
            ("phase: think", "one of: `listen`, `plan`, `engage`"),
            ("wave: {n: 0}", "`wave.n` is `0`"),
            ("wave: {started: 2026-01-01}", "`wave.n` is missing"),
            ("wave: {n: 2, previous: {started: 2025-01-01}}", "`wave.previous.found` is missing"),
            ("tactics: [{objective: tone}]", "`tactics[].text` is missing"),
            ("tactics: [{text: Ask, objective: ton}]", "of: `tone`"),
            ("tactics: [{text: Ask, channel: x}]", "of: `reddit`"),
            ("tactics: [{text: Ask, audience: x}]", "of: `commuters`"),
            ("benchmarks: [{text: Half, source: A}]", "`benchmarks[].date` is missing"),
            ("benchmarks: [{text: Half, date: 2020-01-01}]", "`benchmarks[].source` is missing"),
            ("offline_feedback: [{source: Shop}]", "`offline_feedback[].note` is missing"),
            ("suggestions: [{from: Ann}]", "`suggestions[].text` is missing"),
            ("feedback: {loops: [{cadence: weekly}]}", "`feedback.loops[].to` is missing"),
            ("feedback: {loops: [{to: PR}]}", "`feedback.loops[].cadence` is missing"),
            (
                "feedback: {loops: [{to: PR, cadence: daily}]}",
                "one of: `weekly`, `monthly`, `quarterly`",
            ),
            ("feedback: {loops: [{to: PR, cadence: weekly, owner: ' '}]}", "[].owner` is empty"),
            ("assumptions: [{text: A, status: maybe}]", "one of: `untested`, `holds`"),
            ("outbound: [{tool: Mailer}]", "`outbound[].type` is missing"),
            ("rules: {reply: [' ']}", "`rules.reply` is empty"),
            ("sentiment_goal: {policy: P}", "`sentiment_goal.horizon_months` is missing"),
            (
                "sentiment_goal: {horizon_months: 3}",
                "expected a whole number of months from 12 to 120: a reputation takes a year or more",
            ),
            ("routing: {backup: Bo}", "`routing.owner` is missing"),
        ]);
    }
}
