//! Which mentions each figure of a report counts, so that `socialmap rows` can list them.
//!
//! Input: a report. Output: for each figure its id, as the page prints it, and a test of a mention. The rows that pass the test are as many as
//! the figure's number of mentions or conversations; of a conversation, the first row counts.

use std::collections::BTreeSet;

use super::{
    AudienceFigures, ChannelFigures, Counted, ObjectiveFigures, RecentTerms, Report, TermFigures,
};
use crate::brief::{Brief, Kind, Metric};
use crate::mentions::channel::{ChannelIx, Channels};
use crate::mentions::country::Country;
use crate::mentions::language::Language;
use crate::mentions::reader::Reading;
use crate::mentions::tone::Tone;
use crate::mentions::{Reply, RowStatus};
use crate::rollup::Rollup;
use crate::rollup::answers::end_of;
use crate::rollup::arrivals::{Seconds, ThreadKey};
use crate::rollup::terms::{TermKey, is_sampled, terms_of};
use crate::units::Date;

/// The ids of figures that count mentions; a part of a figure has its name after a slash, as `map/x`.
pub const FIGURES: [&str; 20] = [
    "map",
    "tone",
    "objectives",
    "changes",
    "peaks",
    "when",
    "kinds",
    "topics",
    "voice",
    "audiences",
    "priorities",
    "languages",
    "terms",
    "countries",
    "reach",
    "engagement",
    "staffing",
    "departments",
    "minutes",
    "response",
];

/// The mentions of one figure.
#[derive(Debug, Clone)]
pub struct FigureRows {
    /// The id that is printed with the figure: `map`, or `map/x` for a part of it.
    pub id: String,
    /// Whether it counts conversations: then each is its first row.
    pub counts_conversations: bool,
    days: Vec<(Date, Date)>,
    /// `None`: all channels.
    channels: Option<BTreeSet<ChannelIx>>,
    rule: Rule,
    /// Of which a mention must contain one, if the rule is [`Rule::Using`].
    terms: Vec<TermKey>,
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
    /// It names a brand of this place in the brief, or any.
    Naming(Option<u8>),
    /// It contains a term, and is in a sample that was halved so often.
    Using(u32),
    /// Its conversation could be answered, and began before this moment.
    Answerable(Seconds),
}

impl FigureRows {
    /// The spans of days from which its rows are, both ends included.
    pub fn days(&self) -> &[(Date, Date)] {
        &self.days
    }

    /// How often the figure counts a row of this status: not at all, once, or once for each brand that it names where all brands are counted.
    pub fn times(&self, reading: &Reading, status: RowStatus) -> usize {
        match self.rule {
            _ if !self.contains(reading, status) => 0,
            Rule::Naming(None) => reading.mention.brands.indices().count(),
            _ => 1,
        }
    }

    fn contains(&self, reading: &Reading, status: RowStatus) -> bool {
        let mention = &reading.mention;
        let day = mention.local.date();
        let is_in = |(from, to): &(Date, Date)| *from <= day && day <= *to;
        let is_used = status == RowStatus::Used;
        let is_here = self.channels.as_ref().is_none_or(|all| all.contains(&mention.channel));
        is_here
            && self.days.iter().any(is_in)
            && match self.rule {
                Rule::Used => is_used,
                Rule::Labelled => is_used && mention.tone != Tone::Unscored,
                Rule::Timed => is_used && mention.precision.has_hour(),
                Rule::In(language) => is_used && mention.spoken() == language,
                Rule::Kind(kind) => is_used && mention.content.kind == kind,
                Rule::Topic(None) => is_used && mention.content.topics.is_empty(),
                Rule::Topic(Some(topic)) => is_used && mention.content.topics.has(topic),
                Rule::Department(department) => is_used && mention.content.department == department,
                Rule::From(country) => is_used && mention.country == country,
                Rule::Worked => is_used && mention.handle_time.seconds().is_some(),
                Rule::Reaching => is_used && mention.reach.is_some(),
                Rule::Engaging => is_used && mention.engagement.is_some(),
                Rule::Naming(place) => {
                    let mut named = mention.brands.indices();
                    (is_used || status == RowStatus::NotRelevant)
                        && !mention.is_competitors
                        && named.any(|it| place.is_none_or(|place| place == it))
                }
                Rule::Using(halvings) => {
                    is_used
                        && is_sampled(mention, &reading.terms, halvings)
                        && terms_of(&reading.terms).iter().any(|term| self.terms.contains(term))
                }
                Rule::Answerable(before) => {
                    let is_answer_stated =
                        ThreadKey::of(mention).is_some() || mention.reply != Reply::NotStated;
                    let is_early = mention.published_at.as_second() < before;
                    is_used && mention.precision.has_hour() && is_answer_stated && is_early
                }
            }
    }
}

/// The figures of a report that was made from these counts, in the order of the page.
pub fn figure_rows(report: &Report, (rollup, brief, channels): Counted<'_>) -> Vec<FigureRows> {
    Maker { report, rollup, brief, channels }.all()
}

