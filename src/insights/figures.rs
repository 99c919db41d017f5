//! The figures of one period as plain data: the [`Report`], its channels, tones and days.
//!
//! `None` means *not measured* throughout; a measured zero is `Some(0)`.

use super::answers::AnswerFigures;
use super::{
    ActivityFigures, AudienceFigures, AuditedTone, Change, ChannelMinutes, ComplaintFigures,
    ContactFigures, CountryFigures, CoverFigures, DepartmentFigures, GroupFigures, Handling, Hours,
    KindsFigures, LanguageFigures, NoPeople, ObjectiveFigures, OpeningFigures, OptionFigures,
    OptionId, OwnPostFigures, PatternFigures, PeopleFigures, Period, PeriodTerms, Places,
    PriorityFigures, Recent, SlotFigures, StaffingFigures, StageFigures, StanceFrom, TimedMinutes,
    ToneAudit, ToneEstimate, TonePeak, TopicQuotes, TopicsFigures, Tornado, UNKNOWN_CHANNEL,
    VoiceFigures, VolumePeak, WeekMean,
};
use crate::brief::{Category, Kind, Stance};
use crate::mentions::RowStatus;
use crate::mentions::tone::Tone;
use crate::rollup::{Spread, Sum};
use crate::tally::Tally;
use crate::units::Date;

/// Everything that the page of one period shows.
#[derive(Debug, Clone)]
pub struct Report {
    /// The days asked for.
    pub period: Period,
    /// The observed days: first to last local day of the period that lies between the first and the last readable row of
    /// any export. `None`: no day of the period was observed in any channel.
    pub window: Option<ObservedDays>,
    /// Days of the window that the exports cover in a channel.
    pub observed_days: u32,
    /// Rows whose local day lies in the period, by what became of them.
    pub rows: Tally<RowStatus>,
    /// Used mentions.
    pub mentions: u64,
    /// Used mentions per observed day, summed over the channels; `None` without an observed day, or if a channel has mentions and none.
    pub mentions_per_day: Option<f64>,
    /// The last weeks, the hours of the day and the period before, of all channels together.
    pub recent: Recent,
    /// Conversations with a used mention; `None`: not measured, as the history holds them only for whole months.
    pub conversations: Option<u64>,
    /// Conversations of a day in the communities, by full weeks: beside the formula, never in it. `None` without an observed day, or if they
    /// were not measured.
    pub conversation_weeks: Option<WeekMean>,
    /// Whether a row of the period states its thread or what it replies to; if none does, conversations are an upper bound.
    pub has_threads: bool,
    /// Distinct (channel, handle) of used rows; `None`: not measured.
    pub authors: Option<u64>,
    /// Mentions by the account that wrote most of them; `None`: not measured.
    pub most_by_one: Option<u64>,
    /// Accounts over the months up to its last.
    pub people: Result<PeopleFigures, NoPeople>,
    /// Used mentions by language, most frequent first; `None`: not measured.
    pub languages: Option<Vec<LanguageFigures>>,
    /// Terms that stand out.
    pub terms: PeriodTerms,
    /// Against what was before; `None` if nothing was observed before, or not in the same channels.
    pub change: Option<Change>,
    /// Against the same period of the year before; `None` if nothing was observed then, or not in the same channels.
    pub year_ago: Option<Change>,
    /// Whether the patterns of the first weeks of half a year last; `None` if there is no week after the first 13.
    pub stability: Option<Vec<PatternFigures>>,
    /// Runs of days on which far more was said than usual, in order; `None` if too few weeks before were covered.
    pub peaks: Option<Vec<VolumePeak>>,
    /// Runs of days in a tone far from the usual, in order; `None` if too few weeks before were covered, or too few of their days have enough labels.
    pub tone_peaks: Option<Vec<TonePeak>>,
    /// By mentions, then id. Declared channels are here even when silent.
    pub channels: Vec<ChannelFigures>,
    /// Tone of the used mentions.
    pub tone: ToneFigures,
    /// What people say of a sample of the mentions; `None`: nobody has labelled any.
    pub tone_audit: Option<ToneAudit>,
    /// The tone of mentions without a label by the word list; `None`: the brief does not ask for it.
    pub tone_estimate: Option<ToneEstimate>,
    /// Seven-day blocks counted back from the last observed day, oldest first, at most 26, none before the first observed day.
    pub trend: Vec<WeekTone>,
    /// The tone of all these blocks together; `None` without one.
    pub trend_tone: Option<ToneFigures>,
    /// In which countries people wrote; `None`: not measured.
    pub countries: Option<Vec<CountryFigures>>,
    /// Weekday by hour.
    pub activity: Option<ActivityFigures>,
    /// Where the audiences are, and which channels come first.
    pub places: WhereFigures,
    /// When to post, by the free times of the brief, in its order.
    pub slots: Vec<SlotFigures>,
    /// What it takes.
    pub staffing: StaffingFigures,
    /// The channels in groups by stance, with their sums: groups that have a channel.
    pub stance_groups: Vec<GroupFigures>,
    /// The minutes of a conversation, and whose they are.
    pub handling: Handling,
    /// What the options of the decision take, as the brief decides first; `None` if the work was not measured.
    pub options: Option<Vec<OptionFigures>>,
    /// How far each assumption moves the people that the brief's decision takes; `None` without people or a stated range.
    pub tornado: Option<Tornado>,
    /// Whether the staffed hours can keep what is promised; `None` if it was not measured.
    pub cover: Option<CoverFigures>,
    /// The objectives of the brief, in its order.
    pub objectives: Vec<ObjectiveFigures>,
    /// Shares of voice; `None` if the brief names no competitor or no day was observed.
    pub voice: Option<VoiceFigures>,
    /// How fast the client answers, as of the end of the period; `None` if no export shows answers.
    pub answers: Option<AnswerFigures>,
    /// Complaints and how many had no answer; `None`: no export shows answers, no mention has a tone label, or the history provides a part of the period.
    pub complaints: Option<ComplaintFigures>,
    /// What the client itself wrote; `None`: not measured.
    pub own_posts: Option<OwnPostFigures>,
    /// How far the client's team is with conversations; `None`: not measured.
    pub stages: Option<StageFigures>,
    /// Used mentions per local day of the window, with those per channel: every day of the window is here.
    pub daily: Vec<DayFigures>,
    /// Kinds of conversation; `None`: not measured.
    pub kinds: Option<KindsFigures>,
    /// The topics of the brief; `None`: it declares none, or they were not measured.
    pub topics: Option<TopicsFigures>,
    /// Excerpts of mentions for each topic of the brief; `None`: it asks for none.
    pub quotes: Option<Vec<TopicQuotes>>,
    /// Mentions that are worth an answer; `None`: not measured.
    pub openings: Option<OpeningFigures>,
    /// Who answers what, the departments of the brief in its order and then what is nobody's; `None`: it declares none, or the work was not
    /// measured.
    pub departments: Option<Vec<DepartmentFigures>>,
    /// First days of the months of the period that come from the history, because no export holds a row of them.
    pub history: Vec<Date>,
    /// The same of the months before it on which the comparison and the trend are based.
    pub history_before: Vec<Date>,
}

