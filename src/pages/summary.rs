//! `summary.json`: the headline figures for scripts (schema 1).
//!
//! The order of the keys is fixed. What was not measured is `null`, never 0; no number is NaN or infinite (JSON has neither).

mod answers;
mod audit;
mod changes;
mod cover;
mod openings;
mod options;
mod people;
mod terms;
mod voice;

use serde::Serialize;

use crate::brief::Brief;
use crate::insights::findings::comparable;
use crate::insights::{self, ChannelFigures, MinutesFrom, OptionId, Period, Report};
use crate::mentions::RowStatus;
use crate::mentions::tone::Tone;
use crate::pages::channels::{self, channels};
use crate::pages::format::dates;
use crate::pages::sections::people::{contact, countries, languages};
use crate::pages::sections::staffing::departments;
use crate::pages::sections::topics;
use crate::pages::sections::when::tables as when;
use crate::pages::sections::{self, actions, objectives, response};
use crate::pages::table::Record;
use crate::pages::words::Words;
use crate::rollup::Sum;
use crate::tally::Tally;

#[derive(Serialize)]
struct Summary<'a> {
    schema: u8,
    client: &'a str,
    period: Span<'a>,
    complete: bool,
    observed: Option<Observed>,
    rows: Rows,
    mentions: Option<u64>,
    conversations: Option<u64>,
    authors: Option<u64>,
    channels: Vec<Channel<'a>>,
    sentiment: Sentiment,
    activity: Option<[[u64; 24]; 7]>,
    windows: Option<Vec<Record<'a>>>,
    slots: Option<Vec<Record<'a>>>,
    staffing: Staffing<'a>,
    share_of_voice: Option<voice::ShareOfVoice<'a>>,
    response: Option<answers::Response<'a>>,
    complaints: Option<Record<'a>>,
    handling: Option<answers::Stages>,
    own_posts: Option<answers::OwnPosts>,
    options: Option<Vec<options::Choice<'a>>>,
    cover: Option<cover::Cover<'a>>,
    objectives: Vec<Record<'a>>,
    languages: Option<Vec<Record<'a>>>,
    kinds: Option<Vec<Record<'a>>>,
    topics: Option<Vec<Record<'a>>>,
    departments: Option<Vec<Record<'a>>>,
    department_words: Option<Vec<Record<'a>>>,
    openings: Option<openings::Openings<'a>>,
    lessons: Option<Vec<Record<'a>>>,
    terms: Option<Vec<terms::RecentTerm<'a>>>,
    terms_by_tone: Option<terms::ByTone<'a>>,
    terms_by_channel: Option<Vec<terms::OfChannel<'a>>>,
    countries: Option<Vec<Record<'a>>>,
    people: Option<people::People<'a>>,
    contacts: Option<Vec<Record<'a>>>,
    reach: Option<Stated>,
    engagement: Option<Stated>,
    change: Option<changes::ChangeFigures>,
    year_ago: Option<changes::ChangeFigures>,
    stability: Option<Vec<changes::Lasting>>,
    peaks: Option<Vec<changes::Peak<'a>>>,
    tone_peaks: Option<Vec<changes::TonePeak<'a>>>,
    tone_audit: Option<audit::AuditFigures>,
    /// Only if the brief asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    tone_estimate: Option<audit::EstimateFigures>,
    /// The months of the period that are taken from the history.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    history: Vec<String>,
}

/// A sum and the mentions that state a value.
#[derive(Serialize)]
struct Stated {
    sum: u64,
    rows: u64,
}

impl From<Sum> for Stated {
    fn from(Sum { sum, rows }: Sum) -> Self {
        Self { sum, rows }
    }
}

#[derive(Serialize)]
struct Span<'a> {
    id: &'a str,
    from: String,
    to: String,
    timezone: &'a str,
    days: u32,
    observed_days: u32,
}

/// First and last observed day.
#[derive(Serialize)]
struct Observed {
    from: String,
    to: String,
}

