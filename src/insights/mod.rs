//! Computes the figures of a report from the counts and the brief. Ratios are computed only here; text is made in `pages`.
//!
//! [`report`] computes everything that one period's page shows. `None` means *not measured* throughout; a measured zero is `Some(0)`.

pub mod activity;
pub mod answers;
pub mod audiences;
pub mod change;
mod clusters;
mod complaints;
pub mod countries;
pub mod cover;
pub mod departments;
pub mod doubts;
pub mod figure_rows;
mod figures;
pub mod findings;
pub mod handling;
pub mod interval;
pub mod kinds;
pub mod languages;
pub mod lessons;
pub mod objectives;
pub mod openings;
pub mod options;
pub mod own_posts;
pub mod peaks;
pub mod people;
pub mod period;
mod poisson;
pub mod priorities;
pub mod quotes;
mod recent;
pub mod sentiment;
pub mod slots;
pub mod stability;
pub mod staffing;
pub mod stages;
pub mod strata;
pub mod stray_dates;
mod student;
pub mod suspicions;
pub mod terms;
pub mod tone_audit;
mod tone_estimate;
pub mod topics;
pub mod tornado;
pub mod unobserved;
pub mod voice;
mod volume;
mod weeks;
pub mod windows;

#[cfg(test)]
pub(crate) mod sample;

use std::collections::BTreeMap;

use crate::brief::Brief;
use crate::mentions::RowStatus;
use crate::mentions::channel::{ChannelIx, Channels};
use crate::mentions::content::Label;
use crate::rollup::Rollup;
use crate::rollup::history::Threads;
use crate::tally::Tally;
use crate::units::Date;

pub use activity::{ActivityFigures, BusyHours, OutsideShare};
pub use answers::{AnswerFigures, ChannelAnswers, InTime, WaitFigures, answers};
pub use audiences::{AudienceFigures, ContactFigures, PlaceFigures, PlaceStatus};
pub use change::{Change, ChangeVerdict};
pub use complaints::ComplaintFigures;
pub use countries::CountryFigures;
pub use cover::{
    AddedShift, ChannelCover, ConversationShare, CoverFigures, DayCover, OptionCover, Promise,
    Quick,
};
pub use departments::DepartmentFigures;
pub use figures::{
    ChannelFigures, DayFigures, ObservedDays, Report, ToneFigures, WeekTone, WhereFigures,
};
pub use findings::findings;
pub use handling::{ChannelMinutes, Handling, MinutesFrom, TimedMinutes};
pub use kinds::{KindFigures, KindsFigures};
pub use languages::LanguageFigures;
pub use lessons::{Lessons, lessons};
pub use objectives::{NotMeasurable, ObjectiveFigures, ObjectiveVerdict, Role, roles};
pub use openings::{Opening, OpeningFigures, OpeningGroup, OpeningReason};
pub use options::{GroupFigures, Hours, OptionFigures, OptionId, People, StanceFrom, StanceGroup};
pub use own_posts::{OwnPostFigures, OwnShares, PartOf, RuleVerdict};
pub use peaks::{TonePeak, VolumePeak};
pub use people::{
    AccountState, AnswerEffect, Band, ChannelPeople, Complainers, Concentration, Group,
    GroupCounts, NetworkFigures, NoPeople, PeopleFigures, Transitions,
};
pub use period::{Period, periods};
pub use priorities::{Places, Priority, PriorityFigures};
pub use quotes::{NoQuotes, QuoteFigures, TopicQuotes};
pub use recent::{PreviousPeriod, Recent};
pub use sentiment::NoRange;
pub use slots::{SlotEvidence, SlotFigures, SlotVerdict};
pub use stability::{Lasting, Pattern, PatternFigures};
pub use staffing::{Binding, StaffingFigures};
pub use stages::StageFigures;
pub use suspicions::{Suspicion, suspicions};
pub use terms::{BaseLength, PeriodTerms, RecentTerms, TermFigures, TermSample, WordFigures};
pub use tone_audit::{
    Agreement, Alpha, AuditedShare, AuditedTone, Estimate, NoCorrection, ToneAudit,
};
use tone_estimate::tone_estimate;
pub use tone_estimate::{EstimateAudit, NotShown, ToneEstimate};
pub use topics::{TopicFigures, TopicsBase, TopicsFigures};
pub use tornado::{Assumption, Swing, Tornado};
pub use voice::{BrandFigures, VoiceFigures};
use weeks::Work;
pub use weeks::{WeekHours, WeekMean};
pub use windows::BusyWindow;