struct Maker<'a> {
    report: &'a Report,
    rollup: &'a Rollup,
    brief: &'a Brief,
    channels: &'a Channels,
}

impl Maker<'_> {
    fn all(&self) -> Vec<FigureRows> {
        let report = self.report;
        let mut all = vec![self.of("map", Rule::Used)];
        for channel in &report.channels {
            all.push(self.on(channel, self.of(&format!("map/{}", channel.id), Rule::Used)));
        }
        all.push(self.of("tone", Rule::Labelled));
        all.extend(report.objectives.iter().filter_map(|objective| self.objective(objective)));
        if let Some((first, last)) = report.trend.first().zip(report.trend.last()) {
            let days = vec![(first.from, last.to)];
            all.push(FigureRows { days, ..self.of("changes", Rule::Used) });
        }
        if let Some(peaks) = &report.peaks {
            let days = peaks.iter().map(|peak| (peak.from, peak.to)).collect();
            all.push(FigureRows { days, ..self.of("peaks", Rule::Used) });
        }
        if report.activity.is_some() {
            all.push(self.of("when", Rule::Timed));
        }
        if report.kinds.is_some() {
            all.push(self.of("kinds", Rule::Used));
            let kinds = Kind::ALL.into_iter();
            all.extend(
                kinds.map(|kind| self.of(&format!("kinds/{}", kind.id()), Rule::Kind(kind))),
            );
        }
        all.extend(self.topics());
        if report.voice.is_some() {
            all.push(self.voice(self.of("voice", Rule::Naming(None))));
        }
        for (place, brand) in (0..).zip(report.voice.iter().flat_map(|voice| &voice.brands)) {
            let id = format!("voice/{}", brand.name);
            all.push(self.voice(self.of(&id, Rule::Naming(Some(place)))));
        }
        all.extend(self.audiences());
        let rated = report.places.priorities.iter().map(|rated| rated.channel).collect();
        all.extend(self.on_any("priorities", &rated));
        if let Some(languages) = &report.languages {
            all.push(self.of("languages", Rule::Used));
            for figures in languages {
                let tag = figures.language.map_or("none".to_owned(), |it| it.to_string());
                all.push(self.of(&format!("languages/{tag}"), Rule::In(figures.language)));
            }
        }
        if let Some(recent) = &report.terms.recent {
            all.push(self.terms("terms", recent, &recent.terms));
            for term in &recent.terms {
                let id = format!("terms/{}", term.term);
                all.push(self.terms(&id, recent, std::slice::from_ref(term)));
            }
        }
        if let Some(countries) = &report.countries {
            all.push(self.of("countries", Rule::Used));
            for figures in countries {
                let code = figures.country.map_or("none".to_owned(), |it| it.to_string());
                all.push(self.of(&format!("countries/{code}"), Rule::From(figures.country)));
            }
        }
        if report.sum(|channel| channel.reach).is_some() {
            all.push(self.of("reach", Rule::Reaching));
        }
        if report.sum(|channel| channel.engagement).is_some() {
            all.push(self.of("engagement", Rule::Engaging));
        }
        if report.conversations.is_some() {
            all.push(self.staffing());
        }
        all.extend(self.departments());
        if report.handling.timed.is_some() {
            let days = vec![report.handling.days];
            all.push(FigureRows { days, ..self.of("minutes", Rule::Worked) });
        }
        if let Some(answers) = &report.answers {
            all.push(self.answers("response", None, 0));
            for channel in &answers.channels {
                let id = format!("response/{}", channel.id);
                all.push(self.answers(&id, Some(&channel.id), 0));
            }
        }
        all
    }

    /// All mentions, then those of each topic and of none.
    fn topics(&self) -> Vec<FigureRows> {
        let Some(topics) = &self.report.topics else { return Vec::new() };
        let each = topics.topics.iter().map(|topic| {
            let id = topic.topic.map_or("none", |topic| &self.brief.topics[topic].id);
            self.of(&format!("topics/{id}"), Rule::Topic(topic.topic))
        });
        [self.of("topics", Rule::Used)].into_iter().chain(each).collect()
    }

    /// All mentions, then those of each department and of nobody.
    fn departments(&self) -> Vec<FigureRows> {
        let Some(departments) = &self.report.departments else { return Vec::new() };
        let each = departments.iter().map(|figures| {
            let id = figures.department.map_or("none", |it| &self.brief.departments[it].id);
            let place = figures.department.and_then(|department| u8::try_from(department).ok());
            self.of(&format!("departments/{id}"), Rule::Department(place))
        });
        [self.of("departments", Rule::Used)].into_iter().chain(each).collect()
    }

    /// The mentions on the channels that audiences name: of all together, and of each.
    fn audiences(&self) -> Vec<FigureRows> {
        let audiences = &self.report.places.audiences;
        let all: BTreeSet<usize> = audiences.iter().flat_map(AudienceFigures::heard).collect();
        let each = self.brief.audience.iter().zip(audiences);
        let each = each.filter_map(|(segment, audience)| {
            self.on_any(&format!("audiences/{}", segment.id), &audience.heard().collect())
        });
        self.on_any("audiences", &all).into_iter().chain(each).collect()
    }

    /// The used mentions on some channels, by their places in the report; `None` without a channel.
    fn on_any(&self, id: &str, places: &BTreeSet<usize>) -> Option<FigureRows> {
        let ids: BTreeSet<&str> =
            places.iter().map(|&place| self.report.channels[place].id.as_str()).collect();
        let channels = Some(self.named(|id| ids.contains(id)));
        (!ids.is_empty()).then(|| FigureRows { channels, ..self.of(id, Rule::Used) })
    }

    /// A figure on the days of the period and all channels.
    fn of(&self, id: &str, rule: Rule) -> FigureRows {
        FigureRows {
            id: id.to_owned(),
            counts_conversations: matches!(rule, Rule::Answerable(_) | Rule::Worked),
            days: vec![(self.report.period.from, self.report.period.to)],
            channels: None,
            rule,
            terms: Vec::new(),
        }
    }

    fn on(&self, channel: &ChannelFigures, figure: FigureRows) -> FigureRows {
        FigureRows { channels: Some(self.named(|id| id == channel.id)), ..figure }
    }

    /// The channels with such an id.
    fn named(&self, is_meant: impl Fn(&str) -> bool) -> BTreeSet<ChannelIx> {
        let all = self.channels.iter().filter(|(_, channel)| is_meant(&channel.id));
        all.map(|(index, _)| index).collect()
    }

    /// On the channels that are in the base of the shares of voice.
    fn voice(&self, figure: FigureRows) -> FigureRows {
        let left_out = self.report.voice.iter().flat_map(|voice| &voice.left_out);
        let left_out: BTreeSet<&String> = left_out.collect();
        let all = self.channels.iter().filter(|(_, channel)| !left_out.contains(&channel.name));
        FigureRows { channels: Some(all.map(|(index, _)| index).collect()), ..figure }
    }

    /// The mentions that contain one of these terms, in the channels that are compared.
    fn terms(&self, id: &str, recent: &RecentTerms, terms: &[TermFigures]) -> FigureRows {
        let halvings = self.report.terms.sample.map_or(0, |sample| sample.halvings);
        FigureRows {
            channels: Some(recent.channels.clone()),
            terms: terms.iter().map(|term| term.key).collect(),
            ..self.of(id, Rule::Using(halvings))
        }
    }

    /// The conversations of the formula.
    fn staffing(&self) -> FigureRows {
        let communities = self.report.channels.iter().filter(|channel| channel.is_community);
        let ids: BTreeSet<&str> = communities.map(|channel| channel.id.as_str()).collect();
        FigureRows {
            channels: Some(self.named(|id| ids.contains(id))),
            counts_conversations: true,
            ..self.of("staffing", Rule::Used)
        }
    }

    /// The conversations of a channel, or of all, that could be answered, and waited longer than `seconds`.
    fn answers(&self, id: &str, channel: Option<&str>, seconds: Seconds) -> FigureRows {
        let measured = self.report.answers.iter().flat_map(|answers| &answers.channels);
        let ids: BTreeSet<&str> = measured.map(|answers| answers.id.as_str()).collect();
        let is_meant = |id: &str| channel.map_or(ids.contains(id), |channel| channel == id);
        let until = end_of(self.report.period.to, &self.brief.timing.zone);
        let end = self.rollup.answers.last().map_or(until, |last| last.min(until));
        // Without a target, a conversation counts up to the last moment.
        let before = if seconds > 0 { end - seconds } else { Seconds::MAX };
        FigureRows { channels: Some(self.named(is_meant)), ..self.of(id, Rule::Answerable(before)) }
    }

    fn objective(&self, objective: &ObjectiveFigures) -> Option<FigureRows> {
        objective.n?;
        let id = format!("objectives/{}", objective.id);
        let channel = objective.channel.map(|index| &self.report.channels[index]);
        let by = |rule| {
            let figure = self.of(&id, rule);
            channel.map_or(figure.clone(), |channel| self.on(channel, figure))
        };
        let answered = |minutes: u32| {
            let channel = channel.map(|channel| channel.id.as_str());
            self.answers(&id, channel, 60 * Seconds::from(minutes))
        };
        Some(match objective.metric {
            Metric::Mentions | Metric::ProblemShare | Metric::QuestionShare => by(Rule::Used),
            Metric::Conversations => FigureRows { counts_conversations: true, ..by(Rule::Used) },
            Metric::NetSentiment | Metric::PositiveShare | Metric::NegativeShare => {
                by(Rule::Labelled)
            }
            Metric::Reach => by(Rule::Reaching),
            Metric::Engagement => by(Rule::Engaging),
            Metric::ShareOfVoice if channel.is_some() => by(Rule::Naming(None)),
            Metric::ShareOfVoice => self.voice(by(Rule::Naming(None))),
            Metric::AnsweredInTime => answered(self.brief.staffing.response_target_minutes?),
            Metric::ResponseTimeMedian => answered(0),
            Metric::Advocates | Metric::ReturningAuthors => return None,
        })
    }
}