/// Rows by what became of them, in the words of `mentions`.
#[derive(Serialize)]
pub(super) struct Rows {
    duplicate: u64,
    own: u64,
    repost: u64,
    not_relevant: u64,
    used: u64,
}

#[derive(Serialize)]
struct Channel<'a> {
    #[serde(flatten)]
    row: Record<'a>,
    net_low: Option<f64>,
    net_high: Option<f64>,
    weeks: &'a [Option<u64>],
    by_hour: Option<[u64; 24]>,
    was: Option<Was>,
}

#[derive(Serialize)]
struct Was {
    mentions_per_day: f64,
    net_sentiment: Option<f64>,
}

#[derive(Serialize)]
struct Sentiment {
    positive: Option<u64>,
    neutral: Option<u64>,
    negative: Option<u64>,
    unscored: Option<u64>,
    net: Option<f64>,
    net_low: Option<f64>,
    net_high: Option<f64>,
}

#[derive(Serialize)]
struct Staffing<'a> {
    conversations_per_day_per_community: Option<f64>,
    communities: u64,
    minutes: f64,
    minutes_low: f64,
    minutes_high: f64,
    minutes_from: &'static str,
    /// Conversations that the team timed in the twelve months up to the end of the period.
    timed_conversations: u64,
    hours_per_day: Option<f64>,
    hours_per_day_low: Option<f64>,
    hours_per_day_high: Option<f64>,
    hours_per_week: Option<f64>,
    fte_workload: Option<f64>,
    fte_coverage: Option<f64>,
    fte: Option<f64>,
    headcount: Option<u64>,
    internal_cost_per_week: Option<f64>,
    external_cost_per_week: Option<f64>,
    currency: &'a str,
}

