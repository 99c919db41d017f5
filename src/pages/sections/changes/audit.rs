//! The tone audit: the tone that people see in a sample of the mentions, beside that of the exports' labels, with their agreement.

use super::estimate;
use crate::insights::{Agreement, AuditedTone, Estimate, NoRange, Report, ToneAudit, ToneFigures};
use crate::mentions::tone::Tone;
use crate::pages::section::{Block, DataFile, Folded, Layout, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, no_correction, say};

/// Base by which shares are printed: a sample of some hundred rows gives no decimals.
pub(super) const NO_DECIMALS: u64 = 99;

/// The corrected tone, or what is known of the labels without it; `None` without a label of anybody.
pub(super) fn sentence(words: &Words, report: &Report) -> Option<String> {
    let counts = &report.tone.counts;
    let Some(audit) = &report.tone_audit else {
        let id =
            if report.history.is_empty() { "changes-audit-none" } else { "changes-audit-gone" };
        return (counts.labelled() > 0).then(|| words.text(id));
    };
    let Some(corrected) = audit.corrected() else {
        return match audit.missing {
            Some(why) if audit.rows > 0 => Some(no_correction(words, audit.rows, why)),
            _ => Some(words.text("changes-audit-none")),
        };
    };
    let net = corrected.net;
    let (points, range) =
        (words.points(net.value), words.between(&words.points(net.low), &words.points(net.high)));
    let (rows, mentions) = (words.count(corrected.rows), words.count(corrected.mentions));
    let sentence = match report.tone.net.zip(audit.agreement) {
        Some((labels, agreement)) => say!(
            words,
            "changes-audit",
            points = points,
            range = range,
            rows = rows,
            mentions = mentions,
            labels = words.points(labels),
            share = words.percent(agreement.share.value, NO_DECIMALS)
        ),
        None => say!(
            words,
            "changes-audit-alone",
            points = points,
            range = range,
            rows = rows,
            mentions = mentions
        ),
    };
    let sentence = match audit.blank {
        0 => sentence,
        blank => say!(words, "changes-audit-blank", sentence = sentence, n = blank),
    };
    Some(match report.tone.no_range() {
        Some(NoRange::FewAccounts) => {
            say!(words, "changes-audit-few-accounts", sentence = sentence)
        }
        _ => sentence,
    })
}

/// All that the audit shows, with its file; `None` without an audit.
pub(super) fn block(words: &Words, report: &Report) -> Option<Block> {
    let table = table(words, report, report.tone_audit.as_ref()?);
    let file = DataFile {
        name: "tone_audit.csv",
        label: words.text("changes-audit-file"),
        table: table.clone(),
    };
    let block = TableBlock {
        id: "tone-audit",
        caption: words.text("changes-audit-caption"),
        table,
        layout: Layout::Scroll,
        rows: vec!["map"],
        files: vec![file],
    };
    let summary = words.text("changes-audit-fold");
    let estimate = report.tone_estimate.as_ref();
    let estimate = estimate.and_then(|estimate| estimate::block(words, report, estimate));
    let blocks = [Block::Table(block)].into_iter().chain(estimate).collect();
    Some(Block::Folded(Folded { is_printed: false, summary, blocks }))
}

/// A row: its name in data and on the page, what the values are, the value of the labels, the estimate.
struct Measure {
    key: &'static str,
    shown: fn(&Words, f64) -> String,
    labels: Option<f64>,
    word_list: Option<f64>,
    mentions: Option<u64>,
    rows: u64,
    value: f64,
    range: Option<(f64, f64)>,
}

fn points(words: &Words, value: f64) -> String {
    words.points(value)
}

fn percent(words: &Words, value: f64) -> String {
    words.percent(value, NO_DECIMALS)
}

fn coefficient(words: &Words, value: f64) -> String {
    words.quantity(value)
}

impl Measure {
    fn of(key: &'static str, shown: fn(&Words, f64) -> String, estimate: Estimate) -> Self {
        let Estimate { value, low, high } = estimate;
        let (labels, word_list) = (None, None);
        let range = Some((low, high));
        Self { key, shown, labels, word_list, mentions: None, rows: 0, value, range }
    }

