//! Which mentions each figure of a report counts, so that `socialmap rows` can list them.
//!
//! Input: a report. Output: for each figure its id, as the page prints it, and a test of a mention. The rows that pass the test are as many as
//! the figure's number of mentions or conversations; of a conversation, the first row counts.

mod of_report;

use std::collections::{BTreeMap, BTreeSet};

use super::activity::{Map, column, row};
use super::cover::StaffedSpans;
use crate::brief::{Kind, Stage};
use crate::mentions::channel::ChannelIx;
use crate::mentions::country::Country;
use crate::mentions::kinds::RuleIx;
use crate::mentions::language::Language;
use crate::mentions::reader::Reading;
use crate::mentions::tone::Tone;
use crate::mentions::{Mention, Reply, RowStatus};
use crate::rollup::arrivals::{Seconds, ThreadKey};
use crate::rollup::terms::{TermKey, is_sampled, terms_of};
use crate::units::Date;

pub use of_report::figure_rows;

/// The mentions of one figure.
#[derive(Debug, Clone)]
pub struct FigureRows {
    /// The id that is printed with the figure: `map`, or `map/x` for a part of it.
    pub id: String,
    /// Which conversations it counts, each with its first row; `None`: it counts mentions.
    conversations: Option<Begun>,
    days: Vec<(Date, Date)>,
    /// `None`: all channels.
    channels: Option<BTreeSet<ChannelIx>>,
    /// `None`: all accounts, and mentions without one.
    accounts: Option<BTreeSet<(ChannelIx, u64)>>,
    rule: Rule,
    /// Of which a mention must contain one, if the rule is [`Rule::Using`].
    terms: Vec<TermKey>,
    /// How often an hour of the week counts, if the rule is [`Rule::Hours`].
    hours: Map<u8>,
    /// The hashes of the identities that a mention must have one of, if the rule is [`Rule::Opening`].
    openings: BTreeSet<u64>,
    /// Channel, account and second that a mention must have, if the rule is [`Rule::Complaint`].
    complaints: BTreeSet<(ChannelIx, Option<u64>, Seconds)>,
    /// Moments by channel before which a conversation must have begun, if the rule is [`Rule::Answerable`]; a channel without one has none.
    before: BTreeMap<ChannelIx, Seconds>,
}

/// The conversations that a figure counts, by their first mention: all, but for what is asked of them.
#[derive(Debug, Clone, Default)]
struct Begun {
    /// That they began at a time known to the hour.
    is_timed: bool,
    /// That they began with a problem or a question.
    is_asking: bool,
    /// That they began in one of these hours of the week.
    hours: Option<Map<u8>>,
    /// That nobody was there in time.
    late: Option<Late>,
}

/// When somebody is there, and the minutes within which each channel shall be answered; a channel without a target has no late conversation.
#[derive(Debug, Clone)]
struct Late {
    presence: StaffedSpans,
    targets: BTreeMap<ChannelIx, u32>,
}

impl Begun {
    fn counts(&self, first: &Mention) -> bool {
        let local = first.local;
        let is_in = |hours: &Map<u8>| hours[row(local.date())][column(local.hour())] > 0;
        let is_late = |late: &Late| {
            let target = late.targets.get(&first.channel);
            let at = first.published_at.as_second();
            target.is_some_and(|target| late.presence.is_late(at, *target))
        };
        (!self.is_timed || first.precision.has_hour())
            && (!self.is_asking || first.content.label().is_request())
            && self.hours.as_ref().is_none_or(is_in)
            && self.late.as_ref().is_none_or(is_late)
    }
}

/// What a figure asks of a mention, beside its day and channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// It is used.
    Used,
    /// It has a tone label.
    Labelled,
    /// Its time is known to the hour.
    Timed,
    /// It is in this language, or in none that is known.
    In(Option<Language>),
    /// It has this kind.
    Kind(Kind),
    /// This rule gave its kind, or any.
    Ruled(Option<RuleIx>),
    /// Its local hour of the week is one of those that count.
    Hours,
    /// The word list estimates its tone.
    Estimated,
    /// It has this tone label.
    Toned(Tone),
    /// It has this topic of the brief, or none.
    Topic(Option<usize>),
    /// It belongs to this department of the brief, or to nobody.
    Department(Option<u8>),
    /// It states this country, or none.
    From(Option<Country>),
    /// It states a reach.
    Reaching,
    /// It states an engagement.
    Engaging,
    /// The team timed its conversation.
    Worked,
    /// It states this stage of handling, or any.
    Staged(Option<Stage>),
    /// It names a brand of this place in the brief, or any.
    Naming(Option<u8>),
    /// It contains a term, is in a sample that was halved so often, and has this tone label, or any tone.
    Using(u32, Option<Tone>),
    /// Its conversation could be answered.
    Answerable,
    /// It is listed as worth an answer.
    Opening,
    /// It is one of the complaints that are held against answers.
    Complaint,
    /// The client wrote it.
    Own,
}

