//! Who answers what: mentions, conversations and hours a week of each department of the brief, and of nobody (docs/method.md, Departments).
//!
//! The hours are those of the channels that the brief decides to take part in, and of undeclared ones. Those of a channel are split by the departments of
//! its conversations, so that they add up to the hours of the decision.

use std::collections::BTreeMap;

use super::{ChannelFigures, Report};
use crate::brief::Brief;
use crate::mentions::channel::ChannelIx;
use crate::mentions::content::Label;
use crate::rollup::Rollup;

/// The work of one department.
#[derive(Debug, Clone, PartialEq)]
pub struct DepartmentFigures {
    /// Index into the departments of the brief; `None`: nobody's.
    pub department: Option<usize>,
    /// Used mentions.
    pub mentions: u64,
    /// Conversations, by what their first used mention says.
    pub conversations: u64,
    /// Hours a week.
    pub hours_per_week: f64,
}

/// The departments in the order of the brief, then what is nobody's, from the conversations by channel and by what their first mention says. `None`: the brief declares none, or the work was not measured.
pub(super) fn departments(
    rollup: &Rollup,
    brief: &Brief,
    report: &Report,
    (order, labelled): (&[ChannelIx], &BTreeMap<(ChannelIx, Label), u64>),
) -> Option<Vec<DepartmentFigures>> {
    let decided = report.decided()?;
    let (from, to) = (report.period.from, report.period.to);
    if brief.departments.is_empty() {
        return None;
    }
    let contents = rollup.contents_between(from, to)?;
    let mut all: Vec<DepartmentFigures> = (0..brief.departments.len())
        .map(Some)
        .chain([None])
        .map(|department| DepartmentFigures {
            department,
            mentions: 0,
            conversations: 0,
            hours_per_week: 0.0,
        })
        .collect();
    let nobody = brief.departments.len();
    for (key, count) in &contents {
        all[key.department.map_or(nobody, usize::from)].mentions += count;
    }
    for ((channel, label), count) in labelled {
        let place = label.department().unwrap_or(nobody);
        all[place].conversations += count;
        let at = order.iter().position(|it| it == channel);
        let hours = at.filter(|at| decided.channels.contains(at)).and_then(|at| {
            let figures: &ChannelFigures = &report.channels[at];
            Some((figures.hours_per_day?, figures.conversations.filter(|all| *all > 0)?))
        });
        if let Some((per_day, conversations)) = hours {
            all[place].hours_per_week += 7.0 * per_day * *count as f64 / conversations as f64;
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Department, Stance};
    use crate::insights::{Period, report, sample};
    use crate::mentions::channel::Channels;
    use crate::mentions::content::Content;
    use crate::mentions::{Mention, RowStatus, Thread};
    use crate::rollup::sample::{day, mention};

    #[test]
    fn hours_add_up_to_those_of_the_decision_and_nobody_has_a_row() {
        let mut brief = sample::brief(&["x", "reddit", "news"]);
        let department = |id: &str| Department {
            id: id.into(),
            name: id.into(),
            owner: None,
            any: Vec::new(),
            kinds: Vec::new(),
        };
        brief.departments = vec![department("care"), department("app"), department("press")];
        brief.channels[2].stance = Some(Stance::Listen);
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        for n in 0_u8..31 {
            let content = Content {
                department: [Some(0), Some(1), None][usize::from(n) % 3],
                ..Content::default()
            };
            for channel in 0..3 {
                let used = Mention {
                    channel: channels.declared(channel),
                    thread: if n < 5 { Thread::Known(7) } else { Thread::Itself },
                    content,
                    ..mention(&format!("2026-05-{:02}T10:00", n + 1))
                };
                rollup.add(&used, RowStatus::Used);
            }
        }
        let report = report(&rollup, &brief, &channels, &Period::month(day("2026-05-01")));
        let found = report.departments.as_ref().unwrap();
        assert_eq!(found.iter().map(|it| it.mentions).sum::<u64>(), 93);
        assert_eq!(found.iter().map(|it| it.conversations).sum::<u64>(), 3 * 27);
        assert_eq!(
            found.iter().map(|it| it.department).collect::<Vec<_>>(),
            [Some(0), Some(1), Some(2), None]
        );
        let hours: f64 = found.iter().map(|it| it.hours_per_week).sum();
        let decided = report.options.as_ref().unwrap()[0].hours.base;
        assert!((hours - decided).abs() < 1e-9, "{hours} {decided}");
        assert!(found[3].hours_per_week > 0.0 && found[2].hours_per_week == 0.0);
    }
}