    fn cells(&self, words: &Words, has_estimate: bool) -> Vec<Cell> {
        let shown = |value: f64| (self.shown)(words, value);
        let text = |text: Option<String>| text.map_or(Cell::missing(String::new()), Cell::text);
        let range = self.range.map(|(low, high)| words.between(&shown(low), &shown(high)));
        let word_list = has_estimate.then(|| text(self.word_list.map(shown)));
        let labels = [
            Cell::word(self.key, say!(words, "changes-audit-measure", measure = self.key)),
            Cell::count(self.mentions),
            text(self.labels.map(shown)),
            Cell::number(self.labels),
        ];
        let people = [
            Cell::number(self.word_list),
            Cell::text(shown(self.value)),
            Cell::Number(self.value),
            text(range),
            Cell::number(self.range.map(|range| range.0)),
            Cell::number(self.range.map(|range| range.1)),
            Cell::Count(self.rows),
        ];
        labels.into_iter().chain(word_list).chain(people).collect()
    }
}

fn table(words: &Words, report: &Report, audit: &ToneAudit) -> Table {
    let estimate = report.tone_estimate.as_ref();
    let estimate = estimate.and_then(|estimate| Some((estimate, estimate.seen.ok()?)));
    let word_list = || Column::page("word_list_shown", words.text("estimate-name"), Unit::Text);
    let labels = [
        Column::new("measure", words.text("changes-audit-what"), Unit::Text),
        Column::data("mentions", Unit::Count),
        Column::page("labels_shown", words.text("changes-audit-by-labels"), Unit::Text),
        Column::data("labels", Unit::Quantity),
    ];
    let people = [
        Column::data("word_list", Unit::Quantity),
        Column::page("people", words.text("changes-audit-by-people"), Unit::Text),
        Column::data("value", Unit::Quantity),
        Column::page("range", words.text("name-range"), Unit::Text),
        Column::data("low", Unit::Quantity),
        Column::data("high", Unit::Quantity),
        Column::new("n", words.text("changes-audit-rows"), Unit::Count),
    ];
    let word_list = estimate.map(|_| word_list());
    let columns = labels.into_iter().chain(word_list).chain(people).collect();
    let all = |tone: &ToneFigures| {
        let share = |of| tone.share(of).map(|(share, _)| share);
        [tone.net, share(Tone::Positive), share(Tone::Neutral), share(Tone::Negative)]
    };
    let tones = |tone: &AuditedTone| {
        let [positive, neutral, negative] = tone.shares;
        [
            ("net_sentiment", points as fn(&Words, f64) -> String, tone.net),
            ("positive_share", percent, positive),
            ("neutral_share", percent, neutral),
            ("negative_share", percent, negative),
        ]
        .map(|(key, shown, estimate)| Measure {
            mentions: Some(tone.mentions),
            rows: tone.rows,
            ..Measure::of(key, shown, estimate)
        })
    };
    let mut measures = Vec::new();
    if let Some(tone) = &audit.labelled {
        let rows = tones(tone).into_iter().zip(all(&report.tone));
        measures.extend(rows.map(|(measure, labels)| Measure { labels, ..measure }));
    }
    if let Some(tone) = &audit.all {
        let keys =
            ["all_net_sentiment", "all_positive_share", "all_neutral_share", "all_negative_share"];
        measures.extend(tones(tone).into_iter().zip(keys).map(|(it, key)| Measure { key, ..it }));
    }
    if let Some((agreement, tone)) = audit.agreement.zip(audit.labelled) {
        measures.extend(agreements(["agreement", "kappa"], &tone, &agreement));
    }
    if let Some((estimate, (tone, agreement))) = estimate {
        let keys = [
            "estimate_net_sentiment",
            "estimate_positive_share",
            "estimate_neutral_share",
            "estimate_negative_share",
        ];
        let by_words = all(&ToneFigures::of(estimate.counts, None));
        let rows = tones(&tone).into_iter().zip(keys).zip(by_words);
        measures.extend(rows.map(|((it, key), word_list)| Measure { key, word_list, ..it }));
        measures.extend(agreements(["estimate_agreement", "estimate_kappa"], &tone, &agreement));
    }
    for (key, checked) in [("relevant", audit.relevant), ("kinds", audit.kinds)] {
        let rows =
            checked.map(|it| Measure { rows: it.rows, ..Measure::of(key, percent, it.share) });
        measures.extend(rows);
    }
    measures.extend(audit.alpha.map(|alpha| Measure {
        rows: alpha.rows,
        range: None,
        ..Measure::of(
            "alpha",
            coefficient,
            Estimate { value: alpha.value, low: alpha.value, high: alpha.value },
        )
    }));
    Table::new(columns)
        .with(measures.iter().map(|it| it.cells(words, estimate.is_some())).collect::<Vec<_>>())
}

