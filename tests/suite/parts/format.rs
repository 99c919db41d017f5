//! The file of a part: rows are read back as written, and the bytes are those of `docs/parts.md`.

use std::path::Path;

use proptest::prelude::*;
use socialmap::brief::DateOrder;
use socialmap::brief::read::parse;
use socialmap::brief::{Kind, Stage};
use socialmap::mentions::brands::Brands;
use socialmap::mentions::channel::ChannelIx;
use socialmap::mentions::content::{Content, Topics};
use socialmap::mentions::country::Country;
use socialmap::mentions::fold::{Rejection, Row};
use socialmap::mentions::handle_time::HandleTime;
use socialmap::mentions::identity::Keys;
use socialmap::mentions::kinds::rules;
use socialmap::mentions::language::Language;
use socialmap::mentions::ledger::Input;
use socialmap::mentions::near_copies::Sketch;
use socialmap::mentions::opening::Opening;
use socialmap::mentions::part::{Part, Unusable, Writer};
use socialmap::mentions::reader::{Context, CopyKey, Reading, Unknown};
use socialmap::mentions::rejection::RejectReason;
use socialmap::mentions::relevance::Relevance;
use socialmap::mentions::terms::TermWords;
use socialmap::mentions::time::Precision;
use socialmap::mentions::tone::Tone;
use socialmap::mentions::{Mention, Reply, Thread};
use socialmap::note::{Note, SkipReason, ZoneSource};
use socialmap::tally::Tally;
use socialmap::units::{DateTime, Timestamp};

use crate::support::BRIEF;

fn context() -> Context {
    Context::new(&parse("brief.yaml", BRIEF).unwrap())
}

fn input(name: &str) -> Input {
    Input {
        name: name.into(),
        bytes: 9,
        sha256: "ab12".into(),
        format: "generic".into(),
        encoding: "utf-8".into(),
        delimiter: ",".into(),
        header_line: 1,
        timezone: Some("UTC".into()),
        timezone_from: ZoneSource::Brief,
        date_order: None,
        date_order_from: None,
        sentiment_scale: None,
        rows: Tally::default(),
        unknown_tones: Vec::new(),
        unknown_kinds: Vec::new(),
        unknown_stages: Vec::new(),
        unknown_departments: Vec::new(),
        notes: vec![Note::RepeatedColumn { column: "\u{1b}odd\n".into() }],
    }
}

fn hash() -> impl Strategy<Value = Option<u64>> {
    prop::option::of(any::<u64>())
}

fn thread() -> impl Strategy<Value = Thread> {
    prop_oneof![
        Just(Thread::Itself),
        any::<u64>().prop_map(Thread::Known),
        (hash(), hash()).prop_map(|(post, parent)| Thread::Reply { post, parent }),
    ]
}

fn copy_key() -> impl Strategy<Value = CopyKey> {
    prop_oneof![
        Just(CopyKey::Short),
        any::<u64>().prop_map(CopyKey::Post),
        prop::collection::vec(any::<u64>(), 12..400)
            .prop_map(|words| CopyKey::Article(Box::new(Sketch::of(&words)))),
    ]
}

