//! The work in three groups of channels by stance, and what the options of the client's decision take: hours, people, money.
//!
//! Input: the figures of the channels and of the staffing formula. Output: sums by group and one [`OptionFigures`] for each option. An
//! undeclared channel is in the group [`StanceGroup::Open`] and is never said to be answered. Nothing here replaces
//! [`StaffingFigures`](super::StaffingFigures), which is the formula over all communities. A figure that was not measured is `None`.

use super::staffing::Team;
use super::weeks::{WEEK_DAYS, WeekHours};
use super::{Binding, ChannelFigures};
use crate::brief::{Brief, Stance};

/// FTE of work under which no number of people is given: the hours are more exact.
const FEWEST_FTE: f64 = 0.2;

/// Hours a week on undeclared channels, and their share of what the brief decides, from which on leaving them out is an option of its own.
const WORTH_AN_OPTION: (f64, f64) = (1.0, 0.1);

/// Who says how the client takes part in a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StanceFrom {
    /// The brief.
    Brief,
    /// The brief declares the channel without a stance; it counts as [`Stance::Answer`].
    Default,
    /// Nobody: the brief does not declare the channel.
    Open,
}

/// Channels with the same consequence for the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StanceGroup {
    /// The client answers, joins in or hosts.
    TakePart,
    /// The client only reads.
    Listen,
    /// The brief does not declare the channel, so that the stance is not decided.
    Open,
}

impl StanceGroup {
    /// All groups, in the order of the page.
    pub const ALL: [Self; 3] = [Self::TakePart, Self::Listen, Self::Open];
}

impl ChannelFigures {
    /// The group of this channel; `None` for one that the client avoids.
    pub fn group(&self) -> Option<StanceGroup> {
        match self.stance {
            Some(Stance::Answer | Stance::Join | Stance::Host) => Some(StanceGroup::TakePart),
            Some(Stance::Listen) => Some(StanceGroup::Listen),
            Some(Stance::Avoid) => None,
            None => Some(StanceGroup::Open),
        }
    }
}

/// The channels of one group with their sums.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupFigures {
    /// Which group.
    pub group: StanceGroup,
    /// Indices into the channels of the report, in their order.
    pub channels: Vec<usize>,
    /// Used mentions.
    pub mentions: u64,
    /// Hours a week; `None` if no channel of the group was measured.
    pub hours: Option<Hours>,
}

/// Hours with the low, base and high minutes of each channel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hours {
    /// With the low minutes.
    pub low: f64,
    /// With the base minutes.
    pub base: f64,
    /// With the high minutes.
    pub high: f64,
}

/// What an option covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionId {
    /// As the brief decides: the channels to take part in and the open ones, without those to listen to.
    Brief,
    /// The channels to take part in alone, without the open ones.
    Declared,
    /// Every channel but the avoided ones: the formula as its author wrote it.
    Everything,
    /// As the brief decides, but only conversations that begin with a problem or a question.
    Problems,
}

impl OptionId {
    /// The word of `summary.json` and the data files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Declared => "declared",
            Self::Everything => "everything",
            Self::Problems => "problems",
        }
    }
}

/// One option of the decision.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionFigures {
    /// Which option.
    pub id: OptionId,
    /// Indices into the channels of the report, in their order.
    pub channels: Vec<usize>,
    /// The conversations that it answers.
    pub conversations: u64,
    /// Hours of work a week.
    pub hours: Hours,
    /// The same by the full weeks of the period, beside it; `None` without one.
    pub weeks: Option<WeekHours>,
    /// The people; `None` under seven observed days, or where the work is under 0.2 full-time equivalents.
    pub people: Option<People>,
    /// Hours of work × the internal rate; `None` without a rate.
    pub work_cost_per_week: Option<f64>,
    /// Hours of work × the external rate; `None` without a rate.
    pub external_cost_per_week: Option<f64>,
}

/// The people that an option takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct People {
    /// Full-time equivalents, not rounded: the larger of the work and one seat in the staffed hours.
    pub fte: f64,
    /// Which of the two it is.
    pub binding: Binding,
    /// Whole people, at least the brief's minimum.
    pub headcount: u64,
    /// People × contract hours × the internal rate; `None` without a rate.
    pub team_cost_per_week: Option<f64>,
}

/// The groups that have a channel, in the order of [`StanceGroup::ALL`].
pub(super) fn groups(channels: &[ChannelFigures]) -> Vec<GroupFigures> {
    let groups = StanceGroup::ALL.into_iter().map(|group| {
        let members = select(channels, |member| member == group);
        GroupFigures {
            group,
            mentions: members.iter().map(|&index| channels[index].mentions).sum(),
            hours: hours(channels, &members),
            channels: members,
        }
    });
    groups.filter(|group| !group.channels.is_empty()).collect()
}