/// The file's bytes.
///
/// # Panics
///
/// Never: the summary holds only text and numbers.
pub(super) fn summary(words: &Words, brief: &Brief, report: &Report) -> Vec<u8> {
    let measured = |count| report.is_measured().then_some(count);
    let channels = channels(words, brief, report).pick(&channels::JSON);
    let languages =
        languages::by_language(words, report.languages.as_deref()).pick(&languages::JSON);
    let kinds = topics::kinds::by_kind(words, report).pick(&topics::kinds::JSON);
    let topics = topics::table(words, brief, report).pick(&topics::JSON);
    let department_words = departments::suggestions(report);
    let departments = departments::table(words, brief, report).pick(&departments::JSON);
    let groups = actions::groups(words, brief, report, usize::MAX).pick(&actions::JSON);
    let lessons = actions::lessons::each(words, brief, report).pick(&actions::lessons::JSON);
    let countries = countries::by_country(words, report).pick(&countries::JSON);
    let people = report.people.as_ref().ok();
    let contacts = contact::table(words, brief, report).pick(&contact::CSV);
    let people_tables = people::Tables::of(words, people);
    let brands = sections::voice::brands(words, report).pick(&sections::voice::JSON);
    let answering = response::by_channel(words, report).pick(&response::JSON);
    let complaints = response::complaints::table(report);
    let promises =
        sections::staffing::cover::promises(words, report).pick(&sections::staffing::cover::JSON);
    let objectives = objectives::table(words, brief, report).pick(objectives::JSON);
    let windows = when::windows(report).pick(&when::WINDOWS_JSON);
    let slots = when::slot_table(words, brief, report).pick(&when::SLOTS_JSON);
    let summary = Summary {
        schema: 1,
        client: &brief.client,
        period: span(brief, report),
        complete: report.is_complete(),
        observed: report
            .window
            .map(|window| Observed { from: dates::iso(window.from), to: dates::iso(window.to) }),
        rows: Rows::from(&report.rows),
        mentions: measured(report.mentions),
        conversations: report.conversations.filter(|_| report.is_measured()),
        authors: report.authors,
        channels: channels
            .records()
            .into_iter()
            .zip(&report.channels)
            .map(|(row, figures)| channel(row, figures))
            .collect(),
        sentiment: sentiment(report),
        activity: report.activity.as_ref().map(|activity| activity.counts),
        windows: report
            .activity
            .as_ref()
            .and_then(|activity| activity.windows.as_ref())
            .map(|_| windows.records()),
        slots: (!report.slots.is_empty()).then(|| slots.records()),
        staffing: staffing(brief, report),
        share_of_voice: report
            .voice
            .as_ref()
            .map(|voice| voice::share_of_voice(voice, brands.records())),
        response: report.answers.as_ref().map(|all| answers::response(all, answering.records())),
        complaints: complaints.records().pop(),
        handling: report.stages.as_ref().map(answers::stages),
        own_posts: report.own_posts.as_ref().map(|own| answers::own_posts(brief, own)),
        options: report
            .options
            .as_deref()
            .map(|options| options.iter().map(|option| options::choice(report, option)).collect()),
        cover: cover::cover(report, promises.records()),
        objectives: objectives.records(),
        languages: report.languages.as_ref().map(|_| languages.records()),
        kinds: report.kinds.as_ref().map(|_| kinds.records()),
        topics: report.topics.as_ref().map(|_| topics.records()),
        departments: report.departments.as_ref().map(|_| departments.records()),
        department_words: report.terms.unassigned.as_ref().map(|_| department_words.records()),
        openings: report.openings.as_ref().map(|found| openings::openings(found, groups.records())),
        lessons: insights::lessons(report).map(|_| lessons.records()),
        terms: terms::recent(&report.terms),
        terms_by_tone: terms::by_tone(&report.terms),
        terms_by_channel: terms::by_channel(&report.terms),
        countries: report.countries.as_ref().map(|_| countries.records()),
        contacts: contacts.has_rows().then(|| contacts.records()),
        people: people.map(|people| people::people((brief, report), people, &people_tables)),
        reach: report.sum(|channel| channel.reach).map(Stated::from),
        engagement: report.sum(|channel| channel.engagement).map(Stated::from),
        change: comparable(report).map(changes::change),
        year_ago: report.year_ago.as_ref().map(changes::change),
        stability: report.stability.as_ref().map(|all| all.iter().map(changes::lasting).collect()),
        peaks: report.peaks.as_ref().map(|peaks| peaks.iter().map(changes::peak).collect()),
        tone_peaks: report
            .tone_peaks
            .as_ref()
            .map(|peaks| peaks.iter().map(changes::tone_peak).collect()),
        tone_audit: report.tone_audit.as_ref().map(audit::audit),
        tone_estimate: report.tone_estimate.as_ref().map(audit::estimate),
        history: report.history.iter().map(|&month| Period::month(month).id).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&summary).expect("text and numbers are JSON");
    bytes.push(b'\n');
    bytes
}

fn span<'a>(brief: &'a Brief, report: &'a Report) -> Span<'a> {
    let period = &report.period;
    Span {
        id: &period.id,
        from: dates::iso(period.from),
        to: dates::iso(period.to),
        timezone: &brief.timing.zone_name,
        days: period.days(),
        observed_days: report.observed_days,
    }
}

fn channel<'a>(row: Record<'a>, figures: &'a ChannelFigures) -> Channel<'a> {
    let interval = figures.tone.interval.filter(|_| figures.is_measured());
    Channel {
        row,
        net_low: interval.map(|(low, _)| finite(low)),
        net_high: interval.map(|(_, high)| finite(high)),
        weeks: &figures.recent.weeks,
        by_hour: figures.recent.by_hour,
        was: figures.recent.was.map(|was| Was {
            mentions_per_day: finite(was.mentions_per_day),
            net_sentiment: was.tone.net.map(finite),
        }),
    }
}

impl From<&Tally<RowStatus>> for Rows {
    fn from(rows: &Tally<RowStatus>) -> Self {
        let [duplicate, own, repost, not_relevant, used] = *rows.counts();
        Self { duplicate, own, repost, not_relevant, used }
    }
}