fn mention() -> impl Strategy<Value = Mention> {
    let seconds = Timestamp::MIN.as_second()..=Timestamp::MAX.as_second();
    let parts = (1980..=9999_i16, 1..=12_i8, 1..=28_i8, 0..24_i8, 0..60_i8, 0..60_i8);
    (
        (seconds, 0..1_000_000_000_i32, parts, 0..1_000_000_000_i32),
        prop::sample::select(vec![
            Precision::Second,
            Precision::Minute,
            Precision::Hour,
            Precision::Day,
        ]),
        prop::sample::select(context().channels.iter().map(|(index, _)| index).collect::<Vec<_>>()),
        thread(),
        hash(),
        prop::sample::select(vec![Tone::Positive, Tone::Neutral, Tone::Negative, Tone::Unscored]),
        prop::sample::select(vec![Brands::NONE, Brands::OWN]),
        any::<[bool; 4]>(),
    )
        .prop_map(
            |(
                (second, nanosecond, wall, local),
                precision,
                channel,
                thread,
                account,
                tone,
                brands,
                is,
            )| {
                let (year, month, day, hour, minute, of_minute) = wall;
                // The first and the last second of the calendar have no neighbour.
                let nanosecond =
                    if second.unsigned_abs() < 200_000_000_000 { nanosecond } else { 0 };
                Mention {
                    published_at: Timestamp::new(second, nanosecond).unwrap(),
                    local: DateTime::constant(year, month, day, hour, minute, of_minute, local),
                    precision,
                    channel,
                    thread,
                    account,
                    tone,
                    brands,
                    language: is[0].then_some(Language::UNDETERMINED),
                    content: Content {
                        detected: is[1].then_some(Language::UNDETERMINED),
                        kind: if is[2] { Kind::Problem } else { Kind::Unclassified },
                        rule: is[2].then(|| rules().last().unwrap().0),
                        ..Content::default()
                    },
                    country: is[3].then_some(Country::UNDETERMINED),
                    reply: if is[1] { Reply::At(second) } else { Reply::Open },
                    handle_time: if is[0] {
                        HandleTime::Seconds(90)
                    } else {
                        HandleTime::Unreadable
                    },
                    stage: is[0].then_some(Stage::Hidden),
                    reach: account,
                    engagement: is[2].then_some(7),
                    followers: is[1].then_some(u32::MAX),
                    is_repost: is[1],
                    is_own: is[2],
                    is_competitors: is[3],
                }
            },
        )
}

fn reading() -> impl Strategy<Value = Reading> {
    let relevance = prop::sample::select(vec![
        Relevance::Relevant,
        Relevance::Competitor,
        Relevance::Unrelated,
    ]);
    let unknown = prop::option::of([(); 5].map(|()| prop::option::of(".*")));
    let keys = (hash(), hash(), hash(), any::<u64>(), hash());
    (mention(), keys, relevance, any::<[bool; 2]>(), copy_key(), unknown, ".*").prop_map(
        |(
            mention,
            (id, url, words, written, own_text),
            relevance,
            is,
            copy_key,
            unknown,
            terms,
        )| Reading {
            mention,
            keys: Keys { id, url, words, written, ..Keys::default() },
            relevance,
            copy_key,
            own_text,
            is_at_clock_change: is[1],
            unknown: unknown.map(|[tone, channel, kind, stage, department]| {
                let [reach, engagement] = is;
                Box::new(Unknown { tone, channel, kind, stage, department, reach, engagement })
            }),
            names: id.into_iter().chain(url).collect(),
            terms: TermWords::from(terms.as_str()),
            excerpt: None,
            opening: None,
            words: None,
        },
    )
}

fn reason() -> impl Strategy<Value = RejectReason> {
    let row = prop::option::of(any::<u64>());
    prop_oneof![
        any::<[u64; 2]>().prop_map(|[cells, header]| RejectReason::Width { cells, header }),
        ".*".prop_map(|column| RejectReason::NoTime { column }),
        (".*", ".*", row).prop_map(|(value, column, row)| RejectReason::OtherOrder {
            value,
            column,
            order: DateOrder::Mdy,
            row
        }),
        (".*", ".*", 0..9_u8).prop_map(|(value, column, reason)| match reason {
            0 => RejectReason::Unreadable { value, column },
            1 => RejectReason::OrderOpen { value, column },
            2 => RejectReason::Serial { value, column },
            3 => RejectReason::UnknownZone { zone: value, column },
            4 => RejectReason::NoDate { value, column },
            5 => RejectReason::Rounded { value, column },
            6 => RejectReason::NoYear { value, column },
            7 => RejectReason::NoDay { value, column },
            _ => RejectReason::Ago { value, column },
        }),
        ".*".prop_map(|text| RejectReason::Total { text }),
    ]
}