/// The id of the channel of rows whose own is not known.
pub(crate) const UNKNOWN_CHANNEL: &str = "other";

/// The counts of a project with the brief and the table of channels that they were counted with.
type Counted<'a> = (&'a Rollup, &'a Brief, &'a Channels);

/// Computes everything that the page of one period shows.
///
/// The brief and the table of channels must be those the rollup was counted with. Only rows of the period count, earlier ones
/// feed the trend and the comparison. A period without an observed day has no window; its rates and tones are `None` and its staffing, which
/// has no such state, is zero throughout: show it as not measured, by [`Report::is_work_measured`].
pub fn report(rollup: &Rollup, brief: &Brief, channels: &Channels, period: &Period) -> Report {
    let threads = rollup.threads_between(period.from, period.to, &brief.timing.zone);
    report_of((rollup, brief, channels), period, &threads)
}

/// The same with the threads of the period.
pub(crate) fn report_of(
    (rollup, brief, channels): Counted<'_>,
    period: &Period,
    threads: &Threads,
) -> Report {
    let window = period.window(rollup);
    let answers = answers::answers(rollup, brief, channels, period, threads.waits.as_ref());
    let conversations = threads.conversations.as_ref();
    let (handling, timed) = Handling::of(rollup, brief, period);
    let (order, mut figures): (Vec<_>, Vec<_>) = volume::channels(
        (rollup, brief, channels),
        conversations,
        (&handling, &timed),
        period,
        window.as_ref(),
    )
    .into_iter()
    .unzip();
    // Days that the brief names as not covered in every channel were not observed, whatever else the exports hold.
    let window = window.filter(|_| figures.iter().any(|channel| channel.observed_days > 0));
    let around = recent::Surroundings::of(rollup, brief, channels, period, window);
    for (&index, channel) in order.iter().zip(&mut figures) {
        channel.recent = around.as_ref().map(|around| around.channel(index)).unwrap_or_default();
    }
    let declared: Vec<_> = figures.iter().map(|channel| channel.declared).collect();
    let rows = statuses(rollup, period);
    let tone = ToneFigures::between(rollup, period.from, period.to);
    let complaints = complaints::complaints((rollup, brief), period, &tone);
    let side = window.map(|window| change::Side::of(rollup, brief, channels, &window));
    let (counted, first) = ((rollup, brief, channels), period::first_observed(rollup));
    let spans = window.as_ref().zip(first).map(|(window, first)| (period, window, first));
    let (peaks, tone_peaks) = spans.map_or((None, None), |spans| peaks::peaks(counted, spans));
    let trend = window.map(|window| sentiment::trend(rollup, window.to)).unwrap_or_default();
    let audit = rollup.audits.get(&period.id);
    let tone_audit = audit.map(|audit| tone_audit::tone_audit(rollup, period, audit));
    let starts = threads.starts.as_deref();
    let activity = window.and_then(|it| activity::activity(rollup, &it, &brief.timing, starts));
    let is_contradicted = figures.iter().any(ChannelFigures::is_contradicted);
    let mut report = Report {
        places: places(brief, channels, &figures),
        period: period.clone(),
        observed_days: window.map_or(0, |window| volume::covered_days(brief, &declared, &window)),
        rows,
        mentions: rows[RowStatus::Used],
        mentions_per_day: side.filter(|_| !is_contradicted).map(|side| side.per_day),
        recent: around.map(|around| around.all(&order)).unwrap_or_default(),
        conversations: figures.iter().map(|channel| channel.conversations).sum(),
        conversation_weeks: window.zip(conversations).map(|(window, all)| {
            volume::by_weeks(&window, all, &communities(&order, &figures), brief)
        }),
        has_threads: rollup.conversations.has_threads(period.from, period.to),
        // Silence is measured: without a mention there is no author, whatever the columns.
        authors: match rows[RowStatus::Used] {
            0 => window.map(|_| 0),
            _ => rollup.authors_between(period.from, period.to),
        },
        most_by_one: rollup.most_by_one(period.from, period.to),
        people: people::people(counted, period, window.as_ref()),
        languages: languages::languages(rollup, period, window.as_ref()),
        terms: window.map(|_| terms::terms(counted, period)).unwrap_or_default(),
        countries: countries::countries(rollup, period, window.as_ref()),
        change: spans.and_then(|spans| change::change(counted, spans)),
        year_ago: spans.and_then(|spans| change::since_last_year(counted, spans)),
        stability: spans
            .and_then(|(_, window, first)| stability::stability(counted, window, first)),
        peaks,
        tone_peaks,
        tone,
        tone_estimate: tone_estimate((rollup, brief), period, &order, tone_audit.as_ref()),
        tone_audit,
        trend_tone: trend_tone(rollup, &trend),
        trend,
        slots: slots::slots(&brief.timing, activity.as_ref(), window.as_ref()),
        activity,
        staffing: staffing::staffing(&figures, brief, handling.minutes),
        voice: window.and_then(|window| voice::voice((rollup, brief, channels), period, &window)),
        complaints,
        answers,
        own_posts: window.and_then(|_| own_posts::own_posts(counted, period)),
        stages: stages::stages(counted, period, threads.waits.as_ref()),
        daily: window
            .map(|window| {
                volume::daily(rollup, &window, &order, |channel, day| {
                    volume::is_missing(brief, declared[channel], day)
                })
            })
            .unwrap_or_default(),
        history: rollup.history.months(period.from, period.to).collect(),
        history_before: history_before(rollup, period, window.as_ref()),
        stance_groups: options::groups(&figures),
        handling,
        options: None,
        tornado: None,
        cover: None,
        objectives: Vec::new(),
        kinds: kinds::kinds((rollup, brief), period, &order, window.as_ref()),
        topics: None,
        quotes: quotes::quotes(counted, period),
        openings: openings::openings(counted, (period, window), (&order, &figures), threads),
        departments: None,
        window,
        channels: figures,
    };
    add_work(&mut report, (rollup, brief), conversations, &order);
    report.objectives = objectives::objectives(&report, brief);
    report
}