fn sentiment(report: &Report) -> Sentiment {
    let (tone, tones) = (&report.tone, &report.tone.counts);
    let measured = |count| report.is_measured().then_some(count);
    Sentiment {
        positive: measured(tones[Tone::Positive]),
        neutral: measured(tones[Tone::Neutral]),
        negative: measured(tones[Tone::Negative]),
        unscored: measured(tones[Tone::Unscored]),
        net: tone.net.map(finite),
        net_low: tone.interval.map(|range| finite(range.0)),
        net_high: tone.interval.map(|range| finite(range.1)),
    }
}

fn staffing<'a>(brief: &'a Brief, report: &Report) -> Staffing<'a> {
    let (takes, handling) = (&report.staffing, &report.handling);
    // Without an observed day there is no rate, and so nothing that follows from one.
    let is_measured = report.is_work_measured();
    let measured = |figure: f64| is_measured.then(|| finite(figure));
    // A few hours of work, or a few observed days, are no people.
    let everything = report.option(OptionId::Everything);
    let has_people = is_measured && everything.is_some_and(|option| option.people.is_some());
    let staffed = |figure: f64| has_people.then(|| finite(figure));
    Staffing {
        conversations_per_day_per_community: measured(takes.conversations_per_day_per_community),
        communities: takes.communities,
        minutes: finite(takes.minutes),
        minutes_low: finite(handling.minutes.low),
        minutes_high: finite(handling.minutes.high),
        minutes_from: match handling.from {
            MinutesFrom::Default => "default",
            MinutesFrom::Brief => "brief",
            MinutesFrom::Timed => "timed",
        },
        timed_conversations: handling.timed.map_or(0, |timed| timed.conversations),
        hours_per_day: measured(takes.hours_per_day),
        hours_per_day_low: measured(takes.hours_per_day_low),
        hours_per_day_high: measured(takes.hours_per_day_high),
        hours_per_week: measured(takes.hours_per_week),
        fte_workload: staffed(takes.fte_workload.1),
        fte_coverage: takes.fte_coverage.map(finite),
        fte: staffed(takes.fte),
        headcount: has_people.then_some(takes.headcount),
        internal_cost_per_week: takes.internal_cost_per_week.and_then(staffed),
        external_cost_per_week: takes.external_cost_per_week.and_then(measured),
        currency: &brief.staffing.currency,
    }
}

