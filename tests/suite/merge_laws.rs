//! Property tests of merging rollups: identity on both sides, commutativity, associativity, and any split of the rows gives the result of one pass.
//!
//! The generated mentions share few days, posts and accounts, so that parts overlap, replies come before and after the posts they answer,
//! and chains of replies form cycles.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use socialmap::brief::{Kind, Stage};
use socialmap::mentions::brands::Brands;
use socialmap::mentions::channel::{ChannelIx, Channels};
use socialmap::mentions::content::{Content, Topics};
use socialmap::mentions::country::Country;
use socialmap::mentions::handle_time::HandleTime;
use socialmap::mentions::identity::author_key;
use socialmap::mentions::language::Language;
use socialmap::mentions::opening::Opening;
use socialmap::mentions::quotes::Excerpt;
use socialmap::mentions::terms::TermWords;
use socialmap::mentions::time::Precision;
use socialmap::mentions::tone::Tone;
use socialmap::mentions::{Mention, Reply, RowStatus, Thread};
use socialmap::rollup::answers::end_of;
use socialmap::rollup::files::FileSpan;
use socialmap::rollup::history::{self, Names, Reconciled};
use socialmap::rollup::{Rollup, Said};
use socialmap::units::{Date, TimeZone};

type Row = (Mention, RowStatus);

/// Two channels and a competitor, in UTC.
const HISTORY_BRIEF: &str = "\
client: Acme
why: Where?
timing: {timezone: UTC}
audience: [{id: a, name: A}]
objectives: [{id: tone, statement: Less anger., metric: net_sentiment}]
channels: [{id: x}, {id: reddit}]
keywords: {brand: {any: [Acme]}, competitors: [{name: Globex, any: [Globex]}]}
";

fn thread() -> impl Strategy<Value = Thread> {
    prop_oneof![
        Just(Thread::Itself),
        (0..4_u64).prop_map(Thread::Known),
        (prop::option::of(0..6_u64), prop::option::of(0..6_u64))
            .prop_map(|(post, parent)| Thread::Reply { post, parent }),
    ]
}

fn status() -> impl Strategy<Value = RowStatus> {
    prop::sample::select(vec![
        RowStatus::Duplicate,
        RowStatus::Own,
        RowStatus::Repost,
        RowStatus::NotRelevant,
        RowStatus::Used,
        RowStatus::Used,
    ])
}

fn content() -> impl Strategy<Value = Content> {
    let kinds = prop::sample::select(Kind::ALL.to_vec());
    (kinds, prop::option::of(0..2_u8), prop::option::of(0..2_u8)).prop_map(
        |(kind, topic, department)| Content {
            detected: Language::read("de"),
            kind,
            rule: None,
            topics: topic.map_or(Topics::default(), |topic| Topics::default().with(topic)),
            department,
            tone_estimate: department.map(|_| Tone::Neutral),
        },
    )
}

