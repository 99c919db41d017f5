//! What the figure of each objective is based on.

use std::collections::BTreeSet;

use super::Maker;
use crate::brief::Metric;
use crate::insights::ObjectiveFigures;
use crate::insights::figure_rows::{Begun, FigureRows, Rule};

impl Maker<'_> {
    /// The rows of an objective; `None`: it is not measured.
    pub(super) fn objective(&self, objective: &ObjectiveFigures) -> Option<FigureRows> {
        objective.n?;
        let id = format!("objectives/{}", objective.id);
        let channel = objective.channel.map(|index| &self.report.channels[index]);
        let by = |rule| {
            let figure = self.of(&id, rule);
            channel.map_or(figure.clone(), |channel| self.on(channel, figure))
        };
        let answers = self.report.answers.as_ref();
        let only = channel.map(|channel| BTreeSet::from([channel.id.as_str()]));
        Some(match objective.metric {
            Metric::Mentions | Metric::ProblemShare | Metric::QuestionShare => by(Rule::Used),
            Metric::Conversations => {
                FigureRows { conversations: Some(Begun::default()), ..by(Rule::Used) }
            }
            Metric::NetSentiment | Metric::PositiveShare | Metric::NegativeShare => {
                by(Rule::Labelled)
            }
            Metric::Reach => by(Rule::Reaching),
            Metric::Engagement => by(Rule::Engaging),
            Metric::ShareOfVoice if channel.is_some() => by(Rule::Naming(None)),
            Metric::ShareOfVoice => self.voice(by(Rule::Naming(None))),
            Metric::AnsweredInTime => {
                let all = || answers.iter().flat_map(|it| it.channels_in_time()).collect();
                self.in_time(&id, &only.unwrap_or_else(all))
            }
            Metric::ResponseTimeMedian => {
                let all = answers.iter().flat_map(|it| &it.channels).map(|it| it.id.as_str());
                self.answers(&id, &only.unwrap_or_else(|| all.collect()), |_| None)
            }
            Metric::Advocates | Metric::ReturningAuthors => {
                let people = self.report.people.as_ref().ok()?;
                let months = if objective.metric == Metric::Advocates {
                    &people.window
                } else {
                    people.quarters.first()?
                };
                let figure = self.by(&id, *months, Rule::Used, |_| true);
                channel.map_or(figure.clone(), |channel| self.on(channel, figure))
            }
        })
    }
}
