//! The figures of a report that count conversations: those to answer, and those that could be answered.

use std::collections::BTreeSet;

use super::Maker;
use crate::insights::figure_rows::{Begun, FigureRows, Rule};
use crate::insights::{OptionFigures, OptionId};
use crate::mentions::channel::ChannelIx;
use crate::rollup::answers::end_of;
use crate::rollup::arrivals::Seconds;

impl Maker<'_> {
    /// The conversations of the options of the decision together, then of each; those known to the hour for the cover, as the brief decides and for each.
    pub(super) fn options(&self) -> Vec<FigureRows> {
        let Some(options) = &self.report.options else { return Vec::new() };
        let ids = |option: &OptionFigures| -> BTreeSet<&str> {
            option.channels.iter().map(|&at| self.report.channels[at].id.as_str()).collect()
        };
        let all = options.iter().flat_map(ids).collect();
        let mut figures = vec![self.begun("options", Some(&all), Begun::Any)];
        for option in options {
            let begun = if option.id == OptionId::Problems { Begun::Asking } else { Begun::Any };
            let id = format!("options/{}", option.id.id());
            figures.push(self.begun(&id, Some(&ids(option)), begun));
        }
        let cover = self.report.cover.iter().flat_map(|cover| &cover.options);
        for (place, cover) in cover.enumerate() {
            let Some(option) = self.report.option(cover.id) else { continue };
            let id = format!("cover/{}", option.id.id());
            let of_brief = (place == 0).then_some("cover");
            let named = of_brief.into_iter().chain([id.as_str()]);
            figures.extend(named.map(|id| self.begun(id, Some(&ids(option)), Begun::Timed)));
        }
        figures
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
