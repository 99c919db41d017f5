//! The figures of a report that count conversations: those to answer, and those that could be answered.

use std::collections::BTreeSet;

use super::Maker;
use super::hours::hours_of;
use crate::brief::Stage;
use crate::insights::complaints::states;
use crate::insights::figure_rows::{Begun, FigureRows, Rule};
use crate::insights::{OptionCover, OptionFigures, OptionId};
use crate::mentions::channel::ChannelIx;
use crate::rollup::answers::{AnswerState, end_of};
use crate::rollup::arrivals::Seconds;
use crate::units::{WEEK, WEEK_IDS};

impl Maker<'_> {
    /// The conversations of the options of the decision together, then of each.
    pub(super) fn options(&self) -> Vec<FigureRows> {
        let Some(options) = &self.report.options else { return Vec::new() };
        let all = options.iter().flat_map(|option| self.ids(option)).collect();
        let mut figures = vec![self.begun("options", Some(&all), Begun::default())];
        for option in options {
            let begun = Begun { is_asking: option.id == OptionId::Problems, ..Begun::default() };
            let id = format!("options/{}", option.id.id());
            figures.push(self.begun(&id, Some(&self.ids(option)), begun));
        }
        figures
    }

    /// The conversations known to the hour that are held against the staffed hours: as the brief decides, also by weekday, then of each option.
    pub(super) fn covers(&self) -> Vec<FigureRows> {
        let cover = self.report.cover.iter().flat_map(|cover| &cover.options).enumerate();
        cover.flat_map(|(place, cover)| self.cover(cover, place == 0)).collect()
    }

    /// All of an option, those that began outside the staffed hours, and those for whom nobody was there in time: as promised, within each time that is tried, and of
    /// each channel with a target.
    fn cover(&self, cover: &OptionCover, is_first: bool) -> Vec<FigureRows> {
        let Some(option) = self.report.option(cover.id) else { return Vec::new() };
        let (channels, name) = (self.ids(option), option.id.id());
        let timed = Begun {
            is_timed: true,
            is_asking: option.id == OptionId::Problems,
            ..Begun::default()
        };
        let within = |target: Option<u32>| Begun { late: self.late(|_| target), ..timed.clone() };
        let promised = Begun {
            late: self.late(|declared| self.brief.response_target(declared)),
            ..timed.clone()
        };
        let mut parts = vec![("cover", timed.clone()), ("outside", within(Some(0)))];
        parts.extend(cover.promised.is_some().then(|| ("infeasible", promised.clone())));
        let mut all = Vec::new();
        for (figure, begun) in &parts {
            let of_brief = is_first.then(|| (*figure).to_owned());
            for id in of_brief.into_iter().chain([format!("{figure}/{name}")]) {
                all.push(self.begun(&id, Some(&channels), begun.clone()));
            }
        }
        all.extend(cover.tried.iter().filter_map(|promise| {
            let minutes = promise.target_minutes?;
            let id = format!("infeasible/{name}/{minutes}");
            Some(self.begun(&id, Some(&channels), within(Some(minutes))))
        }));
        all.extend(cover.channels.iter().map(|channel| {
            let channel = self.report.channels[channel.channel].id.as_str();
            let id = format!("infeasible/{name}/{channel}");
            self.begun(&id, Some(&BTreeSet::from([channel])), promised.clone())
        }));
        for (day, name) in WEEK.into_iter().zip(WEEK_IDS).filter(|_| is_first) {
            let hours = hours_of(&[day], 0..24);
            all.extend(parts.iter().map(|(figure, begun)| {
                let id = format!("{figure}/{name}");
                self.begun(&id, Some(&channels), Begun { hours: Some(hours), ..begun.clone() })
            }));
        }
        all
    }

    /// The ids of the channels of an option.
    fn ids(&self, option: &OptionFigures) -> BTreeSet<&str> {
        option.channels.iter().map(|&at| self.report.channels[at].id.as_str()).collect()
    }

    /// The conversations that could be answered, of all channels and of each; then those that are held against a target.
    pub(super) fn responses(&self) -> Vec<FigureRows> {
        let Some(answers) = &self.report.answers else { return Vec::new() };
        let in_time: BTreeSet<&str> = answers.channels_in_time().collect();
        let ids = answers.channels.iter().map(|channel| channel.id.as_str());
        let mut all = vec![self.answers("response", &ids.clone().collect(), |_| None)];
        all.extend(
            ids.map(|id| self.answers(&format!("response/{id}"), &BTreeSet::from([id]), |_| None)),
        );
        if answers.all.in_time.is_some() {
            all.push(self.in_time("in-time", &in_time));
        }
        let each = in_time.into_iter();
        all.extend(each.map(|id| self.in_time(&format!("in-time/{id}"), &BTreeSet::from([id]))));
        all
    }

    /// The conversations that state a stage of handling, then those of each stage.
    pub(super) fn stages(&self) -> Vec<FigureRows> {
        if self.report.stages.is_none() {
            return Vec::new();
        }
        let each = Stage::ALL
            .into_iter()
            .map(|stage| self.of(&format!("handling/{}", stage.id()), Rule::Staged(Some(stage))));
        [self.of("handling", Rule::Staged(None))].into_iter().chain(each).collect()
    }

    /// The complaints that are held against answers, and those without one.
    pub(super) fn complaints(&self) -> Vec<FigureRows> {
        let (period, zone) = (&self.report.period, &self.brief.timing.zone);
        let states = self.report.complaints.and_then(|_| states(self.rollup, period, zone));
        let Some(states) = states else { return Vec::new() };
        let of = |id: &str, is_meant: &dyn Fn(AnswerState) -> bool| {
            let meant = states.iter().filter(|(_, state)| is_meant(*state));
            let complaints = meant.map(|(it, _)| (it.channel, it.account, it.at)).collect();
            FigureRows { complaints, ..self.of(id, Rule::Complaint) }
        };
        vec![
            of("complaints", &|_| true),
            of("complaints/unanswered", &|state| state == AnswerState::Open),
        ]
    }

    /// The conversations of some channels that could be answered, and are held against the target of their channel.
    pub(super) fn in_time(&self, id: &str, channels: &BTreeSet<&str>) -> FigureRows {
        self.answers(id, channels, |channel| {
            self.brief.response_target(self.channels.get(channel).declared)
        })
    }

    /// The conversations of some channels that could be answered, and waited longer than the target of the channel in minutes, if it has one.
    pub(super) fn answers(
        &self,
        id: &str,
        channels: &BTreeSet<&str>,
        target: impl Fn(ChannelIx) -> Option<u32>,
    ) -> FigureRows {
        let until = end_of(self.report.period.to, &self.brief.timing.zone);
        let end = self.rollup.answers.last().map_or(until, |last| last.min(until));
        let channels = self.named(|id| channels.contains(id));
        let before =
            |&channel: &ChannelIx| Some((channel, end - 60 * Seconds::from(target(channel)?)));
        FigureRows {
            before: channels.iter().filter_map(before).collect(),
            channels: Some(channels),
            ..self.of(id, Rule::Answerable)
        }
    }

    /// The conversations of some channels, or of all.
    pub(super) fn begun(
        &self,
        id: &str,
        channels: Option<&BTreeSet<&str>>,
        begun: Begun,
    ) -> FigureRows {
        FigureRows {
            channels: channels.map(|channels| self.named(|id| channels.contains(id))),
            conversations: Some(begun),
            ..self.of(id, Rule::Used)
        }
    }
}