/// Takes the sign off a negative zero; the answers hold no infinity and no NaN.
fn finite(value: f64) -> f64 {
    debug_assert!(value.is_finite(), "an answer is a number or `None`");
    value + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::{NotShown, ToneEstimate};
    use crate::pages::fixture;

    fn parsed(report: &Report) -> serde_json::Value {
        serde_json::from_slice(&summary(Words::english(), &fixture::brief(), report)).unwrap()
    }

    #[test]
    fn keys_are_in_the_documented_order() {
        let text =
            String::from_utf8(summary(Words::english(), &fixture::brief(), &fixture::report()))
                .unwrap();
        let top: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("  \"")?.split_once('"').map(|(key, _)| key))
            .collect();
        let expected = [
            "schema",
            "client",
            "period",
            "complete",
            "observed",
            "rows",
            "mentions",
            "conversations",
            "authors",
            "channels",
            "sentiment",
            "activity",
            "windows",
            "slots",
            "staffing",
            "share_of_voice",
            "response",
            "complaints",
            "handling",
            "own_posts",
            "options",
            "cover",
            "objectives",
            "languages",
            "kinds",
            "topics",
            "departments",
            "department_words",
            "openings",
            "lessons",
            "terms",
            "terms_by_tone",
            "terms_by_channel",
            "countries",
            "people",
            "contacts",
            "reach",
            "engagement",
            "change",
            "year_ago",
            "stability",
            "peaks",
            "tone_peaks",
            "tone_audit",
        ];
        assert_eq!(top, expected);
        assert!(text.ends_with("}\n"));
    }

    #[test]
    fn figures_are_those_of_the_report() {
        let json = parsed(&fixture::report());
        assert_eq!(json["period"]["observed_days"], 28);
        assert_eq!(json["channels"][0]["conversations_per_day"], 15.0);
        assert_eq!(json["channels"][0]["weeks"][12], 780 * 32 / 112);
        assert!(json["channels"][0]["weeks"][4].is_null());
        assert_eq!(json["channels"][0]["by_hour"][0], 16);
        assert_eq!(json["channels"][0]["was"]["net_sentiment"], 100.0 * 39.0 / 546.0);
        assert_eq!(json["staffing"]["hours_per_day"], 13.0);
        assert_eq!(json["staffing"]["headcount"], 4);
        assert_eq!(json["activity"][0][8], 61);
        assert_eq!(json["share_of_voice"]["brands"][0]["share"], 0.3);
        assert_eq!(json["response"]["median_minutes"], 150.0);
        assert_eq!(json["response"]["in_time_share"], 0.62);
        assert_eq!(json["rows"]["not_relevant"], 385);
    }

    #[test]
    fn what_was_not_measured_is_null() {
        let json = parsed(&fixture::silent_report());
        for path in [
            "/activity",
            "/sentiment/net",
            "/sentiment/net_low",
            "/channels/0/net_sentiment",
            "/channels/0/share",
            "/share_of_voice",
            "/response",
        ] {
            assert!(json.pointer(path).unwrap().is_null(), "{path}");
        }
        assert_eq!(json["channels"][0]["conversations_per_day"], 0.0);
        assert_eq!(
            (&json["authors"], &json["staffing"]["hours_per_day"]),
            (&0.into(), &0.0.into())
        );
    }

    #[test]
    fn without_an_observed_day_only_what_the_brief_says_stands() {
        let json = parsed(&Report { window: None, ..fixture::report() });
        let measured: Vec<&str> = json["staffing"]
            .as_object()
            .unwrap()
            .iter()
            .filter_map(|(key, value)| (!value.is_null()).then_some(key.as_str()))
            .collect();
        let of_the_brief = [
            "communities",
            "currency",
            "fte_coverage",
            "minutes",
            "minutes_from",
            "minutes_high",
            "minutes_low",
            "timed_conversations",
        ];
        assert_eq!(measured, of_the_brief);
        let unseen = parsed(&Report { window: None, ..fixture::silent_report() });
        for path in ["/mentions", "/conversations", "/sentiment/positive", "/sentiment/unscored"] {
            assert!(unseen.pointer(path).unwrap().is_null(), "{path}");
        }
        let mut gap = fixture::report();
        gap.channels[5].observed_days = 0;
        let gap = &parsed(&gap)["channels"][5];
        for key in ["mentions", "conversations", "share"] {
            assert!(gap[key].is_null(), "{key}");
        }
    }

    #[test]
    fn an_estimate_has_its_own_keys_or_the_reason_why_it_is_not_shown() {
        assert!(parsed(&fixture::report()).get("tone_estimate").is_none());
        let of = |estimate| {
            parsed(&Report { tone_estimate: Some(estimate), ..fixture::report() })["tone_estimate"]
                .take()
        };
        let shown = of(fixture::estimate());
        assert_eq!((&shown["word_list"], &shown["corrected"]), (&20.0.into(), &(-33.0).into()));
        assert_eq!((&shown["mentions"], &shown["n"]), (&600.into(), &50.into()));
        assert!(shown["not_shown"].is_null());
        let seen = Err(NotShown::FewRows(12));
        let hidden = of(ToneEstimate { seen, ..fixture::estimate() });
        assert_eq!((&hidden["not_shown"], &hidden["n"]), (&"few_rows".into(), &12.into()));
        assert!(hidden["word_list"].is_null() && hidden["corrected"].is_null());
    }

    #[test]
    fn zero_has_no_sign() {
        assert!(finite(-0.0).is_sign_positive());
    }
}