/// The options; `None` if the work was not measured. The channels that the brief declares are an option of their own where the others take much.
pub(super) fn options(
    channels: &[ChannelFigures],
    brief: &Brief,
    observed_days: u32,
    weeks: impl Fn(&[usize]) -> Option<WeekHours>,
) -> Option<Vec<OptionFigures>> {
    if observed_days == 0 {
        return None;
    }
    let option = |id, members: Vec<usize>| {
        // A group in which nothing was measured takes no hours beside others that were.
        let hours = hours(channels, &members).unwrap_or_default();
        let assumed = &brief.staffing;
        OptionFigures {
            id,
            weeks: weeks(&members),
            conversations: members.iter().filter_map(|&at| channels[at].conversations).sum(),
            channels: members,
            hours,
            people: people(hours.base, brief).filter(|_| observed_days >= WEEK_DAYS),
            work_cost_per_week: assumed.internal_hourly.map(|rate| hours.base * rate),
            external_cost_per_week: assumed.external_hourly.map(|rate| hours.base * rate),
        }
    };
    let decided = option(OptionId::Brief, select(channels, |group| group != StanceGroup::Listen));
    let declared =
        option(OptionId::Declared, select(channels, |group| group == StanceGroup::TakePart));
    let everything = option(OptionId::Everything, select(channels, |_| true));
    let open = decided.hours.base - declared.hours.base;
    let is_worth_it = open >= WORTH_AN_OPTION.0 && open >= WORTH_AN_OPTION.1 * decided.hours.base;
    let declared = Some(declared).filter(|_| is_worth_it);
    Some([decided].into_iter().chain(declared).chain([everything]).collect())
}

/// The decided option with only the conversations that begin with a problem or a question; `requests` counts them in a channel.
pub(super) fn problems(
    decided: &OptionFigures,
    channels: &[ChannelFigures],
    brief: &Brief,
    requests: impl Fn(usize) -> u64,
) -> OptionFigures {
    let per_day = |&at: &usize| {
        let all = channels[at].conversations.filter(|all| *all > 0)?;
        Some(channels[at].hours_per_day? * requests(at) as f64 / all as f64)
    };
    let base = 7.0 * decided.channels.iter().filter_map(per_day).sum::<f64>();
    let part = if decided.hours.base > 0.0 { base / decided.hours.base } else { 0.0 };
    let assumed = &brief.staffing;
    OptionFigures {
        id: OptionId::Problems,
        channels: decided.channels.clone(),
        conversations: decided.channels.iter().map(|&at| requests(at)).sum(),
        hours: Hours { low: part * decided.hours.low, base, high: part * decided.hours.high },
        weeks: None,
        people: people(base, brief).filter(|_| decided.people.is_some()),
        work_cost_per_week: assumed.internal_hourly.map(|rate| base * rate),
        external_cost_per_week: assumed.external_hourly.map(|rate| base * rate),
    }
}

/// Communities of the formula whose group fits.
fn select(channels: &[ChannelFigures], fits: impl Fn(StanceGroup) -> bool) -> Vec<usize> {
    let fits =
        |channel: &ChannelFigures| channel.is_community && channel.group().is_some_and(&fits);
    (0..channels.len()).filter(|&index| fits(&channels[index])).collect()
}

/// Hours a week of some channels; `None` if none of them was measured.
fn hours(channels: &[ChannelFigures], members: &[usize]) -> Option<Hours> {
    let measured = members.iter().filter_map(|&index| channels[index].hours());
    let day = measured.reduce(|sum, hours| Hours {
        low: sum.low + hours.low,
        base: sum.base + hours.base,
        high: sum.high + hours.high,
    })?;
    Some(Hours { low: 7.0 * day.low, base: 7.0 * day.base, high: 7.0 * day.high })
}

impl Default for Hours {
    fn default() -> Self {
        Self { low: 0.0, base: 0.0, high: 0.0 }
    }
}

fn people(hours_per_week: f64, brief: &Brief) -> Option<People> {
    let Team { fte, binding, headcount, fte_workload, .. } = Team::of(hours_per_week, brief);
    let team_cost_per_week = team_cost(headcount, brief);
    (fte_workload >= FEWEST_FTE).then_some(People { fte, binding, headcount, team_cost_per_week })
}

/// The people for so many present in all of so many staffed hours a week.
pub(super) fn people_present(present: u64, hours_per_week: f64, brief: &Brief) -> People {
    let assumed = &brief.staffing;
    let fte = present as f64 * hours_per_week / (assumed.week_hours * (1.0 - assumed.shrinkage));
    let headcount = super::staffing::headcount(fte).max(u64::from(assumed.min_people));
    let team_cost_per_week = team_cost(headcount, brief);
    People { fte, binding: Binding::Coverage, headcount, team_cost_per_week }
}