impl Report {
    /// The tone as people see it; `None` without an audit that shows it.
    pub fn corrected_tone(&self) -> Option<&AuditedTone> {
        self.tone_audit.as_ref().and_then(ToneAudit::corrected)
    }

    /// Whether people who read a sample see another tone than the exports' labels, which then compare nothing.
    pub fn are_labels_contradicted(&self) -> bool {
        let seen = self.corrected_tone().zip(self.tone.net);
        seen.is_some_and(|(seen, labels)| !seen.net.contains(labels))
    }

    /// What the brief decides takes, which the report leads with; `None` if the work was not measured.
    pub fn decided(&self) -> Option<&OptionFigures> {
        self.option(OptionId::Brief)
    }

    /// Hours a week on channels that the brief does not declare; `None` if they are so few that leaving them out is no option.
    pub fn open_hours(&self) -> Option<f64> {
        let declared = self.option(OptionId::Declared)?;
        Some(self.decided()?.hours.base - declared.hours.base)
    }

    /// What one option takes; `None` if it is not among the options of the report.
    pub fn option(&self, id: OptionId) -> Option<&OptionFigures> {
        self.options.iter().flatten().find(|option| option.id == id)
    }

    /// Whether a part of the period comes from the history: then what only a whole month knows was not measured.
    pub fn is_pieced(&self) -> bool {
        let is_the_period =
            |month: &Date| (*month, month.last_of_month()) == (self.period.from, self.period.to);
        !self.history.iter().all(is_the_period)
    }

    /// Whether every day of the period was observed.
    pub fn is_complete(&self) -> bool {
        self.observed_days == self.period.days()
    }

    /// Whether the counts were measured: a day was observed, or there are mentions all the same.
    pub fn is_measured(&self) -> bool {
        self.window.is_some() || self.mentions > 0
    }

    /// The kinds of the mentions of one of its channels; `None`: not measured.
    pub fn kinds_of(&self, channel: &ChannelFigures) -> Option<&Tally<Kind>> {
        let at = self.channels.iter().position(|it| it.id == channel.id)?;
        self.kinds.as_ref()?.channels.get(at)
    }

    /// A sum that the channels state, all together; `None` if none states one.
    pub fn sum(&self, of: impl Fn(&ChannelFigures) -> Option<Sum>) -> Option<Sum> {
        self.channels.iter().filter_map(of).reduce(|mut all, sum| {
            all.merge(sum);
            all
        })
    }

    /// Whether the work was measured: conversations were, a day was observed, in one of the communities if there are any, and in each that has
    /// mentions.
    pub fn is_work_measured(&self) -> bool {
        let mut communities =
            self.channels.iter().filter(|channel| channel.is_community).peekable();
        let is_observed = |channel: &ChannelFigures| channel.observed_days > 0;
        self.window.is_some()
            && self.conversations.is_some()
            && !self
                .channels
                .iter()
                .any(|channel| channel.is_community && channel.is_contradicted())
            && (communities.peek().is_none() || communities.any(is_observed))
    }
}