/// The tone of all weeks of the trend together.
fn trend_tone(rollup: &Rollup, trend: &[WeekTone]) -> Option<ToneFigures> {
    let (first, last) = trend.first().zip(trend.last())?;
    Some(ToneFigures::between(rollup, first.from, last.to))
}

/// Where people talk, by audience, priority and mode.
fn places(brief: &Brief, channels: &Channels, figures: &[ChannelFigures]) -> WhereFigures {
    let (audiences, unnamed) = audiences::audiences(brief, channels, figures);
    WhereFigures {
        audiences,
        unnamed,
        contacts: audiences::contacts(brief, channels, figures),
        priorities: priorities::priorities(brief, figures),
        modes: priorities::places(brief, figures),
    }
}

/// The communities of the formula that were observed, each with its index into the brief's channels.
fn communities(
    order: &[ChannelIx],
    figures: &[ChannelFigures],
) -> BTreeMap<ChannelIx, Option<usize>> {
    let observed = order
        .iter()
        .zip(figures)
        .filter(|(_, figures)| figures.is_community && figures.observed_days > 0);
    observed.map(|(&channel, figures)| (channel, figures.declared)).collect()
}

/// The rows of a period by their status.
fn statuses(rollup: &Rollup, period: &Period) -> Tally<RowStatus> {
    let mut rows = Tally::default();
    for (_, _, counts) in rollup.volume.between(period.from, period.to) {
        rows.merge(&counts.rows);
    }
    rows
}

/// Adds the topics, and if the work was measured, the options with their assumptions and cover, and the departments. `order` has the channels in the order of the report.
fn add_work(
    report: &mut Report,
    (rollup, brief): (&Rollup, &Brief),
    conversations: Option<&volume::Conversations>,
    order: &[ChannelIx],
) {
    report.topics = topics::topics((rollup, brief), report);
    let Some((window, conversations)) = report.window.zip(conversations) else { return };
    if !report.is_work_measured() {
        return;
    }
    let weeks = |members: &[usize]| {
        week_hours(&window, conversations, (members, order), &report.channels, brief)
    };
    let (channels, period) = (&report.channels, &report.period);
    let mut options =
        options::options(channels, brief, report.observed_days, weeks).unwrap_or_default();
    let minutes = report.handling.has_range.then_some(report.handling.minutes);
    let tornado = options.first().and_then(|option| tornado::tornado(option, brief, minutes));
    let labelled = rollup.labelled_between(period.from, period.to);
    let requests = labelled.as_ref().zip(options.first());
    let requests = requests
        .and_then(|(labelled, decided)| problems(brief, report, decided, (order, labelled)));
    options.extend(requests);
    let counted = cover::CoverInput { rollup, brief, period, window: &window, channels, order };
    let cover = cover::cover(&counted, &options);
    (report.tornado, report.cover, report.options) = (tornado, cover, Some(options));
    report.departments = labelled
        .and_then(|labelled| departments::departments(rollup, brief, report, (order, &labelled)));
}

