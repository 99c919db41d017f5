//! The worked numbers of docs/method.md, Tone audit, and how often the range holds the tone that people see in all mentions.

use super::agreement::{agrees, kappa};
use super::*;
use crate::insights::sample::Draws;
use crate::insights::strata::allocate;
use crate::mentions::audit_sheet::AuditRow;
use crate::rollup::sample::other_channel;

const X: ChannelIx = ChannelIx::FIRST;
const LABELS: [Tone; 3] = [Tone::Positive, Tone::Neutral, Tone::Negative];

/// The worked example: 400, 350 and 250 mentions with a label, each with these rows by what people say.
fn worked(rows: [[u64; 3]; 3]) -> Vec<Stratum> {
    let strata = LABELS.map(AuditLabel::Export).into_iter().zip([400, 350, 250]).zip(rows);
    strata.map(|((label, mentions), classes)| Stratum { label, mentions, classes }).collect()
}

const ROWS: [[u64; 3]; 3] = [[8, 4, 8], [1, 9, 10], [0, 1, 9]];

fn net(_: AuditLabel, class: usize) -> f64 {
    TONES[class].1
}

fn six(values: &[f64]) -> Vec<String> {
    values.iter().map(|value| format!("{value:.6}")).collect()
}

fn range(estimate: Estimate) -> Vec<String> {
    six(&[estimate.value, estimate.low, estimate.high])
}

#[test]
fn one_stratum_is_the_mean_label_corrected_by_the_mean_difference() {
    // 42 differences of 0 and 8 of -2 in 50 of 1000 rows, whose labels have the mean 0.1.
    let one =
        Stratum { label: AuditLabel::Export(Tone::Neutral), mentions: 1000, classes: [42, 8, 0] };
    let mean = Mean::of(&[one], (2, 0.0), |_, class| [0.0, -2.0][class]);
    let (theta, half) = (0.1 + mean.value, mean.half_width());
    assert_eq!(format!("{:.9}", mean.variance.sqrt()), "0.102092395");
    assert!((mean.freedom - 49.0).abs() < 1e-9);
    let found = [theta, theta - half, theta + half].map(|it| format!("{it:.9}"));
    assert_eq!(found, ["-0.220000000", "-0.425162349", "-0.014837651"]);
}

#[test]
fn strata_give_the_worked_numbers() {
    let textbook = Mean::of(&worked(ROWS), (3, 0.0), net);
    let half = textbook.half_width();
    assert_eq!(
        six(&[textbook.value, textbook.variance.sqrt(), textbook.freedom]),
        ["-0.382500", "0.095459", "34.162223"]
    );
    assert_eq!(six(&[-0.3825 - half, -0.3825 + half]), ["-0.576462", "-0.188538"]);
    let pooled = Mean::of(&worked(ROWS), (3, 1.0), net);
    assert_eq!(six(&[pooled.variance, pooled.freedom]), ["0.009970", "38.366531"]);
    assert_eq!(range(estimate(&worked(ROWS), 3, net)), ["-0.382500", "-0.584574", "-0.180426"]);
    let perfect = [[20, 0, 0], [0, 20, 0], [0, 0, 10]];
    assert_eq!(range(estimate(&worked(perfect), 3, net)), ["0.150000", "0.063827", "0.236173"]);
    let textbook = Mean::of(&worked(perfect), (3, 0.0), net);
    assert!(textbook.half_width() <= 0.0, "a point");
}

#[test]
fn agreement_and_kappa_are_weighted() {
    let share = Mean::of(&worked(ROWS), (3, 0.0), agrees);
    assert_eq!(six(&[share.value, share.variance.sqrt()]), ["0.542500", "0.063439"]);
    // (0.5425 - 0.302875) / (1 - 0.302875), with a standard error of 0.086838.
    let kappa = kappa(&worked(ROWS), 0.0).unwrap();
    assert_eq!(format!("{:.6}", kappa.value), "0.343733");
    let error = (kappa.high - kappa.value) / (share.half_width() / share.variance.sqrt());
    assert!((error - 0.086_838).abs() < 5e-4, "{error}");
    let audited = agreement(&worked(ROWS));
    assert!(audited.share.low > 0.40 && audited.share.high < 0.69);
    let alone =
        [Stratum { label: AuditLabel::Export(Tone::Neutral), mentions: 9, classes: [0, 9, 0] }];
    assert_eq!(self::kappa(&alone, 1.0), None, "all agree by chance");
}

#[test]
fn shares_add_up_and_stay_within_their_bounds() {
    let found = tone(&worked(ROWS));
    assert_eq!((found.mentions, found.rows), (1000, 50));
    let shares = found.shares.map(|share| share.value);
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert!((100.0 * (shares[0] - shares[2]) - found.net.value).abs() < 1e-9);
    let bad = tone(&worked([[0, 0, 20], [0, 0, 20], [0, 0, 10]]));
    assert_eq!((bad.net.value, bad.net.low), (-100.0, -100.0));
    assert_eq!((bad.shares[0].value, bad.shares[0].low, bad.shares[2].high), (0.0, 0.0, 1.0));
}