/// Where the audiences say that they are and where they are heard, and how the channels suit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WhereFigures {
    /// The audiences, in the order of the brief.
    pub audiences: Vec<AudienceFigures>,
    /// Channels with mentions that no audience names, as indices into the channels of the report; none if no audience names any.
    pub unnamed: Vec<usize>,
    /// How each audience prefers to be contacted, in the order of the brief.
    pub contacts: Vec<Vec<ContactFigures>>,
    /// The channels that the brief rates.
    pub priorities: Vec<PriorityFigures>,
    /// Mentions by whose place they were written in; `None`: the brief does not say.
    pub modes: Option<Places>,
}

/// Observed days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ObservedDays {
    /// First observed day.
    pub from: Date,
    /// Last observed day.
    pub to: Date,
    /// Days from `from` to `to`.
    pub days: u32,
}

/// One channel in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelFigures {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub category: Category,
    /// Whether the brief declares it.
    pub is_declared: bool,
    /// How the client takes part; `None`: not decided, because the brief does not declare the channel.
    pub stance: Option<Stance>,
    /// Who says so.
    pub stance_from: StanceFrom,
    /// Whether it counts as a community of the formula (not avoided, and declared or with a conversation).
    pub is_community: bool,
    /// Index into the brief's channels, for its department and culture.
    pub declared: Option<usize>,
    /// Used mentions.
    pub mentions: u64,
    /// Conversations; `None`: not measured.
    pub conversations: Option<u64>,
    /// Reposts that name the client: folded, and kept as amplification.
    pub amplification: u64,
    /// Reach that its used mentions state, added up, which counts nobody twice or once; `None` if none states one.
    pub reach: Option<Sum>,
    /// Engagement that its used mentions state, added up; `None` if none states one.
    pub engagement: Option<Sum>,
    /// Of all used mentions; 0 when there are none.
    pub share: f64,
    /// 95 % interval of the share; `None` without a mention, or if the spread over accounts was not measured.
    pub share_interval: Option<(f64, f64)>,
    /// Observed days less the gaps of this channel.
    pub observed_days: u32,
    /// Conversations per observed day; `None` without an observed day, or if they were not measured.
    pub conversations_per_day: Option<f64>,
    /// The same by the full weeks; `None`: not measured, or the channel was silent.
    pub conversation_weeks: Option<WeekMean>,
    /// Tone of its used mentions.
    pub tone: ToneFigures,
    /// Minutes a conversation takes here.
    pub minutes: ChannelMinutes,
    /// The timed conversations of this channel; `None`: nobody timed one.
    pub timed: Option<TimedMinutes>,
    /// rate · minutes · `response_share` / 60; 0 outside the communities; `None` when the rate was not measured.
    pub hours_per_day: Option<f64>,
    /// The last weeks, the hours of the day and the period before.
    pub recent: Recent,
}

impl ChannelFigures {
    /// Whether its counts were measured: a day was observed, or there are mentions all the same.
    pub fn is_measured(&self) -> bool {
        self.observed_days > 0 || self.mentions > 0
    }

    /// Whether it has mentions and no observed day, so that it has no rate and no total has one.
    pub fn is_contradicted(&self) -> bool {
        self.observed_days == 0 && self.mentions > 0
    }

    /// Whether its mentions are those of rows whose channel is not known.
    pub fn is_unknown(&self) -> bool {
        self.id == UNKNOWN_CHANNEL && !self.is_declared
    }

    /// Hours a day with the low, base and high minutes; 0 outside the communities; `None` where the rate was not measured.
    pub fn hours(&self) -> Option<Hours> {
        let (base, minutes) = (self.hours_per_day?, self.minutes.minutes);
        Some(Hours {
            low: base * minutes.low / minutes.base,
            base,
            high: base * minutes.high / minutes.base,
        })
    }

    /// Used mentions per observed day; `None` without an observed day.
    pub fn mentions_per_day(&self) -> Option<f64> {
        (self.observed_days > 0).then(|| self.mentions as f64 / f64::from(self.observed_days))
    }
}

/// Counts by tone with the net.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ToneFigures {
    /// The counts.
    pub counts: Tally<Tone>,
    /// Net sentiment in points; `None` without a label.
    pub net: Option<f64>,
    /// 95 % interval in points, clipped to ±100; `None` under ten labels, or under ten that count as independent.
    pub interval: Option<(f64, f64)>,
    /// How the labels are spread over accounts; `None`: not measured.
    pub spread: Option<Spread>,
}

/// Seven days of tone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekTone {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Tone of these days.
    pub tone: ToneFigures,
}

/// One local day.
#[derive(Debug, Clone)]
pub struct DayFigures {
    /// The day.
    pub date: Date,
    /// Used mentions per channel, in the order of [`Report::channels`]; `None`: not covered on this day, and none found.
    pub mentions: Vec<Option<u64>>,
    /// Tones of the used mentions.
    pub tones: Tally<Tone>,
}