impl FigureRows {
    /// The spans of days from which its rows are, both ends included.
    pub fn days(&self) -> &[(Date, Date)] {
        &self.days
    }

    /// Whether it counts conversations: then each is its first row.
    pub fn counts_conversations(&self) -> bool {
        self.conversations.is_some()
    }

    /// Whether it counts the conversation that begins with this mention.
    pub fn counts_begun(&self, first: &Mention) -> bool {
        self.conversations.as_ref().is_none_or(|begun| begun.counts(first))
    }

    /// How often the figure counts a row of this status: not at all, once, once for each brand that it names where all brands are counted, or once
    /// for each posting time that its hour belongs to.
    pub fn times(&self, reading: &Reading, status: RowStatus) -> usize {
        let mention = &reading.mention;
        match self.rule {
            _ if !self.contains(reading, status) => 0,
            Rule::Naming(None) => mention.brands.indices().count(),
            Rule::Hours => {
                let local = mention.local;
                usize::from(self.hours[row(local.date())][column(local.hour())])
            }
            _ => 1,
        }
    }

    fn contains(&self, reading: &Reading, status: RowStatus) -> bool {
        let mention = &reading.mention;
        let day = mention.local.date();
        let is_in = |(from, to): &(Date, Date)| *from <= day && day <= *to;
        let is_used = status == RowStatus::Used;
        let is_here = self.channels.as_ref().is_none_or(|all| all.contains(&mention.channel));
        let is_by = |accounts: &BTreeSet<_>| {
            mention.account.is_some_and(|account| accounts.contains(&(mention.channel, account)))
        };
        is_here
            && self.accounts.as_ref().is_none_or(is_by)
            && self.days.iter().any(is_in)
            && match self.rule {
                Rule::Used => is_used,
                Rule::Labelled => is_used && mention.tone != Tone::Unscored,
                Rule::Timed | Rule::Hours => is_used && mention.precision.has_hour(),
                Rule::Estimated => is_used && mention.content.tone_estimate.is_some(),
                Rule::Toned(tone) => is_used && mention.tone == tone,
                Rule::In(language) => is_used && mention.spoken() == language,
                Rule::Kind(kind) => is_used && mention.content.kind == kind,
                Rule::Ruled(rule) => {
                    let given = mention.content.rule;
                    is_used && given.is_some() && rule.is_none_or(|rule| given == Some(rule))
                }
                Rule::Topic(None) => is_used && mention.content.topics.is_empty(),
                Rule::Topic(Some(topic)) => is_used && mention.content.topics.has(topic),
                Rule::Department(department) => is_used && mention.content.department == department,
                Rule::From(country) => is_used && mention.country == country,
                Rule::Staged(wanted) => {
                    let stage = mention.stage;
                    is_used && stage.is_some() && wanted.is_none_or(|it| stage == Some(it))
                }
                Rule::Worked => is_used && mention.handle_time.seconds().is_some(),
                Rule::Reaching => is_used && mention.reach.is_some(),
                Rule::Engaging => is_used && mention.engagement.is_some(),
                Rule::Naming(place) => {
                    let mut named = mention.brands.indices();
                    (is_used || status == RowStatus::NotRelevant)
                        && !mention.is_competitors
                        && named.any(|it| place.is_none_or(|place| place == it))
                }
                Rule::Using(halvings, tone) => {
                    is_used
                        && tone.is_none_or(|tone| mention.tone == tone)
                        && is_sampled(mention, &reading.terms, halvings)
                        && terms_of(&reading.terms).iter().any(|term| self.terms.contains(term))
                }
                Rule::Opening => {
                    let is_known = || self.openings.contains(&reading.keys.hash());
                    is_used && reading.opening.is_some() && is_known()
                }
                Rule::Own => status == RowStatus::Own,
                Rule::Complaint => {
                    let at = mention.published_at.as_second();
                    let id = (mention.channel, mention.account, at);
                    let is_answer_stated =
                        ThreadKey::of(mention).is_some() || mention.reply != Reply::NotStated;
                    is_used
                        && mention.tone == Tone::Negative
                        && mention.precision.has_hour()
                        && is_answer_stated
                        && self.complaints.contains(&id)
                }
                Rule::Answerable => {
                    let is_answer_stated =
                        ThreadKey::of(mention).is_some() || mention.reply != Reply::NotStated;
                    let before = self.before.get(&mention.channel);
                    let is_early =
                        before.is_none_or(|before| mention.published_at.as_second() < *before);
                    is_used && mention.precision.has_hour() && is_answer_stated && is_early
                }
            }
    }
}