/// The option of problems and questions only; `None` if no conversation is known to begin with one.
fn problems(
    brief: &Brief,
    report: &Report,
    decided: &OptionFigures,
    (order, labelled): (&[ChannelIx], &BTreeMap<(ChannelIx, Label), u64>),
) -> Option<OptionFigures> {
    if decided.channels.is_empty() || !labelled.keys().any(|(_, label)| label.is_request()) {
        return None;
    }
    let requests = |at: usize| {
        let of_channel =
            labelled.iter().filter(|((of, label), _)| *of == order[at] && label.is_request());
        of_channel.map(|(_, count)| count).sum::<u64>()
    };
    Some(options::problems(decided, &report.channels, brief, requests))
}

/// The months of the history before a period that its comparison and its trend are based on.
fn history_before(rollup: &Rollup, period: &Period, window: Option<&ObservedDays>) -> Vec<Date> {
    let (Ok(to), Some(window)) = (period.from.yesterday(), window) else { return Vec::new() };
    let compared = period.previous().map_or(to, |previous| previous.from);
    let base = change::weeks_before(period.from).map_or(to, |base| base.from);
    let from = compared.min(base).min(sentiment::earliest(window.to)).min(to);
    let is_own = |month: &Date| month.last_of_month() >= period.from;
    rollup.history.months(from, to).filter(|month| !is_own(month)).collect()
}

