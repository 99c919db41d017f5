//! What the brief says about the plan and no export can measure: purpose, phase, rules, tactics, and what was decided or assumed.
//!
//! The report prints these words beside the figures that they belong to; it computes nothing from them but what is missing or old.

use std::collections::BTreeSet;

use super::{Brief, Event};
use crate::units::{Date, ToSpan};

/// Reviews that the first year has at least.
pub const FEWEST_REVIEWS: usize = 2;

/// The plan. Empty lists and `None`: the brief does not say.
#[derive(Debug, Clone, Default)]
pub struct ResearchPlan {
    /// What the work is for, as in `service` or `marketing`.
    pub purpose: Vec<String>,
    /// Whose budget pays for it.
    pub budget_owner: Option<String>,
    /// The wave of research.
    pub wave: Option<Wave>,
    /// How far the work is.
    pub phase: Option<Phase>,
    /// How the client takes part.
    pub engage: Vec<String>,
    /// What each answer is checked against.
    pub reply: Vec<String>,
    /// When a conversation goes on elsewhere.
    pub offline_when: Vec<String>,
    /// Who continues it there.
    pub offline_contact: Option<String>,
    /// What is done.
    pub tactics: Vec<Tactic>,
    /// What the website is to reach.
    pub website_objectives: Vec<String>,
    /// What the client sends out by other ways.
    pub outbound: Vec<Outbound>,
    /// Figures of others.
    pub benchmarks: Vec<Benchmark>,
    /// What was heard outside the exports.
    pub offline_feedback: Vec<OfflineFeedback>,
    /// Suggestions, with the answer given.
    pub suggestions: Vec<Suggestion>,
    /// Who hears what the mentions teach.
    pub loops: Vec<FeedbackLoop>,
    /// Assumptions, with their state.
    pub assumptions: Vec<Assumption>,
    /// How the tone is judged.
    pub sentiment_goal: Option<SentimentGoal>,
    /// Who passes conversations on.
    pub routing: Option<Routing>,
}

/// How the tone is judged: a reputation takes longer than a month.
#[derive(Debug, Clone)]
pub struct SentimentGoal {
    /// Over so many months.
    pub horizon_months: u32,
    /// How far the client takes part, and how.
    pub policy: Option<String>,
}

/// The one person who reads everything and passes it on to the right people.
#[derive(Debug, Clone)]
pub struct Routing {
    /// Who.
    pub owner: String,
    /// Who else, in their absence.
    pub backup: Option<String>,
}

/// A review of the strategy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Its day.
    pub date: Date,
    /// What it changed.
    pub changed: Option<String>,
    /// Why.
    pub why: Option<String>,
}

/// A wave of research.
#[derive(Debug, Clone)]
pub struct Wave {
    /// Its number, from 1.
    pub n: u32,
    /// Its first day; the first year of reviews begins here.
    pub started: Option<Date>,
    /// The wave before.
    pub previous: Option<FormerWave>,
}

/// The wave of research before the present one.
#[derive(Debug, Clone)]
pub struct FormerWave {
    /// What it found.
    pub found: String,
    /// Its first day.
    pub started: Option<Date>,
}

impl Brief {
    /// What happened on a day: the events of the brief, then what the client sent out on a stated day.
    pub fn events(&self) -> Vec<Event> {
        let sent = self
            .plan
            .outbound
            .iter()
            .filter_map(|sent| Some(Event { date: sent.date?, label: sent.kind.clone() }));
        self.timing.events.iter().cloned().chain(sent).collect()
    }

    /// The days with a review in the year from the first day of the wave, or all if that day is not stated; `None`: the brief states neither a wave nor a
    /// review.
    pub fn reviews_of_first_year(&self) -> Option<usize> {
        let (reviews, wave) = (&self.timing.reviews, self.plan.wave.as_ref());
        if reviews.is_empty() && wave.is_none() {
            return None;
        }
        let start = wave.and_then(|wave| wave.started);
        let end = start.and_then(|start| start.checked_add(1.year()).ok());
        let is_counted = |review: &&Review| {
            start.is_none_or(|start| review.date >= start)
                && end.is_none_or(|end| review.date < end)
        };
        let days: BTreeSet<Date> = reviews.iter().filter(is_counted).map(|it| it.date).collect();
        Some(days.len())
    }
}