/// Contract hours × the internal rate.
fn team_cost(headcount: u64, brief: &Brief) -> Option<f64> {
    let paid = headcount as f64 * brief.staffing.week_hours;
    brief.staffing.internal_hourly.map(|rate| paid * rate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::sample::{brief, handling};
    use crate::insights::volume::{ChannelCounts, figures};
    use crate::mentions::channel::Channels;
    use crate::mentions::tone::Tone;
    use crate::tally::Tally;

    /// A channel to answer, one to listen to, one to avoid, and one that is not declared, each with conversations of 28 days.
    fn measured(counts: [u64; 4]) -> (Brief, Vec<ChannelFigures>) {
        let mut brief = brief(&["x", "news", "forum"]);
        brief.channels[0].stance = Some(Stance::Join);
        brief.channels[1].stance = Some(Stance::Listen);
        brief.channels[2].stance = Some(Stance::Avoid);
        let table = Channels::new(&brief);
        let open = table.iter().find(|(_, channel)| channel.declared.is_none()).unwrap().0;
        let all = [table.declared(0), table.declared(1), table.declared(2), open];
        let channels = all.into_iter().zip(counts).map(|(channel, conversations)| {
            let tones = Tally::from([(Tone::Unscored, conversations)]);
            let counted = ChannelCounts {
                tones,
                conversations: Some(conversations),
                ..ChannelCounts::default()
            };
            figures(
                table.get(channel),
                (&brief, &handling(&brief)),
                counted,
                28,
                counts.iter().sum(),
            )
        });
        let channels = channels.collect();
        (brief, channels)
    }

    #[test]
    fn hours_add_up_by_group_and_listening_is_in_one_option_alone() {
        // A conversation a day takes 7 · 20 / 60 = 2.333 hours a week.
        let (brief, channels) = measured([28 * 9, 28 * 6, 280, 28 * 3]);
        let groups = groups(&channels);
        let found: Vec<_> = groups
            .iter()
            .map(|it| (it.group, it.channels.clone(), it.hours.map(|hours| hours.base.round())))
            .collect();
        assert_eq!(
            found,
            [
                (StanceGroup::TakePart, vec![0], Some(21.0)),
                (StanceGroup::Listen, vec![1], Some(14.0)),
                (StanceGroup::Open, vec![3], Some(7.0)),
            ]
        );
        let options = options(&channels, &brief, 28, |_| None).unwrap();
        let [as_decided, declared, everything] = &options[..] else { panic!("three options") };
        assert_eq!((declared.id, &declared.channels[..]), (OptionId::Declared, &[0][..]));
        assert!((declared.hours.base - 21.0).abs() < 1e-9);
        assert_eq!(
            (&as_decided.channels[..], &everything.channels[..]),
            (&[0, 3][..], &[0, 1, 3][..])
        );
        assert!((as_decided.hours.base - 28.0).abs() < 1e-9);
        assert!((everything.hours.base - 42.0).abs() < 1e-9);
        assert!(
            (everything.hours.low - 31.5).abs() < 1e-9
                && (everything.hours.high - 63.0).abs() < 1e-9
        );
        // 42 / 23.8 = 1.76 FTE: two people of 40 hours at 32, beside 42 hours at 32 and at 75.
        let people = everything.people.unwrap();
        assert_eq!((people.headcount, people.team_cost_per_week), (2, Some(2560.0)));
        assert!((everything.work_cost_per_week.unwrap() - 1344.0).abs() < 1e-9);
        assert!((everything.external_cost_per_week.unwrap() - 3150.0).abs() < 1e-9);
        let (brief, channels) = measured([28 * 9, 28 * 6, 280, 20]);
        let ids = super::options(&channels, &brief, 28, |_| None).unwrap();
        let ids: Vec<_> = ids.iter().map(|option| option.id).collect();
        assert_eq!(ids, [OptionId::Brief, OptionId::Everything], "little work is no option");
    }

    #[test]
    fn little_work_or_a_few_days_give_hours_and_no_people() {
        let (brief, channels) = measured([28, 0, 0, 0]);
        let options = |channels: &[ChannelFigures], brief: &Brief, days: u32| {
            options(channels, brief, days, |_| None)
        };
        let little = options(&channels, &brief, 28).unwrap();
        assert!(little[0].hours.base > 2.0 && little[0].people.is_none());
        let (brief, channels) = measured([280, 0, 0, 0]);
        assert!(options(&channels, &brief, 7).unwrap()[0].people.is_some());
        assert!(options(&channels, &brief, 6).unwrap()[0].people.is_none());
        assert_eq!(options(&channels, &brief, 0), None);
    }

    #[test]
    fn an_undeclared_channel_is_open_and_a_stance_left_out_is_the_default() {
        let (mut brief, channels) = measured([1, 1, 1, 1]);
        let from: Vec<_> = channels.iter().map(|channel| channel.stance_from).collect();
        assert_eq!(
            from,
            [StanceFrom::Brief, StanceFrom::Brief, StanceFrom::Brief, StanceFrom::Open]
        );
        assert_eq!(channels[3].stance, None);
        brief.channels[0].stance = None;
        let table = Channels::new(&brief);
        let channel = figures(
            table.get(table.declared(0)),
            (&brief, &handling(&brief)),
            ChannelCounts::default(),
            28,
            0,
        );
        assert_eq!(
            (channel.stance, channel.stance_from),
            (Some(Stance::Answer), StanceFrom::Default)
        );
    }
}