/// Hours of work of the full weeks in some channels, given by their places in the report.
fn week_hours(
    window: &ObservedDays,
    conversations: &volume::Conversations,
    (members, order): (&[usize], &[ChannelIx]),
    channels: &[ChannelFigures],
    brief: &Brief,
) -> Option<WeekHours> {
    let minutes: BTreeMap<ChannelIx, f64> = members
        .iter()
        .map(|&member| (order[member], channels[member].minutes.minutes.base))
        .collect();
    let mut by_day = BTreeMap::<Date, Work>::new();
    for ((day, channel), &count) in conversations {
        if let Some(&minutes) = minutes.get(channel) {
            let each = staffing::hours(1.0, minutes, brief.staffing.response_share);
            *by_day.entry(*day).or_default() += Work::of(count, each);
        }
    }
    WeekHours::of(window, &by_day, |day| {
        members.iter().any(|&member| volume::is_missing(brief, channels[member].declared, day))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Gap, Stance};
    use crate::mentions::{Mention, RowStatus, Thread};
    use crate::rollup::sample::{day, mention};
    use crate::units::ToSpan;
    use proptest::prelude::*;
    use sample::brief;

    /// Used mentions of the one declared channel, so many on each day from 1 May 2026, and a last row that is not relevant on
    /// the day `observed` (from 1).
    fn counted(per_day: &[u8], observed: i64) -> (Rollup, Brief, Channels) {
        let brief = brief(&["reddit"]);
        let channels = Channels::new(&brief);
        let channel = channels.declared(0);
        let mut rollup = Rollup::default();
        for (date, &count) in period::each_day(day("2026-05-01"), Date::MAX).zip(per_day) {
            for _ in 0..count {
                let used = Mention { channel, ..mention(&format!("{date}T10:00")) };
                rollup.add(&used, RowStatus::Used);
            }
        }
        for date in [day("2026-05-01"), day("2026-05-01") + (observed - 1).days()] {
            rollup.add(&mention(&format!("{date}T10:00")), RowStatus::NotRelevant);
        }
        (rollup, brief, channels)
    }

    fn hours(rollup: &Rollup, brief: &Brief, channels: &Channels) -> f64 {
        let year = Period::parse("2026").unwrap();
        report(rollup, brief, channels, &year).staffing.hours_per_day
    }

    #[test]
    fn a_report_counts_its_own_period_and_reconciles() {
        let (mut rollup, brief, channels) = counted(&[3, 0, 2], 5);
        let channel = channels.declared(0);
        rollup.add(&mention("2026-05-02T10:00"), RowStatus::Own);
        rollup.add(&mention("2026-04-30T10:00"), RowStatus::Used);
        for at in ["2026-05-04T10:00", "2026-05-05T10:00", "2026-06-01T00:00"] {
            let used = Mention { channel, thread: Thread::Known(1), ..mention(at) };
            rollup.add(&used, RowStatus::Used);
        }
        let report = report(&rollup, &brief, &channels, &Period::month(day("2026-05-01")));
        assert_eq!((report.mentions, report.conversations, report.authors), (7, Some(6), None));
        let rows =
            Tally::from([(RowStatus::Used, 7), (RowStatus::Own, 1), (RowStatus::NotRelevant, 2)]);
        assert_eq!(report.rows, rows);
        assert_eq!(report.tone.counts.total(), 7);
        assert_eq!(report.window.map(|window| window.days), Some(31));
        let by_day: Vec<u64> =
            report.daily.iter().map(|day| day.mentions.iter().flatten().sum()).collect();
        assert_eq!((by_day.len(), &by_day[..5]), (31, &[3, 0, 2, 1, 1][..]));
        assert_eq!(report.activity.map(|map| map.mentions), Some(7));
        // Blocks back from 31 May to the first row on 30 April: 32 days.
        assert_eq!(report.trend.len(), 4);
        assert!(report.has_threads);
    }

    #[test]
    fn channels_that_are_not_covered_on_any_day_measure_no_work() {
        let (mut rollup, mut brief, _) = counted(&[], 5);
        let mut avoided = brief.channels[0].clone();
        (avoided.id, avoided.stance) = ("forum".to_owned(), Some(Stance::Avoid));
        brief.channels.push(avoided);
        let channels = Channels::new(&brief);
        let (from, to) = (day("2026-05-01"), day("2026-05-31"));
        brief.coverage_gaps = vec![Gap { channel: 0, from, to }];
        let may = Period::month(from);
        let in_part = report(&rollup, &brief, &channels, &may);
        assert_eq!(in_part.observed_days, 5, "the forum is covered");
        assert!(in_part.window.is_some() && !in_part.is_work_measured());
        assert_eq!(in_part.daily[0].mentions, [Some(0), None], "the forum, then Reddit");
        brief.coverage_gaps.push(Gap { channel: 1, from, to });
        let nowhere = report(&rollup, &brief, &channels, &may);
        assert_eq!((nowhere.window, nowhere.mentions_per_day, nowhere.authors), (None, None, None));
        assert_eq!(nowhere.observed_days, 0);
        assert!(!nowhere.is_work_measured() && !nowhere.is_measured());
        let found = Mention { channel: channels.declared(0), ..mention("2026-05-02T10:00") };
        rollup.add(&found, RowStatus::Used);
        assert!(report(&rollup, &brief, &channels, &may).is_measured(), "found all the same");
    }

    #[test]
    fn a_period_without_an_observed_day_measures_nothing() {
        let (rollup, brief, channels) = counted(&[3], 5);
        let report = report(&rollup, &brief, &channels, &Period::month(day("2027-01-01")));
        assert_eq!((report.window, report.mentions, report.tone.net), (None, 0, None));
        assert!(report.activity.is_none() && report.trend.is_empty() && report.daily.is_empty());
        let channel = &report.channels[0];
        assert_eq!((channel.conversations_per_day, channel.hours_per_day), (None, None));
        assert_eq!(report.staffing.communities, 0);
    }

    proptest! {
        #[test]
        fn missing_days_change_no_rate_and_zero_days_lower_it(
            per_day in prop::collection::vec(0..9_u8, 1..30),
            more in 1..30_i64,
        ) {
            let days = i64::try_from(per_day.len()).unwrap();
            let (rollup, brief, channels) = counted(&per_day, days);
            let before = hours(&rollup, &brief, &channels);
            let (longer, mut brief, channels) = counted(&per_day, days + more);
            let with_zero_days = hours(&longer, &brief, &channels);
            let from = day("2026-05-01") + days.days();
            brief.coverage_gaps = vec![Gap { channel: 0, from, to: from + (more - 1).days() }];
            let with_missing_days = hours(&longer, &brief, &channels);
            prop_assert!((with_missing_days - before).abs() < 1e-12);
            let is_silent = per_day.iter().all(|&count| count == 0);
            let is_lower = if is_silent { with_zero_days <= 0.0 } else { with_zero_days < before };
            prop_assert!(is_lower);
        }
    }
}