impl ResearchPlan {
    /// Whether the client takes part before any wave of listening has ended.
    pub fn is_engaged_unheard(&self) -> bool {
        let has_listened = |wave: &Wave| wave.n > 1 || wave.previous.is_some();
        self.phase == Some(Phase::Engage) && !self.wave.as_ref().is_some_and(has_listened)
    }

    /// The objectives that no tactic serves, as indices; none if the brief has no tactics.
    pub fn unserved(&self, objectives: usize) -> Vec<usize> {
        let is_served = |index: &usize| self.tactics.iter().any(|it| it.objective == Some(*index));
        (0..objectives).filter(|it| !self.tactics.is_empty() && !is_served(it)).collect()
    }
}

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Research.
    Listen,
    /// What follows from it.
    Plan,
    /// The client takes part.
    Engage,
}

/// Something that is done.
#[derive(Debug, Clone)]
pub struct Tactic {
    /// What.
    pub text: String,
    /// Index into the brief's objectives.
    pub objective: Option<usize>,
    /// Index into the brief's channels.
    pub channel: Option<usize>,
    /// Index into the brief's audience.
    pub audience: Option<usize>,
}

/// Something sent out by another way.
#[derive(Debug, Clone)]
pub struct Outbound {
    /// What, as in `newsletter`.
    pub kind: String,
    /// With which tool.
    pub tool: Option<String>,
    /// When.
    pub date: Option<Date>,
}

/// A figure of others.
#[derive(Debug, Clone)]
pub struct Benchmark {
    /// The figure in words.
    pub text: String,
    /// How many people were asked.
    pub n: Option<u64>,
    /// Who they were.
    pub population: Option<String>,
    /// Who asked.
    pub source: String,
    /// When.
    pub date: Date,
}

/// Something heard outside the exports.
#[derive(Debug, Clone)]
pub struct OfflineFeedback {
    /// Where, as in `counter`.
    pub source: String,
    /// What.
    pub note: String,
    /// How many people said it.
    pub n: Option<u64>,
    /// When.
    pub date: Option<Date>,
}

/// A suggestion and what became of it.
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// What was suggested.
    pub text: String,
    /// By whom.
    pub from: Option<String>,
    /// What was decided; `None`: nothing yet.
    pub decision: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// When.
    pub date: Option<Date>,
}

/// Somebody who hears what the mentions teach.
#[derive(Debug, Clone)]
pub struct FeedbackLoop {
    /// Who, as in `marketing`.
    pub to: String,
    /// Who tells them; `None`: nobody yet.
    pub owner: Option<String>,
    /// How often.
    pub cadence: Cadence,
}

/// How often somebody hears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// Within seven days.
    Weekly,
    /// By the end of the next month.
    Monthly,
    /// By the end of the next quarter of the calendar year.
    Quarterly,
}

impl Cadence {
    /// Its id in the brief and in data.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
        }
    }

    /// The day by which a period that ends on this day is heard of; at the end of the calendar, that day.
    ///
    /// # Examples
    ///
    /// ```
    /// use socialmap::brief::plan::Cadence;
    /// let last = "2026-08-31".parse()?;
    /// assert_eq!(Cadence::Weekly.heard_by(last).to_string(), "2026-09-07");
    /// assert_eq!(Cadence::Monthly.heard_by(last).to_string(), "2026-09-30");
    /// assert_eq!(Cadence::Quarterly.heard_by(last).to_string(), "2026-12-31");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn heard_by(self, last: Date) -> Date {
        let months = match self {
            Self::Weekly => return last.checked_add(7.days()).unwrap_or(Date::MAX),
            Self::Monthly => 1,
            // From any month to the last one of the next quarter.
            Self::Quarterly => 5 - (last.month() - 1) % 3,
        };
        let first = last.first_of_month();
        first.checked_add(i64::from(months).months()).map_or(Date::MAX, Date::last_of_month)
    }
}

/// An assumption of the plan.
#[derive(Debug, Clone)]
pub struct Assumption {
    /// What is assumed.
    pub text: String,
    /// How it is tested.
    pub test: Option<String>,
    /// What the test gave.
    pub state: AssumptionState,
    /// In words.
    pub result: Option<String>,
}

/// What a test of an assumption gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the values in the brief")]
pub enum AssumptionState {
    #[default]
    Untested,
    Holds,
    Partly,
    Failed,
}
