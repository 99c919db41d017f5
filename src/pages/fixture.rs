//! A hand-made month for the tests: the worked example of the staffing formula (five communities, 28 observed days, 7.8
//! conversations a day in each, 20 minutes: 13.0 hours a day), with everything else invented around it.

mod asked;
mod audit;
mod channels;
mod client;
mod peaks;
pub(in crate::pages) mod people;
mod terms;
mod work;

pub(super) use asked::brief;
pub(super) use audit::{audit, estimate};
pub(super) use peaks::peak;
pub(super) use terms::{term, terms};

use super::channels::channels as table_of;
use super::section::SectionInput;
use super::sections::STATED_BY;
use super::words::Words;
use std::collections::BTreeSet;

use crate::brief::{Brief, Minutes};
use crate::insights::change::{
    self, Change, ChangeVerdict, ChannelChange, ToneChange, ToneTest, WeekTest,
};
use crate::insights::{
    self, ActivityFigures, Binding, BusyHours, BusyWindow, ComplaintFigures, DayFigures, Handling,
    MinutesFrom, NoPeople, ObservedDays, OutsideShare, Period, PeriodTerms, Report, SlotEvidence,
    SlotFigures, StaffingFigures, ToneFigures, WeekMean, WeekTone, WhereFigures,
};
use crate::mentions::ledger::{Input, Ledger, Outcome};
use crate::mentions::tone::{ScaleKind, Tone};
use crate::note::{Note, SkipReason, ZoneSource};
use crate::rollup::Spread;
use crate::tally::Tally;
use crate::units::{Date, WEEK, Weekday};

/// Minutes of a conversation.
const MINUTES: Minutes = Minutes { low: 15.0, base: 20.0, high: 30.0 };

pub(super) fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

pub(super) fn tone(counts: Tally<Tone>) -> ToneFigures {
    ToneFigures::of(counts, Some(Spread::default()))
}

pub(super) fn report() -> Report {
    let channels = channels::all();
    Report {
        period: Period::month(day(2026, 5, 1)),
        window: Some(ObservedDays { from: day(2026, 5, 1), to: day(2026, 5, 28), days: 28 }),
        observed_days: 28,
        most_by_one: Some(9),
        rows: Tally::of([31, 44, 112, 385, 2028]),
        mentions: 2028,
        mentions_per_day: Some(2028.0 / 28.0),
        recent: channels::recent(2028),
        conversations: Some(1092),
        conversation_weeks: Some(WeekMean {
            weeks: 4,
            left_out: 0,
            per_day: Some(39.0),
            interval: Some((34.2, 43.8)),
            days: Some((21, 60)),
        }),
        has_threads: true,
        authors: Some(1411),
        people: Err(NoPeople::Authors),
        languages: Some(people::languages()),
        countries: Some(people::countries()),
        terms: PeriodTerms::default(),
        change: Some(change()),
        year_ago: None,
        stability: None,
        peaks: Some(Vec::new()),
        tone_peaks: Some(Vec::new()),
        channels,
        tone: tone(Tally::of([580, 710, 686, 52])),
        trend: (0..13).map(week).collect(),
        tone_audit: None,
        tone_estimate: None,
        trend_tone: Some(trend_tone()),
        activity: Some(activity()),
        slots: vec![slot()],
        places: WhereFigures::default(),
        staffing: staffing(),
        voice: Some(client::voice()),
        answers: Some(client::answers()),
        complaints: Some(ComplaintFigures { complaints: 143, unanswered: 62, not_known: 3 }),
        own_posts: None,
        stages: None,
        daily: (1..=28).map(daily).collect(),
        history: Vec::new(),
        history_before: Vec::new(),
        kinds: None,
        topics: None,
        departments: None,
        quotes: None,
        openings: None,
        stance_groups: client::groups(),
        handling: Handling {
            minutes: MINUTES,
            from: MinutesFrom::Default,
            has_range: true,
            timed: None,
            days: (day(2025, 6, 1), day(2026, 5, 31)),
            stated: MINUTES,
        },
        options: Some(client::options()),
        tornado: Some(work::tornado()),
        cover: Some(work::cover()),
        objectives: vec![client::objective()],
    }
}

fn week(n: u64) -> WeekTone {
    let from = later(day(2026, 2, 27), 7 * n);
    let counts = if n == 4 {
        Tally::from([(Tone::Unscored, 90)])
    } else {
        Tally::of([150 - 3 * n, 170, 120 + 5 * n, 11])
    };
    WeekTone { from, to: later(from, 6), tone: tone(counts) }
}

/// All the weeks together.
fn trend_tone() -> ToneFigures {
    let mut counts = Tally::default();
    (0..13).for_each(|n| counts.merge(&week(n).tone.counts));
    tone(counts)
}