fn row() -> impl Strategy<Value = Row> {
    let rejection = (reason(), prop::collection::vec(".*", 0..4));
    let reading = prop_oneof![
        6 => reading().prop_map(Ok),
        1 => rejection.prop_map(|(reason, cells)| Err(Rejection { reason, cells })),
    ];
    (any::<u64>(), reading).prop_map(|(line, reading)| Row { line, reading })
}

/// Writes a part of these exports.
fn written(path: &Path, exports: Vec<Vec<Row>>, skipped: &[(String, SkipReason)]) {
    let mut writer = Writer::new(std::fs::File::create(path).unwrap()).unwrap();
    for (n, rows) in exports.into_iter().enumerate() {
        rows.iter().try_for_each(|row| writer.row(row)).unwrap();
        writer.export(&format!("print {n}"), &input(&format!("exports/{n}.csv"))).unwrap();
    }
    writer.finish(skipped).unwrap();
}

fn shown(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| format!("{row:?}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn rows_come_out_as_they_went_in(
        small in prop::collection::vec(prop::collection::vec(row(), 0..9), 0..4),
        (large, copies) in (prop::collection::vec(row(), 1..4), 0..400_usize),
        skipped in prop::collection::vec((".*", Just(SkipReason::LinkLoop)), 0..3),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.part");
        let mut exports = small;
        exports.push(large.iter().cycle().take(copies).map(copied).collect());
        let wanted: Vec<Vec<String>> = exports.iter().map(|rows| shown(rows)).collect();
        written(&path, exports, &skipped);
        let part = Part::open(&path).unwrap();
        prop_assert_eq!(&part.skipped, &skipped);
        prop_assert_eq!(part.sections.len(), wanted.len());
        let context = context();
        for (n, (section, wanted)) in part.sections.iter().zip(&wanted).enumerate().rev() {
            prop_assert_eq!(&section.fingerprint, &format!("print {n}"));
            let expected = input(&format!("exports/{n}.csv"));
            prop_assert_eq!(format!("{:?}", section.input), format!("{expected:?}"));
            let mut found = Vec::new();
            section.rows(&context, |rows| { found.extend(shown(&rows)); Ok(true) }).unwrap();
            prop_assert_eq!(&found, wanted);
        }
    }

    /// Arbitrary bytes never panic and are never accepted as a complete part.
    #[test]
    fn any_other_bytes_are_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        kinds in prop::collection::vec(prop::sample::select(b"REZ".to_vec()), 0..4),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.part");
        let mut all = b"socialmap part 14\n".to_vec();
        for kind in kinds {
            all.push(kind);
            all.extend_from_slice(&bytes);
        }
        std::fs::write(&path, all).unwrap();
        prop_assert!(matches!(Part::open(&path), Err(Unusable::Damaged)));
        std::fs::write(&path, bytes).unwrap();
        prop_assert!(matches!(Part::open(&path), Err(Unusable::Foreign)));
    }
}

/// Rows are moved through a build, never copied.
fn copied(row: &Row) -> Row {
    let reading = match &row.reading {
        Ok(reading) => Ok(reading.clone()),
        Err(Rejection { reason, cells }) => {
            Err(Rejection { reason: reason.clone(), cells: cells.clone() })
        }
    };
    Row { line: row.line, reading }
}

fn tea() -> Row {
    Row {
        line: 300,
        reading: Ok(Reading {
            mention: Mention {
                published_at: "2028-05-01T08:15:00Z".parse().unwrap(),
                local: "2028-05-01T10:15:00".parse().unwrap(),
                precision: Precision::Minute,
                channel: ChannelIx::FIRST,
                thread: Thread::Reply { post: Some(1), parent: None },
                account: Some(0x80),
                tone: Tone::Negative,
                brands: Brands::OWN,
                language: Language::read("en-GB"),
                content: Content {
                    detected: None,
                    kind: Kind::Question,
                    rule: rules().nth(9).map(|(rule, _)| rule),
                    topics: Topics::default().with(1),
                    department: Some(2),
                    tone_estimate: None,
                },
                country: Country::read("NL"),
                reply: Reply::At(64),
                handle_time: HandleTime::Seconds(750),
                stage: Some(Stage::Offline),
                reach: Some(5),
                engagement: None,
                followers: Some(9),
                is_repost: false,
                is_own: false,
                is_competitors: false,
            },
            keys: Keys { id: Some(2), written: 3, ..Keys::default() },
            relevance: Relevance::Relevant,
            copy_key: CopyKey::Post(4),
            own_text: Some(6),
            is_at_clock_change: false,
            unknown: None,
            names: [7].into(),
            terms: TermWords::from("order failed"),
            excerpt: None,
            opening: Some(Opening { points: 5, is_addressed: true, is_small_network: false }),
            words: None,
        }),
    }
}

