//! The tone audit on tweets about airlines that people labelled: how often its range holds their tone, simulated with an estimate and with labels.
//!
//! The word list estimates them, and an invented tool is right in 97% of them. Draws have a fixed seed.

use std::collections::BTreeMap;

use socialmap::Tone;
use socialmap::brief::Kind;
use socialmap::insights::strata::{AuditLabel, Sizes, allocate};
use socialmap::insights::tone_audit::estimates;
use socialmap::mentions::audit_sheet::AuditRow;
use socialmap::mentions::channel::ChannelIx;
use socialmap::mentions::word_list;
use socialmap::rollup::audits::AuditedMention;

use super::{column, project};

/// Random numbers (splitmix64).
struct Draws(u64);

impl Draws {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).unwrap()
    }
}

/// A mention with a label of its export, or with an estimate, and with what people say.
fn said(label: AuditLabel, truth: Tone) -> AuditedMention {
    let id = "ab00000000000000".parse().unwrap();
    let said = AuditRow { id, label: Some(truth), label_2: None, relevant: None, kind: None };
    let (tone, estimate) = match label {
        AuditLabel::Export(tone) => (tone, None),
        AuditLabel::WordList(tone) => (Tone::Unscored, Some(tone)),
        AuditLabel::None => (Tone::Unscored, None),
    };
    AuditedMention { said, tone, estimate, channel: ChannelIx::FIRST, kind: Kind::Unclassified }
}

fn label(mention: &AuditedMention) -> AuditLabel {
    AuditLabel::of(mention.tone, mention.estimate)
}

fn points(tone: Tone) -> f64 {
    match tone {
        Tone::Positive => 100.0,
        Tone::Negative => -100.0,
        Tone::Neutral | Tone::Unscored => 0.0,
    }
}

/// How often the range of so many rows holds the truth, and its mean width in points.
fn coverage(mentions: &[AuditedMention], rows: u64, draws: &mut Draws) -> (f64, f64) {
    const SAMPLES: u32 = 2000;
    let mut by_label: BTreeMap<AuditLabel, Vec<AuditedMention>> = BTreeMap::new();
    for mention in mentions {
        by_label.entry(label(mention)).or_default().push(*mention);
    }
    let size =
        |(label, all): (&AuditLabel, &Vec<_>)| ((*label, ChannelIx::FIRST), all.len() as u64);
    let sizes: Sizes = by_label.iter().map(size).collect();
    let labels = mentions.iter().map(|it| points(it.said.label.unwrap()));
    let truth = labels.sum::<f64>() / mentions.len() as f64;
    let (mut covered, mut width) = (0, 0.0);
    for _ in 0..SAMPLES {
        let mut sheet = Vec::new();
        for stratum in allocate(&sizes, rows) {
            let all = by_label.get_mut(&stratum.label).unwrap();
            for at in 0..usize::try_from(stratum.rows).unwrap() {
                let other = at + draws.below(all.len() - at);
                all.swap(at, other);
                sheet.push(all[at]);
            }
        }
        let audit = estimates(&sizes, &sheet);
        let estimated = audit.estimated.seen.map(|(tone, _)| tone);
        let net = estimated.or(audit.labelled).unwrap().net;
        covered += u32::from(net.low <= truth && truth <= net.high);
        width += net.high - net.low;
    }
    (f64::from(covered) / f64::from(SAMPLES), width / f64::from(SAMPLES))
}

#[test]
#[ignore = "needs real exports, see the head of `real.rs`"]
fn the_range_of_an_audit_holds_the_tone_that_people_see() {
    let run = project("airline_tweets_us_min", &["airline_tweets_us_min"]).run(&["mentions"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let truths = column(&run.stdout, "sentiment");
    let texts = column(&run.stdout, "text");
    let outcomes = column(&run.stdout, "outcome");
    let rows = truths.iter().zip(&texts).zip(&outcomes);
    let used: Vec<(Tone, &String)> = rows
        .filter(|(_, outcome)| *outcome == "used")
        .map(|((truth, text), _)| {
            let tone = Tone::ALL.into_iter().find(|tone| tone.word() == truth);
            (tone.unwrap(), text)
        })
        .collect();
    assert!(used.len() > 14_000);
    let mut draws = Draws(17);
    let words: Vec<_> = used
        .iter()
        .map(|(truth, text)| said(AuditLabel::WordList(word_list::tone(text)), *truth))
        .collect();
    let tool: Vec<_> = used
        .iter()
        .map(|(truth, _)| {
            let tone = match draws.below(100) {
                0..3 => Tone::ALL[(*truth as usize + 1 + draws.below(2)) % 3],
                _ => *truth,
            };
            said(AuditLabel::Export(tone), *truth)
        })
        .collect();
    let share = |is: fn(&AuditedMention) -> bool| {
        let found = words.iter().filter(|it| is(it)).count();
        100.0 * found as f64 / words.len() as f64
    };
    let agree = share(|it| it.said.label == it.estimate);
    let praise =
        share(|it| it.estimate == Some(Tone::Positive) && it.said.label == Some(Tone::Negative));
    assert_eq!(format!("{agree:.1} {praise:.1}"), "48.9 25.5");
    let net = |tone: fn(&AuditedMention) -> Option<Tone>| {
        let all = words.iter().filter_map(tone).map(points);
        format!("{:.1}", all.sum::<f64>() / words.len() as f64)
    };
    assert_eq!([net(|it| it.estimate), net(|it| it.said.label)], ["21.7", "-46.6"]);
    for (name, mentions) in [("word list", &words), ("97%", &tool)] {
        for rows in [50, 100, 200] {
            let (covered, width) = coverage(mentions, rows, &mut draws);
            assert!(covered >= 0.94, "{name}, {rows} rows: {covered}");
            assert!(width < 60.0, "{name}, {rows} rows: {width:.0} points");
        }
    }
}
