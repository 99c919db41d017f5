//! What each figure says, in at most 15 words with one number.

use crate::insights::{AuditedTone, NoRange, StaffingFigures, ToneFigures};
use crate::pages::words::{Words, say};

/// In what tone.
pub(in crate::pages) fn tone(words: &Words, tone: &ToneFigures) -> String {
    match (tone.net, tone.interval) {
        (None, _) => words.text("tone-not-measured"),
        (Some(net), None) => {
            let mentions = say!(words, "labelled-mentions", n = tone.counts.labelled());
            let points = words.named_points(net);
            match tone.no_range() {
                Some(NoRange::FewAccounts) => {
                    say!(words, "tone-few-accounts", points = points)
                }
                Some(NoRange::NotMeasured) => say!(words, "tone-no-range", points = points),
                Some(NoRange::FewLabels) | None => say!(words, "tone-few", mentions = mentions),
            }
        }
        (Some(net), Some(range)) => prevailing(words, net, range),
    }
}

/// The tone as people see it.
pub(in crate::pages) fn audited_tone(words: &Words, tone: &AuditedTone) -> String {
    prevailing(words, tone.net.value, (tone.net.low, tone.net.high))
}

/// Whether praise or complaint prevails.
fn prevailing(words: &Words, net: f64, (low, high): (f64, f64)) -> String {
    let points = words.named_points(net);
    match () {
        // As they are printed: a range that ends at 0 leaves it open.
        () if low.round() > 0.0 => say!(words, "tone-positive", points = points),
        () if high.round() < 0.0 => say!(words, "tone-negative", points = points),
        () => say!(words, "tone-balanced", points = points),
    }
}

/// How much work it is to answer.
pub(in crate::pages) fn takes(
    words: &Words,
    staffing: &StaffingFigures,
    is_measured: bool,
) -> String {
    match staffing.hours_per_day {
        _ if !is_measured => words.text("work-not-measured"),
        hours if hours > 0.0 => say!(words, "work-some", work = super::work(words, hours)),
        _ => words.text("work-none"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;
    use crate::tally::Tally;

    #[test]
    fn tone_has_words_for_missing_few_balance_and_negative_zero() {
        let counts = Tally::of([3, 0, 4, 0]);
        let case = |net, interval| {
            tone(Words::english(), &ToneFigures { counts, net, interval, spread: None })
        };
        assert_eq!(case(None, None), "The tone was not measured");
        assert_eq!(case(Some(-14.0), None), "7 labelled mentions: too few to judge");
        assert_eq!(
            case(Some(-0.0), Some((-9.0, 9.0))),
            "Net sentiment is 0\u{a0}points: not clear whether praise or complaint prevails"
        );
        assert_eq!(
            case(Some(-12.3), Some((-18.0, -6.0))),
            "Net sentiment is −12\u{a0}points: more complaint than praise"
        );
        assert_eq!(
            case(Some(-28.0), Some((-56.0, -0.4))),
            "Net sentiment is −28\u{a0}points: not clear whether praise or complaint prevails"
        );
        assert_eq!(
            case(Some(1.2), Some((0.6, 2.0))),
            "Net sentiment is +1\u{a0}point: more praise than complaint"
        );
    }

    #[test]
    fn takes_tells_zero_from_missing() {
        let mut staffing = fixture::report().staffing;
        assert_eq!(
            takes(Words::english(), &staffing, true),
            "Answering takes 13.0\u{a0}hours a day"
        );
        staffing.hours_per_day = -0.0;
        assert_eq!(takes(Words::english(), &staffing, true), "There was nothing to answer");
        assert_eq!(
            takes(Words::english(), &staffing, false),
            "The work of answering was not measured"
        );
        staffing.hours_per_day = 0.011;
        assert_eq!(
            takes(Words::english(), &staffing, true),
            "Answering takes 5\u{a0}minutes a week"
        );
    }

    #[test]
    fn no_headline_is_longer_than_15_words() {
        let report = fixture::report();
        for text in
            [tone(Words::english(), &report.tone), takes(Words::english(), &report.staffing, true)]
        {
            assert!(text.split_whitespace().count() <= 15, "{text}");
        }
    }
}