fn later(from: Date, days: u64) -> Date {
    (0..days).fold(from, |day, _| day.tomorrow().unwrap())
}

fn daily(n: i8) -> DayFigures {
    let date = day(2026, 5, n);
    let all = match date.weekday() {
        Weekday::Saturday | Weekday::Sunday => [18, 14, 9, 6, 4, 0],
        _ => [32, 23, 15, 8, 4, 0],
    };
    let total: u64 = all.iter().sum();
    let tones = Tally::of([total / 4, total / 3, total / 3, total - total / 4 - 2 * (total / 3)]);
    DayFigures { date, mentions: all.map(Some).to_vec(), tones }
}

fn activity() -> ActivityFigures {
    let mut counts = [[0_u64; 24]; 7];
    for (day, row) in counts.iter_mut().enumerate() {
        for (hour, cell) in row.iter_mut().enumerate() {
            let morning = 26_u64.saturating_sub(7 * (hour as u64).abs_diff(8));
            let evening = 22_u64.saturating_sub(5 * (hour as u64).abs_diff(19));
            *cell = if day < 5 { morning + evening } else { u64::midpoint(morning, evening) };
        }
    }
    counts[0][8] = 61;
    let mentions: u64 = counts.iter().flatten().sum();
    let mean = mentions as f64 / 168.0;
    ActivityFigures {
        counts,
        elapsed_hours: [[4.0; 24]; 7],
        index: counts.map(|row| row.map(|cell| Some(cell as f64 / mean))),
        mentions,
        undated: 17,
        band_hours: 1,
        busy_hours: vec![
            BusyHours { hour: 6, hours: 4, mentions: 600 },
            BusyHours { hour: 17, hours: 4, mentions: 500 },
        ],
        windows: Some(Vec::new()),
        conversations: Some(1092),
        outside: Some(OutsideShare {
            share: 0.53,
            interval: (0.5, 0.56),
            conversations: 1092,
            is_exact: true,
        }),
    }
}

/// A part of the week that stands out; the report has none.
pub(super) fn window() -> BusyWindow {
    BusyWindow {
        is_weekend: true,
        hour: 9,
        conversations: 87,
        expected: 57.5,
        index: 2.4,
        interval: (1.9, 3.0),
    }
}

fn slot() -> SlotFigures {
    SlotFigures {
        audience: 0,
        days: WEEK[..5].to_vec(),
        free_at: "17:00".parse().unwrap(),
        post_days: WEEK[..5].to_vec(),
        post_at: "16:50".parse().unwrap(),
        evidence: Some(SlotEvidence { mentions: 52.0, index: 1.91, interval: (1.42, 2.5) }),
        skipped: Vec::new(),
    }
}

/// The example of docs/method.md, Staffing.
fn staffing() -> StaffingFigures {
    StaffingFigures {
        communities: 5,
        conversations_per_day_per_community: 7.8,
        conversations_per_day: 39.0,
        minutes: 20.0,
        literal_hours_per_day: 13.0,
        hours_per_day: 13.0,
        hours_per_day_low: 9.75,
        hours_per_day_high: 19.5,
        hours_per_week: 91.0,
        productive_hours: 23.8,
        fte_workload: (68.25 / 23.8, 91.0 / 23.8, 136.5 / 23.8),
        open_hours_per_week: Some(42.5),
        fte_coverage: Some(42.5 / 28.0),
        fte: 91.0 / 23.8,
        binding: Binding::Workload,
        headcount: 4,
        internal_cost_per_week: Some(4_894.117_647),
        external_cost_per_week: Some(6825.0),
    }
}

/// The last four weeks of May against the 13 weeks before them.
pub(super) fn change() -> Change {
    let (now, before) = (tone(Tally::of([580, 710, 686, 52])), tone(FORMER_TONES));
    let window = |from, to, days| ObservedDays { from, to, days };
    Change {
        base: change::Base::Weeks,
        now: window(day(2026, 5, 1), day(2026, 5, 28), 28),
        before: window(day(2026, 1, 30), day(2026, 4, 30), 91),
        days: (28, 91),
        mentions: (2028, 5945),
        per_day: (2028.0 / 28.0, 5945.0 / 91.0),
        weeks: (4, 13),
        left_out: 0,
        test: Some(WeekTest {
            ratio: 1.12,
            interval: (1.03, 1.22),
            p: 0.012,
            verdict: ChangeVerdict::Rose,
        }),
        calm: None,
        tone: ToneChange {
            now,
            before,
            days: (day(2026, 1, 30), day(2026, 4, 30)),
            test: Some(ToneTest {
                difference: -9.5,
                interval: (-14.7, -4.3),
                verdict: ChangeVerdict::Fell,
            }),
        },
        exceptional: BTreeSet::new(),
        channels: vec![ChannelChange {
            channel: "x".to_owned(),
            mentions: (1014, 2990),
            per_day: (1014.0 / 28.0, 2990.0 / 91.0),
            test: Some(WeekTest {
                ratio: 1.1,
                interval: (0.9, 1.34),
                p: 0.3,
                verdict: ChangeVerdict::Unclear,
            }),
        }],
    }
}

