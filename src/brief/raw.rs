//! The keys of `brief.yaml` as serde structs, before validation.
//!
//! Each field is absent, wrong, or given with its position. A key that is not listed here is unknown, and `fill` refuses it with the list of the
//! known ones. docs/brief.md describes the keys.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};

use super::advocates::AdvocateState;
use super::field::Field;
use super::plan::{AssumptionState, Cadence, Phase};
use super::{
    Category, DateOrder, Direction, Estimating, Groundswell, Metric, Mode, Privacy, Quoting, Stage,
    Stance, ToneValue,
};

type Text = Field<String>;
type Number = Field<f64>;
/// A list whose items keep their positions.
pub(super) type List<T> = Field<Vec<Field<T>>>;

/// Writes structs whose every key may be absent, so that serde never stops at a missing one.
macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $key:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Default, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub(super) struct $name { $($(#[$attr])* pub(super) $key: $type),* }
    )*};
}

keys! {
    /// The whole brief.
    RawBrief {
        client: Text,
        prepared_by: Text,
        why: Text,
        language: Text,
        look: Field<RawLook>,
        privacy: Field<RawPrivacy>,
        tone: Field<RawTone>,
        audience: List<RawSegment>,
        objectives: List<RawObjective>,
        channels: List<RawChannel>,
        own: Field<RawOwn>,
        timing: Field<RawTiming>,
        keywords: Field<RawKeywords>,
        exclude: Field<RawExclude>,
        departments: List<RawDepartment>,
        topics: List<RawTopic>,
        kinds: Field<RawKinds>,
        staffing: Field<RawStaffing>,
        coverage: Field<RawCoverage>,
        exports: List<RawExport>,
        opportunity: Field<RawOpportunity>,
        own_content: Field<RawOwnContent>,
        purpose: List<String>,
        budget_owner: Text,
        wave: Field<RawWave>,
        phase: Field<Phase>,
        rules: Field<RawRules>,
        tactics: List<RawTactic>,
        integration: Field<RawIntegration>,
        outbound: List<RawOutbound>,
        benchmarks: List<RawBenchmark>,
        offline_feedback: List<RawOfflineFeedback>,
        suggestions: List<RawSuggestion>,
        feedback: Field<RawFeedback>,
        assumptions: List<RawAssumption>,
        sentiment_goal: Field<RawSentimentGoal>,
        routing: Field<RawRouting>,
        advocates: Field<RawAdvocates>,
    }
    RawOwnContent { max_self_share: Number, min_reply_share: Number }
    RawOpportunity { weights: Field<RawWeights>, cut: Field<u32>, small_network: Field<u64> }
    RawWeights {
        problem: Field<u32>,
        question: Field<u32>,
        tip: Field<u32>,
        idea: Field<u32>,
        experience: Field<u32>,
        unanswered: Field<u32>,
        addressed: Field<u32>,
        negative: Field<u32>,
        small_network: Field<u32>,
        week: Field<u32>,
    }
    RawWave { n: Field<u32>, started: Text, previous: Field<RawFormerWave> }
    RawFormerWave { found: Text, started: Text }
    RawRules { engage: List<String>, reply: List<String>, offline: Field<RawOffline> }
    RawOffline { when: List<String>, contact: Text }
    RawTactic { text: Text, objective: Text, channel: Text, audience: Text }
    RawIntegration { website_objectives: List<String> }
    RawOutbound {
        #[serde(rename = "type")]
        kind: Text,
        tool: Text,
        date: Text,
    }
    RawBenchmark { text: Text, n: Field<u64>, population: Text, source: Text, date: Text }
    RawOfflineFeedback { source: Text, date: Text, n: Field<u64>, note: Text }
    RawSuggestion { text: Text, from: Text, decision: Text, why: Text, date: Text }
    RawFeedback { loops: List<RawFeedbackLoop> }
    RawFeedbackLoop { to: Text, owner: Text, cadence: Field<Cadence> }
    RawAssumption { text: Text, test: Text, status: Field<AssumptionState>, result: Text }
    RawSentimentGoal { horizon_months: Field<u32>, policy: Text }
    RawRouting { owner: Text, backup: Text }
    RawAdvocates { list: List<RawAdvocate> }
    RawAdvocate { handle: Text, channel: Text, since: Text, status: Field<AdvocateState> }
    RawLook { logo: Text, accent: Text, confidentiality: Text }
    RawPrivacy { authors: Field<Privacy>, quotes: Field<Quoting> }
    RawTone { estimate: Field<Estimating> }
    RawSegment {
        id: Text,
        name: Text,
        demographics: Text,
        technographics: Field<RawTechnographics>,
        sources: List<String>,
        contact_preference: List<String>,
        evidence: Field<RawEvidence>,
    }
    RawTechnographics { networks: List<String>, devices: List<String> }
    RawEvidence {
        #[serde(rename = "type")]
        kind: Field<EvidenceKind>,
        source: Text,
        date: Text,
        n: Field<u64>,
    }
    RawObjective {
        id: Text,
        statement: Text,
        groundswell: Field<Groundswell>,
        metric: Field<Metric>,
        channel: Text,
        baseline: Number,
        target: Number,
        targets: List<RawTarget>,
        direction: Field<Direction>,
        due: Text,
        frequency: Text,
        tool: Text,
        method_quant: Text,
        method_qual: Text,
        owner: Text,
    }
    RawTarget { from: Text, target: Number }
    RawChannel {
        id: Text,
        name: Text,
        category: Field<Category>,
        #[serde(rename = "match")]
        matches: Field<RawMatch>,
        minutes: Number,
        stance: Field<Stance>,
        department: Text,
        culture: Text,
        mode: Field<Mode>,
        fit: Field<RawFit>,
        response_target: Text,
        private: Field<bool>,
        paid: Field<bool>,
    }
    RawFit { audience: Field<u32>, brand: Field<u32>, capability: Field<u32> }
    RawMatch { source: List<String>, host: List<String> }
    RawOwn { handles: List<String> }
    RawTiming {
        timezone: Text,
        period: Field<RawPeriod>,
        staffed: List<RawShift>,
        free_times: List<RawFreeTime>,
        lead_minutes: Field<u32>,
        events: List<RawEvent>,
        reviews: List<RawReview>,
    }
    RawHeldReview { date: Text, changed: Text, why: Text }
    RawSpan { from: Text, to: Text }
    RawShift { days: Text, from: Text, to: Text }
    RawFreeTime { audience: Text, days: Text, at: Text }
    RawEvent { date: Text, label: Text }
    RawKeywords { brand: Field<RawGroup>, products: Field<RawGroup>, competitors: List<RawCompetitor> }
    RawGroup { any: List<String>, all: List<String>, none: List<String> }
    RawCompetitor { name: Text, handles: List<String>, any: List<String>, all: List<String>, none: List<String> }
    RawExclude { authors: List<String>, hosts: List<String>, ids: List<String>, words: List<String> }
    RawTopic { id: Text, name: Text, owner: Text, any: List<String>, all: List<String>, none: List<String> }
    RawKinds {
        problem: Field<RawGroup>,
        question: Field<RawGroup>,
        idea: Field<RawGroup>,
        tip: Field<RawGroup>,
        experience: Field<RawGroup>,
        other: Field<RawGroup>,
    }
    RawDepartment { id: Text, name: Text, owner: Text, any: List<String>, kinds: List<String> }
    RawStaffing {
        minutes: Field<RawMinutes>,
        response_share: Number,
        week_hours: Number,
        shrinkage: Number,
        occupancy: Number,
        min_people: Field<u32>,
        internal: Field<RawInternal>,
        external: Field<RawExternal>,
        response_target: Text,
        ranges: Field<RawRanges>,
    }
    RawRanges { response_share: Field<RawRange>, shrinkage: Field<RawRange>, occupancy: Field<RawRange> }
    RawRange { low: Number, high: Number }
    RawMinutes { low: Number, base: Number, high: Number }
    RawInternal { hourly: Number, currency: Text }
    RawExternal { hourly: Number }
    RawCoverage { gaps: List<RawGap>, silent: List<RawGap> }
    RawGap { channel: Text, from: Text, to: Text }
    RawExport {
        files: Text,
        format: Text,
        timezone: Text,
        date_order: Field<DateOrder>,
        channel: Text,
        columns: Field<BTreeMap<String, Field<OneOrMore>>>,
        encoding: Text,
        sheets: List<String>,
        values: Field<RawValues>,
        tone_scale: Field<RawToneScale>,
    }
    RawValues {
        sentiment: Field<BTreeMap<String, Field<ToneValue>>>,
        channel: Field<BTreeMap<String, Text>>,
        status: Field<BTreeMap<String, Field<Stage>>>,
    }
    RawToneScale { negative_below: Number, positive_above: Number }
}