#[test]
fn alpha_of_two_people_has_the_published_values() {
    let alpha = |one: &str, other: &str| {
        let pairs: Vec<(char, char)> = one.chars().zip(other.chars()).collect();
        alpha(&pairs).map(|value| format!("{value:.6}"))
    };
    assert_eq!(alpha("aabbdcccedda", "babbbccceddd").unwrap(), "0.691964");
    assert_eq!(alpha("0100000010", "1110010000").unwrap(), "0.095238");
    assert_eq!(alpha("ab", "ab").unwrap(), "1.000000");
    assert_eq!((alpha("aa", "aa"), alpha("", "")), (None, None));
}

fn said(tone: Tone, channel: ChannelIx, label: Tone) -> AuditedMention {
    let id = "ab00000000000000".parse().unwrap();
    let said = AuditRow { id, label: Some(label), label_2: None, relevant: None, kind: None };
    AuditedMention { said, tone, estimate: None, channel, kind: Kind::Unclassified }
}

#[test]
fn what_was_not_labelled_enough_is_not_estimated() {
    let sizes = Sizes::from([
        ((AuditLabel::Export(Tone::Positive), X), 30),
        ((AuditLabel::Export(Tone::Negative), X), 30),
    ]);
    let mut rows = vec![said(Tone::Positive, X, Tone::Positive); 9];
    assert_eq!(estimates(&sizes, &rows).labelled, None, "nine rows");
    rows.push(said(Tone::Negative, X, Tone::Negative));
    let audit = estimates(&sizes, &rows);
    assert_eq!((audit.rows, audit.labelled), (10, None), "one row of 30 negative mentions");
    rows.push(said(Tone::Negative, X, Tone::Negative));
    let audit = estimates(&sizes, &rows);
    assert_eq!((audit.corrected().unwrap().net.value, audit.all), (0.0, None));
    assert_eq!((audit.relevant, audit.kinds, audit.alpha), (None, None, None));
    // All rows of a label are enough, however few.
    let sizes = Sizes::from([
        ((AuditLabel::Export(Tone::Positive), X), 30),
        ((AuditLabel::Export(Tone::Negative), X), 1),
    ]);
    assert!(estimates(&sizes, &rows[..10]).labelled.is_some());
}

#[test]
fn mentions_without_a_label_are_in_the_tone_of_all_alone() {
    let mut sizes = Sizes::from([
        ((AuditLabel::Export(Tone::Positive), X), 100),
        ((AuditLabel::None, other_channel()), 100),
    ]);
    let mut rows = vec![said(Tone::Positive, X, Tone::Positive); 10];
    rows.extend(vec![said(Tone::Unscored, other_channel(), Tone::Negative); 10]);
    let audit = estimates(&sizes, &rows);
    let (labelled, all) = (audit.labelled.unwrap(), audit.all.unwrap());
    assert_eq!((labelled.mentions, labelled.rows, labelled.net.value), (100, 10, 100.0));
    assert_eq!((all.mentions, all.rows, all.net.value), (200, 20, 0.0));
    assert_eq!(audit.corrected(), Some(&labelled));
    sizes.pop_first();
    let audit = estimates(&sizes, &rows);
    assert_eq!((audit.labelled, audit.agreement), (None, None));
    assert_eq!(audit.corrected().map(|tone| tone.net.value), Some(-100.0));
}

#[test]
fn the_estimate_is_corrected_from_fifty_rows_on_and_in_no_figure_of_the_labels() {
    let cells = LABELS.map(|tone| ((AuditLabel::WordList(tone), X), 200));
    let mut sizes = Sizes::from(cells);
    sizes.insert((AuditLabel::Export(Tone::Positive), X), 100);
    sizes.insert((AuditLabel::None, X), 300);
    let estimated =
        |tone, label| AuditedMention { estimate: Some(tone), ..said(Tone::Unscored, X, label) };
    // The word list is right in half of the rows that it calls positive, and in all others.
    let mut rows = vec![said(Tone::Positive, X, Tone::Positive); 10];
    rows.extend(vec![said(Tone::Unscored, X, Tone::Negative); 10]);
    rows.extend(vec![estimated(Tone::Positive, Tone::Positive); 10]);
    rows.extend(vec![estimated(Tone::Positive, Tone::Negative); 10]);
    rows.extend(vec![estimated(Tone::Neutral, Tone::Neutral); 20]);
    rows.extend(vec![estimated(Tone::Negative, Tone::Negative); 9]);
    let audit = estimates(&sizes, &rows);
    assert_eq!((audit.estimated.rows, audit.estimated.seen), (49, None));
    rows.push(estimated(Tone::Negative, Tone::Negative));
    let audit = estimates(&sizes, &rows);
    let (tone, agreement) = audit.estimated.seen.unwrap();
    assert_eq!((tone.mentions, tone.rows), (600, 50));
    assert_eq!(six(&[tone.net.value, agreement.share.value]), ["-33.333333", "0.833333"]);
    assert!(tone.net.low < -34.0 && tone.net.high > -33.0);
    assert!((agreement.kappa.unwrap().value - 0.75).abs() < 1e-9);
    let labelled = audit.labelled.unwrap();
    assert_eq!((labelled.mentions, labelled.rows, labelled.net.value), (100, 10, 100.0));
    // (100 of +1, 300 of -1, 600 of -1/3) of 1000.
    assert_eq!(six(&[audit.all.unwrap().net.value]), ["-40.000000"]);
    rows.retain(|row| row.estimate != Some(Tone::Neutral));
    rows.extend(vec![estimated(Tone::Negative, Tone::Negative); 40]);
    assert_eq!(estimates(&sizes, &rows).estimated, EstimateAudit { rows: 70, seen: None });
}