fn row() -> impl Strategy<Value = Row> {
    let tones = vec![Tone::Positive, Tone::Neutral, Tone::Negative, Tone::Unscored];
    (
        (1..4_i8, 0..24_i8, prop::bool::ANY),
        prop::sample::select(vec![ChannelIx::FIRST, ChannelIx::LAST]),
        thread(),
        prop::option::of("@?[ab]"),
        prop::sample::select(tones),
        status(),
        prop::sample::select(vec![Brands::NONE, Brands::OWN, Brands::OWN.union(Brands::at(1))]),
        content(),
    )
        .prop_map(
            |((day, hour, is_exact), channel, thread, author, tone, status, brands, content)| {
                let local = Date::constant(2026, 5, day).at(hour, 0, 0, 0);
                // Only a mention without a label has an estimate.
                let tone_estimate = content.tone_estimate.filter(|_| tone == Tone::Unscored);
                let content = Content { tone_estimate, ..content };
                let mention = Mention {
                    published_at: TimeZone::UTC.to_timestamp(local).expect("a day of this century"),
                    local,
                    precision: if is_exact { Precision::Minute } else { Precision::Day },
                    channel,
                    thread,
                    account: author.as_deref().map(author_key),
                    tone,
                    brands,
                    language: author.as_deref().and_then(Language::read),
                    country: is_exact.then_some(Country::UNDETERMINED),
                    content,
                    handle_time: HandleTime::Seconds(u32::from(hour.unsigned_abs()) + 1),
                    stage: Stage::ALL.get(usize::from(hour.unsigned_abs() % 6)).copied(),
                    is_repost: false,
                    is_own: status == RowStatus::Own,
                    is_competitors: hour == 3,
                    reach: is_exact.then_some(12),
                    engagement: Some(u64::from(hour.unsigned_abs())),
                    followers: is_exact.then_some(u32::from(hour.unsigned_abs())),
                    reply: match hour % 3 {
                        0 => Reply::NotStated,
                        1 => Reply::Open,
                        _ => Reply::At(1_777_600_000 + 3600 * i64::from(hour)),
                    },
                };
                (mention, status)
            },
        )
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(row(), 0..24)
}

fn counted(rows: &[Row]) -> Rollup {
    let mut rollup = Rollup::default();
    let mut spans: BTreeMap<&str, FileSpan> = BTreeMap::new();
    for (mention, status) in rows {
        // Two formats, each with one export, so that the parts share both.
        let format = if mention.account.is_some() { "a" } else { "b" };
        let (terms, excerpt) = (&words(mention), excerpt(mention));
        let names: Vec<u64> = mention.account.into_iter().collect();
        let said = Said {
            mention,
            names: &names,
            terms,
            excerpt: excerpt.as_ref(),
            opening: opening(mention),
            own_text: mention.account.map(|account| account % 3),
        };
        rollup.count(format, said, (*status).into());
        spans.entry(format).or_default().add(mention);
    }
    for (format, span) in spans {
        rollup.files.add(format, "export.csv", span);
    }
    rollup
}

/// Of every mention but those of one hour in three, with points by the hour.
fn opening(mention: &Mention) -> Option<(Opening, u64)> {
    let hour = mention.local.hour().unsigned_abs();
    let opening = Opening { points: hour.into(), is_addressed: false, is_small_network: true };
    (!hour.is_multiple_of(3)).then(|| (opening, mention.account.unwrap_or_default()))
}

/// Of every second mention with a topic.
fn excerpt(mention: &Mention) -> Option<Excerpt> {
    let is_quoted = mention.local.hour() % 2 == 0 && !mention.content.topics.is_empty();
    is_quoted.then(|| Excerpt {
        text: format!("the lid of {} leaks", mention.local).into(),
        topics: mention.content.topics,
        words: words(mention),
    })
}

/// Words that rows share, by the brand and the hour of the mention.
fn words(mention: &Mention) -> TermWords {
    let first = if mention.brands.is_empty() { "order failed" } else { "order" };
    let second = if mention.local.hour() % 2 == 0 { "refund" } else { "order" };
    TermWords::from(format!("{first}\n{second}").as_str())
}

/// The accounts, words and numbers of the mentions kept for terms.
fn terms(rollup: &Rollup, from: Date, to: Date) -> Vec<String> {
    let kept = rollup.terms.between((from, to), 0).map(|mention| {
        let runs = mention.runs().map(|run| {
            run.iter().map(|hash| rollup.terms.word(*hash)).collect::<Vec<_>>().join(" ")
        });
        let runs = runs.collect::<Vec<_>>().join("/");
        format!("{} {:?} {} {runs}", mention.day, mention.channel, mention.times)
    });
    let mut kept: Vec<String> = kept.collect();
    kept.sort();
    kept
}

fn merged(left: &Rollup, right: &Rollup) -> Rollup {
    let mut sum = left.clone();
    sum.merge(right);
    sum
}