/// Whose research supports a claim.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EvidenceKind {
    Primary,
    Secondary,
}

/// Names of columns: one, or several to be joined.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "expected the name of a column, or a list of names")]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// What `timing.period` may be.
pub(super) const PERIOD: &str =
    "`weekly`, `monthly`, `quarterly`, `yearly`, or `{from: 2026-05-01, to: 2026-05-31}`";

/// `timing.period`: a word or two days.
#[derive(Debug)]
pub(super) enum RawPeriod {
    Word(String),
    Span(RawSpan),
}

/// Not derived as untagged, because serde's buffer would lose the positions.
impl<'de> Deserialize<'de> for RawPeriod {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = RawPeriod;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(PERIOD)
            }

            fn visit_str<E>(self, word: &str) -> Result<RawPeriod, E> {
                Ok(RawPeriod::Word(word.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawPeriod, A::Error> {
                RawSpan::deserialize(MapAccessDeserializer::new(map)).map(RawPeriod::Span)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// What an entry of `timing.reviews` may be.
pub(super) const REVIEW: &str =
    "a day, as in `2026-09-01`, or `{date: 2026-09-01, changed: what, why: reason}`";

/// An entry of `timing.reviews`: a day, or a day with what the review changed.
#[derive(Debug)]
pub(super) enum RawReview {
    Day(String),
    Held(RawHeldReview),
}

/// Not derived, like [`RawPeriod`].
impl<'de> Deserialize<'de> for RawReview {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = RawReview;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(REVIEW)
            }

            fn visit_str<E>(self, day: &str) -> Result<RawReview, E> {
                Ok(RawReview::Day(day.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawReview, A::Error> {
                RawHeldReview::deserialize(MapAccessDeserializer::new(map)).map(RawReview::Held)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// The keys of the plan, which are keys of the brief itself.
pub(super) struct RawPlan {
    pub(super) purpose: List<String>,
    pub(super) budget_owner: Text,
    pub(super) wave: Field<RawWave>,
    pub(super) phase: Field<Phase>,
    pub(super) rules: Field<RawRules>,
    pub(super) tactics: List<RawTactic>,
    pub(super) integration: Field<RawIntegration>,
    pub(super) outbound: List<RawOutbound>,
    pub(super) benchmarks: List<RawBenchmark>,
    pub(super) offline_feedback: List<RawOfflineFeedback>,
    pub(super) suggestions: List<RawSuggestion>,
    pub(super) feedback: Field<RawFeedback>,
    pub(super) assumptions: List<RawAssumption>,
    pub(super) sentiment_goal: Field<RawSentimentGoal>,
    pub(super) routing: Field<RawRouting>,
}