const FORMER_TONES: Tally<Tone> = Tally::of([640, 720, 560, 40]);

/// The month before: two observed weeks fewer said, same channels.
pub(super) fn former_report() -> Report {
    let mut report = report();
    report.period = Period::month(day(2026, 4, 1));
    report.window = Some(ObservedDays { from: day(2026, 4, 1), to: day(2026, 4, 30), days: 30 });
    report.observed_days = 30;
    report.tone = tone(FORMER_TONES);
    report.change = None;
    (report.mentions, report.mentions_per_day) = (1960, Some(1960.0 / 30.0));
    report
}

/// A month that was listened to and in which nobody said anything.
pub(super) fn silent_report() -> Report {
    let mut report = former_report();
    (report.mentions, report.conversations, report.authors) = (0, Some(0), Some(0));
    report.mentions_per_day = Some(0.0);
    report.conversation_weeks = Some(WeekMean {
        per_day: Some(0.0),
        interval: Some((0.0, 0.0)),
        days: Some((0, 0)),
        weeks: 4,
        left_out: 0,
    });
    report.rows = Tally::default();
    report.has_threads = false;
    report.tone = tone(Tally::default());
    report.activity = None;
    (report.voice, report.answers) = (None, None);
    report.trend.clear();
    for channel in &mut report.channels {
        (channel.mentions, channel.conversations, channel.share) = (0, Some(0), 0.0);
        (channel.conversations_per_day, channel.hours_per_day) = (Some(0.0), Some(0.0));
        channel.tone = tone(Tally::default());
        channel.recent = channels::recent(0);
    }
    report.recent = channels::recent(0);
    (report.tornado, report.cover) = (None, None);
    report.daily.clear();
    report.staffing = StaffingFigures {
        conversations_per_day_per_community: 0.0,
        conversations_per_day: 0.0,
        literal_hours_per_day: 0.0,
        hours_per_day: 0.0,
        hours_per_day_low: 0.0,
        hours_per_day_high: 0.0,
        hours_per_week: 0.0,
        fte_workload: (0.0, 0.0, 0.0),
        fte: 0.0,
        headcount: 1,
        internal_cost_per_week: Some(0.0),
        external_cost_per_week: Some(0.0),
        ..staffing()
    };
    report
}

pub(super) fn ledger() -> Ledger {
    let input = |name: &str, rows: Tally<Outcome>, notes: &[Note]| Input {
        name: name.into(),
        bytes: 481_233,
        sha256: "3f1a09c2b7d84e55a1c6".repeat(4).chars().take(64).collect(),
        format: "brandwatch".into(),
        encoding: "utf-8".into(),
        delimiter: ",".into(),
        header_line: 7,
        timezone: Some("UTC".into()),
        timezone_from: ZoneSource::Format { is_believed: false },
        date_order: None,
        date_order_from: None,
        sentiment_scale: Some(ScaleKind::Words),
        rows,
        unknown_tones: Vec::new(),
        unknown_kinds: Vec::new(),
        unknown_stages: Vec::new(),
        unknown_departments: Vec::new(),
        notes: notes.to_vec(),
    };
    let social = Tally::of([6, 94, 12, 40, 112, 316, 1920]);
    let shop = Tally::of([0, 19, 19, 4, 0, 69, 108]);
    Ledger {
        first_rejected: Vec::new(),
        inputs: vec![
            input(
                "exports/shop/reviews.csv",
                shop,
                &[Note::ZoneAssumed { column: "Date".into(), zone: "Europe/Amsterdam".into() }],
            ),
            input("exports/social-2026-05.csv", social, &[]),
        ],
        skipped: vec![("exports/~$lock.csv".into(), SkipReason::LockFile)],
        unknown_channels: vec![("Telegraph Forum".into(), 9), ("misc".into(), 2)],
    }
}

/// Calls `check` with the input of a section of this report.
pub(super) fn with_input<T>(
    brief: &Brief,
    report: &Report,
    check: impl FnOnce(&SectionInput<'_>) -> T,
) -> T {
    let ledger = ledger();
    let channels = table_of(Words::english(), brief, report);
    let findings = insights::findings(report, brief);
    check(&SectionInput {
        id: "section",
        number: 1,
        words: Words::english(),
        brief,
        brief_sha256: "0123456789abcdef",
        ledger: &ledger,
        suspicions: &[],
        analyst: &|_| Vec::new(),
        report,
        channels: &channels,
        findings: &findings,
        stated_by: STATED_BY,
    })
}