/// The conversations by channel and by the minutes between which they began.
fn begun(rollup: &Rollup, from: Date, to: Date) -> BTreeMap<(ChannelIx, (i64, i64)), u64> {
    let mut begun = BTreeMap::new();
    let found = rollup.begun_between((from, to), &TimeZone::UTC, |of| {
        *begun.entry((of.channel, of.between)).or_default() += of.conversations;
    });
    assert_eq!(found, Some(()));
    begun
}

/// All figures that the rollup gives for these days: the laws must hold for results, not only for what is stored.
fn answers(rollup: &Rollup, from: Date, to: Date) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {} {:?} {:?} {:?} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        rollup.own_posts.between(&rollup.conversations, (from, to), i64::MAX),
        rollup.stages.between(&rollup.conversations, from, to),
        rollup.stages.offline(
            &rollup.conversations,
            (from, to),
            &BTreeSet::from([ChannelIx::FIRST])
        ),
        terms(rollup, from, to),
        rollup.files.iter().collect::<Vec<_>>(),
        rollup.volume.between(from, to).collect::<Vec<_>>(),
        rollup.volume.span(),
        rollup.activity.between(from, to).collect::<Vec<_>>(),
        rollup.activity.undated_between(from, to),
        rollup.conversations.between(from, to),
        begun(rollup, from, to),
        rollup.starts_between(from, to, &TimeZone::UTC),
        rollup.conversations.has_threads(from, to),
        rollup.authors.between(from, to),
        rollup.languages.between(from, to),
        rollup.waits_between(from, to, end_of(to, &TimeZone::UTC)),
        rollup.voice.between(from, to, |_| true),
        rollup.coverage.days(),
        rollup.most_by_one(from, to),
        rollup.spread_between(from, to),
        rollup.sums_between(from, to),
        rollup.voice.spread(from, to, |_| true),
        rollup.authors.by_account().collect::<Vec<_>>(),
        [author_key("a"), author_key("b")].map(rollup.followers.until(ChannelIx::FIRST, to)),
        rollup.complaints.answered(
            (&rollup.answers, &BTreeSet::from([ChannelIx::FIRST, ChannelIx::LAST])),
            &rollup.conversations,
            (from, to),
            end_of(to, &TimeZone::UTC)
        ),
    )
}

proptest! {
    #[test]
    fn the_empty_rollup_is_the_identity_on_both_sides(rows in rows()) {
        let whole = counted(&rows);
        prop_assert_eq!(&merged(&whole, &Rollup::default()), &whole);
        prop_assert_eq!(&merged(&Rollup::default(), &whole), &whole);
    }

    #[test]
    fn merge_is_commutative(left in rows(), right in rows()) {
        let (left, right) = (counted(&left), counted(&right));
        prop_assert_eq!(merged(&left, &right), merged(&right, &left));
    }

    #[test]
    fn merge_is_associative(one in rows(), two in rows(), three in rows()) {
        let (one, two, three) = (counted(&one), counted(&two), counted(&three));
        prop_assert_eq!(
            merged(&merged(&one, &two), &three),
            merged(&one, &merged(&two, &three))
        );
    }

    #[test]
    fn any_chunking_is_one_pass(rows in rows(), size in 1..8_usize) {
        let whole = counted(&rows);
        let parts = rows.chunks(size).map(counted).fold(Rollup::default(), |sum, part| merged(&sum, &part));
        prop_assert_eq!(parts, whole);
    }

    #[test]
    fn the_order_of_rows_changes_no_answer(rows in rows(), from in 1..4_i8, more in 0..3_i8) {
        let (from, to) = (Date::constant(2026, 5, from), Date::constant(2026, 5, from + more));
        let backwards: Vec<Row> = rows.iter().rev().copied().collect();
        prop_assert_eq!(
            answers(&counted(&rows), from, to),
            answers(&counted(&backwards), from, to)
        );
    }

    #[test]
    fn conversations_are_at_most_the_used_mentions_and_none_only_without_them(rows in rows()) {
        let (from, to) = (Date::constant(2026, 5, 1), Date::constant(2026, 5, 3));
        let rollup = counted(&rows);
        let used: u64 = rollup.volume.between(from, to).map(|(_, _, counts)| counts.rows[RowStatus::Used]).sum();
        let conversations: u64 = rollup.conversations.between(from, to).values().sum();
        prop_assert!(conversations <= used);
        prop_assert_eq!(conversations == 0, used == 0);
    }
}