/// A change of these bytes is a change of the schema.
#[test]
fn a_row_is_the_bytes_of_the_document() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.part");
    written(&path, vec![vec![tea()]], &[]);
    let bytes = std::fs::read(&path).unwrap();
    let row = [
        1, // rows
        0xac, 0x02, // line 300
        0,    // read
        0x88, 0xe6, 0xc0, 0xdb, 0x0d, 0, // 1_840_781_700 s, 0 ns
        0xd8, 0x1f, 5, 1, 10, 15, 0, 0, // 2028-05-01 10:15:00.0
        1, 0, // to the minute, the first channel
        1, 1, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0, // a reply: post 1, no parent
        1, 8, 0x80, 0, 0, 0, 0, 0, 0, 0, // account
        2, 1, // negative, the client's brand
        1, 0x85, 0x87, 0x80, 0x80, 0x80, 0x80, 0x87, 0x01, // language en-GB
        0, 1, 1, 9, 2, 1, 2,
        0, // no language detected, a question, rule 9, the second topic, the third department, no estimate
        1, b'N', b'L', // country
        2, 0x80, 0x01, // answered at 64 s
        2, 0xee, 0x05, // 750 s of work
        1, 2, // taken offline
        1, 5, 0, // reach, engagement
        1, 9, // followers
        0, 0, 0, // repost, own, of a competitor
        1, 8, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, // id, address, words
        8, 3, 0, 0, 0, 0, 0, 0, 0, 0, // written, bits of the writing
        0, // relevant
        2, 8, 4, 0, 0, 0, 0, 0, 0, 0, // a post
        1, 8, 6, 0, 0, 0, 0, 0, 0, 0, // the client's answer
        0, 0, // clock change, unknown
        8, 7, 0, 0, 0, 0, 0, 0, 0, // the name of the account
        12, b'o', b'r', b'd', b'e', b'r', b' ', b'f', b'a', b'i', b'l', b'e', b'd', // terms
        0,    // no excerpt
        1, 5, 1, 0, // an opening: points, names the client, no small network
    ];
    let at = b"socialmap part 14\n".len();
    assert_eq!(bytes[at], b'R');
    assert_eq!(bytes[at + 1..at + 5], u32::try_from(row.len()).unwrap().to_le_bytes());
    assert_eq!(bytes[at + 9..at + 9 + row.len()], row);
    assert_eq!(bytes[at + 9 + row.len()], b'E');
}

#[test]
fn a_forged_row_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.part");
    for forge in [
        |mention: &mut Mention| mention.channel = ChannelIx::LAST,
        |mention: &mut Mention| mention.brands = Brands::at(1),
        |mention: &mut Mention| mention.local = "1979-12-31T23:59:59".parse().unwrap(),
    ] {
        let mut row = tea();
        forge(&mut row.reading.as_mut().unwrap().mention);
        written(&path, vec![vec![row]], &[]);
        let section = Part::open(&path).unwrap().sections.remove(0);
        let error = section.rows(&context(), |_| Ok(true)).unwrap_err().to_string();
        let words = "its rows cannot be read: it changed meanwhile, or no `extract` wrote it\nhint: make it again";
        assert_eq!(error, format!("{}: {words}", path.display()));
    }
}