#[test]
fn relevance_and_kinds_are_audited_by_the_same_rows() {
    let sizes = Sizes::from([((AuditLabel::Export(Tone::Neutral), X), 200)]);
    let row = |n: usize| {
        let mut row = said(Tone::Neutral, X, Tone::Neutral);
        row.said.relevant = Some(!n.is_multiple_of(4));
        row.said.kind = Some(Kind::Problem);
        row.kind = [Kind::Problem, Kind::Question, Kind::Problem, Kind::Unclassified][n % 4];
        row
    };
    let rows: Vec<AuditedMention> = (0..40).map(row).collect();
    let audit = estimates(&sizes, &rows);
    let relevant = audit.relevant.unwrap();
    assert_eq!((relevant.rows, relevant.share.value), (40, 0.75));
    let kinds = audit.kinds.unwrap();
    assert_eq!((kinds.rows, kinds.share.value), (30, 2.0 / 3.0), "ten have no kind");
    assert!(relevant.share.low > 0.55 && kinds.share.low > 0.40 && kinds.share.high < 0.90);
}

/// Mentions with the label of a tool, a channel and what people say.
type Population = Vec<(Tone, ChannelIx, Tone)>;

/// 4000 mentions, two thirds negative. `right` is how often the tool is, by what people say; else it says one of the other tones.
fn population(right: [f64; 3], draws: &mut Draws) -> Population {
    let mention = |_| {
        let truth = [0, 1, 2, 2, 2, 2][draws.below(6)];
        let label = match draws.next() {
            it if it < right[truth] => truth,
            it if it < f64::midpoint(1.0, right[truth]) => (truth + 1) % 3,
            _ => (truth + 2) % 3,
        };
        let channel = if draws.next() < 0.7 { X } else { other_channel() };
        (LABELS[label], channel, LABELS[truth])
    };
    (0..4000).map(mention).collect()
}

/// How often the range holds the net sentiment as people see it, in so many samples of so many rows.
fn coverage(population: &Population, rows: u64, samples: u32, draws: &mut Draws) -> f64 {
    let class = |label: Tone| TONES.iter().position(|(tone, _)| *tone == label).unwrap();
    let mut cells: BTreeMap<Cell, Vec<(Cell, usize)>> = BTreeMap::new();
    for &(label, channel, truth) in population {
        let label = AuditLabel::Export(label);
        cells.entry((label, channel)).or_default().push(((label, channel), class(truth)));
    }
    let sizes: Sizes = cells.iter().map(|(cell, all)| (*cell, all.len() as u64)).collect();
    let values = population.iter().map(|(_, _, truth)| TONES[class(*truth)].1);
    let truth = values.sum::<f64>() / population.len() as f64;
    let pools = allocate(&sizes, rows).into_iter().map(|stratum| {
        let of = |channel: &ChannelIx| cells[&(stratum.label, *channel)].clone();
        let mentions: Vec<_> = stratum.channels.iter().flat_map(of).collect();
        (mentions, usize::try_from(stratum.rows).unwrap())
    });
    let mut pools: Vec<_> = pools.collect();
    let mut covered = 0;
    for _ in 0..samples {
        let mut sheet = Vec::new();
        for (mentions, rows) in &mut pools {
            for at in 0..*rows {
                let other = at + draws.below(mentions.len() - at);
                mentions.swap(at, other);
            }
            sheet.extend_from_slice(&mentions[..*rows]);
        }
        let net = estimate(&strata(&sizes, &sheet).unwrap(), 3, net);
        covered += u32::from(net.low <= truth && truth <= net.high);
    }
    f64::from(covered) / f64::from(samples)
}

#[test]
fn the_range_holds_the_tone_that_people_see() {
    let mut draws = Draws::seeded(17);
    // As a list of words labels complaints, and a tool that is nearly always right.
    for right in [[0.8, 0.5, 0.35], [0.97; 3]] {
        let population = population(right, &mut draws);
        for rows in [50, 100, 200] {
            let covered = coverage(&population, rows, 4000, &mut draws);
            assert!(covered >= 0.94, "{right:?}, {rows} rows: {covered}");
        }
    }
}