/// All figures for May, from exports or from the history.
fn figures(rollup: &Rollup) -> String {
    let (from, to) = (Date::constant(2026, 5, 1), Date::constant(2026, 5, 31));
    format!(
        "{:?} {:?} {} {:?} {:?} {} {:?} {:?} {:?} {:?}",
        rollup.volume.between(from, to).collect::<Vec<_>>(),
        rollup.activity.between(from, to).collect::<Vec<_>>(),
        rollup.activity.undated_between(from, to),
        rollup.conversations_between(from, to),
        rollup.starts_between(from, to, &TimeZone::UTC),
        rollup.conversations.has_threads(from, to),
        rollup.authors_between(from, to),
        rollup.answers.channels(&rollup.conversations, to, end_of(to, &TimeZone::UTC)),
        rollup.voice_between(from, to),
        rollup
            .coverage
            .iter()
            .map(|(id, ix, days)| (
                id,
                ix,
                days.range(from..=to).map(|(&day, &counts)| (day, counts)).collect()
            ))
            .filter(|(.., days): &(_, _, Vec<_>)| !days.is_empty())
            .collect::<Vec<_>>(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// May is written to its file and read back beside the rows of another month: all figures are those of the exports.
    #[test]
    fn a_month_comes_back_from_its_file(rows in rows(), last in row()) {
        let brief = socialmap::brief::read::parse("brief.yaml", HISTORY_BRIEF).unwrap();
        let channels = Channels::new(&brief);
        let names = Names { brief: &brief, channels: &channels };
        let here = |(mut mention, status): Row| {
            mention.channel = channels.declared(usize::from(mention.channel == ChannelIx::LAST));
            (mention, status)
        };
        let mut may: Vec<Row> = rows.into_iter().map(here).collect();
        may.push(here(last));
        // A row of June that is no mention: May is over, and its answers are watched until then.
        let mut june = here(last);
        june.0.local = Date::constant(2026, 6, 9).at(12, 0, 0, 0);
        june.0.published_at = TimeZone::UTC.to_timestamp(june.0.local).unwrap();
        (june.0.thread, june.1) = (Thread::Itself, RowStatus::NotRelevant);
        let whole = counted(&[may.as_slice(), std::slice::from_ref(&june)].concat());
        let spans = [(Date::constant(2026, 1, 1), Date::constant(2026, 12, 31))];
        let project = tempfile::tempdir().unwrap();
        let months = history::months_to_write(&whole, &spans);
        prop_assert_eq!(&months, &[Date::constant(2026, 5, 1)]);
        let threads = whole.threads_between(months[0], months[0].last_of_month(), &TimeZone::UTC);
        let written = Reconciled::default().file(&whole, names, months[0], &threads);
        std::fs::create_dir(project.path().join(history::FOLDER)).unwrap();
        std::fs::write(project.path().join(&written.file), &written.text).unwrap();
        let mut beside = counted(&[june]);
        let reconciled = history::reconcile(project.path(), &mut beside, names).unwrap();
        prop_assert_eq!(reconciled.history_months.len(), 1);
        prop_assert_eq!(figures(&beside), figures(&whole));
        prop_assert_eq!(history::months_to_write(&beside, &spans), [], "its file is not written from itself");
    }
}