/// The rows of an agreement, which is about the mentions of this tone.
fn agreements(
    [share, kappa]: [&'static str; 2],
    tone: &AuditedTone,
    agreement: &Agreement,
) -> impl Iterator<Item = Measure> {
    let share = Measure::of(share, percent, agreement.share);
    let kappa = agreement.kappa.map(|found| Measure::of(kappa, coefficient, found));
    let (mentions, rows) = (Some(tone.mentions), tone.rows);
    [share].into_iter().chain(kappa).map(move |it| Measure { mentions, rows, ..it })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::NoCorrection;
    use crate::insights::strata::AuditLabel;
    use crate::pages::fixture;

    #[test]
    fn the_corrected_tone_comes_before_that_of_the_labels() {
        let mut report = fixture::report();
        let said = |report: &Report| sentence(Words::english(), report).unwrap();
        assert_eq!(
            said(&report),
            "The labels are those of the exports; nobody has checked a sample of them."
        );
        let gone = Report { history: vec![fixture::day(2026, 5, 1)], ..report.clone() };
        assert!(
            said(&gone).ends_with("the history of the period keeps no check of them by people.")
        );
        report.tone_audit = Some(fixture::audit());
        assert_eq!(
            said(&report),
            "Net sentiment as people see it: −47 (95% range −61\u{a0}to\u{a0}−34); they read 100 of 1,643 mentions with a label. \
             The exports’ labels give −5; people agree with 49% of them."
        );
        report.tone_audit.as_mut().unwrap().blank = 7;
        assert!(said(&report).ends_with(
            "49% of them. They left 7 drawn mentions without a label; these are taken to be like the others."
        ));
        report.tone.interval = None;
        assert!(said(&report).ends_with(
            "are taken to be like the others. Most of the mentions with a label are by few accounts: it is their tone."
        ));
        report.tone.interval = fixture::report().tone.interval;
        let without = |rows, missing| {
            Some(ToneAudit { rows, missing: Some(missing), ..ToneAudit::default() })
        };
        report.tone_audit = without(1, NoCorrection::FewRows);
        assert_eq!(
            said(&report),
            "People have labelled 1 mention; with 10 or more the report shows the tone that they see."
        );
        let few = NoCorrection::FewOfLabel { label: AuditLabel::Export(Tone::Negative), rows: 1 };
        report.tone_audit = without(99, few);
        assert_eq!(
            said(&report),
            "People have labelled 99 mentions, but only 1 of those that the exports call negative, where 2 are needed \
             to say what tone they see."
        );
        report.tone_audit = without(80, NoCorrection::NoSample);
        assert_eq!(
            said(&report),
            "People have labelled 80 mentions, but passed over so many that were drawn before these that they are no sample \
             of the period."
        );
        report.tone_audit = without(0, NoCorrection::FewRows);
        assert!(said(&report).ends_with("nobody has checked a sample of them."));
        let audit = fixture::audit();
        report.tone_audit =
            Some(ToneAudit { all: audit.labelled, labelled: None, agreement: None, ..audit });
        assert!(said(&report).ends_with("they read 100 of 1,643 mentions, which have no label."));
    }

    #[test]
    fn the_table_has_a_row_for_each_measure() {
        let mut report = fixture::report();
        assert!(block(Words::english(), &report).is_none());
        let mut audit = fixture::audit();
        audit.all = audit.labelled;
        let table = table(Words::english(), &report, &audit);
        let rows = table.shown(Words::english()).rows;
        assert_eq!(rows.len(), 13);
        assert_eq!(rows[0], ["Net sentiment", "−5", "−47", "−61\u{a0}to\u{a0}−34", "100"]);
        let csv = String::from_utf8(table.csv()).unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines[0], "measure,mentions,labels,word_list,value,low,high,n");
        assert_eq!(lines[9], "agreement,1643,,,0.49,0.39,0.59,100");
        assert_eq!(lines[13], "alpha,,,,0.8,,,20");
        report.tone_audit = Some(audit);
        assert!(block(Words::english(), &report).is_some());
    }
}
