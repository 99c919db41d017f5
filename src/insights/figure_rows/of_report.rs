//! The figures of one report, each with its id, its days, its channels and what it asks of a mention.

mod conversations;
mod hours;
mod objectives;
mod people;

use std::array;
use std::collections::{BTreeMap, BTreeSet};

use super::{Begun, FigureRows, Rule};
use crate::brief::{Brief, Kind};
use crate::insights::activity::{Map, column};
use crate::insights::period::first_observed;
use crate::insights::{
    AudienceFigures, ChannelFigures, Counted, Pattern, Report, TermFigures, stability,
};
use crate::mentions::channel::{ChannelIx, Channels};
use crate::mentions::tone::Tone;
use crate::rollup::Rollup;
use crate::units::Date;

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
        all.extend(self.estimated());
        all.extend(report.objectives.iter().filter_map(|objective| self.objective(objective)));
        if let Some((first, last)) = report.trend.first().zip(report.trend.last()) {
            let days = vec![(first.from, last.to)];
            all.push(FigureRows { days, ..self.of("changes", Rule::Used) });
        }
        all.extend(self.channel_changes());
        all.extend(self.patterns());
        if let Some(peaks) = &report.peaks {
            let days = peaks.iter().map(|peak| (peak.from, peak.to)).collect();
            all.extend(self.runs_of_days("peaks", Rule::Used, days));
        }
        if let Some(peaks) = &report.tone_peaks {
            let days = peaks.iter().map(|peak| (peak.from, peak.to)).collect();
            all.extend(self.runs_of_days("tone-peaks", Rule::Labelled, days));
        }
        if let Some(activity) = &report.activity {
            all.extend(self.hours(activity));
        }
        if report.kinds.is_some() {
            all.push(self.of("kinds", Rule::Used));
            let kinds = Kind::ALL.into_iter();
            all.extend(
                kinds.map(|kind| self.of(&format!("kinds/{}", kind.id()), Rule::Kind(kind))),
            );
        }
        all.extend(self.kind_rules());
        all.extend(self.topics());
        if let Some(voice) = &report.voice {
            all.push(self.voice(self.of("voice", Rule::Naming(None))));
            let weeks = voice.weeks.iter().zip(&voice.week_tags);
            let days = weeks.filter(|(_, tags)| tags.is_some()).map(|(week, _)| *week).collect();
            let weekly = self.voice(self.of("voice-weeks", Rule::Naming(None)));
            all.push(FigureRows { days, ..weekly });
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
        all.extend(self.people());
        all.extend(self.all_terms());
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
            let communities = report.channels.iter().filter(|channel| channel.is_community);
            let ids: BTreeSet<&str> = communities.map(|channel| channel.id.as_str()).collect();
            all.push(self.begun("staffing", Some(&ids), Begun::default()));
            all.extend(self.options());
            all.extend(self.covers());
        }
        all.extend(self.departments());
        if report.handling.timed.is_some() {
            let days = vec![report.handling.days];
            all.push(FigureRows { days, ..self.of("minutes", Rule::Worked) });
        }
        all.extend(self.responses());
        all.extend(self.stages());
        all.extend(self.complaints());
        if let Some(found) = &report.openings {
            let openings = found.openings.iter().map(|opening| opening.key).collect();
            all.push(FigureRows { openings, ..self.of("openings", Rule::Opening) });
        }
        if report.own_posts.is_some() {
            all.push(self.of("own-posts", Rule::Own));
        }
        all
    }

    /// The mentions whose tone the word list estimates, of all channels, then of each.
    fn estimated(&self) -> Vec<FigureRows> {
        let estimate = self.report.tone_estimate.as_ref().filter(|it| it.mentions() > 0);
        let Some(estimate) = estimate else { return Vec::new() };
        let all = self.of("tone-estimate", Rule::Estimated);
        let each = estimate.channels.iter().map(|(place, _)| {
            let channel = &self.report.channels[*place];
            let id = format!("tone-estimate/{}", channel.id);
            self.on(channel, self.of(&id, Rule::Estimated))
        });
        [all].into_iter().chain(each).collect()
    }

    /// The mentions on all of these days, then of each run of them, by its first day.
    fn runs_of_days(&self, id: &str, rule: Rule, days: Vec<(Date, Date)>) -> Vec<FigureRows> {
        let of = |id: &str, days| FigureRows { days, ..self.of(id, rule) };
        let each = days.iter().map(|run| of(&format!("{id}/{}", run.0), vec![*run]));
        let each: Vec<FigureRows> = each.collect();
        std::iter::once(of(id, days)).chain(each).collect()
    }

    /// The mentions of both sides of the comparison with the days before: of all channels, then of each.
    fn channel_changes(&self) -> Vec<FigureRows> {
        let Some(change) = &self.report.change else { return Vec::new() };
        let days = [change.now, change.before].map(|days| (days.from, days.to)).to_vec();
        let of = |id: &str, channels: BTreeSet<&str>| {
            let channels = Some(self.named(|id| channels.contains(id)));
            FigureRows { days: days.clone(), channels, ..self.of(id, Rule::Used) }
        };
        let ids = change.channels.iter().map(|channel| channel.channel.as_str());
        let each = ids.clone().map(|id| of(&format!("channel-changes/{id}"), BTreeSet::from([id])));
        [of("channel-changes", ids.clone().collect())].into_iter().chain(each).collect()
    }

    /// The mentions of the weeks in which patterns are looked for, then those of each pattern.
    fn patterns(&self) -> Vec<FigureRows> {
        let first = first_observed(self.rollup);
        let Some((window, first)) = self.report.window.zip(first) else { return Vec::new() };
        let Some(patterns) = &self.report.stability else { return Vec::new() };
        let days = stability::weeks(self.brief, window.to, first);
        let of = |id: &str, rule| FigureRows { days: days.clone(), ..self.of(id, rule) };
        let each = patterns.iter().map(|figures| {
            let id = format!("patterns/{}", figures.pattern.id());
            match &figures.pattern {
                Pattern::Channel { id: channel, .. } => FigureRows {
                    channels: Some(self.named(|id| id == channel)),
                    ..of(&id, Rule::Used)
                },
                Pattern::Topic { id: topic, .. } => {
                    let place = self.brief.topics.iter().position(|it| it.id == *topic);
                    of(&id, Rule::Topic(place))
                }
                Pattern::Tone(tone) => of(&id, Rule::Toned(*tone)),
                Pattern::Hours(from) => {
                    let day = array::from_fn(|hour| u8::from(hour / 3 == column(*from) / 3));
                    FigureRows { hours: [day; 7], ..of(&id, Rule::Hours) }
                }
            }
        });
        [of("patterns", Rule::Used)].into_iter().chain(each).collect()
    }

    /// The mentions whose kind a rule gave, then those of each rule.
    fn kind_rules(&self) -> Vec<FigureRows> {
        let Some(kinds) = &self.report.kinds else { return Vec::new() };
        let each = kinds.rules.iter().filter_map(|(rule, _)| {
            Some(self.of(&format!("kind-rules/{}", rule.rule()?.id), Rule::Ruled(Some(*rule))))
        });
        [self.of("kind-rules", Rule::Ruled(None))].into_iter().chain(each).collect()
    }

    /// The mentions that contain distinctive terms: of the period and of each term, then of each term of a tone and of a channel.
    fn all_terms(&self) -> Vec<FigureRows> {
        let terms = &self.report.terms;
        let mut all = Vec::new();
        if let Some(recent) = &terms.recent {
            let of = |id: &str, terms: &[TermFigures]| FigureRows {
                channels: Some(recent.channels.clone()),
                ..self.using(id, terms, None)
            };
            all.push(of("terms", &recent.terms));
            all.extend(
                recent
                    .terms
                    .iter()
                    .map(|term| of(&format!("terms/{}", term.term), std::slice::from_ref(term))),
            );
        }
        let tones = [
            ("complaint", Tone::Negative, &terms.complaint),
            ("praise", Tone::Positive, &terms.praise),
        ];
        for (side, tone, terms) in tones {
            all.extend(terms.iter().flatten().map(|term| {
                let id = format!("{side}/{}", term.term);
                self.using(&id, std::slice::from_ref(term), Some(tone))
            }));
        }
        for (channel, terms) in terms.channels.iter().flatten() {
            all.extend(terms.iter().map(|term| FigureRows {
                channels: Some(self.named(|id| id == channel)),
                ..self.using(
                    &format!("channel-terms/{channel}/{}", term.term),
                    std::slice::from_ref(term),
                    None,
                )
            }));
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
            conversations: matches!(rule, Rule::Answerable | Rule::Worked | Rule::Staged(_))
                .then(Begun::default),
            days: vec![(self.report.period.from, self.report.period.to)],
            channels: None,
            accounts: None,
            rule,
            terms: Vec::new(),
            hours: Map::default(),
            openings: BTreeSet::new(),
            complaints: BTreeSet::new(),
            before: BTreeMap::new(),
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

    /// The mentions that contain one of these terms, in the sample that was examined.
    fn using(&self, id: &str, terms: &[TermFigures], tone: Option<Tone>) -> FigureRows {
        let halvings = self.report.terms.sample.map_or(0, |sample| sample.halvings);
        FigureRows {
            terms: terms.iter().map(|term| term.key).collect(),
            ..self.of(id, Rule::Using(halvings, tone))
        }
    }
}
